"""Firms of one word that no table knows, told by the frame they stand in: owners, brokers, exporters."""

import pytest
from pactgraph.loaders.prose import Extractor

_READ = {"OWNED_BY", "ACCREDITED_AT", "CLEARED_FOR_EXPORT"}
TIES = [
    (
        "En 2014, Altamon a été rachetée par le suédois Nordvik pour 120 millions d'euros.",
        {"OWNED_BY Altamon > Nordvik"},
    ),
    ("Nordvik a pris le contrôle d'Altamon en 2014.", {"OWNED_BY Altamon > Nordvik"}),
    (
        "Valdorex et Kamath Pharma ont créé une coentreprise à 50-50 baptisée Sénéphar.",
        {"OWNED_BY Sénéphar > Valdorex", "OWNED_BY Sénéphar > Kamath Pharma"},
    ),
    ("Camfor est majoritairement détenue par Dubreuil.", {"OWNED_BY Camfor > Dubreuil"}),
    ("Avec 62 % du capital, Dubreuil est le premier actionnaire de Camfor.", {"OWNED_BY Camfor > Dubreuil"}),
    ("Camfor a été cédée par Dubreuil à Wanlong en 2013.", {"OWNED_BY Camfor > Wanlong"}),
    ("L'acquisition par Dubreuil de 62 % de Camfor a été approuvée.", {"OWNED_BY Camfor > Dubreuil"}),
    ("Après avoir racheté Camfor en 2015, Dubreuil investit.", {"OWNED_BY Camfor > Dubreuil"}),
    (
        "Vivandis annonce être entré en négociations exclusives en vue d'acquérir Boulang'Or.",
        {"OWNED_BY Boulang'Or > Vivandis planned"},
    ),
    (
        "Le capital de Sogabois se répartit entre Rougeron (51 %), divers porteurs et Petrovic (17 %).",
        {"OWNED_BY Sogabois > Rougeron", "OWNED_BY Sogabois > Petrovic"},
    ),
    ("Safran n'a pas l'intention de racheter Zodiac Aero.", set()),
    ("Les actionnaires de Sonatex se réuniront en assemblée générale le 12 juin.", set()),
    ("Le groupe Delta détient 30 % du marché des ciments devant Cimaf.", set()),
    (
        "Deltatitres, intermédiaire en bourse, est membre de la Bourse de Tunis.",
        {"ACCREDITED_AT Deltatitres > Tunis Stock Exchange"},
    ),
    ("Le titre Sonatex est coté à la Bourse de Tunis depuis 2008.", set()),
    ("Désormais, Avigers peut exporter vers Taïwan.", {"CLEARED_FOR_EXPORT Avigers > Taiwan"}),
    (
        "La Chine a agréé trois entreprises françaises. Il s'agit d'Avigers, de Galliance et de Bigoud.",
        {f"CLEARED_FOR_EXPORT {name} > China" for name in ("France", "Avigers", "Galliance", "Bigoud")},
    ),
    ("Le Vietnam ouvre son marché aux pommes françaises.", {"CLEARED_FOR_EXPORT France > Vietnam"}),
    ("Les entreprises souhaitant exporter vers la Chine doivent obtenir un agrément de la GACC.", set()),
]


@pytest.mark.parametrize(("text", "expected"), TIES, ids=[text[:30] for text, _ in TIES])
def test_a_frame_tells_whose_an_unknown_firm_is_and_what_it_may(
    extractor: Extractor, text: str, expected: set[str]
) -> None:
    told = (s for passage in extractor.text(text, "x.txt") for s in passage.statements)
    states = (f"{s.type} {s.source.name} > {s.target.name} {s.status}".removesuffix(" agreed") for s in told)
    assert {state for state in states if state.split()[0] in _READ} == expected
