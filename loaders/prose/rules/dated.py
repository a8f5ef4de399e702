"""When a tie began that was told before, where a later sentence only speaks of its paper: "La charte date de 1998"."""

from collections.abc import Iterator

from ..discourse import Discourse
from ..found import NAME
from ..scene import Scene
from .base import Claim, instrument, rule, status


@rule("dated.later", "dated.paper", alone=True)
def later(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The one tie of the sentences before, whose paper was signed at a date.

    Example: Brest est jumelée avec Kovel. La charte de jumelage a été signée le 4 mai 2011.
    Gives: TWINNED_WITH Brest -> Kovel 2011-05-04 agreed
    """
    tie = discourse.undated
    match = scene.pack("dated.paper").match(scene.masked)
    if tie is None or match is None or len([f for f in scene.found if f.role == NAME]) > 1:
        return
    date = scene.date_in(match.end())
    if date and status(scene, *match.span()) == "agreed":
        named = instrument(scene, match[0])
        yield Claim(tie.type, tie.source, tie.target, match.start(), match.end(), date, "agreed", named, confidence=0.7)
