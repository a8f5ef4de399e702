"""Who trades with whom, in what, how much and when; who deals at an exchange; who may supply a market."""

import pytest
from pactgraph.graph.model import Statement
from pactgraph.loaders.prose import Extractor

BUTB = "Belarusian Universal Commodity Exchange"


def _read(extractor: Extractor, text: str, type: str) -> list[Statement]:
    return [s for passage in extractor.text(text, "a.txt") for s in passage.statements if s.type == type]


def _sums(extractor: Extractor, text: str) -> list[tuple[object, ...]]:
    return [
        (s.source.name, s.target.name, *(s.details.get(k) for k in ("flow", "value", "unit", "year")))
        for s in _read(extractor, text, "TRADES_WITH")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "En 2020, les exportations de la Biélorussie vers le marché kazakh ont atteint 300 millions de dollars.",
            [("Belarus", "Kazakhstan", "export", 300, "million USD", "2020")],
        ),
        (
            "En 2021, les fermes de la région d'Orel ont vendu pour 41 millions d'euros au marché biélorusse.",
            [("Oryol Oblast", "Belarus", "export", 41, "million EUR", "2021")],
        ),
        (
            "Le commerce entre le Belarus et Oman s'élevait à 9 millions de dollars en 2019, dont 7 millions "
            "de dollars d'exportations.",
            [
                ("Belarus", "Oman", "turnover", 9, "million USD", "2019"),
                ("Belarus", "Oman", "export", 7, "million USD", "2019"),
            ],
        ),
        (
            "Les investissements chinois dans la région de Brest dépassaient un milliard et demi de dollars en 2022.",
            [("China", "Brest Region", "investment", 1.5, "billion USD", "2022")],
        ),
        (
            "En 2021, le commerce de la région de Gomel avec la Turquie s'est élevé à 8 millions de roubles russes.",
            [("Gomel Region", "Turkey", "turnover", 8, "million RUB", "2021")],
        ),
    ],
)
def test_a_sum_has_its_parties_in_the_order_of_the_flow(
    extractor: Extractor, text: str, expected: list[tuple[object, ...]]
) -> None:
    assert _sums(extractor, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Les exportations vers la Russie ont augmenté de 20 millions de dollars.",
        "Le solde du commerce avec la Russie était de 20 millions de dollars en 2020.",
        "La région de Minsk a fait des biens de substitution aux importations pour 90 millions de dollars, en Chine.",
        "En 2022, le commerce extérieur du Belarus s'est élevé à 80 milliards de dollars.",
        "Un prêt de la Chine de 30 millions de dollars a financé ces exportations.",
    ],
)
def test_growth_balances_loans_and_trade_with_all_the_world_are_no_ties(extractor: Extractor, text: str) -> None:
    assert _sums(extractor, text) == []


def test_what_a_sentence_leaves_out_is_what_the_last_sum_was_about(extractor: Extractor) -> None:
    text = (
        "En 2022, le commerce entre la région de Brest et la Géorgie a atteint 12 millions de dollars. "
        "Pendant ces mois, les exportations ont dépassé 11 millions de dollars."
    )
    assert _sums(extractor, text)[1] == ("Brest Region", "Georgia", "export", 11, "million USD", "2022")


def test_a_year_only_compared_with_is_not_the_year_of_a_sum(extractor: Extractor) -> None:
    text = "Par rapport à 2019, le commerce entre le Belarus et Cuba a crû, à 20 millions de dollars en 2021."
    assert [s[-1] for s in _sums(extractor, text)] == ["2021"]


def test_a_year_right_behind_a_sum_is_that_sums(extractor: Extractor) -> None:
    text = "Le commerce du Belarus avec Cuba passa de 20 millions de dollars en 2020 à 35 millions de dollars en 2021."
    assert [(s[3], s[-1]) for s in _sums(extractor, text)] == [(20, "2020"), (35, "2021")]


def test_a_figure_goes_on_in_the_next_sentence(extractor: Extractor) -> None:
    text = (
        "En 2021, le commerce entre le Belarus et le Laos a atteint 9 millions de dollars. "
        "En 2022, ce chiffre s'élevait à 12 millions de dollars."
    )
    assert _sums(extractor, text)[1] == ("Belarus", "Laos", "turnover", 12, "million USD", "2022")


def test_a_pronoun_counts_the_flow_that_the_sentence_before_spoke_of(extractor: Extractor) -> None:
    text = (
        "La région de Brest reçoit des investissements du Laos. "
        "Au cours du premier trimestre 2021, ils se sont élevés à 9 millions de dollars."
    )
    assert _sums(extractor, text) == [("Laos", "Brest Region", "investment", 9, "million USD", "2021")]


