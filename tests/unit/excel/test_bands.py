"""Metrics that are good within a band: from the cells of a workbook to attainment and verdict."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pcf.assessment import Copy, Figure, gather, score_round, template
from pcf.excel import inspect_workbook, read_workbook, write_workbook
from pcf.ids import LANGUAGES
from pcf.taxonomy import load

SIX = load()
BAND = {"floor": Decimal(10), "target": Decimal(20), "target_to": Decimal(30), "floor_to": Decimal(50)}


def form(**figure):
    """Make an assessment with one figure of a share of time that is good from 20 to 30 %."""
    empty = template.empty(SIX, segments=template.parse_segments("a=Anna"))
    made = Figure.model_validate({"segment": "a", "metric": "shrinkage"} | figure)
    return empty.model_copy(update={"figures": (made,)})


def scored(path: Path):
    card = score_round(SIX, gather([Copy(path.name, read_workbook(path))]))
    (segment,) = card.segments
    (metric,) = [one for one in segment.metrics if one.metric.id == "shrinkage"]
    return metric, segment


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_ends_of_a_band_and_both_floors_are_written_and_read(tmp_path: Path, lang):
    made = form(value=Decimal("24.5"), n=Decimal(900), **BAND)
    write_workbook(tmp_path / "book.xlsx", made, lang=lang)
    reading = inspect_workbook(tmp_path / "book.xlsx", lang=lang)
    assert reading.findings == ()
    assert reading.assessment.figures == made.figures
    assert reading.cells.read == reading.cells.mapped


@pytest.mark.parametrize(
    ("value", "attained", "verdict", "breached"),
    [
        ("20", 100, "met", False),
        ("24.5", 100, "met", False),
        ("30", 100, "met", False),
        ("15", 50, "missed", False),  # half way from 10 to 20
        ("40", 50, "missed", False),  # half way from 50 to 30
        ("10", 0, "missed", False),
        ("9.9", 0, "missed", True),
        ("50", 0, "missed", False),
        ("50.1", 0, "missed", True),
    ],
)
def test_a_figure_typed_into_a_workbook_is_held_against_its_band(tmp_path: Path, value, attained, verdict, breached):
    write_workbook(tmp_path / "book.xlsx", form(value=Decimal(value), **BAND), lang="en")
    metric, segment = scored(tmp_path / "book.xlsx")
    assert (metric.attainment, metric.verdict, metric.breached) == (attained, verdict, breached)
    assert segment.index.score == attained


def test_without_floors_a_band_falls_to_nought_at_nothing_and_at_twice_its_upper_end(tmp_path: Path):
    for value, attained in (("10", 50), ("45", 50), ("60", 0), ("100", 0)):
        made = form(value=Decimal(value), target=Decimal(20), target_to=Decimal(30))
        write_workbook(tmp_path / f"{value}.xlsx", made, lang="en")
        metric, _ = scored(tmp_path / f"{value}.xlsx")
        assert (metric.attainment, metric.breached) == (attained, False)


def test_a_band_with_one_end_is_not_judged_and_does_not_count(tmp_path: Path):
    write_workbook(tmp_path / "book.xlsx", form(value=Decimal(24), target=Decimal(20)), lang="en")
    metric, segment = scored(tmp_path / "book.xlsx")
    assert (metric.attainment, metric.verdict) == (None, "no_target")
    assert segment.index.score is None


@pytest.mark.parametrize("wrong", [{"target_to": 10}, {"floor": 25}, {"floor_to": 25}])
def test_a_band_whose_ends_are_out_of_order_is_told(tmp_path: Path, wrong):
    write_workbook(tmp_path / "book.xlsx", form(value=Decimal(24), **(BAND | wrong)), lang="en")
    assert inspect_workbook(tmp_path / "book.xlsx", lang="en").findings
