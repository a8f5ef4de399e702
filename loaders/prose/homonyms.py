"""Which place a name means that several have: a town, the region around it, a country.

Words before the name tell: in French a region has an article and a town has none ("le maire de Québec", "le ministre du
Québec"), and some offices are those of towns or of regions ("le maire", "le gouverneur").
"""

from collections import Counter
from collections.abc import Sequence

from ...graph.gazetteer import Gazetteer, Place
from ...graph.names import fold
from .pack import Pack
from .place_names import PlaceNames, has_article
from .tokens import Tokens

HOME_BONUS, RECENT_BONUS, RANK_COST = 1.5, 2.0, 0.6
NAME_BONUS = 0.7  # Dinan is not Dinant
LAND_BONUS = 3.0  # Venezuela is the country, also where a Cuban town was spoken of
SEAT = 60_000  # people of a town that its name alone means, not the region around it


class Homonyms(PlaceNames):
    """Chooses among places of one name."""

    home: str
    recent: Counter[str]

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        super().__init__(pack, gazetteer)
        self._capitals = frozenset(pack.get("capitals").values())
        self._offices = {fold(w): kind for kind, words in pack.get("kinds.offices").items() for w in words.split()}
        self._articled = pack.words("kinds.articled")
        self._before_articled = pack.words("kinds.before_articled")
        self._to_town = pack.words("kinds.to_town")

    def _told_else(self, places: Sequence[Place], tokens: Tokens, i: int, first: int) -> Place | None:
        """Return the one of `places` that the words before the name at word `i` tell, None where they tell none.

        `first` is the first word that belongs to the name.
        """
        if i == 0 or len({p.kind for p in places}) < 2:
            return None
        before, near = tokens.keys[i - 1], tokens.near(i - 1)
        town = next((p for p in places if p.kind == "city"), None)
        if near and places[0].kind == "country":
            to_town = before in self._to_town and tokens.keys[i] in self._articled and tokens.near(i - 1, joints=" ")
            return town if to_town and town and town.country == places[0].country else None
        region = next((p for p in places if p.kind == "region"), None)
        if town is None or region is None or region.country != town.country:
            return None
        own = has_article(town, self._contractions.get(before, before))  # "au Caire"
        if near and before in self._before_articled and not own:
            return region
        if tokens.gap(i - 1) == " (" and town.id not in self._capitals and i > 1 and tokens.capital(i - 1):
            return region  # "Laval (Québec)"
        j = first - 1
        while j >= 0 and tokens.near(j) and tokens.keys[j] in self._links:
            j -= 1
        for k in (j, j - 1):  # "le maire adjoint de A"
            office = self._offices.get(tokens.keys[k]) if k >= 0 and j < i - 1 and tokens.near(k) else None
            if office:
                return town if office == "city" else region
        return None

    def _choose(self, places: Sequence[Place], country: str | None, written: str, *, told: bool) -> Place:
        land = places[0].kind == "country"
        if not told and country is None and not (land and fold(places[0].name) == written):
            capital = next((p for p in places if p.kind == "city" and p.id in self._capitals), None)
            if capital is not None and (not land or fold(capital.name) == written):
                return capital  # Harare, which is also a region's name; Tunis, which some call its country

        if not told and country is None and places[0].kind == "region" and places[0].id not in self._capitals:
            whole = places[0]  # Abidjan, Plzeň: the town, unless the region is much more than it
            seat = next((p for p in places if p.kind == "city" and p.country == whole.country), None)
            own = seat and (fold(seat.name) == written or fold(whole.name).startswith(f"{written} "))
            large = seat and (seat.population or 0) > SEAT and seat.part_of == whole.id  # Thiès, Porto
            if seat and own and (large or 4 * (seat.population or 0) >= (whole.population or 0)):
                return seat
            elsewhere = next((p for p in places if p.kind == "city" and fold(p.name) == written), None)
            if (
                elsewhere
                and not self.recent[whole.country]
                and 2 * (elsewhere.population or 0) > (whole.population or 0)
            ):
                return elsewhere  # Bari, which is also a region far from all that the text speaks of

        def weight(pair: tuple[int, Place]) -> float:
            rank, place = pair
            score = -RANK_COST * rank + LAND_BONUS * (place.kind == "country")
            score += NAME_BONUS * (fold(place.name) == written)
            score += HOME_BONUS * (place.country == self.home)
            score += RECENT_BONUS * min(self.recent[place.country], 4) / 4
            return score + 10 * (country == place.country)

        return max(enumerate(places), key=weight)[1]
