"""When what a sentence tells without a date happened: as its list, its source or the text around it tells."""

from dataclasses import replace

from .dates import Date
from .rules.base import Claim, behind, several
from .rules.pair import year_behind
from .scene import Scene
from .told import ACTS, GRANTED, SIGNED

OPENING = 25  # characters from the beginning of a sentence within which a date opens it
RECENT = 60  # characters before an act in which it is told to have just happened
_LISTED = GRANTED | {"REPRESENTED_IN"}


def _own_date(claim: Claim, scene: Scene) -> str | None:
    """Return the date in brackets right behind one of the two that a claim ties: "Alfa (2018) et Beta (mai 2019)".

    Without brackets too where several of the sentence have theirs: "à Oran en 2018 et à Dakar en 2020".
    """
    ends = (claim.source, claim.target)
    ours = [f for f in scene.found if any(a in ends for a in f.actors)]
    if own := next(filter(None, (year_behind(scene, scene.position(f)) for f in ours)), None):
        return own
    told = [(f, date) for f in scene.found if (date := behind(scene, f, "scene.dated_behind"))]
    return next((date for f, date in told if f in ours), None) if len(told) > 1 or len(scene.dates) > 1 else None


def _taken(scene: Scene, date: Date) -> bool:
    at = scene.masked_at(date.start)
    return scene.pack("dates.taken").search(scene.masked, max(0, at - RECENT), at) is not None


def _owned_since(claim: Claim, scene: Scene) -> str | None:
    """Return since when a firm has its owner: when it was founded, or the date that opens the sentence.

    A joint firm that is spoken of again began when the text told of it last.
    """
    child = next((f for f in scene.found if claim.source in f.actors), None)
    taken = next((d.value for d in scene.dates if d.now and _taken(scene, d)), None)
    if child is None or taken:
        return taken
    if own := behind(scene, child, "dates.founded_behind"):
        return own
    at = scene.position(child)
    fronted = scene.pack("dates.founded_before").match(scene.masked)
    if fronted and scene.dates and fronted.end() == at:
        return scene.dates[0].value
    stood = scene.pack("dates.stood").search(scene.masked) is not None
    opening = next((d.value for d in scene.dates if d.now and d.start < OPENING), None) if stood else None
    return opening or (scene.carried if scene.pack("dates.joint_firm").match(scene.masked) else None)


def _signed(claim: Claim, scene: Scene) -> bool:
    """Tell whether a claim tells of one paper that was signed: in its own words, or in those before its colon."""
    if claim.type not in SIGNED or several(scene, claim.start, claim.end):
        return False
    done = scene.spans("status.done")
    if claim.instrument != "none" and any(a < claim.end and claim.start < b <= claim.end for a, b in done):
        return True
    low, high = scene.clause(claim.start)
    paper = scene.pack("cooperation.doc").search(scene.masked, low, high)
    if paper and any(low <= a < high for a, _ in done):
        return True
    led = max((b for _, b in done if b <= low), default=-1)
    return led >= 0 and scene.pack("dates.as_follows").fullmatch(scene.masked, led, low) is not None


def _signs(claim: Claim, scene: Scene) -> bool:
    """Tell whether a claim tells in the present of one paper that is signed: "A et B signent un accord"."""
    if claim.type not in SIGNED or several(scene, claim.start, claim.end):
        return False
    low, high = scene.clause(claim.start)
    paper = claim.instrument != "none" or claim.type == "TWINNED_WITH"
    return paper and any(low <= a < high for a, _ in scene.spans("dates.signs"))


def _of_signing(claim: Claim, scene: Scene) -> str | None:
    """Return the only date told in the clause of a claim, or carried into it."""
    low, high = scene.clause(claim.start)
    told = [d for d in scene.dates if d.now and low <= scene.masked_at(d.start) < high]
    return told[0].value if len(told) == 1 else None if told else scene.carried


def dated(claim: Claim, scene: Scene, before: str | None, issued: int | None, latest: int | None = None) -> Claim:
    """Return a claim without a date dated by its source: an act in a note's title, an instrument that a note cites.

    What is signed without a source has the date told `before`: at the end of the last paragraph, or the year of the
    source that its own cited last. What has just happened is of the year in which the text was `issued`, and so is what
    it counts without a date; where the text does not say, of the `latest` that a short one tells. What each of a list
    was granted has the date in brackets behind it.
    """
    listed = claim.type in _LISTED and claim.status == "agreed" and scene.dates
    if listed and (own := _own_date(claim, scene)):
        return replace(claim, date=own)
    if issued and claim.status == "agreed" and "count" in claim.details:
        told = claim.date in {d.value for d in scene.dates if not d.since}
        if not told or (claim.date and scene.pack("dates.nowadays").search(scene.masked)):
            return replace(claim, date=claim.date if told and str(issued) == (claim.date or "")[:4] else str(issued))
    if (
        claim.type == "OWNED_BY"
        and not claim.date
        and claim.status == "agreed"
        and (since := _owned_since(claim, scene))
    ):
        return replace(claim, date=since)
    intended = claim.status == "planned" and claim.type in SIGNED and scene.spans("status.intent")
    past = not scene.title and scene.pack("scene.earlier").search(scene.masked)
    if claim.date or past or not (claim.status == "agreed" or intended):
        return claim
    recent = "dates.news" if issued and not scene.dates else "dates.recent"
    now = issued or latest
    if now and any(claim.start - RECENT <= a < claim.end for a, _ in scene.spans(recent)):
        return replace(claim, date=str(now))
    if "count" in claim.details and (year := scene.year or scene.context_year):  # a count is of the day it was told
        return replace(claim, date=str(year))
    began = scene.pack("dates.fronted_act").match(scene.masked) if claim.type == "COOPERATES_WITH" else None
    if began and (first := [d.value for d in scene.dates if scene.masked_at(d.start) <= began.end()]):
        return replace(claim, date=first[0])
    if scene.year is None:
        if issued and not scene.dates and (claim.type == "CLEARED_FOR_EXPORT" or _signs(claim, scene)):
            return replace(claim, date=scene.carried or before or str(issued))  # what a source of 2021 tells is of 2021
        date = _of_signing(claim, scene) or before
        return replace(claim, date=date) if date and _signed(claim, scene) else claim
    dealt = claim.instrument != "none" and claim.type in (*SIGNED, "TRADES_WITH")
    if dealt and several(scene, claim.start, claim.end):
        return claim
    if claim.type == "PRODUCES_IN" and not scene.spans("status.done"):
        return claim
    if (scene.title and claim.type in ACTS) or (dealt and (scene.title or claim.type in SIGNED)):
        return replace(claim, date=str(scene.year))
    return claim
