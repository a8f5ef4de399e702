"""Reading documents: layouts, notes, marks, hostile input; evidence always points at the passage."""

import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pactgraph.graph.errors import InputError
from pactgraph.graph.model import Statement
from pactgraph.loaders.prose import Extractor, document_source, read
from pactgraph.loaders.prose.needs import Fragments
from pactgraph.loaders.prose.pack import load
from pactgraph.loaders.prose.pattern import Pattern
from pactgraph.loaders.prose.sentences import LONGEST
from pactgraph.loaders.prose.text import Text

SIGNED = "La région de Gomel et le Sichuan ont conclu un accord de jumelage en avril 2021"


def _statements(extractor: Extractor, text: str) -> list[Statement]:
    return [s for passage in extractor.text(text, "a.txt") for s in passage.statements]


def _write(folder: Path, data: bytes) -> Path:
    path = folder / "a.txt"
    path.write_bytes(data)
    return path


def _read(extractor: Extractor, path: Path) -> list[Statement]:
    return [s for passage in read(path, extractor).passages for s in passage.statements]


NOTE = "Sur le jumelage [Ressource électronique]. - 2021. - URL :"
LAYOUTS = {
    "a paragraph a line, superscript marks": f"{SIGNED}⁷.\n\n7 {NOTE} https://example.org/x-1/\n",
    "markdown": f"# Titre\n\n{SIGNED}<sup>7</sup>.\n\n<sup>7</sup> {NOTE} <https://example.org/x-1/>\n",
    "brackets": f"{SIGNED} [7].\n\n[7] {NOTE} https://example.org/x-1/\n",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_note_that_a_mark_names_is_the_citation(extractor: Extractor, text: str) -> None:
    found = [s for s in _statements(extractor, text) if s.target.name == "Sichuan"]
    assert [(s.type, s.source.name, s.date) for s in found] == [("TWINNED_WITH", "Gomel Region", "2021-04")]
    citation = found[0].evidence.citation
    assert citation is not None
    assert (citation.number, citation.url, citation.year) == ("7", "https://example.org/x-1/", 2021)


def test_a_note_that_cuts_a_sentence_in_two_is_lifted_out(extractor: Extractor) -> None:
    text = (
        "La ville de Gomel et celle de\n\n"
        "12 Une note [Ressource électronique]. - 2021. - URL : https://example.org/\n\n"
        "Chengdu ont conclu un accord en avril 2021.\n"
    )
    found = [s for s in _statements(extractor, text) if s.type == "COOPERATES_WITH"]
    assert {(s.source.name, s.target.name) for s in found} == {("Gomel", "Chengdu")}
    assert found[0].evidence.lines == (1, 5)


def test_an_address_that_lines_cut_is_joined(extractor: Extractor) -> None:
    lines = ["Ceci est une ligne pleine du texte, longue comme les autres lignes du texte."] * 12
    text = "\n".join(
        [
            *lines,
            f"{SIGNED}.5",
            "",
            "5 Note [Ressource électronique]. - 2021. - URL : https://example.org/regions-",
            "view/x-12/",
            " et la suite.",
        ]
    )
    found = [s for s in _statements(extractor, text) if s.type == "TWINNED_WITH"]
    assert found[0].evidence.citation
    assert found[0].evidence.citation.url == "https://example.org/regions-view/x-12/"


def test_a_span_is_the_passage_and_its_lines_hold_it(extractor: Extractor) -> None:
    text = f"Un début.\r\nAutre chose\u200b ici.\r\n{SIGNED}. Une fin."
    found = _statements(extractor, text)
    assert found
    for s in found:
        assert s.evidence.span
        assert s.evidence.lines == (3, 3)
        assert text[slice(*s.evidence.span)] == f"{SIGNED}."


def test_letters_that_a_scanner_parted_or_confused_are_put_right(extractor: Extractor) -> None:
    found = _statements(extractor, "La région de M insk et la province du Guangdong ont signé un accord en iuin 2019.")
    assert [(s.source.name, s.target.name, s.date) for s in found] == [("Minsk Region", "Guangdong", "2019-06")]


def test_a_plan_is_told_from_a_deed_and_what_is_denied_is_nothing(extractor: Extractor) -> None:
    (plan,) = _statements(extractor, "L'accord de jumelage entre Lida et Sanya devrait être signé.")
    assert plan.status == "planned"
    assert not _statements(extractor, "Lida et Sanya n'ont pas signé d'accord de jumelage.")


def test_a_year_told_relative_to_another_is_worked_out(extractor: Extractor) -> None:
    text = "En 2018, la BSU a signé un accord avec l'université de Nankin. "
    text += "Un an plus tard, elle a signé un accord avec l'université de Zhejiang."
    dates = {s.target.name: s.date for s in _statements(extractor, text)}
    assert dates["Zhejiang University"] == "2019"


def test_the_parties_are_those_of_the_sentence_before(extractor: Extractor) -> None:
    text = "La région de Brest coopère avec la province du Hubei. En mars 2020, les parties ont signé un mémorandum."
    signed = [s for s in _statements(extractor, text) if s.instrument == "memorandum"]
    assert {(s.source.name, s.target.name, s.date) for s in signed} == {("Brest Region", "Hubei", "2020-03")}


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "é"), ("utf-16", "é"), ("utf-8-sig", "é")])
def test_other_encodings_are_read_and_named(extractor: Extractor, tmp_path: Path, encoding: str, name: str) -> None:
    path = _write(tmp_path, (SIGNED + f". Des années, des régions, des sociétés {name}.\n").encode(encoding))
    reading = read(path, extractor)
    assert reading.encoding
    assert any(s.type == "TWINNED_WITH" for passage in reading.passages for s in passage.statements)


