"""A text that knows which pieces of words it holds, so that most patterns need not be tried on it (see `needs`)."""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Self

from .needs import DIGIT, MENTION, MENTIONS, SHORTEST, Group, cost

RUNS, LONG = 200_000, 40  # runs of characters remembered with the groups they hold, characters of those that are not
ANYWAY = 1  # the bit that every text holds
_WORD = re.compile(rf'[^\W\d_]+|\d+|[$€£%:;?()"|{MENTIONS}]')


class _Words(dict[str, int]):
    """The groups of which a word holds a piece, as bits; each word is looked through once."""

    def __init__(self) -> None:
        self.groups: dict[Group, int] = {}
        self._whole: dict[str, int] = {}  # pieces that are words, with the groups they are in
        self._pieces: dict[str, dict[str, int]] = {}  # the others by their first letters

    def add(self, group: Group) -> None:
        """Look for the pieces of a group from now on."""
        bit = self.groups[group] = 2 * ANYWAY << len(self.groups)
        for piece in group:
            whole = piece[0] == piece[-1] == " "
            pieces = self._whole if whole else self._pieces.setdefault(piece[:SHORTEST], {})
            pieces[piece] = pieces.get(piece, 0) | bit
        self.clear()

    def __missing__(self, word: str) -> int:
        marked = f" {MENTION if word >= MENTION else DIGIT if word.isdecimal() else word} "
        bits = self._whole.get(marked, 0)
        for i in range(len(marked) - SHORTEST + 1):
            for piece, its in self._pieces.get(marked[i : i + SHORTEST], _NONE).items():
                if marked.startswith(piece, i):
                    bits |= its
        if len(self) < RUNS:
            self[word] = bits
        return bits


class _Runs(dict[str, int]):
    """The groups of which a run of characters without a blank holds a piece, as bits."""

    def __missing__(self, run: str) -> int:
        bits = reduce(or_, map(_WORDS.__getitem__, _WORD.findall(run)), 0)
        if len(self) < RUNS and len(run) < LONG:
            self[run] = bits
        return bits


_NONE: dict[str, int] = {}
_WORDS, _RUNS = _Words(), _Runs()


def bits_of(groups: Iterable[Group]) -> int:
    """Return the bits that stand for `groups` in what a text holds."""
    bits = 0
    for group in groups:
        if group not in _WORDS.groups:
            _WORDS.add(group)
            _RUNS.clear()
        bits |= _WORDS.groups[group]
    return bits


def each(bits: int) -> Iterator[int]:
    """Yield the bits of `bits` one by one."""
    while bits:
        bit = bits & -bits
        yield bit
        bits ^= bit


def rarest(bits: int) -> int:
    """Return the one of these bits whose group the fewest texts hold, as far as its pieces tell."""
    groups = list(_WORDS.groups)
    return min(each(bits), key=lambda bit: cost(groups[bit.bit_length() - 2]) if bit > ANYWAY else ANYWAY)


def known() -> int:
    """Return how many groups are looked for."""
    return len(_WORDS.groups)


class Text(str):
    """A text, with what its words hold.

    `lowered` is it in lower case, None where that has other positions ("İ" becomes two characters); `holds` are the
    bits of the groups of pieces of words of which it holds one, of the first `known` that there are, and ANYWAY.
    """

    lowered: str | None
    holds: int
    known: int

    @classmethod
    def of(cls, text: str) -> Self:
        """Return `text` as such a text."""
        found = cls(text)
        lower = text.lower()
        found.lowered = lower if len(lower) == len(text) else None
        found.look()
        return found

    def up_to_date(self) -> int:
        """Return what it holds of all the groups that are known by now."""
        if self.known < len(_WORDS.groups):
            self.look()
        return self.holds

    def look(self) -> None:
        """Look what it holds of all the groups that are known by now."""
        self.known = len(_WORDS.groups)
        lower = self.lowered
        self.holds = -1 if lower is None else reduce(or_, map(_RUNS.__getitem__, lower.split()), ANYWAY)
