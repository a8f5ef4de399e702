"""Measures of a node's neighbourhood: core number, clustering and constraint, from arrays.

Triangles are listed as Schank and Wagner do ("Finding, Counting and Listing All Triangles in Large Graphs", WEA 2005):
edges point one way, to the larger degree where it matters, and each pair of edges out of one node is looked up.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..simple import Floats, Ints, Simple

_PEELED = 1 << 60  # as the degree of a node that is done
_FEW = 8  # pairs of edges an edge, on average, up to which the given order of nodes is good enough
_WEDGES = 1 << 15  # pairs of edges looked up at a time: small arrays stay in the cache


def core_number(graph: Simple) -> Ints:
    """Return for each node the largest k such that it belongs to a subgraph in which everyone has k neighbours.

    Peels all nodes of the least degree at once (Batagelj and Zaversnik's order, in rounds).
    """
    a = graph.undirected().pattern
    starts, neighbour = a.indptr.astype(np.int64), a.indices.astype(np.int64)
    n = len(graph)
    degree = np.diff(starts)
    core, place = np.zeros(n, np.int64), np.zeros(n, np.int64)
    left = n
    while left:
        k = int(degree.min())
        peel = np.flatnonzero(degree <= k)
        while len(peel):
            core[peel] = k
            degree[peel] = _PEELED
            left -= len(peel)
            touched = neighbour[_ranges(starts[peel], starts[peel + 1])]
            if len(touched) > n // 16:
                degree -= np.bincount(touched, minlength=n)
                peel = np.flatnonzero(degree <= k)
            else:
                np.subtract.at(degree, touched, 1)
                peel = touched[degree[touched] <= k]
                turn = np.arange(len(peel))
                place[peel] = turn  # of a node that is there several times the last place stands
                peel = peel[place[peel] == turn]
    return core


def _ranges(starts: Ints, ends: Ints) -> Ints:
    """Return starts[0], starts[0]+1, ..., ends[0]-1, starts[1], ... ."""
    lengths = ends - starts
    offsets = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    return offsets + np.arange(len(offsets))


def triangles(graph: Simple) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Yield all triangles of an undirected graph in pieces, each as the numbers of its three edges.

    The first and second edge share a node, the third is opposite.
    """
    n, m = len(graph), graph.edges
    if not m:
        return
    low, high, order = graph.source, graph.target, None
    if _wedges(np.bincount(low, minlength=n)) > _FEW * m:  # hubs that point to many: let edges point to hubs instead
        rank = np.empty(n, np.int64)
        rank[np.argsort(graph.degree, kind="stable")] = np.arange(n)
        low, high = rank[graph.source], rank[graph.target]
        low, high = np.minimum(low, high), np.maximum(low, high)
        order = np.argsort(low * n + high)
        low, high = low[order], high[order]
    key = low * n + high
    bits = min(24, max(16, int(m).bit_length() + 5))
    known = np.zeros(1 << bits, bool)  # a filter: most pairs are no edge, and one look tells
    known[_hashed(low, high, bits)] = True
    ends = np.cumsum(np.bincount(low, minlength=n))[low]
    later = ends - np.arange(m) - 1  # edges out of the same node that come after each
    cumulative = np.cumsum(later)
    first = 0
    while first < m:
        done = cumulative[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(cumulative, done + _WEDGES, side="right")))
        one = np.repeat(np.arange(first, last), later[first:last])
        two = _ranges(np.arange(first, last) + 1, ends[first:last])
        likely = np.flatnonzero(known[_hashed(high[one], high[two], bits)])
        one, two = one[likely], two[likely]
        wanted = high[one] * n + high[two]
        three = np.minimum(np.searchsorted(key, wanted), m - 1)
        found = key[three] == wanted
        sides = one[found], two[found], three[found]
        yield sides if order is None else (order[sides[0]], order[sides[1]], order[sides[2]])
        first = last


def _wedges(out: Ints) -> int:
    return int((out * (out - 1) // 2).sum())


def _hashed(a: Ints, b: Ints, bits: int) -> Ints:
    mixed = a.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + b.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
    return (mixed >> np.uint64(64 - bits)).astype(np.int64)


def clustering(graph: Simple) -> Floats:
    """Return the share of each node's pairs of neighbours that are joined; 0 with fewer than two neighbours."""
    graph = graph.undirected()
    n = len(graph)
    count = np.zeros(n)
    for one, two, three in triangles(graph):
        ends = np.r_[graph.source[one], graph.target[one], graph.source[two], graph.target[two]]
        opposite = np.r_[graph.source[three], graph.target[three]]
        # the first two edges meet in one node and the third joins the others: each corner is there twice
        count += np.bincount(np.r_[ends, opposite], minlength=n) / 2
    pairs = graph.degree * (graph.degree - 1) / 2
    return np.divide(count, pairs, out=np.zeros(n), where=pairs > 0)


def constraint(graph: Simple) -> Floats:
    """Return Burt's constraint, with weights as the strength of a relation; NaN for a node without edges."""
    graph = graph.undirected()
    n, m = len(graph), graph.edges
    strength = graph.strength
    # proportion of i's ties invested in j, for both directions of each edge: forward then backward
    p: Floats = np.r_[graph.weight / strength[graph.source], graph.weight / strength[graph.target]]
    indirect = np.zeros(2 * m)
    for one, two, three in triangles(graph):
        sides = (one, two, three)
        for direct in range(3):
            edge, left, right = sides[direct], sides[direct - 2], sides[direct - 1]
            for i in (graph.source[edge], graph.target[edge]):
                # i invests in q and q in j: of `left` and `right`, the one that touches i leads to q
                starts_left = (graph.source[left] == i) | (graph.target[left] == i)
                out, on = np.where(starts_left, left, right), np.where(starts_left, right, left)
                q_is_target = graph.source[out] == i
                q = np.where(q_is_target, graph.target[out], graph.source[out])
                product = p[np.where(q_is_target, out, out + m)] * p[np.where(graph.source[on] == q, on, on + m)]
                where: NDArray[np.int64] = np.where(graph.source[edge] == i, edge, edge + m)
                indirect += np.bincount(where, product, 2 * m)
    owner = np.r_[graph.source, graph.target]
    value = np.bincount(owner, (p + indirect) ** 2, n)
    return np.where(graph.degree > 0, value, np.nan)
