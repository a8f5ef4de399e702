"""One actor: what it is, what it belongs to, its ties by type, and the counts told about it."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..graph.model import Actor, Statement, Tie
from ..graph.schema import TIE_TYPES
from ..graph.store import Reader
from .snapshot import Belonging


@dataclass(frozen=True, slots=True)
class ProfileTie:
    """A tie seen from one of its ends: `direction` is "out" when that end is the source, "in", or "both"."""

    other: Actor
    direction: str
    tie: Tie


@dataclass(frozen=True, slots=True)
class Profile:
    """An actor with its ties, of each type the agreed first and the newest of them first.

    `wholes` are what it belongs to, nearest first; `parts` the number of what belongs to it, by kind; `observations`
    the counts about it, by what is counted, then by date.
    """

    actor: Actor
    wholes: tuple[Actor, ...]
    parts: Mapping[str, int]
    ties: Mapping[str, tuple[ProfileTie, ...]]
    observations: tuple[Statement, ...]


def profile(reader: Reader, actor: Actor, belonging: Belonging, *, types: Collection[str] | None = None) -> Profile:
    """Return the profile of `actor`, with ties of `types` only where given. `belonging` holds the store's actors."""
    groups: dict[str, list[ProfileTie]] = {name: [] for name in TIE_TYPES}
    for tie in reader.ties(touching=[actor.id], types=types):
        type_ = TIE_TYPES[tie.type]
        if type_.derived:
            continue
        outgoing = tie.source == actor.id
        undirected = type_.symmetric or tie.flow == "turnover"
        other = belonging.actors.get(tie.target if outgoing else tie.source)
        if other:
            groups[tie.type].append(ProfileTie(other, "both" if undirected else "out" if outgoing else "in", tie))
    observations = [
        s for s in reader.statements(touching=[actor.id], observations=True) if types is None or s.type in types
    ]
    return Profile(
        actor=actor,
        wholes=tuple(belonging.actors[i] for i in belonging.wholes(actor.id)[1:]),
        parts=dict(Counter(belonging.actors[i].kind for i in sorted(belonging.parts(actor.id)) if i != actor.id)),
        ties={name: tuple(_sorted(found)) for name, found in groups.items() if found},
        observations=tuple(sorted(observations, key=lambda s: (s.type, s.target.id, s.source.id, s.date or ""))),
    )


def _sorted(found: list[ProfileTie]) -> list[ProfileTie]:
    def date(p: ProfileTie) -> str:
        return p.tie.since or p.tie.year or ""

    by_name = sorted(found, key=lambda p: (p.other.name, p.tie.id))
    newest = sorted(by_name, key=date, reverse=True)
    return sorted(newest, key=lambda p: (p.tie.status != "agreed", p.tie.status != "planned", p.direction))
