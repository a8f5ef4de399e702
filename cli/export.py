"""`pactgraph export`: the graph in a format other tools read."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..graph.errors import InputError
from ..graph.store import open_reader
from ..queries.exports import FORMATS
from . import output
from .options import db_option, filter_options, output_path

if TYPE_CHECKING:
    from ..graph.store import Reader
    from ..queries.exports import Extras
    from ..queries.network import Filter, Network

_WIDTH = max(map(len, FORMATS))
_LIST = "\n".join(f"  {f.name:<{_WIDTH}}  {f.what}{' (a folder)' if f.folder else ''}" for f in FORMATS.values())


@click.command(
    epilog=f"""\b
Formats:
{_LIST}

\b
Examples:
  pactgraph export -f gexf -o belarus.gexf
  pactgraph export -f csv -o tables --country BY --country CN
  pactgraph export -f statements -o - --type twinned-with | head
"""
)
@click.option("-f", "--format", "format_", type=click.Choice(list(FORMATS)), required=True, help="See below.")
@click.option("-o", "--output", "out", required=True, metavar="PATH", help="A file or folder; - is standard output.")
@click.option("--isolated", is_flag=True, help="Also actors without a tie that passes the filters.")
@db_option
@filter_options
def command(format_: str, out: str, isolated: bool, db: str, keep: "Filter") -> None:
    """Write the graph, or the part that the filters let through, in a format other tools read.

    Names in any script are kept. Planned and ended ties are left out unless --status asks for them (--status any).
    """
    from ..queries.empty import why_empty
    from ..queries.exports import export
    from ..queries.network import network

    chosen = FORMATS[format_]
    target = None if out == "-" else _folder(out) if chosen.folder else output_path(out)
    if target is None and chosen.folder:
        raise InputError(f"-f {format_} is several files; give a folder with -o")
    with open_reader(db) as reader, output.progress("reading"):
        graph = network(reader, keep, evidence=chosen.evidence, isolated=isolated)
        if graph.number_of_edges() == 0 and not isolated:
            raise InputError(why_empty(reader, keep))
        extras = _extras(reader, graph, format_, keep)
    with output.progress("writing"):
        files = export(graph, format_, target or sys.stdout, extras)
    if target:
        names = ", ".join(str(f) for f in files)
        told = (
            f"{len(extras.statements)} statements"
            if format_ == "statements"
            else (f"{len(graph)} actors and {graph.number_of_edges()} ties")
        )
        output.note(f"Wrote {told} to {names}.")


def _folder(path: str) -> Path:
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{path} is a file; this format needs a folder")
    if not folder.parent.is_dir():
        raise InputError(f"{path} cannot be made: there is no folder {folder.parent}")
    return folder


def _extras(reader: "Reader", graph: "Network", format_: str, keep: "Filter") -> "Extras":
    from ..queries.exports import Extras

    if format_ == "gexf":
        from ..viz.style import KIND_STYLES, TIE_STYLES

        return Extras(
            kind_colors={kind: style.color for kind, style in KIND_STYLES.items()},
            type_colors={type_: style.color for type_, style in TIE_STYLES.items()},
        )
    if format_ == "ftm":
        return Extras(documents=tuple(reader.documents()))
    if format_ == "statements":
        ties = {key for _, _, key in graph.edges(keys=True)}
        everything = not (keep.types or keep.kinds or keep.countries or keep.since or keep.until)
        found = [s for s in reader.statements() if s.tie_id in ties or (everything and s.is_observation)]
        return Extras(statements=tuple(found))
    return Extras()
