"""OWNED_BY: frames that tie an owner and what it owns so tightly that belief goes by them too (see `belief`)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ANAPHOR, NAME, SIDE, Found
from ..pattern import Match
from ..scene import Scene
from .base import AFTER, FIRM_KINDS, Claim, rule, since_of, status
from .groups import alias, bracketed, whole
from .ownership import claims, either, owned, spoken_of, tells_two

_OWNERS = FIRM_KINDS | {"body", "country", "exchange", "university", "zone"}
_ACTS = frozenset(
    {"buys", "enters", "entered", "raises", "takeover", "takeover_by", "bid", "announces", "founded", "ceded", "cedes"}
)
_ACTS |= {"cession", "ventures"}
_SOUGHT = frozenset({"wants", "announces"})  # frames of what may only be to come
# frames whose coming about the words behind them tell
_NOMINAL = frozenset({"takeover", "takeover_by", "bid", "cession", "announces", "stake", "wants", "buys", "attached"})
_FIRMS_ALONE = frozenset({"founders", "launch", "that_holds"})  # frames that tell of other bodies too
_BY_CHILD = frozenset({"by_child", "its_child", "has_child", "has_children"})  # frames whose owner is no place
_OF_IT = frozenset({"own_it", "came_in", "there", "bought_out", "dont_child"})  # frames of who owns the firm spoken of
_NEAR = 90  # characters before an owner in which its share stands


@rule("ownership.framed", "owners.words")
def framed(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Who owns, buys, founds or sells whom.

    Example: Sopradelta, société du groupe Nordvikia, exploite des forêts.
    Gives: OWNED_BY Sopradelta -> Nordvikia agreed

    Example: Filiale de Zoomlion, la société Rufais LLC n'a pas donné ses raisons.
    Gives: OWNED_BY Rufais -> Zoomlion agreed

    Example: Needle Med LLC, privatisée en 1995, est passée en 2012 sous le contrôle du groupe Zoomlion.
    Gives: OWNED_BY Needle Med -> Zoomlion 2012 agreed

    Example: Zoomlion et Rufais LLC ont créé avec le groupe Nordvikia une société mixte, Sopradelta.
    Gives: OWNED_BY Sopradelta -> Zoomlion agreed
    Gives: OWNED_BY Sopradelta -> Rufais agreed
    Gives: OWNED_BY Sopradelta -> Nordvikia agreed
    """
    for name in scene.pack.get("owners.frames") if tells_two(scene) else ():
        for match in scene.search(f"owners.frames.{name}"):
            sold = scene.pack("owners.seller").search(scene.masked, match.start(), match.start("child"))
            of = scene.pack("owners.of_which").match(scene.masked, match.end()) if name == "buys" and sold else None
            children = [whole(scene, f).actor for f in scene.items((of or match)["child"]) if owned(f)]
            if name in _FIRMS_ALONE:  # "la Russie et la Chine ont créé l'Union des gaziers"
                children = [child for child in children if child.kind == "company"]
            yield from _read(scene, match, name, children)


