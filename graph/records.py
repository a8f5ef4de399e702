"""Statements as JSON, one object a line: what `extract` and `export -f statements` write and `load` reads."""

import json
from collections.abc import Mapping
from typing import Any

from .errors import InputError
from .model import Citation, Evidence, Mention, Statement
from .names import is_date
from .schema import INSTRUMENTS, KINDS, STATUSES, TIE_TYPES


def to_record(s: Statement) -> dict[str, Any]:
    """Return `s` as the JSON object of the statements contract; keys without a value are left out of `evidence`."""
    e, c = s.evidence, s.evidence.citation
    evidence: dict[str, Any] = {"document": e.document}
    if e.lines:
        evidence["lines"] = list(e.lines)
    if e.span:
        evidence["span"] = list(e.span)
    if e.page is not None:
        evidence["page"] = e.page
    if e.row is not None:
        evidence["row"] = e.row
    if c:
        fields = {"number": c.number, "title": c.title, "url": c.url, "year": c.year}
        evidence["citation"] = {k: v for k, v in fields.items() if v is not None}
    return {
        "id": s.id,
        "type": s.type,
        "source": _end(s.source),
        "target": _end(s.target),
        "date": s.date,
        "status": s.status,
        "instrument": s.instrument,
        "details": dict(s.details),
        "evidence": evidence,
        "rule": s.rule,
        "confidence": s.confidence,
        "origin": s.origin,
    }


def _end(m: Mention) -> dict[str, Any]:
    return {"id": m.id, "name": m.name, "kind": m.kind, "country": m.country, "mention": m.text}


def from_record(record: Mapping[str, Any]) -> Statement:
    """Return the statement that `record` holds.

    Raises InputError, naming the field, when it is not of the contract's form.
    """
    try:
        e = record["evidence"]
        c = e.get("citation")
        s = Statement(
            type=_one_of(record["type"], TIE_TYPES, "type"),
            source=_mention(record["source"]),
            target=_mention(record["target"]),
            evidence=Evidence(
                document=str(e["document"]),
                lines=_pair(e.get("lines")),
                span=_pair(e.get("span")),
                page=e.get("page"),
                row=e.get("row"),
                citation=Citation(c.get("number"), c.get("title"), c.get("url"), c.get("year")) if c else None,
            ),
            rule=str(record.get("rule") or "record"),
            date=record.get("date"),
            status=_one_of(record.get("status") or "agreed", STATUSES, "status"),
            instrument=_one_of(record.get("instrument") or "none", INSTRUMENTS, "instrument"),
            details=dict(record.get("details") or {}),
            confidence=float(record.get("confidence", 1.0)),
            origin=str(record.get("origin") or ""),
        )
    except KeyError as missing:
        raise InputError(f"a statement without {missing.args[0]!r}") from None
    except (TypeError, AttributeError, ValueError) as wrong:
        raise InputError(f"not a statement: {wrong}") from None
    if s.date is not None and not (isinstance(s.date, str) and is_date(s.date)):
        raise InputError(f"date {s.date!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    return s


def dumps(s: Statement) -> str:
    """Return `s` as one line of JSON, without the line's end."""
    return json.dumps(to_record(s), ensure_ascii=False)


def _mention(end: Mapping[str, Any]) -> Mention:
    name = str(end["name"])
    return Mention(
        text=str(end.get("mention") or name),
        name=name,
        kind=_one_of(end["kind"], KINDS, "kind"),
        country=end.get("country"),
        id=str(end.get("id") or ""),
    )


def _pair(value: Any) -> tuple[int, int] | None:
    if value is None:
        return None
    first, last = value
    return int(first), int(last)


def _one_of(value: Any, allowed: Any, field: str) -> str:
    if value not in allowed:
        raise InputError(f"{field} {value!r} is none of {', '.join(allowed)}")
    return str(value)
