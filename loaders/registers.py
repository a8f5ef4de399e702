"""Rows of a table as statements, by a mapping. Every row is accounted for (see loaders.audit).

What real tables get wrong is handled where that can be done for sure, and counted: letters of another script that look
alike, a country inside the name ("Varna, Bulgaria"), name and country in each other's column, no country where only one
country has such a place, a region in a column of cities. What cannot be handled is rejected with a reason. Names are
compared by graph.identity; nothing is merged here.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..graph.gazetteer import Gazetteer
from ..graph.identity import WIKIDATA, place_meant
from ..graph.ingest import Source
from ..graph.model import Actor, Citation, Document, Evidence, Mention, Statement
from ..graph.names import clean, fold, mend
from ..graph.place_words import place_words
from ..graph.schema import ALL, FLOWS, INSTRUMENTS, KINDS, PLACE_KINDS, STATUSES, TIE_TYPES, misfit
from .audit import Audit
from .mapping import End, Field, Mapping, TieMapping
from .tables import Row, Table
from .values import Countries, parse_date, parse_identifier, parse_number

_WHOLE = ("count", "jobs")
_NUMBERS = (*_WHOLE, "amount", "value")
Get = Callable[[Sequence[str]], str]
_Key = tuple[str, str, str | None]  # name, kind and country of a mention


def _key(m: Mention) -> _Key:
    return m.name, m.kind, m.country


@dataclass(frozen=True, slots=True)
class _Named:
    """An end as read: its mention, and what was done to read it."""

    mention: Mention
    done: tuple[str, ...] = ()


class Register:
    """A table with its mapping, ready to be loaded: `source()` goes to graph.ingest, `audit` tells what became of rows.

    `labels` gives names to Wikidata ids that stand alone. Raises InputError when the mapping does not fit the table.
    """

    def __init__(
        self,
        table: Table,
        mapping: Mapping,
        gazetteer: Gazetteer,
        *,
        name: str | None = None,
        strict: bool = False,
        labels: dict[str, str] | None = None,
    ) -> None:
        mapping.check_columns(table.header, str(table.path))
        self.table, self.mapping, self.gazetteer = table, mapping, gazetteer
        self.audit = Audit(table, strict)
        self.name = name or mapping.name or table.path.name
        self.document: Document = mapping.document_for(table.path.name)
        self.labels = labels or {}
        self.by_name: dict[str, str] = {}  # places that one identifier alone can be, by the id made of it
        self._loops: dict[int, tuple[_Key, _Key]] = {}
        self.rule = "wikidata" if self.document.form == "wikidata" else "register"
        self.countries = Countries(gazetteer)
        self._place = lru_cache(maxsize=20_000)(self._place_of)
        self._mended = lru_cache(maxsize=20_000)(mend)
        self._replace = {table.index(c): dict(v) for c, v in mapping.replace.items()}
        self._ties = [_Tie(self, t) for t in mapping.ties]

    def source(self) -> Source:
        """Return what graph.ingest loads."""
        return Source(self.name, self.statements(), (self.document,), self._actors(), self._observe)

    def finish(self) -> None:
        """Close the account. Must be called when the source has been loaded.

        A row whose ends turned out to be one actor is rejected; its reason also names another row that has this name.
        """
        self.audit.finish()
        if self._loops:
            self._name_other_rows(self._loops)

    def _observe(self, s: Statement, reason: str | None) -> None:
        if reason is not None and s.source.id == s.target.id:
            row = s.evidence.row or 0
            loop = {row: (_key(s.source), _key(s.target))}
            if self.audit.strict:
                self.audit.strict = False
                self.audit.observe(s, reason)
                self._name_other_rows(loop)
                self.audit.strict = True
                reason = self.audit.rejected[row]
            self._loops |= loop
        self.audit.observe(s, reason)

    def _name_other_rows(self, loops: dict[int, tuple[_Key, _Key]]) -> None:
        """Add to the reason of each loop the first other row that names one of its ends."""
        wanted: dict[_Key, list[int]] = {}
        for number, keys in loops.items():
            for key in dict.fromkeys(keys):
                wanted.setdefault(key, []).append(number)
        found: dict[int, tuple[int, str]] = {}
        for row in self.table.rows():
            if row.fault is not None or len(found) == len(loops):
                continue
            for tie in self._ties:
                for end in (tie.source, tie.target):
                    for m in end.mentions(row.cells):
                        for loop in wanted.get(_key(m), ()):
                            if loop != row.number:
                                found.setdefault(loop, (row.number, m.text))
        for loop, (other, text) in found.items():
            self.audit.rejected[loop] += f"; row {other} also names {text!r}"

    def statements(self) -> Iterator[Statement]:
        """Yield the statements of every row; rows that cannot be read are rejected in the audit."""
        for row in self.table.rows():
            self.audit.rows += 1
            if row.fault is not None:
                self.audit.reject(row.number, row.fault)
                continue
            try:
                found = self._row(row)
            except ValueError as error:
                self.audit.reject(row.number, str(error))
                continue
            if not found:
                self.audit.skip()
            yield from found

    def _row(self, row: Row) -> list[Statement]:
        cells: Sequence[str] = row.cells
        if self._replace:
            cells = list(cells)
            for i, known in self._replace.items():
                if (new := known.get(cells[i].strip())) is not None:
                    self.audit.done["known mistakes replaced"] += 1
                    cells[i] = new
        return [s for tie in self._ties if tie.applies(cells) for s in tie.statements(cells, row.number)]

    def _actors(self) -> list[Actor]:
        """Return the actors that only Wikidata ids tell apart, which takes a reading of its own."""
        ends = [(e, tie) for tie in self._ties for e in (tie.source, tie.target) if e.identified]
        if not ends:
            return []
        found: dict[str, Actor] = {}
        claims: dict[str, list[str]] = {}  # places by name, with the identifiers that bear it
        for row in self.table.rows():
            if row.fault is not None:
                continue
            for end, tie in ends:
                if not tie.applies(row.cells):
                    continue
                for m in end.mentions(row.cells):
                    if m.id.startswith(WIKIDATA) and m.id not in found:
                        qid = m.id.removeprefix(WIKIDATA).upper()
                        found[m.id] = Actor(m.id, clean(m.name), m.kind, m.country, wikidata=qid)
                        place = place_meant(self.gazetteer, m.name, m.country, m.kind)
                        if place and not place.wikidata:
                            claims.setdefault(place.id, []).append(m.id)
        self.by_name = {ids[0]: place for place, ids in claims.items() if len(ids) == 1}
        return [a for i, a in found.items() if i not in self.by_name]

    @property
    def by_wikidata(self) -> dict[str, str]:
        """The ids of the gazetteer's places by their Wikidata ids."""
        return _by_wikidata(self.gazetteer)

    def _place_of(self, name: str, country: str | None, kind: str) -> tuple[str | None, str, tuple[str, ...]]:
        """Return country and kind of a place, as far as the gazetteer is sure, and what it added."""
        done: list[str] = []
        found = self.gazetteer.find(name, country=country, kind=kind)
        if not found:
            # a region in a column of cities: no city is called so, one region or (with its kind word) district is
            others = [p for p in self.gazetteer.find(name, country=country) if p.kind in ("region", "district", "city")]
            exact = [p for p in others if fold(p.name) == fold(name)]
            if len(exact) == 1 and (exact[0].kind == "region" or place_words().bare(fold(name)) != fold(name)):
                found, kind = exact, exact[0].kind
                done.append(f"taken for a {kind}")
        if country is None:
            countries = {p.country for p in found}
            if len(countries) == 1:
                country = countries.pop()
                done.append("countries inferred from the gazetteer")
            elif countries:
                done.append("ambiguous names without a country")
            else:
                done.append("unknown names without a country")
        return country, kind, tuple(done)


