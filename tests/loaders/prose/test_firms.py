"""Firms that no table knows: by their names, and pointed at."""

import pytest
from pactgraph.loaders.prose import Extractor
from told import told_of_firms

POINTED = [
    (
        "Le groupe Hansung est coréen. Le constructeur possède une usine à Debrecen, en Hongrie.",
        {"PRODUCES_IN Hansung > Debrecen"},
    ),
    (
        "Le constructeur suédois Nordbuss grandit. Le constructeur suédois a ouvert un bureau à Oslo.",
        {"REPRESENTED_IN Nordbuss > Oslo"},
    ),
    (
        "Le groupe Nareva Câbles grandit. La société, détenue à 60 % par le fonds français Meridiam "
        "Industries, emploie cent personnes. Elle prévoit l'ouverture d'une succursale à Dakar.",
        {"OWNED_BY Nareva Câbles > Meridiam Industries", "REPRESENTED_IN Nareva Câbles > Dakar planned"},
    ),
    ("Le groupe Nareva Câbles grandit. Celui-ci a ouvert un bureau à Dakar.", {"REPRESENTED_IN Nareva Câbles > Dakar"}),
    ("La société Kelvia grandit. Cette dernière a ouvert un bureau à Dakar.", {"REPRESENTED_IN Kelvia > Dakar"}),
    (
        "**Trois questions à Lucie Ferrand, présidente de Kelvia**\n\n*Kelvia fabrique des chambres "
        "froides.*\n\n**Pourquoi l'Allemagne ?** Nous y vendons. En septembre, nous avons ouvert un bureau "
        "commercial à Brême.\n**Et le Maroc ?** Notre usine de Settat assemble les petits modèles.",
        {"PRODUCES_IN Kelvia > Settat", "REPRESENTED_IN Kelvia > Bremen"},
    ),
    (
        "« Nous avons ouvert un bureau à Oslo », a déclaré le directeur de la société Kelvia.",
        {"REPRESENTED_IN Kelvia > Oslo"},
    ),
    (
        "La holding Amkodor a construit une usine dans la ville de Saran. MAZ et Hyundai Trans Kazakhstan y "
        "assemblent des autobus.",
        {
            "PRODUCES_IN Amkodor > Saran",
            "PRODUCES_IN Hyundai Trans Kazakhstan > Saran",
            "PRODUCES_IN Minsk Automobile Plant > Saran",
        },
    ),
    (
        "Le groupe Belkommunmash a livré des trolleybus à Almaty. Une coentreprise, AlmaTrans, créée en 2021 "
        "avec la société Kazmash, les assemble à Saran.",
        {"OWNED_BY AlmaTrans > Belkommunmash", "OWNED_BY AlmaTrans > Kazmash", "PRODUCES_IN AlmaTrans > Saransk"},
    ),
    (
        "Le groupe Belkommunmash et la société Kazmash ont créé AlmaTrans.",
        {"OWNED_BY AlmaTrans > Belkommunmash", "OWNED_BY AlmaTrans > Kazmash"},
    ),
    (
        "La FEZ Grodnoinvest grandit. Parmi les résidents à capitaux polonais figurent les sociétés Inter-"
        "Mebel et Bel-Plast.",
        {
            "OWNED_BY Bel-Plast > Poland",
            "OWNED_BY Inter-Mebel > Poland",
            "RESIDENT_OF Bel-Plast > FEZ Grodnoinvest",
            "RESIDENT_OF Inter-Mebel > FEZ Grodnoinvest",
        },
    ),
    (
        "Au Mozambique, la société Belaruskali-Agro a créé la coentreprise MozAgroBel.",
        {"OWNED_BY MozAgroBel > Belaruskali-Agro"},
    ),
    (
        "La société Giad Industrial et l'usine de tracteurs de Minsk sont convenues de monter des tracteurs à"
        " Khartoum.",
        {"PRODUCES_IN Giad Industrial > Khartoum planned", "PRODUCES_IN Minsk Tractor Works > Khartoum planned"},
    ),
    (
        "Amkodor et Bharat Movers montent ensemble à Mysore des chargeuses.",
        {"PRODUCES_IN Amkodor > Mysore", "PRODUCES_IN Bharat Movers > Mysore"},
    ),
    (
        "La Compagnie omanaise Muscat Overseas souhaite devenir résidente de la FEZ Brest.",
        {"RESIDENT_OF Muscat Overseas > FEZ Brest planned"},
    ),
    ("Kaneda grandit. La société a été rachetée par le groupe Hansung.", set()),
]
NAMES = [
    ("Brasserie Kaltbrunn a ouvert un bureau à Oslo.", {"REPRESENTED_IN Brasserie Kaltbrunn > Oslo"}),
    ("- **Laiterie du Sânon** a ouvert un bureau à Oslo.", {"REPRESENTED_IN Laiterie du Sânon > Oslo"}),
    ("La fonderie Arnoult a ouvert un bureau à Oslo.", {"REPRESENTED_IN Arnoult > Oslo"}),
    ("La coopérative Les Éleveurs du Val a ouvert un bureau à Oslo.", {"REPRESENTED_IN Les Éleveurs du Val > Oslo"}),
    ("La minoterie Blé d'Or a ouvert un bureau à Oslo.", {"REPRESENTED_IN Blé d'Or > Oslo"}),
    ("Les Laboratoires Sologne ont ouvert un bureau à Oslo.", {"REPRESENTED_IN Laboratoires Sologne > Oslo"}),
    ("Viandes Desrosiers a ouvert un bureau à Oslo.", {"REPRESENTED_IN Viandes Desrosiers > Oslo"}),
    (
        "La Société générale d'électricité a ouvert un bureau à Oslo.",
        {"REPRESENTED_IN Société générale d'électricité > Oslo"},
    ),
    (
        "La Compagnie malienne des textiles a ouvert un bureau à Oslo.",
        {"REPRESENTED_IN Compagnie malienne des textiles > Oslo"},
    ),
    (
        "La Société nationale d'exploitation des phosphates a ouvert un bureau à Oslo.",
        {"REPRESENTED_IN Société nationale d'exploitation des phosphates > Oslo"},
    ),
    (
        "L'Office chérifien des phosphates (OCP) a ouvert un bureau à Oslo. OCP a ouvert un bureau à Rome.",
        {
            "REPRESENTED_IN Office chérifien des phosphates > Oslo",
            "REPRESENTED_IN Office chérifien des phosphates > Rome",
        },
    ),
    (
        "L'Agence tunisienne de promotion des exportations a ouvert un bureau à Oslo.",
        {"REPRESENTED_IN Tunisian Export Promotion Agency > Oslo"},
    ),
    ("Vietnam Airlines a ouvert un bureau à Oslo.", {"REPRESENTED_IN Vietnam Airlines > Oslo"}),
    ("Air Burkina a ouvert un bureau à Oslo.", {"REPRESENTED_IN Air Burkina > Oslo"}),
    ("La Banque de l'Habitat a ouvert un bureau à Oslo.", {"REPRESENTED_IN Banque de l'Habitat > Oslo"}),
    ("Tunisie Leasing a ouvert un bureau à Oslo.", {"REPRESENTED_IN Tunisie Leasing > Oslo"}),
    ("Les Ciments du Sahel ont ouvert un bureau à Oslo.", {"REPRESENTED_IN Ciments du Sahel > Oslo"}),
    ("La SARL Frères Lakhdar a ouvert un bureau à Oslo.", {"REPRESENTED_IN Frères Lakhdar > Oslo"}),
    ("Peugeot a ouvert un bureau à Oslo.", {"REPRESENTED_IN Peugeot > Oslo"}),
    ("L'entreprise de confection Mona a ouvert un bureau à Oslo.", {"REPRESENTED_IN Mona > Oslo"}),
    ('L\'usine "8 Marta" a ouvert un bureau à Oslo.', {"REPRESENTED_IN 8 Marta > Oslo"}),
    ("L'entreprise gomélienne 8 Marta a ouvert un bureau à Oslo.", {"REPRESENTED_IN 8 Marta > Oslo"}),
    ("La maison Veuve Aurélie a ouvert un bureau à Oslo.", {"REPRESENTED_IN Veuve Aurélie > Oslo"}),
    ("Jean Martin a ouvert un bureau à Oslo.", set()),
    ("Le ministre Ali Diallo a ouvert un bureau à Oslo.", set()),
    ("La ministre a ouvert un bureau à Oslo.", set()),
    ("Hier, Paul Biya a inauguré une usine à Douala.", set()),
    ("Le Sénat a ouvert un bureau à Oslo.", set()),
]


@pytest.mark.parametrize(("text", "expected"), POINTED, ids=[text[:30] for text, _ in POINTED])
def test_firms_that_are_pointed_at_are_known(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told_of_firms(extractor, text) == expected


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=[text[:30] for text, _ in NAMES])
def test_firms_are_known_by_how_they_are_named(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told_of_firms(extractor, text) == expected
