"""Tables of the workforce: what is needed and kept, totals made of sums, nothing missing shown as zero."""

import math
from dataclasses import replace

import pytest

from pcf import taxonomy
from pcf.assessment.figures import Numbers
from pcf.assessment.parts import Part, staffing_parts
from pcf.assessment.parts.choices import MOST_POOLS, shown_curves
from pcf.assessment.parts.days import shown_days
from pcf.assessment.parts.pools import MOST_LINES, part_of, promise_of, shown_lines
from pcf.ids import LANGUAGES
from pcf.workforce.planned import StaffingPlan, plan_lines
from pcf.workforce.planning import missing_of
from pcf.workforce.records import StaffingLine
from pcf.workforce.staffing import DECIDING
from pcf.workforce.words import FIELD, LIMIT, MODEL

from ..staffed import CHAT, ENDLESS, KEPT, LACKING, POOLS, SHORT, day_lines

SEGMENTS = {"s1": "One", "s2": "Two"}


def parts_of(plan: StaffingPlan, lang="en") -> dict[str, Part]:
    parts = staffing_parts(plan, Numbers(taxonomy.load(), lang, "EUR"))
    assert len({part.id for part in parts}) == len(parts)
    return {part.id: part for part in parts}


@pytest.fixture(scope="module")
def plan() -> StaffingPlan:
    return plan_lines(POOLS, SEGMENTS)


@pytest.fixture(scope="module")
def parts(plan) -> dict[str, Part]:
    return parts_of(plan)


def column(part: Part, heading: str) -> list[object]:
    place = [one.heading for one in part.columns].index(heading)
    return [row.cells[place] for row in part.rows]


def exact(part: Part, heading: str) -> list[float | None]:
    return [cell.exact for cell in column(part, heading)]


def test_every_code_has_a_word():
    assert set(DECIDING) <= set(LIMIT)
    assert set(MODEL) == {"erlang_a", "erlang_c"}
    lacking = [StaffingLine(id="a"), StaffingLine(id="a", target=80), StaffingLine(id="a", abandonment=5), LACKING]
    assert {field for line in lacking for field in missing_of(line)} == set(FIELD)


def test_the_elements_are_named_with_their_places(parts):
    assert "6.1.5 Establish target service level for each customer segment" in parts["belongs"].said[0]
    assert "6.2.1 Plan and manage customer service work force" in parts["belongs"].said[1]


def test_every_pool_stands_in_one_table_with_what_it_needs(plan, parts):
    part = parts["needs"]
    assert column(part, "Pool")[:2] == ["One, phone", "Two, phone"]
    assert exact(part, "Agents needed") == [one.needed and one.needed.agents for one in plan.lines]
    assert exact(part, "Today less needed")[0] == 47 - plan.lines[0].needed.agents
    assert column(part, "Limited by")[0] == "service level"


def test_both_variants_of_the_service_level_are_shown_and_the_metrics_is_never_lower(plan, parts):
    part, one = parts["needs"], plan.lines[0].needed
    assert exact(part, "In time, of all offered")[0] == pytest.approx(one.service_level / 100)
    assert exact(part, "In time, without short abandons")[0] == pytest.approx(one.service_level_metric / 100)
    assert one.service_level_metric > one.service_level
    assert any("short abandons" in said for said in parts["method"].said)


def test_what_is_missing_is_a_dash_and_said_and_not_zero(parts):
    cells = parts["needs"].rows[POOLS.index(LACKING)].cells
    assert {cell.exact for cell in cells[1:-1]} == {None}
    assert cells[-1] == "missing: handle time; a promise or limit"


def test_a_wait_without_end_is_shown_as_such(parts):
    place = column(parts["today"], "Pool").index("All segments, callback")
    assert column(parts["today"], "Mean wait of the answered, s")[place].text == "∞"
    assert any(note.startswith("∞") for note in parts["today"].notes)


def test_today_stands_only_where_it_is_known(parts):
    assert len(parts["today"].rows) == sum(line.agents is not None for line in POOLS)
    assert [row.cells[-1] for row in parts["today"].rows] == [
        "some limit missed",
        "every limit kept",
        "some limit missed",
    ]
    assert "today" not in parts_of(plan_lines([CHAT]))


