"""Press texts: town halls, chambers, zones and exchanges of any country, as French newspapers write about them."""

import pytest
from pactgraph.loaders.prose import Extractor

TWINS = [
    (
        "Le Yunnan est jumelé avec la Bavière en Allemagne, la Toscane en Italie et la Moravie du Sud en Tchéquie.",
        {"Yunnan ~ Bavaria", "Yunnan ~ Tuscany", "Yunnan ~ South Moravian Region"},
    ),
    (
        "Un jumelage a été signé entre Tanger et Lyon (France) et Niamey (Niger).",
        {"Tangier ~ Lyon", "Tangier ~ Niamey"},
    ),
    (
        "Villes jumelées avec la ville de Rodez\n\nAvec des pays aussi différents que l'Italie, la Saxe ou le Mali, ce "
        "sont dix qui sont jumelées avec notre cité.\n\nSeuls deux jumelages sont actuellement actifs : Ségou au "
        "Mali et Bamberg en Allemagne.",
        {"Rodez ~ Ségou", "Rodez ~ Bamberg"},
    ),
    (
        "La province du Sichuan a signé un accord de province sœur avec la région de Tomsk, Russie, tandis que le "
        "Gansu a conclu un partenariat similaire avec l'oblast de Penza.",
        {"Sichuan ~ Tomsk Oblast", "Gansu ~ Penza Oblast"},
    ),
    ("La ville de Tours, liée à Parme par un récent jumelage, prospère.", {"Tours ~ Parma"}),
    (
        "Des accords de jumelage ont été signés entre Tunis et Dakar, entre Sfax et Lyon et entre Sousse, d'une part, "
        "et Bamako et Niamey, d'autre part.",
        {"Tunis ~ Dakar", "Sfax ~ Lyon", "Sousse ~ Bamako", "Sousse ~ Niamey"},
    ),
    (
        "LILLE. — Le conseil municipal a validé lundi 12 mai 2025 le jumelage avec Kharkiv (Ukraine). La Ville est "
        "déjà jumelée avec Cologne (1958), Turin et Leeds.",
        {"Lille ~ Kharkiv 2025-05-12", "Lille ~ Cologne 1958", "Lille ~ Turin", "Lille ~ Leeds"},
    ),
    (
        "VANNES. La ville est jumelée avec Cuxhaven (Allemagne, 1963), Mons (Belgique, 1952) et Wałbrzych (Pologne).",
        {"Vannes ~ Cuxhaven 1963", "Vannes ~ Mons 1952", "Vannes ~ Wałbrzych"},
    ),
    (
        "SAINT-AVERTIN. — La commune a fêté samedi son jumelage avec la ville allemande de Steinbach. Le serment avait "
        "été signé le 12 mai 1998 par les deux maires de l’époque.",
        {"Saint-Avertin ~ Steinbach", "Saint-Avertin ~ Steinbach 1998-05-12"},
    ),
    (
        "Poitiers et Iaroslavl sont jumelées depuis 1970. Poitiers l’est aussi avec Marbourg (1961) et Northampton.",
        {"Poitiers ~ Yaroslavl 1970", "Poitiers ~ Marburg 1961", "Poitiers ~ Northampton"},
    ),
    (
        "Bordeaux s'est jumelée avec Wuhan en 1998, avec Fukuoka en 1982 et avec Oran en 2003.",
        {"Bordeaux ~ Wuhan 1998", "Bordeaux ~ Fukuoka 1982", "Bordeaux ~ Oran 2003"},
    ),
    (
        "Après Amberg en Allemagne et Winchester en Angleterre, Périgueux s'apprête à se jumeler avec Pordenone.",
        {"Périgueux ~ Amberg", "Périgueux ~ Winchester", "Périgueux ~ Pordenone planned"},
    ),
    (
        "À Saint-Lô, jumelée à Aalen depuis 1979 et à Roanoke depuis 1999, le comité prépare un voyage.",
        {"Saint-Lô ~ Aalen 1979", "Saint-Lô ~ Roanoke 1999"},
    ),
    (
        "Villes jumelées de Dijon :\n- Mayence (Allemagne), 1958 ;\n- York (Royaume-Uni), 1953.",
        {"Dijon ~ Mainz 1958", "Dijon ~ York 1953"},
    ),
    (
        "- **Fougères.** La ville, jumelée à Bad Münstereifel depuis 1967, reçoit ses amis.\n"
        "- **Redon.** Le jumelage avec Andover, en sommeil, a été officiellement rompu.",
        {"Fougères ~ Bad Münstereifel 1967", "Redon ~ Andover ended"},
    ),
    (
        "Le conseil communal d'Agadir a approuvé hier le renouvellement de la convention de jumelage avec Nantes.",
        {"Agadir ~ Nantes"},
    ),
    (
        "Quimper l'a fêté. Limerick, en Irlande, et Remscheid, en Allemagne, sont les villes jumelles de Quimper.",
        {"Quimper ~ Limerick", "Quimper ~ Remscheid"},
    ),
    (
        "Amiens, elle, a pour villes jumelles Dortmund et Darlington.",
        {"Amiens ~ Dortmund", "Amiens ~ Darlington"},
    ),
    (
        "Ankara et Minsk sont jumelées depuis 2007, Smolevitchi et Sinop depuis 2014.",
        {"Ankara ~ Minsk 2007", "Smolevichi ~ Sinop 2014"},
    ),
    (
        "Villes lettones jumelées : Daugavpils (avec Vitebsk, depuis 1999), Rezekne (avec Braslav).",
        {"Daugavpils ~ Vitebsk 1999", "Rēzekne ~ Braslav"},
    ),
]
AGREEMENTS = [
    (
        "Le 17 octobre 2022, la Ville de Rennes et la commune algérienne de Sétif ont signé un protocole.",
        {"Rennes ~ Sétif 2022-10-17"},
    ),
    (
        "Le ministre mauritanien des Pêches et son homologue espagnol ont signé mercredi un mémorandum d'entente.",
        {"Mauritania ~ Spain"},
    ),
    (
        "La ville de Limoges coopère beaucoup. Des accords la lient à Seto (2003) et à Jingdezhen (2009).",
        {"Limoges ~ Seto 2003", "Limoges ~ Jingdezhen 2009"},
    ),
    (
        "Le district de Volkovysk a pour partenaires polonais les districts de Pisz et de Hajnówka.",
        {"Volkovysk District ~ Pisz District", "Volkovysk District ~ Hajnówka District"},
    ),
    (
        "Le 20 mai 2020, Liepaja et Grodno devaient signer un accord, mais la cérémonie a été annulée.",
        set(),
    ),
]
BUSINESS = [
    (
        "La banque d'affaires Palmeraie Capital, filiale du groupe Atlas Finance, a été agréée le 6 juin 2023 en "
        "qualité de société de bourse auprès de la Bourse de Casablanca.",
        {
            "ACCREDITED_AT Palmeraie Capital > Casablanca Stock Exchange 2023-06-06",
            "OWNED_BY Palmeraie Capital > Atlas Finance",
        },
    ),
    (
        "La zone franche internationale de Djibouti compte désormais 187 entreprises, dont 41 chinoises.",
        {
            "RESIDENT_OF all > Djibouti International Free Trade Zone",
            "RESIDENT_OF China > Djibouti International Free Trade Zone",
        },
    ),
    (
        "Le fabricant de pneus Qingdao Sentai a obtenu le statut de résident de la zone Tanger Tech.",
        {"RESIDENT_OF Qingdao Sentai > Tanger Tech"},
    ),
    (
        "Le 14 février 2023, la ZEL « Moguilev » a enregistré un nouveau résident, la SARL « Voda-Tek ».",
        {"RESIDENT_OF Voda-Tek > FEZ Mogilev 2023-02-14"},
    ),
    (
        "Le constructeur d'autobus égyptien Nile Coach et le carrossier belge Vandenbroeck ont créé une coentreprise, "
        "Nile-VB, dans la zone économique du canal de Suez.",
        {
            "OWNED_BY Nile-VB > Nile Coach",
            "OWNED_BY Nile-VB > Vandenbroeck",
            "RESIDENT_OF Nile-VB > Suez Canal Economic Zone",
        },
    ),
    (
        "La société Brissac Gourmet contrôle déjà l'entreprise tchèque Vitana Labe.",
        {"OWNED_BY Vitana Labe > Brissac Gourmet"},
    ),
    (
        "La société Bellesbumprom possède une maison de commerce à Riga, une autre à Bakou.",
        {"REPRESENTED_IN Bellesbumprom > Riga", "REPRESENTED_IN Bellesbumprom > Baku"},
    ),
    (
        "En 2022, les importations françaises d'engrais marocains se sont établies à 480 millions d'euros.",
        {"TRADES_WITH France > Morocco 2022"},
    ),
    (
        "Le groupe marocain OCP Fertil a vendu pour 1,2 milliard de dirhams d'engrais au Brésil.",
        {"TRADES_WITH OCP Fertil > Brazil"},
    ),
]


