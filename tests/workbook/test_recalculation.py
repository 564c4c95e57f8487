"""LibreOffice recomputes the live results: every number equals Python's."""

from __future__ import annotations

import math
import random
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pcf.assessment import Assessment, Response, Segment
from pcf.excel import inspect_workbook, write_workbook
from pcf.ids import LANGUAGES
from pcf.taxonomy import load

pytestmark = pytest.mark.long
FILLINGS = 12
SIX = load()


def filling(seed: int) -> Assessment:
    """Return random answers: some fillings nearly whole, some sparse, some with a whole group away."""
    chance = random.Random(seed)
    known = chance.choice((1.0, 0.9, 0.7, 0.4, 0.0))
    away = chance.choice(SIX.root.children).hierarchy_id if seed % 3 == 0 else "none"
    responses = []
    for element in SIX.processes:
        draw = chance.random()
        answer = str(chance.randint(0, 5)) if draw < known else chance.choice(("DK", None, "NA"))
        if element.parent and element.parent.hierarchy_id == away:
            answer = "NA"
        is_asked = answer == "NA" or chance.random() > 0.05
        responses.append(
            Response(
                element=element.id,
                answer=answer if is_asked else None,
                is_asked=is_asked,
                weight=Decimal(chance.choice((0, 5, 10, 10, 10, 15, 33))) / 10,
                target=chance.choice((None, 3, 5)),
                reason="no such work" if answer == "NA" else "",
            )
        )
    segments = (Segment(id="retail", name="Retail & co"), Segment(id="sme", name="小微企业"))
    return Assessment(responses=tuple(responses), segments=segments)


def shown(path: Path) -> dict[tuple[str, str], object]:
    """Return what formula cells show; a blank text counts as nothing."""
    made = openpyxl.load_workbook(path)
    computed = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): computed[sheet.title][cell.coordinate].value or None
        if computed[sheet.title][cell.coordinate].value == ""
        else computed[sheet.title][cell.coordinate].value
        for sheet in made
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_libreoffice_computes_what_python_computes(lang, recalculate, tmp_path: Path):
    paths = []
    for seed in range(FILLINGS):
        paths.append(tmp_path / f"{lang}-{seed}.xlsx")
        write_workbook(paths[-1], filling(seed), lang=lang)
    numbers = 0
    for ours, theirs in zip(paths, recalculate(paths), strict=True):
        expected, found = shown(ours), shown(theirs)
        assert expected.keys() == found.keys()
        for place, value in expected.items():
            if isinstance(value, int | float):
                numbers += 1
                assert isinstance(found[place], int | float), (ours.name, place, value, found[place])
                assert math.isclose(found[place], value, rel_tol=0, abs_tol=1e-9), (ours.name, place)
            else:
                assert (found[place] or None) == (value or None), (ours.name, place)
    assert numbers > FILLINGS * 200


def test_what_libreoffice_saved_is_read_the_same(recalculate, make_sample, tmp_path: Path):
    path = tmp_path / "saved.xlsx"
    write_workbook(path, make_sample("ru"), lang="ru")
    (saved,) = recalculate([path])
    reading = inspect_workbook(saved, lang="ru")
    assert [finding.to_json() for finding in reading.findings] == []
    assert reading.assessment == make_sample("ru")


def test_formulas_are_really_recomputed(recalculate, make_sample, tmp_path: Path):
    """Change an answer under the cached values: the saved numbers must follow."""
    path = tmp_path / "changed.xlsx"
    write_workbook(path, make_sample(), lang="en")
    before = shown(path)
    book = openpyxl.load_workbook(path)
    page = next(sheet for sheet in book if sheet["A1"].value == "pcf:ratings:1")
    page["E7"] = 5
    book.save(path)
    (saved,) = recalculate([path])
    results = next(name for name in book.sheetnames if name.startswith("9 "))
    changed = {place for place, value in shown(saved).items() if place[0] == results and value != before[place]}
    assert changed


@pytest.mark.parametrize("typed", ["?", "*", "~", "??", "3?", "3 – Standardised", "good"])
def test_what_is_no_code_is_no_level_live(typed, recalculate, tmp_path: Path):
    """MATCH takes ``?`` and ``*`` for wildcards: typed for "don't know", they must not become a level."""
    path = tmp_path / "typed.xlsx"
    write_workbook(path, Assessment(), lang="en")
    book = openpyxl.load_workbook(path)
    page = next(sheet for sheet in book if sheet["A1"].value == "pcf:ratings:1")
    columns = {cell.value: cell.column for cell in page[2]}
    rows = [cells[0].row for cells in page.iter_rows(max_col=1) if str(cells[0].value).isdigit()]
    for row in rows:
        page.cell(row, columns["answer"]).value = typed
    book.save(path)
    (saved,) = recalculate([path])
    computed = openpyxl.load_workbook(saved, data_only=True)
    page = next(sheet for sheet in computed if sheet["A1"].value == "pcf:ratings:1")
    for row in rows:
        assert page.cell(row, columns["level_name"]).value == "write 0 to 5, NA or DK"
        assert not page.cell(row, columns["descriptor"]).value
    results = next(sheet for sheet in computed if sheet["A1"].value == "pcf:results:1")
    columns = {cell.value: cell.column for cell in results[2]}
    keyed = [cells[0].row for cells in results.iter_rows(max_col=1) if str(cells[0].value).isdigit()]
    assert len(keyed) == 33
    assert not [row for row in keyed if results.cell(row, columns["score"]).value not in (None, "")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_descriptor_follows_the_answer_live(lang, recalculate, tmp_path: Path):
    path = tmp_path / "followed.xlsx"
    write_workbook(path, Assessment(responses=(Response(element="10389", answer="1"),)), lang=lang)
    book = openpyxl.load_workbook(path)
    page = next(sheet for sheet in book if sheet["A1"].value == "pcf:ratings:1")
    columns = {cell.value: cell.column for cell in page[2]}
    row = next(cells[0].row for cells in page.iter_rows(max_col=1) if cells[0].value == "10389")
    page.cell(row, columns["answer"]).value = 4
    book.save(path)
    (saved,) = recalculate([path])
    computed = openpyxl.load_workbook(saved, data_only=True)
    page = next(sheet for sheet in computed if sheet["A1"].value == "pcf:ratings:1")
    assert page.cell(row, columns["descriptor"]).value == load(lang=lang)["10389"].rubric.descriptors[4]
