"""Who "the park", "this region" and "the parties" are now.

Anaphors in a sentence are read against the memory of the text before the rules run. Deliberately conservative: a
definite noun that goes on ("la région de ...", "l'université technique ...") is no anaphor, and one that fits nothing
stays words.
"""

from collections.abc import Sequence

from ...graph.gazetteer import Gazetteer
from ...graph.model import Mention
from ...graph.names import fold
from .demonyms import Demonyms
from .found import ANAPHOR, FIRMS, NAME, SIDE, Found, mention_of
from .memory import CARRIED, EACH_PLACE, PLACES, SPEAKING, Memory
from .pack import Pack
from .pattern import Match


class Discourse(Memory):
    """The state of the conversation between text and reader: what was said, and what anaphors mean by it."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer, demonyms: Demonyms, home: str) -> None:
        super().__init__(pack, gazetteer, home)
        self.demonyms = demonyms
        self._kind_of = {
            word.lower(): kind for kind, words in pack.get("kinds.anaphors").items() for word in words.split()
        }
        self._plural = {word: kind for kind, words in pack.get("kinds.pairs").items() for word in words.split()}
        self._words = {key: words.split() for key, words in pack.get("kinds.said").items()}
        self._pointing, self._ours = tuple(self._words["pointing"]), tuple(self._words["ours"])
        self._many = frozenset(pack.get("kinds.plural_articles").split())

    def resolve(self, text: str, start: int, found: Sequence[Found]) -> list[Found]:
        """Return `found` with the anaphors of the sentence `text`, which begins at `start` of its block."""
        taken = [(f.left, f.right) for f in found if f.role == NAME or (f.role == FIRMS and len(f.actors) > 1)]
        extra = self._we(text, start, found)
        taken += [(f.left, f.right) for f in extra]
        for match in self.pack("kinds.anaphor").finditer(text):
            left, right = start + match.start(), start + match.end()
            if any(a < right and left < b for a, b in taken):
                continue
            if match["det"].lower().startswith(self._ours) and any(b + len(", ") == left for _, b in taken):
                continue  # "Alfa, notre agence de développement": what Alfa is
            if land := self._land_of(match, found, start):
                here = self._capital(land.actor.country, text[match.start() : land.right - start])
                extra.append(Found(left, land.right, left, land.right, here, role=ANAPHOR))
                continue
            here = self._read(match, found, start)
            if here:
                country = match["adjective"] and self.demonyms.home(_key(match["adjective"]))
                end = right if country or not match["adjective"] else start + match.end("word")
                extra.append(Found(left, end, left, end, here, role=ANAPHOR))
        if pronoun := self._pronoun(text, start) or self._firm_again(text, start, [*found, *extra]):
            extra.append(pronoun)
        found = self._sides(text, start, found)
        if not extra:
            return list(found)
        kept = [f for f in found if not any(e.left < f.right and f.left < e.right for e in extra)]
        return sorted([*kept, *extra], key=lambda f: f.left)

    def expects_firms(self, text: str) -> bool:
        """Tell whether a paragraph lists firms: as was announced, or those that a market opened to."""
        cleared = self.told.granted is not None and self.told.granted.type == "CLEARED_FOR_EXPORT"
        listed = cleared and self.pack("frames.places_behind").match(text) is not None
        return self.lists.expects_firms(text) or listed

    def _sides(self, text: str, start: int, found: Sequence[Found]) -> Sequence[Found]:
        """Return `found` with "la partie chinoise" as the one place in China that the text just spoke of.

        So it is where a place, and not a country, acts with it: "A a reçu des élus de B. Elle a signé avec ...".
        """
        sides = [f for f in found if f.role == SIDE and f.kind == "country"]
        if len(sides) != 1 or self.topic is None or self.topic.kind not in PLACES:
            return found
        (side,) = sides
        land = side.actor.country
        others = {a.country for f in found if f is not side for a in f.actors}
        if self.topic.country == land or land in others or not self.pack("kinds.side").match(text, side.left - start):
            return found
        near = {a.name: a for a in self._recent if a.country == land}
        if len(near) != 1 or (place := next(iter(near.values()))).kind not in PLACES:
            return found
        told = side.of(mention_of(place, side.actor.text))
        return [told if f is side else f for f in found]

    def _we(self, text: str, start: int, found: Sequence[Found]) -> list[Found]:
        """Return whom "nous" and "notre usine" mean: those for whom somebody speaks here, or spoke shortly before."""
        self.heard(text, start, found)
        if self.voice is None or not self.speaking:
            return []
        here = []
        for match in self.pack("people.we").finditer(text):
            left, right = start + match.start(), start + match.end()
            here.append(Found(left, right, left, right, (self.voice,), role=ANAPHOR))
            self.speaking = SPEAKING
        return here

    def _pronoun(self, text: str, start: int) -> Found | None:
        """Return the firm that a sentence goes on about: "Elle", where the one before was about a firm."""
        topic = self.topic
        if zone := self._zone_again(text, start):
            return zone
        if topic is None or topic.kind != "company" or not self.was_just_named(topic):
            return None
        match = self.pack("kinds.pronoun").match(text)
        if match is None:
            return None
        he = self.pack("kinds.he_firm").match(self.topic_words) is not None
        bare = self.topic_words == topic.text and self.pack("kinds.firm_does").match(text, match.end())
        if (match["he"] is not None) != he and not bare:
            return None
        left, right = start + match.start("pronoun"), start + match.end("pronoun")
        return Found(left, right, left, right, (topic,), role=ANAPHOR)

    def _firm_again(self, text: str, start: int, found: Sequence[Found]) -> Found | None:
        """Return the firm told of just before that another noun means: "Le premier brasseur mondial"."""
        match = self.pack("kinds.firm_again").match(text)
        topic = self.topic if self.topic and self.was_just_named(self.topic) else None
        firms = {a.name: a for a in self._recent if a.kind == "company"}
        firm = topic if topic and topic.kind == "company" else next(iter(firms.values()), None)
        if match is None or firm is None or (firm is not topic and len(firms) > 1):
            return None
        left, right = start + match.start("again"), start + match.end("again")
        within = [f for f in found if left <= f.left and f.right <= right + 1]
        lands = {a.country for f in within for a in f.actors if f.kind == "country"}
        if any(f.role in (NAME, ANAPHOR) for f in within) or not lands <= {firm.country or next(iter(lands), None)}:
            return None
        return Found(left, right, left, right, (firm,), role=ANAPHOR)

    def _zone_again(self, text: str, start: int) -> Found | None:
        """Return the zone that a sentence goes on about: "Elle compte 40 entreprises", "Le site abrite ..."."""
        match = self.pack("kinds.zone_again").match(text)
        zone = self.just_named("zone") if match else None
        if match is None or zone is None:
            return None
        left, right = start + match.start("again"), start + match.end("again")
        return Found(left, right, left, right, (zone,), role=ANAPHOR)

    def _read(self, match: Match, found: Sequence[Found], start: int) -> tuple[Mention, ...]:
        before = [f for f in found if f.left < start + match.start()]
        word, surface = match["word"].lower(), match[0]
        det = match["det"].lower().strip()
        adjective = match["adjective"]
        code = self.demonyms.home(_key(adjective)) if adjective else None
        if match["both"] or word in self._words["parties"]:
            where = self.pack("scene.locative")
            acting = [f for f in before if not where.search(match.string, max(0, f.left - start - 40), f.left - start)]
            return self._both(word, acting)
        demonstrative = det.startswith(self._pointing)
        if word in self._words["latter"]:
            told = [a for f in before if f.role in (NAME, ANAPHOR) for a in f.actors]
            joined = before and self.pack("kinds.joined_to").fullmatch(
                match.string, before[-1].right - start, match.start()
            )
            told = self._recent if joined or not told else told  # "entre A et cette dernière": not A
            return (told[-1],) if told and demonstrative else ()
        if word in self._plural and det in self._many:
            return self._plain(word, match) if not (before or adjective or match["goes_on"]) else ()
        if word in self._words["capital"]:
            return self._capital(code, surface)
        if adjective and not code:
            return ()
        kind = self._kind_of.get(word.split()[0])
        if kind is None:
            return ()
        if kind == "country":
            if det in self._words["ours"]:
                return (self.home_country(surface),)
            if not demonstrative:
                return ()
        if kind == "region" and word in self._words["republic"] and not demonstrative and not code:
            last = self.last("region")
            if last is None or "Republic" not in last.name:
                return (self.home_country(surface),) if self.home else ()
        if kind in PLACES and not adjective and not match["goes_on"]:
            code = self._land_behind(match, found, start)
        if not demonstrative and match["goes_on"] and (not code or match.string[match.end() :].lstrip()[:1].isupper()):
            return ()
        if kind == "city" and self.itemised and not demonstrative and not code:
            return (self.itemised.of,)
        here = [a for f in reversed(before) if f.role in (NAME, ANAPHOR) for a in f.actors if a.kind == kind]
        if here and self.pack("kinds.related").search(match.string, 0, match.start()):
            here = [a for a in here if a != here[0]]  # "A, avec laquelle cette ville ...": another than A
        here = [a for a in here if not code or a.country == code]
        tied = (
            [a for a in self.pair if a.kind == kind and (not code or a.country == code)] if self._pair_for > 0 else []
        )
        if kind in ("region", "city") and len(tied) == 2 and not here and not demonstrative:
            here = [a for a in tied if self.topic and (a.name, a.kind) == (self.topic.name, self.topic.kind)]
        if kind in ("region", "city") and len(tied) == 1 and not here and not demonstrative:
            named = {a.name: a for a in self._recent if a.kind == kind and a.country == tied[0].country}
            here = [next(iter(named.values()))] if len(named) == 1 else tied
        if demonstrative and not here and (only := self._only_recent(kind, code)):
            here = [only]
        if kind == "body" and not here and word in self._words["zone_bodies"] and not self.last("body"):
            kind = "zone"  # "l'administration" of the zone that the text is about
        actor: Mention | None = here[0] if here else self.last(kind, country=code, foreign=kind == "country")
        if kind == "zone" and not here:
            actor = self._zone_called(word) or actor or (self.last("zone") if demonstrative else None)
        if actor is None and kind in PLACES and demonstrative:
            actor = next((a for k in EACH_PLACE if (a := self.last(k, country=code))), None)
        return (actor,) if actor else ()

    def _zone_called(self, word: str) -> Mention | None:
        """Return the zone spoken of that is one of the sort of a noun, where the one met last is none: "la ZES"."""
        sort = next(
            (name for name in self.pack.get("settling.sorts") if self.pack(f"settling.sorts.{name}.noun").search(word)),
            None,
        )
        last = self.last("zone")
        names = self.pack(f"settling.sorts.{sort}.named") if sort else None
        if names is None or last is None or names.search(last.name):
            return None
        return next((zone for zone in self._last.get("zone", ()) if names.search(zone.name)), None)

    def _both(self, word: str, before: Sequence[Found]) -> tuple[Mention, ...]:
        kind = self._plural.get(word)
        here = [
            a for f in before if f.role in (NAME, SIDE, ANAPHOR) for a in f.actors if kind is None or a.kind == kind
        ]
        if word in self._words["capitals"]:
            here = [a for a in here if self.is_capital(a)]
        here = list({(a.name, a.kind): a for a in here}.values())
        if len(here) == 2 and here[0].name != here[1].name:
            if kind is None and "country" in (here[0].kind, here[1].kind):  # "le Bélarus", met in Tashkent
                here = [self.country(a.country or "", a.text) if self.is_capital(a) else a for a in here]
            return tuple(here) if here[0].name != here[1].name else ()
        if len(here) == 1 and kind is None and (pair := self._joined(here[0])):
            return pair
        towns = {a.name: a for a in self._recent if a.kind == kind == "city"}
        if self.itemised and len(towns) == 1 and self.itemised.of.kind == kind and self.itemised.of.name not in towns:
            return (self.itemised.of, next(iter(towns.values())))  # an entry of whose sister towns are listed
        if pair := self._recent_pair(kind):
            return pair
        if self._pair_for > 0 and len(self.pair) == 2 and (kind is None or all(a.kind == kind for a in self.pair)):
            return self.pair
        if kind is None and (foreign := self.foreign_theme()) and self.home:
            ours = self.home_theme() or self.home_country(word)
            if ours.kind in PLACES and foreign.kind == "country" and not self.is_capital(ours):
                foreign = self.place_of(foreign) or foreign
            return self._states((ours, foreign))
        if kind == "country":
            other = self.last("country", foreign=True)
            if other and self.home:
                return (self.home_country(word), other)
        if kind is not None:
            memory = list(self._last.get(kind, ()))[:2]
            if len(memory) == 2:
                return (memory[1], memory[0])
        return ()

    def _plain(self, word: str, match: Match) -> tuple[Mention, ...]:
        """Return the two that the last sentence tied: "les universités ont", "les régions" of a town and a region."""
        kind, pair = self._plural[word], self.tied_pair if self.told.one else ()
        fits = all(a.kind == kind or {a.kind, kind} <= PLACES for a in pair)
        return pair if fits and self.pack("kinds.both_of_them").match(match.string, match.end()) else ()

    def named_last(self, count: int) -> Sequence[Mention]:
        """Return as many as the sentence before named, besides where they were; () where it named more or fewer."""
        named = list({(a.name, a.kind): a for a in self._recent}.values())
        acting = [a for a in named if a.kind not in (*PLACES, "country")]
        return next((some for some in (acting, named) if len(some) == count), ())

    def _joined(self, named: Mention) -> tuple[Mention, ...]:
        """Return the parties where a sentence names one: it and whom it was just tied with, else whom the text is of.

        "Quant à la province du Henan, les parties ont signé": the other is at home.
        """
        if self._pair_for > 0 and named.name in {a.name for a in self.pair}:
            return self.pair
        if named.country in (self.home_code, None):
            return ()
        topic = self.topic if self.topic and self.topic.country == self.home_code else None
        ours = topic if topic and topic.kind == named.kind else self.home_theme() or topic
        if ours and ours.kind in PLACES and named.kind in PLACES and ours.kind != named.kind:
            ours = self.last(named.kind, country=self.home_code) or ours
        return self._states((ours, named)) if ours and _level((ours, named)) else ()

    @property
    def last_pair(self) -> tuple[Mention, ...]:
        """The two actors that the last sentence tied or named side by side, () when there were none such."""
        return self.tied_pair or self._recent_pair(None)

    @property
    def tied_pair(self) -> tuple[Mention, ...]:
        """The two partners that the last sentence tied, () when it tied none."""
        return self.pair if self._pair_for == CARRIED - 1 and self._signed else ()

    @property
    def partners(self) -> tuple[Mention, ...]:
        """The two partners tied a few sentences ago, whom "elles ont signé" goes on to speak of."""
        return self.pair if self._pair_for > 0 and self._signed else ()

    def _recent_pair(self, kind: str | None) -> tuple[Mention, ...]:
        """Return the two actors that the last sentence named side by side, at home and abroad, untied as yet."""
        if self._pair_for == CARRIED - 1:  # the last sentence tied a pair
            return ()
        if len(self.beside) == 2 and all(a.kind == (kind or a.kind) for a in self.beside) and _level(self.beside):
            return self._states(self.beside)
        named = list({(a.name, a.kind): a for a in self._recent if kind is None or a.kind == kind}.values())
        if not _level(named):
            return ()
        countries = {a.country for a in named}
        apart = len(named) == 2 and len(countries) == 2 and self.home_code in countries
        return self._states(named) if apart else ()

    def _states(self, pair: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return two parties, a capital beside a country or a region as the country that it stands for."""
        if {"country", "region"}.isdisjoint(a.kind for a in pair):
            return tuple(pair)
        return tuple(self.country(a.country or "", a.text) if self.is_capital(a) else a for a in pair)

    def _land_of(self, match: Match, found: Sequence[Found], start: int) -> Found | None:
        """Return the country of "la capitale du Bélarus", whose name stands right behind."""
        if match["word"].lower() not in self._words["capital"] or match["adjective"]:
            return None
        for f in found:
            between = match.string[match.end("word") : max(f.left - start, 0)]
            if f.left - start >= match.end("word"):
                near = self.pack("kinds.of_land").fullmatch(between) is not None
                return f if near and f.kind == "country" and self._capitals.get(f.actor.country or "") else None
        return None

    def _land_behind(self, match: Match, found: Sequence[Found], start: int) -> str | None:
        """Return the country of "la région occidentale du Bélarus"."""
        for f in found:
            if f.kind == "country" and f.role == NAME and f.left - start > match.end():
                between = self.pack("kinds.side_of_land").fullmatch(match.string, match.end(), f.left - start)
                return f.actor.country if between else None
        return None

    def _capital(self, code: str | None, surface: str) -> tuple[Mention, ...]:
        if code is None or (place := self.gazetteer.get(self._capitals.get(code, ""))) is None:
            return ()
        return (mention_of(place, surface),)


def _level(actors: Sequence[Mention]) -> bool:
    """Tell whether actors can be parties of one matter: a firm and a place that one sentence names mostly are not."""
    kinds = {a.kind for a in actors}
    return "company" not in kinds or kinds.isdisjoint((*PLACES, "country"))


def _key(word: str) -> str:
    return fold(word).replace(" ", "")
