"""What stands behind the ties of one actor or of two: each statement, where it stands, and what it cites.

Passages are quoted only when the reader has the documents at hand; they are no part of the graph.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..graph.errors import InputError
from ..graph.model import Actor, Statement
from ..graph.store import Reader
from .snapshot import Belonging

QUOTE = 400  # characters of a passage at most


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement with the passage it rests on, where the document is at hand."""

    statement: Statement
    quote: str | None = None


class Texts:
    """Documents in a folder, by their names; a name from the graph is looked up in it and never made into a path.

    `encoding_of` tells the encoding of a document from its bytes and its name. Raises InputError when there is no such
    folder.
    """

    def __init__(self, folder: Path, encoding_of: Callable[[bytes, str], str] = lambda *_: "utf-8-sig") -> None:
        if not folder.is_dir():
            raise InputError(f"{folder} is not a folder; give the one that holds the documents")
        self._files = {p.name: p for p in sorted(folder.iterdir()) if p.is_file()}
        self._encoding_of = encoding_of
        self._read: dict[str, str | None] = {}

    def quote(self, statement: Statement) -> str | None:
        """Return the passage of `statement` on one line, at most QUOTE characters; None when it is not at hand."""
        e = statement.evidence
        text = self._text(e.document) if e.span or e.lines else None
        if text is None:
            return None
        if e.span:
            passage = text[slice(*e.span)]
        else:
            first, last = e.lines or (1, 0)
            passage = " ".join(text.split("\n")[first - 1 : last])
        passage = " ".join(passage.split())
        return (passage if len(passage) <= QUOTE else passage[: QUOTE - 1] + "…") or None

    def _text(self, document: str) -> str | None:
        if document not in self._read:
            path = self._files.get(document)
            try:
                data = path.read_bytes() if path else b""
                # decoded without touching the ends of lines: offsets count carriage returns
                self._read[document] = data.decode(self._encoding_of(data, document), "replace") if path else None
            except (OSError, InputError):
                self._read[document] = None
        return self._read[document]


def evidence(
    reader: Reader,
    a: Actor,
    b: Actor | None = None,
    *,
    belonging: Belonging | None = None,
    types: Iterable[str] | None = None,
    texts: Texts | None = None,
) -> list[Passage]:
    """Return the statements about `a`, or about `a` and `b`, by type, date, document and place in it.

    With `belonging`, what belongs to either counts as well. Observations (counts) are among them.
    """
    near = belonging.parts(a.id) if belonging else frozenset({a.id})
    far = (belonging.parts(b.id) if belonging else frozenset({b.id})) if b else None
    wanted = set(types) if types else None
    found = []
    for s in reader.statements(touching=near):
        one, other = s.source.id, s.target.id
        if far is not None and not ((one in near and other in far) or (other in near and one in far)):
            continue
        if wanted is None or s.type in wanted:
            found.append(s)
    found.sort(key=_order)
    return [Passage(s, texts.quote(s) if texts else None) for s in found]


def _order(s: Statement) -> tuple[str, bool, str, str, tuple[int, int], str]:
    e = s.evidence
    return s.type, s.is_observation, s.date or "9999", e.document, e.lines or e.span or (e.row or 0, 0), s.id
