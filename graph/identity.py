"""Which actor a mention is. Decisions win; then ids given by the loader, known actors, the gazetteer; else a new actor.

Deliberately conservative: names are compared after folding (case, accents, scripts, legal forms of companies) and
never approximately. Near misses are for `review` (graph.suggest), where a person decides. A city, its region and its
district are three actors; so are a town, its authority and its zone, because kinds must agree.

A place is only recognised when one alone can be meant: one place of that country and kind has the name, or one alone
has it as its proper name, or, where the country is given, one is a big town and dwarfs all others (Philadelphia).
"Springfield" in the United States, or "Brest" without a country, is an actor of its own until somebody decides which it
is, in whatever order sources come.

Limits of memory: an actor whose id follows from its name, kind and country ("plain", as most companies of a register
are) is not kept, only the hash of its name; so millions can be resolved.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from .decisions import Decisions
from .gazetteer import Gazetteer, Place
from .hashes import HashIndex
from .model import Actor, Mention, content_hash
from .names import clean, fold, slug
from .schema import ALL, KINDS, PLACE_KINDS

# Kinds a source may confuse without meaning another actor: a plant that one text calls company and another institution.
_ALIKE = frozenset({"company", "institution", "university", "organization", "body"})
_LEGAL_FORM = re.compile(
    r"\b(llc|ltd|limited|inc|corp|corporation|co|company|gmbh|ag|sa|sarl|srl|plc|pte|jsc|ojsc|cjsc|oao|ooo|zao|ao|pao|"
    r"rue|rup|cup|kup|up|unitary enterprise|joint stock company|ооо|оао|зао|ао|руп|ип|чуп|уп)\b"
)
EVERYONE = Actor(ALL, ALL, "country")  # the source of an aggregate over every country; never stored as an actor
UNKNOWN_COUNTRY = "zz"  # CLDR's code for an unknown region
DWARFS = 10  # how much larger a place must be than its namesakes to be meant by the bare name
SMALL_TOWN = 5_000  # people; smaller towns are often missing from the gazetteer
WIKIDATA = "wikidata/"  # the ids of actors that only Wikidata knows begin so, the item's number follows
_REMEMBERED = 20_000  # mentions and plain actors kept: more than one chunk of a load has
_KINDS = tuple(KINDS)


def name_key(name: str, kind: str) -> str:
    """Return the form in which names of one kind are compared: folded, a firm's without its legal form."""
    folded = fold(name)
    if kind in _ALIKE:
        folded = " ".join(_LEGAL_FORM.sub(" ", folded).split()) or folded
    return folded


def minted_id(mention: Mention) -> str:
    """Return the id of an actor that no table knows: country, kind and slug of its name."""
    name = slug(name_key(mention.name, mention.kind)) or "-".join(f"{ord(c):x}" for c in fold(mention.name)[:12])
    return f"{(mention.country or UNKNOWN_COUNTRY).lower()}/{mention.kind}/{name}"


def from_place(place: Place) -> Actor:
    """Return the actor that a place of the gazetteer is."""
    return Actor(
        id=place.id,
        name=place.name,
        kind=place.kind,
        country=place.country,
        aliases=place.names,
        part_of=place.part_of,
        lat=place.lat,
        lon=place.lon,
        wikidata=place.wikidata,
    )


