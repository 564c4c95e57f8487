"""The chapter on the workforce, in the report and as a page of its own, its charts, and what the first page says."""

import re
import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta
from functools import cache
from html import unescape

import numpy as np
import pytest

from pcf import taxonomy
from pcf.assessment import Organisation
from pcf.assessment.figures import Figures
from pcf.ids import LANGUAGES
from pcf.report import write_charts, write_html
from pcf.report.staffing import write_staffing_report
from pcf.report.summary import summary
from pcf.workforce.forecast.records import Accuracy, Forecast, SeriesForecast
from pcf.workforce.planned import plan_lines

from ..engagement import HOSTILE, engagement
from ..staffed import KEPT, POOLS, SHORT, day_lines, staffed
from .test_engagement import CHAPTERS, Rows, chapters, part, rows

DRAWN = {"staffing-curve-1", "staffing-curve-2", "staffing-curve-3", "staffing-curve-4", "staffing-promises"}


def html(tmp_path, card, lang="en") -> str:
    path = tmp_path / "report.html"
    write_html(path, card, lang=lang)
    return path.read_text(encoding="utf-8")


def page(tmp_path, plan, lang="en", **said) -> str:
    path = tmp_path / "staffing.html"
    write_staffing_report(path, plan, taxonomy.load(), lang=lang, **said)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Give a function that returns the scorecard and the report of a language, to be read only."""

    @cache
    def written(lang="en"):
        card = staffed(lang)
        return card, html(tmp_path_factory.mktemp("report"), card, lang)

    return written


@pytest.fixture(scope="module")
def made(report):
    return report()


def accuracy(wape: float) -> Accuracy:
    return Accuracy(
        weeks=4, days=28, contacts=4000.0, open_intervals=640, wape=wape, wape_day=5.5, bias=-1.5, naive_wape=25.0,
        naive_wape_day=9.0, naive_bias=2.0, coverage={80.0: 81.0, 95.0: 94.5},
    )  # fmt: skip


def forecast() -> Forecast:
    """Return what the lines of two days might have been forecast as."""
    starts = tuple(datetime.fromisoformat(line.start) for line in day_lines())
    calls = np.array([float(line.calls) for line in day_lines()])
    one = SeriesForecast(
        segment="s1", channel="phone", calls=calls, ranges={80.0: (0.8 * calls, 1.2 * calls), 95.0: (0.7 * calls, 1.3 * calls)},
        aht=np.full(len(calls), 240.0), patience=120.0, accuracy=accuracy(15.0), half_life=4.0, is_pooled=False,
    )  # fmt: skip
    last = date(2025, 12, 31)
    return Forecast(
        interval=1800, starts=starts, levels=(80.0, 95.0), series=(one,), accuracy=accuracy(15.0),
        history_first=last - timedelta(days=90), history_last=last, timezone=None, segments={"s1": "One"}, findings=(),
    )  # fmt: skip


def test_a_round_without_staffing_has_no_such_chapter(tmp_path):
    assert chapters(html(tmp_path, engagement())) == CHAPTERS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_chapter_stands_before_the_registers_and_every_tag_closes(report, lang):
    _, text = report(lang)
    place = CHAPTERS.index("evidence")
    assert chapters(text) == [*CHAPTERS[:place], "staffing", *CHAPTERS[place:]]
    assert Rows(text).open == []


def test_numbers_of_the_page_are_those_of_the_plan(made):
    card, text = made
    row = next(numbers for said, numbers in rows(text, "staffing") if said and "phone" in said[0])
    needed = card.staffing.lines[0].needed
    assert row[:5] == [card.staffing.lines[0].load, needed.agents, needed.scheduled, 47, 47 - needed.agents]
    assert row[5] == pytest.approx(needed.service_level / 100)


def test_every_pool_that_can_be_computed_has_its_curve(made):
    assert part(made[1], "staffing").count("<svg ") == len(DRAWN)


def test_a_curve_says_its_points_to_those_who_do_not_see_it(made):
    card, text = made
    described = re.findall(r"<desc>(.*?)</desc>", part(text, "staffing"))
    agents = card.staffing.lines[0].needed.agents
    assert f"{agents}: " in described[0]
    assert "Today: 47: " in described[0]


def test_what_the_figures_suppose_is_said(made):
    said = part(made[1], "staffing")
    for word in ("exponential", "does not call again", "Shrinkage is spread evenly", "short abandons"):
        assert word in said


def test_what_people_typed_is_escaped(made):
    assert "<script>" not in made[1]
    assert "<img" not in made[1]
    assert HOSTILE in unescape(part(made[1], "staffing"))


def test_the_first_page_tells_of_pools_that_miss_their_promise(made):
    card, text = made
    said = part(text, "summary")
    assert "Agents: today less than the promise needs" in said
    listed = summary(card, Figures(card, "en")).shortages
    assert [line.lead for line in listed.lines] == [
        f"−{one.needed.agents - one.today.agents}" for one in (card.staffing.lines[0], card.staffing.lines[4])
    ]
    assert "promised 80% in 20 s" in listed.lines[0].note


def test_the_first_page_is_silent_where_the_promise_is_kept(tmp_path):
    text = html(tmp_path, staffed(lines=(KEPT, SHORT.model_copy(update={"agents": None}))))
    assert "today less than" not in part(text, "summary")


def test_of_many_intervals_the_first_page_counts_those_missed():
    card = staffed(lines=day_lines(agents=8))
    (line,) = summary(card, Figures(card, "en")).shortages.lines
    missed = sum(not one.today.is_kept for one in card.staffing.lines)
    assert 0 < missed < 16
    assert line.note == f"missed in {missed} of 16 intervals"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_of_its_own_has_the_same_chapter(tmp_path, report, lang):
    card, whole = report(lang)
    text = page(tmp_path, card.staffing, lang, organisation=card.round.organisation)
    assert chapters(text) == ["staffing", "findings", "notice"]
    assert Rows(text).open == []
    assert part(text, "staffing") == part(whole, "staffing")


def test_a_page_of_its_own_has_the_findings_of_the_plan(tmp_path):
    plan = plan_lines(POOLS)
    text = page(tmp_path, plan, organisation=Organisation(name="Meridian", currency="EUR"))
    assert "Meridian" in text
    assert len(rows(text, "findings")) == len(plan.findings) + 1 > 1


def test_a_day_is_drawn_with_the_range_of_the_forecast(tmp_path):
    plan = plan_lines(day_lines(agents=8), {"s1": "One"})
    without, drawn = page(tmp_path, plan), page(tmp_path, plan, forecast=forecast())
    assert "pcf-band" not in re.sub(r"<style>.*?</style>", "", without, flags=re.DOTALL)
    day = next(svg for svg in re.findall(r"<svg .*?</svg>", drawn, re.DOTALL) if "busiest day" in svg)
    root = ET.fromstring(day)
    kinds = [one.get("class") for one in root.iter() if one.get("class")]
    assert kinds.count("pcf-band") == 7 + 1  # nobody calls in the first half hour; one more in the legend
    assert kinds.count("pcf-short") > 1


def test_the_drawing_of_a_day_says_which_number_is_needed_and_which_is_there_today(tmp_path):
    plan = plan_lines(day_lines(agents=8), {"s1": "One"})
    second = next(one for one in plan.lines if one.line.start == "2026-01-02T08:30")
    told = unescape(page(tmp_path, plan))
    assert f"08:30: needed {second.needed.agents}, today 8." in told
    alone = unescape(page(tmp_path, plan_lines(day_lines(agents=None))))
    assert f"08:30: needed {second.needed.agents}." in alone


def test_the_error_of_the_forecast_stands_beside_the_naive_one(tmp_path):
    plan = plan_lines(day_lines(), {"s1": "One"})
    text = page(tmp_path, plan, forecast=forecast())
    row = next(said for said, _ in rows(text, "staffing") if said[:2] == ["One, phone", "4,000"])
    assert row[2:] == ["15%", "25%", "5.5%", "9%", "−1.5%", "+2%", "81%", "94.5%"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_of_staffing_is_a_file_of_its_own(tmp_path, lang):
    folder = tmp_path / "charts"
    write_charts(folder, staffed(lang), lang=lang)
    assert {file.stem for file in folder.iterdir() if file.stem.startswith("staffing-")} == DRAWN
    for name in DRAWN:
        root = ET.fromstring((folder / f"{name}.svg").read_bytes())
        assert root[0].text and root[1].text
    write_charts(folder, staffed(lang, lines=day_lines()), lang=lang)
    found = {file.stem for file in folder.iterdir() if file.stem.startswith("staffing-")}
    assert found == {"staffing-curve-1", "staffing-day-1", "staffing-promises"}
