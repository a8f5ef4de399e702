"""GraphML, by networkx. Missing values are left out, lists are JSON, `label` is the name or the type of tie."""

import io
from collections.abc import Iterator
from typing import Any

import networkx as nx

from ...graph.schema import TIE_TYPES
from ..network import Network
from . import Extras
from .clean import flat, xml


def pieces(network: Network, extras: Extras) -> Iterator[str]:
    """Yield the GraphML of `network`."""
    simple: Network = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        simple.add_node(xml(node), **_attributes(data), label=xml(str(data.get("name") or node)))
    for source, target, key, data in network.edges(keys=True, data=True):
        type_ = TIE_TYPES.get(str(data.get("type")))
        label = type_.verb.en if type_ else xml(str(data.get("type")))
        simple.add_edge(xml(source), xml(target), key=xml(str(key)), **_attributes(data), label=label)
    buffer = io.BytesIO()
    nx.write_graphml_xml(simple, buffer, named_key_ids=True)
    yield buffer.getvalue().decode("utf-8")
    yield "\n"


def _attributes(data: dict[str, Any]) -> dict[str, Any]:
    flattened = {k: flat(v) for k, v in data.items() if v is not None and k != "evidence"}
    return {k: xml(v) if isinstance(v, str) else v for k, v in flattened.items()}
