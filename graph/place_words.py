"""Words that say what kind of place a name is: "région de Gomel", "Gomel Oblast", "Гомельская область".

The words are data (`data/place_words.toml`), by language and kind. All text here is already folded (graph.names.fold).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from .names import fold

_LONGEST = 4  # words in a kind phrase: "special administrative region" and one to spare


@dataclass(frozen=True, slots=True)
class Reading:
    """A name without its kind word: the bare name, the kinds the word allows, and how many characters stood before."""

    name: str
    kinds: frozenset[str]
    before: int


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Kind words of all languages: `phrases` gives the kinds of a folded phrase, `by_language` the words as written."""

    phrases: Mapping[str, frozenset[str]]
    by_language: Mapping[str, Mapping[str, tuple[str, ...]]]
    connectors: frozenset[str]
    articles: frozenset[str]
    country_codes: Mapping[str, str]

    def words(self, kind: str, *languages: str) -> tuple[str, ...]:
        """Return the words for `kind` in these languages (all, when none is named), as written."""
        chosen = languages or tuple(self.by_language)
        return tuple(dict.fromkeys(w for lang in chosen for w in self.by_language[lang].get(kind, ())))

    def leading(self, folded: str) -> Iterator[Reading]:
        """Yield readings of a name with its kind word in front, longest phrase first: "la region de gomel"."""
        words = folded.split(" ", 12)
        start = 1 if words[0] in self.articles else 0
        for end in range(min(start + _LONGEST, len(words) - 1), start, -1):
            kinds = self.phrases.get(" ".join(words[start:end]))
            if kinds:
                rest = self._after_connector(words, end)
                name = " ".join(words[rest:])
                if name:
                    yield Reading(name, kinds, len(folded) - len(name))

    def trailing(self, folded: str) -> Iterator[Reading]:
        """Yield readings of a name with its kind word at the end: "gomel region"."""
        words = folded.split(" ")
        for begin in range(max(1, len(words) - _LONGEST), len(words)):
            kinds = self.phrases.get(" ".join(words[begin:]))
            if kinds:
                yield Reading(" ".join(words[:begin]), kinds, 0)

    def bare(self, folded: str) -> str:
        """Return a name without its kind words ("gomel" for "gomel region"); unchanged when it has none."""
        for reading in (*self.leading(folded), *self.trailing(folded)):
            return reading.name
        return folded

    def without_article(self, folded: str) -> str:
        """Return a name without its article: "chine" for "la chine"."""
        first, _, rest = folded.partition(" ")
        return rest if rest and first in self.articles else folded

    def _after_connector(self, words: list[str], at: int) -> int:
        for length in (2, 1):
            if " ".join(words[at : at + length]) in self.connectors and len(words) > at + length:
                return at + length
        return at


@lru_cache(maxsize=1)
def place_words() -> PlaceWords:
    """Return the kind words, read once."""
    raw: dict[str, Any] = tomllib.loads(
        resources.files(__package__).joinpath("data/place_words.toml").read_text("utf-8")
    )
    by_language = {lang: {kind: tuple(ws) for kind, ws in kinds.items()} for lang, kinds in raw["kinds"].items()}
    phrases: dict[str, set[str]] = {}
    for kinds in by_language.values():
        for kind, words in kinds.items():
            for word in words:
                phrases.setdefault(fold(word), set()).add(kind)
    return PlaceWords(
        phrases={phrase: frozenset(kinds) for phrase, kinds in phrases.items()},
        by_language=by_language,
        connectors=frozenset(fold(w) for w in raw["connectors"]["words"]),
        articles=frozenset(fold(w) for w in raw["connectors"]["articles"]),
        country_codes=raw["country_codes"],
    )
