"""The economics of complaints, segment by segment and in total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcf.complaints.figures import Figure, figures_of
from pcf.complaints.iceberg import Iceberg, iceberg, interval_of_sum
from pcf.complaints.records import Assumption
from pcf.complaints.stake import (
    GROUPS,
    LEVERS,
    NEEDED_FOR_STAKE,
    Cost,
    GainTerm,
    StakeTerm,
    cost_today,
    gain_terms,
    stake_terms,
)
from pcf.complaints.tornado import Swing, net_gain, swings, value_at_stake, widest_first
from pcf.model.loop import AssumptionRecord


@dataclass(frozen=True, slots=True)
class SegmentEconomy:
    """One segment; what cannot be computed is ``None``.

    Attributes:
        segment: Its id.
        figures: Its assumptions.
        iceberg: How many dissatisfied customers its complaints stand for.
        stake: Value at stake by group.
        cost: What answering costs today.
        gain: What better answers are worth by lever, costs among them.
        stake_swings, gain_swings: What matters most for either.
    """

    segment: str
    figures: Mapping[str, Figure]
    iceberg: Iceberg | None
    stake: tuple[StakeTerm, ...] | None
    cost: Cost | None
    gain: tuple[GainTerm, ...] | None
    stake_swings: tuple[Swing, ...] = ()
    gain_swings: tuple[Swing, ...] = ()

    @property
    def at_stake(self) -> Fraction | None:
        """The value at stake, all groups together."""
        return None if self.stake is None else sum((term.amount for term in self.stake), Fraction(0))

    @property
    def net(self) -> Fraction | None:
        """The net gain of better answers, all levers together."""
        return None if self.gain is None else sum((term.amount for term in self.gain), Fraction(0))

    def missing(self, needed: Sequence[str] = NEEDED_FOR_STAKE) -> tuple[str, ...]:
        """Return the assumptions that are needed and absent."""
        return tuple(name for name in needed if name not in self.figures)


@dataclass(frozen=True, slots=True)
class Economy:
    """All segments and their sums; a sum covers the segments that have the amount, and names the others.

    Attributes:
        segments: In the order of the workbook.
        stake, gain: Sums by group and by lever; ``None`` where no segment has them.
        cost: Sum of today's costs.
        dissatisfied: Sum of the customers, with the interval of the sum where every part has one.
        without: Segment ids that a sum leaves out: ``iceberg``, ``stake``, ``cost``, ``gain``.
    """

    segments: tuple[SegmentEconomy, ...]
    stake: tuple[StakeTerm, ...] | None
    gain: tuple[GainTerm, ...] | None
    cost: Cost | None
    dissatisfied: Fraction | None
    interval: tuple[float, float] | None
    without: Mapping[str, tuple[str, ...]]

    @property
    def at_stake(self) -> Fraction | None:
        return None if self.stake is None else sum((term.amount for term in self.stake), Fraction(0))

    @property
    def net(self) -> Fraction | None:
        return None if self.gain is None else sum((term.amount for term in self.gain), Fraction(0))

    @property
    def stake_swings(self) -> tuple[Swing, ...]:
        """What matters most for the value at stake of all segments, the widest swing first."""
        return widest_first(swing for one in self.segments for swing in one.stake_swings)

    @property
    def gain_swings(self) -> tuple[Swing, ...]:
        """What matters most for the net gain of all segments, the widest swing first."""
        return widest_first(swing for one in self.segments for swing in one.gain_swings)


def economy(
    segments: Sequence[str],
    assumptions: Sequence[Assumption],
    declared: Mapping[str, AssumptionRecord],
    counted: Mapping[str, int] | None = None,
) -> Economy:
    """Compute the economics of complaints.

    Args:
        segments: Ids, in order.
        assumptions: What was typed.
        declared: The assumptions of the model.
        counted: Registered complaints of the log by segment id, for segments where the number was not typed.
    """
    made = tuple(
        _segment(
            segment,
            figures_of([one for one in assumptions if one.segment == segment], declared, (counted or {}).get(segment)),
        )
        for segment in segments
    )
    icebergs = [one.iceberg for one in made if one.iceberg]
    costs = [one.cost for one in made if one.cost]
    return Economy(
        segments=made,
        stake=_summed_stake(made),
        gain=_summed_gain(made),
        cost=Cost(*(sum((getattr(c, f) for c in costs), Fraction(0)) for f in ("handling", "redress")))
        if costs
        else None,
        dissatisfied=sum((one.dissatisfied for one in icebergs), Fraction(0)) if icebergs else None,
        interval=interval_of_sum(icebergs),
        without={
            what: tuple(one.segment for one in made if getattr(one, what) is None)
            for what in ("iceberg", "stake", "cost", "gain")
        },
    )


def _segment(segment: str, figures: dict[str, Figure]) -> SegmentEconomy:
    return SegmentEconomy(
        segment=segment,
        figures=figures,
        iceberg=iceberg(figures),
        stake=stake_terms(figures),
        cost=cost_today(figures),
        gain=gain_terms(figures),
        stake_swings=swings(segment, figures, value_at_stake),
        gain_swings=swings(segment, figures, net_gain),
    )


def _summed_stake(made: Sequence[SegmentEconomy]) -> tuple[StakeTerm, ...] | None:
    terms = [term for one in made for term in one.stake or ()]
    return (
        tuple(
            StakeTerm(
                group,
                sum((t.customers for t in terms if t.group == group), Fraction(0)),
                sum((t.amount for t in terms if t.group == group), Fraction(0)),
            )
            for group in GROUPS
        )
        if terms
        else None
    )


def _summed_gain(made: Sequence[SegmentEconomy]) -> tuple[GainTerm, ...] | None:
    terms = [term for one in made for term in one.gain or ()]
    if not terms:
        return None
    return tuple(GainTerm(lever, sum((t.amount for t in terms if t.lever == lever), Fraction(0))) for lever in LEVERS)
