"""Acceptance in bulk: only what is sure enough, only where nobody decided, only in a person's name."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pcf.mapping import Placement, Practice
from pcf.mapping.line import Line, accepted_from

LINE = Line(Decimal("0.80"), "Ann", "2026-10-31")


def suggested(element, confidence):
    return Placement(element=element, confidence=confidence, tool="pcf 1")


def practice(*placements):
    return Practice(id="p1", text="We answer", placements=placements)


def accepted(*placements, line=LINE):
    (found,) = accepted_from([practice(*placements)], line)
    return found


def test_the_surest_suggestion_is_accepted_with_name_date_and_reason():
    found = accepted(suggested("10388", "0.7"), suggested("10389", "0.8"))
    assert found.elements == ("10389",)
    one = found.placements[1]
    assert (one.reviewer, one.date, one.reason) == ("Ann", "2026-10-31", "confidence >= 0.8")
    assert (one.confidence, one.tool) == (Decimal("0.8"), "pcf 1")
    assert found.placements[0].decision is None


def test_below_the_line_nothing_is_accepted():
    assert not accepted(suggested("10388", "0.7999")).is_decided


def test_what_is_likelier_to_fit_nowhere_is_not_accepted():
    assert not accepted(suggested("10388", "0.85"), suggested(None, "0.9")).is_decided
    assert accepted(suggested("10388", "0.9"), suggested(None, "0.85")).elements == ("10388",)


def test_a_decision_of_a_person_stands():
    rejected = Placement(element="10388", decision="rejected", confidence="0.95", reviewer="Bob", reason="no")
    assert accepted(rejected, suggested("10389", "0.9")).placements == (rejected, suggested("10389", "0.9"))


def test_a_practice_without_suggestions_stays_open():
    assert accepted() == practice()


@given(
    st.lists(
        st.tuples(st.sampled_from(["10388", "10389", None]), st.decimals(0, 1, places=4)),
        max_size=4,
        unique_by=lambda one: one[0],
    ),
    st.decimals(0, 1, places=4),
)
def test_at_most_one_placement_changes_and_it_is_above_the_line(said, share):
    before = practice(*(suggested(element, confidence) for element, confidence in said))
    (after,) = accepted_from([before], Line(share, "Ann"))
    changed = [new for old, new in zip(before.placements, after.placements, strict=True) if old != new]
    assert len(changed) <= 1
    sure = [confidence for element, confidence in said if element]
    none = max((confidence for element, confidence in said if not element), default=Decimal(0))
    assert bool(changed) == (bool(sure) and max(sure) >= share and max(sure) >= none)
    assert all(one.decision == "accepted" and one.reviewer == "Ann" for one in changed)
