"""What a chart is made from: numbers, labels, a scale, the words of its legend."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Mark = Literal["value", "alarm", "range", "floor", "target", "stretch"]
Words = Mapping[Mark, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis of a radar. ``shown`` is the value as text; ``low`` and ``high`` bound its range."""

    label: str
    shown: str
    value: float | None
    low: float | None = None
    high: float | None = None
    target: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar(Axis):
    """One row of a bar chart; ``alarm`` draws it as worse than its floor."""

    floor: float | None = None
    stretch: float | None = None
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values lie. ``ticks`` are positions with their text; what lies outside is drawn at the edge."""

    high: float
    ticks: tuple[tuple[float, str], ...]
    low: float = 0.0

    def share(self, value: float | None) -> float | None:
        """Return the place between low and high as 0 to 1; ``None`` for what is missing or no number."""
        if value is None or not math.isfinite(value):
            return None
        if self.high <= self.low:
            return 0.0
        return min(1.0, max(0.0, value / (self.high - self.low) - self.low / (self.high - self.low)))


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the marks of a chart.

    Attributes:
        title, description: For those who do not see the picture.
        scale: Ends and ticks of every axis.
        words: What the legend calls the marks; a mark without a word is left out of it.
        width: How wide bars with their labels are; long words still never leave the picture.
    """

    title: str
    description: str
    scale: Scale
    words: Words
    width: float = 720.0


def nice_ticks(high: float) -> tuple[float, ...]:
    """Return 0 and three to six round steps, the last at or above ``high``.

    >>> nice_ticks(87)
    (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
    """
    if not 1e-9 < high < 1e15:
        return (0.0, 1.0)
    power = 10.0 ** math.floor(math.log10(high / 4))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if high / (power * factor) <= 5)
    return tuple(step * index for index in range(math.ceil(high / step) + 1))
