"""What the words of a block may name as places, before what stands around them is looked at."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from ...graph.gazetteer import Gazetteer, Place
from ...graph.names import fold
from .pack import Pack
from .spelling import Spelling
from .tokens import Tokens

EXONYM = 100_000  # people of a town whose French name may have an article that its own has not: "le Pirée"
SPELT = 6  # letters of a name that may be spelt in another way than the table's


class PlaceNames:
    """Looks names up: in the gazetteer, in the pack, in other spellings; `lower` are words that are none."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        self.pack, self.gazetteer = pack, gazetteer
        self.lower: set[str] = set()  # words that the text also writes in lower case: no names by themselves
        self._contractions: dict[str, str] = pack.get("words.contractions")
        self._links = pack.words("words.place_links")
        self._saints: dict[str, str] = pack.get("places.saints")
        self._words = pack.words("words.stops")
        self._extra = _names_of(pack, gazetteer)
        self._cache: dict[str, list[tuple[int, list[Place]]]] = {}
        self._spelling = Spelling(pack, gazetteer)

    def _contracted(self, tokens: Tokens, i: int) -> list[tuple[int, list[Place]]]:
        """Return the towns whose article is in the word before: "le maire du Mans", "au Havre"."""
        article = self._contractions.get(tokens.keys[i - 1]) if i else None
        if article is None or not tokens.near(i - 1, joints=" "):
            return []
        text = f"{article} {tokens.folded[tokens.at[i] : tokens.at[i] + 40]}"
        found = self._cache.get(text)
        if found is None:
            names = [(n - len(article) - 1, places) for n, places in self.gazetteer.prefixes(text)]
            named = [(n, [p for p in places if has_article(p, article)]) for n, places in names if n > 0]
            found = self._cache[text] = [(n, places) for n, places in named if places]
        return found

    def _names(self, tokens: Tokens, i: int) -> list[tuple[int, list[Place]]]:
        text = tokens.folded[tokens.at[i] : tokens.at[i] + 64]
        found = self._cache.get(text)
        if found is None:
            found = self.gazetteer.prefixes(text)
            if tokens.near(i, joints="'’") and tokens.keys[i + 1] == "s":  # "Bishop's Waltham"
                names = self.gazetteer.prefixes(text.replace(" s", "s", 1))
                found = [*((n + 1, places) for n, places in names if n > len(tokens.keys[i]) + 1), *found]
            if saint := self._saints.get(tokens.keys[i]):  # "St-Cloud"
                short = len(saint) - len(tokens.keys[i])
                names = self.gazetteer.prefixes(saint + text[len(tokens.keys[i]) :])
                found = [*((n - short, places) for n, places in names if n > len(saint)), *found]
            for key, place in self._extra.get(tokens.keys[i], ()):
                if len(key) < 4 and place and not tokens.words[i].isupper():
                    continue
                if text.startswith(key) and text[len(key) : len(key) + 1] in ("", " "):
                    same = [p for n, others in found if n == len(key) for p in others]
                    towns = [p for p in same if place and p.kind == "city" and fold(p.name) == key]
                    found = [(len(key), [place, *towns] if place else []), *found]
            if tokens.keys[i] not in self._words:
                found = self._otherwise(tokens, i, found)
            found.sort(key=lambda pair: (bool(pair[1]), -pair[0]))  # what is no place, then the longest
            if len(self._cache) < 50_000:
                self._cache[text] = found
        return found

    def _otherwise(self, tokens: Tokens, i: int, found: list[tuple[int, list[Place]]]) -> list[tuple[int, list[Place]]]:
        """Return the places that word `i` names in another spelling, or with the next, from which a blank cut it."""
        key, near = tokens.keys[i], tokens.near(i, joints="- ")
        tail = tokens.keys[i + 1] if near else ""
        capital = near and tokens.capital(i + 1)
        if tail and not capital and tokens.gap(i) == " " and tail not in self._words:
            known = bool(found) and len(key) > 3
            if tail not in self._links and tail not in self.lower:
                found = self._spelling.joined(key, tail, tokens.words[i + 1], known=known) or found
        if not found and len(key) >= SPELT:
            found = self._spelling.places(key, f" {tail}" if capital else "")
        return found

    @staticmethod
    def _word_at(tokens: Tokens, end: int) -> int | None:
        """Return the word that ends at position `end` of the folded text."""
        i = bisect_left(tokens.at, end) - 1
        return i if i >= 0 and tokens.at[i] + len(tokens.keys[i]) == end else None


def has_article(place: Place, article: str) -> bool:
    """Tell whether a town has an article in its name, or in its French name if it is a large one."""
    names = (place.name, *place.names) if (place.population or 0) > EXONYM else (place.name,)
    return any(fold(name).startswith(f"{article} ") for name in names)


def _names_of(pack: Pack, gazetteer: Gazetteer) -> Mapping[str, Sequence[tuple[str, Place | None]]]:
    """Return the names that the pack adds by their first words, the shortest first; None where it is no place."""
    found: dict[str, list[tuple[str, Place | None]]] = {}
    for name, place in _each(pack, gazetteer):
        key = fold(name)
        found.setdefault(key.split(" ", 1)[0], []).append((key, place))
    for names in found.values():
        names.sort(key=lambda pair: len(pair[0]))
    return found


def _each(pack: Pack, gazetteer: Gazetteer) -> Iterator[tuple[str, Place | None]]:
    for name, known in pack.get("places.names").items():
        yield name, gazetteer.find(known)[0] if known else None
    for name, english in pack.get("places.areas").items():
        yield name, Place("", english, "region", "", None, None, None, None, None, ())
    for land, regions in pack.get("places.regions").items():
        for name, english in regions.items():
            yield name, Place("", english, "region", land, land.lower(), None, None, None, None, ())
