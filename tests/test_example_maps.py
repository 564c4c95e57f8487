"""Every example map reads the invented log beside it, and what it gives equals a plain count."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from pcf.metrics import measure
from pcf.metrics.mapfile import read_map

ROOT = Path(__file__).parents[1]
MAPS = ROOT / "examples" / "maps"
LOGS = {
    path.with_suffix(".toml").stem: path
    for path in sorted(MAPS.glob("*.*"))
    if path.suffix in {".csv", ".xlsx"} and path.with_suffix(".toml").is_file()
}
AS_OF = {"tickets": "2026-11-02 09:00", "complaints": "2026-11-05"}

# What a reader of the figures has to be told: code, place, what was found.
FINDINGS = {
    "agent_time": {("left-out", "[leave_out] team_totals", 9)},
    "avaya_intervals": {("optional-column", "[columns]", "short_abandoned")},
    "complaints": {("left-out", "[leave_out] further_letters", 5)},
    "genesys_interactions": {
        ("left-out", "[leave_out] outbound", 2),
        ("not-offered", "[columns] queued_at", 2),  # conversations, not rows, that ended in the voice menu
        ("as-of-latest", "", "2026-11-02 08:20:09"),
        ("as-of-needed", "--as-of", "backlog"),
        ("as-of-needed", "--as-of", "backlog_age_median"),
    },
    "returns": {("left-out", "[leave_out] warranty", 2)},
    "surveys": {("left-out", "[leave_out] never_delivered", 3)},
    "tickets": {
        ("left-out", "[leave_out] spam", 4),
        ("left-out", "[leave_out] merged", 2),
        ("optional-column", "[columns]", "abandoned_at"),
    },
    "warranty": {("left-out", "[leave_out] goodwill", 3), ("left-out", "[leave_out] cancelled", 2)},
}
# Metrics that have no data because the export has no such columns.
LACKING = {
    "agent_time": {
        "agent_turnover": "leavers person_months",
        "agent_turnover_voluntary": "leavers_voluntary person_months",
    },
    "avaya_intervals": {
        "service_level_without_abandons": "abandoned_in_time",
        "service_level_with_abandons": "abandoned_in_time",
        "short_abandon_rate": "short_abandoned",
        "longest_wait_abandoned": "longest_abandon_seconds",
    },
    "genesys_interactions": {
        "escalation_rate": "escalated",
        "callbacks_kept": "callback_by called_back_at",
        "promise_attainment": "close_by",
        "first_contact_resolution": "resolved_first",
        "reopen_rate": "reopened",
        "first_response_time_median": "first_response_at",
        "first_response_time_p90": "first_response_at",
        "customer_satisfaction_top2": "satisfaction",
        "customer_satisfaction_mean": "satisfaction",
    },
    "tickets": {
        "service_level_without_abandons": "abandoned_at",
        "service_level_with_abandons": "abandoned_at",
        "short_abandon_rate": "abandoned_at",
        "longest_wait_abandoned": "abandoned_at",
        "average_time_to_abandon": "abandoned_at",
        "average_talk_time": "talk_seconds",
        "average_hold_time": "hold_seconds",
        "average_after_contact_time": "after_contact_seconds",
        "transfer_rate": "transfers",
        "escalation_rate": "escalated",
        "callbacks_kept": "callback_by called_back_at",
        "first_contact_resolution": "resolved_first",
    },
}
BERLIN = ZoneInfo("Europe/Berlin")

Group = tuple[str | None, str]
Counts = dict[Group, Counter[str]]


@cache
def measured(name):
    return measure(LOGS[name], map=MAPS / f"{name}.toml", by=("segment", "month"), as_of=AS_OF.get(name))


def rows_of(name, **options):
    encoding, delimiter = options.get("encoding", "utf-8-sig"), options.get("delimiter", ",")
    with LOGS[name].open(encoding=encoding, newline="") as file:
        for _ in range(options.get("above", 0)):
            next(file)
        return list(csv.DictReader(file, delimiter=delimiter))


def moment(text, form="%Y-%m-%d %H:%M"):
    return datetime.strptime(text, form) if text else None  # noqa: DTZ007 - local times


def seconds(span: timedelta) -> Fraction:
    return Fraction(span // timedelta(microseconds=1), 1_000_000)


def end_of(day: datetime | date) -> datetime:
    return datetime.combine(day, time(23, 59, 59))


def assert_counts(name: str, expected: Counts) -> None:
    """Compare every group and the totals; a group that nobody counted in is the same as none."""
    names = {measure_id for counter in expected.values() for measure_id in counter}
    found = {
        (row.by["segment"], row.by["month"]): {one: row.measures[one] for one in names if row.measures.get(one)}
        for row in measured(name).rows
    }
    plain = {group: {one: value for one, value in counter.items() if value} for group, counter in expected.items()}
    assert _rounded(found) == _rounded(plain)
    total = sum(expected.values(), Counter())
    assert {one: float(measured(name).totals.measures[one]) for one in names} == pytest.approx(
        {one: float(total[one]) for one in names}
    )


def _rounded(groups):
    return {
        group: {one: round(float(value), 4) for one, value in counts.items()}
        for group, counts in groups.items()
        if counts
    }


def test_the_logs_that_lie_there_are_the_ones_that_are_checked_here():
    assert set(LOGS) == set(FINDINGS)


@pytest.mark.parametrize("name", LOGS)
def test_a_map_says_what_it_is_for_what_to_set_and_how_to_run_it(name):
    text = (MAPS / f"{name}.toml").read_text(encoding="utf-8")
    head = text.partition("\n\n")[0]
    assert all(line.startswith("#") for line in head.splitlines())
    assert "Layouts differ: check every column against your own export." in head
    assert "\n# Set: " in head
    command = re.search(
        r"^#     pcf measure (\S+) --map (\S+) --by segment,month(?: --as-of (.+))?$", head, re.MULTILINE
    )
    assert command is not None
    assert command.groups() == (
        LOGS[name].name,
        f"{name}.toml",
        AS_OF.get(name) and (AS_OF[name] if " " not in AS_OF[name] else f'"{AS_OF[name]}"'),
    )


@pytest.mark.parametrize("name", LOGS)
def test_a_log_is_small_and_holds_nothing_but_plain_rows(name):
    assert 20 <= measured(name).counts.read <= 80
    assert LOGS[name].stat().st_size < 20_000


@pytest.mark.parametrize("name", LOGS)
def test_a_map_has_the_findings_that_it_is_meant_to_have_and_no_others(name):
    told = {
        (one.kind.code, one.cell, _found(one))
        for one in measured(name).findings
        if one.kind.code != "metric-without-columns"
    }
    assert told == FINDINGS[name]


def _found(finding):
    if finding.kind.code == "as-of-needed":
        return finding.facts["metric"]
    found = finding.facts["found"]
    return found if isinstance(found, int | str) else " ".join(found)


@pytest.mark.parametrize("name", LOGS)
def test_a_metric_without_data_is_one_whose_columns_the_export_lacks(name):
    told = {
        one.facts["metric"]: " ".join(one.facts["found"])
        for one in measured(name).findings
        if one.kind.code == "metric-without-columns"
    }
    assert told == LACKING.get(name, {})


def test_legs_of_conversations_equal_a_plain_count():
    with (MAPS / "genesys_queues.csv").open(encoding="utf-8", newline="") as file:
        queues = {row["Queue"]: row["Segment"] for row in csv.DictReader(file)}
    channels = {"voice": "phone", "callback": "phone", "message": "chat"}
    conversations = defaultdict(list)
    for row in rows_of("genesys_interactions"):
        if row["Direction"] == "inbound":
            conversations[row["Conversation ID"]].append(row)
    expected: Counts = defaultdict(Counter)
    for legs in conversations.values():
        legs.sort(key=lambda leg: datetime.fromisoformat(leg["Segment Start"]))
        starts = [datetime.fromisoformat(leg["Segment Start"]) for leg in legs]
        ends = [datetime.fromisoformat(leg["Segment End"]) for leg in legs]
        segment = next((queues[leg["Queue"]] for leg in legs if leg["Queue"]), None)
        channel = channels.get(legs[0]["Media Type"], legs[0]["Media Type"])
        count = expected[segment, starts[0].astimezone(BERLIN).strftime("%Y-%m")]
        count["contacts_of_known_customers"] += any(leg["Contact ID"] for leg in legs)
        queued = [start for leg, start in zip(legs, starts, strict=True) if leg["Participant"] == "acd"]
        if not queued:
            continue
        limit = 10 if (segment, channel) == ("premium", "phone") else {"chat": 60, "email": 14400}.get(channel, 20)
        agents = [leg for leg in legs if leg["Participant"] == "agent"]
        takers = [leg for leg in agents if leg["Talk (ms)"] != "0" and leg["Consult"] == "FALSE"]
        count["contacts_offered"] += 1
        if takers:
            wait = seconds(datetime.fromisoformat(takers[0]["Segment Start"]) - queued[0])
            count["contacts_answered"] += 1
            count["contacts_answered_in_time"] += wait <= limit
            count["seconds_waited_answered"] += wait
            count["contacts_handled"] += 1
            for measure_id, names in (
                ("seconds_handled", ("Talk (ms)", "Hold (ms)", "ACW (ms)")),
                ("seconds_talked", ("Talk (ms)",)),
                ("seconds_on_hold", ("Hold (ms)",)),
                ("seconds_after_contact", ("ACW (ms)",)),
            ):
                count[measure_id] += sum(Fraction(int(leg[name] or 0), 1000) for leg in agents for name in names)
            count["contacts_transferred"] += any(leg["Disconnect Type"] == "transfer" for leg in takers)
        else:
            left = [end for leg, end in zip(legs, ends, strict=True) if leg["Disconnect Type"] == "client"][-1]
            count["contacts_abandoned"] += 1
            count["contacts_short_abandoned"] += seconds(left - queued[0]) <= 5
            count["seconds_waited_abandoned"] += seconds(left - queued[0])
    assert_counts("genesys_interactions", expected)
    total = measured("genesys_interactions").totals
    assert len(conversations) == total.rows == 27
    customers = {row["Contact ID"] for legs in conversations.values() for row in legs if row["Contact ID"]}
    assert total.measures["customers_in_contact"] == len(customers)


def test_media_types_of_conversations_are_renamed_to_channels():
    expected = Counter()
    for conversation, media in {
        (row["Conversation ID"], row["Media Type"])
        for row in rows_of("genesys_interactions")
        if row["Direction"] == "inbound"
    }:
        assert conversation
        expected[{"voice": "phone", "callback": "phone", "message": "chat"}.get(media, media)] += 1
    by_channel = measure(LOGS["genesys_interactions"], map=MAPS / "genesys_interactions.toml", by=("channel",))
    assert {row.by["channel"]: row.rows for row in by_channel.rows} == expected


def test_of_conversations_those_that_ended_in_the_voice_menu_are_told_not_rows():
    in_queue = {row["Conversation ID"] for row in rows_of("genesys_interactions") if row["Participant"] == "acd"}
    inbound = {row["Conversation ID"] for row in rows_of("genesys_interactions") if row["Direction"] == "inbound"}
    assert measured("genesys_interactions").counts.not_offered == len(inbound - in_queue)


def interval_rows(path):
    sheet = openpyxl.load_workbook(path)["Interval"]
    header, *rows = sheet.iter_rows(min_row=4, values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows if isinstance(row[2], int)]


def _span(value) -> int:
    """Read a cell of a duration: Excel's readers give a span or a time of day."""
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return round((value or timedelta()).total_seconds())


