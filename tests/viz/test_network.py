"""The graph as a pyvis network."""

import copy
from dataclasses import replace

import pytest
from pactgraph.queries.network import Network
from pactgraph.viz.network import plain, to_pyvis
from pactgraph.viz.style import KIND_STYLES, TIE_STYLES

from ..fakes import ACTORS, World, small_world
from .conftest import drawn


def test_every_actor_is_a_node_and_every_tie_an_edge(graph: Network) -> None:
    net = to_pyvis(graph)
    assert [n["id"] for n in net.nodes] == list(graph)
    assert sorted(e["id"] for e in net.edges) == sorted(k for _, _, k in graph.edges(keys=True))
    assert net.num_nodes() == len(graph)


def test_parallel_ties_are_kept(graph: Network) -> None:
    trade = [e for e in to_pyvis(graph).edges if e["type"] == "TRADES_WITH"]
    assert len(trade) == 2
    assert {(e["from"], e["to"]) for e in trade} == {("by", "cn")}


def test_the_graph_is_left_as_it_was(graph: Network) -> None:
    before = copy.deepcopy(graph)
    to_pyvis(graph)
    assert dict(graph.nodes(data=True)) == dict(before.nodes(data=True))
    assert list(graph.edges(keys=True, data=True)) == list(before.edges(keys=True, data=True))


def test_style_tells_kind_type_status_and_direction(graph: Network) -> None:
    net = to_pyvis(graph)
    exchange = net.node_map["by/exchange/butb"]
    assert (exchange["shape"], exchange["color"]) == (KIND_STYLES["exchange"].shape, KIND_STYLES["exchange"].color)
    by_status = {e["status"]: e for e in net.edges if e["type"] == "TWINNED_WITH"}
    assert by_status["planned"]["dashes"]
    assert not by_status["agreed"]["dashes"]
    assert "arrows" not in by_status["agreed"]
    assert next(e for e in net.edges if e["type"] == "RESIDENT_OF")["arrows"] == "to"
    assert all("arrows" not in e for e in net.edges if e["type"] == "TRADES_WITH")  # a turnover has no direction


def test_a_tie_with_more_sources_is_wider(graph: Network) -> None:
    widths = {graph.edges[e["from"], e["to"], e["id"]]["documents"]: e["width"] for e in to_pyvis(graph).edges}
    assert widths[2] > widths[1]


def test_every_kind_and_type_looks_different() -> None:
    assert len({(s.shape, s.color) for s in KIND_STYLES.values()}) == len(KIND_STYLES)
    assert len({(s.color, s.dashes) for s in TIE_STYLES.values()}) == len(TIE_STYLES)


def test_physics_is_off_and_positions_are_set(graph: Network) -> None:
    net = to_pyvis(graph)
    assert net.options["physics"] == {"enabled": False}
    assert len({(n["x"], n["y"]) for n in net.nodes}) == len(net.nodes)


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "a <b href='javascript:x'>href</b>", "\u202egnp.exe"])
def test_pyvis_own_page_gets_no_markup_from_names(name: str) -> None:
    world = World([replace(a, name=name) if a.id == "by/gomel" else a for a in ACTORS])
    world.statements = small_world().statements
    page = to_pyvis(drawn(world)).generate_html()
    assert "<img" not in page
    assert "<b href" not in page
    assert "\u202e" not in page


def test_plain_text_has_neither_markup_nor_controls() -> None:
    assert plain("a<b>\u202e & c\x00") == "a‹b› + c"
