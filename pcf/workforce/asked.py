"""What callers of ``staff``, ``required_agents`` and ``perform`` ask, checked as a whole and made cases."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pcf.findings import Finding
from pcf.workforce import findings as kinds
from pcf.workforce.arguments import LARGEST_LOAD, Faulty, StaffingError, checked, first_of, told
from pcf.workforce.integrals import Array
from pcf.workforce.planned import DEFAULTS, LIMITS
from pcf.workforce.required import Cases

LARGEST_TEAM = 10**9  # a number of agents that doubles and 64 bits hold whole, with any shrinkage
# Above these shares no number of agents is enough, or none that could be held whole; 1 itself is told by ``checked``.
NEAREST_ONE: Mapping[str, float] = {"target": float(np.nextafter(1.0, 0.0)), "shrinkage": 1 - 1e-9}
_ALWAYS = ("load", "calls", "aht")  # without them nothing can be computed


class Asked:
    """Arguments that fit together.

    Attributes:
        shape: To which they broadcast; empty if every one is a plain number.
    """

    def __init__(self, arguments: Mapping[str, object], *, needs_limit: bool, whole: Collection[str] = ()) -> None:
        """Check everything.

        Args:
            arguments: By name; what is ``None`` was not said.
            needs_limit: Whether it is an error to give no limit.
            whole: Names of the arguments that must be whole numbers.

        Raises:
            StaffingError: Names every argument and interval that is wrong.
        """
        said = {name: value for name, value in arguments.items() if value is not None or name in _ALWAYS}
        faults: list[Finding] = []
        count = 0
        try:
            self._arrays = dict(zip(said, checked(**said), strict=True))
        except StaffingError as error:
            faults, count = list(error.findings), int(str(error.facts["count"]))
        unsaid = list(_unsaid(said, needs_limit=needs_limit))
        out_of_range, more = told(list(_faulty_together(said, whole)))
        faults += [*unsaid, *out_of_range]
        if faults:
            raise StaffingError(findings=faults, count=count + len(unsaid) + more, first=first_of(faults))
        self.shape = next(iter(self._arrays.values())).shape

    def values(self, name: str) -> Array:
        """Return one argument in one dimension; NaN, or what stands for it, where it was not said."""
        if name in self._arrays:
            return self._arrays[name].ravel()
        return np.full(int(np.prod(self.shape)), float(DEFAULTS.get(name, np.nan)))

    def cases(self) -> Cases:
        """Return all arguments in one dimension."""
        given = {field.name: self.values(field.name) for field in fields(Cases)}
        if "load" not in self._arrays:
            given["load"] = self.values("calls") * self.values("aht") / self.values("interval")
        return Cases(**given)

    def shaped(self, found: NDArray[Any]) -> Any:
        """Give a result the shape of the arguments; plain numbers get a plain number."""
        return found.reshape(self.shape) if self.shape else found[0].item()


def _unsaid(said: Mapping[str, object], *, needs_limit: bool) -> Iterator[Finding]:
    limits = [name for name in LIMITS if name in said]
    if needs_limit and limits == ["abandonment"] and "patience" not in said:
        yield Finding(kinds.PATIENCE_MISSING, cell="patience", facts={"found": "None"})
    if needs_limit and not limits:
        yield Finding(kinds.LIMIT_MISSING, facts={"found": ", ".join(said), "limits": ", ".join(LIMITS)})
    if "target" in said and "within" not in said:
        yield Finding(kinds.WITHIN_MISSING, cell="within", facts={"found": "None"})


def _faulty_together(said: Mapping[str, object], whole: Collection[str]) -> Iterator[Faulty]:
    """Yield what ``checked`` does not know of; what is wrong by itself is left to it."""
    known = {name: found for name, value in said.items() if (found := _numbers(value)) is not None}
    for name, one in known.items():
        if name == "concurrency":
            yield Faulty(kinds.CONCURRENCY_TOO_SMALL, name, one, (one >= 0) & (one < 1))
        if name in NEAREST_ONE:
            yield Faulty(kinds.SHARE_ONE, name, one, (one > NEAREST_ONE[name]) & (one < 1))
        if name == "abandonment" and "patience" in known:
            yield Faulty(kinds.ABANDONMENT_ZERO, name, one, one == 0)
        if name in ("agents", "minimum"):
            yield Faulty(kinds.TOO_MANY_AGENTS, name, one, np.isfinite(one) & (one > LARGEST_TEAM))
        if name in whole:
            yield Faulty(kinds.AGENTS_NOT_WHOLE, name, one, np.isfinite(one) & (np.floor(one) != one))
    try:
        yield from _too_large(known)
    except ValueError:  # shapes that do not fit are told by checked
        return


def _too_large(known: Mapping[str, Array]) -> Iterator[Faulty]:
    """Yield loads that calls, handle times and intervals make too large, and occupancies that make teams so."""
    load = known.get("load", np.zeros(()))
    with np.errstate(all="ignore"):
        if known.keys() >= {"calls", "aht"}:
            calls, aht, interval = np.broadcast_arrays(
                known["calls"], known["aht"], known.get("interval", DEFAULTS["interval"])
            )
            usable = (calls > 0) & (aht > 0) & (interval > 0) & np.isfinite(calls) & np.isfinite(aht)
            load = np.where(usable, calls * aht / interval, 0.0)
            yield Faulty(kinds.LOAD_TOO_LARGE, "load", load, load > LARGEST_LOAD)
        if "occupancy" in known:
            load, occupancy = np.broadcast_arrays(load, known["occupancy"])
            small = (occupancy > 0) & (load <= LARGEST_LOAD) & (load / occupancy > LARGEST_TEAM)
            yield Faulty(kinds.TOO_MANY_AGENTS, "occupancy", occupancy, small)


def _numbers(value: object) -> Array | None:
    try:
        return np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        return None
