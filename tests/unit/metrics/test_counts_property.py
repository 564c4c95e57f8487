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


def count_plainly(contact):
    offered = contact["queue_after"] is not None
    wait = contact["answer_after"] if offered else None
    given_up = contact["abandon_after"] if offered else None
    answered = wait is not None
    handled = answered and contact["handled"] is not None
    limit = LIMIT.get(contact["segment"], 20) * 1_000_000
    return Counter(
        contacts_offered=offered,
        contacts_answered=answered,
        contacts_answered_in_time=answered and wait <= limit,
        contacts_abandoned=offered and not answered,
        contacts_short_abandoned=not answered and given_up is not None and given_up <= 5_000_000,
        seconds_waited_answered=Fraction(max(wait, 0), 1_000_000) if answered else 0,
        seconds_handled=contact["handled"] if handled else 0,
        contacts_handled=handled,
        contacts_resolved_first=contact["resolved"] is True,
        contacts_resolution_known=contact["resolved"] is not None,
        survey_answers_satisfied=(contact["mark"] or 0) >= 4,
        survey_answers=contact["mark"] is not None,
    )


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

    expected: dict[str | None, Counter] = {}
    for contact in log:
        expected.setdefault(contact["segment"], Counter()).update(count_plainly(contact))
    assert {row.by["segment"] for row in measurement.rows} == set(expected)
    for row in measurement.rows:
        counted = expected[row.by["segment"]]
        assert dict(row.measures) == pytest.approx({name: float(counted[name]) for name in row.measures}, rel=1e-15)
    total = sum((Counter(counted) for counted in expected.values()), Counter())
    assert dict(measurement.totals.measures) == pytest.approx(
        {name: float(total[name]) for name in measurement.totals.measures}, rel=1e-15
    )
