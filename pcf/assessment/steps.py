"""Where each rated process stands, in words, and what the next level asks."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.assessment import ProcessScore, Scorecard
from pcf.ids import Language
from pcf.rubric import EvidenceRequest, Statement
from pcf.taxonomy import Element

HIGHEST = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One rated process, with texts in one language.

    Attributes:
        process: Which.
        level: The whole level that it has reached; half levels of several answers count as the lower one.
        descriptor: What that level looks like.
        next_level: The level above; ``None`` on level 5.
        next_descriptor: What the level above looks like.
        statements: What an assessor finds at the level above.
        evidence: What to ask for.
    """

    process: Element
    level: int
    descriptor: str
    next_level: int | None
    next_descriptor: str
    statements: tuple[Statement, ...]
    evidence: tuple[EvidenceRequest, ...]


def steps(card: Scorecard, lang: Language) -> list[Step]:
    """Return the step of every rated process that has a rubric, in printed order."""
    found = (_step(process, card, lang) for process in card.processes)
    return [step for step in found if step is not None]


def _step(process: ProcessScore, card: Scorecard, lang: Language) -> Step | None:
    element = card.taxonomy.in_language(lang)[process.element.id]
    rubric = element.rubric
    if process.score.score is None or rubric is None:
        return None
    level = int(process.score.score)
    above = level + 1 if level < HIGHEST else None
    return Step(
        process=element,
        level=level,
        descriptor=rubric.descriptors[level],
        next_level=above,
        next_descriptor=rubric.descriptors[above] if above else "",
        statements=rubric.statements_of(above) if above else (),
        evidence=rubric.evidence,
    )
