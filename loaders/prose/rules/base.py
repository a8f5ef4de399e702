"""What a rule is: a function from a scene to claims, with the pattern that says which sentences are worth its while."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import or_
from typing import Any

from ....graph.model import Mention
from ..dates import Date
from ..discourse import Discourse
from ..found import ADJECTIVE, FIRMS, NAME, PEOPLE, SIDE, Found
from ..pack import Pack
from ..pattern import Match
from ..scene import IS_MENTION, Scene
from ..text import Text, each, rarest

ENDED = 130  # characters behind an act in which it is told to have ended
BY = 6  # characters of a word behind an act that tells that it is done: "signé entre"
BEFORE, AFTER = 140, 60  # characters around an act in which words tell its status
SINCE, BEGAN = 40, 60  # characters before a date in which words tell that it is since when, or when, something began
REACH = 220  # characters between a firm and what is said of it
FIRM_KINDS = frozenset({"company", "institution", "organization"})


@dataclass(frozen=True, slots=True)
class Claim:
    """One relation that a rule read in `[start, end)` of the masked sentence."""

    type: str
    source: Mention
    target: Mention
    start: int
    end: int
    date: str | None = None
    status: str = "agreed"
    instrument: str = "none"
    details: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 0.8


Reading = Callable[[Scene, Discourse], Iterable[Claim]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule; `triggers` name the patterns of the pack without one of which it need not run.

    A rule with several looks for them itself: it runs where the words of one of them are.

    It need not run either where no actor is of one of its `kinds`, if it has some. `alone` tells that it also reads
    sentences that name no actor: figures and counts of what the text is about.
    `default` is the type of tie that it reads only where no other rule read one in the sentence.
    """

    name: str
    triggers: Sequence[str]
    read: Reading
    kinds: frozenset[str] = frozenset()
    alone: bool = False
    default: str = ""


RULES: list[Rule] = []


def rules_for(scene: Scene) -> list[Rule]:
    """Return the rules that may read something in a scene: it has actors, or they need none, and what triggers them."""
    index = _index(scene.pack, alone=not scene.found)
    kinds = {f.kind for f in scene.found}
    here = [x for x in index.of(scene.masked) if not (x.kinds and x.kinds.isdisjoint(kinds))]
    return [x for x in here if len(x.triggers) > 1 or scene.search(x.triggers[0])]


