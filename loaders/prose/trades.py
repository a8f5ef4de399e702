"""Which unknown names are firms: by their trade, by the words before them, by what only firms do."""

from dataclasses import replace

from ...graph.model import Mention
from ...graph.names import fold
from .found import Found, mention_of
from .known import KnownNames
from .tokens import Tokens

ANNOUNCED = 100  # characters before a name in which words announce a firm


class Trades(KnownNames):
    """Tells firms by what stands around their names, and names that begin with a craft."""

    def announced(self, tokens: Tokens, i: int) -> bool:
        """Tell whether the words before word `i` are such that only a firm can follow: "une filiale de"."""
        before = tokens.text[max(0, tokens.starts[i] - ANNOUNCED) : tokens.starts[i]]
        return any(announces.search(before) for announces in (self._announced, self._announces))

    def _acting(self, tokens: Tokens, i: int, end: int) -> bool:
        """Tell whether what follows a name is what firms do; behind "de A" and a comma it is someone else who does."""
        match = self._acts.match(tokens.text, end) or self._does.match(tokens.text, end)
        if match is None:
            return False
        before = tokens.keys[i - 1 - (tokens.keys[i - 1] in self._articles and i > 1)] if i else ""
        of = before in self._of or (before in self._at and tokens.words[i - 1].islower())
        return not (of and match[0].lstrip().startswith(","))

    def _styled(self, tokens: Tokens, last: int) -> bool:
        """Tell whether a trade stands behind a name that ends with word `last`: "Alfa Pelli, tannerie toscane"."""
        j = last + 1
        if j == len(tokens) or tokens.gap(last).strip('"') not in (", ", " ("):
            return False
        article = ""
        while j + 1 < len(tokens) and tokens.near(j) and tokens.keys[j] in self._articles:
            article = tokens.keys[j]
            j += 1
        key = tokens.keys[j]
        if (not article and key in self._verbs_too) or article in self._many:
            return False  # "Alfa, marque l'entrée", "Alfa, les laiteries"
        return tokens.words[j] != tokens.words[j].upper() and not tokens.capital(j) and self._makes_something(key)

    def _introduced(self, tokens: Tokens, i: int) -> bool:
        """Tell whether a trade and a comma stand before the name at word `i`: "un sous-traitant turc, Alfa"."""
        if i < 2 or tokens.gap(i - 1).rstrip('"') != ", ":
            return False
        j = i - 1
        while j > 0 and i - j < 6 and tokens.near(j - 1) and not tokens.capital(j):
            told = tokens.keys[j] in self._firms or self._makes_something(tokens.keys[j])
            if told and (tokens.keys[j - 1] in self._articles or tokens.gap(j - 1) == "-"):
                return True
            j -= 1
        return False

    def _makes_something(self, key: str) -> bool:
        """Tell whether a word is a trade or a plant, in the singular or the plural."""
        single = key.removesuffix(self._plural_ends)
        return not self._trades.isdisjoint((key, single)) or not self._plants.isdisjoint((key, single))

    def opens_craft(self, tokens: Tokens, i: int) -> bool:
        """Tell whether the name of a firm begins behind the article at word `i`: "Les Moulins de A"."""
        if tokens.keys[i] not in self._articles or not tokens.near(i):
            return False
        return tokens.capital(i + 1) and tokens.keys[i + 1] in self._crafts and self._craft(tokens, i + 1) is not None

    def _craft(self, tokens: Tokens, i: int) -> Found | None:
        """Return the firm in "Brasserie Alfa" or "Laiterie du Lac", whose name begins with what it makes."""
        j = i + 1
        while j < len(tokens) and tokens.keys[j] in self._links and tokens.near(j - 1, joints=" '"):
            j += 1
        if j == len(tokens) or j - i > 3 or not tokens.near(j - 1, joints=" '") or not tokens.capital(j):
            return None
        if tokens.words[j].isdigit() or tokens.keys[j] in self._stops:
            return None
        place = self.places.at(tokens, j)
        last = self._run(tokens, j, joined=True)
        whole = place is not None and tokens.ends[last] <= place.right
        inside = i > 0 and tokens.keys[i - 1] in self._the and tokens.near(i - 1, joints=" '")  # "le Crédit du Gabon"
        if not tokens.words[i][1:].islower() or self._before.fullmatch(tokens.words[j]):
            return None
        if (
            whole
            and place is not None
            and (j == i + 1 or (place.kind == "country" and not inside) or place.actor.country == self.places.home)
        ):
            return None
        found = self._firm(tokens, i, last, tokens.starts[i], None)
        return replace(found, weak=j > i + 1 and tokens.keys[i] in self._neutral)

    def _firm(
        self, tokens: Tokens, first: int, last: int, left: int, country: str | None, *, weak: bool = False
    ) -> Found:
        text = tokens.text[tokens.starts[first] : tokens.ends[last]]
        wide_left, right = self._widen(tokens, first, last)
        name = self._glued.sub("", " ".join(text.replace('"', " ").split()))
        weak = weak or fold(name) in self._never
        mentions = tuple(self._mention(name, told, country) for told in self._told_by(name))
        return Found(min(left, wide_left), right, tokens.starts[first], tokens.ends[last], mentions, weak=weak)

    def _mention(self, text: str, name: str, country: str | None) -> Mention:
        """Return the firm of a name that was taken out of `text`, as a known actor where it is one's."""
        actor = self._known.named(name) if name != text else None
        if actor is None:
            return Mention(text, name, "company", country)
        return mention_of(actor, text)

    def _told_by(self, name: str) -> tuple[str, ...]:
        """Return whom a name means: the holding of its managing company, each of "Minsk Auto and Motor Plants"."""
        if match := self._manager.fullmatch(name):
            return (match["of"] or match["a"],)
        if match := self._several.fullmatch(name):
            what = self.pack.get("heads.legal.singular").get(match["what"], match["what"])
            place = f"{match['place']} " if match["place"] else ""
            return tuple(f"{place}{own} {match['rest']}{what}" for own in (match["first"], match["second"]))
        return (name,)
