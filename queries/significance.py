"""Tests of many pairs at once: Benjamini and Hochberg's q, tails of the distributions the null models give."""

from collections.abc import Sequence
from math import exp, lgamma

import numpy as np

from .simple import Floats


def benjamini_hochberg(p: Floats, tests: int | None = None) -> Floats:
    """Return the q values of p values: the least false discovery rate at which each is still called significant.

    `tests` is how many were made, when those not given have p = 1 (Journal of the Royal Statistical Society B 57,
    1995).
    """
    m = len(p)
    order = np.argsort(-p, kind="stable")
    ranks = np.arange(m, 0, -1)
    q = np.empty(m)
    q[order] = np.minimum.accumulate(np.minimum(1.0, p[order] * ((m if tests is None else tests) / ranks)))
    return q


def hypergeometric_tail(columns: int, first: int, second: int, shared: int) -> float:
    """Return the chance that sets of `first` and `second` of `columns` items have `shared` or more in common."""
    least = max(0, first + second - columns)
    if shared <= least:
        return 1.0
    most = min(first, second)
    all_ = _log_choose(columns, second)
    terms = (
        _log_choose(first, x) + _log_choose(columns - first, second - x) - all_ for x in range(most, shared - 1, -1)
    )
    return min(1.0, sum(exp(t) for t in terms))


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def poisson_binomial_tails(chances: Floats, times: Sequence[int], most: int) -> Floats:
    """Return P(X >= x) for x = 0..most, X the number of successes of `times[c]` trials with `chances[c]` each."""
    mass = np.zeros(most + 1)
    mass[0] = 1.0
    for chance, trials in zip(chances.tolist(), times, strict=True):
        if chance <= 0:
            continue
        mass = np.convolve(mass, _binomial(chance, trials, most))[: most + 1]
    return np.asarray(np.clip(1.0 - np.r_[0.0, np.cumsum(mass)[:-1]], 0.0, 1.0))


def _binomial(chance: float, trials: int, most: int) -> Floats:
    """Return the binomial probabilities of 0..most successes."""
    from scipy.special import gammaln, xlog1py, xlogy

    x = np.arange(min(most, trials) + 1)
    ways = gammaln(trials + 1) - gammaln(x + 1) - gammaln(trials - x + 1)
    return np.asarray(np.exp(ways + xlogy(x, chance) + xlog1py(trials - x, -chance)))


def two_sided(observed: Floats, mean: Floats, variance: Floats) -> Floats:
    """Return the chance of a count as far from its mean as observed, on either side.

    The distribution of a count with this mean and variance is taken to be binomial when the variance is below the
    mean, Poisson when they are equal, negative binomial above.
    """
    return np.array(
        [
            min(1.0, 2 * min(at_least(o, m, v), 1.0 - at_least(o + 1, m, v)))
            for o, m, v in zip(observed.tolist(), mean.tolist(), variance.tolist(), strict=True)
        ]
    )


def at_least(count: float, mean: float, variance: float) -> float:
    """Return P(X >= count) for a count with this mean and variance (see `two_sided`)."""
    from scipy.special import betainc, gammainc

    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if abs(variance - mean) <= 1e-9 * mean:
        return float(gammainc(count, mean))
    if variance < mean:
        success = 1 - max(0.0, variance) / mean
        trials = mean / success
        return 0.0 if count > trials + 1e-9 else float(betainc(count, max(1e-9, trials - count + 1), success))
    kept = mean / variance
    return float(betainc(count, mean * kept / (1 - kept), 1 - kept))
