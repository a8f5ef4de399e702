"""Shared partners and their tests, on a small truth and against brute force."""

import networkx as nx
import numpy as np
import pytest
from pactgraph.graph.errors import InputError
from pactgraph.queries.shared import bipartite_chances, shared
from scipy import stats


def residents(**zones):
    graph = nx.MultiDiGraph()
    for zone, companies in zones.items():
        graph.add_node(zone, kind="zone", country="BY")
        for company in companies.split():
            graph.add_node(company, kind="company", country="CN" if company < "m" else "RU")
            graph.add_edge(company, zone, type="RESIDENT_OF", symmetric=False)
    return graph


PARKS = residents(brest="a b c", minsk="a b", gomel="b n")


def test_companies_share_zones_and_a_small_zone_ties_them_closer():
    found = shared(PARKS, "company", "zone")
    assert found.actors == ("a", "b", "c", "n")
    assert found.partners == ("brest", "gomel", "minsk")
    assert [(p.a, p.b, p.count, p.weight) for p in found.pairs] == [
        ("a", "b", 2, 1.5),
        ("b", "n", 1, 1.0),
        ("a", "c", 1, 0.5),
        ("b", "c", 1, 0.5),
    ]
    assert found.pairs[0].jaccard == pytest.approx(2 / 3)
    assert found.pairs[0].q is None


def test_only_actors_of_some_countries_are_compared():
    assert {p.b for p in shared(PARKS, "company", "zone", countries=["CN"]).pairs} == {"b", "c"}


def test_through_any_partner_the_two_need_not_be_of_different_kinds():
    graph = nx.MultiDiGraph()
    for node in "abc":
        graph.add_node(node, kind="region", country="BY")
    graph.add_edges_from([("a", "b"), ("b", "c"), ("a", "a")], type="TWINNED_WITH", symmetric=True)
    assert [(p.a, p.b, p.count) for p in shared(graph, "region").pairs] == [("a", "c", 1)]


def test_nothing_shared_is_nothing_and_an_unknown_null_is_refused():
    assert shared(PARKS, "city").pairs == ()
    with pytest.raises(InputError, match="unknown null model 'magic'"):
        shared(PARKS, "company", null="magic")
    with pytest.raises(InputError, match="no null model was tested"):
        shared(PARKS, "company").graph(significant=0.05)


def test_the_hypergeometric_null_draws_partners_alike():
    found = shared(PARKS, "company", "zone", null="hypergeometric")
    best = found.pairs[0]
    assert best.expected == pytest.approx(3 * 2 / 3)
    assert best.p == pytest.approx(stats.hypergeom.sf(1, 3, 3, 2))


def random_bipartite(rows=30, columns=40, seed=1):
    draw = np.random.default_rng(seed)
    weights = draw.pareto(1.5, columns) + 0.2
    graph = nx.MultiDiGraph()
    for r in range(rows):
        graph.add_node(f"r{r:02}", kind="region", country="BY")
        for c in draw.choice(columns, size=draw.integers(1, 8), replace=False, p=weights / weights.sum()):
            graph.add_node(f"p{c:02}", kind="company", country="CN")
            graph.add_edge(f"r{r:02}", f"p{c:02}", type="COOPERATES_WITH", symmetric=True)
    return graph


def test_the_sdsm_is_the_poisson_binomial_of_maximum_entropy_chances():
    graph = random_bipartite()
    found = shared(graph, "region", "company", null="sdsm")
    degree = {n: len(set(graph.succ[n]) | set(graph.pred[n])) for n in graph}
    rows, columns = found.actors, found.partners
    row_degree, column_degree = (np.array([degree[n] for n in names]) for names in (rows, columns))
    one = np.ones(len(rows), int), np.ones(len(columns), int)
    chance = bipartite_chances(row_degree, one[0], column_degree, one[1])
    assert chance.sum(axis=1) == pytest.approx(row_degree, abs=1e-6)
    assert chance.sum(axis=0) == pytest.approx(column_degree, abs=1e-6)
    draw = np.random.default_rng(0)
    worlds = draw.random((4_000, *chance.shape)) < chance
    for pair in found.pairs[:12]:
        i, j = rows.index(pair.a), rows.index(pair.b)
        simulated = (worlds[:, i] & worlds[:, j]).sum(axis=1)
        assert pair.expected == pytest.approx(simulated.mean(), abs=0.06)
        assert pair.p == pytest.approx((simulated >= pair.count).mean(), abs=0.03)
    assert all(p.q >= p.p for p in found.pairs)


def test_actors_tied_to_everyone_are_certain():
    chance = bipartite_chances(np.array([1, 3]), np.array([2, 1]), np.array([1, 2]), np.array([1, 2]))
    assert chance[1] == pytest.approx([1, 1])
    assert chance[0] @ [1, 2] == pytest.approx(1)
    assert shared(PARKS, "company", "zone", null="sdsm").pairs[0].p <= 1


def test_a_projection_is_a_graph_that_measures_can_be_taken_of():
    projection = shared(random_bipartite(), "region", "company", null="sdsm")
    plain, tested = projection.graph(), projection.graph(significant=0.5)
    assert plain.edges == len(projection.pairs) > tested.edges
    assert plain.to_networkx().size(weight="weight") == sum(p.count for p in projection.pairs)
