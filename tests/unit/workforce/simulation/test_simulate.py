"""The simulator against formulas that were derived without it, and against what must hold in any queue."""

import subprocess
import sys
from dataclasses import astuple, fields, replace

import numpy as np
import pytest

from pcf.workforce.arguments import StaffingError
from pcf.workforce.erlang import erlang_a, erlang_b, erlang_c
from pcf.workforce.simulation import Estimate, Figures, Kind, Promise, cheapest_shared, simulate
from pcf.workforce.simulation import findings as faults_of

SURE = 0.999  # a right simulator misses one interval in a thousand; the seeds are fixed


def holds(estimate, expected):
    return estimate.low <= expected <= estimate.high


def steady(kinds, agents, *, seed, hours=10, replications=30):
    """Play a pool in its steady state: contacts of the first hour are not counted."""
    return simulate(
        kinds,
        agents,
        intervals=hours + 1,
        interval=3600,
        warm_up=3600,
        seed=seed,
        replications=replications,
        confidence=SURE,
    )


# against Erlang


@pytest.mark.parametrize(("load", "agents", "seed"), [(4, 5, 1), (9, 12, 2), (18, 20, 3)])
def test_waits_without_end_of_patience_are_those_of_erlang_c(load, agents, seed):
    aht, within = 120, 30
    found = steady([Kind(name="all", calls=load * 30, aht=aht, within=within)], agents, seed=seed, hours=30).total
    waiting = erlang_c(load, agents)
    assert holds(found.p_wait, waiting)
    assert holds(found.wait, waiting * aht / (agents - load))
    assert holds(found.service_level, 1 - waiting * np.exp(-(agents - load) * within / aht))
    assert holds(found.occupancy, load / agents)
    assert found.service_level == found.service_level_metric
    assert found.abandonment.value == 0


@pytest.mark.parametrize(
    ("load", "agents", "patience", "seed"), [(9, 10, 120, 11), (25, 22, 60, 12), (40, 42, 300, 13), (2, 1, 90, 14)]
)
def test_what_impatient_callers_meet_is_erlang_a(load, agents, patience, seed):
    kind = Kind(name="all", calls=load * 20, aht=180, patience=patience, within=20)
    found = steady([kind], agents, seed=seed).total
    expected = erlang_a(load, agents, aht=180, patience=patience, within=20, short=5)
    assert holds(found.p_wait, expected.p_wait)
    assert holds(found.abandonment, expected.p_abandon)
    assert holds(found.wait, expected.wait)
    assert holds(found.asa, expected.wait_answered)
    assert holds(found.service_level, expected.service_level)
    assert holds(found.service_level_metric, expected.service_level / (1 - expected.given_up_within))
    assert holds(found.occupancy, expected.occupancy)


@pytest.mark.parametrize("variation", [None, 0, 2.5])
def test_without_any_patience_calls_are_lost_as_erlang_b_says_whatever_handle_times_are_like(variation):
    """Erlang B asks only for the mean of the handle time (Sevastyanov 1957), so this tells a wrong mean too."""
    kind = Kind(name="all", calls=15 * 30, aht=120, variation=variation, patience=1e-6)
    found = steady([kind], 17, seed=21, hours=20).total
    assert holds(found.abandonment, erlang_b(15, 17))


def test_the_test_itself_tells_a_wrong_formula():
    """With one agent more, or a handle time five per cent off, the formula is outside the interval."""
    kind = Kind(name="all", calls=25 * 20, aht=180, patience=60, within=20)
    found = steady([kind], 22, seed=12).total
    for load, agents in ((25, 23), (25 * 1.05, 22)):
        wrong = erlang_a(load, agents, aht=180, patience=60, within=20)
        assert not holds(found.abandonment, wrong.p_abandon)
        assert not holds(found.service_level, wrong.service_level)


def test_steady_handle_times_halve_the_wait_of_a_single_agent():
    """Pollaczek and Khinchine: W = load * aht * (1 + variation squared) / 2 / (1 - load)."""
    for variation, factor in ((0, 0.5), (1.5, 1.625)):
        kind = Kind(name="all", calls=36, aht=70, variation=variation)
        found = steady([kind], 1, seed=31, hours=200).total
        assert holds(found.wait, 0.7 * 70 / 0.3 * factor)


