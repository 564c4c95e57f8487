"""report.xlsx: the numbers of the JSON, text as text, and formulas that agree."""

import zipfile
from decimal import Decimal

import pytest

from pcf import taxonomy
from pcf.assessment import Copy, GroupWeight, Response, Tick
from pcf.assessment.steps import steps
from pcf.assessment.words import POLICY
from pcf.excel.styles import digits
from pcf.ids import LANGUAGES
from pcf.mapping import Placement, Practice
from pcf.maturity import POLICIES

from .reports import earlier_rounds, saved_copies, scorecard, table, written

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl does not keep them
SHEETS = [
    "Summary",
    "Processes",
    "Next steps",
    "Segments",
    "Agreement",
    "Levers",
    "Practices and checklist",
    "Explanation",
    "Findings",
    "Notice",
]


def test_processes_show_the_numbers_of_the_json(tmp_path):
    ticks = tuple(Tick(item=f"10389.{level}a", state="in_place") for level in (1, 2))
    card = scorecard(ticks=ticks)
    rows = {row["Element id"]: row for row in table(written(tmp_path, card)["Processes"])}
    columns = {
        "No.": "hierarchy_id", "Element id": "id", "Process": "name", "Level": "score", "Coverage": "coverage",
        "Don't know, share": "dk_share", "Supported": "supported", "Suggested by ticks": "suggested",
        "Target": "target", "Gap": "gap", "Above target": "surplus", "Weight": "weight", "Answers": "n",
        "Answers apart by": "spread",
    }  # fmt: skip
    suggested = 0
    for process in card.to_json()["processes"]:
        row = rows[process["id"]]
        expected = {heading: process[key] for heading, key in columns.items()}
        if not process["applicable"]:
            expected |= {"Coverage": None, "Don't know, share": None}
        assert {heading: row[heading] for heading in columns} == expected
        assert [row["Possible range, low"], row["Possible range, high"]] == (process["range"] or [None, None])
        progress = process["progress"]
        assert row["Next level: in place, of"] == (f"{progress[0]}/{progress[1]}" if progress else None)
        suggested += progress is not None
    assert suggested > 0


@pytest.mark.parametrize("policy", POLICIES)
def test_groups_stand_above_their_processes_with_weight_and_policy(tmp_path, policy):
    weights = (GroupWeight(element="10378", weight="2.5"), GroupWeight(element="20110", weight="0"))
    card = scorecard(policy=policy, group_weights=weights, history=earlier_rounds("1", "2"))
    document, rows = card.to_json(), table(written(tmp_path, card)["Processes"])
    order = [card.score.id]
    order += [one for group in card.groups for one in (group.id, *(child.id for child in group.children))]
    assert [row["Element id"] for row in rows] == order
    by_id = {row["Element id"]: row for row in rows}
    for group in document["groups"]:
        row = by_id[group["id"]]
        assert row["Level"] == (None if group["score"] is None else pytest.approx(group["score"]))
        assert [row["Weight"], row["Status"]] == [group["weight"], group["status"]]
        assert [row["Possible range, low"], row["Possible range, high"]] == pytest.approx(group["range"])
        assert row["Number shown"] == POLICY[policy]
        assert row["2025-Q2"] == 2
        moved = None if group["score"] is None else group["score"] - 2
        assert row["Change since the last round"] == (moved if moved is None else pytest.approx(moved, abs=1e-6))
    assert by_id["10378"]["Weight"] == 2.5


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


