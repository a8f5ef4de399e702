"""The page as text: what it is made of, what it lets run, and that it is always the same."""

import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pactgraph.graph.errors import InputError
from pactgraph.queries.network import Network
from pactgraph.viz import page
from pactgraph.viz.payload import coordinates

from ..conftest import ROOT
from ..fakes import ACTORS, World, small_world
from .conftest import drawn, ring

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
NASTY = "</script><script>alert(1)</script><!-- {{data}} ${x} {{vis}} \u2028 \"&'"


def data_of(text: str) -> dict[str, Any]:
    """Return the data that stands in a page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_policy_allows_the_scripts_and_the_style_of_the_page_and_nothing_else(graph: Network) -> None:
    text = page.map_html(graph)
    policy = html.unescape(re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[1])  # type: ignore[index]
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    inline = [*SCRIPT.findall(text), *style]
    hashes = {"sha256-" + base64.b64encode(hashlib.sha256(t.encode()).digest()).decode() for t in inline}
    assert set(re.findall(r"'(sha256-[^']*)'", policy)) == hashes
    assert len(hashes) == 3
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_page_names_no_file_or_address_to_load(graph: Network) -> None:
    frame = SCRIPT.sub("", page.map_html(graph))
    assert not re.search(r"<(link|img|iframe|object|embed|script src|base)\b", frame)
    assert not re.search(r"\b(src|href|url\()=?['\"]?(http|//)", frame)
    assert " style=" not in frame


def test_the_same_graph_gives_the_same_page(graph: Network) -> None:
    assert page.map_html(graph) == page.map_html(drawn(small_world()))


def test_hostile_text_stays_inside_its_place() -> None:
    world = World([replace(a, name=NASTY) if a.id == "by/gomel" else a for a in ACTORS])
    world.statements = small_world().statements
    clean_page, nasty_page = page.map_html(drawn(small_world())), page.map_html(drawn(world), title=NASTY)
    assert len(SCRIPT.findall(nasty_page)) == len(SCRIPT.findall(clean_page)) == 2
    assert nasty_page.count("<script") == clean_page.count("<script")
    names = data_of(nasty_page)["actors"]["name"]
    assert any(name.startswith("</script><script>alert(1)</script><!-- {{data}}") for name in names)


def test_the_data_hold_each_statement_with_its_place_and_citation(graph: Network) -> None:
    data = data_of(page.map_html(graph))
    strings = data["strings"]
    statements = [s for tie in data["ties"]["evidence"] for s in tie or ()]
    assert len(statements) == sum(len(d["evidence"]) for _, _, d in graph.edges(data=True))
    cited = next(s for s in statements if len(s) > 12 and s[12] is not None)
    assert strings[cited[0]] == "book.txt"
    assert (cited[1], strings[cited[12]], cited[13]) == (1, "https://ex.org/1", 2021)


def test_the_page_opens_on_what_was_asked_for(graph: Network) -> None:
    assert data_of(page.map_html(graph))["start"] == {"view": "overview"}
    assert data_of(page.map_html(graph, focus="by/gomel", depth=2))["start"] == {
        "view": "focus",
        "focus": "by/gomel",
        "depth": 2,
    }


def test_the_outline_of_the_world_is_there_only_with_places_to_put_on_it(graph: Network) -> None:
    for _, d in graph.nodes(data=True):
        d["lat"] = d["lon"] = None
    empty: Network = graph.subgraph([a for a in graph if ("/" in a and "company" in a) or "exchange" in a]).copy()
    assert 'id="world"' not in page.map_html(empty)
    graph.nodes["by/gomel"].update(lat=52.4, lon=31.0)
    assert 'id="world"' in page.map_html(graph)


def test_an_actor_without_coordinates_stands_where_it_is_part_of(graph: Network) -> None:
    graph.nodes["by/gomel"].update(lat=52.4, lon=31.0)
    assert coordinates(graph, "by/company/gomselmash") == (52.4, 31.0)
    assert coordinates(graph, "by/exchange/butb") == (None, None)


def test_nothing_to_draw_is_said_in_one_line() -> None:
    with pytest.raises(InputError, match="nothing to draw"):
        page.map_html(type(drawn(ring(3)))())


def test_too_many_actors_are_cut_and_what_is_left_out_is_said() -> None:
    graph = drawn(ring(40))
    part, words = page.strongest(graph, 30)
    assert len(part) == 30
    assert min(graph.degree(a) for a in part) >= max(graph.degree(a) for a in set(graph) - set(part))
    gone = graph.number_of_edges() - part.number_of_edges()
    assert words == f"Shown are the 30 actors with the most ties; 10 actors and {gone} ties are left out."
    assert page.strongest(graph, 40) == (graph, "")


def test_the_actor_in_focus_is_never_cut() -> None:
    graph = drawn(ring(40))
    least = min(graph, key=lambda a: (graph.degree(a), a))
    assert least in page.strongest(graph, 5, always=least)[0]


def test_a_page_refuses_more_actors_than_can_move(graph: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST_ACTORS", 3)
    with pytest.raises(InputError, match="too many"):
        page.map_html(graph)


def test_around_an_actor_are_those_within_its_depth(graph: Network) -> None:
    assert set(page.around(graph, "by/gomel", 1)) == {"by/gomel", "cn/chengdu"}
    two = page.around(graph, "by/company/gomselmash", 2)
    assert {"by/exchange/butb", "cn/company/panda", "by/zone/gomel-raton"} <= set(two)
    with pytest.raises(InputError, match="no tie"):
        page.around(graph, "by/nowhere", 1)


def test_a_notebook_shows_the_page_in_a_frame_that_may_not_reach_the_notebook(graph: Network) -> None:
    shown = page.show_map(graph, title="Ours")._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert "allow-same-origin" not in shown
    source = html.unescape(re.search(r'srcdoc="([^"]*)"', shown)[1])  # type: ignore[index]
    assert source == page.map_html(graph, title="Ours")


def test_a_file_that_cannot_be_written_is_said(graph: Network, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        page.write_map(graph, tmp_path / "missing" / "map.html")


@pytest.mark.parametrize("path", sorted((ROOT / "viz" / "assets").glob("*.js")), ids=lambda p: p.name)
def test_a_script_can_be_read_in_one_go_and_reads_no_markup(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|fetch\(|XMLHttp", text
    )


def test_names_are_unique_across_the_scripts() -> None:
    names = re.findall(r"^(?:async )?(?:function|class|const|let) (\w+)", page.script_text(), re.MULTILINE)
    assert len(names) == len(set(names))


def test_every_script_is_part_of_the_page() -> None:
    assert {p.stem for p in (ROOT / "viz" / "assets").glob("*.js")} == set(page._MODULES)
