"""report.xlsx on the workforce: numbers that are numbers, curves with charts of their own."""

import zipfile

import pytest

from pcf.assessment.parts.choices import shown_curves
from pcf.ids import LANGUAGES

from ..engagement import HOSTILE, engagement
from ..staffed import day_lines, staffed
from .reports import places, written

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl does not keep them
SHEETS = ("Workforce", "Workforce, curves", "Workforce, what if")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    card = staffed()
    return card, written(folder, card), folder / "report_en.xlsx"


def under(page, heading: str, place: int = 0) -> list[object]:
    """Return what stands below a heading, down to the first blank cell of the table's first column."""
    row, column = places(page, heading)[place]
    found = []
    while page.cell(row + 1, 1).value is not None:
        row += 1
        found.append(page.cell(row, column).value)
    return found


def test_without_staffing_there_are_no_sheets(tmp_path):
    assert not set(SHEETS) & set(written(tmp_path, engagement()).sheetnames)


def test_the_sheets_stand_together_before_the_checklist(made):
    names = made[1].sheetnames
    place = names.index("Practices and checklist")
    assert tuple(names[place - 3 : place]) == SHEETS


def test_agents_and_costs_are_numbers_of_the_plan(made):
    card, book, _ = made
    lines = card.staffing.lines
    assert under(book["Workforce"], "Agents needed")[:5] == [one.needed and one.needed.agents for one in lines]
    page = book["Workforce"]
    row, column = places(page, "In time, of all offered")[0]
    assert page.cell(row + 1, column).value == pytest.approx(lines[0].needed.service_level / 100)
    assert page.cell(row + 1, column).number_format == "0.0%"


def test_a_curve_has_a_row_for_every_number_of_agents_and_its_points_beside_it(made):
    card, book, _ = made
    page, one = book["Workforce, curves"], shown_curves(card.staffing)[0]
    row, column = places(page, "Chart: needed")[0]
    first = places(page, "Agents")[0]
    assert first[0] == row
    count = len(one.points)
    assert [page.cell(row + 1 + n, 1).value for n in range(count)] == [point.agents for point in one.points]
    for offset, agents in ((0, one.needed), (1, one.today)):
        told = [page.cell(row + 1 + n, column + offset).value for n in range(count)]
        assert [value is not None for value in told] == [point.agents == agents for point in one.points]
    assert {page.cell(row + 1 + n, column + 2).value for n in range(count)} == {0.8}


def test_every_curve_has_a_chart_with_the_cost_on_a_scale_of_its_own(made):
    card, book, path = made
    assert len(book["Workforce, curves"]._charts) == len(shown_curves(card.staffing)) == 4
    with zipfile.ZipFile(path) as archive:
        drawn = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    curves = [one for one in drawn if "Workforce, curves" in one]
    assert len(curves) == 4
    assert sum("round_dot" in one or "sysDot" in one for one in curves) == 3  # of one pool the cost is not known
    assert all('val="diamond"' in one for one in curves)


def test_texts_stay_texts(made):
    cells = [cell for name in SHEETS for row in made[1][name].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert any(HOSTILE in str(cell.value) for cell in cells)


def test_a_day_has_a_chart(tmp_path):
    book = written(tmp_path, staffed(lines=day_lines()))
    page = book["Workforce, days"]
    assert len(page._charts) == 1
    assert under(page, "Agents today") == [12] * 8


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_can_be_written(tmp_path, lang):
    book = written(tmp_path, staffed(lang), lang)
    assert len([page for page in book if page._charts]) >= 1
