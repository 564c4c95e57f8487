"""Whatever the log: groups add up, rates come from sums, and neither order nor files matter."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcf.formula import calculate, measures_of
from pcf.metrics import measure
from pcf.model import Ratio
from pcf.source import bundle, logs

pytestmark = pytest.mark.long  # hypothesis over whole logs; the same is told by cases in the tests beside

START = dt.datetime.fromisoformat("2026-10-31T23:59:50")
AS_OF = "2026-11-20 12:00"
OF_CONTACTS = {one.measure for one in logs().countings if one.log == "contacts"}
WITHOUT_COLUMNS = {"seconds_talked", "contacts_talk_known", "seconds_on_hold", "contacts_hold_known",
                   "seconds_after_contact", "contacts_after_contact_known"}  # fmt: skip
ADDITIVE = {record.id for record in bundle().measures if record.additive} & OF_CONTACTS - WITHOUT_COLUMNS
METRICS = {record.id: record for record in bundle().metrics}
BY = ("segment", "channel", "month")
FIELDS = [
    "contact_id", "customer_id", "segment", "channel", "reason", "opened_at", "queued_at", "answered_at", "abandoned_at",
    "closed_at", "close_by", "callback_by", "called_back_at", "first_response_at", "handle_seconds", "transfers",
    "resolved_first", "reopened", "escalated", "satisfaction",
]  # fmt: skip
MAP = 'log = "contacts"\n[columns]\n' + "\n".join(f"{name} = '\"{name}\"'" for name in FIELDS)
MAP += '\n[types]\nsegment = "VARCHAR"\n[parameters.answer_within]\ndefault = 20\nwhere = [{segment = "vip", value = 10.5}]\n'
STRANGE = ["vip", "розница", "零售", "O'Neill", "a,b", 'c"d', "NULL", " x ", "1", "𝔘", "e\u0301", "\u00e9"]

flags = st.sampled_from(["", "true", "false"])
waits = st.sampled_from([0, 5_000_000, 5_000_001, 10_500_000, 20_000_000, 20_000_001, -1]) | st.integers(
    -(10**6), 10**8
)
days = st.none() | st.integers(-1, 40 * 86400 * 10**6)
contacts = st.fixed_dictionaries(
    {
        "customer_id": st.sampled_from(["", "a", "b", "анна"]),
        "segment": st.sampled_from(["", *STRANGE]),
        "channel": st.sampled_from(["", "phone", "chat"]),
        "reason": st.sampled_from(["", "bill"]),
        "opened_at": st.integers(0, 25 * 86400).map(lambda n: n * 10**6) | st.just(0),
        "queued_at": st.sampled_from([None, 0, 1, 3_000_000]),
        "answered_at": st.none() | waits,
        "abandoned_at": st.none() | waits,
        "closed_at": days,
        "close_by": days,
        "callback_by": days,
        "called_back_at": days,
        "first_response_at": days,
        "handle_seconds": st.just("") | st.integers(0, 10**7).map(lambda n: f"{n / 1000:.3f}"),
        "transfers": st.sampled_from(["", 0, 1, 2]),
        "resolved_first": flags,
        "reopened": flags,
        "escalated": flags,
        "satisfaction": st.sampled_from(["", 1, 2, 3, 4, 5]),
    }
)
logs_of_contacts = st.lists(contacts, min_size=2, max_size=14).map(
    lambda chosen: [row_of(number, one) for number, one in enumerate(chosen)]
)
patient = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def row_of(number, chosen):
    row = {"contact_id": f"{number:03}"} | chosen
    opened = START + dt.timedelta(microseconds=chosen["opened_at"])
    for name in FIELDS:
        if name.endswith(("_at", "_by")):
            after = chosen[name]
            row[name] = "" if after is None else opened + dt.timedelta(microseconds=after)
    return row | {"opened_at": opened}


def measured(*files, by=BY, **options):
    """Measure rows that stand in one file or in several."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "map.toml").write_text(MAP, encoding="utf-8")
        paths = []
        for number, rows in enumerate(files):
            paths.append(folder / f"log {number}.csv")
            with paths[-1].open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, FIELDS)
                writer.writeheader()
                writer.writerows(rows)
        return measure(paths, map=folder / "map.toml", by=by, **({"as_of": AS_OF} | options))


@patient
@given(log=logs_of_contacts)
def test_groups_add_up_to_the_totals_and_rates_come_from_the_sums(log):
    measurement = measured(log)
    sums = Counter()
    for row in measurement.rows:
        sums.update({name: Fraction(value) for name, value in row.measures.items() if name in ADDITIVE})
    totals = measurement.totals.measures
    assert {name: totals[name] for name in ADDITIVE} == pytest.approx(
        {name: float(sums[name]) for name in ADDITIVE}, rel=1e-14
    )
    assert sum(row.rows for row in measurement.rows) == measurement.totals.rows == measurement.counts.used

    for name, result in measurement.totals.results.items():
        record = METRICS[name]
        needed = measures_of(record.formula)
        if not isinstance(record.formula, Ratio) or not ADDITIVE.issuperset(needed):
            continue
        if result.value is None:
            assert result.reason == "no_data"
        else:
            assert result.value == pytest.approx(calculate(record, {one: totals[one] for one in needed}), rel=1e-14)


