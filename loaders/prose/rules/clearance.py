"""CLEARED_FOR_EXPORT: producers that are accredited, certified or allowed to supply a market.

A sentence is read by its parts (between semicolons, "tandis que" and the like), each with an act of its own; what a
part leaves unsaid, it shares with the one before. See `markets` for who is supplied and `producers` for who supplies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ....graph.model import Mention
from ..discourse import Discourse
from ..pattern import Match
from ..scene import Scene
from .base import Claim, behind, rule, status
from .markets import markets
from .producers import all_of, counts, named_in

LOST = 15  # characters behind words that something was taken away, in which they tell when
BEFORE = 90  # characters that a date before what was given back is farther away
_ELSEWHERE = frozenset({"exchange", "university", "zone"})  # where one is accredited to something else


@dataclass(frozen=True, slots=True)
class _Act:
    """What a part `[low, high)` of a sentence says was granted, or taken away."""

    match: Match
    low: int
    high: int
    state: str


@rule("clearance.named", "clearance.cleared", alone=True)
def named(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Named producers may supply a country; a count of a place's producers is an observation.

    Example: L'entreprise Milkavita a été autorisée à exporter du lait vers la Chine.
    Gives: CLEARED_FOR_EXPORT Milkavita -> China agreed

    Example: La Malaisie a inscrit la société Sava Mleko au registre des exportateurs de lait.
    Gives: CLEARED_FOR_EXPORT Sava Mleko -> Malaysia agreed

    Example: La laiterie Zlatna livre en Iran ; la société Rufais n'a plus le droit d'exporter vers le Japon.
    Gives: CLEARED_FOR_EXPORT Rufais -> Japan ended

    Example: En mai 2020, quatre laiteries serbes ont perdu leur agrément à l'export pour la Chine.
    Gives: CLEARED_FOR_EXPORT Serbia -> China 2020-05 ended

    Example: Sur 20 laiteries serbes inspectées, les services russes ont retiré l'agrément à 9 d'entre elles.
    Gives: CLEARED_FOR_EXPORT Serbia -> Russia ended

    Example: Le ministre de l'Agriculture Paul Brel a dit que dix laiteries serbes sont agréées pour exporter en Chine.
    Gives: CLEARED_FOR_EXPORT Serbia -> China agreed
    """
    names = ("clearance.abroad", "clearance.by", "clearance.from", "clearance.gives")
    told = [(scene.text, "clearance.market"), *((scene.masked, name) for name in names)]
    goes_on = discourse.told.granted is not None and discourse.told.granted.type == "CLEARED_FOR_EXPORT"
    if not (goes_on or any(scene.pack(name).search(text) for text, name in told)):
        return
    last: list[Mention] = []
    for act in _acts(scene):
        asides = act.state != "ended"  # "A, qui exporte en B, a perdu son agrément": which one is not told
        opened = markets(scene, discourse, act.low, act.high, asides=asides) or last
        opened = opened or (markets(scene, discourse, 0, act.low) if act.low else [])
        opened = opened or (_spoken_of(scene, discourse, act) if asides else [])
        for market in opened:
            yield from _cleared(scene, discourse, act, market)
        last = opened


