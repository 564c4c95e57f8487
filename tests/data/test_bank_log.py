"""A real day of a bank's call centre, and an invented log of its shape, against plain Python counts."""

import csv
import os
from collections import Counter
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


def count_plainly(path):
    """Count every measure per segment with nothing but the csv module."""
    counts, left_out, not_offered = {}, 0, 0
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
            found["contacts_offered"] += 1
            found["contacts_answered"] += answered
            found["contacts_answered_in_time"] += answered and wait <= 20
            found["contacts_abandoned"] += not answered
            found["contacts_short_abandoned"] += not answered and wait <= 5
            found["seconds_waited_answered"] += wait if answered else 0
            found["seconds_handled"] += int(row["ser_time"]) if answered else 0
            found["contacts_handled"] += answered
    return counts, left_out, not_offered


def assert_counts_equal(log, log_map):
    expected, left_out, not_offered = count_plainly(log)
    measurement = measure(log, map=log_map)
    assert {row.by["segment"]: dict(row.measures) for row in measurement.rows} == {
        segment: dict(found) for segment, found in expected.items()
    }
    assert dict(measurement.totals.measures) == dict(sum(expected.values(), Counter()))
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
