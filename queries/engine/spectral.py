"""PageRank, eigenvector and Katz centrality, to a tolerance of 1e-12."""

import numpy as np

from ...graph.errors import InputError
from ..simple import Floats, Ints, Simple

TOLERANCE = 1e-12
DAMPING = 0.85  # Brin and Page's
KATZ_SHARE = 0.85  # of 1/largest eigenvalue, above which Katz's series diverges
_DENSE = 64  # nodes up to which a component's matrix is solved densely
_SAME = 1e-10  # relative: eigenvalues closer than that are one


def pagerank(graph: Simple) -> Floats:
    """Return PageRank: where a walker is who follows ties by weight and restarts anywhere with 15 %.

    A node without a way on sends its walker anywhere, as networkx does.
    """
    n = len(graph)
    if not n:
        return np.zeros(0)
    out = np.asarray(graph.adjacency.sum(axis=1)).ravel()
    onwards = graph.adjacency.T.tocsr()
    share = np.divide(1.0, out, out=np.zeros(n), where=out > 0)
    stuck = out == 0
    rank = np.full(n, 1 / n)
    for _ in range(10_000):
        new = DAMPING * (onwards @ (rank * share) + rank[stuck].sum() / n) + (1 - DAMPING) / n
        change = float(np.abs(new - rank).sum())
        rank = new
        if change < TOLERANCE:
            break
    return np.asarray(rank / rank.sum())


def eigenvector(graph: Simple) -> Floats:
    """Return the leading eigenvector of the weighted adjacency matrix, of length 1 and not negative.

    Of a disconnected graph only the components with the largest eigenvalue have values above 0: the limit of power
    iteration from equal values.
    """
    return leading(graph)[1]


def katz(graph: Simple) -> Floats:
    """Return Katz centrality: walks that end in a node, each step weighing 0.85/largest eigenvalue; of length 1."""
    from scipy.sparse.linalg import cg

    n = len(graph)
    largest, _ = leading(graph)
    if not n:
        return np.zeros(0)
    if largest <= 0:
        return np.full(n, 1 / np.sqrt(n))
    from scipy.sparse import eye_array

    matrix = (eye_array(n, format="csr") - (KATZ_SHARE / largest) * graph.undirected().adjacency).tocsr()
    value, failed = cg(matrix, np.ones(n), rtol=1e-14, atol=0.0, maxiter=10_000)
    if failed:  # pragma: no cover - the matrix is positive definite with a condition below 13
        raise InputError("Katz centrality did not converge; use another measure")
    return np.asarray(value / np.linalg.norm(value))


def leading(graph: Simple) -> tuple[float, Floats]:
    """Return the largest eigenvalue of the weighted adjacency matrix and its vector (see `eigenvector`)."""
    from scipy.sparse.csgraph import connected_components

    graph = graph.undirected()
    n = len(graph)
    if not n:
        return 0.0, np.zeros(0)
    if not graph.edges:
        return 0.0, np.full(n, 1 / np.sqrt(n))
    number, label = connected_components(graph.adjacency, directed=False)
    order = np.argsort(label, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(label, minlength=number))[:-1])
    bound = [float(graph.strength[m].max()) for m in members]  # no eigenvalue is larger than the largest strength
    found: list[tuple[float, Ints, Floats]] = []
    best = 0.0
    for i in sorted(range(number), key=lambda i: -bound[i]):
        if bound[i] < best * (1 - _SAME):
            break
        value, vector = _component(graph, members[i])
        found.append((value, members[i], vector))
        best = max(best, value)
    result = np.zeros(n)
    for value, nodes, vector in found:
        if value >= best * (1 - _SAME):
            result[nodes] = vector * vector.sum()  # what power iteration from equal values keeps of each component
    return best, result / np.linalg.norm(result)


def _component(graph: Simple, nodes: Ints) -> tuple[float, Floats]:
    matrix = graph.adjacency[nodes][:, nodes]
    if len(nodes) <= _DENSE:
        values, vectors = np.linalg.eigh(matrix.toarray())
        value, vector = values[-1], vectors[:, -1]
    else:
        from scipy.sparse.linalg import eigsh

        values, vectors = eigsh(matrix, k=1, which="LA", v0=np.ones(len(nodes)), tol=0)
        value, vector = values[0], vectors[:, 0]
    vector = np.abs(vector)
    return float(value), vector / np.linalg.norm(vector)
