"""`pactgraph build`: from nothing to a graph, and what came in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..graph.schema import KINDS, TIE_TYPES
from ..graph.store import open_store
from .options import db_option
from .output import note, progress, table
from .resolving import decisions_option, resolver_for

if TYPE_CHECKING:
    from ..graph.ingest import Report
    from ..graph.model import Document
    from ..graph.store import Counts


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...", type=click.Path(path_type=Path))
@db_option
@decisions_option
def command(sources: tuple[Path, ...], db: str, decisions_path: str) -> None:
    """Load SOURCEs (default: the bundled dataset) and print what came in.

    A source is a document, a table whose columns a ready mapping knows, or statements; `pactgraph load` has more to say
    about each. Building again changes nothing that is the same already.

    \b
    Examples:
      pactgraph build
      pactgraph build report.pdf twin_towns.csv --db partners.lbug
    """
    from ..graph.ingest import ingest
    from ..loaders import bundled

    if sources:
        from ..loaders.open import open_source

        opened = [open_source(path) for path in sources]
    else:
        opened = [bundled.source()]
    reports = []
    with open_store(db) as store:
        resolver = resolver_for(store, decisions_path)
        for source in opened:
            with progress(f"loading {source.name}") as tell:
                reports.append(ingest(store, source, resolver, progress=tell))
        counts, documents = store.counts(), store.documents()
    _print(counts, documents)
    for report in reports:
        _account(report)
    note(f"The graph is in {db}")


def _print(counts: "Counts", documents: "list[Document]") -> None:
    kinds = [{"actors": KINDS[k].many.en, "number": counts.actors[k]} for k in KINDS if counts.actors.get(k)]
    ties = [{"ties": TIE_TYPES[t].noun.en, "number": counts.ties[t]} for t in TIE_TYPES if counts.ties.get(t)]
    table(kinds, ["actors", "number"])
    table(ties, ["ties", "number"])
    rows = [
        {"what they rest on": name, "number": number}
        for name, number in (
            ("statements", counts.statements),
            ("of them counts, which are no ties", counts.observations),
            ("ties on which sources disagree", counts.conflicts),
            ("references that passages cite", counts.citations),
        )
    ]
    table(rows, ["what they rest on", "number"])
    table([{"sources": d.name, "title": d.title, "date": d.date} for d in documents], ["sources", "title", "date"])


def _account(report: "Report") -> None:
    numbers = [f"{report.new} statements new", f"{report.unchanged} unchanged"]
    numbers += [f"{n} {word}" for n, word in ((report.removed, "removed"), (report.repeated, "repeated")) if n]
    note(f"{report.origin}: {', '.join(numbers)}")
    for rejection in report.rejected:
        note(f"Left out: {rejection.reason} ({rejection.statement.evidence.document})")
