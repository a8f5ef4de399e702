"""TWINNED_WITH: sister towns, districts and regions, and lists of them."""

from collections.abc import Iterator
from itertools import combinations

from ..discourse import Discourse
from ..found import NAME
from ..scene import Scene
from .base import Claim, acted, instrument, rule, status
from .groups import bracketed, eligible, groups
from .pair import Pair, date_of, year_behind
from .parties import pairs, spoken_of, unsaid
from .twins import BODIES, TERRITORY, alike, listable, twinnable


@rule("twinning.stated", "twinning.twin", alone=True)
def stated(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Two places are twinned, or signed about it.

    Example: En août 2018, Gomel et Chengdu ont signé un accord de jumelage.
    Gives: TWINNED_WITH Gomel -> Chengdu 2018-08 agreed agreement

    Example: Ce jumelage fut convenu par les capitales des provinces - les villes de Pinsk et de Mianyang.
    Gives: TWINNED_WITH Pinsk -> Mianyang agreed

    Example: Brestchina compte deux partenaires de jumelage outre-mer - les provinces du Shanxi et du Hubei.
    Gives: TWINNED_WITH Brest Region -> Shanxi agreed
    Gives: TWINNED_WITH Brest Region -> Hubei agreed

    Example: Mogilev compte trois villes jumelles : Bardejov (1999), Zwickau (2003) et Villeurbanne (1979).
    Gives: TWINNED_WITH Mogilev -> Bardejov 1999 agreed
    Gives: TWINNED_WITH Mogilev -> Zwickau 2003 agreed
    Gives: TWINNED_WITH Mogilev -> Villeurbanne 1979 agreed

    Example: Pinsk et Torun se sont rapprochées. En mars 2017, un accord de jumelage a été signé.
    Gives: TWINNED_WITH Pinsk -> Torun 2017-03 agreed agreement

    Example: Parlons des villes jumelles polonaises, dont Pinsk compte deux : Elblag (2008) et Olsztyn (2010).
    Gives: TWINNED_WITH Pinsk -> Elblag 2008 agreed
    Gives: TWINNED_WITH Pinsk -> Olsztyn 2010 agreed
    """
    if len(scene.spans("twinning.listed")) > 1 or len(scene.spans("twinning.heads")) > 1:
        return
    yield from _with_bracketed(scene)
    yield from _besides(scene)
    yield from _dropped(scene, discourse)
    others = {f.actor for m in scene.search("twinning.besides") for f in scene.items(m["others"])}
    for match in scene.search("twinning.twin"):
        start, end = match.span()
        state = status(scene, start, end)
        if state is None:
            continue
        kind = _kind(scene, discourse)
        low = scene.clause(start)[0]
        if state == "planned" and scene.pack("twinning.paper").search(scene.masked, low, start):
            state = "agreed"  # "espérons que l'accord de jumelage signé en mai deviendra ..."
        yield from _elided(scene, match.end(), kind, state)
        named = instrument(scene, scene.masked[max(low, start - 60) : end])
        found = _sisters(scene, discourse, start) or list(pairs(scene, discourse, start, end))
        if not found and not scene.title and scene.spans("status.done"):
            found = [Pair(a, b) for a, b in combinations(spoken_of(scene, discourse, start, end), 2)]
        for pair in found:
            a, b = alike(pair.a, pair.b, discourse)
            if twinnable(a, b) and pair.a not in others:
                date = date_of(scene, pair, start, end) if acted(scene, state) else None
                if date is None and scene.title and state == "agreed" and scene.year:
                    date = str(scene.year)
                yield Claim(kind, a, b, start, end, date, state, named, confidence=0.9)


def _dropped(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Yield the pairs of a town spoken of and one that is its sister town no longer: "B n'y figure plus"."""
    owner = discourse.topic
    for match in scene.search("twinning.dropped"):
        town = scene.item(match["b"])
        if owner and eligible(town) and twinnable(owner, town.actor):
            yield Claim("TWINNED_WITH", owner, town.actor, *match.span(), None, "ended", confidence=0.6)


@rule("twinning.likewise", "twinning.likewise")
def likewise(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A place does with another what was just told of two: is twinned with it.

    Example: Brest et Kovel ont scellé leur jumelage, et Pinsk a signé en mai 2019 un accord semblable avec Altena.
    Gives: TWINNED_WITH Pinsk -> Altena 2019-05 agreed
    """
    for match in scene.search("twinning.likewise"):
        twins = scene.pack("twinning.twin").search(scene.masked, 0, match.start()) is not None
        a, state = scene.item(match["a"]), status(scene, *match.span())
        if state and eligible(a) and (twins or discourse.expecting_twins == "TWINNED_WITH"):
            date = scene.date_near(match.start("b") - 1, match.end()) if state == "agreed" else None
            for f in scene.items(match["b"]):
                if eligible(f) and twinnable(a.actor, f.actor) and not bracketed(scene, f):
                    yield Claim("TWINNED_WITH", a.actor, f.actor, *match.span(), date, state, confidence=0.8)


@rule("twinning.bound", "scene.bound")
def bound(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A place is bound to another where sister towns are spoken of.

    Example: Pinsk aime ses jumelages. La ville s'est liée en 1995 à Kovel.
    Gives: TWINNED_WITH Pinsk -> Kovel 1995 agreed
    """
    paper = scene.pack("cooperation.doc").search(scene.masked)
    for match in scene.search("scene.bound") if paper is None else ():
        state, (low, high) = status(scene, *match.span()), scene.clause(match.start())
        twins = scene.pack("twinning.twin")
        spoken = discourse.expecting_twins == "TWINNED_WITH" or twins.search(scene.masked, 0, low)
        loose = scene.pack("twinning.associated").search(match[0])
        if not spoken or loose or twins.search(scene.masked, low, high) or state is None:
            continue
        for pair in pairs(scene, discourse, *match.span()):
            if twinnable(pair.a, pair.b):
                date = date_of(scene, pair, *match.span()) if acted(scene, state) else None
                yield Claim("TWINNED_WITH", pair.a, pair.b, *match.span(), date, state, confidence=0.7)


def _besides(scene: Scene) -> Iterator[Claim]:
    """Yield the pairs of "Après A, B et C, D est jumelée avec E": D with those it was twinned with before."""
    for match in scene.search("twinning.besides"):
        town = scene.item(match["town"])
        for f in scene.items(match["others"]):
            if eligible(f) and eligible(town) and f.kind == "city" and twinnable(town.actor, f.actor):
                date = year_behind(scene, scene.position(f))
                yield Claim("TWINNED_WITH", town.actor, f.actor, match.start(), match.end(), date, confidence=0.7)


def _with_bracketed(scene: Scene) -> Iterator[Claim]:
    """Yield the pairs of "Villes jumelées : A (avec B, depuis 1999), C (avec D)"."""
    for match in scene.search("twinning.with_bracketed"):
        a = scene.item(match["a"])
        for b in scene.items(match["b"]):
            if eligible(a) and eligible(b) and twinnable(a.actor, b.actor):
                yield Claim("TWINNED_WITH", a.actor, b.actor, match.start(), match.end(), match["year"], confidence=0.8)


def _elided(scene: Scene, end: int, kind: str, state: str) -> Iterator[Claim]:
    """Yield the further pairs of "A et B sont jumelées depuis 2007, C et D depuis 2014"."""
    for match in scene.pack("twinning.elided").finditer(scene.masked, end):
        a, b = scene.item(match["a"]), scene.item(match["b"])
        if eligible(a) and eligible(b) and twinnable(a.actor, b.actor):
            yield Claim(kind, a.actor, b.actor, match.start(), match.end(), match["year"], state, confidence=0.8)


def _sisters(scene: Scene, discourse: Discourse, start: int) -> list[Pair]:
    """Return the pairs of "jumelage (A, B, C)" and "est devenue la jumelle de A" with their subject."""
    if told := list(_told(scene, discourse, start)):
        return told
    for listed in scene.search("twinning.own_list"):
        topic = discourse.topic
        if listed["labelled"] and (topic is None or topic.kind not in TERRITORY):
            topic = discourse.place
        untold = not any(eligible(f) and scene.position(f) < listed.start() for f in scene.found)
        if topic and untold and topic.kind in TERRITORY and listed.start() <= start < listed.end():
            towns = [f for f in scene.items(listed["b"] or listed["labelled"]) if not bracketed(scene, f)]
            return [Pair(topic, f.actor, scene.position(f)) for f in towns]
    for name in ("twinning.bracketed", "twinning.of", "twinning.called"):
        low = scene.clause(start)[0]
        match = scene.pack(name).match(scene.masked, start)
        before = [f.actor for f in scene.found if f.kind in TERRITORY and eligible(f) and scene.position(f) < start]
        before = [a for a in before if any(f.actor is a and low <= scene.position(f) for f in scene.found)] or before
        among = scene.pack("twinning.among").search(scene.masked, max(0, start - 40)) is not None
        if match and not before and not among:
            return [
                Pair(a, f.actor, scene.position(f))
                for f in scene.items(match["b"])
                if eligible(f)
                for a in unsaid(discourse, f.actor)
            ]
        if match and before:
            partners = [f for f in scene.items(match["b"]) if not bracketed(scene, f)]
            while more := scene.pack("twinning.and_to").match(scene.masked, match.end()):
                match = more
                partners += [f for f in scene.items(more["b"]) if eligible(f) and not bracketed(scene, f)]
            return [Pair(before[0], f.actor, scene.position(f)) for f in partners]
    for match in scene.search("twinning.are_twins_of"):
        owner = scene.item(match["a"])
        if match.start() <= start < match.end() and eligible(owner):
            partners = [f for f in scene.items(match["b"]) if eligible(f) and not bracketed(scene, f)]
            return [Pair(owner.actor, f.actor, scene.position(f)) for f in partners]
    for match in scene.search("twinning.relative"):
        b = scene.item(match["b"])
        before = [f.actor for f in scene.found if f.kind in TERRITORY and scene.position(f) < match.start()]
        if match.start() <= start < match.end():
            return [
                Pair(a, b.actor, scene.position(b))
                for a in ([scene.item(match["a"]).actor] if match["a"] else before[:1])
            ]
    for match in scene.search("twinning.each"):
        if match.start() <= start < match.end() and all(map(eligible, items := scene.items(match[0]))):
            return [Pair(a.actor, b.actor, scene.position(b)) for a, b in zip(items[::2], items[1::2], strict=True)]
    if match := scene.pack("twinning.dashed").match(scene.masked, start):
        a, b = scene.items(match[0])
        return [Pair(a.actor, b.actor, scene.position(b))] if eligible(a) and eligible(b) else []
    for match in scene.search("twinning.among"):
        if match.start() - 40 <= start <= match.end():
            head, listed = (next(filter(None, (match[f"{x}{n}"] for n in ("", 2, 3, 4, 5)))) for x in "ab")
            heads = [f.actor for f in scene.items(head) if eligible(f)]
            return [
                Pair(h, f.actor, scene.position(f))
                for h in heads
                for f in scene.items(listed)
                if eligible(f) and not bracketed(scene, f)
            ]
    return []


def _told(scene: Scene, discourse: Discourse, start: int) -> Iterator[Pair]:
    """Yield the pairs of "Jumelle de A, B ...", "À A, on fête le jumelage avec B", "A ... B, ville jumelée"."""
    for match in scene.search("twinning.fronted"):
        town, partners, end = scene.item(match["a"] or match["a2"]), scene.items(match["b"] or match["b2"]), match.end()
        while more := scene.pack("twinning.and_to").match(scene.masked, end):
            partners, end = partners + scene.items(more["b"]), more.end()
        if match.start() <= start < match.end() and eligible(town):
            towns = [f for f in partners if eligible(f) and not bracketed(scene, f)]
            yield from (Pair(town.actor, f.actor, scene.position(f)) for f in towns)
    for match in scene.search("twinning.apposed"):
        town = scene.item(match["b"])
        if not (match.start() <= start < match.end() and eligible(town)):
            continue
        others = [f.actor for f in scene.found if f.kind in TERRITORY and eligible(f) and f is not town]
        others = [a for a in others if twinnable(a, town.actor)]
        owner = others[0] if others else discourse.topic
        if owner and owner.kind in TERRITORY:
            yield Pair(owner, town.actor, scene.position(town))
    for match in scene.search("twinning.their"):
        both = [f.actor for f in scene.items(match["b"] or match["pair"]) if eligible(f)]
        if len(both) == 2 and match.start() <= start < match.end():
            yield Pair(both[0], both[1])


def _kind(scene: Scene, discourse: Discourse) -> str:
    """Return the type of tie that a list in this sentence means; "twins or partners" are no twinnings."""
    if not scene.pack("twinning.twin").search(scene.masked):
        return discourse.expecting_twins
    return "COOPERATES_WITH" if scene.pack("twinning.maybe").search(scene.masked) else "TWINNED_WITH"


@rule("twinning.also", "twinning.also")
def also(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A place is twinned with others as well, as was just told of one.

    Example: Brest et Kovel sont jumelées depuis 1995. Brest l'est aussi avec Shenzhen (2001) et Lodz.
    Gives: TWINNED_WITH Brest -> Shenzhen 2001 agreed
    Gives: TWINNED_WITH Brest -> Lodz agreed
    """
    kind = discourse.expecting_twins
    for match in scene.search("twinning.also") if kind else ():
        a, partners = scene.item(match["a"]), scene.items(match["b"])
        end = match.end()
        while more := scene.pack("twinning.and_to").match(scene.masked, end):
            partners, end = [*partners, *scene.items(more["b"])], more.end()
        for f in partners:
            if eligible(a) and eligible(f) and twinnable(a.actor, f.actor):
                date = date_of(scene, Pair(a.actor, f.actor, scene.position(f)), *match.span())
                yield Claim(kind, a.actor, f.actor, match.start(), match.end(), date, confidence=0.8)


@rule("twinning.itemised", "twinning.itemising", alone=True)
def itemised(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The sister towns of one, item by item below a line that says so.

    Example: Quelles sont les villes jumelées de Pinsk ? - Kovel, depuis 1995. - La ville de Altena (2010).
    Gives: TWINNED_WITH Pinsk -> Kovel 1995 agreed
    Gives: TWINNED_WITH Pinsk -> Altena 2010 agreed
    """
    if discourse.itemised and (match := scene.pack("twinning.item").match(scene.masked)):
        owner, kind = discourse.itemised
        town = scene.item(match["b"])
        if eligible(town) and listable(kind, owner, town.actor):
            date = scene.dates[0].value if scene.dates else None
            yield Claim(kind, owner, town.actor, match.start(), match.end(), date, confidence=0.7)
    elif discourse.itemised and (match := scene.pack("twinning.answer").match(scene.masked)):
        owner, kind = discourse.itemised
        towns, end = scene.items(match["b"]), match.end()
        while more := scene.pack("twinning.and_to").match(scene.masked, end):
            towns, end = towns + scene.items(more["b"]), more.end()
        for town in towns:
            if eligible(town) and not bracketed(scene, town) and listable(kind, owner, town.actor):
                date = date_of(scene, Pair(owner, town.actor, scene.position(town)), match.start(), match.start() + 1)
                yield Claim(kind, owner, town.actor, match.start(), match.end(), date, confidence=0.7)
    elif opened := scene.pack("twinning.opens").search(scene.masked):
        twins = scene.pack("twinning.twin").search(opened[0]) is not None
        kinds = TERRITORY if twins else TERRITORY | BODIES
        named = [f.actor for f in scene.found if f.kind in kinds and eligible(f)]
        topic = discourse.topic if discourse.topic and discourse.topic.kind in kinds else discourse.place
        if owner_ := (named[-1] if named else topic):
            discourse.itemise(owner_, "TWINNED_WITH" if twins else "COOPERATES_WITH")


@rule("twinning.rubric", "exchange.exchange")
def rubric(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Two towns are named below a rubric, or one joins those of another.

    Example: JUMELAGE. Entre Pinsk et Altena, c'est fait.
    Gives: TWINNED_WITH Pinsk -> Altena agreed
    """
    if scene.pack("twinning.twin").search(scene.masked):
        return
    headed = scene.pack("twinning.rubric").fullmatch(discourse.sentence) is not None
    towns = [f for g in groups(scene, 0, len(scene.masked)) for f in g.items if f.kind in TERRITORY] if headed else []
    if len(towns) == 2:
        a, b = (f.actor for f in towns)
        state, at = status(scene, 0, scene.position(towns[1])), scene.position(towns[0])
        if state and twinnable(a, b):
            date = scene.date_in(at) if state == "agreed" else None
            yield Claim("TWINNED_WITH", a, b, at, scene.position(towns[1]) + 1, date, state, confidence=0.6)
    for match in scene.search("twinning.joins") if discourse.expecting_twins == "TWINNED_WITH" else ():
        owner, town = discourse.itemised[0] if discourse.itemised else discourse.topic, scene.item(match["b"])
        if owner and eligible(town) and town.kind in TERRITORY and twinnable(owner, town.actor):
            yield Claim("TWINNED_WITH", owner, town.actor, *match.span(), scene.date_in(match.start()), confidence=0.6)


@rule("twinning.headed", "twinning.heads")
def headed(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A list of places, each with its partners: "A : B, C (2004) ; D - E", told to be twins here or just before.

    Example: Les régions jumelées sont : Vitebsk - Shandong (2004), Jiangxi (2018) ; Gomel - Sichuan (2021).
    Gives: TWINNED_WITH Vitebsk Region -> Shandong 2004 agreed
    Gives: TWINNED_WITH Vitebsk Region -> Jiangxi 2018 agreed
    Gives: TWINNED_WITH Gomel Region -> Sichuan 2021 agreed

    Example: Villes jumelées : Brest - Xiaogan (2014) ; la capitale du Bélarus : Changchun (1992), Shanghai (2018).
    Gives: TWINNED_WITH Brest -> Xiaogan 2014 agreed
    Gives: TWINNED_WITH Minsk -> Changchun 1992 agreed
    Gives: TWINNED_WITH Minsk -> Shanghai 2018 agreed
    """
    segments = list(scene.search("twinning.heads"))
    kind = _kind(scene, discourse)
    if not kind or len(segments) < 2:
        return
    for match in segments:
        head, *partners = scene.items(match[0])
        regional = any(f.kind == "region" for f in partners)
        a = discourse.region_of(head.actor) if regional and head.kind == "city" and head.role == NAME else None
        for f in partners:
            if eligible(f) and twinnable(a or head.actor, f.actor):
                date = year_behind(scene, scene.position(f))
                yield Claim(kind, a or head.actor, f.actor, match.start(), match.end(), date, confidence=0.85)


@rule("twinning.numbered", "twinning.listed")
def numbered(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A list of pairs with years in brackets, one claim a pair and year.

    Example: Les villes jumelées sont les suivantes : 1. Polotsk et Tosno (2010) ; 2. Mozyr et Volkhov (2006).
    Gives: TWINNED_WITH Polotsk -> Tosno 2010 agreed
    Gives: TWINNED_WITH Mozyr -> Volkhov 2006 agreed
    """
    if len(scene.spans("twinning.heads")) > 1:
        return
    kind = _kind(scene, discourse) or "COOPERATES_WITH"
    for match in scene.search("twinning.listed"):
        if any(c.isdigit() for c in match["a"]):  # "A (1999) et B (2003)": partners of another, each with its year
            continue
        years = [y for y in match["years"].replace(",", " ").replace(";", " ").split() if y.isdigit()]
        for f in scene.items(match["a"]):
            for g in scene.items(match["b"]):
                if eligible(f) and eligible(g) and twinnable(f.actor, g.actor):
                    for year in years:
                        yield Claim(kind, f.actor, g.actor, match.start(), match.end(), year, confidence=0.9)


@rule("twinning.announced", "twinning.counted")
def announced(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Partners that a sentence counts, of whom the next one gives the names.

    Example: La ville de Pinsk compte trois villes jumelles. Il s'agit de Kovel, Altena et Eskilstuna.
    Gives: TWINNED_WITH Pinsk -> Kovel agreed
    Gives: TWINNED_WITH Pinsk -> Altena agreed
    Gives: TWINNED_WITH Pinsk -> Eskilstuna agreed

    Example: L'oblast de Brest a deux partenaires parmi les régions chinoises. Ce sont le Hubei et l'Anhui.
    Gives: COOPERATES_WITH Brest Region -> Hubei agreed
    Gives: COOPERATES_WITH Brest Region -> Anhui agreed
    """
    promised, discourse.promised = discourse.promised, None
    if promised and (match := scene.pack("twinning.are_these").match(scene.masked)):
        owner, kind = promised
        for f in (f for g in groups(scene, match.start("b"), len(scene.masked)) for f in g.items):
            a, b = alike(owner, f.actor, discourse)
            if twinnable(a, b):
                yield Claim(kind, a, b, *match.span(), year_behind(scene, scene.position(f)), confidence=0.8)
    for match in scene.search("twinning.announced"):
        found = scene.item(match["a"])
        if eligible(found) and found.kind in TERRITORY:
            twins = scene.pack("twinning.twin").search(match["what"]) is not None
            twins = twins and scene.pack("twinning.maybe").search(scene.masked) is None
            discourse.promised = (found.actor, "TWINNED_WITH" if twins else "COOPERATES_WITH")
