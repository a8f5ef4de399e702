"""`pactgraph timeline`: ties by year and type, and counts over time."""

from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from ..graph.schema import TIE_TYPES
from ..graph.store import open_reader
from . import output, wording
from .options import db_option, filter_options, format_option, limit_option

if TYPE_CHECKING:
    from ..queries.filter import Filter
    from ..queries.timeline import Series, Timeline


@click.command()
@click.argument("actor", required=False)
@db_option
@click.option("--counts", is_flag=True, help="Observations over time (such as residents counted), not ties.")
@click.option(
    "--rollup/--no-rollup", default=True, show_default=True, help="Count what belongs to the actor as its own."
)
@filter_options
@limit_option(40)
@format_option
def command(actor: str | None, db: str, counts: bool, rollup: bool, keep: "Filter", limit: int, format_: str) -> None:
    """Count the ties that began each year, by type and in total: all of them, or those of ACTOR and what belongs to it.

    A sparkline shows each type from the first year to the last. Undated ties are counted apart.

    \b
    Examples:
      pactgraph timeline
      pactgraph timeline "Gomel Region" --type twinned-with --type cooperates-with
      pactgraph timeline BUTB --counts
    """
    from ..queries.find import Directory
    from ..queries.snapshot import Snapshot
    from ..queries.timeline import counts as series_of
    from ..queries.timeline import timeline

    with open_reader(db) as reader:
        snapshot = Snapshot.read(reader, keep)
        one = Directory(snapshot.actors.values(), output.note).find(actor) if actor else None
        inside = None
        if one:
            inside = snapshot.belonging.parts(one.id) if rollup else frozenset({one.id})
        if counts:
            if keep.kinds or keep.countries or keep.since or keep.until:
                raise InputError(
                    "--counts takes --type and --status only; leave out --kind, --country, --since and --until"
                )
            names = {i: a.name for i, a in snapshot.actors.items()}
            _series(series_of(reader, keep, inside), names, limit, format_)
            return
        found = timeline(snapshot, inside, keep)
    if format_ == "table":
        _print(found, f" of {wording.called(one)}" if one else "", limit)
    else:
        output.emit(_rows(found), format_)


def _rows(found: "Timeline") -> list[dict[str, Any]]:
    """Return a row a year with a column a type, and one row of year null for undated ties."""
    together = found.cumulative()
    rows: list[dict[str, Any]] = [
        {
            "year": year,
            **{t: counts.get(t, 0) for t in found.types},
            "total": found.total(year),
            "cumulative": together[year],
        }
        for year, counts in found.years.items()
    ]
    if found.undated:
        undated = {t: found.undated.get(t, 0) for t in found.types}
        rows.append({"year": None, **undated, "total": sum(undated.values()), "cumulative": None})
    return rows


def _print(found: "Timeline", whose: str, limit: int) -> None:
    from ..queries.timeline import sparkline

    if not found.types:
        output.note(f"No tie{whose} passes the filter; --status any, or fewer of the options, may find some.")
        return
    years = list(found.years)
    rows = []
    for type_ in found.types:
        begun = [found.years[y].get(type_, 0) for y in years]
        rows.append(
            {
                "type": TIE_TYPES[type_].noun.en,
                "dated": sum(begun),
                "undated": found.undated.get(type_, 0),
                f"{years[0]}–{years[-1]}" if years else "": sparkline(begun[-40:]),
            }
        )
    if len(years) > 40:
        rows = [{("last 40 years" if "–" in k else k): v for k, v in row.items()} for row in rows]
    output.table(rows, list(rows[0]), title=f"ties{whose} by type", whole=list(rows[0])[-1:])
    if not years:
        return
    together = found.cumulative()
    most = max(together.values())
    shown = [y for y in years if found.total(y)]
    by_year = [
        {
            "year": str(y),
            "begun": found.total(y),
            "together": together[y],
            " ": "█" * max(1, round(together[y] / most * 20)),
            "of which": ", ".join(f"{n} {TIE_TYPES[t].noun.en}" for t, n in found.years[y].items()),
        }
        for y in shown
    ]
    if len(by_year) > limit:
        output.note(f"The last {limit} of {len(by_year)} years are shown; --limit {len(by_year)} shows all.")
    output.table(by_year[-limit:], list(by_year[0]), title=f"ties{whose} begun by year", whole=" ")


def _series(found: "list[Series]", names: dict[str, str], limit: int, format_: str) -> None:
    from ..queries.timeline import sparkline

    if format_ != "table":
        rows = [
            {
                "type": s.type,
                "source": s.source,
                "target": s.target,
                "role": s.role,
                "date": date,
                "count": t.details["count"],
            }
            | {"statement": t.id, "document": t.evidence.document}
            for s in found
            for date, t in [*s.points, *((None, u) for u in s.undated)]
        ]
        output.emit(rows, format_)
        return
    rows = [
        {
            "counted": f"{names.get(s.source, s.source)} {TIE_TYPES[s.type].verb.en} {names.get(s.target, s.target)}"
            + (f", {s.role}" if s.role else ""),
            "from": s.points[0][0] if s.points else "",
            "to": s.points[-1][0] if s.points else "",
            "counts": ", ".join(f"{v:g}" for v in s.values[-5:])
            or ", ".join(f"{u.details['count']}" for u in s.undated),
            "course": sparkline(s.values[-24:]) if len(s.points) > 1 else "",
            "undated": len(s.undated) or None,
        }
        for s in found
    ]
    output.emit(output.cut(rows, limit, "series"), "table", title="counts over time")
