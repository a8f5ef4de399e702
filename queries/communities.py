"""Communities: who forms a group with whom, by the Leiden algorithm, with how far to trust the answer.

Leiden (Traag, Waltman and van Eck, "From Louvain to Leiden", Scientific Reports 9, 2019) maximises modularity from a
seed. One seed's answer is one of many nearly as good, so several are run: the best is returned, and how much they agree
is told as the adjusted Rand index (Hubert and Arabie, Journal of Classification 2, 1985) of every two runs, on average.
The graph is the simple undirected one (queries.simple): ties between two actors add up, directions are ignored.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np

from ..graph.errors import InputError
from .engine.parallel import Tick, in_pieces
from .network import Network
from .simple import Ints, Simple, simplify

RUNS = 10
ITERATIONS = 4  # of Leiden in a run; more improve modularity by less than seeds differ
_LABEL = 3  # names that call a community


@dataclass(frozen=True, slots=True)
class Community:
    """A group: `members` are ids, those with the strongest ties within it first.

    `within` is the share of its members' ties that stay in it; `countries`, `kinds` and `types` are counts, most first.
    """

    number: int
    label: str
    members: tuple[str, ...]
    within: float
    countries: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Partition:
    """All communities, largest first. `stability` is the mean adjusted Rand index over `runs` seeds (None for one)."""

    communities: tuple[Community, ...]
    modularity: float
    stability: float | None
    seed: int
    runs: int
    resolution: float

    def of(self) -> dict[str, int]:
        """Return the number of each actor's community."""
        return {member: c.number for c in self.communities for member in c.members}


def communities(
    network: Network,
    *,
    weight: str | None = None,
    resolution: float = 1.0,
    seed: int = 0,
    runs: int = RUNS,
    graph: Simple | None = None,
    progress: Tick | None = None,
) -> Partition:
    """Return the communities of `network`: the best of `runs` runs of Leiden with the seeds from `seed` on.

    A larger `resolution` gives more, smaller communities. The same network and arguments give the same answer.
    `graph` is `simplify(network)` when the caller has it. Raises InputError for a resolution that is not above 0.
    """
    if not resolution > 0:
        raise InputError(f"resolution {resolution:g} must be above 0; 1 is the usual one, more gives more communities")
    graph = (simplify(network, weight=weight) if graph is None else graph).undirected()
    if not len(graph):
        return Partition((), 0.0, None, seed, runs, resolution)
    seeds = [seed + i for i in range(max(1, runs))]
    found = list(in_pieces(partial(leiden, graph, resolution), seeds, progress))
    quality = [modularity(graph, labels, resolution) for labels in found]
    best = max(range(len(found)), key=lambda i: (round(quality[i], 12), -i))
    pairs = list(combinations(found, 2))
    stability = float(np.mean([adjusted_rand(a, b) for a, b in pairs])) if pairs else None
    return Partition(_described(network, graph, found[best]), quality[best], stability, seeds[best], runs, resolution)


def leiden(graph: Simple, resolution: float, seed: int, iterations: int = ITERATIONS) -> Ints:
    """Return the community of each node by one run of Leiden; a node without edges is alone."""
    from graspologic_native import leiden_csr

    n = len(graph)
    if not graph.edges:
        return np.arange(n)
    a = graph.adjacency
    _, found = leiden_csr(
        a.indptr.astype(np.int64),
        a.indices.astype(np.int32),
        a.data,
        n,
        resolution=resolution,
        iterations=iterations,
        seed=seed,
    )
    labels = np.full(n, -1, np.int64)
    labels[np.fromiter(found.keys(), np.int64, len(found))] = np.fromiter(found.values(), np.int64, len(found))
    alone = np.flatnonzero((labels < 0) | (graph.degree == 0))
    labels[alone] = n + alone
    return labels


def modularity(graph: Simple, labels: Ints, resolution: float = 1.0) -> float:
    """Return Newman's modularity of a partition, weighted (Physical Review E 70, 2004)."""
    total = float(graph.weight.sum())
    if not total:
        return 0.0
    _, number = np.unique(labels, return_inverse=True)
    inside = graph.weight[number[graph.source] == number[graph.target]].sum()
    ends = np.bincount(number, graph.strength)
    return float(inside / total - resolution * np.square(ends / (2 * total)).sum())


def adjusted_rand(one: Ints, other: Ints) -> float:
    """Return how far two partitions of the same nodes agree: 1 entirely, 0 as much as chance would have it."""
    _, a = np.unique(one, return_inverse=True)
    _, b = np.unique(other, return_inverse=True)
    n = len(a)
    _, both = np.unique(a * (b.max(initial=0) + 1) + b, return_counts=True)
    together, first, second = (_pairs(c) for c in (both, np.bincount(a), np.bincount(b)))
    every = n * (n - 1) / 2
    chance = first * second / every if every else 0.0
    most = (first + second) / 2
    return 1.0 if most == chance else (together - chance) / (most - chance)


def _pairs(counts: Ints) -> float:
    return float((counts * (counts - 1) / 2).sum())


def _described(network: Network, graph: Simple, labels: Ints) -> tuple[Community, ...]:
    """Return the communities, the largest first, of equal ones that with the smallest id."""
    n = len(graph)
    _, number, size = np.unique(labels, return_inverse=True, return_counts=True)
    inside = number[graph.source] == number[graph.target]
    ends_inside, weights_inside = np.r_[graph.source[inside], graph.target[inside]], np.tile(graph.weight[inside], 2)
    own = np.bincount(ends_inside, weights_inside, n)
    kept, all_ends = np.bincount(number, own), np.bincount(number, graph.strength)
    first = np.full(len(size), n)
    np.minimum.at(first, number, np.arange(n))
    order = sorted(range(len(size)), key=lambda c: (-size[c], first[c]))
    place = np.empty(len(size), np.int64)
    place[order] = np.arange(len(size))
    members: list[list[int]] = [[] for _ in order]
    for i in sorted(range(n), key=lambda i: (-own[i], -graph.strength[i], i)):
        members[place[number[i]]].append(i)
    at = {node: int(place[number[i]]) for i, node in enumerate(graph.nodes)}
    types: list[Counter[str]] = [Counter() for _ in order]
    for u, v, data in network.edges(data=True):
        if u in at and v in at and at[u] == at[v]:
            types[at[u]][str(data.get("type"))] += 1
    found = []
    for k, nodes in enumerate(members):
        ids = tuple(graph.nodes[i] for i in nodes)
        known = [network.nodes[i] for i in ids]
        ends = float(all_ends[order[k]])
        found.append(
            Community(
                number=k + 1,
                label=", ".join(str(d.get("name") or i) for d, i in zip(known[:_LABEL], ids, strict=False)),
                members=ids,
                within=float(kept[order[k]]) / ends if ends else 0.0,
                countries=_counted(d.get("country") for d in known),
                kinds=_counted(d.get("kind") for d in known),
                types=tuple(sorted(types[k].items(), key=lambda item: (-item[1], item[0]))),
            )
        )
    return tuple(found)


def _counted(values: Iterable[object]) -> tuple[tuple[str, int], ...]:
    counts = Counter(str(v) for v in values if v)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
