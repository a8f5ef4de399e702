"""OWNED_BY: subsidiaries and branches, founders, parents of joint ventures, countries that capital comes from."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ANAPHOR, FIRMS, NAME, SIDE, Found
from ..pattern import Match
from ..scene import Scene
from .base import AFTER, FIRM_KINDS, Claim, named_firm, rule, status
from .groups import alias, bracketed, whole

_FIRM = frozenset({"company", "institution", "organization", "university", "exchange", "zone"})
_FUNDED = frozenset({"company", "institution"})
_TELLING = (
    "child_of",
    "branch_named",
    "branch_called",
    "founded_by",
    "shares_of",
    "dont_shares",
    "born",
    "founds_with",
    "behind",
    "took_it",
    "allied",
    "in_brackets",
    "run_by",
    "that_share",
    "its_shares",
    "reverts",
    "of_which",
    "brought",
    "sold_share",
)
_WITH_REST = (  # what tells one owner where another has the rest
    "ownership.child_of",
    "ownership.founded_by",
    "ownership.dont_shares",
    "owners.frames.child_of",
    "owners.frames.passive",
    "owners.frames.buys",
    "owners.frames.holds",
    "owners.frames.whose_capital",
    "owners.they.dont_it",
)
_PARENT = _FIRM | {"body", "country"}


@rule("ownership.parent", *(f"ownership.{name}" for name in _TELLING))
def parent(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm is a subsidiary or branch of another, or was founded by it.

    Example: La société BR-Consult est une filiale de la Banque de développement.
    Gives: OWNED_BY BR-Consult -> Development Bank of the Republic of Belarus agreed
    """
    for name in _TELLING if tells_two(scene) else ():
        for match in scene.search(f"ownership.{name}"):
            children = [whole(scene, f) for f in scene.items(either(match, "child")) if owned(f)]
            date = _founded(scene, match) if name == "founded_by" else _taken(scene, match)
            parents = either(match, "parent")
            if name == "child_of" and match["named"] and scene.items(parents)[-1].kind == "country":
                parents = match["named"]  # "une filiale d'un des plus grands groupes de Chine - Sinomach"
            yield from claims(scene, match, [f.actor for f in children], parents, date)


def tells_two(scene: Scene) -> bool:
    """Tell whether a sentence names two actors, one of which can be owned."""
    return len(scene.found) > 1 and any(f.kind in _FIRM for f in scene.found)


def either(match: Match, name: str) -> str:
    """Return what a group, or its twin in another part of a pattern, matched."""
    groups = match.groupdict()
    return next((told for n in ("", "2", "3", "4", "5") if (told := groups.get(name + n))), "")


def owned(f: Found) -> bool:
    """Tell whether this can be owned: a firm or the like, named or pointed at."""
    return f.kind in _FIRM and f.role in (NAME, ANAPHOR)