def test_intervals_equal_a_plain_count():
    segments = {11: "retail", 12: "premium", 21: "dealers"}
    expected: Counts = defaultdict(Counter)
    rows = interval_rows(LOGS["avaya_intervals"])
    for row in rows:
        count = expected[segments[row["Skill"]], row["Date"].strftime("%Y-%m")]
        calls, left = row["ACD Calls"], row["Aban Calls"]
        talk, hold, wrap = (_span(row[name]) for name in ("ACD Time", "Hold Time", "ACW Time"))
        count["contacts_offered"] += calls + left
        count["contacts_answered"] += calls
        count["contacts_answered_in_time"] += row["In Svc Level"]
        count["contacts_abandoned"] += left
        count["seconds_waited_answered"] += _span(row["Avg Speed Ans"]) * calls
        count["seconds_waited_abandoned"] += _span(row["Avg Aban Time"]) * left
        count["seconds_handled"] += talk + hold + wrap
        count["seconds_talked"] += talk
        count["contacts_transferred"] += row["Trans Out"]
    assert len(rows) == 60
    assert_counts("avaya_intervals", expected)
    longest = measured("avaya_intervals").totals.measures["seconds_waited_longest"]
    assert longest == max(_span(row["Max Delay"]) for row in rows)


def test_of_the_intervals_the_total_row_says_the_same():
    sheet = openpyxl.load_workbook(LOGS["avaya_intervals"])["Interval"]
    header, *rows = sheet.iter_rows(min_row=4, values_only=True)
    totals = next(dict(zip(header, row, strict=True)) for row in rows if row[0] == "Totals")
    found = measured("avaya_intervals").totals.measures
    assert totals["ACD Calls"] == found["contacts_answered"]
    assert totals["In Svc Level"] == found["contacts_answered_in_time"]
    assert totals["Aban Calls"] == found["contacts_abandoned"]
    assert _span(totals["ACD Time"]) == found["seconds_talked"]


