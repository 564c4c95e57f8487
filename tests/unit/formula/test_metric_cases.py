"""The cases over figures that analysts write, one test each, named by their sentences."""

from collections import Counter
from pathlib import Path

import pytest

from pcf.errors import PcfError
from pcf.formula import calculate, measures_of, result
from pcf.source import bundle
from pcf.source.strict_yaml import read

FOLDER = Path(__file__).parents[2] / "cases" / "metrics"
ALL_CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in read(path)]
CASES = [case for case in ALL_CASES if "rows" not in case]  # those over rows: tests/unit/metrics/test_row_cases.py
METRICS = {record.id: record for record in bundle().metrics}
OPERATIONAL = [metric_id for metric_id in METRICS if not metric_id.isdigit()]  # APQC's ids are numbers
UNITS = {record.id: record.unit for record in bundle().measures}

OVER_FIGURES = {"name", "metric", "measures"}
OVER_ROWS = {"name", "metric", "log", "rows"}


def numbers(case):
    return {name: float(value) for name, value in case["measures"].items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    record = METRICS[case["metric"]]
    if "expected" in case:
        assert calculate(record, numbers(case)) == pytest.approx(float(case["expected"]), rel=1e-12)
        assert result(record, numbers(case), UNITS).value == pytest.approx(float(case["expected"]), rel=1e-12)
    elif "error" in case:
        with pytest.raises(PcfError) as caught:
            calculate(record, numbers(case))
        assert caught.value.code == case["error"]
    else:
        found = result(record, numbers(case), UNITS)
        assert (found.value, found.reason) == (None, case["reason"])


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case["name"])
def test_a_case_has_known_keys_and_says_exactly_one_outcome(case):
    is_over_rows = "rows" in case
    outcomes = {"expected", "reason"} if is_over_rows else {"expected", "reason", "error"}
    assert len(case.keys() & outcomes) == 1
    needed, possible = (OVER_ROWS, {"as_of", "parameters"}) if is_over_rows else (OVER_FIGURES, set())
    assert needed <= case.keys() <= needed | possible | outcomes
    assert case["metric"] in METRICS


def test_no_two_cases_have_the_same_name():
    assert not [name for name, times in Counter(case["name"] for case in ALL_CASES).items() if times > 1]


def test_no_two_cases_are_the_same_but_for_their_names():
    bodies = Counter(repr(sorted((key, value) for key, value in case.items() if key != "name")) for case in ALL_CASES)
    assert not [body for body, times in bodies.items() if times > 1]


def test_every_operational_metric_has_at_least_two_cases():
    counted = Counter(case["metric"] for case in ALL_CASES)
    few = [metric_id for metric_id in OPERATIONAL if counted[metric_id] < 2]
    assert not few, f"add cases to {FOLDER}: {few}"


def test_every_operational_metric_has_a_case_that_gives_a_figure():
    said = {(case["metric"], "expected" in case) for case in ALL_CASES}
    assert not [metric_id for metric_id in OPERATIONAL if (metric_id, True) not in said]


def test_formulas_name_only_declared_measures():
    for record in METRICS.values():
        assert set(measures_of(record.formula)) <= UNITS.keys(), record.id
