import csv
import io
import json
from pathlib import Path

from .test_load import TWINS, Run, run, statements

__all__ = ["run"]
ALL_SIDES = TWINS + "Brest,Belarus,Xiaogan,China\nBrest,Belarus,Kovel,Ukraine\nZhlobinn,Belarus,Nowhere Town,China\n"


def load(run: Run) -> None:
    Path("here.csv").write_text(
        TWINS + "Brest,Belarus,Xiaogan,China\nBrest,Belarus,Pleven,Bulgaria\nGomel,Belarus,Chengdu,China\n"
    )
    assert run("load", "here.csv").status == 0
    Path("there.csv").write_text(ALL_SIDES)


def test_both_sides_are_told_apart_and_nothing_is_loaded(run: Run) -> None:
    load(run)
    ended = run("compare", "there.csv", "--format", "json")
    found = json.loads(ended.out)
    assert found["counts"] == {"both": 1, "differs": 0, "only here": 1, "only there": 1, "unresolved": 1}
    (here,) = [t for t in found["ties"] if t["outcome"] == "only here"]
    assert here["evidence_here"] == [{"document": "here.csv", "row": 2}]
    assert statements() == 3


def test_everything_lists_what_the_source_does_not_speak_of(run: Run) -> None:
    load(run)
    rows = list(csv.DictReader(io.StringIO(run("compare", "there.csv", "--everything", "--format", "csv").out)))
    assert {r["target"] for r in rows if r["outcome"] == "only here"} | {r["source"] for r in rows} >= {"Gomel"}


def test_the_table_is_for_people(run: Run) -> None:
    load(run)
    ended = run("compare", "there.csv", "--only", "only-here")
    assert "only here" in ended.out
    assert "Pleven" in ended.out
    assert "Kovel" not in ended.out
    assert "3 rows read, 0 rejected" in ended.err
