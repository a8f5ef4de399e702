"""`pactgraph load`: tables, documents and statements into the graph, every row accounted for."""

import sys
import tempfile
from collections.abc import Mapping as MappingOf
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from .options import db_option, output_path
from .output import note, progress

if TYPE_CHECKING:
    from ..graph.ingest import Report
    from ..loaders.audit import Audit
    from ..loaders.mapping import Mapping
    from ..loaders.open import Opened
    from ..loaders.tables import Layout

DECISIONS = "decisions.jsonl"

decisions_option = click.option(
    "--decisions",
    "decisions_path",
    envvar="PACTGRAPH_DECISIONS",
    default=DECISIONS,
    show_default=True,
    metavar="FILE",
    help="What people decided about identities and statements (see `review`). Also PACTGRAPH_DECISIONS.",
)


def table_options(command: Any) -> Any:
    """Add the options that say how a table is to be read; the command gets one `layout`."""
    from functools import wraps

    @click.option("--encoding", metavar="NAME", help="Of a table; detected otherwise (utf-8, utf-16, cp1251, latin-1 …).")
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
@click.option("--mapping", "mapping_path", metavar="M.yml", help="What a table's columns mean: a file, or a ready mapping.")
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
    for path in (report, save_mapping):
        if path:
            output_path(path)
    results = []
    for file in files:
        with _local(file) as path:
            opened = _open(path, mapping_path, as_, name or ("stdin" if file == "-" else None), labels, strict, layout, yes, save_mapping)
            results.append(_load(opened, db, decisions_path, report))
    _print(results, format_)
