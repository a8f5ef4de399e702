"""Patterns that ignore case, at the price of those that do not."""

import re
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from .needs import MENTIONS, Fragments, cost, needs
from .text import ANYWAY, Text, bits_of, known

MENTION = f"[{MENTIONS}]"
_CASED = "(?-i:"
_LETTER = re.compile(r"\\.|\(\?P[<=]\w+[>)]|[^\W\d_a-z]", re.DOTALL)  # an escape, the name of a group, a letter
_BRACKET = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<?!|\(\?-i:|[()]", re.DOTALL)


class Match:
    """Where a pattern matched: as `re.Match`, over the text as it is written."""

    __slots__ = ("_match", "end", "span", "start", "string")

    def __init__(self, match: re.Match[str], text: str) -> None:
        self._match, self.string = match, text
        self.start, self.end, self.span = match.start, match.end, match.span

    def __getitem__(self, group: str | int) -> Any:
        start, end = self.span(group)
        return None if start < 0 else self.string[start:end]

    def groupdict(self) -> dict[str, Any]:
        """Return what the named groups matched."""
        return {name: self[name] for name in self._match.re.groupindex}


class Pattern:
    """A pattern that ignores case.

    Where case is ignored, `re` tries every alternative at every character; where it is not, one look at the character
    rules most out. So a pattern is searched for in lower case in the text in lower case, and what is found there is
    read in the text itself. (That would miss letters of which only `re` knows that they are alike, as "ſ" and "s".)
    A `Text` is only searched if it holds what the pattern needs.

    `fragments` are what stands in `source` by name.
    """

    def __init__(self, source: str, fragments: Fragments) -> None:
        self.source, self._fragments = source, fragments
        self._ways: Sequence[int] = ()  # the bits of what it needs to match in one way or another
        self._some = ANYWAY  # bits of which it needs one
        self._known = 0  # how many groups were known when those were read
        _UNREAD.append(self)

    @cached_property
    def _whole(self) -> str:
        return self._fragments.expand(self.source)

    @cached_property
    def _cased(self) -> bool:  # what is found in lower case is then only where a match can begin
        return _CASED in self._whole

    @cached_property
    def _exactly(self) -> bool:
        return self._cased and _shuns_case(self._whole)

    @cached_property
    def _exact(self) -> re.Pattern[str]:
        source = self._whole.replace(MENTION, f"(?-i:{MENTION})")  # no letters, which to find out takes `re` long
        return re.compile(source, re.IGNORECASE)

    @cached_property
    def _lower(self) -> re.Pattern[str]:
        source = _LETTER.sub(lambda m: m[0].lower() if len(m[0]) == 1 else m[0], self._whole)
        return re.compile(source.replace(_CASED, "(?:"))

    @property
    def ways(self) -> Sequence[int]:
        """The bits that a text must hold for the pattern to match it, in one way or another (see `Text.holds`)."""
        if not self._known:
            _read()
        return self._ways

    def fits(self, text: Text) -> bool:
        """Tell whether a text holds what the pattern needs in one way or another: else it does not match there."""
        if not self._known:
            _read()
        if text.known < self._known:
            text.look()
        holds = text.holds
        if holds & self._some:
            for way in self._ways:  # a loop, for this is asked more than anything
                if holds & way == way:
                    return True
        return False

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """Return the first match in `text[start:end]`; what stands before `start` can still be looked back at."""
        if type(text) is Text:
            if not self.fits(text):
                return None
            lower = text.lowered
        else:
            lower = _lower(text)
        if lower is None or self._exactly:
            match = self._exact.search(text, start, end)
        else:
            match = self._lower.search(lower, start, end)
            while match is not None and self._cased:
                if exact := self._exact.match(text, match.start(), end):
                    return Match(exact, text)
                match = self._lower.search(lower, match.start() + 1, end)
        return match and Match(match, text)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Sequence[Match]:
        """Return the matches in `text[start:end]`, from left to right."""
        if type(text) is Text and not self.fits(text):
            return ()
        lower = None if self._cased else _lower(text)
        if lower is None:
            return list(self._each(text, start, min(end, len(text))))
        return [Match(match, text) for match in self._lower.finditer(lower, start, end)]

    def _each(self, text: str, start: int, end: int) -> Iterator[Match]:
        while start <= end and (match := self.search(text, start, end)):
            if match.start() == match.end():  # what may follow a match of nothing `re` knows best
                yield from (Match(exact, text) for exact in self._exact.finditer(text, start, end))
                return
            yield match
            start = match.end()

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """Return the match that begins at `start`."""
        lower = None if self._cased else _lower(text)
        match = self._exact.match(text, start, end) if lower is None else self._lower.match(lower, start, end)
        return match and Match(match, text)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """Return the match that is all of `text[start:end]`."""
        lower = None if self._cased else _lower(text)
        match = self._exact.fullmatch(text, start, end) if lower is None else self._lower.fullmatch(lower, start, end)
        return match and Match(match, text)

    def sub(self, new: str, text: str) -> str:
        """Return `text` with each match replaced by `new`."""
        return self._exact.sub(new, text)


_UNREAD: list[Pattern] = []  # patterns of which it is not known yet what they need


def _read() -> None:
    """Find out what patterns need: all of them at once, for texts are looked through anew for more needs."""
    read = _UNREAD.copy()
    _UNREAD.clear()
    for pattern in read:
        ways = needs(pattern.source, pattern._fragments)
        pattern._ways = [bits_of(way) or ANYWAY for way in ways]
        pattern._some = bits_of(min(way, key=cost) for way in ways) if all(ways) else ANYWAY
    for pattern in read:
        pattern._known = known()


def _shuns_case(source: str) -> bool:
    """Tell whether a pattern asks that something in a certain case does not stand somewhere."""
    shuns: list[bool] = []
    for match in _BRACKET.finditer(source):
        if match[0] == _CASED and any(shuns):
            return True
        if match[0].startswith("("):
            shuns.append(match[0] in ("(?!", "(?<!"))
        elif match[0] == ")":
            shuns.pop()
    return False


@lru_cache(maxsize=64)
def _lower(text: str) -> str | None:
    """Return `text` in lower case, None where that has other positions ("İ" becomes two characters)."""
    if type(text) is Text:
        return text.lowered
    lower = text.lower()
    return lower if len(lower) == len(text) else None
