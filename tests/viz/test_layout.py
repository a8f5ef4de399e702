"""Where actors stand."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pactgraph.queries.network import Network
from pactgraph.viz import layout

from .conftest import drawn, ring


def shuffled(graph: Network) -> Network:
    """Return the same graph with its nodes and edges added in the opposite order."""
    turned: Network = type(graph)()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    return turned


def test_the_same_data_gives_the_same_picture_in_any_order() -> None:
    graph = drawn(ring(80))
    assert layout.by_community(graph) == layout.by_community(shuffled(graph))


def test_every_actor_stands_inside_the_disc_of_its_community() -> None:
    positions, discs = layout.by_community(drawn(ring(300)))
    assert sorted(a for d in discs for a in d.members) == sorted(positions)
    for disc in discs:
        for actor in disc.members:
            x, y = positions[actor]
            assert math.hypot(x - disc.x, y - disc.y) <= disc.radius + 1


def test_discs_do_not_overlap() -> None:
    _, discs = layout.by_community(drawn(ring(300)))
    assert len(discs) > 2
    for a, b in combinations(discs, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius - 1


def test_no_two_actors_stand_on_one_spot() -> None:
    positions, _ = layout.by_community(drawn(ring(300)))
    assert len(set(positions.values())) == len(positions)


def test_communities_too_large_to_lay_out_at_once_are_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_LARGEST", 10)
    positions, discs = layout.by_community(drawn(ring(200)))
    assert max(len(d.members) for d in discs) > 10
    assert np.isfinite(list(positions.values())).all()
    assert len(set(positions.values())) == 200


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.floats(5, 300), min_size=1, max_size=25),
    st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=40),
)
def test_arranged_discs_never_overlap(radii: list[float], pairs: list[tuple[int, int]]) -> None:
    n = len(radii)
    ties = {(min(a, b) % n, max(a, b) % n): 1.0 for a, b in pairs}
    ties = {(min(p), max(p)): w for p, w in ties.items() if p[0] != p[1]}
    points = layout.arrange(np.array(radii), ties)
    for i, j in combinations(range(n), 2):
        assert math.hypot(*(points[i] - points[j])) >= radii[i] + radii[j] - 1


def test_an_actor_without_a_tie_has_a_place_too() -> None:
    graph = drawn(ring(20))
    graph.add_node("zz/alone", name="Alone", kind="city", country=None)
    positions, _ = layout.by_community(graph)
    assert "zz/alone" in positions
