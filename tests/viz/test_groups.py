"""The roll-up into countries and their parts."""

import math
from itertools import combinations

import pytest
from pactgraph.graph.model import Actor
from pactgraph.queries.network import Network
from pactgraph.viz import groups
from pactgraph.viz.countries import home_country, region_of

from ..fakes import World
from .conftest import drawn, ring

NAMES = {"BY": "Belarus", "CN": "China", "FR": "France"}


@pytest.fixture
def split(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let small countries hold bubbles of their own."""
    monkeypatch.setattr(groups, "SPLIT", 3)


def rolled(graph: Network) -> groups.Overview:
    return groups.overview(graph, lambda code: NAMES.get(code, code))


def holder(found: groups.Overview, actor: str) -> list[str]:
    """Return the names of the bubbles that hold `actor`, from the outside."""
    names = []
    at = found.group_of[actor]
    while at >= 0:
        names.append(found.groups[at].name)
        at = found.groups[at].parent
    return names[::-1]


@pytest.mark.usefixtures("split")
def test_towns_and_companies_are_held_by_their_region(graph: Network) -> None:
    found = rolled(graph)
    assert holder(found, "by/gomel") == ["Belarus", "Gomel Region"]
    assert holder(found, "by/company/gomselmash") == ["Belarus", "Gomel Region"]
    assert holder(found, "by/exchange/butb")[0] == "Belarus"


def test_a_small_country_is_one_bubble(graph: Network) -> None:
    assert holder(rolled(graph), "fr/brest") == ["France"]


def test_the_country_that_most_ties_touch_is_unfolded_and_in_the_middle(graph: Network) -> None:
    found = rolled(graph)
    assert home_country(graph) == "BY"
    assert [g.name for g in found.groups if g.open] == ["Belarus"]
    (home,) = (g for g in found.groups if g.open)
    others = [g for g in found.groups if g.parent < 0 and g is not home]
    assert all(math.hypot(home.x, home.y) < math.hypot(g.x, g.y) for g in others)


def test_no_country_is_home_where_none_stands_out() -> None:
    graph = drawn(ring(60))
    assert home_country(graph) is None
    assert not any(g.open for g in rolled(graph).groups)


@pytest.mark.usefixtures("split")
def test_what_a_bubble_holds_stands_inside_it(graph: Network) -> None:
    found = rolled(graph)
    for actor, index in found.group_of.items():
        x, y = found.positions[actor]
        g = found.groups[index]
        assert math.hypot(x - g.x, y - g.y) <= g.radius + 1
    for g in found.groups:
        if g.parent >= 0:
            whole = found.groups[g.parent]
            assert math.hypot(g.x - whole.x, g.y - whole.y) + g.radius <= whole.radius + 1


def hub() -> World:
    """Return a country with many towns, each twinned with a town of its own abroad."""
    codes = ["cn", "fr", "de", "it", "pl", "es", "jp", "us", "br", "in", "tr", "eg"]
    home = [Actor(f"by/town-{i}", f"Home {i}", "city", "BY") for i in range(60)]
    away = [Actor(f"{codes[i % 12]}/town-{i}", f"Away {i}", "city", codes[i % 12].upper()) for i in range(60)]
    world = World([*home, *away])
    for near, far in zip(home, away, strict=True):
        world.say("TWINNED_WITH", near.id, far.id)
    return world


@pytest.mark.parametrize(("world", "countries"), [(ring(200), 10), (hub(), 13)], ids=["ring", "hub"])
def test_bubbles_of_countries_do_not_overlap(world: World, countries: int) -> None:
    tops = [g for g in rolled(drawn(world)).groups if g.parent < 0]
    assert len(tops) == countries
    for a, b in combinations(tops, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius - 1


def test_without_countries_communities_take_their_place() -> None:
    world = World([Actor(f"zz/{i}", f"Actor {i}", "company") for i in range(6)])
    for a, b in ((0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)):
        world.say("COOPERATES_WITH", f"zz/{a}", f"zz/{b}")
    names = [g.name for g in rolled(drawn(world)).groups]
    assert names == ["Around Actor 0", "Around Actor 3"]


def test_a_circle_of_parts_does_no_harm() -> None:
    a = Actor("zz/a", "A", "city", part_of="zz/b")
    b = Actor("zz/b", "B", "city", part_of="zz/a")
    world = World([a, b])
    world.say("TWINNED_WITH", "zz/a", "zz/b")
    assert region_of(drawn(world), "zz/a") is None


def test_a_region_that_only_the_gazetteer_knows_counts() -> None:
    pinsk = Actor("by/pinsk", "Pinsk", "city", "BY", part_of="by/brest-region")
    world = World([pinsk, Actor("fr", "France", "country", "FR")])
    world.say("COOPERATES_WITH", "by/pinsk", "fr")
    assert region_of(drawn(world), "by/pinsk") == "Brest Region"
