"""What a text must hold for a pattern to match it: pieces of words, read off the pattern.

Most patterns match in few sentences, and to look for a piece of a word costs far less than to try a pattern. So each
pattern gives groups of pieces, one of each group being in whatever it matches; every word is looked through once for
the pieces of all patterns, and a text whose words leave a group out is not searched (see `text`).

A piece is written in lower case, with a blank where a word must begin or end: " jumel", " avec ".
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

SHORTEST = 3  # letters and blanks of a piece, by which it is also found
MOST = 32  # strings that a part of a pattern is spelled out in
DIGIT, MENTION = "0", "\ue000"  # stand for any digit and for any mention
ALONE = f"{DIGIT}$€£{MENTION}"  # what is a word by itself
_TOKEN = re.compile(
    r"(?P<run>(?:[^\W\d_]|[ '])+(?![?*+{]))|(?P<aside>\(\?<?!|\(\?<=)|(?P<ahead>\(\?=)|(?P<again>\(\?P=\w+\))"
    r"|(?P<open>\((?:\?(?:P<\w+>|:|-?i:))?)|(?P<many>[?*+]|\{\d*,?\d*\})|(?P<name>\{[A-Za-z_]\w*\})"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<one>\\.|.)",
    re.DOTALL,
)
_SET = re.compile(r"\\.|.", re.DOTALL)
_NAME = re.compile(r"\{([A-Za-z_]\w*)\}")

Group = frozenset[str]  # pieces of words of which a text must hold one


@dataclass(slots=True)
class _Part:
    """What a part of a pattern matches: one of the strings `exact`, None for too many, and a piece of each group."""

    exact: Sequence[str] | None
    groups: frozenset[Group] = frozenset()

    @property
    def needs(self) -> frozenset[Group]:
        """All its groups, also that of its strings."""
        return self.groups | _group(self.exact or ("",))


class Fragments:
    """Pieces that patterns use by name: `{name}`."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = patterns
        self._parts: dict[str, _Part] = {}

    def expand(self, pattern: str) -> str:
        """Return `pattern` with every name replaced by its fragment, at any depth."""
        for _ in range(9):
            pattern, changed = _NAME.subn(lambda m: f"(?:{self._patterns[m[1]]})", pattern)
            if not changed:
                break
        return pattern

    def cover(self, pattern: str) -> bool:
        """Tell whether all the names in `pattern` are those of fragments."""
        return self._patterns.keys() >= set(_NAME.findall(pattern))

    def part(self, name: str) -> _Part:
        """Return what a fragment matches."""
        part = self._parts.get(name)
        if part is None:
            part = self._parts[name] = _part(self._patterns[name], self)
        return part


def needs(pattern: str, fragments: Fragments) -> frozenset[Group]:
    """Return the groups of which a text must hold a piece each for `pattern` to match it."""
    return _part(pattern, fragments).needs


def _part(pattern: str, fragments: Fragments) -> _Part:
    plain = pattern.replace(r"\ue000-\uf8ff", MENTION).replace("\ue000-\uf8ff", MENTION)
    return _alternatives(_TOKEN.finditer(plain), fragments)


def _alternatives(tokens: Iterator[re.Match[str]], fragments: Fragments) -> _Part:
    """Read up to the bracket that closes, or to the end."""
    branches: list[_Part] = []
    sequence: list[_Part] = []
    for token in tokens:
        kind, text = token.lastgroup, token[0]
        if kind == "run":
            sequence.append(_Part((text.lower().replace("'", " "),)))
        elif text == ")":
            break
        elif text == "|":
            branches.append(_joined(sequence))
            sequence = []
        elif kind == "many":
            sequence.append(_repeated(sequence.pop(), text))
        elif kind == "aside":
            _alternatives(tokens, fragments)
            sequence.append(_Part(("",)))
        elif kind == "ahead":
            sequence.append(_Part(("",), _alternatives(tokens, fragments).needs))
        elif kind == "open":
            sequence.append(_alternatives(tokens, fragments))
        elif kind == "name":
            sequence.append(fragments.part(text[1:-1]))
        elif kind == "set":
            sequence.append(_set(text[1:-1]))
        else:
            sequence.append(_Part(_single(text)))
    branches.append(_joined(sequence))
    return branches[0] if len(branches) == 1 else _either(branches)


def _single(token: str) -> Sequence[str] | None:
    """Return what a character or an escape matches, None for any letter."""
    if token in ("^", "$", r"\B"):
        return ("",)
    if token in (r"\b", r"\s", r"\W"):
        return (" ",)
    char = DIGIT if token == r"\d" or token.isdigit() else token[-1]
    if token == "." or len(token) > 2 or (token[0] == "\\" and token[-1].isalnum() and char != DIGIT):
        return None
    return (f" {char} ",) if char in ALONE else (char.lower() if char.isalpha() else " ",)


def _set(chars: str) -> _Part:
    if "-" in chars[1:-1] or chars.startswith("^"):
        return _Part(None)
    found = [_single(f"\\{char}" if char in "$^." else char) for char in _SET.findall(chars)]
    exact = {text for texts in found for text in texts or ()}
    return _Part(None if None in found else sorted(exact))


def _joined(sequence: Iterable[_Part]) -> _Part:
    run: Sequence[str] = ("",)
    groups: frozenset[Group] = frozenset()
    whole = True
    for part in sequence:
        groups |= part.groups
        if part.exact is not None and len(run) * len(part.exact) <= MOST:
            run = [a + b for a in run for b in part.exact]
        else:
            groups |= _group(run)
            run, whole = part.exact or ("",), False
    return _Part(run, groups) if whole else _Part(None, groups | _group(run))


def _either(branches: Sequence[_Part]) -> _Part:
    exact = [text for branch in branches for text in branch.exact or ()]
    if all(branch.exact is not None for branch in branches) and len(exact) <= MOST:
        return _Part(list(dict.fromkeys(exact)))
    best = [min(branch.needs, key=_cost, default=None) for branch in branches]
    told = [group for group in best if group is not None]
    return _Part(None, frozenset({frozenset[str]().union(*told)}) if len(told) == len(best) else frozenset())


def _repeated(part: _Part, many: str) -> _Part:
    if many == "?" and part.exact is not None:
        return _Part(("", *part.exact))
    return _Part(None, frozenset() if many in ("?", "*") or many.startswith(("{0", "{,")) else part.needs)


def _group(strings: Sequence[str]) -> frozenset[Group]:
    """Return the pieces of words of which one must be there for one of `strings` to be, none where one needs none."""
    pieces = frozenset(map(_piece, strings))
    return frozenset({pieces}) if all(len(piece) >= SHORTEST for piece in pieces) else frozenset()


def _piece(text: str) -> str:
    """Return the longest piece of a word in a string."""
    words = text.split(" ")
    last = len(words) - 1
    marked = ((" " if i else "") + word + (" " if i < last else "") for i, word in enumerate(words) if word)
    return max(marked, key=len, default="")


def _cost(group: Group) -> float:
    """Return about how likely a text is to hold one of a group."""
    return sum(0.3 ** len(piece) for piece in group)
