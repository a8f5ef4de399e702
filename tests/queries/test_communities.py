"""Communities: found again, alike for the same seed, described, and honest about how sure they are."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pactgraph.graph.errors import InputError
from pactgraph.queries.communities import adjusted_rand, communities, leiden, modularity
from pactgraph.queries.simple import simplify


def ring_of_cliques(cliques=6, size=5):
    graph = nx.MultiDiGraph()
    for c in range(cliques):
        names = [f"{'BY' if c % 2 else 'CN'}/{c}{i}" for i in range(size)]
        for name in names:
            graph.add_node(name, name=name.upper(), kind="city", country=name[:2])
        for i, a in enumerate(names):
            for b in names[:i]:
                graph.add_edge(a, b, type="TWINNED_WITH", symmetric=True)
    heads = [f"{'BY' if c % 2 else 'CN'}/{c}0" for c in range(cliques)]
    for a, b in zip(heads, [*heads[1:], heads[0]], strict=True):
        graph.add_edge(a, b, type="MEMBER_OF", symmetric=False)
    return graph


def test_cliques_in_a_ring_are_found_and_every_seed_agrees():
    found = communities(ring_of_cliques())
    assert [len(c.members) for c in found.communities] == [5] * 6
    assert found.stability == pytest.approx(1.0)
    first = found.communities[0]
    assert (first.kinds, first.countries, first.types) == ((("city", 5),), (("BY", 5),), (("TWINNED_WITH", 10),))
    assert first.within == pytest.approx(20 / 22)
    assert first.label.startswith("BY/10, ")


def test_modularity_equals_networkx():
    graph = simplify(ring_of_cliques())
    found = communities(ring_of_cliques())
    parts = [set(c.members) for c in found.communities]
    assert found.modularity == pytest.approx(nx.community.modularity(graph.to_networkx(), parts), abs=1e-12)


@pytest.mark.parametrize("seed", [0, 7])
def test_the_same_seed_gives_the_same_answer_whatever_order_ties_come_in(seed):
    graph = nx.gnm_random_graph(150, 400, seed=1)
    ties = [(f"n{a:03}", f"n{b:03}") for a, b in graph.edges()]
    answers = []
    for order in (ties, ties[::-1], ties):
        network = nx.MultiDiGraph()
        network.add_edges_from(order, type="TWINNED_WITH", symmetric=True)
        answers.append(communities(network, seed=seed, runs=4))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0].stability < 1


def test_the_best_of_the_runs_is_returned():
    network = nx.MultiDiGraph()
    network.add_edges_from(nx.gnm_random_graph(150, 400, seed=1).edges(), type="TWINNED_WITH", symmetric=True)
    network = nx.relabel_nodes(network, lambda i: f"n{i:03}")
    graph = simplify(network)
    best = max(modularity(graph, leiden(graph, 1.0, seed)) for seed in range(5))
    assert communities(network, runs=5).modularity == pytest.approx(best)


def test_a_larger_resolution_gives_more_communities():
    few, many = (communities(ring_of_cliques(), resolution=r) for r in (0.1, 3.0))
    assert len(few.communities) < 6 <= len(many.communities)
    with pytest.raises(InputError, match="must be above 0"):
        communities(ring_of_cliques(), resolution=0)


def test_actors_without_ties_are_alone_and_nothing_gives_nothing():
    network = ring_of_cliques()
    network.add_node("lonely", name="Lonely", kind="city", country=None)
    found = communities(network)
    assert found.communities[-1].members == ("lonely",)
    assert found.communities[-1].within == 0.0
    assert communities(nx.MultiDiGraph()).communities == ()
    assert set(found.of()) == set(network)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=40))
@settings(deadline=None)
def test_the_adjusted_rand_index_counts_pairs(labels):
    one, other = np.array([a for a, _ in labels]), np.array([b for _, b in labels])
    n = len(labels)
    pairs = [(i, j) for i in range(n) for j in range(i)]
    a = [one[i] == one[j] for i, j in pairs]
    b = [other[i] == other[j] for i, j in pairs]
    both, chance = sum(x and y for x, y in zip(a, b, strict=True)), sum(a) * sum(b) / len(pairs)
    most = (sum(a) + sum(b)) / 2
    expected = 1.0 if most == chance else (both - chance) / (most - chance)
    assert adjusted_rand(one, other) == pytest.approx(expected)
    assert adjusted_rand(one, one) == 1.0
