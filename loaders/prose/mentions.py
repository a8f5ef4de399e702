"""Finds every actor a block names, from left to right, the longest reading at each word."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...graph.gazetteer import Gazetteer
from ...graph.model import Actor, Mention
from .counterparts import Counterparts
from .demonyms import Demonyms
from .found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, MARKET, NAME, PEOPLE, SIDE, Found, country_of, mention_of
from .names import Names
from .pack import Pack
from .pattern import Match
from .places import Places
from .shorts import Shorts
from .text import Text
from .tokens import Tokens

KNOWN = 300_000  # people of a town that is more than the name of a firm
_UNITS = frozenset({"region", "district", "city"})
_WHERE = frozenset({"country", "region", "city"})


class Finder:
    """Recognises the actors of a text in one language; `home` is the country texts are mostly about (ISO alpha-2)."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer, home: str = "BY", known: Iterable[Actor] = ()) -> None:
        self.pack = pack
        self._definite = pack.words("words.definite")
        self._copulas = pack.words("words.copulas")
        self._halves, self._to = pack.words("words.halves"), pack.words("words.to_plural")
        self._led, self._titled = pack.words("words.led"), pack.words("words.titled")
        self._bare = pack.words("words.no_article")
        self._given = pack.words("people.given")
        self._states = pack.words("words.unnamed")
        self.gazetteer = gazetteer
        self.demonyms = Demonyms(pack)
        self.places = Places(pack, gazetteer, self.demonyms, home)
        self.names = Names(pack, self.demonyms, self.places, known)
        self.counterparts = Counterparts(pack, gazetteer, self.names)
        self._periphrases: dict[str, list[tuple[list[str], str]]] = {}  # by their first words, the longest first
        for phrase, code in sorted(pack.get("demonyms.periphrases").items(), key=lambda pair: -pair[0].count(" ")):
            self._periphrases.setdefault(phrase.split(" ")[0], []).append((phrase.split(" "), code))
        self.shorts = Shorts(pack, gazetteer, self.names)
        self._openers = self.names.openers | dict.fromkeys(self._periphrases.keys() | self.demonyms.words, ())

    def country(self, code: str, text: str) -> Mention:
        """Return the country with this ISO code, named by `text`."""
        return country_of(self.gazetteer, code, text)

    def reset(self) -> None:
        """Forget what was met: a new document begins."""
        self.places.reset()
        self.shorts.reset()

    def find(self, text: str, *, firms: bool = False) -> list[Found]:
        """Return the actors named in `text`, in order, none inside another.

        `firms` tells that it is an item or a row that is expected to begin with a firm.
        """
        text = Text.of(text)
        tokens = Tokens.of(text)
        found: list[Found] = []
        done, lower = 0, self.places.lower
        if not tokens.keys or tokens.keys[0] not in self.places.those:
            self.places.last_told = None  # "celle de A" is of a kind told in this block, or before one that it opens
        before = ""
        following = [*tokens.keys[1:], ""]
        for i, (word, key, start) in enumerate(zip(tokens.words, tokens.keys, tokens.starts, strict=True)):
            last, before = before, key
            if start < done:
                continue
            if last in self._titled and (person := self._person(tokens, i)):
                done = person
                continue
            if key in self._given and (person := self._given_name(tokens, i)):
                done = person
                continue
            small = word[0].islower()
            after = self._openers.get(key) if small else ()
            here = self._at(tokens, i) if after is not None and (not after or following[i] in after) else None
            if here is None:
                if small:
                    lower.add(key)
                continue
            here = self.shorts.read(_prefixed(here, tokens, i), text)
            while found and here.left < found[-1].right and found[-1].role != NAME:
                here = self._joined(found.pop(), here, text)
                done = max(found[-1].right, found[-1].end) if found else 0
            if here.left < done:
                here = replace(here, left=max(done, min(here.start, start)))
            if found and (flag := self._flag(found[-1], here, text)):
                land = found.pop().actor.country
                here = replace(here, left=flag.start(), weak=here.weak and here.actor.country != land)
            elif found and self._named_next(found[-1], here, text):
                here = replace(here, left=found.pop().left)
            if found and self._belongs(found[-1], here, text):
                found[-1] = replace(found[-1], right=here.right)
            else:
                found.append(self._distributed(found, here, text) if found else here)
            done = max(here.right, here.end)
        kept = [f for f in found if not f.generic]
        if firms:
            kept = [replace(f, weak=False) if self._heads(f, text) else f for f in kept]
        return self.counterparts.owned(self.counterparts.namesakes(self.places.spread(kept, text), text), text)

    def _heads(self, f: Found, text: str) -> bool:
        """Tell whether an unknown name begins an item of a list or a cell of a table."""
        before = text[: f.left]
        label = text.startswith(" :", f.right) and self.pack("frames.places_behind").match(text)
        begins = not before.strip(' "*') or before.rstrip(' "*').endswith("|")
        item = self.pack("frames.item").fullmatch(before) or self.pack("frames.next_item").search(before)
        return f.kind == "company" and not label and (begins or item is not None)

    def _flag(self, land: Found, here: Found, text: str) -> Match | None:
        """Return where the flag of a country begins that stands before its town: "Drapeau de l'Italie Parme"."""
        if land.kind != "country" or here.kind == "company" or text[land.right : here.left] != " ":
            return None
        return self.pack("places.flag").search(text, max(0, land.start - 24), land.start)

    def _named_next(self, first: Found, here: Found, text: str) -> bool:
        """Tell whether `here` is the name of `first`: "son partenaire chinois Zoomlion", "l'allemande Altena"."""
        if first.role == ADJECTIVE and here.role == NAME and here.kind in ("city", "region"):
            return text[first.right : here.left] == " " and first.actor.country == here.actor.country
        singular = first.role == SIDE and self.pack("kinds.the_one").search(text, max(0, first.start - 3), first.start)
        if first.role not in (PEOPLE, FIRMS) and not singular:
            return False
        if here.role != NAME or here.kind in _WHERE | {"district"}:
            return False
        plural = not singular and self.pack("kinds.many").search(text, first.start, first.end)
        return not plural and text[first.right : here.left].strip(' "') == "" and here.left > first.right - 1

    def _belongs(self, first: Found, here: Found, text: str) -> bool:
        """Tell whether `here` only says where `first` is: "le district de Jiading de Shanghai"."""
        if (
            first.role != NAME
            or first.weak
            or here.role not in (NAME, ADJECTIVE)
            or here.kind not in _WHERE
            or (here.told and here.plural)
        ):
            return False
        gap = text[first.right : here.left]
        if here.role == ADJECTIVE:
            if not gap.strip() and first.kind in _WHERE - {"country"} and first.actor.country == here.actor.country:
                return True  # "la ville de Hefei chinoise"
            return first.kind in ("district", "city") and self.pack("kinds.of_capital").fullmatch(gap) is not None
        same = here.kind == "country" and first.actor.country == here.actor.country and first.kind not in _WHERE
        if self.pack("kinds.of_gap").fullmatch(gap) is None and not (same and gap == " "):  # "Gosstandart Bélarus"
            return False
        if first.kind in _WHERE:
            return (
                first.kind != "country"
                and first.actor.country in (here.actor.country, None)
                and first.actor.name != here.actor.name
            )
        abroad = first.kind == "company" and here.actor.country != self.places.home
        if abroad and self.names.is_plant(text[first.left : first.start]):
            return False  # "l'usine Alfa de Debrecen": one of its plants
        return first.kind != "country" and not first.generic

    def _joined(self, first: Found, here: Found, text: str) -> Found:
        """Return `here` with the country of `first` too, in "l'entreprise biélorusse et chinoise"."""
        if not first.role == here.role == FIRMS or not self.pack("kinds.one_firm").match(text, here.left):
            return here
        joint = self.pack("kinds.and_gap").fullmatch(text[first.end : here.end].removesuffix(here.actor.text))
        return here.of(first.actor, here.actor) if joint else here

    def _distributed(self, found: Sequence[Found], here: Found, text: str) -> Found:
        """Return what `here` is after "les ministères de la Santé de A et": the same body, of this place."""
        first = found[-1]
        if first.kind == "country" and len(found) > 1 and text[: first.left].endswith("("):
            first = found[-2]  # "les municipalités de A (Algérie) et de B"
        if same := self.counterparts.of(found, here, text):
            return same
        if not first.shared or (here.kind not in _WHERE and here.role != ADJECTIVE):
            return here
        if self.pack("kinds.and_gap").fullmatch(text[first.right : here.left]) is None:
            return here
        if first.generic and here.kind == "country":
            return replace(here, generic=True, shared=first.shared)  # "des universités d'Égypte et du Ghana"
        name = self.names.distributed(first.shared, here)
        mention = Mention(
            self.pack.get("words.genitive").format(name=first.shared, place=here.actor.text),
            name,
            first.kind,
            here.actor.country,
        )
        return replace(here, actors=(mention,), role=NAME, shared=first.shared, weak=False)

    def of_both(self, text: str, start: int, found: Sequence[Found]) -> list[Found]:
        """Return `found` with the two that "les ministères de la Santé des deux pays" means for the two countries.

        `text` begins at `start` of its block.
        """
        result: list[Found] = []
        for f in found:
            if f.role == ANAPHOR and len(f.actors) == 2 and all(a.kind in _WHERE for a in f.actors):
                f = self._bodies(text, start, result[-1].right - start if result else 0, f) or f
            result.append(f)
        return result

    def _bodies(self, text: str, start: int, after: int, both: Found) -> Found | None:
        """Return the bodies of the two places of `both` that its own noun or the words before it in `text` tell."""
        own = Tokens.of(text[both.start - start : both.right - start])
        before = Tokens.of(text[max(after, both.left - start - 120) : both.left - start])
        named = None if both.kind == "city" else self.names.shared_last(own)  # "les deux municipalités"
        left = both.left
        if named is None and before.keys and not before.gap(len(before) - 1).strip(" '"):
            named = self.names.shared_last(before)
            left = max(after, both.left - start - 120) + start + (before.starts[named[0]] if named else 0)
        if named is None:
            return None
        _, shared, kind = named
        places = [both.of(actor) for actor in both.actors]
        if not all(self.names.each_has_one(shared, place) for place in places):
            return None
        written = text[left - start : both.right - start]
        bodies = tuple(
            Mention(written, self.names.distributed(shared, place), kind, place.actor.country) for place in places
        )
        return replace(both.of(*bodies), left=left, start=left)

    def _at(self, tokens: Tokens, i: int) -> Found | None:
        key = tokens.keys[i]
        if key in self._periphrases and (found := self._periphrase(tokens, i)):
            return found
        found = self.shorts.at(tokens, i) or self.places.told(tokens, i)
        if found is None and not self._named_place(tokens, i):
            found = self.names.at(tokens, i)
        if found is not None:
            return found
        if tokens.capital(i) and not self.names.opens_craft(tokens, i) and (found := self.places.at(tokens, i)):
            longer = self.names.bare(tokens, i) if self._may_go_on(tokens, i, found) else None
            if longer and (longer.end > found.end or (found.weak and self.names.announced(tokens, i))):
                return longer
            if found.kind == "city" and not found.told and self._only_firms_do(tokens, i, found):
                return self.names.bare(tokens, i) or found
            if found.kind == "city" and not found.told and found.actor.country != self.places.home:
                firm = self.names.branded(tokens, i)
                return firm or self._firm_by_now(tokens, i, found) or found
            return self._firm_by_now(tokens, i, found) or found
        return self._adjective(tokens, i) or self.names.bare(tokens, i)

    def _firm_by_now(self, tokens: Tokens, i: int, place: Found) -> Found | None:
        """Return the firm that a name means which no table knows, though the text seemed to name a town by it."""
        if place.actor.id or place.told or place.kind != "city":
            return None
        firm = self.names.bare(tokens, i)
        return firm if firm and (not firm.weak or firm.actor.name in self.places.belief.firms) else None

    def _only_firms_do(self, tokens: Tokens, i: int, town: Found) -> bool:
        """Tell whether what follows the name of a small town abroad is what firms do: "Komatsu fabrique des engins"."""
        place = self.gazetteer.get(town.actor.id)
        led = i > 0 and tokens.keys[i - 1] in self._led and tokens.near(i - 1)
        if led or town.actor.country == self.places.home or (place and (place.population or 0) > KNOWN):
            return False
        return self.names.makes(tokens.text, town.right)

    def _named_place(self, tokens: Tokens, i: int) -> bool:
        """Tell whether a kind word right before word `i` says that a place's name begins: "la région Centre-Sud"."""
        told = i > 0 and self.places.kind_word(tokens.keys[i - 1]) in _UNITS
        return told and tokens.capital(i) and tokens.gap(i - 1) == " "

    def _person(self, tokens: Tokens, i: int) -> int:
        """Return where the name of a person ends that word `i` begins behind a title: "le maire A B"; 0 if none."""
        if not tokens.capital(i) or tokens.gap(i - 1) not in (" ", ". "):
            return 0
        last = i
        while last - i < 3 and tokens.near(last, joints=" -'") and tokens.capital(last + 1):
            last += 1
        place = self.places.at(tokens, i)
        whole = place is not None and place.kind == "country"
        return 0 if whole or tokens.words[i].isupper() else tokens.ends[last]

    def _given_name(self, tokens: Tokens, i: int) -> int:
        """Return where the name of a person ends that the given name at word `i` begins: "Alain Sorel"; 0 if none."""
        if not (tokens.near(i, joints=" ") and tokens.capital(i) and tokens.capital(i + 1)):
            return 0
        if tokens.words[i].isupper() or tokens.words[i + 1].isupper() or tokens.words[i + 1].isdigit():
            return 0
        if self.names.at(tokens, i) or self.places.kind_word(tokens.keys[i + 1]):
            return 0
        place = self.places.at(tokens, i)
        if place is not None and (place.kind == "country" or place.told or place.end > tokens.ends[i]):
            return 0
        return tokens.ends[i + 1] if place is not None else 0

    def _may_go_on(self, tokens: Tokens, i: int, place: Found) -> bool:
        """Tell whether the town found at word `i` may only begin the name of a firm: "Gulf Tyres"."""
        if place.kind == "country" and i and tokens.keys[i - 1] in self._bare and self._row(tokens, i, 1):
            firms = self._row(tokens, i, 2) or self.pack("belief.business").search(tokens.text)
            return not place.told and bool(firms)  # "appartient à Kazakhstan Temir Joly", "que Togo Soja"
        if place.told or (place.kind == "country" and not place.weak) or self._paired(tokens, place):
            return False
        text = tokens.text
        if place.weak or (text[:i] and text[tokens.starts[i] - 1 : tokens.starts[i]] == '"'):
            return True
        nxt = i + 1
        row = tokens.near(i, joints=" ") and tokens.ends[i] == place.end and tokens.capital(nxt)
        led = i > 0 and tokens.keys[i - 1] in self._led and tokens.near(i - 1)
        long = row and (len(tokens.keys[nxt]) > 3 or (tokens.near(nxt, joints=" -") and tokens.capital(nxt + 1)))
        town = self.places.at(tokens, nxt) if long and not led else place
        return town is None or town.weak

    def _row(self, tokens: Tokens, i: int, more: int) -> bool:
        """Tell whether `more` capitalised words follow word `i`, of which the next names no place."""
        row = all(tokens.near(j, joints=" ") and tokens.capital(j + 1) for j in range(i, i + more))
        return row and self.places.at(tokens, i + 1) is None

    def _paired(self, tokens: Tokens, place: Found) -> bool:
        """Tell whether a hyphen ties a place to another: "le jumelage Dinan-Galway"."""
        text = tokens.text
        if text[place.end : place.end + 1] != "-" or not self.pack("places.paired").search(
            text, max(0, place.left - 40), place.left
        ):
            return False
        nxt = next(j for j in range(len(tokens)) if tokens.starts[j] > place.end) if place.end + 1 < len(text) else 0
        return bool(nxt) and self.places.at(tokens, nxt) is not None

    def _periphrase(self, tokens: Tokens, i: int) -> Found | None:
        for words, code in self._periphrases[tokens.keys[i]]:
            if tokens.keys[i : i + len(words)] == words:
                last = i + len(words) - 1
                left = tokens.starts[i - 1] if i and tokens.keys[i - 1] in self._definite else tokens.starts[i]
                text = tokens.text[tokens.starts[i] : tokens.ends[last]]
                return Found(left, tokens.ends[last], tokens.starts[i], tokens.ends[last], (self._named(code, text),))
        return None

    def _named(self, name: str, text: str) -> Mention:
        """Return the country with this ISO code, or the place of this name."""
        if len(name) == 2:
            return self.country(name, text)
        place = self.gazetteer.find(name)[0]
        return mention_of(place, text)

    def _adjective(self, tokens: Tokens, i: int) -> Found | None:
        """Return what an adjective of a country names, alone or with its noun: "la partie chinoise"."""
        key, text = tokens.keys[i], tokens.text
        first = self.demonyms.prefix(key)
        if first and tokens.near(i, joints="-") and (second := self.demonyms.country(tokens.keys[i + 1])):
            left, end = tokens.starts[i], tokens.ends[i + 1]
            words = text[left:end]
            actors = (self.country(first, words), self.country(second, words))
            return Found(left, end, left, end, actors, role=ADJECTIVE)
        code = self.demonyms.country(key)
        if code is None:
            if name := self.demonyms.place(key):
                place = self.gazetteer.find(name)[0]
                mention = mention_of(place, tokens.words[i])
                return Found(
                    tokens.starts[i], tokens.ends[i], tokens.starts[i], tokens.ends[i], (mention,), role=ADJECTIVE
                )
            return None
        start, end = tokens.starts[i], tokens.ends[i]
        mention = self.country(code, tokens.words[i])
        self.places.recent[code] += 1
        if tokens.capital(i):  # "les Chinois"
            return Found(start, end, start, end, (mention,), role=SIDE)
        if i and tokens.keys[i - 1] in self.demonyms.money:
            return None
        left, role = self._noun(tokens, i)
        return Found(left, end, start, end, (mention,), role=role)

    def _noun(self, tokens: Tokens, i: int) -> tuple[int, str]:
        """Return where the noun of the adjective at word `i` begins, with its article, and the role it gives."""
        telling = False
        for back in range(1, 5):
            j = i - back
            if j < 0 or (tokens.gap(j).strip(" '") and not (back == 1 and tokens.keys[j] in self._halves)):
                break
            key = tokens.keys[j]
            if (
                key in self._copulas or key in self._to
            ):  # "le résident est le biélorusse Rufais": not the adjective of "résident"
                break
            role = self._role(key)
            if key in self._states and not (j and tokens.keys[j - 1] in self._definite and tokens.near(j - 1)):
                role = None  # "l'entreprise d'État biélorusse"
            telling = telling or key in self.demonyms.telling
            if role and telling:  # "villes jumelles chinoises": what ties them must stay to be read
                return tokens.starts[i], role
            if role:
                if j and tokens.keys[j - 1] in self._definite and tokens.near(j - 1):
                    j -= 1
                return tokens.starts[j], role
        return tokens.starts[i], ADJECTIVE

    def _role(self, key: str) -> str | None:
        if key in self.demonyms.sides:
            return SIDE
        if key in self.demonyms.firms:
            return FIRMS
        if key in self.demonyms.people:
            return PEOPLE
        if key in self.demonyms.markets:
            return MARKET
        return GOODS if key in self.demonyms.goods else None


def _prefixed(here: Found, tokens: Tokens, i: int) -> Found:
    """Return an unknown name with the letter that stands before it: "N'Dalatando"."""
    if not i or here.actor.id or tokens.gap(i - 1) != "'" or tokens.words[i - 1] not in ("N", "M"):
        return here
    if here.start != tokens.starts[i]:
        return here
    start, text = tokens.starts[i - 1], f"{tokens.words[i - 1]}'"
    name = replace(here.actor, text=text + here.actor.text, name=text + here.actor.name)
    return replace(here, left=min(here.left, start), start=start, actors=(name,))
