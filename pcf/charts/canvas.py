"""Shapes and texts of one picture, with bounds that grow around them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Literal, TypeVar

from pcf.charts.records import Caption
from pcf.charts.text import BOLDER, LEADING, SIZE, text_width, wrapped

Anchor = Literal["start", "middle", "end"]
_Key = TypeVar("_Key")

FONT = "system-ui, sans-serif"
SHADES = ("#fbe3c0", "#eadfb9", "#c3d8c5", "#8dbfc9", "#3b7fae", "#123f6d")  # light to dark, so in grey print too
_HATCH = 6.0  # how far the lines of a hatched shape are apart
_NARROWEST = 240.0  # of a legend, however little is drawn above it

# Colour and opacity of each kind of shape.
_STYLE = {
    "value": ("#1f5fa8", "1"),
    "range": ("#9dbfe4", "0.55"),
    "alarm": ("#a4161a", "1"),
    "floor": ("#a4161a", "1"),
    "target": ("#b35900", "1"),
    "stretch": ("#4a5560", "1"),
    "grid": ("currentColor", "0.25"),
    "track": ("currentColor", "0.06"),
    "first": ("#1f5fa8", "1"),
    "second": ("#b35900", "1"),
    "point": ("#1f5fa8", "1"),
    "box": ("currentColor", "0.85"),
    "link": ("currentColor", "0.6"),
    "gap": ("currentColor", "0.6"),
    "rise": ("#1f5fa8", "1"),
    "fall": ("#b35900", "1"),
    "total": ("#4a5560", "1"),
    "low": ("#b35900", "1"),
    "high": ("#1f5fa8", "1"),
    "open": ("#9dbfe4", "0.8"),
    "overdue": ("#a4161a", "1"),
    "signal": ("#a4161a", "1"),
    "unfinished": ("#1f5fa8", "1"),
    "centre": ("#4a5560", "1"),
    "limit": ("#4a5560", "1"),
    "bubble": ("#1f5fa8", "1"),
    "unsized": ("#1f5fa8", "1"),
    "undecided": ("currentColor", "0.07"),
    "curve": ("#1f5fa8", "1"),
    "needed": ("#1f5fa8", "1"),
    "today": ("#4a5560", "1"),
    "load": ("#b35900", "1"),
    "band": ("#b35900", "0.18"),
    "short": ("#a4161a", "0.3"),
} | {f"shade-{index}": (shade, "1") for index, shade in enumerate(SHADES)}


@dataclass(slots=True)
class Canvas:
    """Collects shapes, and grows so that every text stays inside."""

    parts: list[str] = field(default_factory=list)
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    def cover(self, x: float, y: float, width: float = 0.0, height: float = 0.0) -> None:
        self.left, self.right = min(self.left, x), max(self.right, x + width)
        self.top, self.bottom = min(self.top, y), max(self.bottom, y + height)

    def shape(self, tag: str, kind: str, *, stroke: str = "", **attributes: float | str) -> None:
        """Add a shape in the style of its kind: drawn with a pen of width ``stroke``, or filled without one."""
        colour, opacity = _STYLE[kind]
        pen = {"fill": "none", "stroke": colour, "stroke-width": stroke, "stroke-opacity": opacity}
        written = "".join(
            f' {name.replace("_", "-")}="{decimal(value) if isinstance(value, float) else value}"'
            for name, value in (attributes | (pen if stroke else {"fill": colour, "fill-opacity": opacity})).items()
        )
        self.parts.append(f'<{tag} class="pcf-{kind}"{written}/>')

    def text(
        self, x: float, y: float, said: str, *, anchor: Anchor = "start", bold: bool = False, ink: str = ""
    ) -> None:
        """Add one line of text whose baseline begins, stands in the middle or ends at ``x``."""
        width = text_width(said) * (BOLDER if bold else 1)
        self.cover(x - {"start": 0.0, "middle": width / 2, "end": width}[anchor], y - SIZE, width, LEADING)
        looks = (' font-weight="700"' if bold else "") + (f' fill="{ink}"' if ink else "")
        place = f'x="{decimal(x)}" y="{decimal(y)}" text-anchor="{anchor}"{looks}'
        self.parts.append(f'<text class="pcf-text" {place}>{_clean(said)}</text>')

    def svg(self, caption: Caption) -> str:
        left, top = math.floor(self.left - 4), math.floor(self.top - 4)
        width, height = math.ceil(self.right + 4) - left, math.ceil(self.bottom + 4) - top
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" class="pcf-chart" width="{width}" height="{height}" '
            f'viewBox="{left} {top} {width} {height}" font-family="{FONT}" font-size="{SIZE:g}" '
            f'fill="currentColor"><title>{_clean(caption.title)}</title>'
            f"<desc>{_clean(caption.description)}</desc>{''.join(self.parts)}</svg>"
        )


def decimal(value: float) -> str:
    """Write a coordinate."""
    return f"{value + 0.0:.1f}".replace("-0.0", "0.0")


def _clean(text: str) -> str:
    """Escape a text, and leave out what no XML file may hold."""
    kept = "".join(" " if unicodedata.category(char) in {"Cc", "Cs", "Cn", "Zl", "Zp"} else char for char in text)
    return escape(kept)


def diamond(x: float, y: float, size: float = 5.0) -> str:
    """Write the path of a diamond around a point."""
    return f"M{decimal(x)} {decimal(y - size)}l{size} {size} -{size} {size} -{size} -{size}Z"


def hatched(canvas: Canvas, kind: str, place: tuple[float, float, float, float]) -> None:
    """Draw a rectangle (left, top, width, height) as an outline with slanted lines: known from a filled one in grey.

    The lines are drawn one by one, since a pattern would need an id and a page holds many charts.
    """
    left, top, width, height = place
    canvas.shape("rect", kind, stroke="1.5", x=left, y=top, width=width, height=height)
    lines = []
    for number in range(math.ceil((width + height) / _HATCH)):
        foot = number * _HATCH  # where the line would meet the lower edge
        first, last = max(0.0, foot - height), min(width, foot)
        if last > first:
            ends = f"M{decimal(left + first)} {decimal(top + height - foot + first)}"
            lines.append(f"{ends}L{decimal(left + last)} {decimal(top + height - foot + last)}")
    if lines:
        canvas.shape("path", kind, stroke="1.2", d="".join(lines))


def legend(canvas: Canvas, words: Mapping[_Key, str], swatch: Callable[[Canvas, _Key, float, float], None]) -> None:
    """Explain the marks below everything drawn so far."""
    left, right = canvas.left, max(canvas.right, canvas.left + _NARROWEST)
    x, y = left, canvas.bottom + 24
    for kind, word in words.items():
        lines = wrapped(word, right - left - 34)
        width = 34 + max(text_width(line) for line in lines)
        if x > left and x + width > right:
            x, y = left, canvas.bottom + 20
        swatch(canvas, kind, x, y - 4.5)
        for index, line in enumerate(lines):
            canvas.text(x + 34, y + index * LEADING, line)
        x += width + 22
