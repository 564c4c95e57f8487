"""The report for people: one self-contained HTML file, its charts as SVG files, and pages of loops and staffing."""

from pcf.report.files import write_charts
from pcf.report.html import write_html
from pcf.report.loops import write_loop_report
from pcf.report.staffing import write_staffing_report

__all__ = ["write_charts", "write_html", "write_loop_report", "write_staffing_report"]
