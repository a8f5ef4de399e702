"""CSV for `neo4j-admin database import full`: headers that tell types, and the command that reads them.

Control characters in names become spaces: the importer reads one row a line.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ...graph.schema import KINDS
from ..network import Network
from . import tables
from .clean import one_line

_SEPARATOR = "\x1f"  # between the items of a list: no value holds it, controls being spaces
_TYPES = {"lat": "double", "lon": "double", "value": "double", "statements": "long", "documents": "long"}
_TYPES |= {"aliases": "string[]", "conflict": "string[]"}
COMMAND = """\
neo4j-admin database import full neo4j --overwrite-destination \\
  --nodes=actors.csv --relationships=ties.csv --array-delimiter=U+001F
"""


def write(network: Network, folder: Path) -> list[Path]:
    """Write `actors.csv`, `ties.csv` and `import.sh` into `folder` and return them."""
    actor = [c for c in tables.ACTOR if c != "id"]
    tie = [c for c in tables.TIE if c not in ("source", "target", "type")]
    script = folder / "import.sh"
    script.write_text(f"#!/bin/sh\n# With the server stopped, in this folder:\n{COMMAND}", encoding="utf-8")
    return [
        _write(
            folder / "actors.csv",
            ["id:ID", *map(_typed, actor), ":LABEL"],
            ([a["id"], *(a[c] for c in actor), _labels(a["kind"])] for a in tables.actors(network)),
        ),
        _write(
            folder / "ties.csv",
            [":START_ID", ":END_ID", ":TYPE", *map(_typed, tie)],
            ([t["source"], t["target"], t["type"], *(t[c] for c in tie)] for t in tables.ties(network)),
        ),
        script,
    ]


def _labels(kind: str | None) -> list[str]:
    return ["Actor", kind.title()] if kind in KINDS and kind else ["Actor"]


def _typed(column: str) -> str:
    return f"{column}:{_TYPES.get(column, 'string')}"


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow([_cell(value) for value in row])
    return path


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return _SEPARATOR.join(one_line(str(v)) for v in value)
    return one_line(value) if isinstance(value, str) else value
