"""show, links, path, evidence, timeline and gaps, as people run them."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pactgraph.queries.strength import weights

from ..conftest import ROOT
from .conftest import Run

COMMANDS = ("show", "links", "path", "evidence", "timeline", "gaps", "query")


@pytest.fixture
def wide(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal in which nothing wraps."""
    monkeypatch.setenv("COLUMNS", "200")


def squeezed(text: str) -> str:
    """Return `text` with the spaces of tables folded."""
    return " ".join(text.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(run: Run, command: str) -> None:
    found = run(command, "--help")
    assert found.status == 0
    assert f"pactgraph {command}" in found.out


def test_show_prints_ties_by_type_with_direction_date_and_conflict(run: Run) -> None:
    found = run("show", "gomel region")
    assert (found.status, found.err) == (0, "")
    text = squeezed(found.out)
    assert text.startswith("Gomel Region [by/gomel-region] region; part of Belarus")
    assert "to it belong: 1 company, 2 cities, 1 district, 1 economic zone" in text
    assert "other names: Homiel Region, région de Gomel" in text
    assert "twinned with (1)" in text
    assert "Sichuan (region, CN) 2015-05≠ agreement 2 in 2" in text


@pytest.mark.parametrize("actor", ["BUTB", "Gomel Region", "china", "Panda Works"])
def test_show_fits_eighty_columns(run: Run, actor: str) -> None:
    assert max(map(len, run("show", actor).out.splitlines())) <= 80


def test_show_keeps_counts_apart(run: Run) -> None:
    found = run("show", "BUTB")
    assert "← accredited at it (2)" in found.out
    assert "counts, which are no ties (3)" in found.out
    assert "162 China" in squeezed(found.out)


def test_show_as_json_is_the_same_as_data(run: Run) -> None:
    data = run("show", "Panda Works", "--format", "json").data
    assert data["id"] == "cn/company/panda"
    assert [w["id"] for w in data["part_of"]] == ["cn/chengdu", "cn/sichuan", "cn"]
    assert {(t["type"], t["direction"], t["other"]) for t in data["ties"]} == {
        ("COOPERATES_WITH", "both", "by/company/gomselmash"),
        ("RESIDENT_OF", "out", "by/zone/gomel-raton"),
        ("ACCREDITED_AT", "out", "by/exchange/butb"),
    }


def test_show_of_an_actor_without_ties_says_so(run: Run) -> None:
    found = run("show", "Svetlogorsk")
    assert (found.status, found.err) == (0, "No tie and no count of it is known here.\n")


def test_links_roll_up_and_show_chains_with_evidence_one_option_away(run: Run, wide: None) -> None:
    found = run("links", "Gomel Region", "Sichuan", "--evidence")
    text = squeezed(found.out)
    assert "Gomel Region (region, BY) – Sichuan (region, CN) strength 11.11 from 4 direct ties" in text
    assert "through shared partners (1), together 0.25" in text
    assert "Gomselmash: accredited at →" in text
    assert "https://ex.org/1" in text


def test_links_as_json_carry_the_statements(run: Run) -> None:
    data = run("links", "by/gomel-region", "cn/sichuan", "--evidence", "--format", "json").data
    assert data["strength"] == pytest.approx(sum(k["strength"] for k in data["direct"]))
    assert sorted(s["date"] for s in data["direct"][0]["evidence"]) == ["2015-05", "2016"]
    assert data["chains"][0]["via"]["id"] == "by/exchange/butb"


def test_links_rank_region_by_region(run: Run) -> None:
    rows = run("links", "Gomel Region", "--with", "china", "--kind", "region", "--format", "json").data
    assert [(r["rank"], r["id"], r["ties"], r["shared"]) for r in rows] == [
        (1, "cn/sichuan", 4, 1),
        (2, "cn/jiangsu", 1, 0),
    ]
    table = squeezed(run("links", "Gomel Region", "--with", "china", "--kind", "regions").out)
    assert "1 Sichuan CN 11.11" in table


def test_the_matrix_is_a_table_a_csv_and_records(run: Run) -> None:
    matrix = ("links", "--matrix", "--rows", "country=BY,kind=region", "--cols", "country=china,kind=region")
    table = list(csv.reader(io.StringIO(run(*matrix, "--count", "--format", "csv").out)))
    assert table == [
        ["", "Hubei", "Jiangsu", "Sichuan"],
        ["Brest Region", "0", "1", "0"],
        ["Gomel Region", "0", "1", "4"],
    ]
    records = run(*matrix, "--format", "json").data
    assert {(r["row"], r["column"]): r["ties"] for r in records} == {
        ("by/brest-region", "cn/jiangsu"): 1,
        ("by/gomel-region", "cn/jiangsu"): 1,
        ("by/gomel-region", "cn/sichuan"): 4,
    }
    printed = run(*matrix)
    assert "Gomel Region 1.3 11.1" in squeezed(printed.out)
    assert printed.err == "Without any tie, not shown: 0 of --rows, 1 of --cols.\n"


def test_a_table_that_does_not_fit_shows_what_has_most_ties(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "24")
    found = run("links", "--matrix", "--rows", "country=BY,kind=region", "--cols", "country=CN,kind=region", "--count")
    assert squeezed(found.out).endswith("Gomel Region 4")
    assert "Of the table of 2 x 2 what has most ties is shown" in found.err


def test_rows_can_be_the_parts_of_a_place(run: Run) -> None:
    found = run("links", "--matrix", "--rows", "part_of=Gomel Region", "--cols", "part_of=Sichuan", "--count")
    assert "Gomselmash" in found.out
    assert found.status == 0


def test_the_strength_is_explained(run: Run) -> None:
    alone = run("links", "--explain")
    assert "strength of a tie = type x status x recency x sources" in alone.out
    beside = run("links", "Gomel", "Chengdu", "--explain", "--format", "json")
    assert "strength of a tie" in beside.err
    assert beside.data["strength"] == pytest.approx(3 * 2 ** (-3 / 15) + 2 * 2 ** (-1 / 15) + 2 * 2 ** (-2 / 15))


def test_a_path_prints_each_step_with_type_date_and_source(run: Run) -> None:
    found = run("path", "Gomselmash", "FEZ Gomel-Raton", "-k", "5")
    assert found.out.startswith(
        "path 1: 2 steps\n"
        "Gomselmash (company, BY)\n"
        "  | cooperates with, 2020, contract  [book.txt:4]\n"
        "Panda Works (company, CN)\n"
        "  | resident of →, 2019-03-02  [book.txt:13]\n"
        "FEZ Gomel-Raton (zone, BY)\n"
    )
    assert "path 2: 3 steps" in found.out
    assert found.err == "There are no more than 2.\n"


def test_no_path_says_what_stands_in_the_way(run: Run) -> None:
    found = run("path", "brest, BY", "brest, FR")
    assert (found.status, found.out) == (0, "")
    assert found.err.splitlines() == [
        "No chain of such ties links Brest (city, BY) and Brest (city, FR).",
        "There is one of 1 step with --status any.",
    ]


def test_evidence_lists_statements_and_quotes_only_what_is_at_hand(run: Run, tmp_path: Path) -> None:
    found = run("evidence", "Gomel", "Chengdu")
    assert "Gomel twinned with Chengdu\n  2018, agreed\n  book.txt:3; written 'Homiel', 'Tchengdou'" in found.out
    assert "--text DIR" in found.err
    (tmp_path / "book.txt").write_text("one\ntwo\nHomiel et Tchengdou\n")
    assert "“Homiel et Tchengdou”" in run("evidence", "Gomel", "Chengdu", "--text", str(tmp_path)).out
    quoted = run("evidence", "Gomel", "Chengdu", "--text", str(tmp_path), "--format", "json").data
    assert [r["quote"] for r in quoted] == ["Homiel et Tchengdou"]


def test_a_timeline_has_a_row_a_year_and_a_sparkline(run: Run) -> None:
    found = run("timeline", "Gomel Region")
    assert "█" in found.out
    assert "2015 1 2" in squeezed(found.out)
    rows = run("timeline", "Gomel Region", "--format", "json").data
    assert rows[0] == {
        "year": 2012,
        "TWINNED_WITH": 0,
        "COOPERATES_WITH": 1,
        "RESIDENT_OF": 0,
        "ACCREDITED_AT": 0,
        "total": 1,
        "cumulative": 1,
    }
    assert rows[-1]["year"] is None


def test_counts_over_time_are_listed_apart(run: Run) -> None:
    rows = run("timeline", "BUTB", "--counts", "--format", "json").data
    assert [(r["source"], r["date"], r["count"]) for r in rows] == [
        ("cn", "2020-01", 120),
        ("cn", "2021-01", 162),
        ("all", "2021", 26000),
    ]


def test_gaps_come_in_three_kinds(run: Run, wide: None) -> None:
    found = run("gaps")
    text = squeezed(found.out)
    assert "signed, and not twinned (1)" in text
    assert "Brest and Nanjing are twinned since 2010" in text
    assert "likely next twinnings" in text
    records = run("gaps", "--format", "json").data
    assert {r["gap"] for r in records} == {
        "memorandum without twinning",
        "centres without regions",
        "likely next twinning",
    }


def test_a_backtest_is_honest_about_how_little_it_rests_on(run: Run) -> None:
    found = run("gaps", "--backtest", "8")
    assert "degree baseline" in found.out
    assert "take them as an indication only" in squeezed(found.out)
    data = run("gaps", "--backtest", "8", "--format", "json").data
    assert (data["cutoff"], data["hidden"]) == (2013, 1)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["show", "Gomell"], "no actor is called 'Gomell'; did you mean Gomel (by/gomel)"),
        (["show", "brest"], "'brest' names 2 actors; give an id: by/brest"),
        (["show", "Gomel", "--type", "friends"], "unknown tie type 'friends'; the types are TWINNED_WITH"),
        (["links"], "which actor? Give one or two"),
        (["links", "Gomel", "gomel"], "given twice"),
        (["links", "Gomel", "Sichuan", "--kind", "region"], "--with and --kind rank the partners of one actor"),
        (["links", "Gomel", "--evidence"], "--evidence needs two actors"),
        (["links", "Gomel", "--matrix"], "--matrix takes --rows and --cols"),
        (["links", "--matrix"], "--matrix needs --rows and --cols"),
        (["links", "Gomel", "--count"], "belong to --matrix"),
        (["links", "--matrix", "--rows", "colour=red", "--cols", "kind=region"], "'colour=red' is none of country=CC"),
        (["links", "--matrix", "--rows", "kind=university", "--cols", "kind=region"], "--rows chooses no actor"),
        (["links", "Gomel", "Sichuan", "--since", "2020", "--until", "2010"], "--since 2020 is after --until 2010"),
        (["links", "Gomel", "--with", "gomel"], "--with Gomel belongs to Gomel itself"),
        (["path", "Gomel", "gomel"], "given twice"),
        (["path", "Gomel", "Chengdu", "--avoid", "gomel"], "Gomel (by/gomel) is one of the two ends"),
        (["gaps", "likely", "--of", "Svetlogorsk"], "is of kind city, not region; choose its kind with --kind"),
        (["evidence", "Gomel", "--text", "/no/such/folder"], "/no/such/folder is not a folder"),
        (["timeline", "--counts", "--since", "2010"], "--counts takes --type and --status only"),
        (
            ["timeline", "--type", "resident-of", "--kind", "city"],
            "both ends to be city, but RESIDENT_OF runs from body,",
        ),
        (["gaps", "--kind", "company"], "only region, city, district can be twinned"),
        (["gaps", "centres", "--kind", "city"], "leave out --kind"),
        (["gaps", "memoranda", "--of", "Gomel"], "belong to likely twinnings"),
        (["gaps", "--backtest", "90"], "cannot hide 90 years: the ties run from 2010 to 2021"),
        (["show", "Gomel", "--db", "/no/such.lbug"], "/no/such.lbug"),
        (["show"], "Missing argument 'ACTOR'. (pactgraph show --help tells more)"),
        (["show", "Gomel", "--limit", "0"], "'--limit'"),
        (["show", "\x1b[2Jx\ny"], "no actor is called '\\x1b[2Jx\\ny'"),
    ],
)
def test_bad_input_is_one_line_and_status_2(run: Run, args: list[str], message: str) -> None:
    found = run(*args)
    assert found.status == 2
    assert found.out == ""
    assert message in found.err
    assert len(found.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("args", "note"),
    [
        (["links", "Gomel Region", "France"], "No tie and no shared partner"),
        (["links", "Gomel Region", "--type", "member-of"], "Nothing that is asked for is tied to Gomel Region"),
        (["evidence", "Svetlogorsk"], "No statement speaks of Svetlogorsk"),
        (["timeline", "Svetlogorsk"], "No tie of Svetlogorsk (city, BY) passes the filter"),
        (["gaps", "memoranda", "--country", "FR"], "nothing found"),
    ],
)
def test_an_empty_answer_is_said_and_is_no_error(run: Run, args: list[str], note: str) -> None:
    found = run(*args)
    assert found.status == 0
    assert note in found.err


