"""Published and computed values, to the digits that are printed; ``erlang.tsv`` says where each comes from."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from math import exp
from pathlib import Path

import pytest

from pcf.workforce import erlang_a, erlang_b, erlang_c

ROWS = list(csv.DictReader(Path(__file__).with_name("erlang.tsv").open(encoding="utf-8"), delimiter="\t"))


def load_of(agents: float, blocking: float) -> float:
    """Find by halving which load a blocking allows."""
    low, high = 0.0, 2 * agents
    while high - low > 1e-14 * high:
        middle = (low + high) / 2
        low, high = (low, middle) if erlang_b(middle, agents) > blocking else (middle, high)
    return high


def by_c(figure: str, *, load: float, agents: float, aht: float = 0, within: float = 0) -> float:
    p_wait, free = float(erlang_c(load, agents)), agents - load
    figures: dict[str, Callable[[], float]] = {
        "p_wait": lambda: p_wait,
        "wait": lambda: p_wait * aht / free,
        "service_level": lambda: 1 - p_wait * exp(-free * within / aht),
        "occupancy": lambda: load / agents,
    }
    return figures[figure]()


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['model']} {row['given']} {row['figure']}" for row in ROWS])
def test_a_known_value_is_met_to_its_printed_digits(row: dict[str, str]) -> None:
    given = {name: float(value) for name, value in (pair.split("=") for pair in row["given"].split())}
    if row["model"] == "A":
        found = getattr(erlang_a(given.pop("load"), given.pop("agents"), **given), row["figure"])
    else:
        found = load_of(**given) if row["model"] == "B" else by_c(row["figure"], **given)
    value = Decimal(row["value"])
    half_a_digit = Decimal((0, (5,), int(value.as_tuple().exponent) - 1))
    assert abs(Decimal(found) - value) <= half_a_digit * Decimal("1.001"), found


def test_every_value_has_a_source() -> None:
    assert all(row["source"] for row in ROWS)
    assert {row["model"] for row in ROWS} == {"A", "B", "C"}
