"""CLEARED_FOR_EXPORT: producers that are accredited, certified or allowed to supply a market."""

import re
from collections.abc import Iterator

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, MARKET, NAME
from ..scene import Scene
from .base import Claim, counted, rule, status

_PRODUCERS = frozenset({"company", "institution"})


@rule("clearance.named", "clearance.cleared")
def named(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Named producers may supply a country; a count of a country's producers is an observation.

    Example: L'entreprise Milkavita a été autorisée à exporter du lait vers la Chine.
    Gives: CLEARED_FOR_EXPORT Milkavita -> China agreed
    """
    if any(f.kind in ("exchange", "university") for f in scene.found):
        return
    if not scene.pack("clearance.market").search(scene.text):
        return
    for match in scene.search("clearance.cleared"):
        market = _market(scene, discourse, match.start())
        state = status(scene, match.start(), match.end())
        if market is None or state is None:
            continue
        date = scene.date_near(match.start(), match.end()) if state == "agreed" else None
        for f in scene.found:
            if f.role == NAME and f.kind in _PRODUCERS and f.actor.country != market.country:
                yield Claim("CLEARED_FOR_EXPORT", f.actor, market, match.start(), match.end(), date, state)
        for hit, number, country in counted(scene, "clearance.counted"):
            a = country or (discourse.home_country(hit[0]) if discourse.home else None)
            if a and a.country != market.country:
                details = {"count": number}
                yield Claim("CLEARED_FOR_EXPORT", a, market, hit.start(), hit.end(), date, state, details=details)
        return


def _market(scene: Scene, discourse: Discourse, at: int) -> Mention | None:
    home = discourse.home.country if discourse.home else None
    lands = [
        f
        for f in scene.found
        if f.kind == "country"
        and f.actor.country != home
        and f.role in (NAME, MARKET, ANAPHOR, ADJECTIVE, GOODS, FIRMS)
    ]
    told = [
        f for f in lands if f.role == MARKET or scene.pack("clearance.to").search(_before(scene, scene.position(f)))
    ]
    return (told or lands)[0].actor if told or lands else None


def _before(scene: Scene, position: int) -> str:
    return re.sub("\\s+", " ", scene.masked[max(0, position - 30) : position])
