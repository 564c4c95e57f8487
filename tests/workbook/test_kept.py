"""The sheet of what has no place: there only when something is, to be read only, and nothing of it is lost on the way."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import pcf
from pcf.assessment import (
    Agreement,
    Assessment,
    Figure,
    GroupWeight,
    Link,
    Response,
    Segment,
    Tick,
    Unplaced,
    template,
)
from pcf.complaints.records import Assumption, Rule
from pcf.excel import annotate, inspect_workbook, write_workbook
from pcf.source import loops
from pcf.workforce.records import StaffingLine

METRIC = next(one for one in pcf.load().metrics if one.record.element == "20089").id
PLACE = {"edition": "7.4", "round": "2026-Q4"}
KEPT = (
    Unplaced(
        response=Response(element="20089", answer="3", target=4, evidence=("said",), weight=Decimal(2), comment="=1+1"),
        **PLACE,
    ),
    Unplaced(agreement=Agreement(element="20092", answer="NA", reason="none", open_question="who?"), **PLACE),
    Unplaced(tick=Tick(item="20089.2a", state="partly", note="seen"), **PLACE),
    Unplaced(tick=Tick(item="20090", note="no state"), **PLACE),
    Unplaced(group_weight=GroupWeight(element="10380", weight=Decimal("2.5")), edition="7.0"),
    Unplaced(segment=Segment(id="vip", name="VIP", promise="5 s"), **PLACE),
    Unplaced(
        figure=Figure(segment="vip", metric=METRIC, value=Decimal("8.5"), target=Decimal(9)),
        segment=Segment(id="vip", name="VIP"), **PLACE,
    ),
    Unplaced(link=Link(kept_in="evidence", id="e1", element="20089"), **PLACE),
    Unplaced(link=Link(kept_in="initiatives", id="i1", metric=METRIC, expected_value=Decimal(7)), **PLACE),
    Unplaced(link=Link(kept_in="observations", id="f1", segment="vip"), **PLACE),
    Unplaced(link=Link(kept_in="reasons", id="late", tie="causes", element="20089"), **PLACE),
    Unplaced(
        assumption=Assumption(segment="vip", assumption="margin", value=Decimal("120.5"), source="Ledger"),
        segment=Segment(id="vip", name="VIP"), **PLACE,
    ),
    Unplaced(
        staffing=StaffingLine(id="peak", segment="vip", channel="phone", calls=Decimal(360), aht=Decimal("240.5")),
        segment=Segment(id="vip", name="VIP"), **PLACE,
    ),
    Unplaced(
        rule=Rule(id="r1", segment="vip", limit=30, promise=5, promise_unit="working_days", reference="Contract 4.2"),
        segment=Segment(id="vip", name="VIP"), **PLACE,
    ),
)  # fmt: skip


def form(**fields: object) -> Assessment:
    return template.empty(pcf.load("8.0"), **fields).model_copy(update={"unplaced": KEPT})


def written(tmp_path: Path, made: Assessment, lang: str = "en") -> Path:
    path = tmp_path / "form.xlsx"
    write_workbook(path, made, lang=lang)
    return path


def kept_sheet(path: Path) -> openpyxl.worksheet.worksheet.Worksheet:
    book = openpyxl.load_workbook(path, data_only=True)
    (name,) = [name for name in book.sheetnames if name.endswith(" KEPT")]
    return book[name]


def test_what_has_no_place_reads_back_as_it_was_without_a_finding(tmp_path: Path) -> None:
    reading = inspect_workbook(written(tmp_path, form()), lang="en")
    assert reading.assessment is not None
    assert reading.assessment.unplaced == KEPT
    assert reading.findings == ()


def test_where_everything_has_a_place_there_is_no_such_sheet(tmp_path: Path) -> None:
    path = written(tmp_path, template.empty(pcf.load()))
    assert not [name for name in openpyxl.load_workbook(path).sheetnames if name.endswith(" KEPT")]


def test_who_is_asked_about_a_part_does_not_see_it_and_carries_it_all_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, form(scope=template.parse_scope("6.2", pcf.load("8.0"))))
    assert not [name for name in openpyxl.load_workbook(path).sheetnames if name.endswith(" KEPT")]
    reading = inspect_workbook(path, lang="en")
    assert reading.assessment is not None
    assert reading.assessment.unplaced == KEPT


@pytest.mark.parametrize(
    ("lang", "first"),
    [
        ("en", ["Rating", "6.1.6", "Define warranty claims", "7.4", "2026-Q4"]),
        ("ru", [None, "6.1.6", None, "7.4", "2026-Q4"]),
    ],
)
def test_each_row_says_what_it_was_in_its_edition(tmp_path: Path, lang: str, first: list[str | None]) -> None:
    sheet = kept_sheet(written(tmp_path, form(), lang))
    told = [[cell.value for cell in row][1:8] for row in sheet.iter_rows(min_row=6)]
    assert len(told) == len(KEPT)
    assert all(wanted in (None, found) for wanted, found in zip(first, told[0], strict=False))
    assert told[0][6] == "=1+1"
    assert all(row[0] and row[2] and row[3] for row in told)
    numbers = ["6.1.6", "6.1.7", "6.1.6", "6.1.6.3", "6.5", None, None, "6.1.6", None, None, "6.1.6", None, None, None]
    assert [row[1] for row in told] == numbers


def test_what_was_said_stands_in_words(tmp_path: Path) -> None:
    sheet = kept_sheet(written(tmp_path, form()))
    said = [row[6].value for row in sheet.iter_rows(min_row=6)]
    assert said[0] is not None and said[0].startswith("3 Standardised; ") and "target 4; weight 2" in said[0]
    assert said[4:] == [
        "2.5", None, "Value 8.5; Target 9", "Evidence e1", "Initiative i1: 7", "Finding f1", "Contact reason late",
        "Value 120.5", "Contacts offered in the interval 360; Handle time, s 240.5", "Legal limit: 30 calendar days; Own promise: 5 working days",
    ]  # fmt: skip
    names = [row[3].value for row in sheet.iter_rows(min_row=6)]
    margin = next(one.name.spoken("en") for one in loops().complaints.assumptions if one.id == "margin")
    assert names[-3:] == [f"{margin} (VIP)", "peak (VIP)", "r1 (VIP)"]


def test_what_is_typed_there_is_told_and_the_copy_shows_it(tmp_path: Path) -> None:
    path = written(tmp_path, form())
    book = openpyxl.load_workbook(path)
    (name,) = [name for name in book.sheetnames if name.endswith(" KEPT")]
    book[name]["L20"] = "here"
    book.save(path)
    reading = inspect_workbook(path, lang="en")
    assert ("stray", name) in [(finding.code, finding.sheet) for finding in reading.findings]
    annotate(path, tmp_path / "marked.xlsx", reading.findings, lang="en")
    assert (tmp_path / "marked.xlsx").exists()
