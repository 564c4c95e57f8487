"""What is wrong or doubtful about the assumptions of the economics of complaints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from pcf.complaints.figures import REGISTERED
from pcf.complaints.iceberg import DIVISORS, NEEDED
from pcf.complaints.records import Assumption
from pcf.complaints.stake import SHARES
from pcf.errors import N_
from pcf.findings import Finding, FindingKind, Severity
from pcf.model.loop import AssumptionRecord

OUTCOMES_NOT_WHOLE = FindingKind(
    "outcomes-not-whole",
    Severity.ERROR,
    N_("The shares of the outcomes of complaints in segment {segment} come to {found} %."),
    N_("Convinced, settled and disappointed together: 100 %."),
    N_("Mend the three shares on the sheet of assumptions; the value at stake of this segment is not computed."),
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
    N_("The dissatisfied customers of segment {segment} cannot be estimated: {found} is missing."),
    N_("Complaints registered, complaints per complainant, who complains, and what gets registered."),
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
            yield from _of_segment(name, typed, declared, spoken)
            yield from _of_log(name, typed, counted.get(segment))


def _of_segment(
    segment: str,
    typed: Mapping[str, Assumption],
    declared: Mapping[str, AssumptionRecord],
    spoken: Mapping[str, str],
) -> Iterator[Finding]:
    values = {name: Fraction(one.value) for name, one in typed.items() if one.value is not None}
    for name, one in typed.items():
        yield from _of_value(segment, one, declared[name], spoken[name])
    for prefix in ("", "target_"):
        shares = [values.get(f"{prefix}{name}") for name in SHARES]
        if None not in shares and sum(share for share in shares if share is not None) != 100:
            found = float(sum(share for share in shares if share is not None))
            yield Finding(OUTCOMES_NOT_WHOLE, facts={"segment": segment, "found": found})
    if lost := [spoken[name] for name in NEEDED if name not in values and name != REGISTERED]:
        yield Finding(INPUT_MISSING, facts={"segment": segment, "found": lost})
    sourceless = [spoken[name] for name in values if not typed[name].source]
    if sourceless:
        facts = {"segment": segment, "found": sourceless, "count": len(sourceless)}
        yield Finding(SOURCE_MISSING, facts=facts)
    order = [values[name] for name in _ORDERED if name in values]
    if any(later > earlier for earlier, later in pairwise(order)):
        yield Finding(ORDER_OF_OUTCOMES, facts={"segment": segment, "found": [f"{float(one):g} %" for one in order]})
    today, aimed = values.get("complaining_share"), values.get("target_complaining_share")
    if today is not None and aimed is not None and aimed > today and "target_rebuy_new" not in values:
        yield Finding(NEW_COMPLAINANTS, facts={"segment": segment, "found": float(aimed), "today": float(today)})


def _of_value(segment: str, one: Assumption, record: AssumptionRecord, name: str) -> Iterator[Finding]:
    facts = {"segment": segment, "assumption": name}
    ends = [end for end in (one.low, one.value, one.high) if end is not None]
    if record.unit == "percent" and any(end > 100 for end in ends):
        yield Finding(SHARE_ABOVE_WHOLE, facts=facts | {"found": float(max(ends))})
    least = 1 if record.unit == "ratio" else 0
    if one.assumption in DIVISORS and one.value is not None and (one.value < least or one.value == 0):
        yield Finding(DIVISOR_ZERO, facts=facts | {"found": float(one.value)})
    if one.value is not None and ends != sorted(ends):
        told = {"found": float(one.value), "low": _shown(one.low), "high": _shown(one.high)}
        yield Finding(ENDS_CROSSED, facts=facts | told)


def _of_log(segment: str, typed: Mapping[str, Assumption], counted: int | None) -> Iterator[Finding]:
    own = typed.get(REGISTERED)
    if own is not None and own.value is not None and counted is not None and own.value != counted:
        facts = {"segment": segment, "found": float(own.value), "counted": counted}
        yield Finding(REGISTERED_DIFFERS, facts=facts)


def _shown(end: object) -> object:
    return "–" if end is None else float(end)  # type: ignore[arg-type]
