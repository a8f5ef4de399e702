"""`pactgraph links`: how two actors are linked, who is linked to one, and the whole table of regions by regions."""

from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from ..graph.records import to_record
from ..graph.schema import TIE_TYPES
from ..graph.schema import kind as kind_called
from ..graph.store import Reader, open_reader
from . import output, wording
from .options import db_option, format_option, limit_option, tie_filter_options

if TYPE_CHECKING:
    from ..graph.model import Actor
    from ..queries.filter import Filter
    from ..queries.links import Link, Links, Partner
    from ..queries.snapshot import Snapshot


@click.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@db_option
@click.option("--with", "within", metavar="ACTOR", help="Rank only what belongs to ACTOR, such as a country.")
@click.option("--kind", metavar="KIND", help="Rank actors of a kind, each with what belongs to it.")
@click.option("--matrix", is_flag=True, help="Print the table of --rows by --cols.")
@click.option("--rows", metavar="WHICH", help="Rows of the table, such as country=BY,kind=region (also part_of=NAME).")
@click.option("--cols", metavar="WHICH", help="Columns of the table, chosen like --rows.")
@click.option("--count", is_flag=True, help="Numbers of ties in the table, not strengths.")
@click.option(
    "--rollup/--no-rollup", default=True, show_default=True, help="Count what belongs to an actor as its own."
)
@click.option("--evidence", is_flag=True, help="With A and B: every statement behind every tie.")
@click.option("--explain", is_flag=True, help="Say how strength is computed.")
@click.option("--as-of", type=click.IntRange(1000, 2999), metavar="YEAR", help="Recency from YEAR, not the newest tie.")
@tie_filter_options
@limit_option(30)
@format_option
def command(
    a: str | None,
    b: str | None,
    db: str,
    within: str | None,
    kind: str | None,
    matrix: bool,
    rows: str | None,
    cols: str | None,
    count: bool,
    rollup: bool,
    evidence: bool,
    explain: bool,
    as_of: int | None,
    keep: "Filter",
    limit: int,
    format_: str,
) -> None:
    """Show how A and B are linked, each with what belongs to it: directly, and through partners that both have.

    With A alone its partners are ranked. Belonging follows PART_OF: the cities, districts, companies, universities and
    authorities of a region count for the region. --explain tells what the strengths mean.

    \b
    Examples:
      pactgraph links "Gomel Region" Sichuan --evidence
      pactgraph links "Gomel Region" --with china --kind region
      pactgraph links --matrix --rows country=BY,kind=region --cols country=CN,kind=region
    """
    from ..queries.find import Directory
    from ..queries.links import links, ranking
    from ..queries.snapshot import Snapshot

    _check(a, b, within, kind, matrix, rows, cols, count, evidence, explain)
    if explain and not (a or matrix):
        from ..queries.strength import explain as formula

        click.echo(formula(as_of))
        return
    with open_reader(db) as reader:
        snapshot = Snapshot.read(reader, keep, as_of=as_of)
        if explain:
            from ..queries.strength import explain as formula

            output.note(formula(snapshot.as_of))
        directory = Directory(snapshot.actors.values(), output.note)
        if matrix:
            from .matrix import print_matrix, selector

            chosen_rows, chosen_cols = selector(rows, directory, "--rows"), selector(cols, directory, "--cols")
            print_matrix(snapshot, chosen_rows, chosen_cols, count, limit, format_)
        elif b:
            ends = directory.find(a or ""), directory.find(b)
            found = links(snapshot, *ends, rollup=rollup)
            if format_ == "table":
                for end in ends:
                    _tell_of_region(end, snapshot.actors.get(end.part_of or ""))
            _pair(reader, found, evidence, limit, format_)
        else:
            one = directory.find(a or "")
            inside = directory.find(within) if within else None
            if inside and one.id in snapshot.belonging.wholes(inside.id):
                raise InputError(f"--with {inside.name} belongs to {one.name} itself; give a place outside it")
            chosen = kind_called(kind).name if kind else None
            partners = ranking(snapshot, one, within=inside, kind=chosen, rollup=rollup)
            _ranking(one, partners, snapshot, limit, format_)


