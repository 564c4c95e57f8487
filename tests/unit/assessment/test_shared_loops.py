"""What several forms say of complaints, contact reasons and staffing becomes one, and nothing that differs is passed over."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pcf
from pcf.assessment import Assessment, Copy, Respondent, gather, template
from pcf.assessment.roles import nameless
from pcf.assessment.scorecard import score_round
from pcf.assessment.workshop import workshop_form
from pcf.complaints.records import Assumption, BlockAnswer, CalendarDay, ComplaintInputs, Rule, StepAnswer
from pcf.reasons.defaults import default_reasons
from pcf.reasons.records import Reason
from pcf.workforce.records import StaffingLine

from ..loops import COMPLAINTS, REASONS, STAFFING


def form(name: str, **fields: object) -> Assessment:
    return Assessment(workbook_id=name, respondent=Respondent(name=name), **fields)


def of_blocks(*answers: str | None) -> list[Assessment]:
    return [
        form(f"p{number}", complaints=ComplaintInputs(blocks=(BlockAnswer(block="terms", answer=answer),)))
        for number, answer in enumerate(answers)
    ]


def gathered(*forms: Assessment):
    return gather([Copy(f"{one.workbook_id}.xlsx", one) for one in forms])


def codes(*forms: Assessment) -> list[str]:
    return [one.code for one in gathered(*forms).findings]


def test_what_no_form_asks_is_not_asked() -> None:
    shared = gathered(form("a"), form("b")).shared
    assert (shared.complaints, shared.reasons, shared.staffing) == (None, None, None)


def test_one_form_is_taken_as_it_stands() -> None:
    shared = gathered(form("a", complaints=COMPLAINTS, reasons=REASONS, staffing=STAFFING), form("b")).shared
    assert (shared.complaints, shared.reasons, shared.staffing) == (COMPLAINTS, REASONS, STAFFING)


@pytest.mark.parametrize(
    ("answers", "expected", "found"),
    [
        (("2", "3"), "2", []),
        (("1", "3", "4"), "3", ["block-disputed"]),
        (("3", "DK", "NA", None), "3", []),
        (("DK", "NA"), "DK", []),
        (("NA", None), "NA", []),
        ((None, None), None, []),
    ],
)
def test_of_several_levels_the_lower_median_counts(answers, expected, found) -> None:
    forms = of_blocks(*answers)
    (block,) = gathered(*forms).shared.complaints.blocks
    assert block.answer == expected
    assert codes(*forms) == found


def test_a_disputed_block_is_told_by_its_name_in_the_language_of_the_reader() -> None:
    card = score_round(pcf.load(), gathered(*of_blocks("1", "4")))
    (finding,) = [one for one in card.findings if one.code == "block-disputed"]
    assert finding.facts["block"] not in {"terms", "–"}
    assert (finding.facts["found"], finding.file) == ([1, 4], "p0.xlsx, p1.xlsx")


def test_evidence_of_a_block_adds_up_and_notes_stand_side_by_side() -> None:
    said = [
        BlockAnswer(block="terms", answer="3", evidence=("shown",), evidence_note="A", comment="x"),
        BlockAnswer(block="terms", evidence=("said", "shown"), evidence_note="B", comment="x"),
    ]
    forms = [form(f"p{n}", complaints=ComplaintInputs(blocks=(one,))) for n, one in enumerate(said)]
    (block,) = gathered(*forms).shared.complaints.blocks
    assert block == BlockAnswer(
        block="terms", answer="3", evidence=("said", "shown"), evidence_note="A; B", comment="x"
    )


TOLD_TWICE = {
    "steps": (StepAnswer(step="size", state="done"), StepAnswer(step="size", state="planned")),
    "assumptions": (
        Assumption(segment="s1", assumption="margin", value=Decimal(1)),
        Assumption(segment="s1", assumption="margin", value=Decimal(2)),
    ),
    "rules": (Rule(id="r1", limit=3), Rule(id="r1", limit=5)),
    "days": (
        CalendarDay(calendar="c", day="sat", is_working=True),
        CalendarDay(calendar="c", day="sat", is_working=False),
    ),
}


@pytest.mark.parametrize("field", TOLD_TWICE)
def test_of_an_entry_told_in_two_ways_the_first_counts_and_it_is_a_finding(field: str) -> None:
    first, second = TOLD_TWICE[field]
    forms = [form(name, complaints=ComplaintInputs(**{field: (one,)})) for name, one in (("a", first), ("b", second))]
    found = gathered(*forms)
    assert getattr(found.shared.complaints, field) == (first,)
    assert [(one.code, one.file) for one in found.findings] == [("loop-conflict", "a.xlsx, b.xlsx")]
    assert codes(forms[0], forms[0].model_copy(update={"workbook_id": "c"})) == ["namesakes"]


def test_a_row_left_blank_contradicts_nobody() -> None:
    blank = ComplaintInputs(
        steps=(StepAnswer(step="size"),), assumptions=(Assumption(segment="s1", assumption="margin"),)
    )
    for forms in ((blank, COMPLAINTS), (COMPLAINTS, blank)):
        found = gathered(*(form(name, complaints=one) for name, one in zip("ab", forms, strict=True)))
        assert not found.findings
        assert set(COMPLAINTS.steps) <= set(found.shared.complaints.steps)
        assert set(COMPLAINTS.assumptions) <= set(found.shared.complaints.assumptions)


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_a_reason_as_the_model_proposes_it_contradicts_nobody(lang) -> None:
    proposed = default_reasons(pcf.load(lang=lang))
    own = (proposed[0].model_copy(update={"owner": "Night shift"}), *proposed[1:])
    for lists in ((proposed, own), (own, proposed)):
        found = gathered(*(form(name, reasons=one) for name, one in zip("ab", lists, strict=True)))
        assert not found.findings
        assert found.shared.reasons == own


def test_two_lists_of_own_reasons_are_put_together_and_differences_told() -> None:
    other = (REASONS[0].model_copy(update={"owner": "sales"}), Reason(id="new", words="New"))
    found = gathered(form("a", reasons=REASONS), form("b", reasons=other))
    assert found.shared.reasons == (*REASONS, other[1])
    assert [(one.code, one.found) for one in found.findings] == [("loop-conflict", "late")]


def test_lines_of_staffing_are_put_together_and_differences_told() -> None:
    other = (STAFFING[0].model_copy(update={"calls": Decimal(400)}), StaffingLine(id="new", calls=Decimal(1)))
    found = gathered(form("a", staffing=STAFFING), form("b", staffing=other), form("c", staffing=()))
    assert found.shared.staffing == (*STAFFING, other[1])
    assert [(one.code, one.found, one.file) for one in found.findings] == [("loop-conflict", "peak", "a.xlsx, b.xlsx")]


def test_a_line_of_staffing_with_nothing_but_its_id_contradicts_nobody() -> None:
    blank = tuple(StaffingLine(id=one.id) for one in STAFFING)
    for lists in ((blank, STAFFING), (STAFFING, blank)):
        found = gathered(*(form(name, staffing=one) for name, one in zip("ab", lists, strict=True)))
        assert not found.findings
        assert found.shared.staffing == STAFFING


def test_late_copies_fill_the_staffing_of_a_workshop_line_by_line() -> None:
    workshop = workshop_form(gathered(form("a", staffing=STAFFING[:1])))
    late = form("z", staffing=(STAFFING[0].model_copy(update={"agents": Decimal(1)}), *STAFFING[1:]))
    found = gather([Copy("workshop.xlsx", workshop), Copy("late.xlsx", late)])
    assert found.shared.staffing == STAFFING
    assert [(one.code, one.facts["found"]) for one in found.findings] == [("late-copy-differs", ["peak"])]
    silent = gather([Copy("workshop.xlsx", workshop_form(gathered(form("a")))), Copy("late.xlsx", late)])
    assert silent.shared.staffing == late.staffing


def test_copies_that_differ_in_their_staffing_conflict_however_the_rows_are_sorted() -> None:
    assert codes(form("a", staffing=STAFFING), form("a", staffing=STAFFING[1:])) == ["copies-conflict"]
    assert codes(form("a", staffing=STAFFING), form("a", staffing=STAFFING[::-1])) == ["same-copy-twice"]


def test_late_copies_fill_what_the_workshop_left_blank_and_change_nothing_else() -> None:
    first = form("a", complaints=ComplaintInputs(blocks=(BlockAnswer(block="terms", answer="2"),)), reasons=REASONS)
    workshop = workshop_form(gathered(first))
    late = form("z", complaints=COMPLAINTS, reasons=(REASONS[0].model_copy(update={"words": "Else"}),))
    found = gather([Copy("workshop.xlsx", workshop), Copy("late.xlsx", late)])
    blocks = {one.block: one for one in found.shared.complaints.blocks}
    assert (blocks["terms"].answer, blocks["terms"].evidence) == ("2", ("written", "shown"))
    assert blocks["routing"].answer == "NA"
    assert found.shared.complaints.rules == COMPLAINTS.rules
    assert found.shared.reasons == REASONS
    assert [(one.code, one.facts["found"]) for one in found.findings] == [("late-copy-differs", ["terms", "late"])]


def test_gathering_a_workshop_with_its_own_copies_changes_nothing() -> None:
    copies = [Copy(f"{name}.xlsx", form(name, complaints=COMPLAINTS, reasons=REASONS)) for name in "ab"]
    once = workshop_form(gather(copies))
    again = gather([Copy("workshop.xlsx", once), *copies])
    assert workshop_form(again) == once


def test_copies_that_differ_in_what_they_say_of_complaints_conflict() -> None:
    one, other = form("a", complaints=COMPLAINTS), form("a", complaints=ComplaintInputs())
    assert codes(one, other) == ["copies-conflict"]
    shuffled = COMPLAINTS.model_copy(
        update={"rules": COMPLAINTS.rules[::-1], "steps": (StepAnswer(step="action"), *COMPLAINTS.steps)}
    )
    assert codes(one, form("a", complaints=shuffled)) == ["same-copy-twice"]


@given(order=st.permutations(range(3)), levels=st.lists(st.sampled_from("012345"), min_size=3, max_size=3))
def test_the_order_of_files_matters_for_nothing(order, levels) -> None:
    forms = of_blocks(*levels)
    copies = [Copy(f"{one.workbook_id}.xlsx", one) for one in forms]
    assert gather([copies[place] for place in order]).shared == gather(copies).shared


def test_names_of_respondents_are_dropped_and_jobs_stay() -> None:
    said = COMPLAINTS.model_copy(
        update={
            "steps": (StepAnswer(step="size", owner="Anna Petrova"), StepAnswer(step="design", owner="Head of IT")),
            "rules": (Rule(id="r1", checked_by="A. Petrova, Anna Petrova", compensated_by="Team lead"),),
        }
    )
    reasons = (Reason(id="a", words="A", owner="finance", person="Anna Petrova"), Reason(id="b", words="B", person="X"))
    found = nameless(gathered(form("Anna Petrova", complaints=said, reasons=reasons), form("Li")))
    for one in (found.shared, *(copy.assessment for copy in found.copies if copy.assessment.complaints)):
        assert [step.owner for step in one.complaints.steps] == ["", "Head of IT"]
        assert [(rule.checked_by, rule.compensated_by) for rule in one.complaints.rules] == [("", "Team lead")]
        assert [(reason.owner, reason.person) for reason in one.reasons] == [("finance", ""), ("", "X")]


def test_a_rule_for_a_segment_that_the_form_does_not_have_is_told() -> None:
    segments = template.parse_segments("A")
    card = score_round(pcf.load(), gathered(form("a", complaints=COMPLAINTS, segments=segments)))
    assert [(one.facts["entry"], one.found) for one in card.findings if one.code == "register-id-unknown"] == [
        ("r2", "s2")
    ]


def test_a_line_of_staffing_for_a_segment_that_the_form_does_not_have_is_told() -> None:
    segments = template.parse_segments("A")
    card = score_round(pcf.load(), gathered(form("a", staffing=STAFFING, segments=segments)))
    assert [(one.facts["entry"], one.found) for one in card.findings if one.code == "register-id-unknown"] == [
        ("w3", "s2")
    ]


def test_a_template_asks_about_staffing_only_where_it_is_told_to() -> None:
    assert [template.empty(pcf.load(), staffing=is_on).staffing for is_on in (False, True)] == [None, ()]


def test_a_template_asks_about_loops_only_where_it_is_told_to() -> None:
    bare, asking = (template.empty(pcf.load(lang="ru"), complaints=is_on, reasons=is_on) for is_on in (False, True))
    assert (bare.complaints, bare.reasons) == (None, None)
    assert (asking.complaints, asking.reasons) == (ComplaintInputs(), default_reasons(pcf.load(lang="ru")))
