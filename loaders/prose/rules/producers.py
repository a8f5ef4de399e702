"""Whom a market is opened to: producers by name, so many of a place, or all of it."""

from collections.abc import Iterator

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ANAPHOR, NAME, Found
from ..pattern import Match
from ..scene import Scene
from .base import counted
from .groups import alias

_PRODUCERS = frozenset({"company", "institution"})
_BEFORE = 60  # characters before a name that tell it to be a parent, a partner or a speaker


def named_in(scene: Scene, low: int, high: int, market: Mention, *, speakers: bool = True) -> list[Mention]:
    """Return the producers named in the part `[low, high)` of a sentence to whom nothing was refused there.

    Those who only speak are taken where there are no others, unless `speakers` is false.
    """
    found = [f for f in scene.found if low <= scene.position(f) < high and _produces(scene, f, market)]
    found = [f for f in found if not _some(scene, f)]
    for refused in scene.pack("clearance.refused").finditer(scene.masked, low, high):
        of = scene.pack("clearance.refused_of").match(scene.masked, refused.end())
        before = [f for f in found if scene.position(f) < refused.start()][-1:]
        gone = scene.items(of["who"]) if of else before
        found = [f for f in found if f not in gone]
    acting = [f for f in found if not _before(scene, f, "clearance.speaks")] or (found if speakers else [])
    acting = [f for f in acting if not (alias(scene, f) and scene.found[scene.found.index(f) - 1] in acting)]
    return [a for f in acting for a in f.actors]


def _produces(scene: Scene, f: Found, market: Mention) -> bool:
    if scene.pack("clearance.giver").match(scene.masked, scene.position(f)):
        return False
    if f.role not in (NAME, ANAPHOR) or f.kind not in _PRODUCERS or f.weak or _before(scene, f, "clearance.aside"):
        return False
    if f.kind == "company" and scene.words(f)[0].isupper() and _before(scene, f, "clearance.lies"):
        return False  # "l'entreprise Alfa au Val-Doré"
    waits = scene.pack("clearance.waits").match(scene.masked, scene.position(f))
    if waits or scene.pack("clearance.no_producer").search(f.actor.name):
        return False
    return market.country is None or f.actor.country != market.country


def _before(scene: Scene, f: Found, name: str) -> bool:
    at = scene.position(f)
    return scene.pack(name).search(scene.masked[max(0, at - _BEFORE) : at]) is not None


def _some(scene: Scene, f: Found) -> bool:
    """Tell whether a producer is only told by its land: "un abattoir de Pologne"."""
    lower = f.role == NAME and f.kind in _PRODUCERS and scene.words(f)[0].islower()
    return lower and f.actor.country is not None and _before(scene, f, "clearance.some") and " of " in f.actor.name


def counts(
    scene: Scene, discourse: Discourse, low: int, high: int, market: Mention
) -> Iterator[tuple[tuple[int, int], int, Mention]]:
    """Yield where the producers of a place are counted in a part of a sentence, how many, and the place."""
    for name in ("clearance.counted", "clearance.total", "clearance.raised"):
        for hit, number, country in counted(scene, name):
            if not low <= hit.start() < high:
                continue
            if scene.pack("clearance.out_of").search(scene.masked, low, hit.start()):
                only = scene.pack("clearance.only").match(scene.masked, hit.end())
                number = int(scene.amounts.number(only["n"]) or number) if only else number
            if of_them := scene.pack("clearance.of_them").search(scene.masked, hit.end(), high):
                number = int(scene.amounts.number(of_them["n"]) or number)
            if _of_firm(scene, hit.end()):
                continue
            a = country or _of(scene, discourse, hit.end()) or _owner(scene, low, hit.start()) or _ours(discourse)
            a = a or _told(discourse, market) or _home(scene, discourse, hit)
            if a and a.country != market.country:
                yield hit.span(), number, a
    for f in scene.found:
        if low <= (at := scene.position(f)) < high and _some(scene, f) and f.actor.country != market.country:
            yield (at, at + 1), 1, discourse.country(f.actor.country or "", f.actor.text)
    for hit in scene.pack("clearance.of_which").finditer(scene.masked, low, high):
        of, n = scene.item(hit["who"]), scene.amounts.number(hit["n"])
        if n and of.kind in ("region", "city") and of.role == NAME and of.actor.country != market.country:
            yield hit.span(), int(n), discourse.region_of(of.actor) or of.actor


def _of_firm(scene: Scene, end: int) -> bool:
    """Tell whether those counted are plants of a firm: "trois usines du groupe Alfa"."""
    of = scene.pack("firms.origin").match(scene.masked, end)
    return of is not None and any(f.kind in _PRODUCERS for f in scene.items(of[0]))


def _owner(scene: Scene, low: int, end: int) -> Mention | None:
    """Return the place of which a clause says that it has so many: "la Serbie compte douze laiteries agréées"."""
    for match in scene.pack("clearance.owns").finditer(scene.masked, low, end + 1):
        f = scene.item(match["land"])
        if match.end() >= end - 12 and f.kind in ("country", "region") and f.role == NAME:
            return f.actor
    return None


def _home(scene: Scene, discourse: Discourse, hit: Match) -> Mention | None:
    """Return the home country, if the text told that it is of that one, or speaks of "ours"."""
    ours = scene.pack("people.we").search(scene.masked) or scene.pack("clearance.our").search(hit[0])
    return discourse.home_country(hit[0]) if discourse.home_told or ours else None


def _told(discourse: Discourse, market: Mention) -> Mention | None:
    """Return the country to whose producers the sentence before opened the same market."""
    told = discourse.told.granted
    same = told is not None and told.type == "CLEARED_FOR_EXPORT" and told.target.name == market.name
    return told.source if told and same and told.source.kind == "country" and told.source.country else None


def _ours(discourse: Discourse) -> Mention | None:
    """Return the region of the home country that the text is about: its producers are counted."""
    theme = discourse.home_theme()
    return theme if theme and theme.kind == "region" else None


def _of(scene: Scene, discourse: Discourse, end: int) -> Mention | None:
    """Return the place of "cinq producteurs de Gomel": its region, where a town gives its name to one."""
    if origin := scene.pack("firms.origin").match(scene.masked, end):
        place = scene.items(origin[0])[-1].actor
        return discourse.region_of(place) or place if place.kind in ("city", "region") else None
    return None


def all_of(scene: Scene, low: int, high: int, market: Mention) -> Mention | None:
    """Return whose producers are spoken of in general: "les laiteries de la région de Minsk"."""
    for match in scene.pack("clearance.producers").finditer(scene.masked, low, high):
        f = scene.items(match[0])[-1]
        if f.kind in ("region", "country") and f.actor.country != market.country:
            return f.actor
    return None
