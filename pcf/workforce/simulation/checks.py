"""What is to be simulated, checked: every fault is found before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from pcf.findings import Finding, FindingKind
from pcf.workforce.arguments import StaffingError, checked, first_of
from pcf.workforce.integrals import Array
from pcf.workforce.simulation import findings as faults_of
from pcf.workforce.simulation.records import Kind, Promise
from pcf.workforce.simulation.tally import Setting

MOST_INTERVALS = 100_000
MOST_REPLICATIONS = 10_000
MOST_AGENTS = 100_000
MOST_CONTACTS = 10_000_000  # of one replication: some gigabytes, and a minute
MOST_SEED = 2**63 - 1
MOST_PRIORITY = 1_000_000
_MOST_TOLD = 100


class Checks:
    """Faults, gathered argument by argument."""

    def __init__(self) -> None:
        self.faults: list[Finding] = []
        self._untold = 0

    def add(self, kind: FindingKind, argument: str, found: object, **facts: object) -> None:
        self.faults.append(Finding(kind, cell=argument, facts={"argument": argument, "found": found, **facts}))

    def close(self) -> None:
        """Raise what was found, if anything was.

        Raises:
            StaffingError: With all of it.
        """
        if self.faults:
            told = tuple(self.faults[:_MOST_TOLD])
            count = len(self.faults) + self._untold
            raise StaffingError(findings=told, count=count, first=first_of(self.faults))

    def numbers(self, argument: str, value: object, of: str = "") -> Array | None:
        """Return the value as an array, or None where it is refused by the same rules as in the formulas."""
        try:
            (values,) = checked(**{argument: value})
        except StaffingError as refused:
            self.faults += [_of(fault, of) for fault in refused.findings]
            self._untold += int(str(refused.facts["count"])) - len(refused.findings)
            return None
        return values

    def listed(self, argument: str, value: object, of: str) -> Array | None:
        """Return a list of any length."""
        values = self.numbers(argument, value, of)
        if values is not None and values.ndim != 1:
            self.add(faults_of.NOT_A_LIST, of + argument, values.tolist())
            return None
        return values

    def number(self, argument: str, value: object, of: str = "") -> float | None:
        values = self.numbers(argument, value, of)
        if values is not None and values.ndim:
            self.add(faults_of.INTERVALS_DIFFER, of + argument, list(values.shape), intervals=1)
            return None
        return None if values is None else float(values)

    def whole(self, argument: str, value: object, least: int, most: int) -> int | None:
        is_whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
        if is_whole and least <= int(value) <= most:  # type: ignore[call-overload]
            return int(value)  # type: ignore[call-overload, no-any-return]
        self.add(faults_of.NOT_WHOLE, argument, shown(value), least=least, most=most)
        return None

    def between(self, argument: str, value: object, most: float, of: str = "") -> None:
        """Refuse what is not from zero to below ``most``."""
        number = self.number(argument, value, of)
        if number is not None and number >= most:
            self.add(faults_of.OUT_OF_RANGE, of + argument, number, least=0, most=most)

    def per_interval(self, argument: str, value: object, intervals: int | None, of: str = "") -> Array | None:
        values = self.numbers(argument, value, of)
        if values is None or intervals is None:
            return None
        if values.shape not in {(), (intervals,)}:
            self.add(faults_of.INTERVALS_DIFFER, of + argument, list(values.shape), intervals=intervals)
            return None
        return np.broadcast_to(values, (intervals,))


def _of(fault: Finding, of: str) -> Finding:
    """Return a fault with the kind of customers before the name of its argument."""
    named = {name: f"{of}{fault.facts[name]}" for name in ("argument", "cell") if name in fault.facts}
    return replace(fault, cell=of + fault.cell, facts={**fault.facts, **named})


def shown(value: object) -> object:
    """Return a number as it is, anything else as it is written in a program."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else repr(value)


def checked_setting(
    kinds: Sequence[Kind],
    agents: int | Sequence[int],
    *,
    intervals: int,
    seed: int,
    interval: float,
    replications: int,
    warm_up: float,
    short: float,
    confidence: float,
    promises: Sequence[Promise] | None = None,
    cost: float | None = None,
    occupancy: float | None = None,
    minimum: int | Sequence[int] = 0,
) -> Setting:
    """Return what is to be simulated, every argument being what ``simulate`` says it is.

    Raises:
        StaffingError: With every fault of every argument.
    """
    checks = Checks()
    known = checks.whole("intervals", intervals, 1, MOST_INTERVALS)
    checks.whole("seed", seed, 0, MOST_SEED)
    checks.whole("replications", replications, 2, MOST_REPLICATIONS)
    length = checks.number("interval", interval)
    end = None if known is None or length is None else known * length
    checks.number("short", short)
    checks.between("warm_up", warm_up, np.inf if end is None else end)
    checks.between("confidence", confidence, 1.0)
    if confidence == 0:  # an interval without width would say nothing
        checks.add(faults_of.OUT_OF_RANGE, "confidence", confidence, least=0, most=1.0)
    on_duty = _agents(checks, "agents", agents, known)
    _kinds(checks, kinds, known, end)
    if promises is not None and (promises or occupancy is None):
        _promises(checks, promises, kinds)
    for name, value in (("cost", cost), ("occupancy", occupancy)):
        if value is not None:
            checks.number(name, value)
    _agents(checks, "minimum", minimum, known)
    checks.close()
    return Setting(tuple(kinds), on_duty, float(interval), float(warm_up), float(short))


