"""PRODUCES_IN: plants, whose they are and where; goods that bear the name of their maker and where they are made."""

from collections.abc import Iterator, Sequence

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ANAPHOR, FIRMS, NAME, Found
from ..pattern import Match
from ..scene import Scene
from .base import Claim, rule
from .production import WHERE, at_home, opened_on, state_of

_PLANTS = (
    "in_brackets",
    "plant_of",
    "plant_at",
    "plant_that",
    "plant_by",
    "made_by",
    "our_plant",
    "own_plant",
    "plant_makes",
    "out_of",
)
_WITH = (
    "out_of",
    "runs",
    "from_plant",
    "planted",
    "whose_plant",
    "with_plants",
    "those",
    "sheet",
    "gapped",
    "houses_plant",
    "where_it",
    "in_many",
    "place_first",
    "chosen",
    "place_sheet",
    "where_firm",
)
_AGAIN = ("that_it", "those_of", "those_at", "one_more")  # patterns that go on about plants spoken of before
_NAMED = ("plant_adjective", "named_plant", "visited", "own_land")
_CALLED = frozenset({"named_plant", "visited"})  # patterns of a plant that is called after its firm
_GOODS = ("cleft", "branded", "fronted", "where_made", "for_whom")
_OF_LAND = frozenset({"plant_adjective", "own_land"})  # patterns whose place is a plant told by its country
ASIDE = 40  # characters before a maker that tell whether goods are called after it


