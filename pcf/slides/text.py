"""How much room a text takes on a slide, and what of it fits."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pcf.charts import BOLDER, column_width, text_width, wrapped
from pcf.charts.text import SIZE
from pcf.excel.styles import INK
from pcf.ids import Language

# Letters of the fonts here to those that charts reckon with; and heights of their lines, in sizes. A little too
# much of both, so that a font that stands in for a missing one finds room as well.
_LETTERS: Mapping[Language, float] = {"en": 0.92, "ru": 0.92, "zh": 1.08}
_LEADING, _WIDE_LEADING = 1.22, 1.48
_SPACE = 0.35  # between paragraphs, in sizes
_INDENT = 0.9  # of an item's text, in sizes
_LINES_LEFT = (6, 4, 3, 2, 1)  # how far paragraphs are cut before any is dropped
_ENDLESS = 1e6


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One paragraph; ``scale`` makes it larger or smaller than those around it, ``is_item`` gives it a bullet."""

    text: str
    is_bold: bool = False
    is_item: bool = False
    colour: str = INK
    scale: float = 1.0


Block = tuple[Place, Sequence[Said]]


class Letters:
    """Measures texts in the fonts of one language; all widths, heights and sizes in points."""

    def __init__(self, lang: Language) -> None:
        self._lang = lang

    def lines(self, text: str, width: float, size: float, *, is_bold: bool = False) -> list[str]:
        """Break a text as it breaks in a box."""
        return wrapped(text, width / self._unit(text, size, is_bold=is_bold))

    def height(self, text: str, width: float, size: float, *, is_bold: bool = False) -> float:
        """Return how tall a text is in a box."""
        return len(self.lines(text, width, size, is_bold=is_bold)) * self.line_height(text, size)

    def line_height(self, text: str, size: float) -> float:
        return size * (_WIDE_LEADING if self._lang == "zh" or _is_wide(text) else _LEADING)

    def widest_word(self, text: str, size: float, *, is_bold: bool = False) -> float:
        """Return how wide a box must be so that no word is broken."""
        return column_width([text], 0.0, _ENDLESS) * self._unit(text, size, is_bold=is_bold)

    def clipped(self, text: str, width: float, size: float) -> str:
        """Return as much of a text as one line holds, with an ellipsis where something is left out."""
        room = width / self._unit(text, size, is_bold=False)
        if text_width(text) <= room:
            return text
        kept = text
        while kept and text_width(f"{kept}…") > room:
            kept = kept[:-1]
        return f"{kept.rstrip()}…"

    def cut(self, text: str, width: float, size: float, most: int) -> str:
        """Return as much of a text as some lines hold, with an ellipsis where something is left out."""
        broken = self.lines(text, width, size)
        if len(broken) <= most:
            return text
        kept = text[: sum(map(len, broken[:most])) + most]
        while kept and len(self.lines(f"{kept}…", width, size)) > most:
            kept = kept[:-1]
        return f"{kept.rstrip()}…"

    def fitted(self, block: Block, largest: float, smallest: float) -> tuple[list[Said], float]:
        """Return paragraphs and the largest size at which they fit; below the smallest they are cut, then dropped."""
        place, paragraphs = block
        size, kept = largest, list(paragraphs)
        while size > smallest and self._height(kept, place.width, size) > place.height:
            size -= 0.5
        for most in _LINES_LEFT:
            if self._height(kept, place.width, size) <= place.height:
                return kept, size
            kept = [replace(one, text=self.cut(one.text, place.width, size * one.scale, most)) for one in paragraphs]
        while len(kept) > 1 and self._height(kept, place.width, size) > place.height:
            kept.pop()
        return kept, size

    def common_size(self, blocks: Sequence[Block], largest: float, smallest: float) -> float:
        """Return the largest size at which all of several texts fit their places."""
        return min(self.fitted(block, largest, smallest)[1] for block in blocks)

    def _unit(self, text: str, size: float, *, is_bold: bool) -> float:
        """Return how many points the unit is in which charts measure texts."""
        letters = max(1.0, _LETTERS[self._lang]) if _is_wide(text) else _LETTERS[self._lang]
        return size / SIZE * letters * (BOLDER if is_bold else 1.0)

    def _height(self, paragraphs: Sequence[Said], width: float, size: float) -> float:
        return sum(self._own_height(one, width, size * one.scale) for one in paragraphs)

    def _own_height(self, said: Said, width: float, size: float) -> float:
        inside = width - (indent(size) if said.is_item else 0)
        return self.height(said.text, inside, size, is_bold=said.is_bold) + space(size)


def clean(text: str) -> str:
    """Leave out what no slide can hold: control signs, and those that turn the direction of writing."""
    return "".join(" " if _is_unsafe(char) else char for char in text).strip()


def indent(size: float) -> float:
    """Return how far the text of an item stands from its bullet."""
    return _INDENT * size


def space(size: float) -> float:
    """Return the space below a paragraph."""
    return _SPACE * size


def _is_unsafe(char: str) -> bool:
    turns = "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"
    return turns or unicodedata.category(char) in {"Cc", "Cs", "Cn", "Zl", "Zp"}


def _is_wide(text: str) -> bool:
    return any(unicodedata.east_asian_width(char) in "WF" for char in text)
