"""Actors and ties as two tables: what CSV, Parquet and neo4j-admin are given."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from ...graph.model import Actor, Tie
from ..network import Network

ACTOR = tuple(f.name for f in fields(Actor))
TIE = tuple(f.name for f in fields(Tie))


def actors(network: Network) -> Iterator[dict[str, Any]]:
    """Yield a row an actor, with the model's columns."""
    for node, data in network.nodes(data=True):
        yield {"id": node, **{c: data.get(c) for c in ACTOR[1:]}}


def ties(network: Network) -> Iterator[dict[str, Any]]:
    """Yield a row a tie, with the model's columns."""
    for source, target, key, data in network.edges(keys=True, data=True):
        row = {c: data.get(c) for c in TIE}
        yield row | {"id": str(key), "source": source, "target": target}
