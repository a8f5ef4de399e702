"""What a sentence most likely tells where no other rule read it: the cue of a tie, and just the actors that it needs.

Deliberately narrow: one firm, or one list of firms, in the clause of the cue, one zone or town in it, and
nothing denied or imagined.
"""

from collections.abc import Iterable, Iterator, Sequence

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ANAPHOR, NAME, Found
from ..pattern import Match
from ..scene import Scene
from .base import Claim, begun, rule, status
from .production import at_home, state_of

ASIDE = 60  # characters before a firm that tell whose it is
NEAR = 120  # characters between a cue and the actors of its tie
_NAMED = (NAME, ANAPHOR)
_TOWN = frozenset({"city", "region", "district"})


@rule("residency.default", "defaults.resides", default="RESIDENT_OF")
def resides(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The clause speaks of settling, and names one zone and one firm or one list of firms.

    Example: La FEZ Minsk, au premier rang de ses résidents la fabrique Rufais LLC, tourne.
    Gives: RESIDENT_OF Rufais -> FEZ Minsk agreed
    """
    for match, here in _cues(scene, "defaults.resides"):
        if scene.pack("settling.serves").search(scene.masked, scene.clause(match.start())[0], match.end()):
            continue  # "elle conseille les entreprises installées dans la zone"
        zones = _distinct(f for f in here if f.kind == "zone" and not _away(scene, f))
        firms = _one_list(scene, here)
        state = status(scene, match.start(), match.end())
        if state and scene.pack("residency.left").search(scene.masked, *scene.clause(match.start())):
            state = "ended"
        if len(zones) == 1 and firms and state:
            for firm in firms:
                if firm.name != zones[0].name:
                    date = begun(scene, match.start()) if state == "agreed" else None
                    yield Claim("RESIDENT_OF", firm, zones[0], *match.span(), date, state, confidence=0.4)
            return


@rule("production.default", "defaults.makes", default="PRODUCES_IN")
def makes(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The clause speaks of a plant or of making things, and names one firm and one town abroad.

    Example: À Leipzig, ce sont des grues que l'on monte, sous l'enseigne de la société Needle Med LLC.
    Gives: PRODUCES_IN Needle Med -> Leipzig agreed
    """
    for match, here in _cues(scene, "defaults.makes"):
        places = _towns(scene, here)
        firms = _one_list(scene, here)
        state = state_of(scene, *match.span())
        if len(places) == len(firms) == 1 and state and not at_home(firms[0], places[0], discourse):
            date = begun(scene, match.start()) if state == "agreed" else None
            yield Claim("PRODUCES_IN", firms[0], places[0], *match.span(), date, state, confidence=0.4)
            return


@rule("representation.default", "defaults.represents", default="REPRESENTED_IN")
def represents(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The clause speaks of an office, and names one firm and one town abroad.

    Example: À Leipzig flotte l'enseigne de la société Needle Med LLC, sur trois magasins.
    Gives: REPRESENTED_IN Needle Med -> Leipzig agreed
    """
    for match, here in _cues(scene, "defaults.represents"):
        if scene.pack("representation.whose").search(scene.masked, 0, match.end()):
            continue  # "X, dont le fondateur possède des bureaux": not those of X
        places = _towns(scene, here)
        firms = _one_list(scene, here)
        state = status(scene, *match.span())
        if len(places) != 1 or len(firms) != 1 or state is None or at_home(firms[0], places[0], discourse):
            continue
        if firms[0].country is None or firms[0].country != places[0].country:
            details = {"role": match[0].lower()}
            date = begun(scene, match.start()) if state == "agreed" else None
            yield Claim(
                "REPRESENTED_IN", firms[0], places[0], *match.span(), date, state, "none", details, confidence=0.4
            )
            return


def _cues(scene: Scene, name: str) -> Iterator[tuple[Match, Sequence[Found]]]:
    """Yield the cues that a pattern finds, with the actors of their clause that stand near."""
    for match in scene.search(name):
        low, high = scene.clause(match.start())
        low, high = max(low, match.start() - NEAR), min(high, match.end() + NEAR)
        yield match, [f for f in scene.found if low <= scene.position(f) < high]


def _distinct(found: Iterable[Found]) -> list[Mention]:
    return list({f.actor.name: f.actor for f in found if f.role in _NAMED}.values())


def _one_list(scene: Scene, here: Sequence[Found]) -> list[Mention]:
    """Return the firms of a clause where they are one or stand in one list."""
    firms = [f for f in here if f.kind == "company" and f.role in _NAMED and not _aside(scene, f)]
    groups = {id(scene.group_at(scene.position(f))) for f in firms}
    return [f.actor for f in firms] if len(groups) == 1 else []


def _away(scene: Scene, zone: Found) -> bool:
    """Tell whether something is only near a zone: "à dix kilomètres de la zone franche"."""
    at = scene.position(zone)
    return scene.pack("settling.apart").search(scene.masked, max(0, at - ASIDE), at) is not None


def _aside(scene: Scene, firm: Found) -> bool:
    """Tell whether a firm is only said to be another's owner, or to run something: "gérée par Alfa"."""
    at = scene.position(firm)
    if scene.pack("owners.share.behind").match(scene.masked, at + 1):
        return True
    return any(scene.pack(n).search(scene.masked, max(0, at - ASIDE), at) for n in ("firms.aside", "settling.apart"))


def _towns(scene: Scene, here: Sequence[Found]) -> list[Mention]:
    """Return the towns and regions that "à" or "en" puts things in."""
    led = scene.pack("scene.locative")
    told = [f for f in here if f.kind in _TOWN and f.role in _NAMED]
    return _distinct(f for f in told if led.search(scene.masked, max(0, (at := scene.position(f)) - 30), at))