class _Index:
    """Rules by what their triggers need: to look whether each trigger fits each sentence would take long.

    Each way in which a trigger can match is found by the rarest of the groups of pieces of words that it needs.
    """

    def __init__(self, pack: Pack, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._ways: dict[int, list[tuple[int, int]]] = {}  # with the number of the rule
        for number, rule in enumerate(rules):
            for way in {way for name in rule.triggers for way in pack(name).ways}:
                self._ways.setdefault(rarest(way), []).append((way, number))
        self._keys = reduce(or_, self._ways, 0)

    def of(self, text: Text) -> list[Rule]:
        """Return the rules that a text holds the words of a trigger of, in their order."""
        holds = text.up_to_date()
        numbers: set[int] = set()
        for key in each(holds & self._keys):
            for way, number in self._ways[key]:
                if holds & way == way:
                    numbers.add(number)
        return [self._rules[number] for number in sorted(numbers)]


@cache
def _index(pack: Pack, *, alone: bool) -> _Index:
    return _Index(pack, [x for x in sorted(RULES, key=lambda rule: rule.default) if x.alone or not alone])


def rule(
    name: str, *triggers: str, kinds: Iterable[str] = (), alone: bool = False, default: str = ""
) -> Callable[[Reading], Reading]:
    """Register a reading as a rule. Its docstring shows an `Example:` sentence and the statements it `Gives:`."""

    def register(read: Reading) -> Reading:
        RULES.append(Rule(name, triggers, read, frozenset(kinds), alone, default))
        return read

    return register


def status(
    scene: Scene, start: int, end: int, *, paper: bool = False, after: int = AFTER, behind: int = AFTER
) -> str | None:
    """Return agreed, planned or ended for what stands at `[start, end)`, None for what is denied or only imagined.

    Words before it in its clause decide, the words themselves, and those `after` characters behind it that tell its
    future, or `behind` it that deny it. With `paper` the act is a signing, which is done where its words are in the
    past, whatever the document foresees; elsewhere what only a letter of intent was signed for is planned.
    """
    low, high = scene.clause(start)
    stop = min((a for a, _ in scene.spans("status.stop") if a >= end), default=high)
    left, limit = max(low, start - BEFORE), min(high, stop)

    closed = [(a, b) for a, b in scene.spans("status.aside") if b <= start]  # "A, qui n'a rien signé, a ouvert"

    def told(name: str, reach: int = AFTER) -> bool:
        last = max(end, min(limit, end + reach))
        return any(left <= a and b <= last and not _within(a, closed) for a, b in scene.spans(name))

    if told("status.project", 0) and any(end <= a and b <= high for a, b in scene.spans("status.given_up")):
        return None
    if any(start <= a and b <= min(high, end + ENDED) for a, b in scene.spans("status.over")):
        return "ended"
    left, whole = max(left, scene.masked.rfind(" : ", low, start)), left
    if told("status.denied", behind) or told("status.imagined", behind) or _failed(scene, end, high):
        return None
    left = whole
    if told("status.ended"):
        return "ended"
    if paper and any(a < end and start < b <= end + BY for a, b in scene.spans("status.done")):
        return "agreed"
    if not paper and told("status.intent"):
        return "planned"
    ahead = [*scene.spans("status.planned"), *scene.spans("status.foreseen")]
    if any(left <= a and b <= end and not _within(a, closed) for a, b in ahead):
        return "planned"
    return "planned" if after and told("status.planned", after) else "agreed"


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in spans)


def _failed(scene: Scene, end: int, high: int) -> bool:
    """Tell whether what ends at `end` is said to have come to nothing: "…, n'a jamais vu le jour"."""
    return any(end <= a and b <= min(high, end + ENDED) for a, b in scene.spans("status.failed"))


def acted(scene: Scene, state: str | None) -> bool:
    """Tell whether something happened that may have a date: an act, or the signing of a letter of intent."""
    return state == "agreed" or (state == "planned" and bool(scene.spans("status.intent")))


