"""Keeps the bundled dataset tidy and its card true: `python scripts/dataset.py tidy|card`.

`tidy` sorts statements.jsonl and, where the books are (PACTGRAPH_SEEDS), finds the passage of each line that has no
span: take the span out after changing `lines` or a mention. `card` writes the counts into docs/dataset.md.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import passages
from pactgraph.graph.model import Actor, Statement
from pactgraph.graph.names import year_of
from pactgraph.graph.schema import ALL, KINDS, TIE_TYPES
from pactgraph.loaders import bundled

ROOT = Path(__file__).resolve().parent.parent
STATEMENTS = ROOT / "loaders/data/statements.jsonl"
CARD = ROOT / "docs/dataset.md"
BEGIN, END = "<!-- counted: scripts/dataset.py card -->", "<!-- end of what is counted -->"
COUNTRIES = 20  # in the table
_WORDS = {
    "TWINNED_WITH": ["jumel", "jumeaux", "jumelles", "fraternel"],
    "RESIDENT_OF": ["résident", "enregistr"],
    "ACCREDITED_AT": ["accrédit", "courtier"],
}
_MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
]  # fmt: skip


def tidy() -> None:
    records = [json.loads(line) for line in STATEMENTS.read_text("utf-8").splitlines()]
    for record in records:
        e = record["evidence"]
        if "span" not in e:
            names = [[record[end]["mention"]] for end in ("source", "target")]
            e["span"] = list(passages.book(e["document"]).passage(tuple(e["lines"]), *names, hints=hints(record)))
    records.sort(key=_place)
    lines = [json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n" for r in records]
    STATEMENTS.write_text("".join(lines), "utf-8")


def hints(record: Mapping[str, Any]) -> list[list[str]]:
    """Return what besides the actors tells the relation, each as the forms it may have: words, figures, the date."""
    details = record.get("details", {})
    figure = details.get("value" if record["type"] == "TRADES_WITH" else "count")
    date = "" if details.get("date_basis") == "context" else record.get("date", "")
    year, _, month = date.partition("-")
    found = [_WORDS.get(record["type"], []), _printed(figure), [year]]
    if month:
        found.append([_MONTHS[int(month[:2]) - 1]])
    return [forms for forms in found if any(forms)]


def _printed(figure: float | None) -> list[str]:
    """Return how French texts print a number: 5,3 and 5.3; 2 482, 2.482 and 2482."""
    if figure is None:
        return []
    if figure != int(figure):
        return [f"{figure:g}", f"{figure:g}".replace(".", ",")]
    grouped = f"{int(figure):,}"
    spaced = [grouped.replace(",", sign) for sign in " .\u00a0\u202f"] if "," in grouped else []
    return [f"{int(figure)}", *spaced]


def _place(record: Mapping[str, Any]) -> tuple[Any, ...]:
    e = record["evidence"]
    where = e["document"], e["lines"], record["type"], record["source"]["id"], record["target"]["id"]
    return *where, json.dumps(record, sort_keys=True)


def card() -> None:
    text = CARD.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    CARD.write_text(f"{before}{BEGIN}\n\n{counted()}\n{END}{rest.partition(END)[2]}", "utf-8")


def counted() -> str:
    """Return the counts of the card as Markdown."""
    actors = {a.id: a for a in bundled.actors()}
    statements = list(bundled.statements())
    used = {m.id for s in statements for m in (s.source, s.target)} - {ALL}
    parts = [
        _totals(statements, len(used), len(actors)),
        "### Statements by type and book",
        _by_type(statements),
        "### Actors by kind",
        _table(("kind", "actors"), _in_order(Counter(actors[i].kind for i in used), KINDS)),
        "### Statements by country",
        _by_country(statements, actors),
        "### Statements by year",
        _by_year(statements),
    ]
    return "\n\n".join(parts) + "\n"


def _totals(statements: list[Statement], used: int, rows: int) -> str:
    counts = sum(s.is_observation for s in statements)
    ties = len({s.tie_id for s in statements} - {""})
    doubtful = sum(s.confidence < bundled.SURE for s in statements)
    dated = sum(s.date is not None or "year" in s.details for s in statements)
    cited = sum(s.evidence.citation is not None and s.evidence.citation.url is not None for s in statements)
    return (
        f"**{len(statements):,} statements** about **{used:,} actors** in {len(bundled.DOCUMENTS)} books. They add up "
        f"to {ties:,} ties; {counts:,} are counts, which are no ties. {dated:,} are dated or are figures of a year, "
        f"{cited:,} carry the address of the reference that the book gives, {doubtful:,} are marked doubtful "
        f"(confidence {bundled.DOUBTFUL}). The table of actors has {rows:,} rows: also places "
        "that others are in, and actors known to prose."
    )


def _by_type(statements: list[Statement]) -> str:
    books = [d.name for d in bundled.DOCUMENTS]
    cells = Counter((s.type, s.evidence.document) for s in statements)
    rows = [
        (TIE_TYPES[t].name, *(cells[t, b] for b in books), sum(cells[t, b] for b in books))
        for t in TIE_TYPES
        if any(cells[t, b] for b in books)
    ]
    total = ("all", *(sum(cells[t, b] for t in TIE_TYPES) for b in books), len(statements))
    return _table(("type", *(f"`{b[:3]}`" for b in books), "all"), [*rows, total])


def _by_country(statements: list[Statement], actors: Mapping[str, Actor]) -> str:
    found: Counter[str] = Counter()
    for s in statements:
        found.update({m.country for m in (s.source, s.target) if m.country})
    rows = [(actors[code.lower()].name if code.lower() in actors else code, n) for code, n in _ranked(found)]
    rest = len(rows) - COUNTRIES
    return _table(("country", "statements"), rows[:COUNTRIES]) + f"\n\nand {rest} more countries."


def _by_year(statements: list[Statement]) -> str:
    years = Counter(year_of(s.date or s.details.get("year")) for s in statements)
    undated = years.pop(None)
    return _table(("year", "statements"), [*sorted(years.items()), ("undated", undated)])


def _ranked(found: Counter[str]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _in_order(found: Counter[str], names: Iterable[str]) -> list[tuple[str, int]]:
    return [(name, found[name]) for name in names if found[name]]


def _table(head: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    lines = [head, tuple("---" if not i else "---:" for i in range(len(head))), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    commands = {"tidy": tidy, "card": card}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]]()
