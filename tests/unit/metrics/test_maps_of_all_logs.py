"""Every kind of log: what its map has to say, what is told when it does not, and what is never told."""

from __future__ import annotations

import csv
import itertools
import json

import duckdb
import pytest

from pcf.errors import LogError
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.metrics import measure
from pcf.metrics.sql.needs import columns_of
from pcf.model.log import NotMore
from pcf.source import logs

LOGS = {log.id: log for log in logs().logs}
OWN_SCALES = {"satisfaction": (1, 5), "effort": (1, 7), "recommendation": (0, 10)}
OTHER_ENDS = {"abandoned_at", "cancelled_at"}  # a case that has ended well has none
APPLIED = {"answer_within": 20, "short_abandon": 5}
PHONE = "+7 916 555-01-23"
DIGITS = "79165550123"
AT = "2026-05-01 10:00:00"


def good_value(column):
    if column.codes:
        return column.codes[0]
    if column.type == "mark":
        return str(OWN_SCALES[column.id][1])
    return {"text": f"x-{column.id}", "key": "k", "time": AT, "number": "1", "flag": "true"}[column.type]


def parameters_applied(log_id):
    return {name for one in logs().countings if one.log == log_id for name in one.applied}


def columns_counted_before(log_id):
    return sorted(
        {
            (column, parameter)
            for one in logs().countings
            if one.log == log_id
            for column in columns_of(one.component)
            for parameter in one.applied
        }
    )


class Case:
    """A log with its map: all columns, good values, everything declared; changed by the test."""

    def __init__(self, log_id, names=None):
        self.log = LOGS[log_id]
        chosen = [column for column in self.log.columns if names is None or column.id in names]
        self.columns = {column.id: f'"{column.id}"' for column in chosen}
        self.rows = [{column.id: good_value(column) for column in chosen if column.id not in OTHER_ENDS}]
        self.scales = {column.id: OWN_SCALES[column.id] for column in chosen if column.type == "mark"}
        there = {parameter for column, parameter in columns_counted_before(log_id) if column in self.columns}
        self.applied = {name: APPLIED[name] for name in there}
        self.parameters = {}
        self.extra = ""
        self.head = ""

    def map_text(self):
        lines = [f'log = "{self.log.id}"', self.head, "[columns]"]
        lines += [f"{name} = '''{sql}'''" for name, sql in self.columns.items()]
        lines += [
            "[scales]",
            *(f"{name} = {{worst = {low}, best = {high}}}" for name, (low, high) in self.scales.items()),
        ]
        lines += ["[applied]", *(f"{name} = {value}" for name, value in self.applied.items())]
        lines += ["[parameters]", *(f"{name} = {value}" for name, value in self.parameters.items())]
        return "\n".join([*lines, self.extra]) + "\n"

    def measure(self, folder, **options):
        log, log_map = folder / "log.csv", folder / "map.toml"
        with log.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [column.id for column in self.log.columns], restval="")
            writer.writeheader()
            writer.writerows(self.rows)
        log_map.write_text(self.map_text(), encoding="utf-8")
        return measure(log, map=log_map, **({"by": ()} | options))

    def refused(self, folder, **options):
        with pytest.raises(LogError) as caught:
            self.measure(folder, **options)
        return list(caught.value.findings)


def told(findings):
    return {(finding.code, finding.cell) for finding in findings}


# --- what is enough


@pytest.mark.parametrize("log_id", LOGS)
def test_a_map_of_the_required_columns_is_enough(log_id, tmp_path):
    required = [column.id for column in LOGS[log_id].columns if column.required]
    assert required
    measurement = Case(log_id, required).measure(tmp_path)
    assert measurement.counts.used == 1
    assert not [finding for finding in measurement.findings if finding.severity == "error"]


@pytest.mark.parametrize("log_id", LOGS)
def test_a_map_of_all_columns_gives_figures(log_id, tmp_path):
    measurement = Case(log_id).measure(tmp_path, as_of="2026-09-01")
    assert (
        any(result.value is not None for result in measurement.totals.results.values())
        or not measurement.totals.results
    )
    countable = {one.measure for one in logs().countings if one.log == log_id}
    assert set(measurement.totals.measures) <= countable
    assert not {finding.code for finding in measurement.findings} & {"optional-column", "as-of-needed", "time-order"}
    assert not [finding for finding in measurement.findings if finding.code == "metric-without-columns"]


