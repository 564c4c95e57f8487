"""What an organisation types of its workforce: calls, handle times, promises and agents, one interval a line."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from pcf.ids import WordId
from pcf.model import Record

Amount = Annotated[Decimal, Field(ge=0)]
Above = Annotated[Decimal, Field(gt=0)]
Percent = Annotated[Decimal, Field(ge=0, le=100)]
PercentBelow = Annotated[Decimal, Field(ge=0, lt=100)]
Slots = Annotated[Decimal, Field(ge=1)]


class StaffingLine(Record):
    """One interval of one pool of agents: the contacts that are expected, and what is promised to those who make them.

    Times are in seconds, percentages on 0 to 100. What is ``None`` was not said; only calls and handle time must be.

    Attributes:
        id: Its key, the same in every round.
        segment: Whom it serves; everybody if ``None``.
        channel: By what channel; any if blank.
        start: When the interval begins, local time (ISO 8601); blank for a typical interval.
        interval: How long it lasts; half an hour if not said.
        calls: Contacts offered in the interval.
        aht: Average handle time of one contact, after-contact work included.
        patience: Mean time after which a caller gives up; endless if not said (Erlang C).
        target: Promised share of all offered contacts that are answered within ``within``.
        within: The promised wait.
        asa: Longest mean wait of answered contacts that is accepted.
        abandonment: Largest share of contacts given up that is accepted.
        occupancy: Largest occupancy that is accepted.
        short: Contacts given up within this time are short abandons.
        shrinkage: Share of paid time that agents are not available.
        concurrency: Contacts that an agent handles at once, as in chat; one if not said.
        minimum: Fewest agents on duty, whatever the load.
        agents: Agents who are on duty today.
        cost: What one paid hour of an agent costs, in the organisation's currency.
        note: Anything else.
    """

    id: WordId
    segment: WordId | None = None
    channel: str = ""
    start: str = ""
    interval: Above | None = None
    calls: Amount | None = None
    aht: Above | None = None
    patience: Above | None = None
    target: PercentBelow | None = None
    within: Amount | None = None
    asa: Above | None = None
    abandonment: Percent | None = None
    occupancy: Annotated[Decimal, Field(gt=0, le=100)] | None = None
    short: Amount | None = None
    shrinkage: PercentBelow | None = None
    concurrency: Slots | None = None
    minimum: Amount | None = None
    agents: Amount | None = None
    cost: Amount | None = None
    note: str = ""
