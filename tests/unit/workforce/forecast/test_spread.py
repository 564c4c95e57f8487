"""The negative binomial: its quantiles against exact sums, its spread against its definition."""

import math

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.workforce.forecast.spread import quantiles, spread


def exact(mean, v, share):
    """The quantile by probabilities from the gamma function with 30 digits."""
    total, count = mp.mpf(0), 0
    with mp.workdps(30):
        while True:
            if v == 0:
                chance = mp.exp(-mean) * mp.mpf(mean) ** count / mp.factorial(count)
            else:
                size = 1 / mp.mpf(v)
                chance = mp.gamma(count + size) / mp.gamma(size) / mp.factorial(count)
                chance *= (1 / (1 + v * mp.mpf(mean))) ** size * (v * mp.mpf(mean) / (1 + v * mp.mpf(mean))) ** count
            total += chance
            if total >= share:
                return count
            count += 1


@pytest.mark.parametrize("mean", [0.01, 0.7, 3.0, 41.5])
@pytest.mark.parametrize("v", [0.0, 0.02, 0.5])
@pytest.mark.parametrize("share", [0.025, 0.1, 0.9, 0.975])
def test_quantiles_are_exact_for_small_means(mean, v, share):
    assert quantiles(np.array(mean), v, share) == exact(mean, v, share)


@pytest.mark.parametrize(("mean", "v"), [(410.0, 0.0), (410.0, 0.01), (450.0, 0.1), (900.0, 0.02)])
@pytest.mark.parametrize("share", [0.025, 0.1, 0.9, 0.975])
def test_quantiles_of_large_means_are_nearly_so(mean, v, share):
    sigma = math.sqrt(mean + v * mean**2)
    assert quantiles(np.array(mean), v, share) == pytest.approx(exact(mean, v, share), abs=1 + 0.01 * sigma)


@given(st.floats(0, 5000), st.floats(0, 2), st.floats(0.01, 0.98))
def test_quantiles_rise_with_the_share_and_are_whole_numbers(mean, v, share):
    low, high = (float(quantiles(np.array(mean), v, one)) for one in (share, share + 0.01))
    assert 0 <= low <= high
    assert low == int(low)


def test_nothing_expected_has_nothing_as_its_range():
    assert quantiles(np.zeros((2, 3)), 0.5, 0.99).tolist() == [[0] * 3] * 2


def test_the_spread_is_found_again_in_counts_made_with_it():
    generator = np.random.default_rng(3)
    mean = generator.uniform(5, 80, 40_000)
    counts = generator.poisson(mean * generator.gamma(1 / 0.09, 0.09, mean.size))
    assert spread(counts, mean) == pytest.approx(0.09, rel=0.05)
    assert spread(generator.poisson(mean), mean) < 0.001


def test_counts_nearer_than_chance_have_no_spread():
    assert spread(np.array([10.0, 20.0]), np.array([10.0, 20.0])) == 0
    assert spread(np.zeros(3), np.zeros(3)) == 0
