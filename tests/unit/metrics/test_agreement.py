"""Figures of a log of contacts against counts made by hand from the words of the definitions.

The table is built of edges: waits exactly at a limit and a microsecond past it, clocks that run
backwards, ends of months, both clock changes, missing values, contacts at the same instant.
"""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import math
import statistics
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from pcf import taxonomy
from pcf.errors import LogError
from pcf.formula import measures_of
from pcf.metrics import counted, measure
from pcf.source import logs

ZONE = ZoneInfo("Europe/Berlin")
AS_OF = dt.datetime.fromisoformat("2026-12-15T12:00:00")
MICROSECOND = dt.timedelta(microseconds=1)
ALL_OF_CONTACTS = {one.measure for one in logs().countings if one.log == "contacts"}
TYPES = {
    "text": "VARCHAR",
    "key": "VARCHAR",
    "time": "TIMESTAMP",
    "number": "DOUBLE",
    "mark": "BIGINT",
    "flag": "BOOLEAN",
}
COLUMNS = {column.id: TYPES[column.type] for column in next(x for x in logs().logs if x.id == "contacts").columns}
PARAMETERS = """
[parameters]
short_abandon = 5
repeat_window = 7
satisfied_from = 4
[parameters.answer_within]
default = 20
where = [{segment = "vip", channel = "chat", value = 60}, {segment = "vip", value = 10}, {segment = "零售", value = 0.25}]
"""


# --- the table


STARTS = [
    "2026-01-31 23:59:50",  # the wait runs into the next month
    "2026-02-28 23:59:59.999999",
    "2026-03-01 00:00:00",
    "2026-03-29 01:59:50",  # the clock springs to 03:00
    "2026-03-29 02:30:00",  # a time that there is not
    "2026-10-25 01:59:59.999999",
    "2026-10-25 02:59:50",  # the hour that comes twice
    "2026-10-31 23:59:55",
]
WAITS = [0, 250_000, 250_001, 5_000_000, 5_000_001, 9_999_999, 10_000_000, 10_000_001, 20_000_000, 20_000_001,
         60_000_000, 60_000_001, -1]  # fmt: skip
SEGMENTS = ["vip", "розница", "零售", None, "O'Neill", "  vip ", ""]
CHANNELS = ["phone", "chat", None]


def contact(number, opened, **given):
    return dict.fromkeys(COLUMNS) | {"contact_id": f"c{number:04}", "opened_at": opened, "queued_at": opened} | given


def turn(values, number):
    return values[number % len(values)]