def _check(
    a: str | None,
    b: str | None,
    within: str | None,
    kind: str | None,
    matrix: bool,
    rows: str | None,
    cols: str | None,
    count: bool,
    evidence: bool,
    explain: bool,
) -> None:
    """Raise InputError for options that do not go together."""
    if matrix and (a or b or within or kind):
        raise InputError("--matrix takes --rows and --cols, and neither names nor --with or --kind")
    if matrix and not (rows and cols):
        raise InputError("--matrix needs --rows and --cols, such as --rows country=BY,kind=region --cols country=CN")
    if not matrix and (rows or cols or count):
        raise InputError("--rows, --cols and --count belong to --matrix; add it")
    if not matrix and not a and not explain:
        raise InputError('which actor? Give one or two, such as: pactgraph links "Gomel Region" Sichuan')
    if b and (within or kind):
        raise InputError("--with and --kind rank the partners of one actor; leave them out, or the second actor")
    if evidence and not b:
        raise InputError("--evidence needs two actors; for one: pactgraph evidence ACTOR")


def _pair(reader: Reader, found: "Links", evidence: bool, limit: int, format_: str) -> None:
    every = [*found.direct, *(k for c in found.chains for k in (*c.first, *c.second))]
    statements: dict[str, list[dict[str, Any]]] = {}
    if evidence:
        for s in reader.statements(ties={k.tie.id for k in every}):
            statements.setdefault(s.tie_id, []).append(to_record(s))
    if format_ == "json":
        output.dump(_record(found, statements if evidence else None))
        return
    if format_ != "table":
        output.emit(_flat(found, statements if evidence else None), format_)
        return
    click.echo(f"{_name(found.a)} – {_name(found.b)}")
    as_of = f"; recency as of {found.as_of}" if found.as_of else ""
    click.echo(f"strength {found.strength:.2f} from {_many(len(found.direct), 'direct tie')}{_levels(found)}{as_of}")
    if found.direct:
        _print_links(found.direct, "direct ties", limit)
        click.echo(wording.LEGEND)
    if found.chains:
        _print_chains(found, limit)
    if evidence:
        _print_evidence([k for k in every if k.tie.id in statements], statements, limit)
    if found.left_out:
        more = _many(len(found.left_out), "more tie")
        output.note(f"The filter leaves out {more} between them (planned, ended, of another type or time).")
    if not found.direct and not found.chains:
        output.note(
            f"No tie and no shared partner; `pactgraph path {found.a.id} {found.b.id}` looks for longer chains."
        )


def _tell_of_region(actor: "Actor", whole: "Actor | None") -> None:
    """Say that a city was taken where its region bears the same name: "Gomel" may mean Gomel Region."""
    if actor.kind == "city" and whole and whole.kind == "region" and whole.name.startswith(actor.name):
        output.note(f"{_name(actor)} is taken; for the region say {whole.name!r}.")


def _name(actor: "Actor") -> str:
    return output.cell(wording.called(actor))


