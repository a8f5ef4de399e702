"""How ties and statements are put into words, rows and records by several commands."""

from typing import Any

from ..graph.model import Actor, Statement, Tie
from ..graph.schema import TIE_TYPES

MARK = "≠"  # what the sources differ on
LEGEND = f"said: statements in documents; {MARK} sources differ (see pactgraph evidence)"


def called(actor: Actor) -> str:
    """Return the actor's name with kind and country: "Sichuan (region, CN)"."""
    return f"{actor.name} ({', '.join(filter(None, (actor.kind, actor.country)))})"


def date_of(tie: Tie) -> str:
    """Return when a tie began, with its end; the year of a figure. MARK stands where the sources differ."""
    begun = tie.since or tie.year or ""
    mark = MARK if "date" in tie.conflict else ""
    return f"{begun}{mark}–{tie.until}" if tie.until else f"{begun}{mark}"


def figure_of(tie: Tie) -> str:
    """Return what a tie of trade says: "turnover 5.1 billion USD"."""
    value = f"{tie.value:g}{MARK if 'value' in tie.conflict else ''}" if tie.value is not None else None
    return " ".join(filter(None, (tie.flow, value, tie.unit)))


def kind_of(tie: Tie) -> str:
    """Return the instrument of a tie, or its figure; empty when there is neither."""
    return figure_of(tie) if TIE_TYPES[tie.type].figure else "" if tie.instrument == "none" else tie.instrument


def said(tie: Tie) -> str:
    """Return how many statements in how many documents a tie rests on: "3 in 2"."""
    return f"{tie.statements} in {tie.documents}"


def state(tie: Tie) -> str:
    """Return the status where it is not agreed, with MARK where the sources differ on it."""
    return ("" if tie.status == "agreed" else tie.status) + (MARK if "status" in tie.conflict else "")


def verb(tie: Tie, seen_from: str) -> str:
    """Return the tie in words as seen from one of its ends: "twinned with", "← resident of"."""
    words = TIE_TYPES[tie.type].verb.en
    if TIE_TYPES[tie.type].symmetric or tie.flow == "turnover":
        return words
    return f"{words} →" if tie.source == seen_from else f"← {words}"


def place_of(statement: Statement) -> str:
    """Return where a statement stands: "book.txt:12-14", "table.csv row 3"."""
    e = statement.evidence
    if e.row is not None:
        return f"{e.document} row {e.row}"
    page = f" p. {e.page}" if e.page is not None else ""
    if not e.lines:
        return e.document + page
    first, last = e.lines
    return f"{e.document}{page}:{first}" + (f"-{last}" if last != first else "")


def short_place(statement: Statement) -> str:
    """Return where a statement stands, for a table: the document's name is cut."""
    name = statement.evidence.document
    return place_of(statement).replace(name, name if len(name) <= 16 else f"{name[:11]}…", 1)


def actor_record(actor: Actor) -> dict[str, Any]:
    """Return what JSON says of an actor in passing."""
    return {"id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country}


def tie_record(tie: Tie) -> dict[str, Any]:
    """Return what JSON says of a tie; values that it has not are left out."""
    record: dict[str, Any] = {"id": tie.id, "type": tie.type, "source": tie.source, "target": tie.target}
    record |= {"since": tie.since, "last": tie.last, "until": tie.until, "status": tie.status}
    record |= {"instrument": tie.instrument, "statements": tie.statements, "documents": tie.documents}
    record["conflict"] = list(tie.conflict)
    if TIE_TYPES[tie.type].figure:
        record |= {"flow": tie.flow, "year": tie.year, "value": tie.value, "unit": tie.unit}
    return record
