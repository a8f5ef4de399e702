"""Export clearances, accreditations at exchanges and sums of trade, in the many words that texts have for them."""

import pytest
from pactgraph.loaders.prose import Extractor

CLEARED_FOR_EXPORT = [
    ("La Chine laisse désormais entrer les pommes moldaves.", {"Moldova > China"}),
    ("Le Japon n'a jamais laissé entrer le miel de Serbie.", set()),
    ("Le Japon laisse entrer les touristes serbes sans visa.", set()),
    ("Une laiterie de Serbie a perdu son agrément pour la Chine.", {"Serbia > China ended"}),
    (
        "Le 5 mai 2019, le Japon a agréé douze laiteries serbes. Parmi elles figurent Sava Mleko et Rufais LLC.",
        {"Rufais > Japan 2019-05-05", "Sava Mleko > Japan 2019-05-05", "Serbia > Japan 2019-05-05"},
    ),
    (
        "Au 5 mai 2019, dix laiteries serbes étaient agréées au Japon. Parmi elles figurent Sava Mleko et Rufais LLC.",
        {"Rufais > Japan", "Sava Mleko > Japan", "Serbia > Japan 2019-05-05"},
    ),
    (
        "Trois fromageries danoises pourront exporter vers la Chine : Danpork, Nordmeat et Skovgaard.",
        {"Danpork > China", "Denmark > China", "Nordmeat > China", "Skovgaard > China"},
    ),
    (
        "Les autorités chinoises ont ouvert la porte aux melons marocains (27 décembre) et aux avocats colombiens.",
        {"Colombia > China", "Morocco > China"},
    ),
    (
        "La Chine a dressé en mai 2013 la liste des établissements norvégiens qui peuvent lui vendre du poisson.",
        {"Norway > China 2013-05"},
    ),
    ("La Chine a accepté la proposition russe.", set()),
    ("Feu vert de Pékin aux exportations de cerises chiliennes.", {"Chile > China"}),
    ("Les avocats kényans ont accès au marché chinois depuis 2022.", {"Kenya > China 2022"}),
    ("Les myrtilles péruviennes sont admises en Inde.", {"Peru > India"}),
    ("L'Arabie saoudite a levé l'interdiction d'importer du bœuf irlandais.", {"Ireland > Saudi Arabia"}),
    (
        "Le protocole autorisant l'exportation des pommes serbes vers la Chine a été signé en 2018.",
        {"Serbia > China 2018"},
    ),
    (
        "La Chine vient de publier la liste des premiers abattoirs danois autorisés à exporter du porc "
        "(Danpork, Nordmeat, Skovgaard).",
        {"Danpork > China", "Nordmeat > China", "Skovgaard > China"},
    ),
    (
        "Le nombre total d'entreprises serbes autorisées à livrer des produits laitiers sur le "
        "marché chinois est ainsi de 17.",
        {"Serbia > China"},
    ),
    ("Aux Philippines, six de nos laiteries sont désormais admises.", {"Belarus > Philippines"}),
    (
        "La coopérative oléicole Sidi Amor de Sfax a été agréée pour la fourniture d'huile au Canada.",
        {"Sidi Amor > Canada"},
    ),
    (
        "Au 1er mars 2023, dix-neuf élevages avicoles ukrainiens étaient autorisés à exporter "
        "dans l'Union européenne, contre sept en 2019.",
        {"Ukraine > European Union 2023-03-01"},
    ),
    (
        "Les saucissons de la maison Charcuteries Girardin pourront désormais être vendus en "
        "Corée du Sud : l'entreprise vient d'obtenir l'agrément des autorités coréennes.",
        {"Charcuteries Girardin > South Korea"},
    ),
    (
        "L'usine Agro Vest, titulaire depuis mars 2020 d'un agrément pour le marché japonais, en "
        "expédie 20 tonnes par mois.",
        {"Agro Vest > Japan 2020-03"},
    ),
    (
        "La liste des établissements habilités à exporter vers la Malaisie compte désormais 12 entreprises polonaises.",
        {"Poland > Malaysia"},
    ),
    ("Pékin a donné son feu vert à quatre abattoirs uruguayens.", {"Uruguay > China"}),
    (
        "Après l'audit mené par la partie saoudienne, la fromagerie Bega Valley a été ajoutée à "
        "la liste des exportateurs.",
        {"Bega Valley > Saudi Arabia"},
    ),
    (
        "Le Japon a levé en juin 2021 l'embargo sur le bœuf irlandais ; la société Slaney Beef "
        "est la première à en profiter.",
        set(),
    ),
    ("L'entreprise Mielul Carpat n'est pas encore autorisée à exporter vers le Japon.", set()),
    (
        "Entreprises autorisées à exporter vers le Japon :\n\n- Laiterie de Zvornik\n- Conserverie Adria, depuis 2021",
        {"Conserverie Adria > Japan 2021", "Laiterie de Zvornik > Japan"},
    ),
    (
        "| Entreprise | Pays autorisé | Depuis |\n|---|---|---|\n| Vivani Foods | Arabie saoudite "
        "| 2019 |\n| Moulins de la Save | Liban | 2021 |",
        {"Moulins de la Save > Lebanon 2021", "Vivani Foods > Saudi Arabia 2019"},
    ),
    (
        "Les autorités mexicaines ont donné leur accord à l'importation de viande de porc en "
        "provenance de quatre abattoirs hongrois.",
        {"Hungary > Mexico"},
    ),
    (
        "La société Kvarner Pharma, dont trois spécialités ont obtenu leur autorisation de mise "
        "sur le marché au Maroc, y livrera ses premiers lots en juin.",
        {"Kvarner Pharma > Morocco"},
    ),
    (
        "Seule entreprise bosnienne autorisée à exporter du poulet vers l'Union européenne, la "
        "société Akova Impex agrandit son usine.",
        {"Akova Impex > European Union"},
    ),
    (
        "Le marché indien s'ouvre à la société Kalina Nuts : ses noix y sont admises depuis septembre 2023.",
        {"Kalina Nuts > India 2023-09"},
    ),
    (
        "Ils sont désormais onze : l'Arabie saoudite vient d'ajouter deux laiteries arméniennes "
        "à la liste de ses fournisseurs.",
        {"Armenia > Saudi Arabia"},
    ),
    (
        "Sur les douze minoteries de la région d'Odessa, cinq ont reçu l'autorisation de livrer en Égypte.",
        {"Odesa Oblast > Egypt"},
    ),
    ("La banque Credit Azur a été agréée au Luxembourg et propose des livrets.", set()),
    (
        "Autorisations d'exportation en vigueur\n\n- Chine : Laiterie Sava, Moulins Drina et "
        "Conserverie Adria ;\n- Turquie : Abattoir Vrana.",
        {"Conserverie Adria > China", "Laiterie Sava > China", "Moulins Drina > China", "Vrana > Turkey"},
    ),
    (
        "La liste chinoise s'allonge : la fromagerie Sava Mleko et l'huilerie Drina Oil y "
        "figurent depuis le 4 mai 2023.",
        {"Drina Oil > China 2023-05-04", "Sava Mleko > China 2023-05-04"},
    ),
    (
        "L'Iran achète de nouveau le mouton de la coopérative Altai Kooperativ, qui avait perdu "
        "son certificat en 2021.",
        {"Altai Kooperativ > Iran 2021"},
    ),
    ("Feu vert de Riyad pour les poulets de la société Doux Armor.", {"Doux Armor > Saudi Arabia"}),
    ("Trois usines du groupe laitier Molkerei Nord sont agréées pour le Mexique.", {"Molkerei Nord > Mexico"}),
    ("Seul importateur autorisé en Suisse, la société Alpkäse distribue nos fromages.", set()),
    (
        "À l'export, la société Kayes Fruits est certifiée pour l'UE, la Suisse et le Maroc.",
        {"Kayes Fruits > European Union", "Kayes Fruits > Morocco", "Kayes Fruits > Switzerland"},
    ),
    ("La société Kolos attend depuis un an l'aval des autorités vietnamiennes.", set()),
]

