"""A mapping proposed from a table's header and values, for a person to confirm.

Each column gets a role by the words of its header (English, French, Russian) and by what most of its cells are: a
country, a date, a number, an address, a Wikidata id. Then the roles are put together: company and zone make a
residency, company and exchange an accreditation, two places a twinning or, where the header speaks of agreements, a
cooperation. What is missing (the name of the zone, say) is said, not guessed.
"""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ..graph.errors import InputError
from ..graph.gazetteer import Gazetteer, default
from ..graph.names import fold
from .mapping import End, Field, Mapping, TieMapping
from .tables import Layout, Table
from .values import Countries, parse_date, parse_identifier, parse_number

UNKNOWN = "FILL IN"  # stands where a person must write a name
_ENDS = ("city", "region", "name", "company", "zone", "exchange")  # roles that name an end of a tie
_MOST = 0.8  # share of cells that decides what a column holds
_FITTING = {
    "until": "date",
    "date": "date",
    "url": "url",
    "jobs": "number",
    "amount": "number",
}  # what a role must hold


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files(__package__).joinpath("data", "header_words.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed mapping, why each column was taken for what it is, and what a person has to fill in (or "")."""

    mapping: Mapping
    reasons: tuple[str, ...]
    missing: str = ""

    def to_yaml(self) -> str:
        """Return the mapping as YAML, the reasons as comments above it."""
        return "".join(f"# {reason}\n" for reason in self.reasons) + self.mapping.to_yaml()


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    role: str
    holds: str  # country, date, number, url, identifier, place, text or nothing
    values: tuple[str, ...]


def propose(table: Table, layout: Layout | None = None, gazetteer: Gazetteer | None = None) -> Proposal:
    """Return the mapping that `table` most likely needs; `layout` is what had to be said to read it, and is kept.

    Raises InputError when nothing in it looks like two ends of a tie.
    """
    places = gazetteer or default()
    kinds = _Kinds(places)
    sample = table.sample()
    columns = []
    for i, name in enumerate(table.header):
        values = tuple(dict.fromkeys(v for row in sample if (v := row.cells[i].strip())))
        holds = kinds.of(values)
        columns.append(_Column(name, _role(name, holds, detected=table.detected), holds, values))
    tie, missing = _tie(table, columns)
    used = {f.column for f in Mapping((tie,)).fields()} | set(tie.when)
    reasons = [f"{c.name}: {_why(c)}" if c.name in used else f"{c.name}: not used ({_why(c)})" for c in columns]
    return Proposal(Mapping((tie,), layout=layout or Layout()), tuple(reasons), missing)


def _why(column: _Column) -> str:
    example = f", such as {column.values[0]!r:.40}" if column.values else ""
    return f"{column.role or 'unknown'}, holds {column.holds}{example}"


class _Kinds:
    """Tells what most cells of a column are."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.countries = Countries(gazetteer)

    def of(self, values: Sequence[str]) -> str:
        if not values:
            return "nothing"
        tests: list[tuple[str, Callable[[str], bool]]] = [
            ("identifier", lambda v: v[:1] in "Qh" and _reads(parse_identifier, v)),
            ("url", lambda v: v.startswith(("http://", "https://", "www."))),
            ("country", self._is_country),
            ("date", _is_date),
            ("number", lambda v: _reads(parse_number, v)),
            ("place", self._is_place),
        ]
        for name, test in tests:
            if sum(map(test, values)) >= (0.5 if name == "place" else _MOST) * len(values):
                return name
        return "text"

    def _is_country(self, text: str) -> bool:
        return self.countries.is_country(text) or ("," in text and self.countries.code(text) is not None)

    def _is_place(self, text: str) -> bool:
        return any(p.kind != "country" for p in self.gazetteer.find(text))


def _is_date(text: str) -> bool:
    try:
        date = parse_date(text, "dmy")
    except ValueError:
        return False
    return date is not None and 1800 <= int(date[:4]) <= 2100


def _reads(parse: Callable[[str], object], text: str) -> bool:
    try:
        return parse(text) is not None
    except ValueError:
        return False


def _role(name: str, holds: str, *, detected: bool) -> str:
    """Return a column's role; a header's word counts unless the cells contradict it."""
    words = fold(name).split() if detected else []
    for role, beginnings in _words()["roles"].items():
        if any(w.startswith(b) if len(b) > 2 else w == b for w in words for b in beginnings):
            if role in _FITTING and holds not in (_FITTING[role], "nothing"):
                continue
            if role in ("city", "region", "company", "name") and holds in ("country", "date", "url", "number"):
                continue
            return role
    return {"country": "country", "date": "date", "url": "url", "identifier": "wikidata", "place": "city"}.get(
        holds, ""
    )


def _tie(table: Table, columns: Sequence[_Column]) -> tuple[TieMapping, str]:
    ends, type_, missing = _ends(table, columns)
    taken = {f.column for end in ends for f in (end.name, end.country, end.wikidata) if f}
    free = [c for c in columns if c.name not in taken]

    def first(role: str) -> Field | None:
        return next((Field(column=c.name) for c in free if c.role == role), None)

    date, until = _dated(first("date"), free), _dated(first("until"), free)
    details = {k: f for k in ("sector", "amount", "currency", "jobs") if (f := first(k))}
    citation = {k: f for k, role in (("url", "url"), ("number", "number")) if (f := first(role))}
    return TieMapping(
        type_, ends[0], ends[1], date=date, until=until, status=_status(free), details=details, citation=citation
    ), missing


def _ends(table: Table, columns: Sequence[_Column]) -> tuple[tuple[End, End], str, str]:
    by_role: dict[str, list[_Column]] = {}
    for c in columns:
        by_role.setdefault(c.role, []).append(c)
    identified = by_role.get("wikidata", [])
    if len(identified) >= 2:
        a, b = (End(None, Field(constant="city"), wikidata=Field(column=c.name)) for c in identified[:2])
        return (a, b), "TWINNED_WITH", ""
    firms = by_role.get("company", []) or [c for c in by_role.get("name", []) if c.holds == "text"]
    header = fold(" ".join((*table.header, table.path.stem)))
    for kind, type_ in (("zone", "RESIDENT_OF"), ("exchange", "ACCREDITED_AT")):
        hosts = by_role.get(kind, [])
        if firms and (hosts or _is_about(kind, header)):
            firm = _end(firms[0], "company", columns)
            if hosts:
                return (firm, _end(hosts[0], kind, columns)), type_, ""
            host = End(Field(constant=UNKNOWN), Field(constant=kind), Field(constant=UNKNOWN))
            return (firm, host), type_, f"no column names the {kind}; write its name and country for {UNKNOWN}"
    places = [c for c in columns if c.role in ("city", "region", "name")]
    if len(places) >= 2:
        agreement = _is_about("agreement", header) and not _is_about("twinning", header)
        type_ = "COOPERATES_WITH" if agreement else "TWINNED_WITH"
        kinds = ["region" if c.role == "region" else "city" for c in places[:2]]
        return (_end(places[0], kinds[0], columns), _end(places[1], kinds[1], columns)), type_, ""
    raise InputError(
        f"{table.path}: no mapping can be proposed, for nothing tells who is tied to whom; write one "
        f"(columns: {', '.join(table.header)}) and give it with --mapping"
    )


def _is_about(topic: str, header: str) -> bool:
    return any(word in header for word in _words()["topics"][topic])


def _end(column: _Column, kind: str, columns: Sequence[_Column]) -> End:
    """Return the end that a column names; its country is the next country column that no other end stands before."""
    at = columns.index(column)
    country = None
    for c in columns[at + 1 :]:
        if c.role in _ENDS:
            break
        if c.role == "country" and c.holds in ("country", "nothing"):
            country = Field(column=c.name)
            break
    if country is None and at and columns[at - 1].role == "country" and (at < 2 or columns[at - 2].role not in _ENDS):
        country = Field(column=columns[at - 1].name)
    return End(Field(column=column.name), Field(constant=kind), country)


def _dated(f: Field | None, columns: Sequence[_Column]) -> Field | None:
    """Return a date's field with the order of day and month, where the cells tell it."""
    if f is None:
        return None
    values = next(c.values for c in columns if c.name == f.column)
    slashed = [v.split("/") for v in values if v.count("/") == 2 and v.replace("/", "").isdigit()]
    if not slashed:
        return f
    if any(int(parts[1]) > 12 for parts in slashed):
        return Field(column=f.column, order="mdy")
    return Field(column=f.column, order="dmy")


def _status(columns: Sequence[_Column]) -> Field | None:
    for c in columns:
        if c.role == "status" and c.values:
            known = {word: status for status, words in _words()["statuses"].items() for word in words}
            values = {v: s for v in c.values if (s := known.get(fold(v)))}
            if len(values) == len(c.values):
                return Field(column=c.name, values=values, default="agreed")
    return None
