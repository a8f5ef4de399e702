"""TRADES_WITH: sums of trade and investment between places, with flow, value, unit and year.

Each sum takes the flow word nearest before it (or after, when none is before) and two parties: "entre A et B", "de A
avec B", a subject and a market. What the sentence leaves out comes from the last figure and the discourse.
"""

import re
from collections.abc import Iterator

from ....graph.model import Mention
from ..amounts import Sum
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, MARKET, NAME, SIDE, Found
from ..scene import Scene
from .base import Claim, rule, status

FLOWS = ("turnover", "export", "import", "investment")
_PLACE = frozenset({"country", "region", "city", "district"})
_SELLER = _PLACE | {"company", "exchange", "zone"}
_RANK = {NAME: 0, ANAPHOR: 1, SIDE: 2, MARKET: 2, FIRMS: 3, GOODS: 4, ADJECTIVE: 4}


@rule("trade.sum", "trade.trigger")
def figure(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A sum of turnover, exports, imports or investment between two parties.

    Example: En 2020, le chiffre d'affaires entre la Biélorussie et la Tchétchénie s'est élevé à 20 millions de dollars.
    Gives: TRADES_WITH Belarus -> Chechen Republic agreed
    """
    sums = scene.amounts.sums(scene.masked)
    previous: tuple[str, Mention, Mention] | None = None
    for n, s in enumerate(sums):
        flow = _flow(scene, s, sums[n - 1].end if n else 0)
        if flow is None or scene.pack("trade.not_trade").search(scene.masked, max(0, s.start - 50), s.start):
            continue
        state = status(scene, s.start, s.end)
        if state is None:
            continue
        ends = _parties(scene, discourse, s, flow)
        if ends is None:
            continue
        a, b = ends
        year = _year(scene, s)
        details = {"flow": flow, "value": s.value, "unit": s.unit} | ({"year": year} if year else {})
        yield Claim("TRADES_WITH", a, b, s.start, s.end, None, state, "none", details, 0.6)
        previous = (flow, a, b)
    if previous:
        discourse.figure = previous


def _flow(scene: Scene, s: Sum, since: int) -> str | None:
    low, high = scene.clause(s.start)
    best: tuple[int, str] | None = None
    for flow in FLOWS:
        for match in scene.pack(f"trade.{flow}").finditer(scene.masked, low, high):
            distance = s.start - match.end() if match.end() <= s.start else (match.start() - s.end) * 2 + 40
            if match.end() <= since:
                distance += 40
            if distance >= -5 and (best is None or distance < best[0]):
                best = (distance, flow)
    return best[1] if best and best[0] < 260 else None


def _parties(scene: Scene, discourse: Discourse, s: Sum, flow: str) -> tuple[Mention, Mention] | None:
    low, high = scene.clause(s.start)
    for g in scene.groups:
        if low <= g.start < high and scene.pack("scene.between").search(g.lead) and len(g.actors) == 2:
            return _ordered(scene, discourse, g.actors[0], g.actors[1], flow)
    here = [f for f in scene.found if low <= scene.position(f) < high and f.kind in _SELLER and f.role in _RANK]
    for f in here:
        if len(f.actors) == 2:
            return _ordered(scene, discourse, f.actors[0], f.actors[1], flow)
    home = discourse.home.country if discourse.home else None
    foreign = [f for f in here if f.actor.country not in (home, None) and f.kind in _PLACE and not f.weak]
    ours = [f for f in here if f.actor.country == home and not f.weak]
    sellers = [
        f for f in here if f.kind in ("company", "exchange") and f.role == NAME and f.actor.country in (home, None)
    ]
    b = _best(scene, foreign, s)
    a = (
        _best(scene, [f for f in ours if f.kind != "country"] or sellers, s)
        or _theme(scene, discourse, ours)
        or _best(scene, ours, s)
    )
    if b is None:
        b = discourse.foreign_theme()
    if a is None and b is not None:
        a = discourse.home_country("")
    return _ordered(scene, discourse, a, b, flow) if a and b and (a.name, a.kind) != (b.name, b.kind) else None


def _best(scene: Scene, found: list[Found], s: Sum) -> Mention | None:
    """Return the actor with the strongest role, then the nearest to the sum."""
    key = [(_RANK[f.role], abs(scene.position(f) - s.start), n) for n, f in enumerate(found)]
    return found[min(key)[2]].actor if key else None


def _theme(scene: Scene, discourse: Discourse, ours: list[Found]) -> Mention | None:
    """Return the region, firm or exchange that the text is telling of, unless the sentence names the country itself."""
    if any(f.role == NAME for f in ours):
        return None
    return discourse.home_theme()


def _ordered(scene: Scene, discourse: Discourse, a: Mention, b: Mention, flow: str) -> tuple[Mention, Mention] | None:
    if b.kind not in _PLACE:
        a, b = b, a
    if b.kind not in _PLACE:
        return None
    home = discourse.home.country if discourse.home else None
    if flow == "investment" and a.country == home and b.country != home and a.kind in _PLACE:
        return b, a
    return a, b


def _year(scene: Scene, s: Sum) -> str | None:
    dates = [(scene.masked_at(d.start), d.value[:4]) for d in scene.dates]
    before = [(s.start - at, year) for at, year in dates if at <= s.start]
    if before:
        return min(before)[1]
    if dates:
        return min((abs(at - s.start), year) for at, year in dates)[1]
    return re.sub(r"\D", "", str(scene.context_year)) or None if scene.context_year else None
