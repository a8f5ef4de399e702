"""Who can be partners, and what is said of a partnership beside its words."""

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import PEOPLE, Found
from ..pattern import Match
from ..scene import Scene
from .twins import governed

PLACES = frozenset({"region", "city", "district"})
TOWNS = frozenset({"city", "district"})
BESIDE_TOWNS = frozenset({"country", "company", "university", "institution", "organization"})  # above or within towns


def as_states(a: Mention, b: Mention, discourse: Discourse, *, alone: bool) -> tuple[Mention, Mention]:
    """Return two capitals as the countries that they stand for: "Minsk et Ankara", "Minsk et la Turquie".

    In a list of pairs of towns, where none stands `alone`, a capital is a town.
    """
    if not alone and a.kind == b.kind:
        return a, b
    if a.country != b.country and all(x.kind == "country" or discourse.is_capital(x) for x in (a, b)):
        a, b = (x if x.kind == "country" else discourse.country(x.country or "", x.text) for x in (a, b))
    return a, b


def plausible(a: Mention, b: Mention, home: str | None) -> bool:
    """Tell whether two actors can sign with each other and a text of the home country would tell it.

    A country does not sign with its own towns and firms, nor do two places of one country; what ties two actors of
    one country abroad stands beside another tie, whose second party went unread.
    """
    places = a.kind in PLACES and b.kind in PLACES
    if a.country and a.country == b.country and ("country" in (a.kind, b.kind) or a.country != home or places):
        return False
    return not (a.id and a.id == b.id)


def close(a: Mention, b: Mention, home: str | None) -> bool:
    """Tell whether partnership that is told in passing ties two actors: not two countries as such, nor two abroad.

    A country can be tied to a region abroad, but where a region at home is spoken of, a country stands for its regions.
    """
    lands = [x.kind for x in (a, b)].count("country")
    other = a if b.kind == "country" else b
    if lands == 2 or (lands and (other.kind != "region" or other.country == home or a.country == b.country)):
        return False
    return home in (a.country, b.country) or None in (a.country, b.country)


def level(a: Mention, b: Mention) -> bool:
    """Tell whether two stand on one level, as partners mostly do: not a town beside a country, a firm or a school."""
    kinds = {a.kind, b.kind}
    return not (kinds & TOWNS and kinds & BESIDE_TOWNS)


def twins_spoken(scene: Scene, discourse: Discourse, match: Match) -> bool:
    """Tell whether a bond ("A s'est liée à B") is that of sister towns, of which the text speaks."""
    spoken = discourse.of_twins or scene.pack("cooperation.twin").search(scene.masked, 0, match.start())
    bond = scene.pack("scene.bound").match(scene.masked, match.start()) if spoken else None
    return bond is not None and scene.pack("twinning.associated").search(bond[0]) is None


def called_partner(scene: Scene, found: Found) -> bool:
    """Tell whether people of a land are called partners: "quatre partenaires chinois"."""
    words = scene.words(found)
    return found.role == PEOPLE and scene.pack("cooperation.partner").search(words) is not None


def happened(scene: Scene, at: int, state: str) -> str | None:
    """Return the date told in the clause of a thing that was done once, as opened or organised, None for what lasts."""
    if state != "agreed":
        return None
    done = scene.pack("cooperation.done").search(scene.masked, max(0, at - 60), at + 60)
    done = done or scene.pack("cooperation.once").search(scene.masked, at, scene.clause(at)[1])
    return scene.date_in(at) if done else None


def foreseen(scene: Scene, start: int, end: int) -> bool:
    """Tell whether words speak of what a paper foresees, and not of its signing: "l'accord prévoit un programme"."""
    low, _ = scene.clause(start)
    if any(a < end and start < b for a, b in scene.spans("status.done")):
        return False
    return any(low <= a and b <= start for a, b in scene.spans("cooperation.content"))


def based(scene: Scene, at: int, state: str) -> str | None:
    """Return the date of the paper that a partnership rests on: "sur la base d'un accord du 3 mai 2015"."""
    paper = scene.pack("cooperation.based").search(scene.masked, *scene.clause(at)) if state == "agreed" else None
    return scene.date_in(paper.end()) if paper else None


def is_item(scene: Scene) -> bool:
    """Tell whether a sentence is one of several documents that were counted."""
    return scene.pack("cooperation.item").match(scene.masked) is not None


def wished(scene: Scene, match: Match, *, behind: int = 25) -> bool:
    """Tell whether what is said around a match is only wished for, discussed or hoped."""
    wish = scene.pack("status.wish")
    return wish.search(scene.masked, max(0, match.start() - 110), match.end() + behind) is not None


def attended(scene: Scene, match: Match) -> bool:
    """Tell whether a match is what an event or an office is about, not what is done: "au forum sur la coopération"."""
    about = scene.pack("cooperation.about").search(scene.masked, max(0, match.start() - 90), match.start())
    low, high = scene.clause(match.start())
    return about is not None or scene.pack("cooperation.attended").search(scene.masked, low, high) is not None


def owned(scene: Scene, match: Match) -> bool:
    """Tell whether the clause of a match names a joint venture, whose founders are its owners, not mere partners."""
    return scene.pack("cooperation.venture").search(scene.masked, *scene.clause(match.end() - 1)) is not None


def of_twins(scene: Scene, start: int, end: int) -> bool:
    """Tell whether sister towns are spoken of at `[start, end)`, not only as the occasion: "20 ans de jumelage"."""
    twins = [a for a, b in scene.spans("cooperation.twin") if start <= a and b <= end]
    occasion = scene.pack("cooperation.occasion")
    return any(occasion.search(scene.masked, max(0, a - 60), a) is None for a in twins)


def town_itself(a: Mention, discourse: Discourse) -> Mention:
    """Return the town of "la mairie de A", which signs with a town; other authorities are parties of their own."""
    return governed(a, discourse) if discourse.pack("cooperation.town_hall").match(a.text) else a
