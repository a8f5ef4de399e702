"""Why a network is empty: which filter lets nothing through, and what would."""

from dataclasses import replace

from ..graph.errors import InputError
from ..graph.schema import TIE_TYPES
from ..graph.store import Reader
from .network import Filter, Network, network


def network_or_reason(reader: Reader, keep: Filter) -> Network:
    """Return the network that `keep` lets through.

    Raises InputError, saying which filter to leave out, when it has no tie.
    """
    graph = network(reader, keep)
    if graph.number_of_edges() == 0:
        raise InputError(why_empty(reader, keep))
    return graph


def why_empty(reader: Reader, keep: Filter) -> str:
    """Say why no tie passes `keep`, and how many would if one filter were left out."""
    actors = {a.id: a for a in reader.actors()}
    ties = [t for t in reader.ties() if not TIE_TYPES[t.type].derived]
    if not ties:
        return f"{reader.where} holds no ties yet; load the bundled dataset with: pactgraph build"
    without = {
        "--type": replace(keep, types=None) if keep.types else None,
        "--kind": replace(keep, kinds=None) if keep.kinds else None,
        "--country": replace(keep, countries=None) if keep.countries else None,
        "--since/--until": replace(keep, since=None, until=None) if keep.since or keep.until else None,
        "the default --status (try --status any)": replace(keep, statuses=("agreed", "planned", "ended"))
        if set(keep.statuses) != {"agreed", "planned", "ended"}
        else None,
    }
    left = {
        name: sum(f.keeps_tie(t) and f.keeps_ends(actors[t.source], actors[t.target]) for t in ties)
        for name, f in without.items()
        if f
    }
    helpful = [f"without {name} {count} would" for name, count in left.items() if count]
    if helpful:
        return f"none of the {len(ties)} ties passes all filters; {', '.join(helpful)}"
    return (
        f"none of the {len(ties)} ties passes, nor would with any one filter left out; use fewer of {', '.join(left)}"
    )
