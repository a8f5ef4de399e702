"""Cooperation in the many words that French has for it, over one sentence and over several."""

import pytest
from pactgraph.loaders.prose import Extractor

Tie = tuple[str, str, str | None, str]
_OF_LYON = {("Lodz", "Lyon"), ("Lyon", "Seville"), ("Lyon", "Turin")}


def ties(extractor: Extractor, text: str) -> set[Tie]:
    """Return the cooperation that a text of its own tells: the two names in order, the date, the status."""
    return {
        (*sorted((s.source.name, s.target.name)), s.date, s.status)  # type: ignore[misc]
        for passage in extractor.text(text + "\n", "own.txt")
        for s in passage.statements
        if s.type == "COOPERATES_WITH"
    }


@pytest.mark.parametrize(
    ("text", "date", "status"),
    [
        ("L'accord, signé en 2019 par Amkodor et Zoomlion, prévoit la livraison de pièces.", "2019", "agreed"),
        ("Amkodor a conclu avec Zoomlion, en mars 2020, un accord de partenariat.", "2020-03", "agreed"),
        ("Amkodor et son partenaire chinois Zoomlion ont lancé un projet commun.", None, "agreed"),
        ("Amkodor s'est associé à Zoomlion pour produire des moteurs.", None, "agreed"),
        ("Zoomlion est devenu le distributeur officiel d'Amkodor.", None, "agreed"),
        ("Zoomlion est devenu le partenaire stratégique d'Amkodor.", None, "agreed"),
        ("Amkodor et Zoomlion unissent leurs forces.", None, "agreed"),
        ("Un protocole de partenariat lie Amkodor à Zoomlion.", None, "agreed"),
        ("Amkodor compte parmi ses partenaires Zoomlion.", None, "agreed"),
        ("Le laboratoire a été créé par Amkodor avec Zoomlion.", None, "agreed"),
        ("Amkodor négocie un accord avec Zoomlion.", None, "planned"),
        ("Amkodor et Zoomlion ont convenu de signer un protocole.", None, "planned"),
        ("Amkodor et Zoomlion créeront une coentreprise.", None, "planned"),
        ("Amkodor et Zoomlion ont mis fin à leur accord de coopération.", None, "ended"),
    ],
)
def test_two_firms_are_partners_in_many_words(extractor: Extractor, text: str, date: str | None, status: str) -> None:
    assert ties(extractor, text) == {("Amkodor", "Zoomlion", date, status)}


def test_partners_behind_an_unnamed_one_stand_in_its_place(extractor: Extractor) -> None:
    text = "La région de Gomel a signé des accords avec deux provinces chinoises - le Yunnan (2011) et l'Anhui (2016)."
    assert ties(extractor, text) == {
        ("Gomel Region", "Yunnan", "2011", "agreed"),
        ("Anhui", "Gomel Region", "2016", "agreed"),
    }


def test_a_list_that_leaves_out_the_verb_goes_on_behind_a_semicolon(extractor: Extractor) -> None:
    text = "Amkodor a signé deux accords : en 2012, avec Zoomlion ; en 2014, avec Sinomach."
    assert ties(extractor, text) == {
        ("Amkodor", "Zoomlion", "2012", "agreed"),
        ("Amkodor", "Sinomach", "2014", "agreed"),
    }


def test_documents_counted_are_given_to_their_partners_one_by_one(extractor: Extractor) -> None:
    text = (
        "En mars 2021, Amkodor a signé plusieurs accords avec des entreprises chinoises. "
        "Tout d'abord, à Wuhan, avec Zoomlion. Deuxièmement, avec Sinomach."
    )
    assert ties(extractor, text) == {
        ("Amkodor", "Zoomlion", "2021-03", "agreed"),
        ("Amkodor", "Sinomach", "2021-03", "agreed"),
    }


def test_an_act_without_actors_is_of_the_two_just_named(extractor: Extractor) -> None:
    text = "Les liens d'amitié entre Polotsk et Tosno sont anciens. Un accord de coopération a été signé en mai 2014."
    assert ("Polotsk", "Tosno", "2014-05", "agreed") in ties(extractor, text)


