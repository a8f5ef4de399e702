"""Who is named: which of several places, and what institutions and zones are called."""

import pytest
from pactgraph.loaders.prose import Extractor


def named(extractor: Extractor, text: str) -> set[str]:
    """Return the actors that a text names, with their kinds."""
    found = [f for p in extractor.text(text, "x.txt") for f in p.found if f.role == "name"]
    return {f"{a.name} ({a.kind})" for f in found for a in f.actors}


PLACES = [
    ("Le maire de Veracruz est venu à Thiès.", {"Veracruz (city)", "Thiès (city)"}),
    ("Le ministre du Québec a reçu le maire de Québec.", {"Quebec (region)", "Québec (city)"}),
    ("La ville de Gatineau (Québec) a trois jumelles.", {"Gatineau (city)"}),
    (
        "Le wali de Constantine a parlé avec le maire de Constantine.",
        {"Constantine Province (region)", "Constantine (city)"},
    ),
    ("L'État de São Paulo et le maire de São Paulo ont répondu.", {"São Paulo (region)", "São Paulo (city)"}),
    ("L'État du Sénégal est actionnaire.", {"Senegal (country)"}),
    ("Le maire de Guatemala a quitté le Guatemala.", {"Guatemala City (city)", "Guatemala (country)"}),
    ("Le maire du Caire a rencontré le maire du Cap.", {"Cairo (city)", "Cape Town (city)"}),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_a_name_that_several_places_have_is_read_by_the_words_before_it(
    extractor: Extractor, text: str, expected: set[str]
) -> None:
    assert named(extractor, text) == expected


INSTITUTIONS = [
    (
        "L'université Lyon 2 accueille l'université de Sousse El Manar.",
        {"Lyon 2 University", "University of Sousse El Manar"},
    ),
    (
        "La Chambre de commerce et de Services (CCS) de Rabat est là. La CCS ouvrira.",
        {"Rabat Chamber of Commerce and Services"},
    ),
    ("L'École nationale d'administration (ENA) du Niger a signé.", {"National School of Administration of Niger"}),
    (
        "La Chambre de commerce et d'industrie du Tchad (CCI-T) a signé. La CCI-T ouvrira.",
        {"Chad Chamber of Commerce and Industry"},
    ),
    (
        "Les ministères malien et togolais de la Pêche et de l'Élevage ont signé.",
        {"Ministry of Fisheries and Livestock of Mali", "Ministry of Fisheries and Livestock of Togo"},
    ),
    ("Les ministres lao et russe ont signé un accord.", {"Laos", "Russia"}),
    (
        "L'Université d'État de Samara des Études économiques a ouvert.",
        {"Samara State University of Economic Studies"},
    ),
    ('L\'université "Badr Alaoui" de Settat a ouvert.', {"Badr Alaoui University of Settat"}),
    (
        "La Chambre de commerce italienne au Kenya (CCI-K) est née. La CCI-K recrute.",
        {"Italian Chamber of Commerce in Kenya"},
    ),
    ("L'université Omar M'barek a ouvert.", {"Université Omar M'barek"}),
    ("L'Association des universités africaines a voté.", {"Association of African Universities"}),
    ("Les universités d'Ankara et de Tokat ont signé.", {"Ankara University", "Tokat University"}),
    ("Le Fonds d'aide aux communes du Niger prêtera.", {"Municipalities Aid Fund of Niger"}),
    ("Le Crédit Industriel et Maritime contrôlait la Banque Atlas.", {"Crédit Industriel et Maritime", "Atlas Bank"}),
    ("Montée à Kaduna, la moto part. Assemblée à Kaduna, l'auto aussi.", {"Kaduna"}),
    ("L'Ascame et la BOAD ont signé.", {"ASCAME", "West African Development Bank"}),
    ("Les bourses de Prague et d'Athènes ont signé.", {"Prague Stock Exchange", "Athens Stock Exchange"}),
    (
        "Les autorités portuaires de Riga et de Sfax ont signé.",
        {"Autorité portuaire de Riga", "Autorité portuaire de Sfax"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), INSTITUTIONS)
def test_an_institution_has_the_whole_of_its_name(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert {name.rsplit(" (", 1)[0] for name in named(extractor, text)} == expected


TOWNS = [
    ("Le maire de St-Jean-de-Luz est venu.", {"Saint-Jean-de-Luz (city)"}),
    ("À Sainte-Ouenne, on fête.", {"Sainte-Ouenne (city)"}),
    ("Boulogne-sur-Mer est loin. Boulogne est un port.", {"Boulogne-sur-Mer (city)"}),
    (
        "Les maires de Fontenay–sous–Bois et de Rueil‑Malmaison sont venus.",
        {"Fontenay-sous-Bois (city)", "Rueil-Malmaison (city)"},
    ),
    ("Le département de la Vienne et le département de l'Ain ont signé.", {"Vienne (region)", "Ain (region)"}),
    ("Le cercle de Niafunké a signé.", {"Niafunké Cercle (district)"}),
    ("Le maire de N'djamena est venu.", {"N'Djamena (city)"}),
    (
        "Trois provinces du nord du Laos (Bokeo, Sékong et Attapeu) ont signé.",
        {"Laos (country)", "Bokeo Province (region)", "Sekong Province (region)", "Attapeu Province (region)"},
    ),
    ("La ville de Hai Duong et la province de Hai Duong.", {"Hải Dương (city)", "Hai Duong Province (region)"}),
]


@pytest.mark.parametrize(("text", "expected"), TOWNS)
def test_a_place_is_known_in_other_spellings(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert named(extractor, text) == expected


ZONES = [
    ("La zone franche de jebel Ali est pleine.", {"Jebel Ali Free Zone"}),
    ("La ZES « Vallée de titane » est pleine.", {"Titanium Valley Special Economic Zone"}),
    ("Le technopôle Novation City est plein.", {"Novation City"}),
    ("La plateforme industrielle intégrée de Sfax est là.", {"Sfax Integrated Industrial Platform"}),
    (
        "La zone industrielle d'Ouadjé-Tori est neuve. Il reste des lots à Ouadjé-Tori.",
        {"Ouadjé-Tori Industrial Zone"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), ZONES)
def test_zones_are_known_by_their_usual_names(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert {name.rsplit(" (", 1)[0] for name in named(extractor, text)} == expected


def test_what_opens_a_paragraph_can_go_on_the_kind_told_before(extractor: Extractor) -> None:
    told = "La commune de Beni Khalled a une jumelle.\n\nCelle d'Ouled Taïma en a deux."
    assert named(extractor, told) == {"Beni Khalled (city)", "Ouled Taïma (city)"}
