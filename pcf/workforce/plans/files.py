"""A plan read from a file: one interval of one pool a row, told by the columns ``calls`` and ``aht``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pcf.errors import N_, InputFaultsError
from pcf.findings import Finding, has_errors
from pcf.workforce.plans.defaults import Defaults
from pcf.workforce.plans.rows import PlanReader
from pcf.workforce.plans.tables import UnreadablePlanError, has_plan_head, read_plan_table
from pcf.workforce.records import StaffingLine


class PlanError(InputFaultsError):
    """A plan cannot be read; ``findings`` hold every fault."""

    code = "plan-faults"
    template = N_("Plan {path} has faults: {count}.")


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan as its file has it.

    Attributes:
        lines: In the order of the rows.
        segments: Segment id to name, of the segments that the plan names.
        findings: What was noticed; no errors.
    """

    lines: tuple[StaffingLine, ...]
    segments: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


def is_plan(path: Path) -> bool:
    """Whether a file has the headings of a plan near its head; False for one that cannot be read."""
    return has_plan_head(path)


def read_plan(path: Path, *, segments: Mapping[str, str] | None = None, defaults: Defaults | None = None) -> PlanFile:
    """Read a plan from CSV, TSV or an Excel workbook.

    Columns are named as the fields of ``StaffingLine`` or as the assessment workbook names them; capitals and order
    do not matter. Shares are on 0 to 1 or have the sign %, durations are in seconds or ``0:04:00``.

    Args:
        path: The file.
        segments: Id to name of the segments that are known; names in the file become their ids.
        defaults: What blank cells mean.

    Raises:
        PlanError: The file has faults; holds all of them, each with its row and column.
    """
    try:
        table = read_plan_table(path)
    except UnreadablePlanError as error:
        raise _error(path, list(error.findings)) from error
    reader = PlanReader(table, segments, defaults or Defaults())
    lines = reader.lines()
    findings = reader.findings()
    if has_errors(findings):
        raise _error(path, findings)
    return PlanFile(tuple(lines), reader.segments, tuple(findings))


def _error(path: Path, findings: list[Finding]) -> PlanError:
    return PlanError(findings=findings, path=path.name, count=sum(has_errors([one]) for one in findings))
