"""The sheet to look elements up in, for who decides where practices belong."""

from __future__ import annotations

from pcf.excel.workbook.draft import Draft
from pcf.excel.workbook.sheet import DataSheet
from pcf.excel.workshop import ELEMENTS


def write_elements(draft: Draft) -> None:
    """Write every element in printed order with both ids; the groups and the category stand out."""
    sheet, styles = DataSheet(draft, ELEMENTS), draft.styles
    for element in draft.taxonomy:
        name = draft.name_of(element)
        definition = element.record.definition
        description = draft.spoken(definition) if definition else ""
        row = sheet.start_row(element.id, {"name": name, "description": description})
        look = styles.strong_cell if element.children and element.level in (1, 2) else styles.cell
        sheet.text(row, "hierarchy_id", str(element.hierarchy_id), look)
        sheet.text(row, "id", element.id)
        sheet.text(row, "name", name, look)
        sheet.text(row, "description", description)
    sheet.finish()
