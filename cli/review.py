"""`pactgraph review`: goes through doubtful identities and statements, one key a decision."""

import getpass
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from ..graph.store import open_reader, open_store
from . import wording
from .options import db_option, output_path
from .output import note, progress
from .resolving import decisions_option, resolver_for

if TYPE_CHECKING:
    from ..graph.decisions import Decision
    from ..graph.model import Actor, Statement
    from ..graph.store import Reader
    from ..queries.review import Matter

KEYS = {
    "identity": {"s": "same", "d": "different", "u": "unsure"},
    "statement": {"r": "right", "w": "wrong", "u": "unsure"},
}
MOVES = {"n": "next", "b": "back (undo)", "c": "comment", "q": "quit"}
SHOWN = 3  # statements about each side
COLUMNS = (
    *("decision", "comment", "matter", "id", "score", "why"),
    *("first", "first_evidence", "second", "second_evidence"),
)


@click.command()
@db_option
@decisions_option
@click.option("--identities", is_flag=True, help="Only who may be one and the same.")
@click.option("--statements", is_flag=True, help="Only doubtful statements.")
@click.option("--below", type=click.FloatRange(0, 1), metavar="CONFIDENCE", help="Statements below it are doubtful.")
@click.option("--who", metavar="NAME", help="Who decides; your user name otherwise.")
@click.option(
    "--export", "export_path", metavar="CSV", help="Write what is open to a table, to decide in a spreadsheet."
)
@click.option("--import", "import_path", metavar="FILE", help="Take the decisions of such a table (CSV or Excel).")
@click.option("--apply", "apply_", is_flag=True, help="Apply all decisions to the graph that is stored.")
def command(
    db: str,
    decisions_path: str,
    identities: bool,
    statements: bool,
    below: float | None,
    who: str | None,
    export_path: str | None,
    import_path: str | None,
    apply_: bool,
) -> None:
    """Go through identities that are suggested and statements that are doubtful; write decisions to a file.

    Both sides are shown with their evidence; one key decides. Decisions are lines of text with who, when and why, kept
    apart from the data: they are replayed on every load, and --apply replays them on what is stored. Nothing is ever
    merged without one.

    \b
    Examples:
      pactgraph review
      pactgraph review --statements --below 0.6
      pactgraph review --export open.csv        then fill in the column "decision", and
      pactgraph review --import open.csv --who "A. Reader" --apply
    """
    from ..queries.review import DOUBTFUL, IDENTITY, STATEMENT, matters

    who = who or _user()
    path = Path(decisions_path)
    if import_path:
        taken = _imported(Path(import_path), who)
        _append(path, taken)
        note(f"{len(taken)} decisions of {import_path} written to {path}")
    elif not apply_:
        kinds = [k for k, wanted in ((IDENTITY, identities), (STATEMENT, statements)) if wanted]
        with open_reader(db) as reader:
            resolver = resolver_for(reader, decisions_path)
            found = matters(
                reader,
                resolver.gazetteer,
                resolver.decisions,
                kinds=kinds or (IDENTITY, STATEMENT),
                doubtful=DOUBTFUL if below is None else below,
            )
            if export_path:
                _export(output_path(export_path), found, reader)
            elif not found:
                note("Nothing is open: no identities are suggested and no statements are doubtful.")
            else:
                _Session(reader, found, path, who).run()
    if apply_:
        _apply(db, decisions_path)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise InputError("nobody knows who you are; say it with --who NAME") from None


