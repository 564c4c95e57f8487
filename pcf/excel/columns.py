"""What a data sheet is made of: its columns, each with a key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pcf.errors import N_

LONGEST_TEXT = 32_767  # what a cell of Excel can hold


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a data sheet: its key, its heading, its width in characters; a narrow heading is turned.

    Every cell of a live column holds a formula of ours: a label in the chosen language, or a number
    computed from the inputs.
    """

    key: str
    heading: str
    width: float
    is_input: bool = False
    is_hidden: bool = False
    is_turned: bool = False
    is_live: bool = False


@dataclass(frozen=True)
class SheetLayout:
    """One data sheet: what it is called, what stands above the table, its columns.

    Of a sheet that is several pages wide the text above stands on the first: ``intro_over`` names the first and the
    last column below it, none of them repeated on every page.
    """

    key: str
    name: str
    intro: str
    columns: tuple[Column, ...]
    intro_over: tuple[str, str] | None = None

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns if column.is_input)

    @property
    def live(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns if column.is_live)

    def index(self, key: str) -> int:
        """Return a column's place in a new workbook, 0-based; the key column is 0."""
        return self._places[key]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {column.key: place for place, column in enumerate(self.columns, start=1)}


HIERARCHY_ID = Column("hierarchy_id", N_("No."), 8)


def input_column(key: str, heading: str, width: float) -> Column:
    """Return a column to fill in."""
    return Column(key, heading, width, is_input=True)


def live_column(key: str, heading: str, width: float, *, is_hidden: bool = False, is_turned: bool = False) -> Column:
    """Return a column of formulas."""
    return Column(key, heading, width, is_hidden=is_hidden, is_turned=is_turned, is_live=True)
