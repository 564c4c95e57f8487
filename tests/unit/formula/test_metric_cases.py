"""The cases that analysts write, one test each, named by their sentences."""

from collections import Counter
from pathlib import Path

import pytest

from pcf.errors import PcfError
from pcf.formula import calculate, measures_of, result
from pcf.source import bundle
from pcf.source.strict_yaml import read

FOLDER = Path(__file__).parents[2] / "cases" / "metrics"
CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in read(path)]
METRICS = {record.id: record for record in bundle().metrics}


def numbers(case):
    return {name: float(value) for name, value in case["measures"].items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    record = METRICS[case["metric"]]
    if "expected" in case:
        assert calculate(record, numbers(case)) == pytest.approx(float(case["expected"]))
        assert result(record, numbers(case)).value == pytest.approx(float(case["expected"]))
    elif "error" in case:
        with pytest.raises(PcfError) as caught:
            calculate(record, numbers(case))
        assert caught.value.code == case["error"]
    else:
        found = result(record, numbers(case))
        assert (found.value, found.reason) == (None, case["reason"])


def test_every_case_says_exactly_one_outcome_and_is_named_once():
    for case in CASES:
        assert case.keys() == {"name", "metric", "measures"} | (case.keys() & {"expected", "error", "reason"})
        assert len(case) == 4, case["name"]
    assert len({case["name"] for case in CASES}) == len(CASES)


def test_every_metric_with_a_formula_has_at_least_three_cases():
    counted = Counter(case["metric"] for case in CASES)
    few = [record.id for record in METRICS.values() if record.formula is not None and counted[record.id] < 3]
    assert not few, f"add cases to {FOLDER}: {few}"


def test_formulas_name_only_declared_measures():
    known = {record.id for record in bundle().measures}
    for record in METRICS.values():
        if record.formula is not None:
            assert set(measures_of(record.formula)) <= known, record.id
