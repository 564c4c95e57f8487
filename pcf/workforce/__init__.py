"""Workforce: Erlang's formulas, how many agents a promise needs, and what another promise would cost."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pcf.workforce.arguments import StaffingError
    from pcf.workforce.erlang import ErlangA, erlang_a, erlang_b, erlang_c
    from pcf.workforce.planned import Met, PlannedLine, PoolTotal, StaffingPlan, plan_lines
    from pcf.workforce.records import StaffingLine
    from pcf.workforce.staffing import Performance, Staffing, perform, required_agents, staff
    from pcf.workforce.whatif import WhatIf, curve, sensitivity, what_if

__all__ = [
    "ErlangA",
    "Met",
    "Performance",
    "PlannedLine",
    "PoolTotal",
    "Staffing",
    "StaffingError",
    "StaffingLine",
    "StaffingPlan",
    "WhatIf",
    "curve",
    "erlang_a",
    "erlang_b",
    "erlang_c",
    "perform",
    "plan_lines",
    "required_agents",
    "sensitivity",
    "staff",
    "what_if",
]

# An assessment needs the records alone, which do without numpy; so names resolve when they are first used.
_HOME = {
    "StaffingError": "pcf.workforce.arguments",
    "StaffingLine": "pcf.workforce.records",
    **dict.fromkeys(("ErlangA", "erlang_a", "erlang_b", "erlang_c"), "pcf.workforce.erlang"),
    **dict.fromkeys(("Met", "PlannedLine", "PoolTotal", "StaffingPlan", "plan_lines"), "pcf.workforce.planned"),
    **dict.fromkeys(("Performance", "Staffing", "perform", "required_agents", "staff"), "pcf.workforce.staffing"),
    **dict.fromkeys(("WhatIf", "curve", "sensitivity", "what_if"), "pcf.workforce.whatif"),
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'pcf.workforce' has no attribute {name!r}")
    from pcf.workforce.installed import needs_numpy

    with needs_numpy():
        value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value
