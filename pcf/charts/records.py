"""What a chart is made from: numbers, labels, a scale, the words of its legend."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Shape = Literal["circle", "square", "diamond", "triangle", "cross", "plus"]
Border = Literal["solid", "thick", "double", "dashed", "dotted"]
Gap = Literal["blank", "dk", "na", "not_asked"]
Mark = Literal[
    "value", "alarm", "range", "floor", "target", "stretch", "first", "second", "rise", "fall", "total", "low", "high",
    "open", "overdue", "signal", "unfinished", "centre", "limit", "bubble", "unsized", "undecided",
    "curve", "needed", "today", "load", "band", "short", Gap,
]  # fmt: skip
Words = Mapping[Mark, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """What stands in a row: ``shown`` is its value as text."""

    label: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis(Labelled):
    """One axis of a radar; ``low`` and ``high`` bound the range of its value."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Labelled):
    """One row of a chart of pairs: two views of the same thing."""

    first: float | None
    second: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Labelled):
    """One bar of a waterfall: by how much the sum so far changes; of a total the sum itself, drawn from 0."""

    amount: float | None
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing(Labelled):
    """One row of a tornado: the amount at the low and at the high end of what is moved."""

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Labelled):
    """One row of a stacked bar: a whole and the part of it that is overdue; ``None`` where that is not known."""

    whole: float | None
    part: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One point of a control chart with the limits of its period; ``is_open`` for one that has not ended."""

    label: str
    value: float | None
    centre: float
    low: float
    high: float
    is_signal: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """One mark of a matrix with its label, both scores from -1 to 1; without a size it has a shape of its own."""

    label: str
    x: float | None
    y: float | None
    size: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One mark of a scatter, with a short label; without ``x`` or ``y`` it is not drawn."""

    label: str
    x: float | None
    y: float | None
    shape: Shape = "circle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Labelled):
    """One tile of a heat map; without a value it is drawn as its ``gap``, and ``shown`` says so in words or a sign."""

    value: float | None
    gap: Gap = "blank"


@dataclass(frozen=True, slots=True)
class Band:
    """One band of a heat map: a whole and its parts."""

    head: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One initiative of a roadmap.

    Attributes:
        id: What others call it in ``needs``.
        lines: What stands below the title, one fact a line: owner, cost, state in words.
        border: The state, for the eye.
        needs: The boxes that must come before; ids that no box has draw nothing.
    """

    id: str
    title: str
    lines: tuple[str, ...] = ()
    border: Border = "solid"
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One wave of a roadmap."""

    label: str
    boxes: tuple[Box, ...]


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
class Caption:
    """What a chart says to those who do not see it."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Frame(Caption):
    """What stands around the marks of a chart.

    Attributes:
        scale: Ends and ticks of every axis.
        words: What the legend calls the marks; a mark without a word is left out of it.
        width: How wide rows with their labels are; long words still never leave the picture.
    """

    scale: Scale
    words: Words
    width: float = 720.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane(Caption):
    """What stands around a scatter: two scales with their titles, the words of the legend, the width of the area."""

    x: Scale
    y: Scale
    x_title: str
    y_title: str
    words: Mapping[Shape, str]
    width: float = 640.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(Caption):
    """What stands around a control chart: the upright scale with its title, the words of the legend, the width."""

    scale: Scale
    title_up: str
    words: Words
    width: float = 720.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadrants(Caption):
    """What stands around a matrix of four quadrants.

    Attributes:
        names: Of the quadrants: top left, top right, bottom left, bottom right.
        band: Scores so near to 0, the ends included, tell neither way; the band is shaded.
        x_title, y_title: What goes to the right and up.
        ends: What -1 and 1 are called.
        words: What the legend calls the marks.
        width: Of the area.
    """

    names: tuple[str, str, str, str]
    band: float
    x_title: str
    y_title: str
    ends: tuple[str, str]
    words: Words
    width: float = 820.0


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


def ticks_over(values: Sequence[float]) -> tuple[float, ...]:
    """Return round steps from 0, or from below it where a value is negative, to the highest value or above it.

    >>> ticks_over([-3, 8])
    (-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0)
    """
    step = nice_ticks(max(map(abs, values)))[1]
    first, last = math.floor(min(0.0, *values) / step), max(1, math.ceil(max(values) / step))
    return tuple(step * index for index in range(first, last + 1))
