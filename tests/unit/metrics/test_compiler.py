"""The fused statement: shared scans, shared components, one way to write a threshold.

That it keeps to the portable subset of SQL is tested in ``test_portable_subset``.
"""

import datetime as dt

import pytest

from pcf.metrics.map_records import Parameter, Where
from pcf.metrics.sql.compiler import Compiler
from pcf.metrics.sql.conditions import Clock, RowWriter
from pcf.metrics.sql.needs import columns_of
from pcf.metrics.sql.scans import Period
from pcf.source import logs

CONTACTS = next(log for log in logs().logs if log.id == "contacts")
COLUMNS = tuple(column.id for column in CONTACTS.columns)
COUNTINGS = {one.measure: one for one in logs().countings if one.log == "contacts"}
UNITS = {parameter.id: parameter.unit for parameter in logs().parameters}
GIVEN = {
    "answer_within": Parameter(default=20, where=(Where(segment="O'Neill; DROP", channel="chat", value=0.5),)),
    "satisfied_from": Parameter(default=4.5, where=(Where(channel="chat", value=4),)),
}
PARAMETERS = {one.id: GIVEN.get(one.id, Parameter(default=one.default)) for one in logs().parameters}
LATEST = dt.datetime.fromisoformat("2026-10-31T18:00:00")
PLAIN = ("contacts_offered", "contacts_answered", "contacts_answered_in_time", "seconds_handled", "survey_answers")


def compiled(measures=PLAIN, by=("segment", "channel"), mapped=COLUMNS, *, as_of=None, key="customer_id", period=None):
    rows = RowWriter(PARAMETERS, UNITS, Clock(as_of, LATEST), mapped)
    keys = {"repeat_key": tuple(key.split("+"))}
    compiler = Compiler(CONTACTS, mapped, rows, keys, period or Period())
    return compiler.fuse([COUNTINGS[name] for name in measures], by)


def test_what_goes_by_the_same_time_is_one_scan_of_the_rows():
    statement = compiled(by=("segment", "channel", "reason", "month", "day"))
    assert statement.text.count("SELECT") == statement.text.count("FROM contacts") == 1
    assert statement.text.endswith("GROUP BY 2, 3, 4, 5, 6")
    assert statement.reads.keys() == set(PLAIN)


def test_all_measures_of_a_log_are_one_statement():
    statement = compiled(COUNTINGS, as_of=LATEST)
    assert not statement.missing
    assert ";" not in statement.text.replace("'O''Neill; DROP'", "")
    assert statement.reads.keys() | set(statement.zeros) == COUNTINGS.keys()
    assert statement.windows


def test_totals_alone_need_no_groups():
    assert "GROUP BY" not in compiled(by=()).text


def test_what_goes_by_another_time_has_a_scan_of_its_own_only_where_periods_are_asked_for():
    asked = ("contacts_offered", "promises_due")
    assert compiled(asked, by=("segment",)).text.count("SELECT") == 1
    by_month = compiled(asked, by=("month",)).text
    assert by_month.count("SELECT") == 2
    assert "DATE_TRUNC('month', close_by_local)" in by_month
    assert "WHERE close_by IS NOT NULL" in by_month


def test_a_quantile_brings_a_narrow_scan_with_a_bucket():
    statement = compiled(("contacts_offered", "seconds_waited_p80"), by=("segment",))
    assert statement.text.count("SELECT") == 2
    assert statement.text.endswith("GROUP BY 2, 3")
    read = statement.reads["seconds_waited_p80"]
    assert (read.kind, read.share, read.in_microseconds) == ("values", 0.8, True)


def test_distinct_customers_are_counted_once_more_over_all_groups():
    statement = compiled(("customers_in_contact",), by=("segment",))
    assert statement.text.count("COUNT(DISTINCT") == 2
    assert len(statement.totals) == 1
    assert compiled(("customers_in_contact",), by=()).text.count("COUNT(DISTINCT") == 1


