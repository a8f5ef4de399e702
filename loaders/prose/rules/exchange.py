"""ACCREDITED_AT: brokers and participants of an exchange, named or counted by country."""

import re
from collections.abc import Iterator

from ....graph.model import Mention
from ....graph.schema import ALL
from ..discourse import Discourse
from ..scene import Scene
from .base import Claim, counted, firms_near, rule, status

_FIRMS = frozenset({"company"})


def exchange_of(scene: Scene, discourse: Discourse, at: int) -> Mention | None:
    """Return the exchange a sentence is about: named in it, else the one spoken of."""
    here = [f for f in scene.found if f.kind == "exchange"]
    if here:
        return min(here, key=lambda f: abs(scene.position(f) - at)).actor
    return discourse.last("exchange")


def _role(words: str) -> str:
    return "broker" if re.search(r"courtier|broker|agents? de change", words, re.IGNORECASE) else "participant"


@rule("exchange.named", "exchange.named")
def named(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm is accredited, a broker or a participant in the trading.

    Example: En mars 2021, la société Balkan Trade Ltd est devenue courtier de la BUTB.
    Gives: ACCREDITED_AT Balkan Trade -> Belarusian Universal Commodity Exchange 2021-03 agreed
    """
    for match in scene.search("exchange.named"):
        exchange = exchange_of(scene, discourse, match.start())
        if exchange is None or not _about_exchange(scene, discourse):
            continue
        state = status(scene, match.start(), match.end())
        if state is None:
            continue
        date = scene.date_near(match.start(), match.end()) if state == "agreed" else None
        for firm in firms_near(scene, match.start(), match.end(), kinds=_FIRMS):
            details = {"role": _role(scene.masked)}
            yield Claim("ACCREDITED_AT", firm, exchange, match.start(), match.end(), date, state, details=details)


def _about_exchange(scene: Scene, discourse: Discourse) -> bool:
    return any(f.kind == "exchange" for f in scene.found) or bool(
        re.search(r"courtier|broker|agent de change|boursi|enchères|échanges", scene.masked)
    )


@rule("exchange.count", "exchange.trigger")
def count(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """How many firms of a country are accredited or take part.

    Example: Au 1er avril 2023, 14 entreprises turques étaient accréditées auprès de la BUTB.
    Gives: ACCREDITED_AT Turkey -> Belarusian Universal Commodity Exchange 2023-04-01 agreed
    """
    if not re.search(r"accrédit|particip|courtier|client|résident|utilis|représentant", scene.masked):
        return
    if not _about_exchange(scene, discourse):
        return
    for match, number, country in counted(scene, "exchange.counted"):
        yield from _count(scene, discourse, match, number, country)
    for match in scene.search("exchange.total"):
        lands = [f for f in scene.items(match[0]) if f.kind == "country"] or [
            f for f in scene.found if f.kind == "country" and f.actor.country != "BY"
        ]
        yield from _count(
            scene, discourse, match, int(re.sub(r"\D", "", match["n"])), lands[0].actor if lands else None
        )
    for match in scene.search("exchange.first"):
        found = scene.item(match["who"])
        if found.kind == "country" and not firms_near(scene, match.start(), match.end(), kinds=_FIRMS):
            yield from _count(scene, discourse, match, 1, found.actor)


def _count(
    scene: Scene, discourse: Discourse, match: re.Match[str], number: int, country: Mention | None
) -> Iterator[Claim]:
    exchange = exchange_of(scene, discourse, match.start())
    state = status(scene, match.start(), match.end())
    if exchange is None or state is None or any(f.kind == "zone" for f in scene.found):
        return
    a = country or Mention(re.sub("[\ue000-\uf8ff]", "", match[0]), ALL, "country")
    date = scene.date_near(match.start(), match.end()) or (str(scene.year) if scene.year else None)
    details = {"count": number, "role": _role(match[0])}
    yield Claim("ACCREDITED_AT", a, exchange, match.start(), match.end(), date, state, details=details, confidence=0.7)
