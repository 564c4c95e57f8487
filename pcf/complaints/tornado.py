"""Which assumption matters most: each is moved from its low to its high end while all others stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from pcf.complaints.figures import Figure
from pcf.complaints.iceberg import DIVISORS
from pcf.complaints.stake import SHARES, Figures, gain_terms, outcomes, stake_terms


@dataclass(frozen=True, slots=True)
class Swing:
    """What one assumption of one segment does to an amount.

    Attributes:
        segment, assumption: Whose it is.
        low, high: Its ends; shares are 0 to 1.
        at_low, at_high: The amount at these ends; ``None`` where it has no end: at a share of 0 of those who complain
            or are registered, nobody can say how many are behind them.
    """

    segment: str
    assumption: str
    low: Fraction
    high: Fraction
    at_low: Fraction | None
    at_high: Fraction | None

    @property
    def width(self) -> Fraction | None:
        """How far the ends lie apart; ``None`` where one is open."""
        return None if self.at_low is None or self.at_high is None else abs(self.at_high - self.at_low)


def widest_first(found: Iterable[Swing]) -> tuple[Swing, ...]:
    """Order swings: open ones, then by their width."""

    def rank(swing: Swing) -> tuple[bool, Fraction, str, str]:
        width = swing.width
        return width is not None, -(width or Fraction(0)), swing.segment, swing.assumption

    return tuple(sorted(found, key=rank))


def swings(segment: str, figures: Figures, amount: Callable[[Figures], Fraction | None]) -> tuple[Swing, ...]:
    """Return the swings of a segment, the widest first; assumptions without a range or effect have none.

    Args:
        segment: Its id.
        figures: Its assumptions.
        amount: What is looked at: ``value_at_stake`` or ``net_gain``.
    """
    return widest_first(swing for name in figures for swing in _swing(segment, figures, name, amount))


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
    is_open = [name in DIVISORS and end <= 0 for end in one.range]
    if ends[0] != ends[1] and all(end is not None or is_so for end, is_so in zip(ends, is_open, strict=True)):
        yield Swing(segment, name, *one.range, ends[0], ends[1])


def _moved(figures: Figures, one: Figure, value: Fraction) -> Figures:
    """Put one figure at another value; the shares of the other outcomes give way in proportion."""
    moved = {**figures, one.id: replace(one, value=value)}
    prefix = "target_" if one.id.startswith("target_") else ""
    shares = outcomes(figures, prefix)
    if one.id in [f"{prefix}{name}" for name in SHARES] and shares:
        others = {f"{prefix}{name}": share for name, share in shares.items() if f"{prefix}{name}" != one.id}
        before = sum(others.values(), Fraction(0))
        for name, share in others.items():
            part = share / before if before else Fraction(1, len(others))
            moved[name] = replace(figures.get(name) or Figure(name, share), value=(1 - value) * part)
    return moved
