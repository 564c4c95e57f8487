"""The example organisation comes out of its scripts the same, and the jobs on it are right."""

from __future__ import annotations

import csv
import importlib.util
from collections import Counter, defaultdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from pcf.assessment import Copy, gather, score_round
from pcf.assessment.registers import InitiativeState
from pcf.assessment.roles import role_gaps
from pcf.assessment.workshop import in_dispute_order
from pcf.excel import inspect_workbook, read_workbook
from pcf.findings import has_errors
from pcf.metrics import measure
from pcf.model import EvidenceKind
from pcf.rounds.comparison import compare_rounds
from pcf.rounds.history import past_round
from pcf.taxonomy import load

ROOT = Path(__file__).parents[1]
MERIDIAN = ROOT / "examples" / "meridian"
COPIES = ("assessment.xlsx", *(f"copies/{path.name}" for path in sorted((MERIDIAN / "copies").glob("*.xlsx"))))


@pytest.fixture(scope="module")
def make():
    spec = importlib.util.spec_from_file_location("make_examples", ROOT / "examples" / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def said(name):
    return read_workbook(MERIDIAN / name)


@cache
def scored(*names):
    return score_round(load(), gather([Copy(name, said(name)) for name in names]))


@pytest.mark.long
def test_remaking_gives_the_committed_files(make, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["make.py", str(tmp_path)])
    make.main()
    repair = "Repair: make examples"
    assert (tmp_path / "contacts.csv").read_bytes() == (MERIDIAN / "contacts.csv").read_bytes(), repair
    names = {path.relative_to(MERIDIAN).as_posix() for path in MERIDIAN.rglob("*.xlsx")}
    assert names == {*COPIES, "workshop.xlsx", "earlier/workshop.xlsx"}
    for name in sorted(names):
        made, committed = (inspect_workbook(folder / name, lang="en") for folder in (tmp_path, MERIDIAN))
        assert made.digest == committed.digest, f"{name}: {repair}"
        assert made.assessment == committed.assessment
        assert not made.findings


def test_eight_people_answer_six_in_russian_and_two_in_chinese():
    forms = [said(name) for name in COPIES]
    assert Counter(form.language for form in forms) == {"ru": 6, "zh": 2}
    assert Counter(form.respondent.role for form in forms) == {
        "manager": 2, "specialist": 2, "front_line": 2, "back_office": 1, "contractor": 1,
    }  # fmt: skip
    assert len({form.workbook_id for form in forms}) == 8


def test_the_copies_are_those_that_the_workshop_holds():
    together = gather([Copy(name, said(name)) for name in (*COPIES, "workshop.xlsx")])
    assert {finding.kind.code for finding in together.findings} == {"same-copy-twice"}
    assert len(together.copies) == len(COPIES)
    assert not has_errors(scored(*COPIES).findings)


def test_every_process_has_two_to_five_answers_and_one_is_disputed_by_three_levels():
    card = scored(*COPIES)
    answered = {
        one.element.hierarchy_id: sum(voice.answer is not None for voice in one.answers.voices)
        for one in card.processes
    }
    assert set(answered.values()) <= set(range(2, 6)), answered
    spreads = {one.element.hierarchy_id: one.answers.spread for one in card.processes}
    assert [process for process, spread in spreads.items() if spread == 3] == ["6.2.3"]
    assert in_dispute_order(card)[0].element.hierarchy_id == "6.2.3"
    assert any(one.answers.dk for one in card.processes)
    assert any(voice.answer is None for one in card.processes for voice in one.answers.voices)


def test_the_front_line_rates_its_contacts_lower_than_management():
    gaps = {one.process.hierarchy_id: one.gap for one in role_gaps(scored(*COPIES))}
    contacts = {process: gap for process, gap in gaps.items() if process.startswith("6.2.")}
    assert contacts == {"6.2.1": 1, "6.2.2": 2, "6.2.3": 2, "6.2.4": 1}


def test_the_workshop_agreed_on_thirteen_processes_and_left_two_questions_open():
    card = scored("workshop.xlsx")
    assert card.layers == {"agreed": 13, "proposal": 14, "answer": 0, "none": 0, "na": 0}
    agreed = said("workshop.xlsx").agreed
    assert Counter(one.answer for one in agreed) == {"1": 3, "2": 3, "3": 5, "NA": 1, "DK": 1}
    assert sum(bool(one.open_question) for one in agreed) == 2
    assert all(one.reason and one.agreed_by and one.date for one in agreed if one.answer)
    assert card.process("6.2.2").score.score == 2 < card.process("6.2.2").answers.proposal


def test_the_registers_are_full_and_contradict_nothing():
    form = said("workshop.xlsx")
    assert {one.kind for one in form.evidence} == set(get_args(EvidenceKind))
    assert {one.kind for one in form.observations} == {"strength", "gap"}
    assert {one.state for one in form.initiatives} == set(get_args(InitiativeState))
    assert {one.wave for one in form.initiatives} == {1, 2, 3}
    assert all(one.owner and one.cost and one.effort and one.expected_level for one in form.initiatives)
    assert any(one.segment for one in form.observations) and any(one.expected_value for one in form.initiatives)
    codes = {
        finding.kind.code for name in ("workshop.xlsx", "earlier/workshop.xlsx") for finding in scored(name).findings
    }
    assert not codes & {"register-id-unknown", "dependency-unknown", "dependency-circle", "wave-too-early"}


def test_half_a_year_changed_more_than_the_levels():
    comparison = compare_rounds(scored("earlier/workshop.xlsx"), scored("workshop.xlsx"))
    panel, elements = comparison.panel, {one.place.hierarchy_id: one for one in comparison.elements}
    assert (len(panel.names), panel.joined, panel.left) == (6, ("Е. Ковалёв", "王强"), ("М. Тлеубаев",))
    assert (
        elements["6.0"].delta and elements["6.0"].panel_delta and elements["6.0"].delta != elements["6.0"].panel_delta
    )
    slipped = [one.id for one in comparison.elements if one.delta is not None and one.delta < 0]
    assert slipped == [elements["6.4.1"].id]
    changed = {change.what: change.id for change in comparison.also_changed}
    assert changed["segment_renamed"] == "service"
    assert (changed["weight"], changed["target"]) == (elements["6.2.3"].id, elements["6.2.4"].id)
    assert {tick.is_gained for tick in comparison.ticks} == {True, False}
    states = {one.id: (one.before, one.after) for one in comparison.initiatives}
    assert states["i1"] == ("running", "done") and states["i9"] == ("planned", "dropped")


def test_the_history_of_this_round_is_what_the_earlier_workshop_came_to():
    (past,) = past_round(scored("earlier/workshop.xlsx"))
    assert said("workshop.xlsx").history == said("assessment.xlsx").history == (past,)
    assert set(past.indexes) == {"retail", "service", "dealers", "corporate", "premium"}


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
