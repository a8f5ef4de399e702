"""Names of institutions, authorities, zones and exchanges: a head noun and what follows it.

A name goes on up to a word that cannot belong to it ("université d'État de médecine de Grodno"); it must hold a place,
a demonym or a capital, else it is only "the university". A plural head is shared by a list ("les ministères de la Santé
de A et de B").
"""

from dataclasses import replace

from ...graph.model import Mention
from .found import NAME, Found, mention_of
from .known import written
from .ownnames import OwnNames
from .places import Places
from .tokens import Tokens

LONGEST = 18  # words of a name
VERBS = 3  # words at the end that may be none of the name


class Institutions(OwnNames):
    """Recognises institutions by their head nouns."""

    def _institution(self, tokens: Tokens, i: int) -> Found | None:
        if tokens.capital(i) and tokens.gap(i) == "-" and tokens.near(i) and not tokens.words[i].isupper():
            return None  # "le Centre-Val de Loire"
        if i and tokens.capital(i) and tokens.near(i - 1) and self.places.kind_word(tokens.keys[i - 1]) == "region":
            return None  # "la région Centre"
        for head, kind in self._heads[tokens.keys[i]]:
            if kind == "company" and not (tokens.capital(i) and tokens.near(i) and self._told_below(tokens, i)):
                continue  # "la société Alfa" is Alfa, "la Société nationale des phosphates" is that
            if kind == "company" and not (i and tokens.gap(i - 1) in (" ", "'")):
                continue  # where a sentence begins, any has a capital
            if tokens.folded.startswith(head, tokens.at[i]):
                last = Places._word_at(tokens, tokens.at[i] + len(head))
                if last is not None:
                    return self._institution_after(tokens, i, last, kind)
        return None

    def _named_next_to(self, tokens: Tokens, j: int) -> bool:
        """Tell whether "et" at word `j` joins one more name: "… et du Crédit du Sénégal"."""
        k = j + 1
        while k < len(tokens) and tokens.keys[k] in self._links:
            k += 1
        named = k < len(tokens) and k > j + 1 and tokens.capital(k)
        parallel = j > 1 and {tokens.keys[j - 2], tokens.keys[k - 1]} <= self._of  # "d'industrie et de Services"
        return named and (self._opens_head(tokens, k) or (tokens.keys[k] in self._crafts and not parallel))

    def _told_below(self, tokens: Tokens, i: int) -> bool:
        """Tell whether a firm's noun goes on with what it does: "Société nationale", "Société Ivoirienne de Banque"."""
        land = self.demonyms.country(tokens.keys[i + 1]) and i + 2 < len(tokens) and tokens.near(i + 1)
        return tokens.words[i + 1].islower() or bool(land and tokens.keys[i + 2] in self._of)

    def _branch(self, tokens: Tokens, i: int) -> Found | None:
        """Return the organization in "la branche de Brest de la Chambre de commerce biélorusse"."""
        j = i + 1
        while j < len(tokens) and tokens.near(j - 1) and tokens.keys[j] in self._of:
            j += 1
        if j == len(tokens) or not tokens.near(j - 1):
            return None
        if j == i + 1:
            town, last = self.demonyms.place(tokens.keys[j]), j
        else:
            place = self.places.at(tokens, j)
            town = place.actor.name if place and place.kind in ("city", "region") else None
            last = max(k for k in range(j, len(tokens)) if not place or tokens.starts[k] < place.right) if town else j
        j = last + 1
        while j < len(tokens) and tokens.near(j - 1) and tokens.keys[j] in self._links:
            j += 1
        if not town or j in (len(tokens), last + 1):
            return None
        parent = self._known_at(tokens, j) or (self._institution(tokens, j) if tokens.keys[j] in self._heads else None)
        if parent is None or parent.kind not in ("organization", "institution", "body"):
            return None
        name = self.pack.get("heads.branch").format(place=town, name=parent.actor.name)
        text = tokens.text[tokens.starts[i] : parent.end]
        mention = self._canonical(Mention(text, name, parent.kind, parent.actor.country))
        left, _ = self._widen(tokens, i, last)
        return Found(left, parent.right, tokens.starts[i], parent.end, (mention,))

    def _institution_after(self, tokens: Tokens, i: int, head: int, kind: str) -> Found | None:
        last, proper, country, place, named, own = head, False, None, None, False, -1
        if kind == "exchange" and i and tokens.keys[i - 1] in self._within:
            return None  # "courtier en bourse"
        firm_of = tokens.keys[i] in self._joint and i > 0 and tokens.keys[i - 1] in self._firms
        if firm_of and not tokens.capital(i):
            return None  # "le cabinet conseil en gestion Alfa"
        if kind == "exchange" and i > 1 and tokens.keys[i - 1] in self._of and tokens.keys[i - 2] in self._neutral:
            return None  # "la société de bourse Alfa": a broker
        board = i > 1 and tokens.keys[i] in self._managing and tokens.keys[i - 2] in self._joint
        if board or self.pack("heads.board").match(tokens.text, tokens.starts[i]):
            return None  # "le conseil d'administration de la Bourse": the exchange
        if i and tokens.keys[i - 1] in self._unsure and not (tokens.capital(i) or tokens.gap(i - 1).strip(' "')):
            return None  # "un centre de services": none that has a name
        if tokens.gap(head) == "-" and tokens.capital(head) and head + 1 < len(tokens) and tokens.capital(head + 1):
            return None  # "Port-Louis"
        if tokens.keys[i] in self._units and head == i and self._of_place_next(tokens, head):
            return None  # "le département de la Somme"
        noun = head + 1
        while noun + 1 < len(tokens) and tokens.keys[noun] in self._of:
            noun += 1
        if tokens.keys[i] in self._plain and noun < len(tokens) and tokens.keys[noun] in self._ordinary:
            return None
        if kind == "body" and (self._of_a_firm(tokens, head) or self._manages_zone(tokens, i, head)):
            return None  # "l'administration du parc": the zone as a party
        if tokens.keys[i] in self._parks and head == i and not self._named_park(tokens, head):
            return None
        lands: set[str] = set()
        j, short, ministry, campus = head, -1, tokens.keys[i] in self.ministries.heads, ""
        while j + 1 < len(tokens) and j - i < LONGEST:
            gap = tokens.gap(j)
            listed = gap == ", " and j > i and tokens.keys[i] in self._listing and tokens.keys[j + 1] in self._links
            listed = listed and not (j + 2 < len(tokens) and tokens.words[j + 2].isupper())  # "leur chambre, la CCI"
            listed = listed or tokens.initial(j)
            if gap == " (" and j + 2 < len(tokens) and self._bracketed_short(tokens, i, j + 1, kind):
                short = j = j + 1  # "Zone économique spéciale (ZES) Vallée d'Azur", "la Chambre de commerce (CC) de A"
                continue
            listed = listed or j == short
            ampersand = gap == " & " and tokens.capital(j) and tokens.capital(j + 1)
            if (
                (gap.strip(" '-°") and not self._opens_quote(gap) and not listed and not ampersand)
                or '" ' in gap
                or "- " in gap
            ):
                break
            j += 1
            key = tokens.keys[j]
            if kind == "zone" and not (
                tokens.capital(j)
                or key in self._links
                or self.demonyms.country(key)
                or self.demonyms.prefix(key)
                or self._opens_quote(gap)
                or self.places.kind_word(key)
                or key in self._zone_words
            ):
                break
            zone = self._known_at(tokens, j) if kind == "zone" and tokens.capital(j) else None
            if zone and zone.kind == kind:
                closed = zone.end + tokens.text.startswith('"', zone.end)
                left = min(zone.left, self._widen(tokens, i, head)[0])
                return replace(zone, left=left, right=max(zone.right, closed))  # "le technopôle El Alia Technopark"
            if self._opens_quote(gap):
                end, quoted = tokens.text.find('"', tokens.starts[j]), j
                if end < 0 or end - tokens.starts[j] > 60:
                    break
                own = tokens.starts[j]
                while j + 1 < len(tokens) and tokens.starts[j + 1] < end:
                    j += 1
                last, proper = j, True
                if kind == "zone" and (found := self.places.at(tokens, quoted)) and found.right >= tokens.ends[j]:
                    place = found
                break
            if tokens.initial(j):
                continue
            if key == self._on[0] and (
                tokens.keys[j - 1] in self._on[1:]
                or (tokens.capital(i) and not self._on_set.isdisjoint(tokens.keys[i:j]))
            ):
                continue
            if key in self._number_words and j + 1 < len(tokens) and tokens.words[j + 1].isdigit():
                j += 1  # "le lycée n° 4 de A"
                continue
            if tokens.keys[i] in self._made and key in self._at and j == i + 1:
                return None  # "Assemblée à Riga, la voiture ..."
            verb = key in self._stops and tokens.words[j] == key  # "a", not "à"
            if key in self._at and kind == "body" and j == head + 1 and not tokens.capital(j) and not verb:
                continue  # "le secrétariat au développement économique"
            if key in self._at and tokens.keys[j - 1] in self._helping and key not in self._stops:
                continue  # "le fonds d'aide aux communes"
            past = tokens.words[j].islower() and self._past.search(key)
            if past and j > head + 1 and not self.titles.knows(key) and tokens.keys[j - 1] not in self._links:
                break  # "le Crédit industriel contrôlait la banque"
            if key in self._stops or (key in self._at and not (tokens.capital(j))):
                break
            if key in self._and:
                if j == i + 1 or not self._goes_on(tokens, j) or self._named_next_to(tokens, j):
                    break
                continue
            if key in self._within and (
                j + 1 == len(tokens) or tokens.capital(j + 1) or tokens.keys[j + 1] in self._stops
            ):
                break
            if key in self._links and not (tokens.capital(j) and self.places.at(tokens, j)):  # "de La Havane"
                continue
            if not tokens.capital(j) and tokens.keys[j - 1] in self._articles and self._other_begins(tokens, j):
                break
            article = (key in self._indefinite_words or key in self._definite) and tokens.words[j].islower()
            if article and tokens.keys[j - 1] not in self._links and tokens.keys[j - 1] not in self._on_set:
                last = self._before_verb(tokens, head, j - 1)
                break  # "a obtenu du ministère de la Santé un certificat"
            if key.isdigit() and (len(key) == 4 or (j + 1 < len(tokens) and tokens.keys[j + 1] in self._months)):
                break  # "le conseil municipal du 28 septembre"
            if key in self._numbers and not tokens.capital(j) and tokens.keys[j - 1] in self._for:
                break  # "la société des eaux de A pour sept stations"
            if tokens.gap(j) == "-" and (first := self.demonyms.prefix(key)):
                lands.add(first)  # "le comité bélarusso-cubain"
            code = self.demonyms.country(key) or self._place_adjective(tokens, j)
            if code and not (tokens.capital(j) and tokens.keys[j - 1] in self._of_place):
                country, proper, last = country or code, True, j
                lands.add(code)
                if j == i + 1 and tokens.keys[i] in self._governments and "-" not in tokens.gap(j):
                    break  # "le gouvernement polonais pour la construction"
                continue
            if named and not tokens.capital(j):
                if tokens.gap(j - 1) == "'" and tokens.words[j - 1].isupper() and len(tokens.words[j - 1]) < 3:
                    last = j
                    continue  # "Ben M'hamed"
                break
            ranked = key in self._ranks and kind in ("body", "company", "exchange", "institution")
            proper = proper or ((key in self._wide or ranked) and tokens.capital(i))
            if tokens.capital(j) and (known := self._known_at(tokens, j)) and known.kind == kind == "exchange":
                return replace(known, left=min(known.left, tokens.starts[i]))  # "la bourse BUTB"
            if tokens.capital(j):
                if kind == "company" and tokens.keys[j - 1] not in self._links:
                    return None  # "la Compagnie omanaise Alfa" is Alfa
                proper = True
                known_word = self.titles.knows(key)
                named = not (key in self._unnamed or key in self._heads or known_word or ministry)
                person = self._personal(tokens, head, j) or (key in self._given and self._goes_with(tokens, j))
                found = None if known_word or person else self.places.at(tokens, j)
                if found and found.weak and tokens.ends[j] == found.end and tokens.near(j, joints=" "):
                    found = None if tokens.capital(j + 1) else found  # "l'université Cadi Ayyad"
                own_run = kind == "zone" or (
                    self._may_be_named(tokens, i, kind) and tokens.keys[j - 1] not in self._links
                )
                if found is not None and own_run and (run := self._own_run(tokens, j, found)) > j:
                    own = tokens.starts[j]
                    j = last = run  # "la zone Tanger Tech"
                    break
                if found is not None:
                    country, place = found.actor.country, found
                    lands.update([country or ""] if found.kind == "country" else [])
                    while j + 1 < len(tokens) and tokens.starts[j + 1] < found.right and "(" not in tokens.gap(j):
                        j += 1
                    last = j
                    if (
                        "-" in tokens.gap(j)
                        and tokens.near(j, joints="-")
                        and tokens.capital(j + 1)
                        and not (kind == "university" and self._campus(tokens, j) > j)
                    ):
                        if kind == "zone":  # "la zone franche de Curtici-Arad"
                            last, place = j + 1, None
                            break
                        continue
                    if kind == "zone":
                        break
                    if kind == "university" and (run := self._campus(tokens, j)) > j:
                        campus = tokens.text[tokens.ends[j] : tokens.ends[run]]
                        j = last = run  # "l'université de Lyon 2", "l'université Bordeaux Garonne"
                        break
                    if tokens.keys[i] in self._short_heads and tokens.near(j, joints=" ") and tokens.capital(j + 1):
                        continue  # "CCI Paris Île-de-France"
                    if not (tokens.near(j, joints=" ") and tokens.keys[j + 1] in self._of and found.kind != "country"):
                        break
                    behind = min(j + 2, len(tokens) - 1)
                    if self.places.at(tokens, behind) or (
                        kind == "university" and tokens.near(j + 1) and self.titles.knows(tokens.keys[behind])
                    ):
                        named = False
                        continue  # "l'université d'État de A des sciences"
                    break
                if kind == "organization" and self._opens_own_name(tokens, j):
                    own = tokens.starts[j]
                    last = j = self._run(tokens, j)
                    break
            last = j
        if kind == "institution" and head == i and self._only_part(tokens, head, last):
            return None  # "un institut de l'Académie des sciences": one of many
        if kind == "zone" and (place is None or place.role != NAME) and not named and own < 0:
            return self._zone_of_town(tokens, i, last)
        proper = proper or self._titled_head(tokens, i, head, last)
        if last == head or not proper:
            return self._called(tokens, i, head, kind) or self._home_body(tokens, i, head, last)
        if tokens.capital(i) and kind not in ("body", "zone", "exchange"):
            last = self._purpose(tokens, last)
        if (
            kind == "body"
            and head == i
            and tokens.keys[i] in self._state
            and last == head + 1
            and country
            and not place
        ):
            return None  # "gouvernement chinois": the country as a party
        if kind in ("university", "institution") and last == head + 1 and country and place is None:
            return None  # "une autre université biélorusse"
        text = tokens.text[tokens.starts[i] : tokens.ends[last]]
        text = text if short < 0 else text.replace(f" ({tokens.words[short]})", "")
        left, right = self._widen(tokens, i, last)
        shared = self._shared(tokens, i, head, last, place)
        if kind == "zone" and place is not None and place.kind == "country" and country == self.places.home:
            return None
        if kind == "zone" and head == i and tokens.keys[i] == "zone" and not self._bare_zone(tokens, head):
            return None
        if kind == "organization" and own > tokens.ends[head] and len(tokens.text[own : tokens.ends[last]]) > 3:
            name = tokens.text[own : tokens.ends[last]].strip('"')  # "l'association publique Heritage"
        else:
            where = place.actor.text if place else ""
            plain = self._genitive.format(name=shared, place=where) if shared else text
            whole = self._institution(Tokens.of(text), 0) if short >= 0 and not shared and kind != "zone" else None
            name = whole.actor.name if whole else self._name(tokens, i, last, place, country, plain, kind)
            name = self._campus_name(text, place, campus) if place and campus else name
        if self._may_be_named(tokens, i, kind, "institution") and (itself := self._own_name(tokens, i, head, last)):
            text = name = itself
        mention = self._canonical(Mention(text, name, kind, country))
        if tokens.keys[i] in self._joint and len(lands) > 1:
            return None  # "le conseil d'affaires polono-serbe"
        if kind == "body" and head == i and tokens.keys[i] in self._joint and self._of_two(tokens, last):
            return None  # "le conseil d'affaires de A et de B": no body of A alone
        generic = self._generic(tokens, i, shared, place, right)
        if generic and self._plural_head(tokens, i, head):
            return None
        return Found(
            left,
            right,
            tokens.starts[i],
            tokens.ends[last],
            (mention,),
            shared=shared,
            generic=generic,
        )

    def _only_part(self, tokens: Tokens, head: int, last: int) -> bool:
        """Tell whether nothing but another institution follows a head, which is then some part of it."""
        j = head + 1
        while j <= last and tokens.keys[j] in self._links and tokens.near(j - 1):
            j += 1
        return head + 1 < j <= last and tokens.keys[j] in self._heads and self._inner(tokens, j, last) is not None

    def _name(
        self, tokens: Tokens, i: int, last: int, place: Found | None, country: str | None, plain: str, kind: str
    ) -> str:
        """Return the English name of the institution that words `i` to `last` name, `plain` where none is known."""
        if tokens.keys[i] in self.ministries.heads and country and tokens.text.startswith(plain, tokens.starts[i]):
            name = self._ministry(tokens, i, last, place, country)
            if name is not None:
                return name
        if kind == "company":
            return written(plain)
        actor, titled = self._told(tokens, i, last, place)
        if actor and (country is None or actor.country in (country, None)):
            return actor.name
        if kind == "zone" and (own := self._own_zone.search(written(plain))):
            return own["name"]  # "la zone franche Tanger Automotive City"
        if kind == "zone" and place is None and self.pack("zones.own").fullmatch(tokens.words[last]):
            return tokens.words[last] if tokens.keys[last - 1] not in self._of else written(plain)
        zoned = self.zone_in_english(written(plain), place) if kind == "zone" else None
        return self.english(plain, place) or zoned or titled or written(plain)

    def _inner(self, tokens: Tokens, j: int, last: int) -> Found | None:
        found = super()._inner(tokens, j, last) or (self._institution(tokens, j) if j else None)
        if found is None or found.end < tokens.ends[last] or found.shared:
            return None
        return None if tokens.words[j].islower() and found.actor.name == written(found.actor.text) else found

    def _place_adjective(self, tokens: Tokens, j: int) -> str | None:
        """Return the country of the town or region whose adjective word `j` is: "tchétchène"."""
        name = None if tokens.capital(j) else self.demonyms.place(tokens.keys[j])
        return self.places.gazetteer.find(name)[0].country if name else None

    def _ministry(self, tokens: Tokens, i: int, last: int, place: Found | None, country: str) -> str | None:
        """Return the English name of the ministry of a country that words `i` to `last` name, or None."""
        land = self.places.gazetteer.get(country.lower())
        if land is None or (place and place.kind != "country"):
            return None
        keys: list[str] = []
        for j in range(i + 1, last + 1):
            if tokens.gap(j - 1).strip() == ",":
                keys.append(",")
            if place is None or tokens.starts[j] < place.left:
                keys += [] if self.demonyms.country(tokens.keys[j]) == country else [tokens.keys[j]]
        while keys and keys[-1] in self._links:
            keys.pop()
        return self.ministries.english(keys, land.name)

    def _home_body(self, tokens: Tokens, i: int, head: int, last: int) -> Found | None:
        """Return the known body of the home country in "le ministère de la santé", whose country goes unsaid."""
        if tokens.keys[i] in self.ministries.heads and tokens.keys[i].endswith(self._plural_ends):
            return None
        for end in range(last, max(head, last - VERBS), -1):
            text = tokens.text[tokens.starts[i] : tokens.ends[end]]
            if tokens.keys[i] in self.ministries.heads:
                name = self._ministry(tokens, i, end, None, self.places.home)
            else:
                name = self.english(f"{text} {self._of_home}", home=True)
            actor = (self._known.named(name) if name else None) or self._told(tokens, i, end, None)[0]
            if actor is not None and actor.country == self.places.home:
                left, right = self._widen(tokens, i, end)
                mention = mention_of(actor, text)
                return Found(left, right, tokens.starts[i], tokens.ends[end], (mention,))
        return None

    def _canonical(self, mention: Mention) -> Mention:
        """Return the mention as that of a known actor, where its English name is one's."""
        actor = self._known.named(mention.name)
        if actor is None or actor.country != mention.country:
            return mention
        return mention_of(actor, mention.text)

    @staticmethod
    def _opens_quote(gap: str) -> bool:
        return gap.strip() == '"'
