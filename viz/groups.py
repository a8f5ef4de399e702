"""The overview: actors rolled up into countries, and within a country into its regions and walks of life.

A map of hundreds of actors is read by way of a few dozen bubbles. A country is a bubble; one with many actors holds a
bubble for each of its regions (with the region's towns and districts) and, for actors that the data put in no region,
one for its companies, its universities and so on. Where nothing says which country actors are of, communities take the
countries' place. Every bubble has a disc with room for what it holds, so that unfolding it moves nothing else.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..graph.schema import PLACE_KINDS
from ..queries.network import Network
from .countries import home_country, region_of
from .layout import Points, arrange, communities, degrees, inside, pair_weights

SPLIT = 14  # actors in a country from which it holds bubbles of its own
_GAP = 56.0  # between bubbles, for their names
_ASIDE = 0.25  # how much further out a disc may stand to be on the side of those it is tied to
_CROWD = 0.12  # how much further out, in radii of the home, to be away from others
_HOME_ROOM = 2.1  # how much larger than another country the home is

_WALKS = {
    "company": "Companies",
    "zone": "Zones and exchanges",
    "exchange": "Zones and exchanges",
    "university": "Institutions",
    "institution": "Institutions",
    "country": "Public bodies",
    "body": "Public bodies",
    "organization": "Public bodies",
}
_TOWNS = "Towns and districts"
_NO_REGIONS = {_TOWNS, *_WALKS.values()}


@dataclass(slots=True)
class Group:
    """A bubble: `parent` is an index into the list of groups or -1, `open` whether it is unfolded from the start."""

    name: str
    country: str | None
    parent: int
    actors: list[str] = field(default_factory=list)
    region: bool = False
    open: bool = False
    x: float = 0.0
    y: float = 0.0
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Overview:
    """The groups (parents before children), the group that directly holds each actor, and where each actor stands."""

    groups: list[Group]
    group_of: dict[str, int]
    positions: dict[str, tuple[float, float]]


def overview(graph: Network, country_name: Callable[[str], str]) -> Overview:
    """Return the rolled-up view of `graph`; `country_name` gives the name of a country's code. Deterministic."""
    pairs = pair_weights(graph)
    degree = degrees(graph)
    groups = _groups(graph, pairs, country_name)
    for group in groups:
        group.actors.sort(key=lambda a: (-degree[a], a))
    group_of = {a: i for i, group in enumerate(groups) for a in group.actors}
    home = home_country(graph)
    for group in groups:
        group.open = home is not None and group.parent < 0 and group.country == home
    return Overview(groups, group_of, _place(groups, group_of, pairs))


def _groups(graph: Network, pairs: Mapping[tuple[str, str], float], country_name: Callable[[str], str]) -> list[Group]:
    countries: defaultdict[str | None, list[str]] = defaultdict(list)
    for actor in sorted(graph):
        countries[graph.nodes[actor]["country"]].append(actor)
    if set(countries) <= {None}:
        return [
            Group(f"Around {graph.nodes[_hub(graph, members)]['name']}", None, -1, members)
            for members in communities(graph, pairs)
        ]
    groups: list[Group] = []
    for code, members in sorted(countries.items(), key=lambda c: (-len(c[1]), c[0] or "")):
        top = len(groups)
        groups.append(Group(country_name(code) if code else "No country stated", code, -1))
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for actor in members:
            parts[_part(graph, actor)].append(actor)
        if len(members) < SPLIT or len(parts) == 1:
            groups[top].actors = members
            continue
        for name, held in sorted(parts.items(), key=lambda p: (-len(p[1]), p[0])):
            if len(held) == 1:
                groups[top].actors += held
            else:
                groups.append(Group(name, code, top, held, region=name not in _NO_REGIONS))
    return groups


def _hub(graph: Network, members: Sequence[str]) -> str:
    degree = degrees(graph)
    return min(members, key=lambda a: (-degree[a], a))


def _part(graph: Network, actor: str) -> str:
    """Return the name of the part of its country that `actor` belongs to: its region, else its walk of life."""
    if region := region_of(graph, actor):
        return region
    kind = graph.nodes[actor]["kind"]
    return _TOWNS if kind in PLACE_KINDS - {"country"} else _WALKS[kind]


