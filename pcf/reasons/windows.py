"""Contacts that came back: repeats and snowballs, by one and the same window.

As for the repeat contact rate: each contact of a known customer whose window had passed is looked at forward, and
counts where another follows within it; of two at the same moment the one with the smaller id is the first. The other
one has to be of the same reason here.
"""

from __future__ import annotations

from datetime import datetime

from pcf.metrics.map_records import LogMap, Parameter
from pcf.metrics.opened import OpenLog
from pcf.metrics.sql.conditions import Clock, RowWriter, elapsed, moment_literal
from pcf.source import logs

_WINDOW = "repeat_window"
FEWEST_IN_CHAIN = 3


def window_of(log_map: LogMap, days: float | None) -> Parameter:
    """Return the repeat window: so many days, else what the map says."""
    return log_map.parameters[_WINDOW] if days is None else Parameter(default=days)


def make_ordered(log: OpenLog, window: Parameter, now: datetime) -> None:
    """Make ``ordered``: the contacts of known customers and reasons, each with whether another followed it.

    ``is_over`` says whether its window had passed, ``is_followed`` whether another came within it, ``goes_on``
    whether that one lies within the days asked for as well.
    """
    units = {one.id: one.unit for one in logs().parameters}
    length = RowWriter({_WINDOW: window}, units, Clock(log.as_of, now), log.columns).threshold(_WINDOW)
    order = "PARTITION BY customer_id, code ORDER BY opened_at, contact_id"
    log.rows(
        "CREATE TEMP TABLE ordered AS SELECT code, customer_id, segment, channel, month, is_asked, place, "
        f"{elapsed('opened_at', moment_literal(now))} >= window_length AS is_over, "
        f"COALESCE({elapsed('opened_at', 'next_at')} <= window_length, FALSE) AS is_followed, "
        "is_asked AND COALESCE(next_asked, FALSE) AS goes_on FROM ("
        f"SELECT *, {length} AS window_length, LEAD(opened_at) OVER same AS next_at, "
        "LEAD(is_asked) OVER same AS next_asked, ROW_NUMBER() OVER same AS place "
        f"FROM narrow WHERE customer_id IS NOT NULL AND code IS NOT NULL WINDOW same AS ({order}))"
    )


def repeats(log: OpenLog) -> list[tuple[int, str | None, str | None, str, int, int]]:
    """Return code, segment, channel, month, contacts whose window had passed, and those followed by another."""
    return log.rows(
        "SELECT code, segment, channel, month, COUNT(CASE WHEN is_over THEN 1 END), "
        "COUNT(CASE WHEN is_over AND is_followed THEN 1 END) FROM ordered WHERE is_asked GROUP BY 1, 2, 3, 4"
    )


def chains(log: OpenLog) -> list[tuple[int, int, int, int]]:
    """Return code, chains of at least three contacts within the days asked for, their contacts, the longest chain."""
    # contacts that go on stand one after another within a chain: there their place grows as their number does
    return log.rows(
        "WITH linked AS (SELECT code, customer_id, place - ROW_NUMBER() OVER "
        "(PARTITION BY customer_id, code ORDER BY place) AS chain FROM ordered WHERE is_followed AND goes_on), "
        "counted AS (SELECT code, COUNT(*) + 1 AS contacts FROM linked GROUP BY code, customer_id, chain "
        f"HAVING COUNT(*) >= {FEWEST_IN_CHAIN - 1}) "
        "SELECT code, COUNT(*), SUM(contacts), MAX(contacts) FROM counted GROUP BY 1 ORDER BY 3 DESC, 1"
    )
