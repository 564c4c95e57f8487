"""What became of complaints, contact reasons and staffing between two rounds."""

from __future__ import annotations

import json
from decimal import Decimal

import openpyxl
import pytest

from pcf.complaints.records import BlockAnswer, ComplaintInputs, Rule, StepAnswer
from pcf.excel.results.compared import write_comparison
from pcf.reasons.records import Reason
from pcf.rounds.compared_loops import LOOP_KINDS
from pcf.rounds.comparison import Comparison, compare_rounds
from pcf.rounds.loop_words import _FIELDS, CHANGES, KINDS, LoopWords
from pcf.workforce.records import StaffingLine

from ..loops import COMPLAINTS, REASONS, STAFFING
from .test_comparison import card

NEXT = ComplaintInputs(
    blocks=(
        BlockAnswer(block="terms", answer="4"),
        BlockAnswer(block="routing", answer="NA"),
        BlockAnswer(block="decisions"),
    ),
    steps=(StepAnswer(step="size", state="done"), StepAnswer(step="design", owner="Only an owner")),
    rules=(COMPLAINTS.rules[0].model_copy(update={"limit": 15, "unit": "working_days", "rolls": True}), Rule(id="r3")),
)
REASONS_NEXT = (
    REASONS[0].model_copy(update={"owner": "sales", "target": Decimal(2), "explanation": "said again"}),
    Reason(id="new", words="Brand new"),
)
STAFFING_NEXT = (
    STAFFING[0].model_copy(update={"calls": Decimal(400), "agents": Decimal(60), "shrinkage": Decimal(35)}),
    STAFFING[1].model_copy(update={"note": "not compared"}),
    StaffingLine(id="night", channel="phone", start="22:00"),
)


@pytest.fixture
def found(filled) -> Comparison:
    old = filled("3", segments="A;B", complaints=COMPLAINTS, reasons=REASONS, staffing=STAFFING)
    new = filled("3", segments="A;B", complaints=NEXT, reasons=REASONS_NEXT, staffing=STAFFING_NEXT)
    return compare_rounds(card(old), card(new))


def test_what_moved_is_told_from_what_to_what(found: Comparison) -> None:
    assert [(one.kind, one.id, one.change, dict(one.fields)) for one in found.loops] == [
        ("block", "terms", "changed", {"level": ("3", "4")}),
        ("step", "size", "changed", {"state": ("running", "done")}),
        ("rule", "r1", "changed", {"limit": (30, 15), "unit": ("calendar_days", "working_days"), "rolls": (None, True)}),
        ("rule", "r3", "added", {}),
        ("rule", "r2", "gone", {}),
        ("reason", "late", "changed", {"owner": ("logistics", "sales"), "target": (2.5, 2)}),
        ("reason", "new", "added", {}),
        ("reason", "other", "gone", {}),
        ("staffing", "peak", "changed", {"calls": (360, 400), "agents": (55, 60)}),
        ("staffing", "night", "added", {}),
        ("staffing", "w3", "gone", {}),
    ]  # fmt: skip


@pytest.mark.parametrize("missing", ["complaints", "reasons", "staffing"])
def test_a_loop_that_one_round_does_not_ask_about_has_not_changed(filled, missing) -> None:
    both = {"complaints": COMPLAINTS, "reasons": REASONS, "staffing": STAFFING}
    asked, unasked = (card(filled("3", segments="A;B", **said)) for said in (both, both | {missing: None}))
    for old, new in ((asked, unasked), (unasked, asked), (asked, asked)):
        assert compare_rounds(old, new).loops == ()


def test_the_promised_keys_are_there(found: Comparison) -> None:
    told = json.loads(json.dumps(found.to_json("ru")))["loops"]
    assert {"kind", "id", "name", "change", "fields"} == set(told[0])
    assert told[0]["fields"] == {"level": {"from": "3", "to": "4"}}
    assert (told[5]["name"], told[5]["fields"]["target"]) == ("late Where is it?", {"from": 2.5, "to": 2})


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_every_change_is_said_in_words(found: Comparison, lang) -> None:
    words = LoopWords(lang)
    said = [words.sentence(one) for one in found.loops]
    assert all(said)
    assert not [one for one in said if "{" in one or "None" in one or "working_days" in one or "calendar_days" in one]


def test_words_tell_owners_by_name_and_blanks_as_blanks(found: Comparison) -> None:
    words = LoopWords("en")
    told = {one.id: words.told(one) for one in found.loops}
    assert told["late"] == "Owner: Logistics before, Sales now; Target: 2.5 before, 2 now"
    assert told["r1"].endswith("Last day moves to a working day: – before, yes now")
    assert (told["new"], told["r2"]) == ("new", "gone")
    assert told["peak"].startswith("Contacts offered in the interval: 360 before, 400 now; Agents on duty today: 55")
    assert [words.name(one) for one in found.loops[-2:]] == ["night phone, 22:00", "w3 s2, phone"]


def test_every_kind_change_and_field_has_words() -> None:
    assert set(KINDS) == set(LOOP_KINDS)
    assert set(CHANGES) == {"added", "gone", "changed"}
    assert {"level", "state", "owner", "target"} | {"calls", "aht", "within", "agents"} | set(Rule.model_fields) - {
        "id"
    } == set(_FIELDS)


def test_the_workbook_has_a_sheet_of_it_only_where_something_moved(found: Comparison, filled, tmp_path) -> None:
    write_comparison(tmp_path / "moved.xlsx", found, lang="en")
    book = openpyxl.load_workbook(tmp_path / "moved.xlsx", read_only=True)
    rows = [row for row in book["Complaints, reasons, staffing"].iter_rows(values_only=True) if any(row)]
    assert len(rows) == 1 + len(found.loops)
    assert ("Building block", LoopWords("en").name(found.loops[0]), "Level: 3 before, 4 now") in [
        row[:3] for row in rows
    ]
    still = card(filled("3"))
    write_comparison(tmp_path / "still.xlsx", compare_rounds(still, still), lang="en")
    assert (
        "Complaints, reasons, staffing"
        not in openpyxl.load_workbook(tmp_path / "still.xlsx", read_only=True).sheetnames
    )