def test_what_misses_a_promise_never_looks_as_if_it_kept_it():
    numbers = Numbers(taxonomy.load(), "en")
    assert part_of(79.97, numbers).text == "80%"
    assert part_of(79.97, numbers, 80.0).text == "79.97%"
    assert part_of(79.99999999, numbers, 80.0).text == "80%"  # as far as four decimals tell
    assert part_of(None, numbers).text == "–"


def test_the_curve_marks_what_is_needed_and_what_is_there_today(plan, parts):
    one, part = shown_curves(plan)[0], parts["curve-1"]
    agents = exact(part, "Agents")
    assert agents == [point.agents for point in one.points]
    assert [row.cells[0].exact for row in part.rows if row.is_strong] == [one.needed]
    assert [row.cells[0].exact for row in part.rows if row.cells[-1] == "today"] == [47]
    levels = exact(part, "In time, of all offered")
    assert levels == sorted(levels)
    assert levels[agents.index(one.needed)] >= 0.8 > levels[agents.index(one.needed) - 1]


def test_what_changes_is_a_grid_with_todays_figure_in_the_middle(plan, parts):
    part = parts["sensitivity-1"]
    assert [one.heading for one in part.columns[1:]] == ["80%", "90%", "100%", "110%", "120%"]
    (middle,) = [row for row in part.rows if row.is_strong]
    assert middle.cells[0] == "100%"
    assert middle.cells[3].exact == plan.lines[0].needed.agents
    cells = [[cell.exact for cell in row.cells[1:]] for row in part.rows]
    assert all(row == sorted(row) for row in cells)
    assert all(list(down) == sorted(down) for down in zip(*cells, strict=True))


def test_a_higher_promise_never_costs_less(parts):
    part = parts["promises"]
    rows = [row for row in part.rows if row.cells[0] == "One, phone"]
    costs = [row.cells[5].exact for row in rows]
    assert costs == sorted(costs)
    (now,) = [row for row in rows if row.is_strong]
    assert now.cells[1].exact == 0.8
    assert now.cells[6].exact == 0


def test_separate_teams_stand_beside_one_team(parts):
    (row,) = parts["pooling"].rows
    assert row.cells[0] == "One, phone + Two, phone"
    assert row.cells[3].exact == pytest.approx(row.cells[2].exact - row.cells[1].exact)
    assert "pooling" not in parts_of(plan_lines([SHORT]))


def test_totals_are_sums_and_stand_only_where_a_pool_has_several_intervals(parts):
    assert "totals" not in parts
    lines = (*day_lines(), KEPT)
    part = parts_of(plan_lines(lines))["totals"]
    assert exact(part, "Contacts") == [
        float(sum(line.calls for line in day_lines())),
        90,
        float(sum(line.calls for line in lines)),
    ]
    costs = exact(part, "Cost of what is needed")
    assert costs[-1] == pytest.approx(math.fsum(costs[:-1]))
    assert part.rows[-1].cells[5].text == ""  # promises of several pools are not one


def test_the_total_of_what_is_partly_unknown_is_unknown():
    part = parts_of(plan_lines((*day_lines(), KEPT.model_copy(update={"cost": None, "agents": None}))))["totals"]
    assert part.rows[-1].cells[-3].exact is None
    assert part.rows[-1].cells[-2].exact is None


def test_a_total_of_intervals_that_could_not_all_be_computed_says_of_how_many_it_is():
    whole = parts_of(plan_lines(day_lines()))["totals"]
    assert "Computed" not in [one.heading for one in whole.columns]
    lines = day_lines()
    lost = lines[-1].model_copy(update={"aht": None})
    plan = plan_lines((*lines[:-1], lost, KEPT))
    part = parts_of(plan)["totals"]
    assert exact(part, "Intervals") == [16, 1, 17]
    assert exact(part, "Computed") == [15, 1, 16]
    hours = exact(part, "Hours on duty needed")
    assert hours[0] == sum(one.needed.agents / 2 for one in plan.lines[:15] if one.needed)
    assert hours[2] == pytest.approx(hours[0] + hours[1])
    assert exact(part, "In time, of all offered")[0] is None
    assert exact(part, "Cost of what is needed")[2] is None


