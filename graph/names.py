"""Names as people type and print them: folding for comparison, slugs for ids, dates of partial precision."""

import re
import unicodedata
from functools import lru_cache

# Letters alike in Latin and Cyrillic: real tables hold words that mix both ("Svietlahоrsk" with a Cyrillic о).
_TO_LATIN = str.maketrans("аеорсухкмтвніјѕАВЕКМНОРСТУХІЈЅ", "aeopcyxkmtbhijsABEKMHOPCTYXIJS")
_TO_CYRILLIC = str.maketrans("aeopcyxkmtijsABEKMHOPCTYXIJS", "аеорсухкмтіјѕАВЕКМНОРСТУХІЈЅ")
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "’": " ", "ʼ": " "}
)
_TRANSLITERATION = """
а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch
ъ: ы:y ь: э:e ю:yu я:ya і:i ў:u ґ:g є:ye ї:yi
"""
_CYRILLIC = dict(pair.split(":") for pair in _TRANSLITERATION.split())
_WORD = re.compile(r"\w+")
_NOT_WORD = re.compile(r"[\W_]+")
_CONTROL = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")
_MIXED = re.compile(r"[a-zA-Z]\w{0,63}[\u0400-\u04ff]|[\u0400-\u04ff]\w{0,63}[a-zA-Z]")  # bounded: linear
_ASCII = {code: None if _CONTROL.match(chr(code)) else " " for code in range(128) if not chr(code).isalnum()}
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?\Z")


def clean(text: str) -> str:
    """Return `text` in NFC without control, bidirectional and zero-width characters, white space folded."""
    cleaned = " ".join(_CONTROL.sub("", unicodedata.normalize("NFC", text)).split())
    return text if cleaned == text else cleaned  # one string instead of two alike, of which loads keep many


def mend(text: str) -> str:
    """Return `text` cleaned, each word in one script: a Cyrillic letter that only looks Latin becomes Latin."""
    cleaned = clean(text)
    return _WORD.sub(_one_script, cleaned) if _MIXED.search(cleaned) else cleaned


def _one_script(match: re.Match[str]) -> str:
    word = match[0]
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in word)
    latin = sum(c.isascii() and c.isalpha() for c in word)
    if not cyrillic or not latin:
        return word
    return word.translate(_TO_LATIN if latin >= cyrillic else _TO_CYRILLIC)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the form in which names are compared: lower case, no accents or punctuation, one script a word.

    `fold(fold(x)) == fold(x)`; "Région de Gomel" gives "region de gomel", "Svietlahоrsk" its Latin spelling.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    text = _CONTROL.sub("", unicodedata.normalize("NFKC", text))
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = _NOT_WORD.sub(" ", text).strip()  # before words are looked at: "_" is a letter of \w
    return _WORD.sub(_one_script, text) if _MIXED.search(text) else text


def slug(text: str) -> str:
    """Return `text` as lower-case ASCII words joined by hyphens, Cyrillic in Latin letters; empty when none is left."""
    folded = "".join(_CYRILLIC.get(c, c) for c in fold(text))
    return "-".join(re.findall(r"[a-z0-9]+", folded))


def is_date(text: str) -> bool:
    """Tell whether `text` is "YYYY", "YYYY-MM" or "YYYY-MM-DD"."""
    return _DATE.match(text) is not None


def same_date(a: str, b: str) -> bool:
    """Tell whether two dates of any precision can be the same day: "2021" and "2021-04" can."""
    return a.startswith(b) or b.startswith(a)


def year_of(date: str | None) -> int | None:
    """Return the year of a date, or None."""
    return int(date[:4]) if date else None
