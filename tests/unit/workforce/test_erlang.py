"""Erlang B, C and A: edges, limits, how they move with their arguments, and the shapes they keep."""

from __future__ import annotations

from dataclasses import astuple, fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.workforce import ErlangA, StaffingError, erlang_a, erlang_b, erlang_c

ROUNDING = 1e-11
NAMES = [field.name for field in fields(ErlangA)]
loads = st.floats(1e-6, 1e6) | st.floats(0.1, 600)
ratios = st.floats(0, 3)  # agents to the load
times = st.floats(1, 1e5)
patiences = st.floats(1e-3, 1e9) | st.floats(10, 1000)
limits = st.floats(0, 1e5) | st.floats(0, 60)
steps = st.floats(0, 2)


def a(load: object, agents: object, **said: object) -> ErlangA:
    return erlang_a(load, agents, **{"aht": 240, "patience": 60, "within": 20, "short": 5} | said)


def not_above(one: float, other: float) -> bool:
    return one <= other * (1 + ROUNDING) + 1e-300


# without calls, without agents


def test_without_calls_nobody_waits() -> None:
    assert erlang_b(0, [1, 7.5]).tolist() == [0, 0]
    assert erlang_c(0, [0.3, 1e9]).tolist() == [0, 0]
    assert astuple(a(0, 3)) == (0, 0, 0, 0, 1, 0, 0)


def test_without_agents_everybody_waits_and_gives_up() -> None:
    assert erlang_b([0, 1e-6, 100, 1e6], 0).tolist() == [1, 1, 1, 1]
    assert erlang_c([0, 1e-6, 100, 1e6], 0).tolist() == [1, 1, 1, 1]
    for load in (0, 1e-6, 30, 1e6):
        found = a(load, 0)
        assert (found.p_wait, found.p_abandon, found.wait, found.service_level) == (1, 1, 60, 0)
        assert found.given_up_within == pytest.approx(1 - np.exp(-5 / 60), rel=ROUNDING)
        assert np.isnan(found.wait_answered)
        assert np.isnan(found.occupancy)


def test_a_small_part_of_an_agent_is_nearly_none() -> None:
    found = a(3000, 1e-9)
    assert found.p_abandon == pytest.approx(1, rel=1e-9)
    assert found.service_level < 1e-10
    assert found.occupancy == pytest.approx(1, rel=1e-9)


def test_an_unbearable_load_keeps_its_digits() -> None:
    assert erlang_b(5000, 2000) == pytest.approx(0.60013323, rel=1e-7)
    assert erlang_b(1e6, 10) == pytest.approx(1 - 10e-6, rel=1e-9)
    assert erlang_c(5000, 2000) == 1
    found = a(1e6, 10)
    assert found.occupancy == pytest.approx(1, rel=ROUNDING)
    assert found.p_abandon == pytest.approx(1 - 10e-6, rel=ROUNDING)
    assert found.service_level == 0  # exp(-3e5)


def test_erlang_c_at_the_load_and_below_it_makes_everybody_wait() -> None:
    assert erlang_c([1, 5, 5, 5000, 1e6], [1, 5, 4.9, 4999, 1e3]).tolist() == [1, 1, 1, 1, 1]
    assert 0.999 < erlang_c(5000, 5000.001) < 1


@pytest.mark.parametrize("agents", [1e13, 1e307, 1e308])
def test_among_more_agents_than_could_be_counted_nobody_waits(agents: float) -> None:
    for load in (0.0, 1e-6, 1.0, 1e6):
        assert (erlang_b(load, agents), erlang_c(load, agents)) == (0, 0)
        assert erlang_a(load, agents, aht=240, patience=60, within=20).p_wait == 0


def test_nobody_is_answered_within_no_time_but_those_who_do_not_wait() -> None:
    found = a(30, 25, within=0)
    assert found.service_level == pytest.approx(1 - found.p_wait, rel=ROUNDING)


def test_without_time_for_it_nobody_gives_up() -> None:
    assert a(30, 25, short=0).given_up_within == 0


# limits


@pytest.mark.parametrize(("load", "agents"), [(48, 50), (5000, 5050), (0.3, 1), (0.3, 0.31), (1e6, 1_001_000)])
def test_endless_patience_gives_erlang_c(load: float, agents: float) -> None:
    found, p_wait, free = a(load, agents, patience=1e15), erlang_c(load, agents), agents - load
    assert found.p_wait == pytest.approx(p_wait, rel=1e-9)
    assert found.p_abandon == pytest.approx(0, abs=1e-9)
    assert found.wait == pytest.approx(p_wait * 240 / free, rel=1e-8)
    assert found.wait_answered == pytest.approx(p_wait * 240 / free, rel=1e-8)
    assert found.service_level == pytest.approx(1 - p_wait * np.exp(-free * 20 / 240), rel=1e-9)
    assert found.occupancy == pytest.approx(load / agents, rel=1e-9)