def test_drawn_handle_times_are_those_that_were_given():
    kind = Kind(name="all", calls=36, services=[10, 10, 190], within=0)
    found = steady([kind], 1, seed=32, hours=200).total
    second_moment = (10**2 + 10**2 + 190**2) / 3
    assert holds(found.wait, 36 / 3600 * second_moment / 2 / 0.3)


# priorities

GOLD = Kind(name="gold", calls=150, aht=180, priority=1)
SILVER = Kind(name="silver", calls=200, aht=180, priority=2)


def test_each_priority_waits_as_cobham_says():
    """A. Cobham, "Priority Assignment in Waiting Line Problems", Operations Research 2 (1954), 70-76."""
    agents, gold, silver = 20, 150 * 180 / 3600, 200 * 180 / 3600
    found = steady([GOLD, SILVER], agents, seed=41, hours=40)
    if_any_is_free = erlang_c(gold + silver, agents) * 180 / agents
    first, both = 1 - gold / agents, 1 - (gold + silver) / agents
    assert holds(found.kinds[0].wait, if_any_is_free / first)
    assert holds(found.kinds[1].wait, if_any_is_free / first / both)
    assert found.kinds[0].wait.value < found.kinds[1].wait.value / 4


def test_priorities_shift_waits_and_save_none():
    """Kleinrock's conservation law: with equal handle times the mean wait over all is that of one queue.

    The same customers come in both; in each replication the law holds to within the end of the day.
    """
    ranked = steady([GOLD, SILVER], 20, seed=42, hours=40).total.wait
    equal = steady([GOLD, replace(SILVER, priority=1)], 20, seed=42, hours=40).total.wait
    assert ranked.value == pytest.approx(equal.value, rel=0.02)
    reversed_order = steady([replace(GOLD, priority=3), SILVER], 20, seed=42, hours=40)
    assert reversed_order.kinds[0].wait.value > reversed_order.kinds[1].wait.value


def test_with_equal_priority_kinds_wait_alike():
    found = steady([GOLD, replace(SILVER, priority=1)], 20, seed=43, hours=40)
    assert found.kinds[0].wait.value == pytest.approx(found.kinds[1].wait.value, rel=0.05)


# time


def test_calls_come_in_the_intervals_in_which_they_are_expected():
    expected = [0, 30, 300, 10, 0]
    found = simulate(
        [Kind(name="all", calls=expected, aht=1)], 5, intervals=5, seed=51, replications=200, confidence=SURE
    )
    for figures, calls in zip(found.by_interval, expected, strict=True):
        assert holds(figures.offered, calls)
    assert found.by_interval[0].service_level == Estimate(None, None, None)


def test_a_pool_that_never_queues_is_as_busy_as_its_load_of_the_moment():
    """M(t)/M/infinity begun empty: after t seconds of a constant rate the load is A (1 - exp(-t / aht))."""
    found = simulate(
        [Kind(name="all", calls=[100, 0], aht=900)],
        1000,
        intervals=2,
        interval=1800,
        seed=52,
        replications=300,
        confidence=SURE,
    )
    load = 50
    first = load * (1800 - 900 * (1 - np.exp(-2))) / 1800 / 1000
    second = load * (1 - np.exp(-2)) * 900 * (1 - np.exp(-2)) / 1800 / 1000
    assert holds(found.by_interval[0].occupancy, first)
    assert holds(found.by_interval[1].occupancy, second)


def test_the_same_agents_spread_over_the_day_as_the_calls_are_keep_more():
    kinds = [Kind(name="all", calls=[20, 120, 40, 100], aht=300, patience=120)]
    even = simulate(kinds, 13, intervals=4, seed=53).total
    fitted = simulate(kinds, [5, 22, 8, 17], intervals=4, seed=53).total
    assert even.offered == fitted.offered, "the same customers come"
    assert fitted.service_level.low > even.service_level.high


