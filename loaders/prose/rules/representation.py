"""REPRESENTED_IN: offices, trading houses, pavilions, branches, dealers and centres, and where they are."""

import re
from collections.abc import Iterator, Sequence

from ....graph.model import Mention
from ....graph.names import fold
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, NAME, SIDE, Found
from ..pattern import Match
from ..scene import Scene
from .base import Claim, begun, behind, rule, since_of, status
from .where import HOSTS, PLACE, inside, places_of, there

_OWNER = frozenset(
    {"company", "exchange", "institution", "university", "organization", "body", "region", "city", "country", "zone"}
)
_BODIES = frozenset({"body"})  # they have offices of their own where the text says whose
_IN_FULL = (
    "opening",
    "at_of",
    "whose",
    "there",
    "that",
    "across",
    "entrusted_to",
    "agent_of",
)  # patterns that tell an office with its owner and its place
_TOWNS = frozenset({"city", "district"})
_PLACED = frozenset({"region", "city", "country", "zone", "body"})
FUTURE = 120  # characters behind the word for the office in which its future is told
STYLED = 95  # characters between an office and the adjective of it
FEW = 3  # places that each of many owners can be in
HOST = 80  # characters before an office in which the institution it is at is told
NEAR = 170  # characters between the word for the office and the place


@rule("representation.office", "representation.office", alone=True)
def office(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """An office of someone exists or opens somewhere.

    Example: En mai 2019, la région de Minsk a ouvert un bureau de représentation à Chongqing.
    Gives: REPRESENTED_IN Minsk Region -> Chongqing 2019-05 agreed

    Example: Gomselmash coopère avec le Tadjikistan. Elle y a ouvert un centre technique.
    Gives: REPRESENTED_IN Gomselmash -> Tajikistan agreed
    """
    for match in scene.search("representation.office"):
        low, high = scene.clause(match.start())
        if any(m.start() <= match.start() < m.end() for name in _IN_FULL for m in scene.search(f"offices.{name}")):
            continue  # see offices
        if scene.pack("representation.listed").search(scene.masked, max(low, match.start() - 12), match.start()):
            continue  # "la société A et le centre d'exposition": one of those listed
        if _only_acts(scene, match):
            continue  # "a indiqué l'ambassade de A à B": who speaks
        hosted = scene.pack("representation.hosted").match(match[0]) is not None
        item = discourse.lister is not None and scene.pack("kinds.item").match(scene.masked) is not None
        if hosted and scene.pack("representation.is_one").search(
            scene.masked, max(low, match.start() - 30), match.start()
        ):
            continue  # "l'institut est un centre scientifique": what it is
        window = scene.masked[max(low, match.start() - NEAR) : min(high, match.end() + NEAR)]
        told = scene.title or item or scene.pack("representation.verb").search(window)
        if not told and not scene.pack("representation.compact").match(scene.masked, match.start()):
            continue
        if scene.pack("representation.pavilion").match(match[0]) and scene.pack("representation.fair").search(window):
            continue  # a stand at a fair, gone when it closes
        state = status(scene, *match.span(), after=_future(scene, low, match))
        places = places_of(scene, match.start(), match.end(), kinds=HOSTS if hosted else PLACE)
        if state is None:
            continue
        hosts = [f for f in places_of(scene, *match.span(), kinds=HOSTS) if scene.position(f) > match.start() - HOST]
        places = places or _own_places(scene, match) or hosts
        if state == "agreed" and scene.pack("representation.closed").search(scene.masked, low, high):
            state = "ended"
        owners = _owners(scene, discourse, match, places)
        targets: Sequence[Mention] = [f.actor for f in places]
        if not targets and not scene.pack("representation.branch").match(match[0]):
            targets = [a for a in there(scene, discourse, match.start()) if a.kind != "zone"]  # a resident of it
        targets = targets or _market(scene, discourse, match)
        others = _others(scene, match) if targets else {}
        targets = [*targets, *others]
        opened = scene.title or scene.pack("representation.opened").search(window)
        date = scene.date_near(match.start(), match.end()) if state == "agreed" and opened else None
        date = date or (begun(scene, match.end()) if state == "agreed" else None)
        if date is None and scene.title and scene.year and state == "agreed":
            date = str(scene.year)
        details = {"role": re.sub(r"\s+", " ", match[0].lower())}
        lands = {a.country for a in targets}
        if any(o.country in lands for o in owners) and not all(o.country in lands for o in owners):
            owners = [o for o in owners if o.country not in lands]  # what two have in common is abroad for one
        for owner in owners:
            for at in targets if len(owners) == 1 or len(targets) <= FEW else targets[:1]:
                if not inside(owner, at) and owner.name != at.name:
                    own, soon = others.get(at, (None, False))
                    when, stands = (None, "planned") if soon else (own or date, state)
                    yield Claim("REPRESENTED_IN", owner, at, *match.span(), when, stands, "none", details, 0.7)


def _only_acts(scene: Scene, match: Match) -> bool:
    """Tell whether an embassy is only told to say or to do something."""
    if scene.pack("representation.embassy").match(match[0]) is None:
        return False
    before = scene.pack("representation.embassy_says").search(scene.masked, max(0, match.start() - 60), match.start())
    return (before or scene.pack("representation.embassy_acts").match(scene.masked, match.start())) is not None


def _future(scene: Scene, low: int, match: Match) -> int:
    """Return how far behind an office its future may be told: up to the comma that ends "..., qui a un bureau à A,"."""
    opened = scene.pack("representation.relative").finditer(scene.masked, low, match.start())
    comma = scene.masked.find(",", match.end())
    inner = bool(opened) and comma > 0 and "," not in scene.masked[opened[-1].end() : match.start()]
    return min(FUTURE, comma - match.end()) if inner else FUTURE


def _own_places(scene: Scene, match: Match) -> list[Found]:
    """Return where someone's office is: "son bureau de Dakar"."""
    own = scene.pack("representation.owning").search(scene.masked, max(0, match.start() - 30), match.start())
    told = scene.pack("representation.own_at").match(scene.masked, match.end()) if own else None
    return [f for f in scene.items(told["place"]) if f.kind in PLACE and f.role == NAME] if told else []


def _others(scene: Scene, match: Match) -> dict[Mention, tuple[str | None, bool]]:
    """Return the further places of "un bureau à A, un autre à B en 2008 ; C aura le sien".

    Each stands with its own date, and with whether it has none yet.
    """
    others: dict[Mention, tuple[str | None, bool]] = {}
    for m in scene.pack("representation.another").finditer(scene.masked, match.end()):
        soon = scene.pack("representation.theirs_soon").search(m[0]) is not None
        soon = soon or any(m.start() <= a < m.end() for a, _ in scene.spans("status.foreseen"))
        for f in scene.items(m["there"] or m["theirs"]):
            if f.kind in PLACE:
                others[f.actor] = behind(scene, f, "scene.date_behind"), soon
    return others


def _market(scene: Scene, discourse: Discourse, match: Match) -> Sequence[Mention]:
    """Return the place abroad that the text is about, for dealers whose market goes unsaid."""
    if not scene.pack("representation.dealer").search(match[0]):
        return []
    if scene.pack("representation.is_dealer").search(scene.masked, max(0, match.start() - 60), match.start()):
        return []  # "A est concessionnaire de B": where A is
    his = scene.pack("representation.his_dealer").search(scene.masked, 0, match.start())
    told = [f.actor for f in scene.found if his and f.kind in PLACE and f.role == NAME]
    place = told[0] if told else discourse.just_named_abroad() or discourse.foreign_theme()
    return [place] if place else []


def _owners(scene: Scene, discourse: Discourse, match: Match, places: Sequence[Found]) -> Sequence[Mention]:
    if scene.pack("representation.bears").match(match[0]):
        own = scene.pack("representation.named").match(scene.masked, match.end())
        if own and scene.item(own["owner"]).kind == "company" and scene.item(own["owner"]).role == NAME:
            return [scene.item(own["owner"]).actor]  # "la maison de commerce Belagro"
    kinds = _OWNER - _TOWNS if scene.pack("representation.of_firms").match(match[0]) else _OWNER
    after = scene.pack("representation.of").match(scene.masked[match.end() :])
    if after:
        of = [f for f in scene.items(after["owner"] or after["makers"]) if f.kind in kinds and f not in places]
        if scene.pack("representation.such_as").search(after[0]):
            of += [f for f in _more(scene, match.end() + after.end()) if f not in of and f.kind == "company"]
        of = [f for f in of if f.role != ADJECTIVE or not _language(scene, f)]
        if of and all(f.role != NAME for f in of):
            of = _apposed(scene, scene.position(of[-1])) or of
        if of or scene.pack("representation.branch").match(match[0]):
            return [f.actor for f in of]
    low = scene.clause(match.start())[0]
    if his := scene.pack("representation.his_dealer").search(scene.masked, low, match.start()):
        makers = [f for f in scene.found if f.kind == "company" and scene.position(f) < his.start()]
        return [makers[0].actor] if makers else []
    before = [g for g in scene.groups if low <= g.start and g.end <= match.start()]
    chosen = scene.pack("representation.chosen").search(scene.masked, low, match.start())
    if before and scene.pack("representation.and_has").search(scene.masked, before[-1].end, match.end()):
        topic = discourse.topic if scene.pack("representation.begun_on").match(scene.masked) else None
        if topic and topic.kind in _OWNER - _PLACED and discourse.was_just_named(topic):
            return [topic]
        subject = next((g for g in before if not scene.led("locative", g) and not scene.led("with", g)), None)
        before = [subject] if subject else before
    for g in before if chosen else reversed(before):  # "A a désigné B comme concessionnaire": that of A
        opens = scene.pack("representation.opens").match(scene.masked, g.end)
        items = [f for f in g.items if f.kind in (kinds if opens else kinds - _BODIES) and f.role in (NAME, ANAPHOR)]
        items = [f for f in items if f not in places]
        firms = [f.actor for f in items if f.kind == "company"] or [f.actor for f in items]
        apart = items and items[0] is not g.items[0] and firms  # "à Lille, et Alfa a un bureau"
        if scene.pack("production.aside").search(scene.masked, low, g.start):
            continue  # "Alfa, filiale de Beta, a ouvert"
        if g is not before[0] and scene.led("with", g) and any(not scene.led("locative", x) for x in before[:1]):
            continue  # "Alfa a signé un accord avec Beta, et a un bureau à Lille"
        if firms and (apart or not scene.led("locative", g)) and not g.lead.endswith("("):
            if scene.pack("representation.whose").search(scene.masked, g.end, match.start()):
                break  # "X, dont le fondateur possède des bureaux": not those of X
            return firms
    lands = {f.actor.country for f in places}
    styled = next((f for f in scene.found if _styles(scene, f, match)), None)
    if embassy := scene.pack("representation.embassy").match(match[0]):
        there = [f for f in scene.found if f.kind == "country" and f.role == NAME and scene.position(f) < low]
        goes_on = scene.pack("representation.also_has").search(scene.masked, low, match.start())
        if embassy and there and goes_on:
            return [there[0].actor]  # "A a une ambassade à B ; elle a aussi des consulats à C et à D"
    if styled is None and scene.pack("representation.confucius").search(match[0]):
        return [discourse.country(scene.pack.get("representation.confucius_land"), match[0])]
    if styled is None and discourse.lister and scene.pack("kinds.item").match(scene.masked):
        return [discourse.lister]
    if styled is None:
        topic = discourse.topic
        firm = topic is not None and topic.kind in _OWNER - _PLACED and discourse.was_just_named(topic)
        return [topic] if topic and firm and scene.pack("where.pronoun").search(scene.masked, low, match.end()) else []
    return [a for a in styled.actors if len(styled.actors) == 1 or a.country not in lands][:1]


def _apposed(scene: Scene, at: int) -> list[Found]:
    """Return the firms of "les constructeurs biélorusses - MAZ et MTZ", whose adjective stands at a position."""
    match = scene.pack("representation.apposed").match(scene.masked, at + 1)
    return [f for f in scene.items(match["firms"]) if f.kind == "company"] if match else []


def _more(scene: Scene, at: int) -> Iterator[Found]:
    """Yield the actors of a list that goes on from a position over names that no table knows."""
    for f in scene.found:
        position = scene.position(f)
        if position >= at:
            if not scene.pack("representation.in_list").fullmatch(scene.masked, at, position):
                return
            yield f
            at = position + 1


def _styles(scene: Scene, found: Found, match: Match) -> bool:
    """Tell whether an adjective is that of the office: "un magasin de produits ouzbeks", not "du russe"."""
    at = scene.position(found)
    if found.role not in (ADJECTIVE, GOODS, FIRMS, SIDE) or not 0 <= at - match.end() < STYLED:
        return False
    if scene.pack("representation.elsewhere").search(scene.masked, match.end(), at):
        return False
    return found.role != ADJECTIVE or not _language(scene, found)


def _language(scene: Scene, found: Found) -> bool:
    """Tell whether an adjective names a language: "l'étude du russe"."""
    at = scene.position(found)
    return scene.pack("representation.language").search(scene.masked, max(0, at - 10), at) is not None


@rule("representation.consulates", "representation.embassy", "representation.that_of")
def consulates(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The countries that have consulates in a town, and the embassy of another country.

    Example: Shanghai accueille les consulats de plusieurs pays, dont la Gambie et le Libéria.
    Gives: REPRESENTED_IN Gambia -> Shanghai agreed
    Gives: REPRESENTED_IN Liberia -> Shanghai agreed

    Example: L'ambassade de Mongolie à Vienne a ouvert en 2006 ; celle de Lettonie à Oulan-Bator existe aussi.
    Gives: REPRESENTED_IN Latvia -> Ulaanbaatar agreed
    """
    for match in scene.search("representation.consulates"):
        place, low, high = scene.item(match["place"]), match.end(), scene.clause(match.end())[1]
        owners = [f for f in scene.found if f.kind == "country" and f.role == NAME and low <= scene.position(f) < high]
        state = status(scene, match.start(), match.end())
        date = since_of(scene, match.start()) if state == "agreed" else None
        for owner in owners if place.kind in _TOWNS and place.role in (NAME, ANAPHOR) else ():
            if state and owner.actor.country != place.actor.country:
                yield Claim("REPRESENTED_IN", owner.actor, place.actor, match.start(), match.end(), date, state)
    for match in scene.search("representation.that_of"):
        owner, place = scene.item(match["owner"]), scene.item(match["place"])
        if owner.kind == "country" and place.kind in PLACE and owner.actor.country != place.actor.country:
            yield Claim("REPRESENTED_IN", owner.actor, place.actor, match.start(), match.end(), confidence=0.6)


@rule("representation.centre", "representation.verb")
def centre(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A centre that bears the name of a country works at an institution of another.

    Example: Le Centre d'études biélorusses fonctionne à la Tsinghua University depuis 2016.
    Gives: REPRESENTED_IN Belarus -> Tsinghua University 2016 agreed

    Example: L'institut Confucius de la Tsinghua University a ouvert à Brest.
    Gives: REPRESENTED_IN Tsinghua University -> Brest agreed
    """
    for f in scene.found:
        at = scene.position(f)
        text = f.actor.text
        named = scene.pack("representation.centre").match(text) if f.role == NAME else None
        owner = _named_after(scene, discourse, named, at) if named else None
        of_two = None
        if owner is None and f.role == NAME and f.kind == "institution":
            of_two = scene.pack("representation.of_two").match(text)
            of_two = of_two if of_two and _lands(discourse, of_two) else None
        if owner is None and of_two is None:
            continue
        state = status(scene, at, at + 1)
        places = [p.actor for p in places_of(scene, at, at + 1, kinds=HOSTS)] or _host(scene, at)
        if owner:
            places = [a for a in places if a.country not in (owner.country, None)]
        else:  # "le Centre italo-polonais a ouvert à l'université": a centre and its host
            owner, places = f.actor, [a for a in _hosts(scene, at) if a.name != f.actor.name]
        if state and places:
            date = scene.date_near(at, at + 1) if state == "agreed" else None
            role = (named["role"] or named["role2"] or named[0]) if named else (of_two["role"] if of_two else "")
            details = {"role": role.lower()}
            yield Claim("REPRESENTED_IN", owner, places[0], at, at + 1, date, state, "none", details, 0.6)


def _lands(discourse: Discourse, match: Match) -> bool:
    """Tell whether two words joined by a hyphen are adjectives of countries: "franco-letton"."""
    first, second = fold(match["one"]), fold(match["two"])
    land = discourse.demonyms.prefix(first) or discourse.demonyms.country(first)
    return land is not None and discourse.demonyms.country(second) is not None


def _named_after(scene: Scene, discourse: Discourse, named: Match, at: int) -> Mention | None:
    """Return whose name a centre bears: that of a country, or of a firm that the text spoke of.

    A Confucius institute is that of the university behind it, else of its country.
    """
    if scene.pack("representation.confucius").search(named[0]):
        if any(m.start() == at for m in scene.search("offices.with_partner")):
            return None  # told in full: see offices
        match = scene.pack("representation.partner").match(scene.masked, at + 1)
        partner = scene.item(match["partner"]) if match else None
        land = scene.pack.get("representation.confucius_land")
        own = next(f.actor for f in scene.found if scene.position(f) == at)
        return partner.actor if partner and partner.actor.country == land else own
    if named["land"]:
        code = discourse.demonyms.country(fold(named["land"]))
        return discourse.country(code, named[0]) if code else None
    return discourse.called(named["firm"], "company")


def _host(scene: Scene, at: int) -> list[Mention]:
    """Return the institution of "le centre de compétences BELAZ de l'université" or "l'université abrite le centre"."""
    match = scene.pack("representation.at_host").match(scene.masked, at + 1)
    match = match or scene.pack("representation.houses").search(scene.masked, 0, at)
    host = scene.item(match["host"]) if match else None
    return [host.actor] if host and host.kind in ("university", "institution") else []


def _hosts(scene: Scene, at: int) -> list[Mention]:
    """Return the universities and institutions of the sentence that something is said to be at, the first behind it."""
    inside_of = scene.pack("where.inside")
    hosts = [f for f in scene.found if f.kind in ("university", "institution") and scene.position(f) > at]
    hosts = [f for f in hosts if inside_of.search(scene.masked, max(0, scene.position(f) - 60), scene.position(f))]
    return [f.actor for f in hosts]
