"""Known actors are found by any of their names, the longest first, and unknown ones do not borrow them."""

import pytest
from pactgraph.loaders.prose import Extractor


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
        ("le ministère chinois des sports et du travail", "Ministry of Sport and Labour of China"),
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


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (
            "l'université d'architecture et de génie civil de Varna",
            "Varna University of Architecture and Civil Engineering",
        ),
        ("l'institut de technologie chimique de Plovdiv", "Plovdiv Institute of Chemical Technology"),
        ("l'agence de développement des investissements de Turin", "Turin Investment Development Agency"),
        ("le comité du tourisme de Lyon", "Lyon Tourism Committee"),
        ("le centre de recherche et d'innovation de Plzeň", "Pilsen Research and Innovation Centre"),
        (
            "l'association des clusters et des technoparcs de Pologne",
            "Association of Clusters and Technoparks of Poland",
        ),
        ("le centre polono-tchèque pour la culture et la science", "Polish-Czech Centre for Culture and Sciences"),
        (
            "l'institut de chimie de l'Académie des sciences d'Arménie",
            "Institute of Chemistry of Academy of Sciences of Armenia",
        ),
        ("l'usine de beurre et de fromage de Plzeň", "Pilsen Butter and Cheese Plant"),
        ("l'association publique de voyage Cigogne", "Cigogne"),
    ],
)
def test_names_are_put_into_english_where_every_word_is_known(extractor: Extractor, written: str, name: str) -> None:
    assert names(extractor, f"Hier, {written} a signé un accord.") == [name]


def test_a_known_actor_is_recognised_by_the_words_of_its_name_in_any_order(extractor: Extractor) -> None:
    text = "Hier, l'université de médecine traditionnelle chinoise de Tianjin a signé un accord."
    assert names(extractor, text) == ["Tianjin University of Traditional Chinese Medicine"]


def test_plants_of_a_list_share_their_noun(extractor: Extractor) -> None:
    assert names(extractor, "Les usines de briques de Varna et de Plovdiv ont signé.") == [
        "Varna Brick Plant",
        "Plovdiv Brick Plant",
    ]


def test_initials_belong_to_a_name(extractor: Extractor) -> None:
    [passage] = extractor.text("Hier, l'université d'État A. B. Petrov de Varna a signé un accord.", "text.txt")
    assert [f.actor.text for f in passage.found] == ["université d'État A. B. Petrov de Varna"]


def test_a_part_of_the_world_is_where_something_is_and_no_party(extractor: Extractor) -> None:
    [passage] = extractor.text("Le Belarus et l'Afrique ont signé un accord de coopération.", "text.txt")
    assert not passage.statements
    [passage] = extractor.text("Amkodor a ouvert une maison de commerce en Sibérie.", "text.txt")
    assert [(s.source.name, s.target.name) for s in passage.statements] == [("Amkodor", "Siberia")]


def test_an_unnamed_district_of_a_great_city_is_the_city(extractor: Extractor) -> None:
    assert names(extractor, "Un autre district de Shanghai a signé.") == ["Shanghai"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "les ministères de la santé biélorusse et arménien",
            ["Ministry of Health of Belarus", "Ministry of Health of Armenia"],
        ),
        (
            "les ministres de la culture de Pologne et du Belarus",
            ["Ministry of Culture of Poland", "Ministry of Culture of Belarus"],
        ),
        (
            "les académies des sciences de Pologne et d'Arménie",
            ["Academy of Sciences of Poland", "Academy of Sciences of Armenia"],
        ),
        ("les FEZ Brest, Minsk et Gomel-Raton", ["FEZ Brest", "FEZ Minsk", "FEZ Gomel-Raton"]),
        ("Varna and Burgas Brick Factories", ["Varna Brick Factory", "Burgas Brick Factory"]),
        ("la section de Lyon de l'association Cigogne", ["Lyon Branch of the Cigogne"]),
    ],
)
def test_lists_share_what_they_say_once(extractor: Extractor, written: str, expected: list[str]) -> None:
    assert names(extractor, f"Hier, les fabricants, {written} ont signé un accord.") == expected


def test_a_joint_council_is_none_of_one_country_alone(extractor: Extractor) -> None:
    [passage] = extractor.text("Hier, le conseil de coopération commerciale serbe et polonais s'est réuni.", "text.txt")
    assert all(f.role == "adjective" for f in passage.found)


def test_what_brackets_introduce_is_understood_later(extractor: Extractor) -> None:
    text = "L'Agence de coopération de Varna (ACV) existe. L'ACV a signé un accord avec Lyon."
    assert names(extractor, text) == ["Varna Cooperation Agency", "Varna Cooperation Agency", "Lyon"]
    assert names(extractor, "L'ACV a signé un accord avec la ville de Lyon.") == ["Lyon"]


def test_what_two_countries_each_have_is_told_of_both(extractor: Extractor) -> None:
    text = "La Serbie et la Pologne sont amies. Les ministères de l'éducation des deux pays ont signé un accord."
    *_, last = extractor.text(text, "text.txt")
    [statement] = last.statements
    assert {statement.source.name, statement.target.name} == {
        "Ministry of Education of Serbia",
        "Ministry of Education of Poland",
    }


def test_departments_of_two_countries_are_none(extractor: Extractor) -> None:
    text = "La Serbie et la Pologne sont amies. Les départements compétents des deux pays ont signé un accord."
    *_, last = extractor.text(text, "text.txt")
    assert all(s.source.kind == s.target.kind == "country" for s in last.statements)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("le secrétariat au développement économique de Turin", "Turin Secretariat of Economic Development"),
        ("la société Polesstroy Trest № 7", "Polesstroy Trest № 7"),
        ("le district fédéral de la Volga", "Volga Federal District"),
        ("la société de développement du parc industriel", "Industrial Park Development Company"),
        ('la chaîne de magasins "Alivaria"', "Alivaria"),
        ("l'Agence spatiale européenne", "European Space Agency"),
        ("le ministère de l'Industrie et du Commerce du Vietnam", "Ministry of Industry and Trade of Vietnam"),
        ("l'Université de La Havane", "Havana University"),
        ("la société d'État Alivaria", "Alivaria"),
        ("l'oblast Vladimirskiy", "Vladimir Oblast"),
        ("l'UE \"Section de Lyon de l'association Cigogne\"", "Lyon Branch of the Cigogne"),
        ("l'Institut de recherche sur la mer Noire de Varna", "Institut de recherche sur la mer Noire de Varna"),
        (
            "la Chambre de commerce, d'industrie et de services de Varna",
            "Varna Chamber of Commerce, Industry and Services",
        ),
    ],
)
def test_names_end_where_they_end(extractor: Extractor, written: str, name: str) -> None:
    assert names(extractor, f"Hier, {written} a signé un accord.") == [name]


def test_years_in_brackets_do_not_end_a_list(extractor: Extractor) -> None:
    assert names(extractor, "Les universités de Varna (2012) et de Plovdiv (2014) ont signé.") == [
        "Varna University",
        "Plovdiv University",
    ]


def test_an_institute_of_an_academy_is_one_of_many(extractor: Extractor) -> None:
    assert names(extractor, "Hier, un des instituts de l'Académie des sciences de Pologne a signé un accord.") == [
        "Academy of Sciences of Poland"
    ]


def test_plants_without_a_list_are_any(extractor: Extractor) -> None:
    assert names(extractor, "Les laiteries de Varna ont signé un accord.") == ["Varna"]
