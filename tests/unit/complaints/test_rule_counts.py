"""Rules held against a log by SQL: what came in time by the rule that governs each case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcf.complaints.calendar import Span, calendars
from pcf.complaints.records import CLOCK_ENDS, CLOCK_STARTS, LIMIT_UNITS, CalendarDay, ComplaintInputs, Rule
from pcf.complaints.rule_counts import count_rules
from pcf.complaints.rule_sql import END_COLUMNS, START_COLUMNS, STATED_COLUMNS
from pcf.complaints.rules import Scope, choose, law_of, promise_of
from pcf.errors import shown
from pcf.findings import Finding
from pcf.metrics.opened import open_log

COLUMNS = (
    "complaint_id", "segment", "channel", "received_at", "registered_at", "acknowledge_by", "acknowledged_at",
    "answer_by", "closed_at", "jurisdiction", "matter", "clock_start_at", "clock_end_at", "stopped_days",
)  # fmt: skip
AS_OF = datetime.fromisoformat("2026-07-15 12:00:00")
SEGMENTS = {"Retail": "retail", "retail": "retail"}
Case = dict[str, str]


def case(**values: str) -> Case:
    return {"received_at": "2026-06-01 10:00:00", **values}


def write(folder: Path, cases: Sequence[Case], columns: Sequence[str], timezone: str = "") -> tuple[Path, Path]:
    log, log_map = folder / "log.csv", folder / "map.toml"
    lines = [",".join(columns)]
    for number, one in enumerate(cases):
        lines.append(",".join({"complaint_id": f"c{number}", **one}.get(column, "") for column in columns))
    log.write_text("\n".join(lines) + "\n", encoding="utf-8")
    types = "".join(f'{column} = "TIMESTAMP"\n' for column in columns if column.endswith(("_at", "_by")))
    types += "".join(f'{column} = "VARCHAR"\n' for column in ("segment", "channel", "jurisdiction", "matter"))
    types += 'stopped_days = "INTEGER"\n' if "stopped_days" in columns else ""
    named = "".join(f"{column} = '{column}'\n" for column in columns)
    zone = f'timezone = "{timezone}"\n' if timezone else ""
    types = "".join(f"{line}\n" for line in types.splitlines() if line.split(" ")[0] in columns)
    log_map.write_text(f'log = "complaints"\n{zone}[types]\n{types}[columns]\n{named}', encoding="utf-8")
    return log, log_map


Counted = Callable[..., tuple[list[dict[str, Any]], list[tuple[str, str]]]]


@pytest.fixture
def counted(tmp_path: Path) -> Counted:
    """Count rules: what each row says without what is None, and code and rule of the findings."""

    def run(cases, rules, *, days=(), columns=COLUMNS, as_of: Any = AS_OF, timezone="", where=""):
        log, log_map = write(tmp_path, cases, columns, timezone)
        inputs = ComplaintInputs(rules=tuple(rules), days=tuple(days))
        with open_log([log], log_map, as_of=as_of) as opened:
            rows, found = count_rules(opened, inputs, lambda word: SEGMENTS.get(word, word), where)
        return [row.model_dump(exclude_none=True) for row in rows], [(one.code, about(one)) for one in found]

    return run


def about(finding: Finding) -> str:
    """The rule, or else the calendar, that a finding is about."""
    return shown(finding.facts.get("rule", finding.facts.get("calendar", "")))


ANSWER = Rule(id="r1", limit=10, reference="x")


def test_each_case_is_kept_late_running_or_overdue(counted):
    cases = [
        case(closed_at="2026-06-11 23:59:59.999999"),
        case(closed_at="2026-06-12 00:00:00"),
        case(received_at="2026-07-05 10:00:00"),
        case(received_at="2026-07-04 23:00:00"),
    ]
    rows, found = counted(cases, [ANSWER])
    assert rows == [{"rule": "r1", "cases": 4, "kept": 1, "late": 1, "running": 1, "overdue": 1, "stated_later": 0}]
    assert found == []


def test_without_a_moment_nothing_is_said_of_what_is_running(counted):
    rows, _ = counted([case(), case(closed_at="2026-06-02 10:00:00")], [ANSWER], as_of=None)
    assert rows == [{"rule": "r1", "cases": 2, "kept": 1, "late": 0, "stated_later": 0}]


def test_law_and_promise_stand_side_by_side(counted):
    rule = Rule(id="r1", limit=10, promise=48, promise_unit="hours")
    rows, _ = counted([case(closed_at="2026-06-03 10:00:00"), case(closed_at="2026-06-03 10:00:01"), case()], [rule])
    assert [rows[0][name] for name in ("kept", "late", "running", "overdue")] == [2, 0, 0, 1]
    assert [rows[0][f"promise_{name}"] for name in ("kept", "late", "running", "overdue")] == [1, 1, 0, 1]


def test_a_rule_without_a_law_says_nothing_of_it(counted):
    rows, _ = counted([case()], [Rule(id="r1", promise=1)])
    assert "kept" not in rows[0]
    assert rows[0]["promise_overdue"] == 1


def test_the_most_specific_rule_governs_jurisdiction_before_segment_before_channel(counted):
    rules = [
        Rule(id="all", limit=1),
        Rule(id="channel", limit=1, channel="Letter"),
        Rule(id="segment", limit=1, segment="retail"),
        Rule(id="place", limit=1, jurisdiction="ru"),
    ]
    cases = [
        case(),
        case(channel=" letter"),
        case(channel="letter", segment="Retail"),
        case(channel="letter", segment="retail", jurisdiction="RU"),
        case(jurisdiction="CN"),
    ]
    rows, _ = counted(cases, rules)
    assert [(row["rule"], row.get("segment"), row["cases"]) for row in rows] == [
        ("all", None, 2),
        ("channel", None, 1),
        ("segment", "retail", 1),
        ("place", "retail", 1),
    ]


def test_a_rule_that_changes_holds_from_the_day_on_which_the_clock_starts(counted):
    rules = [
        Rule(id="old", limit=30, clock_start="registered", valid_to="2026-06-14"),
        Rule(id="new", limit=15, clock_start="registered", valid_from="2026-06-15"),
    ]
    cases = [
        case(registered_at="2026-06-14 23:59:59"),
        case(registered_at="2026-06-15 00:00:00"),
        case(),  # not registered: its clock stands still, and nothing is counted
    ]
    rows, found = counted(cases, rules)
    assert [(row["rule"], row["cases"], row["overdue"]) for row in rows] == [("old", 1, 1), ("new", 1, 1)]
    assert found == []


def test_acknowledgement_and_answer_have_a_clock_each(counted):
    rules = [Rule(id="receipt", limit=1, clock_end="acknowledged"), ANSWER]
    rows, _ = counted([case(acknowledged_at="2026-06-02 10:00:00")], rules)
    assert [(row["rule"], row["kept"], row["overdue"]) for row in rows] == [("receipt", 1, 0), ("r1", 0, 1)]


def test_cases_that_no_rule_governs_are_told_with_what_they_are(counted):
    rows, found = counted([case(matter="refund", segment="Retail"), case(matter="refund"), case()], [ANSWER])
    assert [(row.get("rule"), row.get("segment"), row["cases"]) for row in rows] == [
        ("r1", None, 1),
        (None, "retail", 1),
        (None, None, 1),
    ]
    assert [code for code, _ in found] == ["cases-without-rule"] * 2


def test_many_kinds_of_ungoverned_cases_are_summed_up(counted):
    _, found = counted([case(matter="refund", channel=f"way {number}") for number in range(25)], [ANSWER])
    assert [code for code, _ in found] == ["cases-without-rule"] * 20 + ["more-cases-without-rule"]


def test_a_case_with_a_rule_for_one_end_alone_lacks_one_for_the_other(counted):
    rules = [Rule(id="receipt", limit=1, clock_end="acknowledged"), ANSWER.model_copy(update={"segment": "retail"})]
    rows, found = counted([case(), case(segment="Retail"), case(matter="refund")], rules)
    assert [(row.get("rule"), row.get("end"), row["cases"]) for row in rows] == [
        ("receipt", None, 1),
        ("receipt", None, 1),
        ("r1", None, 1),
        (None, "answered", 1),
        (None, None, 1),
    ]
    assert [code for code, _ in found] == ["cases-without-rule"] * 2


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        ("2026-06-02 00:00:00", [("hours-without-times", "r1")]),
        ("2026-06-02 00:00:01", []),
        ("", []),
    ],
)
def test_hours_cannot_be_counted_by_days_alone(counted, ended, told):
    cases = [case(closed_at="2026-06-03 00:00:00" if ended else ""), case(closed_at=ended)]
    rule = Rule(id="r1", limit=5, promise=24, promise_unit="hours")
    assert counted(cases, [rule])[1] == told
    assert counted(cases, [ANSWER])[1] == []


def test_hours_cannot_be_counted_from_days_alone(counted):
    _, found = counted([case(received_at="2026-06-02 00:00:00")], [Rule(id="r1", limit=24, unit="hours")])
    assert found == [("hours-without-times", "r1")]


def test_a_rule_whose_column_the_log_lacks_is_told_and_not_counted(counted):
    rules = [
        Rule(id="paid", limit=1, clock_end="paid"),
        Rule(id="goods", limit=1, clock_start="goods_received", clock_end="acknowledged"),
        ANSWER,
    ]
    columns = [one for one in COLUMNS if one not in ("clock_end_at", "clock_start_at")]
    rows, found = counted([case()], rules, columns=columns)
    assert [row["rule"] for row in rows] == ["r1"]
    assert found == [("rule-column-missing", "paid"), ("rule-column-missing", "goods")]


def test_a_log_of_nothing_but_times_is_counted(counted):
    rows, _ = counted(
        [case(), case(closed_at="2026-06-02 10:00:00")], [ANSWER], columns=["complaint_id", "received_at", "closed_at"]
    )
    assert rows == [{"rule": "r1", "cases": 2, "kept": 1, "late": 0, "running": 0, "overdue": 1}]


def test_a_limit_that_lacks_its_calendar_is_not_counted(counted):
    rows, _ = counted([case()], [Rule(id="r1", limit=1, unit="working_days", calendar="none", promise=1)])
    assert "kept" not in rows[0]
    assert rows[0]["promise_overdue"] == 1


def test_a_year_of_the_log_without_days_in_the_calendar_is_told(counted):
    rule = Rule(id="r1", limit=1, unit="working_days", calendar="ru")
    days = [CalendarDay(calendar="ru", day="2025-01-01", is_working=False)]
    always = [CalendarDay(calendar="ru", day=day, is_working=True) for day in ("sat", "sun")]
    assert counted([case()], [rule], days=days)[1] == [("calendar-without-year", "ru")]
    assert counted([case()], [rule], days=[*days, *always])[1] == []


def test_an_extension_holds_as_far_as_the_log_says_and_the_rule_allows(counted):
    rule = Rule(id="r1", limit=10, extension=5)
    cases = [
        case(closed_at="2026-06-14 10:00:00", answer_by="2026-06-14 10:00:00"),  # extended to that day: kept
        case(closed_at="2026-06-15 10:00:00", answer_by="2026-06-14 10:00:00"),  # after what was notified
        case(closed_at="2026-06-17 10:00:00", answer_by="2026-06-18 10:00:00"),  # beyond what the rule allows
        case(closed_at="2026-06-14 10:00:00"),  # nobody extended it
    ]
    rows, _ = counted(cases, [rule])
    assert (rows[0]["kept"], rows[0]["late"], rows[0]["stated_later"]) == (1, 3, 1)


def test_stopped_days_push_the_deadline(counted):
    cases = [case(closed_at="2026-06-14 10:00:00", stopped_days=days) for days in ("2", "3", "")]
    assert [counted([one], [ANSWER])[0][0]["kept"] for one in cases] == [0, 1, 0]


def test_hours_run_by_the_clock_when_the_clock_changes(counted):
    # the night of 29 March 2026 has 23 hours in Berlin: 24 hours later it is 11 o'clock there
    cases = [case(received_at="2026-03-28 10:00:00", closed_at=f"2026-03-29 {end}") for end in ("11:00:00", "11:00:01")]
    rows, _ = counted(cases, [Rule(id="r1", limit=24, unit="hours")], timezone="Europe/Berlin")
    assert (rows[0]["kept"], rows[0]["late"]) == (1, 1)


def test_days_are_those_of_the_local_calendar(counted):
    # 23:30 in Berlin on the 10th is still the 10th, though in UTC the start was on the day before
    cases = [case(received_at="2026-06-10 00:30:00", closed_at="2026-06-11 23:30:00")]
    rows, _ = counted(cases, [Rule(id="r1", limit=1)], timezone="Europe/Berlin")
    assert rows[0]["kept"] == 1


def test_a_word_that_the_log_never_has_is_told(counted):
    rules = [ANSWER, Rule(id="far", limit=1, jurisdiction="Atlantis"), Rule(id="odd", limit=1, channel="telex")]
    assert counted([case(channel="phone")], rules)[1] == [
        ("rule-word-not-in-log", "far"),
        ("rule-word-not-in-log", "odd"),
    ]


def test_a_case_closed_before_it_came_is_kept(counted):
    assert counted([case(closed_at="2026-05-01 10:00:00")], [ANSWER])[0][0]["kept"] == 1


def test_only_the_cases_asked_for_are_counted(counted):
    where = " WHERE received_at_local >= TIMESTAMP '2026-07-01'"
    rows, _ = counted([case(), case(received_at="2026-07-01 00:00:00")], [ANSWER], where=where)
    assert rows[0]["cases"] == 1


def test_a_quote_in_a_word_of_the_log_is_a_letter_like_others(counted):
    rows, _ = counted([case(segment="o'neil", channel="'; DROP")], [Rule(id="r1", limit=1, channel="'; drop")])
    assert (rows[0]["rule"], rows[0]["segment"]) == ("r1", "o'neil")


# --- the same by plain arithmetic, case by case

# few days, few words and mostly open rules, so that cases meet rules and end on the very day of a deadline
MOMENTS = st.builds(
    lambda day, hour: f"2026-06-{day:02d} {hour:02d}:00:00", st.integers(5, 25), st.sampled_from([0, 12, 23])
)
WORDS = st.sampled_from(["", "", "", "a", "A", "b"])


@st.composite
def drawn_cases(draw: st.DrawFn) -> Case:
    drawn = {"received_at": draw(MOMENTS)}
    for column in COLUMNS:
        if column.endswith(("_at", "_by")) and column != "received_at" and draw(st.integers(0, 3)):
            drawn[column] = draw(MOMENTS)
    drawn["matter"] = draw(st.sampled_from(["", "complaint", "complaint", "refund"]))
    drawn["jurisdiction"], drawn["channel"] = draw(WORDS), draw(WORDS)
    drawn["segment"] = draw(st.sampled_from(["", "Retail", "retail", "other"]))
    drawn["stopped_days"] = draw(st.sampled_from(["", "0", "3", "5"]))
    return drawn


SOON = datetime.fromisoformat("2026-06-26 12:00:00")  # after all that is drawn, before many deadlines
LIMITS = st.sampled_from([None, 0, 1, 2, 3, 5, 8])
BOUNDS = st.sampled_from(["", "", "2026-06-12", "2026-06-13"])


def drawn_rules() -> st.SearchStrategy[Rule]:
    return st.builds(
        Rule,
        id=st.sampled_from([f"r{number}" for number in range(8)]),
        matter=st.sampled_from(["complaint", "complaint", "refund"]),
        jurisdiction=WORDS,
        segment=st.sampled_from([None, None, "retail", "other"]),
        channel=WORDS,
        clock_start=st.sampled_from(CLOCK_STARTS),
        clock_end=st.sampled_from(CLOCK_ENDS),
        limit=LIMITS,
        unit=st.sampled_from(LIMIT_UNITS),
        calendar=st.sampled_from([None, "c", "d"]),
        rolls=st.booleans(),
        extension=st.sampled_from([None, 2, 4]),
        promise=LIMITS,
        promise_unit=st.sampled_from(LIMIT_UNITS),
        valid_from=BOUNDS,
        valid_to=BOUNDS,
    )


DAYS = (
    *(CalendarDay(calendar="c", day=day, is_working=False) for day in ("2026-06-12", "2026-06-15", "mon")),
    CalendarDay(calendar="c", day="2026-06-20", is_working=True),
    *(CalendarDay(calendar="d", day=day, is_working=True) for day in ("sat", "sun")),
)


def by_hand(cases: Sequence[Case], rules: Sequence[Rule]) -> Counter[tuple[str | None, str | None, str]]:
    """Count with dates and times of Python what the statements count."""
    told: Counter[tuple[str | None, str | None, str]] = Counter()
    by_id = calendars(DAYS)
    for one in cases:
        times = {
            column: datetime.fromisoformat(text)
            for column, text in one.items()
            if column.endswith(("_at", "_by")) and text
        }
        segment = SEGMENTS.get(one["segment"], one["segment"]) or None
        scope = Scope(one["matter"] or "complaint", one["jurisdiction"] or None, segment, one["channel"] or None)
        starts = {kind: times.get(column) for kind, column in START_COLUMNS.items()}
        days = {kind: (start or times["received_at"]).date() for kind, start in starts.items()}
        governing = [
            (end, rule)
            for end in CLOCK_ENDS
            if (rule := choose([one for one in rules if one.clock_end == end], scope, days)) is not None
        ]
        asked = {rule.clock_end for rule in rules if rule.matter == scope.matter}
        told[None, segment, "cases"] += len(asked - {end for end, _ in governing}) if asked else 1
        for end, rule in governing:
            start, ended = starts[rule.clock_start], times.get(END_COLUMNS[end])
            if start is None:
                continue
            told[rule.id, segment, "cases"] += 1
            stopped, until = int(one["stopped_days"] or 0), ended or SOON
            stated = times.get(STATED_COLUMNS.get(end, ""))
            law, extended = law_of(rule, by_id), law_of(rule, by_id, extended=True)
            for span, prefix in ((law, ""), (promise_of(rule, by_id), "promise_")):
                if span is None:
                    continue
                is_late = past(span, start, stopped, until)
                if span is law and extended and stated and not past(extended, start, stopped, until):
                    agreed = until <= stated if law.unit == "hours" else until.date() <= stated.date()
                    is_late = is_late and not agreed
                name = ("late" if is_late else "kept") if ended else ("overdue" if is_late else "running")
                told[rule.id, segment, prefix + name] += 1
            bound = extended or law or promise_of(rule, by_id)
            if stated and bound and past(bound, start, stopped, stated):
                told[rule.id, segment, "stated_later"] += 1
    return told


def past(span: Span, start: datetime, stopped: int, moment: datetime) -> bool:
    deadline = span.deadline(start, stopped)
    return deadline is not None and moment > deadline


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(drawn_cases(), min_size=15, max_size=30),
    st.lists(drawn_rules(), min_size=3, max_size=8, unique_by=lambda one: one.id),
)
def test_the_statements_count_what_plain_arithmetic_counts(counted, cases, rules):
    rows, _ = counted(cases, rules, days=DAYS, as_of=SOON)
    told: Counter[tuple[str | None, str | None, str]] = Counter()
    for row in rows:
        for name, number in row.items():
            if isinstance(number, int) and number:
                told[row.get("rule"), row.get("segment"), name] += number
    assert told == by_hand(cases, rules)


def test_a_deadline_of_many_years_is_kept(counted):
    rule = Rule(id="r1", limit=100_000, unit="working_days", calendar="d")
    rows, _ = counted([case(closed_at="2026-07-01 10:00:00")], [rule], days=DAYS)
    assert rows[0]["kept"] == 1
    assert Span(100_000, "calendar_days").deadline(AS_OF) == datetime.combine(
        AS_OF.date() + timedelta(days=100_000), datetime.max.time()
    )
