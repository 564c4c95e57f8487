"""What the live workbook is made of: texts in three languages, pieces of formulas, room for the longest, the grid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
import xlsxwriter
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from pcf.assessment import Assessment, Segment
from pcf.errors import N_
from pcf.excel import layout, write_workbook
from pcf.excel.styles import TALLEST_ROW, lines_needed, row_height
from pcf.excel.workbook.formulas import Terms, bar_of
from pcf.excel.workbook.grid import Part
from pcf.excel.workbook.live import Live, Texts, in_all_languages
from pcf.excel.workbook.live_grid import LiveGrid
from pcf.excel.workbook.sheet import height_of
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.maturity import POLICIES, Policy, rated, roll_up
from pcf.taxonomy import load

TICK = N_("{meaning} Tick with x.")
REFERENCE = re.compile(r"='_texts'!\$B\$([0-9]+)")


def three(name: str) -> tuple[str, ...]:
    return tuple(f"{name} {lang}" for lang in LANGUAGES)


def test_a_text_stands_once_however_often_it_is_said():
    texts = Texts("ru")
    first, other, again = texts.of(three("a")), texts.of(three("b")), texts.of(list(three("a")))
    assert first is again
    assert [live for _, live in texts.rows()] == [first, other]


def test_every_text_says_where_it_stands_and_what_it_says_now():
    texts = Texts("ru")
    for name in "abc":
        assert str(texts.of(three(name))) == f"{name} ru"
    assert [live.cell for _, live in texts.rows()] == [f"'_texts'!$B${row + 1}" for row, _ in texts.rows()]


def test_a_message_is_said_with_the_facts_of_its_own_language():
    texts = Texts("en")
    live = texts.say(TICK, {"meaning": texts.of(three("Shown."))})
    wanted = [Translator(lang)(TICK, meaning=f"Shown. {lang}") for lang in LANGUAGES]
    assert list(live.texts) == wanted
    assert len(set(wanted)) == 3


def test_a_fact_that_is_no_text_of_ours_is_the_same_in_every_language():
    live = Texts("zh").say(TICK, {"meaning": "WFM"})
    assert [("WFM" in text) for text in live.texts] == [True] * 3


def test_what_was_typed_is_said_in_every_language_as_it_was_typed():
    assert in_all_languages("WFM") == tuple((lang, "WFM") for lang in LANGUAGES)
    live = Texts("en").of(three("a"))
    assert in_all_languages(live) == tuple(zip(LANGUAGES, live.texts, strict=True))


# Formulas


class Cells(list):
    """A range, computed with as a spreadsheet does: a text is more than any number."""

    def __ge__(self, least: object) -> Cells:
        return Cells(isinstance(one, str) or one >= least for one in self)

    def __neg__(self) -> Cells:
        return Cells(-int(one) for one in self)

    @property
    def numbers(self) -> list[Fraction]:
        return [Fraction(one) for one in self if not isinstance(one, str)]


def _sum_of_products(first: Cells, second: Cells) -> Fraction:
    pairs = [pair for pair in zip(first, second, strict=True) if not any(isinstance(one, str) for one in pair)]
    return sum((Fraction(one) * Fraction(other) for one, other in pairs), Fraction(0))


FUNCTIONS = {
    "IF": lambda holds, one, other: one if holds else other,
    "AND": lambda *all_of: all(all_of),
    "MIN": lambda *some: min(one for part in some for one in (part.numbers if isinstance(part, Cells) else [part])),
    "SUM": lambda cells: sum(cells.numbers),
    "SUMPRODUCT": _sum_of_products,
    "ROUND": round,
}


def computed(formula: str, **cells: object) -> Fraction:
    """Compute a formula over named ranges, exactly."""
    return eval(re.sub(r"(?<![<>])=", "==", formula), {"__builtins__": {}}, FUNCTIONS | cells)


CHILDREN = st.lists(
    st.tuples(st.sampled_from((0, 1, 2, 3, 4, 5, None)), st.sampled_from((0, 1, 2, Fraction(1, 10), Fraction(33, 10)))),
    min_size=1,
    max_size=7,
)


PLACES = SimpleNamespace(cells={"policy": "policy"}, lists={"staged_share": "share"})


@pytest.mark.parametrize("policy", POLICIES)
@given(children=CHILDREN)
def test_the_formula_of_a_policy_computes_what_the_roll_up_does(policy: Policy, children):
    answered = [(level, weight) for level, weight in children if level is not None and weight > 0]
    assume(answered)
    cells = {
        "values": Cells("" if level is None else level for level, _ in children),
        "weights": Cells(0 if level is None else weight for level, weight in children),
        "counted": Cells("" if level is None or weight == 0 else level for level, weight in children),
    }
    place = POLICIES.index(policy) + 1
    inside, above = (
        computed(
            Terms("values", "weights", "counted").combined(PLACES, weakest_holds=holds),
            policy=place,
            share=Fraction(4, 5),
            **cells,
        )
        for holds in (True, False)
    )
    terms = [rated("10388", level, weight=Fraction(weight)) for level, weight in answered]
    assert inside == roll_up("10379", terms, policy).score
    assert above == roll_up("20085", terms, policy if policy == "staged" else "mean").score


@given(value=st.fractions(0, 1), signs=st.sampled_from((10, 20)), most=st.sampled_from((1, 5)))
def test_a_bar_is_filled_to_the_nearest_sign(value: Fraction, signs: int, most: int):
    formula, shown = bar_of("D8", float(value * most), most=most, signs=signs)
    assert len(shown) == signs
    assert abs(Fraction(shown.count("█"), signs) - value) <= Fraction(1, 2 * signs) + Fraction(1, 10**9)
    assert shown == "█" * shown.count("█") + "░" * shown.count("░")
    assert f"ROUND({signs}*D8/{most},0)" in formula


def test_of_nothing_no_bar_is_drawn():
    formula, shown = bar_of("D8", None)
    assert shown == ""
    assert formula.startswith("=IF(ISNUMBER(D8),")


def test_a_bar_of_nought_is_not_nothing():
    assert bar_of("D8", 0.0, signs=10)[1] == "░" * 10


# Room

WORDS = st.text(st.sampled_from("aWж 客。\n"), max_size=200)
SAID = st.one_of(WORDS, st.tuples(WORDS, WORDS, WORDS).map(lambda texts: Live(texts, "", texts[0])))


@given(texts=st.lists(st.tuples(SAID, st.floats(4, 120)), max_size=4), least=st.sampled_from((0.0, 20.0, 63.0)))
def test_a_row_has_room_for_every_text_in_every_language(texts, least: float):
    height = height_of(texts, least)
    assert least <= height <= TALLEST_ROW
    for one, width in texts:
        assert all(height >= row_height(lang, [(text, width)]) for lang, text in in_all_languages(one))


@pytest.fixture(scope="module", params=[0, 14], ids="segments: {}".format)
def book(request, tmp_path_factory) -> openpyxl.Workbook:
    path: Path = tmp_path_factory.mktemp("live") / "book.xlsx"
    segments = tuple(Segment(id=f"segment_{n}", name=f"Segment {n}") for n in range(request.param))
    write_workbook(path, Assessment(language="ru", segments=segments), lang="ru")
    return openpyxl.load_workbook(path)


def labels(sheet: Worksheet, texts: Worksheet) -> Iterator[tuple[openpyxl.cell.Cell, list[str]]]:
    """Yield every cell that shows one text of ours, with what it may come to say."""
    for row in sheet.iter_rows():
        for cell in row:
            if found := REFERENCE.fullmatch(str(cell.value)):
                yield cell, [texts.cell(int(found[1]), column).value for column in (3, 4, 5)]


def room(sheet: Worksheet, cell: openpyxl.cell.Cell) -> tuple[float, float]:
    """Return width and height of a cell, or of the cells that it was merged with."""
    area = next((one for one in sheet.merged_cells.ranges if cell.coordinate in one), None)
    columns, rows = [cell.column], [cell.row]
    if area:
        columns, rows = list(range(area.min_col, area.max_col + 1)), list(range(area.min_row, area.max_row + 1))
    widths = {n: one.width for one in sheet.column_dimensions.values() for n in range(one.min, one.max + 1)}
    return sum(widths[n] for n in columns), sum(sheet.row_dimensions[n].height or 15.0 for n in rows)


@pytest.mark.parametrize("key", layout.TABS)
def test_no_text_is_cut_whichever_language_is_chosen(key: str, book: openpyxl.Workbook):
    line = 13.0  # points: of letters of 10 points, without the room between paragraphs
    sheet, cut = book[layout.tab(key)], []
    for cell, texts in labels(sheet, book["_texts"]):
        if cell.alignment.wrap_text and not cell.alignment.textRotation:
            width, height = room(sheet, cell)
            lines = max(lines_needed(text, 10 * width / cell.font.size) for text in texts)
            if lines * line * cell.font.size / 10 > height and height < TALLEST_ROW:
                cut.append((cell.coordinate, texts))
    assert cut == []


# The grid of the dashboard


def grid(segments: int) -> LiveGrid:
    page = xlsxwriter.Workbook().add_worksheet()
    form = Assessment(segments=tuple(Segment(id=f"s{n}", name=f"S{n}") for n in range(segments)))
    return LiveGrid(SimpleNamespace(assessment=form, page=lambda _: page, styles=None))


def assert_apart(parts: Sequence[Part], within: Part) -> None:
    assert all(first <= last for first, last in parts)
    assert all(one[1] < other[0] for one, other in pairwise(parts)), parts
    assert within[0] <= parts[0][0]
    assert parts[-1][1] <= within[1]


@pytest.mark.parametrize("segments", [0, 12, 13, 30])
def test_pieces_of_the_dashboard_stand_apart_and_within_the_page(segments: int):
    page = grid(segments)
    assert_apart(page.quarters, page.whole)
    assert_apart([page.chart, page.side_name, *page.side_cells], page.whole)
    right_of_names = (page.names[1] + 1, page.last)
    for count in (6, 8, max(12, segments)):
        pieces = page.pieces(count)
        assert len(pieces) == count
        assert_apart(pieces, right_of_names)
        assert len({last - first for first, last in pieces}) == 1
    assert page.hidden > page.last


@pytest.mark.parametrize("segments", [0, 30])
def test_a_piece_is_as_wide_as_the_columns_that_it_joins(segments: int):
    page = grid(segments)
    assert page.pixels_of(page.whole) == sum(page.pixels_of((n, n)) for n in range(page.first, page.last + 1))
    assert page.width_of(page.names) < page.width_of(page.chart) < page.width_of(page.whole)


def test_rows_are_as_high_as_they_were_set_and_else_as_usual():
    page = grid(0)
    page.set_row(4, 30)
    assert [page.height_of(*rows) for rows in ((4, 5), (3, 6), (4, 4))] == [40, 80, 0]


def test_joined_cells_of_the_dashboard_stay_on_the_page_and_apart(book: openpyxl.Workbook):
    sheet = book[layout.tab("dashboard")]
    areas = [set(area.cells) for area in sheet.merged_cells.ranges]
    assert len(areas) > 50
    assert sum(map(len, areas)) == len(set().union(*areas))
    left, top, right, bottom = range_boundaries(sheet.print_area.rpartition("!")[2])
    assert all(top <= row <= bottom and left <= column <= right for area in areas for row, column in area)


def test_the_sheet_of_texts_holds_what_labels_refer_to_in_all_languages(book: openpyxl.Workbook):
    said = [texts for _, texts in labels(book[layout.tab("ratings")], book["_texts"])]
    for place, lang in enumerate(LANGUAGES):
        assert {process.name for process in load(lang=lang).processes} <= {texts[place] for texts in said}
