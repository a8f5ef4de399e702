"""Dates in prose: full, partial and relative ones, as "YYYY", "YYYY-MM" or "YYYY-MM-DD"."""

import re
from dataclasses import dataclass

from ...graph.names import fold
from .pack import Pack

# "cette année" is the year of the source that is quoted, not that of the text around
_SOURCE = frozenset({"month_same", "month_last", "last_year", "this_year"})

_YEAR = re.compile(r"\d{4}")
_OF_MONTHS = frozenset({"full", "month_year", "day_month", "month_same", "month_last", "month_alone"})
_OF_YEARS = frozenset({"period", "year"})  # what is neither is told by the hint


@dataclass(frozen=True, slots=True)
class Date:
    """A date at `[start, end)` of a text; `derived` when its year came from what was said before."""

    start: int
    end: int
    value: str
    derived: bool = False


class Dates:
    """Reads the dates of a text, sentence after sentence; `year` is the year the text is in."""

    def __init__(self, pack: Pack) -> None:
        self._months = {fold(m): i + 1 for i, m in enumerate(pack.get("dates.months"))}
        month = pack.get("dates.month")
        names = (
            "period",
            "full",
            "month_year",
            "day_month",
            "month_same",
            "month_last",
            "last_year",
            "this_year",
            "later",
            "year_after",
            "month_alone",
            "year",
        )
        self._patterns = [(name, pack.compile(pack.get(f"dates.{name}").replace("{month}", month))) for name in names]
        self._month = pack.compile(month)
        self._hint = pack("dates.hint")
        self._compared = pack("dates.compared")
        self._numbers: dict[str, int] = pack.get("words.numbers")
        self.year: int | None = None

    def reset(self) -> None:
        """Forget the year: a new document begins."""
        self.year = None

    def find(self, text: str, *, fallback: int | None = None) -> list[Date]:
        """Return the dates of one sentence in order; `fallback` is the year to assume where none was said before."""
        month, year, hint = self._month.search(text), _YEAR.search(text), self._hint.search(text)
        if not (month or year or hint):
            return []
        taken = [False] * len(text)
        found: list[Date] = []
        for name, pattern in self._patterns:
            if not (month if name in _OF_MONTHS else year if name in _OF_YEARS else hint):
                continue
            for match in pattern.finditer(text):
                if any(taken[match.start() : match.end()]):
                    continue
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                if name == "period":
                    continue
                if date := self._date(name, match, found, fallback):
                    found.append(date)
        found.sort(key=lambda d: d.start)
        years = [
            int(d.value[:4])
            for d in found
            if not d.derived and not self._compared.search(text[max(0, d.start - 60) : d.start])
        ]
        if years:
            self.year = years[-1]
        return found

    def _date(self, name: str, match: re.Match[str], found: list[Date], fallback: int | None) -> Date | None:
        groups = match.groupdict()
        near = [d for d in found if d.start < match.start()]
        told = (fallback or self.year) if name in _SOURCE else (self.year or fallback)
        base = int(max(near, key=lambda d: d.start).value[:4]) if near else told
        derived = groups.get("year") is None
        if groups.get("year"):
            year: int | None = int(groups["year"])
        elif name in ("month_last", "last_year"):
            year = base - 1 if base else None
        elif name == "later":
            count = self._numbers.get(fold(groups["n"]), 1)
            if groups["unit"].startswith("mois"):
                return None
            year = base + count if base else None
        elif name == "year_after":
            year = base + 1 if base else None
        else:
            year = base
        if year is None:
            return None
        value = f"{year:04d}"
        if groups.get("month"):
            value += f"-{self._months[fold(groups['month'])]:02d}"
            day = groups.get("day")
            if day and 1 <= (number := int(re.sub(r"\D", "", day))) <= 31:
                value += f"-{number:02d}"
        return Date(match.start(), match.end(), value, derived)
