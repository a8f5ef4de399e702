"""From statements to the store: resolve, derive, and apply only what differs, all of a source or nothing."""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from .identity import Resolver
from .model import Actor, Change, Document, Statement, Tie, content_hash
from .schema import ALL, misfit
from .store import Load, Store
from .ties import derive

CHUNK = 20_000  # statements resolved and written at a time: bounds memory, not atomicity


@dataclass(frozen=True, slots=True)
class Source:
    """What a loader hands over: statements, the documents they stand in, and actors it knows more about.

    `name` identifies the load: loading a source of the same name again replaces what it said before. `statements` may
    be a generator; it is read once.
    """

    name: str
    statements: Iterable[Statement]
    documents: Sequence[Document] = ()
    actors: Sequence[Actor] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A statement that was not stored, and why."""

    statement: Statement
    reason: str


@dataclass(slots=True)
class Report:
    """What a load did, in statements: `new`, `unchanged`, `repeated` (the same twice in one source), `removed`."""

    origin: str
    new: int = 0
    unchanged: int = 0
    repeated: int = 0
    removed: int = 0
    observations: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    ties: Counter[str] = field(default_factory=Counter)

    @property
    def read(self) -> int:
        """How many statements the loader yielded."""
        return self.new + self.unchanged + self.repeated + len(self.rejected)


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
    with _collector_paused(), store.load(source.name) as load:
        work = _Ingest(load, source, resolver, report)
        for chunk in _chunks(source.statements, CHUNK):
            work.add(chunk)
            if progress:
                progress(report.read)
        work.finish()
    return report


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python from looking for cycles: a load makes none, and of its many values most stay, to be walked again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _chunks(statements: Iterable[Statement], size: int) -> Iterator[list[Statement]]:
    statements = iter(statements)
    while chunk := list(islice(statements, size)):
        yield chunk


class _Ingest:
    """One load under way: remembers what the origin said before (as small hashes) and what was written."""

    def __init__(self, load: Load, source: Source, resolver: Resolver, report: Report) -> None:
        self.load, self.source, self.resolver, self.report = load, source, resolver, report
        self.before = {int(i, 16): _ends(a, b) for i, a, b in load.statement_ends(source.name)}
        self.seen: set[int] = set()
        self.stored_actors = {a.id: a for a in load.actors()}
        self.documents = {d.name: d for d in source.documents}
        self.stored_documents = {d.name: d for d in load.documents()}

    def add(self, chunk: Sequence[Statement]) -> None:
        new: list[Statement] = []
        moved: list[str] = []  # stored before, but of other actors: a decision or an alias came between
        for raw in chunk:
            s = self._resolved(raw)
            if s is None:
                continue
            number = int(s.id, 16)
            if number in self.seen:
                self.report.repeated += 1
                continue
            self.seen.add(number)
            self.report.observations += s.is_observation
            before = self.before.get(number)
            if before == _ends(s.source.id, s.target.id):
                self.report.unchanged += 1
            else:
                self.report.new += 1
                new.append(s)
                if before is not None:
                    moved.append(s.id)
        self._apply(new, moved)

    def finish(self) -> None:
        gone = [f"{n:016x}" for n in self.before if n not in self.seen]
        self.report.removed = len(gone)
        if gone:
            self._apply([], gone)

    def _resolved(self, raw: Statement) -> Statement | None:
        document = raw.evidence.document
        a, b = self.resolver.resolve(raw.source, document), self.resolver.resolve(raw.target, document)
        s = raw.resolved(a.id, b.id, self.source.name)
        reason = misfit(s.type, a.kind, b.kind, counted=s.is_observation)
        if self.resolver.decisions.is_wrong(s.id):
            reason = "decided to be wrong"
        elif a.id == b.id:
            reason = f"{s.source.text!r} and {s.target.text!r} are both {a.name} ({a.id})"
        if reason:
            self.report.rejected.append(Rejection(s, reason))
            return None
        return s

    def _apply(self, new: Sequence[Statement], dead: Sequence[str]) -> None:
        dead_statements = self.load.statements(ids=dead) if dead else []
        touched = {s.tie_id for s in (*new, *dead_statements)} - {""}
        types = {s.type for s in (*new, *dead_statements)}
        dead_ids = set(dead)
        stored = {t.id: t for t in self.load.ties(touched, types=types)} if touched else {}
        standing = [s for s in self.load.statements(ties=stored) if s.id not in dead_ids] if stored else []
        ties = derive([*standing, *new])
        actors = self._actors(new)
        self.load.apply(
            Change(
                origin=self.source.name,
                actors=tuple(actors),
                ties=(*(t for t in ties if stored.get(t.id) != t), *(part_of_tie(a) for a in actors if a.part_of)),
                statements=tuple(new),
                documents=tuple(self._documents(new)),
                dead_ties=(
                    *sorted(touched - {t.id for t in ties}),
                    *(part_of_tie(a).id for a in actors if not a.part_of),
                ),
                dead_statements=tuple(dead),
                **self._orphans(dead_statements, new),
            )
        )
        self.report.ties.update(t.type for t in ties if t.id not in stored)

    def _actors(self, new: Sequence[Statement]) -> list[Actor]:
        """Return the actors to write: ends of `new` and the places they are part of, where new or changed."""
        found: dict[str, Actor] = {}
        waiting = {end for s in new for end in (s.source.id, s.target.id)} - {ALL}
        while waiting:
            actor = self.resolver.actor(waiting.pop())
            if actor is None or actor.id in found:
                continue
            found[actor.id] = actor
            if actor.part_of:
                waiting.add(actor.part_of)
        changed = [a for _, a in sorted(found.items()) if self.stored_actors.get(a.id) != a]
        self.stored_actors.update((a.id, a) for a in changed)
        return changed

    def _documents(self, new: Sequence[Statement]) -> list[Document]:
        names = sorted({s.evidence.document for s in new} | set(self.documents))
        found = [self.documents.get(n) or self.stored_documents.get(n) or Document(n) for n in names]
        changed = [d for d in found if self.stored_documents.get(d.name) != d]
        self.stored_documents.update((d.name, d) for d in changed)
        return changed

    def _orphans(self, dead: Sequence[Statement], new: Sequence[Statement]) -> dict[str, tuple[str, ...]]:
        """Return the actors and documents that only the dead statements held."""
        dead_ids = {s.id for s in dead}
        ends = {e for s in dead for e in (s.source.id, s.target.id)} - {
            e for s in new for e in (s.source.id, s.target.id)
        }
        documents = {s.evidence.document for s in dead} - {s.evidence.document for s in new} - set(self.documents)
        if ends:
            rest = self.load.statements(touching=ends)
            ends -= {e for s in rest if s.id not in dead_ids for e in (s.source.id, s.target.id)}
        if documents:
            rest = self.load.statements(documents=documents)
            documents -= {s.evidence.document for s in rest if s.id not in dead_ids}
        orphans: set[str] = set()
        while ends:  # a place stays while a part of it does; then its own parent is looked at
            parents = {a.part_of for a in self.stored_actors.values() if a.id not in orphans}
            going = {e for e in ends if e not in parents}
            orphans |= going
            ends = {
                p
                for e in going
                if (a := self.stored_actors.get(e)) and (p := a.part_of) and not self.load.statements(touching=[p])
            }
        for orphan in orphans:
            self.stored_actors.pop(orphan, None)
        return {"dead_actors": tuple(sorted(orphans)), "dead_documents": tuple(sorted(documents))}


def part_of_tie(actor: Actor) -> Tie:
    """Return the containment tie of an actor that is part of another. It rests on the gazetteer, not on statements."""
    return Tie(content_hash("PART_OF", actor.id), "PART_OF", actor.id, actor.part_of or "")


def _ends(a: str, b: str) -> int:
    return hash((a, b))