def _many(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _levels(found: "Links") -> str:
    """Return how many direct ties run between which kinds, when there are several sorts."""
    levels: dict[str, int] = {}
    for k in found.direct:
        level = f"{k.near.kind}–{k.far.kind}"
        levels[level] = levels.get(level, 0) + 1
    ordered = sorted(levels.items(), key=lambda i: (-i[1], i[0]))
    more = f" and {len(ordered) - 5} more sorts" if len(ordered) > 5 else ""
    return f" ({', '.join(f'{level} {n}' for level, n in ordered[:5])}{more})" if len(ordered) > 1 else ""


def _print_links(links: "tuple[Link, ...]", title: str, limit: int) -> None:
    rows = [
        {
            "strength": f"{k.strength:.2f}",
            "from": k.near.name,
            "tie": wording.verb(k.tie, k.near.id),
            "to": k.far.name,
            "date": wording.date_of(k.tie),
            "by": wording.kind_of(k.tie),
            "status": wording.state(k.tie),
            "said": wording.said(k.tie),
        }
        for k in links
    ]
    columns = [c for c in rows[0] if any(r[c] for r in rows)]
    click.echo()
    output.table(output.cut(rows, limit, title), columns, title=f"{title} ({len(rows)})")


def _print_chains(found: "Links", limit: int) -> None:
    def side(links: "tuple[Link, ...]", home: str) -> str:
        words = []
        for k in links[:3]:
            here = k.near if home == "near" else k.far
            own = here.id in (found.a.id, found.b.id)
            words.append(wording.verb(k.tie, here.id) if own else f"{here.name}: {wording.verb(k.tie, here.id)}")
        more = f" and {len(links) - 3} more" if len(links) > 3 else ""
        return "; ".join(dict.fromkeys(words)) + more

    rows = [
        {
            "strength": f"{c.strength:.2f}",
            "through": wording.called(c.via),
            "partners": c.partners,
            f"of {found.a.name}": side(c.first, "near"),
            f"of {found.b.name}": side(c.second, "far"),
        }
        for c in found.chains
    ]
    click.echo()
    title = f"through shared partners ({len(rows)}), together {found.indirect:.2f}"
    output.table(output.cut(rows, limit, "shared partners"), list(rows[0]), title=title)


def _print_evidence(links: "list[Link]", statements: dict[str, list[dict[str, Any]]], limit: int) -> None:
    rows = []
    for link in {k.tie.id: k for k in links}.values():
        for s in statements[link.tie.id]:
            e = s["evidence"]
            lines = e.get("lines")
            words = TIE_TYPES[link.tie.type].verb.en
            rows.append(
                {
                    "tie": f"{s['source']['name']} {words} {s['target']['name']}",
                    "date": s["date"] or "",
                    "where": e["document"] + (f":{lines[0]}" if lines else ""),
                    "cites": (e.get("citation") or {}).get("url") or (e.get("citation") or {}).get("title") or "",
                }
            )
    click.echo()
    output.table(output.cut(rows, limit * 2, "statements"), list(rows[0]), title=f"evidence ({len(rows)})")


def _record(found: "Links", statements: dict[str, list[dict[str, Any]]] | None) -> dict[str, Any]:
    def link(k: "Link") -> dict[str, Any]:
        record = {"near": wording.actor_record(k.near), "far": wording.actor_record(k.far), "strength": k.strength}
        record["tie"] = wording.tie_record(k.tie)
        return record if statements is None else record | {"evidence": statements.get(k.tie.id, [])}

    return {
        "a": wording.actor_record(found.a),
        "b": wording.actor_record(found.b),
        "as_of": found.as_of,
        "strength": found.strength,
        "indirect": found.indirect,
        "direct": [link(k) for k in found.direct],
        "chains": [
            {
                "via": wording.actor_record(c.via),
                "partners": c.partners,
                "strength": c.strength,
                "first": [link(k) for k in c.first],
                "second": [link(k) for k in c.second],
            }
            for c in found.chains
        ],
        "left_out": [link(k) for k in found.left_out],
    }


def _flat(found: "Links", statements: dict[str, list[dict[str, Any]]] | None) -> list[dict[str, Any]]:
    """Return a row a tie: direct ones have one step, those of chains two, with the partner they run through."""
    rows = []

    def add(k: "Link", steps: int, via: str | None, step: int) -> None:
        tie = wording.tie_record(k.tie)
        row = {"steps": steps, "via": via, "step": step, "strength": k.strength, "near": k.near.id, "far": k.far.id}
        row |= {"near_name": k.near.name, "far_name": k.far.name, **tie}
        rows.append(row if statements is None else row | {"evidence": statements.get(k.tie.id, [])})

    for k in found.direct:
        add(k, 1, None, 1)
    for c in found.chains:
        for step, links in enumerate((c.first, c.second), 1):
            for k in links:
                add(k, 2, c.via.id, step)
    return rows


def _ranking(a: "Actor", partners: "list[Partner]", snapshot: "Snapshot", limit: int, format_: str) -> None:
    rows: list[dict[str, Any]] = [
        {
            "rank": rank,
            "actor": p.actor.name,
            "kind": p.actor.kind,
            "country": p.actor.country,
            "strength": round(p.strength, 4),
            "ties": len(p.ties),
            "last": p.last,
            "types": dict(p.types),
            "indirect": round(p.indirect, 4),
            "shared": p.shared,
            "id": p.actor.id,
        }
        for rank, p in enumerate(partners, 1)
    ]
    if format_ != "table":
        output.emit(output.cut(rows, limit, "partners"), format_)
        return
    if not rows:
        output.note(f"Nothing that is asked for is tied to {wording.called(a)}, or shares a partner with it.")
        if snapshot.left_out:
            output.note("The filter leaves out ties of this graph; --status any, or fewer of the options, finds more.")
        return
    for row in rows:
        row["strength"], row["indirect"] = f"{row['strength']:.2f}", f"{row['indirect']:.2f}"
        nouns = (f"{n} {TIE_TYPES[t].noun.en}" for t, n in row["types"].items())
        row["ties"] = ", ".join(nouns) or "none direct"
    columns = ["rank", "actor", "country", "strength", "ties", "last", "indirect"]
    as_of = f", as of {snapshot.as_of}" if snapshot.as_of else ""
    title = f"partners of {output.cell(a.name)} by strength{as_of} ({len(rows)})"
    output.table(output.cut(rows, limit, "partners"), columns, title=title)
