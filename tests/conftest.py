"""What every test may ask for, and the rule on skips: they say why, and in CI they fail unless marked `optional`."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from neo4j_server import empty, server_for_tests
from pactgraph.graph.ladybug_store import LadybugStore
from pactgraph.graph.neo4j_store import Neo4jStore
from pactgraph.graph.store import Store

if os.environ.get("CI") != "true":  # in CI hypothesis has a profile of its own: no deadline, no chance
    settings.register_profile("busy machine", deadline=None)
    settings.load_profile("busy machine")

SERVED = ("test_faults.py", "test_parity.py", "test_network.py")  # need a Neo4j server; others say so in their names
ROOT = Path(__file__).resolve().parent.parent


def shared(variable: str, default: str) -> Path:
    """Return the folder that `variable` names, or the one beside the repository; skip the test when it is absent."""
    folder = Path(os.environ.get(variable) or ROOT.parent / "shared" / default)
    if not folder.is_dir() or not any(folder.iterdir()):
        pytest.skip(f"needs {folder} (set {variable})")
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the books."""
    return shared("PACTGRAPH_SEEDS", "seeds")


@pytest.fixture(scope="session")
def tables() -> Path:
    """The folder of real tables."""
    return shared("PACTGRAPH_DATA", "data")


@pytest.fixture(scope="session")
def annotations() -> Path:
    """The folder of annotated passages and their scorer."""
    return shared("PACTGRAPH_EVAL", "eval")


@pytest.fixture(scope="session")
def neo4j_uri() -> Iterator[str]:
    """The URI of a Neo4j server whose database the tests may fill and empty."""
    with server_for_tests() as uri:
        yield uri


@pytest.fixture(params=["ladybug", "neo4j"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, open for writing; a test that uses it runs once for each sort of store."""
    if request.param == "ladybug":
        with LadybugStore.open(str(tmp_path / "graph.lbug"), write=True) as opened:
            yield opened
        return
    uri: str = request.getfixturevalue("neo4j_uri")
    with Neo4jStore.open(uri, write=True) as connected:
        yield connected
    empty(uri)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "optional: may skip even in CI")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Deal tests out to processes by modules; those that need a Neo4j server are one, for they share it."""
    from xdist.scheduler import LoadScopeScheduling

    class ByServer(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            module = nodeid.partition("::")[0]
            return "neo4j" if "neo4j" in nodeid or module.endswith(SERVED) else module

    return ByServer(config, log)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, None]:
    outcome = yield
    report = outcome.get_result()
    required = os.environ.get("CI") == "true" and item.get_closest_marker("optional") is None
    if required and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"required in CI but skipped: {report.longrepr}"
