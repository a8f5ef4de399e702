"""Pairs of parties, and the date of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from ....graph.model import Mention
from ..dates import Date
from ..discourse import Discourse
from ..scene import Scene
from .base import behind
from .groups import groups

TERRITORY = frozenset({"region", "city", "district"})
FURTHER = 60  # characters before a partner in which a word tells that it is a further one
MOST_PARTIES = 4  # more parties than this: only the pairs that cross from the home country to abroad


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors that an act ties; `at` is where the second stands in the masked sentence, -1 when it does not."""

    a: Mention
    b: Mention
    at: int = -1


def cross(a: Iterable[Mention], b: Iterable[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield each of `a` with each of `b`, never an actor with itself."""
    for x, y in product(a, b):
        if (x.name, x.kind, x.country) != (y.name, y.kind, y.country):
            yield x, y


def mutual(actors: Sequence[Mention], discourse: Discourse, at: int = -1, *, together: bool = False) -> Iterator[Pair]:
    """Yield the pairs of one list of parties: home with abroad where both are listed, else each with each.

    With `together` they all sign one document, so that those at home are tied too.
    """
    unique = list({(a.name, a.kind, a.country): a for a in actors}.values())
    home = discourse.home_code
    ours = [a for a in unique if a.country == home]
    theirs = [a for a in unique if a.country != home]
    across = len({a.country for a in theirs}) == 1 and not together
    if len(unique) > MOST_PARTIES and discourse.local and min(len(ours), len(theirs)) > 1:
        return  # ten that sign with each other: who with whom is not told
    if len(unique) > 2 and ours and theirs and (len(unique) > MOST_PARTIES or across):
        yield from (Pair(a, b, at) for a, b in product(ours, theirs))
    elif len(unique) <= MOST_PARTIES:
        yield from (Pair(a, b, at) for a, b in combinations(unique, 2))


def year_behind(scene: Scene, at: int) -> str | None:
    """Return the year in brackets right behind the actor that stands at a position: "Elblag (2008)"."""
    match = scene.pack("scene.year_behind").match(scene.masked, at + 1)
    told = [d for d in scene.dates if match and match.start() <= scene.masked_at(d.start) < match.end()]
    return told[-1].value if told else match["year"] if match else None


def _each_its_own(scene: Scene, pair: Pair) -> str | None:
    """Return the date of one of as many partners as a row of dates has: "en 2009 et 2013 avec A et B"."""
    group = scene.group_at(pair.at)
    if group is None or len(group.actors) < 2 or pair.b not in group.actors or pair.a in group.actors:
        return None
    row = scene.pack("dates.row")
    runs: list[list[Date]] = []
    for date in scene.dates:
        if runs and row.fullmatch(scene.text, runs[-1][-1].end, date.start):
            runs[-1].append(date)
        else:
            runs.append([date])
    own = next((run for run in runs if len(run) == len(group.actors)), None)
    return own[group.actors.index(pair.b)].value if own else None


def _right_behind(scene: Scene, at: int) -> str | None:
    """Return the date of a further partner that stands behind it: "avec A, puis avec B l'année suivante"."""
    if not scene.pack("scene.further").search(scene.masked, max(0, at - FURTHER), at):
        return None
    told = [d for d in scene.dates if scene.masked[at + 1 : scene.masked_at(d.start)] == " "]
    return told[0].value if told else None


def _behind_all(scene: Scene, at: int) -> str | None:
    """Return the date of several behind the last of them, where others have theirs: "A en 1993, B et C en 2001"."""
    group = scene.group_at(at)
    if group is None or len(group.items) < 2 or len(scene.dates) < 2:
        return None
    told = [date for f in group.items if (date := behind(scene, f, "scene.dated_behind"))]
    last = behind(scene, group.items[-1], "scene.dated_behind")
    if last is None or len(told) > 1:
        return None
    return last if any(f not in group.items and behind(scene, f, "scene.dated_behind") for f in scene.found) else None


def _before_it(scene: Scene, at: int, end: int) -> str | None:
    """Return the date of a further partner that stands before it: "avec A et, en juin, un mémorandum avec B"."""
    group = scene.group_at(at)
    start = group.start if group else at
    last = max((p for f in scene.found if (p := scene.position(f)) < start), default=-1)
    if last < end or not scene.pack("scene.further").search(scene.masked, last + 1, start):
        return None
    between = [d for d in scene.dates if last < scene.masked_at(d.start) < start and not (d.compared or d.ahead)]
    return between[-1].value if between else None


def date_of(scene: Scene, pair: Pair, start: int, end: int) -> str | None:
    """Return the date of one pair: the year in brackets behind it, the date right before it, else that of the act."""
    if pair.at >= 0:
        if year := year_behind(scene, pair.at):
            return year
        if each := _each_its_own(scene, pair):
            return each
        if behind := scene.pack("scene.dated_behind").match(scene.masked, pair.at + 1):
            told = [d for d in scene.dates if behind.start() <= scene.masked_at(d.start) < behind.end()]
            if told:
                return told[-1].value
        if shared := _behind_all(scene, pair.at):
            return shared
        if own := _right_behind(scene, pair.at) or _before_it(scene, pair.at, end):
            return own
        if _of_others(scene, pair.at, end):
            return None
        if pair.at > end:
            chained = scene.pack("scene.dated_with").search(scene.masked[max(end, pair.at - 60) : pair.at])
            if chained:
                base = max(end, pair.at - 60)
                near = [d for d in scene.dates if base + chained.start() <= scene.masked_at(d.start) < pair.at]
                if near:
                    return near[-1].value
    return scene.date_near(start, end) or (_in_brackets(scene, pair) if pair.at < 0 else None)


def _in_brackets(scene: Scene, pair: Pair) -> str | None:
    """Return the date in brackets behind the last of the two who are all that a line names: "A – B (2009)"."""
    if not scene.found or pair.b not in scene.found[-1].actors or len(scene.dates) != 1:
        return None
    return year_behind(scene, scene.position(scene.found[-1]))


def _of_others(scene: Scene, at: int, end: int) -> bool:
    """Tell whether each date told is right behind another partner before: "jumelée avec A en 2009, B avec C"."""
    kinds = {f.kind for f in scene.found if scene.position(f) == at}
    behind = [
        scene.pack("scene.dated_behind").match(scene.masked, p + 1)
        for g in groups(scene, 0, at)
        for f in g.items
        if end <= (p := scene.position(f)) < at and (f.kind in kinds or {f.kind, *kinds} <= TERRITORY)
    ]
    spans = [m.span() for m in behind if m and m.end() < at]
    dated = [scene.masked_at(d.start) for d in scene.dates]
    return bool(dated) and all(any(a <= d < b for a, b in spans) for d in dated)
