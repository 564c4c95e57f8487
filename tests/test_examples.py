"""The example organisation comes out of its script the same, and the job on it is right."""

from __future__ import annotations

import csv
import importlib.util
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path

import pytest

from pcf.excel import inspect_workbook
from pcf.metrics import measure

ROOT = Path(__file__).parents[1]
MERIDIAN = ROOT / "examples" / "meridian"


@pytest.fixture(scope="module")
def make():
    spec = importlib.util.spec_from_file_location("make_examples", ROOT / "examples" / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_remaking_gives_the_committed_files(make, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["make.py", str(tmp_path)])
    make.main()
    repair = "Repair: make examples"
    assert (tmp_path / "contacts.csv").read_bytes() == (MERIDIAN / "contacts.csv").read_bytes(), repair
    made, committed = (inspect_workbook(folder / "assessment.xlsx", lang="en") for folder in (tmp_path, MERIDIAN))
    assert made.digest == committed.digest, repair
    assert made.assessment == committed.assessment
    assert not made.findings


def test_there_are_20000_contacts_in_five_segments_over_three_months(make):
    rows = make.contacts()
    assert len(rows) == 20_000
    assert len({row["Сегмент"] for row in rows}) == 5
    assert {row["Начало"][3:10] for row in rows} == {"07.2026", "08.2026", "09.2026"}


def test_the_counts_of_the_example_equal_a_plain_count():
    measurement = measure(MERIDIAN / "contacts.csv", map=MERIDIAN / "contacts.toml", by=("segment",))
    expected: dict[str, Counter[str]] = defaultdict(Counter)
    with (MERIDIAN / "contacts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            count = expected[row["Сегмент"]]
            if not row["В очереди"]:
                continue
            queued, answered, left = (_time(row[name]) for name in ("В очереди", "Ответ", "Сброс"))
            limit = 10 if row["Сегмент"] == "premium" else 20
            count["contacts_offered"] += 1
            count["contacts_answered"] += answered is not None
            count["contacts_answered_in_time"] += answered is not None and (answered - queued).total_seconds() <= limit
            count["contacts_abandoned"] += answered is None
            count["contacts_short_abandoned"] += left is not None and (left - queued).total_seconds() <= 5
            count["seconds_handled"] += int(row["Обработка, с"] or 0)
            count["contacts_resolved_first"] += row["Решено сразу"] == "да"
            count["contacts_resolution_known"] += bool(row["Решено сразу"])
            count["survey_answers"] += bool(row["Оценка"])
            count["survey_answers_satisfied"] += row["Оценка"] in {"4", "5"}
    found = {row.by["segment"]: row.measures for row in measurement.rows}
    assert set(found) == set(expected)
    for segment, counts in expected.items():
        assert {name: found[segment][name] for name in counts} == counts


def _time(text: str) -> datetime | None:
    return datetime.strptime(text, "%d.%m.%Y %H:%M:%S") if text else None  # noqa: DTZ007 - local times
