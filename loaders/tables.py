"""Tables as they come: CSV, TSV, Excel, JSON and JSON lines, read as a stream of rows of text cells.

Encoding, delimiter, sheet and header are detected and can be said by the caller; `Table.describe` tells what was found.
Nothing is dropped: a row that cannot be used (ragged, a cell that never ends, a formula without a value) comes with its
fault, and blank lines are counted. A header is taken for one unless a cell of it looks like data (a number, a date, a
Wikidata id) or comes again below in the same column; title lines above the header are skipped.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from ..graph.errors import InputError
from .documents import form_of, read_head
from .encoding import check_encoding

SAMPLE = 200  # rows looked at to find the header and to propose a mapping
_TITLE_ROWS = 20  # a header stands in the first rows or nowhere
_DATA = re.compile(r"[-+]?[\d\s.,]*\d%?|\d{4}-\d\d?(-\d\d?)?.*|\d\d?[./]\d\d?[./]\d{2,4}|Q\d+|https?://\S+")
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its 1-based number without the header, the line or sheet row where it ends, its cells, what is wrong."""

    number: int
    line: int
    cells: Sequence[str]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What the caller says about a table; None is detected.

    `header` is the 1-based line of the header, 0 for none, or the column names themselves (instead of any header).
    """

    encoding: str | None = None
    delimiter: str | None = None
    header: int | tuple[str, ...] | None = None
    sheet: str | None = None


class RawTable(Protocol):
    """A reader of one form of tables."""

    form: str
    layout: Layout

    @property
    def names(self) -> tuple[str, ...] | None:
        """The column names where the form itself has them (JSON)."""

    def lines(self) -> Iterator[tuple[int, list[str], str | None]]:
        """Yield (line, cells, fault) from the beginning, header and blank lines included."""


@dataclass(slots=True)
class Table:
    """A table ready to be read, any number of times."""

    path: Path
    raw: RawTable
    header: tuple[str, ...]
    first: int  # how many lines come before the rows
    detected: bool  # whether a header was found or given
    notes: list[str] = field(default_factory=list)
    blank: int = 0  # blank lines seen by the last reading

    def rows(self) -> Iterator[Row]:
        """Yield the rows. A row of another width than the header's comes with a fault."""
        self.blank = number = 0
        width = len(self.header)
        ragged_ok = self.raw.form in ("Excel", "JSON")  # cells that are not there are empty in these
        for index, (line, cells, fault) in enumerate(self.raw.lines()):
            if index < self.first:
                continue
            if fault is None and not any(cell and not cell.isspace() for cell in cells):
                self.blank += 1
                continue
            number += 1
            if len(cells) != width and fault is None:
                if len(cells) > width and not any(cells[width:]):
                    cells = cells[:width]
                elif ragged_ok and len(cells) < width:
                    cells = cells + [""] * (width - len(cells))
                else:
                    fault = f"the row has {len(cells)} cells, the header {width}"
            yield Row(number, line, cells, fault)

    def sample(self) -> list[Row]:
        """Return the first rows that are without fault."""
        found = []
        for row in self.rows():
            if row.fault is None:
                found.append(row)
            if len(found) == SAMPLE:
                break
        return found

    def index(self, column: str) -> int:
        """Return the place of `column` in a row.

        Raises InputError, with a suggestion, when there is none.
        """
        if column in self.header:
            return self.header.index(column)
        raise InputError(f"{self.path} has no column {column!r}; {suggest_column(column, self.header)}")

    def describe(self) -> str:
        """Return what was detected, in one line."""
        said = self.raw.layout
        parts = [self.raw.form]
        if said.sheet is not None:
            parts.append(f"sheet {said.sheet!r}")
        if said.encoding:
            parts.append(said.encoding + (" (guessed)" if said.encoding in ("cp1251", "cp1252", "latin-1") else ""))
        if said.delimiter:
            parts.append(f"delimiter {_DELIMITERS.get(said.delimiter, said.delimiter)}")
        parts.append("header" if self.detected else "no header")
        parts.append(f"columns {', '.join(self.header)}")
        return "; ".join([*parts, *self.notes])


