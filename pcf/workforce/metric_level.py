"""The service level of several intervals without short abandons, as the metric has it by default."""

from __future__ import annotations

from collections.abc import Iterable

from pcf.workforce.planned import PlannedLine


def metric_level(lines: Iterable[PlannedLine]) -> float | None:
    """Return the service level of several intervals without short abandons, per cent, from sums.

    In time are the service level times the contacts; contacts without short abandons are those over the metric's.
    """
    in_time = counted = 0.0
    for one in lines:
        met, calls = one.needed, float(one.line.calls or 0)
        if met is None or met.service_level is None or met.service_level_metric is None:
            continue
        share = met.service_level / met.service_level_metric if met.service_level_metric else 1.0
        in_time += calls * met.service_level
        counted += calls * share
    return in_time / counted if counted else None
