"""pactgraph query: Cypher of one's own and of the catalogue."""

import io

import pytest

from .conftest import Run

NAMES = "MATCH (a:Actor {kind: $kind}) RETURN a.id AS id ORDER BY id"


def test_a_query_takes_parameters_and_prints_rows(run: Run) -> None:
    found = run("query", NAMES, "--param", "kind=zone", "--format", "json")
    assert found.data == [{"id": "by/zone/gomel-raton"}]


def test_values_are_json_where_they_can_be_and_text_otherwise(run: Run) -> None:
    cypher = "RETURN $a AS a, $b AS b, $c AS c, $d AS d"
    params = [x for p in ("a=3", "b=x y", 'c="3"', "d=[1, 2]") for x in ("--param", p)]
    assert run("query", cypher, *params, "--format", "json").data == [{"a": 3, "b": "x y", "c": "3", "d": [1, 2]}]


def test_a_value_is_never_read_as_cypher(run: Run) -> None:
    hostile = "x'}) DETACH DELETE a //"
    found = run("query", "MATCH (a:Actor {name: $n}) RETURN a.id", "--param", f"n={hostile}")
    assert (found.status, found.err) == (0, "Nothing found.\n")


def test_a_query_comes_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(NAMES))
    assert run("query", "-", "--param", "kind=exchange", "--format", "jsonl").out == '{"id": "by/exchange/butb"}\n'


def test_rows_over_the_limit_are_cut_and_it_is_said(run: Run) -> None:
    found = run("query", NAMES, "--param", "kind=city", "--limit", "2", "--format", "json")
    assert [r["id"] for r in found.data] == ["by/brest", "by/gomel"]
    assert found.err == "Only the first 2 rows are shown; --limit raises that.\n"


def test_columns_of_one_name_are_told_apart(run: Run) -> None:
    found = run("query", "RETURN 1 AS n, 2 AS m, 3 AS `n (2)`", "--format", "json")
    assert list(found.data[0].values()) == [1, 2, 3]


def test_a_node_is_shown_by_its_name_and_a_list_by_its_items(run: Run) -> None:
    found = run("query", "MATCH (a:Actor {id: 'cn/sichuan'}) RETURN a, a.aliases AS aliases")
    assert "Sichuan (cn/sichuan)" in " ".join(found.out.split())
    assert "Сычуань, 四川" in found.out


def test_the_catalogue_is_listed_shown_and_run_by_name(run: Run) -> None:
    listed = {r["name"]: r for r in run("query", "--list", "--format", "json").data}
    assert listed["partners"]["parameters"] == ["actor", "limit=50"]
    assert run("query", "--name", "kinds", "--show").out.startswith("// How many actors")
    found = run("query", "--name", "twins", "--param", "actor=by/gomel", "--format", "json").data
    assert [r["id"] for r in found] == ["cn/chengdu"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "which query?"),
        (["MATCH (a) RETURN a", "--name", "kinds"], "give either a query or --name"),
        (["--name", "nonsense"], "no query is called 'nonsense'; there are"),
        (["--name", "twins"], "query twins needs --param actor"),
        (["MATCH (a) RETURN a", "--show"], "add --name"),
        (["RETURN 1", "--param", "novalue"], "--param 'novalue' is not NAME=VALUE"),
        (["MATCH (a:Actor) DETACH DELETE a"], ""),
        (["CREATE (:Actor {id: 'x'})"], ""),
        (["MATCH (a:Actor RETURN a"], ""),
        (["MATCH ()-[r]->() RETURN type(r)"], "label(r)"),
        ([""], "empty"),
    ],
)
def test_a_query_that_cannot_be_run_is_one_line_and_status_2(run: Run, args: list[str], message: str) -> None:
    found = run("query", *args)
    assert found.status == 2
    assert message in found.err
    assert len(found.err.splitlines()) == 1


def test_a_query_over_its_time_is_stopped(run: Run) -> None:
    endless = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)"
    found = run("query", endless, "--timeout", "0.2")
    assert found.status == 2
    assert "took longer than 0.2 s" in found.err
