"""Statements as JSON lines (what `extract` and `export -f statements` write) as a source."""

import json
from collections.abc import Iterator
from pathlib import Path

from ..graph.errors import InputError
from ..graph.model import Document, Statement
from ..graph.records import from_record

_KEYS = {"type", "source", "target", "evidence"}


def is_statements(path: Path) -> bool:
    """Tell whether the first line of a file is a statement."""
    try:
        with path.open(encoding="utf-8-sig") as stream:
            first = json.loads(stream.readline(1_000_000))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(first, dict) and first.keys() >= _KEYS and isinstance(first["source"], dict)


def read_statements(path: Path) -> Iterator[Statement]:
    """Yield the statements of the file at `path`.

    Raises InputError, naming the line, for one that is none.
    """
    try:
        with path.open(encoding="utf-8-sig") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield _statement(line, f"{path}, line {number}")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as statements ({error})") from None


def _statement(line: str, where: str) -> Statement:
    try:
        record = json.loads(line)
        if not isinstance(record, dict):
            raise InputError("not an object")
        return from_record(record)
    except (InputError, ValueError, RecursionError) as error:
        raise InputError(f"{where}: {error}") from None


def documents_of(path: Path) -> list[Document]:
    """Return the documents that the statements of a file stand in."""
    found: dict[str, Document] = {}
    for s in read_statements(path):
        name = s.evidence.document
        if name not in found:
            found[name] = Document(name, form="register" if s.evidence.row is not None else "prose")
    return [found[name] for name in sorted(found)]
