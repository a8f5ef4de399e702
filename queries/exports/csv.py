"""Two CSV files: `actors.csv` and `ties.csv`, UTF-8 with a header; lists (aliases, conflict) are JSON."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ..network import Network
from . import tables
from .clean import flat


def write(network: Network, folder: Path) -> list[Path]:
    """Write both files into `folder` and return them."""
    return [
        _write(folder / "actors.csv", tables.ACTOR, tables.actors(network)),
        _write(folder / "ties.csv", tables.TIE, tables.ties(network)),
    ]


def _write(path: Path, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({column: flat(value) for column, value in row.items()})
    return path
