"""Response rules, the law and the own promise side by side, and what became of them in the log."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.assessment.figures import Numbers
from pcf.assessment.parts.table import Column, Part, Row
from pcf.complaints.counts import RuleCount
from pcf.complaints.loop import ComplaintLoop
from pcf.complaints.records import LimitUnit, Rule
from pcf.complaints.words import CLOCK_END, CLOCK_START, LIMIT_UNIT, MATTER

_COUNTS = (
    "cases", "kept", "late", "running", "overdue", "promise_kept", "promise_late", "promise_running",
    "promise_overdue", "stated_later",
)  # fmt: skip


def rule_part(loop: ComplaintLoop, numbers: Numbers) -> Part:
    """Show the rules; those that the organisation has, since the package brings none."""
    say, title = numbers.say, numbers.say("Response rules")
    if not loop.inputs.rules:
        return Part("rules", title, (say("No response rules were written down."),))
    columns = (
        Column(say("Id"), "day", 8),
        Column(say("Matter"), width=18),
        Column(say("Where and whom it holds for"), width=34),
        Column(say("The clock runs"), width=28),
        Column(say("Limit by law"), width=18),
        Column(say("Own promise"), width=18),
        Column(say("Who may compensate, up to"), width=26),
        Column(say("Reference"), width=30),
        Column(say("Valid"), width=24),
        Column(say("Checked on"), "day", 12),
    )
    return Part("rules", title, (), columns, tuple(_rule(rule, loop.segments, numbers) for rule in loop.inputs.rules))


def _rule(rule: Rule, segments: Mapping[str, str], numbers: Numbers) -> Row:
    say = numbers.say
    segment = segments.get(rule.segment, rule.segment) if rule.segment else ""
    scope = [part for part in (rule.jurisdiction, segment, rule.channel) if part]
    amount = numbers.money(rule.compensation).text if rule.compensation is not None else ""
    runs = say("{start} → {end}", start=say(CLOCK_START[rule.clock_start]), end=say(CLOCK_END[rule.clock_end]))
    return Row(
        (
            rule.id,
            say(MATTER[rule.matter]),
            "; ".join(scope) or say("everywhere, for all"),
            "; ".join(part for part in (runs, rule.stops) if part),
            _extended(rule, numbers),
            _limit(rule.promise, rule.promise_unit, numbers),
            "; ".join(part for part in (rule.compensated_by, amount) if part),
            rule.reference,
            _valid(rule, numbers),
            rule.checked_on,
        )
    )


def _limit(limit: int | None, unit: LimitUnit, numbers: Numbers) -> str:
    return "" if limit is None else f"{numbers.count(limit)}\u00a0{numbers.say(LIMIT_UNIT[unit])}"


def _extended(rule: Rule, numbers: Numbers) -> str:
    """Write the legal limit, and by how much it may be extended."""
    limit = _limit(rule.limit, rule.unit, numbers)
    if rule.extension is None:
        return limit
    return numbers.say("{limit}, extension {extension}", limit=limit, extension=numbers.count(rule.extension))


def _valid(rule: Rule, numbers: Numbers) -> str:
    if rule.valid_from and rule.valid_to:
        return numbers.say("{first} to {last}", first=rule.valid_from, last=rule.valid_to)
    if rule.valid_from:
        return numbers.say("from {first}", first=rule.valid_from)
    return numbers.say("to {last}", last=rule.valid_to) if rule.valid_to else ""


def rule_count_part(loop: ComplaintLoop, numbers: Numbers) -> Part | None:
    """Show what became of the rules in the log; ``None`` without rules or without a log."""
    if not loop.inputs.rules or loop.counts is None:
        return None
    say, title = numbers.say, numbers.say("Response rules against the log")
    if not loop.counts.rules:
        return Part("rule_counts", title, (say("The log was counted without these rules."),))
    headings = (
        say("Cases"),
        say("By law: kept"),
        say("By law: late"),
        say("By law: running"),
        say("By law: overdue"),
        say("Promise: kept"),
        say("Promise: late"),
        say("Promise: running"),
        say("Promise: overdue"),
        say("Deadline in the log later than the rule's"),
    )
    columns = (
        Column(say("Rule"), "day", 12),
        Column(say("Segment"), width=24),
        *(Column(heading, "count", 11) for heading in headings),
    )
    rows = tuple(_counted(one, loop.segments, numbers) for one in loop.counts.rules)
    notes = (say("Each case counts once, under the rule that governs it; a dash: the log or the rule does not tell."),)
    return Part("rule_counts", title, (), columns, rows, notes)


def _counted(one: RuleCount, segments: Mapping[str, str], numbers: Numbers) -> Row:
    segment = segments.get(one.segment, one.segment) if one.segment else ""
    without = numbers.say("no rule") + (f": {numbers.say(CLOCK_END[one.end])}" if one.end else "")
    return Row((one.rule or without, segment, *(numbers.count(getattr(one, name)) for name in _COUNTS)))
