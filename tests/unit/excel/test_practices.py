"""Rows of the sheet of practices: what is written into one is told from what a person changed in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.excel.practices import (
    Line,
    Row,
    accepted_by,
    is_above,
    kept_in,
    placements_of,
    row_of,
    slots_of,
    status_of,
    text_to_keep,
)
from pcf.excel.workbook.practices import order_of_list
from pcf.mapping import DECISIONS, RELATIONS, Placement, Practice

ELEMENTS = ("10378", "10388", "10389", "10390", "10391")
shares = st.decimals(0, 1, places=3)
anything = st.lists(
    st.builds(
        Placement,
        element=st.sampled_from((None, *ELEMENTS)),
        relation=st.sampled_from(RELATIONS),
        decision=st.sampled_from((None, *DECISIONS)),
        confidence=st.none() | shares,
        tool=st.sampled_from(("", "pcf 1", "other 2")),
        why=st.text(max_size=5),
        reviewer=st.sampled_from(("", "Ann", "李伟")) | st.text(max_size=5),
        date=st.sampled_from(("", "2026-10-26", "2026-02-31", "soon")),
        reason=st.sampled_from(("", "not ours")) | st.text(max_size=5),
    ),
    max_size=7,
).map(tuple)
decisions = st.tuples(*[st.sampled_from((None, *DECISIONS))] * 4)


def suggested(element: str | None, sure: str | None, **said: object) -> Placement:
    return Placement(element=element, confidence=None if sure is None else Decimal(sure), tool="pcf 1", **said)


FIRST, SECOND, NOWHERE = suggested("10388", "0.9"), suggested("10389", "0.4"), suggested(None, "0.1")
THREE = (SECOND, FIRST, NOWHERE)


def decided(none=None, first=None, second=None, third=None, **said: object) -> Row:
    return Row((none, first, second, third), **said)


@given(placements=anything)
def test_a_row_that_nobody_changed_gives_back_what_was_written(placements) -> None:
    assert kept_in(text_to_keep(placements)) == placements
    assert placements_of(row_of(placements), placements, "Bob") == placements


@given(placements=anything, changed=decisions)
def test_only_what_a_person_changed_changes(placements, changed) -> None:
    was, slots = row_of(placements), slots_of(placements)
    changed = tuple(
        now if slot in slots else before for slot, now, before in zip(range(4), changed, was.decisions, strict=True)
    )
    made = placements_of(replace(was, decisions=changed), placements)
    touched = {slots[slot] for slot in slots if changed[slot] != was.decisions[slot]}
    for place, one in enumerate(placements):
        if place not in touched:
            assert made.count(one) >= 1


@given(placements=anything, changed=decisions, share=shares)
def test_what_is_decided_is_what_its_status_says(placements, changed, share) -> None:
    row = replace(row_of(placements), decisions=changed)
    status = status_of(row, placements, Line(share, "Ann"))
    assert (status == "line") == (
        is_above(row, placements, Line(share, "Ann")) and status not in {"accepted", "elsewhere"}
    )
    if status == "line":
        made = accepted_by(Line(share, "Ann"), placements)
        assert [one for one in made if one not in placements] == [made[slots_of(placements)[1]]]


def test_the_surest_suggestion_stands_first() -> None:
    assert [slots_of(THREE)[slot] for slot in (0, 1, 2)] == [2, 1, 0]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (decided(first="accepted", reviewer="Ann"), {"10388": ("accepted", "Ann")}),
        (decided(first="accepted"), {"10388": ("accepted", "Bob")}),
        (decided(second="rejected", reviewer="Ann"), {"10389": ("rejected", "Ann")}),
        (decided(none="accepted", reviewer="Ann"), {None: ("accepted", "Ann")}),
        (Row(elements=("10390",), reviewer="Ann"), {"10390": ("accepted", "Ann")}),
    ],
)
def test_a_decision_is_signed_by_the_row_else_by_the_first_sheet(row, expected) -> None:
    made = placements_of(row, THREE, "Bob")
    assert {one.element: (one.decision, one.reviewer) for one in made if one.decision} == expected
    assert {one for one in made if one.decision is None} == {one for one in THREE if one.element not in expected}


def test_an_accepted_suggestion_stays_what_it_was() -> None:
    (made,) = placements_of(decided(first="accepted", relation="same", date="2026-10-26"), (FIRST,))
    assert made == FIRST.model_copy(update={"decision": "accepted", "relation": "same", "date": "2026-10-26"})


def test_who_clears_a_decision_opens_the_suggestion_again() -> None:
    said = FIRST.model_copy(update={"decision": "accepted", "reviewer": "Ann", "reason": "r"})
    own = Placement(element="10390", decision="accepted", reviewer="Ann")
    assert placements_of(Row(reviewer="Ann", reason="r"), (said, own)) == (FIRST,)


def test_a_new_reason_replaces_the_one_that_was_shown() -> None:
    yes = FIRST.model_copy(update={"decision": "accepted", "reviewer": "Ann"})
    no = SECOND.model_copy(update={"decision": "rejected", "reviewer": "Ann", "reason": "not ours"})
    row = row_of((yes, no))
    assert (row.reviewer, row.reason) == ("Ann", "not ours")
    made = placements_of(replace(row, reason="sold by others"), (yes, no))
    assert made == (yes, no.model_copy(update={"reason": "sold by others"}))


def test_what_differs_is_shown_by_no_cell_and_survives() -> None:
    both = (
        FIRST.model_copy(update={"decision": "accepted", "reviewer": "Ann", "relation": "same"}),
        Placement(element="10390", relation="wider", decision="accepted", reviewer="Bob"),
    )
    row = row_of(both)
    assert (row.reviewer, row.relation, row.elements) == ("", None, ("10390",))
    more = placements_of(replace(row, elements=("10390", "10391")), both)
    assert more == (*both, Placement(element="10391", decision="accepted"))


def test_a_fourth_suggestion_that_was_accepted_is_seen_among_the_own_choices() -> None:
    four = tuple(suggested(element, f"0.{9 - place}") for place, element in enumerate(ELEMENTS[:4]))
    four = (*four[:3], four[3].model_copy(update={"decision": "accepted"}))
    assert row_of(four).elements == (ELEMENTS[3],)
    assert placements_of(Row(), four)[3] == four[3].model_copy(update={"decision": None})


@pytest.mark.parametrize("row", [Row(elements=("10388",)), decided(first="accepted", elements=("10388",))])
def test_a_choice_of_what_is_suggested_accepts_the_suggestion_once(row) -> None:
    made = placements_of(replace(row, relation="same", reviewer="Ann", date="2026-10-26"), THREE)
    said = {"decision": "accepted", "relation": "same", "reviewer": "Ann", "date": "2026-10-26"}
    assert made == (SECOND, FIRST.model_copy(update=said), NOWHERE)


def test_a_choice_of_what_one_tool_s_suggestion_placed_already_adds_nothing() -> None:
    yes = FIRST.model_copy(update={"decision": "accepted", "reviewer": "Ann"})
    no = suggested("10388", "0.2", decision="rejected", reviewer="Ann")
    assert placements_of(replace(row_of((yes, no)), elements=("10388",)), (yes, no)) == (yes, no)


def test_a_choice_of_a_suggestion_without_a_column_accepts_it_too() -> None:
    four = tuple(suggested(element, f"0.{9 - place}") for place, element in enumerate(ELEMENTS[:4]))
    made = placements_of(Row(elements=(ELEMENTS[3],), reviewer="Ann"), four)
    assert made == (*four[:3], four[3].model_copy(update={"decision": "accepted", "reviewer": "Ann"}))


def test_a_choice_of_what_is_rejected_stays_beside_it_as_a_contradiction() -> None:
    made = placements_of(decided(first="rejected", elements=("10388",)), THREE)
    assert [one.decision for one in made if one.element == "10388"] == ["rejected", "accepted"]


@given(placements=anything, element=st.sampled_from(ELEMENTS))
def test_nothing_is_accepted_twice_by_a_choice(placements, element) -> None:
    was = row_of(placements)
    made = placements_of(replace(was, elements=(*was.elements, element)), placements, "Bob")

    def accepted(of) -> int:
        return sum(one.element == element and one.decision == "accepted" for one in of)

    assert accepted(made) == max(1, accepted(placements))


@pytest.mark.parametrize("date", ["2026", "2026-10"])
def test_a_date_that_is_no_day_is_kept_out_of_sight(date) -> None:
    said = (FIRST.model_copy(update={"decision": "accepted", "reviewer": "Ann", "date": date}),)
    assert row_of(said).date == ""
    assert placements_of(row_of(said), said) == said


@given(why=st.text(st.characters()))
def test_what_is_kept_is_what_every_file_can_hold(why) -> None:
    text = text_to_keep((FIRST.model_copy(update={"why": why}),))
    assert text.encode() and all(sign.isprintable() or sign in "\xa0\xad\u3000" or ord(sign) > 160 for sign in text)
    assert len(text.encode("utf-16-le")) == 2 * len(text)


@pytest.mark.parametrize(
    ("row", "placements", "share", "expected"),
    [
        (Row(), THREE, None, "open"),
        (Row(), THREE, "0.9", "line"),
        (Row(), THREE, "0.901", "open"),
        (Row(), (suggested("10388", "0.5"), suggested(None, "0.6")), "0.5", "open"),
        (Row(), (suggested("10388", None),), "0", "open"),
        (decided(second="rejected"), THREE, "0", "open"),
        (decided(first="rejected", second="rejected"), THREE, "0", "rejected"),
        (decided(none="rejected"), THREE, "0", "open"),
        (decided(none="accepted"), THREE, "0", "elsewhere"),
        (decided(first="rejected", second="accepted"), THREE, "0", "accepted"),
        (Row(elements=("10390",)), THREE, "0", "accepted"),
        (Row(), (), "0", "open"),
    ],
)
def test_status(row, placements, share, expected) -> None:
    assert status_of(row, placements, None if share is None else Line(Decimal(share), "Ann")) == expected


def test_the_line_names_itself_and_who_answers_for_it() -> None:
    made = accepted_by(Line(Decimal("0.85"), "Ann", "2026-10-26"), THREE)
    said = {"decision": "accepted", "reviewer": "Ann", "date": "2026-10-26", "reason": "confidence >= 0.85"}
    assert made == (SECOND, FIRST.model_copy(update=said), NOWHERE)


@pytest.mark.parametrize("text", ["{", "{}", '["x"]', '[{"element": "1"}]', "[" * 5_000])
def test_what_was_not_written_by_us_is_refused(text) -> None:
    with pytest.raises(ValueError):
        kept_in(text)


def test_a_list_begins_with_the_sure_ones_and_ends_with_the_decided() -> None:
    practices = {
        "decided": (FIRST.model_copy(update={"decision": "accepted"}),),
        "nowhere": (suggested("10388", "0.2"), suggested(None, "0.7")),
        "rejected": (FIRST.model_copy(update={"decision": "rejected"}),),
        "unknown": (),
        "less": (SECOND, NOWHERE),
        "surest": (FIRST, NOWHERE),
    }
    said = [Practice(id=one, text="t", placements=placements) for one, placements in practices.items()]
    assert [one.id for one in sorted(said, key=order_of_list)] == [
        "surest",
        "less",
        "nowhere",
        "unknown",
        "rejected",
        "decided",
    ]
