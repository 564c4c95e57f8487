"""Charts as plain SVG text: radar, bars, pairs, scatter, heat map, roadmap. No script, no fonts from outside.

Knows numbers and labels only; every number that is read as text comes ready-formatted. What is
missing leaves a gap and is never drawn as zero. Marks differ by shape as well as by colour, and
values always stand beside them as text, so that grey print says the same. Colours are
presentation attributes with classes (``pcf-value`` …): a page may override them for a dark theme.
A chart is part of a page; ``standalone`` makes it a file.
"""

from pcf.charts.bars import bars
from pcf.charts.files import standalone
from pcf.charts.heat import heat
from pcf.charts.pairs import pairs
from pcf.charts.radar import radar
from pcf.charts.records import (
    Axis,
    Band,
    Bar,
    Border,
    Box,
    Caption,
    Cell,
    Column,
    Frame,
    Gap,
    Mark,
    Pair,
    Plane,
    Point,
    Scale,
    Shape,
    Words,
    nice_ticks,
    ticks_over,
)
from pcf.charts.roadmap import Look, waves
from pcf.charts.scatter import scatter
from pcf.charts.text import BOLDER, column_width, text_width, wrapped

__all__ = [
    "BOLDER",
    "Axis",
    "Band",
    "Bar",
    "Border",
    "Box",
    "Caption",
    "Cell",
    "Column",
    "Frame",
    "Gap",
    "Look",
    "Mark",
    "Pair",
    "Plane",
    "Point",
    "Scale",
    "Shape",
    "Words",
    "bars",
    "column_width",
    "heat",
    "nice_ticks",
    "pairs",
    "radar",
    "scatter",
    "standalone",
    "text_width",
    "ticks_over",
    "waves",
    "wrapped",
]
