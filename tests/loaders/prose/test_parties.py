"""Who is a party of an agreement, and who is only named beside it."""

import pytest
from pactgraph.loaders.prose import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def ties(extractor: Extractor, text: str) -> set[tuple[str, str, str]]:
    return {
        (s.type, *sorted((s.source.name, s.target.name)))
        for passage in extractor.text(text, "own.txt")
        for s in passage.statements
    }


def test_a_country_in_brackets_behind_a_town_is_no_party(extractor: Extractor) -> None:
    text = "Orcha et Tosno (Russie) ont signé un accord de coopération en 2019.\n"
    assert ties(extractor, text) == {("COOPERATES_WITH", "Orsha", "Tosno")}


def test_the_place_of_unnamed_firms_is_no_party(extractor: Extractor) -> None:
    text = "Amkodor a signé en 2020 un accord de coopération avec des entreprises agricoles du Hubei.\n"
    assert ties(extractor, text) == set()


def test_the_places_after_which_a_forum_is_named_are_no_parties(extractor: Extractor) -> None:
    text = (
        "Brest et la province du Hunan ont conclu un mémorandum lors du forum des régions de Biélorussie "
        "et de Russie en 2018.\n"
    )
    assert ties(extractor, text) == {("COOPERATES_WITH", "Brest", "Hunan")}


def test_a_home_party_before_several_abroad_signs_with_each(extractor: Extractor) -> None:
    text = "Un accord a été signé en 2021 entre Amkodor et Zoomlion, Huawei et Sinomach.\n"
    assert ties(extractor, text) == {
        ("COOPERATES_WITH", "Amkodor", "Zoomlion"),
        ("COOPERATES_WITH", "Amkodor", "Huawei"),
        ("COOPERATES_WITH", "Amkodor", "Sinomach"),
    }


def test_a_partnership_with_a_whole_country_told_in_passing_is_none(extractor: Extractor) -> None:
    assert ties(extractor, "La région de Brest élargit ses liens de partenariat avec la Mongolie.\n") == set()


def test_two_states_need_a_document_with_a_name(extractor: Extractor) -> None:
    assert ties(extractor, "La Biélorussie et la Mongolie ont signé des documents en 2021.\n") == set()
    assert ties(extractor, "La Biélorussie et la Mongolie ont signé un mémorandum en 2021.\n") == {
        ("COOPERATES_WITH", "Belarus", "Mongolia")
    }


def test_what_a_twinning_brings_is_no_second_tie(extractor: Extractor) -> None:
    text = (
        "La région de Grodno et la province du Hainan ont signé un accord de jumelage, qui prévoit de renforcer la "
        "coopération entre les deux régions.\n"
    )
    assert ties(extractor, text) == {("TWINNED_WITH", "Grodno Region", "Hainan")}


def test_the_administration_of_a_zone_signs_for_the_zone(extractor: Extractor) -> None:
    text = "L'administration de la zone économique franche de Brest et Huawei ont signé un accord en 2022.\n"
    assert ties(extractor, text) == {("COOPERATES_WITH", "FEZ Brest", "Huawei")}


def test_the_authorities_of_a_town_stand_for_the_town(extractor: Extractor) -> None:
    text = "Les autorités de la ville chinoise de Hohhot ont l'intention de développer la coopération avec Gomel.\n"
    assert ties(extractor, text) == {("COOPERATES_WITH", "Gomel", "Hohhot")}