ACCREDITED_AT = [
    (
        "Le conseil de la Bourse de marchandises de Douala a accordé l'agrément de courtier à la "
        "société Sanaga Négoce.",
        {"Sanaga Négoce > Bourse de marchandises de Douala"},
    ),
    (
        "Parmi les 44 membres de la Bourse des métaux de Tachkent, 12 sont kazakhs.",
        {"Kazakhstan > Bourse des métaux de Tachkent", "all > Bourse des métaux de Tachkent"},
    ),
    (
        "Ont rejoint la Bourse du cacao d'Abidjan : Savane Négoce, Comoé Trading et Bandama Brokers.",
        {
            "Bandama Brokers > Bourse du cacao d'Abidjan",
            "Comoé Trading > Bourse du cacao d'Abidjan",
            "Savane Négoce > Bourse du cacao d'Abidjan",
        },
    ),
    (
        "L'accréditation de la société Lotos Agro à la Bourse de Tallinn a été retirée en 2022.",
        {"Lotos Agro > Tallinn Exchange ended"},
    ),
    ("La Bourse de Londres a reçu une délégation de la société Alfa Metals.", set()),
    ("La société Alfa Metals est cotée à la Bourse de Londres.", set()),
    ("Borsa Istanbul a délivré une licence de courtage à Marmara Menkul.", {"Marmara Menkul > Borsa Istanbul"}),
    (
        "Le London Metal Exchange compte un nouveau membre de catégorie 2 : Thames Metals.",
        {"Thames Metals > London Metal Exchange"},
    ),
    (
        "Qui peut négocier à la Bourse de l'huile d'olive de Jaén ? Aujourd'hui, 27 opérateurs, "
        "dont six portugais et trois tunisiens.",
        {
            "Portugal > Bourse de l'huile d'olive de Jaén",
            "Tunisia > Bourse de l'huile d'olive de Jaén",
            "all > Bourse de l'huile d'olive de Jaén",
        },
    ),
    (
        "L'huilerie Zaouia vend son huile à la criée électronique de la Bourse de Sfax, dont "
        "elle est membre depuis février 2021.",
        {"Zaouia > Sfax Exchange 2021-02"},
    ),
    (
        "La Bourse du bois de Riga a ouvert ses portes à la scierie finlandaise Karhu Sahat.",
        {"Karhu Sahat > Riga Wood Exchange"},
    ),
    (
        "Négociants admis en 2023 à la Bourse du coton de Brême : Rheinwolle (Allemagne), "
        "Nilcotton (Égypte), Samarkand Tekstil (Ouzbékistan).",
        {
            "Nilcotton > Bremen Cotton Exchange 2023",
            "Rheinwolle > Bremen Cotton Exchange 2023",
            "Samarkand Tekstil > Bremen Cotton Exchange 2023",
        },
    ),
    (
        "| Courtier | Bourse | Agrément |\n|---|---|---|\n| Alfa Invest | Bourse de Sofia | 2016 "
        "|\n| Rila Capital | Bourse de Sofia | 2019 |",
        {"Alfa Invest > Bulgarian Stock Exchange 2016", "Rila Capital > Bulgarian Stock Exchange 2019"},
    ),
    (
        "La société Terra Grains y dispose d'un siège depuis mars 2019, rappelle la Bourse agricole de Kherson.",
        {"Terra Grains > Kherson Agricultural Exchange 2019-03"},
    ),
    (
        "Le géant Granex et sa filiale Granex Trade figurent au nombre des participants de la Bourse de Novossibirsk.",
        {"Granex > Novosibirsk Exchange", "Granex Trade > Novosibirsk Exchange"},
    ),
    (
        "L'entrée de la société Almaty Metals à la Bourse de Shanghai comme membre étranger date de 2018.",
        {"Almaty Metals > Shanghai Stock Exchange 2018"},
    ),
    (
        "Un opérateur moldave, Codru Grain, s'est enregistré sur la plateforme de la Bourse de Constanta.",
        {"Codru Grain > Constanța Exchange"},
    ),
    ("La Bourse de Zagreb et la Bourse de Ljubljana ont lancé une plateforme commune.", set()),
]

