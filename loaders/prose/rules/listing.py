"""Items of lists and rows of tables: the line before them, or the heads of the columns, tell the tie.

`open_list` reads a line before a list into a frame of the discourse; two rules read the items and the rows under it.
"""

from collections.abc import Iterator, Sequence

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, NAME, Found
from ..scene import Scene
from .base import Claim, rule, status

HEAD = 4  # characters between the bullet of an item and its actor
BAR = "|"
# the ties of two columns: the first of the tie, the second, its type
_COLUMNS = (
    ("child", "parent", "OWNED_BY"),
    ("firm", "parent", "OWNED_BY"),
    ("firm", "zone", "RESIDENT_OF"),
    ("firm", "exchange", "ACCREDITED_AT"),
    ("firm", "market", "CLEARED_FOR_EXPORT"),
    ("firm", "plant", "PRODUCES_IN"),
    ("firm", "office", "REPRESENTED_IN"),
)
_FIRM = frozenset({"company", "institution", "organization"})
_PLACE = frozenset({"city", "region", "country", "district"})
_OF_COLUMN = {
    "child": _FIRM,
    "firm": _FIRM,
    "parent": _FIRM | {"country"},
    "zone": frozenset({"zone"}),
    "exchange": frozenset({"exchange"}),
    "market": frozenset({"country"}),
    "plant": _PLACE | {"zone"},
    "office": _PLACE,
}


@rule("listing.item", "ownership.joint")
def item(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """An item of a list has to do with whom the line before the list speaks of.

    Example: La société Zoomlion compte deux filiales :\\n\\n- Needle Med LLC (Turquie) ;\\n- Rufais LLC.
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    Gives: OWNED_BY Rufais -> Zoomlion agreed
    """
    frame = discourse.lists.frame
    head = discourse.lists.listed(scene.masked)
    if frame is None or head < 0 or scene.pack("frames.row").match(scene.masked):
        return
    for group in scene.groups[:1]:
        if not head <= group.start <= head + HEAD:
            continue
        if frame.type == "RESIDENT_OF" and (number := scene.pack("frames.number").match(scene.masked, group.start)):
            yield from _counted(scene, frame.of, scene.item(number["who"]), int(number["n"]))
        listed = [f for f in group.items if f.kind in frame.items and f.role == NAME]
        date = scene.dates[0].value if scene.dates and scene.pack("frames.dated").search(scene.masked) else None
        yield from _framed(
            scene, frame.type, frame.of, listed[:1] if "company" in frame.items else listed, frame.owns, date
        )


@rule("listing.inline", "frames.inline")
def inline(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """What a sentence lists behind a colon has to do with whom it speaks of before.

    Example: Filiales de la société Zoomlion : Needle Med LLC (Turquie) et Rufais LLC (Lettonie).
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    Gives: OWNED_BY Rufais -> Zoomlion agreed
    """
    colon = scene.spans("frames.inline")[0][1]
    cut = scene.at(colon)
    before = [f for f in scene.found if scene.position(f) < colon]
    frame = discourse.lists.read(scene.text[:cut], before)
    if frame and frame.type == "CLEARED_FOR_EXPORT":
        return  # which market it is, `clearance` knows better
    if frame is None or not any(frame.of.name == a.name for f in before for a in f.actors):
        return
    behind = [f for f in scene.found if scene.position(f) >= colon and f.kind in frame.items and f.role == NAME]
    begins = scene.pack("frames.begins")
    listed = [f for f in behind if begins.search(scene.masked, colon - 2, scene.position(f))]
    yield from _framed(scene, frame.type, frame.of, listed, frame.owns, None)


def _counted(scene: Scene, zone: Mention, land: Found, number: int) -> Iterator[Claim]:
    """Yield the count of the residents from a country that an item or a row tells."""
    if land.kind == "country" and number < 1990:
        yield Claim("RESIDENT_OF", land.actor, zone, 0, len(scene.masked), details={"count": number}, confidence=0.6)


def _framed(
    scene: Scene, type_: str, of: Mention, listed: Sequence[Found], owns: bool, date: str | None
) -> Iterator[Claim]:
    state = status(scene, 0, len(scene.masked)) if listed else None
    for f in listed:
        a, b = (of, f.actor) if owns else (f.actor, of)
        if state and a.name != b.name:
            yield Claim(type_, a, b, 0, len(scene.masked), date if state == "agreed" else None, state, confidence=0.6)


@rule("listing.row", "frames.row", alone=True)
def row(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The cells of a row have to do with each other as the heads of their columns say, or with whom a line named.

    Example: | Société mère | Filiale |\\n|---|---|\\n| Zoomlion | Needle Med LLC |
    Gives: OWNED_BY Needle Med -> Zoomlion agreed
    """
    if not scene.pack("frames.row").match(scene.masked):
        return
    cells = scene.text.strip().strip(BAR).split(BAR)
    roles = _roles(scene, cells)
    if roles and not discourse.lists.columns:
        discourse.lists.columns = roles
        return
    columns = discourse.lists.columns or ("firm",)
    at: dict[str, Found] = {}
    for f in scene.found:
        n = scene.text.count(BAR, 0, f.left - scene.start) - scene.text.lstrip().startswith(BAR)
        role = columns[n] if n < len(columns) else ""
        fits = f.kind in _OF_COLUMN.get(role, ()) and (f.role == NAME or (role == "parent" and f.role == ADJECTIVE))
        if fits:
            at.setdefault(role, f)
    date = scene.dates[0].value if scene.dates and "date" in columns else None
    for first, second, type_ in _COLUMNS:
        if first in at and second in at and at[first].actor.name != at[second].actor.name:
            yield Claim(type_, at[first].actor, at[second].actor, 0, len(scene.masked), date, confidence=0.6)
    frame = discourse.lists.frame
    number = scene.pack("frames.cell").search(scene.masked)
    if frame and frame.type == "RESIDENT_OF" and number:
        yield from _counted(scene, frame.of, scene.item(number["who"]), int(number["n"]))
    if frame and "firm" in at and at["firm"].kind in frame.items:
        yield from _framed(scene, frame.type, frame.of, [at["firm"]], frame.owns, date)


def _roles(scene: Scene, cells: Sequence[str]) -> tuple[str, ...]:
    """Return what the cells of a row are heads of, () where it is no row of heads."""
    names = list(scene.pack.get("frames.columns"))
    roles = []
    for cell in cells:
        words = cell.strip(" *")
        fits = (name for name in names if scene.pack(f"frames.columns.{name}").match(words))
        roles.append(next(fits, ""))
    return tuple(roles) if sum(map(bool, roles)) > 1 or (roles and roles[0] == "firm") else ()
