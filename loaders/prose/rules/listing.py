"""Items of lists and rows of tables: the line before them, or the heads of the columns, tell the tie.

`open_list` reads a line before a list into a frame of the discourse; two rules read the items and the rows under it.
"""

from collections.abc import Iterator, Mapping, Sequence

from ....graph.model import Mention
from ..discourse import Discourse
from ..found import ADJECTIVE, NAME, Found
from ..frames import Frame
from ..scene import Scene
from ..told import SIGNED
from .base import Claim, begun, rule, since_of, status
from .groups import bracketed
from .twins import listable, nature

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
_PARTNERS = _PLACE | {"university", "institution", "organization", "body", "zone", "exchange"}
_PARTNER_COLUMNS = ("twin", "partner")
_OF_COLUMN = {
    "place": _PARTNERS,
    "twin": _PARTNERS,
    "partner": _PARTNERS,
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

    Example: Quelles sont les villes jumelées de Pinsk ? - Kovel, depuis 1995. - La ville de Altena (2010).
    Gives: TWINNED_WITH Pinsk -> Kovel 1995 agreed
    Gives: TWINNED_WITH Pinsk -> Altena 2010 agreed
    """
    frame = discourse.lists.frame
    head = discourse.lists.listed(scene.masked)
    if frame is None or frame.flow or head < 0 or scene.pack("frames.row").match(scene.masked):
        return
    for group in scene.groups[:1]:
        behind = scene.groups[1] if len(scene.groups) > 1 and group.items[0].kind == "country" else None
        if behind and scene.masked[group.end : behind.start] == " : ":
            head, group = behind.start, behind  # "Italie : Bovino"
        if not head <= group.start <= head + HEAD:
            continue
        if frame.type == "RESIDENT_OF" and (number := scene.pack("frames.number").match(scene.masked, group.start)):
            yield from _counted(scene, frame.of, scene.item(number["who"]), int(number["n"]))
        listed = [f for f in group.items if f.kind in frame.items and f.role == NAME]
        if frame.type in SIGNED and len({f.actor.country for f in listed}) > 1:
            return  # "- Pinsk et Altena : jumelage": a pair
        discourse.lists.entered = listed[0].actor if len(listed) == 1 and frame.type in SIGNED else None
        if frame.mixed and nature(scene, scene.masked, "")[0] == "":
            return
        date = scene.dates[0].value if scene.dates and scene.pack("frames.dated").search(scene.masked) else None
        yield from _framed(scene, frame, listed[:1] if "company" in frame.items else listed, date)


@rule("listing.pair", "scene.hyphened", "scene.pair_item")
def pair(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """An item of a list names the two of a document, as the line before the list told.

    Example: En mai 2019, deux accords ont été signés entre :\\n\\n- Pinsk et Altena ;\\n- Brest et Torun (jumelage).
    Gives: COOPERATES_WITH Pinsk -> Altena 2019-05 agreed
    Gives: TWINNED_WITH Brest -> Torun 2019-05 agreed

    Example: Deux partenariats ont été signés en mai 2019 :\\n\\n- entre Pinsk et Altena ;\\n- entre Brest et Torun.
    Gives: COOPERATES_WITH Pinsk -> Altena 2019-05 agreed
    Gives: COOPERATES_WITH Brest -> Torun 2019-05 agreed
    """
    match = scene.pack("scene.pair_item").match(scene.masked) if discourse.lists.pairs else None
    if match is None or discourse.lists.listed(scene.masked) < 0:
        return
    if not (discourse.lists.between or match["each"]):
        return
    a, b = (scene.item(match[x]) for x in "ab")
    type_, named = nature(scene, scene.masked[match.end() :], discourse.lists.pairs)
    if a.role == b.role == NAME and listable(type_, a.actor, b.actor):
        date = scene.date_near(*match.span())
        yield Claim(type_, a.actor, b.actor, *match.span(), date, "agreed", named, confidence=0.7)


@rule("listing.told", "frames.told", alone=True)
def told(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """What the last item of a list is, told in the lines behind it.

    Example: Villes jumelées de Pinsk :\\n\\nALTENA (Allemagne)\\nJumelée depuis 2010.
    Gives: TWINNED_WITH Pinsk -> Altena 2010 agreed
    """
    frame, town = discourse.itemised or discourse.lists.signed, discourse.lists.entered
    match = scene.pack("frames.told").match(scene.masked)
    state = status(scene, *match.span()) if match and frame and town else None
    if match and frame and town and state:
        type_, named = nature(scene, match[0], frame.type)
        date = (scene.date_in(match.end()) or since_of(scene, match.start())) if state == "agreed" else None
        if listable(type_, frame.of, town) and not any(f.role == NAME and f.kind in _PLACE for f in scene.found):
            yield Claim(type_, frame.of, town, *match.span(), date, state, named, confidence=0.6)


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
    elsewhere = SIGNED | {"CLEARED_FOR_EXPORT", "TRADES_WITH"}  # whose own rules know better who is meant
    if frame is None or frame.type in elsewhere or not any(frame.of.name == a.name for f in before for a in f.actors):
        return
    behind = [f for f in scene.found if scene.position(f) >= colon and f.kind in frame.items and f.role == NAME]
    begins = scene.pack("frames.begins")
    listed = [f for f in behind if begins.search(scene.masked, colon - 2, scene.position(f))]
    yield from _framed(scene, frame, listed, None)


def _counted(scene: Scene, zone: Mention, land: Found, number: int) -> Iterator[Claim]:
    """Yield the count of the residents from a country that an item or a row tells."""
    if land.kind == "country" and number < 1990:
        yield Claim("RESIDENT_OF", land.actor, zone, 0, len(scene.masked), details={"count": number}, confidence=0.6)


def _framed(scene: Scene, frame: Frame, listed: Sequence[Found], date: str | None) -> Iterator[Claim]:
    """Yield what a frame says of those listed; an item may tell by itself that it is a sister town or a partner."""
    whole = len(scene.masked)
    state = status(scene, 0, whole) if listed else None
    type_, named = frame.type, "none"
    if type_ in SIGNED:
        type_, named = nature(scene, scene.masked, type_)
    for f in listed:
        a, b = (frame.of, f.actor) if frame.owns else (f.actor, frame.of)
        fits = a.name != b.name if type_ not in SIGNED else listable(type_, a, b) and not bracketed(scene, f)
        if state and fits:
            on = date if state == "agreed" else begun(scene, 0) if state == "ended" else None
            yield Claim(type_, a, b, 0, whole, on, state, named, confidence=0.6)


@rule("listing.row", "frames.row", alone=True)
def row(scene: Scene, discourse: Discourse) -> Iterator[Claim]:
    """The cells of a row have to do with each other as the heads of their columns say, or with whom a line named.

    Example: | Société mère | Filiale |\\n|---|---|\\n| Zoomlion | Needle Med LLC |
    Gives: OWNED_BY Needle Med -> Zoomlion agreed

    Example: | Ville | Ville jumelle | Année |\\n|---|---|---|\\n| Pinsk | Altena | 2010 |
    Gives: TWINNED_WITH Pinsk -> Altena 2010 agreed
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
    yield from _partners(scene, discourse.lists.frame, at, cells, columns, date)
    frame = discourse.lists.frame
    number = scene.pack("frames.cell").search(scene.masked)
    if frame and frame.type == "RESIDENT_OF" and number:
        yield from _counted(scene, frame.of, scene.item(number["who"]), int(number["n"]))
    if frame and not frame.flow and "firm" in at and at["firm"].kind in frame.items:
        yield from _framed(scene, frame, [at["firm"]], date)


def _partners(
    scene: Scene,
    frame: Frame | None,
    at: Mapping[str, Found],
    cells: Sequence[str],
    columns: Sequence[str],
    date: str | None,
) -> Iterator[Claim]:
    """Yield the pair of a row of sister towns or partners, each in a column of its own or all those of one place."""
    signed = frame if frame and frame.type in SIGNED else None
    column = next((c for c in _PARTNER_COLUMNS if c in at), None)
    here, other = at.get("place"), at.get(column or "place")
    if other is None or (signed is None and column is None):
        return
    owner = here.actor if here and column else signed and signed.of
    words = " ".join(cell for cell, role in zip(cells, columns, strict=False) if role == "nature")
    type_ = "TWINNED_WITH" if column == "twin" else signed.type if signed else "COOPERATES_WITH"
    type_, named = nature(scene, words, type_)
    told = words.strip() or signed or column == "twin" or column in columns
    if owner and told and listable(type_, owner, other.actor):
        year = date or (scene.dates[0].value if scene.dates else None)
        yield Claim(type_, owner, other.actor, 0, len(scene.masked), year, instrument=named, confidence=0.6)


def _roles(scene: Scene, cells: Sequence[str]) -> tuple[str, ...]:
    """Return what the cells of a row are heads of, () where it is no row of heads."""
    names = list(scene.pack.get("frames.columns"))
    roles = []
    for cell in cells:
        words = cell.strip(" *")
        fits = (name for name in names if scene.pack(f"frames.columns.{name}").match(words))
        roles.append(next(fits, ""))
    if roles.count("place") == 2 and not {*_PARTNER_COLUMNS} & {*roles}:
        roles[roles.index("place", roles.index("place") + 1)] = "partner"  # "| Ville | Ville chinoise |"
    return tuple(roles) if sum(map(bool, roles)) > 1 or (roles and roles[0] == "firm") else ()
