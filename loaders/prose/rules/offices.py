"""REPRESENTED_IN: offices and agents where the words tell at once whose they are and where."""

from collections.abc import Iterator
from itertools import product

from ..discourse import Discourse
from ..found import ANAPHOR, NAME, Found
from ..pattern import Match
from ..scene import Scene
from .base import Claim, rule, status
from .where import HOSTS, PLACE, inside

FUTURE = 60  # characters behind the words in which their future is told
_OWNER = frozenset({"company", "exchange", "institution", "university", "organization", "body", "region", "country"})
_FIRM = frozenset({"company"})
_STATED = (
    "at_of",
    "at_by",
    "of_at",
    "whose",
    "opening",
    "sheet",
    "names_agent",
    "keeps",
    "that",
    "there",
    "that_of",
    "across",
    "network",
)
_SELLERS = ("sells", "sold", "entrusted", "entrusted_to", "agent_of")
_HOSTED = ("with_partner", "houses", "opens_at")


@rule("representation.stated", *(f"offices.{name}" for name in _STATED))
def stated(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """An office stands between whose it is and where it is.

    Example: Le bureau de Leipzig du groupe Zoomlion recrute.
    Gives: REPRESENTED_IN Zoomlion -> Leipzig agreed

    Example: Les parties ont salué l'ouverture à Leipzig d'une agence du groupe Zoomlion.
    Gives: REPRESENTED_IN Zoomlion -> Leipzig agreed
    """
    for name in _STATED:
        for match in scene.search(f"offices.{name}"):
            if name == "that_of" and not scene.pack("offices.office").search(scene.masked, 0, match.start()):
                continue
            if name == "of_at" and not scene.pack("offices.verb").search(scene.masked):
                continue
            yield from _claims(scene, match, _OWNER, PLACE)


@rule("representation.those", "offices.those_too")
def those(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Further offices of a firm are told of beside one of them.

    Example: Le bureau de Leipzig est le deuxième du groupe Zoomlion, après celui de Varsovie.
    Gives: REPRESENTED_IN Zoomlion -> Warsaw agreed
    """
    for match in scene.search("offices.those_too"):
        firms = [f.actor for f in scene.found if f.kind in _FIRM and f.role in (NAME, ANAPHOR)]
        topic = discourse.topic if discourse.topic and discourse.topic.kind in _FIRM else None
        owner = firms[0] if len({a.name for a in firms}) == 1 else None if firms else topic
        state = status(scene, match.start(), match.end())
        places = [f for f in scene.items(match["place"]) if f.kind in PLACE and f.role == NAME]
        for place in _most_exact(places) if owner and state else ():
            if owner and not inside(owner, place.actor):
                yield Claim(
                    "REPRESENTED_IN", owner, place.actor, match.start(), match.end(), None, str(state), confidence=0.5
                )


@rule("representation.sold_by", *(f"offices.{name}" for name in _SELLERS))
def sold_by(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Someone sells the goods of a firm somewhere.

    Example: Needle Med LLC a confié à la société Zoomlion la distribution de ses machines à Leipzig.
    Gives: REPRESENTED_IN Needle Med -> Leipzig agreed

    Example: La société Needle Med LLC représente le groupe Zoomlion à Leipzig.
    Gives: REPRESENTED_IN Zoomlion -> Leipzig agreed
    """
    for name in _SELLERS:
        for match in scene.search(f"offices.{name}"):
            if name != "sells" or scene.item(match["agent"]).kind == "company":
                yield from _claims(scene, match, _FIRM, PLACE)


@rule("representation.hosted_by", *(f"offices.{name}" for name in _HOSTED))
def hosted_by(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A university has an institute at another.

    Example: L'université de Leipzig abrite une classe Confucius de l'Université normale du Sichuan.
    Gives: REPRESENTED_IN Sichuan Normal University -> Leipzig University agreed
    """
    for name in _HOSTED:
        for match in scene.search(f"offices.{name}"):
            if name == "with_partner" and not scene.pack("offices.is_confucius").match(
                scene.item(match["what"]).actor.text
            ):
                continue
            yield from _claims(scene, match, _OWNER, HOSTS - PLACE)


def _claims(scene: Scene, match: Match, owners: frozenset[str], where: frozenset[str]) -> Iterator[Claim]:
    start, end = match.span()
    told = match["place"] or match.groupdict().get("place2") or ""
    places = [f for f in scene.items(told) if f.kind in where and f.role in (NAME, ANAPHOR)]
    named = [f for f in scene.items(match["owner"]) if f.kind in owners and f.role in (NAME, ANAPHOR)]
    state = status(scene, start, end, after=FUTURE)
    if state == "agreed" and scene.pack("representation.closed").search(scene.masked, *scene.clause(start)):
        state = "ended"
    opened = scene.pack("representation.opened").search(scene.masked, max(0, start - 30), end)
    date = scene.date_near(start, end) if state == "agreed" and opened else None
    for owner, place in product(named, _most_exact(places)) if state else ():
        if not inside(owner.actor, place.actor) and owner.actor.name != place.actor.name:
            yield Claim("REPRESENTED_IN", owner.actor, place.actor, start, end, date, str(state), confidence=0.6)


def _most_exact(places: list[Found]) -> list[Found]:
    """Return places without the countries that others of them are in: "à Leipzig, en Allemagne"."""
    wholes = {f.actor.country for f in places if f.kind != "country"}
    return [f for f in places if f.kind != "country" or f.actor.country not in wholes]
