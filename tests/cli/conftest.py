"""The command as a person runs it: through cli.main, with its exit status and both streams."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pactgraph.cli.main import main
from pactgraph.graph.store import open_store

from ..fakes import small_world


@dataclass(frozen=True)
class Ran:
    """How a run of the command ended."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it printed, read as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the small world."""
    path = tmp_path_factory.mktemp("database") / "small.lbug"
    with open_store(str(path)) as store:
        small_world().fill(store)
    return path


@pytest.fixture
def run(database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs the command on the small world and returns how it ended."""
    monkeypatch.setenv("PACTGRAPH_DB", str(database))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("PACTGRAPH_SEEDS", raising=False)

    def run(*args: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return run
