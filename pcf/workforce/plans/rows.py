"""The rows of a plan as lines of staffing: every fault with its place, of many alike the first ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from pcf.findings import Finding, FindingKind
from pcf.ids import is_word_id
from pcf.workforce.planned import Pool
from pcf.workforce.plans import findings as kinds
from pcf.workforce.plans.columns import NEEDED, PlanColumn, head_of
from pcf.workforce.plans.defaults import Defaults
from pcf.workforce.plans.tables import SUPPORTED, PlanTable, Row
from pcf.workforce.plans.values import RefusedValueError, bare, moment_of, number_of
from pcf.workforce.records import StaffingLine

Value = str | Decimal

_MOST_TOLD = 50  # faults of one kind in one column that are told one by one
_LONGEST_ID = 40
_FORMULA_SIGNS = frozenset("=+-@\t\r")


class PlanReader:
    """Reads the rows of one table.

    Attributes:
        segments: Segment id to name, of those that the plan names.
    """

    def __init__(self, table: PlanTable, known: Mapping[str, str] | None, defaults: Defaults) -> None:
        """Prepare to read.

        Args:
            table: With or without the headings that are needed.
            known: Id to name of the segments that a form has; ``None`` without a form.
            defaults: What blank cells mean.
        """
        self.table, self.known, self.defaults = table, known, defaults
        self.segments: dict[str, str] = {}
        self._columns: dict[int, tuple[PlanColumn, bool]] = {}
        self._place: dict[str, int] = {}
        self._findings: list[Finding] = []
        self._counts: Counter[tuple[FindingKind, str]] = Counter()
        self._values: dict[tuple[int, Value], Value | RefusedValueError] = {}
        self._by_pool: dict[Pool, dict[str, Decimal]] = {}
        self._segment_by_text: dict[str, str | None] = {"": None}
        self._first_by_id: dict[str, str] = {}

    def lines(self) -> list[StaffingLine]:
        """Read all rows; of a row with faults nothing is kept."""
        if not self.table.heading:
            met = {head.column.field for cell in self.table.first if (head := head_of(cell)) and head.column}
            missing = [name for name in NEEDED if name not in met]
            self._tell(kinds.NO_HEAD, found=self.table.first[:20] or "–", missing=missing, supported=SUPPORTED)
            return []
        self._take_heads()
        lines = [line for row in self.table.rows if (line := self._line(row)) is not None]
        if not lines and not self._counts:
            self._tell(kinds.NO_LINES, found=len(self.table.rows))
        return lines

    def findings(self) -> list[Finding]:
        """Return all findings; of many alike the first ones and how many more there are."""
        more = [
            Finding(kinds.MORE_FAULTS, self.table.file, self.table.sheet, name, {"found": count - _MOST_TOLD})
            for (_, name), count in self._counts.items()
            if count > _MOST_TOLD
        ]
        return [*self.table.findings, *self._findings, *more]

    def _take_heads(self) -> None:
        by_field: dict[str, list[str]] = {}
        unknown, results = [], []
        for place, heading in enumerate(self.table.heading):
            head = head_of(heading)
            if head is None:
                unknown += [heading[: kinds.SHOWN_LIMIT]] if heading else []
            elif head.column is None:
                results.append(heading)
            else:
                by_field.setdefault(head.column.field, []).append(heading)
                self._columns[place] = head.column, head.is_percent
                self._place[head.column.field] = place
        for name, headings in by_field.items():
            if len(headings) > 1:
                self._fault(kinds.COLUMN_TWICE, "", name, found=headings)
        if unknown:
            self._tell(kinds.COLUMNS_UNKNOWN, found=unknown)
        if results:
            self._tell(kinds.RESULTS_LEFT, found=len(results))
        if self.table.above:
            self._tell(kinds.ROWS_ABOVE, found=self.table.above)

    def _line(self, row: Row) -> StaffingLine | None:
        """Read one row; ``None`` where it is blank or has faults."""
        number, cells = row
        before = self._counts.total()
        values, is_filled = self._cells(number, cells)
        if not is_filled:
            return None
        segment = self._segment(str(values.pop("segment", "")), number)
        pool = segment, str(values.get("channel", ""))
        if pool not in self._by_pool:
            self._by_pool[pool] = self.defaults.of(*pool)
        line = {**self._by_pool[pool], **values}
        for name in NEEDED:
            place = self._place[name]
            if name not in line and (number, place) not in self.table.told and self._value(cells, place) == "":
                self._fault(kinds.VALUE_MISSING, self.table.place(number, place), name, found="")
        line["id"] = self._id(str(values.get("id", "")), number)
        is_told = self.table.told and any((number, place) in self.table.told for place in self._columns)
        if self._counts.total() > before or is_told:
            return None
        return StaffingLine(segment=segment, **line)  # type: ignore[arg-type]  # each as its column holds it

    def _cells(self, number: int, cells: list[Value]) -> tuple[dict[str, Value], bool]:
        """Return field to value of what can be read, and whether there is anything in the row."""
        values: dict[str, Value] = {}
        is_filled = False
        for place, (column, _) in self._columns.items():
            value = self._value(cells, place)
            if (number, place) in self.table.told:
                is_filled = True
                continue
            if value == "":
                continue
            is_filled = True
            if isinstance(value, RefusedValueError):
                self._fault(value.kind, self.table.place(number, place), column.field, **value.facts)
            else:
                values[column.field] = value
        return values, is_filled

    def _read(self, cell: Value, column: PlanColumn, *, is_percent: bool) -> Value | RefusedValueError:
        if isinstance(cell, str) and not bare(cell):
            return ""
        try:
            match column.holds:
                case "text" | "id":
                    text = cell if isinstance(cell, str) else f"{cell:f}"
                    if not self.table.sheet:
                        text = _without_guard(text)
                    return " ".join(text.split()) if column.holds == "text" else bare(text).lower()
                case "moment":
                    return moment_of(str(cell), column)
                case _:
                    return number_of(cell, column, decimal=self.table.decimal, percent=is_percent)
        except RefusedValueError as error:
            return error

    def _value(self, cells: list[Value], place: int) -> Value | RefusedValueError:
        """Return the value of a cell, blank where there is none; equal cells are read once."""
        cell = cells[place] if place < len(cells) else ""
        if (place, cell) not in self._values:
            column, is_percent = self._columns[place]
            self._values[place, cell] = self._read(cell, column, is_percent=is_percent)
        return self._values[place, cell]

    def _segment(self, text: str, number: int) -> str | None:
        """Return the id of a segment: as the form has it, the text itself where it can be one, or one made for it."""
        key = text.casefold()
        if key in self._segment_by_text:
            return self._segment_by_text[key]
        known = self.known or {}
        names = {name.casefold(): one for one, name in known.items()}
        found = text if text in known else names.get(key, "")
        if not found:
            found = text.lower() if is_word_id(text.lower()) and text.lower() not in self.segments else self._free()
            if self.known is not None:
                place = self.table.place(number, self._place["segment"])
                self._tell(kinds.SEGMENT_UNKNOWN, place, found=text[: kinds.SHOWN_LIMIT], known=list(known.values()))
        self.segments[found] = known.get(found, text)
        self._segment_by_text[key] = found
        return found

    def _free(self) -> str:
        taken = {*self.segments, *(self.known or {})}
        return next(made for place in range(1, len(taken) + 2) if (made := f"s{place}") not in taken)

    def _id(self, text: str, number: int) -> str:
        """Return the id of a row: its own, or one made of its number."""
        made = text or f"row_{number}"
        place = self.table.place(number, self._place["id"]) if text else str(number)
        if not is_word_id(made):
            self._fault(kinds.ID_UNFIT, place, "id", found=text[:_LONGEST_ID])
        elif made in self._first_by_id:
            self._fault(kinds.ID_TWICE, place, "id", found=made, first=self._first_by_id[made])
        self._first_by_id.setdefault(made, place)
        return made

    def _fault(self, kind: FindingKind, place: str, name: str, **facts: object) -> None:
        """Tell an error in a column, if not many like it are told already."""
        self._counts[kind, name] += 1
        if self._counts[kind, name] <= _MOST_TOLD:
            self._tell(kind, place, **{"field": name, **facts})

    def _tell(self, kind: FindingKind, place: str = "", **facts: object) -> None:
        self._findings.append(Finding(kind, self.table.file, self.table.sheet, place, facts))


def _without_guard(text: str) -> str:
    """Take off the apostrophe that keeps a text of a CSV file from being taken for a formula, as ours are written.

    >>> _without_guard("'=A1"), _without_guard("'s-Hertogenbosch")
    ('=A1', "'s-Hertogenbosch")
    """
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA_SIGNS else text
