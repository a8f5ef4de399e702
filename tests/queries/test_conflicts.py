"""Conflicts: what sources disagree on, with the passages of every side."""

from typing import Any

import pytest
from pactgraph.queries.conflicts import Conflict, conflicts

from ..fakes import World, small_world


@pytest.fixture
def world() -> World:
    world = small_world()
    world.statements.clear()
    return world


def sides(conflict: Conflict) -> list[tuple[str, list[tuple[str, int]]]]:
    return [
        (s.says, [(x.evidence.document, (x.evidence.lines or (0, 0))[0]) for x in s.statements]) for s in conflict.sides
    ]


def traded(
    world: World, value: float, *, year: str = "2021", line: int, unit: str = "million USD", **more: Any
) -> None:
    details = {"flow": "export", "value": value, "unit": unit, "year": year, **more.pop("details", {})}
    world.say("TRADES_WITH", "by", "cn", line=line, details=details, **more)


def test_two_dates_of_one_twinning_are_a_conflict_told_with_the_chosen_side_first(world: World) -> None:
    world.say("TWINNED_WITH", "by/gomel", "cn/chengdu", "2004", line=7)
    world.say("TWINNED_WITH", "by/gomel", "cn/chengdu", "2008-05", line=3)
    world.say("TWINNED_WITH", "by/gomel", "cn/chengdu", "2008", document="other.txt", line=9)
    (found,) = conflicts(world.reader())
    assert found.about == "date"
    assert sides(found) == [("2008-05", [("book.txt", 3), ("other.txt", 9)]), ("2004", [("book.txt", 7)])]
    assert [s.chosen for s in found.sides] == [True, False]


def test_a_year_and_a_month_of_it_agree(world: World) -> None:
    world.say("TWINNED_WITH", "by/gomel", "cn/chengdu", "2008")
    world.say("TWINNED_WITH", "by/gomel", "cn/chengdu", "2008-05")
    assert conflicts(world.reader()) == []


def test_cooperation_that_is_renewed_has_many_dates_and_no_conflict(world: World) -> None:
    world.say("COOPERATES_WITH", "by/gomel", "cn/chengdu", "2004")
    world.say("COOPERATES_WITH", "by/gomel", "cn/chengdu", "2008")
    assert conflicts(world.reader()) == []


def test_a_tie_that_one_calls_ended_and_another_does_not_is_a_conflict_when_neither_is_dated(world: World) -> None:
    world.say("TWINNED_WITH", "by/gomel", "cn/chengdu", line=1)
    world.say("TWINNED_WITH", "by/gomel", "cn/chengdu", line=2, status="ended")
    (found,) = conflicts(world.reader())
    assert (found.about, {s.says for s in found.sides}) == ("status", {"agreed", "ended"})


def test_two_values_of_one_figure_are_a_conflict(world: World) -> None:
    traded(world, 53, line=1)
    traded(world, 30.4, line=2)
    traded(world, 30.4, line=3, document="other.txt")
    (found,) = conflicts(world.reader())
    assert found.about == "value"
    assert sides(found) == [
        ("30.4 million USD", [("book.txt", 2), ("other.txt", 3)]),
        ("53 million USD", [("book.txt", 1)]),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"value": 820},  # "nearly 800" is 820, rounded
        {"value": 80, "unit": "tractors"},
        {"value": 80, "details": {"sector": "food"}},
        {"value": 80, "details": {"period": "first quarter"}},
        {"value": 2000, "status": "planned"},
        {"value": 80, "year": "2022"},
    ],
)
def test_rounding_other_units_parts_targets_and_years_are_no_conflict(world: World, other: dict[str, Any]) -> None:
    traded(world, 800, line=1)
    traded(world, line=2, **other)
    assert conflicts(world.reader()) == []


def test_figures_without_a_year_may_both_hold(world: World) -> None:
    traded(world, 800, line=1, year="")
    traded(world, 80, line=2, year="")
    assert conflicts(world.reader()) == []


def test_types_and_actors_choose(world: World) -> None:
    for date in ("2004", "2008"):
        world.say("TWINNED_WITH", "by/gomel", "cn/chengdu", date)
        world.say("RESIDENT_OF", "by/company/gomselmash", "by/zone/gomel-raton", date)
    reader = world.reader()
    assert [c.tie.type for c in conflicts(reader)] == ["RESIDENT_OF", "TWINNED_WITH"]
    assert [c.tie.type for c in conflicts(reader, types=["RESIDENT_OF"])] == ["RESIDENT_OF"]
    assert [c.tie.type for c in conflicts(reader, touching=["cn/chengdu"])] == ["TWINNED_WITH"]
