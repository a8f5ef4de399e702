"""TWINNED_WITH in lists: items below a line, towns each with its partners, numbered pairs, towns announced before."""

from collections.abc import Iterator

from ..discourse import Discourse
from ..found import NAME
from ..scene import Scene
from .base import Claim, rule, status
from .chain import chained
from .groups import bracketed, eligible, groups
from .pair import date_of, year_behind
from .twins import TERRITORY, alike, listable, listed_as, nature, twinnable


@rule("twinning.answer", "twinning.answer")
def answer(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The sister towns of one answer the question for them.

    Example: Avec quelles villes Pinsk est-elle jumelée ? Avec Kovel, depuis 1995, et avec Altena.
    Gives: TWINNED_WITH Pinsk -> Kovel 1995 agreed
    Gives: TWINNED_WITH Pinsk -> Altena agreed
    """
    frame = discourse.itemised
    for match in scene.search("twinning.answer") if frame else ():
        assert frame is not None
        if frame.mixed:
            continue
        lands = {f.actor.country for f in scene.items(match["b2"] or "")}
        if len(lands) == 2 == len(scene.items(match["b2"])):
            continue  # "- Pinsk et Altena": a pair
        for pair in chained(scene, (frame.of,), scene.items(match["b"] or match["b2"]), match.end()):
            if listable(frame.type, pair.a, pair.b):
                date = date_of(scene, pair, match.start(), match.start() + 1)
                yield Claim(frame.type, pair.a, pair.b, *match.span(), date, confidence=0.7)


@rule("twinning.rubric", "exchange.exchange", "twinning.joins", kinds=TERRITORY)
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
        owner = discourse.itemised.of if discourse.itemised else discourse.topic
        joined = match["b"] or match["b2"] or match["b3"] or match["b4"]
        towns = scene.items(match["others"] or "") + scene.items(joined)
        state = "planned" if scene.pack("twinning.later").search(match[0]) else status(scene, *match.span())
        for town in towns if owner and state else ():
            if owner and eligible(town) and town.kind in TERRITORY and twinnable(owner, town.actor):
                date = year_behind(scene, scene.position(town))
                last = town is towns[-1] and not match["b4"] and state == "agreed"
                date = date or (scene.date_in(match.start()) if last else None)
                yield Claim("TWINNED_WITH", owner, town.actor, *match.span(), date, state or "", confidence=0.6)


@rule("twinning.dated_pairs", "twinning.dated_pairs")
def dated_pairs(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Pairs of sister towns, each with its day.

    Example: On a fêté deux jumelages : Pinsk et Altena en mars 2019, Brest et Kovel en juin 2020.
    Gives: TWINNED_WITH Pinsk -> Altena 2019-03 agreed
    Gives: TWINNED_WITH Brest -> Kovel 2020-06 agreed
    """
    matches, kind = scene.search("twinning.dated_pairs"), listed_as(scene, discourse)
    for match in matches if kind and len(matches) > 1 else ():
        a, b = scene.item(match["a"]), scene.item(match["b"])
        if eligible(a) and eligible(b) and twinnable(a.actor, b.actor):
            told = [d.value for d in scene.dates if match.start("when") <= scene.masked_at(d.start) < match.end("when")]
            yield Claim(kind, a.actor, b.actor, *match.span(), told[0] if told else None, confidence=0.8)


@rule("twinning.in_turn", "twinning.in_turn")
def in_turn(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """One comes after other sister towns of whom the text is about.

    Example: Pinsk tient à ses jumelages. Après Riga (2010) et Varna (1995), c'est au tour de la ville de Torun.
    Gives: TWINNED_WITH Pinsk -> Riga 2010 agreed
    Gives: TWINNED_WITH Pinsk -> Varna 1995 agreed
    Gives: TWINNED_WITH Pinsk -> Torun agreed
    """
    owner = discourse.topic if discourse.expecting_twins == "TWINNED_WITH" else None
    for match in scene.search("twinning.in_turn") if owner and owner.kind in TERRITORY else ():
        for f in (*scene.items(match["others"]), scene.item(match["b"])):
            if owner and eligible(f) and f.kind in TERRITORY and not bracketed(scene, f) and twinnable(owner, f.actor):
                date = year_behind(scene, scene.position(f))
                yield Claim("TWINNED_WITH", owner, f.actor, *match.span(), date, confidence=0.7)


@rule("twinning.pair_line", "twinning.pair_line", kinds=TERRITORY)
def pair_line(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A line of two places, in a text about sister towns or partners.

    Example: Les jumelages sont nombreux.\\n\\nPinsk (oblast de Brest) – Altena (Allemagne), depuis 1995
    Gives: TWINNED_WITH Pinsk -> Altena 1995 agreed

    Example: Les jumelages sont nombreux.\\n\\nPinsk (oblast de Brest) – Altena (Allemagne) : 1995
    Gives: TWINNED_WITH Pinsk -> Altena 1995 agreed
    """
    match = scene.pack("twinning.pair_line").fullmatch(scene.masked) if discourse.pairs_of else None
    a, b = (scene.item(match[x]) for x in "ab") if match else (None, None)
    if match and a and b and eligible(a) and eligible(b) and twinnable(a.actor, b.actor):
        date = scene.dates[0].value if scene.dates else None
        yield Claim(discourse.pairs_of, a.actor, b.actor, *match.span(), date, confidence=0.7)


@rule("twinning.pairs_with", "twinning.pairs_with")
def pairs_with(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Pairs of sister towns told one after the other.

    Example: Les jumelages polono-bulgares sont rares : Torun avec Varna, Plovdiv avec Lodz et Sopot avec Burgas.
    Gives: TWINNED_WITH Torun -> Varna agreed
    Gives: TWINNED_WITH Plovdiv -> Lodz agreed
    Gives: TWINNED_WITH Sopot -> Burgas agreed
    """
    kind = listed_as(scene, discourse)
    for match in scene.search("twinning.pairs_with") if kind else ():
        towns = [f for f in scene.items(match[0]) if eligible(f) and not bracketed(scene, f)]
        two = list(zip(towns[::2], towns[1::2], strict=False))
        if len(towns) % 2 == 0 and all(twinnable(a.actor, b.actor) for a, b in two):
            for a, b in two:
                date = year_behind(scene, scene.position(b))
                yield Claim(kind, a.actor, b.actor, *match.span(), date, confidence=0.8)


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
    kind = listed_as(scene, discourse)
    if not kind:
        return
    if len(segments) < 2 and (match := scene.pack("twinning.headed_item").fullmatch(scene.masked)):
        head = scene.item(match["a"])
        for pair in chained(scene, head.actors, scene.items(match["b"]), match.end("b")) if eligible(head) else ():
            if twinnable(pair.a, pair.b):
                yield Claim(kind, pair.a, pair.b, *match.span(), year_behind(scene, pair.at), confidence=0.8)
    if len(segments) < 2:
        return
    for match in segments:
        head, *partners = scene.items(match[0])
        regional = any(f.kind == "region" for f in partners)
        a = discourse.region_of(head.actor) if regional and head.kind == "city" and head.role == NAME else None
        for f in partners:
            if eligible(f) and twinnable(a or head.actor, f.actor):
                date = year_behind(scene, scene.position(f))
                yield Claim(kind, a or head.actor, f.actor, match.start(), match.end(), date, confidence=0.85)


@rule("twinning.natured", "twinning.natured")
def natured(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Partners, each with what ties it in brackets behind it.

    Example: Pinsk a trois amies : Kovel (jumelage depuis 1995), Altena (jumelage, 2010) et Nida (accord de 2011).
    Gives: TWINNED_WITH Pinsk -> Kovel 1995 agreed
    Gives: TWINNED_WITH Pinsk -> Altena 2010 agreed
    Gives: COOPERATES_WITH Pinsk -> Nida 2011 agreed agreement
    """
    matches = scene.search("twinning.natured")
    before = [f.actor for f in scene.found if eligible(f) and scene.position(f) < matches[0].start("b")]
    owner = next((a for a in before if a.kind in TERRITORY), discourse.topic)
    for match in matches if owner and len(matches) > 1 else ():
        town, (type_, named) = scene.item(match["b"]), nature(scene, match["what"], "COOPERATES_WITH")
        if owner and eligible(town) and listable(type_, owner, town.actor):
            told = [d.value for d in scene.dates if match.start() <= scene.masked_at(d.start) < match.end()]
            date = told[0] if told else None
            yield Claim(type_, owner, town.actor, *match.span(), date, "agreed", named, confidence=0.7)


@rule("twinning.numbered", "twinning.listed")
def numbered(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A list of pairs with years in brackets, one claim a pair and year.

    Example: Les villes jumelées sont les suivantes : 1. Polotsk et Tosno (2010) ; 2. Mozyr et Volkhov (2006).
    Gives: TWINNED_WITH Polotsk -> Tosno 2010 agreed
    Gives: TWINNED_WITH Mozyr -> Volkhov 2006 agreed
    """
    if len(scene.spans("twinning.heads")) > 1:
        return
    kind = listed_as(scene, discourse) or "COOPERATES_WITH"
    for match in scene.search("twinning.listed"):
        if any(c.isdigit() for c in match["a"] + match["b"]):
            continue  # "A (1999) et B (2003)": partners of another, each with its year
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