@pytest.mark.parametrize("args", [["links", "Gomel", "--type", "member-of"], ["gaps", "memoranda", "--country", "FR"]])
def test_an_empty_answer_in_json_is_an_empty_list(run: Run, args: list[str]) -> None:
    assert run(*args, "--format", "json").data == []


def test_a_long_answer_says_how_much_more_there_is(run: Run) -> None:
    found = run("links", "belarus", "china", "--limit", "1")
    assert "1 of 9 direct ties are shown; --limit 9 shows all." in found.err


def test_a_closed_pipe_is_no_error(database: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    code = "from pactgraph.cli.main import main; main()"
    try:
        ended = subprocess.run(
            [sys.executable, "-c", code, "timeline", "--db", str(database)],
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(write)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_passage_is_quoted_in_the_encoding_of_its_document(run: Run, tmp_path: Path) -> None:
    (tmp_path / "book.txt").write_text("un\ndeux\nHomiel et Tchengdou jumelées\n", "utf-16")
    quoted = run("evidence", "Gomel", "Chengdu", "--text", str(tmp_path), "--format", "json").data
    assert [r["quote"] for r in quoted] == ["Homiel et Tchengdou jumelées"]
    (tmp_path / "book.txt").write_bytes(bytes(range(32)) * 100)
    assert run("evidence", "Gomel", "Chengdu", "--text", str(tmp_path)).status == 0


def test_evidence_as_csv_is_a_row_a_statement(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("evidence", "Gomel Region", "Sichuan", "--format", "csv").out)))
    assert [(r["source"], r["target_name"], r["date"], r["first_line"], r["cites_url"]) for r in rows] == [
        ("by/gomel-region", "Sichuan", "2015-05", "1", "https://ex.org/1"),
        ("by/gomel-region", "Sichuan", "2016", "2", ""),
    ]


