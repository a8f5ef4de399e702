"""When ties began: by year and type, and together; and how the counts that sources tell developed."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ..graph.model import Actor, Statement, Tie
from ..graph.names import year_of
from ..graph.schema import TIE_TYPES
from ..graph.store import Reader
from .network import Filter
from .snapshot import Snapshot


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
    """One thing counted several times: `points` are (date, statement), oldest first, undated ones left out."""

    type: str
    source: str
    target: str
    points: tuple[tuple[str, Statement], ...]
    undated: tuple[Statement, ...]

    @property
    def values(self) -> tuple[float, ...]:
        """The counts in order of time."""
        return tuple(float(s.details["count"]) for _, s in self.points)


def timeline(snapshot: Snapshot, actors: Iterable[Actor] | None = None, *, rollup: bool = True) -> Timeline:
    """Return when the ties of `snapshot` began; of `actors` and what belongs to them (`rollup`) where given.

    A figure counts in the year it is of. Ties that ended are told by the filter the snapshot was read with.
    """
    inside: Collection[str] | None = None
    if actors is not None:
        inside = {i for a in actors for i in (snapshot.belonging.parts(a.id) if rollup else (a.id,))}
    years: dict[int, Counter[str]] = {}
    undated: Counter[str] = Counter()
    for tie in snapshot.ties:
        if inside is not None and tie.source not in inside and tie.target not in inside:
            continue
        year = begun(tie)
        if year is None:
            undated[tie.type] += 1
        else:
            years.setdefault(year, Counter())[tie.type] += 1
    whole = range(min(years), max(years) + 1) if years else range(0)
    return Timeline({y: dict(years.get(y, {})) for y in whole}, dict(undated))


def counts(reader: Reader, keep: Filter | None = None, inside: Collection[str] | None = None) -> list[Series]:
    """Return the observations as series, the longest first; of the actors `inside` and the types of `keep`."""
    groups: dict[tuple[str, str, str], list[Statement]] = {}
    for s in reader.statements(touching=inside, observations=True):
        if isinstance(s.details.get("count"), int | float) and (not keep or not keep.types or s.type in keep.types):
            groups.setdefault((s.type, s.source.id, s.target.id), []).append(s)
    found = []
    for (type_, source, target), group in groups.items():
        dated = sorted(((s.date, s) for s in group if s.date), key=lambda p: (p[0], p[1].id))
        undated = tuple(sorted((s for s in group if not s.date), key=lambda s: s.id))
        found.append(Series(type_, source, target, tuple(dated), undated))
    return sorted(found, key=lambda s: (-len(s.points), s.type, s.target, s.source))


def begun(tie: Tie) -> int | None:
    """Return the year in which `tie` began, for a figure the year it is of; None when it has no date."""
    return year_of(tie.since) or (int(tie.year[:4]) if tie.year and tie.year[:4].isdigit() else None)


def sparkline(values: Iterable[float]) -> str:
    """Return `values` as a line of blocks, the largest the full height; zero is the empty baseline."""
    values = list(values)
    top = max(values, default=0)
    blocks = "▁▂▃▄▅▆▇█"
    return "".join(" " if v <= 0 else blocks[round(v / top * (len(blocks) - 1))] for v in values)