def test_the_parties_are_those_named_last_not_those_tied_before(extractor: Extractor) -> None:
    text = (
        "Gomel et Wuhan ont signé un accord en 2015. En 2021, la région de Brest a reçu une délégation de l'Anhui. "
        "Les deux régions ont adopté une feuille de route."
    )
    assert ("Anhui", "Brest Region", "2021", "agreed") in ties(extractor, text)


def test_firms_that_sign_with_unnamed_partners_do_not_sign_with_each_other(extractor: Extractor) -> None:
    text = "Des mémorandums avec des firmes turques ont été conclus par Amkodor, Gomselmash et BELAZ."
    assert ties(extractor, text) == set()


def test_all_the_firms_of_one_document_are_tied(extractor: Extractor) -> None:
    text = "Un protocole d'intention tripartite entre Amkodor, Gomselmash et Zoomlion a été signé en 2017."
    assert {(a, b) for a, b, _, _ in ties(extractor, text)} == {
        ("Amkodor", "Gomselmash"),
        ("Amkodor", "Zoomlion"),
        ("Gomselmash", "Zoomlion"),
    }


def test_capitals_in_a_list_of_towns_are_towns(extractor: Extractor) -> None:
    text = "Des accords de coopération entre les villes de Minsk et Ankara, Brest et Izmir ont été signés en 2018."
    assert {(a, b) for a, b, _, _ in ties(extractor, text)} == {("Ankara", "Minsk"), ("Brest", "Izmir")}


def test_what_is_called_earlier_takes_no_date_of_the_text(extractor: Extractor) -> None:
    text = "En 2020, un forum a eu lieu. Un accord antérieur entre Amkodor et Zoomlion a été signé sur les moteurs."
    assert ties(extractor, text) == {("Amkodor", "Zoomlion", None, "agreed")}


def test_ministries_of_both_countries_are_two_ministries(extractor: Extractor) -> None:
    text = (
        "La Biélorussie et la Mongolie se rapprochent. "
        "En 2017, les ministères de la Santé des deux pays ont conclu un protocole."
    )
    assert ("Ministry of Health of Belarus", "Ministry of Health of Mongolia", "2017", "agreed") in ties(
        extractor, text
    )


def test_a_contract_is_with_the_firm_that_goods_go_to(extractor: Extractor) -> None:
    text = "BELAZ livrera dix camions à la société serbe Rudnik dans le cadre d'un contrat signé en mars 2020."
    assert ties(extractor, text) == {("BELAZ", "Rudnik", "2020-03", "agreed")}


@pytest.mark.parametrize(
    "text",
    [
        "Aucun accord n'a été signé entre Amkodor et Zoomlion.",
        "Amkodor n'a pas signé d'accord avec Zoomlion.",
        "Amkodor pourrait signer un accord avec Zoomlion.",
        "Amkodor est intéressé par un accord avec Zoomlion.",
    ],
)
def test_what_is_denied_wished_or_imagined_ties_no_one(extractor: Extractor, text: str) -> None:
    assert ties(extractor, text) == set()


def test_a_paragraph_that_goes_on_keeps_the_date(extractor: Extractor) -> None:
    text = (
        "Un forum a réuni les milieux d'affaires des deux rives en mai 2019 dans une salle du centre de la ville.\n\n"
        "En outre, Amkodor et Zoomlion ont signé un accord."
    )
    assert ties(extractor, text) == {("Amkodor", "Zoomlion", "2019-05", "agreed")}


def test_a_commission_is_of_the_two_lands_with_a_hyphen(extractor: Extractor) -> None:
    text = "La commission intergouvernementale Bélarus-Mongolie s'est réunie."
    assert ties(extractor, text) == {("Belarus", "Mongolia", None, "agreed")}


