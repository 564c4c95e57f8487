"""The first sheet of report.xlsx: the same numbers as the JSON, typed to be edited, in tiles, tables, maps and charts."""

import re
import zipfile

import pytest

from pcf import taxonomy
from pcf.assessment import GroupWeight, Response
from pcf.assessment.highlights import largest_gaps, target_of
from pcf.excel.styles import SHADES
from pcf.ids import LANGUAGES

from ..engagement import engagement
from .reports import beside, earlier_rounds, is_hidden, places, saved_copies, scorecard, written

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl does not keep them
MAP = "Segments: attainment of the service levels, 80 = target; ▼ worse than the floor"


def all_rated(level: str = "3", **facts: object) -> tuple[Response, ...]:
    return tuple(Response(element=one.id, answer=level, **facts) for one in taxonomy.load().processes)


def test_tiles_show_headline_range_coverage_and_what_nobody_knew(tmp_path):
    card = scorecard()
    page = written(tmp_path, card, computed=True)["Summary"]
    document = card.to_json()
    top = places(page, "Maturity of customer service, 0 to 5")[0][0]
    numbers = [cell.value for cell in page[top + 1] if cell.value is not None]
    expected = [document["score"] or "–", *document["range"], document["coverage"], document["dk_share"]]
    assert numbers == [one if one == "–" else pytest.approx(one) for one in expected]
    bar = [cell.value for cell in page[top + 2] if cell.value and "░" in str(cell.value)]
    assert bar == [("█" * round(12 * document["coverage"])).ljust(12, "░")]


def test_groups_stand_beside_their_chart_with_every_number(tmp_path):
    card = scorecard()
    page = written(tmp_path, card)["Summary"]
    for group, said in zip(card.groups, card.to_json()["groups"], strict=True):
        name, *numbers = beside(page, said["hierarchy_id"])
        assert name.startswith(said["name"])
        assert (said["status"] if said["status"] != "scored" else said["name"]) in name
        target = target_of(card, group)
        expected = [said["score"], target and float(target), *said["range"], said["coverage"]]
        assert numbers == pytest.approx([one for one in expected if one is not None])


def test_every_process_has_a_tile_with_a_number_to_edit(tmp_path):
    answers = [*all_rated()[:-2], *all_rated("NA", reason="no such work")[-2:-1]]
    card = scorecard(saved_copies(responses=tuple(answers))[:1])
    page = written(tmp_path, card)["Summary"]
    for process in card.processes:
        ((row, column),) = places(page, told(process))
        score = process.score
        assert page.cell(row + 1, column).value == ("–" if not score.applicable else score.score and float(score.score))
        assert colours_at(page, row + 1, column) >= {f"FF{shade[1:]}" for shade in SHADES}


def told(process) -> str:
    """A rating above what the evidence supports is never shown without that."""
    name = f"{process.element.hierarchy_id} {process.element.name}"
    if not process.is_unsupported:
        return name
    return f"{name} (rated {int(process.score.score)}, supported {process.supported})"


def colours_at(page, row: int, column: int) -> set[str]:
    """Return the fills that conditional formats may give a cell."""
    name = page.cell(row, column).coordinate
    return {
        rule.dxf.fill.bgColor.rgb
        for cells in page.conditional_formatting
        if name in cells
        for rule in cells.rules
        if rule.dxf.fill
    }


def test_segments_stand_against_metrics_with_breaches_marked(tmp_path):
    card = scorecard()
    page = written(tmp_path, card)["Summary"]
    top = places(page, MAP)[0][0]
    names = {page.cell(top + 1, cell.column).value: cell.column for cell in page[top + 1] if cell.value}
    breaches = 0
    for segment in card.segments:
        column = names[segment.segment.name]
        for one in segment.metrics:
            rows = [row for row, _ in places(page, one.metric.name.spoken("en")) if row > top]
            if one.attainment is None and not one.breached:
                continue
            shown = page.cell(rows[0], column)
            assert shown.value == ("▼" if one.attainment is None else pytest.approx(float(one.attainment)))
            flags = [cell.value for cell in page[rows[0]] if is_hidden(page, cell.column) and cell.value]
            assert any(f"${shown.column_letter}$" in flag for flag in flags) is one.breached
            breaches += one.breached
            assert len(colours_at(page, rows[0], column)) >= len(SHADES)
    assert breaches > 0


