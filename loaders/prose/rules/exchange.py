"""ACCREDITED_AT: brokers and participants of an exchange, named or counted by country."""

import re
from collections.abc import Iterator

from ....graph.model import Mention
from ....graph.schema import ALL
from ..discourse import Discourse
from ..found import FIRMS, NAME, SIDE, Found
from ..pattern import Match
from ..scene import IS_MENTION, Scene
from .base import Claim, counted, firms_near, named_firm, rule, status

_FIRMS = frozenset({"company", "institution"})


def exchange_of(scene: Scene, discourse: Discourse, at: int) -> Mention | None:
    """Return the exchange a sentence is about: named in it, else the one spoken of."""
    here = [f for f in scene.found if f.kind == "exchange" and not _partner(scene, f)]
    named = [f for f in here if f.role == NAME]
    if named:
        return min(named, key=lambda f: abs(scene.position(f) - at)).actor
    if any(f.role == SIDE and discourse.home and f.actor.country == discourse.home.country for f in scene.found):
        abroad = discourse.last(
            "exchange", foreign=True
        )  # "du côté biélorusse, … sont devenus des courtiers de la bourse"
        if abroad is not None:
            return abroad
    return here[0].actor if here else discourse.last("exchange")


def _partner(scene: Scene, found: Found) -> bool:
    """Tell whether an exchange is one that another works with: "avec la bourse A", "entre les bourses A et B"."""
    at = scene.position(found)
    return scene.pack("exchange.with").search(scene.masked, max(0, at - 30), at) is not None


def _before(scene: Scene, end: int) -> list[Mention]:
    """Return all the firms of a list of brokers, which words about one of them may interrupt."""
    low, _ = scene.clause(end)
    firms = [(scene.position(f), f) for f in scene.found if f.kind == "company" and low <= scene.position(f) < end]
    return [f.actor for at, f in firms if not scene.pack("exchange.aside").search(scene.masked[max(0, at - 60) : at])]


def _at_event(scene: Scene, match: Match) -> bool:
    """Tell whether those counted only took part in a forum or the like."""
    if scene.pack("exchange.event").search(scene.masked, match.end(), match.end() + 60):
        return True
    low, _ = scene.clause(match.start())
    before = scene.masked[low : match.start()]
    return scene.pack("exchange.attended").search(before) is not None


def _role(scene: Scene, words: str) -> str:
    return "broker" if scene.pack("exchange.broker").search(words) else "participant"


