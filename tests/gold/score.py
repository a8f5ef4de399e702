"""The prose loader against hand-annotated passages: `make score`.

    python tests/gold/score.py [--keep] [--eval DIR] [--seeds DIR]

Extracts the books, runs the annotations' own scorer on the result, and prints its table with what changed against the
kept run (`kept.json` here). The rows by type, ALL and THREE are of the annotated passages; BOOKS and BOOKS THREE hold
all four books against the bundled dataset, in which every passage was read by people (the loader knows the names of its
actors, so a text about others is read less well). `--keep` makes this run the kept one. The annotations are not in the
repository: their folder is `--eval`, PACTGRAPH_EVAL or ../shared/eval; the books' `--seeds`, PACTGRAPH_SEEDS or
../shared/seeds.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
KEPT = HERE / "kept.json"
THREE = ("TWINNED_WITH", "RESIDENT_OF", "ACCREDITED_AT")
STRETCH = 400  # lines of a book in which a relation counts once
COLUMNS = ("precision", "recall", "f1", "dates")

Rows = dict[str, dict[str, float | None]]


def extracted(seeds: Path, target: Path) -> None:
    """Write the statements of all books of `seeds` to `target`, as the command does."""
    from pactgraph.cli.main import main

    books = sorted(str(p) for p in seeds.glob("*.txt"))
    try:
        main(["extract", *books, "-o", str(target)])
    except SystemExit as done:
        if done.code:
            raise


def bundled(folder: Path) -> None:
    """Write the bundled dataset to `folder` in the form of the annotations, a stretch of a book a passage."""
    data = ROOT / "loaders" / "data"
    with (data / "actors.csv").open(encoding="utf-8", newline="") as table:
        actors = {row["id"]: row for row in csv.DictReader(table)}
    actors["all"] = {"name": "all", "kind": "country"}
    passages: dict[str, list[str]] = {}
    where = {}
    for line in (data / "statements.jsonl").read_text("utf-8").splitlines():
        s = json.loads(line)
        book, stretch = s["evidence"]["document"], s["evidence"]["lines"][0] // STRETCH
        record = {
            "type": s["type"],
            "a": _actor(actors, s["source"]),
            "b": _actor(actors, s["target"]),
            "date": s.get("date"),
            "lines": s["evidence"]["lines"],
            "extra": s.get("details", {}),
            "sure": s.get("confidence", 1) > 0.5,
        }
        if record["type"] != "MEMBER_OF":  # which the loader does not read
            stem = f"{Path(book).stem}-{stretch:02d}"
            passages.setdefault(stem, []).append(json.dumps(record))
            where[stem] = {"document": book, "lines": [stretch * STRETCH, (stretch + 1) * STRETCH - 1]}
    for stem, records in passages.items():
        (folder / f"{stem}.jsonl").write_text("\n".join(records), "utf-8")
    (folder / "passages.json").write_text(json.dumps(where), "utf-8")


def _actor(actors: dict[str, dict[str, str]], end: dict[str, str]) -> dict[str, object]:
    row = actors[end["id"]]
    names = [end["mention"], row.get("name_fr"), *row.get("aliases", "").split("|")]
    return {"name": row["name"], "kind": row["kind"], "as": [n for n in names if n]}


def scored(evaluation: Path, statements: Path) -> Rows:
    """Return the scorer's row by type, ALL, THREE for the types that have a bar of their own, and the books' rows."""
    with tempfile.TemporaryDirectory() as folder:
        bundled(Path(folder))
        passages, books = (
            partial(_table, evaluation, gold, statements) for gold in (evaluation / "gold", Path(folder))
        )
        rows = {**passages(), "THREE": passages(THREE)["ALL"]}
        rows |= {"BOOKS": books()["ALL"], "BOOKS THREE": books(THREE)["ALL"]}
    return {name: {c: row.get(c) for c in COLUMNS} for name, row in rows.items()}


def _table(evaluation: Path, gold: Path, statements: Path, only: Sequence[str] = ()) -> Rows:
    """Return what the scorer prints: its row by type, and ALL."""
    call = [sys.executable, str(evaluation / "score.py"), "--gold", str(gold), "--json"]
    call += ["--statements", str(statements), "--only", ",".join(only)]
    rows: Rows = json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout)
    return rows


def run(evaluation: Path, seeds: Path) -> Rows:
    """Extract the books and score the result."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "statements.jsonl"
        extracted(seeds, target)
        return scored(evaluation, target)


def shown(rows: Rows, kept: Rows) -> str:
    """Return the table for people: each figure, and by how much it changed."""
    lines = [f"{'type':20}" + "".join(f"{c:>20}" for c in COLUMNS)]
    for name, row in rows.items():
        lines.append(f"{name:20}" + "".join(f"{_cell(row[c], kept.get(name, {}).get(c)):>20}" for c in COLUMNS))
    return "\n".join(lines)


def _cell(now: float | None, before: float | None) -> str:
    if now is None:
        return "-"
    change = f" ({now - before:+.3f})" if before is not None and abs(now - before) >= 0.0005 else ""
    return f"{now:.3f}{change}"


def kept() -> Rows:
    """Return the kept run; nothing where none is kept."""
    rows: Rows = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = ROOT.parent / "shared"
    parser.add_argument("--eval", type=Path, default=Path(os.environ.get("PACTGRAPH_EVAL") or shared / "eval"))
    parser.add_argument("--seeds", type=Path, default=Path(os.environ.get("PACTGRAPH_SEEDS") or shared / "seeds"))
    parser.add_argument("--keep", action="store_true", help="make this run the kept one")
    args = parser.parse_args()
    for folder in (args.eval, args.seeds):
        if not folder.is_dir():
            sys.exit(f"there is no folder {folder}; give --eval and --seeds")
    rows = run(args.eval, args.seeds)
    print(shown(rows, kept()))
    if args.keep:
        KEPT.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
