"""Who deals in a sum of trade, where its own words tell: the subject of its verb, or "celles vers" one more place."""

from collections.abc import Sequence

from ....graph.model import Mention
from ..amounts import Sum
from ..found import ANAPHOR, FIRMS, GOODS, MARKET, NAME, SIDE, Found
from ..scene import Scene

FLOWS = ("export", "import", "investment")
PLACES = frozenset({"country", "region", "city", "district"})
_DEALERS = PLACES | {"company", "exchange", "zone"}
Dealers = tuple[Mention, Mention, str]


def subject(scene: Scene, here: Sequence[Found], own: Sequence[Found], low: int, s: Sum) -> Dealers | None:
    """Return who sold, bought or invested a sum, where, and its flow: "B a vendu au Pérou pour 2 millions de dollars".

    `own` are the actors that stand with the sum, `here` those of its clause, which begins at `low`.
    """
    found = scene.pack("trade.does").finditer(scene.masked, low, s.start)
    match = found[-1] if found else None
    verb: str = match["what"] if match else ""
    what = next((f for f in FLOWS if scene.pack(f"trade.{f}").match(verb)), None)
    if match is None or what is None:
        return _partner(scene, low, s)
    a = scene.item(match["a"])
    group = scene.group_at(match.start("a"))
    alone = group is None or len(group.actors) == 1 or a.kind == "company"
    acts = a.role in (NAME, ANAPHOR, SIDE) or (a.role == FIRMS and a.kind == "country")
    if not (alone and acts and a.kind in _DEALERS and len(a.actors) == 1):
        return None
    for some in (own, here):
        roles = (NAME, MARKET, ANAPHOR, SIDE, GOODS) if what == "import" else (NAME, MARKET, ANAPHOR, SIDE)
        there = [f for f in some if f.kind in PLACES and f.role in roles and f != a]
        there = [f for f in there if f.actor.country != a.actor.country]
        if there:
            near = min(there, key=lambda f: abs(scene.position(f) - s.start))
            return a.actor, near.actor, what
    return None


def there(scene: Scene, low: int, s: Sum, other: Mention | None) -> Dealers | None:
    """Return the pair of "A y a vendu pour 2 millions de dollars", where `other` was named before."""
    found = scene.pack("trade.did_there").finditer(scene.masked, low, s.start)
    a = scene.item(found[-1]["a"]) if found else None
    if a is None or other is None or a.kind not in _DEALERS or a.actor.country == other.country:
        return None
    what = next((f for f in FLOWS if scene.pack(f"trade.{f}").match(found[-1]["what"])), None)
    return (a.actor, other, what) if what else None


def _partner(scene: Scene, low: int, s: Sum) -> Dealers | None:
    """Return the pair of which one is said to be the other's market, supplier or investor."""
    told = ("investor", "investment"), ("client", "export"), ("supplier", "export"), ("clients_of", "export")
    for name, flow in told:
        if match := scene.pack(f"trade.{name}").search(scene.masked, low, s.start):
            a, b = scene.item(match["a"]), scene.item(match["b"])
            return (a.actor, b.actor, flow) if a.kind in PLACES and b.kind in PLACES else None
    return None


def in_row(
    scene: Scene, s: Sum, since: int, last: tuple[Mention, Mention], turn: int | None
) -> tuple[tuple[Mention, Mention], int] | None:
    """Return who deals in a sum that is the next of a row: "la Chine (9 millions), suivie de l'Inde (4 millions)".

    It takes the place of the one of the `last` pair whom the clause is about, unless a flow of theirs is: the first (0)
    or the second (1), which is returned too. `turn` is whose place the one before took, None where the row begins.
    """
    found = scene.pack("trade.followed").search(scene.masked, since, s.start)
    if found is None and turn is not None:
        found = scene.pack("trade.in_row").match(scene.masked, since, s.start)
    other = scene.item(found["b"]) if found else None
    if other is None or other.kind not in PLACES:
        return None
    if turn is None:
        first = next((f for f in scene.found if f.actor.name in (last[0].name, last[1].name)), None)
        if first is None:
            return None
        of_flow = any(scene.pack(f"trade.{flow}").search(scene.masked, 0, scene.position(first)) for flow in FLOWS)
        turn = int((first.actor.name == last[1].name) != of_flow)
    return ((last[0], other.actor) if turn else (other.actor, last[1])), turn


def those(scene: Scene, since: int, s: Sum, last: tuple[Mention, Mention] | None) -> tuple[Mention, Mention] | None:
    """Return who deals in a sum that goes on with the `last` one's subject: "celles vers le Ghana ont atteint ..."."""
    found = scene.pack("trade.those").finditer(scene.masked, since, s.start) if last else ()
    if not (found and last):
        return None
    b = scene.item(found[-1]["b"])
    named = b.kind in PLACES and b.role in (NAME, MARKET) and b.actor.country != last[0].country
    return (last[0], b.actor) if named else None