def edges():
    """Every start with every wait, answered and given up, with the other columns turning at coprime speeds."""
    every = itertools.product(STARTS, WAITS, ("answered_at", "abandoned_at"))
    for number, (start, wait, outcome) in enumerate(every, 1):
        opened = dt.datetime.fromisoformat(start)
        ended = opened + dt.timedelta(microseconds=wait)
        answered = outcome == "answered_at"
        closed = turn(
            [
                None,
                opened + dt.timedelta(hours=1),
                opened + dt.timedelta(days=40),
                max(opened - MICROSECOND, opened.replace(hour=0, minute=0, second=0, microsecond=0)),
                ended,
            ],
            number,
        )
        promised = [
            None,
            closed,
            closed and closed - MICROSECOND,
            opened + dt.timedelta(days=3),
            AS_OF,
            AS_OF + MICROSECOND,
        ]
        callback = turn([None, opened + dt.timedelta(days=1), AS_OF, AS_OF + MICROSECOND, None, opened], number // 3)
        yield contact(
            number,
            opened,
            customer_id=turn(["анна", "bob", "c", None, "  ", "d", "e"], number // 2),
            segment=turn(SEGMENTS, number),
            channel=turn(CHANNELS, number // 7),
            reason=turn(["bill", None], number // 5),
            **{outcome: ended},
            first_response_at=turn(
                [
                    None,
                    opened,
                    opened + dt.timedelta(days=2),
                    opened - MICROSECOND,
                    opened + MICROSECOND,
                    ended,
                    ended + dt.timedelta(minutes=5),
                ],
                number // 2,
            ),
            closed_at=closed,
            close_by=turn(promised, number // 5),
            callback_by=callback,
            called_back_at=turn([None, callback, callback and callback + MICROSECOND, opened], number),
            handle_seconds=turn([None, 0.0, 60.25, 0.000001, math.nan], number),
            talk_seconds=turn([30.5, None], number // 2),
            hold_seconds=turn([0.0, None, 12.1], number // 3),
            after_contact_seconds=turn([None, 7.3], number // 4),
            transfers=turn([None, 0.0, 1.0, 3.0], number // 2),
            escalated=turn([None, True, False], number // 3) if answered else turn([True, None], number),
            resolved_first=turn([None, True, False], number),
            reopened=turn([None, True, False, False], number),
            satisfaction=turn([None, 1, 3, 4, 5], number),
        )


def oddities():
    """What turning columns do not reach."""
    day = dt.datetime.fromisoformat("2026-04-10T10:00:00")
    same = [contact(9000 + n, day, customer_id="five", segment="零售", answered_at=day) for n in (3, 1, 2, 5, 4)]
    week = dt.timedelta(days=7)
    # an issue of a customer: exactly a week on, a week and a microsecond on, and one whose window has not ended
    at = dt.datetime.fromisoformat("2026-04-20T10:00:00")
    moments = [at, at + week, at + 2 * week + MICROSECOND, AS_OF - week + MICROSECOND, AS_OF - MICROSECOND]
    chain = [contact(9100 + n, moment, customer_id="chain", answered_at=moment) for n, moment in enumerate(moments)]
    edge = contact(9150, AS_OF - week, customer_id="edge", segment="vip", answered_at=AS_OF - week)
    never = contact(9200, day, queued_at=None, segment="vip", answered_at=day, handle_seconds=5.0, transfers=2.0)
    menu = contact(9201, day, queued_at=None, segment="vip", abandoned_at=day)
    limit = dt.timedelta(seconds=20)
    waits = [
        contact(9300, AS_OF - limit, segment="waits"),  # has waited no longer than promised
        contact(9301, AS_OF - limit - MICROSECOND, segment="waits"),
        contact(9302, AS_OF - limit, segment="waits", closed_at=AS_OF),
        contact(9303, AS_OF, segment="waits"),
    ]
    late = contact(9400, AS_OF + MICROSECOND, segment="late", answered_at=AS_OF + MICROSECOND)
    alone = contact(9500, day, segment="alone", channel="fax", queued_at=None)
    return [*same, *chain, edge, never, menu, *waits, late, alone]


FACTS = [*edges(), *oddities()]


# --- the same counted by hand


class Told:
    """One contact as a person reads it: local times, and instants for what lies between them."""

    def __init__(self, row):
        self.row = row
        self.segment = (row["segment"] or "").strip() or None
        self.customer = (row["customer_id"] or "").strip() or None
        vip = {"chat": 60}.get(row["channel"], 10) if self.segment == "vip" else 20
        self.limit = Fraction("0.25") if self.segment == "零售" else vip
        self.answered = row["answered_at"] is not None
        self.queued = row["queued_at"] is not None
        self.timed = row["abandoned_at"] is not None
        self.waits = not (self.answered or self.timed or row["closed_at"] is not None)
        lasted_too_long = self.queued and seconds(instant(row["queued_at"]), instant(AS_OF)) > self.limit
        self.offered = self.queued and (not self.waits or lasted_too_long)

    def __getattr__(self, name):
        return self.row[name]

    def between(self, start, end):
        """Seconds from one column to another; ``None`` where one of them is empty."""
        first, last = self.row[start], self.row[end]
        return None if first is None or last is None else seconds(instant(first), instant(last))

    def number(self, name):
        value = self.row[name]
        return None if value is None or math.isnan(value) else Fraction(repr(value))


def instant(local):
    return local.replace(tzinfo=ZONE).astimezone(dt.UTC)  # of a repeated hour the earlier


def seconds(start, end):
    return Fraction((end - start) // MICROSECOND, 1_000_000)


def type_7(values, share):
    """Hyndman and Fan 1996: linear between neighbours."""
    if not values:
        return None
    ordered = sorted(values)
    place = Fraction(share) * (len(ordered) - 1)
    below = ordered[math.floor(place)]
    return below + (place - math.floor(place)) * (ordered[math.ceil(place)] - below)


def waits_of(contacts, end):
    """Waits from the queue to an end; a clock that runs backwards counts as none."""
    return [max(one.between("queued_at", end), 0) for one in contacts if one.between("queued_at", end) is not None]


def known_sum(contacts, column):
    return sum(one.number(column) for one in contacts if one.answered and one.number(column) is not None)


def known_count(contacts, column):
    return sum(one.answered and one.number(column) is not None for one in contacts)


def lasted(contacts, end):
    return [max(one.between("opened_at", end), 0) for one in contacts if one.between("opened_at", end) is not None]


def due(contacts, column):
    return [one for one in contacts if one.row[column] is not None and instant(one.row[column]) <= instant(AS_OF)]


def in_vain(contacts):
    return [one for one in contacts if one.queued and not one.answered]


def resolved(contacts):
    return lasted([one for one in contacts if not one.timed], "closed_at")


def unresolved(contacts):
    """Begun and not closed at the moment, abandoned ones left out."""
    return [one for one in contacts if one.closed_at is None and not one.timed]


def issues(contacts, links):
    return [one for one in contacts if one.customer and links[one.contact_id].ended and links[one.contact_id].starts]


def watched(contacts, links):
    return [one for one in contacts if one.customer and links[one.contact_id].ended]


class Link:
    def __init__(self, own, before, after):
        week = dt.timedelta(days=7)
        self.ended = instant(own.opened_at) + week <= instant(AS_OF)
        self.starts = before is None or instant(own.opened_at) - instant(before.opened_at) > week
        self.followed = after is not None and instant(after.opened_at) - instant(own.opened_at) <= week


def linked(contacts):
    """Put the contacts of each customer in order; of the same instant the id decides."""
    by_customer = defaultdict(list)
    for one in contacts:
        by_customer[one.customer].append(one)
    links = {}
    for same in by_customer.values():
        same.sort(key=lambda one: (instant(one.opened_at), one.contact_id))
        for before, own, after in zip([None, *same], same, [*same[1:], None], strict=False):
            links[own.contact_id] = Link(own, before, after)
    return links


def satisfied(one):
    return one.satisfaction is not None and one.satisfaction >= 4


# measure -> the column whose month counts, and the count; straight from the definitions
BY_HAND = {
    "contacts_offered": ("opened_at", lambda c, k: sum(one.offered for one in c)),
    "contacts_answered": ("opened_at", lambda c, k: sum(one.queued and one.answered for one in c)),
    "contacts_answered_in_time": (
        "opened_at",
        lambda c, k: sum(
            one.queued and one.answered and one.between("queued_at", "answered_at") <= one.limit for one in c
        ),
    ),
    "contacts_abandoned": ("opened_at", lambda c, k: sum(one.offered and not one.answered for one in c)),
    "contacts_short_abandoned": (
        "opened_at",
        lambda c, k: sum(one.timed and one.between("queued_at", "abandoned_at") <= 5 for one in in_vain(c)),
    ),
    "short_abandons_timed": (
        "opened_at",
        lambda c, k: sum(one.timed and one.between("queued_at", "abandoned_at") <= 5 for one in in_vain(c)),
    ),
    "contacts_abandoned_in_time": (
        "opened_at",
        lambda c, k: sum(one.timed and one.between("queued_at", "abandoned_at") <= one.limit for one in in_vain(c)),
    ),
    "contacts_abandoned_timed": ("opened_at", lambda c, k: sum(one.timed for one in in_vain(c))),
    "seconds_waited_answered": ("opened_at", lambda c, k: sum(waits_of(c, "answered_at"))),
    "seconds_waited_abandoned": ("opened_at", lambda c, k: sum(waits_of(in_vain(c), "abandoned_at"))),
    "seconds_waited_p80": ("opened_at", lambda c, k: type_7(waits_of(c, "answered_at"), "0.8")),
    "seconds_waited_longest": ("opened_at", lambda c, k: max(waits_of(c, "answered_at"), default=None)),
    "seconds_waited_longest_abandoned": (
        "opened_at",
        lambda c, k: max(waits_of(in_vain(c), "abandoned_at"), default=None),
    ),
    "seconds_handled": ("opened_at", lambda c, k: known_sum(c, "handle_seconds")),
    "contacts_handled": ("opened_at", lambda c, k: known_count(c, "handle_seconds")),
    "seconds_talked": ("opened_at", lambda c, k: known_sum(c, "talk_seconds")),
    "contacts_talk_known": ("opened_at", lambda c, k: known_count(c, "talk_seconds")),
    "seconds_on_hold": ("opened_at", lambda c, k: known_sum(c, "hold_seconds")),
    "contacts_hold_known": ("opened_at", lambda c, k: known_count(c, "hold_seconds")),
    "seconds_after_contact": ("opened_at", lambda c, k: known_sum(c, "after_contact_seconds")),
    "contacts_after_contact_known": ("opened_at", lambda c, k: known_count(c, "after_contact_seconds")),
    "contacts_resolved_first": ("opened_at", lambda c, k: sum(one.resolved_first is True for one in c)),
    "contacts_resolution_known": ("opened_at", lambda c, k: sum(one.resolved_first is not None for one in c)),
    "issues_observed": ("opened_at", lambda c, k: len(issues(c, k))),
    "issues_followed": ("opened_at", lambda c, k: sum(k[one.contact_id].followed for one in issues(c, k))),
    "contacts_observed": ("opened_at", lambda c, k: len(watched(c, k))),
    "contacts_followed": ("opened_at", lambda c, k: sum(k[one.contact_id].followed for one in watched(c, k))),
    "contacts_reopened": ("opened_at", lambda c, k: sum(one.reopened is True for one in c)),
    "contacts_closed_for_good": (
        "opened_at",
        lambda c, k: sum(one.closed_at is not None and one.reopened is False and not one.timed for one in c),
    ),
    "contacts_transferred": ("opened_at", lambda c, k: sum(one.answered and (one.transfers or 0) >= 1 for one in c)),
    "contacts_transfer_known": ("opened_at", lambda c, k: known_count(c, "transfers")),
    "contacts_escalated": ("opened_at", lambda c, k: sum(one.answered and one.escalated is True for one in c)),
    "contacts_escalation_known": (
        "opened_at",
        lambda c, k: sum(one.answered and one.escalated is not None for one in c),
    ),
    "contacts_of_known_customers": ("opened_at", lambda c, k: sum(one.customer is not None for one in c)),
    "customers_in_contact": ("opened_at", lambda c, k: len({one.customer for one in c} - {None})),
    "callbacks_due": ("callback_by", lambda c, k: len(due(c, "callback_by"))),
    "callbacks_in_time": (
        "callback_by",
        lambda c, k: sum(
            one.called_back_at is not None and instant(one.called_back_at) <= instant(one.callback_by)
            for one in due(c, "callback_by")
        ),
    ),
    "promises_due": ("close_by", lambda c, k: len(due(c, "close_by"))),
    "promises_met": (
        "close_by",
        lambda c, k: sum(
            one.closed_at is not None and instant(one.closed_at) <= instant(one.close_by) for one in due(c, "close_by")
        ),
    ),
    "seconds_to_resolution_median": ("closed_at", lambda c, k: type_7(resolved(c), "0.5")),
    "seconds_to_resolution_p90": ("closed_at", lambda c, k: type_7(resolved(c), "0.9")),
    "seconds_to_first_response_median": (
        "first_response_at",
        lambda c, k: type_7(lasted(c, "first_response_at"), "0.5"),
    ),
    "seconds_to_first_response_p90": ("first_response_at", lambda c, k: type_7(lasted(c, "first_response_at"), "0.9")),
    "seconds_open_median": (
        "opened_at",
        lambda c, k: type_7([seconds(instant(one.opened_at), instant(AS_OF)) for one in unresolved(c)], "0.5"),
    ),
    "survey_answers": ("opened_at", lambda c, k: sum(one.satisfaction is not None for one in c)),
    "survey_answers_satisfied": ("opened_at", lambda c, k: sum(satisfied(one) for one in c)),
    "survey_marks": ("opened_at", lambda c, k: sum(one.satisfaction or 0 for one in c)),
}
TOLD = [Told(row) for row in FACTS if instant(row["opened_at"]) <= instant(AS_OF)]
LINKS = linked(TOLD)


def month(local):
    return None if local is None else f"{local:%Y-%m}"


def open_at_the_end_of(chosen, of_month):
    """Open contacts at the end of a local month, or at the as-of moment if that comes first."""
    return sum(
        not one.timed
        and month(one.opened_at) <= of_month
        and (one.closed_at is None or month(one.closed_at) > of_month)
        for one in chosen
    )


def by_hand(name, segment=any, of_month=any):
    """Count one measure of a group by hand; ``any`` stands for all groups."""
    chosen = [one for one in TOLD if segment is any or one.segment == segment]
    if name == "contacts_open":
        return len(unresolved(chosen)) if of_month is any else open_at_the_end_of(chosen, of_month)
    column, count = BY_HAND[name]
    if of_month is not any:
        chosen = [one for one in chosen if month(one.row[column]) == of_month]
    return count(chosen, LINKS)


def as_given(value):
    return None if value is None else float(value)


# --- the log as a file


def map_of(columns, extra="", head='timezone = "Europe/Berlin"'):
    special = {"handle_seconds": """nullif("handle_seconds", CAST('NaN' AS DOUBLE))"""}
    lines = [f"{name} = '''{special.get(name, chr(34) + name + chr(34))}'''" for name in columns]
    return "\n".join(['log = "contacts"', head, "[columns]", *lines, extra])


def write_parquet(path, rows):
    with duckdb.connect() as connection:
        names = ", ".join(f"{name} {sql_type}" for name, sql_type in COLUMNS.items())
        connection.execute(f"CREATE TABLE facts ({names})")
        places = ", ".join("?" for _ in COLUMNS)
        connection.executemany(
            f"INSERT INTO facts VALUES ({places})", [[row[name] for name in COLUMNS] for row in rows]
        )
        connection.table("facts").write_parquet(str(path))
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("agreement")


@pytest.fixture(scope="module")
def adversarial(folder):
    log_map = folder / "map.toml"
    log_map.write_text(map_of(COLUMNS, PARAMETERS), encoding="utf-8")
    log = write_parquet(folder / "log.parquet", FACTS)

    def run(**options):
        return measure(log, map=log_map, **({"as_of": AS_OF} | options))

    return run


def test_every_measure_that_contacts_can_give_is_counted_by_hand():
    assert {*BY_HAND, "contacts_open"} == ALL_OF_CONTACTS


def test_the_table_has_the_edges_that_it_is_for():
    waits = {one.between("queued_at", "answered_at") for one in TOLD}
    assert {Fraction(20), Fraction("20.000001"), Fraction(3620), Fraction("0.25"), Fraction("-0.000001")} <= waits
    assert {one.segment for one in TOLD} >= {"vip", "розница", "零售", None, "O'Neill"}
    assert any(one.row["handle_seconds"] is not None and math.isnan(one.row["handle_seconds"]) for one in TOLD)
    counts = {name: by_hand(name) for name in ALL_OF_CONTACTS}
    assert all(counts.values()), counts
    assert by_hand("issues_followed") < by_hand("contacts_followed")


@pytest.fixture(scope="module")
def totals(adversarial):
    return adversarial(by=()).totals.measures


@pytest.fixture(scope="module")
def by_segment(adversarial):
    return {row.by["segment"]: row.measures for row in adversarial(by=("segment",)).rows}


@pytest.fixture(scope="module")
def by_segment_and_month(adversarial):
    rows = adversarial(by=("segment", "month")).rows
    return {(row.by["segment"], row.by["month"]): row.measures for row in rows}


@pytest.mark.parametrize("name", sorted(ALL_OF_CONTACTS))
def test_total_equals_the_count_by_hand(totals, name):
    assert totals.get(name) == as_given(by_hand(name))


@pytest.mark.parametrize("name", sorted(ALL_OF_CONTACTS))
def test_segments_equal_the_count_by_hand(by_segment, name):
    assert set(by_segment) == {one.segment for one in TOLD}
    expected = {segment: as_given(by_hand(name, segment)) for segment in by_segment}
    assert {segment: found.get(name) for segment, found in by_segment.items()} == expected


@pytest.mark.parametrize("name", sorted(ALL_OF_CONTACTS))
def test_segments_by_month_equal_the_count_by_hand(by_segment_and_month, name):
    expected = {group: as_given(by_hand(name, *group)) for group in by_segment_and_month}
    assert {group: found.get(name) for group, found in by_segment_and_month.items()} == expected


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_a_group_that_is_not_shown_has_nothing_to_count(by_segment_and_month, name):
    column, _ = BY_HAND[name]
    groups = {(one.segment, month(one.row[column])) for one in TOLD if one.row[column] is not None}
    assert not any(by_hand(name, *group) for group in groups - set(by_segment_and_month))


def test_days_of_a_clock_change_belong_to_the_local_day(adversarial):
    days = {row.by["day"]: row.measures["contacts_of_known_customers"] for row in adversarial(by=("day",)).rows}
    expected = defaultdict(int)
    for one in TOLD:
        expected[f"{one.opened_at:%Y-%m-%d}"] += one.customer is not None
    assert {day: days[day] for day in expected} == expected


def test_asked_days_are_local_and_each_measure_goes_by_its_own_time(adversarial):
    found = adversarial(by=(), first="2026-03-01", last="2026-03-31").totals.measures
    for name in set(BY_HAND) - {"contacts_open"}:
        assert found.get(name) == as_given(by_hand(name, of_month="2026-03")), name


# --- what is no number


def test_nan_in_a_column_of_numbers_is_told_with_its_rows_and_not_counted(folder):
    rows = [
        contact(n, AS_OF - dt.timedelta(days=n), answered_at=AS_OF, handle_seconds=[1.0, math.nan, None][n % 3])
        for n in range(6)
    ]
    log = write_parquet(folder / "nan.parquet", rows)
    log_map = folder / "nan.toml"
    log_map.write_text(
        'log = "contacts"\n[columns]\ncontact_id = "contact_id"\nopened_at = "opened_at"\nhandle_seconds = "handle_seconds"\n'
    )
    with pytest.raises(LogError) as caught:
        measure(log, map=log_map)
    (finding,) = caught.value.findings
    assert (finding.code, finding.facts["found"], finding.facts["rows"]) == ("unreadable-values", 2, ["2", "5"])


# --- contradictions that are told and counted by one rule


def told_by(folder, name, rows, **options):
    log, log_map = write_parquet(folder / f"{name}.parquet", rows), folder / f"{name}.toml"
    log_map.write_text(map_of(COLUMNS, PARAMETERS), encoding="utf-8")
    return measure(log, map=log_map, **({"by": (), "as_of": AS_OF} | options))


def test_a_row_with_an_answer_and_an_abandonment_counts_as_answered(folder):
    day = dt.datetime.fromisoformat("2026-05-05T10:00:00")
    later = {"answered_at": day + dt.timedelta(seconds=9), "abandoned_at": day + dt.timedelta(seconds=4)}
    found = told_by(folder, "both", [contact(1, day, segment="x", **later)])
    assert [finding.facts["found"] for finding in found.findings if finding.code == "both-values"] == [1]
    measures = found.totals.measures
    assert (measures["contacts_answered"], measures["contacts_abandoned"], measures["short_abandons_timed"]) == (
        1,
        0,
        0,
    )
    assert (measures["seconds_waited_abandoned"], measures["contacts_abandoned_timed"]) == (0, 0)


def test_a_row_with_an_answer_and_an_abandonment_is_no_abandoned_contact_when_it_is_closed_or_open(folder):
    # a caller gave up waiting and was called back: answered, so the matter has a time to resolution or is open
    day = dt.datetime.fromisoformat("2026-05-05T10:00:00")
    both = {"answered_at": day + dt.timedelta(seconds=9), "abandoned_at": day + dt.timedelta(seconds=4)}
    rows = [
        contact(1, day, reopened=False, closed_at=day + dt.timedelta(hours=1), **both),
        contact(2, day, **both),
    ]
    measures = told_by(folder, "both_closed", rows).totals.measures
    assert measures.get("seconds_to_resolution_median") == 3600
    assert measures["contacts_closed_for_good"] == 1
    assert measures["contacts_open"] == 1


def test_what_happened_after_the_moment_had_not_happened_yet(folder):
    # the contact is open at the moment: it has an age and no time to resolution
    day = dt.datetime.fromisoformat("2026-05-05T10:00:00")
    moment = day + dt.timedelta(days=2)
    rows = [contact(1, day, answered_at=day, reopened=False, closed_at=day + dt.timedelta(days=3))]
    measures = told_by(folder, "future", rows, as_of=moment).totals.measures
    assert (measures["contacts_open"], measures["seconds_open_median"]) == (1, 2 * 86400)
    assert "seconds_to_resolution_median" not in measures
    assert measures["contacts_closed_for_good"] == 0


def test_a_wait_that_ended_after_the_moment_was_still_a_wait(folder):
    day = dt.datetime.fromisoformat("2026-05-05T10:00:00")
    rows = [contact(1, day, answered_at=day + dt.timedelta(seconds=60))]
    measures = told_by(folder, "future_answer", rows, as_of=day + dt.timedelta(seconds=5)).totals.measures
    assert (measures["contacts_offered"], measures["contacts_answered"]) == (0, 0)


def test_a_contact_closed_before_it_began_is_not_taken_from_the_open_ones_of_the_month_before(folder):
    # two clocks that differ by a second at the turn of a month
    first = dt.datetime.fromisoformat("2026-03-01T00:00:00")
    rows = [
        contact(1, first - dt.timedelta(days=3), answered_at=first),
        contact(2, first, answered_at=first, closed_at=first - dt.timedelta(seconds=1)),
    ]
    months = told_by(folder, "skew", rows, by=("month",)).rows
    assert {row.by["month"]: row.measures["contacts_open"] for row in months} == {"2026-02": 1, "2026-03": 1}


def test_a_day_as_the_moment_ends_before_the_next_begins(folder):
    midnight = dt.datetime.fromisoformat("2026-11-01T00:00:00")
    rows = [contact(1, midnight - MICROSECOND, answered_at=midnight), contact(2, midnight, answered_at=midnight)]
    found = told_by(folder, "midnight", rows, as_of="2026-10-31")
    assert found.counts.left_out == {"as_of": 1}


# --- three ways to the same figure


RICH = ["offered", "answered", "answered_in_time", "abandoned", "abandoned_in_time", "short_abandoned", "wait_seconds",
        "abandon_wait_seconds", "longest_wait_seconds", "longest_abandon_seconds", "handle_seconds", "talk_seconds",
        "hold_seconds", "after_contact_seconds", "transferred"]  # fmt: skip


def finished_facts():
    """Contacts of which everything is known that a switch counts."""
    for number, (start, wait) in enumerate(itertools.product(STARTS, [*WAITS, 123_456, 33_333_333])):
        opened = dt.datetime.fromisoformat(start)
        ended = opened + dt.timedelta(microseconds=wait)
        answered = number % 3 != 0
        known = {"handle_seconds": (number % 97) / 8, "talk_seconds": number / 10, "hold_seconds": 0.1 * (number % 7),
                 "after_contact_seconds": 1 / 64 * number, "transfers": float(number % 3)}  # fmt: skip
        yield contact(
            number,
            opened,
            segment=turn(["vip", "розница", "零售", None], number),
            channel=turn(["phone", "chat"], number // 4),
            **({"answered_at": ended} | known if answered else {"abandoned_at": ended}),
        )


def rounded(number):
    """Write seconds as a switch does: to the microsecond."""
    return f"{round(Fraction(number) * 1_000_000) / 1_000_000:.6f}"


def write_intervals(path, facts):
    """Add up the contacts of a segment, a channel and half an hour, as a switch does."""
    groups = defaultdict(list)
    for row in facts:
        start = row["opened_at"].replace(minute=row["opened_at"].minute // 30 * 30, second=0, microsecond=0)
        groups[start, row["segment"], row["channel"]].append(Told(row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["start", "segment", "channel", *RICH])
        for (start, segment, channel), own in groups.items():
            there, vain = [one for one in own if one.answered], [one for one in own if not one.answered]
            up, down = waits_of(there, "answered_at"), waits_of(vain, "abandoned_at")
            cells = [
                len(own),
                len(there),
                sum(one.between("queued_at", "answered_at") <= one.limit for one in there),
                len(vain),
                sum(one.between("queued_at", "abandoned_at") <= one.limit for one in vain),
                sum(one.between("queued_at", "abandoned_at") <= 5 for one in vain),
                rounded(sum(up)),
                rounded(sum(down)),
                rounded(max(up)) if up else "",
                rounded(max(down)) if down else "",
                *(rounded(known_sum(there, f"{name}_seconds")) for name in ("handle", "talk", "hold", "after_contact")),
                sum(one.transfers >= 1 for one in there),
            ]
            writer.writerow([start, segment or "", channel, *cells])


@pytest.fixture(scope="module")
def two_ways(folder):
    """Measure the same facts as a log of contacts and as a table of intervals."""
    facts = list(finished_facts())
    log, log_map = write_parquet(folder / "finished.parquet", facts), folder / "finished.toml"
    exceptions = PARAMETERS.partition("[parameters.answer_within]")[2]
    log_map.write_text(map_of(COLUMNS, PARAMETERS), encoding="utf-8")
    table, table_map = folder / "intervals.csv", folder / "intervals.toml"
    write_intervals(table, facts)
    columns = "\n".join(f"{name} = '\"{name}\"'" for name in ["segment", "channel", *RICH])
    table_map.write_text(
        f'log = "intervals"\ntimezone = "Europe/Berlin"\n[columns]\nperiod_start = "start"\n{columns}\n'
        f"[applied]\nshort_abandon = 5\n[applied.answer_within]{exceptions}",
        encoding="utf-8",
    )
    by = ("segment", "channel", "month")
    return measure(log, map=log_map, by=by), measure(table, map=table_map, by=by)


def of_intervals():
    given = {one.measure for one in logs().countings if one.log == "intervals"}
    return [metric for metric in taxonomy.load().metrics if given.issuperset(measures_of(metric.record.formula))]


INTERVAL_METRICS = of_intervals()


@pytest.mark.parametrize("metric", INTERVAL_METRICS, ids=lambda metric: metric.id)
def test_log_intervals_and_typed_figures_give_the_same_value(two_ways, metric):
    log, intervals = two_ways
    pairs = [(log.totals, intervals.totals), *zip(log.rows, intervals.rows, strict=True)]
    computed = 0
    for one, other in pairs:
        assert one.by == other.by
        left, right = one.results[metric.id], other.results[metric.id]
        assert (left.value, left.n, left.reason, left.interval) == (right.value, right.n, right.reason, right.interval)
        if left.value is not None:
            typed = {name: one.measures[name] for name in measures_of(metric.record.formula)}
            assert metric.result(typed).value == left.value
            computed += 1
    assert computed > 1


def test_all_interval_metrics_of_the_core_are_compared():
    assert {"service_level", "abandonment_rate", "average_speed_of_answer", "average_handle_time", "longest_wait"} <= {
        metric.id for metric in INTERVAL_METRICS
    }


def test_totals_typed_from_counts_by_hand_give_the_value_of_the_log(two_ways):
    log, _ = two_ways
    facts = [Told(row) for row in finished_facts()]
    in_time = sum(one.answered and one.between("queued_at", "answered_at") <= one.limit for one in facts)
    short = sum(not one.answered and one.between("queued_at", "abandoned_at") <= 5 for one in facts)
    typed = {"contacts_answered_in_time": in_time, "contacts_offered": len(facts), "contacts_short_abandoned": short}
    assert taxonomy.load().metric("service_level").value(typed) == log.totals.results["service_level"].value


# --- quantiles


def resolution_log(folder, name, seconds_each):
    start = dt.datetime.fromisoformat("2026-06-01T00:00:00")
    path, log_map = folder / f"{name}.csv", folder / f"{name}.toml"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "opened", "closed"])
        for number, took in enumerate(seconds_each):
            writer.writerow([number, start, start + dt.timedelta(microseconds=round(took * 1_000_000))])
    log_map.write_text('log = "contacts"\n[columns]\ncontact_id = "id"\nopened_at = "opened"\nclosed_at = "closed"\n')
    return path, log_map


TOOK = {
    "one": [7.5],
    "two": [1, 2],
    "ties": [5.0] * 9 + [6.0],
    "nothing and much": [0.0, 0.0, 0.0, 1.0, 86400.0],
    "spread": [1.07**n for n in range(200)],
    "a microsecond": [0.000001 * n for n in range(1, 12)],
    "edges of buckets": [1.02**n for n in range(0, 400, 7)],
}


@pytest.mark.parametrize("name", TOOK)
def test_small_logs_give_exact_quantiles(folder, name):
    values = [round(took * 1_000_000) / 1_000_000 for took in TOOK[name]]
    log, log_map = resolution_log(folder, name.replace(" ", "_"), values)
    measurement = measure(log, map=log_map, by=())
    found = measurement.totals.measures
    if len(values) > 1:
        tenths = statistics.quantiles(values, n=10, method="inclusive")
        assert found["seconds_to_resolution_p90"] == pytest.approx(tenths[8], rel=1e-12)
    assert found["seconds_to_resolution_median"] == pytest.approx(statistics.median(values), rel=1e-12)
    assert "approximate" not in measurement.totals.results["time_to_resolution_median"].flags


@pytest.mark.parametrize("name", TOOK)
def test_large_logs_give_quantiles_within_one_per_cent_and_say_so(folder, name, monkeypatch):
    monkeypatch.setattr(counted, "EXACT_ROWS", 0)
    values = [round(took * 1_000_000) / 1_000_000 for took in TOOK[name]]
    log, log_map = resolution_log(folder, name.replace(" ", "_"), values)
    measurement = measure(log, map=log_map, by=())
    for metric, share in (("time_to_resolution_median", "0.5"), ("time_to_resolution_p90", "0.9")):
        exact = float(type_7([Fraction(repr(value)) for value in values], share))
        result = measurement.totals.results[metric]
        assert result.value * 3600 == pytest.approx(exact, rel=0.01)
        assert "approximate" in result.flags


def test_other_figures_of_a_large_log_stay_exact(adversarial, monkeypatch):
    exact = adversarial(by=("segment", "month"))
    monkeypatch.setattr(counted, "EXACT_ROWS", 0)
    bucketed = adversarial(by=("segment", "month"))
    quantiles = {name for name in ALL_OF_CONTACTS if name.endswith(("_p80", "_p90", "_median"))}
    for one, other in zip(exact.rows, bucketed.rows, strict=True):
        assert one.by == other.by
        for name in ALL_OF_CONTACTS:
            if name in quantiles and name in one.measures:
                assert other.measures[name] == pytest.approx(one.measures[name], rel=0.01), (one.by, name)
            else:
                assert other.measures.get(name) == one.measures.get(name), (one.by, name)


def test_a_quantile_of_buckets_is_told_in_the_result_and_a_count_is_not(adversarial, monkeypatch):
    monkeypatch.setattr(counted, "EXACT_ROWS", 0)
    results = adversarial(by=()).totals.results
    told = {name for name, result in results.items() if "approximate" in result.flags}
    assert told == {name for name in results if name.endswith(("_p80", "_p90", "_median"))}


# --- windows counted in parts


@pytest.mark.parametrize("key", ["customer_id", "customer_id+reason"])
@pytest.mark.parametrize("per_row", [4 * 10**6, 2 * 10**7])
def test_windows_in_parts_equal_the_whole(folder, monkeypatch, key, per_row):
    log, log_map = write_parquet(folder / "parts.parquet", FACTS), folder / "parts.toml"
    log_map.write_text(
        map_of(COLUMNS, PARAMETERS.replace("repeat_window", f'repeat_key = "{key}"\nrepeat_window')), encoding="utf-8"
    )

    def run():
        return measure(log, map=log_map, by=("segment", "month"), as_of=AS_OF, memory=512 * 1024**2)

    whole = run()
    monkeypatch.setattr(counted, "WINDOW_BYTES", per_row)
    parts = run()
    assert ";" not in whole.statement
    assert ";" in parts.statement
    assert parts.rows == whole.rows
    assert parts.totals == whole.totals
    assert parts.findings == whole.findings


def test_only_the_windows_may_be_asked_for_when_they_are_counted_in_parts(adversarial, monkeypatch):
    whole = adversarial(metrics=["repeat_contact_rate"])
    monkeypatch.setattr(counted, "WINDOW_BYTES", 2 * 10**7)
    assert adversarial(metrics=["repeat_contact_rate"]).rows == whole.rows


# --- cut


ONES = ["segment", "channel", "reason", "month"]
CUTS = [by for size in range(len(ONES) + 1) for by in itertools.combinations(ONES, size)]


@pytest.fixture(scope="module")
def fine(adversarial):
    return adversarial(by=ONES)


@pytest.mark.parametrize("by", CUTS, ids="+".join)
def test_cut_equals_measuring_anew(adversarial, fine, by):
    cut, anew = fine.cut(by), adversarial(by=by)
    assert [row.by for row in cut.rows] == [row.by for row in anew.rows]
    for one, other in zip([*cut.rows, cut.totals], [*anew.rows, anew.totals], strict=True):
        assert one.rows == other.rows
        is_coarser = one is not cut.totals and 0 < len(by) < len(ONES)  # the group of all cases is their total
        lost = {"customers_in_contact"} if is_coarser else set()
        assert one.measures == {name: value for name, value in other.measures.items() if name not in lost}
        for name, result in one.results.items():
            if is_coarser and name == "contacts_per_contacting_customer":
                assert (result.value, result.reason) == (None, "no_data")
            else:
                assert result == other.results[name], (one.by, name)


def test_days_can_be_cut_to_weeks_and_months_that_were_measured(adversarial):
    by = ("week", "month", "day")
    fine = adversarial(by=by)
    for coarse in ("week", "month"):
        cut, anew = fine.cut([coarse]), adversarial(by=[coarse])
        assert [(row.by, row.rows) for row in cut.rows] == [(row.by, row.rows) for row in anew.rows]
        for name in ALL_OF_CONTACTS - {"customers_in_contact"}:
            assert [row.measures.get(name) for row in cut.rows] == [row.measures.get(name) for row in anew.rows], name


# --- legs


LEG_MAP = """
log = "contacts"
grain = "leg"
[columns]
contact_id = "id"
customer_id = "customer"
segment = "segment"
reason = "reason"
opened_at = "opened"
queued_at = "queued"
answered_at = "answered"
abandoned_at = "abandoned"
closed_at = "closed"
handle_seconds = "handled"
resolved_first = "resolved"
escalated = "escalated"
satisfaction = "mark"
"""
LEG_FIELDS = ["id", "customer", "segment", "reason", "opened", "queued", "answered", "abandoned", "closed", "handled",
              "resolved", "escalated", "mark"]  # fmt: skip
T = "2026-06-01 10:00:"
LEGS = [
    # passed on twice; marked as resolved on the second leg and corrected on the last
    {"id": "a", "customer": "x", "segment": "vip", "reason": "bill", "opened": f"{T}00", "queued": f"{T}00",
     "answered": f"{T}20", "handled": 1.5, "resolved": "", "escalated": "false", "mark": 2},
    {"id": "a", "customer": "x", "segment": "other", "reason": "fault", "opened": f"{T}30", "queued": f"{T}30",
     "answered": f"{T}59", "handled": 2.25, "resolved": "true", "escalated": "true"},
    {"id": "a", "segment": "third", "opened": f"{T}31.5", "queued": f"{T}31.5", "answered": f"{T}59.5",
     "handled": 0.25, "resolved": "false", "escalated": "false", "closed": "2026-06-02 10:00:00", "mark": 5},
    # nobody answered in the first queue, somebody in the second: one wait
    {"id": "b", "customer": "x", "segment": "vip", "opened": f"{T}00", "queued": f"{T}00"},
    {"id": "b", "segment": "vip", "opened": f"{T}15", "queued": f"{T}15", "answered": f"{T}21", "handled": 4},
    # given up in the second queue
    {"id": "c", "segment": "vip", "opened": f"{T}00", "queued": f"{T}00"},
    {"id": "c", "segment": "vip", "opened": f"{T}02", "queued": f"{T}02", "abandoned": f"{T}05"},
    {"id": "d", "segment": "", "opened": f"{T}00", "queued": ""},
]  # fmt: skip


def write_legs(path, legs):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, LEG_FIELDS)
        writer.writeheader()
        writer.writerows(legs)
    return path


def measured_legs(folder, legs, name="legs", text=LEG_MAP, **options):
    log_map = folder / f"{name}.toml"
    log_map.write_text(text, encoding="utf-8")
    return measure(write_legs(folder / f"{name}.csv", legs), map=log_map, **({"by": ()} | options))


@pytest.mark.parametrize("order", [1, -1])
def test_legs_are_folded_into_contacts(folder, order):
    measurement = measured_legs(folder, LEGS[::order])
    found = measurement.totals.measures
    expected = {
        "contacts_offered": 3,  # d never was in a queue
        "contacts_answered": 2,
        "contacts_answered_in_time": 1,  # a after 20 s; b after 21 s from its first queue
        "contacts_abandoned": 1,
        "contacts_short_abandoned": 1,  # 5 s from the first queue
        "seconds_waited_answered": 41,
        "seconds_waited_longest": 21,
        "seconds_handled": 8,
        "contacts_handled": 2,
        "contacts_transferred": 1,
        "contacts_transfer_known": 2,
        "contacts_resolved_first": 0,  # the last leg says no
        "contacts_resolution_known": 1,
        "contacts_escalated": 1,  # one leg says yes
        "contacts_escalation_known": 1,
        "survey_marks": 5,
        "survey_answers": 1,
        "customers_in_contact": 1,
        "contacts_of_known_customers": 2,
        "seconds_to_resolution_median": 86400,
    }
    assert {name: found[name] for name in expected} == expected
    assert measurement.totals.rows == 4


def test_a_contact_of_several_legs_belongs_to_the_segment_of_its_first(folder):
    rows = measured_legs(folder, LEGS, "leg_segments", by=("segment",)).rows
    assert {row.by["segment"]: row.rows for row in rows} == {"vip": 3, None: 1}


def test_a_contact_has_the_reason_of_its_last_leg_that_has_one(folder):
    rows = measured_legs(folder, LEGS, "leg_reasons", by=("reason",)).rows
    assert {row.by["reason"]: row.rows for row in rows} == {"fault": 1, None: 3}


def test_transfers_that_the_map_names_are_added_up(folder):
    text = LEG_MAP + 'transfers = "handled"\n'
    legs = [dict(leg, handled=1) for leg in LEGS[:3]]
    measures = measured_legs(folder, legs, "leg_transfers", text).totals.measures
    assert (measures["contacts_transferred"], measures["seconds_handled"]) == (1, 3)


def test_a_contact_counts_as_never_offered_once_and_only_if_no_leg_was_in_a_queue(folder):
    legs = [
        {"id": "a", "opened": f"{T}00", "queued": f"{T}00", "answered": f"{T}05"},
        {"id": "a", "opened": f"{T}10", "queued": "", "answered": f"{T}12"},  # put through without a queue
    ]
    measurement = measured_legs(folder, legs, "leg_offered")
    assert measurement.totals.measures["contacts_offered"] == 1
    assert "not-offered" not in {finding.code for finding in measurement.findings}


def test_legs_that_begin_at_one_time_fold_alike_in_every_order(folder):
    # many systems write the beginning of the contact into every leg
    legs = [
        {"id": "a", "opened": f"{T}00", "queued": f"{T}00", "answered": f"{T}05", "segment": "x", "resolved": "false"},
        {"id": "a", "opened": f"{T}00", "queued": f"{T}30", "answered": f"{T}35", "segment": "y", "resolved": "true"},
    ]
    there = measured_legs(folder, legs, "leg_ties", by=("segment",))
    back = measured_legs(folder, legs[::-1], "leg_ties", by=("segment",))
    assert there.rows == back.rows


def test_legs_give_the_same_as_contacts_that_were_folded_before(folder):
    opened = dt.datetime.fromisoformat("2026-06-01T10:00:00")
    whole = [
        contact(
            n,
            opened,
            customer_id=f"k{n % 3}",
            segment="s",
            answered_at=opened + dt.timedelta(seconds=n),
            handle_seconds=3.0 * n,
        )
        for n in range(12)
    ]
    legs = [
        {"id": row["contact_id"], "customer": row["customer_id"], "segment": "s", "opened": opened + dt.timedelta(seconds=k),
         "queued": opened + dt.timedelta(seconds=k), "answered": row["answered_at"] + dt.timedelta(seconds=k), "handled": row["handle_seconds"] / 3}
        for row in whole
        for k in range(3)
    ]  # fmt: skip
    folded = measured_legs(folder, legs, "leg_whole", as_of=AS_OF).totals.measures
    straight = measure(
        write_parquet(folder / "straight.parquet", whole),
        map=_bare_map(folder),
        by=(),
        as_of=AS_OF,
    ).totals.measures
    for name in ("contacts_answered_in_time", "seconds_waited_answered", "seconds_waited_p80", "seconds_handled", "issues_followed",
                 "contacts_followed", "contacts_observed", "customers_in_contact", "contacts_open"):  # fmt: skip
        assert folded[name] == straight[name], name


def _bare_map(folder) -> Path:
    path = folder / "straight.toml"
    path.write_text(map_of([name for name in COLUMNS if name != "transfers"], head=""), encoding="utf-8")
    return path
