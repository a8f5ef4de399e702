"""RESIDENT_OF: how many residents of a zone come from each of several countries."""

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

    Example: La FEZ Minsk compte 124 résidents. Parmi eux, 51 sont chinois et 13 russes.
    Gives: RESIDENT_OF China -> FEZ Minsk agreed
    Gives: RESIDENT_OF Russia -> FEZ Minsk agreed
    """
    zone = _zone(scene, discourse)
    if zone is None or any(f.kind == "exchange" for f in scene.found):
        return
    told: dict[str, tuple[Mention, int, Match]] = {}
    for name in _SHARES:
        for match in scene.search(f"shares.{name}"):
            who, number = scene.item(match["who"]), scene.amounts.number(match["n"])
            if who.kind == "country" and who.role in _LANDS and number and number == int(number) and number < 1990:
                told.setdefault(who.actor.name, (who.actor, int(number), match))
    if len(told) < 2 and not scene.pack("shares.part").search(scene.masked):
        return
    for land, number, match in told.values():
        state = status(scene, match.start(), match.end())
        if state:
            date = scene.date_near(match.start(), match.end()) if state == "agreed" else None
            details = {"count": number}
            yield Claim(
                "RESIDENT_OF", land, zone, match.start(), match.end(), date, state, details=details, confidence=0.6
            )


def _zone(scene: Scene, discourse: Discourse) -> Mention | None:
    """Return the zone whose residents a sentence counts, or goes on counting."""
    here = [f.actor for f in scene.found if f.kind == "zone"]
    if len(here) == 1 and scene.pack("shares.counted").search(scene.text):
        return here[0]
    if discourse.counted and not here and scene.pack("shares.goes_on").match(scene.masked):
        return discourse.counted[0]
    return None
