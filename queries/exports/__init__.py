"""Exports: the network in the formats that other tools read.

Text of any script survives. What a format cannot hold is cleaned: characters that XML forbids and halves of surrogate
pairs are taken out or replaced; nothing is quoted by hand where a library writes the format.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ...graph.errors import InputError
from ...graph.model import Document, Statement

if TYPE_CHECKING:
    from ..network import Network


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is for, whether it is one text or a folder of files, and whether it tells evidence."""

    name: str
    what: str
    folder: bool = False
    evidence: bool = False


_ALL = (
    Format("graphml", "for yEd, Cytoscape, igraph, networkx"),
    Format("gexf", "GEXF 1.3 for Gephi, with kinds, colours and dates"),
    Format("csv", "a table of actors and one of ties", folder=True),
    Format("json", "node-link JSON, for networkx and D3, with evidence", evidence=True),
    Format("parquet", "a table of actors and one of ties, for pandas, DuckDB, Spark", folder=True),
    Format("cypher", "a script that loads into an empty Neo4j 5"),
    Format("neo4j", "CSV for neo4j-admin database import, with its command", folder=True),
    Format("ftm", "FollowTheMoney entities, one a line, with proof", evidence=True),
    Format("statements", "the statements behind the ties, one JSON object a line", evidence=True),
)
FORMATS = {f.name: f for f in _ALL}


@dataclass(frozen=True, slots=True)
class Extras:
    """What some formats take beyond the network: colours by kind and tie type (gexf), documents (ftm), statements."""

    kind_colors: Mapping[str, str] = field(default_factory=dict)
    type_colors: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    statements: tuple[Statement, ...] = ()


def export(network: "Network", format_: str, out: Path | IO[str], extras: Extras | None = None) -> list[Path]:
    """Write `network` (queries.network, read with evidence for the formats that tell it) and return the files written.

    `out` is a path, for the formats of several files a folder that is made when missing; a format of one text may
    also go to an open text file. Raises InputError for an unknown format and for a folder format without a path.
    """
    chosen = FORMATS.get(format_)
    if chosen is None:
        raise InputError(f"unknown format {format_!r}; the formats are {', '.join(FORMATS)}")
    module = import_module(f".{format_ if format_ != 'json' else 'node_link'}", __package__)
    extras = extras or Extras()
    if chosen.folder:
        if not isinstance(out, Path):
            raise InputError(f"{format_} is several files; give a folder with -o")
        out.mkdir(exist_ok=True)
        files: list[Path] = module.write(network, out)
        return files
    if not isinstance(out, Path):
        for piece in module.pieces(network, extras):
            out.write(piece)
        return []
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for piece in module.pieces(network, extras):
                file.write(piece)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return [out]
