"""Which markets a sentence opens: where goods may go, or whose authorities allowed it."""

import re
from itertools import pairwise

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, MARKET, NAME, PEOPLE, SIDE, Found
from ..scene import Scene

_ROLES = frozenset({NAME, MARKET, ANAPHOR, ADJECTIVE, SIDE, GOODS})
_ACTING = frozenset({NAME, SIDE, ANAPHOR})
_REACH = 90  # characters before a country in which words tell that goods go there


def markets(scene: Scene, discourse: Discourse, low: int, high: int, *, asides: bool = True) -> list[Mention]:
    """Return the markets that the part `[low, high)` of a sentence names, those named aside only with `asides`.

    They are where goods go, else whose authorities decide, else the lands named at all. Countries in one list are so
    together.
    """
    here = [f for f in scene.found if low <= scene.position(f) < high]
    if not asides:
        closed = scene.spans("status.aside")
        here = [f for f in here if not any(a <= scene.position(f) < b for a, b in closed)]
    known = [f for f in here if f.role in _ROLES and _buys(scene, f)]
    shipped = [f for f in known if f.role == MARKET or _led(scene, f, "clearance.shipped")]
    if shipped:
        return _together(scene, known, shipped)
    if givers := _givers(scene, discourse, low, high):
        return givers
    home = discourse.home_code
    led = [f for f in known if f.role == NAME and _led(scene, f, "clearance.to")]
    if led := [f for f in led if f.actor.country != home] or led:
        return _together(scene, known, led[:1])
    if union := scene.pack("clearance.european").search(scene.masked, low, high):
        return [Mention(union[0], scene.pack.get("clearance.european_name"), "organization", None)]
    lands = [f for f in known if f.actor.country != home and f.role != ADJECTIVE]
    lands = lands or [f for f in known if f.actor.country != home and not _of_producer(scene, f)]
    if lands:
        return [lands[0].actor]
    bodies = {f.actor.country for f in here if f.kind == "body" and f.role == NAME} - {None, home}
    return [discourse.country(code, code) for code in bodies if code] if len(bodies) == 1 else []


def _buys(scene: Scene, f: Found) -> bool:
    """Tell whether an actor may be a market: a country, or a union of them."""
    if f.kind == "organization":
        return f.role == NAME and scene.pack("clearance.union").search(f.actor.name) is not None
    return f.kind == "country"


def _together(scene: Scene, known: list[Found], some: list[Found]) -> list[Mention]:
    """Return `some` with those that go on a list with one of them."""
    groups = [scene.group_at(scene.position(f)) for f in some if f.role == NAME]
    listed = {f for g in groups if g for f in g.items} | set(some)
    between = scene.pack("clearance.beside_in_list")
    for first, second in pairwise(known):
        if first in listed and between.fullmatch(scene.masked, scene.position(first) + 1, scene.position(second)):
            listed.add(second)
    return [f.actor for f in known if f in listed]


def _givers(scene: Scene, discourse: Discourse, low: int, high: int) -> list[Mention]:
    """Return the lands whose authorities allow it: "la Chine a agréé", "agréés par Pékin", "l'agrément du Ghana"."""
    home = discourse.home_code
    abroad = any(low <= scene.position(f) < high and _firms_abroad(f, home) for f in scene.found)
    for name in ("clearance.gives", "clearance.by", "clearance.from"):
        for match in scene.pack(name).finditer(scene.masked, low, high):
            words = "".join(match[side] or "" for side in ("land", "more") if side in match.groupdict())
            lands = [land for f in scene.items(words) if (land := _land(scene, discourse, f))]
            if lands and (abroad or any(land.country != home for land in lands)):
                return lands
    return []


def _firms_abroad(f: Found, home: str | None) -> bool:
    """Tell whether these are firms from abroad, whom the home country's own authorities may let in."""
    firms = f.role in (FIRMS, PEOPLE, ADJECTIVE) or f.kind in ("company", "institution")
    return firms and f.actor.country not in (home, None)


def _land(scene: Scene, discourse: Discourse, f: Found) -> Mention | None:
    """Return the country or union for which an actor decides, or None."""
    if f.role not in _ACTING:
        return None
    if _buys(scene, f):
        return f.actor
    decides = f.kind == "body" or discourse.is_capital(f.actor)
    return discourse.country(f.actor.country, f.actor.text) if decides and f.actor.country else None


def _of_producer(scene: Scene, f: Found) -> bool:
    """Tell whether an adjective is that of the producer it stands beside: "le géorgien Alfa"."""
    at = scene.position(f)
    return scene.pack("clearance.beside").match(scene.masked, at) is not None


def _led(scene: Scene, found: Found, name: str) -> bool:
    """Tell whether the words that a pattern of the pack matches stand right before an actor."""
    at = scene.position(found)
    return scene.pack(name).search(re.sub("\\s+", " ", scene.masked[max(0, at - _REACH) : at])) is not None
