"""What the checklist and the list of practices say, all copies together. Never part of a score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pcf.assessment.consolidation import Round
from pcf.assessment.records import Tick
from pcf.assessment.shared import WORST_FIRST
from pcf.mapping import Practice
from pcf.maturity import Suggestion, suggestion
from pcf.model import TickCode
from pcf.rubric import Statement
from pcf.taxonomy import Element, Taxonomy


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist.

    Attributes:
        subject: Which activity, or which practice statement.
        state: The single answer; where respondents differ, the lowest of what they said, "don't know"
            and "not applicable" only where nobody knows more; ``None`` for a blank.
        states: What was said, each once, the lowest first.
        notes: What respondents wrote beside it, each once.
    """

    subject: Element | Statement
    state: TickCode | None
    states: tuple[TickCode, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """The activities of one process, and its practice statements.

    ``suggestion`` is what the statements say of the level; ``None`` where nobody answered them.
    """

    process: Element
    items: tuple[Item, ...]
    statements: tuple[Item, ...]
    suggestion: Suggestion | None

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
    """Return the checklist of every process, in printed order."""
    said: dict[str, list[Tick]] = {}
    forms = [answered.shared] if answered.shared.is_workshop else [copy.assessment for copy in answered.copies]
    for form in forms:
        for tick in form.ticks:
            said.setdefault(tick.item, []).append(tick)
    return [_checklist(process, said) for process in taxonomy.processes]


def _checklist(process: Element, said: Mapping[str, Sequence[Tick]]) -> Checklist:
    known = process.rubric.statements if process.rubric else ()
    activities = tuple(_item(activity, said.get(activity.id, ())) for activity in process.children)
    statements = tuple(_item(statement, said.get(statement.id, ())) for statement in known)
    states = [item.state for item in statements]
    suggested = suggestion(zip((statement.level for statement in known), states, strict=True))
    return Checklist(process, activities, statements, suggested)


def _item(subject: Element | Statement, ticks: Sequence[Tick]) -> Item:
    said = {tick.state for tick in ticks}
    states = tuple(state for state in WORST_FIRST if state in said)
    notes = tuple(dict.fromkeys(tick.note for tick in ticks if tick.note))
    return Item(subject, states[0] if states else None, states, notes)


def practices(answered: Round) -> Iterator[Practice]:
    """Yield the practices of all copies; one that several copies carry comes once."""
    yield from answered.shared.practices
