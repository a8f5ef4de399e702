"""When ties began: by year and type, and together; and how the counts that sources tell developed."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ..graph.model import Statement, Tie
from ..graph.names import year_of
from ..graph.schema import TIE_TYPES
from ..graph.store import Reader
from .filter import Filter
from .snapshot import Snapshot
from .strength import year_of_figure


@dataclass(frozen=True, slots=True)
class Timeline:
    """Ties begun each year, by type: `years[year][type]`, without gaps; `undated` counts those without a date."""

    years: Mapping[int, Mapping[str, int]]
    undated: Mapping[str, int]

    @property
    def types(self) -> tuple[str, ...]:
        """The types that occur, in the schema's order."""
        used = {t for counts in self.years.values() for t in counts} | set(self.undated)
        return tuple(t for t in TIE_TYPES if t in used)

    def total(self, year: int) -> int:
        """Return the number of ties begun in `year`."""
        return sum(self.years[year].values())

    def cumulative(self) -> dict[int, int]:
        """Return for each year how many dated ties had begun by its end."""
        total, found = 0, {}
        for year in self.years:
            total += self.total(year)
            found[year] = total
        return found


@dataclass(frozen=True, slots=True)
class Series:
    """One thing counted several times: `points` are (date, statement), oldest first; `undated` have no date.

    `role` tells brokers from participants where a source does.
    """

    type: str
    source: str
    target: str
    role: str | None
    points: tuple[tuple[str, Statement], ...]
    undated: tuple[Statement, ...]

    @property
    def values(self) -> tuple[float, ...]:
        """The counts in order of time."""
        return tuple(float(s.details["count"]) for _, s in self.points)


def timeline(snapshot: Snapshot, inside: Collection[str] | None = None, keep: Filter | None = None) -> Timeline:
    """Return when the ties of `snapshot` began; of those with an end `inside` (actor ids) where given.

    Of `keep`, kinds and countries are applied; the snapshot was read with the rest. A figure counts in the year it is
    of.
    """
    years: dict[int, Counter[str]] = {}
    undated: Counter[str] = Counter()
    for tie in snapshot.ties:
        if inside is not None and tie.source not in inside and tie.target not in inside:
            continue
        if keep and not keep.keeps_ends(snapshot.actors[tie.source], snapshot.actors[tie.target]):
            continue
        year = begun(tie)
        if year is None:
            undated[tie.type] += 1
        else:
            years.setdefault(year, Counter())[tie.type] += 1
    whole = range(min(years), max(years) + 1) if years else range(0)
    return Timeline({y: dict(years.get(y, {})) for y in whole}, dict(undated))


def counts(reader: Reader, keep: Filter | None = None, inside: Collection[str] | None = None) -> list[Series]:
    """Return the observations as series, the longest first; of the actors `inside`, types and statuses of `keep`."""
    groups: dict[tuple[str, str, str, str], list[Statement]] = {}
    for s in reader.statements(touching=inside, observations=True):
        if keep and ((keep.types and s.type not in keep.types) or s.status not in keep.statuses):
            continue
        if isinstance(s.details.get("count"), int | float):
            role = str(s.details.get("role") or "")
            groups.setdefault((s.type, s.source.id, s.target.id, role), []).append(s)
    found = []
    for (type_, source, target, role), group in groups.items():
        dated = sorted(((s.date, s) for s in group if s.date), key=lambda p: (p[0], p[1].id))
        undated = tuple(sorted((s for s in group if not s.date), key=lambda s: s.id))
        found.append(Series(type_, source, target, role or None, tuple(dated), undated))
    return sorted(found, key=lambda s: (-len(s.points), s.type, s.target, s.source, s.role or ""))


def begun(tie: Tie) -> int | None:
    """Return the year in which `tie` began, for a figure the year it is of; None when it has no date."""
    return year_of(tie.since) or year_of_figure(tie)


def sparkline(values: Iterable[float]) -> str:
    """Return `values` as a line of blocks, the largest the full height; zero is the empty baseline."""
    values = list(values)
    top = max(values, default=0)
    blocks = "▁▂▃▄▅▆▇█"
    return "".join(" " if v <= 0 else blocks[round(v / top * (len(blocks) - 1))] for v in values)
