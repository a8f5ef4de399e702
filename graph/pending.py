"""What a load wants to change, kept in memory and laid over what is stored, so that the load reads what it wrote.

A database then gets many changes as one: a server in one transaction that can be tried again, a file in few copies.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Generic, Self, TypeVar

from .model import Actor, Change, Document, Statement, Tie
from .store import Reader, batches

R = TypeVar("R", bound=Reader)

ASKED = 2_000  # actors whose statements are read at a time


@dataclass(slots=True)
class Pending:
    """Several changes as one. What is dead is removed before the rest is written, so an id may be in both."""

    actors: dict[str, Actor] = field(default_factory=dict)
    ties: dict[str, Tie] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    dead_actors: set[str] = field(default_factory=set)
    dead_ties: set[str] = field(default_factory=set)
    dead_statements: set[str] = field(default_factory=set)
    dead_documents: set[str] = field(default_factory=set)

    def absorb(self, change: Change) -> None:
        """Take one more change into account, which comes after those that were."""
        self.dead_actors.update(change.dead_actors)
        self.dead_ties.update(change.dead_ties)
        self.dead_statements.update(change.dead_statements)
        self.dead_documents.update(change.dead_documents)
        for dead, living in (
            (change.dead_actors, self.actors),
            (change.dead_ties, self.ties),
            (change.dead_statements, self.statements),
            (change.dead_documents, self.documents),
        ):
            for id_ in dead:
                living.pop(id_, None)
        if change.dead_actors:
            gone = set(change.dead_actors)
            self.ties = {id_: t for id_, t in self.ties.items() if t.source not in gone and t.target not in gone}
        self.actors.update((a.id, a) for a in change.actors)
        self.ties.update((t.id, t) for t in change.ties)
        self.statements.update((s.id, s) for s in change.statements)
        self.documents.update((d.name, d) for d in change.documents)

    @property
    def size(self) -> int:
        """How many rows there are to write."""
        return len(self.actors) + len(self.ties) + len(self.statements) + len(self.documents)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write or remove."""
        return not (self.size or self.dead_actors or self.dead_ties or self.dead_statements or self.dead_documents)

    def parted(
        self, *, actors: set[str], documents: set[str], ties: set[str], statements: set[str]
    ) -> tuple["Pending", "Pending"]:
        """Return two: what has none of these ids, and the rest, with all that is dead.

        What is tied to an actor or stands in a document that is removed and made anew goes with the rest.
        """
        new, rest = Pending(), replace(self, actors={}, documents={}, ties={}, statements={})
        for a in self.actors.values():
            (rest if a.id in actors else new).actors[a.id] = a
        for d in self.documents.values():
            (rest if d.name in documents else new).documents[d.name] = d
        for t in self.ties.values():
            waits = t.id in ties or not self.dead_actors.isdisjoint((t.source, t.target))
            (rest if waits else new).ties[t.id] = t
        for s in self.statements.values():
            waits = s.id in statements or s.evidence.document in self.dead_documents
            (rest if waits else new).statements[s.id] = s
        return new, rest

    def parts(self, size: int) -> Iterator["Pending"]:
        """Yield what is to be written in parts of about `size` rows, in the order in which they need each other."""
        for actors in batches(list(self.actors.items()), size):
            yield Pending(actors=dict(actors))
        for documents in batches(list(self.documents.items()), size):
            yield Pending(documents=dict(documents))
        for ties in batches(list(self.ties.items()), size):
            yield Pending(ties=dict(ties))
        for statements in batches(list(self.statements.items()), size):
            yield Pending(statements=dict(statements))


