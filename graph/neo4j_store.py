"""The Neo4j store: the same graph on a server or a cluster, for teams and for graphs that outgrow a file.

A load is kept in memory and written by one managed transaction, which the driver tries again after a deadlock, a lost
connection or a change of leader. A load of more than STAGE rows is written in several: their rows carry the load's id
and are not seen until the last transaction, which makes them visible all at once by removing the `(:Load)` node, and
also does what cannot be staged (changes of what stood there before). Threads send what is staged, ties and statements
side by side: the server writes while Python goes on with the load, and whoever asks for it waits. The next load of the
same origin goes on with what one that was cut off has staged; a load of another origin removes it.

Where a load removes more than STAGE rows they are marked with its id beforehand. The last transaction calls the load
done: from then on nobody sees them. Only then are they removed; if that is cut off, by whoever loads next.

Loads take turns. Who waits too long is told who is loading; should the lock be lost with its connection, the count of
loads shows whether another load came between.
"""

import os
import secrets
import socket
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from . import cypher
from .errors import QueryError, StoreError
from .hashes import Hashes, numbers_of, those_in
from .model import Actor, Change, Tie
from .neo4j_reader import Neo4jReader
from .neo4j_server import ONLY_READS, Server, busy, explained, refused
from .neo4j_write import BATCH, mark_dead, remove_dead, write_frame, write_statements
from .pending import Pending, PendingReads
from .store import QUERY_LIMIT, QUERY_TIMEOUT, Counts, Rows, batches

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session, Transaction

STAGE = 40_000  # rows a transaction; a row takes some 4 kB of the server's memory until it is committed
WAIT = 60.0  # seconds to wait for another load


class Neo4jStore(Neo4jReader):
    """A Neo4j database that can be loaded into."""

    _writable = False

    @classmethod
    def open(cls, where: str, *, write: bool) -> Self:
        """Connect to the database at the URI `where`; for writing, set up its schema where it is missing.

        Raises StoreError when it cannot be reached, is too old, or holds what PactGraph did not write.
        """
        server = Server.connect(where)
        try:
            with explained(server.where, server.database):
                marks = server.read(cypher.MARK)
                if marks and marks[0][0] != cypher.FORMAT:
                    raise StoreError(
                        f"{server.where} is not a database of PactGraph: it has format {marks[0][0]}, "
                        f"this version reads {cypher.FORMAT}"
                    )
                if write:
                    _set_up(server, new=not marks)
                elif not marks:
                    raise StoreError(
                        f"there is no PactGraph graph in database {server.database!r} of {server.where}; "
                        f"`pactgraph build --db {server.where}` makes one"
                    )
        except BaseException:
            server.close()
            raise
        self = cls(server)
        self._writable = write
        return self

    @contextmanager
    def load(self, origin: str) -> Iterator["Neo4jLoad"]:
        """See graph.store.Store. Waits up to WAIT seconds for another load, then raises StoreBusy."""
        if not self._writable:
            raise StoreError(f"{self.where} was opened for reading only")
        with _turn(self._server, origin), closing(Neo4jLoad(self._server, origin)) as load:
            yield load
            load.finish()