def _agents(checks: Checks, argument: str, agents: object, intervals: int | None) -> tuple[int, ...]:
    values = checks.per_interval(argument, agents, intervals)
    if values is None:
        return ()
    for place in np.flatnonzero((values != np.round(values)) | (values > MOST_AGENTS))[:_MOST_TOLD]:
        found = float(values[place])
        checks.add(faults_of.NOT_WHOLE, f"{argument}[{place + 1}]", found, least=0, most=MOST_AGENTS)
    return tuple(int(one) for one in values)


def _kinds(checks: Checks, kinds: Sequence[Kind], intervals: int | None, end: float | None) -> None:
    if not kinds:
        checks.add(faults_of.NO_KINDS, "kinds", 0)
    names = [kind.name for kind in kinds]
    for name in sorted({name for name in names if names.count(name) > 1}):
        checks.add(faults_of.KIND_TWICE, "kinds", name)
    expected = 0.0
    for kind in kinds:
        _one_of_two(checks, kind, "calls", "arrivals")
        _one_of_two(checks, kind, "aht", "services")
        _times(checks, kind, intervals)
        expected += _coming(checks, kind, intervals, end)
    if expected > MOST_CONTACTS:
        checks.add(faults_of.TOO_MANY, "kinds", expected, most=MOST_CONTACTS)


def _one_of_two(checks: Checks, kind: Kind, one: str, other: str) -> None:
    said = [name for name in (one, other) if getattr(kind, name) is not None]
    if len(said) != 1:
        checks.add(faults_of.ONE_OF_TWO, kind.name, said or "-", choices=[one, other])


def _times(checks: Checks, kind: Kind, intervals: int | None) -> None:
    of = f"{kind.name}: "
    for name in ("variation", "within"):
        if getattr(kind, name) is not None:
            checks.number(name, getattr(kind, name), of)
    if kind.aht is not None:
        checks.per_interval("aht", kind.aht, intervals, of)
    if kind.patience is not None:
        is_listed = isinstance(kind.patience, list | tuple)
        # nobody gives up where it is None: any number in its place is as good for the check
        said = [1.0 if one is None else one for one in kind.patience] if is_listed else kind.patience  # type: ignore[union-attr]
        checks.per_interval("patience", said, intervals, of)
    checks.whole(f"{of}priority", kind.priority, -MOST_PRIORITY, MOST_PRIORITY)
    if kind.services is not None:
        services = checks.listed("services", kind.services, of)
        if services is not None and not services.size:
            checks.add(faults_of.NOT_A_LIST, f"{of}services", [])


def _coming(checks: Checks, kind: Kind, intervals: int | None, end: float | None) -> float:
    """Check when contacts arrive, and return how many are expected."""
    of, expected = f"{kind.name}: ", 0.0
    if kind.calls is not None:
        calls = checks.per_interval("calls", kind.calls, intervals, of)
        expected += 0.0 if calls is None else float(calls.sum())
    if kind.arrivals is not None:
        arrivals = checks.listed("arrivals", kind.arrivals, of)
        if arrivals is not None and end is not None:
            for late in arrivals[arrivals >= end][:_MOST_TOLD]:
                checks.add(faults_of.OUTSIDE, f"{of}arrivals", float(late), end=end)
            expected += arrivals.size
    return expected


def _promises(checks: Checks, promises: Sequence[Promise], kinds: Sequence[Kind]) -> None:
    for argument, names in _promised_badly(promises, {kind.name: kind for kind in kinds}):
        checks.add(argument, "promises", names, kinds=[kind.name for kind in kinds])
    for promise in promises:
        for name in ("target", "asa", "abandonment"):
            if getattr(promise, name) is not None:
                checks.number(name, getattr(promise, name), f"{promise.kind}: ")


def _promised_badly(promises: Sequence[Promise], kinds: Mapping[str, Kind]) -> Iterator[tuple[FindingKind, object]]:
    if not promises:
        yield faults_of.NO_PROMISE, list(kinds)
    for promise in promises:
        if promise.kind not in kinds:
            yield faults_of.UNKNOWN_KIND, promise.kind
        elif promise.target is not None and kinds[promise.kind].within is None:
            yield faults_of.NO_WAIT, promise.kind
        if promise.target is None and promise.asa is None and promise.abandonment is None:
            yield faults_of.NO_PROMISE, promise.kind
