"""What is left when things go wrong in the middle of a load: killed processes, cut connections, crowds, deadlocks."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import neo4j
import pytest
from makers import actor, change, statement
from neo4j_server import BUILD, PASSWORD, OwnServer, ask, empty
from pactgraph.graph import neo4j_store
from pactgraph.graph.errors import StoreBusy, StoreError
from pactgraph.graph.model import Change, Citation, Statement
from pactgraph.graph.store import Store, open_reader, open_store
from pactgraph.graph.ties import derive


def book(number: int, origin: str = "book") -> list[Statement]:
    return [
        statement(
            f"by/town{n % 17}",
            f"cn/city{n % 23}",
            line=n + 1,
            citation=Citation(str(n), url=f"https://example.org/{n % 13}"),
            origin=origin,
        )
        for n in range(number)
    ]


def load(
    where: str, statements: list[Statement], *, parts: int = 5, between: list[Callable[[], object]] | None = None
) -> None:
    """Load `statements` a part at a time, calling what is in `between` after each part."""
    size = -(-len(statements) // parts)
    with open_store(where) as store, store.load(statements[0].origin) as loading:
        for start in range(0, len(statements), size):
            part = statements[start : start + size]
            said = {s.id: s for s in [*loading.statements(ties={s.tie_id for s in part}), *part]}
            loading.apply(change(*part, ties=derive(said.values())))
            if between:
                between.pop()()


def graph(where: str) -> tuple[object, ...]:
    with open_reader(where) as reader:
        return reader.actors(), reader.ties(), reader.statements(), reader.documents(), reader.counts()


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    """The graph of book(300), loaded without any fault."""
    path = str(tmp_path_factory.mktemp("expected") / "graph.lbug")
    load(path, book(300))
    return graph(path)


LOADER = """
import sys
sys.path[:0] = sys.argv[2:]
from makers import change
from test_faults import book, load
load(sys.argv[1], book(200, "first"))
print("ready", flush=True)
load(sys.argv[1], book(2000, "second"), parts=20)
load(sys.argv[1], book(1000, "second"), parts=20)
print("done", flush=True)
"""


def test_a_file_survives_sigkill_at_any_point_of_a_load(tmp_path: Path) -> None:
    chance = random.Random(7)
    here = Path(__file__).parent
    whole = str(tmp_path / "whole.lbug")
    load(whole, book(200, "first"))
    only_first = graph(whole)
    load(whole, book(2000, "second"), parts=20)
    both = graph(whole)
    began = time.monotonic()
    load(str(tmp_path / "clock.lbug"), book(2000, "second"), parts=20)
    span = 2 * (time.monotonic() - began)
    killed = 0
    path = str(tmp_path / "graph.lbug")
    for _ in range(20):
        Path(path).unlink(missing_ok=True)
        process = subprocess.Popen(
            [sys.executable, "-c", LOADER, path, str(here), str(here.parent)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.random() * span)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        process.stdout.close()
        assert graph(path) in (only_first, both)
    assert killed >= 10, "the loads were over before they were killed"
    load(path, book(2000, "second"), parts=20)
    assert graph(path) == both
    assert [p.name for p in tmp_path.glob("graph.lbug*")] == ["graph.lbug"]


@pytest.fixture(scope="module")
def server() -> Iterator[OwnServer]:
    """A server that tests may kill."""
    own = OwnServer(BUILD / "neo4j-faults")
    with own.running() as uri:
        empty(uri)
        yield own


@pytest.fixture
def small_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_store, "STAGE", 60)


@pytest.mark.usefixtures("small_transactions")
def test_a_server_killed_in_the_middle_of_a_load_has_the_same_graph_after_a_rerun(
    server: OwnServer, expected: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pactgraph.graph.neo4j_server.RETRY", 2.0)
    load(server.uri, book(30, "first"))
    before = graph(server.uri)
    with pytest.raises(StoreError):
        load(server.uri, book(300), between=[*[lambda: None] * 3, server.crash, lambda: None])
    server.up()
    assert len(ask(server.uri, "MATCH (s:Statement {origin: 'book'}) RETURN s")) > 0, "it died before anything was sent"
    assert graph(server.uri) == before
    load(server.uri, book(300))
    with open_reader(server.uri) as reader:
        assert len(reader.statements()) == 330
    empty(server.uri)
    load(server.uri, book(300))
    assert graph(server.uri) == expected
    empty(server.uri)


def test_a_server_that_comes_back_in_time_gets_the_whole_load(
    server: OwnServer, expected: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pactgraph.graph.neo4j_server.RETRY", 240.0)
    coming = threading.Thread(target=lambda: (time.sleep(1), server.up()))

    def crash() -> None:
        server.crash()
        coming.start()

    nothing = [lambda: None] * 4
    open_store(server.uri).close()
    load(server.uri, book(300), between=[crash, *nothing])
    coming.join()
    assert graph(server.uri) == expected
    empty(server.uri)


def test_a_server_that_only_reads_says_so(server: OwnServer) -> None:
    open_store(server.uri).close()
    server.down()
    reading = OwnServer(server.home, NEO4J_SETTINGS="server.databases.read_only=neo4j")
    try:
        with reading.running() as uri:
            open_reader(uri).close()
            with pytest.raises(StoreError, match="only answers reads"):
                load(uri, book(3))
    finally:
        server.up()


class Proxy:
    """A wire on the loopback between a client and a server, which can be cut."""

    def __init__(self, port: int) -> None:
        self._to, self._open = port, set[socket.socket]()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Break all connections there are; new ones can be made."""
        for wire in list(self._open):
            with suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                self._open |= {near, far}
                for a, b in ((near, far), (far, near)):
                    threading.Thread(target=self._pump, args=(a, b), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            self._open.discard(end)


@pytest.mark.usefixtures("small_transactions")
def test_a_connection_cut_between_batches_costs_nothing(neo4j_uri: str, expected: tuple[object, ...]) -> None:
    proxy = Proxy(int(neo4j_uri.rpartition(":")[2]))
    try:
        load(proxy.uri, book(300), between=[proxy.cut] * 5)
        assert graph(neo4j_uri) == expected
    finally:
        proxy.close()
        empty(neo4j_uri)


def test_two_loaders_at_once_end_as_one_after_the_other(store: Store) -> None:
    origins = ("first", "second", "third")

    def run(origin: str) -> None:
        for _ in range(200):
            with suppress(StoreBusy):
                load(where, book(60, origin))
                return
            time.sleep(0.05)

    where = store.where
    store.close()
    with ThreadPoolExecutor(3) as crowd:
        for done in [crowd.submit(run, origin) for origin in origins]:
            done.result()
    with open_reader(where) as reader:
        said = reader.statements()
        assert {s.id for s in said} == {s.id for origin in origins for s in book(60, origin)}
        assert reader.ties() == derive(said)


def test_a_load_that_lost_its_turn_changes_nothing(neo4j_uri: str) -> None:
    try:
        with open_store(neo4j_uri) as store:
            loading = store.load("book")
            loading.__enter__().apply(change(statement()))
            ask(neo4j_uri, "MATCH (m:PactGraph) SET m.loads = m.loads + 1")  # as if the lock had been lost
            with pytest.raises(StoreError, match="another load"):
                loading.__exit__(None, None, None)
            assert store.statements() == []
    finally:
        empty(neo4j_uri)


def test_a_transaction_that_deadlocks_is_tried_again(neo4j_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = []
    theirs_waits = threading.Event()
    write = neo4j_store.write_statements

    def write_slowly(tx: object, *arguments: object, **more: object) -> None:
        attempts.append(1)
        theirs_waits.wait(10)
        time.sleep(0.5)  # by now the other waits for our actor; we are about to want its document
        write(tx, *arguments, **more)  # type: ignore[arg-type]

    auth = ("neo4j", os.environ.get("NEO4J_PASSWORD", PASSWORD))
    try:
        with open_store(neo4j_uri) as store, store.load("book") as loading:
            loading.apply(change(statement()))
        with neo4j.GraphDatabase.driver(neo4j_uri, auth=auth) as driver, driver.session(database="neo4j") as session:
            theirs = session.begin_transaction()
            # the server gives up the transaction with fewer locks, which is to be ours
            theirs.run("MATCH (d:Document) SET d.seen = 1").consume()
            theirs.run("UNWIND range(1, 500) AS n CREATE (x:Citation {id: toString(n)}) SET x.y = 1").consume()
            monkeypatch.setattr(neo4j_store, "write_statements", write_slowly)

            def ours() -> None:
                with open_store(neo4j_uri) as store, store.load("book") as loading:
                    new = statement(line=2)
                    renamed = (actor("by/gomel", aliases=("Homiel",)),)
                    loading.apply(Change("book", actors=renamed, statements=(new,)))

            with ThreadPoolExecutor(1) as aside:
                running = aside.submit(ours)
                while not attempts:
                    time.sleep(0.02)
                theirs_waits.set()
                theirs.run("MATCH (a:Actor {id: 'by/gomel'}) SET a.seen = 1").consume()
                theirs.commit()
                running.result()
        assert len(attempts) > 1, "nothing was tried again"
        with open_reader(neo4j_uri) as reader:
            assert len(reader.statements()) == 2
            assert reader.actors(["by/gomel"])[0].aliases == ("Homiel",)
    finally:
        empty(neo4j_uri)
