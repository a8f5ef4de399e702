"""What patterns need is read off them, and a text that does not hold it is rightly left out."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pactgraph.loaders.prose.needs import MENTION, MENTIONS, Fragments, needs
from pactgraph.loaders.prose.pack import load
from pactgraph.loaders.prose.pattern import Pattern
from pactgraph.loaders.prose.rules import RULES
from pactgraph.loaders.prose.text import Text

FRAGMENTS = Fragments({"doc": r"\b(?:accord|pacte)s?", "M": f"[{MENTIONS}]"})


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bavec\s(?:la |le )?{M}", {frozenset({" avec "})}),
        (r"jumel\w+|sœurs?", {frozenset({"jumel", "sœur", "sœurs"})}),
        (
            r"{doc}\b[^.;]{0,30} sign\w*",
            {frozenset({" accord ", " accords ", " pacte ", " pactes "}), frozenset({" sign"})},
        ),
        (r"(?<!pas )l['’]acc[eè]s(?! libre)", {frozenset({" acces", " accès"})}),
        (r"(?=.{0,9}\bparc)\w+", {frozenset({" parc"})}),
        (r"\d{4}(?:[$€]|euros)", {frozenset({" 0 "}), frozenset({" $ ", " € ", "euros"})}),
        (r"(?:accord)?\w*", set()),
        (r"(?:accord|.)s", set()),
    ],
)
def test_a_pattern_tells_the_pieces_of_words_that_it_needs(pattern: str, expected: set[frozenset[str]]) -> None:
    (way,) = needs(pattern, FRAGMENTS)
    assert way >= expected
    assert bool(way) == bool(expected)


def test_a_pattern_with_alternatives_tells_each_way_in_which_it_can_match() -> None:
    ways = needs(r"{doc} sign\w+|\bvill\w+ (?:jumel|sœur)|{M} :", FRAGMENTS)
    documents = frozenset({" accord ", " accords ", " pacte ", " pactes "})
    assert set(ways) == {
        frozenset({documents, frozenset({" sign"})}),
        frozenset({frozenset({" vill"}), frozenset({" jumel", " sœur"})}),
        frozenset({frozenset({f" {MENTION} "}), frozenset({" : "})}),
    }


def test_ways_that_differ_in_one_group_are_one() -> None:
    (way,) = needs(r"\bavec\s\w+\saccord|\bavec\s\w+\spacte", FRAGMENTS)
    assert way == {frozenset({" avec "}), frozenset({" accord", " pacte"})}


@given(
    st.lists(st.sampled_from(["avec", "accord", "les", "d'", "2021", "jumelée", "€", "(", "\ue003", "œ"]), max_size=6),
    st.sampled_from(
        [r"\bavec\s(?!les)", "ac+ord", r"d'accord|jumel\w+\b|(?:les|œ) ?\d", r"\d+ ?€|{M}", r"l[eé]s?\b.?j"]
    ),
)
def test_no_match_is_lost_in_a_text_that_knows_its_words(words: list[str], source: str) -> None:
    text = " ".join(words)
    expected = [match.span() for match in re.finditer(FRAGMENTS.expand(source), text)]
    assert [match.span() for match in Pattern(source, FRAGMENTS).finditer(Text.of(text))] == expected


def _patterns(table: Mapping[str, Any], path: str) -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _patterns(value, f"{path}{name}.")
        elif isinstance(value, str) and "\\" in value and not re.search(r"\{(?:month|bracket|p)\}", value):
            yield f"{path}{name}"


def test_no_pattern_of_the_pack_loses_a_match_in_the_examples_of_the_rules() -> None:
    pack = load("fr")
    names = [
        n
        for table in pack.tree
        if table not in ("text", "heads", "words")
        for n in _patterns(pack.tree[table], f"{table}.")
    ]
    examples = [
        line.split(":", 1)[1] for rule in RULES for line in (rule.read.__doc__ or "").split("\n") if "Example:" in line
    ]
    assert len(names) > 200
    assert len(examples) > 50
    for text in map(Text.of, examples):
        for name in names:
            plain, known = pack(name).search(str(text)), pack(name).search(text)
            assert (plain and plain.span()) == (known and known.span()), (name, text)


def test_a_text_with_letters_that_grow_in_lower_case_is_searched_all_the_same() -> None:
    match = Pattern(r"\bavec\s", FRAGMENTS).search(Text.of("İzmir AVEC Brest"))
    assert match is not None
    assert match.span() == (6, 11)
    assert match[0] == "AVEC "
