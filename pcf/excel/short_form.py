"""The form of somebody who is asked about some processes only: what of the workbook such a person sees.

Writer and reader agree on it here: what the writer hides is no fault when it comes back hidden.
Everything is still there, so that the same formulas compute and the same reader reads.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pcf.excel.layout import LINE_ROWS, OWN
from pcf.taxonomy import Taxonomy

# Whatever else a workbook has is for whoever leads the assessment.
_SHEETS_SHOWN = frozenset({"organisation", "howto", "scope", "ratings", "checklist", "levels", "notice"})
_SHEETS_SHORTENED = frozenset({"scope", "ratings", "checklist", "targets", "levels"})
_FIELDS_HIDDEN = frozenset({"currency", "policy", *LINE_ROWS})  # of the first sheet


@dataclass(frozen=True, slots=True)
class ShortForm:
    """What is out of sight.

    Attributes:
        unasked: Ids of the processes that are not asked, of their activities, and of process groups
            without an asked process. Empty for a full form, of which everything is seen.
    """

    unasked: frozenset[str] = frozenset()

    def hides_sheet(self, sheet: str) -> bool:
        """Whether a sheet, named by its key, is out of sight."""
        return bool(self.unasked) and sheet not in _SHEETS_SHOWN

    def hides_row(self, sheet: str, key: str) -> bool:
        """Whether a row, named by its key, is out of sight on a sheet."""
        if sheet == "organisation":
            return bool(self.unasked) and key in _FIELDS_HIDDEN
        return sheet in _SHEETS_SHORTENED and _element_of(key) in self.unasked


def short_form(taxonomy: Taxonomy, unasked: Collection[str]) -> ShortForm:
    """Return what is hidden from somebody who is not asked about some processes.

    Args:
        taxonomy: The edition.
        unasked: Ids of these processes.
    """
    processes = [process for process in taxonomy.processes if process.id in unasked]
    below = [element for process in processes for element in process.descendants]
    groups = [
        group for group in taxonomy.root.children if group.children and all(one.id in unasked for one in group.children)
    ]
    return ShortForm(frozenset(one.id for one in (*processes, *below, *groups)))


def _element_of(key: str) -> str:
    """Return the element that a row belongs to.

    >>> [_element_of(key) for key in ("10389", "10389.3b", "#group:10389", "#10389.owner")]
    ['10389', '10389', '10389', '10389']
    """
    return key.removeprefix(OWN).removeprefix("group:").partition(".")[0]
