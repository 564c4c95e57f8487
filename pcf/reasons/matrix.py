"""The value-irritant matrix: what to do about a reason, by what its contacts are to the customer and to the company.

Source: Price, B. and Jaffe, D. (2008), The Best Service Is No Service; pre-empting after Price and Jaffe (2022),
The Frictionless Organization.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, get_args

from pcf.reasons.records import Reason

Quadrant = Literal["eliminate", "automate", "simplify", "leverage", "undecided"]
Action = Literal["eliminate", "preempt", "automate", "simplify", "leverage", "undecided"]
QUADRANTS: tuple[Quadrant, ...] = get_args(Quadrant)
ACTIONS: tuple[Action, ...] = get_args(Action)
DEAD_BAND = Decimal("0.1")  # a score so near to nothing, the ends included, tells neither way


def quadrant(customer: Decimal, company: Decimal) -> Quadrant:
    """Return where two scores stand.

    Args:
        customer, company: What the contact is to each: -1 an irritant, 1 valued.

    >>> quadrant(Decimal(1), Decimal("-0.5"))
    'automate'
    """
    if abs(customer) <= DEAD_BAND or abs(company) <= DEAD_BAND:
        return "undecided"
    if customer > 0:
        return "leverage" if company > 0 else "automate"
    return "simplify" if company > 0 else "eliminate"


def quadrant_of(reason: Reason) -> Quadrant | None:
    """Return where a reason stands; ``None`` where a score is missing."""
    if reason.customer_value is None or reason.company_value is None:
        return None
    return quadrant(reason.customer_value, reason.company_value)


def action_of(reason: Reason) -> Action | None:
    """Return what to do about a reason: that of its quadrant, but pre-empt a cause that cannot be removed."""
    where = quadrant_of(reason)
    return "preempt" if where == "eliminate" and reason.is_removable is False else where
