"""Charts as plain SVG text, from radar and bars to waterfall and control chart. No script, no fonts from outside.

Knows numbers and labels only; every number that is read as text comes ready-formatted. What is
missing leaves a gap and is never drawn as zero. Marks differ by shape as well as by colour, and
values always stand beside them as text, so that grey print says the same. Colours are
presentation attributes with classes (``pcf-value`` …): a page may override them for a dark theme.
A chart is part of a page; ``standalone`` makes it a file.
"""

from pcf.charts.ageing import ageing
from pcf.charts.bars import bars
from pcf.charts.control import control
from pcf.charts.curve import curve
from pcf.charts.curve_records import DayFrame, Field, Moment, Run, Spot
from pcf.charts.day import day
from pcf.charts.files import standalone
from pcf.charts.heat import heat
from pcf.charts.matrix import matrix
from pcf.charts.pairs import pairs
from pcf.charts.radar import radar
from pcf.charts.records import (
    Axis,
    Band,
    Bar,
    Border,
    Box,
    Bubble,
    Caption,
    Cell,
    Column,
    Course,
    Frame,
    Gap,
    Mark,
    Pair,
    Period,
    Plane,
    Point,
    Quadrants,
    Scale,
    Shape,
    Split,
    Step,
    Swing,
    Words,
    nice_ticks,
    ticks_over,
)
from pcf.charts.roadmap import Look, waves
from pcf.charts.scatter import scatter
from pcf.charts.text import BOLDER, column_width, text_width, wrapped
from pcf.charts.tornado import tornado
from pcf.charts.waterfall import sums, waterfall

__all__ = [
    "BOLDER",
    "Axis",
    "Band",
    "Bar",
    "Border",
    "Box",
    "Bubble",
    "Caption",
    "Cell",
    "Column",
    "Course",
    "DayFrame",
    "Field",
    "Frame",
    "Gap",
    "Look",
    "Mark",
    "Moment",
    "Pair",
    "Period",
    "Plane",
    "Point",
    "Quadrants",
    "Run",
    "Scale",
    "Shape",
    "Split",
    "Spot",
    "Step",
    "Swing",
    "Words",
    "ageing",
    "bars",
    "column_width",
    "control",
    "curve",
    "day",
    "heat",
    "matrix",
    "nice_ticks",
    "pairs",
    "radar",
    "scatter",
    "standalone",
    "sums",
    "text_width",
    "ticks_over",
    "tornado",
    "waterfall",
    "waves",
    "wrapped",
]
