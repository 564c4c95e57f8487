"""Makes the report of contact reasons from what the organisation says and what its log counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cached_property

from pcf.findings import Finding
from pcf.metrics.moments import day_of
from pcf.model.loop import DRIVERS, Driver
from pcf.reasons.checks import OLD_AFTER_DAYS, check_reasons
from pcf.reasons.counts import ReasonCounts, ReasonRow
from pcf.reasons.cuts import Cut, by_value, cut, named_cut, repeats_of
from pcf.reasons.matrix import ACTIONS, action_of, quadrant_of
from pcf.reasons.months import whole_months
from pcf.reasons.records import Reason
from pcf.reasons.report import Coverage, ReasonLoop, ReasonState
from pcf.reasons.targets import target_state
from pcf.reasons.trend import trend
from pcf.reasons.volumes import Rate, Volumes, monthly, rate

VITAL_SHARE = Fraction(80, 100)
_DIGITS = 200  # amounts are multiplied and added exactly, whatever a sheet holds


def reason_loop(
    reasons: Sequence[Reason], counts: ReasonCounts | None, *, as_of: date, old_after_days: int = OLD_AFTER_DAYS
) -> ReasonLoop:
    """Judge the reasons of an organisation.

    Args:
        reasons: Its list; of several with one id the first counts.
        counts: What its log says; without one only the inputs are judged.
        as_of: The day of the report: ages and due days are told by it.
        old_after_days: An explanation that is older is told.
    """
    unique: dict[str, Reason] = {}
    for reason in reasons:
        unique.setdefault(reason.id, reason)
    findings = check_reasons(reasons, counts, as_of=as_of, old_after_days=old_after_days)
    with localcontext(prec=_DIGITS):
        return _Judging(tuple(unique.values()), counts, as_of).loop(findings)


@dataclass(frozen=True)
class _Judging:
    """The list, what the log says of it, and the day."""

    reasons: tuple[Reason, ...]
    counts: ReasonCounts | None
    as_of: date

    @cached_property
    def rows(self) -> tuple[ReasonRow, ...]:
        """The contacts; those of a reason that the list no longer has are without one."""
        ids = {one.id for one in self.reasons}
        rows = self.counts.rows if self.counts else ()
        return tuple(row if row.reason in ids else row.model_copy(update={"reason": None}) for row in rows)

    @property
    def total(self) -> int:
        return sum(row.contacts for row in self.rows)

    @property
    def tells(self) -> bool:
        """Whether the log says anything of reasons: where it does not, a reason has no contacts known, not none."""
        return self.counts is not None and self.counts.tells_reasons

    @cached_property
    def ages(self) -> Mapping[str, int | None]:
        days = {one.id: day_of(one.explained_on) for one in self.reasons}
        return {reason: None if day is None else (self.as_of - day).days for reason, day in days.items()}

    @cached_property
    def volumes(self) -> Volumes:
        return Volumes(self.counts.volumes if self.counts else ())

    @cached_property
    def shared(self) -> Mapping[Driver, frozenset[str | None] | None]:
        return {driver: self.volumes.shared(driver, self.rows) for driver in DRIVERS}

    @cached_property
    def whole(self) -> tuple[str, ...]:
        return whole_months(self.counts) if self.counts else ()

    def loop(self, findings: tuple[Finding, ...]) -> ReasonLoop:
        states = tuple(self._state(one) for one in self.reasons)
        savings = [one.saving for one in states if one.saving is not None]
        candidates = [one for one in states if one.saving is not None and one.reason.deflection]
        return ReasonLoop(
            as_of=self.as_of,
            counts=self.counts,
            states=states,
            total=self._cut(None, self.rows) if self.counts else named_cut(None, self.reasons, self.ages),
            unplaced=sum(row.contacts for row in self.rows if row.reason is None) if self.counts else None,
            by_channel=tuple(self._cut(*one) for one in by_value(self.rows, lambda row: row.channel).items()),
            by_segment=tuple(self._cut(*one) for one in by_value(self.rows, lambda row: row.segment).items()),
            by_owner=self._by_owner(),
            by_action=self._by_action(),
            coverage=Coverage(self._owned(lambda one: one.owner), self._owned(lambda one: one.person)),
            candidates=tuple(one.reason.id for one in sorted(candidates, key=lambda one: -(one.saving or 0))),
            saving=sum(savings, Decimal(0)) if savings else None,
            vital_few=_vital(states),
            findings=findings,
        )

    def _state(self, reason: Reason) -> ReasonState:
        rows = [row for row in self.rows if row.reason == reason.id]
        driver = reason.driver if self.tells else None
        shared = self.shared.get(driver) if driver else None
        volume = self.volumes.overall(driver, shared) if driver else {}
        covered = rows if shared is None else [row for row in rows if row.segment in shared]
        contacts = sum(row.contacts for row in rows) if self.tells else None
        known = [(row.handled, row.handle_seconds) for row in rows if row.handled is not None]
        rates = monthly(driver, covered, volume, self.whole) if driver else ()
        return ReasonState(
            reason=reason,
            contacts=contacts,
            share=Fraction(contacts, self.total) if contacts is not None and self.total else None,
            handled=sum(count for count, _ in known) if known else None,
            handle_seconds=sum((seconds or Decimal(0) for _, seconds in known), Decimal(0)) if known else None,
            rate=rate(driver, covered, volume, self.whole) if driver else None,
            rates_by_segment=self._by_segment(driver, covered) if driver else (),
            rates_by_month=rates,
            cost=None if contacts is None or reason.unit_cost is None else contacts * reason.unit_cost,
            repeats=repeats_of(rows),
            trend=trend(rows, self.whole, driver, volume, covered) if self.tells and self.whole else None,
            quadrant=quadrant_of(reason),
            action=action_of(reason),
            age=self.ages[reason.id],
            target=target_state(reason, rates, self.as_of),
            saving=saving_of(reason, contacts),
        )

    def _by_segment(self, driver: Driver, rows: Sequence[ReasonRow]) -> tuple[tuple[str | None, Rate], ...]:
        rates = []
        for segment in self.volumes.segments(driver):
            if segment not in (self.shared[driver] or ()):
                continue
            own = [row for row in rows if row.segment == segment]
            found = rate(driver, own, self.volumes.of_segment(driver, segment), self.whole)
            rates += [(segment, found)] if found else []
        return tuple(rates)

    def _cut(self, value: str | None, rows: Sequence[ReasonRow]) -> Cut:
        return cut(value, rows, self.total, self.reasons, self.ages)

    def _of_reasons(self, value: str | None, reasons: Sequence[Reason]) -> Cut:
        """Sum the contacts of some reasons, those without a contact among them."""
        ids = {one.id for one in reasons}
        rows = [row for row in self.rows if row.reason in ids]
        named = named_cut(value, reasons, self.ages, rows)
        if not self.tells:
            return named
        return replace(
            self._cut(value, rows), reasons=named.reasons, oldest=named.oldest, unexplained=named.unexplained
        )

    def _by_owner(self) -> tuple[Cut, ...]:
        """Cut by owner function, the most contacts first, reasons without an owner last."""
        owners = dict.fromkeys(one.owner.strip() or None for one in self.reasons)
        cuts = [
            self._of_reasons(owner, [one for one in self.reasons if (one.owner.strip() or None) == owner])
            for owner in owners
        ]
        return tuple(sorted(cuts, key=lambda one: (one.value is None, -(one.contacts or 0), -len(one.reasons))))

    def _by_action(self) -> tuple[Cut, ...]:
        """Cut by what to do, in one order always; reasons whose values are not scored last."""
        groups = {action: [one for one in self.reasons if action_of(one) == action] for action in (*ACTIONS, None)}
        return tuple(self._of_reasons(action, reasons) for action, reasons in groups.items() if reasons)

    def _owned(self, of: Callable[[Reason], str]) -> Fraction | None:
        """Return the share of all contacts whose reason has an owner of some sort."""
        if not self.tells or not self.total:
            return None
        owned = {one.id for one in self.reasons if of(one).strip()}
        return Fraction(sum(row.contacts for row in self.rows if row.reason in owned), self.total)


def saving_of(reason: Reason, contacts: int | None) -> Decimal | None:
    """Return what self-service would save on a reason; ``None`` where a part of it is not known."""
    deflection, unit_cost, own_cost = reason.deflection, reason.unit_cost, reason.self_service_cost
    if contacts is None or deflection is None or unit_cost is None or own_cost is None:
        return None
    return (contacts * deflection).scaleb(-2) * (unit_cost - own_cost)


def _vital(states: Sequence[ReasonState]) -> tuple[str, ...]:
    """Return the fewest reasons that hold 80 per cent of the contacts with a reason."""
    ranked = sorted(states, key=lambda one: -(one.contacts or 0))
    needed = VITAL_SHARE * sum(one.contacts or 0 for one in states)
    chosen: list[str] = []
    held = 0
    for one in ranked:
        if held >= needed:
            break
        chosen.append(one.reason.id)
        held += one.contacts or 0
    return tuple(chosen)
