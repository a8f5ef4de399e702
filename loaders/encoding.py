"""Which encoding bytes are in: UTF-8, UTF-16, UTF-32, else a Cyrillic or a Western single-byte code page.

A single-byte code page cannot be read off the bytes with certainty. The rule: where most non-ASCII bytes stand next to
another one, words are written in them, so the text is Cyrillic (cp1251); where they stand alone among ASCII letters,
they are accents (latin-1, or cp1252 when bytes are used that only it has). Callers say what was found, and let the user
say otherwise.
"""

import codecs
import re
from collections.abc import Iterable

from ..graph.errors import InputError

BOMS = (  # UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_ONLY_CP1252 = re.compile(rb"[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")


def encoding_of(chunks: Iterable[bytes], name: str) -> str:
    """Return the encoding of a text that comes in `chunks`, all of which are read: one bad byte at the end counts.

    Raises InputError, calling the text `name`, for bytes that are no text.
    """
    utf8 = codecs.getincrementaldecoder("utf-8")()
    first = True
    for chunk in chunks:
        if first:
            if marked := _marked(chunk):
                return marked
            if len(_CONTROLS.findall(chunk)) > len(chunk) // 100:
                raise InputError(f"{name} holds binary data, not text; give a text, a table or a document")
            first = False
        try:
            utf8.decode(chunk)
        except UnicodeDecodeError:
            return _code_page(chunk)
    return "utf-8"


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text that `data` encodes, and its encoding; a byte order mark is no part of the text.

    Raises InputError, calling the text `name`, for bytes that are no text.
    """
    encoding = encoding_of([data], name)
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise InputError(f"{name} begins as {encoding}, but byte {error.start} is not; save it as UTF-8") from None


def check_encoding(encoding: str) -> str:
    """Return `encoding`, given by a user, in Python's spelling.

    Raises InputError when there is none of that name.
    """
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise InputError(f"unknown encoding {encoding!r}; such as utf-8, utf-16, cp1251, latin-1") from None


def _marked(head: bytes) -> str | None:
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return encoding
    if len(head) < 4:
        return None
    # UTF-16 without a mark: the upper bytes are those of a few blocks, Latin's 0x00 to 0x02 and Cyrillic's 0x04
    upper = [sum(b <= 6 for b in head[start::2]) / len(head[start::2]) for start in (0, 1)]
    if max(upper) > 0.7 and min(upper) < 0.3:
        return "utf-16-le" if upper[1] > upper[0] else "utf-16-be"
    return None


def _code_page(data: bytes) -> str:
    runs = _HIGH_RUN.findall(data)
    if sum(len(r) for r in runs if len(r) > 1) * 2 > sum(map(len, runs)):
        return "cp1251"
    if _ONLY_CP1252.search(data):
        return "cp1252"
    return "latin-1"
