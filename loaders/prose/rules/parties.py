"""Who an agreement ties: the lists after "entre", "avec" and "par", the subject, and what the discourse adds."""

from collections.abc import Iterator, Sequence

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, FIRMS, NAME, PEOPLE, SIDE
from ..scene import Group, Scene
from .chain import chained
from .groups import bracketed, eligible, groups
from .pair import Pair, cross, mutual
from .pair_lists import first_apart, last_at, pair_list
from .subjects import antecedent, only_last, some_subject, subject, unsaid
from .twins import TERRITORY

BOUND = 90  # characters between a paper and the word that says whom it binds
FAR = 260  # characters between a trigger and a party


def pairs(
    scene: Scene,
    discourse: Discourse,
    start: int,
    end: int,
    *,
    told: bool = False,
    states: bool = True,
    lone: bool = False,
) -> Iterator[Pair]:
    """Yield the pairs tied by the act whose words stand at `[start, end)` of the masked sentence.

    `states` tells whether two countries whose adjectives stand by the act can be meant. With `told`, only parties
    joined by "entre", "avec" or "par" count, as for contracts, whose other side goes unnamed. With `lone`, two that
    are alone in the clause are the parties, however it joins them.
    """
    if counterparts := _counterparts(scene, start):
        yield counterparts
        return
    if relative := _related(scene, start):
        yield relative
        return
    if bound := list(_bound(scene, discourse, start, end)):
        yield from bound
        if not scene.pack("scene.another_bond").search(scene.masked, end, end + BOUND):
            return  # else it is of "..., et B a rompu celui qui l'unissait à C"
    lands = (_adjectives(scene, end) or _hyphened(scene, end)) if states else None
    if lands:
        yield Pair(*lands)
        return
    listed = pair_list(scene, discourse, start, end)
    if listed and not _told_before(scene, listed, end):
        yield from listed
        return
    low, high = scene.clause(start)
    while ellipsis := scene.pack("scene.elliptic").match(scene.masked, high):
        high = scene.clause(ellipsis.end())[1]
    here = [g for g in groups(scene, low, high) if start - FAR <= g.end and g.start <= end + FAR]
    found = list(_of_partner(scene, discourse, here, start, end))
    ways = [_between(scene, discourse, here, start, end), _with(scene, discourse, here, start, end)]
    if _nearest(scene, "with", here, end) + 10 < _nearest(scene, "between", here, end):
        ways.reverse()
    ways += [_by(scene, discourse, here), _subjects(scene, discourse, here, start, told=told)]
    ways.append(_to(scene, here, start) if told else _of(scene, discourse, here, end))
    ways += [_under(scene, discourse, here, start, end), _amid(scene, discourse, here, start, end)]
    ways.append(_that(scene, discourse, here, end))
    if lone and not told:
        ways.append(_only_two(scene, here))
    for way in ways:
        found = found or list(way)
    yield from found


def _only_two(scene: Scene, here: Sequence[Group]) -> Iterator[Pair]:
    """Yield the pairs of one party and another, or a list, where an act has no more parties, however it joins them."""
    kinds = {f.kind for g in here for f in g.items}
    few = len(here) == 2 and 1 in (len(here[0].items), len(here[1].items))
    level = kinds <= TERRITORY | {"body"} or kinds.isdisjoint(TERRITORY | {"country"})
    if few and level and not _with_unnamed(scene, here[0]):
        yield from (Pair(a, b, here[1].end) for a, b in cross(here[0].actors, here[1].actors))


def _amid(scene: Scene, discourse: Discourse, here: Sequence[Group], start: int, end: int) -> Iterator[Pair]:
    """Yield the pairs of "dix ans après l'accord, A et B ont signé", who stand amid the words for their act."""
    for g in here:
        amid = start <= g.start and g.end <= end and len(g.actors) > 1
        if amid and scene.pack("scene.verb_next").match(scene.masked, g.end):
            yield from mutual(g.actors, discourse, last_at(scene, g))
            return


def _that(scene: Scene, discourse: Discourse, here: Sequence[Group], end: int) -> Iterator[Pair]:
    """Yield the pairs of "l'accord que A et B doivent signer", "la convention par laquelle A et B échangent ..."."""
    for g in here:
        if 0 <= g.start - end <= FAR // 2 and len(g.actors) > 1 and scene.led("that", g):
            yield from mutual(g.actors, discourse, last_at(scene, g))
            return


