"""`pactgraph shared`: who shares partners with whom, and whether that is more than chance."""

from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from ..graph.schema import kind as kind_called
from ..graph.store import open_reader
from . import output
from .analysis import named, nothing_shared, without_nothing
from .options import country_code, db_option, format_option, limit_option, tie_filter_options

if TYPE_CHECKING:
    from ..queries.network import Filter

_NAMED = 3  # shared partners that a table names


@click.command()
@click.argument("kind")
@click.option("--through", metavar="KIND", help="Only partners of a kind: zone, company, region…")
@click.option("--country", "compared", multiple=True, metavar="CC", help="Compare only actors of a country.")
@click.option(
    "--null",
    type=click.Choice(["hypergeometric", "sdsm"]),
    help="Test against a null model: partners drawn alike, or popular partners drawn more often (sdsm).",
)
@click.option("--significant", type=click.FloatRange(0, 1), metavar="Q", help="Only pairs with q up to this.")
@db_option
@tie_filter_options
@limit_option(20)
@format_option
def command(
    kind: str,
    through: str | None,
    compared: tuple[str, ...],
    null: str | None,
    significant: float | None,
    db: str,
    keep: "Filter",
    limit: int,
    format_: str,
) -> None:
    """Find actors of a KIND that share partners: companies in the same zones, regions with the same partners.

    "weight" counts a partner shared by few for more (Newman), "jaccard" is the share of all their partners that two
    have in common. With --null, "expected" is how many they would share by chance, p how likely so many are, and q is
    p corrected for all pairs compared (Benjamini and Hochberg).

    \b
    Examples:
      pactgraph shared company --through zone
      pactgraph shared region --country BY --null sdsm
      pactgraph shared region --null hypergeometric --significant 0.05 --format csv
    """
    from ..queries.empty import network_or_reason
    from ..queries.shared import shared

    one = kind_called(kind).name
    partner = kind_called(through).name if through else None
    if significant is not None and null is None:
        raise InputError("--significant needs a null model: add --null sdsm or --null hypergeometric")
    with open_reader(db) as reader:
        network = network_or_reason(reader, keep)
    found = shared(network, one, partner, countries=[country_code(c) for c in compared] or None, null=null)
    if not found.pairs:
        raise InputError(nothing_shared(network, one, partner))
    pairs = [p for p in found.pairs if significant is None or (p.q is not None and p.q <= significant)]
    if not pairs:
        least = min(p.q for p in found.pairs if p.q is not None)
        raise InputError(
            f"none of the {len(found.pairs)} pairs that share a partner is significant at q <= {significant:g}; "
            f"the least q is {least:.2g}"
        )
    if null:
        pairs.sort(key=lambda p: (p.q, p.p, -p.count))
    near = {a: set(network.succ[a]) | set(network.pred[a]) for a in found.actors}
    partners = set(found.partners)
    rows: list[dict[str, Any]] = []
    for p in output.cut(pairs, limit, "pairs"):
        common = sorted((near[p.a] & near[p.b] & partners) - {p.a, p.b}, key=lambda id_: named(network, id_))
        row = {"a": named(network, p.a), "a_id": p.a, "b": named(network, p.b), "b_id": p.b, "shared": p.count}
        row |= {"weight": p.weight, "jaccard": p.jaccard, "expected": p.expected, "p": p.p, "q": p.q}
        names = [named(network, id_) for id_ in common]
        if format_ == "table" and len(names) > _NAMED:
            names = [*names[:_NAMED], f"{len(names) - _NAMED} more"]
        rows.append(without_nothing(row) | {"through": names})
    columns = ["a", "b", "shared", *(("expected", "q") if null else ("weight",)), "through"]
    title = f"{len(found.pairs)} of {len(found.actors) * (len(found.actors) - 1) // 2} pairs share a partner"
    output.emit(rows, format_, columns=columns, title=title)
