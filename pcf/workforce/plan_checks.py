"""What is wrong or doubtful in the lines of a plan, pool by pool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pcf.errors import N_, Phrase
from pcf.findings import Finding, FindingKind
from pcf.workforce import plan_findings as kinds
from pcf.workforce.planned import PlannedLine, Pool
from pcf.workforce.pools import by_pool
from pcf.workforce.records import StaffingLine
from pcf.workforce.words import FIELD

# Figures that are there; those that are missing are named as in the report, by FIELD.
_FIGURE: Mapping[str, str] = {
    "calls": FIELD["calls"],
    "aht": FIELD["aht"],
    "interval": N_("length of the interval"),
    "target": N_("promised share"),
    "abandonment": N_("limit of abandonment"),
    "occupancy": N_("limit of occupancy"),
    "shrinkage": N_("shrinkage"),
    "agents": N_("agents"),
    "minimum": N_("fewest agents"),
}
_TOLD = 10  # lines that a finding names; the rest is counted
_EVERYBODY = Phrase(N_("All customers"))
_SHORTEST, _LONGEST = 5, 4 * 3600
_BUSY = 90.0
_DAY = 86_400

Fault = tuple[FindingKind, tuple[str, ...]]


def check_lines(planned: Sequence[PlannedLine], segments: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong or doubtful, once for all lines of a pool that have the same fault.

    Args:
        planned: The lines, computed.
        segments: Segment id to name.
    """
    for pool, lines in by_pool(planned).items():
        starts = Counter(one.line.start for one in lines)
        found: dict[Fault, list[StaffingLine]] = {}
        for one in lines:
            for fault in _faults(one, is_doubled=starts[one.line.start] > 1):
                found.setdefault(fault, []).append(one.line)
        for (kind, fields), some in found.items():
            yield _told(kind, fields, some, pool_name(pool, segments))


def _faults(one: PlannedLine, *, is_doubled: bool) -> Iterator[Fault]:
    line = one.line
    if one.unusable:
        yield kinds.LINE_UNUSABLE, one.unusable
    if one.missing:
        yield kinds.LINE_INCOMPLETE, one.missing
    shares = _shares(line)
    for kind, is_found in (
        (kinds.LINE_DOUBLED, is_doubled),
        (kinds.OVERLOADED_TODAY, one.today is not None and one.today.is_overloaded),
        (kinds.AGENTS_IN_PARTS, line.agents is not None and not _is_whole(line.agents)),
        (kinds.AHT_UNLIKELY, line.aht is not None and not _SHORTEST <= line.aht <= _LONGEST),
        (kinds.PATIENCE_SHORT, _is_below(line.patience, line.within)),
        (kinds.OCCUPANCY_HIGH, one.needed is not None and (one.needed.occupancy or 0.0) > _BUSY),
        (kinds.INTERVAL_UNEVEN, line.interval is not None and not _is_whole(_DAY / line.interval)),
    ):
        if is_found:
            yield kind, ()
    if shares:
        yield kinds.SHARE_TYPED, shares


def _shares(line: StaffingLine) -> tuple[str, ...]:
    """Return the fields that look like shares on 0 to 1; an abandonment below one per cent may well be meant."""
    typed = {"target": line.target, "occupancy": line.occupancy, "shrinkage": line.shrinkage}
    return tuple(name for name, value in typed.items() if value is not None and 0 < value <= 1)


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _is_below(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and one < other


def pool_name(pool: Pool, segments: Mapping[str, str]) -> list[str]:
    """Return what a pool is called."""
    segment, channel = pool
    parts = [segments.get(segment, segment)] if segment else []
    return [*parts, channel] if channel else parts or [_EVERYBODY]


def _told(kind: FindingKind, fields: Sequence[str], lines: Sequence[StaffingLine], pool: list[str]) -> Finding:
    named = [line.id for line in lines[:_TOLD]] + ["…"] * (len(lines) > _TOLD)
    names = FIELD if kind is kinds.LINE_INCOMPLETE else _FIGURE
    what = [Phrase(names[name]) for name in fields]
    return Finding(kind, cell=lines[0].id, facts={"pool": pool, "fields": what, "count": len(lines), "found": named})
