"""The fused statement: one scan, shared components, and nothing outside the portable subset of SQL."""

import re

import pytest

from pcf.metrics.map_records import COLUMNS, Parameter, Where
from pcf.metrics.sql.compiler import Compiler
from pcf.model import CountIf, MeasureRecord, Present, Text
from pcf.source import bundle
from pcf.units import Unit

PORTABLE = {
    "SELECT", "FROM", "GROUP", "BY", "AS", "COUNT", "SUM", "CASE", "WHEN", "THEN", "ELSE", "END", "COALESCE",
    "CAST", "VARCHAR", "NULL", "IS", "NOT", "AND", "OR", "TRUE", "DATE_TRUNC", "DATE_DIFF",
}  # fmt: skip
PARAMETERS = {
    "answer_within": Parameter(default=20, where=(Where(segment="O'Neill; DROP", channel="chat", value=0.5),)),
    "short_abandon": Parameter(default=5),
    "satisfied_from": Parameter(default=4.5, where=(Where(channel="chat", value=4),)),
}
TIMES = frozenset({"answer_within", "short_abandon"})


def compiled(by=("segment", "channel", "reason", "month", "day"), mapped=COLUMNS, measures=None):
    return Compiler(mapped, PARAMETERS, TIMES).fuse(measures or bundle().measures, by)


@pytest.mark.parametrize("mapped", [COLUMNS, ("contact_id", "opened_at", "answered_at")])
@pytest.mark.parametrize("by", [(), ("segment",), ("segment", "channel", "reason", "month", "day")])
def test_nothing_outside_the_portable_subset_is_emitted(by, mapped):
    text = compiled(by, mapped).text
    without_texts = re.sub(r"'(?:[^']|'')*'", "", text)
    own = {*COLUMNS, "opened_local", "contacts", "contact_rows", *by, *(measure.id for measure in bundle().measures)}
    words = set(re.findall(r"[A-Za-z_][A-Za-z_0-9]*", without_texts)) - own
    assert words <= PORTABLE, words - PORTABLE
    assert not re.search(r"[;/%|\[\]{}:?$@\"`]|--", without_texts), "an operator outside the subset"
    assert set(re.findall(r"'((?:[^']|'')*)'", text)) <= {"microsecond", "month", "day", "O''Neill; DROP", "chat"}


def test_all_measures_are_one_statement_with_one_scan():
    text = compiled().text
    assert text.count("SELECT") == 1
    assert text.count("FROM contacts") == 1
    assert text.endswith("GROUP BY 1, 2, 3, 4, 5")


def test_totals_alone_need_no_groups():
    assert "GROUP BY" not in compiled(by=()).text


def test_equal_components_are_counted_once():
    def offered(name):
        component = CountIf(kind="count_if", conditions=(Present(kind="present", column="queued_at"),))
        text = Text(en=name)
        return MeasureRecord(
            id=name, unit=Unit.CONTACTS, log="contacts", component=component, name=text, definition=text
        )

    statement = compiled(by=(), measures=[offered("first"), offered("second")])
    assert statement.aliases == {"first": "first", "second": "first"}
    assert statement.text.count("queued_at IS NOT NULL") == 1


def test_thresholds_are_whole_microseconds_and_the_first_group_that_fits_holds():
    text = compiled().text
    assert "<= CASE WHEN segment = 'O''Neill; DROP' AND channel = 'chat' THEN 500000 ELSE 20000000 END" in text
    assert ">= CASE WHEN channel = 'chat' THEN 4 ELSE 4.5 END" in text


def test_measure_without_a_needed_column_is_not_compiled_and_without_an_optional_one_is_zero():
    statement = compiled(by=(), mapped=("contact_id", "opened_at", "answered_at"))
    assert statement.missing["seconds_handled"] == ("handle_seconds",)
    assert statement.zeros == ("contacts_short_abandoned",)
    assert "handle_seconds" not in statement.text
    assert "abandoned_at" not in statement.text


def test_queue_time_is_always_there():
    assert "contacts_offered" in compiled(by=(), mapped=("contact_id", "opened_at")).aliases
