"""A sentence as rules see it: masked, every actor one character, with lists of actors and the dates and sums around.

In `masked` each actor stands as one private-use character, so that a pattern over actors stays short and linear:
"{L} ont signé un accord" finds a coordinated list before a verb.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from ...graph.model import Citation, Mention
from .amounts import Amounts
from .dates import Date
from .found import Found
from .pack import FIRST_MENTION, Pack
from .pattern import MENTION, Match
from .text import Text

_PLACES = frozenset({"country", "region", "city", "district"})
RUBRIC = 40  # characters before a colon that only tell what the sentence is about: "Partenariat : ..."
BEYOND = 300  # characters that a date of the next of several acts is farther away
IS_MENTION = re.compile(MENTION)


@dataclass(frozen=True, slots=True)
class Group:
    """A coordinated list of actors: `items` at `[start, end)` of the masked sentence, `lead` the words before it."""

    start: int
    end: int
    items: tuple[Found, ...]
    lead: str

    @property
    def actors(self) -> tuple[Mention, ...]:
        """All the actors of the list."""
        return tuple(a for f in self.items for a in f.actors)


@dataclass
class Scene:
    """One sentence of a block; positions are those of `masked` unless said otherwise.

    `start` is where the sentence begins in the block, `title` tells that it is the title of a note, `citation` what it
    cites, `after` what follows it in the block.
    """

    pack: Pack
    text: str
    start: int
    found: Sequence[Found]
    dates: Sequence[Date]
    amounts: Amounts
    citation: Citation | None = None
    title: bool = False
    year: int | None = None
    carried: str | None = None  # the date of what was told a sentence or a few ago
    event: str | None = None  # the date of an event before, at which what is told happened
    context_year: int | None = None  # the year the text is in
    masked: Text = field(init=False)
    parties: list[Group] | None = None  # its lists of possible parties, once they are read
    _spans: dict[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    _matches: dict[str, Sequence[Match]] = field(default_factory=dict)
    _led: dict[tuple[str, str], bool] = field(default_factory=dict)
    _at: list[int] = field(init=False)  # masked positions of the found
    _origin: list[int] = field(init=False)  # positions in the text where the piece after each begins
    _piece: list[int] = field(init=False)  # masked positions where those pieces begin

    def __post_init__(self) -> None:
        pieces, at, origin, piece_at, done, length = [], [], [0], [0], 0, 0
        for i, f in enumerate(self.found):
            left = max(f.left - self.start, done)
            piece = self.text[done:left]
            pieces += [piece, chr(FIRST_MENTION + i)]
            at.append(length + len(piece))
            length += len(piece) + 1
            done = f.right - self.start
            origin.append(done)
            piece_at.append(length)
        pieces.append(self.text[done:])
        self.masked = Text.of("".join(pieces))
        self._at, self._origin, self._piece = at, origin, piece_at

    def at(self, position: int) -> int:
        """Return the position in the text of a position in the masked sentence."""
        i = bisect_right(self._piece, position) - 1
        return min(self._origin[i] + position - self._piece[i], len(self.text))

    def masked_at(self, position: int) -> int:
        """Return the position in the masked sentence of a position in the text."""
        i = bisect_right(self._origin, position) - 1
        limit = self._at[i] if i < len(self._at) else len(self.masked)
        return min(self._piece[i] + position - self._origin[i], limit)

    def item(self, char: str) -> Found:
        """Return the actor that `char` stands for."""
        return self.found[ord(char) - FIRST_MENTION]

    def words(self, found: Found) -> str:
        """Return the words of an actor, with those that belong to its name."""
        return self.text[found.left - self.start : found.right - self.start]

    def unmasked(self, masked: str) -> str:
        """Return a stretch of masked text with the words of the actors in it."""
        return IS_MENTION.sub(lambda match: self.words(self.item(match[0])), masked)

    def position(self, found: Found) -> int:
        """Return where an actor stands in the masked sentence."""
        return self._at[self.found.index(found)]

    def items(self, masked: str) -> list[Found]:
        """Return the actors in a stretch of masked text."""
        return [self.item(c) for c in IS_MENTION.findall(masked)]

    @cached_property
    def _clauses(self) -> Sequence[tuple[int, int]]:
        bounds = [b for b in self.spans("scene.clause") if not self._promised(b)]
        rubric = bounds and bounds[0][0] < RUBRIC and not IS_MENTION.search(self.masked[: bounds[0][0]])
        return bounds[1:] if rubric and ":" in self.masked[slice(*bounds[0])] else bounds

    def _promised(self, bound: tuple[int, int]) -> bool:
        """Tell whether those follow whom the words before promised, all in one clause: "avec deux villes : A"."""
        colon = ":" in self.masked[slice(*bound)]
        return colon and self.pack("scene.promises").search(self.masked, max(0, bound[0] - 70), bound[0]) is not None

    @cached_property
    def groups(self) -> list[Group]:
        """The coordinated lists of the sentence, in order."""
        result = []
        for match in self.pack("scene.list").finditer(self.masked):
            start, end = match.span()
            items = self._listed(match[0])
            if len(items) > 1 and self.pack("scene.own_partner").match(self.masked, end):  # "…, et Brest avec Hubei"
                last = self.position(items[-1])
                result.append(self._group(start, self.position(items[-2]) + 1, items[:-1]))
                start, items = last, items[-1:]
            if k := self.left_out(items):
                result.append(self._group(start, self.position(items[k - 1]) + 1, items[:k]))
                result.append(self._group(self.position(items[k]), self.position(items[k]) + 1, items[k : k + 1]))
                if k + 1 == len(items):
                    continue
                start, items = self.position(items[k + 1]), items[k + 1 :]
            if len(items) > 1 and self._first_apart(start, items):
                second = self.position(items[1])
                result.append(self._group(start, start + 1, items[:1]))
                start, items = second, items[1:]
            if len(items) > 2 and self._last_apart(start, items):
                cut = self.position(items[-2]) + 1
                result.append(self._group(start, cut, items[:-1]))
                start, items = self.position(items[-1]), items[-1:]
            if len(items) > 1 and result and self._of_land_before(result[-1], start, items):
                begun = result.pop()
                start, items = begun.start, [*begun.items, *items[1:]]
            if len(items) > 1 and self.begins_anew(items, end) and self.led("with", self._group(start, end, items)):
                cut = self.position(items[-2]) + 1
                result.append(self._group(start, cut, items[:-1]))
                start, items = self.position(items[-1]), items[-1:]
            result.append(self._group(start, end, items))
        return result

    def left_out(self, items: Sequence[Found]) -> int:
        """Return which of a list does something with the next, its verb left out: "avec A, et B, en France, avec C".

        It is told with its land, else what follows may be one more of the list: "avec A, et B, avec C".
        """
        spans = self.spans("scene.left_out") if len(items) > 1 else ()
        placed = (k for k in range(1, len(items)) if spans and (k + 1 == len(items) or "," in self.words(items[k])))
        return next((k for k in placed if any(a < self.position(items[k]) < b for a, b in spans)), 0)

    def begins_anew(self, items: Sequence[Found], end: int) -> bool:
        """Tell whether the last of a list that ends at `end` is the subject of what follows: "avec A, et B a rompu"."""
        at = self.position(items[-1])
        if end != at + 1 or self.pack("scene.singular_next").match(self.masked, end) is None:
            return False
        return self.pack("scene.and_then").search(self.masked, self.position(items[-2]), at) is not None

    def _of_land_before(self, last: Group, start: int, items: Sequence[Found]) -> bool:
        """Tell whether a list goes on behind the land of its first: "la région d'A en Russie, la région de B"."""
        place, land, following = last.items[-1], items[0], items[1]
        lands = land.kind == "country" and place.kind in _PLACES and following.kind == place.kind != "country"
        own = place.actor.country in (land.actor.country, None)
        return lands and own and self.pack("scene.where").fullmatch(self.masked, last.end, start) is not None

    def _last_apart(self, start: int, items: Sequence[Found]) -> bool:
        """Tell whether the last of a list at `start` is none of it.

        So it is in "Après A, B et C, D a signé" and, whom the others founded, in "Créée par A et B, la société C".
        """
        at = [self.position(f) for f in items]
        gaps = [self.masked[a + 1 : b].rpartition(")")[2] for a, b in pairwise(at)]
        joint = self.pack.get("words.enumerating")
        if not gaps[-1].lstrip().startswith(",") or joint in gaps[-1]:
            return False
        if self.pack("scene.founded").search(self.masked, 0, start):
            return True
        return (
            any(joint in gap for gap in gaps)
            and self.pack("scene.fronted_list").search(self.masked, 0, start) is not None
        )

    def _first_apart(self, start: int, items: Sequence[Found]) -> bool:
        """Tell whether the first of a list at `start` is none of it: "En Chine, MAZ", "Avec Lida, Gori a signé"."""
        gap = self.masked[start + 1 : self.position(items[1])]
        if not gap.startswith((",", " ,")) or self.pack.get("words.enumerating") in gap:
            return False
        if any(a < start < b for a, b in self.spans("scene.left_out")):
            return True
        where = self.pack("scene.locative").search(self.masked, max(0, start - 30), start)
        if where and self.pack("scene.acts").match(self.masked, self.position(items[-1]) + 1):
            return True  # "à Lyon, A et B ont signé"
        mixed = (items[0].kind in _PLACES) != (items[1].kind in _PLACES)
        fronted = len(items) == 2 and self.pack("scene.fronting").search(self.masked, 0, start) is not None
        return mixed or fronted or self.pack("scene.apart").search(self.masked, 0, start) is not None

    def _listed(self, masked: str) -> list[Found]:
        """Return the actors of a list, without the towns that only say where the firms and institutions in it are."""
        items = self.items(masked)
        if len(items) < 2:
            return items
        inside = self.pack("scene.inside")
        at = {f: self.position(f) for f in items}
        if items[0].kind in _PLACES:
            led = self.pack("scene.to_each").search(self.masked, max(0, at[items[0]] - 8), at[items[0]])
            where = items[-1].kind in _PLACES and inside.search(self.masked, max(0, at[items[-1]] - 8), at[items[-1]])
            return items if led or not where else items[:-1]  # "un accord entre A et B, à C"
        return [f for f in items if f.kind not in _PLACES or not inside.search(self.masked, max(0, at[f] - 8), at[f])]

    def _group(self, start: int, end: int, items: Sequence[Found]) -> Group:
        lead = self.masked[max(0, start - 100) : start]
        if (bare := lead.rstrip(' "')) != lead.rstrip():  # the quote that opens a name
            lead = bare if bare.endswith("'") else bare + " "
        return Group(start, end, tuple(items), lead)

    def led(self, name: str, group: Group) -> bool:
        """Tell whether the words before a list are those that a pattern of scenes matches: "between", "with"."""
        key = name, group.lead
        if key not in self._led:
            self._led[key] = self.pack(f"scene.{name}").search(group.lead) is not None
        return self._led[key]

    def group_at(self, position: int) -> Group | None:
        """Return the list that covers a position."""
        return next((g for g in self.groups if g.start <= position < g.end), None)

    def clause(self, position: int) -> tuple[int, int]:
        """Return the bounds of the clause around a position: between semicolons, colons and full stops."""
        start, end = 0, len(self.masked)
        for left, right in self._clauses:
            if right <= position:
                start = right
            elif left >= position:
                end = left
                break
        return start, end

    def date_near(self, start: int, end: int) -> str | None:
        """Return the date that belongs to the words at `[start, end)`: inside, else the nearest in their clause.

        Else that of the event at which it happened, else another of the sentence, else what the text carries on.
        """
        low, high = self.clause(start)
        best: tuple[int, str] | None = None
        dates = [d for d in self.dates if not (d.ahead or d.compared or self._of_one(self.masked_at(d.start)))]
        if any(a < end and start < b for a, b in self.spans("status.done")):
            dates = [d for d in dates if not d.since]  # "A et B, jumelées depuis 2001, ont signé"
        if len(dates) > 1:
            dates = [d for d in dates if not self._renewed(d, end)] or dates
        beyond = 0
        near = [d for d in dates if low <= self.masked_at(d.start) < high]
        for d in near:
            at = self.masked_at(d.start)
            distance = 0 if start <= at < end else (start - at if at < start else at - end + 5)
            if at > end and self.pack("scene.next_one").search(self.masked, end, at):
                beyond = BEYOND  # and so are those behind that one
            distance += beyond
            if best is None or distance < best[0]:
                best = (distance, d.value)
        if best is None and self.event:
            return self.event
        if best and len(best[1]) == len("2019"):  # "le 22 mai, lors du salon de 2019"
            fuller = [d.value for d in near if d.value.startswith(f"{best[1]}-")]
            best = (best[0], fuller[0]) if len(fuller) == 1 else best
        if best is None and dates:
            best = min((abs(start - self.masked_at(d.start)) + 500, d.value) for d in dates)
        if best:
            return best[1]
        return None if self.pack("scene.earlier").search(self.masked) else self.carried

    def _renewed(self, date: Date, end: int) -> bool:
        """Tell whether a date is when the act that ends at `end` was only done again: "signé en 1994, renouvelé en"."""
        at = self.masked_at(date.start)
        return at > end and self.pack("scene.renewed").search(self.masked, end, at) is not None

    def _of_one(self, at: int) -> bool:
        """Tell whether a date in brackets is right behind an actor, and so of that one alone: "Elblag (2008)"."""
        opened = self.masked.rfind("(", max(0, at - 30), at)
        if opened < 1 or not IS_MENTION.match(self.masked[:opened].rstrip()[-1:]):
            return False
        return self.pack("scene.year_behind").match(self.masked, opened) is not None

    def date_in(self, position: int) -> str | None:
        """Return the date told in the clause around a position itself, the one nearest to it."""
        low, high = self.clause(position)
        told = [d for d in self.dates if not (d.compared and d.since)]  # "négocié depuis deux ans, conclu lundi"
        here = [(abs(at - position), d.value) for d in told if low <= (at := self.masked_at(d.start)) < high]
        return min(here)[1] if here else None

    def spans(self, name: str) -> Sequence[tuple[int, int]]:
        """Return where a pattern of the pack matches in the masked sentence; searched once."""
        found = self._spans.get(name)
        if found is None:
            found = self._spans[name] = [match.span() for match in self.search(name)]
        return found

    def search(self, name: str) -> Sequence[Match]:
        """Return the matches of a pattern of the pack in the masked sentence; searched once."""
        found = self._matches.get(name)
        if found is None:
            found = self._matches[name] = self.pack(name).finditer(self.masked)
        return found
