"""Cubes of several logs asked together: over the days that all of them have, as of one moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pcf.errors import LogError
from pcf.findings import Finding
from pcf.metrics.cubes.cube import Cube, said_moment
from pcf.metrics.cubes.findings import CUBES_APART
from pcf.metrics.period_names import said_days
from pcf.metrics.sql.scans import Period


def common_period(asked: Period, cubes: Sequence[Cube]) -> Period:
    """Return the days that are meant: an end that is left open is the one that all cubes have.

    Raises:
        LogError: The cubes have no day in common.
    """
    firsts = [one.period.first for one in cubes if one.period.first is not None]
    lasts = [one.period.last for one in cubes if one.period.last is not None]
    period = Period(asked.first or max(firsts, default=None), asked.last or min(lasts, default=None))
    if asked == Period() and period.is_empty:
        raise _apart("--from", [f"{one.file} ({said_days(one.period)})" for one in cubes])
    return period


def common_moment(cubes: Sequence[Cube]) -> datetime | None:
    """Return the local time as of which all cubes were counted; ``None`` where none was given.

    Raises:
        LogError: They were counted as of different moments, or some without one.
    """
    found = {one.local_moment for one in cubes}
    if len(found) > 1:
        raise _apart("--as-of", [f"{one.file} ({said_moment(one.local_moment)})" for one in cubes])
    return next(iter(found), None)


def _apart(option: str, found: Sequence[str]) -> LogError:
    told = Finding(CUBES_APART, cell=option, facts={"what": option, "found": list(found)})
    return LogError(findings=(told,), path="–", count=1)
