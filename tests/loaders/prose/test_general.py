"""Texts about places, exchanges and zones that no table knows, of any country, read by what stands around them."""

import pytest
from pactgraph.loaders.prose import Extractor

TIES = [
    (
        "À Namur, on fêtera le jumelage avec Bourg-en-Bresse, vieux de soixante ans.",
        {"TWINNED_WITH Namur > Bourg-en-Bresse"},
    ),
    (
        "# Les villes jumelées de Lille\n\n- Cologne (Allemagne), depuis 1958\n- Oujda (Maroc), depuis 2005\n",
        {"TWINNED_WITH Lille > Cologne 1958", "TWINNED_WITH Lille > Oujda 2005"},
    ),
    ("Le jumelage d'écoles entre Bamako et Lyon concerne douze classes.", set()),
    (
        "La Malaisie et le Vietnam ont homologué les produits de la laiterie Sava Mleko.",
        {"CLEARED_FOR_EXPORT Sava Mleko > Malaysia", "CLEARED_FOR_EXPORT Sava Mleko > Vietnam"},
    ),
    ("La laiterie Sava Mleko, qui exporte vers la Russie, a été privée d'agrément.", set()),
    (
        "La bourse de Tunis et celle de Casablanca ont signé un accord de coopération.",
        {"COOPERATES_WITH Tunis Stock Exchange > Casablanca Stock Exchange"},
    ),
    (
        "# Sarvigny : le comité de jumelage a trente ans\n\nLa salle était pleine samedi. Trente ans après la "
        "signature, le 8 juin 1991, du serment qui unit Sarvigny à la cité bavaroise d'Unterlohbach, les maires "
        "se sont revus.",
        {"TWINNED_WITH Sarvigny > Unterlohbach 1991-06-08"},
    ),
    (
        "Depuis 1991, Sarvigny est jumelée avec Unterlohbach. La famille s'est agrandie : Sarvigny s'est liée en "
        "1999 à Castelnuovo di Sotto, en Toscane, puis en 2004 à la ville polonaise de Brzozowa.",
        {
            "TWINNED_WITH Sarvigny > Unterlohbach 1991",
            "TWINNED_WITH Sarvigny > Castelnovo di Sotto 1999",
            "TWINNED_WITH Sarvigny > Brzozowa 2004",
        },
    ),
    (
        "Saint-Aubin-le-Petit est jumelé avec Oberdorla depuis 1993, Varenne-sur-Ource avec une commune roumaine.",
        {"TWINNED_WITH Saint-Aubin-le-Petit > Oberdorla 1993"},
    ),
    (
        "La ville de Saldus, que l'on dit la plus belle, est liée par des relations de jumelage à Liederbach depuis "
        "2002.",
        {"TWINNED_WITH Saldus > Liederbach 2002"},
    ),
    (
        "Au 30 juin 2023, 120 sociétés étaient accréditées à la Bourse du café de Santos. La société Minas Grão a "
        "obtenu le même statut en mai 2023.",
        {
            "ACCREDITED_AT all > Bourse du café de Santos 2023-06-30",
            "ACCREDITED_AT Minas Grão > Bourse du café de Santos 2023-05",
        },
    ),
    (
        "La Bourse du bois de Lahti existe depuis 2010. Au 30 juin 2023, 90 opérateurs y étaient accrédités, dont 19 "
        "estoniens et 24 suédois.",
        {
            "ACCREDITED_AT all > Lahti Wood Exchange 2023-06-30",
            "ACCREDITED_AT Estonia > Lahti Wood Exchange 2023-06-30",
            "ACCREDITED_AT Sweden > Lahti Wood Exchange 2023-06-30",
        },
    ),
]


def _ties(extractor: Extractor, text: str) -> set[str]:
    statements = [s for passage in extractor.text(text, "text.txt") for s in passage.statements]
    return {
        " ".join(filter(None, (f"{s.type} {s.source.name} > {s.target.name}", s.date, s.status.replace("agreed", ""))))
        for s in statements
    }


@pytest.mark.parametrize(("text", "ties"), TIES)
def test_texts_about_what_no_table_knows_are_read(extractor: Extractor, text: str, ties: set[str]) -> None:
    assert _ties(extractor, text) == ties
