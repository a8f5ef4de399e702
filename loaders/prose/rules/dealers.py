"""Who deals in a sum of trade, where its own words tell: the subject of its verb, or "celles vers" one more place."""

from collections.abc import Sequence

from ....graph.model import Mention
from ..amounts import Sum
from ..found import ANAPHOR, FIRMS, GOODS, MARKET, NAME, SIDE, Found
from ..frames import Frame
from ..scene import Scene
from .sums import right_behind

FLOWS = ("export", "import", "investment")
HEAD = 4  # characters between the bullet of an item and its actor
# what one is for another, and the flow of the sum that tells how much
_RANKS = (
    ("investor", "investment"),
    ("client", "export"),
    ("supplier", "export"),
    ("clients_of", "export"),
    ("partner", "turnover"),
)
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
        return None
    if also := scene.pack("trade.also").finditer(scene.masked, match.end(), s.start):
        what = next((f for f in FLOWS if scene.pack(f"trade.{f}").match(also[-1]["what"])), "import")
    what = right_behind(scene, s) or what  # "contre 2 millions d'exportations"
    a = scene.item(match["a"])
    group = scene.group_at(match.start("a"))
    alone = group is None or len(group.actors) == 1 or a.kind == "company"
    acts = a.role in (NAME, ANAPHOR, SIDE) or (a.role == FIRMS and a.kind == "country")
    if not (alone and acts and a.kind in _DEALERS and len(a.actors) == 1):
        return None
    for some in (own, here):
        roles = {NAME, MARKET, ANAPHOR} | ({SIDE, GOODS} if what == "import" else {SIDE} if what == "export" else set())
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


def ranked(scene: Scene, since: int, s: Sum) -> Dealers | None:
    """Return the pair of which one is said to be the other's client, supplier, partner or investor, with their flow.

    That is told before the sum, but behind the one before, or right behind it: "Avec 2 millions, A est le client de B".
    """
    low, high = scene.clause(s.start)
    low = max(low, since)
    fronted = not any(low <= scene.position(f) < s.start for f in scene.found)
    bounds = (s.end, high) if fronted else (low, s.start)
    for name, flow in _RANKS:
        match = scene.pack(f"trade.{name}").search(scene.masked, *bounds)
        if match is None:
            continue
        groups = match.groupdict()
        a, b = (scene.item(groups[side] or groups[f"{side}2"]) for side in "ab")
        if a.kind not in PLACES or b.kind not in PLACES or a.actor.country == b.actor.country:
            return None
        there = scene.pack("trade.did_there").finditer(scene.masked, match.start(), s.start)
        if there and not fronted:
            verb = next((f for f in FLOWS if scene.pack(f"trade.{f}").match(there[-1]["what"])), flow)
            return (a.actor, b.actor, verb) if scene.item(there[-1]["a"]) == a else (b.actor, a.actor, verb)
        dealt = scene.pack("trade.does").search(scene.masked, match.end() - 1, s.start) and not fronted
        return None if dealt else (a.actor, b.actor, flow)
    return None


def in_list(scene: Scene, frame: Frame | None, head: int, s: Sum) -> Dealers | None:
    """Return the pair of an item of a list of clients or suppliers, as its title told: "- Mali : 2 millions".

    The item begins at `head`.
    """
    if frame is None or not frame.flow or head < 0:
        return None
    before = [f for f in scene.found if scene.position(f) < s.start]
    if len(before) != 1 or scene.position(before[0]) > head + HEAD or before[0].kind not in frame.items:
        return None
    item = before[0].actor
    return (frame.of, item, frame.flow) if frame.owns else (item, frame.of, frame.flow)


def in_row(
    scene: Scene, s: Sum, since: int, last: tuple[Mention, Mention], turn: int | None
) -> tuple[tuple[Mention, Mention], int] | None:
    """Return who deals in a sum that is the next of a row: "la Chine (9 millions), suivie de l'Inde (4 millions)".

    It takes the place of the one of the `last` pair whom the clause is about, unless a flow of theirs is: the first (0)
    or the second (1), which is returned too. `turn` is whose place the one before took, None where the row begins.
    """
    found = scene.pack("trade.followed").search(scene.masked, since, s.start)
    opened = scene.masked.rfind("(", 0, since)  # "vers A (2 millions), B (1 million)"
    varied = scene.items(scene.masked[max(0, opened - 2) : max(0, opened)])
    varied = varied if opened > scene.masked.rfind(")", 0, since) else []
    if found is None and (turn is not None or varied):
        found = scene.pack("trade.in_row").match(scene.masked, since, s.start)
    other = scene.item(found["b"]) if found else None
    if other is None or other.kind not in PLACES:
        return None
    if turn is None and varied and varied[-1].actor.name in (last[0].name, last[1].name):
        turn = int(varied[-1].actor.name == last[1].name)
    if turn is None:
        first = next((f for f in scene.found if f.actor.name in (last[0].name, last[1].name)), None)
        if first is None:
            return None
        of_flow = any(scene.pack(f"trade.{flow}").search(scene.masked, 0, scene.position(first)) for flow in FLOWS)
        turn = int((first.actor.name == last[1].name) != of_flow)
    return ((last[0], other.actor) if turn else (other.actor, last[1])), turn


def those(
    scene: Scene, since: int, s: Sum, last: tuple[Mention, Mention] | None, home: str | None
) -> tuple[Mention, Mention] | None:
    """Return who deals in a sum that goes on with the `last` one's subject: "celles vers le Ghana ont atteint ...".

    "Les exportations vers le Ghana" are those of the `home` country, unless the last sum was another's.
    """
    found = scene.pack("trade.those").finditer(scene.masked, since, s.start) if last else ()
    if not (found and last):
        return None
    b = scene.item(found[-1]["b"])
    if found[-1]["again"] and last[0].country == home:
        return None
    named = b.kind in PLACES and b.role in (NAME, MARKET) and b.actor.country != last[0].country
    return (last[0], b.actor) if named else None
