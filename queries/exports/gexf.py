"""GEXF 1.3, which Gephi opens: kinds, colours, sizes by number of ties, and dates on a timeline.

A tie begins on the first day that its date can be and lasts until its end; one without a date is always there. A
symmetric tie is undirected, others are directed; its type is the edge's `kind`, so that parallel ties stay apart. Every
edge says which it is; the default "mutual" is what makes Gephi open a graph that has both (with another it drops the
edges of the other sort). Gephi adds up edges of one kind between two nodes: trade figures of several years.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import sqrt
from typing import Any
from xml.sax.saxutils import quoteattr

from ...graph.schema import TIE_TYPES
from ..network import Network
from . import Extras
from .clean import flat, xml

_NODE = {"kind": "string", "country": "string", "aliases": "string", "part_of": "string"}
_NODE |= {"lat": "double", "lon": "double", "wikidata": "string"}
_EDGE = dict.fromkeys(("type", "status", "instrument", "since", "last", "until", "conflict"), "string")
_EDGE |= {"statements": "integer", "documents": "integer"}
_EDGE |= {"flow": "string", "year": "string", "value": "double", "unit": "string"}


def pieces(network: Network, extras: Extras) -> Iterator[str]:
    """Yield the GEXF of `network`, coloured by `extras`."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
        "<meta><creator>PactGraph</creator></meta>\n"
        '<graph defaultedgetype="mutual" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
    )
    yield from _declared("node", _NODE)
    yield from _declared("edge", _EDGE)
    ties = Counter(end for u, v in network.edges() for end in (u, v))
    yield "<nodes>\n"
    for node, data in network.nodes(data=True):
        yield f"<node id={_quoted(node)} label={_quoted(data.get('name') or node)}>"
        yield _values(_NODE, data)
        yield _color(extras.kind_colors.get(str(data.get("kind"))))
        yield f'<viz:size value="{4 + 3 * sqrt(ties[node]):.2f}"/></node>\n'
    yield "</nodes>\n<edges>\n"
    for source, target, key, data in network.edges(keys=True, data=True):
        yield _edge(source, target, str(key), data, extras.type_colors)
    yield "</edges>\n</graph>\n</gexf>\n"


def _edge(source: str, target: str, key: str, data: Mapping[str, Any], colors: Mapping[str, str]) -> str:
    type_ = str(data.get("type"))
    known = TIE_TYPES.get(type_)
    direction = "undirected" if data.get("symmetric") else "directed"
    parts = [f"<edge id={_quoted(key)} source={_quoted(source)} target={_quoted(target)}"]
    parts.append(f' type="{direction}" kind={_quoted(type_)} label={_quoted(known.verb.en if known else type_)}')
    parts.append(f' weight="{max(1, int(data.get("documents") or 1))}"')
    start, end = first_day(data.get("since") or _year(data.get("year"))), last_day(data.get("until"))
    if start:
        parts.append(f' start="{start}"')
    if end and (not start or end >= start):
        parts.append(f' end="{end}"')
    return "".join([*parts, ">", _values(_EDGE, data), _color(colors.get(type_)), "</edge>\n"])


def first_day(date: str | None) -> str | None:
    """Return the first day that a date of any precision can be."""
    return date + "0000-01-01"[len(date) :] if date else None


def last_day(date: str | None) -> str | None:
    """Return the last day that a date of any precision can be; of a month the 28th, which every month has."""
    return date + "0000-12-28"[len(date) :] if date else None


def _year(year: str | None) -> str | None:
    return year[:4] if year and year[:4].isdigit() and len(year) >= 4 else None


def _declared(class_: str, columns: Mapping[str, str]) -> Iterator[str]:
    yield f'<attributes class="{class_}" mode="static">\n'
    for column, type_ in columns.items():
        yield f'<attribute id="{column}" title="{column}" type="{type_}"/>\n'
    yield "</attributes>\n"


def _values(columns: Mapping[str, str], data: Mapping[str, Any]) -> str:
    given = {c: flat(data[c]) for c in columns if data.get(c) not in (None, (), [])}
    inside = "".join(f'<attvalue for="{c}" value={_quoted(v)}/>' for c, v in given.items())
    return f"<attvalues>{inside}</attvalues>"


def _color(color: str | None) -> str:
    if not color:
        return ""
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _quoted(value: Any) -> str:
    return quoteattr(xml(str(value)), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
