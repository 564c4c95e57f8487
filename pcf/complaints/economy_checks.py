"""What is wrong or doubtful about the assumptions of the economics of complaints."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from pcf.complaints.figures import REGISTERED
from pcf.complaints.iceberg import DIVISORS, NEEDED
from pcf.complaints.records import Assumption
from pcf.complaints.stake import NEEDED_FOR_COST, NEEDED_FOR_NET, NEEDED_FOR_STAKE, ROUNDING, SHARES
from pcf.errors import N_, Phrase
from pcf.findings import Finding, FindingKind, Severity
from pcf.model.loop import AssumptionRecord

OUTCOMES_NOT_WHOLE = FindingKind(
    "outcomes-not-whole",
    Severity.ERROR,
    N_("The shares of the outcomes of complaints in segment {segment} come to {found} %."),
    N_("Convinced, settled and disappointed together: 100 %."),
    N_("Mend the three shares on the sheet of assumptions; the value at stake of this segment is not computed."),
)
AIMED_NOT_WHOLE = FindingKind(
    "outcomes-aimed-not-whole",
    Severity.ERROR,
    N_("The shares of the outcomes aimed at in segment {segment} come to {found} %; blank ones are as today."),
    N_("Convinced, settled and disappointed together: 100 %."),
    N_("Write all three shares aimed at on the sheet of assumptions; the net gain of this segment is not computed."),
)
OUTCOMES_ROUNDED = FindingKind(
    "outcomes-rounded",
    Severity.NOTE,
    N_(
        "The shares of the outcomes of complaints in segment {segment} come to {found} %; they are taken as rounded "
        "and scaled to 100 %."
    ),
)
SHARE_ABOVE_WHOLE = FindingKind(
    "share-above-whole",
    Severity.ERROR,
    N_("{assumption} in segment {segment} is {found} %."),
    N_("A share from 0 to 100 %."),
    N_("Mend the value, its low or its high on the sheet of assumptions."),
)
DIVISOR_ZERO = FindingKind(
    "assumption-zero",
    Severity.ERROR,
    N_("{assumption} in segment {segment} is {found}; nothing can be inferred from complaints that nobody makes."),
    N_("A number above 0; complaints per complainant at least 1."),
    N_("Mend the value on the sheet of assumptions."),
)
ENDS_CROSSED = FindingKind(
    "assumption-ends",
    Severity.ERROR,
    N_("{assumption} in segment {segment} is {found}, but its low and high are {low} and {high}."),
    N_("The value lies between its low and its high."),
    N_("Mend one of the three on the sheet of assumptions."),
)
SOURCE_MISSING = FindingKind(
    "assumption-source",
    Severity.WARNING,
    N_("{count} assumptions of segment {segment} have no source: {found}."),
    N_("Every assumption says where it comes from."),
    N_("Write the survey, register, ledger or the person who estimated it into the column of sources."),
)
INPUT_MISSING = FindingKind(
    "assumption-missing",
    Severity.WARNING,
    N_("Segment {segment}: {amount} cannot be computed, since these assumptions are missing: {found}."),
    N_("Every assumption that it is computed from."),
    N_("Fill in the sheet of assumptions; a blank is not a zero."),
)
ORDER_OF_OUTCOMES = FindingKind(
    "rebuy-order",
    Severity.WARNING,
    N_("In segment {segment} customers with a worse outcome buy again more often: {found}."),
    N_("Convinced customers buy again at least as often as settled ones, and these as disappointed ones."),
    N_("Check the three shares: as they stand, better answers would lose money."),
)
NEW_COMPLAINANTS = FindingKind(
    "new-complainants",
    Severity.NOTE,
    N_(
        "Segment {segment} aims at {found} % who complain instead of {today} %; those who would newly complain are "
        "taken to be like today's complainants. Who speaks up only when invited may be of another kind: state what "
        "share of them buys again."
    ),
)
REGISTERED_DIFFERS = FindingKind(
    "registered-differs",
    Severity.WARNING,
    N_("Segment {segment}: {found} complaints were typed, the log has {counted}."),
    N_("The same period and the same cases in both."),
    N_("Check the period of the log, or leave the cell blank: the number of the log is then used."),
)

ASSUMPTION_SHEET = "ASSUMPTION"  # the word on the tab, which stands in no language
_ORDERED = ("rebuy_convinced", "rebuy_settled", "rebuy_disappointed")


def check_assumptions(
    names: Mapping[str, str],
    assumptions: Sequence[Assumption],
    declared: Mapping[str, AssumptionRecord],
    spoken: Mapping[str, str],
    counted: Mapping[str, int],
) -> Iterator[Finding]:
    """Find what is wrong with the assumptions, segment by segment.

    Args:
        names: Segment id to what it is called, in order; only segments for which something was typed are looked at.
        assumptions: What was typed.
        declared: The assumptions of the model.
        spoken: What they are called.
        counted: Complaints of the log by segment id.
    """
    for segment, name in names.items():
        typed = {one.assumption: one for one in assumptions if one.segment == segment and one.is_filled}
        if typed:
            yield from _of_segment(name, typed, declared, spoken, is_counted=segment in counted)
            yield from _of_log(name, typed, counted.get(segment))


def _of_segment(
    segment: str,
    typed: Mapping[str, Assumption],
    declared: Mapping[str, AssumptionRecord],
    spoken: Mapping[str, str],
    *,
    is_counted: bool,
) -> Iterator[Finding]:
    values = {name: Fraction(one.value) for name, one in typed.items() if one.value is not None}
    for name, one in typed.items():
        yield from _of_value(segment, one, declared[name], spoken[name])
    for _, kind, total in outcome_faults(values):
        yield _told(kind, {"segment": segment, "found": float(total)})
    yield from _of_missing(segment, values.keys() | ({REGISTERED} if is_counted else set()), spoken)
    sourceless = [spoken[name] for name in values if not typed[name].source]
    if sourceless:
        facts = {"segment": segment, "found": sourceless, "count": len(sourceless)}
        yield _told(SOURCE_MISSING, facts)
    order = [values[name] for name in _ORDERED if name in values]
    if any(later > earlier for earlier, later in pairwise(order)):
        yield _told(ORDER_OF_OUTCOMES, {"segment": segment, "found": [f"{float(one):g} %" for one in order]})
    today, aimed = values.get("complaining_share"), values.get("target_complaining_share")
    if today is not None and aimed is not None and aimed > today and "target_rebuy_new" not in values:
        yield _told(NEW_COMPLAINANTS, {"segment": segment, "found": float(aimed), "today": float(today)})


def outcome_fault(values: Mapping[str, Fraction], prefix: str = "") -> tuple[FindingKind, Fraction] | None:
    """Say what is wrong with the shares of the three outcomes, and what they come to.

    Args:
        values: What was typed for one segment, in per cent.
        prefix: ``target_`` for the outcomes aimed at, of which a blank one stays as today.

    Returns:
        ``None`` where they come to 100, one is missing, or none is aimed at.
    """
    if not any(f"{prefix}{name}" in values for name in SHARES):
        return None
    shares = [values.get(f"{prefix}{name}", values.get(name)) for name in SHARES]
    total = sum((share for share in shares if share is not None), Fraction(0))
    if None in shares or total == 100:
        return None
    if abs(total - 100) <= 100 * ROUNDING:
        return OUTCOMES_ROUNDED, total
    return AIMED_NOT_WHOLE if prefix else OUTCOMES_NOT_WHOLE, total


def outcome_faults(values: Mapping[str, Fraction]) -> Iterator[tuple[str, FindingKind, Fraction]]:
    """Give what is wrong with the outcomes of today and with those aimed at: prefix, kind, and what they come to.

    Outcomes aimed at that rest on wrong ones of today are not told: mending these may mend both.
    """
    now, aimed = outcome_fault(values), outcome_fault(values, "target_")
    if now is not None:
        yield "", *now
    is_own = all(f"target_{name}" in values for name in SHARES)
    if aimed is not None and (is_own or now is None or now[0] is OUTCOMES_ROUNDED):
        yield "target_", *aimed


def _told(kind: FindingKind, facts: Mapping[str, object]) -> Finding:
    return Finding(kind, sheet=ASSUMPTION_SHEET, facts=facts)


def _of_missing(segment: str, known: Collection[str], spoken: Mapping[str, str]) -> Iterator[Finding]:
    """Name what each amount lacks that somebody wants: costs and gain only where one of their own inputs was typed."""
    is_aimed = any(name == "programme_cost" or name.startswith("target_") for name in known)
    for amount, needed, is_wanted in (
        (N_("the number of dissatisfied customers"), NEEDED, True),
        (N_("the value at stake"), NEEDED_FOR_STAKE, True),
        (N_("the cost of answering"), NEEDED_FOR_COST, any(name in known for name in NEEDED_FOR_COST[1:])),
        (N_("the net gain"), NEEDED_FOR_NET, is_aimed),
    ):
        lost = [spoken[name] for name in needed if name not in known]
        if lost and is_wanted:
            yield _told(INPUT_MISSING, {"segment": segment, "amount": Phrase(amount), "found": lost})


def _of_value(segment: str, one: Assumption, record: AssumptionRecord, name: str) -> Iterator[Finding]:
    facts = {"segment": segment, "assumption": name}
    ends = [end for end in (one.low, one.value, one.high) if end is not None]
    if record.unit == "percent" and any(end > 100 for end in ends):
        yield _told(SHARE_ABOVE_WHOLE, facts | {"found": float(max(ends))})
    least = 1 if record.unit == "ratio" else 0
    if one.assumption in DIVISORS and one.value is not None and (one.value < least or one.value == 0):
        yield _told(DIVISOR_ZERO, facts | {"found": float(one.value)})
    if one.value is not None and ends != sorted(ends):
        told = {"found": float(one.value), "low": _shown(one.low), "high": _shown(one.high)}
        yield _told(ENDS_CROSSED, facts | told)


def _of_log(segment: str, typed: Mapping[str, Assumption], counted: int | None) -> Iterator[Finding]:
    own = typed.get(REGISTERED)
    if own is not None and own.value is not None and counted is not None and own.value != counted:
        facts = {"segment": segment, "found": float(own.value), "counted": counted}
        yield _told(REGISTERED_DIFFERS, facts)


def _shown(end: object) -> object:
    return "–" if end is None else float(end)  # type: ignore[arg-type]