@patient
@given(log=logs_of_contacts)
def test_parts_are_no_larger_than_their_wholes(log):
    for row in (*(measurement := measured(log)).rows, measurement.totals):
        found = row.measures
        for part, whole in [
            ("contacts_answered_in_time", "contacts_answered"),
            ("contacts_answered", "contacts_offered"),
            ("contacts_abandoned", "contacts_offered"),
            ("contacts_short_abandoned", "contacts_abandoned_timed"),
            ("contacts_abandoned_timed", "contacts_abandoned"),
            ("contacts_short_abandoned", "contacts_abandoned_in_time"),
            ("contacts_resolved_first", "contacts_resolution_known"),
            ("contacts_followed", "contacts_observed"),
            ("issues_observed", "contacts_observed"),
            ("issues_followed", "issues_observed"),
            ("issues_followed", "contacts_followed"),
            ("callbacks_in_time", "callbacks_due"),
            ("promises_met", "promises_due"),
            ("contacts_transferred", "contacts_transfer_known"),
            ("contacts_escalated", "contacts_escalation_known"),
            ("survey_answers_satisfied", "survey_answers"),
            ("contacts_handled", "contacts_answered"),
            ("customers_in_contact", "contacts_of_known_customers"),
        ]:
            if part == "contacts_handled":  # one put through without a queue is handled and was never offered
                continue
            assert found[part] <= found[whole], (part, whole, row.by)
        assert found["contacts_answered"] + found["contacts_abandoned"] == found["contacts_offered"]
        for name, result in row.results.items():
            if METRICS[name].unit == "percent" and result.value is not None:
                assert 0 <= result.value <= 100, name


@patient
@given(log=logs_of_contacts, data=st.data())
def test_the_order_of_the_rows_does_not_matter(log, data):
    there, back = measured(log), measured(data.draw(st.permutations(log)))
    assert there.rows == back.rows
    assert there.totals == back.totals
    assert there.counts == back.counts


@patient
@given(log=logs_of_contacts, data=st.data())
def test_one_file_or_two_give_the_same(log, data):
    place = data.draw(st.integers(1, len(log) - 1))
    whole, split = measured(log), measured(log[:place], log[place:])
    assert whole.rows == split.rows
    assert whole.totals == split.totals
    assert whole.counts == split.counts


@patient
@given(log=logs_of_contacts, by=st.permutations(BY).map(tuple), size=st.integers(0, 3))
def test_cuts_may_be_made_in_one_step_or_in_several(log, by, size):
    measurement, chosen = measured(log), by[:size]
    straight = measurement.cut(chosen)
    steps = measurement
    for left in range(len(by) - 1, size - 1, -1):
        steps = steps.cut(by[:left])
    assert [row.by for row in straight.rows] == [row.by for row in steps.rows]
    assert straight.rows == steps.rows
    assert straight.totals == steps.totals == measurement.totals
    assert straight.cut(chosen).rows == straight.rows


@patient
@given(log=logs_of_contacts, data=st.data())
def test_a_log_added_to_another_adds_its_counts(log, data):
    """Contacts of different customers: nothing of one half depends on the other."""
    halves = [row for row in log if row["customer_id"] == "a"], [row for row in log if row["customer_id"] != "a"]
    if not all(halves):
        return
    whole = measured(log, by=()).totals.measures
    parts = [measured(half, by=()).totals.measures for half in halves]
    for name in ADDITIVE:
        assert whole[name] == pytest.approx(sum(part[name] for part in parts), rel=1e-14), name
    for name in ("seconds_waited_longest", "seconds_waited_longest_abandoned"):
        assert whole.get(name) == max((part[name] for part in parts if name in part), default=None)
    assert whole["contacts_open"] == sum(part["contacts_open"] for part in parts)
    assert whole["customers_in_contact"] == sum(part["customers_in_contact"] for part in parts)


@patient
@given(log=logs_of_contacts)
def test_months_asked_for_one_by_one_are_the_rows_by_month(log):
    by_month = {row.by["month"]: row.measures for row in measured(log, by=("month",)).rows}
    for month, last in (("2026-10", "31"), ("2026-11", "30")):
        alone = measured(log, by=(), first=f"{month}-01", last=f"{month}-{last}").totals.measures
        for name in ADDITIVE:
            assert alone[name] == by_month.get(month, {}).get(name, 0), (month, name)
