"""Cells of ids, several of them in one: elements, processes, entries of a register."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping

from pcf.errors import WrongUsageError
from pcf.excel.reading import cell_findings as kinds
from pcf.excel.reading import register_findings
from pcf.excel.reading.values import Notes, bare, refuse
from pcf.ids import is_element_id, is_hierarchy_id
from pcf.sheets.grid import Cell
from pcf.taxonomy import Element, Taxonomy

_MOST_UNKNOWN = 20  # told of one cell
_SEPARATORS = re.compile(r"[,;，；、\s]+")


def _words(cell: Cell, allowed: str) -> list[str]:
    """Return what stands between the separators.

    Raises:
        RefusedCellError: The cell holds a date.
    """
    if cell.shown_as == "date" or cell.kind == "date":
        raise refuse(kinds.DATE_IN_CELL, cell, allowed=allowed)
    return [word for word in _SEPARATORS.split(bare(cell.shown)) if word]


def _nearest(words: Collection[str], known: Collection[str]) -> list[str]:
    return [(difflib.get_close_matches(word[:80], list(known), n=1, cutoff=0.5) or ["–"])[0] for word in words]


class ElementIds:
    """Reads a cell of ids of elements, all faults at once."""

    def __init__(self, taxonomy: Taxonomy, own: Mapping[str, str] | None = None) -> None:
        """Know the elements of an edition.

        Args:
            taxonomy: The edition.
            own: Own id -> number that the workbook shows, where it shows one: people type what they see.
        """
        self.taxonomy, own = taxonomy, own or {}
        self._known: Mapping[str, str] = {
            **{str(element.hierarchy_id): element.id for element in taxonomy if element.id not in own},
            **{number: element for element, number in own.items() if element in taxonomy},
            **{element.id: element.id for element in taxonomy},
        }

    def __call__(self, cell: Cell, notes: Notes) -> tuple[str, ...]:
        """Return element ids; hierarchy ids of the edition are turned into them.

        Raises:
            RefusedCellError: An id is unknown in this edition; all unknown ones are named.
        """
        words, known = _words(cell, "10388, 6.2.2"), self._known
        outside = {word: place for word in words if word not in known and (place := self._outside(word))}
        if outside:
            category = self.taxonomy.root.hierarchy_id
            facts: dict[str, object] = {"edition": self.taxonomy.edition, "category": category}
            notes.append((kinds.ELEMENT_OUTSIDE, {"found": list(outside.values()), **facts}))
        words = [word for word in words if word not in outside]
        if unknown := [word for word in words if word not in known][:_MOST_UNKNOWN]:
            nearest = _nearest(unknown, known)
            raise refuse(kinds.ELEMENT_UNKNOWN, cell, found=unknown, edition=self.taxonomy.edition, nearest=nearest)
        ids = tuple(dict.fromkeys(known[word] for word in words))
        if any(is_hierarchy_id(word) or word not in cell.shown for word in words):
            notes.append((kinds.NORMALISED, {"found": cell.shown, "value": ", ".join(ids)}))
        return ids

    def _outside(self, word: str) -> str:
        """Name an element that stands in this edition, but outside customer service; blank for any other."""
        if not is_element_id(word):
            return ""
        try:
            element = self.taxonomy[word]
        except WrongUsageError:
            return ""
        return f"{word} {element.shown_name}"


class ProcessIds:
    """Reads a cell of ids of processes."""

    def __init__(self, taxonomy: Taxonomy, own: Mapping[str, str] | None = None) -> None:
        """Know the processes of an edition; ``own`` as for ``ElementIds``."""
        self._taxonomy, self._read = taxonomy, ElementIds(taxonomy, own)

    def __call__(self, cell: Cell, notes: Notes) -> tuple[str, ...]:
        """Return element ids of processes.

        Raises:
            RefusedCellError: An id is unknown, or that of something else than a process.
        """
        ids = self._read(cell, notes)
        if others := [self._taxonomy[one] for one in ids if self._taxonomy[one].level != 3]:
            found = [f"{one.hierarchy_id} {one.shown_name}" for one in others]
            nearest = dict.fromkeys(number for one in others for number in _processes_around(one))
            raise refuse(register_findings.NOT_A_PROCESS, cell, found=found, nearest=list(nearest))
        return ids


def _processes_around(element: Element) -> list[str]:
    """Return the numbers of the processes below an element, or of the one that it is part of."""
    below = [str(one.hierarchy_id) for one in element.descendants if one.level == 3]
    while element.level != 3 and element.parent:
        element = element.parent
    return below or [str(element.hierarchy_id)]


class EntryRefs:
    """Reads a cell of ids of entries of a register."""

    def __init__(self, register: str, known: Collection[str]) -> None:
        """Know the ids that stand on the sheet of a name."""
        self._register, self._known = register, frozenset(known)

    def __call__(self, cell: Cell, notes: Notes) -> tuple[str, ...]:
        """Return the ids, each once; capitals count as small letters.

        Raises:
            RefusedCellError: There is no entry of such an id; all unknown ones are named.
        """
        words = [word.lower() for word in _words(cell, "e1, e2")]
        if unknown := [word for word in words if word not in self._known][:_MOST_UNKNOWN]:
            nearest = _nearest(unknown, self._known)
            raise refuse(register_findings.ENTRY_UNKNOWN, cell, found=unknown, register=self._register, nearest=nearest)
        if any(word not in cell.shown for word in words):
            notes.append((kinds.NORMALISED, {"found": cell.shown, "value": ", ".join(words)}))
        return tuple(dict.fromkeys(words))
