"""`pactgraph path`: chains between two actors."""

from typing import TYPE_CHECKING, Any

import click

from ..graph.store import Reader, open_reader
from . import output, wording
from .options import db_option, format_option, path_filter_options

if TYPE_CHECKING:
    from ..graph.model import Tie
    from ..queries.filter import Filter
    from ..queries.paths import Path

TIES = 3  # of one step that are printed
_LIFT = {
    "status": "with --status any",
    "type": "without --type",
    "kind": "without --kind",
    "country": "without --country",
    "years": "without --since and --until",
    "avoid": "without --avoid",
    "parts": "with --parts",
    "all": "with --parts --status any and no other filter",
}


@click.command()
@click.argument("a")
@click.argument("b")
@db_option
@click.option("-k", "--count", type=click.IntRange(1, 1000), default=1, show_default=True, help="Alternatives at most.")
@click.option("--weighted", is_flag=True, help="Prefer strong ties: a step costs 1 / strength (see links --explain).")
@click.option("--avoid", multiple=True, metavar="ACTOR", help="Do not pass through ACTOR; repeat for several.")
@click.option("--parts", is_flag=True, help="A step may also lead from a place to what it is part of.")
@path_filter_options
@format_option
def command(
    a: str,
    b: str,
    db: str,
    count: int,
    weighted: bool,
    avoid: tuple[str, ...],
    parts: bool,
    keep: "Filter",
    format_: str,
) -> None:
    """Find the shortest chain of ties between A and B, or the -k shortest, each step with its ties and sources.

    Ties are followed both ways. --kind is asked of the actors on the way, not of the two ends. Countries are tied to
    nearly everything: --avoid keeps chains from running through one.

    \b
    Examples:
      pactgraph path Gomselmash Chengdu -k 3
      pactgraph path Gomselmash Chengdu --avoid Belarus
      pactgraph path "Gomel Region" Shanghai --type twinned-with --type cooperates-with --weighted
    """
    from ..queries.find import Directory
    from ..queries.paths import openings, paths

    with open_reader(db) as reader:
        directory = Directory(reader.actors(), output.note)
        one, other = directory.find(a), directory.find(b)
        around = {directory.find(name).id for name in avoid}
        found = paths(reader, one, other, keep, count=count, weighted=weighted, avoid=around, parts=parts)
        sources = _sources(reader, found)
        hints = [] if found else openings(reader, one, other, keep, avoid=around, parts=parts)
    if format_ == "json":
        output.dump([_record(p, sources) for p in found])
    elif format_ != "table":
        output.emit([row for n, p in enumerate(found, 1) for row in _rows(n, p, sources)], format_)
    else:
        for n, p in enumerate(found, 1):
            _print(n, p, sources, weighted)
    if not found:
        output.note(f"No chain of such ties links {wording.called(one)} and {wording.called(other)}.")
        for hint in hints:
            output.note(f"There is one of {_steps(hint.steps)} {_LIFT[hint.lift]}.")
    elif len(found) < count:
        output.note(f"There are no more than {len(found)}.")


def _steps(n: int) -> str:
    return "1 step" if n == 1 else f"{n} steps"


def _sources(reader: Reader, found: "list[Path]") -> dict[str, list[str]]:
    """Return for each tie on the way where its statements stand."""
    ids = {t.id for p in found for s in p.steps for t in s.ties}
    sources: dict[str, list[str]] = {}
    for statement in reader.statements(ties=ids) if ids else ():
        sources.setdefault(statement.tie_id, []).append(wording.place_of(statement))
    return {tie: sorted(set(places)) for tie, places in sources.items()}


def _record(p: "Path", sources: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "length": len(p.steps),
        "cost": p.cost,
        "actors": [wording.actor_record(x) for x in p.actors],
        "steps": [
            {
                "source": s.source.id,
                "target": s.target.id,
                "strength": s.strength,
                "ties": [wording.tie_record(t) | {"sources": sources.get(t.id, [])} for t in s.ties],
            }
            for s in p.steps
        ],
    }


def _rows(n: int, p: "Path", sources: dict[str, list[str]]) -> list[dict[str, Any]]:
    return [
        {"path": n, "step": i, "from": s.source.id, "to": s.target.id, "from_name": s.source.name}
        | {"to_name": s.target.name, "type": t.type, "date": wording.date_of(t), "status": t.status}
        | {"tie": t.id, "sources": sources.get(t.id, [])}
        for i, s in enumerate(p.steps, 1)
        for t in s.ties
    ]


def _print(n: int, p: "Path", sources: dict[str, list[str]], weighted: bool) -> None:
    cost = f", cost {p.cost:.2f}" if weighted else ""
    lines = [f"path {n}: {_steps(len(p.steps))}{cost}", wording.called(p.actors[0])]
    for s in p.steps:
        for t in s.ties[:TIES]:
            told = (wording.verb(t, s.source.id), wording.date_of(t), wording.kind_of(t), wording.state(t))
            lines.append(f"  | {', '.join(filter(None, told))}  [{_first(sources.get(t.id, []), t)}]")
        if len(s.ties) > TIES:
            lines.append(f"  | and {len(s.ties) - TIES} more")
        lines.append(wording.called(s.target))
    click.echo("\n".join(map(output.cell, lines)) + "\n")


def _first(places: list[str], tie: "Tie") -> str:
    if not places:
        return "gazetteer" if tie.type == "PART_OF" else ""
    return places[0] + (f" and {len(places) - 1} more" if len(places) > 1 else "")
