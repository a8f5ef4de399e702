"""From statements to the store: resolve, derive, and apply only what differs, all of a source or nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, islice

from .collector import collector_paused
from .decisions import Decisions
from .hashes import Hashes, HashMap, HashPairs, Numbers, numbers_in, numbers_of, texts_of
from .identity import Resolver, is_plain
from .model import Actor, Change, Document, Mention, Statement, Tie, content_hash
from .schema import ALL, misfit
from .store import Load, Reader, Store, batches
from .ties import derive, tie_of

CHUNK = 5_000  # statements resolved and written at a time: bounds memory, not atomicity
TIES = 2_000  # ties derived at a time from all that was ever said of them, which may be much
MENTIONS = 25_000  # mentions whose actors are kept, 600 bytes each
KEPT = 1_000  # rejections that a report holds


@dataclass(frozen=True, slots=True)
class Source:
    """What a loader hands over: statements, the documents they stand in, and actors it knows more about.

    `name` identifies the load: loading a source of the same name again replaces what it said before. `statements` may
    be a generator; it is read once. `observe`, if given, is told of each statement, resolved, and why it was rejected.
    """

    name: str
    statements: Iterable[Statement]
    documents: Sequence[Document] = ()
    actors: Sequence[Actor] = ()
    observe: Callable[[Statement, str | None], None] | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A statement that was not stored, and why."""

    statement: Statement
    reason: str


@dataclass(slots=True)
class Report:
    """What a load did, in statements: `new`, `unchanged`, `repeated` (the same twice in one source), `removed`.

    `rejected` holds the first KEPT rejections, `refused` counts them all.
    """

    origin: str
    new: int = 0
    unchanged: int = 0
    repeated: int = 0
    removed: int = 0
    observations: int = 0
    refused: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    ties: Counter[str] = field(default_factory=Counter)

    @property
    def read(self) -> int:
        """How many statements the loader yielded."""
        return self.new + self.unchanged + self.repeated + self.refused


def ingest(
    store: Store, source: Source, resolver: Resolver, *, progress: Callable[[int], None] | None = None
) -> Report:
    """Load `source` into `store` and return what was done.

    `progress` is called with the number of statements read so far. Statements that do not fit the schema, that tie an
    actor to itself or that a decision calls wrong are rejected, each with its reason; the others are stored.
    """
    report = Report(source.name)
    with collector_paused(), store.load(source.name) as load:
        for actor in source.actors:
            resolver.learn(actor)
        work = _Ingest(load, source, resolver, report)
        for chunk in _chunks(source.statements, CHUNK):
            work.add(chunk)
            if progress:
                progress(report.read)
        work.finish()
    return report


def _chunks(statements: Iterable[Statement], size: int) -> Iterator[list[Statement]]:
    statements = iter(statements)
    while chunk := list(islice(statements, size)):
        yield chunk


@dataclass(slots=True)
class _End:
    """What a mention turned out to be. `settled` once its actor need not be looked at: it was written, or stands."""

    actor: Actor
    mention: Mention
    settled: bool = False