def test_this_last_one_is_whom_the_text_named_last(extractor: Extractor) -> None:
    text = "La région de Brest a reçu une délégation de l'Anhui. Un accord avec cette dernière a été signé en mai 2017."
    assert ("Anhui", "Brest Region", "2017-05", "agreed") in ties(extractor, text)


def test_an_agreement_with_someone_in_a_list_of_dashes_is_of_the_same_signer(extractor: Extractor) -> None:
    text = "Amkodor a signé des mémorandums : avec Zoomlion - sur les moteurs ; avec Sinomach - sur les freins."
    assert {(a, b) for a, b, _, _ in ties(extractor, text)} == {("Amkodor", "Zoomlion"), ("Amkodor", "Sinomach")}


@pytest.mark.parametrize(
    "text",
    [
        "Les étudiants de l'université d'État de Gomel et de l'université de Gand ont créé un club.",
        "Le plan prévoit la construction d'une route entre Brest et Lodz.",
        "Un forum a réuni Brest, Lodz et Lublin ; des contrats ont été signés.",
        "Amkodor a signé un contrat avec des universités, y compris celles de Brest et de Lodz.",
    ],
)
def test_who_is_only_named_beside_an_act_is_no_party(extractor: Extractor, text: str) -> None:
    assert ties(extractor, text) == set()


def test_whom_a_text_quotes_does_not_sign(extractor: Extractor) -> None:
    assert {(a, b) for a, b, _, _ in ties(extractor, "Selon Amkodor, Zoomlion et BELAZ ont signé un accord.")} == {
        ("BELAZ", "Zoomlion")
    }


@pytest.mark.parametrize(
    "text",
    [
        "Le ministère de la Culture de Lettonie et celui de Mongolie ont signé un protocole en 2008.",
        "En 2008, le ministère de la Culture de Lettonie et son homologue mongol ont signé un protocole.",
    ],
)
def test_a_counterpart_is_the_same_body_of_another_land(extractor: Extractor, text: str) -> None:
    assert ties(extractor, text) == {
        ("Ministry of Culture of Latvia", "Ministry of Culture of Mongolia", "2008", "agreed")
    }


def test_partners_that_are_counted_are_listed(extractor: Extractor) -> None:
    text = "La région de Gomel a deux partenaires chinois : le Yunnan et l'Anhui."
    assert {(a, b) for a, b, _, _ in ties(extractor, text)} == {("Gomel Region", "Yunnan"), ("Anhui", "Gomel Region")}


def test_a_document_signed_on_the_occasion_is_of_the_two_who_met(extractor: Extractor) -> None:
    text = "Polotsk a accueilli une délégation de Lodz ; un protocole d'intention a été signé à cette occasion."
    assert {(a, b) for a, b, _, _ in ties(extractor, text)} == {("Lodz", "Polotsk")}


