"""The rows that a printed statement gave, downloaded as CSV by whoever ran it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pcf.errors import LogError, Phrase
from pcf.findings import Finding
from pcf.metrics import moments
from pcf.metrics.answers import read_answer
from pcf.metrics.counted import Counted
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
from pcf.metrics.engine_findings import ANSWER_UNCHECKED
from pcf.metrics.file_findings import EMPTY_LOG
from pcf.metrics.logfiles import name_of
from pcf.metrics.printed import cells
from pcf.metrics.printed import findings as kinds
from pcf.metrics.printed.answer_parts import AnswerPart, parts_of
from pcf.metrics.printed.statements import LAST_COLUMN, Printed
from pcf.metrics.sql.compiler import PERIODS, ROW_DAY, ROWS, Dimension
from pcf.metrics.sql.quality import Counts
from pcf.metrics.sql.scans import Period

Row = tuple[Any, ...]  # part, the dimensions, bucket, and the columns of all parts


def read_rows(path: Path, printed: Printed) -> list[Row]:
    """Read the answer to a printed statement.

    Args:
        path: CSV with a header; columns in any order, small or capital.
        printed: The statement, printed anew with the options that it was printed with.

    Returns:
        The rows as an engine would have given them.

    Raises:
        LogError: It is no answer to this statement; ``findings`` hold every fault with its lines.
    """
    answer = _Answer(printed, name_of(path), parts_of(printed.statement, printed.log_map.log.id))
    try:
        with open_table(path, encoding="utf-8-sig") as table:
            answer.read(table)
    except UnreadableTableError as error:
        facts = {"found": answer.file, "reason": error.reason}
        answer.faults.append(Finding(kinds.ANSWER_UNREADABLE, answer.file, facts=facts))
    if answer.faults:
        raise LogError(findings=tuple(answer.faults), path=answer.file, count=len(answer.faults))
    return answer.rows


def counted_answer(path: Path, printed: Printed) -> Counted:
    """Take the answer to a printed statement for a log that was counted.

    Args:
        path: The answer.
        printed: The statement.

    Raises:
        LogError: It is no answer to this statement.
    """
    rows = read_rows(path, printed)
    statement, log_map, as_of = printed.statement, printed.log_map, printed.as_of
    place = printed.columns.index(ROWS)
    used = sum(row[place] for row in rows if row[place] is not None)
    return Counted(
        log_map=log_map,
        engine=printed.dialect,
        tallies=read_answer(statement, rows, exact_values=False),
        statements=(printed.sql.rstrip("\n"),),
        zeros=statement.zeros,
        missing=statement.missing,
        counts=Counts(read=used, left_out={}, not_offered=0, used=used),
        findings=(Finding(ANSWER_UNCHECKED, name_of(path), facts={"found": used}),),
        now_local=None if as_of is None else moments.local(as_of, log_map.timezone),
        has_moment=as_of is not None,
        is_latest=False,
    )


@dataclass(slots=True)
class _Answer:
    """Reads the lines; what is wrong with them gathers in ``faults``."""

    printed: Printed
    file: str
    parts: dict[int, AnswerPart]
    rows: list[Row] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)
    _wrong: dict[Phrase, list[int]] = field(default_factory=dict)
    _totals: set[int] = field(default_factory=set)

    def read(self, table: CsvTable) -> None:
        """Take all lines below the header."""
        wanted = [*self.printed.columns, self.printed.last_column]
        found = [name.strip().lower() for name in table.read_header()]
        if sorted(found) != sorted(wanted):
            self.faults.append(self._of_other_columns(Counter(found), Counter(wanted)))
            return
        places = [found.index(name) for name in wanted]
        written = list(self._written(table, places))
        nothing = cells.nothing_of(line[self._bucket] for _, line in written)
        seen: set[Row] = set()
        for number, line in written:
            try:
                row = self._row(line, nothing)
                if row[: self._bucket + 1] in seen:
                    raise LineError(cells.TWICE)
                seen.add(row[: self._bucket + 1])
                self.rows.append(row)
            except LineError as error:
                self._wrong.setdefault(error.reason, []).append(number)
        for reason, numbers in self._wrong.items():
            facts = {"found": len(numbers), "rows": numbers[:EXAMPLES], "reason": reason}
            self.faults.append(Finding(kinds.ANSWER_LINES, self.file, cell=str(numbers[0]), facts=facts))
        if not self.faults:
            self.faults += self._lacks()

    def _of_other_columns(self, found: Counter[str], wanted: Counter[str]) -> Finding:
        """Tell an answer to another statement, which may differ in its last column alone, from what is none."""
        others, missing = list((found - wanted).elements()), list((wanted - found).elements())
        if missing == [self.printed.last_column] and len(others) == 1 and others[0].startswith(LAST_COLUMN):
            facts: dict[str, object] = {"found": others[0], "wanted": missing[0]}
            return Finding(kinds.ANSWER_OF_ANOTHER, self.file, cell="1", facts=facts)
        facts = {"found": others or "–", "missing": missing or "–"}
        return Finding(kinds.ANSWER_HEADER, self.file, cell="1", facts=facts)

    @property
    def _by(self) -> tuple[Dimension, ...]:
        return self.printed.statement.by

    @property
    def _bucket(self) -> int:
        return 1 + len(self._by)

    def _written(self, table: CsvTable, places: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
        """Give each line with its number, its cells in the order of the statement; blank lines are passed over."""
        for number, line in table.read_lines():
            if line is None or (line and len(line) != len(places)):
                self._wrong.setdefault(NOT_CSV if line is None else WIDTH, []).append(number)
            elif line:
                yield number, [line[place] for place in places]

    def _row(self, line: Sequence[str], nothing: str) -> Row:
        """Read the cells of one line.

        Raises:
            LineError: One of them cannot be.
        """
        part = cells.whole(line[0])
        held = self.parts.get(part) if part is not None else None
        if part is None or held is None:
            raise LineError(cells.NO_PART)
        group = [_value(name, cell, nothing) for name, cell in zip(self._by, line[1:], strict=False)]
        bucket = cells.bucket(line[self._bucket], is_there=held.has_bucket)
        numbers = [
            cells.number(cell, held.kinds.get(alias))
            for alias, cell in zip(self.printed.statement.columns, line[self._bucket + 1 :], strict=False)
        ]
        total = cells.whole(line[-1])
        if total is None or (part in self.printed.statement.totals and any(one is not None for one in group)):
            raise LineError(NO_NUMBER if total is None else cells.NOT_ITS_OWN)
        self._totals.add(total)
        return (part, *group, bucket, *numbers)

    def _lacks(self) -> Iterator[Finding]:
        """Tell of rows that are not there."""
        if not self.rows:
            yield Finding(EMPTY_LOG, self.file, facts={"found": 0})
            return
        if self._totals != {len(self.rows)}:
            facts = {"found": len(self.rows), "wanted": sorted(self._totals)}
            yield Finding(kinds.ANSWER_INCOMPLETE, self.file, facts=facts)
            return
        if odd := sorted({*self._parts_without_rows(), *self._parts_of_other_sums()}):
            yield Finding(kinds.ANSWER_PART_MISSING, self.file, facts={"found": odd})

    def _parts_without_rows(self) -> Iterator[int]:
        there = {row[0] for row in self.rows}
        return (number for number, held in self.parts.items() if held.is_whole and number not in there)

    def _parts_of_other_sums(self) -> Iterator[int]:
        """Find the histograms that do not hold as many rows, group by group, as the log was counted to have."""
        rows_of = self._rows_by_group(next(number for number, held in self.parts.items() if ROWS in held.kinds), ROWS)
        for number, held in self.parts.items():
            if held.has_bucket and held.is_whole and self.printed.period == Period():
                (alias,) = held.kinds
                if self._rows_by_group(number, alias) != rows_of:
                    yield number

    def _rows_by_group(self, part: int, alias: str) -> Counter[Row]:
        place = self.printed.columns.index(alias)
        found: Counter[Row] = Counter()
        for row in self.rows:
            if row[0] == part:
                found[row[1 : self._bucket]] += row[place]
        return found


def _value(name: Dimension, cell: str, nothing: str) -> str | date | None:
    """Read the value of a dimension."""
    if cell == nothing or not cell:
        return None
    return cells.period(name, cell) if name in (*PERIODS, ROW_DAY) else cell
