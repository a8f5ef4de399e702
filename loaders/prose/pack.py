"""A language pack: everything the engine needs to know of one language, as data in a folder of TOML files.

The files of `loaders/prose/<language>/` are read into one tree. Patterns may name fragments (`{signed}`), which stand
in `fragments.toml` or in the same table; `{M}` is one mention and `{L}` a coordinated list of mentions in a masked
sentence (see `scene`), and `\\ue000-\\uf8ff` in a set stands for any mention. Patterns ignore case unless they begin
with `(?-i:`. A line that begins with a bar goes on with the pattern of the line before.

Adding a language adds a folder.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from importlib import resources
from typing import Any

from ...graph.errors import InputError
from ...graph.names import fold
from .clean import Cleaner
from .needs import MENTIONS, Fragments
from .pattern import MENTION, Pattern

FIRST_MENTION = ord(MENTIONS[0])
_NEXT_LINE = re.compile(r"\n(?=\|)")
_META = re.compile(r"[\\|(\[]")  # what patterns hold, other than words


class Pack:
    """The data of one language, with its patterns compiled when first asked for."""

    def __init__(self, language: str, tree: Mapping[str, Any]) -> None:
        self.language = language
        self.tree = tree
        self._patterns: dict[str, Pattern] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._fragments = Fragments({"M": MENTION, **tree["fragments"]})

    def __call__(self, name: str) -> Pattern:
        """Return the pattern called `name`, a dotted path to a string of the tree."""
        try:
            return self._patterns[name]
        except KeyError:
            pattern = self._patterns[name] = self.compile(self.get(name))
            path = name.rpartition(".")[0]
            for beside, source in self.get(path).items():  # its table's, which are mostly wanted soon
                if isinstance(source, str) and _META.search(source) and self._fragments.cover(source):
                    self._patterns.setdefault(f"{path}.{beside}", self.compile(source))
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
        return Pattern(pattern, self._fragments)

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
            text = _NEXT_LINE.sub("", file.read_text("utf-8")).replace(r"\ue000-\uf8ff", MENTIONS)
            tree[file.name.removesuffix(".toml")] = tomllib.loads(text)
    return Pack(language, tree)
