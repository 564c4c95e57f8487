"""Reading the earlier rounds that a workbook carries on, out of sight."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pydantic import ValidationError

from pcf.assessment import PastRound
from pcf.excel import layout
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.structure import report_strays
from pcf.ids import owner_of
from pcf.sheets.grid import Cell, Sheet
from pcf.taxonomy import Taxonomy

_ROUND, _EDITION, _KEY, _VALUE = range(1, 5)


def read_history(sheets: Sequence[tuple[Sheet, Cell]], ledger: Ledger, taxonomy: Taxonomy) -> tuple[PastRound, ...]:
    """Return the earlier rounds, the oldest first; a number that makes no sense is reported and left out.

    Args:
        sheets: The hidden sheet; of several the first.
        ledger: Gets the findings.
        taxonomy: Knows every edition and its elements; an organisation whose own are not in it may have been there.
    """
    rounds: dict[tuple[str, str], PastRound] = {}
    editions = {record.id for record in taxonomy.bundle.editions}
    elements = {record.id for record in taxonomy.bundle.elements}
    for sheet, marker in sheets[:1]:
        for row in dict.fromkeys(cell.row for cell in sheet.filled if cell.row > marker.row):
            cells = [sheet.cells.get((row, column)) for column in (_ROUND, _EDITION, _KEY, _VALUE)]
            number = _number(cells, editions, elements)
            known = rounds.get((number.round, number.edition)) if number else None
            both = _together(known, number) if number else None
            if both is None:
                report_strays(sheet, [cell for cell in cells if cell is not None], ledger)
            else:
                rounds[both.round, both.edition] = both
    return tuple(rounds.values())


def _number(cells: Sequence[Cell | None], editions: Collection[str], elements: Collection[str]) -> PastRound | None:
    """Return one row as a round with one number; ``None`` if it is none."""
    named, edition, key, value = (cell.shown if cell else "" for cell in cells)
    is_index = key.startswith(layout.OWN)
    is_known = is_index or key in elements or owner_of(key) is not None
    if edition not in editions or not is_known or not named:
        return None
    told = {key.removeprefix(layout.OWN): value}
    try:
        scores, indexes = ({}, told) if is_index else (told, {})
        return PastRound.model_validate({"round": named, "edition": edition, "scores": scores, "indexes": indexes})
    except ValidationError:
        return None


def _together(known: PastRound | None, number: PastRound) -> PastRound | None:
    """Add one number to a round; ``None`` if the round has it already."""
    if known is None:
        return number
    if number.scores.keys() & known.scores.keys() or number.indexes.keys() & known.indexes.keys():
        return None
    scores, indexes = {**known.scores, **number.scores}, {**known.indexes, **number.indexes}
    return known.model_copy(update={"scores": scores, "indexes": indexes})