def test_bytes_that_are_no_text_are_refused_in_one_line(extractor: Extractor, tmp_path: Path) -> None:
    path = _write(tmp_path, bytes(range(256)) * 40)
    with pytest.raises(InputError, match="no text") as caught:
        read(path, extractor)
    assert "\n" not in str(caught.value)


def test_a_text_of_notes_alone_gives_what_their_titles_state(extractor: Extractor) -> None:
    text = (
        "1 Minsk et Shanghai signent un accord de jumelage [Ressource électronique]. - 2019. - URL : https://a.org/\n"
    )
    found = _statements(extractor, text)
    assert [(s.type, s.source.name, s.target.name, s.date) for s in found] == [
        ("TWINNED_WITH", "Minsk", "Shanghai", "2019")
    ]


@pytest.mark.parametrize("text", ["", " \n\n", "\u202e\u202d\u200f", "12\n13\n", "- - -\n***\n"])
def test_texts_without_words_give_nothing(extractor: Extractor, text: str) -> None:
    assert _statements(extractor, text) == []


def test_null_bytes_and_direction_marks_change_nothing(extractor: Extractor) -> None:
    plain = _statements(extractor, f"{SIGNED}.")
    marked = _statements(extractor, f"\u202e{SIGNED}\u2069.\x00")
    assert [(s.type, s.source.name, s.target.name) for s in marked] == [
        (s.type, s.source.name, s.target.name) for s in plain
    ]


def test_reading_twice_gives_the_same_ids(extractor: Extractor, tmp_path: Path) -> None:
    path = _write(tmp_path, f"{SIGNED}.\n".encode())
    assert [s.id for s in _read(extractor, path)] == [s.id for s in document_source(path).statements]


