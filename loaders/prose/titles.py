"""Institutions and plants in English: "institut d'ingénierie et d'économie de Y" is the Y Institute of Engineering …

A name is translated word by word where the pack knows every word and how they hang together; where it does not, its
words still tell whether it is that of a known actor, in whatever order its English name has them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...graph.model import Actor
from ...graph.names import fold
from ...graph.schema import PLACE_KINDS
from .pack import Pack

_LATIN = re.compile("[A-Za-z]")
STEM = 6  # letters by which words of one root are the same: "industrial" and "industry"
COMMA = ","
PEOPLE = "="  # before the code of a country whose adjective stands among the words
WORDS = 50_000  # words remembered with their forms
FEWEST = 3  # words without which a name is too common to be recognised by them


@dataclass(frozen=True, slots=True)
class Title:
    """The words of a name in French, folded, an adjective of a country as PEOPLE and its ISO code.

    `place` is the English name of where it is, `country` of what country it is of, `names` are proper names in it,
    `peoples` the codes of the countries whose adjectives tell whose it is.
    """

    keys: Sequence[str]
    place: str = ""
    country: str = ""
    names: Sequence[str] = ()
    peoples: Sequence[str] = ()


@dataclass(slots=True)
class _Parts:
    ranks: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    fields: list[tuple[str, list[str]]] = field(default_factory=list)  # a preposition and what it joins


class _Singulars(dict[str, Sequence[str]]):
    """Folded words, each with itself and the masculine singular forms it can be of, told once."""

    def __init__(self, endings: Iterable[tuple[str, str]]) -> None:
        self._endings = endings

    def __missing__(self, word: str) -> Sequence[str]:
        forms = (word, *(word.removesuffix(end) + new for end, new in self._endings if word.endswith(end)))
        if len(self) < WORDS:
            self[word] = forms
        return forms


class Titles:
    """Puts names into English, and finds the known actors they mean. `lands` are English names of countries by code."""

    def __init__(self, pack: Pack, known: Iterable[Actor], lands: Mapping[str, str]) -> None:
        self._joints = {fold(w): english for english in ("of", "for", "in", "on") for w in _list(pack, english)}
        self._and = frozenset(_list(pack, "and"))
        self._tells, self._acts = frozenset(_list(pack, "tells")), frozenset(_list(pack, "acts"))
        self._singulars = _Singulars(pack.get("titles.endings"))
        self._silent = frozenset(_list(pack, "silent"))
        tables: Iterator[Mapping[str, str]] = (
            {fold(word): english for word, english in pack.get(f"titles.{name}").items()}
            for name in ("heads", "heads_behind", "ranks", "adjectives", "nouns", "directions")
        )
        self._before, self._behind, self._ranks, self._adjectives, self._nouns, self._directions = tables
        self._before_peoples = frozenset(pack.get("titles.first"))
        self._peoples: Mapping[str, str] = pack.get("titles.peoples")
        self._alike: Mapping[str, str] = pack.get("titles.alike")
        self._lands = {code: fold(lands[code]) for code in self._peoples if code in lands}
        self._of_land = {fold(self._peoples[code]): name for code, name in self._lands.items()}
        self._optional = [self._bag([word]) for word in _list(pack, "optional")]
        self._actors: dict[frozenset[str], Actor | None] = {}
        for actor in known:
            if actor.kind in PLACE_KINDS:
                continue
            for bag in {self._bag(fold(name).split()) for name in (actor.name, *actor.aliases) if _LATIN.search(name)}:
                same = self._actors.setdefault(bag, actor)
                if same is not actor:
                    self._actors[bag] = None  # words that two actors share name neither

    def english(self, title: Title) -> str | None:
        """Return the English name of what `title` names, None where the pack does not know all of its words."""
        head, behind, rest = self._head(title.keys)
        if head is None:
            return None
        parts = self._parts(rest)
        if parts is None:
            return None
        peoples = "-".join(self._peoples.get(code, "") for code in title.peoples)
        if title.peoples and (not peoples or peoples.startswith("-") or peoples.endswith("-")):
            return None
        of = [_list_of(joined) for preposition, joined in parts.fields if preposition == "of"] if behind else []
        first = [rank for rank in parts.ranks if rank in self._before_peoples]
        ranks = [rank for rank in parts.ranks if rank not in first]
        behind_head = bool(title.names and title.place) and not (ranks or first or parts.adjectives)
        place = "" if behind_head else title.place
        words = [*title.names, place, *first, peoples, *ranks, *parts.adjectives, *of, head]
        for preposition, joined in parts.fields:
            if not (behind and preposition == "of"):
                words.append(f"{preposition} {_list_of(joined)}")
        if where := title.country or (title.place if behind_head else ""):
            words.append(f"of {where}")
        return " ".join(w for w in words if w)

    def known(self, title: Title) -> Actor | None:
        """Return the known actor whose English name has the words of `title`. The country may go unsaid in it."""
        head, _, rest = self._head(title.keys)
        words = fold(head or title.keys[0]).split()
        for key in rest:
            if key.startswith(PEOPLE):
                words += self._lands.get(key.removeprefix(PEOPLE), "").split()
            elif key not in self._joints and key not in self._and:
                words += fold(self._word(key) or key).split()
        words += fold(" ".join((title.place, *title.names))).split()
        countries = [*(self._lands.get(code, "") for code in title.peoples), fold(title.country)]
        whole, bare = self._bag([*words, *" ".join(countries).split()]), self._bag(words)
        for bag in (whole, bare):
            if len(bag) >= FEWEST - bool(title.place) and (actor := self._actors.get(bag)) is not None:
                return actor
        return self._nearly(whole) if len(whole) >= FEWEST else None

    def _nearly(self, bag: frozenset[str]) -> Actor | None:
        """Return the one known actor that has these words but for one or two that names may leave out."""
        less = [word for word in self._optional if word <= bag]
        bags = {bag ^ word for word in self._optional} | {bag - one - other for one in less for other in less}
        actors = {actor.id: actor for b in bags if len(b) >= FEWEST and (actor := self._actors.get(b)) is not None}
        return next(iter(actors.values())) if len(actors) == 1 else None

    def _head(self, keys: Sequence[str]) -> tuple[str | None, bool, Sequence[str]]:
        for length in (2, 1):
            name = " ".join(keys[:length])
            for single in self._singulars[name]:
                for heads, behind in ((self._before, False), (self._behind, True)):
                    if single in heads:
                        return heads[single], behind, keys[length:]
        return None, False, keys[1:]

    def _parts(self, keys: Sequence[str]) -> _Parts | None:
        parts, i = _Parts(), 0
        while i < len(keys):
            if keys[i] in self._joints:
                joint = self._joints[keys[i]]
                start = i
                while i < len(keys) and self._joints.get(keys[i]) in ("of", joint):
                    i += 1
                if i == len(keys):
                    return None
                if keys[i] in self._ranks and joint == "of":
                    parts.ranks.append(self._ranks[keys[i]])  # "d'État"
                    i += 1
                elif keys[i] in self._tells and not parts.fields and i == start + 1:
                    parts.adjectives.append(self._noun(keys[i]) or "")
                    i += 1
                else:
                    phrase, i = self._phrase(keys, i)
                    if not phrase:
                        return None
                    if parts.fields and parts.fields[-1][0] == joint:
                        return None
                    parts.fields.append((joint, [phrase]))
            elif (keys[i] in self._and or keys[i] == COMMA) and i + 1 < len(keys):
                i += 1
                word = self._adjective(keys[i])
                if not parts.fields and word and parts.adjectives:
                    parts.adjectives[-1] += f" and {word}"
                    i += 1
                    continue
                while i < len(keys) and keys[i] in self._joints:
                    i += 1
                if i == len(keys) or not (parts.fields or parts.adjectives):
                    return None
                phrase, i = self._phrase(keys, i)
                if not phrase:
                    return None
                if parts.fields:
                    parts.fields[-1][1].append(phrase)
                else:  # "centre de recherche et d'innovation"
                    parts.adjectives[-1] += f" and {phrase}"
            elif not parts.fields and (word := self._rank(keys[i])):
                parts.ranks.append(word)
                i += 1
            elif not parts.fields and (word := self._adjective(keys[i])):
                parts.adjectives.append(word)
                i += 1
            else:
                return None
        return parts

    def _phrase(self, keys: Sequence[str], i: int) -> tuple[str, int]:
        """Return a noun with its adjectives and its object in English, and where it ends; "" for what is unknown."""
        for length in (4, 3, 2):
            if i + length <= len(keys) and (known := self._noun(" ".join(keys[i : i + length]))):
                return known, i + length
        noun = self._noun(keys[i])
        if noun is None:
            return "", i
        acts = next((k for k in self._singulars[keys[i]] if k in self._acts), None)
        i += 1
        before: list[str] = []
        while i < len(keys) and (word := self._rank(keys[i]) or self._adjective(keys[i])):
            before.append(word)
            i += 1
        if acts and i + 1 < len(keys) and self._joints.get(keys[i]) == "of":
            j = i
            while j < len(keys) and self._joints.get(keys[j]) == "of":
                j += 1
            what, end = self._phrase(keys, j) if j < len(keys) else ("", j)
            if not what:
                return "", i
            return " ".join([*before, what, noun]), end
        return " ".join([*before, noun]), i

    def _rank(self, key: str) -> str | None:
        return next((self._ranks[k] for k in self._singulars[key] if k in self._ranks), None)

    def _adjective(self, key: str) -> str | None:
        if key.startswith(PEOPLE):
            return self._peoples.get(key.removeprefix(PEOPLE))
        return next((self._adjectives[k] for k in self._singulars[key] if k in self._adjectives), None)

    def _noun(self, name: str) -> str | None:
        if name in self._nouns:
            return self._nouns[name]
        single = " ".join(w.removesuffix("s").removesuffix("x") for w in name.split(" "))
        return self._nouns.get(single)

    def _word(self, key: str) -> str | None:
        return self._noun(key) or self._adjective(key) or self._rank(key)

    def knows(self, key: str) -> bool:
        """Tell whether a folded word is one that names are built of, and so no proper name."""
        return self._word(key) is not None or self._head([key])[0] is not None

    def people(self, code: str | None) -> str | None:
        """Return the English adjective of a country."""
        return self._peoples.get(code or "")

    def direction(self, keys: Sequence[str]) -> str | None:
        """Return the English word for "nord ouest" or "sud"."""
        return self._directions.get(" ".join(keys))

    def _bag(self, written: Iterable[str]) -> frozenset[str]:
        told = (word for word in written if word not in self._silent and (len(word) > 1 or word.isdigit()))
        same = (self._of_land.get(word, self._alike.get(word, word)) for word in told)
        return frozenset(w[:STEM] for words in same for w in words.split())


def _list(pack: Pack, name: str) -> list[str]:
    words: str = pack.get(f"titles.{name}")
    return words.split()


def _list_of(words: Sequence[str]) -> str:
    *firsts, last = words
    return f"{', '.join(firsts)} and {last}" if firsts else last
