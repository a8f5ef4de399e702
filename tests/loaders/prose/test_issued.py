"""Dates that a press text tells from the day it was issued."""

import pytest
from pactgraph.loaders.prose import Extractor

PAIR = "le port de Sète et le port de Beyrouth"
BOTH = "Le port de Sète et le port de Beyrouth"
LINES = {
    "LOMÉ, 12 mars 2024 (ATP) – Une délégation est là.": (2024, 3, 12),
    "Limoges, le 22 avril 2025. – Le constructeur annonce.": (2025, 4, 22),
    "Publié le 3 mai 2023 à 18 h 05": (2023, 5, 3),
    "TUNIS, 12 nov. 2025 - Il pleut sur la médina.": (2025, 11, 12),
    "27 mars 2024 – Conduite par le maire, une délégation est là.": (2024, 3, 27),
    "Mis à jour le 12/03/2024 à 18h": (2024, 3, 12),
    "Communiqué de presse – Sète, le 12 mars 2024": (2024, 3, 12),
    "Lettre d'information – janvier 2025": (2025, 1, None),
    "LA LETTRE DE LA CHAMBRE — n° 12, septembre 2023": (2023, 9, None),
    "La voix de la ville – n° 31, automne 2022": (2022, 10, None),
    "Note n° 7 : partenariats des communes (état au 30 juin 2023)": (2023, 6, 30),
    "Lidanews | Mis à jour le 08-07-2017": (2017, 7, 8),
    "[23/11/2010 14:20:05] MINSK (Biélorussie) Il pleut.": (2010, 11, 23),
    "Par Anne Martin, avril 25 2024": (2024, 4, 25),
    "Publié par Anne le 3 mai 2021 dans Économie": (2021, 5, 3),
    "Il pleut sur la médina. (ATP 15/12/16)": (2016, 12, 15),
}


def _dates(extractor: Extractor, text: str) -> list[str | None]:
    return [s.date for p in extractor.text(text, "a.txt") for s in p.statements]


@pytest.mark.parametrize("line", LINES)
def test_the_beginning_of_a_text_tells_when_it_is_from(extractor: Extractor, line: str) -> None:
    list(extractor.text(f"Un titre\n\n{line}\n\nIl pleut sur la ville depuis trois jours.\n", "a.txt"))
    issue = extractor.issued.issue
    assert issue is not None
    assert (issue.year, issue.month, issue.day) == LINES[line]


@pytest.mark.parametrize(
    "line",
    [
        "Le 3 mai 2023, il pleuvait sur la ville.",
        "En mai 2023, la ville fêtait.",
        "Le 3 mai 2023 - jour de pluie - fut gai.",
    ],
)
def test_a_date_in_a_sentence_is_no_dateline(extractor: Extractor, line: str) -> None:
    list(extractor.text(f"{line} Et le temps passe.\n", "a.txt"))
    assert extractor.issued.issue is None


@pytest.mark.parametrize(
    ("when", "date"),
    [
        ("lundi", "2024-03-11"),
        ("mardi dernier", "2024-03-05"),
        ("hier", "2024-03-11"),
        ("ce matin", "2024-03-12"),
        ("la semaine dernière", "2024-03"),
        ("le mois dernier", "2024-02"),
        ("ce mois-ci", "2024-03"),
        ("l'été dernier", "2023"),
        ("le printemps dernier", "2023"),
        ("en février", "2024-02"),
        ("le 4 janvier", "2024-01-04"),
        ("en novembre", "2023-11"),
        ("en octobre dernier", "2023-10"),
        ("l'an dernier", "2023"),
        ("cette année", "2024"),
    ],
)
def test_days_and_months_are_the_last_ones_before_the_dateline(extractor: Extractor, when: str, date: str) -> None:
    text = (
        "LOMÉ, 12 mars 2024 (ATP) – Une délégation est arrivée.\n\nElle a été fondée en 2011.\n\n"
        f"À Sète, {PAIR} ont signé {when} un accord de coopération.\n"
    )
    assert _dates(extractor, text) == [date]


def test_an_act_that_a_dispatch_does_not_date_is_of_its_year(extractor: Extractor) -> None:
    lead = "LOMÉ, 12 mars 2024 (ATP) – Une délégation est là.\n\nIl pleut.\n\n"
    assert _dates(extractor, f"{lead}À la fin de la visite, {PAIR} ont signé un accord de coopération.\n") == ["2024"]
    assert _dates(extractor, f"{lead}Un accord de coopération existe entre {PAIR}.\n") == [None]


def test_what_has_just_happened_is_of_the_year_of_the_dispatch(extractor: Extractor) -> None:
    act = "Alfatest vient d'être admise comme résidente de la zone franche de Bizerte."
    assert _dates(extractor, f"SOUSSE, 12 mars 2024. La chambre fait le point.\n\nIl pleut.\n\n{act}\n") == ["2024"]
    assert _dates(extractor, act) == [None]


def test_the_same_day_is_the_one_told_last(extractor: Extractor) -> None:
    text = "Le 5 mai 2021, la fête a commencé. Le même jour, Sète et Tipaza ont signé un accord de coopération."
    assert _dates(extractor, text) == ["2021-05-05"]


