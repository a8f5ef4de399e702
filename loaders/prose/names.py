"""Names of firms and institutions: known ones from a table, others by how such names are built."""

import re
from dataclasses import replace

from ...graph.model import Mention
from .firms import Firms
from .found import Found, country_of
from .institutions import Institutions
from .tokens import Tokens

_QUOTED = re.compile(r' "[A-ZÀ-Ý][^"]{2,40}"')
PORTFOLIO = 16  # words of what a ministry is for
_CALLED = frozenset({"university", "institution", "organization", "body"})
# what goes on behind a name: whom it is called after, "P. M. Macherov", and what it is for short
_INITIALS = re.compile(r"(?: (?:[A-Z]\. ?){1,3}|(?<=[. ][A-Z])\. )[A-ZÀ-Ý][\w-]+")
_ACRONYM = re.compile(r" (?![IVX]+\b)[A-Z]{3,7}\b(?![ '-][A-ZÀ-Ý])")


class Names(Firms, Institutions):
    """Recognises firms, institutions, authorities, zones and exchanges."""

    def at(self, tokens: Tokens, i: int) -> Found | None:
        """Return the firm or institution whose name begins at word `i`, or None."""
        found = self._begun(tokens, i)
        if found is None or found.kind not in _CALLED or found.shared or len(found.actors) > 1:
            return found
        found = self._located(tokens, i, found)
        if quoted := _QUOTED.match(tokens.text, found.end):
            return replace(found, right=max(quoted.end(), found.right))
        behind = _INITIALS.match(tokens.text, found.end) or _ACRONYM.match(tokens.text, found.end)
        if behind is None:
            return found
        end = behind.end()
        mention = replace(found.actor, text=found.actor.text + tokens.text[found.end : end])
        return replace(found.of(mention), end=end, right=max(end, found.right))

    def _located(self, tokens: Tokens, i: int, found: Found) -> Found:
        """Return `found` with where it is behind its own name in quotes, or behind the country that it is of.

        'L'université "Alfa" de A' is in A; "la Chambre de commerce française au Bélarus" is not in France.
        """
        k = next((k for k in range(i, len(tokens)) if tokens.starts[k] >= found.end), len(tokens))
        if k + 1 >= len(tokens):
            return found
        gap = tokens.text[found.end : tokens.starts[k]]
        quoted = gap == '" ' and tokens.keys[k] in self._of
        abroad = gap == " " and found.actor.country and tokens.keys[k] in self._in_land and not found.actor.id
        while k + 1 < len(tokens) and tokens.near(k, joints=" '") and tokens.keys[k] in self._links | self._in_land:
            k += 1
        place = self.places.at(tokens, k) if quoted or abroad else None
        if place is None or (abroad and (place.kind != "country" or place.actor.country == found.actor.country)):
            return found
        text = tokens.text[found.start : place.end]
        name = self.pack.get("heads.located")["in" if abroad else "of"].format(
            name=found.actor.name, place=place.actor.name
        )
        mention = Mention(text, name, found.kind, place.actor.country if quoted else found.actor.country)
        return replace(found.of(self._canonical(mention)), end=place.end, right=place.end)

    def _begun(self, tokens: Tokens, i: int) -> Found | None:
        key, capital = tokens.keys[i], tokens.capital(i)
        known = self._known_at(tokens, i)
        if key in self.ministries.heads and (both := self._ministries_of(tokens, i)):
            return both
        firm = key in self._trades and not capital and self._named_after(tokens, i)  # "le laboratoire Alfa"
        if key in self._heads and not firm and (found := self._institution(tokens, i)):
            return self._longer(tokens, known, found) if known else found
        if known:
            return self._named_like_known(tokens, known) or known
        if capital and key in self._crafts and not self._person(tokens, i, i) and (found := self._craft(tokens, i)):
            return found
        if key in self._branches and (found := self._branch(tokens, i)):
            return found
        lower = i + 1 < len(tokens) and tokens.words[i + 1][0].islower() and key in self._neutral
        opens = (key in self._firms and not capital) or key in self._plants or lower
        if opens and not self._verb(tokens, i) and (found := self._firm_after_noun(tokens, i)):
            return found
        if not capital and (found := self._firm_of_land(tokens, i)):
            return found
        if key in self._neutral and not self._indefinite(tokens, i) and (found := self._known_by_trade(tokens, i)):
            return found
        if capital and (zone := self._lower_zone(tokens, i)):
            return zone
        if capital:
            if self._before.match(tokens.text, tokens.starts[i]):
                return self._quoted_branch(tokens, i) or self._firm_after_form(tokens, i)
            return self._capital_run(tokens, i)
        return None

    def _ministries_of(self, tokens: Tokens, i: int) -> Found | None:
        """Return both ministries of "les ministères A-ais et B-ien de la Santé", the countries where that is all."""
        if not tokens.keys[i].endswith(self._plural_ends):
            return None
        j = i + 1
        what, end = self._portfolio(tokens, j)
        lands, last = self._lands(tokens, end if what else j)
        if len(lands) < 2:
            return None
        if not what:
            what, end = self._portfolio(tokens, last + 1)
            last = max(last, end - 1)
        text = tokens.text[tokens.starts[i] : tokens.ends[last]]
        actors = []
        for land in lands:
            place = self.places.gazetteer.get(land.lower())
            name = self.ministries.english(what, place.name) if what and place else None
            told = Mention(text, name, "body", land) if name else country_of(self.places.gazetteer, land, text)
            actors.append(self._canonical(told) if name else told)
        left, right = self._widen(tokens, i, last)
        return Found(left, right, tokens.starts[i], tokens.ends[last], tuple(actors))

    def _lands(self, tokens: Tokens, j: int) -> tuple[list[str], int]:
        """Return the countries of the adjectives from word `j` on, "chinois et lao", and the last word of them."""
        lands: list[str] = []
        last = j - 1
        while j < len(tokens) and tokens.near(j - 1) and (land := self.demonyms.country(tokens.keys[j])):
            lands.append(land)
            last = j
            j += 1 + (j + 1 < len(tokens) and tokens.near(j) and tokens.keys[j + 1] in self._and)
        return lands, last

    def _portfolio(self, tokens: Tokens, j: int) -> tuple[list[str], int]:
        """Return the folded words from word `j` on that tell what a ministry is for, and the word behind them."""
        keys: list[str] = []
        best: tuple[list[str], int] = ([], j)
        while j < len(tokens) and len(keys) < PORTFOLIO and tokens.gap(j - 1).strip(" '") in ("", ","):
            keys += [","] if tokens.gap(j - 1).strip() == "," else []
            keys.append(tokens.keys[j])
            j += 1
            if keys[0] in self._links and self.ministries.english(keys, "") and keys[-1] not in self._links:
                best = (list(keys), j)
        return best

    def _named_after(self, tokens: Tokens, i: int) -> bool:
        """Tell whether a name that is none of a place stands right behind word `i`."""
        named = tokens.near(i, joints=" ") and tokens.capital(i + 1) and not self.titles.knows(tokens.keys[i + 1])
        return named and self.places.at(tokens, i + 1) is None

    def _verb(self, tokens: Tokens, i: int) -> bool:
        """Tell whether word `i`, a noun for firms, is the verb of the name before it: "Alfa ferme son usine"."""
        if i == 0 or tokens.capital(i) or tokens.keys[i] not in self._verbs_too:
            return False
        before = tokens.keys[i - 1]
        determiner = before in self._the | self._indefinite_words | self._many | self._stops | self._unsure
        return before in self._subjects or (tokens.capital(i - 1) and not determiner)

    def _named_like_known(self, tokens: Tokens, known: Found) -> Found | None:
        """Return the firm whose name begins with that of a known one: "MAZ Asia"."""
        j = next((k for k in range(len(tokens)) if tokens.starts[k] == known.end + 1), -1)
        if known.kind != "company" or j < 0 or tokens.keys[j] not in self._named_like or not tokens.near(j - 1):
            return None
        first = next(k for k in range(j) if tokens.starts[k] == known.start)
        return self._firm(tokens, first, j, known.left, None)

    def _quoted_branch(self, tokens: Tokens, i: int) -> Found | None:
        """Return the organization in 'UP "Branche de Brest de la Chambre"', whose legal form is word `i`."""
        quoted = i + 1 < len(tokens) and tokens.gap(i).strip() == '"' and tokens.keys[i + 1] in self._branches
        found = self._branch(tokens, i + 1) if quoted else None
        return replace(found, left=tokens.starts[i]) if found else None

    def _longer(self, tokens: Tokens, known: Found, built: Found) -> Found:
        """Return what a known name and a longer one built on it mean: another actor if that one is of another country.

        What is behind the known name must tell so: "le Centre sino-russe pour l'innovation" is the known "Centre
        sino-russe", whichever of its countries that belongs to.
        """
        if built.end <= known.end:
            return replace(known, shared=built.shared) if built.end == known.end else known
        if built.actor.country not in (None, known.actor.country) and self._tells_land(tokens, known.end, built.end):
            return built
        return built.of(replace(known.actor, text=built.actor.text))

    def _tells_land(self, tokens: Tokens, start: int, end: int) -> bool:
        """Tell whether a capital or an adjective of a country stands between two positions."""
        behind = (j for j in range(len(tokens)) if start <= tokens.starts[j] < end)
        return any(tokens.capital(j) or self.demonyms.country(tokens.keys[j]) for j in behind)
