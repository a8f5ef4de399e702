"""Finding names in the books, which break words, hyphenate and cut sentences by footnotes: what scripts and tests share."""

import bisect
import itertools
import os
import re
import unicodedata
from functools import cache
from pathlib import Path

Span = tuple[int, int]
_SENTENCE_END = re.compile(r"[.!?…;][\"»”)]*\s+(?=[\"«“(*\d]*[A-ZÀ-ÝА-Я])")


def books() -> Path:
    """Return the folder of the books: PACTGRAPH_SEEDS, else ../shared/seeds beside the repository."""
    return Path(os.environ.get("PACTGRAPH_SEEDS") or Path(__file__).resolve().parents[2] / "shared" / "seeds")


def squeeze(text: str) -> tuple[str, list[int]]:
    """Return the letters of `text` (lower case, no accents, spaces, digits or hyphens) and the offset of each."""
    letters, offsets = [], []
    for offset, char in enumerate(text):
        for c in unicodedata.normalize("NFKD", "'" if char == "’" else char).casefold():
            if not (c.isspace() or c.isdigit() or c in "-–\u00ad" or unicodedata.combining(c)):
                letters.append(c)
                offsets.append(offset)
    return "".join(letters), offsets


class Book:
    """A book's text, its lines and where they begin."""

    def __init__(self, path: Path) -> None:
        self.text = path.read_bytes().decode("utf-8")
        self.starts = [0, *(m.end() for m in re.finditer("\n", self.text))]
        self.letters, self._offsets = squeeze(self.text)
        self.addresses = re.sub(r"[\s\-]+", "", self.text)

    def lines(self, first: int, last: int) -> Span:
        """Return the offsets of lines `first` to `last` (1-based), without the last line's end."""
        end = self.starts[last] - 1 if last < len(self.starts) else len(self.text)
        return self.starts[first - 1], end

    def find(self, name: str, within: Span) -> list[Span]:
        """Return where `name` stands inside the offsets `within`, whatever breaks, digits or hyphens cut it."""
        wanted, _ = squeeze(name)
        first, last = (bisect.bisect_left(self._offsets, o) for o in within)
        found = []
        at = self.letters.find(wanted, first, last) if wanted else -1
        while at >= 0:
            found.append((self._offsets[at], self._offsets[at + len(wanted) - 1] + 1))
            at = self.letters.find(wanted, at + 1, last)
        return found

    def passage(self, lines: Span, *names: list[str]) -> Span:
        """Return the smallest run of whole sentences inside `lines` in which each of `names` has a form.

        Where one of them has none, that is all of `lines`.
        """
        first, last = self.lines(*lines)
        found = [[s for form in forms for s in self.find(form, (first, last))] for forms in names]
        if not all(found):
            return first, last
        windows = [(min(s for s, _ in pick), max(e for _, e in pick)) for pick in itertools.product(*found)]
        best = min(windows, key=lambda w: (w[1] - w[0], w))
        return self._sentences(best, (first, last))

    def _sentences(self, window: Span, within: Span) -> Span:
        ends = [m.end() for m in _SENTENCE_END.finditer(self.text, *within)]
        first = max((e for e in ends if e <= window[0]), default=within[0])
        last = min((e for e in ends if e >= window[1]), default=within[1])
        while last > first and self.text[last - 1].isspace():
            last -= 1
        while first < last and self.text[first].isspace():
            first += 1
        return first, last


@cache
def book(name: str) -> Book:
    """Return the book called `name`, read once."""
    return Book(books() / name)
