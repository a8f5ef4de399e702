"""PRODUCES_IN: assembly and production of someone's goods at a place, alone or in a joint plant."""

from collections.abc import Iterator, Sequence

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, NAME, SIDE, Found
from ..scene import Scene
from .base import BEFORE, Claim, named_firm, rule, status
from .where import PLACE, inside, places_of, there

NEAR = 200  # characters between the maker and the words for production
SUBJECT = 110  # the same where a country is the subject
FUTURE = 150  # characters behind the words for a plant in which its future is told
ABROAD = 0.1  # what a country abroad weighs in a text whose unknown firms may be from there
AFTER = 90  # the same where the maker follows: "production conjointe avec ..."
WHERE = PLACE | {"zone"}


@rule("production.made", "production.made", alone=True)
def made(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm, or a country's firms, assemble or produce somewhere abroad.

    Example: L'entreprise Gomselmash a lancé l'assemblage de moissonneuses-batteuses au Kazakhstan.
    Gives: PRODUCES_IN Gomselmash -> Kazakhstan agreed

    Example: Après Zoomlion et bien d'autres, c'est le groupe Rufais LLC qui a ouvert une usine au Kazakhstan.
    Gives: PRODUCES_IN Rufais -> Kazakhstan agreed
    Gives: PRODUCES_IN Zoomlion -> Kazakhstan agreed

    Example: Gomselmash coopère avec le Tadjikistan. En 2019, elle y a organisé le montage de moissonneuses.
    Gives: PRODUCES_IN Gomselmash -> Tajikistan 2019 agreed
    """
    also = [f.actor for m in scene.search("sites.after") for f in scene.items(m["makers"]) if named_firm(f)]
    for match in scene.search("production.made"):
        start, end = match.span()
        state = state_of(scene, start, end)
        if state is None:
            continue
        if scene.pack("production.agreed_to").search(scene.masked, max(0, start - 100), end):
            state = "planned"
        date = opened_on(scene, start, end) if state == "agreed" else None
        places = [f.actor for f in places_of(scene, start, end, kinds=WHERE, made=True)]
        places = _with_further(scene, places, end)
        for place in places or there(scene, discourse, start):
            if place.kind == "zone" and place.country == discourse.home_code:
                continue  # a firm in a zone at home is its resident
            makers = _makers(scene, discourse, start, end, place)
            for maker in dict.fromkeys((*makers, *also) if makers else ()):
                if not at_home(maker, place, discourse):
                    yield Claim("PRODUCES_IN", maker, place, start, end, date, state, confidence=0.6)


def _with_further(scene: Scene, places: list[Mention], end: int) -> list[Mention]:
    """Return the places of a production and those told of other goods, without the countries that these are in."""
    if places:
        places = places + [f.actor for m in scene.search("production.another") for f in scene.items(m["there"])]
        high = scene.clause(end - 1)[1]
        for match in scene.pack("production.further").finditer(scene.masked, end, high):
            places += [f.actor for f in scene.items(match["there"]) if f.kind in WHERE and f.role in (NAME, ANAPHOR)]
    wholes = {a.country for a in places if a.kind != "country"}
    return [a for a in places if a.kind != "country" or a.country not in wholes]


def opened_on(scene: Scene, start: int, end: int) -> str | None:
    """Return when a production began, if words for a beginning stand near it."""
    low, high = scene.clause(start)
    if not scene.pack("production.opened").search(scene.masked, max(low, start - 60), min(high, end + 80)):
        return None
    return scene.date_in(start)


@rule("production.shared", "production.shared")
def shared(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A plant of two countries, abroad unless it is said to be elsewhere.

    Example: Une usine biélorusse-arménienne de fabrication de jouets a ouvert ses portes.
    Gives: PRODUCES_IN Belarus -> Armenia agreed
    """
    for match in scene.search("production.shared"):
        land = scene.item(match["lands"] or match["firm"])
        lands = land.actors
        state = state_of(scene, match.start(), match.end())
        if len(lands) != 2 or state is None or (match["firm"] and land.role != FIRMS):
            continue
        told = places_of(scene, match.start(), match.end(), kinds=WHERE, made=True)
        at = told[0].actor if told else None
        if at and at.kind == "zone" and at.country == discourse.home_code:
            continue
        date = opened_on(scene, match.start(), match.end()) if state == "agreed" else None
        for a, b in (lands, lands[::-1]):
            place = at or b
            if discourse.home and (place.country == b.country) and (at or a.country == discourse.home.country):
                yield Claim("PRODUCES_IN", a, place, match.start(), match.end(), date, state, confidence=0.5)


def state_of(scene: Scene, start: int, end: int) -> str | None:
    """Return the status of a production; one that is only agreed on or worked at is planned."""
    state = status(scene, start, end, after=FUTURE)
    low, high = scene.clause(start)
    if state == "agreed" and scene.pack("production.no_more").search(scene.masked, low, min(high, end + AFTER)):
        return "ended"
    before = scene.masked[max(low, start - BEFORE) : end]
    return "planned" if state == "agreed" and scene.pack("production.ahead").search(before) else state


@rule("production.together", "production.made")
def together(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Two countries that begin a production: the home country produces in the other.

    Example: Le Bélarus et l'Arménie créent bientôt ensemble une usine d'ascenseurs.
    Gives: PRODUCES_IN Belarus -> Armenia agreed
    """
    home = discourse.home_code
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
            state = state_of(scene, match.start(), match.end())
            if len(ours) == len(theirs) == 1 and state:
                yield Claim("PRODUCES_IN", ours[0], theirs[0], match.start(), match.end(), None, state, confidence=0.5)


def _makers(scene: Scene, discourse: Discourse, start: int, end: int, place: Mention) -> Sequence[Mention]:
    """Return whose goods are made: the firms they are called after, else the nearest, else the country that makes.

    Where a sentence names none, it is the firm of the home country that the text is about; unnamed partners of a
    joint firm abroad are the home country.
    """
    if brands := _brands(scene, end):
        return brands
    home = discourse.home_code
    low, high = scene.clause(start)
    bearing = [f for f in scene.found if f.kind == "company" and _branded(scene, f) and low <= scene.position(f) < end]
    if bearing:
        return [bearing[-1].actor]
    firms = []
    venture = scene.pack("production.joint").search(scene.masked, start, end) is not None
    for g in scene.groups:
        items = [f for f in g.items if f.kind == "company" and f.role in (NAME, ANAPHOR)]
        if g.start < end and scene.led("with", g) and not (venture and g.start > start):
            continue  # "a construit avec B une usine": not B alone, but "une entreprise commune avec B"
        if scene.pack("production.aside").search(g.lead):
            continue  # "Alfa, filiale de Beta, construit ..."
        if items and low <= g.start < high and (start - NEAR < g.end and g.start < end + AFTER):
            firms.append((abs(g.end - start) if g.end <= start else g.start - end, [f.actor for f in items]))
    if firms:
        nearest = min(firms, key=lambda pair: pair[0])[1]
        abroad = [a for a in nearest if a.country != place.country]
        return abroad if abroad and len(abroad) < len(nearest) else nearest
    topic = discourse.topic if discourse.topic and discourse.topic.kind == "company" else None
    topic = topic if topic and topic.country == home and discourse.was_just_named(topic) else None
    lands = [
        f
        for f in scene.found
        if f.kind == "country"
        and (
            (f.role in (ADJECTIVE, FIRMS, GOODS, SIDE) and start - 60 < scene.position(f) < end + 60)
            or _acts(scene, f, start)
            or (f.role == NAME and scene.pack("production.taking_part").search(scene.masked, 0, scene.position(f)))
        )
        and f.actor.country != place.country
        and (f.role != FIRMS or f.actor.country == home)
    ]
    if lands:
        branded = lands[0].role == GOODS or (lands[0].role == NAME and _branded(scene, lands[0]))
        return [topic] if topic and branded and lands[0].actor.country == home else [lands[0].actor]
    before = [f.actor for f in scene.found if f.kind == "company" and f.role == NAME]
    before = [a for a in before if any(low <= scene.position(f) < start for f in scene.found if f.actor == a)]
    if before or place.country == home:
        return before[:1]
    plant = scene.pack("production.plant").search(scene.masked, start, end)
    back = scene.pack("where.there").search(scene.masked, low, high)
    if topic and (plant or (back and scene.pack("where.pronoun").search(scene.masked, low, start))):
        return [topic]
    if home and discourse.home and scene.pack("production.joint").search(scene.masked, start, end):
        return [discourse.home_country(scene.masked[start:end])]
    return []


def _brands(scene: Scene, end: int) -> Sequence[Mention]:
    """Return the firms of "l'assemblage de tracteurs MTZ, de bus MAZ et de camions BELAZ": all that follow in a row."""
    makers, at = [], end
    for f in scene.found:
        position = scene.position(f)
        if position < end:
            continue
        between = scene.masked[at:position]
        if f.kind != "company" or f.role != NAME or not scene.pack("production.of_goods").fullmatch(between):
            break
        if scene.pack("production.not_goods").search(between):
            break
        makers.append(f.actor)
        at = position + 1
    return makers


def at_home(maker: Mention, place: Mention, discourse: Discourse) -> bool:
    """Tell whether it says nothing that a maker produces in a place: its own country, or that of a local text."""
    if maker.country is None and discourse.local and place.country == discourse.home_code:
        return discourse.foreign_theme(ABROAD) is None
    return inside(maker, place) or (place.kind == "country" and maker.country == place.country)


def _acts(scene: Scene, found: Found, start: int) -> bool:
    """Tell whether a country is the subject of the act at `start`: "le Bélarus construira une ferme"."""
    at = scene.position(found)
    if found.role == NAME and _branded(scene, found):
        return start - SUBJECT < at < start + AFTER
    if found.role != NAME or not start - SUBJECT < at < start:
        return False
    return scene.pack("production.verb").match(scene.masked, at + 1) is not None


def _branded(scene: Scene, found: Found) -> bool:
    """Tell whether goods bear the name of a country: "les tracteurs Bélarus"."""
    at = scene.position(found)
    return scene.pack("production.branded").search(scene.masked, max(0, at - 40), at) is not None
