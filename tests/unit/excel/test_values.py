"""One cell to one value: what is understood, what is refused, what is noted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pcf.excel.reading import codes
from pcf.excel.reading.dates import date_of, from_serial, round_of
from pcf.excel.reading.values import Notes, RefusedCellError, clock_seconds, exact, number_of, text_of
from pcf.sheets.grid import Cell, column_name
from pcf.sheets.xml_parts import unescaped


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
        "--3",
        "9" * 50,
    ],
)
def test_what_is_no_number(typed: str):
    assert refusal(number_of, cell(typed)) == "not-a-number"


@pytest.mark.parametrize("typed", ["1,234", "1.234", "12,345", "-999.000"])
def test_what_can_be_read_in_two_ways(typed: str):
    assert refusal(number_of, cell(typed)) == "ambiguous-number"


@pytest.mark.parametrize("typed", ["-", "—", "–", "--", "..."])
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
    assert number_of(cell(0.5, "percent"), []) == Decimal("0.5")  # a weight shown as 50 %


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
        ("４", "4"),
        ("5.0", "5"),
    ],
)
def test_levels(typed: object, code: str):
    assert codes.answer(cell(typed), []) == code


@pytest.mark.parametrize("typed", [2.5, 6, -1, 1e300, "6", "2,5", "-1"])
def test_levels_that_are_not_whole(typed: object):
    assert refusal(codes.answer, cell(typed)) == "level-not-whole"


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
        ("2026-10", "2026-10"),
    ],
)
def test_dates(typed: str, day: str):
    assert date_of(cell(typed), []) == day


@pytest.mark.parametrize("typed", ["04/05/2026", "26.10.26", "30.02.2026", "soon", "2026-13-01", "1026-10-26", 46321])
def test_dates_that_are_refused(typed: object):
    assert refusal(date_of, cell(typed)) == "date-unknown"


def test_serial_numbers_of_both_calendars():
    assert date_of(cell(46321, "date"), []) == "2026-10-26"
    assert date_of(cell(46321 - 1462, "date"), [], starts_1904=True) == "2026-10-26"
    assert from_serial(60, starts_1904=False) is None
    assert refusal(date_of, cell(60, "date")) == "date-unknown"
    assert refusal(date_of, cell(2026, "date")) == "date-unknown"


@pytest.mark.parametrize(
    ("typed", "name"),
    [("2026", "2026"), (2026, "2026"), ("2026-q4", "2026-Q4"), ("Q4 2026", "2026-Q4"), ("2026 H1", "2026-H1")],
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
