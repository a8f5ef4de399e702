"""Words of a block, folded once: what the gazetteer, the names and the demonyms are looked up by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from ...graph.names import fold

_WORD = re.compile(r"[^\W_]{1,80}")  # no name is longer
KEYS = 100_000  # folded words remembered
_keys: dict[str, str] = {}
_CAPITALS = frozenset(re.findall("[A-ZÀ-ÖØ-ÞŠŽА-ЯЁ]", "".join(map(chr, range(0x500)))))


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
        starts, ends, words, keys = [], [], [], []
        for match in _WORD.finditer(text):
            word = match[0]
            key = _keys.get(word)
            if key is None:
                key = fold(word).replace(" ", "")
                if len(_keys) < KEYS:
                    _keys[word] = key
            if key:
                starts.append(match.start())
                ends.append(match.end())
                words.append(word)
                keys.append(key)
        at = [0, *accumulate(len(k) + 1 for k in keys)][: len(keys)]
        return cls(text, starts, ends, words, keys, " ".join(keys), at)

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
