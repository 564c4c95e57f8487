"""What the formulas refuse: every fault at once, each with its argument and interval."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from pcf.errors import InputFaultsError
from pcf.workforce.arguments import StaffingError, checked

NAN = float("nan")


def refused(**arguments: object) -> StaffingError:
    with pytest.raises(StaffingError) as caught:
        checked(**arguments)
    return caught.value


def told(error: StaffingError) -> list[tuple[str, str]]:
    return [(finding.code, finding.cell) for finding in error.findings]


@pytest.mark.parametrize(
    "value",
    [3, 3.0, np.float32(3), np.int8(3), np.uint64(3), Decimal(3), Fraction(3), np.array(3), np.array(Decimal(3))],
)
def test_whatever_is_a_number_is_taken(value: object) -> None:
    (array,) = checked(load=value)
    assert array.dtype == np.float64
    assert array.shape == ()
    assert float(array) == 3


def test_lists_of_any_numbers_become_arrays_of_one_shape() -> None:
    load, agents = checked(load=[[1], [Decimal("2.5")]], agents=(3, Fraction(1, 2), np.int64(4)))
    assert load.tolist() == [[1, 1, 1], [2.5, 2.5, 2.5]]
    assert agents.tolist() == [[3, 0.5, 4], [3, 0.5, 4]]


def test_no_interval_at_all_is_fine() -> None:
    assert [one.shape for one in checked(load=[], agents=5)] == [(0,), (0,)]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (True, "True"),
        (np.True_, "True"),
        ("5", "'5'"),
        (b"5", "b'5'"),
        (None, "None"),
        (1j, "1j"),
        (NAN, "nan"),
        (float("inf"), "inf"),
        (float("-inf"), "-inf"),
        (Decimal("NaN"), "Decimal('NaN')"),
        (Decimal("sNaN"), "Decimal('sNaN')"),
        (date(2026, 1, 5), "datetime.date(2026, 1, 5)"),
        (np.datetime64("2026-01-05"), "np.datetime64('2026-01-05')"),
        (np.timedelta64(5, "ns"), "np.timedelta64(5,'ns')"),
        ({5}, "{5}"),
        ({"calls": 5}, "{'calls': 5}"),
    ],
)
def test_what_is_no_number_is_refused_and_shown(value: object, found: str) -> None:
    error = refused(load=value)
    assert told(error) == [("staffing-not-number", "load")]
    assert error.findings[0].message() == f"load: {found} is no number that can be computed with."


def test_a_number_beyond_doubles_is_refused_and_not_printed_whole() -> None:
    (finding,) = refused(load=10**400).findings
    assert finding.code == "staffing-not-number"
    assert len(finding.found) < 50


@pytest.mark.parametrize(
    ("value", "cells"),
    [
        ([1, True, "5", None, 2], ["load[2]", "load[3]", "load[4]"]),
        (np.array([True, False]), ["load[1]", "load[2]"]),
        (np.array(["5"]), ["load[1]"]),
        (np.array([1, 2j]), ["load[1]", "load[2]"]),
        (np.array(["2026-01-05"], dtype="datetime64[ns]"), ["load[1]"]),
        (np.array([1.0, NAN, 3.0]), ["load[2]"]),
        (np.array([[1.0, 2.0], [3.0, NAN]]), ["load[2, 2]"]),
        (np.ma.masked_array([1.0, 2.0], [False, True]), ["load[2]"]),
        (np.ma.masked_array([1, 2], [True, False]), ["load[1]"]),
        ([[1, 2], [3]], ["load[1]", "load[2]"]),
        ([np.array([1, 2]), np.array([3])], ["load[1]", "load[2]"]),
    ],
)
def test_within_an_array_each_place_is_named_from_one(value: object, cells: list[str]) -> None:
    assert told(refused(load=value)) == [("staffing-not-number", cell) for cell in cells]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"calls": -1}, "staffing-negative"),
        ({"agents": -0.5}, "staffing-negative"),
        ({"aht": 0}, "staffing-zero"),
        ({"interval": 0.0}, "staffing-zero"),
        ({"patience": 0}, "staffing-zero"),
        ({"asa": 0}, "staffing-zero"),
        ({"occupancy": 0}, "staffing-zero"),
        ({"target": 80}, "staffing-share"),
        ({"occupancy": 1.01}, "staffing-share"),
        ({"abandonment": 5}, "staffing-share"),
        ({"shrinkage": 30}, "staffing-share"),
        ({"target": 1}, "staffing-whole"),
        ({"shrinkage": 1}, "staffing-whole"),
        ({"load": 1_000_000.5}, "staffing-load"),
    ],
)
def test_a_figure_out_of_its_range_has_a_kind_of_its_own(arguments: dict[str, object], code: str) -> None:
    (name,) = arguments
    assert told(refused(**arguments)) == [(code, name)]
    assert told(refused(**{name: [0.5 if name != "calls" else 5, arguments[name]]})) == [(code, f"{name}[2]")]


@pytest.mark.parametrize(
    "arguments",
    [
        {"calls": 0, "agents": 0, "within": 0, "short": 0, "minimum": 0},
        {"occupancy": 1, "abandonment": 1, "target": 0, "shrinkage": 0},
        {"abandonment": 0, "load": 1_000_000, "target": 0.999999},
    ],
)
def test_the_ends_of_the_ranges_are_allowed(arguments: dict[str, object]) -> None:
    assert [float(one) for one in checked(**arguments)] == list(arguments.values())


def test_all_faults_of_all_arguments_are_told_in_one_run() -> None:
    error = refused(load=[1, -2, NAN], aht=0, target="80%", shrinkage=[0.3, 1, -0.1])
    assert told(error) == [
        ("staffing-not-number", "load[3]"),
        ("staffing-negative", "load[2]"),
        ("staffing-zero", "aht"),
        ("staffing-not-number", "target"),
        ("staffing-negative", "shrinkage[3]"),
        ("staffing-whole", "shrinkage[2]"),
    ]
    assert error.facts["count"] == 6


def test_a_plain_number_has_no_interval() -> None:
    error = refused(calls=-5)
    assert error.findings[0].message() == "calls: -5 is below zero."
    assert error.findings[0].facts["interval"] == ""
    assert str(error) == "Figures for staffing have faults: 1. The first: calls = -5."


def test_the_interval_is_among_the_facts() -> None:
    error = refused(calls=[[1, 2], [3, -5]])
    assert error.findings[0].message() == "calls[2, 2]: -5 is below zero."
    assert error.findings[0].facts["argument"] == "calls"
    assert error.findings[0].facts["interval"] == "2, 2"
    assert str(error) == "Figures for staffing have faults: 1. The first: calls[2, 2] = -5."


def test_of_a_million_faults_all_are_counted_and_some_of_every_kind_are_told() -> None:
    error = refused(calls=np.full((1000, 1000), -1.0), aht=np.zeros(1000), patience=NAN)
    assert error.facts["count"] == 1_001_001
    assert len(error.findings) <= 100
    assert {finding.facts["argument"] for finding in error.findings} == {"calls", "aht", "patience"}
    assert len(refused(calls=np.full(1_000_000, -1.0)).findings) == 100


def test_shapes_that_do_not_fit_are_told_by_name() -> None:
    error = refused(calls=[1, 2, 3], aht=[60, 70], target=0.8)
    assert told(error) == [("staffing-shapes", "")]
    assert error.findings[0].message() == ("The arguments have different numbers of intervals: calls (3,), aht (2,).")


def test_the_error_is_one_of_input() -> None:
    assert issubclass(StaffingError, InputFaultsError)
    assert issubclass(StaffingError, ValueError)
    assert all(finding.expected() and finding.suggestion() for finding in refused(calls=-1, aht=0, target=1).findings)


def test_what_is_given_is_not_changed() -> None:
    given = np.array([1, 2, 3])
    (array,) = checked(load=given)
    assert given.dtype.kind == "i"
    assert not np.shares_memory(array, given)
