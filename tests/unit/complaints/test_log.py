"""A complaint log counted: figures by three cuts, ages of open cases, the control chart, and the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pcf.complaints.ages import BANDS
from pcf.complaints.log import MOST_VALUES, count_complaints
from pcf.complaints.records import MATTERS, ComplaintInputs, Rule
from pcf.errors import BadOptionError, LogError
from pcf.source import logs

HEADER = "id,who,segment,channel,reason,received,due,closed,outcome,paid,matter"
MAP = """
log = "complaints"
[columns]
complaint_id = "id"
customer_id = "who"
segment = "segment"
channel = "channel"
reason = "reason"
received_at = "received"
answer_by = "due"
closed_at = "closed"
outcome = "outcome"
redress_amount = "paid"
matter = "matter"
[types]
id = "VARCHAR"
who = "VARCHAR"
segment = "VARCHAR"
channel = "VARCHAR"
reason = "VARCHAR"
received = "TIMESTAMP"
due = "TIMESTAMP"
closed = "TIMESTAMP"
outcome = "VARCHAR"
paid = "DOUBLE"
matter = "VARCHAR"
"""
VOLUMES_MAP = """
log = "volumes"
[columns]
period_start = "month"
segment = "segment"
customers = "customers"
"""
ROWS = [
    "1,a,Retail,phone,bill,2026-06-01 10:00:00,2026-06-11 10:00:00,2026-06-05 10:00:00,upheld,20,",
    "2,a,Retail,letter,bill,2026-06-10 10:00:00,2026-06-20 10:00:00,2026-06-25 10:00:00,rejected,,",
    "3,b,Gold,phone,delivery,2026-06-20 10:00:00,2026-06-30 10:00:00,,,,refund",
    "4,c,,phone,,2026-06-28 10:00:00,,,,,",
]
SEGMENTS = {"retail": "Retail", "vip": "Very important"}

Counted = Callable[..., Any]


@pytest.fixture
def counted(tmp_path: Path) -> Counted:
    def run(rows: list[str] = ROWS, *, volumes: list[str] | None = None, text: str = MAP, **options: Any) -> Any:
        log, log_map = tmp_path / "log.csv", tmp_path / "map.toml"
        log.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        log_map.write_text(text, encoding="utf-8")
        if volumes is not None:
            (tmp_path / "volumes.csv").write_text(
                "\n".join(["month,segment,customers", *volumes]) + "\n", encoding="utf-8"
            )
            (tmp_path / "volumes.toml").write_text(VOLUMES_MAP, encoding="utf-8")
            options["also"] = [([tmp_path / "volumes.csv"], tmp_path / "volumes.toml")]
        return count_complaints([log], log_map, **options)

    return run


def codes(findings: Any) -> list[str]:
    return [one.code for one in findings if one.severity.value != "note"]


def test_the_codes_of_matters_in_the_log_are_those_of_the_rules():
    (log,) = [one for one in logs().logs if one.id == "complaints"]
    assert log.column("matter").codes == MATTERS


def test_totals_and_cuts_hold_the_figures_of_the_metrics(counted):
    counts, found = counted(segments=SEGMENTS, as_of="2026-06-30")
    assert (counts.complaints, counts.open, counts.first, counts.last) == (4, 2, "2026-06-01", "2026-06-28")
    assert counts.as_of == "2026-06-30T23:59:59.999999"
    assert counts.totals["complaint_closed_in_limit"].value == pytest.approx(100 / 3)
    assert counts.totals["complaint_upheld_rate"].value == 50
    assert counts.totals["complaint_redress_mean"].value == 20
    assert counts.totals["complaint_backlog"].value == 2
    by_segment = {row.value: (row.complaints, row.open) for row in counts.cuts["segment"]}
    assert by_segment == {"retail": (2, 0), "Gold": (1, 1), None: (1, 1)}
    assert [row.value for row in counts.cuts["channel"]] == ["phone", "letter"]
    assert counts.cuts["reason"][0].results["complaint_resolution_median"].value == pytest.approx(9.5)
    assert codes(found) == ["complaints-without-segment", "complaint-segment-unknown"]


@pytest.mark.parametrize("cut", ["segment", "reason", "channel"])
def test_each_cut_adds_up_to_the_whole(counted, cut):
    counts, _ = counted(as_of="2026-06-30")
    assert sum(row.complaints for row in counts.cuts[cut]) == counts.complaints
    assert sum(row.open for row in counts.cuts[cut]) == counts.open


def test_a_segment_is_matched_by_id_and_by_exact_name(counted):
    rows = [
        "1,a,Retail,phone,bill,2026-06-01 10:00:00,,2026-06-02 10:00:00,,,",
        "2,b,Very important,phone,bill,2026-06-01 10:00:00,,2026-06-04 10:00:00,,,",
        "3,c,vip,phone,bill,2026-06-01 10:00:00,,2026-06-03 10:00:00,,,",
    ]
    counts, found = counted(rows, segments=SEGMENTS)
    assert [(row.value, row.complaints) for row in counts.cuts["segment"]] == [("vip", 2), ("retail", 1)]
    # a median of both spellings together, not a mean of two medians
    assert counts.cuts["segment"][0].results["complaint_resolution_median"].value == 2.5
    assert codes(found) == []


def test_without_a_moment_nothing_is_said_of_open_cases(counted):
    counts, found = counted()
    assert (counts.as_of, counts.open, counts.ages) == ("", None, ())
    assert counts.totals["complaint_backlog"].missing == ("as_of",)
    assert "as-of-needed" in [one.code for one in found]


def test_a_log_without_closing_times_has_no_ages(counted):
    counts, _ = counted(text=MAP.replace('closed_at = "closed"\n', ""), as_of="2026-06-30")
    assert (counts.open, counts.ages) == (None, ())


def test_open_cases_are_counted_by_full_days_since_receipt(counted):
    now = datetime.fromisoformat("2026-06-30 10:00:00")
    ages = [0, 2, 3, 7, 8, 14, 15, 30, 31, 60, 61, 400]
    rows = [f"{age},,s{age % 2},,,{now - timedelta(days=age)},2026-06-20 10:00:00,,,," for age in ages]
    rows.append(f"x,,,,,{now - timedelta(days=3) + timedelta(seconds=1)},,,,,")
    counts, _ = counted(rows, as_of="2026-06-30 10:00:00")
    whole = [band for band in counts.ages if band.segment is None]
    assert [(band.first, band.last) for band in whole] == list(BANDS)
    assert [band.complaints for band in whole] == [3, 2, 2, 2, 2, 2]
    assert sum(band.complaints for band in whole) == counts.open
    assert [band.complaints for band in counts.ages if band.segment == "s1"] == [0, 2, 0, 1, 1, 1]
    assert sum(band.overdue for band in whole) == 12


def test_what_happened_after_the_moment_had_not_happened(counted):
    counts, found = counted(as_of="2026-06-15 12:00:00")
    assert (counts.complaints, counts.open, counts.last) == (2, 1, "2026-06-10")
    assert "left-out" in [one.code for one in found]


def test_only_the_days_asked_for_count_but_everything_open_is_open(counted):
    counts, _ = counted(first="2026-06-21", last="2026-06-30", as_of="2026-06-30")
    assert (counts.complaints, counts.open) == (1, 2)
    assert sum(band.complaints for band in counts.ages if band.segment is None) == 2


def test_all_may_be_open_and_all_may_lack_everything_else(counted):
    rows = [f"{number},,,,,2026-06-01 10:00:00,,,,," for number in range(3)]
    counts, _ = counted(rows, as_of="2026-06-30", inputs=ComplaintInputs(rules=(Rule(id="r1", limit=0),)))
    assert (counts.complaints, counts.open) == (3, 3)
    assert [row.value for row in counts.cuts["segment"]] == [None]
    assert (counts.rules[0].rule, counts.rules[0].overdue) == ("r1", 3)


def test_a_complaint_closed_before_it_came_is_told_and_counted(counted):
    rows = ["1,,,,,2026-06-05 10:00:00,,2026-06-04 10:00:00,,,"]
    counts, found = counted(rows, as_of="2026-06-30")
    assert counts.open == 0
    assert codes(found) == ["time-order"]


def test_an_empty_log_is_refused(counted):
    with pytest.raises(LogError) as caught:
        counted([])
    assert [one.code for one in caught.value.findings] == ["empty-log"]


def test_another_log_is_refused(counted):
    text = 'log = "volumes"\n[columns]\nperiod_start = "received"\n[types]\nreceived = "TIMESTAMP"\n'
    with pytest.raises(LogError) as caught:
        counted(text=text)
    assert [one.code for one in caught.value.findings] == ["wrong-log"]


def test_faults_of_both_logs_are_told_in_one_run(counted):
    with pytest.raises(LogError) as caught:
        counted(["1,,,,,soon,,,,,"], volumes=["2026-06-01,,many"])
    files = {one.file for one in caught.value.findings}
    assert files == {"log.csv", "volumes.csv"}


def test_days_the_wrong_way_round_are_refused(counted):
    with pytest.raises(BadOptionError):
        counted(first="2026-06-30", last="2026-06-01")


VOLUMES = [f"2026-06-01,{segment},{customers}" for segment, customers in (("Retail", 1000), ("Gold", 100))]


def test_rates_are_per_thousand_customers_with_an_exact_interval(counted):
    counts, found = counted(volumes=VOLUMES, segments=SEGMENTS, as_of="2026-06-30")
    rate = counts.totals["complaints_per_1000_customers"]
    assert rate.value == pytest.approx(4 / 1.1)
    assert rate.interval is not None
    rates = {row.value: row.results["complaints_per_1000_customers"].value for row in counts.cuts["segment"]}
    assert rates == {"retail": 2, "Gold": 10, None: None}
    assert "complaints_per_1000_contacts" in counts.totals
    assert "dimension-not-mapped" not in [one.code for one in found]


def test_by_reason_and_channel_the_base_is_all_customers_where_volumes_do_not_tell_it(counted):
    counts, _ = counted(volumes=VOLUMES, as_of="2026-06-30")
    for cut in ("reason", "channel"):
        rates = [row.results["complaints_per_1000_customers"].value for row in counts.cuts[cut]]
        assert rates == [pytest.approx(row.complaints / 1.1) for row in counts.cuts[cut]]


def test_without_volumes_there_are_no_rates(counted):
    counts, found = counted()
    assert not [metric for metric in counts.totals if metric.startswith("complaints_per_1000")]
    assert not [one for one in found if str(one.facts.get("metric", "")).startswith("complaints_per_1000")]


def test_months_without_customers_are_told(counted):
    _, found = counted(volumes=["2026-05-01,Retail,1000"])
    assert [one.found for one in found if one.code == "rate-without-months"] == ["2026-05, 2026-06"]


def test_a_column_of_free_text_gives_no_cut(counted):
    rows = [f"{number},,,,words {number},2026-06-01 10:00:00,,,,," for number in range(MOST_VALUES + 1)]
    counts, found = counted(rows)
    assert set(counts.cuts) == {"segment", "channel"}
    assert codes(found) == ["too-many-values"]


def test_many_groups_are_counted_cut_by_cut_with_the_same_figures(counted, monkeypatch):
    at_once, _ = counted(segments=SEGMENTS, as_of="2026-06-30", volumes=VOLUMES)
    monkeypatch.setattr("pcf.complaints.log._MOST_GROUPS", 1)
    apart, _ = counted(segments=SEGMENTS, as_of="2026-06-30", volumes=VOLUMES)
    assert apart == at_once


def monthly(counts: list[int], year: int = 2025) -> list[str]:
    """Write complaints: so many in each month."""
    return [
        f"{month}-{number},,,,,{year + month // 12}-{month % 12 + 1:02d}-{number % 28 + 1:02d} 10:00:00,,,,,"
        for month, count in enumerate(counts)
        for number in range(count)
    ]


BY_MONTH = [10, 12, 9, 11, 10, 0, 9, 11]
DAYS = [31, 28, 31, 30, 31, 30, 31, 31]


def test_from_eight_whole_months_on_the_chart_is_by_month(counted):
    counts, _ = counted(monthly([*BY_MONTH, 3]), as_of="2025-09-20")
    assert counts.method == "individuals"
    assert [point.period for point in counts.chart][::8] == ["2025-01", "2025-09"]
    assert [point.complaints for point in counts.chart] == [*BY_MONTH, 3]
    assert [point.is_open for point in counts.chart] == [False] * 8 + [True]
    assert counts.chart[0].value == pytest.approx(10 / 31)  # a day, since months differ in length
    assert counts.chart[0].centre == pytest.approx(sum(n / d for n, d in zip(BY_MONTH, DAYS, strict=True)) / 8)
    assert counts.chart[-1].value == pytest.approx(3 / 20)


def test_customers_make_it_laneys_chart(counted):
    volumes = [f"2025-{month:02d}-01,,{1000 * month}" for month in range(1, 10)]
    counts, found = counted(monthly([10, 20, 30, 40, 50, 60, 70, 80, 300]), volumes=volumes, as_of="2025-09-30")
    assert counts.method == "laney"
    assert [point.value for point in counts.chart[:8]] == [10] * 8
    assert [point.base for point in counts.chart][:2] == [1000, 2000]
    assert counts.chart[8].is_signal
    assert codes(found) == []


def daily(first: str, last: str) -> list[str]:
    """Write a complaint a day."""
    start, end = (datetime.fromisoformat(day) for day in (first, last))
    days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    return [f"{number},,,,,{day:%Y-%m-%d} 10:00:00,,,,," for number, day in enumerate(days)]


def test_a_first_month_that_the_log_holds_in_part_is_drawn_and_not_judged(counted):
    counts, _ = counted(daily("2025-01-25", "2025-12-31"), as_of="2025-12-31")
    assert [point.is_open for point in counts.chart] == [True] + [False] * 11
    assert [point.value for point in counts.chart] == [1] * 12  # February is no change, and January none either
    assert not any(point.is_signal for point in counts.chart)


def test_a_first_week_that_the_log_holds_in_part_is_not_judged(counted):
    counts, _ = counted(daily("2025-01-08", "2025-03-30"), as_of="2025-03-30")
    assert [(point.period, point.complaints, point.is_open) for point in counts.chart][:2] == [
        ("2025-W02", 5, True),
        ("2025-W03", 7, False),
    ]


def test_a_month_without_customers_takes_the_base_of_no_other(counted):
    volumes = [f"2025-{month:02d}-01,,1000" for month in range(1, 11) if month != 4]
    counts, found = counted(monthly([10] * 10), volumes=volumes, as_of="2025-10-31")
    assert counts.method == "laney"
    assert [point.period for point in counts.chart] == [f"2025-{n:02d}" for n in range(1, 11) if n != 4]
    assert [one.found for one in found if one.code == "chart-periods-left-out"] == ["2025-04"]


def test_a_month_in_which_a_segment_lacks_its_customers_is_not_in_the_chart(counted):
    volumes = [f"2025-{month:02d}-01,{name},1000" for month in range(1, 10) for name in ("a", "b")]
    counts, _ = counted(monthly([10] * 9), volumes=volumes[:-1], as_of="2025-09-30")
    assert [point.period for point in counts.chart][-1] == "2025-08"
    assert {point.base for point in counts.chart} == {2000}


def test_complaints_of_a_segment_without_customers_are_not_in_a_chart_of_rates(counted):
    volumes = [f"2025-{month:02d}-01,a,1000" for month in range(1, 9)]
    others = [row.replace(",,,,,", "-x,,b,,,", 1) for row in monthly([30] * 8)]
    counts, _ = counted([*monthly([10] * 8), *others], volumes=volumes, as_of="2025-08-31")
    assert [point.complaints for point in counts.chart] == [10] * 8


def test_a_week_stands_over_its_own_month_or_the_nearest_that_has_customers(counted):
    volumes = ["2025-01-01,,1000", "2025-02-01,,2000"]
    counts, found = counted(daily("2025-01-06", "2025-03-30"), volumes=volumes, as_of="2025-03-30")
    assert counts.method == "laney"
    base = {point.period: point.base for point in counts.chart}
    assert (base["2025-W05"], base["2025-W06"], base["2025-W13"]) == (1000, 2000, 2000)  # W05: 27 January to 2 February
    told = [one.found for one in found if one.code == "chart-base-of-other-month"]
    assert told == ["2025-W10, 2025-W11, 2025-W12, 2025-W13"]


def test_a_month_without_customers_makes_it_a_chart_of_counts(counted):
    volumes = [f"2025-{month:02d}-01,,1000" for month in range(1, 8)]
    counts, found = counted(monthly([10] * 8), volumes=volumes, as_of="2025-08-31")
    assert counts.method == "individuals"
    assert "chart-without-base" in [one.code for one in found]


def test_an_open_month_without_customers_yet_is_not_drawn(counted):
    volumes = [f"2025-{month:02d}-01,,1000" for month in range(1, 9)]
    counts, _ = counted(monthly([10] * 9), volumes=volumes, as_of="2025-09-10")
    assert counts.method == "laney"
    assert [point.period for point in counts.chart][-1] == "2025-08"


def test_below_eight_months_the_chart_is_by_iso_week(counted):
    counts, _ = counted(monthly([28, 28, 28]), as_of="2025-03-31")
    assert (counts.chart[0].period, counts.chart[0].complaints) == ("2025-W01", 5)
    assert counts.chart[1].complaints == 7
    assert counts.chart[-1].is_open


def test_below_eight_weeks_there_is_no_chart(counted):
    counts, found = counted(as_of="2026-06-30")
    assert (counts.chart, counts.method) == ((), None)
    assert [one.found for one in found if one.code == "too-few-periods"] == ["4"]


def test_a_month_that_was_asked_for_in_part_is_not_judged(counted):
    counts, _ = counted(monthly([28] * 10), first="2025-01-15", as_of="2025-10-31")
    assert [point.is_open for point in counts.chart] == [True] + [False] * 9
    assert not any(point.is_signal for point in counts.chart)


def test_a_slip_of_the_pen_does_not_stretch_the_chart_over_centuries(counted):
    rows = [*monthly([10] * 9), "old,,,,,1901-01-01 10:00:00,,,,,"]
    counts, _ = counted(rows, as_of="2025-09-30")
    assert len(counts.chart) == 60