def test_a_replayed_day_brings_the_same_arrivals_each_time():
    kind = Kind(name="all", arrivals=[30, 5, 1000, 5], aht=60)
    found = simulate([kind], 2, intervals=1, seed=54)
    assert astuple(found.total.offered) == (4, 4, 4)
    assert found.total.answered.value == 4


# what is counted


def counts(figures: Figures):
    return {one.name: getattr(figures, one.name).value for one in fields(figures)[1:]}


DAY = (
    Kind(name="gold", calls=[30, 60, 0, 20], aht=200, patience=90, priority=1, within=10),
    Kind(name="silver", calls=[50, 70, 20, 0], aht=150, variation=0.8, patience=40, priority=2),
    Kind(name="chat", calls=5, services=[400, 900], priority=3, within=120),
)


def test_every_contact_is_answered_or_gives_up():
    found = simulate(DAY, [8, 12, 0, 6], intervals=4, seed=61)
    for figures in (*found.kinds, found.total, *found.by_interval):
        one = counts(figures)
        assert one["offered"] == pytest.approx(one["answered"] + one["abandoned"] + one["unanswered"])
        assert one["in_time"] <= one["answered"]
        assert one["short_abandoned"] <= one["abandoned"]
        assert one["unanswered"] == 0


def test_the_total_is_the_sum_of_its_kinds_and_of_its_intervals():
    found = simulate(DAY, [8, 12, 0, 6], intervals=4, seed=61)
    for name in ("offered", "answered", "in_time", "abandoned", "short_abandoned"):
        total = getattr(found.total, name).value
        assert sum(getattr(one, name).value for one in found.kinds) == pytest.approx(total)
        assert sum(getattr(one, name).value for one in found.by_interval) == pytest.approx(total)
    assert sum(one.occupancy.value for one in found.kinds) == pytest.approx(found.total.occupancy.value)
    waits = sum(one.wait.value * one.offered.value for one in found.kinds)
    assert found.total.wait.value == pytest.approx(waits / found.total.offered.value)
    assert found.between(0, 4) == found.total


def test_occupancy_never_exceeds_the_whole_even_when_agents_stay_longer():
    found = simulate([Kind(name="all", calls=[200, 0], aht=600)], [5, 0], intervals=2, seed=62)
    assert found.by_interval[1].occupancy.value == pytest.approx(1)  # only those are there who finish
    assert all(one.occupancy.high <= 1 for one in found.by_interval)


def test_without_agents_the_patient_are_never_answered_and_their_wait_has_no_end():
    found = simulate([Kind(name="all", calls=10, aht=60)], 0, intervals=2, seed=63).total
    assert found.unanswered == found.offered
    assert found.service_level.value == 0
    assert found.wait == found.asa == found.occupancy == Estimate(None, None, None)


def test_without_agents_the_impatient_all_give_up_after_their_patience():
    found = simulate(
        [Kind(name="all", calls=200, aht=60, patience=30)], 0, intervals=2, seed=64, replications=50, confidence=SURE
    ).total
    assert found.abandonment.value == 1
    assert holds(found.wait, 30)
    assert holds(found.short_abandoned, 400 * (1 - np.exp(-5 / 30)))


@pytest.mark.parametrize("nobody", [Kind(name="all", calls=0, aht=60), Kind(name="all", arrivals=[], aht=60)])
def test_without_calls_there_is_no_rate_and_no_error(nobody):
    found = simulate([nobody], 3, intervals=2, seed=65).total
    assert found.offered.value == 0
    assert found.service_level.value is None
    assert found.occupancy.value == 0


def test_short_abandons_leave_the_denominator_of_the_metric_alone():
    found = simulate(DAY, [5, 8, 3, 4], intervals=4, seed=66, short=10).total
    one = counts(found)
    assert one["short_abandoned"] > 0
    assert one["service_level"] == pytest.approx(one["in_time"] / one["offered"])
    assert one["service_level_metric"] == pytest.approx(one["in_time"] / (one["offered"] - one["short_abandoned"]))


