"""JSON and JSON lines as rows: a list of objects, wherever in the file it stands, read an object at a time.

Objects inside objects become columns "outer.inner"; what the Wikidata query service wraps as {"type", "value"} becomes
the value. The columns are the keys of all objects, those that the query service lists in its head first.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..graph.errors import InputError
from .encoding import encoding_of
from .tables import Layout

_PIECE = 2**18
_OBJECT_LIMIT = 8 * 2**20  # characters of one object
_CELL_LIMIT = 131_072  # as for delimited text
_VARIABLES = re.compile(r'\s*\{\s*"head"\s*:\s*\{\s*"vars"\s*:\s*\[([^\]]*)\]')
_NAME = re.compile(r'"([^"]+)"')


class JsonTable:
    """Rows of a JSON file: [{...}, ...], an object that holds such a list, or one object a line."""

    form = "JSON"

    def __init__(self, path: Path, layout: Layout) -> None:
        self.path = path
        with path.open("rb") as stream:
            encoding = layout.encoding or encoding_of(iter(lambda: stream.read(_PIECE), b""), str(path))
        self.layout = replace(layout, encoding=encoding)
        names: dict[str, None] = {}
        for _, record in self._objects(names):
            names.update(dict.fromkeys(record))
        self.names = tuple(names)

    def lines(self) -> Iterator[tuple[int, list[str], str | None]]:
        """Yield (number of the object, cells, fault) from the beginning."""
        for number, record in self._objects():
            cells = [record.get(name, "") for name in self.names]
            fault = None
            if any(len(cell) > _CELL_LIMIT for cell in cells):
                cells, fault = [], f"a cell has over {_CELL_LIMIT} characters"
            yield number, cells, fault

    def _objects(self, head: dict[str, None] | None = None) -> Iterator[tuple[int, dict[str, str]]]:
        decoder = json.JSONDecoder()
        with self.path.open(encoding=self.layout.encoding) as stream:
            text = self._read(stream)
            if head is not None and (listed := _VARIABLES.match(text)):
                head.update(dict.fromkeys(_NAME.findall(listed[1])))
            at = self._start(text)
            in_list = text[at - 1 : at] == "["
            number = 0
            while True:
                while True:  # to the next object
                    while at < len(text) and text[at] in " \t\r\n,":
                        at += 1
                    if at < len(text):
                        break
                    text, at = self._read(stream), 0
                    if not text:
                        return
                if text[at] == "]" and in_list:
                    return
                number += 1
                while True:
                    try:
                        value, end = decoder.raw_decode(text, at)
                        break
                    except (json.JSONDecodeError, RecursionError) as error:
                        more = "" if isinstance(error, RecursionError) else self._read(stream)
                        if not more or len(text) - at > _OBJECT_LIMIT:
                            raise InputError(
                                f"{self.path}, object {number}: not JSON ({error}); mend it, or load it as CSV"
                            ) from None
                        text, at = text[at:] + more, 0
                if not isinstance(value, dict):
                    raise InputError(f"{self.path}, object {number}: a row must be an object, not {value!r:.40}")
                yield number, _flat(value)
                at = end
                if at > _PIECE:
                    text, at = text[at:], 0

    def _read(self, stream: Any) -> str:
        try:
            return str(stream.read(_PIECE))
        except UnicodeError as error:
            raise InputError(f"{self.path} is not in {self.layout.encoding} ({error})") from None

    def _start(self, text: str) -> int:
        """Return where the first object of the list begins; for JSON lines that is the first one."""
        stripped = text.lstrip("\ufeff \t\r\n")
        begin = len(text) - len(stripped)
        if stripped.startswith("["):
            return begin + 1
        try:
            first, end = json.JSONDecoder().raw_decode(text, begin)
            rest = text[end:].lstrip()
            if rest.startswith("{") or not any(_holds_rows(v) for v in _values(first)):
                return begin
        except json.JSONDecodeError:
            pass  # longer than a piece
        at = text.find("[")
        while at >= 0:
            inside = text[at + 1 : at + 1000].lstrip()
            if inside.startswith("{"):
                return at + 1
            at = text.find("[", at + 1)
        if any(v == [] for v in _values(_whole(text))):
            raise InputError(f"{self.path} holds no rows; there is nothing to load")
        raise InputError(f"{self.path} holds no list of objects; give [{{...}}, ...] or one object a line")


def _whole(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _values(value: Any) -> Iterator[Any]:
    """Yield the values of an object and of the objects in it."""
    if isinstance(value, dict):
        for inner in value.values():
            yield inner
            yield from _values(inner)


def _holds_rows(value: Any) -> bool:
    return isinstance(value, list) and (not value or isinstance(value[0], dict))


def _flat(record: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    cells: dict[str, str] = {}
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            if "value" in value and value.keys() <= {"type", "value", "xml:lang", "datatype"}:
                cells[name] = _text(value["value"])
            else:
                cells |= _flat(value, f"{name}.")
        else:
            cells[name] = _text(value)
    return cells


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
