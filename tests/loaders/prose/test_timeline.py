"""When things happened that a sentence does not date: events, paragraphs, sources."""

import pytest
from pactgraph.loaders.prose import Extractor

PAIR = "la région de Brest et la région de Boukhara"


def _dates(extractor: Extractor, text: str) -> list[str | None]:
    return [s.date for p in extractor.text(text, "a.txt") for s in p.statements if s.type == "COOPERATES_WITH"]


@pytest.mark.parametrize("nth", ["lors du forum", "en marge du IIe forum", "à l'issue du deuxième Forum"])
def test_what_happened_at_an_event_has_its_date_paragraphs_later(extractor: Extractor, nth: str) -> None:
    text = (
        "Le IIe Forum des régions a réuni, en février 2024, tous ceux qui venaient.\n\n"
        "Les usines travaillent. Les champs aussi. Il pleut. Il neige. Le temps passe. Et passe encore.\n\n"
        f"Un accord de coopération a été signé {nth} entre {PAIR}.\n"
    )
    assert _dates(extractor, text) == ["2024-02"]


def test_another_forum_of_the_row_is_another_date(extractor: Extractor) -> None:
    text = (
        "En juillet 2019, le premier forum s'est tenu à Minsk. En février 2024, le IIe forum s'est tenu à Tachkent.\n\n"
        f"Lors du premier forum, {PAIR} ont signé un accord de coopération.\n"
    )
    assert _dates(extractor, text) == ["2019-07"]


def test_a_date_goes_on_in_its_paragraph_and_into_the_next_for_what_is_signed(extractor: Extractor) -> None:
    begin, act = "En mai 2022, une visite a eu lieu.", f"Ensuite, {PAIR} ont signé un accord de coopération."
    assert _dates(extractor, f"{begin} {act}\n") == ["2022-05"]
    assert _dates(extractor, f"{begin}\n\n{act}\n") == ["2022-05"]
    assert _dates(extractor, f"{begin}\n\nIl pleut.\n\n{act}\n") == [None]
    assert _dates(extractor, f"{begin}\n\nLa coopération de {PAIR} se développe.\n") == [None]


def test_an_act_without_a_date_is_dated_by_the_source_it_cites(extractor: Extractor) -> None:
    note = "7 Un titre [Ressource électronique]. - 2021. - URL : https://example.org/x-1/"
    text = f"Ainsi {PAIR} ont signé un accord de coopération⁷.\n\n{note}\n"
    assert _dates(extractor, text) == ["2021"]


def test_this_year_is_that_of_the_source(extractor: Extractor) -> None:
    note = "7 Un titre [Ressource électronique]. - 2024. - URL : https://example.org/x-1/"
    text = f"En 2022, on parlait.\n\nEn janvier de cette année, {PAIR} ont signé un accord de coopération⁷.\n\n{note}\n"
    assert _dates(extractor, text) == ["2024-01"]


def test_acts_keep_the_date_of_their_visit_going(extractor: Extractor) -> None:
    acts = [f"La région de {a} et la région de Boukhara ont signé un accord." for a in ("Brest", "Minsk", "Gomel")]
    text = "En mai 2022, une visite a eu lieu. Il faisait beau. " + " Tous applaudirent. ".join(acts) + " Il pleut.\n"
    assert _dates(extractor, text) == ["2022-05"] * 3


def test_an_event_of_a_year_goes_on_behind_what_was_before_it(extractor: Extractor) -> None:
    text = f"Le premier forum s'est tenu en 2020. On y montra un moteur de 2019. Ensuite, {PAIR} ont signé un accord.\n"
    assert _dates(extractor, text) == ["2020"]


def test_a_month_is_of_the_year_of_the_story(extractor: Extractor) -> None:
    text = f"En mai 2021, on se voyait. L'usine date de 2015. En décembre, {PAIR} ont signé un accord.\n"
    assert _dates(extractor, text) == ["2021-12"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("La région de Brest et la région de Boukhara, jumelées depuis 2001, ont signé un accord.", [None]),
        ("La région de Brest a signé en 2009 et en 2013 des accords avec Boukhara et Riga.", ["2009", "2013"]),
        ("Un groupe de travail de la région de Brest et de la région de Boukhara, créé en 2015, existe.", ["2015"]),
    ],
)
def test_each_act_has_its_own_date(extractor: Extractor, text: str, dates: list[str | None]) -> None:
    assert _dates(extractor, f"{text}\n") == dates


