"""What other promises would cost, on a terminal: of one pool with what is kept, of several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pcf.cli.output import print_table

if TYPE_CHECKING:
    from pcf.cli.staffing import PlanWriter
    from pcf.workforce.planned import StaffingPlan
    from pcf.workforce.whatif import PromiseCurve


def print_promises(plan: StaffingPlan, writer: PlanWriter) -> None:
    """Print paid hours and cost at other promised shares; nothing where no share is promised."""
    from pcf.workforce.whatif import promise_curves  # needs numpy, as the plan did

    made = promise_curves(plan.lines)
    if len(made) == 1 and len(plan.pools) == 1:
        _of_one(made[0], writer)
    elif made:
        _by_pool(made, writer)


def _of_one(made: PromiseCurve, writer: PlanWriter) -> None:
    say = writer.say
    rows = [
        [
            _promise(one.target, writer),
            writer.share(one.service_level),
            writer.number(one.hours, 1),
            writer.number(one.cost, 2),
            say("promised now") if one.is_promised else "",
        ]
        for one in made.points
    ]
    heads = [say("Promise"), say("In time, of all offered"), say("Hours to schedule"), writer.cost_head(), ""]
    print_table(heads, rows, title=say("What other promises would cost"), numeric=range(4))


def _by_pool(made: Sequence[PromiseCurve], writer: PlanWriter) -> None:
    """Print a row for each promise: its cost in every pool, or the paid hours where a cost is not known."""
    say = writer.say
    has_cost = all(point.cost is not None for one in made for point in one.points)
    said = [
        {
            point.target: writer.number(point.cost, 2) if has_cost else writer.number(point.hours, 1)
            for point in one.points
        }
        for one in made
    ]
    rows = [
        [_promise(target, writer), *(one.get(target, "") for one in said)]
        for target in sorted({target for one in said for target in one})
    ]
    heads = [say("Promise"), *(_head(one, writer) for one in made)]
    title = say("Other promises (in brackets: promised now): {figure}", figure=_figure(writer, has_cost=has_cost))
    print_table(heads, rows, title=title, numeric=range(len(heads)))


def _figure(writer: PlanWriter, *, has_cost: bool) -> str:
    return writer.cost_head() if has_cost else writer.say("Hours to schedule")


def _head(made: PromiseCurve, writer: PlanWriter) -> str:
    """Return the name of a pool with its promise, where all its lines have the same."""
    name = writer.pool_name(made.segment, made.channel)
    now = next((point.target for point in made.points if point.is_promised), None)
    return name if now is None else f"{name} ({_promise(now, writer)})"


def _promise(target: float, writer: PlanWriter) -> str:
    return writer.share(target, 0 if target == int(target) else 1)
