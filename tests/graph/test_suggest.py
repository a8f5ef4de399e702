from pactgraph.graph.decisions import Decision, Decisions
from pactgraph.graph.gazetteer import default
from pactgraph.graph.identity import Resolver, from_place, minted_id
from pactgraph.graph.model import Actor, Mention
from pactgraph.graph.suggest import Suggestion, suggestions


def plain(name: str, country: str | None, kind: str = "city") -> Actor:
    return Actor(minted_id(Mention(name, name, kind, country)), name, kind, country)


def place(id_: str) -> Actor:
    found = default().get(id_)
    assert found is not None
    return from_place(found)


def suggested(*actors: Actor, decided: tuple[Decision, ...] = ()) -> list[Suggestion]:
    return suggestions(actors, default(), Decisions.of(decided))


def test_a_name_without_a_country_is_asked_about_with_every_bearer() -> None:
    found = suggested(plain("Brest", None))
    assert {"by/brest", "fr/brest"} <= {s.known.id for s in found}
    assert all("country unknown" in s.why for s in found)


def test_names_spelled_alike_in_one_country_are_suggested_in_any_script() -> None:
    found = suggested(
        plain("Qalqilya", "PS"), plain("Завод Победы", "BY", "company"), plain("Zavod Pobedi", "BY", "company")
    )
    pairs = {(s.known.name, s.other.name) for s in found}
    assert any(other == "Qalqilya" for _, other in pairs)
    assert {"Завод Победы", "Zavod Pobedi"} in [set(p) for p in pairs]


def test_numbers_and_directions_set_names_apart() -> None:
    assert not suggested(
        plain("Works No 12", "BY", "company"), plain("Works No 13", "BY", "company"),
        plain("North Ayrshire Mill", "GB", "company"), plain("South Ayrshire Mill", "GB", "company"),
    )  # fmt: skip


def test_other_countries_and_kinds_are_not_suggested() -> None:
    assert not suggested(plain("Geelyy Motors", "CN", "company"), plain("Geely Motors", "BY", "company"))
    assert not suggested(plain("Great Stone Park", "BY", "zone"), plain("Great Stone Parks", "BY", "company"))


def test_known_actors_are_never_asked_about_among_themselves() -> None:
    assert not suggested(place("by/brest"), place("fr/brest"), place("by/brest-region"))


def test_nobody_is_asked_twice() -> None:
    (first, *_) = suggested(plain("Brest", None))
    about = [first.known.id, first.other.id]
    for verb in ("same", "different", "unsure"):
        again = suggested(plain("Brest", None), decided=(Decision(verb, about),))
        assert first.pair not in {s.pair for s in again}


def test_nothing_that_is_suggested_is_merged() -> None:
    resolver = Resolver(default())
    a = resolver.resolve(Mention("Qalqilya", "Qalqilyaa", "city", "PS"))
    assert a.id == "ps/city/qalqilyaa"
