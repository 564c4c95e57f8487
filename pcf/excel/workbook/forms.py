"""The hidden sheet of whole forms: the respondents of a workshop, what has no place here, and the wording asked."""

from __future__ import annotations

import json

from pcf.assessment import Assessment
from pcf.excel import layout
from pcf.excel.workbook.draft import MARKER_ROW, Draft

_CHUNK = 30_000  # signs of a cell, below what Excel can hold


def write_forms(draft: Draft) -> None:
    """Write what no cell has room for as JSON, a piece a row, for the reader alone."""
    page = draft.page("forms")
    page.write_string(MARKER_ROW, 0, layout.marker("forms"))
    text = text_of_forms(draft.assessment)
    for row, start in enumerate(range(0, len(text), _CHUNK), start=MARKER_ROW + 1):
        page.write_number(row, 0, row)
        page.write_string(row, 1, text[start : start + _CHUNK])
    page.very_hidden()
    page.protect("")


def text_of_forms(form: Assessment) -> str:
    """Return the JSON of everything of a form that has no cells of its own."""
    kept = form.model_dump(mode="json", include={"respondents", "unplaced", "wording"}, exclude_defaults=True)
    return json.dumps(kept, ensure_ascii=True, separators=(",", ":"), sort_keys=True) if kept else ""


def fingerprint_of_forms(form: Assessment) -> str:
    """Return by what it shows that the sheet was changed; blank for an empty one."""
    text = text_of_forms(form)
    return layout.fingerprint([text]) if text else ""
