"""RESIDENT_OF: firms that are, become or are to be residents of a zone or a park, and how many residents it has."""

import re
from collections.abc import Iterator, Sequence

from ....graph.model import Mention
from ....graph.schema import ALL
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, NAME
from ..pattern import Match
from ..scene import Scene
from .base import Claim, acted, counted, firms_near, named_firm, rule, since_of, status

COUNTED = 3  # sentences in which those just counted may be counted by country
SINCE = 25  # characters behind "résident de A" in which it is told since when
_OWNERS = ("ownership.founded_by", "ownership.child_of", "ownership.fronted", "ownership.dont_shares")
_COUNTING = ("residency.counting", "residency.total", "settling.we_count")
_BESIDE = ("settling.came", "settling.who_work")  # what stands right beside the number of those who came
NEAR = 180  # characters between a firm and the zone it stands in


def zone_of(scene: Scene, discourse: Discourse, at: int) -> Mention | None:
    """Return the zone a sentence is about: the one named nearest to a position, else the one spoken of."""
    here = [f for f in scene.found if f.kind == "zone"]
    if here:
        return min(here, key=lambda f: abs(scene.position(f) - at)).actor
    return discourse.last("zone")


@rule("residency.named", "residency.trigger")
def named(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm is, became or was registered as a resident.

    Example: En mars 2022, la société Rufais LLC est devenue un nouveau résident du parc industriel Great Stone.
    Gives: RESIDENT_OF Rufais -> Great Stone Industrial Park 2022-03 agreed

    Example: La société Rufais LLC fait des meubles. Elle a obtenu en mai 2021 le statut de résident de la FEZ Minsk.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk 2021-05 agreed

    Example: La société Rufais LLC s'est installée dans la FEZ Minsk par sa filiale Needle Med LLC.
    Gives: RESIDENT_OF Needle Med -> FEZ Minsk agreed
    """
    for name in ("residency.one", "residency.registered"):
        for match in scene.search(name):
            at = match.start()
            zone = zone_of(scene, discourse, at)
            if zone is None:
                continue
            if scene.pack("residency.some_zone").match(scene.masked, match.end()):
                continue  # "résident d'une zone économique": of which, is not said
            here = name == "residency.one" or any(f.kind == "zone" for f in scene.found)
            if not here and not scene.pack("residency.there").search(scene.masked):
                continue
            if scene.pack("settling.serves").search(scene.masked, scene.clause(at)[0], match.end()):
                continue  # "elle conseille ceux qui s'y installent"
            state = status(scene, match.start(), match.end(), after=0)
            if state is None:
                continue
            if state == "agreed" and scene.pack("settling.infinitive").search(match[0]):
                came = scene.pack("settling.came_to").search(scene.masked, max(0, at - 30), at)
                state = "agreed" if came else "planned"  # "vient de s'installer", "compte s'installer"
            asked = scene.pack("settling.asks").search(scene.masked, scene.clause(at)[0], at)
            if asked and state == "agreed" and not scene.pack("settling.accepted").search(scene.masked, at):
                state = "planned"
            date = scene.date_near(match.start(), match.end()) if acted(scene, state) else None
            since = [d.value for d in scene.dates if d.since and 0 < scene.masked_at(d.start) - match.end() < SINCE]
            date = since[0] if date and since else date
            of = scene.pack("residency.of_whom").match(scene.masked, match.end())
            of = of if scene.pack("residency.alone").search(match[0]) else None
            firms = _told_of(scene, at) or firms_near(scene, match.start(), match.end())
            if by := next(iter(scene.search("residency.by_child")), None):
                firms = [scene.item(by["child"]).actor] if scene.item(by["parent"]).actor in firms else firms
            for m in scene.search("owners.frames.belongs"):  # "A, qui appartient à B, s'est installée"
                if scene.item(m["child"]).kind == "company" and m.end() <= match.start():
                    whose = [f.actor for f in scene.items(m["parent"])]
                    firms = [scene.item(m["child"]).actor if firm in whose else firm for firm in firms]
            for firm in firms or (_spoken_of(scene, discourse, at) if here else ()):
                if not of or firm != scene.item(of["whose"]).actor:  # "le résident de X" is not X
                    yield Claim("RESIDENT_OF", firm, zone, match.start(), match.end(), date, state, confidence=0.85)


@rule("residency.listed", "residency.one_of")
def listed(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """One of the newcomers that the sentence before announced.

    Example: En juillet 2021, deux nouveaux résidents ont rejoint le parc Great Stone. Le premier est Needle Med LLC.
    Gives: RESIDENT_OF Needle Med -> Great Stone Industrial Park 2021-07 agreed

    Example: En mai 2022, trois entreprises sont apparues dans la FEZ Brest. Deuxièmement, Rufais LLC fera des meubles.
    Gives: RESIDENT_OF Rufais -> FEZ Brest 2022-05 agreed
    """
    for match in scene.search("residency.one_of"):
        later = scene.pack("residency.next_one").fullmatch(match[0]) is not None
        if (zone := discourse.expecting("residents", next_one=later)) is None:
            return
        for firm in firms_near(scene, match.start(), match.end()):
            yield Claim("RESIDENT_OF", firm, zone, match.start(), match.end(), discourse.expected_date, confidence=0.7)
            discourse.expect_more()
        return


@rule("residency.next", "residency.next", "residency.while", kinds=["company"])
def following(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm that the newcomers announced just before are followed by: what it is going to do there.

    Example: En mai 2022, deux nouveaux résidents ont été enregistrés dans la FEZ Brest. Needle Med LLC produira du fil.
    Gives: RESIDENT_OF Needle Med -> FEZ Brest 2022-05 agreed
    """
    zone = discourse.expecting("residents")
    opening = scene.search("residency.next")
    for match in (*opening, *(scene.search("residency.while") if opening else ())) if zone else ():
        found = scene.item(match.groupdict().get("firm") or match["firms"])
        if zone and found.kind == "company" and found.role == NAME and found.actor.name != zone.name:
            date = discourse.expected_date
            yield Claim("RESIDENT_OF", found.actor, zone, match.start(), match.end(), date, confidence=0.6)
            discourse.expect_more()


@rule("residency.settled", "ownership.joint", "residency.gapped", kinds=["zone"])
def settled(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm works or builds in a zone.

    Example: La société Rufais LLC a ouvert son usine dans la FEZ Minsk.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed

    Example: La société Rufais LLC vend des meubles. Elle met en œuvre un projet sur le site de la FEZ Minsk.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed
    """
    for zone in scene.found:
        at = scene.position(zone) if zone.kind == "zone" and zone.role in (NAME, ANAPHOR) else -1
        if at < 0 or not scene.pack("residency.inside").search(scene.masked, max(0, at - 50), at):
            continue
        if scene.pack("residency.only_to").search(scene.masked, max(0, at - 50), at):
            continue
        low, high = scene.clause(at)
        verb = scene.pack("residency.settled").search(scene.masked, max(low, at - 160), min(high, at + 160))
        if verb is None or scene.pack("settling.others_there").search(scene.masked, low, at):
            continue
        if scene.pack("settling.serves").search(scene.masked, low, at):
            continue
        state = status(scene, at, at + 1)
        if state is None:
            continue
        ahead = scene.pack("settling.ahead").search(scene.masked, max(low, verb.start() - 40), verb.start())
        if ahead or scene.pack("settling.awaited").search(verb[0]):
            state = "planned"
        date = None
        if scene.pack("residency.left").search(scene.masked, max(low, at - 60), at):
            state = "ended"
        if state == "agreed" and scene.pack("residency.founded").search(scene.masked, max(low, at - 160), high):
            date = scene.date_in(at)
        date = date or (since_of(scene, at) if state == "agreed" else None)
        gapped = [scene.item(m["firm"]) for m in scene.search("residency.gapped") if at < m.start() < high]
        inside = [*settlers(scene, discourse, at), *(f.actor for f in gapped if named_firm(f))]
        for firm in dict.fromkeys(inside):
            yield Claim("RESIDENT_OF", firm, zone.actor, at, at + 1, date, state, confidence=0.5)


def _told_of(scene: Scene, at: int) -> list[Mention]:
    """Return the firm of which `at` goes on behind an aside: "Alfa, que détient Beta, s'est installée"."""
    told = scene.pack("settling.parent").search(scene.masked, 0, at)
    firm = scene.item(told["firm"]) if told and told.end() == at else None
    return [firm.actor] if firm and named_firm(firm) else []


def _spoken_of(scene: Scene, discourse: Discourse, at: int) -> Sequence[Mention]:
    """Return the firm of "la société a obtenu le statut de résident", and of "elle y est enregistrée"."""
    low, _ = scene.clause(at)
    said = [f for f in scene.found if f.role == ANAPHOR and f.kind == "company" and low <= scene.position(f) < at]
    if said or not scene.pack("residency.pronoun").match(scene.masked):
        return [f.actor for f in said[-1:]]
    topic = discourse.topic
    return [topic] if topic and topic.kind == "company" and scene.clause(0)[0] == low else []


def settlers(scene: Scene, discourse: Discourse, at: int) -> list[Mention]:
    """Return the firms in the clause of a zone that stands at `at`, or the one that "elle" means."""
    low, high = scene.clause(at)
    firms = [
        f for f in scene.found if f.kind == "company" and f.role in (NAME, ANAPHOR) and low <= scene.position(f) < high
    ]
    if not firms and scene.pack("residency.pronoun").match(scene.masked):
        topic = discourse.topic
        return [topic] if topic and topic.kind == "company" else []
    if founded := "".join(m["child"] for m in scene.search("owners.frames.ventures") if low <= m.start() < high):
        firms = [f for f in firms if f in scene.items(founded)]  # the joint venture, not its founders
    apposed = scene.pack("residency.apposed").search(scene.masked, low, at)
    if apposed and scene.item(apposed["firm"]) in firms:
        firms = [scene.item(apposed["firm"])]  # "Alfa, installée dans la zone, a pour actionnaire Beta"
    for name in _OWNERS:
        firms = [f for f in firms if not any(f in scene.items(m["parent"] or "") for m in scene.search(name))]
    if by := next(iter(scene.search("residency.by_child")), None):
        firms = [f for f in firms if f not in scene.items(by["parent"]) or f in scene.items(by["child"])]
    near = [
        f
        for f in firms
        if abs(scene.position(f) - at) < NEAR
        and not scene.pack("firms.aside").search(scene.masked, max(0, scene.position(f) - 60), scene.position(f))
        and not scene.pack("settling.apart").search(scene.masked, max(0, scene.position(f) - 60), scene.position(f))
        and not scene.pack("scene.locative").search(scene.masked, max(0, scene.position(f) - 60), scene.position(f))
    ]
    return [f.actor for f in near]


@rule(
    "residency.count",
    "residency.trigger",
    "residency.houses",
    "residency.whereof",
    "residency.part",
    "residency.of_them",
    "residency.total",
    "residency.total_to",
    "settling.came",
    "settling.we_count",
    "settling.will_have",
    "settling.who_work",
    alone=True,
)
def count(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """How many residents a zone has, in all or from one country.

    Example: En janvier 2023, le parc Great Stone comptait 100 résidents de 15 pays.
    Gives: RESIDENT_OF all -> Great Stone Industrial Park 2023-01 agreed
    """
    if any(f.kind == "exchange" for f in scene.found) or not _of_zone(scene):
        return
    houses = any(scene.item(m["zone"]).kind == "zone" for m in scene.search("residency.houses"))
    if not houses and len([f for f in scene.found if f.kind == "zone"]) == 1:
        houses = scene.pack("residency.that_houses").search(scene.masked) is not None
        houses = houses or any(scene.search(f"settling.{name}") for name in ("we_count", "will_have"))
    told = any(scene.pack(name).search(scene.masked) for name in _COUNTING)
    if not (houses or told or any(scene.pack(name).search(scene.masked) for name in _BESIDE)):
        return
    shares = [m for m in scene.search("residency.whereof") if any(f.role == FIRMS for f in scene.found)]
    for match in shares:
        land = [f for f in scene.found if f.role == FIRMS and scene.position(f) < match.start()]
        share = scene.amounts.number(match["n"])
        if land and share:
            yield from _count(scene, discourse, match, int(share), land[-1].actor)
    for match, number, country in counted(scene, "residency.counted") if not shares else ():
        word = match["who"]
        beside = any(m.end() == match.start() for m in scene.search("settling.who_work"))
        beside = beside or scene.pack("settling.came").match(scene.masked, match.end()) is not None
        if not (houses or told or beside) or scene.pack("settling.and_others").search(scene.masked, 0, match.end()):
            continue  # "Alfa, Beta et dix autres"
        if scene.pack("settling.newly").search(match[0]) and not any(f.kind == "zone" for f in scene.found):
            continue  # "trois nouvelles entreprises s'y sont installées": they will be named
        if (
            country is None
            and not houses
            and not beside
            and not scene.pack("residency.told").search(scene.masked)
            and not scene.pack("residency.enterprise").match(word)
            and not scene.pack("residency.listed_there").match(scene.masked, match.end())
        ):
            continue
        yield from _count(scene, discourse, match, number, country)
    for match in scene.search("residency.part") if scene.pack("residency.members").search(scene.masked) else ():
        part = scene.item(match["who"])
        share = scene.amounts.number(match["n"])
        if part.kind == "country" and share:
            yield from _count(scene, discourse, match, int(share), part.actor)
    for f in scene.found:
        if f.role != FIRMS or f.kind != "country":
            continue
        one = scene.pack("residency.one_of_country").search(scene.masked, 0, scene.position(f))
        if one and scene.pack("residency.one_resident").search(scene.words(f)):
            yield from _count(scene, discourse, one, 1, f.actor)
    for match in scene.search("residency.of_them") if houses else ():
        theirs, share = scene.item(match["who"]), scene.amounts.number(match["n"])
        if theirs.kind == "country" and theirs.role == ADJECTIVE and share:
            yield from _count(scene, discourse, match, int(share), theirs.actor)
    for match in (*scene.search("residency.total"), *scene.search("residency.total_to")):
        yield from _count(scene, discourse, match, int(re.sub(r"\D", "", match["n"])), None)


def _of_zone(scene: Scene) -> bool:
    """Tell whether a sentence can count those in a zone: it names one, or speaks of its residents or of "here"."""
    words = ("residency.told", "residency.here", "settling.we_count")
    return any(f.kind == "zone" for f in scene.found) or any(scene.pack(w).search(scene.masked) for w in words)


def _then_named(scene: Scene, match: Match) -> bool:
    """Tell whether those counted are named behind: "deux sociétés italiennes, A et B", "trois sociétés : A, B, C"."""
    listed = scene.pack("residency.all_named").match(scene.masked, match.end())
    if listed and all(f.kind == "company" for f in scene.items(listed["firms"])):
        return True
    if scene.masked.rstrip().endswith(":") and not scene.pack("residency.told").search(match[0]):
        return True  # a list follows
    named = scene.pack("residency.then_named").match(scene.masked, match.end())
    return named is not None and scene.items(named[0])[0].kind == "company"


def _count(scene: Scene, discourse: Discourse, match: Match, number: int, country: Mention | None) -> Iterator[Claim]:
    if _then_named(scene, match):
        return
    zone = zone_of(scene, discourse, match.start())
    if not any(f.kind == "zone" for f in scene.found) and not scene.pack("residency.told").search(scene.masked):
        zone = discourse.just_named("zone")
    if zone is None or number > 2_000:
        return
    state = status(scene, match.start(), match.end())
    if state is None:
        return
    if scene.pack("settling.will_have").search(scene.masked, 0, match.start()):
        state = "planned"
    discourse.counted = (zone, COUNTED)
    a = country or Mention(match[0], ALL, "country")
    date = scene.date_near(match.start(), match.end()) or (str(scene.year) if scene.year and scene.title else None)
    yield Claim(
        "RESIDENT_OF", a, zone, match.start(), match.end(), date, state, details={"count": number}, confidence=0.7
    )
