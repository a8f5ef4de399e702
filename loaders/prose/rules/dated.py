"""When a tie began that was told before, where a later sentence only speaks of its paper: "La charte date de 1998"."""

from collections.abc import Iterator

from ..discourse import Discourse
from ..found import NAME
from ..scene import Scene
from .base import Claim, instrument, rule, status
from .twins import twinnable


@rule("dated.later", "dated.paper", alone=True)
def later(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The one tie of the sentences before, whose paper was signed at a date.

    Example: Brest est jumelée avec Kovel. La charte a été signée le 4 mai 2011.
    Gives: TWINNED_WITH Brest -> Kovel 2011-05-04 agreed
    """
    tie = discourse.told.about or discourse.told.undated
    match = scene.pack("dated.paper").match(scene.masked)
    if tie is None or match is None:
        return
    if len([f for f in scene.found if f.role == NAME and scene.position(f) < match.end()]) > 1:
        return
    date = scene.date_in(match.end())
    if date and date.startswith(tie.date or "") and date != tie.date and status(scene, *match.span()) == "agreed":
        named = instrument(scene, match[0])
        named = tie.instrument if named == "none" else named
        state = "ended" if tie.status == "ended" else "agreed"
        yield Claim(tie.type, tie.source, tie.target, match.start(), match.end(), date, state, named, confidence=0.7)


@rule("dated.with", "dated.with_one")
def with_one(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The tie with one of several partners who were named before, of which a sentence tells when it began.

    Example: Brest a deux jumelages, avec Kovel et Coevorden. Celui avec Kovel date de mai 2011.
    Gives: TWINNED_WITH Brest -> Kovel 2011-05 agreed
    """
    for match in scene.search("dated.with_one"):
        tie = discourse.told.tie_of(scene.item(match["who"]).actor.name)
        date = scene.date_near(match.start("who"), match.end()) if tie else None
        if tie and date and date in {d.value for d in scene.dates} and status(scene, *match.span()) == "agreed":
            yield Claim(tie.type, tie.source, tie.target, *match.span(), date, "agreed", tie.instrument, confidence=0.7)


@rule("dated.age", "dated.age", alone=True)
def age(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The one tie of the sentences before, whose years are counted.

    Example: Brest est jumelée avec Kovel. En 2019, les deux villes ont fêté les trente ans de leur jumelage.
    Gives: TWINNED_WITH Brest -> Kovel 1989 agreed
    """
    tie = discourse.told.about or discourse.told.undated
    match = scene.pack("dated.age").match(scene.masked) if tie else None
    if tie is None or match is None:
        return
    if {f.actor.name for f in scene.found if f.role == NAME} - {tie.source.name, tie.target.name}:
        return
    date = next((d.value for d in scene.dates if d.since and scene.masked_at(d.start) == match.end()), None)
    if date and not tie.date and not scene.pack("status.denied").search(scene.masked):
        state = "ended" if tie.status == "ended" else "agreed"
        yield Claim(tie.type, tie.source, tie.target, *match.span(), date, state, tie.instrument, confidence=0.6)


@rule("dated.status", "dated.opened", "dated.granted", alone=True)
def status_later(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """When an office or a plant was opened, or a firm got what it has, which the sentences before told.

    Example: Zoomlion possède une usine à Brest. Elle a été inaugurée le 4 mai 2011.
    Gives: PRODUCES_IN Zoomlion -> Brest 2011-05-04 agreed

    Example: La société Rufais est résidente de la FEZ Minsk. Le certificat lui a été remis en mai 2011.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk 2011-05 agreed

    Example: Zoomlion possède une usine à Brest. Elle a trois lignes. Zoomlion y a débuté la production en mai 2011.
    Gives: PRODUCES_IN Zoomlion -> Brest 2011-05 agreed
    """
    told = discourse.told.unopened
    match = told and scene.pack(f"dated.{told[1]}").match(scene.masked)
    if not told or not match:
        return
    named = {f.actor.name for f in scene.found if f.role == NAME and scene.position(f) < match.end()}
    if named - {told[0].source.name} or not (named or discourse.told.opened_just_now):
        return
    tie, date = told[0], scene.date_in(match.end())
    if date and date != tie.date and status(scene, *match.span()) == "agreed":
        details = {k: v for k, v in tie.details.items() if k != "count"}
        yield Claim(tie.type, tie.source, tie.target, *match.span(), date, details=details, confidence=0.7)


@rule("dated.theirs", "dated.theirs", alone=True)
def theirs(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Since when two who were just named side by side are tied.

    Example: Pinsk et Kovel se connaissent bien. Leur jumelage remonte à 1997.
    Gives: TWINNED_WITH Pinsk -> Kovel 1997 agreed
    """
    match = scene.pack("dated.theirs").match(scene.masked)
    two = discourse.last_pair
    if match is None or len(two) != 2 or any(f.role == NAME for f in scene.found):
        return
    date = scene.date_in(match.end())
    twins = scene.pack("twinning.twin").search(match["what"]) is not None
    if not date or status(scene, *match.span()) != "agreed" or "country" in (two[0].kind, two[1].kind):
        return
    if twins and not twinnable(*two):
        return
    kind = "TWINNED_WITH" if twins else "COOPERATES_WITH"
    yield Claim(kind, *two, *match.span(), date, "agreed", instrument(scene, match[0]), confidence=0.6)
