"""COOPERATES_WITH: agreements, memoranda, roadmaps and the like, joint mechanisms, and partnerships that are stated."""

from collections.abc import Iterator
from itertools import combinations, product

from ..discourse import Discourse
from ..found import PEOPLE
from ..pattern import Match
from ..scene import Scene
from .base import Claim, instrument, rule, several, since_of, status
from .groups import bracketed, eligible, groups
from .pair import MOST_PARTIES, Pair, cross, date_of
from .pair_lists import one_by_one, pair_list
from .parties import pairs, signer, spoken_of, unsaid
from .partnership import (
    PLACES,
    as_states,
    based,
    called_partner,
    close,
    foreseen,
    happened,
    is_item,
    plausible,
    twins_spoken,
    wished,
)

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
    """Two actors signed, concluded or adopted a document.

    Example: En mai 2017, la région de Vitebsk et la province du Yunnan ont conclu un accord de coopération.
    Gives: COOPERATES_WITH Vitebsk Region -> Yunnan 2017-05 agreed agreement
    """
    for match in scene.search("cooperation.signed"):
        if scene.pack("cooperation.twin").search(scene.masked, match.start(), match.end() + 90):
            continue
        if not foreseen(scene, *match.span()):
            yield from _claims(scene, discourse, match, dated=True, act=True)


