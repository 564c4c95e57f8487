"""Intervals over replications."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.workforce.simulation.estimates import mean, ratio, student_t

# Two-sided critical values as tables of the t distribution print them.
TABLE = [
    (0.95, 1, 12.706),
    (0.95, 2, 4.303),
    (0.95, 3, 3.182),
    (0.95, 4, 2.776),
    (0.95, 19, 2.093),
    (0.95, 30, 2.042),
    (0.99, 5, 4.032),
    (0.99, 10, 3.169),
    (0.999, 30, 3.646),
    (0.9, 7, 1.895),
]


@pytest.mark.parametrize(("confidence", "freedom", "printed"), TABLE)
def test_quantiles_are_those_of_the_printed_tables(confidence, freedom, printed):
    assert round(student_t(confidence, freedom), 3) == printed


def test_quantiles_approach_the_normal_ones():
    assert student_t(0.95, 9999) == pytest.approx(1.959964, abs=3e-4)


def test_a_rate_is_made_of_sums_and_not_averaged():
    answered, offered = np.array([1.0, 90.0]), np.array([2.0, 100.0])
    assert ratio(answered, offered, 0.95).value == 91 / 102


def test_the_interval_of_a_mean_is_the_textbook_one():
    found = mean(np.array([4.0, 6.0, 8.0, 10.0]), 0.95)
    half = 3.182446 * np.std([4, 6, 8, 10], ddof=1) / 2
    assert (found.value, found.low, found.high) == (7, pytest.approx(7 - half), pytest.approx(7 + half))


def test_what_was_never_offered_has_no_rate():
    nothing = ratio(np.zeros(3), np.zeros(3), 0.95)
    assert (nothing.value, nothing.low, nothing.high) == (None, None, None)


def test_a_share_and_its_interval_stay_within_the_whole():
    found = ratio(np.array([9.0, 10.0, 10.0]), np.array([10.0, 10.0, 10.0]), 0.95, most=1)
    assert found.high == 1
    assert found.low < found.value < 1


def test_ninety_five_of_a_hundred_intervals_hold_the_true_ratio():
    """Against drawn totals of which the true ratio is known; 2,000 intervals, four standard errors of leeway."""
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(2000):
        offered = rng.poisson(200, 15)
        found = ratio(rng.binomial(offered, 0.8).astype(float), offered.astype(float), 0.95, most=1)
        held += found.low <= 0.8 <= found.high
    assert 0.93 < held / 2000 < 0.97


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=30), st.floats(0.5, 0.999))
def test_an_interval_holds_its_figure(values, confidence):
    found = mean(np.array(values), confidence)
    assert found.low <= found.value <= found.high
