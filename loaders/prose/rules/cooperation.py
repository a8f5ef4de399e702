"""COOPERATES_WITH: agreements, memoranda, roadmaps and the like, joint mechanisms, and partnerships that are stated."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from ..discourse import Discourse
from ..pattern import Match
from ..scene import Scene
from .base import Claim, begun, held_since, instrument, rule, several, status
from .groups import bracketed, eligible, groups
from .pair import MOST_PARTIES, Pair, cross, date_of
from .pair_lists import one_by_one, pair_list
from .parties import pairs
from .partnership import (
    PLACES,
    as_states,
    attended,
    based,
    close,
    foreseen,
    happened,
    is_item,
    level,
    of_twins,
    owned,
    plausible,
    town_itself,
    wished,
)
from .subjects import signer, spoken_of
from .twins import twinnable

_LANDS = PLACES | {"country"}


@rule("cooperation.counted", "cooperation.lists", alone=True)
def counted(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Documents that a sentence counts, whose partners the next ones name one by one.

    Example: En mai 2022, l'université d'État de Gomel a signé deux accords. Tout d'abord, avec l'université d'Oran.
    Gives: COOPERATES_WITH Francisk Skorina Gomel State University -> Oran University 2022-05 agreed agreement
    """
    if not scene.spans("cooperation.binding"):
        return
    papers = discourse.papers
    twins = scene.pack("cooperation.twin").search(scene.masked) is not None
    if papers and not scene.title and not twins and (match := scene.pack("cooperation.item").match(scene.masked)):
        state = status(scene, *match.span())
        named = instrument(scene, scene.masked)
        discourse.announce(papers.signer, papers.date, papers.instrument)
        listed = pair_list(scene, discourse, *match.span())
        who = papers.signer if scene.pack("cooperation.one_of").match(scene.masked) else None
        for pair in (*listed, *one_by_one(scene, discourse, who, listed)) if state else ():
            if plausible(pair.a, pair.b, discourse.home_code):
                date = (scene.date_in(pair.at) or papers.date) if state == "agreed" else None
                named = papers.instrument if named == "none" else named
                yield Claim("COOPERATES_WITH", pair.a, pair.b, *match.span(), date, state or "agreed", named)
    if not scene.title and (match := scene.pack("cooperation.many").search(scene.masked)):
        start, end = match.span()
        if status(scene, start, end) == "agreed":
            date = scene.date_near(start, end) or (papers.date if papers else None)
            discourse.announce(signer(scene, start), date, instrument(scene, match[0]))


