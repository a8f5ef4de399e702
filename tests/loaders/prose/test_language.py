"""A text in another language gives nothing, and the loader knows that it is in another."""

import pytest
from pactgraph.loaders.prose import Extractor

FRENCH = (
    "La société Kerval a ouvert un bureau à Oslo, où elle vend des meubles qui sont fabriqués dans une usine de la "
    "région. Les deux villes ont signé une charte avec leur voisine, et les maires en ont parlé pour la presse. "
)
ENGLISH = (
    "The company Kerval opened an office in Oslo, where it sells furniture that is made in a plant of the region. "
    "Both towns signed a charter with their neighbour, and the mayors spoke about it to the press. "
)
RUSSIAN = (
    "Компания Кервал открыла представительство в Осло, где продаёт мебель, которую делают на заводе в области. "
    "Оба города подписали соглашение с соседями, и мэры рассказали об этом журналистам. "
)
SPANISH = (
    "La empresa Kerval abrió una oficina en Oslo, donde vende los muebles que se fabrican en una planta de la región. "
    "Las dos ciudades firmaron un acuerdo con su vecina y los alcaldes hablaron de ello con la prensa. "
)
ITALIAN = (
    "La società Kerval ha aperto un ufficio a Oslo, dove vende i mobili che sono fatti in uno stabilimento della "
    "regione. Le due città hanno firmato un accordo con la vicina e i sindaci ne hanno parlato con la stampa. "
)


def foreign(text: str) -> bool:
    extractor = Extractor()
    list(extractor.text(text, "x.txt"))
    return extractor.language.foreign


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, SPANISH, ITALIAN])
def test_a_text_in_another_language_is_told(text: str) -> None:
    assert foreign(text * 8)


def test_a_french_text_is_not_foreign() -> None:
    assert not foreign(FRENCH * 8)


@pytest.mark.parametrize("text", [ENGLISH, "", "Vannes : 1958.\n"])
def test_of_a_short_text_nothing_is_said(text: str) -> None:
    assert not foreign(text)


def test_a_french_text_that_quotes_another_language_is_french() -> None:
    assert not foreign(FRENCH * 8 + ENGLISH * 5)


def test_each_text_is_judged_by_itself() -> None:
    extractor = Extractor()
    list(extractor.text(ENGLISH * 8, "x.txt"))
    list(extractor.text(FRENCH * 8, "y.txt"))
    assert not extractor.language.foreign
