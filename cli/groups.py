"""`pactgraph groups`: communities, who is in them, and how far to trust them."""

from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from ..graph.schema import TIE_TYPES
from ..graph.store import open_reader
from . import output
from .analysis import counted, named, project, seed_option, weight_attribute, weight_option
from .options import db_option, filter_options, format_option, limit_option

if TYPE_CHECKING:
    from ..queries.communities import Community, Partition
    from ..queries.network import Filter, Network

_FIRM, _LOOSE = 0.8, 0.5  # adjusted Rand indices above and below which borders are firm or loose


@click.command()
@db_option
@filter_options
@click.option("--project", "projected", metavar="KIND[:KIND]", help="Of actors that share partners: company:zone.")
@weight_option
@click.option("--resolution", type=float, default=1.0, show_default=True, help="More gives more, smaller groups.")
@click.option("--runs", type=click.IntRange(1, 1000), default=10, show_default=True, help="Seeds to try and compare.")
@seed_option
@click.option("--members", type=click.IntRange(min=1), metavar="NUMBER", help="List the members of one group.")
@limit_option(15)
@format_option
def command(
    db: str,
    keep: "Filter",
    projected: str | None,
    weight: str,
    resolution: float,
    runs: int,
    seed: int,
    members: int | None,
    limit: int,
    format_: str,
) -> None:
    """Find communities: groups of actors with more ties among them than between them.

    The Leiden algorithm maximises modularity, starting from a seed; several seeds are run and the best answer is shown.
    Its stability is how much the seeds agree (adjusted Rand index: 1 wholly, 0 as by chance). "within" is the share of
    a group's ties that stay in it. The same data and options give the same answer.

    \b
    Examples:
      pactgraph groups
      pactgraph groups --type twinned-with --resolution 2
      pactgraph groups --members 1 --format csv
    """
    from ..queries.communities import communities
    from ..queries.empty import network_or_reason

    with open_reader(db) as reader:
        network = network_or_reason(reader, keep)
    graph = project(network, projected).graph() if projected else None
    with output.progress("looking for groups") as tell:
        found = communities(
            network,
            weight=weight_attribute(weight),
            resolution=resolution,
            seed=seed,
            runs=runs,
            graph=graph,
            progress=tell,
        )
    if members:
        _emit_members(network, found, members, limit, format_)
    elif format_ == "json":
        output.dump(_record(network, found))
    else:
        several = [c for c in found.communities if len(c.members) > 1]
        output.emit([_row(c) for c in output.cut(several, limit, "groups")], format_)
        output.note(_trust(found))


def _row(c: "Community") -> dict[str, Any]:
    return {
        "number": c.number,
        "actors": len(c.members),
        "within": round(c.within, 3),
        "led by": c.label,
        "countries": counted(c.countries, 3),
        "kinds": counted(c.kinds, 3),
        "ties": counted([(TIE_TYPES[t].noun.en if t in TIE_TYPES else t, n) for t, n in c.types], 3),
    }


def _record(network: "Network", found: "Partition") -> dict[str, Any]:
    return {
        "modularity": found.modularity,
        "stability": found.stability,
        "seed": found.seed,
        "runs": found.runs,
        "resolution": found.resolution,
        "groups": [
            {
                "number": c.number,
                "label": c.label,
                "within": c.within,
                "countries": dict(c.countries),
                "kinds": dict(c.kinds),
                "types": dict(c.types),
                "members": [{"id": m, "name": named(network, m)} for m in c.members],
            }
            for c in found.communities
        ],
    }


def _emit_members(network: "Network", found: "Partition", number: int, limit: int, format_: str) -> None:
    if number > len(found.communities):
        raise InputError(f"there is no group {number}; there are {len(found.communities)}")
    chosen = found.communities[number - 1]
    rows = [{"id": m, **{k: network.nodes[m].get(k) for k in ("name", "kind", "country")}} for m in chosen.members]
    output.emit(
        output.cut(rows, limit, "members") if format_ == "table" else rows,
        format_,
        columns=["name", "kind", "country"],
        title=f"Group {number}: {chosen.label}",
    )


def _trust(found: "Partition") -> str:
    single = sum(len(c.members) == 1 for c in found.communities)
    words = [f"{len(found.communities) - single} groups, modularity {found.modularity:.3f}"]
    if single:
        words.append(f"{single} actors alone")
    if found.stability is not None:
        trust = (
            "borders are firm"
            if found.stability >= _FIRM
            else "some borders shift"
            if (found.stability >= _LOOSE)
            else "seeds hardly agree: take the borders for one reading among many"
        )
        words.append(f"stability {found.stability:.2f} over {found.runs} seeds ({trust})")
    return "; ".join(words) + "."