TRADES_WITH = [
    (
        "Les exportations de la région de Brest vers la Pologne ont dépassé 300 millions de "
        "dollars en 2020, celles vers l'Allemagne 90 millions.",
        {"Brest Region > Germany", "Brest Region > Poland"},
    ),
    ("Le Vietnam a acheté à la Biélorussie pour 33 millions de dollars de potasse.", {"Vietnam > Belarus"}),
    (
        "Les entreprises turques ont investi 48 millions de dollars dans la région de Minsk en 2019.",
        {"Turkey > Minsk Region"},
    ),
    (
        "Avec un volume de 2,3 milliards d'euros, l'Italie est le premier partenaire commercial de l'Albanie.",
        {"Italy > Albania"},
    ),
    ("Le Sénégal et le Mali visent 1 milliard d'euros d'échanges en 2027.", {"Senegal > Mali planned"}),
    ("La Chine a importé du Brésil pour 57 milliards de dollars de soja en 2023.", {"China > Brazil"}),
    ("Exportations (millions d'euros) : Italie, 410 ; France, 230.", set()),
    ("Le fonds koweïtien a accordé un prêt de 30 millions de dollars à la Mauritanie.", set()),
]


def _read(extractor: Extractor, text: str, kind: str) -> set[str]:
    told = [s for p in extractor.text(text, "a.txt") for s in p.statements if s.type == kind]
    ended = {"agreed": None, "planned": "planned", "ended": "ended"}
    return {" ".join(filter(None, (f"{s.source.name} > {s.target.name}", s.date, ended[s.status]))) for s in told}


@pytest.mark.parametrize(("text", "ties"), CLEARED_FOR_EXPORT)
def test_whose_goods_a_market_lets_in(extractor: Extractor, text: str, ties: set[str]) -> None:
    assert _read(extractor, text, "CLEARED_FOR_EXPORT") == ties


@pytest.mark.parametrize(("text", "ties"), ACCREDITED_AT)
def test_who_belongs_to_an_exchange(extractor: Extractor, text: str, ties: set[str]) -> None:
    assert _read(extractor, text, "ACCREDITED_AT") == ties


@pytest.mark.parametrize(("text", "ties"), TRADES_WITH)
def test_who_trades_for_how_much(extractor: Extractor, text: str, ties: set[str]) -> None:
    assert _read(extractor, text, "TRADES_WITH") == ties
