"""A real day of a bank's call centre, and an invented log of its shape, against plain Python counts."""

import csv
import os
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from pcf.metrics import measure

ROOT = Path(__file__).parents[2]
BANK_MAP = ROOT / "examples/maps/anonymous_bank_one_day.toml"
OWN_LOG = ROOT / "tests/fixtures/logs/call_centre.csv"
OWN_MAP = ROOT / "tests/fixtures/logs/call_centre.toml"
NEVER = "0:00:00"


@pytest.fixture(scope="module")
def bank_log():
    folder = os.environ.get("PCF_SOURCES")
    path = Path(folder or "") / "data/anonymous_bank_one_day.csv"
    if folder and path.is_file():
        return path
    reason = "PCF_SOURCES is not set: name the folder that holds data/anonymous_bank_one_day.csv"
    pytest.skip(reason)


def quantile(values, share):
    """Interpolate between the two neighbours, as Hyndman and Fan's type 7 does."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (place - below) * (ordered[above] - ordered[below]))


def with_waits(counts, waits):
    """Add to what was counted what cannot be added up: the quantile and the longest waits."""
    answered, given_up = ([wait for was_answered, wait in waits if was_answered is asked] for asked in (True, False))
    found = dict(counts)
    if answered:
        found |= {"seconds_waited_p80": quantile(answered, Fraction(4, 5)), "seconds_waited_longest": max(answered)}
    if given_up:
        found["seconds_waited_longest_abandoned"] = max(given_up)
    return found


def count_plainly(path):
    """Count every measure per segment with nothing but the csv module."""
    counts, waits, left_out, not_offered = {}, {}, 0, 0
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["outcome"] == "PHANTOM":
                left_out += 1
                continue
            found = counts.setdefault(row["type"], Counter())
            answered = row["outcome"] == "AGENT"
            if row["q_start"] == NEVER and not answered:
                not_offered += 1
                continue
            wait = int(row["q_time"])
            waits.setdefault(row["type"], []).append((answered, wait))
            found["contacts_offered"] += 1
            found["contacts_answered"] += answered
            found["contacts_answered_in_time"] += answered and wait <= 20
            found["contacts_abandoned"] += not answered
            found["contacts_abandoned_timed"] += not answered
            found["contacts_abandoned_in_time"] += not answered and wait <= 20
            found["contacts_short_abandoned"] += not answered and wait <= 5
            found["short_abandons_timed"] += not answered and wait <= 5
            found["seconds_waited_answered"] += wait if answered else 0
            found["seconds_waited_abandoned"] += wait if not answered else 0
            found["seconds_handled"] += int(row["ser_time"]) if answered else 0
            found["contacts_handled"] += answered
    by_segment = {segment: with_waits(found, waits.get(segment, [])) for segment, found in counts.items()}
    total = with_waits(sum(counts.values(), Counter()), [wait for some in waits.values() for wait in some])
    return by_segment, total, left_out, not_offered


def assert_counts_equal(log, log_map):
    expected, total, left_out, not_offered = count_plainly(log)
    measurement = measure(log, map=log_map)
    assert {row.by["segment"] for row in measurement.rows} == set(expected)
    for row in measurement.rows:
        assert dict(row.measures) == pytest.approx(expected[row.by["segment"]], rel=1e-12), row.by
    assert dict(measurement.totals.measures) == pytest.approx(total, rel=1e-12)
    assert measurement.counts.left_out == {"phantom": left_out}
    assert measurement.counts.not_offered == not_offered
    return measurement


def test_every_measure_of_the_bank_equals_the_plain_count(bank_log):
    assert_counts_equal(bank_log, BANK_MAP)


def test_bank_has_the_published_numbers_of_offered_and_answered_calls(bank_log):
    measurement = measure(bank_log, map=BANK_MAP)
    offered = {row.by["segment"]: row.measures["contacts_offered"] for row in measurement.rows}
    assert measurement.counts.read == 2375
    assert offered == {"IN": 130, "NE": 140, "NW": 400, "PE": 13, "PS": 1540, "TT": 16}
    assert measurement.totals.measures["contacts_offered"] == 2239
    assert measurement.totals.measures["contacts_answered"] == 1511


def test_bank_has_no_data_for_what_it_does_not_record(bank_log):
    results = measure(bank_log, map=BANK_MAP).totals.results
    assert results["first_contact_resolution"].reason == "no_data"
    assert results["first_contact_resolution"].missing == ("resolved_first",)
    assert results["customer_satisfaction_top2"].missing == ("satisfaction",)


def test_invented_log_of_the_same_shape_equals_the_plain_count():
    measurement = assert_counts_equal(OWN_LOG, OWN_MAP)
    assert measurement.counts.read == 41
    assert measurement.counts.left_out == {"phantom": 2}


def test_invented_log_has_the_traps_of_the_real_one():
    with OWN_LOG.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["call_id"] for row in rows}) < len(rows), "call_id repeats"
    assert any(row["outcome"] == "HANG" and row["q_start"] == NEVER for row in rows), "left in the voice menu"
    assert any(row["outcome"] == "AGENT" and row["q_start"] == NEVER for row in rows), "answered without a queue"
    queued = [row for row in rows if row["outcome"] == "AGENT" and row["q_start"] != NEVER]
    assert any(row["ser_start"] < row["q_exit"] for row in queued), "service starts before the queue ends"
