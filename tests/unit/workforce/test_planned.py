"""Lines of a plan: computed one by one as ``staff`` does, summed by pool, and doubted where they should be."""

from __future__ import annotations

import math
from dataclasses import fields
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.workforce import StaffingLine, plan_lines, staff
from pcf.workforce.planned import DEFAULTS, Met, PlannedLine, StaffingPlan
from pcf.workforce.staffing import Performance


def line(name: str = "one", **typed: object) -> StaffingLine:
    numbers = {key: Decimal(str(value)) for key, value in typed.items() if not isinstance(value, str)}
    return StaffingLine(id=name, **{**typed, **numbers})


def promise(name: str = "one", **typed: object) -> StaffingLine:
    """360 calls of 240 seconds in half an hour, 80 % in 15 seconds: 55 agents."""
    return line(name, **{"calls": 360, "aht": 240, "target": 80, "within": 15, **typed})


def planned(**typed: object) -> PlannedLine:
    return plan_lines([line(**typed)]).lines[0]


def needed(one: PlannedLine) -> Met:
    assert one.needed is not None
    return one.needed


def codes(plan: StaffingPlan) -> list[str]:
    return [fault.code for fault in plan.findings]


def test_a_line_is_computed_as_staff_computes_it_with_percentages_on_0_to_100() -> None:
    one = plan_lines([promise(shrinkage=30, agents=50, cost=20)]).lines[0]
    same = staff(calls=360, aht=240, target=0.8, within=15, shrinkage=0.3)
    assert (one.load, one.limited_by, one.model, one.missing) == (48.0, "service_level", "erlang_c", ())
    assert (needed(one).agents, needed(one).scheduled, needed(one).cost) == (55, 79, 790.0)
    assert needed(one).service_level == pytest.approx(84.588, abs=5e-4)
    assert (needed(one).asa, needed(one).occupancy) == (same.asa, 100 * same.occupancy)
    assert needed(one).is_kept and not needed(one).is_overloaded
    assert one.today is not None
    assert (one.today.agents, one.today.scheduled, one.today.cost, one.today.is_kept) == (50, 72, 720.0, False)


@settings(max_examples=40)
@given(
    st.integers(0, 4000),
    st.integers(1, 900),
    st.integers(1, 99),
    st.integers(0, 300),
    st.one_of(st.none(), st.integers(1, 900)),
    st.integers(0, 90),
    st.sampled_from([1, 2, 3]),
    st.sampled_from([900, 1800, 3600]),
)
def test_every_line_agrees_with_staff(calls, aht, target, within, patience, shrinkage, concurrency, interval) -> None:
    more = {} if patience is None else {"patience": patience}
    common = {"calls": calls, "aht": aht, "within": within, "concurrency": concurrency, "interval": interval, **more}
    one = planned(target=target, shrinkage=shrinkage, **common)
    same = staff(target=target / 100, shrinkage=shrinkage / 100, **common)
    assert (needed(one).agents, needed(one).scheduled, one.limited_by) == (same.agents, same.scheduled, same.limited_by)
    for field in fields(Performance):
        shown, share = getattr(needed(one), field.name), getattr(same, field.name)
        scale = 1 if field.name in ("asa", "wait") else 100
        assert shown is None if share != share else shown == pytest.approx(scale * share, rel=1e-12)


def test_what_was_not_said_is_the_default_and_no_wait_is_made_up() -> None:
    spelt = {name: value for name, value in DEFAULTS.items() if name != "shrinkage"}
    assert needed(plan_lines([promise()]).lines[0]) == needed(plan_lines([promise(shrinkage=0, **spelt)]).lines[0])
    assert "within" not in DEFAULTS
    one = planned(calls=360, aht=240, target=80)
    assert (one.needed, one.missing) == (None, ("within",))


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        ({}, ("calls", "aht", "target")),
        ({"calls": 10, "target": 80}, ("aht", "within")),
        ({"calls": 10, "aht": 60}, ("target",)),
        ({"calls": 10, "aht": 60, "minimum": 2}, ("target",)),
        ({"calls": 10, "aht": 60, "asa": 20}, ()),
        ({"calls": 10, "aht": 60, "abandonment": 5}, ("patience",)),
        ({"calls": 10, "aht": 60, "abandonment": 5, "patience": 60}, ()),
        ({"calls": 10, "aht": 60, "abandonment": 5, "asa": 20}, ()),
    ],
)
def test_a_line_that_cannot_be_computed_says_what_is_missing(typed, missing) -> None:
    one = planned(**typed)
    assert (one.missing, one.needed is None) == (missing, bool(missing))
    assert codes(plan_lines([line(**typed)])) == (["staffing-incomplete"] if missing else [])


