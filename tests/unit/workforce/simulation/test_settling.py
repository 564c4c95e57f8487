"""How long a pool that begins empty is waited for."""

import math

import numpy as np
import pytest

from pcf.workforce.simulation.settling import settling_time


def test_near_to_full_a_queue_settles_as_the_gap_of_the_square_roots_says():
    assert settling_time(20, 21, aht=600, patience=None) == pytest.approx(
        5 * 600 / (math.sqrt(21) - math.sqrt(20)) ** 2
    )


def test_with_agents_to_spare_it_takes_the_handle_time():
    assert settling_time(1, 100, aht=600, patience=None) == 3000


def test_without_an_end_of_patience_an_overload_never_settles():
    assert math.isinf(settling_time(20, 20, aht=600, patience=None))


def test_where_callers_give_up_it_takes_no_longer_than_they_wait_or_are_handled():
    assert settling_time(20, 15, aht=600, patience=60) == 3000
    assert settling_time(20, 21, aht=600, patience=900) == 4500


def slowest(load, agents, giving_up):
    """The rate, per handle time, at which the chances of a pool come near to its balance: by its eigenvalues."""
    contacts = np.arange(800)
    leaving = np.minimum(contacts[1:], agents) + giving_up * np.maximum(contacts[1:] - agents, 0)
    rates = np.zeros(800)
    rates[:-1] += load
    rates[1:] += leaving
    beside = -np.sqrt(load * leaving)
    return np.linalg.eigvalsh(np.diag(rates) + np.diag(beside, 1) + np.diag(beside, -1))[1]


@pytest.mark.parametrize(("load", "agents"), [(0.5, 1), (5, 8), (18, 20), (48, 55), (50, 100)])
def test_the_rate_is_that_of_the_eigenvalues(load, agents):
    assert settling_time(load, agents, aht=1, patience=None) == pytest.approx(5 / slowest(load, agents, 0), rel=0.01)


@pytest.mark.parametrize(("load", "agents"), [(5, 8), (20, 21), (20, 15), (48, 55)])
@pytest.mark.parametrize("patience", [0.2, 1, 5, 40])
def test_with_patience_it_is_never_waited_too_short(load, agents, patience):
    assert settling_time(load, agents, aht=1, patience=patience) >= 0.999 * 5 / slowest(load, agents, 1 / patience)