class PendingReads(Generic[R]):
    """The reading half of a load: what is `stored`, as it will be when what is pending is written."""

    def __init__(self, stored: R) -> None:
        self._stored = stored
        self._pending = Pending()
        self._is_empty = False  # nothing is stored, so that nothing needs to be looked up

    @property
    def _reader(self) -> R:
        """What is stored, ready to be asked."""
        return self._stored

    @property
    def where(self) -> str:
        """See graph.store.Reader."""
        return self._stored.where

    def actors(self, ids: Collection[str] | None = None) -> list[Actor]:
        """See graph.store.Reader."""
        p = self._pending
        found = {a.id: a for a in self._stored_actors(ids) if a.id not in p.dead_actors}
        found.update(p.actors if ids is None else ((i, p.actors[i]) for i in ids if i in p.actors))
        return [found[i] for i in sorted(found)]

    def _stored_actors(self, ids: Collection[str] | None) -> list[Actor]:
        return [] if self._is_empty else self._reader.actors(ids)

    def documents(self) -> list[Document]:
        """See graph.store.Reader."""
        p = self._pending
        found = {d.name: d for d in self._reader.documents() if d.name not in p.dead_documents} | p.documents
        return [found[name] for name in sorted(found)]

    def ties(
        self,
        ids: Collection[str] | None = None,
        *,
        touching: Collection[str] | None = None,
        types: Collection[str] | None = None,
    ) -> list[Tie]:
        """See graph.store.Reader."""
        p, gone = self._pending, self._pending.dead_actors
        ids, touching, types = _set(ids), _set(touching), _set(types)
        stored = self._found_ties(ids, touching=touching, types=types)
        kept = (t for t in stored if t.id not in p.dead_ties and t.id not in p.ties)
        found = {t.id: t for t in kept if not (gone and (t.source in gone or t.target in gone))}
        found.update(
            (t.id, t)
            for t in (p.ties.values() if ids is None else (p.ties[i] for i in ids if i in p.ties))
            if (touching is None or t.source in touching or t.target in touching) and (types is None or t.type in types)
        )
        return [found[i] for i in sorted(found)]

    def _found_ties(
        self, ids: Collection[str] | None, *, touching: Collection[str] | None, types: Collection[str] | None
    ) -> list[Tie]:
        return [] if self._is_empty else self._reader.ties(ids, touching=touching, types=types)

    def tie_ids(self, ids: Collection[str], *, types: Collection[str]) -> set[str]:
        """See graph.store.Load."""
        return {t.id for t in self.ties(ids, types=types)}

    def statements(
        self,
        ids: Collection[str] | None = None,
        *,
        ties: Collection[str] | None = None,
        touching: Collection[str] | None = None,
        documents: Collection[str] | None = None,
        observations: bool | None = None,
    ) -> list[Statement]:
        """See graph.store.Reader."""
        p = self._pending
        ids, ties, touching, documents = _set(ids), _set(ties), _set(touching), _set(documents)
        stored = (
            []
            if self._is_empty
            else self._reader.statements(
                ids, ties=ties, touching=touching, documents=documents, observations=observations
            )
        )
        found = {s.id: s for s in stored if s.id not in p.dead_statements and s.id not in p.statements}
        found.update(
            (s.id, s)
            for s in (p.statements.values() if ids is None else (p.statements[i] for i in ids if i in p.statements))
            if (ties is None or s.tie_id in ties)
            and (touching is None or s.source.id in touching or s.target.id in touching)
            and (documents is None or s.evidence.document in documents)
            and (observations is None or s.is_observation == observations)
        )
        return [found[i] for i in sorted(found)]

    def told(self, *, actors: Collection[str] = (), documents: Collection[str] = ()) -> set[str]:
        """See graph.store.Load."""
        found = {s.evidence.document for s in self.statements(documents=documents)} if documents else set()
        for some in batches(list(actors), ASKED):
            found.update(e for s in self.statements(touching=some) for e in (s.source.id, s.target.id))
        return found.intersection({*actors, *documents})

    def statement_ends(self, origin: str) -> Iterator[tuple[str, str, str]]:
        """See graph.store.Reader."""
        p = self._pending
        for end in self._reader.statement_ends(origin):
            if end[0] not in p.dead_statements and end[0] not in p.statements:
                yield end
        for s in p.statements.values():
            if s.origin == origin:
                yield s.id, s.source.id, s.target.id

    def close(self) -> None:
        """See graph.store.Reader."""
        self._stored.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _set(values: Collection[str] | None) -> Collection[str] | None:
    return None if values is None else frozenset(values)