@lru_cache(maxsize=1)
def _by_wikidata(gazetteer: Gazetteer) -> dict[str, str]:
    return {place.wikidata: place.id for place in gazetteer if place.wikidata}


class _Tie:
    """A tie mapping compiled for one table."""

    def __init__(self, register: Register, t: TieMapping) -> None:
        self.register, self.type, self.confidence = register, t.type, t.confidence
        table = register.table
        self.source, self.target = _End(register, t.source), _End(register, t.target)
        self.when = [(table.index(c), frozenset(map(str.casefold, cells))) for c, cells in t.when.items()]
        self.date, self.until = _dates(t.date, table), _dates(t.until, table)
        self.status = _choice(t.status, table, STATUSES, "status", "agreed")
        self.instrument = _choice(t.instrument, table, INSTRUMENTS, "instrument", "none")
        self.details = [(key, _getter(f, table), key in _NUMBERS) for key, f in t.details.items()]
        self.citation = [(key, _getter(f, table)) for key, f in t.citation.items()]

    def applies(self, cells: Sequence[str]) -> bool:
        return all(cells[i].strip().casefold() in wanted for i, wanted in self.when)

    def statements(self, cells: Sequence[str], row: int) -> Iterator[Statement]:
        sources, targets = self.source.read(cells), self.target.read(cells)
        date, until, status = self.date(cells), self.until(cells), self.status(cells)
        details = self._details(cells)
        evidence = Evidence(self.register.document.name, row=row, citation=self._citation(cells))
        for a in sources:
            for b in targets:
                self._check(a.mention, b.mention, details)
                for what in (*a.done, *b.done):
                    self.register.audit.done[what] += 1
                for when, state in _claims(date, until, status):
                    yield Statement(
                        type=self.type,
                        source=a.mention,
                        target=b.mention,
                        evidence=evidence,
                        rule=self.register.rule,
                        date=when,
                        status=state,
                        instrument=self.instrument(cells),
                        details=details,
                        confidence=self.confidence,
                    )

    def _check(self, a: Mention, b: Mention, details: dict[str, Any]) -> None:
        counted = ("count" in details and TIE_TYPES[self.type].counts) or a.name == ALL
        if reason := misfit(self.type, a.kind, b.kind, counted=counted):
            raise ValueError(f"{a.text!r} and {b.text!r}: {reason}")

    def _details(self, cells: Sequence[str]) -> dict[str, Any]:
        details: dict[str, Any] = {}
        for key, get, is_number in self.details:
            text = get(cells)
            value = parse_number(text) if is_number else text
            if value in (None, ""):
                continue
            if key in _WHOLE and not isinstance(value, int):
                raise ValueError(f"{key} {text!r} is no whole number")
            if key == "flow" and value not in FLOWS:
                raise ValueError(f"flow {text!r:.60} is none of {', '.join(FLOWS)}")
            details[key] = value
        return details

    def _citation(self, cells: Sequence[str]) -> Citation | None:
        said = {key: text for key, get in self.citation if (text := get(cells))}
        if not said:
            return None
        year = parse_date(said["year"]) if "year" in said else None
        return Citation(said.get("number"), said.get("title"), said.get("url"), int(year[:4]) if year else None)


