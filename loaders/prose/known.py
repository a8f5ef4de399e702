"""What names are built of, and the names that are known: the ground on which the recognisers of names stand."""

import re
from collections.abc import Collection, Iterable, Iterator

from ...graph.model import Actor
from ...graph.names import fold
from .actors import Known
from .demonyms import Demonyms
from .found import Found, mention_of
from .ministries import Ministries
from .pack import Pack
from .pattern import Pattern
from .places import Places
from .titles import COMMA, PEOPLE, Title, Titles
from .tokens import Tokens

# what English puts behind the name of a unit that text calls by its name alone
_UNIT = re.compile(r" (?:Region|District|Province|Oblast|Krai|County|Prefecture|Governorate|Voivodeship)$")
_SHORT = re.compile(r' ?\((?:"[^"()]{2,40}"|[A-Z][\w-]{1,12})\)')  # what a name is called for short


def _told_by(pack: Pack) -> Iterator[Actor]:
    """Yield the exchanges, zones and organizations that the pack knows by name."""
    tables = [("exchanges.names", "exchange"), ("zones.names", "zone")]
    tables += [(f"organizations.{kind}", kind) for kind in pack.get("organizations")]
    for table, kind in tables:
        for land, line in pack.get(table).items():
            for told in filter(str.strip, line.split(";")):
                name, _, aliases = (part.strip() for part in told.partition("="))
                plain = name.replace(" Stock Exchange", " Exchange").replace(" Securities Exchange", " Exchange")
                others = (plain, *(alias.strip() for alias in aliases.split(",") if alias.strip()))
                yield Actor("", name, kind, land, others)


