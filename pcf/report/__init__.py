"""The report for people: one self-contained HTML file, and its charts as SVG files."""

from pcf.report.files import write_charts
from pcf.report.html import write_html

__all__ = ["write_charts", "write_html"]
