"""Control charts: limits from the moving range, signals beyond them and in long rows."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.metrics.control import FEWEST_PERIODS, individuals, laney, moving_sigma

STEADY = [10, 12, 9, 11, 10, 12, 9, 11]


def signals(points):
    return [place for place, point in enumerate(points) if point.is_signal]


def test_the_limits_of_single_values_lie_2_66_mean_moving_ranges_from_the_mean():
    points = individuals(STEADY)
    reach = 3 * (2 + 3 + 2 + 1 + 2 + 3 + 2) / 7 / 1.128
    assert [point.centre for point in points] == [Fraction(84, 8)] * 8
    assert points[0].low == pytest.approx(10.5 - reach)
    assert points[0].high == pytest.approx(10.5 + reach)
    assert signals(points) == []


def test_a_value_beyond_three_standard_deviations_is_a_signal():
    assert signals(individuals([5, 15] * 8 + [80])) == [16]


def test_eight_in_a_row_on_one_side_are_signals_and_seven_are_not():
    assert signals(individuals([10, 11] * 4 + [12, 13] * 4)) == list(range(16))
    assert signals(individuals([12, 13, 12, 13, 12, 13, 12, 9, 10, 9, 10, 9, 10, 9])) == []


def test_a_value_on_the_centre_ends_a_row():
    values = [13, 11, 13, 11, 10, 13, 11, 13, 11, 9, 7, 9, 7, 10, 9, 7, 9, 7]
    assert signals(individuals(values)) == []


def test_values_that_never_move_give_no_signal():
    assert signals(individuals([7] * 12)) == []
    assert signals(laney([7] * 12, [1000] * 12)) == []
    assert signals(laney([0] * 12, [1000] * 12)) == []


def test_below_eight_periods_there_is_no_chart():
    assert individuals(STEADY[: FEWEST_PERIODS - 1]) == ()
    assert individuals(STEADY, judged=[True] * 7 + [False]) == ()
    assert laney([], []) == ()


def test_a_period_that_is_not_judged_moves_no_limit_and_is_no_signal():
    points = individuals([*STEADY, 99], judged=[True] * 8 + [False])
    assert points[:8] == individuals(STEADY)
    assert signals(points) == []
    assert points[8].value == 99


def test_limits_of_rates_are_wider_where_the_base_is_smaller():
    points = laney([20, 25, 18, 24, 19, 26, 21, 5], [1000] * 7 + [200])
    centre = Fraction(158, 7200)
    scores = [(count / base - float(centre)) / math.sqrt(centre / base)
              for count, base in zip([20, 25, 18, 24, 19, 26, 21, 5], [1000] * 7 + [200], strict=True)]  # fmt: skip
    sigma = sum(abs(b - a) for a, b in pairwise(scores)) / 7 / 1.128
    assert points[0].centre == centre
    assert points[7].high == pytest.approx(float(centre) + 3 * sigma * math.sqrt(centre / 200))
    assert points[7].high - float(centre) == pytest.approx((points[0].high - float(centre)) * math.sqrt(5))


def test_a_rate_that_jumps_is_a_signal_where_its_count_is_none():
    counts = [90, 110] * 8 + [100]
    assert signals(laney(counts, [1000] * 16 + [500])) == [16]
    assert signals(laney(counts, [1000] * 17)) == []


@given(st.lists(st.integers(0, 500), min_size=8, max_size=40), st.integers(1, 9))
def test_a_chart_does_not_depend_on_the_unit(values, factor):
    points, scaled = individuals(values), individuals([value * factor for value in values])
    assert signals(points) == signals(scaled)
    assert [one.centre * factor for one in points] == [one.centre for one in scaled]


@given(st.lists(st.integers(0, 500), min_size=8, max_size=40))
def test_more_or_fewer_is_all_the_same_to_a_chart(values):
    mirrored = [500 - value for value in values]
    assert signals(individuals(values)) == signals(individuals(mirrored))


def test_the_moving_range_estimates_the_standard_deviation():
    assert moving_sigma([1, 2, 4]) == pytest.approx(1.5 / 1.128)