class KnownNames:
    """Recognises the names of a table, and holds the words and patterns of which other names are built."""

    def __init__(self, pack: Pack, demonyms: Demonyms, places: Places, known: Iterable[Actor] = ()) -> None:
        self.pack, self.demonyms, self.places = pack, demonyms, places
        known = list(known)
        self._known = Known([*known, *_told_by(pack)], pack.get("heads.variants").values())
        codes = pack.get("titles.peoples")
        lands = {code: land.name for code in codes if (land := places.gazetteer.get(code.lower()))}
        self.titles = Titles(pack, known, lands)
        self.ministries = Ministries(pack)
        self._of_home: str = pack.get("heads.variants.of")[0]
        self._heads: dict[str, list[tuple[str, str]]] = {}
        self._plural_ends: str = pack.get("words.plural.ends")
        self._plural_heads: set[str] = set()  # folded heads that the pack only has in the singular
        links = frozenset(pack.get("words.connectors").split())
        for kind, heads in [*pack.get("heads.heads").items(), ("zone", pack.get("zones.heads"))]:
            for head in map(fold, heads):
                self._heads.setdefault(head.split(" ", 1)[0], []).append((head, kind))
                plural = self._plural_of(head, links)
                if plural not in (head, *map(fold, heads)):
                    self._heads.setdefault(plural.split(" ", 1)[0], []).append((plural, kind))
                    self._plural_heads.add(plural)
        for found in self._heads.values():
            found.sort(key=lambda pair: -len(pair[0]))
        self._firms = frozenset(fold(w) for w in pack.get("heads.sections.company").split())
        self._neutral, self._towns, self._trades = (
            frozenset(fold(w) for w in pack.get(f"heads.sections.{k}").split()) for k in ("neutral", "towns", "trades")
        )
        self._trades |= pack.words("trades.makers")
        self._firms |= self._trades
        self._crafts = pack.words("heads.sections.crafts") | pack.words("trades.crafts")
        self._the = pack.words("words.the")
        self._shares: list[str] = pack.get("words.shares").split()
        self._short_heads = pack.words("words.short_heads")
        self._name_links = pack.words("words.name_links")
        self._no_zones = pack.words("words.no_zones")
        self._firmlike = re.compile(pack.get("heads.legal.firmlike").replace("(?-i:", "(?:") + r"\Z")
        self._manager, self._several = (re.compile(pack.get(f"heads.legal.{k}")) for k in ("managing", "several"))
        self._announced, self._announces = pack("heads.legal.announced"), pack("trades.announces")
        self._acts, self._makes, self._does = pack("heads.legal.acts"), pack("heads.legal.makes"), pack("trades.does")
        self._titled, self._given = pack("people.titled"), pack.words("people.given")
        self._particles = pack.words("people.particles")
        self._plants = frozenset(fold(w) for w in pack.get("heads.sections.plants").split())
        self._plants |= {f"{plant}{self._plural_ends}" for plant in self._plants}
        self._towns |= {f"{town}{self._plural_ends}" for town in self._towns}
        self._branches = pack.words("heads.branches")
        self._ordinary, self._plain = pack.words("words.ordinary"), pack.words("words.plain")
        self._months = frozenset(fold(month) for month in pack.get("dates.months"))
        self._numbers = frozenset(fold(number) for number in pack.get("words.numbers"))
        self._managing, self._joint = pack.words("words.managing"), pack.words("words.joint")
        self._never = frozenset(pack.get("words.never").split())
        self._singular_s = frozenset(pack.get("words.singular_s").split())
        self._stops = frozenset(fold(w) for w in pack.get("words.stops").split())
        self._links = frozenset(pack.get("words.connectors").split())
        self._articles = frozenset(pack.get("words.articles").split())
        self._brands = {fold(name): land for land, names in pack.get("brands").items() for name in names.split("; ")}
        self._possessives = pack.words("words.possessives")
        self._led = pack.words("words.led")
        self._verbs_too, self._subjects = pack.words("words.verbs_too"), pack.words("words.subjects")
        self._and, self._at, self._of = pack.words("words.and"), pack.words("words.at"), pack.words("words.of")
        self._citing, self._number_words = pack.words("words.citing"), pack.words("words.number_words")
        self._units, self._agencies = pack.words("words.units"), pack.words("words.agencies")
        self._definite, self._of_place = pack.words("words.definite"), pack.words("words.of_place")
        self._contracted = pack.words("words.contracted")
        self._others, self._unnamed = pack.words("words.opens_other_name"), pack.words("words.unnamed")
        self._ends, self._kin = pack.words("words.firm_ends"), pack.words("words.kin")
        self._listing, self._wide = self.ministries.heads | pack.words("words.listing"), pack.words("words.wide")
        self._ranks = pack.words("words.ranks")
        self._national, self._sides = pack.words("words.national"), pack.words("words.sides")
        self._number_marks = frozenset(pack.get("words.number_marks").split())
        self._vague = pack.words("words.vague")
        self._unique, self._many = pack.words("words.unique"), pack.words("kinds.plural_articles")
        self._partitive = self._many - self._articles  # "des", "aux"
        self._numbers = frozenset(pack.get("words.numbers")) - self._articles
        self._on: list[str] = pack.get("words.on").split()
        self._on_set = frozenset(self._on[1:])
        self._helping, self._past = pack.words("words.helping"), re.compile(pack.get("words.past"))
        self._made = pack.words("words.made")
        self._in_land = pack.words("heads.in_land")
        self._within, self._for = pack.words("words.within"), pack.words("words.purpose")
        self._titled_heads = pack.words("heads.titled")
        self._governments = pack.words("heads.governments")
        self._state, self._genitive = pack.words("words.state"), pack.get("words.genitive")
        self._indefinite_words = pack.words("words.indefinite")
        self._unsure = self._indefinite_words | pack.words("words.other")
        self._making = pack.words("words.making")
        self._zones, self._zone_words = pack.words("words.zones"), pack.words("words.zone_words")
        self._before = re.compile(pack.get("heads.legal.before") + r"\b\.?")
        self._after = re.compile(r"[ ,]*(?:\([A-Z][\w ]*\) ?|& )?" + pack.get("heads.legal.after") + r"(?!\w)")
        self._form_behind = re.compile(rf' "?{pack.get("heads.legal.before")}\b"?(?! ?["A-ZÀ-Ý])')
        self._after_form = re.compile(pack.get("heads.legal.form") + r"\b")
        self._glued = pack("heads.legal.glued")
        self._mixed = re.compile(pack.get("heads.legal.mixed"))
        self._bracketed = re.compile(r" \([A-Z]\w+\) [A-Z]")
        self._parks = pack.words("zones.parks")
        self._english_zone = re.compile(pack.get("heads.zones.lower"))
        self._zone_tail = re.compile(pack.get("heads.zones.tail"))
        self._own_zone = re.compile(r"(?P<name>(?:[A-Z][\w'-]+ ){1,3}" + pack.get("heads.zones.tail") + r")\Z")
        self._tails = {word: kind for kind, words in pack.get("heads.tails").items() for word in words.split()}
        self._english, self._abroad = (
            [(pack.compile(self._named(p)), name) for p, name in pack.get(f"heads.{table}").items()]
            for table in ("english", "abroad")
        )
        self._town_before, self._named_like = pack("zones.town_before"), pack.words("zones.tails")
        named, english = pack.get("zones.named"), pack.get("zones.english")
        self._zone_names = [(pack.compile(f"(?:{head}){named}"), name) for head, name in english.items()]

    def knows(self, name: str) -> bool:
        """Tell whether the table has an actor of this name."""
        return self._known.named(name) is not None

    def is_called(self, name: str, kind: str) -> bool:
        """Tell whether an English name is one of an actor of this kind by its last word: "Osaka Exchange"."""
        return self._tails.get(name.rsplit(" ", 1)[-1]) == kind

    def makes(self, text: str, end: int) -> bool:
        """Tell whether what stands behind a name is what only firms do: "fabrique des engins"."""
        return self._makes.match(text, end) is not None

    def _other_begins(self, tokens: Tokens, j: int) -> bool:
        """Tell whether word `j`, behind an article, is another's: "obtenu du ministère de la santé l'agrément"."""
        joined = self._links | self._stops | self._at | self._within | self._for | {self._on[0]}
        return tokens.keys[j] in self._heads or (j > 1 and tokens.keys[j - 2] not in joined)

    def is_plant(self, words: str) -> bool:
        """Tell whether the words before the name of a firm say that it is a plant: "l'usine"."""
        return not self._plants.isdisjoint(fold(words).split())

    @staticmethod
    def _named(pattern: str) -> str:
        return pattern.replace("{p}", "(?P<p>.+)")

    def _plural_of(self, head: str, links: frozenset[str]) -> str:
        """Return a folded head in the plural: its noun and the adjectives of it, up to what it is of."""
        words = head.split(" ")
        end = next((i for i, word in enumerate(words) if word in links), len(words))
        many = " ".join(word + self._plural_ends for word in words[:end])
        for ending, plural in self.pack.get("words.plural.of").items():
            many = re.sub(ending, plural, many)
        return " ".join([many, *words[end:]])

    @property
    def openers(self) -> dict[str, Collection[str]]:
        """The folded words with which a name can begin in lower case, with those one of which follows; none for any."""
        nouns = self._heads.keys() | self._branches | self._firms | self._plants | self._towns
        return self._known.seconds | dict.fromkeys(nouns, ())

    def _indefinite(self, tokens: Tokens, i: int) -> bool:
        """Tell whether the noun at word `i` is any such thing, and so none of a name: "une usine de MAZ"."""
        if i > 0 and tokens.keys[i - 1] in self._indefinite_words and tokens.near(i - 1):
            return True
        any_plant = i > 1 and tokens.keys[i - 2] in self._indefinite_words and tokens.words[i - 1].islower()
        if any_plant and tokens.keys[i] in self._plants:
            return True  # "une grande usine de MAZ"
        words = tokens.keys[i + 1 : i + 3]  # "les usines d'assemblage de MAZ": what MAZ has, not its name
        return len(words) == 2 and words[0] in self._of and words[1] in self._making

    def _known_at(self, tokens: Tokens, i: int) -> Found | None:
        here = self._known.at(tokens, i)
        if here is None:
            return None
        actor, last = here
        text = tokens.text[tokens.starts[i] : tokens.ends[last]]
        mention = mention_of(actor, text)
        left, right = self._widen(tokens, i, last)
        return Found(left, right, tokens.starts[i], tokens.ends[last], (mention,))

    def _run(self, tokens: Tokens, i: int, *, joined: bool = False) -> int:
        """Return the last word of the capitalised or quoted run that begins at word `i`.

        A run that is known to be a name may be `joined` by "d'", "du" and "des": "Blé d'Or".
        """
        text = tokens.text
        if (tokens.capital(i) and tokens.starts[i] and text[tokens.starts[i] - 1] == '"') or text[
            max(0, tokens.starts[i] - 2) : tokens.starts[i]
        ] == '" ':
            end = text.find('"', tokens.starts[i])
            if 0 < end - tokens.starts[i] <= 70:
                last = i
                while last + 1 < len(tokens) and tokens.starts[last + 1] < end:
                    last += 1
                return last
        last = j = i
        while j + 1 < len(tokens) and j - i < 12:
            gap = tokens.gap(j)
            if tokens.words[j + 1].isdigit() and (gap.strip() or f"{tokens.words[j]}.").lower() in self._number_marks:
                j = last = j + 1  # "Trest № 7"
                continue
            if tokens.keys[j + 1] in self._number_words and j + 2 < len(tokens) and tokens.words[j + 2].isdigit():
                j = last = j + 2  # "Trest n° 7"
                continue
            if gap.strip(" -&()+/'") or ("(" in gap and ")" in gap):
                break
            if gap.strip(" ") == "-" and gap != "-" and self._is_place(tokens, i, j):
                break  # "en Ouzbékistan - Rufais LLC"
            if ")" in gap and "(" not in text[tokens.starts[i] : tokens.ends[j]]:
                break
            if "(" in gap and not self._bracketed.match(text, tokens.ends[j]):
                break
            j += 1
            if self._after_form.match(tokens.words[j]) and j > i:
                break
            if tokens.capital(j):
                last = j
            elif joined and self._inner_link(tokens, j):
                continue  # "Blé d'Or"
            elif tokens.keys[j] not in self._name_links and "-" not in gap:
                break
        return last

    def _inner_link(self, tokens: Tokens, j: int) -> bool:
        """Tell whether word `j` joins two capitalised words of one name: "Blé d'Or", "Les Éleveurs du Val"."""
        if j + 1 == len(tokens) or not tokens.near(j) or not tokens.capital(j + 1) or not tokens.near(j - 1):
            return False
        elided = tokens.keys[j] in self._of and tokens.gap(j).strip() == "'"
        return (elided or tokens.keys[j] in self._contracted) and self.places.at(tokens, j + 1) is None

    def _is_place(self, tokens: Tokens, first: int, last: int) -> bool:
        """Tell whether the words from `first` to `last` are a place and nothing more."""
        place = self.places.at(tokens, first)
        return place is not None and place.right >= tokens.ends[last]

    def _told(self, tokens: Tokens, i: int, last: int, place: Found | None) -> tuple[Actor | None, str | None]:
        """Return the known actor that words `i` to `last` name, and their name in English."""
        title = self._title(tokens, i, last, place)
        return self.titles.known(title), self.titles.english(title)

    def _title(self, tokens: Tokens, i: int, last: int, place: Found | None) -> Title:
        """Return words `i` to `last`, which name an institution or a plant, as a title."""
        keys, names, peoples, inner, joined, town, of = [tokens.keys[i]], [], [], "", "", "", False
        j = i + 1
        while j <= last:
            key = tokens.keys[j]
            if tokens.gap(j - 1).strip() == COMMA:
                keys.append(COMMA)
            if place and place.left <= tokens.starts[j] < place.right:
                j += 1
                continue
            if key in self._heads and tokens.keys[j - 1] in self._links and (found := self._inner(tokens, j, last)):
                inner, place = found.actor.name, None
                break
            two = self.titles.direction(tokens.keys[j : j + 2]) if j < last else None
            if tokens.capital(j) and (direction := two or self.titles.direction([key])):
                names.append(direction)
                j += 2 if two else 1
                continue
            code = self.demonyms.country(key)
            code = code or (self.demonyms.prefix(key) if tokens.near(j, joints="-") else None)
            of = of or (tokens.keys[j - 1] in self._of and key not in self._unnamed)
            if (
                code and of and (place or j < last)
            ):  # "centre de la culture biélorusse de Gomel": of the culture, not of the centre
                keys.append(f"{PEOPLE}{code}")
            elif code:
                peoples.append(code)
            elif tokens.capital(j) and place and tokens.starts[j] == place.end + 1 and tokens.gap(j - 1) == "-":
                joined = f"-{tokens.words[j]}"  # "Marseille-Provence"
            elif place is None and tokens.keys[j - 1] in self._of and all(map(tokens.capital, range(j, last + 1))):
                town = tokens.text[tokens.starts[j] : tokens.ends[last]]  # one that no table knows
                break
            elif not of and tokens.capital(j) and not self.titles.knows(key) and key not in self._links:
                names.append(tokens.words[j])
            else:
                keys.append(key)
            j += 1
        while keys[-1] in self._links:
            keys.pop()
        country = place.actor.name if place and place.kind == "country" else ""
        where = place.actor.name if place and not country else town
        if place and not place.told:
            where = _UNIT.sub("", where)
        return Title(keys, where + joined, inner or country, names, peoples)

    def _inner(self, tokens: Tokens, j: int, last: int) -> Found | None:
        """Return the actor at word `j` that ends a name: "l'institut de physique de l'académie des sciences de A"."""
        return self._known_at(tokens, j)

    def _distributes(self, after: str) -> bool:
        return self.pack("kinds.and_start").match(after) is not None

    def _widen(self, tokens: Tokens, first: int, last: int) -> tuple[int, int]:
        """Return the span of a name with its quotes, its legal form, nouns before ("la société") and "(BSU)" after."""
        text = tokens.text
        right = tokens.ends[last]
        if text[right : right + 1] == ")" and "(" in text[tokens.starts[first] : right]:
            right += 1
        if match := self._after.match(text, right):
            right = match.end()
        if text[right : right + 1] == '"':
            right += 1
        if (match := _SHORT.match(text, right)) and not (last + 1 < len(tokens) and self.places.at(tokens, last + 1)):
            right = match.end()
        if match := self._form_behind.match(text, right):
            right = match.end()
        i, left = first, tokens.starts[first]
        while i > 0 and first - i < 8:
            key, gap = tokens.keys[i - 1], tokens.gap(i - 1)
            if gap.strip(" '\""):
                break
            noun = key in self._neutral | self._trades and not self._indefinite(tokens, i - 1)
            if self._before.fullmatch(tokens.words[i - 1]) or noun or key in self._zones:
                i -= 1
                left = tokens.starts[i]
                continue
            if self.demonyms.country(key) and i > 1 and tokens.keys[i - 2] in self._neutral | self._zones:
                i -= 1
                continue
            if key in self._definite and not gap.strip(" '\""):
                left = tokens.starts[i - 1]
            break
        if left > 0 and text[left - 1] == '"' and text.count('"', left, right) % 2:
            left -= 1
        return left, right

    def english(self, text: str, place: Found | None = None, *, home: bool = False) -> str | None:
        """Return the English name of an institution where a rule of the pack gives one.

        `home` tells that the text ends with the name of the home country, which is not in the text read.
        """
        text = written(text)
        usual = self._fit(self._english, text, place, home=home)
        at_home = place is not None and place.actor.country == self.places.home
        if usual is None or at_home or home or self.knows(usual):
            return usual
        return self._fit(self._abroad, text, place, home=home) or usual

    def _ends_with(self, name: str, place: Found | None) -> bool:
        """Tell whether a name that ends with `name` ends with a place, or with what can only be one."""
        if place is not None:
            return fold(place.actor.text).endswith(fold(name))
        return name[0].isupper() and name[1:2].islower() and not self.titles.knows(fold(name.split()[0]))

    def _fit(
        self, patterns: Iterable[tuple[Pattern, str]], text: str, place: Found | None, *, home: bool
    ) -> str | None:
        """Return what the first of `patterns` that fits `text` makes of it."""
        for pattern, template in patterns:
            match = pattern.fullmatch(text)
            if match is None or not (home or self._ends_with(match["p"], place)):
                continue
            name = match["p"]
            if place is not None:
                name = place.actor.name
                if not place.told or "Executive" in template:
                    name = _UNIT.sub("", name)
                if place.kind == "region" and template.startswith("{p} Chamber"):
                    template = template.removeprefix("{p} ") + " of {p}"
                if place.kind == "country" and template == "{p} University":
                    template = "University of {p}"
                elif place.kind == "country" and template.startswith("{p} State"):
                    name = self.titles.people(place.actor.country) or name
            return str(template).format(p=name)
        return None


def written(name: str) -> str:
    """Return a name as written, with a capital and without quotes."""
    name = " ".join(name.replace('"', " ").split())
    return name[:1].upper() + name[1:]
