"""Marked-up text as plain text: HTML, and the XML of DOCX and EPUB. Nothing is fetched, no entity is expanded."""

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import Any
from xml.parsers import expat

from ..graph.errors import InputError

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"}
    | {"li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "title"}
    | {"tr", "ul"}
)
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(("script", "style", "template", "noscript", "svg", "math", "iframe", "object"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
Attributes = Mapping[str, str]


def superscript(text: str) -> str:
    """Return `text` with its digits raised, if it is a number; otherwise unchanged."""
    return text.translate(_SUPERSCRIPT) if text.isascii() and text.isdigit() else text


def html_text(markup: str) -> str:
    """Return the text that a reader of the page `markup` sees, one block a line, cells of a row parted by tabs."""
    page = _Page()
    page.feed(markup)
    page.close()
    lines = (line.strip(" ") for line in "".join(page.parts).split("\n"))
    return "".join(f"{line}\n" for line in lines if line.strip())


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []  # the open elements whose text is not seen
        self.raised = 0
        self.preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.hidden.append(tag)
        elif tag == "sup":
            self.raised += 1
        elif tag == "pre":
            self.preformatted += 1
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:  # also ends what was left open inside
            del self.hidden[self.hidden.index(tag) :]
        elif tag == "sup":
            self.raised = max(0, self.raised - 1)
        elif tag == "pre":
            self.preformatted = max(0, self.preformatted - 1)
        if tag not in _CELLS:
            self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append("\t")

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if self.raised:
            data = superscript(data.strip(" []()"))
        self.parts.append(data if self.preformatted else _SPACE.sub(" ", data))


def parse_xml(data: bytes, name: str) -> list[tuple[str, Attributes]]:
    """Return the elements of an XML document as (local name, attributes by local name), in their order.

    Raises InputError, calling the document `name`, when it is not well-formed or declares entities.
    """
    elements: list[tuple[str, Attributes]] = []
    walk_xml(data, name, lambda tag, attributes: elements.append((tag, attributes)))
    return elements


def walk_xml(
    data: bytes,
    name: str,
    start: Callable[[str, Attributes], object],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Call `start`, `end` and `text` for each element and text of an XML document; names are local names.

    Raises InputError, calling the document `name`, when it is not well-formed or declares entities.
    """

    def local(tag: str) -> str:
        return tag.rpartition(" ")[2]

    def refuse(*_: Any) -> None:
        raise InputError(f"{name} declares XML entities, as no word processor does; not read")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attrs: start(local(tag), {local(k): v for k, v in attrs.items()})
    if end:
        parser.EndElementHandler = lambda tag: end(local(tag))
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError(f"{name} is not well-formed XML ({error})") from None


def docx_notes(data: bytes, kind: str, name: str) -> dict[str, str]:
    """Return the notes of a DOCX part by "kind:id"; `kind` is footnote or endnote.

    Raises InputError, calling the part `name`, when it is not well-formed.
    """
    notes: dict[str, str] = {}
    parts: list[str] = []
    current = ""
    in_text = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal current, in_text
        if tag == kind:
            current = "" if attributes.get("type", "normal") != "normal" else f"{kind}:{attributes.get('id')}"
            parts.clear()
        in_text = tag == "t"
        if tag in ("tab", "br", "cr"):
            parts.append(" ")

    def end(tag: str) -> None:
        nonlocal in_text
        in_text = False
        if tag == "p":
            parts.append(" ")
        elif tag == kind and current:
            notes[current] = " ".join("".join(parts).split())

    walk_xml(data, name, start, end, lambda text: parts.append(text) if in_text else None)
    return notes


def docx_text(data: bytes, notes: Mapping[str, str], name: str) -> tuple[str, tuple[int, ...]]:
    """Return the text of a DOCX body, one paragraph a line, and where its pages begin as last laid out.

    The paragraphs of one row of a table are one line, cells parted by tabs. Notes are numbered in the order of their
    references. Raises InputError, calling the part `name`, when it is not well-formed.
    """
    body = _Body(notes)
    walk_xml(data, name, body.start, body.end, body.characters)
    return "".join(body.parts), tuple(body.pages) if len(body.pages) > 1 else ()


class _Body:
    def __init__(self, notes: Mapping[str, str]) -> None:
        self.notes = notes
        self.parts: list[str] = []
        self.length = 0
        self.pages = [0]
        self.line: list[str] = []
        self.below: list[str] = []  # the notes to print below this paragraph
        self.numbered = 0
        self.cells = 0  # depth of table cells
        self.skip = 0  # depth of deleted text and of alternatives that repeat it
        self.in_text = self.raised = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in ("del", "Fallback", "moveFrom"):
            self.skip += 1
        if self.skip:
            return
        if tag == "tc":
            self.cells += 1
        elif tag == "r":
            self.raised = False
        elif tag == "vertAlign":
            self.raised = attributes.get("val") == "superscript"
        elif tag == "t":
            self.in_text = True
        elif tag in ("tab", "cr") or (tag == "br" and attributes.get("type") != "page"):
            self.line.append(" ")
        elif tag == "lastRenderedPageBreak":
            self._page()
        elif note := self.notes.get(f"{tag.removesuffix('Reference')}:{attributes.get('id')}"):
            self.numbered += 1
            self.line.append(superscript(str(self.numbered)))
            self.below.append(f"{superscript(str(self.numbered))} {note}")

    def _page(self) -> None:
        here = self.length + sum(map(len, self.line))
        if here > self.pages[-1]:
            self.pages.append(here)

    def characters(self, text: str) -> None:
        if self.in_text and not self.skip:
            self.line.append(superscript(text) if self.raised else text)

    def end(self, tag: str) -> None:
        if tag in ("del", "Fallback", "moveFrom"):
            self.skip -= 1
        if self.skip:
            return
        if tag == "t":
            self.in_text = False
        elif tag == "tc":
            self.cells -= 1
            self.line.append("\t")
        elif tag == "tr" and not self.cells:
            self._flush()
        elif tag == "p":
            if self.cells:
                self.line.append(" ")
            else:
                self._flush()

    def _flush(self) -> None:
        # page breaks inside this line were counted by its raw length, so the line is kept as it is
        for line in ("".join(self.line).replace("\n", " "), *self.below):
            if line.strip():
                self.parts.append(line + "\n")
                self.length += len(line) + 1
        self.line, self.below = [], []
