"""`pactgraph build`: from nothing to a graph, and what came in."""

from typing import Any

import click

from ..graph.ingest import Report, ingest
from ..graph.schema import KINDS, TIE_TYPES
from ..graph.store import Counts, open_store
from .options import db_option
from .output import note, progress, table


@click.command(epilog="Example: pactgraph build --db partners.lbug")
@db_option
def command(db: str) -> None:
    """Load the bundled dataset and print what came in.

    Building again changes nothing that is the same already.
    """
    from ..graph.decisions import Decisions
    from ..graph.gazetteer import default
    from ..graph.identity import Resolver
    from ..loaders import bundled

    resolver = Resolver(default(), decisions=Decisions.of(bundled.decisions()))
    with open_store(db) as store:
        with progress("loading") as tell:
            report = ingest(store, bundled.source(), resolver, progress=tell)
        counts = store.counts()
    _print(report, counts, db)


def _print(report: Report, counts: Counts, db: str) -> None:
    table(
        [{"actors": KINDS[k].many.en, "number": counts.actors[k]} for k in KINDS if counts.actors.get(k)],
        ["actors", "number"],
    )
    table(
        [{"ties": TIE_TYPES[t].noun.en, "number": counts.ties[t]} for t in TIE_TYPES if counts.ties.get(t)],
        ["ties", "number"],
    )
    totals: list[tuple[str, Any]] = [
        ("statements", counts.statements),
        ("of these observations (counts)", counts.observations),
        ("ties on which sources disagree", counts.conflicts),
        ("documents", counts.documents),
        ("references they cite", counts.citations),
    ]
    table([{"total": name, "number": number} for name, number in totals], ["total", "number"])
    for rejection in report.rejected:
        note(f"Left out: {rejection.reason} ({rejection.statement.evidence.document})")
    note(f"{report.new} statements new, {report.unchanged} unchanged; the graph is in {db}")
