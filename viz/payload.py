"""What the page is given: the pyvis network's nodes and edges as columns, with the evidence behind each tie.

Columns and a table of strings keep it small: 25,000 ties with a statement each take about 3 MB. `assets/data.js` reads
this form; the two change together.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..graph.names import clean
from ..graph.schema import KINDS, STATUSES, TIE_TYPES
from ..queries.network import Network
from .countries import wholes
from .groups import Overview
from .layout import Disc
from .style import KIND_STYLES, TIE_STYLES

DOUBTED = 0.9  # confidence below which a statement's is shown


class _Strings:
    """A table of strings in which each stands once."""

    def __init__(self) -> None:
        self.table: list[str] = []
        self._index: dict[str, int] = {}

    def __call__(self, text: object) -> int | None:
        """Return the number of `text` in the table, None for None."""
        if text is None:
            return None
        value = clean(str(text))
        index = self._index.setdefault(value, len(self.table))
        if index == len(self.table):
            self.table.append(value)
        return index


def payload(
    graph: Network, net: Any, discs: Iterable[Disc], rolled: Overview, countries: Mapping[str, str]
) -> dict[str, Any]:
    """Return the data of the page for `graph`; `net` is what viz.network.to_pyvis made of it."""
    strings = _Strings()
    discs = [d for d in discs if len(d.members) > 2]  # two tied actors need no disc to be seen together
    kinds = [k for k in KINDS if any(n["kind"] == k for n in net.nodes)]
    types = [t for t in TIE_TYPES if any(e["type"] == t for e in net.edges)]
    number = {node["id"]: i for i, node in enumerate(net.nodes)}
    return {
        "kinds": [_kind(k) for k in kinds],
        "types": [_type(t) for t in types],
        "statuses": STATUSES,
        "countries": dict(countries),
        "actors": _actors(graph, net.nodes, discs, rolled, kinds),
        "ties": _ties(graph, net.edges, number, types, strings),
        "groups": {
            "name": [g.name for g in rolled.groups],
            "country": [g.country for g in rolled.groups],
            "parent": [g.parent for g in rolled.groups],
            "region": [int(g.region) for g in rolled.groups],
            "open": [int(g.open) for g in rolled.groups],
            "x": [round(g.x, 1) for g in rolled.groups],
            "y": [round(g.y, 1) for g in rolled.groups],
            "r": [round(g.radius, 1) for g in rolled.groups],
        },
        "discs": [[d.x, d.y, d.radius] for d in discs],
        "documents": _documents(graph, strings),
        "strings": strings.table,
    }


def _kind(name: str) -> dict[str, Any]:
    kind, style = KINDS[name], KIND_STYLES[name]
    return {"key": name, "one": kind.one.en, "many": kind.many.en, "shape": style.shape, "color": style.color}


def _type(name: str) -> dict[str, Any]:
    tie, style = TIE_TYPES[name], TIE_STYLES[name]
    return {
        "key": name,
        "verb": tie.verb.en,
        "noun": tie.noun.en,
        "meaning": tie.meaning,
        "symmetric": tie.symmetric,
        "color": style.color,
        "dashes": style.dashes,
    }


def _actors(
    graph: Network, nodes: list[dict[str, Any]], discs: Sequence[Disc], rolled: Overview, kinds: list[str]
) -> dict[str, list[Any]]:
    given = [graph.nodes[n["id"]] for n in nodes]
    places = [rolled.positions[n["id"]] for n in nodes]
    disc_of = {a: i for i, disc in enumerate(discs) for a in disc.members}
    located = [coordinates(graph, n["id"]) for n in nodes]
    columns = {
        "id": [n["id"] for n in nodes],
        "name": [clean(str(d["name"])) for d in given],
        "kind": [kinds.index(n["kind"]) for n in nodes],
        "country": [d["country"] for d in given],
        "aliases": [[clean(str(a)) for a in d["aliases"] or ()] or None for d in given],
        "size": [n["size"] for n in nodes],
        "disc": [disc_of.get(n["id"]) for n in nodes],
        "x": [n["x"] for n in nodes],
        "y": [n["y"] for n in nodes],
        "ox": [x for x, _ in places],
        "oy": [y for _, y in places],
        "group": [rolled.group_of[n["id"]] for n in nodes],
        "lat": [at[0] for at in located],
        "lon": [at[1] for at in located],
        "wikidata": [d["wikidata"] for d in given],
    }
    return _without_empty(columns)


def _ties(
    graph: Network, edges: list[dict[str, Any]], number: Mapping[str, int], types: list[str], strings: _Strings
) -> dict[str, Any]:
    given = [graph.edges[e["from"], e["to"], e["id"]] for e in edges]
    columns: dict[str, list[Any]] = {
        "a": [number[e["from"]] for e in edges],
        "b": [number[e["to"]] for e in edges],
        "type": [types.index(e["type"]) for e in edges],
        "status": [STATUSES.index(e["status"]) for e in edges],
        "arrow": [int("arrows" in e) or None for e in edges],
        "width": [e["width"] for e in edges],
        "since": [d["since"] for d in given],
        "last": [d["last"] if d["last"] != d["since"] else None for d in given],
        "until": [d["until"] for d in given],
        "instrument": [strings(d["instrument"]) if d["instrument"] != "none" else None for d in given],
        "conflict": [", ".join(d["conflict"]) or None for d in given],
        "flow": [strings(d["flow"]) for d in given],
        "year": [d["year"] for d in given],
        "value": [d["value"] for d in given],
        "unit": [strings(d["unit"]) for d in given],
        "evidence": [[_statement(s, strings) for s in d.get("evidence", ())] or None for d in given],
    }
    # ids are hashes of one length: one string of them all is smaller than a list
    ids = [str(e["id"]) for e in edges]
    width = len(ids[0]) if ids else 0
    together = "".join(ids) if all(len(i) == width for i in ids) else ids
    return {**_without_empty(columns), "id": together, "id_width": width}


def _statement(record: Mapping[str, Any], strings: _Strings) -> list[Any]:
    """Return a statement's record (graph.records) as a list; assets/data.js names the places."""
    e = record["evidence"]
    c = e.get("citation") or {}
    first, last = e.get("lines") or (None, None)
    details = "; ".join(str(v) if k == "note" else f"{k} {v}" for k, v in sorted(record["details"].items())) or None
    row = [
        strings(e["document"]),
        first,
        last if last != first else None,
        e.get("page"),
        e.get("row"),
        record["date"],
        STATUSES.index(record["status"]),
        strings(record["instrument"]) if record["instrument"] != "none" else None,
        strings(record["source"]["mention"]),
        strings(record["target"]["mention"]),
        strings(c.get("number")),
        strings(c.get("title")),
        strings(c.get("url")),
        c.get("year"),
        strings(details),
        round(record["confidence"], 2) if record["confidence"] < DOUBTED else None,
    ]
    while row[-1] is None:
        row.pop()
    return row


def _documents(graph: Network, strings: _Strings) -> list[list[Any]]:
    """Return name, title and address of each source that has a title, as numbers in the table of strings."""
    titled = sorted((d for d in graph.graph.get("documents", {}).values() if d.title), key=lambda d: d.name)
    return [[strings(d.name), strings(d.title), strings(d.url)] for d in titled]


def coordinates(graph: Network, actor: str) -> tuple[float | None, float | None]:
    """Return latitude and longitude of an actor, or of the nearest place it is part of.

    A country's middle stands for the country alone, not for a company of which no more is known. (None, None) when
    unknown.
    """
    for _, kind, lat, lon in wholes(graph, actor):
        if lat is not None and lon is not None and (kind != "country" or graph.nodes[actor]["kind"] == "country"):
            return round(lat, 3), round(lon, 3)
    return None, None


def _without_empty(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {name: column for name, column in columns.items() if any(v is not None for v in column)}
