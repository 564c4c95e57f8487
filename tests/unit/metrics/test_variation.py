"""Months beside each other: what is a change and what only moves as it moves from day to day."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.errors import BadOptionError
from pcf.metrics import measure
from pcf.metrics.variation import FEWEST_DAYS, changes
from pcf.source import bundle

METRICS = {metric.id: metric for metric in bundle().metrics}
MAP = """
log = "contacts"
[columns]
contact_id = "id"
opened_at = "opened"
answered_at = "answered"
segment = "segment"
channel = "channel"
handle_seconds = "handled"
"""


def days_of(month: str, count: int) -> list[str]:
    first = date.fromisoformat(f"{month}-01")
    return [(first + timedelta(days=number)).isoformat() for number in range(count)]


def rows_of(day: str, offered: int, in_time: int, *, handled: float = 60, segment: str = "retail") -> str:
    """Write contacts of one day, of which some were answered in time and the others late."""
    return "".join(
        f"{day}-{segment}-{number},{day} 10:00:00,{day} 10:00:{'10' if number < in_time else '50'},{segment},phone,{handled}\n"
        for number in range(offered)
    )


@pytest.fixture
def judged(tmp_path):
    """Measure rows by day and judge the months: ``judged(rows, "service_level")``."""

    def run(rows: str, *metrics: str, by=("day",)):
        (tmp_path / "log.csv").write_text("id,opened,answered,segment,channel,handled\n" + rows, encoding="utf-8")
        (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
        measurement = measure(tmp_path / "log.csv", map=tmp_path / "map.toml", by=by, metrics=metrics)
        return list(changes(measurement, METRICS))

    return run


def test_shares_are_judged_by_laneys_chart(judged):
    # October: 10 contacts a day, 8, 6, 8, 6, … in time; November: 10 a day, all in time but two
    october = [(day, 10, 8 - 2 * (place % 2)) for place, day in enumerate(days_of("2026-10", 10))]
    november = [(day, 10, 8) for day in days_of("2026-11", 10)]
    (change,) = judged("".join(rows_of(*day) for day in october + november), "service_level")
    # mean share (70 + 80) / 200 = 0.75, spread 0.75 · 0.25 = 0.1875, of a day √(0.1875 / 10) = 0.136931
    # scores 0.05 / 0.136931 and -0.15 / 0.136931: nine ranges of 0.2 / 0.136931, the tenth too, then nine of none
    moving_range = 10 * (0.2 / math.sqrt(0.01875)) / 19
    limit = 3 * (moving_range / 1.128) * math.sqrt(0.1875 * (1 / 100 + 1 / 100)) * 100
    assert (change.metric, change.method, change.days) == ("service_level", "laney", 20)
    assert (change.first, change.second, dict(change.by)) == ("2026-10", "2026-11", {})
    assert change.difference == pytest.approx(10)
    assert change.limit == pytest.approx(limit)
    assert limit == pytest.approx(12.520, abs=1e-3)
    assert change.judgement == "usual"


def test_days_of_more_contacts_weigh_more(judged):
    days = [(day, 10 if place % 2 else 40, 5 if place % 2 else 30) for place, day in enumerate(days_of("2026-10", 6))]
    days += [(day, 20, 10) for day in days_of("2026-11", 6)]
    (change,) = judged("".join(rows_of(*day) for day in days), "service_level")
    cases, hits = sum(n for _, n, _ in days), sum(k for _, _, k in days)
    mean = hits / cases
    scores = [(k / n - mean) / math.sqrt(mean * (1 - mean) / n) for _, n, k in days]
    ranges = [abs(scores[place + 1] - scores[place]) for place in range(len(scores) - 1)]
    sigma = sum(ranges) / len(ranges) / 1.128
    assert change.limit == pytest.approx(100 * 3 * sigma * math.sqrt(mean * (1 - mean) * (1 / 150 + 1 / 120)))
    assert change.difference == pytest.approx(100 * (60 / 120 - 105 / 150))


def test_other_figures_are_judged_by_the_chart_of_individual_values(judged):
    handled = [60, 80] * 5  # October, mean 70
    october = [rows_of(day, 2, 2, handled=one) for day, one in zip(days_of("2026-10", 10), handled, strict=True)]
    november = [rows_of(day, 2, 2, handled=120) for day in days_of("2026-11", 5)]
    (change,) = judged("".join(october + november), "average_handle_time")
    # fourteen ranges: nine of 20, one of 40 from 80 to 120, four of 0
    limit = 3 * ((9 * 20 + 40) / 14 / 1.128) * math.sqrt(1 / 10 + 1 / 5)
    assert (change.method, change.days) == ("individuals", 15)
    assert change.difference == pytest.approx(50)
    assert change.limit == pytest.approx(limit)
    assert limit == pytest.approx(22.89, abs=1e-2)
    assert change.judgement == "changed"


def test_a_share_of_time_has_no_cases_and_is_judged_as_an_individual_value(tmp_path):
    days = [*days_of("2026-10", 8), *days_of("2026-11", 8)]
    lines = [f"{day},{600 + 10 * (place % 3)},1000\n" for place, day in enumerate(days)]
    (tmp_path / "log.csv").write_text("day,handling,paid\n" + "".join(lines), encoding="utf-8")
    columns = 'period_start = "day"\nhandling_seconds = "handling"\npaid_seconds = "paid"\n'
    (tmp_path / "map.toml").write_text(f'log = "agent_time"\n[columns]\n{columns}', encoding="utf-8")
    measurement = measure(tmp_path / "log.csv", map=tmp_path / "map.toml", by=["day"], metrics=["utilization"])
    (change,) = changes(measurement, METRICS)
    assert change.method == "individuals"
    # ranges of 1, 1, 2 percentage points in turn: 1 1 2 1 1 2 1 1 2 1 1 2 1 1 2
    assert change.limit == pytest.approx(3 * (20 / 15 / 1.128) * math.sqrt(1 / 8 + 1 / 8))


@pytest.mark.parametrize(("days", "judgement"), [(FEWEST_DAYS - 1, "too_few_days"), (FEWEST_DAYS, "changed")])
def test_of_too_few_days_nothing_is_said(judged, days, judgement):
    first = days // 2
    rows = [rows_of(day, 10, 9) for day in days_of("2026-10", first)]
    rows += [rows_of(day, 10, 1) for day in days_of("2026-11", days - first)]
    (change,) = judged("".join(rows), "service_level")
    assert (change.days, change.judgement) == (days, judgement)
    assert (change.limit is None) is (judgement == "too_few_days")
    assert change.difference == pytest.approx(-80)


def test_where_nothing_ever_moves_nothing_has_changed(judged):
    rows = [rows_of(day, 5, 5) for month in ("2026-10", "2026-11") for day in days_of(month, 10)]
    found = {one.metric: one for one in judged("".join(rows), "service_level", "average_handle_time")}
    assert {(one.difference, one.limit, one.judgement) for one in found.values()} == {(0, 0, "usual")}


def test_groups_are_judged_by_their_own_days(judged):
    rows = ""
    for place, day in enumerate([*days_of("2026-10", 8), *days_of("2026-11", 8)]):
        rows += rows_of(day, 10, 8 if place % 2 else 7, segment="steady")
        rows += rows_of(day, 10, 9 if place < 8 else 1, segment="fallen")
    found = {one.by["segment"]: one for one in judged(rows, "service_level", by=("day", "segment"))}
    assert {name: one.judgement for name, one in found.items()} == {"steady": "usual", "fallen": "changed"}
    assert {one.days for one in found.values()} == {16}


def test_only_a_month_and_the_next_are_compared(judged):
    rows = "".join(rows_of(f"{month}-05", 2, 1) for month in ("2026-08", "2026-10", "2026-11", "2026-12", "2027-01"))
    pairs = [(one.first, one.second) for one in judged(rows, "service_level")]
    assert pairs == [("2026-10", "2026-11"), ("2026-11", "2026-12"), ("2026-12", "2027-01")]


def test_a_month_without_the_figure_is_not_compared(judged):
    rows = rows_of("2026-10-05", 2, 1) + "1,2026-11-05 10:00:00,,retail,phone,\n"
    assert judged(rows, "average_handle_time") == []


def test_a_log_that_was_not_measured_by_day_cannot_be_judged(judged):
    with pytest.raises(BadOptionError):
        judged(rows_of("2026-10-05", 2, 1), "service_level", by=("month",))


def test_a_change_is_written_with_all_that_it_rests_on(judged):
    (change,) = judged(rows_of("2026-10-05", 2, 1) + rows_of("2026-11-05", 2, 2), "service_level")
    assert change.to_json() == {
        "metric": "service_level", "by": {}, "from": "2026-10", "to": "2026-11", "difference": 50.0, "limit": None,
        "days": 2, "method": "laney", "judgement": "too_few_days",
    }  # fmt: skip


@settings(max_examples=4, deadline=None)
@given(hits=st.lists(st.integers(0, 6), min_size=16, max_size=16))
def test_turning_hits_into_misses_turns_only_the_sign(tmp_path_factory, hits):
    days = [*days_of("2026-10", 8), *days_of("2026-11", 8)]
    found = []
    for counts in (hits, [6 - one for one in hits]):
        folder = tmp_path_factory.mktemp("months")
        rows = "".join(rows_of(day, 6, one) for day, one in zip(days, counts, strict=True))
        (folder / "log.csv").write_text("id,opened,answered,segment,channel,handled\n" + rows, encoding="utf-8")
        (folder / "map.toml").write_text(MAP, encoding="utf-8")
        measurement = measure(folder / "log.csv", map=folder / "map.toml", by=["day"], metrics=["service_level"])
        found += changes(measurement, METRICS)
    there, back = found
    assert there.difference == pytest.approx(-back.difference)
    assert there.limit == pytest.approx(back.limit)
    assert there.judgement == back.judgement
