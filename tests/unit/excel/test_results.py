"""report.xlsx: the numbers of the JSON, text as text, and formulas that agree."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from pcf import taxonomy
from pcf.assessment import Copy, Practice, Scorecard, Tick, gather, read_saved, score_round
from pcf.assessment.steps import steps
from pcf.excel.results.book import write_results
from pcf.excel.styles import digits
from pcf.ids import LANGUAGES

SAVED = Path(__file__).parents[2] / "fixtures" / "three_respondents.json"
SHEETS = [
    "Summary",
    "Processes",
    "Next steps",
    "Segments",
    "Practices and checklist",
    "Explanation",
    "Findings",
    "Notice",
]


def scorecard(copies: list[Copy] | None = None) -> Scorecard:
    return score_round(taxonomy.load(), gather(copies or read_saved(SAVED).copies))


def written(tmp_path: Path, card: Scorecard, lang="en", *, computed: bool = False):
    path = tmp_path / f"report_{lang}.xlsx"
    write_results(path, card, lang=lang)
    return openpyxl.load_workbook(path, data_only=computed)


def table(sheet, top: int = 1) -> list[dict[str, object]]:
    """Rows under a row of headings."""
    headings, *rows = sheet.iter_rows(min_row=top, values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_processes_show_the_numbers_of_the_json(tmp_path):
    card = scorecard()
    rows = table(written(tmp_path, card)["Processes"])
    columns = {
        "No.": "hierarchy_id", "Element id": "id", "Process": "name", "Level": "score", "Coverage": "coverage",
        "Don't know, share": "dk_share", "Supported": "supported", "Target": "target", "Gap": "gap",
        "Above target": "surplus", "Weight": "weight", "Answers": "n", "Answers apart by": "spread",
    }  # fmt: skip
    for row, process in zip(rows, card.to_json()["processes"], strict=True):
        assert {key: row[heading] for heading, key in columns.items()} == {
            key: process[key] for key in columns.values()
        }
        assert [row["Possible range, low"], row["Possible range, high"]] == (process["range"] or [None, None])


def test_segments_show_the_numbers_of_the_json(tmp_path):
    card = scorecard()
    rows = table(written(tmp_path, card)["Segments"])
    columns = {
        "Metric id": "id", "Value": "value", "Number of cases": "n", "Floor": "floor", "Target": "target",
        "Stretch": "stretch", "Weight": "weight", "Attainment": "attainment",
    }  # fmt: skip
    expected = [(segment, metric) for segment in card.to_json()["segments"] for metric in segment["metrics"]]
    for row, (segment, metric) in zip(rows, expected, strict=True):
        assert row["Segment id"] == segment["id"]
        assert {key: row[heading] for heading, key in columns.items()} == pytest.approx(
            {key: metric[key] for key in columns.values()}
        )
        assert row["Verdict"] == metric["verdict"].replace("_", " ")
        assert bool(row["Floor kept?"]) is metric["breached"]


def test_the_summary_shows_headline_groups_and_segments(tmp_path):
    card = scorecard()
    document = card.to_json()
    cells = [
        [cell for cell in row if cell is not None]
        for row in written(tmp_path, card)["Summary"].iter_rows(values_only=True)
    ]
    facts = {row[0]: row[1] for row in cells if len(row) == 2}
    assert facts["Maturity of customer service, 0 to 5"] == pytest.approx(document["score"])
    assert facts["Coverage"] == pytest.approx(document["coverage"])
    for group in document["groups"]:
        row = next(row for row in cells if row[:2] == [group["hierarchy_id"], group["name"]])
        assert row[3] == group["status"]
        assert [row[2], *row[4:6]] == pytest.approx([group["score"], *group["range"]])
    for segment in document["segments"]:
        row = next(row for row in cells if row[:2] == [segment["id"], segment["name"]])
        assert segment["index"] is None or row[2] == pytest.approx(segment["index"])


def test_formulas_stand_in_our_cells_only_and_give_our_numbers(tmp_path):
    card = scorecard()
    book = written(tmp_path, card)
    formulas = {
        (sheet.title, cell.column_letter)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert formulas == {("Explanation", "D"), ("Explanation", "E")}
    for row in table(written(tmp_path, card, computed=True)["Explanation"]):
        if row["Formula as text"]:
            assert row["Computed here"] == pytest.approx(row["Score"], rel=1e-14)
            assert row["Agree?"] == "yes"


@pytest.mark.parametrize(
    "name", ["=1+1", "+7 921", "-SUM(A1)", "@cmd", '=HYPERLINK("http://example.com")', "\tx", "{=A1}"]
)
def test_names_that_look_like_formulas_stay_text(tmp_path, name):
    copies = []
    for copy in read_saved(SAVED).copies:
        one = copy.assessment
        organisation = one.organisation.model_copy(update={"name": name})
        segments = tuple(segment.model_copy(update={"name": name}) for segment in one.segments)
        responses = tuple(response.model_copy(update={"reason": name}) for response in one.responses)
        changed = one.model_copy(update={"organisation": organisation, "segments": segments, "responses": responses})
        copies.append(Copy(copy.file, changed))
    book = written(tmp_path, scorecard(copies))
    same = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == name]
    assert len(same) >= 1 + 5 + 5
    assert {cell.data_type for cell in same} == {"s"}
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_notices_stand_word_for_word(tmp_path, lang):
    card = scorecard()
    texts = [row[0] for row in written(tmp_path, card, lang).worksheets[-1].iter_rows(values_only=True)]
    for notice in card.taxonomy.bundle.notices:
        assert notice.text in texts


def test_sheets_charts_and_pages(tmp_path):
    card = scorecard()
    book = written(tmp_path, card)
    assert book.sheetnames == SHEETS
    assert len(book["Summary"]._charts) == 2
    for sheet in book.worksheets[1:-1]:
        if sheet.title == "Practices and checklist":  # two tables, so no headings to repeat
            continue
        assert sheet.freeze_panes
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9


def test_nothing_outside_the_file_is_referred_to(tmp_path):
    written(tmp_path, scorecard())
    with zipfile.ZipFile(tmp_path / "report_en.xlsx") as archive:
        assert not [name for name in archive.namelist() if b'TargetMode="External"' in archive.read(name)]


def test_the_same_card_gives_the_same_bytes(tmp_path):
    card = scorecard()
    written(tmp_path, card)
    once = (tmp_path / "report_en.xlsx").read_bytes()
    written(tmp_path, card)
    assert (tmp_path / "report_en.xlsx").read_bytes() == once


def test_a_card_without_answers_and_segments_is_written(tmp_path):
    copy = read_saved(SAVED).copies[0]
    empty = copy.assessment.model_copy(update={"responses": (), "segments": (), "figures": ()})
    book = written(tmp_path, scorecard([Copy("a", empty)]))
    assert [row["Level"] for row in table(book["Processes"])] == [None] * 27
    assert book["Segments"].max_row == 1


def test_practices_and_checklist_are_shown(tmp_path):
    model = taxonomy.load()
    process = model["10389"]
    activity = process.children[0] if process.level == 3 else process.children[0].children[0]
    states = ("in_place", "partly")
    activities = model[activity.id].parent.children
    ticks = tuple(Tick(item=one.id, state=state, note="seen") for one, state in zip(activities, states, strict=False))
    practice = Practice(id="p1", text="=We call back", owner="Ann", elements=("10389",))
    copy = read_saved(SAVED).copies[0]
    card = scorecard([Copy("a", copy.assessment.model_copy(update={"ticks": ticks, "practices": (practice,)}))])
    rows = list(written(tmp_path, card)["Practices and checklist"].iter_rows(values_only=True))
    assert ("p1", "10389", "=We call back", "Ann", process.hierarchy_id, process.name) in rows
    by_id = {row[1]: row for row in rows}
    assert by_id[activity.parent.id][3] == f"1 of {len(activities)} in place"
    assert by_id[activities[0].id][3] == "In place"
    assert by_id[activities[0].id][5] == "seen"


@pytest.mark.parametrize("lang", ["en", "ru"])  # Chinese breaks anywhere
def test_no_heading_is_cut_inside_a_word(tmp_path, lang):
    book = written(tmp_path, scorecard(), lang)
    for sheet in book.worksheets[1:-1]:
        groups = sheet.column_dimensions.values()
        for cell in sheet[1]:
            width = next(group.width for group in groups if group.min <= cell.column <= group.max)
            assert width > max(digits(word) for word in cell.value.split()), cell.value


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_the_next_steps_are_those_of_the_scorecard(tmp_path, lang):
    card = scorecard()
    book = written(tmp_path, card, lang)
    rows = list(book.worksheets[2].iter_rows(min_row=2, values_only=True))
    told = steps(card, lang)
    assert [row[1] for row in rows] == [step.process.id for step in told]
    for row, step in zip(rows, told, strict=True):
        assert row[4] == step.descriptor
        assert (row[6] or "") == step.next_descriptor
        assert all(statement.text in (row[7] or "") for statement in step.statements)