@rule("cooperation.signed", "cooperation.signed", alone=True)
def signed(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Two actors signed, concluded or adopted a document. Of towns it is one of sister towns if such were spoken of.

    Example: En mai 2017, la région de Vitebsk et la province du Yunnan ont conclu un accord de coopération.
    Gives: COOPERATES_WITH Vitebsk Region -> Yunnan 2017-05 agreed agreement

    Example: Orcha tient à ses jumelages. La ville a signé des accords avec Kovel et Iskenderun.
    Gives: TWINNED_WITH Orsha -> Kovel agreed agreement
    Gives: TWINNED_WITH Orsha -> İskenderun agreed agreement
    """
    for match in scene.search("cooperation.signed"):
        if of_twins(scene, match.start(), match.end() + 90):
            continue
        if foreseen(scene, *match.span()):
            continue
        plain = scene.pack("cooperation.plain_paper").search(scene.masked, match.start(), match.end() + 14)
        twins = plain and (
            discourse.expecting_twins == "TWINNED_WITH"
            or scene.pack("twinning.twin").search(scene.masked, 0, max(0, scene.masked.rfind(":", 0, match.start())))
        )
        for claim in _claims(scene, discourse, match, dated=True, act=True, towns=bool(twins)):
            theirs = twins and plain and (plain["alike"] or claim.status != "planned")
            theirs = theirs and twinnable(claim.source, claim.target)
            yield replace(claim, type="TWINNED_WITH") if theirs else claim


@rule("cooperation.signed_it", "cooperation.signed_it")
def signed_it(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A document that the sentence before named was signed by two.

    Example: L'accord est historique. Signé en mai 2019 par la région de Brest et l'Anhui, il porte sur le lin.
    Gives: COOPERATES_WITH Brest Region -> Anhui 2019-05 agreed agreement
    """
    paper = scene.pack("cooperation.doc").search(discourse.sentence)
    twins = scene.pack("cooperation.twin").search(discourse.sentence) is not None
    for match in scene.search("cooperation.signed_it") if paper or twins else ():
        for claim in _claims(scene, discourse, match, dated=True, states=False, towns=twins, confidence=0.6):
            kind = "TWINNED_WITH" if twins and twinnable(claim.source, claim.target) else claim.type
            if paper or kind == "TWINNED_WITH":
                yield replace(claim, type=kind, instrument=instrument(scene, paper[0] if paper else ""))


@rule("cooperation.signs_with", "cooperation.signs_with")
def signs_with(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """One signs with another what the sentence before named.

    Example: Des conventions ont été passées. L'oblast de Brest a signé avec l'Anhui, l'oblast de Minsk avec le Hubei.
    Gives: COOPERATES_WITH Brest Region -> Anhui agreed agreement
    Gives: COOPERATES_WITH Minsk Region -> Hubei agreed agreement
    """
    paper = scene.pack("cooperation.doc").search(discourse.sentence)
    if paper is None or scene.spans("cooperation.doc") or scene.pack("cooperation.twin").search(discourse.sentence):
        return
    for match in scene.search("cooperation.signs_with"):
        for claim in _claims(scene, discourse, match, dated=True, states=False, confidence=0.6):
            yield replace(claim, instrument=instrument(scene, paper[0]))


@rule("cooperation.likewise", "cooperation.likewise")
def likewise(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """One signs with another what was just told of two.

    Example: En 2012, MAZ a signé un contrat avec Zoomlion ; en mai 2013, la BUTB a fait de même avec Rufais LLC.
    Gives: COOPERATES_WITH Belarusian Universal Commodity Exchange -> Rufais 2013-05 agreed contract
    """
    for match in scene.search("cooperation.likewise"):
        told = scene.masked[: match.start()] if scene.spans("cooperation.signed") else discourse.sentence
        paper = scene.pack("cooperation.doc").search(match[0]) or scene.pack("cooperation.doc").search(told)
        a, state = scene.item(match["a"] or match["a2"]), status(scene, *match.span())
        if paper is None or state is None or not eligible(a) or scene.pack("cooperation.twin").search(told):
            continue
        for f in filter(eligible, scene.items(match["b"] or match["b2"])):
            if plausible(a.actor, f.actor, discourse.home_code) and not bracketed(scene, f):
                date, named = scene.date_in(match.start()), instrument(scene, paper[0])
                date = date if state == "agreed" else None
                yield Claim("COOPERATES_WITH", a.actor, f.actor, *match.span(), date, state, named, confidence=0.6)


@rule("cooperation.all_of_them", "cooperation.all_of_them", alone=True)
def all_of_them(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Three or four who were just named signed a document.

    Example: Zoomlion a reçu Rufais LLC et la BUTB. Les trois partenaires ont signé un mémorandum en mai 2021.
    Gives: COOPERATES_WITH Zoomlion -> Rufais 2021-05 agreed memorandum
    Gives: COOPERATES_WITH Zoomlion -> Belarusian Universal Commodity Exchange 2021-05 agreed memorandum
    Gives: COOPERATES_WITH Rufais -> Belarusian Universal Commodity Exchange 2021-05 agreed memorandum
    """
    for match in scene.search("cooperation.all_of_them"):
        state = status(scene, *match.span(), paper=True)
        parties = discourse.named_last(scene.pack.get("words.numbers")[match["n"].lower()])
        for a, b in combinations(parties, 2) if state else ():
            date = scene.date_near(*match.span()) if state == "agreed" else None
            named = instrument(scene, scene.masked[match.start() :])
            yield Claim("COOPERATES_WITH", a, b, *match.span(), date, state or "", named, confidence=0.6)


@rule("cooperation.between", "cooperation.agreed")
def between(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """An agreement between two actors is spoken of.

    Example: L'accord de coopération entre la ville d'Orcha et la province du Hunan est en place depuis 2018.
    Gives: COOPERATES_WITH Orsha -> Hunan 2018 agreed agreement
    """
    for match in scene.search("cooperation.agreed"):
        if of_twins(scene, match.start(), match.end() + 60):
            continue
        acts = [(a, b) for a, b in scene.spans("cooperation.signed") if a >= match.start() - 60]
        if all(foreseen(scene, a, b) for a, b in acts):
            yield from _claims(scene, discourse, match, dated=True, confidence=0.7)


@rule("cooperation.labelled", "cooperation.labelled")
def labelled(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """An item of a list names two, and what they signed.

    Example: - Orcha et Kovel : déclaration de coopération, 2007.
    Gives: COOPERATES_WITH Orsha -> Kovel 2007 agreed declaration
    """
    for match in scene.search("cooperation.labelled"):
        signed_ = scene.pack("cooperation.signed").search(scene.masked, match.start())
        if not signed_ and scene.pack("cooperation.twin").search(scene.masked) is None:
            yield from _claims(scene, discourse, match, dated=True, towns=True, confidence=0.7)


@rule("cooperation.papers", "cooperation.papers")
def papers(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A document with someone is spoken of, without a word for signing.

    Example: L'université d'Oran a un accord de coopération avec l'université d'État de Gomel.
    Gives: COOPERATES_WITH Oran University -> Francisk Skorina Gomel State University agreed agreement
    """
    for match in scene.search("cooperation.papers"):
        if of_twins(scene, match.start(), match.end() + 60):
            continue
        if scene.pack("cooperation.signed").search(scene.masked, max(0, match.start() - 60), match.end() + 100):
            continue
        if wished(scene, match, behind=0):
            continue
        yield from _claims(
            scene,
            discourse,
            match,
            dated=True,
            act=scene.pack("cooperation.theirs").match(match[0]) is not None,
            lone=scene.pack("cooperation.under").match(match[0]) is not None,
            confidence=0.6,
        )


@rule("cooperation.founded", "cooperation.founded")
def founded(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Two have founded something together.

    Example: Le laboratoire a été créé par l'université d'État de Gomel et l'université de Nankin.
    Gives: COOPERATES_WITH Francisk Skorina Gomel State University -> Nanjing University agreed
    """
    for match in scene.search("cooperation.founded"):
        a = [f.actor for f in scene.items(match["a"] or match["a2"]) if eligible(f) and f.kind != "country"]
        b = [f.actor for f in scene.items(match["b"] or match["b2"] or "") if eligible(f) and f.kind != "country"]
        state = status(scene, *match.span())
        for x, y in cross(a, b) if b else combinations(a, 2):
            mixed = "company" in (x.kind, y.kind) and {x.kind, y.kind} & _LANDS  # "l'usine de A et la firme B"
            if state and not mixed and x.country != y.country and plausible(x, y, discourse.home_code):
                date = happened(scene, match.start(), state)
                yield Claim("COOPERATES_WITH", x, y, *match.span(), date, state, confidence=0.6)


@rule("cooperation.together", "cooperation.together")
def together(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Two of different countries make something together.

    Example: L'université d'État de Gomel et l'université de Nankin ont créé un laboratoire.
    Gives: COOPERATES_WITH Francisk Skorina Gomel State University -> Nanjing University agreed
    """
    for match in scene.search("cooperation.together"):
        listed = [f for g in groups(scene, *match.span("a")) for f in g.items]
        if not 2 <= len(listed) <= MOST_PARTIES or any(f.kind in _LANDS | {"zone"} for f in listed):
            continue
        if owned(scene, match):
            continue
        state = status(scene, *match.span())
        for a, b in combinations([f.actor for f in listed], 2):
            apart = a.country is None or a.country != b.country
            if state and apart and close(a, b, discourse.home_code):
                date = happened(scene, match.end() - 1, state)
                yield Claim("COOPERATES_WITH", a, b, *match.span(), date, state, confidence=0.5)


@rule("cooperation.intend", "cooperation.intend")
def intend(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Two actors have agreed or intend to cooperate.

    Example: La BUTB et Belneftekhim entendent développer la coopération.
    Gives: COOPERATES_WITH Belarusian Universal Commodity Exchange -> Belneftekhim planned
    """
    for match in scene.search("cooperation.intend"):
        if of_twins(scene, match.start(), match.end() + 60):
            continue
        settled = bool(scene.pack("cooperation.settled").search(scene.masked, max(0, match.start() - 25), match.end()))
        if wished(scene, match, behind=0 if settled else 25):
            continue
        for claim in _claims(scene, discourse, match, dated=settled, states=False, confidence=0.5):
            lands = "country" in (claim.source.kind, claim.target.kind)
            if not lands and close(claim.source, claim.target, discourse.home_code):
                yield claim


@rule("cooperation.joint", "cooperation.joint")
def joint(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A joint commission, committee or working group of two actors.

    Example: La commission intergouvernementale de coopération entre la Biélorussie et le Kazakhstan s'est réunie.
    Gives: COOPERATES_WITH Belarus -> Kazakhstan agreed
    """
    for match in scene.search("cooperation.joint"):
        yield from _claims(scene, discourse, match, confidence=0.6)


@rule("cooperation.partners", "cooperation.partners")
def partners(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Actors that are said to be partners, to cooperate, or to have a joint project.

    Example: L'université d'État de Gomel coopère avec l'université de Nankin.
    Gives: COOPERATES_WITH Francisk Skorina Gomel State University -> Nanjing University agreed
    """
    for match in scene.search("cooperation.partners"):
        if of_twins(scene, match.start(), match.end() + 60) or owned(scene, match):
            continue
        for claim in _claims(scene, discourse, match, states=False, confidence=0.6):
            if _wide(claim, discourse):
                continue
            if level(claim.source, claim.target) and close(claim.source, claim.target, discourse.home_code):
                yield claim


@rule("cooperation.loose", "cooperation.loose")
def loose(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Two actors are named side by side in a sentence about their cooperation.

    Example: La coopération entre la région de Minsk et la province du Guangdong se développe.
    Gives: COOPERATES_WITH Minsk Region -> Guangdong agreed
    """
    for match in scene.search("cooperation.loose"):
        if wished(scene, match) or attended(scene, match):
            continue
        for claim in _claims(scene, discourse, match, states=False, confidence=0.4):
            a, b = claim.source, claim.target
            if _wide(claim, discourse):
                continue
            if {a.kind, b.kind} == {"zone", "company"}:
                continue  # a resident
            if any(x.country == discourse.home_code and discourse.is_capital(x) for x in (a, b)):
                continue  # "la coopération entre Minsk et Grozny": the states
            if a.country != b.country and level(a, b) and close(a, b, discourse.home_code):
                yield claim


def _wide(claim: Claim, discourse: Discourse) -> bool:
    """Tell whether a country is tied to a region abroad in a text that mostly tells what its own regions do."""
    return "country" in (claim.source.kind, claim.target.kind) and not discourse.local


def _claims(
    scene: Scene,
    discourse: Discourse,
    match: Match,
    *,
    dated: bool = False,
    act: bool = False,
    lone: bool = False,
    states: bool = True,
    towns: bool = False,
    confidence: float = 0.85,
) -> Iterator[Claim]:
    """Yield the claims of words at a match; an `act` in a sentence without actors is of those just spoken of.

    An act, and what is `lone`, is also of two who are alone in the clause, however it joins them.
    """
    start, end = match.span()
    state = status(scene, start, end, paper=dated)
    called = scene.pack("cooperation.named").search(scene.masked, max(0, start - 4), end) if dated else None
    between = called and scene.pack("scene.joining").search(scene.masked, called.end(), end + 80)
    signed_by = called is not None and between is not None and between[0] == "par"
    if state is None or (called and signed_by and scene.item(called["town"]).kind == "city"):
        return
    named = instrument(scene, scene.masked[start : end + 14]) if dated else "none"
    paper = not dated or scene.pack("cooperation.paper").search(match[0]) is not None
    found = list(pairs(scene, discourse, start, end, told=named == "contract", states=states, lone=act or lone))
    of_towns = (scene.pack("cooperation.twin"), scene.masked), (scene.pack("cooperation.of_towns"), scene.text)
    towns = towns or any(words.search(text) for words, text in of_towns)
    if not found and act and named != "none" and not scene.title:
        found = [Pair(a, b) for a, b in combinations(spoken_of(scene, discourse, start, end), 2)]
    for pair in found:
        a, b = (pair.a, pair.b) if towns else as_states(pair.a, pair.b, discourse, alone=len(found) == 1)
        if not paper and a.kind == b.kind == "country":
            continue
        if {a.kind, b.kind} == {"body", "city"}:
            a, b = (town_itself(x, discourse) for x in (a, b))
        if plausible(a, b, discourse.home_code):
            date = date_of(scene, pair, start, end) if dated and state == "agreed" else None
            if several(scene, start, end):
                date = scene.date_in(start)
            if (
                not dated
                and pair.at >= 0
                and (behind := scene.pack("scene.year_behind").match(scene.masked, pair.at + 1))
            ):
                date = behind["year"]
            elif not dated and state == "agreed" and scene.pack("cooperation.act").search(scene.masked):
                date = date_of(scene, pair, start, end)
            elif not dated and (dated_by := based(scene, start, state) or happened(scene, start, state)):
                date = dated_by
            elif not dated:
                date = held_since(scene, start)
            if dated and state == "agreed" and discourse.papers and is_item(scene):
                counted_at = discourse.papers.date or ""
                date = counted_at or None if counted_at.startswith(date or "") else date
            if dated and date is None and scene.title and state == "agreed" and scene.year:
                date = str(scene.year)
            date = begun(scene, start) if state == "ended" else date
            yield Claim("COOPERATES_WITH", a, b, start, end, date, state, named, confidence=confidence)
