"""Lists of actors that can be parties: what only says where, at what event or of which country is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..found import ANAPHOR, FIRMS, NAME, PEOPLE, SIDE, Found
from ..scene import Group, Scene
from ..shorts import initials
from .base import FIRM_KINDS

_TOWNS = frozenset({"city", "district"})
_WHERE = frozenset({"country", "region", "city"})


def eligible(found: Found) -> bool:
    """Tell whether this can be a party: named, or a country's side, not its market or its goods."""
    return (found.role in (NAME, ANAPHOR) and not found.weak) or found.role == SIDE


def groups(scene: Scene, low: int, high: int) -> list[Group]:
    """Return the lists of possible parties in `[low, high)`.

    Left out are those that only say where, at what event or whom a union is made of, the homes of unnamed parties
    ("les entreprises de Hubei"), and the country in brackets behind a town. Names behind an unnamed party ("avec des
    firmes de Hubei, dont A et B") stand in its place.
    """
    if scene.parties is None:
        scene.parties = list(_parties(scene))
    return [g for g in scene.parties if low <= g.start < high]


def _parties(scene: Scene) -> Iterator[Group]:
    for last, g in pairwise([None, *scene.groups]):
        assert g is not None
        if last is not None and (lead := _apposed(scene, last, g)):
            g = replace(g, lead=lead)
        if scene.led("locative", g) and g.items[0].kind != "company":
            continue
        if scene.led("unnamed", g) or scene.led("event_of", g):
            continue
        if g.items[0].kind == "country" and g.items[0].role == NAME and scene.led("units_of", g):
            continue  # "entre des communes du Maroc et leurs homologues du Sénégal"
        items = tuple(f for f in g.items if eligible(f) and f.actor.country != "" and not bracketed(scene, f))
        if items and _whole_of_unnamed(scene, g):
            items = items[1:]
        unions = scene.spans("scene.made_of") if items else ()
        items = tuple(f for f in items if not any(a < scene.position(f) < b for a, b in unions))
        if items:
            end = next((b for a, b in unions if 0 <= a - g.end < 3), g.end)
            yield Group(g.start, end, items, g.lead)


def _apposed(scene: Scene, last: Group, group: Group) -> str:
    """Return the words before the unnamed parties of whom `group` gives the names, "" when it gives none's."""
    if scene.pack("scene.apposed").fullmatch(scene.masked, last.end, group.start) is None:
        return ""
    unnamed = scene.pack("scene.unnamed").search(last.lead) or scene.pack("scene.unit_of").search(last.lead)
    if unnamed is None and last.items[-1].role not in (PEOPLE, FIRMS):
        return ""
    joined = scene.pack("scene.joined").search(last.lead[: unnamed.start() if unnamed else None])
    return joined["how"] + " " if joined else ""


def bracketed(scene: Scene, found: Found) -> bool:
    """Tell whether a country or region only says where the town before it is: "A (Italie)", "A, en Bavière"."""
    at = scene.position(found)
    index = scene.found.index(found)
    before = scene.found[index - 1] if index else None
    of_town = before and before.kind in _TOWNS and before.actor.country in (found.actor.country, None)
    unit = before and of_town and found.kind != "city"
    if before and unit and scene.pack("scene.capital_of").fullmatch(scene.masked, scene.position(before) + 1, at):
        return True
    within = unit and not found.told
    if before and within and scene.pack("scene.where").fullmatch(scene.masked, scene.position(before) + 1, at):
        return True
    behind = before and found.kind in _WHERE and before.kind not in ("city", "district", "region", "country")
    if before and behind and scene.pack("scene.seat").fullmatch(scene.masked, scene.position(before) + 1, at):
        return True
    return (
        found.kind in ("country", "region") and scene.pack("scene.in_brackets").match(scene.masked, at - 1) is not None
    )


def alias(scene: Scene, found: Found) -> bool:
    """Tell whether a name only says what the actor before it is also called: "Alfa Beta Gamma (ABG)", "…, ABG, …"."""
    index = scene.found.index(found)
    before = scene.found[index - 1] if index else None
    named = before is not None and before.role == found.role == NAME and before.kind not in _WHERE
    if before is None or not named or found.kind in _WHERE:
        return False
    gap = scene.masked[scene.position(before) + 1 : scene.position(found)].strip(' "')
    behind = scene.masked[scene.position(found) + 1 :].lstrip(' "')[:1]
    if gap == "(" and behind == ")":
        return scene.pack("ownership.is_group").match(scene.words(found)) is None
    own, first = found.actor.text, initials(before.actor.text)[:1]
    return gap == "," and own.isupper() and own[:1] == first and behind in (",", ")", "") and len(own) < 9


def whole(scene: Scene, found: Found) -> Found:
    """Return the actor whose other name this is, else itself."""
    return scene.found[scene.found.index(found) - 1] if alias(scene, found) else found


def _whole_of_unnamed(scene: Scene, group: Group) -> bool:
    """Tell whether a list begins with where an unnamed place is: "une autre région de Chine, le Hubei"."""
    return group.items[0].kind in _WHERE and scene.led("unit_of", group)


def row(scene: Scene, items: Sequence[Found], end: int) -> list[Found]:
    """Return the firms of a list that ends at `end` and those it goes on with: "A (filiale de B), C dans l'acier et D".

    Who stands in brackets is none of the list.
    """
    firms = list(items)
    at = max((scene.position(f) + 1 for f in items if scene.position(f) < end), default=end)
    for f in scene.found:
        position = scene.position(f)
        if position < at:
            continue
        gap = scene.masked[at:position]
        if gap.count("(") > gap.count(")"):
            continue
        if f.kind not in FIRM_KINDS or f.role != NAME or not scene.pack("kinds.row_gap").fullmatch(gap):
            break
        firms += [f] if f not in firms else []
        at = position + 1
    return firms