def _under(scene: Scene, discourse: Discourse, here: Sequence[Group], start: int, end: int) -> Iterator[Pair]:
    """Yield the pairs of "conformément au mémorandum signé en 2015, A et B échangent des étudiants".

    Likewise "jumelées en 1995, A et B".
    """
    if not scene.masked[:start].strip() or scene.pack("scene.under").search(scene.masked, 0, start):
        for g in here:
            if g.start >= end and len(g.actors) > 1 and scene.pack("scene.plural_verb").match(scene.masked, g.end):
                yield from mutual(g.actors, discourse, last_at(scene, g))
                return


def _counterparts(scene: Scene, start: int) -> Pair | None:
    """Return the pair of "le ministre marocain des Mines et son homologue malien ont signé"."""
    low, _ = scene.clause(start)
    match = next((m for m in scene.search("scene.counterpart") if low <= m.start() and m.end() <= start), None)
    if match is None:
        return None
    a, b = scene.item(match["a"]), scene.item(match["b"])
    told = scene.words(b) if b.role != ADJECTIVE else scene.masked[match.start("b") - 10 : match.start("b")]
    theirs = eligible(b) or (b.role == ADJECTIVE and b.kind == a.kind != "country")  # "son homologue lyonnais"
    fits = scene.pack("scene.homologue").search(told) and a.role in (NAME, SIDE) and eligible(a) and theirs
    return Pair(a.actor, b.actor, match.end()) if fits else None


def _related(scene: Scene, start: int) -> Pair | None:
    """Return the pair of "A, ville avec laquelle B est jumelée", whose act stands at `start`."""
    low, _ = scene.clause(start)
    for match in scene.search("scene.relative_with"):
        if low <= match.start() and 0 <= start - match.end() < BOUND:
            a, b = scene.item(match["a"] or match["a2"]), scene.item(match["b"] or match["b2"])
            if match["in2"] and not any(a in g.items for g in groups(scene, low, start)):
                a = scene.item(match["in2"])  # "en A, il y a B, avec qui"
            return Pair(b.actor, a.actor) if eligible(a) and eligible(b) else None
    return None


def _bound(scene: Scene, discourse: Discourse, start: int, end: int) -> Iterator[Pair]:
    """Yield the pairs of "un accord lie A à B", "un pacte l'unit à B", "A est liée à B par ..." and "lie A, B et C"."""
    low, high = scene.clause(start)
    for match in scene.search("scene.bound"):
        if low <= match.start() < high and abs(match.start() - end) < BOUND:
            parties = {f for g in groups(scene, low, high) for f in g.items}
            first = [f.actor for f in scene.items(match["a"] or match["a2"] or "") if f in parties]
            if not first and (match["a"] or match["a2"]):
                continue  # "l'usine de A est liée à B": not A
            partners = scene.items(match["b"] or match["b2"])
            speaker = discourse.speaker() if scene.pack("scene.us").match(match[0]) else None
            before = [] if speaker else [g for g in groups(scene, low, match.start()) if not scene.led("with", g)]
            last = before[-1].items[-1].actors if before and only_last(scene, before[-1]) else ()
            owners = first or ((speaker,) if speaker else last or (before[-1].actors if before else ()))
            if not owners and not some_subject(scene, match.start()):
                owners = unsaid(discourse, partners[0].actor)
            yield from chained(scene, owners, partners, match.end())
            return
    for match in scene.search("scene.binds"):
        bound = [f.actor for f in scene.items(match["all"]) if eligible(f) and not bracketed(scene, f)]
        inside = any(a <= match.start() < b for a, b in scene.spans("scene.made_of"))
        if not inside and low <= match.start() < high and abs(match.start() - end) < BOUND and len(bound) > 1:
            yield from mutual(bound, discourse, together=True)
            return


def _nearest(scene: Scene, lead: str, here: Sequence[Group], end: int) -> int:
    """Return how far the nearest list after such a lead is from a position; far beyond any list when there is none."""
    return min((abs(g.start - end) for g in here if scene.led(lead, g)), default=10 * FAR)


def _of_partner(scene: Scene, discourse: Discourse, here: Sequence[Group], start: int, end: int) -> Iterator[Pair]:
    """Yield the pairs of "A est partenaire de B", whose words up to "de" stand at `[start, end)`."""
    if not scene.pack("scene.of").search(scene.masked[max(start, end - 8) : end] + " "):
        return
    for g in here:
        if 0 <= g.start - end <= 4 or scene.pack("scene.that_of").fullmatch(scene.masked, end, g.start):
            before = [x for x in here if x.end <= start]
            untold = not before and not antecedent(scene, start)
            if untold and scene.pack("scene.another").search(scene.masked, 0, end):
                return
            owners = subject(scene, discourse, before, g, start)
            for item in g.items:
                yield from (Pair(a, b, scene.position(item)) for a, b in cross(owners, item.actors))
            return


