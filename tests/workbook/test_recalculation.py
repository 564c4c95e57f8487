"""LibreOffice recomputes the live workbook: every number and every word equals Python's."""

from __future__ import annotations

import math
import os
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from pcf.assessment import Assessment, Response, template
from pcf.excel import inspect_workbook, layout, write_workbook
from pcf.excel.workbook.hidden import STATUS_NAMES
from pcf.ids import LANGUAGES, Language
from pcf.taxonomy import load

from .fillings import SIX, filling
from .office import LOCALES, Locale, Place, Shown

pytestmark = pytest.mark.long
# Three locales: 210 fillings where everything is proved, enough to notice a slip elsewhere.
FILLINGS_A_LOCALE = 70 if os.environ.get("CI") == "true" else 8
# What LibreOffice shows for #N/A in an open workbook; it stands where a chart must leave a gap, and nowhere else.
MISSING = {"#N/A", "Err:32767"}
DASHBOARD = layout.tab("dashboard")


def differences(expected: Mapping[Place, Shown], found: Mapping[Place, Shown]) -> list[tuple[Place, Shown, Shown]]:
    """Return the cells that do not show what they should; an error is one wherever it was not meant."""
    assert expected.keys() == found.keys()
    return [(place, value, found[place]) for place, value in expected.items() if not _agree(place, value, found[place])]


def _agree(place: Place, value: Shown, found: Shown) -> bool:
    if isinstance(value, int | float):
        return isinstance(found, int | float) and math.isclose(found, value, rel_tol=0, abs_tol=1e-9)
    if value in MISSING:
        return found in MISSING and place[0] == DASHBOARD
    return (found or None) == (value or None)


@pytest.mark.parametrize("locale", LOCALES)
def test_libreoffice_computes_what_python_computes(locale: Locale, retype, tmp_path: Path):
    first = LOCALES.index(locale) * 70
    paths = []
    for seed in range(first, first + FILLINGS_A_LOCALE):
        paths.append(tmp_path / f"{seed}.xlsx")
        write_workbook(paths[-1], filling(seed), lang=LANGUAGES[seed % 3])
    numbers = 0
    for path, (expected, shown) in zip(paths, retype(paths, locale), strict=True):
        assert differences(expected, shown) == [], path.name
        numbers += sum(isinstance(value, int | float) for value in expected.values())
    assert numbers > FILLINGS_A_LOCALE * 1_000


def test_workbooks_as_they_are_handed_out_show_what_python_computes(retype, tmp_path: Path):
    """Of every edition and industry, and for one respondent, whom an industry's proposals may leave out."""
    editions = [template.empty(load(edition.id)) for edition in SIX.bundle.editions]
    industries = [template.empty(SIX, profile=one.id) for one in SIX.bundle.maturity.profiles]
    scope = template.parse_scope("6.2, 6.5.2", SIX)
    one_person = [template.empty(SIX, profile=one.id, scope=scope) for one in SIX.bundle.maturity.profiles]
    paths = []
    for number, form in enumerate((*editions, *industries, *one_person)):
        paths.append(tmp_path / f"{number}.xlsx")
        write_workbook(paths[-1], form, lang=LANGUAGES[number % 3])
    for path, (expected, shown) in zip(paths, retype(paths), strict=True):
        assert differences(expected, shown) == [], path.name


