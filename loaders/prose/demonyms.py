"""Adjectives of countries and their forms, compounds of two countries, and names that people give to countries."""

from collections.abc import Mapping

from ...graph.names import fold
from .pack import Pack


def _forms(stem: str, endings: Mapping[str, str]) -> set[str]:
    """Return the folded forms of an adjective: for each ending of stems that fits, what replaces it."""
    forms = {stem}
    for last, new in endings.items():
        if stem.endswith(last):
            forms |= {stem.removesuffix(last) + ending for ending in new.split()}
    return {fold(f).replace(" ", "") for f in forms}


class Demonyms:
    """What a folded word says of a country."""

    def __init__(self, pack: Pack) -> None:
        endings = pack.get("demonyms.endings")
        self._countries: dict[str, str] = {}
        for code, stems in pack.get("demonyms.countries").items():
            for stem in stems.split():
                for form in _forms(stem, endings):
                    self._countries.setdefault(form, code)
        self._prefixes: dict[str, str] = {fold(p): code for p, code in pack.get("demonyms.prefixes").items()}
        self._places: dict[str, str] = {}
        for stem, name in pack.get("demonyms.places").items():
            for form in _forms(stem, endings):
                self._places[form] = name
        self._towns = {
            form: code
            for code, stems in pack.get("demonyms.towns").items()
            for stem in stems.split()
            for form in _forms(stem, endings)
        }
        self.sides, self.firms, self.people, self.markets, self.goods, self.money, self.telling = (
            frozenset(fold(w) for w in pack.get(f"demonyms.nouns.{kind}").split())
            for kind in ("sides", "firms", "people", "markets", "goods", "money", "telling")
        )

    @property
    def words(self) -> frozenset[str]:
        """Every folded word that says something of a country or a place."""
        return frozenset((*self._countries, *self._prefixes, *self._places, *self._towns))

    def country(self, key: str) -> str | None:
        """Return the country that a folded adjective names, or None."""
        return self._countries.get(key)

    def home(self, key: str) -> str | None:
        """Return the country that is the home of what a folded adjective of a country or a town tells of, or None."""
        return self._countries.get(key) or self._towns.get(key)

    def prefix(self, key: str) -> str | None:
        """Return the country that the first part of a compound names: "sino"."""
        return self._prefixes.get(key) or self._countries.get(key)

    def place(self, key: str) -> str | None:
        """Return the name of the town or region that a folded adjective names, or None."""
        return self._places.get(key)
