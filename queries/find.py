"""Finding the actor that a person means: any spelling, kind words ("gomel region"), an id; else suggestions.

Names are compared after folding, never approximately: what is only near is suggested, and the person chooses. In order,
each only when the one before finds nothing:

1. an id ("cn/sichuan"), or a country's ISO code in capitals ("CN");
2. the main name; then an alias;
3. the name without a kind word ("Sichuan province", "город Гомель", "Gomel oblast"), of actors of that kind;
4. the part before the last comma, in the country that the rest names ("Brest, France");
5. what the gazetteer knows under that name, where this graph holds it.

Of several actors found, places come before others and a city before its region and district, as people mean it. Of
cities that share a name one is taken when it has FAMOUS times the people of any other (Paris), and that is told. What
is then left is a choice for the person to make.
"""

from collections.abc import Callable, Iterable, Sequence

from ..graph.errors import UnknownName
from ..graph.model import Actor
from ..graph.names import fold
from ..graph.store import Reader

SUGGESTIONS = 5
FAMOUS = 10
_LEAST_SCORE = 70.0  # of 100, rapidfuzz's WRatio: below it a suggestion only confuses
_LONGEST = 60  # characters of a name that a message repeats
_RANK = {kind: rank for rank, kind in enumerate(("country", "city", "region", "district"))}


class Directory:
    """The names of some actors, ready to be asked for several texts.

    `tell` is given a sentence when one of several bearers of a name was taken.
    """

    def __init__(self, actors: Iterable[Actor], tell: Callable[[str], None] = lambda _: None) -> None:
        self.actors = {a.id: a for a in actors}
        self._tell = tell
        self._folded: list[tuple[str, Actor, bool]] | None = None

    def find(self, text: str, *, kinds: Sequence[str] | None = None) -> Actor:
        """Return the actor called `text` (see the module), of one of `kinds` where given.

        Raises UnknownName, with ids to choose from when there are several and with suggestions when there is none.
        """
        if actor := self.actors.get(text.strip()):
            return actor
        found = self._search(text, kinds)
        best = _likeliest(found)
        called = repr(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")
        if len(best) == 1:
            return best[0]
        if best and (famous := _famous(best)):
            self._tell(
                f"{called} is taken for {famous.id}; there is also {_listed(a for a in best if a is not famous)}"
            )
            return famous
        if best:
            raise UnknownName(f"{called} names {len(best)} actors; give an id: {_listed(best)}")
        raise UnknownName(f"no actor is called {called}{self._hint(text, kinds)}")

    def _search(self, text: str, kinds: Sequence[str] | None) -> list[Actor]:
        stripped = text.strip()
        if len(stripped) == 2 and stripped.isupper():
            found = [a for a in self.actors.values() if a.kind == "country" and a.country == stripped]
            if found:
                return found
        return (
            self._named(fold(text), kinds)
            or self._without_kind_word(text, kinds)
            or self._in_country(text, kinds)
            or self._by_gazetteer(text, kinds)
        )

    def _names(self) -> list[tuple[str, Actor, bool]]:
        if self._folded is None:
            self._folded = [
                (fold(name), a, name == a.name) for a in self.actors.values() for name in (a.name, *a.aliases)
            ]
        return self._folded

    def _named(self, wanted: str, kinds: Sequence[str] | None) -> list[Actor]:
        if not wanted:
            return []
        found = [(a, main) for name, a, main in self._names() if name == wanted and (not kinds or a.kind in kinds)]
        named = [a for a, main in found if main] or [a for a, _ in found]
        return list({a.id: a for a in named}.values())

    def _without_kind_word(self, text: str, kinds: Sequence[str] | None) -> list[Actor]:
        from ..graph.place_words import place_words

        words, folded = place_words(), fold(text)
        for reading in (*words.leading(folded), *words.trailing(folded)):
            meant = [k for k in reading.kinds if not kinds or k in kinds]
            if meant and (found := self._named(reading.name, meant)):
                return found
            if meant:  # "Gomel oblast" is called "Gomel Region" here
                bare = [a for name, a, _ in self._names() if a.kind in meant and words.bare(name) == reading.name]
                if bare:
                    return list({a.id: a for a in bare}.values())
        return []

    def _in_country(self, text: str, kinds: Sequence[str] | None) -> list[Actor]:
        name, comma, country = text.rpartition(",")
        if not comma:
            return []
        codes = {a.country for a in self._search(country.strip(), ["country"])}
        return [a for a in self._search(name, kinds) if a.country in codes] if codes else []

    def _by_gazetteer(self, text: str, kinds: Sequence[str] | None) -> list[Actor]:
        return [a for id_ in _gazetteer_ids(text) if (a := self.actors.get(id_)) and (not kinds or a.kind in kinds)]

    def _hint(self, text: str, kinds: Sequence[str] | None) -> str:
        known = next(iter(_gazetteer_ids(text)), None)
        if known and known not in self.actors:
            return f"; the gazetteer knows {known}, but nothing in this graph speaks of it"
        close = suggest(text, [a for a in self.actors.values() if not kinds or a.kind in kinds])
        if close:
            return f"; did you mean {', '.join(close)}?"
        return "" if self.actors else "; the graph is empty: load something with pactgraph build"


def find_actor(reader: Reader, text: str, *, kinds: Sequence[str] | None = None) -> Actor:
    """Return the actor called `text` in what `reader` holds; for several texts make one Directory.

    Raises UnknownName, with choices or suggestions.
    """
    return Directory(reader.actors()).find(text, kinds=kinds)


def suggest(text: str, actors: Sequence[Actor]) -> list[str]:
    """Return up to five actors that are spelled like `text`, as "name (id)", likeliest first."""
    from rapidfuzz import fuzz, process

    keys = [(fold(n), a) for a in actors for n in (a.name, *a.aliases)]
    scored = process.extract(fold(text), [key for key, _ in keys], scorer=fuzz.WRatio, limit=25)
    found = [keys[i][1] for _, score, i in scored if score >= _LEAST_SCORE]
    return list(dict.fromkeys(f"{a.name} ({a.id})" for a in found))[:SUGGESTIONS]


def _likeliest(found: Sequence[Actor]) -> list[Actor]:
    """Return those of `found` that people mean first; bearers of one kind stay together, as a choice."""
    rank = min((_RANK.get(a.kind, len(_RANK)) for a in found), default=0)
    return [a for a in found if _RANK.get(a.kind, len(_RANK)) == rank] if found else []


def _famous(found: Sequence[Actor]) -> Actor | None:
    """Return the one of `found` that has FAMOUS times the people of any other by the gazetteer, if there is one."""
    from ..graph.gazetteer import default

    people = {a.id: (place.population or 0) if (place := default().get(a.id)) else 0 for a in found}
    first, second = sorted(found, key=lambda a: (-people[a.id], a.id))[:2]
    return first if people[first.id] >= FAMOUS * max(1, people[second.id]) else None


def _listed(found: Iterable[Actor]) -> str:
    words = [f"{a.id} ({a.name}, {a.kind})" for a in found]
    more = f" and {len(words) - SUGGESTIONS} more" if len(words) > SUGGESTIONS else ""
    return ", ".join(words[:SUGGESTIONS]) + more


def _gazetteer_ids(text: str) -> list[str]:
    from ..graph.gazetteer import default

    return [place.id for place in default().find(text)]
