"""The places of a fresh form for lines of staffing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pcf.workforce.records import StaffingLine


class StaffingPlaces:
    """The staffing of a fresh form, under way.

    Lines for everybody come from the older form, those of a segment are taken one by one: a line without its segment
    would stand for all.

    Args:
        fresh: What the empty form begins with; ``None`` where it does not ask.
        old: What the older form says; ``None`` where it did not ask.
        segments: Ids of the segments that the fresh form has.
    """

    def __init__(
        self, fresh: Sequence[StaffingLine] | None, old: Sequence[StaffingLine] | None, segments: Collection[str]
    ) -> None:
        said = (fresh or ()) if old is None else old
        self._is_asked = fresh is not None or old is not None
        self._segments = segments
        self._order = {line.id: place for place, line in enumerate(said)}
        self._lines = {line.id: line for line in said if old is None or line.segment is None}

    def take(self, said: StaffingLine) -> bool:
        """Put a line where it belongs; tell whether its segment is there, and no other line has its id."""
        if (said.segment is not None and said.segment not in self._segments) or said.id in self._lines:
            return False
        self._lines[said.id], self._is_asked = said, True
        return True

    def filled(self) -> tuple[StaffingLine, ...] | None:
        """Return the lines in the order of the older form; ``None`` where neither form asks."""
        if not self._is_asked:
            return None
        return tuple(sorted(self._lines.values(), key=lambda one: self._order.get(one.id, len(self._order))))
