from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.maturity import POLICIES, Policy, Score, policy_of_groups, rated, roll_up
from pcf.maturity.scores import HIGHEST, LOWEST

weights = st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 10), Fraction(3, 7), Fraction(5)])
answers = st.sampled_from([0, 1, 2, 3, 4, 5, None, "NA", "DK"])
policies = st.sampled_from(POLICIES)
few = settings(max_examples=80, deadline=None)


def _child(answer: int | str | None, weight: Fraction = Fraction(1)) -> Score:
    level = answer if isinstance(answer, int) else None
    return rated("10388", level, weight=weight, is_applicable=answer != "NA", is_unknown=answer == "DK")


children = st.builds(_child, answers, weights)
groups = st.lists(children, min_size=1, max_size=8)
levels = st.lists(st.tuples(st.integers(0, 5), weights), min_size=1, max_size=8)


def _category(parts: list[list[Score]], policy: Policy) -> Score:
    made = [roll_up(f"1000{n}", part, policy) for n, part in enumerate(parts)]
    return roll_up("20085", made, policy_of_groups(policy), needs_every_child=True)


@few
@given(parts=st.lists(groups, min_size=1, max_size=4), policy=policies)
def test_every_number_stays_within_its_bounds(parts: list[list[Score]], policy: Policy) -> None:
    category = _category(parts, policy)
    for score in (category, *category.children):
        assert LOWEST <= score.low <= score.high <= HIGHEST
        assert 0 <= score.coverage <= 1
        assert 0 <= score.dk_share <= 1 - score.coverage
        assert (score.range is None) == (not score.applicable)
        if score.score is not None:
            assert score.low <= score.score <= score.high
            assert isinstance(score.score, Fraction)
            assert score.status in {"scored", "provisional"}
        else:
            assert score.status == "none"


@few
@given(terms=levels, policy=policies, data=st.data())
def test_a_better_answer_never_lowers_the_score(
    terms: list[tuple[int, Fraction]], policy: Policy, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(terms) - 1))
    better = data.draw(st.integers(terms[place][0], 5))
    raised = [*terms[:place], (better, terms[place][1]), *terms[place + 1 :]]
    before, after = (roll_up("10379", [_child(*term) for term in group], policy) for group in (terms, raised))
    assert before.score is not None
    assert after.score is not None
    assert after.score >= before.score


@few
@given(parts=st.lists(groups, min_size=1, max_size=3), policy=policies, data=st.data())
def test_a_better_answer_never_lowers_headline_or_range(
    parts: list[list[Score]], policy: Policy, data: st.DataObject
) -> None:
    places = [(g, c) for g, part in enumerate(parts) for c, child in enumerate(part) if child.score not in (None, 5)]
    if not places:
        return
    group, place = data.draw(st.sampled_from(places))
    old = parts[group][place]
    raised = [list(part) for part in parts]
    raised[group][place] = rated(old.id, (old.score or 0) + 1, weight=old.weight)
    before, after = _category(parts, policy), _category(raised, policy)
    assert (after.low, after.high) >= (before.low, before.high)
    assert after.low >= before.low
    assert after.high >= before.high
    assert (after.score is None) == (before.score is None)
    assert before.score is None or (after.score or 0) >= before.score


@few
@given(group=groups, policy=policies)
def test_what_does_not_apply_is_as_if_it_were_not_there(group: list[Score], policy: Policy) -> None:
    left = [child for child in group if child.applicable]
    with_na, without = roll_up("10379", group, policy), roll_up("10379", left, policy)
    assert replace(with_na, children=()) == replace(without, children=())


@few
@given(terms=levels, policy=policies)
def test_a_blank_is_not_a_zero(terms: list[tuple[int, Fraction]], policy: Policy) -> None:
    group = [_child(5), *(_child(*term) for term in terms)]
    blank = roll_up("10379", [*group, _child(None)], policy)
    zero = roll_up("10379", [*group, _child(0)], policy)
    assert blank.coverage < zero.coverage == 1
    assert (blank.low, zero.low) == (zero.score, zero.score)
    if policy == "mean" and blank.score is not None and zero.score is not None:
        assert blank.score > zero.score


@few
@given(group=groups, policy=policies)
def test_answering_what_is_open_closes_the_range(group: list[Score], policy: Policy) -> None:
    applicable = [child for child in group if child.applicable]
    before = roll_up("10379", applicable, policy)
    for place, child in enumerate(applicable):
        if child.score is None:
            for level in (0, 3, 5):
                filled = [*applicable]
                filled[place] = _child(level, child.weight)
                after = roll_up("10379", filled, policy)
                assert before.low <= after.low <= after.high <= before.high
                assert after.coverage > before.coverage
            break
    else:
        if applicable:
            assert before.low == before.high == before.score


