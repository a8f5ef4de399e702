from pathlib import Path

import pytest
from pactgraph.graph.errors import InputError
from pactgraph.loaders.mapping import Field, parse_mapping
from pactgraph.loaders.propose import UNKNOWN, Proposal, propose
from pactgraph.loaders.tables import Layout, open_table


def proposed(folder: Path, text: str, name: str = "table.csv") -> Proposal:
    path = folder / name
    path.write_text(text, "utf-8")
    return propose(open_table(path))


def test_two_places_with_their_countries_are_a_twinning(tmp_path: Path) -> None:
    header = "Ville,Pays,Ville jumelée,Pays partenaire,Date\n"
    text = header + "Brest,France,Kiel,Allemagne,1964\nLyon,France,Minsk,Bélarus,1977\n"
    (tie,) = proposed(tmp_path, text).mapping.ties
    assert tie.type == "TWINNED_WITH"
    assert (tie.source.name, tie.source.country) == (Field("Ville"), Field("Pays"))
    assert (tie.target.name, tie.target.country) == (Field("Ville jumelée"), Field("Pays partenaire"))
    assert tie.date == Field("Date")


def test_agreements_between_regions_are_a_cooperation(tmp_path: Path) -> None:
    text = "Region,Partner region,Agreement signed\nGomel Region,Sichuan,2015\nBrest Region,Hubei,1994\n"
    (tie,) = proposed(tmp_path, text).mapping.ties
    assert (tie.type, tie.source.kind) == ("COOPERATES_WITH", Field(constant="region"))


def test_companies_and_zones_are_a_residency_and_each_country_belongs_to_one(tmp_path: Path) -> None:
    header = "Company,Country,Zone,Since,Status\n"
    text = header + "Works LLC,China,Great Stone,15/04/2015,active\nMill,Belarus,FEZ Brest,16/06/2016,closed\n"
    (tie,) = proposed(tmp_path, text).mapping.ties
    assert tie.type == "RESIDENT_OF"
    assert (tie.source.country, tie.target.country) == (Field("Country"), None)
    assert tie.date == Field("Since", order="dmy")
    assert tie.status == Field("Status", values={"active": "agreed", "closed": "ended"}, default="agreed")


def test_a_register_of_brokers_needs_the_exchange(tmp_path: Path) -> None:
    found = proposed(
        tmp_path, "Брокер,Страна,Дата\nООО Альфа,Россия,01.02.2020\nОАО Бета,Беларусь,03.04.2021\n", "brokers.csv"
    )
    assert found.mapping.ties[0].type == "ACCREDITED_AT"
    assert found.mapping.ties[0].target.name == Field(constant=UNKNOWN)
    assert "exchange" in found.missing


def test_two_columns_of_identifiers_are_a_twinning_of_items(tmp_path: Path) -> None:
    (tie,) = proposed(tmp_path, "a,b,c\nQ1,Q2,x\nQ3,Q4,y\n").mapping.ties
    assert (tie.source.wikidata, tie.target.wikidata) == (Field("a"), Field("b"))


def test_a_proposal_written_is_a_mapping_with_its_reasons(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("city;country;twin;country of twin\nBrest;Belarus;Kiel;Germany\nPinsk;Belarus;Kovel;Ukraine\n")
    layout = Layout(delimiter=";")
    found = propose(open_table(path, layout), layout)
    text = found.to_yaml()
    assert "# country: country, holds country, such as 'Belarus'" in text
    assert parse_mapping(text, "m.yml") == found.mapping
    assert found.mapping.layout == layout


def test_where_nothing_tells_who_is_tied_no_mapping_is_made_up(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing tells who is tied to whom; write one \(columns: colour, weight\)"):
        proposed(tmp_path, "colour,weight\nredd,12\nbluue,13\n")
