"""What the complaint log says: by segment, reason and channel, how old open cases are, whether something changed."""

from __future__ import annotations

from collections.abc import Iterator

from pcf.assessment.figures import Numbers, Shown
from pcf.assessment.parts.table import Cell, Column, Part, Row
from pcf.assessment.words import REASON
from pcf.complaints.counts import AgeBand, ChartPoint, ComplaintCounts, Cut
from pcf.complaints.loop import ComplaintLoop
from pcf.complaints.words import CUT, METHOD
from pcf.formula import Result
from pcf.model import MetricRecord
from pcf.units import Unit

_RATES = ("complaints_per_1000_customers", "complaints_per_1000_contacts")
_SHOWN = (
    *_RATES, "complaint_acknowledged_in_time", "complaint_closed_in_limit", "complaint_repeat_rate",
    "complaint_upheld_rate", "complaint_redress_mean", "complaint_to_regulator_rate",
)  # fmt: skip
_CUTS: tuple[Cut, ...] = ("segment", "reason", "channel")


def cut_parts(loop: ComplaintLoop, numbers: Numbers) -> list[Part]:
    """Show the figures of the log by segment, reason and channel; one part that says so where there is no log."""
    say, counts = numbers.say, loop.counts
    if counts is None:
        return [Part("log", say("Complaint log"), (say("No complaint log was given."),))]
    told = say(
        "Complaints received from {first} to {last}: {complaints}; open: {open}.",
        first=counts.first or "…",
        last=counts.last or "…",
        complaints=numbers.count(counts.complaints),
        open=numbers.count(counts.open),
    )
    parts = [Part("log", say("Complaint log"), (told, *_without(counts, numbers)))]
    return [*parts, *(_cut(cut, counts, loop, numbers) for cut in _CUTS if counts.cuts.get(cut))]


def _without(counts: ComplaintCounts, numbers: Numbers) -> Iterator[str]:
    """Say of each figure that the log cannot give why not."""
    for metric in _SHOWN:
        found = counts.totals.get(metric)
        if found is not None and found.value is None and found.reason is not None:
            missing = ", ".join(found.missing)
            why = numbers.say(REASON[found.reason])
            name = _record(metric, numbers).name.spoken(numbers.lang)
            yield numbers.say("{name}: {why}", name=name, why=f"{why}: {missing}" if missing else why)


def _cut(cut: Cut, counts: ComplaintCounts, loop: ComplaintLoop, numbers: Numbers) -> Part:
    say, rows = numbers.say, counts.cuts[cut]
    used = [name for name in _SHOWN if any(_is_known(row.results.get(name)) for row in rows)]
    columns = [
        Column(say("Group"), width=30),
        Column(say("Complaints"), "count"),
        Column(say("Open"), "count"),
        *(column for name in used for column in _columns(name, numbers)),
    ]
    told = [
        Row(
            (
                _called(row.value, cut, loop, numbers),
                numbers.count(row.complaints),
                numbers.count(row.open),
                *(cell for name in used for cell in _cells(row.results.get(name), name, numbers)),
            )
        )
        for row in rows
    ]
    total = (
        say("All"),
        numbers.count(counts.complaints),
        numbers.count(counts.open),
        *(cell for name in used for cell in _cells(counts.totals.get(name), name, numbers)),
    )
    return Part(f"by_{cut}", say(CUT[cut]), (), tuple(columns), (*told, Row(total, is_strong=True)))


def _called(value: str | None, cut: Cut, loop: ComplaintLoop, numbers: Numbers) -> str:
    if value is None:
        return numbers.say("not given")
    return loop.segments.get(value, value) if cut == "segment" else value


def _is_known(result: Result | None) -> bool:
    return result is not None and result.value is not None


def _columns(name: str, numbers: Numbers) -> Iterator[Column]:
    """Yield the columns of one metric: of a rate with the ends of its interval."""
    record = _record(name, numbers)
    if record.unit is Unit.PERCENT:
        yield Column(record.name.spoken(numbers.lang), "share", 14)
    elif record.unit is Unit.CURRENCY:
        yield Column(record.name.spoken(numbers.lang), "money", 14)
    else:
        yield Column(record.name.spoken(numbers.lang), "figure", 14)
        yield Column(numbers.say("95 % interval from"), "figure", 11)
        yield Column(numbers.say("to"), "figure", 9)


