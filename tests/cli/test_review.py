import csv
import json
import os
import pty
import re
import select
import sys
import termios
import time
from pathlib import Path

import pytest
from pactgraph.graph.store import open_reader

from .test_load import TWINS, Run, run

__all__ = ["run"]
QUESTION = re.compile(rb"\[q\] quit")
CODE = "from pactgraph.cli.main import main; main()"


@pytest.fixture
def graph(run: Run) -> Path:
    """A graph with two places that nobody can tell without a person, in the current folder."""
    Path("t.csv").write_text(TWINS + "Springfield,United States,Brest,Belarus\nPortland,United States,Brest,Belarus\n")
    assert run("load", "t.csv").status == 0
    return Path("graph.lbug")


class Terminal:
    """The command on a terminal of its own: what it shows is read, keys are pressed."""

    def __init__(self, *args: str) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execv(sys.executable, [sys.executable, "-c", CODE, *args])
        self.shown = b""

    def wait_for(self, pattern: re.Pattern[bytes]) -> str:
        """Return what is shown up to `pattern`."""
        deadline = time.monotonic() + 60
        while not (found := pattern.search(self.shown)):
            if not select.select([self.fd], [], [], deadline - time.monotonic())[0]:
                raise AssertionError(f"not shown within a minute: {pattern!r}; shown: {self.shown!r}")
            try:
                self.shown += os.read(self.fd, 65_536)
            except OSError:  # the command has ended
                break
        assert found, self.shown
        text, self.shown = self.shown[: found.end()], self.shown[found.end() :]
        return text.decode()

    def press(self, keys: str) -> str:
        """Press `keys` and return what is shown up to the next question."""
        self.type(keys)
        return self.wait_for(QUESTION)

    def type(self, keys: str) -> None:
        """Press `keys` as soon as the command waits for single keys: what is typed before is thrown away."""
        while termios.tcgetattr(self.fd)[3] & termios.ICANON:
            time.sleep(0.01)
        os.write(self.fd, keys.encode())

    def quit(self) -> int:
        self.type("q")
        self.wait_for(re.compile(rb"still open"))
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status)


def decided() -> list[dict[str, object]]:
    return [json.loads(line) for line in Path("decisions.jsonl").read_text().splitlines()]


def test_one_key_decides_and_is_written_at_once(graph: Path) -> None:
    terminal = Terminal("review", "--identities", "--who", "A. Reader")
    first = terminal.wait_for(QUESTION)
    assert "are these one?" in first
    assert "A  " in first
    assert "B  " in first
    assert "t.csv row" in first
    terminal.press("d")
    (only,) = decided()
    assert "different" in only
    assert only["who"] == "A. Reader"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(only["when"]))
    assert only["why"]
    terminal.press("u")
    assert [next(iter(d)) for d in decided()] == ["different", "unsure"]
    terminal.press("b")
    assert [next(iter(d)) for d in decided()] == ["different"]
    terminal.press("n")
    terminal.press("s")
    assert [next(iter(d)) for d in decided()] == ["different", "same"]
    assert terminal.quit() == 0


def test_what_was_decided_is_not_asked_again_and_takes_effect(graph: Path, run: Run) -> None:
    with open_reader(str(graph)) as reader:
        before = {a.id for a in reader.actors()}
    assert "us/city/springfield" in before
    assert run("review", "--export", "open.csv").status == 0
    rows = list(csv.DictReader(Path("open.csv").read_text("utf-8-sig").splitlines()))
    (row, *_) = [r for r in rows if r["id"].endswith("us/city/springfield")]
    place = row["id"].split(" = ")[0]
    row["decision"], row["comment"] = "same", "the register's letterhead"
    with Path("done.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert run("review", "--import", "done.csv", "--who", "A. Reader", "--apply").status == 0
    assert decided() == [
        {
            "same": [place, "us/city/springfield"],
            "who": "A. Reader",
            "when": decided()[0]["when"],
            "why": row["comment"],
        }
    ]
    with open_reader(str(graph)) as reader:
        after = {a.id for a in reader.actors()}
    assert place in after
    assert "us/city/springfield" not in after
    run("review", "--export", "again.csv")
    assert "us/city/springfield" not in Path("again.csv").read_text("utf-8")
    assert run("review", "--import", "done.csv").status == 0
    assert len(decided()) == 1  # nothing is decided twice


def test_doubtful_statements_are_reviewed_too(graph: Path, run: Run) -> None:
    mapping = """
ties:
  - type: TWINNED_WITH
    confidence: 0.4
    from: {name: city1, country: country1, kind: =city}
    to: {name: city2, country: country2, kind: =city}
"""
    Path("m.yml").write_text(mapping)
    Path("doubt.csv").write_text(TWINS + "Gomel,Belarus,Chengdu,China\n")
    run("load", "doubt.csv", "--mapping", "m.yml")
    terminal = Terminal("review", "--statements")
    assert "does this hold?" in terminal.wait_for(QUESTION)
    terminal.type("w")
    terminal.wait_for(re.compile(rb"1 decided, 0 still open"))
    os.waitpid(terminal.pid, 0)
    assert "wrong" in decided()[0]
    assert run("review", "--apply").status == 0
    with open_reader(str(graph)) as reader:
        assert not reader.statements(documents=["doubt.csv"])


@pytest.mark.parametrize(
    ("decision", "id_", "words"),
    [("maybe", "a = b", "'maybe' is none of same, different, unsure"), ("same", "a", "'a' is not the id of a matter")],
)
def test_a_table_that_holds_no_decisions_is_said_so(graph: Path, run: Run, decision: str, id_: str, words: str) -> None:
    Path("t2.csv").write_text(f"decision,matter,id\n{decision},identity,{id_}\n")
    ended = run("review", "--import", "t2.csv")
    assert ended.status == 2
    assert f"t2.csv, row 1: {words}" in ended.err.replace("decision ", "")
    assert not Path("decisions.jsonl").exists()


def test_without_a_terminal_review_says_what_to_do(graph: Path, run: Run) -> None:
    ended = run("review", "--identities")
    assert ended.status == 2
    assert "use --export and --import" in ended.err
