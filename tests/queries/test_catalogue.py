"""Each query of the catalogue is asked of a small graph, on every store; its whole answer is written here by hand."""

from typing import Any

import pytest
from pactgraph.graph.errors import InputError
from pactgraph.graph.schema import TIE_TYPES
from pactgraph.graph.store import Store
from pactgraph.queries.catalogue import catalogue, named, parse

from ..fakes import small_world

BUTB = "by/exchange/butb"

# name: parameters, the columns that are compared, the rows
ANSWERS: dict[str, tuple[dict[str, Any], tuple[str, ...], list[tuple[Any, ...]]]] = {
    "kinds": (
        {},
        ("kind", "actors"),
        [
            ("city", 6),
            ("region", 5),
            ("country", 3),
            ("company", 2),
            ("district", 1),
            ("exchange", 1),
            ("zone", 1),
        ],
    ),
    "types": (
        {},
        ("type", "ties", "statements"),
        [
            ("TWINNED_WITH", 6, 7),
            ("ACCREDITED_AT", 2, 2),
            ("COOPERATES_WITH", 2, 2),
            ("TRADES_WITH", 2, 2),
            ("RESIDENT_OF", 1, 1),
        ],
    ),
    "find": (
        {"text": "HOMIEL"},
        ("id", "name", "kind", "country"),
        [("by/gomel", "Gomel", "city", "BY"), ("by/gomel-region", "Gomel Region", "region", "BY")],
    ),
    "twins": (
        {"actor": "by/brest"},
        ("id", "since", "status", "statements", "documents"),
        [("cn/nanjing", "2010", "agreed", 1, 1), ("fr/brest", None, "ended", 1, 1)],
    ),
    "partners": (
        {"actor": "by/gomel-region", "limit": 5},
        ("id", "kind", "country", "ties", "statements"),
        [("cn/sichuan", "region", "CN", 1, 2), ("cn/jiangsu", "region", "CN", 1, 1)],
    ),
    "shared-partners": (
        {"a": "by/company/gomselmash", "b": "cn/company/panda"},
        ("id", "kind", "of_a", "of_b"),
        [(BUTB, "exchange", 1, 1)],
    ),
    "parts": (
        {"actor": "by/gomel-region"},
        ("id", "kind"),
        [
            ("by/gomel", "city"),
            ("by/svetlogorsk", "city"),
            ("by/company/gomselmash", "company"),
            ("by/gomel-district", "district"),
            ("by/zone/gomel-raton", "zone"),
        ],
    ),
    "region-links": (
        {"a": "by/gomel-region", "b": "cn/sichuan"},
        ("here", "there", "since", "instrument"),
        [
            ("Gomel Region", "Sichuan", "2015-05", "agreement"),
            ("Gomel", "Chengdu", "2018", "none"),
            ("FEZ Gomel-Raton", "Panda Works", "2019-03-02", "none"),
            ("Gomselmash", "Panda Works", "2020", "contract"),
        ],
    ),
    "evidence": (
        {"a": "cn/sichuan", "b": "by/gomel-region"},
        ("type", "date", "status", "document", "first_line", "cites"),
        [
            ("TWINNED_WITH", "2015-05", "agreed", "book.txt", 1, "https://ex.org/1"),
            ("TWINNED_WITH", "2016", "agreed", "other.txt", 2, None),
        ],
    ),
    "conflicts": (
        {},
        ("source", "target", "conflict", "since"),
        [("by/gomel-region", "cn/sichuan", ["date"], "2015-05")],
    ),
    "residents": (
        {"zone": "by/zone/gomel-raton"},
        ("id", "name", "country", "since", "status"),
        [("cn/company/panda", "Panda Works", "CN", "2019-03-02", "agreed")],
    ),
    "between-countries": (
        {"a": "CN", "b": "BY", "type": "TWINNED_WITH"},
        ("kind_of_a", "kind_of_b", "ties"),
        [("city", "city", 2), ("region", "region", 2)],
    ),
    "hubs": (
        {"kind": "region", "limit": 2},
        ("id", "partners", "ties"),
        [("by/gomel-region", 2, 2), ("by/brest-region", 1, 1)],
    ),
    "signed-not-twinned": (
        {"kind": "region"},
        ("a", "b", "instrument", "since"),
        [("by/gomel-region", "cn/jiangsu", "memorandum", "2012")],
    ),
    "twin-triangles": ({}, ("a", "b", "c"), [("by/brest", "cn/nanjing", "fr/brest")]),
    "counts": (
        {"actor": BUTB},
        ("type", "whose", "date", "details"),
        [
            ("ACCREDITED_AT", "China", "2020-01", '{"count": 120}'),
            ("ACCREDITED_AT", "China", "2021-01", '{"count": 162}'),
            ("ACCREDITED_AT", "all", "2021", '{"count": 26000}'),
        ],
    ),
    "documents": ({}, ("document", "statements"), [("book.txt", 16), ("other.txt", 1)]),
    "most-cited": (
        {},
        ("url", "title", "year", "statements"),
        [("https://ex.org/1", "A title", 2021, 1)],
    ),
    "single-source": (
        {"type": "TWINNED_WITH"},
        ("source", "target", "document"),
        [
            ("Brest", "Brest", "book.txt"),
            ("Brest", "Nanjing", "book.txt"),
            ("Brest Region", "Hubei", "book.txt"),
            ("Gomel", "Chengdu", "book.txt"),
            ("Nanjing", "Brest", "book.txt"),
        ],
    ),
}


