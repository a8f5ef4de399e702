"""Who acts: the subject of a sentence, whom a relative clause is about, whom the text speaks of where none is told."""

from collections.abc import Sequence

from ....graph.model import Mention
from ..discourse import Discourse
from ..memory import PLACES
from ..scene import Group, Scene
from .groups import bracketed, eligible, groups
from .partnership import level

LIKE = frozenset({"university", "institution", "exchange", "zone"})  # kinds whose partners are mostly of their kind


def subject(
    scene: Scene, discourse: Discourse, rest: Sequence[Group], partner: Group, start: int
) -> tuple[Mention, ...]:
    """Return who does with a `partner` what the words at `start` tell; `rest` are the other parties."""
    if relative := antecedent(scene, start):
        return (relative,)
    before = [g for g in rest if g.end <= partner.start]
    for g in before:
        if g.start >= start and scene.pack("scene.who_did").search(scene.masked, start, g.start):
            return g.actors  # "l'institut que A fonde avec B"
    for g in reversed(before):
        if g.end <= start and scene.pack("scene.verb_next").match(scene.masked, g.end):
            return g.items[-1].actors if only_last(scene, g) else g.actors
    free = [g for g in before if scene.led("turn", g) or not (scene.led("of", g) or scene.led("by", g))]
    after = [g for g in rest if g.start > partner.start and not scene.led("of", g)]
    if after and scene.pack("scene.cleft").search(scene.masked, partner.end - 1, after[0].start + 1):
        return after[0].actors  # "Après A, c'est avec B que C a signé"
    free = [g for g in free if not scene.led("after", g)] or free
    if free:
        near = [g for g in free if g.end <= start]
        if len(near) > 1 and (outer := _before_inset(scene, near, start)):
            return outer.actors
        return near[-1].actors if near else free[0].actors
    if before:
        return before[-1].actors
    fronted = scene.pack("scene.under").search(scene.masked, 0, start) is not None
    if after and (fronted or scene.pack("scene.inverted").search(scene.masked, partner.end, after[0].start + 1)):
        return after[0].actors
    earlier = [g for g in groups(scene, 0, start) if g.end <= partner.start and not scene.led("with", g)]
    if earlier:
        return earlier[0].actors
    papers = discourse.papers
    if papers and papers.signer and scene.pack("cooperation.one_of").match(scene.masked):
        return (papers.signer,)
    if scene.pack("scene.we").search(scene.masked, scene.clause(start)[0], partner.start):
        says = scene.pack("scene.says").search(scene.masked, start)
        speaker = scene.item(says["who"]).actor if says else discourse.speaker()
        if speaker is not None:
            return (speaker,)
    if scene.title or some_subject(scene, start):
        return ()
    return unsaid(discourse, partner.items[0].actor)


def some_subject(scene: Scene, start: int) -> bool:
    """Tell whether who does what the words at `start` tell goes unnamed: "une commune voisine a rompu avec A"."""
    return scene.pack("scene.some_subject").search(scene.masked, scene.clause(start)[0], start) is not None


def _before_inset(scene: Scene, near: Sequence[Group], start: int) -> Group | None:
    """Return the subject that a clause between commas parts from its verb: "A, dont font partie B et C, a signé"."""
    if not scene.pack("scene.inset").match(scene.masked, near[-1].end):
        return None
    low = scene.clause(start)[0]
    return next((g for g in near if low <= g.start and scene.masked.startswith(",", g.end)), None)


def antecedent(scene: Scene, start: int) -> Mention | None:
    """Return the actor of "…, qui a signé", whose act stands at `start`."""
    for match in scene.search("scene.relative"):
        if match.end("who") <= start <= match.end() + 3:
            found = scene.item(match["who"])
            if bracketed(scene, found):
                found = scene.found[scene.found.index(found) - 1]  # "A, dans le Val-d'Ance, qui a signé"
            return found.actor if eligible(found) else None
    return None


def unsaid(discourse: Discourse, other: Mention) -> tuple[Mention, ...]:
    """Return whom the text is about, where a sentence names only the partner: one at home, if that is abroad."""
    return tuple(a for a in _spoken_of(discourse, other) if level(a, other))


def _spoken_of(discourse: Discourse, other: Mention) -> tuple[Mention, ...]:
    topic, home, hub = discourse.topic, discourse.home_code, discourse.around.hub
    aside = (
        topic is None or topic.name == other.name or (topic.name != (hub and hub.name) and topic in discourse.around)
    )
    if hub and aside and hub.name != other.name and (hub.country != other.country or hub.country is None):
        return (hub,)
    of_land = topic is not None and topic.kind == "country" and other.country not in (home, None)
    if of_land and other.kind in LIKE and (ours := discourse.last(other.kind, country=home)):
        return (ours,)
    unplaced = topic is not None and topic.country is None and topic.kind in PLACES
    if topic is None or topic.country == home or unplaced or other.country in (home, None):
        return (topic,) if topic else ()
    ours = discourse.last(other.kind, country=home) if other.kind in LIKE else None
    ours = ours or discourse.home_theme()
    if ours is None and other.kind in ("city", "district") and discourse.local:
        ours = discourse.last(other.kind, country=home)
    return (ours,) if ours else ()


def only_last(scene: Scene, group: Group) -> bool:
    """Tell whether only the last of a list is the subject of a verb in the singular: "où étaient A, B, C a signé"."""
    if not scene.pack("scene.singular_next").match(scene.masked, group.end):
        return False
    return scene.pack("scene.enumerated").search(scene.masked, group.start, group.end) is None


def spoken_of(scene: Scene, discourse: Discourse, start: int, end: int) -> Sequence[Mention]:
    """Return the two just spoken of, whose act it is where no other is named nor joined with "avec" or "entre"."""
    low, high = scene.clause(start)
    if scene.pack("scene.others").search(scene.masked, low, min(high, end + 60)):
        return ()
    if any(low <= g.start < start and scene.led("unnamed", g) for g in scene.groups):
        return ()  # "les bourses de A et de B ont signé"
    before = {a.name: a for g in groups(scene, 0, low) for a in g.actors}
    if low and not groups(scene, low, high):  # "A a reçu B ; un accord a été signé"
        lands = {a.country for a in before.values()}
        return list(before.values()) if len(before) == len(lands) == 2 else ()
    named = {a.name for g in groups(scene, 0, len(scene.masked)) for a in g.actors}
    if not named:
        if scene.pack("scene.they").search(scene.masked, low, start) and discourse.partners:
            return discourse.partners
        kinds = {a.kind for a in discourse.last_pair}
        return discourse.last_pair if "country" not in kinds or kinds <= {"country", "region", "body"} else ()
    if scene.pack("scene.joining").search(scene.masked, low, min(high, end + 80)):
        return ()
    return discourse.tied_pair if len(named) == 1 and named <= {a.name for a in discourse.tied_pair} else ()


def signer(scene: Scene, start: int) -> Mention | None:
    """Return who signs what stands at `start`: the last of the sentence's actors before it that can be a party."""
    before = [g for g in groups(scene, 0, start) if g.end <= start and len(g.actors) == 1]
    return before[-1].actors[0] if before else None
