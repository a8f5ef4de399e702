"""ACCREDITED_AT: frames that tell who deals at an exchange, by which belief knows firms too (see `belief`)."""

from collections.abc import Iterator

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ANAPHOR, NAME
from ..pattern import Match
from ..scene import Scene
from .base import Claim, rule
from .exchange import exchange_of, state_of
from .groups import alias

_FIRMS = frozenset({"company", "institution"})


@rule("exchange.framed", "brokers.words")
def framed(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Who is a broker or a member of an exchange, or got leave to be one.

    Example: Deltatitres, intermédiaire en bourse, traite à la Bourse du bois de Riga.
    Gives: ACCREDITED_AT Deltatitres -> Riga Wood Exchange agreed
    """
    told: set[str] = set()
    for name in scene.pack.get("brokers.frames"):
        for match in scene.search(f"brokers.frames.{name}"):
            exchange = _exchange(scene, discourse, match)
            state = state_of(scene, match) if exchange else None
            dated = state == "agreed" and name in ("cleared", "became", "member")
            date = scene.date_in(match.start()) if dated else None
            for f in scene.items(match["firm"]) if state else ():
                fits = f.kind in _FIRMS and f.role in (NAME, ANAPHOR) and not alias(scene, f)
                if fits and exchange and state and f.actor.name not in told:
                    told.add(f.actor.name)
                    details = {"role": "broker"}
                    yield Claim("ACCREDITED_AT", f.actor, exchange, *match.span(), date, state, details=details)


def _exchange(scene: Scene, discourse: Discourse, match: Match) -> Mention | None:
    """Return the exchange that a match tells, else that of its sentence, else the one that the text spoke of."""
    own = match.groupdict().get("exchange")
    if own:
        return scene.item(own).actor if scene.item(own).kind == "exchange" else None
    return exchange_of(scene, discourse, match.start())
