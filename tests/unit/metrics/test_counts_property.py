"""Whatever the log, the fused statement counts what plain Python counts."""

import csv
import datetime as dt
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcf.metrics import measure

START = dt.datetime.fromisoformat("2026-10-31T23:59:50")
LIMIT = {"vip": 10, None: 20}
MAP = """
log = "contacts"
[columns]
contact_id = "id"
opened_at = "opened"
queued_at = "queued"
answered_at = "answered"
abandoned_at = "abandoned"
segment = "segment"
handle_seconds = "handled"
resolved_first = "resolved"
satisfaction = "mark"
[types]
queued = "TIMESTAMP"
answered = "TIMESTAMP"
[parameters.answer_within]
default = 20
where = [{segment = "vip", value = 10}]
"""
FIELDS = ["id", "opened", "queued", "answered", "abandoned", "segment", "handled", "resolved", "mark"]

# waits lie where rounding would show: at the limits, a microsecond beside them, and below zero
waits = st.one_of(
    st.sampled_from([0, 5_000_000, 5_000_001, 10_000_000, 10_000_001, 19_999_999, 20_000_000, 20_000_001, -1]),
    st.integers(-2_000_000, 100_000_000),
)
contacts = st.fixed_dictionaries(
    {
        "queue_after": st.none() | st.integers(0, 60_000_000),
        "answer_after": st.none() | waits,
        "abandon_after": st.none() | waits,
        "segment": st.sampled_from([None, "vip", "retail", "O'Neill"]),
        "handled": st.none() | st.integers(0, 10_000).map(lambda n: Fraction(n, 100)),
        "resolved": st.sampled_from([None, True, False]),
        "mark": st.none() | st.integers(1, 5),
    }
)


def row_of(number, contact):
    def after(start, microseconds):
        return None if start is None or microseconds is None else start + dt.timedelta(microseconds=microseconds)

    queued = after(START, contact["queue_after"])
    return {
        "id": number,
        "opened": START,
        "queued": queued,
        "answered": after(queued, contact["answer_after"]),
        "abandoned": after(queued, contact["abandon_after"]),
        "segment": contact["segment"],
        "handled": None if contact["handled"] is None else float(contact["handled"]),
        "resolved": None if contact["resolved"] is None else str(contact["resolved"]).lower(),
        "mark": contact["mark"],
    }


def limit_of(contact):
    return LIMIT.get(contact["segment"], 20) * 1_000_000


def count_plainly(contact):
    """Count what groups are added up by; times in microseconds."""
    offered = contact["queue_after"] is not None
    wait = contact["answer_after"] if offered else None
    answered = wait is not None
    given_up = contact["abandon_after"] if offered and not answered else None
    timed = given_up is not None
    handled = answered and contact["handled"] is not None
    short = timed and given_up <= 5_000_000
    return Counter(
        contacts_offered=offered,
        contacts_answered=answered,
        contacts_answered_in_time=answered and wait <= limit_of(contact),
        contacts_abandoned=offered and not answered,
        contacts_abandoned_timed=timed,
        contacts_abandoned_in_time=timed and given_up <= limit_of(contact),
        contacts_short_abandoned=short,
        short_abandons_timed=short,
        seconds_waited_answered=Fraction(max(wait, 0), 1_000_000) if answered else 0,
        seconds_waited_abandoned=Fraction(max(given_up, 0), 1_000_000) if timed else 0,
        seconds_handled=contact["handled"] if handled else 0,
        contacts_handled=handled,
        contacts_resolved_first=contact["resolved"] is True,
        contacts_resolution_known=contact["resolved"] is not None,
        survey_answers_satisfied=(contact["mark"] or 0) >= 4,
        survey_answers=contact["mark"] is not None,
        survey_marks=contact["mark"] or 0,
    )


def quantile(values, share):
    """Interpolate between the two neighbours, as Hyndman and Fan's type 7 does."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def measures_of(contacts_of_group):
    """Count a group: what adds up, and what does not."""
    offered = [contact for contact in contacts_of_group if contact["queue_after"] is not None]
    answered = [max(one["answer_after"], 0) for one in offered if one["answer_after"] is not None]
    given_up = [
        max(one["abandon_after"], 0)
        for one in offered
        if one["answer_after"] is None and one["abandon_after"] is not None
    ]
    made = Counter()
    for contact in contacts_of_group:
        made.update(count_plainly(contact))
    found = {name: float(value) for name, value in made.items()}
    if answered:
        found["seconds_waited_p80"] = float(quantile(answered, Fraction(4, 5)) / 1_000_000)
        found["seconds_waited_longest"] = max(answered) / 1_000_000
    if given_up:
        found["seconds_waited_longest_abandoned"] = max(given_up) / 1_000_000
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(log=st.lists(contacts, min_size=1, max_size=25))
def test_fused_statement_counts_what_plain_python_counts(log):
    with tempfile.TemporaryDirectory() as folder:
        path, log_map = Path(folder) / "log.csv", Path(folder) / "map.toml"
        log_map.write_text(MAP)
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, FIELDS)
            writer.writeheader()
            writer.writerows(row_of(number, contact) for number, contact in enumerate(log))
        measurement = measure(path, map=log_map)

    groups = {}
    for contact in log:
        groups.setdefault(contact["segment"], []).append(contact)
    assert {row.by["segment"]: row.rows for row in measurement.rows} == {
        segment: len(group) for segment, group in groups.items()
    }
    for row in measurement.rows:
        assert dict(row.measures) == pytest.approx(measures_of(groups[row.by["segment"]]), rel=1e-12), row.by
    assert dict(measurement.totals.measures) == pytest.approx(measures_of(log), rel=1e-12)
