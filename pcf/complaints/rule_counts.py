"""Response rules against the log: of each rule, what was kept, what came late, what is running and overdue."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pcf.complaints import rule_findings as kinds
from pcf.complaints.calendar import Calendar, Span, calendars
from pcf.complaints.counts import RuleCount
from pcf.complaints.records import CLOCK_ENDS, ClockEnd, ComplaintInputs, Matter, Rule
from pcf.complaints.rule_sql import (
    END_COLUMNS,
    START_COLUMNS,
    STATED_COLUMNS,
    Track,
    counts_statement,
    day_numbered,
    kinds_statement,
    ruled_statement,
    starts_statement,
    times_statement,
    ungoverned_statement,
)
from pcf.complaints.rules import Scope, candidates, law_of, promise_of, same_word
from pcf.complaints.words import CLOCK_END, CLOCK_START, MATTER
from pcf.errors import N_, Phrase
from pcf.findings import Finding
from pcf.metrics.opened import OpenLog

MOST_KINDS = 10_000  # more kinds of cases are ids or free text, mapped by mistake
_MOST_NAMED = 20
_LAW = ("kept", "late", "running", "overdue")
_PROMISE = tuple(f"promise_{name}" for name in _LAW)


def count_rules(
    log: OpenLog, inputs: ComplaintInputs, segment_of: Callable[[str], str], where: str = ""
) -> tuple[tuple[RuleCount, ...], tuple[Finding, ...]]:
    """Count what became of the rules.

    Args:
        log: A complaint log.
        inputs: The rules and calendars; of two rules with one id the first counts.
        segment_of: Gives a segment's id for the log's word.
        where: The condition that a case is counted, with its ``WHERE``.

    Raises:
        LogError: DuckDB could not finish it.
    """
    rules = list({rule.id: rule for rule in reversed(inputs.rules)}.values())[::-1]
    if not rules:
        return (), ()
    met = log.rows(kinds_statement(log.columns, where))
    if len(met) > MOST_KINDS:
        return (), (Finding(kinds.RULES_NOT_COUNTED, facts={"found": len(met), "most": MOST_KINDS}),)
    scopes = [
        Scope(matter or "complaint", jurisdiction, None if segment is None else segment_of(segment), channel)
        for matter, jurisdiction, segment, channel, _ in met
    ]
    by_id = calendars(inputs.days)
    ends = [end for end in CLOCK_ENDS if any(rule.clock_end == end for rule in rules)]
    tracks = [_track(end, [rule for rule in rules if rule.clock_end == end], scopes, by_id) for end in ends]
    log.rows(ruled_statement([row[:4] for row in met], tracks, log.columns, where))
    counts: list[RuleCount] = []
    years: dict[str, set[int]] = defaultdict(set)
    for track in tracks:
        starts = [(number, day) for number, day in log.rows(starts_statement(track)) if number is not None]
        _note_years(track, starts, years)
        counts += _counted(log, track, starts, scopes)
    without = _without(log, tracks, scopes, {place: row[-1] for place, row in enumerate(met)})
    log.rows("DROP TABLE ruled")
    by_segment = Counter[tuple[ClockEnd | None, str | None]]()
    for (end, place), cases in without.items():
        by_segment[end, scopes[place].segment] += cases
    counts += [
        RuleCount(rule=None, end=end, segment=segment, cases=cases)
        for (end, segment), cases in by_segment.most_common()
    ]
    found = [
        *_missing_columns(rules, log),
        *_missing_times(log, tracks, where),
        *_words_not_met(rules, scopes),
        *_gaps(scopes, without),
        *_missing_years(by_id, years),
    ]
    return tuple(counts), tuple(found)


def _without(
    log: OpenLog, tracks: Iterable[Track], scopes: Sequence[Scope], met: Mapping[int, int]
) -> dict[tuple[ClockEnd | None, int], int]:
    """Count the cases without a rule by end of the clock and kind.

    Asked of a case is each end that rules of its matter name; where its matter has no rule at all, its end is ``None``.
    """
    without: dict[tuple[ClockEnd | None, int], int] = {}
    known: set[Matter] = set()
    for track in tracks:
        matters = {rule.matter for rule in track.rules}
        known |= matters
        counted = log.rows(ungoverned_statement(track))
        without |= {(track.end, place): cases for place, cases in counted if scopes[place].matter in matters}
    return without | {(None, place): cases for place, cases in met.items() if scopes[place].matter not in known}


def _track(end: ClockEnd, rules: Sequence[Rule], scopes: Sequence[Scope], by_id: Mapping[str, Calendar]) -> Track:
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    fitting = [[numbers[rule.id] for rule in candidates(rules, scope)] for scope in scopes]
    return Track(end, rules, fitting, [_spans(rule, by_id) for rule in rules])


def _spans(rule: Rule, by_id: Mapping[str, Calendar]) -> dict[str, Span]:
    law, promise = law_of(rule, by_id), promise_of(rule, by_id)
    sides = {"law": law, "extended": law_of(rule, by_id, extended=True) or law, "promise": promise}
    return {side: span for side, span in sides.items() if span is not None}


def _counted(
    log: OpenLog, track: Track, starts: Iterable[tuple[int, int]], scopes: Sequence[Scope]
) -> Iterator[RuleCount]:
    now = (log.as_of, log.now_local.date()) if log.as_of is not None and log.now_local is not None else None
    is_stated = STATED_COLUMNS.get(track.end) in log.columns
    sums: dict[tuple[int, str | None], Counter[str]] = defaultdict(Counter)
    names = ("cases", *_LAW, *_PROMISE, "stated_later")
    for place, number, *numbers in log.rows(counts_statement(track, starts, now, is_stated=is_stated)):
        sums[number, scopes[place].segment].update(dict(zip(names, numbers, strict=True)))
    ordered = sorted(sums.items(), key=lambda it: (it[0][0], it[0][1] is None, it[0][1] or ""))
    for (number, segment), summed in ordered:
        rule, spans = track.rules[number], track.spans[number]
        if _lost_columns(rule, log):
            continue
        told = {name for side, own in (("law", _LAW), ("promise", _PROMISE)) if side in spans for name in own}
        told -= set() if now else {name for name in (*_LAW, *_PROMISE) if name.endswith(("running", "overdue"))}
        told |= {"stated_later"} if is_stated and spans else set()
        counted = {name: summed[name] for name in told}
        yield RuleCount(rule=rule.id, end=None, segment=segment, cases=summed["cases"], **counted)


def _lost_columns(rule: Rule, log: OpenLog) -> list[tuple[str, str, str]]:
    """List field, its word and the column for each column that a rule needs and the log lacks."""
    needed = [
        (N_("start of the clock"), CLOCK_START[rule.clock_start], START_COLUMNS[rule.clock_start]),
        (N_("end of the clock"), CLOCK_END[rule.clock_end], END_COLUMNS[rule.clock_end]),
    ]
    return [one for one in needed if one[2] not in log.columns]


def _missing_columns(rules: Iterable[Rule], log: OpenLog) -> Iterator[Finding]:
    for rule in rules:
        for field, word, column in _lost_columns(rule, log):
            facts = {"rule": rule.id, "field": Phrase(field), "found": Phrase(word), "column": column}
            yield Finding(kinds.RULE_COLUMN_MISSING, sheet=kinds.RULES_SHEET, facts=facts)


def _missing_times(log: OpenLog, tracks: Iterable[Track], where: str) -> Iterator[Finding]:
    """Find columns of days alone that limits in hours are counted by: a time that nobody noted reads as midnight."""
    needing: dict[str, list[str]] = {}
    for track in tracks:
        for rule, spans in zip(track.rules, track.spans, strict=True):
            if any(span.unit == "hours" for span in spans.values()):
                for column in (START_COLUMNS[rule.clock_start], END_COLUMNS[rule.clock_end]):
                    needing.setdefault(column, []).append(rule.id)
    there = sorted(needing.keys() & log.columns)
    numbers = log.rows(times_statement(there, where))[0] if there else ()
    for column, all_rows, with_time in zip(there, numbers[::2], numbers[1::2], strict=True):
        if all_rows and not with_time:
            facts = {"rule": needing[column], "column": column, "found": all_rows}
            yield Finding(kinds.HOURS_WITHOUT_TIMES, sheet=kinds.RULES_SHEET, facts=facts)


def _words_not_met(rules: Iterable[Rule], scopes: Iterable[Scope]) -> Iterator[Finding]:
    """Find rules for a jurisdiction or a channel that the log never names: most likely misspelt."""
    for column, field in (("jurisdiction", N_("jurisdiction")), ("channel", N_("channel"))):
        known = sorted({word for scope in scopes if (word := getattr(scope, column)) is not None})
        for rule in rules:
            word = getattr(rule, column)
            if word.strip() and not any(same_word(word, other) for other in known):
                facts = {
                    "rule": rule.id,
                    "field": Phrase(field),
                    "column": column,
                    "found": word,
                    "known": known[:_MOST_NAMED] or ["–"],
                }
                yield Finding(kinds.RULE_WORD_NOT_IN_LOG, sheet=kinds.RULES_SHEET, facts=facts)


def _gaps(scopes: Sequence[Scope], without: Mapping[tuple[ClockEnd | None, int], int]) -> Iterator[Finding]:
    ranked = sorted(without.items(), key=lambda it: (-it[1], it[0][1], it[0][0] or ""))
    for (end, place), cases in ranked[:_MOST_NAMED]:
        scope = scopes[place]
        words = {"jurisdiction": scope.jurisdiction, "segment": scope.segment, "channel": scope.channel}
        facts = {
            "found": cases,
            "matter": Phrase(MATTER[scope.matter]),
            "end": "–" if end is None else Phrase(CLOCK_END[end]),
            **{name: word or "–" for name, word in words.items()},
        }
        yield Finding(kinds.CASES_WITHOUT_RULE, facts=facts)
    if more := ranked[_MOST_NAMED:]:
        facts = {"found": sum(cases for _, cases in more), "count": len(more)}
        yield Finding(kinds.MORE_CASES_WITHOUT_RULE, facts=facts)


def _note_years(track: Track, starts: Iterable[tuple[int, int]], years: dict[str, set[int]]) -> None:
    """Note the years in which clocks that count by a calendar started."""
    counting = {
        number: rule.calendar
        for number, rule in enumerate(track.rules)
        if rule.calendar and any(span.calendar for span in track.spans[number].values())
    }
    for number, start in starts:
        if number in counting and (day := day_numbered(start)) is not None:
            years[counting[number]].add(day.year)


def _missing_years(by_id: Mapping[str, Calendar], years: Mapping[str, set[int]]) -> Iterator[Finding]:
    for calendar, met in sorted(years.items()):
        lacking = sorted(met - by_id[calendar].years)
        if lacking and not by_id[calendar].is_all_week:
            facts = {"calendar": calendar, "found": [str(year) for year in lacking]}
            yield Finding(kinds.CALENDAR_WITHOUT_YEAR, sheet=kinds.CALENDAR_SHEET, facts=facts)
