"""Likely next twinnings, with the reasons for each, and a backtest that says how far to trust them.

Every tie is first rolled up to the level (a company of Sichuan counts for Sichuan), then a pair of two countries that
are not twinned scores the mean of four terms, each scaled to at most 1 over the candidates:

- *ties*: the strength of the ties between the two and what belongs to them (queries.strength), damped as log(1 + s);
- *shared*: resource allocation, the sum over shared partners of 1 / (number of that partner's partners) (Zhou, Lü and
  Zhang, "Predicting missing links via local information", European Physical Journal B 71, 2009);
- *countries*: how often their two countries are twinned at this level, n(AB) / sqrt(n(A) n(B)), as twinnings follow
  countries;
- *activity*: log((1 + partners of a) (1 + partners of b)): the active become more active.

The four weigh alike: nothing was fitted, so that the backtest is one. Candidates are pairs whose countries are tied at
all; where a level has over MANY places, only pairs with a tie or a shared partner. Nobody says that two places will not
be twinned: a pair that is not is only one of which no source tells.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ..graph.errors import InputError
from ..graph.model import Actor, Tie
from .filter import Filter
from .gaps import at_level, twinnings
from .snapshot import Snapshot
from .strength import strength
from .timeline import begun

MANY = 1_500
_HUB = 200  # of a level with over MANY places, partners with more partners than this suggest nothing
TERMS = ("ties", "shared", "countries", "activity")


@dataclass(frozen=True, slots=True)
class Prediction:
    """A pair that is not twinned: its `score` (0 to 1) is the mean of its `terms`; `ties` and `shared` say why."""

    a: Actor
    b: Actor
    score: float
    terms: Mapping[str, float]
    ties: tuple[Tie, ...]
    shared: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """How well twinnings begun after `cutoff` are told from what was dated up to it.

    `hidden` is their number, `reachable` how many of them are among the `candidates` (both places known by then).
    `auc` is the chance that one of those scores above another candidate, `precision` the share of them among the first
    ten (its expected value where scores are equal); `*_baseline` the same for the product of the two numbers of
    twinnings; None where nothing could be measured. Ties without a date are used for neither side.
    """

    cutoff: int
    hidden: int
    reachable: int
    candidates: int
    undated: int
    auc: float | None
    auc_baseline: float | None
    precision: float | None
    precision_baseline: float | None


def predict(
    snapshot: Snapshot, level: str = "region", keep: Filter | None = None, of: str | None = None
) -> list[Prediction]:
    """Return the pairs of the level that are not twinned, the likeliest next twinning first.

    Of `keep`, countries are applied to the pair; `of` is the id of a place that must be one of the two. Scores do not
    depend on either. Raises InputError when `of` is not of the level.
    """
    model = _Model(snapshot, level)
    if of and of not in model.units:
        actor = snapshot.actors[of]
        raise InputError(f"{actor.name} ({of}) is of kind {actor.kind}, not {level}; choose its kind with --kind")
    found = []
    for (a, b), terms in model.scores().items():
        one, other = snapshot.actors[a], snapshot.actors[b]
        if (of and of not in (a, b)) or (keep and not keep.keeps_ends(one, other)):
            continue
        score = sum(terms.values()) / len(TERMS)
        shared = sorted(model.partners[a].keys() & model.partners[b].keys(), key=lambda z: len(model.partners[z]))
        ties = tuple(sorted(model.partners[a].get(b, ()), key=lambda t: t.id))
        found.append(Prediction(one, other, score, terms, ties, tuple(snapshot.actors[z] for z in shared)))
    return sorted(found, key=lambda p: (-p.score, p.a.id, p.b.id))


def backtest(snapshot: Snapshot, years: int, level: str = "region") -> Backtest:
    """Return how predictions of `years` years ago, made from what was dated by then, turned out.

    Raises InputError when the data reach no further back than that.
    """
    newest = snapshot.as_of
    dated = [t for t in snapshot.ties if begun(t) is not None]
    oldest = min((y for t in dated if (y := begun(t))), default=None)
    if newest is None or oldest is None or newest - years < oldest:
        reach = "hold no dates" if oldest is None else f"run from {oldest} to {newest}"
        raise InputError(f"cannot hide {years} years: the ties {reach}; give fewer years")
    cutoff = newest - years
    # what was said of them afterwards must not shine through
    before = tuple(replace(t, last=t.since, documents=1) for t in dated if (begun(t) or 0) <= cutoff)
    units = at_level(snapshot.belonging, level)
    pairs = {pair: tie for pair, tie in twinnings(snapshot).items() if pair[0] in units and pair[1] in units}
    hidden = {pair for pair, tie in pairs.items() if (begun(tie) or 0) > cutoff}
    undated = {pair for pair, tie in pairs.items() if begun(tie) is None}
    past = Snapshot(snapshot.belonging, before, (), cutoff)
    model = _Model(past, level)
    scores = {pair: sum(t.values()) for pair, t in model.scores().items() if pair not in undated}
    twins = {i: len(found) for i, found in model.twins.items()}
    baseline = {(a, b): float(twins.get(a, 0) * twins.get(b, 0)) for a, b in scores}
    labels = [pair in hidden for pair in scores]
    return Backtest(
        cutoff=cutoff,
        hidden=len(hidden),
        reachable=sum(labels),
        candidates=len(scores),
        undated=len(undated),
        auc=auc(list(scores.values()), labels),
        auc_baseline=auc(list(baseline.values()), labels),
        precision=precision(list(scores.values()), labels, 10),
        precision_baseline=precision(list(baseline.values()), labels, 10),
    )


class _Model:
    """Ties rolled up to units: places of the level; actors that belong to none stand for themselves."""

    def __init__(self, snapshot: Snapshot, level: str) -> None:
        self.snapshot = snapshot
        self.units = at_level(snapshot.belonging, level)
        self.partners: dict[str, dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
        self.twins: dict[str, set[str]] = defaultdict(set)
        self.twinned = {p for p in twinnings(snapshot) if p[0] in self.units and p[1] in self.units}
        for a, b in self.twinned:
            self.twins[a].add(b)
            self.twins[b].add(a)
        for tie in snapshot.ties:
            a, b = self._unit(tie.source), self._unit(tie.target)
            if a != b and tie.status == "agreed":
                self.partners[a][b].append(tie)
                self.partners[b][a].append(tie)

    def scores(self) -> dict[tuple[str, str], dict[str, float]]:
        """Return the scaled terms of every candidate, in order."""
        raw = {pair: self._terms(*pair) for pair in self._candidates()}
        top = [max((terms[i] for terms in raw.values()), default=0.0) or 1.0 for i in range(len(TERMS))]
        return {
            pair: {name: value / most for name, value, most in zip(TERMS, terms, top, strict=True)}
            for pair, terms in sorted(raw.items())
        }

    def _unit(self, actor_id: str) -> str:
        wholes = self.snapshot.belonging.wholes(actor_id)
        return next((w for w in wholes if w in self.units), actor_id)

    def _candidates(self) -> Iterator[tuple[str, str]]:
        country = {i: self.snapshot.actors[i].country for i in self.units}
        active = sorted(i for i in self.units if self.partners.get(i))
        tied = {
            frozenset((country[a], self.snapshot.actors[b].country))
            for a in active
            for b in self.partners[a]
            if b in self.snapshot.actors
        }
        pairs = combinations(active, 2) if len(active) <= MANY else iter(sorted(self._near(active)))
        for a, b in pairs:
            apart = country[a] != country[b] and frozenset((country[a], country[b])) in tied
            if apart and (a, b) not in self.twinned:
                yield a, b

    def _near(self, active: Sequence[str]) -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for z, around in self.partners.items():
            units = [u for u in around if u in self.units]
            if z in self.units:
                found.update((min(z, u), max(z, u)) for u in units)
            if len(around) <= _HUB:
                found.update(combinations(sorted(units), 2))
        return found

    def _terms(self, a: str, b: str) -> tuple[float, ...]:
        ties = self.partners[a].get(b, [])
        shared = self.partners[a].keys() & self.partners[b].keys()
        return (
            math.log1p(strength(ties, self.snapshot.as_of)),
            math.fsum(1.0 / len(self.partners[z]) for z in shared),
            self._affinity(self.snapshot.actors[a].country, self.snapshot.actors[b].country),
            math.log((1 + len(self.partners[a])) * (1 + len(self.partners[b]))),
        )

    def _affinity(self, one: str | None, other: str | None) -> float:
        counts = self._country_counts()
        both = counts.get(frozenset((one, other)), 0)
        alone = counts.get(frozenset((one,)), 0) * counts.get(frozenset((other,)), 0)
        return both / math.sqrt(alone) if alone else 0.0

    def _country_counts(self) -> Mapping[frozenset[str | None], int]:
        if not hasattr(self, "_counts"):
            counts: dict[frozenset[str | None], int] = defaultdict(int)
            for a, b in self.twinned:
                one, other = self.snapshot.actors[a].country, self.snapshot.actors[b].country
                counts[frozenset((one, other))] += one != other
                counts[frozenset((one,))] += 1
                counts[frozenset((other,))] += one != other
            self._counts = dict(counts)
        return self._counts


def auc(scores: Sequence[float], labels: Sequence[bool]) -> float | None:
    """Return the area under the ROC curve (Mann and Whitney's U, ties counted half); None without both labels."""
    positives = sum(labels)
    negatives = len(labels) - positives
    if not positives or not negatives:
        return None
    ranks = 0.0
    for first, last, group in _groups(scores, labels, descending=False):
        ranks += group * (first + last) / 2
    return (ranks - positives * (positives + 1) / 2) / (positives * negatives)


def precision(scores: Sequence[float], labels: Sequence[bool], k: int) -> float | None:
    """Return the expected share of true labels among the `k` highest scores, equal scores in random order.

    With fewer than `k` scores all are taken; None when there are none.
    """
    if not scores:
        return None
    k = min(k, len(scores))
    hits = 0.0
    for first, last, group in _groups(scores, labels, descending=True):
        if first <= k:
            hits += group * (min(last, k) - first + 1) / (last - first + 1)
    return hits / k


def _groups(scores: Sequence[float], labels: Sequence[bool], *, descending: bool) -> Iterator[tuple[int, int, int]]:
    """Yield (first rank, last rank, number of true labels) of each group of equal scores."""
    order = sorted(zip(scores, labels, strict=True), reverse=descending)
    first = 0
    while first < len(order):
        last = first
        while last + 1 < len(order) and order[last + 1][0] == order[first][0]:
            last += 1
        yield first + 1, last + 1, sum(label for _, label in order[first : last + 1])
        first = last + 1
