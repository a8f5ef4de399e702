from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pactgraph.graph.errors import InputError
from pactgraph.loaders.tables import Layout, Table, open_table

from .papers import pdf


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def workbook(path: Path, *rows: list[Any], sheet: str = "Residents", empty_sheets: int = 0) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for number in range(empty_sheets):
        book.create_sheet(f"empty {number}")
    target = book.create_sheet(sheet)
    for row in rows:
        target.append(row)
    book.save(path)
    return path


def cells(table: Table) -> list[list[str]]:
    return [list(row.cells) for row in table.rows()]


def error_of(path: Path, layout: Layout | None = None) -> str:
    with pytest.raises(InputError) as caught:
        list(open_table(path, layout).rows())
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_detected(tmp_path: Path, delimiter: str) -> None:
    text = "city,twin,note\nBrest,Xiaogan,a\nGomel,Chengdu,b\n".replace(",", delimiter)
    table = open_table(written(tmp_path / "t.csv", text))
    assert table.header == ("city", "twin", "note")
    assert cells(table)[1] == ["Gomel", "Chengdu", "b"]


def test_a_comma_in_a_quoted_cell_does_not_deceive(tmp_path: Path) -> None:
    table = open_table(written(tmp_path / "t.csv", 'name;sum\n"A, B";"1,5"\n"C, D";"2,7"\n'))
    assert cells(table) == [["A, B", "1,5"], ["C, D", "2,7"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_the_encoding_of_cyrillic_is_detected(tmp_path: Path, encoding: str) -> None:
    text = "Город,Партнёр\nБрест,Сяогань\nГомель,Чэнду\n"
    table = open_table(written(tmp_path / "t.csv", text, encoding))
    assert table.header == ("Город", "Партнёр")
    assert cells(table)[0] == ["Брест", "Сяогань"]
    assert encoding in table.describe()


def test_latin_1_is_told_from_cyrillic_and_called_a_guess(tmp_path: Path) -> None:
    table = open_table(written(tmp_path / "t.csv", "ville,jumelée\nOrléans,Münster\nBesançon,Fribourg\n", "latin-1"))
    assert cells(table)[0] == ["Orléans", "Münster"]
    assert "latin-1 (guessed)" in table.describe()


def test_one_bad_byte_at_the_end_of_a_long_file_counts(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b\n" + b"x,y\n" * 600_000 + "Orléans,z\n".encode("latin-1"))
    assert [row.cells[0] for row in open_table(path).rows()][-1] == "Orléans"


def test_the_user_can_say_otherwise(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", "Łódź;Örebro\nŁódź;Malmö\n", "cp1250")
    table = open_table(path, Layout(encoding="cp1250", header=0))
    assert table.header == ("1", "2")
    assert cells(table)[0] == ["Łódź", "Örebro"]
    assert "unknown encoding 'klingon'" in error_of(path, Layout(encoding="klingon"))


def test_title_lines_above_the_header_are_skipped_and_said(tmp_path: Path) -> None:
    table = open_table(
        written(tmp_path / "t.csv", "Register of residents,,\n,,\nname,country,zone\nA,China,Z\nB,Italy,Z\n")
    )
    assert table.header == ("name", "country", "zone")
    assert "2 lines above the header skipped" in table.describe()
    assert [(row.number, row.line) for row in table.rows()] == [(1, 4), (2, 5)]


def test_a_first_row_of_data_is_no_header(tmp_path: Path) -> None:
    identifiers = open_table(written(tmp_path / "a.tsv", "Q1\tQ2\nQ3\tQ4\n"))
    repeated = open_table(written(tmp_path / "b.csv", "Brest,France\nBrest,Belarus\n"))
    assert not identifiers.detected
    assert not repeated.detected
    assert len(cells(identifiers)) == len(cells(repeated)) == 2


def test_ragged_rows_come_with_their_fault_and_blank_lines_are_counted(tmp_path: Path) -> None:
    table = open_table(written(tmp_path / "t.csv", "a,b\n1x,2x\n\n3x\n4x,5x,6x\n7x,8x,,\n"))
    rows = list(table.rows())
    assert [(r.number, r.line, r.fault) for r in rows] == [
        (1, 2, None),
        (2, 4, "the row has 1 cells, the header 2"),
        (3, 5, "the row has 3 cells, the header 2"),
        (4, 6, None),
    ]
    assert list(rows[3].cells) == ["7x", "8x"]
    assert table.blank == 1


def test_a_cell_of_ten_megabytes_is_a_fault_of_its_row_only(tmp_path: Path) -> None:
    table = open_table(written(tmp_path / "t.csv", "a,b\nx,y\n" + "z" * 10_000_000 + ",y\nv,w\n"))
    rows = list(table.rows())
    assert [r.fault is None for r in rows] == [True, False, True]
    assert "over 131072 characters" in str(rows[1].fault)


def test_columns_of_one_name_are_refused_unless_they_are_named(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", "city,country,city,country\nBrest,Belarus,Brest,France\n")
    assert "2 columns called 'city' (columns 1 and 3)" in error_of(path)
    table = open_table(path, Layout(header=("a", "b", "c", "d")))
    assert cells(table) == [["Brest", "Belarus", "Brest", "France"]]


def test_what_is_no_table_is_said_in_one_line(tmp_path: Path) -> None:
    empty = tmp_path / "e.csv"
    empty.touch()
    for path, words in {
        tmp_path / "none.csv": "there is no file",
        tmp_path: "is a folder",
        empty: "is empty",
        written(tmp_path / "h.csv", "city,country\n"): "a header but no rows",
        written(tmp_path / "b.csv", "\n\n \n"): "no rows",
        pdf(tmp_path / "p.csv", "x"): "a pdf document, not a table",
        written(tmp_path / "j.json", "[]"): "no rows",
        written(tmp_path / "k.json", '{"a": [1, 2]}\n{"a": [1, 2]}]['): "not JSON",
        written(tmp_path / "l.json", "[1, 2]"): "a row must be an object",
        workbook(tmp_path / "w.xlsx"): "holds no rows",
    }.items():
        assert words in error_of(path)


def test_binary_data_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(bytes(range(256)) * 100)
    assert "binary data" in error_of(path)


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": "x", "b": 1}, {"b": null, "c": {"d": true}}]',
        '{"a": "x", "b": 1}\n{"b": null, "c": {"d": true}}\n',
        '{"meta": {"n": 2}, "data": [ {"a": "x", "b": 1} , {"b": null, "c": {"d": true}} ]}',
    ],
)
def test_json_is_read_wherever_its_list_stands(tmp_path: Path, text: str) -> None:
    table = open_table(written(tmp_path / "t.json", text))
    assert table.header == ("a", "b", "c.d")
    assert cells(table) == [["x", "1", ""], ["", "", "true"]]


def test_the_query_services_json_has_the_columns_of_its_head(tmp_path: Path) -> None:
    text = """{"head": {"vars": ["item", "end"]}, "results": {"bindings": [
        {"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q184"}}]}}"""
    table = open_table(written(tmp_path / "q.json", text))
    assert table.header == ("item", "end")
    assert cells(table) == [["http://www.wikidata.org/entity/Q184", ""]]


def test_json_longer_than_a_piece_is_streamed(tmp_path: Path) -> None:
    rows = ",".join(f'{{"name": "{i:06}", "text": "{"é" * 90}"}}' for i in range(8_000))
    table = open_table(written(tmp_path / "t.json", f"[{rows}]"))
    assert [row.cells[0] for row in table.rows()] == [f"{i:06}" for i in range(8_000)]


def test_excel_gives_values_as_people_see_them(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "t.xlsx",
        ["name", "since", "jobs", "rate"],
        ["A", date(2021, 4, 2), 120, 1.5],
        ["B", datetime(2022, 1, 1, 0, 0), 7.0, None],
        empty_sheets=1,
    )
    table = open_table(path)
    assert cells(table) == [["A", "2021-04-02", "120", "1.5"], ["B", "2022-01-01", "7", ""]]
    assert "sheet 'Residents'" in table.describe()
    assert "it has empty 0, Residents" in error_of(path, Layout(sheet="Nobody"))


def test_a_formula_that_was_never_calculated_is_a_fault(tmp_path: Path) -> None:
    table = open_table(workbook(tmp_path / "t.xlsx", ["name", "sum"], ["A", 1], ["B", "=B2+1"]))
    rows = list(table.rows())
    assert rows[0].fault is None
    assert "cell B3 is a formula without a stored value" in str(rows[1].fault)


def test_an_encrypted_or_damaged_workbook_is_said_so(tmp_path: Path) -> None:
    encrypted = tmp_path / "e.xlsx"
    encrypted.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert "password" in error_of(encrypted)
    damaged = workbook(tmp_path / "d.xlsx", ["a"], ["b"])
    damaged.write_bytes(damaged.read_bytes()[:-40])
    assert "damaged" in error_of(damaged)


@given(
    st.lists(st.tuples(st.text("abcdé,;\"' \n", min_size=1), st.text("xyzЖ,;|\t", min_size=1)), min_size=1, max_size=9)
)
def test_whatever_a_writer_quotes_comes_back(rows: list[tuple[str, str]]) -> None:
    import csv
    import tempfile

    rows = [(f"n{a}", f"n{b}") for a, b in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([("left", "right"), *rows])
        table = open_table(path, Layout(delimiter=",", header=1))
        assert [tuple(row.cells) for row in table.rows()] == rows


def test_real_tables_are_read_whole(tables: Path) -> None:
    pairs = open_table(tables / "wikipedia_twin_cities_2026.csv")
    assert pairs.header == ("city1", "country1", "city2", "country2")
    assert sum(row.fault is None for row in pairs.rows()) == 26_114
    assert not open_table(tables / "wikidata_p190_2016_names.tsv").detected
