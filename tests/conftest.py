"""Fixtures of the whole suite: an empty store of each sort."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pactgraph.graph.ladybug_store import LadybugStore
from pactgraph.graph.store import Store


@pytest.fixture(params=["ladybug"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, open for writing; a test that uses it runs once for each sort of store."""
    with LadybugStore.open(str(tmp_path / "graph.lbug"), write=True) as opened:
        yield opened