@pytest.mark.parametrize("log_id", LOGS)
def test_every_required_column_is_asked_for(log_id, tmp_path):
    for column in LOGS[log_id].columns:
        if column.required:
            case = Case(log_id)
            del case.columns[column.id]
            (finding,) = case.refused(tmp_path)
            assert (finding.code, finding.facts["found"]) == ("required-column", column.id)


@pytest.mark.parametrize("log_id", LOGS)
def test_every_required_value_is_asked_for_and_the_others_are_not(log_id, tmp_path):
    for column in LOGS[log_id].columns:
        if column.required:
            case = Case(log_id)
            case.rows.append(case.rows[0] | ({case.log.key: "x2"} if case.log.key else {}) | {column.id: ""})
            assert told(case.refused(tmp_path)) == {("missing-values", column.id)}, column.id
    case = Case(log_id)
    case.rows = [{column.id: good_value(column) for column in LOGS[log_id].columns if column.required}]
    assert case.measure(tmp_path).counts.used == 1


# --- names that are not there


@pytest.mark.parametrize("log_id", LOGS)
def test_a_column_that_the_log_does_not_know_is_told_with_the_closest(log_id, tmp_path):
    case = Case(log_id)
    name = case.log.time
    case.columns[f"{name}x"] = f'"{name}"'
    (finding,) = case.refused(tmp_path)
    assert (finding.code, finding.cell) == ("unknown-key", f"[columns] {name}x")
    assert name in finding.facts["closest"]
    assert finding.facts["known"] == [column.id for column in case.log.columns]


@pytest.mark.parametrize("log_id", LOGS)
def test_a_column_that_the_file_does_not_have_is_told(log_id, tmp_path):
    case = Case(log_id)
    case.columns[case.log.time] = '"When it was"'
    (finding,) = case.refused(tmp_path)
    assert (finding.code, finding.cell, finding.facts["found"]) == (
        "source-column",
        f"[columns] {case.log.time}",
        "When it was",
    )


def test_a_column_of_another_log_is_told(tmp_path):
    case = Case("surveys")
    case.columns["points"] = '"satisfaction"'
    assert told(case.refused(tmp_path)) == {("unknown-key", "[columns] points")}


@pytest.mark.parametrize("log_id", sorted(set(LOGS) - {"contacts"}))
def test_only_contacts_come_in_legs(log_id, tmp_path):
    case = Case(log_id)
    case.head = 'grain = "leg"'
    assert told(case.refused(tmp_path)) == {("unsupported-value", "grain")}


@pytest.mark.parametrize("log_id", [log.id for log in LOGS.values() if log.key])
def test_a_case_that_stands_twice_is_told_and_a_summary_row_may(log_id, tmp_path):
    case = Case(log_id)
    case.rows *= 2
    (finding,) = case.refused(tmp_path)
    assert (finding.code, finding.cell, finding.facts["rows"]) == ("repeated-id", case.log.key, ["2", "3"])


@pytest.mark.parametrize("log_id", [log.id for log in LOGS.values() if not log.key])
def test_rows_of_a_summary_may_repeat_and_add_up(log_id, tmp_path):
    case = Case(log_id)
    once = case.measure(tmp_path).totals.measures
    case.rows *= 3
    thrice = case.measure(tmp_path).totals.measures
    longest = {"seconds_waited_longest", "seconds_waited_longest_abandoned"}
    assert thrice == {name: value if name in longest else 3 * value for name, value in once.items()}


# --- codes, parts, types


CODED = [(log.id, column.id) for log in LOGS.values() for column in log.columns if column.codes]
PARTS = [(log.id, rule.part, rule.whole) for log in LOGS.values() for rule in log.rules if isinstance(rule, NotMore)]
BOUNDED = [
    (log.id, column.id)
    for log in LOGS.values()
    for column in log.columns
    if column.at_least == 0 and column.type == "number"
]
TYPED = [
    (log.id, column.id)
    for log in LOGS.values()
    for column in log.columns
    if column.type in {"time", "number", "mark", "flag"}
]


@pytest.mark.parametrize(("log_id", "name"), CODED)
def test_a_code_outside_the_list_is_told_with_the_list(log_id, name, tmp_path):
    case = Case(log_id)
    case.rows[0][name] = "Zzz"
    (finding,) = case.refused(tmp_path)
    assert (finding.code, finding.cell, finding.facts["rows"]) == ("unknown-code", name, ["2"])
    assert finding.facts["known"] == list(case.log.column(name).codes)
    case.extra = f'[values.{name}]\nZzz = "{case.log.column(name).codes[-1]}"\n'
    assert case.measure(tmp_path).counts.used == 1


