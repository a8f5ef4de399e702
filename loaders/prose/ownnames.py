"""Names of their own behind a head: "la zone Tanger Tech", "l'agence Nordinvest", "le fonds Alfa Equity"."""

from .found import Found
from .lists import NAMED_SO
from .tokens import Tokens
from .zones import Zones

PURPOSE = 8  # words of an institution's purpose
CAMPUS = 5  # words that an university has beside the name of its town


class OwnNames(Zones):
    """Tells names of their own, of people and of what is only a part from the words of an institution's name."""

    def _campus(self, tokens: Tokens, j: int) -> int:
        """Return the last word of what an university is called beside its town, whose last word is `j`: "Lyon 2"."""
        last = j
        while last - j < CAMPUS and tokens.near(last, joints=" -") and tokens.capital(last + 1):
            key = tokens.keys[last + 1]
            if key in self._heads or (key.isdigit() and len(key) > 2) or tokens.text[tokens.ends[last]] == "(":
                break
            last += 1
        numbered = last > j and (tokens.words[last].isdigit() or tokens.words[last].isupper())
        own = last > j and (numbered or tokens.gap(j) == "-" or self.places.at(tokens, j + 1) is None)
        return last if own else j

    def _campus_name(self, text: str, place: Found, campus: str) -> str:
        """Return the English name of the university called `text`, where `campus` stands behind its place."""
        of = self.pack("heads.of_place").search(text.removesuffix(place.actor.text + campus)) is not None
        template = self.pack.get("heads.campus")["of" if of else "bare"]
        return str(template).format(name=place.actor.name + campus)

    def _personal(self, tokens: Tokens, head: int, j: int) -> bool:
        """Tell whether word `j` goes on the name of a person: "Université Cheikh Anta Diop"."""
        before = tokens.keys[j - 1]
        row = (
            j - 1 > head and tokens.capital(j - 1) and tokens.near(j - 1) and tokens.keys[head] not in self._short_heads
        )
        known = before in self._links or self.titles.knows(before) or before in self._heads
        return row and not known and self.places.at(tokens, j - 1) is None and not tokens.words[j].isupper()

    @staticmethod
    def _goes_with(tokens: Tokens, j: int) -> bool:
        """Tell whether a capitalised word stands right behind word `j`."""
        return tokens.near(j, joints=" -") and tokens.capital(j + 1)

    def _before_verb(self, tokens: Tokens, head: int, last: int) -> int:
        """Return the last word of a name that seems to end with word `last`, which is a verb if it is no known word."""
        verb = tokens.words[last].islower() and not self.titles.knows(tokens.keys[last]) and last > head + 1
        verb = verb and not (self.demonyms.country(tokens.keys[last]) or tokens.keys[last - 1] in self._links)
        return last - 1 if verb else last

    def _of_place_next(self, tokens: Tokens, head: int) -> bool:
        """Tell whether "de" and the name of a region come right after a head, which is that region's kind then."""
        j = head + 1
        while j < len(tokens) and tokens.near(j - 1, joints=" -'") and tokens.keys[j] in self._links:
            j += 1
        if j in (head + 1, len(tokens)) or not tokens.near(j - 1, joints=" -'"):
            return False
        place = self.places.at(tokens, j)
        return place is not None and place.kind == "region"

    def _own_name(self, tokens: Tokens, i: int, head: int, last: int) -> str:
        """Return "Atlas Equity" of "le fonds marocain Atlas Equity": a name of its own behind what it is."""
        first = last
        while first > head + 1 and tokens.capital(first - 1) and tokens.near(first - 1, joints=" -&"):
            first -= 1
        place = self.places.at(tokens, first)
        if place is not None and place.right >= tokens.ends[last]:
            return ""
        agency = tokens.keys[i] in self._agencies and tokens.capital(last)
        of_land = self.demonyms.country(tokens.keys[first - 1]) is not None
        apart = first > head + (not agency) and tokens.keys[first - 1] not in self._links
        apart = apart and (first < last or agency or of_land)
        apart = apart and (agency or not tokens.capital(i))
        return tokens.text[tokens.starts[first] : tokens.ends[last]] if apart else ""

    def _may_be_named(self, tokens: Tokens, i: int, kind: str, *kinds: str) -> bool:
        """Tell whether what word `i` opens may have a name of its own: "l'agence Nordinvest"."""
        return kind in (kinds or NAMED_SO) or (kind == "body" and tokens.keys[i] in self._agencies)

    def _opens_own_name(self, tokens: Tokens, j: int) -> bool:
        """Tell whether word `j` begins the name that an organization has beside its noun: "l'association Cigogne"."""
        if tokens.gap(j - 1) != " " or tokens.keys[j - 1] in self._links or self.titles.knows(tokens.keys[j]):
            return False
        last = self._run(tokens, j)
        if last + 1 == len(tokens) or not tokens.near(last, joints=" ") or tokens.capital(last + 1):
            return True
        return tokens.keys[last + 1] in self._stops | self._and | self._at

    def _titled_head(self, tokens: Tokens, i: int, head: int, last: int) -> bool:
        """Tell whether a noun behind its article begins a name by its capital: "l'Agence de promotion des ports"."""
        if not (i and head == i and last > head + 1 and tokens.capital(i) and tokens.words[i][1:].islower()):
            return False
        return tokens.keys[i] in self._titled_heads and tokens.keys[i - 1] in self._definite and tokens.near(i - 1)

    def _purpose(self, tokens: Tokens, last: int) -> int:
        """Return the last word of "pour les technologies industrielles" after a name that ends with word `last`."""
        if not (tokens.near(last, joints=" ") and tokens.keys[last + 1] in self._for and tokens.near(last + 1)):
            return last
        if tokens.keys[last + 2] in self._numbers or tokens.words[last + 2].isdigit():
            return last  # "un contrat avec la Société des eaux de A pour sept stations"
        j = last + 1
        while (
            tokens.near(j, joints=" '")
            and j - last < PURPOSE
            and tokens.words[j + 1].islower()
            and tokens.keys[j + 1] not in self._stops
        ):
            j += 1
        ended = j + 1 == len(tokens) or tokens.gap(j).strip() != ""
        return j if ended and j > last + 2 else last
