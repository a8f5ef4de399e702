"""Where a twinning could be and is not: agreements that stopped short of it, and centres twinned without their regions.

The level is a kind of place. At the level "region", cities that stand directly under their country (Shanghai, Minsk)
count too: they have the rank of a region. What a place's authorities sign counts for the place. A region's centre is
the one listed in `data/centres.tsv`, else the city in it that bears its name (Gomel in Gomel Region); regions for which
neither is known are left out of the comparison.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ..graph.model import Actor, Tie
from ..graph.names import fold
from ..graph.place_words import place_words
from .filter import Filter
from .snapshot import Belonging, Snapshot

MEMORANDUM, CENTRES, REGIONS = "memorandum without twinning", "centres without regions", "regions without centres"


@dataclass(frozen=True, slots=True)
class Gap:
    """A pair that is not twinned, what is there instead (`ties`), and in words why that is remarkable."""

    gap: str
    a: Actor
    b: Actor
    ties: tuple[Tie, ...]
    reason: str


def memoranda(snapshot: Snapshot, level: str = "region", keep: Filter | None = None) -> list[Gap]:
    """Return pairs of the level in two countries that have a signed instrument and no twinning, the newest first.

    Of `keep`, countries are applied to the pair. A twinning that is only planned is none, and is said.
    """
    units = at_level(snapshot.belonging, level)
    signers = {i: i for i in units} | {
        a.id: a.part_of for a in snapshot.actors.values() if a.kind == "body" and a.part_of and a.part_of in units
    }
    signed: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    twinned = twinnings(snapshot)
    for tie in snapshot.ties:
        if tie.type != "COOPERATES_WITH" or tie.instrument == "none" or tie.status != "agreed":
            continue
        a, b = signers.get(tie.source), signers.get(tie.target)
        if a and b and a != b and _apart(snapshot, a, b, keep):
            signed[min(a, b), max(a, b)].append(tie)
    other = {_pair(t): t.status for t in (*snapshot.ties, *snapshot.left_out) if t.type == "TWINNED_WITH"}
    found = []
    for (a, b), ties in signed.items():
        if (a, b) not in twinned:
            ties.sort(key=lambda t: (t.since or "", t.id), reverse=True)
            what = f"{ties[0].instrument} of {ties[0].since}" if ties[0].since else f"{ties[0].instrument}, undated"
            more = f" and {len(ties) - 1} more" if len(ties) > 1 else ""
            then = {"planned": "; a twinning is planned", "ended": "; a twinning has ended"}.get(
                other.get((a, b), ""), ""
            )
            gap = Gap(MEMORANDUM, snapshot.actors[a], snapshot.actors[b], tuple(ties), f"{what}{more}{then}")
            found.append(gap)
    return sorted(found, key=lambda g: (g.ties[0].since or "", g.a.id, g.b.id), reverse=True)


def centres(snapshot: Snapshot, keep: Filter | None = None) -> list[Gap]:
    """Return pairs of regions whose centres are twinned while they are not, then those where it is the reverse.

    Of `keep`, countries are applied to the pair.
    """
    twinned = twinnings(snapshot)
    units = at_level(snapshot.belonging, "region")
    seat = {i: c for i in units if (c := centre(snapshot.belonging, i))}
    region_of: dict[str, list[str]] = defaultdict(list)
    for region, city in seat.items():
        region_of[city].append(region)
    found = []
    for (a, b), tie in sorted(twinned.items()):
        for one in region_of.get(a, ()):
            for other in region_of.get(b, ()):
                pair = (min(one, other), max(one, other))
                if pair != (a, b) and pair not in twinned and _apart(snapshot, *pair, keep):
                    found.append(_gap(snapshot, CENTRES, pair, tie))
    for (a, b), tie in sorted(twinned.items()):
        if a in seat and b in seat and _apart(snapshot, a, b, keep):
            cities = (min(seat[a], seat[b]), max(seat[a], seat[b]))
            if cities != (a, b) and cities not in twinned:
                found.append(_gap(snapshot, REGIONS, cities, tie))
    return found


def twinnings(snapshot: Snapshot) -> Mapping[tuple[str, str], Tie]:
    """Return the twinnings agreed, by their two actors' ids in order."""
    return {_pair(t): t for t in snapshot.ties if t.type == "TWINNED_WITH" and t.status == "agreed"}


def at_level(belonging: Belonging, level: str) -> frozenset[str]:
    """Return the ids of the actors of a level; with "region" also cities with the rank of one."""
    countries = {a.id for a in belonging.actors.values() if a.kind == "country"}
    return frozenset(
        a.id
        for a in belonging.actors.values()
        if a.kind == level or (level == "region" and a.kind == "city" and a.part_of in countries)
    )


def centre(belonging: Belonging, region: str) -> str | None:
    """Return the id of a region's centre (see the module), for a city with the rank of a region its own.

    None when it is not known, or not in this graph.
    """
    actor = belonging.actors[region]
    if actor.kind == "city":
        return region
    if listed := _listed().get(region):
        return listed if listed in belonging.actors else None
    words = place_words()
    bare = {words.bare(fold(n)) for n in (actor.name, *actor.aliases)}
    cities = [a for i in belonging.parts(region) if (a := belonging.actors[i]).kind == "city"]
    return min((a.id for a in cities if fold(a.name) in bare), default=None)


@cache
def _listed() -> Mapping[str, str]:
    lines = resources.files(__package__).joinpath("data/centres.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t")[:2] for line in lines if line and not line.startswith("#"))


def _gap(snapshot: Snapshot, what: str, pair: tuple[str, str], tie: Tie) -> Gap:
    a, b = (snapshot.actors[i] for i in pair)
    there, other = snapshot.actors[tie.source], snapshot.actors[tie.target]
    since = f" since {tie.since}" if tie.since else ""
    return Gap(what, a, b, (tie,), f"{there.name} and {other.name} are twinned{since}")


def _apart(snapshot: Snapshot, a: str, b: str, keep: Filter | None) -> bool:
    one, other = snapshot.actors[a], snapshot.actors[b]
    return one.country != other.country and (keep is None or keep.keeps_ends(one, other))


def _pair(tie: Tie) -> tuple[str, str]:
    return min(tie.source, tie.target), max(tie.source, tie.target)
