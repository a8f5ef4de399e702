"""Which country and which part of it an actor is drawn in: the graph knows, and where it does not, the gazetteer."""

from collections import Counter
from collections.abc import Iterator

from ..graph.gazetteer import default
from ..queries.network import Network

_HOME = 0.5  # the share of all ties that makes a country the home of a graph


def country_names(graph: Network) -> dict[str, str]:
    """Return the name of each country that actors of `graph` are of, by its ISO 3166 code."""
    codes = {str(d["country"]) for _, d in graph.nodes(data=True) if d["country"]}
    places = {code: default().get(code.lower()) for code in sorted(codes)}
    return {code: place.name if place else code for code, place in places.items()}


def home_country(graph: Network) -> str | None:
    """Return the code of the country that more than half of all ties touch, if there is one."""
    touched: Counter[str | None] = Counter()
    for a, b in graph.edges():
        touched.update({graph.nodes[a]["country"], graph.nodes[b]["country"]})
    touched.pop(None, None)
    code, ties = min(touched.items(), key=lambda c: (-c[1], c[0] or ""), default=(None, 0))
    return code if ties > _HOME * graph.number_of_edges() else None


def region_of(graph: Network, actor: str) -> str | None:
    """Return the name of the region that `actor` is or is part of."""
    return next((name for name, kind, _, _ in wholes(graph, actor) if kind == "region"), None)


def wholes(graph: Network, actor: str) -> Iterator[tuple[str, str, float | None, float | None]]:
    """Yield name, kind, latitude and longitude of `actor` and of what it is part of, from the nearest outwards."""
    seen: set[str] = set()
    id_: str | None = actor
    while id_ and id_ not in seen:
        seen.add(id_)
        if id_ in graph:
            data = graph.nodes[id_]
            yield str(data["name"]), str(data["kind"]), data["lat"], data["lon"]
            id_ = data["part_of"]
        elif place := default().get(id_):
            yield place.name, place.kind, place.lat, place.lon
            id_ = place.part_of
        else:
            return
