"""Which assumptions matter most: the amount at their low and their high end."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pcf.assessment.figures import Numbers, Shown
from pcf.assessment.parts.inputs import segment_column, spoken, written
from pcf.assessment.parts.table import Column, Part, Row
from pcf.complaints.loop import ComplaintLoop
from pcf.complaints.tornado import Swing

MOST_SWINGS = 10


def stake_swing_part(loop: ComplaintLoop, numbers: Numbers) -> Part | None:
    """Show what the value at stake depends on most; ``None`` where there is no such value."""
    if loop.economy.stake is None:
        return None
    title = numbers.say("What the value at stake depends on most")
    return _part("stake_swings", title, loop.economy.stake_swings, loop, numbers)


def gain_swing_part(loop: ComplaintLoop, numbers: Numbers) -> Part | None:
    """Show what the net gain depends on most; ``None`` where there is none."""
    if loop.economy.gain is None:
        return None
    title = numbers.say("What the net gain depends on most")
    return _part("gain_swings", title, loop.economy.gain_swings, loop, numbers)


def swing_ends(swing: Swing, loop: ComplaintLoop, key: str) -> tuple[Fraction | None, Fraction | None]:
    """Return the amount of all segments at the low and high end of one assumption; ``None`` where it is open.

    Args:
        swing: The assumption.
        loop: What is known of complaints.
        key: ``stake_swings`` or ``gain_swings``.
    """
    segment = next(one for one in loop.economy.segments if one.segment == swing.segment)
    own, every = (segment.at_stake, loop.economy.at_stake) if key == "stake_swings" else (segment.net, loop.economy.net)
    rest = (every or Fraction(0)) - (own or Fraction(0))
    low, high = (None if end is None else rest + end for end in (swing.at_low, swing.at_high))
    return low, high


def end_shown(amount: Fraction | None, numbers: Numbers) -> Shown:
    """Show an amount at the end of an assumption, which is open where it cannot be computed there."""
    return Shown(None, numbers.say("no limit")) if amount is None else numbers.money(amount)


def _part(key: str, title: str, swings: Sequence[Swing], loop: ComplaintLoop, numbers: Numbers) -> Part:
    say = numbers.say
    if not swings:
        return Part(key, title, (say("No assumption has a range, so nothing can be moved."),))
    columns = (
        segment_column(numbers),
        Column(say("Assumption"), width=40),
        Column(say("Low"), "day", 14),
        Column(say("High"), "day", 14),
        Column(say("Amount at low"), "money", 18),
        Column(say("Amount at high"), "money", 18),
        Column(say("Change at low"), "money", 18),
        Column(say("Change at high"), "money", 18),
    )
    notes = (
        say(
            "One assumption of one segment is moved from its low to its high end while all others stay; the amounts "
            "are those of all segments together. Assumptions without a range do not appear."
        ),
        *(
            (say("No limit: the range reaches a share of 0, at which nothing can be inferred from complaints."),)
            if any(swing.width is None for swing in swings[:MOST_SWINGS])
            else ()
        ),
    )
    rows = tuple(_row(key, swing, loop, numbers) for swing in swings[:MOST_SWINGS])
    return Part(key, title, (), columns, rows, notes)


def _row(key: str, swing: Swing, loop: ComplaintLoop, numbers: Numbers) -> Row:
    ends = [written(end, swing.assumption, loop, numbers).text for end in (swing.low, swing.high)]
    at_low, at_high = swing_ends(swing, loop, key)
    today = (loop.economy.at_stake if key == "stake_swings" else loop.economy.net) or Fraction(0)
    changes = [None if end is None else end - today for end in (at_low, at_high)]
    amounts = [end_shown(amount, numbers) for amount in (at_low, at_high, *changes)]
    return Row((loop.segments[swing.segment], spoken(swing.assumption, loop, numbers), *ends, *amounts))
