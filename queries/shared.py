"""What actors share: companies through zones, regions through partners, with a test of whether it is more than chance.

Two actors share a partner when both are tied to it. A pair's `count` is how many partners they share; its `weight`
adds 1/(k-1) for a shared partner of k such actors (Newman, "Scientific collaboration networks II", Physical Review E
64, 2001): a zone of two residents ties them closely, one of a hundred hardly.

Much sharing is no news of actors with many partners. Two null models say how likely so much is:

- *hypergeometric*: each actor keeps its number of partners and draws them alike (Tumminello et al., "Statistically
  validated networks in bipartite complex systems", PLoS ONE 6, 2011);
- *sdsm*: actors and partners both keep their numbers on average, so that sharing a popular partner says less (Neal,
  "The backbone of bipartite projections", Social Networks 39, 2014; the maximum-entropy probabilities of Saracco et
  al., Scientific Reports 5, 2015). The tail is that of the Poisson-binomial distribution, exactly.

`q` is corrected for all pairs of actors that were compared (Benjamini and Hochberg).
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from ..graph.errors import InputError
from .network import Network
from .significance import benjamini_hochberg, hypergeometric_tail, poisson_binomial_tails
from .simple import Floats, Ints, Simple

NULLS = ("hypergeometric", "sdsm")
_TOLERANCE = 1e-9  # of the expected degrees of the sdsm
_TURNS = 20_000


@dataclass(frozen=True, slots=True)
class SharedPair:
    """Two actors (ids, sorted) and what they share; `jaccard` is the share of all their partners that are common.

    `expected` and `p` come from the null model, `q` is p corrected for all pairs; None without one.
    """

    a: str
    b: str
    count: int
    weight: float
    jaccard: float
    expected: float | None = None
    p: float | None = None
    q: float | None = None


@dataclass(frozen=True, slots=True)
class Projection:
    """Who shares what: the pairs that share a partner, those that share most first, and the actors compared."""

    actors: tuple[str, ...]
    partners: tuple[str, ...]
    pairs: tuple[SharedPair, ...]
    null: str | None = None

    def graph(self, *, weight: str = "count", significant: float | None = None) -> Simple:
        """Return the projection as a simple graph weighted by `count`, `weight` or `jaccard`.

        `significant` keeps pairs with q up to it only. Raises InputError when no null model was tested.
        """
        if significant is not None and self.null is None:
            raise InputError(f"no null model was tested; choose one of {', '.join(NULLS)}")
        kept = [p for p in self.pairs if significant is None or (p.q is not None and p.q <= significant)]
        at = {actor: i for i, actor in enumerate(self.actors)}
        kept.sort(key=lambda p: (at[p.a], at[p.b]))
        source, target = (
            np.array([at[e] for e in ends], np.int64) for ends in ([p.a for p in kept], [p.b for p in kept])
        )
        return Simple(self.actors, source, target, np.array([float(getattr(p, weight)) for p in kept]))


def shared(
    network: Network,
    kind: str,
    through: str | None = None,
    *,
    countries: Collection[str] | None = None,
    null: str | None = None,
) -> Projection:
    """Return which actors of `kind` share partners of the kind `through` (None: of any), in `countries` if given.

    Types, status and period are chosen when the network is read. Only actors with such a partner are compared. Raises
    InputError for an unknown null model.
    """
    if null is not None and null not in NULLS:
        raise InputError(f"unknown null model {null!r}; there are {', '.join(NULLS)}")
    ties = _ties(network, kind, through, countries)
    actors = tuple(sorted({a for a, _ in ties}))
    partners = tuple(sorted({b for _, b in ties}))
    if not ties:
        return Projection((), (), (), null)
    row_at, column_at = ({x: i for i, x in enumerate(names)} for names in (actors, partners))
    row = np.array([row_at[a] for a, _ in ties], np.int64)
    column = np.array([column_at[b] for _, b in ties], np.int64)
    one, other, count, weight = _common(row, column, len(actors), len(partners))
    degree = np.bincount(row, minlength=len(actors))
    jaccard = count / (degree[one] + degree[other] - count)
    expected, p, q = None, None, None
    if null and len(count):
        test = _hypergeometric if null == "hypergeometric" else _sdsm
        expected, p = test(degree, np.bincount(column, minlength=len(partners)), one, other, count)
        q = benjamini_hochberg(p, len(actors) * (len(actors) - 1) // 2)
    order = sorted(range(len(count)), key=lambda i: (-count[i], -weight[i], one[i], other[i]))
    pairs = tuple(
        SharedPair(
            actors[one[i]],
            actors[other[i]],
            int(count[i]),
            float(weight[i]),
            float(jaccard[i]),
            None if expected is None else float(expected[i]),
            None if p is None else float(p[i]),
            None if q is None else float(q[i]),
        )
        for i in order
    )
    return Projection(actors, partners, pairs, null)


def _ties(network: Network, kind: str, through: str | None, countries: Collection[str] | None) -> list[tuple[str, str]]:
    """Return the pairs (actor, partner) that are tied, sorted, each once."""
    wanted = {
        node
        for node, data in network.nodes(data=True)
        if data.get("kind") == kind and (not countries or data.get("country") in countries)
    }
    partners = {node for node, data in network.nodes(data=True) if through is None or data.get("kind") == through}
    return sorted(
        {(a, b) for u, v in network.edges() for a, b in ((u, v), (v, u)) if a != b and a in wanted and b in partners}
    )


def _common(row: Ints, column: Ints, rows: int, columns: int) -> tuple[Ints, Ints, Ints, Floats]:
    """Return the pairs of rows (first < second) with a common column, how many they have, and Newman's weight."""
    from scipy.sparse import csr_array, triu

    each = np.bincount(column, minlength=columns)
    newman = 1.0 / np.maximum(1, each - 1)
    incidence = csr_array((np.ones(len(row)), (row, column)), shape=(rows, columns))
    weighted = csr_array((newman[column], (row, column)), shape=(rows, columns))
    count = triu(incidence @ incidence.T.tocsr(), k=1).tocoo()
    weight = triu(weighted @ incidence.T.tocsr(), k=1).tocoo()
    first = np.lexsort((count.col, count.row))
    second = np.lexsort((weight.col, weight.row))
    return (
        count.row[first].astype(np.int64),
        count.col[first].astype(np.int64),
        np.rint(count.data[first]).astype(np.int64),
        weight.data[second],
    )


