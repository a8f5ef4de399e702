"""The graph as a `pyvis.Network`: every actor placed and styled, every tie an edge of its own.

pyvis' own ways in are not used: `from_nx` changes the caller's graph and drops parallel edges, `add_edge` looks through
all edges each time (10,000 actors: 44 s). Filling `nodes` and `edges` takes a tenth of a second. The map's page
(viz.page) is made from what stands here.
"""

import json
import math
from typing import Any

from ..graph.names import clean
from ..graph.schema import KINDS, TIE_TYPES
from ..queries.network import Network
from .layout import by_community, degrees
from .style import KIND_STYLES, PLANNED_DASHES, TIE_STYLES

_TITLES = str.maketrans({"<": "‹", ">": "›", "&": "+"})
_ENDED = 0.35  # opacity


def to_pyvis(graph: Network, *, positions: dict[str, tuple[float, float]] | None = None) -> Any:
    """Return `graph` as a `pyvis.network.Network` with physics off and each actor in its place.

    `positions` gives where actors stand; without it they are laid out by communities (viz.layout). `graph` is left as
    it is. Labels and titles hold no markup, since pyvis' own page would run it.
    """
    from pyvis.network import Network as PyvisNetwork

    if positions is None:
        positions, _ = by_community(graph)
    net = PyvisNetwork(height="800px", directed=False, cdn_resources="in_line")
    degree = degrees(graph)
    net.nodes = [_node(id_, data, degree[id_], positions[id_]) for id_, data in graph.nodes(data=True)]
    net.node_ids = [node["id"] for node in net.nodes]
    net.node_map = {node["id"]: node for node in net.nodes}
    net.edges = [_edge(a, b, key, data) for a, b, key, data in graph.edges(keys=True, data=True)]
    net.set_options(
        json.dumps(
            {
                "physics": {"enabled": False},
                "edges": {"smooth": False},
                "layout": {"improvedLayout": False},
                "interaction": {"hideEdgesOnDrag": True, "hideEdgesOnZoom": True},
            }
        )
    )
    return net


def _node(id_: str, data: dict[str, Any], degree: int, place: tuple[float, float]) -> dict[str, Any]:
    style = KIND_STYLES[data["kind"]]
    name = plain(data["name"])
    return {
        "id": id_,
        "label": name,
        "title": f"{name}, {KINDS[data['kind']].one.en}, {degree} tie{'s' * (degree != 1)}",
        "shape": style.shape,
        "color": style.color,
        "size": round(4 + 2.4 * min(math.sqrt(degree), 11), 1),
        "x": place[0],
        "y": place[1],
        "kind": data["kind"],
    }


def _edge(source: str, target: str, key: str, data: dict[str, Any]) -> dict[str, Any]:
    style = TIE_STYLES[data["type"]]
    planned = data["status"] == "planned"
    edge: dict[str, Any] = {
        "id": key,
        "from": source,
        "to": target,
        "title": plain(
            " ".join(filter(None, (TIE_TYPES[data["type"]].verb.en, data["since"], planned and "(planned)")))
        ),
        "color": {"color": style.color, "opacity": _ENDED if data["status"] == "ended" else 1},
        "width": width(data),
        "dashes": list(PLANNED_DASHES if planned else style.dashes) or False,
        "type": data["type"],
        "status": data["status"],
    }
    if not data["symmetric"] and data["flow"] != "turnover":
        edge["arrows"] = "to"
    return edge


def width(tie: dict[str, Any]) -> float:
    """Return the width of a tie in pixels: it grows with the documents and statements that support it."""
    return round(1 + 0.8 * math.log2(max(tie["documents"], 1)) + 0.35 * math.log2(max(tie["statements"], 1)), 2)


def plain(text: object) -> str:
    """Return `text` without control characters and without what a page could take for markup."""
    return clean(str(text)).translate(_TITLES)
