"""Folding names takes short cuts for plain text; they must not show."""

from hypothesis import given
from hypothesis import strategies as st
from pactgraph.graph.names import fold

ZERO_WIDTH = "\u200b"  # dropped by folding, and enough to leave the short cut for ASCII


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_folds_as_any_text_does(text: str) -> None:
    assert fold(text) == fold(text + ZERO_WIDTH)


@given(st.text(st.sampled_from("aeoXсеоХВжé_- 1四ü\u00ad\u200b")))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_words_joined_by_an_underscore_are_two() -> None:
    assert fold("Xü_ВВВ") == "xu ввв"


def test_a_word_that_mixes_scripts_becomes_one_that_does_not() -> None:
    assert fold("Svietlahоrsk") == fold("Svietlahorsk")
    assert fold("Гoмель") == fold("Гомель")
    assert fold("Гомель Region") == "гомель region"
