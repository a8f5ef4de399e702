"""Names of places that the pack of a language has beside the gazetteer's: by their first words, the shortest first."""

from collections.abc import Iterator, Mapping, Sequence

from ...graph.gazetteer import Gazetteer, Place
from ...graph.names import fold
from .pack import Pack


def names_of(pack: Pack, gazetteer: Gazetteer) -> Mapping[str, Sequence[tuple[str, Place | None]]]:
    """Return the folded names with their places, None for a name that is no place's."""
    found: dict[str, list[tuple[str, Place | None]]] = {}
    for name, place in _each(pack, gazetteer):
        key = fold(name)
        found.setdefault(key.split(" ", 1)[0], []).append((key, place))
    for names in found.values():
        names.sort(key=lambda pair: len(pair[0]))
    return found


def _each(pack: Pack, gazetteer: Gazetteer) -> Iterator[tuple[str, Place | None]]:
    for name, known in pack.get("places.names").items():
        yield name, gazetteer.find(known)[0] if known else None
    for name, english in pack.get("places.areas").items():
        yield name, Place("", english, "region", "", None, None, None, None, None, ())
    for land, regions in pack.get("places.regions").items():
        for name, english in regions.items():
            yield name, Place("", english, "region", land, land.lower(), None, None, None, None, ())