@rule("clearance.among", "clearance.among", "clearance.cleared")
def among(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Some of the producers that were just counted are named.

    Example: Douze laiteries serbes peuvent exporter en Chine. Au nombre de celles-ci figurent Sava Mleko et Rufais LLC.
    Gives: CLEARED_FOR_EXPORT Sava Mleko -> China agreed
    Gives: CLEARED_FOR_EXPORT Rufais -> China agreed
    """
    told, match = discourse.told.granted, next(iter(scene.search("clearance.among")), None)
    if told is None or match is None or told.type != "CLEARED_FOR_EXPORT" or "count" not in told.details:
        return
    if scene.search("clearance.cleared") and markets(scene, discourse, 0, len(scene.masked)):
        return
    state, date = status(scene, *match.span()), _granted_on(scene, discourse)
    for producer in named_in(scene, 0, len(scene.masked), told.target) if state == "agreed" else ():
        yield Claim("CLEARED_FOR_EXPORT", producer, told.target, *match.span(), date, told.status, confidence=0.6)


@rule("clearance.placed", "clearance.placed", default="CLEARED_FOR_EXPORT")
def placed(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The producers that a market was just opened to are listed, with where they are.

    Example: Le Japon a agréé trois sociétés serbes.\\n\\nLait : Olvan (Novi Sad), Rufais (Niš), Sava Mleko (Subotica).
    Gives: CLEARED_FOR_EXPORT Olvan -> Japan agreed
    Gives: CLEARED_FOR_EXPORT Rufais -> Japan agreed
    Gives: CLEARED_FOR_EXPORT Sava Mleko -> Japan agreed
    """
    told = discourse.told.granted
    if told is None or told.type != "CLEARED_FOR_EXPORT" or not scene.search("clearance.placed"):
        return
    date = told.date if told.source.kind == "company" else _granted_on(scene, discourse)
    for producer in named_in(scene, 0, len(scene.masked), told.target):
        whole = 0, len(scene.masked)
        yield Claim("CLEARED_FOR_EXPORT", producer, told.target, *whole, date, told.status, confidence=0.6)


def _granted_on(scene: Scene, discourse: Discourse) -> str | None:
    """Return when those were let in whom the sentence before counted, if it tells that they then were, not so far."""
    told = discourse.told.granted
    return told.date if told and scene.pack("clearance.then").search(discourse.sentence) else None


@rule("clearance.listed", "clearance.pairs", "clearance.cleared")
def listed(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Who is beside which market in an item of a list, whose title says that it is of clearances.

    Example: Autorisations d'exportation en vigueur :\\n\\n- Chine : Sava Mleko LLC et Rufais LLC
    Gives: CLEARED_FOR_EXPORT Sava Mleko -> China agreed
    Gives: CLEARED_FOR_EXPORT Rufais -> China agreed
    """
    told = scene.pack("frames.kinds.cleared.words").search(discourse.lists.rubric)
    if not told or discourse.lists.listed(scene.masked) < 0 or scene.search("clearance.cleared"):
        return
    for market in markets(scene, discourse, 0, len(scene.masked)):
        for producer in named_in(scene, 0, len(scene.masked), market):
            date = scene.dates[0].value if scene.dates else None
            yield Claim("CLEARED_FOR_EXPORT", producer, market, 0, len(scene.masked), date, confidence=0.6)


def _acts(scene: Scene) -> Iterator[_Act]:
    """Yield the acts of a sentence, one a part; a part without one belongs to the one before."""
    acts = [m.start() for m in scene.search("clearance.cleared")]
    ends = {end for _, end in scene.spans("scene.clause")}
    ends |= {at for at, _ in scene.spans("clearance.next") if acts and acts[0] < at < acts[-1]}
    cuts = sorted({0, *ends, len(scene.masked)})
    found: list[tuple[Match, int, int]] = []
    for low, high in pairwise(cuts):
        match = _act_in(scene, low, high)
        if match is not None:
            found.append((match, low, high))
        elif found and found[-1][2] == low and not _of_another(scene, low, high):
            found[-1] = (*found[-1][:2], high)
    for match, low, high in found:
        if state := _state(scene, match, low, high):
            yield _Act(match, low, high, state)


def _act_in(scene: Scene, low: int, high: int) -> Match | None:
    """Return the words that clear somebody in a part of a sentence, None where they are of an exchange or the like."""
    for match in scene.search("clearance.cleared"):
        if not low <= match.start() < high or _of_laboratory(scene, match):
            continue
        if scene.pack("clearance.elsewhere").match(scene.masked, match.start(), high):
            continue
        plain = scene.pack("clearance.plain").search(scene.masked, match.start(), min(high, match.end() + 60))
        if plain or not (_of_another(scene, low, high) or scene.pack("exchange.about").search(scene.masked, low, high)):
            return match
    return None


def _of_another(scene: Scene, low: int, high: int) -> bool:
    return any(f.kind in _ELSEWHERE and low <= scene.position(f) < high for f in scene.found)


def _of_laboratory(scene: Scene, match: Match) -> bool:
    """Tell whether it is a laboratory or a body that is accredited, which supplies nothing."""
    before = max(0, match.start() - 40), match.start()
    return scene.pack("clearance.laboratory").search(scene.masked, *before) is not None


def _state(scene: Scene, match: Match, low: int, high: int) -> str | None:
    """Return the status of an act: what was taken away and not given back has ended, None for what never was."""
    taken = scene.pack("clearance.withdrawn").search(scene.masked, low, high)
    if taken and not scene.pack("clearance.regained").search(scene.masked, low, high):
        return "ended"
    state = "agreed" if taken else status(scene, *match.span())
    return "planned" if state and scene.pack("clearance.sought").search(scene.masked, low, high) else state


def _cleared(scene: Scene, discourse: Discourse, act: _Act, market: Mention) -> Iterator[Claim]:
    """Yield the producers, named and counted, that one market is opened or closed to, else those of a place."""
    date, state, span = _date(scene, act, market), act.state, act.match.span()
    for low, high in ((act.low, act.high), (0, act.low)):
        refused = scene.pack("clearance.refused").search(scene.masked, low, high)
        counted = [] if refused else list(counts(scene, discourse, low, high, market))
        producers = named_in(scene, low, high, market, speakers=not counted)
        producers = producers or ([] if counted else _they(scene, discourse, low, high))
        if producers or counted or refused or not act.low:
            break
    for producer in producers:
        yield Claim("CLEARED_FOR_EXPORT", producer, market, *span, date, state)
    for (start, end), number, a in counted:
        details = {"count": number}
        yield Claim("CLEARED_FOR_EXPORT", a, market, start, end, date, state, details=details)
    none = not (producers or counted or refused) and state != "ended"
    if none and (all_ := all_of(scene, act.low, act.high, market)):
        yield Claim("CLEARED_FOR_EXPORT", all_, market, *span, date, state, confidence=0.5)


def _they(scene: Scene, discourse: Discourse, low: int, high: int) -> list[Mention]:
    """Return the firm that the sentence before was about, where this one goes on with a pronoun."""
    topic = discourse.topic
    goes_on = topic and topic.kind == "company" and discourse.was_just_named(topic)
    return [topic] if topic and goes_on and scene.pack("clearance.they").search(scene.masked, low, high) else []


def _date(scene: Scene, act: _Act, market: Mention) -> str | None:
    """Return when a market was opened: told behind its name, else nearest to the act in its part of the sentence."""
    if act.state == "planned":
        return None
    own = [told for f in scene.found if f.actor == market and (told := behind(scene, f, "scene.dated_behind"))]
    if own:
        return own[0]
    back = scene.pack("clearance.regained").search(scene.masked, act.low, act.high)
    lost = scene.pack("clearance.withdrawn").search(scene.masked, act.low, act.high)
    at = back.start() if back else lost.start() if lost else act.match.start()
    lost = None if act.state == "ended" else lost
    near = [
        (here - at if here >= at else at - here + (BEFORE if back else 0), d.value)
        for d in scene.dates
        if not (d.compared or d.ahead)
        and act.low <= (here := scene.masked_at(d.start)) < act.high
        and not (lost and lost.start() < here < lost.end() + LOST)
    ]
    return min(near)[1] if near else None


def _spoken_of(scene: Scene, discourse: Discourse, act: _Act) -> list[Mention]:
    """Return the market that goes unnamed: the one that was just opened to somebody, else the country spoken of."""
    told = discourse.told.granted
    if told is not None and told.type == "CLEARED_FOR_EXPORT":
        return [told.target]
    sold = scene.pack("clearance.supply").search(scene.masked, act.low, act.high)
    land = (discourse.last("country", foreign=True) or discourse.only_land()) if sold else None
    return [land] if land else []
