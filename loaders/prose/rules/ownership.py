"""OWNED_BY: subsidiaries and branches, founders, parents of joint ventures, countries that capital comes from."""

import re
from collections.abc import Iterator

from ..discourse import Discourse
from ..found import ANAPHOR, NAME
from ..scene import Scene
from .base import Claim, rule, status

_FIRM = frozenset({"company", "institution", "organization", "university", "exchange", "zone"})
_PARENT = _FIRM | {"body", "country"}


@rule("ownership.parent", "ownership.trigger")
def parent(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm is a subsidiary or branch of another, or was founded by it.

    Example: La société BR-Consult est une filiale de la Banque de développement.
    Gives: OWNED_BY BR-Consult -> Development Bank of the Republic of Belarus agreed
    """
    for name in ("child_of", "branch_named", "founded_by", "founder"):
        for match in scene.search(f"ownership.{name}"):
            child = scene.item(match["child"][0])
            if child.kind not in _FIRM or child.role not in (NAME, ANAPHOR):
                continue
            state = status(scene, match.start(), match.end())
            if state is None:
                continue
            date = _founded(scene, match) if name == "founded_by" else None
            for owner in scene.items(match["parent"]):
                if owner.kind in _PARENT and owner.role == NAME:
                    yield Claim(
                        "OWNED_BY", child.actor, owner.actor, match.start(), match.end(), date, state, confidence=0.75
                    )


def _founded(scene: Scene, match: re.Match[str]) -> str | None:
    inside = [d.value for d in scene.dates if match.start() <= scene.masked_at(d.start) < match.end() + 20]
    return inside[0] if inside else None


@rule("ownership.capital", "ownership.capital")
def capital(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm has capital of one or two countries.

    Example: La société BelEmsa LLC, à capitaux turcs, travaille à Mogilev.
    Gives: OWNED_BY BelEmsa -> Turkey agreed
    """
    for match in scene.search("ownership.capital"):
        land = scene.item(match["adjective"])
        if land.kind != "country":
            continue
        low, high = scene.clause(match.start())
        firms = [
            f.actor for f in scene.found if f.kind == "company" and f.role == NAME and low <= scene.position(f) < high
        ]
        for firm in firms[:8]:
            for country in land.actors:
                yield Claim("OWNED_BY", firm, country, match.start(), match.end(), confidence=0.6)


@rule("ownership.joint", "ownership.joint")
def joint(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm called after two countries belongs to both.

    Example: La société biélorusse-lettone SMD Bai LLC produit des cartes électroniques.
    Gives: OWNED_BY SMD Bai -> Belarus agreed
    Gives: OWNED_BY SMD Bai -> Latvia agreed
    """
    for f in scene.found:
        for code in f.origins:
            at = scene.position(f)
            yield Claim("OWNED_BY", f.actor, discourse.country(code, f.actor.text), at, at + 1, confidence=0.6)
