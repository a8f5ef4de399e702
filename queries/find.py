"""Finding the actor that a person means: any spelling, kind words ("gomel region"), an id; else suggestions."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from ..graph.errors import UnknownName
from ..graph.model import Actor
from ..graph.names import fold
from ..graph.schema import PLACE_KINDS
from ..graph.store import Reader

SUGGESTIONS = 5
_LEAST_SCORE = 70.0  # of 100, rapidfuzz's WRatio: below it a suggestion only confuses


def find_actor(reader: Reader, text: str, *, kinds: Sequence[str] | None = None) -> Actor:
    """Return the actor called `text`, which may be an id, a name or an alias in any case, accents or script.

    Of several bearers a city is taken before a region and a place before others only when their names differ from the
    text; otherwise raises UnknownName with the ids to choose from. Raises it with suggestions when there is none.
    """
    actors = reader.actors()
    for actor in actors:
        if actor.id == text:
            return actor
    wanted = fold(text)
    pool = [a for a in actors if not kinds or a.kind in kinds]
    named = [a for a in pool if fold(a.name) == wanted]
    found = named or [a for a in pool if any(fold(alias) == wanted for alias in a.aliases)]
    if len(found) > 1:
        places = [a for a in found if a.kind in PLACE_KINDS]
        found = [a for a in places if a.kind == "city"] or places or found
    if len(found) == 1:
        return found[0]
    if found:
        choices = ", ".join(f"{a.id} ({a.kind})" for a in found[:SUGGESTIONS])
        raise UnknownName(f"{text!r} names {len(found)} actors; choose by id: {choices}")
    close = suggest(text, pool)
    hint = f"; did you mean {', '.join(close)}?" if close else ""
    raise UnknownName(f"no actor is called {text!r}{hint}")


def suggest(text: str, actors: Sequence[Actor]) -> list[str]:
    """Return the names of up to five actors that are spelled like `text`, likeliest first."""
    names = {f"{fold(n)}|{a.id}": a.name for a in actors for n in (a.name, *a.aliases)}
    scored = process.extract(
        fold(text), names.keys(), scorer=fuzz.WRatio, processor=lambda key: key.split("|")[0], limit=25
    )
    return list(dict.fromkeys(names[key] for key, score, _ in scored if score >= _LEAST_SCORE))[:SUGGESTIONS]
