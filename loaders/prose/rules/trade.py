"""TRADES_WITH: sums of trade and investment between places, with flow, value, unit and year.

Each sum takes the flow word nearest before it (or after, when none is before) and two parties: "entre A et B", "de A
avec B", a subject and a market. What the sentence leaves out comes from the last figure and the discourse.
"""

import re
from collections.abc import Iterator

from ....graph.model import Mention
from ..amounts import Sum
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, NAME, SIDE, Found
from ..scene import Scene
from .base import Claim, rule, status

FLOWS = ("turnover", "export", "import", "investment")
_PLACE = frozenset({"country", "region", "city", "district"})
_SELLER = _PLACE | {"company", "exchange"}


@rule("trade.sum", "trade.trigger")
def figure(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A sum of turnover, exports, imports or investment between two parties.

    Example: En 2020, le chiffre d'affaires commercial entre la Biélorussie et la Tchétchénie s'est élevé à 20 millions de dollars.
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
    here = [f for f in scene.found if low <= scene.position(f) < high and f.kind in _SELLER and not f.weak]
    for g in scene.groups:
        if low <= g.start < high and scene.pack("scene.between").search(g.lead) and len(g.actors) == 2:
            return _ordered(scene, discourse, g.actors[0], g.actors[1], flow)
    for f in here:
        if len(f.actors) == 2:
            return _ordered(scene, discourse, f.actors[0], f.actors[1], flow)
    subjects = [f for f in here if f.role in (NAME, ANAPHOR, SIDE, FIRMS) or f.role in (GOODS, ADJECTIVE)]
    unique: list[Found] = []
    for f in subjects:
        if all((f.actor.name, f.kind) != (g.actor.name, g.kind) for g in unique):
            unique.append(f)
    pair = _pick(scene, unique, s, discourse)
    return _ordered(scene, discourse, *pair, flow) if pair else None


def _pick(scene: Scene, unique: list[Found], s: Sum, discourse: Discourse) -> tuple[Mention, Mention] | None:
    home = discourse.home.country if discourse.home else None
    foreign = [f for f in unique if f.actor.country != home and f.kind in _PLACE]
    ours = [f for f in unique if f.actor.country == home]
    special = [f for f in ours if f.kind != "country"]
    if foreign and (special or ours):
        b = min(foreign, key=lambda f: abs(scene.position(f) - s.start))
        a = min(special or ours, key=lambda f: abs(scene.position(f) - s.start))
        return a.actor, b.actor
    if discourse.figure:
        _, a, b = discourse.figure
        if foreign:
            other = a if a.country == home else b if b.country == home else discourse.home_country("")
            return other, foreign[0].actor
        if ours:
            theirs = b if b.country != home else a
            if theirs.country != home:
                return ours[0].actor, theirs
        return a, b
    if foreign and home:
        return discourse.home_country(foreign[0].actor.text), foreign[0].actor
    return None


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


