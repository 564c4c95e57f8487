"""The audit of building blocks: the ladder is shown and never scored."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pcf.complaints.audit import audit, ladder
from pcf.complaints.records import BlockAnswer, ComplaintInputs, StepAnswer
from pcf.source import loops

MODEL = loops().complaints
IDS = [one.id for one in MODEL.blocks]
LEVELS = st.lists(st.one_of(st.none(), st.integers(0, 5)), min_size=9, max_size=9)


def test_the_model_has_nine_blocks_and_six_steps() -> None:
    assert IDS == ["terms", "principles", "standards", "registration", "classification", "routing", "decisions",
                   "monitoring", "staff_notice"]  # fmt: skip
    assert [one.id for one in MODEL.steps] == ["size", "outcomes", "feedback", "benefit", "design", "action"]


def test_every_principle_is_served_by_a_block() -> None:
    made = audit(ComplaintInputs(), MODEL)
    assert len(MODEL.principles) == 14
    assert [name for name, blocks in made.principles(MODEL.principles).items() if not blocks] == []


def test_every_block_and_step_supports_complaints_or_their_evaluation() -> None:
    complaints = {"10389", "10397", "10398", "10399", "10400", "19072", "10402", "11236", "11237", "11689"}
    named = {element for one in (*MODEL.blocks, *MODEL.steps) for element in one.supports}
    assert complaints <= named <= complaints | {"10382", "10387", "20088"}  # policies, work force, channels


def test_a_superb_register_without_a_glossary_keeps_its_score() -> None:
    levels = dict.fromkeys(IDS, "5") | {"terms": "0"}
    made = audit(ComplaintInputs(blocks=tuple(BlockAnswer(block=b, answer=a) for b, a in levels.items())), MODEL)
    assert made.ladder == 0
    assert made.score.score == Fraction(40, 9)


def test_an_unanswered_block_is_no_zero() -> None:
    made = audit(ComplaintInputs(blocks=(BlockAnswer(block="terms", answer="4"),)), MODEL)
    assert made.score.score is None
    assert made.score.coverage * 9 == 1


def test_a_block_that_does_not_apply_leaves_score_and_ladder() -> None:
    answers = [BlockAnswer(block=one, answer="NA" if one == "terms" else "3") for one in IDS]
    made = audit(ComplaintInputs(blocks=tuple(answers)), MODEL)
    assert made.score.score == 3
    assert made.ladder == 8


def test_a_level_without_evidence_is_marked() -> None:
    answers = (BlockAnswer(block="terms", answer="3", evidence=("said",)), BlockAnswer(block="routing", answer="1"))
    made = audit(ComplaintInputs(blocks=answers), MODEL)
    by_id = {one.block.id: one for one in made.blocks}
    assert by_id["terms"].is_unsupported
    assert by_id["terms"].supported == 2
    assert not by_id["routing"].is_unsupported


def test_a_step_is_overdue_only_while_it_is_not_done() -> None:
    steps = (
        StepAnswer(step="size", state="done", due="2026-01-31"),
        StepAnswer(step="design", state="running", due="2026-01-31"),
        StepAnswer(step="action", state="planned", due="2026-03-31"),
    )
    made = audit(ComplaintInputs(steps=steps), MODEL)
    assert [one.step.id for one in made.steps if one.is_overdue("2026-02-01")] == ["design"]


@given(levels=LEVELS, place=st.integers(0, 8))
def test_the_ladder_never_falls_when_a_block_rises(levels: list[int | None], place: int) -> None:
    raised = [*levels]
    raised[place] = min(5, (levels[place] or 0) + 1)
    assert ladder(raised) >= ladder(levels)


@given(levels=LEVELS)
def test_the_ladder_ends_before_the_first_block_below_two(levels: list[int | None]) -> None:
    height = ladder(levels)
    assert all(level is not None and level >= 2 for level in levels[:height])
    assert height == 9 or levels[height] is None or (levels[height] or 0) < 2