@pytest.mark.parametrize(("within", "in_time"), [(19.9, 1), (20, 2), (39.9, 2), (40, 3)])
def test_a_wait_as_long_as_was_promised_is_in_time(within, in_time):
    """Three contacts of 30 s come 10 s apart to one agent: they wait 0, 20 and 40 s."""
    kind = Kind(name="all", arrivals=[0, 10, 20], services=[30], within=within)
    found = simulate([kind], 1, intervals=1, seed=67).total
    assert (found.in_time.value, found.asa.value, found.p_wait.value) == (in_time, 20, 2 / 3)
    assert found.occupancy.value == 90 / 1800


def test_contacts_and_work_of_the_warm_up_are_not_counted():
    kind = Kind(name="all", arrivals=[0, 10, 100], services=[30])
    found = simulate([kind], 1, intervals=1, seed=68, warm_up=45).total
    assert (found.offered.value, found.asa.value) == (1, 0)
    assert found.occupancy.value == (15 + 30) / (1800 - 45)


# seeds


def test_the_same_seed_gives_the_same_and_another_one_another():
    once, again = (simulate(DAY, 9, intervals=4, seed=71) for _ in range(2))
    assert once == again
    assert once != simulate(DAY, 9, intervals=4, seed=72)


def test_more_replications_keep_the_first_ones():
    few = simulate(DAY, 9, intervals=4, seed=73, replications=5)
    many = simulate(DAY, 9, intervals=4, seed=73, replications=9)
    assert np.array_equal(few._by_interval, many._by_interval[:5])


def test_more_replications_narrow_the_interval():
    few, many = (simulate(DAY, 9, intervals=4, seed=74, replications=count).total.service_level for count in (8, 128))
    assert many.high - many.low < (few.high - few.low) / 2


def test_json_has_percentages_and_no_figure_that_is_no_number():
    found = simulate([Kind(name="all", calls=10, aht=60)], 0, intervals=2, seed=63).to_json()
    assert found["confidence"] == 95
    assert found["total"]["wait"] == {"value": None, "low": None, "high": None}
    full = simulate([Kind(name="all", calls=10, aht=60)], 50, intervals=2, seed=63).to_json()
    assert full["kinds"][0]["service_level"]["value"] == 100
    assert full["total"]["offered"]["value"] == full["kinds"][0]["offered"]["value"]


# a shared pool

SEGMENTS = (
    Kind(name="gold", calls=60, aht=240, priority=0, within=10),
    Kind(name="silver", calls=240, aht=240, priority=1, within=60),
)
PROMISES = (Promise(kind="gold", target=0.9), Promise(kind="silver", target=0.7, asa=60))


def test_the_shared_pool_is_the_smallest_that_keeps_every_promise():
    found = cheapest_shared(SEGMENTS, PROMISES, intervals=4, seed=81, cost=30, agents=40)
    assert all(one.is_kept for one in found.promises)
    fewer = simulate(SEGMENTS, found.agents[0] - 1, intervals=4, seed=81)
    gold, silver = fewer.kinds
    broken = (gold.service_level.value < 0.9, silver.service_level.value < 0.7, silver.asa.value > 60)
    assert any(broken)
    assert found.simulated == simulate(SEGMENTS, found.agents[0], intervals=4, seed=81)
    assert found.hours == found.agents[0] * 2
    assert found.cost == found.hours * 30


@pytest.mark.parametrize("start", [0, 38, 43, 60])
def test_the_answer_does_not_depend_on_where_the_search_starts(start):
    found = cheapest_shared(SEGMENTS, PROMISES, intervals=4, seed=81, agents=start)
    assert found.agents == cheapest_shared(SEGMENTS, PROMISES, intervals=4, seed=81, agents=40).agents


def test_what_is_sure_needs_no_fewer_agents_and_its_whole_interval_keeps_the_promise():
    found = cheapest_shared(SEGMENTS, PROMISES, intervals=4, seed=81, replications=10)
    assert found.sure >= found.agents
    sure = simulate(SEGMENTS, found.sure, intervals=4, seed=81, replications=10)
    assert sure.kinds[0].service_level.low >= 0.9
    assert sure.kinds[1].service_level.low >= 0.7
    assert sure.kinds[1].asa.high <= 60
    assert found.sure_hours == sum(found.sure) / 2


