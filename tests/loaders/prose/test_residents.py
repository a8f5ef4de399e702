"""Residents of zones: named, counted by country, told over several sentences."""

import pytest
from pactgraph.loaders.prose import Extractor
from told import told_of_firms

RESIDENTS = [
    ("Le cabinet Anatek LLC conseille les entreprises installées dans la FEZ Brest.", set()),
    ("La société Anatek LLC fournit en gaz les usines implantées dans la FEZ Brest.", set()),
    ("La société Anatek LLC accompagne ceux qui s'installent dans la FEZ Brest.", set()),
    ("La société Anatek a rejoint les industriels installés dans la FEZ Brest.", {"RESIDENT_OF Anatek > FEZ Brest"}),
    (
        "La société turque Anatek s'est implantée dans la zone franche de Nouakchott.",
        {"RESIDENT_OF Anatek > Nouakchott Free Zone"},
    ),
    (
        "Le fabricant de câbles Kabelwerk a obtenu le statut de résident de la FEZ Brest.",
        {"RESIDENT_OF Kabelwerk > FEZ Brest"},
    ),
    (
        "La FEZ Brest compte parmi ses résidents Kabelwerk et Anatek.",
        {"RESIDENT_OF Anatek > FEZ Brest", "RESIDENT_OF Kabelwerk > FEZ Brest"},
    ),
    (
        "Le centième résident du parc Great Stone est la société suisse Alpenfilter.",
        {"RESIDENT_OF Alpenfilter > Great Stone Industrial Park"},
    ),
    (
        "Le 100e résident du parc industriel Great Stone est la société suisse Alpenfilter.",
        {"RESIDENT_OF Alpenfilter > Great Stone Industrial Park"},
    ),
    (
        "Alpenfilter est devenue résidente du parc Great Stone.",
        {"RESIDENT_OF Alpenfilter > Great Stone Industrial Park"},
    ),
    (
        "La société Anatek est installée depuis 2015 dans la zone économique spéciale d'Alabouga.",
        {"RESIDENT_OF Anatek > Alabuga Special Economic Zone"},
    ),
    ("La zone franche de Nouakchott a accueilli la société Anatek.", {"RESIDENT_OF Anatek > Nouakchott Free Zone"}),
    (
        "L'équipementier japonais Kaneda a choisi la zone franche de Tanger pour y installer son usine.",
        {"RESIDENT_OF Kaneda > Tanger Free Zone"},
    ),
    (
        "Implantée dans la zone franche de Tanger, la société Kaneda emploie 900 personnes.",
        {"RESIDENT_OF Kaneda > Tanger Free Zone"},
    ),
    (
        "Kaneda, installé dans la zone franche de Tanger, emploie 900 personnes.",
        {"RESIDENT_OF Kaneda > Tanger Free Zone"},
    ),
    (
        "Le parc technologique de Sidi Abdallah héberge la start-up Numidia Soft.",
        {"RESIDENT_OF Numidia Soft > Sidi Abdallah Technology Park"},
    ),
    (
        "Parmi les entreprises installées dans la zone franche de Tanger figurent Kaneda et Kabelwerk.",
        {"RESIDENT_OF Kabelwerk > Tanger Free Zone", "RESIDENT_OF Kaneda > Tanger Free Zone"},
    ),
    (
        "Deux nouveaux résidents, Kabelwerk et Anatek, ont été enregistrés dans la FEZ Mogilev.",
        {"RESIDENT_OF Anatek > FEZ Mogilev", "RESIDENT_OF Kabelwerk > FEZ Mogilev"},
    ),
    (
        "L'administration de la FEZ Mogilev a enregistré la société Anatek comme résident.",
        {"RESIDENT_OF Anatek > FEZ Mogilev"},
    ),
    ("La société Anatek a reçu son certificat de résident de la FEZ Mogilev.", {"RESIDENT_OF Anatek > FEZ Mogilev"}),
    ("La société Anatek a rejoint la FEZ Mogilev en 2019.", {"RESIDENT_OF Anatek > FEZ Mogilev"}),
    ("Anatek opère dans la FEZ Mogilev depuis 2019.", {"RESIDENT_OF Anatek > FEZ Mogilev"}),
    (
        "Le résident de la FEZ Mogilev, la société Anatek, a investi 3 millions d'euros.",
        {"RESIDENT_OF Anatek > FEZ Mogilev"},
    ),
    ("Anatek, résident de la FEZ Mogilev, a investi 3 millions d'euros.", {"RESIDENT_OF Anatek > FEZ Mogilev"}),
    (
        "La FEZ Mogilev compte 42 résidents, dont 6 allemands.",
        {"RESIDENT_OF Germany > FEZ Mogilev #6", "RESIDENT_OF all > FEZ Mogilev #42"},
    ),
    (
        "La zone franche de Nouakchott regroupe 60 entreprises, parmi lesquelles 12 chinoises.",
        {"RESIDENT_OF China > Nouakchott Free Zone #12", "RESIDENT_OF all > Nouakchott Free Zone #60"},
    ),
    ("Le groupe Anatek a perdu son statut de résident de la FEZ Mogilev.", {"RESIDENT_OF Anatek > FEZ Mogilev ended"}),
    ("Le groupe Anatek envisage de s'implanter dans la FEZ Mogilev.", {"RESIDENT_OF Anatek > FEZ Mogilev planned"}),
    ("Le groupe Anatek n'est pas résident de la FEZ Mogilev.", set()),
    ("Une délégation du groupe Anatek a visité la FEZ Mogilev.", set()),
]
COUNTS = [
    (
        "La FEZ Minsk compte 124 résidents, dont 51 chinois, 13 russes et 5 allemands.",
        {
            "RESIDENT_OF China > FEZ Minsk #51",
            "RESIDENT_OF Germany > FEZ Minsk #5",
            "RESIDENT_OF Russia > FEZ Minsk #13",
            "RESIDENT_OF all > FEZ Minsk #124",
        },
    ),
    (
        "La FEZ Minsk compte 124 résidents, dont 51 de Chine, 13 de Russie et 5 d'Allemagne.",
        {
            "RESIDENT_OF China > FEZ Minsk #51",
            "RESIDENT_OF Germany > FEZ Minsk #5",
            "RESIDENT_OF Russia > FEZ Minsk #13",
            "RESIDENT_OF all > FEZ Minsk #124",
        },
    ),
    (
        "La FEZ Minsk compte 124 résidents de 15 pays : Chine (51), Russie (13), Allemagne (5).",
        {
            "RESIDENT_OF China > FEZ Minsk #51",
            "RESIDENT_OF Germany > FEZ Minsk #5",
            "RESIDENT_OF Russia > FEZ Minsk #13",
            "RESIDENT_OF all > FEZ Minsk #124",
        },
    ),
    (
        "Les 124 résidents de la FEZ Minsk viennent de Chine (51), de Russie (13) et d'Allemagne (5).",
        {
            "RESIDENT_OF China > FEZ Minsk #51",
            "RESIDENT_OF Germany > FEZ Minsk #5",
            "RESIDENT_OF Russia > FEZ Minsk #13",
            "RESIDENT_OF all > FEZ Minsk #124",
        },
    ),
    (
        "La FEZ Minsk compte 124 résidents. Parmi eux, 51 sont chinois, 13 russes et 5 allemands.",
        {
            "RESIDENT_OF China > FEZ Minsk #51",
            "RESIDENT_OF Germany > FEZ Minsk #5",
            "RESIDENT_OF Russia > FEZ Minsk #13",
            "RESIDENT_OF all > FEZ Minsk #124",
        },
    ),
    (
        "La FEZ Minsk compte 124 résidents. 51 viennent de Chine, 13 de Russie, 5 d'Allemagne.",
        {
            "RESIDENT_OF China > FEZ Minsk #51",
            "RESIDENT_OF Germany > FEZ Minsk #5",
            "RESIDENT_OF Russia > FEZ Minsk #13",
            "RESIDENT_OF all > FEZ Minsk #124",
        },
    ),
    (
        "La zone franche de Tanger héberge 60 entreprises : 20 françaises, 15 espagnoles et 4 japonaises.",
        {
            "RESIDENT_OF France > Tanger Free Zone #20",
            "RESIDENT_OF Japan > Tanger Free Zone #4",
            "RESIDENT_OF Spain > Tanger Free Zone #15",
            "RESIDENT_OF all > Tanger Free Zone #60",
        },
    ),
    (
        "On recense dans la zone franche de Tanger 20 sociétés françaises, 15 espagnoles et 4 japonaises.",
        {
            "RESIDENT_OF France > Tanger Free Zone #20",
            "RESIDENT_OF Japan > Tanger Free Zone #4",
            "RESIDENT_OF Spain > Tanger Free Zone #15",
        },
    ),
    (
        "La France, avec 20 entreprises, est le premier investisseur de la zone franche de Tanger, devant "
        "l'Espagne (15) et le Japon (4).",
        {
            "RESIDENT_OF France > Tanger Free Zone #20",
            "RESIDENT_OF Japan > Tanger Free Zone #4",
            "RESIDENT_OF Spain > Tanger Free Zone #15",
        },
    ),
    (
        "Résidents de la FEZ Minsk par pays :\n\n- Chine : 51\n- Russie : 13 entreprises\n- Allemagne (5)",
        {
            "RESIDENT_OF China > FEZ Minsk #51",
            "RESIDENT_OF Germany > FEZ Minsk #5",
            "RESIDENT_OF Russia > FEZ Minsk #13",
        },
    ),
    (
        "Résidents de la FEZ Minsk par pays\n\n| Pays | Nombre d'entreprises |\n|---|---|\n| Chine | 51 |\n| "
        "Russie | 13 |",
        {"RESIDENT_OF China > FEZ Minsk #51", "RESIDENT_OF Russia > FEZ Minsk #13"},
    ),
    (
        "Kaneda, Nordpapp et Ferralia sont résidentes de la zone franche de Tanger.",
        {
            "RESIDENT_OF Ferralia > Tanger Free Zone",
            "RESIDENT_OF Kaneda > Tanger Free Zone",
            "RESIDENT_OF Nordpapp > Tanger Free Zone",
        },
    ),
    ("La zone franche de Tanger a délivré son agrément à Kaneda.", {"RESIDENT_OF Kaneda > Tanger Free Zone"}),
    (
        "La zone franche de Tanger a attiré Kaneda, Nordpapp et Ferralia.",
        {
            "RESIDENT_OF Ferralia > Tanger Free Zone",
            "RESIDENT_OF Kaneda > Tanger Free Zone",
            "RESIDENT_OF Nordpapp > Tanger Free Zone",
        },
    ),
    ("Kaneda dispose de 2 000 m² dans la zone franche de Tanger.", {"RESIDENT_OF Kaneda > Tanger Free Zone"}),
    ("Kaneda emploie 300 personnes dans la zone franche de Tanger.", {"RESIDENT_OF Kaneda > Tanger Free Zone"}),
    ("Kaneda y est présente depuis 2010, à la zone franche de Tanger.", {"RESIDENT_OF Kaneda > Tanger Free Zone"}),
    (
        "L'usine de Kaneda dans la zone franche de Tanger tourne à plein régime.",
        {"RESIDENT_OF Kaneda > Tanger Free Zone"},
    ),
    ("La zone franche de Tanger a vu arriver Kaneda en 2015.", {"RESIDENT_OF Kaneda > Tanger Free Zone"}),
    (
        "Locataire de la zone franche de Tanger, Kaneda emploie 300 personnes.",
        {"RESIDENT_OF Kaneda > Tanger Free Zone"},
    ),
    (
        "Dans la zone franche de Tanger, Kaneda fabrique des faisceaux et Nordpapp du papier.",
        {"RESIDENT_OF Kaneda > Tanger Free Zone", "RESIDENT_OF Nordpapp > Tanger Free Zone"},
    ),
    ("Kaneda a obtenu l'agrément de la zone franche de Tanger.", {"RESIDENT_OF Kaneda > Tanger Free Zone"}),
    ("Kaneda a pris ses quartiers dans la zone franche de Tanger.", {"RESIDENT_OF Kaneda > Tanger Free Zone"}),
    ("Kaneda a transféré son siège dans la zone franche de Tanger.", {"RESIDENT_OF Kaneda > Tanger Free Zone"}),
    ("Le fabricant de câbles Kaneda (zone franche de Tanger) recrute.", {"RESIDENT_OF Kaneda > Tanger Free Zone"}),
    ("Kaneda a quitté la zone franche de Tanger en 2020.", {"RESIDENT_OF Kaneda > Tanger Free Zone ended"}),
    ("Le directeur de Kaneda a visité la zone franche de Tanger.", set()),
    ("La zone franche de Tanger a signé un accord avec la société Kaneda Conseil pour un audit.", set()),
]
NEWCOMERS = [
    (
        "Technopole de Sfax\n\nElle comporte 40 entreprises. Parmi elles, Valtrex fabrique des capteurs.",
        {"RESIDENT_OF all > Sfax Technopole #40", "RESIDENT_OF Valtrex > Sfax Technopole"},
    ),
    (
        "La liste des résidents de la Zone économique spéciale (ZES) de Tanger comprend le groupe Valtrex.",
        {"RESIDENT_OF Valtrex > Tangier Special Economic Zone"},
    ),
    (
        "Dans la zone franche de Tanger, la société Valtrex trie du coton.",
        {"RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "L'entreprise V&T Norbat, premier occupant de la zone franche de Tanger, recrute.",
        {"RESIDENT_OF V&T Norbat > Tanger Free Zone"},
    ),
    (
        "La zone franche de Tanger, gérée par la société Valtrex, abrite de nombreuses entreprises.",
        set(),
    ),
    (
        "Le parc industriel de Bouskoura affiche complet. Trois nouvelles entreprises s'y sont installées "
        "cette année. Valtrex, venue d'Espagne, fabrique des pneus. Norbat (Turquie) occupe deux hectares. "
        "Quant à Silmex, elle emploie 200 personnes.",
        {
            "RESIDENT_OF Norbat > Bouskoura Industrial Park",
            "RESIDENT_OF Silmex > Bouskoura Industrial Park",
            "RESIDENT_OF Valtrex > Bouskoura Industrial Park",
        },
    ),
    (
        "La zone franche de Tanger a enregistré quatre nouveaux résidents en 2022 : Valtrex, Norbat, Silmex "
        "et Cedrotex.",
        {
            "RESIDENT_OF Cedrotex > Tanger Free Zone",
            "RESIDENT_OF Norbat > Tanger Free Zone",
            "RESIDENT_OF Silmex > Tanger Free Zone",
            "RESIDENT_OF Valtrex > Tanger Free Zone",
        },
    ),
    (
        "La zone franche de Tanger compte parmi ses locataires des noms connus : Valtrex, Norbat et Silmex.",
        {
            "RESIDENT_OF Norbat > Tanger Free Zone",
            "RESIDENT_OF Silmex > Tanger Free Zone",
            "RESIDENT_OF Valtrex > Tanger Free Zone",
        },
    ),
    (
        "La zone franche de Tanger accueille des groupes comme Valtrex ou Norbat.",
        {"RESIDENT_OF Norbat > Tanger Free Zone", "RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "Plusieurs groupes étrangers, dont Valtrex et Norbat, opèrent dans la zone franche de Tanger.",
        {"RESIDENT_OF Norbat > Tanger Free Zone", "RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "La zone franche de Tanger a reçu Valtrex en 2019 et Norbat en 2020.",
        {"RESIDENT_OF Norbat > Tanger Free Zone", "RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "Valtrex s'est implanté dans la zone franche de Tanger en 2019, Norbat en 2020 et Silmex en 2021.",
        {
            "RESIDENT_OF Norbat > Tanger Free Zone",
            "RESIDENT_OF Silmex > Tanger Free Zone",
            "RESIDENT_OF Valtrex > Tanger Free Zone",
        },
    ),
    (
        "Après Valtrex, c'est au tour de Norbat de s'installer dans la zone franche de Tanger.",
        {"RESIDENT_OF Norbat > Tanger Free Zone", "RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "Le conseil d'administration de la zone franche de Tanger a approuvé l'installation de Valtrex et de Norbat.",
        {"RESIDENT_OF Norbat > Tanger Free Zone", "RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "Le certificat de résident de la zone franche de Tanger a été remis à Valtrex et à Norbat.",
        {"RESIDENT_OF Norbat > Tanger Free Zone", "RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "Deux sociétés, Valtrex et Norbat, ont reçu le statut de résident de la zone franche de Tanger.",
        {"RESIDENT_OF Norbat > Tanger Free Zone", "RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "Le projet de Valtrex dans la zone franche de Tanger représente 20 millions d'euros.",
        {"RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "Valtrex a posé la première pierre de son usine dans la zone franche de Tanger.",
        {"RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    ("Valtrex a loué un entrepôt dans la zone franche de Tanger.", {"RESIDENT_OF Valtrex > Tanger Free Zone"}),
    ("Le turc Valtrex a signé un bail avec la zone franche de Tanger.", {"RESIDENT_OF Valtrex > Tanger Free Zone"}),
    (
        "Le résident Valtrex de la zone franche de Tanger exporte vers la France.",
        {"RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "Valtrex, qui est résident de la zone franche de Tanger depuis 2015, exporte vers la France.",
        {"RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "Valtrex et Norbat figurent parmi les résidents de la zone franche de Tanger.",
        {"RESIDENT_OF Norbat > Tanger Free Zone", "RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "Parmi les résidents de la zone franche de Tanger : Valtrex, Norbat et Silmex.",
        {
            "RESIDENT_OF Norbat > Tanger Free Zone",
            "RESIDENT_OF Silmex > Tanger Free Zone",
            "RESIDENT_OF Valtrex > Tanger Free Zone",
        },
    ),
    (
        "La zone franche de Tanger est pleine. On y trouve Valtrex et Norbat.",
        {"RESIDENT_OF Norbat > Tanger Free Zone", "RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "La zone franche de Tanger est pleine. Valtrex et Norbat y sont implantées.",
        {"RESIDENT_OF Norbat > Tanger Free Zone", "RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "La zone franche de Tanger est pleine. Le dernier arrivé est Valtrex.",
        {"RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "La zone franche de Tanger est pleine. Les derniers arrivés sont Valtrex et Norbat.",
        {"RESIDENT_OF Norbat > Tanger Free Zone", "RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "La zone franche de Tanger est pleine. Son premier résident, Valtrex, emploie 400 personnes.",
        {"RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "La zone franche de Tanger est pleine. Ses principaux résidents sont Valtrex et Norbat.",
        {"RESIDENT_OF Norbat > Tanger Free Zone", "RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    (
        "La société Valtrex est le 15e résident de la zone franche de Tanger.",
        {"RESIDENT_OF Valtrex > Tanger Free Zone"},
    ),
    ("On y trouve Valtrex et Norbat.", set()),
]


@pytest.mark.parametrize(("text", "expected"), RESIDENTS, ids=[text[:30] for text, _ in RESIDENTS])
def test_residents_of_zones_are_read(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told_of_firms(extractor, text) == expected


@pytest.mark.parametrize(("text", "expected"), COUNTS, ids=[text[:30] for text, _ in COUNTS])
def test_residents_are_counted_by_country(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told_of_firms(extractor, text) == expected


@pytest.mark.parametrize(("text", "expected"), NEWCOMERS, ids=[text[:30] for text, _ in NEWCOMERS])
def test_newcomers_are_read(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told_of_firms(extractor, text) == expected
