"""``staff``: what callers of the package type, and what they get."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pcf
from pcf.errors import NotInstalledError
from pcf.workforce import StaffingError, erlang_a, erlang_c, perform, required_agents, staff
from pcf.workforce.staffing import DECIDING, Performance, Staffing


def faults(**arguments: object) -> list[tuple[str, str]]:
    with pytest.raises(StaffingError) as caught:
        staff(**arguments)
    assert caught.value.facts["count"] == len(caught.value.findings)
    return [(fault.cell, fault.code) for fault in caught.value.findings]


def test_360_calls_in_half_an_hour_need_55_agents_and_with_shrinkage_79_on_the_schedule() -> None:
    found = pcf.staff(calls=360, aht=240, interval=1800, target=0.8, within=15, shrinkage=0.3)
    assert (found.load, found.agents, found.scheduled, found.limited_by) == (48.0, 55, 79, "service_level")
    assert found.p_wait == pytest.approx(0.238700936, abs=5e-10)
    assert found.asa == found.wait == pytest.approx(8.184, abs=5e-4)
    assert found.service_level == found.service_level_metric == pytest.approx(0.84588, abs=5e-6)
    assert found.occupancy == pytest.approx(0.8727, abs=5e-5)
    assert found.abandonment == 0


def test_plain_numbers_get_plain_numbers_and_arrays_get_arrays() -> None:
    one, some = staff(calls=360, aht=240), staff(calls=[[360], [0]], aht=[240, 300, 60])
    assert [type(getattr(one, field.name)) for field in fields(Staffing)] == [*[float] * 9, int, int, str]
    assert {getattr(some, field.name).shape for field in fields(Staffing)} == {(2, 3)}
    for field in fields(Staffing):
        assert getattr(some, field.name)[0, 0] == getattr(one, field.name)


def test_a_night_without_calls_needs_nobody_and_raises_nothing() -> None:
    found = staff(calls=0, aht=240)
    assert (found.agents, found.scheduled, found.limited_by) == (0, 0, "calls")
    assert all(math.isnan(getattr(found, field.name)) for field in fields(Performance))
    guard = staff(calls=0, aht=240, minimum=2, shrinkage=0.5, patience=60)
    assert (guard.agents, guard.scheduled, guard.limited_by) == (2, 4, "minimum")
    assert guard.occupancy == 0
    assert math.isnan(guard.service_level)


@pytest.mark.parametrize(
    ("asked", "agents", "limit"),
    [
        ({"target": 0.8}, 54, "service_level"),
        ({"target": 0.8, "asa": 5}, 57, "asa"),
        ({"target": 0.8, "occupancy": 0.8}, 60, "occupancy"),
        ({"target": 0.8, "minimum": 70}, 70, "minimum"),
        ({"target": 0.01}, 49, "load"),
        ({"target": None, "abandonment": 0.01, "patience": 120}, 58, "abandonment"),
    ],
)
def test_the_limit_is_named_that_needs_the_last_agent(asked, agents, limit) -> None:
    found = staff(calls=360, aht=240, **asked)
    assert (found.agents, found.limited_by) == (agents, limit)
    assert limit in DECIDING


def test_todays_agents_are_judged_without_a_search_and_without_a_promise() -> None:
    found = staff(calls=360, aht=240, target=None, within=15, agents=55, shrinkage=0.3)
    assert (found.agents, found.scheduled, found.limited_by) == (55, 79, "agents")
    assert found.service_level == pytest.approx(0.84588, abs=5e-6)


def test_below_load_the_wait_has_no_end_and_nobody_is_answered_in_time() -> None:
    for agents in (0, 10, 48):
        found = staff(calls=360, aht=240, agents=agents)
        assert (found.asa, found.wait, found.service_level, found.p_wait) == (math.inf, math.inf, 0.0, 1.0)
        assert math.isnan(found.occupancy) if agents == 0 else found.occupancy == 1


def test_with_patience_it_is_erlang_a_and_the_metric_leaves_short_abandons_out() -> None:
    found = staff(calls=1440, aht=60, patience=120, within=20, agents=50, short=5)
    same = erlang_a(48, 50, aht=60, patience=120, within=20, short=5)
    assert (found.abandonment, found.wait, found.asa) == (same.p_abandon, same.wait, same.wait_answered)
    assert (found.p_wait, found.occupancy) == (same.p_wait, same.occupancy)
    assert found.service_level == same.service_level == pytest.approx(0.943019, abs=5e-7)
    assert found.service_level_metric == pytest.approx(same.service_level / (1 - same.given_up_within), rel=1e-15)
    assert found.service_level < found.service_level_metric < 1
    assert staff(calls=1440, aht=60, patience=120, agents=50, short=0).service_level_metric == found.service_level


def test_not_even_where_all_that_is_counted_is_lost_in_rounding_are_more_in_time_than_counted() -> None:
    found = perform([48, 48, 48], [62, 62, 0], aht=240, patience=[1e-9, 1e-6, 1], within=20)
    assert (found.service_level <= found.service_level_metric)[:2].all()
    assert (found.service_level_metric <= 1).all()
    assert found.given_up_within[0] == pytest.approx(found.abandonment[0], rel=1e-12)


def test_patience_of_some_intervals_leaves_the_others_to_erlang_c() -> None:
    found = perform([48, 48, 0], [50, 50, 3], aht=240, patience=[1e-3, 1e9, 60])
    assert found.p_wait[1] == pytest.approx(erlang_c(48, 50), rel=1e-6)
    assert found.abandonment[0] > 0.05
    assert math.isnan(found.wait[2])


def test_an_agent_with_three_chats_has_three_slots_and_their_occupancy() -> None:
    chat, calls = staff(calls=120, aht=600, concurrency=3), staff(calls=120, aht=600, agents=48)
    assert chat.agents == 16
    assert chat.occupancy == pytest.approx(40 / 48)
    assert (chat.p_wait, chat.asa, chat.service_level) == (calls.p_wait, calls.asa, calls.service_level)


def test_every_fault_is_told_at_once_by_argument_and_interval() -> None:
    assert faults(
        calls=[5, -1, math.nan, 1e9], aht=[0, 3, 3, 240], target=1.2, shrinkage=1, concurrency=0.5, within=None
    ) == [
        ("calls[3]", "staffing-not-number"),
        ("calls[2]", "staffing-negative"),
        ("aht[1]", "staffing-zero"),
        ("target", "staffing-share"),
        ("shrinkage", "staffing-whole"),
        ("within", "staffing-no-within"),
        ("concurrency", "staffing-concurrency"),
        ("load[4]", "staffing-load"),
    ]


@pytest.mark.parametrize(
    ("wrong", "cell", "code"),
    [
        ({"calls": None}, "calls", "staffing-not-number"),
        ({"aht": "240"}, "aht", "staffing-not-number"),
        ({"aht": 0}, "aht", "staffing-zero"),
        ({"interval": 0}, "interval", "staffing-zero"),
        ({"interval": 1e-300}, "load", "staffing-load"),
        ({"calls": 1e308, "aht": 1e308}, "load", "staffing-load"),
        ({"target": 1}, "target", "staffing-whole"),
        ({"within": -1}, "within", "staffing-negative"),
        ({"asa": 0}, "asa", "staffing-zero"),
        ({"abandonment": 1.01}, "abandonment", "staffing-share"),
        ({"abandonment": 0, "patience": 60}, "abandonment", "staffing-abandonment-zero"),
        ({"occupancy": 0}, "occupancy", "staffing-zero"),
        ({"occupancy": 1e-9}, "occupancy", "staffing-too-many"),
        ({"patience": math.inf}, "patience", "staffing-not-number"),
        ({"short": -5}, "short", "staffing-negative"),
        ({"shrinkage": 1 - 1e-12}, "shrinkage", "staffing-whole"),
        ({"concurrency": 0}, "concurrency", "staffing-concurrency"),
        ({"minimum": 1e10}, "minimum", "staffing-too-many"),
        ({"agents": 2.5}, "agents", "staffing-agents-whole"),
        ({"agents": 1e300}, "agents", "staffing-too-many"),
        ({"target": None, "abandonment": 0.05}, "patience", "staffing-no-patience"),
        ({"target": None}, "", "staffing-no-limit"),
        ({"target": None, "minimum": 5}, "", "staffing-no-limit"),
        ({"calls": [1, 2], "aht": [1, 2, 3]}, "", "staffing-shapes"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_by_name(wrong, cell, code) -> None:
    assert faults(**{"calls": 360, "aht": 240, **wrong}) == [(cell, code)]


def test_of_very_many_faults_some_are_told_and_all_are_counted() -> None:
    with pytest.raises(StaffingError) as caught:
        staff(calls=np.full(5000, -1.0), aht=240, concurrency=np.zeros(5000))
    assert caught.value.facts["count"] == 10_000
    assert len(caught.value.findings) <= 200


def test_what_was_not_said_has_its_default() -> None:
    unsaid = dict.fromkeys(("interval", "short", "shrinkage", "concurrency", "minimum"))
    assert staff(calls=360, aht=240, patience=60, **unsaid) == staff(calls=360, aht=240, patience=60)


@given(st.floats(0, 1e5), st.floats(1, 3000), st.floats(0, 0.99), st.floats(0, 120), st.floats(0, 0.9))
def test_what_staff_says_is_what_its_parts_say(calls, aht, target, within, shrinkage) -> None:
    found = staff(calls=calls, aht=aht, target=target, within=within, shrinkage=shrinkage)
    assert found.agents == required_agents(calls * aht / 1800, aht=aht, target=target, within=within)
    assert found.scheduled >= found.agents
    if found.agents:
        kept = perform(calls * aht / 1800, found.agents, aht=aht, within=within)
        assert all(getattr(kept, field.name) == getattr(found, field.name) for field in fields(Performance))
        assert found.service_level >= target


def alone(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_numpy_is_imported_only_where_something_is_computed() -> None:
    code = (
        "import sys, pcf, pcf.workforce.records, pcf.workforce.planned, pcf.workforce.plan_findings\n"
        "from pcf.workforce import StaffingLine, StaffingPlan\n"
        "print('numpy' in sys.modules); pcf.staff; print('numpy' in sys.modules)"
    )
    assert alone(code).split() == ["False", "True"]


def test_without_numpy_the_command_is_named_that_installs_it() -> None:
    code = (
        "import sys; sys.modules['numpy'] = None\n"
        "import pcf\n"
        "from pcf.workforce import StaffingLine, plan_lines\n"
        "from pcf.workforce.planned import StaffingPlan\n"
        "empty = StaffingPlan((), (), {})\n"
        "tries = (lambda: pcf.staff, lambda: pcf.workforce.erlang_c, lambda: plan_lines([]),\n"
        "         lambda: empty.what_if, lambda: empty.to_json())\n"
        "for one in tries:\n"
        "    try: one()\n"
        "    except pcf.PcfError as error: print(type(error).__name__, error.exit_code, error)"
    )
    said = alone(code).splitlines()
    assert len(said) == 5
    assert set(said) == {
        f"{NotInstalledError.__name__} 3 numpy is not installed. "
        'Install it with: pip install "pcf-customer-service[workforce]"'
    }


def test_a_module_that_is_missing_for_another_reason_is_not_blamed_on_numpy() -> None:
    from pcf.workforce.installed import needs_numpy

    with pytest.raises(ModuleNotFoundError, match="nowhere"), needs_numpy():
        import nowhere  # noqa: F401


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    import pcf.workforce

    with pytest.raises(AttributeError, match="nothing"):
        _ = pcf.workforce.nothing
    assert all(getattr(pcf.workforce, name) for name in pcf.workforce.__all__)
    assert list(pcf.workforce.__all__) == sorted(pcf.workforce.__all__)
