"""The model: actors, statements with their evidence, and the ties that statements add up to.

All are immutable values. Ids of statements and ties are content hashes: loading a source twice gives the same ids.
"""

import json
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field, fields, make_dataclass
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar, cast

from .schema import ALL, PLACE_KINDS, TIE_TYPES

P = ParamSpec("P")
T = TypeVar("T")
Details = Mapping[str, Any]
# count, amount, currency, sector, jobs, role, flow, value, unit, year, period, country, date_basis, note


def content_hash(*parts: object) -> str:
    """Return 16 hexadecimal digits that depend on `parts` alone (SHA-256 of their JSON)."""
    return _hash_of(_encode(parts))


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode
_quoted = json.encoder.encode_basestring  # a text as _encode writes it


def _hash_of(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _json(value: Any) -> str:
    """Return `value` as _encode does, several times faster for what most values are."""
    if value is None:
        return "null"
    if type(value) is str:
        return _quoted(value)
    return str(value) if type(value) is int else _encode(value)


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or some place that can be tied: `country` is ISO 3166 alpha-2, `part_of` another actor's id."""

    id: str
    name: str
    kind: str
    country: str | None = None
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    lat: float | None = None
    lon: float | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor as a source names it: the words as written, and the loader's reading of them.

    `id` is the actor's, empty until resolved (graph.identity); a loader that knows the actor may set it.
    """

    text: str
    name: str
    kind: str
    country: str | None = None
    id: str = ""
    _raw: str = field(default="", init=False, repr=False, compare=False)  # kept once it was computed

    @property
    def raw(self) -> str:
        """The JSON of what the source says, whoever the actor is; part of what a statement's id is the hash of."""
        if not self._raw:
            parts = map(_json, (self.text, self.name, self.kind, self.country))
            object.__setattr__(self, "_raw", f"[{','.join(parts)}]")
        return self._raw

    def resolved(self, actor_id: str) -> "Mention":
        """Return this mention with the id of its actor."""
        if self.id == actor_id:
            return self
        same = Mention(self.text, self.name, self.kind, self.country, actor_id)
        object.__setattr__(same, "_raw", self._raw)
        return same


@dataclass(frozen=True, slots=True)
class Citation:
    """What a passage cites: the reference's number there, title, address and year."""

    number: str | None = None
    title: str | None = None
    url: str | None = None
    year: int | None = None

    @property
    def id(self) -> str:
        """The content hash of title, address and year: one reference cited twice is one citation."""
        return content_hash("citation", self.url or self.title, self.year)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a statement stands: `lines` are 1-based, `span` half-open character offsets into the decoded original.

    `page` is set where the format has pages, `row` (1-based, without the header) for registers.
    """

    document: str
    lines: tuple[int, int] | None = None
    span: tuple[int, int] | None = None
    page: int | None = None
    row: int | None = None
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source text or table: what evidence points to."""

    name: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    date: str | None = None
    licence: str | None = None
    form: str = "prose"  # prose | register | wikidata


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim by one source about two actors.

    `date` is "YYYY", "YYYY-MM" or "YYYY-MM-DD"; `status` agreed, planned or ended; `origin` the name of the load that
    brought the statement (loading the same origin again replaces it); `confidence` runs from 0 to 1.
    """

    type: str
    source: Mention
    target: Mention
    evidence: Evidence
    rule: str
    date: str | None = None
    status: str = "agreed"
    instrument: str = "none"
    details: Details = field(default_factory=dict)
    confidence: float = 1.0
    origin: str = ""
    _id: str = field(default="", init=False, repr=False, compare=False)  # both are kept once they were computed
    _tie_id: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """The content hash of the raw values; resolving the mentions differently does not change it."""
        if not self._id:
            object.__setattr__(self, "_id", self._hash())
        return self._id

    def _hash(self) -> str:
        """Return the content hash of type, ends, place, date, status, instrument, details, rule and origin.

        Their JSON is put together here: a load of many statements spends much of its time on it.
        """
        e, c = self.evidence, self.evidence.citation
        if e.lines is None and e.span is None and e.page is None:
            place = f"null,null,null,{_json(e.row)}"
        else:
            place = f"{_json(e.lines)},{_json(e.span)},{_json(e.page)},{_json(e.row)}"
        cited = f"[{_json(c.number)},{_json(c.url)}]" if c else "null"
        return _hash_of(
            f"[{_quoted(self.type)},[{self.source.raw},{self.target.raw}],[{_quoted(e.document)},{place},{cited}],"
            f"{_json(self.date)},{_quoted(self.status)},{_quoted(self.instrument)},"
            f"{_encode(dict(self.details)) if self.details else '{}'},{_quoted(self.rule)},{_quoted(self.origin)}]"
        )

    @property
    def is_observation(self) -> bool:
        """Whether this is a count of a place's actors ("162 Chinese residents"): kept and charted, never a tie."""
        counted = "count" in self.details and TIE_TYPES[self.type].counts and self.source.kind in PLACE_KINDS
        return counted or ALL in (self.source.name, self.target.name)

    @property
    def tie_key(self) -> tuple[str, ...]:
        """What makes the tie: type and ends (sorted when symmetric), for a figure also its flow and year."""
        if not TIE_TYPES[self.type].figure:
            return (self.type, *self.tie_ends)
        flow, year = str(self.details.get("flow") or ""), str(self.details.get("year") or "")
        return (self.type, *self.tie_ends, flow, year)

    @property
    def tie_ends(self) -> tuple[str, str]:
        """The ids of the tie's ends: sorted when it has no direction, as symmetric ones and turnovers."""
        a, b, t = self.source.id, self.target.id, TIE_TYPES[self.type]
        if b < a and (t.symmetric or (t.figure and self.details.get("flow") == "turnover")):
            return b, a
        return a, b

    @property
    def tie_id(self) -> str:
        """The id of the tie this statement supports; empty for an observation."""
        if self._tie_id is None:
            key = "" if self.is_observation else _hash_of(f"[{','.join(map(_quoted, self.tie_key))}]")
            object.__setattr__(self, "_tie_id", key)
        return self._tie_id or ""

    def resolved(self, source_id: str, target_id: str, origin: str | None = None) -> "Statement":
        """Return this statement with the ids of its actors, and as one of `origin` when that is given."""
        a, b = self.source, self.target
        return self.between(a.resolved(source_id), b.resolved(target_id), self.origin if origin is None else origin)

    def between(self, source: Mention, target: Mention, origin: str) -> "Statement":
        """Return this statement with its mentions resolved, as one of `origin`."""
        if self.source is source and self.target is target and self.origin == origin:
            return self
        same = new_statement(
            self.type,
            source,
            target,
            self.evidence,
            self.rule,
            self.date,
            self.status,
            self.instrument,
            self.details,
            self.confidence,
            origin,
        )
        if origin == self.origin:
            object.__setattr__(same, "_id", self._id)
        return same


@dataclass(frozen=True, slots=True)
class Tie:
    """What the statements about one pair add up to (see graph.ties for the rule).

    `since` and `last` are the dates it began and was last affirmed, `until` when it ended; `statements` and
    `documents` count what supports it; `conflict` names what the statements disagree on ("date", "status", "value").
    `flow`, `year`, `value` and `unit` belong to TRADES_WITH.
    """

    id: str
    type: str
    source: str
    target: str
    since: str | None = None
    last: str | None = None
    until: str | None = None
    status: str = "agreed"
    instrument: str = "none"
    statements: int = 0
    documents: int = 0
    conflict: tuple[str, ...] = ()
    flow: str | None = None
    year: str | None = None
    value: float | None = None
    unit: str | None = None


def _maker(value: Callable[P, T]) -> Callable[P, T]:
    """Return what makes the same values as a frozen dataclass, several times faster, for where very many are made.

    The dataclass sets each field past its own guard; this fills a twin that has no guard, which then becomes one.
    """
    kind = cast(Any, value)
    twin = make_dataclass(kind.__name__, [(f.name, f.type, copy(f)) for f in fields(kind)], slots=True)

    def make(*args: P.args, **kwargs: P.kwargs) -> T:
        made: Any = twin(*args, **kwargs)
        made.__class__ = kind
        return made  # type: ignore[no-any-return]

    return make


new_mention = _maker(Mention)
new_evidence = _maker(Evidence)
new_statement = _maker(Statement)
new_tie = _maker(Tie)


@dataclass(frozen=True, slots=True)
class Change:
    """What one load does to a store, applied whole or not at all.

    `actors`, `ties`, `statements` and `documents` are written (new or replaced); the `dead_*` ids are removed, an
    actor with its ties.
    """

    origin: str
    actors: tuple[Actor, ...] = ()
    ties: tuple[Tie, ...] = ()
    statements: tuple[Statement, ...] = ()
    documents: tuple[Document, ...] = ()
    dead_actors: tuple[str, ...] = ()
    dead_ties: tuple[str, ...] = ()
    dead_statements: tuple[str, ...] = ()
    dead_documents: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not any(
            (
                self.actors,
                self.ties,
                self.statements,
                self.documents,
                self.dead_actors,
                self.dead_ties,
                self.dead_statements,
                self.dead_documents,
            )
        )
