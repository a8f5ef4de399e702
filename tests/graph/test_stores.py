"""What both stores do alike. One suite; nothing in it knows which store it is given."""

import math
import time
from contextlib import suppress

import pytest
from makers import actor, change, mention, statement
from pactgraph.graph.errors import QueryError, StoreError
from pactgraph.graph.model import Actor, Change, Citation, Document, Evidence, Mention, Statement, Tie
from pactgraph.graph.schema import TIE_TYPES
from pactgraph.graph.store import Store


def fill(store: Store, *changes: Change) -> None:
    with store.load(changes[0].origin) as load:
        for one in changes:
            load.apply(one)


def test_an_empty_store_answers_everything_with_nothing(store: Store) -> None:
    assert store.actors() == []
    assert store.ties() == []
    assert store.statements() == []
    assert list(store.statement_ends("book")) == []
    assert store.documents() == []
    assert store.counts().actors == {}
    assert store.counts().statements == 0


def test_a_statement_comes_back_as_it_went_in(store: Store) -> None:
    full = Statement(
        "TRADES_WITH",
        Mention("région de Gomel", "Gomel Region", "region", "BY", "by/gomel-region"),
        Mention("«Сычуань»", 'Si"chu\\an', "region", None, "cn/sichuan"),
        Evidence("a book.txt", (3, 5), (100, 180), 7, 9, Citation("191", "Тitle's", "https://example.org/a?b=1", 2021)),
        "fr.trade",
        "2021-04",
        "planned",
        "memorandum",
        {"flow": "export", "year": 2020, "value": 1.5, "unit": "USD", "note": "l'été\n“x”", "jobs": 12},
        0.93,
        "book",
    )
    bare = Statement("TWINNED_WITH", mention("by/gomel"), mention("cn/chengdu"), Evidence("b"), "r", origin="book")
    numbered = statement(citation=Citation("7"))
    fill(store, change(full, bare, numbered))
    assert store.statements() == sorted([full, bare, numbered], key=lambda s: s.id)
    assert [s.id for s in store.statements()] == sorted(s.id for s in (full, bare, numbered))


def test_actors_and_documents_come_back_as_they_went_in(store: Store) -> None:
    place = Actor("by/gomel", "Gomel", "city", "BY", ("Homiel", "Гомель", "a,b"), "by", 52.4345, 30.9754, "Q2678")
    nobody = Actor("zz/company/x", "X", "company")
    documents = (Document("a.txt", "A", "Press", "https://example.org", "2024", "CC0-1.0", "register"), Document("b"))
    fill(store, Change("book", actors=(place, nobody, actor("by", "country")), documents=documents))
    assert store.actors() == [actor("by", "country"), place, nobody]
    assert store.actors(["zz/company/x", "unknown", "zz/company/x"]) == [nobody]
    assert store.documents() == list(documents)


def test_ties_come_back_as_they_went_in(store: Store) -> None:
    a, b = actor("by/gomel"), actor("cn/chengdu")
    ties = (
        Tie(
            "1" * 16, "TWINNED_WITH", a.id, b.id, "2004", "2008-05", None, "agreed", "treaty", 3, 2, ("date", "status")
        ),
        Tie(
            "2" * 16,
            "TRADES_WITH",
            b.id,
            a.id,
            None,
            None,
            None,
            "ended",
            "none",
            1,
            1,
            (),
            "export",
            "2020",
            2.5,
            "USD",
        ),
        Tie("3" * 16, "PART_OF", a.id, b.id),
    )
    fill(store, Change("book", actors=(a, b), ties=ties))
    assert store.ties() == list(ties)


def test_parallel_ties_of_one_type_stay_apart(store: Store) -> None:
    trade = [
        statement(type_="TRADES_WITH", details={"flow": f, "year": y, "value": 1.0, "unit": "USD"}, line=y)
        for f in ("export", "import")
        for y in (2019, 2020)
    ]
    fill(store, change(*trade))
    assert len({t.id for t in store.ties()}) == len(store.ties()) == 4


@pytest.mark.parametrize("type_", list(TIE_TYPES))
def test_every_type_of_tie_can_be_stored(store: Store, type_: str) -> None:
    tie = Tie("a" * 16, type_, "by/gomel", "cn/chengdu", "2004")
    fill(store, Change("book", actors=(actor("by/gomel"), actor("cn/chengdu")), ties=(tie,)))
    assert store.ties(types=[type_]) == [tie]
    assert store.counts().ties == {type_: 1}


