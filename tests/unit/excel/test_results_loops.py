"""report.xlsx on complaints and contact reasons: numbers that are numbers, sums that reconcile, charts of their own."""

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.assessment.figures import Numbers, Shown
from pcf.assessment.parts import Column, Part, Row, complaint_parts
from pcf.excel.results.loop_charts import extra_of
from pcf.excel.styles import digits
from pcf.i18n import Translator
from pcf.ids import LANGUAGES

from ..engagement import HOSTILE, engagement
from ..looped import looped
from .reports import places, table, written

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl does not keep them
COMPLAINTS = (
    "Complaint system", "Complaints, value at stake", "Complaints, assumptions", "Complaint log", "Response rules",
    "Response rules in the log",
)  # fmt: skip
REASONS = ("Contact reasons", "Contact reasons, actions", "Contact reasons, targets", "Contact reasons, figures")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    card = looped()
    return card, written(folder, card), folder / "report_en.xlsx"


def under(page, title: str) -> list[dict[str, object]]:
    """Return the rows of the table below a title, down to the first blank row."""
    top = places(page, title)[0][0] + 1
    while page.cell(top, 1).fill.fgColor.rgb != "FF1F4E5F":  # sentences stand before the headings
        top += 1
    rows = []
    for row in table(page, top):
        if not any(value is not None for value in row.values()):
            break
        rows.append(row)
    return rows


def test_without_loops_there_are_no_sheets(tmp_path):
    assert not {*COMPLAINTS, *REASONS} & set(written(tmp_path, engagement()).sheetnames)


def test_the_sheets_stand_together_before_the_checklist(made):
    names = made[1].sheetnames
    place = names.index("Practices and checklist")
    assert tuple(names[place - 10 : place]) == (*COMPLAINTS, *REASONS)


def test_amounts_are_numbers_and_add_up_to_the_total(made):
    card, book, _ = made
    rows = under(book["Complaints, value at stake"], "Value at stake")[:6]
    amounts = [row["Value at stake"] for row in rows]
    assert sum(amounts[:5]) == pytest.approx(amounts[5])
    assert amounts[5] == float(card.complaint_loop.economy.at_stake)


def test_shares_are_shares_and_counts_are_counts(made):
    page = made[1]["Complaint log"]
    row, column = places(page, "Complaints acknowledged in time")[0]
    assert page.cell(row + 1, column).value == 0.925
    assert page.cell(row + 1, column).number_format == "0.0%"
    assert page.cell(row + 1, 2).value == 470


def test_a_dash_is_a_blank_cell(made):
    page = made[1]["Complaint log"]
    row = places(page, "not given")[0][0]
    assert {page.cell(row, column).value for column in range(4, 10)} == {None}


def test_texts_stay_texts(made):
    cells = [cell for name in (*COMPLAINTS, *REASONS) for row in made[1][name].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert HOSTILE in [cell.value for cell in cells]


def test_every_chart_of_the_loops_is_there(made):
    _, book, path = made
    charts = {name: len(book[name]._charts) for name in (*COMPLAINTS, *REASONS)}
    assert sum(charts.values()) == 8
    assert charts["Complaints, value at stake"] == 2
    assert charts["Contact reasons, figures"] == 1
    with zipfile.ZipFile(path) as archive:
        drawn = "".join(archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name)
    assert "wdUpDiag" in drawn  # what takes off is hatched, not only coloured
    assert 'val="diamond"' in drawn


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=7))
def test_the_pieces_of_a_waterfall_stack_from_where_the_bar_before_ended(amounts):
    rows = [Row(("a", Shown(amount, str(amount)))) for amount in amounts]
    part = Part(
        "gain", "t", (), (Column("a"), Column("b", "money")), (*rows, Row(("t", Shown(sum(amounts), "")), True))
    )
    start = 0.0
    *pieces, total = extra_of(part, Translator("en")).rows
    for amount, (blank, *stacked, none) in zip(amounts, pieces, strict=True):
        assert none is None
        ends = sorted((start, start + amount))
        positive = max(blank, 0) + stacked[0] + stacked[2]
        negative = min(blank, 0) + stacked[1] + stacked[3]
        assert positive == pytest.approx(max(ends[1], 0), abs=1e-6)
        assert negative == pytest.approx(min(ends[0], 0), abs=1e-6)
        assert min(stacked[0], stacked[2], -stacked[1], -stacked[3]) >= 0
        start += amount
    assert total[-1] == pytest.approx(start)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_are_those_of_the_report_in_every_language(tmp_path, lang):
    card = looped(lang)
    book = written(tmp_path, card, lang)
    said = {cell.value for page in book for row in page.iter_rows() for cell in row}
    parts = complaint_parts(card.complaint_loop, Numbers(card.taxonomy, lang))
    assert {part.title for part in parts} <= said


@pytest.mark.parametrize("lang", ["en", "ru"])  # Chinese may break between any two characters
def test_no_word_of_a_heading_is_cut(tmp_path, lang):
    book = written(tmp_path, looped(lang), lang)
    places_of = [page for page in book if page.max_row > 3 and page["A1"].font.bold and page["A1"].value]
    own = [page for page in places_of if page.freeze_panes is None and page.auto_filter.ref is None]
    heads = 0
    for page in own:
        widths = sorted((group.min, group.width) for group in page.column_dimensions.values())
        for row in page.iter_rows():
            for cell in row:
                if cell.value and cell.fill.fgColor.rgb == "FF1F4E5F":
                    heads += 1
                    width = [width for first, width in widths if first <= cell.column][-1]
                    assert width > max(digits(word) for word in str(cell.value).split()), cell.value
    assert heads > 100


def test_without_logs_the_sheets_say_so(tmp_path):
    book = written(tmp_path, looped(has_logs=False))
    assert places(book["Complaint log"], "No complaint log was given.")
    assert "Response rules in the log" not in book.sheetnames
