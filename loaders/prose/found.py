"""What recognisers hand on: an actor found in the text of a block."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...graph.gazetteer import Gazetteer, Place
from ...graph.model import Actor, Mention

NAME = "name"  # the actor itself
SIDE = "side"  # people or authorities of a country, as a party: "la partie chinoise"
FIRMS = "firms"  # unnamed firms of a country: "des entreprises chinoises"
PEOPLE = "people"  # "des partenaires chinois", "les étudiants chinois": they name no party
MARKET = "market"  # "le marché chinois"
GOODS = "goods"  # "les produits biélorusses"
ADJECTIVE = "adjective"  # "biélorusse", nothing more
ANAPHOR = "anaphor"  # "cette région", "les parties": resolved by the discourse


@dataclass(frozen=True, slots=True)
class Found:
    """One or more actors named by `text[start:end]`; `left` and `right` also take in what belongs to the name.

    `told` says that the kind of a place was told by a kind word, `plural` that this word governs a list ("les régions
    de ..."), `weak` that only others of its sort beside it make it believed. `shared` are the words, in the singular,
    that a list shares ("les ministères de la Santé de A et de B"); `origins` the lands of "société italo-biélorusse"
    and `generic` marks what names no one actor ("les universités de Gomel").
    """

    left: int
    right: int
    start: int
    end: int
    actors: tuple[Mention, ...]
    role: str = NAME
    told: bool = False
    plural: bool = False
    weak: bool = False
    shared: str = ""
    origins: tuple[str, ...] = ()
    generic: bool = False

    @property
    def actor(self) -> Mention:
        """The first (mostly the only) actor."""
        return self.actors[0]

    @property
    def kind(self) -> str:
        """The kind of the first actor."""
        return self.actors[0].kind

    def of(self, *actors: Mention) -> "Found":
        """Return the same place in the text, read as other actors."""
        return replace(self, actors=actors)


def mention_of(known: Actor | Mention | Place, text: str) -> Mention:
    """Return what is known as it is written in `text`."""
    return Mention(text, known.name, known.kind, known.country, known.id)


def country_of(gazetteer: Gazetteer, code: str, text: str) -> Mention:
    """Return the country with this ISO code, named by `text`."""
    place = gazetteer.get(code.lower())
    return Mention(text, place.name if place else code, "country", code, code.lower())


def inside(found: Sequence[Found], start: int, end: int) -> list[Found]:
    """Return those of `found` that stand within `[start, end)`."""
    return [f for f in found if f.left >= start and f.right <= end]