class _Session:
    """Questions on the terminal. Each decision is in the file before the next question is asked."""

    def __init__(self, reader: "Reader", matters: "list[Matter]", path: Path, who: str) -> None:
        from ..graph.decisions import read

        if not sys.stdin.isatty():
            raise InputError("review asks on a terminal; elsewhere use --export and --import")
        self.reader, self.matters, self.path, self.who = reader, matters, path, who
        self.before = read(path)
        self.taken: list[tuple[int, Decision]] = []
        self.comment = ""

    def run(self) -> None:
        at = 0
        while at < len(self.matters):
            matter = self.matters[at]
            if matter.is_settled(self._decided()):
                at += 1
                continue
            self._show(at, matter)
            key = self._key(matter)
            if key == "q":
                break
            if key == "n":
                at += 1
            elif key == "b":
                at = self._undo(at)
            elif key == "c":
                self.comment = click.prompt("  why", default="", show_default=False, err=True).strip()
            else:
                self._take(at, matter, KEYS[matter.kind][key])
                at += 1
        done = len(self.taken)
        left = sum(not m.is_settled(self._decided()) for m in self.matters)
        click.echo(f"\n{done} decided, {left} still open; decisions are in {self.path}.")
        if done:
            click.echo("They count from the next load on; `pactgraph review --apply` applies them to what is stored.")

    def _decided(self) -> Any:
        from ..graph.decisions import Decisions

        return Decisions.of([d for _, d in self.taken])

    def _take(self, at: int, matter: "Matter", verb: str) -> None:
        why = self.comment or f"{matter.why} (score {matter.score:.2f})"
        self.comment = ""
        decision = matter.decide(verb, who=self.who, when=date.today().isoformat(), why=why)
        self.taken.append((at, decision))
        self._save()
        click.echo(f"  -> {verb}")

    def _undo(self, at: int) -> int:
        if not self.taken:
            click.echo("  nothing to take back in this session")
            return at
        back, decision = self.taken.pop()
        self._save()
        click.echo(f"  taken back: {decision.verb}")
        return back

    def _save(self) -> None:
        from ..graph.decisions import write

        write(self.path, [*self.before, *(d for _, d in self.taken)])

    def _key(self, matter: "Matter") -> str:
        keys = KEYS[matter.kind] | MOVES
        click.secho("  " + "   ".join(f"[{k}] {word}" for k, word in keys.items()), bold=True)
        while True:
            key = click.getchar().lower()
            if key in keys:
                return key
            if key in ("\x03", "\x04"):
                return "q"

    def _show(self, at: int, m: "Matter") -> None:
        click.echo()
        if m.suggestion:
            click.secho(f"{at + 1} of {len(self.matters)}: are these one?  {m.why}, score {m.score:.2f}", bold=True)
            for letter, actor in (("A", m.suggestion.known), ("B", m.suggestion.other)):
                self._show_actor(letter, actor)
        elif m.statement:
            click.secho(f"{at + 1} of {len(self.matters)}: does this hold?  {m.why}", bold=True)
            _say(f"  {_claim(m.statement)}")
            _say(f"     {_evidence(m.statement)}")
            others = [s for s in self.reader.statements(ties=[m.statement.tie_id]) if s.id != m.statement.id]
            for s in others[:3] if m.statement.tie_id else ():
                _say(f"     also said: {_claim(s)}  {wording.place_of(s)}")

    def _show_actor(self, letter: str, actor: "Actor") -> None:
        from ..queries.review import told_about

        _say(f"  {letter}  {wording.called(actor)}  {actor.id}")
        if known := _known(actor):
            _say(f"     {known}")
        told, total = told_about(self.reader, actor, SHOWN)
        for s in told:
            _say(f"     {_claim(s)}  {wording.place_of(s)}")
        if total > len(told):
            _say(f"     and {total - len(told)} statements more")
        if not total:
            _say("     nothing is said of it in this graph yet")


def _say(text: str) -> None:
    """Print a line without what could drive a terminal: names come from documents."""
    click.echo("".join(c if c.isprintable() else " " for c in text))


def _known(actor: "Actor") -> str:
    parts = [f"in {actor.part_of}" if actor.part_of else "", f"Wikidata {actor.wikidata}" if actor.wikidata else ""]
    if actor.lat is not None and actor.lon is not None:
        parts.append(f"at {actor.lat:.2f}, {actor.lon:.2f}")
    if actor.aliases:
        parts.append("also " + ", ".join(actor.aliases[:5]))
    return "; ".join(filter(None, parts))


def _claim(s: "Statement") -> str:
    from ..graph.schema import TIE_TYPES

    when = f", {s.date}" if s.date else ""
    status = "" if s.status == "agreed" else f", {s.status}"
    return f"{_end(s.source)} {TIE_TYPES[s.type].verb.en} {_end(s.target)}{when}{status}"


