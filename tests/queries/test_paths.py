"""Paths: shortest, alternatives, by strength, restricted; and what stands in the way when there is none."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pactgraph.graph.errors import InputError
from pactgraph.graph.model import Actor, Tie
from pactgraph.queries.network import Filter
from pactgraph.queries.paths import Opening, openings, paths

from ..fakes import ACTORS, MemoryReader, small_world

BY_ID = {a.id: a for a in ACTORS}
GOMSELMASH, PANDA, RATON, BUTB = (
    BY_ID[i] for i in ("by/company/gomselmash", "cn/company/panda", "by/zone/gomel-raton", "by/exchange/butb")
)


@pytest.fixture
def reader() -> MemoryReader:
    return small_world().reader()


def ways(found: list) -> list[list[str]]:
    return [[a.id for a in p.actors] for p in found]


def test_the_shortest_comes_first_and_alternatives_follow(reader: MemoryReader) -> None:
    found = paths(reader, GOMSELMASH, RATON, count=5)
    assert ways(found) == [[GOMSELMASH.id, PANDA.id, RATON.id], [GOMSELMASH.id, BUTB.id, PANDA.id, RATON.id]]
    assert [p.cost for p in found] == [2.0, 3.0]


def test_a_step_keeps_its_ties(reader: MemoryReader) -> None:
    (found,) = paths(reader, GOMSELMASH, RATON)
    assert [[t.type for t in s.ties] for s in found.steps] == [["COOPERATES_WITH"], ["RESIDENT_OF"]]
    (trade,) = paths(reader, BY_ID["by"], BY_ID["cn"])
    assert sorted(t.year or "" for t in trade.steps[0].ties) == ["2020", "2021"]


def test_a_weighted_path_prefers_strong_ties() -> None:
    actors = [Actor(i, i, "city") for i in "abcd"]
    weak = Tie("1", "MEMBER_OF", "a", "d", since="1900", documents=1)
    strong = [
        Tie(str(n), "TWINNED_WITH", x, y, since="2021", documents=16)
        for n, (x, y) in enumerate([("a", "b"), ("b", "c"), ("c", "d")], 2)
    ]
    reader = MemoryReader(actors, ties=[weak, *strong])
    assert ways(paths(reader, actors[0], actors[3])) == [["a", "d"]]
    (found,) = paths(reader, actors[0], actors[3], weighted=True)
    assert ways([found]) == [["a", "b", "c", "d"]]
    assert found.cost == pytest.approx(3 / 15)  # three twinnings of strength 3 x (1 + log2 16)


def test_type_status_years_and_kind_restrict(reader: MemoryReader) -> None:
    assert paths(reader, GOMSELMASH, RATON, Filter(types=["COOPERATES_WITH"])) == []
    assert paths(reader, BY_ID["by/brest"], BY_ID["fr/brest"]) == []
    assert len(paths(reader, BY_ID["by/brest"], BY_ID["fr/brest"], Filter(statuses=("ended",)))) == 1
    assert paths(reader, GOMSELMASH, RATON, Filter(since=2020)) == []
    through_exchange = paths(reader, GOMSELMASH, PANDA, Filter(kinds=["exchange"], types=["ACCREDITED_AT"]))
    assert ways(through_exchange) == [[GOMSELMASH.id, BUTB.id, PANDA.id]]


def test_an_actor_can_be_avoided(reader: MemoryReader) -> None:
    assert paths(reader, GOMSELMASH, RATON, avoid={PANDA.id}) == []


def test_a_step_into_a_whole_is_taken_only_when_asked(reader: MemoryReader) -> None:
    chengdu = BY_ID["cn/chengdu"]
    assert paths(reader, GOMSELMASH, chengdu) == []
    found = paths(reader, GOMSELMASH, chengdu, parts=True, count=2)
    assert all(len(p.steps) == 2 for p in found)
    assert [GOMSELMASH.id, "by/gomel", "cn/chengdu"] in ways(found)


@pytest.mark.parametrize(
    ("ends", "keep", "lifts"),
    [
        (("by/brest", "fr/brest"), Filter(), [Opening("status", 1)]),
        (("by/gomel", "cn/chengdu"), Filter(types=["MEMBER_OF"]), [Opening("type", 1)]),
        (("by/gomel", "cn/chengdu"), Filter(since=2020), [Opening("years", 1), Opening("parts", 3)]),
        (("by/gomel", "cn/chengdu"), Filter(countries=["FR"]), [Opening("country", 1)]),
        (
            ("by/company/gomselmash", "by/zone/gomel-raton"),
            Filter(kinds=["city"]),
            [Opening("kind", 2), Opening("parts", 2)],
        ),
        (("by/brest", "cn/hubei"), Filter(types=["MEMBER_OF"]), [Opening("all", 2)]),
    ],
)
def test_what_stands_in_the_way_is_named(
    reader: MemoryReader, ends: tuple[str, str], keep: Filter, lifts: list[Opening]
) -> None:
    a, b = (BY_ID[i] for i in ends)
    assert paths(reader, a, b, keep) == []
    assert openings(reader, a, b, keep) == lifts


def test_nothing_opens_a_way_to_an_actor_without_ties() -> None:
    reader = MemoryReader([Actor("a", "A", "city"), Actor("b", "B", "city")])
    assert openings(reader, *reader.actors(), Filter()) == []


def test_both_ends_must_differ(reader: MemoryReader) -> None:
    with pytest.raises(InputError, match="given twice"):
        paths(reader, RATON, RATON)


@settings(max_examples=50, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=16))
def test_the_first_path_is_as_short_as_networkx_says(pairs: set[tuple[int, int]]) -> None:
    actors = [Actor(str(i), str(i), "city") for i in range(8)]
    ties = [Tie(f"{a}-{b}", "COOPERATES_WITH", str(a), str(b)) for a, b in sorted(pairs)]
    graph = nx.Graph([(str(a), str(b)) for a, b in pairs if a != b])
    graph.add_nodes_from(a.id for a in actors)
    found = paths(MemoryReader(actors, ties=ties), actors[0], actors[1], count=4)
    if nx.has_path(graph, "0", "1"):
        assert len(found[0].steps) == nx.shortest_path_length(graph, "0", "1")
        assert [len(p.steps) for p in found] == sorted(len(p.steps) for p in found)
        assert len({tuple(w) for w in ways(found)}) == len(found)
    else:
        assert found == []
