"""PRODUCES_IN: assembly and production of someone's goods at a place, alone or in a joint plant."""

from collections.abc import Iterator, Sequence

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, NAME, SIDE, Found
from ..pattern import Match
from ..scene import Scene
from .base import BEFORE, Claim, rule, status
from .where import PLACE, inside, places_of, there

NEAR = 200  # characters between the maker and the words for production
SUBJECT = 110  # the same where a country is the subject
FUTURE = 150  # characters behind the words for a plant in which its future is told
ABROAD = 0.1  # what a country abroad weighs in a text whose unknown firms may be from there
AFTER = 90  # the same where the maker follows: "production conjointe avec ..."
_WHERE = PLACE | {"zone"}
_PLANTS = (
    "production.plant_of",
    "production.our_plant",
    "production.own_plant",
    "production.plant_makes",
    "production.out_of",
)
_NAMED = ("production.plant_adjective", "production.named_plant")


@rule("production.made", "production.made", alone=True)
def made(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm, or a country's firms, assemble or produce somewhere abroad.

    Example: L'entreprise Gomselmash a lancé l'assemblage de moissonneuses-batteuses au Kazakhstan.
    Gives: PRODUCES_IN Gomselmash -> Kazakhstan agreed

    Example: Gomselmash coopère avec le Tadjikistan. En 2019, elle y a organisé le montage de moissonneuses.
    Gives: PRODUCES_IN Gomselmash -> Tajikistan 2019 agreed
    """
    for match in scene.search("production.made"):
        start, end = match.span()
        state = _state(scene, start, end)
        if state is None:
            continue
        if scene.pack("production.agreed_to").search(scene.masked, max(0, start - 100), end):
            state = "planned"
        date = _begun(scene, start, end) if state == "agreed" else None
        places = [f.actor for f in places_of(scene, start, end, kinds=_WHERE, made=True)]
        places += (
            [f.actor for m in scene.search("production.another") for f in scene.items(m["there"])] if places else []
        )
        for place in places or there(scene, discourse, start):
            if place.kind == "zone" and place.country == discourse.home_code:
                continue  # a firm in a zone at home is its resident
            for maker in _makers(scene, discourse, start, end, place):
                if not _at_home(maker, place, discourse):
                    yield Claim("PRODUCES_IN", maker, place, start, end, date, state, confidence=0.6)


@rule("production.plant", *_PLANTS)
def plant(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm has a plant in a town or a country.

    Example: La société Needle Med LLC emploie cent personnes dans son usine de Shanghai.
    Gives: PRODUCES_IN Needle Med -> Shanghai agreed

    Example: Le complexe laitier de la société Needle Med LLC à Shanghai s'agrandit.
    Gives: PRODUCES_IN Needle Med -> Shanghai agreed
    """
    yield from _plants(scene, discourse, _PLANTS)


@rule("production.named", *_NAMED)
def named(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A plant that is called after its firm, or after the country it is in.

    Example: Le ministre a visité l'usine Needle Med LLC de Leipzig, en Allemagne.
    Gives: PRODUCES_IN Needle Med -> Leipzig agreed

    Example: L'usine tunisienne du groupe Zoomlion emploie cent personnes.
    Gives: PRODUCES_IN Zoomlion -> Tunisia agreed
    """
    yield from _plants(scene, discourse, _NAMED)


def _plants(scene: Scene, discourse: Discourse, patterns: Sequence[str]) -> Iterator[Claim]:
    for name in patterns:
        for match in scene.search(name):
            maker = (
                scene.item(match["maker"]).actor if "maker" in match.groupdict() else _owner(scene, discourse, match)
            )
            places = [f for f in scene.items(match["place"]) if f.kind in _WHERE]
            if name == "production.plant_adjective":
                styled = scene.pack("production.is_works").match(scene.words(places[0])) if places else None
                places = [f for f in places if f.role == FIRMS and f.kind == "country" and styled]
            else:
                lands = {f.actor.country for f in places if f.kind != "country"}  # "à Chengdu, en Chine"
                places = [f for f in places if f.role in (NAME, ANAPHOR)]
                places = [f for f in places if f.kind != "country" or f.actor.country not in lands]
            if maker is None or maker.kind != "company":
                continue
            if name == "production.named_plant" and not _called_plant(scene, match["maker"]):
                continue
            state = _state(scene, match.start(), match.end())
            for place in [f.actor for f in places]:
                home_zone = place.kind == "zone" and place.country == discourse.home_code
                if state and not home_zone and not _at_home(maker, place, discourse):
                    yield Claim("PRODUCES_IN", maker, place, match.start(), match.end(), None, state, confidence=0.6)


def _called_plant(scene: Scene, maker: str) -> bool:
    """Tell whether a plant is called after its firm: "l'usine Alfa"."""
    return scene.pack("production.is_works").match(scene.words(scene.item(maker))) is not None


def _owner(scene: Scene, discourse: Discourse, match: Match) -> Mention | None:
    """Return whose plant "son usine" is: the firm before it in its clause, else the one that the text is about."""
    low = scene.clause(match.start())[0]
    before = [f for f in scene.found if low <= scene.position(f) < match.start()]
    firms = [f for f in before if f.kind == "company" and f.role in (NAME, ANAPHOR)]
    firms = [f for f in firms if not scene.pack("production.aside").search(scene.masked, low, scene.position(f))]
    if firms:
        return firms[-1].actor
    topic = discourse.topic
    named = any(f.role in (NAME, ANAPHOR) for f in before)
    return topic if topic and not named and discourse.was_just_named(topic) else None


def _begun(scene: Scene, start: int, end: int) -> str | None:
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
        state = _state(scene, match.start(), match.end())
        if len(lands) != 2 or state is None or (match["firm"] and land.role != FIRMS):
            continue
        told = places_of(scene, match.start(), match.end(), kinds=_WHERE, made=True)
        at = told[0].actor if told else None
        if at and at.kind == "zone" and at.country == discourse.home_code:
            continue
        date = _begun(scene, match.start(), match.end()) if state == "agreed" else None
        for a, b in (lands, lands[::-1]):
            place = at or b
            if discourse.home and (place.country == b.country) and (at or a.country == discourse.home.country):
                yield Claim("PRODUCES_IN", a, place, match.start(), match.end(), date, state, confidence=0.5)


def _state(scene: Scene, start: int, end: int) -> str | None:
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
            state = _state(scene, match.start(), match.end())
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


def _at_home(maker: Mention, place: Mention, discourse: Discourse) -> bool:
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
