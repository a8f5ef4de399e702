"""Dates in prose: full, partial and relative ones, as "YYYY", "YYYY-MM" or "YYYY-MM-DD"."""

import datetime
import re
from collections import deque
from dataclasses import dataclass

from ...graph.names import fold
from .issued import Issue
from .pack import Pack
from .pattern import Match

# "cette année" is the year of the source that is quoted, not that of the text around
_SOURCE = frozenset({"month_this", "month_last", "month_past", "last_year", "this_year", "ago", "season_past"})

_OF_STORY = frozenset({"day_month", "month_alone", "season"})
_LOOKING_BACK = _OF_STORY | {"month_past", "season_past"}  # of the last such month before the text was issued
_OF_DAYS = frozenset(
    {
        "weekday",
        "yesterday",
        "today",
        "last_week",
        "last_month",
        "this_month",
        "eve",
        "morrow",
        "same_day",
        "day_before",
        "days_ago",
    }
)
_BESIDE = {"same_day": 0, "eve": -1, "morrow": 1}  # days from the one told last
_AGO = {"today": 0, "yesterday": 1, "day_before": 2, "last_week": 7}  # days before the issue

_YEAR = re.compile(r"\d{4}")
_OF_MONTHS = frozenset({"span", "month_ahead", "full", "month_year", "day_month", "month_past", "month_alone"})
_OF_YEARS = frozenset({"period", "numeric", "year"})
_OF_BOTH = frozenset(
    {"month_same", "month_this", "month_last", "month_before", "month_next"}
)  # what is none of these is told by the hint
_SHIFT = {
    "month_last": -1,
    "last_year": -1,
    "year_before": -1,
    "year_after": 1,
    "month_before": -1,
    "month_next": 1,
}  # years from the base
_FORWARD = frozenset({"year_after", "later", "month_after", "month_next", "same_year", "month_same"})
YEARS = 6  # the years told last, of which "this year" is the latest where no source says it
WEEK = 7  # days
OPENING = 25  # characters from the beginning of a sentence within which a date opens it
BEHIND = 120  # characters before a date that tell whether it is only compared with or aimed at


@dataclass(frozen=True, slots=True)
class Date:
    """A date at `[start, end)` of a text.

    `derived` when its year came from what was said before; `compared` when what happened is only compared with it;
    `ahead` when it is aimed at: a term, or the years of a plan; `since` when something lasts since then.
    """

    start: int
    end: int
    value: str
    derived: bool = False
    compared: bool = False
    ahead: bool = False
    since: bool = False

    @property
    def now(self) -> bool:
        """Tell whether the text is at this date: what it tells happened then."""
        return not (self.compared or self.ahead or self.since)


