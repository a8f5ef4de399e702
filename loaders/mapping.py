"""What the columns of a table mean: a mapping, read from YAML, checked, and compiled to functions of a row.

    source: {name: residents-2026, title: ..., publisher: ..., url: ..., date: 2026-01, licence: ...}
    table: {header: 2, encoding: cp1251, delimiter: ";", sheet: Residents}       # only what detection gets wrong
    ties:
      - type: RESIDENT_OF
        from: {name: Company, country: Country, kind: =company}
        to: {name: =China-Belarus Industrial Park Great Stone, kind: =zone, country: =BY}
        date: Registered
        status: {column: State, values: {active: agreed, closed: ended}, default: agreed}
        details: {sector: Activity, amount: Investment, currency: =USD}
        citation: {title: Decision, url: Link}
        when: {State: [active, closed]}
    replace:
      - {columns: [Country], values: {Grece: Greece}}                               # known mistakes of the table

A field is the name of a column, or `=text` for the same text in every row, or {column, values, default, split, order}:
`values` translates cells, `default` stands for an empty cell, `split` parts a name's cell that holds several, `order`
(dmy or mdy) says how dates with slashes are written. A field that is not known is refused.
"""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ..graph.errors import InputError
from ..graph.model import Document
from ..graph.schema import FLOWS, INSTRUMENTS, KINDS, STATUSES, TIE_TYPES
from .tables import Layout, suggest_column

DETAILS = (
    *("count", "amount", "currency", "sector", "jobs", "role", "flow", "value", "unit", "year", "note"),
)  # what graph.model.Details names
_FILE_LIMIT = 2**20


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value comes from: a column, or a constant."""

    column: str | None = None
    constant: str | None = None
    values: MappingOf[str, str] = field(default_factory=dict)
    default: str | None = None
    split: str | None = None
    order: str | None = None

    def to_data(self) -> Any:
        """Return the field as YAML has it, in the shortest form."""
        if self.constant is not None:
            return f"={self.constant}"
        more = {"values": dict(self.values), "default": self.default, "split": self.split, "order": self.order}
        more = {k: v for k, v in more.items() if v}
        return {"column": self.column, **more} if more else self.column


@dataclass(frozen=True, slots=True)
class End:
    """One end of a tie. `wikidata` is a column of identifiers (Q1234, or addresses that end so)."""

    name: Field | None
    kind: Field
    country: Field | None = None
    wikidata: Field | None = None


@dataclass(frozen=True, slots=True)
class TieMapping:
    """How one row gives statements of one type."""

    type: str
    source: End
    target: End
    date: Field | None = None
    until: Field | None = None
    status: Field | None = None
    instrument: Field | None = None
    confidence: float = 1.0
    details: MappingOf[str, Field] = field(default_factory=dict)
    citation: MappingOf[str, Field] = field(default_factory=dict)
    when: MappingOf[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping. `name` is the load's name, `document` what the mapping says about the source."""

    ties: tuple[TieMapping, ...]
    name: str | None = None
    document: MappingOf[str, str] = field(default_factory=dict)
    layout: Layout = field(default_factory=Layout)
    replace: MappingOf[str, MappingOf[str, str]] = field(default_factory=dict)
    labels: str | None = None  # a file that gives names to identifiers, next to the table
    columns: tuple[str, ...] = ()  # a ready mapping fits tables with exactly these columns

    def document_for(self, name: str) -> Document:
        """Return the source of evidence called `name`, with what the mapping says about it."""
        return Document(name, form=self.document.get("form", "register"), **_without_form(self.document))

    def check_columns(self, header: Sequence[str], where: str) -> None:
        """Raise InputError, with a suggestion, when the mapping names a column that is not in `header`."""
        for f in self.fields():
            if f.column is not None and f.column not in header:
                raise InputError(
                    f"{where} has no column {f.column!r}, which the mapping names; {suggest_column(f.column, header)}"
                    f" (a text that is no column is written '={f.column}')"
                )
        for column in (*self.replace, *(c for t in self.ties for c in t.when)):
            if column not in header:
                raise InputError(f"{where} has no column {column!r}; {suggest_column(column, header)}")

    def fields(self) -> list[Field]:
        """Return every field of every tie."""
        found: list[Field | None] = []
        for t in self.ties:
            for end in (t.source, t.target):
                found += [end.name, end.kind, end.country, end.wikidata]
            found += [t.date, t.until, t.status, t.instrument, *t.details.values(), *t.citation.values()]
        return [f for f in found if f is not None]

    def to_yaml(self) -> str:
        """Return the mapping as YAML that `parse_mapping` reads."""
        data: dict[str, Any] = {}
        if source := {k: v for k, v in {"name": self.name, **self.document}.items() if v}:
            data["source"] = source
        layout = self.layout
        header = list(layout.header) if isinstance(layout.header, tuple) else layout.header
        table = {"encoding": layout.encoding, "delimiter": layout.delimiter, "header": header, "sheet": layout.sheet}
        if table := {k: v for k, v in table.items() if v is not None}:
            data["table"] = table
        data["ties"] = [_tie_data(t) for t in self.ties]
        if self.replace:
            data["replace"] = [{"columns": [c], "values": dict(values)} for c, values in self.replace.items()]
        return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110)


