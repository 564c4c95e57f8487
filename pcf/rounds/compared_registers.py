"""What was done between two rounds: practices that came or went, and how far the initiatives have come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pcf.assessment.registers import InitiativeState
from pcf.assessment.scorecard import Scorecard
from pcf.model import TickCode
from pcf.rounds.pairing import Pairing
from pcf.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class ComparedTick:
    """One line of the checklist that is in place in one round only; ``None`` where nobody said."""

    process: str
    item: str
    before: TickCode | None
    after: TickCode | None

    @property
    def is_gained(self) -> bool:
        return self.after == "in_place"


@dataclass(frozen=True, slots=True)
class ComparedInitiative:
    """One initiative that is new, no longer registered, or in another state."""

    id: str
    title: str
    change: Literal["added", "gone", "changed"]
    before: InitiativeState | None
    after: InitiativeState | None
    processes: tuple[str, ...]


def compared_ticks(pairing: Pairing) -> Iterator[ComparedTick]:
    """Yield the lines that both rounds ask and only one has in place, process by process."""
    was, now = ({tick.item: tick.state for tick in card.round.shared.ticks} for card in (pairing.old, pairing.new))
    asked = dict(_lines(pairing.old.taxonomy))
    for item, process in _lines(pairing.new.taxonomy):
        before, after = was.get(item), now.get(item)
        if item in asked and before != after and "in_place" in {before, after}:
            yield ComparedTick(process, item, before, after)


def _lines(taxonomy: Taxonomy) -> Iterator[tuple[str, str]]:
    """Yield the lines of the checklist with their processes."""
    for process in taxonomy.processes:
        yield from ((activity.id, process.id) for activity in process.children)
        yield from ((statement.id, process.id) for statement in process.rubric.statements) if process.rubric else ()


def compared_initiatives(old: Scorecard, new: Scorecard) -> Iterator[ComparedInitiative]:
    """Yield the initiatives that are not as they were, by id: those of the new round, then what is gone."""
    was, now = ({one.id: one for one in card.round.shared.initiatives} for card in (old, new))
    for one in dict.fromkeys((*now, *was)):
        before, after = was.get(one), now.get(one)
        shown = after or before
        assert shown is not None
        state, state_now = before.state if before else None, after.state if after else None
        if before is None:
            yield ComparedInitiative(one, shown.title, "added", state, state_now, shown.processes)
        elif after is None:
            yield ComparedInitiative(one, shown.title, "gone", state, state_now, shown.processes)
        elif state != state_now:
            yield ComparedInitiative(one, shown.title, "changed", state, state_now, shown.processes)
