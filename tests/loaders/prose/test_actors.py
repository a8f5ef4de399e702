"""Known actors are found by any of their names, the longest first, and unknown ones do not borrow them."""

import pytest
from pactgraph.loaders.prose import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def names(extractor: Extractor, text: str) -> list[str]:
    return [a.name for p in extractor.text(text, "text.txt") for f in p.found if f.role == "name" for a in f.actors]


@pytest.mark.parametrize(
    "written", ["MTZ", "l'usine de tracteurs de Minsk", "Minsk Tractor Works", 'JSC "MTZ"', "la société MTZ"]
)
def test_one_actor_has_many_names(extractor: Extractor, written: str) -> None:
    assert names(extractor, f"Hier, {written} a signé.") == ["Minsk Tractor Works"]


def test_a_known_name_has_the_id_of_the_table(extractor: Extractor) -> None:
    [passage] = extractor.text("La BUTB a ouvert.", "text.txt")
    assert passage.found[0].actor.id == "by/exchange/belarusian-universal-commodity-exchange"


def test_a_short_name_in_small_letters_is_a_word(extractor: Extractor) -> None:
    assert names(extractor, "Un maz et une marche.") == []


def test_a_longer_name_of_another_country_is_another_actor(extractor: Extractor) -> None:
    assert names(extractor, "Le ministère de la santé de l'Ouzbékistan a signé.") == [
        "Ministry of Health of Uzbekistan"
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("le ministère de la santé", "Ministry of Health of Belarus"),
        ("le ministère chinois de la science et de la technologie", "Ministry of Science and Technology of China"),
        ("le ministère de l'énergie et des mines de Cuba", "Ministry of Energy and Mines of Cuba"),
        ("le ministère arménien de l'économie", "Ministry of Economy of Armenia"),
    ],
)
def test_ministries_are_named_after_what_they_are_for(extractor: Extractor, written: str, name: str) -> None:
    assert names(extractor, f"Hier, {written} a signé un accord.") == [name]


def test_any_such_thing_is_no_name(extractor: Extractor) -> None:
    assert names(extractor, "Un centre de services pour machines a ouvert.") == []


def test_a_noun_with_an_article_of_indefinite_things_stays_a_word(extractor: Extractor) -> None:
    [passage] = extractor.text("À Saransk, une usine d'assemblage d'Amkodor a ouvert.", "text.txt")
    assert "usine d'assemblage" in passage.masked