@rule("production.plant", *(f"sites.{name}" for name in _PLANTS))
def plant(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm has a plant in a town or a country.

    Example: La société Needle Med LLC emploie cent personnes dans son usine de Shanghai.
    Gives: PRODUCES_IN Needle Med -> Shanghai agreed

    Example: Le complexe laitier de la société Needle Med LLC à Shanghai s'agrandit.
    Gives: PRODUCES_IN Needle Med -> Shanghai agreed

    Example: L'usine de Leipzig du groupe Zoomlion s'agrandit.
    Gives: PRODUCES_IN Zoomlion -> Leipzig agreed
    """
    yield from _plants(scene, discourse, _PLANTS)


@rule("production.site", *(f"sites.{name}" for name in _WITH))
def site(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Plants are told of beside a firm: "dont l'usine est à", "celle du groupe A", "avec ses usines de".

    Example: Avec ses usines de Shanghai et de Leipzig, la société Needle Med LLC emploie cent personnes.
    Gives: PRODUCES_IN Needle Med -> Shanghai agreed
    Gives: PRODUCES_IN Needle Med -> Leipzig agreed

    Example: Deux usines tournent à Leipzig : celle du groupe Zoomlion et celle de la société Needle Med LLC.
    Gives: PRODUCES_IN Zoomlion -> Leipzig agreed
    Gives: PRODUCES_IN Needle Med -> Leipzig agreed
    """
    if len(scene.found) > 1:
        yield from _plants(scene, discourse, _WITH)


@rule("production.again", *(f"sites.{name}" for name in _AGAIN))
def again(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm has one more plant besides those just spoken of.

    Example: Le groupe Zoomlion agrandit son usine de Shanghai et exploite aussi celle de Leipzig.
    Gives: PRODUCES_IN Zoomlion -> Leipzig agreed

    Example: La société Rufais LLC a une usine à Shanghai. Elle en a ouvert une autre à Leipzig.
    Gives: PRODUCES_IN Rufais -> Leipzig agreed
    """
    for name in _AGAIN:
        for match in scene.search(f"sites.{name}"):
            plants = scene.pack("sites.plants")
            if plants.search(scene.masked, 0, match.end()) or plants.search(discourse.sentence):
                yield from _plants(scene, discourse, (name,))
                break


@rule("production.named", *(f"sites.{name}" for name in _NAMED))
def named(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A plant that is called after its firm, or after the country it is in.

    Example: Le ministre a visité l'usine Needle Med LLC de Leipzig, en Allemagne.
    Gives: PRODUCES_IN Needle Med -> Leipzig agreed

    Example: L'usine tunisienne du groupe Zoomlion emploie cent personnes.
    Gives: PRODUCES_IN Zoomlion -> Tunisia agreed
    """
    told = any(f.kind == "company" or f.role == FIRMS for f in scene.found)
    if told and len(scene.found) > 1 and scene.pack("sites.plants").search(scene.text):
        yield from _plants(scene, discourse, _NAMED)


@rule("production.branded", *(f"sites.{name}" for name in _GOODS))
def branded(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """Goods that are called after their maker are made somewhere.

    Example: Les autobus du groupe Zoomlion, montés à Leipzig, sont vendus en Autriche.
    Gives: PRODUCES_IN Zoomlion -> Leipzig agreed

    Example: La ville de Leipzig, où sont montés les autobus Zoomlion, recrute.
    Gives: PRODUCES_IN Zoomlion -> Leipzig agreed
    """
    if len(scene.found) > 1:
        yield from _plants(scene, discourse, _GOODS)


@rule("production.moved", "sites.moved")
def moved(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A firm moves its production from one place to another.

    Example: La société Needle Med LLC transfère sa production de Leipzig à Shanghai.
    Gives: PRODUCES_IN Needle Med -> Shanghai agreed

    Example: La société Needle Med LLC délocalise en Tunisie, à Sousse.
    Gives: PRODUCES_IN Needle Med -> Sousse agreed
    """
    for match in scene.search("sites.moved"):
        maker = scene.item(match["maker"])
        if maker.kind != "company" or maker.role not in (NAME, ANAPHOR):
            continue
        told = scene.pack("sites.to").finditer(scene.masked, match.start("where"), match.end("where"))
        places = [f for m in told if (f := scene.item(m["place"])).kind in WHERE and f.role == NAME]
        wholes = {f.actor.country for f in places if f.kind != "country"}
        state = state_of(scene, match.start("where") - 1, match.start("where"))
        for f in [f for f in places if f.kind != "country" or f.actor.country not in wholes][:2]:
            if state and not at_home(maker.actor, f.actor, discourse):
                yield Claim(
                    "PRODUCES_IN", maker.actor, f.actor, match.start(), match.end(), None, state, confidence=0.5
                )


@rule("production.foreign", "sites.foreign", "sites.foreign_plant", kinds=WHERE)
def foreign(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A plant of the firm spoken of is told by its country, or by its town.

    Example: Le groupe Zoomlion compte trois usines. L'usine turque emploie cent personnes.
    Gives: PRODUCES_IN Zoomlion -> Turkey agreed

    Example: Le groupe Zoomlion compte trois usines. L'usine turque est située à Bursa et emploie cent personnes.
    Gives: PRODUCES_IN Zoomlion -> Bursa agreed
    """
    topic = discourse.topic if discourse.topic and discourse.topic.kind == "company" else discourse.last("company")
    first = min((scene.position(f) for f in scene.found if f.kind == "company" and f.role == NAME), default=None)
    if topic is None:
        return
    if not scene.pack("sites.plants").search(discourse.sentence):
        return
    for name in ("foreign", "foreign_plant"):
        for match in scene.search(f"sites.{name}"):
            told = scene.item(match["place"])
            town = match["place"] if name == "foreign_plant" else match["town"]
            styled = name == "foreign_plant" or scene.pack("sites.is_works").match(scene.words(told))
            place, role = (scene.item(town), NAME) if town else (told, FIRMS)
            state = state_of(scene, match.start(), match.end())
            if first is not None and first < match.start():
                continue  # its own
            there = place.kind in WHERE and place.role == role and not at_home(topic, place.actor, discourse)
            if styled and state and there:
                yield Claim("PRODUCES_IN", topic, place.actor, match.start(), match.end(), None, state, confidence=0.5)


def _plants(scene: Scene, discourse: Discourse, patterns: Sequence[str]) -> Iterator[Claim]:
    for name in patterns:
        for match in scene.search(f"sites.{name}"):
            if name in _CALLED and not _called_plant(scene, match["maker"]):
                continue
            if name in _GOODS and not _of_goods(scene, match, name):
                continue
            state = state_of(scene, match.start(), match.end())
            date = opened_on(scene, *match.span()) if state == "agreed" else None
            for maker in _makers(scene, discourse, match) if state else ():
                for place in _places(scene, match, of_land=name in _OF_LAND):
                    home_zone = place.kind == "zone" and place.country == discourse.home_code
                    if state and not home_zone and not at_home(maker, place, discourse):
                        yield Claim(
                            "PRODUCES_IN", maker, place, match.start(), match.end(), date, state, confidence=0.6
                        )


def _makers(scene: Scene, discourse: Discourse, match: Match) -> list[Mention]:
    """Return the firms that a match names as makers, or whose plant "son usine" is."""
    groups = match.groupdict()
    told = groups.get("maker") or groups.get("maker2")
    if told:
        return [f.actor for f in scene.items(told) if f.kind == "company" and f.role in (NAME, ANAPHOR)]
    owner = _owner(scene, discourse, match)
    return [owner] if owner and owner.kind == "company" else []


def _places(scene: Scene, match: Match, *, of_land: bool) -> list[Mention]:
    """Return the places of a match: of a plant told by its land ("l'usine tunisienne"), else those named."""
    places = [f for f in scene.items(match["place"] or match.groupdict().get("place2") or "") if f.kind in WHERE]
    if of_land:
        styled = places and scene.pack("sites.is_works").match(scene.words(places[0]))
        return [f.actor for f in places if f.role == FIRMS and f.kind == "country" and styled]
    lands = {f.actor.country for f in places if f.kind != "country"}  # "à Chengdu, en Chine"
    places = [f for f in places if f.role in (NAME, ANAPHOR)]
    led = scene.pack("sites.land_of")  # "de Tomsk, en Sibérie, et de Perm"
    places = [f for f in places if f.kind == "city" or not led.search(scene.masked, 0, scene.position(f))]
    return [f.actor for f in places if f.kind != "country" or f.actor.country not in lands]


def _called_plant(scene: Scene, maker: str) -> bool:
    """Tell whether a plant is called after its firm: "l'usine Alfa", not "son usine Alfa"."""
    at = scene.position(scene.item(maker))
    if scene.pack("sites.somebodys").search(scene.masked, max(0, at - 12), at):
        return False
    return scene.pack("sites.is_works").match(scene.words(scene.item(maker))) is not None


def _of_goods(scene: Scene, match: Match, name: str) -> bool:
    """Tell whether it is goods that stand before the maker in a match: "les bus Alfa", not "par Alfa"."""
    if name == "for_whom":
        return True
    if name == "cleft" and scene.pack("production.making").search(match[0]) is None:
        return False
    at = match.start("maker" if match["maker"] else "maker2")
    low = max(0, at - ASIDE)
    if scene.pack("sites.no_goods").search(scene.masked, low, at):
        return False
    return scene.pack("sites.goods").search(scene.masked, low, at) is not None


def _owner(scene: Scene, discourse: Discourse, match: Match) -> Mention | None:
    """Return whose plant "son usine" is: the firm before it in its clause, else the one that the text is about."""
    low = scene.clause(match.start())[0]
    before = [f for f in scene.found if low <= scene.position(f) < match.start()]
    firms = [f for f in before if f.kind == "company" and f.role in (NAME, ANAPHOR)]
    firms = [f for f in firms if not _aside(scene, f, low)]
    if not firms and scene.masked[:low].rstrip().endswith(":"):  # "Alfa est présente dans deux pays : A (usine de B)"
        firms = [f for f in scene.found if f.kind == "company" and f.role == NAME and scene.position(f) < low]
    if firms:
        return firms[-1].actor
    topic = discourse.topic
    named = any(f.role in (NAME, ANAPHOR) for f in before)
    return topic if topic and not named and discourse.was_just_named(topic) else None


def _aside(scene: Scene, firm: Found, low: int) -> bool:
    """Tell whether a firm only tells whose another is: "filiale d'Alfa"."""
    return scene.pack("production.aside").search(scene.masked, low, scene.position(firm)) is not None
