from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pactgraph.graph.gazetteer import default
from pactgraph.graph.names import is_date
from pactgraph.loaders.values import Countries, parse_date, parse_identifier, parse_number

COUNTRIES = Countries(default())


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", None), ("2021", "2021"), ("2021-04", "2021-04"), ("2021-04-02", "2021-04-02"),
        ("2021-04-02T00:00:00Z", "2021-04-02"), ("+1998-01-01T00:00:00Z", "1998-01-01"), ("2.4.2021", "2021-04-02"),
        ("04.2021", "2021-04"), ("25/12/2020", "2020-12-25"), ("12/25/2020", "2020-12-25"), ("7/7/2020", "2020-07-07"),
        ("04/2021", "2021-04"), ("2 April 2021", "2021-04-02"), ("April 2, 2021", "2021-04-02"),
        ("avril 2021", "2021-04"),
        ("2 апреля 2021 г.", "2021-04-02"), ("1er mai 2004", "2004-05-01"), ("2004 г.", "2004"), ("1998.0", "1998"),
    ],
)  # fmt: skip
def test_dates_are_read_as_they_are_written(cell: str, expected: str | None) -> None:
    assert parse_date(cell) == expected


def test_a_date_that_can_be_read_in_two_ways_needs_an_order() -> None:
    with pytest.raises(ValueError, match="two ways"):
        parse_date("04/02/2021")
    assert parse_date("04/02/2021", "dmy") == "2021-02-04"
    assert parse_date("04/02/2021", "mdy") == "2021-04-02"


@pytest.mark.parametrize("cell", ["soon", "31.13.2020", "2021-13", "99", "2 Gomel 2021", "1/2/3"])
def test_what_is_no_date_is_said_so(cell: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        parse_date(cell)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_every_spelling(day: date) -> None:
    for spelled in (f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day:%Y-%m-%dT00:00:00}"):
        read = parse_date(spelled)
        assert read == f"{day:%Y-%m-%d}"
        assert is_date(read)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("", None), ("12", 12), ("1 234,5", 1234.5), ("1,234.5", 1234.5), ("1.234.567", 1234567), ("1,234", 1234),
        ("0,5", 0.5), ("1'000", 1000), ("-3", -3), ("2.50", 2.5), ("1.234,50", 1234.5),
    ],
)  # fmt: skip
def test_numbers_are_read_whatever_parts_their_thousands(cell: str, number: float | None) -> None:
    assert parse_number(cell) == number


def test_what_is_no_number_or_identifier_is_said_so() -> None:
    with pytest.raises(ValueError, match="no number"):
        parse_number("12 jobs")
    with pytest.raises(ValueError, match="no Wikidata id"):
        parse_identifier("P190")


def test_identifiers_come_bare_or_as_addresses() -> None:
    assert parse_identifier(" q2280 ") == "Q2280"
    assert parse_identifier("http://www.wikidata.org/entity/Q2280") == "Q2280"
    assert parse_identifier("") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Georgia", "GE"), ("Georgia (country)", "GE"), ("England, United Kingdom", "GB"), ("England", "GB"),
        ("Republic of Ireland", "IE"), ("New York, United States", "US"), ("Brandenburg, Germany", "DE"), ("BY", "BY"),
        ("Беларусь", "BY"), ("Pays-Bas", "NL"), ("Kosovo", "XK"), ("Greecce", None), ("", None), ("Atlantis", None),
    ],
)  # fmt: skip
def test_countries_are_read_as_tables_write_them(text: str, code: str | None) -> None:
    assert COUNTRIES.code(text) == code


def test_a_country_inside_a_name_is_taken_out() -> None:
    assert COUNTRIES.split("Varna, Bulgaria") == ("Varna", "Bulgaria")
    assert COUNTRIES.split("Brest (France)") == ("Brest", "France")
    for whole in ("Georgia (country)", "Setagaya (Tokyo)", "Stratford, Ontario", "Brest"):
        assert COUNTRIES.split(whole) is None


def test_a_misspelled_country_gets_a_suggestion() -> None:
    assert COUNTRIES.closest("Kazakhstah") == "Kazakhstan"
    assert COUNTRIES.closest("xyz") is None
