"""`pactgraph evidence`: the statements behind ties."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..graph.records import to_record
from ..graph.schema import TIE_TYPES, tie_type
from ..graph.store import open_reader
from . import output, wording
from .options import db_option, format_option, limit_option

if TYPE_CHECKING:
    from ..queries.evidence import Passage


@click.command()
@click.argument("a")
@click.argument("b", required=False)
@db_option
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only statements of a type; repeat for several.")
@click.option(
    "--parts", is_flag=True, help="Also what belongs to A and B: towns, companies, universities, authorities."
)
@click.option(
    "--text",
    "folder",
    envvar="PACTGRAPH_SEEDS",
    metavar="DIR",
    help="Quote the passages from the documents in DIR. Also PACTGRAPH_SEEDS.",
)
@limit_option(50)
@format_option
def command(
    a: str,
    b: str | None,
    db: str,
    types: tuple[str, ...],
    parts: bool,
    folder: str | None,
    limit: int,
    format_: str,
) -> None:
    """List each statement about A, or about A and B: what it says, where it stands, and what it cites.

    \b
    Examples:
      pactgraph evidence "Gomel Region" Sichuan
      pactgraph evidence BUTB --type accredited-at --text books/
    """
    from ..queries.evidence import Texts, evidence
    from ..queries.find import Directory
    from ..queries.snapshot import Belonging

    wanted = [tie_type(t).name for t in types] or None
    texts = None
    if folder:
        from ..loaders.prose.decode import HEAD, encoding_of

        texts = Texts(Path(folder), lambda data, name: encoding_of(data[:HEAD], name))
    with open_reader(db) as reader:
        directory = Directory(reader.actors(), output.note)
        one, other = directory.find(a), directory.find(b) if b else None
        belonging = Belonging(directory.actors.values()) if parts else None
        found = evidence(reader, one, other, belonging=belonging, types=wanted, texts=texts)
    if format_ != "table":
        shown = output.cut(found, limit, "statements")
        output.emit([_flat(p) if format_ == "csv" else _record(p) for p in shown], format_)
    elif not found:
        who = wording.called(one) + (f" and {wording.called(other)}" if other else "")
        output.note(f"No statement speaks of {who}{'' if parts else '; --parts adds what belongs to them'}.")
    else:
        for p in output.cut(found, limit, "statements"):
            _print(p)
        if folder is None and os.environ.get("PACTGRAPH_SEEDS") is None:
            output.note("Passages are quoted with --text DIR, where the documents are.")


def _record(p: "Passage") -> dict[str, Any]:
    record = to_record(p.statement)
    return record if p.quote is None else record | {"quote": p.quote}


def _flat(p: "Passage") -> dict[str, Any]:
    """Return the statement as one row of a spreadsheet."""
    s, e = p.statement, p.statement.evidence
    row: dict[str, Any] = {"id": s.id, "type": s.type}
    for end, m in (("source", s.source), ("target", s.target)):
        row |= {end: m.id, f"{end}_name": m.name, f"{end}_kind": m.kind, f"{end}_written": m.text}
    row |= {"date": s.date, "status": s.status, "instrument": s.instrument, "details": dict(s.details) or None}
    row |= {"document": e.document, "first_line": e.lines and e.lines[0], "last_line": e.lines and e.lines[1]}
    row |= {"page": e.page, "row": e.row, "span_start": e.span and e.span[0], "span_end": e.span and e.span[1]}
    c = e.citation
    row |= {"cites_number": c and c.number, "cites_title": c and c.title, "cites_url": c and c.url}
    return row | {"rule": s.rule, "confidence": s.confidence, "quote": p.quote}


def _print(p: "Passage") -> None:
    s = p.statement
    verb = TIE_TYPES[s.type].verb.en
    told = [s.date or "undated", s.status, *([] if s.instrument == "none" else [s.instrument])]
    told += [f"{k} {_value(v)}" for k, v in s.details.items()]
    lines = [
        f"{s.source.name} {verb} {s.target.name}",
        f"  {', '.join(map(output.cell, told))}",
        f"  {wording.place_of(s)}{_span(s.evidence.span)}; written {s.source.text!r}, {s.target.text!r}",
        f"  rule {s.rule}, confidence {s.confidence:g}; statement {s.id}",
    ]
    if c := s.evidence.citation:
        number = f"[{c.number}] " if c.number else ""
        lines.append(f"  cites {number}{', '.join(str(x) for x in (c.title, c.url, c.year) if x)}")
    if p.quote:
        lines.append(f"  “{p.quote}”")
    for line in lines:
        click.echo(_clean(line))
    click.echo()


def _value(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _span(span: tuple[int, int] | None) -> str:
    return f", characters {span[0]}–{span[1]}" if span else ""


def _clean(line: str) -> str:
    """Return `line` without control characters: documents are not trusted with the terminal."""
    return "".join(c if c.isprintable() else " " for c in line)
