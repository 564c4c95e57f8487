"""The events of one replication, each by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.workforce.simulation.customers import Customers
from pcf.workforce.simulation.pool import Pool

NEVER = math.inf


def played(contacts, agents, *, interval=100.0, priorities=(0, 1)):
    """Play contacts ``(kind, arrival, service, patience)``; return when each began, and the overtime."""
    kind, arrival, service, patience = (np.array(column) for column in zip(*contacts, strict=True))
    pool = Pool(Customers(kind, arrival.astype(float), service.astype(float), patience.astype(float)), priorities)
    pool.play(agents, interval)
    return [None if math.isnan(one) else one for one in pool.start.tolist()], pool.overtime


def test_who_finds_an_agent_free_is_answered_at_once():
    assert played([(0, 1, 10, NEVER), (0, 2, 10, NEVER)], [2])[0] == [1, 2]


def test_who_finds_nobody_free_waits_for_the_first_to_finish():
    assert played([(0, 0, 10, NEVER), (0, 1, 5, NEVER), (0, 2, 5, NEVER)], [2])[0] == [0, 1, 6]


def test_waiting_goes_by_order_of_arrival_where_priority_is_equal():
    contacts = [(0, 0, 10, NEVER), (1, 1, 1, NEVER), (0, 2, 1, NEVER)]
    assert played(contacts, [1], priorities=(3, 3))[0] == [0, 10, 11]


def test_the_smaller_priority_goes_first_and_interrupts_nobody():
    contacts = [(1, 0, 10, NEVER), (1, 1, 1, NEVER), (0, 2, 1, NEVER)]
    assert played(contacts, [1])[0] == [0, 11, 10]
    assert played(contacts, [1], priorities=(1, 0))[0] == [0, 10, 11]


def test_who_gives_up_is_never_answered_and_holds_nobody_up():
    contacts = [(0, 0, 10, NEVER), (0, 1, 50, 3), (0, 2, 5, NEVER)]
    assert played(contacts, [1])[0] == [0, None, 10]


def test_who_has_given_up_takes_no_agent_from_a_later_arrival():
    contacts = [(0, 0, 10, NEVER), (0, 1, 50, 3), (0, 20, 5, NEVER)]
    assert played(contacts, [1])[0] == [0, None, 20]


def test_patience_that_ends_as_an_agent_becomes_free_is_long_enough():
    assert played([(0, 0, 10, NEVER), (0, 1, 5, 9)], [1])[0] == [0, 10]


def test_an_agent_who_is_to_leave_finishes_first_and_takes_nobody_else():
    contacts = [(0, 90, 30, NEVER), (0, 95, 100, NEVER), (0, 99, 5, NEVER)]
    starts, overtime = played(contacts, [2, 1])
    assert starts == [90, 95, 195]  # the agent who is done at 120 goes home
    assert overtime == [0, 20]


def test_an_agent_who_finishes_as_the_interval_ends_goes_home():
    assert played([(0, 0, 100, NEVER), (0, 1, 5, NEVER)], [1, 0])[0] == [0, None]


def test_overtime_goes_on_through_the_intervals():
    starts, overtime = played([(0, 90, 130, NEVER)], [1, 0, 0])
    assert starts == [90]
    assert overtime == [0, 100, 20]


def test_agents_who_come_take_those_who_wait():
    contacts = [(0, 10, 5, NEVER), (0, 20, 5, 30), (0, 30, 5, NEVER)]
    assert played(contacts, [0, 2])[0] == [100, None, 100]


def test_after_the_last_interval_everybody_who_waits_is_answered():
    assert played([(0, 98, 50, NEVER), (0, 99, 50, NEVER), (0, 99.5, 50, NEVER)], [1])[0] == [98, 148, 198]


def test_with_nobody_on_duty_nobody_is_answered():
    assert played([(0, 1, 5, NEVER), (0, 2, 5, 3)], [0])[0] == [None, None]


def test_who_arrives_as_an_agent_finishes_waits_behind_nobody():
    assert played([(0, 0, 10, NEVER), (0, 10, 5, NEVER)], [1])[0] == [0, 10]


contacts = st.lists(
    st.tuples(st.integers(0, 1), st.floats(0, 299), st.floats(0, 200), st.one_of(st.just(NEVER), st.floats(0, 100))),
    min_size=1,
    max_size=40,
)


@given(contacts, st.lists(st.integers(0, 4), min_size=3, max_size=3))
def test_no_agent_does_two_things_and_none_rests_while_somebody_waits(found, agents):
    found.sort(key=lambda one: one[1])
    starts, _ = played(found, agents)
    busy = [(begun, begun + one[2]) for one, begun in zip(found, starts, strict=True) if begun is not None]

    def on_duty(now):
        return agents[min(int(now // 100), 2)]

    for begun, _ in busy:
        together = sum(1 for one, other in busy if one <= begun < other)
        assert together <= on_duty(begun)
    for (_, arrival, _, patience), begun in zip(found, starts, strict=True):
        if begun is None:
            left = arrival + patience
        else:
            assert arrival <= begun <= arrival + patience
            left = begun
        for now in (moment for pair in busy for moment in pair):
            if arrival < now < left:
                assert sum(1 for one, other in busy if one <= now < other) >= on_duty(now)


def test_customers_of_equal_priority_begin_in_order_of_arrival():
    rng = np.random.default_rng(2)
    many = [(0, arrival, rng.exponential(20), NEVER) for arrival in np.sort(rng.uniform(0, 300, 200))]
    starts, _ = played(many, [3, 5, 2])
    assert starts == sorted(starts)
    assert starts != pytest.approx([one[1] for one in many])
