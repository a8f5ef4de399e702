"""What a list of institutions says only once: "les ministères de la Santé de A et de B" are two ministries."""

import re
from dataclasses import replace

from ...graph.model import Mention
from ...graph.names import fold
from .found import Found, mention_of
from .known import KnownNames, written
from .tokens import Tokens

PURPOSE = 9  # words of a plural name before its places
NAMED_SO = frozenset({"institution", "organization"})  # kinds that may have a name of its own behind what it is
_ONE_EACH = frozenset({"body", "organization", "zone"})  # kinds of which a place has one, not many


class Lists(KnownNames):
    """Reads heads in the plural, which a list shares."""

    def distributed(self, shared: str, place: Found) -> str:
        """Return the English name of a body that a list shares,: "les ministères de la Santé de A et B"."""
        head, *keys = fold(shared).split()
        land = self.places.gazetteer.get((place.actor.country or "").lower())
        if head in self.ministries.heads and land and (name := self.ministries.english(keys, land.name)):
            return name
        tokens = Tokens.of(shared)
        title = self._title(tokens, 0, len(tokens) - 1, None)
        where = {"country": place.actor.name} if place.kind == "country" else {"place": place.actor.name}
        title = replace(title, **where)
        if actor := self.titles.known(title):
            return actor.name
        plain = self._genitive.format(name=shared, place=place.actor.text)
        name = self.english(plain, place) or self.titles.english(title) or written(plain)
        actor = self._known.named(name)
        return actor.name if actor and actor.country == place.actor.country else name

    def _shared(self, tokens: Tokens, i: int, head: int, last: int, place: Found | None) -> str:
        """Return the words that a plural head shares with the rest of its list, in the singular; "" for a singular."""
        ends = tokens.keys[i].endswith(self._plural_ends) or tokens.keys[i] in self._plural_heads
        if not ends or tokens.keys[i] in self._singular_s:
            many = i > 0 and tokens.keys[i - 1] in self._many and head == i and tokens.words[i].isupper()
            return tokens.words[i] if many else ""  # "les FEZ A et B"
        words = tokens.text[tokens.starts[i] : place.left if place else tokens.ends[last]]
        for ending, singular in self.pack.get("words.plural.endings").items():
            words = re.sub(ending, singular, words)
        words = self.pack("words.plural.dropped").sub("", words)
        if head > i:
            words = self.pack("words.plural.word").sub(r"\1", words)
        else:
            words = self.pack("words.plural.first_words").sub(r"\1\2", words)
        words = self.pack("heads.trailing_of").sub("", words.strip())
        words = " ".join(word for word in words.split() if not self.demonyms.country(fold(word)))
        if place and place.told and place.kind in ("region", "district"):
            words += " " + self.pack.get(f"heads.of_kind.{place.kind}")
        return words

    def shared_last(self, tokens: Tokens) -> tuple[int, str, str] | None:
        """Return the plural head that ends `tokens`, as before "des deux pays": its word, what is shared, its kind."""
        last = len(tokens) - 1
        for i in range(last, max(-1, last - PURPOSE), -1):
            if tokens.keys[i] in self._stops or (i < last and tokens.gap(i).strip(" '")):
                return None
            for head, kind in self._heads.get(tokens.keys[i], ()):
                if tokens.folded.startswith(head, tokens.at[i]) and kind in _ONE_EACH:
                    shared = self._shared(tokens, i, i + head.count(" "), last, None)
                    return (i, shared, kind) if shared else None
        return None

    def each_has_one(self, shared: str, place: Found) -> bool:
        """Tell whether a place has one of what is shared: each country a government, not an agency or a department."""
        if fold(shared).split()[0] in self._vague:
            return False
        return " " in shared or place.kind != "country" or f"{fold(shared)}{self._plural_ends}" in self._unique

    def _generic(self, tokens: Tokens, i: int, shared: str, place: Found | None, right: int) -> bool:
        if not shared or shared == tokens.words[i]:
            return False
        bare = len(shared.split()) == 1 and place is not None and place.kind == "country"
        return (bare and tokens.keys[i] not in self._unique) or not self._distributes(tokens.text[right:])

    def _plural_head(self, tokens: Tokens, i: int, head: int) -> bool:
        return " ".join(tokens.keys[i : head + 1]) in self._plural_heads

    def _called(self, tokens: Tokens, i: int, head: int, kind: str) -> Found | None:
        """Return the organization in "leur chambre, la KIBO,", of which the noun alone is told."""
        match = self.pack("heads.called").match(tokens.text, tokens.ends[head]) if kind in NAMED_SO else None
        if match is None:
            return None
        start, end = match.span("name")
        known = self._known.named(match["name"])
        mention = mention_of(known, match["name"]) if known else Mention(match["name"], match["name"], kind, None)
        return Found(tokens.starts[i], end, start, end, (mention,))

    def _of_two(self, tokens: Tokens, last: int) -> bool:
        """Tell whether "et" and the adjective or the name of another place follow word `last`."""
        j = last + 1
        if j >= len(tokens) or not tokens.near(last, joints=" ") or tokens.keys[j] not in self._and:
            return False
        while j + 1 < len(tokens) and tokens.near(j) and tokens.keys[j + 1] in self._links:
            j += 1
        if not tokens.near(j):
            return False
        key = tokens.keys[j + 1]
        named = key if self.demonyms.country(key) else self.places.kind_word(key) or self.places.at(tokens, j + 1)
        return named is not None and (tokens.keys[j] in self._links or self.demonyms.country(key) is not None)

    def _of_a_firm(self, tokens: Tokens, head: int) -> bool:
        """Tell whether a head is followed by the noun of a firm that has it: "l'agence du groupe Alfa"."""
        j = head + 1
        while j < len(tokens) and tokens.keys[j] in self._links and tokens.near(j - 1, joints=" '"):
            j += 1
        told = j < len(tokens) and tokens.keys[j] in self._neutral and tokens.near(j - 1, joints=" '")
        return told and tokens.keys[j - 1] in self._contracted | self._definite

    def _opens_head(self, tokens: Tokens, k: int) -> bool:
        heads = self._heads.get(tokens.keys[k], ())
        return any(tokens.folded.startswith(h, tokens.at[k]) for h, _ in heads if h not in self._plural_heads)

    def _goes_on(self, tokens: Tokens, j: int) -> bool:
        """Tell whether "et" at word `j` joins two parts of one name rather than two names."""
        if j + 2 >= len(tokens) or tokens.gap(j).strip(" '"):
            return False
        nxt = tokens.keys[j + 1]
        parallel = nxt in self._definite and j > 1 and tokens.keys[j - 2] in self._definite and tokens.near(j - 2)
        if (nxt in self._others and not parallel) or self.demonyms.country(nxt):
            return False
        k = j + 1
        while k < len(tokens) - 1 and tokens.keys[k] in self._links:
            k += 1
        if self._opens_head(tokens, k) or tokens.keys[k] in self._firms or tokens.keys[k] in self._stops:
            return False
        if tokens.capital(k) and not tokens.capital(max(j - 1, 0)):
            return self.places.at(tokens, k) is None and nxt in self._of
        if nxt in self._definite and k == j + 2:
            return parallel and self.titles.knows(tokens.keys[k]) and not tokens.capital(k)
        return not tokens.capital(k) or self.titles.knows(tokens.keys[k]) or self.places.at(tokens, k) is None
