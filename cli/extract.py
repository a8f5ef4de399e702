"""`pactgraph extract`: statements of prose documents as JSON lines, without a database."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import click

from .options import local, output_path
from .output import cell, not_in, note, progress
from .resolving import DECISIONS

if TYPE_CHECKING:
    from ..graph.identity import Resolver
    from ..loaders.prose import Extractor, Passage


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOC...")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - (the default) is standard output.")
@click.option("--explain", is_flag=True, help="Show each passage: its actors, what each rule made, what was dropped.")
@click.option("--stats", is_flag=True, help="Count statements by type and rule, and drops by reason, on stderr.")
@click.option("--home", default="BY", show_default=True, metavar="CC", help="The country the texts are mostly about.")
@click.option(
    "--decisions", "decisions_path", default=DECISIONS, show_default=True, metavar="FILE", help="See `review`."
)
def command(
    documents: tuple[str, ...], output: str, explain: bool, stats: bool, home: str, decisions_path: str
) -> None:
    """Extract statements from documents: text, Markdown, PDF, DOCX, HTML, EPUB.

    One JSON object a line: type, both actors as written and as they are known, date, status, instrument, details, and
    the evidence: document, lines, span and what the passage cites.

    \b
    Examples:
      pactgraph extract report.txt -o statements.jsonl
      pactgraph extract report.pdf --explain | less
      pactgraph extract *.txt --stats > statements.jsonl
      pdftotext scan.pdf - | pactgraph extract -
    """
    from ..graph.collector import collector_paused
    from ..loaders.prose import Extractor, read
    from .options import country_code

    extractor = Extractor(home=country_code(home))
    resolver = _resolver(decisions_path)
    with collector_paused(), _opened(output) as out, progress("reading") as told:
        for name in documents:
            with local(name) as (path, _):
                reading = read(path, extractor)
                if reading.encoding and not _is_utf_8(reading.encoding):
                    note(f"{name}: read as {reading.encoding}")
                for passage in reading.passages:
                    if explain:
                        _explain(passage, out)
                    else:
                        for record in _records(passage, resolver):
                            out.write(json.dumps(record, ensure_ascii=False) + "\n")
                    told(extractor.stats.sentences)
            if extractor.language.foreign:
                note(not_in(name, extractor.language.name))
    if stats:
        _stats(extractor)


def _is_utf_8(encoding: str) -> bool:
    return encoding.replace("_", "-").lower() in ("utf-8", "utf-8-sig", "ascii")


def _resolver(decisions_path: str) -> "Resolver":
    from pathlib import Path

    from ..graph.decisions import Decisions, read
    from ..graph.gazetteer import default
    from ..graph.identity import Resolver
    from ..loaders import bundled

    taken = Decisions.of([*bundled.decisions(), *read(Path(decisions_path))])
    return Resolver(default(), known=bundled.actors(), decisions=taken)


def _records(passage: "Passage", resolver: "Resolver") -> Iterator[dict[str, object]]:
    from dataclasses import replace

    from ..graph.records import to_record

    for s in passage.statements:
        if resolver.decisions.is_wrong(s.id):
            continue
        a, b = (resolver.resolve(m, passage.document) for m in (s.source, s.target))
        source = replace(s.source, id=a.id, name=a.name, kind=a.kind, country=a.country)
        target = replace(s.target, id=b.id, name=b.name, kind=b.kind, country=b.country)
        record = to_record(replace(s, source=source, target=target))
        yield record | {"id": s.id}  # the id depends on the raw mentions alone


@contextmanager
def _opened(output: str) -> Iterator[IO[str]]:
    if output == "-":
        yield sys.stdout
        return
    with output_path(output).open("w", encoding="utf-8", newline="\n") as out:
        yield out


def _explain(passage: "Passage", out: IO[str]) -> None:
    """Write one passage for people: text, actors, statements, drops. Sentences without actors are left out."""
    if not passage.found:
        return
    first, last = passage.lines
    out.write(f"\n{passage.document}, lines {first}-{last}\n  {cell(passage.text)}\n")
    for f in passage.found:
        named = " + ".join(f"{a.name} ({a.kind}{', ' + a.country if a.country else ''})" for a in f.actors)
        out.write(f"  actor      {cell(f.actor.text)!r}: {named}{'' if f.role == 'name' else f' [{f.role}]'}\n")
    for s in passage.statements:
        when = f" {s.date}" if s.date else ""
        ends = f"{s.source.name} -> {s.target.name}"
        out.write(f"  statement  {s.type} {ends}{when} {s.status}, {s.rule}, {s.confidence}\n")
    for d in passage.dropped:
        ends = f"{d.claim.source.name} -> {d.claim.target.name}"
        out.write(f"  dropped    {d.claim.type} {ends}, {d.rule}: {d.reason}\n")


def _stats(extractor: "Extractor") -> None:
    s = extractor.stats
    note(f"{s.sentences} sentences, {s.characters} characters, {sum(s.by_type.values())} statements")
    for title, counts in (("type", s.by_type), ("rule", s.by_rule), ("dropped because", s.dropped)):
        if counts:
            note(f"by {title}:" if title != "dropped because" else f"{title}:")
            for name, count in counts.most_common():
                note(f"{count:>8}  {name}")
