"""`pactgraph load`: tables, documents and statements into the graph, every row accounted for."""

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from .options import db_option, local, output_path
from .output import not_in, note, progress
from .resolving import decisions_option, resolver_for

if TYPE_CHECKING:
    from ..graph.ingest import Report
    from ..loaders.audit import Audit
    from ..loaders.mapping import Mapping
    from ..loaders.open import Opened
    from ..loaders.tables import Layout, Table


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how a table is to be read; the command gets one `layout`."""

    @click.option(
        "--encoding", metavar="NAME", help="Of a table; detected otherwise (utf-8, utf-16, cp1251, latin-1 …)."
    )
    @click.option("--delimiter", metavar="CHAR", help=r"Of a table; detected otherwise (\t is a tab).")
    @click.option("--header", type=click.IntRange(min=0), metavar="LINE", help="Line of the header, 0 for none.")
    @click.option("--sheet", metavar="NAME", help="Sheet of a workbook; otherwise the first that holds anything.")
    @wraps(command)
    def wrapped(
        *args: Any, encoding: str | None, delimiter: str | None, header: int | None, sheet: str | None, **rest: Any
    ) -> Any:
        from ..loaders.tables import Layout

        delimiter = "\t" if delimiter in (r"\t", "tab") else delimiter
        return command(*args, layout=Layout(encoding, delimiter, header, sheet), **rest)

    return wrapped


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@db_option
@click.option(
    "--mapping", "mapping_path", metavar="M.yml", help="What a table's columns mean: a file, or a ready mapping."
)
@click.option("--as", "as_", type=click.Choice(["statements", "table", "document"]), help="What the file is.")
@click.option("--source", "name", metavar="NAME", help="Name of the load; the same name again replaces what it said.")
@click.option("--labels", metavar="FILE", help="Names for Wikidata ids: a table of identifier and name.")
@click.option("--yes", is_flag=True, help="Load with the mapping that is proposed.")
@click.option("--save-mapping", metavar="M.yml", help="Write the proposed mapping to a file, to edit it.")
@click.option("--report", metavar="CSV", help="Write rejected rows, with reason and row number.")
@click.option("--strict", is_flag=True, help="Stop at the first rejected row; nothing is loaded then.")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@decisions_option
@table_options
def command(
    files: tuple[str, ...],
    db: str,
    mapping_path: str | None,
    as_: str | None,
    name: str | None,
    labels: str | None,
    yes: bool,
    save_mapping: str | None,
    report: str | None,
    strict: bool,
    format_: str,
    decisions_path: str,
    layout: "Layout",
) -> None:
    """Load tables (CSV, TSV, Excel, JSON), documents (PDF, DOCX, HTML, EPUB, text) or statements into the graph.

    A table needs a mapping of its columns. Without one, a ready mapping is taken if the columns are exactly its own,
    else one is proposed and printed: repeat with --yes, or save it, edit it and give it. Every row is accounted for.

    \b
    Examples:
      pactgraph load twin_towns.csv
      pactgraph load residents.xlsx --save-mapping residents.yml
      pactgraph load residents.xlsx --mapping residents.yml --report rejects.csv
      curl -s https://example.org/brokers.csv | pactgraph load - --mapping exchange_brokers --source brokers
    """
    if len(files) > 1 and (name or report or save_mapping):
        raise InputError("--source, --report and --save-mapping are for one file; load the files one by one")
    for written in (report, save_mapping):
        if written:
            output_path(written)
    results = []
    for file in files:
        with local(file) as (path, given):
            opened = open_mapped(
                path,
                mapping_path,
                as_=as_,
                name=name or given,
                labels=labels,
                strict=strict,
                layout=layout,
                propose=_Propose(file, layout, yes, save_mapping),
            )
            results.append(_load(opened, db, decisions_path, report))
    if format_ == "json":
        click.echo(json.dumps(results, ensure_ascii=False, indent=2))
    else:
        for result in results:
            _print(result)


class _Propose:
    """What to do with a table that no mapping fits: propose one, and go on only if that was asked for."""

    def __init__(self, file: str, layout: "Layout", yes: bool, save: str | None) -> None:
        self.file, self.layout, self.yes, self.save = file, layout, yes, save

    def __call__(self, table: "Table") -> "Mapping":
        from ..loaders.propose import propose

        proposal = propose(table, self.layout)
        text = proposal.to_yaml()
        note(f"No mapping fits {self.file}. Proposed from its header and values:")
        going_on = self.yes and not self.save and not proposal.missing
        click.echo(text, nl=False, err=going_on)  # what is loaded has stdout for itself
        if self.save:
            output_path(self.save).write_text(text, "utf-8")
            raise InputError(
                f"nothing was loaded; look at {self.save}, then: pactgraph load {self.file} --mapping {self.save}"
            )
        if proposal.missing:
            raise InputError(
                f"nothing was loaded: {proposal.missing}; --save-mapping FILE, complete it, and give it with --mapping"
            )
        if not self.yes:
            raise InputError(
                "nothing was loaded; if that is right, repeat with --yes, else --save-mapping FILE and edit it"
            )
        return proposal.mapping


def open_mapped(
    path: Path,
    mapping_path: str | None,
    *,
    as_: str | None,
    name: str | None,
    labels: str | None,
    strict: bool,
    layout: "Layout",
    propose: Callable[["Table"], "Mapping"] | None = None,
) -> "Opened":
    """Open a source with the mapping that was given, fits or is proposed; say what was found."""
    from ..loaders.mapping import read_mapping
    from ..loaders.open import merged, open_file, what_is
    from ..loaders.ready import fitting, ready_mapping, ready_names
    from ..loaders.tables import open_table

    mapping = None
    if mapping_path:
        ready = mapping_path in ready_names() and not Path(mapping_path).exists()
        mapping = ready_mapping(mapping_path) if ready else read_mapping(mapping_path)
    elif propose and (as_ or what_is(path)) == "table":
        table = open_table(path, layout)
        mapping = None if fitting(table) else propose(table)
    opened = open_file(
        path,
        as_=as_ or ("table" if mapping else None),
        mapping=mapping,
        layout=merged(layout, None),
        name=name,
        strict=strict,
        labels=Path(labels) if labels else None,
    )
    if opened.register:
        note(f"{path.name}: {opened.register.table.describe()}")
        if opened.mapping:
            note(f"{path.name}: the columns are those of the ready mapping {opened.mapping}")
    return opened


def _load(opened: "Opened", db: str, decisions_path: str, report_path: str | None) -> dict[str, Any]:
    from ..graph.ingest import ingest
    from ..graph.store import is_uri, open_store
    from ..loaders.documents import keep_text

    with open_store(db) as store:
        resolver = resolver_for(store, decisions_path)
        with progress("loading") as tell:
            report = ingest(store, opened.source, resolver, progress=tell)
    if opened.language and opened.language.foreign:
        note(not_in(opened.source.documents[0].name, opened.language.name))
    audit = None
    if opened.text:
        folder = Path("pactgraph.texts" if is_uri(db) else f"{db}.texts")
        kept = keep_text(opened.text, opened.source.documents[0].name, folder)
        note(f"the text that offsets refer to is kept at {kept}")
    if opened.register:
        opened.register.finish()
        audit = opened.register.audit
        if report_path:
            audit.write_rejected(Path(report_path))
    return _result(report, audit, db)


def _result(report: "Report", audit: "Audit | None", db: str) -> dict[str, Any]:
    result: dict[str, Any] = {"source": report.origin, "db": db}
    if audit:
        result |= audit.summary()
        result["reasons"] = [{"row": row, "reason": reason} for row, reason in audit.reasons()]
    else:
        result["rejected"] = report.refused
        result["reasons"] = [{"statement": r.statement.id, "reason": r.reason} for r in report.rejected[:20]]
    statements = {
        "new": report.new,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "repeated": report.repeated,
    }
    return result | {"statements": statements, "ties": dict(sorted(report.ties.items()))}


def _print(result: dict[str, Any]) -> None:
    """Print a load's account for people."""
    from ..graph.schema import TIE_TYPES

    click.echo(f"{result['source']} into {result['db']}")
    if "rows" in result:
        parts = [
            f"{result[k]} {k.replace('_', ' ')}"
            for k in ("loaded", "merged", "rejected", "left_out")
            if result[k] or k != "left_out"
        ]
        click.echo(f"  rows        {result['rows']} read: {', '.join(parts)}")
        for what, count in result["done"].items():
            click.echo(f"              {count} {what}")
    said = result["statements"]
    click.echo(f"  statements  {', '.join(f'{n} {word}' for word, n in said.items() if n or word == 'new')}")
    ties = [f"{n} {TIE_TYPES[t].noun.en}" for t, n in result["ties"].items()]
    click.echo(f"  new ties    {', '.join(ties) or 'none'}")
    for r in result["reasons"]:
        click.echo(
            f"  rejected    {'row' if 'row' in r else 'statement'} {r.get('row', r.get('statement'))}: {r['reason']}"
        )
    if (more := result["rejected"] - len(result["reasons"])) > 0:
        click.echo(f"              and {more} more (--report FILE.csv writes them all)")
