"""FollowTheMoney entities, one JSON object a line: what Aleph, OpenSanctions' tools and `ftm` read.

Companies, organisations and authorities are what FollowTheMoney calls them; places are addresses; zones and exchanges
are organisations. Ownership of a company and membership keep their meaning; every other tie is an UnknownLink whose
role says what it is. Each document is an entity, and ties point to theirs as proof. Ids are kept, with characters that
FollowTheMoney does not allow replaced.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...graph.model import content_hash
from ...graph.names import slug
from ...graph.schema import KINDS, PLACE_KINDS, TIE_TYPES
from ..network import Network
from . import Extras
from .clean import json_line

_SCHEMATA = {
    "company": "Company",
    "university": "Organization",
    "institution": "Organization",
    "body": "PublicBody",
    "organization": "Organization",
    "zone": "Organization",
    "exchange": "Organization",
}
_PARTS = {"region": "region", "city": "city"}
_DOMAIN = re.compile(r"https?://[^\s/]+\.[^\s/]+")
_SLUGS = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")
Properties = Mapping[str, Iterable[Any]]


def pieces(network: Network, extras: Extras) -> Iterator[str]:
    """Yield a line an entity: documents, actors, ties."""
    used = {e["evidence"]["document"] for _, _, d in network.edges(data=True) for e in d.get("evidence") or ()}
    known = {d.name: d for d in extras.documents}
    for name in sorted(used):
        d = known.get(name)
        properties: dict[str, Iterable[Any]] = {"fileName": [name], "title": [d.title or name if d else name]}
        if d:
            properties |= {"publisher": [d.publisher], "sourceUrl": [d.url], "date": [d.date]}
        yield _line(_document_id(name), "Document", properties)
    for node, data in network.nodes(data=True):
        yield _line(entity_id(node), schema(data), _actor(node, data))
    for source, target, key, data in network.edges(keys=True, data=True):
        kind, properties = _tie(network, source, target, data)
        yield _line(entity_id(f"tie/{key}"), kind, properties)


def schema(data: Mapping[str, Any]) -> str:
    """Return the schema of an actor: places are addresses."""
    return "Address" if data.get("kind") in PLACE_KINDS else _SCHEMATA.get(str(data.get("kind")), "LegalEntity")


def entity_id(id_: str) -> str:
    """Return `id_` as FollowTheMoney allows ids: points for slashes; others are reduced and told apart by a hash."""
    if _SLUGS.fullmatch(id_):
        return f"pactgraph.{id_.replace('/', '.')}"
    return f"pactgraph.{slug(id_) or 'x'}.{content_hash(id_)}"


def _document_id(name: str) -> str:
    return f"pactgraph.document.{content_hash(name)}"


def _actor(node: str, data: Mapping[str, Any]) -> dict[str, Iterable[Any]]:
    name, kind = data.get("name") or node, str(data.get("kind"))
    country = [str(data["country"]).lower()] if data.get("country") else []
    found: dict[str, Iterable[Any]] = {}
    found |= {"name": [name], "alias": data.get("aliases") or (), "country": country}
    found["wikidataId"] = [data.get("wikidata")]
    if kind in PLACE_KINDS:
        found |= {"full": [name], "latitude": [data.get("lat")], "longitude": [data.get("lon")]}
        if part := _PARTS.get(kind):
            found[part] = [name]
        if kind == "district":
            found["state"] = [name]
    elif kind in KINDS and kind != "company":
        found["classification"] = [KINDS[kind].one.en]
    return found


def _tie(network: Network, source: str, target: str, data: Mapping[str, Any]) -> tuple[str, dict[str, Iterable[Any]]]:
    type_ = str(data.get("type"))
    evidence = data.get("evidence") or ()
    shared: dict[str, Iterable[Any]] = {"startDate": [data.get("since")], "endDate": [data.get("until")]}
    shared["status"] = [data.get("status")]
    shared["proof"] = sorted({_document_id(e["evidence"]["document"]) for e in evidence})
    shared["sourceUrl"] = sorted(
        {url for e in evidence if (url := (e["evidence"].get("citation") or {}).get("url")) and _DOMAIN.match(url)}
    )
    words = TIE_TYPES[type_].noun.en if type_ in TIE_TYPES else type_
    figure = [str(data[k]) for k in ("flow", "value", "unit", "year") if data.get(k) is not None]
    summary = " ".join(figure) if figure else data.get("instrument")
    shared["summary"] = [summary if summary != "none" else None]
    ends = [schema(network.nodes[end]) for end in (source, target)]
    legal = [end != "Address" for end in ends]
    if type_ == "OWNED_BY" and ends[0] == "Company" and legal[1]:
        return "Ownership", {**shared, "asset": [entity_id(source)], "owner": [entity_id(target)], "role": [words]}
    if type_ == "MEMBER_OF" and legal[0] and ends[1] in ("Organization", "PublicBody", "Company"):
        ids = {"member": [entity_id(source)], "organization": [entity_id(target)]}
        return "Membership", {**shared, **ids, "role": [words]}
    return "UnknownLink", {**shared, "subject": [entity_id(source)], "object": [entity_id(target)], "role": [words]}


def _line(id_: str, schema_: str, properties: Properties) -> str:
    kept = {k: [str(v) for v in values if v not in (None, "")] for k, values in properties.items()}
    entity = {"id": id_, "schema": schema_, "properties": {k: v for k, v in kept.items() if v}}
    return json_line(entity) + "\n"
