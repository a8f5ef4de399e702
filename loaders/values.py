"""Cells as values: dates, numbers, identifiers, countries. What cannot be read raises ValueError with a reason."""

import re
from functools import lru_cache

from ..graph.gazetteer import Gazetteer
from ..graph.names import clean, fold, is_date

_ISO_TIME = re.compile(r"([-+]?\d{4}-\d\d-\d\d)[T ].*")
_DOTTED = re.compile(r"(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/-](\d{4})")
_WORDED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+)?(?:of\s+|de\s+)?([^\W\d]+)\.?,?\s+(\d{4})(?:\s*(?:г|года)\.?)?"
)
_WORDED_US = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,\s*(\d{4})")
_YEAR = re.compile(r"(\d{4})\s*(?:г|год|year)?\.?(?:\.0)?")
_MONTHS = (  # as they begin, folded: English, French, Russian, German where it differs
    ("jan", "янв"),
    ("feb", "fev", "фев"),
    ("mar", "мар", "marz"),
    ("apr", "avr", "апр"),
    ("may", "mai", "май", "мая", "маи"),
    ("jun", "juin", "июн"),
    ("jul", "juil", "июл"),
    ("aug", "aou", "авг"),
    ("sep", "сен"),
    ("oct", "okt", "окт"),
    ("nov", "ноя"),
    ("dec", "dez", "дек"),
)
_NUMBER = re.compile(r"[-+]?\d[\d\s.,']*")
_IDENTIFIER = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)?([QqPp]?)(\d{1,12})")
_IN_BRACKETS = re.compile(r"(.+?)\s*\(([^()]+)\)\Z")


def parse_date(cell: str, order: str | None = None) -> str | None:
    """Return the date in `cell` as YYYY, YYYY-MM or YYYY-MM-DD; None for an empty cell.

    `order` (dmy or mdy) reads dates with slashes; without it only those that can be read in one way are.
    """
    text = " ".join(cell.split())
    if not text:
        return None
    if is_date(text):
        return text
    if m := _ISO_TIME.fullmatch(text):
        return _checked(m[1].lstrip("+"), cell)
    if m := _YEAR.fullmatch(text):
        return m[1]
    if m := _DOTTED.fullmatch(text):
        return _date(m[3], m[2], m[1], cell)
    if m := _SLASHED.fullmatch(text):
        first, second = int(m[1]), int(m[2])
        if order is None and first <= 12 and second <= 12 and first != second:
            raise ValueError(f"date {cell!r} can be read in two ways; say order: dmy or mdy in the mapping")
        day, month = (second, first) if order == "mdy" or (order is None and second > 12) else (first, second)
        return _date(m[3], str(month), str(day), cell)
    if m := _MONTH_YEAR.fullmatch(text):
        return _date(m[2], m[1], None, cell)
    if (m := _WORDED.fullmatch(text)) and (named := _month(m[2])):
        return _date(m[3], str(named), m[1], cell)
    if (m := _WORDED_US.fullmatch(text)) and (named := _month(m[1])):
        return _date(m[3], str(named), m[2], cell)
    raise ValueError(f"{cell!r:.60} is no date")


def _month(word: str) -> int | None:
    folded = fold(word)
    return next((n for n, starts in enumerate(_MONTHS, 1) if any(folded.startswith(s) for s in starts)), None)


def _date(year: str, month: str, day: str | None, cell: str) -> str:
    return _checked(f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else ""), cell)


def _checked(date: str, cell: str) -> str:
    if not is_date(date):
        raise ValueError(f"{cell!r:.60} is no date")
    return date


def parse_number(cell: str) -> int | float | None:
    """Return the number in `cell`, whatever groups its thousands; None for an empty cell.

    The last of a comma and a point is the decimal sign; one alone is, unless three digits follow it.
    """
    text = cell.strip()
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{cell!r:.60} is no number")
    text = re.sub(r"[\s']", "", text)
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:
        text = text.replace("," if point > comma else ".", "").replace(",", ".")
    elif text.count(",") > 1 or re.fullmatch(r"[-+]?[1-9]\d{0,2},\d{3}", text):
        text = text.replace(",", "")
    elif text.count(".") > 1:
        text = text.replace(".", "")
    else:
        text = text.replace(",", ".")
    number = float(text)
    return int(number) if number.is_integer() else number


def parse_identifier(cell: str) -> str | None:
    """Return the Wikidata id in `cell` ("Q1234", or an address that ends so); None for an empty cell."""
    text = cell.strip()
    if not text:
        return None
    m = _IDENTIFIER.fullmatch(text)
    if m is None or m[1].upper() != "Q":
        raise ValueError(f"{cell!r:.60} is no Wikidata id such as Q2280")
    return f"Q{m[2]}"


class Countries:
    """Countries by any name or code, as tables write them: "Georgia (country)", "England, United Kingdom"."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.code = lru_cache(maxsize=4096)(self._code)

    def _code(self, text: str) -> str | None:
        """Return the ISO 3166 alpha-2 code of the country that `text` names, or is in after its last comma.

        A part of a country (England, Brandenburg) stands for its country when `text` says so or nothing else fits.
        """
        text = clean(text)
        if len(text) == 2 and text.isalpha() and (place := self.gazetteer.get(text.lower())):
            return place.country
        if found := self._country(text):
            return found
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if len(parts) > 1:
            return self._country(parts[0]) or self._country(parts[-1])
        regions = [r for r in self.gazetteer.find(text, kind="region") if fold(r.name) == fold(text)] if text else []
        return regions[0].country if len({r.country for r in regions}) == 1 else None

    def _country(self, text: str) -> str | None:
        found = self.gazetteer.find(text, kind="country") if text else []
        return found[0].country if found else None

    def is_country(self, text: str) -> bool:
        """Tell whether `text` names a country itself."""
        return self._country(clean(text)) is not None

    def split(self, name: str) -> tuple[str, str] | None:
        """Return name and country of "Varna, Bulgaria" or "Brest (France)"; None when no country stands there."""
        if self.is_country(name):
            return None
        m = _IN_BRACKETS.fullmatch(name)
        head, tail = (m[1], m[2]) if m else (name.rpartition(",")[0].strip(), name.rpartition(",")[2].strip())
        return (head, tail) if head and tail and self._country(tail) else None

    def closest(self, text: str) -> str | None:
        """Return the name of a country that is spelled like `text`."""
        from rapidfuzz import fuzz, process

        best = process.extractOne(
            text, self.gazetteer.country_names.values(), scorer=fuzz.ratio, processor=fold, score_cutoff=75
        )
        return best[0] if best else None
