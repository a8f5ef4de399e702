"""What a text has said so far: a memory of the actors met, by kind, most recent first, of the last pair that a
statement tied, and of what a sentence announced for the next ones.
"""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

from ...graph.gazetteer import Gazetteer
from ...graph.model import Mention
from .around import Around
from .found import ADJECTIVE, ANAPHOR, NAME, SIDE, Found, country_of
from .frames import Frame, Frames
from .homes import Homes
from .pack import Pack
from .text import Text
from .told import SIGNED, Told

THEME = 0.5  # what an actor must weigh to be what the text is about
NEARER = 0.6  # what part of its country's weight makes a region rather than the country the theme
CARRIED = 4  # sentences that a pair of parties is good for
LISTED = 6  # sentences in which the partners of documents that one counted may be named
HEADED = 4  # sentences that the theme of a heading is good for
EXPECTED = 3  # sentences in which those that one announced may be named
NEXT_ONE = 12  # sentences in which a second or third of them may be
SPOKEN_OF = 0.1  # what a zone or exchange still weighs when newcomers are its own
OFTEN = 0.17  # what a zone weighs more for each time that the text named it
FORGET, FADED = 0.97, 0.1  # what such a time counts a sentence later, and when it is forgotten
FADING = 0.8  # what an actor weighs a sentence later
NEW_THEME = 0.6  # what an actor weighs when a new paragraph begins
TOWNS = 4  # sentences in which two places are the only ones spoken of
LANDS = 3  # sentences in which a country abroad is the only one spoken of
LOCAL = 0.3  # what another home than the usual weighs where it can go unsaid
TWINS = 7  # sentences after those in which a bond of two towns still is that of sister towns
SPEAKING = 12  # sentences in which "nous" means those for whom somebody spoke
DEPTH = 12  # actors remembered of a kind
ACTING = frozenset({"company", "organization", "institution", "university", "exchange", "body", "region", "country"})
SPEAKERS = ("company", "organization", "university", "institution", "exchange", "zone")
PLACES = frozenset({"region", "city", "district"})
EACH_PLACE = ("region", "city", "district")  # in the order in which one is preferred


@dataclass(frozen=True, slots=True)
class Papers:
    """Documents that a sentence counted: who signed them, when, and what they are."""

    signer: Mention | None
    date: str | None
    instrument: str