def test_remaking_gives_the_committed_excel_files(tmp_path):
    spec = importlib.util.spec_from_file_location("make_examples", ROOT / "examples" / "make.py")
    assert spec is not None and spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    make.write_intervals(tmp_path / "avaya_intervals.xlsx")
    make.write_skills(tmp_path / "avaya_skills.xlsx")
    for name in ("avaya_intervals.xlsx", "avaya_skills.xlsx"):
        made, committed = (_cells(folder / name) for folder in (tmp_path, MAPS))
        assert made == committed, "Repair: make examples"


def _cells(path):
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()] for sheet in book
    }


def test_tickets_equal_a_plain_count():
    as_of = moment(AS_OF["tickets"])
    form = "%d.%m.%Y %H:%M"
    expected: Counts = defaultdict(Counter)
    replies, solutions = [], []
    for row in rows_of("tickets", encoding="cp1251", delimiter=";"):
        if row["Статус"] in {"Спам", "Дубль"}:
            continue
        created, replied, solved = (moment(row[name], form) for name in ("Создана", "Первый ответ", "Решена"))
        closed = solved if row["Статус"] in {"Решена", "Закрыта"} else None
        taken = replied or solved
        due = end_of(moment(row["Срок"], "%d.%m.%Y")) if row["Срок"] else None
        if not due and row["Приоритет"] == "Критический":
            due = created + timedelta(hours=8)
        mark = {"Хорошо": 1, "Плохо": 0}.get(row["Оценка"])
        count = expected[row["Тариф"], created.strftime("%Y-%m")]
        count["contacts_offered"] += 1
        count["contacts_answered"] += taken is not None
        count["contacts_answered_in_time"] += taken is not None and taken - created <= timedelta(hours=4)
        count["contacts_abandoned"] += taken is None
        count["contacts_reopened"] += row["Переоткрыта, раз"] != "0"
        count["survey_answers"] += mark is not None
        count["survey_answers_satisfied"] += mark == 1
        if taken and row["Трудозатраты, ч"]:
            count["contacts_handled"] += 1
            count["seconds_handled"] += Fraction(row["Трудозатраты, ч"].replace(",", ".")) * 3600
        if due and due <= as_of:
            by_month = expected[row["Тариф"], due.strftime("%Y-%m")]
            by_month["promises_due"] += 1
            by_month["promises_met"] += closed is not None and closed <= due
        replies += [replied - created] if replied else []
        solutions += [closed - created] if closed else []
        count["open"] += closed is None
    still_open = sum(count.pop("open", 0) for count in expected.values())
    assert_counts("tickets", expected)
    total = measured("tickets").totals
    assert total.measures["seconds_to_first_response_median"] == median(replies).total_seconds()
    assert total.measures["seconds_to_resolution_median"] == median(solutions).total_seconds()
    assert total.measures["contacts_open"] == still_open == 5
    assert total.results["customer_satisfaction_top2"].value == pytest.approx(100 * 9 / 13)


