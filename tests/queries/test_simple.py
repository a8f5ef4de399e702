"""The network becomes one simple graph by the written rule."""

import networkx as nx
import pytest
from pactgraph.graph.errors import InputError
from pactgraph.queries.simple import simplify


def network(*ties):
    graph = nx.MultiDiGraph()
    for source, target, data in ties:
        graph.add_edge(source, target, **data)
    return graph


def edges(graph):
    return {(a, b): w for a, b, w in graph.to_networkx().edges(data="weight")}


def test_parallel_ties_become_one_edge_that_counts_them_whichever_way_they_run():
    graph = simplify(network(("b", "a", {"type": "OWNED_BY"}), ("a", "b", {"type": "PRODUCES_IN"}), ("a", "c", {})))
    assert graph.nodes == ("a", "b", "c")
    assert edges(graph) == {("a", "b"): 2.0, ("a", "c"): 1.0}


def test_the_figures_of_one_flow_over_the_years_count_once():
    yearly = [("a", "b", {"type": "TRADES_WITH", "flow": "export", "year": str(y)}) for y in range(2010, 2022)]
    other = [("a", "b", {"type": "TRADES_WITH", "flow": "import", "year": "2020"})]
    assert edges(simplify(network(*yearly, *other))) == {("a", "b"): 2.0}


def test_with_direction_symmetric_ties_run_both_ways():
    graph = simplify(network(("a", "b", {"symmetric": True}), ("b", "c", {"symmetric": False})), directed=True)
    assert edges(graph) == {("a", "b"): 1.0, ("b", "a"): 1.0, ("b", "c"): 1.0}
    assert edges(graph.undirected()) == {("a", "b"): 2.0, ("b", "c"): 1.0}


def test_ties_with_oneself_are_left_out_and_counted():
    graph = simplify(network(("a", "a", {}), ("a", "b", {})))
    assert (graph.edges, graph.loops) == (1, 1)


def test_a_named_attribute_is_summed_instead():
    ties = network(("a", "b", {"statements": 3}), ("b", "a", {"statements": 4}))
    assert edges(simplify(ties, weight="statements")) == {("a", "b"): 7.0}


@pytest.mark.parametrize("value", [None, 0, -1, "3", float("nan"), float("inf")])
def test_a_weight_that_is_no_number_above_zero_is_refused(value):
    with pytest.raises(InputError, match="the tie of a and b has statements"):
        simplify(network(("a", "b", {"statements": value})), weight="statements")


def test_the_order_in_which_ties_come_does_not_matter():
    ties = [(str(i % 7), str(i % 5), {"type": "OWNED_BY"}) for i in range(40)]
    one, other = simplify(network(*ties)), simplify(network(*reversed(ties)))
    assert one.nodes == other.nodes
    for name in ("source", "target", "weight"):
        assert (getattr(one, name) == getattr(other, name)).all()


def test_an_empty_network_is_an_empty_graph():
    graph = simplify(nx.MultiDiGraph())
    assert (len(graph), graph.edges, graph.adjacency.shape) == (0, 0, (0, 0))