@rule("ownership.group", "ownership.with_group")
def group(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm stands before its group in brackets, or joined it.

    Example: La société Needle Med LLC (groupe Zoomlion) grandit.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    """
    for match in scene.search("ownership.with_group"):
        child, owner = scene.item(either(match, "child")), scene.item(either(match, "parent"))
        if owned(child) and scene.pack("ownership.is_group").match(scene.words(owner)):
            yield from claims(scene, match, [child.actor], either(match, "parent"))


@rule("ownership.fronted", "ownership.fronted")
def fronted(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Whose a firm is stands before its name, or before the pronoun for the firm spoken of.

    Example: Rachetée par le groupe Zoomlion, la société Needle Med LLC grandit.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed

    Example: La société Needle Med LLC grandit. Détenue par le groupe Zoomlion, elle s'est installée à Brest.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    """
    for match in scene.search("ownership.fronted"):
        child = scene.item(match["child"]).actor if match["child"] else spoken_of(discourse)
        if child and child.kind in FIRM_KINDS:
            yield from claims(scene, match, [child], match["parent"], _founded(scene, match))


@rule("ownership.of_it", "ownership.of_it", "ownership.took_over")
def of_it(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Who owns the firm that the sentence before was about.

    Example: La société Needle Med LLC grandit. Le groupe Zoomlion en détient 70 %.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed

    Example: La société Needle Med LLC est en crise. Le groupe Zoomlion l'a rachetée en 2015.
    Gives: OWNED_BY Needle Med -> Zoomlion 2015 agreed
    """
    child = spoken_of(discourse)
    for match in scene.search("ownership.of_it") if child else ():
        yield from claims(scene, match, [child] if child else [], match["parent"])
    zone = child or discourse.just_named("zone")
    for match in scene.search("ownership.took_over") if zone else ():
        date = scene.date_in(match.start())
        yield from claims(scene, match, [zone] if zone else [], match["parent"], date)


def spoken_of(discourse: Discourse) -> Mention | None:
    """Return the firm that the sentence before was about, else the one that it named last."""
    topic = discourse.topic
    if topic and topic.kind in _FUNDED and discourse.was_just_named(topic):
        return topic
    return discourse.just_named("company", "institution")


@rule("ownership.founded_with", "ownership.founded_with")
def founded_with(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A joint venture that the firm spoken of founded with another.

    Example: La société Zoomlion grandit. Une coentreprise, Needle Med LLC, créée avec la firme Rufais LLC, l'aide.
    Gives: OWNED_BY Needle Med -> Rufais agreed
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    """
    for match in scene.search("ownership.founded_with"):
        child = scene.item(match["child"])
        if owned(child):
            yield from claims(scene, match, [child.actor], match["parent"])
            low = scene.clause(match.start())[0]
            before = [f.actor for f in scene.found if _firm_between(scene, f, low, match.start())]
            first = before[0] if before else spoken_of(discourse)
            if first and first.kind == "company" and status(scene, match.start(), match.end()):
                yield Claim("OWNED_BY", child.actor, first, match.start(), match.end(), confidence=0.5)


@rule("ownership.left", "ownership.left")
def left(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """An owner sold its share.

    Example: Le groupe Zoomlion a vendu ses parts dans la société Needle Med LLC.
    Gives: OWNED_BY Needle Med -> Zoomlion ended
    """
    for match in scene.search("ownership.left"):
        child, owner = scene.item(either(match, "child")), scene.item(either(match, "parent"))
        if owned(child) and named_firm(owner) and status(scene, match.start(), match.end()) == "agreed":
            yield Claim("OWNED_BY", child.actor, owner.actor, match.start(), match.end(), None, "ended", confidence=0.6)


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

    Example: Le rachat de Needle Med LLC par Zoomlion est effectif depuis le 2 mars 2021.
    Gives: OWNED_BY Needle Med -> Zoomlion 2021-03-02 agreed
    """
    for match in scene.search("ownership.takeover"):
        low = scene.clause(match.start())[0]
        if match["buyer"]:  # "Alfa : le rachat par Beta"
            sold = [f.actor for f in scene.found if _firm_between(scene, f, 0, match.start())][:1]
            if match["bought"] and owned(scene.item(match["bought"])):
                sold = [scene.item(match["bought"]).actor]
            sold = sold or [actor for actor in [spoken_of(discourse)] if actor]
            yield from claims(scene, match, sold, match["buyer"], scene.date_in(match.start()))
            continue
        child = scene.item(match["child"])
        before = [f.actor for f in scene.found if _firm_between(scene, f, low, match.start())]
        parent = scene.item(match["parent"]).actor if match["parent"] else before[0] if before else discourse.topic
        state = status(scene, match.start(), match.end())
        if state and parent and parent.kind in FIRM_KINDS and named_firm(child):
            date = scene.date_in(match.start()) if state == "agreed" else None
            yield Claim("OWNED_BY", child.actor, parent, match.start(), match.end(), date, state, confidence=0.6)


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
            yield from claims(
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
        yield from claims(scene, match, [child] if child else [], match["parent"])


@rule("ownership.own", "ownership.branch", "ownership.opened")
def own(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm has a subsidiary of its own.

    Example: La société Zoomlion a agrandi sa filiale Needle Med LLC.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed

    Example: La société Zoomlion a laissé à d'autres Needle Med LLC, sa coentreprise.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    """
    sales = ("owners.frames.ceded", "owners.frames.cedes", "ownership.sold_share")
    gone = [m for name in sales for m in scene.search(name)]
    sold = [f for m in gone for f in scene.items(either(m, "child"))]
    told = ("ownership.own", "ownership.opened", "ownership.own_behind")
    for match in (m for name in told for m in scene.search(name)):
        before = [
            f.actor for f in scene.found if f.kind in _FIRM and f.role == NAME and scene.position(f) < match.start()
        ]
        topic = discourse.topic if discourse.topic and discourse.topic.kind == "company" else discourse.last("company")
        parent = before[0] if before else topic
        for child in scene.items(match["child"]):
            if parent and named_firm(child) and child.actor.name != parent.name and child not in sold:
                state = status(scene, match.start(), match.end())
                if state:
                    yield Claim(
                        "OWNED_BY", child.actor, parent, match.start(), match.end(), None, state, confidence=0.6
                    )


def claims(
    scene: Scene,
    match: Match,
    children: Iterable[Mention],
    parents: str,
    date: str | None = None,
    *,
    after: int = AFTER,
) -> Iterator[Claim]:
    """Yield the ties of each of `children` to each of the owners in `parents`, with the status that a match tells.

    `after` characters behind it are looked at for that.
    """
    state = status(scene, match.start(), match.end(), after=after, behind=after)
    if state is None or scene.pack("ownership.people").search(match.groupdict().get("gap") or ""):
        return
    if state == "agreed" and scene.pack("ownership.past").search(scene.masked, max(0, match.start() - 20), match.end()):
        state = "ended"
    owners = scene.items(parents)
    if any(owner.kind == "company" for owner in owners):  # "Au Mozambique, Alfa a créé ..."
        owners = [f for f in owners if f.kind in _FIRM or not _only_where(scene, f)]
    if len(owners) == 2 and scene.pack("ownership.apposition").fullmatch(_between(scene, owners)):
        owners = owners[:1]  # "filiale de Alfa, la société des eaux"
    for owner in owners:
        named = owner.role in (NAME, FIRMS, SIDE) or (owner.role == ANAPHOR and owner.kind in _FIRM)
        joined = owner.kind == "organization" and scene.pack("ownership.member").search(match[0])
        if joined:
            continue  # "A est membre de la Chambre de commerce"
        if owner.kind in _PARENT and named and not (bracketed(scene, owner) or alias(scene, owner)):
            each = owner.actors if owner.role == ANAPHOR else (owner.actor,)  # "les deux groupes"
            for child, actor in product(children, each):
                yield Claim("OWNED_BY", child, actor, match.start(), match.end(), date, state, confidence=0.75)


def _between(scene: Scene, two: Sequence[Found]) -> str:
    return scene.masked[scene.position(two[0]) + 1 : scene.position(two[1])]


def _only_where(scene: Scene, found: Found) -> bool:
    at = scene.position(found)
    return found.role != SIDE and scene.pack("scene.locative").search(scene.masked, max(0, at - 30), at) is not None


def _taken(scene: Scene, match: Match) -> str | None:
    """Return when a firm came under another: "est passée en 2012 sous le contrôle de"."""
    taken = scene.pack("ownership.taken").search(scene.masked, match.start(), match.end())
    told = [d for d in scene.dates if taken and taken.start() <= scene.masked_at(d.start) < match.end()]
    return told[0].value if told else None


def _founded(scene: Scene, match: Match) -> str | None:
    inside = [d.value for d in scene.dates if match.start() <= scene.masked_at(d.start) < match.end() + 20]
    return inside[0] if inside else None


@rule("ownership.rest", "ownership.the_rest")
def rest(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Who has the rest of a firm of which the sentence told one owner.

    Example: La société Needle Med LLC est une filiale à 60 % de Zoomlion, le solde étant détenu par Rufais LLC.
    Gives: OWNED_BY Needle Med -> Rufais agreed

    Example: En 2019, Zoomlion a racheté 67 % de Needle Med LLC, tandis que Rufais LLC conservait le reste.
    Gives: OWNED_BY Needle Med -> Rufais agreed
    """
    for match in scene.search("ownership.the_rest"):
        children = [
            f.actor
            for name in _WITH_REST
            for m in scene.search(name)
            if m.start() < match.start()
            for f in scene.items(either(m, "child"))
            if owned(f)
        ]
        yield from claims(scene, match, children[:1], either(match, "parent"))