def test_complaints_equal_a_plain_count():
    as_of = moment("2026-11-06 00:00") - timedelta(microseconds=1)  # a day as the moment means its last one
    outcomes = {"justified": True, "partly justified": True, "not justified": False}
    expected: Counts = defaultdict(Counter)
    cases, spans = [], []
    for row in rows_of("complaints"):
        if row["letter_no"] != "1":
            continue
        received = moment(row["received_on"], "%Y-%m-%d")
        cases.append((row["customer_no"], received, row["case_no"]))
        sent = moment(row["closed_at"])
        confirmed = min((one for one in (moment(row["acknowledged_at"]), sent) if one), default=None)
        closed = sent if row["status"] == "closed" else None
        confirm_by = end_of(moment(row["ack_due_on"], "%Y-%m-%d"))
        answer_by = end_of(moment(row["extended_to"] or row["answer_due_on"], "%Y-%m-%d"))
        segment = row["segment"]
        count = expected[segment, received.strftime("%Y-%m")]
        count["complaints_received"] += 1
        count["complaints_regulator_known"] += bool(row["ombudsman"])
        count["complaints_to_regulator"] += row["ombudsman"] == "Y"
        if confirm_by <= as_of:
            count = expected[segment, confirm_by.strftime("%Y-%m")]
            count["acknowledgements_due"] += 1
            count["acknowledgements_in_time"] += confirmed is not None and confirmed <= confirm_by
        if answer_by <= as_of:
            count = expected[segment, answer_by.strftime("%Y-%m")]
            count["complaint_answers_due"] += 1
            count["complaint_answers_in_time"] += closed is not None and closed <= answer_by
        if closed:
            spans.append(closed - received)
            count = expected[segment, closed.strftime("%Y-%m")]
            count["complaints_closed_in_limit"] += closed <= answer_by
            count["complaints_decided"] += row["decision"] in outcomes
            if outcomes.get(row["decision"]):
                count["complaints_upheld"] += 1
                count["complaint_redress"] += Fraction(row["compensation"].replace(",", "") or 0)
    assert_counts("complaints", expected)
    total = measured("complaints").totals.measures
    assert total["seconds_to_close_complaint_median"] == median(spans).total_seconds()
    assert total["complaints_open"] == len(cases) - len(spans) == 4
    month = timedelta(days=30)
    seen = [(customer, at) for customer, at, _ in sorted(cases) if at + month <= as_of]
    again = [
        any(other == customer and timedelta(0) < later - at <= month for other, later, _ in cases)
        for customer, at in seen
    ]
    assert (total["complaints_observed"], total["complaints_followed"]) == (len(seen), sum(again))


