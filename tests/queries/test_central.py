"""Rankings: every measure of the registry answers, on networks whose truth is written by hand or plainly computed."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pactgraph.graph.errors import InputError
from pactgraph.queries.brokerage import ROLES, brokerage
from pactgraph.queries.central import central
from pactgraph.queries.metrics import METRICS, explain, metric
from pactgraph.queries.mixing import assortativity, degree_assortativity, ei_of_nodes, insularity
from pactgraph.queries.simple import simplify


def network(ties, countries=None):
    graph = nx.MultiDiGraph()
    for tie in ties:
        a, b, type_ = (*tie, "TWINNED_WITH")[:3]
        for end in (a, b):
            graph.add_node(end, name=end.upper(), kind="city", country=(countries or {}).get(end, end[0].upper()))
        graph.add_edge(a, b, type=type_, symmetric=type_ == "TWINNED_WITH", statements=2)
    return graph


TWO_LAYERS = network(
    [("a", "b"), ("a", "c"), ("a", "b", "OWNED_BY"), ("a", "d", "OWNED_BY"), ("b", "c"), ("c", "a", "OWNED_BY")]
)


@pytest.mark.parametrize("name", METRICS)
@pytest.mark.parametrize("engine", ["compiled", "networkx"])
def test_every_measure_ranks_every_actor(name, engine):
    ranking = central(TWO_LAYERS, name, engine=engine)
    assert {s.id for s in ranking.scores} == set("abcd")
    values = [s.value for s in ranking.scores]
    assert values == sorted(values, reverse=not METRICS[name].low_first)
    assert ranking.scores[0].rank == 1


@pytest.mark.parametrize("name", METRICS)
def test_every_measure_is_explained_and_answers_an_empty_network(name):
    text = explain(METRICS[name])
    assert all(word in text for word in ("Source", "Direction", "Weights", "Parallel ties", "Disconnected"))
    assert METRICS[name].meaning.endswith((".", ")."))
    assert central(nx.MultiDiGraph(), name, engine="compiled").scores == ()
    assert central(nx.MultiDiGraph(), name, engine="networkx").scores == ()


def test_degree_counts_partners_and_strength_ties():
    assert central(TWO_LAYERS, "degree").values() == {"a": 3, "b": 2, "c": 2, "d": 1}
    assert central(TWO_LAYERS, "strength").values() == {"a": 5, "b": 3, "c": 3, "d": 1}
    assert central(TWO_LAYERS, "strength", weight="statements").values()["a"] == 10


def test_direction_is_followed_when_asked():
    graph = network([("a", "b", "OWNED_BY"), ("b", "c", "OWNED_BY")])
    assert central(graph, "closeness", directed=True).values()["a"] == 0
    assert central(graph, "closeness").values()["a"] > 0


def test_layers_are_told_apart():
    assert central(TWO_LAYERS, "overlapping").values() == {"a": 5, "b": 3, "c": 3, "d": 1}
    participation = central(TWO_LAYERS, "participation").values()
    assert participation["d"] == 0
    assert participation["a"] == pytest.approx(2 * (1 - (2 / 5) ** 2 - (3 / 5) ** 2))


def test_equal_values_share_a_rank_and_stand_in_the_order_of_ids():
    ranking = central(TWO_LAYERS, "degree")
    assert [(s.id, s.rank) for s in ranking.scores] == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]


def test_the_least_constrained_come_first():
    star = network([("hub", x) for x in "abcde"] + [("a", "b")])
    assert central(star, "constraint").scores[0].id == "hub"


@pytest.mark.parametrize(("typed", "meant"), [("betweeness", "betweenness"), ("page rank", "pagerank"), ("?", None)])
def test_an_unknown_measure_gets_a_suggestion_and_the_list(typed, meant):
    with pytest.raises(InputError, match="The measures are degree, strength") as error:
        central(TWO_LAYERS, typed)
    assert (f"did you mean {meant}?" in str(error.value)) == (meant is not None)


def test_measures_are_known_by_their_titles():
    assert metric("PageRank").name == "pagerank"
    assert metric("core number") is metric("core-number") is METRICS["core"]


def test_a_measure_without_direction_refuses_one():
    with pytest.raises(InputError, match="constraint is defined without direction"):
        central(TWO_LAYERS, "constraint", directed=True)


def test_an_unknown_engine_is_refused():
    with pytest.raises(InputError, match="unknown engine 'igraph'"):
        central(TWO_LAYERS, engine="igraph")


def test_both_engines_agree_on_a_larger_network():
    graph = nx.gnm_random_graph(120, 300, seed=4)
    ties = network([(f"n{a:03}", f"n{b:03}") for a, b in graph.edges()])
    for name in METRICS:
        one, other = (central(ties, name, engine=e).values() for e in ("compiled", "networkx"))
        assert one == pytest.approx(other, abs=1e-9), name


# brokerage


@st.composite
def directed_graphs(draw):
    n = draw(st.integers(1, 9))
    ends = st.integers(0, n - 1)
    pairs = draw(st.lists(st.tuples(ends, ends, st.booleans()), max_size=30))
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(f"n{i}" for i in range(n))
    for a, b, symmetric in pairs:
        graph.add_edge(f"n{a}", f"n{b}", type="OWNED_BY", symmetric=symmetric)
    return graph, [draw(st.sampled_from(["BY", "CN", "RU", None])) for _ in range(n)]


@given(directed_graphs(), st.booleans())
@settings(deadline=None, max_examples=200)
def test_roles_are_those_that_counting_every_triple_gives(case, directed):
    graph, groups = case
    simple = simplify(graph, directed=directed)
    expected = {role: [0] * len(simple) for role in ROLES}
    arcs = simple.pattern.toarray() > 0
    for b in range(len(simple)):
        for a in np.flatnonzero(arcs[:, b]):
            for c in np.flatnonzero(arcs[b]):
                if a != c and not arcs[a, c]:
                    expected[_role(groups[a], groups[b], groups[c])][b] += 1
    assert {role: list(count) for role, count in brokerage(simple, groups).items()} == expected


def _role(a, b, c):
    if a == b == c:
        return "coordinator"
    if a == c:
        return "consultant"
    if b == c:
        return "gatekeeper"
    return "representative" if a == b else "liaison"


# mixing


@given(directed_graphs())
@settings(deadline=None, max_examples=100)
def test_assortativity_equals_networkx_and_its_error_the_jackknife(case):
    graph, groups = case
    groups = [g or "XX" for g in groups]
    simple = simplify(graph)
    found = assortativity(simple, groups)
    plain = simple.to_networkx()
    nx.set_node_attributes(plain, dict(zip(simple.nodes, groups, strict=True)), "group")
    if found.value is None:
        assert len({groups[i] for i in (*simple.source, *simple.target)}) < 2
        return
    assert found.value == pytest.approx(nx.attribute_assortativity_coefficient(plain, "group"), abs=1e-9)
    without = []
    for edge in list(plain.edges()):
        left_out = plain.copy()
        left_out.remove_edge(*edge)
        used = {plain.nodes[end]["group"] for pair in left_out.edges() for end in pair}
        if len(used) > 1:
            without.append(nx.attribute_assortativity_coefficient(left_out, "group"))
    if len(without) > 1:
        assert found.error == pytest.approx(np.sqrt(np.square(np.array(without) - found.value).sum()), abs=1e-9)


def test_degree_assortativity_equals_networkx():
    graph = nx.gnm_random_graph(60, 150, seed=2)
    simple = simplify(network([(f"n{a:02}", f"n{b:02}") for a, b in graph.edges()]))
    expected = nx.degree_assortativity_coefficient(simple.to_networkx())
    assert degree_assortativity(simple) == pytest.approx(expected, abs=1e-9)


def test_the_e_i_index_runs_from_home_to_abroad():
    graph = network([("a1", "a2"), ("a1", "b1"), ("b1", "c1")])
    simple = simplify(graph)
    countries = [graph.nodes[node]["country"] for node in simple.nodes]
    assert dict(zip(simple.nodes, ei_of_nodes(simple, countries), strict=True)) == {
        "a1": 0.0,
        "a2": -1.0,
        "b1": 1.0,
        "c1": 1.0,
    }
    rows, whole = insularity(simple, countries)
    assert [(r.group, r.actors, r.within, r.outside, r.ei) for r in rows] == [
        ("A", 2, 1.0, 1.0, 0.0),
        ("B", 1, 0.0, 2.0, 1.0),
        ("C", 1, 0.0, 1.0, 1.0),
    ]
    assert (whole.within, whole.outside, whole.ei) == (1.0, 2.0, pytest.approx(1 / 3))
    assert whole.expected == pytest.approx(1 - 2 * (0.5**2 + (2 / 6) ** 2 + (1 / 6) ** 2))


def test_actors_without_a_country_are_left_out_of_mixing():
    graph = network([("a1", "a2"), ("a1", "eu")], {"eu": ""})
    simple = simplify(graph)
    countries = [graph.nodes[node]["country"] for node in simple.nodes]
    rows, _ = insularity(simple, countries)
    assert [r.group for r in rows] == ["A"]
    assert [s.id for s in central(graph, "abroad").scores] == ["a1", "a2"]
