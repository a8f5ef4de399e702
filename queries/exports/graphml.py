"""GraphML. Missing values are left out, lists are JSON, `label` is the name or the type of tie.

All edges are directed, as networkx wants them of a multigraph that has directed ones; `symmetric` tells which have no
direction. Written here because networkx writes "True" where XML's booleans are "true", which other readers refuse.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ...graph.model import Actor, Tie
from ...graph.schema import TIE_TYPES
from ..network import Network
from . import Extras
from .clean import flat, xml

_TYPES = {"lat": "double", "lon": "double", "value": "double", "statements": "long", "documents": "long"}
_TYPES |= {"symmetric": "boolean"}
_NODE = ("label", *(f.name for f in fields(Actor) if f.name != "id"))
_EDGE = ("label", "symmetric", *(f.name for f in fields(Tie) if f.name not in ("id", "source", "target")))


def pieces(network: Network, extras: Extras) -> Iterator[str]:
    """Yield the GraphML of `network`."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for domain, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            type_ = _TYPES.get(name, "string")
            yield f'<key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{type_}"/>\n'
    yield '<graph edgedefault="directed">\n'
    for node in network:
        values = _data("node", _NODE, {**network.nodes[node], "label": network.nodes[node].get("name") or node})
        yield f"<node id={quoteattr(xml(node))}>{values}</node>\n"
    for source, target, key, data in network.edges(keys=True, data=True):
        type_ = str(data.get("type"))
        label = TIE_TYPES[type_].verb.en if type_ in TIE_TYPES else type_
        ends = f"source={quoteattr(xml(source))} target={quoteattr(xml(target))}"
        yield f"<edge id={quoteattr(xml(str(key)))} {ends}>{_data('edge', _EDGE, {**data, 'label': label})}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(domain: str, names: tuple[str, ...], data: Mapping[str, Any]) -> str:
    return "".join(
        f'<data key="{domain}-{name}">{_text(data[name])}</data>' for name in names if data.get(name) is not None
    )


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(xml(str(flat(value))), {"\r": "&#13;"})
