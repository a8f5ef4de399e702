"""Names of firms and institutions: known ones from a table, others by how such names are built.

A name of an institution is a head noun and what follows it up to a word that cannot belong to it ("université d'État de
médecine de Grodno"); it must hold a place, a demonym or a capital, else it is only "the university". A firm's name is a
quoted or capitalised run beside a word for firms ("société", "usine") or a legal form ("LLC", "Co. Ltd").
"""

import re
from dataclasses import replace

from ...graph.model import Mention
from ...graph.names import fold
from .demonyms import Demonyms
from .found import Found
from .known import Known, known_actors
from .pack import Pack
from .places import Places
from .tokens import Tokens

LONGEST = 18  # words of a name
_NUMBER = re.compile(r"\d+(?:e|er|re|ère|ème|nd|nde)?")
_TRAIL = frozenset("de du des d la le les l et en pour a au aux of and for".split())


class Names:
    """Recognises firms, institutions, authorities, zones and exchanges."""

    def __init__(self, pack: Pack, demonyms: Demonyms, places: Places) -> None:
        self.pack, self.demonyms, self.places = pack, demonyms, places
        self._known = Known(known_actors(), pack.get("heads.variants").values())
        self._heads: dict[str, list[tuple[str, str]]] = {}
        for kind, heads in pack.get("heads.heads").items():
            for head in map(fold, heads):
                self._heads.setdefault(head.split(" ", 1)[0], []).append((head, kind))
        for found in self._heads.values():
            found.sort(key=lambda pair: -len(pair[0]))
        self._firms = frozenset(fold(w) for w in pack.get("heads.sections.company").split())
        self._neutral, self._towns = (
            frozenset(fold(w) for w in pack.get(f"heads.sections.{k}").split()) for k in ("neutral", "towns")
        )
        self._firmlike = re.compile(pack.get("heads.legal.firmlike").replace("(?-i:", "(?:") + r"\Z")
        self._announced = pack("heads.legal.announced")
        self._plants = frozenset(fold(w) for w in pack.get("heads.sections.plants").split())
        self._never = frozenset(pack.get("words.never").split())
        self._singular_s = frozenset({"fonds", "campus"})
        self._stops = frozenset(fold(w) for w in pack.get("words.stops").split())
        self._links = frozenset(pack.get("words.connectors").split())
        self._articles = frozenset(pack.get("words.articles").split())
        self._before = re.compile(pack.get("heads.legal.before") + r"\b\.?")
        self._after = re.compile(r"[ ,]*(?:\([A-Z][\w ]*\) ?)?" + pack.get("heads.legal.after") + r"(?!\w)")
        self._after_form = re.compile(r"(?:Co|Ltd|LTD|Limited|Inc|LLC|JSC|OJSC|CJSC|JLLC|PJSC|GmbH|SARL)\b")
        self._mixed = re.compile(r"((?: (?:[A-Z][\w&]*|and|of|for|industry|commerce|exhibition|trade|technology|furniture|factory|science|machinery|import|export|international|industrial)){1,7}),? (?:Co|Ltd|Inc|Corp|LLC|JSC|LLP)\b")
        self._bracketed = re.compile(r" \([A-Z]\w+\) [A-Z]")
        self._tails = {word: kind for kind, words in pack.get("heads.tails").items() for word in words.split()}
        self._english = [(pack.compile(self._named(p)), name) for p, name in pack.get("heads.english").items()]

    @staticmethod
    def _named(pattern: str) -> str:
        return pattern.replace("{p}", "(?P<p>.+)")

    def at(self, tokens: Tokens, i: int) -> Found | None:
        """Return the firm or institution whose name begins at word `i`, or None."""
        key = tokens.keys[i]
        known = self._known_at(tokens, i)
        if key in self._heads and (found := self._institution(tokens, i)):
            return self._longer(known, found) if known else found
        if known:
            return known
        if key in self._firms and not tokens.capital(i) or key in self._plants:
            if found := self._firm_after_noun(tokens, i):
                return found
        if tokens.capital(i):
            if self._before.match(tokens.text, tokens.starts[i]):
                return self._firm_after_form(tokens, i)
            return self._capital_run(tokens, i)
        return None

    def bare(self, tokens: Tokens, i: int) -> Found | None:
        """Return a capitalised or quoted run that may be a firm: weak, unless it is built or announced like one."""
        quoted = tokens.starts[i] > 0 and tokens.text[tokens.starts[i] - 1] == '"'
        if not tokens.capital(i) or _NUMBER.fullmatch(tokens.words[i]) or len(tokens.words[i]) < 3 or tokens.keys[i] in self._stops:
            return None
        if tokens.keys[i] in self._never or tokens.keys[i] in self.places.lower or self.demonyms.country(tokens.keys[i]) or self.places.kind_word(tokens.keys[i]):
            return None
        last = self._run(tokens, i)
        found = self._firm(tokens, i, last, tokens.starts[i], None)
        name = tokens.text[found.start : found.end]
        before = tokens.text[max(0, found.start - 70) : found.start]
        sure = bool(self._firmlike.match(name.replace('"', ""))) or self._announced.search(before) is not None
        if name.isupper() and len(name) <= 4:
            sure = False
        if quoted and last - i > 3 or tokens.words[i].isupper() and len(tokens.words[i]) > 14:
            return None
        return replace(found, weak=not sure)

    # known names

    def _known_at(self, tokens: Tokens, i: int) -> Found | None:
        here = self._known.at(tokens, i)
        if here is None:
            return None
        actor, last = here
        text = tokens.text[tokens.starts[i] : tokens.ends[last]]
        mention = Mention(text, actor.name, actor.kind, actor.country, actor.id)
        left, right = self._widen(tokens, i, last)
        return Found(left, right, tokens.starts[i], tokens.ends[last], (mention,))

    @staticmethod
    def _longer(known: Found, built: Found) -> Found:
        """Return what a known name and a longer one built on it mean: another actor when that one is of another country."""
        if built.end <= known.end:
            return known
        if built.actor.country not in (None, known.actor.country):
            return built
        mention = replace(known.actor, text=built.actor.text)
        return replace(built, actors=(mention,))

    def _widen(self, tokens: Tokens, first: int, last: int) -> tuple[int, int]:
        """Return the span of a name with its quotes, its legal form, nouns like "la société" before and "(BSU)" after."""
        text = tokens.text
        right = tokens.ends[last]
        if match := self._after.match(text, right):
            right = match.end()
        if text[right : right + 1] == '"':
            right += 1
        if match := re.compile(r' ?\((?:"[^"()]{2,40}"|[A-Z][\w-]{1,12})\)').match(text, right):
            right = match.end()
        if match := re.compile(rf' "?{self.pack.get("heads.legal.before")}\b"?(?! ?["A-ZÀ-Ý])').match(text, right):
            right = match.end()
        i, left = first, tokens.starts[first]
        while i > 0 and first - i < 8:
            key, gap = tokens.keys[i - 1], tokens.gap(i - 1)
            if gap.strip(" '\""):
                break
            if self._before.fullmatch(tokens.words[i - 1]) or key in self._neutral or key in ("parc", "bourse", "zone", "sez", "fez"):
                i -= 1
                left = tokens.starts[i]
                continue
            if self.demonyms.country(key) and i > 1 and tokens.keys[i - 2] in self._neutral | {"bourse", "parc"}:
                i -= 1
                continue
            if key in ("l", "la", "le", "les") and not gap.strip(" '\""):
                left = tokens.starts[i - 1]
            break
        if left > 0 and text[left - 1] == '"' and text.count('"', left, right) % 2:
            left -= 1
        return left, right

    # institutions

    def _institution(self, tokens: Tokens, i: int) -> Found | None:
        for head, kind in self._heads[tokens.keys[i]]:
            if tokens.folded.startswith(head, tokens.at[i]):
                last = Places._word_at(tokens, tokens.at[i] + len(head))
                if last is not None:
                    return self._institution_after(tokens, i, last, kind)
        return None

    def _institution_after(self, tokens: Tokens, i: int, head: int, kind: str) -> Found | None:
        last, proper, country, place, named = head, False, None, None, False
        if head + 1 < len(tokens) and tokens.keys[head + 1] == "confucius":
            return None
        j = head
        while j + 1 < len(tokens) and j - i < LONGEST:
            gap = tokens.gap(j)
            if gap.strip(" '-") and not self._opens_quote(gap) or '" ' in gap or "- " in gap:
                break
            j += 1
            key = tokens.keys[j]
            if kind == "zone" and not (tokens.capital(j) or key in self._links or self.demonyms.country(key) or self._opens_quote(gap) or self.places.kind_word(key) or key in ("economique", "technologique", "libre", "franche", "speciale", "developpement")):
                break
            if self._opens_quote(gap):
                end = tokens.text.find('"', tokens.starts[j])
                if end < 0 or end - tokens.starts[j] > 60:
                    break
                while j + 1 < len(tokens) and tokens.starts[j + 1] < end:
                    j += 1
                last, proper = j, True
                break
            if key == "sur" and tokens.keys[j - 1] in ("recherche", "recherches", "etude", "etudes"):
                continue
            if key in self._stops or key in ("a", "au", "aux") and not (tokens.capital(j)):
                break
            if key == "et" and not self._goes_on(tokens, j):
                break
            if key == "en" and (j + 1 == len(tokens) or tokens.capital(j + 1) or tokens.keys[j + 1] in self._stops):
                break
            if key in self._links:
                continue
            if key in self._heads and not tokens.capital(j) and tokens.keys[j - 1] in self._articles:
                break
            if key.isdigit() and len(key) == 4:
                break
            code = self.demonyms.country(key)
            if code and not (tokens.capital(j) and tokens.keys[j - 1] in ("de", "d", "la", "l", "du")):
                country, proper, last = country or code, True, j
                continue
            if named and not tokens.capital(j):
                break
            if tokens.capital(j):
                proper = True
                named = key != "etat"
                found = self.places.at(tokens, j)
                if found is not None:
                    country, place = found.actor.country, found
                    while j + 1 < len(tokens) and tokens.starts[j + 1] < found.right:
                        j += 1
                    last = j
                    if kind == "zone":
                        break
                    if "-" in tokens.gap(j) and tokens.near(j, joints="-") and tokens.capital(j + 1):
                        continue
                    if not (tokens.near(j, joints=" ") and tokens.keys[j + 1] in ("de", "d", "des") and found.kind != "country"):
                        break
                    if place and self.places.at(tokens, min(j + 2, len(tokens) - 1)):
                        continue
                    break
            last = j
        if last == head or not proper:
            return None
        if tokens.capital(i) and kind != "body":
            last = self._purpose(tokens, last)
        if kind == "body" and head == i and tokens.keys[i] in ("administration", "direction", "departement", "agence", "autorite", "autorites", "gouvernement", "gouvernements", "comite") and last == head + 1 and country and not place:
            return None  # "gouvernement chinois": the country as a party
        text = tokens.text[tokens.starts[i] : tokens.ends[last]]
        left, right = self._widen(tokens, i, last)
        shared = self._shared(tokens, i, head, last, place)
        if kind == "zone" and place is not None and place.kind == "country":
            return None
        name = self.english(text, place) if not shared else self.english(f"{shared} de {place.actor.text if place else ''}", place)
        mention = self._canonical(Mention(text, name, kind, country))
        return Found(left, right, tokens.starts[i], tokens.ends[last], (mention,), shared=shared, generic=self._generic(tokens, i, shared, place, right))

    def _purpose(self, tokens: Tokens, last: int) -> int:
        """Return the last word of "pour les technologies industrielles" after a name that ends with word `last`."""
        if not (tokens.near(last, joints=" ") and last + 1 < len(tokens) and tokens.keys[last + 1] == "pour"):
            return last
        j = last + 1
        while tokens.near(j, joints=" '") and j - last < 8 and tokens.words[j + 1].islower() and tokens.keys[j + 1] not in self._stops:
            j += 1
        ended = j + 1 == len(tokens) or tokens.gap(j).strip() != ""
        return j if ended and j > last + 2 else last

    def _canonical(self, mention: Mention) -> Mention:
        """Return the mention as that of a known actor, where its English name is one's."""
        actor = self._known.named(mention.name)
        if actor is None or actor.country != mention.country:
            return mention
        return Mention(mention.text, actor.name, actor.kind, actor.country, actor.id)

    def _shared(self, tokens: Tokens, i: int, head: int, last: int, place: Found | None) -> str:
        """Return the words that a plural head shares with the rest of its list, in the singular; "" for a singular."""
        if not tokens.keys[i].endswith("s") or tokens.keys[i] in self._singular_s:
            return ""
        words = tokens.text[tokens.starts[i] : place.left if place else tokens.ends[last]]
        words = re.sub(r"aux\b", "al", words)
        words = re.sub(r"\b(\w{4,})s\b", r"\1", words) if head > i else re.sub(r"^(\w+)s\b", r"\1", words)
        words = self.pack("heads.trailing_of").sub("", words.strip())
        if place and place.told and place.kind in ("region", "district"):
            words += " " + self.pack.get(f"heads.of_kind.{place.kind}")
        return words

    def _generic(self, tokens: Tokens, i: int, shared: str, place: Found | None, right: int) -> bool:
        if not shared:
            return False
        bare = fold(shared) + "s" == tokens.keys[i] and place is not None and place.kind == "country"
        return bare or not self._distributes(tokens.text[right:])

    def _distributes(self, after: str) -> bool:
        return self.pack("kinds.and_start").match(after) is not None

    @staticmethod
    def _opens_quote(gap: str) -> bool:
        return gap.strip() == '"'

    def _goes_on(self, tokens: Tokens, j: int) -> bool:
        """Tell whether "et" at word `j` joins two parts of one name rather than two names."""
        if j + 2 >= len(tokens) or tokens.gap(j).strip(" '"):
            return False
        nxt = tokens.keys[j + 1]
        if nxt in ("le", "les", "un", "une"):
            return False
        k = j + 1
        while k < len(tokens) - 1 and tokens.keys[k] in self._links:
            k += 1
        if tokens.keys[k] in self._heads or tokens.keys[k] in self._firms or tokens.keys[k] in self._stops:
            return False
        if tokens.capital(k) and not tokens.capital(max(j - 1, 0)):
            return self.places.at(tokens, k) is None and nxt in ("de", "d", "des", "du")
        if nxt in ("la", "l") and k == j + 2:
            return False
        return not (tokens.capital(k) and self.places.at(tokens, k))

    def english(self, text: str, place: Found | None = None) -> str:
        """Return the English name of an institution where a rule of the pack gives one, else the name as written."""
        folded = " ".join(text.replace('"', " ").split())
        for pattern, template in self._english:
            match = pattern.fullmatch(folded)
            if match is None or (place and not fold(place.actor.text).endswith(fold(match["p"]))):
                continue
            name = match["p"]
            if place is not None:
                name = place.actor.name
                if not place.told or "Executive" in template:
                    name = name.removesuffix(" Region").removesuffix(" District")
                if place.kind == "region" and template.startswith("{p} Chamber"):
                    template = template.removeprefix("{p} ") + " of {p}"
            return template.format(p=name)
        return folded[:1].upper() + folded[1:]

    # firms

    def _firm(self, tokens: Tokens, first: int, last: int, left: int, country: str | None, *, weak: bool = False) -> Found:
        text = tokens.text[tokens.starts[first] : tokens.ends[last]]
        wide_left, right = self._widen(tokens, first, last)
        name = " ".join(text.replace('"', " ").split())
        mention = Mention(name, name, "company", country)
        return Found(min(left, wide_left), right, tokens.starts[first], tokens.ends[last], (mention,), weak=weak)

    def _run(self, tokens: Tokens, i: int) -> int:
        """Return the last word of the capitalised or quoted run that begins at word `i`."""
        text = tokens.text
        if tokens.capital(i) and tokens.starts[i] and text[tokens.starts[i] - 1] == '"' or text[max(0, tokens.starts[i] - 2) : tokens.starts[i]] == '" ':
            end = text.find('"', tokens.starts[i])
            if 0 < end - tokens.starts[i] <= 70:
                last = i
                while last + 1 < len(tokens) and tokens.starts[last + 1] < end:
                    last += 1
                return last
        last = j = i
        while j + 1 < len(tokens) and j - i < 12:
            gap = tokens.gap(j)
            if gap.strip(" -&()+/'") or gap.count("(") and ")" in gap or gap == ". ":
                if gap not in (".", ". ") or not self._after.match(text, tokens.starts[j + 1]) or len(tokens.words[j]) > 1:
                    break
            if ")" in gap and "(" not in text[tokens.starts[i] : tokens.ends[j]]:
                break
            if "(" in gap and not self._bracketed.match(text, tokens.ends[j]):
                break
            j += 1
            if self._after_form.match(tokens.words[j]) and j > i:
                break
            if tokens.capital(j):
                last = j
            elif tokens.keys[j] not in ("and", "of", "for", "the", "industry", "commerce", "exhibition", "furniture", "factory", "plant") and not ("-" in gap):
                break
        return last

    def _firm_after_form(self, tokens: Tokens, i: int) -> Found | None:
        """Return the firm in 'OJSC "Mozyr DOK"' or "JSC Kavkazkabel", whose legal form is word `i`."""
        j = i + 1
        while j < len(tokens) and self._before.fullmatch(tokens.words[j]) and not tokens.gap(j - 1).strip(' "'):
            j += 1
        if j < len(tokens) and tokens.words[j].isdigit() and '"' not in tokens.gap(j - 1):
            return None
        if j >= len(tokens) or tokens.gap(j - 1).strip(' "') or not tokens.capital(j) and '"' not in tokens.gap(j - 1):
            return None
        last = self._run(tokens, j)
        return self._firm(tokens, j, last, tokens.starts[i], None)

    def _firm_after_noun(self, tokens: Tokens, i: int) -> Found | None:
        """Return the firm in "la société chinoise de voyages YTO Group" or "l'usine de câbles de Brest"."""
        j, country, words = i, None, 0
        left = tokens.starts[i] if tokens.keys[i] in self._neutral else -1
        origins: list[str] = []
        while j + 1 < len(tokens) and j - i < 9:
            gap = tokens.gap(j)
            quoted = self._opens_quote(gap) or gap.strip() == '"'
            if gap.strip(" '-") and not quoted:
                return None
            j += 1
            key = tokens.keys[j]
            if key in self._stops or key in ("et", "a", "au", "aux", "en"):
                return None
            code = self.demonyms.country(key) or (self.demonyms.prefix(key) if tokens.near(j, joints="-") else None)
            if code and not tokens.capital(j):
                if country and code != country and "-" in gap:
                    origins = [country, code]
                country = country or code
                continue
            if quoted and not tokens.capital(j):
                return None
            if quoted or (tokens.capital(j) and not code):
                place = None if quoted else self.places.at(tokens, j)
                of_place = tokens.keys[j - 1] in ("de", "d", "du", "la", "l") and place is not None
                last = self._run(tokens, j)
                if of_place and place is not None and tokens.ends[last] <= place.right:
                    if words == 0 and tokens.keys[i] not in self._towns or tokens.keys[i] not in self._plants:
                        return None
                    text = tokens.text[tokens.starts[i] : place.end]
                    left, right = self._widen(tokens, i, Places._word_at(tokens, tokens.at[last] + len(tokens.keys[last])) or last)
                    name = text[:1].upper() + text[1:]
                    return Found(left, right, tokens.starts[i], place.end, (Mention(text, name, "company", place.actor.country),))
                if place is not None and tokens.ends[last] <= place.right and not quoted:
                    return None
                if not quoted and tokens.words[j].isdigit():
                    return None
                if self._before.fullmatch(tokens.words[j]) and last == j:
                    found = self._firm_after_form(tokens, j)
                    return found
                found = self._firm(tokens, j, last, left if left >= 0 else tokens.starts[j], country)
                found = replace(found, origins=tuple(origins))
                known = self._known_at(tokens, j)
                if known is not None and known.end >= found.end:
                    return replace(known, left=min(found.left, known.left), origins=found.origins)
                return found
            if key not in self._links:
                words += 1
        return None

    def _tailed(self, tokens: Tokens, i: int, last: int) -> Found | None:
        """Return the institution in "Harare Polytechnic College" or "Academy of Sciences": an English name."""
        kind = next((k for j in range(last, i, -1) if (k := self._tails.get(tokens.words[j]))), None)
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
        return place is not None and place.kind == "city" and place.right <= tokens.ends[i] and not self.places.at(tokens, i + 1)

    def _capital_run(self, tokens: Tokens, i: int) -> Found | None:
        """Return the firm in "Shanghai Teemo Foods" or "Lotusland Corporation": a run that ends in a legal form."""
        if len(tokens.words[i]) < 2 or _NUMBER.fullmatch(tokens.words[i]):
            return None
        if mixed := self._mixed.match(tokens.text, tokens.ends[i]):
            last = i
            while last + 1 < len(tokens) and tokens.starts[last + 1] < mixed.end(1):
                last += 1
            return self._firm(tokens, i, last, tokens.starts[i], None)
        last = self._run(tokens, i)
        if last > i and (tailed := self._tailed(tokens, i, last)):
            return tailed
        match = self._after.match(tokens.text, tokens.ends[last])
        if last == i and not match:
            return None
        inside = any(self._after.fullmatch(tokens.words[k]) for k in range(i + 1, last + 1))
        if not match and not inside and not self._begins_with_place(tokens, i, last):
            return None
        if tokens.keys[i] in self.places.lower and last == i:
            return None
        return self._firm(tokens, i, last, tokens.starts[i], None)
