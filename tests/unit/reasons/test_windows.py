"""Repeats and snowballs against plain arithmetic over drawn logs."""

from collections import defaultdict
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HOUR = timedelta(hours=1)
START = datetime(2026, 1, 1)  # noqa: DTZ001  local times of a log
contacts = st.lists(
    st.tuples(
        st.sampled_from(["ann", "bob", ""]),
        st.sampled_from(["WISMO", "where_is_my_order", "bill_wrong", "rain"]),
        st.integers(0, 24 * 12),
    ),
    min_size=1,
    max_size=14,
)


def expected(rows, window, now, first, last):
    """Return repeats, repeatable, chains, their contacts and the longest, by looking at each contact."""
    ids = {"WISMO": "where_is_my_order", "rain": None}
    cases = defaultdict(list)
    for number, (who, why, hour) in enumerate(rows):
        if who and ids.get(why, why):
            cases[who, ids.get(why, why)].append((START + hour * HOUR, number))
    repeats = repeatable = 0
    lengths = []
    for moments in cases.values():
        moments.sort()
        times = [time for time, _ in moments]
        chain = 0
        for place, time in enumerate(times):
            following = times[place + 1] if place + 1 < len(times) else None
            comes_back = following is not None and following - time <= window
            if first <= time < last:
                is_over = now - time >= window
                repeatable += is_over
                repeats += is_over and comes_back
                chain += 1
            if chain and (not comes_back or not first <= following < last):
                lengths.append(chain)
                chain = 0
    long = [length for length in lengths if length >= 3]
    return repeats, repeatable, len(long), sum(long), max(long, default=0)


@pytest.mark.parametrize("has_period", [False, True])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=contacts, days=st.integers(1, 5), later=st.integers(0, 24 * 6))
def test_repeats_and_snowballs_are_what_plain_arithmetic_gives(counted, has_period, rows, days, later):
    now = START + max(hour for _, _, hour in rows) * HOUR + later * HOUR
    first, last = (START + timedelta(days=2), START + timedelta(days=9)) if has_period else (START, now + HOUR)
    text = "".join(
        f"{number:02},{who},,,{why},{START + hour * HOUR},1\n" for number, (who, why, hour) in enumerate(rows)
    )
    options = {"first": "2026-01-03", "last": "2026-01-09"} if has_period else {}
    counts, _ = counted(text, as_of=now, window_days=days, **options)
    assert (counts.snowballs is None) == (not any(who for who, _, _ in rows))
    snowballs = counts.snowballs or ()
    found = (
        sum(row.repeats or 0 for row in counts.rows),
        sum(row.repeatable or 0 for row in counts.rows),
        sum(one.chains for one in snowballs),
        sum(one.contacts for one in snowballs),
        max((one.longest for one in snowballs), default=0),
    )
    assert found == expected(rows, timedelta(days=days), now, first, last)
