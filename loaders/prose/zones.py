"""Zones and parks: how their names begin and end, whose they are, and what they are in English."""

from ...graph.model import Mention
from ...graph.names import fold
from .found import Found
from .known import written
from .lists import Lists
from .tokens import Tokens

_MANAGED = frozenset({"zone", "exchange"})  # whose administration is no party of its own


class Zones(Lists):
    """Recognises what is peculiar to the names of zones."""

    def zone_in_english(self, text: str, place: Found | None) -> str | None:
        """Return the English name of a zone: of its town, known or not, or of the name that it has."""
        for pattern, template in self._zone_names:
            if match := pattern.fullmatch(text):
                whole = place is not None and fold(place.actor.text) == fold(match["p"])
                return str(template).format(p=place.actor.name if place is not None and whole else match["p"])
        return None

    def _zone_of_town(self, tokens: Tokens, i: int, last: int) -> Found | None:
        """Return the zone of words `i` to `last`, without a name, of the town that stands before it, or None."""
        before = self._town_before.search(tokens.text, max(0, tokens.starts[i] - 60), tokens.starts[i])
        first = next((k for k in range(i) if before and tokens.starts[k] == before.start("town")), -1)
        place = self.places.at(tokens, first) if first >= 0 else None
        if before is None or place is None or place.kind not in ("city", "region"):
            return None
        noun = tokens.text[tokens.starts[i] : tokens.ends[last]]
        plain = self.pack.get("zones.of_town").format(zone=noun, town=place.actor.text)
        name = self.english(plain, place) or self.zone_in_english(written(plain), place)
        mention = Mention(noun, name or written(plain), "zone", place.actor.country)
        left, right = self._widen(tokens, i, last)
        return Found(left, right, tokens.starts[i], tokens.ends[last], (mention,))

    def _bare_zone(self, tokens: Tokens, head: int) -> bool:
        """Tell whether a name stands right behind "zone": "la zone Khorgos", but not "la zone euro"."""
        after = head + 1
        named = after < len(tokens) and tokens.capital(after) and tokens.gap(head) in (" ", ' "')
        return named and tokens.keys[after] not in self._no_zones and len(tokens.keys[after]) > 2

    def _named_park(self, tokens: Tokens, head: int) -> bool:
        """Tell whether "parc" or "pôle" and the name behind it are a zone, where a text speaks of firms."""
        if head + 1 == len(tokens):
            return False
        named = self._bare_zone(tokens, head) or (tokens.capital(head + 1) and "-" in tokens.gap(head + 1))
        return named and self.pack("belief.business").search(tokens.text) is not None

    def _lower_zone(self, tokens: Tokens, i: int) -> Found | None:
        """Return the zone whose English name goes on in lower case: "Eastern industrial zone"."""
        match = self._english_zone.match(tokens.text, tokens.starts[i])
        if match is None:
            return None
        last = max(k for k in range(i, len(tokens)) if tokens.starts[k] < match.end())
        left, right = self._widen(tokens, i, last)
        mention = Mention(match[0], match[0].title(), "zone")
        return Found(left, right, tokens.starts[i], match.end(), (mention,))

    def _bracketed_short(self, tokens: Tokens, i: int, j: int, kind: str) -> bool:
        """Tell whether word `j`, behind a bracket, is what word `i` opens is called for short, and its name goes on."""
        if tokens.gap(j) not in (") ", ') "') or not tokens.words[j].isupper():
            return False
        of = tokens.keys[j + 1] in self._of
        if kind == "zone":
            return of or tokens.capital(j + 1)
        fits = len(tokens.words[j]) > 1 and tokens.words[j][0] == tokens.keys[i][0].upper()
        named = j + 2 < len(tokens) and (tokens.capital(j + 2) or tokens.keys[j + 2] in self._links)
        return of and fits and named and not tokens.capital(j + 1) and tokens.near(j + 1)

    def _manages_zone(self, tokens: Tokens, i: int, head: int) -> bool:
        """Tell whether words `i` to `head` are an administration that is followed by "de" and a zone or an exchange."""
        if tokens.keys[i] not in self._managing:
            return False
        j, between = head + 1, self._links | self._managing
        while j < len(tokens) and j - head < 6 and tokens.near(j - 1, joints=" '") and tokens.keys[j] in between:
            j += 1
        if j == len(tokens) or not tokens.near(j - 1, joints=" '"):
            return False
        known, heads = self._known_at(tokens, j), self._heads.get(tokens.keys[j], ())
        named = known is not None and known.kind in _MANAGED
        return named or any(k in _MANAGED and tokens.folded.startswith(h, tokens.at[j]) for h, k in heads)

    def _own_run(self, tokens: Tokens, j: int, place: Found) -> int:
        """Return the last of the capitalised words from `j` on, where a name of its own begins with a town's."""
        last = j
        while (
            tokens.near(last, joints=" ")
            and tokens.capital(last + 1)
            and not tokens.words[last + 1].isdigit()
            and last - j < 3
        ):
            last += 1
        return last if tokens.ends[last] > place.right and not self.places.at(tokens, last) else j
