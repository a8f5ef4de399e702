"""What only a server has: messages when it cannot be used, its schema, and large loads that are staged."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress

import neo4j
import pytest
from makers import actor, change, statement
from neo4j_server import BUILD, OwnServer, ask, empty, free_port, newer_java
from pactgraph.graph import cypher, neo4j_server, neo4j_store
from pactgraph.graph.errors import QueryError, StoreBusy, StoreError
from pactgraph.graph.gazetteer import Place
from pactgraph.graph.identity import Resolver
from pactgraph.graph.ingest import Source, ingest
from pactgraph.graph.model import Actor, Change, Citation, Statement
from pactgraph.graph.neo4j_store import Neo4jLoad, Neo4jStore
from pactgraph.graph.store import Store, open_reader, open_store


@pytest.fixture
def uri(neo4j_uri: str) -> Iterator[str]:
    """A server without a graph."""
    empty(neo4j_uri)
    yield neo4j_uri
    empty(neo4j_uri)


def many(number: int, origin: str = "book") -> list[Statement]:
    """Return statements that share actors, documents and citations; every third speaks of a tie told before."""
    return [
        statement(
            f"by/town{n % 7 if n % 3 else n % 5}",
            f"cn/city{n % 11 if n % 3 else n % 2}",
            line=n + 1,
            document=f"{n % 4}.txt",
            citation=Citation(str(n), url=f"https://example.org/{n % 13}") if n % 2 else None,
            origin=origin,
        )
        for n in range(number)
    ]


def everything(store: Store) -> tuple[object, ...]:
    with open_reader(store.where) as reader:
        return reader.actors(), reader.ties(), reader.statements(), reader.documents(), reader.counts()


def load_in_parts(store: Store, statements: list[Statement], *, parts: int = 6, stop_after: int | None = None) -> None:
    """Load `statements` as ingest does, a part at a time; `stop_after` parts the process is thought to have died."""
    from pactgraph.graph.ties import derive

    size = len(statements) // parts
    with store.load(statements[0].origin) as load:
        for number, start in enumerate(range(0, len(statements), size)):
            if number == stop_after:
                raise ZeroDivisionError
            part = statements[start : start + size]
            ties = {s.tie_id for s in part}
            standing = [s for s in load.statements(ties=ties) if s.id not in {p.id for p in part}]
            load.apply(change(*part, ties=derive([*standing, *part])))


def say(store: Store, statements: list[Statement], origin: str = "book") -> None:
    """Let `origin` say these statements and no others."""
    origin = statements[0].origin if statements else origin
    ingest(store, Source(origin, statements), Resolver(Nowhere()))  # type: ignore[arg-type]


class Nowhere:
    """A gazetteer that knows no place."""

    def get(self, _: str) -> None:
        return None

    def find(self, *_: object, **__: object) -> list[Place]:
        return []


def cut_off(*_: object) -> None:
    raise ZeroDivisionError


def test_wrong_credentials_are_named(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong")
    with pytest.raises(StoreError, match="NEO4J_PASSWORD") as refused:
        open_store(uri)
    assert "wrong" not in str(refused.value).replace("wrong user", "")


class _OutOfMemory(neo4j.exceptions.TransientError):
    code = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"
    message = "The allocation of an extra 2.0 MiB would use more than the limit 60.0 MiB."


def test_a_server_with_too_little_memory_is_told_by_its_settings() -> None:
    told = r"server\.memory\.heap\.max_size.*limit 60\.0 MiB"
    with pytest.raises(StoreError, match=told), neo4j_server.explained("bolt://a", "neo4j"):
        raise _OutOfMemory


def test_credentials_in_the_uri_are_used_and_never_shown(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    secret = os.environ["NEO4J_PASSWORD"]
    monkeypatch.setenv("NEO4J_PASSWORD", "something else")
    with open_store(uri.replace("://", f"://neo4j:{secret}@")) as store:
        assert store.where == uri


def test_a_server_that_is_not_there_is_named_at_once() -> None:
    began = time.monotonic()
    with pytest.raises(StoreError, match="no Neo4j server answers at bolt://127"):
        open_store(f"bolt://127.0.0.1:{free_port()}")
    assert time.monotonic() - began < 15


def test_a_database_that_is_not_there_is_named(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    with pytest.raises(StoreError, match=r"no database 'nowhere'.*NEO4J_DATABASE"):
        open_store(uri)


def test_an_old_server_is_told_what_is_needed(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_server, "OLDEST", (9999, 1))
    with pytest.raises(StoreError, match=r"needs 9999\.1 or later"):
        open_store(uri)


def test_reading_where_nothing_was_loaded_says_how_to_load(uri: str) -> None:
    with pytest.raises(StoreError, match="pactgraph build"):
        open_reader(uri)


def test_data_of_others_is_left_alone(uri: str) -> None:
    ask(uri, "CREATE (:Document {name: 'theirs'})")
    with pytest.raises(StoreError, match=":Document nodes that PactGraph did not write"):
        open_store(uri)
    assert ask(uri, "MATCH (n) RETURN count(n)") == [[1]]


def test_a_graph_of_a_later_format_is_refused(uri: str) -> None:
    open_store(uri).close()
    ask(uri, "MATCH (m:PactGraph) SET m.format = 99")
    with pytest.raises(StoreError, match="format 99"):
        open_reader(uri)


def test_a_reader_cannot_load(uri: str) -> None:
    open_store(uri).close()
    with Neo4jStore.open(uri, write=False) as store, pytest.raises(StoreError, match="reading only"), store.load("x"):
        pass


def test_routing_addresses_work(uri: str) -> None:
    with open_store(uri.replace("bolt://", "neo4j://")) as store:
        load_in_parts(store, many(30))
        assert len(store.statements()) == 30


def test_the_schema_is_set_up_once_and_mended_when_opened(uri: str) -> None:
    def names(plural: str) -> set[str]:
        return {
            str(n) for (n,) in ask(uri, f"SHOW {plural} YIELD name WHERE name STARTS WITH 'pactgraph_' RETURN name")
        }

    open_store(uri).close()
    constraints, indexes = names("CONSTRAINTS"), names("INDEXES")
    assert {"pactgraph_actor", "pactgraph_twinned_with"} <= constraints
    assert "pactgraph_names" in indexes
    ask(uri, "DROP INDEX pactgraph_names")
    open_store(uri).close()
    assert (names("CONSTRAINTS"), names("INDEXES")) == (constraints, indexes)


def test_names_are_found_by_the_full_text_index(uri: str) -> None:
    with open_store(uri) as store, store.load("book") as load:
        load.apply(Change("book", actors=(Actor("by/gomel", "Gomel", "city", "BY", ("Homiel", "Гомель")),)))
    query = "CALL db.index.fulltext.queryNodes('pactgraph_names', $text) YIELD node RETURN node.id"
    with open_reader(uri) as reader:
        assert reader.query(query, {"text": "homiel"}).rows == [("by/gomel",)]


def test_actors_are_labelled_by_their_kind_also_when_it_changes(uri: str) -> None:
    with open_store(uri) as store:
        for kind in ("city", "region"):
            with store.load("book") as load:
                load.apply(Change("book", actors=(actor("by/gomel", kind),)))
    assert [set(n) for (n,) in ask(uri, "MATCH (a:Actor) RETURN labels(a)")] == [{"Actor", "Region"}]  # type: ignore[call-overload]


def test_statements_carry_a_caption_for_people(uri: str) -> None:
    with open_store(uri) as store, store.load("book") as load:
        load.apply(change(statement(date="2004-05")))
    assert ask(uri, "MATCH (s:Statement)-[:FROM]->(d:Document) RETURN s.title, d.name") == [
        ["Gomel – Chengdu: twinning, 2004-05", "book.txt"]
    ]


def test_a_query_in_the_other_dialect_is_told_how_it_is_said_here(uri: str) -> None:
    open_store(uri).close()
    with open_reader(uri) as reader, pytest.raises(QueryError, match=r"type\(r\)"):
        reader.query("MATCH ()-[r]->() RETURN label(r)")


KEYED = {  # what loads send by the ten thousand rows
    "actors": cypher.merge_actors("city"),
    "documents": cypher.MERGE_DOCUMENTS,
    "ties": cypher.merge_ties("TWINNED_WITH"),
    "citations": cypher.MERGE_CITATIONS,
    "statements": cypher.MERGE_STATEMENTS,
    "what statements cite": cypher.MERGE_CITES,
    "what a statement cited": cypher.CITED_BY,
    "citations without a statement": cypher.REMOVE_UNCITED,
    "actors that are of another kind": cypher.unlabel_actors("city"),
    "statements of a load that was cut off": cypher.ADOPT,
    "citations that go with their statements": cypher.MARK_UNCITED,
    "ties to be marked": cypher.mark_ties("TWINNED_WITH"),
    **{f"{label}s to be marked": cypher.mark_nodes(label) for label in cypher.NODES},
    "ties that moved": cypher.remove_moved_ties("TWINNED_WITH"),
    "ties that are dead": cypher.remove_ties("TWINNED_WITH"),
    "ties that stand": cypher.stored_ties("TWINNED_WITH"),
    **{f"{label}s that are dead": cypher.remove_nodes(label) for label in cypher.NODES},
    **{f"{label}s that stand": cypher.stored(label) for label in cypher.NODES},
}


@pytest.mark.parametrize("query", KEYED.values(), ids=KEYED)
def test_each_row_of_a_load_is_looked_up_in_an_index(uri: str, query: str) -> None:
    open_store(uri).close()
    given = {"rows": [], "staged": [], "left": [], "own": 0, "load": 0}
    auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(uri, auth=auth) as driver:
        database = os.environ.get("NEO4J_DATABASE", "neo4j")
        summary = driver.execute_query(f"EXPLAIN {query}", given, database_=database).summary  # type: ignore[arg-type]
    plan = str(summary.plan)
    assert "IndexSeek" in plan
    assert "Scan" not in plan
    assert not [n for n in summary.gql_status_objects if "hint" in n.status_description.lower()]
    assert query.count(" MATCH (") - query.count("OPTIONAL MATCH") == query.count("USING INDEX SEEK"), "left to chance"


class TestLargeLoads:
    """Loads of more rows than one transaction takes."""

    @pytest.fixture(autouse=True)
    def small_transactions(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(neo4j_store, "STAGE", 40)

    def test_nobody_sees_them_before_they_are_whole(self, uri: str) -> None:
        with open_store(uri) as store:
            before = everything(store)
            with store.load("book") as load:
                load.apply(change(*many(100)))
                assert len(load.statements()) == 100  # it has waited for what a thread is sending
                assert len(ask(uri, "MATCH (s:Statement) RETURN s")) > 0, "nothing was staged"
                assert everything(store) == before
                assert load.counts().statements == 100
            assert len(store.statements()) == 100

    def test_an_end_that_is_missing_is_an_error_though_a_thread_comes_upon_it(self, uri: str) -> None:
        with open_store(uri) as store:
            before = everything(store)
            with pytest.raises(StoreError, match="an end is missing"), store.load("book") as load:
                load.apply(change(*many(100), actors=()))
            assert everything(store) == before

    def test_they_end_in_the_graph_that_a_small_load_ends_in(self, uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
        with open_store(uri) as store:
            load_in_parts(store, many(200))
            staged = everything(store)
            assert ask(uri, "MATCH (l:Load) RETURN l") == []
        empty(uri)
        monkeypatch.setattr(neo4j_store, "STAGE", 100_000)
        with open_store(uri) as store:
            load_in_parts(store, many(200))
            assert everything(store) == staged

    @pytest.mark.parametrize("stop_after", [1, 3, 5])
    def test_one_that_was_cut_off_goes_on_when_it_is_run_again(self, uri: str, stop_after: int) -> None:
        with open_store(uri) as store:
            before = everything(store)
            with suppress(ZeroDivisionError):
                load_in_parts(store, many(200), stop_after=stop_after)
            assert everything(store) == before
            left = len(ask(uri, "MATCH (s:Statement) RETURN s"))
            load_in_parts(store, many(200))
            after = everything(store)
        assert left or stop_after == 1
        assert ask(uri, "MATCH (l:Load) RETURN l") == []
        empty(uri)
        with open_store(uri) as store:
            load_in_parts(store, many(200))
            assert everything(store) == after

    def test_what_a_load_that_was_cut_off_left_never_shows(self, uri: str) -> None:
        with open_store(uri) as store:
            with suppress(ZeroDivisionError):
                load_in_parts(store, many(200), stop_after=5)
            load_in_parts(store, many(30, origin="register"))
            assert len(store.statements()) == 30
            assert ask(uri, "MATCH (s:Statement) RETURN count(s)") == [[30]]
            with suppress(ZeroDivisionError):
                load_in_parts(store, many(200), stop_after=5)
            load_in_parts(store, many(120)[60:])
            assert len(store.statements()) == 90
            assert ask(uri, "MATCH (s:Statement) RETURN count(s)") == [[90]]
            assert ask(uri, "MATCH (c:Citation) WHERE NOT (c)<-[:CITES]-() RETURN c") == []

    def test_what_stood_before_changes_only_at_the_end(self, uri: str) -> None:
        old, new = many(100), many(300)
        with open_store(uri) as store:
            load_in_parts(store, old)
            before = everything(store)
            dead = [s.id for s in old[:20]]
            with store.load("book") as load:
                load.apply(change(*new[20:], dead_statements=tuple(dead)))
                assert everything(store) == before
            assert {s.id for s in store.statements()} == {s.id for s in new[20:]}
            after = everything(store)
        empty(uri)
        with open_store(uri) as store:
            with store.load("book") as load:
                load.apply(change(*new[20:]))
            assert everything(store) == after

    def test_a_removal_is_seen_whole_or_not_at_all(self, uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
        kept, gone = many(3, origin="register"), many(200)
        with open_store(uri) as store:
            say(store, kept)
            without = everything(store)
            say(store, gone)
            before = everything(store)
            with monkeypatch.context() as patch:
                patch.setattr(Neo4jLoad, "_finish", cut_off)
                with pytest.raises(ZeroDivisionError):
                    say(store, [])
            assert ask(uri, "MATCH (s:Statement) WHERE s.gone IS NOT NULL RETURN count(s)") == [[200]]
            assert everything(store) == before
            say(store, gone)
            assert everything(store) == before
            with monkeypatch.context() as patch:
                patch.setattr(Neo4jLoad, "_discard", cut_off)
                with pytest.raises(ZeroDivisionError):
                    say(store, [])
            assert ask(uri, "MATCH (s:Statement) RETURN count(s)") == [[203]]
            assert everything(store) == without
            say(store, kept)
            assert everything(store) == without
            assert ask(uri, "MATCH (s:Statement) RETURN count(s)") == [[3]]
            assert ask(uri, "MATCH (l:Load) RETURN l") == []


def test_who_waits_too_long_for_another_load_is_told_whose_it_is(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_store, "WAIT", 0.5)
    holder = r"process \d+ on .* \(loading book\)"
    with open_store(uri) as first, open_store(uri) as second:
        with first.load("book"), pytest.raises(StoreBusy, match=holder), second.load("register"):
            pass
        with second.load("register") as load:
            load.apply(change(statement(origin="register")))
        assert len(first.statements()) == 1


@pytest.mark.optional
def test_the_current_release_works_as_well() -> None:
    java = newer_java()
    if java is None:
        pytest.skip("no JDK of 21 or newer on this machine")
    with OwnServer(BUILD / "neo4j-current", JAVA_HOME=str(java), NEO4J_VERSION="2026.09.0").running() as uri:
        empty(uri)
        with open_store(uri) as store:
            load_in_parts(store, many(100))
            with store.load("book") as load:
                load.apply(Change("book", dead_statements=tuple(s.id for s in many(20))))
            assert len(store.statements()) == 80
            assert store.query("MATCH (a:Actor) RETURN count(a)").rows == [(len(store.actors()),)]
            with pytest.raises(QueryError):
                store.query("MATCH (a:Actor) DETACH DELETE a")
