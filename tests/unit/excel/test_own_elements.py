"""Workbooks and reports of an organisation that has own elements, metrics and reasons beside what ships."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import pcf
from pcf import _resources
from pcf.assessment import Assessment, EvidenceItem, Figure, PastRound, Response, Tick, Unplaced, template
from pcf.assessment.consolidation import in_order
from pcf.excel import (
    inspect_practices,
    inspect_workbook,
    layout,
    write_comparison,
    write_practice_list,
    write_results,
    write_workbook,
)
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.mapping import Placement, Practice
from pcf.report.html import write_html
from pcf.rounds.comparison import compare_rounds

OWN = pcf.load(extend=_resources.example() / "own")
SAMPLES = "meridian:water_samples"
# What is shown of Meridian's own, in English: each only with its organisation beside it.
SHOWN = (
    "Take and test samples",
    "Test customers' water",
    "Send sample kits",
    "Share of samples answered in time",
    "Water is not tested.",
    "The form bears date and number of the sample.",
    "Claims desk",
)


def _filled() -> Assessment:
    empty = template.empty(OWN, segments=template.parse_segments("retail=Retail"), reasons=True, round_name="2026")
    answers = [Response(element=one.element, answer="2", target=3) for one in empty.responses]
    own = Response(element=SAMPLES, answer="3", evidence=("said",), target=5, weight=Decimal(2), comment="Since May")
    figure = Figure(segment="retail", metric="meridian:water_answered_in_time", value=Decimal(70), target=Decimal(90))
    ticks = (Tick(item=f"{SAMPLES}.1a", state="in_place"), Tick(item="meridian:sample_kits", state="partly"))
    placed = Placement(element=SAMPLES, decision="accepted")
    return empty.model_copy(
        update={
            "responses": (*(one for one in answers if one.element != SAMPLES), own),
            "ticks": ticks,
            "figures": (figure,),
            "practices": (Practice(id="p1", text="We test water", placements=(placed,)),),
            "evidence": (EvidenceItem(id="e1", title="Log of samples", kind="written", processes=(SAMPLES,)),),
            "history": (PastRound(round="2025", edition="7.4", scores={SAMPLES: Decimal(1)}),),
        }
    )


FORM = _filled()


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def book(folder: Path) -> Path:
    path = folder / "own.xlsx"
    write_workbook(path, FORM, lang="en")
    return path


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts that a workbook shows when it is opened, with their sheets."""
    for sheet in openpyxl.load_workbook(path, data_only=True, read_only=True):
        if sheet.sheet_state == "visible":
            yield from ((sheet.title, value) for row in sheet.values for value in row if isinstance(value, str))


def unmarked(told: str) -> list[str]:
    """Return what is shown of Meridian's without its name."""
    return [name for name in SHOWN if told.count(name) != told.count(f"{name} · Meridian")]


