"""What a round says of complaints, contact reasons and staffing: the entries of all forms as one, each told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pcf.assessment import findings as kinds
from pcf.assessment.records import Assessment, Copy
from pcf.complaints.records import Assumption, BlockAnswer, CalendarDay, ComplaintInputs, Rule, StepAnswer
from pcf.errors import N_, Phrase
from pcf.findings import Finding
from pcf.ids import LANGUAGES
from pcf.maturity import in_kind_order, propose
from pcf.model import AnswerCode
from pcf.reasons.defaults import default_reasons
from pcf.reasons.records import Reason
from pcf.workforce.records import StaffingLine

Entry = BlockAnswer | StepAnswer | Assumption | Rule | CalendarDay | Reason | StaffingLine
E = TypeVar("E", BlockAnswer, StepAnswer, Assumption, Rule, CalendarDay, Reason, StaffingLine)
_APART = 2  # levels between two answers from which on they describe different systems
_BLOCKS = N_("building blocks")
_STEPS = N_("plan of steps")
_ASSUMPTIONS = N_("list of assumptions")
_RULES = N_("register of response rules")
_DAYS = N_("working-day calendars")
_REASONS = N_("list of contact reasons")
_STAFFING = N_("list of staffing")


@dataclass(frozen=True, slots=True)
class SharedLoops:
    """Both loops and the staffing of several forms as one; ``None`` where no form asks."""

    complaints: ComplaintInputs | None = None
    reasons: tuple[Reason, ...] | None = None
    staffing: tuple[StaffingLine, ...] | None = None

    def fields(self) -> dict[str, object]:
        """Return them as the fields of an assessment."""
        return {"complaints": self.complaints, "reasons": self.reasons, "staffing": self.staffing}


def key_of(entry: Entry) -> str:
    """Return by what an entry is known in every form: its id, or what it is about."""
    match entry:
        case BlockAnswer():
            return entry.block
        case StepAnswer():
            return entry.step
        case Assumption():
            return f"{entry.segment} / {entry.assumption}"
        case CalendarDay():
            return f"{entry.calendar} / {entry.day}"
        case Rule() | Reason() | StaffingLine():
            return entry.id


def shared_loops(copies: Sequence[Copy]) -> tuple[SharedLoops, list[Finding]]:
    """Put together what several forms say of complaints, contact reasons and staffing.

    Of a building block the lower median of the levels counts, with a finding where they lie two or more apart;
    evidence adds up. Of any other entry that is told in two ways the first counts, with a finding. An entry that was
    left blank, or a reason that stands as the model proposes it, contradicts nobody.

    Args:
        copies: At least one; none of a workshop.
    """
    faults: list[Finding] = []
    asked = [(copy.file, copy.assessment.complaints) for copy in copies if copy.assessment.complaints is not None]
    listed = [(copy.file, copy.assessment.reasons) for copy in copies if copy.assessment.reasons is not None]
    staffed = [(copy.file, copy.assessment.staffing) for copy in copies if copy.assessment.staffing is not None]
    complaints = None
    if asked:
        blocks, disputes = _blocks([(file, said.blocks) for file, said in asked])
        faults += disputes
        complaints = ComplaintInputs(
            blocks=blocks,
            steps=_once([(file, said.steps) for file, said in asked], _STEPS, faults, _is_blank),
            assumptions=_once([(file, said.assumptions) for file, said in asked], _ASSUMPTIONS, faults, _is_blank),
            rules=_once([(file, said.rules) for file, said in asked], _RULES, faults, _is_blank),
            days=_once([(file, said.days) for file, said in asked], _DAYS, faults, _is_blank),
        )
    reasons = _once(listed, _REASONS, faults, _as_proposed([copy.assessment for copy in copies])) if listed else None
    staffing = _once(staffed, _STAFFING, faults, _is_blank) if staffed else None
    return SharedLoops(complaints, reasons, staffing), faults


def filled_loops(lead: Assessment, more: SharedLoops) -> tuple[SharedLoops, list[str]]:
    """Fill what a workshop's form leaves blank from forms that came after it; what it says stands.

    Returns:
        Both loops and the staffing, and the keys of what the late forms say otherwise.
    """
    differing: list[str] = []
    ours, theirs = lead.complaints, more.complaints
    complaints = theirs if ours is None else ours
    if ours is not None and theirs is not None:
        complaints = ComplaintInputs(
            blocks=_filled_blocks(ours.blocks, theirs.blocks, differing),
            steps=_filled(ours.steps, theirs.steps, differing, _is_blank),
            assumptions=_filled(ours.assumptions, theirs.assumptions, differing, _is_blank),
            rules=_filled(ours.rules, theirs.rules, differing, _is_blank),
            days=_filled(ours.days, theirs.days, differing, _is_blank),
        )
    reasons = more.reasons if lead.reasons is None else lead.reasons
    if lead.reasons is not None and more.reasons is not None:
        reasons = _filled(lead.reasons, more.reasons, differing, _as_proposed([lead]))
    staffing = more.staffing if lead.staffing is None else lead.staffing
    if lead.staffing is not None and more.staffing is not None:
        staffing = _filled(lead.staffing, more.staffing, differing, _is_blank)
    return SharedLoops(complaints, reasons, staffing), differing


def loops_in_order(form: Assessment) -> dict[str, object]:
    """Return what a form says of loops and staffing, however its rows were sorted and whatever it left blank."""
    said = form.complaints
    complaints = said and ComplaintInputs(
        blocks=_sorted(said.blocks),
        steps=_sorted(said.steps),
        assumptions=_sorted(said.assumptions),
        rules=_sorted(said.rules),
        days=_sorted(said.days),
    )
    return {
        "complaints": complaints,
        "reasons": None if form.reasons is None else _sorted(form.reasons),
        "staffing": None if form.staffing is None else _sorted(form.staffing),
    }


def _sorted(entries: Iterable[E]) -> tuple[E, ...]:
    return tuple(sorted((one for one in entries if not _is_blank(one)), key=key_of))


def _is_blank(entry: Entry) -> bool:
    if isinstance(entry, StaffingLine):
        return entry == StaffingLine(id=entry.id)
    return isinstance(entry, BlockAnswer | StepAnswer | Assumption) and not entry.is_filled


def _as_proposed(forms: Sequence[Assessment]) -> Callable[[Entry], bool]:
    """Return whether a reason stands as the model that a form stands on proposes it, in whichever language."""
    models = {form.taxonomy(lang) for form in forms for lang in LANGUAGES}
    proposed = {one for model in models for one in default_reasons(model)}
    return lambda entry: entry in proposed


def _once(
    told: Sequence[tuple[str, tuple[E, ...]]], name: str, faults: list[Finding], is_silent: Callable[[Entry], bool]
) -> tuple[E, ...]:
    """Return every entry once; of one told in two ways the first, and a finding."""
    merged: dict[str, E] = {}
    files: dict[str, list[str]] = {}
    differing: dict[str, None] = {}
    for file, entries in told:
        for entry in entries:
            key = key_of(entry)
            there = merged.setdefault(key, entry)
            if is_silent(there):
                merged[key] = entry
            elif not is_silent(entry) and there != entry:
                differing[key] = None
            if not is_silent(entry):
                files.setdefault(key, []).append(file)
    faults += [
        Finding(
            kinds.LOOP_CONFLICT,
            ", ".join(dict.fromkeys(files[key])),
            facts={"found": key, "register": Phrase(name)},
        )
        for key in differing
    ]
    return tuple(merged.values())


def _filled(
    ours: tuple[E, ...], theirs: tuple[E, ...], differing: list[str], is_silent: Callable[[Entry], bool]
) -> tuple[E, ...]:
    kept = {key_of(one): one for one in ours}
    for late in theirs:
        key = key_of(late)
        there = kept.get(key)
        if there is None or is_silent(there):
            kept[key] = late
        elif not is_silent(late) and there != late:
            differing.append(key)
    return tuple(kept.values())


def _blocks(told: Sequence[tuple[str, tuple[BlockAnswer, ...]]]) -> tuple[tuple[BlockAnswer, ...], list[Finding]]:
    said: dict[str, list[tuple[str, BlockAnswer]]] = {}
    for file, blocks in told:
        for block in blocks:
            said.setdefault(block.block, []).append((file, block))
    merged, faults = [], []
    for key, answers in said.items():
        levels = sorted(one.level for _, one in answers if one.level is not None)
        if levels and levels[-1] - levels[0] >= _APART:
            files = ", ".join(dict.fromkeys(file for file, one in answers if one.level is not None))
            facts = {"block": key, "register": Phrase(_BLOCKS), "found": levels}
            faults.append(Finding(kinds.BLOCK_DISPUTED, files, facts=facts))
        merged.append(_one_block(key, [one for _, one in answers], levels))
    return tuple(merged), faults


def _one_block(key: str, said: Sequence[BlockAnswer], levels: Sequence[int]) -> BlockAnswer:
    """Return one answer of several: a level before "don't know", that before "not applicable"."""
    others: list[AnswerCode] = [code for code in ("DK", "NA") if any(one.answer == code for one in said)]
    level: AnswerCode | None = str(int(propose(levels))) if levels else next(iter(others), None)  # type: ignore[assignment]
    return BlockAnswer(
        block=key,
        answer=level,
        evidence=in_kind_order(kind for one in said for kind in one.evidence),
        evidence_note="; ".join(dict.fromkeys(one.evidence_note for one in said if one.evidence_note)),
        comment="; ".join(dict.fromkeys(one.comment for one in said if one.comment)),
    )


def _filled_blocks(
    ours: tuple[BlockAnswer, ...], theirs: tuple[BlockAnswer, ...], differing: list[str]
) -> tuple[BlockAnswer, ...]:
    kept = {one.block: one for one in ours}
    for late in theirs:
        lead = kept.get(late.block, BlockAnswer(block=late.block))
        if None not in {lead.answer, late.answer} and lead.answer != late.answer:
            differing.append(late.block)
        kept[late.block] = lead.model_copy(
            update={
                "answer": lead.answer or late.answer,
                "evidence": in_kind_order((*lead.evidence, *late.evidence)),
                "evidence_note": lead.evidence_note or late.evidence_note,
                "comment": lead.comment or late.comment,
            }
        )
    return tuple(kept.values())
