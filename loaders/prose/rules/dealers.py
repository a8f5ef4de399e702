"""Who deals in a sum of trade, where its own words tell: the subject of its verb, or "celles vers" one more place."""

from collections.abc import Sequence

from ....graph.model import Mention
from ..amounts import Sum
from ..found import ANAPHOR, FIRMS, MARKET, NAME, SIDE, Found
from ..scene import Scene

FLOWS = ("export", "import", "investment")
PLACES = frozenset({"country", "region", "city", "district"})
_DEALERS = PLACES | {"company", "exchange", "zone"}
Dealers = tuple[Mention, Mention, str]


def subject(scene: Scene, here: Sequence[Found], own: Sequence[Found], low: int, s: Sum) -> Dealers | None:
    """Return who sold, bought or invested a sum, where, and its flow: "B a vendu au Pérou pour 2 millions de dollars".

    `own` are the actors that stand with the sum, `here` those of its clause, which begins at `low`.
    """
    if investor := scene.pack("trade.investor").search(scene.masked, low, s.start):
        a, b = scene.item(investor["a"]), scene.item(investor["b"])
        return (a.actor, b.actor, "investment") if a.kind == b.kind == "country" else None
    found = scene.pack("trade.does").finditer(scene.masked, low, s.start)
    if not found:
        return None
    match = found[-1]
    a, at = scene.item(match["a"]), match.start("a")
    group = scene.group_at(at)
    alone = group is None or len(group.actors) == 1 or a.kind == "company"
    acts = a.role in (NAME, ANAPHOR, SIDE) or (a.role == FIRMS and a.kind == "country")
    if not (alone and acts and a.kind in _DEALERS and len(a.actors) == 1):
        return None
    flow = next(f for f in FLOWS if scene.pack(f"trade.{f}").match(match["what"]))
    for some in (own, here):
        there = [f for f in some if f.kind in PLACES and f.role in (NAME, MARKET, ANAPHOR, SIDE) and f != a]
        there = [f for f in there if f.actor.country != a.actor.country]
        if there:
            near = min(there, key=lambda f: abs(scene.position(f) - s.start))
            return a.actor, near.actor, flow
    return None


def those(scene: Scene, since: int, s: Sum, last: tuple[Mention, Mention] | None) -> tuple[Mention, Mention] | None:
    """Return who deals in a sum that goes on with the `last` one's subject: "celles vers le Ghana ont atteint ..."."""
    found = scene.pack("trade.those").finditer(scene.masked, since, s.start) if last else ()
    if not (found and last):
        return None
    b = scene.item(found[-1]["b"])
    named = b.kind in PLACES and b.role in (NAME, MARKET) and b.actor.country != last[0].country
    return (last[0], b.actor) if named else None
