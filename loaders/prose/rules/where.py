"""Where an act happens: the places that "à", "en" or "dans" puts it in, or the place that "has" what is spoken of."""

from collections.abc import Sequence

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ANAPHOR, NAME, Found
from ..scene import Scene

PLACE = frozenset({"country", "region", "city", "district"})
HOSTS = PLACE | {"university", "institution"}
NEAR = 170  # characters between the words for the act and the place
VAST = 90  # what a part of the world counts farther than a country
BRACKET = 80  # characters that brackets hold at most
BEHIND = 40  # what a place before them counts farther


def places_of(
    scene: Scene, start: int, end: int, *, kinds: frozenset[str] = PLACE, made: bool = False
) -> Sequence[Found]:
    """Return the places of what stands at `[start, end)`: the nearest and those listed with it.

    Unless `made`, those do not count where goods are said to be made or sold: "les machines produites au Bélarus".
    """
    place = (
        place_of(scene, start, end, kinds=kinds, made=made)
        or _owning_place(scene, start)
        or _pointed_place(scene, start)
    )
    if place is None:
        return []
    group = scene.group_at(scene.position(place))
    listed = [f for f in group.items if f.kind in PLACE and f.role == NAME] if group and place.kind in PLACE else []
    listed = [f for f in listed if f.kind != "country" or not _acts(scene, f)]  # "à Lille, et le Mali a fait de même"
    listed = [f for f in listed if not scene.pack("where.such_as").search(scene.masked, 0, scene.position(f))]
    wholes = {f.actor.country for f in listed if f.kind != "country"}  # "à Chengdu, en Chine"
    return [f for f in listed if f.kind != "country" or f.actor.country not in wholes] or [place]


def _acts(scene: Scene, f: Found) -> bool:
    return scene.pack("scene.acts").match(scene.masked, scene.position(f) + 1) is not None


def place_of(scene: Scene, start: int, end: int, *, kinds: frozenset[str] = PLACE, made: bool = False) -> Found | None:
    """Return the place that "à", "en" or "dans" puts the words at `[start, end)` in: the nearest, after them first."""
    low, high = scene.clause(start)
    best: tuple[int, Found] | None = None
    for f in scene.found:
        at = scene.position(f)
        if f.kind not in kinds or f.role not in (NAME, ANAPHOR) or not low <= at < high:
            continue
        before = scene.masked[max(0, at - 60) : at]
        if not scene.pack("where.inside").search(before):
            continue
        if not made and scene.pack("where.made").search(before):
            continue
        if in_brackets(scene, at) and not in_brackets(scene, start):
            continue  # "Alfa (Beta au Maroc) a ouvert une usine": where something else is
        supplied = scene.pack("where.supplied").search(before) if made else None
        if supplied and not max(0, at - 60) + supplied.start() < start < at:  # but "fournir et assembler en Inde"
            continue
        distance = at - end if at >= end else start - at + BEHIND
        distance += VAST if f.actor.country == "" or scene.pack("where.ranked").search(before) else 0
        if distance <= NEAR and (best is None or distance < best[0]):
            best = (distance, f)
    return _apposed(scene, best[1]) if best else None


def in_brackets(scene: Scene, at: int) -> bool:
    """Tell whether a position is within brackets."""
    return scene.masked.rfind("(", max(0, at - BRACKET), at) > scene.masked.rfind(")", max(0, at - BRACKET), at)


def _apposed(scene: Scene, place: Found) -> Found:
    """Return the town of "dans le centre administratif de la région - Pinsk" for the region."""
    at = scene.position(place)
    match = scene.pack("where.apposed").match(scene.masked, at + 1)
    if match and scene.pack("where.seat").search(scene.masked, max(0, at - 60), at):
        town = scene.item(match["town"])
        return town if town.kind == "city" else place
    return place


def _owning_place(scene: Scene, start: int) -> Found | None:
    """Return the place abroad that "has" an office: "le Tatarstan comptait deux maisons de commerce"."""
    for f in scene.found:
        if scene.position(f) < start and f.kind in PLACE and f.role in (NAME, ANAPHOR):
            return f if scene.pack("where.has").match(scene.masked, scene.position(f) + 1) else None
    return None


def _pointed_place(scene: Scene, start: int) -> Found | None:
    """Return the place of "Shanghai et Taicang, où se trouvent les bureaux"."""
    pointed = next((m for m in scene.search("where.pointed") if m.end() <= start < m.end() + NEAR), None)
    if pointed is None:
        return None
    before = [f for f in scene.found if f.kind in PLACE and scene.position(f) < pointed.end()]
    return before[-1] if before else None


def there(scene: Scene, discourse: Discourse, start: int) -> Sequence[Mention]:
    """Return the place that "ici", "là-bas" or "y" points back to in the clause around a position."""
    low, high = scene.clause(start)
    if not scene.pack("where.there").search(scene.masked, low, high):
        return []
    place = discourse.just_named("city", "district", "region", "country", "zone")
    topic = discourse.topic
    if topic and topic.kind in PLACE and discourse.listed_places() and discourse.was_just_named(topic):
        place = topic  # "Lyon accueille les consulats d'Alfa et de Beta. Gamma y a ouvert un bureau"
    place = place or discourse.pointed
    discourse.pointed = place
    return [place] if place else []


def inside(actor: Mention, place: Mention) -> bool:
    """Tell whether an actor is at home in a place: a country's or a town's own territory."""
    return actor.kind in PLACE and actor.country == place.country
