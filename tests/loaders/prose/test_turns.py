"""Plants, owners, offices and residents, told in many other turns of speech."""

import pytest
from pactgraph.loaders.prose import Extractor
from told import told_of_firms

TURNS = [
    (
        "Avec ses usines de Kénitra et de Settat, le français Halbronn emploie 4 000 personnes.",
        {"PRODUCES_IN Halbronn > Kenitra", "PRODUCES_IN Halbronn > Settat"},
    ),
    ("Le français Halbronn confectionne ses chemises à Monastir.", {"PRODUCES_IN Halbronn > Monastir"}),
    ("Le brasseur danois Nordbryg brasse sa bière à Lviv depuis 2008.", {"PRODUCES_IN Nordbryg > Lviv"}),
    ("L'italien Caffè Brunelli torréfie son café à Koper, en Slovénie.", {"PRODUCES_IN Caffè Brunelli > Koper"}),
    ("Le norvégien Fjordfisk met en boîte ses sardines à Agadir.", {"PRODUCES_IN Fjordfisk > Agadir"}),
    ("Les chemises du français Halbronn sont cousues à Monastir.", {"PRODUCES_IN Halbronn > Monastir"}),
    ("Les bus du turc Otosan, montés à Oran, équipent trois villes.", {"PRODUCES_IN Otosan > Oran"}),
    (
        "Cousues à Monastir, les chemises du français Halbronn sont vendues en Espagne.",
        {"PRODUCES_IN Halbronn > Monastir"},
    ),
    ("C'est à Oran que le turc Otosan assemble ses bus.", {"PRODUCES_IN Otosan > Oran"}),
    ("À Oran, où le turc Otosan assemble ses bus, le chômage recule.", {"PRODUCES_IN Otosan > Oran"}),
    ("La ville d'Oran, où sont assemblés les bus du turc Otosan, recrute.", {"PRODUCES_IN Otosan > Oran"}),
    ("Le turc Otosan transfère la production de ses bus de Bursa à Oran.", {"PRODUCES_IN Otosan > Oran"}),
    ("Le suédois Elektrolyx a délocalisé sa production à Oradea.", {"PRODUCES_IN Elektrolyx > Oradea"}),
    ("Le suédois Elektrolyx délocalise en Albanie, à Shkodër.", {"PRODUCES_IN Elektrolyx > Shkodër"}),
    (
        "Baltmetal est née de l'alliance de la société Needle Med LLC et du letton Rebus.",
        {"OWNED_BY Baltmetal > Rebus", "OWNED_BY Baltmetal > Needle Med"},
    ),
    (
        "Kessel Draht Moldova est contrôlée par la maison mère, Kessel Draht, de Nuremberg.",
        {"OWNED_BY Kessel Draht Moldova > Kessel Draht"},
    ),
    (
        "Derrière Baltpak, on trouve le groupe suédois Nordpapp, qui en possède les deux tiers.",
        {"OWNED_BY Baltpak > Nordpapp"},
    ),
    (
        "Le groupe suédois Nordpapp, propriétaire depuis 2012 de la société Baltpak, recrute.",
        {"OWNED_BY Baltpak > Nordpapp"},
    ),
    (
        "La société Baltpak a changé de mains : le groupe suédois Nordpapp l'a reprise en 2012.",
        {"OWNED_BY Baltpak > Nordpapp"},
    ),
    ("Baltpak, passée en 2012 dans le giron de Nordpapp, recrute.", {"OWNED_BY Baltpak > Nordpapp"}),
    (
        "Nordpapp et le finlandais Suomikart ont fondé ensemble la société Baltpak.",
        {"OWNED_BY Baltpak > Suomikart", "OWNED_BY Baltpak > Nordpapp"},
    ),
    (
        "Nordpapp s'est associé au finlandais Suomikart au sein de la coentreprise Baltpak.",
        {"OWNED_BY Baltpak > Suomikart", "OWNED_BY Baltpak > Nordpapp"},
    ),
    (
        "Le capital de Baltpak, aux trois quarts suédois, appartient au groupe Nordpapp.",
        {"OWNED_BY Baltpak > Nordpapp"},
    ),
    (
        "Baltpak (51 % Nordpapp, 49 % Suomikart) recrute.",
        {"OWNED_BY Baltpak > Suomikart", "OWNED_BY Baltpak > Nordpapp"},
    ),
    ("La majorité des parts de Baltpak est entre les mains du suédois Nordpapp.", {"OWNED_BY Baltpak > Nordpapp"}),
    ("Baltpak est devenue cette année la propriété du suédois Nordpapp.", {"OWNED_BY Baltpak > Nordpapp"}),
    ("C'est le suédois Nordpapp qui a racheté la société Baltpak.", {"OWNED_BY Baltpak > Nordpapp"}),
    ("La société Baltpak a été créée par le groupe Nordpapp et la région de Riga.", {"OWNED_BY Baltpak > Nordpapp"}),
    ("Le groupe malien Sahel Motors dispose à Abidjan d'une succursale.", {"REPRESENTED_IN Sahel Motors > Abidjan"}),
    (
        "À Abidjan, le groupe malien Sahel Motors a inauguré sa première agence.",
        {"REPRESENTED_IN Sahel Motors > Abidjan"},
    ),
    (
        "Le groupe malien Sahel Motors est représenté à Abidjan par la société Ivoire Auto.",
        {"REPRESENTED_IN Sahel Motors > Abidjan"},
    ),
    (
        "La société Ivoire Auto représente le groupe malien Sahel Motors à Abidjan.",
        {"REPRESENTED_IN Sahel Motors > Abidjan"},
    ),
    (
        "L'agence du groupe malien Sahel Motors à Abidjan emploie dix personnes.",
        {"REPRESENTED_IN Sahel Motors > Abidjan"},
    ),
    (
        "Déjà présent à Abidjan, le groupe malien Sahel Motors y tient un magasin.",
        {"REPRESENTED_IN Sahel Motors > Abidjan"},
    ),
    (
        "Le groupe malien Sahel Motors, dont le bureau d'Abidjan couvre la sous-région, recrute.",
        {"REPRESENTED_IN Sahel Motors > Abidjan"},
    ),
    (
        "La chambre de commerce de Kayes a ouvert en février une antenne à Banjul, en Gambie.",
        {"REPRESENTED_IN Kayes Chamber of Commerce > Banjul"},
    ),
    (
        "Le holding Belwest a ouvert en 2021 un salon d'exposition permanent à Alger.",
        {"REPRESENTED_IN Belwest > Algiers"},
    ),
    ("Le vigneron moldave Codru Vin a un distributeur exclusif à Tbilissi.", {"REPRESENTED_IN Codru Vin > Tbilisi"}),
    (
        "L'Université agricole du Hunan a mis en place une base d'expérimentation du riz à Mahajanga.",
        {"REPRESENTED_IN Hunan Agricultural University > Mahajanga"},
    ),
    ("La Bavière a une représentation à Prague, dans un bel immeuble.", {"REPRESENTED_IN Bavaria > Prague"}),
    (
        "Le Québec entretient des délégations à Dakar, à Rabat et à Abidjan.",
        {"REPRESENTED_IN Quebec > Rabat", "REPRESENTED_IN Quebec > Dakar", "REPRESENTED_IN Quebec > Abidjan"},
    ),
    ("La région Centre-Val de Loire a un bureau permanent à Wuhan.", {"REPRESENTED_IN Centre-Val de Loire > Wuhan"}),
    (
        "Vetrofino, verrerie vénitienne : résidente de la zone franche de Zarzis depuis le 1er mars.",
        {"RESIDENT_OF Vetrofino > Zarzis Free Zone"},
    ),
    (
        "Dans la zone franche de Zarzis, le chinois Everbright Garments emploie 800 couturières.",
        {"RESIDENT_OF Everbright Garments > Zarzis Free Zone"},
    ),
    (
        "On dénombrait 96 entreprises dans la zone franche de Zarzis à la fin 2024.",
        {"RESIDENT_OF all > Zarzis Free Zone #96"},
    ),
    (
        "La société Kabelux a posé la première pierre de son usine dans la zone franche de Zarzis.",
        {"RESIDENT_OF Kabelux > Zarzis Free Zone"},
    ),
    (
        "L'usine de la société Kabelux, implantée dans la zone franche de Zarzis, tourne.",
        {"RESIDENT_OF Kabelux > Zarzis Free Zone"},
    ),
    (
        "La zone franche de Zarzis a signé un contrat d'installation avec la société Kabelux.",
        {"RESIDENT_OF Kabelux > Zarzis Free Zone"},
    ),
    ("La société Kabelux loue 5 hectares à la zone franche de Zarzis.", {"RESIDENT_OF Kabelux > Zarzis Free Zone"}),
    (
        "L'ouverture de l'usine Kabelux dans la zone franche de Zarzis a créé 300 emplois.",
        {"RESIDENT_OF Kabelux > Zarzis Free Zone"},
    ),
    (
        "C'est dans les faubourgs de Karaganda que sortent de chaîne, depuis 2014, les autobus MAZ.",
        {"PRODUCES_IN Minsk Automobile Plant > Karaganda"},
    ),
    (
        "À Karaganda, où le gaz coûte moins cher, MAZ a préféré monter ses autobus sur place.",
        {"PRODUCES_IN Minsk Automobile Plant > Karaganda"},
    ),
    ("Le lait de Savushkin Product est mis en bouteille à Smolensk.", {"PRODUCES_IN Savushkin Product > Smolensk"}),
    ("Au groupe chinois Yutong revient la moitié de la société QazTekhna.", {"OWNED_BY QazTekhna > Yutong"}),
    ("De QazTekhna, le groupe chinois Yutong possède la moitié.", {"OWNED_BY QazTekhna > Yutong"}),
    ("Le groupe chinois Yutong a apporté la moitié du capital de QazTekhna.", {"OWNED_BY QazTekhna > Yutong"}),
    ("Quant à QazTekhna, elle est tombée dans l'escarcelle du groupe chinois Yutong.", {"OWNED_BY QazTekhna > Yutong"}),
    (
        "La maison de commerce que Gomselmash a ouverte à Novossibirsk dessert la Sibérie.",
        {"REPRESENTED_IN Gomselmash > Novosibirsk"},
    ),
    (
        "On trouve à Novossibirsk la maison de commerce de Gomselmash, et à Barnaoul celle d'Amkodor.",
        {"REPRESENTED_IN Amkodor > Barnaul", "REPRESENTED_IN Gomselmash > Novosibirsk"},
    ),
    (
        "À Novossibirsk, Gomselmash a pignon sur rue : sa maison de commerce y emploie dix vendeurs.",
        {"REPRESENTED_IN Gomselmash > Novosibirsk"},
    ),
]


@pytest.mark.parametrize(("text", "told"), TURNS, ids=lambda case: case[:30] if isinstance(case, str) else "")
def test_a_turn_of_speech_is_read(extractor: Extractor, text: str, told: set[str]) -> None:
    assert told_of_firms(extractor, text) == told
