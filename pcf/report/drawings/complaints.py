"""Charts of complaints: building blocks, value at stake, net gain, what matters most, ageing, real changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from pcf.assessment.figures import Numbers
from pcf.assessment.parts.audit import level_of
from pcf.assessment.parts.complaint_log import band_name, rate_title
from pcf.assessment.parts.inputs import spoken
from pcf.assessment.parts.swings import MOST_SWINGS, end_shown, swing_ends
from pcf.charts import (
    Bar,
    Course,
    Frame,
    Mark,
    Period,
    Scale,
    Split,
    Step,
    Swing,
    ageing,
    bars,
    control,
    nice_ticks,
    sums,
    ticks_over,
    tornado,
    waterfall,
)
from pcf.complaints import tornado as moved
from pcf.complaints.loop import ComplaintLoop
from pcf.complaints.words import GROUP, LEVER
from pcf.i18n import number
from pcf.report.drawings.levels import LEVELS

_MOST_TICKS = 7  # amounts are long: more would not stand side by side


def complaint_charts(loop: ComplaintLoop, numbers: Numbers) -> dict[str, str]:
    """Return the drawings by part of the chapter; one is "" where there is nothing to draw."""
    drawn: Mapping[str, Callable[[ComplaintLoop, Numbers], str]] = {
        "blocks": blocks,
        "stake": value_at_stake,
        "stake_swings": stake_tornado,
        "gain": net_gain,
        "gain_swings": gain_tornado,
        "ages": ages,
        "control": changes,
    }
    return {part: draw(loop, numbers) for part, draw in drawn.items()}


def blocks(loop: ComplaintLoop, numbers: Numbers) -> str:
    """Draw the level of every building block, with the level that its evidence supports."""
    if all(one.answer.level is None for one in loop.audit.blocks):
        return ""
    say = numbers.say
    rows = [
        Bar(
            label=one.block.name.spoken(numbers.lang),
            shown=level_of(one, numbers).text,
            value=level_of(one, numbers).exact,
            target=numbers.count(one.supported).exact,
        )
        for one in loop.audit.blocks
    ]
    title = say("Building blocks: level and level supported by evidence, 0 to 5")
    words: dict[Mark, str] = {"value": say("Level")}
    if any(row.target is not None for row in rows):
        words["target"] = say("Supported by evidence")
    return bars(rows, Frame(title, _described(rows), LEVELS, words))


def value_at_stake(loop: ComplaintLoop, numbers: Numbers) -> str:
    """Draw how the groups of dissatisfied customers add up to the value at stake."""
    economy, say = loop.economy, numbers.say
    if economy.stake is None:
        return ""
    terms = [(say(GROUP[term.group]), term.amount) for term in economy.stake]
    return _waterfall(say("Value at stake by group of customers"), terms, say("Value at stake"), numbers)


def net_gain(loop: ComplaintLoop, numbers: Numbers) -> str:
    """Draw how the levers of better answers, less their costs, add up to the net gain."""
    economy, say = loop.economy, numbers.say
    if economy.gain is None:
        return ""
    terms = [(say(LEVER[term.lever]), term.amount) for term in economy.gain]
    return _waterfall(say("Net gain of better answers by lever"), terms, say("Net gain"), numbers)


def _waterfall(title: str, terms: Sequence[tuple[str, Fraction]], total: str, numbers: Numbers) -> str:
    whole = sum((amount for _, amount in terms), Fraction(0))
    steps = [Step(label=label, shown=numbers.money(amount).text, amount=float(amount)) for label, amount in terms]
    steps.append(Step(label=total, shown=numbers.money(whole).text, amount=float(whole), is_total=True))
    say = numbers.say
    words: dict[Mark, str] = {}
    if any(amount > 0 for _, amount in terms):
        words["rise"] = say("adds")
    if any(amount < 0 for _, amount in terms):
        words["fall"] = say("takes off")
    words["total"] = say("total")
    ticks = ticks_over(sums(steps))
    return waterfall(steps, Frame(title, _described(steps), _scale(ticks, numbers), words, width=820.0))


def stake_tornado(loop: ComplaintLoop, numbers: Numbers) -> str:
    """Draw what the value at stake depends on most."""
    title = numbers.say("What the value at stake depends on most")
    return _tornado(("stake_swings", title), loop, (loop.economy.stake_swings, loop.economy.at_stake), numbers)


def gain_tornado(loop: ComplaintLoop, numbers: Numbers) -> str:
    """Draw what the net gain depends on most."""
    title = numbers.say("What the net gain depends on most")
    return _tornado(("gain_swings", title), loop, (loop.economy.gain_swings, loop.economy.net), numbers)


def _tornado(
    named: tuple[str, str],
    loop: ComplaintLoop,
    amounts: tuple[Sequence[moved.Swing], Fraction | None],
    numbers: Numbers,
) -> str:
    swings, centre = amounts
    if not swings or centre is None:
        return ""
    say, rows = numbers.say, []
    for one in swings[:MOST_SWINGS]:
        low, high = swing_ends(one, loop, named[0])
        shown = say("{low} to {high}", low=end_shown(low, numbers), high=end_shown(high, numbers))
        label = f"{loop.segments[one.segment]}: {spoken(one.assumption, loop, numbers)}"
        rows.append(Swing(label=label, shown=shown, low=_float(low), high=_float(high)))
    ends = [end for row in rows for end in (row.low, row.high) if end is not None]
    words: dict[Mark, str] = {"low": say("assumption at its low end"), "high": say("assumption at its high end")}
    frame = Frame(named[1], _described(rows), _around([*ends, float(centre)], numbers), words, width=820.0)
    return tornado(rows, frame, (float(centre), numbers.money(centre).text))


def ages(loop: ComplaintLoop, numbers: Numbers) -> str:
    """Draw open complaints by age, the overdue part of each band marked."""
    bands = [one for one in loop.counts.ages if one.segment is None] if loop.counts else []
    if not bands:
        return ""
    say, rows = numbers.say, []
    for band in bands:
        shown = numbers.count(band.complaints).text
        if band.overdue is not None:
            shown = say("{open}, overdue {overdue}", open=shown, overdue=numbers.count(band.overdue))
        label = say("{days} days", days=band_name(band, numbers))
        rows.append(Split(label=label, shown=shown, whole=float(band.complaints), part=_float(band.overdue)))
    words: dict[Mark, str] = {"open": say("still open")}
    if any(row.part for row in rows):
        words = {"overdue": say("overdue"), "open": say("open, not overdue")}
    scale = _scale(_whole(nice_ticks(max(row.whole or 0.0 for row in rows))), numbers)
    return ageing(rows, Frame(say("Open complaints by age"), _described(rows), scale, words))


def changes(loop: ComplaintLoop, numbers: Numbers) -> str:
    """Draw the control chart of complaints."""
    counts, say = loop.counts, numbers.say
    if counts is None or not counts.chart:
        return ""
    periods = [
        Period(
            label=one.period,
            value=one.value,
            centre=one.centre,
            low=one.low,
            high=one.high,
            is_signal=one.is_signal,
            is_open=one.is_open,
        )
        for one in counts.chart
    ]
    words: dict[Mark, str] = {"value": say("within chance")}
    if any(one.is_signal for one in periods):
        words["signal"] = say("beyond chance")
    if any(one.is_open for one in periods):
        words["unfinished"] = say("not whole, not judged")
    words |= {"centre": say("Centre"), "limit": say("limits of chance")}
    ticks = nice_ticks(max(max(one.value or 0.0, one.high) for one in periods))
    title = rate_title(counts, numbers)
    shown = "; ".join(f"{one.label}: {numbers.figure(one.value)}" for one in periods)
    return control(
        periods,
        Course(title=title, description=shown, scale=_scale(ticks, numbers), title_up=title, words=words),
    )


def _scale(ticks: Sequence[float], numbers: Numbers) -> Scale:
    """Return a scale whose texts stand side by side."""
    every = max(1, -(-len(ticks) // _MOST_TICKS))
    first = ticks.index(0.0) % every if 0.0 in ticks else 0
    told = tuple((tick, number(tick, numbers.lang, 2)) for tick in ticks[first::every])
    return Scale(ticks[-1], told, ticks[0])


def _around(ends: Sequence[float], numbers: Numbers) -> Scale:
    """Return a scale from the lowest to the highest amount: what is far from 0 is not squeezed together."""
    low, high = min(ends), max(ends)
    step = nice_ticks(high - low)[1] if high > low else 1.0
    first, last = int(low // step), -int(-high // step)
    return _scale([step * index for index in range(first, max(last, first + 1) + 1)], numbers)


def _whole(ticks: Sequence[float]) -> Sequence[float]:
    """Keep ticks that are whole numbers: nothing is half a complaint."""
    return [tick for tick in ticks if tick == int(tick)] if ticks[-1] == int(ticks[-1]) else (0.0, ticks[-1])


def _described(rows: Sequence[Bar | Step | Swing | Split]) -> str:
    return "; ".join(f"{row.label}: {row.shown}" for row in rows)


def _float(value: int | Fraction | None) -> float | None:
    return None if value is None else float(value)
