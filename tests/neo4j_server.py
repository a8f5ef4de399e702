"""A Neo4j server for tests: started from tests/neo4j, emptied and stopped.

A server at NEO4J_URI is used instead. Its database must hold no graph of PactGraph when the tests begin, so that they
touch nothing of anybody's, and holds none when they end.
"""

import os
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
import pytest

SERVER = Path(__file__).parent / "neo4j" / "server"
BUILD = Path(__file__).parents[1] / "build"
PASSWORD = os.environ.get("NEO4J_PASSWORD") or "partnership"
LABELS = "Actor|Statement|Document|Citation|PactGraph|LoadLock|Load"


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class OwnServer:
    """A server in a folder of its own, on a port that it keeps."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home, self.port = home, free_port()
        self._environment = {**os.environ, "NEO4J_PASSWORD": PASSWORD, **environment}

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def process(self) -> int:
        """The id of its process."""
        return int((self.home / "run" / "neo4j.pid").read_text())

    def up(self) -> None:
        """Start it, or skip the test with what it says."""
        answer = self._call("up", str(self.port))
        if answer.returncode:
            pytest.skip(f"no Neo4j server could be started: {' '.join(answer.stderr.split())[-300:]}")

    def down(self) -> None:
        self._call("down")

    def crash(self) -> None:
        """End it with SIGKILL."""
        self._call("crash").check_returncode()

    def admin(self, *arguments: str) -> None:
        self._call("admin", *arguments).check_returncode()

    @contextmanager
    def running(self) -> Iterator[str]:
        """Run it while the block runs; yield its URI.

        The environment is set for good: servers overlap, and all have the same user and password.
        """
        os.environ.update(NEO4J_USERNAME="neo4j", NEO4J_PASSWORD=PASSWORD, NEO4J_DATABASE="neo4j")
        self.up()
        try:
            yield self.uri
        finally:
            self.down()

    def _call(self, verb: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [str(SERVER), verb, str(self.home), *arguments]
        return subprocess.run(command, capture_output=True, text=True, env=self._environment, check=False)


@contextmanager
def server_for_tests() -> Iterator[str]:
    """Yield the URI of a server whose database tests may fill and empty."""
    if given := os.environ.get("NEO4J_URI"):
        held = ask(given, f"MATCH (n:{LABELS}) RETURN count(n)")[0][0]
        if held:
            pytest.fail(
                f"the database at {given} holds a graph ({held} nodes); tests need one without (NEO4J_DATABASE)"
            )
        yield given
        empty(given)
        drop_schema(given)
        return
    with OwnServer(BUILD / "neo4j-test").running() as uri:
        empty(uri)  # of a run that was broken off
        yield uri


def newer_java() -> Path | None:
    """Return the home of a JDK that the current release runs on (21 or newer), if there is one."""
    homes = [Path(os.environ.get("JAVA_HOME", "/nowhere")), *sorted(Path("/usr/lib/jvm").glob("*"))]
    for home in homes:
        release = home / "release"
        version = re.search(r'JAVA_VERSION="(\d+)', release.read_text("utf-8")) if release.is_file() else None
        if version and int(version[1]) >= 21:
            return home
    return None


def ask(uri: str, query: str, **parameters: object) -> list[list[object]]:
    """Run a query as an administrator would, past PactGraph."""
    auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
    with (
        neo4j.GraphDatabase.driver(uri, auth=auth, notifications_min_severity="OFF") as driver,
        driver.session(database=os.environ.get("NEO4J_DATABASE", "neo4j")) as session,
    ):
        return session.run(query, parameters).values()  # type: ignore[arg-type]


def empty(uri: str) -> None:
    """Remove the graph that tests made, and nothing else."""
    # relationships first: a document of 500,000 statements takes more memory than a transaction has
    ask(uri, f"MATCH (:{LABELS})-[r]->() CALL (r) {{ DELETE r }} IN TRANSACTIONS OF 10000 ROWS")
    ask(uri, f"MATCH (n:{LABELS}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 10000 ROWS")


def drop_schema(uri: str) -> None:
    """Remove the constraints and indexes that PactGraph made."""
    for plural, one in (("CONSTRAINTS", "CONSTRAINT"), ("INDEXES", "INDEX")):
        for (name,) in ask(uri, f"SHOW {plural} YIELD name WHERE name STARTS WITH 'pactgraph_' RETURN name"):
            ask(uri, f"DROP {one} {name} IF EXISTS")
