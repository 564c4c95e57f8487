"""Questions with figures: a metric from typed measures, the agents that a promise needs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pcf.errors import N_, ArgumentsError, Phrase
from pcf.findings import Finding, has_errors
from pcf.formula import Result
from pcf.ids import owner_of, typed
from pcf.mcp_server import findings as kinds
from pcf.mcp_server.answers.model import measure_row, note_owner
from pcf.mcp_server.arguments import ComputeArguments, StaffArguments
from pcf.mcp_server.call import Call, Json
from pcf.taxonomy import Metric
from pcf.workforce.planned import plan_lines
from pcf.workforce.plans.columns import COLUMN_BY_FIELD, NEEDED
from pcf.workforce.plans.promise import with_promise
from pcf.workforce.plans.values import RefusedValueError, number_of
from pcf.workforce.records import StaffingLine

_AROUND = 4  # points of the curve on either side of the marked ones
_SOURCES = {"erlang_a": "Erlang A (M/M/n+M): C. Palm, 1957", "erlang_c": "Erlang C (M/M/n): A. K. Erlang, 1917"}


def compute_answer(asked: ComputeArguments, call: Call) -> Json:
    """Compute a metric; raises where there is no such metric, never for missing figures."""
    metric = call.taxonomy.metric(typed(asked.metric).lower())
    result = metric.result(asked.measures)
    note_owner(metric.id, call)
    _note_result(metric, result, asked, call)
    document: Json = {"metric": metric.id, "by": {}} | result.to_json()
    return document | {
        "edition": call.taxonomy.edition,
        "element": metric.element,
        "owner": owner_of(metric.id),
        "name": metric.name,
        "unit": metric.record.unit.value,
        "unit_name": metric.unit_name,
        "better": metric.record.better,
        "formula": metric.formula_text,
        "collect": [measure_row(name, metric, call) for name in result.missing],
        "edge_cases": metric.edge_cases,
        "source": metric.record.source,
    }


def _note_result(metric: Metric, result: Result, asked: ComputeArguments, call: Call) -> None:
    from pcf.assessment.words import FLAG, REASON

    say = call.say
    if result.value is None and result.reason is not None:
        call.note(N_("There is no value: {reason}. Nothing was put in its place."), reason=say(REASON[result.reason]))
    for flag in result.flags:
        call.note(N_("Mind: {flag}."), flag=say(FLAG[flag]))
    for name in metric.optional_measures:
        if name not in asked.measures:
            call.note(N_("{measure} was not given and is taken as 0, as a log without it would be."), measure=name)
    unused = sorted(asked.measures.keys() - set(metric.measures))
    if unused:
        call.note(N_("The formula does not need: {measures}."), measures=unused[:20])
    negative = sorted(name for name in metric.measures if asked.measures.get(name, 0) < 0)
    if negative:
        call.note(N_("Below 0: {measures}. A count, a time or an amount seldom is."), measures=negative)
    is_binomial = metric.record.interval is not None and metric.record.interval.kind == "wilson"
    if (metric.record.is_share or is_binomial) and result.value is not None and not 0 <= result.value <= 100:
        call.note(N_("A share lies between 0 and 100: the measures contradict one another."))


def staff_answer(asked: StaffArguments, call: Call) -> Json:
    """Staff one interval.

    Raises:
        ArgumentsError: Figures cannot be used, or contacts or handle time are missing; tells all of it.
        NotInstalledError: numpy is missing.
    """
    said, faults = _figures(asked)
    if faults:
        raise ArgumentsError(findings=faults, tool="staff", count=len(faults))
    lines, assumed = with_promise([StaffingLine(id="interval", **said)])  # type: ignore[arg-type]  # read as its fields
    plan = plan_lines(lines)
    if has_errors(plan.findings):
        errors = [finding for finding in plan.findings if finding.severity == "error"]
        raise ArgumentsError(findings=plan.findings, tool="staff", count=len(errors))
    whole = plan.to_json(call.lang)
    findings = [finding.to_json(call.say) for finding in (*assumed, *plan.findings)]
    document: Json = {"intervals": whole["intervals"]}
    if "curve" in asked.parts:
        document["curves"] = [_around(curve) for curve in whole["curves"]]
    if "promises" in asked.parts:
        document["promises"] = whole["promises"]
    if "sensitivity" in asked.parts:
        document["sensitivities"] = whole["sensitivities"]
    call.note(N_("Shares are per cent, times seconds; agents is on duty, scheduled after shrinkage."))
    model = plan.lines[0].model
    return document | {"findings": findings, "source": _SOURCES[model]}


def _around(curve: Json) -> Json:
    """Keep the points near what is needed and who is there today."""
    marked = [agents for agents in (curve["needed"], curve["today"]) if agents is not None]
    if not marked:
        return curve
    low, high = min(marked) - _AROUND, max(marked) + _AROUND
    return curve | {"points": [point for point in curve["points"] if low <= point["agents"] <= high]}


def _figures(asked: StaffArguments) -> tuple[dict[str, Decimal], list[Finding]]:
    """Read the figures as cells of a plan are read; return them by field, and what is wrong with the others."""
    said: dict[str, Decimal] = {}
    faults: list[Finding] = []
    for name, value in _given(asked):
        cell = value if isinstance(value, str) else Decimal(str(value))
        try:
            said[name] = number_of(cell, COLUMN_BY_FIELD[name])
        except RefusedValueError as error:
            facts = {"tool": "staff", "argument": name, "found": value, "meaning": error.expected}
            faults.append(Finding(kinds.ARGUMENT_UNUSABLE, cell=name, facts=facts))
    given = {name for name, _ in _given(asked)}
    for name in NEEDED:
        if name not in given:
            meaning = StaffArguments.model_fields[name].description or ""
            facts = {"tool": "staff", "argument": name, "found": "", "meaning": Phrase(meaning)}
            faults.append(Finding(kinds.ARGUMENT_MISSING, cell=name, facts=facts))
    return said, faults


def _given(asked: StaffArguments) -> Iterator[tuple[str, Any]]:
    for name in COLUMN_BY_FIELD:
        value = getattr(asked, name, None)
        if value is not None:
            yield name, value
