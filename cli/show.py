"""`pactgraph show`: the profile of one actor."""

from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, Any

import click

from ..graph.records import to_record
from ..graph.schema import KINDS, TIE_TYPES, tie_type
from ..graph.store import open_reader
from . import output, wording
from .options import db_option, format_option, limit_option

if TYPE_CHECKING:
    from ..queries.profile import Profile, ProfileTie

ALIASES = 8


@click.command()
@click.argument("actor")
@db_option
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only ties of a type; repeat for several.")
@limit_option(20)
@format_option
def command(actor: str, db: str, types: tuple[str, ...], limit: int, format_: str) -> None:
    """Show ACTOR: what it is, its ties by type with dates and sources, and the counts told about it.

    The limit holds for the ties of each type in the table; csv and jsonl are the ties alone, json is all of it. What
    belongs to a place (its towns, companies, universities) has ties of its own: `pactgraph links ACTOR` counts them in.

    \b
    Examples:
      pactgraph show "Gomel Region"
      pactgraph show Сычуань --type twinned-with --format json
    """
    from ..queries.find import Directory
    from ..queries.profile import profile
    from ..queries.snapshot import Belonging

    wanted = [tie_type(t).name for t in types] or None
    with open_reader(db) as reader:
        directory = Directory(reader.actors(), output.note)
        found = profile(reader, directory.find(actor), Belonging(directory.actors.values()), types=wanted)
    if format_ == "json":
        output.dump(record(found))
    elif format_ == "table":
        _print(found, limit, directory.actors)
    else:
        output.emit([_row(p) for group in found.ties.values() for p in group], format_)


def record(found: "Profile") -> dict[str, Any]:
    """Return a profile as one JSON object."""
    a = found.actor
    return {
        **wording.actor_record(a),
        "aliases": list(a.aliases),
        "part_of": [wording.actor_record(w) for w in found.wholes],
        "parts": dict(found.parts),
        "lat": a.lat,
        "lon": a.lon,
        "wikidata": a.wikidata,
        "ties": [_row(p) for group in found.ties.values() for p in group],
        "observations": [to_record(s) for s in found.observations],
    }


def _row(p: "ProfileTie") -> dict[str, Any]:
    tie = wording.tie_record(p.tie)
    other = {"other": p.other.id, "name": p.other.name, "kind": p.other.kind, "country": p.other.country}
    return {"type": tie.pop("type"), "direction": p.direction, **other, **tie}


def _print(found: "Profile", limit: int, actors: Any) -> None:
    a = found.actor
    click.echo(f"{output.cell(a.name)}  [{a.id}]")
    about = [KINDS[a.kind].one.en]
    if found.wholes:
        about.append("part of " + ", ".join(output.cell(w.name) for w in found.wholes))
    elif a.country:
        about.append(a.country)
    if a.lat is not None and a.lon is not None:
        about.append(f"{a.lat:.2f}, {a.lon:.2f}")
    if a.wikidata:
        about.append(a.wikidata)
    lines = ["; ".join(about)]
    if found.parts:
        count = (f"{n} {KINDS[k].one.en if n == 1 else KINDS[k].many.en}" for k, n in found.parts.items())
        lines.append(f"to it belong: {', '.join(count)}")
    if a.aliases:
        more = f" and {len(a.aliases) - ALIASES} more" if len(a.aliases) > ALIASES else ""
        lines.append(f"other names: {', '.join(map(output.cell, a.aliases[:ALIASES]))}{more}")
    for line in lines:
        click.echo(fill(line, get_terminal_size().columns, subsequent_indent="  "))
    for name, group in found.ties.items():
        for direction, words in (("both", "{verb}"), ("out", "{verb} →"), ("in", "← {verb} it")):
            ties = [p for p in group if p.direction == direction]
            if ties:
                _print_ties(words.format(verb=TIE_TYPES[name].verb.en), ties, limit)
    if found.observations:
        _print_counts(found, limit, actors)
    if found.ties:
        click.echo(f"\n{wording.LEGEND}")
    if not found.ties and not found.observations:
        output.note("No tie and no count of it is known here.")


def _print_ties(title: str, ties: "list[ProfileTie]", limit: int) -> None:
    rows = [
        {
            "with": wording.called(p.other),
            "date": wording.date_of(p.tie),
            "by": wording.kind_of(p.tie),
            "status": wording.state(p.tie),
            "said": wording.said(p.tie),
        }
        for p in ties
    ]
    columns = [c for c in rows[0] if any(r[c] for r in rows[:limit])]
    click.echo()
    output.table(rows[:limit], columns, title=f"{title} ({_shown(len(rows), limit)})")


def _print_counts(found: "Profile", limit: int, actors: Any) -> None:
    def name(id_: str, fallback: str) -> str:
        return actors[id_].name if id_ in actors else fallback

    rows = [
        {
            "count": s.details.get("count"),
            "of": name(s.source.id, s.source.name),
            "what": f"{TIE_TYPES[s.type].verb.en} {name(s.target.id, s.target.name)}",
            "as of": s.date or "",
            "status": "" if s.status == "agreed" else s.status,
            "where": wording.short_place(s),
        }
        for s in found.observations
    ]
    columns = [c for c in rows[0] if any(r[c] for r in rows[:limit])]
    click.echo()
    output.table(rows[:limit], columns, title=f"counts, which are no ties ({_shown(len(rows), limit)})")


def _shown(count: int, limit: int) -> str:
    return f"{count}" if count <= limit else f"{limit} of {count}; --limit shows more"
