"""What blank cells of a plan mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pcf.workforce.planned import LIMITS, Pool
from pcf.workforce.records import StaffingLine

# What is promised to a pool, and how it works; what an interval meets is its own.
PROMISED = (
    "aht", "patience", "target", "within", "asa", "abandonment", "occupancy", "short", "shrinkage", "concurrency",
    "minimum", "cost",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Defaults:
    """Values for what a line of a plan does not say.

    Attributes:
        common: Field of ``StaffingLine`` to its value, in every pool.
        by_pool: The same for a segment and channel, before ``common``; a blank one of either stands for all.
    """

    common: Mapping[str, Decimal] = field(default_factory=dict)
    by_pool: Mapping[Pool, Mapping[str, Decimal]] = field(default_factory=dict)

    def of(self, segment: str | None, channel: str) -> dict[str, Decimal]:
        """Return field to value for one pool."""
        found = dict(self.common)
        for pool in ((None, ""), (None, channel), (segment, ""), (segment, channel)):
            found |= self.by_pool.get(pool, {})
        return found

    def has_limit(self) -> bool:
        """Whether any of them says how many agents are enough."""
        return any(name in values for values in (self.common, *self.by_pool.values()) for name in LIMITS)


def promises_of(lines: Iterable[StaffingLine]) -> dict[Pool, dict[str, Decimal]]:
    """Return what lines promise by segment and channel; of several of one pool the first that says it."""
    found: dict[Pool, dict[str, Decimal]] = {}
    for line in lines:
        said = {name: value for name in PROMISED if (value := getattr(line, name)) is not None}
        found[line.segment, line.channel] = said | found.get((line.segment, line.channel), {})
    return found


def filled(line: StaffingLine, defaults: Defaults) -> StaffingLine:
    """Return a line with the defaults where it says nothing."""
    missing = {
        name: value for name, value in defaults.of(line.segment, line.channel).items() if getattr(line, name) is None
    }
    return line.model_copy(update=missing) if missing else line
