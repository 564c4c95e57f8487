"""Which response rule governs a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pcf.complaints.calendar import Calendar, Span
from pcf.complaints.records import Matter, Rule
from pcf.metrics.moments import day_of


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rule is chosen by.

    Attributes:
        matter: What the case is about.
        jurisdiction, channel: In the words of the log; ``None`` where it has none.
        segment: The segment's id; ``None`` for none.
    """

    matter: Matter = "complaint"
    jurisdiction: str | None = None
    segment: str | None = None
    channel: str | None = None


def same_word(first: str | None, second: str | None) -> bool:
    """Whether two words are the same but for case and blanks at the ends."""
    return (first or "").strip().casefold() == (second or "").strip().casefold()


def covers(rule: Rule, scope: Scope) -> bool:
    """Whether a rule is for such cases; one that names no jurisdiction, segment or channel is for all."""
    return (
        rule.matter == scope.matter
        and (not rule.jurisdiction.strip() or same_word(rule.jurisdiction, scope.jurisdiction))
        and rule.segment in (None, scope.segment)
        and (not rule.channel.strip() or same_word(rule.channel, scope.channel))
    )


def specificity(rule: Rule) -> tuple[bool, bool, bool]:
    """Return what the rules for one case are ranked by: jurisdiction before segment before channel."""
    return bool(rule.jurisdiction.strip()), rule.segment is not None, bool(rule.channel.strip())


def candidates(rules: Iterable[Rule], scope: Scope) -> list[Rule]:
    """Return the rules for such cases, the most specific first, equal ones in the order of their ids."""
    fitting = sorted((rule for rule in rules if covers(rule, scope)), key=lambda rule: rule.id)
    return sorted(fitting, key=specificity, reverse=True)


def is_valid(rule: Rule, day: date) -> bool:
    """Whether a rule holds on a day; a date that cannot be read leaves its end open."""
    first, last = day_of(rule.valid_from), day_of(rule.valid_to)
    return (first is None or first <= day) and (last is None or day <= last)


def choose(rules: Iterable[Rule], scope: Scope, start: date | Mapping[str, date]) -> Rule | None:
    """Return the rule that governs a case, of rules that end the clock alike.

    Args:
        rules: Rules with the same end of the clock.
        scope: What the case is.
        start: The day on which the clock starts, or that day by the kind of start.
    """
    for rule in candidates(rules, scope):
        if is_valid(rule, start if isinstance(start, date) else start[rule.clock_start]):
            return rule
    return None


def law_of(rule: Rule, by_id: Mapping[str, Calendar], *, extended: bool = False) -> Span | None:
    """Return the legal limit of a rule, or ``None`` where it has none or lacks its calendar.

    Args:
        rule: The rule.
        by_id: Calendars by id.
        extended: Whether with its extension; ``None`` then where it allows none.
    """
    if rule.limit is None or (extended and not rule.extension):
        return None
    return _span(rule, rule.limit + (rule.extension or 0 if extended else 0), legal=True, by_id=by_id)


def promise_of(rule: Rule, by_id: Mapping[str, Calendar]) -> Span | None:
    """Return the organisation's own limit, or ``None`` where there is none or it lacks its calendar."""
    return None if rule.promise is None else _span(rule, rule.promise, legal=False, by_id=by_id)


def _span(rule: Rule, amount: int, *, legal: bool, by_id: Mapping[str, Calendar]) -> Span | None:
    unit = rule.unit if legal else rule.promise_unit
    rolls = bool(rule.rolls) and legal and unit != "hours"
    calendar = by_id.get(rule.calendar or "")
    needs_calendar = unit == "working_days" or rolls
    return (
        None if needs_calendar and calendar is None else Span(amount, unit, calendar if needs_calendar else None, rolls)
    )