def _of(scene: Scene, discourse: Discourse, here: Sequence[Group], end: int) -> Iterator[Pair]:
    """Yield the pairs of "le travail conjoint de A et de B"."""
    for g in here:
        if 0 <= g.start - end <= 60 and len(g.items) > 1 and scene.led("of", g):
            yield from mutual(g.actors, discourse, last_at(scene, g))
            return


def _to(scene: Scene, here: Sequence[Group], start: int) -> Iterator[Pair]:
    """Yield the pair of a contract that tells whom goods go to: "A livrera dix camions à B"."""
    firms = [g for g in here if g.items[0].kind == "company" and g.items[0].role == NAME]
    subject = next((g for g in firms if g.start < start), None)
    for g in firms:
        if subject and g.start > subject.end and scene.led("to", g):
            yield from (Pair(a, b, g.end) for a, b in cross(subject.actors, g.actors))
            return


def _adjectives(scene: Scene, end: int) -> tuple[Mention, Mention] | None:
    """Return the countries of "la commission biélorusso-chinoise" or "le conseil biélorusse et omanais"."""
    near = [f for f in scene.found if f.role == ADJECTIVE and f.kind == "country"]
    near = [f for f in near if -3 <= (gap := scene.position(f) - end) <= 45 and not _aside(scene, end, end + gap)]
    lands = list(dict.fromkeys((a.country, a.id) for f in near for a in f.actors))
    if len(lands) != 2:
        return None
    by_country = {a.country: a for f in near for a in f.actors}
    first, second = (by_country[country] for country, _ in lands)
    return first, second


def _hyphened(scene: Scene, end: int) -> tuple[Mention, Mention] | None:
    """Return the two of "la commission intergouvernementale Bélarus-Kazakhstan", "l'accord de coopération A - B"."""
    match = scene.pack("scene.hyphened").search(scene.masked, end, end + 30)
    if match is None or _aside(scene, end, match.start()):
        return None
    first, second = scene.items(match[0])
    named = first.kind == second.kind and eligible(first) and eligible(second)
    if named and first.actor.country != second.actor.country:
        return first.actor, second.actor
    return None


