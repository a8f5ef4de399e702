"""What a text must hold for a pattern to match it: pieces of words, read off the pattern.

Most patterns match in few sentences, and to look for a piece of a word costs far less than to try a pattern. So each
pattern gives the ways in which it can match: groups of pieces, one of each group being in whatever it matches that way.
Every word is looked through once for the pieces of all patterns, and a text whose words leave out a group of each way
is not searched (see `text`).

A piece is written in lower case, with a blank where a word must begin or end: " jumel", " avec ".
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

SHORTEST = 3  # letters and blanks of a piece, by which it is also found
MOST = 32  # strings that a part of a pattern is spelled out in
WAYS = 64  # ways in which a part of a pattern can match that are told apart
# What stands for a mention in a masked sentence: private-use characters so far up that `re` does not spell out sets of
# them, which it would take most of the time in which patterns are compiled for.
MENTIONS = "\U000f0000-\U000fffff"
DIGIT, MENTION = "0", MENTIONS[0]  # stand for any digit and for any mention
ALONE = f'{DIGIT}$€£%:;?()"|{MENTION}'  # what is a word by itself
_TOKEN = re.compile(
    r"(?P<run>(?:[^\W\d_]|[ '])+(?![?*+{]))|(?P<aside>\(\?<?!|\(\?<=)|(?P<ahead>\(\?=)|(?P<again>\(\?P=\w+\))"
    r"|(?P<open>\((?:\?(?:P<\w+>|:|-?i:))?)|(?P<many>[?*+]|\{\d*,?\d*\})|(?P<name>\{[A-Za-z_]\w*\})"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<one>\\.|.)",
    re.DOTALL,
)
_SET = re.compile(r"\\.|.", re.DOTALL)
_NAME = re.compile(r"\{([A-Za-z_]\w*)\}")

Group = frozenset[str]  # pieces of words of which a text must hold one
Way = frozenset[Group]  # groups of each of which it must
Ways = Sequence[Way]  # of which it must fit one
ANY: Ways = (frozenset(),)  # nothing is needed


@dataclass(slots=True)
class _Part:
    """What a part of a pattern matches: one of the strings `exact`, None for too many, in one of some ways."""

    exact: Sequence[str] | None
    ways: Ways = ANY

    @property
    def needs(self) -> Ways:
        """Its ways, with what its strings need."""
        return _both(self.ways, _spelled(self.exact or ("",)))


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


def needs(pattern: str, fragments: Fragments) -> Ways:
    """Return the ways of which a text must fit one, by a piece of each of its groups, for `pattern` to match it."""
    return _part(pattern, fragments).needs


def _part(pattern: str, fragments: Fragments) -> _Part:
    plain = pattern.replace(MENTIONS, MENTION)
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
    ways, whole = ANY, True
    for part in sequence:
        ways = _both(ways, part.ways)
        if part.exact is not None and len(run) * len(part.exact) <= MOST:
            run = [a + b for a in run for b in part.exact]
        else:
            ways = _both(ways, _spelled(run))
            run, whole = part.exact or ("",), False
    return _Part(run, ways) if whole else _Part(None, _both(ways, _spelled(run)))


def _either(branches: Sequence[_Part]) -> _Part:
    exact = [text for branch in branches for text in branch.exact or ()]
    if all(branch.exact is not None for branch in branches) and len(exact) <= MOST:
        return _Part(list(dict.fromkeys(exact)))
    return _Part(None, _few(way for branch in branches for way in branch.needs))


def _repeated(part: _Part, many: str) -> _Part:
    if many == "?" and part.exact is not None:
        return _Part(("", *part.exact))
    return _Part(None, ANY if many in ("?", "*") or many.startswith(("{0", "{,")) else part.needs)


def _both(a: Ways, b: Ways) -> Ways:
    """Return the ways of what fits one of `a` and one of `b`."""
    if len(a) * len(b) > WAYS:
        a, b = sorted((a, b), key=len)
        b = _one(b)
    return _few(x | y for x, y in product(a, b))


def _few(ways: Iterable[Way]) -> Ways:
    """Return ways that say the same, as few as that can be; instead of too many, one that all of them fit."""
    found: list[Way] = []
    for way in sorted(dict.fromkeys(ways), key=len):
        for i, other in enumerate(found):
            if other <= way:
                break
            if len(other) == len(way) and len(apart := other ^ way) == 2:
                found[i] = (other & way) | {frozenset[str]().union(*apart)}
                break
        else:
            found.append(way)
    return found if len(found) <= WAYS else _one(found)


def _one(ways: Ways) -> Ways:
    """Return the one way in which the cheapest groups of `ways` are one."""
    if len(ways) == 1 or not all(ways):
        return ways if all(ways) else ANY
    return (frozenset({frozenset[str]().union(*(min(way, key=cost) for way in ways))}),)


def _spelled(strings: Sequence[str]) -> Ways:
    """Return the way of what holds one of `strings`: a word at a time where they have equally many."""
    spelled = [_words(text) for text in strings]
    if len({len(words) for words in spelled}) > 1:
        spelled = [[max(words, key=len, default="")] for words in spelled]
    groups = map(frozenset, zip(*spelled, strict=True))
    return (frozenset(group for group in groups if all(len(piece) >= SHORTEST for piece in group)),)


def _words(text: str) -> list[str]:
    """Return the pieces of words in a string."""
    words = text.split(" ")
    last = len(words) - 1
    return [(" " if i else "") + word + (" " if i < last else "") for i, word in enumerate(words) if word]


def cost(group: Group) -> float:
    """Return about how likely a text is to hold one of a group."""
    return sum(0.3 ** len(piece) for piece in group)
