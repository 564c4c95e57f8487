"""What dissatisfied customers cost and what better answers are worth, by group, by lever and by segment."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from pcf.assessment.figures import Numbers, Shown
from pcf.assessment.parts.inputs import segment_column, spoken
from pcf.assessment.parts.table import Column, Part, Row
from pcf.complaints.economy import SegmentEconomy
from pcf.complaints.loop import ComplaintLoop
from pcf.complaints.stake import GROUPS, LEVERS, NEEDED_FOR_COST, NEEDED_FOR_NET, NEEDED_FOR_STAKE
from pcf.complaints.words import GROUP, LEVER

_Term = TypeVar("_Term", bound=str)


def iceberg_part(loop: ComplaintLoop, numbers: Numbers) -> Part:
    """Show how many dissatisfied customers the registered complaints stand for, and what that rests on."""
    say, title, economy = numbers.say, numbers.say("Customers behind the complaints"), loop.economy
    told = [one for one in economy.segments if one.iceberg is not None]
    if not told:
        return Part("iceberg", title, (_why_not(loop, "iceberg", numbers),))
    columns = (
        segment_column(numbers),
        Column(say("Dissatisfied customers"), "count"),
        Column(say("From"), "count"),
        Column(say("To"), "count"),
        Column(say("Silent"), "count"),
        Column(say("Complained, not registered"), "count"),
        Column(say("Registered"), "count"),
        Column(say("The interval rests on"), width=40),
        Column(say("Taken as certain, for want of a range"), width=40),
    )
    rows = [_iceberg(one, loop, numbers) for one in told]
    low, high = _ends(economy.interval, numbers)
    rows.append(Row((say("All segments"), numbers.count(economy.dissatisfied), low, high, *[""] * 5), is_strong=True))
    notes = (say("From and to: 95 % interval, where the ranges of the assumptions are read as 95 %."),)
    return Part("iceberg", title, _left_out(loop, "iceberg", numbers), columns, tuple(rows), notes)


def _iceberg(one: SegmentEconomy, loop: ComplaintLoop, numbers: Numbers) -> Row:
    found = one.iceberg
    assert found is not None
    low, high = _ends(found.interval, numbers)
    counts = [numbers.count(value) for value in (found.silent, found.unregistered, found.registered)]
    names = ["; ".join(spoken(name, loop, numbers) for name in some) for some in (found.rests_on, found.without_range)]
    return Row((loop.segments[one.segment], numbers.count(found.dissatisfied), low, high, *counts, *names))


def _ends(interval: tuple[float, float] | None, numbers: Numbers) -> tuple[Shown, Shown]:
    if interval is None:
        return numbers.count(None), numbers.count(None)
    low, high = interval
    return numbers.count(low), Shown(None, "∞") if math.isinf(high) else numbers.count(high)


def cost_part(loop: ComplaintLoop, numbers: Numbers) -> Part:
    """Show what answering costs today."""
    say, title, economy = numbers.say, numbers.say("What answering costs today"), loop.economy
    if economy.cost is None:
        return Part("cost", title, (_why_not(loop, "cost", numbers),))
    headings = (say("Cost of handling"), say("Redress"), say("Together"))
    columns = (segment_column(numbers), *(Column(heading, "money", 16) for heading in headings))
    costs = [(loop.segments[one.segment], one.cost, False) for one in economy.segments if one.cost]
    rows = tuple(
        Row((name, *(numbers.money(amount) for amount in (cost.handling, cost.redress, cost.total))), is_strong=strong)
        for name, cost, strong in (*costs, (say("All segments"), economy.cost, True))
    )
    return Part("cost", title, _left_out(loop, "cost", numbers), columns, rows)


def stake_part(loop: ComplaintLoop, numbers: Numbers) -> Part:
    """Show the value at stake of all segments, by group of customers."""
    say, title, economy = numbers.say, numbers.say("Value at stake"), loop.economy
    if economy.stake is None:
        return Part("stake", title, (_why_not(loop, "stake", numbers),))
    columns = (
        Column(say("Group of customers"), width=44),
        Column(say("Customers"), "count"),
        Column(say("Value at stake"), "money", 18),
    )
    rows = [Row((say(GROUP[t.group]), numbers.count(t.customers), numbers.money(t.amount))) for t in economy.stake]
    customers = sum((term.customers for term in economy.stake), Fraction(0))
    total = (say("Value at stake"), numbers.count(customers), numbers.money(economy.at_stake))
    notes = (
        say(
            "Margin that is not earned because customers of the group buy again less often than customers without a "
            "problem. Below zero: they buy again more often."
        ),
    )
    told = _left_out(loop, "stake", numbers)
    return Part("stake", title, told, columns, (*rows, Row(total, is_strong=True)), notes)


def stake_segments_part(loop: ComplaintLoop, numbers: Numbers) -> Part | None:
    """Show the same by segment; ``None`` without any."""
    if loop.economy.stake is None:
        return None
    words = {group: numbers.say(GROUP[group]) for group in GROUPS}
    rows = [
        (loop.segments[one.segment], {term.group: term.amount for term in one.stake})
        for one in loop.economy.segments
        if one.stake is not None
    ]
    total = {term.group: term.amount for term in loop.economy.stake}
    return _crossed(("stake_segments", numbers.say("Value at stake by segment")), words, rows, total, numbers)


def gain_part(loop: ComplaintLoop, numbers: Numbers) -> Part:
    """Show what better answers are worth by lever, less what they cost."""
    say, title, economy = numbers.say, numbers.say("Net gain of better answers"), loop.economy
    if economy.gain is None:
        return Part("gain", title, (_why_not(loop, "gain", numbers),))
    columns = (Column(say("Lever"), width=44), Column(say("Change"), "money", 18))
    rows = [Row((say(LEVER[term.lever]), numbers.money(term.amount))) for term in economy.gain]
    rows.append(Row((say("Net gain"), numbers.money(economy.net)), is_strong=True))
    notes = (
        say("Levers are taken one after the other in this order; a target that is blank stays as today."),
        say("Costs grow with the number of complaints and with redress."),
    )
    return Part("gain", title, _left_out(loop, "gain", numbers), columns, tuple(rows), notes)


def gain_segments_part(loop: ComplaintLoop, numbers: Numbers) -> Part | None:
    """Show the same by segment; ``None`` without any."""
    if loop.economy.gain is None:
        return None
    words = {lever: numbers.say(LEVER[lever]) for lever in LEVERS}
    rows = [
        (loop.segments[one.segment], {term.lever: term.amount for term in one.gain})
        for one in loop.economy.segments
        if one.gain is not None
    ]
    total = {term.lever: term.amount for term in loop.economy.gain}
    return _crossed(("gain_segments", numbers.say("Net gain by segment")), words, rows, total, numbers)


def _crossed(
    named: tuple[str, str],
    words: Mapping[_Term, str],
    rows: Sequence[tuple[str, Mapping[_Term, Fraction]]],
    total: Mapping[_Term, Fraction],
    numbers: Numbers,
) -> Part:
    """Return amounts by segment and group or lever, with sums to the right and below."""
    columns = [Column(word, "money", 16) for word in (*words.values(), numbers.say("Together"))]
    made = [
        Row((name, *_amounts([amounts[key] for key in words], numbers)), is_strong=strong)
        for name, amounts, strong in (
            *((name, amounts, False) for name, amounts in rows),
            (numbers.say("All segments"), total, True),
        )
    ]
    return Part(named[0], named[1], (), (segment_column(numbers), *columns), tuple(made))


def _amounts(amounts: Sequence[Fraction], numbers: Numbers) -> list[Shown]:
    return [*map(numbers.money, amounts), numbers.money(sum(amounts, Fraction(0)))]


_NEEDED: Mapping[str, Sequence[str]] = {"stake": NEEDED_FOR_STAKE, "cost": NEEDED_FOR_COST, "gain": NEEDED_FOR_NET}


def _left_out(loop: ComplaintLoop, what: str, numbers: Numbers) -> tuple[str, ...]:
    """Name the segments that a sum leaves out."""
    without = [loop.segments[one] for one in loop.economy.without[what]]
    if not without:
        return ()
    told = numbers.say(
        "Not in these sums, because an assumption is missing or wrong: {segments}.", segments="; ".join(without)
    )
    return (told,)


def _why_not(loop: ComplaintLoop, what: str, numbers: Numbers) -> str:
    """Say why no segment has an amount: what the one that lacks least is missing."""
    say, needed = numbers.say, _NEEDED.get(what, NEEDED_FOR_STAKE[:4])
    nearest = min(loop.economy.segments, key=lambda one: len(one.missing(needed)), default=None)
    if nearest is None:
        return say("There are no segments.")
    missing = "; ".join(spoken(name, loop, numbers) for name in nearest.missing(needed))
    if not missing:
        return say("It cannot be computed: see the findings on the assumptions.")
    return say(
        "It cannot be computed. What is missing in segment {segment}: {missing}.",
        segment=loop.segments[nearest.segment],
        missing=missing,
    )
