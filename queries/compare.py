"""The graph held against a source that is not loaded: in both, only here, only there, ended or dated differently.

What the source says is resolved and added up by the same rules as in a load (graph.identity, graph.ties), so that a tie
there and a tie here are one when type and ends are. An end there that neither the graph nor the gazetteer knows leaves
its tie unresolved: it may well stand here under another name. Sources disagree by nature; nothing here is a mistake.

Only ties of the types that the source has are compared, and what is only here only where the source names at least one
of the ends: a list of Gomel's partners says nothing about Brest's. `everything` lifts that.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..graph.identity import Resolver
from ..graph.ingest import refusal
from ..graph.model import Actor, Statement, Tie
from ..graph.names import same_date
from ..graph.schema import TIE_TYPES
from ..graph.store import Reader
from ..graph.ties import derive

BOTH, DIFFERS, ONLY_HERE, ONLY_THERE, UNRESOLVED = "both", "differs", "only here", "only there", "unresolved"
OUTCOMES = (BOTH, DIFFERS, ONLY_HERE, ONLY_THERE, UNRESOLVED)


@dataclass(frozen=True, slots=True)
class Compared:
    """One tie, here, there, or both, with the statements of either side.

    `differences` names what differs of "date" (when it began), "status" and "end" (when it ended).
    """

    outcome: str
    source: Actor
    target: Actor
    here: Tie | None = None
    there: Tie | None = None
    differences: tuple[str, ...] = ()
    evidence_here: tuple[Statement, ...] = ()
    evidence_there: tuple[Statement, ...] = ()

    @property
    def tie(self) -> Tie:
        """The tie, as this graph has it where it has."""
        found = self.here or self.there
        assert found is not None
        return found


@dataclass(slots=True)
class Comparison:
    """All that was compared, sorted by outcome, type and names; `rejected` and `observations` count what cannot be."""

    ties: list[Compared] = field(default_factory=list)
    statements: int = 0
    observations: int = 0
    rejected: int = 0

    def counts(self) -> dict[str, int]:
        """Return how many ties came out how, every outcome among them."""
        found = Counter(c.outcome for c in self.ties)
        return {outcome: found[outcome] for outcome in OUTCOMES}


def compare(
    reader: Reader,
    statements: Iterable[Statement],
    resolver: Resolver,
    *,
    everything: bool = False,
    observe: Callable[[Statement, str | None], None] | None = None,
) -> Comparison:
    """Hold what `reader` has against `statements` (see the module).

    The resolver should know the actors of `reader`. `observe` is told of each statement, as in a load.
    """
    result = Comparison()
    said: list[Statement] = []
    there_actors: dict[str, Actor] = {}
    for raw in statements:
        result.statements += 1
        document = raw.evidence.document
        a, b = resolver.resolve(raw.source, document), resolver.resolve(raw.target, document)
        s = raw.resolved(a.id, b.id)
        reason = refusal(s, a, b, resolver.decisions)
        if observe:
            observe(s, reason)
        if reason:
            result.rejected += 1
        elif s.is_observation:
            result.observations += 1
        else:
            there_actors |= {a.id: a, b.id: b}
            said.append(s)
    there = {t.id: t for t in derive(said)}
    here = _here(reader, there.values(), there_actors, everything=everything)
    actors = there_actors | {a.id: a for a in reader.actors({e for t in here.values() for e in (t.source, t.target)})}
    known = {a.id for a in reader.actors(there_actors)}
    unknown = {i for i in there_actors if i not in known and resolver.gazetteer.get(i) is None}
    said_here, said_there = _by_tie(reader.statements(ties=here)) if here else {}, _by_tie(said)
    for id_ in here.keys() | there.keys():
        tie = here.get(id_) or there[id_]
        outcome, differences = _outcome(here.get(id_), there.get(id_), unknown)
        result.ties.append(
            Compared(
                outcome,
                actors[tie.source],
                actors[tie.target],
                here.get(id_),
                there.get(id_),
                differences,
                tuple(said_here.get(id_, ())),
                tuple(said_there.get(id_, ())),
            )
        )
    result.ties.sort(key=lambda c: (OUTCOMES.index(c.outcome), c.tie.type, c.source.name, c.target.name, c.tie.id))
    return result


def _here(reader: Reader, there: Iterable[Tie], named: Mapping[str, Actor], *, everything: bool) -> dict[str, Tie]:
    there = list(there)
    types = {t.type for t in there if not TIE_TYPES[t.type].derived}
    if not types:
        return {}
    found = reader.ties(types=types) if everything else reader.ties(touching=named, types=types)
    return {t.id: t for t in found}


def _outcome(here: Tie | None, there: Tie | None, unknown: set[str]) -> tuple[str, tuple[str, ...]]:
    if there is None:
        return ONLY_HERE, ()
    if here is None:
        return (UNRESOLVED if unknown & {there.source, there.target} else ONLY_THERE), ()
    differences = []
    if here.since and there.since and not same_date(here.since, there.since):
        differences.append("date")
    if here.status != there.status:
        differences.append("status")
    if here.until and there.until and not same_date(here.until, there.until):
        differences.append("end")
    return (DIFFERS if differences else BOTH), tuple(differences)


def _by_tie(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for s in statements:
        found.setdefault(s.tie_id, []).append(s)
    return found
