"""Lists and tables of firms: bullets, rows, lines behind a colon, which have to do with whom the line before names."""

import pytest
from pactgraph.loaders.prose import Extractor

TEXTS = [
    (
        "La FEZ Brest compte plusieurs résidents étrangers :\n\n- Kaneda (Japon), câbles, depuis 2015 ;\n"
        "- Alpenfilter AG (Suisse) : filtres ;\n- Weilong Machinery – engins.",
        {
            "RESIDENT_OF Kaneda > FEZ Brest 2015",
            "RESIDENT_OF Alpenfilter AG > FEZ Brest",
            "RESIDENT_OF Weilong Machinery > FEZ Brest",
        },
    ),
    (
        "## Résidents de la FEZ Brest\n\n| Entreprise | Pays | Année |\n|---|---|---|\n| Nordpapp | Suède | 2014 |\n",
        {"RESIDENT_OF Nordpapp > FEZ Brest 2014"},
    ),
    (
        "Tableau 2. Résidents de la FEZ Vitebsk\n\nRaison sociale;Pays;Secteur\nVoda-Tek;Russie;eau\n"
        "Silmex;Italie;bois",
        {"RESIDENT_OF Voda-Tek > FEZ Vitebsk", "RESIDENT_OF Silmex > FEZ Vitebsk"},
    ),
    (
        "Nouveaux résidents de la FEZ Mogilev :\n\nKabelwerk (Allemagne)\nRufimex SA (Liban)\nCedrotex, depuis 2019\n",
        {
            "RESIDENT_OF Kabelwerk > FEZ Mogilev",
            "RESIDENT_OF Rufimex SA > FEZ Mogilev",
            "RESIDENT_OF Cedrotex > FEZ Mogilev 2019",
        },
    ),
    (
        "Le groupe Ferralia détient trois filiales :\n\n* Tolmex (Espagne)\n* Polchem (Pologne)\n",
        {"OWNED_BY Tolmex > Ferralia", "OWNED_BY Polchem > Ferralia"},
    ),
    (
        "| Société mère | Filiale | Pays |\n|---|---|---|\n| Gavazzi Forni | Fornimex | Mexique |\n",
        {"OWNED_BY Fornimex > Gavazzi Forni"},
    ),
    (
        "Répartition du capital de la société Tolmex :\n• Ferralia : 51 %\n• Sodimat : 49 %\n",
        {"OWNED_BY Tolmex > Ferralia", "OWNED_BY Tolmex > Sodimat"},
    ),
    (
        "Filiales du groupe Ferralia : Tolmex (Espagne), Polchem (Pologne) et Verralux.",
        {"OWNED_BY Tolmex > Ferralia", "OWNED_BY Polchem > Ferralia", "OWNED_BY Verralux > Ferralia"},
    ),
    (
        "La société Kaneda dispose d'un réseau solide :\n\n- un bureau commercial à Oslo, ouvert en 2016 ;\n"
        "- des concessionnaires exclusifs à Nairobi et à Lima.",
        {
            "REPRESENTED_IN Kaneda > Oslo 2016",
            "REPRESENTED_IN Kaneda > Nairobi",
            "REPRESENTED_IN Kaneda > Lima",
        },
    ),
    ("La société Kaneda a des soucis :\n\n- Oslo (Norvège)\n- Nairobi (Kenya)\n", set()),
    ("| Ville | Habitants |\n|---|---|\n| Oslo | 700000 |\n| Lima | 9000000 |\n", set()),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:30] for text, _ in TEXTS])
def test_lists_and_tables_are_read(text: str, expected: set[str]) -> None:
    statements = [s for passage in Extractor().text(text, "x.md") for s in passage.statements]
    told = {f"{s.type} {s.source.name} > {s.target.name}{f' {s.date}' if s.date else ''}" for s in statements}
    assert told == expected
