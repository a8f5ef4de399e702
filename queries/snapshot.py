"""What a store holds, read once: actors, the ties a filter keeps, and what belongs to what.

Belonging follows `part_of`, at any depth; to a country belongs also every actor that bears its code, so that companies
and exchanges without a town count.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..graph.model import Actor, Tie
from ..graph.schema import TIE_TYPES
from ..graph.store import Reader
from .filter import Filter
from .strength import newest_year


class Belonging:
    """What belongs to which actor. Circles in `part_of`, which only a mistake can bring, do no harm."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors: Mapping[str, Actor] = {a.id: a for a in actors}
        self._children: dict[str, list[str]] = defaultdict(list)
        self._countries = {a.country: a.id for a in self.actors.values() if a.kind == "country" and a.country}
        for actor in self.actors.values():
            for whole in {actor.part_of, self._country(actor.id)}:
                if whole and whole != actor.id:
                    self._children[whole].append(actor.id)
        self._wholes: dict[str, tuple[str, ...]] = {}

    def parts(self, actor_id: str) -> frozenset[str]:
        """Return the ids of the actor and of all that belongs to it."""
        found = {actor_id}
        waiting = [actor_id]
        while waiting:
            new = [c for c in self._children.get(waiting.pop(), ()) if c not in found]
            found.update(new)
            waiting.extend(new)
        return frozenset(found)

    def wholes(self, actor_id: str) -> tuple[str, ...]:
        """Return the ids of the actor and of all that it belongs to, nearest first."""
        if actor_id not in self._wholes:
            found = [actor_id]
            for id_ in found:
                whole = self.actors[id_].part_of if id_ in self.actors else None
                if whole and whole in self.actors and whole not in found:
                    found.append(whole)
            found += dict.fromkeys(c for i in found if (c := self._country(i)) and c not in found)
            self._wholes[actor_id] = tuple(found)
        return self._wholes[actor_id]

    def _country(self, actor_id: str) -> str | None:
        actor = self.actors.get(actor_id)
        return self._countries.get(actor.country) if actor and actor.country else None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Actors and kept ties of a store; `left_out` are the ties that the filter did not keep, PART_OF apart.

    `as_of` is the year that recency is measured from: the newest of all ties unless given.
    """

    belonging: Belonging
    ties: tuple[Tie, ...]
    left_out: tuple[Tie, ...]
    as_of: int | None
    _partners: dict[str, dict[str, list[Tie]]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def read(cls, reader: Reader, keep: Filter | None = None, *, as_of: int | None = None) -> "Snapshot":
        """Return what `reader` holds; of `keep`, what concerns ties is applied, kinds and countries are not."""
        return cls.of(reader.actors(), reader.ties(), keep, as_of=as_of)

    @classmethod
    def of(
        cls, actors: Iterable[Actor], ties: Iterable[Tie], keep: Filter | None = None, *, as_of: int | None = None
    ) -> "Snapshot":
        """Return the snapshot of these actors and ties, of which `keep` is applied to the ties."""
        keep = keep or Filter()
        all_ties = [t for t in ties if not TIE_TYPES[t.type].derived or (keep.types and t.type in keep.types)]
        kept: list[Tie] = []
        left_out: list[Tie] = []
        for tie in all_ties:
            (kept if keep.keeps_tie(tie) else left_out).append(tie)
        return cls(Belonging(actors), tuple(kept), tuple(left_out), as_of or newest_year(all_ties))

    def with_ties(self, ties: Iterable[Tie]) -> "Snapshot":
        """Return this snapshot with other ties kept."""
        return replace(self, ties=tuple(ties), _partners={})

    @property
    def actors(self) -> Mapping[str, Actor]:
        """The actors by id."""
        return self.belonging.actors

    def partners(self, actor_id: str) -> Mapping[str, list[Tie]]:
        """Return the actors tied to one, each with the ties between the two."""
        if not self._partners:
            for tie in self.ties:
                for a, b in ((tie.source, tie.target), (tie.target, tie.source)):
                    self._partners.setdefault(a, {}).setdefault(b, []).append(tie)
        return self._partners.get(actor_id, {})