@few
@given(parts=st.lists(groups, min_size=1, max_size=4))
def test_the_range_of_the_mean_is_as_wide_as_what_is_open(parts: list[list[Score]]) -> None:
    category = _category(parts, "mean")
    for score in (category, *category.children):
        if score.applicable:
            assert score.high - score.low == 5 * (1 - score.coverage)


@few
@given(group=groups, policy=policies, factor=st.fractions(min_value=Fraction(1, 100), max_value=100))
def test_only_the_proportions_of_weights_matter(group: list[Score], policy: Policy, factor: Fraction) -> None:
    scaled = [replace(child, weight=factor * child.weight) for child in group]
    before, after = roll_up("10379", group, policy), roll_up("10379", scaled, policy)
    assert replace(before, children=()) == replace(after, children=())


@few
@given(group=groups, policy=policies, data=st.data())
def test_the_order_of_the_children_does_not_matter(group: list[Score], policy: Policy, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(group))
    before, after = roll_up("10379", group, policy), roll_up("10379", shuffled, policy)
    assert replace(before, children=()) == replace(after, children=())


@few
@given(terms=levels)
def test_min_capped_and_mean_stand_in_order(terms: list[tuple[int, Fraction]]) -> None:
    score = {policy: roll_up("10379", [_child(*term) for term in terms], policy).score or 0 for policy in POLICIES}
    assert score["min"] <= score["capped"] <= score["mean"]
    assert score["min"] <= score["staged"] <= score["min"] + 1
    assert score["capped"] <= score["min"] + 1
    assert score["staged"] == int(score["staged"])


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("level", range(6))
def test_everybody_at_one_level_is_that_level(policy: Policy, level: int) -> None:
    assert roll_up("10379", [_child(level, Fraction(w)) for w in (1, 2, 5)], policy).score == level


@pytest.mark.parametrize(
    ("answered", "of", "status"),
    [(4, 5, "scored"), (79, 100, "provisional"), (3, 5, "provisional"), (59, 100, "none"), (5, 5, "scored")],
)
def test_the_thresholds_are_met_exactly(answered: int, of: int, status: str) -> None:
    group = [_child(3, Fraction(answered)), _child(None, Fraction(of - answered))]
    score = roll_up("10379", group)
    assert score.status == status
    assert score.score == (None if status == "none" else 3)


def test_thirds_stay_exact() -> None:
    score = roll_up("10379", [_child(1), _child(1), _child(2)])
    assert score.score == Fraction(4, 3)
    assert roll_up("20085", [replace(score, weight=Fraction(1, 3)), replace(score, weight=Fraction(1, 7))]).score == (
        Fraction(4, 3)
    )


def test_one_group_without_a_score_leaves_the_headline_none_with_a_range() -> None:
    known = roll_up("10378", [_child(4)] * 9)
    unknown = roll_up("10379", [_child(3), _child(None)])
    headline = roll_up("20085", [known] * 9 + [unknown], needs_every_child=True)
    assert headline.coverage == Fraction(95, 100)
    assert (headline.score, headline.status) == (None, "none")
    assert headline.range == (Fraction(375, 100), Fraction(400, 100))


def test_a_group_in_which_nothing_applies_does_not_hold_the_headline_back() -> None:
    known, absent = roll_up("10378", [_child(4)]), roll_up("20110", [_child("NA")])
    headline = roll_up("20085", [known, absent], needs_every_child=True)
    assert (headline.score, headline.coverage) == (4, 1)
    assert not absent.applicable
    assert absent.range is None


def test_a_parent_weighs_its_groups_and_not_their_leaves() -> None:
    small, large = roll_up("10378", [_child(5)]), roll_up("10379", [_child(1)] * 9)
    assert roll_up("20085", [small, large]).score == 3


def test_min_and_capped_hold_inside_a_group_only() -> None:
    assert [policy_of_groups(policy) for policy in ("mean", "min", "capped", "staged")] == [
        "mean", "mean", "mean", "staged",
    ]  # fmt: skip
    assert _category([[_child(1), _child(5)], [_child(5)]], "min").score == 3


def test_dont_know_is_reported_apart() -> None:
    score = roll_up("10379", [_child(3), _child(3), _child(3), _child("DK"), _child(None)])
    assert (score.dk_share, score.coverage) == (Fraction(1, 5), Fraction(3, 5))


def test_a_rating_that_does_not_apply_has_neither_score_nor_range() -> None:
    score = rated("10388", 3, is_applicable=False)
    assert (score.score, score.range, score.coverage) == (None, None, 0)
