"""What is simulated, and what comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from pcf.formula import json_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Customers of one kind: how often they come, how long they take, how long they wait, what they are promised.

    Either ``calls`` or ``arrivals`` is said, and either ``aht`` or ``services``.

    Attributes:
        name: Its key, such as the id of a segment.
        calls: Contacts expected in an interval: one number, or one for each interval. They come at random (Poisson),
            at the same rate all through the interval.
        arrivals: Times of arrival in seconds from the start, the same in every replication: a day replayed.
        aht: Mean handle time in seconds, above 0: one number, or one for each interval in which contacts arrive.
        variation: Coefficient of variation of the handle time, then lognormal; 0 is always the same time. Exponential
            if not said.
        services: Handle times in seconds, from which each contact draws one, with replacement.
        patience: Mean time in seconds after which a customer gives up, exponential: one number, or one for each
            interval in which customers arrive. ``None``, there too, is nobody who gives up.
        within: The promised wait in seconds; ``None`` if none was, then there is no service level.
        priority: The smallest is served first; equal ones in order of arrival. Nobody is interrupted.
    """

    name: str
    calls: float | Sequence[float] | None = None
    arrivals: Sequence[float] | None = None
    aht: float | Sequence[float] | None = None
    variation: float | None = None
    services: Sequence[float] | None = None
    patience: float | Sequence[float | None] | None = None
    within: float | None = 20
    priority: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What one kind of customers is promised; what is ``None`` is not.

    Attributes:
        kind: The name of the kind.
        target: Share of all offered that are answered within the kind's ``within``, 0 to below 1.
        asa: Longest mean wait of the answered that is accepted, in seconds.
        abandonment: Largest share given up that is accepted, 0 to 1.
    """

    kind: str
    target: float | None = None
    asa: float | None = None
    abandonment: float | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over all replications, and its interval; ``None`` where it has no value.

    The interval tells how far chance in the drawing may have moved the figure, not how well the model fits the world.
    Where all replications agree it has no width, which is no proof that a rare thing never happens.
    """

    value: float | None
    low: float | None
    high: float | None

    def to_json(self, scale: float = 1) -> dict[str, float | None]:
        ends = ("value", self.value), ("low", self.low), ("high", self.high)
        return {name: None if one is None else json_number(one * scale) for name, one in ends}


@dataclass(frozen=True, slots=True)
class Figures:
    """What customers of one kind, or of all, met. Shares are on 0 to 1, times in seconds, counts for one replication.

    Attributes:
        name: Of the kind; blank for all.
        offered, answered, in_time, abandoned, short_abandoned: Contacts.
        unanswered: Contacts that neither were answered nor gave up, since nobody was on duty any more.
        service_level: In time over offered; ``None``, as ``in_time``, where customers came to whom no wait is promised.
        service_level_metric: The same without short abandons in the denominator, as the metric has it by default.
        asa: Mean wait of the answered.
        wait: Mean wait of all, those who gave up included; ``None`` where some were never answered.
        abandonment: Given up over offered.
        p_wait: Not answered at once, over offered.
        occupancy: Of their time on duty that agents handled these contacts.
    """

    name: str
    offered: Estimate
    answered: Estimate
    in_time: Estimate
    abandoned: Estimate
    short_abandoned: Estimate
    unanswered: Estimate
    service_level: Estimate
    service_level_metric: Estimate
    asa: Estimate
    wait: Estimate
    abandonment: Estimate
    p_wait: Estimate
    occupancy: Estimate

    def to_json(self) -> dict[str, object]:
        """Give shares on 0 to 100, as a plan does."""
        shares = {"service_level", "service_level_metric", "abandonment", "p_wait", "occupancy"}
        estimates = {one.name: getattr(self, one.name) for one in fields(self)[1:]}
        return {"name": self.name} | {
            name: estimate.to_json(100 if name in shares else 1) for name, estimate in estimates.items()
        }
