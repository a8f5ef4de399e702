"""The rule by which statements add up to a tie, sentence by sentence."""

import random

from hypothesis import given
from hypothesis import strategies as st
from makers import statement
from pactgraph.graph import ties
from pactgraph.graph.model import Statement, Tie
from pactgraph.graph.schema import TIE_TYPES
from pactgraph.graph.ties import derive


def tie(*told: dict[str, object], type_: str = "TWINNED_WITH") -> Tie:
    """Return the one tie that statements with these fields add up to."""
    (found,) = derive(statement(type_=type_, line=n, **fields) for n, fields in enumerate(told, 1))  # type: ignore[arg-type]
    return found


def test_nothing_adds_up_to_nothing() -> None:
    assert derive([]) == []


def test_an_agreed_statement_makes_an_agreed_tie_with_its_date() -> None:
    found = tie({"date": "2004", "instrument": "agreement"})
    assert (found.status, found.since, found.last, found.until) == ("agreed", "2004", "2004", None)
    assert (found.instrument, found.statements, found.documents, found.conflict) == ("agreement", 1, 1, ())


def test_a_plan_is_planned_until_someone_says_it_was_agreed() -> None:
    assert tie({"status": "planned"}).status == "planned"
    assert tie({"status": "planned"}, {"status": "agreed"}).status == "agreed"


def test_an_end_ends_a_tie_unless_it_was_agreed_later() -> None:
    ended = tie({"date": "2004"}, {"date": "2016", "status": "ended"})
    assert (ended.status, ended.since, ended.until) == ("ended", "2004", "2016")
    renewed = tie({"date": "2020"}, {"date": "2016", "status": "ended"})
    assert (renewed.status, renewed.until) == ("agreed", None)


def test_an_undated_end_beside_an_undated_agreement_is_a_conflict() -> None:
    assert "status" in tie({}, {"status": "ended"}).conflict
    assert "status" not in tie({"date": "2004"}, {"status": "ended"}).conflict


def test_dates_that_can_be_one_day_are_no_conflict_and_the_most_precise_is_told() -> None:
    found = tie({"date": "2021"}, {"date": "2021-04-15"}, {"date": "2021-04"})
    assert (found.since, found.conflict) == ("2021-04-15", ())


def test_two_dates_of_what_begins_once_are_a_conflict_and_more_documents_win() -> None:
    found = tie(
        {"date": "2004", "document": "a"},
        {"date": "2004", "document": "a"},
        {"date": "2008", "document": "b"},
        {"date": "2008-05", "document": "c"},
    )
    assert (found.since, found.conflict) == ("2008-05", ("date",))


def test_ties_that_are_renewed_begin_with_the_earliest_date() -> None:
    found = tie({"date": "2010"}, {"date": "2004-05"}, {"date": "2021"}, type_="COOPERATES_WITH")
    assert (found.since, found.last, found.conflict) == ("2004-05", "2021", ())


def test_the_instrument_most_statements_name_is_told() -> None:
    assert tie({"instrument": "treaty"}, {"instrument": "plan"}, {"instrument": "plan"}, {}).instrument == "plan"
    assert tie({"instrument": "treaty"}, {"instrument": "plan"}).instrument == "plan", "then the first by alphabet"
    assert tie({}).instrument == "none"


def test_a_figure_told_in_two_ways_is_a_conflict_and_the_surest_wins() -> None:
    def figure(value: float, confidence: float = 1.0) -> dict[str, object]:
        details = {"flow": "export", "year": 2020, "value": value, "unit": "USD"}
        return {"details": details, "confidence": confidence}

    found = tie(figure(2.0, 0.5), figure(3, 0.9), type_="TRADES_WITH")
    assert (found.value, found.unit, found.flow, found.year, found.conflict) == (
        3.0,
        "USD",
        "export",
        "2020",
        ("value",),
    )
    assert tie(figure(2.0, 0.5), figure(2, 0.5), figure(3, 0.9), type_="TRADES_WITH").value == 2.0


def test_observations_are_part_of_no_tie() -> None:
    assert derive([statement("cn", "by/park", "RESIDENT_OF", kinds=("country", "zone"), details={"count": 9})]) == []


DATES = st.one_of(st.none(), st.sampled_from(["2004", "2004-05", "2004-05-06", "2008", "2008-01", "2016"]))
SAID = st.builds(
    lambda type_, a, b, date, status, instrument, document, line, flow, value: statement(
        a,
        b,
        type_,
        date=date,
        status=status,
        instrument=instrument,
        document=document,
        line=line,
        details={"flow": flow, "year": 2020, "value": value, "unit": "USD"} if type_ == "TRADES_WITH" else {},
    ),
    st.sampled_from([t for t in TIE_TYPES if not TIE_TYPES[t].derived]),
    st.sampled_from(["a", "b"]),
    st.sampled_from(["c", "d"]),
    DATES,
    st.sampled_from(["agreed", "planned", "ended"]),
    st.sampled_from(["none", "treaty", "plan"]),
    st.sampled_from(["x", "y"]),
    st.integers(1, 40),
    st.sampled_from(["export", "turnover"]),
    st.sampled_from([1.0, 2.0]),
)


@given(st.lists(SAID, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(told: list[Statement], chance: random.Random) -> None:
    told = list({s.id: s for s in told}.values())
    found = derive(told)
    chance.shuffle(told)
    assert derive(told) == found
    assert sum(t.statements for t in found) == len(told)
    assert [t.id for t in found] == sorted({s.tie_id for s in told})


@given(SAID)
def test_a_statement_alone_makes_what_the_rule_makes_of_it(said: Statement) -> None:
    assert derive([said]) == [ties._tie(said.tie_id, [said])]
