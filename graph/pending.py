"""What a load wants to change, kept in memory and laid over what is stored, so that the load reads what it wrote.

A database server then gets the whole change in one transaction that can be tried again.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from .model import Actor, Change, Document, Statement, Tie
from .store import batches


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

        A statement goes with its tie, its actors and its document: what they become rests on it.
        """
        new, rest = Pending(), replace(self, actors={}, documents={}, ties={}, statements={})
        for a in self.actors.values():
            (rest if a.id in actors else new).actors[a.id] = a
        for d in self.documents.values():
            (rest if d.name in documents else new).documents[d.name] = d
        for t in self.ties.values():
            waits = t.id in ties or t.source in rest.actors or t.target in rest.actors
            (rest if waits else new).ties[t.id] = t
        for s in self.statements.values():
            waits = (
                s.id in statements
                or s.tie_id in rest.ties
                or s.source.id in rest.actors
                or s.target.id in rest.actors
                or s.evidence.document in rest.documents
            )
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

    def over_actors(self, stored: Iterable[Actor], ids: Collection[str] | None) -> list[Actor]:
        """Return `stored` actors as they will be, those of `ids`, sorted by id."""
        found = {a.id: a for a in stored if a.id not in self.dead_actors}
        found.update((i, a) for i, a in self.actors.items() if ids is None or i in ids)
        return [found[i] for i in sorted(found)]

    def over_documents(self, stored: Iterable[Document]) -> list[Document]:
        """Return `stored` documents as they will be, sorted by name."""
        found = {d.name: d for d in stored if d.name not in self.dead_documents} | self.documents
        return [found[name] for name in sorted(found)]

    def over_ties(
        self,
        stored: Iterable[Tie],
        ids: Collection[str] | None,
        touching: Collection[str] | None,
        types: Collection[str] | None,
    ) -> list[Tie]:
        """Return `stored` ties as they will be, those that pass the filters of Reader.ties, sorted by id."""
        gone = self.dead_actors
        kept = (t for t in stored if t.id not in self.dead_ties and t.id not in self.ties)
        found = {t.id: t for t in kept if not (gone and (t.source in gone or t.target in gone))}
        candidates = self.ties.values() if ids is None else (self.ties[i] for i in ids if i in self.ties)
        found.update(
            (t.id, t)
            for t in candidates
            if (touching is None or t.source in touching or t.target in touching) and (types is None or t.type in types)
        )
        return [found[i] for i in sorted(found)]

    def over_statements(
        self,
        stored: Iterable[Statement],
        ids: Collection[str] | None,
        ties: Collection[str] | None,
        touching: Collection[str] | None,
        documents: Collection[str] | None,
        observations: bool | None,
    ) -> list[Statement]:
        """Return `stored` statements as they will be, those that pass the filters of Reader.statements, by id."""
        found = {s.id: s for s in stored if s.id not in self.dead_statements and s.id not in self.statements}
        candidates = self.statements.items() if ids is None else ((i, self.statements.get(i)) for i in ids)
        for id_, s in candidates:
            if (
                s is not None
                and (ties is None or s.tie_id in ties)
                and (touching is None or s.source.id in touching or s.target.id in touching)
                and (documents is None or s.evidence.document in documents)
                and (observations is None or s.is_observation == observations)
            ):
                found[id_] = s
        return [found[i] for i in sorted(found)]

    def over_ends(self, stored: Iterable[tuple[str, str, str]], origin: str) -> Iterable[tuple[str, str, str]]:
        """Return the `stored` ends of statements of `origin` as they will be, unsorted."""
        kept = (e for e in stored if e[0] not in self.dead_statements and e[0] not in self.statements)
        mine = ((i, s.source.id, s.target.id) for i, s in self.statements.items() if s.origin == origin)
        return chain(kept, mine)
