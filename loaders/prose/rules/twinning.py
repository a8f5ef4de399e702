"""TWINNED_WITH: sister towns, districts and regions, and lists of them."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import NAME, Found
from ..pattern import Match
from ..scene import Scene
from .base import Claim, acted, begun, instrument, rule, status
from .chain import chained
from .groups import bracketed, eligible
from .pair import Pair, date_of, year_behind
from .parties import pairs
from .subjects import spoken_of, unsaid
from .twins import BODIES, TERRITORY, alike, governed, listed_as, twinnable


@rule("twinning.stated", "twinning.twin", "twinning.besides", alone=True)
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

    Example: Pinsk et Torun ont beaucoup en commun. Depuis leur jumelage en 1997, on s'y écrit.
    Gives: TWINNED_WITH Pinsk -> Torun 1997 agreed

    Example: Parlons des villes jumelles polonaises, dont Pinsk compte deux : Elblag (2008) et Olsztyn (2010).
    Gives: TWINNED_WITH Pinsk -> Elblag 2008 agreed
    Gives: TWINNED_WITH Pinsk -> Olsztyn 2010 agreed
    """
    if any(len(scene.spans(f"twinning.{told}")) > 1 for told in ("listed", "heads", "natured", "dated_pairs")):
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
        kind = listed_as(scene, discourse)
        low = scene.clause(start)[0]
        if state == "planned" and scene.pack("twinning.paper").search(scene.masked, low, start):
            state = "agreed"  # "espérons que l'accord de jumelage signé en mai deviendra ..."
        yield from _elided(scene, match.end(), kind, state)
        named = instrument(scene, scene.masked[max(low, start - 60) : end])
        lone = scene.pack("twinning.committee").search(scene.masked, 0, start) is None
        found = _sisters(scene, discourse, start) or list(pairs(scene, discourse, start, end, states=False, lone=lone))
        signed = not scene.found and (
            scene.pack("cooperation.doc").search(scene.masked, max(0, start - 20), start)
            or scene.pack("twinning.they").search(scene.masked, 0, start)
        )
        if not found and not scene.title and (scene.spans("status.done") or signed):
            found = [Pair(a, b) for a, b in combinations(spoken_of(scene, discourse, start, end), 2)]
        if not found and scene.pack("twinning.leur").search(scene.masked, max(0, start - 20), start):
            found = [Pair(a, b) for a, b in combinations(discourse.last_pair, 2)]  # "depuis leur jumelage en 1985"
        if not any(_fits(*alike(p.a, p.b, discourse)) for p in found):
            found = _the_two(scene, discourse, start) or _the_one(scene, discourse, start)
        for pair in found:
            a, b = alike(pair.a, pair.b, discourse)
            if twinnable(a, b) and pair.a not in others:
                date = date_of(scene, pair, start, end) if acted(scene, state) else None
                date = begun(scene, start) if state == "ended" else date
                if date is None and scene.title and state == "agreed" and scene.year:
                    date = str(scene.year)
                other = _other_nature(scene, pair, end)
                tie, paper = ("COOPERATES_WITH", instrument(scene, other)) if other else (kind, named)
                yield Claim(tie, a, b, start, end, date, state, paper, confidence=0.9)
            elif _fits(a, b):  # "le jumelage du port de A avec celui de B"
                date = date_of(scene, pair, start, end) if acted(scene, state) else None
                yield Claim("COOPERATES_WITH", a, b, start, end, date, state, named, confidence=0.6)


def _other_nature(scene: Scene, pair: Pair, end: int) -> str:
    """Return the words that tell that a further one is a mere partner: "jumelée à A et liée par une charte à B"."""
    group = scene.group_at(pair.at) if pair.at > end else None
    if group is None or scene.pack("twinning.twin").search(scene.masked, end, group.start):
        return ""
    before = max((p for f in scene.found if (p := scene.position(f)) < group.start), default=end)
    match = scene.pack("twinning.other_nature").search(scene.masked, before, group.start) if before > end else None
    return match[0] if match else ""


def _fits(a: Mention, b: Mention) -> bool:
    """Tell whether two actors can be twinned: places, or institutions, as ports and schools."""
    return twinnable(a, b) or ({a.kind, b.kind} <= BODIES and a.country != b.country)


def _the_one(scene: Scene, discourse: Discourse, start: int) -> list[Pair]:
    """Return the two towns just named side by side whose twinning is spoken of: "Le jumelage sera maintenu"."""
    the_one = scene.pack("twinning.the_one").search(scene.masked, max(0, start - 12), start + 12)
    kept = the_one and scene.pack("twinning.kept").search(scene.masked, *scene.clause(start))
    about = discourse.told.about
    spoken = (about.source, about.target) if about else ()
    pair = (spoken or discourse.partners or discourse.last_pair or discourse.two_places) if kept else ()
    if any(f.role == NAME and f.kind in TERRITORY for f in scene.found) or {a.kind for a in pair} - TERRITORY:
        return []
    return [Pair(*pair)] if len(pair) == 2 else []


