"""Where sources disagree: ties whose statements give different dates, states or values, with every side's passages."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..graph.model import Statement, Tie
from ..graph.store import Reader
from ..graph.ties import date_groups, disagree, measures


@dataclass(frozen=True, slots=True)
class Side:
    """One answer and the statements that give it; `chosen` when the tie goes by it."""

    says: str
    statements: tuple[Statement, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the statements of a tie disagree `about` ("date", "status" or "value"), most supported side first."""

    tie: Tie
    about: str
    sides: tuple[Side, ...]


def conflicts(
    reader: Reader, *, touching: Collection[str] | None = None, types: Collection[str] | None = None
) -> list[Conflict]:
    """Return the disagreements of ties, as the rule of graph.ties finds them, by type and ends.

    A figure may be disputed in several measures (the whole, a sector, a period); each is a conflict of its own.
    """
    ties = [t for t in reader.ties(touching=touching, types=types) if t.conflict]
    groups: defaultdict[str, list[Statement]] = defaultdict(list)
    for s in reader.statements(ties=[t.id for t in ties]):
        groups[s.tie_id].append(s)
    found = []
    for tie in sorted(ties, key=lambda t: (t.type, t.source, t.target, t.flow or "", t.year or "")):
        group = sorted(groups[tie.id], key=lambda s: s.id)
        for about in tie.conflict:
            found += [Conflict(tie, about, _ranked(sides)) for sides in _SIDES[about](tie, group)]
    return found


def _dates(tie: Tie, group: Sequence[Statement]) -> list[list[Side]]:
    sides = [(cluster[0].date or "", tuple(cluster)) for cluster in date_groups(group, tie.status)]
    return [[Side(date, statements, date == tie.since) for date, statements in sides]]


def _states(tie: Tie, group: Sequence[Statement]) -> list[list[Side]]:
    states = {status: tuple(s for s in group if s.status == status) for status in ("agreed", "ended")}
    return [[Side(status, statements, status == tie.status) for status, statements in states.items()]]


def _values(tie: Tie, group: Sequence[Statement]) -> list[list[Side]]:
    found = []
    for (unit, sector, period), figures in measures(group).items():
        if disagree(figures):
            by_value: defaultdict[float, list[Statement]] = defaultdict(list)
            for s in figures:
                by_value[float(s.details["value"])].append(s)
            part = f" ({', '.join(filter(None, (sector, period)))})" if sector or period else ""
            found.append(
                [
                    Side(f"{value:g} {unit}{part}", tuple(told), (value, unit) == (tie.value, tie.unit))
                    for value, told in by_value.items()
                ]
            )
    return found


_SIDES = {"date": _dates, "status": _states, "value": _values}


def _ranked(sides: Sequence[Side]) -> tuple[Side, ...]:
    told = [Side(s.says, tuple(sorted(s.statements, key=_place)), s.chosen) for s in sides]
    return tuple(sorted(told, key=lambda s: (not s.chosen, -len(s.statements), s.says)))


def _place(s: Statement) -> tuple[str, tuple[int, int], str]:
    e = s.evidence
    return e.document, e.lines or e.span or (e.row or 0, 0), s.id
