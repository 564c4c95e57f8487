"""Looks: one font that has the script, few colours that differ in grey print, heights that fit the text."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from pcf.charts import BOLDER, column_width, text_width
from pcf.ids import Language

# Dark, middle and pale tones keep their order when printed in grey.
INK = "#1B2A41"
HEAD_FILL = "#1F4E5F"
GROUP_FILL = "#D3DEE3"
INPUT_FILL = "#FFF8DC"
PALE_FILL = "#F2F6F8"
LOCKED_FILL = "#EDEDED"
RULE = "#B8C4CA"
FAULT_FILL = "#F4B6A6"
GOOD_FILL = "#CFE8D5"
DIFFER_FILL = "#FFD58A"
TREND = "#1F5FA8"
TARGET = "#B35900"
# The six steps of every heat map: they keep their order in grey print.
SHADES = ("#FBE3C0", "#EADFB9", "#C3D8C5", "#8DBFC9", "#3B7FAE", "#123F6D")
LIGHT_INK_FROM = 4
_LIGHT_INK, _DARK_INK = "#FFFFFF", "#16202B"

FONTS: Mapping[Language, str] = {"en": "Calibri", "ru": "Calibri", "zh": "Microsoft YaHei"}
_TILE: Mapping[str, object] = {
    "bg_color": PALE_FILL, "bold": True, "font_size": 26, "font_color": HEAD_FILL, "align": "center",
    "valign": "vcenter", "text_wrap": False,
}  # fmt: skip
_MIDDLE: Mapping[str, object] = {"align": "center", "valign": "vcenter"}
LINE_HEIGHT: Mapping[Language, float] = {"en": 15.0, "ru": 15.0, "zh": 16.5}
TALLEST_ROW = 409.0  # Excel's limit, in points
SIGNED = '"▲ "0.00;"▼ "0.00;"= "0'
BREACHED = "▼"  # a floor that is not kept
_DIGIT = 7.0  # a digit in the units of ``text_width``
_PADDING = 1.0  # what Excel keeps free at the two sides of a cell, in digits, and a little more
_WIDEST = 400.0  # a longer word is broken, in the units of ``text_width``


class Styles:
    """The cell formats of one workbook, made when first asked for."""

    def __init__(self, book: Any, lang: Language) -> None:
        self._book = book
        self.lang = lang
        self._base = {
            "font_name": FONTS[lang],
            "font_size": 10,
            "font_color": INK,
            "valign": "top",
            "text_wrap": True,
        }
        self._table = {"border": 1, "border_color": RULE}

    def _made(self, *parts: Mapping[str, object]) -> Any:
        merged: dict[str, object] = dict(self._base)
        for part in parts:
            merged |= part
        return self._book.add_format(merged)

    @cached_property
    def title(self) -> Any:
        return self._made({"bold": True, "font_size": 16, "text_wrap": False, "font_color": HEAD_FILL})

    @cached_property
    def text(self) -> Any:
        return self._made()

    @cached_property
    def strong(self) -> Any:
        return self._made({"bold": True})

    @cached_property
    def section(self) -> Any:
        """The heading of a part of the dashboard."""
        look = {"bold": True, "font_size": 12, "font_color": HEAD_FILL, "bottom": 2, "bottom_color": HEAD_FILL}
        return self._made(look, {"text_wrap": False, "valign": "vcenter"})

    @cached_property
    def heading_line(self) -> Any:
        return self._made({"font_size": 11, "bold": True, "text_wrap": False})

    @cached_property
    def line(self) -> Any:
        return self._made({"text_wrap": False})

    @cached_property
    def middle(self) -> Any:
        return self._made({"text_wrap": False, "valign": "vcenter"})

    @cached_property
    def remark(self) -> Any:
        return self._made({"italic": True, "text_wrap": False})

    @cached_property
    def tile_label(self) -> Any:
        return self._made({"bg_color": GROUP_FILL, "font_size": 10, "valign": "vcenter", "align": "center"})

    @cached_property
    def tile_value(self) -> Any:
        return self._made(_TILE, {"num_format": "0.00"})

    @cached_property
    def tile_share(self) -> Any:
        return self._made(_TILE, {"num_format": "0%"})

    @cached_property
    def tile_note(self) -> Any:
        look = {"bg_color": PALE_FILL, "font_size": 10, "align": "center", "valign": "vcenter"}
        return self._made(look, {"font_color": HEAD_FILL})

    @cached_property
    def small(self) -> Any:
        """For the names on the tiles of a heat map."""
        return self._made(self._table, {"font_size": 8, "align": "center", "valign": "vcenter"})

    @cached_property
    def small_head(self) -> Any:
        return self._made(self._table, {"font_size": 9, "bold": True, "align": "center", "valign": "vcenter"})

    @cached_property
    def mark(self) -> Any:
        """For the number on a tile of a heat map."""
        return self._made(self._table, _MIDDLE, {"bold": True, "font_size": 12, "num_format": "0"})

    @cached_property
    def mark_tenths(self) -> Any:
        return self._made(self._table, _MIDDLE, {"bold": True, "font_size": 12, "num_format": "0.0"})

    @cached_property
    def open_head(self) -> Any:
        return self._made(_MIDDLE, {"font_size": 9, "bold": True})

    @cached_property
    def open_mark(self) -> Any:
        return self._made(_MIDDLE, {"bold": True, "font_size": 12, "num_format": "0"})

    @cached_property
    def framed(self) -> Any:
        """For conditional formats: the part of a table that is in use."""
        return self._book.add_format(self._table)

    @cached_property
    def tile_number(self) -> Any:
        return self._made(self._table, _MIDDLE, {"num_format": "0.00"})

    @cached_property
    def tile_tenths(self) -> Any:
        return self._made(self._table, _MIDDLE, {"num_format": "0.0"})

    @cached_property
    def tile_change(self) -> Any:
        return self._made(self._table, _MIDDLE, {"num_format": SIGNED})

    @cached_property
    def tile_whole(self) -> Any:
        return self._made(self._table, _MIDDLE, {"num_format": "0"})

    @cached_property
    def tile_general(self) -> Any:
        """For figures as they were typed: as many decimals as there are."""
        return self._made(self._table, _MIDDLE)

    @cached_property
    def strong_name(self) -> Any:
        return self._made(self._table, {"bold": True, "bg_color": GROUP_FILL, "valign": "vcenter"})

    @cached_property
    def input_name(self) -> Any:
        """For a name that is chosen from a list."""
        look = {"locked": False, "bg_color": INPUT_FILL, "num_format": "@", "bold": True, "valign": "vcenter"}
        return self._made(self._table, look)

    @cached_property
    def tile_percent(self) -> Any:
        return self._made(self._table, _MIDDLE, {"num_format": "0%"})

    @cached_property
    def plain_name(self) -> Any:
        return self._made(self._table, {"valign": "vcenter"})

    @cached_property
    def strong_cell(self) -> Any:
        return self._made(self._table, {"bold": True, "bg_color": GROUP_FILL})

    @cached_property
    def bar(self) -> Any:
        """For bars of signs: never broken into two lines."""
        return self._made(self._table, {"text_wrap": False, "font_color": HEAD_FILL})

    @cached_property
    def tile_bar(self) -> Any:
        return self._made(self._table, {"text_wrap": False, "font_color": HEAD_FILL, "valign": "vcenter"})

    @cached_property
    def share_left(self) -> Any:
        return self._made(self._table, {"num_format": "0%", "align": "left"})

    @cached_property
    def head(self) -> Any:
        return self._made(
            self._table, {"bold": True, "font_color": "#FFFFFF", "bg_color": HEAD_FILL, "valign": "vcenter"}
        )

    @cached_property
    def head_turned(self) -> Any:
        """For narrow columns: the heading runs upwards."""
        turned = {"bold": True, "font_color": "#FFFFFF", "bg_color": HEAD_FILL, "rotation": 90, "align": "center"}
        return self._made(self._table, turned, {"text_wrap": False, "valign": "bottom"})

    @cached_property
    def group(self) -> Any:
        return self._made(self._table, {"bold": True, "bg_color": GROUP_FILL})

    @cached_property
    def group_name(self) -> Any:
        """Runs on over the blank cells to its right."""
        return self._made(self._table, {"bold": True, "bg_color": GROUP_FILL, "text_wrap": False})

    @cached_property
    def cell(self) -> Any:
        return self._made(self._table)

    @cached_property
    def number(self) -> Any:
        return self._made(self._table, {"num_format": "0.00", "align": "center"})

    @cached_property
    def whole(self) -> Any:
        """For levels, weights and flags: as many decimals as there are."""
        return self._made(self._table, {"align": "center"})

    @cached_property
    def strong_whole(self) -> Any:
        return self._made(self._table, {"align": "center", "bold": True, "font_size": 12})

    @cached_property
    def level(self) -> Any:
        """For levels of single processes; a reference would else take the decimals of where it points."""
        return self._made(self._table, {"align": "center", "num_format": "0"})

    @cached_property
    def group_whole(self) -> Any:
        return self._made(self._table, {"bold": True, "bg_color": GROUP_FILL, "align": "center"})

    @cached_property
    def share(self) -> Any:
        return self._made(self._table, {"num_format": "0%", "align": "center"})

    @cached_property
    def change(self) -> Any:
        return self._made(self._table, {"num_format": SIGNED, "align": "center"})

    @cached_property
    def group_change(self) -> Any:
        return self._made(self._table, {"bold": True, "bg_color": GROUP_FILL, "num_format": SIGNED, "align": "center"})

    @cached_property
    def tenths(self) -> Any:
        """For indexes of 0 to 100."""
        return self._made(self._table, {"num_format": "0.0", "align": "center"})

    @cached_property
    def group_number(self) -> Any:
        return self._made(self._table, {"bold": True, "bg_color": GROUP_FILL, "num_format": "0.00", "align": "center"})

    @cached_property
    def group_amount(self) -> Any:
        """For counts and amounts that may be large."""
        return self._made(self._table, {"bold": True, "bg_color": GROUP_FILL, "num_format": "#,##0"})

    @cached_property
    def tile_amount(self) -> Any:
        return self._made(self._table, _MIDDLE, {"num_format": "#,##0"})

    @cached_property
    def group_share(self) -> Any:
        return self._made(self._table, {"bold": True, "bg_color": GROUP_FILL, "num_format": "0%", "align": "center"})

    @cached_property
    def input(self) -> Any:
        # "General" on purpose: with it Excel marks a typed 80 % as a percentage, so reading can tell.
        return self._made(self._table, {"locked": False, "bg_color": INPUT_FILL})

    @cached_property
    def input_text(self) -> Any:
        return self._made(self._table, {"locked": False, "bg_color": INPUT_FILL, "num_format": "@"})

    @cached_property
    def input_date(self) -> Any:
        return self._made(
            self._table, {"locked": False, "bg_color": INPUT_FILL, "num_format": "yyyy-mm-dd", "align": "left"}
        )

    @cached_property
    def input_mark(self) -> Any:
        return self._made(self._table, {"locked": False, "bg_color": INPUT_FILL, "align": "center"})

    @cached_property
    def closed(self) -> Any:
        return self._made(self._table, {"bg_color": LOCKED_FILL, "font_color": "#6B6B6B", "italic": True})

    @cached_property
    def fault(self) -> Any:
        return self._made(self._table, {"bg_color": FAULT_FILL, "bold": True})

    @cached_property
    def link(self) -> Any:
        return self._made(self._table, {"font_color": "#0B5394", "underline": 1})

    @cached_property
    def shades(self) -> tuple[Any, ...]:
        """For conditional formats: the steps of a heat map, the lowest first."""
        inks = [_LIGHT_INK if step >= LIGHT_INK_FROM else _DARK_INK for step in range(len(SHADES))]
        looks = ({"bg_color": shade, "font_color": ink, **self._table} for shade, ink in zip(SHADES, inks, strict=True))
        return tuple(self._book.add_format(look) for look in looks)

    @cached_property
    def breached(self) -> Any:
        """For conditional formats: a floor that is not kept."""
        look = {"bg_color": FAULT_FILL, "bold": True, "font_color": INK, "num_format": f'"{BREACHED} "0', **self._table}
        return self._book.add_format(look)

    @cached_property
    def differing(self) -> Any:
        """For conditional formats: a number that another one does not bear out."""
        return self._book.add_format({"bg_color": DIFFER_FILL, "bold": True, "font_color": INK})

    @cached_property
    def broken(self) -> Any:
        """For conditional formats: a limit that is not kept."""
        return self._book.add_format({"bg_color": FAULT_FILL, "bold": True, "font_color": INK})

    @cached_property
    def fitting(self) -> Any:
        """For conditional formats: what is as it should be."""
        return self._book.add_format({"bg_color": GOOD_FILL, "bold": True, "font_color": INK})

    @cached_property
    def grey(self) -> Any:
        """For conditional formats: what does not count at present."""
        return self._book.add_format({"bg_color": LOCKED_FILL, "font_color": "#6B6B6B"})


def digits(text: str) -> float:
    """Estimate how wide a text is, in digits of the default font: the unit of column widths.

    >>> round(digits("客户"), 1), round(digits("ab"), 1)
    (3.9, 2.1)
    """
    return text_width(text) / _DIGIT


def width_for(heading: str, least: float) -> float:
    """Return the width of a column, at least ``least``, that cuts no word of its bold heading.

    >>> width_for("Amount", 12), round(width_for("Confidence interval", 9), 1)
    (12, 12.7)
    """
    return max(least, column_width([heading], 0.0, _WIDEST) * BOLDER / _DIGIT + _PADDING)


def lines_needed(text: str, column_width: float) -> int:
    """Count the lines that a wrapped text takes in a column."""
    room = max(column_width - 1.0, 1.0)
    return sum(max(1, math.ceil(digits(line) / room)) for line in text.split("\n")) if text else 1


def turned_height(text: str) -> float:
    """Return the row height, in points, for a text that runs upwards."""
    return digits(text) * 6.0 + 8.0


def row_height(lang: Language, texts: Mapping[str, float] | list[tuple[str, float]], least: float = 0.0) -> float:
    """Return the height, in points, at which every ``(text, column width)`` is fully seen."""
    pairs = texts.items() if isinstance(texts, Mapping) else texts
    lines = max((lines_needed(text, width) for text, width in pairs), default=1)
    return min(max(lines * LINE_HEIGHT[lang] + 3.0, least), TALLEST_ROW)
