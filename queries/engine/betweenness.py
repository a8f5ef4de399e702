"""Betweenness: exact in parallel, from a sample of sources above 20,000 nodes, by rustworkx where the graph is deep.

Brandes' algorithm ("A Faster Algorithm for Betweenness Centrality", J. Math. Sociology 25(2), 2001) for many sources
at a time: one level of all searches is a sparse matrix times a dense one. Nodes of one neighbour are folded into it
first, with their count as its weight (Sariyüce et al., "Shattering and Compressing Networks for Betweenness
Centrality", SDM 2013): half of the places in real tables of twin towns have one partner. A level costs the same
however few nodes it holds, so chains go to rustworkx: it holds the interpreter, so it works in a process of its own
that Ctrl-C can end. The sample is Brandes and Pich's ("Centrality Estimation in Large Networks", Int. J. Bifurcation
and Chaos 17(7), 2007): sources drawn alike, without replacement; in undirected graphs with the linear scaling of
Geisberger, Sanders and Schultes ("Better Approximation of Betweenness Centrality", ALENEX 2008), without which nodes
near a source are far overrated and the error is not to be trusted.
"""

import io
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.errors import PactGraphError
from ..simple import Floats, Ints, Simple
from .parallel import Tick, in_pieces

if TYPE_CHECKING:
    from scipy.sparse import csr_array

EXACT_UP_TO = 20_000  # nodes
PIVOTS = 1_024  # sources sampled
_COLUMNS = 16  # sources searched together
_DEEP = 64  # levels of a search from which on rustworkx is faster
_POLL = 0.1  # seconds between looks at the worker
_WORKER = Path(__file__).with_name("worker.py")


@dataclass(frozen=True, slots=True)
class Estimate:
    """Betweenness, normalised; `error` is each node's standard error, None when the values are exact."""

    value: Floats
    error: Floats | None = None
    sources: int = 0


class _TooDeep(Exception):
    """A search ran through so many levels that the dense matrices do not pay."""


def betweenness(
    graph: Simple, *, exact: bool = False, seed: int = 0, pivots: int = PIVOTS, tick: Tick | None = None
) -> Estimate:
    """Return the share of shortest paths between others that run through each node; weights do not matter.

    Above 20,000 nodes it is an estimate from `pivots` sources, drawn by `seed`, unless `exact`.
    """
    sample = pivots if len(graph) > EXACT_UP_TO and not exact else None
    try:
        return by_matrices(graph, pivots=sample, seed=seed, tick=tick)
    except _TooDeep:
        return Estimate(by_rustworkx(graph, tick), sources=len(graph))


def by_matrices(graph: Simple, *, pivots: int | None = None, seed: int = 0, tick: Tick | None = None) -> Estimate:
    """Return betweenness by Brandes' algorithm on matrices, from all sources or from a sample of `pivots`.

    `tick` is told how many groups of 16 sources are done, of how many.
    """
    n = len(graph)
    if n < 3 or not graph.edges:
        return Estimate(np.zeros(n))
    from scipy.sparse.csgraph import connected_components, reverse_cuthill_mckee

    core, size, through = _fold(graph)
    onwards = graph.pattern[core][:, core]
    order = reverse_cuthill_mckee(onwards, symmetric_mode=not graph.directed)  # neighbours near each other in memory
    core, onwards = core[order], onwards[order][:, order]
    back = onwards.T.tocsr() if graph.directed else onwards
    _, part = connected_components(onwards, directed=graph.directed, connection="weak")
    reach = np.bincount(part)[part]
    sources = np.flatnonzero(np.diff(onwards.indptr))
    drawn = sources
    if pivots is not None and pivots < len(sources):
        drawn = np.sort(np.random.default_rng(seed).choice(sources, pivots, replace=False))
    pieces = [drawn[i : i + _COLUMNS] for i in range(0, len(drawn), _COLUMNS)]
    total, squares = np.zeros(len(core)), np.zeros(len(core))
    scaled = len(drawn) < len(sources) and not graph.directed
    for sums, squared in in_pieces(partial(_dependencies, onwards, back, size[core], reach, scaled), pieces, tick):
        total += sums
        squares += squared
    scale = 1 / ((n - 1) * (n - 2))
    value = through
    value[core] += total * (len(sources) / max(1, len(drawn)))
    if len(drawn) == len(sources):
        return Estimate(value * scale, sources=n)
    k = len(drawn)
    spread = np.maximum(0.0, squares / k - (total / k) ** 2) * k / max(1, k - 1)
    error = np.zeros(n)
    error[core] = len(sources) * np.sqrt(spread / k * (1 - k / len(sources)))
    return Estimate(value * scale, error * scale, k)