def test_a_shared_pool_with_priorities_needs_less_than_separate_teams():
    shared = cheapest_shared(SEGMENTS, PROMISES, intervals=4, seed=82)
    separate = [
        cheapest_shared([kind], [promise], intervals=4, seed=82)
        for kind, promise in zip(SEGMENTS, PROMISES, strict=True)
    ]
    assert shared.hours < sum(one.hours for one in separate)


def test_the_shape_of_the_day_is_kept():
    kinds = [Kind(name="all", calls=[10, 100, 40], aht=240, patience=200)]
    found = cheapest_shared(kinds, [Promise(kind="all", target=0.8)], intervals=3, seed=83, agents=[1, 12, 5])
    assert {one - base for one, base in zip(found.agents, (1, 12, 5), strict=True)} == {found.agents[1] - 12}


def test_nobody_is_needed_where_nobody_calls():
    found = cheapest_shared([replace(SEGMENTS[0], calls=0)], PROMISES[:1], intervals=2, seed=84, agents=7)
    assert found.agents == (0, 0)
    assert found.promises[0].found.value is None


def test_nobody_answered_keeps_no_mean_wait():
    kinds = [Kind(name="all", calls=30, aht=60, patience=1)]
    assert cheapest_shared(kinds, [Promise(kind="all", asa=500)], intervals=1, seed=85).agents == (1,)


def test_the_pool_is_no_busier_than_its_limit_and_never_below_its_minimum():
    limited = cheapest_shared(SEGMENTS, PROMISES, intervals=4, seed=81, occupancy=0.7)
    assert limited.simulated.total.occupancy.value <= 0.7
    free = cheapest_shared(SEGMENTS, PROMISES, intervals=4, seed=81)
    assert limited.hours > free.hours
    held = cheapest_shared(SEGMENTS, PROMISES, intervals=4, seed=81, minimum=[90, 0, 0, 0], agents=40)
    assert held.agents[0] == 90
    assert held.agents[1] < 90


def test_occupancy_alone_may_be_asked_for_and_nobody_on_duty_does_not_keep_it():
    found = cheapest_shared([SEGMENTS[0]], [], intervals=2, seed=86, occupancy=0.8)
    assert found.agents[0] > 0
    assert [(one.kind, one.figure) for one in found.promises] == [("", "occupancy")]


# figures by interval


def test_handle_time_and_patience_are_those_of_the_interval_of_arrival():
    kind = Kind(name="all", calls=300, aht=[60, 600, 60], patience=[None, 30, None])
    found = simulate([kind], 400, intervals=3, interval=36_000, seed=91, replications=5)
    per_contact = [one.occupancy.value * 400 * 36_000 / one.offered.value for one in found.by_interval]
    assert per_contact[0] == pytest.approx(60, rel=0.1)
    assert per_contact[1] == pytest.approx(600, rel=0.1)
    crowded = simulate([kind], 1, intervals=3, interval=36_000, seed=91, replications=2)
    assert [one.abandonment.value > 0 for one in crowded.by_interval] == [False, True, False]


def test_one_figure_for_all_intervals_is_the_same_as_one_for_each():
    kind = Kind(name="all", calls=50, aht=120, patience=60)
    by_interval = replace(kind, calls=[50, 50], aht=[120, 120], patience=[60, 60])
    assert simulate([kind], 3, intervals=2, seed=92) == simulate([by_interval], 3, intervals=2, seed=92)


def test_without_a_promised_wait_nothing_is_in_time_or_late():
    kinds = [Kind(name="one", calls=50, aht=120, within=None), Kind(name="two", calls=50, aht=120)]
    found = simulate(kinds, 5, intervals=2, seed=93)
    assert (found.kinds[0].service_level.value, found.total.service_level.value) == (None, None)
    assert found.kinds[1].service_level.value is not None
    assert found.total.asa.value is not None


