"""Bytes to lines: finds the encoding, refuses what is no text, and never holds more than a piece of a file."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ...graph.errors import InputError
from ..encoding import BOMS

HEAD = 65_536  # bytes looked at to tell the encoding
PIECE = 262_144  # characters of one line at most; a longer line comes in pieces
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b\x08\x00"))  # those that no text holds


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or a piece of one: its 1-based number, the offset of its first character, its text without the end."""

    number: int
    offset: int
    text: str


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of `text`, which end with "\\n" or "\\r\\n"."""
    return _lines(io.StringIO(text, newline=""))


def read_lines(path: Path) -> tuple[str, Iterator[Line]]:
    """Return the encoding of the file at `path` and its lines, read as they are asked for.

    Raises InputError when the file cannot be read or is no text.
    """
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    encoding = encoding_of(stream.read(HEAD), str(path))
    stream.seek(0)
    return encoding, _closing(stream, encoding)


def encoding_of(head: bytes, name: str) -> str:
    """Return the encoding of a text that begins with `head`: UTF-8 if it can be, else what charset-normalizer finds.

    Raises InputError for bytes that are no text.
    """
    for bom, known in BOMS:
        if head.startswith(bom):
            return known
    if wide := _wide(head):
        return wide
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > len(head) // 100 or head.count(0) > len(head) // 20:
        raise InputError(f"{name} is no text (it holds control bytes); give a text, or a document in a known format")
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    bad = text.count("\ufffd")
    if bad * 4 <= len(text) - len(text.encode("ascii", "ignore")) - bad:  # a few bad bytes make no other encoding
        return "utf-8"
    from charset_normalizer import from_bytes

    found = from_bytes(head)
    best = found.best()
    if best is None:
        raise InputError(f"{name} is in no encoding that can be told; save it as UTF-8")
    alike = [m.encoding for m in found if (m.chaos, m.coherence) == (best.chaos, best.coherence)]
    return "cp1252" if "cp1252" in alike else best.encoding  # Central Europe's page reads French as well, but wrongly


def _wide(head: bytes) -> str | None:
    """Return UTF-16's name when every second byte is mostly zero: Western text without a byte order mark."""
    if len(head) < 4:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 and even < odd // 20:
        return "utf-16-le"
    if even > 0.4 * len(head) / 2 and odd < even // 20:
        return "utf-16-be"
    return None


def _closing(stream: BinaryIO, encoding: str) -> Iterator[Line]:
    with io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="") as text:
        yield from _lines(text)


def _lines(text: io.TextIOBase) -> Iterator[Line]:
    number, offset = 1, 0
    while piece := text.readline(PIECE):
        yield Line(number, offset, piece.rstrip("\r\n"))
        offset += len(piece)
        number += piece.endswith("\n")
