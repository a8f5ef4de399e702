"""When a text is from: the dateline of a dispatch, the masthead of a letter, and the days told relative to it."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from ...graph.names import fold
from .decode import Line
from .pack import Pack
from .pattern import Match, Pattern

PEEKED = 60_000  # characters of a document within which it ends if its last lines are to be looked at
BRIEF = 6_000  # characters of a document that is one piece of news
LAST = 12  # lines at its end that may say when it was last changed
LOOKED_AT = 8  # blocks of a document, its headings with them, among which it says when it is from
DECEMBER = 12
LONGEST = 160  # characters of a paragraph in which its dateline stands
_YEAR = re.compile(r"(?<![\d–-])(?:19|20)\d\d(?![\d–-])")  # none of a period


@dataclass(frozen=True, slots=True)
class Issue:
    """When a text is from; without a day where only the month is told, without a month where only the year is."""

    year: int
    month: int | None = None
    day: int | None = None

    def year_of(self, month: int) -> int:
        """Return the year of the last month of that number, as the text looks back on it."""
        return self.year - (self.month is not None and month > self.month)

    def days_before(self, days: int) -> str | None:
        """Return the date so many days before, None where the day of the issue is not known."""
        day = self._date()
        return (day - datetime.timedelta(days)).isoformat() if day else None

    def month_before(self, months: int) -> str | None:
        """Return the month so many months before, None where that of the issue is not known."""
        if self.month is None:
            return None
        month = self.year * 12 + self.month - 1 - months
        return f"{month // 12:04d}-{month % 12 + 1:02d}"

    def weekday(self, number: int, *, last: bool = False) -> str | None:
        """Return the date of the latest such day of the week (Monday is 0), with `last` before the issue itself."""
        day = self._date()
        ago = (day.weekday() - number) % 7 if day else 0
        return self.days_before(ago or (7 if last else 0))

    def _date(self) -> datetime.date | None:
        return datetime.date(self.year, self.month, self.day) if self.month and self.day else None


class Issued:
    """Reads when a text is from at its beginning."""

    def __init__(self, pack: Pack) -> None:
        month = pack.get("dates.month")
        short: dict[str, int] = pack.get("dates.short")
        seasons: dict[str, int] = pack.get("dates.season_months")
        self._months = {fold(m): i + 1 for i, m in enumerate(pack.get("dates.months"))} | short | seasons
        names = "|".join(sorted({*pack.get("dates.short_names"), month}))
        self._dateline = pack.compile(pack.get("dates.dateline").replace("{month}", f"(?:{names})"))
        named = f"(?:{'|'.join((month, *seasons))})"
        self._masthead = pack.compile(pack.get("dates.masthead").replace("{month}", named))
        self._changed = pack.compile(pack.get("dates.changed").replace("{month}", month))
        self._as_of = pack.compile(pack.get("dates.as_of").replace("{month}", month))
        self._undated = pack.compile(pack.get("dates.undated").replace("{month}", f"(?:{names})"))
        self._month_year = pack.compile(pack.get("dates.month_year").replace("{month}", month))
        self._closing = pack.compile(pack.get("dates.closing").replace("{month}", month))
        self._signed_off = pack.compile(pack.get("dates.signed_off").replace("{month}", month))
        self._still = pack("dates.ahead"), pack("dates.coming")
        self._agency, self._entry = pack("dates.agency"), pack("dates.entry")
        self._dispatch = pack("dates.dispatch")
        self.reset()

    def reset(self) -> None:
        """A new document begins."""
        self.issue: Issue | None = None
        self.chronicle = False  # whether several dates stand alone in lines, as over the entries of one
        self.just_read = False  # whether the last block told it
        self.told_at = (0, 0)  # where the words stand in the last block that only told it
        self._told_last = False  # at the end of the document, which what its beginning says overrules
        self.latest: int | None = None  # the latest year that a short document tells
        self._left = LOOKED_AT
        self._year: int | None = None  # that of a dateline without one, as the text tells

    def peek(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Yield all of `lines`, after a look at the last of them if the document is short."""
        head: list[Line] = []
        length, rest = 0, iter(lines)
        for line in rest:
            head.append(line)
            length += len(line.text)
            if length > PEEKED:
                break
        self.chronicle = sum(self._entry.match(line.text[:LONGEST]) is not None for line in head) > 1
        if length > PEEKED:
            return chain(head, rest)
        for line in head[-LAST:]:
            if found := self._changed.search(line.text[: 2 * LONGEST]):
                self.issue = self._issue(found) or self.issue
                self._told_last = self.issue is not None
        if self.issue is None and (end := next((line for line in reversed(head) if line.text.strip()), None)):
            found = self._signed_off.match(end.text[: 2 * LONGEST])
            self.issue = self._issue(found) if found else None
            self._told_last = self.issue is not None
        undated = next((m for line in head[:LAST] if (m := self._undated.match(line.text[:LONGEST]))), None)
        whole = " ".join(line.text.strip() for line in head)
        self.latest = self._latest(whole) if length < BRIEF else None
        if undated:
            self._year = self._since_told(whole, self._month(undated))
        elif self.issue is None and any(self._dispatch.match(line.text[:LONGEST]) for line in head[:LAST]):
            latest = self._since_told(whole, DECEMBER)
            self.issue = Issue(latest) if latest else None
            self._told_last = self.issue is not None
        return iter(head)

    def _since_told(self, text: str, month: int) -> int | None:
        """Return the year of the first such month from the latest on that a text looks back on, None if on none."""
        told = [m for m in self._month_year.finditer(text) if not _led(text, m.start(), self._still)]
        return max((int(m["year"]) + (self._month(m) > month) for m in told), default=None)

    def _latest(self, text: str) -> int | None:
        """Return the latest year that a text tells as no aim, None if it tells none."""
        told = [m for m in _YEAR.finditer(text) if not _led(text, m.start(), self._still[:1])]
        return max((int(m[0]) for m in told), default=None)

    def _month(self, match: Match) -> int:
        return self._months[fold(match["month"]).rstrip(".")]

    def read(self, text: str, *, heading: bool) -> int:
        """Look for the date of the document in a block of it; return where the agency that a dateline names ends.

        A dateline farther on is that of the next of several dispatches.
        """
        self.just_read, self.told_at = False, (0, 0)
        if source := self._closing.search(text, max(0, len(text) - LONGEST)):
            self.issue = self._issue(source) or self.issue
            return 0
        if self._left <= 0 and (self.issue is None or self._told_last):
            return 0
        self._left -= 1
        head = text[:LONGEST]
        found = self._dateline.match(head) or (self._undated.match(head) if self._year else None)
        if self.issue and not self._told_last:
            self.issue = (self._issue(found) if found else None) or self.issue
            return 0
        masthead = None
        if found is None and (heading or len(text) < LONGEST):
            found = masthead = self._masthead.match(head)
        if found is None and len(text) < 2 * LONGEST:
            found = self._as_of.search(text)
        if found and (issue := self._issue(found)):
            self.issue, self._told_last, self.just_read = issue, False, True
            self.told_at = (0, 0) if masthead or found.groupdict().get("day2") else found.span()
        agency = self._agency.match(head, len(head[: found.end()].rstrip(" (-–—"))) if self.issue and found else None
        return agency.end() if agency else 0

    def told_in(self, position: int) -> bool:
        """Tell whether a date at a position of the last block is that of the text, at which nothing happened."""
        return self.told_at[0] <= position < self.told_at[1]

    def _issue(self, match: Match) -> Issue | None:
        told = {name.rstrip("234"): value for name, value in match.groupdict().items() if value}
        year, month = told.get("year") or str(self._year or ""), told.get("month") or told.get("number")
        if len(year) == len("21"):
            year = f"20{year}"
        if not year or month is None:
            return Issue(int(year)) if year else None
        number = int(month) if month.isdecimal() else self._months[fold(month).rstrip(".")]
        day = int(re.sub(r"\D", "", told["day"])) if "day" in told else None
        try:
            date = datetime.date(int(year), number, day or 1)
        except ValueError:
            return None
        return Issue(date.year, date.month, day)


def _led(text: str, at: int, patterns: Sequence[Pattern]) -> bool:
    """Tell whether one of `patterns` matches shortly before a position."""
    return any(pattern.search(text[max(0, at - LONGEST) : at]) for pattern in patterns)
