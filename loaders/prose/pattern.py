"""Patterns that ignore case, at the price of those that do not, and of which only what can match is tried."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from .needs import Fragments, alternatives, cost, needs
from .text import ANYWAY, Text, bits_of, known

MENTION = "[\ue000-\uf8ff]"  # the private-use character that stands for a mention in a masked sentence
_CASED = "(?-i:"
_LETTER = re.compile(r"\\.|\(\?P[<=]\w+[>)]|[^\W\d_a-z]", re.DOTALL)  # an escape, the name of a group, a letter
_BRACKET = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<?!|\(\?-i:|[()]", re.DOTALL)
_GROUP = re.compile(r"\(\?P<(\w+)>")
_WORD = re.compile(r"\\b([^\W\d_](?:[^\W\d_]|[ '])*)(?![?*+{])")  # what a pattern begins with: letters of a word


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


class _Source:
    """A pattern, or one of its alternatives, as `re` searches for it.

    Where case is ignored, `re` tries every alternative at every character; where it is not, one look at the character
    rules most out. So it is searched for in lower case in the text in lower case. (That would miss letters of which
    only `re` knows that they are alike, as "ſ" and "s".)

    `place` is which of the alternatives of a pattern it is, `needs` the bits of what a text must hold for it to match.
    """

    def __init__(self, source: str, of: "Pattern", place: int = 0, needs: int = ANYWAY) -> None:
        self._short, self.of, self.place, self.needs = source, of, place, needs

    @cached_property
    def source(self) -> str:
        """Itself, its fragments put in, with the groups of other alternatives, which match nothing."""
        source = self.of.fragments.expand(self._short)
        own = _GROUP.findall(source)
        others = "".join(f"(?P<{name}>)" for name in self.of.groups if name not in own)
        return f"{source}(?:(?!){others})?" if others else source

    @cached_property
    def _cased(self) -> bool:  # what is found in lower case is then only where a match can begin
        return _CASED in self.source

    @cached_property
    def _exactly(self) -> bool:
        return self._cased and _shuns_case(self.source)

    @cached_property
    def exact(self) -> re.Pattern[str]:
        """What finds it in the text as it is written."""
        source = self.source.replace(MENTION, f"(?-i:{MENTION})")  # no letters, which to find out takes `re` long
        return re.compile(source, re.IGNORECASE)

    @cached_property
    def _lower(self) -> re.Pattern[str]:
        source = _LETTER.sub(lambda m: m[0].lower() if len(m[0]) == 1 else m[0], self.source)
        if word := _WORD.match(source):  # which `re` finds faster than a boundary
            source = f"{word[1]}(?<!\\w{word[1]}){source[word.end() :]}"
        return re.compile(source.replace(_CASED, "(?:"))

    def search(self, text: str, lower: str | None, start: int, end: int) -> re.Match[str] | None:
        """Return the first match in `text[start:end]`, which is `lower` in lower case."""
        if lower is None or self._exactly:
            return self.exact.search(text, start, end)
        match = self._lower.search(lower, start, end)
        while match is not None and self._cased:
            if exact := self.exact.match(text, match.start(), end):
                return exact
            if match.start() >= min(end, len(text)):  # `re` would search again at the end
                return None
            match = self._lower.search(lower, match.start() + 1, end)
        return match

    def finditer(self, text: str, lower: str | None, start: int, end: int) -> Iterator[re.Match[str]]:
        """Return the matches in `text[start:end]`, which is `lower` in lower case, from left to right."""
        if lower is None or self._exactly:
            return self.exact.finditer(text, start, end)
        return self._each(text, lower, start, end) if self._cased else self._lower.finditer(lower, start, end)

    def _each(self, text: str, lower: str, start: int, end: int) -> Iterator[re.Match[str]]:
        last = min(end, len(text))
        while start <= last and (match := self.search(text, lower, start, end)):
            yield match
            start = max(match.end(), match.start() + 1)  # what matches nothing goes on behind it

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the match that begins at `start`."""
        lower = None if self._cased else _lower(text)
        return self.exact.match(text, start, end) if lower is None else self._lower.match(lower, start, end)

    def fullmatch(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the match that is all of `text[start:end]`."""
        lower = None if self._cased else _lower(text)
        return self.exact.fullmatch(text, start, end) if lower is None else self._lower.fullmatch(lower, start, end)


class Pattern:
    """A pattern that ignores case.

    In a `Text` only those of its alternatives are searched for of which that holds what they need.

    `fragments` are what stands in `source` by name.
    """

    def __init__(self, source: str, fragments: Fragments) -> None:
        self.source, self.fragments = source, fragments
        self._known = _NEVER  # how many groups were known when it was found out what it needs
        self._some = ANYWAY  # bits of which one is of what each alternative needs
        self._needing: dict[int, list[_Source]] = {}  # the alternatives by those bits
        _UNREAD.append(self)

    @cached_property
    def _whole(self) -> _Source:
        return _Source(self.source, self)

    @cached_property
    def groups(self) -> Sequence[str]:
        """The names of its groups."""
        return _GROUP.findall(self.fragments.expand(self.source))

    @property
    def some(self) -> int:
        """Bits of which a text must hold one for the pattern to match it (see `Text.holds`)."""
        if self._known == _NEVER:
            _read()
        return self._some

    def read(self) -> None:
        """Find out what its alternatives are and what they need."""
        for place, source in enumerate(alternatives(self.source)):
            way = needs(source, self.fragments)
            least = bits_of([min(way, key=cost)]) if way else ANYWAY
            self._needing.setdefault(least, []).append(_Source(source, self, place, bits_of(way) or ANYWAY))
        self._some = sum(self._needing)

    def fitting(self, text: Text) -> Sequence[_Source]:
        """Return the alternatives of which a text holds what they need, in order; the others do not match it."""
        if text.known < self._known:
            _read()
            text.look()
        holds = text.holds
        here = holds & self._some
        if not here:
            return ()
        some = self._needing.get(here) or self._several(here)  # mostly it is one bit
        if len(some) == 1:
            return some if holds & some[0].needs == some[0].needs else ()
        return [part for part in some if holds & part.needs == part.needs]

    def _several(self, bits: int) -> Sequence[_Source]:
        """Return the alternatives that need what one of several bits stands for, in order."""
        found: list[_Source] = []
        while bits:
            bit = bits & -bits
            found += self._needing[bit]
            bits ^= bit
        return sorted(found, key=_place)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """Return the first match in `text[start:end]`; what stands before `start` can still be looked back at."""
        if type(text) is not Text:
            match = self._whole.search(text, _lower(text), start, end)
            return match and Match(match, text)
        first = None
        for part in self.fitting(text):
            match = part.search(text, text.lowered, start, end)
            if match is not None and (first is None or match.start() < first.start()):
                first = match
        return first and Match(first, text)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Sequence[Match]:
        """Return the matches in `text[start:end]`, from left to right."""
        parts, lower = ((self._whole,), _lower(text)) if type(text) is not Text else (self.fitting(text), text.lowered)
        if not parts:
            return ()
        if len(parts) == 1:
            return [Match(match, text) for match in parts[0].finditer(text, lower, start, end)]
        return [Match(match, text) for match in _merged(parts, text, lower, start, end)]

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """Return the match that begins at `start`."""
        match = self._whole.match(text, start, end)
        return match and Match(match, text)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """Return the match that is all of `text[start:end]`."""
        match = self._whole.fullmatch(text, start, end)
        return match and Match(match, text)

    def sub(self, new: str, text: str) -> str:
        """Return `text` with each match replaced by `new`."""
        return self._whole.exact.sub(new, text)


def _merged(parts: Iterable[_Source], text: str, lower: str | None, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches of alternatives, none inside another: the first of them that matches where it is."""
    ahead = [
        (match.start(), part.place, match, part) for part in parts if (match := part.search(text, lower, start, end))
    ]
    while ahead:
        at, _, first, _ = min(ahead)
        yield first
        start = max(first.end(), at + 1)  # what matches nothing goes on behind it
        if start > min(end, len(text)):  # where `re` would search again at the end
            return
        ahead = [
            (match.start(), part.place, match, part)
            for at, _, found, part in ahead
            if (match := found if at >= start else part.search(text, lower, start, end))
        ]


_UNREAD: list[Pattern] = []  # patterns of which it is not known yet what they need
_NEVER = sys.maxsize


def _read() -> None:
    """Find out what patterns need: all of them at once, for texts are looked through anew for more needs."""
    read = _UNREAD.copy()
    _UNREAD.clear()
    for pattern in read:
        pattern.read()
    for pattern in read:
        pattern._known = known()


def _place(part: _Source) -> int:
    return part.place


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
