"""A load into the embedded store. What is new waits in files until it is copied into the database, many rows at once.

LadybugDB keeps nodes in groups of GROUP rows and rewrites a group that is added to, and it rewrites all relationships
between the nodes of two groups when some are added. So statements are copied in by whole groups and ties by TIES, in a
thread: Python goes on with the load meanwhile, and whoever asks the database waits. Whatever is read or removed is
copied in first. Removing relationships takes much memory, so ties wait for the end once one came up again: it will be
written again, from the statements of this load, whose files stay until then.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import rows
from .arrow import ENDS, arrow_table, ends_of, last_of, transposed
from .errors import StoreError
from .hashes import Hashes, numbers_of, those_in
from .ladybug_file import TIE_COLUMNS, release_memory
from .ladybug_reader import LadybugReader
from .model import Actor, Change, Document, Statement, Tie
from .pending import Pending, PendingReads
from .schema import TIE_TYPES
from .spool import Spool, discard, mapped, pieces
from .store import QUERY_LIMIT, QUERY_TIMEOUT, Counts, Rows

if TYPE_CHECKING:
    import pyarrow

FLUSH = 5_000  # rows held as values
READ = 20_000  # statements read by which LadybugDB has taken in much of a large file
GROUP = 131_072  # rows that LadybugDB stores together
TIES = 196_608  # ties copied at once: they take as much memory as a group of statements
PIECE = 32_768  # rows given at once of a group that is not whole: LadybugDB keeps them in memory, until it is closed
CHECKPOINT = 4 * 2**20  # bytes copied after which LadybugDB is to let go of memory: it takes several times as much
_NODES = {"Actor": rows.ACTOR, "Document": rows.DOCUMENT, "Citation": rows.CITATION, "Statement": rows.STATEMENT}
_SAID = ("Document", "Citation", "Statement")  # a statement is copied after what it stands in and cites
_STATEMENT_ENDS = {"FROM": "document", "CITES": "citation"}  # relationship, and the column that says where to
_ANY_TIE = "|".join(TIE_TYPES)


class LadybugLoad(PendingReads[LadybugReader]):
    """A load in progress, on a copy that nobody else sees."""

    def __init__(self, path: Path, file: Path) -> None:
        super().__init__(LadybugReader(path, file, read_only=False))
        self._spool = Spool(file, GROUP, whole=TIE_TYPES, whole_size=TIES)
        self._thread = ThreadPoolExecutor(1)
        self._copying: Future[None] | None = None
        self.changed = False
        stored = {label: self._reader.count(label) for label in _NODES}
        self._spool.shorten("Statement", GROUP - stored["Statement"] % GROUP)
        self._had = {label for label, n in stored.items() if n}  # before this load
        self._is_empty = not self._had
        self._own = {label: Hashes() for label in _NODES}  # the keys of the nodes that this load has written
        self._told: list[Path] = []  # the files of this load's statements, which stay: ties are derived from them
        self._copied = self._read = 0  # bytes, and statements, since the last checkpoint
        self._stored_ties: Hashes | None = None  # that are or were in the file: relationships have no index
        self._waiting_ties = Hashes()
        self._older: dict[str, list[str]] = {}  # those that wait and also stand in the file, by type
        self._twice: set[str] = set()  # the types of which a tie waits twice
        self._recurring = False  # a tie came up again

    def apply(self, change: Change) -> None:
        """See graph.store.Load. An end that is missing shows when the change is written."""
        self._pending.absorb(change)
        if self._pending.size > FLUSH:
            self._flush()
            if not self._recurring and self._spool.has(*TIE_TYPES, full=True):
                self._copy(_NODES, ties=True, groups=True)
            elif self._spool.has("Statement", full=True):
                self._copy(_SAID, groups=True)

    def finish(self) -> None:
        """Write to the file all that is pending or waits."""
        self._flush()
        self._settle()
        if self.changed:
            self._reader.run("CHECKPOINT")

    def close(self) -> None:
        """See graph.store.Reader."""
        self._thread.shutdown()
        self._spool.close()
        for file in self._told:
            discard(file)
        super().close()

    @property
    def _reader(self) -> LadybugReader:
        """What is stored, when all is copied that is being copied. Raises StoreError when it could not be."""
        self._await_copy()
        return self._stored

    def _await_copy(self) -> None:
        if copying := self._copying:
            self._copying = None
            copying.result()

    def documents(self) -> list[Document]:
        """See graph.store.Reader."""
        self._copy(["Document"])
        return super().documents()

    def tie_ids(self, ids: Collection[str], *, types: Collection[str]) -> set[str]:
        """See graph.store.Load. An id says its type; one that a tie had before it was removed may be among them."""
        numbers = numbers_of(ids)
        known = self._waiting_ties.known(numbers) | self._ties_in_file().known(numbers)
        found = {*compress(ids, known), *self._pending.ties.keys() & ids}
        self._recurring |= bool(found)
        return found

    def ties(
        self,
        ids: Collection[str] | None = None,
        *,
        touching: Collection[str] | None = None,
        types: Collection[str] | None = None,
    ) -> list[Tie]:
        """See graph.store.Reader. Ids that no tie has, as most have in a first load, cost no query."""
        if ids is not None:
            ids = self.tie_ids(ids, types=TIE_TYPES)
            if not ids:
                return []
        if ids is None or self._waiting_ties.known(numbers_of(ids)).any():
            self._settle()
        return super().ties(ids, touching=touching, types=types)

    def statements(
        self,
        ids: Collection[str] | None = None,
        *,
        ties: Collection[str] | None = None,
        touching: Collection[str] | None = None,
        documents: Collection[str] | None = None,
        observations: bool | None = None,
    ) -> list[Statement]:
        """See graph.store.Reader. What this load has written is read from its files, which is faster and smaller."""
        self._flush()
        self._copy(_SAID)
        others = (ties, touching, documents, observations)
        if ids is not None and others == (None,) * 4 and self._own["Statement"].known(numbers_of(ids)).all():
            stored = self._reader  # waits: copying and reading at once would take the memory of both
            if self._copied:
                self._checkpoint(stored)
            return self._own_statements(ids)
        if self._read >= READ:
            self._checkpoint(self._reader)
        found = super().statements(ids, ties=ties, touching=touching, documents=documents, observations=observations)
        self._read += len(found)
        return found

    def _own_statements(self, ids: Collection[str]) -> list[Statement]:
        import pyarrow
        from pyarrow import compute

        wanted = pyarrow.array(ids, pyarrow.string())
        found: dict[str, Statement] = {}
        for file in self._told:  # of a statement that was written twice the last counts
            with mapped(file) as told:
                some = told.filter(compute.is_in(told["id"], wanted))
                values = zip(*(column.to_pylist() for column in some.columns), strict=True)
                found.update((r[0], rows.statement_of(r)) for r in values)
        return [found[i] for i in sorted(found)]

    def statement_ends(self, origin: str) -> Iterator[tuple[str, str, str]]:
        """See graph.store.Reader."""
        self._copy(_SAID)
        return super().statement_ends(origin)

    def counts(self) -> Counts:
        """See graph.store.Reader."""
        self._flush()
        self._settle()
        return self._reader.counts()

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = QUERY_TIMEOUT,
        limit: int = QUERY_LIMIT,
    ) -> Rows:
        """See graph.store.Reader."""
        self._flush()
        self._settle()
        self._reader.run("BEGIN TRANSACTION READ ONLY")
        try:
            return self._reader.query(cypher, parameters, timeout=timeout, limit=limit)
        finally:
            with suppress(StoreError):  # an error has ended it already
                self._reader.run("ROLLBACK")

    def _stored_actors(self, ids: Collection[str] | None) -> list[Actor]:
        if ids is not None and "Actor" not in self._had:
            ids = those_in(self._own["Actor"], ids)
            if not ids:
                return []
        self._copy(["Actor"])
        return super()._stored_actors(ids)

    def _flush(self) -> None:
        """Let what is pending wait in files; what is dead is removed, and stored actors and documents are changed."""
        p = self._pending
        if p.is_empty:
            return
        self.changed = True
        release_memory()  # of what was read for the changes
        if p.dead_actors or p.dead_ties or p.dead_statements or p.dead_documents:
            self._settle()
            self._remove_dead(p)
        self._add_nodes("Actor", rows.actor_rows(list(p.actors.values())))
        self._add_nodes("Document", rows.document_rows(list(p.documents.values())))
        self._add_statements(list(p.statements.values()))
        self._add_ties(p.ties.values())
        self._pending = Pending()

    def _settle(self) -> None:
        """Have all that waits copied into the file."""
        self._copy(_NODES, ties=True)

    def _checkpoint(self, stored: LadybugReader) -> None:
        """Write to the file what LadybugDB holds in memory; it lets go of memory only when it is closed."""
        release_memory()  # of the copying
        stored.run("CHECKPOINT")
        stored.rest()
        self._copied = self._read = 0

    def _add_nodes(self, label: str, wanted: Sequence[rows.Row]) -> None:
        """Let new nodes wait, and set the columns of those that are stored."""
        columns = _NODES[label]
        given = {r[0]: r for r in wanted}
        stored = self._in_file(label, given)
        if stored:
            key = next(iter(columns))
            renamed = {f"new_{c}": t for c, t in columns.items()}
            changed = arrow_table(renamed, transposed([given[i] for i in sorted(stored)]))
            assigned = ", ".join(f"n.`{c}` = new_{c}" for c in columns if c != key)
            self._reader.run(f"LOAD FROM $new MATCH (n:{label} {{{key}: new_{key}}}) SET {assigned}", {"new": changed})
        self._wait(label, transposed([r for id_, r in given.items() if id_ not in stored]))

    def _add_statements(self, statements: Sequence[Statement]) -> None:
        if stored := self._in_file("Statement", [s.id for s in statements]):
            self._settle()
            self._remove_statements(sorted(stored))
        cited = {c.id: c for c in rows.citations(statements)}
        known = set(those_in(self._own["Citation"], cited))  # no need to look: they are all alike
        if "Citation" in self._had:
            known |= self._in_file("Citation", [i for i in cited if i not in known])
        self._wait("Citation", transposed(rows.citation_rows([c for i, c in cited.items() if i not in known])))
        self._wait("Statement", rows.statement_columns(statements))

    def _add_ties(self, ties: Iterable[Tie]) -> None:
        by_type: dict[str, list[Tie]] = {}
        for tie in ties:
            by_type.setdefault(tie.type, []).append(tie)
        for type_, some in sorted(by_type.items()):
            numbers = numbers_of([t.id for t in some])
            older = self._ties_in_file().known(numbers)
            self._older.setdefault(type_, []).extend(t.id for t in compress(some, older))
            if not self._waiting_ties.add_all(numbers).all():
                self._twice.add(type_)
            new = rows.columns_of(("source", "target", *TIE_COLUMNS), some)
            self._spool.add(type_, arrow_table({**ENDS, **TIE_COLUMNS}, new))

    def _wait(self, label: str, new: Sequence[rows.Column]) -> None:
        if new and new[0]:
            self._spool.add(label, arrow_table(_NODES[label], new))
            self._own[label].add_all(numbers_of(new[0]))

    def _copy(self, labels: Iterable[str], *, ties: bool = False, groups: bool = False) -> None:
        """Have the thread copy into the file what waits of `labels`, of statements only whole groups if so told."""
        nodes = {label: self._spool.take(label, full=groups and label == "Statement") for label in labels}
        waiting = {t: self._spool.take(t) for t in TIE_TYPES if self._spool.has(t)} if ties else {}
        self._told += nodes.get("Statement", ())
        if any(nodes.values()) or waiting:
            work = partial(self._copied_behind, self._reader, nodes, waiting, self._older, self._twice)
            self._copying = self._thread.submit(work)
            self._is_empty = False
        if waiting:
            self._ties_in_file().add_all(self._waiting_ties.sorted())
            self._waiting_ties, self._older, self._twice = Hashes(), {}, set()

    def _copied_behind(
        self,
        stored: LadybugReader,
        nodes: Mapping[str, Sequence[Path]],
        ties: Mapping[str, Sequence[Path]],
        older: Mapping[str, Sequence[str]],
        twice: Collection[str],
    ) -> None:
        for label, files in nodes.items():
            for file in files:
                for table, ends in self._copy_nodes(stored, label, file).items():
                    self._copy_table(stored, table, ends)
                if label != "Statement":
                    discard(file)
        if ties:
            _remove_ties(stored, older)
        for type_, files in ties.items():
            written = Hashes()
            for file in reversed(files):  # of a tie that was written twice the last counts
                with mapped(file) as new:
                    self._copy_table(stored, type_, last_of(new, written) if type_ in twice else new)
                discard(file)

    def _copy_nodes(self, stored: LadybugReader, label: str, file: Path) -> "dict[str, pyarrow.Table]":
        """Copy a file of nodes and return the relationships that begin there, for when the file is out of memory."""
        with mapped(file) as new:
            size = GROUP if new.num_rows == GROUP else PIECE
        for piece in pieces(file, size):
            self._copy_table(stored, label, piece)
        with mapped(file) as new:
            if label == "Statement":
                return {f"`{name}`": ends_of(new, column) for name, column in _STATEMENT_ENDS.items()}
        return {}

    def _copy_table(self, stored: LadybugReader, table: str, new: "pyarrow.Table") -> None:
        if self._copied >= CHECKPOINT:
            self._checkpoint(stored)
        if new.num_rows:
            stored.copy(table, new)
            self._copied += new.nbytes

    def _remove_dead(self, p: Pending) -> None:
        if p.dead_statements:
            self._remove_statements(sorted(p.dead_statements))
        if p.dead_ties:
            query = f"UNWIND $ids AS i MATCH (:Actor)-[r:{_ANY_TIE}]->(:Actor) WHERE r.id = i RETURN label(r), i"
            by_type: dict[str, list[str]] = {}
            for type_, id_ in self._reader.fetch(query, ids=sorted(p.dead_ties)):
                by_type.setdefault(type_, []).append(id_)
            _remove_ties(self._reader, by_type)
        if p.dead_documents:
            names = sorted(p.dead_documents)
            self._reader.run("UNWIND $ids AS i MATCH (d:Document {name: i}) DETACH DELETE d", {"ids": names})
        if p.dead_actors:
            dead = sorted(p.dead_actors)
            self._reader.run("UNWIND $ids AS i MATCH (a:Actor {id: i}) DETACH DELETE a", {"ids": dead})

    def _remove_statements(self, ids: Sequence[str]) -> None:
        """Remove statements, and the citations that no other statement cites."""
        given = {"ids": list(ids)}
        cited = self._reader.fetch("UNWIND $ids AS i MATCH (s:Statement {id: i}) RETURN DISTINCT s.citation", **given)
        perhaps = [c for (c,) in cited if c]
        if self._own["Statement"].known(numbers_of(ids)).any():
            self._own["Statement"] = Hashes()  # from now on they are looked up
            self._had.add("Statement")
        self._reader.run("UNWIND $ids AS i MATCH (s:Statement {id: i}) DETACH DELETE s", given)
        if perhaps:
            still = "UNWIND $ids AS i MATCH (:Statement)-[:CITES]->(c:Citation {id: i}) RETURN DISTINCT c.id"
            alive = {c for (c,) in self._reader.fetch(still, ids=perhaps)}
            dead = {"ids": [c for c in perhaps if c not in alive]}
            self._reader.run("UNWIND $ids AS i MATCH (c:Citation {id: i}) DETACH DELETE c", dead)
            self._own["Citation"] = Hashes()  # from now on they are looked up
            self._had.add("Citation")

    def _ties_in_file(self) -> Hashes:
        if self._stored_ties is None:
            self._stored_ties = Hashes()
            if not self._is_empty:
                query = f"MATCH (:Actor)-[r:{_ANY_TIE}]->(:Actor) RETURN r.id"
                self._stored_ties.add_all(numbers_of([id_ for (id_,) in self._reader.fetch(query)]))
        return self._stored_ties

    def _in_file(self, label: str, ids: Iterable[str]) -> set[str]:
        """Return those of `ids` that are in the file, into which they are copied first when they wait."""
        ids = list(ids)
        own = those_in(self._own[label], ids)
        if own:
            self._copy(_SAID if label == "Statement" else [label])
        wanted = ids if label in self._had else own
        if not wanted:
            return set()
        key = next(iter(_NODES[label]))
        query = f"UNWIND $ids AS i MATCH (n:{label} {{{key}: i}}) RETURN n.{key}"
        return {found for (found,) in self._reader.fetch(query, ids=wanted)}


def _remove_ties(stored: LadybugReader, by_type: Mapping[str, Sequence[str]]) -> None:
    for type_, ids in sorted(by_type.items()):
        if ids:
            query = f"UNWIND $ids AS i MATCH (:Actor)-[r:{type_}]->(:Actor) WHERE r.id = i DELETE r"
            stored.run(query, {"ids": list(ids)})
