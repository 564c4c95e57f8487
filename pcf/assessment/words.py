"""The words that every report and the command line share; marked here, translated where they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pcf.assessment.levels import Layer, ProcessScore
from pcf.assessment.registers import InitiativeState, ObservationKind
from pcf.errors import N_
from pcf.findings import Severity
from pcf.formula.result import Flag, Reason
from pcf.maturity import Consolidation, Policy, Status, Verdict
from pcf.model import Basis

State = Literal["scored", "blank", "dk", "na", "not_asked"]

STATUS: Mapping[Status, str] = {"scored": N_("scored"), "provisional": N_("provisional"), "none": N_("no score")}
VERDICT: Mapping[Verdict, str] = {
    "met": N_("met"),
    "missed": N_("missed"),
    "not_proven": N_("not proven"),
    "no_target": N_("no target"),
    "no_data": N_("no data"),
}
LAYER: Mapping[Layer, str] = {
    "answer": N_("one respondent's answer"),
    "proposal": N_("proposal from several answers"),
    "agreed": N_("agreed level"),
}
POLICY: Mapping[Policy, str] = {
    "mean": N_("weighted mean"),
    "min": N_("weakest part"),
    "staged": N_("staged"),
    "capped": N_("weighted mean, at most one above the weakest part"),
}
CONSOLIDATION: Mapping[Consolidation, str] = {
    "median": N_("lower median"),
    "mean": N_("mean"),
    "min": N_("lowest answer"),
}
OBSERVATION: Mapping[ObservationKind, str] = {"strength": N_("strength"), "gap": N_("gap to close")}
INITIATIVE_STATE: Mapping[InitiativeState, str] = {
    "planned": N_("planned"),
    "running": N_("under way"),
    "done": N_("done"),
    "dropped": N_("given up"),
}
SEVERITY: Mapping[Severity, str] = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.NOTE: N_("note"),
}
BASIS: Mapping[Basis, str] = {"census": N_("all records counted"), "sample": N_("sample")}
FLAG: Mapping[Flag, str] = {
    "small_n": N_("few cases"),
    "provisional": N_("provisional"),
    "approximate": N_("approximate"),
}
REASON: Mapping[Reason, str] = {
    "no_data": N_("no data"),
    "missing_measure": N_("a needed figure is missing"),
}
STATE: Mapping[State, str] = {
    "scored": N_("rated"),
    "blank": N_("no answer"),
    "dk": N_("don't know"),
    "na": N_("not applicable"),
    "not_asked": N_("not asked"),
}
CHANGED = N_(
    "This report is not a product of APQC and is not endorsed by APQC. Element ids, hierarchy ids and English element "
    "names come from the PCF, edition {edition}. Added or changed here: names in Russian and Chinese, the 0 to 5 "
    "scale, metrics whose ids are words, formulas, targets, scores and this report."
)


def state_of(process: ProcessScore) -> State:
    """Return which of the five kinds of answer a process has; they are never mixed."""
    answers = process.answers
    if not answers.is_applicable:
        return "na"
    if not answers.is_asked:
        return "not_asked"
    if answers.level is not None:
        return "scored"
    return "dk" if answers.is_unknown else "blank"
