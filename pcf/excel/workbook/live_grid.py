"""The grid of the dashboard, and what its cells show now."""

from __future__ import annotations

from pcf.assessment.highlights import gaps_in_order, target_of
from pcf.excel.workbook.draft import Draft
from pcf.excel.workbook.gaps import cached_gap
from pcf.excel.workbook.grid import Grid, Part
from pcf.excel.workbook.live_results import cached_values
from pcf.excel.workbook.profile import segment_slots
from pcf.maturity import Score


class LiveGrid(Grid):
    """A grid on a sheet of the workbook; its first column, out of sight, holds the marker."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        super().__init__(draft.page("dashboard"), draft.styles, first=1, narrow=2 * len(segment_slots(draft)))
        self.page.set_column(0, 0, 2, None, {"hidden": True})

    @property
    def chart(self) -> Part:
        """The left half, where the chart stands."""
        return self.first, self.first + 11

    @property
    def side_name(self) -> Part:
        """The names of the tables beside the chart."""
        return self.first + 13, self.first + 19

    @property
    def side_cells(self) -> list[Part]:
        """The numbers of the tables beside the chart."""
        return self.pairs(self.side_name[1] + 1, 3)

    def cached_of(self, score: Score) -> dict[str, object]:
        """Return what the results say of a group now."""
        target = target_of(self.draft.card, score) if score.applicable else None
        return dict(cached_values(score, target))

    def gap_at(self, place: int) -> dict[str, object]:
        """Return what stands now at a place among the gaps."""
        behind = gaps_in_order(self.draft.card)
        return cached_gap(self.draft, behind[place - 1] if place <= len(behind) else None)
