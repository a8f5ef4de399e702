"""Who is a party of an agreement, and who is only named beside it."""

from pactgraph.loaders.prose import Extractor


def ties(extractor: Extractor, text: str) -> set[tuple[str, str, str]]:
    return {
        (s.type, *sorted((s.source.name, s.target.name)))
        for passage in extractor.text(text, "own.txt")
        for s in passage.statements
    }


def test_a_country_in_brackets_behind_a_town_is_no_party(extractor: Extractor) -> None:
    text = "En 2019, Polotsk et Tosno (Russie) ont conclu un accord de coopération.\n"
    assert ties(extractor, text) == {("COOPERATES_WITH", "Polotsk", "Tosno")}


def test_the_place_of_unnamed_firms_is_no_party(extractor: Extractor) -> None:
    text = "En 2020, Amkodor a conclu un accord avec des entreprises agricoles du Hubei.\n"
    assert ties(extractor, text) == set()


def test_the_places_after_which_a_forum_is_named_are_no_parties(extractor: Extractor) -> None:
    text = "En 2018, Polotsk et Izmir ont signé un mémorandum lors du forum des villes de Biélorussie et de Turquie.\n"
    assert ties(extractor, text) == {("COOPERATES_WITH", "Izmir", "Polotsk")}


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
        "Polotsk et Izmir ont conclu un accord de jumelage, qui renforcera sans doute la "
        "coopération entre les deux villes.\n"
    )
    assert ties(extractor, text) == {("TWINNED_WITH", "Izmir", "Polotsk")}


def test_the_administration_of_a_zone_signs_for_the_zone(extractor: Extractor) -> None:
    text = "En 2022, l'administration de la zone franche de Brest et Huawei ont conclu un accord.\n"
    assert ties(extractor, text) == {("COOPERATES_WITH", "FEZ Brest", "Huawei")}


def test_the_authorities_of_a_town_stand_for_the_town(extractor: Extractor) -> None:
    text = "Les autorités de la ville turque d'Izmir ont décidé de coopérer avec Polotsk.\n"
    assert ties(extractor, text) == {("COOPERATES_WITH", "Izmir", "Polotsk")}


def test_a_second_newcomer_is_one_of_those_announced_though_much_is_told_of_the_first(extractor: Extractor) -> None:
    text = (
        "En mai 2022, deux entreprises sont apparues dans la FEZ Brest. La première est Rufais LLC. On y fait des "
        "meubles. Ils sont solides. Ils coûtent peu. On les exporte. Deuxièmement, Needle Med LLC fera des aiguilles.\n"
    )
    assert ties(extractor, text) == {
        ("RESIDENT_OF", "FEZ Brest", "Rufais"),
        ("RESIDENT_OF", "FEZ Brest", "Needle Med"),
    }


def test_who_holds_an_office_is_no_party(extractor: Extractor) -> None:
    text = (
        "Le recteur de l'université de Nankin, Hao Sen Bolak, et le directeur général de la société Alfa, Boris Metka, "
        "ont signé un accord.\n"
    )
    assert ties(extractor, text) == {("COOPERATES_WITH", "Alfa", "Nanjing University")}


def test_those_named_in_a_clause_between_commas_do_not_sign(extractor: Extractor) -> None:
    text = "L'université d'Oran, membre d'un réseau qui compte Turin et Izmir, a conclu un accord avec la BSU.\n"
    assert ties(extractor, text) == {("COOPERATES_WITH", "Belarusian State University", "Oran University")}


def test_states_that_an_accord_is_to_bring_together_do_not_sign_it(extractor: Extractor) -> None:
    text = "L'université d'Oran et la BSU ont signé un accord visant à rapprocher l'Algérie et la Biélorussie.\n"
    assert ties(extractor, text) == {("COOPERATES_WITH", "Belarusian State University", "Oran University")}


def test_unnamed_parties_are_not_those_spoken_of(extractor: Extractor) -> None:
    text = (
        "Pinsk et Altena ont signé un accord de coopération. En mai 2021, dix contrats ont été signés entre des "
        "entreprises des environs.\n"
    )
    assert ties(extractor, text) == {("COOPERATES_WITH", "Altena", "Pinsk")}


def test_a_town_spoken_of_does_not_sign_with_countries(extractor: Extractor) -> None:
    text = "Izmir est un port. Les armateurs veulent signer des accords de coopération avec le Kenya et le Maroc.\n"
    assert ties(extractor, text) == set()
