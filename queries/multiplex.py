"""Measures over layers, one a tie type (Battiston, Nicosia and Latora, Physical Review E 89, 2014)."""

from collections import defaultdict

import numpy as np

from .network import Network
from .simple import Floats


def overlapping_degree(network: Network, nodes: tuple[str, ...]) -> Floats:
    """Return each node's number of partners, summed over the tie types."""
    return np.asarray(_layer_degrees(network, nodes).sum(axis=0))


def participation(network: Network, nodes: tuple[str, ...]) -> Floats:
    """Return each node's participation coefficient over the tie types of the network.

    With L types it is L/(L-1) (1 - sum of squared shares), from 0 (one type only) to 1 (the same number in each).
    """
    degrees = _layer_degrees(network, nodes)
    layers = len(degrees)
    total = degrees.sum(axis=0)
    if layers < 2:
        return np.zeros(len(nodes))
    share = np.divide(degrees, total, out=np.zeros_like(degrees), where=total > 0)
    value = layers / (layers - 1) * (1 - np.square(share).sum(axis=0))
    return np.where(total > 0, value, 0.0)


def _layer_degrees(network: Network, nodes: tuple[str, ...]) -> Floats:
    """Return partners by layer (row, types sorted) and node (column)."""
    pairs: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for u, v, data in network.edges(data=True):
        if u != v:
            pairs[str(data.get("type"))].add((u, v) if u < v else (v, u))
    at = {node: i for i, node in enumerate(nodes)}
    degrees = np.zeros((len(pairs), len(nodes)))
    for row, type_ in enumerate(sorted(pairs)):
        ends = np.array([at[end] for pair in pairs[type_] for end in pair], np.int64)
        degrees[row] = np.bincount(ends, minlength=len(nodes))
    return degrees