ONES, OTHERS = "la région de Brest", "la région de Boukhara"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("A et B ont signé un accord le 3 mai 2016, trois ans après une rencontre en 2013.", ["2016-05-03"]),
        ("Après une première rencontre en 2013, A et B ont signé un accord en 2016.", ["2016"]),
        ("C'est en 2012 que A et B ont signé leur premier accord.", ["2012"]),
        ("A et B ont signé un accord. C'était en 2014.", [None, "2014"]),
        ("Dix ans après l'accord de 2009, A et B ont signé un nouveau mémorandum.", ["2019"]),
        (
            "En mars 2018, A a signé un accord avec B et, en juin, un accord avec la région de Lviv.",
            ["2018-03", "2018-06"],
        ),
        (
            "En 2018, A a signé un accord avec B, puis un autre avec la région de Lviv l'année suivante.",
            ["2018", "2019"],
        ),
        ("A et B sont partenaires de longue date : leur premier accord remonte à 1997.", ["1997"]),
        ("Conformément au mémorandum signé en 2015, A et B échangent des étudiants.", ["2015"]),
        ("A et B, dont le jumelage date de 1990, ont signé en 2020 un accord de coopération.", ["2020"]),
        ("A et B ont adopté en décembre 2020 un programme pour 2021-2023.", ["2020-12"]),
    ],
)
def test_a_date_is_that_of_its_act(extractor: Extractor, text: str, dates: list[str | None]) -> None:
    told = text.replace("A ", f"{ONES} ").replace(" B", f" {OTHERS}")
    assert _dates(extractor, f"{told[0].upper()}{told[1:]}\n") == dates


def test_the_items_of_a_list_were_signed_when_the_list_was(extractor: Extractor) -> None:
    items = "".join(f"- un accord entre {a} et Boukhara ;\n" for a in ("Brest", "Pinsk", "Minsk", "Gomel", "Orcha"))
    text = f"La réunion s'est tenue les 4 et 5 juin 2024 à Minsk.\n\nÀ l'issue des travaux ont été signés :\n\n{items}"
    assert set(_dates(extractor, text)) == {"2024-06-05"}


def test_the_event_spoken_of_last_needs_no_name(extractor: Extractor) -> None:
    act = f"Durant la manifestation, {PAIR} ont signé un accord."
    text = f"L'exposition a eu lieu du 12 au 15 juin 2022.\n\nIl pleuvait. {act}"
    assert _dates(extractor, text) == ["2022-06-15"]


def test_the_months_of_a_report_are_of_its_year(extractor: Extractor) -> None:
    text = f"Rapport annuel 2023\n\nAu 1er janvier 2024, tout allait bien. En mai, {PAIR} ont signé un accord.\n"
    assert _dates(extractor, text) == ["2023-05"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La région de Lublin a signé des accords de coopération avec l'Italie en 1993, avec l'Espagne en 1995, "
            "avec l'Autriche, la Suisse et la Suède en 1996 et avec la Belgique en 2002.",
            {"Italy": "1993", "Spain": "1995", "Austria": "1996", "Switzerland": "1996", "Sweden": "1996"},
        ),
        (
            "Lida est jumelée avec Gori, Kovel et Loutsk.\n\nKovel est une ville d'Ukraine. Elle compte 60 000 "
            "habitants.\n\nLe jumelage date du 3 septembre 1982 et se porte bien.",
            {"Kovel": "1982-09-03"},
        ),
        (
            "Lida est jumelée avec Gori. Les deux villes se ressemblent. "
            "En 2017, elles fêteront quatre décennies de jumelage.",
            {"Gori": "1977"},
        ),
        (
            "Lida est jumelée avec Gori et Kovel. Le premier jumelage, avec Gori, date de 1988 ; "
            "celui avec Kovel, de 1991.",
            {"Gori": "1988", "Kovel": "1991"},
        ),
    ],
)
def test_each_partner_has_the_date_of_its_own_paper(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    told = [s for p in extractor.text(f"{text}\n", "a.txt") for s in p.statements if s.date]
    dates = {end.name: s.date for s in told for end in (s.source, s.target)}
    assert expected.items() <= dates.items()


def test_what_was_signed_at_the_time_told_last_has_its_date(extractor: Extractor) -> None:
    text = (
        "La foire d'automne a eu lieu en mai 2024 à Lyon. Rappelons qu'en novembre 2021, des contrats ont été signés. "
        f"À cette époque, {PAIR} ont signé un accord de coopération.\n"
    )
    assert _dates(extractor, text) == ["2021-11"]


def test_what_is_only_to_happen_in_a_later_year_dates_nothing(extractor: Extractor) -> None:
    text = (
        "En septembre 2019, le salon a eu lieu à Lyon. En octobre 2021, les firmes devraient être à Oran. "
        f"Là-bas, {PAIR} ont signé un accord de coopération.\n"
    )
    assert _dates(extractor, text) == ["2019-09"]


def test_years_alone_in_lines_are_those_of_what_stands_under_them(extractor: Extractor) -> None:
    text = (
        "1997\nOuverture du Bureau de la région de Brest à Gori\n1999\n"
        "Ouverture de la Représentation de la région de Gomel à Lyon\n2002\nUne semaine de la culture\n"
    )
    told = {(s.target.name, s.date) for p in extractor.text(text, "a.txt") for s in p.statements}
    assert {("Gori", "1997"), ("Lyon", "1999")} <= told