def test_surveys_equal_a_plain_count():
    subjects = {"Service call": "", "Complaint": "complaint_", "Purchase": "product_"}
    groups = {"A": "premium", "B": "retail", "C": "business"}
    expected: Counts = defaultdict(Counter)
    for row in rows_of("surveys", delimiter="\t"):
        if row["delivery"] == "bounced":
            continue
        count = expected[groups[row["customer_group"]], moment(row["sent"], "%m/%d/%Y %I:%M %p").strftime("%Y-%m")]
        count["survey_invitations"] += 1
        count["survey_invitations_answered"] += bool(row["answered"])
        mark, effort = (int(row[name] or 99) for name in ("Q1 satisfaction", "Q2 effort"))
        recommends = int((row["Q3 recommend"] or "99").split()[0])
        if row["topic"] in subjects and mark != 99:
            count[f"{subjects[row['topic']]}survey_answers"] += 1
            count[f"{subjects[row['topic']]}survey_answers_satisfied"] += mark <= 2
        if row["topic"] == "Service call":
            count["survey_marks"] += 7 - mark if mark != 99 else 0
            count["effort_answers"] += effort != 99
            count["effort_answers_low"] += 5 <= effort <= 7
        kind = {"Relationship": "company", "Service call": "after_contact"}.get(row["topic"])
        if kind and recommends != 99:
            count[f"recommendation_answers_{kind}"] += 1
            count[f"promoters_{kind}"] += recommends >= 9
            count[f"detractors_{kind}"] += recommends <= 6
    assert_counts("surveys", expected)


def test_times_of_agents_equal_a_plain_count():
    teams = {"Berlin 1": "retail", "Berlin 2": "retail", "Partner desk": "business"}
    columns = {
        "seconds_handling": ("Talk", "Hold", "Wrap"),
        "seconds_available": ("Ready",),
        "seconds_scheduled": ("Scheduled",),
        "seconds_on_break": ("Break",),
        "seconds_in_training": ("Training", "Meeting", "Coaching"),
        "seconds_planned_other": ("Project",),
        "seconds_on_leave": ("Vacation",),
        "seconds_sick": ("Sick",),
        "seconds_absent": ("Late or absent",),
        "seconds_unplanned_other": ("System down",),
    }
    expected: Counts = defaultdict(Counter)
    hours = Fraction(0)
    for row in rows_of("agent_time", above=3):
        if row["Team"] == "Grand total":
            assert Fraction(row["Paid hours"]) == hours
        if row["Team"] not in teams or row["Agent"] == "Total":
            continue
        count = expected[teams[row["Team"]], moment(row["Date"], "%d/%m/%Y").strftime("%Y-%m")]
        hours += Fraction(row["Paid hours"])
        count["seconds_paid"] += Fraction(row["Paid hours"]) * 3600
        share = Fraction(row["Adherence %"].rstrip("%") or 0) / 100
        count["seconds_in_adherence"] += _clock(row["Scheduled"]) * share
        for measure_id, names in columns.items():
            count[measure_id] += sum(_clock(row[name]) for name in names)
    assert_counts("agent_time", expected)


