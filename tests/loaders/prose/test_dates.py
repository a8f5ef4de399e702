"""Dates as texts write them: relative ones, several of a sentence, and those at which nothing happened."""

import pytest
from pactgraph.loaders.prose.dates import Dates
from pactgraph.loaders.prose.pack import load


def _read(text: str, *, year: int | None = None, source: int | None = None) -> list[str]:
    dates = Dates(load())
    dates.year = year
    return [d.value for d in dates.find(text, fallback=source) if d.now]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("En mai 2017, il partit ; un an plus tard, il revint.", ["2017-05", "2018"]),
        ("En mai 2012, il partit ; douze ans après, il revint.", ["2012-05", "2024"]),
        ("On le sait depuis mai 2022 ; on a signé dans l'année qui a suivi.", ["2023"]),
        ("Il partit le 3 novembre 2017 et revint deux mois plus tard.", ["2017-11-03", "2018-01"]),
        ("En 2016, ils vinrent, et la même année, ils signèrent.", ["2016", "2016"]),
        ("En 2016, ils vinrent ; l'année suivante, ils signèrent.", ["2016", "2017"]),
        ("Il partit en mars 2020 et revint le mois suivant.", ["2020-03", "2020-04"]),
        ("En mars 2018, il vint ; un an plus tôt, il était parti.", ["2018-03", "2017"]),
        ("En mars 2018, il vint, et le 20 du même mois, il partit.", ["2018-03", "2018-03-20"]),
        ("En mars 2018, il vint ; en juin de l'année suivante, il partit.", ["2018-03", "2019-06"]),
        ("En mars 2018, il vint ; le 4 juillet de cette année-là, il partit.", ["2018-03", "2018-07-04"]),
        ("Il vint en mai, puis en septembre 2021.", ["2021-05", "2021-09"]),
        ("De janvier à mai 2021, on a vendu.", ["2021-05"]),
        ("On a signé au mois de juin 2019.", ["2019-06"]),
        ("Signé le 15.04.2021 et le 3/5/2022, version 2.11.2021.4", ["2021-04-15", "2022-05-03"]),
    ],
)
def test_a_relative_date_counts_from_the_one_before_it(text: str, expected: list[str]) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("En mars de cette année, on a signé.", ["2023-03"]),
        ("L'an dernier, on a signé.", ["2022"]),
        ("En juin dernier, on a signé.", ["2023-06"]),
        ("Cet été, on a signé.", ["2023"]),
        ("En avril de la même année, on a signé.", ["2015-04"]),
        ("L'année précédente, on a signé.", ["2014"]),
        ("On s'est associé il y a trois ans.", ["2020"]),
    ],
)
def test_this_year_is_the_sources_and_the_same_year_is_the_texts(text: str, expected: list[str]) -> None:
    assert _read(text, year=2015, source=2023) == expected


@pytest.mark.parametrize(
    "text", ["L'année dernière [2018], on a signé.", "En mai de cette année [2018], on a signé.", "Cette année [2018]."]
)
def test_the_year_in_brackets_is_the_year_meant(text: str) -> None:
    assert [d[:4] for d in _read(text, year=2015, source=2023)] == ["2018"]


@pytest.mark.parametrize(
    "text",
    [
        "C'est deux fois plus qu'en 2019.",
        "Le commerce a crû par rapport à 2019.",
        "Le volume doublera d'ici la fin de l'année 2025.",
        "Le programme de coopération pour 2024 a été adopté.",
        "Une feuille de route pour 2024 2026 a été adoptée.",
        "Le commerce croît depuis 2018.",
        "Le diplôme est délivré à partir du 1er septembre 2021.",
        "Au début des années 2000, on se voyait.",
        "On a livré 2000 tracteurs.",
        "En 2025, les deux villes signeront une charte.",
        "En 2019, on a fêté le dixième anniversaire du jumelage.",
        "La société, fondée en 1998, est grande.",
    ],
)
def test_nothing_happened_at_what_is_compared_with_or_aimed_at(text: str) -> None:
    assert _read(text) == []


def test_what_one_says_of_a_year_is_of_that_year() -> None:
    assert _read("Rappelons qu'en 2019, ils ont signé ; cela a plus que doublé en 2020.") == ["2019", "2020"]


@pytest.mark.parametrize("what", ["les vingt ans de leur jumelage", "le 20e anniversaire de l'accord"])
def test_what_is_celebrated_began_so_many_years_before(what: str) -> None:
    dates = Dates(load()).find(f"En 2019, les deux villes ont fêté {what}.")
    assert [d.value for d in dates if d.since] == ["1999"]
