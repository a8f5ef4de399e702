"""The same measures by networkx alone: what `--engine networkx` runs, and what the compiled ones are held against."""

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from ...graph.errors import InputError
from ..simple import Floats, Simple
from .spectral import DAMPING, KATZ_SHARE, TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Mapping


def betweenness(graph: Simple) -> Floats:
    """Return networkx' betweenness centrality."""
    return _in_order(graph, nx.betweenness_centrality(graph.to_networkx()))


def closeness(graph: Simple) -> Floats:
    """Return networkx' closeness centrality, with Wasserman and Faust's correction."""
    return _in_order(graph, nx.closeness_centrality(graph.to_networkx()))


def harmonic(graph: Simple) -> Floats:
    """Return networkx' harmonic centrality, divided by the number of other nodes."""
    return _in_order(graph, nx.harmonic_centrality(graph.to_networkx())) / max(1, len(graph) - 1)


def core_number(graph: Simple) -> Floats:
    """Return networkx' core numbers."""
    return _in_order(graph, nx.core_number(graph.undirected().to_networkx()))


def clustering(graph: Simple) -> Floats:
    """Return networkx' clustering coefficients, without weights."""
    return _in_order(graph, nx.clustering(graph.undirected().to_networkx()))  # type: ignore[arg-type]


def constraint(graph: Simple) -> Floats:
    """Return networkx' constraint, weighted."""
    return _in_order(graph, nx.constraint(graph.undirected().to_networkx(), weight="weight"))


def pagerank(graph: Simple) -> Floats:
    """Return networkx' PageRank, weighted."""
    n = max(1, len(graph))  # networkx multiplies its tolerance by n
    return _in_order(graph, nx.pagerank(graph.to_networkx(), alpha=DAMPING, tol=TOLERANCE / n, max_iter=10_000))


def eigenvector(graph: Simple) -> Floats:
    """Return networkx' eigenvector centrality, weighted.

    Raises InputError when power iteration does not settle: two parts of the graph have nearly the same eigenvalue.
    """
    if not graph.edges:
        return np.full(len(graph), 1 / np.sqrt(max(1, len(graph))))
    try:
        found = nx.eigenvector_centrality(
            graph.undirected().to_networkx(), max_iter=100_000, tol=TOLERANCE / len(graph) / 10, weight="weight"
        )
    except nx.PowerIterationFailedConvergence:
        raise InputError(
            "networkx' eigenvector centrality does not converge on this graph; leave out --engine"
        ) from None
    return _in_order(graph, found)


def katz(graph: Simple) -> Floats:
    """Return networkx' Katz centrality, weighted, with the same step weight as the compiled one."""
    from .spectral import leading

    if not graph.edges:
        return np.full(len(graph), 1 / np.sqrt(max(1, len(graph))))
    alpha = KATZ_SHARE / leading(graph)[0]
    undirected = graph.undirected().to_networkx()
    return _in_order(
        graph, nx.katz_centrality(undirected, alpha, max_iter=10_000, tol=TOLERANCE / len(graph), weight="weight")
    )


def _in_order(graph: Simple, values: "Mapping[str, float]") -> Floats:
    return np.array([values[node] for node in graph.nodes], dtype=float)
