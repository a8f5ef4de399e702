"""RESIDENT_OF, ACCREDITED_AT: how many of those in a zone or at an exchange come from each of several countries."""

from collections.abc import Iterator

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, FIRMS, NAME, SIDE
from ..pattern import Match
from ..scene import Scene
from .base import Claim, rule, status

_SHARES = ("before", "behind", "has")
_LANDS = frozenset({NAME, ADJECTIVE, FIRMS, SIDE})


@rule("residency.shares", "ownership.joint")
def shares(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The residents of a zone by their countries, in the sentence that counts them or in the next.

    Example: Les résidents de la FEZ Minsk viennent de Chine (51) et de Russie (13).
    Gives: RESIDENT_OF China -> FEZ Minsk agreed
    Gives: RESIDENT_OF Russia -> FEZ Minsk agreed

    Example: À la BUTB, 90 sociétés turques sont accréditées. La Chine vient en tête (51), devant la Russie (13).
    Gives: ACCREDITED_AT China -> Belarusian Universal Commodity Exchange agreed
    Gives: ACCREDITED_AT Russia -> Belarusian Universal Commodity Exchange agreed

    Example: La FEZ Minsk compte 124 résidents. Parmi eux, 51 sont chinois et 13 russes.
    Gives: RESIDENT_OF China -> FEZ Minsk agreed
    Gives: RESIDENT_OF Russia -> FEZ Minsk agreed
    """
    exchange = _exchange(scene, discourse)
    place = exchange or _zone(scene, discourse)
    if place is None or (not exchange and any(f.kind == "exchange" for f in scene.found)):
        return
    told: dict[str, tuple[Mention, int, Match]] = {}
    for name in _SHARES:
        for match in scene.search(f"shares.{name}"):
            who, number = scene.item(match["who"]), scene.amounts.number(match["n"])
            if (
                who.kind == "country"
                and who.role in _LANDS
                and number
                and number == int(number)
                and not 1990 <= number <= 2035
            ):
                told.setdefault(who.actor.name, (who.actor, int(number), match))
    if len(told) < 2 and not scene.pack("shares.part").search(scene.masked):
        return
    for land, number, match in told.values():
        state = status(scene, match.start(), match.end())
        if state:
            date = scene.date_near(match.start(), match.end()) if state == "agreed" else None
            details = {"count": number}
            type_ = "ACCREDITED_AT" if exchange else "RESIDENT_OF"
            yield Claim(type_, land, place, match.start(), match.end(), date, state, details=details, confidence=0.6)


def _exchange(scene: Scene, discourse: Discourse) -> Mention | None:
    """Return the exchange whose members a sentence goes on counting by their countries."""
    if any(f.kind in ("exchange", "zone") for f in scene.found):
        return None
    if scene.pack("shares.goes_on").match(scene.masked) is None:
        return None
    told = discourse.told.granted
    counted = told is not None and told.type == "ACCREDITED_AT" and "count" in told.details
    return told.target if told and counted else discourse.expecting("brokers", next_one=True)


def _zone(scene: Scene, discourse: Discourse) -> Mention | None:
    """Return the zone whose residents a sentence counts, or goes on counting."""
    here = [f.actor for f in scene.found if f.kind == "zone"]
    if len(here) == 1 and scene.pack("shares.counted").search(scene.text):
        return here[0]
    if discourse.counted and not here and scene.pack("shares.goes_on").match(scene.masked):
        return discourse.counted[0]
    return None
