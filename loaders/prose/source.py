"""Documents as sources: any file that `loaders.documents` reads, or a text file of any size, to statements."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ...graph.ingest import Source
from ...graph.model import Document, Evidence, Statement
from ..documents import Text, form_of, read_document, read_head
from .engine import Extractor, Passage


@dataclass(frozen=True, slots=True)
class Reading:
    """A document being read: its passages come as they are asked for.

    `encoding` is that of the original bytes where they are text; `text` is set when evidence points into an extracted
    text (PDF, DOCX, HTML, EPUB) rather than into the file itself.
    """

    document: Document
    passages: Iterator[Passage]
    encoding: str | None = None
    text: Text | None = None

    def source(self, name: str | None = None) -> Source:
        """Return the statements as a source for `graph.ingest`, called `name` or like the document."""
        statements = (s for passage in self.passages for s in passage.statements)
        return Source(name or self.document.name, statements, documents=[self.document])


def read(path: Path | str, extractor: Extractor | None = None) -> Reading:
    """Return the document at `path`, to be read passage by passage.

    Plain text is streamed, so that its size does not matter. Raises InputError when the file cannot be read.
    """
    path = Path(path)
    extractor = extractor or Extractor()
    document = Document(path.name)
    if form_of(path, read_head(path)) == "plain":
        encoding, passages = extractor.file(path)
        return Reading(document, passages, encoding)
    text = read_document(path)
    return Reading(document, _paged(extractor.text(text.text, path.name), text), text.encoding, text)


def document_source(path: Path | str, name: str | None = None, extractor: Extractor | None = None) -> Source:
    """Return the statements of the document at `path` as a source for `graph.ingest`, called `name` or like the file.

    Raises InputError when the file cannot be read.
    """
    return read(path, extractor).source(name)


def _paged(passages: Iterator[Passage], text: Text) -> Iterator[Passage]:
    for passage in passages:
        passage.statements = [_with_page(s, text) for s in passage.statements]
        yield passage


def _with_page(s: Statement, text: Text) -> Statement:
    start = s.evidence.span[0] if s.evidence.span else 0
    evidence: Evidence = replace(s.evidence, page=text.page_at(start))
    return replace(s, evidence=evidence)