# faults

GOOD = Kind(name="all", calls=10, aht=60)
BAD = [
    ({"kinds": []}, faults_of.NO_KINDS.code, "kinds"),
    ({"kinds": [GOOD, GOOD]}, faults_of.KIND_TWICE.code, "kinds"),
    ({"kinds": [Kind(name="all", aht=60)]}, faults_of.ONE_OF_TWO.code, "all"),
    ({"kinds": [replace(GOOD, arrivals=[1])]}, faults_of.ONE_OF_TWO.code, "all"),
    ({"kinds": [replace(GOOD, services=[1])]}, faults_of.ONE_OF_TWO.code, "all"),
    ({"kinds": [replace(GOOD, aht=None)]}, faults_of.ONE_OF_TWO.code, "all"),
    ({"kinds": [replace(GOOD, calls=[1, 2, 3])]}, faults_of.INTERVALS_DIFFER.code, "all: calls"),
    ({"kinds": [replace(GOOD, calls=[1, -2])]}, "staffing-negative", "all: calls[2]"),
    ({"kinds": [replace(GOOD, calls=float("nan"))]}, "staffing-not-number", "all: calls"),
    ({"kinds": [replace(GOOD, calls=1e9)]}, faults_of.TOO_MANY.code, "kinds"),
    ({"kinds": [replace(GOOD, calls=None, arrivals=[3600])]}, faults_of.OUTSIDE.code, "all: arrivals"),
    ({"kinds": [replace(GOOD, calls=None, arrivals=[-1])]}, "staffing-negative", "all: arrivals[1]"),
    ({"kinds": [replace(GOOD, calls=None, arrivals=60)]}, faults_of.NOT_A_LIST.code, "all: arrivals"),
    ({"kinds": [replace(GOOD, aht=None, services=[[60]])]}, faults_of.NOT_A_LIST.code, "all: services"),
    ({"kinds": [replace(GOOD, aht=[60, 0])]}, "staffing-zero", "all: aht[2]"),
    ({"kinds": [replace(GOOD, aht=[60, 60, 60])]}, faults_of.INTERVALS_DIFFER.code, "all: aht"),
    ({"kinds": [replace(GOOD, patience=[None, -1])]}, "staffing-negative", "all: patience[2]"),
    ({"kinds": [replace(GOOD, aht="60")]}, "staffing-not-number", "all: aht"),
    ({"kinds": [replace(GOOD, aht=0)]}, "staffing-zero", "all: aht"),
    ({"kinds": [replace(GOOD, aht=None, services=[])]}, faults_of.NOT_A_LIST.code, "all: services"),
    ({"kinds": [replace(GOOD, aht=None, services=[5, -5])]}, "staffing-negative", "all: services[2]"),
    ({"kinds": [replace(GOOD, variation=-1)]}, "staffing-negative", "all: variation"),
    ({"kinds": [replace(GOOD, patience=0)]}, "staffing-zero", "all: patience"),
    ({"kinds": [replace(GOOD, within=-1)]}, "staffing-negative", "all: within"),
    ({"kinds": [replace(GOOD, within=[1, 2])]}, faults_of.INTERVALS_DIFFER.code, "all: within"),
    ({"kinds": [replace(GOOD, priority=1.5)]}, faults_of.NOT_WHOLE.code, "all: priority"),
    ({"agents": [1, 2, 3]}, faults_of.INTERVALS_DIFFER.code, "agents"),
    ({"agents": [1, 2.5]}, faults_of.NOT_WHOLE.code, "agents[2]"),
    ({"agents": -1}, "staffing-negative", "agents"),
    ({"intervals": 0}, faults_of.NOT_WHOLE.code, "intervals"),
    ({"intervals": True}, faults_of.NOT_WHOLE.code, "intervals"),
    ({"interval": 0}, "staffing-zero", "interval"),
    ({"seed": -1}, faults_of.NOT_WHOLE.code, "seed"),
    ({"seed": "one"}, faults_of.NOT_WHOLE.code, "seed"),
    ({"replications": 1}, faults_of.NOT_WHOLE.code, "replications"),
    ({"warm_up": 3600}, faults_of.OUT_OF_RANGE.code, "warm_up"),
    ({"short": -1}, "staffing-negative", "short"),
    ({"confidence": 1}, faults_of.OUT_OF_RANGE.code, "confidence"),
    ({"confidence": 0}, faults_of.OUT_OF_RANGE.code, "confidence"),
]


