"""What a sum of money says apart from whose it is: which flow it counts, of what year, reached or aimed at."""

from collections.abc import Sequence
from dataclasses import replace

from ....graph.model import Mention
from ..amounts import Sum
from ..discourse import Discourse
from ..found import NAME
from ..scene import IS_MENTION, Scene
from .base import status

FLOWS = ("turnover", "export", "import", "investment")
FAR = 260  # characters between a sum and the word that tells its flow


def flow_of(scene: Scene, s: Sum, since: int, *, behind: bool = False) -> str | None:
    """Return the flow told right after a sum ("dont 20 millions d'exportations"), else the nearest before it.

    With `behind` also one that is told farther behind it.
    """
    low, high = reach(scene, s)
    if told := right_behind(scene, s):
        return told
    best: tuple[int, str] | None = None
    for flow in FLOWS:
        for match in scene.pack(f"trade.{flow}").finditer(
            scene.masked, max(low, s.start - FAR), min(high, s.end + FAR)
        ):
            if match.end() > s.start and not behind:
                continue
            distance = s.start - match.end() if match.end() <= s.start else (match.start() - s.end) * 2 + 40
            if match.end() <= since:
                distance += 40
            if distance >= -5 and (best is None or distance < best[0]):
                best = (distance, flow)
    if best and best[0] < FAR:
        return best[1]
    return "contract" if scene.pack("trade.contract").search(scene.masked, max(low, s.start - 200), s.start) else None


def right_behind(scene: Scene, s: Sum) -> str | None:
    """Return the flow told right behind a sum: "dont 20 millions d'exportations"."""
    told = scene.pack("trade.told").match(scene.masked, s.end)
    flows = (flow for flow in FLOWS if told and scene.pack(f"trade.{flow}").match(scene.masked, told.end()))
    return next(flows, None)


def reach(scene: Scene, s: Sum) -> tuple[int, int]:
    """Return the bounds of the clause of a sum, with the one before the colon that alone names whose it is."""
    low, high = scene.clause(s.start)
    if low and ":" in scene.masked[max(0, low - 2) : low] and not IS_MENTION.search(scene.masked, low, high):
        low = scene.clause(low - 3)[0]
    return low, high


def explained(scene: Scene, sums: Sequence[Sum]) -> Sequence[Sum]:
    """Return the sums of a sentence, one that the words behind it tell moved there: "2 millions : c'est ce que ..."."""
    if len(sums) > 2 or not sums or IS_MENTION.search(scene.masked, 0, sums[0].start):
        return sums
    if not scene.pack("trade.then_told").match(scene.masked, sums[-1].end):
        return sums
    end = len(scene.masked)
    return [replace(sums[0], start=end, end=end)]


def told(scene: Scene, discourse: Discourse) -> list[Sum]:
    """Return the one sum of the sentence before, which this one only explains: "C'est le montant de ..."."""
    sums = scene.amounts.sums(discourse.sentence)
    return sums if len(sums) == 1 else []


def goes_on(
    scene: Scene, discourse: Discourse, s: Sum, since: int
) -> tuple[str, tuple[Mention, Mention] | None] | None:
    """Return the flow, and if known the parties, of a sum that is one more of what was spoken of: "ce chiffre ..."."""
    low = max(since, scene.clause(s.start)[0], s.start - 120)
    more = scene.pack("trade.those").search(scene.masked, low, s.start) or scene.pack("trade.with_too").match(
        scene.masked
    )
    if more and discourse.figure:
        return discourse.figure_flow, discourse.figure
    if scene.pack("trade.same").search(scene.masked, low, s.start) is None:
        return None
    told = {flow for flow in FLOWS if scene.pack(f"trade.{flow}").search(discourse.sentence)}
    if discourse.figure and told <= {discourse.figure_flow}:
        return discourse.figure_flow, discourse.figure
    lands = {f.actor.country for f in scene.found if f.kind in ("country", "region") and f.role == NAME}
    if len(told) == 1 and len(lands) > 1:
        return next(iter(told)), None
    if len(told) == 1 and (abroad := discourse.just_named_abroad()):
        home = discourse.home_theme() or discourse.home_country("")
        return next(iter(told)), (abroad, home) if told == {"investment"} else (home, abroad)
    return None


def status_of(scene: Scene, s: Sum, since: int) -> str | None:
    """Return the status of a sum: a target is planned, what was reached is not."""
    state = status(scene, s.start, s.end)
    if state == "agreed":
        low, high = scene.clause(s.start)
        before = scene.masked[max(low, since, s.start - 130) : s.start]
        aimed = scene.pack("trade.target").search(before) and not scene.pack("trade.reached").search(before)
        if aimed or scene.pack("trade.term").match(scene.masked, s.end, high):
            return "planned"
    return state


def listed(scene: Scene, s: Sum) -> str | None:
    """Return the flow of sums in brackets behind a list of markets, or behind that of clients, which no word tells."""
    behind = scene.pack("trade.listed").search(scene.masked, max(0, s.start - 4), s.start)
    clients = scene.pack("trade.clients_of").search(scene.masked, scene.clause(s.start)[0], s.start)
    return "export" if clients or (behind and scene.masked[s.end : s.end + 1] == ")") else None


def no_trade(scene: Scene, s: Sum, since: int) -> bool:
    """Tell whether a sum is no trade: a price, a loan, a growth by so much, goods that replace imports."""
    return bool(
        scene.pack("trade.not_trade").search(scene.masked, max(since, s.start - 50), s.start)
        or scene.pack("trade.balance").search(scene.masked, max(since, s.start - 120), s.start)
        or scene.pack("trade.growth").search(scene.masked[max(since, s.start - 80) : s.start])
        or scene.pack("trade.replaced").search(scene.masked, since)
    )


def year_of(scene: Scene, s: Sum, since: int, *, aim: bool) -> str | None:
    """Return the year of a sum: told right behind it, else before it, else near it, else the title's or the text's.

    Years that are only compared with do not count. A target (`aim`) has the year it is aimed at, told in its clause.
    """
    low, high = scene.clause(s.start)
    told = [(scene.masked_at(d.start), d) for d in scene.dates if d.now or (aim and d.ahead)]
    near = [(at, d) for at, d in told if low <= at < high]
    if near or (told and not aim):
        ranked = (
            (not (aim and d.ahead), _distance(scene, s, since, at) % (1_000 if aim else 10_000), d.value)
            for at, d in near or told
        )
        return min(ranked)[2][:4]
    if period := scene.pack("dates.period_to").search(scene.masked, low, high):
        return str(period["year"])
    year = scene.year if scene.title else scene.context_year
    return str(year) if year and not aim else None


def _distance(scene: Scene, s: Sum, since: int, at: int) -> int:
    """Return how far a date is from a sum: one right behind a sum is that one's."""
    if at >= s.end:
        return 0 if scene.pack("trade.right_behind").fullmatch(scene.masked, s.end, at) else 1_000 + at - s.end
    right_behind_last = since and scene.pack("trade.right_behind").fullmatch(scene.masked, since, at)
    return s.start - at + (500 if right_behind_last else 0)
