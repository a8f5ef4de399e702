"""Who is central: any measure of the registry, over any network, with its error where it is an estimate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from ..graph.errors import InputError
from .engine.parallel import Tick
from .metrics import COMPILED_FROM, METRICS, Metric, metric
from .network import Network
from .simple import Floats, Simple, simplify

ENGINES = ("auto", "compiled", "networkx")


@dataclass(frozen=True, slots=True)
class Score:
    """One actor's value; `rank` is 1 for the most central, equal values share it. `error` is a standard error."""

    id: str
    name: str
    kind: str | None
    country: str | None
    value: float
    rank: int
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """All actors by a measure, most central first.

    `engine` is what computed it; `sampled` is how many sources an approximate betweenness rests on, None when exact.
    """

    metric: Metric
    scores: tuple[Score, ...]
    engine: str
    sampled: int | None = None

    @property
    def approximate(self) -> bool:
        """Whether the values are estimates."""
        return self.sampled is not None

    def values(self) -> dict[str, float]:
        """Return the values by actor, as networkx' functions do."""
        return {s.id: s.value for s in self.scores}


def central(
    network: Network,
    by: str = "degree",
    *,
    weight: str | None = None,
    directed: bool = False,
    engine: str = "auto",
    exact: bool = False,
    seed: int = 0,
    graph: Simple | None = None,
    progress: Tick | None = None,
) -> Ranking:
    """Return the actors of `network` ranked by the measure `by` (see queries.metrics).

    `weight` names a tie's attribute to weigh by instead of counting ties, `directed` follows directions, `engine`
    chooses between compiled code and networkx, `exact` forbids sampling (betweenness above 20,000 actors; `seed` draws
    the sample). `graph` is `simplify(network)` when the caller has it. Raises InputError for an unknown measure or
    one that cannot follow direction.
    """
    m = metric(by)
    if engine not in ENGINES:
        raise InputError(f"unknown engine {engine!r}; the engines are {', '.join(ENGINES)}")
    if directed and not m.directable:
        able = ", ".join(name for name, other in METRICS.items() if other.directable)
        raise InputError(f"{m.name} is defined without direction; leave out --directed, or use one of {able}")
    if not len(network):
        return Ranking(m, (), engine)
    if graph is None:
        graph = simplify(network, weight=weight, directed=directed)
    if engine == "auto":
        engine = "compiled" if len(graph) >= COMPILED_FROM else "networkx"
    error: Floats | None = None
    sampled: int | None = None
    if m.name == "betweenness" and engine == "compiled":
        from .engine.betweenness import betweenness

        estimate = betweenness(graph, exact=exact, seed=seed, tick=progress)
        value, error = estimate.value, estimate.error
        sampled = estimate.sources if error is not None else None
    elif m.layered or m.grouped or m.name in ("degree", "strength"):
        value, engine = _own(m, network, graph), "numpy"
    else:
        value = _function(m.name, engine)(graph, progress)
    return Ranking(m, _ranked(network, graph.nodes, value, error, m.low_first), engine, sampled)


def _own(m: Metric, network: Network, graph: Simple) -> Floats:
    """Return a measure of which there is one implementation only."""
    if m.name == "degree":
        return graph.degree.astype(float)
    if m.name == "strength":
        return graph.strength
    if m.layered:
        from .multiplex import overlapping_degree, participation

        return (participation if m.name == "participation" else overlapping_degree)(network, graph.nodes)
    groups = [network.nodes[node].get("country") for node in graph.nodes]
    if m.name == "abroad":
        from .mixing import ei_of_nodes

        return ei_of_nodes(graph, groups)
    from .brokerage import brokerage

    return np.asarray(sum(brokerage(graph, groups).values()), float)


def _function(name: str, engine: str) -> Callable[[Simple, Tick | None], Floats]:
    if engine == "networkx":
        from .engine import plain

        plainly: dict[str, Callable[[Simple], Floats]] = {
            "betweenness": plain.betweenness,
            "closeness": plain.closeness,
            "harmonic": plain.harmonic,
            "eigenvector": plain.eigenvector,
            "pagerank": plain.pagerank,
            "katz": plain.katz,
            "constraint": plain.constraint,
            "clustering": plain.clustering,
            "core": plain.core_number,
        }
        return lambda graph, _: plainly[name](graph)
    from .engine import local, paths, spectral

    if name in ("closeness", "harmonic"):
        return paths.closeness if name == "closeness" else paths.harmonic
    compiled: dict[str, Callable[[Simple], Floats]] = {
        "eigenvector": spectral.eigenvector,
        "pagerank": spectral.pagerank,
        "katz": spectral.katz,
        "constraint": local.constraint,
        "clustering": local.clustering,
        "core": lambda graph: local.core_number(graph).astype(float),
    }
    return lambda graph, _: compiled[name](graph)


def _ranked(
    network: Network, nodes: Sequence[str], value: Floats, error: Floats | None, low_first: bool
) -> tuple[Score, ...]:
    """Return the scores in order; equal ones (to 12 digits) in the order of ids, nodes without a value left out."""
    rounded = [float(f"{v:.12g}") for v in value.tolist()]
    order = sorted(
        (i for i in range(len(nodes)) if not isnan(rounded[i])),
        key=lambda i: (rounded[i] if low_first else -rounded[i], nodes[i]),
    )
    scores: list[Score] = []
    for place, i in enumerate(order, start=1):
        tied = scores and rounded[order[place - 2]] == rounded[i]
        data = network.nodes[nodes[i]]
        scores.append(
            Score(
                id=nodes[i],
                name=str(data.get("name") or nodes[i]),
                kind=data.get("kind"),
                country=data.get("country"),
                value=float(value[i]),
                rank=scores[-1].rank if tied else place,
                error=None if error is None else float(error[i]),
            )
        )
    return tuple(scores)
