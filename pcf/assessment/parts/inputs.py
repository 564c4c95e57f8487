"""The assumptions per segment: who is heard, with what outcome, and all of them with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pcf.assessment.figures import Numbers, Shown
from pcf.assessment.parts.table import Column, Kind, Part, Row
from pcf.complaints.economy import SegmentEconomy
from pcf.complaints.figures import Figure
from pcf.complaints.loop import ComplaintLoop
from pcf.complaints.words import RANGE
from pcf.model.loop import AssumptionUnit

_HEARD = ("registered", "complaints_per_complainant", "complaining_share", "registered_share")
_OUTCOMES = ("convinced_share", "settled_share", "disappointed_share")
_REBUY = (
    "rebuy_no_problem", "rebuy_convinced", "rebuy_settled", "rebuy_disappointed", "rebuy_unregistered", "rebuy_silent",
)  # fmt: skip
_KINDS: dict[AssumptionUnit, Kind] = {"count": "count", "percent": "share", "currency": "money", "ratio": "figure"}


def heard_part(loop: ComplaintLoop, numbers: Numbers) -> Part:
    """Show which dissatisfied customers of each segment are heard at all."""
    title = numbers.say("Angry customers: who is heard")
    return _by_segment("heard", title, _HEARD, loop, numbers)


def outcome_part(loop: ComplaintLoop, numbers: Numbers) -> Part:
    """Show how complaints of each segment end, and who buys again."""
    title = numbers.say("Angry customers: how it ends, and who buys again")
    return _by_segment("outcomes", title, (*_OUTCOMES, *_REBUY), loop, numbers)


def _by_segment(key: str, title: str, names: Sequence[str], loop: ComplaintLoop, numbers: Numbers) -> Part:
    told = [one for one in loop.economy.segments if any(name in one.figures for name in names)]
    if not told:
        return Part(key, title, (numbers.say("No assumption of this kind was given for any segment."),))
    used = [name for name in names if any(name in one.figures for one in told)]
    columns = [Column(spoken(name, loop, numbers), _KINDS[loop.assumptions[name].unit], 14) for name in used]
    rows = tuple(
        Row((loop.segments[one.segment], *(_value(one.figures.get(name), loop, numbers) for name in used)))
        for one in told
    )
    return Part(key, title, _counted(told, names, loop, numbers), (segment_column(numbers), *columns), rows)


def _counted(
    told: Sequence[SegmentEconomy], names: Sequence[str], loop: ComplaintLoop, numbers: Numbers
) -> tuple[str, ...]:
    """Say where a figure is that of the log."""
    segments = [
        loop.segments[one.segment] for one in told if any(f.is_counted for k, f in one.figures.items() if k in names)
    ]
    if not segments:
        return ()
    return (numbers.say("Registered complaints counted from the log: {segments}.", segments="; ".join(segments)),)


def segment_column(numbers: Numbers) -> Column:
    """Return the column that names segments."""
    return Column(numbers.say("Segment"), width=26)


def assumption_part(loop: ComplaintLoop, numbers: Numbers) -> Part:
    """Show every assumption with its range and its source."""
    say, title = numbers.say, numbers.say("Assumptions and their sources")
    typed = {(one.segment, one.assumption): one for one in loop.inputs.assumptions}
    rows = []
    for segment in loop.economy.segments:
        for name in loop.assumptions:
            figure = segment.figures.get(name)
            if figure is None:
                continue
            said = typed.get((segment.segment, name))
            source = say("complaint log") if figure.is_counted else figure.source
            kind = say(RANGE[figure.range_kind]) if figure.range_kind else say("none")
            asked = numbers.count(said.n) if said is not None else numbers.count(None)
            ends = [written(end, name, loop, numbers).text for end in figure.range or ()]
            value = written(figure.value, name, loop, numbers).text
            label, day = spoken(name, loop, numbers), said.date if said is not None else ""
            rows.append(Row((loop.segments[segment.segment], label, value, "–".join(ends), kind, asked, source, day)))
    if not rows:
        return Part("assumptions", title, (say("No assumption was given."),))
    columns = (
        segment_column(numbers),
        Column(say("Assumption"), width=40),
        Column(say("Assumed value"), "day"),
        Column(say("Range"), "day", 22),
        Column(say("Where the range comes from"), width=24),
        Column(say("Number of people asked"), "count"),
        Column(say("Source"), width=46),
        Column(say("Date"), "day", 12),
    )
    return Part("assumptions", title, (), columns, tuple(rows), is_folded=True)


def _value(figure: Figure | None, loop: ComplaintLoop, numbers: Numbers) -> Shown:
    return numbers.count(None) if figure is None else written(figure.value, figure.id, loop, numbers)


def written(value: Fraction, name: str, loop: ComplaintLoop, numbers: Numbers) -> Shown:
    """Write a value of an assumption in its unit; shares are 0 to 1."""
    unit = loop.assumptions[name].unit
    if unit == "percent":
        return numbers.share(value)
    if unit == "currency":
        return numbers.money(value)
    return numbers.count(value) if unit == "count" and value.denominator == 1 else numbers.figure(value)


def spoken(name: str, loop: ComplaintLoop, numbers: Numbers) -> str:
    """Return what an assumption is called."""
    return loop.assumptions[name].name.spoken(numbers.lang)
