import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pactgraph.graph.errors import InputError
from pactgraph.graph.gazetteer import COLUMNS, DATA, Gazetteer, Place, default, is_common, keys, one_letter_apart
from pactgraph.graph.names import fold
from pactgraph.graph.place_words import place_words
from pactgraph.graph.schema import PLACE_KINDS

PLACES = list(default())
some_place = st.sampled_from(PLACES)


def best(name: str, **context: str) -> str | None:
    found = default().find(name, **context)
    return found[0].id if found else None


def ids(places: list[Place]) -> list[str]:
    return [place.id for place in places]


# The table and its index


def test_the_table_is_sorted_by_unique_ids():
    listed = ids(PLACES)
    assert listed == sorted(set(listed))


def test_every_place_has_a_kind_of_the_schema_and_a_country():
    countries = {place.country for place in PLACES if place.kind == "country"}
    assert {place.kind for place in PLACES} <= PLACE_KINDS
    assert {place.country for place in PLACES} == countries


def test_every_place_but_a_country_is_part_of_a_place_of_its_country_and_so_on_up_to_the_country():
    by_id = {place.id: place for place in PLACES}
    for place in PLACES:
        steps = 0
        while place.part_of:
            above = by_id[place.part_of]
            assert above.country == place.country
            place, steps = above, steps + 1
            assert steps < 6
        assert place.kind == "country"


def test_wikidata_ids_are_unique():
    given_ids = [place.wikidata for place in PLACES if place.wikidata]
    assert len(given_ids) == len(set(given_ids)) > 1000


def test_wikidata_ids_that_were_looked_up_stand_in_the_table():
    facts = Path(__file__).resolve().parents[2] / "scripts/facts/wikidata.tsv"
    with facts.open(encoding="utf-8", newline="") as file:
        looked_up = {row["id"]: row["wikidata"] for row in csv.DictReader(file, delimiter="\t")}
    assert {i: place.wikidata for i in looked_up if (place := default().get(i))} == looked_up


def test_a_region_a_district_and_their_town_have_ids_of_their_own():
    ids = [default().get(f"by/mogilev{kind}").wikidata for kind in ("", "-district", "-region")]
    assert ids == ["Q154835", "Q2024261", "Q189822"]


def test_xiamen_answers_to_its_old_name_too():
    assert [default().find(name)[0].id for name in ("Xiamen", "Amoy", "Сямэнь")] == ["cn/xiamen"] * 3


def test_the_table_has_one_header_and_no_stray_characters():
    lines = (DATA / "places.tsv").read_bytes().decode().split("\n")
    assert tuple(lines[0].split("\t")) == COLUMNS
    assert lines[-1] == ""
    assert not [line for line in lines[1:-1] if line.count("\t") != len(COLUMNS) - 1 or "\r" in line or "||" in line]


def test_the_index_holds_exactly_the_names_of_the_table():
    gazetteer, words = default(), place_words()
    expected = {(key, place.id) for place in PLACES for key, _ in keys(place, words)}
    stored = {
        (key, gazetteer._at(offset).id) for key, (offset, _) in gazetteer._index.iteritems() if not key.startswith(" ")
    }
    assert stored == expected


def test_a_table_and_an_index_that_do_not_belong_together_are_refused(tmp_path):
    table = tmp_path / "places.tsv"
    table.write_text("id\tname\n", encoding="utf-8")
    with pytest.raises(InputError, match="build_gazetteer"):
        Gazetteer(table, DATA / "places.marisa")


@given(some_place)
def test_a_place_is_found_by_its_id_and_by_each_of_its_names(place):
    assert default().get(place.id) == place
    for name in (place.name, *place.names):
        assert place in default().find(name)
        assert place in default().find(name, country=place.country.lower(), kind=place.kind)