@pytest.mark.parametrize(("load", "agents"), [(48, 50), (48, 20), (5000, 5050), (0.3, 1), (0.3, 0.1), (1e6, 1e6)])
def test_no_patience_gives_erlang_b(load: float, agents: float) -> None:
    found, lost = a(load, agents, patience=1e-12), erlang_b(load, agents)
    assert found.p_wait == pytest.approx(lost, rel=1e-6)
    assert found.p_abandon == pytest.approx(lost, rel=1e-6)
    assert found.given_up_within == pytest.approx(lost, rel=1e-6)
    assert found.service_level == pytest.approx(1 - lost, rel=1e-6)
    assert found.wait == pytest.approx(0, abs=1e-11)


def test_with_all_the_time_in_the_world_everybody_is_answered_or_has_given_up() -> None:
    found = a(30, 25, within=1e6, short=1e6)
    assert found.service_level == pytest.approx(1 - found.p_abandon, rel=ROUNDING)
    assert found.given_up_within == pytest.approx(found.p_abandon, rel=ROUNDING)


def test_as_patient_as_handled_callers_leave_like_a_pool_without_end() -> None:
    # patience = aht: every call, waiting or served, leaves at the same rate, so the system holds a Poisson number
    load, agents = 30.0, 25
    weights = np.exp(np.cumsum(np.log(np.r_[1, load / np.arange(1, 200)])))
    weights /= weights.sum()
    found = a(load, agents, aht=100, patience=100)
    assert found.p_wait == pytest.approx(weights[agents:].sum(), rel=1e-12)
    in_queue = (weights[agents:] * np.arange(200 - agents)).sum()
    assert found.p_abandon == pytest.approx(in_queue / load, rel=1e-12)


# how figures move


@given(load=loads, ratio=ratios, step=steps)
def test_b_and_c_fall_with_agents_and_rise_with_load(load: float, ratio: float, step: float) -> None:
    agents = load * ratio
    for formula in (erlang_b, erlang_c):
        found = formula(load, agents)
        assert 0 <= found <= 1
        assert not_above(formula(load, agents + step), found)
        assert not_above(found, formula(min(load * (1 + step), 1e6), agents))


@given(load=loads, ratio=ratios)
def test_b_keeps_its_recursion_for_any_real_number_of_agents(load: float, ratio: float) -> None:
    agents = load * ratio
    before = load * erlang_b(load, agents)
    assert erlang_b(load, agents + 1) == pytest.approx(before / (agents + 1 + before), rel=1e-11, abs=1e-300)


@given(load=loads, ratio=ratios)
def test_c_is_what_b_makes_it(load: float, ratio: float) -> None:
    agents = load * (1 + ratio)
    lost = erlang_b(load, agents)
    if agents > load:
        assert erlang_c(load, agents) == pytest.approx(
            agents * lost / (agents - load + load * lost), rel=1e-11, abs=1e-300
        )


@given(load=loads, ratio=ratios, aht=times, patience=patiences, within=limits, short=limits)
def test_erlang_a_gives_shares_times_and_balanced_flows(
    load: float, ratio: float, aht: float, patience: float, within: float, short: float
) -> None:
    agents = load * ratio
    found = erlang_a(load, agents, aht=aht, patience=patience, within=within, short=short)
    shares = (found.p_wait, found.p_abandon, found.service_level, found.given_up_within)
    assert all(0 <= share <= 1 for share in shares)
    assert 0 <= found.wait <= patience
    assert not_above(found.given_up_within, found.p_abandon)
    assert not_above(found.p_abandon, found.p_wait)
    assert not_above(1 - found.p_wait, found.service_level + ROUNDING)
    assert found.service_level + found.p_abandon <= 1 + ROUNDING
    if agents > 1e-6:
        assert 0 <= found.occupancy <= 1
        assert found.wait_answered >= 0
        # who comes is answered or gives up
        assert agents * found.occupancy + load * found.p_abandon == pytest.approx(load, rel=ROUNDING)


@given(load=loads, ratio=ratios, aht=times, patience=patiences, step=steps)
def test_fewer_give_up_with_more_agents_or_more_patience(
    load: float, ratio: float, aht: float, patience: float, step: float
) -> None:
    agents = load * ratio

    def found(load: float, agents: float, patience: float) -> ErlangA:
        return erlang_a(load, agents, aht=aht, patience=patience, within=20)

    now = found(load, agents, patience)
    more_agents, more_patience = found(load, agents + step, patience), found(load, agents, patience * (1 + step))
    more_load = found(min(load * (1 + step), 1e6), agents, patience)
    for name in ("p_wait", "p_abandon", "wait"):
        assert not_above(getattr(more_agents, name), getattr(now, name))
        assert not_above(getattr(now, name), getattr(more_load, name))
    assert not_above(more_patience.p_abandon, now.p_abandon)
    assert not_above(now.p_wait, more_patience.p_wait)
    assert not_above(now.service_level, more_agents.service_level + 1e-13)
    assert not_above(more_load.service_level, now.service_level + 1e-13)


