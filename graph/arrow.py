"""Columns of values as Arrow tables, which LadybugDB copies from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import rows
from .errors import StoreError
from .hashes import Hashes, numbers_of
from .ladybug_file import one_line

if TYPE_CHECKING:
    import pyarrow

ENDS = {"from": "STRING", "to": "STRING"}  # the columns by which COPY finds the ends of a relationship


def transposed(wanted: Sequence[rows.Row]) -> list[rows.Column]:
    """Return rows as columns: none when there are no rows."""
    return list(zip(*wanted, strict=True))


def arrow_table(columns: rows.Columns, values: Sequence[rows.Column]) -> "pyarrow.Table":
    """Return `values`, of one or more rows, as a table with `columns`.

    Raises StoreError for a value that the column's type cannot hold.
    """
    import pyarrow

    types = {
        "STRING": pyarrow.string(),
        "STRING[]": pyarrow.list_(pyarrow.string()),
        "INT64": pyarrow.int64(),
        "DOUBLE": pyarrow.float64(),
        "BOOL": pyarrow.bool_(),
    }
    arrays: list[pyarrow.Array] = []
    before = None
    try:
        for column in zip(values, columns.values(), strict=True):
            arrays.append(arrays[-1] if column == before else _array(column[0], types[column[1]]))
            before = column  # the next is often the same: the words of a mention are its name
    except (pyarrow.ArrowException, UnicodeEncodeError, OverflowError) as error:
        raise StoreError(f"a value cannot be stored: {one_line(error)}") from None
    return pyarrow.Table.from_arrays(arrays, names=list(columns))


def _array(values: rows.Column, type_: "pyarrow.DataType") -> "pyarrow.Array":
    """Return a column as Arrow has it: one that says the same throughout, as many do, much faster."""
    import pyarrow

    first = values[0]
    if type(first) is type(values[-1]) and first == values[-1] and values.count(first) == len(values):
        return pyarrow.repeat(pyarrow.scalar(first, type_), len(values))
    return pyarrow.array(values, type_)


def ends_of(statements: "pyarrow.Table", column: str) -> "pyarrow.Table":
    """Return the ends of the relationships from `statements` to what `column` names."""
    return statements.select(["id", column]).filter(statements[column].is_valid()).rename_columns(list(ENDS))


def last_of(ties: "pyarrow.Table", written: Hashes) -> "pyarrow.Table":
    """Return the last row of each of `ties` that is not in `written`, and add them to it."""
    import pyarrow

    backwards = written.add_all(numbers_of(ties["id"].to_pylist()[::-1]))
    return ties.filter(pyarrow.array(backwards[::-1]))