@given(some_place, st.sampled_from(["", "et la ville", "signent un accord"]))
def test_a_name_is_recognised_at_the_start_of_prose(place, rest):
    folded = fold(place.name)
    found = dict(default().prefixes(f"{folded} {rest}".strip()))
    assert len(folded) > 90 or len(folded) < 2 or place in found[len(folded)]


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(text):
    default().find(text)
    default().prefixes(fold(text))
    default().get(text)


@given(some_place)
def test_the_children_of_a_place_have_it_as_their_nearest_ancestor(place):
    for child in default().children(place.id):
        assert default().ancestors(child.id)[0] == place


# Which place a name means


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Gomel", "by/gomel"),
        ("Homiel", "by/gomel"),
        ("ville de Gomel", "by/gomel"),
        ("gomel region", "by/gomel-region"),
        ("Gomel Oblast", "by/gomel-region"),
        ("région de Gomel", "by/gomel-region"),
        ("l'oblast de Homiel", "by/gomel-region"),
        ("Гомельская область", "by/gomel-region"),
        ("Gomel District", "by/gomel-district"),
        ("Svietlahоrsk", "by/svetlogorsk"),
        ("Moguilev", "by/mogilev"),
        ("Bobrouïsk", "by/bobruisk"),
        ("Jodino", "by/zhodino"),
        ("Logoisky", "by/logoisk-district"),
        ("Logoïsky", "by/logoisk-district"),
        ("district de Logoisk", "by/logoisk-district"),
        ("Rogachevsky", "by/rogachev-district"),
        ("Сычуань", "cn/sichuan"),
        ("province du Sichuan", "cn/sichuan"),
        ("Mongolie intérieure", "cn/inner-mongolia"),
        ("région autonome du Guangxi Zhuang", "cn/guangxi"),
        ("Pékin", "cn/beijing"),
        ("municipalité de Chongqing", "cn/chongqing"),
        ("Moscou", "ru/moscow"),
        ("Moscow Oblast", "ru/moscow-oblast"),
        ("région de Moscou", "ru/moscow-oblast"),
        ("région de Leningrad", "ru/leningrad-oblast"),
        ("territoire de Stavropol", "ru/stavropol-krai"),
        ("kraï de l'Altaï", "ru/altai-krai"),
        ("république du Tatarstan", "ru/republic-of-tatarstan"),
        ("Yakoutie", "ru/sakha-republic"),
        ("voïvodie de Podlachie", "pl/podlaskie-voivodeship"),
        ("Kachkadaria", "uz/qashqadaryo-region"),
        ("RPC", "cn"),
        ("la Chine", "cn"),
        ("République du Bélarus", "by"),
        ("Biélorussie", "by"),
        ("Fédération de Russie", "ru"),
        ("USA", "us"),
        ("Türkiye", "tr"),
        ("Tchéquie", "cz"),
        ("Odessa", "ua/odesa"),
        ("Kiev", "ua/kyiv"),
        ("Vienne", "at/vienna"),
        ("Kansas City", "us/kansas-city"),
        ("Springfield, Illinois", "us/springfield-illinois"),
        ("district de Jiading de Shanghai", "cn/jiading-district"),
        ("Neustadt am Rübenberge", "de/neustadt-am-rubenberge"),  # "Stadt" is a word only where it is one
    ],
)
def test_a_name_as_people_write_it_finds(name, id):
    assert best(name) == id


def test_brest_is_the_city_in_belarus_first_then_the_one_in_france_then_the_region():
    assert ids(default().find("Brest"))[:3] == ["by/brest", "fr/brest", "by/brest-region"]
    assert best("Brest", country="FR") == "fr/brest"
    assert best("Brest", kind="region") == "by/brest-region"


def test_georgia_is_the_country_unless_the_context_is_american():
    assert best("Georgia") == "ge"
    assert best("Georgia", country="US") == "us/georgia"


def test_minsk_is_three_actors():
    assert ids(default().find("Minsk")) == ["by/minsk", "by/minsk-region", "by/minsk-district"]


