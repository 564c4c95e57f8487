"""Contacts that arrive, wait, are handled or given up, one event after another: what the formulas cannot say."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pcf.workforce.simulation.records import Estimate, Figures, Kind, Promise
    from pcf.workforce.simulation.replications import Simulated, simulate
    from pcf.workforce.simulation.shared import KeptPromise, SharedPool, cheapest_shared

__all__ = [
    "Estimate",
    "Figures",
    "KeptPromise",
    "Kind",
    "Promise",
    "SharedPool",
    "Simulated",
    "cheapest_shared",
    "simulate",
]

# The records do without numpy; names resolve when they are first used.
_HOME = {
    **dict.fromkeys(("Estimate", "Figures", "Kind", "Promise"), "pcf.workforce.simulation.records"),
    **dict.fromkeys(("Simulated", "simulate"), "pcf.workforce.simulation.replications"),
    **dict.fromkeys(("KeptPromise", "SharedPool", "cheapest_shared"), "pcf.workforce.simulation.shared"),
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'pcf.workforce.simulation' has no attribute {name!r}")
    from pcf.workforce.installed import needs_numpy

    with needs_numpy():
        value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value
