"""PactGraph as a library: everything that answers a question, under one name.

    from pactgraph.queries import api

    with api.open_reader("pactgraph.lbug") as reader:
        graph = api.network(reader)
    api.central(graph, "betweenness").scores[0]

Graphs are `networkx.MultiDiGraph`s with documented attributes (queries.network), so every networkx function works on
them; answers are frozen dataclasses. A name is imported when it is first used. docs/tour.md shows them at work.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..graph.store import open_reader
    from .brokerage import brokerage
    from .central import Ranking, Score, central
    from .communities import Community, Partition, communities
    from .expected import Expected, expected, groups_of
    from .exports import FORMATS, Extras, export
    from .filter import Filter
    from .find import find_actor
    from .links import Links, links
    from .metrics import METRICS, Metric, explain
    from .mixing import assortativity, insularity
    from .network import Network, network
    from .paths import Path, paths
    from .profile import Profile, profile
    from .shape import Shape, shape
    from .shared import Projection, SharedPair, shared
    from .simple import Simple, simplify
    from .snapshot import Belonging, Snapshot
    from .timeline import Timeline, timeline

_HOMES = {
    "..graph.store": ("open_reader",),
    ".brokerage": ("brokerage",),
    ".central": ("Ranking", "Score", "central"),
    ".communities": ("Community", "Partition", "communities"),
    ".expected": ("Expected", "expected", "groups_of"),
    ".exports": ("Extras", "FORMATS", "export"),
    ".filter": ("Filter",),
    ".find": ("find_actor",),
    ".links": ("Links", "links"),
    ".metrics": ("METRICS", "Metric", "explain"),
    ".mixing": ("assortativity", "insularity"),
    ".network": ("Network", "network"),
    ".paths": ("Path", "paths"),
    ".profile": ("Profile", "profile"),
    ".shape": ("Shape", "shape"),
    ".shared": ("Projection", "SharedPair", "shared"),
    ".simple": ("Simple", "simplify"),
    ".snapshot": ("Belonging", "Snapshot"),
    ".timeline": ("Timeline", "timeline"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "FORMATS",
    "METRICS",
    "Belonging",
    "Community",
    "Expected",
    "Extras",
    "Filter",
    "Links",
    "Metric",
    "Network",
    "Partition",
    "Path",
    "Profile",
    "Projection",
    "Ranking",
    "Score",
    "Shape",
    "SharedPair",
    "Simple",
    "Snapshot",
    "Timeline",
    "assortativity",
    "brokerage",
    "central",
    "communities",
    "expected",
    "explain",
    "export",
    "find_actor",
    "groups_of",
    "insularity",
    "links",
    "network",
    "open_reader",
    "paths",
    "profile",
    "shape",
    "shared",
    "simplify",
    "timeline",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name], __package__), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
