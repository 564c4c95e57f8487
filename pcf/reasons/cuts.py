"""The contacts of a log cut by channel, segment, owner or action, each with what it costs; the sums are exact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pcf.reasons.counts import ReasonRow
from pcf.reasons.records import Reason


@dataclass(frozen=True, slots=True)
class Repeats:
    """Contacts followed by another of the same customer and reason, of those of which it can be told."""

    repeats: int
    repeatable: int

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.repeats, self.repeatable) if self.repeatable else None


@dataclass(frozen=True, slots=True)
class Cut:
    """The contacts of one channel, segment, owner or action, or of all.

    Attributes:
        value: Which; ``None`` where it is not known.
        contacts: How many; ``None`` without a log.
        share: Of all contacts, 0 to 1.
        cost: Sum over the contacts whose reason has a unit cost; ``None`` where none has.
        uncosted: Contacts that are in no cost.
        repeats: How many came back.
        reasons: Ids of its reasons, the most contacts first, then in the order of the list.
        oldest: Days since the oldest explanation among its reasons.
        unexplained: Ids of its reasons that were never explained.
    """

    value: str | None
    contacts: int | None
    share: Fraction | None
    cost: Decimal | None
    uncosted: int | None
    repeats: Repeats | None
    reasons: tuple[str, ...] = ()
    oldest: int | None = None
    unexplained: tuple[str, ...] = ()


def repeats_of(rows: Iterable[ReasonRow]) -> Repeats | None:
    """Sum the repeats of rows; ``None`` where none of them tells."""
    told = [(row.repeats, row.repeatable) for row in rows if row.repeats is not None and row.repeatable is not None]
    return Repeats(sum(one for one, _ in told), sum(of for _, of in told)) if told else None


def cost_of(rows: Iterable[ReasonRow], unit_costs: Mapping[str | None, Decimal]) -> tuple[Decimal | None, int]:
    """Return what contacts cost, ``None`` where no unit cost is known, and the contacts that are left out of it."""
    costs, uncosted = [], 0
    for row in rows:
        unit = unit_costs.get(row.reason)
        if unit is None:
            uncosted += row.contacts
        else:
            costs.append(row.contacts * unit)
    return sum(costs, Decimal(0)) if costs else None, uncosted


def cut(
    value: str | None, rows: Sequence[ReasonRow], total: int, reasons: Sequence[Reason], ages: Mapping[str, int | None]
) -> Cut:
    """Sum the rows of one value.

    Args:
        value: Which.
        rows: Its contacts.
        total: All contacts.
        reasons: The list.
        ages: Reason id to days since its last explanation.
    """
    contacts = sum(row.contacts for row in rows)
    cost, uncosted = cost_of(rows, {one.id: one.unit_cost for one in reasons if one.unit_cost is not None})
    there = {row.reason for row in rows}
    named = named_cut(value, [one for one in reasons if one.id in there], ages, rows)
    return Cut(
        value=value,
        contacts=contacts,
        share=Fraction(contacts, total) if total else None,
        cost=cost,
        uncosted=uncosted,
        repeats=repeats_of(rows),
        reasons=named.reasons,
        oldest=named.oldest,
        unexplained=named.unexplained,
    )


def named_cut(
    value: str | None, reasons: Sequence[Reason], ages: Mapping[str, int | None], rows: Iterable[ReasonRow] = ()
) -> Cut:
    """Return what the inputs alone say of some reasons: which, and how long ago they were explained."""
    contacts = dict.fromkeys((one.id for one in reasons), 0)
    for row in rows:
        if row.reason in contacts:
            contacts[row.reason] += row.contacts
    order = sorted(contacts, key=lambda one: -contacts[one])
    known = [age for one in order if (age := ages[one]) is not None]
    never = tuple(one for one in order if ages[one] is None)
    return Cut(value, None, None, None, None, None, tuple(order), max(known) if known else None, never)


def by_value(rows: Sequence[ReasonRow], of: Callable[[ReasonRow], str | None]) -> dict[str | None, list[ReasonRow]]:
    """Sort rows by a value, the most contacts first and the unknown last."""
    groups: dict[str | None, list[ReasonRow]] = {}
    for row in rows:
        groups.setdefault(of(row), []).append(row)
    order = sorted(groups, key=lambda one: (one is None, -sum(row.contacts for row in groups[one]), one or ""))
    return {value: groups[value] for value in order}