def _the_two(scene: Scene, discourse: Discourse, start: int) -> list[Pair]:
    """Return the only two territories of a sentence, at home and abroad: "Signature, à A, d'un jumelage avec B"."""
    towns = [f for f in scene.found if f.kind in TERRITORY and eligible(f) and not bracketed(scene, f)]
    towns = [f for f in towns if not _like(scene, f)]
    if len(towns) != 2 or any(len(f.actors) > 1 for f in towns):
        return []
    a, b = towns
    if len({x.kind for x in alike(a.actor, b.actor, discourse)}) > 1:
        return []
    first, second = (scene.group_at(scene.position(f)) for f in towns)
    listed = first is second or bool(first and second and scene.led("with", first) and scene.led("with", second))
    at_home = {a.actor.country, b.actor.country} & {discourse.home_code, None}
    committee = scene.pack("twinning.committee").search(scene.masked, 0, start)
    return [] if listed or committee or not at_home else [Pair(a.actor, b.actor, scene.position(b))]


def _to_the_end(scene: Scene, match: Match) -> tuple[list[Found], int]:
    """Return the towns `b` of a match, with those that the list goes on with behind their lands, and where it ends."""
    towns = scene.items(match["b"])
    group = scene.group_at(scene.position(towns[-1]))
    if group is None or group.end <= match.end() or towns[-1] not in group.items:
        return towns, match.end()
    return [*towns, *group.items[group.items.index(towns[-1]) + 1 :]], group.end


def _like(scene: Scene, found: Found) -> bool:
    """Tell whether a place only gives an example of others: "avec des pays aussi divers que A et B, six villes"."""
    group = scene.group_at(scene.position(found))
    return group is not None and scene.led("unnamed", group)


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
        spoken = discourse.of_twins or twins.search(scene.masked, 0, low)
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
        a, b = (scene.item(match[x] or match[f"{x}2"] or match[f"{x}3"]) for x in "ab")
        if eligible(a) and eligible(b) and twinnable(a.actor, b.actor):
            year = match["year"] or match["year3"]
            yield Claim(kind, a.actor, b.actor, *match.span(), year, state, confidence=0.8)


def _sisters(scene: Scene, discourse: Discourse, start: int) -> list[Pair]:
    """Return the pairs of "jumelage (A, B, C)" and "est devenue la jumelle de A" with their subject."""
    if told := list(_told(scene, discourse, start)):
        return told
    for listed in scene.search("twinning.own_list"):
        topic = discourse.topic
        if topic:
            topic = governed(topic, discourse)
        if listed["labelled"] and (topic is None or topic.kind not in TERRITORY):
            topic = discourse.place
        untold = not any(eligible(f) and scene.position(f) < listed.start() for f in scene.found)
        if topic and untold and topic.kind in TERRITORY and listed.start() <= start < listed.end():
            towns = scene.items(listed["b"] or listed["labelled"])
            return list(chained(scene, (topic,), towns, listed.end(), open_list=True))
    for name in ("twinning.bracketed", "twinning.of", "twinning.called"):
        low = scene.clause(start)[0]
        match = scene.pack(name).match(scene.masked, start)
        towns_before = [f for f in scene.found if f.kind in TERRITORY and eligible(f) and scene.position(f) < start]
        towns_before = [f for f in towns_before if not _like(scene, f)]
        near = [f for f in towns_before if low <= scene.position(f)]
        before = [f.actor for f in near or towns_before]
        among = scene.pack("twinning.among").search(scene.masked, max(0, start - 40)) is not None
        if match and not before and not among:
            return [
                Pair(a, f.actor, scene.position(f))
                for f in scene.items(match["b"])
                if eligible(f)
                for a in unsaid(discourse, f.actor)
            ]
        if match and before:
            apposed = scene.pack("twinning.apposed_to").search(scene.masked, max(0, start - 20), start)
            nearest = scene.item(apposed["a"]) if apposed else None
            before = [nearest.actor] if nearest and eligible(nearest) else before
            towns, end = _to_the_end(scene, match)
            return list(chained(scene, before[:1], towns, end, open_list=True))
    for match in scene.search("twinning.hers"):
        if match.start() <= start < match.end():
            named = scene.items(match["b"] or match["b2"])
            towns = [f for f in named if eligible(f) and f.kind in TERRITORY and not bracketed(scene, f)]
            before = [f.actor for f in scene.found if f.kind in TERRITORY and scene.position(f) < match.start()]
            owners = [(a, f) for f in towns for a in (before[:1] or unsaid(discourse, f.actor))]
            if owners and all(a.name != f.actor.name for a, f in owners):
                return [Pair(a, f.actor, scene.position(f)) for a, f in owners]
    for name in ("twinning.are_twins_of", "twinning.whose"):
        for match in scene.search(name):
            owner = scene.item(match["a"])
            if match.start() <= start < match.end() and eligible(owner):
                return list(chained(scene, owner.actors, scene.items(match["b"]), match.end("b")))
    for match in scene.search("twinning.relative"):
        b = scene.item(match["b"] or match["b2"])
        before = [f.actor for f in scene.found if f.kind in TERRITORY and scene.position(f) < match.start()]
        if match.start() <= start < match.end():
            return [
                Pair(a, b.actor, scene.position(b))
                for a in ([scene.item(match["a"]).actor] if match["a"] else before[:1])
            ]
    for match in scene.search("twinning.each"):
        if match.start() <= start < match.end() and all(map(eligible, items := scene.items(match[0]))):
            two = [*zip(items[::2], items[1::2], strict=True), *((items[-2], f) for f in _further(scene, items[-1]))]
            return [Pair(a.actor, b.actor, scene.position(b)) for a, b in two]
    for match in scene.search("twinning.those"):
        if start <= match.end() and match.start() - start < 90 and (all_of := _those(scene, match)):
            return all_of
    if match := scene.pack("twinning.dashed").match(scene.masked, start):
        towns = [f for f in scene.items(match[0]) if eligible(f)]
        apart = [(a, b) for a, b in combinations(towns, 2) if twinnable(a.actor, b.actor)]
        apart = [(a, b) for a, b in apart if len(towns) == 2 or a.actor.country or b.actor.country]
        return [Pair(a.actor, b.actor, scene.position(b)) for a, b in apart]
    for match in scene.search("twinning.among"):
        if match.start() - 40 <= start <= match.end():
            head, listed = (next(filter(None, (match[f"{x}{n}"] for n in ("", 2, 3, 4, 5, 6)))) for x in "ab")
            heads = [f.actor for f in scene.items(head) if eligible(f)]
            return list(chained(scene, heads, scene.items(listed), match.end(), open_list=True))
    return []


