"""Several people's answers to one proposal."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, get_args

Consolidation = Literal["median", "mean", "min"]
CONSOLIDATIONS: tuple[Consolidation, ...] = get_args(Consolidation)


def propose(levels: Sequence[int], how: Consolidation = "median") -> Fraction:
    """Combine levels into a proposal; the median is the lower one, so that it stays a level.

    >>> propose([2, 3]), propose([2, 3], "mean")
    (Fraction(2, 1), Fraction(5, 2))
    """
    ordered = sorted(levels)
    match how:
        case "median":
            return Fraction(ordered[(len(ordered) - 1) // 2])
        case "mean":
            return Fraction(sum(ordered), len(ordered))
        case "min":
            return Fraction(ordered[0])
