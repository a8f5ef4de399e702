"""The gazetteer: places of the world by any of their names, without reading the whole table.

Strategy: `data/places.tsv` is a reviewable table sorted by id; `data/places.marisa` maps every folded name to byte
offsets of lines in it (scripts/build_gazetteer.py makes both). Both are memory-mapped; lines are parsed when asked for.
An id is found by bisection of the table. Kind words ("région de", "Oblast", "область") are not stored with every name
but stripped at look-up, and then demand that kind.

Which place comes first: see `Gazetteer.find`. Limits: the population of a region is the sum of its listed towns and its
coordinates their centre; most districts outside Belarus are missing; towns under 5,000 people only where they matter.
"""

import math
import mmap
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

import marisa_trie

from .errors import InputError
from .model import Actor
from .names import fold
from .place_words import PlaceWords, place_words

DATA = Path(__file__).parent / "data"
RECORD = "<IB"  # offset of a line in places.tsv, flags
CANONICAL, BARE = 1, 2  # flags: the name is the canonical one; the name is without its kind word
COLUMNS = (
    "id", "name", "kind", "country", "part_of", "lat", "lon", "population", "wikidata", "names",
)  # fmt: skip
SIZE_KEY = " size"  # the index's note of the size of the table it belongs to
_WINDOW = 96  # characters of prose looked at from a word's start
_QUALIFIER = re.compile(r"(?<=\w),?\s+(?:de|du|of|in|en)\s+|(?<=\w)\s+d['’]|(?<=\w),\s+|(?<=\w)\s+[(–—-]\s*")
_BONUS = {CANONICAL: 1.0, CANONICAL | BARE: 0.0, 0: -0.5, BARE: -1.0}
_COUNTRY_BONUS = 3.0


@dataclass(frozen=True, slots=True)
class Place:
    """A country, region, city or district; `names` are all its other names, `country` ISO 3166 alpha-2."""

    id: str
    name: str
    kind: str
    country: str
    part_of: str | None
    lat: float | None
    lon: float | None
    population: int | None
    wikidata: str | None
    names: tuple[str, ...]

    def actor(self) -> Actor:
        """Return this place as an actor of the graph."""
        return Actor(
            self.id, self.name, self.kind, self.country, self.names, self.part_of, self.lat, self.lon, self.wikidata
        )