def _hypergeometric(degree: Ints, each: Ints, one: Ints, other: Ints, count: Ints) -> tuple[Floats, Floats]:
    columns = len(each)
    low, high = np.minimum(degree[one], degree[other]), np.maximum(degree[one], degree[other])
    cases, inverse = np.unique(np.stack([low, high, count], axis=1), axis=0, return_inverse=True)
    p = np.array([hypergeometric_tail(columns, int(a), int(b), int(c)) for a, b, c in cases])
    return degree[one] * degree[other] / columns, p[inverse.ravel()]


def _sdsm(degree: Ints, each: Ints, one: Ints, other: Ints, count: Ints) -> tuple[Floats, Floats]:
    row_class, row_of, row_times = np.unique(degree, return_inverse=True, return_counts=True)
    column_class, column_times = np.unique(each, return_counts=True)
    chance = bipartite_chances(row_class, row_times, column_class, column_times)
    low, high = np.minimum(row_of[one], row_of[other]), np.maximum(row_of[one], row_of[other])
    classes, inverse = np.unique(np.stack([low, high], axis=1), axis=0, return_inverse=True)
    inverse = inverse.ravel()
    most = np.zeros(len(classes), np.int64)
    np.maximum.at(most, inverse, count)
    expected, p = np.zeros(len(count)), np.zeros(len(count))
    order = np.argsort(inverse, kind="stable")
    for k, members in enumerate(np.split(order, np.cumsum(np.bincount(inverse))[:-1])):
        both = chance[classes[k][0]] * chance[classes[k][1]]
        expected[members] = float((both * column_times).sum())
        p[members] = poisson_binomial_tails(both, column_times.tolist(), int(most[k]))[count[members]]
    return expected, p


def bipartite_chances(rows: Ints, row_times: Ints, columns: Ints, column_times: Ints) -> Floats:
    """Return the chance of a tie between a row of degree `rows[r]` and a column of degree `columns[c]`.

    The chances are those of maximum entropy whose sums are the degrees; `row_times` and `column_times` say how many
    have each degree. Rows tied to every column, and columns to every row, are certain.
    """
    chance = np.zeros((len(rows), len(columns)))
    left_rows, left_columns = np.ones(len(rows), bool), np.ones(len(columns), bool)
    need_rows, need_columns = rows.astype(float), columns.astype(float)
    while True:  # take out what is certain: it has no finite solution
        full = left_rows & (need_rows >= column_times[left_columns].sum())
        if full.any() and left_columns.any():
            chance[np.ix_(full, left_columns)] = 1.0
            need_columns[left_columns] -= row_times[full].sum()
            left_rows &= ~full
        none_left = left_columns & (need_columns <= 0)
        left_columns &= ~none_left
        certain = left_columns & (need_columns >= row_times[left_rows].sum())
        if certain.any() and left_rows.any():
            chance[np.ix_(left_rows, certain)] = 1.0
            need_rows[left_rows] -= column_times[certain].sum()
            left_columns &= ~certain
        empty = left_rows & (need_rows <= 0)
        left_rows &= ~empty
        if not (full.any() or none_left.any() or certain.any() or empty.any()):
            break
    if left_rows.any() and left_columns.any():
        chance[np.ix_(left_rows, left_columns)] = _maximum_entropy(
            need_rows[left_rows], row_times[left_rows], need_columns[left_columns], column_times[left_columns]
        )
    return chance


def _maximum_entropy(rows: Floats, row_times: Ints, columns: Floats, column_times: Ints) -> Floats:
    """Solve chance = x y / (1 + x y) for the fitnesses x and y by fixed-point iteration."""
    ties = float((rows * row_times).sum())
    x, y = rows / np.sqrt(ties), columns / np.sqrt(ties)
    for _ in range(_TURNS):
        x = rows / ((y * column_times) / (1 + np.outer(x, y))).sum(axis=1)
        y = columns / ((x * row_times)[:, None] / (1 + np.outer(x, y))).sum(axis=0)
        product = np.outer(x, y)
        chance = product / (1 + product)
        if np.abs((chance * column_times).sum(axis=1) - rows).max() < _TOLERANCE:
            break
    return np.asarray(chance)
