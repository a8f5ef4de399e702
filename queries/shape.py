"""The shape of a network in one look: size, parts, clustering, and who keeps to whom."""

from dataclasses import dataclass

import numpy as np

from .engine.local import clustering
from .mixing import Assortativity, Insularity, assortativity, attribute, degree_assortativity, insularity
from .network import Network
from .simple import Simple, simplify


@dataclass(frozen=True, slots=True)
class Shape:
    """What a network looks like. `pairs` are actors tied at all, `parts` its connected components.

    `clustering` is the mean clustering coefficient, `density` the share of all pairs that are tied. Assortativity is
    Newman's, by degree, country and kind; `home` is the E-I index by country, `countries` that of each country.
    """

    actors: int
    ties: int
    pairs: int
    parts: int
    largest: int
    density: float
    clustering: float
    by_degree: float | None
    by_country: Assortativity
    by_kind: Assortativity
    home: Insularity | None
    countries: tuple[Insularity, ...]


def shape(network: Network, graph: Simple | None = None) -> Shape:
    """Return the shape of `network`; `graph` is `simplify(network)` when the caller has it."""
    graph = (simplify(network) if graph is None else graph).undirected()
    n = len(graph)
    countries = attribute(network, graph.nodes, "country")
    rows, home = insularity(graph, countries)
    sizes = _parts(graph)
    return Shape(
        actors=n,
        ties=network.number_of_edges(),
        pairs=graph.edges,
        parts=len(sizes),
        largest=int(sizes.max(initial=0)),
        density=graph.edges / (n * (n - 1) / 2) if n > 1 else 0.0,
        clustering=float(clustering(graph).mean()) if n else 0.0,
        by_degree=degree_assortativity(graph),
        by_country=assortativity(graph, countries),
        by_kind=assortativity(graph, attribute(network, graph.nodes, "kind")),
        home=home,
        countries=tuple(rows),
    )


def _parts(graph: Simple) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    if not len(graph):
        return np.zeros(0, np.int64)
    from scipy.sparse.csgraph import connected_components

    return np.bincount(connected_components(graph.pattern, directed=False)[1])