def test_ties_are_chosen_by_id_by_end_and_by_type(store: Store) -> None:
    one = statement("by/gomel", "cn/chengdu")
    two = statement("by/brest", "by/gomel", "COOPERATES_WITH")
    three = statement("by/brest", "cn/xian")
    fill(store, change(one, two, three))
    by_id = {t.id: t for t in store.ties()}
    assert store.ties([one.tie_id, "0" * 16]) == [by_id[one.tie_id]]
    assert {t.id for t in store.ties(touching=["by/gomel"])} == {one.tie_id, two.tie_id}
    assert {t.id for t in store.ties(touching=["by/gomel", "by/brest"])} == set(by_id)
    assert {t.id for t in store.ties(touching=["by/gomel"], types=["TWINNED_WITH"])} == {one.tie_id}
    assert [t.id for t in store.ties([one.tie_id, three.tie_id], touching=["by/gomel"])] == [one.tie_id]
    assert store.ties([]) == store.ties(touching=[]) == store.ties(types=[]) == []


def test_statements_are_chosen_by_every_filter_and_by_several(store: Store) -> None:
    one = statement("by/gomel", "cn/chengdu", document="a")
    two = statement("cn/chengdu", "by/gomel", document="b", line=2)
    three = statement("by/brest", "by/gomel", document="b")
    count = statement("cn", "by/park", "RESIDENT_OF", kinds=("country", "zone"), details={"count": 9})
    fill(store, change(one, two, three, count))

    def ids(**filters: object) -> set[str]:
        found = [s.id for s in store.statements(**filters)]  # type: ignore[arg-type]
        assert found == sorted(set(found))
        return set(found)

    assert ids(ids=[one.id, "0" * 16]) == {one.id}
    assert ids(ties=[one.tie_id]) == {one.id, two.id}
    assert ids(touching=["by/gomel"]) == {one.id, two.id, three.id}
    assert ids(touching=["by/gomel", "cn/chengdu", "cn"]) == {one.id, two.id, three.id, count.id}
    assert ids(documents=["b"]) == {two.id, three.id}
    assert ids(observations=True) == {count.id}
    assert ids(observations=False) == {one.id, two.id, three.id}
    assert ids(touching=["by/gomel"], documents=["b"], observations=False) == {two.id, three.id}
    assert ids(ties=[one.tie_id], touching=["by/gomel"], documents=["b"]) == {two.id}
    assert ids(ids=[one.id], documents=["b"]) == set()
    assert ids(ties=[]) == ids(touching=[]) == ids(documents=[]) == ids(ids=[]) == set()


def test_statement_ends_are_those_of_one_origin(store: Store) -> None:
    mine, other = statement(), statement("by/brest", "cn/xian", origin="register")
    fill(store, change(mine))
    fill(store, change(other))
    assert list(store.statement_ends("book")) == [(mine.id, "by/gomel", "cn/chengdu")]
    assert list(store.statement_ends("register")) == [(other.id, "by/brest", "cn/xian")]


def test_counts_are_of_kinds_types_and_totals(store: Store) -> None:
    fill(
        store,
        change(
            statement(date="2004", document="a", citation=Citation("1", url="https://example.org/1")),
            statement(date="2008", document="b", citation=Citation("9", url="https://example.org/1")),
            statement("cn", "by/park", "RESIDENT_OF", kinds=("country", "zone"), details={"count": 9}),
            statement("by/x", "by/park", "RESIDENT_OF", kinds=("company", "zone")),
        ),
    )
    counts = store.counts()
    assert counts.actors == {"city": 2, "company": 1, "country": 1, "zone": 1}
    assert counts.ties == {"RESIDENT_OF": 1, "TWINNED_WITH": 1}
    assert (counts.statements, counts.observations) == (4, 1)
    assert (counts.documents, counts.citations, counts.conflicts) == (3, 1, 1)


