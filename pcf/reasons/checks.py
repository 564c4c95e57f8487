"""Whether a list of reasons covers the contacts, is told apart, owned, and acted upon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from pcf.errors import N_, Phrase
from pcf.findings import Finding, FindingKind
from pcf.metrics.moments import day_of
from pcf.model.loop import OTHER
from pcf.reasons import findings as kinds
from pcf.reasons.counts import ReasonCounts
from pcf.reasons.matrix import action_of
from pcf.reasons.months import whole_months
from pcf.reasons.records import Reason
from pcf.reasons.spellings import fold, shared
from pcf.reasons.words import ACTION

OLD_AFTER_DAYS = 90
FEWEST, MOST = 20, 30  # reasons of a list
SMALL, LARGE, MUCH_OTHER, MUCH_UNPLACED, TO_EXPLAIN = (Fraction(part, 100) for part in (1, 25, 5, 5, 5))
_SELF_SERVICE = ("automate", "eliminate", "preempt")
_FIELDS = {
    "unit_cost": N_("cost of a contact"),
    "deflection": N_("share for self-service"),
    "self_service_cost": N_("cost of a case in self-service"),
    "driver": N_("unit of business"),
    "target_by": N_("day of the target"),
    "explained_on": N_("day of the explanation"),
}


def check_reasons(
    reasons: Sequence[Reason], counts: ReasonCounts | None, *, as_of: date, old_after_days: int = OLD_AFTER_DAYS
) -> tuple[Finding, ...]:
    """Check a list of reasons, and against a log where there is one.

    Args:
        reasons: The list.
        counts: What the log says.
        as_of: The day of the report.
        old_after_days: An explanation that is older is told.
    """
    shares = _shares(counts) if counts is not None and counts.tells_reasons else {}
    return (
        *_of_list(reasons),
        *(found for one in reasons for found in _of_figures(one)),
        *(found for one in reasons for found in _of_loop(one, as_of, old_after_days)),
        *_never_explained(reasons, shares),
        *(_against_log(reasons, counts, shares) if counts is not None and shares else ()),
        *(_of_months(counts) if counts is not None else ()),
    )


def _finding(kind: FindingKind, cell: str = "", **facts: object) -> Finding:
    return Finding(kind, cell=cell, facts=facts)


def _named(fields: Sequence[str]) -> list[Phrase]:
    return [Phrase(_FIELDS[field]) for field in fields]


def _percent(share: Fraction) -> Decimal:
    """Return a share as a percentage with two decimals, as a message shows it."""
    return round(Decimal(share.numerator * 100) / share.denominator, 2).normalize() + 0


def _shares(counts: ReasonCounts) -> Mapping[str | None, Fraction]:
    """Return the share of all contacts by reason; nothing where there is no contact."""
    contacts: Counter[str | None] = Counter()
    for row in counts.rows:
        contacts[row.reason] += row.contacts
    total = contacts.total()
    return {reason: Fraction(count, total) for reason, count in contacts.items()} if total else {}


def _of_list(reasons: Sequence[Reason]) -> Iterator[Finding]:
    ids = Counter(one.id for one in reasons)
    for one, count in ids.items():
        if count > 1:
            yield _finding(kinds.ID_TWICE, one, found=one)
    if not FEWEST <= len(ids) <= MOST:
        yield _finding(kinds.NUMBER_UNUSUAL, found=len(ids), low=FEWEST, high=MOST)
    if OTHER not in ids:
        yield _finding(kinds.NO_OTHER, found=OTHER)
    for said, several in shared(reasons).items():
        yield _finding(kinds.NAMED_TWICE, several[-1], found=said, reasons=several)


def _of_figures(reason: Reason) -> Iterator[Finding]:
    """Check owner, costs and self-service of one reason."""
    if not reason.owner.strip():
        yield _finding(kinds.WITHOUT_OWNER, reason.id, found=reason.words)
    amounts = {
        "unit_cost": reason.unit_cost,
        "deflection": reason.deflection,
        "self_service_cost": reason.self_service_cost,
    }
    given = [name for name, amount in amounts.items() if amount is not None]
    if given and not reason.source.strip():
        yield _finding(kinds.COST_WITHOUT_SOURCE, reason.id, reason=reason.words, found=_named(given))
    if not reason.deflection:
        return
    if lost := [name for name, amount in amounts.items() if amount is None]:
        yield _finding(kinds.SAVING_INCOMPLETE, reason.id, reason=reason.words, found=_named(lost))
    elif (reason.self_service_cost or 0) > (reason.unit_cost or 0):
        facts = {"found": reason.self_service_cost, "unit_cost": reason.unit_cost}
        yield _finding(kinds.SAVING_NEGATIVE, reason.id, reason=reason.words, **facts)
    action = action_of(reason)
    if action is not None and action not in _SELF_SERVICE:
        yield _finding(kinds.DEFLECTION_OF_OTHER_ACTION, reason.id, reason=reason.words, found=Phrase(ACTION[action]))


def _of_loop(reason: Reason, as_of: date, old_after_days: int) -> Iterator[Finding]:
    """Check target and explanation of one reason."""
    for field in ("target_by", "explained_on"):
        text = getattr(reason, field)
        if text.strip() and day_of(text) is None:
            yield _finding(
                kinds.DATE_UNREADABLE, reason.id, reason=reason.words, field=Phrase(_FIELDS[field]), found=text
            )
    if reason.target is not None:
        lost = [] if reason.driver else ["driver"]
        lost += [] if day_of(reason.target_by) else ["target_by"]
        if lost:
            yield _finding(kinds.TARGET_INCOMPLETE, reason.id, reason=reason.words, found=_named(lost))
    day = day_of(reason.explained_on)
    if day is None:
        return
    if day > as_of:
        yield _finding(
            kinds.EXPLAINED_LATER, reason.id, reason=reason.words, found=day.isoformat(), as_of=as_of.isoformat()
        )
    elif (as_of - day).days > old_after_days:
        age = (as_of - day).days
        said = day.isoformat()
        yield _finding(
            kinds.EXPLANATION_OLD, reason.id, reason=reason.words, found=age, explained_on=said, days=old_after_days
        )


def _never_explained(reasons: Sequence[Reason], shares: Mapping[str | None, Fraction]) -> Iterator[Finding]:
    """Name together the large reasons without an explanation: one sentence each would drown the rest."""
    silent = [one for one in _unique(reasons) if day_of(one.explained_on) is None]
    if large := [one for one in silent if shares.get(one.id, 0) >= TO_EXPLAIN]:
        yield _finding(kinds.NEVER_EXPLAINED, found=_with_shares(large, shares), share=_percent(TO_EXPLAIN))


def _unique(reasons: Sequence[Reason]) -> Sequence[Reason]:
    return list({reason.id: reason for reason in reasons}.values())


def _with_shares(reasons: Sequence[Reason], shares: Mapping[str | None, Fraction]) -> list[str]:
    return [f"{one.words} ({_percent(shares.get(one.id, Fraction(0)))} %)" for one in reasons]


def _against_log(
    reasons: Sequence[Reason], counts: ReasonCounts, shares: Mapping[str | None, Fraction]
) -> Iterator[Finding]:
    unique = _unique(reasons)
    for one in unique:
        yield from _of_share(one, shares.get(one.id, Fraction(0)))
    unnoted = [one for one in unique if one.id != OTHER and not one.note.strip()]
    if small := [one for one in unnoted if shares.get(one.id, 0) < SMALL]:
        yield _finding(kinds.SHARE_SMALL, found=_with_shares(small, shares), share=_percent(SMALL))
    if counts.met is not None:
        met = {fold(one.name) for one in counts.met}
        for one in reasons:
            if lost := [name for name in one.names if fold(name) not in met]:
                yield _finding(kinds.NAME_NOT_MET, one.id, reason=one.words, found=lost)
    ids = {one.id for one in reasons}
    unplaced = sum(row.contacts for row in counts.rows if row.reason not in ids)
    if unplaced:
        share = Fraction(unplaced, sum(row.contacts for row in counts.rows))
        kind = kinds.WITHOUT_REASON_MANY if share >= MUCH_UNPLACED else kinds.WITHOUT_REASON_SOME
        yield _finding(kind, found=_percent(share), count=unplaced, share=_percent(MUCH_UNPLACED))


def _of_share(reason: Reason, share: Fraction) -> Iterator[Finding]:
    """Judge how much one reason makes up; a note answers for an unusual share, but not for a large rest."""
    facts: dict[str, object] = {"reason": reason.words, "found": _percent(share)}
    if reason.id == OTHER:
        if share >= MUCH_OTHER:
            yield _finding(kinds.OTHER_LARGE, reason.id, **facts, share=_percent(MUCH_OTHER))
    elif share > LARGE and not reason.note.strip():
        yield _finding(kinds.SHARE_LARGE, reason.id, **facts, share=_percent(LARGE))


def _of_months(counts: ReasonCounts) -> Iterator[Finding]:
    """Tell the months that the log covers in part: they cannot be compared with others or with their volumes."""
    if parts := sorted({row.month for row in counts.rows}.difference(whole_months(counts))):
        yield _finding(kinds.MONTHS_IN_PART, found=parts)