class Neo4jLoad(PendingReads[Neo4jReader]):
    """A load in progress: reads see what was written, others do not."""

    def __init__(self, server: Server, origin: str) -> None:
        super().__init__(Neo4jReader(server))
        self._server, self._origin = server, origin
        self._left: list[int] = []  # loads of this origin that were cut off
        self._threads = ThreadPoolExecutor(2)
        self._sending: list[Future[None]] = []
        self._own_actors, self._own_ties = Hashes(), Hashes()  # the ids of what this load has staged
        with explained(self.where, server.database):
            self._loads: int = server.read(cypher.MARK)[0][1]
            for id_, whose, done in server.read(cypher.STAGED):
                if done or whose != origin:
                    self._discard(id_, "gone" if done else "load")
                else:
                    self._left.append(id_)
            self._had = bool(server.read("MATCH (n:Statement|Actor|Document) RETURN 1 LIMIT 1"))
        self._is_empty = not self._had
        self._room = STAGE  # rows that may be pending before some are staged

    def apply(self, change: Change) -> None:
        """See graph.store.Load. An end that is missing shows when the change is sent."""
        self._pending.absorb(change)
        if self._pending.size > self._room:
            self._stage()

    def finish(self) -> None:
        """Send what is pending and make the whole load visible, in one transaction."""
        if self._own:
            self._stage()
        self._settle()
        with explained(self.where, self._server.database):
            for id_ in self._left:
                self._discard(id_, "load")
            p = self._pending
            marks = sum(map(len, (p.dead_statements, p.dead_ties, p.dead_actors, p.dead_documents))) > STAGE
            if marks:
                self._begin_staging()
                self._pending = mark_dead(self._run, p, self._own)
            if not self._pending.is_empty or self._own:
                self._write(lambda tx: self._finish(tx, cypher.DONE if marks else cypher.UNSTAGE))
            if marks:
                self._discard(self._own, "gone")

    def close(self) -> None:
        """Send no more. The server stays connected: it is the store's."""
        self._threads.shutdown(cancel_futures=True)

    @property
    def _own(self) -> int:
        """The id of this load; 0 before anything is staged."""
        return self._stored.own

    @property
    def _reader(self) -> Neo4jReader:
        """What is stored, when all is sent that is being sent. Raises StoreError when it could not be."""
        self._settle()
        return self._stored

    def _settle(self) -> None:
        sending, self._sending = self._sending, []
        for part in sending:
            part.result()

    def _stored_actors(self, ids: Collection[str] | None) -> list[Actor]:
        """Return what is stored of `ids`: nothing needs to be looked up of what this load alone can have written."""
        ids = ids if self._had or ids is None else those_in(self._own_actors, ids)
        return super()._stored_actors(ids) if ids is None or ids else []

    def _found_ties(
        self, ids: Collection[str] | None, *, touching: Collection[str] | None, types: Collection[str] | None
    ) -> list[Tie]:
        ids = ids if self._had or ids is None else those_in(self._own_ties, ids)
        return super()._found_ties(ids, touching=touching, types=types) if ids is None or ids else []

    def counts(self) -> Counts:
        """See graph.store.Reader."""
        with self._rehearsed():
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
        with self._rehearsed():
            self._check_reads(cypher, parameters)
            return self._reader.query(cypher, parameters, timeout=timeout, limit=limit)

    @contextmanager
    def _rehearsed(self) -> Iterator[None]:
        """Let reads see what is pending by sending it in a transaction that is taken back."""
        reader = self._reader
        with (
            explained(self.where, self._server.database),
            self._server.session(write=True) as session,
            session.begin_transaction() as tx,
        ):
            self._send(tx)
            reader.tx = tx
            try:
                yield
            finally:
                reader.tx = None
                tx.rollback()

    def _check_reads(self, query: str, parameters: Mapping[str, Any] | None) -> None:
        """Raise QueryError when the server says that `query` writes: the transaction it is to run in would let it."""
        from neo4j.exceptions import Neo4jError

        assert self._stored.tx is not None
        try:
            plan = self._stored.tx.run(f"EXPLAIN {query}", dict(parameters or {})).consume()
        except Neo4jError as error:
            raise refused(error, 0) from None
        if plan.query_type != "r":
            raise QueryError(ONLY_READS)

    def told(self, *, actors: Collection[str] = (), documents: Collection[str] = ()) -> set[str]:
        """See graph.store.Load. Statements may be too many to be read for this."""
        p, reader = self._pending, self._reader
        found: set[str] = set()
        for column, values in (("source", actors), ("target", actors), ("document", documents)):
            for some in batches(list(values), BATCH):
                found.update(v for v, id_ in reader.statement_ids(column, some) if id_ not in p.dead_statements)
        for s in p.statements.values():
            found.update((s.source.id, s.target.id, s.evidence.document))
        return found.intersection({*actors, *documents})

    def _finish(self, tx: "ManagedTransaction", end: str) -> None:
        if tx.run(cypher.COUNT_LOAD, loads=self._loads).single() is None:
            raise StoreError(f"another load changed {self.where} meanwhile; nothing was changed, run this one again")
        self._send(tx)
        if self._own:
            tx.run(end, id=self._own).consume()

    def _send(self, tx: "ManagedTransaction | Transaction") -> None:
        if not self._is_empty:
            remove_dead(tx, self._pending)
        write_frame(tx, self._pending, moved=not self._is_empty)
        write_statements(tx, self._pending)

    def _stage(self) -> None:
        """Have what is new sent, to be seen at the end; keep what changes anything already seen.

        It returns once what was to be sent before has been, so that little is held. The more is kept, the later it is
        looked through again.
        """
        with explained(self.where, self._server.database):
            self._begin_staging()
            new, kept = self._parted()
        self._settle()
        self._own_actors.add_all(numbers_of(new.actors))
        self._own_ties.add_all(numbers_of(new.ties))
        first = self._threads.submit(self._send_parts, Pending(actors=new.actors, documents=new.documents))
        then = Pending(ties=new.ties), Pending(statements=new.statements)  # both at once: they share no locks
        self._sending = [first, *(self._threads.submit(self._send_parts, part, first) for part in then)]
        self._pending, self._is_empty, self._room = kept, False, 2 * kept.size + STAGE // 4

    def _begin_staging(self) -> None:
        if not self._own:
            own = secrets.randbits(50)  # a short number takes the least room in a row
            self._run(cypher.STAGE, id=own, origin=self._origin)
            self._stored.own = own

    def _send_parts(self, new: Pending, after: Future[None] | None = None) -> None:
        if after:
            after.result()
        with explained(self.where, self._server.database):
            for part in new.parts(STAGE // 8):  # larger transactions take the server more time a row, not less
                self._write(lambda tx, part=part: self._send_staged(tx, part))  # type: ignore[misc]

    def _send_staged(self, tx: "ManagedTransaction", part: Pending) -> None:
        if tx.run(cypher.STAGE_STANDS, id=self._own).single() is None:
            raise StoreError(f"another load changed {self.where} meanwhile; nothing was changed, run this one again")
        write_frame(tx, part, load=self._own, moved=bool(self._left))
        statements = part.statements
        if self._left and statements:
            ends = [[s.id, s.source.id, s.target.id] for s in statements.values()]
            adopted = tx.run(cypher.ADOPT, rows=ends, left=self._left, own=self._own).values()
            done = {id_ for (id_,) in adopted}
            part = replace(part, statements={id_: s for id_, s in statements.items() if id_ not in done})
        write_statements(tx, part, load=self._own, left=self._left)

    def _parted(self) -> tuple[Pending, Pending]:
        """Return what is pending in two: what is new to the database, and what is not."""
        p = self._pending
        staged = [*self._left, self._own]

        def stored(query: str, ids: Collection[str]) -> set[str]:
            if not self._had:
                return set()
            found = (self._server.read(query, rows=b, staged=staged) for b in batches(list(ids), BATCH))
            return {id_ for batch in found for (id_,) in batch}

        by_type: dict[str, list[str]] = {}
        for tie in p.ties.values():
            by_type.setdefault(tie.type, []).append(tie.id)
        ties = p.dead_ties.union(*(stored(cypher.stored_ties(t), ids) for t, ids in by_type.items()))
        return p.parted(
            actors=p.dead_actors | stored(cypher.stored("Actor"), p.actors),
            documents=p.dead_documents | stored(cypher.stored("Document"), p.documents),
            ties=ties,
            statements=p.dead_statements | stored(cypher.stored("Statement"), p.statements),
        )

    def _discard(self, id_: int, mark: str) -> None:
        """Remove what a load that was cut off has staged, or what one that is done has marked as gone."""
        for query in cypher.discard(mark):
            while self._run(query, id=id_, size=BATCH * 2)[0][0]:
                pass
        self._run(cypher.UNSTAGE, id=id_)

    def _run(self, query: str, **parameters: Any) -> list[list[Any]]:
        return self._write(lambda tx: tx.run(query, parameters).values())  # type: ignore[no-any-return]

    def _write(self, work: "Callable[[ManagedTransaction], Any]") -> Any:
        with self._server.session(write=True) as session:
            return session.execute_write(work)


def _set_up(server: Server, *, new: bool) -> None:
    """Make the constraints and indexes that are missing, and mark a new database as PactGraph's."""
    if new and (foreign := server.read(cypher.FOREIGN)):
        raise StoreError(
            f"database {server.database!r} of {server.where} holds :{foreign[0][0]} nodes that PactGraph did not "
            "write; give another with NEO4J_DATABASE"
        )
    with server.session(write=True) as session:
        for definition in cypher.SCHEMA:
            session.run(definition).consume()
        session.run(cypher.AWAIT_INDEXES).consume()
        session.execute_write(lambda tx: tx.run(cypher.BEGIN_MARK, format=cypher.FORMAT).consume())


@contextmanager
def _turn(server: Server, origin: str) -> Iterator[None]:
    """Hold the lock for a load of `origin` while the block runs. Raises StoreBusy after WAIT seconds."""
    who = f"process {os.getpid()} on {socket.gethostname()} (loading {origin})"
    with ExitStack() as stack:
        with explained(server.where, server.database):
            patience = time.monotonic() + WAIT
            while holder := _holder(server):
                if time.monotonic() > patience:
                    raise busy(server.where, holder)
                time.sleep(0.2)
            session = server.session(write=True)
            stack.callback(_let_go, session)
            session.begin_transaction(metadata={"pactgraph": who}).run(cypher.HOLD_LOCK).consume()
        yield


def _let_go(session: "Session") -> None:
    with suppress(Exception):  # the lock has done its work; if its connection was lost, so is the lock
        session.close()  # takes the transaction back


def _holder(server: Server) -> str | None:
    from neo4j.exceptions import Neo4jError

    try:
        found = server.read(cypher.HOLDERS)
    except Neo4jError as error:
        if "Security" not in (error.code or ""):
            raise
        return None  # not everybody may list transactions; then the lock itself makes us wait
    return str(found[0][0]) if found else None
