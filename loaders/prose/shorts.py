"""What a text calls its actors for short, as it told once in brackets."""

import re
from dataclasses import replace

from ...graph.gazetteer import Gazetteer
from ...graph.model import Mention
from .found import NAME, Found
from .names import Names
from .pack import Pack
from .tokens import Tokens

# "(ACV)" or "(Steppe Exchange, SCX)" behind a name, and its English name alone
_SHORT = re.compile(
    r'"? ?\( ?(?:"?(?P<name>[A-Z][^()"]{2,60})"?[,;] )?"?'
    r'(?P<short>[A-Z][A-Za-z]{0,10}[A-Z][A-Za-z]{0,3}(?:-[A-Z]{1,5})?|[A-Z][a-z]{3,10})"? ?\)'
)
_OWN = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-?[A-Z][a-zà-ÿ]+)?")
_ENGLISH = re.compile(
    r'"? ?\("?(?P<name>[A-Z][\w&\'-]+(?: (?:of |and |for |the )?[A-Z][\w&\'-]+?){1,7})'
    r'(?:(?: ?[-–,;/] ?)[A-Z]{2,6})?"?\)'
)
_INNER = re.compile(r"\((?P<short>[A-Z]{2,8})\) ")
_PLACES = frozenset({"country", "region", "city", "district"})


class Shorts:
    """Reads short names in brackets and knows them again; `reset` forgets a document's."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer, names: Names) -> None:
        self._gazetteer, self._names = gazetteer, names
        self._definite = pack.words("words.definite")
        self._zones = pack.words("words.zones")  # "la zone économique spéciale (ZES)" of many
        self._shorts: dict[str, Mention] = {}

    def reset(self) -> None:
        """Forget them: a new document begins."""
        self._shorts.clear()

    def read(self, here: Found, text: str) -> Found:
        """Return `here`, called by its English name behind it, and remember what a text is going to call it for short.

        "l'Agence de coopération de Varna (ACV)", "la Bourse d'Osaka (Osaka Exchange, OSE)".
        """
        if here.role != NAME or here.weak or here.shared or here.kind in _PLACES or len(here.actors) > 1:
            return here
        if here.kind == "zone":
            self._own_name(here.actor)
        inner = _INNER.search(text, here.start, here.end)
        if inner and not self._names.knows(inner["short"]):
            self._shorts[inner["short"]] = here.actor  # "la Chambre de commerce (CC) de A"
        match = _SHORT.match(text, here.end) or _ENGLISH.match(text, here.end)
        if match is None:
            return here
        if here.actor.text.isupper() and initials(match["name"] or "") == here.actor.text:
            return replace(here, right=match.end())  # "BMA (Bureau mauricien d'audit)"
        name, short = match["name"], match.groupdict().get("short")
        if name and not here.actor.id and self._names.is_called(name, here.kind):
            here = replace(here.of(replace(here.actor, name=name)), right=match.end())
        if short and short[1:].islower() and (self._gazetteer.find(short) or " " not in here.actor.text):
            return here  # "(Tunisie)", "(Lyon)"
        if short and not self._names.knows(short):
            self._shorts[short] = here.actor
        return here

    def _own_name(self, zone: Mention) -> None:
        """Remember the name that a zone has of its own: "la zone franche de Nkoba" is Nkoba from there on."""
        own = zone.text.replace('"', "").rpartition(" ")[2].rpartition("'")[2]
        called = len(own) > 4 and own != zone.text and _OWN.fullmatch(own) is not None
        if called and not self._gazetteer.find(own) and not self._names.knows(own):
            self._shorts[own] = zone

    def at(self, tokens: Tokens, i: int) -> Found | None:
        """Return whom word `i` means for short."""
        last = i
        actor = self._shorts.get(tokens.words[i])
        if tokens.gap(i) == "-" and tokens.near(i):  # "CCI-CI"
            last = i + 1
            actor = self._shorts.get(tokens.text[tokens.starts[i] : tokens.ends[last]])
        if actor is None or ("-" in tokens.gap(last) and tokens.near(last, joints="-")):
            return None
        if last == i and tokens.keys[i] in self._zones and tokens.near(i, joints=' "') and tokens.capital(i + 1):
            return None  # "la ZES Alabouga", be it that another was called "(ZES)"
        definite = i and tokens.keys[i - 1] in self._definite and tokens.near(i - 1)
        left, end = tokens.starts[i - 1 if definite else i], tokens.ends[last]
        mention = replace(actor, text=tokens.text[tokens.starts[i] : end])
        return Found(left, end, tokens.starts[i], end, (mention,))


def initials(name: str) -> str:
    """Return the initials of the capitalised words of a name."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
