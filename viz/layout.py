"""Where actors stand: communities first, each community inside its own disc, the same picture for the same data.

A force layout of a whole graph is slow and, past a few hundred actors, a hairball. Here one run of Leiden
(queries.communities, seeded) finds communities; each is laid out by itself (Fruchterman and Reingold 1991, in
numpy); then the discs, as large as what they hold, are drawn together by the ties between them and pushed apart until
none overlap. Distances are in the units of vis-network, pixels at a zoom of one.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..queries.communities import leiden
from ..queries.network import Network
from ..queries.simple import Simple, simplify

SEED = 7
SPACE = 46.0  # an actor's share of a disc: the side of a square, room for its name at a zoom of one
_GAP = 60.0  # between discs
_LARGEST = 500  # actors laid out at once: memory and time grow with the square
_MANY = 1_500  # discs whose ties are looked at when they are arranged
_MOST_APART = 3_000  # discs that are pushed apart: the square of it is held in memory
_WORK = 1.2e7  # pairs of actors, or of discs, looked at to lay out one lot of them

Points = NDArray[np.float64]
Weights = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Disc:
    """A community's place: centre, radius, and the ids of its actors, most tied first."""

    x: float
    y: float
    radius: float
    members: tuple[str, ...]


def degrees(graph: Network) -> dict[str, int]:
    """Return how many ties each actor has; parallel ties count each."""
    return dict(graph.degree())


def by_community(graph: Network) -> tuple[dict[str, tuple[float, float]], list[Disc]]:
    """Return the position of each actor and the communities' discs, largest community first.

    Deterministic: neither the order of nodes nor of edges in `graph` matters.
    """
    pairs = pair_weights(graph)
    degree = degrees(graph)
    groups = [sorted(g, key=lambda a: (-degree[a], a)) for g in communities(graph, pairs)]
    return in_discs(groups, pairs)


def pair_weights(graph: Network) -> dict[tuple[str, str], float]:
    """Return the weight of each pair of tied actors (sorted): the number of ties, figures of one flow counting once."""
    g = simplify(graph)
    ends = zip(g.source.tolist(), g.target.tolist(), g.weight.tolist(), strict=True)
    return {(g.nodes[a], g.nodes[b]): weight for a, b, weight in ends}


def communities(actors: Iterable[str], pairs: Mapping[tuple[str, str], float]) -> list[list[str]]:
    """Return the communities of one seeded run, the largest first; actors without a tie are one each."""
    nodes = tuple(sorted(actors))
    at = {actor: i for i, actor in enumerate(nodes)}
    ends = np.array(sorted((at[a], at[b]) for a, b in pairs), np.int64).reshape(-1, 2)
    weights = np.array([pairs[nodes[a], nodes[b]] for a, b in ends])
    labels = leiden(Simple(nodes, ends[:, 0], ends[:, 1], weights), 1.0, SEED)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for actor, label in zip(nodes, labels.tolist(), strict=True):
        found[label].append(actor)
    return sorted(found.values(), key=lambda g: (-len(g), g[0]))


def in_discs(
    groups: Sequence[Sequence[str]], pairs: Mapping[tuple[str, str], float], *, space: float = SPACE
) -> tuple[dict[str, tuple[float, float]], list[Disc]]:
    """Lay out each of `groups` in a disc, and the discs side by side, tied groups close together."""
    group_of = {actor: g for g, group in enumerate(groups) for actor in group}
    place_of = {actor: i for group in groups for i, actor in enumerate(group)}
    inner: list[dict[tuple[int, int], float]] = [{} for _ in groups]
    outer: defaultdict[tuple[int, int], float] = defaultdict(float)
    for (a, b), weight in pairs.items():
        g, h = group_of[a], group_of[b]
        if g == h:
            i, j = place_of[a], place_of[b]
            inner[g][min(i, j), max(i, j)] = weight
        else:
            outer[min(g, h), max(g, h)] += weight
    radii = np.array([disc_radius(len(group), space) for group in groups])
    centres = arrange(radii, outer)
    positions: dict[str, tuple[float, float]] = {}
    discs = []
    for group, ties, radius, (x, y) in zip(groups, inner, radii, centres, strict=True):
        points = inside(len(group), ties, float(radius), space)
        positions.update(
            (actor, (round(x + dx, 1), round(y + dy, 1))) for actor, (dx, dy) in zip(group, points, strict=True)
        )
        discs.append(Disc(round(float(x), 1), round(float(y), 1), round(float(radius), 1), tuple(group)))
    return positions, discs


