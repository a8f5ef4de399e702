"""The bundled dataset holds together; where the books are, each of its statements is held against them."""

import importlib.util
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pactgraph.graph.gazetteer import default
from pactgraph.graph.model import Actor, Statement
from pactgraph.graph.schema import ALL, INSTRUMENTS, PLACE_KINDS, STATUSES, misfit
from pactgraph.loaders import bundled

ROOT = Path(__file__).resolve().parents[2]
DATA = resources.files("pactgraph.loaders").joinpath("data")
DETAILS = {
    "amount", "count", "country", "currency", "date_basis", "flow", "jobs", "note", "period", "role", "sector", "unit",
    "value", "year",
}  # fmt: skip
RUN = 8  # words: as many of a book in a row are its text, fewer are a name
YEAR_REACH = 40  # lines around a passage in which its year may stand


@pytest.fixture(scope="module")
def statements() -> list[Statement]:
    return list(bundled.statements())


@pytest.fixture(scope="module")
def actors() -> dict[str, Actor]:
    return {a.id: a for a in bundled.actors()}


@pytest.fixture(scope="module")
def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in DATA.joinpath("statements.jsonl").read_text("utf-8").splitlines()]


def named(s: Statement) -> str:
    return f"{s.type} {s.source.name} -> {s.target.name} ({s.evidence.document} {s.evidence.lines})"


def test_statements_fit_the_schema(statements: list[Statement]) -> None:
    reasons = [misfit(s.type, s.source.kind, s.target.kind, counted=s.is_observation) for s in statements]
    assert [f"{named(s)}: {r}" for s, r in zip(statements, reasons, strict=True) if r] == []
    assert {s.status for s in statements} <= set(STATUSES)
    assert {s.instrument for s in statements} <= set(INSTRUMENTS)
    assert set().union(*(s.details for s in statements)) <= DETAILS


def test_no_actor_is_tied_to_itself(statements: list[Statement]) -> None:
    assert [named(s) for s in statements if s.source.id == s.target.id] == []


def test_no_statement_stands_twice(statements: list[Statement]) -> None:
    assert [i for i, n in Counter(s.id for s in statements).items() if n > 1] == []


def test_every_trade_has_a_figure(statements: list[Statement]) -> None:
    trades = [s for s in statements if s.type == "TRADES_WITH"]
    assert [named(s) for s in trades if not (s.details.get("flow") and s.details.get("unit"))] == []
    assert [named(s) for s in trades if not isinstance(s.details.get("value"), int | float)] == []


def test_lines_are_sorted_by_where_they_stand(lines: list[dict[str, Any]]) -> None:
    def place(line: dict[str, Any]) -> tuple[Any, ...]:
        e = line["evidence"]
        return e["document"], e["lines"], line["type"], line["source"]["id"], line["target"]["id"]

    assert [place(line) for line in lines] == sorted(place(line) for line in lines)


def test_lines_name_actors_of_the_table_and_all_its_places_are_needed(
    lines: list[dict[str, Any]], actors: dict[str, Actor]
) -> None:
    used = {line[end]["id"] for line in lines for end in ("source", "target")} - {ALL}
    assert used - actors.keys() == set()
    wholes = {a.part_of for a in actors.values()}
    spare = actors.keys() - used - wholes  # firms and institutions that the reader of prose must know by name
    assert [i for i in spare if actors[i].kind in PLACE_KINDS] == []


def test_actors_are_sorted_and_parts_of_known_places_without_a_circle(actors: dict[str, Actor]) -> None:
    assert list(actors) == sorted(actors)
    for actor in actors.values():
        seen = {actor.id}
        while actor.part_of:
            assert actor.part_of not in seen, f"{actor.id} is part of itself"
            seen.add(actor.part_of)
            actor = actors[actor.part_of]
            assert actor.kind in PLACE_KINDS