@given(load=loads, ratio=ratios, patience=patiences, limit=limits, step=steps)
def test_more_are_in_time_and_more_have_given_up_within_a_longer_limit(
    load: float, ratio: float, patience: float, limit: float, step: float
) -> None:
    first, second = (a(load, load * ratio, patience=patience, within=t, short=t) for t in (limit, limit * (1 + step)))
    assert not_above(first.service_level, second.service_level)
    assert not_above(first.given_up_within, second.given_up_within)


@given(load=loads, ratio=ratios, aht=times, patience=patiences, unit=st.floats(0.01, 100))
def test_the_unit_of_time_does_not_matter(load: float, ratio: float, aht: float, patience: float, unit: float) -> None:
    in_seconds = erlang_a(load, load * ratio, aht=aht, patience=patience, within=0)
    scaled = erlang_a(load, load * ratio, aht=aht * unit, patience=patience * unit, within=0)
    for name in ("p_wait", "p_abandon", "occupancy"):
        assert getattr(scaled, name) == pytest.approx(getattr(in_seconds, name), rel=1e-7, nan_ok=True)
    assert scaled.wait == pytest.approx(in_seconds.wait * unit, rel=1e-7)


def test_no_figure_is_nan_from_no_load_to_a_million_erlang() -> None:
    numbers = np.random.default_rng(6)
    size = 50_000

    def drawn(low: float, high: float) -> np.ndarray:
        return 10 ** numbers.uniform(low, high, size) * (numbers.random(size) > 0.05)

    load = np.minimum(drawn(-8, 6), 1e6)
    agents = numbers.random(size) * (2 * load + 100) * (numbers.random(size) > 0.05)
    agents = np.where(numbers.random(size) < 0.5, np.ceil(agents), agents)
    found = erlang_a(
        load,
        agents,
        aht=10 ** numbers.uniform(0, 5, size),
        patience=10 ** numbers.uniform(-3, 9, size),
        within=drawn(-3, 5),
        short=drawn(-3, 5),
    )
    assert np.isfinite([erlang_b(load, agents), erlang_c(load, agents)]).all()
    for name in NAMES:
        expected = agents > 0 if name in {"wait_answered", "occupancy"} else np.ones(size, bool)
        assert np.array_equal(np.isfinite(getattr(found, name)), expected), name


# shapes


def test_plain_numbers_give_plain_numbers() -> None:
    assert type(erlang_b(48, 55)) is float
    assert type(erlang_c(48, 55)) is float
    assert {type(one) for one in astuple(a(48, 55))} == {float}


@pytest.mark.parametrize("shape", [(0,), (1,), (3,), (2, 3), (2, 0, 4)])
def test_an_array_keeps_its_shape(shape: tuple[int, ...]) -> None:
    load = np.full(shape, 48.0)
    assert erlang_b(load, 55).shape == shape
    assert erlang_c(load, 55).shape == shape
    assert {one.shape for one in astuple(a(load, 55))} == {shape}


def test_arguments_broadcast_and_each_interval_stands_for_itself() -> None:
    load, agents = np.array([[1.0], [48.0], [5000.0]]), [0, 0.5, 50, 5100]
    together = a(load, agents, patience=[1, 60, 1e6, 5])
    for row, column in np.ndindex(3, 4):
        alone = a(load[row, 0], agents[column], patience=[1, 60, 1e6, 5][column])
        for name in NAMES:
            one = getattr(together, name)[row, column]
            assert one == pytest.approx(getattr(alone, name), rel=1e-14, nan_ok=True)


def test_many_intervals_are_the_same_as_few() -> None:
    load = np.linspace(0.1, 300, 5000)
    assert np.array_equal(erlang_b(load, 100)[::700], erlang_b(load[::700], 100))


def test_arguments_are_left_as_they_were() -> None:
    load, agents = np.array([0.0, 48.0]), np.array([0.0, 50.0])
    load.flags.writeable = agents.flags.writeable = False
    a(load, agents)
    erlang_b(load, agents)[0] = 7
    erlang_c(load, agents)[0] = 7
    assert load.tolist() == [0, 48]
    assert agents.tolist() == [0, 50]


def test_results_can_be_written_to() -> None:
    for one in (erlang_b([0, 1], 2), erlang_c([0, 1], 2), *astuple(a([0, 1], 2))):
        one[0] = 7
        assert one[0] == 7


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ({"aht": 0}, "aht"),
        ({"patience": [60, 0]}, "patience[2]"),
        ({"within": -1}, "within"),
        ({"short": float("nan")}, "short"),
    ],
)
def test_what_is_out_of_range_is_named(said: dict[str, object], cell: str) -> None:
    with pytest.raises(StaffingError) as caught:
        a([48, 49], 50, **said)
    assert [finding.cell for finding in caught.value.findings] == [cell]


@pytest.mark.parametrize("formula", [erlang_b, erlang_c, a])
def test_every_formula_refuses_a_bad_load_and_bad_agents_at_once(formula: object) -> None:
    with pytest.raises(StaffingError) as caught:
        formula([1, -2, 2e6], float("inf"))
    assert [finding.cell for finding in caught.value.findings] == ["load[2]", "load[3]", "agents"]
