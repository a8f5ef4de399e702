"""A Cypher script that loads into an empty Neo4j 5: constraints, then actors, then ties, a statement a line.

The graph is that of the Neo4j store without its evidence. Values are literals, escaped: in a script there are no
parameters. Labels and types come from the schema alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from ...graph.schema import KINDS, TIE_TYPES
from ...graph.store import batches
from ..network import Network
from . import Extras, tables
from .clean import text

_BATCH = 100  # rows a statement: the server plans each literal, and long ones take it long
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def pieces(network: Network, extras: Extras) -> Iterator[str]:
    """Yield the script, a statement with its semicolon a line."""
    yield "CREATE CONSTRAINT pactgraph_actor IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE;\n"
    by_kind: dict[str, list[str]] = defaultdict(list)
    for row in tables.actors(network):
        by_kind[row["kind"]].append(literal(_given(row)))
    for kind in sorted(by_kind, key=str):
        label = f":{kind.title()}" if kind in KINDS else ""
        for part in batches(by_kind[kind], _BATCH):
            yield f"UNWIND [{', '.join(part)}] AS row CREATE (a:Actor{label}) SET a = row;\n"
    yield "CALL db.awaitIndexes(300);\n"
    by_type: dict[str, list[str]] = defaultdict(list)
    for row in tables.ties(network):
        ends = {"a": row.pop("source"), "b": row.pop("target")}
        by_type[row.pop("type")].append(literal({**ends, "tie": _given(row)}))
    for type_ in sorted(by_type.keys() & TIE_TYPES.keys()):
        for part in batches(by_type[type_], _BATCH):
            yield (
                f"UNWIND [{', '.join(part)}] AS row MATCH (a:Actor {{id: row.a}}) MATCH (b:Actor {{id: row.b}}) "
                f"CREATE (a)-[r:{type_}]->(b) SET r = row.tie;\n"
            )


def _given(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if v is not None}


def literal(value: Any) -> str:
    """Return `value` as a Cypher literal. Keys of maps are names of ours."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value) if isfinite(value) else "null"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {literal(v)}" for k, v in value.items()) + "}"
    return f"'{''.join(map(_escaped, text(str(value))))}'"


def _escaped(c: str) -> str:
    if c in _ESCAPES:
        return _ESCAPES[c]
    # what does not print (controls, line separators, marks of direction) is written by its code
    return c if c.isprintable() or ord(c) > 0xFFFF else f"\\u{ord(c):04x}"
