"""Chains between two actors: the shortest, alternatives in order, by length or by strength.

Parallel ties are one step of a path, whose ties are all kept; direction is not followed, since a residency links both
ways. Alternatives are found by Yen's algorithm ("Finding the k shortest loopless paths in a network", Management
Science 17, 1971) as networkx has it. Weighted paths cost 1 / strength a step, so that strong ties are short.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import networkx as nx

from ..graph.errors import InputError
from ..graph.model import Actor, Tie
from ..graph.schema import STATUSES
from ..graph.store import Reader
from .filter import Filter
from .snapshot import Snapshot
from .strength import strength

if TYPE_CHECKING:
    Simple = nx.Graph[str]
else:
    Simple = nx.Graph


@dataclass(frozen=True, slots=True)
class Step:
    """From one actor to the next, with all ties between the two; the strongest first."""

    source: Actor
    target: Actor
    ties: tuple[Tie, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of steps; `cost` is their number, or for a weighted path the sum of 1 / strength."""

    steps: tuple[Step, ...]
    cost: float

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors on the way, both ends among them."""
        return (self.steps[0].source, *(s.target for s in self.steps))


@dataclass(frozen=True, slots=True)
class Opening:
    """What would open a way where there is none: a filter to lift (`lift`), and the number of steps then."""

    lift: str
    steps: int


def paths(
    reader: Reader,
    a: Actor,
    b: Actor,
    keep: Filter | None = None,
    *,
    count: int = 1,
    weighted: bool = False,
    avoid: Collection[str] = (),
    parts: bool = False,
) -> list[Path]:
    """Return up to `count` chains from `a` to `b`, the best first; none when nothing links them.

    `keep` restricts ties by type, status, years and country, and by kind the actors between the ends; `avoid` are ids
    not to pass through; `parts` also lets a step lead from a place to what it is part of. Raises InputError when both
    ends are one actor, or one of them is to be avoided.
    """
    if a.id == b.id:
        raise InputError(f"{a.name} ({a.id}) is given twice; give two different actors")
    if end := next((x for x in (a, b) if x.id in avoid), None):
        raise InputError(f"{end.name} ({end.id}) is one of the two ends and cannot be avoided")
    keep = keep or Filter()
    snapshot = _snapshot(reader, keep, parts)
    graph = _simple(snapshot, (a.id, b.id), keep, avoid, weighted)
    return [_path(snapshot, nodes, weighted) for nodes in islice(_ways(graph, a.id, b.id, weighted), count)]


def openings(
    reader: Reader,
    a: Actor,
    b: Actor,
    keep: Filter,
    *,
    avoid: Collection[str] = (),
    parts: bool = False,
) -> list[Opening]:
    """Return which restriction alone stands between `a` and `b`: what to lift, shortest way first.

    When no single one does, the answer is "all" with the way that then opens, or empty when even that opens none.
    """
    free = Filter(statuses=STATUSES)
    tries: list[tuple[str, Filter, Collection[str], bool]] = [
        ("status", replace(keep, statuses=STATUSES), avoid, parts),
        ("type", replace(keep, types=None), avoid, parts),
        ("kind", replace(keep, kinds=None), avoid, parts),
        ("country", replace(keep, countries=None), avoid, parts),
        ("years", replace(keep, since=None, until=None), avoid, parts),
        ("avoid", keep, (), parts),
        ("parts", keep, avoid, True),
    ]
    found = []
    for name, other, around, whole in tries:
        if (other, around, whole) != (keep, avoid, parts):
            way = paths(reader, a, b, other, avoid=around, parts=whole)
            if way:
                found.append(Opening(name, len(way[0].steps)))
    if not found and (way := paths(reader, a, b, free, parts=True)):
        found.append(Opening("all", len(way[0].steps)))
    return sorted(found, key=lambda o: (o.steps, o.lift))


def _snapshot(reader: Reader, keep: Filter, parts: bool) -> Snapshot:
    snapshot = Snapshot.read(reader, keep)
    if not parts or (keep.types and "PART_OF" in keep.types):
        return snapshot
    inside = [t for t in reader.ties(types=["PART_OF"]) if t.source in snapshot.actors and t.target in snapshot.actors]
    return snapshot.with_ties((*snapshot.ties, *inside))


def _simple(snapshot: Snapshot, ends: tuple[str, str], keep: Filter, avoid: Collection[str], weighted: bool) -> Simple:
    """Return the simple graph of what may be passed through, its edges weighted with 1 / strength where asked."""
    any_kind, any_country = replace(keep, kinds=None), replace(keep, countries=None)
    allowed = {i for i, a in snapshot.actors.items() if any_country.keeps_actor(a) and i not in avoid} | {*ends}
    graph: Simple = nx.Graph()
    graph.add_nodes_from(sorted(allowed))
    for tie in snapshot.ties:
        one, other = snapshot.actors[tie.source], snapshot.actors[tie.target]
        if one.id in allowed and other.id in allowed and one is not other and any_kind.keeps_ends(one, other):
            graph.add_edge(tie.source, tie.target)
    if weighted:
        for start, end, data in graph.edges(data=True):
            data["cost"] = _cost(strength(snapshot.partners(start)[end], snapshot.as_of))
    return graph


def _ways(graph: Simple, a: str, b: str, weighted: bool) -> Iterator[list[str]]:
    try:
        yield from nx.shortest_simple_paths(graph, a, b, weight="cost" if weighted else None)
    except nx.NetworkXNoPath:
        return


def _path(snapshot: Snapshot, nodes: list[str], weighted: bool) -> Path:
    steps = []
    for one, other in pairwise(nodes):
        ties = sorted(snapshot.partners(one)[other], key=lambda t: (-strength([t], snapshot.as_of), t.id))
        together = strength(ties, snapshot.as_of)
        steps.append(Step(snapshot.actors[one], snapshot.actors[other], tuple(ties), together))
    cost = sum(_cost(s.strength) for s in steps) if weighted else float(len(steps))
    return Path(tuple(steps), cost)


_NO_STRENGTH = 0.05  # containment has none of its own: as long a step as twenty ties of strength 1


def _cost(value: float) -> float:
    return 1.0 / max(value, _NO_STRENGTH)
