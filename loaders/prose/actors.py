"""Known actors by any of their names in Latin letters: looked up by the words of a text, or by one name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ...graph.model import Actor
from ...graph.names import fold
from ...graph.schema import PLACE_KINDS
from .tokens import Tokens

_LATIN = re.compile(r"[A-Za-z]")
SHORT = 4  # letters; a name as short as this must stand in capitals
_ENDS = frozenset(".;:!?")


class Known:
    """Looks known actors up; places are left out, for the gazetteer knows them.

    `variants` are groups of words that stand for each other at the end or in the middle of a name ("du Belarus",
    "de Biélorussie", "biélorusse").
    """

    def __init__(self, actors: Iterable[Actor], variants: Iterable[Sequence[str]]) -> None:
        groups = [list(map(fold, group)) for group in variants]
        self._names: dict[str, Actor] = {}
        lengths: dict[str, set[int]] = {}
        self.seconds: dict[str, set[str]] = {}  # the second words of names, by the first
        for actor in actors:
            if actor.kind in PLACE_KINDS:
                continue
            for name in (actor.name, *actor.aliases):
                for key in _written(fold(name), groups) if _LATIN.search(name) else ():
                    self._names.setdefault(key, actor)
                    first, *rest = key.split(" ")
                    lengths.setdefault(first, set()).add(1 + len(rest))
                    if rest:
                        self.seconds.setdefault(first, set()).add(rest[0])
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def named(self, name: str) -> Actor | None:
        """Return the actor of this name, or None."""
        return self._names.get(fold(name))

    def at(self, tokens: Tokens, i: int) -> tuple[Actor, int] | None:
        """Return the actor whose name begins at word `i`, and the last word of the name."""
        for length in self._lengths.get(tokens.keys[i], ()):
            last = i + length - 1
            actor = self._names.get(" ".join(tokens.keys[i : last + 1])) if last < len(tokens) else None
            if actor is not None and self._stands_alone(tokens, i, last):
                return actor, last
        return None

    @staticmethod
    def _stands_alone(tokens: Tokens, first: int, last: int) -> bool:
        if any(c in _ENDS for j in range(first, last) if not tokens.initial(j) for c in tokens.gap(j)):
            return False
        if "-" in tokens.gap(last) and tokens.near(last, joints="-") and tokens.capital(last + 1):
            return False
        if first < last:
            return True
        word = tokens.words[first]
        if len(word) <= SHORT and sum(map(str.isupper, word)) < 2:
            return False
        if len(word) < SHORT and tokens.gap(first).startswith(' "'):
            return False
        return tokens.capital(first)


def _written(key: str, groups: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a folded name and its variants."""
    yield key
    for group in groups:
        for words in group:
            if f" {words} " in f"{key} ":
                for other in group:
                    if other != words:
                        yield f"{key} ".replace(f" {words} ", f" {other} ").strip()
                return
