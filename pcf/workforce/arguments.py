"""The arguments of the formulas: made arrays of one shape, and refused where they are out of range."""

from __future__ import annotations

import reprlib
from collections.abc import Iterator
from decimal import Decimal
from numbers import Real
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pcf.errors import N_, InputFaultsError
from pcf.findings import Finding, FindingKind
from pcf.workforce import findings as kinds
from pcf.workforce.integrals import Array

LARGEST_LOAD = 1_000_000.0  # erlang; far above any team, and as far as the figures are tested
_ABOVE_ZERO = frozenset({"aht", "interval", "patience", "asa", "occupancy"})
_SHARES = frozenset({"target", "occupancy", "abandonment", "shrinkage"})
_BELOW_ONE = frozenset({"target", "shrinkage"})
_MOST_TOLD = 100
_NUMBERS = "iuf"  # numpy's kinds of types: whole, unsigned, floating

Marks = NDArray[np.bool_]


class StaffingError(InputFaultsError):
    """Figures for staffing are out of range.

    ``findings`` name the argument and, of an array, the interval, counted from 1: ``calls[3]``. Of very many, at
    most a hundred are told; ``facts["count"]`` has the number of all.
    """

    code = "staffing-faults"
    template = N_("Figures for staffing have faults: {count}. The first: {first}.")


class Faulty(NamedTuple):
    """Where an argument has one kind of fault.

    Attributes:
        values: As they were given: numbers, or any objects.
        marks: True where the value is wrong; of the shape of ``values``.
    """

    kind: FindingKind
    name: str
    values: NDArray[np.generic]
    marks: Marks


def checked(**arguments: object) -> tuple[Array, ...]:
    """Return the arguments as arrays of one shape, in the order given.

    Args:
        arguments: Numbers, or arrays of numbers that broadcast; each is known by its name. Truth values, texts,
            dates, complex numbers and masked values are no numbers.

    Raises:
        StaffingError: A value is no number or out of range, or the shapes do not fit; names every argument and
            interval.
    """
    arrays, faulty = {}, []
    for name, value in arguments.items():
        given = _given(value)
        arrays[name], is_number = _numbers(given)
        faulty += [
            Faulty(kinds.FIGURE_NOT_NUMBER, name, given, ~is_number),
            *(Faulty(kind, name, arrays[name], marks) for kind, marks in _out_of_range(name, arrays[name])),
        ]
    faults, count = told(faulty)
    if not faults:
        try:
            return tuple(np.broadcast_arrays(*arrays.values()))
        except ValueError:
            shapes = [f"{name} {one.shape}" for name, one in arrays.items() if one.ndim]
            faults, count = [Finding(kinds.SHAPES_DIFFER, facts={"found": shapes})], 1
    raise StaffingError(findings=tuple(faults), count=count, first=first_of(faults))


def told(faulty: list[Faulty]) -> tuple[list[Finding], int]:
    """Return findings, at most a hundred and of every kind of fault some, and the number of all faults."""
    faulty = [one for one in faulty if one.marks.any()]
    most = _MOST_TOLD // max(len(faulty), 1)
    findings = [
        _fault(one, np.unravel_index(place, one.marks.shape))
        for one in faulty
        for place in np.flatnonzero(one.marks)[:most]
    ]
    return findings, sum(int(one.marks.sum()) for one in faulty)


def first_of(faults: list[Finding]) -> str:
    """Return what is wrong first, without words: ``calls[3] = -5``."""
    return f"{faults[0].cell} = {faults[0].found}" if faults[0].cell else faults[0].found


def _fault(one: Faulty, place: tuple[np.intp, ...]) -> Finding:
    value = one.values[place]
    if isinstance(value, np.generic) and value.dtype.kind not in "mM":  # numpy's own types are written as Python's
        value = value.item()
    found = value if isinstance(value, float) else reprlib.repr(value)
    interval = ", ".join(str(at + 1) for at in place)
    cell = f"{one.name}[{interval}]" if interval else one.name
    return Finding(
        one.kind, cell=cell, facts={"argument": one.name, "interval": interval, "cell": cell, "found": found}
    )


def _given(value: object) -> NDArray[np.generic]:
    """Return the value as an array of what it is; of lists as one of objects, lest truth values become numbers."""
    if isinstance(value, np.ma.MaskedArray):
        return np.where(np.ma.getmaskarray(value), None, value.data.astype(object))  # type: ignore[call-overload,no-any-return]
    try:
        return np.asarray(value, dtype=object if isinstance(value, list | tuple) else None)
    except ValueError:  # lists of different lengths
        one = np.empty((), dtype=object)
        one[()] = value
        return one


def _numbers(given: NDArray[np.generic]) -> tuple[Array, Marks]:
    """Return the values as doubles, NaN for what is none, and which are finite numbers."""
    if given.dtype.kind in _NUMBERS:
        numbers = given.astype(np.float64)
    elif given.dtype.kind == "O":
        numbers = np.fromiter((_number(one) for one in given.ravel()), np.float64, given.size).reshape(given.shape)
    else:
        numbers = np.full(given.shape, np.nan)
    return numbers, np.isfinite(numbers)


def _number(value: object) -> float:
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real | Decimal):
        return np.nan
    try:
        return float(value)
    except (OverflowError, ValueError):  # a whole number beyond doubles, a signalling NaN
        return np.nan


def _out_of_range(name: str, values: Array) -> Iterator[tuple[FindingKind, Marks]]:
    is_finite = np.isfinite(values)
    yield kinds.FIGURE_NEGATIVE, is_finite & (values < 0)
    if name in _ABOVE_ZERO:
        yield kinds.FIGURE_ZERO, values == 0
    if name in _SHARES:
        yield kinds.SHARE_ABOVE_ONE, is_finite & (values > 1)
    if name in _BELOW_ONE:
        yield kinds.SHARE_ONE, values == 1
    if name == "load":
        yield kinds.LOAD_TOO_LARGE, is_finite & (values > LARGEST_LOAD)
