"""Reading the whole forms that a workbook carries out of sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from pcf.assessment import Assessment
from pcf.excel import layout
from pcf.excel.reading import findings as kinds
from pcf.excel.reading.identity import Identity
from pcf.excel.reading.ledger import Ledger
from pcf.sheets.grid import Cell, Sheet
from pcf.taxonomy import Taxonomy


def read_forms(
    sheets: Sequence[tuple[Sheet, Cell]], ledger: Ledger, identity: Identity, taxonomy: Taxonomy
) -> Assessment:
    """Return a form that holds only what the hidden sheet does: respondents, what has no place, the wording.

    Args:
        sheets: The hidden sheet; of several the first.
        ledger: Gets an error if the sheet is not as it was made: nobody could say whose answers those are.
        identity: Tells how the sheet was made.
        taxonomy: The edition of the workbook.
    """
    text = "".join(_pieces(sheets))
    if (layout.fingerprint([text]) if text else "") == identity.forms:
        try:
            form = Assessment.model_validate_json(text or "{}")
        except (ValidationError, RecursionError):
            form = None
        if form is not None and _belongs(form, taxonomy):
            return form
    ledger.report(kinds.FORMS_CHANGED, found="_forms")
    return Assessment()


def _pieces(sheets: Sequence[tuple[Sheet, Cell]]) -> Iterator[str]:
    for sheet, marker in sheets[:1]:
        rows = [cell for cell in sheet.filled if cell.column == marker.column and cell.row > marker.row]
        for cell in sorted(rows, key=lambda cell: cell.number or 0):
            piece = sheet.cells.get((cell.row, cell.column + 1))
            yield piece.text if piece else ""


def _belongs(form: Assessment, taxonomy: Taxonomy) -> bool:
    """Whether the respondents were asked about this edition; anything else no pcf has written."""
    processes = {element.id for element in taxonomy.processes}
    return all(
        one.edition == taxonomy.edition
        and set(one.extensions) <= set(taxonomy.extensions)
        and not one.respondents
        and {said.element for said in one.responses} <= processes
        for one in form.respondents
    )
