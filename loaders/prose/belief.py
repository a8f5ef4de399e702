"""Which doubtful names are meant as places: small towns that a text makes known by what stands around them.

A town that few texts mean is believed beside words for sister towns ("jumelée avec A"), after words for those who run
or live in a town ("le maire de A"), before its country ("A (Allemagne)"), where a report comes from ("A. – Hier ...")
and in a list with others. A capitalised name that no table knows is a town where only a town can stand, or where it is
built like one ("A-sur-B"); a text that once said so is taken at its word from there on.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ...graph.gazetteer import Gazetteer, Place, is_common
from ...graph.model import Mention
from ...graph.names import fold
from .found import NAME, Found, mention_of
from .pack import FIRST_MENTION, Pack
from .pattern import MENTION
from .text import Text

_BLANK, _MENTIONS = re.compile(" "), re.compile(MENTION)
SPOKEN = 4  # paragraphs for which a text speaks of a zone that it named
NEWCOMERS = 500  # characters behind the words that announce newcomers in which sentences begin with their names
WINDOW = 120  # characters before a name in which words speak of sister towns
TOLD = 2_000  # places that no table knows, remembered of one text
_TOWN = frozenset({"city", "region", "district"})
_BODIES = frozenset({"organization", "institution", "body"})
# tables of frames in which a doubtful name is a firm, by what tells that there can be one
_FRAMES = {
    "owners.words": ("owners.frames", "owners.they", "owners.stakes", "owners.known"),
    "brokers.words": ("brokers.frames",),
    "exporters.words": ("exporters.frames",),
    "sites.words": ("sites.known",),
}
_NO_FIRM = frozenset({"land", "exchange"})  # groups of frames that hold none
_LAND = frozenset({"country", "region"})


class Belief:
    """Tells doubtful names that are meant from those that are not; `reset` forgets a document's."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        self.pack, self.gazetteer = pack, gazetteer
        self.reset()

    def reset(self) -> None:
        """Forget which towns and firms were meant: a new document begins."""
        self.spoken = False  # whether the text just spoke of sister towns
        self.meant: set[str] = set()
        self.firms: set[str] = set()
        self._begun: set[str] = set()  # the words with which their names begin
        self._zone_met = 0  # paragraphs for which a zone is still spoken of
        self.told: dict[str, dict[str, Mention]] = {}  # places that no table knows, by their names and first words

    def sifted(self, found: Sequence[Found], text: str, note: Callable[[str | None], None]) -> list[Found]:
        """Return `found` without the doubtful names that nothing speaks for; `note` is told the countries of the rest.

        Weak names of firms stay weak unless one beside them is none.
        """
        for f in found:
            if f.kind == "company" and not f.weak:
                self._met(f.actor.name)
        found = self._framed([self._firm_again(f, text) for f in found], text)
        read = [self._placed(f, found[i + 1 : i + 2], text, found[i - 1] if i else None) for i, f in enumerate(found)]
        towns = {f.actor.name: f.actor for f in read if f.kind == "city" and not f.actor.id and not f.weak}
        if towns:
            same = [f.weak and f.actor.name in towns for f in read]
            read = [_town(f, towns[f.actor.name].country) if s else f for f, s in zip(read, same, strict=True)]
        strong = {i for i, f in enumerate(read) if f.kind != "country" and f.role == NAME and not f.weak}
        strong |= self._settlers(read, text)
        row = [i for i, f in enumerate(read) if not self._bracketed(f, text)]
        for h, i, j in zip(row, row[1:], row[2:], strict=False):
            if read[i].weak and read[i].kind == "city" and self._among_firms(read[h], read[i], read[j], text):
                read[i] = replace(read[i], actors=(Mention(read[i].actor.text, read[i].actor.text, "company"),))
        for order in (row, row[::-1]):
            for j, i in pairwise(order):
                if i in strong or j not in strong or not read[i].weak:
                    continue
                if read[i].kind == "company" and self._somebody(read[i], text):
                    continue
                a, b = sorted((i, j))
                gap = text[read[a].right : read[b].left]
                if self.pack("kinds.list_gap").fullmatch(gap) is None:
                    continue
                if read[i].kind == "company" and read[j].kind == "city" and read[j].told and j < i:
                    read[i] = replace(_town(read[i], None), told=True)
                    strong.add(i)
                elif (read[i].kind == "company") == (read[j].kind not in (*_TOWN, "country")):
                    strong.add(i)
                elif read[j].kind == "city" and (
                    self._among_twins(read[i], text, gap) or self._between(read[a], gap, text)
                ):
                    read[i] = _town(read[i], read[i].actor.country)
                    strong.add(i)
        self.meant |= {f.actor.id for i, f in enumerate(read) if f.kind == "city" and f.actor.id and i in strong}
        for f in read:
            if f.kind == "company" and not f.weak:
                self._met(f.actor.name)
        kept: list[Found] = []
        for i, f in enumerate(read):
            if f.weak and (i in strong or f.actor.id in self.meant or self._firm_met(f)):
                f = replace(f, weak=False)
                note(f.actor.country)
            if not f.weak:
                if i and read[i - 1].weak and (named := self._spelled_out(read[i - 1], f, text)):
                    kept.append(named)
                elif kept and (whole := self._with_land(kept[-1], f, text)):
                    kept[-1] = whole
                else:
                    kept.append(f)
        for f in kept:
            self._learn(f)
        return kept

    def _framed(self, found: Sequence[Found], text: str) -> Sequence[Found]:
        """Return `found` with the doubtful names believed that stand where only a firm can: an owner, a broker."""
        doubtful = [f for f in found if f.weak and f.kind in ("company", "city")]
        tables = [t for words, t in _FRAMES.items() if self.pack(words).search(text)] if doubtful else []
        if not tables:
            return found
        pieces: list[str] = []
        done = 0
        for i, f in enumerate(found):
            pieces += [text[done : max(f.left, done)], chr(FIRST_MENTION + i)]
            done = max(f.right, done)
        doubted = {chr(FIRST_MENTION + i) for i, f in enumerate(found) if f in doubtful}
        meant: set[int] = set()
        for told in "".join([*pieces, text[done:]]).split(". "):
            if doubted.isdisjoint(told):
                continue
            sentence = Text.of(told)
            for table in (name for names in tables for name in names):
                for name in self.pack.get(table):
                    for match in self.pack(f"{table}.{name}").finditer(sentence):
                        ends = "".join(part or "" for group, part in match.groupdict().items() if group not in _NO_FIRM)
                        here = {ord(char) - FIRST_MENTION for char in _MENTIONS.findall(ends)}
                        meant |= {i for i in here if found[i].kind == "company" or table.startswith("owners")}

        def placed(f: Found) -> bool:
            return self.pack("belief.where").search(text, max(0, f.left - 12), f.left) is not None

        return [
            _firm(f) if i in meant and f in doubtful and (f.kind == "company" or not placed(f)) else f
            for i, f in enumerate(found)
        ]

    def _among_firms(self, a: Found, town: Found, b: Found, text: str) -> bool:
        """Tell whether the name of a doubtful town stands between two of firms: "Alfa, Lugo et Beta SA"."""
        gaps = (text[a.right : town.left], text[town.right : b.left])
        listed = all(self.pack("kinds.list_gap").fullmatch(gap) for gap in gaps)
        return listed and a.kind == b.kind == "company" and not (a.weak and b.weak)

    @staticmethod
    def _bracketed(f: Found, text: str) -> bool:
        """Tell whether a town stands alone in brackets, behind a firm that is at home there, or a country in any."""
        alone = f.kind == "country" or (f.kind == "city" and text.startswith(")", f.right))
        return alone and text[: f.left].endswith("(")

    def _settlers(self, found: Sequence[Found], text: str) -> set[int]:
        """Return which unknown names are firms, for their sentence speaks of settling in a zone."""
        zones = [f for f in found if f.kind == "zone" and not f.weak]
        self._zone_met = SPOKEN if zones else max(0, self._zone_met - 1)
        settlers: set[int] = set()
        announced = self.pack("discourse.residents").search(text) if self._zone_met else None
        newcomers = announced.end() if announced else -1
        for i, f in enumerate(found) if self._zone_met else ():
            if not f.weak or f.kind != "company" or f.actor.name.isdigit() or self._somebody(f, text):
                continue
            low, high = _sentence(f, text)
            here = any(low <= z.left < high for z in zones)
            told = self.pack("residency.talk" if here else "residency.told_before").search(text, low, high) is not None
            opens = not text[low : f.left].strip(' "*-–—')
            told = told or (0 <= newcomers < f.left < newcomers + NEWCOMERS and (opens or low + 10 > f.left))
            if opens:
                told = told and self.pack("residency.acts").match(text, f.right) is not None
            else:
                told = told and self.pack("residency.led").search(text, low, f.left) is not None
            if told and not (opens and self.pack("places.no_name").fullmatch(f.actor.name)):
                settlers.add(i)
        return settlers

    def shorten(self, town: Mention) -> None:
        """Take note of a town that may be called by the first of its words from here on: "Boulogne-sur-Mer"."""
        whole = self.pack("places.short_of").match(town.text)
        if whole and not is_common(whole["short"]):
            short = fold(whole["short"])
            self.told.setdefault(short, {}).setdefault(short, town)

    def _learn(self, f: Found) -> None:
        """Take note of a town or a region that no table knows, to know it where it is named again."""
        named = f.role == NAME and f.kind in ("city", "region") and f.actor.country != "" and not f.actor.id
        if named and len(self.told) < TOLD and len(f.actors) == 1 and len(f.actor.name) > 3:
            key = fold(f.actor.name)
            if f.kind == "city" or f.actor.name == f.actor.text:
                self.told.setdefault(key.split(" ", 1)[0], {}).setdefault(key, f.actor)

    def _with_land(self, town: Found, land: Found, text: str) -> Found | None:
        """Return a town with the country behind it, "A en Allemagne" or "A (Allemagne)", as one mention."""
        if town.kind != "city" or town.role != NAME or land.kind not in _LAND or land.role != NAME:
            return None
        if town.actor.country != land.actor.country or land.told or land.actor.name == town.actor.name:
            return None
        gap = self.pack("places.own_land").fullmatch(text[town.right : land.left])
        if gap is None or ("(" in gap[0]) != text.startswith(")", land.right):
            return None
        return replace(town, right=land.right + ("(" in gap[0]))

    @staticmethod
    def _spelled_out(short: Found, whole: Found, text: str) -> Found | None:
        """Return the organization of a short name with the long one in brackets: "Eurochambres (Association ...)"."""
        between = text[short.right : whole.left].strip()
        if short.kind != "company" or whole.kind not in _BODIES or whole.role != NAME or between != "(":
            return None
        right = whole.right + text.startswith(")", whole.right)
        actor = replace(whole.actor, text=short.actor.text)
        return replace(whole, left=short.left, start=short.start, right=right, actors=(actor,))

    def _met(self, firm: str) -> None:
        if firm not in self.firms:
            self.firms.add(firm)
            words = firm.replace("-", " ")
            self._begun.update(words[: match.start()] for match in _BLANK.finditer(words))

    def _firm_again(self, f: Found, text: str) -> Found:
        """Return the firm met before whose name begins like that of a place: "Emin auto", after "Emin Auto"."""
        if f.kind not in _TOWN or f.actor.text not in self._begun:
            return f
        for firm in self.firms:
            end = f.start + len(firm)
            if firm.startswith(f.actor.text) and end > f.right and fold(text[f.start : end]) == fold(firm):
                return replace(
                    f, right=end, end=end, actors=(Mention(text[f.start : end], firm, "company"),), weak=False
                )
        return f

    def _firm_met(self, f: Found) -> bool:
        """Tell whether a name is that of a firm met before, or the word that its name begins with."""
        name = f.actor.name
        if f.kind != "company" or name in self.firms:
            return f.kind == "company"
        begins = (len(name) > 4 or (len(name) > 2 and name.isupper())) and name in self._begun
        return begins and (name.isupper() or not (is_common(name) or self.gazetteer.find(name)))

    def _placed(self, f: Found, following: Sequence[Found], text: str, before: Found | None) -> Found:
        """Return a name read by what stands around it: a town of the country behind it, or strong by other words."""
        if f.kind == "country" and f.role == NAME and not f.told and following and following[0].kind == "country":
            town = self._best(f, following[0].actor.country or "")
            if town and text[f.right : following[0].left] == " (":
                return f.of(mention_of(town, f.actor.text))  # "Grenade (Espagne)"
        if f.role != NAME or f.kind not in ("city", "company") or (f.kind == "company" and not f.weak):
            return f
        if f.kind == "company" and self._firm_met(f):
            return f
        land = self._land(f, following, text)
        if before and before.kind == "country" and not text[: before.left].strip(" -•*–—") and self.spoken:
            heads = text[before.right : f.left] in (" : ", ": ", " – ", " - ")  # an item: "Italie : Bovino"
            land = before.actor.country if heads else land
        if f.kind == "company" and land and not f.actor.name.isupper() and (place := self._best(f, land)):
            return replace(f, actors=(mention_of(place, f.actor.text),), weak=False)
        if f.kind == "company" and self._named_town(f, land, text):
            return _town(f, land)
        if f.kind == "company" and self.pack("places.signs_with").search(text, max(0, f.left - WINDOW), f.left):
            return replace(f, weak=False)
        if f.kind == "company" and self._deals(f, text):
            return replace(f, weak=False)
        if f.kind == "company":
            with_it = self.pack("places.twinned_with").search(text, max(0, f.left - WINDOW), f.left)
            with_it = with_it or self.pack("belief.fraternal").search(text, max(0, f.left - WINDOW), f.left)
            behind = land or self.pack("places.to_town").search(text, max(0, f.left - 8), f.left)
            if with_it or (behind and self._among_twins(f, text)) or (land and self.spoken):
                return _town(f, land or f.actor.country)
            return f
        if land and land != f.actor.country:
            place = self._best(f, land)
            mention = mention_of(place, f.actor.text) if place else Mention(f.actor.text, f.actor.text, "city", land)
            return replace(f, actors=(mention,), weak=False)
        if f.weak and (land == f.actor.country or self._told(f, text)):
            return replace(f, weak=False)
        return f

    def _deals(self, f: Found, text: str) -> bool:
        """Tell whether a name is built like a firm's in a sentence about what firms do: "Azar Chub a acheté ..."."""
        if len(f.actor.name) > 3 and self.pack("belief.led").search(text, max(0, f.left - WINDOW), f.left):
            return True
        if self.pack("belief.has").match(text, f.right):
            return not self.pack("places.no_name").fullmatch(f.actor.name)
        if not self.pack("belief.built").fullmatch(f.actor.name):
            return False
        low, high = _sentence(f, text)
        if self.pack("belief.of_land").match(text, f.right):  # one of a list: "Alfa Trade (Chine), Beta-Invest (Inde)"
            low = text.rfind(". ", 0, max(0, low - 2)) + 1
        if self.pack("belief.business").search(text, low, high) is None:
            return False
        before = self.pack("belief.no_firm_before").search(text, max(0, f.left - WINDOW), f.start)
        return before is None and not self._somebody(f, text)

    def _somebody(self, f: Found, text: str) -> bool:
        """Tell whether a name is that of somebody who says or is something: "Anna Alfa, directrice"."""
        if self.pack("belief.no_firm_behind").match(text, f.right):
            return True
        return self.pack("belief.somebody_before").search(text, max(0, f.left - WINDOW), f.left) is not None

    def _land(self, f: Found, following: Sequence[Found], text: str) -> str | None:
        """Return the country that stands behind a town, itself or by a region: "A (Allemagne)", "A, en Bavière"."""
        item = self.pack("places.item").fullmatch(text[: f.left]) is not None
        for land in following:
            if item and land.kind == "country" and self.pack("places.item_land").fullmatch(text[f.right : land.left]):
                return land.actor.country
            if land.kind in _LAND and land.role == NAME:
                gap = text[f.right : land.left]
                elsewhere = land.kind == "region" and land.actor.country != f.actor.country
                pattern = "places.in_brackets" if elsewhere or not f.weak else "places.in_land"
                if self.pack(pattern).fullmatch(gap):
                    return land.actor.country
        return None

    def _named_town(self, f: Found, land: str | None, text: str) -> bool:
        """Tell whether a name that no table knows is a town by how it is built or by the words around it."""
        if f.actor.name.count(" ") > 3 or f.actor.name.isupper():
            return False
        if " " in f.actor.name and self.pack("places.with_article").fullmatch(text[f.left : f.start]):
            return False  # "la Vierge Noire"
        if self.pack("places.built").fullmatch(f.actor.name):
            return True
        low, after = max(0, f.left - 60), self.pack("places.twinned").match(text, f.right)
        after = after or self.pack("belief.apposed").match(text, f.right)
        if (land and self.spoken) or (len(f.actor.name) > 4 and self.pack("belief.sited").search(text, low, f.left)):
            return True
        if after or self.pack("places.ruled").search(text, low, f.left):
            return True
        acts = self.pack("places.headed").match(text, f.right) or self.pack("places.twin_acts").match(text, f.right)
        if acts and _opens(f, text):
            return True
        if self.pack("places.joined_to").match(text, f.right):
            return self.pack("places.joins").search(text, low, f.left) is not None
        given = self.pack("places.given").search(text, low, f.left)
        return land is not None and not given and self.pack("places.lies").search(text, low, f.left) is not None

    def _best(self, f: Found, land: str) -> Place | None:
        found = self.gazetteer.find(f.actor.text, country=land, kind="city")
        return found[0] if found else None

    def _among_twins(self, f: Found, text: str, gap: str = "") -> bool:
        """Tell whether a name stands among sister towns, a `gap` away from the next of them."""
        if self.pack("places.friends_next").match(text, f.right):
            return True
        if self.pack.get("words.enumerating") in gap and self.pack("places.twins_next").match(text, f.right):
            return True
        return self.pack("places.twins").search(text, max(0, f.left - 2 * WINDOW), f.left) is not None

    def _between(self, first: Found, gap: str, text: str) -> bool:
        """Tell whether two that `gap` joins are said to cooperate: "un partenariat entre A et B"."""
        led = self.pack("places.between").search(text, max(0, first.left - WINDOW), first.left)
        return led is not None and self.pack.get("words.enumerating") in gap

    def _told(self, f: Found, text: str) -> bool:
        """Tell whether the words around a doubtful town speak for it."""
        if self.spoken and not is_common(f.actor.text):
            return True
        if self.pack("places.twins").search(text, max(0, f.left - WINDOW), f.left):
            return True
        if self.pack("places.twins_next").match(text, f.right):
            return True
        partner = self.pack("places.partner_near").search(text, max(0, f.left - WINDOW), f.left)
        if partner or self.pack("places.partner_next").match(text, f.right):
            return not is_common(f.actor.text)
        if self.pack("places.papers_with").search(text, max(0, f.left - WINDOW), f.left):
            return not is_common(f.actor.text)
        if self.pack("belief.apposed").match(text, f.right) or self.pack("places.run").search(
            text, max(0, f.left - 40), f.left
        ):
            return True
        if not is_common(f.actor.text) and self.pack("belief.plant_of").search(text, max(0, f.left - 60), f.left):
            return True
        if self.pack("places.at_town").search(text, max(0, f.left - 10), f.left) and not is_common(f.actor.text):
            return not self.pack("places.runs_on").match(text, f.right)
        if is_common(f.actor.text):
            return False
        if self.pack("places.to_town").search(text, max(0, f.left - 8), f.left):
            return self.pack("places.paper_next").match(text, f.right) is not None
        if _opens(f, text) and self.pack("places.acts_so").match(text, f.right):
            return True
        return not text[: f.left].strip(' -•*"#') and self.pack("places.dateline").match(text, f.right) is not None


def _firm(f: Found) -> Found:
    mention = f.actor if f.kind == "company" else Mention(f.actor.text, f.actor.text, "company")
    return replace(f, actors=(mention, *f.actors[1:]), weak=False)


def _town(f: Found, land: str | None) -> Found:
    mention = Mention(f.actor.text, f.actor.name, "city", land)
    return replace(f, actors=(mention,), weak=False)


def _opens(f: Found, text: str) -> bool:
    """Tell whether a sentence begins with `f`."""
    before = text[: f.left].rstrip(' -•*"#')
    return not before or before[-1] in ".!?"


def _sentence(f: Found, text: str) -> tuple[int, int]:
    """Return where the sentence of `f` begins and ends in the text of a block."""
    end = text.find(". ", f.right)
    return text.rfind(". ", 0, f.left) + 1, len(text) if end < 0 else end
