"""A scorecard as JSON: the promised keys."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.assessment.levels import ProcessScore
from pcf.assessment.levers import levers
from pcf.assessment.own_processes import OwnProcesses
from pcf.assessment.practised import practice_coverage
from pcf.assessment.records import Assessment, Copy
from pcf.assessment.roadmap import Planned, roadmap
from pcf.assessment.roles import RoleView, role_gaps
from pcf.assessment.scorecard import Scorecard
from pcf.assessment.segments import SegmentMetric, SegmentScore
from pcf.assessment.voices import codes_by_role
from pcf.assessment.words import state_of
from pcf.assessment.workshop import in_dispute_order
from pcf.formula import json_number
from pcf.i18n import Translator
from pcf.maturity import Score
from pcf.taxonomy import Taxonomy


def _range(score: Score) -> list[float | int | None] | None:
    return None if score.range is None else [json_number(bound) for bound in score.range]


def _score(score: Score) -> dict[str, object]:
    return {
        "score": json_number(score.score),
        "status": score.status,
        "range": _range(score),
        "coverage": json_number(score.coverage),
        "dk_share": json_number(score.dk_share),
        "applicable": score.applicable,
        "weight": json_number(score.weight),
    }


def _progress(process: ProcessScore) -> list[int] | None:
    """Return how many statements of the next level are in place, and of how many."""
    said = process.suggestion
    return None if said is None or said.done is None or said.of is None else [said.done, said.of]


def _own(said: OwnProcesses | None) -> dict[str, object] | None:
    """Return how many processes of organisations count, and the headline of what ships alone."""
    if said is None:
        return None
    return {"count": said.count, "owners": list(said.owners), "without": _score(said.without)}


def _process(process: ProcessScore, taxonomy: Taxonomy) -> dict[str, object]:
    element = taxonomy[process.element.id]
    return {
        "id": element.id,
        "hierarchy_id": element.hierarchy_id,
        "level": element.level,
        "name": element.name,
        **_score(process.score),
        "state": state_of(process),
        "supported": process.supported,
        "suggested": process.suggestion.level if process.suggestion else None,
        "progress": _progress(process),
        "evidence": list(process.answers.evidence),
        "target": json_number(process.answers.target),
        "gap": json_number(process.gap),
        "surplus": json_number(process.surplus),
        "layer": process.layer,
        "proposal": json_number(process.answers.proposal),
        "agreed": _agreed(process),
        "n": process.answers.n,
        "dk": process.answers.dk,
        "spread": process.answers.spread,
        "agreement": process.answers.agreement,
        "reason": process.answers.reason,
    }


def _agreed(process: ProcessScore) -> dict[str, object] | None:
    agreed = process.answers.agreed
    return None if agreed is None else agreed.model_dump(mode="json", exclude={"element"})


def _metric(one: SegmentMetric, taxonomy: Taxonomy) -> dict[str, object]:
    figure, result = one.figure, one.result
    return {
        "id": one.metric.id,
        "name": one.metric.name.spoken(taxonomy.lang),
        "unit": one.metric.unit.value,
        "value": json_number(result.value),
        "reason": result.reason,
        "n": json_number(result.n),
        "basis": result.basis,
        "interval": list(result.interval) if result.interval else None,
        "counted": one.counted,
        "floor": json_number(figure.floor if figure else None),
        "target": json_number(figure.target if figure else None),
        "stretch": json_number(figure.stretch if figure else None),
        "target_to": json_number(figure.target_to if figure else None),
        "floor_to": json_number(figure.floor_to if figure else None),
        "weight": json_number(figure.weight if figure else None),
        "attainment": json_number(one.attainment),
        "verdict": one.verdict,
        "breached": one.breached,
        "flags": list(result.flags),
    }


def _segment(segment: SegmentScore, taxonomy: Taxonomy) -> dict[str, object]:
    return {
        "id": segment.segment.id,
        "name": segment.segment.name,
        "index": json_number(segment.index.score),
        "status": segment.index.status,
        "range": _range(segment.index),
        "coverage": json_number(segment.index.coverage),
        "metrics": [_metric(one, taxonomy) for one in segment.metrics],
    }


def scorecard_to_json(card: Scorecard, taxonomy: Taxonomy) -> dict[str, object]:
    """Return the document that ``pcf assess --json`` prints."""
    say = Translator(taxonomy.lang)
    organisation = card.round.organisation
    return {
        "edition": taxonomy.edition,
        "extensions": list(taxonomy.extensions),
        "organisation": organisation.name,
        "currency": organisation.currency,
        "round": card.round.name,
        "respondents": len(card.round.copies),
        "policy": card.policy,
        "consolidation": card.consolidation,
        **_score(card.score),
        "own_processes": _own(card.own_processes),
        "layers": dict(card.layers),
        "groups": [
            {
                "id": group.id,
                "hierarchy_id": taxonomy[group.id].hierarchy_id,
                "level": 2,
                "name": taxonomy[group.id].name,
            }
            | _score(group)
            for group in card.groups
        ],
        "processes": [_process(process, taxonomy) for process in card.processes],
        "segments": [_segment(segment, taxonomy) for segment in card.segments],
        "totals": {
            metric: {"value": json_number(result.value), "n": json_number(result.n), "reason": result.reason}
            for metric, result in card.totals.items()
        },
        "roles": [_role(view) for view in card.role_views],
        "role_gaps": [
            {
                "id": one.process.id,
                "manager": json_number(one.management),
                "front_line": json_number(one.front_line),
                "gap": json_number(one.gap),
            }
            for one in role_gaps(card)
        ],
        "levers": [
            {"id": lever.process.element.id, "up": json_number(lever.up), "down": json_number(lever.down)}
            for lever in levers(card)
        ],
        "evidence": [one.model_dump(mode="json") for one in card.round.shared.evidence],
        "observations": [one.model_dump(mode="json") for one in card.round.shared.observations],
        "initiatives": [_planned(one) for one in roadmap(card)],
        "practices": practice_coverage(card, taxonomy).to_json(),
        "complaints": card.complaint_loop.to_json() if card.complaint_loop else None,
        "reasons": card.reason_loop.to_json(taxonomy.lang) if card.reason_loop else None,
        "staffing": card.staffing.to_json(taxonomy.lang) if card.staffing else None,
        "findings": [finding.to_json(say) for finding in card.findings],
    }


def _role(view: RoleView) -> dict[str, object]:
    return {
        "role": view.role,
        "n": view.n,
        **_score(view.score),
        "processes": {process: json_number(level) for process, level in view.levels.items()},
    }


def _planned(one: Planned) -> dict[str, object]:
    """Return an initiative as registered, amounts as numbers, with the wave it is planned in and its gain."""
    said = one.initiative
    numbers = {"cost": said.cost, "effort": said.effort, "expected_value": said.expected_value}
    return {
        **said.model_dump(mode="json", exclude=set(numbers)),
        **{name: json_number(value) for name, value in numbers.items()},
        "registered_wave": said.wave,
        "wave": one.wave,
        "gain": json_number(one.gain),
    }


def consolidation_to_json(card: Scorecard) -> dict[str, object]:
    """Return the document that ``pcf consolidate --json`` prints: who was asked, and what they said.

    Where names were dropped nobody stands alone: no role and no counts of a respondent, and in ``answers`` the
    answers of each role together (``other``: merged roles); of fewer than three, none.
    """
    copies = {f"r{number}": copy for number, copy in enumerate(card.round.copies, start=1)}
    is_nameless = card.round.is_nameless
    say = Translator(card.taxonomy.lang)
    return {
        "edition": card.taxonomy.edition,
        "round": card.round.name,
        "score": json_number(card.score.score),
        "status": card.score.status,
        "layers": dict(card.layers),
        "respondents": [
            {"id": respondent, "name": copy.assessment.respondent.name, "file": copy.file}
            | (dict.fromkeys(("role", "asked", "answered")) if is_nameless else _asked(copy.assessment, card))
            for respondent, copy in copies.items()
        ],
        "elements": [
            _consolidated(process, _by_role(process) if is_nameless else _by_respondent(process, copies))
            for process in in_dispute_order(card)
        ],
        "findings": [finding.to_json(say) for finding in card.findings],
    }


def _asked(form: Assessment, card: Scorecard) -> dict[str, object]:
    """Return who a respondent is, and of how many processes they were asked and answered."""
    said = [form.response(one.element.id) for one in card.processes]
    return {
        "role": form.respondent.role,
        "asked": sum(one.is_asked for one in said),
        "answered": sum(one.answer is not None for one in said),
    }


def _by_respondent(process: ProcessScore, copies: Mapping[str, Copy]) -> dict[str, object]:
    said = {name: copy.assessment.response(process.element.id) for name, copy in copies.items()}
    return {name: one.answer for name, one in said.items() if one.is_asked}


def _by_role(process: ProcessScore) -> dict[str, object]:
    """Return the answers of a process where names were dropped: each role's together, the lowest first."""
    return {role or "other": codes for role, codes in codes_by_role(process.answers).items()}


def _consolidated(process: ProcessScore, said: Mapping[str, object]) -> dict[str, object]:
    answers = process.answers
    return {
        "id": process.element.id,
        "hierarchy_id": process.element.hierarchy_id,
        "name": process.element.name,
        "answers": said,
        "n": answers.n,
        "proposal": json_number(answers.proposal),
        "range": [answers.levels[0], answers.levels[-1]] if answers.levels else None,
        "spread": answers.spread,
        "agreement": answers.agreement,
        "dk": answers.dk,
        "dk_share": json_number(answers.dk_share),
        "agreed": _agreed(process),
        "level": json_number(answers.level),
        "layer": process.layer,
    }
