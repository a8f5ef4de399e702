"""The same sentences in every layout of books: the same statements, and spans that hold the words they came from."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pactgraph.loaders.prose import Extractor, Passage

SENTENCES = (
    "En mai 2019, la région de Grodno a signé avec la province du Gansu un accord de coopération.",
    "En mars 2022, la société Alfatest LLC est devenue un nouveau résident du parc industriel Great Stone.",
    "En 2020, le commerce entre la Biélorussie et la Tchétchénie s'est élevé à 20 millions de dollars.",
    "Au 1er avril 2023, 14 entreprises turques étaient accréditées auprès de la BUTB.",
    "Les villes de Polotsk et Tosno sont jumelées depuis 2010.",
    "Le temps passe, et les champs restent ce qu'ils étaient au printemps.",
)
NOTE = "Un titre sans acteurs [Ressource électronique]. - 2021. - URL : https://example.org/x-{n}-2021/"
WIDTH = 72


def _wrap(text: str, hyphen: str) -> list[str]:
    """Return lines of about a book's width; the last word of a line is parted by `hyphen` where it is long."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) + 1 > WIDTH:
            if hyphen and word.isalpha() and word.islower() and len(word) > 8:
                lines.append(f"{line} {word[:4]}{hyphen}")
                line = word[4:]
                continue
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def _a_paragraph_a_line(paragraphs: Sequence[Sequence[str]]) -> str:
    parts = []
    for n, sentences in enumerate(paragraphs, 1):
        parts += [
            " ".join(sentences)[:-1] + f" {n}.".translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")).replace(" ", "")
        ]
        parts += [f"{n} {NOTE.format(n=n)}"]
    return "\n\n".join(parts) + "\n"


def _markdown(paragraphs: Sequence[Sequence[str]]) -> str:
    parts = ["# Un titre"]
    for n, sentences in enumerate(paragraphs, 1):
        parts += [f"{' '.join(sentences)[:-1]}<sup>{n}</sup>.", f"<sup>{n}</sup> {NOTE.format(n=n)}"]
    return "\n\n".join(parts) + "\n"


def _wrapped(paragraphs: Sequence[Sequence[str]]) -> str:
    return "\n\n".join("\n".join(_wrap(" ".join(s), "\u00ad")) for s in paragraphs) + "\n"


def _spaced(paragraphs: Sequence[Sequence[str]]) -> str:
    return "\r\n\r\n".join(" " + line for s in paragraphs for line in _wrap(" ".join(s), "")) + "\r\n"


LAYOUTS = {"a line": _a_paragraph_a_line, "markdown": _markdown, "wrapped": _wrapped, "double-spaced": _spaced}


def _letters(text: str) -> str:
    return re.sub(r"<[^>]*>|[^A-Za-zÀ-ÿ]", "", text.replace("\u00ad", ""))


def _ties(passages: Sequence[Passage]) -> set[tuple[str, str, str, str | None]]:
    return {(s.type, s.source.name, s.target.name, s.date) for p in passages for s in p.statements}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_statements_and_their_spans_are_those_of_the_sentences(
    extractor: Extractor, layout: object, data: st.DataObject
) -> None:
    paragraphs = data.draw(
        st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True), min_size=3, max_size=6)
    )
    assert callable(layout)
    text = layout(paragraphs)
    lines = text.split("\n")
    told = {_letters(s): s for s in SENTENCES}
    for passage in extractor.text(text, "a.txt"):
        for s in passage.statements:
            assert s.evidence.span
            assert s.evidence.lines
            piece = text[slice(*s.evidence.span)]
            assert _letters(piece) in told
            first, last = s.evidence.lines
            assert _letters(piece) in _letters("".join(lines[first - 1 : last]))


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_layout_gives_what_the_bare_sentences_give(extractor: Extractor, layout: object) -> None:
    assert callable(layout)
    paragraphs = [list(SENTENCES[:3]), list(SENTENCES[3:])] * 3
    bare = _ties([p for s in SENTENCES for p in extractor.text(s, "a.txt")])
    assert len(bare) == 5
    assert _ties(list(extractor.text(layout(paragraphs), "a.txt"))) == bare
