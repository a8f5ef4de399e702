"""Closeness and harmonic centrality by a breadth-first search from 64 sources a machine word at once.

After Then et al., "The More the Merrier: Efficient Multi-Source Graph Traversal", PVLDB 8(4), 2014: each node keeps
one bit a source; a level of all searches is one bitwise OR over the neighbours.
"""

from dataclasses import dataclass
from functools import partial
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from ..simple import Floats, Ints, Simple
from .parallel import Tick, in_pieces

_BLOCK_BYTES = 1 << 22  # what one level may gather: a few words a neighbour, so that it stays in the cache
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class Distances:
    """For each node, over the others from which it is reached: how many, their distances summed, and 1/distance."""

    reached: Ints
    total: Ints
    inverse: Floats


_known: "WeakKeyDictionary[Simple, Distances]" = WeakKeyDictionary()  # closeness and harmonic ask for the same


def distances(graph: Simple, tick: Tick | None = None) -> Distances:
    """Return what closeness needs of all shortest paths, counted in steps; weights do not matter."""
    if found := _known.get(graph):
        return found
    n = len(graph)
    incoming = graph.pattern.T.tocsr() if graph.directed else graph.pattern
    neighbour = incoming.indices
    owner = np.repeat(np.arange(n), np.diff(incoming.indptr))
    words = max(1, min(_MOST_WORDS, _BLOCK_BYTES // (8 * max(1, len(neighbour)))))
    reached, total, inverse = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n)
    pieces = [np.arange(i, min(n, i + 64 * words)) for i in range(0, n, 64 * words)]
    for found in in_pieces(partial(_searches, n, words, neighbour, owner), pieces, tick):
        reached += found.reached
        total += found.total
        inverse += found.inverse
    _known[graph] = Distances(reached, total, inverse)
    return _known[graph]


def _searches(n: int, words: int, neighbour: NDArray[np.int32], owner: Ints, sources: Ints) -> Distances:
    """Search from `sources` (a run of numbers), as many as `words` have bits, together."""
    reached, total, inverse = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n)
    first = sources[0]
    front = np.zeros((n, words), np.uint64)
    front[sources, (sources - first) // 64] = np.uint64(1) << ((sources - first) % 64).astype(np.uint64)
    seen = front.copy()
    distance = 0
    active = np.zeros(n, bool)
    active[sources] = True
    while True:
        distance += 1
        rows, new = _next(front, active, neighbour, owner)
        new &= ~seen[rows]
        count = np.bitwise_count(new).sum(axis=1, dtype=np.int64)
        if not count.any():
            return Distances(reached, total, inverse)
        seen[rows] |= new
        front[active] = 0
        front[rows] = new
        active[:] = False
        active[rows[count > 0]] = True
        reached[rows] += count
        total[rows] += distance * count
        inverse[rows] += count / distance


def _next(
    front: NDArray[np.uint64], active: NDArray[np.bool_], neighbour: NDArray[np.int32], owner: Ints
) -> tuple[Ints, NDArray[np.uint64]]:
    """Return the nodes next to active ones, and the OR of their neighbours' bits."""
    used = np.flatnonzero(active[neighbour])
    owners = owner[used]
    starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]]) if len(used) else used
    if not len(used):
        return used, np.zeros((0, front.shape[1]), np.uint64)
    return owners[starts], np.bitwise_or.reduceat(front[neighbour[used]], starts, axis=0)


def closeness(graph: Simple, tick: Tick | None = None) -> Floats:
    """Return closeness with Wasserman and Faust's correction for disconnected graphs, as networkx defines it."""
    d = distances(graph, tick)
    reached = d.reached.astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = reached / d.total * reached / max(1, len(graph) - 1)
    return np.where(d.total > 0, value, 0.0)


def harmonic(graph: Simple, tick: Tick | None = None) -> Floats:
    """Return the mean of 1/distance over all other nodes, 0 for those that do not reach it."""
    return distances(graph, tick).inverse / max(1, len(graph) - 1)
