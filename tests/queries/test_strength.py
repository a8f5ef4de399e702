"""Strength: the written formula, number for number, and what must hold whatever the weights."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pactgraph.graph.model import Tie
from pactgraph.graph.schema import STATUSES, TIE_TYPES
from pactgraph.queries.strength import (
    chain_strength,
    explain,
    newest_year,
    strength,
    tie_strength,
    weights,
    year_affirmed,
)


def tie(type_: str = "TWINNED_WITH", **more: object) -> Tie:
    given: dict[str, object] = {"id": "t", "source": "a", "target": "b", "statements": 1, "documents": 1} | more
    return Tie(type=type_, **given)  # type: ignore[arg-type]


def test_a_twinning_of_this_year_in_one_document_has_its_types_weight() -> None:
    assert tie_strength(tie(since="2021-05"), 2021) == weights().types["TWINNED_WITH"] == 3.0


def test_after_a_half_life_a_tie_counts_half_and_never_less_than_the_floor() -> None:
    w = weights()
    assert tie_strength(tie(since="2006"), 2021) == pytest.approx(3.0 * 0.5)
    assert w.half_life == 15
    assert tie_strength(tie(since="1900"), 2021) == pytest.approx(3.0 * w.floor)


def test_affirmation_renews_a_tie() -> None:
    assert tie_strength(tie(since="1990", last="2021-01"), 2021) == pytest.approx(3.0)


def test_each_doubling_of_the_documents_adds_once_the_strength() -> None:
    assert [tie_strength(tie(since="2021", documents=n), 2021) for n in (1, 2, 4)] == pytest.approx([3.0, 6.0, 9.0])


def test_what_is_undated_planned_or_ended_counts_as_the_data_say() -> None:
    w = weights()
    assert tie_strength(tie(), 2021) == pytest.approx(3.0 * w.undated)
    for status in STATUSES:
        assert tie_strength(tie(since="2021", status=status), 2021) == pytest.approx(3.0 * w.statuses[status])


def test_figures_of_one_pair_count_once_with_the_strongest() -> None:
    old, new = (tie("TRADES_WITH", id=y, year=y, flow="export") for y in ("2006", "2021"))
    other = tie("TRADES_WITH", id="o", target="c", year="2021", flow="export")
    assert strength([old, new], 2021) == pytest.approx(1.0)
    assert strength([old, new, other], 2021) == pytest.approx(2.0)


def test_a_chain_is_half_its_weaker_half_and_the_less_the_more_partners() -> None:
    assert chain_strength(4.0, 2.0, 2) == pytest.approx(1.0)
    assert chain_strength(2.0, 4.0, 1) == pytest.approx(1.0)
    assert chain_strength(4.0, 2.0, 16) == pytest.approx(0.25)


def test_the_newest_year_is_not_one_that_is_only_planned() -> None:
    assert (
        newest_year([tie(since="2019"), tie(last="2030", status="planned"), tie("TRADES_WITH", year="2020-2021")])
        == 2020
    )
    assert newest_year([]) is None
    assert year_affirmed(tie("TRADES_WITH", year="last year")) is None


def test_every_type_and_status_has_a_weight() -> None:
    assert weights().types.keys() == TIE_TYPES.keys()
    assert weights().statuses.keys() == set(STATUSES)


def test_the_explanation_carries_the_numbers_that_are_used() -> None:
    text = explain(2021)
    for number in ("TWINNED_WITH 3", "planned 0.3", "2^(-age / 15 years)", "to 2021", "at least 0.25", "undated 0.5"):
        assert number in text


years = st.one_of(st.none(), st.integers(1900, 2030).map(str))
ties = st.builds(
    tie,
    st.sampled_from(sorted(TIE_TYPES)),
    id=st.uuids().map(str),
    since=years,
    status=st.sampled_from(STATUSES),
    documents=st.integers(1, 50),
)


@given(st.lists(ties, max_size=8), ties)
def test_one_more_tie_never_weakens(some: list[Tie], more: Tie) -> None:
    assert strength([*some, more], 2021) >= strength(some, 2021) - 1e-12


@given(ties, st.integers(1900, 2030))
def test_strength_is_finite_and_falls_with_time(one: Tie, year: int) -> None:
    now, later = tie_strength(one, year), tie_strength(one, year + 10)
    assert math.isfinite(now)
    assert 0 <= later <= now