@pytest.mark.parametrize(("changed", "code", "place"), BAD)
def test_what_cannot_be_simulated_is_refused_by_name(changed, code, place):
    arguments = {"kinds": [GOOD], "agents": 1, "intervals": 2, "seed": 1} | changed
    with pytest.raises(StaffingError) as caught:
        simulate(**arguments)
    (fault,) = caught.value.findings
    assert (fault.code, fault.cell) == (code, place)
    assert "{" not in fault.message() + fault.expected() + fault.suggestion()


def test_all_faults_are_told_at_once():
    with pytest.raises(StaffingError) as caught:
        simulate([Kind(name="all", calls=-1, aht=0), Kind(name="all")], [1.5, -1], intervals=2, seed=-1, interval=0)
    assert {fault.cell for fault in caught.value.findings} >= {
        "kinds",
        "all",
        "all: aht",
        "all: calls",
        "agents[2]",
        "seed",
        "interval",
    }


@pytest.mark.parametrize(
    ("promises", "changed", "code", "place"),
    [
        ([], {}, faults_of.NO_PROMISE.code, "promises"),
        ([Promise(kind="all")], {}, faults_of.NO_PROMISE.code, "promises"),
        ([Promise(kind="other", target=0.8)], {}, faults_of.UNKNOWN_KIND.code, "promises"),
        ([Promise(kind="all", target=80)], {}, "staffing-share", "all: target"),
        ([Promise(kind="all", target=1)], {}, "staffing-whole", "all: target"),
        ([Promise(kind="all", asa=0)], {}, "staffing-zero", "all: asa"),
        ([Promise(kind="all", abandonment=-0.1)], {}, "staffing-negative", "all: abandonment"),
        ([Promise(kind="all", target=0.8)], {"cost": -1}, "staffing-negative", "cost"),
        ([Promise(kind="all", asa=9)], {"occupancy": 0}, "staffing-zero", "occupancy"),
        ([Promise(kind="all", asa=9)], {"minimum": [1, 2.5]}, faults_of.NOT_WHOLE.code, "minimum[2]"),
    ],
)
def test_what_cannot_be_promised_is_refused_by_name(promises, changed, code, place):
    with pytest.raises(StaffingError) as caught:
        cheapest_shared([GOOD], promises, intervals=2, seed=1, **changed)
    (fault,) = caught.value.findings
    assert (fault.code, fault.cell) == (code, place)
    assert "{" not in fault.message() + fault.expected() + fault.suggestion()


def test_a_share_in_time_without_a_promised_wait_is_refused():
    with pytest.raises(StaffingError) as caught:
        cheapest_shared([replace(GOOD, within=None)], [Promise(kind="all", target=0.8)], intervals=2, seed=1)
    (fault,) = caught.value.findings
    assert (fault.code, fault.found) == (faults_of.NO_WAIT.code, "all")


def test_a_long_list_of_faults_is_counted_whole():
    with pytest.raises(StaffingError) as caught:
        simulate([replace(GOOD, calls=[-1] * 500)], 1, intervals=500, seed=1)
    assert len(caught.value.findings) == 100
    assert "500" in str(caught.value)


def test_without_numpy_customers_can_be_described_and_the_missing_package_is_named():
    """In a process of its own, since modules that are loaded here would be found."""
    script = (
        "import sys; sys.modules['numpy'] = None\n"
        "from pcf.workforce.simulation import Kind\n"
        "from pcf.errors import NotInstalledError\n"
        "Kind(name='all', calls=1, aht=60)\n"
        "try:\n    from pcf.workforce.simulation import simulate\n"
        "except NotInstalledError as error:\n    print(error)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "[workforce]" in run.stdout
