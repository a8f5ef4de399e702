"""Tails and corrections, against their definitions and scipy's distributions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pactgraph.queries.significance import (
    at_least,
    benjamini_hochberg,
    hypergeometric_both,
    hypergeometric_tail,
    matching_both,
    overdispersed_both,
    poisson_binomial_tails,
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


def test_a_count_is_poisson_or_negative_binomial_by_its_variance():
    assert at_least(3, 4.0, 4.0) == pytest.approx(stats.poisson.sf(2, 4))
    assert at_least(3, 4.0, 8.0) == pytest.approx(stats.nbinom.sf(2, 4, 0.5))
    assert at_least(0, 4.0, 8.0) == 1.0


def test_both_sides_are_looked_at():
    few, usual, many = (overdispersed_both(count, 10.0, 10.0) for count in (0.0, 10.0, 30.0))
    assert few < 0.001
    assert usual > 0.5
    assert many < 0.001


@given(st.integers(1, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_the_two_sided_hypergeometric_chance_is_exact(columns, first, second, shared):
    first, second = min(first, columns), min(second, columns)
    law = stats.hypergeom(columns, first, second)
    expected = min(1.0, 2 * min(law.sf(shared - 1), law.cdf(shared)))
    assert hypergeometric_both(columns, first, second, shared) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("ends", "group"), [(6, 0), (6, 3), (8, 4), (8, 5), (8, 8)])
def test_the_chance_of_pairs_within_a_group_is_that_of_all_pairings(ends, group):
    def pairings(left):
        if not left:
            yield []
            return
        first, *others = left
        for other in others:
            for rest in pairings([x for x in others if x != other]):
                yield [(first, other), *rest]

    inside = [sum(a < group and b < group for a, b in pairing) for pairing in pairings(list(range(ends)))]
    for x in range(group // 2 + 1):
        expected = min(1.0, 2 * min(np.mean([i >= x for i in inside]), np.mean([i <= x for i in inside])))
        assert matching_both(ends, group, x) == pytest.approx(expected, abs=1e-9)
