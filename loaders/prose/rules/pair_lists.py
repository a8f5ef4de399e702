"""Lists of pairs, and documents told one by one."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import Found
from ..scene import Group, Scene
from .groups import bracketed, eligible, groups
from .pair import Pair, cross, mutual


def _alternate(items: Sequence[Found], discourse: Discourse) -> bool:
    """Tell whether a list can be one of pairs: not when one actor of the home country stands before many abroad."""
    home = discourse.home_code
    return items[0].actor.country != home or any(f.actor.country in (home, None) for f in items[2:])


def pair_list(scene: Scene, discourse: Discourse, start: int, end: int) -> list[Pair]:
    """Return the pairs of a list near the words at `[start, end)`.

    "A et B, C et D ainsi que E et F", "A - B, C - D", and with heads: "A : B, C ; D - E".
    """
    low, high = scene.clause(start)
    if each := list(_each_between(scene, discourse, low, high)):
        return each
    for match in scene.search("scene.pairs"):
        if low <= match.start() < high or 0 <= match.start() - end < 60:
            items = scene.items(match[0])
            sides = zip(items[::2], items[1::2], strict=False)
            if any(f.actor.country == g.actor.country and f.actor.country for f, g in sides):
                continue  # "A (2011) et B (2016), C (2015) et D": a list of partners of one country
            if len(items) % 2 == 0 and all(eligible(f) for f in items) and _alternate(items, discourse):
                return [Pair(f.actor, g.actor, scene.position(g)) for f, g in zip(items[::2], items[1::2], strict=True)]
    heads = [m for m in scene.search("scene.headed") if m.start() > start - 20]
    if len(heads) > 1 or (heads and ":" in heads[0][0][1:4]):
        found = []
        for match in heads:
            head, *partners = scene.items(match[0])
            if all(g.actor.country == head.actor.country for g in partners):
                continue
            found += [Pair(head.actor, g.actor, scene.position(g)) for g in partners if eligible(g)]
        return found
    return []


def _each_between(scene: Scene, discourse: Discourse, low: int, high: int) -> Iterator[Pair]:
    """Yield the pairs of "entre A et B, entre C et D et entre E, d'une part, et F et G, d'autre part"."""
    word = scene.pack("scene.between_each")
    for match in scene.search("scene.betweens"):
        starts = [m.start() for m in word.finditer(scene.masked, *match.span())] if low <= match.start() < high else []
        for left, right in pairwise([*starts, match.end()] if starts else []):
            apart = scene.pack("scene.on_the_other").search(scene.masked, left, right)
            middle = apart.start() if apart else left
            ours, theirs = (
                [f for f in scene.items(scene.masked[a:b]) if eligible(f) and not bracketed(scene, f)]
                for a, b in ((left, middle), (middle, right))
            )
            if ours:
                found = [(a, f) for f in theirs for a in ours]
                yield from (Pair(a.actor, f.actor, scene.position(f)) for a, f in found)
            elif theirs:
                yield from mutual([f.actor for f in theirs], discourse, scene.position(theirs[-1]))


def one_by_one(
    scene: Scene, discourse: Discourse, signer: Mention | None, listed: Sequence[Pair] = ()
) -> Iterator[Pair]:
    """Yield the pairs of one of several documents: "avec B" and "avec C" of the signer, "entre A et B" of its own.

    Left out is what a list of pairs holds, which has been `listed`.
    """
    for g in groups(scene, 0, len(scene.masked)):
        if any(g.start <= p.at < g.end for p in listed):
            continue
        between, joined = (scene.led(lead, g) for lead in ("between", "with"))
        if between and (told := first_apart(scene, g)):
            yield from told
        elif between and len(g.actors) > 1:
            yield from mutual(g.actors, discourse, last_at(scene, g))
        elif not between and not joined:
            return  # one that acts by itself
        elif signer is not None and joined:
            for item in g.items:
                for a, b in cross((signer,), item.actors):
                    yield Pair(a, b, scene.position(item))


def first_apart(scene: Scene, group: Group) -> list[Pair]:
    """Return the pairs of "entre A et B et C": A with each of the others, which a first "et" sets apart from it."""
    ends = [scene.position(f) for f in group.items]
    joined = [scene.pack("scene.joint").search(scene.masked, a + 1, b) is not None for a, b in pairwise(ends)]
    if len(joined) < 2 or not (joined[0] and any(joined[1:])):
        return []
    first, *others = group.items
    return [Pair(a, b, scene.position(f)) for f in others for a, b in cross(first.actors, f.actors)]


def last_at(scene: Scene, group: Group) -> int:
    """Return where the last actor of a list stands, behind whom its year may be told."""
    return scene.position(group.items[-1])
