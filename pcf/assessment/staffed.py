"""The staffing of a round: the lines of its form with the promises of its segments, computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pcf.assessment.consolidation import Round
from pcf.errors import N_, NotInstalledError
from pcf.findings import Finding, FindingKind, Severity
from pcf.workforce.planned import StaffingPlan, plan_lines
from pcf.workforce.records import StaffingLine

PROMISED = "service_level"  # the metric whose target is a segment's promise

STAFFING_NOT_COMPUTED = FindingKind(
    "staffing-not-computed",
    Severity.WARNING,
    N_("Lines for staffing that are not computed: {found}. {package} is not installed."),
    N_("The extra for staffing, which brings {package}."),
    N_("Install it with: {command}"),
)
PROMISE_NOT_USED = FindingKind(
    "staffing-promise-not-used",
    Severity.WARNING,
    N_("Staffing line {line}: {found} %, the target of segment {segment} for the service level, cannot be kept."),
    N_("A target of at least 0 % and below 100 %: no number of agents answers everybody in time."),
    N_("Type a target on the line itself, or correct that of the segment."),
)


def staffing_of(gathered: Round) -> tuple[StaffingPlan | None, tuple[Finding, ...]]:
    """Return the plan of a round, and what is to be told of it.

    There is no plan where the form does not ask for staffing or no line is filled, nor where numpy is not installed:
    then a finding says how many lines wait for it.
    """
    lines, told = promised_lines(gathered)
    if not lines:
        return None, told
    try:
        plan = plan_lines(lines, {segment.id: segment.name for segment in gathered.segments})
    except NotInstalledError as error:
        return None, (*told, Finding(STAFFING_NOT_COMPUTED, facts={"found": len(lines), **error.facts}))
    plan = replace(plan, findings=(*told, *plan.findings))
    return plan, plan.findings


def promised_lines(gathered: Round) -> tuple[tuple[StaffingLine, ...], tuple[Finding, ...]]:
    """Return the lines of a round, each with a promise if its segment has one, and what is to be told of them.

    A line without a target takes its segment's target for the metric ``service_level``. The wait that belongs to the
    promise is never guessed: the 20 s of the metric's parameter are an example from telephony, and maps of logs set
    it by channel; a line that lacks ``within`` is told as such where it is computed.
    """
    promises = _promises(gathered)
    lines, told = [], []
    for line in gathered.shared.staffing or ():
        promise = promises.get(line.segment or "") if line.target is None else None
        if promise is not None and not 0 <= promise < 100:
            names = {segment.id: segment.name for segment in gathered.segments}
            facts = {"line": line.id, "segment": names.get(line.segment or "", line.segment), "found": promise}
            told.append(Finding(PROMISE_NOT_USED, facts=facts))
            promise = None
        lines.append(line if promise is None else line.model_copy(update={"target": promise}))
    return tuple(lines), tuple(told)


def _promises(gathered: Round) -> Mapping[str, Decimal]:
    """Return the target of each segment for the service level, per cent."""
    return {
        figure.segment: figure.target
        for figure in gathered.figures
        if figure.metric == PROMISED and figure.target is not None
    }
