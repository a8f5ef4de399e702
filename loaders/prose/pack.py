"""A language pack: everything the engine needs to know of one language, as data in a folder of TOML files.

The files of `loaders/prose/<language>/` are read into one tree. Patterns may name fragments (`{signed}`), which stand
in `fragments.toml` or in the same table; `{M}` is one mention and `{L}` a coordinated list of mentions in a masked
sentence (see `scene`). Patterns ignore case unless they begin with `(?-i:`. Adding a language adds a folder.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib import resources
from typing import Any

from ...graph.errors import InputError
from ...graph.names import fold
from .clean import Cleaner
from .pattern import MENTION, Pattern

FIRST_MENTION = 0xE000
HINTS, LONG = 100_000, 40  # words remembered with the rules whose stems they hold, characters of those that are not
_MACRO = re.compile(r"\{([A-Za-z_]\w*)\}")


class _Hints(dict[str, frozenset[str]]):
    """The names of which a word holds a stem; each word is looked at once."""

    def __init__(self, stems: Mapping[str, Sequence[str]]) -> None:
        self._names: dict[str, set[str]] = {}
        for name, its in stems.items():
            for stem in its:
                self._names.setdefault(stem, set()).add(name)
        self._lengths = sorted({len(stem) for stem in self._names})

    def __missing__(self, word: str) -> frozenset[str]:
        pieces = {word[i : i + n] for n in self._lengths for i in range(len(word) - n + 1)}
        names = frozenset().union(*(self._names[piece] for piece in pieces & self._names.keys()))
        if len(self) < HINTS and len(word) < LONG:
            self[word] = names
        return names


class Pack:
    """The data of one language, with its patterns compiled when first asked for."""

    def __init__(self, language: str, tree: Mapping[str, Any]) -> None:
        self.language = language
        self.tree = tree
        self._patterns: dict[str, Pattern] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._fragments: dict[str, str] = {"M": MENTION, **tree["fragments"]}

    def __call__(self, name: str) -> Pattern:
        """Return the pattern called `name`, a dotted path to a string of the tree."""
        try:
            return self._patterns[name]
        except KeyError:
            pattern = self._patterns[name] = self.compile(self.get(name))
            return pattern

    def get(self, name: str) -> Any:
        """Return what the tree holds at a dotted path."""
        value: Any = self.tree
        for key in name.split("."):
            value = value[key]
        return value

    def words(self, name: str) -> frozenset[str]:
        """Return the words of a string of the tree, folded."""
        found = self._words.get(name)
        if found is None:
            found = self._words[name] = frozenset(fold(w) for w in self.get(name).split())
        return found

    def compile(self, pattern: str) -> Pattern:
        """Return `pattern` compiled, its fragments put in."""
        return Pattern(self.expand(pattern))

    def expand(self, pattern: str) -> str:
        """Return `pattern` with every fragment's name replaced by the fragment, at any depth."""
        for _ in range(9):
            pattern, changed = _MACRO.subn(lambda m: f"(?:{self._fragments[m[1]]})", pattern)
            if not changed:
                break
        return pattern

    @cached_property
    def stems(self) -> Mapping[str, Sequence[str]]:
        """Pieces of words by rule: a sentence without any of them need not be given to the rule."""
        return {name: words.split() for name, words in self.tree["stems"].items()}

    @cached_property
    def _hints(self) -> "_Hints":
        return _Hints(self.stems)

    def hinted(self, lower: str) -> frozenset[str]:
        """Return the rules of which a text in lower case holds a stem."""
        return frozenset().union(*map(self._hints.__getitem__, lower.split()))

    @cached_property
    def cleaner(self) -> Cleaner:
        """The cleaner that knows this language's scanner confusions and bibliographic words."""
        text = self.tree["text"]
        return Cleaner(text["fixes"], text["notes"], text["fix_starts"])


@cache
def load(language: str = "fr") -> Pack:
    """Return the pack of `language`.

    Raises InputError when there is none.
    """
    folder = resources.files(__package__).joinpath(language)
    if not folder.joinpath("fragments.toml").is_file():
        raise InputError(f"there is no language pack {language!r}; the first is fr (French)")
    tree: dict[str, Any] = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            tree[file.name.removesuffix(".toml")] = tomllib.loads(file.read_text("utf-8"))
    return Pack(language, tree)
