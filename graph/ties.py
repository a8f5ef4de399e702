"""How statements add up to a tie. The rule, in order:

1. Statements of one tie share type and ends (unordered when symmetric), a figure also its flow and year. Observations
   (counts) are no part of any tie.
2. `status` is "ended" when a statement says so and no agreed statement is dated later; otherwise "agreed" when any
   statement is agreed; otherwise "planned". An ended and an agreed statement of which neither is dated are a conflict.
3. Dates of the statements with the deciding status are put into groups that can be the same day ("2021", "2021-04").
   For ties that begin once (twinnings, residencies, accreditations) `since` is the most precise date of the group with
   the most documents, then the most statements, then the earliest; more than one group is a conflict. For other ties,
   which are renewed, `since` is the earliest group's most precise date.
4. `last` is the latest date of any statement, `until` the date of the end.
5. `instrument` is the one most statements name, then the alphabetically first.
6. Figures measure the same when unit, sector and period are the same. A figure's `value` and `unit` are those of a
   whole (no sector, no period) before a part, then of most statements, then of the largest confidence. Two values of
   one measure that differ by more than rounding (ROUNDING) are a conflict. Targets count only where nothing else is
   said; figures of unknown years may all hold.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from .model import Statement, Tie, new_tie
from .names import same_date
from .schema import TIE_TYPES

ROUNDING = 0.05  # "nearly 800 million" and "782.9 million" are one figure


def derive(statements: Iterable[Statement]) -> list[Tie]:
    """Return the ties that resolved `statements` add up to, sorted by id. Statements may come in any order."""
    groups: dict[str, list[Statement]] = {}
    for s in statements:
        if tie_id := s.tie_id:
            groups.setdefault(tie_id, []).append(s)
    return [tie_of(group) for _, group in sorted(groups.items())]


def tie_of(group: Sequence[Statement]) -> Tie:
    """Return the tie that `group`, all of one tie, adds up to. Statements may come in any order."""
    return _tie_of_one(group[0]) if len(group) == 1 else _tie(group[0].tie_id, sorted(group, key=lambda s: s.id))


def _tie_of_one(s: Statement) -> Tie:
    """Return the tie of a statement that stands alone: what the rule comes to, many times faster, for most ties."""
    if TIE_TYPES[s.type].figure:
        return _tie(s.tie_id, [s])
    source, target = s.tie_ends
    ended = s.status == "ended"
    return new_tie(
        s.tie_id,
        s.type,
        source,
        target,
        None if ended else s.date,
        s.date,
        s.date if ended else None,
        s.status,
        s.instrument,
        1,
        1,
    )


def _tie(tie_id: str, group: Sequence[Statement]) -> Tie:
    first = group[0]
    type_ = TIE_TYPES[first.type]
    _, source, target, *figure = first.tie_key
    conflict = []
    status, unclear = _status(group)
    if unclear:
        conflict.append("status")
    clusters = date_groups(group, status)
    if type_.once:
        since = _best_date(clusters)
        if len(clusters) > 1:
            conflict.append("date")
    else:
        since = min((cluster[0].date for cluster in clusters if cluster[0].date), default=None)
    ends = sorted(s.date for s in group if s.status == "ended" and s.date)
    instruments = Counter(s.instrument for s in group if s.instrument != "none")
    value, unit, several = _figure(group) if type_.figure else (None, None, False)
    if several and figure[1]:  # figures of unknown years may both hold
        conflict.append("value")
    return Tie(
        id=tie_id,
        type=first.type,
        source=source,
        target=target,
        since=since,
        last=max((s.date for s in group if s.date), default=None),
        until=ends[-1] if ends and status == "ended" else None,
        status=status,
        instrument=min(instruments, key=lambda i: (-instruments[i], i), default="none"),
        statements=len(group),
        documents=len({s.evidence.document for s in group}),
        conflict=tuple(conflict),
        flow=(figure[0] or None) if figure else None,
        year=(figure[1] or None) if figure else None,
        value=value,
        unit=unit,
    )


def _status(group: Sequence[Statement]) -> tuple[str, bool]:
    ended = [s for s in group if s.status == "ended"]
    agreed = [s for s in group if s.status == "agreed"]
    if not ended:
        return ("agreed" if agreed else "planned"), False
    end = max((s.date for s in ended if s.date), default=None)
    latest = max((s.date for s in agreed if s.date), default=None)
    if end and latest:
        return ("agreed" if latest > end else "ended"), False
    return "ended", bool(agreed) and not end and not latest


def date_groups(group: Sequence[Statement], status: str) -> list[list[Statement]]:
    """Group the statements that date the beginning of a tie of `status`, those of one possible day together.

    The most precise date of each group comes first.
    """
    dated = [s for s in group if s.date and s.status != "ended" and (s.status != "planned" or status == "planned")]
    clusters: list[list[Statement]] = []
    for s in sorted(dated, key=lambda s: (-len(s.date or ""), s.date, s.id)):
        for cluster in clusters:
            if same_date(cluster[0].date or "", s.date or ""):
                cluster.append(s)
                break
        else:
            clusters.append([s])
    return clusters


def _best_date(clusters: Sequence[Sequence[Statement]]) -> str | None:
    if not clusters:
        return None
    best = min(clusters, key=lambda c: (-len({s.evidence.document for s in c}), -len(c), c[0].date))
    return best[0].date


def measures(group: Sequence[Statement]) -> dict[tuple[str, str, str], list[Statement]]:
    """Group the figures of `group` by what they measure: unit, sector and period. Targets only if there is no other."""
    told = [s for s in group if isinstance(s.details.get("value"), int | float)]
    found: dict[tuple[str, str, str], list[Statement]] = {}
    for s in [s for s in told if s.status != "planned"] or told:
        unit, sector, period = (str(s.details.get(k) or "") for k in ("unit", "sector", "period"))
        found.setdefault((unit, sector, period), []).append(s)
    return found


def disagree(figures: Sequence[Statement]) -> bool:
    """Tell whether the values of one measure differ by more than rounding."""
    values = [float(s.details["value"]) for s in figures]
    return max(values) - min(values) > ROUNDING * max(map(abs, values))


def _figure(group: Sequence[Statement]) -> tuple[float | None, str | None, bool]:
    found = measures(group)
    if not found:
        return None, None, False
    best = min(found, key=lambda m: (bool(m[1]) + bool(m[2]), -len(found[m]), m))
    counts: Counter[float] = Counter()
    sure: dict[float, float] = {}
    for s in found[best]:
        value = float(s.details["value"])
        counts[value] += 1
        sure[value] = max(sure.get(value, 0.0), s.confidence)
    value = min(counts, key=lambda v: (-counts[v], -sure[v], v))
    return value, best[0] or None, any(map(disagree, found.values()))
