"""Who an agreement ties: the lists after "entre", "avec" and "par", the subject, and what the discourse adds."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, NAME, SIDE, Found
from ..scene import Group, Scene

MOST_PARTIES = 4  # more parties than this: only the pairs that cross from the home country to abroad
FAR = 260  # characters between a trigger and a party


def eligible(found: Found) -> bool:
    """Tell whether this can be a party: named, or a country's side, not its market or its goods."""
    return found.role in (NAME, ANAPHOR) and not found.weak or found.role == SIDE


def groups(scene: Scene, low: int, high: int) -> list[Group]:
    """Return the lists of possible parties in `[low, high)`, without those that only say where."""
    found = []
    for g in scene.groups:
        items = tuple(f for f in g.items if eligible(f))
        if items and low <= g.start < high and not scene.pack("scene.locative").search(g.lead):
            found.append(Group(g.start, g.end, items, g.lead))
    return found


def pairs(scene: Scene, discourse: Discourse, start: int, end: int) -> Iterator[tuple[Mention, Mention]]:
    """Yield the pairs tied by the act whose words stand at `[start, end)` of the masked sentence."""
    low, high = scene.clause(start)
    here = [g for g in groups(scene, low, high) if start - FAR <= g.end and g.start <= end + FAR]
    lead = {name: scene.pack(f"scene.{name}") for name in ("between", "with", "by", "of")}
    for f in scene.found:  # "la commission intergouvernementale biélorusso-chinoise"
        if len(f.actors) == 2 and f.role == ADJECTIVE and -3 <= scene.position(f) - end <= 30:
            yield f.actors[0], f.actors[1]
            return
    listed = pair_list(scene, start, end)
    if listed:
        yield from listed
        return
    among = [g for g in here if lead["between"].search(g.lead)]
    if among:
        g = min(among, key=lambda g: abs(g.start - end))
        actors = list(g.actors)
        if len(actors) == 1:
            later = [x for x in here if x.start > g.start and x.start - g.end < 90 and re.search(r"\bet\b[^.]*$", x.lead[-60:])]
            actors += [a for x in later[:1] for a in x.actors]
        if len(actors) > 1:
            yield from mutual(actors, discourse)
            return
    partners = [g for g in here if lead["with"].search(g.lead)]
    rest = [g for g in here if g not in partners and not lead["by"].search(g.lead)]
    if partners:
        g = min(partners, key=lambda g: abs(g.start - end))
        subject = _subject(scene, discourse, rest, g, start)
        yield from cross(subject, g.actors)
        return
    makers = [g for g in here if lead["by"].search(g.lead) and len(g.actors) > 1]
    if makers:
        yield from mutual(makers[0].actors, discourse)
        return
    for g in reversed([g for g in rest if g.start < start]):
        if len(g.actors) > 1 and scene.pack("scene.plural_verb").match(scene.masked, g.end):
            yield from mutual(g.actors, discourse)
            return


def pair_list(scene: Scene, start: int, end: int) -> list[tuple[Mention, Mention]]:
    """Return the pairs of a list such as "A et B, C et D" or "A - B, C - D" near the words at `[start, end)`."""
    low, high = scene.clause(start)
    for match in scene.search("scene.pairs"):
        if low <= match.start() < high or match.start() - end < 30:
            found = [f.actor for f in scene.items(match[0])]
            if len(found) % 2 == 0:
                return list(zip(found[::2], found[1::2], strict=True))
    return []


def _subject(
    scene: Scene, discourse: Discourse, rest: Sequence[Group], partner: Group, start: int
) -> tuple[Mention, ...]:
    before = [g for g in rest if g.end <= partner.start]
    of = scene.pack("scene.of")
    free = [g for g in before if not of.search(g.lead)]
    for choice in (free, before, [g for g in rest if g.start > partner.start and not of.search(g.lead)]):
        if choice:
            near = choice[0] if choice is free else choice[-1]
            return near.actors
    earlier = [g for g in groups(scene, 0, start) if g.end <= partner.start]
    if earlier:
        return earlier[0].actors
    return (discourse.topic,) if discourse.topic else ()


def cross(a: Sequence[Mention], b: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield each of `a` with each of `b`, never an actor with itself."""
    for x, y in product(a, b):
        if (x.name, x.kind) != (y.name, y.kind):
            yield x, y


def mutual(actors: Sequence[Mention], discourse: Discourse) -> Iterator[tuple[Mention, Mention]]:
    """Yield the pairs of one list of parties: home with abroad where both are listed, else each with each."""
    unique = list({(a.name, a.kind): a for a in actors}.values())
    home = discourse.home.country if discourse.home else None
    ours = [a for a in unique if a.country == home]
    theirs = [a for a in unique if a.country != home]
    if len(unique) > 2 and ours and theirs and (len(unique) > MOST_PARTIES or len({a.country for a in theirs}) == 1):
        yield from product(ours, theirs)
    elif len(unique) <= MOST_PARTIES:
        yield from combinations(unique, 2)
