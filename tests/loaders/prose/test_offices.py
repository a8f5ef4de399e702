"""Offices, consuls and dealers: whose they are and where, in the words of agencies, town halls and firms."""

import pytest
from pactgraph.loaders.prose import Extractor


def _offices(extractor: Extractor, text: str) -> list[tuple[str, str, str | None]]:
    return [
        (s.source.name, s.target.name, s.date)
        for passage in extractor.text(text, "a.txt")
        for s in passage.statements
        if s.type == "REPRESENTED_IN"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un consul honoraire de Géorgie est en poste à Leipzig.", [("Georgia", "Leipzig", None)]),
        (
            "Zoomlion a ouvert un centre technique à Accra ; Lomé et Cotonou auront bientôt le leur.",
            [("Zoomlion", "Accra", None), ("Zoomlion", "Lomé", None), ("Zoomlion", "Cotonou", None)],
        ),
        (
            "Zoomlion a un centre technique à Accra ; d'autres, du même genre, sont prévus à Lomé et à Cotonou.",
            [("Zoomlion", "Accra", None), ("Zoomlion", "Lomé", None), ("Zoomlion", "Cotonou", None)],
        ),
        (
            "Anna Kern, consule honoraire de Finlande à Lyon, a reçu les élèves.",
            [("Finland", "Lyon", None)],
        ),
        (
            "Alstom a ouvert à Dakar un atelier de maintenance, son premier au Sénégal.",
            [("Alstom", "Dakar", None)],
        ),
        (
            "Tractafric LLC, concessionnaire de Zoomlion, entretient à Norton un atelier de dix mécaniciens.",
            [("Zoomlion", "Norton", None)],
        ),
        (
            "Alfa Serum LLC a confié ses ventes turques à un concessionnaire d'Izmir.",
            [("Alfa Serum", "Izmir", None)],
        ),
        (
            "Zoomlion a une usine au Ghana ; Tractafric LLC, son concessionnaire officiel, en est le partenaire.",
            [("Zoomlion", "Ghana", None)],
        ),
        (
            "Le groupe Zoomlion dispose de bureaux dans vingt villes, notamment Accra, Lomé et Cotonou.",
            [("Zoomlion", "Accra", None), ("Zoomlion", "Lomé", None), ("Zoomlion", "Cotonou", None)],
        ),
        (
            "Zoomlion est présent dans huit pays : le Ghana, le Togo et le Bénin.",
            [("Zoomlion", "Ghana", None), ("Zoomlion", "Togo", None), ("Zoomlion", "Benin", None)],
        ),
        (
            "Alfa Serum LLC, dont les tapis couvrent les sols de la région, dispose à Riga d'une maison de commerce.",
            [("Alfa Serum", "Riga", None)],
        ),
        (
            "Le groupe Zoomlion est représenté en France par Needle Med LLC et dispose de bureaux à Accra et à Lomé.",
            [("Zoomlion", "France", None), ("Zoomlion", "Accra", None), ("Zoomlion", "Lomé", None)],
        ),
        (
            "Le Pérou a une ambassade à Vienne ; elle a aussi ouvert des consulats honoraires, à Graz et Linz.",
            [("Peru", "Vienna", None), ("Peru", "Graz", None), ("Peru", "Linz", None)],
        ),
        (
            "C'est la quatrième filiale du groupe Zoomlion, après celles ouvertes en Libye et en Algérie.",
            [("Zoomlion", "Libya", None), ("Zoomlion", "Algeria", None)],
        ),
        ("La Zambie a ouvert un consulat à Laayoune, et le Malawi a fait de même.", [("Zambia", "Laayoune", None)]),
    ],
)
def test_an_office_has_an_owner_and_a_place(
    extractor: Extractor, text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert set(_offices(extractor, text)) == set(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Alfa Serum LLC, dont le fondateur possède des bureaux à Riga, recrute.",
        "Le siège de la société Zoomlion est à Changsha.",
        "Le Centre culturel russe de Brest organise des cours.",
    ],
)
def test_what_is_no_office_of_somebody_abroad_is_none(extractor: Extractor, text: str) -> None:
    assert not _offices(extractor, text)


def test_an_office_that_is_to_follow_another_is_planned(extractor: Extractor) -> None:
    text = "Zoomlion a ouvert un centre technique à Accra en 2019 ; Lomé aura bientôt le sien."
    told = {s.target.name: (s.status, s.date) for p in extractor.text(text, "a.txt") for s in p.statements}
    assert told == {"Accra": ("agreed", "2019"), "Lomé": ("planned", None)}
