"""Names of firms: a quoted or capitalised run beside a word for firms ("société", "usine") or a legal form ("LLC")."""

from dataclasses import replace

from ...graph.model import Mention
from ...graph.names import fold
from .found import Found, mention_of
from .tokens import Tokens
from .trades import Trades

OFFICE = 200  # characters before a name in which the office of somebody is told
OF_PEOPLE = 4  # words of somebody's name at most
TRADE = 7  # words after a noun for firms that may tell which one


class Firms(Trades):
    """Recognises firms, and institutions with English names."""

    def bare(self, tokens: Tokens, i: int) -> Found | None:
        """Return a capitalised or quoted run that may be a firm: weak, unless it is built or announced like one."""
        quoted = tokens.starts[i] > 0 and tokens.text[tokens.starts[i] - 1] == '"'
        if (
            not tokens.capital(i)
            or self._ordinal(tokens.words[i])
            or (len(tokens.words[i]) < 3 and not self._opens_run(tokens, i) and tokens.keys[i] not in self._brands)
            or (tokens.keys[i] in self._stops and tokens.gap(i) != "&")
            or (tokens.keys[i] in self._articles and (i == 0 or tokens.gap(i - 1).strip(' "')))
        ):
            return None
        if (
            (tokens.keys[i] in self._never and not self._compass(tokens, i))
            or tokens.keys[i] in self._partitive
            or tokens.keys[i] in self._citing
            or tokens.keys[i] in self.places.lower
            or self.demonyms.country(tokens.keys[i])
            or self.places.kind_word(tokens.keys[i])
        ):
            return None
        if tokens.keys[i] in self._articles and i + 1 < len(tokens) and self.places.at(tokens, i + 1):
            return None  # "Les Émirats"
        if tokens.words[i].isupper() and "-" in tokens.gap(i) and self._names_zone(tokens, i + 1):
            return None  # "ACME-Zone économique spéciale de A"
        last = self._run(tokens, i)
        if not quoted and last > i and tokens.keys[i + 1] in self._heads and self._of_follows(tokens, i + 1):
            return None  # "Entente Université de A"
        if not quoted and self._person(tokens, i, last):
            return None
        if last == i and not quoted and self.pack("words.adverb").fullmatch(tokens.words[i]):
            return None  # "Concrètement"
        found = self._firm(tokens, i, last, tokens.starts[i], None)
        name = tokens.text[found.start : found.end]
        sure = bool(self._firmlike.match(name.replace('"', ""))) or self.announced(tokens, i)
        sure = sure or self._acting(tokens, i, found.right)
        sure = sure or self._styled(tokens, last) or self._introduced(tokens, i)
        if name.isupper() and len(name) <= 4:
            sure = False
        brand = self._brand(name)
        if brand is not None:
            sure = True
            found = found.of(replace(found.actor, country=brand)) if brand and not found.actor.country else found
        if (
            self._rubric(tokens, i, last)
            or (last == i and self._names_kind(tokens.keys[i]))
            or (quoted and last - i > 3)
            or (tokens.words[i].isupper() and len(tokens.words[i]) > 14)
        ):
            return None
        return replace(found, weak=not sure)

    def _compass(self, tokens: Tokens, i: int) -> bool:
        """Tell whether a name begins with a point of the compass: "le gazoduc Nord Stream", not "le Nord Kivu"."""
        points, led = self.pack("words.compass"), i and tokens.keys[i - 1] not in self._articles | self._contracted
        if not led or not points.fullmatch(tokens.words[i]) or not tokens.near(i, joints=" "):
            return False
        return tokens.capital(i + 1) and self.places.at(tokens, i + 1) is None

    def branded(self, tokens: Tokens, i: int) -> Found | None:
        """Return the firm that is known by the name at word `i`, though a town has that name too: "Toyota"."""
        if tokens.keys[i] not in self._brands or (i and tokens.keys[i - 1] in self._led and tokens.near(i - 1)):
            return None
        return self.bare(tokens, i)

    def _brand(self, name: str) -> str | None:
        """Return the country of the firm that is known by this name, "" of one whose name begins with that, or None."""
        words = fold(name.replace('"', "")).split(" ")
        for end in range(min(len(words), 4), 0, -1):
            land = self._brands.get(" ".join(words[:end]))
            if land is not None:
                return land if end == len(words) else ""
        return None

    @staticmethod
    def _opens_run(tokens: Tokens, i: int) -> bool:
        """Tell whether a word of two capitals or fewer begins a longer name: "TH Alfa", "C&A"."""
        joined = tokens.near(i) and len(tokens.words[i]) == 2 and tokens.words[i].isupper()
        return (joined or tokens.gap(i) == "&") and i + 1 < len(tokens) and tokens.capital(i + 1)

    def _of_follows(self, tokens: Tokens, j: int) -> bool:
        return tokens.near(j, joints=" ") and tokens.keys[j + 1] in self._of

    def _names_kind(self, key: str) -> bool:
        """Tell whether a word only names a kind of firm or of body, in the singular or the plural."""
        single = key.removesuffix(self._plural_ends)
        return not self._firms.isdisjoint((key, single)) or key in self._heads or single in self._heads

    def _person(self, tokens: Tokens, i: int, last: int) -> bool:
        """Tell whether words `i` to `last` name somebody: a given name begins them, or stands with a title before."""
        if (
            last > i
            and tokens.keys[i] in self._given
            and not any(map(self._after.fullmatch, tokens.words[i : last + 1]))
        ):
            return True
        if i and tokens.keys[i - 1] in self._given and tokens.capital(i - 1) and tokens.near(i - 1):
            return True
        if i > 1 and tokens.keys[i - 1] in self._particles and tokens.near(i - 1, joints=" -'"):
            return tokens.capital(i - 2) and tokens.near(i - 2)  # "Leïla al-Amri"
        before = tokens.text[max(0, tokens.starts[i] - 60) : tokens.starts[i]]
        return self._titled.search(before) is not None or self._in_office(tokens, i, last)

    def _in_office(self, tokens: Tokens, i: int, last: int) -> bool:
        """Tell whether words `i` to `last` name who holds the office before: "le recteur de l'université, A B, a"."""
        while i and tokens.capital(i - 1) and tokens.near(i - 1):
            i -= 1
        if not i or not 0 < last - i < OF_PEOPLE or not tokens.gap(i - 1).endswith(", "):
            return False
        if any(map(self._after.fullmatch, tokens.words[i : last + 1])):
            return False
        if self.pack("people.in_office_behind").match(tokens.text, tokens.ends[last]) is None:
            return False
        start = tokens.starts[i]
        return self.pack("people.in_office").search(tokens.text, max(0, start - OFFICE), start) is not None

    def _ordinal(self, word: str) -> bool:
        return word[0].isdigit() and self.pack("words.ordinal").fullmatch(word) is not None

    @staticmethod
    def _rubric(tokens: Tokens, i: int, last: int) -> bool:
        """Tell whether words in capitals open a paragraph as its rubric: "BOURSE. Le marché ..."."""
        opens = tokens.words[i].isupper() and not tokens.text[: tokens.starts[i]].strip(" -•*")
        return opens and tokens.gap(last).lstrip()[:1] in tuple(".:—–")

    def _firm_after_form(self, tokens: Tokens, i: int) -> Found | None:
        """Return the firm in 'OJSC "Mozyr DOK"' or "JSC Kavkazkabel", whose legal form is word `i`."""
        j = i + 1
        while j < len(tokens) and self._before.fullmatch(tokens.words[j]) and not tokens.gap(j - 1).strip(' "'):
            j += 1
        if j < len(tokens) and tokens.words[j].isdigit() and '"' not in tokens.gap(j - 1):
            return None
        if j >= len(tokens) or tokens.gap(j - 1).strip(' "'):
            return None
        if not tokens.capital(j) and '"' not in tokens.gap(j - 1):
            return None
        found = self._firm(tokens, j, self._run(tokens, j), tokens.starts[i], None)
        known = self._known_at(tokens, j)
        if known is not None and known.end >= found.end:
            return replace(known, left=min(known.left, found.left))
        return found

    def _firm_after_noun(self, tokens: Tokens, i: int) -> Found | None:
        """Return the firm in "la société chinoise de voyages YTO Group" or "l'usine de câbles de Brest"."""
        j, country, words = i, None, 0
        left = (
            tokens.starts[i]
            if tokens.keys[i] in self._neutral | self._trades and not self._indefinite(tokens, i)
            else -1
        )
        origins: list[str] = []
        if deals := self.pack("brokers.nouns").match(tokens.text, tokens.starts[i]):
            while j + 1 < len(tokens) and tokens.starts[j + 1] < deals.end():
                j += 1  # "la société de bourse Alfa"
        while j + 1 < len(tokens) and j - i < 9:
            gap = tokens.gap(j)
            quoted = gap.strip() == '"'
            if gap.strip(" '-") and not quoted:
                return None
            j += 1
            key = tokens.keys[j]
            if key in self._and and words and tokens.keys[i] in self._plants and self._joins(tokens, j):
                continue
            if key == self._shares[0] and tokens.keys[j + 1 : j + 2] == self._shares[1:]:
                continue
            initials = tokens.capital(j) and tokens.gap(j) == "&"  # "C&A"
            if (key in self._stops and not initials) or key in self._ends or key in self._zones:
                return None
            if (key in self._firms and tokens.keys[j - 1] in self._the) or (j == i + 1 and key in self._kin):
                return None  # "l'usine du groupe Alfa", "la maison mère d'Alfa": another's
            code = self.demonyms.country(key) or (self.demonyms.prefix(key) if tokens.near(j, joints="-") else None)
            if code and not tokens.capital(j):
                if country and code != country and "-" in gap:
                    origins = [country, code]
                country = country or code
                continue
            if quoted and not tokens.capital(j):
                return None
            if key in self._unnamed and not quoted:
                continue  # "la société d'État Alfa"
            if quoted or (tokens.capital(j) and not code):
                if tokens.keys[i] in self._trades and not words and tokens.keys[j - 1] in self._of:
                    return None  # "le complexe laitier d'Alfa"
                place = None if quoted else self.places.at(tokens, j)
                if i and tokens.keys[i - 1] in self._possessives and tokens.keys[j - 1] in self._of and not quoted:
                    return None  # "son usine de A": where it is
                of_place = tokens.keys[j - 1] in self._of_place and place is not None
                if of_place and place is not None and not words and tokens.keys[i] in self._neutral - self._plants:
                    last = self._run(tokens, j, joined=True)
                    behind = next((k for k in range(j, last + 1) if tokens.starts[k] >= place.right), last + 1)
                    if behind <= last and tokens.gap(behind - 1) == " ":  # "la société d'Almaty Alfa"
                        return self._firm(tokens, behind, last, tokens.starts[i], country or place.actor.country)
                last = self._run(tokens, j, joined=True)
                if tokens.keys[j - 1] in self._of and not quoted and self._person(tokens, j, last):
                    return None  # "la holding de Jean Alfa"
                if of_place and place is not None and tokens.ends[last] <= place.right:
                    national = not self._national.isdisjoint(tokens.keys[i:j])
                    plant = tokens.keys[i] in self._plants and (words or tokens.keys[i] in self._towns)
                    if not plant and not national:
                        return None
                    return self._plant(tokens, i, place)
                alone = j == i + 1 if tokens.keys[i] in self._neutral else tokens.keys[j - 1] not in self._links
                alike = alone and place is not None
                plant = tokens.keys[i] in self._plants and not tokens.capital(i)  # "la brasserie Alfa"
                alike = alike and (tokens.keys[i] in self._neutral | self._trades or plant)
                alike = alike and place is not None and place.kind != "country"
                alike = alike and place is not None and place.actor.country != self.places.home  # "le groupe Gilan"
                if place is not None and tokens.ends[last] <= place.right and not quoted and not alike:
                    return None
                named_so = tokens.words[j].isdigit() and last > j and tokens.words[j + 1][0].isalpha()  # "8 Marta"
                if not quoted and not named_so and self._ordinal(tokens.words[j]):
                    return None
                if self._before.fullmatch(tokens.words[j]) and last == j:
                    return self._firm_after_form(tokens, j)
                styled = all(map(self.demonyms.place, tokens.keys[i + 1 : j]))  # "la brasserie lilloise Alfa"
                plant = styled and tokens.keys[i] in self._plants and not self._indefinite(tokens, i)
                left = tokens.starts[i] if left < 0 and plant else left
                if (
                    tokens.keys[j] in self._crafts
                    and (craft := self._craft(tokens, j))
                    and craft.end > tokens.ends[last]
                ):
                    last = max(k for k in range(j, len(tokens)) if tokens.starts[k] < craft.end)
                if plant and j == i + 1 and tokens.near(last) and tokens.keys[last + 1] in self._and:
                    last = self._both_of_one(tokens, last + 1)  # "la fonderie Alfa et Beta": one name
                found = self._firm(tokens, j, last, left if left >= 0 else tokens.starts[j], country)
                found = replace(found, origins=tuple(origins))
                if not country and not found.actor.country and (land := self._brand(found.actor.name)):
                    found = found.of(replace(found.actor, country=land))  # "le groupe Siemens"
                known = self._known_at(tokens, j)
                if known is not None and known.end >= found.end:
                    return replace(known, left=min(found.left, known.left), origins=found.origins)
                return found
            if key not in self._links:
                words += 1
        return None

    def _both_of_one(self, tokens: Tokens, j: int) -> int:
        """Return the last word of a name that goes on behind "et" at word `j`, else the one before that."""
        goes_on = tokens.near(j) and tokens.capital(j + 1) and tokens.keys[j + 1] not in self._brands
        return self._run(tokens, j + 1) if goes_on and self.places.at(tokens, j + 1) is None else j - 1

    def _firm_of_land(self, tokens: Tokens, i: int) -> Found | None:
        """Return the firm in "l'éthiopienne Awash Freight", where an adjective stands for "société éthiopienne"."""
        country, first = self.demonyms.home(tokens.keys[i]), i
        local = not country and i > 0 and tokens.keys[i - 1] in self._contracted | self._definite  # "du normand Alfa"
        if local and not tokens.capital(i) and (town := self.demonyms.place(tokens.keys[i])):
            country = self.places.gazetteer.find(town)[0].country
        if i > 1 and country and tokens.keys[i - 1] in self._sides and tokens.near(i - 1, joints="-"):
            first = i - 1  # "du sud-coréen Alfa"
        if not country or first == 0 or tokens.keys[first - 1] not in self._the:
            return None
        if not tokens.near(first - 1, joints=" '"):
            return None
        if i + 1 == len(tokens) or tokens.gap(i) not in (" ", ' "') or not tokens.capital(i + 1):
            return None
        last = self._run(tokens, i + 1)
        place = self.places.at(tokens, i + 1)
        if place is not None and place.right >= tokens.ends[last]:
            return None
        article = first - 1 if tokens.keys[first - 1] in self._definite else first  # "au" and "du" hold a preposition
        start = tokens.starts[article]
        alone = tokens.keys[first - 1] != "le" and last == i + 1  # "jumelée avec la serbe Kragne"
        twin = alone and self.pack("places.twins").search(tokens.text, max(0, start - 100), start) is not None
        return self._firm(tokens, i + 1, last, start, country, weak=twin)

    def _known_by_trade(self, tokens: Tokens, i: int) -> Found | None:
        """Return the known firm that is only called by what it does: "la société de développement du parc"."""
        last = i
        while last + 1 < len(tokens) and last - i < TRADE and tokens.near(last) and not tokens.capital(last + 1):
            if tokens.keys[last + 1] in self._stops:
                break
            last += 1
        while last > i + 2:
            if tokens.keys[last] not in self._links:
                actor = self.titles.known(self._title(tokens, i, last, None))
                if actor is not None and actor.kind == "company":
                    text = tokens.text[tokens.starts[i] : tokens.ends[last]]
                    left, right = self._widen(tokens, i, last)
                    mention = mention_of(actor, text)
                    return Found(left, right, tokens.starts[i], tokens.ends[last], (mention,))
            last -= 1
        return None

    def _joins(self, tokens: Tokens, j: int) -> bool:
        """Tell whether "et" at word `j` joins what one plant makes: "une usine de beurre et de fromage"."""
        k = j + 1
        while k < len(tokens) and tokens.near(k - 1) and tokens.keys[k] in self._of:
            k += 1
        adjective = k + 1 < len(tokens) and tokens.near(k) and tokens.keys[k + 1] in self._of  # "minier et chimique de"
        adjective = adjective or (
            k == j + 1 and tokens.keys[j - 1] not in self._links and tokens.keys[j - 2] not in self._links
        )
        return (
            (k > j + 1 or adjective) and k < len(tokens) and not tokens.capital(k) and self.titles.knows(tokens.keys[k])
        )

    def _plant(self, tokens: Tokens, i: int, place: Found) -> Found | None:
        """Return the plant of a town: "l'usine de câbles de Brest"; a plural ("les usines de") is shared by a list.

        None for a plural without a list: "les laiteries de Brest" are any.
        """
        last = max(j for j in range(i, len(tokens)) if tokens.starts[j] < place.end)
        text = tokens.text[tokens.starts[i] : place.end]
        left, right = self._widen(tokens, i, last)
        shared = ""
        if tokens.keys[i].endswith(self._plural_ends):
            counted = i > 0 and (tokens.keys[i - 1].isdecimal() or tokens.keys[i - 1] in self._numbers)
            if counted or not self._distributes(tokens.text[right:]):
                return None
            words = tokens.words[i][:-1] + tokens.text[tokens.ends[i] : place.left].rstrip()
            shared = self.pack("heads.trailing_of").sub("", words)
        actor, titled = self._told(tokens, i, last, place)
        name = actor.name if actor else titled or text[:1].upper() + text[1:]
        mention = Mention(text, name, "company", place.actor.country, actor.id if actor else "")
        return Found(left, right, tokens.starts[i], place.end, (mention,), shared=shared)

    def _tailed(self, tokens: Tokens, i: int, last: int) -> Found | None:
        """Return the institution in "Harare Polytechnic College" or "Academy of Sciences": an English name."""
        tail = next((j for j in range(last, i, -1) if tokens.words[j] in self._tails), i)
        zone = last > i + 1 and self._zone_tail.fullmatch(tokens.text, tokens.starts[last - 1], tokens.ends[last])
        if zone:  # "Tanger Automotive City"
            found = self._firm(tokens, i, last, tokens.starts[i], None)
            return found.of(replace(found.actor, kind="zone"))
        if any(self._after.fullmatch(tokens.words[k]) for k in range(tail + 1, last + 1)):
            return None  # "Zhongguancun Park Development Corporation": a firm
        kind = self._tails[tokens.words[tail]] if tail > i else None
        kind = kind or (self._tails.get(tokens.words[i]) if tokens.keys[i + 1] in ("of", "for") else None)
        if kind is None:
            return None
        place = self.places.at(tokens, i)
        if place is not None and place.right >= tokens.ends[last]:
            return None
        found = self._firm(tokens, i, last, tokens.starts[i], place.actor.country if place else None)
        return found.of(replace(found.actor, kind=kind))

    def _begins_with_place(self, tokens: Tokens, i: int, last: int) -> bool:
        """Tell whether a place and two more capitals stand in a row, as in the English names of plants."""
        if last < i + 2 or not all(tokens.capital(k) for k in range(i, last + 1)):
            return False
        place = self.places.at(tokens, i)
        return (
            place is not None
            and place.kind == "city"
            and place.right <= tokens.ends[i]
            and not self.places.at(tokens, i + 1)
            and not self._person(tokens, i, last)
        )

    def _names_zone(self, tokens: Tokens, i: int) -> bool:
        """Tell whether a noun for zones of more than one word begins at word `i`."""
        heads = self._heads.get(tokens.keys[i], ()) if i < len(tokens) else ()
        return any(
            kind == "zone" and " " in head and tokens.folded.startswith(head, tokens.at[i]) for head, kind in heads
        )

    def _capital_run(self, tokens: Tokens, i: int) -> Found | None:
        """Return the firm in "Shanghai Teemo Foods" or "Lotusland Corporation": a run that ends in a legal form."""
        if len(tokens.words[i]) < 2 or self._ordinal(tokens.words[i]) or tokens.keys[i] in self._articles:
            return None
        if mixed := self._mixed.match(tokens.text, tokens.ends[i]):
            last = i
            while last + 1 < len(tokens) and tokens.starts[last + 1] < mixed.end(1):
                last += 1
            return self._firm(tokens, i, last, tokens.starts[i], None)
        if (
            tokens.words[i].isupper()
            and "-" in tokens.gap(i)
            and tokens.capital(i + 1)
            and self._names_zone(tokens, i + 1)
        ):
            return None  # "ACME-Zone économique spéciale de A"
        last = self._run(tokens, i)
        if last > i and self._several.fullmatch(tokens.text[tokens.starts[i] : tokens.ends[last]]):
            return self._firm(tokens, i, last, tokens.starts[i], None)
        if last > i and (tailed := self._tailed(tokens, i, last)):
            return tailed
        match = self._after.match(tokens.text, tokens.ends[last])
        if match and tokens.text.startswith(' "', match.end()):
            match = None  # the form is that of the next name
        if last == i and (not match or tokens.keys[i] in self._stops):
            return None
        inside = any(self._after.fullmatch(tokens.words[k]) for k in range(i + 1, last + 1))
        if not match and not inside and not self._begins_with_place(tokens, i, last):
            return None
        if tokens.keys[i] in self.places.lower and last == i:
            return None
        return self._firm(tokens, i, last, tokens.starts[i], None)
