"""Who is tied to whom by group: assortativity, the E-I index, and the mixing of countries or kinds."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

import numpy as np

from .network import Network
from .simple import Floats, Ints, Simple


@dataclass(frozen=True, slots=True)
class Assortativity:
    """Newman's coefficient: 1 when all edges join like with like, 0 by chance, below 0 when unlike attract.

    `error` is its standard error by leaving out each edge in turn (Newman, "Mixing patterns in networks", Physical
    Review E 67, 2003); both are None when all nodes are alike or there is no edge.
    """

    value: float | None
    error: float | None


@dataclass(frozen=True, slots=True)
class Insularity:
    """A group's edges: `within` it and `outside`; `ei` is (outside - within) / (outside + within), from -1 to 1.

    `expected` is the E-I index if its edges went anywhere in proportion to the strength of the groups.
    """

    group: str
    actors: int
    within: float
    outside: float
    ei: float
    expected: float


def attribute(network: Network, nodes: Sequence[str], name: str) -> list[str]:
    """Return an attribute of each node as text, "" where it has none."""
    return [str(network.nodes[node].get(name) or "") for node in nodes]


def assortativity(graph: Simple, groups: Sequence[Hashable], *, weighted: bool = False) -> Assortativity:
    """Return how much edges join nodes of one group; nodes of the group "" or None are left out, with their edges."""
    a, b, w, count = _grouped(graph, groups, weighted)
    total = float(w.sum())
    if not total or count < 2:
        return Assortativity(None, None)
    ends = np.bincount(a, w, count) + np.bincount(b, w, count)
    alike = np.where(a == b, w, 0.0)
    squares = float(np.square(ends).sum())

    def coefficient(alike: Floats | float, squares: Floats | float, total: Floats | float) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            chance = squares / np.square(2 * np.asarray(total))
            return np.asarray((alike / np.asarray(total) - chance) / (1 - chance))

    value = float(coefficient(float(alike.sum()), squares, total))
    if not isfinite(value):
        return Assortativity(None, None)
    # the same without each edge in turn
    less = np.where(a == b, np.square(ends[a] - 2 * w), np.square(ends[a] - w) + np.square(ends[b] - w))
    more = np.where(a == b, np.square(ends[a]), np.square(ends[a]) + np.square(ends[b]))
    without = coefficient(alike.sum() - alike, squares - more + less, total - w)
    without = without[np.isfinite(without)]
    return Assortativity(value, sqrt(float(np.square(without - value).sum())) if len(without) > 1 else None)


def degree_assortativity(graph: Simple) -> float | None:
    """Return the correlation of the degrees at the two ends of an edge; None when it is not defined."""
    graph = graph.undirected()
    one, other = graph.degree[graph.source], graph.degree[graph.target]
    x, y = np.r_[one, other].astype(float), np.r_[other, one].astype(float)
    if not len(x) or x.std() == 0:
        return None
    return float(((x - x.mean()) * (y - y.mean())).mean() / x.var())


def ei_of_nodes(graph: Simple, groups: Sequence[Hashable]) -> Floats:
    """Return each node's E-I index over its edges without weights; NaN for nodes without an edge or a group."""
    graph = graph.undirected()
    n = len(graph)
    number = _numbers(groups)
    known = (number[graph.source] >= 0) & (number[graph.target] >= 0)
    source, target = graph.source[known], graph.target[known]
    sign = np.where(number[source] == number[target], -1.0, 1.0)
    total = np.bincount(source, sign, n) + np.bincount(target, sign, n)
    count = np.bincount(source, minlength=n) + np.bincount(target, minlength=n)
    return np.asarray(np.divide(total, count, out=np.full(n, np.nan), where=count > 0))


def insularity(graph: Simple, groups: Sequence[Hashable]) -> tuple[list[Insularity], Insularity | None]:
    """Return each group's E-I index, largest groups first, and that of the whole network (None without edges).

    Edges count by weight; nodes of the group "" or None are left out, with their edges.
    """
    a, b, w, count = _grouped(graph, groups, True)
    total = float(w.sum())
    if not total:
        return [], None
    names = [g for g in dict.fromkeys(groups) if g not in ("", None)]
    actors = np.bincount(_numbers(groups)[_numbers(groups) >= 0], minlength=count)
    within = np.bincount(a[a == b], w[a == b], count)
    strength = np.bincount(a, w, count) + np.bincount(b, w, count)
    outside = strength - 2 * within
    share = strength / (2 * total)
    rows = [
        Insularity(
            group=str(name),
            actors=int(actors[i]),
            within=float(within[i]),
            outside=float(outside[i]),
            ei=float((outside[i] - within[i]) / (outside[i] + within[i])),
            expected=_expected_ei(float(share[i])),
        )
        for i, name in enumerate(names)
        if strength[i] > 0
    ]
    rows.sort(key=lambda r: (-(r.within + r.outside), r.group))
    inside = float(within.sum())
    chance = float(np.square(share).sum())
    whole = Insularity("all", int(actors.sum()), inside, total - inside, (total - 2 * inside) / total, 1 - 2 * chance)
    return rows, whole


def _expected_ei(share: float) -> float:
    """Return the E-I index of a group with this share of all ends when ends are joined at random."""
    within, outside = share**2, 2 * share * (1 - share)
    return (outside - within) / (outside + within)


def _numbers(groups: Sequence[Hashable]) -> Ints:
    number: dict[Hashable, int] = {}
    return np.array([-1 if g in ("", None) else number.setdefault(g, len(number)) for g in groups], np.int64)


def _grouped(graph: Simple, groups: Sequence[Hashable], weighted: bool) -> tuple[Ints, Ints, Floats, int]:
    """Return the groups at both ends of each edge between nodes that have one, its weight, and how many there are."""
    graph = graph.undirected()
    number = _numbers(groups)
    a, b = number[graph.source], number[graph.target]
    known = (a >= 0) & (b >= 0)
    weight = graph.weight if weighted else np.ones(graph.edges)
    return a[known], b[known], weight[known], int(number.max(initial=-1)) + 1
