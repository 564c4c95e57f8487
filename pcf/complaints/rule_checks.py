"""Response rules checked by themselves: gaps, contradictions, promises beside the law, and age."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from pcf.complaints import rule_findings as kinds
from pcf.complaints.calendar import Calendar, calendars
from pcf.complaints.records import WEEKDAYS, ComplaintInputs, Rule
from pcf.complaints.rules import Scope, covers, is_valid, law_of, promise_of
from pcf.complaints.rules_together import clashes, contradictions, gaps
from pcf.complaints.words import CLOCK_END, CLOCK_START, LIMIT_UNIT
from pcf.errors import N_, Phrase
from pcf.findings import Finding, FindingKind
from pcf.metrics.moments import day_of

MOST_DAYS = 365  # since a rule was last compared with its source

_FIELDS = {
    "valid_from": N_("first day of validity"),
    "valid_to": N_("last day of validity"),
    "checked_on": N_("day of the last check"),
    "limit": N_("legal limit"),
    "promise": N_("own promise"),
}
_DAYS_TRIED = 366


def check_rules(
    inputs: ComplaintInputs, *, segments: Mapping[str, str], on: date, most_days: int = MOST_DAYS
) -> tuple[Finding, ...]:
    """Check response rules and their calendars.

    Args:
        inputs: Both.
        segments: Segment id to name.
        on: The day as of which a rule is out of date.
        most_days: How many days ago a rule may have been checked last.
    """
    by_id = calendars(inputs.days)
    found: list[Finding] = [*_calendar_faults(inputs, by_id, on), *_ids_twice(inputs.rules)]
    for rule in inputs.rules:
        found += _day_faults(rule)
        found += _rule_faults(rule, by_id, segments)
        if (last := day_of(rule.valid_to)) is None or last >= on:
            found += _check_faults(rule, on, most_days)
            found += _promise_faults(rule, by_id, on)
        found += _out_of_date(rule, inputs.rules, on)
    found += contradictions(inputs.rules)
    found += clashes(inputs.rules)
    found += gaps(inputs.rules, segments, on)
    return tuple(found)


def _told(kind: FindingKind, rule: Rule, **facts: object) -> Finding:
    return Finding(kind, sheet=kinds.RULES_SHEET, facts={"rule": rule.id, **facts})


def _ids_twice(rules: Iterable[Rule]) -> Iterator[Finding]:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            yield _told(kinds.RULE_ID_TWICE, rule, found=rule.id)
        seen.add(rule.id)


def _day_faults(rule: Rule) -> Iterator[Finding]:
    for field in ("valid_from", "valid_to", "checked_on"):
        text = getattr(rule, field)
        if text.strip() and day_of(text) is None:
            yield _told(kinds.RULE_DAY_UNREADABLE, rule, field=Phrase(_FIELDS[field]), found=text)
    first, last = day_of(rule.valid_from), day_of(rule.valid_to)
    if first and last and last < first:
        yield _told(kinds.RULE_DATES_REVERSED, rule, found=rule.valid_to, first=rule.valid_from)


def _rule_faults(rule: Rule, by_id: Mapping[str, Calendar], segments: Mapping[str, str]) -> Iterator[Finding]:
    if rule.limit is None and rule.promise is None:
        yield _told(kinds.RULE_WITHOUT_LIMIT, rule, found=rule.id)
    if rule.segment is not None and rule.segment not in segments:
        yield _told(kinds.RULE_SEGMENT_UNKNOWN, rule, found=rule.segment, segments=list(segments) or ["–"])
    for field, span, amount in (
        ("limit", law_of(rule, by_id), rule.limit),
        ("promise", promise_of(rule, by_id), rule.promise),
    ):
        if span is None and amount is not None:
            known = sorted(by_id) or ["–"]
            yield _told(
                kinds.RULE_CALENDAR_MISSING,
                rule,
                field=Phrase(_FIELDS[field]),
                found=rule.calendar or "–",
                calendars=known,
            )
    if rule.limit is not None and not rule.reference.strip():
        yield _told(kinds.RULE_WITHOUT_REFERENCE, rule, found=rule.id)
    if rule.extension and rule.limit is None:
        yield _told(kinds.EXTENSION_WITHOUT_LIMIT, rule, found=rule.extension)
    if rule.extension and not rule.extension_condition.strip():
        yield _told(kinds.EXTENSION_WITHOUT_CONDITION, rule, found=rule.extension)
    if rule.compensation is not None and not rule.compensated_by.strip():
        yield _told(kinds.COMPENSATION_WITHOUT_WHO, rule, found=rule.compensation)
    if rule.clock_end == "acknowledged" and rule.clock_start in ("goods_received", "information_complete"):
        yield _told(kinds.CLOCK_ENDS_TOO_EARLY, rule, **_ends(rule))


def _ends(rule: Rule) -> dict[str, object]:
    return {"found": Phrase(CLOCK_END[rule.clock_end]), "start": Phrase(CLOCK_START[rule.clock_start])}


def _check_faults(rule: Rule, on: date, most_days: int) -> Iterator[Finding]:
    if not rule.checked_on.strip():
        yield _told(kinds.RULE_NEVER_CHECKED, rule, found=rule.id)
    elif (checked := day_of(rule.checked_on)) is not None:
        if checked > on:
            yield _told(kinds.RULE_CHECK_AHEAD, rule, found=rule.checked_on, day=on.isoformat())
        elif (on - checked).days > most_days:
            yield _told(kinds.RULE_CHECK_OLD, rule, found=rule.checked_on, days=(on - checked).days, most=most_days)


def _promise_faults(rule: Rule, by_id: Mapping[str, Calendar], on: date) -> Iterator[Finding]:
    """Compare the promise with the law: by amounts in the same unit, else day by day through a year."""
    if rule.limit is None or rule.promise is None:
        return
    facts: dict[str, object] = {"found": rule.promise, "unit": Phrase(LIMIT_UNIT[rule.promise_unit])}
    facts |= {"limit": rule.limit, "limit_unit": Phrase(LIMIT_UNIT[rule.unit])}
    law, promise = law_of(rule, by_id), promise_of(rule, by_id)
    if rule.unit == rule.promise_unit and not (rule.rolls and rule.unit != "hours"):
        if rule.promise > rule.limit:
            yield _told(kinds.PROMISE_LOOSER, rule, **facts)
        return
    if law is None or promise is None:
        yield _told(kinds.PROMISE_NOT_COMPARED, rule, **facts)
        return
    starts = _starts(on)
    looser = [start for start in starts if _is_later(promise.deadline(start), law.deadline(start))]
    if len(looser) == len(starts):
        yield _told(kinds.PROMISE_LOOSER, rule, **facts)
    elif looser:
        day = looser[0]
        ends = {"promised": _moment(promise.deadline(day)), "lawful": _moment(law.deadline(day))}
        yield _told(kinds.PROMISE_MAY_BE_LOOSER, rule, **facts, day=_moment(day), **ends)


def _starts(on: date) -> list[datetime]:
    """List the first and the last moment of the days of a year, as far as the calendar of Python goes."""
    days = [on + timedelta(days=number) for number in range(min(_DAYS_TRIED, (date.max - on).days + 1))]
    return [datetime.combine(day, at) for day in days for at in (time.min, time.max)]


def _is_later(promised: datetime | None, lawful: datetime | None) -> bool:
    return lawful is not None and (promised is None or promised > lawful)


def _moment(when: datetime | None) -> str:
    return "–" if when is None else when.isoformat(" ", "minutes")


def _out_of_date(rule: Rule, rules: Sequence[Rule], on: date) -> Iterator[Finding]:
    """Tell a rule that holds no more, or not yet, where nothing holds in its stead."""
    first, last = day_of(rule.valid_from), day_of(rule.valid_to)
    if is_valid(rule, on) or (first and last and last < first):
        return
    others = [other for other in rules if other is not rule and _stands_in(other, rule)]
    if any(is_valid(other, on) for other in others):
        return
    if last is not None and last < on:
        later = (day_of(other.valid_to) for other in others if _is_past(other, on))
        if not any(other is not None and other > last for other in later):
            yield _told(kinds.RULE_EXPIRED, rule, found=rule.valid_to, day=on.isoformat())
    elif not any(_is_past(other, on) for other in others):
        yield _told(kinds.RULE_NOT_YET_VALID, rule, found=rule.valid_from, day=on.isoformat())


def _is_past(rule: Rule, on: date) -> bool:
    last = day_of(rule.valid_to)
    return last is not None and last < on


def _stands_in(other: Rule, rule: Rule) -> bool:
    """Whether another rule is for all cases that a rule is for."""
    scope = Scope(rule.matter, rule.jurisdiction or None, rule.segment, rule.channel or None)
    return other.clock_end == rule.clock_end and covers(other, scope)


def _calendar_faults(inputs: ComplaintInputs, by_id: Mapping[str, Calendar], on: date) -> Iterator[Finding]:
    said: dict[tuple[str, str], bool] = {}
    for line in inputs.days:
        word = line.day.strip().lower()
        if word not in WEEKDAYS and day_of(word) is None:
            facts = {"calendar": line.calendar, "found": line.day, "weekdays": list(WEEKDAYS)}
            yield Finding(kinds.CALENDAR_DAY_UNREADABLE, sheet=kinds.CALENDAR_SHEET, facts=facts)
        elif said.setdefault((line.calendar, word), line.is_working) != line.is_working:
            facts = {"calendar": line.calendar, "found": line.day}
            yield Finding(kinds.CALENDAR_CONTRADICTS, sheet=kinds.CALENDAR_SHEET, facts=facts)
    used = {rule.calendar for rule in inputs.rules if not _is_past(rule, on)}
    for name, calendar in by_id.items():
        if not calendar.weekdays:
            yield Finding(kinds.CALENDAR_NEVER_WORKS, sheet=kinds.CALENDAR_SHEET, facts={"found": name})
        if name in used and not calendar.is_all_week and on.year not in calendar.years:
            facts = {"calendar": name, "found": str(on.year)}
            yield Finding(kinds.CALENDAR_WITHOUT_YEAR, sheet=kinds.CALENDAR_SHEET, facts=facts)
