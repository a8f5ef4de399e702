"""`pactgraph central`: actors ranked by any measure of the registry."""

from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from ..graph.store import open_reader
from ..queries.metrics import COMPILED_FROM, METRICS, explain, metric
from . import output
from .analysis import among, project, seed_option, weight_attribute, weight_option
from .options import db_option, filter_options, format_option, limit_option

if TYPE_CHECKING:
    from ..queries.central import Ranking
    from ..queries.network import Filter
    from ..queries.shared import Projection

_MEASURES = "\n".join(
    line
    for m in METRICS.values()
    for line in wrap(m.meaning, 78, initial_indent=f"  {m.name:<13} ", subsequent_indent=" " * 16)
)


@click.command(
    epilog=f"""\b
Measures:
{_MEASURES}

\b
--explain MEASURE tells its source, and how it treats direction, weights,
parallel ties and disconnected parts.

\b
Examples:
  pactgraph central --by betweenness
  pactgraph central --by pagerank --type twinned-with --list region
  pactgraph central --by degree --project company:zone
  pactgraph central --by all --format csv > measures.csv
"""
)
@click.option("--by", "names", multiple=True, metavar="MEASURE", help="Repeat for several; all for every one.")
@click.option("--explain", "explained", metavar="MEASURE", help="Tell all about a measure (or all) and stop.")
@db_option
@filter_options
@click.option(
    "--list", "listed", multiple=True, metavar="WHO", help="Show a kind or country only; all actors are still measured."
)
@click.option("--project", "projected", metavar="KIND[:KIND]", help="Of actors that share partners: company:zone.")
@weight_option
@click.option("--directed", is_flag=True, help="Follow the direction of ties that have one.")
@click.option(
    "--engine",
    type=click.Choice(["auto", "compiled", "networkx"]),
    default="auto",
    show_default=True,
    help=f"Compiled code from {COMPILED_FROM} actors on, or one of the two always; results are equal to 1e-9.",
)
@click.option("--exact", is_flag=True, help="Never sample: betweenness above 20,000 actors takes its time.")
@seed_option
@limit_option(20)
@format_option
def command(
    names: tuple[str, ...],
    explained: str | None,
    db: str,
    keep: "Filter",
    listed: tuple[str, ...],
    projected: str | None,
    weight: str,
    directed: bool,
    engine: str,
    exact: bool,
    seed: int,
    limit: int,
    format_: str,
) -> None:
    """Rank actors by a centrality measure (degree unless told).

    Counts such as "162 residents" are never ties here; planned and ended ties are left out unless --status asks for
    them. The measures are listed below.
    """
    if explained:
        chosen = METRICS.values() if explained == "all" else [metric(explained)]
        click.echo("\n\n".join(explain(m) for m in chosen))
        return
    measures = [m.name for n in (names or ("degree",)) for m in (METRICS.values() if n == "all" else [metric(n)])]
    kinds, countries = among(listed)
    if directed and projected:
        raise InputError("--directed has no meaning with --project: what actors share has no direction")

    from ..queries.central import central
    from ..queries.empty import network_or_reason
    from ..queries.simple import simplify

    with open_reader(db) as reader:
        network = network_or_reason(reader, keep)
    attribute = weight_attribute(weight)
    projection = project(network, projected) if projected else None
    if projection:
        measures = _fit_for_projection(measures, asked=names)
        graph = projection.graph()
    else:
        graph = simplify(network, weight=attribute, directed=directed)
    rankings = []
    with output.progress("measuring") as tell:
        for name in dict.fromkeys(measures):
            if "all" in names and directed and not METRICS[name].directable:
                continue
            rankings.append(
                central(
                    network,
                    name,
                    directed=directed,
                    engine=engine,
                    exact=exact,
                    seed=seed,
                    graph=graph,
                    progress=tell,
                )
            )
    rows = _rows(rankings)
    rows = [r for r in rows if (not kinds or r["kind"] in kinds) and (not countries or r["country"] in countries)]
    if not rows:
        raise InputError(f"none of the {len(graph)} actors is of --list {' --list '.join(listed)}")
    _emit(rankings, rows, projection, limit, format_)


def _fit_for_projection(measures: list[str], asked: tuple[str, ...]) -> list[str]:
    """Return the measures that a projection has; Raises InputError for one asked for by name that it has not."""
    layered = [m for m in measures if METRICS[m].layered]
    if layered and "all" not in asked:
        raise InputError(f"{layered[0]} compares types of tie, of which a projection has none; leave out --project")
    return [m for m in measures if m not in layered]


def _rows(rankings: "list[Ranking]") -> list[dict[str, Any]]:
    """Return a row an actor, in the order of the first ranking."""
    first, *others = rankings
    values = [(r.metric.name, r.values()) for r in others]
    rows = []
    for s in first.scores:
        row: dict[str, Any] = {"rank": s.rank, "id": s.id, "name": s.name, "kind": s.kind, "country": s.country}
        row[first.metric.name] = s.value
        if first.approximate:
            row["standard_error"] = s.error
        rows.append(row | {name: by_actor.get(s.id) for name, by_actor in values})
    return rows


def _emit(
    rankings: "list[Ranking]", rows: list[dict[str, Any]], projection: "Projection | None", limit: int, format_: str
) -> None:
    first = rankings[0]
    for ranking in rankings:
        if ranking.approximate:
            top = max((s.error or 0.0 for s in ranking.scores[:20]), default=0.0)
            output.note(
                f"{ranking.metric.name} is approximate: estimated from {ranking.sampled} of {len(ranking.scores)} "
                f"sources, standard error up to {top:.2g} among the first 20; --exact computes it fully."
            )
    title = f"{first.metric.title}: {first.metric.meaning}"
    if first.approximate:
        title = f"approximate {title}"
    if projection:
        title += f" Actors are tied when they share a partner ({len(projection.partners)} partners)."
    shown = output.cut(rows, limit, "actors")
    columns = [c for c in rows[0] if c != "id"]
    output.emit(shown, format_, columns=columns, title=title)
