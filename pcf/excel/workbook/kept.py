"""The sheet of what earlier forms said and this one has no place for; to read only."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pcf.assessment import Link, Unplaced
from pcf.complaints.records import LimitUnit, Rule
from pcf.errors import N_
from pcf.excel import layout
from pcf.excel.practices import DECISION, STATUS
from pcf.excel.workbook.draft import Draft
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.sheet import DataSheet
from pcf.excel.workshop import KEPT
from pcf.i18n import Translator, number, percent
from pcf.model import AnswerCode
from pcf.rounds.unplaced import Kind, about, kind_of
from pcf.taxonomy import Taxonomy

_KINDS: Mapping[Kind, str] = {
    "rating": N_("Rating"),
    "agreement": N_("Agreed level"),
    "tick": N_("Checklist"),
    "weight": N_("Weight"),
    "figure": N_("Figure"),
    "segment": N_("Segment"),
    "link": N_("Link"),
    "assumption": N_("Assumption"),
    "rule": N_("Response rule"),
    "staffing": N_("Staffing"),
}
_REGISTERS: Mapping[str, str] = {
    "practices": N_("Practice {id}"),
    "evidence": N_("Evidence {id}"),
    "observations": N_("Finding {id}"),
    "initiatives": N_("Initiative {id}"),
    "reasons": N_("Contact reason {id}"),
}
_ASSUMED: Mapping[str, str] = {
    "value": N_("Value"),
    "low": N_("Low"),
    "high": N_("High"),
    "n": N_("Number of people asked"),
}
_STAFFED: Mapping[str, str] = {
    "calls": N_("Contacts offered in the interval"),
    "aht": N_("Handle time, s"),
    "target": N_("Target"),
    "within": N_("In time: within, s"),
    "agents": N_("Agents on duty today"),
}
_LIMITS: Mapping[LimitUnit, str] = {
    "calendar_days": N_("{count} calendar days"),
    "working_days": N_("{count} working days"),
    "hours": N_("{count} hours"),
}
_AIMS: Mapping[str, str] = {
    "value": N_("Value"),
    "n": N_("Number of cases"),
    "floor": N_("Floor"),
    "target": N_("Target"),
    "stretch": N_("Stretch"),
    "target_to": N_("Target band to"),
    "floor_to": N_("Floor above the band"),
}


def write_kept(draft: Draft) -> None:
    """Write one row a thing that has no place; nothing where everything has."""
    if KEPT.key not in draft.names:
        return
    sheet = DataSheet(draft, KEPT)
    for count, one in enumerate(draft.assessment.unplaced, start=1):
        texts = _texts(draft, one)
        row = sheet.start_row(f"{layout.OWN}kept{count}", texts)
        for column, text in texts.items():
            sheet.text(row, column, text)
    sheet.finish()


def _texts(draft: Draft, one: Unplaced) -> dict[str, str | Live]:
    return {
        "what": draft.say(_KINDS[kind_of(one)]),
        "hierarchy_id": _number(one, draft.taxonomy),
        "name": draft.voiced(lambda model: _name(one, model)),
        "edition": one.edition,
        "round": one.round,
        "said": draft.voiced(lambda model: _said(one, model)) if _said(one, draft.taxonomy) else "",
        "note": _note(one),
    }


def _element_of(one: Unplaced) -> str:
    """Return the element that something is about; a statement stands under its process."""
    named_otherwise = (one.figure, one.segment, one.assumption, one.rule, one.staffing)
    if any(named_otherwise) or (one.link and one.link.element is None):
        return ""
    return about(one).partition(".")[0]


def _asked_in(one: Unplaced, model: Taxonomy) -> Taxonomy:
    """Return the edition in which something was said; the form's own for a local edition that was not loaded."""
    return model.in_edition(one.edition) if one.edition in {each.id for each in model.bundle.editions} else model


def _number(one: Unplaced, taxonomy: Taxonomy) -> str:
    """Return where the element stood in its edition."""
    model, element = _asked_in(one, taxonomy), _element_of(one)
    return (model[element].hierarchy_id or "") if element in model else ""


def _name(one: Unplaced, model: Taxonomy) -> str:
    """Return what it is about in the words of its edition, in the language of a model."""
    edition = _asked_in(one, model)
    if one.figure is not None:
        name = _metric(one.figure.metric, edition)
        return f"{name} ({one.segment.name if one.segment else one.figure.segment})"
    if one.assumption is not None:
        names = {each.id: each.name.spoken(model.lang) for each in model.loops.complaints.assumptions}
        name = names.get(one.assumption.assumption, one.assumption.assumption)
        return f"{name} ({one.segment.name if one.segment else one.assumption.segment})"
    if one.rule is not None:
        return f"{one.rule.id} ({one.segment.name if one.segment else one.rule.segment})"
    if one.staffing is not None:
        return f"{one.staffing.id} ({one.segment.name if one.segment else one.staffing.segment})"
    if one.segment is not None:
        return one.segment.name
    if one.link is not None and one.link.metric is not None:
        return _metric(one.link.metric, edition)
    statements = {each.id: each.text for rubric in edition.rubrics.values() for each in rubric.statements}
    said, element = about(one), _element_of(one)
    return statements.get(said) or (edition[element].shown_name if element in edition else said)


