"""How far a forecast of contacts erred in weeks that were held back, beside the naive one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcf.assessment.figures import Numbers, Shown
from pcf.assessment.parts.pools import part_of, pool_name
from pcf.assessment.parts.table import Column, Part, Row
from pcf.workforce.planned import StaffingPlan

if TYPE_CHECKING:
    from pcf.workforce.forecast.records import Accuracy, Forecast


def forecast_part(forecast: Forecast, plan: StaffingPlan, numbers: Numbers) -> Part:
    """Show the errors of each series and of all together, with how often the ranges held what came."""
    say = numbers.say
    said = say(
        "Contacts are forecast from a log of {first} to {last}. Weeks held back for judging: {weeks}.",
        first=forecast.history_first.isoformat(),
        last=forecast.history_last.isoformat(),
        weeks=numbers.count(forecast.accuracy.weeks),
    )
    columns = (
        Column(say("Pool"), width=30),
        Column(say("Contacts held back"), "count", 12),
        Column(say("Error by interval"), "share", 11),
        Column(say("Naive, by interval"), "share", 11),
        Column(say("Error by day"), "share", 11),
        Column(say("Naive, by day"), "share", 11),
        Column(say("Bias"), "share", 10),
        Column(say("Bias, naive"), "share", 10),
        *(
            Column(say("In the range of {level}", level=part_of(level, numbers)), "share", 12)
            for level in forecast.levels
        ),
    )
    rows = [
        _row(pool_name(one.segment, one.channel, plan, numbers), one.accuracy, forecast, numbers)
        for one in forecast.series
    ]
    if len(rows) > 1:
        all_of_them = _row(say("All pools"), forecast.accuracy, forecast, numbers)
        rows.append(Row(all_of_them.cells, is_strong=True))
    notes = (
        say(
            "Error: the sum of absolute errors over the sum of contacts (WAPE). Bias: forecast less what came, over "
            "what came; below zero too little was forecast. Naive: the same interval one week before."
        ),
        say("In the range: share of intervals in which as many contacts came as the range says."),
    )
    return Part("forecast", say("How good the forecast of contacts is"), (said,), columns, tuple(rows), notes)


def _row(name: str, found: Accuracy, forecast: Forecast, numbers: Numbers) -> Row:
    shares = (found.wape, found.naive_wape, found.wape_day, found.naive_wape_day)
    return Row(
        (
            name,
            numbers.count(found.contacts),
            *(part_of(share, numbers) for share in shares),
            *(_signed(bias, numbers) for bias in (found.bias, found.naive_bias)),
            *(part_of(found.coverage.get(level), numbers) for level in forecast.levels),
        )
    )


def _signed(value: float | None, numbers: Numbers) -> Shown:
    """Write a percentage with its sign."""
    shown = part_of(value, numbers)
    text = shown.text.replace("-", "−")
    return Shown(shown.exact, f"+{text}" if value is not None and value > 0 else text)
