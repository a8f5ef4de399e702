"""Sums of trade in rows, lists and turns: who is whose client, what goes on with another partner, in which currency."""

import pytest
from pactgraph.loaders.prose import Extractor


def _sums(extractor: Extractor, text: str) -> list[tuple[object, ...]]:
    return [
        (s.source.name, s.target.name, *(s.details.get(k) for k in ("flow", "value", "unit")))
        for passage in extractor.text(text, "a.txt")
        for s in passage.statements
        if s.type == "TRADES_WITH"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "L'Italie est le premier client de la Tunisie, avec 3,1 milliards d'euros d'achats en 2022.",
            [("Tunisia", "Italy", "export", 3.1, "billion EUR")],
        ),
        (
            "Le Maroc est le deuxième partenaire commercial du Sénégal, avec 310 M EUR en 2021.",
            [("Morocco", "Senegal", "turnover", 310, "million EUR")],
        ),
        (
            "Avec 80 millions d'euros, le Togo est le deuxième client africain de la Croatie.",
            [("Croatia", "Togo", "export", 80, "million EUR")],
        ),
        (
            "Premier partenaire commercial du Rwanda, la Chine y a exporté pour 300 millions de dollars.",
            [("China", "Rwanda", "export", 300, "million USD")],
        ),
        (
            "Principaux fournisseurs du Mali :\n- Sénégal : 700 millions d'euros\n- Chine : 500 millions d'euros",
            [("Senegal", "Mali", "export", 700, "million EUR"), ("China", "Mali", "export", 500, "million EUR")],
        ),
    ],
)
def test_who_is_whose_client_or_partner_tells_whose_a_sum_is(
    extractor: Extractor, text: str, expected: list[tuple[object, ...]]
) -> None:
    assert _sums(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Les échanges de la Norvège avec la Grèce ont dépassé 2 milliards de couronnes norvégiennes. "
            "Ceux avec l'Inde ont atteint 3 milliards.",
            [("Norway", "Greece", "turnover", 2, "billion NOK"), ("Norway", "India", "turnover", 3, "billion NOK")],
        ),
        (
            "En 2013, la Norvège a échangé avec la Bavière pour 4 milliards d'euros, et avec la Saxe pour 6 milliards.",
            [("Norway", "Bavaria", "turnover", 4, "billion EUR"), ("Norway", "Saxony", "turnover", 6, "billion EUR")],
        ),
        (
            "Le Pérou et l'Équateur ont échangé pour 811 millions de dollars de biens.",
            [("Peru", "Ecuador", "turnover", 811, "million USD")],
        ),
        (
            "La Pologne a exporté pour 450 millions d'euros vers le Kazakhstan et en a importé pour 80 millions.",
            [
                ("Poland", "Kazakhstan", "export", 450, "million EUR"),
                ("Poland", "Kazakhstan", "import", 80, "million EUR"),
            ],
        ),
        (
            "L'Albanie a expédié pour 1,1 milliard de francs vers l'Italie, 200 millions vers l'Espagne.",
            [("Albania", "Italy", "export", 1.1, "billion CHF"), ("Albania", "Spain", "export", 200, "million CHF")],
        ),
        (
            "L'Arménie importe de Russie (1,5 Md$), de Chine (700 M USD) et d'Iran (400 M USD).",
            [
                ("Armenia", "Russia", "import", 1.5, "billion USD"),
                ("Armenia", "China", "import", 700, "million USD"),
                ("Armenia", "Iran", "import", 400, "million USD"),
            ],
        ),
        (
            "5,3 milliards d'euros : c'est le montant des importations polonaises en provenance du Vietnam.",
            [("Poland", "Vietnam", "import", 5.3, "billion EUR")],
        ),
        (
            "Les échanges ont triplé. Entre la Serbie et la Slovénie, ils ont atteint 2 milliards d'euros en 2022.",
            [("Serbia", "Slovenia", "turnover", 2, "billion EUR")],
        ),
    ],
)
def test_a_sum_shares_what_the_one_before_told(
    extractor: Extractor, text: str, expected: list[tuple[object, ...]]
) -> None:
    assert _sums(extractor, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Le commerce extérieur du Bénin a atteint 4 milliards d'euros en 2019.",
        "La balance commerciale de la France avec l'Inde est déficitaire de 1,2 milliard d'euros.",
        "Le corridor entre le Togo et le Burkina Faso doit faciliter les échanges ; il a coûté 80 millions d'euros.",
    ],
)
def test_a_sum_that_is_no_trade_between_two_is_none(extractor: Extractor, text: str) -> None:
    assert not _sums(extractor, text)
