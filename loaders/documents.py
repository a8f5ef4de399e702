"""Documents as text: PDF, DOCX, HTML, EPUB and plain text, decided by content first and by the name's ending second.

The text is what evidence points into, so it must come out the same every time; `pages` says where each page begins,
where the format has pages: a PDF's own, a DOCX's as its writer last laid them out. Superscript note references become
superscript digits, and the notes of a DOCX stand as a line of their own below the paragraph that refers to them.

Documents are hostile: members of a ZIP file are read up to a limit, XML that declares entities is refused, HTML is only
ever taken apart, never run, and nothing is fetched.
"""

import zipfile
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from ..graph.errors import InputError
from .encoding import decode
from .markup import docx_notes, docx_text, html_text, parse_xml

MEMBER_LIMIT = 100 * 2**20  # bytes that one member of a ZIP file may unpack to
FILE_LIMIT = 500 * 2**20  # bytes of a document, packed or not
PAGE_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document: `pages` are the offsets at which pages begin (empty where the format has none).

    `form` is pdf, docx, html, epub or plain; `encoding` that of the original bytes, where they are text.
    """

    text: str
    pages: tuple[int, ...] = ()
    form: str = "plain"
    encoding: str | None = None

    @property
    def is_extracted(self) -> bool:
        """Whether offsets refer to this text rather than to the original file, so that it should be kept."""
        return self.form != "plain"

    def page_at(self, offset: int) -> int | None:
        """Return the 1-based page of the character at `offset`; None where there are no pages."""
        return bisect_right(self.pages, offset) or None


def read_document(path: Path | str) -> Text:
    """Return the text of the document at `path`.

    Raises InputError when it cannot be read: missing, a folder, encrypted, damaged, too large, without text, or binary.
    """
    path = Path(path)
    head = read_head(path)
    if path.stat().st_size > FILE_LIMIT:
        raise InputError(f"{path} is larger than {FILE_LIMIT >> 20} MB; split it")
    form = form_of(path, head)
    if form == "pdf":
        text = _pdf(path)
    elif form in ("docx", "epub"):
        text = _zipped(path, form)
    elif form == "html":
        raw, encoding = decode_html(path.read_bytes(), str(path))
        text = Text(html_text(raw), (), "html", encoding)
    elif form == "plain":
        raw, encoding = decode(path.read_bytes(), str(path))
        text = Text(raw, (), "plain", encoding)
    else:
        raise InputError(f"{path} is a {form} file, not a document")
    if not text.text.strip():
        hint = "; if its pages are scans, run text recognition (OCR) on it first" if form == "pdf" else ""
        raise InputError(f"{path} holds no text{hint}")
    return text


def keep_text(text: Text, name: str, folder: Path) -> Path | None:
    """Keep an extracted text as `name`.txt in `folder`, so that offsets can be looked up; None for plain texts.

    Raises InputError when it cannot be written.
    """
    if not text.is_extracted:
        return None
    target = folder / f"{PurePosixPath(name.replace(chr(92), '/')).name}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_text(text.text, "utf-8", newline="")
    except OSError as error:
        raise InputError(f"the text of {name} cannot be kept at {target}: {error.strerror}") from None
    return target


def read_head(path: Path, size: int = 4096) -> bytes:
    """Return the first bytes of the file at `path`.

    Raises InputError, in words for the user, when it is missing, a folder, empty or unreadable.
    """
    if not path.exists():
        raise InputError(f"there is no file {path}")
    if path.is_dir():
        raise InputError(f"{path} is a folder; give its files, such as {path}/*")
    try:
        with path.open("rb") as stream:
            head = stream.read(size)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    if not head:
        raise InputError(f"{path} is empty")
    return head


def form_of(path: Path, head: bytes) -> str:
    """Return what a file is by its first bytes, then its name's ending: pdf, docx, epub, xlsx, html or plain.

    Raises InputError for a file that is no text and of no known form.
    """
    if head[:1024].find(b"%PDF-") >= 0:
        return "pdf"
    if head.startswith(b"\xd0\xcf\x11\xe0"):  # the container of Office files that are encrypted or of before 2007
        kind = "a password-protected or pre-2007 Office file"
        raise InputError(f"{path} is {kind}; save it without a password as .docx, .xlsx or .csv")
    if head.startswith(b"PK"):
        return _zip_form(path)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith((b"<!doctype html", b"<html")) or (
        path.suffix.lower() in (".html", ".htm", ".xhtml") and b"<" in head
    ):
        return "html"
    return "plain"


def _zip_form(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError(f"{path} is a damaged file ({error})") from None
    for member, form in (
        ("word/document.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("META-INF/container.xml", "epub"),
    ):
        if member in names:
            return form
    raise InputError(f"{path} is a ZIP file, neither DOCX, XLSX nor EPUB; unpack it and give the files inside")


def _pdf(path: Path) -> Text:
    import pypdfium2

    parts: list[str] = []
    pages: list[int] = []
    offset = 0
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(f"{path} is protected by a password; save a copy without one") from None
        raise InputError(f"{path} is a damaged PDF") from None
    try:
        if len(document) > PAGE_LIMIT:
            raise InputError(f"{path} has {len(document)} pages; split it (at most {PAGE_LIMIT} are read)")
        for number in range(len(document)):
            page = document[number]
            text_page = page.get_textpage()
            text = _pdf_text(text_page.get_text_bounded())
            text_page.close()
            page.close()
            pages.append(offset)
            parts.append(text + "\n")
            offset += len(text) + 1
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{path}, page {len(pages) + 1}, cannot be read: {error}") from None
    finally:
        document.close()
    return Text("".join(parts), tuple(pages), "pdf")


def _pdf_text(text: str) -> str:
    # PDFium marks a hyphen at a line's end, which is no part of the word, by U+0002 or U+FFFE
    for mark in ("\x02\r\n", "\ufffe\r\n", "\x02", "\ufffe"):
        text = text.replace(mark, "")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _zipped(path: Path, form: str) -> Text:
    try:
        with zipfile.ZipFile(path) as archive:
            return _docx(archive, path) if form == "docx" else _epub(archive, path)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError, OSError) as error:
        raise InputError(f"{path} is a damaged {form.upper()} file ({error})") from None
    except RuntimeError:  # zipfile's word for encryption
        raise InputError(f"{path} is protected by a password; save a copy without one") from None


def _member(archive: zipfile.ZipFile, name: str, path: Path) -> bytes:
    """Read one member, at most MEMBER_LIMIT bytes whatever its header claims."""
    with archive.open(name) as stream:
        data = stream.read(MEMBER_LIMIT + 1)
    if len(data) > MEMBER_LIMIT:
        raise InputError(f"{path}: {name} unpacks to more than {MEMBER_LIMIT >> 20} MB; not read")
    return data


def _docx(archive: zipfile.ZipFile, path: Path) -> Text:
    notes: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        if (name := f"word/{kind}s.xml") in archive.namelist():
            notes |= docx_notes(_member(archive, name, path), kind, f"{path}: {name}")
    text, pages = docx_text(_member(archive, "word/document.xml", path), notes, f"{path}: word/document.xml")
    return Text(text, pages, "docx")


def _epub(archive: zipfile.ZipFile, path: Path) -> Text:
    """Join the documents of the book's spine in their order."""
    container = parse_xml(_member(archive, "META-INF/container.xml", path), f"{path}: META-INF/container.xml")
    package = next((a.get("full-path", "") for tag, a in container if tag == "rootfile"), "")
    if not package:
        raise InputError(f"{path} is an EPUB without a package document")
    elements = parse_xml(_member(archive, package, path), f"{path}: {package}")
    items = {a.get("id"): a.get("href", "") for tag, a in elements if tag == "item"}
    names = set(archive.namelist())
    parts: list[str] = []
    total = 0
    for tag, attributes in elements:
        if tag != "itemref" or not (href := items.get(attributes.get("idref"))):
            continue
        member = str(PurePosixPath(package).parent / unquote(href.split("#")[0]))
        if member not in names:
            raise InputError(f"{path} is a damaged EPUB: {member} is missing")
        raw, _ = decode_html(_member(archive, member, path), f"{path}: {member}")
        parts.append(html_text(raw))
        total += len(parts[-1])
        if total > MEMBER_LIMIT:
            raise InputError(f"{path} holds more than {MEMBER_LIMIT >> 20} MB of text; split it")
    return Text("".join(parts), (), "epub")


def decode_html(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of an HTML file and its encoding: a byte order mark, then what it declares, then its bytes.

    Raises InputError, calling the file `name`, for bytes that are no text.
    """
    import codecs
    import re

    declared = re.search(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            encoding = codecs.lookup(declared[1].decode("ascii")).name
            if encoding not in ("utf-16", "utf-32"):  # it could not have been read as ASCII then
                return data.decode(encoding), encoding
        except (LookupError, UnicodeDecodeError, TypeError):
            pass  # a false declaration: the bytes decide
    return decode(data, name)