def test_firms_of_a_list_sell_together_and_what_a_plant_costs_is_no_investment(extractor: Extractor) -> None:
    text = "En 2021, MAZ et BELAZ ont vendu des camions au Laos pour 9 millions de dollars."
    assert {s[:2] for s in _sums(extractor, text)} == {("Minsk Automobile Plant", "Laos"), ("BELAZ", "Laos")}
    assert _sums(extractor, "MAZ construit une usine au Laos avec un investissement de 9 millions de dollars.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Le Belarus et le Laos ont pour objectif un commerce mutuel de 30 millions de dollars d'ici 2030.",
        "Le Belarus et le Laos veulent porter leurs échanges commerciaux à 30 millions de dollars d'ici 2030.",
    ],
)
def test_a_target_is_planned_for_the_year_it_is_aimed_at(extractor: Extractor, text: str) -> None:
    found = _read(extractor, text, "TRADES_WITH")
    assert [(s.status, s.details["value"], s.details["year"]) for s in found] == [("planned", 30, "2030")]


def test_who_is_only_compared_with_is_no_partner(extractor: Extractor) -> None:
    text = "Le Laos est le deuxième partenaire du Belarus après le Népal, avec des échanges de 5 millions de dollars."
    assert [s[:2] for s in _sums(extractor, text)] in ([("Belarus", "Laos")], [("Laos", "Belarus")])


def test_a_partner_left_long_ago_is_no_partner(extractor: Extractor) -> None:
    text = (
        "Le Laos est loin. Il pleut. Il neige. Le temps passe. On attend. On sème. On récolte. Le vent tourne. "
        "En 2021, les exportations ont atteint 5 millions de dollars."
    )
    assert _sums(extractor, text) == []


@pytest.mark.parametrize("sum", ["le demi-milliard de dollars", "$500 millions", "500 millions $"])
def test_sums_are_read_however_they_are_written(extractor: Extractor, sum: str) -> None:
    found = _sums(extractor, f"En 2021, le commerce entre le Belarus et le Laos a dépassé {sum}.")
    assert [(s[3], s[4]) for s in found] in ([(500, "million USD")], [(0.5, "billion USD")])


def test_markets_of_an_exchange_are_told_with_sums_in_brackets(extractor: Extractor) -> None:
    text = (
        "La BUTB cherche des acheteurs. La BUTB compte ses marchés. "
        "La Serbie (9 millions de dollars) puis la Hongrie (7 millions de dollars) restent les premières."
    )
    assert [s[:4] for s in _sums(extractor, text)] == [
        (BUTB, "Serbia", "export", 9),
        (BUTB, "Hungary", "export", 7),
    ]


def test_brokers_of_one_side_are_accredited_at_the_exchange_of_the_other(extractor: Extractor) -> None:
    text = (
        "La BUTB et la bourse ouzbèke échangent des courtiers. "
        "Du côté biélorusse, OJSC Alfabrok, LLC Betabrok et LLC Gammabrok sont devenus des courtiers de la bourse."
    )
    found = _read(extractor, text, "ACCREDITED_AT")
    assert {(s.source.name, s.target.name) for s in found} == {
        (name, "Uzbek Republican Commodity Exchange") for name in ("Alfabrok", "Betabrok", "Gammabrok")
    }


@pytest.mark.parametrize(
    ("text", "country", "count"),
    [
        ("Au 1er juin 2021, la BUTB comptait 2 589 sociétés accréditées en provenance de Russie.", "Russia", 2589),
        ("En 2023, 18 nouveaux résidents turcs se sont installés à la BUTB.", "Turkey", 18),
        ("Quelque 70 entreprises géorgiennes sont enregistrées à la BUTB depuis 2022.", "Georgia", 70),
    ],
)
def test_participants_are_counted_by_country(extractor: Extractor, text: str, country: str, count: int) -> None:
    found = _read(extractor, text, "ACCREDITED_AT")
    assert [(s.source.name, s.target.name, s.details["count"]) for s in found] == [(country, BUTB, count)]


def test_those_who_went_to_a_seminar_of_an_exchange_are_not_accredited(extractor: Extractor) -> None:
    text = "En juin 2021, 30 entreprises turques ont participé au séminaire de la BUTB."
    assert _read(extractor, text, "ACCREDITED_AT") == []


def test_a_permit_holds_for_the_market_spoken_of(extractor: Extractor) -> None:
    text = (
        "Le marché de la Chine est vaste. "
        'JSC "Alfamol" et JSC "Betamol" ont reçu l\'autorisation d\'exporter de la viande congelée.'
    )
    found = _read(extractor, text, "CLEARED_FOR_EXPORT")
    assert {(s.source.name, s.target.name) for s in found} == {("Alfamol", "China"), ("Betamol", "China")}


def test_producers_that_seek_a_permit_have_none_yet(extractor: Extractor) -> None:
    text = "Les laiteries de la région de Minsk cherchent à obtenir une accréditation pour fournir la Chine."
    found = _read(extractor, text, "CLEARED_FOR_EXPORT")
    assert [(s.source.name, s.target.name, s.status) for s in found] == [("Minsk Region", "China", "planned")]