def test_what_is_listed_is_parted_as_each_language_parts_it():
    both = SHORT.model_copy(update={"asa": 30, "occupancy": 90})
    said = {lang: promise_of(both, Numbers(taxonomy.load(), lang)) for lang in LANGUAGES}
    assert (said["en"].count("; "), said["ru"].count("; "), said["zh"].count("；")) == (2, 2, 2)
    assert promise_of(LACKING, Numbers(taxonomy.load(), "en")) == ""


def test_of_a_long_plan_the_busiest_interval_that_could_be_computed_is_shown():
    lines = [SHORT.model_copy(update={"id": f"l{at}", "start": f"2026-01-{at:02}T08:00"}) for at in range(1, 31)]
    more = [KEPT.model_copy(update={"id": f"k{at}", "start": f"2026-01-{at:02}T08:00"}) for at in range(1, 31)]
    loud = SHORT.model_copy(update={"id": "loud", "start": "2026-01-31T08:00", "calls": 9000, "target": None})
    assert [one.line.id for one in shown_lines(plan_lines((loud, *lines, *more)))] == ["l1", "k1"]


def test_the_busiest_day_is_shown_interval_by_interval():
    plan = plan_lines(day_lines(), SEGMENTS)
    (lines,) = shown_days(plan)
    assert {one.line.start[:10] for one in lines} == {"2026-01-02"}
    part = parts_of(plan)["day-1"]
    assert part.title == "One, phone: the busiest day, 2026-01-02"
    assert column(part, "Begins")[:2] == ["08:00", "08:30"]
    assert [one is None for one in exact(part, "Service level as needed")] == [True] + 7 * [False]
    assert "day-1" not in parts_of(plan_lines([SHORT]))


def test_nobody_calls_so_nobody_is_needed_and_there_is_no_service_level():
    line = SHORT.model_copy(update={"calls": SHORT.calls * 0})
    part = parts_of(plan_lines([line, KEPT]))["needs"]
    assert part.rows[0].cells[2].exact == 0
    assert column(part, "In time, of all offered")[0].text == "–"
    assert column(part, "Limited by")[0] == "nobody calls"


def test_a_long_plan_shows_of_each_pool_the_busiest_interval_and_counts_all():
    lines = [
        SHORT.model_copy(update={"id": f"x{n}", "calls": SHORT.calls + n, "start": f"2026-01-{1 + n // 24:02}T{n % 24:02}:00"})
        for n in range(MOST_LINES + 1)
    ]  # fmt: skip
    part = parts_of(plan_lines(lines))["needs"]
    assert [row.cells[1] for row in part.rows] == ["2026-01-02 16:00"]
    assert "busiest" in part.title
    assert "41" in part.said[0]


def test_pools_without_a_curve_are_counted():
    lines = [
        ENDLESS.model_copy(update={"id": f"p{n}", "channel": f"c{n}", "calls": ENDLESS.calls + n}) for n in range(14)
    ]
    made = parts_of(plan_lines(lines))
    assert sum(key.startswith("curve-") for key in made) == MOST_POOLS
    assert made["rest"].said[0].endswith("2.")
    assert "All segments, c13" in made[f"curve-{MOST_POOLS}"].title


def test_pools_that_would_look_alike_are_told_apart():
    made = parts_of(plan_lines([SHORT, SHORT.model_copy(update={"id": "l9"})]))
    assert column(made["needs"], "Pool") == ["s1, phone (l1)", "s1, phone (l9)"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_numbers(plan, lang):
    made, other = parts_of(plan), parts_of(replace(plan), lang)
    for key, part in made.items():
        numbers = [[cell.exact for cell in row.cells if not isinstance(cell, str)] for row in part.rows]
        assert numbers == [[cell.exact for cell in row.cells if not isinstance(cell, str)] for row in other[key].rows]
