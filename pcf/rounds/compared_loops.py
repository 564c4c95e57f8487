"""What became of complaints, contact reasons and staffing between two rounds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from pcf.assessment.scorecard import Scorecard
from pcf.complaints.records import ComplaintInputs, Rule
from pcf.formula import json_number
from pcf.reasons.records import Reason
from pcf.workforce.records import StaffingLine

LoopKind = Literal["block", "step", "rule", "reason", "staffing"]
LOOP_KINDS: tuple[LoopKind, ...] = get_args(LoopKind)
Told = str | float | int | bool | None  # a field as JSON holds it
_OF_REASONS = ("owner", "target")
_OF_STAFFING = ("calls", "aht", "target", "within", "agents")
_Listed = Rule | Reason | StaffingLine


@dataclass(frozen=True, slots=True)
class ComparedEntry:
    """One building block, step, response rule, contact reason or line of staffing that is not as it was.

    Attributes:
        kind: Which of them.
        id: Its id, the same in both rounds.
        title: What it is called, where the organisation names it; blank where the model does.
        change: Whether it is in one round only, or says something else.
        fields: What moved, from what to what; of a block ``level``, of a step ``state``.
    """

    kind: LoopKind
    id: str
    title: str
    change: Literal["added", "gone", "changed"]
    fields: Mapping[str, tuple[Told, Told]]


def compared_loops(old: Scorecard, new: Scorecard) -> Iterator[ComparedEntry]:
    """Yield what is not as it was, of what both rounds ask about: those of the new round, then what is gone."""
    was, now = old.round.shared.complaints, new.round.shared.complaints
    if was is not None and now is not None:
        yield from _moved("block", "level", *({one.block: one.answer for one in said.blocks} for said in (was, now)))
        yield from _moved("step", "state", *({one.step: one.state for one in said.steps} for said in (was, now)))
        yield from _listed("rule", _rules(was), _rules(now), set(Rule.model_fields) - {"id"})
    reasons, reasons_now = old.round.shared.reasons, new.round.shared.reasons
    if reasons is not None and reasons_now is not None:
        before, after = ({one.id: one for one in said} for said in (reasons, reasons_now))
        yield from _listed("reason", before, after, _OF_REASONS)
    staffing, staffing_now = old.round.shared.staffing, new.round.shared.staffing
    if staffing is not None and staffing_now is not None:
        lines, lines_now = ({one.id: one for one in said} for said in (staffing, staffing_now))
        yield from _listed("staffing", lines, lines_now, _OF_STAFFING)


def _rules(said: ComplaintInputs) -> dict[str, Rule]:
    return {one.id: one for one in said.rules}


def _moved(
    kind: LoopKind, field: str, was: Mapping[str, str | None], now: Mapping[str, str | None]
) -> Iterator[ComparedEntry]:
    """Yield what the model names and the rounds answer otherwise; left blank is as good as absent."""
    for one in dict.fromkeys((*now, *was)):
        if was.get(one) != now.get(one):
            yield ComparedEntry(kind, one, "", "changed", {field: (was.get(one), now.get(one))})


def _listed(
    kind: LoopKind, was: Mapping[str, _Listed], now: Mapping[str, _Listed], compared: Collection[str]
) -> Iterator[ComparedEntry]:
    for one in dict.fromkeys((*now, *was)):
        before, after = was.get(one), now.get(one)
        shown = after or before
        assert shown is not None
        title = _title(shown)
        if before is None:
            yield ComparedEntry(kind, one, title, "added", {})
        elif after is None:
            yield ComparedEntry(kind, one, title, "gone", {})
        elif moved := _fields(before, after, compared):
            yield ComparedEntry(kind, one, title, "changed", moved)


def _title(entry: _Listed) -> str:
    """Return what the organisation calls an entry; of a line of staffing whom it serves, by what channel and when."""
    match entry:
        case Reason():
            return entry.words
        case Rule():
            return entry.reference
        case StaffingLine():
            return ", ".join(part for part in (entry.segment, entry.channel, entry.start) if part)


def _fields(before: _Listed, after: _Listed, compared: Collection[str]) -> dict[str, tuple[Told, Told]]:
    names = [name for name in type(after).model_fields if name in compared]
    return {
        name: (_told(getattr(before, name)), _told(getattr(after, name)))
        for name in names
        if getattr(before, name) != getattr(after, name)
    }


def _told(value: object) -> Told:
    return cast(Told, value) if value is None or isinstance(value, str | bool) else json_number(value)
