"""One cell to one value: what is understood, what is refused, what is noted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pcf.excel.reading import codes
from pcf.excel.reading.dates import date_of, from_serial, round_of
from pcf.excel.reading.values import (
    Notes,
    RefusedCellError,
    check_kind,
    clock_seconds,
    exact,
    number_of,
    text_of,
)
from pcf.ids import LANGUAGES
from pcf.sheets.grid import Cell, column_name
from pcf.sheets.xml_parts import unescaped
from pcf.source import bundle


def cell(value: object, shown_as: str = "number", kind: str = "") -> Cell:
    kind = kind or ("text" if isinstance(value, str) else "number")
    return Cell(1, 1, kind, str(value), shown_as=shown_as)  # type: ignore[arg-type]


def refusal(read, *args, **kwargs) -> str:
    with pytest.raises(RefusedCellError) as caught:
        read(*args, [], **kwargs)
    return caught.value.kind.code


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", "3"),
        ("+3", "3"),
        ("-3", "-3"),
        ("\u22123,5", "-3.5"),
        ("3,5", "3.5"),
        ("3.50", "3.5"),
        ("3,1415", "3.1415"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("1 234,5", "1234.5"),
        ("1\u202f234\u202f567", "1234567"),
        ("\u00a012\u3000", "12"),
        ("１２．５", "12.5"),
        ("12\u200b5\ufeff", "125"),
        ("–5", "-5"),
        ("100", "100"),
    ],
)
def test_typed_numbers(typed: str, value: str):
    notes: Notes = []
    assert number_of(cell(typed), notes) == Decimal(value)
    assert [kind.code for kind, _ in notes] == ["normalised"]


@pytest.mark.parametrize(
    "typed",
    [
        "²",
        "III",
        "三",
        "٣",
        "1_0",
        "0x3",
        "1e3",
        "inf",
        "NaN",
        "1/2",
        "3-4",
        "1,2,3",
        "1.234.567",
        "12 34",
        "1.234,5",
        "1’234",
        "--3",
        "—3",
        "- 3",
        "3 –",
        "20 s",
        "Ⅲ",
        "½",
        "9" * 50,
    ],
)
def test_what_is_no_number(typed: str):
    assert refusal(number_of, cell(typed)) == "not-a-number"


@pytest.mark.parametrize("typed", ["1,234", "1.234", "12,345", "-999.000"])
def test_what_can_be_read_in_two_ways(typed: str):
    assert refusal(number_of, cell(typed)) == "ambiguous-number"


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("1e3", "1000"),
        ("2,5E-1", "0.25"),
        ("²", "2"),
        ("三", "3"),
        ("½", "0.5"),
        ("20 s", "20"),
        ("about 20,5 s", "20.5"),
        ("3-4", "–"),
        ("1/2", "–"),
        ("1_0", "–"),
        ("1,234 s", "–"),
        ("inf", "–"),
        ("9" * 50, "–"),
    ],
)
def test_the_number_that_may_be_meant_is_named(typed: str, nearest: str):
    with pytest.raises(RefusedCellError) as caught:
        number_of(cell(typed), [])
    assert caught.value.facts["nearest"] == nearest


@pytest.mark.parametrize("stored", ["1_0", "٣", "inf", "-inf", "nan", "1e999", "1,5", "0x3", " 3", ""])
def test_what_a_file_may_not_store_as_a_number(stored: str):
    with pytest.raises(RefusedCellError) as caught:
        check_kind(cell(stored, kind="number"), [], "")
    assert caught.value.kind.code == "not-a-number"


@pytest.mark.parametrize("stored", ["3", "-0.5", "3.0E0", "1e-3", ".5", "5.", "46321"])
def test_what_a_file_may_store_as_a_number(stored: str):
    notes: Notes = []
    check_kind(cell(stored, kind="number"), notes, "")
    assert notes == []


@pytest.mark.parametrize(
    "formula",
    [
        "[1]Sheet1!A1",
        "SUM([2]Sheet1!A1:A3)",
        "[1]!total",
        "'[1]My sheet'!A1",
        "'C:\\in\\[book.xlsx]Sheet'!A1",
        "cmd|'/C calc'!A0",
        'WEBSERVICE("http://example.org")',
        'IFERROR(__xludf.DUMMYFUNCTION("IMPORTRANGE(""x"",""A1"")"),3)',
    ],
)
def test_formulas_that_point_outside(formula: str):
    made = Cell(1, 1, "number", "3", formula)
    with pytest.raises(RefusedCellError) as caught:
        check_kind(made, [], "")
    assert caught.value.kind.code == "formula-external"


@pytest.mark.parametrize(
    "formula",
    [
        "1+2",
        "Sheet2!A1",
        "'My | sheet'!A1",
        'LEN("[1]")',
        "SUM(Table1[2026])",
        "Table1[[#This Row],[a]]*2",
        "IMPORTANT(1)",
        "",
    ],
)
def test_formulas_that_stay_inside(formula: str):
    notes: Notes = []
    check_kind(Cell(1, 1, "number", "3", formula), notes, "")
    assert [kind.code for kind, _ in notes] == ["formula-in-input"]


@pytest.mark.parametrize("typed", ["-", "—", "–", "--", "...", "…", "―", "\u2011", "\u2212", "/", "／", "- -", "__"])
def test_a_dash_is_asked_about(typed: str):
    assert refusal(number_of, cell(typed)) == "dash"
    assert refusal(codes.answer, cell(typed)) == "dash"


def test_percentages():
    notes: Notes = []
    assert number_of(cell(0.812, "percent"), notes, unit="%", is_percent=True) == Decimal("81.2")
    assert number_of(cell("81,2 %"), notes, unit="%", is_percent=True) == Decimal("81.2")
    assert len(notes) == 2
    assert number_of(cell(81.2), [], unit="%", is_percent=True) == Decimal("81.2")
    assert refusal(number_of, cell(0.8, "percent"), unit="s") == "percent-misplaced"
    assert refusal(number_of, cell("80%"), unit="s") == "percent-misplaced"
    assert refusal(number_of, cell(0.5, "percent")) == "percent-without-unit"
    assert refusal(number_of, cell("50 %")) == "percent-without-unit"


@pytest.mark.parametrize(
    ("stored", "value"), [(0.1 + 0.2, "0.3"), (81.20000000000001, "81.2"), (1e15, "1000000000000000")]
)
def test_stored_numbers_are_what_people_see(stored: float, value: str):
    assert str(exact(stored)) == value


def test_numbers_that_are_none():
    assert refusal(number_of, cell("1e999", kind="number")) == "not-a-number"
    assert refusal(number_of, cell(45000, "date")) == "date-in-cell"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (3, "3"),
        (2.9999999999, "3"),
        ("DK", "DK"),
        ("na", "NA"),
        ("N/A", "NA"),
        ("н/п", "NA"),
        ("НА", "NA"),
        ("不适用", "NA"),
        ("Не знаю", "DK"),
        ("Don’t know", "DK"),
        ("4 - Measured", "4"),
        ("4. measured", "4"),
        ("4 — Measured", "4"),
        ("４", "4"),
        ("+4", "4"),
        ("5.0", "5"),
        ("5,00", "5"),
    ],
)
def test_levels(typed: object, code: str):
    assert codes.answer(cell(typed), []) == code


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [(2.5, "2"), (6, "5"), (-1, "0"), (1e300, "5"), ("6", "5"), ("2,5", "2"), ("-1", "0"), ("+7", "5")],
)
def test_levels_that_are_not_whole(typed: object, nearest: str):
    with pytest.raises(RefusedCellError) as caught:
        codes.answer(cell(typed), [])
    assert (caught.value.kind.code, caught.value.facts["nearest"]) == ("level-not-whole", nearest)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("²", "2"), ("III", "–"), ("三", "3"), ("٣", "3"), ("3-4", "–"), ("1/2", "–"), ("0x3", "–"), ("1_0", "–"),
        ("level 4", "4"), ("9 of 10", "–"), ("Standardized", "3 (standardised)"), ("НЕ ЗНАЮЮ", "DK (не знаю)"), ("?", "–"),
    ],
)  # fmt: skip
def test_words_that_are_no_level(typed: str, nearest: str):
    with pytest.raises(RefusedCellError) as caught:
        codes.answer(cell(typed), [])
    assert (caught.value.kind.code, caught.value.facts["nearest"]) == ("level-unknown", nearest)


@pytest.mark.parametrize(("typed", "nearest"), [("Р", "P"), ("У", "Y"), ("Q", "–"), ("да?", "Y (да)")])
def test_a_cyrillic_look_alike_is_suggested_and_not_read(typed: str, nearest: str):
    with pytest.raises(RefusedCellError) as caught:
        codes.tick_state(cell(typed), [])
    assert (caught.value.kind.code, caught.value.facts["nearest"]) == ("code-unknown", nearest)


def test_no_label_stands_for_two_codes():
    terms = bundle().maturity
    for named in (terms.levels, terms.ticks, terms.roles):
        labels = [codes.folded(one.name.spoken(lang)) for one in named for lang in LANGUAGES]
        by_code = {(codes.folded(one.name.spoken(lang)), one.code) for one in named for lang in LANGUAGES}
        assert len(set(labels)) == len(by_code)


def test_codes_that_need_no_note():
    for typed in ("NA", "DK"):
        notes: Notes = []
        codes.answer(cell(typed), notes)
        assert notes == []
    assert codes.tick_state(cell("P"), []) == "partly"
    assert codes.tick(cell("x"), []) is True


@pytest.mark.parametrize("sign", ["x", "X", "х", "Х", "✓", "✔", "да", "是", "yes", "1"])
def test_ticks(sign: str):
    assert codes.tick(cell(sign), []) is True


@pytest.mark.parametrize("sign", ["no", "0", "нет", "否", "?", "-"])
def test_what_is_no_tick(sign: str):
    assert refusal(codes.tick, cell(sign)) == "tick-unknown"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-10-26", "2026-10-26"),
        ("26.10.2026", "2026-10-26"),
        ("26.10.2026 г.", "2026-10-26"),
        ("2026年10月26日", "2026-10-26"),
        ("2026/10/26", "2026-10-26"),
        ("26/10/2026", "2026-10-26"),
        ("10/26/2026", "2026-10-26"),
        ("05/05/2026", "2026-05-05"),
        ("２０２６．１０．２６", "2026-10-26"),
        ("2026-10-26 00:00", "2026-10-26"),
        ("2026-10-26T00:00:00.000", "2026-10-26"),
        ("2026-10", "2026-10"),
        ("2026", "2026"),
        (2026, "2026"),
    ],
)
def test_dates(typed: object, day: str):
    assert date_of(cell(typed), []) == day


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("26.10.26", "2026-10-26"),
        ("30.02.2026", "2026-02-28"),
        ("31.12.2026 24:00", "–"),
        ("soon", "–"),
        ("2026-13-01", "–"),
        ("1026-10-26", "–"),
        ("9999", "–"),
        ("13/13/2026", "–"),
        (46321, "2026-10-26"),
        (2026.5, "–"),
    ],
)
def test_dates_that_are_refused(typed: object, nearest: str):
    with pytest.raises(RefusedCellError) as caught:
        date_of(cell(typed), [])
    assert (caught.value.kind.code, caught.value.facts["nearest"]) == ("date-unknown", nearest)


@pytest.mark.parametrize("typed", ["04/05/2026", "04-05-2026", "4/5/2026"])
def test_both_readings_of_a_date_are_named(typed: str):
    with pytest.raises(RefusedCellError) as caught:
        date_of(cell(typed), [])
    facts = {name: str(value) for name, value in caught.value.facts.items()}
    assert facts == {"found": typed, "day_first": "2026-05-04", "month_first": "2026-04-05"}


def test_serial_numbers_of_both_calendars():
    assert date_of(cell(46321, "date"), []) == "2026-10-26"
    assert date_of(cell(46321 - 1462, "date"), [], starts_1904=True) == "2026-10-26"
    assert from_serial(60, starts_1904=False) is None
    assert from_serial(2_958_465, starts_1904=True) is None  # a day after the year 9999
    assert refusal(date_of, cell(60, "date")) == "date-unknown"
    assert refusal(date_of, cell(2026, "date")) == "date-unknown"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("2026", "2026"),
        (2026, "2026"),
        ("2026-q4", "2026-Q4"),
        ("Q4 2026", "2026-Q4"),
        ("2026 H1", "2026-H1"),
        ("H1/2026", "2026-H1"),
        ("4 кв. 2026 г.", "2026-Q4"),
        ("IV квартал 2026 года", "2026-Q4"),
        ("1-й квартал 2026", "2026-Q1"),
        ("II полугодие 2026", "2026-H2"),
        ("2026年第三季度", "2026-Q3"),
        ("2026年下半年", "2026-H2"),
    ],
)
def test_rounds(typed: object, name: str):
    assert round_of(cell(typed), []) == name


def test_a_round_that_excel_made_a_date_of():
    assert round_of(cell(46296, "date"), []) == "2026-10"
    assert refusal(round_of, cell("Q5 2026")) == "round-unknown"


def test_texts_are_kept():
    assert text_of(cell(" a\r\nb "), []) == " a\nb "
    assert text_of(cell("e\u0301"), []) == "\u00e9"
    assert text_of(cell(42), []) == "42"
    assert text_of(cell(0.5, "percent"), []) == "50 %"
    assert text_of(cell("\r\n" * 32_767), []) == "\n" * 32_767
    assert text_of(cell("abc\u202e321"), []) == "abc\u202e321"
    assert refusal(text_of, cell(46321, "date")) == "date-in-cell"
    notes: Notes = []
    assert text_of(cell("a\x07b"), notes) == "a\ufffdb"
    assert [kind.code for kind, _ in notes] == ["text-cleaned"]
    assert refusal(text_of, cell("x" * 32_768)) == "text-too-long"


def test_half_signs_are_replaced():
    notes: Notes = []
    assert text_of(cell("a\ud83db"), notes) == "a\ufffdb"
    assert [kind.code for kind, _ in notes] == ["text-cleaned"]
    assert unescaped("_xD83D__xDE00_") == "\U0001f600"
    assert text_of(cell(unescaped("a_xD83D_")), []) == "a\ufffd"


def test_numbers_beyond_all_measure():
    assert number_of(cell(1e15), []) == 10**15
    assert refusal(number_of, cell(1.1e15)) == "number-too-large"
    assert refusal(number_of, cell("-" + "9" * 16)) == "number-too-large"


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        (cell("0:25"), ("0:25", 25)),
        (cell("0:01:05"), ("0:01:05", 65)),
        (cell(25 / 1440, "date"), ("0:25", 25)),
        (cell(65 / 86400, "date"), ("0:01:05", 65)),
        (cell(46321, "date"), None),
        (cell(0.5), None),
        (cell("25"), None),
    ],
)
def test_times_of_day(given: Cell, seen: object):
    assert clock_seconds(given) == seen


def test_column_names():
    assert [column_name(n) for n in (1, 26, 27, 702, 703, 16384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
