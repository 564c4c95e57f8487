"""The workbook that the browser fills in is one of the package's own: no finding, the same answers, the same results."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from base64 import b64decode
from pathlib import Path
from random import Random

import pytest

import pcf
from pcf.assessment import Assessment, Copy, gather, score_round
from pcf.cli.main import run
from pcf.excel import inspect_workbook
from pcf.ids import LANGUAGES
from pcf.model import AnswerCode

from ..workbook.office import Office, shown_by_formulas
from ..workbook.places import Places
from .engine import as_form, some_form, with_engine
from .test_saved_file import spoken

pytestmark = pytest.mark.long
FORMS = 8
MAKE = """async (form) => {
  const blob = await pcf.workbook.make(pcf.data.assessment, form);
  const address = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.readAsDataURL(blob);
  });
  return address.split(",")[1];
}"""


@pytest.fixture
def made(new_page, tmp_path: Path):
    """Give a function that has the browser write a form into a workbook."""
    pages, files = {}, iter(range(1_000))

    def make(form: dict[str, object], lang: str = "en") -> Path:
        if lang not in pages:
            pages[lang] = with_engine(new_page(), lang, "saved", "zip", "data/workbook", "workbook")
        path = tmp_path / f"{next(files)}.xlsx"
        path.write_bytes(b64decode(pages[lang].evaluate(MAKE, form)))
        return path

    return make


def as_typed(form: Assessment) -> Assessment:
    """Return what a workbook says of a form: the weighted mean is what holds where nothing is chosen."""
    return spoken(form).model_copy(update={"policy": None if form.policy == "mean" else form.policy})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_is_read_without_a_finding_and_says_the_same(lang, made):
    random, ids = Random(21), set()
    for _ in range(FORMS):
        form = some_form(random, pcf.load(), lang)
        reading = inspect_workbook(made(as_form(form), lang), lang=lang)
        assert reading.findings == ()
        assert reading.assessment is not None
        ids.add(reading.assessment.workbook_id)
        assert reading.assessment.model_copy(update={"workbook_id": ""}) == as_typed(form)
        assert reading.cells.read == reading.cells.mapped
    assert len(ids) == FORMS, "two people without a name are still two"
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in ids)


def test_pcf_check_finds_nothing_in_it(made, capsys):
    path = made(as_form(some_form(Random(22), pcf.load())))
    assert run(["check", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_an_industry_does_not_have_stands_in_it_with_the_reason(lang, made):
    proposed = pcf.assessment.template.empty(pcf.load(lang=lang), profile="bank")
    out = {one.element: one.reason for one in proposed.responses if one.answer == "NA"}
    assert out
    answers = {process: {"answer": "NA", "reason": reason} for process, reason in out.items()}
    reading = inspect_workbook(made({"profile": "bank", "answers": answers}, lang), lang=lang)
    assert reading.findings == ()
    assert reading.assessment.profile == "bank"
    assert {one.element: one.reason for one in reading.assessment.responses if one.answer == "NA"} == out


def test_not_applicable_without_a_reason_stays_for_the_check_to_tell(made):
    process = pcf.load().processes[0].id
    reading = inspect_workbook(made({"answers": {process: {"answer": "NA"}}}), lang="en")
    assert [one.code for one in reading.findings] == ["na-without-reason"]


def test_hostile_texts_stay_texts(made):
    process = pcf.load().processes[0].id
    texts = {
        "comment": '=HYPERLINK("x")\u0000\u000b\ud800 </t></is><f>1</f> _x000D_ \r\n&#10;',
        "reason": "\u200b \ufeff",
    }
    form = {"organisation": "\u00a0 </t> \u3000", "answers": {process: {"answer": "2"} | texts}}
    reading = inspect_workbook(made(form), lang="en")
    assert reading.findings == ()
    assert reading.assessment.organisation.name == "</t>"
    (said,) = reading.assessment.responses
    assert said.comment == '=HYPERLINK("x") </t></is><f>1</f> _x000D_ \n&#10;'
    assert said.reason == ""


def test_a_text_of_the_greatest_length_fits_its_cell_and_its_row(made):
    process = pcf.load().processes[0].id
    path = made({"answers": {process: {"answer": "2", "comment": "长" * 40_000}}})
    reading = inspect_workbook(path, lang="en")
    assert reading.findings == ()
    assert len(reading.assessment.responses[0].comment) == 32_767
    with zipfile.ZipFile(path) as archive:
        assert ' ht="409" ' in archive.read("xl/worksheets/sheet5.xml").decode()


def test_no_result_is_left_that_nobody_computed(made):
    """Programs that trust what stands in a file must compute; labels stay for those that only show it."""
    cells = shown_by_formulas(made({}))
    labels = [value for value in cells.values() if value is not None]
    assert len(labels) > 1_000
    assert not [value for value in labels if not isinstance(value, str)]
    assert len(cells) - len(labels) > 2_000


def test_the_archive_is_sound_and_holds_every_part_once(made):
    with zipfile.ZipFile(made(as_form(some_form(Random(23), pcf.load())))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert len(names) == len(set(names))
    assert names[0] == "[Content_Types].xml"


def test_libreoffice_comes_to_the_headline_that_python_comes_to(made, tmp_path):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("soffice is not installed: apt-get install libreoffice-calc-nogui")
    answers: tuple[AnswerCode, ...] = ("3", "2", "4", "1", "5", "DK", "3", "0")
    processes = pcf.load().processes
    said = {one.id: {"answer": answers[place % len(answers)]} for place, one in enumerate(processes)}
    said[processes[-1].id] = {"answer": "NA", "reason": "Others do it"}
    path = made({"policy": "capped", "weights": {processes[0].id: "2.5"}, "answers": said})
    (computed,) = Office(program, tmp_path).convert([path], "xlsx", "en-US")
    form = inspect_workbook(path, lang="en").assessment
    card = score_round(pcf.load(), gather([Copy("", form)]))
    assert card.policy == "capped"
    places, shown = Places(path), shown_by_formulas(computed)
    for score in (card.score, *card.groups):
        for column in ("score", "coverage", "low", "high"):
            cell = shown[places.at(("results", score.id, column))]
            assert cell == pytest.approx(float(getattr(score, column))), (score.id, column)