class _Ingest:
    """One load under way: remembers what the origin said before (as small hashes) and what was written.

    A tie that is new is derived from the statements of its chunk. One that is stored, or that a later chunk says more
    of, is derived once, at the end, from all its statements.
    """

    def __init__(self, load: Load, source: Source, resolver: Resolver, report: Report) -> None:
        self.load, self.source, self.resolver, self.report = load, source, resolver, report
        self.before = HashMap(_said_before(load, source.name))
        self.seen = Hashes()
        self.first, self.again = Hashes(), Hashes()  # the ties that are new, and those to be derived at the end
        self.types: set[str] = set()  # of the ties that are new or to be derived again
        self.told_of = HashPairs()  # each tie with each new statement of it
        self.settled = Hashes()  # the actors that need not be written: they were, or what is stored knows as much
        self.documents = {d.name: d for d in source.documents}
        self.told = {a.id for a in source.actors}
        self.left_actors: set[str] = set()  # those that dead statements spoke of, and where they stood
        self.left_documents: set[str] = set()
        self.stored_documents = {d.name: d for d in load.documents()}
        self.ends: dict[tuple[Mention, str], _End] = {}
        self.given: dict[str, _End] = {}  # of the mentions that an id alone tells
        self.met: dict[str, _End] = {}  # in the statements under way, and not known to be settled
        self.fits: set[tuple[str, str, str, bool]] = set()

    def add(self, chunk: Sequence[Statement]) -> None:
        self.met = {}
        said = [s for raw in chunk if (s := self._resolved(raw)) is not None]
        numbers = numbers_in([s.id for s in said])
        new = fresh = self.seen.add_all(numbers)
        moved: list[str] = []  # stored before, but of other actors: a decision or an alias came between
        if len(self.before):
            ends, known = self.before.get(numbers)
            stays = known & (ends == numbers_of([(s.source.id, s.target.id) for s in said]))
            new = fresh & ~stays
            moved = texts_of(numbers[new & known].tolist())
        self.report.new += int(new.sum())
        self.report.unchanged += int(fresh.sum() - new.sum())
        self.report.repeated += int((~fresh).sum())
        self.report.observations += sum(not s.tie_id for s in compress(said, fresh))
        self._apply(list(compress(said, new)), moved)

    def finish(self) -> None:
        self.ends.clear()
        self.given.clear()
        gone = texts_of(self.before.unasked().tolist())
        self.report.removed = len(gone)
        for some in batches(gone, CHUNK):
            self._apply([], some)
        again = self.again.sorted()
        own = self.first.known(again)
        for ids in batches(texts_of(again[~own].tolist()), TIES):
            self._derive_again(ids, self.load.statements(ties=ids), self.load.ties(ids, types=self.types))
        for ties, statements in self.told_of.grouped(again[own], 4 * CHUNK):
            self._derive_again(texts_of(ties), self.load.statements(texts_of(statements)), ())
        lost = self.left_documents.difference(self.documents)
        lost -= self.load.told(documents=lost)
        orphans = self._orphans()
        if orphans or lost:
            self.load.apply(
                Change(
                    origin=self.source.name,
                    dead_actors=tuple(sorted(orphans)),
                    dead_documents=tuple(sorted(lost)),
                )
            )

    def _resolved(self, raw: Statement) -> Statement | None:
        document = raw.evidence.document
        source, a = self._end(raw.source, document)
        target, b = self._end(raw.target, document)
        s = raw.between(source, target, self.source.name)
        reason = self._refusal(s, a.actor, b.actor)
        if self.source.observe:
            self.source.observe(s, reason)
        if reason:
            self.report.refused += 1
            if len(self.report.rejected) < KEPT:
                self.report.rejected.append(Rejection(s, reason))
            return None
        if not a.settled:
            self.met[a.actor.id] = a
        if not b.settled:
            self.met[b.actor.id] = b
        return s

    def _end(self, mention: Mention, document: str) -> "tuple[Mention, _End]":
        """Return `mention` with its actor's id, and what it turned out to be."""
        if mention.id and mention.name != ALL:
            if known := self.given.get(mention.id):
                return mention, known
            if (given := self.resolver.given(mention)) and given.id == mention.id:
                self.given[given.id] = _End(given, mention)
                return mention, self.given[given.id]
        key = (mention, document)
        if (found := self.ends.get(key)) is None:
            actor = self.resolver.resolve(mention, document)
            if len(self.ends) >= MENTIONS:
                self.ends.clear()
            found = self.ends[key] = _End(actor, mention.resolved(actor.id))
        return found.mention, found

    def _refusal(self, s: Statement, a: Actor, b: Actor) -> str | None:
        """Return graph.ingest.refusal of `s`; of what fits the schema there are few sorts, which are remembered."""
        sort = (s.type, a.kind, b.kind, not s.tie_id)
        if sort in self.fits and a.id != b.id and not self.resolver.decisions.is_wrong(s.id):
            return None
        reason = refusal(s, a, b, self.resolver.decisions)
        if reason is None:
            self.fits.add(sort)
        return reason

    def _apply(self, new: Sequence[Statement], dead: Sequence[str]) -> None:
        dead_statements = self.load.statements(ids=dead) if dead else []
        self.again.add_all(numbers_in([s.tie_id for s in dead_statements if s.tie_id]))
        self.types.update(s.type for s in dead_statements)
        self.left_actors.update(e for s in dead_statements for e in (s.source.id, s.target.id))
        self.left_documents.update(s.evidence.document for s in dead_statements)
        ties = self._derived(new)
        asked = self._unsettled(self._needed(new))
        known = {a.id: a for a in self.load.actors(asked)} if asked else {}
        actors = [a for i, a in sorted(asked.items()) if i not in known or (known[i] != a and self._knows_more(a))]
        self.load.apply(
            Change(
                origin=self.source.name,
                actors=tuple(actors),
                ties=(*ties, *(part_of_tie(a) for a in actors if a.part_of)),
                statements=tuple(new),
                documents=tuple(self._documents(new)),
                dead_ties=tuple(part_of_tie(a).id for a in actors if not a.part_of and a.id in known),
                dead_statements=tuple(dead),
            )
        )

    def _derived(self, new: Sequence[Statement]) -> list[Tie]:
        """Return the ties that first come up in `new`; note the others, which are to be derived at the end."""
        told = [s for s in new if s.tie_id]
        if not told:
            return []
        arriving: dict[str, list[Statement]] = {}
        for s in told:
            arriving.setdefault(s.tie_id, []).append(s)
        self.told_of.add_all(numbers_in([s.tie_id for s in told]), numbers_in([s.id for s in told]))
        types = {s.type for s in new}
        self.types |= types
        stored = self.load.tie_ids(arriving, types=types)
        self.again.add_all(numbers_in(stored))
        ties = [tie_of(some) for i, some in arriving.items() if i not in stored]
        self.first.add_all(numbers_in([t.id for t in ties]))
        self.report.ties.update([t.type for t in ties])
        return ties

    def _derive_again(self, ids: Sequence[str], said: Sequence[Statement], standing: Sequence[Tie]) -> None:
        """Derive the ties `ids` from all that was ever said of them, and write those that do not stand so."""
        ties, stored = derive(said), {t.id: t for t in standing}
        self.load.apply(
            Change(
                origin=self.source.name,
                ties=tuple(t for t in ties if stored.get(t.id) != t),
                dead_ties=tuple(sorted(set(ids) - {t.id for t in ties})),
            )
        )

    def _knows_more(self, actor: Actor) -> bool:
        """Tell whether `actor` may replace what is stored: what merely follows from a mention may not."""
        return actor.id in self.told or not is_plain(actor)

    def _needed(self, new: Sequence[Statement]) -> dict[str, Actor]:
        """Return the actors that `new` rests on and that may have to be written: its ends, what they are part of."""
        met = self.met
        ends = {i for s in new for i in (s.source.id, s.target.id) if i in met} - {ALL} if met else ()
        found = {}
        for i in ends:
            met[i].settled = True
            found[i] = met[i].actor
        waiting = {a.part_of for a in found.values() if a.part_of and a.part_of not in found}
        while waiting:
            actor = self.resolver.actor(waiting.pop())
            if actor is None or actor.id in found:
                continue
            found[actor.id] = actor
            if actor.part_of:
                waiting.add(actor.part_of)
        return found

    def _unsettled(self, needed: Mapping[str, Actor]) -> dict[str, Actor]:
        """Return those of `needed` that this load has not looked at yet."""
        actors = list(needed.values())
        return {a.id: a for a in compress(actors, self.settled.add_all(numbers_of(actors)))}

    def _documents(self, new: Sequence[Statement]) -> list[Document]:
        names = sorted({s.evidence.document for s in new} | set(self.documents))
        found = [self.documents.get(n) or self.stored_documents.get(n) or Document(n) for n in names]
        changed = [d for d in found if self.stored_documents.get(d.name) != d]
        self.stored_documents.update((d.name, d) for d in changed)
        return changed

    def _orphans(self) -> set[str]:
        """Return the actors that only the dead statements held; a place stays while a part of it does."""
        ends = self.left_actors - {ALL}
        orphans: set[str] = set()
        while ends := ends - self.load.told(actors=ends):
            parts = self.load.ties(touching=ends, types=["PART_OF"]) if ends else []
            while held := {t.target for t in parts if t.source not in orphans | ends} & ends:
                ends -= held  # what they in turn are part of is held next
            orphans |= ends
            ends = {t.target for t in parts if t.source in ends} - orphans  # then a parent is looked at
        return orphans


