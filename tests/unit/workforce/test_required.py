"""The fewest agents: least, monotone, and the same as by the recursion, one agent at a time."""

from __future__ import annotations

import math
from itertools import count

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pcf.workforce import required_agents
from pcf.workforce.climbing import can_climb, climb
from pcf.workforce.required import Cases, breaks, fewest, keeps, limiting, scheduled, search
from pcf.workforce.square_root import likely_slots

LOADS = st.one_of(st.just(0.0), st.floats(1e-6, 1), st.floats(1, 600), st.floats(600, 1e6))
SHARES = st.floats(0.05, 0.99)
SECONDS = st.floats(0, 600)


def cases(load: object, **more: object) -> Cases:
    """One interval or several; what is not named is not said."""
    unsaid = dict.fromkeys(("patience", "within", "target", "asa", "abandonment", "occupancy"), np.nan)
    named = {**unsaid, "aht": 240.0, "short": 5.0, "concurrency": 1.0, "minimum": 0.0, **more}
    arrays = np.broadcast_arrays(
        np.atleast_1d(np.asarray(load, float)), *(np.asarray(one, float) for one in named.values())
    )
    return Cases(**dict(zip(("load", *named), arrays, strict=True)))


def by_recursion(load: float, aht: float, target: float, within: float) -> int:
    """The definition: step the recursion of Erlang B agent by agent until the promise is kept."""
    blocked = 1.0
    for agents in count(1):
        blocked = load * blocked / (agents + load * blocked)
        if agents > load:
            waits = agents * blocked / (agents - load * (1 - blocked))
            if 1 - waits * math.exp(-(agents - load) * within / aht) >= target:
                return agents
    raise AssertionError


def by_states(load: float, agents: int, aht: float, patience: float) -> tuple[float, float]:
    """Share given up and waiting in Erlang A, by the probabilities of its states."""
    weight, states = 1.0, [1.0]
    for at in range(1, 4000):
        weight *= load / (min(at, agents) + max(at - agents, 0) * aht / patience)
        states.append(weight)
        if weight < 1e-18 * max(states):
            break
    total = math.fsum(states)
    queued = math.fsum(max(at - agents, 0) * weight for at, weight in enumerate(states)) / total
    return queued * aht / patience / load, math.fsum(states[agents:]) / total


def test_the_worked_example_needs_55_agents_for_80_per_cent_in_15_seconds() -> None:
    assert required_agents(48, aht=240, target=0.8, within=15) == 55
    assert required_agents(48, aht=240, target=0.8, within=20) == 54


@pytest.mark.parametrize(("low", "high"), [(0.01, 5), (1, 53), (7, 504)])
@pytest.mark.parametrize(("target", "within"), [(0.8, 20), (0.3, 20), (0.95, 5), (0.5, 0), (0.9, 300)])
def test_the_search_agrees_with_the_recursion(low: float, high: float, target: float, within: float) -> None:
    loads = np.random.default_rng(7).uniform(low, high, 60)
    found = required_agents(loads, aht=180, target=target, within=within)
    assert found.tolist() == [by_recursion(load, 180, target, within) for load in loads.tolist()]


@given(
    st.one_of(st.floats(1e-300, 1), st.floats(1, 100)),
    st.floats(1, 3600),
    st.one_of(st.none(), SHARES),
    SECONDS,
    st.one_of(st.none(), st.floats(0.01, 600)),
    st.one_of(st.none(), st.floats(0.01, 1)),
    st.integers(0, 20),
)
def test_climbing_and_searching_find_the_same(load, aht, target, within, asa, occupancy, minimum) -> None:
    said = {"target": target, "asa": asa, "occupancy": occupancy}
    known = {name: value for name, value in said.items() if value is not None}
    one = cases(load, aht=aht, within=within, minimum=minimum, **known)
    assume(can_climb(one).all())
    climbed = climb(one)[0]
    assert climbed == search(one)[0] or np.isnan(climbed)


