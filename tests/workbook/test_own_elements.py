"""LibreOffice computes with an organisation's own processes, metrics and measures as Python does."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

import pcf
from pcf import _resources
from pcf.assessment import Assessment, Figure, Response, Tick, template
from pcf.excel import write_workbook
from pcf.formula import excel_name

from .test_recalculation import differences

pytestmark = pytest.mark.long
OWN = pcf.load(extend=_resources.example() / "own")
SAMPLES = "meridian:water_samples"


def form(answer: str | None) -> Assessment:
    """Return a form on which all that ships stands at level 3, and the own process as said."""
    empty = template.empty(OWN, segments=template.parse_segments("retail=Retail"))
    shipped = [Response(element=one.element, answer="3") for one in empty.responses if one.element != SAMPLES]
    own = Response(element=SAMPLES, answer=answer, evidence=("said", "written"), target=4, weight=Decimal(2))
    return empty.model_copy(
        update={
            "responses": (*shipped, own),
            "ticks": tuple(Tick(item=f"{SAMPLES}.{code}", state="in_place") for code in ("1a", "3a")),
            "figures": (
                Figure(
                    segment="retail", metric="meridian:water_answered_in_time", value=Decimal(70), target=Decimal(90)
                ),
            ),
        }
    )


def test_the_live_sheets_count_own_processes(retype, tmp_path: Path):
    paths = []
    for answer in ("NA", None, "1", "5"):
        paths.append(tmp_path / f"{answer}.xlsx")
        write_workbook(paths[-1], form(answer), lang="ru")
    for path, (expected, shown) in zip(paths, retype(paths, "ru-RU"), strict=True):
        assert differences(expected, shown) == [], path.name


def test_a_formula_over_own_measures_computes_where_its_names_are_defined(recalculate, cached, tmp_path: Path):
    """The formula of ``Metric.excel`` in a sheet whose cells bear the names of the measures."""
    metric = OWN.metric("meridian:long_contact_share")
    values = {"meridian:long_contacts": 3.0, "contacts_answered": 60.0}
    path = tmp_path / "names.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Data")
    for row, (measure, value) in enumerate(values.items()):
        page.write_number(row, 1, value)
        book.define_name(excel_name(measure), f"=Data!$B${row + 1}")
    page.write_formula("D1", f"={metric.excel}", None, -1)
    book.close()
    (made,) = recalculate([path])
    assert cached(made)["Data", "D1"] == metric.value(values) == 5
