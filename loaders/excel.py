"""Excel workbooks (.xlsx) as rows: stored values, never formulas; a formula that was never calculated is a fault."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from ..graph.errors import InputError
from .tables import Layout

_UNPACKED_LIMIT = 2 * 2**30  # bytes of all members, which are streamed
_STRINGS_LIMIT = 200 * 2**20  # bytes of the table of strings, which is held


class ExcelTable:
    """Rows of one sheet: the one named, else the first that holds anything."""

    form = "Excel"
    names = None

    def __init__(self, path: Path, layout: Layout) -> None:
        self.path = path
        self._check_size()
        book = self._open(stored=True)
        try:
            if layout.sheet is not None and layout.sheet not in book.sheetnames:
                raise InputError(f"{path} has no sheet {layout.sheet!r}; it has {', '.join(book.sheetnames)}")
            filled = [s.title for s in book.worksheets if any(any(c is not None for c in row) for row in _head(s))]
            sheet = layout.sheet or next(iter(filled), None)
            if sheet is None:
                raise InputError(f"{path} holds no rows; there is nothing to load")
        finally:
            book.close()
        self.layout = replace(layout, sheet=sheet, encoding=None, delimiter=None)
        self.formulas = self._has_formulas()

    def lines(self) -> Iterator[tuple[int, list[str], str | None]]:
        """Yield (row of the sheet, cells, fault) from the beginning."""
        book = self._open(stored=True)
        written = self._open(stored=False) if self.formulas else None
        try:
            rows = self._sheet(book).iter_rows(values_only=True)
            sources = self._sheet(written).iter_rows(values_only=True) if written else None
            for number, row in enumerate(rows, 1):
                source = next(sources) if sources else ()
                fault = None
                for column, formula in enumerate(source):
                    if isinstance(formula, str) and formula.startswith("=") and row[column] is None:
                        from openpyxl.utils import get_column_letter

                        cell = f"{get_column_letter(column + 1)}{number}"
                        fault = (
                            f"cell {cell} is a formula without a stored value; save the file in Excel or LibreOffice"
                        )
                yield number, [_text(value) for value in row], fault
        except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
            raise InputError(f"{self.path} is a damaged workbook ({error})") from None
        finally:
            book.close()
            if written:
                written.close()

    def _sheet(self, book: Any) -> Any:
        sheet = book[self.layout.sheet]
        sheet.reset_dimensions()  # some writers claim a sheet of one cell
        return sheet

    def _open(self, *, stored: bool) -> Any:
        import warnings

        import openpyxl

        try:
            with warnings.catch_warnings():  # about styles and extensions, which are not read
                warnings.simplefilter("ignore")
                return openpyxl.load_workbook(self.path, read_only=True, data_only=stored)
        except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError) as error:
            raise InputError(f"{self.path} is a damaged workbook ({error})") from None

    def _check_size(self) -> None:
        try:
            with zipfile.ZipFile(self.path) as archive:
                members = archive.infolist()
        except zipfile.BadZipFile as error:
            raise InputError(f"{self.path} is a damaged workbook ({error})") from None
        strings = sum(m.file_size for m in members if m.filename.endswith("sharedStrings.xml"))
        if sum(m.file_size for m in members) > _UNPACKED_LIMIT or strings > _STRINGS_LIMIT:
            raise InputError(f"{self.path} unpacks to more than can be held; save it as CSV")

    def _has_formulas(self) -> bool:
        """Tell whether any sheet holds a formula: then a second reading has to look for those without a value."""
        with zipfile.ZipFile(self.path) as archive:
            for name in archive.namelist():
                if not name.startswith("xl/worksheets/"):
                    continue
                with archive.open(name) as stream:
                    tail = b""
                    while piece := stream.read(2**20):
                        if b"<f>" in tail + piece or b"<f " in tail + piece:
                            return True
                        tail = piece[-3:]
        return False


def _head(sheet: Any) -> Iterator[tuple[Any, ...]]:
    if not hasattr(sheet, "reset_dimensions"):
        return iter(())  # a sheet of charts
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(max_row=100, values_only=True)
    return rows


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
