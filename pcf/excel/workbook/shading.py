"""The shades of heat maps: one hue from pale to dark, so that grey print and colour-blind readers see the order."""

from __future__ import annotations

from typing import Any, Protocol

from pcf.excel.styles import SHADES, Styles

_LEVEL_STEP = 1.0  # one shade a level, changing half-way
_INDEX_STEP = 20.0


class _Styled(Protocol):
    """What is being written, and has the looks for it."""

    @property
    def styles(self) -> Styles: ...


def shade_levels(styled: _Styled, page: Any, cells: tuple[int, int, int, int]) -> None:
    """Shade cells that show levels, 0 to 5, or nothing."""
    _shade(styled, page, cells, _LEVEL_STEP)


def shade_attainments(styled: _Styled, page: Any, cells: tuple[int, int, int, int]) -> None:
    """Shade cells that show attainments, 0 to 100, or nothing."""
    _shade(styled, page, cells, _INDEX_STEP)


def _shade(styled: _Styled, page: Any, cells: tuple[int, int, int, int], step: float) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    first = xl_rowcol_to_cell(cells[0], cells[1])
    for place in range(len(SHADES) - 1, -1, -1):
        least = (place - 0.5) * step
        is_there = f"ISNUMBER({first})" if place == 0 else f"AND(ISNUMBER({first}),{first}>={least:g})"
        rule = {
            "type": "formula",
            "criteria": f"={is_there}",
            "format": styled.styles.shades[place],
            "stop_if_true": True,
        }
        page.conditional_format(*cells, rule)
