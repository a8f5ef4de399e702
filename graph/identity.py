"""Which actor a mention is. Decisions win; then ids given by the loader, known actors, the gazetteer; else a new actor.

Deliberately conservative: names are compared after folding (case, accents, scripts, legal forms of companies) and
never approximately. Near misses are for `review`, where a person decides. A city, its region and its district are three
actors; so are a town, its authority and its zone, because kinds must agree.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from .decisions import Decisions
from .gazetteer import Gazetteer, Place
from .model import Actor, Mention
from .names import clean, fold, slug
from .schema import ALL, PLACE_KINDS

# Kinds a source may confuse without meaning another actor: a plant that one text calls company and another institution.
_ALIKE = frozenset({"company", "institution", "university", "organization", "body"})
_LEGAL_FORM = re.compile(
    r"\b(llc|ltd|limited|inc|corp|corporation|co|company|gmbh|ag|sa|sarl|srl|plc|pte|jsc|ojsc|cjsc|oao|ooo|zao|ao|pao|"
    r"rue|rup|cup|kup|up|unitary enterprise|joint stock company|ооо|оао|зао|ао|руп|ип|чуп|уп)\b"
)
EVERYONE = Actor(ALL, ALL, "country")  # the source of an aggregate over every country; never stored as an actor
UNKNOWN_COUNTRY = "zz"  # CLDR's code for an unknown region


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
        self._resolved: dict[tuple[Mention, str], str] = {}
        for actor in known:
            self.learn(actor)

    def learn(self, actor: Actor) -> None:
        """Make `actor` known, with all its names; one known already is replaced."""
        if actor.id not in self._actors:
            for key in {name_key(n, actor.kind) for n in (actor.name, *actor.aliases)}:
                self._by_name.setdefault(key, []).append(actor.id)
        self._actors[actor.id] = actor

    def actor(self, actor_id: str) -> Actor | None:
        """Return the actor with this id, from what is known or the gazetteer."""
        actor_id = self.decisions.canonical(actor_id)
        if actor_id not in self._actors and (place := self.gazetteer.get(actor_id)):
            self._actors[actor_id] = from_place(place)
        return self._actors.get(actor_id)

    def resolve(self, mention: Mention, document: str = "") -> Actor:
        """Return the actor that `mention` is in `document`, a new one when nothing fits."""
        if mention.name == ALL:
            return EVERYONE
        key = (mention, document)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(mention, document).id
        return self._actors[self._resolved[key]]

    def _resolve(self, mention: Mention, document: str) -> Actor:
        decided = self.decisions.actor_of(mention, document)
        for actor_id in (decided, mention.id):
            if actor_id and (actor := self.actor(actor_id)):
                return actor
        found = self._known(mention) or self._place(mention)
        if found is None:
            actor_id = self.decisions.canonical(mention.id or minted_id(mention))
            found = self.actor(actor_id) or Actor(actor_id, clean(mention.name), mention.kind, mention.country)
        actor_id = self.decisions.canonical(found.id)
        if actor_id != found.id:
            found = self.actor(actor_id) or replace(found, id=actor_id)
        self.learn(found)
        return found

    def _known(self, mention: Mention) -> Actor | None:
        fits = [
            actor
            for actor_id in self._by_name.get(name_key(mention.name, mention.kind), ())
            if (actor := self._actors[actor_id]) and _kinds_agree(actor.kind, mention.kind)
        ]
        if mention.country:
            fits = [a for a in fits if a.country == mention.country] or [a for a in fits if a.country is None]
        exact = [a for a in fits if a.kind == mention.kind]
        fits = exact or fits
        if mention.kind in PLACE_KINDS and len(fits) > 1:
            return None  # let the gazetteer weigh them
        return min(fits, key=lambda a: a.id, default=None)

    def _place(self, mention: Mention) -> Actor | None:
        if mention.kind not in PLACE_KINDS:
            return None
        found = self.gazetteer.find(mention.name, country=mention.country, kind=mention.kind)
        return self.actor(found[0].id) if found else None


def _kinds_agree(a: str, b: str) -> bool:
    return a == b or (a in _ALIKE and b in _ALIKE)
