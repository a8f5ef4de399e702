"""How two places or other actors are linked: ties between them and between what belongs to them, rolled up.

A tie between a city of Gomel Region and a company of Sichuan is a tie of Gomel Region with Sichuan. Chains of two links
run through a partner that both sides share. The strength of each is that of queries.strength.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from ..graph.errors import InputError
from ..graph.model import Actor, Tie
from .snapshot import Snapshot
from .strength import chain_strength, strength, tie_strength, year_affirmed


@dataclass(frozen=True, slots=True)
class Link:
    """A tie that crosses from one side to the other: `near` and `far` are its ends there."""

    near: Actor
    far: Actor
    tie: Tie
    strength: float


@dataclass(frozen=True, slots=True)
class Chain:
    """A partner that both sides have: the links from one side to it, and from it to the other side."""

    via: Actor
    partners: int
    first: tuple[Link, ...]
    second: tuple[Link, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Links:
    """How `a` and `b`, each with what belongs to it, are linked; strongest first.

    `strength` is that of the direct links, `indirect` that of the chains; `left_out` are the ties between the two that
    the filter did not keep.
    """

    a: Actor
    b: Actor
    as_of: int | None
    strength: float
    indirect: float
    direct: tuple[Link, ...]
    chains: tuple[Chain, ...]
    left_out: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """One line of a ranking: an actor, rolled up where asked, with what links it."""

    actor: Actor
    strength: float
    indirect: float
    ties: tuple[Tie, ...]
    shared: int

    @property
    def types(self) -> Mapping[str, int]:
        """The number of ties of each type."""
        found: dict[str, int] = defaultdict(int)
        for tie in self.ties:
            found[tie.type] += 1
        return dict(sorted(found.items(), key=lambda i: (-i[1], i[0])))

    @property
    def last(self) -> int | None:
        """The newest year of a direct tie."""
        return max((y for t in self.ties if (y := year_affirmed(t))), default=None)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Ties between each of `rows` and each of `columns`: `ties[row id, column id]`; pairs without ties are missing."""

    rows: tuple[Actor, ...]
    columns: tuple[Actor, ...]
    ties: Mapping[tuple[str, str], tuple[Tie, ...]]
    as_of: int | None

    def strength(self, row: Actor, column: Actor) -> float:
        """Return the strength of one cell."""
        return strength(self.ties.get((row.id, column.id), ()), self.as_of)

    def count(self, row: Actor, column: Actor) -> int:
        """Return the number of ties in one cell."""
        return len(self.ties.get((row.id, column.id), ()))


@dataclass(frozen=True, slots=True)
class Selector:
    """Which actors: those for which all that is given holds; `part_of` is the id of one that they belong to."""

    kinds: Collection[str] | None = None
    countries: Collection[str] | None = None
    part_of: str | None = None

    def choose(self, snapshot: Snapshot) -> tuple[Actor, ...]:
        """Return the actors of `snapshot` that are meant, sorted by name."""
        inside = snapshot.belonging.parts(self.part_of) if self.part_of else snapshot.actors.keys()
        return tuple(
            sorted(
                (
                    a
                    for a in snapshot.actors.values()
                    if a.id in inside
                    and a.id != self.part_of
                    and (not self.kinds or a.kind in self.kinds)
                    and (not self.countries or a.country in self.countries)
                ),
                key=lambda a: (a.name, a.id),
            )
        )


def links(snapshot: Snapshot, a: Actor, b: Actor, *, rollup: bool = True) -> Links:
    """Return how `a` and `b` are linked, with all that belongs to them unless `rollup` is false.

    Where one belongs to the other, the larger one is taken without the smaller. Raises InputError when both are the
    same actor.
    """
    if a.id == b.id:
        raise InputError(f"{a.name} ({a.id}) is given twice; give two different actors")
    near, far = _sides(snapshot, a, b, rollup)
    direct = _links(snapshot, snapshot.ties, near, far)
    chains = []
    for via in {p for end in near for p in snapshot.partners(end)} - near - far:
        to_near = _links(snapshot, _between(snapshot, via, near), near, {via})
        to_far = _links(snapshot, _between(snapshot, via, far), {via}, far)
        if to_far:
            partners = len(snapshot.partners(via))
            value = chain_strength(_strength(to_near, snapshot.as_of), _strength(to_far, snapshot.as_of), partners)
            chains.append(Chain(snapshot.actors[via], partners, to_near, to_far, value))
    chains.sort(key=lambda c: (-c.strength, c.via.id))
    return Links(
        a=a,
        b=b,
        as_of=snapshot.as_of,
        strength=_strength(direct, snapshot.as_of),
        indirect=fsum(c.strength for c in chains),
        direct=direct,
        chains=tuple(chains),
        left_out=_links(snapshot, snapshot.left_out, near, far),
    )


