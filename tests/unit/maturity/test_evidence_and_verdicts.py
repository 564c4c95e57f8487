from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.maturity import attainment, is_breached, propose, supported_level, verdict
from pcf.model import Basis, Better, EvidenceKind

KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)


@pytest.mark.parametrize(
    ("evidence", "supports"),
    [
        ([], 1),
        (["said"], 2),
        (["written"], 2),
        (["shown"], 2),
        (["measured"], 2),
        (["improved"], 2),
        (["said", "written"], 2),
        (["measured", "improved"], 2),
        (["written", "measured", "improved"], 2),
        (["written", "shown"], 3),
        (["said", "written", "shown"], 3),
        (["written", "shown", "improved"], 3),
        (["written", "shown", "measured"], 4),
        (["written", "shown", "measured", "improved"], 5),
        (list(KINDS), 5),
    ],
)
@pytest.mark.parametrize("rating", range(6))
def test_the_ladder_of_evidence(evidence: list[EvidenceKind], supports: int, rating: int) -> None:
    assert supported_level(rating, evidence) == min(rating, supports)


def test_more_evidence_never_supports_less() -> None:
    for size in range(len(KINDS)):
        for kinds in combinations(KINDS, size):
            for more in KINDS:
                assert supported_level(5, {*kinds, more}) >= supported_level(5, kinds)


positions = st.fractions(min_value=0, max_value=200, max_denominator=50)


@settings(max_examples=100)
@given(
    points=st.lists(positions, min_size=3, max_size=3, unique=True).map(sorted),
    values=st.tuples(positions, positions).map(sorted),
    better=st.sampled_from(["higher", "lower"]),
    has_floor=st.booleans(),
    has_stretch=st.booleans(),
)
def test_a_better_figure_never_attains_less(points, values, better: Better, has_floor: bool, has_stretch: bool) -> None:
    floor, target, stretch = points if better == "higher" else reversed(points)
    worse, good = values if better == "higher" else reversed(values)
    reached = [
        attainment(value, better, target, floor if has_floor else None, stretch if has_stretch else None)
        for value in (worse, good)
    ]
    assert reached[0] is not None
    assert reached[1] is not None
    assert 0 <= reached[0] <= reached[1] <= 100
    if reached[1] > reached[0]:
        assert worse != good


@pytest.mark.parametrize(
    ("value", "better", "target", "interval", "judged"),
    [
        (80, "higher", 80, None, "met"),
        (79, "higher", 80, None, "missed"),
        (20, "lower", 20, None, "met"),
        (21, "lower", 20, None, "missed"),
        (85, "higher", 80, (81.0, 89.0), "met"),
        (85, "higher", 80, (80.0, 90.0), "met"),
        (85, "higher", 80, (79.0, 91.0), "not_proven"),
        (75, "higher", 80, (71.0, 79.0), "missed"),
        (75, "higher", 80, (70.0, 80.0), "not_proven"),
        (5, "lower", 8, (3.0, 7.0), "met"),
        (5, "lower", 6, (3.0, 7.0), "not_proven"),
        (9, "lower", 6, (7.0, 11.0), "missed"),
        (9, "none", 6, None, "no_target"),
        (9, "band", 6, None, "no_target"),
    ],
)
def test_a_sample_is_met_or_missed_only_when_its_whole_interval_says_so(
    value: int, better: Better, target: int, interval: tuple[float, float] | None, judged: str
) -> None:
    basis: Basis = "census" if interval is None else "sample"
    assert verdict(Fraction(value), better, Fraction(target), interval, basis=basis) == judged


@given(
    value=positions,
    target=positions,
    width=st.fractions(0, 100, max_denominator=50),
    better=st.sampled_from(["higher", "lower"]),
)
def test_of_a_census_every_figure_is_proven(value: Fraction, target: Fraction, width: Fraction, better: Better) -> None:
    interval = (float(value - width), float(value + width))  # of a median for example, which has one in a census too
    judged = verdict(value, better, target, interval, basis="census")
    assert judged == verdict(value, better, target, basis="census") == verdict(value, better, target, interval)
    assert judged in {"met", "missed"}


