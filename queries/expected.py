"""Observed against expected: which countries or regions have more ties than their sizes would bring about.

Ties between actors add up to ties between their groups. What to expect comes from a null model:

- *configuration*: all ends of ties are joined at random, so that only each group's number of ties counts. Mean and
  variance are exact (Molloy and Reed's model; Newman, "Networks", 2018, chapter 12): groups with a and b of 2m ends
  have ab/(2m-1) ties on average. The chance is exact within a group, between two that of a hypergeometric draw.
- *gravity*: ties grow with both groups' numbers of ties and fall with the distance between them, by a Poisson
  regression over all pairs of groups (Santos Silva and Tenreyro, "The log of gravity", Review of Economics and
  Statistics 88, 2006). Its variance is the mean times the dispersion that the fit leaves, at least 1.

`ratio` is observed/expected, `z` the difference in standard deviations, `q` the two-sided chance corrected for all
pairs (Benjamini and Hochberg). Sources are of unlike diligence: a ratio tells where to look, not why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np

from ..graph.errors import InputError
from ..graph.gazetteer import default
from .network import Network
from .significance import benjamini_hochberg, hypergeometric_both, matching_both, overdispersed_both
from .simple import Floats, Ints, Simple, simplify
from .snapshot import Belonging

NULLS = ("configuration", "gravity")
GROUPS = ("country", "region", "kind")
_NEAREST = 50.0  # km: groups are wider than that, so nearer centres are not nearer groups
_EARTH = 6371.0  # km
_LEAST_GROUPS = 5  # to fit three numbers to their pairs


@dataclass(frozen=True, slots=True)
class Expectation:
    """Two groups (or one with itself), their ties and what the null model says of them."""

    a: str
    b: str
    observed: float
    expected: float
    ratio: float
    z: float
    p: float
    q: float


@dataclass(frozen=True, slots=True)
class Expected:
    """All pairs of groups, the most surprising first; `left_out` counts actors that belong to no group.

    The gravity model's numbers: ties grow with (strength a x strength b)^`mass` and distance^`distance`.
    """

    null: str
    pairs: tuple[Expectation, ...]
    left_out: int
    mass: float | None = None
    distance: float | None = None
    dispersion: float | None = None


def groups_of(network: Network, by: str, belonging: Belonging | None = None) -> dict[str, str]:
    """Return the group of each actor that has one: its country, its kind, or the region it is or belongs to.

    A city directly under its country has the rank of a region. `belonging` knows the places that are not in the
    network (queries.snapshot); without it only `part_of` between actors of the network is followed. Raises InputError
    for another `by`.
    """
    if by not in GROUPS:
        raise InputError(f"cannot group by {by!r}; there are {', '.join(GROUPS)}")
    if by != "region":
        return {node: str(data[by]) for node, data in network.nodes(data=True) if data.get(by)}
    found = {}
    for node in network:
        wholes = belonging.wholes(node) if belonging else _chain(network, node)
        kinds = {w: _kind(network, belonging, w) for w in wholes}
        region = next((w for w in wholes if kinds[w] == "region"), None)
        found[node] = region or next((w for w in wholes if kinds[w] == "city"), "")
    return {node: group for node, group in found.items() if group}


def _chain(network: Network, node: str) -> list[str]:
    chain: list[str] = []
    at: str | None = node
    while at and at in network and at not in chain:
        chain.append(at)
        at = network.nodes[at].get("part_of")
    return chain


def _kind(network: Network, belonging: Belonging | None, node: str) -> str | None:
    if belonging and (actor := belonging.actors.get(node)):
        return actor.kind
    kind: str | None = network.nodes[node].get("kind") if node in network else None
    return kind


def expected(
    network: Network,
    groups: Mapping[str, str],
    *,
    null: str = "configuration",
    weight: str | None = None,
    graph: Simple | None = None,
    belonging: Belonging | None = None,
) -> Expected:
    """Return how the ties between `groups` (by actor; others are left out) compare with a null model.

    `weight` and `graph` are those of queries.simple. Raises InputError for an unknown null model, and when the gravity
    model has too few groups whose place is known.
    """
    if null not in NULLS:
        raise InputError(f"unknown null model {null!r}; there are {', '.join(NULLS)}")
    graph = (simplify(network, weight=weight) if graph is None else graph).undirected()
    names = sorted(set(groups.values()))
    number = {g: i for i, g in enumerate(names)}
    of = np.array([number.get(groups.get(node, ""), -1) for node in graph.nodes], np.int64)
    a, b = of[graph.source], of[graph.target]
    known = (a >= 0) & (b >= 0)
    a, b, w = a[known], b[known], graph.weight[known]
    observed = np.zeros((len(names), len(names)))
    np.add.at(observed, (np.minimum(a, b), np.maximum(a, b)), w)
    strength = observed.sum(axis=0) + observed.sum(axis=1)
    used = np.flatnonzero(strength)
    left_out = int((of < 0).sum())
    if not len(used):
        return Expected(null, (), left_out)
    if null == "configuration":
        rows, columns = np.array(list(combinations_with_replacement(used, 2))).T
        mean, variance = _configuration(strength, rows, columns)
        p = _chances(observed, strength, rows, columns)
        return Expected(null, _compared(names, observed, rows, columns, mean, variance, p), left_out)
    place = _places(network, graph, groups, names, belonging)
    placed = [int(i) for i in used if i in place]
    if len(placed) < _LEAST_GROUPS:
        raise InputError(
            f"the gravity model needs {_LEAST_GROUPS} groups with coordinates and there are {len(placed)}; "
            "use the configuration model, or fewer filters"
        )
    rows, columns = np.array([(i, j) for i in placed for j in placed if i < j]).T
    away = np.array([_kilometres(place[i], place[j]) for i, j in zip(rows.tolist(), columns.tolist(), strict=True)])
    mass = np.log(strength[rows] * strength[columns])
    mean, (_, by_mass, by_distance) = _poisson_fit(observed[rows, columns], [mass, np.log(np.maximum(_NEAREST, away))])
    pearson = (np.square(observed[rows, columns] - mean) / mean).sum()
    dispersion = max(1.0, float(pearson) / max(1, len(rows) - 3))
    seen = observed[rows, columns]
    p = np.array([overdispersed_both(o, m, m * dispersion) for o, m in zip(seen.tolist(), mean.tolist(), strict=True)])
    pairs = _compared(names, observed, rows, columns, mean, mean * dispersion, p)
    return Expected(null, pairs, left_out, by_mass, by_distance, dispersion)


def _configuration(strength: Floats, rows: Ints, columns: Ints) -> tuple[Floats, Floats]:
    """Return mean and variance of the ties between groups when all ends are joined at random."""
    ends = strength.sum()
    a, b = strength[rows], strength[columns]
    same = rows == columns
    free, next_free = max(1.0, ends - 1), max(1.0, ends - 3)
    mean = np.where(same, a * (a - 1) / (2 * free), a * b / free)
    ordered = np.where(
        same, a * (a - 1) * (a - 2) * (a - 3) / (4 * free * next_free), a * (a - 1) * b * (b - 1) / (free * next_free)
    )
    return mean, np.maximum(0.0, ordered + mean - mean**2)


def _chances(observed: Floats, strength: Floats, rows: Ints, columns: Ints) -> Floats:
    """Return the two-sided chance of what is observed: of two groups hypergeometric, within one of a matching."""
    ends = round(float(strength.sum()))
    sizes = [round(s) for s in strength.tolist()]
    return np.array(
        [
            matching_both(ends, sizes[a], round(float(observed[a, b])))
            if a == b
            else hypergeometric_both(ends - 1, sizes[a], sizes[b], round(float(observed[a, b])))
            for a, b in zip(rows.tolist(), columns.tolist(), strict=True)
        ]
    )


def _compared(
    names: list[str], observed: Floats, rows: Ints, columns: Ints, mean: Floats, variance: Floats, p: Floats
) -> tuple[Expectation, ...]:
    seen = observed[rows, columns]
    kept = (mean > 0) | (seen > 0)
    rows, columns = rows[kept], columns[kept]
    seen, mean, variance, p = seen[kept], mean[kept], variance[kept], p[kept]
    q = benjamini_hochberg(p)
    deviation = np.sqrt(variance)
    z = np.divide(seen - mean, deviation, out=np.zeros(len(seen)), where=deviation > 0)
    ratio = np.divide(seen, mean, out=np.full(len(seen), np.inf), where=mean > 0)
    order = sorted(range(len(seen)), key=lambda k: (q[k], p[k], -abs(z[k]), rows[k], columns[k]))
    return tuple(
        Expectation(
            names[int(rows[k])],
            names[int(columns[k])],
            float(seen[k]),
            float(mean[k]),
            float(ratio[k]),
            float(z[k]),
            float(p[k]),
            float(q[k]),
        )
        for k in order
    )


def _places(
    network: Network, graph: Simple, groups: Mapping[str, str], names: list[str], belonging: Belonging | None
) -> dict[int, Floats]:
    """Return where each group is, as a unit vector: its own coordinates, else the middle of its actors by strength.

    Places without coordinates have those of the gazetteer.
    """
    gazetteer = default()
    middle: dict[str, Floats] = {}
    for node, strength in zip(graph.nodes, graph.strength.tolist(), strict=True):
        lat, lon = network.nodes[node].get("lat"), network.nodes[node].get("lon")
        if (lat is None or lon is None) and (place := gazetteer.get(node)):
            lat, lon = place.lat, place.lon
        if (group := groups.get(node)) and lat is not None and lon is not None:
            middle[group] = middle.get(group, np.zeros(3)) + strength * _vector(lat, lon)
    found: dict[int, Floats] = {}
    for i, name in enumerate(names):
        own = (belonging.actors.get(name) if belonging else None) or gazetteer.get(name)
        if own and own.lat is not None and own.lon is not None:
            found[i] = _vector(own.lat, own.lon)
        elif name in middle and (length := float(np.linalg.norm(middle[name]))) > 0:
            found[i] = middle[name] / length
    return found


def _vector(lat: float, lon: float) -> Floats:
    north, east = np.radians(lat), np.radians(lon)
    return np.array([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def _kilometres(one: Floats, other: Floats) -> float:
    return _EARTH * float(np.arccos(np.clip(one @ other, -1.0, 1.0)))


def _poisson_fit(y: Floats, predictors: Iterable[Floats]) -> tuple[Floats, tuple[float, ...]]:
    """Return the means and coefficients (constant first) of a Poisson regression with a logarithmic link."""
    x = np.column_stack([np.ones(len(y)), *predictors])
    mean = y + 0.5
    beta = np.zeros(x.shape[1])
    for _ in range(100):  # iteratively reweighted least squares
        eta = np.log(mean)
        target = eta + (y - mean) / mean
        root = np.sqrt(mean)
        new = np.linalg.lstsq(x * root[:, None], target * root, rcond=None)[0]
        done = float(np.abs(new - beta).max()) < 1e-10
        beta = new
        mean = np.exp(np.clip(x @ beta, -30, 30))
        if done:
            break
    return mean, tuple(float(c) for c in beta)
