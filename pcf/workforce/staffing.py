"""How many agents a promise needs, and what a number of agents keeps."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from pcf.workforce.asked import Asked
from pcf.workforce.integrals import Array
from pcf.workforce.required import Counts, fewest, keeps, limiting, scheduled

Limit = Literal["calls", "load", "service_level", "asa", "abandonment", "occupancy", "minimum"]
DECIDING: tuple[Limit, ...] = get_args(Limit)


@dataclass(frozen=True, slots=True)
class Performance:
    """What callers and agents meet; each field a float, or an array of the shape of the arguments.

    Shares are on 0 to 1, times in seconds. Where nothing is offered, what callers meet is NaN, not zero; a wait without
    end is infinite.

    Attributes:
        service_level: Share of all offered contacts that are answered within the limit.
        service_level_metric: The same without short abandons in the denominator, as the metric ``service_level`` has
            it by default; equal where nobody gives up.
        asa: Mean wait of answered contacts, as the metric ``average_speed_of_answer`` has it.
        wait: Mean wait of all contacts, those included that were given up.
        abandonment: Share of all offered contacts that are given up.
        occupancy: Share of their time on duty that agents (their slots, with concurrency) handle contacts.
        p_wait: Probability of waiting at all.
        given_up_within: Share of all offered contacts that are given up within the limit of short abandons.
    """

    service_level: float | Array
    service_level_metric: float | Array
    asa: float | Array
    wait: float | Array
    abandonment: float | Array
    occupancy: float | Array
    p_wait: float | Array
    given_up_within: float | Array


@dataclass(frozen=True, slots=True)
class Staffing(Performance):
    """What is needed, and what is then met.

    Attributes:
        load: Offered, in erlang.
        agents: On duty.
        scheduled: To be scheduled, so that after shrinkage so many are on duty.
        limited_by: Which limit needs the last agent: one of ``DECIDING``; ``"calls"`` where no limit needs anybody, as
            without contacts; ``"agents"`` where their number was given.
    """

    load: float | Array
    agents: int | NDArray[np.int64]
    scheduled: int | NDArray[np.int64]
    limited_by: str | NDArray[np.str_]


def required_agents(
    load: object,
    *,
    aht: object,
    target: object = None,
    within: object = 20,
    asa: object = None,
    abandonment: object = None,
    occupancy: object = None,
    patience: object = None,
    concurrency: object = 1,
    minimum: object = 0,
) -> int | Counts:
    """Return the fewest agents that keep every limit that is given.

    A limit is kept when it is reached exactly; there is no tolerance. Without calls the minimum is enough. Callers
    without patience wait by Erlang C, which needs more slots than load; they never give up, so a limit of abandonment
    is kept by itself.

    Args:
        load: Offered, in erlang, 0 to 1,000,000.
        aht: How long a contact is handled, in seconds, above 0.
        target: Share of all offered contacts that are to be answered within ``within``, below 1.
        within: The promised wait in seconds.
        asa: Longest mean wait of answered contacts in seconds, above 0.
        abandonment: Largest share of contacts given up; above 0 where patience is said.
        occupancy: Largest occupancy, above 0.
        patience: Mean time after which a caller gives up, in seconds; ``None`` if nobody does.
        concurrency: Contacts that an agent handles at once, 1 or more: ``aht`` is then how long a contact lasts beside
            the others, and occupancy is that of the slots.
        minimum: Fewest agents.

    Returns:
        A whole number, or an array of the shape of the arguments.

    Raises:
        StaffingError: An argument is out of its range, or no limit is given; names it and the interval.
    """
    asked = Asked(
        {
            "load": load,
            "aht": aht,
            "target": target,
            "within": within,
            "asa": asa,
            "abandonment": abandonment,
            "occupancy": occupancy,
            "patience": patience,
            "concurrency": concurrency,
            "minimum": minimum,
        },
        needs_limit=True,
    )
    found: int | Counts = asked.shaped(fewest(asked.cases()))
    return found


def perform(
    load: object,
    agents: object,
    *,
    aht: object,
    within: object = 20,
    patience: object = None,
    short: object = 5,
    concurrency: object = 1,
) -> Performance:
    """Return what a number of agents keeps.

    Args:
        load: Offered, in erlang, 0 to 1,000,000; may be above the agents.
        agents: Their number, 0 or more; fractions are understood.
        aht: How long a contact is handled, in seconds, above 0.
        within: The promised wait in seconds.
        patience: Mean time after which a caller gives up, in seconds; ``None`` if nobody does.
        short: Contacts given up within so many seconds are short abandons.
        concurrency: Contacts that an agent handles at once, 1 or more.

    Raises:
        StaffingError: An argument is out of its range; names it and the interval.
    """
    asked = Asked(
        {
            "load": load,
            "agents": agents,
            "aht": aht,
            "within": within,
            "patience": patience,
            "short": short,
            "concurrency": concurrency,
        },
        needs_limit=False,
    )
    kept = keeps(asked.cases(), asked.values("agents"))
    return Performance(*(asked.shaped(getattr(kept, field.name)) for field in fields(Performance)))


def staff(
    *,
    calls: object,
    aht: object,
    interval: object = 1800,
    target: object = 0.8,
    within: object = 20,
    asa: object = None,
    abandonment: object = None,
    occupancy: object = None,
    patience: object = None,
    short: object = 5,
    shrinkage: object = 0,
    concurrency: object = 1,
    minimum: object = 0,
    agents: object = None,
) -> Staffing:
    """Return the fewest agents that keep every limit, or what a given number of agents keeps.

    >>> found = staff(calls=360, aht=240, interval=1800, target=0.8, within=15, shrinkage=0.3)
    >>> found.load, found.agents, found.scheduled, round(found.service_level, 4)
    (48.0, 55, 79, 0.8459)

    Args:
        calls: Contacts offered in the interval.
        aht: How long a contact is handled, after-contact work included, in seconds.
        interval: How long it is, in seconds.
        target: Share of all offered contacts that are to be answered within ``within``; ``None`` for no such promise.
        within: The promised wait in seconds.
        asa, abandonment, occupancy, patience, concurrency, minimum: See ``required_agents``.
        short: Contacts given up within so many seconds are short abandons.
        shrinkage: Share of paid time that agents are not available, below 1.
        agents: Their number, whole; then nothing is searched, and no limit is needed.

    Returns:
        Plain numbers if every argument is one, else arrays of the shape to which the arguments broadcast.

    Raises:
        StaffingError: Arguments are out of their range; names every one and its interval.
    """
    asked = Asked(
        {
            "calls": calls,
            "aht": aht,
            "interval": interval,
            "target": target,
            "within": within,
            "asa": asa,
            "abandonment": abandonment,
            "occupancy": occupancy,
            "patience": patience,
            "short": short,
            "shrinkage": shrinkage,
            "concurrency": concurrency,
            "minimum": minimum,
            "agents": agents,
        },
        needs_limit=agents is None,
        whole=("agents",),
    )
    cases = asked.cases()
    if agents is None:
        on_duty = fewest(cases)
        limited_by = limiting(cases, on_duty)
    else:
        on_duty = asked.values("agents").astype(np.int64)
        limited_by = np.full(len(on_duty), "agents")
    kept, paid = keeps(cases, on_duty.astype(np.float64)), scheduled(on_duty, asked.values("shrinkage"))
    met = (getattr(kept, field.name) for field in fields(Performance))
    return Staffing(*(asked.shaped(one) for one in (*met, cases.load, on_duty, paid, limited_by)))