@pytest.mark.parametrize(("log_id", "name"), CODED)
def test_codes_are_compared_as_they_are_written_and_may_be_missing(log_id, name, tmp_path):
    case = Case(log_id)
    for code in (*case.log.column(name).codes, ""):
        case.rows[0][name] = code
        assert case.measure(tmp_path).counts.used == 1
    case.rows[0][name] = case.log.column(name).codes[0].upper()
    assert told(case.refused(tmp_path)) == {("unknown-code", name)}


@pytest.mark.parametrize(("log_id", "part", "whole"), PARTS)
def test_a_part_larger_than_its_whole_is_refused(log_id, part, whole, tmp_path):
    case = Case(log_id, [LOGS[log_id].time, LOGS[log_id].key, part, whole])
    case.rows[0] |= {part: "3.000001", whole: "3"}
    (finding,) = case.refused(tmp_path)
    assert (finding.code, finding.cell, finding.facts["whole"]) == ("part-larger", part, whole)
    for part_value, whole_value in (("3", "3"), ("", "3"), ("3", ""), ("0", "0")):
        case.rows[0] |= {part: part_value, whole: whole_value}
        assert case.measure(tmp_path).counts.used == 1


@pytest.mark.parametrize(("log_id", "name"), BOUNDED)
def test_a_negative_amount_is_told(log_id, name, tmp_path):
    case = Case(log_id, [LOGS[log_id].time, LOGS[log_id].key, name])
    case.rows[0][name] = "-0.5"
    assert told(case.refused(tmp_path)) == {("out-of-range", name)}


def test_revenue_and_cost_may_be_negative(tmp_path):
    case = Case("volumes")
    case.rows[0] |= {"revenue": "-5", "service_cost": "-1"}
    assert case.measure(tmp_path).counts.used == 1


@pytest.mark.parametrize(("log_id", "name"), TYPED)
def test_a_word_in_a_typed_column_is_told_with_its_row_or_its_type(log_id, name, tmp_path):
    case = Case(log_id)
    case.rows.append(case.rows[0] | {name: "perhaps"} | ({case.log.key: "x2"} if case.log.key else {}))
    findings = case.refused(tmp_path)
    assert {finding.code for finding in findings} <= {"unreadable-values", "mixed-column", "wrong-type"}
    assert findings
    assert "perhaps" not in said_of(findings)


# --- scales


MARKED = [(log.id, column.id) for log in LOGS.values() for column in log.columns if column.type == "mark"]


@pytest.mark.parametrize(("log_id", "name"), [one for one in MARKED if one[0] != "contacts"])
def test_a_mark_without_a_scale_is_refused(log_id, name, tmp_path):
    case = Case(log_id)
    del case.scales[name]
    (finding,) = case.refused(tmp_path)
    assert (finding.code, finding.cell) == ("scale-missing", f"[scales] {name}")
    del case.columns[name]
    assert case.measure(tmp_path).counts.used == 1


def test_marks_of_contacts_are_one_to_five_unless_the_map_says_otherwise(tmp_path):
    case = Case("contacts", ["contact_id", "opened_at", "satisfaction"])
    case.scales = {}
    case.rows = [{"contact_id": mark, "opened_at": AT, "satisfaction": mark} for mark in range(1, 6)]
    measures = case.measure(tmp_path).totals.measures
    assert (measures["survey_answers"], measures["survey_answers_satisfied"], measures["survey_marks"]) == (5, 2, 15)
    case.rows[0]["satisfaction"] = 6
    assert told(case.refused(tmp_path)) == {("out-of-range", "satisfaction")}


def marked(log_id, marks):
    """Write one row for each mark of satisfaction."""
    log = LOGS[log_id]
    names = [log.key, log.time, "satisfaction", *(["subject"] if log_id == "surveys" else [])]
    case = Case(log_id, names)
    case.rows = [case.rows[0] | {log.key: f"n{number}", "satisfaction": mark} for number, mark in enumerate(marks)]
    return case


