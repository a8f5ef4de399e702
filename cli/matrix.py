"""The cross-table of `pactgraph links --matrix`: choosing its rows and columns, and printing it."""

import shutil
from typing import TYPE_CHECKING, Any

from ..graph.errors import InputError
from ..graph.schema import kind as kind_called
from . import output
from .options import country_code

if TYPE_CHECKING:
    from ..graph.model import Actor
    from ..queries.find import Directory
    from ..queries.links import Matrix, Selector
    from ..queries.snapshot import Snapshot


def selector(text: str | None, directory: "Directory", option: str) -> "Selector":
    """Return what `text` chooses ("country=BY,kind=region").

    Raises InputError, naming `option`, when it says nothing.
    """
    from ..queries.links import Selector

    kinds, countries, part_of = [], [], None
    for item in (text or "").split(","):
        key, equals, value = (part.strip() for part in item.partition("="))
        if not equals or not value or key not in ("country", "kind", "part_of"):
            raise InputError(f"{option}: {item!r} is none of country=CC, kind=KIND, part_of=NAME")
        if key == "country":
            countries.append(country_code(value))
        elif key == "kind":
            kinds.append(kind_called(value).name)
        else:
            part_of = directory.find(value).id
    return Selector(kinds or None, countries or None, part_of)


def print_matrix(
    snapshot: "Snapshot", rows: "Selector", cols: "Selector", count: bool, limit: int, format_: str
) -> None:
    """Print the table of what `rows` choose by what `cols` choose; csv is the table, json a record a tied pair."""
    from ..queries.links import matrix

    row_actors, col_actors = rows.choose(snapshot), cols.choose(snapshot)
    for actors, option in ((row_actors, "--rows"), (col_actors, "--cols")):
        if not actors:
            raise InputError(
                f"{option} chooses no actor of this graph; `pactgraph query --name kinds` says what it holds"
            )
    found = matrix(snapshot, row_actors, col_actors)
    if format_ in ("json", "jsonl"):
        output.emit(_cells(found), format_)
    elif format_ == "csv":
        output.emit(_wide(found, found.rows, found.columns, count, turned=False), format_)
    else:
        _table(found, count, limit)


def _cells(found: "Matrix") -> list[dict[str, Any]]:
    """Return a record for each pair that is tied."""
    return [
        {
            "row": row.id,
            "row_name": row.name,
            "column": column.id,
            "column_name": column.name,
            "strength": round(found.strength(row, column), 4),
            "ties": found.count(row, column),
            "tie_ids": [t.id for t in found.ties[row.id, column.id]],
        }
        for row in found.rows
        for column in found.columns
        if (row.id, column.id) in found.ties
    ]


def _wide(
    found: "Matrix", rows: "tuple[Actor, ...]", columns: "tuple[Actor, ...]", count: bool, *, turned: bool
) -> list[dict[str, Any]]:
    """Return a row of the table for each of `rows`; columns of one name are told apart by their ids."""
    names = [c.name for c in columns]
    heads = [c.name if names.count(c.name) == 1 else c.id for c in columns]
    table = []
    for row in rows:
        line: dict[str, Any] = {"": row.name}
        for head, column in zip(heads, columns, strict=True):
            pair = (column, row) if turned else (row, column)
            line[head] = found.count(*pair) if count else round(found.strength(*pair), 2)
        table.append(line)
    return table


def _table(found: "Matrix", count: bool, limit: int) -> None:
    """Print what is tied. Where it does not fit, it is turned, then what has the fewest ties is left out."""
    rows, columns, totals = _tied(found)
    if not rows:
        output.note(f"None of the {len(found.rows)} rows is tied to any of the {len(found.columns)} columns.")
        return
    room = shutil.get_terminal_size((80, 24)).columns
    turned = len(columns) > len(rows) and _width(rows, columns) > room
    down, across = (columns, rows) if turned else (rows, columns)
    down = _most(down, totals, limit)
    while _width(down, across) > room and len(across) > 1:
        across = _most(across, totals, len(across) - 1)
    shown = _wide(found, down, across, count, turned=turned)
    for line in shown:
        for head, value in line.items():
            if head:
                line[head] = "·" if not value else value if count else f"{value:.1f}"
    what = "number of ties" if count else f"strength of ties, as of {found.as_of}"
    swapped = "; rows and columns are swapped to fit" if turned else ""
    output.table(shown, list(shown[0]), title=f"{what}{swapped}", whole=[""])
    if len(down) * len(across) < len(rows) * len(columns):
        size = f"{len(rows)} x {len(columns)}"
        output.note(f"Of the table of {size} what has most ties is shown; --limit N or --format csv shows more.")
    empty = len(found.rows) - len(rows), len(found.columns) - len(columns)
    if any(empty):
        output.note(f"Without any tie, not shown: {empty[0]} of --rows, {empty[1]} of --cols.")


def _tied(found: "Matrix") -> "tuple[tuple[Actor, ...], tuple[Actor, ...], dict[str, int]]":
    """Return the rows and the columns that have a tie, and the number of ties of each."""
    totals: dict[str, int] = {}
    for (row, column), ties in found.ties.items():
        totals[row] = totals.get(row, 0) + len(ties)
        totals[column] = totals.get(column, 0) + len(ties)
    tied_rows, tied_columns = {r for r, _ in found.ties}, {c for _, c in found.ties}
    rows = tuple(r for r in found.rows if r.id in tied_rows)
    return rows, tuple(c for c in found.columns if c.id in tied_columns), totals


def _width(rows: "tuple[Actor, ...]", columns: "tuple[Actor, ...]") -> int:
    names = max(len(r.name) for r in rows)
    return names + sum(2 + max(4, *map(len, c.name.split())) for c in columns)


def _most(actors: "tuple[Actor, ...]", totals: dict[str, int], number: int) -> "tuple[Actor, ...]":
    kept = {a.id for a in sorted(actors, key=lambda a: (-totals[a.id], a.id))[:number]}
    return tuple(a for a in actors if a.id in kept)
