"""central, groups, bridges, shared, expected and shape, as people run them on the small world."""

import csv
import io

import pytest
from pactgraph.queries.metrics import METRICS

from .conftest import Run

COMMANDS = ("central", "groups", "bridges", "shared", "expected", "shape", "export")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(run: Run, command: str) -> None:
    found = run(command, "--help")
    assert found.status == 0
    assert f"pactgraph {command}" in found.out


def test_help_says_in_a_sentence_what_each_measure_means(run: Run) -> None:
    text = run("central", "--help").out
    assert max(map(len, text.splitlines())) <= 80
    assert all(m.meaning in " ".join(text.split()) for m in METRICS.values())


def test_a_measure_is_explained_without_a_database(run: Run) -> None:
    found = run("central", "--explain", "Constraint", "--db", "/nowhere")
    assert found.status == 0
    for word in ("Burt 1992", "Direction", "Weights", "Parallel ties", "Disconnected"):
        assert word in found.out
    assert run("central", "--explain", "all").out.count("Source:") == len(METRICS)


def test_central_ranks_by_degree_unless_told(run: Run) -> None:
    rows = run("central", "--format", "json").data
    assert [(r["rank"], r["name"], r["degree"]) for r in rows[:4]] == [
        (1, "Panda Works", 3),
        (2, "Gomselmash", 2),
        (2, "Belarusian Universal Commodity Exchange", 2),
        (2, "Gomel Region", 2),
    ]
    assert "Brest Region" not in {r["name"] for r in rows}, "a planned twinning counts"


def test_planned_and_ended_ties_are_switched_on_by_status_and_counts_are_never_ties(run: Run) -> None:
    names = {r["id"] for r in run("central", "--status", "any", "--format", "json").data}
    assert {"by/brest-region", "fr/brest"} <= names
    exchange = run("central", "--by", "degree", "--type", "accredited-at", "--format", "json").data
    assert "cn" not in {r["id"] for r in exchange}
    assert max(r["degree"] for r in exchange) == 2


def test_every_measure_at_once_is_a_column_each(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("central", "--by", "all", "--format", "csv", "--limit", "99").out)))
    assert set(METRICS) <= set(rows[0])


def test_both_engines_print_the_same(run: Run) -> None:
    one, other = (
        run("central", "--by", "all", "--engine", e, "--format", "json").data for e in ("compiled", "networkx")
    )
    for a, b in zip(one, other, strict=True):
        assert a.keys() == b.keys()
        assert {k: v for k, v in a.items() if k in METRICS and v is not None} == pytest.approx(
            {k: v for k, v in b.items() if k in METRICS and v is not None}, abs=1e-9
        )


def test_an_estimate_is_labelled_with_its_error_unless_exact(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from pactgraph.queries.engine import betweenness

    monkeypatch.setattr(betweenness, "EXACT_UP_TO", 5)
    monkeypatch.setattr(
        betweenness.betweenness, "__kwdefaults__", {**betweenness.betweenness.__kwdefaults__, "pivots": 2}
    )
    asked = ("central", "--by", "betweenness", "--engine", "compiled")
    found = run(*asked)
    assert found.out.strip().startswith("approximate betweenness")
    assert "estimated from 2 of" in found.err
    assert "standard_error" in run(*asked, "--format", "json").data[0]
    exact = run(*asked, "--exact")
    assert (exact.err, "approximate" in exact.out) == ("", False)


def test_the_list_is_shortened_without_measuring_less(run: Run) -> None:
    every = {r["id"]: r["closeness"] for r in run("central", "--by", "closeness", "--format", "json").data}
    regions = run("central", "--by", "closeness", "--list", "region", "--format", "json").data
    assert {r["kind"] for r in regions} == {"region"}
    assert all(every[r["id"]] == r["closeness"] for r in regions)


def test_a_projection_is_measured(run: Run) -> None:
    found = run("central", "--project", "company:exchange", "--format", "json")
    assert {r["name"]: r["degree"] for r in found.data} == {"Gomselmash": 1.0, "Panda Works": 1.0}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["central", "--by", "betweeness"], "did you mean betweenness?"),
        (["central", "--by", "core", "--directed"], "core is defined without direction"),
        (["central", "--list", "moon"], "'moon' is no kind"),
        (["central", "--list", "university"], "none of the"),
        (["central", "--type", "resident-of", "--kind", "region"], "--kind asks both ends to be region"),
        (["central", "--type", "member-of"], "without --type 10 would"),
        (["central", "--type", "twinned-with", "--since", "2019"], "without --since/--until 3 would"),
        (["central", "--project", "company:zone"], "no two companies share economic zones"),
        (["central", "--project", "company:exchange", "--by", "participation"], "compares types of tie"),
        (["central", "--project", "company", "--directed"], "no meaning with --project"),
        (["shared", "university"], "there are no universities"),
        (["shared", "company", "--through", "body"], "there are no authorities"),
        (["shared", "company", "--significant", "0.05"], "needs a null model"),
        (["shared", "company", "--through", "exchange", "--null", "sdsm", "--significant", "0.01"], "the least q is 1"),
        (["expected", "--null", "gravity", "--between", "kind"], "kinds of actors have no place"),
        (["expected", "--null", "gravity"], "needs 5 groups"),
        (["groups", "--resolution", "0"], "must be above 0"),
        (["groups", "--members", "99"], "there is no group 99"),
    ],
)
def test_what_cannot_be_answered_gets_one_line_to_act_on(run: Run, arguments: list[str], message: str) -> None:
    found = run(*arguments)
    assert found.status == 2
    assert found.out == ""
    assert message in found.err
    assert len(found.err.strip().splitlines()) == 1


