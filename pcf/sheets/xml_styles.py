"""The styles of a received workbook, as far as they change what a number is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pcf.sheets import findings as kinds
from pcf.sheets import limits
from pcf.sheets.budget import Budget
from pcf.sheets.grid import Format
from pcf.sheets.xml_parts import Attributes, Begin, End, Part

# None of these can be tried again from the next sign, so that a text of brackets takes no time.
_QUOTED = re.compile(r'"[^"]*"|\[[^\[\]]*\]|\\.')
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_WITH_SECONDS = frozenset({"19", "21", "45", "46", "47"})


class Formats(Part):
    """Which cell styles show a number as a percentage or a date."""

    root = "styleSheet"

    def __init__(self, name: str, budget: Budget) -> None:
        super().__init__(name, budget)
        self.formats: list[Format] = []
        self._codes: dict[str, str] = {}
        self._kinds: dict[str, Format] = {}
        self._in_cells = False

    def begins(self) -> Mapping[str, Begin]:
        return {"numFmt": self._begin_format, "cellXfs": self._begin_cells, "xf": self._begin_style}

    def ends(self) -> Mapping[str, End]:
        return {"cellXfs": self._end_cells}

    def _begin_format(self, attributes: Attributes) -> None:
        self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[: limits.FORMAT_LENGTH]
        if len(self._codes) > limits.LIST_LIMIT:
            raise self.unsafe(kinds.TOO_LONG_A_LIST)

    def _begin_cells(self, _: Attributes) -> None:
        self._in_cells = True

    def _end_cells(self) -> None:
        self._in_cells = False

    def _begin_style(self, attributes: Attributes) -> None:
        if not self._in_cells:
            return
        number = attributes.get("numFmtId", "0")
        if number not in self._kinds:
            self._kinds[number] = self._kind(number)
        self.formats.append(self._kinds[number])
        if len(self.formats) > limits.STYLE_LIMIT:
            raise self.unsafe(kinds.TOO_LONG_A_LIST)

    def _kind(self, number: str) -> Format:
        code = _QUOTED.sub("", self._codes.get(number, ""))
        if number in {"9", "10"} or "%" in code:
            return Format("percent")
        signs = code.lower().replace("general", "")
        is_date = number.isascii() and number.isdigit() and len(number) < 4 and int(number) in _DATE_FORMATS
        if is_date or any(sign in "dmyhs年月日" for sign in signs):
            return Format("date", has_seconds="s" in signs or (not signs and number in _WITH_SECONDS))
        return Format()