def test_the_season_past_is_told_from_the_dateline_whatever_the_story_tells(extractor: Extractor) -> None:
    lead = "LOMÉ, 12 mars 2024 (ATP) – Une délégation est là."
    text = f"{lead}\n\nEn juillet 2020, il a plu. {PAIR} ont signé l'été dernier un accord de coopération.\n"
    assert _dates(extractor, text) == ["2023"]


def test_the_agency_of_a_dateline_is_no_party(extractor: Extractor) -> None:
    text = "LOMÉ, 12 mars 2024 (MAP) – La zone franche de Tanger a accueilli jeudi un résident.\n"
    assert "MAP" not in {s.source.name for p in extractor.text(text, "a.txt") for s in p.statements}


def test_a_heading_tells_the_year_of_the_months_under_it(extractor: Extractor) -> None:
    acts = "\n\n".join(f"## Année {year}\n\nEn mai, {PAIR} ont signé un accord." for year in (2021, 2019))
    assert _dates(extractor, f"# Nos accords\n\n{acts}\n") == ["2021-05", "2019-05"]


def test_the_eve_is_the_day_before_the_one_told_last(extractor: Extractor) -> None:
    text = "Le 1er mai 2021, la fête a commencé. La veille, Sète et Tipaza ont signé un accord de coopération."
    assert _dates(extractor, text) == ["2021-04-30"]


def test_last_year_is_told_from_the_source_that_the_paragraph_cited(extractor: Extractor) -> None:
    note = "7 Un titre [Ressource électronique]. - 2024. - URL : https://example.org/x-1/"
    text = f"En 2021, on parlait⁷. Il pleut.\n\n{note}\n"
    text = text.replace("Il pleut.", f"{'Il pleut. ' * 20}L'an dernier, {PAIR} ont signé un accord de coopération.")
    assert _dates(extractor, text) == ["2023"]


def test_a_season_is_of_the_year_the_text_is_in(extractor: Extractor) -> None:
    text = f"L'année 2021 a été bonne. Au printemps, {PAIR} ont signé un accord de coopération."
    assert _dates(extractor, text) == ["2021"]


def test_what_follows_later_in_a_sentence_leaves_the_first_act_its_date(extractor: Extractor) -> None:
    text = "Dès mai 2009, Sète et Tipaza ont scellé leur jumelage, et dix ans plus tard, en juin 2019, on a dansé."
    assert _dates(extractor, text) == ["2009-05"]


def test_each_market_was_opened_at_its_own_date(extractor: Extractor) -> None:
    text = "La société Alfatest a été agréée par l'Algérie pour ses poissons en 2021, et par la Russie en janvier 2024."
    told = [(s.target.name, s.date) for p in extractor.text(text, "a.txt") for s in p.statements]
    assert ("Russia", "2024-01") in told


def test_the_day_of_a_feast_is_not_that_of_the_act(extractor: Extractor) -> None:
    text = "Le Japon et le Pérou ont commémoré le 5 novembre 2021 le 150e anniversaire de leur traité d'amitié."
    assert "2021-11-05" not in _dates(extractor, text)


def test_the_end_of_a_page_tells_when_it_was_changed(extractor: Extractor) -> None:
    act = f"Depuis l'an dernier, {PAIR} sont liés par un accord de coopération."
    assert _dates(extractor, f"# Nos liens\n\n{act}\n\nPage mise à jour le 9 avril 2024\n") == ["2023"]
    assert _dates(extractor, f"Sète, le 3 mai 2021 – {act}\n\nDernière mise à jour : 09/04/2024\n") == ["2020"]


def test_each_of_several_news_has_its_own_day(extractor: Extractor) -> None:
    news = [f"{day}.2025 – Un accord\n\nHier, {PAIR} ont signé un accord de coopération." for day in ("18.02", "04.02")]
    assert _dates(extractor, "Nouvelles du port\n\n" + "\n\n".join(news)) == ["2025-02-17", "2025-02-03"]


def test_what_a_dispatch_counts_is_so_when_it_is_issued(extractor: Extractor) -> None:
    text = "TUNIS, 12 nov. 2025 - La Bourse du bois de Sfax, ouverte en 2012, compte désormais 62 courtiers accrédités."
    assert _dates(extractor, text) == ["2025"]