class Dates:
    """Reads the dates of a text, sentence after sentence; `year` is the year the text is in."""

    def __init__(self, pack: Pack) -> None:
        self._months = {fold(m): i + 1 for i, m in enumerate(pack.get("dates.months"))}
        month = pack.get("dates.month")
        names = (
            "period",
            "span",
            "numeric",
            "full",
            "month_year",
            "month_past",
            "month_same",
            "month_this",
            "month_last",
            "month_before",
            "month_next",
            "month_ahead",
            "month_told",
            "day_month",
            "last_year",
            "this_year",
            "season_past",
            "season",
            "weekday",
            "yesterday",
            "day_before",
            "days_ago",
            "today",
            "last_week",
            "last_month",
            "this_month",
            "eve",
            "morrow",
            "same_day",
            "same_year",
            "so_long_after",
            "later",
            "sooner",
            "ago",
            "anniversary",
            "month_after",
            "year_after",
            "year_before",
            "month_alone",
            "year",
        )
        self._patterns = [
            (name, pack.compile(_fill(pack.get(f"dates.{name}"), month, pack.get("dates.bracket")))) for name in names
        ]
        self._month = pack.compile(month)
        self._month_end = pack.compile(pack.get("dates.month_end").replace("{month}", month))
        self._hint = pack("dates.hint")
        self._where = [pack(f"dates.{name}") for name in ("compared", "ahead", "since")]
        self._celebrated, self._to_come = pack("dates.celebrated"), pack("dates.to_come")
        self._feast, self._of_feast = pack("dates.feast"), pack("dates.of_feast")
        self._this_year = pack("dates.of_this_year")
        self._coming, self._its_own = pack("dates.coming"), pack("dates.its_own")
        self._weekdays: list[str] = pack.get("dates.weekdays")
        self._numbers: dict[str, int] = pack.get("words.numbers")
        self._suffix: str = fold(pack.get("words.ordinals.name"))
        self._seasons: dict[str, int] = pack.get("dates.seasons")
        self._units: dict[str, int] = pack.get("dates.units")
        self._days: dict[str, int] = pack.get("dates.days")
        self.reset()

    def reset(self) -> None:
        """Forget what was told: a new document begins."""
        self.year: int | None = None
        self.issue: Issue | None = None  # when the text is from, where it says so
        self.latest: int | None = None  # the latest year that a short text tells
        self._month_told: tuple[int, int] | None = None  # the last year and month
        self._day_told: str | None = None
        self._years: deque[int] = deque(maxlen=YEARS)  # the last ones told

    def find(
        self, text: str, *, fallback: int | None = None, cited: int | None = None, story: int | None = None
    ) -> list[Date]:
        """Return the dates of one sentence in order.

        `fallback` is the year to assume where none was said before, `cited` that of the source cited last in the
        paragraph, whose year "this year" is, `story` the one that the story is in, which
        months without a year are of: years that the text only looked back on are not.
        """
        month, year, hint = self._month.search(text), _YEAR.search(text), self._hint.search(text)
        if not (month or year or hint):
            return []
        found: list[Date] = []
        near: str | None = None
        begun: str | None = None  # since when something lasts, from which what is later counts too
        done, day = 0, ""
        for name, match in self._matches(text, month=bool(month), year=bool(year), hint=bool(hint)):
            if name in _OF_STORY and ";" in text[done : match.start()]:
                near = None  # another part of the sentence, another story
            done = match.end()
            if date := self._date(name, match, near or (begun if name in _FORWARD else None), (fallback, cited), story):
                found.append(date)
                if not date.now:
                    begun = date.value if date.since and not date.derived else begun
                    told = int(date.value[:4]) if not date.derived else None
                    self.year = (
                        told if told and told == (fallback or cited) else self.year or (told if date.since else None)
                    )
                    continue
                near = date.value
                if not date.derived:
                    self.year = int(near[:4])
                    self._years.append(self.year)
                if len(near) > 4:
                    self._month_told = int(near[:4]), int(near[5:7])
                if len(near) > 7:  # the latest of the sentence: "signé lundi un protocole de l'accord conclu le ..."
                    day = max(day, near)
        self._day_told = day or self._day_told
        return found

    def _matches(self, text: str, *, month: bool, year: bool, hint: bool) -> list[tuple[str, Match]]:
        """Return the expressions of dates in order, none inside another, without periods."""
        taken = [False] * len(text)
        result = []
        for name, pattern in self._patterns:
            if name in _OF_BOTH:
                wanted = month and hint
            else:
                wanted = month if name in _OF_MONTHS else year if name in _OF_YEARS else hint
            for match in pattern.finditer(text) if wanted else ():
                if any(taken[match.start() : match.end()]):
                    continue
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                if name not in ("period", "span"):
                    result.append((name, match))
                elif name == "span" and (last := self._month_end.match(text, match.end())):
                    taken[last.start() : last.end()] = [True] * (last.end() - last.start())
                    result.append(("month_alone", last))
        return sorted(result, key=lambda pair: pair[1].start())

    def _date(
        self, name: str, match: Match, near: str | None, sources: tuple[int | None, int | None], story: int | None
    ) -> Date | None:
        """Return the date that an expression tells; `near` is the date before it in the sentence."""
        if name in _OF_DAYS:
            return self._day(name, match, near)
        fallback, cited = sources
        groups = match.groupdict()
        derived = groups.get("year") is None
        told = int(near[:4]) if near else (story if name in _OF_STORY else None)
        issue = None if told else self.issue
        if name in _SOURCE:
            issue = self.issue
            year = (
                fallback or cited or (issue.year if issue else max(self._years) if self._years else told or self.year)
            )
        else:
            year = told or (issue.year if issue and name in _OF_STORY else self.year) or fallback
            if year is None and name in _OF_STORY and (later := _YEAR.search(match.string, match.end())):
                year = int(later[0])  # "le 22 mai, lors du salon Alfa 2019"
            year = self.latest if year is None and name in _OF_STORY else year
        month = self._months[fold(groups["month"])] if groups.get("month") else int(groups.get("number") or 0) or None
        if not derived:
            year = int(groups["year"])
        elif name == "anniversary":
            word = groups["n"] or groups["n2"] or groups["n3"]
            years, told_here = self._ordinal(word), _YEAR.findall(match.string[: match.start()])
            years = years * 10 if years and groups["tens"] else years
            told_here = told_here[-1:] or _YEAR.findall(match.string[match.end() :])
            now = self._this_year.match(match.string, match.end()) is not None
            base = int(told_here[0]) if told_here else self.issue.year if self.issue else None if now else year
            return Date(*match.span(), str(base - years), True, since=True) if base and years else None
        elif name == "month_told":
            if self._month_told is None:
                return None
            year, month = self._month_told
        elif name == "so_long_after":
            year = int(groups["base"]) + self._number(groups["n"])
        elif name in ("later", "sooner", "ago", "month_after"):
            unit = self._units[fold(groups["unit"])] if "unit" in groups else 1
            count = self._number(groups["n"]) if "n" in groups else 1
            year, month = self._after(
                count * unit * (1 if name in ("later", "month_after") else -1), near, year, whole=unit == 12
            )
        elif year is not None:
            year += _SHIFT.get(name, 0)
            begun = self._seasons[fold(groups["season"])] if groups.get("season") else month
            begun = begun + 2 if begun and name == "season_past" else begun  # it is over
            from_issue = name in _LOOKING_BACK and (name in _SOURCE or not near)
            if self.issue and begun and from_issue and year == self.issue.year and not self._ahead(match):
                year = self.issue.year_of(begun)
        if year is None:
            return None
        value = f"{year:04d}"
        if month:
            value += f"-{month:02d}"
            day = groups.get("day")
            if day and 1 <= (number := int(re.sub(r"\D", "", day))) <= 31:
                value += f"-{number:02d}"
        before = match.string[max(0, match.start() - BEHIND) : match.start()]
        compared, ahead, since = (pattern.search(before) is not None for pattern in self._where)
        compared = compared and not self._its_own.search(before)
        compared = compared or (not since and self._celebrated.match(match.string, match.end()) is not None)
        if self._of_feast.match(match.string, match.end()) is not None:
            compared = compared or self._feast.search(before) is not None
        opens = match.start() < OPENING
        ahead = ahead or (opens and self._to_come.match(match.string, match.end()) is not None)
        known = max(fallback or cited or 0, self.issue.year if self.issue else 0, max(self._years, default=0))
        ahead = ahead or (0 < known < year and self._coming.search(before) is not None)
        return Date(match.start(), match.end(), value, derived, compared, ahead, since)

    def _ahead(self, match: Match) -> bool:
        """Tell whether what a day or a month is of is yet to come: "ouvrira en mai"."""
        before = match.string[max(0, match.start() - BEHIND) : match.start()]
        return self._coming.search(before) is not None or self._to_come.match(match.string, match.end()) is not None

    def _day(self, name: str, match: Match, near: str | None) -> Date | None:
        """Return the date of a day or month that is told from that of the issue, or from the day told last."""
        value: str | None
        if name in _BESIDE:
            value = near if near and len(near) > 7 else self._day_told
            if value and _BESIDE[name]:
                value = (datetime.date.fromisoformat(value) + datetime.timedelta(_BESIDE[name])).isoformat()
        elif self.issue is None or self._ahead(match):
            value = None
        elif name in _AGO:
            value = self.issue.days_before(_AGO[name])
            value = value[:7] if value and name == "last_week" else value
        elif name == "days_ago":
            days = self._number(match["n"]) * self._days[fold(match["unit"])]
            value = self.issue.days_before(days)
            value = value[:7] if value and days >= WEEK else value  # weeks and months are not told to the day
        elif name in ("last_month", "this_month"):
            value = self.issue.month_before(name == "last_month")
        else:
            value = self.issue.weekday(self._weekdays.index(fold(match["weekday"])), last=match["last"] is not None)
        return Date(*match.span(), value, derived=True) if value else None

    def _ordinal(self, word: str) -> int | None:
        """Return the number of "20", "vingt" and "vingtième", or None."""
        stem = fold(word).removesuffix(self._suffix)
        if any(part.isdecimal() or part in self._numbers for part in stem.split()):
            return self._number(stem)
        return next((n for name, n in self._numbers.items() if name == stem + "e"), None)

    def _number(self, word: str) -> int:
        """Return the number that is written as "25", "vingt-cinq" or "quatre-vingts"; 1 for what is none."""
        total = 0
        for part in fold(word).split():
            number = int(part) if part.isdecimal() else self._numbers.get(part.rstrip("s"), self._numbers.get(part, 0))
            times = number == 20 and 0 < total < number
            total = total * number if times else total + number
        return total or 1

    def _after(self, months: int, near: str | None, year: int | None, *, whole: bool) -> tuple[int | None, int | None]:
        """Return the year and month so many months after the date told last; without a month for `whole` years."""
        if whole:
            return (year + months // 12 if year else None), None
        last = (int(near[:4]), int(near[5:7])) if near and len(near) > 4 else self._month_told
        if last is None:
            return None, None
        return last[0] + (last[1] - 1 + months) // 12, (last[1] - 1 + months) % 12 + 1


def _fill(pattern: str, month: str, bracket: str) -> str:
    return pattern.replace("{month}", month).replace("{bracket}", f"(?:{bracket})?")
