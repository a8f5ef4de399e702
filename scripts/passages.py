"""Finding names in the books, which break words, hyphenate and cut sentences by footnotes; for scripts and tests."""

import bisect
import itertools
import os
import re
import unicodedata
from collections.abc import Sequence
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
        """Return where `name` stands inside the offsets `within`, whatever breaks, digits or hyphens cut it.

        A name that is a number ("5 218") is looked for as it is.
        """
        wanted, _ = squeeze(name)
        if not wanted:
            return self.find_number(name, within)
        first, last = (bisect.bisect_left(self._offsets, o) for o in within)
        found = []
        at = self.letters.find(wanted, first, last)
        while at >= 0:
            found.append((self._offsets[at], self._offsets[at + len(wanted) - 1] + 1))
            at = self.letters.find(wanted, at + 1, last)
        return found

    def find_number(self, figure: str, within: Span) -> list[Span]:
        """Return where the number `figure`, and no longer one, stands inside the offsets `within`."""
        number = re.compile(rf"(?<![\d,]){re.escape(figure)}(?!\d)")
        return [m.span() for m in number.finditer(self.text, *within)]

    def passage(self, lines: Span, *names: Sequence[str], hints: Sequence[Sequence[str]] = ()) -> Span:
        """Return the smallest run of whole sentences inside `lines` in which each of `names` has a form.

        Of each of `hints` (what else tells the relation: its year, a word) a form must stand in it too, if any stands
        in the lines. Where a name has no form there, the passage is all of `lines`.
        """
        first, last = self.lines(*lines)
        found = [[s for form in forms for s in self.find(form, (first, last))] for forms in names]
        if not all(found):
            return first, last
        for forms in hints:
            if hinted := [s for form in forms for s in self.find(form, (first, last))]:
                found.append(hinted)
        windows = [(min(s for s, _ in pick), max(e for _, e in pick)) for pick in itertools.product(*found)]
        return self._sentences(min(windows, key=lambda w: (w[1] - w[0], w)), (first, last))

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