def _without_form(document: MappingOf[str, str]) -> dict[str, str]:
    return {k: v for k, v in document.items() if k != "form"}


def _tie_data(t: TieMapping) -> dict[str, Any]:
    data: dict[str, Any] = {"type": t.type}
    for name, end in (("from", t.source), ("to", t.target)):
        fields = {"name": end.name, "country": end.country, "kind": end.kind, "wikidata": end.wikidata}
        data[name] = {k: f.to_data() for k, f in fields.items() if f is not None}
    for name, f in (("date", t.date), ("until", t.until), ("status", t.status), ("instrument", t.instrument)):
        if f is not None:
            data[name] = f.to_data()
    for name, group in (("details", t.details), ("citation", t.citation)):
        if group:
            data[name] = {k: f.to_data() for k, f in group.items()}
    if t.when:
        data["when"] = {k: list(v) for k, v in t.when.items()}
    return data


def read_mapping(path: Path | str) -> Mapping:
    """Return the mapping in the YAML file at `path`.

    Raises InputError, naming the file and the field, when it cannot be read or is no mapping.
    """
    path = Path(path)
    try:
        if path.stat().st_size > _FILE_LIMIT:
            raise InputError(f"{path} is too large to be a mapping")
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise InputError(f"there is no mapping {path}") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder, not a mapping") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as a mapping ({error})") from None
    return parse_mapping(text, str(path))


def parse_mapping(text: str, where: str) -> Mapping:
    """Return the mapping that the YAML `text` holds; `where` names it in errors.

    Raises InputError, naming the field, when it is no mapping.
    """
    try:
        data = yaml.load(text, Loader=_NoAliases)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f", line {place.line + 1}" if place else ""
        raise InputError(f"{where}{line}: not YAML ({getattr(error, 'problem', None) or error})") from None
    return _Reader(where).mapping(data)


