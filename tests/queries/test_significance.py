"""Tails and corrections, against their definitions and scipy's distributions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pactgraph.queries.significance import (
    at_least,
    benjamini_hochberg,
    hypergeometric_tail,
    poisson_binomial_tails,
    two_sided,
)
from scipy import stats


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_q_values_are_those_of_benjamini_and_hochberg(p):
    assert benjamini_hochberg(np.array(p)) == pytest.approx(stats.false_discovery_control(p))


def test_tests_that_are_not_listed_count_as_not_significant():
    assert benjamini_hochberg(np.array([0.001, 0.02]), tests=4) == pytest.approx([0.004, 0.04])


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_the_hypergeometric_tail_is_exact(columns, first, second, shared):
    first, second = min(first, columns), min(second, columns)
    expected = stats.hypergeom.sf(shared - 1, columns, first, second)
    assert hypergeometric_tail(columns, first, second, shared) == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 4)), min_size=1, max_size=6))
def test_the_poisson_binomial_tail_is_exact(trials):
    chances, times = np.array([c for c, _ in trials]), [t for _, t in trials]
    mass = np.array([1.0])
    for chance, number in trials:
        for _ in range(number):
            mass = np.convolve(mass, [1 - chance, chance])
    expected = mass[::-1].cumsum()[::-1]
    assert poisson_binomial_tails(chances, times, len(expected) - 1) == pytest.approx(expected, abs=1e-9)


def test_a_count_is_binomial_poisson_or_negative_binomial_by_its_variance():
    assert at_least(3, 4.0, 4.0 * 0.6) == pytest.approx(stats.binom.sf(2, 10, 0.4))
    assert at_least(3, 4.0, 4.0) == pytest.approx(stats.poisson.sf(2, 4))
    assert at_least(3, 4.0, 8.0) == pytest.approx(stats.nbinom.sf(2, 4, 0.5))
    assert at_least(0, 4.0, 8.0) == 1.0
    assert at_least(11, 4.0, 4.0 * 0.6) == 0.0


def test_both_sides_are_looked_at():
    few, usual, many = two_sided(np.array([0.0, 10.0, 30.0]), np.full(3, 10.0), np.full(3, 10.0))
    assert few < 0.001
    assert usual > 0.5
    assert many < 0.001
