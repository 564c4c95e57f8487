"""Which assumption matters most: each is moved from its low to its high end while all others stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from pcf.complaints.figures import Figure
from pcf.complaints.stake import SHARES, Figures, gain_terms, stake_terms


@dataclass(frozen=True, slots=True)
class Swing:
    """What one assumption of one segment does to an amount.

    Attributes:
        segment, assumption: Whose it is.
        low, high: Its ends; shares are 0 to 1.
        at_low, at_high: The amount at these ends.
    """

    segment: str
    assumption: str
    low: Fraction
    high: Fraction
    at_low: Fraction
    at_high: Fraction

    @property
    def width(self) -> Fraction:
        return abs(self.at_high - self.at_low)


def swings(segment: str, figures: Figures, amount: Callable[[Figures], Fraction | None]) -> tuple[Swing, ...]:
    """Return the swings of a segment, the widest first; assumptions without a range or effect have none.

    Args:
        segment: Its id.
        figures: Its assumptions.
        amount: What is looked at: ``value_at_stake`` or ``net_gain``.
    """
    found = [swing for name in figures for swing in _swing(segment, figures, name, amount)]
    return tuple(sorted(found, key=lambda swing: (-swing.width, swing.assumption)))


def value_at_stake(figures: Figures) -> Fraction | None:
    """Return the sum of the value at stake; ``None`` where something is missing."""
    terms = stake_terms(figures)
    return None if terms is None else sum((term.amount for term in terms), Fraction(0))


def net_gain(figures: Figures) -> Fraction | None:
    """Return the sum of what better answers are worth, costs taken off; ``None`` where something is missing."""
    terms = gain_terms(figures)
    return None if terms is None else sum((term.amount for term in terms), Fraction(0))


def _swing(segment: str, figures: Figures, name: str, amount: Callable[[Figures], Fraction | None]) -> Iterator[Swing]:
    one = figures[name]
    if one.range is None or one.range[0] == one.range[1]:
        return
    ends = [amount(_moved(figures, one, end)) for end in one.range]
    if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
        yield Swing(segment, name, *one.range, ends[0], ends[1])


def _moved(figures: Figures, one: Figure, value: Fraction) -> Figures:
    """Put one figure at another value; the shares of the other outcomes give way in proportion."""
    moved = {**figures, one.id: replace(one, value=value)}
    prefix = "target_" if one.id.startswith("target_") else ""
    shares = [f"{prefix}{name}" for name in SHARES]
    if one.id in shares and all(name in figures for name in shares):
        others = [name for name in shares if name != one.id]
        before = sum((figures[name].value for name in others), Fraction(0))
        for name in others:
            part = figures[name].value / before if before else Fraction(1, len(others))
            moved[name] = replace(figures[name], value=(1 - value) * part)
    return moved
