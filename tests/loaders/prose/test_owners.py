"""Who owns a firm, where it produces and has offices, in the many words of the press."""

import pytest
from pactgraph.loaders.prose import Extractor
from told import told_of_firms

OWNERS = [
    ("La brasserie Kerbrasse est détenue à 60 % par le groupe danois Nordbryg.", {"OWNED_BY Kerbrasse > Nordbryg"}),
    (
        "Verralux, filiale du verrier luxembourgeois Cristalis, emploie 300 personnes.",
        {"OWNED_BY Verralux > Cristalis"},
    ),
    (
        "La société Tolmex est passée sous le contrôle du groupe turc Anadolu Çelik.",
        {"OWNED_BY Tolmex > Anadolu Çelik"},
    ),
    ("Le groupe espagnol Ferralia a racheté la fonderie Moulinex Ardenne.", {"OWNED_BY Moulinex Ardenne > Ferralia"}),
    (
        "Le groupe indien Rajdeep Motors a pris une participation de 25 % dans Elektrobus.",
        {"OWNED_BY Elektrobus > Rajdeep Motors"},
    ),
    (
        "Le capital de Tolmex est réparti entre Ferralia (51 %) et le groupe Sodimat (49 %).",
        {"OWNED_BY Tolmex > Ferralia", "OWNED_BY Tolmex > Sodimat"},
    ),
    ("Tolmex appartient au groupe italien Gavazzi Forni.", {"OWNED_BY Tolmex > Gavazzi Forni"}),
    (
        "La société mère de Tolmex, le groupe italien Gavazzi Forni, a injecté des fonds.",
        {"OWNED_BY Tolmex > Gavazzi Forni"},
    ),
    (
        "Lusocel est une coentreprise de Portucel et du groupe brésilien Papelão Norte.",
        {"OWNED_BY Lusocel > Papelão Norte", "OWNED_BY Lusocel > Portucel"},
    ),
    ("L'entreprise à capitaux turcs Anatek recrute à Gomel.", {"OWNED_BY Anatek > Turkey"}),
    (
        "Le sidérurgiste algérien Fermétal a pour actionnaire principal le groupe qatari Doha Steel.",
        {"OWNED_BY Fermétal > Doha Steel"},
    ),
    ("Fermétal compte parmi ses actionnaires le groupe qatari Doha Steel.", {"OWNED_BY Fermétal > Doha Steel"}),
    (
        "Le groupe qatari Doha Steel est entré au capital de Fermétal à hauteur de 30 %.",
        {"OWNED_BY Fermétal > Doha Steel"},
    ),
    ("Doha Steel est devenu l'actionnaire majoritaire de Fermétal.", {"OWNED_BY Fermétal > Doha Steel"}),
    ("Fermétal a été vendue au groupe qatari Doha Steel en 2019.", {"OWNED_BY Fermétal > Doha Steel"}),
    (
        "Le fonds émirati Gulf Ventures a porté sa participation dans Fermétal à 40 %.",
        {"OWNED_BY Fermétal > Gulf Ventures"},
    ),
    (
        "Rufimex SA, contrôlée à 75 % par le groupe libanais Cedar Holding, exploite trois hôtels.",
        {"OWNED_BY Rufimex SA > Cedar Holding"},
    ),
    ("La société Baltpak, qui appartient au suédois Nordpapp, a réduit ses coûts.", {"OWNED_BY Baltpak > Nordpapp"}),
    ("Baltpak est la filiale lituanienne du suédois Nordpapp.", {"OWNED_BY Baltpak > Nordpapp"}),
    ("La filiale lituanienne du suédois Nordpapp, Baltpak, a réduit ses coûts.", {"OWNED_BY Baltpak > Nordpapp"}),
    ("Le suédois Nordpapp, via sa filiale Baltpak, a investi en Lituanie.", {"OWNED_BY Baltpak > Nordpapp"}),
    ("Nordpapp, maison mère de Baltpak, a publié ses comptes.", {"OWNED_BY Baltpak > Nordpapp"}),
    ("Le groupe Nordpapp détient 51 % de la société Baltpak.", {"OWNED_BY Baltpak > Nordpapp"}),
    (
        "Le groupe Nordpapp détient 51 % du capital de Baltpak, le reste appartenant à l'État lituanien.",
        {"OWNED_BY Baltpak > Nordpapp", "OWNED_BY Baltpak > Lithuania"},
    ),
    (
        "La société commune Belkitmash, fondée par Amkodor et le chinois Weilong, produit des chargeurs.",
        {"OWNED_BY Belkitmash > Amkodor", "OWNED_BY Belkitmash > Weilong"},
    ),
    (
        "La société Belkitmash a été fondée en 2015 par Amkodor et le chinois Weilong.",
        {"OWNED_BY Belkitmash > Amkodor", "OWNED_BY Belkitmash > Weilong"},
    ),
    (
        "Amkodor et le chinois Weilong ont créé une coentreprise baptisée Belkitmash.",
        {"OWNED_BY Belkitmash > Amkodor", "OWNED_BY Belkitmash > Weilong"},
    ),
    ("Belkitmash a été créée avec la participation du groupe chinois Weilong.", {"OWNED_BY Belkitmash > Weilong"}),
    (
        "Fondée par l'entrepreneur suisse Hans Keller, la société Kellerholz appartient aujourd'hui au groupe"
        " autrichien Waldner.",
        {"OWNED_BY Kellerholz > Waldner"},
    ),
    ("Le transporteur Rapidol fait partie du groupe ukrainien Dnipro Trans.", {"OWNED_BY Rapidol > Dnipro Trans"}),
    ("Rapidol a intégré le groupe ukrainien Dnipro Trans en 2018.", {"OWNED_BY Rapidol > Dnipro Trans"}),
    ("Rapidol a été acquis en 2018 par le groupe ukrainien Dnipro Trans.", {"OWNED_BY Rapidol > Dnipro Trans"}),
    ("Le rachat de la société Rapidol par le groupe Dnipro Trans a été approuvé.", {"OWNED_BY Rapidol > Dnipro Trans"}),
    ("Dnipro Trans a finalisé l'acquisition de Rapidol.", {"OWNED_BY Rapidol > Dnipro Trans"}),
    ("Dnipro Trans a bouclé le rachat du transporteur moldave Rapidol.", {"OWNED_BY Rapidol > Dnipro Trans"}),
    (
        "La société Rapidol compte deux filiales : Rapidol Polska et Baltcargo.",
        {"OWNED_BY Baltcargo > Rapidol", "OWNED_BY Rapidol Polska > Rapidol"},
    ),
    (
        "Les filiales de Rapidol, Rapidol Polska et Baltcargo, sont bénéficiaires.",
        {"OWNED_BY Baltcargo > Rapidol", "OWNED_BY Rapidol Polska > Rapidol"},
    ),
    (
        "Gabonmine est détenue conjointement par l'État gabonais et le chinois Zhonghua Minerals.",
        {"OWNED_BY Gabonmine > Gabon", "OWNED_BY Gabonmine > Zhonghua Minerals"},
    ),
    (
        "La société Tolmex tourne au ralenti. Son actionnaire unique est la société chypriote Lefkara Investments.",
        {"OWNED_BY Tolmex > Lefkara Investments"},
    ),
    (
        "La société Tolmex tourne au ralenti. Elle appartient au groupe italien Gavazzi Forni.",
        {"OWNED_BY Tolmex > Gavazzi Forni"},
    ),
    (
        "La société Tolmex tourne au ralenti. L'entreprise est détenue par le groupe italien Gavazzi Forni.",
        {"OWNED_BY Tolmex > Gavazzi Forni"},
    ),
    (
        "La société Tolmex tourne au ralenti. Le groupe italien Gavazzi Forni en détient 70 %.",
        {"OWNED_BY Tolmex > Gavazzi Forni"},
    ),
    (
        "La société Tolmex tourne au ralenti. Le groupe italien Gavazzi Forni en est l'actionnaire principal.",
        {"OWNED_BY Tolmex > Gavazzi Forni"},
    ),
    (
        "La société Tolmex tourne au ralenti. Cette filiale du groupe italien Gavazzi Forni emploie 80 personnes.",
        {"OWNED_BY Tolmex > Gavazzi Forni"},
    ),
    (
        "La société Tolmex tourne au ralenti. Filiale du groupe italien Gavazzi Forni, elle emploie 80 personnes.",
        {"OWNED_BY Tolmex > Gavazzi Forni"},
    ),
    (
        "Filiale du groupe italien Gavazzi Forni, la société Tolmex emploie 80 personnes.",
        {"OWNED_BY Tolmex > Gavazzi Forni"},
    ),
    ("Propriété du groupe italien Gavazzi Forni, Tolmex emploie 80 personnes.", {"OWNED_BY Tolmex > Gavazzi Forni"}),
    ("Détenue par le groupe italien Gavazzi Forni, Tolmex emploie 80 personnes.", {"OWNED_BY Tolmex > Gavazzi Forni"}),
    (
        "Créée en 2004 par le groupe italien Gavazzi Forni, la société Tolmex emploie 80 personnes.",
        {"OWNED_BY Tolmex > Gavazzi Forni"},
    ),
    (
        "Rachetée en 2012 par l'italien Gavazzi Forni, la société Tolmex emploie 80 personnes.",
        {"OWNED_BY Tolmex > Gavazzi Forni"},
    ),
    ("Tolmex (groupe Gavazzi Forni) emploie 80 personnes.", {"OWNED_BY Tolmex > Gavazzi Forni"}),
    ("Tolmex (filiale de Gavazzi Forni) emploie 80 personnes.", {"OWNED_BY Tolmex > Gavazzi Forni"}),
    (
        "Tolmex, détenu à parts égales par Ferralia et Sodimat, recrute.",
        {"OWNED_BY Tolmex > Ferralia", "OWNED_BY Tolmex > Sodimat"},
    ),
    (
        "Tolmex, coentreprise détenue à 50/50 par Ferralia et Sodimat, recrute.",
        {"OWNED_BY Tolmex > Ferralia", "OWNED_BY Tolmex > Sodimat"},
    ),
    (
        "Tolmex, coentreprise entre Ferralia et Sodimat, recrute.",
        {"OWNED_BY Tolmex > Ferralia", "OWNED_BY Tolmex > Sodimat"},
    ),
    (
        "Les actionnaires de la société Tolmex sont Ferralia (Espagne) et Sodimat (Tunisie).",
        {"OWNED_BY Tolmex > Ferralia", "OWNED_BY Tolmex > Sodimat"},
    ),
    ("Ferralia a cédé Tolmex au groupe Sodimat.", {"OWNED_BY Tolmex > Sodimat"}),
    ("Ferralia a pris le contrôle de Tolmex en 2020.", {"OWNED_BY Tolmex > Ferralia"}),
    ("Ferralia a annoncé le rachat de Tolmex.", {"OWNED_BY Tolmex > Ferralia"}),
    (
        "La SA Tolmex est une entreprise à capital mixte belgo-polonais.",
        {"OWNED_BY Tolmex > Belgium", "OWNED_BY Tolmex > Poland"},
    ),
    ("Tolmex, société à capitaux espagnols, emploie 80 personnes.", {"OWNED_BY Tolmex > Spain"}),
    ("Tolmex est une société à participation espagnole.", {"OWNED_BY Tolmex > Spain"}),
    ("Le groupe Sodimat envisage de racheter Tolmex.", {"OWNED_BY Tolmex > Sodimat planned"}),
    ("Tolmex n'est plus une filiale de Sodimat.", {"OWNED_BY Tolmex > Sodimat ended"}),
    ("L'ancienne filiale de Sodimat, Tolmex, emploie 80 personnes.", {"OWNED_BY Tolmex > Sodimat ended"}),
    ("Sodimat a vendu ses parts dans Tolmex.", {"OWNED_BY Tolmex > Sodimat ended"}),
    ("Tolmex appartenait jusqu'en 2015 au groupe Sodimat.", {"OWNED_BY Tolmex > Sodimat ended"}),
    ("Sodimat possède une usine à Tolède.", {"PRODUCES_IN Sodimat > Toledo"}),
    ("Le groupe s'est porté acquéreur de Rapidol, a indiqué Dnipro Trans.", set()),
    ("Son actionnaire unique est la société chypriote Lefkara Investments. ", set()),
    ("Le groupe Sodimat a démenti vouloir racheter Tolmex.", set()),
    ("Le groupe Sodimat aurait racheté Tolmex, selon la rumeur.", set()),
    ("Tolmex n'appartient pas au groupe Sodimat.", set()),
    ("Sodimat a renoncé à racheter Tolmex.", set()),
    ("Sodimat a acquis dix tracteurs de Tolmex.", set()),
    ("Tolmex est membre de la Chambre de commerce de Tunis.", set()),
    ("Le directeur de Tolmex, Jean Martin, a racheté une maison.", set()),
    ("La part de marché de Tolmex atteint 30 %, devant Sodimat.", set()),
    ("Tolmex est contrôlée chaque année par le ministère de la Santé.", set()),
    ("Le groupe Calvera détient depuis 2006 la moitié (50 %) de la société Tolmex.", {"OWNED_BY Tolmex > Calvera"}),
    (
        "Calvera et le groupe Sodimat ont chacun la moitié de la société Tolmex.",
        {"OWNED_BY Tolmex > Calvera", "OWNED_BY Tolmex > Sodimat"},
    ),
    (
        "Tolmex est détenue à 60 % par le groupe Calvera et à 20 % chacun par les groupes Sodimat et Verralux.",
        {"OWNED_BY Tolmex > Calvera", "OWNED_BY Tolmex > Sodimat", "OWNED_BY Tolmex > Verralux"},
    ),
    ("Le groupe Calvera exploite des carrières et détient 40 % de la société Tolmex.", {"OWNED_BY Tolmex > Calvera"}),
    ("Le groupe Calvera s'est renforcé en Serbie en rachetant la société Tolmex.", {"OWNED_BY Tolmex > Calvera"}),
    ("Le groupe Calvera a obtenu 51 % de la société Tolmex.", {"OWNED_BY Tolmex > Calvera"}),
    ("Le groupe Calvera s'empare de la société Tolmex.", {"OWNED_BY Tolmex > Calvera"}),
    ("Le groupe Calvera a obtenu la majorité des commandes de la société Tolmex.", set()),
    ("Le groupe Calvera a 30 % de ses clients en commun avec la société Tolmex.", set()),
    ("Le groupe Calvera emploie 300 personnes et contrôle la qualité des pièces de la société Tolmex.", set()),
    (
        "Baltpak, filiale de la société Tolmex, elle-même du groupe Calvera, recrute.",
        {"OWNED_BY Baltpak > Tolmex", "OWNED_BY Tolmex > Calvera"},
    ),
    ("Le groupe Calvera, dont la société Tolmex est une filiale, recrute.", {"OWNED_BY Tolmex > Calvera"}),
    (
        "La société Tolmex grandit. Le groupe Calvera, dont elle est la filiale, a payé les machines.",
        {"OWNED_BY Tolmex > Calvera"},
    ),
    (
        "Calvera et le groupe Sodimat ont signé un accord. Les deux groupes ont formé une coentreprise, Tolmex.",
        {"OWNED_BY Tolmex > Calvera", "OWNED_BY Tolmex > Sodimat"},
    ),
    (
        "La société Tolmex recrute. Ses actionnaires de référence : Calvera et le groupe Sodimat.",
        {"OWNED_BY Tolmex > Calvera", "OWNED_BY Tolmex > Sodimat"},
    ),
    (
        "La société Tolmex recrute. 60 % du capital revient au groupe Calvera, le reste au groupe Sodimat.",
        {"OWNED_BY Tolmex > Calvera", "OWNED_BY Tolmex > Sodimat"},
    ),
    (
        "Le groupe Calvera recrute. La filiale marocaine, Calvera Maroc, cherche des soudeurs.",
        {"OWNED_BY Calvera Maroc > Calvera"},
    ),
]
PLANTS = [
    ("Amkodor assemble des chargeuses à Chymkent, au Kazakhstan.", {"PRODUCES_IN Amkodor > Shymkent"}),
    (
        "Le constructeur de tracteurs MTZ possède une usine d'assemblage à Gandja, en Azerbaïdjan.",
        {"PRODUCES_IN Minsk Tractor Works > Ganja"},
    ),
    ("Le groupe marocain Atlas Textile a ouvert un site de production à Dakar.", {"PRODUCES_IN Atlas Textile > Dakar"}),
    (
        "L'équipementier japonais Kaneda a lancé la production de faisceaux de câbles à Kénitra, au Maroc.",
        {"PRODUCES_IN Kaneda > Kenitra"},
    ),
    (
        "Une ligne d'assemblage de bus Belkommunmash a été mise en service à Bichkek.",
        {"PRODUCES_IN Belkommunmash > Bishkek"},
    ),
    ("L'usine de Bichkek fabrique sous licence des trolleybus Belkommunmash.", {"PRODUCES_IN Belkommunmash > Bishkek"}),
    ("Le groupe tchèque Karosa Nova fabrique ses tramways en Serbie.", {"PRODUCES_IN Karosa Nova > Serbia"}),
    ("L'usine tunisienne du groupe allemand Kabelwerk emploie 2 000 personnes.", {"PRODUCES_IN Kabelwerk > Tunisia"}),
    (
        "Le groupe allemand Kabelwerk emploie 2 000 personnes dans son usine de Sousse, en Tunisie.",
        {"PRODUCES_IN Kabelwerk > Sousse"},
    ),
    ("Le laitier Laitbel a délocalisé une partie de sa production en Géorgie.", {"PRODUCES_IN Laitbel > Georgia"}),
    ("Laitbel a implanté une fromagerie à Koutaïssi.", {"PRODUCES_IN Laitbel > Kutaisi"}),
    ("Le cimentier nigérian Dankwa a inauguré une cimenterie à Pout, au Sénégal.", {"PRODUCES_IN Dankwa > Pout"}),
    ("Le sidérurgiste turc Anadolu Çelik exploite deux aciéries en Algérie.", {"PRODUCES_IN Anadolu Çelik > Algeria"}),
    ("Kaneda produit chaque année 200 000 moteurs à Trnava, en Slovaquie.", {"PRODUCES_IN Kaneda > Trnava"}),
    ("Des ascenseurs Mogilevliftmash sont assemblés à Bakou depuis 2016.", {"PRODUCES_IN Mogilevliftmash > Baku"}),
    ("Les camions Belavto sont montés à Alger par la société Rouiba Motors.", {"PRODUCES_IN Belavto > Algiers"}),
    ("Rajdeep Motors va ouvrir une usine à Nairobi en 2024.", {"PRODUCES_IN Rajdeep Motors > Nairobi planned"}),
    (
        "La deuxième usine du groupe coréen Hansung, à Poznań, produira des batteries.",
        {"PRODUCES_IN Hansung > Poznan planned"},
    ),
    (
        "Le coréen Hansung dispose de trois usines en Pologne et d'une quatrième en Hongrie.",
        {"PRODUCES_IN Hansung > Hungary", "PRODUCES_IN Hansung > Poland"},
    ),
    ("Hansung a démarré en mars la fabrication de batteries en Hongrie.", {"PRODUCES_IN Hansung > Hungary"}),
    (
        "Les premières voitures Geelong sont sorties de la chaîne de montage de Jodino.",
        {"PRODUCES_IN Geelong > Zhodino"},
    ),
    ("La société Hansung a implanté en Hongrie une usine de batteries.", {"PRODUCES_IN Hansung > Hungary"}),
    (
        "Au Zimbabwe, Amkodor a lancé avec un partenaire local l'assemblage de tracteurs.",
        {"PRODUCES_IN Amkodor > Zimbabwe"},
    ),
    ("L'unité de montage d'Amkodor à Harare a une capacité de 500 machines par an.", {"PRODUCES_IN Amkodor > Harare"}),
    ("Le groupe français Vignobel produit du vin en Moldavie.", {"PRODUCES_IN Vignobel > Moldova"}),
    ("Le groupe Hansung est implanté en Hongrie. Il y fabrique des batteries.", {"PRODUCES_IN Hansung > Hungary"}),
    ("Le groupe Hansung est implanté en Hongrie, où il fabrique des batteries.", {"PRODUCES_IN Hansung > Hungary"}),
    (
        "La chaîne de vêtements Modanova fait fabriquer ses chemises au Bangladesh.",
        {"PRODUCES_IN Modanova > Bangladesh"},
    ),
    ("Le fabricant de jouets Ludibel sous-traite sa production en Tunisie.", {"PRODUCES_IN Ludibel > Tunisia"}),
    ("Les produits de Ludibel sont fabriqués en Tunisie.", {"PRODUCES_IN Ludibel > Tunisia"}),
    ("Ludibel fabrique en Tunisie des jouets en bois.", {"PRODUCES_IN Ludibel > Tunisia"}),
    ("Une usine commune de moissonneuses Gomselmash fonctionne à Briansk.", {"PRODUCES_IN Gomselmash > Bryansk"}),
    (
        "Le groupe Gomselmash travaille à Briansk. La société y assemble ses moissonneuses depuis 2010.",
        {"PRODUCES_IN Gomselmash > Bryansk"},
    ),
    ("Amkodor envisage l'assemblage de chargeuses au Pérou.", {"PRODUCES_IN Amkodor > Peru planned"}),
    ("Amkodor n'assemble plus de chargeuses au Pérou.", {"PRODUCES_IN Amkodor > Peru ended"}),
    ("Le groupe Hansung a fermé son usine de Miskolc.", {"PRODUCES_IN Hansung > Miskolc ended"}),
    ("Le ministre a visité l'usine Ludibel de Sfax, en Tunisie.", {"PRODUCES_IN Ludibel > Sfax"}),
    ("Gomselmash y assemble ses moissonneuses depuis 2010. ", set()),
    ("Le groupe Hansung a renoncé à construire une usine à Miskolc.", set()),
    ("Le groupe Hansung pourrait construire une usine à Miskolc.", set()),
    ("Aucune usine Hansung n'existe en Hongrie.", set()),
    ("Hansung livre des batteries à l'usine de Miskolc.", set()),
    ("Hansung a visité une usine à Miskolc.", set()),
    ("Hansung achète des pièces fabriquées en Hongrie.", set()),
    ("Les ouvriers d'une usine de Miskolc ont manifesté devant le siège de Hansung.", set()),
    ("En Tunisie, le groupe Calvera fabrique chaque année 20 000 fours.", {"PRODUCES_IN Calvera > Tunisia"}),
    ("En Serbie, le rapport annuel du groupe Calvera produit son effet.", set()),
    (
        "Le groupe Calvera garde deux usines en Pologne pour deux ans encore : celle de Lublin et celle de Gdansk.",
        {"PRODUCES_IN Calvera > Gdansk", "PRODUCES_IN Calvera > Lublin"},
    ),
]
OFFICES = [
    ("Le groupe Amkodor a ouvert un bureau à Nairobi.", {"REPRESENTED_IN Amkodor > Nairobi"}),
    ("La maison de commerce « Belagroprom » travaille à Novossibirsk.", {"REPRESENTED_IN Belagroprom > Novosibirsk"}),
    ("Le fabricant de meubles Pinskdrev a inauguré un showroom à Dubaï.", {"REPRESENTED_IN Pinskdrev Holding > Dubai"}),
    ("La société Lada Sahel est le concessionnaire d'Amkodor au Mali.", {"REPRESENTED_IN Amkodor > Mali"}),
    ("La République d'Ouzbékistan a ouvert un consulat honoraire à Brest.", {"REPRESENTED_IN Uzbekistan > Brest"}),
    ("Un consulat honoraire de Hongrie a été inauguré à Brest en 2016.", {"REPRESENTED_IN Hungary > Brest"}),
    ("Le Bélarus dispose d'une ambassade à Nairobi.", {"REPRESENTED_IN Belarus > Nairobi"}),
    (
        "La Chambre de commerce de Hambourg a ouvert un bureau à Casablanca.",
        {"REPRESENTED_IN Hamburg Chamber of Commerce > Casablanca"},
    ),
    (
        "L'Agence marocaine d'investissement dispose d'une antenne à Abidjan.",
        {"REPRESENTED_IN Moroccan Investment Agency > Abidjan"},
    ),
    ("Le cabinet d'avocats Lexafrik a ouvert une antenne à Lomé.", {"REPRESENTED_IN Lexafrik > Lomé"}),
    ("La banque togolaise Ecofin Togo dispose d'une succursale à Paris.", {"REPRESENTED_IN Ecofin Togo > Paris"}),
    (
        "Le groupe Amkodor est représenté au Vietnam par la société Hanoi Machinery.",
        {"REPRESENTED_IN Amkodor > Vietnam"},
    ),
    ("Hanoi Machinery est le distributeur exclusif d'Amkodor au Vietnam.", {"REPRESENTED_IN Amkodor > Vietnam"}),
    (
        "Le groupe Sodimat est présent à Abidjan et à Lomé, où il possède des bureaux.",
        {"REPRESENTED_IN Sodimat > Abidjan", "REPRESENTED_IN Sodimat > Lomé"},
    ),
    ("La filiale ivoirienne de Sodimat, Sodimat CI, vend des meubles.", {"OWNED_BY Sodimat CI > Sodimat"}),
    ("La société Sodimat a ouvert son premier magasin à l'étranger, à Tunis.", {"REPRESENTED_IN Sodimat > Tunis"}),
    ("L'enseigne française Mobilia compte douze magasins au Maroc.", {"REPRESENTED_IN Mobilia > Morocco"}),
    ("Amkodor vient d'ouvrir une représentation commerciale à Alger.", {"REPRESENTED_IN Amkodor > Algiers"}),
    ("Amkodor s'est doté d'un bureau de représentation à Alger.", {"REPRESENTED_IN Amkodor > Algiers"}),
    ("Amkodor a installé son bureau régional à Alger.", {"REPRESENTED_IN Amkodor > Algiers"}),
    ("Le bureau d'Amkodor à Alger emploie six personnes.", {"REPRESENTED_IN Amkodor > Algiers"}),
    ("Le siège régional du groupe Sodimat se trouve à Abidjan.", {"REPRESENTED_IN Sodimat > Abidjan"}),
    ("Le pavillon national du Bélarus a été inauguré à Lagos.", {"REPRESENTED_IN Belarus > Lagos"}),
    (
        "Le réseau de concessionnaires de MTZ compte 14 points de vente en Roumanie.",
        {"REPRESENTED_IN Minsk Tractor Works > Romania"},
    ),
    ("Le consulat général de Lettonie à Vitebsk délivre des visas.", {"REPRESENTED_IN Latvia > Vitebsk"}),
    ("La Hongrie a ouvert une ambassade à Minsk.", {"REPRESENTED_IN Hungary > Minsk"}),
    ("L'ambassade de Hongrie à Minsk a organisé un concert.", set()),
    (
        "La Chambre de commerce franco-bélarusse a un bureau à Lyon.",
        {"REPRESENTED_IN Belarusian Chamber of French Commerce > Lyon"},
    ),
    ("Le groupe Sodimat envisage d'ouvrir un bureau à Dakar.", {"REPRESENTED_IN Sodimat > Dakar planned"}),
    ("Le groupe Sodimat ouvrira un bureau à Dakar en septembre.", {"REPRESENTED_IN Sodimat > Dakar planned"}),
    ("Le groupe Sodimat a fermé son bureau de Dakar.", {"REPRESENTED_IN Sodimat > Dakar ended"}),
    ("Le groupe Sodimat n'a pas de bureau à Dakar.", set()),
    ("Le groupe Sodimat a participé à une réunion dans les bureaux du ministère à Dakar.", set()),
    ("Le groupe Sodimat pourrait ouvrir un bureau à Dakar.", set()),
    ("Un centre commercial a ouvert à Dakar.", set()),
    ("Le bureau du maire de Dakar a publié un communiqué.", set()),
]


@pytest.mark.parametrize(("text", "expected"), OWNERS, ids=[text[:30] for text, _ in OWNERS])
def test_who_owns_a_firm_is_read(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told_of_firms(extractor, text) == expected


@pytest.mark.parametrize(("text", "expected"), PLANTS, ids=[text[:30] for text, _ in PLANTS])
def test_where_a_firm_produces_is_read(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told_of_firms(extractor, text) == expected


@pytest.mark.parametrize(("text", "expected"), OFFICES, ids=[text[:30] for text, _ in OFFICES])
def test_where_a_firm_has_offices_is_read(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert told_of_firms(extractor, text) == expected
