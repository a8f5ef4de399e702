"""Two Parquet files: `actors.parquet` and `ties.parquet`, with real lists, numbers and nulls."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..network import Network
from . import tables
from .clean import plain

_NUMBERS = {"lat": "float64", "lon": "float64", "value": "float64", "statements": "int64", "documents": "int64"}
_LISTS = ("aliases", "conflict")


def write(network: Network, folder: Path) -> list[Path]:
    """Write both files into `folder` and return them."""
    return [
        _write(folder / "actors.parquet", tables.ACTOR, list(tables.actors(network))),
        _write(folder / "ties.parquet", tables.TIE, list(tables.ties(network))),
    ]


def _write(path: Path, columns: Sequence[str], rows: list[dict[str, Any]]) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    def kind(column: str) -> Any:
        if column in _LISTS:
            return pa.list_(pa.string())
        return getattr(pa, _NUMBERS[column])() if column in _NUMBERS else pa.string()

    schema = pa.schema([(column, kind(column)) for column in columns])
    values = {column: [plain(row[column]) for row in rows] for column in columns}
    pq.write_table(pa.table(values, schema=schema), path, compression="zstd")
    return path
