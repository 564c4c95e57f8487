from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.reasons.matrix import ACTIONS, DEAD_BAND, QUADRANTS, action_of, quadrant
from pcf.reasons.records import Reason

scores = st.decimals(-1, 1, places=3)
SWAPPED = {
    "automate": "simplify", "simplify": "automate",
    "eliminate": "eliminate", "leverage": "leverage", "undecided": "undecided",
}  # fmt: skip


@given(scores, scores)
def test_swapping_customer_and_company_exchanges_automate_and_simplify_and_leaves_the_others(one, other):
    assert quadrant(other, one) == SWAPPED[quadrant(one, other)]


@given(scores, scores)
def test_a_score_is_undecided_if_and_only_if_one_of_the_two_lies_in_the_dead_band(one, other):
    assert (quadrant(one, other) == "undecided") == (min(abs(one), abs(other)) <= DEAD_BAND)


@pytest.mark.parametrize(
    ("customer", "company", "found"),
    [
        ("-1", "-1", "eliminate"),
        ("1", "-1", "automate"),
        ("-1", "1", "simplify"),
        ("1", "1", "leverage"),
        ("0.1", "1", "undecided"),
        ("-0.1", "1", "undecided"),
        ("0.101", "0.101", "leverage"),
        ("-0.101", "-0.101", "eliminate"),
        ("1", "0", "undecided"),
    ],
)
def test_each_pair_of_values_has_its_quadrant(customer, company, found):
    assert quadrant(Decimal(customer), Decimal(company)) == found


@pytest.mark.parametrize(("removable", "action"), [(None, "eliminate"), (True, "eliminate"), (False, "preempt")])
def test_a_cause_that_cannot_be_removed_is_preempted(removable, action):
    reason = Reason(id="a", words="A", customer_value=Decimal(-1), company_value=Decimal(-1), is_removable=removable)
    assert action_of(reason) == action


def test_no_other_quadrant_asks_whether_the_cause_can_be_removed():
    said = {}
    for customer in (-1, 0, 1):
        for company in (-1, 0, 1):
            reason = Reason(id="a", words="A", customer_value=Decimal(customer), company_value=Decimal(company))
            kept = reason.model_copy(update={"is_removable": False})
            said[action_of(reason)] = action_of(kept)
    assert said == {one: one if one != "eliminate" else "preempt" for one in QUADRANTS}
    assert {*said, *said.values()} == set(ACTIONS)


def test_a_reason_without_one_of_its_values_stands_nowhere():
    assert action_of(Reason(id="a", words="A", customer_value=Decimal(1))) is None
    assert action_of(Reason(id="a", words="A", company_value=Decimal(1))) is None
