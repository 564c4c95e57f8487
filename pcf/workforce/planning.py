"""Lines of a plan made arrays, computed at once, and made records again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pcf.workforce.arguments import LARGEST_LOAD
from pcf.workforce.asked import LARGEST_TEAM, NEAREST_ONE
from pcf.workforce.integrals import Array
from pcf.workforce.planned import DEFAULTS, LIMITS, Met, PlannedLine, load_of
from pcf.workforce.records import StaffingLine
from pcf.workforce.required import Cases, Counts, Kept, Marks, breaks, fewest, keeps, limiting, scheduled

_PERCENT = frozenset({"target", "abandonment", "occupancy", "shrinkage"})
_SHOWN_PERCENT = frozenset(
    {"service_level", "service_level_metric", "abandonment", "occupancy", "p_wait", "given_up_within"}
)


@dataclass(frozen=True, slots=True)
class Intervals:
    """Lines as arrays, one element a line.

    Attributes:
        cases: What is offered and promised.
        hours: How long each interval is.
        shrinkage: As a share.
        cost: Of a paid hour; NaN where it was not said.
    """

    cases: Cases
    hours: Array
    shrinkage: Array
    cost: Array

    def at(self, places: NDArray[np.intp] | Marks) -> Intervals:
        """Return the lines of some places."""
        return Intervals(self.cases.at(places), self.hours[places], self.shrinkage[places], self.cost[places])


def intervals_of(lines: Sequence[StaffingLine]) -> Intervals:
    """Make lines arrays; what was not said is its default, else NaN."""
    seconds = column(lines, "interval")
    typed = {field.name: column(lines, field.name) for field in fields(Cases) if field.name != "load"}
    with np.errstate(all="ignore"):  # what is too large is told by unusable_of
        load = column(lines, "calls") * typed["aht"] / seconds
    return Intervals(Cases(load=load, **typed), seconds / 3600, column(lines, "shrinkage"), column(lines, "cost"))


def column(lines: Sequence[StaffingLine], name: str) -> Array:
    """Return one field of all lines; percentages as shares."""
    unsaid = float(DEFAULTS.get(name, np.nan))
    values = (_number(line, name) for line in lines)
    return np.array([unsaid if value is None else value for value in values], dtype=np.float64)


def _number(line: StaffingLine, name: str) -> float | None:
    value: Decimal | None = getattr(line, name)
    if value is None:
        return None
    return float(value.scaleb(-2) if name in _PERCENT else value)


def missing_of(line: StaffingLine) -> tuple[str, ...]:
    """Return the fields without which it cannot be said how many agents are needed."""
    missing = [name for name in ("calls", "aht") if getattr(line, name) is None]
    if line.target is not None and line.within is None:
        missing.append("within")
    limits = [name for name in LIMITS if getattr(line, name) is not None]
    if limits == ["abandonment"] and line.patience is None:  # nobody gives up, so it limits nothing
        missing.append("patience")
    if not limits:
        missing.append("target")
    return tuple(missing)


def unusable_of(line: StaffingLine) -> tuple[str, ...]:
    """Return the fields whose values are beyond what can be computed or kept."""
    load, unusable = load_of(line) or Decimal(0), []
    if load > LARGEST_LOAD:
        unusable += ["calls", "aht", "interval"]
    unusable += [name for name, most in NEAREST_ONE.items() if (_number(line, name) or 0.0) > most]
    if line.abandonment == 0 and line.patience is not None:
        unusable.append("abandonment")
    if max(line.agents or 0, line.minimum or 0) > LARGEST_TEAM:
        unusable += ["agents", "minimum"]
    if line.occupancy is not None and load * 100 > line.occupancy * LARGEST_TEAM:
        unusable.append("occupancy")
    return tuple(unusable)


def has_load(line: StaffingLine) -> bool:
    """Whether it can be said what a number of agents keeps."""
    return line.calls is not None and line.aht is not None and not unusable_of(line)


def can_be_computed(line: StaffingLine) -> bool:
    """Whether it can be said how many agents are needed."""
    return not missing_of(line) and not unusable_of(line)


def computed(lines: Sequence[StaffingLine]) -> tuple[PlannedLine, ...]:
    """Compute every line that can be."""
    missing, unusable = [missing_of(line) for line in lines], [unusable_of(line) for line in lines]
    intervals = intervals_of(lines)
    agents = column(lines, "agents")
    is_usable = ~np.isnan(intervals.cases.load) & ~np.array([bool(fields) for fields in unusable], dtype=np.bool_)
    is_whole = is_usable & ~np.array([bool(fields) for fields in missing], dtype=np.bool_)
    needed, limits = _needed(intervals, np.flatnonzero(is_whole))
    today = _today(intervals, agents, np.flatnonzero(is_usable & ~np.isnan(agents)))
    loads = shown(intervals.cases.load, "load")
    return tuple(
        PlannedLine(
            line=line,
            load=loads[place],
            needed=needed.get(place),
            today=today.get(place),
            limited_by=limits.get(place, ""),
            model="erlang_c" if line.patience is None else "erlang_a",
            missing=missing[place],
            unusable=unusable[place],
        )
        for place, line in enumerate(lines)
    )


def _needed(intervals: Intervals, places: NDArray[np.intp]) -> tuple[dict[int, Met], dict[int, str]]:
    some = intervals.at(places)
    agents = fewest(some.cases)
    limits = limiting(some.cases, agents).tolist()
    keys: list[int] = places.tolist()
    return dict(zip(keys, mets(some, agents), strict=True)), dict(zip(keys, limits, strict=True))


def _today(intervals: Intervals, agents: Array, places: NDArray[np.intp]) -> dict[int, Met]:
    on_duty = np.floor(agents[places]).astype(np.int64)
    return dict(zip(places.tolist(), mets(intervals.at(places), on_duty), strict=True))


def mets(intervals: Intervals, agents: Counts) -> list[Met]:
    """Return what so many agents keep in each interval, and cost."""
    on_duty = agents.astype(np.float64)
    kept = keeps(intervals.cases, on_duty)
    paid = scheduled(agents, intervals.shrinkage)
    figures = {field.name: shown(getattr(kept, field.name), field.name) for field in fields(Kept)}
    columns = {
        "agents": agents.tolist(),
        "scheduled": paid.tolist(),
        **figures,
        "cost": shown(paid * intervals.hours * intervals.cost, "cost"),
        "is_overloaded": np.isinf(kept.wait).tolist(),
        "is_kept": (~breaks(intervals.cases, on_duty, kept)).tolist(),
    }
    return [Met(*row) for row in zip(*(columns[field.name] for field in fields(Met)), strict=True)]


def shown(values: Array, name: str) -> list[Any]:
    """Return one figure of all intervals as ``Met`` has it: shares per cent, ``None`` for what is not finite."""
    scaled = values * 100 if name in _SHOWN_PERCENT else values
    found: NDArray[Any] = scaled.astype(object)
    found[~np.isfinite(scaled)] = None
    return list(found)
