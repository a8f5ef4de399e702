"""What a text must hold for a pattern to match it: pieces of words, read off the pattern.

Most patterns match in few sentences, and to look for a piece of a word costs far less than to try a pattern. So each
pattern is read an alternative at a time, and each gives groups of pieces, one of each group being in whatever it
matches. Every word is looked through once for the pieces of all patterns, and a text whose words leave out a group is
not searched for that alternative (see `text`).

A piece is written in lower case, with a blank where a word must begin or end: " jumel", " avec ".
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

SHORTEST = 3  # letters and blanks of a piece, by which it is also found
MOST = 32  # strings that a part of a pattern is spelled out in
DIGIT, MENTION = "0", "\ue000"  # stand for any digit and for any mention
ALONE = f'{DIGIT}$€£%:;?()"|{MENTION}'  # what is a word by itself
_TOKEN = re.compile(
    r"(?P<run>(?:[^\W\d_]|[ '])+(?![?*+{]))|(?P<aside>\(\?<?!|\(\?<=)|(?P<ahead>\(\?=)|(?P<again>\(\?P=\w+\))"
    r"|(?P<open>\((?:\?(?:P<\w+>|:|-?i:))?)|(?P<many>[?*+]|\{\d*,?\d*\})|(?P<name>\{[A-Za-z_]\w*\})"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<one>\\.|.)",
    re.DOTALL,
)
_SET = re.compile(r"\\.|.", re.DOTALL)
_NAME = re.compile(r"\{([A-Za-z_]\w*)\}")
_SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
_NO_ROOM = re.compile(r"\\b|\^|\(\?<?[=!]")  # what a match can begin with that takes no room in a text
_BEHIND = re.compile(r"(?:\\[bsw][*+]?|\$)*")  # what tells little behind alternatives

Group = frozenset[str]  # pieces of words of which a text must hold one
Way = frozenset[Group]  # groups of each of which it must
ANY: Way = frozenset()  # nothing is needed


@dataclass(slots=True)
class _Part:
    """What a part of a pattern matches: one of the strings `exact`, None for too many, and what else it needs."""

    exact: Sequence[str] | None
    way: Way = ANY

    @property
    def needs(self) -> Way:
        """What it needs, with what its strings need."""
        return self.way | _spelled(self.exact or ("",))


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


def needs(pattern: str, fragments: Fragments) -> Way:
    """Return the groups of each of which a text must hold a piece for `pattern` to match it."""
    return _part(pattern, fragments).needs


def alternatives(pattern: str) -> list[str]:
    """Return patterns of which the first that matches anywhere matches there as `pattern` does."""
    parts, _ = _parted(pattern)
    if len(parts) > 1:
        return [found for part in parts for found in alternatives(part)]
    at = 0
    while match := _NO_ROOM.match(pattern, at):
        at = match.end() if match[0] in ("^", r"\b") else _parted(pattern, match.end())[1] + 1
    if pattern.startswith("(?:", at):
        parts, end = _parted(pattern, at + len("(?:"))
        if len(parts) > 1 and _BEHIND.fullmatch(pattern, end + 1):
            return [found for part in parts for found in alternatives(pattern[:at] + part + pattern[end + 1 :])]
    return [pattern]


def _parted(pattern: str, start: int = 0) -> tuple[list[str], int]:
    """Return the alternatives from `start` up to the bracket that closes, or the end, and where that is."""
    depth, parts, end = 0, [], len(pattern)
    for sign in _SIGN.finditer(pattern, start):
        if sign[0] == "(":
            depth += 1
        elif sign[0] == ")" and depth == 0:
            end = sign.start()
            break
        elif sign[0] == ")":
            depth -= 1
        elif sign[0] == "|" and depth == 0:
            parts.append(pattern[start : sign.start()])
            start = sign.end()
    return [*parts, pattern[start:end]], end


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
    way, whole = ANY, True
    for part in sequence:
        way |= part.way
        if part.exact is not None and len(run) * len(part.exact) <= MOST:
            run = [a + b for a in run for b in part.exact]
        else:
            way |= _spelled(run)
            run, whole = part.exact or ("",), False
    return _Part(run, way) if whole else _Part(None, way | _spelled(run))


def _either(branches: Sequence[_Part]) -> _Part:
    exact = [text for branch in branches for text in branch.exact or ()]
    if all(branch.exact is not None for branch in branches) and len(exact) <= MOST:
        return _Part(list(dict.fromkeys(exact)))
    ways = [branch.needs for branch in branches]
    same = frozenset.intersection(*ways)
    apart = [way - same for way in ways]
    return _Part(None, same | {frozenset[str]().union(*(min(way, key=cost) for way in apart))} if all(apart) else same)


def _repeated(part: _Part, many: str) -> _Part:
    if many == "?" and part.exact is not None:
        return _Part(("", *part.exact))
    return _Part(None, ANY if many in ("?", "*") or many.startswith(("{0", "{,")) else part.needs)


def _spelled(strings: Sequence[str]) -> Way:
    """Return what holds one of `strings` needs: a word at a time where they have equally many."""
    spelled = [_words(text) for text in strings]
    if len({len(words) for words in spelled}) > 1:
        spelled = [[max(words, key=len, default="")] for words in spelled]
    groups = map(frozenset, zip(*spelled, strict=True))
    return frozenset(group for group in groups if all(len(piece) >= SHORTEST for piece in group))


def _words(text: str) -> list[str]:
    """Return the pieces of words in a string."""
    words = text.split(" ")
    last = len(words) - 1
    return [(" " if i else "") + word + (" " if i < last else "") for i, word in enumerate(words) if word]


def cost(group: Group) -> float:
    """Return about how likely a text is to hold one of a group."""
    return sum(0.3 ** len(piece) for piece in group)
