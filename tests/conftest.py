"""What every test may ask for, and the rule on skips: they say why, and in CI they fail unless marked `optional`."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from pactgraph.graph.ladybug_store import LadybugStore
from pactgraph.graph.store import Store

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


@pytest.fixture(params=["ladybug"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, open for writing; a test that uses it runs once for each sort of store."""
    with LadybugStore.open(str(tmp_path / "graph.lbug"), write=True) as opened:
        yield opened


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "optional: may skip even in CI")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, None]:
    outcome = yield
    report = outcome.get_result()
    required = os.environ.get("CI") == "true" and item.get_closest_marker("optional") is None
    if required and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"required in CI but skipped: {report.longrepr}"
