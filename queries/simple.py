"""From the network to one simple, sorted, weighted graph: what every measure is taken of.

The rule. Nodes are the actors, sorted by id. Two actors are joined by one edge when at least one tie runs between
them; its weight is how many ties do, whichever way they run, and the figures of one flow over the years (TRADES_WITH)
count once; or the sum of a tie's attribute, when one is named. Ties of an actor with itself are left out, and counted.
With `directed`, a tie runs from its source to its target only, and a symmetric one both ways.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..graph.errors import InputError
from ..graph.schema import TIE_TYPES

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array

    from .network import Network

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_FIGURES = frozenset(name for name, t in TIE_TYPES.items() if t.figure)


@dataclass(frozen=True, eq=False)
class Simple:
    """A simple graph in arrays: edge k joins `nodes[source[k]]` and `nodes[target[k]]` with `weight[k]`.

    Edges are sorted by (source, target); undirected ones have source < target. `loops` counts the ties left out.
    """

    nodes: tuple[str, ...]
    source: Ints
    target: Ints
    weight: Floats
    directed: bool = False
    loops: int = 0

    def __len__(self) -> int:
        return len(self.nodes)

    @property
    def edges(self) -> int:
        """How many edges there are."""
        return len(self.source)

    @cached_property
    def adjacency(self) -> "csr_array[Any, tuple[int, int]]":
        """The weighted adjacency matrix, rows to columns, symmetric when undirected, columns sorted."""
        from scipy.sparse import csr_array

        row, column, weight = self.source, self.target, self.weight
        if not self.directed:
            row, column, weight = np.r_[row, column], np.r_[column, row], np.r_[weight, weight]
            order = np.lexsort((column, row))
            row, column, weight = row[order], column[order], weight[order]
        starts = np.searchsorted(row, np.arange(len(self) + 1)).astype(np.int32)
        return csr_array((weight, column.astype(np.int32), starts), shape=(len(self), len(self)))

    @cached_property
    def pattern(self) -> "csr_array[Any, tuple[int, int]]":
        """The adjacency matrix with every weight 1."""
        from scipy.sparse import csr_array

        a = self.adjacency
        return csr_array((np.ones(a.nnz), a.indices, a.indptr), shape=a.shape)

    @cached_property
    def degree(self) -> Ints:
        """How many edges each node has, in and out together when directed."""
        return np.bincount(self.source, minlength=len(self)) + np.bincount(self.target, minlength=len(self))

    @cached_property
    def strength(self) -> Floats:
        """The weights of each node's edges summed, in and out together when directed."""
        n = len(self)
        return np.asarray(np.bincount(self.source, self.weight, n) + np.bincount(self.target, self.weight, n), float)

    def undirected(self) -> "Simple":
        """Return the graph without directions; the weights of two opposite edges add up."""
        if not self.directed:
            return self
        low, high = np.minimum(self.source, self.target), np.maximum(self.source, self.target)
        return Simple(self.nodes, *_merged(low, high, self.weight, len(self)), loops=self.loops)

    def to_networkx(self) -> "nx.Graph[str]":
        """Return the same graph for networkx (a DiGraph when directed), edges with `weight`."""
        import networkx as nx

        graph: nx.Graph[str] = nx.DiGraph() if self.directed else nx.Graph()
        graph.add_nodes_from(self.nodes)
        ends = zip(self.source.tolist(), self.target.tolist(), self.weight.tolist(), strict=True)
        graph.add_weighted_edges_from((self.nodes[a], self.nodes[b], w) for a, b, w in ends)
        return graph


def simplify(network: "Network", *, weight: str | None = None, directed: bool = False) -> Simple:
    """Return the simple graph of `network` by the rule above.

    `weight` names an edge attribute to sum ("statements", "documents") instead of counting ties. Raises InputError
    when a tie's is missing, negative or no number.
    """
    nodes = sorted(network)
    at = {node: i for i, node in enumerate(nodes)}
    source: list[int] = []
    target: list[int] = []
    weights: list[float] = []
    figures: set[tuple[int, int, Any]] = set()
    loops = 0
    for u, v, data in network.edges(data=True):
        a, b = at[u], at[v]
        if a == b:
            loops += 1
            continue
        if weight is None:
            if data.get("type") in _FIGURES:
                figure = (a, b, data.get("flow"))
                if figure in figures:
                    continue
                figures.add(figure)
            w = 1.0
        else:
            w = _weight(data, weight, u, v)
        source.append(a)
        target.append(b)
        weights.append(w)
        if directed and data.get("symmetric"):
            source.append(b)
            target.append(a)
            weights.append(w)
    heads, tails = np.array(source, np.int64), np.array(target, np.int64)
    if not directed:
        heads, tails = np.minimum(heads, tails), np.maximum(heads, tails)
    return Simple(tuple(nodes), *_merged(heads, tails, np.array(weights, float), len(nodes)), directed, loops)


def _weight(data: Mapping[str, Any], name: str, u: str, v: str) -> float:
    value = data.get(name)
    if isinstance(value, int | float) and isfinite(value) and value > 0:
        return float(value)
    raise InputError(f"the tie of {u} and {v} has {name} {value!r}; a weight must be a number above 0")


def _merged(source: Ints, target: Ints, weight: Floats, n: int) -> tuple[Ints, Ints, Floats]:
    """Return the edges sorted, parallel ones as one with their weights summed."""
    key = source * n + target
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else key
    if not len(first):
        return key, key, np.zeros(0)
    return key[first] // n, key[first] % n, np.add.reduceat(weight[order], first)