def test_applying_a_change_twice_changes_nothing(store: Store) -> None:
    same = change(statement(citation=Citation("1", "T")), statement("by/brest", "cn/xian", citation=Citation("2", "T")))
    fill(store, same)
    before = (store.actors(), store.ties(), store.statements(), store.documents(), store.counts())
    fill(store, same, same)
    assert (store.actors(), store.ties(), store.statements(), store.documents(), store.counts()) == before


def test_what_is_written_again_replaces_what_stood_there(store: Store) -> None:
    said = statement()
    first = change(said)
    fill(store, first)
    tie = first.ties[0]
    moved = said.resolved("by/brest", "cn/xian")
    again = Change(
        "book",
        actors=(Actor("by/gomel", "Homiel", "city", "BY", ("Gomel",)), actor("by/brest"), actor("cn/xian")),
        ties=(Tie(tie.id, tie.type, tie.source, tie.target, "2001", status="ended", conflict=("date",)),),
        statements=(moved,),
        documents=(Document("book.txt", "The book"),),
    )
    fill(store, again)
    assert store.actors(["by/gomel"])[0].name == "Homiel"
    assert store.ties() == list(again.ties)
    assert store.statements() == [moved]
    assert store.documents() == [Document("book.txt", "The book")]
    assert store.ties(touching=["by/gomel"]) == list(again.ties)


def test_a_value_that_is_gone_is_gone_from_the_store(store: Store) -> None:
    tie = Tie("a" * 16, "TWINNED_WITH", "by/gomel", "cn/chengdu", "2004", until="2010", instrument="treaty")
    ends = (Actor("by/gomel", "Gomel", "city", "BY", ("Homiel",), None, 52.4, 30.9, "Q1"), actor("cn/chengdu"))
    fill(store, Change("book", actors=ends, ties=(tie,)))
    bare = (Actor("by/gomel", "Gomel", "city"), Tie(tie.id, tie.type, tie.source, tie.target))
    fill(store, Change("book", actors=(bare[0],), ties=(bare[1],)))
    assert (store.actors(["by/gomel"]), store.ties()) == ([bare[0]], [bare[1]])


def test_the_dead_are_removed_before_the_new_are_written(store: Store) -> None:
    said = statement(citation=Citation("1", "T"))
    first = change(said)
    fill(store, first)
    fill(
        store,
        Change(
            "book",
            actors=first.actors,
            statements=(said,),
            ties=first.ties,
            dead_statements=(said.id,),
            dead_ties=(said.tie_id,),
        ),
    )
    assert store.statements() == [said]
    assert store.ties() == list(first.ties)
    assert store.counts().citations == 1


def test_an_actor_dies_with_its_ties_and_a_citation_with_its_last_statement(store: Store) -> None:
    one = statement(citation=Citation("1", "Shared"))
    two = statement("by/brest", "cn/xian", citation=Citation("2", "Shared"))
    three = statement("by/brest", "cn/wuhan", citation=Citation("3", "Alone"))
    fill(store, change(one, two, three))
    dead = Change(
        "book", dead_statements=(two.id, three.id), dead_actors=("cn/wuhan",), dead_ties=(two.tie_id, "0" * 16)
    )
    fill(store, dead)
    assert [a.id for a in store.actors()] == ["by/brest", "by/gomel", "cn/chengdu", "cn/xian"]
    assert [t.id for t in store.ties()] == [one.tie_id]
    assert store.counts().citations == 1
    fill(store, Change("book", dead_documents=("book.txt",), dead_statements=(one.id,)))
    assert store.documents() == []
    assert store.counts().citations == 0


def test_a_load_reads_what_it_wrote_and_others_read_it_at_the_end(store: Store) -> None:
    first, second = statement(), statement("by/brest", "cn/xian")
    with store.load("book") as load:
        load.apply(change(first))
        assert load.statements() == [first]
        assert [t.id for t in load.ties()] == [first.tie_id]
        assert load.counts().statements == 1
        assert load.query("MATCH (s:Statement) RETURN count(s)").rows == [(1,)]
        load.apply(change(second))
        assert len(load.statements(ties=[first.tie_id, second.tie_id])) == 2
        assert store.statements() == []
        assert store.actors() == []
    assert len(store.statements()) == 2