def _claims(date: str | None, until: str | None, status: str) -> list[tuple[str | None, str]]:
    """Return (date, status) of the claims of one row: a partnership that ended also began."""
    if not until and status != "ended":
        return [(date, status)]
    began = [(date, "agreed")] if date else []
    return [*began, (until, "ended")]


class _End:
    """One end of a tie mapping, compiled for one table."""

    def __init__(self, register: Register, end: End) -> None:
        self.register = register
        table = register.table
        self.name = _getter(end.name, table) if end.name else None
        self.split = end.name.split if end.name else None
        self.country = _getter(end.country, table) if end.country else None
        self.kind = _choice(end.kind, table, tuple(KINDS), "kind", "")
        self.identifier = _getter(end.wikidata, table) if end.wikidata else None
        self.identified = self.identifier is not None
        columns = [f.column for f in (end.name, end.wikidata) if f and f.column]
        self.where = columns[0] if columns else "the mapping"

    def read(self, cells: Sequence[str]) -> list[_Named]:
        """Return the ends that a row names. Raises ValueError, with the reason, when one cannot be read."""
        kind = self.kind(cells)
        qid = parse_identifier(self.identifier(cells)) if self.identifier else None
        text = self.name(cells) if self.name else ""
        if qid:
            return [self._identified(qid, text or self.register.labels.get(qid, qid), cells, kind)]
        if not clean(text):
            raise ValueError(f"no name in {self.where!r}")
        names = [part.strip() for part in text.split(self.split) if part.strip()] if self.split else [text]
        country = self.country(cells) if self.country else ""
        return [self._named(name, country, kind) for name in names]

    def mentions(self, cells: Sequence[str]) -> list[Mention]:
        """Return the mentions of a row; none where it cannot be read, which is said when its row is loaded."""
        try:
            return [named.mention for named in self.read(cells)]
        except ValueError:
            return []

    def _identified(self, qid: str, name: str, cells: Sequence[str], kind: str) -> _Named:
        country = self.register.countries.code(self.country(cells)) if self.country else None
        if place := self.register.by_wikidata.get(qid):
            return _Named(Mention(qid, name, kind, country, place), ("identifiers known",))
        own = f"{WIKIDATA}{qid.lower()}"
        if place := self.register.by_name.get(own):
            return _Named(Mention(qid, name, kind, country, place), ("identifiers recognised by name",))
        return _Named(Mention(qid, name, kind, country, own), ("identifiers that no place is known for",))

    def _named(self, raw: str, country_text: str, kind: str) -> _Named:
        register, countries = self.register, self.register.countries
        text = clean(raw)
        if text.casefold() == ALL:
            return _Named(Mention(text, ALL, kind))
        done = []
        name = register._mended(raw)
        if name != text:
            done.append("look-alike letters mended")
        country_text = clean(country_text)
        if kind == "country":
            code = countries.code(name)
            if code is None:
                raise ValueError(_unknown_country(countries, name))
            return _Named(Mention(text, name, kind, code), tuple(done))
        country = countries.code(country_text) if country_text else None
        if country_text and country is None:
            if not countries.is_country(name):
                raise ValueError(_unknown_country(countries, country_text))
            name, country = register._mended(country_text), countries.code(name)
            done.append("name and country swapped back")
        elif country is None and (parts := countries.split(name)):
            name, country = parts[0], countries.code(parts[1])
            done.append("countries taken out of names")
        if kind in PLACE_KINDS:
            if country is None and countries.is_country(name) and not register.gazetteer.find(name, kind=kind):
                raise ValueError(f"{name!r} is a country or territory where a {kind} is expected")
            country, kind, more = register._place(name, country, kind)
            done += more
        return _Named(Mention(text, name, kind, country), tuple(done))