def test_each_query_answers_what_a_person_reads_off_the_graph(store: Store) -> None:
    world = small_world()
    world.say("TWINNED_WITH", "cn/nanjing", "fr/brest", "2019")
    world.fill(store)
    found = {}
    for name, query in catalogue().items():
        parameters, columns, _ = ANSWERS[name]
        answer = store.query(query.cypher, query.values(parameters))
        at = [answer.columns.index(c) for c in columns]
        found[name] = [tuple(row[i] for i in at) for row in answer.rows]
    assert found == {name: rows for name, (_, _, rows) in ANSWERS.items()}


def test_a_query_finds_nothing_in_an_empty_graph(store: Store) -> None:
    for name, query in catalogue().items():
        assert store.query(query.cypher, query.values(ANSWERS[name][0])).rows == [], name


def test_queries_that_go_over_all_ties_name_every_type_that_sources_tell() -> None:
    told = {name for name, t in TIE_TYPES.items() if not t.derived}
    lists = [q for q in catalogue().values() if "TWINNED_WITH|" in q.cypher]
    assert len(lists) > 3
    for query in lists:
        for part in query.cypher.split("[")[1:]:
            if "TWINNED_WITH|" in part:
                assert set(part.split("]")[0].split(":")[1].split("|")) == told, query.name


def test_a_parameter_that_is_missing_or_unknown_is_named() -> None:
    with pytest.raises(InputError, match=r"needs --param actor=… \(id of the place"):
        named("twins").values({})
    with pytest.raises(InputError, match="takes no parameter 'zone'; its parameters: actor"):
        named("twins").values({"actor": "by", "zone": "x"})
    with pytest.raises(InputError, match="no query is called 'twin'; there are between-countries, "):
        named("twin")


def test_defaults_stand_in_the_comment_and_are_json() -> None:
    query = parse("q", '// What.\n// $a: one (default ["x"])\n// $b: two\nRETURN $a, $b // and $c')
    assert query.values({"b": 2}) == {"a": ["x"], "b": 2}
    assert query.answers == "What."


@pytest.mark.parametrize("text", ["RETURN 1", "// What.\nRETURN $a", "// What.\n// $a: one\nRETURN 1"])
def test_a_file_whose_comment_does_not_fit_its_query_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="query q: its comment must say"):
        parse("q", text)