class Memory:
    """Whom a text spoke of, and what its last sentences announced.

    `home` is the country that the text is at home in (see homes).
    """

    def __init__(self, pack: Pack, gazetteer: Gazetteer, home: str) -> None:
        self.pack, self.gazetteer = pack, gazetteer
        self._homes = Homes(gazetteer, home)
        self.around = Around()
        self.told = Told()
        self.lists = Frames(pack, self._of_kinds)
        self._capitals: dict[str, str] = pack.get("capitals")
        self.reset()

    def reset(self) -> None:
        """Forget everything: a new document begins."""
        self._homes.reset()
        self.home = self._homes.usual
        self._last: dict[str, deque[Mention]] = {}
        self._spoken: deque[dict[str, Mention]] = deque(maxlen=LANDS)  # countries the last sentences spoke of at all
        self.voice: Mention | None = None  # whom somebody spoke for of late, and for how many sentences more
        self.speaking = 0
        self.counted: tuple[Mention, int] | None = None  # the zone whose residents were counted, for how many sentences
        self.lists.reset()
        self.pointed: Mention | None = None  # the place that "y" last meant
        self.lister: Mention | None = None  # whose offices or plants the items of a list are
        self._recent: list[Mention] = []  # whom the last sentence named
        self._weights: dict[str, dict[str, float]] = {}
        self._often: dict[str, float] = {}  # how often the text named its zones
        self.pair: tuple[Mention, ...] = ()
        self._signed = False
        self.beside: tuple[Mention, ...] = ()  # whom the last sentence named side by side, at home and abroad
        self.topic: Mention | None = None
        self.topic_words = ""  # with what belongs to its name
        self.told.reset()
        self.around.reset()
        self._towns: deque[dict[str, Mention]] = deque(maxlen=TOWNS)  # places that the last sentences named
        self.place: Mention | None = None  # the first town that the text names
        self.figure: tuple[Mention, Mention] | None = None  # the parties of the last sum of trade
        self.figure_flow = ""
        self.figure_unit: str | None = None  # of the last sum of trade, which the next one may leave out
        self.sentence = ""  # the sentence before, masked
        self._figure_for = 0
        self.promised: tuple[Mention, str] | None = None  # whose partners a sentence counted, and the type of tie
        self.papers: Papers | None = None
        self._papers_for = 0
        self.capital: tuple[Mention, int] | None = None  # whose firms a sentence counted, for how many sentences more
        self._expecting: tuple[str, Mention, int] | None = None
        self._twins_for = 0
        self.pairs_of = ""  # the tie that lines of two places mean in this text
        self._maybe = False
        self._pair_for = 0
        self.expected_date: str | None = None

    @property
    def local(self) -> bool:
        """Whether the text is at home elsewhere than texts mostly are."""
        return self.home is not self._homes.usual

    @property
    def home_code(self) -> str | None:
        """The ISO code of the home country."""
        return self.home.country if self.home else None

    @property
    def home_told(self) -> bool:
        """Whether the home country can go unsaid: the text named it, and lately where it is not the usual one."""
        return self._homes.told and (not self.local or self.weight(self.home_country("")) > LOCAL)

    def meet(self, found: Sequence[Found]) -> None:
        """Take note of whom a sentence that is to be read names: it tells where the text is at home."""
        self.home = self._homes.meet(found)

    def expect(self, masked: Text, dates: Sequence[str | None], *, twinned: bool = False) -> None:
        """Take note that a sentence announced residents or brokers that the next ones may name.

        `twinned` tells that it named sister towns.
        """
        self.sentence = masked
        if masked.rstrip().endswith(":"):
            self.lister = next((a for a in self._recent if a.kind in ACTING), None)
        elif not self.pack("kinds.item").match(masked):
            self.lister = None
        if twinned or self.pack("twinning.twin").search(masked):
            self._twins_for, self._maybe = 3, self.pack("twinning.maybe").search(masked) is not None
            self.pairs_of = "COOPERATES_WITH" if self._maybe else "TWINNED_WITH"
        elif not self.pairs_of and self.pack("frames.kinds.partners.words").search(masked):
            self.pairs_of = "COOPERATES_WITH"
        self._twins_for -= 1
        self._pair_for -= 1
        self.around.fade()
        self._figure_for -= 1
        self._papers_for -= 1
        if self._papers_for <= 0:
            self.papers = None
        if self._figure_for <= 0:
            self.figure = self.figure_unit = None
        if self._expecting and self._expecting[2] > EXPECTED - NEXT_ONE:
            what, zone, left = self._expecting
            self._expecting = (what, zone, left - 1)
        else:
            self._expecting = None
        for what, kind in (("residents", "zone"), ("brokers", "exchange")):
            name = f"discourse.{what}"
            told = self.pack(name).search(masked)
            if told and (place := self.last(kind)) and self.weight(place) > SPOKEN_OF:
                self._expecting = (what, place, EXPECTED)
                standing = self.pack("discourse.standing").search(masked)  # their count has the date, not their coming
                self.expected_date = None if standing else next((d for d in reversed(dates) if d), None)

    @property
    def itemised(self) -> Frame | None:
        """The list of sister towns or partners that the text is in, if it is in one."""
        frame = self.lists.frame
        return frame if frame and frame.type in SIGNED else None

    def heard(self, text: str, start: int, found: Sequence[Found]) -> None:
        """Take note of whom somebody speaks for: "le directeur d'Alfa", in a `text` that begins at `start`."""
        self.speaking = max(0, self.speaking - 1)
        for f in found:
            at = f.left - start
            if f.role == NAME and f.kind != "country" and self.pack("people.speaks").search(text, max(0, at - 60), at):
                self.voice, self.speaking = f.actor, SPEAKING

    def heading(self, text: str, found: Sequence[Found]) -> None:
        """Take note of a heading: what follows "Jumelages" are the sister towns of the town it or the text names."""
        self.heard(text, 0, found)
        self.note(found)
        self.lists.heading(text, found)
        if self.pack("twinning.twin").search(text):
            self._twins_for, self._maybe, self.pairs_of = HEADED, False, "TWINNED_WITH"

    def expect_more(self) -> None:
        """One of those announced was named: the next sentences may name others."""
        if self._expecting:
            what, place, _ = self._expecting
            self._expecting = (what, place, EXPECTED)

    def announce(self, signer: Mention | None, date: str | None, instrument: str) -> None:
        """Remember documents that a sentence counted, for the next ones, which name their partners."""
        self.papers, self._papers_for = Papers(signer, date, instrument), LISTED

    def figures(self, pair: tuple[Mention, Mention], flow: str, unit: str) -> None:
        """Remember the parties and the flow of a sum of trade for the next sentences, which go on counting."""
        self.figure, self.figure_flow, self._figure_for = pair, flow, CARRIED
        self.figure_unit = unit

    @property
    def expecting_twins(self) -> str:
        """The type of tie that a list means where twinnings (or "twins or partners") were spoken of just before."""
        if self._twins_for <= 0:
            return ""
        return "COOPERATES_WITH" if self._maybe else "TWINNED_WITH"

    @property
    def of_twins(self) -> bool:
        """Whether the text speaks of sister towns, so that what binds two towns is mostly that."""
        return self.pairs_of == "TWINNED_WITH" and self._twins_for > -TWINS

    def expecting(self, what: str, *, next_one: bool = False) -> Mention | None:
        """Return the zone or exchange whose newcomers were announced a sentence or three ago.

        `next_one` asks for it longer: a second or third is still one of them when much was told of the first.
        """
        if self._expecting and self._expecting[0] == what and (next_one or self._expecting[2] > 0):
            return self._expecting[1]
        return None

    def paragraph(self) -> None:
        """A new paragraph begins: what the last one was about weighs less."""
        for weights in self._weights.values():
            for name in weights:
                weights[name] *= NEW_THEME

    def note(self, found: Sequence[Found]) -> None:
        """Remember the actors of a sentence that is done. One of many in a sentence weighs less than one alone."""
        for weights in self._weights.values():
            for name in list(weights):
                weights[name] *= FADING
                if weights[name] < 0.02:
                    del weights[name]
        self._often = {name: FORGET * n for name, n in self._often.items() if n > FADED}
        noted = [f for f in found if f.role in (NAME, SIDE, ANAPHOR) or (f.role == ADJECTIVE and f.kind == "country")]
        if any(f.role == NAME and f.kind in PLACES for f in found):
            self.pointed = None
        if self.counted:
            self.counted = (self.counted[0], self.counted[1] - 1) if self.counted[1] > 1 else None
        self._spoken.append({a.name: a for f in found if f.kind == "country" for a in f.actors})
        self._towns.append({a.name: a for f in found if f.kind in PLACES and f.role == NAME for a in f.actors})
        many = Counter(f.kind for f in noted)
        self._recent = [a for f in noted for a in f.actors]
        for f in noted:
            for actor in f.actors:
                if self.place is None and actor.kind == "city":
                    self.place = actor
                self._remember(actor, 1 / many[f.kind])

    def _remember(self, actor: Mention, share: float) -> None:
        memory = self._last.setdefault(actor.kind, deque(maxlen=DEPTH))
        for old in memory:
            if (old.name, old.country) == (actor.name, actor.country):
                memory.remove(old)
                break
        memory.appendleft(actor)
        weights = self._weights.setdefault(actor.kind, {})
        weights[actor.name] = weights.get(actor.name, 0.0) + share
        if actor.kind == "zone":
            self._often[actor.name] = self._often.get(actor.name, 0.0) + 1

    def tie(self, a: Mention, b: Mention, *, signed: bool) -> None:
        """Remember that a statement tied these two: they are "the parties", be it that they `signed` or trade."""
        self.pair, self._signed = (a, b), signed
        self._pair_for = CARRIED
        if signed and {a.kind, b.kind} <= PLACES:
            self.around.tie(a, b)

    def last(self, kind: str, *, country: str | None = None, foreign: bool = False) -> Mention | None:
        """Return the actor of a kind met last, of one country or of any but the home country."""
        home = self.home_code
        weights = self._weights.get(kind, {})
        fits = [
            actor
            for actor in self._last.get(kind, ())
            if not ((country and actor.country != country) or (foreign and actor.country in (home, None)))
        ]
        if not fits:
            return None
        often = self._often if kind == "zone" else {}
        return max(
            enumerate(fits),
            key=lambda pair: (
                weights.get(pair[1].name, 0.0) - 0.15 * min(pair[0], 4) + OFTEN * often.get(pair[1].name, 0)
            ),
        )[1]

    def _of_kinds(self, kinds: Sequence[str]) -> Mention | None:
        """Return whom the text is about, if of one of these kinds, else the zone, exchange or town spoken of."""
        if self.topic and self.topic.kind in kinds:
            return self.topic
        if kinds[0] in ("zone", "exchange"):
            return self.last(kinds[0])
        return self.place if "city" in kinds else None

    def just_named(self, *kinds: str) -> Mention | None:
        """Return the actor of these kinds that the sentence before named last."""
        return next((a for a in reversed(self._recent) if a.kind in kinds), None)

    def listed_places(self) -> bool:
        """Tell whether the sentence before named a list of places, of which "y" means none."""
        return len({a.name for a in self._recent if a.kind in (*PLACES, "country")}) > 2

    def called(self, name: str, kind: str) -> Mention | None:
        """Return the actor of a kind that the text spoke of by this name."""
        return next((a for a in self._last.get(kind, ()) if name in (a.name, a.text)), None)

    def was_just_named(self, actor: Mention) -> bool:
        """Tell whether the sentence before named an actor."""
        return any((a.name, a.kind) == (actor.name, actor.kind) for a in self._recent)

    def just_named_abroad(self) -> Mention | None:
        """Return the one country abroad that the sentence before named, or None."""
        return self._only_recent("country", None)

    def _only_recent(self, kind: str, code: str | None) -> Mention | None:
        """Return the one actor of a kind that the sentence before named, abroad, or of the country `code`."""
        fits = {a.name: a for a in self._recent if a.kind == kind and a.country == (code or a.country)}
        fits = {name: a for name, a in fits.items() if code or a.country != self.home_code}
        if kind == "company" and code and fits:  # "cette société chinoise": the last one
            return list(fits.values())[-1]
        return next(iter(fits.values())) if len(fits) == 1 and kind in (*PLACES, "country", "company") else None

    def home_theme(self) -> Mention | None:
        """Return the region, town, firm or exchange of the home country the last sentences were about."""
        home = self.home_code
        best: tuple[float, Mention] | None = None
        for kind in ("region", "exchange", "company", "city", "zone"):
            for actor in self._last.get(kind, ()):
                weight = self.weight(actor)
                if actor.country == home and weight > THEME and (best is None or weight > best[0]):
                    best = (weight, actor)
        country = self._weights.get("country", {}).get(self.home.name, 0.0) if self.home else 0.0
        return best[1] if best and best[0] >= 0.6 * country else None

    def foreign_theme(self, least: float = 0.0) -> Mention | None:
        """Return the country, region or town abroad that the last sentences were about, if it weighs `least`."""
        home = self.home_code
        best: tuple[float, Mention] | None = None
        for kind in ("region", "country", "city"):
            for actor in self._last.get(kind, ()):
                weight = self.weight(actor)
                if actor.country not in (home, None) and (best is None or weight > best[0]):
                    best = (weight, actor)
        if best and best[0] < least:
            return None
        if best and best[1].kind == "country":  # a region introduced by the name of its country: the region
            for actor in self._last.get("region", ()):
                if actor.country == best[1].country and self.weight(actor) > NEARER * best[0]:
                    return actor
        return best[1] if best else None

    def place_of(self, land: Mention) -> Mention | None:
        """Return the region or town of a country that the last sentences spoke of most, None for none of late."""
        places = [a for kind in EACH_PLACE for a in self._last.get(kind, ()) if a.country == land.country]
        best = max(places, key=self.weight, default=None)
        return best if best and self.weight(best) > THEME else None

    @property
    def two_places(self) -> tuple[Mention, ...]:
        """The only two towns or regions that the last sentences named, if they are of one kind and two countries."""
        named = {name: a for towns in self._towns for name, a in towns.items()}
        for kind in dict.fromkeys(a.kind for towns in reversed(self._towns) for a in towns.values()):
            two = tuple(a for a in named.values() if a.kind == kind)
            if len(two) == len({a.country for a in two}) == 2:
                return two
        return ()

    def only_land(self) -> Mention | None:
        """Return the one country abroad that the last sentences spoke of, by its firms and goods too, or None."""
        home = self.home_code
        lands = {a.name: a for lands in self._spoken for a in lands.values() if a.country not in (home, None)}
        return next(iter(lands.values())) if len(lands) == 1 else None

    def speaker(self) -> Mention | None:
        """Return the firm or the institution that says "nous": whom somebody speaks for, else what it is all about."""
        if self.voice is not None and self.speaking:
            return self.voice
        named = [self.last(kind) for kind in SPEAKERS]
        return max((a for a in named if a), key=self.weight, default=None)

    def weight(self, actor: Mention) -> float:
        """Return how much the last sentences were about an actor."""
        return self._weights.get(actor.kind, {}).get(actor.name, 0.0)

    def is_capital(self, place: Mention) -> bool:
        """Tell whether a city is the capital of its country, whose name often stands for the government."""
        return place.kind == "city" and self._capitals.get(place.country or "") == place.id != ""

    def region_of(self, place: Mention) -> Mention | None:
        """Return the region that a town gives its name to, or None."""
        found = self.gazetteer.find(place.name, country=place.country, kind="region")
        if not found or not found[0].name.startswith(place.name):
            return None
        return Mention(place.text, found[0].name, "region", found[0].country, found[0].id)

    def town_of(self, region: Mention) -> Mention | None:
        """Return the town that the words for a region name too, or None: "Jitomir", not "la région de Jitomir"."""
        found = self.gazetteer.find(region.text, country=region.country, kind="city")
        return Mention(region.text, found[0].name, "city", found[0].country, found[0].id) if found else None

    def country(self, code: str, text: str) -> Mention:
        """Return the country with this ISO code, named by `text`."""
        return country_of(self.gazetteer, code, text)

    def home_country(self, text: str) -> Mention:
        """Return the home country, named by `text`."""
        assert self.home is not None
        return Mention(text, self.home.name, "country", self.home.country, self.home.id)
