"""`pactgraph bridges`: who stands between groups, and in which role."""

from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from ..graph.store import open_reader
from . import output
from .analysis import among
from .options import db_option, filter_options, format_option, limit_option

if TYPE_CHECKING:
    from ..queries.network import Filter

_ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")
_SORT = ("brokerage", "betweenness", "constraint", *_ROLES)


@click.command()
@db_option
@filter_options
@click.option("--by", type=click.Choice(_SORT), default="betweenness", show_default=True, help="What to sort by.")
@click.option(
    "--groups",
    type=click.Choice(["country", "kind", "region", "community"]),
    default="country",
    show_default=True,
    help="What is bridged; who belongs to none stands for itself.",
)
@click.option("--directed", is_flag=True, help="Follow the direction of ties that have one.")
@click.option(
    "--list", "listed", multiple=True, metavar="WHO", help="Show a kind or country only; all actors are still measured."
)
@limit_option(20)
@format_option
def command(
    db: str,
    keep: "Filter",
    by: str,
    groups: str,
    directed: bool,
    listed: tuple[str, ...],
    limit: int,
    format_: str,
) -> None:
    """Find actors that link groups or countries.

    Betweenness is the share of shortest chains between others that run through an actor; constraint (Burt) is low for
    who has partners that do not know each other. The roles (Gould and Fernandez) count pairs of untied partners by
    group: as coordinator within its own group, as consultant between two of another group, as gatekeeper into and as
    representative out of its own group, as liaison between two other groups. Ties without direction run both ways,
    so each pair counts twice and gatekeeper equals representative. The table names the main role, the other formats
    count all.

    \b
    Examples:
      pactgraph bridges
      pactgraph bridges --by liaison --type cooperates-with
      pactgraph bridges --groups community --list company
    """
    from ..queries.brokerage import brokerage
    from ..queries.central import central
    from ..queries.communities import communities
    from ..queries.empty import network_or_reason
    from ..queries.expected import groups_of
    from ..queries.simple import simplify
    from ..queries.snapshot import Belonging

    kinds, countries = among(listed)
    with open_reader(db) as reader:
        network = network_or_reason(reader, keep)
        belonging = Belonging(reader.actors()) if groups == "region" else None
        names = {a.id: a.name for a in belonging.actors.values()} if belonging else {}
    graph = simplify(network, directed=directed)
    if groups == "community":
        of: dict[str, Any] = dict(communities(network, graph=graph).of())
    else:
        of = dict(groups_of(network, groups, belonging))
    # who belongs to no group stands for itself
    roles = brokerage(graph, [of.get(node) or f"itself {node}" for node in graph.nodes])
    with output.progress("betweenness") as tell:
        between = central(network, "betweenness", graph=graph, progress=tell)
    constraint = central(network, "constraint", graph=graph.undirected()).values()
    if between.approximate:
        output.note(f"betweenness is approximate: estimated from {between.sampled} sources.")
    at = {node: i for i, node in enumerate(graph.nodes)}
    rows: list[dict[str, Any]] = []
    for s in between.scores:
        counts = {role: int(roles[role][at[s.id]]) for role in _ROLES}
        row: dict[str, Any] = {"id": s.id, "name": s.name, "kind": s.kind, "country": s.country}
        row["group"] = names.get(of.get(s.id, ""), of.get(s.id))
        row |= {"betweenness": s.value, "constraint": constraint.get(s.id), "brokerage": sum(counts.values()), **counts}
        rows.append(row)
    rows = [r for r in rows if (not kinds or r["kind"] in kinds) and (not countries or r["country"] in countries)]
    if not rows:
        raise InputError(f"none of the {len(graph)} actors is of --list {' --list '.join(listed)}")
    low = by == "constraint"
    rows.sort(key=lambda r: (r[by] is None, (r[by] or 0) if low else -(r[by] or 0), r["id"]))
    shown = output.cut(rows, limit, "actors")
    if format_ == "table":
        shown = [{**r, "main role": _main_role(r)} for r in shown]
    of_group = "country" if groups == "country" else "group"
    columns = ["name", of_group, "betweenness", "constraint", "brokerage", "main role"]
    output.emit(shown, format_, columns=columns)


def _main_role(row: dict[str, Any]) -> str:
    """Return the role that an actor plays most, and how much of all its brokerage that is."""
    if not row["brokerage"]:
        return ""
    role = max(_ROLES, key=lambda name: row[name])
    return f"{role} {row[role] / row['brokerage']:.0%}"
