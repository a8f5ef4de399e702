"""Who may be one and the same: suggestions for people, never merged by machine.

Only actors of which nothing is known but their name (see graph.identity.is_plain), or that only Wikidata knows, are
asked about. In order of certainty:

1. a name that several places bear, or that a place of another kind bears ("ambiguous", "other kind");
2. the same name without a country, or in another source ("same name");
3. a name spelled alike, in the same country and of a like kind, in any script ("spelled alike"): the similarity of the
   names in Latin letters (rapidfuzz's normalised indel ratio) is at least LEAST.

Names that differ in a number or in a word such as north and south are different places, and are not suggested.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from .decisions import Decisions
from .gazetteer import Gazetteer
from .identity import WIKIDATA, from_place, is_plain, like_kinds, name_key
from .model import Actor
from .names import slug
from .schema import PLACE_KINDS

LEAST = 88.0  # of 100
CANDIDATES = 5  # of one name at most
_LARGE = 3_000  # names of one country and kind from which on only those that begin or end alike are compared
_SET_APART = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower", "new", "old"}
    | {"nord", "sud", "est", "ouest", "haut", "bas", "haute", "basse", "ober", "unter", "neu", "alt", "rural", "nova"}
)
_NUMBER = re.compile(r"\d+|\b[ivxl]+\b")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two actors that may be one: `known` is the better known of them, `other` is in the graph. `score` is 0 to 1."""

    known: Actor
    other: Actor
    score: float
    why: str

    @property
    def pair(self) -> frozenset[str]:
        """The ids of both."""
        return frozenset((self.known.id, self.other.id))


def suggestions(actors: Iterable[Actor], gazetteer: Gazetteer, decisions: Decisions) -> list[Suggestion]:
    """Return what people should look at, likeliest first; what they have looked at already is left out."""
    actors = list(actors)
    open_ones = [a for a in actors if is_plain(a) or a.id.startswith(WIKIDATA)]
    found: dict[frozenset[str], Suggestion] = {}
    for s in (*_namesakes(open_ones, actors, gazetteer), *_alike(open_ones, actors, gazetteer)):
        if decisions.is_settled(s.pair) or s.known.id == s.other.id:
            continue
        if s.pair not in found or found[s.pair].score < s.score:
            found[s.pair] = s
    return sorted(found.values(), key=lambda s: (-s.score, s.other.id, s.known.id))


def _namesakes(open_ones: list[Actor], actors: list[Actor], gazetteer: Gazetteer) -> Iterator[Suggestion]:
    """Yield those of the same name: places of the gazetteer, and actors of other kinds, countries or sources."""
    by_name: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        for name in {name_key(n, actor.kind) for n in (actor.name, *actor.aliases)}:
            by_name[name].append(actor)
    for actor in open_ones:
        found = {a.id: a for a in by_name[name_key(actor.name, actor.kind)] if a.id != actor.id}
        if actor.kind in PLACE_KINDS:
            for place in gazetteer.find(actor.name, country=actor.country):
                if place.kind != "country":
                    found.setdefault(place.id, from_place(place))
        fits = [a for a in found.values() if _may_be_one(a, actor)]
        for other in fits[:CANDIDATES]:
            yield Suggestion(*_in_order(other, actor), _score(actor, other, len(fits)), _why(actor, other, len(fits)))


def _may_be_one(a: Actor, b: Actor) -> bool:
    if a.wikidata and b.wikidata and a.wikidata != b.wikidata:
        return False
    return (a.country == b.country or None in (a.country, b.country)) and (
        like_kinds(a.kind, b.kind) or (a.kind in PLACE_KINDS and b.kind in PLACE_KINDS)
    )


def _score(actor: Actor, other: Actor, choices: int) -> float:
    same_kind = 1.0 if like_kinds(actor.kind, other.kind) else 0.8
    same_country = 1.0 if actor.country and actor.country == other.country else 0.85
    return round(same_kind * same_country * (1.0 if choices == 1 else 0.9), 3)


def _why(actor: Actor, other: Actor, choices: int) -> str:
    reasons = [f"one of {choices} of this name" if choices > 1 else "same name"]
    if not like_kinds(actor.kind, other.kind):
        reasons.append(f"other kind: {actor.kind} and {other.kind}")
    if actor.country is None or other.country is None:
        reasons.append("country unknown")
    return ", ".join(reasons)


def _alike(open_ones: list[Actor], actors: list[Actor], gazetteer: Gazetteer) -> Iterator[Suggestion]:
    """Yield those spelled alike, block by block of one country and one group of kinds."""
    wanted: dict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in open_ones:
        if actor.country:
            wanted[actor.country, _group(actor.kind)].append(actor)
    choices: dict[tuple[str, str], dict[str, Actor]] = defaultdict(dict)
    places = (from_place(p) for p in gazetteer if (p.country, "place") in wanted and p.kind != "country")
    for actor in (*places, *actors):  # an actor of the graph stands for the place that it is
        if actor.country and (key := (actor.country, _group(actor.kind))) in wanted:
            for name in (actor.name, *actor.aliases):
                if spelled := _spelled(name, actor.kind):
                    choices[key].setdefault(spelled, actor)
    for key, block in sorted(wanted.items()):
        yield from _alike_in(block, choices[key])


def _alike_in(block: list[Actor], names: dict[str, Actor]) -> Iterator[Suggestion]:
    large = len(names) > _LARGE and len(block) > _LARGE
    index: dict[str, list[str]] = defaultdict(list)
    if large:
        for name in names:
            for part in {name[:3], name[-4:]}:
                index[part].append(name)
    every = list(names)
    for actor in block:
        spelled = _spelled(actor.name, actor.kind)
        if len(spelled) < 4:
            continue
        pool = list(dict.fromkeys((*index[spelled[:3]], *index[spelled[-4:]]))) if large else every
        seen: set[str] = set()
        close = process.extract(spelled, pool, scorer=fuzz.ratio, score_cutoff=LEAST, limit=CANDIDATES + 1)
        for name, score, _ in close:
            other = names[name]
            if other.id == actor.id or other.id in seen or name == spelled or not _comparable(spelled, name):
                continue
            seen.add(other.id)
            yield Suggestion(*_in_order(other, actor), round(score / 100 * 0.95, 3), "spelled alike")


def _in_order(a: Actor, b: Actor) -> tuple[Actor, Actor]:
    """Return the better known one first: one of the gazetteer or a table, else the one whose id comes first."""
    if is_plain(a) != is_plain(b):
        return (b, a) if is_plain(a) else (a, b)
    return (a, b) if a.id < b.id else (b, a)


def _comparable(a: str, b: str) -> bool:
    if _NUMBER.findall(a) != _NUMBER.findall(b):
        return False
    return not (set(a.split()) ^ set(b.split())) & _SET_APART


def _spelled(name: str, kind: str) -> str:
    return slug(name_key(name, kind)).replace("-", " ")


def _group(kind: str) -> str:
    return "place" if kind in PLACE_KINDS else "firm" if like_kinds(kind, "company") else kind
