"""What became of every row of a register: loaded, merged into a tie that an earlier row gave, or rejected, and why."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..graph.errors import InputError
from ..graph.hashes import Hashes
from ..graph.model import Statement
from .tables import Row, Table

EXAMPLES = 20  # rejections that messages show


@dataclass(slots=True)
class Audit:
    """The account of one register. `rejected` has the reason of each rejected row by its number.

    `done` counts what was done to cells on the way ("look-alike letters mended"). When `strict`, the first rejection
    raises InputError instead.
    """

    table: Table
    strict: bool = False
    rows: int = 0
    loaded: int = 0
    merged: int = 0
    skipped: int = 0
    done: Counter[str] = field(default_factory=Counter)
    rejected: dict[int, str] = field(default_factory=dict)
    _ties: Hashes = field(default_factory=Hashes)
    _row: int = 0  # the row that `observe` was last told of
    _row_is_new: bool = False

    def reject(self, row: int, reason: str) -> None:
        """Account for a row that cannot be used."""
        if self.strict:
            raise InputError(f"{self.table.path}, row {row}: {reason}")
        self.rejected.setdefault(row, reason)

    def skip(self) -> None:
        """Account for a row that the mapping leaves out (`when`)."""
        self.skipped += 1

    def observe(self, s: Statement, reason: str | None) -> None:
        """Account for a statement of a row: stored, or rejected for `reason`. Statements come in the order of rows."""
        row = s.evidence.row or 0
        if row != self._row:
            self._close_row()
            self._row, self._row_is_new = row, False
        if reason is not None:
            self.reject(row, reason)
            return
        tie = s.tie_id or s.id
        if self._ties.add(int(tie, 16)):
            self._row_is_new = True

    def finish(self) -> None:
        """Account for the last row. Must be called when all statements have been observed."""
        self._close_row()
        self._row = 0

    def _close_row(self) -> None:
        if self._row and self._row not in self.rejected:
            if self._row_is_new:
                self.loaded += 1
            else:
                self.merged += 1

    def reasons(self) -> list[tuple[int, str]]:
        """Return (row, reason) of the first rejections."""
        return sorted(self.rejected.items())[:EXAMPLES]

    def summary(self) -> dict[str, Any]:
        """Return the account as plain numbers; `rows` is the sum of the four after it."""
        return {
            "rows": self.rows,
            "loaded": self.loaded,
            "merged": self.merged,
            "rejected": len(self.rejected),
            "left_out": self.skipped,
            "blank_lines": self.table.blank,
            "done": dict(sorted(self.done.items())),
        }

    def write_rejected(self, path: Path) -> None:
        """Write the rejected rows to a CSV file: row, line in the file, reason, and the cells as they came.

        Raises InputError when it cannot be written.
        """
        try:
            with path.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(["row", "line", "reason", *self.table.header])
                for row in self._rejected_rows():
                    cells = (plain_cell(cell) for cell in row.cells)
                    writer.writerow([row.number, row.line, plain_cell(self.rejected[row.number]), *cells])
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror}") from None

    def _rejected_rows(self) -> Iterator[Row]:
        if self.rejected:
            last = max(self.rejected)
            for row in self.table.rows():
                if row.number in self.rejected:
                    yield row
                if row.number >= last:
                    return


def plain_cell(text: str) -> str:
    """Return `text` so that a spreadsheet takes it for text: a formula from a hostile table must not run."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
