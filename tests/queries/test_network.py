"""The graph as networkx: the same from every store."""

from typing import Any

import pytest
from fakes import World, small_world
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers import actor, change, statement
from neo4j_server import empty
from pactgraph.graph.model import Statement
from pactgraph.graph.schema import STATUSES, TIE_TYPES
from pactgraph.graph.store import Store, open_store
from pactgraph.queries.network import Filter, Network, network


def plain(graph: Network) -> tuple[Any, ...]:
    """Return a network as values that compare, in its own order."""
    return list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)), graph.graph


IDS = ["by/a", "by/b", "cn/c", "cn/d", "fr/ É'\"\\ {}"]
SAID = st.builds(
    lambda a, b, type_, line, document, status, date, note: statement(
        a, b, type_, line=line, document=document, status=status, date=date, details={"note": note} if note else {}
    ),
    st.sampled_from(IDS),
    st.sampled_from(IDS),
    st.sampled_from([t for t in TIE_TYPES if not TIE_TYPES[t].derived]),
    st.integers(1, 5),
    st.sampled_from(["a.txt", "b c.txt"]),
    st.sampled_from(STATUSES),
    st.sampled_from([None, "2004", "2008-05", "2021-12-31"]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8),
).filter(lambda s: s.source.id != s.target.id)
FILTERS = st.builds(
    Filter,
    types=st.one_of(st.none(), st.lists(st.sampled_from(list(TIE_TYPES)), min_size=1, max_size=3)),
    countries=st.one_of(st.none(), st.just(["BY"])),
    statuses=st.sampled_from([("agreed",), STATUSES]),
    since=st.one_of(st.none(), st.just(2005)),
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(SAID, min_size=1, max_size=25, unique_by=lambda s: s.id), FILTERS, st.booleans())
def test_made_graphs_are_the_same_network(
    neo4j_uri: str, tmp_path_factory: pytest.TempPathFactory, said: list[Statement], keep: Filter, isolated: bool
) -> None:
    made = change(*said, actors=[actor(i, aliases=(f"{i}, x",)) for i in IDS])

    def load_and_read(where: str) -> tuple[Any, ...]:
        with open_store(where) as store:
            with store.load(made.origin) as load:
                load.apply(made)
            return plain(network(store, keep, evidence=True, isolated=isolated)), store.counts()

    try:
        assert load_and_read(neo4j_uri) == load_and_read(str(tmp_path_factory.mktemp("made") / "graph.lbug"))
    finally:
        empty(neo4j_uri)


def test_a_network_from_a_store_is_the_network_from_memory(store: Store) -> None:
    world: World = small_world()
    world.fill(store)
    everything = Filter(statuses=STATUSES, types=list(TIE_TYPES))
    assert plain(network(store, everything, evidence=True)) == plain(network(world.reader(), everything, evidence=True))
