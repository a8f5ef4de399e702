"""From statements to the store: resolve, derive, and apply only what differs, all of a source or nothing."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from .collector import collector_paused
from .decisions import Decisions
from .hashes import Hashes, HashMap
from .identity import Resolver, is_plain
from .model import Actor, Change, Document, Statement, Tie, content_hash
from .schema import ALL, misfit
from .store import Load, Reader, Store, batches
from .ties import derive

CHUNK = 5_000  # statements resolved and written at a time: bounds memory, not atomicity
TIES = 500  # ties derived at a time
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
    for actor in source.actors:
        resolver.learn(actor)
    report = Report(source.name)
    with collector_paused(), store.load(source.name) as load:
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


class _Ingest:
    """One load under way: remembers what the origin said before (as small hashes) and what was written."""

    def __init__(self, load: Load, source: Source, resolver: Resolver, report: Report) -> None:
        self.load, self.source, self.resolver, self.report = load, source, resolver, report
        self.before = HashMap((int(i, 16), _ends(a, b)) for i, a, b in load.statement_ends(source.name))
        self.seen = Hashes()
        self.documents = {d.name: d for d in source.documents}
        self.told = {a.id for a in source.actors}
        self.stored_documents = {d.name: d for d in load.documents()}

    def add(self, chunk: Sequence[Statement]) -> None:
        new: list[Statement] = []
        moved: list[str] = []  # stored before, but of other actors: a decision or an alias came between
        for raw in chunk:
            s = self._resolved(raw)
            if s is None:
                continue
            number = int(s.id, 16)
            if not self.seen.add(number):
                self.report.repeated += 1
                continue
            self.report.observations += s.is_observation
            before = self.before.get(number)
            if before is not None and before == _ends(s.source.id, s.target.id):
                self.report.unchanged += 1
            else:
                self.report.new += 1
                new.append(s)
                if before is not None:
                    moved.append(s.id)
        self._apply(new, moved)

    def finish(self) -> None:
        gone = [f"{n:016x}" for n in self.before.unasked()]
        self.report.removed = len(gone)
        for some in batches(gone, CHUNK):
            self._apply([], some)

    def _resolved(self, raw: Statement) -> Statement | None:
        document = raw.evidence.document
        a, b = self.resolver.resolve(raw.source, document), self.resolver.resolve(raw.target, document)
        s = raw.resolved(a.id, b.id, self.source.name)
        reason = refusal(s, a, b, self.resolver.decisions)
        if self.source.observe:
            self.source.observe(s, reason)
        if reason:
            self.report.refused += 1
            if len(self.report.rejected) < KEPT:
                self.report.rejected.append(Rejection(s, reason))
            return None
        return s

    def _apply(self, new: Sequence[Statement], dead: Sequence[str]) -> None:
        dead_statements = self.load.statements(ids=dead) if dead else []
        touched = {s.tie_id for s in (*new, *dead_statements)} - {""}
        types = {s.type for s in (*new, *dead_statements)}
        dead_ids = set(dead)
        stored = {t.id: t for t in self.load.ties(touched, types=types)} if touched else {}
        ties = self._derived(new, touched, stored, dead_ids)
        needed = self._needed(new)
        known = {a.id: a for a in self.load.actors(needed)}
        actors = [a for i, a in sorted(needed.items()) if i not in known or (known[i] != a and self._knows_more(a))]
        self.load.apply(
            Change(
                origin=self.source.name,
                actors=tuple(actors),
                ties=(*(t for t in ties if stored.get(t.id) != t), *(part_of_tie(a) for a in actors if a.part_of)),
                statements=tuple(new),
                documents=tuple(self._documents(new)),
                dead_ties=(
                    *sorted(touched - {t.id for t in ties}),
                    *(part_of_tie(a).id for a in actors if not a.part_of and a.id in known),
                ),
                dead_statements=tuple(dead),
                dead_actors=tuple(sorted(self._orphans(dead_statements, needed))),
                dead_documents=tuple(sorted(self._lost_documents(dead_statements, new))),
            )
        )
        self.report.ties.update(t.type for t in ties if t.id not in stored)

    def _derived(
        self, new: Sequence[Statement], touched: Collection[str], stored: Collection[str], dead: Collection[str]
    ) -> list[Tie]:
        """Return the ties that `touched` become, a part at a time: all that was ever said of them may be much."""
        arriving: dict[str, list[Statement]] = {}
        for s in new:
            arriving.setdefault(s.tie_id, []).append(s)
        ties: list[Tie] = []
        for some in batches(sorted(touched), TIES):
            known = [i for i in some if i in stored]
            standing = [s for s in self.load.statements(ties=known) if s.id not in dead] if known else []
            ties += derive([*standing, *(s for i in some for s in arriving.get(i, ()))])
        return ties

    def _knows_more(self, actor: Actor) -> bool:
        """Tell whether `actor` may replace what is stored: what merely follows from a mention may not."""
        return actor.id in self.told or not is_plain(actor)

    def _needed(self, new: Sequence[Statement]) -> dict[str, Actor]:
        """Return the actors that `new` rests on: its ends, and the places they are part of."""
        found: dict[str, Actor] = {}
        waiting = {end for s in new for end in (s.source.id, s.target.id)} - {ALL}
        while waiting:
            actor = self.resolver.actor(waiting.pop())
            if actor is None or actor.id in found:
                continue
            found[actor.id] = actor
            if actor.part_of:
                waiting.add(actor.part_of)
        return found

    def _documents(self, new: Sequence[Statement]) -> list[Document]:
        names = sorted({s.evidence.document for s in new} | set(self.documents))
        found = [self.documents.get(n) or self.stored_documents.get(n) or Document(n) for n in names]
        changed = [d for d in found if self.stored_documents.get(d.name) != d]
        self.stored_documents.update((d.name, d) for d in changed)
        return changed

    def _orphans(self, dead: Sequence[Statement], needed: Collection[str]) -> set[str]:
        """Return the actors that only the dead statements held; a place stays while a part of it does."""
        dead_ids = {s.id for s in dead}
        ends = {e for s in dead for e in (s.source.id, s.target.id)} - {ALL}
        orphans: set[str] = set()
        while ends := ends.difference(needed):
            rest = [s for s in self.load.statements(touching=ends) if s.id not in dead_ids]
            ends -= {e for s in rest for e in (s.source.id, s.target.id)}
            parts = self.load.ties(touching=ends, types=["PART_OF"]) if ends else []
            ends -= {t.target for t in parts if t.source not in orphans | ends}
            orphans |= ends
            ends = {t.target for t in parts if t.source in ends} - orphans  # then a parent is looked at
        return orphans

    def _lost_documents(self, dead: Sequence[Statement], new: Sequence[Statement]) -> set[str]:
        """Return the documents that only the dead statements stood in."""
        lost = {s.evidence.document for s in dead} - {s.evidence.document for s in new} - set(self.documents)
        if lost:
            dead_ids = {s.id for s in dead}
            lost -= {s.evidence.document for s in self.load.statements(documents=lost) if s.id not in dead_ids}
        return lost


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


def _ends(a: str, b: str) -> int:
    return int(content_hash(a, b), 16)


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