def test_what_rounding_would_decide_is_left_to_the_search() -> None:
    exact = float(keeps(cases(48, within=15), np.array([55.0])).service_level[0])
    found = climb(cases([48.0, 48.0], target=np.array([exact, exact - 1e-6]), within=15.0))
    assert np.isnan(found[0])
    assert found[1] == 55


def test_a_promise_that_rounds_to_the_whole_ends_the_climb() -> None:
    found = climb(cases([48.0, 48.0, 1e-3], target=[1.0, 0.8, 1.0], within=20.0))
    assert np.isnan(found[[0, 2]]).all()
    assert found[1] == 54


def test_only_small_teams_of_one_slot_with_callers_who_stay_are_climbed() -> None:
    assert can_climb(cases([50.0, 0.0, 101.0], target=0.8, within=20.0)).tolist() == [True, False, False]
    assert not can_climb(cases(50.0, target=0.8, within=20.0, patience=60.0)).any()
    assert not can_climb(cases(50.0, target=0.8, within=20.0, concurrency=2.0)).any()
    assert not can_climb(cases(50.0, target=0.8, within=2000.0)).any()


def test_with_patience_the_search_agrees_with_the_probabilities_of_the_states() -> None:
    for load, patience, limit in [(0.3, 60, 0.05), (12.5, 100, 0.02), (48, 120, 0.04), (48, 30, 0.5), (180, 200, 0.01)]:
        least = next(n for n in count() if by_states(load, n, 240, patience)[0] <= limit)
        assert required_agents(load, aht=240, patience=patience, abandonment=limit) == least


@given(
    LOADS,
    st.floats(1, 3600),
    st.one_of(st.none(), st.floats(1, 1e5)),
    st.one_of(st.none(), SHARES),
    SECONDS,
    st.one_of(st.none(), st.floats(0.01, 600)),
    st.one_of(st.none(), st.floats(0.001, 1)),
    st.one_of(st.none(), st.floats(0.1, 1)),
    st.sampled_from([1.0, 1.5, 3.0]),
    st.integers(0, 20),
)
def test_what_is_required_is_least(
    load, aht, patience, target, within, asa, abandonment, occupancy, slots, minimum
) -> None:
    said = {"patience": patience, "target": target, "asa": asa, "abandonment": abandonment, "occupancy": occupancy}
    known = {name: value for name, value in said.items() if value is not None}
    one = cases(load, aht=aht, within=within, concurrency=slots, minimum=minimum, **known)
    agents = fewest(one)
    assert not breaks(one, agents.astype(float), keeps(one, agents.astype(float))).any()
    if agents[0] > 0:
        fewer = agents - 1.0
        assert breaks(one, fewer, keeps(one, fewer)).all()
        assert limiting(one, agents)[0] != "calls"
    else:
        assert limiting(one, agents)[0] == "calls"


@given(
    st.lists(LOADS, min_size=2, max_size=2),
    st.lists(SHARES, min_size=2, max_size=2),
    SECONDS,
    SECONDS,
    st.sampled_from([np.nan, 30.0, 600.0]),
)
def test_more_load_a_higher_target_and_a_shorter_wait_never_need_fewer(loads, targets, within, other, patience) -> None:
    few, many = sorted(loads)
    low, high = sorted(targets)
    short, long = sorted((within, other))
    found = fewest(
        cases([few, many, few, few], patience=patience, target=[low, low, high, low], within=[long, long, long, short])
    )
    assert found[0] <= found[1:].min()


@given(LOADS, st.floats(0, 0.99), st.integers(0, 10**9))
def test_never_fewer_are_scheduled_than_are_on_duty(load, shrinkage, agents) -> None:
    paid = scheduled(np.array([agents]), np.array([shrinkage]))[0]
    assert paid >= agents
    assert paid * (1 - shrinkage) >= agents * (1 - 1e-9) - 1e-8


