"""Partners told one after the other, each with its own word: "A est liée à B, C à D, puis à E"."""

from collections.abc import Iterator, Sequence

from ....graph.model import Mention
from ..found import Found
from ..scene import Scene
from .groups import bracketed, eligible
from .pair import Pair


def chained(
    scene: Scene, owners: Sequence[Mention], listed: Sequence[Found], end: int, *, open_list: bool = False
) -> Iterator[Pair]:
    """Yield the pairs of `owners` with those `listed` up to `end` of the masked sentence, and those that follow.

    What follows is tied to the same ("..., puis à E"), or to an owner of its own ("..., C à D"), who may stand as the
    last of the list. Semicolons part the items of an `open_list`, which a colon opened.
    """
    while listed:
        if (k := scene.left_out(listed)) and k + 1 < len(listed):
            near = [f for f in listed[:k] if eligible(f) and not bracketed(scene, f)]
            yield from (Pair(a, f.actor, scene.position(f)) for f in near for a in owners)
            owners, listed = listed[k].actors, listed[k + 1 :]
        if len(listed) > 1 and scene.begins_anew(listed, end):
            listed = listed[:-1]
        more = own = scene.pack("scene.own_partner_too").match(scene.masked, end) if len(listed) > 1 else None
        for f in listed[:-1] if own else listed:
            if eligible(f) and not bracketed(scene, f):
                yield from (Pair(a, f.actor, scene.position(f)) for a in owners)
        if own:
            owners = listed[-1].actors if eligible(listed[-1]) else ()
        elif (more := scene.pack("scene.partner_next").match(scene.masked, end)) and more["a"]:
            owner = scene.item(more["a"])
            owners = owner.actors if eligible(owner) else ()
        if more is None and open_list:
            more = scene.pack("scene.item_next").match(scene.masked, end)
        more = more or scene.pack("scene.dated_next").match(scene.masked, end)
        if more is None:
            return
        listed, end = scene.items(more["b"]), more.end()