@pytest.mark.parametrize("count", [1, 12, 13, 30])
def test_any_number_of_segments_finds_room(tmp_path, count):
    copy = saved_copies()[0]
    one = copy.assessment.segments[0]
    kept = [figure for figure in copy.assessment.figures if figure.segment == one.id]
    segments = tuple(one.model_copy(update={"id": f"x{n}", "name": f"Segment {n}"}) for n in range(count))
    figures = tuple(figure.model_copy(update={"segment": segment.id}) for segment in segments for figure in kept)
    page = written(tmp_path, scorecard(saved_copies(segments=segments, figures=figures)[:1]))["Summary"]
    assert len(places(page, MAP)) == -(-count // 12)
    for segment in segments:
        assert len(places(page, segment.name)) == 2, segment.name  # beside the chart, and above the map


def test_the_largest_gaps_are_those_of_the_highlights(tmp_path):
    card = scorecard()
    page = written(tmp_path, card)["Summary"]
    top = places(page, "Largest gaps to target")[0][0]
    found = largest_gaps(card)
    for row, process in enumerate(found.processes, start=top + 1):
        name, level, target, gap, bar = [cell.value for cell in page[row] if cell.value is not None]
        assert name == told(process)
        assert [level, target, gap] == [process.score.score, process.answers.target, process.gap]
        assert bar.startswith("=IF(ISNUMBER(")
    equals = f"Gaps as large as the third: {found.equals} more"
    assert bool(places(page, equals)) is bool(found.equals)


def test_where_no_process_is_behind_that_is_said(tmp_path):
    page = written(tmp_path, scorecard(saved_copies(responses=all_rated(target=3))))["Summary"]
    assert places(page, "No rated process is below its target.")


def test_earlier_rounds_stand_beside_this_one(tmp_path):
    card = scorecard(history=earlier_rounds("1", "2", "4"))
    page = written(tmp_path, card, computed=True)["Summary"]
    top = places(page, "Comparison with earlier rounds")[0][0]
    assert [cell.value for cell in page[top] if cell.value][1:4] == ["2025-Q1", "2025-Q2", "2025-Q3"]
    document = card.to_json()
    root = taxonomy.load().root
    named = [(f"{root.hierarchy_id} {root.name}", document["score"])]
    named += [(f"{group['hierarchy_id']} {group['name']}", group["score"]) for group in document["groups"]]
    for name, now in named:
        numbers = beside(page, name, below=top)
        assert numbers[:3] == [1, 2, 4]
        assert numbers[3:] == ([] if now is None else pytest.approx([now, now - 4], abs=1e-6))
    first = document["segments"][0]
    assert beside(page, first["name"], below=top)[:3] == [11, 21, 41]
    with zipfile.ZipFile(tmp_path / "report_en.xlsx") as archive:
        drawn = archive.read("xl/worksheets/sheet1.xml").count(b"<x14:sparkline>")
    assert drawn == len(named) + 1  # one segment was known before


def test_without_earlier_rounds_nothing_is_said_of_them(tmp_path):
    assert not places(written(tmp_path, scorecard())["Summary"], "Comparison with earlier rounds")


def test_policy_and_weights_of_groups_are_told(tmp_path):
    card = scorecard(policy="capped", group_weights=(GroupWeight(element="10378", weight="2.5"),))
    page = written(tmp_path, card)["Summary"]
    told = next(cell.value for row in page.iter_rows(max_row=6) for cell in row if "weakest" in str(cell.value))
    assert "Processes combine by: weighted mean, at most one above the weakest part" in told
    assert "Weights of the groups: 6.1 × 2.5, 6.2 × 1" in told
    assert "Several answers combine by: lower median" in told


def test_how_many_levels_are_agreed_is_told(tmp_path):
    page = written(tmp_path, engagement())["Summary"]
    assert places(
        page, "Levels of the processes – agreed: 6; proposed: 19; one respondent's answer: 1; not applicable: 1"
    )
    page = written(tmp_path, scorecard(saved_copies()[:1]))["Summary"]
    (line,) = [cell.value for row in page.iter_rows(max_row=6) for cell in row if "Levels of" in str(cell.value)]
    assert "agreed" not in line
    assert "one respondent's answer: " in line


@pytest.mark.parametrize(("away", "kind"), [((), "radarChart"), (("6.2", "6.3", "6.4"), "barChart")])
def test_charts_show_the_typed_numbers(tmp_path, away, kind):
    card = scorecard(saved_copies(responses=not_of(away))[:1])
    page = written(tmp_path, card)["Summary"]
    groups, segments = page._charts
    assert groups.tagname == kind
    assert segments.tagname == "barChart"
    applicable = [group for group in card.to_json()["groups"] if group["applicable"]]
    indexes = card.to_json()["segments"]
    for chart, rows, key, number in (
        (groups, applicable, "hierarchy_id", "score"),
        (segments, indexes, "name", "index"),
    ):
        score = chart.series[0]
        named = shown_by(page, (score.cat.strRef or score.cat.numRef).f)
        assert [str(name).removesuffix(" (no score)") for name in named] == [row[key] for row in rows]
        numbers = [row[number] for row in rows]
        assert shown_by(page, score.val.numRef.f) == [one if one is None else pytest.approx(one) for one in numbers]


def not_of(groups: tuple[str, ...]) -> tuple[Response, ...]:
    """Return ratings of 2, and NA in some groups."""
    return tuple(
        Response(element=one.id, answer="NA" if one.parent.hierarchy_id in groups else "2", reason="none")
        for one in taxonomy.load().processes
    )


def shown_by(page, cells: str) -> list[object]:
    title, _, span = cells.replace("$", "").rpartition("!")
    assert title.strip("'") == page.title
    return [cell.value for row in page[span] for cell in row]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_paper_every_part_begins_where_it_finds_room(tmp_path, lang):
    page = written(tmp_path, scorecard(history=earlier_rounds("2")), lang).worksheets[0]
    breaks = [one.id for one in page.row_breaks.brk]
    assert 1 <= len(breaks) <= 3
    assert page.page_setup.orientation == "landscape"
    last = int(re.search(r"\$(\d+)$", page.print_area)[1])
    assert max(breaks) < last <= page.max_row