def _told(extractor: Extractor, text: str) -> set[str]:
    """Return the statements of a text as "A ~ B date" (symmetric types) or "TYPE A > B date", and a status of note."""
    told = set()
    for passage in extractor.text(text, "press.txt"):
        for s in passage.statements:
            either = s.type in ("TWINNED_WITH", "COOPERATES_WITH")
            words = [s.source.name, "~", s.target.name] if either else [s.type, s.source.name, ">", s.target.name]
            date = s.date or s.details.get("year")
            told.add(" ".join([*words, *([str(date)] if date else []), *([s.status] if s.status != "agreed" else [])]))
    return told


@pytest.mark.parametrize(("text", "expected"), TWINS, ids=[text[:30] for text, _ in TWINS])
def test_sister_towns_are_read(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert _told(extractor, text) == expected


@pytest.mark.parametrize(("text", "expected"), AGREEMENTS, ids=[text[:30] for text, _ in AGREEMENTS])
def test_agreements_are_read(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert _told(extractor, text) == expected


@pytest.mark.parametrize(("text", "expected"), BUSINESS, ids=[text[:30] for text, _ in BUSINESS])
def test_firms_zones_and_figures_are_read(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert _told(extractor, text) == expected


def test_blanks_inside_guillemets_belong_to_no_name(extractor: Extractor) -> None:
    wide = _told(extractor, "La société « Alfatest » est devenue résidente de la zone franche « Grodnoinvest ».")
    tight = _told(
        extractor, "La société «\u00a0Alfatest\u00a0» est devenue résidente de la zone franche «Grodnoinvest»."
    )
    assert wide == tight == {"RESIDENT_OF Alfatest > FEZ Grodnoinvest"}


def test_what_one_document_names_is_no_matter_in_the_next(extractor: Extractor) -> None:
    text = "VANNES. La ville est jumelée avec Fareham depuis 1967."
    alone = _told(Extractor(), text)
    _told(extractor, "Le Royaume-Uni, l'Angleterre, Londres et Glasgow sont loin de Minsk et de Brest.")
    assert _told(extractor, text) == alone == {"Vannes ~ Fareham 1967"}
