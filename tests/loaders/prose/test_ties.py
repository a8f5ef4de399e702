"""Sister towns and partners in the many words that French has for them: sentences, lists, tables, headlines."""

import pytest
from pactgraph.loaders.prose import Extractor

SAID = {"TWINNED_WITH": "twins", "COOPERATES_WITH": "partners"}
TEXTS = [
    (
        "Jelgava a mis en pause son jumelage avec Moscou, et Pinsk a gelé celui qui l'unissait à Smolensk.",
        {"twins Jelgava + Moscow ended", "twins Pinsk + Smolensk ended"},
    ),
    (
        "Des communes ont conclu des jumelages : Tanger avec Bissau, Rabat, enfin, avec Lille ainsi qu'avec Bamako.",
        {"twins Tangier + Bissau", "twins Rabat + Lille", "twins Rabat + Bamako"},
    ),
    (
        "Gomel compte vingt jumelages. Voici ceux que l'on honore :\n\n- Koursk (Russie) ;\n- Burgas (Bulgarie).",
        {"twins Gomel + Kursk", "twins Gomel + Burgas"},
    ),
    (
        "À Pinsk, on tient aux jumelages. La liste comptait déjà Lyon (2010) et Turin ; Lille va s'y ajouter.",
        {"twins Pinsk + Lyon 2010", "twins Pinsk + Turin", "twins Pinsk + Lille planned"},
    ),
    (
        "Pinsk est jumelée avec Altena et a signé en 2004, avec Lille, un pacte de coopération.",
        {"twins Pinsk + Altena 2004", "partners Pinsk + Lille 2004"},
    ),
    (
        "Vitebsk s'est jumelée avec Harbin en 2009, Polotsk avec Friedrichshafen, et Orcha avec Vologda.",
        {"twins Orsha + Vologda", "twins Polotsk + Friedrichshafen", "twins Vitebsk + Harbin 2009"},
    ),
    (
        "Le maire de Lida et celui de Elbląg ont paraphé samedi la charte qui fait de leurs deux "
        "communes des villes sœurs.",
        {"twins Lida + Elblag"},
    ),
    (
        "À Molodetchno, le comité de jumelage prépare la venue des amis d'Esslingen, ville partenaire depuis 1987.",
        {"partners Molodechno + Esslingen am Neckar 1987 planned"},
    ),
    (
        "Grodno a pour villes jumelles Limoges (1982), Minden (1991) et Białystok.",
        {"twins Grodno + Białystok", "twins Grodno + Limoges 1982", "twins Grodno + Minden 1991"},
    ),
    (
        "Le district de Braslav est jumelé avec celui d'Utena, en Lituanie, et le district de Glubokoïe "
        "avec la commune lettone de Krāslava.",
        {"twins Braslav District + Utena District", "twins Glubokoye District + Krāslava"},
    ),
    (
        "Jelgava a suspendu en 2022 son jumelage avec Baranovitchi.",
        {"twins Jelgava + Baranovichi ended"},
    ),
    (
        "Minsk et Pékin sont jumelées depuis 2016, tout comme Minsk et Shanghai.",
        {"twins Minsk + Beijing 2016", "twins Minsk + Shanghai"},
    ),
    (
        "Nesvij, dont la ville jumelle est Nikkō, au Japon, prépare son festival.",
        {"twins Nesvizh + Nikkō"},
    ),
    (
        "« Notre ville est jumelée avec Noguinsk », rappelle le maire de Jodino.",
        {"twins Zhodino + Noginsk"},
    ),
    (
        "L'hôpital régional de Grodno a un partenariat avec l'hôpital Gaslini de Gênes.",
        {"partners Grodno Regional Hospital + Gaslini Hospital of Genoa"},
    ),
    (
        "La BUTB est liée à la Bourse de Kazan par un mémorandum d'entente depuis 2019.",
        {"partners Belarusian Universal Commodity Exchange + Kazan Exchange 2019"},
    ),
    (
        "À l'issue des entretiens ont été signés :\n— un mémorandum entre la région de Grodno et la "
        "préfecture d'Okinawa ;\n— un accord de coopération entre la BUTB et la Bourse de Kazan ;\n— une "
        "feuille de route de la Chambre de commerce du Bélarus et de la Chambre de commerce d'Oman pour "
        "2025-2027 ;\n— un contrat de 12 millions d'euros entre la société BelAZ et le serbe RTB Bor.",
        {
            "partners BELAZ + RTB Bor",
            "partners Belarusian Universal Commodity Exchange + Kazan Exchange",
            "partners Grodno Region + Okinawa Prefecture",
            "partners Chamber of Commerce of Belarus + Chamber of Commerce of Oman",
        },
    ),
    (
        "Les partenaires étrangers de l'Université de Polotsk sont nombreux : Université de Vilnius "
        "(Lituanie), Université de Lodz (Pologne), Université de Nankin (Chine).",
        {
            "partners Polotsk University + Lodz University",
            "partners Polotsk University + Nanjing University",
            "partners Polotsk University + Vilnius University",
        },
    ),
    (
        "Un pacte d'amitié a été conclu en 2018 entre les communes de Nesvij et de Nieborów.",
        {"partners Nesvizh + Nieborów 2018"},
    ),
    (
        "Le MAZ et le groupe égyptien Ghabbour ont annoncé un partenariat.",
        {"partners Minsk Automobile Plant + Ghabbour"},
    ),
    (
        "La zone franche de Brest a paraphé un mémorandum d'entente avec la zone franche de Misrata (Libye).",
        {"partners FEZ Brest + Misratah Free Zone"},
    ),
    (
        "Le Musée national d'histoire du Bélarus et le Musée de Pergame ont un projet commun.",
        {"partners National Museum of History of Belarus + Bergama Museum"},
    ),
    (
        "Le lycée n° 1 de Grodno et le lycée Jean-Moulin de Béziers ont signé en juin une convention d'échanges.",
        {"partners Lycée n° 1 de Grodno + Jean Moulin Lyceum of Béziers"},
    ),
    (
        "Signé en 2014, l'accord entre la région de Mogilev et la préfecture de Nara a été prorogé.",
        {"partners Mogilev Region + Nara Prefecture 2014"},
    ),
    (
        "Un accord de coopération décentralisée lie le département du Tarn et la région de Mogilev.",
        {"partners Tarn + Mogilev Region"},
    ),
    (
        "Le département de la Loire et la région de Grodno ont signé un accord de coopération en 2019.",
        {"partners Loire + Grodno Region 2019"},
    ),
    (
        "Gomselmash travaille main dans la main avec le kazakh AgromashHolding.",
        {"partners Gomselmash + AgromashHolding"},
    ),
    (
        "Un laboratoire commun de l'université de Tokyo et de la BSU a ouvert ses portes.",
        {"partners Tokyo University + Belarusian State University"},
    ),
    (
        "Un accord de libre-échange lie l'Union économique eurasienne et le Vietnam.",
        {"partners Eurasian Economic Union + Vietnam"},
    ),
    (
        "La troisième session du comité mixte bélarusso-cubain a eu lieu.",
        {"partners Belarus + Cuba"},
    ),
    (
        "Le Conseil d'affaires Bélarus-Emirats a été créé en 2017.",
        {"partners Belarus + United Arab Emirates 2017"},
    ),
    (
        "Ville de Pinsk\n\nNos villes jumelles\nKovel (Ukraine), 1995\nAltena (Allemagne), 2010\nEskilstuna "
        "(Suède), 1991",
        {"twins Pinsk + Altena 2010", "twins Pinsk + Eskilstuna 1991", "twins Pinsk + Kovel 1995"},
    ),
    (
        "# Pinsk : coopération internationale\n\n## Jumelages\n\n* Kovel, Ukraine – 1995\n* Altena, "
        "Allemagne – 2010\n* Eskilstuna, Suède – 1991\n",
        {"twins Pinsk + Altena 2010", "twins Pinsk + Eskilstuna 1991", "twins Pinsk + Kovel 1995"},
    ),
    (
        "Pinsk est jumelée avec :\n– Kovel (Ukraine) depuis 1995 ;\n– Altena (Allemagne) depuis 2010 ;\n– "
        "Eskilstuna (Suède).",
        {"twins Pinsk + Altena 2010", "twins Pinsk + Eskilstuna", "twins Pinsk + Kovel 1995"},
    ),
    (
        "Les villes jumelées avec Pinsk sont :\n1) Kovel ;\n2) Altena ;\n3) Eskilstuna.",
        {"twins Pinsk + Altena", "twins Pinsk + Eskilstuna", "twins Pinsk + Kovel"},
    ),
    (
        "Jumelages de la région de Brest :\n\n| Ville | Ville jumelle | Année |\n|---|---|---|\n| Brest | "
        "Lublin | 2009 |\n| Pinsk | Altena | 2010 |\n| Baranovitchi | Gdynia | 1993 |",
        {"twins Baranovichi + Gdynia 1993", "twins Brest + Lublin 2009", "twins Pinsk + Altena 2010"},
    ),
    (
        "Commune | Partenaire | Nature du lien | Année\nBrest | Lublin (Pologne) | jumelage | 2009\nPinsk "
        "| Altena (Allemagne) | accord de coopération | 2010\nKobryn | – | néant | –",
        {"partners Pinsk + Altena 2010", "twins Brest + Lublin 2009"},
    ),
    (
        "Villes jumelées de Grodno\n\n| Ville | Pays | Depuis |\n|---|---|---|\n| Limoges | France | 1982 "
        "|\n| Minden | Allemagne | 1991 |",
        {"twins Grodno + Limoges 1982", "twins Grodno + Minden 1991"},
    ),
    (
        "Région biélorusse;Région chinoise;Document\nRégion de Vitebsk;Shandong;accord de coopération "
        "(2014)\nRégion de Gomel;Sichuan;mémorandum (2016)",
        {"partners Gomel Region + Sichuan 2016", "partners Vitebsk Region + Shandong 2014"},
    ),
    (
        "L'Université d'État de Grodno\n\nUniversités partenaires\n\n- Université de Bialystok (Pologne)\n- "
        "Université de Limoges (France), depuis 2003\n- Université d'Izmir (Turquie)",
        {
            "partners Yanka Kupala State University of Grodno + Białystok University",
            "partners Yanka Kupala State University of Grodno + Izmir University",
            "partners Yanka Kupala State University of Grodno + Limoges University 2003",
        },
    ),
    (
        "La Chambre de commerce de Brest compte les partenaires suivants :\n• Chambre de commerce de "
        "Lublin ;\n• Chambre de commerce de Gênes ;\n• Chambre de commerce de Wuhan.",
        {
            "partners Brest Chamber of Commerce + Genoa Chamber of Commerce",
            "partners Brest Chamber of Commerce + Lublin Chamber of Commerce",
            "partners Brest Chamber of Commerce + Wuhan Chamber of Commerce",
        },
    ),
    (
        "Accords signés par la zone franche de Brest :\n- zone franche de Misrata (Libye), mémorandum, "
        "2018 ;\n- zone franche de Barcelone, accord de coopération, 2020.",
        {"partners FEZ Brest + Barcelona Free Zone 2020", "partners FEZ Brest + Misratah Free Zone 2018"},
    ),
    (
        "Partenaires de Mogilev : Zhengzhou (Chine, 2015), Toula (Russie, 1998), Gabrovo (Bulgarie).",
        {"partners Mogilev + Gabrovo", "partners Mogilev + Tula 1998", "partners Mogilev + Zhengzhou 2015"},
    ),
    (
        "Villes jumelées\n\nBrest : Lublin, Ashdod\nGrodno : Limoges, Minden\nPinsk : Altena",
        {
            "twins Brest + Ashdod",
            "twins Brest + Lublin",
            "twins Grodno + Limoges",
            "twins Grodno + Minden",
            "twins Pinsk + Altena",
        },
    ),
    (
        "Trois accords de jumelage ont été signés au cours du forum : Brest-Xiaogan, Gomel-Huaian et Pinsk-Sanmenxia.",
        {"twins Brest + Xiaogan", "twins Gomel + Huai'an", "twins Pinsk + Sanmenxia"},
    ),
    (
        "Signature, mardi à Pinsk, d'un accord de jumelage avec Altena.",
        {"twins Pinsk + Altena"},
    ),
    (
        "Jumelage Pinsk-Altena : le comité recrute.",
        {"twins Pinsk + Altena"},
    ),
    (
        "Voilà quarante ans que Pinsk et Altena sont jumelées.",
        {"twins Pinsk + Altena"},
    ),
    (
        "Pinsk a deux sœurs : l'allemande Altena et l'ukrainienne Kovel.",
        {"twins Pinsk + Altena", "twins Pinsk + Kovel"},
    ),
    (
        "Entre Pinsk et Altena, le jumelage date de 1984 ; entre Pinsk et Kovel, de 1995.",
        {"twins Pinsk + Altena 1984", "twins Pinsk + Kovel 1995"},
    ),
    (
        "Un protocole de jumelage a été paraphé par les maires de Pinsk et d'Altena.",
        {"twins Pinsk + Altena"},
    ),
    (
        "Partenaire de Grodno depuis 1998, Olsztyn a rompu le contact en 2022.",
        {"partners Olsztyn + Grodno ended"},
    ),
    (
        "L'accord de coopération Grodno-Olsztyn date de 1998.",
        {"partners Grodno + Olsztyn 1998"},
    ),
    (
        "Un double diplôme est proposé par la BSU et l'université de Coimbra.",
        {"partners Belarusian State University + Coimbra University"},
    ),
    (
        "Un consortium réunit la BSU, l'université de Nankin et l'université de Coimbra autour des lasers.",
        {
            "partners Belarusian State University + Coimbra University",
            "partners Belarusian State University + Nanjing University",
        },
    ),
    (
        "Les chambres de commerce de Brest et de Lublin sont liées par un accord.",
        {"partners Brest Chamber of Commerce + Lublin Chamber of Commerce"},
    ),
    (
        "Brest coopère également avec Coevorden, Ravensburg et Botoșani.",
        {"partners Brest + Botosani", "partners Brest + Coevorden", "partners Brest + Ravensburg"},
    ),
    (
        "Parmi les villes serbes, c'est Novi Sad qui, la première, a tendu la main à Gomel : les deux "
        "cités sont jumelées depuis 2009. Quant à Kragujevac, elle a préféré Vitebsk. Subotica, pour sa "
        "part, hésite encore. Le jumelage de Čačak et de Polotsk, signé à l'automne 2018, a donné "
        "naissance à un festival.",
        {"twins Novi Sad + Gomel 2009", "twins Čačak + Polotsk 2018"},
    ),
    (
        "Le comité exécutif du district de Lida a trouvé son homologue en la personne de la "
        "municipalité de Sighnaghi ; un plan d'action a été approuvé en février 2022.",
        {"partners Lida District Executive Committee + Municipality of Sighnaghi 2022-02"},
    ),
    (
        "Au cours de la visite, les recteurs de la BSU et de l'Université d'État de Samarcande ont "
        "paraphé une feuille de route.",
        {"partners Belarusian State University + Samarkand State University"},
    ),
    (
        "Gomel a d'ailleurs été la première ville du pays à se doter d'une jumelle en Mongolie, Darkhan.",
        {"twins Gomel + Darhan"},
    ),
    (
        "Les districts frontaliers ne sont pas oubliés : Kamenets coopère avec Hajnówka, Braslav avec "
        "Zarasai, et Loïev avec Ripky.",
        {"partners Braslav + Zarasai", "partners Kamenets + Hajnówka"},
    ),
    (
        "L'accord de coopération signé en 2011 par les académies des sciences du Bélarus et de Mongolie "
        "reste en vigueur.",
        {"partners National Academy of Sciences of Belarus + Mongolian Academy of Sciences 2011"},
    ),
    (
        "Amkodor et le concern finlandais Metsä Machines travaillent de concert sur un nouveau modèle.",
        {"partners Amkodor + Metsä Machines"},
    ),
    (
        "Bonne nouvelle pour Slonim : la ville vient de décrocher son premier jumelage, avec Bari.",
        {"twins Slonim + Bari"},
    ),
    (
        "Slonim et ses jumelles – Bari, Chełm et Kaišiadorys – ont tenu un forum.",
        {"twins Slonim + Bari", "twins Slonim + Chełm", "twins Slonim + Kaišiadorys"},
    ),
    (
        "Le lien de jumelage entre la commune italienne de Bari et Slonim ne s'est jamais démenti.",
        {"twins Bari + Slonim"},
    ),
    (
        "Slonim est jumelée à trois villes (Bari, Chełm, Kaišiadorys).",
        {"twins Slonim + Bari", "twins Slonim + Chełm", "twins Slonim + Kaišiadorys"},
    ),
    (
        "Slonim s'est trouvé une jumelle en Italie : Bari.",
        {"twins Slonim + Bari"},
    ),
    (
        "Chełm a mis fin en mars 2022 à son jumelage avec Slonim.",
        {"twins Chełm + Slonim ended"},
    ),
    (
        "La CCI de l'Orne et la Chambre de commerce de Grodno se sont dit oui : un protocole a été paraphé lundi.",
        {"partners CCI de l'Orne + Grodno Chamber of Commerce"},
    ),
    (
        "La BUTB renforce ses liens avec la Bourse de Zagreb.",
        {"partners Belarusian Universal Commodity Exchange + Zagreb Stock Exchange"},
    ),
    (
        "MTZ fera équipe avec l'égyptien Nasr Tractors : un protocole d'accord a été signé au Caire.",
        {"partners Minsk Tractor Works + Nasr Tractors"},
    ),
]

UNTOLD = [
    "Slonim n'est pas jumelée avec Bari.",
    "L'hypothèse d'un jumelage avec Bari n'a pas convaincu Slonim.",
    "Le projet de jumelage entre Slonim et Bari a été abandonné.",
    "Le comité de jumelage de Slonim a tenu son assemblée à Bari.",
]


def ties(extractor: Extractor, text: str) -> set[str]:
    """Return the ties of places and partners that a text tells, written short."""
    told = [s for p in extractor.text(text + "\n", "text") for s in p.statements if s.type in SAID]
    return {
        f"{SAID[s.type]} {s.source.name} + {s.target.name}"
        + (f" {s.date}" if s.date else "")
        + (f" {s.status}" if s.status != "agreed" else "")
        for s in told
    }


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_ties_are_read_in_many_words(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert ties(extractor, text) == expected


@pytest.mark.parametrize("text", UNTOLD)
def test_what_is_no_tie_is_left_out(extractor: Extractor, text: str) -> None:
    assert ties(extractor, text) == set()
