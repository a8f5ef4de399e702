"""PRODUCES_IN: assembly and production of someone's goods at a place, alone or in a joint plant."""

from collections.abc import Iterator, Sequence

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, NAME, SIDE
from ..scene import Scene
from .base import Claim, rule, status
from .representation import place_of

NEAR = 200


@rule("production.made", "production.made")
def made(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm, or a country's firms, assemble or produce somewhere abroad.

    Example: L'entreprise Gomselmash a lancé l'assemblage de moissonneuses-batteuses au Kazakhstan.
    Gives: PRODUCES_IN Gomselmash -> Kazakhstan agreed
    """
    for match in scene.search("production.made"):
        state = status(scene, match.start(), match.end())
        place = place_of(scene, match.start(), match.end())
        if state is None or place is None:
            continue
        for maker in _makers(scene, discourse, match.start(), match.end(), place.actor):
            yield Claim("PRODUCES_IN", maker, place.actor, match.start(), match.end(), None, state, confidence=0.6)


def _makers(scene: Scene, discourse: Discourse, start: int, end: int, place: Mention) -> Sequence[Mention]:
    low, high = scene.clause(start)
    firms = []
    for g in scene.groups:
        items = [f for f in g.items if f.kind == "company" and f.role in (NAME, ANAPHOR)]
        if items and low <= g.start < high and (start - NEAR < g.end and g.start < end + 90):
            firms.append((abs(g.end - start) if g.end <= start else g.start - end, [f.actor for f in items]))
    if firms:
        return min(firms, key=lambda pair: pair[0])[1]
    lands = [
        f
        for f in scene.found
        if f.kind == "country"
        and f.role in (ADJECTIVE, FIRMS, GOODS, SIDE)
        and start - 60 < scene.position(f) < end + 60
        and f.actors[0].country != place.country
    ]
    return [lands[0].actor] if lands else []