def test_luxembourg_is_a_country_a_city_and_a_belgian_province():
    assert best("Luxembourg") == "lu"
    assert best("Luxembourg", kind="city") == "lu/luxembourg"
    assert best("province de Luxembourg") == "be/luxembourg"


def test_hong_kong_is_a_city_of_china_also_under_its_own_code():
    assert best("Hong Kong", country="HK") == "cn/hong-kong"


def test_a_city_with_the_rank_of_a_region_answers_for_a_region():
    assert best("Shanghai", kind="region") == best("province de Shanghai") == "cn/shanghai"
    assert best("Bobruisk", kind="region") is None


def test_a_name_nobody_bears_finds_nothing():
    assert default().find("Xyzzy") == default().find("") == []
    assert default().get("by/nowhere") is None


def test_all_118_districts_of_belarus_are_there():
    districts = [place for place in PLACES if place.country == "BY" and place.kind == "district"]
    assert sum(place.part_of != "by/minsk" for place in districts) == 118


def test_the_ancestors_of_a_city_end_with_its_country():
    assert ids(default().ancestors("by/gomel")) == ["by/gomel-region", "by"]
    assert default().ancestors("by") == []


def test_countries_have_english_names():
    names = default().country_names
    assert (names["CZ"], names["KR"], names["TR"], names["KG"]) == (
        "Czech Republic",
        "South Korea",
        "Turkey",
        "Kyrgyzstan",
    )


def test_a_place_is_found_by_its_wikidata_id():
    place = default().by_wikidata("Q2678")
    assert place is not None
    assert place.id == "by/gomel"
    assert default().by_wikidata("Q0") is None


def test_a_place_becomes_an_actor_with_its_names_as_aliases():
    place = default().get("by/gomel")
    assert place is not None
    actor = place.actor()
    assert (actor.id, actor.kind, actor.part_of) == ("by/gomel", "city", "by/gomel-region")
    assert "Homiel" in actor.aliases


# Reading prose


def test_the_longest_name_comes_first_and_a_kind_word_in_front_belongs_to_it():
    found = default().prefixes(fold("région de Gomel et la ville de Minsk"))
    assert found[0][0] == len("region de gomel")
    assert ids(found[0][1]) == ["by/gomel-region"]


def test_a_name_ends_only_at_a_words_border():
    assert default().prefixes("minskois") == []
    assert default().prefixes("hong kong et macao")[0][0] == 9


def test_prose_can_be_read_from_the_middle():
    assert default().prefixes("a minsk", 2)[0][0] == 5


@pytest.mark.parametrize("name", ["Lida", "Male", "Sari", "Mir", "Tours", "Goa"])
def test_a_name_that_is_also_a_word_is_no_proof(name):
    assert is_common(name)


@pytest.mark.parametrize("name", ["Gomel", "Sichuan", "Grodno", "Shanghai"])
def test_a_name_that_is_only_a_place_is_proof(name):
    assert not is_common(name)


def test_kind_words_are_given_by_language():
    assert "oblast" in place_words().words("region", "fr")
    assert "raïon" in place_words().words("district", "fr")
    assert place_words().bare("voivodie de podlachie") == "podlachie"


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [("odesa", "odessa", True), ("bobruisk", "bobruysk", True), ("pekin", "beijing", False), ("lod", "lid", False)],
)
def test_names_one_letter_apart(a, b, near):
    assert one_letter_apart(a, b) is one_letter_apart(b, a) is near


# Speed, with much room for slow machines


def test_opening_takes_milliseconds():
    start = time.perf_counter()
    Gazetteer().get("by/gomel")
    assert time.perf_counter() - start < 0.1


def test_ten_thousand_names_are_found_in_a_second():
    names = [place.name for place in PLACES[:10_000]]
    start = time.perf_counter()
    for name in names:
        default().find(name)
    assert time.perf_counter() - start < 2
