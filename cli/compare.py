"""`pactgraph compare`: the graph held against another source, without loading it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..graph.store import open_reader
from . import wording
from .load import open_mapped, table_options
from .options import db_option, format_option, limit_option, local, output_path
from .output import cut, dump, emit, note, table
from .resolving import decisions_option, resolver_for

if TYPE_CHECKING:
    from ..loaders.tables import Layout
    from ..queries.compare import Compared, Comparison

OUTCOMES = ("both", "differs", "only-here", "only-there", "unresolved")
COLUMNS = ("outcome", "source", "type", "target", "here", "there", "said_here")


@click.command()
@click.argument("file", metavar="SOURCE")
@db_option
@click.option("--mapping", "mapping_path", metavar="M.yml", help="What the columns mean: a file, or a ready mapping.")
@click.option("--as", "as_", type=click.Choice(["statements", "table", "document"]), help="What the source is.")
@click.option("--labels", metavar="FILE", help="Names for Wikidata ids: a table of identifier and name.")
@click.option("--only", multiple=True, type=click.Choice(OUTCOMES), help="Only what came out so; repeat for several.")
@click.option("--everything", is_flag=True, help="Also list ties of actors that the source does not name at all.")
@click.option(
    "--quickstatements",
    "quick_path",
    metavar="FILE",
    help="For Wikidata: write twinnings only here, with a reference, as QuickStatements (implies --everything).",
)
@limit_option(40)
@format_option
@decisions_option
@table_options
def command(
    file: str,
    db: str,
    mapping_path: str | None,
    as_: str | None,
    labels: str | None,
    only: tuple[str, ...],
    everything: bool,
    quick_path: str | None,
    limit: int,
    format_: str,
    decisions_path: str,
    layout: "Layout",
) -> None:
    """Hold the graph against SOURCE without loading it: in both, only here (with evidence), only there, ended or dated
    differently, unresolved.

    SOURCE is whatever `load` takes. Nothing is written to the graph. Sources differ by nature: see the evidence.

    \b
    Examples:
      pactgraph compare twin_towns.csv
      pactgraph compare query.json --only only-here --format csv
      pactgraph compare query.json --quickstatements missing.tsv
    """
    from ..queries.compare import compare
    from ..queries.quickstatements import quickstatements

    quick = output_path(quick_path) if quick_path else None
    with local(file) as (path, given), open_reader(db) as reader:
        opened = open_mapped(
            path, mapping_path, as_=as_, name=given, labels=labels, strict=False, layout=layout, propose=None
        )
        resolver = resolver_for(reader, decisions_path)
        for actor in opened.source.actors:
            resolver.learn(actor)
        found = compare(
            reader,
            opened.source.statements,
            resolver,
            everything=everything or quick is not None,
            observe=opened.source.observe,
        )
        if opened.register:
            opened.register.finish()
            audit = opened.register.audit
            note(f"{path.name}: {audit.rows} rows read, {len(audit.rejected)} rejected")
            for row, reason in audit.reasons():
                note(f"  row {row}: {reason}")
    if quick:
        lines = list(quickstatements(found.ties))
        Path(quick).write_text("".join(f"{line}\n" for line in lines), "utf-8")
        note(f"{len(lines)} QuickStatements written to {quick}")
    _print(found, only, limit, format_)


def _print(found: "Comparison", only: tuple[str, ...], limit: int, format_: str) -> None:
    wanted = [o.replace("-", " ") for o in only]
    ties = [c for c in found.ties if not wanted or c.outcome in wanted]
    if format_ == "json":
        dump({"counts": found.counts(), "observations": found.observations, "ties": [_record(c) for c in ties]})
    elif format_ == "table":
        table([{"outcome": o, "ties": n} for o, n in found.counts().items()], ["outcome", "ties"])
        shown = cut([c for c in ties if wanted or c.outcome != "both"], limit, "ties")
        if shown:
            table([_row(c) for c in shown], COLUMNS)
    else:
        emit([_record(c) if format_ == "jsonl" else _flat(c) for c in ties], format_)


def _row(c: "Compared") -> dict[str, Any]:
    first = c.evidence_here[0] if c.evidence_here else None
    more = f" and {len(c.evidence_here) - 1} more" if len(c.evidence_here) > 1 else ""
    return {
        "outcome": c.outcome + (f": {', '.join(c.differences)}" if c.differences else ""),
        "source": wording.called(c.source),
        "type": c.tie.type,
        "target": wording.called(c.target),
        "here": _when(c.here),
        "there": _when(c.there),
        "said_here": wording.short_place(first) + more if first else "",
    }


def _when(tie: Any) -> str:
    if tie is None:
        return ""
    return " ".join(filter(None, (wording.date_of(tie), wording.state(tie)))) or "undated"


def _record(c: "Compared") -> dict[str, Any]:
    from ..graph.records import to_record

    return {
        "outcome": c.outcome,
        "differences": list(c.differences),
        "type": c.tie.type,
        "source": {**wording.actor_record(c.source), "wikidata": c.source.wikidata},
        "target": {**wording.actor_record(c.target), "wikidata": c.target.wikidata},
        "here": wording.tie_record(c.here) if c.here else None,
        "there": wording.tie_record(c.there) if c.there else None,
        "evidence_here": [to_record(s)["evidence"] for s in c.evidence_here],
        "evidence_there": [to_record(s)["evidence"] for s in c.evidence_there],
    }


def _flat(c: "Compared") -> dict[str, Any]:
    row: dict[str, Any] = {"outcome": c.outcome, "differences": ", ".join(c.differences), "type": c.tie.type}
    for name, actor in (("source", c.source), ("target", c.target)):
        row |= {f"{name}_id": actor.id, name: actor.name, f"{name}_country": actor.country or ""}
        row[f"{name}_wikidata"] = actor.wikidata or ""
    for name, tie in (("here", c.here), ("there", c.there)):
        row |= {f"since_{name}": (tie and tie.since) or "", f"until_{name}": (tie and tie.until) or ""}
        row[f"status_{name}"] = tie.status if tie else ""
    for name, said in (("here", c.evidence_here), ("there", c.evidence_there)):
        row[f"evidence_{name}"] = "; ".join(wording.place_of(s) for s in said)
        row[f"cites_{name}"] = "; ".join(
            dict.fromkeys(s.evidence.citation.url or "" for s in said if s.evidence.citation)
        )
    return row
