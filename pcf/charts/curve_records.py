"""What curves and days are made from."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.charts.records import Caption, Mark, Scale, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One curve: points from left to right; one without a value leaves a gap. Its label stands at its end."""

    points: tuple[tuple[float, float | None], ...]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One point that stands out, with a short label: a disc if it is needed, a diamond if it is today's."""

    label: str
    x: float | None
    y: float | None
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Caption):
    """What stands around curves.

    Attributes:
        x, y: The scales.
        x_title, y_title: What goes to the right and up.
        below: Further texts under places of ``x``, such as what so many cost, with what they are: ``below_title``.
        promise: A level that is promised, drawn over the whole width.
        words: What the legend calls the marks.
        width: Of the area; narrow enough to be read on a telephone.
    """

    x: Scale
    y: Scale
    x_title: str
    y_title: str
    words: Words
    below: tuple[tuple[float, str], ...] = ()
    below_title: str = ""
    promise: float | None = None
    width: float = 470.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One interval of a day; ``None`` for what is not known.

    Attributes:
        label: When it begins.
        needed, today: Agents.
        load: Contacts that are handled at once, in erlang.
        low, high: Of a forecast, the interval around the load.
    """

    label: str
    needed: float | None
    today: float | None = None
    load: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFrame(Caption):
    """What stands around a day: the upright scale with its title, the words of the legend, the width of the area."""

    scale: Scale
    title_up: str
    words: Words
    width: float = 560.0
