"""The tables of a cube read back; every line that cannot be what pcf wrote is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from pcf.errors import N_, Phrase
from pcf.findings import Finding
from pcf.metrics.csv_tables import (
    EXAMPLES,
    NO_NUMBER,
    NOT_CSV,
    WIDTH,
    CsvTable,
    LineError,
    UnreadableTableError,
    open_table,
)
from pcf.metrics.cubes.findings import CUBE_HEADER, CUBE_LINES, CUBE_UNREADABLE
from pcf.metrics.cubes.numbers import read_number
from pcf.metrics.cubes.tables import COMPONENTS, HISTOGRAM, VALUES
from pcf.metrics.period_names import days_of, said
from pcf.metrics.sql.buckets import is_bucket
from pcf.metrics.sql.compiler import PERIODS, ROW_DAY, Dimension
from pcf.metrics.tally import Group, Tally, sort_key

_NO_PERIOD = Phrase(N_("its day, week or month is none"))
_OUT_OF_ORDER = Phrase(N_("it stands twice or out of order"))
_NO_HISTOGRAM = Phrase(N_("it is of a component that has no histogram"))

_LONGEST = 40  # of what is told of a column

_Order = tuple[Any, ...]  # what lines are sorted by


@dataclass(slots=True)
class TableReader:
    """Reads both tables; what is wrong with them gathers in ``faults``.

    Attributes:
        folder: Where they lie.
        by: The dimensions of a group.
        numbers: Aliases of the numbers that there are.
        histograms: Aliases of the histograms.
        exact_values: Whether these hold each value by itself.
    """

    folder: Path
    by: tuple[Dimension, ...]
    numbers: Sequence[str]
    histograms: frozenset[str]
    exact_values: bool
    groups: dict[Group, Tally] = field(default_factory=dict)
    faults: list[Finding] = field(default_factory=list)

    def read(self) -> dict[Group, Tally]:
        """Read what was counted of each group."""
        self._read(COMPONENTS, [*self.by, *self.numbers], self._take_numbers)
        self._read(VALUES, [*self.by, *HISTOGRAM], self._take_value)
        return self.groups

    def _take_numbers(self, cells: Sequence[str]) -> _Order:
        group = self._group(cells)
        written = zip(self.numbers, cells[len(self.by) :], strict=True)
        self.groups[group] = Tally({alias: read_number(cell) for alias, cell in written if cell})
        return (sort_key(group),)

    def _take_value(self, cells: Sequence[str]) -> _Order:
        group, (alias, written, often) = self._group(cells), cells[len(self.by) :]
        if alias not in self.histograms:
            raise LineError(_NO_HISTOGRAM)
        value, times = read_number(written), read_number(often)
        if not isinstance(times, int) or times < 1 or not self._can_be(value):
            raise LineError(NO_NUMBER)
        self.groups.setdefault(group, Tally()).values.setdefault(alias, Counter())[value] = times
        return sort_key(group), alias, value

    def _group(self, cells: Sequence[str]) -> Group:
        group = tuple(cell or None for cell in cells[: len(self.by)])
        if not all(value is None or _is_value(name, value) for name, value in zip(self.by, group, strict=True)):
            raise LineError(_NO_PERIOD)
        return group

    def _can_be(self, value: int | Decimal) -> bool:
        """Whether a histogram can hold a value: a bucket is a whole number within reach."""
        return self.exact_values or (isinstance(value, int) and is_bucket(value))

    def _read(self, name: str, header: list[str], take: Callable[[Sequence[str]], _Order]) -> None:
        try:
            with open_table(self.folder / name) as table:
                self.faults += _take_lines(table, name, header, take)
        except UnreadableTableError as error:
            facts = {"found": name, "reason": error.reason}
            self.faults.append(Finding(CUBE_UNREADABLE, file=name, facts=facts))


def _take_lines(
    table: CsvTable, name: str, header: list[str], take: Callable[[Sequence[str]], _Order]
) -> list[Finding]:
    """Have every line below the header taken; tell of all that cannot be in one finding."""
    wrong = 0
    first: list[int] = []
    reason = NO_NUMBER
    before: _Order = ()
    found = table.read_header()
    if found != header:
        odd = [one[:_LONGEST] for one in found if one not in header][:EXAMPLES]
        return [Finding(CUBE_HEADER, name, cell="1", facts={"found": odd or len(found), "wanted": header})]
    for line, cells in table.read_lines():
        try:
            if cells is None:
                raise LineError(NOT_CSV)
            if len(cells) != len(header):
                raise LineError(WIDTH)
            order = take(cells)
            if before and order <= before:
                raise LineError(_OUT_OF_ORDER)
            before = order
        except ValueError as error:
            wrong += 1
            first += [line] if wrong <= EXAMPLES else []
            reason = reason if wrong > 1 else error.reason if isinstance(error, LineError) else NO_NUMBER
    facts = {"found": wrong, "rows": first, "reason": reason}
    return [Finding(CUBE_LINES, name, cell=str(first[0]), facts=facts)] if wrong else []


@lru_cache(maxsize=4096)
def _is_value(name: Dimension, value: str) -> bool:
    """Whether a dimension can have a value: of a period only one that is written as pcf does."""
    if name not in (*PERIODS, ROW_DAY):
        return True
    try:
        return said(name, days_of(name, value)[0]) == value
    except (ValueError, OverflowError):
        return False