def _further(scene: Scene, last: Found) -> Sequence[Found]:
    """Return those that a list goes on with behind one of it: "C avec D et E"."""
    group = scene.group_at(scene.position(last))
    return group.items[group.items.index(last) + 1 :] if group and last in group.items else ()


def _those(scene: Scene, match: Match) -> list[Pair]:
    """Return the pairs of as many towns before `match` as its words count: "liant les trois villes"."""
    towns = [f for f in scene.found if f.kind in TERRITORY and eligible(f) and scene.position(f) < match.start()]
    distinct = list({f.actor.name: f.actor for f in towns if not bracketed(scene, f)}.values())
    number = scene.pack.get("words.numbers").get(match["n"].lower())
    return [Pair(a, b) for a, b in combinations(distinct, 2)] if len(distinct) == number else []


def _told(scene: Scene, discourse: Discourse, start: int) -> Iterator[Pair]:
    """Yield the pairs of "Jumelle de A, B ...", "À A, on fête le jumelage avec B", "A ... B, ville jumelée"."""
    for match in scene.search("twinning.fronted"):
        town = scene.item(match["a"] or match["a2"])
        if match.start() <= start < match.end() and eligible(town):
            yield from chained(scene, town.actors, scene.items(match["b"] or match["b2"]), match.end())
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
        both = [f.actor for f in scene.items(match["b"] or match["pair"] or match["title"]) if eligible(f)]
        if len(both) == 2 and match.start() <= start < match.end():
            yield Pair(both[0], both[1])


def _of_it(scene: Scene, discourse: Discourse, match: Match) -> Iterator[Pair]:
    """Yield the pairs of a match's `a`, else of the place that the text is about, with those of its `b`."""
    owner = scene.item(match["a"]) if match["a"] else None
    topic = discourse.topic if owner is None and discourse.topic and discourse.topic.kind in TERRITORY else None
    owners = (topic,) if topic else owner.actors if owner and eligible(owner) else ()
    yield from chained(scene, owners, scene.items(match["b"]), match.end(), open_list=True)


@rule("twinning.also", "twinning.also", "twinning.has_some")
def also(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A place is twinned with others as well, as was just told of one.

    Example: Brest et Kovel sont jumelées depuis 1995. Brest l'est aussi avec Shenzhen (2001) et Lodz.
    Gives: TWINNED_WITH Brest -> Shenzhen 2001 agreed
    Gives: TWINNED_WITH Brest -> Lodz agreed

    Example: Rien de tel qu'un jumelage, dit Brest, qui en compte deux : la ville de Kovel, depuis 1995, et Lodz.
    Gives: TWINNED_WITH Brest -> Kovel 1995 agreed
    Gives: TWINNED_WITH Brest -> Lodz agreed

    Example: Beaucoup de villes sont jumelées. Pinsk en a deux – Altena depuis 2010 et Kovel depuis 1995.
    Gives: TWINNED_WITH Pinsk -> Altena 2010 agreed
    Gives: TWINNED_WITH Pinsk -> Kovel 1995 agreed
    """
    for match in (*scene.search("twinning.also"), *scene.search("twinning.has_some")):
        here = scene.pack("twinning.twin").search(scene.masked, 0, match.start("b"))
        kind = "TWINNED_WITH" if here else discourse.expecting_twins
        for pair in _of_it(scene, discourse, match) if kind else ():
            if twinnable(pair.a, pair.b):
                date = date_of(scene, pair, match.start(), match.start("b"))
                yield Claim(kind, pair.a, pair.b, *match.span(), date, confidence=0.8)
