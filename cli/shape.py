"""`pactgraph shape`: a network in one look, and which countries keep to themselves."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from ..graph.store import open_reader
from . import output
from .options import db_option, filter_options, format_option, limit_option

if TYPE_CHECKING:
    from ..queries.mixing import Assortativity
    from ..queries.network import Filter
    from ..queries.shape import Shape


@click.command()
@db_option
@filter_options
@limit_option(10)
@format_option
def command(db: str, keep: "Filter", limit: int, format_: str) -> None:
    """Show the shape of the network: size, parts, clustering, assortativity, the E-I index.

    Assortativity (Newman) is 1 when ties join like with like, 0 by chance, below 0 when unlike attract; "±" is its
    standard error. The E-I index (Krackhardt and Stern) is 1 when all ties leave the country, -1 when none does;
    "expected" is what it would be if ties went anywhere.

    \b
    Examples:
      pactgraph shape
      pactgraph shape --type twinned-with --format json
    """
    from ..queries.empty import network_or_reason
    from ..queries.shape import shape

    with open_reader(db) as reader:
        network = network_or_reason(reader, keep)
    found = shape(network)
    if format_ == "json":
        output.dump(asdict(found))
        return
    countries = [asdict(c) for c in found.countries]
    if format_ != "table":
        output.emit(countries, format_)
        return
    output.table(_lines(found), ("measure", "value", "meaning"), whole=("measure", "value"))
    output.emit(output.cut(countries, limit, "countries"), format_, title="E-I index by country")


def _lines(found: "Shape") -> list[dict[str, Any]]:
    lines: list[tuple[str, Any, str]] = [
        ("actors", found.actors, ""),
        ("ties", found.ties, f"between {found.pairs} pairs of actors"),
        ("parts", found.parts, f"the largest has {found.largest} actors"),
        ("density", f"{found.density:.2g}", "of all pairs are tied"),
        ("clustering", f"{found.clustering:.3f}", "of an actor's pairs of partners are tied, on average"),
        ("assortativity by degree", _number(found.by_degree), "do actors with many partners tie with each other?"),
        ("assortativity by country", _with_error(found.by_country), "do ties stay within a country?"),
        ("assortativity by kind", _with_error(found.by_kind), "do ties stay within a kind of actor?"),
    ]
    if found.home:
        lines.append(("E-I index by country", f"{found.home.ei:.3f}", f"expected {found.home.expected:.3f} by chance"))
    return [{"measure": a, "value": b, "meaning": c} for a, b, c in lines]


def _number(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.3f}"


def _with_error(found: "Assortativity") -> str:
    return _number(found.value) + ("" if found.error is None else f" ± {found.error:.3f}")
