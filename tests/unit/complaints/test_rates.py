"""Complaints per 1,000: exactly the months that both logs hold whole, and no part of the business without the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pcf.complaints.log import count_complaints

MAP = """
log = "complaints"
[columns]
complaint_id = "id"
segment = "segment"
channel = "channel"
received_at = "received"
[types]
id = "VARCHAR"
segment = "VARCHAR"
channel = "VARCHAR"
received = "TIMESTAMP"
"""
VOLUMES_MAP = """
log = "volumes"
[columns]
period_start = "month"
segment = "segment"
customers = "customers"
[types]
month = "DATE"
segment = "VARCHAR"
customers = "BIGINT"
"""
CONTACTS_MAP = """
log = "contacts"
[columns]
contact_id = "id"
channel = "channel"
opened_at = "at"
queued_at = "at"
answered_at = "at"
[types]
id = "VARCHAR"
channel = "VARCHAR"
at = "TIMESTAMP"
"""
CUSTOMERS, CONTACTS = "complaints_per_1000_customers", "complaints_per_1000_contacts"

Counted = Callable[..., Any]


def daily(first: str, last: str, *, a_day: int = 1, rest: str = "") -> list[str]:
    """Write rows of every day, without their id."""
    start = date.fromisoformat(first)
    days = (date.fromisoformat(last) - start).days + 1
    return [f"{rest},{start + timedelta(days=number)} 10:00:00" for number in range(days) for _ in range(a_day)]


@pytest.fixture
def counted(tmp_path: Path) -> Counted:
    def written(name: str, header: str, rows: list[str], text: str) -> tuple[list[Path], Path]:
        log, log_map = tmp_path / f"{name}.csv", tmp_path / f"{name}.toml"
        log.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        log_map.write_text(text, encoding="utf-8")
        return [log], log_map

    def run(
        complaints: list[str],
        *,
        volumes: list[str] | None = None,
        contacts: list[str] | None = None,
        as_of: str = "2026-09-30",
        **options: Any,
    ) -> Any:
        rows = [f"{number},{row}" for number, row in enumerate(complaints)]
        own = written("complaints", "id,segment,channel,received", rows, MAP)
        also = []
        if volumes is not None:
            also.append(written("volumes", "month,segment,customers", volumes, VOLUMES_MAP))
        if contacts is not None:
            rows = [f"{number},{row}" for number, row in enumerate(contacts)]
            also.append(written("contacts", "id,channel,at", rows, CONTACTS_MAP))
        return count_complaints(*own, also=also, as_of=as_of, **options)

    return run


def told(findings: Any) -> dict[str, str]:
    rates = [one for one in findings if one.facts.get("metric") in (CUSTOMERS, CONTACTS)]
    return {one.code: one.found for one in rates if one.code != "metric-without-columns"}


def by_segment(counts: Any, metric: str = CUSTOMERS) -> dict[str | None, float | None]:
    return {row.value: row.results[metric].value for row in counts.cuts["segment"]}


def monthly(*months: str, segment: str = "", customers: int = 1000) -> list[str]:
    return [f"2026-{month}-01,{segment},{customers}" for month in months]


def test_a_month_that_one_of_the_logs_holds_in_part_is_in_neither_part_of_the_rate(counted):
    complaints = daily("2026-07-20", "2026-09-15", rest=",")
    counts, found = counted(complaints, volumes=monthly("06", "07", "08", "09"), as_of="2026-09-15")
    assert counts.totals[CUSTOMERS].value == 31
    assert told(found) == {"rate-months-left-out": "2026-06, 2026-07, 2026-09"}
    assert counts.complaints == len(complaints)


def test_whoever_asks_from_a_day_on_says_that_the_log_holds_it(counted):
    complaints = daily("2026-07-20", "2026-09-30", rest=",")
    volumes = monthly("06", "07", "08", "09")
    counts, found = counted(complaints, volumes=volumes, first="2026-07-01")
    assert counts.totals[CUSTOMERS].value == pytest.approx((12 + 31 + 30) / 3)
    assert told(found) == {}
    counts, found = counted(complaints, volumes=volumes, first="2026-08-02", last="2026-09-30")
    assert counts.totals[CUSTOMERS].value == 30
    assert told(found) == {"rate-months-left-out": "2026-08"}


def test_where_no_month_is_left_there_is_no_rate_and_it_is_said_why(counted):
    counts, found = counted(daily("2026-09-10", "2026-09-30", rest="a,phone"), volumes=monthly("09", segment="a"))
    for result in (counts.totals[CUSTOMERS], *(cut[0].results[CUSTOMERS] for cut in counts.cuts.values())):
        assert (result.value, result.reason, result.missing) == (None, "missing_measure", ("customer_months",))
    assert told(found) == {"rate-without-months": "2026-09"}


def test_a_month_in_which_a_segment_lacks_its_customers_counts_for_the_others_alone(counted):
    complaints = [*daily("2026-08-01", "2026-09-30", rest="a,"), *daily("2026-08-01", "2026-09-30", rest="b,")]
    volumes = [*monthly("08", "09", segment="a"), *monthly("08", segment="b"), "2026-09-01,b,"]  # empty is not 0
    counts, found = counted(complaints, volumes=volumes)
    assert counts.totals[CUSTOMERS].value == pytest.approx(62 / 2)
    assert by_segment(counts) == {"a": pytest.approx(61 / 2), "b": 31}
    assert told(found) == {"rate-months-left-out": "2026-09"}


def test_no_customers_in_a_month_are_a_figure(counted):
    complaints = daily("2026-08-01", "2026-09-30", rest="a,")
    volumes = [*monthly("08", "09", segment="a"), "2026-08-01,b,0", "2026-09-01,b,500"]
    counts, found = counted(complaints, volumes=volumes)
    assert counts.totals[CUSTOMERS].value == pytest.approx(61 / 2.5)
    assert told(found) == {}


def test_complaints_of_segments_that_volumes_never_name_are_left_out_and_told(counted):
    month = ("2026-09-01", "2026-09-30")
    complaints = [row for name in ("a", "b", "c", "") for row in daily(*month, rest=f"{name},phone")]
    counts, found = counted(complaints, volumes=monthly("09", segment="a"))
    assert counts.totals[CUSTOMERS].value == 60  # those without a segment may be anybody's
    assert by_segment(counts) == {"a": 30, "b": None, "c": None, None: None}
    assert counts.cuts["channel"][0].results[CUSTOMERS].value == 60
    assert told(found) == {"segments-without-base": "b, c"}
    assert [one.facts["count"] for one in found if one.code == "segments-without-base"] == [60]


def test_volumes_of_the_whole_give_a_rate_of_the_whole_and_none_of_its_segments(counted):
    complaints = [*daily("2026-09-01", "2026-09-30", rest="a,"), *daily("2026-09-01", "2026-09-30", rest=",")]
    counts, found = counted(complaints, volumes=monthly("09"))
    assert counts.totals[CUSTOMERS].value == 60
    assert by_segment(counts) == {"a": None, None: None}
    assert told(found) == {}


def test_segments_of_the_volumes_that_the_workbook_does_not_name_are_told(counted):
    complaints = daily("2026-09-01", "2026-09-30", rest="a,")
    volumes = [*monthly("09", segment="Alpha"), *monthly("09", segment="Betta")]
    counts, found = counted(complaints, volumes=volumes, segments={"a": "Alpha", "b": "Beta"})
    assert by_segment(counts) == {"a": 30}
    assert told(found) == {"base-segments-unknown": "Betta"}


def test_contacts_count_in_the_months_that_their_log_holds_whole(counted):
    complaints = daily("2026-07-01", "2026-09-30", rest=",phone")
    contacts = [
        *daily("2026-07-10", "2026-09-20", rest="phone", a_day=2),
        *daily("2026-08-05", "2026-08-09", rest="chat"),
    ]
    counts, found = counted(complaints, contacts=contacts)
    assert counts.totals[CONTACTS].value == pytest.approx(1000 * 61 / (122 - 20 + 5))
    assert told(found) == {"rate-months-left-out": "2026-07"}


def test_contacts_told_by_channel_are_the_base_of_their_channel(counted):
    complaints = [*daily("2026-09-01", "2026-09-30", rest=",phone"), *daily("2026-09-01", "2026-09-15", rest=",post")]
    contacts = [
        *daily("2026-09-01", "2026-09-30", rest="phone", a_day=3),
        *daily("2026-09-01", "2026-09-30", rest="chat"),
    ]
    counts, _ = counted(complaints, contacts=contacts)
    rates = {row.value: row.results[CONTACTS].value for row in counts.cuts["channel"]}
    assert rates == {"phone": pytest.approx(1000 / 3), "post": None}
    assert counts.totals[CONTACTS].value == pytest.approx(1000 * 45 / 120)


def test_the_first_log_that_tells_a_base_gives_it(counted):
    complaints = daily("2026-09-01", "2026-09-30", rest=",")
    contacts = daily("2026-09-01", "2026-09-30", rest="phone")
    counts, found = counted(complaints, volumes=monthly("09"), contacts=contacts)
    assert (counts.totals[CUSTOMERS].value, counts.totals[CONTACTS].value) == (30, 1000)
    assert "metric-without-columns" not in [one.code for one in found if one.facts.get("metric") == CONTACTS]


def test_no_complaint_in_the_days_asked_for_is_a_rate_of_nought(counted):
    complaints = daily("2026-07-01", "2026-07-31", rest="a,")
    counts, found = counted(complaints, volumes=monthly("08", "09", segment="a"), first="2026-08-01")
    assert (counts.complaints, counts.totals[CUSTOMERS].value) == (0, 0)
    assert told(found) == {}