def _end(mention: Any) -> str:
    text = mention.name if mention.name == mention.text else f"{mention.name} ({mention.text!r})"
    return f"{text} [{mention.country}]" if mention.country else text


def _evidence(s: "Statement") -> str:
    c = s.evidence.citation
    cited = " ".join(filter(None, (c.title, c.url, str(c.year) if c.year else None))) if c else ""
    return wording.place_of(s) + (f"; cites {cited}" if cited else "")


def _export(path: Path, found: "list[Matter]", reader: "Reader") -> None:
    import csv

    from ..loaders.audit import plain_cell

    with path.open("w", encoding="utf-8-sig", newline="") as stream:  # the mark lets Excel see that it is UTF-8
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        for m in found:
            row = {"matter": m.kind, "id": " = ".join(m.about), "score": m.score, "why": m.why, **_sides(m, reader)}
            writer.writerow({k: plain_cell(v) if isinstance(v, str) else v for k, v in row.items()})
    note(
        f"{len(found)} open matters written to {path}; write same, different or unsure (of statements: right, wrong or "
        f"unsure) into the column decision, then: pactgraph review --import {path}"
    )


def _sides(m: "Matter", reader: "Reader") -> dict[str, str]:
    from ..queries.review import told_about

    if m.suggestion:
        sides = (("first", m.suggestion.known), ("second", m.suggestion.other))
        row = {}
        for side, actor in sides:
            row[side] = wording.called(actor)
            told = [f"{_claim(s)} ({wording.place_of(s)})" for s in told_about(reader, actor, SHOWN)[0]]
            row[f"{side}_evidence"] = "; ".join(filter(None, [_known(actor), *told]))
        return row
    s = m.statement
    assert s is not None
    return {"first": _claim(s), "first_evidence": _evidence(s)}


def _imported(path: Path, who: str) -> "list[Decision]":
    """Return the decisions that a filled-in table holds. Raises InputError, naming the row, for one that is none."""
    from ..graph.decisions import Decision
    from ..loaders.tables import open_table
    from ..queries.review import VERBS

    table = open_table(path)
    at = {name: table.index(name) for name in ("decision", "matter", "id")}
    comment = table.index("comment") if "comment" in table.header else None
    taken = []
    for row in table.rows():
        if row.fault is not None:
            raise InputError(f"{path}, row {row.number}: {row.fault}")
        verb, matter, about = (row.cells[at[name]].strip() for name in ("decision", "matter", "id"))
        verb = verb.lower()
        if not verb:
            continue
        if verb not in VERBS.get(matter, ()):
            allowed = ", ".join(VERBS.get(matter, ("identity or statement as matter",)))
            raise InputError(f"{path}, row {row.number}: decision {verb!r:.40} is none of {allowed}")
        ids = [part.strip() for part in about.split(" = ")]
        if len(ids) != (2 if matter == "identity" else 1) or not all(ids):
            raise InputError(
                f"{path}, row {row.number}: {about!r:.60} is not the id of a matter; leave that column as it is"
            )
        why = (row.cells[comment].strip() if comment is not None else "") or "decided in a spreadsheet"
        today = date.today().isoformat()
        taken.append(Decision(verb, ids if matter == "identity" else ids[0], who=who, when=today, why=why))
    return taken


def _append(path: Path, taken: "list[Decision]") -> None:
    """Write `taken` after the decisions of the file; those it holds already are not repeated."""
    from ..graph.decisions import read, write

    before = read(path)
    known = {(d.verb, str(d.about)) for d in before}
    write(path, [*before, *(d for d in taken if (d.verb, str(d.about)) not in known)])


def _apply(db: str, decisions_path: str) -> None:
    from ..graph.ingest import replay

    with open_store(db) as store:
        resolver = resolver_for(store, decisions_path)
        with progress("applying decisions") as tell:
            reports = replay(store, resolver, progress=tell)
    moved, gone = sum(r.new for r in reports), sum(r.refused for r in reports)
    note(f"Applied to {db}: {moved} statements given to other actors, {gone} rejected.")
    for r in reports:
        for rejection in r.rejected[:5]:
            note(f"  rejected: {rejection.reason} ({wording.place_of(rejection.statement)})")
