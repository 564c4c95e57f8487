"""Response rules checked beside each other: what they forget, where they contradict, what they need of a log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product

from pcf.complaints import rule_findings as kinds
from pcf.complaints.records import CLOCK_ENDS, Rule
from pcf.complaints.rule_sql import END_COLUMNS, START_COLUMNS
from pcf.complaints.rules import Scope, covers, is_valid, same_word
from pcf.complaints.words import CLOCK_END, CLOCK_START, MATTER
from pcf.errors import N_, Phrase
from pcf.findings import Finding
from pcf.metrics.moments import day_of

_COMPARED = {
    "clock_start": N_("start of the clock"),
    "limit": N_("legal limit"),
    "unit": N_("unit of the legal limit"),
    "calendar": N_("calendar"),
    "rolls": N_("what happens if the last day is not worked"),
    "extension": N_("extension"),
    "promise": N_("own promise"),
    "promise_unit": N_("unit of the promise"),
}


def gaps(rules: Sequence[Rule], segments: Mapping[str, str], on: date) -> Iterator[Finding]:
    """Tell what the rules forget: one finding for each matter and each end of the clock that they name.

    Args:
        rules: All of them.
        segments: Segment id to name.
        on: The day on which a rule has to hold.
    """
    valid = [rule for rule in rules if is_valid(rule, on)]
    for matter in dict.fromkeys(rule.matter for rule in valid):
        about = [rule for rule in valid if rule.matter == matter]
        places, channels = (_words(about, column) for column in ("jurisdiction", "channel"))
        for end in (end for end in CLOCK_ENDS if any(rule.clock_end == end for rule in about)):
            own = [rule for rule in about if rule.clock_end == end]
            lost = [
                text
                for segment in segments or (None,)
                for text in _forgotten(
                    own, [Scope(matter, *one) for one in product(places, [segment], channels)], segments
                )
            ]
            if lost:
                facts = {"found": lost, "matter": Phrase(MATTER[matter]), "end": Phrase(CLOCK_END[end])}
                facts["day"] = on.isoformat()
                yield Finding(kinds.SEGMENT_WITHOUT_RULE, sheet=kinds.RULES_SHEET, facts=facts)


def _words(rules: Iterable[Rule], column: str) -> list[str | None]:
    """List the jurisdictions or channels that rules name, each once; nothing but ``None`` if they name none."""
    named = {word.casefold(): word for rule in rules if (word := getattr(rule, column).strip())}
    return list(named.values()) or [None]


def _forgotten(rules: Sequence[Rule], scopes: Sequence[Scope], segments: Mapping[str, str]) -> Iterator[str]:
    """Name the cases of one segment that no rule is for: the segment alone if it is all of them."""
    lost = [scope for scope in scopes if not any(covers(rule, scope) for rule in rules)]
    is_all = len(lost) == len(scopes) and scopes[0].segment is not None
    for scope in lost[:1] if is_all else lost:
        where = "" if is_all else ", ".join(word for word in (scope.jurisdiction, scope.channel) if word)
        if scope.segment is not None:
            name = segments[scope.segment] or scope.segment
            yield f"{name} ({where})" if where else name
        elif where:
            yield where


def contradictions(rules: Sequence[Rule]) -> Iterator[Finding]:
    """Tell pairs of rules of which either could govern the same cases with another deadline."""
    alike: dict[tuple[object, ...], list[Rule]] = defaultdict(list)
    for rule in sorted(rules, key=lambda rule: rule.id):
        words = (rule.jurisdiction.strip().casefold(), rule.channel.strip().casefold())
        alike[rule.clock_end, rule.matter, rule.segment, *words].append(rule)
    for same in alike.values():
        for one, other in combinations(same, 2):
            fields = [word for field, word in _COMPARED.items() if _value(one, field) != _value(other, field)]
            days = _days_of_both(one, other)
            if fields and one.id != other.id and days:
                ends = {"first": _day(days[0], date.min), "last": _day(days[1], date.max)}
                facts = {"rule": one.id, "found": other.id, "field": Phrase(fields[0]), **ends}
                yield Finding(kinds.RULES_CONTRADICT, sheet=kinds.RULES_SHEET, facts=facts)


def _value(rule: Rule, field: str) -> object:
    """Return a field as far as it changes a deadline."""
    if field == "unit" and rule.limit is None:
        return None
    if field == "promise_unit" and rule.promise is None:
        return None
    return getattr(rule, field) or (None if field in ("rolls", "extension", "calendar") else getattr(rule, field))


def _days_of_both(one: Rule, other: Rule) -> tuple[date, date] | None:
    """Return the first and last day on which both hold; ``None`` if there is none."""
    first = max(day_of(rule.valid_from) or date.min for rule in (one, other))
    last = min(day_of(rule.valid_to) or date.max for rule in (one, other))
    return (first, last) if first <= last else None


def _day(day: date, end: date) -> str:
    return "–" if day == end else day.isoformat()


def clashes(rules: Sequence[Rule]) -> Iterator[Finding]:
    """Tell where rules for the same cases need one column of the log for moments that differ.

    Rules with the same end never clash: only one of them governs a case.
    """
    found: dict[tuple[str, str], tuple[set[str], dict[str, None]]] = {}
    for one, other in combinations(sorted(rules, key=lambda rule: rule.id), 2):
        if one.clock_end == other.clock_end or not _may_meet(one, other):
            continue
        for column, words in _needed_alike(one, other):
            ids, meanings = found.setdefault((one.matter, column), (set(), {}))
            ids |= {one.id, other.id}
            meanings |= dict.fromkeys(words)
    for (_, column), (ids, meanings) in found.items():
        facts = {"rule": sorted(ids), "column": column, "found": [Phrase(word) for word in meanings]}
        yield Finding(kinds.RULES_CLASH, sheet=kinds.RULES_SHEET, facts=facts)


def _may_meet(one: Rule, other: Rule) -> bool:
    """Whether a case can be one for both rules on one day."""
    words = ((one.jurisdiction, other.jurisdiction), (one.channel, other.channel))
    return (
        one.matter == other.matter
        and (one.segment is None or other.segment in (None, one.segment))
        and all(not first.strip() or not second.strip() or same_word(first, second) for first, second in words)
        and _days_of_both(one, other) is not None
    )


def _needed_alike(one: Rule, other: Rule) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give each column that two rules fill with different moments, and what these are."""
    if one.clock_start != other.clock_start and START_COLUMNS[one.clock_start] == START_COLUMNS[other.clock_start]:
        yield START_COLUMNS[one.clock_start], (CLOCK_START[one.clock_start], CLOCK_START[other.clock_start])
    if END_COLUMNS[one.clock_end] == END_COLUMNS[other.clock_end]:
        yield END_COLUMNS[one.clock_end], (CLOCK_END[one.clock_end], CLOCK_END[other.clock_end])