def test_a_load_that_fails_leaves_everything_as_it_was(store: Store) -> None:
    fill(store, change(statement()))
    before = (store.actors(), store.ties(), store.statements(), store.documents())
    with suppress(ZeroDivisionError), store.load("other") as load:
        load.apply(change(statement("by/brest", "cn/xian", origin="other"), dead_statements=(statement().id,)))
        raise ZeroDivisionError
    assert (store.actors(), store.ties(), store.statements(), store.documents()) == before
    fill(store, change(statement("by/brest", "cn/xian", origin="other")))
    assert len(store.statements()) == 2


@pytest.mark.parametrize(
    "broken",
    [
        Change("book", actors=(actor("by/gomel"),), ties=(Tie("a" * 16, "TWINNED_WITH", "by/gomel", "cn/nowhere"),)),
        Change("book", actors=(actor("by/gomel"),), ties=(Tie("a" * 16, "TWINNED_WITH", "cn/nowhere", "by/gomel"),)),
        Change("book", statements=(statement(document="no such document"),)),
    ],
)
def test_an_end_that_is_missing_is_an_error_and_nothing_is_stored(store: Store, broken: Change) -> None:
    with pytest.raises(StoreError), store.load("book") as load:
        load.apply(broken)
    assert store.actors() == []
    assert store.statements() == []


def test_a_query_returns_plain_values_under_its_columns(store: Store) -> None:
    fill(store, change(statement(date="2004")))
    rows = store.query(
        "MATCH (a:Actor)-[r:TWINNED_WITH]-(b:Actor) WHERE a.id = $id RETURN b.name AS name, r.since", {"id": "by/gomel"}
    )
    assert rows.columns == ("name", "r.since")
    assert rows.rows == [("Chengdu", "2004")]
    assert not rows.truncated
    (found,) = store.query("MATCH (a:Actor) WHERE a.id = 'by/gomel' RETURN a").rows[0]
    assert found["name"] == "Gomel"
    assert found["aliases"] == []


def test_a_query_is_cut_at_its_limit_and_says_so(store: Store) -> None:
    assert store.query("UNWIND range(1, 50) AS x RETURN x", limit=7).rows == [(i,) for i in range(1, 8)]
    assert store.query("UNWIND range(1, 50) AS x RETURN x", limit=7).truncated
    assert not store.query("UNWIND range(1, 7) AS x RETURN x", limit=7).truncated


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (:Actor {id: 'x'})",
        "MATCH (a:Actor) SET a.name = 'x'",
        "MATCH (a:Actor) DETACH DELETE a",
        "/* MATCH */ MERGE (:Actor {id: 'x'})",
        "MATCH (a:Actor) RETURN a; MATCH (a:Actor) DETACH DELETE a",
        "DROP TABLE Actor",
        "MATCH (a:Actor WHERE",
        "MATCH (a:Actor) RETURN nonsense(a)",
        "",
        "// nothing",
    ],
)
def test_a_query_that_writes_or_is_wrong_is_refused_in_one_line(store: Store, cypher: str) -> None:
    fill(store, change(statement()))
    with pytest.raises(QueryError) as refused:
        store.query(cypher)
    assert str(refused.value)
    assert "\n" not in str(refused.value)
    assert [a.name for a in store.actors()] == ["Gomel", "Chengdu"]
    with store.load("book") as load, pytest.raises(QueryError):
        load.query(cypher)
    assert [a.name for a in store.actors()] == ["Gomel", "Chengdu"]


def test_hostile_text_is_a_value_in_a_query(store: Store) -> None:
    name = "x'}) DETACH DELETE (a) //\"\\`"
    fill(store, Change("book", actors=(Actor("zz/company/x", name, "company"),)))
    assert store.query("MATCH (a:Actor) WHERE a.name = $name RETURN a.name", {"name": name}).rows == [(name,)]


def test_a_query_over_its_time_is_stopped(store: Store) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match="longer than"):
        store.query(
            "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a * b = 7 RETURN count(*)",
            timeout=0.3,
        )
    assert time.monotonic() - began < 20
    assert store.query("RETURN 1 AS one").rows == [(1,)]


def test_closing_twice_is_no_error(store: Store) -> None:
    store.close()
    store.close()


def test_figures_keep_their_precision(store: Store) -> None:
    precise = Actor("zz/city/x", "X", "city", lat=0.1 + 0.2, lon=-math.pi)
    fill(store, Change("book", actors=(precise,)))
    assert store.actors() == [precise]
