"""Patterns that ignore case, at the price of those that do not."""

import re
import sys
from collections.abc import Iterator
from functools import cached_property, lru_cache

MENTION = "[\ue000-\uf8ff]"  # the private-use character that stands for a mention in a masked sentence
_LETTER = re.compile(r"\\.|\(\?P[<=]\w+[>)]|[^\W\d_a-z]", re.DOTALL)  # an escape, the name of a group, a letter


class Pattern:
    """A pattern that ignores case.

    Where case is ignored, `re` tries every alternative at every character; where it is not, one look at the character
    rules most out. So a pattern is searched for in lower case in the text in lower case, and what is found there is
    read in the text itself. (That would miss letters of which only `re` knows that they are alike, as "ſ" and "s".)
    """

    def __init__(self, source: str) -> None:
        self.source = source
        cased = "(?-i:" in source  # then lower case tells nothing
        self._lower = (
            None if cased else re.compile(_LETTER.sub(lambda m: m[0].lower() if len(m[0]) == 1 else m[0], source))
        )
        if cased:
            self._exact  # noqa: B018  both ways a faulty pattern shows at once

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
        return self._exact.match(text, found.start(), end) if found else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield the matches in `text[start:end]`, from left to right."""
        lower = self._lower and _lower(text)
        if self._lower is None or lower is None:
            yield from self._exact.finditer(text, start, end)
            return
        for found in self._lower.finditer(lower, start, end):
            if match := self._exact.match(text, found.start(), end):
                yield match

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the matches in `text` begin and end."""
        lower = self._lower and _lower(text)
        pattern = self._exact if self._lower is None or lower is None else self._lower
        return [match.span() for match in pattern.finditer(lower or text)]

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match that begins at `start`."""
        return self._exact.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match that is all of `text[start:end]`."""
        return self._exact.fullmatch(text, start, end)

    def sub(self, new: str, text: str) -> str:
        """Return `text` with each match replaced by `new`."""
        return self._exact.sub(new, text)


@lru_cache(maxsize=64)
def _lower(text: str) -> str | None:
    """Return `text` in lower case, None where that has other positions ("İ" becomes two characters)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else None
