"""The report for people: one self-contained HTML file."""

from pcf.report.html import write_html

__all__ = ["write_html"]
