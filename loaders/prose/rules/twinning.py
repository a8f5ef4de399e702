"""TWINNED_WITH: sister towns, districts and regions, and lists of them."""

from collections.abc import Iterator

from ....graph.model import Mention
from ..discourse import Discourse
from ..scene import Scene
from .base import Claim, instrument, rule, status
from .parties import eligible, pairs

_TERRITORY = frozenset({"region", "city", "district"})


@rule("twinning.stated", "twinning.twin")
def stated(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Two places are twinned, or signed about it.

    Example: En août 2018, Gomel et Chengdu ont signé un accord de jumelage.
    Gives: TWINNED_WITH Gomel -> Chengdu 2018-08 agreed agreement
    """
    if scene.pack("twinning.listed").search(scene.masked):
        return
    for match in scene.search("twinning.twin"):
        start, end = match.span()
        state = status(scene, start, end)
        if state is None:
            continue
        date = scene.date_near(start, end) if state != "planned" else None
        if date is None and scene.title and state == "agreed" and scene.year:
            date = str(scene.year)
        kind = "COOPERATES_WITH" if scene.pack("twinning.maybe").search(scene.masked) else "TWINNED_WITH"
        low, high = scene.clause(start)
        named = instrument(scene, scene.masked[max(low, start - 60) : end])
        for a, b in pairs(scene, discourse, start, end):
            if twinnable(a, b):
                yield Claim(kind, a, b, start, end, date, state, named, confidence=0.9)


def twinnable(a: Mention, b: Mention) -> bool:
    """Tell whether two actors can be sister places: territories, of two countries where both are known."""
    return a.kind in _TERRITORY and b.kind in _TERRITORY and (a.country != b.country or a.country is None)


@rule("twinning.numbered", "twinning.listed")
def numbered(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A list of pairs with years in brackets, one claim a pair and year.

    Example: Les villes jumelées sont les suivantes : 1. Polotsk et Tosno (2010) ; 2. Mozyr et Volkhov (2006).
    Gives: TWINNED_WITH Polotsk -> Tosno 2010 agreed
    Gives: TWINNED_WITH Mozyr -> Volkhov 2006 agreed
    """
    about = scene.pack("twinning.twin").search(scene.masked)
    kind = "TWINNED_WITH" if about and not scene.pack("twinning.maybe").search(scene.masked) else "COOPERATES_WITH"
    for match in scene.search("twinning.listed"):
        years = [y for y in match["years"].replace(",", " ").replace(";", " ").split() if y.isdigit()]
        for f in scene.items(match["a"]):
            for g in scene.items(match["b"]):
                if eligible(f) and eligible(g) and twinnable(f.actor, g.actor):
                    for year in years:
                        yield Claim(kind, f.actor, g.actor, match.start(), match.end(), year, confidence=0.9)
