"""A staffing plan as JSON: stable keys; percentages on 0 to 100, times in seconds, ``null`` for what has no value."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pcf.formula import json_number
from pcf.i18n import Translator
from pcf.ids import Language
from pcf.workforce.planned import DEFAULTS, Met, PlannedLine, PoolTotal, StaffingPlan
from pcf.workforce.pooling import Pooling
from pcf.workforce.whatif import Curve, PromiseCurve, Sensitivity

Json = dict[str, Any]


def plan_to_json(plan: StaffingPlan, lang: Language) -> Json:
    """Return what ``StaffingPlan.to_json`` promises."""
    made, say = plan.what_if, Translator(lang)
    return {
        "intervals": [_line(one) for one in plan.lines],
        "pools": [_pool(one, plan) for one in plan.pools],
        "curves": [_curve(one) for one in made.curves],
        "promises": [_promises(one) for one in made.promises],
        "pooling": [_pooling(one) for one in made.pooling],
        "sensitivities": [_sensitivity(one) for one in made.sensitivities],
        "findings": [finding.to_json(say) for finding in plan.findings],
    }


def _line(one: PlannedLine) -> Json:
    line = one.line
    return {
        "id": line.id,
        "segment": line.segment,
        "channel": line.channel,
        "start": line.start,
        "interval": json_number(line.interval or DEFAULTS["interval"]),
        "calls": json_number(line.calls),
        "aht": json_number(line.aht),
        "load": one.load,
        **(dict.fromkeys(_MET) if one.needed is None else _met(one.needed)),
        "limited_by": one.limited_by or None,
        "model": one.model,
        "today": None if one.today is None else _met(one.today),
        "missing": list(one.missing),
        "unusable": list(one.unusable),
    }


_MET = tuple(Met.__slots__)


def _met(met: Met) -> Json:
    return {name: getattr(met, name) for name in _MET}


def _pool(one: PoolTotal, plan: StaffingPlan) -> Json:
    name = plan.segments.get(one.segment or "")
    return {"name": name} | asdict(one)


def _curve(one: Curve) -> Json:
    return {
        "id": one.line.id,
        "segment": one.line.segment,
        "channel": one.line.channel,
        "needed": one.needed,
        "today": one.today,
        "points": [_met(point) for point in one.points],
    }


def _promises(one: PromiseCurve) -> Json:
    return asdict(one)


def _pooling(one: Pooling) -> Json:
    return asdict(one) | {"pools": [{"segment": segment, "channel": channel} for segment, channel in one.pools]}


def _sensitivity(one: Sensitivity) -> Json:
    return {
        "id": one.line.id,
        "segment": one.line.segment,
        "channel": one.line.channel,
        "agents": one.agents,
        "changes": [asdict(change) for change in one.changes],
    }