def test_what_is_whole_but_for_rounding_is_not_one_more() -> None:
    shares = np.arange(0, 100) / 100
    for agents in range(1, 400):
        exact = [-(-agents * 100 // (100 - percent)) for percent in range(100)]
        assert scheduled(np.full(100, agents), shares).tolist() == exact


def test_a_limit_that_is_reached_exactly_is_kept_and_one_agent_fewer_breaks_it() -> None:
    exact = float(keeps(cases(48, within=15), np.array([55.0])).service_level[0])
    assert required_agents(48, aht=240, target=exact, within=15) == 55
    assert required_agents(48, aht=240, target=math.nextafter(exact, 1), within=15) == 56
    assert required_agents(48, aht=240, occupancy=0.8) == 60  # 48 / 60 is 0.8
    assert required_agents(48, aht=240, occupancy=math.nextafter(0.8, 0)) == 61


def test_without_contacts_the_minimum_is_enough() -> None:
    assert required_agents(0, aht=240, target=0.99, within=0) == 0
    assert required_agents(0, aht=240, target=0.99, within=0, patience=60, minimum=2) == 2
    assert required_agents([0, 48, 0], aht=240, target=0.8, within=20, minimum=1).tolist() == [1, 54, 1]


def test_endless_patience_needs_more_slots_than_load_whatever_is_promised() -> None:
    assert required_agents(48, aht=240, occupancy=1) == 49
    assert required_agents(48.5, aht=240, occupancy=1) == 49
    assert required_agents(48, aht=240, target=0, within=0) == 49


def test_callers_who_give_up_need_fewer() -> None:
    assert required_agents(48, aht=240, target=0.8, within=20, patience=120) < 54
    assert required_agents(48, aht=240, target=0.8, within=20, patience=1e7) == 54
    assert required_agents(48, aht=240, patience=120, abandonment=1) == 0


def test_nobody_gives_up_without_patience_so_a_limit_of_abandonment_is_kept() -> None:
    assert required_agents(48, aht=240, target=0, within=0, abandonment=0) == 49
    assert required_agents(48, aht=240, target=0.8, within=20, abandonment=0.001) == 54


def test_an_agent_who_handles_three_chats_has_three_slots() -> None:
    assert required_agents(48, aht=240, target=0.8, within=20, concurrency=3) == 18  # 54 slots
    assert required_agents(49, aht=240, target=0.8, within=20, concurrency=3) == 19  # 55 slots
    assert required_agents(48, aht=240, occupancy=0.8, concurrency=2.5) == 24  # 60 slots


def test_a_million_erlang_and_hard_promises_are_found_too() -> None:
    for patience in (None, 100):
        found = required_agents(
            [1e6, 1e6, 1e-9], aht=240, target=[0.8, 1 - 1e-16, 0.999999], within=20, patience=patience
        )
        assert 0.7e6 < found[0] < found[1] < 1.02e6
        assert found[2] == 1
    assert required_agents(5, aht=240, asa=1e-200) < 400
    assert required_agents(5, aht=240, abandonment=1e-200, patience=60) < 400


def test_the_square_root_rule_begins_near_the_end() -> None:
    loads = np.random.default_rng(3).uniform(1, 500, 200)
    for more in ({}, {"patience": 300}):
        some = cases(loads, target=0.8, within=20, asa=30, **more)
        assert np.abs(np.ceil(likely_slots(some)) - fewest(some)).max() <= 4


def test_arrays_keep_their_shape_and_inputs_stay_as_they_are() -> None:
    loads = np.array([[48.0, 0.0, 1.0], [2.0, 3.0, 400.0]])
    before = loads.copy()
    found = required_agents(loads, aht=240, target=[[0.8], [0.9]], within=20)
    assert found.shape == (2, 3)
    assert found[0].tolist() == [required_agents(one, aht=240, target=0.8, within=20) for one in (48, 0, 1)]
    assert (loads == before).all()
    assert required_agents(np.zeros((0, 2)), aht=240, target=0.8).shape == (0, 2)
    assert isinstance(required_agents(48, aht=240, target=0.8), int)