def refusal(s: Statement, a: Actor, b: Actor, decisions: Decisions) -> str | None:
    """Say why a statement whose ends are `a` and `b` cannot be stored; None when it can."""
    if decisions.is_wrong(s.id):
        return "decided to be wrong"
    if a.id == b.id:
        return f"{s.source.text!r} and {s.target.text!r} are both {a.name} ({a.id})"
    reason = misfit(s.type, a.kind, b.kind, counted=s.is_observation)
    return f"{a.name} and {b.name}: {reason}" if reason else None


def part_of_tie(actor: Actor) -> Tie:
    """Return the containment tie of an actor that is part of another. It rests on the gazetteer, not on statements."""
    return Tie(content_hash("PART_OF", actor.id), "PART_OF", actor.id, actor.part_of or "")


def _said_before(load: Load, origin: str) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield, many at a time, the ids of the statements that `origin` made, and a number for the two ends of each."""
    said = load.statement_ends(origin)
    while some := list(islice(said, CHUNK)):
        yield numbers_in([i for i, _, _ in some]), numbers_of([(a, b) for _, a, b in some])


def replay(store: Store, resolver: Resolver, *, progress: Callable[[int], None] | None = None) -> list[Report]:
    """Resolve everything stored again, as after new decisions, and return a report for each origin.

    Statements come from the store, with the actors they were given: decisions that join actors or reject statements
    take effect, one that was taken back needs its sources to be loaded again.
    """
    origins = store.query("MATCH (s:Statement) RETURN DISTINCT s.origin ORDER BY s.origin").rows
    return [ingest(store, Source(o, _stored(store, o)), resolver, progress=progress) for (o,) in origins]


def _stored(reader: Reader, origin: str) -> Iterator[Statement]:
    ids = sorted(i for i, _, _ in reader.statement_ends(origin))
    for some in batches(ids, CHUNK):
        yield from reader.statements(some)
