"""Reading the earlier rounds that a workbook carries on, out of sight."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pydantic import ValidationError

from pcf.assessment import PastRound
from pcf.excel import layout
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.structure import report_strays
from pcf.sheets.grid import Cell, Sheet

_ROUND, _EDITION, _KEY, _VALUE = range(1, 5)


def read_history(sheets: Sequence[tuple[Sheet, Cell]], ledger: Ledger) -> tuple[PastRound, ...]:
    """Return the earlier rounds, the oldest first; a round that makes no sense is reported and left out."""
    told: dict[tuple[str, str], dict[str, Decimal]] = {}
    places: dict[tuple[str, str], Cell] = {}
    for sheet, marker in sheets:
        for row in dict.fromkeys(cell.row for cell in sheet.filled if cell.row > marker.row):
            cells = [sheet.cells.get((row, column)) for column in (_ROUND, _EDITION, _KEY, _VALUE)]
            named, edition, key, value = cells
            if named is None or edition is None or key is None or value is None or value.number is None:
                report_strays(sheet, [cell for cell in cells if cell is not None], ledger)
                continue
            which = (named.shown, edition.shown)
            places.setdefault(which, named)
            told.setdefault(which, {})[key.shown] = Decimal(repr(value.number)).normalize()
    rounds = []
    for (name, standing_on), numbers in told.items():
        scores = {key: value for key, value in numbers.items() if not key.startswith(layout.OWN)}
        indexes = {key.removeprefix(layout.OWN): value for key, value in numbers.items() if key not in scores}
        try:
            rounds.append(PastRound(round=name, edition=standing_on, scores=scores, indexes=indexes))
        except ValidationError:
            report_strays(sheets[0][0], [places[name, standing_on]], ledger)
    return tuple(rounds)
