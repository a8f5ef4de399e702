"""What people decided, as a file that diffs and as answers to questions."""

from pathlib import Path

import pytest
from pactgraph.graph.decisions import Decision, Decisions, read, write
from pactgraph.graph.errors import InputError
from pactgraph.graph.model import Mention

BREST = Mention("Brest", "Brest", "city", "BY")


def same(a: str, b: str) -> Decision:
    return Decision("same", [a, b])


def test_actors_that_are_the_same_have_one_id_however_they_were_joined() -> None:
    for order in ([same("a", "b"), same("c", "d"), same("b", "c")], [same("b", "c"), same("a", "b"), same("c", "d")]):
        joined = Decisions.of(order)
        assert len({joined.canonical(i) for i in "abcd"}) == 1
    assert Decisions.of([same("a", "b")]).canonical("b") == "a", "the first id named stands for both"
    assert Decisions().canonical("x") == "x"


def test_a_mention_is_who_it_was_decided_to_be_and_the_most_specific_decision_wins() -> None:
    about = {"name": "BREST"}
    decided = Decisions.of(
        [
            Decision("is", {**about, "country": "BY", "document": "b.txt"}, "by/brest-region"),
            Decision("is", about, "fr/brest"),
            Decision("is", {**about, "country": "BY"}, "by/brest"),
        ]
    )
    assert decided.actor_of(BREST, "a.txt") == "by/brest"
    assert decided.actor_of(BREST, "b.txt") == "by/brest-region"
    assert decided.actor_of(Mention("Brest", "Brest", "city", "FR"), "a.txt") == "fr/brest"
    assert decided.actor_of(Mention("Gomel", "Gomel", "city"), "a.txt") is None


def test_of_decisions_alike_the_latest_wins() -> None:
    decided = Decisions.of([Decision("is", {"name": "Brest"}, "one"), Decision("is", {"name": "Brest"}, "two")])
    assert decided.actor_of(BREST, "") == "two"


def test_a_decided_actor_that_was_joined_is_the_one_that_stands_for_both() -> None:
    decided = Decisions.of([Decision("is", {"name": "Brest"}, "b"), same("a", "b")])
    assert decided.actor_of(BREST, "") == "a"


def test_what_is_wrong_can_be_put_right_again() -> None:
    decided = Decisions.of([Decision("wrong", "s1"), Decision("wrong", "s2"), Decision("right", "s1")])
    assert (decided.is_wrong("s1"), decided.is_wrong("s2")) == (False, True)


def test_different_goes_both_ways() -> None:
    decided = Decisions.of([Decision("different", ["a", "b"])])
    assert decided.are_different("b", "a")
    assert not decided.are_different("a", "c")


def test_a_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    taken = [
        Decision("is", {"name": "Brest", "country": "BY"}, "by/brest", "Anna", "2026-01-02", "the région's «capital»"),
        Decision("same", ["a", "b"], None, "Anna", "2026-01-03", ""),
        Decision("wrong", "0123456789abcdef", None, "", "", "OCR"),
    ]
    write(tmp_path / "decisions.jsonl", taken)
    assert read(tmp_path / "decisions.jsonl") == taken
    assert len((tmp_path / "decisions.jsonl").read_text("utf-8").splitlines()) == 3
    assert [p.name for p in tmp_path.iterdir()] == ["decisions.jsonl"]


def test_no_file_holds_no_decisions(tmp_path: Path) -> None:
    assert read(tmp_path / "none.jsonl") == []


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '"same"',
        '{"same": ["a"]}',
        '{"same": "ab"}',
        '{"is": {"name": "x"}}',
        '{"is": {}, "actor": "a"}',
        "{}",
    ],
)
def test_a_line_that_is_no_decision_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text('# a comment\n\n{"wrong": "s1"}\n' + line + "\n", "utf-8")
    with pytest.raises(InputError, match=r"decisions\.jsonl, line 4"):
        read(path)
