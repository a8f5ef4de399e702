"""Who can be sister towns."""

from ....graph.model import Mention
from ..discourse import Discourse
from ..scene import Scene
from .base import instrument

TERRITORY = frozenset({"region", "city", "district"})
BODIES = frozenset({"university", "institution", "organization", "body", "zone", "exchange"})


def alike(a: Mention, b: Mention, discourse: Discourse) -> tuple[Mention, Mention]:
    """Return two places, a town read as its region beside a region: in "Gomel - Sichuan" Gomel is the region."""
    a, b = (governed(x, discourse) for x in (a, b))
    if a.kind == "city" and b.kind == "region" and (town := discourse.town_of(b)):
        return a, town
    if a.kind == "city" and b.kind == "region" and (region := discourse.region_of(a)):
        return region, b
    if b.kind == "city" and a.kind == "region":
        if town := discourse.town_of(a):
            return town, b
        if region := discourse.region_of(b):
            return a, region
    return a, b


def governed(a: Mention, discourse: Discourse) -> Mention:
    """Return the town of "le conseil municipal de A", else the actor itself: bodies sign, towns are twins."""
    if a.kind != "body" or not (match := discourse.pack("twinning.governs").match(a.text)):
        return a
    found = discourse.gazetteer.find(match["place"], country=a.country, kind="city")
    return Mention(match["place"], found[0].name, "city", found[0].country, found[0].id) if found else a


def twinnable(a: Mention, b: Mention) -> bool:
    """Tell whether two actors can be sister places: territories, of two countries where both are known."""
    return a.kind in TERRITORY and b.kind in TERRITORY and (a.country != b.country or a.country is None)


def listable(kind: str, owner: Mention, other: Mention) -> bool:
    """Tell whether an item of a list can be the sister town, or else the partner, of its owner."""
    if kind == "TWINNED_WITH":
        return twinnable(owner, other)
    apart = owner.country != other.country or owner.country is None
    return apart and other.kind in TERRITORY | BODIES


def listed_as(scene: Scene, discourse: Discourse) -> str:
    """Return the type of tie that a list in this sentence means; "twins or partners" are no twinnings."""
    if not scene.pack("twinning.twin").search(scene.masked):
        return discourse.expecting_twins
    return "COOPERATES_WITH" if scene.pack("twinning.maybe").search(scene.masked) else "TWINNED_WITH"


def nature(scene: Scene, words: str, type_: str) -> tuple[str, str]:
    """Return the type of tie that words in a list tell, else `type_`, and the instrument that they name."""
    if scene.pack("twinning.twin").search(words):
        return "TWINNED_WITH", "none"
    named = instrument(scene, words)
    return (type_ if named == "none" else "COOPERATES_WITH"), named