def _metric(metric: str, edition: Taxonomy) -> str:
    """Return what a metric is called; its id, if it is an organisation's whose extension this form leaves out."""
    return next((one.shown_name for one in edition.metrics if one.id == metric), metric)


def _said(one: Unplaced, model: Taxonomy) -> str:
    """Return what was said, in the language of a model; what was typed stands in the note."""
    say = Translator(model.lang)
    if one.response is not None:
        response = one.response
        evidence = {kind.code: kind.name.spoken(model.lang) for kind in model.bundle.maturity.evidence}
        told = [
            _level(response.answer, model),
            ", ".join(evidence[kind] for kind in response.evidence),
            "" if response.target is None else say("target {level}", level=response.target),
            ""
            if response.weight == 1
            else say("weight {weight}", weight=number(float(response.weight), model.lang, 2)),
        ]
        return "; ".join(part for part in told if part)
    if one.agreement is not None:
        return _level(one.agreement.answer, model)
    if one.tick is not None:
        states = {tick.code: tick.name.spoken(model.lang) for tick in model.bundle.maturity.ticks}
        return states[one.tick.state] if one.tick.state else ""
    if one.group_weight is not None:
        return number(float(one.group_weight.weight), model.lang, 2)
    if one.figure is not None:
        return _values({name: getattr(one.figure, key) for key, name in _AIMS.items()}, say)
    if one.assumption is not None:
        return _values({name: getattr(one.assumption, key) for key, name in _ASSUMED.items()}, say)
    if one.rule is not None:
        return _limits(one.rule, say)
    if one.staffing is not None:
        return _values({name: getattr(one.staffing, key) for key, name in _STAFFED.items()}, say)
    if one.link is not None:
        expected = one.link.expected_value
        value = "" if expected is None else f": {number(float(expected), model.lang, 2)}"
        return say(_REGISTERS[one.link.kept_in], id=one.link.id) + value + _decided(one.link, say)
    return ""


def _values(values: Mapping[str, Decimal | None], say: Translator) -> str:
    told = [f"{say(name)} {number(float(value), say.lang, 2)}" for name, value in values.items() if value is not None]
    return "; ".join(told)


def _limits(rule: Rule, say: Translator) -> str:
    """Return what a rule sets, by law and by the organisation's own promise."""
    law, promise = (
        "" if limit is None else say(_LIMITS[unit], count=limit)
        for limit, unit in ((rule.limit, rule.unit), (rule.promise, rule.promise_unit))
    )
    told = [law and say("Legal limit: {limit}", limit=law), promise and say("Own promise: {limit}", limit=promise)]
    return "; ".join(part for part in told if part)


def _decided(link: Link, say: Translator) -> str:
    """Return what was decided on the placement of a practice; an open suggestion is told with how sure it is."""
    placement = link.placement
    if placement is None:
        return ""
    if placement.decision:
        return f": {say(DECISION[placement.decision])}"
    sure = "" if placement.confidence is None else f" ({percent(float(placement.confidence) * 100, say.lang)})"
    return f": {say(STATUS['open'])}{sure}"


def _level(answer: AnswerCode | None, model: Taxonomy) -> str:
    levels = {level.code: level.name.spoken(model.lang) for level in model.bundle.maturity.levels}
    return f"{answer} {levels[answer]}" if answer else ""


def _note(one: Unplaced) -> str:
    """Return what was typed beside it, as it was typed."""
    if one.response is not None:
        said = one.response
        told = [said.comment, said.evidence_note, said.reason, said.performed_by]
    elif one.agreement is not None:
        settled = one.agreement
        told = [settled.reason, settled.evidence, settled.agreed_by, settled.date, settled.open_question]
    elif one.link is not None and one.link.placement is not None:
        decided = one.link.placement
        told = [decided.reviewer, decided.date, decided.reason]
    elif one.assumption is not None:
        told = [one.assumption.source, one.assumption.date]
    elif one.rule is not None:
        told = [one.rule.jurisdiction, one.rule.reference, one.rule.note]
    elif one.staffing is not None:
        told = [one.staffing.channel, one.staffing.start, one.staffing.note]
    else:
        told = [one.tick.note if one.tick else "", one.segment.promise if one.segment else ""]
    return "; ".join(part for part in told if part)
