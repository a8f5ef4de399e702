"""`pactgraph conflicts`: where sources disagree."""

from typing import TYPE_CHECKING, Any

import click

from ..graph.schema import TIE_TYPES, tie_type
from ..graph.store import open_reader
from . import output, wording
from .options import db_option, format_option

if TYPE_CHECKING:
    from ..graph.model import Actor, Statement
    from ..queries.conflicts import Conflict, Side


@click.command()
@click.argument("actor", required=False)
@db_option
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only ties of a type; repeat for several.")
@format_option
def command(actor: str | None, db: str, types: tuple[str, ...], format_: str) -> None:
    """List ties on whose date, status or value sources disagree, with where each side stands.

    A row is one side; the first of a conflict is the one the graph goes by (graph/ties.py tells how it chooses). With
    ACTOR, only its ties.

    \b
    Examples:
      pactgraph conflicts
      pactgraph conflicts "Gomel Region" --type twinned-with
      pactgraph conflicts --format csv > to-check.csv
    """
    from ..queries.conflicts import conflicts
    from ..queries.find import Directory

    wanted = [tie_type(t).name for t in types] or None
    with open_reader(db) as reader:
        directory = Directory(reader.actors())
        touching = [directory.find(actor).id] if actor else None
        found = conflicts(reader, touching=touching, types=wanted)
    if format_ == "table":
        _print(found, directory.actors)
    else:
        output.emit([_row(c, side, directory.actors) for c in found for side in c.sides], format_)


def _row(c: "Conflict", side: "Side", actors: "dict[str, Actor]") -> dict[str, Any]:
    t = c.tie
    figure = {"flow": t.flow, "year": t.year} if TIE_TYPES[t.type].figure else {}
    return {
        "tie": t.id,
        "type": t.type,
        "source": t.source,
        "source_name": actors[t.source].name,
        "target": t.target,
        "target_name": actors[t.target].name,
        **figure,
        "about": c.about,
        "says": side.says,
        "chosen": side.chosen,
        "passages": [_passage(s) for s in side.statements],
    }


def _passage(s: "Statement") -> dict[str, Any]:
    e = s.evidence
    return {"document": e.document, "lines": list(e.lines) if e.lines else None, "row": e.row, "statement": s.id}


def _print(found: "list[Conflict]", actors: "dict[str, Actor]") -> None:
    rows = []
    for c in found:
        words = [actors[c.tie.source].name, TIE_TYPES[c.tie.type].verb.en, actors[c.tie.target].name]
        what = f"{c.about} of {c.tie.flow} {c.tie.year}" if c.tie.flow else c.about
        for n, side in enumerate(c.sides):
            rows.append(
                {
                    "tie": "" if n else " ".join(words),
                    "about": "" if n else what,
                    "says": side.says + (" ✓" if side.chosen else ""),
                    "where": ", ".join(wording.place_of(s) for s in side.statements),
                }
            )
    output.emit(rows, "table", title=f"{len(found)} conflicts (✓ what the graph goes by)" if found else None)