@pytest.mark.parametrize("log_id", ["contacts", "surveys"])
def test_marks_of_a_scale_whose_lowest_is_best_are_turned_round(log_id, tmp_path):
    case = marked(log_id, [1, 1, 2, 3, 5])
    case.scales["satisfaction"] = (5, 1)
    totals = case.measure(tmp_path).totals
    assert totals.measures["survey_answers"] == 5
    assert totals.measures["survey_answers_satisfied"] == 3  # 1, 1 and 2
    assert totals.measures["survey_marks"] == 5 + 5 + 4 + 3 + 1
    assert totals.results["customer_satisfaction_top2"].value == 60
    straight = marked(log_id, [5, 5, 4, 3, 1]).measure(tmp_path).totals
    assert straight == totals


@pytest.mark.parametrize("log_id", ["contacts", "surveys"])
@pytest.mark.parametrize(("worst", "best", "satisfied"), [(0, 10, 2), (10, 0, 2), (1, 7, 2), (6, 1, 2), (1, 3, 2)])
def test_the_two_best_marks_of_another_scale_count_as_satisfied(log_id, worst, best, satisfied, tmp_path):
    low, high = sorted((worst, best))
    case = marked(log_id, range(low, high + 1))
    case.scales["satisfaction"] = (worst, best)
    measures = case.measure(tmp_path).totals.measures
    assert measures["survey_answers_satisfied"] == satisfied
    assert measures["survey_answers"] == high - low + 1


@pytest.mark.parametrize("log_id", ["contacts", "surveys"])
@pytest.mark.parametrize("mark", [0, 8])
def test_a_mark_outside_a_turned_scale_is_told(log_id, mark, tmp_path):
    case = marked(log_id, [1, 7, mark])
    case.scales["satisfaction"] = (7, 1)
    (finding,) = case.refused(tmp_path)
    assert (finding.code, finding.cell, finding.facts["rows"]) == ("out-of-range", "satisfaction", ["4"])


@pytest.mark.parametrize("log_id", ["contacts", "surveys"])
@pytest.mark.parametrize(
    ("scale", "threshold", "is_told"),
    [((1, 5), 6, True), ((1, 5), 0, True), ((0, 10), 9, False), ((5, 1), 4, False), ((7, 1), 8, True)],
)
def test_satisfied_from_is_a_mark_of_the_scale(log_id, scale, threshold, is_told, tmp_path):
    case = marked(log_id, [scale[0], scale[1]])
    case.scales["satisfaction"], case.parameters = scale, {"satisfied_from": threshold}
    if is_told:
        (finding,) = case.refused(tmp_path)
        assert (finding.code, finding.cell) == ("mark-outside-scale", "[parameters] satisfied_from")
    else:
        assert case.measure(tmp_path).counts.used == 2


@pytest.mark.parametrize(
    ("name", "scale"), [("effort", (1, 5)), ("effort", (5, 1)), ("recommendation", (1, 5)), ("recommendation", (1, 10))]
)
def test_a_question_with_a_scale_of_its_own_is_not_taken_on_another(name, scale, tmp_path):
    # its thresholds are fixed: 9 and 10 promote, 5 of 7 is little effort
    case = Case("surveys")
    case.scales[name] = scale
    case.rows[0][name] = "3"
    assert [finding.cell for finding in case.refused(tmp_path)] == [f"[scales] {name}"]


def test_low_effort_from_is_a_mark_of_the_scale(tmp_path):
    case = Case("surveys")
    case.parameters = {"low_effort_from": 9}
    (finding,) = case.refused(tmp_path)
    assert (finding.code, finding.cell) == ("mark-outside-scale", "[parameters] low_effort_from")


# --- thresholds that the source had applied


COUNTED_BEFORE = [(log_id, *pair) for log_id in LOGS for pair in columns_counted_before(log_id)]


def test_only_intervals_come_with_thresholds_applied():
    assert {log_id for log_id, _, _ in COUNTED_BEFORE} == {"intervals"}
    assert parameters_applied("intervals") == set(APPLIED)


@pytest.mark.parametrize(("log_id", "column", "parameter"), COUNTED_BEFORE)
def test_a_threshold_that_was_applied_has_to_be_declared(log_id, column, parameter, tmp_path):
    case = Case(log_id, [LOGS[log_id].time, column])
    case.applied = {}
    (finding,) = case.refused(tmp_path)
    assert (finding.code, finding.cell, finding.facts["found"]) == (
        "threshold-undeclared",
        f"[applied] {parameter}",
        column,
    )
    case.applied = {parameter: 33}
    assert case.measure(tmp_path).counts.used == 1