def several(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the words at `[start, end)` speak of many documents, each of its own day."""
    return scene.pack("dates.several").search(scene.masked, max(0, start - 40), end) is not None


def instrument(scene: Scene, text: str) -> str:
    """Return the instrument that the words of `text` name first, "none" when they name none."""
    best: tuple[int, str] = (len(text) + 1, "none")
    for name, pattern in scene.pack.get("instruments.words").items():
        match = scene.pack(f"instruments.words.{name}").search(text)
        if match and match.start() < best[0] and pattern:
            best = (match.start(), name)
    return best[1]


def firms_near(
    scene: Scene,
    start: int,
    end: int,
    *,
    kinds: frozenset[str] = FIRM_KINDS,
    reach: int = REACH,
    aside: str = "firms.aside",
) -> list[Mention]:
    """Return the firms that the words at `[start, end)` are about: the nearest list of them in the sentence.

    A firm that is only said to be someone's founder, parent or partner is left out.
    """
    best: tuple[int, list[Mention]] | None = None
    for group in scene.groups:
        items = [f for f in group.items if f.kind in kinds and f.role == NAME]
        items = [f for f in items if f.kind != "organization" or f.actor.country]  # "de l'Union européenne"
        if not items or scene.pack(aside).search(group.lead):
            continue
        distance = start - group.end if group.end <= start else group.start - end
        if distance > reach:
            continue
        if best is None or distance < best[0]:
            best = (distance, [f.actor for f in items])
    return best[1] if best else []


def since_of(scene: Scene, at: int) -> str | None:
    """Return since when something holds, as told in the clause around `at`: "depuis mars 2017"."""
    return _nearest(scene, at, [d for d in scene.dates if not d.compared], "scene.since", SINCE)


def begun(scene: Scene, at: int) -> str | None:
    """Return since when something holds, or when it began: "depuis 2017", "ouvert en 2017", "signé en 2017"."""
    return since_of(scene, at) or _nearest(scene, at, [d for d in scene.dates if d.now], "dates.began", BEGAN)


def _nearest(scene: Scene, at: int, dates: Sequence[Date], words: str, reach: int) -> str | None:
    """Return the one of `dates` nearest to `at` in its clause that such words of the pack stand before."""
    low, high = scene.clause(at)
    told = []
    for d in dates:
        here = scene.masked_at(d.start)
        if low <= here < high and scene.pack(words).search(scene.masked, max(low, here - reach), here):
            told.append((abs(here - at), d.value))
    return min(told)[1] if told else None


def begun_behind(scene: Scene, at: int) -> str | None:
    """Return since when what stands at `at` is tied, told before the next actor: "A, liée par un accord de 2017, B"."""
    end = min((p for f in scene.found if (p := scene.position(f)) > at), default=scene.clause(at)[1])
    words = scene.pack("dates.began"), scene.pack("scene.since")
    for d in scene.dates:
        here = scene.masked_at(d.start)
        if at < here < end and not d.compared and any(w.search(scene.masked, at + 1, here) for w in words):
            return d.value
    return None


def held_since(scene: Scene, at: int) -> str | None:
    """Return since when two are tied, as told in the clause around `at`: "depuis 2017", "par un accord de mai 2017"."""
    if since := since_of(scene, at):
        return since
    paper = scene.pack("scene.paper_of").search(scene.masked, *scene.clause(at)) if scene.dates else None
    told = [d for d in scene.dates if paper and paper.start() <= scene.masked_at(d.start) < paper.end()]
    return told[-1].value if told else None


def behind(scene: Scene, found: Found, name: str) -> str | None:
    """Return the date in what a pattern of the pack matches right behind an actor: "Alfa, admise en mai 2021"."""
    match = scene.pack(name).match(scene.masked, scene.position(found) + 1)
    told = [d for d in scene.dates if match and match.start() <= scene.masked_at(d.start) < match.end()]
    return told[0].value if told else None


def counted(scene: Scene, name: str) -> Iterator[tuple[Match, int, Mention | None]]:
    """Yield the counts that a pattern finds ("162 résidents chinois"), with the country counted, None for all.

    The pattern has the groups `n` and `who`; the country may be in `who` or right after it ("de Chine").
    """
    for match in scene.search(name):
        number = scene.amounts.number(match["n"])
        if number is None or number != int(number) or 1990 <= number <= 2035:
            continue
        country: Mention | None = None
        who = match["who"]
        after = scene.masked[match.end() : match.end() + 60]
        mixed = scene.pack("firms.mixed").match(scene.masked, match.end())
        if IS_MENTION.fullmatch(who):
            found = scene.item(who)
            of_them = found.role == ADJECTIVE and scene.pack("firms.of_them").search(scene.masked, 0, match.start())
            plants = found.role == PEOPLE and scene.pack("firms.plants").search(scene.words(found))
            if not (found.role in (FIRMS, SIDE) or of_them or plants) or found.kind != "country":
                continue
            country = None if mixed else found.actor
        elif mixed:
            pass
        elif follows := scene.pack("firms.origin").match(after):
            found = scene.items(follows[0])[-1]
            if found.kind in ("country", "region") and found.role != "market":
                country = found.actor
        elif near := scene.pack("firms.adjective").match(after):
            found = scene.item(near["land"])
            country = found.actor if found.role == ADJECTIVE and found.kind in ("country", "region") else None
        yield match, int(number), country


def named_firm(found: Found) -> bool:
    """Tell whether this is a firm, or what may stand in for one, by its own name."""
    return found.kind in FIRM_KINDS and found.role == NAME


def first(found: Iterable[Found], *kinds: str) -> Mention | None:
    """Return the first named actor of these kinds."""
    return next((f.actor for f in found if f.kind in kinds and f.role == NAME), None)
