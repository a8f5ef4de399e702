"""RESIDENT_OF: what a zone houses, who is named among its residents, who came to terms with it."""

from collections.abc import Iterator

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ANAPHOR, FIRMS, NAME, Found
from ..pattern import Match
from ..scene import Scene
from .base import AFTER, Claim, behind, named_firm, rule, status
from .groups import row
from .residency import zone_of
from .where import in_brackets

_AMONG = ("residency.among", "residency.among_there", "residency.of_them_named")
_HOSTING = (
    "residency.chose",
    "residency.hosts",
    "residency.took_in",
    "residency.hosts_there",
    "residency.y",
    "residency.of_it",
)
_SUCH = ("residency.such", "residency.such_lot")
_GIVEN = (
    "residency.given",
    "residency.arrival",
    "residency.resident",
    "residency.apposed_to",
    "residency.called",
)
SPOKEN_OF = 0.35  # what a zone weighs that "y" may still mean
PASSING = 30  # characters behind "y a" in which what one does there is told
_PLACES = frozenset({"city", "region", "district", "country"})


@rule("residency.among", *_AMONG)
def among(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Residents from a country are named.

    Example: La FEZ Minsk grandit. Parmi les résidents à capitaux chinois figurent Needle Med LLC et Zoomlion.
    Gives: RESIDENT_OF Needle Med -> FEZ Minsk agreed
    Gives: RESIDENT_OF Zoomlion -> FEZ Minsk agreed

    Example: La FEZ Minsk grandit. Parmi les résidents à capitaux chinois figure Needle Med LLC, admise en mai 2021.
    Gives: RESIDENT_OF Needle Med -> FEZ Minsk 2021-05 agreed
    """
    if not _names_zone(scene) and discourse.just_named("zone") is None:
        return
    for match in scene.search("residency.among"):
        who = scene.item(match["who"])
        words = scene.words(who)
        zone = zone_of(scene, discourse, match.start()) if scene.pack("residency.told").search(words) else None
        for f in scene.items(match["firms"]) if zone else ():
            if zone and named_firm(f):
                date = behind(scene, f, "scene.entered")
                yield Claim("RESIDENT_OF", f.actor, zone, match.start(), match.end(), date, confidence=0.7)
    for name in _AMONG[1:]:
        for match in scene.search(name):
            park = _park(scene, discourse, match)
            for f in scene.found if park else ():
                if park and named_firm(f) and scene.position(f) >= match.start("firms"):
                    date = behind(scene, f, "scene.entered")
                    yield Claim("RESIDENT_OF", f.actor, park, match.start(), match.end(), date, confidence=0.7)


def _park(scene: Scene, discourse: Discourse, match: Match) -> Mention | None:
    """Return the zone of a sentence, else the one that the sentence before named, where no other place is told."""
    told = match.groupdict().get("zone")
    if told:
        return scene.item(told).actor if scene.item(told).kind == "zone" else None
    here = [f for f in scene.found if f.kind == "zone"]
    return here[0].actor if here else discourse.just_named("zone")


@rule("residency.hosts", *_HOSTING, *_GIVEN)
def hosts(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A zone houses a firm, or a firm has opened something there.

    Example: Le parc industriel Great Stone accueille désormais les activités de Needle Med LLC.
    Gives: RESIDENT_OF Needle Med -> Great Stone Industrial Park agreed

    Example: La FEZ Minsk est grande. La société Rufais LLC y a ouvert un atelier en 2019.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk 2019 agreed
    """
    there = zone_there(discourse) if any(map(named_firm, scene.found)) else None
    if there is None and not (_names_zone(scene) and len(scene.found) > 1):
        return
    yield from _hosted(scene) if _names_zone(scene) else ()
    for match in scene.search("residency.y"):
        near = zone_before(scene, match.start()) or there
        if near is None or other_place(scene, match.start()):
            continue
        if scene.pack("settling.passing").search(scene.masked, match.start(), match.end() + PASSING):
            continue
        state = status(scene, match.start(), match.end())
        discourse.pointed = near
        for f in scene.items(match["firm"]):
            if state and named_firm(f):
                date = scene.date_in(match.end()) if state == "agreed" else None
                yield Claim("RESIDENT_OF", f.actor, near, match.start(), match.end(), date, state, confidence=0.5)
    for match in scene.search("residency.of_it"):
        there = zone_before(scene, match.start()) if match["firms3"] and _names_zone(scene) else there
        if there is None or (_names_zone(scene) and not match["firms3"]):
            continue
        listed = scene.items(match["firms"] or match["firms2"] or match["firms3"] or match["firms4"])
        for f in row(scene, listed, match.end()):
            if named_firm(f):
                yield Claim("RESIDENT_OF", f.actor, there, match.start(), match.end(), confidence=0.5)


def _hosted(scene: Scene) -> Iterator[Claim]:
    """Yield who chose a zone that the sentence names, whom it houses, and who was given the status of a resident."""
    for match in scene.search("residency.chose"):
        zone = scene.item(match["zone"] or match["zone2"] or match["zone3"])
        for f in scene.items(match["firm"] or match["firm2"] or match["firm3"]) if zone.kind == "zone" else ():
            if not named_firm(f):
                continue
            date = scene.date_in(match.start())
            yield Claim("RESIDENT_OF", f.actor, zone.actor, match.start(), match.end(), date, confidence=0.5)
    hosting = ("residency.hosts", "residency.took_in", "residency.hosts_there")
    for match in (m for name in hosting for m in scene.search(name)):
        zone = scene.item(match["zone"])
        date = scene.date_in(match.start()) if scene.pack("residency.founded").search(match[0]) else None
        low = match.start("firms")
        here = row(scene, scene.items(match["firms"]), match.end())
        here = [f for f in here if not scene.pack("firms.aside").search(scene.masked, low, scene.position(f))]
        for f in here if zone.kind == "zone" else ():
            if named_firm(f):
                yield Claim("RESIDENT_OF", f.actor, zone.actor, match.start(), match.end(), date, confidence=0.6)
    yield from _given(scene)


def _names_zone(scene: Scene) -> bool:
    return any(f.kind == "zone" for f in scene.found)


def zone_there(discourse: Discourse) -> Mention | None:
    """Return the zone that "y" means: the one just named, or spoken of where no other place was named since."""
    if zone := discourse.just_named("zone"):
        return zone
    if discourse.pointed and discourse.pointed.kind == "zone":
        return discourse.pointed
    zone = discourse.last("zone")
    spoken = zone is not None and discourse.weight(zone) > SPOKEN_OF
    return zone if spoken and discourse.just_named("city", "region", "district") is None else None


def zone_before(scene: Scene, at: int) -> Mention | None:
    """Return the zone that the sentence itself named last before a position."""
    before = [f for f in scene.found if f.kind == "zone" and scene.position(f) < at]
    return before[-1].actor if before else None


def other_place(scene: Scene, at: int) -> bool:
    """Tell whether "y" at a position means a town that the sentence names last before it."""
    before = [f for f in scene.found if f.kind in _PLACES | {"zone"} and scene.position(f) < at and f.role == NAME]
    before = [f for f in before if not in_brackets(scene, scene.position(f))]
    return bool(before) and before[-1].kind in _PLACES and _led_to(scene, before[-1])


def _led_to(scene: Scene, place: Found) -> bool:
    at = scene.position(place)
    return scene.pack("scene.locative").search(scene.masked, max(0, at - 30), at) is not None


def _given(scene: Scene) -> Iterator[Claim]:
    """Yield who was given the status of a resident, or is called one of a country."""
    for name in _GIVEN:
        for match in scene.search(name):
            zone = scene.item(match["zone"])
            called = scene.words(scene.item(match["who"])) if name == "residency.called" else ""
            styled = not called or scene.pack("residency.told").search(called)
            state = status(scene, match.start(), match.end())
            for f in scene.items(match["firm"]) if zone.kind == "zone" and styled and state else ():
                if named_firm(f):
                    yield Claim(
                        "RESIDENT_OF", f.actor, zone.actor, match.start(), match.end(), None, str(state), confidence=0.6
                    )


@rule("residency.such", *_SUCH, "residency.named_so", "residency.one_of_them", "residency.opens")
def such(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Some of those that a zone has are named, in the sentence about the zone or in the next.

    Example: Les nouveaux venus de la FEZ Minsk ont pour noms Zoomlion et Rufais LLC.
    Gives: RESIDENT_OF Zoomlion -> FEZ Minsk agreed
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed

    Example: La FEZ Minsk compte 51 entreprises. Parmi elles, Rufais LLC fabrique des meubles.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed

    Example: Dans la FEZ Minsk, la société Rufais LLC trie du coton.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed

    Example: La FEZ Minsk grandit. Ces nouveaux venus rejoignent des sociétés telles que Zoomlion et Rufais LLC.
    Gives: RESIDENT_OF Zoomlion -> FEZ Minsk agreed
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed

    Example: La FEZ Minsk grandit. Parmi ces nouveaux venus, Rufais LLC fera du fil, tandis que Zoomlion fera du verre.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed
    Gives: RESIDENT_OF Zoomlion -> FEZ Minsk agreed
    """
    if not any(map(named_firm, scene.found)):
        return
    there = zone_there(discourse)
    if there is None and discourse.counted is None and not _names_zone(scene):
        return
    here = [f for f in scene.found if f.kind == "zone" and f.role in (NAME, ANAPHOR)]
    counted = discourse.counted[0] if discourse.counted else discourse.just_named("zone")
    on_site = any(scene.pack(f"residency.{name}").search(scene.masked) for name in ("joined", "on_site"))
    there = there if on_site and not here else None
    elsewhere = any(f.kind in _PLACES and f.role == NAME and _led_to(scene, f) for f in scene.found)
    for name in (*_SUCH, "residency.named_so", "residency.one_of_them", "residency.opens"):
        for match in scene.search(name):
            told = match.groupdict().get("zone")
            zone = scene.item(told).actor if told else here[0].actor if len(here) == 1 else None
            if zone is None and not here and not elsewhere and name != "residency.opens":
                zone = counted if name == "residency.one_of_them" else discourse.counted and discourse.counted[0]
                zone = zone or there
            if name == "residency.such_lot" and scene.item(match["lot"]).role != FIRMS:
                continue
            if name in _SUCH and here and not _settles(scene, here[0], match):
                continue
            after = 0 if name == "residency.one_of_them" else AFTER  # what it will make is none of its settling
            state = status(scene, match.start(), match.end(), after=after)
            firms = scene.items(match["firms"] or match.groupdict().get("firms2") or "")
            named = row(scene, firms, match.end()) if name in _SUCH else firms
            if name == "residency.one_of_them":
                named = [*named, *(scene.item(m["firms"]) for m in scene.search("residency.while"))]
            for f in named if zone and zone.kind == "zone" and state else ():
                if zone and state and named_firm(f):
                    yield Claim("RESIDENT_OF", f.actor, zone, match.start(), match.end(), None, state, confidence=0.5)


def _settles(scene: Scene, zone: Found, match: Match) -> bool:
    """Tell whether those of whom some are named are said to be in a zone: "..., dont A, opèrent dans la zone"."""
    at = scene.position(zone)
    if match.start("firms") <= at < match.end("firms"):
        return False  # one of the list
    if match.start() <= at < match.end() or scene.pack("residency.on_site").search(match[0]):
        return True  # "les entreprises de la zone, dont A"
    led = scene.pack("residency.inside").search(scene.masked, max(0, at - 40), at)
    near = (max(0, at - 80), at) if at > match.end() else (at, match.start() + 1)
    return bool(led or at < match.start()) and bool(scene.pack("residency.has_them").search(scene.masked, *near))


@rule("residency.speaks", "residency.we_settled", "residency.case")
def speaks(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Somebody of a firm tells that it settled in the zone spoken of, or it is one of those that did.

    Example: La FEZ Minsk grandit. "Nous nous sommes installés ici en 2015", dit Anne Morel, directrice de Rufais LLC.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk 2015 agreed

    Example: Bien des sociétés sont installées dans la FEZ Minsk. C'est le cas de Zoomlion, qui fait des grues.
    Gives: RESIDENT_OF Zoomlion -> FEZ Minsk agreed
    """
    here = [f.actor for f in scene.found if f.kind == "zone"]
    zone = here[0] if here else zone_there(discourse)
    elsewhere = any(f.kind in _PLACES and f.role == NAME and _led_to(scene, f) for f in scene.found)
    if zone is None or (elsewhere and not here):
        return
    for match in scene.search("residency.we_settled"):
        speaker = scene.pack("scene.says").search(scene.masked, match.end())
        date = scene.date_near(*match.span())
        if speaker and named_firm(f := scene.item(speaker["who"])):
            yield Claim("RESIDENT_OF", f.actor, zone, *match.span(), date, confidence=0.5)
    if scene.pack("residency.has_them").search(discourse.sentence):
        for match in scene.search("residency.case"):
            for f in filter(named_firm, scene.items(match["firms"])):
                yield Claim("RESIDENT_OF", f.actor, zone, *match.span(), confidence=0.5)


@rule("residency.beside", "residency.beside", "residency.fronted", kinds=["zone"])
def beside(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The zone stands right behind its resident, or before it.

    Example: La société Rufais LLC (FEZ Minsk) recrute.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed

    Example: Locataire de la FEZ Minsk depuis 2015, la société Rufais LLC recrute.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed
    """
    for name in ("residency.beside", "residency.fronted"):
        for match in scene.search(name):
            f, zone = scene.item(match["firm"]), scene.item(match["zone"])
            state = status(scene, match.start(), match.end())
            if f.kind == "company" and f.role in (NAME, ANAPHOR) and zone.kind == "zone" and state:
                yield Claim("RESIDENT_OF", f.actor, zone.actor, match.start(), match.end(), None, state, confidence=0.5)


@rule("residency.contract", "residency.settling")
def contract(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm and a zone sign for its settling there, or the zone approves its project.

    Example: L'administration de la FEZ Minsk et la société Rufais LLC ont signé un contrat d'installation.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed

    Example: La société Rufais LLC a signé avec la FEZ Minsk un protocole d'intention en vue de son enregistrement.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk planned
    """
    zones = [f for f in scene.found if f.kind == "zone" and f.role in (NAME, ANAPHOR)]
    spoken = (
        zone_there(discourse) if not zones and scene.pack("residency.administration").search(scene.masked) else None
    )
    for match in scene.search("residency.settling") if len(zones) == 1 or spoken else ():
        low, high = scene.clause(match.start())
        if zones and not low <= scene.position(zones[0]) < high:
            continue
        zone = zones[0].actor if zones else spoken
        state = status(scene, match.start(), match.end())
        date = scene.date_near(match.start(), match.end()) if state == "agreed" else None
        for f in scene.found:
            if zone and state and f.kind == "company" and f.role == NAME and low <= scene.position(f) < high:
                yield Claim("RESIDENT_OF", f.actor, zone, match.start(), match.end(), date, state, confidence=0.5)