@pytest.mark.parametrize(
    ("value", "interval", "basis", "judged"),
    [
        (85, None, "census", "met"),
        (80, None, "census", "met"),
        (90, None, "census", "met"),
        (79, None, "census", "missed"),
        (91, None, "census", "missed"),
        (89, (85.0, 93.0), "census", "met"),
        (85, (81.0, 89.0), "sample", "met"),
        (89, (85.0, 93.0), "sample", "not_proven"),
        (81, (77.0, 85.0), "sample", "not_proven"),
        (85, (70.0, 95.0), "sample", "not_proven"),
        (70, (66.0, 74.0), "sample", "missed"),
        (99, (97.0, 99.5), "sample", "missed"),
        (85, None, "sample", "not_proven"),
    ],
)
def test_a_band_is_met_inside_and_missed_on_either_side(
    value: int, interval: tuple[float, float] | None, basis: Basis, judged: str
) -> None:
    found = verdict(Fraction(value), "band", Fraction(80), interval, basis=basis, target_to=Fraction(90))
    assert found == judged


@pytest.mark.parametrize(
    ("value", "floor", "floor_to", "reached"),
    [
        (80, None, None, 100),
        (85, None, None, 100),
        (90, None, None, 100),
        (40, None, None, 50),  # half way from 0 to 80
        (0, None, None, 0),
        (135, None, None, 50),  # half way from 90 to 180
        (180, None, None, 0),
        (999, None, None, 0),
        (70, 60, 100, 50),
        (60, 60, 100, 0),
        (50, 60, 100, 0),
        (95, 60, 100, 50),
        (100, 60, 100, 0),
    ],
)
def test_attainment_of_a_band_falls_on_both_sides(
    value: int, floor: int | None, floor_to: int | None, reached: int
) -> None:
    found = attainment(
        Fraction(value), "band", Fraction(80),
        None if floor is None else Fraction(floor), target_to=Fraction(90),
        floor_to=None if floor_to is None else Fraction(floor_to),
    )  # fmt: skip
    assert found == reached


def test_a_band_without_both_ends_or_with_its_ends_turned_round_has_no_attainment() -> None:
    assert attainment(Fraction(85), "band", Fraction(80)) is None
    assert attainment(Fraction(85), "band", Fraction(90), target_to=Fraction(80)) is None
    assert attainment(Fraction(85), "band", Fraction(80), Fraction(82), target_to=Fraction(90)) is None


@pytest.mark.parametrize(("value", "red"), [(59, True), (60, False), (100, False), (101, True)])
def test_a_band_is_red_beyond_either_floor(value: int, red: bool) -> None:
    assert is_breached(Fraction(value), "band", Fraction(60), Fraction(100)) is red
    assert not is_breached(Fraction(value), "band", None)


@pytest.mark.parametrize(
    ("value", "better", "floor", "red"),
    [
        (59, "higher", 60, True),
        (60, "higher", 60, False),
        (61, "lower", 60, True),
        (60, "lower", 60, False),
        (1, "higher", None, False),
        (1, "none", 60, False),
    ],
)
def test_a_figure_worse_than_its_floor_is_red(value: int, better: Better, floor: int | None, red: bool) -> None:
    assert is_breached(Fraction(value), better, None if floor is None else Fraction(floor)) is red


@pytest.mark.parametrize(
    ("answers", "median", "mean", "lowest"),
    [
        ([3], 3, Fraction(3), 3),
        ([2, 3], 2, Fraction(5, 2), 2),
        ([5, 1, 3], 3, Fraction(3), 1),
        ([4, 4, 0, 1], 1, Fraction(9, 4), 0),
        ([0, 5], 0, Fraction(5, 2), 0),
    ],
)
def test_the_proposal_is_the_lower_median(answers: list[int], median: int, mean: Fraction, lowest: int) -> None:
    assert [propose(answers), propose(answers, "mean"), propose(answers, "min")] == [median, mean, lowest]


@given(answers=st.lists(st.integers(0, 5), min_size=1, max_size=9), data=st.data())
def test_the_median_is_an_answer_that_somebody_gave(answers: list[int], data: st.DataObject) -> None:
    assert propose(answers) in answers
    assert propose(data.draw(st.permutations(answers))) == propose(answers)
    assert propose(answers, "min") <= propose(answers, "mean") <= max(answers)
