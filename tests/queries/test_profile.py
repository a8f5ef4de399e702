"""Profiles: an actor's ties by type and direction, and its counts."""

from pactgraph.queries.profile import profile
from pactgraph.queries.snapshot import Belonging

from ..fakes import ACTORS, World, small_world

BY_ID = {a.id: a for a in ACTORS}
BELONGING = Belonging(ACTORS)


def test_ties_are_grouped_by_type_in_the_schemas_order_and_seen_from_the_actor() -> None:
    found = profile(small_world().reader(), BY_ID["cn/company/panda"], BELONGING)
    assert [(t, [(p.direction, p.other.id) for p in ties]) for t, ties in found.ties.items()] == [
        ("COOPERATES_WITH", [("both", "by/company/gomselmash")]),
        ("RESIDENT_OF", [("out", "by/zone/gomel-raton")]),
        ("ACCREDITED_AT", [("out", "by/exchange/butb")]),
    ]
    zone = profile(small_world().reader(), BY_ID["by/zone/gomel-raton"], BELONGING)
    assert [p.direction for p in zone.ties["RESIDENT_OF"]] == ["in"]


def test_a_turnover_has_no_direction_and_an_export_has() -> None:
    w = World(ACTORS)
    w.say("TRADES_WITH", "cn", "by", details={"flow": "export", "year": "2020", "value": 1, "unit": "USD"})
    w.say("TRADES_WITH", "by", "cn", details={"flow": "turnover", "year": "2021", "value": 1, "unit": "USD"})
    found = profile(w.reader(), BY_ID["by"], BELONGING).ties["TRADES_WITH"]
    assert [(p.direction, p.tie.flow) for p in found] == [("both", "turnover"), ("in", "export")]


def test_agreed_ties_come_first_and_of_them_the_newest() -> None:
    w = World(ACTORS)
    w.say("TWINNED_WITH", "by/brest", "cn/nanjing", "2001", status="ended")
    w.say("TWINNED_WITH", "by/brest", "cn/chengdu", "2022", status="planned")
    w.say("TWINNED_WITH", "by/brest", "fr/brest", "1999")
    w.say("TWINNED_WITH", "by/brest", "by/gomel", "2010")
    found = profile(w.reader(), BY_ID["by/brest"], BELONGING).ties["TWINNED_WITH"]
    assert [p.other.id for p in found] == ["by/gomel", "fr/brest", "cn/chengdu", "cn/nanjing"]


def test_counts_are_apart_and_in_order_of_time() -> None:
    found = profile(small_world().reader(), BY_ID["by/exchange/butb"], BELONGING)
    assert [(s.source.id, s.details["count"], s.date) for s in found.observations] == [
        ("all", 26000, "2021"),
        ("cn", 120, "2020-01"),
        ("cn", 162, "2021-01"),
    ]
    assert all(p.tie.statements for ties in found.ties.values() for p in ties)


def test_what_it_belongs_to_and_what_belongs_to_it() -> None:
    found = profile(small_world().reader(), BY_ID["by/gomel"], BELONGING)
    assert [a.id for a in found.wholes] == ["by/gomel-region", "by"]
    assert found.parts == {"company": 1, "zone": 1}


def test_types_restrict_ties_and_counts() -> None:
    found = profile(small_world().reader(), BY_ID["by/exchange/butb"], BELONGING, types=["TWINNED_WITH"])
    assert found.ties == {}
    assert found.observations == ()
