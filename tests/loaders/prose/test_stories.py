"""Ties told over several sentences, in the manner of the press of many countries: whose they are, and since when."""

import pytest
from pactgraph.loaders.prose import Extractor

STORIES = [
    (
        "En 2019, Thiès et Sherbrooke ont fêté les vingt ans de leur jumelage. C'est le 8 juin 1999 que leurs maires "
        "avaient paraphé la charte.",
        {"TWINNED_WITH Thiès ~ Sherbrooke 1999", "TWINNED_WITH Thiès ~ Sherbrooke 1999-06-08"},
    ),
    (
        "Le conseil municipal de Trois-Rivières a approuvé le principe d'un jumelage avec Kaolack. Trois mois plus "
        "tard, tout fut suspendu. L'accord n'a finalement été signé que le 11 mai 2022.",
        {
            "TWINNED_WITH Trois-Rivières ~ Kaolack planned",
            "TWINNED_WITH Trois-Rivières ~ Kaolack 2022-05-11",
        },
    ),
    (
        "Saint-Louis du Sénégal et Lille sont jumelées. La charte, signée en septembre 1978, a été renouvelée.",
        {"TWINNED_WITH Saint-Louis ~ Lille", "TWINNED_WITH Saint-Louis ~ Lille 1978-09"},
    ),
    (
        "Kutaïssi a noué des liens de jumelage avec Poznan et Karlsruhe, respectivement en 2009 et en 2015.",
        {"TWINNED_WITH Kutaisi ~ Poznan 2009", "TWINNED_WITH Kutaisi ~ Karlsruhe 2015"},
    ),
    (
        "Comrat est jumelée à Bursa (1996), Isparta (2004) et, depuis 2012, Eskişehir.",
        {
            "TWINNED_WITH Comrat ~ Bursa 1996",
            "TWINNED_WITH Comrat ~ Isparta 2004",
            "TWINNED_WITH Comrat ~ Eskişehir 2012",
        },
    ),
    (
        "La région de Fergana et la région de Lviv coopèrent sur la base d'un mémorandum du 14 mars 2017.",
        {"COOPERATES_WITH Fergana Region ~ Lviv Oblast 2017-03-14"},
    ),
    (
        "L'université technique de Moldavie, fondée en 1964, et l'université de Lorraine, créée en 2012, ont signé un "
        "accord.",
        {"COOPERATES_WITH Technical University of Moldova ~ Lorraine University"},
    ),
    (
        "Le ministère de la Santé de Géorgie et le ministère de la Santé de Lettonie ont signé un accord. La signature "
        "s'est déroulée à Riga le 3 mai 2017.",
        {
            "COOPERATES_WITH Ministry of Health of Georgia ~ Ministry of Health of Latvia",
            "COOPERATES_WITH Ministry of Health of Georgia ~ Ministry of Health of Latvia 2017-05-03",
        },
    ),
    (
        "La région de Fergana et la région de Lviv sont partenaires. En juin 2018, les régions ont signé un programme.",
        {
            "COOPERATES_WITH Fergana Region ~ Lviv Oblast",
            "COOPERATES_WITH Fergana Region ~ Lviv Oblast 2018-06",
        },
    ),
    (
        "Le mémorandum entre la région de Fergana et la région de Lviv prévoit la mise en œuvre de programmes communs.",
        {"COOPERATES_WITH Fergana Region ~ Lviv Oblast"},
    ),
    (
        "Le jumelage entre Gdansk et Kaliningrad n'a pas survécu à la guerre.",
        {"TWINNED_WITH Gdansk ~ Kaliningrad ended"},
    ),
    (
        "Rabat aime les jumelages. La capitale marocaine est liée à Lyon depuis 2000, à Bursa depuis 2005.",
        {"TWINNED_WITH Rabat ~ Lyon 2000", "TWINNED_WITH Rabat ~ Bursa 2005"},
    ),
    ("La région de Kharkiv est belle. Il est possible qu'elle coopère avec la région de Fergana.", set()),
    (
        "La société Kaspi Textile LLC tisse. Elle a été enregistrée dans la zone franche de Tanger le 14.06.2016.",
        {"RESIDENT_OF Kaspi Textile ~ Tanger Free Zone 2016-06-14"},
    ),
    (
        "En mai 2021, trois entreprises ont obtenu le statut de résident de la zone franche de Tanger : Ada LLC, Bora "
        "LLC et Cima LLC.",
        {f"RESIDENT_OF {n} ~ Tanger Free Zone 2021-05" for n in ("Ada", "Bora", "Cima")},
    ),
    (
        "En mai 2021, Ganga Ltd. a été accréditée à la BUTB. En juin, la société Deccan Ltd. a reçu la même "
        "accréditation.",
        {
            "ACCREDITED_AT Ganga ~ Belarusian Universal Commodity Exchange 2021-05",
            "ACCREDITED_AT Deccan ~ Belarusian Universal Commodity Exchange 2021-06",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), STORIES, ids=[text[:40] for text, _ in STORIES])
def test_a_story_is_read(extractor: Extractor, text: str, expected: set[str]) -> None:
    told = set()
    for s in (s for p in extractor.text(f"{text}\n", "a.txt") for s in p.statements):
        more = s.status if s.status != "agreed" else s.date or ""
        told.add(f"{s.type} {s.source.name} ~ {s.target.name} {more}".strip())
    assert told == expected


DATED = [
    ("Pinsk et Kovel, jumelées depuis 1995, ont fêté cet anniversaire en 2020.", {"1995"}),
    ("Le jumelage entre Pinsk et Kovel, né en 1995, a été renouvelé en 2015.", {"1995"}),
    ("Jumelées en 1995, les villes de Pinsk et de Kovel échangent des élèves.", {"1995"}),
    ("Pinsk est la ville sœur de Kovel depuis mai 1995.", {"1995-05"}),
    ("En 2021, Pinsk a reçu une délégation de Kovel, avec laquelle elle est jumelée depuis 1995.", {"1995"}),
    ("Pinsk a deux villes jumelles : Kovel, depuis 1995, et Altena, depuis 2003.", {"1995", "2003"}),
    ("Le 9 mai 2005, les maires de Pinsk et de Kovel ont signé un accord de jumelage.", {"2005-05-09"}),
    ("Rufais LLC, fondée en 2005, est devenue résidente de la FEZ Minsk en mai 2019.", {"2019-05"}),
    ("En 2021, Rufais LLC, résidente de la FEZ Minsk depuis 2019, a ouvert une usine.", {"2019"}),
    ("En mai 2019, la BUTB a accrédité la société Balkan Trade Ltd, qui avait été créée en 2011.", {"2019-05"}),
    ("Le bureau de Gomselmash à Tachkent, ouvert en 2019, compte dix employés.", {"2019"}),
]


@pytest.mark.parametrize(("text", "dates"), DATED, ids=[text[:40] for text, _ in DATED])
def test_of_several_dates_that_counts_at_which_the_tie_began(extractor: Extractor, text: str, dates: set[str]) -> None:
    assert {s.date for p in extractor.text(f"{text}\n", "a.txt") for s in p.statements} == dates