@pytest.mark.parametrize(("log_id", "column", "parameter"), COUNTED_BEFORE)
def test_another_threshold_than_the_applied_one_cannot_be_asked_for(log_id, column, parameter, tmp_path):
    case = Case(log_id, [LOGS[log_id].time, column])
    case.applied, case.parameters = {parameter: 20}, {parameter: 30}
    (finding,) = case.refused(tmp_path)
    assert (finding.code, finding.cell) == ("threshold-applied", f"[parameters] {parameter}")
    case.parameters = {parameter: 20}
    assert case.measure(tmp_path).counts.used == 1


def test_a_log_of_single_contacts_has_no_applied_thresholds(tmp_path):
    """What is declared there would be taken as asked for, or not at all: either has to be said."""
    case = Case("contacts")
    case.applied, case.parameters = {"answer_within": 20}, {"answer_within": 30}
    assert {finding.cell for finding in case.refused(tmp_path)} <= {
        "[applied] answer_within",
        "[parameters] answer_within",
    }


def test_exceptions_of_a_choice_are_told(tmp_path):
    case = Case("contacts")
    case.extra = '[parameters.repeat_key]\ndefault = "customer_id"\nwhere = [{segment = "x-segment", value = 1}]\n'
    assert [finding.cell for finding in case.refused(tmp_path)] == ["[parameters] repeat_key"]


def test_a_day_as_the_moment_leaves_out_the_row_of_the_next_period(tmp_path):
    case = Case("volumes")
    case.rows = [case.rows[0] | {"period_start": day, "orders": 10} for day in ("2026-10-01", "2026-11-01")]
    measurement = case.measure(tmp_path, as_of="2026-10-31")
    assert (measurement.counts.used, measurement.counts.left_out) == (1, {"as_of": 1})


# --- what is never told


def said_of(findings, error=None):
    """Everything that a finding can say, in all languages."""
    parts = [
        json.dumps(finding.to_json(Translator(lang)), ensure_ascii=False) for finding in findings for lang in LANGUAGES
    ]
    parts += [finding.place for finding in findings]
    return "\n".join([*parts, str(error or ""), repr(error or "")])


def everything_told(run):
    try:
        measurement = run()
    except LogError as error:
        return said_of(error.findings, error)
    return said_of(measurement.findings) + json.dumps(measurement.to_json()["findings"], ensure_ascii=False)


def is_clean(text):
    return PHONE not in text and DIGITS not in "".join(
        sign for sign in text if sign.isdigit() or sign.isalpha() or sign == "_"
    )


ALL_COLUMNS = [(log.id, column.id) for log in LOGS.values() for column in log.columns]


def of_types(log):
    """Group the columns of a log by their type."""
    return [
        (kind, [column.id for column in log.columns if column.type == kind])
        for kind in sorted({column.type for column in log.columns})
    ]


@pytest.mark.parametrize("phone", [PHONE, f"-{DIGITS}", f"{DIGITS}.5"])
@pytest.mark.parametrize("log_id", LOGS)
def test_a_phone_number_in_any_kind_of_column_is_never_told(log_id, phone, tmp_path):
    for kind, names in of_types(LOGS[log_id]):
        case = Case(log_id)
        bad = case.rows[0] | dict.fromkeys(names, phone)
        case.rows = [case.rows[0], bad, bad]  # and its case stands twice
        assert is_clean(everything_told(lambda case=case: case.measure(tmp_path))), kind


@pytest.mark.parametrize("log_id", LOGS)
def test_a_phone_number_in_all_columns_at_once_is_never_told(log_id, tmp_path):
    case = Case(log_id)
    case.rows *= 2
    case.rows = [dict.fromkeys(row, PHONE) for row in case.rows]
    text = everything_told(lambda: case.measure(tmp_path))
    assert is_clean(text)
    case.columns = {name: f"CAST({sql} AS VARCHAR) || ''" for name, sql in case.columns.items()}
    assert is_clean(everything_told(lambda: case.measure(tmp_path)))


@pytest.mark.parametrize("log_id", LOGS)
def test_a_phone_number_that_an_expression_fails_on_is_never_told(log_id, tmp_path):
    fails = {"time": "strptime({}, '%d.%m.%Y')", "number": "CAST({} AS DOUBLE) + 1", "mark": "CAST({} AS BIGINT)",
             "flag": "CAST({} AS BOOLEAN)", "text": "CAST({} AS DATE)", "key": "CAST(CAST({} AS BIGINT) * 1000000000000 AS VARCHAR)"}  # fmt: skip
    for kind, names in of_types(LOGS[log_id]):
        case = Case(log_id)
        case.columns |= {name: fails[kind].format(f'"{name}"') for name in names}
        case.rows = [case.rows[0] | dict.fromkeys(names, value) for value in (PHONE, DIGITS, "")]
        for sql_type in ("VARCHAR", "DATE"):
            case.extra = "[types]\n" + "".join(f"{name} = '{sql_type}'\n" for name in names)
            assert is_clean(everything_told(lambda case=case: case.measure(tmp_path))), kind


