"""Erlang B, C and A beside 60 digits, over loads from a millionth to a million erlang."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from mpmath import mp, mpf

from pcf.workforce import erlang_a, erlang_b, erlang_c
from pcf.workforce.integrals import curvature

from . import sixty_digits

LEAST = 1e-290  # below it doubles have fewer digits
LOADS = (1e-6, 3e-5, 1e-3, 0.1, 0.5, 1.0, 3.3, 10.0, 31.6, 100.0, 1000.0, 12345.6)
# agents to the load, and how many more in multiples of its square root: far below the load, critical, far above
PLACES = ((0.01, 0), (0.5, 0), (0.99, 0), (1, -1), (1, 0), (1, 0.1), (1, 1), (1, 3), (1, 8), (1.5, 0), (3, 1))
B_CASES = [
    *((load, max(ratio * load + more * load**0.5, 0.0)) for load, (ratio, more) in product(LOADS, PLACES)),
    *product((1e-6, 0.02, 0.7, 4.0, 60.0), (0.0, 1e-6, 0.1, 0.5, 0.999, 1.0, 2.0, 20.0, 70.0)),
    (1e6, 10.0),
    (1e6, 1_000_000.0),
    (1e6, 1_003_000.5),
]


def error(found: float, right: mpf) -> float:
    """Return how far off it is, relatively; of what doubles do not hold, absolutely in units of the least."""
    with mp.workdps(sixty_digits.DIGITS):
        return float(abs(mpf(float(found)) - right) / max(abs(right), mpf(LEAST)))


def test_erlang_b_is_right_to_twelve_digits() -> None:
    found = erlang_b(*np.array(B_CASES).T)
    wrong = {case: one for case, one in zip(B_CASES, found, strict=True) if error(one, sixty_digits.b(*case)) > 1e-12}
    assert not wrong


def test_erlang_c_is_right_to_twelve_digits() -> None:
    cases = [(load, agents) for load, agents in B_CASES if agents > load]
    found = erlang_c(*np.array(cases).T)
    wrong = {case: one for case, one in zip(cases, found, strict=True) if error(one, sixty_digits.c(*case)) > 1e-12}
    assert not wrong


# load, agents, aht, patience, within, short
A_CASES = [
    (48, 50, 60, 120, 20, 5),
    (30, 25, 180, 60, 20, 5),
    (30, 25, 180, 60, 5, 20),
    (30, 25, 180, 60, 20, 20),
    (30, 25, 180, 60, 0, 0),
    (30, 30, 180, 60, 1e5, 5),
    (5000, 5000, 240, 100, 20, 5),
    (5000, 4500, 240, 100, 20, 5),
    (5000, 5200, 240, 100, 20, 5),
    (5000, 2000, 240, 100, 20, 5),
    (12345.6, 12300.25, 300, 60, 20, 5),
    (1e6, 1_000_000, 300, 600, 20, 5),
    (1e6, 10, 60, 60, 20, 5),
    (0.1, 1, 60, 30, 20, 5),
    (1e-6, 0.5, 180, 60, 20, 5),
    (1e-6, 2, 180, 60, 20, 5),
    (0.01, 0.001, 180, 60, 20, 5),
    (0.3, 0.2, 180, 1e4, 20, 5),
    (3, 1, 600, 10, 20, 5),
    (10, 60, 60, 60, 20, 5),  # far below load everything is relative: P(give up) is 1e-35
    (100, 250, 60, 60, 20, 5),
    (48, 50, 60, 1e-3, 20, 5),  # nearly Erlang B
    (0.02, 0.4, 4000, 0.2, 20, 0.3),
    (0.02, 0.4, 4000, 0.2, 0.1, 0.3),
    (48, 50, 60, 1.2e9, 20, 5),  # nearly Erlang C: x is 1e9
    (50, 50, 60, 1.2e9, 20, 5),
    (60, 50, 60, 1.2e9, 20, 5),
    (1, 1, 1, 1e9, 20, 5),
    (1e5, 1e5, 300, 3e6, 20, 5),
    (48, 40, 60, 1e5, 20, 5),  # hardly anybody in time: service level 1e-89
    (540, 40, 2600, 4400, 20, 5),
    (7.5, 7.2, 1e5, 30, 20, 5),
    (7.5, 7.2, 1, 1e3, 0.01, 1e4),
]


@pytest.mark.parametrize("case", A_CASES, ids=[" ".join(f"{one:g}" for one in case) for case in A_CASES])
def test_erlang_a_is_right_to_eleven_digits_in_every_field(case: tuple[float, ...]) -> None:
    load, agents, aht, patience, within, short = map(float, case)
    found = erlang_a(load, agents, aht=aht, patience=patience, within=within, short=short)
    right = sixty_digits.a(load, agents, aht, patience, within, short)
    wrong = {name: (getattr(found, name), mp.nstr(value, 17)) for name, value in right.items()}
    wrong = {name: both for name, both in wrong.items() if error(both[0], right[name]) > 1e-11}
    assert not wrong


def test_where_double_exponents_end_a_probability_is_zero_and_nothing_else_suffers() -> None:
    assert erlang_b(3, 300) == 0.0
    assert erlang_c(3, 300) == 0.0
    found = erlang_a(3, 300, aht=60, patience=60, within=20, short=5)
    assert (found.p_wait, found.p_abandon, found.wait, found.service_level, found.occupancy) == (0, 0, 0, 1, 0.01)


@pytest.mark.parametrize("v", [0.0, 1e-12, -1e-12, 1e-4, -0.29, 0.29, -0.31, 0.31, 5.0, -5.0, 600.0, -1e6])
def test_the_curvature_of_the_exponential_keeps_its_digits(v: float) -> None:
    with mp.workdps(60):
        right = mp.exp(v) - 1 - mpf(v)
    assert error(float(curvature(np.array(v))), right) < 2e-15


def test_the_reference_knows_an_error() -> None:
    right = sixty_digits.b(48.0, 50.0)
    assert error(float(right) * (1 + 1e-11), right) > 1e-12
    assert error(float(right), right) < 2e-16
    # and agrees with what is known in closed form
    assert error(2 / 5, sixty_digits.b(2.0, 2.0)) < 1e-16
    assert error(4 / 9, sixty_digits.c(2.0, 3.0)) < 1e-15
