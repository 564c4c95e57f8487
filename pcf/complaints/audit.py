"""The audit of the nine building blocks, and how far the six steps of the plan are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcf.complaints.records import BlockAnswer, ComplaintInputs, StepAnswer
from pcf.maturity import Score, rated, roll_up, supported_level
from pcf.model.loop import BlockRecord, ComplaintsRecord, PrincipleRecord, StepRecord

STANDS_FROM = 2  # the level from which a block carries those after it


@dataclass(frozen=True, slots=True)
class BlockLevel:
    """One building block: what was answered, its score, and the level that its evidence supports."""

    block: BlockRecord
    answer: BlockAnswer
    score: Score
    supported: int | None

    @property
    def is_unsupported(self) -> bool:
        """Whether it is rated higher than the evidence named would bear."""
        level = self.answer.level
        return level is not None and self.supported is not None and self.supported < level


@dataclass(frozen=True, slots=True)
class StepProgress:
    """One step of the plan, and what was said of it."""

    step: StepRecord
    answer: StepAnswer

    def is_overdue(self, day: str) -> bool:
        """Whether it was due before a day (ISO 8601) and is not done."""
        return bool(self.answer.due) and self.answer.due < day and self.answer.state not in ("done", "dropped")


@dataclass(frozen=True, slots=True)
class Audit:
    """The picture of a complaint-response system.

    Attributes:
        blocks: The nine, in order.
        score: Their plain mean with coverage and range, by the rules of every score.
        ladder: How many blocks, from the first on, stand at level 2 or higher without a gap. It is shown to say what
            comes first, and is never part of the score: the blocks are built side by side.
        steps: The six, in order.
    """

    blocks: tuple[BlockLevel, ...]
    score: Score
    ladder: int
    steps: tuple[StepProgress, ...]

    def principles(self, known: Sequence[PrincipleRecord]) -> Mapping[str, tuple[BlockLevel, ...]]:
        """Return which blocks serve each principle of ISO 10002, in the order of the principles."""
        return {one.id: tuple(b for b in self.blocks if one.id in b.block.principles) for one in known}


def audit(inputs: ComplaintInputs, model: ComplaintsRecord) -> Audit:
    """Bring what was answered together with the model; a block or step that nobody answered is blank."""
    answers = {one.block: one for one in inputs.blocks}
    states = {one.step: one for one in inputs.steps}
    blocks = tuple(_block(one, answers.get(one.id, BlockAnswer(block=one.id))) for one in model.blocks)
    return Audit(
        blocks=blocks,
        score=roll_up("complaints", [one.score for one in blocks]),
        ladder=ladder([one.answer.level for one in blocks if one.answer.answer != "NA"]),
        steps=tuple(StepProgress(one, states.get(one.id, StepAnswer(step=one.id))) for one in model.steps),
    )


def ladder(levels: Sequence[int | None]) -> int:
    """Count the blocks from the first on that stand at level 2 or higher.

    >>> ladder([3, 2, None, 5])
    2
    """
    for place, level in enumerate(levels):
        if level is None or level < STANDS_FROM:
            return place
    return len(levels)


def _block(block: BlockRecord, answer: BlockAnswer) -> BlockLevel:
    level = answer.level
    score = rated(
        block.id,
        None if level is None else Fraction(level),
        is_applicable=answer.answer != "NA",
        is_unknown=answer.answer == "DK",
    )
    return BlockLevel(block, answer, score, None if level is None else supported_level(level, answer.evidence))
