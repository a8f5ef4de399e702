"""Evidence: every statement of a pair, and its passage where the documents are at hand."""

from pathlib import Path

import pytest
from pactgraph.graph.errors import InputError
from pactgraph.queries.evidence import QUOTE, Texts, evidence
from pactgraph.queries.snapshot import Belonging

from ..fakes import ACTORS, World, small_world

BY_ID = {a.id: a for a in ACTORS}


def test_every_statement_of_a_pair_is_listed_from_either_side() -> None:
    reader = small_world().reader()
    region, sichuan = BY_ID["by/gomel-region"], BY_ID["cn/sichuan"]
    found = [p.statement for p in evidence(reader, region, sichuan)]
    assert [(s.date, s.evidence.document) for s in found] == [("2015-05", "book.txt"), ("2016", "other.txt")]
    assert [p.statement for p in evidence(reader, sichuan, region)] == found


def test_with_its_parts_a_region_has_the_statements_of_its_companies() -> None:
    reader = small_world().reader()
    found = evidence(reader, BY_ID["by/gomel-region"], BY_ID["cn/sichuan"], belonging=Belonging(ACTORS))
    assert [p.statement.type for p in found] == ["COOPERATES_WITH", "RESIDENT_OF", *["TWINNED_WITH"] * 3]


def test_one_actor_alone_has_all_of_its_statements_counts_after_ties() -> None:
    found = evidence(small_world().reader(), BY_ID["by/exchange/butb"])
    assert [p.statement.is_observation for p in found] == [False, False, True, True, True]
    assert [p.statement.date for p in found] == [None, None, "2020-01", "2021", "2021-01"]


def test_types_restrict() -> None:
    assert evidence(small_world().reader(), BY_ID["by"], types=["TWINNED_WITH"]) == []
    assert len(evidence(small_world().reader(), BY_ID["by"], types=["TRADES_WITH"])) == 2


@pytest.fixture
def books(tmp_path: Path) -> Path:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "book.txt").write_bytes("One.\r\nGomel and\r\nChengdu – twins.\r\n".encode())
    (tmp_path / "secret.txt").write_text("secret")
    return folder


def said(**where: object) -> World:
    w = World(ACTORS)
    w.say("TWINNED_WITH", "by/gomel", "cn/chengdu", **where)  # type: ignore[arg-type]
    return w


def quote(w: World, folder: Path) -> str | None:
    (found,) = evidence(w.reader(), BY_ID["by/gomel"], texts=Texts(folder))
    return found.quote


def test_a_span_is_quoted_to_the_character_whatever_the_line_ends(books: Path) -> None:
    assert quote(said(span=(6, 30)), books) == "Gomel and Chengdu – twi"


def test_lines_are_quoted_where_there_is_no_span(books: Path) -> None:
    assert quote(said(line=2), books) == "Gomel and"


def test_a_long_passage_is_cut(books: Path) -> None:
    (books / "book.txt").write_text("x" * 5000)
    assert len(quote(said(span=(0, 5000)), books) or "") == QUOTE


@pytest.mark.parametrize("name", ["../secret.txt", "missing.txt", "/etc/hostname", "", ".", "a\0b"])
def test_a_document_is_looked_up_in_the_folder_and_nowhere_else(books: Path, name: str) -> None:
    assert quote(said(document=name, line=1), books) is None


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a folder"):
        Texts(tmp_path / "none")
