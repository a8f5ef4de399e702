"""Loading is idempotent, atomic a source, and ends in the same graph whichever way the statements came."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pactgraph.graph import ingest as module
from pactgraph.graph.decisions import Decision, Decisions
from pactgraph.graph.errors import StoreError
from pactgraph.graph.gazetteer import Place
from pactgraph.graph.identity import Resolver
from pactgraph.graph.ingest import Report, Source, ingest
from pactgraph.graph.model import Actor, Document, Evidence, Mention, Statement
from pactgraph.graph.schema import ALL
from pactgraph.graph.store import Store
from pactgraph.graph.ties import derive


def place(id_: str, name: str, kind: str = "city", part_of: str | None = None) -> Place:
    return Place(id_, name, kind, id_[:2].upper(), part_of, None, None, None, None, ())


class SmallWorld:
    """A gazetteer of a few places."""

    def __init__(self) -> None:
        found = (
            place("by", "Belarus", "country"),
            place("by/gomel-region", "Gomel Region", "region", "by"),
            place("by/gomel", "Gomel", "city", "by/gomel-region"),
            place("by/mozyr", "Mozyr", "city", "by/gomel-region"),
            place("by/brest", "Brest", "city", "by"),
            place("cn", "China", "country"),
            place("cn/chengdu", "Chengdu", "city", "cn"),
            place("cn/xian", "Xi'an", "city", "cn"),
        )
        self.places = {p.id: p for p in found}

    def get(self, id_: str) -> Place | None:
        return self.places.get(id_)

    def find(self, name: str, *, country: str | None = None, kind: str | None = None) -> list[Place]:
        return [
            p
            for p in self.places.values()
            if p.name == name and kind in (None, p.kind) and country in (None, p.country)
        ]


def resolver(*decisions: Decision) -> Resolver:
    return Resolver(SmallWorld(), decisions=Decisions.of(decisions))  # type: ignore[arg-type]


def says(
    a: str, b: str, type_: str = "TWINNED_WITH", *, line: int = 1, document: str = "book.txt", **more: object
) -> Statement:
    ends = [Mention(n, n, "country" if n in ("Belarus", "China") else "city") for n in (a, b)]
    return Statement(type_, ends[0], ends[1], Evidence(document, (line, line)), "test", **more)  # type: ignore[arg-type]


def load(store: Store, *said: Statement, name: str = "book", using: Resolver | None = None, **more: object) -> Report:
    return ingest(store, Source(name, said, **more), using or resolver())  # type: ignore[arg-type]


def graph(store: Store) -> tuple[object, ...]:
    return store.actors(), store.ties(), store.statements(), store.documents(), store.counts()


def ids(actors: Sequence[Actor]) -> list[str]:
    return [a.id for a in actors]


GOMEL, BREST = says("Gomel", "Chengdu", date="2004"), says("Brest", "Xi'an", line=2)


def test_statements_are_stored_with_their_ties_and_the_places_their_ends_are_part_of(store: Store) -> None:
    report = load(store, GOMEL, BREST)
    assert (report.new, report.read, report.ties) == (2, 2, {"TWINNED_WITH": 2})
    assert ids(store.actors()) == ["by", "by/brest", "by/gomel", "by/gomel-region", "cn", "cn/chengdu", "cn/xian"]
    assert store.ties(types=["TWINNED_WITH"]) == derive(store.statements())
    contains = {(t.source, t.target) for t in store.ties(types=["PART_OF"])}
    assert ("by/gomel", "by/gomel-region") in contains
    assert ("by/gomel-region", "by") in contains
    assert [d.name for d in store.documents()] == ["book.txt"]


def test_loading_a_source_twice_changes_nothing(store: Store) -> None:
    load(store, GOMEL, BREST)
    before = graph(store)
    report = load(store, BREST, GOMEL)
    assert (report.new, report.unchanged, report.removed) == (0, 2, 0)
    assert graph(store) == before


def test_a_statement_given_twice_is_stored_once(store: Store) -> None:
    report = load(store, GOMEL, GOMEL)
    assert (report.new, report.repeated, len(store.statements())) == (1, 1, 1)


def test_what_a_source_no_longer_says_goes_with_all_that_rested_on_it(store: Store) -> None:
    load(store, BREST)
    only_brest = graph(store)
    load(store, GOMEL, BREST)
    report = load(store, BREST)
    assert report.removed == 1
    assert graph(store) == only_brest


def test_what_another_source_says_as_well_stays(store: Store) -> None:
    load(store, GOMEL, name="book")
    load(store, replace(GOMEL, evidence=Evidence("table.csv", row=1)), name="table")
    assert [t.statements for t in store.ties(types=["TWINNED_WITH"])] == [2]
    load(store, name="book")
    assert [t.statements for t in store.ties(types=["TWINNED_WITH"])] == [1]
    assert {s.origin for s in store.statements()} == {"table"}
    assert [d.name for d in store.documents()] == ["table.csv"]
    load(store, name="table")
    assert graph(store)[:4] == ([], [], [], [])


def test_a_place_stays_as_long_as_a_part_of_it_does(store: Store) -> None:
    load(store, says("Gomel", "Chengdu"), name="one")
    load(store, says("Mozyr", "Chengdu"), name="two")
    load(store, name="one")
    assert "by/gomel" not in ids(store.actors())
    assert "by/gomel-region" in ids(store.actors())
    load(store, name="two")
    assert store.actors() == []


def test_a_place_that_is_itself_tied_outlives_its_parts(store: Store) -> None:
    load(store, says("Belarus", "China", "COOPERATES_WITH"), name="one")
    load(store, says("Brest", "China", "COOPERATES_WITH"), name="two")
    load(store, name="two")
    assert ids(store.actors()) == ["by", "cn"]


def test_a_decision_taken_later_moves_what_was_loaded(store: Store) -> None:
    load(store, says("Homiel", "Chengdu"))
    assert "by/gomel" not in ids(store.actors())
    decided = resolver(Decision("is", {"name": "Homiel"}, "by/gomel"))
    report = load(store, says("Homiel", "Chengdu"), using=decided)
    assert (report.new, report.removed) == (1, 0)
    assert ids(store.actors()) == ["by", "by/gomel", "by/gomel-region", "cn", "cn/chengdu"]
    assert [(t.source, t.target) for t in store.ties(types=["TWINNED_WITH"])] == [("by/gomel", "cn/chengdu")]
    (moved,) = store.statements()
    assert (moved.source.id, moved.source.text) == ("by/gomel", "Homiel")


def test_joining_two_actors_joins_their_ties(store: Store) -> None:
    told = (says("Gomel", "Chengdu", date="2004"), says("Mozyr", "Chengdu", line=2, date="2004"))
    load(store, *told)
    load(store, *told, using=resolver(Decision("same", ["by/gomel", "by/mozyr"])))
    assert [(t.source, t.statements) for t in store.ties(types=["TWINNED_WITH"])] == [("by/gomel", 2)]
    assert "by/mozyr" not in ids(store.actors())
    load(store, *told)
    assert len(store.ties(types=["TWINNED_WITH"])) == 2, "a decision that is taken back leaves no trace"


def test_a_statement_decided_to_be_wrong_is_rejected_and_removed(store: Store) -> None:
    load(store, GOMEL, BREST)
    wrong = next(s.id for s in store.statements() if s.source.id == "by/gomel")
    report = load(store, GOMEL, BREST, using=resolver(Decision("wrong", wrong)))
    assert [r.reason for r in report.rejected] == ["decided to be wrong"]
    assert report.removed == 1
    assert [s.source.id for s in store.statements()] == ["by/brest"]


def test_what_cannot_be_is_rejected_with_its_reason_and_the_rest_is_stored(store: Store) -> None:
    report = load(store, says("Belarus", "Chengdu"), says("Gomel", "Gomel", line=2), BREST)
    reasons = [r.reason for r in report.rejected]
    assert "TWINNED_WITH cannot have a country as its source" in reasons[0]
    assert "are both Gomel" in reasons[1]
    assert (report.new, report.read) == (1, 3)
    assert len(store.statements()) == 1


def test_counts_are_kept_and_make_no_tie(store: Store) -> None:
    park = Actor("by/zone/park", "Park", "zone", "BY")
    counted = Statement(
        "RESIDENT_OF",
        Mention(ALL, ALL, "country"),
        Mention("Park", "Park", "zone", "BY"),
        Evidence("book.txt", (1, 1)),
        "test",
        "2024-01",
        details={"count": 162},
    )
    report = load(store, counted, actors=(park,))
    assert report.observations == 1
    assert ids(store.actors()) == ["by/zone/park"]
    assert store.ties() == []
    assert store.counts().observations == 1
    load(store, actors=(park,))
    assert store.actors() == []


def test_what_a_source_knows_of_documents_is_stored_and_renewed(store: Store) -> None:
    load(store, GOMEL, documents=(Document("book.txt", "The book"),))
    load(store, GOMEL, documents=(Document("book.txt", "The book, second edition"),))
    assert store.documents() == [Document("book.txt", "The book, second edition")]


def test_an_actor_a_source_tells_more_about_is_renewed(store: Store) -> None:
    firm = Actor("by/company/belaz", "BelAZ", "company", "BY", ("BELAZ",))
    told = Statement(
        "PRODUCES_IN",
        Mention("BELAZ", "BELAZ", "company", "BY"),
        Mention("Chengdu", "Chengdu", "city"),
        Evidence("book.txt", (1, 1)),
        "test",
    )
    load(store, told, actors=(firm,))
    assert store.actors([firm.id]) == [firm]
    more = replace(firm, lat=54.1, lon=28.3)
    load(store, replace(told, evidence=Evidence("other.txt", (1, 1))), name="other", actors=(more,))
    assert store.actors([firm.id]) == [more]


def test_a_source_that_breaks_off_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 1)
    load(store, BREST)
    before = graph(store)

    def broken():  # type: ignore[no-untyped-def]
        yield GOMEL
        yield says("Mozyr", "Chengdu")
        raise OSError("the disk is gone")

    with pytest.raises((OSError, StoreError), match="the disk is gone"):
        ingest(store, Source("book", broken()), resolver())
    assert graph(store) == before


NAMES = ["Gomel", "Mozyr", "Brest", "Chengdu", "Xi'an", "Utopia"]
SAID = st.builds(
    lambda a, b, type_, line, document, status, date: says(
        a, b, type_, line=line, document=document, status=status, date=date
    ),
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    st.sampled_from(["TWINNED_WITH", "COOPERATES_WITH", "REPRESENTED_IN"]),
    st.integers(1, 3),
    st.sampled_from(["a.txt", "b.txt"]),
    st.sampled_from(["agreed", "planned", "ended"]),
    st.sampled_from([None, "2004", "2008-05"]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(SAID, max_size=8), st.lists(SAID, max_size=8), st.randoms(use_true_random=False), st.integers(1, 3))
def test_the_graph_depends_on_what_was_said_last_and_on_nothing_else(
    store: Store, before: list[Statement], after: list[Statement], chance: random.Random, size: int
) -> None:
    """Loading `before` and then `after` under one name, in parts of any size, is loading `after`, in any order."""
    with pytest.MonkeyPatch.context() as patch:
        load(store, name="book")
        load(store, *after)
        wanted = graph(store)
        load(store, name="book")
        assert graph(store)[:4] == ([], [], [], [])
        patch.setattr(module, "CHUNK", size)
        load(store, *before)
        chance.shuffle(after)
        load(store, *after)
        assert graph(store) == wanted
        assert [t for t in store.ties() if t.type != "PART_OF"] == derive(store.statements())


def test_progress_is_told_by_the_chunk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 2)
    told: list[int] = []
    said = [says("Gomel", "Chengdu", line=n) for n in range(5)]
    ingest(store, Source("book", said), resolver(), progress=told.append)
    assert told == [2, 4, 5]
