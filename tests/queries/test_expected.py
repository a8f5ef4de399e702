"""Observed against expected ties between groups, against simulation and a world built by the model."""

import networkx as nx
import numpy as np
import pytest
from pactgraph.graph.errors import InputError
from pactgraph.graph.model import Actor
from pactgraph.queries.expected import expected, groups_of
from pactgraph.queries.snapshot import Belonging


def network(ties, **attributes):
    graph = nx.MultiDiGraph()
    for a, b in ties:
        for end in (a, b):
            graph.add_node(end, kind="city", country=end[:2], **attributes.get(end, {}))
        graph.add_edge(a, b, type="TWINNED_WITH", symmetric=True)
    return graph


def test_mean_and_variance_are_those_of_joining_ends_at_random():
    ties = [(f"BY{i}", f"CN{i % 3}") for i in range(6)] + [("BY0", "BY1"), ("CN0", "RU0"), ("RU0", "RU1")]
    graph = network(ties)
    found = {(e.a, e.b): e for e in expected(graph, groups_of(graph, "country")).pairs}
    ends = [group[:2] for tie in ties for group in tie]
    draw = np.random.default_rng(3)
    counts = {pair: [] for pair in found}
    for _ in range(6_000):
        mixed = draw.permutation(ends)
        pairs = [tuple(sorted(p)) for p in zip(mixed[::2], mixed[1::2], strict=True)]
        for pair in counts:
            counts[pair].append(pairs.count(pair))
    for pair, e in found.items():
        assert e.expected == pytest.approx(np.mean(counts[pair]), abs=0.1)
        if e.z:
            assert ((e.observed - e.expected) / e.z) ** 2 == pytest.approx(np.var(counts[pair]), rel=0.1)
    assert found["BY", "CN"].observed == 6
    assert found["BY", "CN"].ratio > 1


def test_what_stands_out_comes_first():
    ties = [(f"BY{i}", f"CN{j}") for i in range(5) for j in range(5)]
    ties += [(f"RU{i}", f"PL{j}") for i in range(5) for j in range(5)]
    graph = network(ties)
    first = expected(graph, groups_of(graph, "country")).pairs[0]
    assert first.q < 0.001
    assert {(e.a, e.b) for e in expected(graph, groups_of(graph, "country")).pairs[:4] if e.z > 0} <= {
        ("BY", "CN"),
        ("PL", "RU"),
    }


def test_the_gravity_model_finds_the_numbers_that_made_a_world():
    draw = np.random.default_rng(1)
    places = {f"C{i:02}": (draw.uniform(-50, 60), draw.uniform(-150, 150), draw.uniform(1, 6)) for i in range(25)}
    graph = nx.MultiDiGraph()
    for name, (lat, lon, _) in places.items():
        graph.add_node(name, kind="city", country=name, lat=lat, lon=lon)
    names = sorted(places)
    for i, a in enumerate(names):
        for b in names[:i]:
            (lat, lon, mass), (lat2, lon2, mass2) = places[a], places[b]
            cosine = np.sin(np.radians(lat)) * np.sin(np.radians(lat2)) + np.cos(np.radians(lat)) * np.cos(
                np.radians(lat2)
            ) * np.cos(np.radians(lon - lon2))
            mean = 2e3 * mass * mass2 * (6371 * np.arccos(cosine)) ** -1.0
            for _ in range(draw.poisson(mean)):
                graph.add_edge(a, b, type="COOPERATES_WITH", symmetric=True)
    found = expected(graph, groups_of(graph, "country"), null="gravity")
    assert found.distance == pytest.approx(-1.0, abs=0.25)
    assert 0.7 < found.mass < 1.3
    assert 1.0 <= found.dispersion < 1.5
    total = sum(e.observed for e in found.pairs)
    assert sum(e.expected for e in found.pairs) == pytest.approx(total)
    assert np.mean([e.q < 0.05 for e in found.pairs]) < 0.05


def test_the_gravity_model_says_when_it_has_too_little():
    graph = network([("BY0", "CN0")])
    with pytest.raises(InputError, match="needs 5 groups with coordinates and there are 0"):
        expected(graph, groups_of(graph, "country"), null="gravity")
    with pytest.raises(InputError, match="unknown null model"):
        expected(graph, groups_of(graph, "country"), null="luck")


def test_actors_belong_to_the_region_they_are_in():
    graph = network([("BY-gomel", "CN-chengdu"), ("BY-minsk", "CN-chengdu")])
    belonging = Belonging(
        [
            Actor("BY-gomel", "Gomel", "city", "BY", part_of="BY-gomel-region"),
            Actor("BY-gomel-region", "Gomel Region", "region", "BY"),
            Actor("BY-minsk", "Minsk", "city", "BY"),
            Actor("CN-chengdu", "Chengdu", "city", "CN", part_of="CN-sichuan"),
            Actor("CN-sichuan", "Sichuan", "region", "CN"),
        ]
    )
    groups = groups_of(graph, "region", belonging)
    assert groups == {"BY-gomel": "BY-gomel-region", "BY-minsk": "BY-minsk", "CN-chengdu": "CN-sichuan"}
    assert {(e.a, e.b) for e in expected(graph, groups).pairs if e.observed} == {
        ("BY-gomel-region", "CN-sichuan"),
        ("BY-minsk", "CN-sichuan"),
    }
    with pytest.raises(InputError, match="cannot group by 'colour'"):
        groups_of(graph, "colour")


def test_actors_without_a_group_are_left_out_and_counted():
    graph = network([("BY0", "CN0"), ("BY0", "CN1")])
    found = expected(graph, {"BY0": "BY", "CN0": "CN"})
    assert found.left_out == 1
    assert sum(e.observed for e in found.pairs) == 1
    assert expected(graph, {}).pairs == ()