def _clock(text: str) -> int:
    hour, minute, second = map(int, text.split(":"))
    return 3600 * hour + 60 * minute + second


def test_warranty_claims_equal_a_plain_count():
    def day(text):
        return moment(text, "%d/%m/%Y")

    def money(text):
        return Fraction(text.replace(".", "").replace(",", ".") or 0)

    expected: Counts = defaultdict(Counter)
    decisions, settlements = [], []
    for row in rows_of("warranty", encoding="cp1252", delimiter=";"):
        if row["Kind"] == "Goodwill" or row["Status"] == "C":
            continue
        received, decided, paid, inspected, settled, audited = (
            day(row[name]) for name in ("Received", "Decided", "Paid on", "Inspected", "Settled", "Audit date")
        )
        market = row["Market"]
        count = expected[market, received.strftime("%Y-%m")]
        count["warranty_claims_received"] += 1
        count["warranty_cost_of_claims"] += money(row["Total cost"])
        count["supplier_amount_claimed"] += money(row["Claimed from supplier"])
        count["supplier_amount_recovered"] += money(row["Supplier credit"])
        if decided:
            count = expected[market, decided.strftime("%Y-%m")]
            count["warranty_claims_decided"] += 1
            count["warranty_claims_approved"] += row["Status"] in {"A", "P"}
            decisions.append(decided - received)
        if paid:
            expected[market, paid.strftime("%Y-%m")]["warranty_amount_paid"] += money(row["Amount paid"])
        if inspected:
            count = expected[market, inspected.strftime("%Y-%m")]
            count["warranty_claims_inspected"] += 1
            count["warranty_claims_without_fault"] += row["Finding"] == "NTF"
        if audited:
            count = expected[market, audited.strftime("%Y-%m")]
            count["claim_codes_checked"] += 1
            count["claim_codes_correct"] += row["Code audit"] == "yes"
        settlements += [settled - received] if settled else []
    assert_counts("warranty", expected)
    total = measured("warranty").totals.measures
    assert total["warranty_decision_time_median"] == median(decisions).total_seconds()
    assert total["warranty_settlement_time_median"] == median(settlements).total_seconds()


def test_returns_equal_a_plain_count():
    def day(text):
        return moment(text.replace("00000000", ""), "%Y%m%d")

    expected: Counts = defaultdict(Counter)
    refunds, replacements = [], []
    for row in rows_of("returns", delimiter="|", above=1):
        if row["TYPE"] == "ZWAR":
            continue
        sold, asked, received, inspected, refunded, replaced = (
            day(row[f"{name}_DATE"]) for name in ("SALE", "REQ", "GR", "INSP", "CREDIT", "REPL")
        )
        units, group = -int(float(row["QTY"])), row["GROUP"]
        if received:
            expected[group, received.strftime("%Y-%m")]["units_returned"] += units
            if asked - sold <= timedelta(days=30):
                expected[group, sold.strftime("%Y-%m")]["units_returned_of_sales"] += units
        if inspected and row["INSP_CODE"] in {"01", "02", "03"}:
            count = expected[group, inspected.strftime("%Y-%m")]
            count["returned_units_inspected"] += units
            count["returned_units_without_fault"] += units * (row["INSP_CODE"] == "02")
        refunds += [refunded - asked] if refunded else []
        replacements += [replaced - asked] if replaced else []
    assert_counts("returns", expected)
    total = measured("returns").totals.measures
    assert total["return_refund_time_median"] == median(refunds).total_seconds()
    assert total["return_replacement_time_median"] == median(replacements).total_seconds()


@pytest.mark.parametrize("path", sorted(MAPS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_map_is_a_map(path):
    assert read_map(path).columns
