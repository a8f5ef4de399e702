"""Rows of tables in plain text: cells parted by bars, tabs, semicolons or wide gaps, as the lines beside them have it.

A row is given back with bars between its cells and as long as it was, so that positions still hold.
"""

import re
from dataclasses import replace

from .decode import Line

LONGEST = 300  # characters of a row
_FRAMED = re.compile(r"\s*\|.*\|\s*$")
_BARS = re.compile(r"(?<=\S) ?\| ?(?=\S)")
_TABS = re.compile(r"(?<=\S)\t+(?=\S)")
_SEMICOLONS = re.compile(r"(?<=[^\s;]);(?=[^\s;])")
_GAPS = re.compile(r"(?<=\S) {3,}(?=\S)")
_SEPARATORS = ((_BARS, 1), (_TABS, 1), (_SEMICOLONS, 2), (_GAPS, 1))  # with how many of them a row has at least


def row(line: Line, last: str, following: str) -> Line | None:
    """Return a line that is a row of a table with bars between its cells, None for any other.

    A row is framed by bars, or a line beside it, `last` or `following`, has as many cells parted alike.
    """
    if len(line.text) > LONGEST:
        return None
    if _FRAMED.match(line.text):
        return line
    for separator, least in _SEPARATORS:
        count = len(separator.findall(line.text))
        if count < least:
            continue
        if any(len(separator.findall(beside)) == count and len(beside) <= LONGEST for beside in (last, following)):
            return replace(line, text=separator.sub(_bar, line.text))
    return None


def _bar(match: re.Match[str]) -> str:
    return "|".ljust(len(match[0]))
