"""Segments that were put together or split between two rounds, and what can be said of their figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pcf.assessment.records import Segment
from pcf.assessment.segments import SegmentMetric
from pcf.errors import BadOptionError
from pcf.formula import quantity_of, ratio_of, unit_of
from pcf.model import Difference, MeasureRecord, MetricRecord, Operand, Scaled, Sum
from pcf.taxonomy import Taxonomy
from pcf.units import Unit

# Why figures of several segments give none for all of them together.
Unpooled = Literal["part_missing", "cases_unknown", "no_cases", "not_a_ratio"]


@dataclass(frozen=True, slots=True)
class Merge:
    """One segment of a round that is several segments of the other; ids.

    Attributes:
        whole: The one.
        parts: The several.
        is_split: Whether the one is of the old round, so that it was split; else they were put together.
    """

    whole: str
    parts: tuple[str, ...]
    is_split: bool


@dataclass(frozen=True, slots=True)
class Pooled:
    """A figure of several segments together: exact, or ``None`` with the reason."""

    value: Fraction | None
    n: Fraction | None = None
    reason: Unpooled | None = None


def parse_merges(texts: Sequence[str], old: Sequence[Segment], new: Sequence[Segment]) -> tuple[Merge, ...]:
    """Read ``premium=vip+private``, by id or exact name; several also in one text, separated by ``;``.

    Args:
        texts: As typed.
        old, new: The segments of the two rounds; the left side is of the one, the right side of the other.

    Raises:
        BadOptionError: A side names what its round does not have, nothing is merged, a segment stands in two
            merges, or both rounds have all that is named.
    """
    merges: list[Merge] = []
    for text in (part.strip() for one in texts for part in re.split("[;；]", one) if part.strip()):
        left, _, right = text.partition("=")
        names = [left.strip(), *(part.strip() for part in right.split("+"))]
        joined, split = (
            _merge(names, whole, parts, is_split=is_split)
            for whole, parts, is_split in ((new, old, False), (old, new, True))
        )
        merge = joined or split
        taken = {(one.is_split, segment) for one in merges for segment in one.parts}
        wholes = {(one.is_split, one.whole) for one in merges}
        if (
            merge is None
            or (joined and split)
            or (merge.is_split, merge.whole) in wholes
            or any((merge.is_split, segment) in taken for segment in merge.parts)
        ):
            ids = ["+".join(segment.id for segment in segments) or "–" for segments in (old, new)]
            raise BadOptionError(option="--merge", found=text, expected=f"ONE=A+B; OLD: {ids[0]}, NEW: {ids[1]}")
        merges.append(merge)
    return tuple(merges)


def _merge(names: Sequence[str], whole: Sequence[Segment], parts: Sequence[Segment], *, is_split: bool) -> Merge | None:
    """Return what is meant if the first name is of the one round and the others of the other."""
    one, *several = [_id_of(name, whole if not place else parts) for place, name in enumerate(names)]
    if one is None or len(several) < 2 or None in several or len(set(several)) < len(several):
        return None
    if one in {segment.id for segment in parts} and one not in several:
        return None  # what bore its id in the other round would be forgotten
    return Merge(one, tuple(part for part in several if part), is_split)


def _id_of(name: str, segments: Sequence[Segment]) -> str | None:
    by_id = {segment.id: segment.id for segment in segments}
    return by_id.get(name) or next((segment.id for segment in segments if segment.name == name), None)


def pool(metric: MetricRecord, parts: Sequence[SegmentMetric | None], taxonomy: Taxonomy) -> Pooled:
    """Return the figure of several segments together: values weighted by n, where n is what the formula divides by.

    Exact only for a ratio of sums over a number of cases; of anything else, and where a part's n
    is not known, there is no figure. Rates are never averaged.
    """
    ratio = ratio_of(metric.formula)
    measures = {record.id: record for record in taxonomy.bundle.measures}
    if ratio is None or not all(_adds_up(one, measures) for one in (ratio.numerator, ratio.denominator)):
        return Pooled(None, reason="not_a_ratio")
    if unit_of(ratio.denominator, taxonomy.units) != quantity_of(Unit.CASES):
        return Pooled(None, reason="not_a_ratio")
    total = cases = Fraction(0)
    for part in parts:
        n = part.result.n if part else None
        if part is None or (part.result.value is None and n != 0):
            return Pooled(None, reason="part_missing")
        if n is None:
            return Pooled(None, reason="cases_unknown")
        cases += Fraction(str(n))
        total += Fraction(str(n)) * Fraction(str(part.result.value or 0))
    return Pooled(total / cases, cases) if cases else Pooled(None, cases, "no_cases")


def _adds_up(operand: Operand, measures: Mapping[str, MeasureRecord]) -> bool:
    """Whether a part of a formula is for all segments together the sum of what it is for each."""
    match operand:
        case str():
            return measures[operand].additive
        case Sum():
            return all(_adds_up(term, measures) for term in operand.terms)
        case Difference():
            return _adds_up(operand.minuend, measures) and _adds_up(operand.subtrahend, measures)
        case Scaled():
            return _adds_up(operand.operand, measures)
    return False
