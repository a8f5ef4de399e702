"""The actors that texts call by many names: those of the bundled table, found by any of their names in Latin letters."""

import re
from functools import cache

from ...graph.model import Actor
from ...graph.names import fold
from ...graph.schema import PLACE_KINDS
from .. import bundled
from .tokens import Tokens

_LATIN = re.compile(r"[A-Za-z]")
SHORT = 4  # letters; a name as short as this must stand in capitals
_ENDS = frozenset(".;:!?")


@cache
def table() -> "Known":
    """Return the known actors other than places, which the gazetteer knows."""
    return Known([a for a in bundled.actors() if a.kind not in PLACE_KINDS])


class Known:
    """Looks known actors up: by the words of a text, longest name first, or by one name."""

    def __init__(self, actors: list[Actor]) -> None:
        self._names: dict[str, Actor] = {}
        lengths: dict[str, set[int]] = {}
        for actor in actors:
            for name in (actor.name, *actor.aliases):
                key = fold(name) if _LATIN.search(name) else ""
                if key:
                    self._names.setdefault(key, actor)
                    first, *rest = key.split(" ")
                    lengths.setdefault(first, set()).add(1 + len(rest))
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
        if any(c in _ENDS for j in range(first, last) for c in tokens.gap(j)):
            return False
        if "-" in tokens.gap(last) and tokens.near(last, joints="-") and tokens.capital(last + 1):
            return False
        if first < last:
            return True
        word = tokens.words[first]
        return tokens.capital(first) and (len(word) > SHORT or word.isupper())