def _cells(result: Result | None, name: str, numbers: Numbers) -> Iterator[Cell]:
    record, value = _record(name, numbers), result.value if result else None
    if record.unit is Unit.PERCENT:
        yield Shown(None if value is None else value / 100, numbers.quantity(record, value).text)
    elif record.unit is Unit.CURRENCY:
        yield numbers.money(value)
    else:
        interval = result.interval if result and value is not None else None
        yield numbers.figure(value)
        yield from (numbers.figure(end) for end in interval or (None, None))


def _record(name: str, numbers: Numbers) -> MetricRecord:
    return numbers.taxonomy.metric(name).record


def age_part(loop: ComplaintLoop, numbers: Numbers) -> Part | None:
    """Show open complaints by age, over all and by segment; ``None`` without a log."""
    if loop.counts is None:
        return None
    say, title = numbers.say, numbers.say("Open complaints by age")
    if not loop.counts.ages:
        return Part("ages", title, (say("The log does not say which complaints are open, or as of when."),))
    columns = (
        Column(say("Segment"), width=26),
        Column(say("Age in full days"), "day", 16),
        Column(say("Open"), "count"),
        Column(say("Of these overdue"), "count"),
        Column(say("Not overdue"), "count"),
    )
    rows = tuple(
        Row(
            (
                say("All segments") if one.segment is None else loop.segments.get(one.segment, one.segment),
                band_name(one, numbers),
                numbers.count(one.complaints),
                numbers.count(one.overdue),
                numbers.count(None if one.overdue is None else one.complaints - one.overdue),
            ),
            is_strong=one.segment is None,
        )
        for one in loop.counts.ages
    )
    told = (say("As of {moment}.", moment=loop.counts.as_of[:16].replace("T", " ")),) if loop.counts.as_of else ()
    notes = () if _knows_overdue(loop.counts) else (say("The log does not say by when cases have to be answered."),)
    return Part("ages", title, told, columns, rows, notes)


def _knows_overdue(counts: ComplaintCounts) -> bool:
    return any(one.overdue is not None for one in counts.ages)


def band_name(band: AgeBand, numbers: Numbers) -> str:
    """Write an age band: ``3–7``, or ``61 and more``."""
    if band.last is None:
        return numbers.say("{first} and more", first=band.first)
    return f"{band.first}–{band.last}"


def chart_part(loop: ComplaintLoop, numbers: Numbers) -> Part | None:
    """Show the periods of the control chart; ``None`` without a log."""
    if loop.counts is None:
        return None
    say, title, counts = numbers.say, numbers.say("Did the number of complaints change?"), loop.counts
    if not counts.chart:
        return Part("control", title, (say("Too few periods to tell a change from chance."),))
    has_base = any(point.base is not None for point in counts.chart)
    columns = (
        Column(say("Period"), "day", 12),
        Column(say("Complaints"), "count"),
        *((Column(say("Customers"), "count"),) if has_base else ()),
        Column(rate_title(counts, numbers), "figure", 15),
        Column(say("Centre"), "figure"),
        Column(say("Lower limit"), "figure"),
        Column(say("Upper limit"), "figure"),
        Column(say("Beyond chance?"), width=26),
    )
    rows = tuple(_point(point, numbers, has_base=has_base) for point in counts.chart)
    signals = [point.period for point in counts.chart if _is_judged_signal(point)]
    said = (
        say("Real changes, beyond chance: {periods}.", periods=", ".join(signals))
        if signals
        else say("No change beyond what chance explains.")
    )
    notes = [say("A change is neither good nor bad by itself: look for its cause.")]
    if counts.method is not None:
        notes.insert(0, say("Control chart: {method}.", method=say(METHOD[counts.method])))
    return Part("control", title, (said,), columns, rows, tuple(notes))


def rate_title(counts: ComplaintCounts, numbers: Numbers) -> str:
    """Say what the points of the control chart are."""
    if any(point.base is not None for point in counts.chart):
        return numbers.say("Complaints per 1,000 customers")
    is_weekly = any("W" in point.period for point in counts.chart)
    return numbers.say("Complaints in the period") if is_weekly else numbers.say("Complaints a day")


def _is_judged_signal(point: ChartPoint) -> bool:
    """Whether a period marks a real change: one that has not ended is not judged."""
    return point.is_signal and not point.is_open


def _point(point: ChartPoint, numbers: Numbers, *, has_base: bool) -> Row:
    say = numbers.say
    shown = say("beyond chance") if _is_judged_signal(point) else ""
    return Row(
        (
            point.period,
            numbers.count(point.complaints),
            *((numbers.count(point.base),) if has_base else ()),
            *(numbers.figure(value) for value in (point.value, point.centre, point.low, point.high)),
            say("not whole, not judged") if point.is_open else shown,
        ),
        is_strong=_is_judged_signal(point),
    )
