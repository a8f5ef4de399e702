"""Ids are hashes of what a source says; observations are no ties."""

import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import mention, statement
from pactgraph.graph.model import (
    Change,
    Citation,
    Evidence,
    Mention,
    Statement,
    Tie,
    content_hash,
    new_evidence,
    new_mention,
    new_statement,
    new_tie,
)
from pactgraph.graph.schema import ALL


def test_ids_are_what_they_have_always_been() -> None:
    assert content_hash("TWINNED_WITH", "by/gomel", "cn/chengdu") == "040c299ff9cd32c1"
    said = Statement(
        "TWINNED_WITH",
        Mention("Гомель", "Gomel", "city", "BY"),
        Mention("Чэнду", "Chengdu", "city", "CN"),
        Evidence("book.txt", (3, 3), (10, 20), citation=Citation("1", "T", "https://example.org", 2021)),
        "fr.twinning",
        "2004",
        details={"note": "é"},
    )
    assert said.id == "1609b12243a7f969"


def test_resolving_a_mention_does_not_change_the_id_of_its_statement() -> None:
    said = statement()
    moved = said.resolved("by/brest", "cn/xian")
    assert moved.id == said.id
    assert moved.tie_id != said.tie_id
    assert moved.source.text == said.source.text


def test_what_is_made_quickly_is_what_the_dataclass_makes() -> None:
    a, b = (make("Gomel", "Gomel", "city", "BY", id="by/gomel") for make in (Mention, new_mention))
    there, here = (make("book.txt", (1, 2), row=3) for make in (Evidence, new_evidence))
    for usual, quick in (
        (a, b),
        (there, here),
        (Statement("TWINNED_WITH", a, a, there, "test"), new_statement("TWINNED_WITH", b, b, here, "test")),
        (Tie("1", "TWINNED_WITH", "a", "b", value=2.0), new_tie("1", "TWINNED_WITH", "a", "b", value=2.0)),
    ):
        assert type(quick) is type(usual)
        assert (quick, repr(quick)) == (usual, repr(usual))
        assert pickle.loads(pickle.dumps(quick)) == usual
        with pytest.raises(FrozenInstanceError):
            setattr(quick, fields(quick)[0].name, "another")
    assert new_statement("TWINNED_WITH", b, b, here, "test").id == Statement("TWINNED_WITH", a, a, there, "test").id


texts = st.text(max_size=8)
maybe = st.none() | texts
pairs = st.none() | st.tuples(st.integers(), st.integers())
numbers = st.none() | st.integers() | st.booleans()


@given(
    st.builds(
        Statement,
        st.sampled_from(["TWINNED_WITH", "TRADES_WITH", "COOPERATES_WITH"]),
        st.builds(Mention, texts, texts, texts, maybe, texts),
        st.builds(Mention, texts, texts, texts, maybe, texts),
        st.builds(
            Evidence, texts, pairs, pairs, numbers, numbers, st.none() | st.builds(Citation, maybe, maybe, maybe)
        ),
        texts,
        maybe,
        texts,
        texts,
        st.dictionaries(texts, numbers | texts | st.floats() | st.lists(numbers), max_size=3),
        origin=texts,
    )
)
def test_ids_are_content_hashes(s: Statement) -> None:
    e = s.evidence
    ends = [(m.text, m.name, m.kind, m.country) for m in (s.source, s.target)]
    place = (e.document, e.lines, e.span, e.page, e.row, e.citation and (e.citation.number, e.citation.url))
    assert s.id == content_hash(s.type, ends, place, s.date, s.status, s.instrument, dict(s.details), s.rule, s.origin)
    assert s.tie_id == ("" if s.is_observation else content_hash(*s.tie_key))
    assert s.resolved("a", "b").id == s.id
    assert s.resolved("a", "b", "another origin").id == replace(s, origin="another origin").id


@pytest.mark.parametrize(
    "other",
    [
        {"date": "2005"},
        {"status": "planned"},
        {"instrument": "treaty"},
        {"details": {"note": "x"}},
        {"rule": "other"},
        {"origin": "elsewhere"},
        {"type": "COOPERATES_WITH"},
        {"source": mention("by/brest")},
        {"evidence": Evidence("book.txt", (2, 2))},
    ],
)
def test_whatever_a_source_says_differently_is_another_statement(other: dict[str, object]) -> None:
    said = statement(date="2004")
    _ = said.id  # kept from now on, but not by a statement that says something else
    assert replace(said, **other).id != said.id  # type: ignore[arg-type]


def test_an_origin_given_while_resolving_is_part_of_the_id() -> None:
    said = statement(origin="")
    assert said.resolved("by/gomel", "cn/chengdu", "book").id == statement(origin="book").id


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_symmetric_tie_has_one_id_from_both_sides(a: str, b: str) -> None:
    assert statement(a, b).tie_id == statement(b, a).tie_id


def test_a_directed_tie_has_another_id_the_other_way_round() -> None:
    assert statement("a", "b", "OWNED_BY").tie_id != statement("b", "a", "OWNED_BY").tie_id


def test_figures_of_each_flow_and_year_are_ties_of_their_own() -> None:
    def figure(a: str, b: str, flow: str, year: int) -> str:
        return statement(a, b, "TRADES_WITH", details={"flow": flow, "year": year}).tie_id

    assert len({figure("a", "b", f, y) for f in ("export", "import", "turnover") for y in (2019, 2020)}) == 6
    assert figure("a", "b", "export", 2020) != figure("b", "a", "export", 2020)
    assert figure("a", "b", "turnover", 2020) == figure("b", "a", "turnover", 2020)


def test_counts_and_statements_about_everyone_are_observations_and_no_tie() -> None:
    counted = statement("cn", "by/park", "RESIDENT_OF", kinds=("country", "zone"), details={"count": 162})
    everyone = replace(statement(type_="RESIDENT_OF"), source=Mention(ALL, ALL, "country"))
    for said in (counted, everyone):
        assert said.is_observation
        assert said.tie_id == ""
    assert not statement(details={"count": 3}).is_observation, "a twinning is not counted"


def test_hostile_text_can_be_hashed() -> None:
    assert len(content_hash("\ud800", "\x00", {"a": [1, None]})) == 16


def test_a_change_without_anything_is_empty() -> None:
    assert Change("book").is_empty
    assert not Change("book", dead_ties=("x",)).is_empty