def _place(
    groups: list[Group], group_of: Mapping[str, int], pairs: Mapping[tuple[str, str], float]
) -> dict[str, tuple[float, float]]:
    """Set every group's disc and return where the actors stand: from the smallest groups up to the whole."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        children[group.parent].append(i)
    place_in = {a: i for group in groups for i, a in enumerate(group.actors)}
    inner: defaultdict[int, dict[tuple[int, int], float]] = defaultdict(dict)
    for (a, b), weight in pairs.items():
        if group_of[a] == group_of[b]:
            i, j = sorted((place_in[a], place_in[b]))
            inner[group_of[a]][i, j] = weight
    offsets: dict[int, Points] = {}  # of a group's bubbles, then its own actors, from its centre
    for i in range(len(groups) - 1, -1, -1):
        group, held = groups[i], children[i]
        own = len(group.actors)
        points = inside(own, inner[i], _room(own)) if own else np.zeros((0, 2))
        group.radius = _room(own)
        if held:
            parts = [frozenset([c]) for c in held] + ([frozenset([i])] if own else [])
            radii = np.array([groups[c].radius for c in held] + ([group.radius] if own else []))
            centres, natural = _pack(parts, radii, group_of, pairs)
            total = own + sum(len(groups[c].actors) for c in held)
            group.radius = _room(total) * (_HOME_ROOM if group.open else 1)
            scale = group.radius / natural
            points = np.vstack((centres[: len(held)], points + centres[-1])) * scale
            for c in held:
                groups[c].radius *= scale
                offsets[c] *= scale
        offsets[i] = points
    tops = children[-1]
    radii = np.array([groups[c].radius for c in tops])
    home = next((n for n, c in enumerate(tops) if groups[c].open), None)
    if home is None:
        centres, _ = _pack([frozenset([c, *children[c]]) for c in tops], radii, group_of, pairs)
    else:
        inside_home = {c: offsets[tops[home]][k] for k, c in enumerate(children[tops[home]])}
        pull = np.zeros((len(tops), 2))
        top_of = {c: n for n, top in enumerate(tops) for c in (top, *children[top])}
        for (a, b), weight in pairs.items():
            for near, far in ((group_of[a], group_of[b]), (group_of[b], group_of[a])):
                if near in inside_home:
                    pull[top_of[far]] += weight * inside_home[near]
        centres = _around(radii, home, pull)
    for top, (x, y) in zip(tops, centres, strict=True):
        groups[top].x, groups[top].y = float(x), float(y)
    positions: dict[str, tuple[float, float]] = {}
    for i, group in enumerate(groups):
        places = [(round(group.x + float(dx), 1), round(group.y + float(dy), 1)) for dx, dy in offsets[i]]
        for child, (x, y) in zip(children[i], places, strict=False):
            groups[child].x, groups[child].y = x, y
        positions.update(zip(group.actors, places[len(children[i]) :], strict=True))
    return positions


def _room(actors: int) -> float:
    """Return a bubble's radius: it grows slowly, so that the few of a small country can be read beside the many."""
    return 88.0 * math.pow(max(actors, 1), 0.28)


def _around(radii: Points, home: int, pull: Points) -> Points:
    """Return centres for discs around the one that is `home`: as near as there is room, on the side `pull` points to.

    The largest choose first; each looks along 90 rays for the nearest place where it touches no other.
    """
    rays = np.arange(90) * (2 * math.pi / 90)
    ways = np.column_stack((np.cos(rays), np.sin(rays)))
    points = np.zeros((len(radii), 2))
    placed = [home]
    towards = pull / np.maximum(np.hypot(pull[:, 0], pull[:, 1]), 1e-9)[:, None]
    for i in sorted(set(range(len(radii))) - {home}, key=lambda n: (-radii[n], n)):
        reach = radii[placed] + radii[i] + _GAP
        along = ways @ points[placed].T  # how far out on each ray it passes the discs that stand, and how near
        across = (points[placed] ** 2).sum(axis=1) - along**2
        half = np.sqrt(np.maximum(reach**2 - across, 0))
        far = np.array([_first_free(a - h, a + h, h > 0) for a, h in zip(along, half, strict=True)])
        cost = far * (1 + _ASIDE * (1 - ways @ towards[i]))
        crowd = (
            (ways @ ways[[_ray(points[p]) for p in placed[1:]]].T).max(axis=1) if placed[1:] else np.zeros(len(rays))
        )
        best = int(np.argmin(np.round(cost + _CROWD * radii[home] * crowd, 6)))
        points[i] = ways[best] * far[best]
        placed.append(i)
    return points


def _first_free(start: Points, end: Points, blocks: NDArray[np.bool_]) -> float:
    """Return the smallest distance that lies in none of the intervals that block."""
    at = 0.0
    for a, b in sorted(zip(start[blocks].tolist(), end[blocks].tolist(), strict=True)):
        if a > at:
            break
        at = max(at, b)
    return at


def _ray(point: Points) -> int:
    return round(math.atan2(point[1], point[0]) / (2 * math.pi) * 90) % 90


def _pack(
    parts: Sequence[frozenset[int]],
    radii: Points,
    group_of: Mapping[str, int],
    pairs: Mapping[tuple[str, str], float],
) -> tuple[Points, float]:
    """Return the centres of discs around the origin, each for some groups, and the radius that holds them all."""
    part_of = {g: i for i, part in enumerate(parts) for g in part}
    ties: defaultdict[tuple[int, int], float] = defaultdict(float)
    for (a, b), weight in pairs.items():
        i, j = part_of.get(group_of[a]), part_of.get(group_of[b])
        if i is not None and j is not None and i != j:
            ties[min(i, j), max(i, j)] += weight
    largest = int(np.argmax(radii))
    for i in set(range(len(parts))) - {largest, *(end for pair in ties for end in pair)}:
        ties[min(i, largest), max(i, largest)] = 0.1  # what has no tie here stays near all the same
    points = arrange(radii, ties, gap=_GAP)
    for step in range(200):  # to the smallest disc that holds all (Badoiu and Clarkson 2003)
        reach = np.hypot(points[:, 0], points[:, 1]) + radii
        points -= points[int(reach.argmax())] / (step + 2)
    return points, float((np.hypot(points[:, 0], points[:, 1]) + radii).max()) + _GAP / 2
