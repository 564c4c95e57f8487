"""Two rounds compared, also across editions: what moved, on the same people alone too, and what else changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcf.assessment.scorecard import Scorecard
from pcf.changes import Change, ChangedElement
from pcf.maturity import Score
from pcf.model import Place
from pcf.rounds.also_changed import WHATS, OtherChange, What, of_elements, touching
from pcf.rounds.compared_loops import ComparedEntry, compared_loops
from pcf.rounds.compared_registers import (
    ComparedInitiative,
    ComparedTick,
    compared_initiatives,
    compared_ticks,
)
from pcf.rounds.compared_segments import ComparedSegment, compared_segments
from pcf.rounds.merging import Merge
from pcf.rounds.pairing import Pairing
from pcf.rounds.panel import Panel, panel_of


@dataclass(frozen=True, slots=True)
class ComparedElement:
    """The category, a group or a process of either edition in both rounds; scores are 0 to 5.

    Attributes:
        id: Element id.
        change, also: What became of the element between the editions, as ``pcf.changes`` names it.
        place: Where it stands: in the new edition, else in the old.
        counterpart: The element of the other edition that succeeds it, or that it succeeds. The successor's
            row compares both; the row of the other ends.
        before, after: Its scores; ``None`` where the round has no such element.
        panel_before, panel_after: What those who answered both times say alone, in levels.
        rests_on: What else changed that its delta rests on.
    """

    id: str
    change: Change
    also: tuple[Change, ...]
    place: Place
    counterpart: str | None
    before: Score | None
    after: Score | None
    panel_before: Fraction | None
    panel_after: Fraction | None
    rests_on: tuple[What, ...] = ()

    @property
    def delta(self) -> Fraction | None:
        """Levels gained; ``None`` unless both rounds have a score."""
        return _difference(self.before.score if self.before else None, self.after.score if self.after else None)

    @property
    def panel_delta(self) -> Fraction | None:
        return _difference(self.panel_before, self.panel_after)

    @property
    def is_succeeded(self) -> bool:
        """Whether another row tells its score in the new round."""
        return self.counterpart is not None and self.after is None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of one round in another.

    Attributes:
        old, new: The scorecards.
        panel: Who answered in both.
        elements: The category, the groups and the processes of either edition, those of the new one first.
        segments: Those of the new round, then what is gone.
        also_changed: What else is not as it was, in the order of ``also_changed.WHATS``.
        ticks: Lines of the checklist that are in place in one round only.
        initiatives: Those that are new, gone, or in another state.
        loops: Building blocks, steps, response rules, contact reasons and lines of staffing that are not as they were.
    """

    old: Scorecard
    new: Scorecard
    panel: Panel
    elements: tuple[ComparedElement, ...]
    segments: tuple[ComparedSegment, ...]
    also_changed: tuple[OtherChange, ...]
    ticks: tuple[ComparedTick, ...]
    initiatives: tuple[ComparedInitiative, ...]
    loops: tuple[ComparedEntry, ...] = ()

    def to_json(self, lang: str | None = None) -> dict[str, object]:
        """Return the promised keys; sentences and names in ``lang``."""
        from pcf.rounds.comparison_json import comparison_to_json

        return comparison_to_json(self, self.new.taxonomy.in_language(lang) if lang else self.new.taxonomy)


def compare_rounds(old: Scorecard, new: Scorecard, *, merged: Sequence[Merge] = ()) -> Comparison:
    """Compare two scored rounds.

    Args:
        old, new: Each with its round and the figures counted for it; the editions may differ.
        merged: Segments that were put together or split between them.
    """
    pairing = Pairing(old, new)
    panel = panel_of(pairing)
    segments, of_segments = compared_segments(old, new, merged)
    changes = sorted([*of_elements(pairing, panel), *of_segments], key=lambda change: WHATS.index(change.what))
    panel_pairing = Pairing(panel.before, panel.after) if panel.before and panel.after else None
    return Comparison(
        old=old,
        new=new,
        panel=panel,
        elements=tuple(_compared(row, pairing, panel_pairing, changes) for row in pairing.rows),
        segments=tuple(segments),
        also_changed=tuple(changes),
        ticks=tuple(compared_ticks(pairing)),
        initiatives=tuple(compared_initiatives(old, new)),
        loops=tuple(compared_loops(old, new)),
    )


def _compared(
    row: ChangedElement, pairing: Pairing, panel: Pairing | None, changes: Sequence[OtherChange]
) -> ComparedElement:
    is_here = row.after is not None and not row.after.outside
    place = row.after if row.after is not None and is_here else row.before
    assert place is not None
    before, after = pairing.before(row.id), pairing.after(row.id)
    alone = (panel.before(row.id), panel.after(row.id)) if panel else (None, None)
    return ComparedElement(
        id=row.id,
        change=row.change,
        also=row.also,
        place=place,
        counterpart=pairing.counterpart(row.id),
        before=before,
        after=after,
        panel_before=alone[0].score if alone[0] else None,
        panel_after=alone[1].score if alone[1] else None,
        rests_on=touching(changes, row.id) if _has_moved(before, after) else (),
    )


def _has_moved(before: Score | None, after: Score | None) -> bool:
    """Whether there is a delta, be it 0."""
    return _difference(before.score if before else None, after.score if after else None) is not None


def _difference(before: Fraction | None, after: Fraction | None) -> Fraction | None:
    return None if before is None or after is None else after - before
