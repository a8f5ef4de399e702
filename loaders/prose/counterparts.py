"""What "celui de A" and "celle de B" mean: the same body of another country, the like institution of another town."""

from collections.abc import Sequence
from dataclasses import replace

from ...graph.gazetteer import Gazetteer
from ...graph.model import Mention
from ...graph.names import fold
from .found import NAME, SIDE, Found, mention_of
from .names import Names
from .pack import Pack
from .tokens import Tokens

BACK = 6  # actors before "celle de" among which it may mean one
FAR = 220  # characters before it
_PLACES = frozenset({"country", "region", "city", "district"})


class Counterparts:
    """Reads pronouns before the name of a place."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer, names: Names) -> None:
        self.pack, self.gazetteer, self.names = pack, gazetteer, names
        self._she = pack.words("kinds.she")

    def of(self, found: Sequence[Found], here: Found, text: str) -> Found | None:
        """Return what `here` is behind the actors `found` and a pronoun, None where no pronoun stands before it."""
        first = found[-1]
        if here.role == NAME and (here.kind in ("city", "region") or (here.kind == "company" and here.weak)):
            return self._of_town(found, here, text)
        if first.role != NAME or here.kind != "country" or here.role not in (NAME, SIDE):
            return None
        if self.pack("kinds.that_of").fullmatch(text[first.right : here.left]) is None:
            return None
        land = self.gazetteer.get((first.actor.country or "").lower())
        told = self.pack("kinds.counterpart").search(text[first.right : here.right])
        if land is None or told is None or not first.actor.name.endswith(f" of {land.name}"):
            return None
        name = first.actor.name.removesuffix(land.name) + here.actor.name
        mention = Mention(text[here.start : here.end], name, first.kind, here.actor.country)
        return replace(here, actors=(mention,), role=NAME)

    def namesakes(self, found: Sequence[Found], text: str) -> list[Found]:
        """Return `found` with the district or region of a town's name in "à Lida, le district de ce nom"."""
        result = list(found)
        for match in self.pack("kinds.namesake").finditer(text):
            kind, (start, end) = self.names.places.kind_word(fold(match["what"])), match.span()
            near = _town_before(found, start)
            if kind not in ("region", "district") or near is None or _taken(found, start, end):
                continue
            town = near.actor
            places = self.gazetteer.find(town.name, country=town.country, kind=kind)
            name = Mention(match[0], f"{town.name} {kind.capitalize()}", kind, town.country)
            actor = mention_of(places[0], match[0]) if places else name
            result.append(Found(start, end, start, end, (actor,), told=True))
        return sorted(result, key=lambda f: f.left)

    def owned(self, found: Sequence[Found], text: str) -> list[Found]:
        """Return `found` with the institutions of a town in "Mersin, dont la zone franche" and "son université"."""
        result = list(found)
        for match in self.pack("kinds.owned").finditer(text):
            start, end = match.span("what")
            near = _town_before(found, match.start())
            if near is None or ". " in text[near.right : start] or _taken(found, match.start(), end):
                continue
            if match["whose"] and near.right != match.start():
                continue
            tokens = Tokens.of(self.pack.get("words.genitive").format(name=match["what"], place=near.actor.text))
            named = self.names.at(tokens, 0)
            if named is not None and named.end == len(tokens.text):
                mention = replace(named.actor, text=match["what"], country=near.actor.country)
                result.append(Found(start, end, start, end, (mention,)))
        return sorted(result, key=lambda f: f.left)

    def _of_town(self, found: Sequence[Found], here: Found, text: str) -> Found | None:
        """Return the institution of another town in "la chambre de commerce de A et celle de B", or None."""
        pronoun = self.pack("kinds.that_one").search(text, max(found[-1].right, here.start - 24), here.start)
        if pronoun is None:
            return None
        for first in found[: -BACK - 1 : -1]:
            if first.role != NAME or first.weak or here.left - first.right > FAR:
                continue
            if first.told and first.kind in _PLACES:
                return None  # "la région de A, ... celle de B": a region
            if first.kind in _PLACES or first.kind == "company":
                continue
            match = self.pack("kinds.of_its_place").fullmatch(first.actor.text)
            she = match is not None and fold(match["what"]).split(" ")[0] in self._she
            if match and (pronoun["one"] is None or she == (pronoun["one"].lower() == "celle")):
                return self._like(match["what"], first, here, text[pronoun.start() : here.end])
        return None

    def _like(self, what: str, first: Found, here: Found, written: str) -> Found | None:
        tokens = Tokens.of(self.pack.get("words.genitive").format(name=what, place=here.actor.text))
        other = self.names.at(tokens, 0)
        if other is None or other.kind != first.kind or here.actor.country not in (other.actor.country, None):
            return None
        mention = replace(other.actor, text=written, country=here.actor.country)
        return replace(here, actors=(mention,), role=NAME, weak=False, told=False)


def _town_before(found: Sequence[Found], at: int) -> Found | None:
    """Return the last town that is named before position `at`."""
    towns = [f for f in found if f.right <= at and f.kind == "city" and f.role == NAME]
    return towns[-1] if towns else None


def _taken(found: Sequence[Found], start: int, end: int) -> bool:
    """Tell whether an actor stands in `[start, end)`."""
    return any(f.left < end and start < f.right for f in found)
