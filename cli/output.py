"""Printing: tables for people, JSON and CSV for pipes. Nothing but data goes to stdout; messages go to stderr."""

import csv
import io
import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from textwrap import fill
from typing import Any, Literal, TypeVar

import click

Row = Mapping[str, Any]
T = TypeVar("T")
_DECIMAL = re.compile(r"[-+]?\d+\.\d+\Z|·\Z")  # a number as text: how many decimals it has was chosen
SHORT = 16  # characters: columns so narrow are not wrapped


def emit(rows: Sequence[Row], format_: str, *, columns: Sequence[str] | None = None, title: str | None = None) -> None:
    """Print `rows` as `format_` (table, json, jsonl or csv).

    `columns` chooses and orders what a table shows; the other formats carry every key. No rows at all are said on
    stderr instead of an empty table.
    """
    if format_ == "json":
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2, default=str))
    elif format_ == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
    elif format_ == "csv":
        click.echo(_csv(rows), nl=False)
    elif rows:
        table(rows, columns or list(rows[0]), title=title)
    else:
        note("Nothing found.")


def dump(value: Any) -> None:
    """Print one object as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def cut(rows: Sequence[T], limit: int, what: str = "rows") -> Sequence[T]:
    """Return the first `limit` of `rows`; that there are more is said on stderr."""
    if len(rows) > limit:
        note(f"{limit} of {len(rows)} {what} are shown; --limit {len(rows)} shows all.")
    return rows[:limit]


def table(
    rows: Iterable[Row], columns: Sequence[str], *, title: str | None = None, whole: Collection[str] = ()
) -> None:
    """Print a table that fits the terminal; numbers stand to the right. Text is never read as markup.

    Long columns wrap where there is no room, those named in `whole` last.
    """
    from rich.box import SIMPLE_HEAD
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = list(rows)
    console = Console(highlight=False)
    grid = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    numeric = {c for c in columns if all(_is_number(r.get(c)) for r in rows)}
    widest = {c: max((cell_len(cell(r.get(c))) for r in rows), default=0) for c in columns}
    heads = {c: _head(c, widest[c] if c in numeric else len(c)) for c in columns}
    widths = {c: max(widest[c], *map(len, heads[c].split("\n"))) for c in columns}
    short = {c for c in columns if widths[c] <= SHORT}
    if sum(widths[c] + 2 for c in short) > console.width * 3 / 4:
        short = set()  # where space is scarce the long columns wrap, unless there are none
    words = {c: [*heads[c].split(), *(w for r in rows for w in cell(r.get(c)).split())] for c in columns}
    least = {c: widths[c] if c in short | {*whole} else min(max(map(cell_len, words[c])), SHORT) for c in columns}
    fitted = _fitted(widths, least, console.width - 2 * len(columns))
    for c in columns:
        justify: Literal["left", "right"] = "right" if c in numeric else "left"
        grid.add_column(
            heads[c], justify=justify, overflow="fold", no_wrap=c in short or c in whole, width=fitted.get(c)
        )
    for row in rows:
        grid.add_row(*(Text(cell(row.get(c))) for c in columns))
    with console.capture() as printed:  # rich itself would end the command when a pipe closes
        if title:
            console.print(Text(title, style="bold"))
        console.print(grid)
    click.echo("\n".join(line.rstrip() for line in printed.get().splitlines()))


def _fitted(wanted: Mapping[str, int], least: Mapping[str, int], room: int) -> dict[str, int]:
    """Return the width of each column: what it wants, else no less than its longest word; empty where that is too much.

    What room is left goes to the column that lacks most, so that words are broken only where nothing else helps.
    """
    given = {c: min(least[c], wanted[c]) for c in wanted}
    if sum(given.values()) > room:
        return {}
    for _ in range(room - sum(given.values())):
        lacking = max(given, key=lambda c: wanted[c] / given[c] if given[c] else 0)
        if given[lacking] >= wanted[lacking]:
            break
        given[lacking] += 1
    return given


def _head(column: str, width: int) -> str:
    """Return the words over a column, on several lines where they are wider than what stands in it."""
    words = column.replace("_", " ")
    return fill(words, max(width, *map(len, words.split()), 1), break_on_hyphens=False)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | None) or _DECIMAL.match(str(value)) is not None


def cell(value: Any) -> str:
    """Return `value` as people read it in a table."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return ", ".join(map(cell, value))
    # control characters of hostile names must not reach the terminal
    return "".join(c if c.isprintable() else " " for c in str(value))


def note(text: str) -> None:
    """Print a message for people, on stderr."""
    click.echo(text, err=True)


def not_in(document: str, language: str) -> str:
    """Return the line that says that a document is not in the language that documents are read in."""
    return (
        f"{document} does not read like {language}, the only language that documents are read in: expect nothing of it"
    )


@contextmanager
def progress(label: str) -> Iterator[Any]:
    """Yield a function that is told how far the work is, and of how much; it draws a bar on a terminal's stderr."""
    if not sys.stderr.isatty():
        yield lambda done, total=None: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total=None: bar.update(task, completed=done, total=total)


def _csv(rows: Sequence[Row]) -> str:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: _flat(v) for k, v in row.items()})
    return text.getvalue()


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list | tuple) else value
