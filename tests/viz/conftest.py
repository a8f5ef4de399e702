"""Networks for pictures."""

import pytest
from pactgraph.graph.model import Actor
from pactgraph.graph.schema import STATUSES
from pactgraph.queries.network import Filter, Network, network

from ..fakes import World, small_world


def drawn(world: World) -> Network:
    """Return all that `world` holds, with its evidence."""
    return network(world.reader(), Filter(statuses=STATUSES), evidence=True)


def ring(cities: int) -> World:
    """Return `cities` in ten countries, each twinned with the next two and with the first of its country."""
    codes = ["by", "cn", "fr", "de", "it", "pl", "es", "jp", "us", "br"]
    actors = [Actor(f"{codes[i % 10]}/town-{i}", f"Town {i}", "city", codes[i % 10].upper()) for i in range(cities)]
    world = World(actors)
    for i in range(cities):
        for j in (i + 1, i + 2, i % 10):
            if j % cities != i:
                world.say("TWINNED_WITH", actors[i].id, actors[j % cities].id)
    return world


@pytest.fixture
def graph() -> Network:
    """The small world."""
    return drawn(small_world())
