"""What the checklist and the list of practices say, all copies together. Never part of a score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pcf.assessment.consolidation import Round
from pcf.assessment.records import Practice, Tick
from pcf.model import TickCode
from pcf.taxonomy import Element, Taxonomy

_WORST_FIRST: tuple[TickCode, ...] = ("not_in_place", "partly", "in_place", "DK", "NA")


@dataclass(frozen=True, slots=True)
class Item:
    """One activity.

    Attributes:
        activity: Which.
        state: The single answer; where respondents differ, the lowest of what they said, "don't know"
            and "not applicable" only where nobody knows more; ``None`` for a blank.
        states: What was said, each once, the lowest first.
        notes: What respondents wrote beside it, each once.
    """

    activity: Element
    state: TickCode | None
    states: tuple[TickCode, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """The activities of one process."""

    process: Element
    items: tuple[Item, ...]

    @property
    def applicable(self) -> int:
        return sum(item.state != "NA" for item in self.items)

    @property
    def in_place(self) -> int:
        return sum(item.state == "in_place" for item in self.items)

    @property
    def is_answered(self) -> bool:
        """Whether anybody said of any of it how far it is; if not, there is no progress to speak of."""
        return any(item.state not in {None, "NA"} for item in self.items)


def checklists(taxonomy: Taxonomy, answered: Round) -> list[Checklist]:
    """Return the checklist of every process that has activities, in printed order."""
    said: dict[str, list[Tick]] = {}
    for copy in answered.copies:
        for tick in copy.assessment.ticks:
            said.setdefault(tick.element, []).append(tick)
    return [
        Checklist(process, tuple(_item(activity, said.get(activity.id, ())) for activity in process.children))
        for process in taxonomy.processes
        if process.children
    ]


def _item(activity: Element, ticks: Sequence[Tick]) -> Item:
    said = {tick.state for tick in ticks}
    states = tuple(state for state in _WORST_FIRST if state in said)
    notes = tuple(dict.fromkeys(tick.note for tick in ticks if tick.note))
    return Item(activity, states[0] if states else None, states, notes)


def practices(answered: Round) -> Iterator[Practice]:
    """Yield the practices of all copies; one that several copies carry comes once."""
    yield from dict.fromkeys(practice for copy in answered.copies for practice in copy.assessment.practices)
