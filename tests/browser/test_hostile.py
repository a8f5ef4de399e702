"""Data that wants to run: names, aliases, documents, notes and addresses that a page might take for code."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pactgraph.graph.model import Document

from ..fakes import ACTORS, World, small_world
from .conftest import Visit

Open = Callable[..., Visit]

RUN = "window.hacked=1"
NAMES = [
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><svg onload="{RUN}">',
    f"' onmouseover='{RUN}' x='",
    f"javascript:{RUN}",
    "{{constructor.constructor('window.hacked=1')()}}",
    "${window.hacked=1}",
    "<!--<script>",
    "\u202e<b>gpj.exe\u2066",
    "]]>&lt;script&gt;window.hacked=1&lt;/script&gt;",
]
CHOOSE_CITED = "pactgraph.choose({ tie: pactgraph.model.ties.findIndex((t) => t.evidence.some((s) => s[12] != null)) })"
ADDRESSES = [
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}//https://ok.org",
    f"data:text/html,<script>{RUN}</script>",
    f"\x01javascript:{RUN}",
    f'https://ok.org/"onclick="{RUN}',
    "vbscript:x",
    "file:///etc/passwd",
]


def hostile_world(text: str, address: str = "https://ok.org/") -> World:
    """Return the small world in which every text is `text`."""
    world = World([replace(a, name=f"{text} {a.id}", aliases=(text,), wikidata=text) for a in ACTORS])
    for s in small_world().statements:
        e = replace(s.evidence, document=text)
        world.statements.append(replace(s, evidence=e, details={**s.details, "note": text, "unit": text}))
    world.documents[text] = Document(text, title=text, url=address)
    world.say("TWINNED_WITH", "by/brest", "cn/hubei", "2020", document=text, url=address, as_written=(text, text))
    return world


@pytest.mark.parametrize("name", NAMES)
def test_nothing_from_data_runs(visit: Open, name: str) -> None:
    page = visit(hostile_world(name), title=name, left_out=name)
    page.page.fill("#search", name[:12])
    page.page.keyboard.press("Enter")
    for view in ("overview", "network", "focus"):
        page.page.evaluate(f"pactgraph.set({{ view: '{view}', focus: 3, actor: 3 }})")
        page.settle()
        for actor in ("by/brest", "cn/hubei"):
            if actor in page.shown():
                page.page.mouse.move(*page.spot(actor))
    page.page.evaluate(
        "pactgraph.choose({ tie: pactgraph.model.ties.findIndex((t) => t.evidence.some((s) => s[12] != null)) })"
    )
    assert page.page.evaluate("window.hacked") is None
    assert (
        page.page.evaluate("document.querySelectorAll('#panel script, #panel img, #panel svg, #found img').length") == 0
    )
    assert "\u202e" not in page.page.inner_text("body")


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_web_addresses_become_links(visit: Open, address: str) -> None:
    page = visit(hostile_world("x", address))
    page.page.evaluate(
        "pactgraph.choose({ tie: pactgraph.model.ties.findIndex((t) => t.evidence.some((s) => s[12] != null)) })"
    )
    links = page.page.locator("#panel .evidence a")
    if address.startswith("https:"):
        for link in links.all():
            assert link.get_attribute("href").startswith("https://ok.org/")
            assert link.get_attribute("onclick") is None
        assert links.count() == 2  # the document's and the citation's
    else:
        assert links.count() == 0
        assert address.strip("\x01") in page.panel()


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_in_a_saved_drawing_is_text(visit: Open, name: str) -> None:
    import xml.etree.ElementTree as ET

    page = visit(hostile_world(name), title=name)
    with page.page.expect_download() as waiting:
        page.page.click("#svg")
    tree = ET.fromstring(waiting.value.path().read_bytes())
    assert {e.tag.rpartition("}")[2] for e in tree.iter()} <= {"svg", "title", "rect", "path", "text"}
    assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on") or "href" in a]


def test_a_hostile_fragment_runs_nothing(visit: Open) -> None:
    page = visit(
        small_world(), fragment=f"view=<script>{RUN}</script>&actor=<img src=x onerror={RUN}>&country=__proto__"
    )
    assert page.page.evaluate("window.hacked") is None


def test_the_policy_stops_a_script_that_got_in_all_the_same(visit: Open) -> None:
    page = visit(small_world())
    page.page.evaluate(
        """() => { const s = document.createElement("script");
        s.textContent = "window.hacked = 1"; document.body.append(s);
        document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hacked = 1'>"); }"""
    )
    page.page.wait_for_timeout(300)
    assert page.page.evaluate("window.hacked") is None
    assert len([w for w in page.wrong if "Content Security Policy" in w]) >= 2
    page.wrong.clear()
