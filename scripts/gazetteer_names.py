"""Which names of a place are worth keeping, and how Cyrillic names are spelt in English and in French books."""

import re
from collections.abc import Iterable
from itertools import product

from pactgraph.graph.names import clean, fold

_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿʻʼ'’‘ .\-–]+\Z")
_CYRILLIC = re.compile(r"[Ѐ-ӿʼ'’ .\-–]+\Z")
_HAN = re.compile(r"[一-鿿]{2,8}\Z")
_CODE = re.compile(r"[A-Z]{2,4}\Z")
_MARKS = re.compile(r"(?<=\w)['’‘ʻʼ](?=\w)|['’‘ʻʼ]+(?=[\s\-]|\Z)")
_WORDY = re.compile(r"\b(?:Gorod|Horad|Gorad|Misto|Posëlok|City of|Stadt|Ville de|Commune de) ", re.IGNORECASE)

_ENGLISH = {
    **dict(zip("абвгдезиклмнопрстуфэўі", "abvgdeziklmnoprstufewi", strict=True)),
    "ё": "yo", "ж": "zh", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "ю": "yu", "я": "ya", "'": "", "’": "",
}  # fmt: skip
_FRENCH = {
    **_ENGLISH, "е": "e", "ё": "io", "ж": "j", "й": "ï", "у": "ou", "ц": "ts", "ч": "tch", "ш": "ch", "щ": "chtch",
    "ю": "iou", "я": "ia", "ў": "w",
}  # fmt: skip


def script(name: str) -> str:
    """Return "latin", "cyrillic" or "han"; empty when the name mixes scripts or is of none of them."""
    if _HAN.match(name):
        return "han"
    if _LATIN.match(name):
        return "latin"
    return "cyrillic" if _CYRILLIC.match(name) else ""


def is_useful(name: str) -> bool:
    """Tell whether a name may stand in the table: a proper name in Latin, Cyrillic or Han, not a code."""
    kind = script(name)
    if kind == "han":
        return True
    letters = re.sub(r"[^\w]", "", name)
    return bool(kind) and len(letters) >= 2 and len(name) <= 40 and letters[0].isupper() and not _CODE.match(letters)


def tidy(name: str) -> str:
    """Return a name without soft signs' apostrophes and words like "Gorod": "Homel’" gives "Homel"."""
    name = _WORDY.sub("", clean(name))
    return name.strip(" -'’ʻ‘") if script(name) != "latin" else _MARKS.sub(_keep_elision, name).strip(" '’ʻ‘")


def _keep_elision(match: re.Match[str]) -> str:
    at = match.start()
    before, after = match.string[max(0, at - 1) : at], match.string[at + 1 : at + 2]
    return "'" if after.isupper() or (before.islower() and before in "in" and after in "ao") else ""


def distinct(canonical: str, names: Iterable[str], limit: int) -> list[str]:
    """Return at most `limit` useful names, each folding to something new; a name "-Podolsk" strikes Podolsk out."""
    names = list(names)
    seen = {fold(canonical), *(fold(name) for name in names if name.startswith("-"))}
    kept: list[str] = []
    for raw in names:
        if len(kept) >= limit:
            break
        name = tidy(raw)
        if name and is_useful(name) and fold(name) not in seen and len(fold(name)) > 1:
            seen.add(fold(name))
            kept.append(name)
    return kept


def _spell(name: str, letters: dict[str, str]) -> str:
    spelt = "".join(letters.get(c, c) for c in name.lower())
    return "-".join(" ".join(w[:1].upper() + w[1:] for w in part.split(" ")) for part in spelt.split("-"))


def french(name: str) -> str:
    """Return the French spelling of a Russian name: "Жлобин" gives "Jlobin"."""
    return _spell(re.sub(r"(?<=[аеиоуыэюя])е", "ie", name.lower()), _FRENCH)


def adjectives(name: str, *, belarusian: bool = False) -> list[str]:
    """Return Latin spellings of a masculine adjective in -ский: "Логойский" gives Logoisky, Logoysky, Logoyskiy, ..."""
    stem = re.sub(r"(ий|ый|і|ы)\Z", "", name.lower())
    if belarusian:
        stem = stem.replace("г", "h").replace("дз", "dz").replace("ц", "ts")
        plain = {**_ENGLISH, "х": "ch", "й": "j", "ж": "z", "ч": "c", "ш": "s", "ц": "c"}
        tables, endings = [_ENGLISH, plain], ["i", "y"]
    else:
        tables, endings = [_ENGLISH, {**_ENGLISH, "й": "i", "ё": "e"}, _FRENCH], ["y", "i", "iy"]
    return list(dict.fromkeys(_spell(stem, t) + e for t, e in product(tables, endings)))


def english(name: str, country: str) -> str:
    """Return the English spelling of a GeoNames main name: Russian "-iy" and "-yy" become "-y"."""
    name = tidy(name)
    if country in ("RU", "BY", "UA", "KZ"):
        name = re.sub(r"(?<=\w)(iy|yy)\b", "y", name).replace("ë", "yo")
    return name