@pytest.mark.parametrize("args", [["show", "Gomel"], ["links", "Gomel Region", "Sichuan"], ["evidence", "Gomel"]])
def test_a_quick_answer_loads_no_heavy_library(database: Path, args: list[str]) -> None:
    code = (
        "import sys\nfrom pactgraph.cli.main import main\n"
        f"try:\n    main({[*args, '--db', str(database)]!r})\nexcept SystemExit:\n    pass\n"
        "print('loaded:', *(m for m in ('networkx', 'numpy', 'pyarrow', 'scipy') if m in sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "loaded:"


def test_the_documented_python_runs_and_its_numbers_are_those_of_the_data(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "docs" / "exploring.md").read_text("utf-8")
    code = text.split("```python\n")[1].split("```")[0]
    exec(code.replace("pactgraph.lbug", str(database)), {})  # our own documentation
    assert "Gomel Region TWINNED_WITH Sichuan 2015-05" in capsys.readouterr().out
    w = weights()
    for number in (
        f"a twinning {w.types['TWINNED_WITH']:g}, an agreement {w.types['COOPERATES_WITH']:g}",
        f"planned {w.statuses['planned']:g}, ended {w.statuses['ended']:g}",
        f"halves every {w.half_life:g} years",
        f"never below {w.floor:g}; {w.undated:g} for a tie without a date",
    ):
        assert number in text


def test_a_city_whose_region_bears_its_name_is_said_to_be_taken(run: Run) -> None:
    assert "for the region say 'Gomel Region'" in run("links", "Gomel", "Sichuan").err
    assert run("links", "Gomel Region", "Sichuan").err == ""
