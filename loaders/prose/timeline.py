"""When what a text tells happened, where the sentence itself does not say: the dates that it carries on.

Three things are remembered: the last date with a month, good for a few sentences of its paragraph; the last year of the
paragraph; and the dates of events, so that "lors du forum" pages later is when the forum was.
"""

from collections.abc import Sequence

from ...graph.names import fold
from .dates import Date
from .pack import Pack
from .pattern import Match

CARRIED = 4  # sentences that a date is good for
SHORT = 120  # characters of a line that can be the title of a report
LATELY = 15  # sentences after an event in which "lors de la réunion" means it
REMEMBERED = 100  # sentences that an event is remembered for after it was last spoken of
NEAR = 90  # characters between an event and its date
_ROMAN = {"i": 1, "v": 5, "x": 10}


class Timeline:
    """The dates a text has told so far."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._numbers: dict[str, int] = pack.get("words.numbers")
        self.reset()

    def reset(self) -> None:
        """Forget everything: a new document begins."""
        self._events: dict[tuple[str, int | None], tuple[str, int]] = {}
        self._sentence = self._until = 0
        self._date: str | None = None
        self._year: str | None = None
        self._headed: str | None = None
        self._under: str | None = None  # the date that the heading over what is told consists of
        self.report: int | None = None  # the year that the document is a report of
        self._last: tuple[str, int] | None = None  # the date of the event that was spoken of last, and when it was
        self.opened: str | None = None  # when what a list holds was granted, as the line before it told
        self._then: str | None = None  # the date that the sentence before told last
        self._over: tuple[str | None, str | None] | None = None  # what held when the list began that the text is in
        self.paragraph()

    def heading(self, text: str, dates: Sequence[Date] = ()) -> None:
        """Take note of a heading: what stands under "Année 2019", or its `dates` in a chronicle, happened then."""
        match = self.pack("dates.headed").match(text)
        self._under = dates[0].value if dates else None
        self._headed = match["year"] if match else self._under
        self._titled(text)
        self._over = None
        self.event(text, ())

    def _titled(self, text: str) -> None:
        if match := self.pack("dates.report").match(text):
            self.report = int(match["year"])

    def paragraph(self, text: str = "") -> None:
        """Forget what only holds within a paragraph: a new one begins, unless its `text` goes on with the last."""
        if self.pack("dates.goes_on").match(text):
            return
        if self._sentence == 0 and len(text) < SHORT:
            self._titled(text)
        if self.pack("frames.item").match(text):
            self._over = self._over or (self.carried or self.before, self._year)
            self._date, self._year = self._over
            self._until = self._sentence + CARRIED
            return
        self._over = None
        self._before, self._before_until = (self._date, self._sentence + CARRIED) if self._live() else (None, 0)
        self._date = None
        self._until = 0
        self._year = None

    @property
    def chronicle(self) -> bool:
        """Whether the text is under a heading that is a date, and so may have more of them."""
        return self._under is not None

    @property
    def carried(self) -> str | None:
        """The date that goes on to hold where a sentence tells none."""
        return self._date if self._live() else self._year or self._under

    def _live(self) -> bool:
        return self._date is not None and self._sentence < self._until

    @property
    def before(self) -> str | None:
        """The date that still held when the paragraph before ended, for what is signed at the start of this one."""
        return self._before if self._sentence < self._before_until else None

    def event(self, text: str, dates: Sequence[Date]) -> str | None:
        """Return the date of an event spoken of before, at which `text`, of these dates, says something happened."""
        for match in self.pack("dates.at_event").finditer(text):
            if any(d.now and abs(d.start - match.start()) <= NEAR for d in dates):
                continue  # the event is told with its date, and so another
            if found := self._known(match):
                self._date, self._until = found, self._sentence + CARRIED
                return found
        if self._then and not any(d.now for d in dates) and self.pack("dates.then").search(text):
            return self._then
        recent = self._last and self._sentence - self._last[1] < LATELY and not self._live()
        if self._last and recent and not any(d.now for d in dates) and self.pack("dates.at_it").search(text):
            self._date, self._until = self._last[0], self._sentence + CARRIED
            return self._date
        return None

    def _known(self, match: Match) -> str | None:
        """Return the date of the event that a match names, which is spoken of again."""
        key = (fold(match["event"]), self._number(match["nth"]))
        found = self._events.get(key)
        if found and key[1] is None and self._live() and self._sentence - found[1] > LATELY:
            return None  # another one, in the story that the text is in now
        if found is None or self._sentence - found[1] > REMEMBERED * (1 if key[1] is None else 4):
            return None
        self._events[key] = self._events[key[0], None] = (found[0], self._sentence)
        return found[0]

    @property
    def year(self) -> int | None:
        """The year that the story is in, which a month without a year is of."""
        told = self.carried or self._headed
        year = int(told[:4]) if told else None
        return min(year, self.report) if year and self.report else self.report or year

    def note(self, text: str, dates: Sequence[Date], *, acted: bool = False) -> None:
        """Remember the dates of a sentence that is done, and which events they belong to.

        With `acted`, it told an act of the date that goes on, which so goes on longer.
        """
        self._sentence += 1
        self._then = next((d.value for d in reversed(dates) if d.now), None)
        if self._over is None and not self.pack("frames.item").match(text):
            now = [d.value for d in dates if d.now]
            opens = self.pack("frames.opens").search(text) is not None
            granted = opens and now and self.pack("dates.granted").search(text)
            signed = opens and self.pack("dates.signed").search(text)
            self.opened = now[-1] if granted or (signed and now) else self.carried if signed else None
        if acted and self._live():
            self._until = self._sentence + CARRIED
        if self.pack("dates.aside").match(text):  # "Rappelons qu'en 2015 ...": the story goes on from before
            return
        told = [d for d in dates if d.now and not self._backwards(d)]
        events = list(self.pack("dates.event").finditer(text)) if told else []
        held = {d for d in told for m in events if self._near(text, d, m)}
        full = [d for d in told if "-" in d.value or d in held]  # an event's year sets the scene as a month does
        if self._date and self._sentence <= self._until and told and told[-1].value[:4] < self._date[:4]:
            return  # what happened years before: the story goes on
        if full:
            self._date, self._until = full[-1].value, self._sentence + CARRIED
        if told:
            self._year = told[-1].value[:4]
            if self._date and not full and not self._date.startswith(self._year):
                self._date = None
        for match in events:
            near = [d for d in full if self._near(text, d, match)]
            if near:
                date = min(near, key=lambda d: abs(d.start - match.start())).value
                self._last = date, self._sentence
                noun = fold(match["event"])
                for key in {(noun, self._number(match["nth"])), (noun, None)}:
                    self._events[key] = (date, self._sentence)

    def _near(self, text: str, date: Date, event: Match) -> bool:
        """Tell whether a date is that of an event: beside it, or right behind the words that it took place."""
        if abs(date.start - event.start()) <= NEAR:
            return True
        return event.start() < date.start and self.pack("dates.held").search(text, event.end(), date.start) is not None

    def _backwards(self, date: Date) -> bool:
        """Tell whether a date only looks back from the year that the text is in: "l'année dernière"."""
        return date.derived and len(date.value) == 4 and self._year is not None and date.value < self._year

    def _number(self, nth: str | None) -> int | None:
        """Return the number that an ordinal writes ("IIe", "10e", "deuxième"), or None."""
        word = fold(nth or "").replace(" ", "")
        if not word:
            return None
        if digits := "".join(c for c in word if c.isdigit()):
            return int(digits)
        if not set(self.pack("words.ordinals.numeral").sub("", word)) - set(_ROMAN):
            values = [_ROMAN[c] for c in word if c in _ROMAN]
            return sum(-v if any(later > v for later in values[i + 1 :]) else v for i, v in enumerate(values))
        stem = word.removesuffix(self.pack.get("words.ordinals.name"))
        for name, number in self._numbers.items():
            if name.startswith(stem) and len(name) - len(stem) <= 1:
                return number
        return 1 if word.startswith(self.pack.get("words.ordinals.first")) else None
