"""The embedded store: one file of LadybugDB, read and written in this process.

LadybugDB 0.22 can lose rows, or the whole file, when it is killed while it writes. So nothing ever writes to the file
itself: a load works on a copy beside it, which takes its place in one rename when the load is complete. Readers need
no lock and never see half a load; a writer holds the lock file (graph.lock). A crash leaves the copy behind, which the
next writer removes.
"""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from . import rows
from .errors import StoreError
from .ladybug_file import TIE_COLUMNS, connect, copy_path, create, one_line, publish, release_memory, remove
from .ladybug_reader import LadybugReader
from .lock import WriteLock
from .model import Change, Statement, Tie, number_of
from .pending import Pending, PendingReads
from .schema import TIE_TYPES
from .store import QUERY_LIMIT, QUERY_TIMEOUT, Counts, Rows

if TYPE_CHECKING:
    import pyarrow

    from .hashes import HashIndex

FLUSH = 60_000  # rows that a load holds in memory before it writes them to its file: few large copies are fastest
LARGE_FLUSH = 12_000  # the same for a load that has written as many: of many copies, small ones take less memory
_ENDS = {"from": "STRING", "to": "STRING"}  # the columns by which COPY finds the ends of a relationship
_TYPES = tuple(TIE_TYPES)
_tie_row = rows.getter(TIE_COLUMNS)


class LadybugStore(LadybugReader):
    """A database that can be loaded into. Opened for writing, it holds the lock until it is closed."""

    _lock: WriteLock | None = None

    @classmethod
    def open(cls, where: str, *, write: bool) -> Self:
        """Open the database at the path `where`; for writing, one that does not exist is made.

        Raises StoreError when it cannot be, or is not one of PactGraph's, StoreBusy when another process writes to it.
        """
        given = Path(where)
        path = given.resolve()  # a link stays a link: what it points to is replaced
        if path.is_dir():
            raise StoreError(
                f"{where} is a folder; give the path of a database file, such as {given / 'pactgraph.lbug'}"
            )
        if not write:
            if not path.exists():
                raise StoreError(f"there is no database at {where}; `pactgraph build --db {where}` makes one")
            return cls(given, path)
        if not path.parent.is_dir():
            raise StoreError(f"{where} cannot be written: there is no folder {path.parent}")
        lock = WriteLock(path)
        try:
            copy = copy_path(path)
            remove(copy)  # of a load that was killed
            if not path.exists():
                create(given, copy)
                publish(copy, path)
            self = cls(given, path)
        except BaseException:
            lock.release()
            raise
        self._lock = lock
        return self

    @contextmanager
    def load(self, origin: str) -> Iterator["LadybugLoad"]:
        """See graph.store.Store."""
        if self._lock is None:
            raise StoreError(f"{self.where} was opened for reading only")
        path = self._path.resolve()
        copy = copy_path(path)
        try:
            with self._writing():
                shutil.copyfile(path, copy)
                shutil.copymode(path, copy)
            with LadybugLoad(self._path, copy) as load:
                yield load
                load.flush()
            if load.changed:
                super().close()
                with self._writing():
                    publish(copy, path)
                self._database, self._connection = connect(self._path, path, read_only=True)
        finally:
            remove(copy)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(f"{self.where} cannot be written: {error.strerror or error}") from None

    def close(self) -> None:
        """See graph.store.Reader; lets go of the lock."""
        super().close()
        if self._lock:
            self._lock.release()