class Gazetteer:
    """Places by id and by name. Opening is a matter of milliseconds; use `default()` for the one that is bundled."""

    def __init__(self, table: Path = DATA / "places.tsv", index: Path | None = None) -> None:
        with table.open("rb") as file:
            self._table = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._index = marisa_trie.RecordTrie(RECORD)
        self._index.mmap(str(index or table.with_suffix(".marisa")))
        size = self._index.get(SIZE_KEY)
        if not size or size[0][0] != len(self._table):
            raise InputError(f"{table.name} and its index do not belong together; run scripts/build_gazetteer.py")
        self._first = self._table.find(b"\n") + 1
        self._words = place_words()
        self._by_offset: dict[int, Place] = {}
        self._by_id: dict[str, Place] = {}

    def get(self, id: str) -> Place | None:
        """Return the place with this id, or None."""
        if id not in self._by_id:
            at = self._bisect(id.encode())
            if self._table[at : at + len(id) + 1] != id.encode() + b"\t":
                return None  # not remembered: a register asks for the ids of a million firms
            self._by_id[id] = self._at(at)
        return self._by_id[id]

    def find(self, name: str, *, country: str | None = None, kind: str | None = None) -> list[Place]:
        """Return the places called `name` in any language, best first; `country` (alpha-2) and `kind` filter.

        A kind word in the name ("oblast de Gomel") demands that kind; without one, the bare name finds every kind.
        The best has the highest log10(population) + bonus: 1 when this is its canonical name or one letter from it, 0
        when its canonical name without the kind word (Gomel for Gomel Region), -0.5 for another name, -1 for another
        name without the kind word; a country has 3 more. So "Brest" is the Belarusian city before the French one and
        before Brest Region, "Pékin" Beijing before Pekin, Illinois, and "Georgia" the country. A place found by the
        whole name comes before one found by stripping a kind word ("Kansas City"). When nothing is found, the end of
        the name is tried as a place that it is in: "Springfield, Illinois", "district de Jiading de Shanghai". A city
        with the rank of a region (Shanghai) answers for a region where no region has the name.
        """
        folded = fold(name)
        found = self._named(folded, country, kind) if folded else []
        if not found and folded:
            bare = self._words.without_article(folded)
            found = self._named(bare, country, kind) if bare != folded else []
        seen = {place.id for place in found}
        for reading in (*self._words.leading(folded), *self._words.trailing(folded)):
            for place in self._of_kinds(reading.name, reading.kinds, country, kind):
                if place.id not in seen:
                    seen.add(place.id)
                    found.append(place)
        if not found and kind == "region":
            found = [city for city in self._named(folded, country, "city") if ranks_as_region(city)]
        return found or self._qualified(name, country, kind)

    def prefixes(self, folded_text: str, start: int = 0) -> list[tuple[int, list[Place]]]:
        """Return the names that begin at `start` of already folded text and end at a word's border, longest first.

        Each comes with its length and the places it can mean, best first. A kind word in front belongs to the name:
        "region de gomel et" gives length 15 and Gomel Region.
        """
        text = folded_text[start : start + _WINDOW]
        found = {end: self._named(text[:end], None, None) for end in self._borders(text)}
        for reading in self._words.leading(text):
            for end in self._borders(reading.name):
                places = self._of_kinds(reading.name[:end], reading.kinds, None, None)
                if places:
                    found.setdefault(reading.before + end, places)
        return sorted(found.items(), reverse=True)

    def children(self, id: str) -> list[Place]:
        """Return the places directly in this one, sorted by id."""
        return [self._at(offset) for offset in self._family.get(id, ())]

    def ancestors(self, id: str) -> list[Place]:
        """Return the places this one is in, from the nearest to the country."""
        found: list[Place] = []
        place = self.get(id)
        while place and place.part_of:
            place = self.get(place.part_of)
            if place:
                found.append(place)
        return found

    def by_wikidata(self, qid: str) -> Place | None:
        """Return the place with this Wikidata id, or None."""
        at = self._table.find(b"\t" + qid.encode() + b"\t")
        return None if at < 0 else self._at(self._table.rfind(b"\n", 0, at) + 1)

    @cached_property
    def country_names(self) -> Mapping[str, str]:
        """The English names of the countries by their alpha-2 codes."""
        return MappingProxyType({place.country: place.name for place in self if place.kind == "country"})

    def __iter__(self) -> Iterator[Place]:
        at = self._first
        while at < len(self._table):
            yield self._at(at)
            at = self._table.find(b"\n", at) + 1

    def _at(self, offset: int) -> Place:
        place = self._by_offset.get(offset)
        if place is None:
            end = self._table.find(b"\n", offset)
            place = self._by_offset[offset] = parse(self._table[offset:end].decode())
        return place

    def _bisect(self, key: bytes) -> int:
        """Return the offset of the first line whose id is not less than `key`."""
        low, high = self._first, len(self._table)
        while low < high:
            start = self._table.rfind(b"\n", 0, (low + high) // 2) + 1
            start = max(start, low)
            if self._table[start : self._table.find(b"\t", start)] < key:
                low = self._table.find(b"\n", start) + 1
            else:
                high = start
        return low

    @cached_property
    def _family(self) -> Mapping[str, list[int]]:
        family: dict[str, list[int]] = {}
        at = self._first
        while at < len(self._table):
            end = self._table.find(b"\n", at)
            parent = self._table[at:end].split(b"\t", 5)[4]
            if parent:
                family.setdefault(parent.decode(), []).append(at)
            at = end + 1
        return family

    def _borders(self, text: str) -> list[int]:
        """Return where names end that `text` begins with: at a word's border each."""
        ends: list[int] = []
        end = 0
        while end < len(text) and (not end or next(self._index.iterkeys(text[: end + 1]), None)):
            end = text.find(" ", end + 1)
            end = len(text) if end < 0 else end
            if text[:end] in self._index:
                ends.append(end)
        return ends

    def _named(self, folded: str, country: str | None, kind: str | None) -> list[Place]:
        best: dict[str, tuple[float, Place]] = {}
        for offset, flags in self._index.get(folded, ()):
            place = self._at(offset)
            if self._fits(place, country) and kind in (None, place.kind):
                weight = _BONUS[flags] + math.log10((place.population or 0) + 10)
                weight += _COUNTRY_BONUS if place.kind == "country" else 0
                if place.id not in best or weight > best[place.id][0]:
                    best[place.id] = (weight, place)
        return [place for _, place in sorted(best.values(), key=lambda found: (-found[0], found[1].id))]

    def _qualified(self, name: str, country: str | None, kind: str | None) -> list[Place]:
        for match in _QUALIFIER.finditer(name):
            around = {place.id for place in self.find(name[match.end() :].rstrip(" )"))}
            found = self.find(name[: match.start()], country=country, kind=kind) if around else []
            inside = [p for p in found if around.intersection(a.id for a in self.ancestors(p.id))]
            if inside:
                return inside
        return []

    def _of_kinds(self, name: str, kinds: frozenset[str], country: str | None, kind: str | None) -> list[Place]:
        named = self._named(name, country, None)
        found = [place for place in named if place.kind in kinds and kind in (None, place.kind)]
        if not found and "region" in kinds and kind in (None, "region"):
            found = [place for place in named if ranks_as_region(place)]
        return found

    def _fits(self, place: Place, country: str | None) -> bool:
        if country is None:
            return True
        code = country.upper()
        return place.country in (code, self._words.country_codes.get(code))


def ranks_as_region(place: Place) -> bool:
    """Tell whether a city stands right below its country, beside the regions, as Chongqing does."""
    return place.kind == "city" and place.part_of == place.country.lower()


def parse(line: str) -> Place:
    """Return the place that a line of places.tsv describes."""
    id, name, kind, country, part_of, lat, lon, population, wikidata, names = line.split("\t")
    return Place(
        id=id,
        name=name,
        kind=kind,
        country=country,
        part_of=part_of or None,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        population=int(population) if population else None,
        wikidata=wikidata or None,
        names=tuple(names.split("|")) if names else (),
    )


def keys(place: Place, words: PlaceWords) -> Iterator[tuple[str, int]]:
    """Yield the index keys of a place with their flags: each name folded, and without its kind word."""
    for name in (place.name, *place.names):
        folded = fold(name)
        flag = CANONICAL if one_letter_apart(folded, fold(place.name)) else 0
        if len(folded) > 1:
            yield folded, flag
            bare = words.bare(folded) if place.kind in ("region", "district") else folded
            if bare != folded and len(bare) > 1:
                yield bare, flag | BARE


def one_letter_apart(a: str, b: str) -> bool:
    """Tell whether two folded names are equal, or long and one inserted, dropped or replaced letter apart."""
    if a == b or len(a) > len(b):
        return a == b or one_letter_apart(b, a)
    if len(b) < 5 or len(b) - len(a) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[at + (len(a) == len(b)) :] == b[at + 1 :]


@lru_cache(maxsize=1)
def _common_names() -> frozenset[str]:
    return frozenset(fold(line) for line in (DATA / "common_names.txt").read_text("utf-8").splitlines())


def is_common(name: str) -> bool:
    """Tell whether a name is too short, or also an everyday word or a person's name, to prove a place in prose."""
    folded = fold(name)
    return len(folded) < 4 or folded in _common_names()


@lru_cache(maxsize=1)
def default() -> Gazetteer:
    """Return the bundled gazetteer, opened once."""
    return Gazetteer()
