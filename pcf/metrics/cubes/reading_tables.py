"""The tables of a cube read back; every line that cannot be what pcf wrote is told."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from pcf.errors import N_, Phrase
from pcf.findings import Finding
from pcf.metrics.cubes.findings import CUBE_HEADER, CUBE_LINES, CUBE_UNREADABLE
from pcf.metrics.cubes.numbers import read_number
from pcf.metrics.cubes.tables import COMPONENTS, HISTOGRAM, VALUES
from pcf.metrics.period_names import days_of, said
from pcf.metrics.sql.compiler import PERIODS, ROW_DAY, ZERO_BUCKET, Dimension
from pcf.metrics.tally import Group, Tally, sort_key

MOST_BYTES = 2 * 1024**3  # of one table: what comes home is small

NOT_TEXT = Phrase(N_("it is not text in UTF-8"))
TOO_LARGE = Phrase(N_("it is too large to be read"))
_CELLS = Phrase(N_("it has more or fewer cells than the header"))
_NOT_CSV = Phrase(N_("it is no line of a CSV table"))
_NO_PERIOD = Phrase(N_("its day, week or month is none"))
_NO_NUMBER = Phrase(N_("a number in it is none, or is written in another way"))
_OUT_OF_ORDER = Phrase(N_("it stands twice or out of order"))
_NO_HISTOGRAM = Phrase(N_("it is of a component that has no histogram"))

LARGEST_BUCKET = 10_000  # far beyond what any time or amount falls into
_EXAMPLES = 5
_LONGEST = 40  # of what is told of a column

_Order = tuple[Any, ...]  # what lines are sorted by


class _LineError(ValueError):
    """A line cannot be read, for this reason."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__()
        self.reason = reason


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
            raise _LineError(_NO_HISTOGRAM)
        value, times = read_number(written), read_number(often)
        if not isinstance(times, int) or times < 1 or not self._can_be(value):
            raise _LineError(_NO_NUMBER)
        self.groups.setdefault(group, Tally()).values.setdefault(alias, Counter())[value] = times
        return sort_key(group), alias, value

    def _group(self, cells: Sequence[str]) -> Group:
        group = tuple(cell or None for cell in cells[: len(self.by)])
        if not all(value is None or _is_value(name, value) for name, value in zip(self.by, group, strict=True)):
            raise _LineError(_NO_PERIOD)
        return group

    def _can_be(self, value: int | Decimal) -> bool:
        """Whether a histogram can hold a value: a bucket is a whole number within reach."""
        is_bucket = isinstance(value, int) and (value == ZERO_BUCKET or abs(value) <= LARGEST_BUCKET)
        return self.exact_values or is_bucket

    def _read(self, name: str, header: list[str], take: Callable[[Sequence[str]], _Order]) -> None:
        path = self.folder / name
        try:
            if path.stat().st_size > MOST_BYTES:
                self._refuse(name, TOO_LARGE)
            else:
                self.faults += _take_lines(path, header, take)
        except UnicodeDecodeError:
            self._refuse(name, NOT_TEXT)
        except OSError as error:
            self._refuse(name, error.strerror or name)

    def _refuse(self, name: str, reason: str) -> None:
        self.faults.append(Finding(CUBE_UNREADABLE, file=name, facts={"found": name, "reason": reason}))


def _take_lines(path: Path, header: list[str], take: Callable[[Sequence[str]], _Order]) -> list[Finding]:
    """Have every line below the header taken; tell of all that cannot be in one finding."""
    wrong = 0
    first: list[int] = []
    reason = _NO_NUMBER
    before: _Order = ()
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, strict=True)
        found = _header(lines)
        if found != header:
            odd = [name[:_LONGEST] for name in found if name not in header][:_EXAMPLES]
            return [Finding(CUBE_HEADER, path.name, cell="1", facts={"found": odd or len(found), "wanted": header})]
        while True:
            line = lines.line_num + 1
            try:
                cells = next(lines)
                if len(cells) != len(header):
                    raise _LineError(_CELLS)
                order = take(cells)
                if before and order <= before:
                    raise _LineError(_OUT_OF_ORDER)
                before = order
            except StopIteration:
                break
            except UnicodeDecodeError:
                raise
            except (csv.Error, ValueError) as error:
                wrong += 1
                first += [line] if wrong <= _EXAMPLES else []
                reason = reason if wrong > 1 else _reason(error)
    facts = {"found": wrong, "rows": first, "reason": reason}
    return [Finding(CUBE_LINES, path.name, cell=str(first[0]), facts=facts)] if wrong else []


def _header(lines: Any) -> list[str]:
    try:
        return next(lines, [])
    except csv.Error:
        return []


def _reason(error: Exception) -> Phrase:
    if isinstance(error, csv.Error):
        return _NOT_CSV
    return error.reason if isinstance(error, _LineError) else _NO_NUMBER


@lru_cache(maxsize=4096)
def _is_value(name: Dimension, value: str) -> bool:
    """Whether a dimension can have a value: of a period only one that is written as pcf does."""
    if name not in (*PERIODS, ROW_DAY):
        return True
    try:
        return said(name, days_of(name, value)[0]) == value
    except (ValueError, OverflowError):
        return False