class LadybugLoad(PendingReads[LadybugReader]):
    """A load in progress, on a copy that nobody else sees."""

    def __init__(self, path: Path, file: Path) -> None:
        super().__init__(LadybugReader(path, file, read_only=False))
        self._file = file
        self._written = 0  # rows
        self.changed = False
        self._is_empty = not any(self._reader.count(label) for label in ("Actor", "Statement", "Document"))
        self._types: HashIndex | None = None  # of each stored tie by its id: relationships have no index

    def apply(self, change: Change) -> None:
        """See graph.store.Load. An end that is missing shows when the change is written."""
        self._pending.absorb(change)
        if self._pending.size > (LARGE_FLUSH if self._written else FLUSH):
            release_memory()  # of what was read for this change
            self.flush()
            self._reader.reopen(self._file)

    def flush(self) -> None:
        """Write to the file what is pending."""
        p = self._pending
        if p.is_empty:
            return
        self.changed = True
        if not self._is_empty:
            self._remove_dead(p)
        self._write_nodes("Actor", rows.ACTOR, map(rows.actor_row, p.actors.values()))
        self._write_nodes("Document", rows.DOCUMENT, map(rows.document_row, p.documents.values()))
        self._write_statements(list(p.statements.values()))
        self._written += p.size
        if self._written > p.size:  # a large load gives memory back between nodes and relationships
            self._reader.run("CHECKPOINT")
            self._reader.reopen(self._file)
        self._write_ties(p.ties)
        self._reader.run("CHECKPOINT")
        self._pending, self._is_empty = Pending(), False

    def ties(
        self,
        ids: Collection[str] | None = None,
        *,
        touching: Collection[str] | None = None,
        types: Collection[str] | None = None,
    ) -> list[Tie]:
        """See graph.store.Reader. Ids that no tie has, as most have in a first load, cost no query."""
        if ids is not None:
            ids = [i for i in ids if i in self._pending.ties or self._stored_types(i)]
            if not ids:
                return []
        return super().ties(ids, touching=touching, types=types)

    def counts(self) -> Counts:
        """See graph.store.Reader."""
        self.flush()
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
        self.flush()
        self._reader.run("BEGIN TRANSACTION READ ONLY")
        try:
            return self._reader.query(cypher, parameters, timeout=timeout, limit=limit)
        finally:
            with suppress(StoreError):  # an error has ended it already
                self._reader.run("ROLLBACK")

    def _remove_dead(self, p: Pending) -> None:
        if p.dead_statements:
            self._remove_statements(sorted(p.dead_statements))
        if p.dead_ties:
            self._remove_ties(sorted(p.dead_ties))
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
        self._reader.run("UNWIND $ids AS i MATCH (s:Statement {id: i}) DETACH DELETE s", given)
        if perhaps:
            still = "UNWIND $ids AS i MATCH (:Statement)-[:CITES]->(c:Citation {id: i}) RETURN DISTINCT c.id"
            alive = {c for (c,) in self._reader.fetch(still, ids=perhaps)}
            dead = {"ids": [c for c in perhaps if c not in alive]}
            self._reader.run("UNWIND $ids AS i MATCH (c:Citation {id: i}) DETACH DELETE c", dead)

    def _remove_ties(self, ids: Iterable[str]) -> None:
        by_type: dict[str, list[str]] = {}
        for id_ in ids:
            for type_ in self._stored_types(id_):
                by_type.setdefault(type_, []).append(id_)
        for type_, some in sorted(by_type.items()):
            self._reader.run(
                f"UNWIND $ids AS i MATCH (:Actor)-[r:{type_}]->(:Actor) WHERE r.id = i DELETE r", {"ids": some}
            )

    def _stored_types(self, id_: str) -> list[str]:
        """Return the type of the tie with this id, if one is or was stored."""
        if self._types is None:
            from .hashes import HashIndex  # brings numpy, which readers can do without

            self._types = HashIndex()
            label = "|".join(TIE_TYPES)
            query = f"MATCH (:Actor)-[r:{label}]->(:Actor) RETURN r.id, label(r)"
            for tie, type_ in () if self._is_empty else self._reader.fetch(query):
                self._types.add(number_of(tie), _TYPES.index(type_))
        return [_TYPES[i] for i in self._types.get(number_of(id_))]

    def _write_nodes(self, label: str, columns: rows.Columns, wanted: Iterable[Sequence[Any]]) -> None:
        """Copy in the nodes that are new, and set the columns of those that are stored."""
        key = next(iter(columns))
        given = {r[0]: r for r in wanted}
        stored = self._stored(label, key, given)
        self._copy(label, columns, [r for id_, r in given.items() if id_ not in stored])
        if stored:
            changed = _arrow({f"new_{c}": t for c, t in columns.items()}, [given[i] for i in sorted(stored)])
            assigned = ", ".join(f"n.`{c}` = new_{c}" for c in columns if c != key)
            self._reader.run(f"LOAD FROM $new MATCH (n:{label} {{{key}: new_{key}}}) SET {assigned}", {"new": changed})

    def _write_statements(self, statements: Sequence[Statement]) -> None:
        if not statements:
            return
        given = {r[0]: r for r in map(rows.statement_row, statements)}
        if stored := self._stored("Statement", "id", given):
            self._remove_statements(sorted(stored))
        cited = [rows.citation_row(c) for c in rows.citations(statements)]
        known = self._stored("Citation", "id", [c[0] for c in cited])
        self._copy("Citation", rows.CITATION, [c for c in cited if c[0] not in known])
        self._copy("Statement", rows.STATEMENT, list(given.values()))
        for type_, column in (("FROM", "document"), ("CITES", "citation")):
            at = list(rows.STATEMENT).index(column)
            self._copy(f"`{type_}`", _ENDS, [(r[0], r[at]) for r in given.values() if r[at] is not None])

    def _write_ties(self, ties: Mapping[str, Tie]) -> None:
        if not ties:
            return
        self._remove_ties(ties)
        assert self._types is not None  # they were asked for
        by_type: dict[str, list[Tie]] = {}
        for tie in ties.values():
            by_type.setdefault(tie.type, []).append(tie)
        for type_, some in sorted(by_type.items()):
            self._copy(type_, {**_ENDS, **TIE_COLUMNS}, [(t.source, t.target, *_tie_row(t)) for t in some])
            for tie in some:
                self._types.add(number_of(tie.id), _TYPES.index(type_))

    def _stored(self, label: str, key: str, ids: Iterable[str]) -> set[str]:
        wanted = list(ids)
        if not wanted or self._is_empty:
            return set()
        query = f"UNWIND $ids AS i MATCH (n:{label} {{{key}: i}}) RETURN n.{key}"
        return {found for (found,) in self._reader.fetch(query, ids=wanted)}

    def _copy(self, table: str, columns: rows.Columns, wanted: Sequence[Sequence[Any]]) -> None:
        if wanted:
            self._reader.run(f"COPY {table} FROM $new", {"new": _arrow(columns, wanted)})


def _arrow(columns: rows.Columns, wanted: Sequence[Sequence[Any]]) -> "pyarrow.Table":
    import pyarrow

    types = {
        "STRING": pyarrow.string(),
        "STRING[]": pyarrow.list_(pyarrow.string()),
        "INT64": pyarrow.int64(),
        "DOUBLE": pyarrow.float64(),
        "BOOL": pyarrow.bool_(),
    }
    try:
        arrays = [pyarrow.array(v, types[t]) for v, t in zip(zip(*wanted, strict=True), columns.values(), strict=True)]
    except (pyarrow.ArrowException, UnicodeEncodeError, OverflowError) as error:
        raise StoreError(f"a value cannot be stored: {one_line(error)}") from None
    return pyarrow.Table.from_arrays(arrays, names=list(columns))
