"""What was said of complaints, contact reasons and staffing comes along into the next round, and nothing of it is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pcf
from pcf.assessment import Assessment, Copy, Link, Segment, Unplaced, gather, template
from pcf.assessment.workshop import workshop_form
from pcf.complaints.records import Assumption, BlockAnswer, ComplaintInputs, Rule
from pcf.reasons.defaults import default_reasons
from pcf.reasons.records import Reason
from pcf.rounds.carrying import carry_over
from pcf.rounds.unplaced import about, kind_of
from pcf.workforce.records import StaffingLine

from ..loops import ASSUMPTIONS, BLOCKS, COMPLAINTS, REASONS, RULES, STAFFING

SEGMENTS = (Segment(id="s1", name="Retail"), Segment(id="s2", name="Business"))


def old_form(**fields: object) -> Assessment:
    said = {
        "segments": SEGMENTS,
        "complaints": COMPLAINTS,
        "reasons": REASONS,
        "staffing": STAFFING,
        "round": "2026-Q1",
    }
    return template.empty(pcf.load()).model_copy(update=said | fields)


def carried(old: Assessment, edition: str = "7.4", **asked: object) -> Assessment:
    model = pcf.load(edition)
    return carry_over(old, template.empty(model, **asked), model)[0]


def codes(old: Assessment, edition: str = "7.4", **asked: object) -> list[str]:
    model = pcf.load(edition)
    return [one.code for one in carry_over(old, template.empty(model, **asked), model)[1]]


@pytest.mark.parametrize("is_on", [True, False])
def test_everything_comes_along_whether_the_new_form_asks_or_not(is_on) -> None:
    old = old_form()
    form = carried(old, complaints=is_on, reasons=is_on, staffing=is_on, round_name="2026-Q2")
    assert (form.complaints, form.reasons, form.staffing) == (COMPLAINTS, REASONS, STAFFING)
    assert form.unplaced == ()


def test_what_neither_form_asks_is_not_asked_and_what_the_new_one_asks_begins_as_it_does() -> None:
    bare = old_form(complaints=None, reasons=None, staffing=None)
    unasked = carried(bare)
    assert (unasked.complaints, unasked.reasons, unasked.staffing) == (None, None, None)
    form = carried(bare, complaints=True, reasons=True, staffing=True)
    assert (form.complaints, form.reasons, form.staffing) == (ComplaintInputs(), default_reasons(pcf.load()), ())


def test_an_element_that_is_gone_is_a_link_without_a_place_and_comes_back() -> None:
    between = carried(old_form(), "8.0")
    assert [one.causes for one in between.reasons] == [("10388",), ()]
    assert between.unplaced == (
        Unplaced(
            edition="7.4", round="2026-Q1",
            link=Link(kept_in="reasons", id="late", tie="causes", element="20089"),
        ),
    )  # fmt: skip
    assert "register-link-not-carried-over" in codes(old_form(), "8.0")
    back = carried(between)
    assert (back.reasons, back.unplaced) == (REASONS, ())


def test_a_link_of_a_reason_that_was_taken_off_the_list_stays_without_a_place() -> None:
    between = carried(old_form(), "8.0").model_copy(update={"reasons": REASONS[1:]})
    form = carried(between)
    assert (form.reasons, form.unplaced) == (REASONS[1:], between.unplaced)


def test_what_is_said_of_a_segment_that_is_gone_is_kept_whole_and_comes_back() -> None:
    between = carried(old_form(), segments=SEGMENTS[:1])
    assert between.complaints.assumptions == ASSUMPTIONS[:1]
    assert between.complaints.rules == RULES[:1]
    assert between.staffing == STAFFING[:2]
    assert [(kind_of(one), about(one), one.segment) for one in between.unplaced] == [
        ("assumption", "complaining_share", SEGMENTS[1]),
        ("rule", "r2", SEGMENTS[1]),
        ("staffing", "w3", SEGMENTS[1]),
    ]
    assert codes(old_form(), segments=SEGMENTS[:1]).count("segment-not-carried-over") == 1
    back = carried(between, segments=SEGMENTS)
    assert (back.complaints, back.staffing, back.unplaced) == (COMPLAINTS, STAFFING, ())
    assert codes(between, segments=SEGMENTS) == ["put-back"] * 3


def test_what_was_said_since_is_never_written_over() -> None:
    kept = tuple(
        Unplaced(edition="7.4", **{field: said.model_copy(update={"segment": "s1"})}, segment=SEGMENTS[0])
        for field, said in (
            ("assumption", ASSUMPTIONS[0].model_copy(update={"value": Decimal(1)})),
            ("rule", RULES[0]),
            ("staffing", STAFFING[0].model_copy(update={"calls": Decimal(1)})),
        )
    )
    form = carried(old_form(unplaced=kept))
    assert (form.complaints, form.staffing, form.unplaced) == (COMPLAINTS, STAFFING, kept)


def test_a_form_that_did_not_ask_takes_back_what_an_earlier_one_said() -> None:
    kept = Unplaced(edition="7.4", rule=RULES[1], segment=SEGMENTS[1])
    form = carried(old_form(complaints=None, unplaced=(kept,)))
    assert (form.complaints, form.unplaced) == (ComplaintInputs(rules=RULES[1:]), ())


def test_lines_of_staffing_of_an_earlier_form_come_back_into_one_that_did_not_ask() -> None:
    kept = Unplaced(edition="7.4", staffing=STAFFING[2], segment=SEGMENTS[1])
    form = carried(old_form(staffing=None, unplaced=(kept,)))
    assert (form.staffing, form.unplaced) == (STAFFING[2:], ())


def test_of_a_workshop_the_levels_of_blocks_are_asked_anew() -> None:
    workshop = workshop_form(gather([Copy("a.xlsx", old_form(workbook_id="a"))]))
    blocks = carried(workshop, round_name="2026-Q2").complaints.blocks
    assert blocks == (BLOCKS[0].model_copy(update={"answer": None}), BLOCKS[1])


elements = st.lists(
    st.sampled_from([one.id for edition in ("7.4", "8.0") for one in pcf.load(edition)]), unique=True, max_size=4
)
segment_ids = st.sampled_from(["s1", "s2"])


@st.composite
def forms(draw: st.DrawFn) -> Assessment:
    here = {one.id for one in pcf.load()}
    reasons = tuple(
        Reason(
            id=f"x{number}",
            words="w",
            causes=tuple(one for one in draw(elements) if one in here),
            handled_by=tuple(one for one in draw(elements) if one in here),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    rules = tuple(
        Rule(id=f"r{number}", segment=draw(st.none() | segment_ids), limit=draw(st.none() | st.integers(0, 9)))
        for number in range(draw(st.integers(0, 3)))
    )
    about_segments = draw(st.lists(st.tuples(segment_ids, st.sampled_from(["margin", "redress"])), unique=True))
    assumptions = tuple(
        Assumption(segment=segment, assumption=one, value=draw(st.integers(0, 5))) for segment, one in about_segments
    )
    blocks = tuple(BlockAnswer(block=one, answer=draw(st.sampled_from(["0", "5", "NA", "DK"]))) for one in ("terms",))
    complaints = ComplaintInputs(blocks=blocks, rules=rules, assumptions=assumptions)
    lines = tuple(
        StaffingLine(id=f"w{number}", segment=draw(st.none() | segment_ids), calls=draw(st.integers(0, 9)))
        for number in range(draw(st.integers(0, 4)))
    )
    asked = {"complaints": complaints, "reasons": reasons, "staffing": lines}
    return old_form(**{loop: draw(st.none() | st.just(said)) for loop, said in asked.items()})


@settings(deadline=None, max_examples=40)
@given(form=forms())
def test_there_and_back_nothing_is_lost(form: Assessment) -> None:
    there = carried(form, "8.0", segments=SEGMENTS[1:])
    back = carried(there, "7.4", segments=SEGMENTS)
    assert back.unplaced == ()
    assert back.reasons is None if form.reasons is None else len(back.reasons) == len(form.reasons)
    for one, was in zip(back.reasons or (), form.reasons or (), strict=True):
        assert one.model_copy(update={"causes": (), "handled_by": ()}) == was.model_copy(
            update={"causes": (), "handled_by": ()}
        )
        assert (set(one.causes), set(one.handled_by)) == (set(was.causes), set(was.handled_by))
    assert (back.staffing is None) == (form.staffing is None)
    assert set(back.staffing or ()) == set(form.staffing or ())
    if form.complaints is None:
        assert back.complaints is None
    else:
        assert back.complaints.blocks == form.complaints.blocks
        for field in ("rules", "assumptions"):
            assert set(getattr(back.complaints, field)) == set(getattr(form.complaints, field))
