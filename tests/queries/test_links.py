"""Links: between two places and what belongs to them, rankings and tables, on numbers worked out by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pactgraph.graph.errors import InputError
from pactgraph.graph.model import Actor, Tie
from pactgraph.queries.links import Selector, links, matrix, ranking
from pactgraph.queries.network import Filter
from pactgraph.queries.snapshot import Belonging, Snapshot

from ..fakes import ACTORS, small_world

HALF = 2 ** (-1 / 15)  # what a year costs


@pytest.fixture
def snapshot() -> Snapshot:
    return Snapshot.read(small_world().reader())


def actor(snapshot: Snapshot, id_: str) -> Actor:
    return snapshot.actors[id_]


def test_what_belongs_to_a_region_is_found_at_any_depth() -> None:
    belonging = Belonging(ACTORS)
    assert belonging.parts("by/gomel-region") == {
        "by/gomel-region",
        "by/gomel",
        "by/gomel-district",
        "by/svetlogorsk",
        "by/company/gomselmash",
        "by/zone/gomel-raton",
    }
    assert belonging.wholes("by/company/gomselmash") == ("by/company/gomselmash", "by/gomel", "by/gomel-region", "by")


def test_to_a_country_belongs_whatever_bears_its_code() -> None:
    assert "by/exchange/butb" in Belonging(ACTORS).parts("by")
    assert "by/exchange/butb" not in Belonging(ACTORS).parts("cn")


def test_a_circle_of_containment_ends() -> None:
    belonging = Belonging([Actor("a", "A", "city", part_of="b"), Actor("b", "B", "region", part_of="a")])
    assert belonging.parts("a") == {"a", "b"}
    assert belonging.wholes("a") == ("a", "b")


def test_two_regions_are_linked_by_all_that_belongs_to_them(snapshot: Snapshot) -> None:
    found = links(snapshot, actor(snapshot, "by/gomel-region"), actor(snapshot, "cn/sichuan"))
    assert found.as_of == 2021
    assert [(k.near.id, k.tie.type, k.far.id) for k in found.direct] == [
        ("by/gomel-region", "TWINNED_WITH", "cn/sichuan"),
        ("by/gomel", "TWINNED_WITH", "cn/chengdu"),
        ("by/company/gomselmash", "COOPERATES_WITH", "cn/company/panda"),
        ("by/zone/gomel-raton", "RESIDENT_OF", "cn/company/panda"),
    ]
    assert [k.strength for k in found.direct] == pytest.approx([3 * HALF**5 * 2, 3 * HALF**3, 2 * HALF, 2 * HALF**2])
    assert found.strength == pytest.approx(6 * HALF**5 + 3 * HALF**3 + 2 * HALF + 2 * HALF**2)


def test_a_partner_that_both_sides_have_makes_a_chain(snapshot: Snapshot) -> None:
    (chain,) = links(snapshot, actor(snapshot, "by/gomel-region"), actor(snapshot, "cn/sichuan")).chains
    assert chain.via.id == "by/exchange/butb"
    assert [k.near.id for k in chain.first] == ["by/company/gomselmash"]
    assert [k.far.id for k in chain.second] == ["cn/company/panda"]
    assert chain.strength == pytest.approx(0.5 * 0.5)  # half of an undated accreditation


def test_links_read_the_same_from_either_side(snapshot: Snapshot) -> None:
    one = links(snapshot, actor(snapshot, "by/gomel-region"), actor(snapshot, "cn/sichuan"))
    other = links(snapshot, actor(snapshot, "cn/sichuan"), actor(snapshot, "by/gomel-region"))
    assert one.strength == pytest.approx(other.strength)
    assert {(k.near.id, k.far.id) for k in one.direct} == {(k.far.id, k.near.id) for k in other.direct}


def test_without_rollup_only_the_two_themselves_count(snapshot: Snapshot) -> None:
    found = links(snapshot, actor(snapshot, "by/gomel-region"), actor(snapshot, "cn/sichuan"), rollup=False)
    assert [k.tie.type for k in found.direct] == ["TWINNED_WITH"]
    assert found.chains == ()


def test_a_part_is_linked_to_the_rest_of_its_whole(snapshot: Snapshot) -> None:
    found = links(snapshot, actor(snapshot, "by"), actor(snapshot, "by/gomel-region"))
    assert {(k.near.id, k.far.id) for k in found.direct} == {("by/exchange/butb", "by/company/gomselmash")}


def test_what_the_filter_leaves_out_between_the_two_is_told(snapshot: Snapshot) -> None:
    found = links(snapshot, actor(snapshot, "by/brest-region"), actor(snapshot, "cn/hubei"))
    assert found.direct == ()
    assert [(k.tie.status, k.far.id) for k in found.left_out] == [("planned", "cn/hubei")]
    every = Snapshot.read(small_world().reader(), Filter(statuses=("agreed", "planned", "ended")))
    assert links(every, actor(every, "by/brest-region"), actor(every, "cn/hubei")).left_out == ()


def test_an_actor_is_not_linked_to_itself(snapshot: Snapshot) -> None:
    with pytest.raises(InputError, match="given twice"):
        links(snapshot, actor(snapshot, "by"), actor(snapshot, "by"))


def test_partners_are_ranked_region_by_region(snapshot: Snapshot) -> None:
    found = ranking(snapshot, actor(snapshot, "by/gomel-region"), within=actor(snapshot, "cn"), kind="region")
    assert [p.actor.id for p in found] == ["cn/sichuan", "cn/jiangsu"]
    assert found[0].types == {"TWINNED_WITH": 2, "COOPERATES_WITH": 1, "RESIDENT_OF": 1}
    assert found[0].last == 2020
    assert found[0].shared == 1
    assert found[1].strength == pytest.approx(2 * HALF**9)


def test_without_a_kind_each_partner_counts_for_itself(snapshot: Snapshot) -> None:
    found = ranking(snapshot, actor(snapshot, "by/gomel-region"))
    ids = [p.actor.id for p in found]
    assert ids[:2] == ["cn/sichuan", "cn/company/panda"]
    assert "by/gomel" not in ids
    assert next(p for p in found if p.actor.id == "cn/sichuan").strength == pytest.approx(6 * HALF**5)


def test_the_table_holds_the_same_numbers_as_the_links(snapshot: Snapshot) -> None:
    rows = Selector(kinds=["region"], countries=["BY"]).choose(snapshot)
    columns = Selector(kinds=["region"], countries=["CN"]).choose(snapshot)
    found = matrix(snapshot, rows, columns)
    assert [a.name for a in found.rows] == ["Brest Region", "Gomel Region"]
    assert [a.name for a in found.columns] == ["Hubei", "Jiangsu", "Sichuan"]
    assert [[found.count(r, c) for c in found.columns] for r in found.rows] == [[0, 1, 0], [0, 1, 4]]
    for r in rows:
        for c in columns:
            assert found.strength(r, c) == pytest.approx(links(snapshot, r, c).strength)


def test_a_selector_chooses_what_belongs_to_a_place(snapshot: Snapshot) -> None:
    assert [a.id for a in Selector(part_of="by/gomel-region", kinds=["city"]).choose(snapshot)] == [
        "by/gomel",
        "by/svetlogorsk",
    ]


IDS = [f"{c}{i}" for c in "xyz" for i in range(5)]


def world(draw: st.DrawFn) -> Snapshot:
    actors = []
    for c in "xyz":
        actors += [Actor(f"{c}0", c, "country", c), Actor(f"{c}1", c, "region", c, part_of=f"{c}0")]
        actors += [Actor(f"{c}{i}", c, "city", c, part_of=draw(st.sampled_from([f"{c}1", f"{c}0"]))) for i in (2, 3, 4)]
    pairs = draw(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=25))
    ties = [
        Tie(f"t{n}", draw(st.sampled_from(["TWINNED_WITH", "TRADES_WITH"])), a, b, since=str(2000 + n), documents=1)
        for n, (a, b) in enumerate(pairs)
        if a != b
    ]
    return Snapshot.of(actors, ties)


@settings(max_examples=60, deadline=None)
@given(st.composite(world)(), st.sampled_from(["region", "city", "country"]))
def test_rankings_tables_and_links_agree_on_any_graph(snapshot: Snapshot, kind: str) -> None:
    a = snapshot.actors["x1"]
    ranked = {p.actor.id: p for p in ranking(snapshot, a, kind=kind)}
    others = [b for b in snapshot.actors.values() if b.kind == kind and b.country != "x"]
    table = matrix(snapshot, [a], others)
    for b in others:
        found = links(snapshot, a, b)
        p = ranked.get(b.id)
        assert found.strength == pytest.approx(p.strength if p else 0.0)
        assert found.indirect == pytest.approx(p.indirect if p else 0.0)
        assert table.strength(a, b) == pytest.approx(found.strength)