@pytest.mark.parametrize(
    "text",
    [
        "La société Valeo a poursuivi son plan européen avec le rachat de la société Peiker.",
        "D'un commun accord, la société Danone a interrompu ses pourparlers avec la société Lactalis.",
        "La Moldavie et la BSEC (qui regroupe la Turquie, la Géorgie et la Bulgarie) ont signé un protocole d'accord.",
        "Le ministre de l'Énergie Mohamed Arkab a signé un accord de coopération avec la société Karpowership.",
        "Lille tient à ses amis. Une commune voisine a signé une convention avec Skopje.",
        "Des représentants de Lille, de Cologne et de Turin ont participé au forum sur la coopération décentralisée.",
        "Amkodor et Zoomlion ont créé une coentreprise, Amzoom.",
        "La convention a été signée par les présidents des universités tunisiennes de Gafsa, Gabès et Sfax et des "
        "universités algériennes de Tébessa, Annaba et Oran.",
    ],
)
def test_who_only_stands_beside_an_agreement_is_no_party(extractor: Extractor, text: str) -> None:
    assert ties(extractor, text) == set()


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Les maires de Vienne et de Belgrade ont signé un accord sur la mobilité.", {("Belgrade", "Vienna")}),
        ("La mairie de Lille a signé un accord de coopération avec Turin.", {("Lille", "Turin")}),
        ("Lyon et Milan ont signé un mémorandum pour les 20 ans de leur jumelage.", {("Lyon", "Milan")}),
        ("Le maire de Dakar, Ali Sow, et son homologue lyonnais ont signé un protocole.", {("Dakar", "Lyon")}),
        ("L'accord est signé. Il lie la région de Thiès à la Bretagne.", {("Brittany", "Thiès")}),
        ("On fête l'entente que le Québec et le Shandong ont signée.", {("Quebec", "Shandong")}),
        ("Gand et Lyon ont signé l'accord entre la Belgique et la France.", {("Ghent", "Lyon")}),
        (
            "Après Séville et Turin, c'est avec Lodz que Lyon a signé un accord.",
            _OF_LYON,
        ),
    ],
)
def test_who_signs_is_told_from_whom_the_words_around_name(
    extractor: Extractor, text: str, pairs: set[tuple[str, str]]
) -> None:
    assert {(a, b) for a, b, _, _ in ties(extractor, text)} == pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "On y a paraphé une convention à trois : l'université de Varna, l'université de Bergen et celle de Bari.",
            {("Bari", "Bergen"), ("Bari", "Varna"), ("Bergen", "Varna")},
        ),
        (
            "Les signataires de la charte sont l'université de Varna et l'université de Bergen.",
            {("Bergen", "Varna")},
        ),
        (
            "Trois universités ont signé la Déclaration de Split : l'université de Varna et l'université de Bergen.",
            set(),
        ),
        (
            "L'université de Plovdiv coopère avec l'université de Bari ; l'université de Varna, avec l'université de "
            "Bergen.",
            {("Bari", "Plovdiv"), ("Bergen", "Varna")},
        ),
        (
            "L'université de Varna a noué en 2011 des relations avec l'université de Bergen.",
            {("Bergen", "Varna")},
        ),
    ],
)
def test_who_is_listed_or_follows_without_a_verb_is_tied(
    extractor: Extractor, text: str, pairs: set[tuple[str, str]]
) -> None:
    found = {tuple(name.removesuffix(" University") for name in tie[:2]) for tie in ties(extractor, text)}
    assert found == pairs


def twins(extractor: Extractor, text: str) -> set[tuple[str, str, str | None]]:
    """Return the sister towns that a text of its own tells, with the date."""
    told = (s for passage in extractor.text(text + "\n", "own.txt") for s in passage.statements)
    return {(s.source.name, s.target.name, s.date) for s in told if s.type == "TWINNED_WITH"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Plovdiv s'est jumelée avec Bari, en Italie, et Varna, en Bulgarie, avec Bergen, en Norvège.",
            {("Plovdiv", "Bari", None), ("Varna", "Bergen", None)},
        ),
        (
            "Plovdiv est jumelée avec Bari, Varna avec Turku et Burgas avec Split et Bergen.",
            {
                ("Plovdiv", "Bari", None),
                ("Varna", "Turku", None),
                ("Burgas", "Split", None),
                ("Burgas", "Bergen", None),
            },
        ),
        (
            "Nos jumelages\n\nPlovdiv (Bulgarie) – Bari (Italie) : 1967\n\nVarna – Turku :\n\nBurgas - Bergen",
            {("Plovdiv", "Bari", "1967"), ("Varna", "Turku", None), ("Burgas", "Bergen", None)},
        ),
    ],
)
def test_each_town_is_tied_to_its_own_sister(
    extractor: Extractor, text: str, told: set[tuple[str, str, str | None]]
) -> None:
    assert twins(extractor, text) == told


def test_lines_below_twinnings_and_friendships_are_of_either(extractor: Extractor) -> None:
    text = "Des jumelages existent, auxquels s'ajoutent des ententes amicales.\n\nVarna – Turku : 1992"
    assert ties(extractor, text) == {("Turku", "Varna", "1992", "agreed")}
    assert twins(extractor, text) == set()
