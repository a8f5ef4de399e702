"""Patterns that ignore case, at the price of those that do not."""

import re
import sys
from collections.abc import Iterator
from functools import cached_property, lru_cache

MENTION = "[\ue000-\uf8ff]"  # the private-use character that stands for a mention in a masked sentence
_CASED = "(?-i:"
_LETTER = re.compile(r"\\.|\(\?P[<=]\w+[>)]|[^\W\d_a-z]", re.DOTALL)  # an escape, the name of a group, a letter
_BRACKET = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<?!|\(\?-i:|[()]", re.DOTALL)


class Pattern:
    """A pattern that ignores case.

    Where case is ignored, `re` tries every alternative at every character; where it is not, one look at the character
    rules most out. So a pattern is searched for in lower case in the text in lower case, and what is found there is
    read in the text itself. (That would miss letters of which only `re` knows that they are alike, as "ſ" and "s".)
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._cased = _CASED in source  # what is found in lower case is then only where a match can begin
        lower = _LETTER.sub(lambda m: m[0].lower() if len(m[0]) == 1 else m[0], source)
        self._lower = None if _shuns_case(source) else re.compile(lower.replace(_CASED, "(?:"))

    @cached_property
    def _exact(self) -> re.Pattern[str]:
        source = self.source.replace(MENTION, f"(?-i:{MENTION})")  # no letters, which to find out takes `re` long
        return re.compile(source, re.IGNORECASE)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match in `text[start:end]`; what stands before `start` can still be looked back at."""
        lower = self._lower and _lower(text)
        if self._lower is None or lower is None:
            return self._exact.search(text, start, end)
        found = self._lower.search(lower, start, end)
        if found is None:
            return None
        return (self._exact.search if self._cased else self._exact.match)(text, found.start(), end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield the matches in `text[start:end]`, from left to right."""
        end = min(end, len(text))
        while start <= end and (match := self.search(text, start, end)):
            yield match
            start = max(match.end(), match.start() + 1)  # what matches nothing goes on behind it

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the matches in `text` begin and end."""
        lower = self._lower and _lower(text)
        if self._lower is None or lower is None or self._cased:
            return [match.span() for match in self.finditer(text)]
        return [match.span() for match in self._lower.finditer(lower)]

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match that begins at `start`."""
        return self._exact.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match that is all of `text[start:end]`."""
        return self._exact.fullmatch(text, start, end)

    def sub(self, new: str, text: str) -> str:
        """Return `text` with each match replaced by `new`."""
        return self._exact.sub(new, text)


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
    lower = text.lower()
    return lower if len(lower) == len(text) else None
