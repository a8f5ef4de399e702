"""A real browser: Debian's Chromium, driven by playwright, without a network."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pactgraph.graph.schema import STATUSES
from pactgraph.queries.network import Filter, Network, network
from pactgraph.viz.page import write_map

from ..conftest import ROOT
from ..fakes import World

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
SCREENSHOTS = ROOT / "screenshots"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, or a skip that says what is missing; PACTGRAPH_CHROMIUM names another one."""
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    path = os.environ.get("PACTGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("needs Chromium (apt-get install chromium, or set PACTGRAPH_CHROMIUM)")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


class Visit:
    """A page that is open, and what went wrong in it: errors, refused scripts, requests beyond the file."""

    def __init__(self, page: Any, path: Path) -> None:
        self.page = page
        self.path = path
        self.wrong: list[str] = []
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        page.on("request", lambda r: self.wrong.append(r.url) if not r.url.startswith(("file:", "blob:")) else None)
        page.on("dialog", lambda d: (self.wrong.append(f"dialog {d.message}"), d.dismiss()))

    def go(self, fragment: str = "") -> "Visit":
        """Open the page afresh."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.path.as_uri()}{'#' if fragment else ''}{fragment}")
        self.page.wait_for_selector("body[data-ready]", timeout=20_000)
        return self

    def state(self, name: str) -> Any:
        """Return a field of the page's state, an actor by its id, sets as sorted lists."""
        return self.page.evaluate(
            """(name) => { const app = window.pactgraph; const v = app.state[name];
            if (v instanceof Set) return [...v].sort();
            return ["actor", "focus", "from", "to"].includes(name) && v !== null ? app.model.actors[v].id : v; }""",
            name,
        )

    def shown(self) -> set[str]:
        """Return the ids of the actors that stand on the map themselves or in a bubble."""
        return set(
            self.page.evaluate("pactgraph.scene.nodes.flatMap((n) => n.of).map((i) => pactgraph.model.actors[i].id)")
        )

    def panel(self) -> str:
        """Return the text of the panel."""
        text: str = self.page.inner_text("#panel")
        return text

    def spot(self, actor: str) -> tuple[float, float]:
        """Return where on the screen `actor` stands, or the bubble that holds it."""
        x, y = self.page.evaluate(
            """(id) => { const app = pactgraph, i = app.model.byId.get(id), v = app.stage.view;
            const n = app.scene.nodes.find((n) => n.of.includes(i)); const box = app.stage.box.getBoundingClientRect();
            return [box.x + n.x * v.k + v.x, box.y + n.y * v.k + v.y]; }""",
            actor,
        )
        return x, y

    def settle(self) -> None:
        """Wait until the view has come to rest."""
        self.page.wait_for_timeout(750)


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """A function that writes the map of a world or a graph and opens it; at the end nothing may have gone wrong."""
    opened: list[tuple[Any, Visit]] = []

    def make(
        what: World | Network, size: Any = DESK, scheme: str = "light", fragment: str = "", **options: Any
    ) -> Visit:
        graph = network(what.reader(), Filter(statuses=STATUSES), evidence=True) if isinstance(what, World) else what
        path = write_map(graph, tmp_path / f"map{len(opened)}.html", **options)
        context = browser.new_context(viewport=size, color_scheme=scheme, offline=True, accept_downloads=True)
        found = Visit(context.new_page(), path)
        opened.append((context, found))
        return found.go(fragment)

    yield make
    for context, found in opened:
        context.close()
        assert not found.wrong
