"""CLEARED_FOR_EXPORT: producers that are accredited, certified or allowed to supply a market."""

import re
from collections.abc import Iterator

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, MARKET, NAME, Found
from ..scene import Scene
from .base import Claim, counted, rule, status

_PRODUCERS = frozenset({"company", "institution"})
_MARKETS = frozenset({NAME, MARKET, ANAPHOR, ADJECTIVE, GOODS, FIRMS})


@rule("clearance.named", "clearance.cleared", alone=True)
def named(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Named producers may supply a country; a count of a place's producers is an observation.

    Example: L'entreprise Milkavita a été autorisée à exporter du lait vers la Chine.
    Gives: CLEARED_FOR_EXPORT Milkavita -> China agreed
    """
    if any(f.kind in ("exchange", "university", "zone") for f in scene.found) or scene.pack("exchange.about").search(
        scene.masked
    ):
        return
    if not scene.pack("clearance.market").search(scene.text) and not scene.pack("clearance.abroad").search(
        scene.masked
    ):
        return
    match = next((m for m in scene.search("clearance.cleared") if not _of_laboratory(scene, m)), None)
    market = _market(scene, discourse)
    if match is None:
        return
    state = (
        "planned" if scene.pack("clearance.sought").search(scene.masked) else status(scene, match.start(), match.end())
    )
    if market is None or state is None:
        return
    date = scene.date_in(match.start()) if state == "agreed" else None
    producers = [f.actor for f in scene.found if _produces(f, market) and not _refused(scene, f, match)]
    for producer in producers:
        yield Claim("CLEARED_FOR_EXPORT", producer, market, match.start(), match.end(), date, state)
    for hit, number, country in counted(scene, "clearance.counted"):
        a = country or _of(scene, discourse, hit.end()) or _ours(discourse) or discourse.home_country(hit[0])
        if a.country != market.country:
            details = {"count": number}
            yield Claim("CLEARED_FOR_EXPORT", a, market, hit.start(), hit.end(), date, state, details=details)
            producers.append(a)
    if not producers and (all_of := _all(scene, market)):
        yield Claim("CLEARED_FOR_EXPORT", all_of, market, match.start(), match.end(), date, state, confidence=0.5)


def _of_laboratory(scene: Scene, match: re.Match[str]) -> bool:
    """Tell whether it is a laboratory or a body that is accredited, which supplies nothing."""
    return (
        scene.pack("clearance.laboratory").search(scene.masked, max(0, match.start() - 30), match.start()) is not None
    )


def _ours(discourse: Discourse) -> Mention | None:
    """Return the region of the home country that the text is about: its producers are counted."""
    theme = discourse.home_theme()
    return theme if theme and theme.kind == "region" else None


def _produces(f: Found, market: Mention) -> bool:
    return f.role in (NAME, ANAPHOR) and f.kind in _PRODUCERS and f.actor.country != market.country and not f.weak


def _refused(scene: Scene, producer: Found, match: re.Match[str]) -> bool:
    """Tell whether another clause is about a producer, and says no: "…, tandis que A n'a encore rien obtenu"."""
    low, high = scene.clause(scene.position(producer))
    elsewhere = not low <= match.start() < high
    return elsewhere and any(low <= a < high for a, _ in scene.spans("status.denied"))


def _of(scene: Scene, discourse: Discourse, end: int) -> Mention | None:
    """Return the place of "cinq producteurs de Gomel": its region, where a town gives its name to one."""
    if origin := scene.pack("firms.origin").match(scene.masked, end):
        place = scene.items(origin[0])[-1].actor
        return discourse.region_of(place) or place if place.kind in ("city", "region") else None
    return None


def _all(scene: Scene, market: Mention) -> Mention | None:
    """Return whose producers are spoken of in general: "les laiteries de la région de Minsk"."""
    for match in scene.search("clearance.producers"):
        f = scene.items(match[0])[-1]
        if f.kind in ("region", "country") and f.actor.country != market.country:
            return f.actor
    return None


def _market(scene: Scene, discourse: Discourse) -> Mention | None:
    """Return the country that is supplied: named as a market or a destination, named at all, or spoken of."""
    home = discourse.home_code
    lands = [f for f in scene.found if f.kind == "country" and f.actor.country != home and f.role in _MARKETS]
    told = [
        f for f in lands if f.role == MARKET or scene.pack("clearance.to").search(_before(scene, scene.position(f)))
    ]
    if told or lands:
        return (told or lands)[0].actor
    return discourse.last("country", foreign=True)


def _before(scene: Scene, position: int) -> str:
    return re.sub("\\s+", " ", scene.masked[max(0, position - 30) : position])
