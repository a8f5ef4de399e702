from pathlib import Path

import pytest
from pactgraph.graph.errors import InputError
from pactgraph.loaders import documents
from pactgraph.loaders.documents import Text, keep_text, read_document

from .papers import WORD, docx, epub, paragraph, pdf, zipped

REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
PAGE_BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"


def error_of(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_document(path)
    return str(caught.value)


def test_a_pdf_keeps_its_pages(tmp_path: Path) -> None:
    text = read_document(pdf(tmp_path / "a.pdf", "Gomel and Sichuan", "Brest and Xiaogan\nsigned in 2016"))
    assert text.form == "pdf"
    assert text.text == "Gomel and Sichuan\nBrest and Xiaogan\nsigned in 2016\n"
    assert [text.page_at(text.text.index(word)) for word in ("Sichuan", "Brest", "2016")] == [1, 2, 2]


def test_an_empty_pdf_page_still_counts(tmp_path: Path) -> None:
    text = read_document(pdf(tmp_path / "a.pdf", "one", "", "three"))
    assert text.page_at(text.text.index("three")) == 3


def test_a_docx_gives_a_line_a_paragraph_with_its_notes_below(tmp_path: Path) -> None:
    body = paragraph("Gomel ", "and Sichuan", REFERENCE, ".") + paragraph("Next")
    notes = f'<w:footnote w:id="2">{paragraph("BelTA, ", "2021")}</w:footnote>'
    text = read_document(docx(tmp_path / "a.docx", body, notes))
    assert text.text == "Gomel and Sichuan¹.\n¹ BelTA, 2021\nNext\n"
    assert text.pages == ()


def test_a_docx_has_the_pages_its_writer_laid_out(tmp_path: Path) -> None:
    body = paragraph("one ", "more ", PAGE_BREAK, "two") + paragraph(PAGE_BREAK, "three")
    text = read_document(docx(tmp_path / "a.docx", body))
    assert [text.page_at(text.text.index(word)) for word in ("one", "more", "two", "three")] == [1, 1, 2, 3]


def test_deleted_text_of_a_docx_is_not_read(tmp_path: Path) -> None:
    body = paragraph("kept", "<w:del><w:r><w:t>gone</w:t></w:r></w:del>")
    assert read_document(docx(tmp_path / "a.docx", body)).text == "kept\n"


def test_a_row_of_a_docx_table_is_a_line(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc>{paragraph(t)}</w:tc>" for t in ("Gomel", "China"))
    text = read_document(docx(tmp_path / "a.docx", f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{paragraph('end')}"))
    assert [line.split() for line in text.text.splitlines()] == [["Gomel", "China"], ["end"]]


def test_html_is_read_as_it_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<!DOCTYPE html><html><head><title>T</title><style>p {}</style><script>alert(1)</script></head><body>"
        "<p>Gomel &amp;\n <b>Sichuan</b><sup>[12]</sup></p><table><tr><td>a<td>b</table><p>x<br>y</body></html>"
    )
    assert read_document(path).text == "T\nGomel & Sichuan¹²\n\ta\tb\nx\ny\n"


def test_html_says_its_encoding_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes('<html><meta charset="windows-1251"><p>Гомель'.encode("cp1251"))
    assert (read_document(path).text, read_document(path).encoding) == ("Гомель\n", "cp1251")


def test_an_epub_is_read_in_the_order_of_its_spine(tmp_path: Path) -> None:
    text = read_document(epub(tmp_path / "a.epub", zeta="<p>first</p>", alpha="<p>second</p>"))
    assert (text.form, text.text) == ("epub", "first\nsecond\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
def test_plain_text_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    words = "Гомель, Брест, Минск\r\nи Сычуань\r\n"
    path.write_bytes(words.encode(encoding))
    text = read_document(path)
    assert text.text == words
    assert text.encoding == encoding
    assert not text.is_extracted


def test_an_ending_does_not_deceive(tmp_path: Path) -> None:
    assert read_document(pdf(tmp_path / "a.txt", "Gomel")).form == "pdf"


def test_extracted_text_is_kept_as_offsets_need_it(tmp_path: Path) -> None:
    kept = keep_text(Text("a\r\nb\n", (0,), "pdf"), "../shelf/book.pdf", tmp_path / "texts")
    assert kept == tmp_path / "texts" / "book.pdf.txt"
    assert kept.read_bytes() == b"a\r\nb\n"
    assert keep_text(Text("a"), "a.txt", tmp_path / "none") is None
    assert not (tmp_path / "none").exists()


def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    empty, binary, archive = tmp_path / "e.txt", tmp_path / "b.txt", tmp_path / "z.zip"
    empty.touch()
    binary.write_bytes(bytes(range(256)) * 20)
    zipped(archive, {"a.txt": "x"})
    damaged = tmp_path / "d.pdf"
    damaged.write_bytes(b"%PDF-1.4\nnothing")
    old = tmp_path / "old.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    for path, words in {
        tmp_path / "none.txt": "there is no file",
        tmp_path: "is a folder",
        empty: "is empty",
        binary: "binary data",
        archive: "unpack it",
        damaged: "damaged PDF",
        old: "password-protected or pre-2007",
        pdf(tmp_path / "p.pdf", "x", encrypted=True): "password",
        pdf(tmp_path / "s.pdf", ""): "text recognition",
    }.items():
        message = error_of(path)
        assert words in message
        assert "\n" not in message


def test_a_document_that_declares_entities_is_refused(tmp_path: Path) -> None:
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document {WORD}>&b;</w:document>'
    assert "entities" in error_of(zipped(tmp_path / "a.docx", {"word/document.xml": bomb}))


def test_a_member_that_unpacks_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MEMBER_LIMIT", 10_000)
    assert "unpacks to more than" in error_of(docx(tmp_path / "a.docx", paragraph("x" * 20_000)))
