"""The harness itself: it really recomputes, in the locale asked for, and what is wrong on paper is seen."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType

import pytest
import xlsxwriter

from .office import LOCALES, Locale, Office, OfficeError, TypingOrder, shown_by_formulas

pytestmark = pytest.mark.long
SHEET = "Sheet &1"
WRONG = 99  # cached, and no formula here gives it

# Each locale has a row that the two others answer differently.
BY_LOCALE: dict[str, dict[Locale, object]] = {
    '=TEXT(1.5,"0.0")': {"en-US": "1.5", "ru-RU": "1,5", "zh-CN": "1.5"},
    '=VALUE("3,5")': {"en-US": "#VALUE!", "ru-RU": 3.5, "zh-CN": "#VALUE!"},
    '=VALUE("3.5")': {"en-US": 3.5, "ru-RU": "#VALUE!", "zh-CN": 3.5},
    '=1.5&""': {"en-US": "1.5", "ru-RU": "1,5", "zh-CN": "1.5"},
    '=TEXT(DATE(2026,10,26),"AAAA")': {"en-US": "Monday", "ru-RU": "понедельник", "zh-CN": "星期一"},
    '=VALUE("2026年10月26日")': {"en-US": "#VALUE!", "ru-RU": "#VALUE!", "zh-CN": 46321.0},
    "=1/4+1": {"en-US": 1.25, "ru-RU": 1.25, "zh-CN": 1.25},
}


def made(path: Path, formulas: Mapping[str, str], constants: Mapping[str, object] = MappingProxyType({})) -> Path:
    """Write a workbook of one protected sheet; every formula has the wrong cached value."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        page = book.add_worksheet(SHEET)
        for place, formula in formulas.items():
            page.write_formula(place, formula, None, WRONG)
        for place, value in constants.items():
            page.write(place, value)
        page.protect()
    return path


@pytest.fixture
def of_locales(tmp_path: Path) -> Path:
    return made(tmp_path / "locales.xlsx", {f"B{row}": formula for row, formula in enumerate(BY_LOCALE, start=1)})


@pytest.mark.parametrize("locale", LOCALES)
def test_each_locale_takes_effect_when_files_are_saved(locale, recalculate, of_locales):
    (saved,) = recalculate([of_locales], locale)
    assert list(shown_by_formulas(saved).values()) == [row[locale] for row in BY_LOCALE.values()]


@pytest.mark.parametrize("locale", LOCALES)
def test_each_locale_takes_effect_when_cells_are_typed(locale, retype, of_locales):
    ((_, shown),) = retype([of_locales], locale)
    # An open workbook shows an error by LibreOffice's number.
    assert list(shown.values()) == [
        "Err:502" if row[locale] == "#VALUE!" else row[locale] for row in BY_LOCALE.values()
    ]


def test_a_wrong_cached_value_comes_back_right(recalculate, retype, cached, tmp_path: Path):
    path = made(tmp_path / "wrong.xlsx", {"A3": "=SUM(A1:A2)"}, {"A1": 2, "A2": 3})
    assert cached(path) == {(SHEET, "A3"): WRONG}
    (saved,) = recalculate([path])
    assert cached(saved) == {(SHEET, "A3"): 5}
    assert list(retype([path])) == [({(SHEET, "A3"): WRONG}, {(SHEET, "A3"): 5})]


