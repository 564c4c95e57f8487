"""A chart as a file of its own."""

from __future__ import annotations

import re

from pcf.charts.canvas import FONT

_INK, _PAPER = "#16202b", "#ffffff"
_FONTS = "'Noto Sans', 'Segoe UI', Arial, 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
_OPENING = re.compile(r'<svg xmlns="[^"]+" role="img" class="pcf-chart" [^>]*viewBox="(\S+) (\S+) (\S+) (\S+)"[^>]*>')


def standalone(svg: str) -> str:
    """Return a chart as a complete SVG file: opened in a browser or an editor it looks as it does on a page.

    Inside a page a chart takes ink and font from the page; here it gets its own, and white paper. Names of shapes
    (``class``) stay, so that an editor can select by them.

    Raises:
        ValueError: The text is no chart of this package.
    """
    opening = _OPENING.match(svg)
    if opening is None:
        raise ValueError('expected a chart of pcf.charts: text that begins with <svg … class="pcf-chart"')
    x, y, width, height = opening.groups()
    paper = f'<rect class="pcf-paper" x="{x}" y="{y}" width="{width}" height="{height}" fill="{_PAPER}"/>'
    # Quotation marks in texts are escaped, so these attributes cannot be part of a text.
    concrete = svg.replace('="currentColor"', f'="{_INK}"').replace(f'font-family="{FONT}"', f'font-family="{_FONTS}"')
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{concrete.replace("</desc>", f"</desc>{paper}", 1)}\n'
