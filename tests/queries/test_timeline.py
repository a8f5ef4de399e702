"""Timelines: ties by year and type, and counts over time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pactgraph.queries.network import Filter
from pactgraph.queries.snapshot import Snapshot
from pactgraph.queries.timeline import counts, sparkline, timeline

from ..fakes import ACTORS, World, small_world


@pytest.fixture
def snapshot() -> Snapshot:
    return Snapshot.read(small_world().reader())


def test_ties_are_counted_in_the_year_they_began_and_figures_in_the_year_they_are_of(snapshot: Snapshot) -> None:
    found = timeline(snapshot)
    assert {y: c for y, c in found.years.items() if c} == {
        2010: {"TWINNED_WITH": 1},
        2012: {"COOPERATES_WITH": 1},
        2015: {"TWINNED_WITH": 1},
        2018: {"TWINNED_WITH": 1},
        2019: {"RESIDENT_OF": 1},
        2020: {"COOPERATES_WITH": 1, "TRADES_WITH": 1},
        2021: {"TRADES_WITH": 1},
    }
    assert found.undated == {"ACCREDITED_AT": 2}
    assert found.types == ("TWINNED_WITH", "COOPERATES_WITH", "RESIDENT_OF", "ACCREDITED_AT", "TRADES_WITH")


def test_years_have_no_holes_and_add_up(snapshot: Snapshot) -> None:
    found = timeline(snapshot)
    assert list(found.years) == list(range(2010, 2022))
    assert list(found.cumulative().values()) == [1, 1, 2, 2, 2, 3, 3, 3, 4, 5, 7, 8]


def test_an_actor_has_the_ties_of_what_belongs_to_it(snapshot: Snapshot) -> None:
    inside = snapshot.belonging.parts("by/gomel-region")
    assert sum(sum(c.values()) for c in timeline(snapshot, inside).years.values()) == 5
    assert sum(sum(c.values()) for c in timeline(snapshot, {"by/gomel-region"}).years.values()) == 2


def test_country_and_kind_restrict(snapshot: Snapshot) -> None:
    both = timeline(snapshot, keep=Filter(countries=["BY", "CN"], kinds=["region"]))
    assert both.years == {2012: {"COOPERATES_WITH": 1}, 2013: {}, 2014: {}, 2015: {"TWINNED_WITH": 1}}


def test_nothing_gives_an_empty_timeline() -> None:
    found = timeline(Snapshot.read(World(ACTORS).reader()))
    assert (found.years, found.undated, found.types, found.cumulative()) == ({}, {}, (), {})


def test_counts_make_series_in_order_of_time() -> None:
    series = {(s.source, s.target): s for s in counts(small_world().reader())}
    assert series["cn", "by/exchange/butb"].values == (120.0, 162.0)
    assert series["all", "by/exchange/butb"].values == (26000.0,)


def test_brokers_and_participants_are_counted_apart() -> None:
    w = World(ACTORS)
    for date, count, role in (("2020", 5, "broker"), ("2021", 900, "participant"), ("2022", 7, "broker")):
        w.say("ACCREDITED_AT", "cn", "by/exchange/butb", date, details={"count": count, "role": role})
    assert [(s.role, s.values) for s in counts(w.reader())] == [("broker", (5.0, 7.0)), ("participant", (900.0,))]


def test_counts_without_a_date_are_kept_apart_and_planned_ones_left_out() -> None:
    w = small_world()
    w.say("ACCREDITED_AT", "cn", "by/exchange/butb", details={"count": 9})
    w.say("ACCREDITED_AT", "cn", "by/exchange/butb", "2030", status="planned", details={"count": 999})
    first = counts(w.reader(), Filter())[0]
    assert first.values == (120.0, 162.0)
    assert [s.details["count"] for s in first.undated] == [9]


def test_a_sparkline_reaches_from_the_baseline_to_the_full_block() -> None:
    assert sparkline([0, 1, 4, 8]) == " ▂▅█"
    assert sparkline([]) == ""
    assert sparkline([0, 0]) == "  "


@given(st.lists(st.floats(0, 1e9), max_size=50))
def test_a_sparkline_has_a_character_a_value_and_rises_with_it(values: list[float]) -> None:
    line = sparkline(values)
    assert len(line) == len(values)
    blocks = " ▁▂▃▄▅▆▇█"
    by_value = [c for _, c in sorted(zip(values, line, strict=True), key=lambda p: p[0])]
    assert [blocks.index(c) for c in by_value] == sorted(blocks.index(c) for c in line)
