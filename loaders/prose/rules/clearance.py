"""CLEARED_FOR_EXPORT: producers that are accredited, certified or allowed to supply a market."""

import re
from collections.abc import Iterator

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, MARKET, NAME, SIDE, Found
from ..pattern import Match
from ..scene import Scene
from .base import Claim, behind, counted, rule, status

_PRODUCERS = frozenset({"company", "institution"})
_MARKETS = frozenset({NAME, MARKET, ANAPHOR, ADJECTIVE, SIDE, GOODS, FIRMS})


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
    told = ((scene.text, "clearance.market"), (scene.masked, "clearance.abroad"), (scene.masked, "clearance.by"))
    if not any(scene.pack(name).search(text) for text, name in told):
        return
    match = next((m for m in scene.search("clearance.cleared") if not _of_laboratory(scene, m)), None)
    if match is None or scene.pack("clearance.refused").search(scene.masked):
        return
    sought = scene.pack("clearance.sought").search(scene.masked)
    state = "planned" if sought else status(scene, match.start(), match.end())
    for market in _markets(scene, discourse) if state else ():
        yield from _cleared(scene, discourse, match, market, state or "agreed")


def _cleared(scene: Scene, discourse: Discourse, match: Match, market: Mention, state: str) -> Iterator[Claim]:
    """Yield the producers of a sentence, named and counted, that one market is opened to, else those of a place."""
    date = None
    if state == "agreed":
        own = [told for f in scene.found if f.actor == market and (told := behind(scene, f, "scene.dated_behind"))]
        date = own[0] if own else scene.date_in(match.start())
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


def _of_laboratory(scene: Scene, match: Match) -> bool:
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


def _refused(scene: Scene, producer: Found, match: Match) -> bool:
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


def _markets(scene: Scene, discourse: Discourse) -> list[Mention]:
    """Return who is supplied: whose authorities said so, else what is named as a market or a destination, or at all.

    Countries in one list are so together. Where none is named it is the one spoken of.
    """
    for match in scene.search("clearance.gives"):
        givers = [f for f in scene.items(match["land"]) if f.kind == "country" and f.role in (NAME, SIDE, ANAPHOR)]
        if givers:
            return [f.actor for f in givers]
    home = discourse.home_code
    given = [scene.item(m[side]) for m in scene.search("clearance.by") for side in ("land", "more") if m[side]]
    given = [f for f in given if f.kind == "country" or scene.pack("clearance.union").search(f.actor.name)]
    if given and all(f.actor.country != home or not home for f in given):
        return [f.actor for f in given]
    known = [f for f in scene.found if f.kind == "country" and f.role in _MARKETS]
    bodies = [f.actor.country for f in scene.found if f.kind == "body" and f.role == NAME and f.actor.country]
    if not known and len(bodies) == 1 and bodies[0] != home:  # "a reçu de l'autorité nigériane l'autorisation"
        return [discourse.country(bodies[0], bodies[0])]
    lands = [f for f in known if f.actor.country != home]
    told = [f for f in known if f.role == MARKET or _led(scene, f, "clearance.towards")]
    led = [f for f in known if f.role == NAME and _led(scene, f, "clearance.to")]
    told = told or [f for f in led if f in lands] or led
    if told or lands:
        first = (told or lands)[0]
        group = scene.group_at(scene.position(first)) if told and first.role == NAME else None
        return [f.actor for f in group.items if f in known] if group else [first.actor]
    spoken = discourse.last("country", foreign=True)
    return [spoken] if spoken else []


def _led(scene: Scene, found: Found, name: str) -> bool:
    """Tell whether the words that a pattern of the pack matches stand right before an actor."""
    at = scene.position(found)
    return scene.pack(name).search(re.sub("\\s+", " ", scene.masked[max(0, at - 30) : at])) is not None
