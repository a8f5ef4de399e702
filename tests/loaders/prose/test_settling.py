"""Those who settle in a zone that other words or sentences point to."""

import pytest
from pactgraph.loaders.prose import Extractor

SETTLERS = [
    (
        "La zone franche de Tanger grandit. Valtrex compte y bâtir une usine, Norbat un entrepôt.",
        {"Valtrex planned", "Norbat planned"},
    ),
    (
        "La zone franche de Tanger grandit. "
        "Y ont ouvert des ateliers le turc Valtrex et deux français, Norbat et Silmex.",
        {"Valtrex", "Norbat", "Silmex"},
    ),
    ("La zone franche de Tanger grandit. La société Valtrex y a envoyé une délégation.", set()),
    ("La zone franche de Tanger, où opèrent Valtrex et Norbat, recrute.", {"Valtrex", "Norbat"}),
    (
        "La zone franche de Tanger grandit. Plusieurs sociétés y opèrent : Valtrex, Norbat, Silmex.",
        {"Valtrex", "Norbat", "Silmex"},
    ),
    ("La zone franche de Tanger grandit. Sur cette plateforme, la société Valtrex a bâti une usine.", {"Valtrex"}),
    ("La zone franche de Tanger a été retenue par la société Valtrex pour y bâtir une usine.", {"Valtrex"}),
    ("La zone franche de Tanger accueillera la société Valtrex en 2030.", {"Valtrex planned"}),
    ("La société Valtrex compte s'installer dans la zone franche de Tanger.", {"Valtrex planned"}),
    ("La société Valtrex vient de s'installer dans la zone franche de Tanger.", {"Valtrex"}),
    ("La société Valtrex a fermé son usine de la zone franche de Tanger.", {"Valtrex ended"}),
    ("La société Valtrex a reçu son agrément pour la zone franche de Tanger.", {"Valtrex"}),
    ("La société Valtrex a demandé à la zone franche de Tanger une visite.", set()),
    ("Valtrex, qui appartient au groupe Norbat, s'est installée dans la zone franche de Tanger.", {"Valtrex"}),
    ("La zone franche de Tanger est située à côté du siège de la société Valtrex.", set()),
    (
        "Le ministre a visité la zone franche de Tanger. Il s'est rendu dans les usines de Valtrex et de Norbat.",
        {"Valtrex", "Norbat"},
    ),
    ("La zone franche de Tanger grandit. Ses occupants ont pour nom Valtrex et Norbat.", {"Valtrex", "Norbat"}),
    ("140 entreprises ont élu domicile dans la zone franche de Tanger.", {"all"}),
    ("La zone franche de Tanger a dix ans. 21 entreprises s'y sont déjà installées.", {"all"}),
    ("La zone franche de Tanger comptera 247 usines en 2030.", {"all planned"}),
    ("Fort de 300 entreprises, le technopôle de Sfax est le plus grand du pays.", {"all"}),
    (
        "La ZES de Toula sert de modèle au parc industriel de Settat. "
        "La société Valtrex a ouvert une usine dans la ZES.",
        {"Valtrex"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), SETTLERS, ids=[text[-40:] for text, _ in SETTLERS])
def test_those_who_settle_are_read_over_sentences(extractor: Extractor, text: str, expected: set[str]) -> None:
    told = [s for p in extractor.text(text, "zones.txt") for s in p.statements if s.type == "RESIDENT_OF"]
    assert {f"{s.source.name} {s.status}".removesuffix(" agreed") for s in told} == expected
