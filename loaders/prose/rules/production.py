"""PRODUCES_IN: assembly and production of someone's goods at a place, alone or in a joint plant."""

from collections.abc import Iterator, Sequence

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, NAME, SIDE, Found
from ..scene import Scene
from .base import BEFORE, Claim, rule, status
from .where import PLACE, inside, places_of

NEAR = 200  # characters between the maker and the words for production
SUBJECT = 110  # the same where a country is the subject
AFTER = 90  # the same where the maker follows: "production conjointe avec ..."
_WHERE = PLACE | {"zone"}


@rule("production.made", "production.made")
def made(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm, or a country's firms, assemble or produce somewhere abroad.

    Example: L'entreprise Gomselmash a lancé l'assemblage de moissonneuses-batteuses au Kazakhstan.
    Gives: PRODUCES_IN Gomselmash -> Kazakhstan agreed
    """
    for match in scene.search("production.made"):
        start, end = match.span()
        state = _state(scene, start, end)
        if state is None:
            continue
        for place in places_of(scene, start, end, kinds=_WHERE, made=True):
            if place.kind == "zone" and discourse.home and place.actor.country == discourse.home.country:
                continue  # a firm in a zone at home is its resident
            for maker in _makers(scene, start, end, place.actor, discourse.home_code):
                if not _at_home(maker, place.actor):
                    yield Claim("PRODUCES_IN", maker, place.actor, start, end, None, state, confidence=0.6)


@rule("production.shared", "production.shared")
def shared(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A plant of two countries, abroad unless it is said to be elsewhere.

    Example: Une usine biélorusse-arménienne de fabrication de jouets a ouvert ses portes.
    Gives: PRODUCES_IN Belarus -> Armenia agreed
    """
    for match in scene.search("production.shared"):
        lands = scene.item(match["lands"]).actors
        state = _state(scene, match.start(), match.end())
        if len(lands) != 2 or state is None:
            continue
        told = places_of(scene, match.start(), match.end(), made=True)
        at = told[0].actor if told else None
        for a, b in (lands, lands[::-1]):
            place = at or b
            if discourse.home and (place.country == b.country) and (at or a.country == discourse.home.country):
                yield Claim("PRODUCES_IN", a, place, match.start(), match.end(), None, state, confidence=0.5)


def _state(scene: Scene, start: int, end: int) -> str | None:
    """Return the status of a production; one that is only agreed on or worked at is planned."""
    state = status(scene, start, end)
    before = scene.masked[max(scene.clause(start)[0], start - BEFORE) : end]
    return "planned" if state == "agreed" and scene.pack("production.ahead").search(before) else state


@rule("production.together", "production.made")
def together(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Two countries that begin a production: the home country produces in the other.

    Example: Le Bélarus et l'Arménie créent bientôt ensemble une usine d'ascenseurs.
    Gives: PRODUCES_IN Belarus -> Armenia agreed
    """
    home = discourse.home.country if discourse.home else None
    for match in scene.search("production.made"):
        low, _ = scene.clause(match.start())
        for g in scene.groups:
            if not low <= g.start < g.end <= match.start() or [f.kind for f in g.items] != ["country", "country"]:
                continue
            verb = scene.pack("production.verb").match(scene.masked, g.end)
            if (
                verb is None
                or abs(verb.end() - match.start()) > 40
                or places_of(scene, match.start(), match.end(), made=True)
            ):
                continue
            ours = [a for a in g.actors if a.country == home]
            theirs = [a for a in g.actors if a.country != home]
            state = _state(scene, match.start(), match.end())
            if len(ours) == len(theirs) == 1 and state:
                yield Claim("PRODUCES_IN", ours[0], theirs[0], match.start(), match.end(), None, state, confidence=0.5)


def _makers(scene: Scene, start: int, end: int, place: Mention, home: str | None) -> Sequence[Mention]:
    """Return the firms nearest to a production, else the country that makes; unnamed firms count for home alone."""
    low, high = scene.clause(start)
    firms = []
    for g in scene.groups:
        items = [f for f in g.items if f.kind == "company" and f.role in (NAME, ANAPHOR)]
        if items and low <= g.start < high and (start - NEAR < g.end and g.start < end + AFTER):
            firms.append((abs(g.end - start) if g.end <= start else g.start - end, [f.actor for f in items]))
    if firms:
        nearest = min(firms, key=lambda pair: pair[0])[1]
        abroad = [a for a in nearest if a.country not in (None, place.country)]
        return abroad if abroad and len(abroad) < len(nearest) else nearest
    lands = [
        f.actor
        for f in scene.found
        if f.kind == "country"
        and (
            (f.role in (ADJECTIVE, FIRMS, GOODS, SIDE) and start - 60 < scene.position(f) < end + 60)
            or _acts(scene, f, start)
        )
        and f.actor.country != place.country
        and (f.role != FIRMS or f.actor.country == home)
    ]
    return (
        lands[:1]
        or [
            f.actor for f in scene.found if f.kind == "company" and f.role == NAME and low <= scene.position(f) < start
        ][:1]
    )


def _at_home(maker: Mention, place: Mention) -> bool:
    """Tell whether it says nothing that a maker produces in a place: its own country."""
    return inside(maker, place) or (place.kind == "country" and maker.country == place.country)


def _acts(scene: Scene, found: Found, start: int) -> bool:
    """Tell whether a country is the subject of the act at `start`: "le Bélarus construira une ferme"."""
    at = scene.position(found)
    if found.role == NAME and scene.pack("production.branded").search(scene.masked, max(0, at - 40), at):
        return start - SUBJECT < at < start + AFTER
    if found.role != NAME or not start - SUBJECT < at < start:
        return False
    return scene.pack("production.verb").match(scene.masked, at + 1) is not None