def _fold(graph: Simple) -> tuple[Ints, Floats, Floats]:
    """Fold nodes of one neighbour into it, until none is left; directed graphs stay as they are.

    Return the nodes left, how many nodes each node stands for, and for each node the ordered pairs whose every path
    runs through it because a folded part hangs there.
    """
    n = len(graph)
    size, pairs = np.ones(n), np.zeros(n)
    if graph.directed:
        return np.arange(n), size, pairs
    from scipy.sparse.csgraph import connected_components

    _, label = connected_components(graph.pattern, directed=False)
    others = np.bincount(label)[label] - 1.0
    a = graph.pattern
    left = graph.degree.copy()
    # the neighbour that is left is the sum of all neighbours minus those folded away
    ends = np.asarray(a @ np.arange(n, dtype=float)).astype(np.int64)
    alive = np.ones(n, bool)
    leaves = np.flatnonzero(left == 1)
    while len(leaves):
        parent = ends[leaves]
        keep = ~((left[parent] == 1) & (parent > leaves))  # of two that are left, the smaller stays
        leaves, parent = leaves[keep], parent[keep]
        alive[leaves] = False
        pairs += np.bincount(parent, size[leaves] * (others[leaves] - size[leaves]), n)
        size += np.bincount(parent, size[leaves], n)
        left -= np.bincount(parent, minlength=n)
        left[leaves] = 0
        np.subtract.at(ends, parent, leaves)
        touched = np.unique(parent)
        leaves = touched[(left[touched] == 1) & alive[touched]]
    pairs += (size - 1) * (others + 1 - size)
    return np.flatnonzero(alive), size, pairs


def _dependencies(
    onwards: "csr_array[Any]", back: "csr_array[Any]", size: Floats, reach: Ints, scaled: bool, sources: Ints
) -> tuple[Floats, Floats]:
    """Return the dependencies of `sources` on each node, summed, and their squares summed; nodes count by `size`.

    `reach` bounds how many nodes each source reaches, itself included. With `scaled`, a pair's share for a node counts
    twice by how far along the path from the source the node is. Arrays are few and dropped early: memory that was just
    used is much faster than new memory.
    """
    columns = np.arange(len(sources))
    front = np.ascontiguousarray(onwards[sources].toarray().T)
    level = (front > 0).astype(np.int8)
    paths = front.copy()
    paths[sources, columns] = 1.0
    left = int(reach[sources].sum()) - np.count_nonzero(paths)
    unseen = np.empty_like(paths)
    depth = 1
    while left > 0:
        np.equal(paths, 0.0, out=unseen, casting="unsafe")
        front = back @ front
        front *= unseen
        reached = front > 0
        found = np.count_nonzero(reached)
        if not found:
            break
        left -= found
        depth += 1
        if depth > _DEEP:
            raise _TooDeep
        level += reached.view(np.int8) * np.int8(depth)
        paths += front
    inverse = 1.0 / np.where(paths > 0, paths, 1.0)
    weight = size[:, None]
    dependency = np.zeros_like(paths)
    for d in range(depth, 1, -1):
        share = dependency + (weight / d if scaled else weight)
        share *= inverse
        share *= level == d
        share = onwards @ share
        share *= paths
        share *= level == d - 1
        dependency += share
    # a source has level 0 and so no dependency on itself, as have nodes out of its reach
    dependency *= size[sources]
    if scaled:
        dependency *= 2.0 * level
    return dependency.sum(axis=1), np.einsum("ij,ij->i", dependency, dependency)


def by_rustworkx(graph: Simple, tick: Tick | None = None) -> Floats:
    """Return betweenness by rustworkx in a worker process.

    Raises PactGraphError when the worker fails.
    """
    buffer = io.BytesIO()
    np.savez(buffer, n=len(graph), source=graph.source, target=graph.target, directed=graph.directed)
    # -P: the folder of the script is not searched, so that its neighbours shadow no module
    process = subprocess.Popen(
        [sys.executable, "-P", str(_WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    sent: bytes | None = buffer.getvalue()
    try:
        while True:
            try:
                out, problem = process.communicate(sent, timeout=_POLL)
                break
            except subprocess.TimeoutExpired:
                sent = None  # communicate keeps what it has not sent yet
                if tick:
                    tick(0, None)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    if process.returncode:
        last = problem.decode(errors="replace").strip().splitlines()[-1:] or [f"status {process.returncode}"]
        raise PactGraphError(f"the worker that computes betweenness failed ({last[0]}); try --engine networkx")
    value: Floats = np.load(io.BytesIO(out), allow_pickle=False)
    return value