def suggest_column(column: str, header: Sequence[str]) -> str:
    """Return words that help with a wrong column name."""
    from rapidfuzz import fuzz, process, utils

    best = process.extractOne(column, header, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=60)
    hint = f"did you mean {best[0]!r}? " if best else ""
    return f"{hint}the columns are {', '.join(header)}"


def open_table(path: Path | str, layout: Layout | None = None) -> Table:
    """Return the table at `path`.

    Raises InputError when it cannot be read as one: missing, a folder, binary, encrypted, without rows, or with two
    columns of one name.
    """
    path, layout = Path(path), layout or Layout()
    head = read_head(path)
    if layout.encoding:
        layout = replace(layout, encoding=check_encoding(layout.encoding))
    raw = _raw(path, head, layout)
    sample = [(cells, fault) for _, (_, cells, fault) in zip(range(SAMPLE), raw.lines(), strict=False)]
    lines = [cells for cells, fault in sample]
    if raw.names is not None:
        table = Table(path, raw, raw.names, 0, True)
    else:
        table = _with_header(path, raw, layout.header, lines)
    if next(table.rows(), None) is None:
        what = "a header but no rows" if table.detected and raw.names is None else "no rows"
        raise InputError(f"{path} holds {what}; there is nothing to load")
    return table


def _raw(path: Path, head: bytes, layout: Layout) -> RawTable:
    form = form_of(path, head)
    if form == "xlsx":
        from .excel import ExcelTable

        return ExcelTable(path, layout)
    if form != "plain":
        raise InputError(f"{path} is a {form} document, not a table")
    from .delimited import DelimitedTable
    from .json_rows import JsonTable

    # a byte order mark or UTF-16's zeros may stand before the bracket
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
    if start in (b"{", b"["):
        return JsonTable(path, layout)
    return DelimitedTable(path, layout)


def _with_header(path: Path, raw: RawTable, said: int | tuple[str, ...] | None, lines: Sequence[list[str]]) -> Table:
    if isinstance(said, tuple):
        place = _header_line(lines)
        return Table(path, raw, said, place + 1 if _is_header(lines, place) else place, True)
    if said == 0:
        return Table(path, raw, _numbers(max(map(len, lines), default=0)), 0, False)
    place = said - 1 if said else _header_line(lines)
    if place >= len(lines):
        raise InputError(f"{path} has no line {place + 1} to be the header")
    if said is None and not _is_header(lines, place):
        return Table(path, raw, _numbers(len(lines[place])), place, False)
    header = _names(path, lines[place])
    notes = [f"{place} line{'s' if place > 1 else ''} above the header skipped"] if place else []
    return Table(path, raw, header, place + 1, True, notes)


def _header_line(lines: Sequence[list[str]]) -> int:
    """Return the index of the first line about as full as most lines are: above it stand titles."""
    full = [sum(1 for cell in line if cell.strip()) for line in lines]
    usual = Counter(n for n in full if n).most_common(1)
    if not usual:
        return 0
    enough = max(1, 0.7 * usual[0][0])
    return next((i for i, n in enumerate(full[:_TITLE_ROWS]) if n >= enough), 0)


def _is_header(lines: Sequence[list[str]], place: int) -> bool:
    if place >= len(lines):
        return False
    cells = [cell.strip() for cell in lines[place]]
    if any(cell and _DATA.fullmatch(cell) for cell in cells):
        return False
    below = lines[place + 1 :]
    return not any(
        cell and any(i < len(line) and line[i].strip() == cell for line in below) for i, cell in enumerate(cells)
    )


def _names(path: Path, cells: Sequence[str]) -> tuple[str, ...]:
    cells = list(cells)
    while cells and not cells[-1].strip():
        cells.pop()
    names = [" ".join(cell.split()) or str(i) for i, cell in enumerate(cells, 1)]
    for name, count in Counter(names).items():
        if count > 1:
            places = " and ".join(str(i) for i, n in enumerate(names, 1) if n == name)
            raise InputError(
                f"{path} has {count} columns called {name!r} (columns {places}); rename one, or name all in the "
                "mapping (table: header: [...])"
            )
    return tuple(names)


def _numbers(width: int) -> tuple[str, ...]:
    return tuple(str(i) for i in range(1, width + 1))
