"""The charts of the report as SVG files: complete, with the numbers of the JSON, under names that stay."""

import xml.etree.ElementTree as ET
from functools import cache

import pytest

from pcf import taxonomy
from pcf.assessment import Copy, Scorecard, gather, score_round, template
from pcf.assessment.figures import Figures
from pcf.assessment.registers import Initiative
from pcf.ids import LANGUAGES
from pcf.outputs import together
from pcf.report import drawings, write_charts

from ..engagement import NAMES, engagement

SVG = "{http://www.w3.org/2000/svg}"
NAMED = {"groups", "heat-map", "gaps", "segments", "roles", "value-effort", "roadmap"}


@cache
def card(lang="en") -> Scorecard:
    return engagement(lang)


def drawn(draw, card: Scorecard, lang="en") -> str:
    """Return all texts of a drawing, without the breaks that keep them in their boxes."""
    return said(draw(card, Figures(card, lang)))


def said(svg: str) -> str:
    return " ".join(text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text"))


def empty() -> Scorecard:
    form = template.empty(taxonomy.load(), segments=())
    return score_round(taxonomy.load(), gather([Copy("empty.xlsx", form)]))


def initiative(number: int, **fields: object) -> Initiative:
    process = taxonomy.load().processes[9].id
    return Initiative(id=f"i{number}", title=f"Title {number}", processes=(process,), expected_level=5, **fields)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_is_a_file_of_its_own_under_the_same_name_in_every_language(tmp_path, lang):
    write_charts(tmp_path / "charts", card(), lang=lang)
    files = {path.name: path for path in (tmp_path / "charts").iterdir()}
    aimed = {f"metric-{one.id}" for one in drawings.aimed_metrics(card())}
    assert aimed and set(files) == {f"{name}.svg" for name in NAMED | aimed}
    for path in files.values():
        text = path.read_text(encoding="utf-8")
        assert "currentColor" not in text
        assert ET.fromstring(text.removeprefix('<?xml version="1.0" encoding="UTF-8"?>\n')).find(f"{SVG}title").text


def test_there_is_no_file_where_there_is_nothing_to_draw(tmp_path):
    write_charts(tmp_path / "charts", empty(), lang="en")
    assert {path.stem for path in (tmp_path / "charts").iterdir()} == {"groups", "heat-map"}


def test_the_heat_map_says_of_every_process_its_level_or_why_there_is_none():
    text = drawn(drawings.heat_map, card()).replace(" ", "")
    for one in card().to_json()["processes"]:
        assert f"{one['hierarchy_id']}{one['name']}".replace(" ", "") in text
    assert "rated4,supported2" in text and "don'tknow" in text and "notapplicable" in text


def test_gaps_are_drawn_from_the_largest_on():
    root = ET.fromstring(drawings.gaps(card(), Figures(card(), "en")))
    shown = [one for one in card().to_json()["processes"] if one["gap"]]
    bars = [one for one in root.iter(f"{SVG}rect") if one.get("class") == "pcf-value"]
    assert len(bars) == len(shown) + 1  # one is in the legend
    gaps = sorted((one["gap"] for one in shown), reverse=True)
    places = [root.find(f"{SVG}desc").text.index(one["name"]) for one in sorted(shown, key=lambda one: -one["gap"])]
    assert gaps and places[0] == min(places)


def test_management_and_front_line_stand_side_by_side_with_how_many_they_are():
    text = drawn(drawings.roles, card())
    largest = card().to_json()["role_gaps"][0]
    assert f"{largest['manager']} / {largest['front_line']} (+{largest['gap']})" in text
    assert "Manager, n = 2" in text and "Front line, n = 3" in text


def test_value_and_effort_show_the_open_initiatives_that_tell_both():
    some = (
        initiative(1, effort=10, state="planned"),
        initiative(2, effort=20, state="running"),
        initiative(3, effort=30, state="done"),
        initiative(4),
    )
    text = drawn(drawings.value_effort, engagement(initiatives=some))
    assert {name for name in ("i1", "i2", "i3", "i4") if name in text.split()} == {"i1", "i2"}


def test_the_roadmap_puts_every_initiative_into_its_wave_and_says_its_state():
    text = drawn(drawings.roadmap, card())
    titles = [one["id"] for one in card().to_json()["initiatives"]]
    assert all(title in text.split() for title in titles)
    assert "Wave 1" in text and "Wave 2" in text and "under way" in text and "gain: +0.24" in text


def test_anonymous_charts_name_nobody(tmp_path):
    write_charts(tmp_path / "charts", engagement(anonymous=True), lang="en")
    text = "".join(path.read_text("utf-8") for path in (tmp_path / "charts").iterdir())
    assert not [name for name in NAMES if name in text]


def test_charts_of_an_earlier_run_that_are_not_drawn_any_more_go_and_nothing_else(tmp_path):
    charts = tmp_path / "charts"
    write_charts(charts, card(), lang="en")
    for name in ("metric-mine.svg", "notes.txt", "plan.svg"):
        (charts / name).write_text("mine", "utf-8")
    write_charts(charts, empty(), lang="en")
    left = {path.name for path in charts.iterdir()}
    assert left == {"groups.svg", "heat-map.svg", "metric-mine.svg", "notes.txt", "plan.svg"}


def test_a_failure_leaves_the_charts_of_an_earlier_run_as_they_were(tmp_path):
    charts = tmp_path / "charts"
    write_charts(charts, card(), lang="en")
    before = {path.name: path.read_bytes() for path in charts.iterdir()}
    with pytest.raises(ZeroDivisionError), together():
        write_charts(charts, empty(), lang="en")
        1 / 0  # noqa: B018 - another output of the same run fails
    assert {path.name: path.read_bytes() for path in charts.iterdir()} == before