def test_what_is_typed_is_what_the_next_file_holds(retype, recalculate, cached, tmp_path: Path):
    """Numbers to the last digit, texts that look like something else, blanks, and back again."""
    formulas = {"D1": "=A1", "D2": "=A2&B2", "D3": "=COUNTA(A1:B3)", "D4": "=ISNUMBER(A1)*1", "D5": '=IF(A1=1,"",A3)'}
    fillings = [
        {"A1": 1},
        {"A1": 9999999.123456789, "A2": "=1+1", "B2": " 客户 'x'\n€𝒳", "B3": 0.000012345},
        {"A1": "3,5", "A2": "NA", "A3": -0.1},
        {"A3": "1e5", "B3": "_x0041_"},
        {"A1": 1},
    ]
    paths = [made(tmp_path / f"{place}.xlsx", formulas, cells) for place, cells in enumerate(fillings)]
    for locale in LOCALES:
        expected = [cached(path) for path in recalculate(paths, locale)]
        found = [shown for _, shown in retype(paths, locale)]
        assert found == expected
        assert found[0] == found[-1]
    assert found[0][SHEET, "D1"] == 1
    assert found[0][SHEET, "D5"] is None
    assert found[1][SHEET, "D1"] == 9999999.123456789
    assert found[1][SHEET, "D2"] == "=1+1 客户 'x'\n€𝒳"
    assert [one[SHEET, "D3"] for one in found] == [1, 4, 3, 2, 1]
    assert [one[SHEET, "D4"] for one in found] == [1, 1, 0, 0, 1]


def test_a_workbook_with_other_formulas_is_opened_anew(retype, tmp_path: Path):
    """The order of the files is kept, whichever of them share their formulas."""
    fillings = [("=A1+1", 1), ("=A1*5", 1), ("=A1+1", 2), ("=A1*5", 2), ("=A1-1", 7)]
    paths = [made(tmp_path / f"{n}.xlsx", {"B1": one}, {"A1": value}) for n, (one, value) in enumerate(fillings)]
    assert [shown[SHEET, "B1"] for _, shown in retype(paths)] == [2, 5, 3, 10, 6]


def test_a_file_that_does_not_open_is_an_error(recalculate, retype, tmp_path: Path):
    with pytest.raises(OfficeError, match=r"not converted: \['absent\.xlsx'\]"):
        recalculate([tmp_path / "absent.xlsx"])


def test_a_macro_that_fails_says_so(office: Office, tmp_path: Path, monkeypatch):
    path = made(tmp_path / "one.xlsx", {"A1": "=1"})
    monkeypatch.setattr(
        "tests.workbook.office.typing_orders", lambda books: [TypingOrder(0, is_opened=False, keystrokes={}, stored={})]
    )
    with pytest.raises(OfficeError, match="line"):
        office.retype([path], "en-US")


def test_two_workers_do_not_meet(office: Office, tmp_path_factory, tmp_path: Path):
    paths = [made(tmp_path / f"{place}.xlsx", {"A1": f"=7*{place}"}) for place in range(2)]
    offices = [Office(office.program, tmp_path_factory.mktemp("worker")) for _ in paths]
    with ThreadPoolExecutor() as workers:
        saved = list(workers.map(lambda one, path: one.convert([path], "xlsx", "ru-RU"), offices, paths))
    assert [list(shown_by_formulas(one).values()) for (one,) in saved] == [[0], [7]]


def test_pages_are_counted_and_faults_on_them_are_seen(printed, tmp_path: Path):
    path = tmp_path / "paper.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        first, second, hidden = (book.add_worksheet(name) for name in ("one", "two", "hidden"))
        first.write("A1", 123456789.125)
        first.set_column("A:A", 2, book.add_format({"num_format": "0.000"}))
        second.write_formula("A1", "=NOSUCH(1)", None, 0)
        second.write("A2", "Привет, 客户")
        second.set_h_pagebreaks([1])
        hidden.write("A1", "secret")
        hidden.hide()
    book = printed(path)
    assert len(book.pages) == 3
    assert "###" in book.pages[0]
    assert "#NAME?" in book.pages[1]
    assert "Привет, 客户" in book.pages[2]
    assert "secret" not in book.text


@pytest.mark.parametrize(("locale", "expected"), [("en-US", "1.5"), ("ru-RU", "1,5"), ("zh-CN", "1.5")])
def test_pages_are_printed_in_the_locale_asked_for(locale, expected, printed, tmp_path: Path):
    path = made(tmp_path / "paper.xlsx", {}, {"A1": 1.5})
    assert expected in printed(path, locale).text
