"""Places in prose: the gazetteer's names, read in the light of kind words, adjectives and what the text is about."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ...graph.gazetteer import Gazetteer, Place, is_common, ranks_as_region
from ...graph.model import Mention
from ...graph.names import fold
from .belief import Belief
from .demonyms import Demonyms
from .found import Found, mention_of
from .homonyms import Homonyms
from .pack import Pack
from .tokens import Tokens

_ABBREVIATION = re.compile(r" ?\((?P<code>[A-ZÉ]{2,6})\)")
_BRACKETED = re.compile(r"^ ?\([^()]*\)")
LISTED = 90  # characters before a list in brackets that tell its kind
LARGE = 2_000_000  # people of a city after which no district is named
SMALL = 60_000  # a town with fewer people, in a country the text is not about, needs a kind word to be believed
SEAT = 200_000  # people of a town that gives no rural district its name


class Places(Homonyms):
    """Recognises places. `recent` counts the countries met of late; it fades when the caller says so."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer, demonyms: Demonyms, home: str) -> None:
        super().__init__(pack, gazetteer)
        self.demonyms, self.home = demonyms, home
        self.belief = Belief(pack, gazetteer)
        self.reset()
        self._kinds = {fold(w): kind for kind, words in pack.get("kinds.words").items() for w in words.split()}
        plural = self.pack("kinds.plural")
        self._plural = {w for w in self._kinds if plural.fullmatch(w)}
        self.those, self._he = frozenset(pack.get("kinds.those").split()), pack.words("kinds.he")
        self._masculine = pack.words("kinds.masculine")
        self._no_kinds = frozenset(pack.get("kinds.no_kinds").split())
        self._linked = frozenset(pack.get("kinds.linked").split())
        self._shared = pack.words("kinds.shared")
        self._fillers = frozenset(fold(w) for w in pack.get("kinds.fillers").split())
        self._joints = frozenset(pack.get("kinds.joints").split())
        self._pointing = pack.words("words.pointing")
        self._bare, self._states = pack.words("kinds.bare"), pack.words("kinds.states")
        self._prefixes = pack.words("places.prefixes")
        self._departments = pack.words("places.departments")
        self._called = {fold(w): english for english, words in pack.get("kinds.called").items() for w in words.split()}
        self._sizes = pack.words("words.sizes")
        self._hyphens = pack.words("words.hyphens")
        self._definite = pack.words("words.definite")
        self._named_articles = pack.words("words.capital_articles")
        self._districts = {fold(name): english for name, english in pack.get("places.federal").items()}
        self._autonomous: str = pack.get("places.autonomous")
        self._codes = pack.words("places.codes")

    def reset(self) -> None:
        """Forget what was met: a new document begins."""
        self.recent: Counter[str] = Counter({self.home: 3})
        self.last_told: str | None = None  # the kind that the last kind word told
        self._told_he = False  # whether that word is masculine
        self.lower = set()
        self.belief.reset()

    def fade(self) -> None:
        """Halve the counts of countries, dropping those that reach zero: what was met long ago weighs less."""
        self.recent = Counter({code: count // 2 for code, count in self.recent.items() if count > 1})

    def kind_word(self, key: str) -> str | None:
        """Return the kind that a folded word tells, or None."""
        return self._kinds.get(key)

    def at(self, tokens: Tokens, i: int) -> Found | None:
        """Return the place whose name begins at word `i`, or None."""
        short = len(tokens.keys[i]) < 2 and not (
            tokens.gap(i) == "'" and tokens.keys[i] in self._prefixes
        )  # "N'Djamena"
        if not tokens.capital(i) or tokens.words[i][0].isdigit() or short:
            return None
        if tokens.keys[i] in self._named_articles and not (i + 1 < len(tokens) and tokens.capital(i + 1)):
            return None
        if tokens.keys[i] in self.those and i + 1 < len(tokens) and tokens.keys[i + 1] in self._links:
            return None  # "Celle de A": no town
        kind, plural, first, country = self._before(tokens, i)
        if kind == "federal district":
            return self._federal(tokens, i, first)
        if tokens.keys[i] in self._departments and not self._bare.isdisjoint(tokens.keys[first:i]):
            return self._unknown(tokens, i, kind, plural, first, "FR")  # "le département de la Vienne"
        for length, places in (*self._contracted(tokens, i), *self._names(tokens, i)):
            if not places:
                return None
            last = self._word_at(tokens, tokens.at[i] + length)
            if last is None or not all(tokens.near(j) for j in range(i, last)):
                continue
            hyphened = tokens.near(last, joints="-") and not plural
            if hyphened and ((kind and tokens.capital(last + 1)) or tokens.keys[last + 1] in self._hyphens):
                continue  # "le district de Darmstadt-Dieburg", "Vienne-sur-Ance"
            after, kind_after = self._kind_after(tokens, last)
            own = self._kinds.get(tokens.keys[i]) if last > i and tokens.gap(i) != "-" else None  # "la Ville de Rennes"
            told = kind or kind_after or (own if any(p.kind == own for p in places) else None)
            pointed = first < i and tokens.keys[first] in self.those  # "celui de la Géorgie"
            no_such = kind is not None and (pointed or not any(p.kind == kind for p in places))
            if places[0].kind == "country" and no_such:  # "une ville de Chine"
                told, kind, first = None, None, i
            if not places[0].id and self._unnamed(tokens, i):
                return None
            fits: Sequence[Place] = [p for p in places if p.kind == told] if told else places
            if kind and not self._bare.isdisjoint(tokens.keys[first:i]):  # "département de la Loire"
                fits = [p for p in fits if fold(p.name) == tokens.folded[tokens.at[i] : tokens.at[i] + length]]
            if kind == told == "region" and len(fits) > 1:  # "la province de A": not A Prefecture
                called = next((self._called[k] for k in tokens.keys[first:i] if k in self._called), "")
                named = [p for p in fits if called and p.country == fits[0].country and p.name.endswith(f" {called}")]
                fits = named or fits
            if told == "district" and not fits and self._autonomous in tokens.keys[first:i]:
                fits = [p for p in places if p.kind == "region"]
            if told in ("region", "district") and not fits:  # the town is known by that name, not its district
                homes = [p for p in places if p.kind == "city" and country in (None, p.country)]
                fits = [u for p in homes for u in self.gazetteer.find(p.name, country=p.country, kind=told)][:1]
            if told == "district" and not fits and any((p.population or 0) > LARGE for p in places):
                told, kind, first = None, None, i  # "un district de Shanghai": one that has no name
                fits = places
            if told == "district" and not fits:  # a district that the table lacks, called after its town
                towns = [p for p in places if p.kind == "city" and p.country != self.home and not _large(p)]
                fits = [p for p in towns if country in (None, p.country)]
            elif told == "city" and not fits and kind and first < i - 2 and places[0].kind in ("region", "country"):
                told, kind, first = None, None, i  # "une ville allemande de Bavière"
                fits = places
            elif told and not fits:  # "province de Chongqing": a city with a region's rank
                fits = [p for p in places if p.kind == "city"] if told == "region" else []
            believed = self._believable(fits, tokens, i, last, told)
            weak = not believed and bool(fits) and length > 2 and (last > i or tokens.keys[i] not in self.lower)
            weak = weak and not (i == last and tokens.keys[i] in self._words)  # "Hier" is no town
            if not believed and not weak:
                continue
            fits = believed or fits
            start, end = tokens.starts[i], tokens.ends[after]
            written = tokens.folded[tokens.at[i] : tokens.at[i] + length]
            place = self._told_else(fits, tokens, i, first) if not told and country is None else None
            place = place or self._choose(fits, country, written, told=bool(told))
            abbreviation = _ABBREVIATION.match(tokens.text, end)
            if abbreviation and (own := [p for p in places if p.country == abbreviation["code"]]):
                place, weak, end = own[0], False, abbreviation.end()  # "Brest (FR)"
            after_it = abbreviation.end() if abbreviation else end
            left = tokens.starts[first]
            widely = kind and not plural and told != "city"  # a town is called by its name alone
            surface = tokens.text[self._surface(tokens, first) if widely else start : end]
            mention = mention_of(place, surface)
            if told == "district" and place.kind == "city":
                mention = Mention(surface, f"{place.name} District", told, place.country)
            if told == "region" and place.kind == "city" and not ranks_as_region(place):
                mention = Mention(surface, place.name, told, place.country)  # a region that the table lacks
            self.recent[place.country] += not weak
            if mention.kind == "city" and "-" in surface:
                self.belief.shorten(mention)
            if told:
                self.last_told = told
                self._told_he = not self._masculine.isdisjoint(tokens.keys[first : last + 2])
            return Found(
                left, after_it, start, tokens.ends[last], (mention,), told=bool(told), plural=plural, weak=weak
            )
        return self._unknown(tokens, i, kind, plural, first, country)

    def told(self, tokens: Tokens, i: int) -> Found | None:
        """Return the place at word `i` that no table knows but the text told before."""
        names = self.belief.told.get(tokens.keys[i])
        if not names or not tokens.capital(i):
            return None
        for key in sorted(names, key=len, reverse=True):
            if tokens.folded.startswith(f"{key} ", tokens.at[i]) or tokens.folded[tokens.at[i] :] == key:
                last = i + key.count(" ")
                if tokens.near(last, joints="-") or not all(tokens.near(j) for j in range(i, last)):
                    continue
                kind, plural, first, _ = self._before(tokens, i)
                place, text = names[key], tokens.text[tokens.starts[i] : tokens.ends[last]]
                if kind not in (None, place.kind):
                    continue
                left, end = tokens.starts[first], tokens.ends[last]
                mention = mention_of(place, text)
                return Found(left, end, tokens.starts[i], end, (mention,), told=kind is not None, plural=plural)
        return None

    def _unnamed(self, tokens: Tokens, i: int) -> bool:
        """Tell whether word `i` only tells where unnamed countries are: "des pays d'Afrique"."""
        j = i - 1
        while j > 0 and tokens.keys[j] in self._links and tokens.near(j - 1):
            j -= 1
        return j >= 0 and tokens.near(j) and self._kinds.get(tokens.keys[j]) == "country"

    def _federal(self, tokens: Tokens, i: int, first: int) -> Found | None:
        """Return the federal district of Russia whose name begins at word `i`."""
        for key, name in self._districts.items():
            if tokens.folded.startswith(f"{key} ", tokens.at[i]) or tokens.folded[tokens.at[i] :] == key:
                last = i + key.count(" ")
                surface = tokens.text[self._surface(tokens, first) : tokens.ends[last]]
                left, end = tokens.starts[first], tokens.ends[last]
                return Found(left, end, tokens.starts[i], end, (Mention(surface, name, "region", "RU"),), told=True)
        return None

    def _surface(self, tokens: Tokens, first: int) -> int:
        """Return where the words of a place begin without their article."""
        return tokens.starts[first + 1 if tokens.keys[first] in self._definite else first]

    def _before(self, tokens: Tokens, i: int) -> tuple[str | None, bool, int, str | None]:
        """Return the kind told before word `i`, whether in the plural, the first word that belongs, its country."""
        first, country, joined, federal = i, None, False, False
        j = i - 1
        while j >= 0 and i - j < 7:
            key, gap = tokens.keys[j], tokens.gap(j).strip(" '\"")
            if gap and gap not in self._joints and not (gap == "." and key.isdigit()):
                break
            joined = joined or bool(gap)
            if key in self._kinds and tokens.words[j] not in self._no_kinds:
                kind = self._kinds[key]
                if key in self._states and not (j and tokens.keys[j - 1] in self._definite):
                    break  # "l'université d'État de A"
                if j and tokens.keys[j - 1] in self._pointing:
                    break  # "cette ville du Paraná": one that was named before
                if kind == "country" or (joined and key not in self._plural):
                    break
                if key in self._linked and (
                    tokens.keys[i - 1] not in self._links or tokens.keys[j - 1] in self._shared
                ):
                    break
                if federal:
                    return "federal district", False, j, None
                if j > 0 and tokens.keys[j - 1] in self._sizes and tokens.near(j - 1):
                    j -= 1  # "la petite ville de A"
                if j > 0 and tokens.keys[j - 1] in self._definite and tokens.near(j - 1):
                    return kind, key in self._plural, j - 1, country
                return kind, key in self._plural, j, country
            if key in self.those and self.last_told and j < i - 1 and (key in self._he) == self._told_he:
                return self.last_told, key.endswith(("ux", "lles")), j, country
            if key in self._links or key in self._fillers or (key.isdigit() and len(key) < 3):
                federal = federal or bool(self.pack("kinds.federal").match(key))
                j -= 1
                continue
            code = self.demonyms.country(key)
            if code and not tokens.capital(j):
                country = code
                j -= 1
                continue
            if self._describes(tokens, j, i):
                j -= 1
                continue
            break
        if i > 0 and tokens.keys[i - 1] in self._definite and tokens.near(i - 1):
            first = i - 1
        return None, False, first, None

    def _describes(self, tokens: Tokens, j: int, i: int) -> bool:
        """Tell whether word `j` is the adjective of a kind word, behind which "de" leads to the name at word `i`."""
        linked = tokens.keys[i - 1] in self._links and j == i - 2 and tokens.words[j].islower()
        after_kind = linked and j > 0 and tokens.near(j - 1, joints=" ") and tokens.keys[j - 1] in self._kinds
        return after_kind and self.pack("kinds.describing").fullmatch(tokens.keys[j]) is not None

    def _kind_after(self, tokens: Tokens, last: int) -> tuple[int, str | None]:
        """Return the last word of the name and the kind told after it: "Vladimir Oblast", "Stavropol Krai"."""
        if tokens.near(last, joints=" ") and tokens.capital(last + 1):
            kind = self.pack.get("kinds.after").get(tokens.keys[last + 1])
            if kind:
                return last + 1, kind
        bracket = self.pack("kinds.in_brackets").match(tokens.text, tokens.ends[last])  # "Iaşi (judeţ, Roumanie)"
        return last, self._kinds.get(fold(bracket["kind"])) if bracket else None

    def _believable(
        self, places: Sequence[Place], tokens: Tokens, i: int, last: int, told: str | None
    ) -> Sequence[Place]:
        if told or not places:
            return places
        name = tokens.text[tokens.starts[i] : tokens.ends[last]]
        single = i == last
        known = [
            p
            for p in places
            if p.kind in ("country", "region")
            or p.country == self.home
            or self.recent[p.country] > 1
            or p.id in self.belief.meant
            or (p.population or 0) > 300_000
            or self.pack("places.foreign").search(name)
        ]
        if single and (is_common(name) or tokens.keys[i] in self.lower or len(name) < 4):
            return [
                p
                for p in known
                if (p.kind == "country" and (p.name == name or (name.isupper() and self._code(name, tokens.text))))
                or (p.country == self.home and len(name) > 3 and tokens.keys[i] not in self.lower)
            ]
        if i and tokens.gap(i - 1) == ". " and len(tokens.words[i - 1]) == 1 and tokens.words[i - 1].isupper():
            return []  # an initial before it: a person
        if known:
            lands = {p.country for p in known}
            return [p for p in places if p.country in lands]
        return [p for p in places if (p.population or 0) >= SMALL and self.recent[p.country] > 0]

    def _code(self, name: str, text: str) -> bool:
        """Tell whether letters are the code of a country: a usual one, or any in a table."""
        return len(name) > 2 and (len(name) != 3 or fold(name) in self._codes or "|" in text)

    def _unknown(
        self, tokens: Tokens, i: int, kind: str | None, plural: bool, first: int, country: str | None
    ) -> Found | None:
        """Return a place that no table knows, when a kind word in the singular stands right before its name."""
        if (
            kind not in ("district", "region", "city")
            or plural
            or not tokens.words[i][0].isupper()
            or tokens.words[i].isupper()
        ):
            return None
        short = len(tokens.words[i]) < 4
        if (
            short
            and country is None
            and not (tokens.near(i) and tokens.capital(i + 1) and len(tokens.words[i + 1]) > 2)
        ):
            return None
        if fold(tokens.words[i]) in self._kinds or self.demonyms.country(tokens.keys[i]):
            return None
        last = i
        while last < i + 2 and tokens.near(last, joints="- '" if short else "- ") and tokens.capital(last + 1):
            last += 1  # "El-Menzel", "N'Dalatando"
        while tokens.near(last, joints="-'") and last - i < 6:  # "Centre-Val-d'Ance"
            last += 1
        text = tokens.text[tokens.starts[i] : tokens.ends[last]]
        own = kind == "city" or (kind == "region" and tokens.keys[i - 1] in self._kinds)  # "la région Val-d'Ance"
        own = own or not self._bare.isdisjoint(tokens.keys[first:i])
        called = next((self._called[k] for k in tokens.keys[first:i] if k in self._called), kind.capitalize())
        name = text if own or not called else f"{text} {called}"
        mention = Mention(text, name, kind, country)
        stem = self.pack("kinds.adjectival").sub("", text) if i == last else text
        of_town = self.gazetteer.find(stem, kind=kind) if stem != text and len(stem) > 3 else []
        if of_town and kind != "city":  # "oblast Vladimirskiy": of Vladimir
            mention = Mention(text, of_town[0].name, kind, of_town[0].country, of_town[0].id)
        return Found(
            tokens.starts[first], tokens.ends[last], tokens.starts[i], tokens.ends[last], (mention,), told=True
        )

    def spread(self, found: Sequence[Found], text: str) -> list[Found]:
        """Return `found` with the kind of "les régions de A, B et C" given to every place of the list."""
        result: list[Found] = []
        governing: Found | None = None
        for f in found:
            if governing and result and f.kind == "country" and text[: f.left].endswith("("):
                result.append(f)
                continue  # "les villes de A (Chine), B (Inde)"
            last = next((g for g in reversed(result) if g is governing or not text[: g.left].endswith("(")), None)
            gap = _BRACKETED.sub("", text[last.right : f.left]) if last else ""
            near = last is not None and self.pack("kinds.list_gap").fullmatch(gap) is not None
            listed = text[: f.left].endswith("(") and f.kind in ("city", "region", "district")
            if listed and (told := self.pack("kinds.listed").search(text, max(0, f.left - LISTED), f.left)):
                f = self._as_kind(f, self._kinds[fold(told["kind"])]) or f
                f = governing = replace(f, weak=False)  # "quatre provinces du sud du Laos (A, B et C)"
            elif f.plural:
                governing = f
            elif governing is not None and near and f.actor.kind in ("city", "region", "district"):
                if f.told and f.actor.kind != governing.kind and not f.plural:
                    governing = governing if governing.actor.kind == "district" else None
                elif f.actor.kind != governing.kind:
                    f = self._as_kind(f, governing.kind) or f
                else:
                    f = replace(f, told=True)
            else:
                governing = None
            result.append(f)
        return self.belief.sifted(result, text, self._met)

    def _met(self, country: str | None) -> None:
        if country:
            self.recent[country] += 1

    def _as_kind(self, f: Found, kind: str) -> Found | None:
        told = fold(f.actor.text)
        extra = [p for key, p in self._extra.get(told.split(" ")[0], ()) if p and key == told and p.kind == kind]
        places = extra or [
            p for p in self.gazetteer.find(f.actor.text, kind=kind) if p.kind == kind or (p.population or 0) > SEAT
        ]
        same = [p for p in places if p.country == f.actor.country]
        if not (same or places):
            if kind == "city" or f.kind != "city" or f.actor.country == self.home:
                return None
            name = f"{f.actor.name} District" if kind == "district" else f.actor.name
            return replace(f, actors=(Mention(f.actor.text, name, kind, f.actor.country),), told=True, weak=False)
        place = (same or places)[0]
        mention = mention_of(place, f.actor.text)
        return replace(f, actors=(mention,), told=True)


def _large(place: Place) -> bool:
    """Tell whether a town is too large for the seat of a rural district of its name."""
    return ranks_as_region(place) or (place.population or 0) > SEAT