def _unknown_country(countries: Countries, text: str) -> str:
    close = countries.closest(text)
    return f"unknown country {text!r:.60}" + (f" (did you mean {close}?)" if close else "")


def _getter(f: Field, table: Table) -> Get:
    """Return a function that gives a field's text of a row's cells."""
    if f.column is None:
        constant = f.constant or ""
        return lambda cells: constant
    index, default = table.index(f.column), f.default or ""
    if not f.values:
        return lambda cells: cells[index].strip() or default
    values = {k.casefold(): v for k, v in f.values.items()}

    def translated(cells: Sequence[str]) -> str:
        text = cells[index].strip()
        return values.get(text.casefold(), text) or default

    return translated


def _dates(f: Field | None, table: Table) -> Callable[[Sequence[str]], str | None]:
    if f is None:
        return lambda cells: None
    get, order = _getter(f, table), f.order
    return lambda cells: parse_date(get(cells), order)


def _choice(f: Field | None, table: Table, allowed: Sequence[str], what: str, default: str) -> Get:
    """Return a getter whose text must be one of `allowed`; an empty one is `default`, if there is any."""
    if f is None:
        return lambda cells: default
    get, known = _getter(f, table), frozenset(allowed)

    def choose(cells: Sequence[str]) -> str:
        text = get(cells) or default
        if text not in known:
            raise ValueError(f"{what} {text!r:.60} is none of {', '.join(allowed)}")
        return text

    return choose