def disc_radius(members: int, space: float = SPACE) -> float:
    """Return the radius of a disc in which `members` actors have room."""
    return space * max(0.6, 0.72 * math.sqrt(members))


def inside(n: int, ties: Weights, radius: float, space: float = SPACE) -> Points:
    """Return `n` points in a disc of `radius` around the origin, tied ones close, the first nearest the middle."""
    if n == 1:
        return np.zeros((1, 2))
    points = sunflower(n, radius * 0.9)
    if n <= 3 or not ties:
        return points
    points = _nested(n, ties, space) if n > _LARGEST else _spring(points, ties, space)
    reach = np.hypot(points[:, 0], points[:, 1])
    rank = np.empty(n)
    rank[np.argsort(reach, kind="stable")] = np.arange(n)
    # spread evenly over the disc: the order outwards stays, the crowd in the middle and stray leaves do not
    wanted = radius * 0.92 * np.sqrt((rank + 0.4) / n)
    even = points * (wanted / np.maximum(reach, 1e-9))[:, None]
    scaled = points * (radius * 0.92 / max(float(reach.max()), 1e-9))
    return _apart(0.5 * even + 0.5 * scaled, np.full(n, space * 0.36), 20 if n < 150 else 6)


def _nested(n: int, ties: Weights, space: float) -> Points:
    """Return points for a community too large to lay out at once: its own communities, each in a disc."""
    names = [f"{i:08d}" for i in range(n)]
    pairs = {(names[a], names[b]): w for (a, b), w in ties.items()}
    groups = communities(names, pairs)
    if len(groups) == 1:
        return sunflower(n, disc_radius(n, space))
    positions, _ = in_discs(groups, pairs, space=space)
    return np.array([positions[name] for name in names])


def sunflower(n: int, radius: float) -> Points:
    """Return `n` points spread evenly over a disc, from the middle outwards (Vogel's spiral)."""
    i = np.arange(n)
    r = radius * np.sqrt((i + 0.5) / n)
    angle = i * math.pi * (3 - math.sqrt(5))
    return np.column_stack((r * np.cos(angle), r * np.sin(angle)))


def _spring(points: Points, ties: Weights, space: float) -> Points:
    """Return `points` after Fruchterman and Reingold's forces, with some gravity so that loose parts stay."""
    n = len(points)
    steps = int(min(120, 16 + 3 * n, max(30, _WORK / (n * n))))
    p = points.astype(np.float32)
    a, b = (np.array([t[end] for t in ties], dtype=np.intp) for end in (0, 1))
    weight = np.sqrt(np.array(list(ties.values()), dtype=np.float32))[:, None]
    k = np.float32(space)
    heat = np.float32(space * math.sqrt(n) * 0.12)
    for step in range(steps):
        push = _repulsion(p, k)
        d = p[a] - p[b]
        length = np.sqrt((d * d).sum(axis=1, keepdims=True)) + np.float32(1e-3)
        pull = d * (length / k) * weight
        np.subtract.at(push, a, pull)
        np.add.at(push, b, pull)
        push -= p * np.float32(0.6)
        size = np.sqrt((push * push).sum(axis=1, keepdims=True)) + np.float32(1e-6)
        p = p + push / size * np.minimum(size, heat * np.float32(1 - step / steps))
    return p.astype(np.float64)


def _repulsion(p: NDArray[np.float32], k: np.float32) -> NDArray[np.float32]:
    dx = p[:, 0][:, None] - p[:, 0][None, :]
    dy = p[:, 1][:, None] - p[:, 1][None, :]
    force = k * k / (dx * dx + dy * dy + np.float32(1.0))
    return np.column_stack(((dx * force).sum(axis=1), (dy * force).sum(axis=1)))


