"""What became of our own formulas in a received workbook: overwritten, or not computed by who saved it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from pcf.assessment import Assessment, Copy, Scorecard, gather, score_round
from pcf.excel import layout
from pcf.excel.reading import findings as kinds
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.structure import report_strays
from pcf.excel.reading.tables import Table
from pcf.sheets.grid import Cell, Sheet
from pcf.taxonomy import Taxonomy

_SAME_WITHIN, _SAME_PART = 1e-6, 1e-9  # of large amounts programs keep 15 digits
Shown = tuple[Cell | None, Fraction | float | None]  # a cell, and what it should show
_MOST_CELLS = 20  # told one by one in a column; a column of values is told as one finding
_NOW_COLUMN = 2  # of the sheet of texts: what is said at present; the languages stand to the right
_COMPARED = ("score", "coverage", "low", "high")  # of every score; of a process also what stands beside it


def texts_of(sheets: Sequence[tuple[Sheet, Cell]]) -> frozenset[str]:
    """Return every text that the formulas of a workbook can show: those on its hidden sheet of texts."""
    return frozenset(cell.text for sheet, _ in sheets for cell in sheet.filled if cell.kind == "text")


def fingerprint_of(sheets: Sequence[tuple[Sheet, Cell]]) -> str:
    """Return the fingerprint of the texts in all languages; blank without the sheet."""
    for sheet, marker in sheets[:1]:
        cells = [cell for cell in sheet.filled if cell.row > marker.row and cell.column > _NOW_COLUMN]
        return layout.fingerprint(cell.text for cell in cells)
    return ""


def report_values_only(tables: Iterable[Table], results: Sequence[tuple[Sheet, Cell]], ledger: Ledger) -> bool:
    """Report, once, a workbook whose results hold no formula: somebody saved its values; return whether it is so."""
    formulas = [cell for sheet, _ in results for cell in sheet.filled if cell.formula is not None]
    if formulas or not results:
        return False
    columns = [(table, column) for table in tables for column in table.layout.live]
    values = sum(len(_typed_over(table, column, sorted(table.rows.values()))) for table, column in columns)
    ledger.report(kinds.FORMULAS_GONE, found=values)
    return True


def report_overwritten(table: Table, known: Collection[str], ledger: Ledger) -> None:
    """Report what stands where formulas of ours were: values of theirs as lost formulas, what was typed as stray."""
    rows = sorted(table.rows.values())
    for column in table.layout.live:
        typed = _typed_over(table, column, rows)
        is_label = column in layout.LABELS
        strays = [cell for cell in typed if is_label and cell.kind == "text" and cell.text not in known]
        report_strays(table.sheet, strays, ledger)
        _report_lost(table, [cell for cell in typed if cell not in strays], ledger)

    own = sorted(table.own_rows)
    live = layout.OWN_LIVE.get(table.layout.key, ())
    for column in live:
        _report_lost(table, [cell for cell in _typed_over(table, column, own) if cell.text not in known], ledger)
    elsewhere = [
        cell
        for column in table.columns
        if column not in {*live, "hierarchy_id", *table.layout.inputs}
        for cell in _typed_over(table, column, own)
    ]
    report_strays(table.sheet, [cell for cell in elsewhere if cell.text not in known], ledger)


def report_typed_on_pages(sheets: Sequence[tuple[Sheet, Cell]], known: Collection[str], ledger: Ledger) -> None:
    """Report what was typed on a sheet without keys, such as the dashboard, where it is seen."""
    for sheet, marker in sheets:
        typed = [cell for cell in sheet.filled if cell.formula is None and cell.row > marker.row]
        seen = [cell for cell in typed if not sheet.is_out_of_sight(cell) and cell.text not in known]
        report_strays(sheet, seen, ledger)


def _typed_over(table: Table, column: str, rows: Sequence[int]) -> list[Cell]:
    """Return the cells of a column that hold something else than a formula."""
    place = table.columns.get(column, 0)
    cells = [cell for row in rows if (cell := table.sheet.cells.get((row, place))) is not None]
    return [cell for cell in cells if cell.formula is None and not cell.is_blank]


def _report_lost(table: Table, lost: Sequence[Cell], ledger: Ledger) -> None:
    if len(lost) > _MOST_CELLS:
        span = f"{lost[0].name}:{lost[-1].name}"
        ledger.report(kinds.FORMULA_LOST, table.sheet.name, lost[0].name, found=f"{len(lost)} × … ({span})")
        return
    for cell in lost:
        ledger.report(kinds.FORMULA_LOST, table.sheet.name, cell.name, found=cell.shown)


def report_stale(table: Table, form: Assessment, taxonomy: Taxonomy, slots: Mapping[str, str], ledger: Ledger) -> None:
    """Compare the results that the workbook shows with those of its answers; cells without a value are left out.

    Args:
        table: The sheet of results.
        form: What was read.
        taxonomy: Its edition.
        slots: Row key of a segment -> segment id.
        ledger: Gets the finding, one for all cells.
    """
    card = score_round(taxonomy, gather([Copy("", form)]))
    report_differing(table, ((table.cell(key, column), value) for key, column, value in _expected(card, slots)), ledger)


def report_differing(table: Table, shown: Iterable[Shown], ledger: Ledger) -> None:
    """Report, once, the formulas of a sheet that show something else than they should."""
    stale = [
        (cell, value)
        for cell, value in shown
        if cell is not None and cell.formula is not None and _differs(cell, value)
    ]
    if stale:
        cell, value = stale[0]
        facts = {"found": cell.text or "–", "value": "–" if value is None else round(float(value), 4)}
        cells = [one.name for one, _ in stale]
        ledger.report(kinds.RESULTS_STALE, table.sheet.name, cell.name, cells=cells, **facts)


def _expected(card: Scorecard, slots: Mapping[str, str]) -> Iterator[tuple[str, str, Fraction | None]]:
    """Yield row key, column and value of what the sheet of results should show."""
    scores = {score.id: score for score in (card.score, *card.groups)}
    scores |= {process.element.id: process.score for process in card.processes}
    by_segment = {segment.segment.id: segment.index for segment in card.segments}
    scores |= {layout.segment_key(slot): by_segment[one] for slot, one in slots.items() if one in by_segment}
    for key, score in scores.items():
        for column in _COMPARED:
            yield key, column, getattr(score, column) if score.applicable else None
    for process in card.processes:
        suggested = process.suggestion.level if process.suggestion else None
        for column, level in (("supported", process.supported), ("suggested", suggested)):
            yield process.element.id, column, None if level is None else Fraction(level)


def _differs(cell: Cell, value: Fraction | float | None) -> bool:
    """Whether a cell shows another value; one that nobody computed shows none."""
    if not cell.has_value:
        return False
    if value is None:
        return bool(cell.text)
    return cell.number is None or abs(cell.number - float(value)) > max(_SAME_WITHIN, _SAME_PART * abs(float(value)))


def keyed_rows(table: Table) -> None:
    """Find the rows of a sheet to read only by their keys; a key that stands twice is the first row's."""
    for cell in table.sheet.filled:
        if cell.column == table.key_column and cell.row > table.key_row and cell.kind == "text":
            table.rows.setdefault(cell.text, cell.row)
