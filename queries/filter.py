"""What to keep of a graph: the filter of all questions, apart from networkx, so that quick answers need not load it."""

from collections.abc import Collection
from dataclasses import dataclass

from ..graph.model import Actor, Tie
from ..graph.names import year_of
from ..graph.schema import TIE_TYPES


@dataclass(frozen=True, slots=True)
class Filter:
    """What to keep. None keeps everything; filters together all apply.

    `kinds` are required of both ends. Of `countries` one is required of one end, several of both: the ties of China, or
    those between China and Belarus. `since` and `until` are years: a tie counts when it began no earlier than `since`
    and no later than `until` (undated ties are left out as soon as either is given). Planned and ended ties are left
    out unless `statuses` asks for them; PART_OF is left out unless `types` names it.
    """

    types: Collection[str] | None = None
    kinds: Collection[str] | None = None
    countries: Collection[str] | None = None
    statuses: Collection[str] = ("agreed",)
    since: int | None = None
    until: int | None = None

    def keeps_tie(self, tie: Tie) -> bool:
        """Tell whether type, status and date of `tie` pass."""
        if TIE_TYPES[tie.type].derived and not (self.types and tie.type in self.types):
            return False
        if (self.types and tie.type not in self.types) or tie.status not in self.statuses:
            return False
        if self.since is None and self.until is None:
            return True
        year = year_of(tie.since) or year_of(tie.year)
        return year is not None and (self.since or year) <= year <= (self.until or year)

    def keeps_actor(self, actor: Actor) -> bool:
        """Tell whether an actor without ties passes by its kind and country."""
        return (not self.kinds or actor.kind in self.kinds) and (not self.countries or actor.country in self.countries)

    def keeps_ends(self, a: Actor, b: Actor) -> bool:
        """Tell whether kinds and countries of a tie's ends pass."""
        if self.kinds and not (a.kind in self.kinds and b.kind in self.kinds):
            return False
        if not self.countries:
            return True
        inside = (a.country in self.countries, b.country in self.countries)
        return all(inside) if len(self.countries) > 1 else any(inside)
