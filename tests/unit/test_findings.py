from __future__ import annotations

import importlib
import json
import re
import string

import pytest

from pcf.errors import Phrase
from pcf.findings import Finding, FindingKind, Severity, has_errors
from pcf.i18n import Translator

BAD = FindingKind("bad-number", Severity.ERROR, "{found} is no number.", "A number from 0 to {high}.", "Write {high}.")
BARE = FindingKind("bare", Severity.NOTE, "Seen: {found}.")
ROOMS = (
    "pcf.assessment.findings",
    "pcf.assessment.staffed",
    "pcf.complaints.findings",
    "pcf.complaints.rule_findings",
    "pcf.complaints.economy_checks",
    "pcf.rounds.findings",
    "pcf.exchange.findings",
    "pcf.exchange.skos.findings",
    "pcf.extensions.findings",
    "pcf.metrics.cubes.findings",
    "pcf.metrics.engine_findings",
    "pcf.metrics.figure_findings",
    "pcf.metrics.file_findings",
    "pcf.metrics.map_findings",
    "pcf.metrics.row_findings",
    "pcf.metrics.printed.findings",
    "pcf.mcp_server.findings",
    "pcf.outline.findings",
    "pcf.texts.encodings",
    "pcf.texts.received",
    "pcf.mapping.sssom.file_findings",
    "pcf.mapping.sssom.cell_findings",
    "pcf.mapping.sssom.claim_findings",
    "pcf.mapping.sssom.moving_findings",
    "pcf.mapping.statements.findings",
    "pcf.excel.reading.practice_findings",
    "pcf.excel.reading.cell_findings",
    "pcf.excel.reading.complaint_findings",
    "pcf.excel.reading.reason_findings",
    "pcf.excel.reading.staffing_findings",
    "pcf.excel.workbook.limits",
    "pcf.excel.reading.findings",
    "pcf.publisher.findings",
    "pcf.sheets.findings",
    "pcf.reasons.findings",
    "pcf.workforce.findings",
    "pcf.workforce.plan_findings",
    "pcf.workforce.simulation.findings",
    "pcf.workforce.forecast.findings",
    "pcf.workforce.plans.findings",
    "pcf.workforce.plans.holidays",
)
KINDS = [
    (room, name, kind)
    for room in ROOMS
    for name, kind in vars(importlib.import_module(room)).items()
    if isinstance(kind, FindingKind)
]


@pytest.mark.parametrize(
    ("file", "sheet", "cell", "place"),
    [
        ("a.xlsx", "Ratings", "D12", "a.xlsx, Ratings!D12"),
        ("a.xlsx", "Ratings", "", "a.xlsx, Ratings"),
        ("log.csv", "", "row 7", "log.csv, row 7"),
        ("a.xlsx", "", "", "a.xlsx"),
        ("", "Ratings", "D12", "Ratings!D12"),
        ("", "", "", ""),
    ],
)
def test_a_place_is_written_as_people_write_it(file: str, sheet: str, cell: str, place: str) -> None:
    assert Finding(BAD, file, sheet, cell).place == place


def test_the_sentences_take_their_facts() -> None:
    finding = Finding(BAD, facts={"found": ["x", "y"], "high": 5.0})
    assert finding.message() == "x, y is no number."
    assert finding.expected() == "A number from 0 to 5."
    assert finding.suggestion() == "Write 5."


def test_the_sentences_are_translated_before_they_are_filled() -> None:
    russian = {"{found} is no number.": "{found} — не число."}
    finding = Finding(BAD, facts={"found": "x", "high": 5})
    assert finding.message(lambda text: russian.get(text, text)) == "x — не число."


def test_phrases_among_the_facts_are_said_in_the_language_of_the_sentence() -> None:
    words = {"day": "день", "unit": "единица"}
    finding = Finding(BARE, facts={"found": [Phrase("day"), "id", Phrase("unit")]})
    assert finding.message(lambda text: words.get(text, text)) == "Seen: день, id, единица."
    assert Finding(BARE, facts={"found": Phrase("day")}).message(lambda text: words.get(text, text)) == "Seen: день."


def test_json_has_the_promised_keys_and_only_text() -> None:
    said = Finding(BAD, "a.xlsx", "Ratings", "D12", {"found": 1.5, "high": 5}).to_json(Translator("en"))
    assert set(said) >= {"severity", "code", "sheet", "cell", "found", "expected", "suggestion", "message"}
    assert all(isinstance(value, str) for value in said.values())
    assert (said["severity"], said["code"], said["found"]) == ("error", "bad-number", "1.5")
    assert json.loads(json.dumps(said)) == said


def test_a_finding_without_advice_leaves_it_empty() -> None:
    said = Finding(BARE, facts={"found": 1}).to_json()
    assert (said["expected"], said["suggestion"], said["message"]) == ("", "", "Seen: 1.")


def test_only_errors_forbid_going_on() -> None:
    note, error = Finding(BARE, facts={"found": 1}), Finding(BAD, facts={"found": 1, "high": 5})
    assert not has_errors([])
    assert not has_errors([note])
    assert has_errors(iter([note, error]))


@pytest.mark.parametrize("room", ROOMS)
def test_the_codes_of_a_room_are_in_kebab_case_and_stand_for_one_kind_each(room: str) -> None:
    codes = [kind.code for home, _, kind in KINDS if home == room]
    assert [code for code in codes if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize(("room", "name", "kind"), KINDS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_declared_kind_says_what_was_found(room: str, name: str, kind: FindingKind) -> None:
    named = {field for _, field, _, _ in string.Formatter().parse(kind.message) if field is not None}
    assert named, f"{room}.{name}: the message names no fact"
    if kind.severity is Severity.ERROR:
        assert kind.expected, f"{room}.{name}: an error says what was expected"
        assert kind.suggestion, f"{room}.{name}: an error says the way out"
