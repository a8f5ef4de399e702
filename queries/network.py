"""The graph as networkx: what every analysis, export and picture is given.

`network()` reads a store and returns a `networkx.MultiDiGraph` in which

- a node is an actor's id, with `name`, `kind`, `country`, `aliases` (tuple), `part_of`, `lat`, `lon`, `wikidata`;
- an edge's key is the tie's id, with `type`, `symmetric`, `since`, `last`, `until`, `status`, `instrument`,
  `statements`, `documents`, `conflict` (tuple), `flow`, `year`, `value`, `unit`, and `evidence` (a list of statements'
  records, see graph.records) when asked for. A symmetric tie is one edge, from the smaller id to the larger.

Missing values are None. Nodes come sorted by id, edges by tie id: the same data gives the same graph. Observations
(counts) are no edges; when evidence is asked for, `graph.graph["observations"]` holds their records, and
`graph.graph["documents"]` the sources by name (graph.model.Document).
"""

from collections import defaultdict
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import networkx as nx

from ..graph.model import Actor, Tie
from ..graph.records import to_record
from ..graph.schema import TIE_TYPES
from ..graph.store import Reader
from .filter import Filter

__all__ = ["Filter", "Network", "attributes", "network"]

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]
else:
    Network = nx.MultiDiGraph


def network(reader: Reader, keep: Filter | None = None, *, evidence: bool = False, isolated: bool = False) -> Network:
    """Return what `reader` holds, as far as `keep` lets it through, as a networkx graph (see the module).

    `isolated` keeps actors without a tie. The graph is the caller's own.
    """
    keep = keep or Filter()
    actors = {a.id: a for a in reader.actors()}
    ties = [t for t in reader.ties() if keep.keeps_tie(t) and keep.keeps_ends(actors[t.source], actors[t.target])]
    used = {end for t in ties for end in (t.source, t.target)}
    if isolated:
        used |= {a.id for a in actors.values() if keep.keeps_actor(a)}
    graph: Network = nx.MultiDiGraph()
    for id_, actor in actors.items():
        if id_ in used:
            graph.add_node(id_, **attributes(actor))
    for tie in ties:
        graph.add_edge(tie.source, tie.target, key=tie.id, symmetric=TIE_TYPES[tie.type].symmetric, **attributes(tie))
    if evidence:
        _attach_evidence(graph, reader)
    return graph


def attributes(value: Actor | Tie) -> dict[str, Any]:
    """Return the attributes of a node or an edge: every field but those that are its place in the graph."""
    ends = ("id",) if isinstance(value, Actor) else ("id", "source", "target")
    return {f.name: getattr(value, f.name) for f in fields(value) if f.name not in ends}


def _attach_evidence(graph: Network, reader: Reader) -> None:
    by_tie: dict[str, list[dict[str, Any]]] = defaultdict(list)
    observations = []
    for statement in reader.statements():
        if tie := statement.tie_id:
            by_tie[tie].append(to_record(statement))
        else:
            observations.append(to_record(statement))
    for _, _, key, data in graph.edges(keys=True, data=True):
        data["evidence"] = by_tie.get(key, [])
    graph.graph["observations"] = observations
    graph.graph["documents"] = {d.name: d for d in reader.documents()}