def test_today_is_judged_even_where_nothing_is_promised() -> None:
    one = planned(calls=360, aht=240, agents=55)
    assert one.today is not None
    assert (one.today.asa, one.today.service_level) == (pytest.approx(8.184, abs=5e-4), None)
    assert planned(calls=360, agents=55).today is None


def test_a_night_interval_needs_nobody_and_its_minimum_if_there_is_one() -> None:
    night, guarded = planned(calls=0, aht=240, target=80, within=20), planned(calls=0, aht=240, asa=9, minimum=1.5)
    assert (needed(night).agents, night.limited_by, needed(night).service_level) == (0, "calls", None)
    assert (needed(guarded).agents, guarded.limited_by, needed(guarded).occupancy) == (2, "minimum", 0.0)


def test_a_wait_without_end_is_none_and_said_to_be_overload() -> None:
    plan = plan_lines([promise(agents=48)])
    today = plan.lines[0].today
    assert today is not None
    assert (today.is_overloaded, today.asa, today.wait, today.service_level) == (True, None, None, 0.0)
    assert codes(plan) == ["staffing-overloaded"]
    assert codes(plan_lines([promise(agents=48, patience=100)])) == ["staffing-occupancy"]


def test_pools_sum_counts_and_hours_and_make_rates_of_the_sums() -> None:
    lines = [
        promise("a", segment="retail", channel="phone", agents=55, cost=20, shrinkage=30),
        line(
            "b",
            segment="retail",
            channel="phone",
            calls=20,
            aht=240,
            target=80,
            within=15,
            agents=3,
            cost=20,
            interval=3600,
        ),
        line("c", segment="retail", channel="chat", calls=0, aht=240, target=80, within=15, agents=1),
    ]
    plan = plan_lines(lines)
    first, second, third = (one.needed for one in plan.lines)
    assert first and second and third
    phone, chat = plan.pools
    assert (phone.computed, chat.computed) == (2, 1)
    assert (phone.segment, phone.channel, phone.lines, phone.calls) == ("retail", "phone", 2, 380.0)
    assert phone.needed_hours == 55 / 2 + second.agents
    assert phone.scheduled_hours == 79 / 2 + second.scheduled
    assert phone.service_level == pytest.approx((360 * first.service_level + 20 * second.service_level) / 380)
    assert phone.cost == 20 * (79 / 2 + second.scheduled)
    assert phone.intervals_missed == sum(not one.today.is_kept for one in plan.lines[:2] if one.today)
    assert (chat.service_level, chat.service_level_today, chat.cost, chat.intervals_missed) == (None, None, None, 0)


def test_what_one_line_does_not_say_the_sum_does_not_say() -> None:
    pool = plan_lines([promise("a", agents=55, cost=20), promise("b")]).pools[0]
    assert (pool.service_level_today, pool.cost, pool.cost_today, pool.intervals_missed) == (None, None, None, None)
    assert pool.service_level == pytest.approx(84.588, abs=5e-4)


def test_hours_are_of_the_computed_lines_whose_number_is_told_and_contacts_of_all_or_none() -> None:
    pool = plan_lines([promise("a"), promise("b").model_copy(update={"calls": None})]).pools[0]
    assert (pool.lines, pool.computed, pool.needed_hours, pool.scheduled_hours) == (2, 1, 27.5, 27.5)
    assert (pool.calls, pool.service_level, pool.service_level_metric, pool.cost) == (None, None, None, None)
    bare = plan_lines([line("a", calls=10)]).pools[0]
    assert (bare.computed, bare.calls, bare.needed_hours, bare.scheduled_hours) == (0, 10.0, None, None)


def test_both_service_levels_of_a_pool_are_made_of_the_same_contacts() -> None:
    patient, brief = promise("a", patience=60, agents=50), promise("b", patience=20, calls=36, agents=2)
    plan = plan_lines([patient, brief, line("closed", calls=0, aht=240, asa=30, agents=0)])
    (pool,) = plan.pools
    for level, metric, mets in (
        (pool.service_level, pool.service_level_metric, [one.needed for one in plan.lines[:2]]),
        (pool.service_level_today, pool.service_level_metric_today, [one.today for one in plan.lines[:2]]),
    ):
        known = [(calls, met) for calls, met in zip((360, 36), mets, strict=True) if met is not None]
        in_time = sum(calls * met.service_level / 100 for calls, met in known)
        short = sum(calls * met.given_up_within / 100 for calls, met in known)
        assert level == pytest.approx(100 * in_time / 396, rel=1e-12)
        assert metric == pytest.approx(100 * in_time / (396 - short), rel=1e-12)
    asked = line("c", calls=360, aht=240, asa=30, patience=60)
    mixed = plan_lines([patient, asked]).pools[0]
    assert (mixed.computed, mixed.service_level, mixed.service_level_metric) == (2, None, None)