def ranking(
    snapshot: Snapshot,
    a: Actor,
    *,
    within: Actor | None = None,
    kind: str | None = None,
    rollup: bool = True,
) -> list[Partner]:
    """Return who is linked to `a` and what belongs to it, the strongest first, then by chains.

    `within` keeps actors that belong to one (China); `kind` rolls partners up to actors of that kind (region), each
    counting what belongs to it; without it each partner counts for itself. With `rollup` false neither side is rolled
    up. Numbers are those that `links` gives for the two.
    """
    near = snapshot.belonging.parts(a.id) if rollup else frozenset({a.id})
    inside = snapshot.belonging.parts(within.id) if within else None
    owners = _owners(snapshot, near.union(snapshot.belonging.wholes(a.id)), inside, kind, rollup)
    direct: dict[str, dict[str, Tie]] = defaultdict(dict)
    first: dict[str, dict[str, Tie]] = defaultdict(dict)  # ties of the near side with each actor outside
    for end in near:
        for other, ties in snapshot.partners(end).items():
            if other not in near:
                first[other].update((t.id, t) for t in ties)
                for owner in owners(other):
                    direct[owner].update((t.id, t) for t in ties)
    indirect, shared = _indirect(snapshot, near, first, owners)
    found = [
        Partner(
            actor=snapshot.actors[id_],
            strength=strength(ties := [direct[id_][t] for t in sorted(direct[id_])], snapshot.as_of),
            indirect=fsum(indirect[id_]),
            ties=tuple(ties),
            shared=len(shared[id_]),
        )
        for id_ in sorted({*direct, *indirect})
    ]
    found.sort(key=lambda p: (-p.strength, -p.indirect, p.actor.id))
    return found


def matrix(snapshot: Snapshot, rows: Sequence[Actor], columns: Sequence[Actor]) -> Matrix:
    """Return the ties between each of `rows` and each of `columns`, with what belongs to them."""
    row_ids, column_ids = {a.id for a in rows}, {a.id for a in columns}
    cells: dict[tuple[str, str], dict[str, Tie]] = defaultdict(dict)
    for tie in snapshot.ties:
        sources, targets = snapshot.belonging.wholes(tie.source), snapshot.belonging.wholes(tie.target)
        for near, far in ((sources, targets), (targets, sources)):
            for row in row_ids.intersection(near):
                for column in column_ids.intersection(far):
                    if row not in far and column not in near:  # a tie inside one of them is none between them
                        cells[row, column][tie.id] = tie
    return Matrix(tuple(rows), tuple(columns), {k: tuple(v.values()) for k, v in cells.items()}, snapshot.as_of)


def _sides(snapshot: Snapshot, a: Actor, b: Actor, rollup: bool) -> tuple[frozenset[str], frozenset[str]]:
    if not rollup:
        return frozenset({a.id}), frozenset({b.id})
    near, far = snapshot.belonging.parts(a.id), snapshot.belonging.parts(b.id)
    if b.id in near:
        near -= far
    elif a.id in far:
        far -= near
    return near, far


def _links(snapshot: Snapshot, ties: Iterable[Tie], near: Collection[str], far: Collection[str]) -> tuple[Link, ...]:
    found = []
    for tie in ties:
        for a, b in ((tie.source, tie.target), (tie.target, tie.source)):
            if a in near and b in far:
                value = tie_strength(tie, snapshot.as_of)
                found.append(Link(snapshot.actors[a], snapshot.actors[b], tie, value))
                break
    return tuple(sorted(found, key=lambda k: (-k.strength, k.tie.id)))


def _between(snapshot: Snapshot, actor_id: str, side: Collection[str]) -> list[Tie]:
    return [t for other, ties in snapshot.partners(actor_id).items() if other in side for t in ties]


def _strength(found: Iterable[Link], as_of: int | None) -> float:
    return strength((k.tie for k in found), as_of)


def _owners(
    snapshot: Snapshot, excluded: Collection[str], inside: Collection[str] | None, kind: str | None, rollup: bool
) -> Callable[[str], list[str]]:
    """Return the function that tells for whom in the ranking an actor counts."""

    def owners(actor_id: str) -> list[str]:
        wholes = snapshot.belonging.wholes(actor_id) if kind and rollup else (actor_id,)
        return [
            w
            for w in wholes
            if w not in excluded and (inside is None or w in inside) and (not kind or snapshot.actors[w].kind == kind)
        ]

    return owners


def _indirect(
    snapshot: Snapshot,
    near: Collection[str],
    first: Mapping[str, Mapping[str, Tie]],
    owners: Callable[[str], list[str]],
) -> tuple[dict[str, list[float]], dict[str, set[str]]]:
    """Return, for each actor of the ranking, the strengths of the chains to it and the partners they run through."""
    indirect: dict[str, list[float]] = defaultdict(list)
    shared: dict[str, set[str]] = defaultdict(set)
    for via, ties in sorted(first.items()):
        one = strength(ties.values(), snapshot.as_of)
        second: dict[str, list[Tie]] = defaultdict(list)
        for other, more in snapshot.partners(via).items():
            if other in near:
                continue
            for owner in owners(other):
                if owner not in snapshot.belonging.wholes(via):
                    second[owner].extend(more)
        for owner, more in second.items():
            two = strength(more, snapshot.as_of)
            indirect[owner].append(chain_strength(one, two, len(snapshot.partners(via))))
            shared[owner].add(via)
    return indirect, shared
