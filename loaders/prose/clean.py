"""From raw lines to flows: marks lifted out, markup and controls dropped, letters that scanners confuse put right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from .decode import Line
from .flow import Flow, Mark

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CONTROL = r"[\U000f0000-\U0010ffff\ue000-\uf8ff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x01-\x08\x0b-\x1f\x7f]+"
_QUOTES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‐": "-",
        "‑": "-",
        "\xa0": " ",
        "\u202f": " ",
    }
)
_DASHED = re.compile(r"(?<=\w)–[a-zà-ÿ]{1,5}–(?=[A-ZÀ-Ý])")  # "Alfort–sur–Orge": dashes for hyphens
_PLAIN = re.compile(_CONTROL + r"|\u00ad|\x00")


def plain(text: str) -> str:
    """Return `text` without control, zero-width, bidirectional and soft-hyphen characters."""
    return _PLAIN.sub("", text)


@dataclass(frozen=True, slots=True)
class Raw:
    """Lines joined by line feeds, with where each begins here and in the original, and its number."""

    text: str
    starts: Sequence[int]
    offsets: Sequence[int]
    numbers: Sequence[int]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Raw":
        """Return `lines` as one raw text."""
        starts = [0, *accumulate(len(x.text) + 1 for x in lines)][: len(lines)]
        return cls("\n".join(x.text for x in lines), starts, [x.offset for x in lines], [x.number for x in lines])


class Cleaner:
    """Makes flows. What is peculiar to a language (scanner's confusions, words of bibliographies) comes from its pack.

    `fixes` maps a pattern without groups to what stands instead, `starts` are the letters with which a fix can begin,
    `notes` holds the patterns of notes (see the pack).
    """

    def __init__(self, fixes: dict[str, str], notes: dict[str, str], starts: str) -> None:
        self.note = re.compile(notes["mark"])
        self.note_opens = re.compile(notes["opens"])
        self.note_ends = re.compile(notes["ends"])
        self.note_title_ends = re.compile(notes["title_ends"])
        self.heading = re.compile(notes["heading"])
        self._fixes = list(fixes.values())
        words = "|".join(f"(?P<fix{n}>{p})" for n, p in enumerate(fixes)) or r"(?!)"
        self._change = re.compile(
            rf"(?=[^a-zà-ÿ., '’\"”»]|[{re.escape(starts)}]|(?<=[\"”»])\s|\s\s|\s»)(?:(?![a-z])(?:"
            r"(?P<guillemet>«\s+|\s+»)"
            r"|(?P<sup><sup>\s*\d{1,4}\s*</sup>|[¹²³⁰⁴-⁹]+|\[\^?\d{1,3}\])"
            r"|(?P<quoted>(?<=[\"”»])\s?\d{1,3}(?=\s*[.,;:)](?!\d)|\s*$))"
            r"|(?P<ended>(?:(?<=[a-zé)][.])|(?<=\d{4}[.]))\d{1,3}(?=\s|$))"
            r"|(?P<told>(?<=[a-zé]{3})\d{1,3}(?=\s?[.,;:](?:\s|$)))"
            r"|(?P<glued>(?:(?<=[\s.(])|^)\d{1,3}(?=[\"«“] ?[A-Za-zÀ-ÿ]|[A-ZÀ-Ý][a-zà-ÿ'’]|[ÀAL]['’ ][a-zà-ÿ]))"
            r"|(?P<wrapped>(?<=\w)-[ \t]*\r?\n[ \t]*)"
            r"|(?P<soft>\u00ad\s*)"
            rf"|(?P<drop>\*\*|\\(?=[^\w\s])|<br/?>|{_CONTROL})"
            r"|(?P<space>[\s\x00]{2,}|[\n\r\t\x00])"
            r"|(?P<split>(?<![\w.'’-])[BCDEFGHIJKLMNPQRSTUVWXZ] (?=[a-zé]{3}))"
            rf")|(?=[{re.escape(starts)}])(?:{words}))",
        )

    def flow(self, raw: Raw, start: int = 0, end: int | None = None) -> Flow:
        """Return `raw.text[start:end]` cleaned."""
        text, pieces, starts, at_raw = raw.text, [], [], []
        marks: list[Mark] = []
        position, done = start, 0
        end = len(text) if end is None else end
        for match in self._change.finditer(text, start, end):
            if match.start() > position:
                starts.append(done)
                at_raw.append(position)
                piece = text[position : match.start()]
                pieces.append(piece)
                done += len(piece)
            position = match.end()
            new = self._replacement(match, done, marks)
            if new:
                starts.append(done)
                at_raw.append(match.start())
                pieces.append(new)
                done += len(new)
        if position < end:
            starts.append(done)
            at_raw.append(position)
            pieces.append(text[position:end])
        # line feeds always change (to a space or a hyphen), so no run crosses a line
        origins = _originals(raw, at_raw) or [raw.offsets[0] if raw.offsets else 0]
        starts = starts or [0]
        clean = "".join(pieces).translate(_QUOTES)
        if "–" in clean:
            clean = _DASHED.sub(lambda match: match[0].replace("–", "-"), clean)
        return Flow(clean, starts, origins, raw.offsets, raw.numbers, marks)

    def _replacement(self, match: re.Match[str], at: int, marks: list[Mark]) -> str:
        kind, found = match.lastgroup, match[0]
        if kind in ("sup", "quoted", "ended", "told", "glued"):
            digits = "".join(c for c in found.translate(_SUPERSCRIPTS) if c.isdigit())
            marks.append(Mark(at, digits))
            return ""
        if kind == "wrapped":
            return "-"
        if kind == "space":
            return " "
        if kind == "guillemet":
            return '"'
        if kind == "split":
            return found[0]
        if kind and kind.startswith("fix"):
            to = self._fixes[int(kind.removeprefix("fix"))]
            return found[0] + to[1:] if to and found[0].isupper() and to[0] == found[0].lower() else to
        return ""


def _originals(raw: Raw, positions: Sequence[int]) -> list[int]:
    found, line = [], 0
    for at in positions:
        while line + 1 < len(raw.starts) and raw.starts[line + 1] <= at:
            line += 1
        found.append(raw.offsets[line] + at - raw.starts[line])
    return found