def test_a_dateline_without_its_year_is_of_the_year_after_the_last_month_told(extractor: Extractor) -> None:
    past = "Un forum s'était tenu en décembre 2023. Un autre aura lieu en mai 2026."
    for dateline in ("DAKAR, 12 mars (APS) -", "Dakar, le 12 mars (APS) –", "Dakar, 12 mars/APS/ –"):
        text = f"{dateline} {past}\n\nHier, {PAIR} ont signé un accord de coopération."
        assert _dates(extractor, text) == ["2024-03-11"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{PAIR} sont liés par un accord de coopération de 2016.", "2016"),
        ("La ville de Gori, liée à Tipaza par un accord signé en mai 2011, a reçu ses élus.", "2011-05"),
        ("Entente Université de Rennes – Université de Tunis (2009). La ville n'y est pas.", "2009"),
        ("Accord de coopération entre Sète et Tipaza (mai 2012)", "2012-05"),
        (f"{PAIR} ont un accord de coopération. Il a été signé en mai 2018.", "2018-05"),
        (f"{PAIR} ont un accord de coopération. Signé en mai 2018, il porte sur la santé.", "2018-05"),
        (f"Un accord de coopération lie {PAIR}. La cérémonie s'est déroulée le 5 avril 2019.", "2019-04-05"),
        (f"{PAIR} se sont alliés par un accord de coopération signé en 2014, que personne n'a dénoncé.", "2014"),
    ],
)
def test_the_paper_tells_when_two_were_tied(extractor: Extractor, text: str, expected: str) -> None:
    assert expected in _dates(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        "La zone franche de Bizerte a accueilli Alfatest (2018), Yildiz (2020) et Betalux (mai 2021).",
        "Alfatest a ouvert des bureaux à Alger (2018), à Oran (2020) et à Dakar (mai 2021).",
        "Des firmes ont été autorisées à exporter vers la Chine : Alfatest (2018), Betamilk (2020), Gam (mai 2021).",
    ],
)
def test_each_of_a_list_has_the_date_in_brackets_behind_it(extractor: Extractor, text: str) -> None:
    assert {"2018", "2020", "2021-05"} <= set(_dates(extractor, text))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("avant-hier", "2023-01-16"),
        ("il y a trois jours", "2023-01-15"),
        ("voici deux semaines", "2023-01"),
        ("il y a un mois", "2022-12"),
        ("cette semaine", "2023-01"),
        ("il y a quatorze ans", "2009"),
    ],
)
def test_what_is_told_so_long_ago_counts_from_the_issue(extractor: Extractor, when: str, expected: str) -> None:
    text = f"Tunis, le 18 janvier 2023\n\nL{PAIR[1:]} ont signé {when} un accord de coopération."
    assert _dates(extractor, text) == [expected]


def test_what_lasts_for_years_began_so_long_before_the_issue(extractor: Extractor) -> None:
    assert _dates(extractor, "Tunis, le 18 janvier 2023\n\nSète et Tipaza sont jumelées depuis douze ans.") == ["2011"]
    text = (
        "Tunis, le 18 janvier 2023\n\nLe rachat de Betalux par Alfatest, négocié depuis deux ans, a été conclu lundi."
    )
    assert "2021" not in _dates(extractor, text)


def test_an_item_may_end_with_the_month_of_what_was_granted(extractor: Extractor) -> None:
    text = "Entreprises autorisées à exporter vers la Chine :\n\nAlfatest – mai 2018\nBetamilk – 6 juin 2019"
    assert _dates(extractor, text) == ["2018-05", "2019-06-06"]


@pytest.mark.parametrize(
    "line",
    [
        "La banque Alfa a ouvert le 3 mai 2023 à Oran un bureau.",
        "La convention signée le 3 mai 2023.",
        "Convention du 3 mai 2023",
    ],
)
def test_what_happened_at_a_date_is_no_dateline(extractor: Extractor, line: str) -> None:
    list(extractor.text(f"{line}\n", "a.txt"))
    assert extractor.issued.issue is None


@pytest.mark.parametrize(
    "line",
    ["LOMÉ, 12 mars 2024 (ATP) – ", "Publié le 12 mars 2024 à 18 h\n\n", "Mis en ligne le mardi 12 mars 2024\n\n"],
)
def test_a_signing_is_of_the_year_of_a_text_and_not_of_its_day(extractor: Extractor, line: str) -> None:
    assert _dates(extractor, f"{line}{BOTH} ont signé un accord de coopération.\n") == ["2024"]
    weekday = f"{line}{BOTH} ont signé lundi un accord de coopération.\n"
    assert _dates(extractor, weekday) == ["2024-03-11"]


def test_a_dispatch_that_does_not_say_when_it_is_from_is_of_the_latest_year_it_tells(extractor: Extractor) -> None:
    text = f"Sète (ATP) - {BOTH} ont signé un accord.\nLe fret a doublé depuis mai 2018, d'ici 2030 il doublera.\n"
    assert _dates(extractor, text) == ["2018"]


def test_a_month_without_a_year_is_of_the_latest_one_of_a_short_text(extractor: Extractor) -> None:
    text = f"En mai, {PAIR} ont signé un accord de coopération.\n\nFin 2016, tout était prêt.\n"
    assert _dates(extractor, text) == ["2016-05"]


@pytest.mark.parametrize(
    "text",
    [
        "La ville de Lida et la ville de Gori signent un accord de coopération.",
        "Une lettre d'intention engage la ville de Lida et la ville de Gori.",
        "La société Lidalait est agréée pour exporter du lait vers la Chine.",
    ],
)
def test_what_a_dispatch_tells_in_the_present_is_of_its_year(extractor: Extractor, text: str) -> None:
    assert _dates(extractor, f"MINSK, 12 mai 2023 (BelTA) – {text}\n") == ["2023"]
