"""Gaps and predictions: on small worlds whose answers are plain, and measures against brute force."""

from itertools import permutations
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pactgraph.graph.errors import InputError
from pactgraph.graph.model import Actor, Tie
from pactgraph.queries.gaps import CENTRES, REGIONS, _listed, at_level, centre, centres, memoranda, twinnings
from pactgraph.queries.network import Filter
from pactgraph.queries.predict import TERMS, auc, backtest, precision, predict
from pactgraph.queries.snapshot import Belonging, Snapshot

from ..fakes import ACTORS, World, place, small_world


def read(w: World) -> Snapshot:
    return Snapshot.read(w.reader())


def test_a_memorandum_without_twinning_is_a_gap_and_one_with_is_none() -> None:
    w = small_world()
    w.say("COOPERATES_WITH", "by/gomel-region", "cn/sichuan", "2011", instrument="agreement")
    (gap,) = memoranda(read(w))
    assert (gap.a.id, gap.b.id, gap.reason) == ("by/gomel-region", "cn/jiangsu", "memorandum of 2012")


def test_what_the_authority_of_a_place_signs_counts_for_the_place_and_a_mere_partnership_does_not() -> None:
    w = World([*ACTORS, place("by/body/brest", "Brest Regional Executive Committee", "body", "by/brest-region")])
    w.say("COOPERATES_WITH", "by/body/brest", "cn/sichuan", "2020", instrument="protocol")
    w.say("COOPERATES_WITH", "by/brest-region", "cn/jiangsu", "2020")
    w.say("TWINNED_WITH", "by/brest-region", "cn/sichuan", status="planned")
    assert [(g.a.id, g.b.id, g.reason) for g in memoranda(read(w))] == [
        ("by/brest-region", "cn/sichuan", "protocol of 2020; a twinning is planned")
    ]


def test_countries_restrict_the_pairs() -> None:
    assert memoranda(read(small_world()), keep=Filter(countries=["FR"])) == []
    assert len(memoranda(read(small_world()), keep=Filter(countries=["BY", "CN"]))) == 1


def test_centres_twinned_without_their_regions_and_the_reverse() -> None:
    w = small_world()
    w.say("TWINNED_WITH", "by/brest-region", "cn/sichuan", "2019")
    found = [(g.gap, g.a.id, g.b.id, g.reason) for g in centres(read(w))]
    assert found == [
        (CENTRES, "by/brest-region", "cn/jiangsu", "Brest and Nanjing are twinned since 2010"),
        (REGIONS, "by/brest", "cn/chengdu", "Brest Region and Sichuan are twinned since 2019"),
    ]


def test_a_city_with_the_rank_of_a_region_is_its_own_centre() -> None:
    shanghai = place("cn/shanghai", "Shanghai", "city", "cn")
    w = World([*ACTORS, shanghai])
    w.say("TWINNED_WITH", "by/gomel-region", "cn/shanghai", "2014")
    snapshot = read(w)
    assert centre(snapshot.belonging, "cn/shanghai") == "cn/shanghai"
    assert "cn/shanghai" in at_level(snapshot.belonging, "region")
    assert [(g.gap, g.a.id, g.b.id) for g in centres(snapshot)] == [(REGIONS, "by/gomel", "cn/shanghai")]


def test_a_region_whose_centre_is_not_known_is_left_out() -> None:
    belonging = Belonging([place("x", "X", "country"), place("x/r", "Upper Country", "region", "x")])
    assert centre(belonging, "x/r") is None


def test_listed_centres_are_places_of_the_gazetteer_in_their_regions() -> None:
    from pactgraph.graph.gazetteer import default

    gazetteer = default()
    for region, city in _listed().items():
        where, what = gazetteer.get(city), gazetteer.get(region)
        assert where is not None, city
        assert what is not None, region
        assert (what.kind, where.part_of) == ("region", region)


def test_only_agreed_twinnings_are_twinnings() -> None:
    assert sorted(twinnings(read(small_world()))) == [
        ("by/brest", "cn/nanjing"),
        ("by/gomel", "cn/chengdu"),
        ("by/gomel-region", "cn/sichuan"),
    ]


def test_the_pair_with_ties_of_its_own_is_likeliest_and_says_why() -> None:
    first = predict(read(small_world()))[0]
    assert (first.a.id, first.b.id) in {("by/gomel-region", "cn/jiangsu"), ("by/brest-region", "cn/jiangsu")}
    assert first.terms["ties"] > 0
    assert first.ties


def test_what_is_twinned_or_in_one_country_is_no_prediction() -> None:
    pairs = {(p.a.id, p.b.id) for p in predict(read(small_world()))}
    assert ("by/gomel-region", "cn/sichuan") not in pairs
    assert ("by/brest-region", "by/gomel-region") not in pairs