def test_places_are_the_gazetteers(actors: dict[str, Actor]) -> None:
    for actor in actors.values():
        if actor.kind in PLACE_KINDS and (place := default().get(actor.id)):
            mine = (actor.name, actor.kind, actor.country, actor.part_of, actor.lat, actor.lon, actor.wikidata)
            assert mine == (place.name, place.kind, place.country, place.part_of, place.lat, place.lon, place.wikidata)


def test_ids_say_country_and_kind(actors: dict[str, Actor]) -> None:
    for actor in actors.values():
        country = (actor.country or "zz").lower()
        start = country if actor.kind in PLACE_KINDS else f"{country}/{actor.kind}/"
        assert actor.id.startswith(start), actor.id


def test_no_two_actors_of_a_kind_bear_one_name(actors: dict[str, Actor]) -> None:
    bearers = Counter((a.kind, a.country, name.casefold()) for a in actors.values() for name in {a.name, *a.aliases})
    assert [key for key, n in bearers.items() if n > 1 and key[0] not in PLACE_KINDS] == []


def test_decisions_are_about_actors_of_the_table(actors: dict[str, Actor]) -> None:
    for d in bundled.decisions():
        assert d.who
        assert d.when
        assert d.why
        assert {d.actor} - {None} | set(d.about if d.verb in ("same", "different") else ()) <= actors.keys()


# Against the books


@pytest.fixture(scope="module")
def passages(seeds: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("passages", ROOT / "scripts/passages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.books = lambda: seeds
    return module


def test_each_span_lies_in_its_lines(statements: list[Statement], passages: ModuleType) -> None:
    for s in statements:
        e = s.evidence
        assert e.lines
        assert e.span
        first, last = passages.book(e.document).lines(*e.lines)
        assert first <= e.span[0] < e.span[1] <= last, named(s)


def test_both_mentions_stand_in_the_passage(statements: list[Statement], passages: ModuleType) -> None:
    absent = [
        f"{mention.text!r}: {named(s)}"
        for s in statements
        for mention in (s.source, s.target)
        if not passages.book(s.evidence.document).find(mention.text, s.evidence.span)
    ]
    assert absent == []


def test_each_year_stands_near_or_is_said_to_follow_from_the_context(
    statements: list[Statement], passages: ModuleType
) -> None:
    absent = []
    for s in statements:
        if s.date and s.details.get("date_basis") != "context":
            book = passages.book(s.evidence.document)
            assert s.evidence.lines
            first = max(1, s.evidence.lines[0] - YEAR_REACH)
            last = min(len(book.starts), s.evidence.lines[1] + YEAR_REACH)
            if s.date[:4] not in book.text[slice(*book.lines(first, last))]:
                absent.append(f"{s.date}: {named(s)}")
    assert absent == []


def test_each_address_stands_in_the_book(statements: list[Statement], passages: ModuleType) -> None:
    cited = {(s.evidence.document, s.evidence.citation.url) for s in statements if s.evidence.citation}
    absent = [
        (document, url)
        for document, url in cited
        if url and re.sub(r"[\s\-]+", "", url) not in passages.book(document).addresses
    ]
    assert absent == []


def test_no_sentence_of_the_books_stands_in_the_dataset(
    lines: list[dict[str, Any]], seeds: Path, passages: ModuleType
) -> None:
    runs = {run for book in seeds.glob("*.txt") for run in runs_of_words(passages.book(book.name).text)}
    values = [value for line in lines for value in texts(line)]
    values += DATA.joinpath("actors.csv").read_text("utf-8").splitlines()
    values += [d.to_json() for d in bundled.decisions()]
    assert [value for value in values if runs & set(runs_of_words(value))] == []


def texts(value: Any, key: str = "") -> Iterator[str]:
    """Yield the texts in a record but for addresses, whose slugs are headlines."""
    if isinstance(value, dict):
        for k, v in value.items():
            yield from texts(v, k)
    elif isinstance(value, str) and key != "url":
        yield value


def runs_of_words(text: str) -> list[int]:
    text = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    words = re.findall(r"[a-z]{2,}|\d+", text)
    return [hash(tuple(words[i : i + RUN])) for i in range(len(words) - RUN + 1)]