def renamed(path: Path, old: str, new: str) -> Path:
    """Write a copy of a workbook in whose parts a word stands in place of another."""
    made = path.with_name(f"{new}.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old.encode(), new.encode()))
    return made


def test_a_workbook_with_own_elements_gives_back_what_was_written(book: Path):
    reading = inspect_workbook(book, lang="en")
    assert [finding.code for finding in reading.findings if finding.code != "normalised"] == []
    assert reading.assessment.extensions == ("meridian",)
    kept = in_order(reading.assessment)
    for field in Assessment.model_fields:
        if field != "language":
            assert getattr(kept, field) == getattr(in_order(FORM), field), field


def test_every_sheet_shows_whose_own_elements_are(book: Path):
    shown = list(texts(book))
    assert {name for _, text in shown for name in unmarked(text)} == set()
    where = {sheet for sheet, text in shown if "Take and test samples · Meridian" in text}
    wanted = ("scope", "ratings", "checklist", "targets", "dashboard", "results", "gaps", "comparison", "levels")
    assert where >= {layout.tab(key) for key in wanted}
    assert (layout.tab("figures"), "Share of samples answered in time · Meridian") in shown
    level = next(text for sheet, text in shown if sheet == layout.tab("levels") and "A claim is registered" in text)
    assert level.endswith("within ten days. · Meridian")


def test_the_report_and_the_results_show_it_too(folder: Path):
    card = FORM.scorecard(lang="en")
    write_results(folder / "report.xlsx", card, lang="en")
    write_html(folder / "report.html", card, lang="en")
    page = (folder / "report.html").read_text(encoding="utf-8").replace("&#39;", "'")
    page = re.sub("<svg.*?</svg>", "", page, flags=re.DOTALL)  # there a name stands in several lines
    for told in (*(text for _, text in texts(folder / "report.xlsx")), page):
        assert not unmarked(told), told[:200]
    sheets = {sheet for sheet, text in texts(folder / "report.xlsx") if "Take and test samples · Meridian" in text}
    assert len(sheets) > 4
    assert "Take and test samples · Meridian" in page


def test_a_comparison_with_a_round_without_own_elements_is_written(folder: Path):
    plain = FORM.model_copy(
        update={
            "extensions": (),
            "round": "2025",
            "responses": tuple(one for one in FORM.responses if one.element != SAMPLES),
            **dict.fromkeys(("ticks", "figures", "practices", "evidence", "history"), ()),
            "reasons": None,
        }
    )
    comparison = compare_rounds(FORM.scorecard(lang="en"), plain.scorecard(lang="en"))
    write_comparison(folder / "compared.xlsx", comparison, lang="en")
    said = [text for _, text in texts(folder / "compared.xlsx")]
    assert "Take and test samples · Meridian" in said
    assert "Organisations whose own elements are asked about: Meridian before, – now." in said


def test_of_an_organisation_that_is_not_loaded_one_thing_is_said(book: Path):
    reading = inspect_workbook(renamed(book, "meridian", "stranger"), lang="en")
    (finding,) = reading.findings
    assert (reading.assessment, finding.code, finding.sheet) == (None, "extension-not-loaded", "_meta")
    assert finding.facts == {"found": ["stranger"]}
    for lang in LANGUAGES:
        assert "stranger" in finding.message(Translator(lang))
        assert "--extend" in finding.suggestion(Translator(lang))


def test_a_plain_workbook_stays_plain_though_an_extension_is_loaded(folder: Path):
    write_workbook(folder / "plain.xlsx", Assessment(), lang="en")
    reading = inspect_workbook(folder / "plain.xlsx", lang="en")
    assert (reading.findings, reading.assessment.extensions) == ((), ())
    assert not any("Meridian" in text for _, text in texts(folder / "plain.xlsx"))


def test_a_plain_form_keeps_what_an_earlier_one_said_of_own_elements(folder: Path):
    said = Unplaced(edition="7.4", round="2025", response=Response(element=SAMPLES, answer="4"))
    figure = Unplaced(edition="7.4", figure=FORM.figures[0], segment=FORM.segments[0])
    kept = Assessment(unplaced=(said, figure), history=FORM.history, segments=FORM.segments)
    write_workbook(folder / "kept.xlsx", kept, lang="en")
    reading = inspect_workbook(folder / "kept.xlsx", lang="en")
    assert (reading.findings, reading.assessment.unplaced) == ((), kept.unplaced)
    assert reading.assessment.history == FORM.history


def test_a_list_of_practices_offers_own_elements(folder: Path):
    write_practice_list(
        folder / "list.xlsx", FORM.practices, edition="7.4", lang="en", extensions=("meridian",), reviewer="A"
    )
    reading = inspect_practices(folder / "list.xlsx", lang="en")
    assert not reading.is_faulty
    assert reading.assessment.extensions == ("meridian",)
    assert reading.assessment.practices[0].elements == (SAMPLES,)
    assert "Send sample kits · Meridian" in [text for _, text in texts(folder / "list.xlsx")]


def test_the_same_form_gives_the_same_bytes(book: Path, folder: Path):
    write_workbook(folder / "again.xlsx", FORM, lang="en")
    assert (folder / "again.xlsx").read_bytes() == book.read_bytes()
