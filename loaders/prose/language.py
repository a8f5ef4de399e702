"""Tells whether a text is plainly in another language than that it is read in, by the commonest words of that one."""

import re

from .pack import Pack

_WORD = re.compile(r"[^\W\d_]+")
LEAST = 150  # words of a text of which that can be told
MOST = 20_000  # words looked at


class Language:
    """Counts the words of one text and, among them, the commonest of the language of `pack`."""

    def __init__(self, pack: Pack) -> None:
        self.name: str = pack.get("language.name")
        self._frequent = frozenset(pack.get("language.frequent").split())
        self._share: float = pack.get("language.share")
        self.reset()

    def reset(self) -> None:
        """Forget what was counted: a new text begins."""
        self._words = self._met = 0

    def read(self, text: str) -> None:
        """Count the words of a piece of the text."""
        if self._words < MOST:
            words = _WORD.findall(text.lower())
            self._words += len(words)
            self._met += sum(word in self._frequent for word in words)

    @property
    def foreign(self) -> bool:
        """Whether the text is long enough to tell, and has next to none of the words that the language has."""
        return self._words >= LEAST and self._met < self._share * self._words
