"""Tests of many pairs at once: Benjamini and Hochberg's q, tails of the distributions the null models give."""

from collections.abc import Callable, Sequence
from math import exp, lgamma, log

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
    return _tails(_hypergeometric(columns, first, second), *_bounds(columns, first, second), shared)[0]


def hypergeometric_both(columns: int, first: int, second: int, shared: int) -> float:
    """Return the two-sided chance: twice the smaller of having so many or more, and so many or fewer."""
    return min(1.0, 2 * min(_tails(_hypergeometric(columns, first, second), *_bounds(columns, first, second), shared)))


def matching_both(ends: int, group: int, inside: int) -> float:
    """Return the two-sided chance that of `ends` joined at random to pairs `inside` pairs have both in a `group`.

    The distribution is exact: choose the ends that pair up inside, pair them, and join the others to ends outside.
    """

    def log_mass(x: int) -> float:
        crossing = group - 2 * x
        rest = ends - group - crossing
        ways = _log_choose(group, 2 * x) + _log_pairings(2 * x) + _log_pairings(rest) - _log_pairings(ends)
        return ways + lgamma(ends - group + 1) - lgamma(rest + 1)

    least = max(0, group - ends // 2)
    return min(1.0, 2 * min(_tails(log_mass, least, group // 2, inside)))


def _tails(log_mass: Callable[[int], float], least: int, most: int, x: int) -> tuple[float, float]:
    """Return P(X >= x) and P(X <= x) of a distribution with one mode, adding up as many terms as matter."""
    if x <= least:
        return 1.0, exp(log_mass(least)) if x == least else 0.0
    if x > most:
        return 0.0, 1.0
    here = exp(log_mass(x))
    above = below = 0.0
    if x == most or log_mass(x + 1) < log_mass(x):  # at or past the mode: the upper tail falls from here
        above = _sum(log_mass, range(x + 1, most + 1), here)
        return min(1.0, here + above), 1.0 - above
    below = _sum(log_mass, range(x - 1, least - 1, -1), here)
    return 1.0 - below, min(1.0, here + below)


def _sum(log_mass: Callable[[int], float], values: range, scale: float) -> float:
    total = 0.0
    for x in values:
        term = exp(log_mass(x))
        total += term
        if term <= 1e-17 * (total + scale):
            break
    return total


def _bounds(columns: int, first: int, second: int) -> tuple[int, int]:
    return max(0, first + second - columns), min(first, second)


def _hypergeometric(columns: int, first: int, second: int) -> Callable[[int], float]:
    whole = _log_choose(columns, second)
    return lambda x: _log_choose(first, x) + _log_choose(columns - first, second - x) - whole


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _log_pairings(n: int) -> float:
    """Return the logarithm of how many ways there are to pair up `n` (even) ends."""
    return lgamma(n + 1) - n / 2 * log(2) - lgamma(n / 2 + 1)


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


def overdispersed_both(count: float, mean: float, variance: float) -> float:
    """Return the two-sided chance of a count that is Poisson (variance = mean) or negative binomial (above)."""
    return min(1.0, 2 * min(at_least(count, mean, variance), 1.0 - at_least(count + 1, mean, variance)))


def at_least(count: float, mean: float, variance: float) -> float:
    """Return P(X >= count) for such a count."""
    from scipy.special import betainc, gammainc

    if count <= 0:
        return 1.0
    if variance <= mean * (1 + 1e-9):
        return float(gammainc(count, mean))
    kept = mean / variance
    return float(betainc(count, mean * kept / (1 - kept), 1 - kept))
