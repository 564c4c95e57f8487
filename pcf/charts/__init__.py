"""Charts as plain SVG text: a radar and horizontal bars. No script, no fonts from outside.

Knows numbers and labels only; every number that is read as text comes ready-formatted. What is
missing leaves a gap and is never drawn as zero. Marks differ by shape as well as by colour, and
values always stand beside them as text, so that grey print says the same. Colours are
presentation attributes with classes (``pcf-value`` …): a page may override them for a dark theme.
"""

from pcf.charts.bars import bars
from pcf.charts.radar import radar
from pcf.charts.records import Axis, Bar, Frame, Mark, Scale, Words, nice_ticks
from pcf.charts.text import BOLDER, column_width, text_width, wrapped

__all__ = [
    "BOLDER",
    "Axis",
    "Bar",
    "Frame",
    "Mark",
    "Scale",
    "Words",
    "bars",
    "column_width",
    "nice_ticks",
    "radar",
    "text_width",
    "wrapped",
]
