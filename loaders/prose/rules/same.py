"""What was just told of one holds for another: "B a obtenu le même statut", "il en va de même pour B"."""

from collections.abc import Iterator

from ..discourse import Discourse
from ..scene import Scene
from .base import Claim, named_firm, rule, status


@rule("same.status", "same.status")
def same_status(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm got the status, the right or the accreditation that another was just told to have got.

    Example: En mars 2021, Balkan Trade Ltd est devenue courtier de la BUTB. La société Rufais a reçu le même statut.
    Gives: ACCREDITED_AT Rufais -> Belarusian Universal Commodity Exchange agreed

    Example: En mars 2021, Balkan Trade Ltd est devenue courtier de la BUTB. En juin, la société Rufais l'a suivie.
    Gives: ACCREDITED_AT Rufais -> Belarusian Universal Commodity Exchange 2021-06 agreed
    """
    told = discourse.told.granted
    for match in scene.search("same.status") if told else ():
        state = status(scene, *match.span())
        for f in scene.items(next(filter(None, (match[x] for x in "abcde")))):
            if told and state and named_firm(f) and f.actor.name != told.source.name:
                date = scene.date_in(match.start()) if state == "agreed" else None
                details = {k: v for k, v in told.details.items() if k == "role"}
                yield Claim(told.type, f.actor, told.target, *match.span(), date, state, details=details)
