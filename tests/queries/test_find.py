"""Finding actors as people type their names."""

import pytest
from pactgraph.graph.errors import UnknownName
from pactgraph.graph.model import Actor
from pactgraph.queries.find import Directory, find_actor, suggest

from ..fakes import ACTORS, place, small_world


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("by/gomel", "by/gomel"),
        ("Gomel", "by/gomel"),
        ("HOMIEL", "by/gomel"),
        ("  gomel ", "by/gomel"),
        ("gomel region", "by/gomel-region"),
        ("Gomel oblast", "by/gomel-region"),
        ("oblast de Gomel", "by/gomel-region"),
        ("Region of Gomel", "by/gomel-region"),
        ("Гомельская область", "by/gomel-region"),
        ("gomel district", "by/gomel-district"),
        ("Gomel raion", "by/gomel-district"),
        ("ville de Gomel", "by/gomel"),
        ("город Гомель", "by/gomel"),
        ("Сычуань", "cn/sichuan"),
        ("四川", "cn/sichuan"),
        ("Sichuan province", "cn/sichuan"),
        ("province du Sichuan", "cn/sichuan"),
        ("china", "cn"),
        ("Chine", "cn"),
        ("CN", "cn"),
        ("Brest, France", "fr/brest"),
        ("brest, BY", "by/brest"),
        ("buce", "by/exchange/butb"),
        ("fez gomel raton", "by/zone/gomel-raton"),
    ],
)
def test_a_name_is_found_as_people_type_it(text: str, id_: str) -> None:
    assert Directory(ACTORS).find(text).id == id_


def test_names_that_only_the_gazetteer_knows_are_found() -> None:
    assert Directory(ACTORS).find("Nankin").id == "cn/nanjing"


def test_the_kinds_asked_for_decide() -> None:
    assert Directory(ACTORS).find("gomel", kinds=["region"]).id == "by/gomel-region"


def test_a_city_comes_before_its_region_and_a_place_before_a_company() -> None:
    actors = [place("x/a", "Omsk", "company"), place("x/b", "Omsk", "region"), place("x/c", "Omsk", "city")]
    assert Directory(actors).find("omsk").id == "x/c"
    assert Directory(actors[:2]).find("omsk").id == "x/b"


def test_a_main_name_comes_before_another_ones_alias() -> None:
    actors = [place("x/a", "Minsk Tractor Works", "company", None, "MTZ"), place("x/b", "MTZ", "company")]
    assert Directory(actors).find("mtz").id == "x/b"


def test_an_ambiguous_name_gives_ids_to_choose_from() -> None:
    with pytest.raises(UnknownName) as raised:
        Directory(ACTORS).find("brest")
    assert str(raised.value) == "'brest' names 2 actors; give an id: by/brest (Brest, city), fr/brest (Brest, city)"


def test_of_cities_with_one_name_the_far_larger_is_taken_and_that_is_told() -> None:
    actors = [place("fr/paris", "Paris", "city"), place("us/paris", "Paris", "city"), place("us/x", "Paris", "city")]
    told: list[str] = []
    assert Directory(actors, told.append).find("paris").id == "fr/paris"
    assert told == ["'paris' is taken for fr/paris; there is also us/paris (Paris, city), us/x (Paris, city)"]


def test_a_misspelt_name_gets_suggestions() -> None:
    with pytest.raises(UnknownName, match=r"no actor is called 'Gomell'; did you mean Gomel \(by/gomel\)"):
        Directory(ACTORS).find("Gomell")
    assert suggest("Sitchuan", ACTORS)[0] == "Sichuan (cn/sichuan)"


def test_a_place_that_is_known_but_not_in_the_graph_is_said_to_be_so() -> None:
    with pytest.raises(UnknownName, match="the gazetteer knows by/bobruisk, but nothing in this graph speaks of it"):
        Directory(ACTORS).find("Bobruisk")


@pytest.mark.parametrize("text", ["", "  ", ",", "region", "zzzzqqqq", "\x1b[31m", "' OR 1=1", "a" * 10_000])
def test_nonsense_is_one_line_and_no_crash(text: str) -> None:
    with pytest.raises(UnknownName) as raised:
        Directory(ACTORS).find(text)
    assert "\x1b" not in str(raised.value)
    assert len(str(raised.value)) < 400


def test_an_empty_graph_says_so() -> None:
    with pytest.raises(UnknownName, match="the graph is empty"):
        Directory([]).find("x-y-z")


def test_the_store_is_read_once() -> None:
    reader = small_world().reader()
    assert find_actor(reader, "gomel").id == "by/gomel"
    assert reader.reads == ["actors"]


def test_a_hostile_name_cannot_break_the_list_of_choices() -> None:
    actors = [Actor("x/1", "Bad\nName", "company"), Actor("x/2", "bad name", "company")]
    with pytest.raises(UnknownName) as raised:
        Directory(actors).find("bad name")
    assert "x/1" in str(raised.value)
