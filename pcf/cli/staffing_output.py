"""What ``pcf staff -o`` writes: the plan with its results, as a table that can be read again as a plan."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pcf.cli.figures import harmless
from pcf.cli.output import check_output
from pcf.errors import OutputSuffixError
from pcf.outputs import together, whole_file
from pcf.workforce.plans.columns import COLUMNS, RESULTS, PlanColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pcf.cli.session import Session
    from pcf.cli.staffing_inputs import Staffed
    from pcf.workforce.planned import Met, PlannedLine, StaffingPlan

SUFFIXES = (".csv", ".xlsx")
_ALWAYS = frozenset({"id", "segment", "channel", "start", "calls", "aht"})
_HUNDRED = 100


def check_plan_output(path: Path, *, force: bool, inputs: Sequence[Path]) -> None:
    """Refuse an output that is no table, or that cannot or must not be written.

    Raises:
        OutputIsInputError, OutputExistsError, OutputNotWritableError, OutputSuffixError
    """
    if path.suffix.lower() not in SUFFIXES:
        raise OutputSuffixError(path=str(path), expected=", ".join(SUFFIXES))
    check_output(path, force=force, inputs=inputs)


def write_staffing(
    plan: StaffingPlan, staffed: Staffed, session: Session, *, out: Path | None, html: Path | None
) -> None:
    """Write what was asked for: all of it appears, each file whole, or nothing does."""
    with together():
        if out is not None:
            write_plan(out, plan, session)
        if html is not None:
            from pcf.report.staffing import write_staffing_report

            write_staffing_report(
                html,
                plan,
                session.taxonomy,
                lang=session.lang,
                organisation=staffed.organisation,
                forecast=staffed.forecast,
            )


def write_plan(path: Path, plan: StaffingPlan, session: Session) -> None:
    """Write the plan with its results as the name of the file asks; the file appears whole or not at all."""
    with whole_file(path) as temporary:
        if path.suffix.lower() == ".xlsx":
            from pcf.excel.figures import write_figures_table

            write_figures_table(temporary, list(_rows(plan)), session.say("Staffing"))
            return
        with temporary.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([harmless(cell) for cell in row] for row in _rows(plan))


def _rows(plan: StaffingPlan) -> Iterator[list[object]]:
    """Yield the headings and one row a line: what was said, then what it comes to; shares on 0 to 1."""
    said = [one for one in COLUMNS if one.field in _ALWAYS or any(getattr(line.line, one.field) for line in plan.lines)]
    yield [*(column.field for column in said), *RESULTS]
    for one in plan.lines:
        yield [*(_said(one, column, plan) for column in said), *_results(one)]


def _said(one: PlannedLine, column: PlanColumn, plan: StaffingPlan) -> object:
    value = getattr(one.line, column.field)
    if column.field == "segment" and value:
        return plan.segments.get(value, value)
    if isinstance(value, Decimal):
        value = value / _HUNDRED if column.holds == "share" else value
        return int(value) if value == value.to_integral_value() else float(value)
    return value or None


def _results(one: PlannedLine) -> Iterator[object]:
    needed, today = one.needed, one.today
    yield one.load
    yield needed.agents if needed else None
    yield needed.scheduled if needed else None
    yield one.limited_by or None
    yield from _met(needed, is_today=False)
    yield from _met(today, is_today=True)
    yield " ".join(one.missing) or None


def _met(met: Met | None, *, is_today: bool) -> Iterator[object]:
    """Yield the figures of a number of agents in the order of ``RESULTS``."""
    if met is None:
        yield from [None] * 8
        return
    yield _share(met.service_level)
    yield _share(met.service_level_metric)
    yield met.asa
    yield met.wait
    yield _share(met.abandonment)
    yield _share(met.occupancy)
    if not is_today:
        yield _share(met.p_wait)
    yield met.cost
    if is_today:
        yield "true" if met.is_kept else "false"


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / _HUNDRED