class Resolver:
    """Finds or makes the actor of each mention. Order of mentions does not matter for known actors and places."""

    def __init__(self, gazetteer: Gazetteer, known: Iterable[Actor] = (), decisions: Decisions | None = None) -> None:
        self.gazetteer = gazetteer
        self.decisions = decisions or Decisions()
        self._actors: dict[str, Actor] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_wikidata: dict[str, str] = {}
        self._plain = HashIndex()
        self._recent = _Recent()
        self._resolved: dict[tuple[Mention, str], str] = {}
        self._decided = self.decisions.actors()
        for actor in known:
            self.learn(actor)

    def learn(self, actor: Actor) -> None:
        """Make `actor` known, with all its names; one known already is replaced."""
        if is_plain(actor) and actor.id not in self._decided and actor.id not in self._actors:
            self._recent.add(actor)
            self._plain.add(_name_hash(actor.name, actor.kind), _packed(actor.kind, actor.country))
            return
        if actor.id not in self._actors:
            for key in {name_key(n, actor.kind) for n in (actor.name, *actor.aliases)}:
                self._by_name.setdefault(key, []).append(actor.id)
        self._actors[actor.id] = actor
        if actor.wikidata and not actor.id.startswith(WIKIDATA):
            self._by_wikidata[actor.wikidata] = actor.id

    def actor(self, actor_id: str) -> Actor | None:
        """Return the actor with this id: known, in the gazetteer, or among the plain ones of the last resolved."""
        actor_id = self.decisions.canonical(actor_id)
        if found := self._actors.get(actor_id) or self._recent.get(actor_id):
            return found
        if place := self.gazetteer.get(actor_id):
            self._actors[actor_id] = from_place(place)
        return self._actors.get(actor_id)

    def resolve(self, mention: Mention, document: str = "") -> Actor:
        """Return the actor that `mention` is in `document`, a new one when nothing fits."""
        if mention.name == ALL:
            return EVERYONE
        key = (mention, document)
        if (actor_id := self._resolved.get(key)) and (found := self.actor(actor_id)):
            return found
        found = self._resolve(mention, document)
        if len(self._resolved) >= _REMEMBERED:
            self._resolved.clear()
        self._resolved[key] = found.id
        return found

    def given(self, mention: Mention) -> Actor | None:
        """Return the known actor that the id of `mention` alone tells, whatever its words and where they stand."""
        if mention.id not in self._actors or self.decisions.name_actors or mention.id.startswith(WIKIDATA):
            return None
        return self.actor(mention.id)

    def candidates(self, mention: Mention) -> list[Actor]:
        """Return the places that a mention without a decision can be: several when it is ambiguous."""
        if mention.kind not in PLACE_KINDS:
            return []
        places = self.gazetteer.find(mention.name, country=mention.country, kind=mention.kind)
        found = {p.id: self.actor(p.id) or from_place(p) for p in places}
        for actor_id in self._by_name.get(name_key(mention.name, mention.kind), ()):
            actor = self._actors[actor_id]
            if actor.kind == mention.kind and mention.country in (None, actor.country):
                found.setdefault(self.decisions.canonical(actor_id), actor)
        proper = {i: a for i, a in found.items() if fold(a.name) == fold(mention.name)}
        return list((proper or found).values())

    def _resolve(self, mention: Mention, document: str) -> Actor:
        decided = self.decisions.actor_of(mention, document)
        item = mention.id.removeprefix(WIKIDATA).upper() if mention.id.startswith(WIKIDATA) else ""
        for actor_id in (decided, self._by_wikidata.get(item), mention.id):
            if actor_id and (actor := self.actor(actor_id)):
                return actor
        found = self._place(mention) if mention.kind in PLACE_KINDS else self._firm(mention)
        if found is None:
            actor_id = self.decisions.canonical(mention.id or minted_id(mention))
            found = self.actor(actor_id) or Actor(actor_id, clean(mention.name), mention.kind, mention.country)
        actor_id = self.decisions.canonical(found.id)
        if actor_id != found.id:
            found = self.actor(actor_id) or replace(found, id=actor_id)
        self.learn(found)
        return found

    def _place(self, mention: Mention) -> Actor | None:
        found = {a.id: a for a in self.candidates(mention)}
        sizes = {i: p.population if (p := self.gazetteer.get(i)) else None for i in found}
        meant = _one_meant(sizes, mention.country)
        return found[meant] if meant else None

    def _firm(self, mention: Mention) -> Actor | None:
        """Return the known actor of this name, of a like kind if need be, of the mention's country or else of none."""
        fits = [
            actor
            for actor_id in self._by_name.get(name_key(mention.name, mention.kind), ())
            if (actor := self._actors[actor_id]) and like_kinds(actor.kind, mention.kind)
        ]
        for packed in self._plain.get(_name_hash(mention.name, mention.kind)):
            kind, country = _unpacked(packed)
            if like_kinds(kind, mention.kind):  # hashes may collide
                plain = Actor(
                    minted_id(replace(mention, kind=kind, country=country)), clean(mention.name), kind, country
                )
                fits.append(self._recent.get(plain.id) or plain)
        if mention.country:
            fits = [a for a in fits if a.country == mention.country] or [a for a in fits if a.country is None]
        exact = [a for a in fits if a.kind == mention.kind]
        return min(exact or fits, key=lambda a: a.id, default=None)


def place_meant(gazetteer: Gazetteer, name: str, country: str | None, kind: str) -> Place | None:
    """Return the place of the gazetteer that alone can be meant (see the module), or None."""
    found = {p.id: p for p in gazetteer.find(name, country=country, kind=kind)}
    proper = {i: p for i, p in found.items() if fold(p.name) == fold(name)}
    meant = _one_meant({i: p.population for i, p in (proper or found).items()}, country)
    return found[meant] if meant else None


def _one_meant(sizes: Mapping[str, int | None], country: str | None) -> str | None:
    """Return the id that alone can be meant of places with these populations."""
    if len(sizes) < 2 or country is None:
        return next(iter(sizes)) if len(sizes) == 1 else None
    (next_size, _), (size, first) = sorted((size or 0, i) for i, size in sizes.items())[-2:]
    return first if size >= DWARFS * max(next_size, SMALL_TOWN) else None


class _Recent:
    """The plain actors that were resolved last: at least _REMEMBERED of them, at most twice as many."""

    def __init__(self) -> None:
        self._new: dict[str, Actor] = {}
        self._old: dict[str, Actor] = {}

    def add(self, actor: Actor) -> None:
        self._new.setdefault(actor.id, self._old.get(actor.id, actor))
        if len(self._new) >= _REMEMBERED:
            self._old, self._new = self._new, {}

    def get(self, actor_id: str) -> Actor | None:
        return self._new.get(actor_id) or self._old.get(actor_id)


def is_plain(actor: Actor) -> bool:
    """Tell whether nothing is known of an actor but what its id follows from."""
    if actor.aliases or (actor.part_of, actor.lat, actor.wikidata) != (None, None, None):
        return False
    return actor.id == minted_id(Mention(actor.name, actor.name, actor.kind, actor.country))


def _name_hash(name: str, kind: str) -> int:
    group = "firm" if kind in _ALIKE else kind
    return int(content_hash(name_key(name, kind), group), 16)


def _packed(kind: str, country: str | None) -> int:
    code = country if country and len(country) == 2 and country.isascii() else None
    return _KINDS.index(kind) << 16 | (int.from_bytes(code.encode(), "big") if code else 0)


def _unpacked(packed: int) -> tuple[str, str | None]:
    code = packed & 0xFFFF
    return _KINDS[packed >> 16], code.to_bytes(2, "big").decode() if code else None


def like_kinds(a: str, b: str) -> bool:
    """Tell whether two kinds are one, or kinds that sources confuse without meaning another actor."""
    return a == b or (a in _ALIKE and b in _ALIKE)
