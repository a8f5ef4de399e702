"""Fixtures of the whole suite: an empty store of each sort, and the Neo4j server behind one of them.

The server is the one at NEO4J_URI, whose database must hold no graph of PactGraph and holds none afterwards, or else
one of the suite's own, started from tests/neo4j. Where neither can be had, tests that need it skip and say why; with
CI=true they fail.
"""

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
from pactgraph.graph import cypher
from pactgraph.graph.ladybug_store import LadybugStore
from pactgraph.graph.neo4j_store import Neo4jStore
from pactgraph.graph.store import Store

SERVER = Path(__file__).parent / "neo4j" / "server"
HOME = Path(__file__).parents[1] / "build" / "neo4j-test"
PASSWORD = "partnership"
OURS = ("Actor", "Statement", "Document", "Citation", "PactGraph", "LoadLock", "Load")


def missing(what: str) -> None:
    """Skip the test for want of `what`; where nothing may be missing, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} (and CI=true: nothing may be skipped)")
    pytest.skip(what)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def start(home: Path, port: int, **environment: str) -> str:
    """Start a server of the suite's own and return its URI, or skip."""
    answer = subprocess.run(
        [str(SERVER), "up", str(home), str(port)],
        capture_output=True,
        text=True,
        env={**os.environ, "NEO4J_PASSWORD": PASSWORD, **environment},
        check=False,
    )
    if answer.returncode:
        missing(f"no Neo4j server: {answer.stderr.strip().splitlines()[-1:]}")
    return answer.stdout.strip()


@pytest.fixture(scope="session")
def neo4j_uri() -> Iterator[str]:
    """The URI of a Neo4j server whose database the tests may fill and empty."""
    given = os.environ.get("NEO4J_URI")
    with pytest.MonkeyPatch.context() as patch:
        if given:
            if held := run(given, "MATCH (n:Actor|Statement|Document|Citation|PactGraph) RETURN count(n)")[0][0]:
                pytest.fail(f"{given} holds {held} nodes of a graph; tests use an empty database (NEO4J_DATABASE)")
            yield given
            empty(given)
            drop_schema(given)
            return
        patch.setenv("NEO4J_USERNAME", "neo4j")
        patch.setenv("NEO4J_PASSWORD", PASSWORD)
        patch.setenv("NEO4J_DATABASE", "neo4j")
        uri = start(HOME, free_port())
        try:
            empty(uri)
            yield uri
        finally:
            subprocess.run([str(SERVER), "down", str(HOME)], capture_output=True, check=True)


@pytest.fixture(params=["ladybug", "neo4j"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, open for writing; a test that uses it runs once for each sort of store."""
    with make_store(request.param, request, tmp_path) as opened:
        yield opened
    if request.param == "neo4j":
        empty(request.getfixturevalue("neo4j_uri"))


def make_store(sort: str, request: pytest.FixtureRequest, folder: Path) -> Store:
    if sort == "ladybug":
        return LadybugStore.open(str(folder / "graph.lbug"), write=True)
    return Neo4jStore.open(request.getfixturevalue("neo4j_uri"), write=True)


def run(uri: str, query: str, **parameters: object) -> list[list[object]]:
    """Run a query as an administrator would, past PactGraph."""
    auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
    database = os.environ.get("NEO4J_DATABASE", "neo4j")
    with (
        neo4j.GraphDatabase.driver(uri, auth=auth, notifications_min_severity="OFF") as driver,
        driver.session(database=database) as session,
    ):
        return session.run(query, parameters).values()  # type: ignore[arg-type]


def empty(uri: str) -> None:
    """Remove the graph that tests made, and nothing else."""
    labels = "|".join(OURS)
    run(uri, f"MATCH (n:{labels}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 10000 ROWS")


def drop_schema(uri: str) -> None:
    for sort in ("CONSTRAINT", "INDEX"):
        for (name,) in run(uri, f"SHOW {sort}ES YIELD name" if sort == "INDEX" else f"SHOW {sort}S YIELD name"):
            if str(name).startswith("pactgraph_"):
                run(uri, f"DROP {sort} {name} IF EXISTS")


assert set(cypher.NODES) <= set(OURS)