class _NoAliases(yaml.SafeLoader):
    """Aliases would let a small file unfold to a huge one."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not allowed")
        return super().compose_node(parent, index)


class _Reader:
    """Checks a mapping field by field; every error says which."""

    def __init__(self, where: str) -> None:
        self.where = where

    def wrong(self, place: str, what: str) -> InputError:
        return InputError(f"{self.where}: {place}: {what}" if place else f"{self.where}: {what}")

    def known(self, data: Any, place: str, *allowed: str, needed: Sequence[str] = ()) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise self.wrong(place, f"expected {', '.join(f'{k}: ...' for k in allowed)}, not {_shown(data)}")
        for key in data:
            if key not in allowed:
                raise self.wrong(place, f"unknown field {_shown(key)}; {_suggest(str(key), allowed)}")
        for key in needed:
            if data.get(key) is None:
                raise self.wrong(place, f"{key!r} is missing")
        return data

    def mapping(self, data: Any) -> Mapping:
        top = self.known(data, "", "source", "table", "ties", "replace", "labels", "columns", needed=["ties"])
        source = self.known(
            top.get("source") or {}, "source", "name", "title", "publisher", "url", "date", "licence", "form"
        )
        ties = self.listed(top["ties"], "ties")
        if not ties:
            raise self.wrong("ties", "expected at least one tie")
        said = {k: self.text(v, f"source.{k}") for k, v in source.items() if v is not None}
        if said.get("form", "register") not in ("register", "wikidata"):
            raise self.wrong("source.form", f"{said['form']!r} is neither register nor wikidata")
        name = said.pop("name", None)
        replace: dict[str, dict[str, str]] = {}
        for i, part in enumerate(self.listed(top.get("replace") or [], "replace"), 1):
            p = self.known(part, f"replace[{i}]", "columns", "values", needed=("columns", "values"))
            for column in self.list_of(p["columns"], f"replace[{i}].columns"):
                replace.setdefault(column, {}).update(self.texts(p["values"], f"replace[{i}].values"))
        return Mapping(
            ties=tuple(self.tie(t, f"ties[{i}]") for i, t in enumerate(ties, 1)),
            name=name,
            document=said,
            layout=self.layout(top.get("table") or {}),
            replace=replace,
            labels=top.get("labels") and self.text(top["labels"], "labels"),
            columns=tuple(self.list_of(top.get("columns") or [], "columns")),
        )

    def layout(self, data: Any) -> Layout:
        table = self.known(data, "table", "encoding", "delimiter", "header", "sheet")
        header = table.get("header")
        if isinstance(header, list):
            header = tuple(self.list_of(header, "table.header"))
        elif header is False:
            header = 0
        elif header is True:
            header = None
        elif header is not None and not (isinstance(header, int) and header >= 0):
            raise self.wrong("table.header", "expected the number of a line, false, or a list of names")
        words = {k: self.text(table[k], f"table.{k}") for k in ("encoding", "delimiter", "sheet") if table.get(k)}
        return Layout(header=header, **words)

    def tie(self, data: Any, place: str) -> TieMapping:
        allowed = ("type", "from", "to", "date", "until", "status", "instrument", "confidence", "details", "citation")
        t = self.known(data, place, *allowed, "when", needed=("type", "from", "to"))
        type_ = str(t["type"]).upper().replace("-", "_")
        if type_ not in TIE_TYPES or TIE_TYPES[type_].derived:
            types = [name for name, known in TIE_TYPES.items() if not known.derived]
            raise self.wrong(f"{place}.type", f"unknown tie type {t['type']!r}; {_suggest(type_, types)}")
        confidence = t.get("confidence", 1.0)
        if not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
            raise self.wrong(f"{place}.confidence", "expected a number from 0 to 1")
        details = self.known(t.get("details") or {}, f"{place}.details", *DETAILS)
        citation = self.known(t.get("citation") or {}, f"{place}.citation", "number", "title", "url", "year")
        when = t.get("when") or {}
        if not isinstance(when, dict):
            raise self.wrong(f"{place}.when", "expected columns, each with the cells to take")
        return TieMapping(
            type=type_,
            source=self.end(t["from"], f"{place}.from"),
            target=self.end(t["to"], f"{place}.to"),
            date=self.optional(t, "date", place),
            until=self.optional(t, "until", place),
            status=self.closed(self.optional(t, "status", place), STATUSES, f"{place}.status"),
            instrument=self.closed(self.optional(t, "instrument", place), INSTRUMENTS, f"{place}.instrument"),
            confidence=float(confidence),
            details={
                k: self.closed(self.field(v, f"{place}.details.{k}"), FLOWS if k == "flow" else None, f"{place}.{k}")
                for k, v in details.items()
            },
            citation={k: self.field(v, f"{place}.citation.{k}") for k, v in citation.items()},
            when={
                str(c): tuple(self.list_of(v if isinstance(v, list) else [v], f"{place}.when.{c}"))
                for c, v in when.items()
            },
        )

    def end(self, data: Any, place: str) -> End:
        e = self.known(data, place, "name", "country", "kind", "wikidata", needed=["kind"])
        name, wikidata = self.optional(e, "name", place), self.optional(e, "wikidata", place)
        if name is None and wikidata is None:
            raise self.wrong(place, "'name' is missing")
        kind = self.closed(self.field(e["kind"], f"{place}.kind"), tuple(KINDS), f"{place}.kind")
        return End(name, kind, self.optional(e, "country", place), wikidata)

    def optional(self, data: MappingOf[str, Any], key: str, place: str) -> Field | None:
        return None if data.get(key) is None else self.field(data[key], f"{place}.{key}")

    def field(self, data: Any, place: str) -> Field:
        if isinstance(data, dict):
            f = self.known(data, place, "column", "values", "default", "split", "order", needed=["column"])
            order = f.get("order")
            if order not in (None, "dmy", "mdy"):
                raise self.wrong(f"{place}.order", f"{order!r} is neither dmy nor mdy")
            return Field(
                column=self.text(f["column"], f"{place}.column"),
                values=self.texts(f.get("values") or {}, f"{place}.values"),
                default=None if f.get("default") is None else self.text(f["default"], f"{place}.default"),
                split=None if f.get("split") is None else self.text(f["split"], f"{place}.split"),
                order=order,
            )
        text = self.text(data, place)
        return Field(constant=text[1:].strip()) if text.startswith("=") else Field(column=text)

    def closed(self, f: Any, allowed: Sequence[str] | None, place: str) -> Any:
        """Check what of a field of few values is known beforehand: the constant, the translations, the default."""
        if f is not None and allowed is not None:
            for value in (f.constant, f.default, *f.values.values()):
                if value is not None and value not in allowed:
                    raise self.wrong(place, f"{value!r} is none of {', '.join(allowed)}")
        return f

    def text(self, value: Any, place: str) -> str:
        if isinstance(value, bool) or (not isinstance(value, str | int | float) and not hasattr(value, "isoformat")):
            raise self.wrong(place, f"expected a text, not {_shown(value)} (put it in quotes)")
        return str(value)

    def texts(self, data: Any, place: str) -> dict[str, str]:
        if not isinstance(data, dict):
            raise self.wrong(place, f"expected old: new, not {_shown(data)}")
        return {self.text(k, place): self.text(v, f"{place}.{k}") for k, v in data.items()}

    def listed(self, data: Any, place: str) -> list[Any]:
        if not isinstance(data, list):
            raise self.wrong(place, f"expected a list, not {_shown(data)}")
        return data

    def list_of(self, data: Any, place: str) -> list[str]:
        return [self.text(v, place) for v in self.listed(data, place)]


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


def _suggest(word: str, allowed: Sequence[str]) -> str:
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, allowed, scorer=fuzz.ratio, score_cutoff=60)
    hint = f"did you mean {best[0]!r}? " if best else ""
    return f"{hint}known: {', '.join(allowed)}"