def test_formulas_stand_on_the_summary_and_in_the_explanation_only(tmp_path):
    book = written(tmp_path, scorecard(history=earlier_rounds("2")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert {cell.parent.title for cell in cells} == {"Summary", "Explanation"}
    assert {cell.column_letter for cell in cells if cell.parent.title == "Explanation"} == {"D", "E"}
    assert not [cell for cell in cells if "#REF!" in cell.value or "!" in cell.value]  # nothing of other sheets


@pytest.mark.parametrize("known", [27, 24, 0])
@pytest.mark.parametrize("policy", POLICIES)
def test_the_explanation_computes_every_number_by_every_policy_with_weights(tmp_path, policy, known):
    card = scorecard(policy=policy, group_weights=WEIGHTS, responses=ratings(known))
    assert (card.score.score is None) is (known < 27)
    book, computed = written(tmp_path, card), written(tmp_path, card, computed=True)
    told = {node.label: node for node in nodes(card.explain())}
    formulas, rows = table(book["Explanation"]), table(computed["Explanation"])
    assert [row["Number"].strip() for row in rows] == list(told)
    for formula, row, node in zip(formulas, rows, told.values(), strict=True):
        assert row["Weight"] == float(node.weight)
        assert row["Score"] == (None if node.score is None else pytest.approx(float(node.score)))
        assert formula["Computed here"] == row["Formula as text"]
        if row["Formula as text"]:
            assert evaluated(row["Formula as text"]) == pytest.approx(row["Score"], rel=1e-14)
            assert row["Computed here"] == pytest.approx(row["Score"], rel=1e-14)
            assert row["Agree?"] == "yes"
    scored = [card.score.score, *(group.score for group in card.groups)]
    assert sum(bool(row["Formula as text"]) for row in rows) == sum(score is not None for score in scored)


def ratings(known: int) -> tuple[Response, ...]:
    """Return levels of every kind for some processes, and weights that no binary fraction gives."""
    processes = taxonomy.load().processes
    return tuple(
        Response(element=one.id, answer=str(2 + place * 7 % 4) if place < known else None, weight=f"1.{place}")
        for place, one in enumerate(processes)
    )


WEIGHTS = tuple(
    GroupWeight(element=element, weight=weight)
    for element, weight in (("10378", "2.5"), ("10379", "0.3"), ("20110", "0"), ("12658", "1.7"))
)


def nodes(explanation):
    yield explanation
    for term in explanation.terms:
        yield from nodes(term)


def evaluated(formula: str) -> float:
    """Compute a formula of literal terms as a spreadsheet does."""
    names = {"MIN": min, "MAX": max, "AND": lambda *terms: all(terms), "__builtins__": {}}
    return float(eval(formula.removeprefix("="), names))


@pytest.mark.parametrize(
    "name", ["=1+1", "+7 921", "-SUM(A1)", "@cmd", '=HYPERLINK("http://example.com")', "\tx", "{=A1}"]
)
def test_names_that_look_like_formulas_stay_text(tmp_path, name):
    copies = []
    for copy in saved_copies():
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
    copy = saved_copies()[0]
    empty = copy.assessment.model_copy(update={"responses": (), "segments": (), "figures": ()})
    book = written(tmp_path, scorecard([Copy("a", empty)]))
    assert {row["Level"] for row in table(book["Processes"])} == {None}
    assert book["Segments"].max_row == 1


def test_practices_and_checklist_are_shown(tmp_path):
    model = taxonomy.load()
    process = model["10389"]
    activity = process.children[0] if process.level == 3 else process.children[0].children[0]
    states = ("in_place", "partly")
    activities = model[activity.id].parent.children
    ticks = tuple(Tick(item=one.id, state=state, note="seen") for one, state in zip(activities, states, strict=False))
    chosen = (
        Placement(element="10389", relation="near", decision="accepted"),
        Placement(element="10388", confidence=Decimal("0.4"), tool="pcf 1"),
        Placement(element="10390", decision="rejected"),
    )
    practice = Practice(id="p1", text="=We call back", owner="Ann", unit="Sales", placements=chosen)
    copy = saved_copies()[0]
    card = scorecard([Copy("a", copy.assessment.model_copy(update={"ticks": ticks, "practices": (practice,)}))])
    rows = list(written(tmp_path, card)["Practices and checklist"].iter_rows(values_only=True))
    assert (
        "p1",
        "10389",
        "=We call back",
        "Ann",
        process.hierarchy_id,
        process.name,
        "Sales",
        "nearly the same",
        "1",
    ) in rows
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
