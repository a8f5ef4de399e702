"""Actors, ties, statements, documents and citations as flat rows: the columns and properties of both stores.

A row is a tuple in the order of its table's columns. `*_row` and `*_of` are each other's inverse.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any, Final

from .model import Actor, Citation, Document, Evidence, Mention, Statement, Tie
from .schema import TIE_TYPES

Row = tuple[Any, ...]
Columns = Mapping[str, str]  # name -> STRING, STRING[], INT64, DOUBLE or BOOL

_TYPES = {"aliases": "STRING[]", "conflict": "STRING[]", "lat": "DOUBLE", "lon": "DOUBLE", "value": "DOUBLE"}


def _columns(model: type, **types: str) -> dict[str, str]:
    return {f.name: types.get(f.name) or _TYPES.get(f.name, "STRING") for f in fields(model)}


ACTOR: Final[Columns] = _columns(Actor)
DOCUMENT: Final[Columns] = _columns(Document)
CITATION: Final[Columns] = {"id": "STRING", "title": "STRING", "url": "STRING", "year": "INT64"}
TIE: Final[Columns] = _columns(Tie, statements="INT64", documents="INT64")
STATEMENT: Final[Columns] = {
    **dict.fromkeys(("id", "tie", "type", "source", "target", "date", "status", "instrument", "details"), "STRING"),
    "observation": "BOOL",
    "rule": "STRING",
    "confidence": "DOUBLE",
    "origin": "STRING",
    **dict.fromkeys(("source_text", "source_name", "source_kind", "source_country"), "STRING"),
    **dict.fromkeys(("target_text", "target_name", "target_kind", "target_country"), "STRING"),
    "document": "STRING",
    **dict.fromkeys(("first_line", "last_line", "span_start", "span_end", "page", "row"), "INT64"),
    **dict.fromkeys(("citation", "citation_number", "citation_title", "citation_url"), "STRING"),
    "citation_year": "INT64",
    "title": "STRING",  # what Neo4j Browser and Bloom write on it
}

actor_row: Final = attrgetter(*ACTOR)
document_row: Final = attrgetter(*DOCUMENT)
citation_row: Final = attrgetter(*CITATION)
tie_row: Final = attrgetter(*TIE)


def getter(columns: Iterable[str]) -> Callable[[Any], Row]:
    """Return the function that reads these fields of a value."""
    return attrgetter(*columns)


def actor_of(row: Sequence[Any]) -> Actor:
    """Return the actor of a row of ACTOR's columns."""
    id_, name, kind, country, aliases, *rest = row
    return Actor(id_, name, kind, country, tuple(aliases or ()), *rest)


def document_of(row: Sequence[Any]) -> Document:
    """Return the document of a row of DOCUMENT's columns."""
    return Document(*row)


_CONFLICT = list(TIE).index("conflict")


def tie_of(row: Sequence[Any]) -> Tie:
    """Return the tie of a row of TIE's columns."""
    values = list(row)
    values[_CONFLICT] = tuple(values[_CONFLICT] or ())
    return Tie(*values)


def statement_row(s: Statement) -> Row:
    """Return the row of STATEMENT's columns that holds `s`; `citation` is the id of the citation it names by title or
    address, the other columns keep the citation as this statement gives it.
    """
    a, b, e = s.source, s.target, s.evidence
    c = e.citation or _NO_CITATION
    details = json.dumps(dict(s.details), ensure_ascii=False, sort_keys=True, default=str) if s.details else "{}"
    return (
        *(s.id, s.tie_id, s.type, a.id, b.id, s.date, s.status, s.instrument, details),
        *(not s.tie_id, s.rule, float(s.confidence), s.origin),
        *(a.text, a.name, a.kind, a.country),
        *(b.text, b.name, b.kind, b.country),
        e.document,
        *(e.lines or _NO_PAIR),
        *(e.span or _NO_PAIR),
        *(e.page, e.row),
        *(c.id if c.title or c.url else None, c.number, c.title, c.url, c.year),
        f"{a.name} – {b.name}: {TIE_TYPES[s.type].noun.en}{', ' + s.date if s.date else ''}",
    )


def statement_of(row: Sequence[Any]) -> Statement:
    """Return the statement of a row of STATEMENT's columns."""
    (
        _,
        _,
        type_,
        source,
        target,
        date,
        status,
        instrument,
        details,
        _,
        rule,
        confidence,
        origin,
        source_text,
        source_name,
        source_kind,
        source_country,
        target_text,
        target_name,
        target_kind,
        target_country,
        document,
        first_line,
        last_line,
        span_start,
        span_end,
        page,
        row_number,
        _,
        number,
        title,
        url,
        year,
        _,
    ) = row
    return Statement(
        type_,
        Mention(source_text, source_name, source_kind, source_country, source),
        Mention(target_text, target_name, target_kind, target_country, target),
        Evidence(
            document,
            None if first_line is None else (first_line, last_line),
            None if span_start is None else (span_start, span_end),
            page,
            row_number,
            None if (number, title, url, year) == _NO_FIELDS else Citation(number, title, url, year),
        ),
        rule,
        date,
        status,
        instrument,
        {} if details == "{}" else json.loads(details),
        confidence,
        origin,
    )


def citations(statements: Iterable[Statement]) -> list[Citation]:
    """Return what `statements` cite by title or address, one citation an id (the first statement by id words it)."""
    found: dict[str, Citation] = {}
    citing = [(s.id, c) for s in statements if (c := s.evidence.citation) and (c.title or c.url)]
    for _, c in sorted(citing, key=itemgetter(0)):
        found.setdefault(c.id, c)
    return [c for _, c in sorted(found.items())]


_NO_PAIR = (None, None)
_NO_FIELDS = (None, None, None, None)
_NO_CITATION = Citation()