@pytest.mark.parametrize("log_id", LOGS)
def test_a_phone_number_that_rows_are_left_out_by_is_never_told(log_id, tmp_path):
    case = Case(log_id)
    name = next(column.id for column in case.log.columns if column.type == "text" and not column.codes)
    case.rows.append(case.rows[0] | {name: PHONE})
    case.extra = f"[leave_out]\nodd = 'CAST(\"{name}\" AS BIGINT) > 5'\n"
    assert is_clean(everything_told(lambda: case.measure(tmp_path)))


@pytest.mark.parametrize("log_id", LOGS)
def test_a_phone_number_in_a_typed_file_is_never_told(log_id, tmp_path):
    log, log_map = LOGS[log_id], tmp_path / "map.toml"
    for sql in (f"'{PHONE}'", f"-{DIGITS}", f"[{DIGITS}]", "-9223372036854775807"):
        path = tmp_path / "log.parquet"
        terms = ", ".join(f"{sql} AS {column.id}" for column in log.columns)
        duckdb.sql(f"SELECT {terms} FROM range(3)").write_parquet(str(path), overwrite=True)
        for kind, names in of_types(log):
            case = Case(log_id)
            good = {
                one.id: f"CAST('{AT}' AS TIMESTAMP)" if one.type == "time" else "'x'"
                for one in log.columns
                if one.required
            }
            case.columns = good | {name: f'"{name}"' for name in names}
            log_map.write_text(case.map_text(), encoding="utf-8")
            text = everything_told(lambda path=path: measure(path, map=log_map, by=()))
            assert is_clean(text), (kind, sql)
            assert "9223372036854775807" not in text, (kind, sql)


def test_the_first_row_of_a_file_without_a_header_is_never_told(tmp_path):
    log, log_map = tmp_path / "log.csv", tmp_path / "map.toml"
    log.write_text(f"c1,{AT},{PHONE}\nc2,{AT},{PHONE}0\n", encoding="utf-8")
    log_map.write_text(Case("contacts", ["contact_id", "opened_at", "customer_id"]).map_text(), encoding="utf-8")
    assert is_clean(everything_told(lambda: measure(log, map=log_map)))


def test_the_first_row_of_a_further_file_without_a_header_is_never_told(tmp_path):
    # a large export cut into pieces has its header in the first piece only
    first, second, log_map = tmp_path / "1.csv", tmp_path / "2.csv", tmp_path / "map.toml"
    first.write_text(f"contact_id,opened_at,customer_id\nc1,{AT},k\n", encoding="utf-8")
    second.write_text(f"c2,{AT},{PHONE}\nc3,{AT},k\n", encoding="utf-8")
    log_map.write_text(Case("contacts", ["contact_id", "opened_at", "customer_id"]).map_text(), encoding="utf-8")
    text = everything_told(lambda: measure([first, second], map=log_map))
    assert "2.csv" in text
    assert is_clean(text)


@pytest.mark.parametrize("broken", ['"{}', "{},{},{},{},{}", '"{}"x,{}', "{}\x00,{}"])
def test_a_row_that_does_not_split_is_told_by_its_line_alone(tmp_path, broken):
    log, log_map = tmp_path / "log.csv", tmp_path / "map.toml"
    line = broken.replace("{}", PHONE)
    log.write_text(f"contact_id,opened_at,customer_id\nc1,{AT},k\n{line}\n", encoding="utf-8")
    log_map.write_text(Case("contacts", ["contact_id", "opened_at", "customer_id"]).map_text(), encoding="utf-8")
    assert is_clean(everything_told(lambda: measure(log, map=log_map)))


def test_the_search_for_the_phone_number_can_find_it():
    assert not is_clean(f"found: {PHONE}")
    assert not is_clean(f"found: +{DIGITS[:1]} ({DIGITS[1:4]}) {DIGITS[4:]}")
    assert is_clean("lines 79, 165")
    assert len(list(itertools.chain(ALL_COLUMNS))) > 150
