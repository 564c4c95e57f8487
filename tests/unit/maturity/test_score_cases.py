"""The cases that analysts write, one test each, named by their sentences."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from pcf.maturity import POLICIES, Score, attainment, rated, roll_up
from pcf.source.strict_yaml import read

FOLDER = Path(__file__).parents[2] / "cases"
SCORES = read(FOLDER / "scores.yaml")
ATTAINMENTS = read(FOLDER / "attainment.yaml")


def _number(text: str | None) -> Fraction | None:
    return None if text in {None, "none"} else Fraction(text)


def _answer(text: str) -> Score:
    answer, _, weight = text.partition(" x ")
    level = int(answer) if answer.isdigit() else None
    return rated(
        "10388",
        level,
        weight=Fraction(weight or 1),
        is_applicable=answer != "NA",
        is_unknown=answer == "DK",
    )


@pytest.mark.parametrize("case", SCORES, ids=lambda case: case["name"])
def test_score_case(case) -> None:
    score = roll_up("10379", [_answer(text) for text in case["answers"]], case["policy"])
    low, high = score.range or (None, None)
    found = {"score": score.score, "status": score.status, "low": low, "high": high, "coverage": score.coverage}
    wanted = {name: case[name] if name == "status" else _number(case[name]) for name in found}
    assert found == wanted, case["because"]


@pytest.mark.parametrize("case", ATTAINMENTS, ids=lambda case: case["name"])
def test_attainment_case(case) -> None:
    floor, stretch = _number(case.get("floor")), _number(case.get("stretch"))
    band = {name: _number(case.get(name)) for name in ("target_to", "floor_to")}
    found = attainment(Fraction(case["value"]), case["better"], Fraction(case["target"]), floor, stretch, **band)
    assert found == _number(case["expected"])


@pytest.mark.parametrize("cases", [SCORES, ATTAINMENTS])
def test_every_case_is_named_once(cases) -> None:
    names = [case["name"] for case in cases]
    assert len(names) == len(set(names))


def test_every_policy_has_cases() -> None:
    assert {case["policy"] for case in SCORES} == set(POLICIES)
