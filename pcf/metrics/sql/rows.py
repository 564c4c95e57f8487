"""Where in the files the rows stand that a finding is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pcf.metrics.logfiles import LogFiles
from pcf.metrics.sql.duckdb_engine import Engine
from pcf.metrics.sql.source import FILE

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class RowFinder:
    """Numbers the rows of a log as a spreadsheet does: with a header, data begin in row 2.

    A line break inside quotation marks does not begin a new row.
    """

    engine: Engine
    files: LogFiles
    first_row: int

    def examples(self, relation: str, condition: str) -> list[str]:
        """Return the numbers of the first rows that meet a condition, with the file if there are several.

        Args:
            relation: A table expression with the column ``pcf_file`` that keeps the order of the log.
            condition: SQL over its columns.
        """
        inner = f"SELECT ROW_NUMBER() OVER () AS number, {FILE}, ({condition}) AS is_hit FROM {relation}"
        start = f"number - MIN(number) OVER (PARTITION BY {FILE}) + {self.first_row}"
        sql = f"SELECT {FILE}, place FROM (SELECT *, {start} AS place FROM ({inner})) WHERE is_hit"
        found = self.engine.rows(f"{sql} ORDER BY number LIMIT {_EXAMPLES}")
        return [self._said(file, place) for file, place in found]

    def _said(self, file: str, place: int) -> str:
        if len(self.files.named) == 1:
            return str(place)
        return f"{self.files.named[Path(file)].name} {place}"
