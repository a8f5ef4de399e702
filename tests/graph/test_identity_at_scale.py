from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pactgraph.graph import identity
from pactgraph.graph.decisions import Decision, Decisions
from pactgraph.graph.gazetteer import default
from pactgraph.graph.identity import Resolver, place_meant
from pactgraph.graph.model import Actor, Mention


def city(name: str, country: str | None = None) -> Mention:
    return Mention(name, name, "city", country)


def company(name: str, country: str | None = None, kind: str = "company") -> Mention:
    return Mention(name, name, kind, country)


def test_a_name_that_one_place_bears_is_that_place() -> None:
    resolver = Resolver(default())
    assert resolver.resolve(city("Kutaisi")).id == "ge/kutaisi"
    assert resolver.resolve(city("Brest", "FR")).id == "fr/brest"
    assert resolver.resolve(city("Брест", "BY")).id == "by/brest"


def test_a_name_that_several_places_bear_is_none_of_them() -> None:
    resolver = Resolver(default())
    assert resolver.resolve(city("Brest")).id == "zz/city/brest"
    assert resolver.resolve(city("Springfield", "US")).id == "us/city/springfield"
    assert len(resolver.candidates(city("Springfield", "US"))) > 2


def test_a_big_town_dwarfs_its_namesakes_in_its_country_only() -> None:
    resolver = Resolver(default())
    assert resolver.resolve(city("Philadelphia", "US")).id == "us/philadelphia"
    assert resolver.resolve(city("Philadelphia")).id == "zz/city/philadelphia"
    assert place_meant(default(), "Springfield", "US", "city") is None


def test_a_place_that_a_source_named_by_id_does_not_draw_its_namesakes() -> None:
    resolver = Resolver(default())
    named = Mention("Springfield", "Springfield", "city", "US", resolver.candidates(city("Springfield", "US"))[0].id)
    assert resolver.resolve(named).id == named.id
    assert resolver.resolve(city("Springfield", "US")).id == "us/city/springfield"


def test_a_decision_says_which_of_several_it_is() -> None:
    decided = Decisions.of([Decision("same", ["fr/brest", "zz/city/brest"])])
    assert Resolver(default(), decisions=decided).resolve(city("Brest")).id == "fr/brest"


def test_a_decision_may_name_an_actor_that_is_only_a_name() -> None:
    known = Actor("cn/company/geely", "Geely", "company", "CN")
    decided = Decisions.of([Decision("is", {"name": "Jili"}, "cn/company/geely")])
    resolver = Resolver(default(), [known], decided)
    for number in range(identity._REMEMBERED * 2 + 2):
        resolver.learn(Actor(f"cn/company/n{number}", f"N{number}", "company", "CN"))
    assert resolver.resolve(company("Jili", "CN")) == known


def test_firms_of_like_kinds_are_one_however_many_came_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "_REMEMBERED", 10)
    resolver = Resolver(default())
    first = resolver.resolve(company("Belaz OJSC", "BY", "institution"))
    for number in range(50):
        resolver.resolve(company(f"Works {number}", "BY"))
    again = resolver.resolve(company("BELAZ", "BY"))
    assert (again.id, again.kind) == (first.id, "institution")
    assert resolver.resolve(company("Belaz")).id == first.id
    assert resolver.resolve(company("Belaz", "CN")).id == "cn/company/belaz"


def test_an_item_of_wikidata_is_the_actor_that_is_known_to_be_it() -> None:
    known = Actor("cn/park", "A park", "zone", "CN", wikidata="Q999000")
    resolver = Resolver(default(), [known])
    resolver.learn(Actor("wikidata/q999000", "Парк", "zone", wikidata="Q999000"))
    assert resolver.resolve(Mention("Q999000", "Парк", "zone", None, "wikidata/q999000")).id == "cn/park"


names = st.sampled_from(["Brest", "Springfield", "Geely", "Pinsk", "Nowhere Town", "Минск"])
mentions = st.builds(city, names, st.sampled_from([None, "BY", "US", "FR"]))


@settings(deadline=None)
@given(st.lists(mentions, max_size=8), st.randoms())
def test_places_do_not_depend_on_the_order_of_mentions(some: list[Mention], random: object) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = Resolver(default()), Resolver(default())
    for mention in shuffled:
        other.resolve(mention)
    assert [one.resolve(m).id for m in some] == [other.resolve(m).id for m in some]


def test_most_places_of_a_real_table_are_recognised(tables: Path) -> None:
    import csv

    from pactgraph.loaders.values import Countries

    countries, resolver = Countries(default()), Resolver(default())
    with (tables / "wikipedia_twin_cities_2026.csv").open(encoding="utf-8", newline="") as rows:
        places = {(r[f"city{i}"], countries.code(r[f"country{i}"])) for r in csv.DictReader(rows) for i in (1, 2)}
    found = [resolver.resolve(city(name, country)) for name, country in places if country]
    known = sum(default().get(a.id) is not None for a in found)
    assert len(found) > 12_000
    assert known > 0.75 * len(found)
