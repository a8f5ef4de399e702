import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from pactgraph.cli.main import main
from pactgraph.graph.records import dumps
from pactgraph.graph.store import open_reader

from ..fakes import small_world
from ..loaders.papers import pdf
from .conftest import Ran

Run = Callable[..., Ran]
TWINS = "city1,country1,city2,country2\n"
BREST = "Brest,Belarus,Xiaogan,China\n"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs the command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PACTGRAPH_DB", "graph.lbug")
    monkeypatch.setenv("COLUMNS", "100")

    def call(*args: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return call


def statements() -> int:
    with open_reader("graph.lbug") as reader:
        return reader.counts().statements


def test_a_table_with_the_columns_of_a_ready_mapping_is_loaded(run: Run) -> None:
    Path("pairs.csv").write_text(
        TWINS + "Brest,Belarus,Xiaogan,China\nXiaogan,China,Brest,Belarus\nX,Nowhere,Y,China\n"
    )
    ended = run("load", "pairs.csv", "--report", "rejects.csv")
    assert ended.status == 0
    assert "3 read: 1 loaded, 1 merged, 1 rejected" in ended.out
    assert "row 3: unknown country 'Nowhere'" in ended.out
    assert "utf-8; delimiter comma; header" in ended.err
    assert "ready mapping wikipedia_twin_towns" in ended.err
    assert Path("rejects.csv").read_text().splitlines()[1].startswith("3,4,unknown country 'Nowhere',X,Nowhere")
    assert statements() == 2


def test_loading_again_changes_nothing_and_a_shorter_file_removes(run: Run) -> None:
    Path("pairs.csv").write_text(TWINS + BREST + "Gomel,Belarus,Chengdu,China\n")
    run("load", "pairs.csv")
    again = json.loads(run("load", "pairs.csv", "--format", "json").out)[0]
    assert again["statements"] == {"new": 0, "unchanged": 2, "removed": 0, "repeated": 0}
    Path("pairs.csv").write_text(TWINS + BREST)
    shorter = json.loads(run("load", "pairs.csv", "--format", "json").out)[0]
    assert shorter["statements"] == {"new": 0, "unchanged": 1, "removed": 1, "repeated": 0}
    other = json.loads(run("load", "pairs.csv", "--source", "other", "--format", "json").out)[0]
    assert other["statements"]["new"] == 1
    assert statements() == 2


def test_a_mapping_is_proposed_and_nothing_is_loaded_before_it_is_confirmed(run: Run) -> None:
    Path("t.csv").write_text(
        "Город;Страна;Побратим;Страна партнёра;Дата\n"
        "Брест;Беларусь;Сяогань;Китай;02.04.2016\nГомель;Беларусь;Чэнду;Китай;2018\n",
        "cp1251",
    )
    proposed = run("load", "t.csv")
    assert proposed.status == 2
    assert "type: TWINNED_WITH" in proposed.out
    assert "repeat with --yes" in proposed.err
    assert not Path("graph.lbug").exists()
    assert run("load", "t.csv", "--save-mapping", "m.yml").status == 2
    assert run("load", "t.csv", "--mapping", "m.yml").status == 0
    assert statements() == 2
    assert run("load", "t.csv", "--yes", "--source", "again").status == 0
    with open_reader("graph.lbug") as reader:
        assert {t.since for t in reader.ties(types=["TWINNED_WITH"])} == {"2016-04-02", "2018"}


def test_what_a_proposal_cannot_know_must_be_filled_in(run: Run) -> None:
    Path("residents.csv").write_text(
        "Resident,Country,Registered,Activity\nWorks LLC,China,2015-01-02,steel\nMill,Belarus,2016,flour\n"
    )
    ended = run("load", "residents.csv", "--yes")
    assert ended.status == 2
    assert "no column names the zone" in ended.err
    assert "FILL IN" in ended.out
    assert not Path("graph.lbug").exists()


def test_a_mapping_for_other_columns_is_one_clear_line(run: Run) -> None:
    Path("t.csv").write_text("Company,Land\nWorks,China\n")
    Path("m.yml").write_text(
        "ties: [{type: RESIDENT_OF, from: {name: Compny, kind: =company}, to: {name: =Park, kind: =zone}}]"
    )
    ended = run("load", "t.csv", "--mapping", "m.yml")
    assert ended.status == 2
    assert "no column 'Compny', which the mapping names; did you mean 'Company'?" in ended.err
    assert ended.err.count("\n") == 1


def test_strict_loads_nothing_after_a_rejected_row(run: Run) -> None:
    Path("pairs.csv").write_text(TWINS + BREST)
    run("load", "pairs.csv")
    Path("pairs.csv").write_text(TWINS + "Gomel,Belarus,Chengdu,China\nX,Nowhere,Y,China\n")
    ended = run("load", "pairs.csv", "--strict")
    assert ended.status == 2
    assert "row 2: unknown country 'Nowhere'" in ended.err
    assert statements() == 1


@pytest.mark.parametrize("file", ["none.csv", ".", "empty.csv", "binary.csv"])
def test_bad_input_is_one_line_and_loses_nothing(run: Run, file: str) -> None:
    Path("pairs.csv").write_text(TWINS + BREST)
    run("load", "pairs.csv")
    Path("empty.csv").touch()
    Path("binary.csv").write_bytes(bytes(range(256)) * 99)
    ended = run("load", file)
    assert ended.status == 2
    assert ended.err.startswith("Error: ")
    assert ended.err.count("\n") == 1
    assert statements() == 1


def test_standard_input_is_a_table_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = TWINS + BREST
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run("load", "-", "--mapping", "wikipedia_twin_towns").status == 0
    assert statements() == 1


@pytest.mark.parametrize("command", [["extract"], ["load", "--as", "document"]])
def test_standard_input_and_a_pipe_are_documents_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    text = "Brest et Xiaogan sont jumelées depuis 2018.".encode()
    os.mkfifo("pipe.txt")
    writer = Thread(target=Path("pipe.txt").write_bytes, args=(text,))
    writer.start()
    piped = run(*command, "pipe.txt")
    writer.join()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    told = run(*command, "-")
    assert (piped.status, told.status) == (0, 0)
    if command == ["extract"]:
        assert [json.loads(ran.out)["evidence"]["document"] for ran in (piped, told)] == ["pipe.txt", "stdin"]
    else:
        assert statements() == 2


def test_statements_are_a_source(run: Run) -> None:
    world = small_world().statements
    Path("s.jsonl").write_text("".join(dumps(s) + "\n" for s in world), "utf-8")
    ended = run("load", "s.jsonl")
    assert ended.status == 0
    assert statements() == len(world)
    Path("bad.jsonl").write_text(Path("s.jsonl").read_text() + '{"type": "X"}\n')
    assert f"line {len(world) + 1}: " in run("load", "bad.jsonl").err


def test_a_pdf_is_read_with_its_pages_and_its_text_is_kept(run: Run) -> None:
    claim = "En 2018, la ville de Brest et la ville de Xiaogan ont signe un accord de jumelage."
    pdf(Path("book.pdf"), "Une premiere page.", claim)
    assert run("load", "book.pdf").status == 0
    kept = Path("graph.lbug.texts/book.pdf.txt").read_text()
    with open_reader("graph.lbug") as reader:
        (s,) = reader.statements()
    assert s.evidence.page == 2
    assert s.evidence.span is not None
    assert "Xiaogan" in kept[slice(*s.evidence.span)]


@pytest.mark.parametrize("command", [["extract"], ["load"]])
def test_a_document_in_another_language_is_told_in_one_line(run: Run, command: list[str]) -> None:
    Path("report.txt").write_text("The company opened an office in Oslo, where it sells what is made at home. " * 20)
    Path("short.txt").write_text("The company opened an office in Oslo.")
    ended = run(*command, "report.txt")
    told = [line for line in ended.err.splitlines() if "does not read like French" in line]
    assert ended.status == 0
    assert len(told) == 1
    assert "report.txt" in told[0]
    assert "French" not in run(*command, "short.txt").err