@rule("exchange.named", "exchange.named")
def named(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm is accredited, a broker or a participant in the trading.

    Example: En mars 2021, la société Balkan Trade Ltd est devenue courtier de la BUTB.
    Gives: ACCREDITED_AT Balkan Trade -> Belarusian Universal Commodity Exchange 2021-03 agreed
    """
    for match in scene.search("exchange.named"):
        exchange, last = exchange_of(scene, discourse, match.start()), match[0][-1]
        if (
            exchange is None
            or not _about_exchange(scene, discourse)
            or scene.pack("exchange.event").match(scene.masked, match.end())
            or (IS_MENTION.match(last) and scene.item(last).kind not in ("exchange", "country", "company"))
        ):
            continue
        state = state_of(scene, match)
        if state is None:
            continue
        date = scene.date_near(match.start(), match.end()) if state == "agreed" else None
        near = firms_near(scene, match.start(), match.end(), kinds=_FIRMS, aside="exchange.aside")
        if scene.pack("exchange.many").match(match[0]):
            near = _before(scene, match.start()) or near
        for firm in near:
            low, high = scene.clause(match.start())
            details = {"role": _role(scene, scene.masked[low:high])}
            yield Claim("ACCREDITED_AT", firm, exchange, match.start(), match.end(), date, state, details=details)


def state_of(scene: Scene, match: Match) -> str | None:
    """Return the status of what a match tells in its clause: planned if only asked for, ended if taken away."""
    low, high = scene.clause(match.start())
    if scene.pack("exchange.struck").search(scene.masked, low, high):
        return "ended"
    if scene.pack("exchange.refused").search(scene.masked, low, high):
        return None
    if scene.pack("exchange.ahead").search(scene.masked, low, high):
        return "planned"
    return status(scene, match.start(), match.end())


@rule("exchange.that", "exchange.that")
def that(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The accreditation of one more was granted, after that of another was spoken of.

    Example: Rufais LLC attend son accréditation à la BUTB. Celle de Needle Med LLC a été confirmée en mai 2021.
    Gives: ACCREDITED_AT Needle Med -> Belarusian Universal Commodity Exchange 2021-05 agreed
    """
    match = next(iter(scene.search("exchange.that")))
    exchange, firm = discourse.last("exchange"), scene.item(match["firm"])
    told = scene.pack("exchange.named").search(discourse.sentence) or scene.pack("exchange.ahead").search(
        discourse.sentence
    )
    if exchange and told and firm.kind in _FIRMS and status(scene, *match.span()) == "agreed":
        date = scene.date_in(match.start())
        yield Claim("ACCREDITED_AT", firm.actor, exchange, *match.span(), date, details={"role": "participant"})


@rule("exchange.styled", "exchange.deals")
def styled(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm is called a broker of a country, in a sentence about an exchange.

    Example: En mai 2022, une autre société de courtage turque - Balkan Trade Ltd - est venue travailler à la BUTB.
    Gives: ACCREDITED_AT Balkan Trade -> Belarusian Universal Commodity Exchange 2022-05 agreed
    """
    brokers = scene.pack("exchange.broker").search(scene.text)
    for f in scene.found if brokers else ():
        if (firm := _broker(scene, f)) is None:
            continue
        at = scene.position(f)
        exchange, state = exchange_of(scene, discourse, at), status(scene, at, at + 1)
        if exchange and state:
            date = scene.date_near(at, at + 1) if state == "agreed" else None
            details = {"role": "broker"}
            yield Claim("ACCREDITED_AT", firm, exchange, at, at + 1, date, state, details=details, confidence=0.7)


def _broker(scene: Scene, found: Found) -> Mention | None:
    """Return the firm of "la société de courtage turque Rufais", whose noun may be part of the name's mention."""
    before = scene.text[found.left - scene.start : found.start - scene.start]
    if found.role == NAME and found.kind == "company" and scene.pack("exchange.broker").search(before):
        return found.actor
    own = scene.words(found)
    if found.role == FIRMS and scene.pack("exchange.broker").search(own):
        at = scene.position(found)
        if scene.pack("exchange.became").search(scene.masked, 0, at):  # "est devenue le premier courtier turc"
            near = firms_near(scene, at, at + 1, kinds=_FIRMS, aside="exchange.aside")
            return near[0] if near else None
        match = scene.pack("ownership.named").match(scene.masked, scene.position(found) + 1)
        child = scene.item(match["child"]) if match else None
        return child.actor if child and child.kind == "company" and child.role == NAME else None
    return None


def _about_exchange(scene: Scene, discourse: Discourse) -> bool:
    if any(f.kind == "exchange" for f in scene.found) or discourse.just_named("exchange"):
        return True
    if scene.pack("exchange.about").search(scene.masked):
        return True
    told = discourse.told.granted is not None and discourse.told.granted.type == "ACCREDITED_AT"
    going_on = told or bool(discourse.expecting("brokers"))
    return going_on and scene.pack("exchange.there").search(scene.masked) is not None


@rule("exchange.active", "exchange.active")
def active(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Some of those that were just counted at an exchange are named.

    Example: Douze entreprises turques sont accréditées à la BUTB. Les plus actives sont Rufais LLC et Zoomlion.
    Gives: ACCREDITED_AT Rufais -> Belarusian Universal Commodity Exchange agreed
    Gives: ACCREDITED_AT Zoomlion -> Belarusian Universal Commodity Exchange agreed

    Example: En mai 2021, deux nouveaux courtiers ont été admis à la BUTB. Il s'agit de Rufais LLC et de Zoomlion.
    Gives: ACCREDITED_AT Rufais -> Belarusian Universal Commodity Exchange 2021-05 agreed
    Gives: ACCREDITED_AT Zoomlion -> Belarusian Universal Commodity Exchange 2021-05 agreed
    """
    exchange = discourse.expecting("brokers")
    newcomers = scene.pack("exchange.newcomers").search(discourse.sentence) is not None
    date = discourse.expected_date if newcomers else None
    for match in scene.search("exchange.active") if exchange else ():
        for f in scene.items(match["firms"]):
            if exchange and f.kind in _FIRMS and f.role == NAME:
                yield Claim("ACCREDITED_AT", f.actor, exchange, match.start(), match.end(), date, confidence=0.5)


@rule("exchange.count", "exchange.counting", "exchange.total", "exchange.first", alone=True)
def count(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """How many firms of a country are accredited or take part.

    Example: Au 1er avril 2023, 14 entreprises turques étaient accréditées auprès de la BUTB.
    Gives: ACCREDITED_AT Turkey -> Belarusian Universal Commodity Exchange 2023-04-01 agreed

    Example: La Bourse du bois de Riga compte trois courtiers turcs.
    Gives: ACCREDITED_AT Turkey -> Riga Wood Exchange agreed
    """
    if not _about_exchange(scene, discourse):
        return
    of_them = discourse.expecting("brokers") and scene.pack("exchange.of_them").search(scene.masked)
    own = any(f.role == FIRMS and scene.pack("exchange.trigger").search(scene.words(f)) for f in scene.found)
    if not (of_them or own or scene.pack("exchange.trigger").search(scene.masked)):
        return
    for match, number, country in counted(scene, "exchange.counted"):
        if number == 1 or scene.pack("exchange.ready").search(scene.masked) or _at_event(scene, match):
            continue
        yield from _count(scene, discourse, match, number, country)
        yield from _further(scene, discourse, match)
    for match in scene.search("exchange.total"):
        lands = [f for f in scene.items(match[0]) if f.kind == "country"] or [
            f for f in scene.found if f.kind == "country" and f.actor.country != discourse.home_code
        ]
        land = lands[0].actor if lands else discourse.last("country", foreign=True) if match["theirs"] else None
        yield from _count(scene, discourse, match, int(re.sub(r"\D", "", match["n"])), land)
    for match in scene.search("exchange.first"):
        found = scene.item(match["who"])
        if found.kind == "country" and not firms_near(scene, match.start(), match.end(), kinds=_FIRMS):
            yield from _count(scene, discourse, match, 1, found.actor)


def _further(scene: Scene, discourse: Discourse, match: Match) -> Iterator[Claim]:
    """Yield the counts of other lands that share their noun: "912 sociétés de A, 143 de B et 96 de C"."""
    for more in scene.pack("exchange.further").finditer(scene.masked, match.end(), scene.clause(match.end())[1]):
        land, number = scene.item(more["who"]), scene.amounts.number(more["n"])
        if land.kind == "country" and land.role == NAME and number and number == int(number):
            yield from _count(scene, discourse, more, int(number), land.actor)


def _count(scene: Scene, discourse: Discourse, match: Match, number: int, country: Mention | None) -> Iterator[Claim]:
    exchange = exchange_of(scene, discourse, match.start())
    if exchange and country is None and (of := scene.pack("exchange.own").match(scene.masked, match.end())):
        theirs = [
            f.actor for f in scene.found if f.kind == "exchange" and f.actor.name != scene.item(of["own"]).actor.name
        ]
        if scene.item(of["own"]).kind == "exchange" and theirs and scene.item(of["own"]).actor.country:
            country, exchange = discourse.country(scene.item(of["own"]).actor.country or "", match[0]), theirs[0]
    state = status(scene, match.start(), match.end())
    if exchange is None or state is None or any(f.kind == "zone" for f in scene.found):
        return
    a = country or Mention(match[0], ALL, "country")
    date = scene.date_near(match.start(), match.end())
    details = {"count": number, "role": _role(scene, match[0])}
    yield Claim("ACCREDITED_AT", a, exchange, match.start(), match.end(), date, state, details=details, confidence=0.7)


@rule("exchange.default", "exchange.belongs")
def default(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Firms that a sentence names beside one exchange, with words for belonging to it: asked where nothing else fits.

    Example: Avec la société Rufais LLC, la Bourse du bois de Riga accueille son centième membre.
    Gives: ACCREDITED_AT Rufais -> Riga Wood Exchange agreed
    """
    here = {f.actor.name for f in scene.found if f.kind == "exchange" and not _partner(scene, f)}
    there = scene.pack("exchange.thereof").search(scene.masked) and discourse.just_named("exchange")
    match = next(iter(scene.search("exchange.belongs")))
    exchange = exchange_of(scene, discourse, match.start()) if len(here) == 1 or (not here and there) else None
    if exchange is None or scene.pack("exchange.other").search(scene.masked):
        return
    if any(True for read in (named, styled) for _ in read(scene, discourse)):
        return
    state = state_of(scene, match)
    date = scene.date_near(match.start(), match.end()) if state == "agreed" else None
    for f in scene.found if state else ():
        at = scene.position(f)
        before = scene.masked[max(0, at - 60) : at]
        aside = any(scene.pack(name).search(before) for name in ("exchange.aside", "clearance.speaks"))
        gives = scene.pack("exchange.gives").match(scene.masked, at)
        if (
            state
            and not gives
            and named_firm(f)
            and f.kind in _FIRMS
            and not f.weak
            and not (aside and not _of_us(scene, match))
        ):
            details = {"role": _role(scene, scene.masked)}
            yield Claim("ACCREDITED_AT", f.actor, exchange, *match.span(), date, state, details=details, confidence=0.5)


def _of_us(scene: Scene, match: Match) -> bool:
    """Tell whether somebody says it of their own: "« Nous y sommes entrés », dit le directeur d'Alfa"."""
    return scene.pack("people.we").search(scene.masked, max(0, match.start() - 20), match.end()) is not None
