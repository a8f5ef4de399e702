"""Actors, ties, statements, documents and citations as flat rows: the columns and properties of both stores.

A row is a tuple in the order of its table's columns. `*_rows` and `*_of` are each other's inverse, the first for many
values at a time, which is faster.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any, Final

from .model import (
    Actor,
    Citation,
    Document,
    Statement,
    Tie,
    new_evidence,
    new_mention,
    new_statement,
    new_tie,
)
from .schema import TIE_TYPES

Row = tuple[Any, ...]
Column = Sequence[Any]
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


def columns_of(columns: Iterable[str], items: Sequence[Any]) -> list[Column]:
    """Return these columns of `items`, all of which have a field for each."""
    return [list(map(attrgetter(c), items)) for c in columns]


def _rows(columns: Columns) -> Callable[[Sequence[Any]], list[Row]]:
    getter = attrgetter(*columns)
    return lambda items: list(map(getter, items))


actor_rows: Final = _rows(ACTOR)
document_rows: Final = _rows(DOCUMENT)
citation_rows: Final = _rows(CITATION)
tie_rows: Final = _rows(TIE)


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
    return new_tie(*values)


def statement_columns(said: Sequence[Statement]) -> list[Column]:
    """Return STATEMENT's columns of statements; `citation` is the id of the citation that one names by title or
    address, the other columns keep the citation as this statement gives it.
    """
    ties = [s.tie_id for s in said]
    sources, targets, places = ([getattr(s, end) for s in said] for end in ("source", "target", "evidence"))
    lines, spans = [e.lines or _NO_PAIR for e in places], [e.span or _NO_PAIR for e in places]
    cited = [e.citation or _NO_CITATION for e in places]
    mention = ("text", "name", "kind", "country")
    nouns = {type_: t.noun.en for type_, t in TIE_TYPES.items()}
    return [
        [s.id for s in said],
        ties,
        [s.type for s in said],
        [m.id for m in sources],
        [m.id for m in targets],
        *columns_of(("date", "status", "instrument"), said),
        [_details(s) if s.details else "{}" for s in said],
        [not tie for tie in ties],
        [s.rule for s in said],
        [float(s.confidence) for s in said],
        [s.origin for s in said],
        *columns_of(mention, sources),
        *columns_of(mention, targets),
        [e.document for e in places],
        *([pair[i] for pair in pairs] for pairs in (lines, spans) for i in (0, 1)),
        *columns_of(("page", "row"), places),
        [c.id if c.title or c.url else None for c in cited],
        *columns_of(("number", "title", "url", "year"), cited),
        [
            f"{a.name} – {b.name}: {nouns[s.type]}{', ' + s.date if s.date else ''}"
            for s, a, b in zip(said, sources, targets, strict=True)
        ],
    ]


def statement_rows(said: Sequence[Statement]) -> list[Row]:
    """Return the rows of STATEMENT's columns that hold statements."""
    return list(zip(*statement_columns(said), strict=True))


def _details(s: Statement) -> str:
    return json.dumps(dict(s.details), ensure_ascii=False, sort_keys=True, default=str)


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
    return new_statement(
        type_,
        new_mention(source_text, source_name, source_kind, source_country, source),
        new_mention(target_text, target_name, target_kind, target_country, target),
        new_evidence(
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
