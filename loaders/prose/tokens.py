"""Words of a block, folded once: what the gazetteer, the names and the demonyms are looked up by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from ...graph.names import fold

_WORD = re.compile(r"[^\W_]{1,80}")  # no name is longer
KEYS = 100_000  # folded words remembered
_CAPITALS = frozenset(filter(str.isupper, map(chr, range(0x500))))


class _Keys(dict[str, str]):
    """Words folded, each once."""

    def __missing__(self, word: str) -> str:
        key = fold(word).replace(" ", "")
        if len(self) < KEYS:
            self[word] = key
        return key


_keys = _Keys()


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of `text` in order.

    `starts` and `ends` are their positions in the text, `words` the words as written, `keys` folded; `folded` is the
    keys joined by spaces and `at` where each key begins in it.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[str]
    keys: Sequence[str]
    folded: str
    at: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "Tokens":
        """Return the words of `text`."""
        spans = [match.span() for match in _WORD.finditer(text)]
        words = [text[start:end] for start, end in spans]
        keys = [_keys[word] for word in words]
        if not all(keys):  # a sign that folds to nothing is no word
            kept = [i for i, key in enumerate(keys) if key]
            spans, words, keys = [spans[i] for i in kept], [words[i] for i in kept], [keys[i] for i in kept]
        at = [0, *accumulate([len(k) + 1 for k in keys])][: len(keys)]
        return cls(text, [s[0] for s in spans], [s[1] for s in spans], words, keys, " ".join(keys), at)

    def __len__(self) -> int:
        return len(self.words)

    def capital(self, i: int) -> bool:
        """Tell whether word `i` begins with a capital letter or a digit."""
        first = self.words[i][0]
        return first in _CAPITALS or first.isdecimal()

    def gap(self, i: int) -> str:
        """Return what stands between word `i` and the next (to the end of the text after the last)."""
        return self.text[self.ends[i] : self.starts[i + 1] if i + 1 < len(self.starts) else len(self.text)]

    def near(self, i: int, *, joints: str = " -'") -> bool:
        """Tell whether word `i` and the next are only parted by blanks, hyphens or apostrophes."""
        return i + 1 < len(self.words) and all(c in joints for c in self.gap(i))

    def initial(self, i: int) -> bool:
        """Tell whether word `i` is an initial with its full stop: "P. M. Macherov"."""
        if i + 1 >= len(self.words) or len(self.words[i]) > 1 or not self.words[i].isupper():
            return False
        return self.gap(i) in (".", ". ") and self.capital(i + 1)
