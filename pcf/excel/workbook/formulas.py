"""Pieces of formulas that Excel 2010, LibreOffice, WPS and Google Sheets compute alike.

No array, no criteria string, no function that recomputes by itself; sums of products in the comma form,
which takes text for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pcf.excel.workbook.draft import Draft
from pcf.maturity import POLICIES
from pcf.model import EvidenceKind


def place_of_code(codes: str, places: str, cell: str) -> str:
    """Return a formula for the place of a typed code in a list, 0 if it is none.

    Compared by ``=``, because MATCH takes a typed ``?`` or ``*`` for a wildcard; numbers and digits
    typed as text are the same code.
    """
    return f'SUMPRODUCT(--(({codes}&"")=({cell}&"")),{places})'


def place_of_level(draft: Draft, cell: str) -> str:
    """Return a formula for the place of a typed level among 0 to 5: 1 for level 0, 0 if it is no level."""
    levels = draft.lists["levels"]
    return place_of_code(levels, draft.lists["level_places"], cell)


def supported_level(has: Mapping[EvidenceKind, str], has_any: str) -> str:
    """Return a formula for the highest level that kinds of evidence bear; the rating may still be lower.

    Args:
        has: By kind a condition: there is evidence of it.
        has_any: The condition that there is any.
    """
    full = f"AND({has['written']},{has['shown']})"
    most = f"IF({full},IF({has['measured']},IF({has['improved']},5,4),3),2)"
    return f"IF({has_any},{most},1)"


def status(draft: Draft, coverage: str) -> str:
    """Return a formula for the status code that a coverage gives."""
    enough = f"ROUND({coverage},12)"
    below = f'IF({enough}>={draft.lists["provisional_from"]},"provisional","none")'
    return f'IF({enough}>={draft.lists["scored_from"]},"scored",{below})'


def mean_of(values: str, weights: str) -> str:
    """Return the formula of a weighted mean over two ranges; text counts for nothing, if its weight is 0."""
    return f"SUMPRODUCT({weights},{values})/SUM({weights})"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a parent rolls up: ranges over its children.

    Attributes:
        values: Scores, blank text where there is none.
        weights: Their weights, 0 where the child does not count.
        counted: The values again, blank text where the weight is 0.
    """

    values: str
    weights: str
    counted: str

    @property
    def mean(self) -> str:
        return mean_of(self.values, self.weights)

    def combined(self, draft: Draft, *, weakest_holds: bool) -> str:
        """Return the formula that combines the terms by the policy chosen on the first sheet.

        Args:
            draft: Knows where the chosen policy and the thresholds stand.
            weakest_holds: Whether ``min`` and ``capped`` hold here; of groups the mean is taken.
        """
        policy, formula = draft.cells["policy"], self.mean
        staged = self._staged(draft.lists["staged_share"])
        formula = f"IF({policy}={POLICIES.index('staged') + 1},{staged},{formula})"
        if weakest_holds:
            least = f"MIN({self.counted})"
            formula = f"IF({policy}={POLICIES.index('capped') + 1},MIN({self.mean},{least}+1),{formula})"
            formula = f"IF({policy}={POLICIES.index('min') + 1},{least},{formula})"
        return formula

    def _staged(self, share: str) -> str:
        """Return the highest k that enough of the weight reaches while none is below k - 1."""
        formula = "0"
        for k in range(1, 6):  # the highest is asked first, so it stands outermost
            # A value that is blank text passes for high, but its weight is 0.
            reached = f"ROUND(SUMPRODUCT(--({self.values}>={k}),{self.weights})/SUM({self.weights}),12)"
            formula = f"IF(AND({reached}>={share},MIN({self.counted})>={k - 1}),{k},{formula})"
        return formula


def bar_of(cell: str, value: float | None, *, most: int = 1, signs: int = 20) -> tuple[str, str]:
    """Return a formula that draws a number as a bar of signs, and what it shows for the number known now.

    A bar of signs survives every spreadsheet program and grey print; data bars do not.

    Args:
        cell: Holds the number, or blank text.
        value: The number, or ``None``.
        most: The number that fills the bar.
        signs: How long a full bar is.
    """
    filled = f"ROUND({signs}*{cell}/{most},0)"
    formula = f'=IF(ISNUMBER({cell}),REPT("█",{filled})&REPT("░",{signs}-{filled}),"")'
    if value is None:
        return formula, ""
    count = int(signs * value / most + 0.5)
    return formula, "█" * count + "░" * (signs - count)
