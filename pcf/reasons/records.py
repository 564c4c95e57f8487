"""What an organisation says of the reasons for contact: its list, owners, values, targets and explanations."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from pcf.ids import ElementId, ReasonId
from pcf.model import Record
from pcf.model.loop import Driver

Value = Annotated[Decimal, Field(ge=-1, le=1)]
Amount = Annotated[Decimal, Field(ge=0)]
Percent = Annotated[Decimal, Field(ge=0, le=100)]


class Reason(Record):
    """Why customers make contact, and what the organisation does about it.

    Attributes:
        id: Its key, the same in every round.
        words: What the customer says.
        names: What logs call it, besides its id and its words.
        owner: The function that owns the cause: an id of the model's list, or the organisation's own word.
        person: Who answers for it by name.
        causes: Elements of category 6 that cause it.
        handled_by: Elements of category 6 that handle it.
        outside_id, outside_name: An element outside category 6 that causes it, as a plain reference.
        customer_value: What the contact is to the customer: -1 an irritant, 1 valued.
        company_value: The same to the company.
        is_removable: Whether the cause can be removed; where not, customers can still be told before they ask.
        unit_cost: What one contact costs, in the organisation's currency.
        driver: The unit of business that it grows with.
        deflection: Share of its contacts, in per cent, that self-service would take over.
        self_service_cost: What one such case then costs.
        source: Where these figures come from.
        target: Contacts per 100 units of its driver that are aimed at.
        target_by: By when (ISO 8601 day).
        if_met, if_missed: What follows.
        explanation: The owner's last explanation of the figures.
        explained_on: When it was given (ISO 8601 day).
        note: Anything else; it also answers the warning of a very small or very large share.
    """

    id: ReasonId
    words: str
    names: tuple[str, ...] = ()
    owner: str = ""
    person: str = ""
    causes: tuple[ElementId, ...] = ()
    handled_by: tuple[ElementId, ...] = ()
    outside_id: ElementId | None = None
    outside_name: str = ""
    customer_value: Value | None = None
    company_value: Value | None = None
    is_removable: bool | None = None
    unit_cost: Amount | None = None
    driver: Driver | None = None
    deflection: Percent | None = None
    self_service_cost: Amount | None = None
    source: str = ""
    target: Amount | None = None
    target_by: str = ""
    if_met: str = ""
    if_missed: str = ""
    explanation: str = ""
    explained_on: str = ""
    note: str = ""
