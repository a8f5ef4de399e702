"""CLEARED_FOR_EXPORT: goods of a country that another lets in, where no producer is told."""

from collections.abc import Iterator

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, GOODS, NAME, SIDE, Found
from ..pattern import Match
from ..scene import Scene
from .base import Claim, behind, rule, status

_ROLES = frozenset({ADJECTIVE, GOODS, NAME})
_FRAMES = (
    "opens",
    "passed",
    "may_export",
    "exported",
    "listed_of",
    "out_to",
    "let_by",
    "has_access",
    "listed_by",
    "let_in",
)
_PLAIN = frozenset({"let_by", "has_access"})  # where only goods, no land, are let in


@rule("clearance.goods", *(f"clearance.{name}" for name in _FRAMES), default="CLEARED_FOR_EXPORT")
def goods(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The countries whose goods a market was opened to.

    Example: La Malaisie a autorisé l'importation des mangues indiennes et des oranges marocaines.
    Gives: CLEARED_FOR_EXPORT India -> Malaysia agreed
    Gives: CLEARED_FOR_EXPORT Morocco -> Malaysia agreed

    Example: Les douanes coréennes ont autorisé le 5 mai 2019 l'exportation de la cerise turque vers la Corée du Sud.
    Gives: CLEARED_FOR_EXPORT Turkey -> South Korea 2019-05-05 agreed

    Example: Seules deux viandes peuvent être exportées de Roumanie vers le Japon : l'agneau et le canard.
    Gives: CLEARED_FOR_EXPORT Romania -> Japan agreed
    """
    for name in _FRAMES:
        for match in scene.search(f"clearance.{name}"):
            low, high = scene.clause(match.start())
            own = match.groupdict().get("market")
            market = _decides(scene, discourse, own) if own else _market(scene, discourse, low, match.start("land"))
            if name == "let_in" and not scene.pack("clearance.market").search(
                scene.text, scene.at(match.start()), scene.at(match.end()) + 40
            ):
                continue  # "a accepté la proposition russe"
            state = status(scene, *match.span()) if market else None
            if state == "agreed" and scene.pack("clearance.awaits").search(match[0]):
                state = "planned"
            taken = scene.pack("clearance.withdrawn").search(scene.masked, low, high)
            freed = scene.pack("clearance.regained").search(scene.masked, low, high)
            lets = own or scene.pack("clearance.lets_in").search(scene.masked)
            if (
                market is None
                or market.kind not in ("country", "organization")
                or state is None
                or (taken and not freed)
                or not lets
            ):
                continue
            for f in [scene.item(match["land"])] if own else _lands(scene, match):
                abroad = f.actor.country != market.country and f.kind in ("country", "region")
                if (
                    name in _PLAIN
                    and f.role == NAME
                    and not scene.pack("clearance.of").search(scene.masked, 0, match.start("land"))
                ):
                    continue
                if abroad and (own or f.role in _ROLES):
                    date = behind(scene, f, "scene.dated_behind") or scene.date_in(match.start())
                    date = date if state == "agreed" else None
                    yield Claim("CLEARED_FOR_EXPORT", f.actor, market, *match.span(), date, state, confidence=0.5)


def _decides(scene: Scene, discourse: Discourse, market: str) -> Mention:
    """Return the country of a market, also where its capital is told for it."""
    actor = scene.item(market).actor
    return discourse.country(actor.country or "", actor.text) if discourse.is_capital(actor) else actor


def _market(scene: Scene, discourse: Discourse, low: int, high: int) -> Mention | None:
    """Return whose authorities let goods in, told before them, else in the sentences before."""
    for match in scene.pack("clearance.authorities").finditer(scene.masked, low, high):
        f = scene.item(match["land"] or match["more"])
        if f.kind == "country" or (f.kind == "body" and f.actor.country):
            return f.actor if f.kind == "country" else discourse.country(f.actor.country or "", f.actor.text)
    sides = [f.actor for f in scene.found if f.kind == "country" and f.role == SIDE and low <= scene.position(f) < high]
    if sides:
        return sides[0]
    told = discourse.told.granted
    return told.target if told and told.type == "CLEARED_FOR_EXPORT" else None


def _lands(scene: Scene, match: Match) -> Iterator[Found]:
    """Yield whose goods a match tells, with those of the list that it begins."""
    at = match.end("land")
    yield scene.item(match["land"])
    while more := scene.pack("clearance.beside_goods").match(scene.masked, at):
        yield scene.item(more["land"])
        at = more.end("land")
