"""REPRESENTED_IN: offices, trading houses, pavilions, branches, dealers and centres, and where they are."""

import re
from collections.abc import Iterator, Sequence

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, NAME, SIDE, Found
from ..scene import Scene
from .base import Claim, rule, status

_PLACE = frozenset({"country", "region", "city", "district"})
_OWNER = frozenset(
    {"company", "exchange", "institution", "university", "organization", "region", "city", "country", "zone"}
)
NEAR = 170  # characters between the word for the office and the place


@rule("representation.office", "representation.office")
def office(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """An office of someone exists or opens somewhere.

    Example: En mai 2019, la région de Minsk a ouvert un bureau de représentation à Chongqing.
    Gives: REPRESENTED_IN Minsk Region -> Chongqing 2019-05 agreed
    """
    for match in scene.search("representation.office"):
        low, high = scene.clause(match.start())
        window = scene.masked[max(low, match.start() - NEAR) : min(high, match.end() + NEAR)]
        if not scene.title and not scene.pack("representation.verb").search(window):
            continue
        state = status(scene, match.start(), match.end())
        host = scene.pack("representation.hosted").match(match[0]) is not None
        place = place_of(scene, match.start(), match.end(), hosts=host) or _standing_place(scene, match.start())
        if state is None or place is None:
            continue
        owners = _owners(scene, discourse, match, place)
        date = scene.date_near(match.start(), match.end()) if state == "agreed" else None
        if date is None and scene.title and scene.year and state == "agreed":
            date = str(scene.year)
        details = {"role": re.sub(r"\s+", " ", match[0].lower())}
        group = scene.group_at(scene.position(place))
        places = [f for f in group.items if f.kind == place.kind] if group and len(owners) == 1 else [place]
        for owner in owners:
            for at in places:
                if not _inside(owner, at.actor):
                    yield Claim(
                        "REPRESENTED_IN", owner, at.actor, match.start(), match.end(), date, state, "none", details, 0.7
                    )


def _standing_place(scene: Scene, start: int) -> Found | None:
    """Return the place abroad that "has" an office: "le Tatarstan comptait deux maisons de commerce"."""
    for f in scene.found:
        if scene.position(f) < start and f.kind in ("region", "country", "city") and f.role == NAME:
            return f if scene.pack("representation.has").match(scene.masked, scene.position(f) + 1) else None
    return None


def place_of(scene: Scene, start: int, end: int, *, hosts: bool = False) -> Found | None:
    """Return the place that "à", "en" or "dans" puts the words at `[start, end)` in: the nearest, after them first.

    With `hosts`, a university or an institution can be the place.
    """
    kinds = _PLACE | {"university", "institution"} if hosts else _PLACE
    low, high = scene.clause(start)
    best: tuple[int, Found] | None = None
    for f in scene.found:
        at = scene.position(f)
        if f.kind not in kinds or f.role not in (NAME, ANAPHOR) or not low <= at < high:
            continue
        if not scene.pack("representation.place").search(scene.masked[max(0, at - 40) : at]):
            continue
        distance = at - end if at >= end else start - at + 40
        if distance <= NEAR and (best is None or distance < best[0]):
            best = (distance, f)
    return best[1] if best else None


def _owners(scene: Scene, discourse: Discourse, match: re.Match[str], place: Found) -> Sequence[Mention]:
    after = scene.pack("representation.of").match(scene.masked[match.end() :])
    if after:
        owners = [f.actor for f in scene.items(after["owner"]) if f.kind in _OWNER and f is not place]
        if owners:
            return owners
    low = scene.clause(match.start())[0]
    adjectives = [
        f
        for f in scene.found
        if f.role in (ADJECTIVE, GOODS, FIRMS, SIDE) and 0 <= scene.position(f) - match.end() < 40
    ]
    before = [g for g in scene.groups if low <= g.start and g.end <= match.start()]
    for g in reversed(before):
        items = [f for f in g.items if f.kind in _OWNER and f.role in (NAME, ANAPHOR) and f is not place]
        firms = [f.actor for f in items if f.kind == "company"] or [f.actor for f in items]
        if firms and not scene.pack("scene.locative").search(g.lead):
            return firms
    return [f.actor for f in adjectives][:1]


def _inside(owner: Mention, place: Mention) -> bool:
    """Tell whether an owner is at home in the place: a country in its own town is no representation."""
    if owner.kind in _PLACE:
        return owner.country == place.country
    return False
