"""`pactgraph export`: files, folders, standard output, filters and refusals."""

import json
from pathlib import Path

import pytest
from pactgraph.graph.records import from_record
from pactgraph.queries.exports import FORMATS

from .conftest import Run


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(run: Run, name: str, tmp_path: Path) -> None:
    found = run("export", "-f", name, "-o", str(tmp_path / "out"))
    assert (found.status, found.out) == (0, "")
    assert "Wrote" in found.err
    assert all(f.stat().st_size for f in tmp_path.rglob("*") if f.is_file())


def test_standard_output_carries_nothing_but_the_data(run: Run) -> None:
    found = run("export", "-f", "json", "-o", "-")
    assert len(found.data["links"]) == 10
    assert found.err == ""


def test_filters_apply(run: Run) -> None:
    links = run("export", "-f", "json", "-o", "-", "--type", "twinned-with", "--status", "any").data["links"]
    assert sorted(link["status"] for link in links) == ["agreed", "agreed", "agreed", "ended", "planned"]
    nodes = run("export", "-f", "json", "-o", "-", "--type", "twinned-with", "--isolated").data["nodes"]
    assert "by/zone/gomel-raton" in {n["id"] for n in nodes}


def test_statements_are_those_behind_the_ties_and_counts_come_with_the_whole(run: Run) -> None:
    twinnings = [
        json.loads(line)
        for line in run("export", "-f", "statements", "-o", "-", "--type", "twinned-with").out.splitlines()
    ]
    assert {s["type"] for s in twinnings} == {"TWINNED_WITH"}
    whole = [from_record(json.loads(line)) for line in run("export", "-f", "statements", "-o", "-").out.splitlines()]
    assert sum(s.is_observation for s in whole) == 3


def test_gexf_has_the_colours_of_the_map(run: Run) -> None:
    from pactgraph.viz.style import KIND_STYLES

    color = KIND_STYLES["city"].color
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    assert f'<viz:color r="{red}" g="{green}" b="{blue}"/>' in run("export", "-f", "gexf", "-o", "-").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-f", "csv", "-o", "-"], "csv is several files; give a folder"),
        (["-f", "gexf", "-o", "/nowhere/x.gexf"], "there is no folder /nowhere"),
        (["-f", "csv", "-o", "/nowhere/x"], "there is no folder /nowhere"),
        (["-f", "gexf", "-o", "x.gexf", "--type", "member-of"], "without --type 10 would"),
        (["-f", "xlsx", "-o", "x"], "'xlsx' is not one of"),
    ],
)
def test_refusals_say_what_to_do(run: Run, arguments: list[str], message: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = run("export", *arguments)
    assert found.status == 2
    assert message in found.err
    assert not list(tmp_path.iterdir())


def test_a_file_in_the_place_of_a_folder_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    found = run("export", "-f", "parquet", "-o", str(tmp_path / "out"))
    assert found.status == 2
    assert "is a file; this format needs a folder" in found.err
    assert (tmp_path / "out").read_text() == "mine"
