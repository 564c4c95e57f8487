"""What-if: curves, other promises, one shared team, other volumes; each the same as computing the lines anew."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.workforce import StaffingLine, curve, plan_lines, sensitivity
from pcf.workforce.planned import Met
from pcf.workforce.whatif import CHANGES, MOST_POINTS, PROMISES

NINE, TEN = "2026-03-02T09:00", "2026-03-02T10:00"


def line(name: str = "one", **typed: object) -> StaffingLine:
    """360 calls of 240 seconds in half an hour, 80 % in 15 seconds: 55 agents."""
    promised = {"calls": 360, "aht": 240, "target": 80, "within": 15, **typed}
    numbers = {key: Decimal(str(value)) for key, value in promised.items() if not isinstance(value, str | None)}
    return StaffingLine(id=name, **{**promised, **numbers})


def met(one: StaffingLine) -> Met:
    found = plan_lines([one]).lines[0].needed
    assert found is not None
    return found


def test_a_curve_runs_without_gaps_from_few_to_nearly_all_and_through_what_is_needed() -> None:
    found = curve(line(agents=50, cost=20))
    assert found is not None
    agents = [point.agents for point in found.points]
    assert agents == list(range(agents[0], agents[-1] + 1))
    assert (found.needed, found.today) == (55, 50)
    assert {50, 55} <= set(agents)
    assert found.points[0].service_level < 30 < 99.5 <= found.points[-1].service_level
    assert next(point.agents for point in found.points if point.is_kept) == found.needed
    assert found.points[agents.index(55)] == met(line(cost=20))


@settings(max_examples=30)
@given(
    st.floats(0.01, 1e5),
    st.sampled_from([None, 20, 300]),
    st.one_of(st.none(), st.integers(0, 200)),
    st.integers(1, 99),
)
def test_a_curve_is_never_long_and_always_has_what_is_needed(calls, patience, today, target) -> None:
    found = curve(line(calls=round(calls, 3), patience=patience, agents=today, target=target))
    assert found is not None
    assert len(found.points) <= MOST_POINTS
    assert found.needed in [point.agents for point in found.points]
    levels = [point.service_level for point in found.points]
    assert all(low <= high + 1e-9 for low, high in pairwise(levels))


def test_a_line_without_figures_has_no_curve_and_one_without_a_promise_has() -> None:
    assert curve(StaffingLine(id="bare")) is None
    assert curve(line(calls=0)) is None
    assert sensitivity(line(calls=0)) is None
    assert sensitivity(line(target=None, within=None)) is None
    free = curve(line(target=None, within=None, agents=52))
    assert free is not None
    assert (free.needed, free.today) == (None, 52)
    assert 52 in [point.agents for point in free.points]
    assert free.points[-1].service_level is None


def test_another_promise_costs_what_the_lines_then_need() -> None:
    lines = [
        line("a", cost=20, shrinkage=30),
        line("b", calls=40, cost=10),
        line("c", target=None, within=None, asa=30, cost=10),
    ]
    (found,) = plan_lines(lines).what_if.promises
    assert [point.target for point in found.points] == sorted(PROMISES)
    assert [point.target for point in found.points if point.is_promised] == [80]
    for point in found.points:
        changed = [
            one if one.target is None else one.model_copy(update={"target": Decimal(str(point.target))})
            for one in lines
        ]
        pool = plan_lines(changed).pools[0]
        assert (point.hours, point.cost) == (pool.scheduled_hours, pytest.approx(pool.cost))
    assert [point.hours for point in found.points] == sorted(point.hours for point in found.points)
    assert found.points[4].service_level is None  # line c promises no time


def test_a_promise_of_its_own_is_a_point_too_and_differing_ones_are_nobodys() -> None:
    (same,) = plan_lines([line("a", target=82), line("b", target=82)]).what_if.promises
    assert [point.target for point in same.points if point.is_promised] == [82]
    assert same.points[0].service_level is not None
    (mixed,) = plan_lines([line("a", target=82), line("b", target=80)]).what_if.promises
    assert not any(point.is_promised for point in mixed.points)
    assert mixed.points[0].cost is None
    assert plan_lines([line(target=None, within=None, asa=30)]).what_if.promises == ()


def test_one_shared_team_needs_fewer_than_two_alike() -> None:
    lines = [
        line(f"{segment}_{at[11:13]}", segment=segment, channel="phone", start=at, cost=20)
        for segment in ("a", "b")
        for at in (NINE, TEN)
    ]
    (found,) = plan_lines(lines).what_if.pooling
    assert found.pools == (("a", "phone"), ("b", "phone"))
    assert found.separate_hours == 4 * 55 / 2
    together = met(line(calls=720))
    assert found.shared_hours == 2 * together.agents / 2
    assert (found.separate_cost, found.shared_cost) == (20 * found.separate_hours, 20 * found.shared_hours)


def test_a_shared_team_keeps_every_promise_of_every_pool() -> None:
    one = line("a", segment="a", target=70, within=5, minimum=3, shrinkage=20, cost=20)
    two = line("b", segment="b", calls=90, aht=480, asa=4, occupancy=70, patience=120, shrinkage=40, cost=30)
    (found,) = plan_lines([one, two]).what_if.pooling
    joint = {"calls": 450, "aht": (360 * 240 + 90 * 480) / 450, "patience": 450 / (90 / 120)}
    needed = max(met(line(**joint, target=70, within=5)).agents, met(line(**joint, asa=4, occupancy=70)).agents)
    first, second = met(one), met(two)
    paid = first.agents / 0.8 + second.agents / 0.6
    scheduled = -(-needed * paid // (first.agents + second.agents))
    assert found.shared_hours == scheduled / 2
    by_hour = (20 * first.agents / 0.8 + 30 * second.agents / 0.6) / paid
    assert found.shared_cost == pytest.approx(by_hour * found.shared_hours)
    assert found.separate_hours == (first.scheduled + second.scheduled) / 2


def test_a_pool_without_contacts_asks_nothing_of_the_shared_team() -> None:
    lines = [line("a", segment="a"), line("b", segment="b", calls=0, target=99, within=0)]
    (found,) = plan_lines(lines).what_if.pooling
    assert found.shared_hours == found.separate_hours == 55 / 2
    (empty,) = plan_lines([line("a", segment="a", calls=0), line("b", segment="b", calls=0)]).what_if.pooling
    assert (empty.shared_hours, empty.shared_cost) == (0, None)


def test_where_a_pool_is_closed_the_shared_team_serves_the_others() -> None:
    both = {"channel": "phone", "cost": 20}
    lines = [
        line("a9", segment="a", start=NINE, **both),
        line("a10", segment="a", start=TEN, **both),
        line("b10", segment="b", start=TEN, minimum=70, **both),
    ]
    (found,) = plan_lines(lines).what_if.pooling
    together = met(line(calls=720, minimum=70))
    assert found.pools == (("a", "phone"), ("b", "phone"))
    assert (found.separate_hours, found.shared_hours) == ((55 + 55 + 70) / 2, (55 + together.agents) / 2)
    assert found.shared_cost == pytest.approx(20 * found.shared_hours)


def test_a_small_dear_pool_does_not_make_every_hour_dear() -> None:
    lines = [line("a", segment="a", calls=10, cost=100), line("b", segment="b", calls=1000, cost=20)]
    (found,) = plan_lines(lines).what_if.pooling
    assert found.separate_cost is not None and found.shared_cost is not None
    mean = found.separate_cost / found.separate_hours
    assert found.shared_cost == pytest.approx(mean * found.shared_hours)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"start": NINE}, {"start": "2026-03-02T09:15"}),  # half hours that overlap
        ({"start": NINE}, {"start": TEN}),  # never at the same time
        ({"start": NINE}, {"start": "09:00"}),  # a day and any day
        ({"start": "morning"}, {"start": "evening"}),
    ],
)
def test_pools_whose_intervals_do_not_meet_are_not_joined(first, second) -> None:
    lines = [line("a", segment="a", **first), line("b", segment="b", **second)]
    assert plan_lines(lines).what_if.pooling == ()
    assert len(plan_lines([lines[0], line("b", segment="b", **first)]).what_if.pooling) == 1


@pytest.mark.parametrize(
    "other",
    [
        line("b", segment="b", channel="chat"),
        line("b", segment="b", start=NINE),
        line("b", segment="b", interval=900),
        line("b", segment="b", aht=None),
    ],
)
def test_pools_that_do_not_work_at_the_same_times_are_not_joined(other) -> None:
    assert plan_lines([line("a", segment="a"), other]).what_if.pooling == ()


def test_sensitivity_is_what_the_changed_line_needs_and_todays_agents_then_keep() -> None:
    found = sensitivity(line(agents=50, cost=20))
    assert found is not None
    assert found.agents == 50
    assert [(one.calls, one.aht) for one in found.changes] == [(calls, aht) for calls in CHANGES for aht in CHANGES]
    for one in found.changes:
        changed = line(calls=360 * one.calls / 100, aht=240 * one.aht / 100, agents=50, cost=20)
        again = plan_lines([changed]).lines[0]
        assert again.needed and again.today
        assert (one.needed, one.cost) == (again.needed.agents, again.needed.cost)
        assert one.service_level == pytest.approx(again.today.service_level, abs=1e-9)


def test_without_todays_agents_those_are_kept_who_are_needed_now() -> None:
    found = sensitivity(line())
    assert found is not None
    assert found.agents == 55
    assert next(one for one in found.changes if (one.calls, one.aht) == (100, 100)).service_level > 80


def test_curves_and_sensitivities_are_of_the_busiest_line_of_each_pool() -> None:
    plan = plan_lines([line("quiet", calls=10), line("busy"), StaffingLine(id="bare"), line("chat", channel="chat")])
    made = plan.what_if
    assert [one.line.id for one in made.curves] == ["busy", "chat"]
    assert [one.line.id for one in made.sensitivities] == ["busy", "chat"]
    assert plan.what_if is made


def test_the_busiest_line_is_one_that_can_be_computed() -> None:
    (found,) = plan_lines([line("loud", calls=9000, target=None, within=None), line("sound")]).what_if.sensitivities
    assert found.line.id == "sound"


def test_a_promise_so_high_that_its_percentage_would_round_to_100_is_still_one() -> None:
    (found,) = plan_lines([line(target="99.999999999999994")]).what_if.promises
    assert found.points[-1].is_promised
    assert found.points[-1].hours == met(line(target="99.999999999999994")).scheduled / 2
