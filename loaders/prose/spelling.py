"""Names of places in other spellings: how a language writes names of other scripts, put into English letters.

"Koustanaï" is Kustanay, "Soumgaït" Sumgayit. Pieces of a word have alternatives in the pack; all of them are tried, the
usual ones first, as far as there are few, and only places of countries that use other letters are meant.
"""

import re
from collections.abc import Iterator
from itertools import islice, product

from ...graph.gazetteer import Gazetteer, Place
from .pack import Pack

FEWEST = 6  # letters of a name that a blank cut
TOWN = 10_000  # people of a town that it names
MOST = 96  # spellings tried of one name


class Spelling:
    """Looks names up that the gazetteer only has in another spelling."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        pieces: dict[str, list[str]] = pack.get("places.spelling")
        self._pieces = re.compile("|".join(f"(?P<p{n}>{piece})" for n, piece in enumerate(pieces)))
        self._instead = list(pieces.values())
        self._lands = frozenset(pack.get("places.spelt").split())
        self._scrap = pack("places.scrap")
        self._known: dict[str, list[Place]] = {}

    def places(self, word: str, after: str) -> list[tuple[int, list[Place]]]:
        """Return the places that a folded word, or it and what is `after` it, may name, with the name's length."""
        for name in (word + after, word) if after else (word,):
            places = self._known.get(name)
            if places is None:
                found = (self._named(other) for other in self.others(name))
                fits = ([place for place in some if place.country in self._lands] for some in found)
                places = next(filter(None, fits), [])
                self._known[name] = places = sorted(places, key=lambda place: place.kind != "city")
            if places:
                return [(len(name), places)]
        return []

    def _named(self, name: str) -> list[Place]:
        return next((places for length, places in self.gazetteer.prefixes(name) if length == len(name)), [])

    def joined(self, head: str, tail: str, written: str, *, known: bool) -> list[tuple[int, list[Place]]]:
        """Return the places whose name a blank cut in two, "Po lotsk"; where the head is `known`, before consonants."""
        if not written.islower() or len(head) + len(tail) < FEWEST or (known and not self._scrap.fullmatch(tail)):
            return []
        named = self._named(head + tail) or (self.places(head + tail, "") or [(0, [])])[0][1]
        places = [place for place in named if (place.population or 0) >= TOWN]
        return [(len(head) + 1 + len(tail), places)] if places else []

    def others(self, name: str) -> Iterator[str]:
        """Yield other spellings of a folded name, the likeliest first."""
        parts: list[list[str]] = []
        done = 0
        for match in self._pieces.finditer(name):
            parts += [[name[done : match.start()]], self._instead[int((match.lastgroup or "p0")[1:])]]
            done = match.end()
        if parts:
            yield from islice(map("".join, product(*parts, [name[done:]])), MOST)
