"""Processes below their target, and above it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pcf.assessment import ProcessScore, Scorecard
from pcf.assessment.figures import Figures, Shown
from pcf.assessment.highlights import gaps_in_order
from pcf.assessment.words import LAYER


@dataclass(frozen=True, slots=True)
class DistanceRow:
    """One process: its rating with what the evidence supports, its target, how far it is from it, and its weight."""

    hierarchy_id: str
    name: str
    rating: str
    target: Shown
    distance: Shown
    weight: Shown
    layer: str


def gap_rows(card: Scorecard, figures: Figures) -> list[DistanceRow]:
    """Return all processes below their target, the farthest first."""
    return _rows(gaps_in_order(card), figures)


def surplus_rows(card: Scorecard, figures: Figures) -> list[DistanceRow]:
    """Return all processes above their target, the farthest first."""
    above = [process for process in card.processes if process.surplus]
    return _rows(sorted(above, key=lambda process: -(process.surplus or 0)), figures)


def _rows(processes: Iterable[ProcessScore], figures: Figures) -> list[DistanceRow]:
    return [
        DistanceRow(
            hierarchy_id=one.element.hierarchy_id or "",
            name=figures.taxonomy[one.element.id].shown_name,
            rating=figures.rating(one),
            target=figures.level(one.answers.target),
            distance=figures.level(one.gap or one.surplus),
            weight=figures.level(one.score.weight),
            layer=figures.say(LAYER[one.layer]),
        )
        for one in processes
    ]
