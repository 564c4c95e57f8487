"""Metrics that are good within a band: from the cells of a workbook to attainment and verdict."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pcf.assessment import Copy, Figure, Scorecard, gather, score_round, template
from pcf.excel import inspect_workbook, read_workbook, write_workbook
from pcf.ids import LANGUAGES
from pcf.taxonomy import load

SIX = load()
BAND = {"floor": Decimal(10), "target": Decimal(20), "target_to": Decimal(30), "floor_to": Decimal(50)}


FALLING = {"target": Decimal(20), "target_to": Decimal(30)}  # without floors
# What stands in the cells of one segment each, and what comes of it: attainment, verdict, whether a floor is broken.
TYPED: list[tuple[dict[str, Decimal], int | None, str, bool]] = [
    *(
        ({"value": Decimal(value), **BAND}, attained, verdict, breached)
        for value, attained, verdict, breached in (
            ("20", 100, "met", False),
            ("24.5", 100, "met", False),
            ("30", 100, "met", False),
            ("15", 50, "missed", False),  # half way from 10 to 20
            ("40", 50, "missed", False),  # half way from 50 to 30
            ("10", 0, "missed", False),
            ("9.9", 0, "missed", True),
            ("50", 0, "missed", False),
            ("50.1", 0, "missed", True),
        )
    ),
    # At nothing and at twice the upper end it has fallen to nought.
    *(
        ({"value": Decimal(value), **FALLING}, attained, "missed", False)
        for value, attained in (("10", 50), ("45", 50), ("60", 0), ("100", 0))
    ),
    # With one end it is not judged and does not count.
    ({"value": Decimal(24), "target": Decimal(20)}, None, "no_target", False),
]


def form(*figures: dict[str, Decimal]):
    """Make an assessment with a share of time that is good from 20 to 30 %, once for every segment."""
    said = [Figure.model_validate({"segment": f"a{n}", "metric": "shrinkage"} | one) for n, one in enumerate(figures)]
    empty = template.empty(
        SIX, segments=template.parse_segments("; ".join(f"{one.segment}=Anna {n}" for n, one in enumerate(said)))
    )
    return empty.model_copy(update={"figures": tuple(said)})


@pytest.fixture(scope="module")
def card(tmp_path_factory) -> Scorecard:
    path = tmp_path_factory.mktemp("bands") / "book.xlsx"
    write_workbook(path, form(*(figure for figure, *_ in TYPED)), lang="en")
    return score_round(SIX, gather([Copy(path.name, read_workbook(path))]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_ends_of_a_band_and_both_floors_are_written_and_read(tmp_path: Path, lang):
    made = form({"value": Decimal("24.5"), "n": Decimal(900), **BAND})
    write_workbook(tmp_path / "book.xlsx", made, lang=lang)
    reading = inspect_workbook(tmp_path / "book.xlsx", lang=lang)
    assert reading.findings == ()
    assert reading.assessment.figures == made.figures
    assert reading.cells.read == reading.cells.mapped


def ids_of(figure: dict[str, Decimal]) -> str:
    return ", ".join(f"{name} {number}" for name, number in figure.items())


@pytest.mark.parametrize("place", range(len(TYPED)), ids=[ids_of(figure) for figure, *_ in TYPED])
def test_a_figure_typed_into_a_workbook_is_held_against_its_band(card: Scorecard, place: int):
    _, attained, verdict, breached = TYPED[place]
    segment = card.segments[place]
    (metric,) = [one for one in segment.metrics if one.metric.id == "shrinkage"]
    assert (metric.attainment, metric.verdict, metric.breached) == (attained, verdict, breached)
    assert segment.index.score == attained


@pytest.mark.parametrize("wrong", [{"target_to": 10}, {"floor": 25}, {"floor_to": 25}])
def test_a_band_whose_ends_are_out_of_order_is_told(tmp_path: Path, wrong):
    write_workbook(tmp_path / "book.xlsx", form({"value": Decimal(24)} | BAND | wrong), lang="en")
    assert inspect_workbook(tmp_path / "book.xlsx", lang="en").findings
