"""RESIDENT_OF: who settles in a zone: "y", "sur le site", what chose whom, neighbours, and whom visitors were shown."""

from collections.abc import Iterator, Sequence

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ANAPHOR, NAME, Found
from ..pattern import Match
from ..scene import Scene
from .base import Claim, rule, status
from .hosting import other_place, zone_before, zone_there
from .residency import settlers
from .where import in_brackets

_THERE = (
    "settling.y_plans",
    "settling.y_cleft",
    "settling.y_first",
    "settling.y_opens",
    "settling.y_where",
    "settling.y_listed",
)
_CHOSEN = ("chosen", "prefers", "gained", "latest", "ranks", "titled", "after", "granted")
_AHEAD = ("takes", "comings")  # of those to come
_SPOKEN = ("newest", "styled", "heading", "present", "beside")  # of the zone that the sentence before named
AROUND = 120  # characters around "sur le site" in which something is said to stand there


@rule("settling.there", *_THERE)
def there(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Firms are or are to be in a zone that "y" or "où" points back to.

    Example: La FEZ Minsk est grande. La société Rufais LLC compte y ouvrir un atelier, et Zoomlion une usine.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk planned
    Gives: RESIDENT_OF Zoomlion -> FEZ Minsk planned

    Example: La FEZ Minsk est grande. Y sont installés le chinois Zoomlion et la société Rufais LLC.
    Gives: RESIDENT_OF Zoomlion -> FEZ Minsk agreed
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed
    """
    spoken = zone_there(discourse)
    for name in _THERE if spoken or any(f.kind == "zone" for f in scene.found) else ():
        for match in scene.search(name):
            told = match.groupdict().get("zone")
            zone = scene.item(told).actor if told else zone_before(scene, match.start("firms")) or spoken
            if zone is None or zone.kind != "zone" or (not told and other_place(scene, match.start("firms"))):
                continue
            if scene.pack("settling.passing").search(match[0]):
                continue
            plans = name == "settling.y_plans"
            state = "planned" if plans else status(scene, match.start(), match.end())
            firms = scene.items(match["firms"]) if plans or told else to_end(scene, match.start("firms"))
            if plans:
                firms = [*firms, *_gapped(scene, match)]
            discourse.pointed = zone
            yield from _residents(firms, zone, match, state, scene.date_in(match.start()))


def _gapped(scene: Scene, match: Match) -> Iterator[Found]:
    """Yield those of whom the same is told without its verb: "A compte y bâtir une usine, B un entrepôt"."""
    for more in scene.pack("settling.gap").finditer(scene.masked, match.end(), scene.clause(match.end())[1]):
        yield scene.item(more["firm"])


def to_end(scene: Scene, start: int) -> list[Found]:
    """Return the firms of a list from `start` to the end of its clause, without what is only told of them."""
    high = scene.clause(start)[1]
    beyond = scene.pack("settling.beyond").search(scene.masked, start, high)
    high = beyond.start() if beyond else high
    here = [f for f in scene.found if start <= scene.position(f) < high and f.kind == "company"]
    here = [f for f in here if not in_brackets(scene, scene.position(f))]
    return [f for f in here if not scene.pack("firms.aside").search(scene.masked, start, scene.position(f))]


def _words(scene: Scene, match: Match, name: str) -> bool:
    """Tell whether a pattern fits the words before the name of the first of those found: "les usines d'Alfa"."""
    return scene.pack(name).search(scene.words(scene.items(match["firms"])[0])) is not None


def _residents(
    firms: Sequence[Found], zone: Mention, match: Match, state: str | None, date: str | None = None
) -> Iterator[Claim]:
    date = date if state == "agreed" else None
    for f in firms if state else ():
        if state and f.kind == "company" and f.role in (NAME, ANAPHOR) and f.actor.name != zone.name:
            yield Claim("RESIDENT_OF", f.actor, zone, match.start(), match.end(), date, state, confidence=0.5)


@rule("settling.chosen", *(f"settling.{name}" for name in (*_CHOSEN, *_AHEAD)), kinds=["zone"])
def chosen(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A zone and whom it takes in, or who chose it.

    Example: La FEZ Minsk a été choisie par la société Rufais LLC pour y ouvrir un atelier.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed

    Example: La FEZ Minsk accueillera la société Rufais LLC.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk planned
    """
    for name in (*_CHOSEN, *_AHEAD):
        for match in scene.search(f"settling.{name}"):
            zone = scene.item(match["zone"])
            state = "planned" if name in _AHEAD else status(scene, match.start(), match.end(), after=0)
            firms = to_end(scene, match.start("firms")) if name == "comings" else scene.items(match["firms"])
            if zone.kind == "zone" and zone.role in (NAME, ANAPHOR):
                yield from _residents(firms, zone.actor, match, state, scene.date_in(match.start()))


@rule("settling.spoken", *(f"settling.{name}" for name in _SPOKEN))
def spoken(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Who is in the zone that the text is about.

    Example: La FEZ Minsk grandit. Parmi les entreprises présentes figure Rufais LLC.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed

    Example: La FEZ Minsk grandit. Elles ont pour voisins Rufais LLC et Zoomlion.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed
    Gives: RESIDENT_OF Zoomlion -> FEZ Minsk agreed
    """
    zones = {f.actor.name: f.actor for f in scene.found if f.kind == "zone" and f.role in (NAME, ANAPHOR)}
    named = discourse.just_named("zone") if discourse.just_named("company") is None else None
    zone = next(iter(zones.values())) if len(zones) == 1 else None if zones else named
    for name in _SPOKEN if zone or (not zones and zone_there(discourse)) else ():
        zone = zone if zones or name != "beside" else zone_there(discourse)
        for match in scene.search(f"settling.{name}"):
            state = status(scene, match.start(), match.end(), after=0)
            firms = to_end(scene, match.start("firms"))
            if name == "present" and not _words(scene, match, "settling.present_there"):
                continue
            if name == "beside" and zones:
                firms = [f for f in scene.found if f.kind == "company" and scene.position(f) < match.start()] + firms
            if zone and not other_place(scene, match.start("firms")):
                yield from _residents(firms, zone, match, state)


@rule("settling.site", "settling.on_site")
def site(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm is at work "on the site", which is the zone that the text is about.

    Example: La FEZ Minsk est grande. Sur cette plateforme, la société Rufais LLC a bâti un atelier.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed
    """
    zone = discourse.just_named("zone") or (discourse.pointed and zone_there(discourse))
    if zone is None or zone.kind != "zone" or any(f.kind == "zone" for f in scene.found):
        return
    for match in scene.search("settling.on_site"):
        low, high = scene.clause(match.start())
        low, high = max(low, match.start() - AROUND), min(high, match.end() + AROUND)
        state = status(scene, match.start(), match.end())
        works = scene.pack("settling.works_there").search(scene.masked, low, high)
        if state and works and not other_place(scene, match.start()):
            for firm in settlers(scene, discourse, match.start()):
                yield Claim("RESIDENT_OF", firm, zone, match.start(), match.end(), None, state, confidence=0.5)


@rule("settling.toured", "settling.tour")
def toured(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Visitors of a zone are shown plants in it.

    Example: Le ministre a visité la FEZ Minsk. Il s'est rendu dans les ateliers de la société Rufais LLC.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed
    """
    zone = discourse.just_named("zone")
    if zone is None or not scene.pack("settling.toured").search(discourse.sentence):
        return
    for match in scene.search("settling.tour"):
        plants = _words(scene, match, "settling.plants") or scene.pack("settling.plants").search(match[0])
        if plants and not other_place(scene, match.end()):
            yield from _residents(to_end(scene, match.start("firms")), zone, match, status(scene, *match.span()))
