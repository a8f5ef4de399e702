"""Values as the formats can hold them. U+FFFD stands for a half of a surrogate pair, which is no character."""

import json
import re
from typing import Any

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("[\u0085\u2028\u2029]")
_HALF = re.compile("[\ud800-\udfff]")


def text(value: str) -> str:
    """Return `value` as valid Unicode: a half of a surrogate pair becomes U+FFFD."""
    return _HALF.sub("\ufffd", value)


def xml(value: str) -> str:
    """Return `value` without the characters that XML 1.0 forbids, even escaped."""
    return _NOT_XML.sub("", text(value))


def json_line(value: Any) -> str:
    """Return `value` as JSON on one line, whatever a reader takes for the end of a line."""
    written = json.dumps(plain(value), ensure_ascii=False)
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def one_line(value: str) -> str:
    """Return `value` with every control character as a space."""
    return "".join(c if c.isprintable() else " " for c in text(value))


def plain(value: Any) -> Any:
    """Return `value` for JSON: valid Unicode throughout, tuples as lists."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, dict):
        return {plain(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value


def flat(value: Any) -> Any:
    """Return `value` for a table: lists as JSON text."""
    if isinstance(value, list | tuple | dict):
        return json.dumps(plain(value), ensure_ascii=False)
    return plain(value)
