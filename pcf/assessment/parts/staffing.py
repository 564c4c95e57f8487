"""What is shown of staffing, part by part in the order of the chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcf.assessment.figures import Numbers
from pcf.assessment.parts.choices import curve_parts, pooling_part, promise_part
from pcf.assessment.parts.days import day_parts
from pcf.assessment.parts.forecasts import forecast_part
from pcf.assessment.parts.pools import listed, need_part, today_part, total_part
from pcf.assessment.parts.table import Part
from pcf.workforce.planned import StaffingPlan
from pcf.workforce.words import MODEL

if TYPE_CHECKING:
    from pcf.workforce.forecast.records import Forecast

PROMISE, WORKFORCE = "10383", "10387"  # 6.1.5 promises the service level, 6.2.1 plans who keeps it


def staffing_parts(plan: StaffingPlan, numbers: Numbers, forecast: Forecast | None = None) -> tuple[Part, ...]:
    """Return the parts of the chapter on the workforce.

    Args:
        plan: At least one line, computed.
        numbers: Writes them in one language.
        forecast: What its contacts were forecast from, if they were.
    """
    made = (need_part(plan, numbers), today_part(plan, numbers), total_part(plan, numbers))
    after = (promise_part(plan, numbers), pooling_part(plan, numbers))
    return (
        _belongs_part(numbers),
        *(part for part in made if part is not None),
        *curve_parts(plan, numbers),
        *day_parts(plan, numbers),
        *((forecast_part(forecast, plan, numbers),) if forecast is not None else ()),
        *(part for part in after if part is not None),
        _method_part(plan, numbers),
    )


def _belongs_part(numbers: Numbers) -> Part:
    """Say which processes the chapter belongs to."""
    say = numbers.say
    told = (
        say("What is promised: {element}.", element=numbers.element(PROMISE)),
        say("Who keeps it: {element}.", element=numbers.element(WORKFORCE)),
        say("Between the two stands how many agents a promise needs; it is computed here with Erlang's formulas."),
    )
    return Part("belongs", say("Where this belongs"), told)


def _method_part(plan: StaffingPlan, numbers: Numbers) -> Part:
    """Say what the formulas suppose, and what they cannot tell."""
    say = numbers.say
    models = [MODEL[model] for model in MODEL if any(one.model == model for one in plan.lines)]
    told = (
        say("Computed with: {models}.", models=listed([say(one) for one in models], numbers)) if models else "",
        say(
            "The service level here is the share of all offered contacts that are answered in time. The metric service "
            "level leaves short abandons out of the offered and is therefore never lower; it is shown beside it. What "
            "a log counts differs further where contacts are transferred, called back or split over intervals."
        ),
        say(
            "The formulas suppose: contacts come by chance, independently of one another; handle times and patience "
            "vary as exponential times do; every agent of a pool can serve every contact of it; whoever gives up does "
            "not call again; and each interval stands for itself, as if its load had lasted long enough."
        ),
        say(
            "Shrinkage is spread evenly over the day: when breaks, training and meetings lie is left to the roster, "
            "and so are lengths of shifts, which usually need more paid hours than the sum of the intervals."
        ),
        say("Contacts and handle times are taken as known. What is expected of them is an estimate and can be wrong."),
    )
    return Part("method", say("What these figures do not say"), tuple(filter(None, told)))