def _aside(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the words between a document and an adjective speak of something else: an event, a project."""
    return scene.pack("scene.adjective_of").search(scene.masked, start, end) is not None


def _aimed_at(scene: Scene, group: Group, start: int) -> bool:
    """Tell whether countries are not parties, but what a paper is for or of: "un accord visant à rapprocher A et B"."""
    if any(f.kind != "country" for f in group.items):
        return False
    before = groups(scene, scene.clause(start)[0], start)
    own = [g for g in before if len(g.actors) > 1 and g.items[0].kind not in ("country", "body")]
    if own and scene.pack("scene.plural_verb").match(scene.masked, own[-1].end):
        return True  # "A et B ont signé le premier accord entre la Pologne et la Chine"
    return scene.pack("scene.purpose").search(scene.masked, start, group.start) is not None


def _between(scene: Scene, discourse: Discourse, here: Sequence[Group], start: int, end: int) -> Iterator[Pair]:
    among = [g for g in here if scene.led("between", g)]
    if any(f.kind != "country" for g in here for f in g.items):
        among = [g for g in among if not _aimed_at(scene, g, start)]
    for g in sorted(among, key=lambda g: abs(g.start - end)):
        sides = [g.actors]
        for later in here:
            if (
                later.start > g.start
                and later.start - g.end < 120
                and scene.pack("scene.and_before").search(later.lead[-70:])
            ):
                sides.append(later.actors)
                break
        if len(sides) == 2 and len(sides[0]) == 1:
            yield from (Pair(a, b, g.end) for a, b in cross(sides[0], sides[1]))
        elif told := first_apart(scene, g):
            yield from told
        elif len(sides[0]) > 1:
            yield from mutual(sides[0], discourse, last_at(scene, g), together=bool(scene.spans("scene.of_three")))
        else:
            continue
        return


def _with(scene: Scene, discourse: Discourse, here: Sequence[Group], start: int, end: int) -> Iterator[Pair]:
    """Yield the pairs of "A … avec B, (en 2016) avec C, et D avec E"."""
    partners = [g for g in here if scene.led("with", g)]
    others = [g for g in here if g not in partners]
    rest = [g for g in others if not scene.led("by", g)] or others
    nearest = min(partners, key=lambda g: abs(g.start - end), default=None)
    if nearest is None:
        return
    if _of_another(scene, others, nearest, start, end):
        return
    signers = [g for g in others if g not in rest and start <= g.start and g.end <= nearest.start]
    chosen = signers[-1].actors if signers else subject(scene, discourse, rest, nearest, start)
    previous: Group | None = None
    for g in partners:
        if previous is None and g is not nearest:
            continue
        if previous is not None:
            gap = scene.masked[previous.end : g.start]
            if not scene.pack("scene.chained").match(gap):
                return
            own = [s for s in rest if previous.end <= s.start < g.start]
            if own:
                chosen = own[-1].actors
        if len(chosen) == len(g.items) > 1 and scene.pack("scene.respective").search(scene.masked):
            yield from (Pair(a, f.actor, scene.position(f)) for a, f in zip(chosen, g.items, strict=True))
            return  # "A et B sont jumelées respectivement avec C et D"
        for item in g.items:
            for a, b in cross(chosen, item.actors):
                yield Pair(a, b, scene.position(item))
        previous = g


def _of_another(scene: Scene, others: Sequence[Group], partner: Group, start: int, end: int) -> bool:
    """Tell whether a partner is that of another act: "A et B sont jumelées, et C en a fait autant avec D"."""
    verb, both = scene.pack("scene.verb_next"), scene.pack("scene.plural_verb")
    other = any(end <= g.start and g.end <= partner.start and verb.match(scene.masked, g.end) for g in others)
    return other and any(len(g.actors) > 1 and g.end <= start and both.match(scene.masked, g.end) for g in others)


def _by(scene: Scene, discourse: Discourse, here: Sequence[Group]) -> Iterator[Pair]:
    for g in here:
        if len(g.actors) > 1 and scene.led("by", g):
            if not _with_unnamed(scene, g):
                yield from mutual(g.actors, discourse, last_at(scene, g), together=_together(scene, g))
            return


def _subjects(scene: Scene, discourse: Discourse, here: Sequence[Group], start: int, *, told: bool) -> Iterator[Pair]:
    for g in reversed([g for g in here if g.start < start]):
        if told and any(f.role != NAME or f.kind == "country" for f in g.items):
            continue
        if len(g.actors) > 1 and scene.pack("scene.plural_verb").match(scene.masked, g.end):
            if others := _and_units(scene, here, g):
                yield from (Pair(a, b, scene.position(f)) for f in g.items for a, b in cross(others, f.actors))
            elif not _with_unnamed(scene, g):
                yield from mutual(g.actors, discourse, last_at(scene, g), together=_together(scene, g))
            return


def _and_units(scene: Scene, here: Sequence[Group], group: Group) -> tuple[Mention, ...]:
    """Return who stands before units of a country whose names follow: A in "A et trois provinces du Laos (B, C, D)"."""
    for g in here:
        if g.end < group.start and scene.pack("scene.and_units").fullmatch(scene.masked, g.end, group.start):
            return g.actors
    return ()


def _with_unnamed(scene: Scene, group: Group) -> bool:
    """Tell whether the actors of a list act with others that go unnamed, not with each other."""
    low, high = scene.clause(group.start)
    for match in scene.search("scene.with_unnamed"):
        if low <= match.start() < high and (match["who"] is None or scene.item(match["who"]).role in (PEOPLE, FIRMS)):
            return True
    return False


def _together(scene: Scene, group: Group) -> bool:
    """Tell whether all of a list sign one document: firms and authorities do, places sign each their own."""
    if any(f.kind in ("country", "region", "city", "district") for f in group.items):
        return False
    low, high = scene.clause(group.start)
    return any(low <= a < high for a, _ in scene.spans("scene.one_document"))


def _told_before(scene: Scene, listed: Sequence[Pair], end: int) -> bool:
    """Tell whether a pair after "entre" stands between the words that end at `end` and a list of other pairs."""
    return any(
        end <= g.start
        and g.end < listed[0].at - 1
        and len(g.actors) == 2
        and scene.led("between", g)
        and not any(g.start <= p.at < g.end for p in listed)
        for g in scene.groups
    )
