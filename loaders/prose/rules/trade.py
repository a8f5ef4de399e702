"""TRADES_WITH: sums of trade, investment and contracts between places, with flow, value, unit and year.

Each sum takes the flow word that is nearest, and two parties: "entre A et B", "de A avec B", a seller and a market, a
buyer and where it buys. A second sum of a sentence takes what stands with it and shares the rest with the first; what
the sentence leaves out ("dans le même temps, les exportations …") comes from the last sum and the discourse.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ....graph.model import Mention
from ..amounts import Sum
from ..discourse import Discourse
from ..found import ADJECTIVE, ANAPHOR, FIRMS, GOODS, MARKET, NAME, PEOPLE, SIDE, Found
from ..scene import Scene
from .base import Claim, rule
from .dealers import PLACES, Dealers, in_list, in_row, ranked, subject, there, those
from .sums import explained, flow_of, goes_on, listed, no_trade, reach, status_of, told, year_of

THEME = 0.6  # what a partner abroad that goes unnamed must weigh in the discourse
MUTUAL = 0.25  # the same where a clause speaks of mutual trade
_PARTY = PLACES | {"company", "exchange", "zone"}
_SUBJECTS = frozenset({"region", "company", "exchange"})
_RANK = {NAME: 0, ANAPHOR: 1, SIDE: 2, MARKET: 2, FIRMS: 3, PEOPLE: 4, GOODS: 4, ADJECTIVE: 4}


@rule("trade.sum", "trade.trigger", alone=True)
def figure(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """A sum of turnover, exports, imports or investment between two parties.

    Example: En 2020, le commerce entre la Biélorussie et la Tchétchénie s'est élevé à 20 millions de dollars.
    Gives: TRADES_WITH Belarus -> Chechen Republic agreed

    Example: Le Pérou a acheté à la Serbie pour 3 millions d'euros de moteurs.
    Gives: TRADES_WITH Peru -> Serbia agreed

    Example: Les ventes de la Serbie vers le Pérou ont atteint 9 millions d'euros, celles vers le Ghana 2 millions.
    Gives: TRADES_WITH Serbia -> Peru agreed
    Gives: TRADES_WITH Serbia -> Ghana agreed

    Example: Le groupe Alfa Serum a annoncé qu'il investirait 8 millions d'euros en Serbie.
    Gives: TRADES_WITH Alfa Serum -> Serbia planned

    Example: Le commerce agricole entre le Pérou et la Serbie a atteint 9 millions d'euros.
    Gives: TRADES_WITH Peru -> Serbia agreed

    Example: 7 millions d'euros. C'est le montant des exportations de la Serbie vers le Pérou en 2021.
    Gives: TRADES_WITH Serbia -> Peru agreed
    """
    sums = scene.amounts.sums(scene.masked, discourse.figure_unit)
    sums = [*explained(scene, sums)]
    if not sums and scene.pack("trade.that_is").match(scene.masked):
        sums = [replace(s, start=len(scene.masked), end=len(scene.masked)) for s in told(scene, discourse)]
    previous: tuple[Mention, Mention] | None = None
    row: tuple[tuple[Mention, Mention], int] | None = None  # the ends of the sum if it is one of a row
    for n, s in enumerate(sums):
        since, until = sums[n - 1].end if n else 0, sums[n + 1].start if n + 1 < len(sums) else len(scene.masked)
        if n and (to := scene.pack("trade.to_behind").match(scene.masked, since)) and to.end() < s.start:
            since = to.end() if scene.pack("trade.to_behind").match(scene.masked, s.end) else since
        bracketed = scene.masked[max(0, s.start - 1) : s.start] == "("  # "vers A (2 millions), B (1 million)"
        until = min(until, s.end + 1) if bracketed else until
        other = scene.pack("trade.next").search(scene.masked, s.end, until) if n + 1 < len(sums) else None
        until = other.start() if other else until
        row = in_row(scene, s, since, previous, row[1] if row else None) if n and previous else None
        stands = None if row else in_list(scene, discourse.lists.frame, discourse.lists.listed(scene.masked), s)
        stands = stands or (None if row else ranked(scene, since, s))
        flow = discourse.figure_flow if row else stands[2] if stands else flow_of(scene, s, since)
        if flow is None and (last := goes_on(scene, discourse, s, since)):
            flow, before = last
            previous = previous or before
        flow = flow or flow_of(scene, s, since, behind=True) or listed(scene, s)
        if not flow or no_trade(scene, s, since):
            continue
        state = status_of(scene, s, since)
        if state is None:
            continue
        parties = Parties(scene, discourse, s, flow, since if n or other or bracketed else None, until, previous)
        ends = row[0] if row else parties.directed(stands) if stands else parties.read()
        if ends is None:
            continue
        year = year_of(scene, s, since, aim=state == "planned")
        details = {"flow": parties.flow, "value": s.value, "unit": s.unit} | ({"year": year} if year else {})
        dealt = state == "agreed" and scene.pack("trade.deal").search(scene.masked, max(0, s.start - 200), s.end + 60)
        date = scene.date_near(s.start, s.end) if dealt else None
        paper = "contract" if dealt else "none"
        for seller in parties.together(ends[0]):
            yield Claim("TRADES_WITH", seller, ends[1], s.start, s.end, date, state, paper, details, 0.6)
        previous = ends
        discourse.figures(ends, parties.flow, s.unit)


class Parties:
    """Reads who trades with whom in the sum `s`; `flow` may turn round while it reads."""

    def __init__(
        self,
        scene: Scene,
        discourse: Discourse,
        s: Sum,
        flow: str,
        since: int | None,
        until: int,
        previous: tuple[Mention, Mention] | None,
    ) -> None:
        self.scene, self.discourse, self.sum, self.flow, self.previous = scene, discourse, s, flow, previous
        self.home = discourse.home_code
        self.low, self.high = reach(scene, s)
        self.here_all = [f for f in scene.found if self.low <= scene.position(f) < self.high]
        here = [f for f in scene.found if f.kind in _PARTY and f.role in _RANK and not f.weak]
        here += [f for f in scene.found if f.kind == "organization" and f.role == NAME and self._of_firms(f)]
        if flow == "turnover":  # "les parties" that trade with each other are places, not the last firms spoken of
            here = [f for f in here if f.role != ANAPHOR or all(a.kind != "company" for a in f.actors)]
        self.here = [f for f in here if self.low <= scene.position(f) < self.high and not self._beside(f)]
        self.own, self.own_low = self.here, since or 0
        if since is not None:
            self.own = [f for f in self.here if self.own_low <= scene.position(f) < until]

    def _beside(self, f: Found) -> bool:
        """Tell whether an actor is only compared with, or the country of the region before it."""
        at = self.scene.position(f)
        group = self.scene.group_at(at)
        if self.scene.pack("trade.beside").search(group.lead if group else ""):
            return True
        if f.kind == "company" and self.scene.pack("trade.aside").search(self.scene.masked, self.low, at):
            return any(g.kind == "company" and self.low <= self.scene.position(g) < at for g in self.scene.found)
        if f.kind != "country" or not self.scene.pack("trade.of").search(self.scene.masked[:at]):
            return False
        return any(
            g.kind in ("region", "city") and g.actor.country == f.actor.country and 0 < at - self.scene.position(g) < 8
            for g in self.scene.found
        )

    def _of_firms(self, f: Found) -> bool:
        """Tell whether the firms of an actor are spoken of, whose sales are told as its own."""
        at = f.start - self.scene.start
        return self.scene.pack("trade.of_firms").search(self.scene.text, max(0, at - 50), at) is not None

    def read(self) -> tuple[Mention, Mention] | None:
        """Return the two ends of the sum, or None."""
        pair = self._told() or self._buyer()
        if pair is None:
            ours, theirs = self._sides(self.own)
            if self.previous and not (ours and theirs):
                a, b = self.previous
                goods = {
                    "export",
                    "import",
                }  # of one subject: "A a vendu à B ..., les importations ..."
                on = a.country == self.home or {self.flow, self.discourse.figure_flow} == goods
                home, abroad = (a, b) if on or self.home not in (a.country, b.country) else (b, a)
                pair = self._ordered(ours, theirs, home, abroad)
            else:
                if not (ours and theirs) and self.own is not self.here:
                    whole = self._sides(self.here)
                    ours, theirs = ours or whole[0], theirs or whole[1]
                pair = self._ordered(ours, theirs, None, None)
        if pair is not None:
            pair = self._wide(pair[0]), self._wide(pair[1])
            land = any(x.kind == "country" and x.country == self.home for x in pair)
            if land and self.flow in ("turnover", "contract"):  # a capital abroad beside it stands for its country
                pair = self._settled(*pair)
        if pair is None or (pair[0].name, pair[0].kind) == (pair[1].name, pair[1].kind) or pair[1].kind not in PLACES:
            return None
        if self.flow == "contract":
            self.flow = "export" if pair[0].kind in ("company", "exchange") else "turnover"
        if self.flow == "investment" and not self._invests(pair):
            return None
        return pair

    def directed(self, stands: Dealers) -> tuple[Mention, Mention]:
        """Return the ends told by who is whose client or partner: those of a turnover the home country's first."""
        a, b, flow = stands
        return (b, a) if flow == "turnover" and b.country == self.home else (a, b)

    def together(self, firm: Mention) -> Sequence[Mention]:
        """Return the firms of the home country in the list that one stands in: what they sell, they sell together."""
        for g in self.scene.groups if firm.kind == "company" else ():
            if firm in g.actors and all(a.kind == "company" and a.country == self.home for a in g.actors):
                return g.actors
        return (firm,)

    def _invests(self, pair: tuple[Mention, Mention]) -> bool:
        """Tell whether an investment is that of a place in another, or one that a firm is said to make."""
        kinds = {pair[0].kind, pair[1].kind}
        made = self.scene.pack("trade.invests").search(self.scene.masked, self.low, self.sum.start)
        if "company" in kinds and any(f.kind == "zone" for f in self.here_all):
            return False  # what a resident of a zone promised to invest there
        return "zone" not in kinds and ("company" not in kinds or made is not None)

    def _wide(self, end: Mention) -> Mention:
        """Return the region for its chief town, whose firms a text about the region speaks of."""
        if end.kind != "city" or self.discourse.is_capital(end):
            return end
        region = self.discourse.region_of(end)
        if region is None or not self.discourse.weight(region):
            return end
        return region if any(end in f.actors and (f.role == ADJECTIVE or self._of_firms(f)) for f in self.here) else end

    def _told(self) -> tuple[Mention, Mention] | None:
        """Return the pair of "entre A et B", "les parties" or "le commerce russo-biélorusse"."""
        at, masked = self.scene.position, self.scene.masked
        dealt = subject(self.scene, self.here, self.own, self.low, self.sum) if self.flow != "turnover" else None
        if dealt is None and self.flow in ("export", "import"):
            dealt = there(self.scene, self.low, self.sum, self.discourse.just_named("country"))
        if dealt:
            self.flow = dealt[2]
            return dealt[:2]
        if len(self.own) == 1 and (only := self.own[0]) and masked[at(only) + 1 : self.sum.start] in (" (", " - "):
            theme = self.discourse.home_theme()  # "la Lituanie (32 millions de dollars)" in a list
            if theme and theme.kind == "exchange" and only.actor.country != self.home:
                self.flow = "export"
                return theme, only.actor
        for g in self.scene.groups:
            if (
                self.low <= g.start < self.high
                and not any(g.end <= at(f) < self.sum.start for f in self.here if self._speaks(f))
                and len(g.actors) == 2
                and self.scene.led("between", g)
            ) and any(a.kind in PLACES for a in g.actors):
                if self.previous is None and self.scene.pack("trade.contract").search(
                    self.scene.masked, self.low, g.start
                ):
                    self.flow = "turnover" if self.flow in ("export", "import") else self.flow
                return self._settled(*g.actors)
        if pair := self._of_land() or self._from_to() or self._hyphened():
            return pair
        if pair := those(self.scene, self.own_low, self.sum, self.previous or self.discourse.figure, self.home):
            return pair
        for f in self.own:
            if len(f.actors) == 2 and f.actors[0].country != f.actors[1].country:
                return self._settled(*f.actors)
        return None

    def _of_land(self) -> tuple[Mention, Mention] | None:
        """Return the pair of "les importations françaises d'engrais marocains": whose flow it is, and the other."""
        if self.flow not in ("export", "import"):
            return None
        for match in self.scene.pack("trade.of_land").finditer(self.scene.masked, self.low, self.sum.start):
            land = self.scene.item(match["land"])
            others = [f for f in self.own if f.kind in PLACES and f.actor.country != land.actor.country]
            if land.kind == "country" and len(others) == 1 and land in self.own:
                return land.actor, others[0].actor
        return None

    def _from_to(self) -> tuple[Mention, Mention] | None:
        """Return the pair of "les exportations du Maroc vers le Sénégal", whichever is the home country."""
        low = max(self.low, self.own_low)
        name = "trade.of_with" if self.flow == "turnover" else "trade.from_to"
        for match in self.scene.pack(name).finditer(self.scene.masked, low, self.sum.start):
            groups = match.groupdict()
            a, b = (self.scene.item(next(groups[k] for k in groups if k[0] == side and groups[k])) for side in "ab")
            if groups.get("a3") and self.scene.pack("trade.of").search(self.scene.masked[: match.start()]):
                continue  # "la région ouest d'A et B ont échangé"
            parties = a.kind in _PARTY and b.kind in PLACES and a.role in (NAME, ANAPHOR) and b.role in (NAME, MARKET)
            if parties and a.actor.country != b.actor.country:
                return a.actor, b.actor
        return None

    def _hyphened(self) -> tuple[Mention, Mention] | None:
        """Return the pair of "le commerce Inde-Brésil"."""
        match = self.scene.pack("trade.hyphen").search(self.scene.masked, self.low, self.sum.start)
        a, b = (self.scene.item(match["a"]), self.scene.item(match["b"])) if match else (None, None)
        two = a is not None and b is not None and a.kind in PLACES and b.kind in PLACES
        return self._settled(a.actor, b.actor) if a and b and two and self.flow == "turnover" else None

    def _speaks(self, f: Found) -> bool:
        """Tell whether a sum behind an actor of the home country is its own rather than that of two told before."""
        return f.actor.country == self.home and f.role in (NAME, ANAPHOR) and f.kind in _SUBJECTS and len(f.actors) == 1

    def _buyer(self) -> tuple[Mention, Mention] | None:
        """Return the firm from abroad that bought at an exchange of the home country, and that country."""
        bought = self.scene.pack("trade.bought").search(self.scene.masked, self.low, self.sum.start)
        if self.flow != "import" or not bought or not any(f.kind == "exchange" for f in self.scene.found):
            return None
        for f in self.here:
            named = f.kind == "company" and f.role in (NAME, ANAPHOR) and f.actor.country != self.home
            if named and self.scene.position(f) < bought.start():
                return f.actor, self.discourse.home_country("")
        return None

    def _settled(self, a: Mention, b: Mention) -> tuple[Mention, Mention]:
        if all(x.kind == "country" or self.discourse.is_capital(x) for x in (a, b)):
            a, b = (x if x.kind == "country" else self.discourse.country(x.country or "", x.text) for x in (a, b))
        if b.kind not in PLACES or (self.flow == "investment" and a.country == self.home and a.kind in PLACES):
            return b, a
        return a, b

    def _sides(self, found: Sequence[Found]) -> tuple[Found | None, Found | None]:
        """Return who of the home country, and where abroad, a sum belongs to."""
        ours = [f for f in found if f.actor.country == self.home and (f.kind != "country" or f.role == NAME)]
        firms = [f for f in found if f.kind in ("company", "exchange", "organization") and f.role in (NAME, ANAPHOR)]
        at_home = [f for f in firms if f.actor.country in (self.home, None)]
        home = self._best([f for f in ours if f.kind != "country"]) or self._best(at_home) or self._best(ours)
        home = home or self._best([f for f in found if f.actor.country == self.home])
        abroad = [f for f in found if f.actor.country not in (self.home, None)]
        there = self._best([f for f in abroad if f.kind in PLACES])
        return home, there

    def _best(self, found: Sequence[Found]) -> Found | None:
        """Return the actor with the strongest role, then the nearest to the sum."""
        at, key = self.sum.start, self.scene.position
        return min(found, key=lambda f: (_RANK[f.role], abs(key(f) - at) + (100 if key(f) > at else 0)), default=None)

    def _ordered(
        self, ours: Found | None, theirs: Found | None, home: Mention | None, abroad: Mention | None
    ) -> tuple[Mention, Mention] | None:
        """Return both ends in the order of the flow, those that go unnamed from the sum before or the discourse."""
        a = ours.actor if ours and ours.role not in (GOODS, ADJECTIVE, FIRMS, PEOPLE) else home
        if a is None:
            a = self._theme(of_exchange=True) or ours.actor if ours else self._theme()
        b = theirs.actor if theirs else abroad or (self._unnamed() if self.flow != "investment" else None)
        if a is None and self.scene.pack("trade.of_its").search(self.scene.masked):
            firms = [f.actor for f in self.scene.found if f.kind == "company" and self.scene.position(f) < self.low]
            topic = firms[0] if firms else self.discourse.topic
            just = topic is not None and (bool(firms) or self.discourse.was_just_named(topic))
            a = topic if topic and topic.kind == "company" and just else None
        if b is None or (a is None and (self._world() or self.flow == "investment")):
            return None
        if a is None and not self.discourse.home_told:
            return None
        if a is None:
            a = self.discourse.home_country("")
        if self.flow == "investment" and a.kind in PLACES:
            return b, a
        if self.flow == "export" and ours and theirs and self._destination(ours) and not self._destination(theirs):
            return b, a
        if self.flow == "import" and theirs and self._buys(theirs):
            theme = self.discourse.home_theme()
            if a.kind == "exchange" or (theme and theme.kind == "exchange"):
                self.flow = "export"
                return (a if a.kind == "exchange" else theme or a), b
            return b, a
        return a, b

    def _theme(self, *, of_exchange: bool = False) -> Mention | None:
        """Return whom of the home country the text is about: the first actor of the sentence before, else its theme.

        `of_exchange` asks for an exchange, in a sentence that speaks of dealing there: its goods are the country's.
        """
        topic, theme = self.discourse.topic, self.discourse.home_theme()
        if self.scene.pack("trade.residents").search(self.scene.masked, self.low, self.sum.start):
            return self.discourse.last("zone")
        if topic and topic.country == self.home and topic.kind in _SUBJECTS:
            theme = topic
        if theme is None or theme.kind not in _SUBJECTS or (theme.kind == "company" and self.flow == "turnover"):
            return None
        if of_exchange and not (
            theme.kind == "exchange" and self.scene.pack("trade.exchange").search(self.scene.masked)
        ):
            return None
        return theme

    def _unnamed(self) -> Mention | None:
        """Return the partner abroad that the sentence does not name, unless it speaks of trade with all the world."""
        if (
            self._world()
            or self._alone()
            or self.scene.pack("trade.unread").search(self.scene.masked, self.low, self.high)
        ):
            return None
        text, last = self.scene.masked[self.low : self.high], self.discourse.figure
        carried = last if last and last[1].country != last[0].country else None
        if carried and not self.scene.pack("trade.mutual").search(text) and self.flow != "contract":
            return carried[1] if carried[1].country != self.home else carried[0]
        least = MUTUAL if self.scene.pack("trade.mutual").search(text) else THEME
        theme = self.discourse.foreign_theme(least)
        if theme is None and self.scene.pack("trade.exchange").search(text):  # "des négociants chinois" deal there
            theme = self.discourse.only_land()
        if theme and theme.kind == "city" and theme.country:  # who only met there
            return self.discourse.country(theme.country, theme.text)
        return theme

    def _alone(self) -> bool:
        """Tell whether the clause says what a country sold or bought, and not to whom: all of it."""
        does = self.scene.pack("trade.does").search(self.scene.masked, self.low, self.sum.start)
        there = self.scene.pack("trade.there").search(self.scene.masked, self.low, self.high)
        return does is not None and self.scene.item(does["a"]).kind == "country" and there is None

    def _world(self) -> bool:
        """Tell whether the clause counts the trade of one party with all others."""
        text = self.scene.masked[self.low : self.high]
        return bool(self.scene.pack("trade.total").search(text) and not self.scene.pack("trade.with").search(text))

    def _destination(self, f: Found) -> bool:
        at = self.scene.position(f)
        return (
            f.role == MARKET or self.scene.pack("trade.to").search(self.scene.masked[max(0, at - 50) : at]) is not None
        )

    def _buys(self, f: Found) -> bool:
        at = self.scene.position(f)
        if self.scene.pack("trade.from").search(self.scene.masked[max(0, at - 40) : at]):
            return False
        return self.scene.pack("trade.bought").search(self.scene.masked, at, self.sum.start) is not None