@rule("cooperation.between", "cooperation.agreed")
def between(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """An agreement between two actors is spoken of.

    Example: L'accord de coopération entre la ville d'Orcha et la province du Hunan est en place depuis 2018.
    Gives: COOPERATES_WITH Orsha -> Hunan 2018 agreed agreement
    """
    for match in scene.search("cooperation.agreed"):
        if scene.pack("cooperation.twin").search(scene.masked, match.start(), match.end() + 60):
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
        if scene.pack("cooperation.twin").search(scene.masked, match.start(), match.end() + 60):
            continue
        if scene.pack("cooperation.signed").search(scene.masked, max(0, match.start() - 60), match.end() + 100):
            continue
        if wished(scene, match, behind=0):
            continue
        yield from _claims(scene, discourse, match, dated=True, confidence=0.6)


@rule("cooperation.founded", "cooperation.founded")
def founded(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Two have founded something together.

    Example: Le laboratoire a été créé par l'université d'État de Gomel et l'université de Nankin.
    Gives: COOPERATES_WITH Francisk Skorina Gomel State University -> Nanjing University agreed
    """
    for match in scene.search("cooperation.founded"):
        a = [f.actor for f in scene.items(match["a"]) if eligible(f) and f.kind != "country"]
        b = [f.actor for f in scene.items(match["b"] or "") if eligible(f) and f.kind != "country"]
        state = status(scene, *match.span())
        for x, y in cross(a, b) if b else combinations(a, 2):
            if state and x.country != y.country and plausible(x, y, discourse.home_code):
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
        if scene.pack("cooperation.twin").search(scene.masked, match.start(), match.end() + 60):
            continue
        settled = bool(scene.pack("cooperation.settled").search(scene.masked, max(0, match.start() - 25), match.end()))
        if wished(scene, match, behind=0 if settled else 25):
            continue
        for claim in _claims(scene, discourse, match, dated=settled, states=False, confidence=0.5):
            if close(claim.source, claim.target, discourse.home_code):
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
        if scene.pack("cooperation.twin").search(scene.masked, match.start(), match.end() + 60):
            continue
        for claim in _claims(scene, discourse, match, states=False, confidence=0.6):
            if close(claim.source, claim.target, discourse.home_code):
                yield claim


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
        if scene.pack("cooperation.twin").search(match[0]) or (match["b4"] and discourse.expecting_twins):
            continue
        if match["a4"] and twins_spoken(scene, discourse, match):
            continue
        if match["who"] and scene.item(match["who"][0]).role != PEOPLE:
            continue
        if match["whom"] and not called_partner(scene, scene.item(match["whom"])):
            continue
        state = status(scene, *match.span())
        a, b = (next(filter(None, (match[f"{side}{n}"] for n in ("", *range(2, 10))))) for side in "ab")
        since = scene.pack("scene.since").search(scene.masked)
        date = since["year"] if since else None
        more = scene.pack("cooperation.and_so").match(scene.masked, match.end()) if match["a4"] else None
        both = [(scene.item(more["a"]), scene.item(more["b"]))] if more else []  # "…, et C à D"
        for f, g in (*product(scene.items(a), scene.items(b)), *both):
            if not (eligible(f) and eligible(g)):
                continue
            aside = f.kind == "country" or bracketed(scene, g)
            if state and not aside and plausible(f.actor, g.actor, discourse.home_code):
                yield Claim("COOPERATES_WITH", f.actor, g.actor, *match.span(), date, state, confidence=0.7)


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
        state, a = status(scene, *match.span()), scene.item(match["a"])
        for f in filter(eligible, scene.items(match["b"])):
            two = eligible(a) and not bracketed(scene, f) and close(a.actor, f.actor, discourse.home_code)
            if state and two:
                date = happened(scene, match.start(), state)
                yield Claim("COOPERATES_WITH", a.actor, f.actor, *match.span(), date, state, confidence=0.6)


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


@rule("cooperation.loose", "cooperation.loose")
def loose(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Two actors are named side by side in a sentence about their cooperation.

    Example: La coopération entre la région de Minsk et la province du Guangdong se développe.
    Gives: COOPERATES_WITH Minsk Region -> Guangdong agreed
    """
    for match in scene.search("cooperation.loose"):
        if wished(scene, match):
            continue
        for claim in _claims(scene, discourse, match, states=False, confidence=0.4):
            a, b = claim.source, claim.target
            if any(x.country == discourse.home_code and discourse.is_capital(x) for x in (a, b)):
                continue  # "la coopération entre Minsk et Grozny": the states
            if a.country != b.country and close(a, b, discourse.home_code):
                yield claim


def _claims(
    scene: Scene,
    discourse: Discourse,
    match: Match,
    *,
    dated: bool = False,
    act: bool = False,
    states: bool = True,
    towns: bool = False,
    confidence: float = 0.85,
) -> Iterator[Claim]:
    """Yield the claims of words at a match; an `act` in a sentence without actors is of those just spoken of."""
    start, end = match.span()
    state = status(scene, start, end, paper=dated)
    called = scene.pack("cooperation.named").search(scene.masked, max(0, start - 4), end) if dated else None
    between = called and scene.pack("scene.joining").search(scene.masked, called.end(), end + 80)
    signed_by = called is not None and between is not None and between[0] == "par"
    if state is None or (called and signed_by and scene.item(called["town"]).kind == "city"):
        return
    named = instrument(scene, scene.masked[start : end + 14]) if dated else "none"
    paper = not dated or scene.pack("cooperation.paper").search(match[0]) is not None
    found = list(pairs(scene, discourse, start, end, told=named == "contract", states=states, lone=act))
    if not found and act and named != "none" and not scene.title:
        found = [Pair(a, b) for a, b in combinations(spoken_of(scene, discourse, start, end), 2)]
    for pair in found:
        a, b = (pair.a, pair.b) if towns else as_states(pair.a, pair.b, discourse, alone=len(found) == 1)
        if not paper and a.kind == b.kind == "country":
            continue
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
                date = since_of(scene, start)
            if dated and state == "agreed" and discourse.papers and is_item(scene):
                counted_at = discourse.papers.date or ""
                date = counted_at or None if counted_at.startswith(date or "") else date
            if dated and date is None and scene.title and state == "agreed" and scene.year:
                date = str(scene.year)
            yield Claim("COOPERATES_WITH", a, b, start, end, date, state, named, confidence=confidence)
