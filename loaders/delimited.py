"""Delimited text (CSV, TSV) as rows."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..graph.errors import InputError
from .encoding import encoding_of
from .tables import Layout

_CANDIDATES = (",", ";", "\t", "|")
_PIECE = 2**20
_LOOK = 64 * 1024  # characters from which the delimiter is told


class DelimitedTable:
    """Rows of delimited text. A cell over 131,072 characters (csv.field_size_limit) is a fault of its row."""

    names = None

    def __init__(self, path: Path, layout: Layout) -> None:
        self.path = path
        encoding = layout.encoding or encoding_of(self._pieces(), str(path))
        if layout.delimiter is not None and len(layout.delimiter) != 1:
            raise InputError(f"the delimiter must be one character, not {layout.delimiter!r}")
        delimiter = layout.delimiter or self._delimiter(encoding)
        self.layout = replace(layout, encoding=encoding, delimiter=delimiter)
        self.form = "TSV" if delimiter == "\t" else "CSV"

    def _pieces(self) -> Iterator[bytes]:
        with self.path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece

    def _delimiter(self, encoding: str) -> str:
        """Return the candidate that cuts most lines into the same number of cells, then into the most cells."""
        try:
            with self.path.open(encoding=encoding, newline="") as stream:
                lines = stream.read(_LOOK).splitlines(keepends=True)[:100]
        except UnicodeError as error:
            raise InputError(f"{self.path} is not in {encoding} ({error}); save it as UTF-8") from None
        if len(lines) > 1:
            lines.pop()  # it may have been cut
        scores = []
        for place, delimiter in enumerate(_CANDIDATES):
            try:
                widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if cells)
            except csv.Error:
                continue
            width, count = max(widths.items(), key=lambda w: (w[0] > 1, w[1]), default=(1, 0))
            scores.append((width > 1, count, width, -place, delimiter))
        suffix = self.path.suffix.lower()
        best = max(scores, default=None)
        if best is None or not best[0]:
            return "\t" if suffix in (".tsv", ".tab") else ","
        return best[-1]

    def lines(self) -> Iterator[tuple[int, list[str], str | None]]:
        """Yield (line, cells, fault) from the beginning."""
        try:
            with self.path.open(encoding=self.layout.encoding, newline="") as stream:
                reader = csv.reader(stream, delimiter=self.layout.delimiter or ",")
                while True:
                    try:
                        cells = next(reader)
                    except StopIteration:
                        return
                    except csv.Error as error:
                        limit = csv.field_size_limit()
                        what = f"a cell has over {limit} characters" if "limit" in str(error) else str(error)
                        yield reader.line_num, [], f"{what} (a quote that is not closed?)"
                        continue
                    yield reader.line_num, cells, None
        except UnicodeError as error:
            raise InputError(f"{self.path} is not in {self.layout.encoding} ({error}); give its encoding") from None
