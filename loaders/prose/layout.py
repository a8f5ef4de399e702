"""Lines to blocks: paragraphs put together again, footnotes lifted out of them, page furniture dropped.

One classifier serves all layouts (a paragraph a line; hard-wrapped; double-spaced; Markdown), for they differ only in
where blank lines stand. A line is one of:

- the *start of a note*: a number, then words, with a bibliographic marker or an address in the same or the next lines;
- the *rest of a note*: an address or part of one, a marker, or a title that has not come to its address yet;
- *furniture*: page numbers, rules, scraps of scanned ornaments;
- a *heading*: a short line without an end mark between two paragraphs;
- *body*. A paragraph that a note interrupts goes on after it.

Notes come with the paragraph they belong to, or shortly after it; `blocks` holds paragraphs back until the notes that
their marks name have come, within bounds, so that memory does not grow with the file.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from .clean import Cleaner, Raw, plain
from .decode import Line
from .flow import Flow
from .tables import row

LOOKAHEAD = 8  # lines in which a note must show a marker
HELD = 40  # paragraphs held back at most while their notes are awaited
TITLES = 4  # lines of the title of a document at most, and one
LISTED = 110  # characters of a line of a list without bullets
DATED = 60  # characters of a line at most that only tells a date: "Date du jumelage : 1959"
TITLE = 140  # characters of a title at most
SHORT = 300  # characters; a longer line is no furniture and no part of an address
KNOWN = 400  # notes remembered; numbers may begin anew in every chapter
LONGEST = 20_000  # characters of a paragraph at most; a longer one is cut at the end of a line
SAMPLE = 400  # lines from which the layout is told
STEP = 30  # how far the number of a note may be from that of the last one seen: notes in between went unseen

_NOTE = re.compile(
    r"\s*(?:<sup>\s*(\d{1,4})\s*</sup>|\[\^?(\d{1,4})\]:?|(\d{1,4})(?=[\s._)]|\D)|([¹²³⁰⁴-⁹]{1,4}))[._)]?[\s_]*(?=\S)"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_URL = re.compile(r"https?\s?:/|www\.")
_URL_PART = re.compile(r"\s*(?=\S*[-/._%?=&\d])[^\s«»\"]+(?:[- ] ?[^\s«»\"]*[-/._%?=&\d][^\s«»\"]*){0,6}[.>]?\s*$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_END = re.compile(r"[.!?…:;][\"»”’)\]>*]*\s*(?:[\"»”]?\s*(?:\d{1,3}|[¹²³⁰⁴-⁹]+|<sup>\d+</sup>|\[\d+\])\s*[.,]?)?\s*$")
_FURNITURE = re.compile(r"\s*(?:\W*\d{0,4}\W*|\W*[A-Za-z]\W*|[-*_=|:+\s]{3,}|[A-Za-z] ?\W{1,3}|.*\.{5,}\s*\d+)\s*$")
_TOLD_YEAR = re.compile(r"(?:19|20)\d\d\W*$")
_LAST_YEAR = re.compile(r"\s*(?:19|20)\d\d[.,;]\s*$")
_ALONE = re.compile(r"\s*(?:19[2-9]|20[0-4])\d\s*$")  # a heading in a chronicle
_GOES_ON = re.compile(r"(?:[,–-]|\b[a-zà]{1,3})\s*$")  # a line that ends so is cut: "la ville de"
_ENTRY = re.compile(
    r"\s*[^\W\d_a-zà-ÿ][^.!?]{2,60}?(?:\([^()]{3,}|,? (?:19|20)\d\d\b| [–—] |\s?: )"
)  # "Altena (Allemagne), 1995"
_PAIR = re.compile(  # "Mont-Lune (Allier) – Altena (Allemagne), 1995"
    r"\s*[A-ZÀ-Ý][^.!?;:«»\"–—]{1,60} [–—-] [A-ZÀ-Ý][^.!?;:«»\"–—]{1,70}(?:\([^()]{2,60}\)|\b(?:19|20)\d\d)\.?\s*$"
)
_STRAY = re.compile(r"\s*-?\s*(?:19|20)\d\d\.\s*-+\s*(?:URL|C\.)")
_ITEM = re.compile(r"\s*[•▪●◦*|]\s+(?=\S)|\s*[-–—]\s+(?=\S)|\s*(?:[a-z]|\d{1,2})\)\s+(?=\S)")
_MARKDOWN = re.compile(r"\s*(#{1,6}\s+|>\s+)")


@dataclass(slots=True)
class Note:
    """A footnote or an entry of a bibliography: its number there, title, address and year."""

    number: str
    title: Flow
    url: str | None
    year: int | None


@dataclass(slots=True)
class Paragraph:
    """A paragraph or a heading, and the notes that stand inside or right after it."""

    flow: Flow
    heading: bool = False
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class _Shape:
    """What the first lines tell about the layout."""

    width: int  # characters of a full line; 0 where a line is a whole paragraph
    spaced: bool  # whether a blank line stands between any two lines

    @classmethod
    def of(cls, lines: list[Line]) -> "_Shape":
        lengths = sorted(len(x.text.strip()) for x in lines if x.text.strip())
        if not lengths:
            return cls(0, False)
        if lengths[int(len(lengths) * 0.9)] > 200 or len(lengths) < 8:
            return cls(0, False)
        long = lengths[int(len(lengths) * 0.6)]
        alone = pairs = 0
        for a, b in pairwise(lines):
            if len(a.text.strip()) > long * 0.6:
                pairs += 1
                alone += not b.text.strip()
        return cls(long, bool(pairs) and alone > 0.5 * pairs)


def blocks(lines: Iterable[Line], cleaner: Cleaner, notes: dict[str, Note] | None = None) -> Iterator[Paragraph]:
    """Yield the paragraphs of `lines` in order, each with the notes that came with it.

    `notes` is kept to what the marks of the paragraph just yielded refer to: the latest note of each number.
    """
    held: deque[Paragraph] = deque()
    notes = {} if notes is None else notes
    for paragraph in _Reader(cleaner).read(lines):
        held.append(paragraph)
        for note in paragraph.notes:
            notes.pop(note.number, None)
            notes[note.number] = note
        while len(notes) > KNOWN:
            notes.pop(next(iter(notes)))
        while held and (len(held) > HELD or all(m.number in notes for m in held[0].flow.marks)):
            yield held.popleft()
    yield from held


class _Reader:
    def __init__(self, cleaner: Cleaner) -> None:
        self.cleaner = cleaner
        self.body: list[Line] = []
        self.size = 0
        self.note: list[Line] = []
        self.note_number = ""
        self.note_done = False  # the note has its address or its end
        self.notes: list[Note] = []
        self.last_number = 0
        self.after_blank = True
        self.shape = _Shape(0, False)
        self.chronicle = False  # whether years stand alone in lines, over what happened in them
        self.last = ""  # the last line of a body or a table
        self.listing = False  # whether it ended with a colon, or is of the list behind that
        self.begun = False  # whether a paragraph was read

    def read(self, lines: Iterable[Line]) -> Iterator[Paragraph]:
        lines = iter(lines)
        sample = [x for _, x in zip(range(SAMPLE), lines, strict=False)]
        self.shape = _Shape.of(sample)
        self.chronicle = sum(_ALONE.match(x.text) is not None for x in sample) > 1
        window: deque[Line] = deque()
        for line in _chain(sample, lines):
            window.append(line)
            if len(window) > LOOKAHEAD:
                yield from self._take(window)
        while window:
            yield from self._take(window)
        self._end_note()
        yield from self._end_paragraph()

    def _take(self, window: deque[Line]) -> Iterator[Paragraph]:
        line = window.popleft()
        text = line.text
        if not text.strip() or ("\x00" in text and not text.strip("\x00 ")):
            if not self.note and self.body and not self.shape.spaced:
                last = self.body[-1].text
                title = not self.begun and len(self.body) < TITLES and not (_END.search(last) or _GOES_ON.search(last))
                apart = title or _ITEM.match(self.body[0].text)
                if (
                    (apart and self._follows(window))
                    or _END.search(last)
                    or (len(last) < DATED and _TOLD_YEAR.search(last) and self._follows(window))
                    or (not self.shape.width and self._is_title(last, window))
                ):
                    yield from self._end_paragraph()
            self.after_blank = True
            return
        number = self._note_number(line, window)
        if number:
            self._end_note()
            self.note, self.note_number, self.last_number = [line], number, int(number)
            self.note_done = self._complete(text)
        elif self.note and self._continues_note(text):
            self.note.append(line)
            self.note_done = self.note_done or self._complete(text)
        elif (len(text) < SHORT and _FURNITURE.match(text) and not self._is_year(text)) or self._stray(text):
            self._end_note()
        else:
            self._end_note()
            yield from self._take_body(line, window)
        self.after_blank = False

    def _take_body(self, line: Line, window: deque[Line]) -> Iterator[Paragraph]:
        following = next((x.text for x in window if x.text.strip()), "")
        cells, last = row(line, self.last, following), self.last
        self.last = line.text
        alone = not self.body or _END.search(last) or _PAIR.match(last)
        if self.chronicle and _ALONE.match(line.text) and not _GOES_ON.search(last):
            yield from self._end_paragraph()
            self.body = [line]
            yield from self._end_paragraph(heading=True)
            return
        if cells or (alone and _PAIR.match(line.text)) or (self.listing and self._is_listed(line.text, following)):
            yield from self._end_paragraph()
            self.body = [cells or line]
            yield from self._end_paragraph()
            return
        self.listing = line.text.rstrip(" *").endswith(":") or self._opens_list(line, window)
        ended = not self.body or bool(_END.search(self.body[-1].text))
        if ended and self._is_heading(line, window):
            yield from self._end_paragraph()
            self.body = [line]
            yield from self._end_paragraph(heading=True)
            return
        headed = not self.shape.width and not ended and not self.after_blank and self._heads(line)
        if self.body and (self._is_item(line, ended=ended) or self._begins_list(line, window)):
            yield from self._end_paragraph()
        if self.body and (ended or headed) and self._breaks(self.body[-1], line):
            yield from self._end_paragraph()
        if self.size > LONGEST:
            yield from self._end_paragraph()
        self.body.append(line)
        self.size += len(line.text)

    @staticmethod
    def _opens_list(line: Line, window: deque[Line]) -> bool:
        """Tell whether the lines behind a short one are entries, as "Altena (Allemagne), 1995" is."""
        below = [x.text for x, _ in zip(window, range(2), strict=False)]
        short = len(line.text) < TITLE and line.text[:1].isupper() and not _END.search(line.text)
        return short and len(below) == 2 and all(len(x) < LISTED and _ENTRY.match(x) for x in below)

    def _is_listed(self, text: str, following: str) -> bool:
        """Tell whether a short line behind one that ends with a colon is one of a list, which has no bullets."""
        short = len(text) < LISTED and (not self.shape.width or len(text) < 0.75 * self.shape.width)
        if not short or text.rstrip()[-1] in ".!?:" or not text.lstrip(' "«“')[:1].isupper():
            return False
        return len(following) < LISTED and not following.lstrip()[:1].islower()

    def _is_item(self, line: Line, *, ended: bool) -> bool:
        """Tell whether a line begins an item of a list: with a bullet, or a dash where it can only mean that."""
        match = _ITEM.match(line.text)
        if match is None or _ITEM.match(self.body[0].text):
            return match is not None
        begins = line.text[match.end()]
        if not begins.isupper() and not (begins.isalnum() and ended and match[0].strip() not in "-–—"):
            return begins in '*«"“' and ended
        return ended or match[0].strip() not in "-–—"

    def _begins_list(self, line: Line, window: deque[Line]) -> bool:
        """Tell whether a line with a dash begins a list under a line without an end: the next has a dash as well."""
        match, following = _ITEM.match(line.text), next((x.text for x in window if x.text.strip()), "")
        after = _ITEM.match(following)
        alike = match is not None and after is not None and match[0].strip() == after[0].strip()
        return alike and match is not None and line.text[match.end()].isupper() and not _ITEM.match(self.body[0].text)

    @staticmethod
    def _follows(window: deque[Line]) -> bool:
        """Tell whether the next line that is not blank begins anew, rather than going on with what was cut."""
        following = next((x.text.strip() for x in window if x.text.strip()), "")
        return bool(following) and not following[0].islower()

    def _breaks(self, last: Line, line: Line) -> bool:
        if not self.shape.width:
            return True
        if self.after_blank and not self.shape.spaced:
            return True
        return len(last.text.rstrip()) < 0.8 * self.shape.width

    def _is_heading(self, line: Line, window: deque[Line]) -> bool:
        text = line.text.strip()
        if (_MARKDOWN.match(line.text) and text.startswith("#")) or (text.startswith("==") and text.endswith("==")):
            return True
        if len(text) > 90 or text[-1] in ".!?;,-" or text[0].islower() or text[0] in '-•*"«“' or line.text[0].isspace():
            return bool(self.cleaner.heading.match(text))
        if not self.shape.width:
            return (self.after_blank and all(c.isupper() for c in text if c.isalpha())) or bool(
                self.cleaner.heading.match(text)
            )
        if len(text) > 0.8 * self.shape.width and text[-1] != ":":
            return False
        following = next((x.text.strip() for x in window if x.text.strip()), "")
        return not following[:1].islower() and not following[:1].isdigit()

    def _heads(self, line: Line) -> bool:
        """Tell whether the one line so far is the title of the paragraph that this much longer line is."""
        last = self.body[-1].text
        return len(self.body) == 1 and len(last) < 0.6 * len(line.text) and self._is_title(last, deque([line]))

    @staticmethod
    def _is_title(last: str, window: deque[Line]) -> bool:
        """Tell whether a line before a blank one, without an end mark, stands alone: a title, a byline, an item."""
        following = next((x.text.strip() for x in window if x.text.strip()), "")
        whole = len(last) < TITLE and not _GOES_ON.search(last)
        return whole and not following[:1].islower() and _NOTE.match(following) is None

    def _note_number(self, line: Line, window: deque[Line]) -> str | None:
        match = _NOTE.match(line.text)
        if match is None:
            return None
        digits = next(g for g in match.groups() if g).translate(_SUPERSCRIPTS)
        rest = line.text[match.end() :]
        number = int(digits)
        if match[3] and line.text[match.end(3) : match.end(3) + 1] in ",%°":
            return None
        if number == 0 or (number > 1900 and number < 2100 and not match[1]):
            return None
        expected = 0 < number - self.last_number <= STEP or number == 1
        marks = self.cleaner.note
        if marks.search(rest) or _URL.search(rest):
            return digits if expected or self.note or rest[:1].isupper() or rest[:1] in '"«“_' else None
        if not expected or not (self.note or self.after_blank or (self.body and not _END.search(self.body[-1].text))):
            return None
        if not (rest[:1].isupper() or rest[:1] in '"«“_'):
            return None
        for later in window:
            if marks.search(later.text) or _URL.search(later.text):
                return digits
            if _NOTE.match(later.text) or (not later.text.strip() and not self.shape.spaced):
                return None
        return None

    def _continues_note(self, text: str) -> bool:
        if _URL.search(text[:40]) or (len(text) < SHORT and _URL_PART.match(text)) or text.count("%") > 5:
            return True
        if self.cleaner.note.search(text) and not self.cleaner.note_opens.search(text):
            return True
        if self.note_done or (self.after_blank and not self.shape.spaced):
            return False
        return bool(self.shape.width) and not text[:1].isspace() and len(self.note) < 7

    def _complete(self, text: str) -> bool:
        return bool(_URL.search(text) or self.cleaner.note_ends.search(text))

    def _is_year(self, text: str) -> bool:
        """Tell whether a line is a year: alone of a chronicle, or at the end of a sentence; no number of a page."""
        if (self.chronicle or not self.shape.width) and _ALONE.match(text):
            return True
        return bool(_LAST_YEAR.match(text) and self.body and not _END.search(self.body[-1].text))

    def _stray(self, text: str) -> bool:
        """Tell whether this is a piece of a note that lost its number: an address, or a year and an address."""
        return bool(_URL.match(text.strip(" <-")) or _STRAY.match(text))

    def _end_note(self) -> None:
        if self.note:
            self.notes.append(read_note(self.note, self.note_number, self.cleaner))
            self.note, self.note_done = [], False

    def _end_paragraph(self, *, heading: bool = False) -> Iterator[Paragraph]:
        if self.body or self.notes:
            self.begun = self.begun or not heading
            yield Paragraph(self.cleaner.flow(Raw.of(self.body)), heading, self.notes)
        self.body, self.notes, self.size = [], [], 0


def read_note(lines: list[Line], number: str, cleaner: Cleaner) -> Note:
    """Return the note that `lines` are: its title up to the bibliographic marker, its address joined, its year."""
    raw = Raw.of(lines)
    match = _NOTE.match(raw.text)
    start = match.end() if match else 0
    marker = cleaner.note_title_ends.search(raw.text, start)
    end = marker.start() if marker else len(raw.text)
    title = cleaner.flow(raw, start, end)
    url_match = _URL.search(raw.text, start)
    url = _join_url(raw.text[url_match.start() :]) if url_match else None
    years = _YEAR.findall(raw.text[end : url_match.start() if url_match else None]) or (
        _YEAR.findall(url[-12:]) if url else []
    )
    return Note(number, title, url, int(years[-1]) if years else None)


def _join_url(text: str) -> str:
    """Return the address printed in `text`, put together where lines or blanks cut it."""
    return plain(re.sub(r"\s+", "", text.split(">")[0]).strip("<>.,;"))


def _chain(first: list[Line], rest: Iterator[Line]) -> Iterator[Line]:
    yield from first
    yield from rest