_WORDS = st.sampled_from(
    [
        "accord",
        "signé",
        "entre",
        "avec",
        "et",
        ",",
        ";",
        ":",
        "Minsk",
        "Gomel",
        "Sichuan",
        "région",
        "de",
        "du",
        "les",
        "en",
        "2021",
        "mars",
        "-",
        "(",
        ")",
        "résident",
        "parc",
        "Great",
        "Stone",
        "jumelage",
        "dont",
        "M",
        "12",
        "¹²",
        "5.",
        "société",
        "LLC",
        "millions",
        "dollars",
        "chiffre",
        "d'affaires",
        "université",
        "d'État",
        "comité",
        "exécutif",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(_WORDS, max_size=300), glue=st.sampled_from([" ", "\n", "", "\n\n", " \x00"]))
def test_any_sequence_of_its_words_is_read_in_time_and_spans_hold(
    extractor: Extractor, words: list[str], glue: str
) -> None:
    text = glue.join(words)
    start = time.process_time()
    for s in _statements(extractor, text):
        assert s.evidence.span
        first, last = s.evidence.span
        assert 0 <= first < last <= len(text)
    assert time.process_time() - start < 5


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=400))
def test_any_text_is_read_without_an_error(extractor: Extractor, text: str) -> None:
    _statements(extractor, text)


@pytest.mark.parametrize("piece", ["a ", "A et ", "(", "1. ", "M, ", "é", '"', "accord avec ", "- ", "http://"])
def test_a_long_line_of_one_thing_takes_time_in_proportion(extractor: Extractor, piece: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        _statements(extractor, piece * times)
        return time.process_time() - start

    seconds(500)
    short, long = seconds(4_000), seconds(32_000)
    assert long < 40 * short + 0.5  # eight times the text; quadratic cost would be sixty-four


_NAMED = re.compile(r"\{([A-Za-z_]\w*)\}")
_FILLED = {"M", "month", "bracket", "p", *load().tree["fragments"]}


def _patterns(tree: Mapping[str, object]) -> Iterator[str]:
    """Yield the strings of the pack that are patterns: values, and keys that stand for what they match."""
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _patterns(value)
        for text in (key, value):
            if isinstance(text, str) and re.search(r"[*+{?\\]", text) and _FILLED.issuperset(_NAMED.findall(text)):
                yield text


_PATTERNS = sorted(set(_patterns(load().tree)))


@settings(max_examples=400, deadline=None)
@given(source=st.sampled_from(_PATTERNS), data=st.data())
def test_no_pattern_of_the_pack_backtracks_over_its_own_words(source: str, data: st.DataObject) -> None:
    month = load().get("dates.month")
    source = source.replace("{month}", month).replace("{bracket}", "").replace("{p}", ".+")
    pattern = load().compile(source)
    words = sorted({*re.findall(r"[a-zà-ÿœ']+", pattern.source)} - {"w", "s", "b", "d", "i", "ue", "uf"})
    pieces = st.sampled_from([*words, *"\U000f0000\U000f0001", "12", "2020", "Abc", *" ,.;:-()'\"\n"])
    few = data.draw(st.lists(pieces, min_size=1, max_size=8))
    glue = data.draw(st.sampled_from([" ", "", ", ", " et "]))
    text = (glue.join(few) + glue) * LONGEST
    start = time.process_time()
    pattern.search(text[:LONGEST])
    for _ in pattern.finditer(text[:LONGEST]):
        pass
    assert time.process_time() - start < 1, (source, few, glue)


@given(
    source=st.sampled_from(
        [
            r"\bsign\w*|conclu",
            r"acc(?:ord|\S+)s?",
            r"(?-i:[A-Z])\w*|[A-C]b",
            r"a(?!(?-i:B))b|USD",
            "A*",
            "(?:(?-i:A))?",
            "(?:(?-i:A))?|c(?-i:B)",
        ]
    ),
    text=st.text("aAbBcCdDéÉ sSignNoOrRuU\u0130\u00df", max_size=60),
)
def test_a_pattern_finds_what_one_that_ignores_case_finds(source: str, text: str) -> None:
    plain, pattern = re.compile(source, re.IGNORECASE), Pattern(source, Fragments({}))
    first = plain.search(text, 3)
    for same in (text, Text.of(text)):
        assert [(m.span(), m[0]) for m in pattern.finditer(same)] == [(m.span(), m[0]) for m in plain.finditer(text)]
        found = pattern.search(same, 3)
        assert (found and found.span()) == (first and first.span())