def test_both_parts_of_a_repeat_rate_share_one_ordering_of_the_rows():
    text = compiled(("issues_observed", "issues_followed"), by=()).text
    assert text.count("LEAD(") == 1
    assert "PARTITION BY customer_id ORDER BY opened_at, contact_id" in text


def test_a_key_of_two_columns_needs_both():
    asked = ("contacts_followed",)
    text = compiled(asked, by=(), key="customer_id+reason").text
    assert "customer_id IS NOT NULL AND reason IS NOT NULL" in text
    without = compiled(asked, by=(), key="customer_id+reason", mapped=("contact_id", "opened_at", "customer_id"))
    assert without.missing == {"contacts_followed": ("reason",)}


def test_equal_components_are_counted_once():
    offered = COUNTINGS["contacts_offered"]
    rows = RowWriter(PARAMETERS, UNITS, Clock(None, LATEST), COLUMNS)
    same = [offered.model_copy(update={"measure": name}) for name in ("first", "second")]
    statement = Compiler(CONTACTS, COLUMNS, rows, {}).fuse(same, ())
    assert statement.reads["first"] is statement.reads["second"]
    assert statement.reads["second"].aliases == ("first",)
    assert statement.text.count("queued_at IS NOT NULL") == 1


def test_thresholds_are_whole_microseconds_and_the_first_group_that_fits_holds():
    text = compiled(("contacts_answered_in_time", "survey_answers_satisfied")).text
    assert "<= CASE WHEN segment = 'O''Neill; DROP' AND channel = 'chat' THEN 500000 ELSE 20000000 END" in text
    assert ">= CASE WHEN channel = 'chat' THEN 4 ELSE 4.5 END" in text


def test_measure_without_a_needed_column_is_not_compiled_and_without_an_optional_one_is_zero():
    asked = ("seconds_handled", "contacts_short_abandoned", "short_abandons_timed")
    statement = compiled(asked, by=(), mapped=("contact_id", "opened_at", "queued_at", "answered_at"))
    assert statement.missing["seconds_handled"] == ("handle_seconds",)
    assert statement.missing["short_abandons_timed"] == ("abandoned_at",)
    assert statement.zeros == ("contacts_short_abandoned",)
    assert "handle_seconds" not in statement.text
    assert "abandoned_at" not in statement.text


def test_what_is_open_is_counted_only_at_a_moment_that_was_asked_for():
    assert compiled(("contacts_open", "seconds_open_median")).missing == {
        "contacts_open": ("as_of",),
        "seconds_open_median": ("as_of",),
    }
    assert not compiled(("contacts_open", "seconds_open_median"), as_of=LATEST).missing


def test_without_a_moment_every_wait_has_ended():
    assert "DATE_DIFF" not in compiled(("contacts_offered",), by=()).text
    text = compiled(("contacts_offered",), by=(), as_of=LATEST).text
    assert "DATE_DIFF('microsecond', queued_at, CAST('2026-10-31 18:00:00' AS TIMESTAMP)) >" in text


@pytest.mark.parametrize("name", ["contacts_offered", "promises_due", "seconds_waited_p80", "issues_observed"])
def test_a_period_limits_each_measure_by_its_own_local_time(name):
    text = compiled((name,), by=(), period=Period(dt.date(2026, 10, 1), dt.date(2026, 10, 31))).text
    local = f"{COUNTINGS[name].component.at or 'opened_at'}_local"
    assert f"{local} >= CAST('2026-10-01 00:00:00' AS TIMESTAMP)" in text
    assert f"{local} < CAST('2026-11-01 00:00:00' AS TIMESTAMP)" in text


def test_dimension_that_is_not_mapped_is_an_empty_text():
    statement = compiled(("contacts_offered",), mapped=("contact_id", "opened_at", "queued_at"))
    assert statement.text.count("CAST(NULL AS VARCHAR)") == 2


@pytest.mark.parametrize("log", logs().logs, ids=lambda log: log.id)
def test_components_read_only_columns_that_their_log_has(log):
    known = {column.id for column in log.columns}
    for one in logs().countings:
        if one.log == log.id:
            assert set(columns_of(one.component)) | set(one.optional) <= known, one.measure
