"""The engine beside igraph, rustworkx and networkx, all in one run.

    python tests/benchmarks/bench_engine.py [--networkx] [--real]

A random graph of 10,000 nodes and 50,000 edges. "ours" begins at the networkx graph, conversion included; igraph and
rustworkx are called on prepared input. "prepared" is our measure alone, on a graph that is converted already. Values
are compared. `--real` takes every measure of the twin-town table at PACTGRAPH_DATA, `--networkx` waits for networkx.
igraph (GPL) is only measured when it is installed; nothing here depends on it.
"""

import argparse
import csv
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import rustworkx as rx

try:
    import igraph
except ImportError:
    igraph = None

from pactgraph.queries.central import central
from pactgraph.queries.communities import communities, leiden, modularity
from pactgraph.queries.engine import betweenness, local, paths, plain, spectral
from pactgraph.queries.metrics import METRICS
from pactgraph.queries.simple import simplify

NODES, EDGES, SEED = 10_000, 50_000, 1
SWEEPS = 2  # of Leiden, in igraph and here
TABLE = "wikipedia_twin_cities_2026.csv"


def timed(run: Callable[[], Any], repeat: int = 1) -> tuple[float, Any]:
    """Return the best time of `repeat` runs, and the result."""
    best, result = float("inf"), None
    for _ in range(repeat):
        begun = time.perf_counter()
        result = run()
        best = min(best, time.perf_counter() - begun)
    return best, result


def random_network() -> nx.MultiDiGraph:
    network = nx.MultiDiGraph()
    network.add_nodes_from(f"n{i:05}" for i in range(NODES))
    for a, b in nx.gnm_random_graph(NODES, EDGES, seed=SEED).edges():
        network.add_edge(f"n{a:05}", f"n{b:05}", type="TWINNED_WITH", symmetric=True)
    return network


def random_graph(with_networkx: bool) -> None:
    network = random_network()
    convert, graph = timed(lambda: simplify(network), 5)
    _ = graph.adjacency, graph.pattern, graph.degree, graph.strength
    pairs = list(zip(graph.source.tolist(), graph.target.tolist(), strict=True))
    rustworkx_graph = rx.PyGraph(multigraph=False)
    rustworkx_graph.add_nodes_from(range(NODES))
    rustworkx_graph.add_edges_from_no_data(pairs)
    igraph_graph = igraph.Graph(n=NODES, edges=pairs) if igraph else None
    print(f"{NODES} nodes, {EDGES} edges; converting from networkx takes {convert * 1e3:.0f} ms of every 'ours'")
    if igraph:
        print(f"igraph converts from networkx in {timed(lambda: igraph.Graph.from_networkx(network))[0] * 1e3:.0f} ms")
    heads = ("ours", "prepared", "igraph", "rustworkx", "ours/best", "prep/best")
    print(f"{'':<12} {' '.join(f'{head:>9}' for head in heads)}  apart")
    half = (NODES - 1) * (NODES - 2) / 2
    rows: list[tuple[str, int, Callable[[Any], Any], Callable[[], Any] | None, Callable[[], Any] | None]] = [
        (
            "betweenness",
            1,
            lambda g: betweenness.betweenness(g).value,
            lambda: np.array(igraph_graph.betweenness()) / half,
            lambda: np.array(list(rx.betweenness_centrality(rustworkx_graph).values())),
        ),
        ("closeness", 1, _fresh_closeness, lambda: None if igraph is None else _igraph_closeness(igraph_graph), None),
        (
            "core",
            9,
            local.core_number,
            lambda: igraph_graph.coreness(),
            lambda: list(dict(sorted(rx.core_number(rustworkx_graph).items())).values()),
        ),
        ("clustering", 9, local.clustering, lambda: igraph_graph.transitivity_local_undirected(mode="zero"), None),
        ("constraint", 9, local.constraint, lambda: igraph_graph.constraint(), None),
        ("pagerank", 5, spectral.pagerank, lambda: igraph_graph.pagerank(), None),
    ]
    for name, repeat, ours, by_igraph, by_rustworkx in rows:
        whole, _ = timed(lambda ours=ours: ours(simplify(network)), min(repeat, 3))
        prepared, value = timed(lambda ours=ours: ours(graph), repeat)
        others = [
            timed(run, repeat) if run and (run is not by_igraph or igraph) else None
            for run in (by_igraph, by_rustworkx)
        ]
        _print(name, whole, prepared, others, value)
        if with_networkx:
            took, expected = timed(lambda name=name: plain_function(name)(graph))
            print(f"{'':<12} networkx {took:.1f} s, apart by {np.nanmax(np.abs(expected - value)):.1e}")
    whole, _ = timed(lambda: leiden(simplify(network), 1.0, SEED, SWEEPS), 3)
    prepared, labels = timed(lambda: leiden(graph, 1.0, SEED, SWEEPS), 5)
    other = None
    if igraph:
        other = timed(lambda: igraph_graph.community_leiden("modularity", n_iterations=SWEEPS), 5)
        print(f"{'':<12} modularity {modularity(graph, labels):.4f}, igraph {other[1].modularity:.4f}")
    _print("leiden", whole, prepared, [other, None], None)