def test_a_score_is_the_mean_of_its_terms_which_run_from_0_to_1() -> None:
    for p in predict(read(small_world())):
        assert set(p.terms) == set(TERMS)
        assert all(0 <= v <= 1 for v in p.terms.values())
        assert p.score == pytest.approx(sum(p.terms.values()) / 4)


def test_predictions_of_one_place_have_the_scores_of_all() -> None:
    snapshot = read(small_world())
    every = {(p.a.id, p.b.id): p.score for p in predict(snapshot)}
    for p in predict(snapshot, of="by/brest-region"):
        assert "by/brest-region" in (p.a.id, p.b.id)
        assert p.score == every[p.a.id, p.b.id]


def world_where_memoranda_foretell(twins: int = 6) -> Snapshot:
    """A memorandum of 2000 to 2005 is followed by a twinning in 2015 for half of the pairs, the others have neither."""
    actors = [Actor("a", "A", "country", "A"), Actor("b", "B", "country", "B")]
    actors += [Actor(f"{c}/{i}", f"{c}{i}", "region", c.upper(), part_of=c) for c in "ab" for i in range(twins * 2)]
    ties = []
    for i in range(twins):
        ties.append(Tie(f"m{i}", "COOPERATES_WITH", f"a/{i}", f"b/{i}", since=f"200{i % 6}", documents=1))
        ties.append(Tie(f"t{i}", "TWINNED_WITH", f"a/{i}", f"b/{i}", since="2015", documents=1))
        j = twins + i
        ties.append(Tie(f"c{i}", "COOPERATES_WITH", f"a/{j}", "b", since="2001", documents=1))
        ties.append(Tie(f"d{i}", "COOPERATES_WITH", f"b/{j}", "a", since="2001", documents=1))
    return Snapshot.of(actors, ties)


def test_the_backtest_finds_what_was_foretold_and_only_uses_what_was_dated_by_then() -> None:
    found = backtest(world_where_memoranda_foretell(), 5)
    assert (found.cutoff, found.hidden, found.reachable, found.undated) == (2010, 6, 6, 0)
    assert found.candidates == 12 * 12
    assert found.auc == 1.0
    assert found.precision == pytest.approx(0.6)
    assert found.auc_baseline == 0.5  # nobody was twinned by 2010
    assert found.precision_baseline == pytest.approx(6 / 144)


def test_twinnings_of_places_unknown_at_the_time_are_hidden_but_not_reachable() -> None:
    snapshot = world_where_memoranda_foretell()
    late = Tie("late", "TWINNED_WITH", "c/1", "b/0", since="2015", documents=1)
    actors = [*snapshot.actors.values(), Actor("c/1", "C", "region", "C")]
    found = backtest(Snapshot.of(actors, [*snapshot.ties, late]), 5)
    assert (found.hidden, found.reachable) == (7, 6)


def test_undated_twinnings_are_neither_hits_nor_misses() -> None:
    snapshot = world_where_memoranda_foretell()
    undated = Tie("u", "TWINNED_WITH", "a/0", "b/1", documents=1)
    found = backtest(Snapshot.of(snapshot.actors.values(), [*snapshot.ties, undated]), 5)
    assert (found.undated, found.candidates) == (1, 12 * 12 - 1)


def test_a_backtest_beyond_the_data_is_refused() -> None:
    with pytest.raises(InputError, match="cannot hide 50 years: the ties run from 2000 to 2015"):
        backtest(world_where_memoranda_foretell(), 50)
    with pytest.raises(InputError, match="hold no dates"):
        backtest(Snapshot.of([], []), 5)


scores = st.lists(st.tuples(st.integers(0, 3).map(float), st.booleans()), min_size=1, max_size=6)


@given(scores)
def test_the_auc_is_the_chance_that_a_hit_scores_above_a_miss(pairs: list[tuple[float, bool]]) -> None:
    hits = [s for s, hit in pairs if hit]
    misses = [s for s, hit in pairs if not hit]
    found = auc([s for s, _ in pairs], [hit for _, hit in pairs])
    if hits and misses:
        assert found == pytest.approx(mean((h > m) + (h == m) / 2 for h in hits for m in misses))
    else:
        assert found is None


@given(scores, st.integers(1, 7))
def test_precision_is_its_mean_over_all_orders_of_equal_scores(pairs: list[tuple[float, bool]], k: int) -> None:
    best = sorted((s for s, _ in pairs), reverse=True)
    orders = [p for p in permutations(pairs) if [s for s, _ in p] == best]
    expected = mean(mean(hit for _, hit in p[:k]) for p in orders)
    assert precision([s for s, _ in pairs], [hit for _, hit in pairs], k) == pytest.approx(expected)


def test_precision_of_nothing_is_not_measurable() -> None:
    assert precision([], [], 10) is None
