"""COOPERATES_WITH by what partners are called: those who are listed, "its" partner, a partner in apposition."""

from collections.abc import Iterator
from itertools import combinations

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import NAME, PEOPLE, Found
from ..scene import Scene
from .base import Claim, begun_behind, held_since, instrument, rule, since_of, status
from .chain import chained
from .groups import bracketed, eligible
from .pair import MOST_PARTIES, year_behind
from .partnership import PLACES, called_partner, close, happened, level, plausible, twins_spoken, wished
from .subjects import unsaid
from .twins import twinnable


@rule("cooperation.among", "cooperation.among")
def among(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The partners of someone are listed.

    Example: Parmi les partenaires de la BSU figurent l'université de Nankin et l'université de Zhejiang.
    Gives: COOPERATES_WITH Belarusian State University -> Nanjing University agreed
    Gives: COOPERATES_WITH Belarusian State University -> Zhejiang University agreed

    Example: Pinsk a pour partenaires polonais les villes de Pila et de Olsztyn.
    Gives: COOPERATES_WITH Pinsk -> Piła agreed
    Gives: COOPERATES_WITH Pinsk -> Olsztyn agreed
    """
    for match in scene.search("cooperation.among"):
        if scene.pack("cooperation.twin").search(match[0]):
            continue
        if match["a4"] and twins_spoken(scene, discourse, match):
            continue
        if match["who"] and scene.item(match["who"][0]).role != PEOPLE:
            continue
        whom = match["whom"] or match["whom2"]
        if whom and not called_partner(scene, scene.item(whom)):
            continue
        state = status(scene, *match.span())
        a, b = (next(filter(None, (match[f"{side}{n}"] for n in ("", *range(2, 13))))) for side in "ab")
        date = since_of(scene, match.end()) or held_since(scene, match.start())
        if date is None and state == "agreed" and match["a4"] and scene.pack("cooperation.bonded").search(match[0]):
            date = scene.date_near(*match.span())
        owner = [_whose(scene, f) for f in scene.items(a)]  # "A, dans le B, s'est associée à C"
        owners = [f.actor for f in owner if eligible(f) and f.kind != "country"]
        by_twinning = scene.pack("twinning.by_twinning").match(scene.masked, match.end()) is not None
        for pair in chained(scene, owners, scene.items(b), match.end()) if state else ():
            if plausible(pair.a, pair.b, discourse.home_code):
                on = year_behind(scene, pair.at) or begun_behind(scene, pair.at) or date
                twins = by_twinning and twinnable(pair.a, pair.b)
                kind = "TWINNED_WITH" if twins else "COOPERATES_WITH"
                yield Claim(kind, pair.a, pair.b, *match.span(), on, state or "agreed", confidence=0.7)


def _whose(scene: Scene, found: Found) -> Found:
    """Return the town that a region or country only says where it is, else the actor itself."""
    return scene.found[scene.found.index(found) - 1] if bracketed(scene, found) else found


@rule("cooperation.its", "cooperation.its")
def its(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """One is called the partner of whom the text speaks.

    Example: La BSU a ouvert un laboratoire. Son partenaire chinois est l'université de Nankin.
    Gives: COOPERATES_WITH Belarusian State University -> Nanjing University agreed

    Example: La BSU ouvre. Son partenaire est l'université de Nankin, avec qui elle a signé un accord en mai 2021.
    Gives: COOPERATES_WITH Belarusian State University -> Nanjing University 2021-05 agreed
    """
    for match in scene.search("cooperation.its"):
        state = status(scene, *match.span())
        if match["who"] and not called_partner(scene, scene.item(match["who"])):
            continue
        for f in filter(eligible, scene.items(match["b"] or match["b2"] or match["b3"])):
            for owner in unsaid(discourse, f.actor):
                apart = owner.kind != "country" and plausible(owner, f.actor, discourse.home_code)
                if state and apart and (owner.name, owner.kind) != (f.actor.name, f.kind):
                    date = scene.date_in(match.end()) if scene.spans("status.done") and state == "agreed" else None
                    yield Claim("COOPERATES_WITH", owner, f.actor, *match.span(), date, state, confidence=0.6)


@rule("cooperation.fronted", "cooperation.fronted")
def fronted(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A sentence begins with whom one does something with.

    Example: Avec l'université de Nankin, la BSU mène un projet de recherche.
    Gives: COOPERATES_WITH Belarusian State University -> Nanjing University agreed
    """
    for match in scene.search("cooperation.fronted"):
        state, a = status(scene, *match.span()), scene.item(match["a"] or match["a2"])
        for f in filter(eligible, scene.items(match["b"] or match["b2"])):
            two = eligible(a) and not bracketed(scene, f) and close(a.actor, f.actor, discourse.home_code)
            if state and two:
                date = happened(scene, match.start(), state)
                yield Claim("COOPERATES_WITH", a.actor, f.actor, *match.span(), date, state, confidence=0.6)


@rule("cooperation.public", "cooperation.public")
def public(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A state and a firm have agreed on a partnership.

    Example: Le parc est le fruit d'un partenariat public-privé entre l'État béninois et la société Zoomlion.
    Gives: COOPERATES_WITH Benin -> Zoomlion agreed
    """
    for match in scene.search("cooperation.public"):
        a, b = scene.item(match["a"] or match["a2"]), scene.item(match["b"] or match["b2"])
        state = status(scene, *match.span())
        if state and eligible(a) and eligible(b) and {a.kind, b.kind} == {"country", "company"}:
            yield Claim("COOPERATES_WITH", a.actor, b.actor, *match.span(), None, state, confidence=0.6)


@rule("cooperation.broke", "cooperation.broke")
def broke(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """One broke with another: the partnership is over.

    Example: L'oblast de Brest a rompu avec Lublin.
    Gives: COOPERATES_WITH Brest Region -> Lublin ended
    """
    for match in scene.search("cooperation.broke"):
        a, b = scene.item(match["a"]), scene.item(match["b"])
        lands = "country" in (a.kind, b.kind) or scene.pack("cooperation.twin").search(scene.masked)
        if eligible(a) and eligible(b) and not lands and plausible(a.actor, b.actor, discourse.home_code):
            kind = "TWINNED_WITH" if discourse.expecting_twins and twinnable(a.actor, b.actor) else "COOPERATES_WITH"
            yield Claim(kind, a.actor, b.actor, *match.span(), None, "ended", confidence=0.6)


@rule("cooperation.signers", "cooperation.signers")
def signers(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Those who signed are listed behind how many they are.

    Example: Trois firmes ont signé un accord en mai 2021 : Zoomlion, Rufais LLC et MAZ.
    Gives: COOPERATES_WITH Zoomlion -> Rufais 2021-05 agreed agreement
    Gives: COOPERATES_WITH Zoomlion -> Minsk Automobile Plant 2021-05 agreed agreement
    Gives: COOPERATES_WITH Rufais -> Minsk Automobile Plant 2021-05 agreed agreement
    """
    for match in scene.search("cooperation.signers"):
        listed = [f.actor for f in scene.items(match["b"] or match["b2"] or match["b3"]) if eligible(f)]
        told = scene.pack.get("words.numbers").get((match["n"] or match["n2"] or "").lower(), len(listed))
        state = status(scene, *match.span(), paper=True)
        if state is None or len(listed) != told or len(listed) > MOST_PARTIES:
            continue
        if scene.pack("cooperation.twin").search(scene.masked):
            continue
        named = instrument(scene, match[0])
        date = scene.date_near(*match.span()) if state == "agreed" else None
        for a, b in combinations(listed, 2):
            yield Claim("COOPERATES_WITH", a, b, *match.span(), date, state, named, confidence=0.6)


@rule("cooperation.besides", "cooperation.besides")
def besides(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """One signs with another after others with whom it signed before.

    Example: Après l'oblast de Brest et le Henan, la Bretagne a signé un accord avec le Hubei.
    Gives: COOPERATES_WITH Brittany -> Brest Region agreed
    Gives: COOPERATES_WITH Brittany -> Henan agreed
    """
    for match in scene.search("cooperation.besides"):
        who = scene.item(match["who"])
        if scene.pack("cooperation.twin").search(scene.masked) or not eligible(who):
            continue
        others = [f for f in scene.items(match["others"]) if f.role == NAME and f.kind in (who.kind, *PLACES)]
        lands = {f.actor.country for f in scene.found if scene.position(f) > match.end("who")}
        for f in others:
            told = len(others) > 1 or f.actor.country in lands  # not "Après Moscou, Minsk a signé avec Téhéran"
            alike = f.kind == who.kind or {f.kind, who.kind} <= PLACES
            if told and alike and plausible(who.actor, f.actor, discourse.home_code):
                date = year_behind(scene, scene.position(f))
                yield Claim("COOPERATES_WITH", who.actor, f.actor, *match.span(), date, confidence=0.6)


@rule("cooperation.of_it", "cooperation.partners_of_it")
def of_it(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The partners of whom the text speaks are listed.

    Example: La BSU a 80 accords. Parmi ses partenaires figurent l'université de Nankin et l'université de Zhejiang.
    Gives: COOPERATES_WITH Belarusian State University -> Nanjing University agreed
    Gives: COOPERATES_WITH Belarusian State University -> Zhejiang University agreed

    Example: La BSU a 80 accords. En 2016, c'est l'université de Nankin qui est devenue sa partenaire.
    Gives: COOPERATES_WITH Belarusian State University -> Nanjing University 2016 agreed
    """
    for match in scene.search("cooperation.partners_of_it"):
        date = scene.date_in(match.start()) if match["b2"] else None
        for f in filter(eligible, scene.items(match["b"] or match["b2"] or match["b3"])):
            for owner in unsaid(discourse, f.actor):
                if owner.kind != "country" and plausible(owner, f.actor, discourse.home_code):
                    yield Claim("COOPERATES_WITH", owner, f.actor, *match.span(), date, confidence=0.6)


@rule("cooperation.abroad", "cooperation.abroad")
def abroad(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Several regions of one country abroad cooperate, with whom needs not be said: with the country of the text.

    Example: Les oblasts de Pskov, de Smolensk et de Kalouga développent activement leur coopération.
    Gives: COOPERATES_WITH Belarus -> Pskov Oblast agreed
    Gives: COOPERATES_WITH Belarus -> Smolensk Oblast agreed
    Gives: COOPERATES_WITH Belarus -> Kaluga Oblast agreed
    """
    for match in scene.search("cooperation.abroad"):
        listed = [f.actor for f in scene.items(match["a"]) if eligible(f)]
        lands = {a.country for a in listed}
        state = status(scene, *match.span())
        several = len(listed) > 2 and len(lands) == 1 and all(a.kind == "region" for a in listed)
        if several and state and discourse.home and discourse.home_code not in lands:
            ours = discourse.home_country(listed[0].text)
            yield from (Claim("COOPERATES_WITH", ours, a, *match.span(), None, state) for a in listed)


@rule("cooperation.apposed", "cooperation.apposed")
def apposed(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """One is called a partner right behind its name: of the other that the sentence names, or of whom the text speaks.

    Example: La BSU accueille des étudiants de l'université de Nankin, établissement partenaire depuis 2004.
    Gives: COOPERATES_WITH Belarusian State University -> Nanjing University 2004 agreed
    """
    for match in scene.search("cooperation.apposed"):
        found, state = scene.item(match["b"]), status(scene, *match.span())
        kinds = {"city", "district", "region"} if found.kind in ("city", "district", "region") else {found.kind}
        before = [f.actor for f in scene.found if eligible(f) and f.kind in kinds and scene.position(f) < match.start()]
        others = [a for a in before if a.country != found.actor.country or a.country is None]
        topic = discourse.topic if discourse.topic and discourse.topic.kind in kinds else None
        owner = others[0] if others else topic
        if state and owner and eligible(found) and plausible(owner, found.actor, discourse.home_code):
            date = year_behind(scene, match.start()) or since_of(scene, match.start())
            yield Claim("COOPERATES_WITH", owner, found.actor, *match.span(), date, state, confidence=0.6)


@rule("cooperation.called", "scene.list")
def called(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """One is called the partner of the other that the sentence names, or of whom the text speaks.

    Example: Aux côtés de son partenaire chinois Zoomlion, MAZ a ouvert un centre de service.
    Gives: COOPERATES_WITH Minsk Automobile Plant -> Zoomlion agreed

    Example: L'oblast de Brest reste fidèle à son partenaire chinois, le Hubei.
    Gives: COOPERATES_WITH Brest Region -> Hubei agreed

    Example: Pour l'oblast de Brest, le Hubei est un partenaire privilégié.
    Gives: COOPERATES_WITH Brest Region -> Hubei agreed
    """
    if not scene.pack("cooperation.partner").search(scene.text):
        return  # told by words that belong to a name, and so are masked
    partners = [f for f in scene.found if f.role == NAME and scene.pack("cooperation.own").match(scene.words(f))]
    for f in scene.found:
        name = scene.pack("cooperation.behind").match(scene.masked, scene.position(f) + 1)
        if name and called_partner(scene, f) and scene.pack("cooperation.own").match(scene.words(f)):
            partners += scene.items(name["b"])
    owner: Mention | None
    for match in scene.search("cooperation.for_whom"):
        a, f = scene.item(match["a"]), scene.item(match["b"])
        if eligible(a) and eligible(f) and plausible(a.actor, f.actor, discourse.home_code):
            yield Claim("COOPERATES_WITH", a.actor, f.actor, *match.span(), confidence=0.6)
    for match in scene.search("cooperation.of_land"):
        a, f = scene.item(match["a"]), scene.item(match["b"])
        named = called_partner(scene, scene.item(match["who"])) and eligible(a) and eligible(f)
        if named and a.kind != "country" and plausible(a.actor, f.actor, discourse.home_code):
            date = held_since(scene, match.start())
            yield Claim("COOPERATES_WITH", a.actor, f.actor, *match.span(), date, confidence=0.6)
    for f in filter(eligible, partners):
        at = scene.position(f)
        others = [g for g in scene.found if g not in partners and eligible(g) and g.kind != "country"]
        owner = min(others, key=lambda g: abs(scene.position(g) - at)).actor if others else discourse.topic
        state = status(scene, at, at + 1)
        if state and owner and owner.kind != "country" and plausible(owner, f.actor, discourse.home_code):
            yield Claim("COOPERATES_WITH", owner, f.actor, at, at + 1, None, state, confidence=0.5)


@rule("cooperation.default", "cooperation.default", default="COOPERATES_WITH")
def just_two(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A clause that speaks of partners or of a paper names just two that can be partners, of two countries.

    Example: L'université de Nankin accueille, par convention, les étudiants de la BSU.
    Gives: COOPERATES_WITH Nanjing University -> Belarusian State University agreed
    """
    for match in scene.search("cooperation.default"):
        found = [f for f in scene.found if f.kind != "country" and eligible(f) and not bracketed(scene, f)]
        if len(found) != 2 or any(len(f.actors) > 1 for f in found) or wished(scene, match):
            continue
        (a, b), state = (f.actor for f in found), status(scene, *match.span())
        places = len({a.kind, b.kind} & PLACES)
        on_level = level(a, b) and (places == len({a.kind, b.kind}) or not places or "company" not in (a.kind, b.kind))
        first, second = (scene.group_at(scene.position(f)) for f in found)
        alike = first is not None and second is not None and not scene.led("locative", second)
        if first is not None and first is second:
            alike = scene.pack("scene.plural_verb").match(scene.masked, first.end) is not None
        apart = a.country != b.country and not scene.pack("cooperation.twin").search(scene.masked)
        if state and on_level and alike and apart and close(a, b, discourse.home_code):
            done = state == "agreed" and scene.spans("status.done")
            date = scene.date_near(*match.span()) if done else None
            date = date or (held_since(scene, match.start()) if state == "agreed" else None)
            yield Claim("COOPERATES_WITH", a, b, *match.span(), date, state, confidence=0.4)
            return