def plain_function(name: str) -> Callable[[Any], Any]:
    return getattr(plain, "core_number" if name == "core" else name)


def _fresh_closeness(graph: Any) -> Any:
    paths._known.clear()
    return paths.closeness(graph)


def _igraph_closeness(graph: Any) -> Any:
    parts = graph.connected_components()
    share = (np.array(parts.sizes())[parts.membership] - 1) / (NODES - 1)
    return np.nan_to_num(np.array(graph.closeness())) * share  # igraph does not scale by the part that is reached


def _print(name: str, whole: float, prepared: float, others: list[tuple[float, Any] | None], value: Any) -> None:
    times = [o[0] if o else None for o in others]
    best = min((t for t in times if t), default=None)
    apart = [np.nanmax(np.abs(np.asarray(o[1], float) - value)) for o in others if o and value is not None]
    cells = [whole, prepared, *times]
    text = " ".join(f"{c * 1e3:>9.1f}" if c is not None else f"{'-':>9}" for c in cells)
    ratios = f"{whole / best:>9.2f} {prepared / best:>9.2f}" if best else f"{'-':>9} {'-':>9}"
    print(f"{name:<12} {text} {ratios}  {max(apart):.0e}" if apart else f"{name:<12} {text} {ratios}")


def real() -> None:
    table = Path(os.environ.get("PACTGRAPH_DATA") or "../shared/data") / TABLE
    if not table.exists():
        sys.exit(f"{table} is not there; set PACTGRAPH_DATA")
    network = nx.MultiDiGraph()
    with table.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            ends = [(row[f"country{i}"], row[f"city{i}"]) for i in (1, 2)]
            for country, city in ends:
                network.add_node(f"{country}/{city}", name=city, country=country, kind="city")
            a, b = sorted("/".join(end) for end in ends)
            network.add_edge(a, b, key="twinning", type="TWINNED_WITH", symmetric=True)
    print(f"\nreal table: {len(network)} places, {network.number_of_edges()} pairs")
    paths._known.clear()
    begun = time.perf_counter()
    graph = simplify(network)
    for name in METRICS:
        took, ranking = timed(lambda name=name: central(network, name, graph=graph))
        print(f"{name:<14} {took:7.2f} s   {ranking.scores[0].name}")
    took, found = timed(lambda: communities(network, graph=graph))
    print(f"{'communities':<14} {took:7.2f} s   {len(found.communities)}, modularity {found.modularity:.3f}, ", end="")
    print(f"stability {found.stability:.2f}\n{'in total':<14} {time.perf_counter() - begun:7.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--networkx", action="store_true", help="measure networkx too; takes a quarter of an hour")
    parser.add_argument("--real", action="store_true", help="take every measure of the real table")
    options = parser.parse_args()
    random_graph(options.networkx)
    if options.real:
        real()