def arrange(radii: Points, ties: Weights, *, gap: float = _GAP) -> Points:
    """Return centres for discs of `radii` so that none overlap and tied ones are near; the most tied in the middle.

    Discs without a tie go around the others.
    """
    n = len(radii)
    points = np.zeros((n, 2))
    total = np.zeros(n)
    for (a, b), w in ties.items():
        total[a] += w
        total[b] += w
    grown = radii + gap / 2
    tied = np.flatnonzero(total > 0)
    if tied.size:
        new = {int(old): i for i, old in enumerate(tied)}
        inner = {(new[a], new[b]): w for (a, b), w in ties.items()}
        points[tied] = _arrange_tied(grown[tied], inner, total[tied])
    points[total == 0] = _around(points[tied], grown[tied], grown[total == 0])
    return points


def _arrange_tied(radii: Points, ties: Weights, total: Points) -> Points:
    n = len(radii)
    order = np.lexsort((np.arange(n), -radii, -total))
    area = np.empty(n)
    area[order] = np.cumsum(radii[order] ** 2)
    angle = np.empty(n)
    angle[order] = np.arange(n) * math.pi * (3 - math.sqrt(5))
    points = np.column_stack((np.cos(angle), np.sin(angle))) * (1.15 * np.sqrt(np.maximum(area - radii**2, 0)))[:, None]
    if n <= _MANY:
        points = _draw_together(points, radii, ties, total)
    return _apart(points, radii, int(min(400, max(30, 5 * _WORK / n**2))))


def _around(taken: Points, taken_radii: Points, radii: Points) -> Points:
    """Return centres for discs of `radii`, in rings around those that are `taken`; the largest discs innermost."""
    points = np.zeros((len(radii), 2))
    middle = taken.mean(axis=0) if len(taken) else np.zeros(2)
    edge = float((np.hypot(*(taken - middle).T) + taken_radii).max()) if len(taken) else 0.0
    angle = ring = share = 0.0
    for i in np.argsort(-radii, kind="stable"):
        r = float(radii[i])
        if not edge:  # nothing is there yet: the first stands in the middle
            edge = r
            continue
        if ring == 0.0 or angle > 2 * math.pi - share:
            ring, edge, angle = edge + r, edge + 2 * r, 0.0
            share = 2 * math.asin(r / ring)  # of the ring that the largest disc on it needs
        points[i] = middle + ring * np.array([math.cos(angle), math.sin(angle)])
        angle += 2 * math.asin(r / ring)
    return points


def _draw_together(points: Points, radii: Points, ties: Weights, total: Points) -> Points:
    a, b = (np.array([t[end] for t in ties], dtype=np.intp) for end in (0, 1))
    weight = np.array(list(ties.values()))
    # a tie counts by its share of the lighter end: small groups go to the one they belong with
    share = (weight / np.minimum(total[a], total[b]))[:, None]
    mass = (radii / radii.mean()) ** 2
    steps = int(min(150, max(20, _WORK / len(points) ** 2)))
    for step in range(steps):
        cool = 1 - step / steps
        move = -points * 0.012
        d = points[b] - points[a]
        length = np.hypot(d[:, 0], d[:, 1])[:, None] + 1e-9
        slack = np.maximum(length - (radii[a] + radii[b])[:, None], 0)
        pull = d / length * slack * share * 0.25
        np.add.at(move, a, pull / (1 + mass[a])[:, None])
        np.subtract.at(move, b, pull / (1 + mass[b])[:, None])
        points = _apart(points + move * cool, radii, 2)
    return points


def _apart(points: Points, radii: Points, rounds: int) -> Points:
    """Return `points` pushed apart until their discs no longer overlap, or `rounds` are over."""
    points = points.copy()
    n = len(points)
    if n > _MOST_APART:
        return points
    reach = radii[:, None] + radii[None, :]
    reach2 = (reach - 0.5) ** 2
    for _ in range(rounds):
        dx = points[:, 0][:, None] - points[:, 0][None, :]
        dy = points[:, 1][:, None] - points[:, 1][None, :]
        squared = dx * dx + dy * dy
        a, b = np.nonzero(squared < reach2)
        a, b = a[a < b], b[a < b]
        if not a.size:
            break
        distance = np.sqrt(squared[a, b])
        push = (reach[a, b] - distance) / np.maximum(distance, 1e-3) * 1.05
        step = np.column_stack((dx[a, b], dy[a, b])) * push[:, None]
        share = (radii[b] / reach[a, b])[:, None]  # the smaller disc gives way
        np.add.at(points, a, step * share)
        np.subtract.at(points, b, step * (1 - share))
    return points
