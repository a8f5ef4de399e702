"""The names of the countries whose actors are drawn."""

from ..queries.network import Network


def country_names(graph: Network) -> dict[str, str]:
    """Return the name of each country that actors of `graph` are of, by its ISO 3166 code."""
    named = {d["country"]: str(d["name"]) for _, d in graph.nodes(data=True) if d["kind"] == "country" and d["country"]}
    codes = {str(d["country"]) for _, d in graph.nodes(data=True) if d["country"]}
    return {code: named.get(code, code) for code in sorted(codes)}