def test_the_fillings_meet_every_state(cached, tmp_path: Path):
    """Without each of these the proof would say less than it seems to."""
    states: set[object] = set()
    for seed in range(20):
        write_workbook(tmp_path / "one.xlsx", filling(seed), lang="en")
        states |= set(cached(tmp_path / "one.xlsx").values())
    assert {"scored", "provisional", "no score", "not applicable", "not asked", "▼ worse than the floor"} <= states
    assert {seed % 5 for seed in range(FILLINGS_A_LOCALE)} == set(range(5))  # every policy, and none


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_cell_switches_every_text_and_no_number(lang: Language, retype, cached, tmp_path: Path):
    """The same answers, made in one language and switched to another, are what was made in the other."""
    made: dict[Language, Path] = {}
    for one in LANGUAGES:
        made[one] = tmp_path / f"{one}.xlsx"
        write_workbook(made[one], filling(7), lang=one)
    switched = switch(made[lang], [one for one in LANGUAGES if one != lang], tmp_path)
    for (other, path), (_, shown) in zip(switched.items(), retype(list(switched.values())), strict=True):
        assert differences(cached(made[other]), shown) == []
        own = cached(made[lang])
        assert inspect_workbook(path, lang="en").assessment == inspect_workbook(made[lang], lang="en").assessment
        kept = {str(value) for place, value in own.items() if shown[place] == value and value is not None}
        said = texts_of(made[lang])
        # A status is a word of the results sheet and, in English, also its hidden code.
        differing = {row[lang] for row in said if row[lang] != row[other]}
        assert kept & differing <= set(STATUS_NAMES)
        assert len(differing) > 0.95 * len(said)


def texts_of(path: Path) -> list[dict[Language, str]]:
    """Return the texts that a workbook can show, in all languages."""
    page = openpyxl.load_workbook(path, read_only=True)["_texts"]
    rows = page.iter_rows(min_row=3, min_col=3, max_col=5, values_only=True)
    return [dict(zip(LANGUAGES, map(str, row), strict=True)) for row in rows]


def switch(path: Path, languages: list[Language], folder: Path) -> dict[Language, Path]:
    """Choose other languages on the first sheet as a person does; charts and all else stay in the file."""
    switched = {}
    names = layout.LANGUAGE_NAMES
    (own,) = [name for lang, name in names.items() if lang == path.stem]
    for lang in languages:
        switched[lang] = folder / f"{path.stem}-{lang}.xlsx"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(switched[lang], "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "xl/worksheets/sheet1.xml":
                    content = _typed(content, old.read("xl/sharedStrings.xml"), own, names[lang])
                new.writestr(name, content)
    return switched


def _typed(sheet: bytes, strings: bytes, own: str, chosen: str) -> bytes:
    """Replace the chosen language, which the list of languages on a hidden sheet has as a shared text too."""
    texts = re.findall(r"<si><t[^>]*>(.*?)</t></si>", strings.decode(), flags=re.DOTALL)
    old, new = (f"<v>{texts.index(text)}</v>".encode() for text in (own, chosen))
    assert sheet.count(old) == 1
    return sheet.replace(old, new)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_take_their_words_from_cells(lang: Language, tmp_path: Path):
    """Titles, legends and axes follow the language because not one of them is typed into a chart."""
    write_workbook(tmp_path / "book.xlsx", filling(3), lang=lang)
    with zipfile.ZipFile(tmp_path / "book.xlsx") as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert charts
    for chart in charts:
        assert "<c:rich>" not in re.sub(r"<c:txPr>.*?</c:txPr>", "", chart)
        assert len(re.findall(r"<c:tx><c:strRef><c:f>", chart)) >= 3  # the title and two series


def test_what_libreoffice_saved_is_read_the_same(recalculate, make_sample, tmp_path: Path):
    path = tmp_path / "saved.xlsx"
    write_workbook(path, make_sample("ru"), lang="ru")
    (saved,) = recalculate([path])
    reading = inspect_workbook(saved, lang="ru")
    assert [finding.to_json() for finding in reading.findings] == []
    assert reading.assessment == make_sample("ru")


def test_formulas_are_really_recomputed(recalculate, cached, make_sample, tmp_path: Path):
    """Change an answer under the cached values: the saved numbers must follow."""
    path = tmp_path / "changed.xlsx"
    write_workbook(path, make_sample(), lang="en")
    before = cached(path)
    book = openpyxl.load_workbook(path)
    page = next(sheet for sheet in book if sheet["A1"].value == "pcf:ratings:1")
    page["E7"] = 5
    book.save(path)
    (saved,) = recalculate([path])
    results = layout.tab("results")
    changed = {place for place, value in cached(saved).items() if place[0] == results and value != before[place]}
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
