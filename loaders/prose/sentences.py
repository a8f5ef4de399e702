"""Blocks to sentences: breaks at end marks before a capital, not after initials and abbreviations; none too long."""

import re
from collections.abc import Iterator

LONGEST = 1_600  # characters; longer runs (tables, broken text) are cut at a semicolon, a comma or a blank
_FORM = re.compile(r"(?:Ltd|Limited|LLC|Inc|JSC|Corp)\b")
_SHORT = ("Co", "Pte", "Pvt", "Pty", "Bhd")
_BREAK = re.compile(r"[.!?…]+[\"')\]>]*\s+(?=[\"'(\[<-]*\s?[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽȘȚА-Я\d])")


def sentences(text: str, no_break: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans of the sentences of `text`, without the white space around them.

    `no_break` matches, up to where it ends, what a full stop does not end a sentence after.
    """
    start = 0
    for match in _BREAK.finditer(text):
        if match[0].startswith(".") and no_break.search(text, max(start, match.start() - 12), match.end()):
            continue
        if _FORM.match(text, match.end()) and text[max(0, match.start() - 3) : match.start()].endswith(_SHORT):
            continue
        yield from _cut(text, start, match.end())
        start = match.end()
    yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        window = text[start + LONGEST // 2 : start + LONGEST]
        at = max(window.rfind("; "), window.rfind(". "))
        if at < 0:
            at = window.rfind(", ") if ", " in window else window.rfind(" ")
        cut = start + LONGEST // 2 + at + 1 if at >= 0 else start + LONGEST
        yield from _trim(text, start, cut)
        start = cut
    yield from _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    if right > left:
        yield start + left, start + right