def test_groups_are_summed_up_with_how_far_to_trust_them(run: Run) -> None:
    found = run("groups")
    assert "modularity" in found.err
    assert "stability 1.00 over 10 seeds (borders are firm)" in found.err
    record = run("groups", "--format", "json").data
    assert record["stability"] == 1.0
    members = [m["id"] for g in record["groups"] for m in g["members"]]
    assert len(members) == len(set(members))
    first = run("groups", "--members", "1", "--format", "json").data
    assert [m["id"] for m in first] == [m["id"] for m in record["groups"][0]["members"]]


def test_bridges_count_the_roles_of_brokers(run: Run) -> None:
    rows = {r["id"]: r for r in run("bridges", "--format", "json", "--limit", "99").data}
    exchange = rows["by/exchange/butb"]
    assert exchange["brokerage"] == 0, "its two members are tied themselves"
    region = rows["by/gomel-region"]
    assert (region["consultant"], region["brokerage"]) == (2, 2)
    by = run("bridges", "--by", "consultant", "--format", "json").data
    assert (by[0]["name"], by[0]["consultant"]) == ("Panda Works", 4)
    assert run("bridges", "--groups", "community").status == 0
    assert run("bridges", "--groups", "region").status == 0


def test_shared_names_what_is_shared(run: Run) -> None:
    (row,) = run("shared", "company", "--through", "exchange", "--null", "hypergeometric", "--format", "json").data
    assert (row["a"], row["b"], row["shared"]) == ("Gomselmash", "Panda Works", 1)
    assert row["through"] == ["Belarusian Universal Commodity Exchange"]
    assert row["p"] == row["q"] == 1.0


def test_expected_compares_countries(run: Run) -> None:
    rows = run("expected", "--format", "json").data
    pair = next(r for r in rows if {r["a"], r["b"]} == {"BY", "CN"})
    assert pair["observed"] == 8
    assert pair["ratio"] > 1
    regions = run("expected", "--between", "region", "--format", "json").data
    assert {"Gomel Region", "Sichuan"} <= {name for r in regions for name in (r["a"], r["b"])}
    missing = run("expected", "--missing", "--format", "json").data
    assert all(r["observed"] < r["expected"] for r in missing)


def test_shape_is_one_look(run: Run) -> None:
    record = run("shape", "--format", "json").data
    assert record["ties"] == 10
    assert record["by_country"]["value"] < 0
    found = run("shape")
    assert "E-I index by country" in found.out
    assert "assortativity by kind" in found.out


@pytest.mark.parametrize(
    "command", [["central"], ["groups"], ["bridges"], ["shared", "company"], ["expected"], ["shape"]]
)
def test_tables_fit_eighty_columns(run: Run, command: list[str]) -> None:
    assert max(map(len, run(*command).out.splitlines())) <= 80
