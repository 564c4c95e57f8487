"""Where in the files the rows stand that a finding is about."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from pcf.errors import N_, Phrase
from pcf.metrics.logfiles import LogFiles, names_of
from pcf.metrics.sql.engine import Engine
from pcf.metrics.sql.source import FILE

_EXAMPLES = 5
_LINES = N_("lines of the file")
_ROWS = N_("data rows")
_SOMEWHERE = N_("somewhere in the table")


class RowPlaces(Protocol):
    """Tells where rows stand."""

    @property
    def name(self) -> str:
        """What holds them."""

    def examples(self, relation: str, condition: str) -> dict[str, object]:
        """Return the places of the first rows that meet a condition, as the facts ``rows`` and ``where``."""


@dataclass(frozen=True, slots=True)
class TableRows:
    """Rows of a table have no place that everybody could find again, and what they hold is nobody's business."""

    name: str

    def examples(self, relation: str, condition: str) -> dict[str, object]:
        return {"rows": self.name, "where": Phrase(_SOMEWHERE)}


@dataclass(frozen=True, slots=True)
class RowsOfPart:
    """Rows of a part of a log stand where they stand among all.

    Attributes:
        places: Tells where rows of the whole log stand.
        whole: The relation of all rows.
        condition: What the rows of the part meet.
    """

    places: RowPlaces
    whole: str
    condition: str

    @property
    def name(self) -> str:
        """What holds them."""
        return self.places.name

    def examples(self, relation: str, condition: str) -> dict[str, object]:
        """Return the places of the first rows of the part that meet a condition."""
        return self.places.examples(self.whole, f"({condition}) AND {self.condition}")


@dataclass(frozen=True, slots=True)
class RowFinder:
    """Finds where the rows of a log stand.

    A row of a CSV file is told by the line on which it begins, as a text editor numbers lines:
    with blank lines and with line breaks inside quotation marks. Where there are no lines, or they
    cannot be followed, it is told by its number among the rows of data, from 1.
    """

    engine: Engine
    files: LogFiles
    header_row: int
    delimiter: str

    @property
    def name(self) -> str:
        """The files, by name."""
        return names_of(self.files.named.values())

    def examples(self, relation: str, condition: str) -> dict[str, object]:
        """Return the places of the first rows that meet a condition, with the file if there are several.

        Args:
            relation: A table expression with the column ``pcf_file`` that keeps the order of the log.
            condition: SQL over its columns.

        Returns:
            The facts ``rows`` and ``where``; the second says what the first counts.
        """
        inner = f"SELECT ROW_NUMBER() OVER () AS number, {FILE}, ({condition}) AS is_hit FROM {relation}"
        start = f"number - MIN(number) OVER (PARTITION BY {FILE}) + 1"
        sql = f"SELECT {FILE}, place FROM (SELECT *, {start} AS place FROM ({inner})) WHERE is_hit"
        found = self.engine.rows(f"{sql} ORDER BY number LIMIT {_EXAMPLES}")
        numbers: dict[Path, list[int]] = {}
        for file, place in found:
            numbers.setdefault(Path(file), []).append(place)
        lines = self._lines(numbers) if self.files.format == "csv" else None
        told = [self._said(file, place) for file, places in (lines or numbers).items() for place in places]
        return {"rows": told, "where": Phrase(_LINES if lines else _ROWS)}

    def _lines(self, numbers: Mapping[Path, list[int]]) -> dict[Path, list[int]] | None:
        try:
            return {file: self._lines_of(file, wanted) for file, wanted in numbers.items()}
        except (csv.Error, UnicodeError, OSError, StopIteration):
            return None

    def _lines_of(self, file: Path, numbers: Iterable[int]) -> list[int]:
        """Follow the file as DuckDB does: it passes over blank lines and knows one kind of quotation mark."""
        wanted = sorted(numbers)
        lines: list[int] = []
        with file.open(encoding="utf-8-sig", newline="") as text:
            above = self.header_row - 1
            for _ in islice(text, above):
                pass
            reader = csv.reader(text, delimiter=self.delimiter, skipinitialspace=True)
            next(reader)  # the header
            row = 0
            while len(lines) < len(wanted):
                line = above + reader.line_num + 1
                row += bool(next(reader))
                if row == wanted[len(lines)]:
                    lines.append(line)
        return lines

    def _said(self, file: Path, place: int) -> str:
        if len(self.files.named) == 1:
            return str(place)
        return f"{self.files.named[file].name} {place}"