@rule("ownership.namesake", "owners.namesake")
def namesake(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A subsidiary is that of the group spoken of whose name it bears.

    Example: Le groupe Zoomlion grandit. La société Zoomlion Maroc, filiale du groupe, recrute.
    Gives: OWNED_BY Zoomlion Maroc -> Zoomlion agreed

    Example: Le groupe Zoomlion grandit. La société Zoomlion Maroc, la filiale marocaine, recrute.
    Gives: OWNED_BY Zoomlion Maroc -> Zoomlion agreed
    """
    for match in scene.search("owners.namesake"):
        child, land = scene.item(either(match, "child")), either(match, "land")
        if match["who"] and scene.item(match["who"]).role != ANAPHOR:
            continue
        of = scene.item(land) if land else None
        if of and of.role != ANAPHOR and (of.kind != "country" or of.role == NAME):
            continue  # "la filiale Alfa"
        first = child.actor.name.split(" ", 1)[0]
        forms = scene.pack.get("owners.styles") if owned(child) and child.role == NAME else ()
        parent = next((a for form in forms if (a := discourse.called(form.format(first), "company"))), None)
        state = status(scene, *match.span())
        if parent and state:
            yield Claim("OWNED_BY", child.actor, parent, *match.span(), None, state, confidence=0.6)


def _read(scene: Scene, match: Match, name: str, children: Sequence[Mention]) -> Iterator[Claim]:
    told = match.groupdict()
    if (land := told.get("land")) and scene.item(land).kind not in ("country", "region", "city"):
        return  # "A, filiale B de C"
    parents = told.get("parent") or ""
    if group := told.get("group"):  # "société du groupe A", whose noun is part of the mention
        parents = group if scene.pack("ownership.is_group").match(scene.words(scene.item(group))) else ""
    if name in _BY_CHILD and not any(f.kind in FIRM_KINDS for f in scene.items(parents)):
        return  # "s'est installée dans la zone par sa filiale A"
    parents += told.get("also") or ""
    after = AFTER if name in _NOMINAL else 0
    sought = name in _SOUGHT and scene.pack("owners.sought").search(match[0]) is not None
    sought = sought or (name == "bid" and not scene.pack("owners.won").search(scene.masked))
    for claim in claims(scene, match, children, parents, _date(scene, match, name), after=after):
        yield replace(claim, status="planned", date=None) if sought and claim.status == "agreed" else claim
    if name == "cedes" and scene.pack("owners.stake").search(match[0]):
        yield from _sold(scene, match, children)


def _date(scene: Scene, match: Match, name: str) -> str | None:
    """Return when a firm came under its owner: told with the act, else since when it is owned."""
    taken = scene.pack("ownership.taken").search(scene.masked, *match.span())
    if name in _ACTS or taken:
        told = (d.value for d in scene.dates if taken and taken.start() <= scene.masked_at(d.start) < match.end())
        return next(told, None) or scene.date_in(match.start())
    return since_of(scene, match.start())


def _sold(scene: Scene, match: Match, children: Sequence[Mention]) -> Iterator[Claim]:
    low, _ = scene.clause(match.start())
    before = [f for f in scene.found if f.role == NAME and f.kind in FIRM_KINDS and low <= scene.position(f)]
    before = [f for f in before if scene.position(f) < match.start()]
    if before and status(scene, *match.span()) == "agreed":
        for child in children:
            yield Claim("OWNED_BY", child, before[-1].actor, *match.span(), None, "ended", confidence=0.5)


@rule("ownership.they", "owners.words")
def they(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Whom the firm that the sentence before was about owns, or who owns it.

    Example: La société Zoomlion grandit. Rufais LLC détient 30 % du capital de celle-ci.
    Gives: OWNED_BY Zoomlion -> Rufais agreed

    Example: La société Zoomlion vend des grues par l'entremise de Needle Med LLC, dont elle détient 51 % des parts.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    """
    spoken = spoken_of(discourse) if scene.found else None
    for name in scene.pack.get("owners.they") if spoken or tells_two(scene) else ():
        for match in scene.search(f"owners.they.{name}"):
            date = _date(scene, match, name)
            if name in ("are", "this"):
                if any(f.actor.name == spoken.name for f in scene.items(match["parent"]) if spoken):
                    continue  # "la coentreprise, détenue par A et B": another than A, who is spoken of
                yield from claims(scene, match, [spoken] if spoken else [], match["parent"], date, after=0)
                continue
            if name == "dont_it":
                yield from _of_which(scene, match, spoken, date)
                continue
            state = status(scene, *match.span())
            if name in _OF_IT:
                told = _before(scene, match) or spoken
                yield from claims(scene, match, [told] if told else [], match["owner"], date)
                continue
            for child in (f for f in scene.items(match["child"]) if owned(f) and f.role == NAME):
                if state and spoken:
                    yield Claim("OWNED_BY", child.actor, spoken, *match.span(), date, state, confidence=0.6)


def _of_which(scene: Scene, match: Match, spoken: Mention | None, date: str | None) -> Iterator[Claim]:
    """Yield that the firm before owns the one of "A, dont elle détient 51 %", else the one spoken of."""
    before = (f.actor for f in scene.found if f.role == NAME and scene.position(f) < match.start())
    parent, child = next((a for a in before if a.kind in FIRM_KINDS), spoken), scene.item(match["child"])
    if parent and owned(child) and child.actor != parent and status(scene, *match.span(), after=0, behind=0):
        yield Claim("OWNED_BY", child.actor, parent, *match.span(), date, confidence=0.6)


def _before(scene: Scene, match: Match) -> Mention | None:
    """Return the firm that a sentence begins with, if what matched is behind a colon or a semicolon of it."""
    low, _ = scene.clause(match.start("owner"))
    first = next((f for f in scene.found if owned(f) and f.role == NAME), None)
    return first.actor if first and low and scene.position(first) < low else None


@rule("ownership.stakes", "owners.words")
def stakes(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The owners of a firm, each with its share.

    Example: Le capital de Needle Med LLC se répartit entre Zoomlion (60 %), divers porteurs et Rufais LLC (12,5 %).
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    Gives: OWNED_BY Needle Med -> Rufais agreed
    """
    for name in scene.pack.get("owners.stakes"):
        for match in scene.search(f"owners.stakes.{name}"):
            told = match.groupdict().get("child") or match.groupdict().get("child2")
            child = scene.item(told).actor if told else spoken_of(discourse)
            if told and not owned(scene.item(told)):
                continue
            state = status(scene, *match.span())
            for owner in _holders(scene, match.end()) if child and state else ():
                if child and owner.actor.name != child.name and state:
                    yield Claim("OWNED_BY", child, owner.actor, match.start(), match.end(), None, state, confidence=0.6)


def _holders(scene: Scene, start: int) -> Iterator[Found]:
    """Yield the owners told behind `start`: those with a share beside them, and those that a verb lists."""
    joined = scene.pack("owners.share.joined").search(scene.masked, start, start + _NEAR)
    listed = scene.items(joined["parent"]) if joined else []
    each, last = False, start  # whether each of those told has the share, and where the last one stands
    for f in scene.found:
        at = scene.position(f)
        if (
            at < start
            or f.kind not in _OWNERS
            or f.role not in (NAME, SIDE, ANAPHOR)
            or bracketed(scene, f)
            or alias(scene, f)
        ):
            continue
        behind = scene.pack("owners.share.behind").match(scene.masked, at + 1)
        before = scene.pack("owners.share.before").search(scene.masked, max(start, at - _NEAR), at)
        shared = each and scene.pack("owners.share.and").fullmatch(scene.masked, last, at)
        if behind or before or shared or f in listed:
            yield f
            each = bool(shared or (before and scene.pack("owners.share.each").search(before[0])))
            last = at + 1