def test_short_abandons_are_left_out_of_the_offered_even_where_nobody_is_answered_in_time() -> None:
    lost = promise("a", patience=60, agents=0)
    (pool,) = plan_lines([lost, promise("b", patience=60, agents=60)]).pools
    answered = plan_lines([promise("b", patience=60, agents=60)]).lines[0].today
    assert answered is not None
    counted = 360 * (math.exp(-5 / 60) + 1 - answered.given_up_within / 100)
    assert pool.service_level_metric_today == pytest.approx(360 * answered.service_level / counted, rel=1e-12)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"agents": "55.5"}, "staffing-agents-part"),
        ({"target": "0.8"}, "staffing-share-typed"),
        ({"occupancy": "0.85"}, "staffing-share-typed"),
        ({"shrinkage": "0.3"}, "staffing-share-typed"),
        ({"aht": 4}, "staffing-aht"),
        ({"aht": 14401}, "staffing-aht"),
        ({"patience": 10}, "staffing-patience-short"),
        ({"target": 10, "patience": 100}, "staffing-occupancy"),
        ({"interval": 1801}, "staffing-interval"),
        ({"calls": 10**10}, "staffing-unusable"),
        ({"abandonment": 0, "patience": 100}, "staffing-unusable"),
        ({"agents": 10**10}, "staffing-unusable"),
        ({"target": "99.9999999999999999999"}, "staffing-unusable"),
        ({"shrinkage": "99.9999999999999999999"}, "staffing-unusable"),
        ({"shrinkage": "99.99999999"}, "staffing-unusable"),
        ({"occupancy": "0.0000001", "target": None}, "staffing-unusable"),
    ],
)
def test_a_doubtful_figure_is_told(typed, code) -> None:
    figures = {name: value if value is None else Decimal(value) for name, value in typed.items()}
    plan = plan_lines([promise(segment="retail", channel="phone").model_copy(update=figures)], {"retail": "Retail"})
    assert code in codes(plan)
    assert all(fault.message().startswith("Retail, phone: ") for fault in plan.findings)
    assert codes(plan_lines([promise()])) == []


def test_figures_beyond_computing_leave_the_line_out_and_not_the_plan() -> None:
    plan = plan_lines([promise("big", calls=10**10, agents=5), promise("small")])
    assert plan.lines[0].unusable == ("calls", "aht", "interval")
    assert (plan.lines[0].needed, plan.lines[0].today) == (None, None)
    assert needed(plan.lines[1]).agents == 55


def test_a_fault_of_many_lines_is_told_once_with_their_number() -> None:
    plan = plan_lines([line(f"l{at}", calls=1, channel="phone", start=f"{at:02}:00") for at in range(12)])
    (fault,) = plan.findings
    assert (fault.facts["count"], fault.cell) == (12, "l0")
    assert fault.message() == (
        "phone: the agents who are needed cannot be computed; missing: handle time, a promise or limit. "
        "Lines (12): l0, l1, l2, l3, l4, l5, l6, l7, l8, l9, …."
    )


def test_an_interval_that_stands_twice_in_a_pool_is_told() -> None:
    same = {"start": "2026-03-02T09:00", "channel": "phone"}
    assert codes(plan_lines([promise("a", **same), promise("b", **same)])) == ["staffing-doubled"]
    assert codes(plan_lines([promise("a", **same), promise("b", **same, segment="vip")])) == []
    assert codes(plan_lines([promise("a"), promise("b", segment="vip")])) == []


def test_two_typical_intervals_of_one_pool_are_told_because_they_are_added_up() -> None:
    assert codes(plan_lines([promise("a"), promise("b")])) == ["staffing-doubled"]
    assert codes(plan_lines([promise("a", start="09:00"), promise("b", start="10:00")])) == []


def test_an_empty_plan_is_empty() -> None:
    plan = plan_lines([])
    assert (plan.lines, plan.pools, plan.findings) == ((), (), ())


def test_figures_beyond_doubles_are_told_and_break_nothing() -> None:
    huge = [
        promise("a", calls="1e400"),
        promise("b", interval="1e-400"),
        promise("c", aht="1e400", interval="1e400"),
        promise("d", agents="1e400"),
    ]
    plan = plan_lines(
        [one.model_copy(update={name: Decimal(str(getattr(one, name))) for name in ("calls", "aht")}) for one in huge]
    )
    assert [one.unusable != () for one in plan.lines[:2]] == [True, True]
    assert plan.to_json()["curves"] is not None
