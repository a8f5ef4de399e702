"""Twinnings documented here and missing in Wikidata, as QuickStatements (version 1 of its syntax, tab-separated).

For https://quickstatements.toolforge.org. Each twinning is written in both directions, for Wikidata's property P190
stands on both items; with its beginning (P580) as precisely as it is known, its end (P582) if it has one, and one
reference (S854, the address that a statement here cites). Only items that are known by their identifiers, and only
twinnings with such an address, are written: what cannot be checked there does not belong there.
"""

import re
from collections.abc import Iterable, Iterator

from ..graph.model import Statement
from .compare import ONLY_HERE, Compared

_ITEM = re.compile(r"Q\d+")
_ADDRESS = re.compile(r"https?://[^\s\"<>|\t]+")
_PRECISION = {4: 9, 7: 10, 10: 11}  # characters of a date here, Wikidata's precision


def quickstatements(ties: Iterable[Compared]) -> Iterator[str]:
    """Yield a line a direction for each twinning of a comparison with Wikidata that is only here.

    Planned ones are left out, and ended ones of which the end is not dated: they would stand there as if they held.
    """
    for c in ties:
        if c.outcome != ONLY_HERE or c.tie.type != "TWINNED_WITH":
            continue
        if c.tie.status == "planned" or (c.tie.status == "ended" and not c.tie.until):
            continue
        reference = _reference(c.evidence_here)
        items = (c.source.wikidata or "", c.target.wikidata or "")
        if reference is None or not all(_ITEM.fullmatch(i) for i in items):
            continue
        for item, twin in (items, items[::-1]):
            parts = [item, "P190", twin]
            if c.tie.since:
                parts += ["P580", _time(c.tie.since)]
            if c.tie.until:
                parts += ["P582", _time(c.tie.until)]
            yield "\t".join([*parts, "S854", f'"{reference}"'])


def _reference(statements: Iterable[Statement]) -> str | None:
    """Return the address that the surest statement cites, if it is one."""
    for s in sorted(statements, key=lambda s: (s.status != "agreed", -s.confidence, s.id)):
        if (c := s.evidence.citation) and c.url and _ADDRESS.fullmatch(c.url):
            return c.url
    return None


def _time(date: str) -> str:
    return f"+{date}{'-00' * ((10 - len(date)) // 3)}T00:00:00Z/{_PRECISION[len(date)]}"
