"""OWNED_BY: the countries that the capital of firms comes from."""

from collections.abc import Iterator

from ....graph.model import Mention
from ....graph.names import fold
from ..discourse import Discourse
from ..found import ADJECTIVE, FIRMS, NAME, Found
from ..scene import Scene
from .base import FIRM_KINDS, Claim, firms_near, rule
from .groups import row

BESIDE = 190  # characters between a firm and the words for its capital
SENTENCES = 2  # in which firms may be named after a count of them
_FUNDED = frozenset({"company", "institution"})


@rule("ownership.capital", "ownership.capital")
def capital(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm has capital of one or two countries.

    Example: La société BelEmsa LLC, à capitaux turcs, travaille à Mogilev.
    Gives: OWNED_BY BelEmsa -> Turkey agreed
    """
    for match in scene.search("ownership.capital"):
        lands = [f for f in scene.items(match["adjective"]) if f.kind == "country" and f.role in (ADJECTIVE, NAME)]
        if not lands:
            continue
        if scene.pack("ownership.unnamed").search(scene.masked, max(0, match.start() - 80), match.start()):
            continue  # "dix entreprises créées avec ...": firms without names
        for firm in firms_near(scene, match.start(), match.end(), kinds=_FUNDED, reach=BESIDE):
            for country in (a for land in lands for a in land.actors):
                yield Claim("OWNED_BY", firm, country, match.start(), match.end(), confidence=0.6)


@rule("ownership.listed", "ownership.joint", "ownership.known")
def listed(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Firms with capital of a country are listed, here or in the next sentence.

    Example: Cinq entreprises à capitaux russes travaillent ici. Les plus connues sont Zoomlion et Needle Med LLC.
    Gives: OWNED_BY Zoomlion -> Russia agreed
    Gives: OWNED_BY Needle Med -> Russia agreed
    """
    lands = list(_capitals(scene))
    for land in lands:
        at = scene.position(land)
        discourse.capital = (land.actor, SENTENCES)
        if match := scene.pack("ownership.listed").match(scene.masked, at + 1):
            for firm in row(scene, scene.items(match["firms"]), match.end()):
                if firm.kind in FIRM_KINDS:
                    yield Claim("OWNED_BY", firm.actor, land.actor, at, match.end(), confidence=0.6)
    if lands:
        return
    if discourse.capital is None:
        return
    capital, left = discourse.capital
    discourse.capital = (capital, left - 1) if left > 1 else None
    for match in scene.search("ownership.known"):
        for firm in scene.found:
            if firm.kind == "company" and firm.role == NAME and scene.position(firm) > match.start():
                yield Claim("OWNED_BY", firm.actor, capital, match.start(), match.end(), confidence=0.6)
        return


@rule("ownership.styled", "ownership.joint")
def styled(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm is called one with capital of a country, by its name or right after it was named.

    Example: La société à capitaux turcs "Needle Med" LLC travaille à Pinsk.
    Gives: OWNED_BY Needle Med -> Turkey agreed

    Example: Zoomlion a construit un atelier. L'entreprise à capital letton vendra ses meubles en Pologne.
    Gives: OWNED_BY Zoomlion -> Latvia agreed
    """
    for f in scene.found:
        if f.role != FIRMS or not _of_capital(scene, f):
            continue
        at = scene.position(f)
        match = scene.pack("ownership.named").match(scene.masked, at + 1)
        match = match or scene.pack("ownership.is_one").search(scene.masked, 0, at)
        match = match or scene.pack("ownership.apposed").search(scene.masked, 0, at)
        child: Mention | None = None
        if match:
            child = scene.item(match["child"]).actor if scene.item(match["child"]).kind == "company" else None
        elif scene.pack("ownership.one_firm").match(scene.text, f.left - scene.start):
            child = discourse.just_named("company")
        if child:
            yield Claim("OWNED_BY", child, f.actor, at, at + 1, confidence=0.7)


def _of_capital(scene: Scene, firms: Found) -> bool:
    """Tell whether unnamed firms are told by their capital: "l'entreprise à capitaux russes"."""
    left, right = firms.left - scene.start, firms.right - scene.start
    return scene.pack("ownership.of_capital").search(scene.text, left, right) is not None


def _capitals(scene: Scene) -> Iterator[Found]:
    """Yield the countries whose capital unnamed firms are said to have: "cinq entreprises à capitaux russes"."""
    for f in scene.found:
        if f.role == FIRMS and _of_capital(scene, f):
            yield f
    for match in scene.search("ownership.counted"):
        land = scene.item(match["land"])
        if land.kind == "country" and len(land.actors) == 1:
            yield land


@rule("ownership.joint", "ownership.joint")
def joint(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm called after the home country and another belongs to both.

    Example: La société biélorusse-lettone Rufais LLC produit des cartes électroniques.
    Gives: OWNED_BY Rufais -> Latvia agreed
    Gives: OWNED_BY Rufais -> Belarus agreed
    """
    home = discourse.home_code
    for f in scene.found:
        for code in f.origins if home in f.origins and f.kind == "company" else ():
            at = scene.position(f)
            yield Claim("OWNED_BY", f.actor, discourse.country(code, f.actor.text), at, at + 1, confidence=0.6)


@rule("ownership.named_so", "ownership.joint")
def named_so(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The words before the name of a firm tell where its capital is from.

    Example: L'entreprise à capitaux chinois Hengda Bio recrute.
    Gives: OWNED_BY Hengda Bio -> China agreed
    """
    for f in scene.found:
        if f.kind == "company" and f.role == NAME and f.left < f.start:
            land = scene.pack("ownership.capital_in").search(scene.text, f.left - scene.start, f.start - scene.start)
            code = discourse.demonyms.country(fold(land["land"])) if land else None
            if land and code:
                at = scene.position(f)
                yield Claim("OWNED_BY", f.actor, discourse.country(code, land["land"]), at, at + 1, confidence=0.6)
