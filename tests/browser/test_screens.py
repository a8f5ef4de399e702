"""Five pictures for people to look at, of the bundled dataset; written to `screenshots/` in CI and when asked.

    PACTGRAPH_SCREENSHOTS=1 python -m pytest tests/browser/test_screens.py

The first of them is the picture of the README, with fewer colours:

    python -c "from PIL import Image as I
    I.open('screenshots/1-overview.png').convert('RGB').quantize(256, method=2).save('docs/map.png')"
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pactgraph.graph.decisions import Decisions
from pactgraph.graph.gazetteer import default
from pactgraph.graph.identity import Resolver
from pactgraph.graph.ingest import ingest
from pactgraph.graph.ladybug_store import LadybugStore
from pactgraph.graph.schema import STATUSES
from pactgraph.loaders import bundled
from pactgraph.queries.network import Filter, Network, network

from .conftest import DESK, PHONE, SCREENSHOTS, Visit

SCREENS: dict[str, tuple[dict[str, int], str, str]] = {
    "1-overview": (DESK, "light", ""),
    "2-region": (DESK, "light", "view=focus&focus=by/gomel-region&actor=by/gomel-region"),
    "3-world": (DESK, "dark", "view=world"),
    "4-actors": (DESK, "dark", "view=network"),
    "5-phone": (PHONE, "light", ""),
}


@pytest.fixture(scope="module")
def bundled_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """The bundled dataset, loaded as `pactgraph build` does."""
    resolver = Resolver(default(), decisions=Decisions.of(bundled.decisions()))
    with LadybugStore.open(str(tmp_path_factory.mktemp("db") / "graph.lbug"), write=True) as store:
        ingest(store, bundled.source(), resolver)
        yield network(store, Filter(statuses=STATUSES), evidence=True)


@pytest.mark.parametrize("name", SCREENS)
def test_the_bundled_dataset_makes_a_picture(
    visit: Callable[..., Visit], bundled_graph: Network, name: str, tmp_path: Path
) -> None:
    size, scheme, fragment = SCREENS[name]
    page = visit(bundled_graph, size, scheme, title="Belarus and its partners", fragment=fragment)
    page.settle()
    folder = tmp_path
    if os.environ.get("CI") == "true" or os.environ.get("PACTGRAPH_SCREENSHOTS"):
        SCREENSHOTS.mkdir(exist_ok=True)
        folder = SCREENSHOTS
    picture: Any = page.page.screenshot(path=str(folder / f"{name}.png"))
    assert len(picture) > 20_000


def test_the_bundled_dataset_is_understood_from_a_few_dozen_bubbles(
    visit: Callable[..., Visit], bundled_graph: Network
) -> None:
    page = visit(bundled_graph)
    nodes = page.page.evaluate("pactgraph.scene.nodes.map((n) => n.label)")
    assert {"Gomel Region", "Brest Region", "China", "Russia"} <= set(nodes)
    assert len(nodes) < 80
    named = page.page.evaluate("pactgraph.stage.seen.labels.length")
    assert named > 0.5 * len(nodes)
    boxes = page.page.evaluate("pactgraph.stage.seen.labels.map((l) => l.box)")
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert a[2] <= b[0] + 7 or b[2] <= a[0] + 7 or a[3] <= b[1] + 7 or b[3] <= a[1] + 7, "names pile up"
