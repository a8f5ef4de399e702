"""`pactgraph expected`: which groups have more ties, or fewer, than their sizes would bring about."""

from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from ..graph.store import open_reader
from . import output
from .analysis import weight_attribute, weight_option
from .options import db_option, filter_options, format_option, limit_option

if TYPE_CHECKING:
    from ..queries.expected import Expected
    from ..queries.network import Filter


@click.command()
@click.option(
    "--between",
    "by",
    type=click.Choice(["country", "region", "kind"]),
    default="country",
    show_default=True,
    help="The groups that are compared.",
)
@click.option(
    "--null",
    type=click.Choice(["configuration", "gravity"]),
    default="configuration",
    show_default=True,
    help="What to expect: ends of ties joined at random, or sizes and distance (a Poisson regression).",
)
@click.option("--significant", type=click.FloatRange(0, 1), metavar="Q", help="Only pairs with q up to this.")
@click.option("--missing", is_flag=True, help="Only pairs with fewer ties than expected.")
@db_option
@filter_options
@weight_option
@limit_option(20)
@format_option
def command(
    by: str,
    null: str,
    significant: float | None,
    missing: bool,
    db: str,
    keep: "Filter",
    weight: str,
    limit: int,
    format_: str,
) -> None:
    """Compare the ties between countries or regions with what a null model expects.

    "ratio" is observed/expected, "z" the difference in standard deviations, "q" the two-sided chance corrected for all
    pairs (Benjamini and Hochberg). The most surprising pairs come first.

    \b
    Examples:
      pactgraph expected
      pactgraph expected --between region --type twinned-with --significant 0.1
      pactgraph expected --null gravity --missing
    """
    if by == "kind" and null == "gravity":
        raise InputError("kinds of actors have no place, so gravity cannot be fitted; use --between country or region")
    from ..queries.empty import network_or_reason
    from ..queries.expected import expected, groups_of
    from ..queries.snapshot import Belonging

    with open_reader(db) as reader:
        network = network_or_reason(reader, keep)
        belonging = Belonging(reader.actors())
    groups = groups_of(network, by, belonging)
    found = expected(network, groups, null=null, weight=weight_attribute(weight), belonging=belonging)
    pairs = [e for e in found.pairs if (significant is None or e.q <= significant) and (e.z < 0 or not missing)]
    if not pairs:
        least = min((e.q for e in found.pairs), default=1.0)
        raise InputError(f"none of {len(found.pairs)} pairs is left; the least q is {least:.2g}")
    actors = belonging.actors

    def called(group: str) -> str:
        return actors[group].name if by == "region" and group in actors else group

    rows: list[dict[str, Any]] = [
        {
            "a": called(e.a),
            "b": called(e.b),
            **({"a_id": e.a, "b_id": e.b} if by == "region" else {}),
            "observed": e.observed,
            "expected": e.expected,
            "ratio": e.ratio,
            "z": e.z,
            "p": e.p,
            "q": e.q,
        }
        for e in output.cut(pairs, limit, "pairs")
    ]
    output.emit(rows, format_, columns=["a", "b", "observed", "expected", "ratio", "z", "q"])
    output.note(_model(found))


def _model(found: "Expected") -> str:
    left_out = f" {found.left_out} actors belong to no group and are left out." if found.left_out else ""
    if found.null == "configuration":
        return f"Expected: all ends of ties joined at random.{left_out}"
    return (
        f"Expected: (strength x strength)^{found.mass:.2f} x distance^{found.distance:.2f}, "
        f"dispersion {found.dispersion:.2f}.{left_out}"
    )
