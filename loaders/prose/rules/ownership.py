"""OWNED_BY: subsidiaries and branches, founders, parents of joint ventures, countries that capital comes from."""

import re
from collections.abc import Iterable, Iterator

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, NAME, SIDE, Found
from ..scene import Scene
from .base import FIRM_KINDS, Claim, firms_near, named_firm, rule, status

_FIRM = frozenset({"company", "institution", "organization", "university", "exchange", "zone"})
BESIDE = 190  # characters between a firm and the words for its capital
SENTENCES = 2  # in which firms may be named after a count of them
_FUNDED = frozenset({"company", "institution"})
_TELLING = (
    "child_of",
    "branch_named",
    "branch_called",
    "founded_by",
    "holder",
    "shareholder",
    "between",
    "founds",
    "acquires",
    "held",
    "owners",
    "shares_of",
)
_PARENT = _FIRM | {"body", "country"}


@rule("ownership.parent", "ownership.trigger")
def parent(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm is a subsidiary or branch of another, or was founded by it.

    Example: La société BR-Consult est une filiale de la Banque de développement.
    Gives: OWNED_BY BR-Consult -> Development Bank of the Republic of Belarus agreed
    """
    for name in _TELLING:
        for match in scene.search(f"ownership.{name}"):
            child = scene.item(match["child"])
            if child.kind not in _FIRM or child.role not in (NAME, ANAPHOR):
                continue
            date = _founded(scene, match) if name == "founded_by" else None
            parents = match["parent"]
            if name == "child_of" and match["named"] and scene.items(parents)[-1].kind == "country":
                parents = match["named"]  # "une filiale d'un des plus grands groupes de Chine - Sinomach"
            yield from _claims(scene, match, [child.actor], parents, date)


@rule("ownership.mother", "ownership.mother")
def mother(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The parent company of the firm spoken of before.

    Example: La société Needle Med LLC grandit. Sa maison mère, le groupe Zoomlion, l'aide.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    """
    child = discourse.topic
    for match in scene.search("ownership.mother") if child and child.kind in FIRM_KINDS else ():
        parent = scene.item(match["parent"])
        if child and named_firm(parent):
            yield Claim("OWNED_BY", child, parent.actor, match.start(), match.end(), confidence=0.6)


@rule("ownership.takeover", "ownership.takeover")
def takeover(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm took over another.

    Example: La société Zoomlion a annoncé l'acquisition de 70 % du capital de Needle Med LLC.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    """
    for match in scene.search("ownership.takeover"):
        child = scene.item(match["child"])
        low = scene.clause(match.start())[0]
        before = [f.actor for f in scene.found if _firm_between(scene, f, low, match.start())]
        parent = scene.item(match["parent"]).actor if match["parent"] else before[0] if before else discourse.topic
        state = status(scene, match.start(), match.end())
        if state and parent and parent.kind in FIRM_KINDS and named_firm(child):
            yield Claim("OWNED_BY", child.actor, parent, match.start(), match.end(), None, state, confidence=0.6)


def _firm_between(scene: Scene, f: Found, low: int, high: int) -> bool:
    return named_firm(f) and low <= scene.position(f) < high


@rule("ownership.founder", "ownership.founder")
def founder(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The founders or owners of the firm named before are told.

    Example: Needle Med LLC, dont le fondateur est la société Zoomlion, s'est installée à Minsk.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed

    Example: La firme Needle Med LLC, dont les actionnaires sont Zoomlion et la société Balkan Trade Ltd.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    Gives: OWNED_BY Needle Med -> Balkan Trade agreed
    """
    for match in scene.search("ownership.founder"):
        before = [f for f in scene.found if named_firm(f)]
        before = [f for f in before if scene.position(f) < match.start()]
        if before:
            yield from _claims(
                scene,
                match,
                [before[-1].actor],
                match["parents"] or match["parent"] or match["parent2"] or match["parent3"],
            )


@rule("ownership.theirs", "ownership.theirs")
def theirs(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The founders or owners of the firm that the sentence before named are told.

    Example: Needle Med LLC a ouvert à Minsk. Ses fondateurs sont Zoomlion et la société Balkan Trade Ltd.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    Gives: OWNED_BY Needle Med -> Balkan Trade agreed
    """
    child = discourse.just_named("company", "institution")
    for match in scene.search("ownership.theirs") if child else ():
        yield from _claims(scene, match, [child] if child else [], match["parent"])


@rule("ownership.own", "ownership.branch")
def own(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm has a subsidiary of its own.

    Example: La société Zoomlion a agrandi sa filiale Needle Med LLC.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    """
    for match in (*scene.search("ownership.own"), *scene.search("ownership.opened")):
        before = [
            f.actor for f in scene.found if f.kind in _FIRM and f.role == NAME and scene.position(f) < match.start()
        ]
        topic = discourse.topic if discourse.topic and discourse.topic.kind == "company" else discourse.last("company")
        parent = before[0] if before else topic
        for child in scene.items(match["child"]):
            if parent and named_firm(child) and child.actor.name != parent.name:
                state = status(scene, match.start(), match.end())
                if state:
                    yield Claim(
                        "OWNED_BY", child.actor, parent, match.start(), match.end(), None, state, confidence=0.6
                    )


def _claims(
    scene: Scene, match: re.Match[str], children: Iterable[Mention], parents: str, date: str | None = None
) -> Iterator[Claim]:
    state = status(scene, match.start(), match.end())
    if state is None:
        return
    for owner in scene.items(parents):
        if owner.kind in _PARENT and (owner.role in (NAME, FIRMS) or owner.role == SIDE):
            for child in children:
                yield Claim("OWNED_BY", child, owner.actor, match.start(), match.end(), date, state, confidence=0.75)


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
        if land.kind != "country" or land.role not in (ADJECTIVE, NAME):
            continue
        if scene.pack("ownership.unnamed").search(scene.masked, max(0, match.start() - 80), match.start()):
            continue  # "dix entreprises créées avec ...": firms without names
        for firm in firms_near(scene, match.start(), match.end(), kinds=_FUNDED, reach=BESIDE):
            for country in land.actors:
                yield Claim("OWNED_BY", firm, country, match.start(), match.end(), confidence=0.6)


@rule("ownership.listed", "ownership.joint")
def listed(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Firms with capital of a country are listed, here or in the next sentence.

    Example: Cinq entreprises à capitaux russes travaillent ici. Les plus connues sont Zoomlion et Needle Med LLC.
    Gives: OWNED_BY Zoomlion -> Russia agreed
    Gives: OWNED_BY Needle Med -> Russia agreed
    """
    for land in _capitals(scene):
        at = scene.position(land)
        discourse.capital = (land.actor, SENTENCES)
        if match := scene.pack("ownership.listed").match(scene.masked, at + 1):
            for firm in scene.items(match["firms"]):
                if firm.kind in FIRM_KINDS:
                    yield Claim("OWNED_BY", firm.actor, land.actor, at, match.end(), confidence=0.6)
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
    for match in scene.search("ownership.counted") if scene.may("ownership.counted") else ():
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
