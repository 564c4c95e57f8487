"""Reading the service levels: figures per segment and metric."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import ROUND_FLOOR, Decimal

from pcf.assessment import Figure, Segment
from pcf.errors import N_, Phrase
from pcf.excel.reading import cell_findings as kinds
from pcf.excel.reading.answers import weight_of
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import Notes, at_least_zero, clock_seconds, number_of, plain, refuse, shown
from pcf.sheets.grid import Cell
from pcf.taxonomy import Metric, Taxonomy
from pcf.units import Unit

_AIMS = ("floor", "target", "stretch")
_BAND = ("floor", "target", "target_to", "floor_to")
_FRACTION, _FAR_HIGHER, _WHOLE = Decimal(1), Decimal(20), Decimal(100)


def read_figures(
    table: Table | None,
    ledger: Ledger,
    taxonomy: Taxonomy,
    segments: Mapping[str, Segment],
    lost: Collection[str] | None = (),
) -> tuple[Figure, ...]:
    """Return the figures by segment, then by metric in the model's order.

    Args:
        table: The sheet; ``None`` without it.
        ledger: Gets the findings.
        taxonomy: The edition.
        segments: Row key -> segment.
        lost: Row keys whose segments cannot be known, which is reported already; ``None`` for all.
    """
    if table is None:
        return ()
    metrics = {metric.id: metric for metric in taxonomy.metrics}
    order = {metric_id: place for place, metric_id in enumerate(metrics)}
    slots = {slot: place for place, slot in enumerate(segments)}
    made = []
    for key in sorted(table.rows, key=lambda key: table.rows[key]):
        slot, _, metric_id = key.partition(":")
        row = _Row(table, ledger, taxonomy, metrics[metric_id], key)
        if lost is None or slot in lost:
            refuse_row(table, ledger, key)
            continue
        figure = row.figure(segments.get(slot))
        if figure is not None:
            made.append((slots.get(slot, 0), order[metric_id], figure))
    return tuple(figure for *_, figure in sorted(made, key=lambda one: one[:2]))


def count_of(cell: Cell, notes: Notes) -> Decimal:
    """Read a number of cases: whole, 0 or more."""
    count = weight_of(cell, notes)
    if count != count.to_integral_value():
        raise refuse(kinds.NOT_WHOLE, cell, nearest=shown(count.to_integral_value(ROUND_FLOOR)))
    return count


def within_whole(value: Decimal, cell: Cell) -> Decimal:
    """Raise RefusedCellError for a share outside 0 to 100."""
    if not 0 <= value <= _WHOLE:
        raise refuse(kinds.PERCENT_OUT_OF_RANGE, cell, nearest=_nearest_share(value, cell))
    return value


def _nearest_share(value: Decimal, cell: Cell) -> str:
    """Suggest what was typed before Excel showed it with a percent sign; otherwise the end of the range."""
    if cell.shown_as == "percent" and 0 <= value <= _WHOLE * _WHOLE:
        return shown(plain(value / 100))
    return "0" if value < 0 else "100"


_SIGNED = (Unit.PERCENT, Unit.SCORE)  # changes over a year and net promoter scores may be below zero


class MetricNumber:
    """Reads what a metric comes to, or is to come to, in its unit."""

    def __init__(self, taxonomy: Taxonomy, metric: Metric) -> None:
        self._record = metric.record
        unit = next(unit for unit in taxonomy.bundle.units if unit.id is metric.record.unit)
        self._unit = unit.name.spoken(taxonomy.lang)

    def __call__(self, cell: Cell, notes: Notes) -> Decimal:
        """Return the number.

        Raises:
            RefusedCellError: It is none, or cannot be one of this metric.
        """
        unit = self._record.unit
        if unit is Unit.SECONDS and (clock := clock_seconds(cell)):
            raise refuse(kinds.TIME_IN_CELL, cell, found=clock[0], unit=self._unit, value=clock[1])
        value = number_of(cell, notes, unit=self._unit, is_percent=unit is Unit.PERCENT)
        if self._record.is_share:
            within_whole(value, cell)
        return value if unit in _SIGNED else at_least_zero(value, cell)


class _Row:
    """One metric of one segment."""

    def __init__(self, table: Table, ledger: Ledger, taxonomy: Taxonomy, metric: Metric, key: str) -> None:
        self.table, self.ledger, self.metric, self.key = table, ledger, metric, key
        self.number = MetricNumber(taxonomy, metric)
        self.is_percent = metric.record.unit is Unit.PERCENT

    def figure(self, segment: Segment | None) -> Figure | None:
        """Read the row; a figure of nobody is reported, and left out."""
        take, table, key = self.ledger.take, self.table, self.key
        allowed = Phrase(kinds.A_NUMBER)
        names = ("value", *_AIMS, "target_to", "floor_to")
        values = {name: take(table, key, name, self.number, allowed) for name in names}
        values["n"] = take(table, key, "n", count_of, allowed)
        weight = take(table, key, "weight", weight_of, allowed)
        filled = {name: value for name, value in values.items() if value is not None}
        if weight is not None and weight != 1:
            filled["weight"] = weight
        if segment is None:
            report_nobody(self.table, self.ledger, self.key)
            return None
        if values["n"] == 0 and values["value"] is not None:
            del filled["n"]
            where = table.place(key, "value")
            self.ledger.report(kinds.NO_CASES, table.sheet.name, table.place(key, "n"), found=0, where=where)
        if not filled:
            return None
        self._check_order(filled)
        if self.is_percent:
            report_fractions(self.table, self.ledger, self.key, {name: filled.get(name) for name in ("value", *_AIMS)})
        return Figure(segment=segment.id, metric=self.metric.id, **filled)

    def _check_order(self, filled: Mapping[str, Decimal]) -> None:
        better = self.metric.record.better
        names = _BAND if better == "band" else _AIMS
        aims = [(name, filled[name]) for name in names if name in filled]
        if better == "none" or len(aims) < 2:
            return
        sign = -1 if better == "lower" else 1
        values = [sign * value for _, value in aims]
        if values == sorted(values):
            return
        wrong = next(
            name for (name, value), (_, before) in zip(aims[1:], aims, strict=False) if sign * value < sign * before
        )
        rising, falling = N_("floor ≤ target ≤ stretch"), N_("floor ≥ target ≥ stretch")
        within = N_("floor ≤ target ≤ end of the band ≤ floor above the band")
        order = Phrase({"higher": rising, "lower": falling}.get(better, within))
        found = " / ".join((shown(filled[name]) if name in filled else "–") for name in names)
        cells = [self.table.place(self.key, name) for name, _ in aims]
        place = self.table.place(self.key, wrong)
        self.ledger.report(
            kinds.FIGURES_ORDER,
            self.table.sheet.name,
            place,
            metric=self.metric.shown_name,
            found=found,
            order=order,
            cells=cells,
        )


def refuse_row(table: Table, ledger: Ledger, key: str) -> None:
    """Count the filled cells of a row as refused, for a fault that is reported elsewhere."""
    for column in table.layout.inputs:
        cell = table.cell(key, column)
        if cell is not None and not cell.is_blank:
            ledger.count(table.sheet, cell, "refused")


def report_nobody(table: Table, ledger: Ledger, key: str) -> None:
    """Report the entries of a row whose segment nobody named."""
    cells = [table.cell(key, name) for name in table.layout.inputs]
    for cell in cells:
        if cell is not None and not cell.is_blank:
            row = key.partition(":")[0]
            ledger.report(kinds.SEGMENT_UNKNOWN, table.sheet.name, cell.name, found=cell.shown, row=row)


def report_fractions(table: Table, ledger: Ledger, key: str, percentages: Mapping[str, Decimal | None]) -> None:
    """Warn of 0.8 where 80 is meant: the other percentages of the row, by column, tell."""
    numbers = {name: number for name, number in percentages.items() if number is not None}
    if max(numbers.values(), default=Decimal(0)) < _FAR_HIGHER:
        return
    for name, number in numbers.items():
        if 0 < number <= _FRACTION:
            place, value = table.place(key, name), shown(number * 100)
            ledger.report(kinds.PERCENT_AS_FRACTION, table.sheet.name, place, found=shown(number), value=value)
