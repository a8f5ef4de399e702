"""`build` and `conflicts` as a newcomer runs them: the bundled dataset into an empty folder."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pactgraph.cli.main import cli
from pactgraph.loaders import bundled


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("built") / "graph.lbug"
    result = CliRunner().invoke(cli, ["build", "--db", str(where)])
    assert result.exit_code == 0, result.output
    assert f"{sum(1 for _ in bundled.statements())} statements new" in result.stderr
    assert "twinning" in result.stdout
    assert "companies" in result.stdout
    return where


def test_building_again_changes_nothing(db: Path) -> None:
    result = CliRunner().invoke(cli, ["build", "--db", str(db)])
    assert "0 statements new" in result.stderr


def test_nothing_of_the_bundled_dataset_is_left_out(db: Path) -> None:
    result = CliRunner().invoke(cli, ["build", "--db", str(db)])
    assert "Left out" not in result.stderr


def test_conflicts_say_where_each_side_stands(db: Path) -> None:
    rows = json.loads(CliRunner().invoke(cli, ["conflicts", "--db", str(db), "--format", "json"]).stdout)
    mine = [r for r in rows if (r["source"], r["target"]) == ("by/minsk", "cn/shanghai")]
    assert [(r["about"], r["says"], r["chosen"]) for r in mine] == [("date", "2019-11", True), ("date", "2018", False)]
    assert all(p["document"] and p["lines"] for r in rows for p in r["passages"])


def test_conflicts_come_as_csv_and_jsonl_too(db: Path) -> None:
    run = CliRunner().invoke
    as_csv = list(csv.DictReader(io.StringIO(run(cli, ["conflicts", "--db", str(db), "--format", "csv"]).stdout)))
    as_jsonl = run(cli, ["conflicts", "--db", str(db), "--format", "jsonl"]).stdout.splitlines()
    assert [r["says"] for r in as_csv] == [json.loads(line)["says"] for line in as_jsonl]
