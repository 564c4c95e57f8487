"""Where each rated process stands, in words, and what the next level asks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pcf.assessment import Scorecard
from pcf.ids import Language
from pcf.maturity import HIGHEST
from pcf.rubric import Statement
from pcf.taxonomy import Element


@dataclass(frozen=True, slots=True)
class Step:
    """One rated process, with texts in one language.

    Attributes:
        process: Which.
        score: Its score; of several answers it may lie between two levels.
        level: The whole level that it has reached, the lower of the two.
        descriptor: What that level looks like; blank where the process is not described.
        next_level: The level above; ``None`` on level 5, and where the target is reached.
        next_descriptor: What the level above looks like.
        statements: What an assessor finds at the level above.
        is_at_target: Whether a target is set and reached, so that no next level is asked for.
    """

    process: Element
    score: Fraction
    level: int
    descriptor: str
    next_level: int | None
    next_descriptor: str
    statements: tuple[Statement, ...]
    is_at_target: bool


def steps(card: Scorecard, lang: Language) -> list[Step]:
    """Return the step of every rated process, in printed order."""
    taxonomy = card.taxonomy.in_language(lang)
    return [
        _step(taxonomy[process.element.id], process.score.score, process.answers.target)
        for process in card.processes
        if process.score.score is not None
    ]


def _step(process: Element, score: Fraction, target: Fraction | None) -> Step:
    rubric, texts, level = process.rubric, process.level_texts, int(score)
    is_at_target = target is not None and score >= target
    above = None if level == HIGHEST or is_at_target else level + 1
    return Step(
        process=process,
        score=score,
        level=level,
        descriptor=texts[level] if texts else "",
        next_level=above,
        next_descriptor=texts[above] if texts and above else "",
        statements=rubric.statements_of(above) if rubric and above else (),
        is_at_target=is_at_target,
    )
