"""Where firms work abroad: plants, offices, owners, residents and brokers, and what is none of these."""

import pytest
from pactgraph.graph.model import Statement
from pactgraph.loaders.prose import Extractor


def _read(extractor: Extractor, text: str, kind: str) -> list[Statement]:
    return [s for passage in extractor.text(text, "example.txt") for s in passage.statements if s.type == kind]


def _ties(extractor: Extractor, text: str, kind: str) -> set[tuple[str, str]]:
    return {(s.source.name, s.target.name) for s in _read(extractor, text, kind)}


def test_goods_of_several_makers_are_assembled_where_the_plants_are(extractor: Extractor) -> None:
    text = "La Moldavie abrite des usines d'assemblage de tracteurs MTZ, de bus MAZ et de machines d'Amkodor."
    assert _ties(extractor, text, "PRODUCES_IN") == {
        ("Minsk Tractor Works", "Moldova"),
        ("Minsk Automobile Plant", "Moldova"),
        ("Amkodor", "Moldova"),
    }


def test_goods_that_are_only_delivered_are_not_made_there(extractor: Extractor) -> None:
    text = "Le plan prévoit la livraison de machines au Pérou et la création d'une usine commune."
    assert not _ties(extractor, text, "PRODUCES_IN")


def test_a_production_begins_when_its_plant_is_opened(extractor: Extractor) -> None:
    made = _read(extractor, "En mai 2017, MAZ a ouvert une usine d'assemblage à Izmir.", "PRODUCES_IN")
    assert [(s.target.name, s.date, s.status) for s in made] == [("Izmir", "2017-05", "agreed")]


def test_a_production_that_one_agrees_to_build_is_planned(extractor: Extractor) -> None:
    made = _read(extractor, "Gomselmash a convenu de construire une usine d'assemblage en Bolivie.", "PRODUCES_IN")
    assert [(s.source.name, s.target.name, s.status) for s in made] == [("Gomselmash", "Bolivia", "planned")]


def test_each_firm_of_a_list_has_its_dealers(extractor: Extractor) -> None:
    text = "En Bulgarie, il y a des concessionnaires de MTZ, de MAZ et d'Amkodor."
    assert _ties(extractor, text, "REPRESENTED_IN") == {
        ("Minsk Tractor Works", "Bulgaria"),
        ("Minsk Automobile Plant", "Bulgaria"),
        ("Amkodor", "Bulgaria"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Lors du salon de Milan, le pavillon national du Pérou a présenté des tissus.",
        "Izmir est devenue un centre industriel de la Turquie.",
        "La société suisse Rufais, dont le fondateur possède des succursales à Lyon, a présenté un moteur.",
    ],
)
def test_stands_towns_and_offices_of_others_are_no_offices(extractor: Extractor, text: str) -> None:
    assert not _ties(extractor, text, "REPRESENTED_IN")


def test_an_office_that_closed_is_one_no_more(extractor: Extractor) -> None:
    offices = _read(extractor, "Gomselmash a fermé son bureau à Lima.", "REPRESENTED_IN")
    assert [s.status for s in offices] == ["ended"]


def test_the_seat_of_a_region_is_the_town_behind_it(extractor: Extractor) -> None:
    text = "Dans le centre administratif de la région de Samara - Togliatti -, MTZ a ouvert un magasin."
    assert _ties(extractor, text, "REPRESENTED_IN") == {("Minsk Tractor Works", "Tolyatti")}


def test_capital_of_unnamed_firms_is_nobodys(extractor: Extractor) -> None:
    text = "La ville compte des usines de MAZ et 14 entreprises créées avec une participation de capitaux turcs."
    assert not _ties(extractor, text, "OWNED_BY")


def test_who_is_called_resident_of_a_park_is_not_the_park(extractor: Extractor) -> None:
    text = "Le parc Great Stone grandit. Le nouveau résident de Rufais LLC produira des pompes."
    assert ("Rufais", "Great Stone Industrial Park") not in _ties(extractor, text, "RESIDENT_OF")


def test_a_residency_in_some_zone_names_none(extractor: Extractor) -> None:
    text = "La FEZ Brest grandit. À Orcha, Rufais LLC est une entreprise-résidente d'une zone économique."
    assert not _ties(extractor, text, "RESIDENT_OF")


def test_a_count_of_many_homes_is_of_no_one_country(extractor: Extractor) -> None:
    text = "La FEZ Brest a enregistré 40 entreprises de Pologne, d'Asie et d'autres pays en 2020."
    counts = [(s.source.name, s.details.get("count")) for s in _read(extractor, text, "RESIDENT_OF")]
    assert counts == [("all", 40)]


def test_a_laboratory_that_is_accredited_exports_nothing(extractor: Extractor) -> None:
    text = "Le laboratoire accrédité de la société Rufais LLC livre ses analyses en Chine."
    assert not _ties(extractor, text, "CLEARED_FOR_EXPORT")


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        (
            "Le groupe Valtrex ferme deux de ses usines en Allemagne : celles de Leipzig et de Hambourg.",
            {("Valtrex", "Leipzig"), ("Valtrex", "Hamburg")},
        ),
        ("La société Valtrex dispose d'une usine en Allemagne, à Leipzig.", {("Valtrex", "Leipzig")}),
        ("Filiale du groupe Norbat, Valtrex SA fabrique des sièges à Leipzig.", {("Valtrex SA", "Leipzig")}),
        ("Le géant Valtrex, maison mère de Norbat, va bâtir une usine à Leipzig.", {("Valtrex", "Leipzig")}),
        ("Le ministre a inauguré une usine à Leipzig, rapporte le service de presse Valtrex SA.", set()),
        (
            "Le groupe Valtrex grandit. Le premier brasseur du pays a ouvert une usine à Leipzig.",
            {("Valtrex", "Leipzig")},
        ),
    ],
)
def test_whose_plants_and_where(extractor: Extractor, text: str, ties: set[tuple[str, str]]) -> None:
    assert _ties(extractor, text, "PRODUCES_IN") == ties


@pytest.mark.parametrize(
    "text",
    [
        "Grâce aux entreprises chinoises, il y a un bureau à Lyon, a déclaré Hellen Mugamba.",
        "Le président du groupe Valtrex, Othman Benjadid, a un bureau à Lyon.",
        "Concrètement, les laiteries agréées ouvrent un bureau à Lyon.",
    ],
)
def test_neither_people_nor_adverbs_are_firms(extractor: Extractor, text: str) -> None:
    named = {name for name, _ in _ties(extractor, text, "REPRESENTED_IN")}
    assert named.isdisjoint({"Hellen Mugamba", "Othman Benjadid", "Concrètement"})


def test_offices_are_told_beside_another(extractor: Extractor) -> None:
    text = "Le bureau d'Abidjan est le troisième ouvert par la société Valtrex, après ceux de Dakar et de Lomé."
    assert _ties(extractor, text, "REPRESENTED_IN") == {
        ("Valtrex", "Abidjan"),
        ("Valtrex", "Dakar"),
        ("Valtrex", "Lomé"),
    }
