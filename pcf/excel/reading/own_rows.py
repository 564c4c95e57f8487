"""Rows of an organisation's own elements: its folder may have grown or changed since the workbook was made.

An own element keeps its id for good, while its parent and its number may change. So an own row that the workbook has
nowhere was not asked about, and the number of one is the number that the workbook itself shows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pcf.excel.columns import HIERARCHY_ID
from pcf.excel.reading.tables import Table, key_cells, key_of
from pcf.excel.reading.values import bare
from pcf.ids import owner_of
from pcf.sheets.grid import Cell, Sheet
from pcf.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class OwnRows:
    """What a workbook has of own elements.

    Attributes:
        keys: Keys of own rows anywhere on its sheets.
        results: Own id -> number on the sheet of results, which nobody sorts or fills in.
        others: Numbers in its tables that no shipped element has.
    """

    keys: Collection[str]
    results: Mapping[str, str]
    others: Sequence[str]

    def is_expected(self, key: str) -> bool:
        """Whether a row must stand where it belongs: what ships must, an own one if any sheet has it."""
        return owner_of(key) is None or key in self.keys

    def numbers(self, taxonomy: Taxonomy) -> dict[str, Sequence[str]]:
        """Return which numbers the row of an element may show; the one that is wanted first."""
        return {element.id: self._numbers_of(element.id, str(element.hierarchy_id)) for element in taxonomy}

    def _numbers_of(self, element: str, number: str) -> Sequence[str]:
        if owner_of(element) is None:
            return (number,)
        return (self.results[element],) if element in self.results else (number, *self.others)

    def is_as_loaded(self, taxonomy: Taxonomy) -> bool:
        """Whether the results stand on the own processes of the folder, each where it stands there."""
        loaded = {one.id: str(one.hierarchy_id) for one in (*taxonomy.root.children, *taxonomy.processes)}
        return self.results == {one: number for one, number in loaded.items() if owner_of(one)}


def own_rows(tables: Mapping[str, Table], results: Sequence[tuple[Sheet, Cell]], taxonomy: Taxonomy) -> OwnRows:
    """Find what a workbook has of own elements.

    Args:
        tables: The data sheets by key; their rows need not be placed.
        results: The sheet of results; of several the first.
        taxonomy: Tells which numbers ship.
    """
    keys, shown = set[str](), set[str]()
    for table in tables.values():
        keys |= {key_of(cell) for cell in table.sheet.filled if cell.column == table.key_column}
        place = table.columns.get(HIERARCHY_ID.key)
        shown |= {bare(cell.text) for cell in table.sheet.filled if cell.column == place and cell.row > table.key_row}
    computed = _numbers_on(results)
    shipped = {str(element.hierarchy_id) for element in taxonomy if owner_of(element.id) is None}
    own = {key for key in (*keys, *computed) if owner_of(key)}
    return OwnRows(own, {key: computed[key] for key in computed if key in own}, sorted(shown - shipped - {""}))


def _numbers_on(results: Sequence[tuple[Sheet, Cell]]) -> dict[str, str]:
    """Return key -> number; of a key that stands twice, or shows no number, none."""
    found: dict[str, str] = {}
    for sheet, marker in results[:1]:
        head, columns = key_cells(sheet, marker) or (0, [])
        place = next((cell.column for cell in columns if key_of(cell) == HIERARCHY_ID.key), 0)
        for cell in sheet.filled:
            number = sheet.cells.get((cell.row, place))
            if head and cell.row > head and cell.column == marker.column and number is not None and number.text:
                found.setdefault(key_of(cell), bare(number.text))
    return found
