"""What is open at the end of a period: everything that came in up to it, less everything that went out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pcf.metrics import tallies as tallies_room
from pcf.metrics.period_names import coarser
from pcf.metrics.sql.compiler import Read
from pcf.metrics.tallies import Tallies
from pcf.metrics.tally import Group, Tally

READ = Read("stock", ("came_in", "closed", "withdrawn"))
days = st.dates().map(str)
counts = st.integers(0, 50)
moved = st.fixed_dictionaries({}, optional=dict.fromkeys(READ.aliases, counts))


def tallies(by: tuple[str, ...], groups: dict[Group, dict[str, int]]) -> Tallies:
    made = {group: Tally(dict(numbers)) for group, numbers in groups.items()}
    return Tallies(by, made, Tally(), {"backlog": READ}, exact_values=True)


def came_less_went(numbers: dict[str, int]) -> int:
    return numbers.get("came_in", 0) - numbers.get("closed", 0) - numbers.get("withdrawn", 0)


@given(st.dictionaries(st.tuples(st.sampled_from(["retail", "sme", None]), days), moved, max_size=30))
def test_a_day_has_what_is_open_of_all_days_before_it_in_its_own_segment(groups):
    read = tallies(("segment", "day"), groups)
    for segment, day in groups:
        before = [n for (other, then), n in groups.items() if other == segment and then <= day]
        assert read.measures((segment, day))[0]["backlog"] == sum(map(came_less_went, before))


@given(st.lists(st.tuples(days, moved), unique_by=lambda one: one[0], max_size=30))
def test_months_and_weeks_side_by_side_are_in_the_order_of_their_days(moves):
    groups: dict[Group, dict[str, int]] = {}
    for day, numbers in moves:
        group = (coarser(day, "week"), "retail", coarser(day, "month"))
        joined = groups.setdefault(group, {})
        for alias, number in numbers.items():
            joined[alias] = joined.get(alias, 0) + number
    read = tallies(("week", "segment", "month"), groups)
    for week, segment, month in groups:
        before = [n for (w, _, m), n in groups.items() if w <= week and m <= month]
        assert read.measures((week, segment, month))[0]["backlog"] == sum(map(came_less_went, before))


def test_what_has_no_day_is_open_in_no_period_and_takes_nothing_from_those_that_have_one():
    read = tallies(("day",), {(None,): {"came_in": 7}, ("2026-10-01",): {"came_in": 2}})
    assert read.measures((None,))[0]["backlog"] == 0
    assert read.measures(("2026-10-01",))[0]["backlog"] == 2


def test_without_periods_a_group_has_its_own():
    read = tallies(("segment",), {("retail",): {"came_in": 7, "closed": 3}, ("sme",): {"came_in": 2}})
    assert [read.measures((name,))[0]["backlog"] for name in ("retail", "sme")] == [4, 2]


def test_fifty_years_of_days_are_added_up_in_one_pass(monkeypatch):
    looked_at = []
    counted = tallies_room._came_in_less_went_out
    monkeypatch.setattr(
        tallies_room, "_came_in_less_went_out", lambda read, tally: looked_at.append(1) or counted(read, tally)
    )
    groups = {(f"{year}-{month:02}-{day:02}",): {"came_in": 1}
              for year in range(1976, 2026) for month in range(1, 13) for day in range(1, 29)}  # fmt: skip
    read = tallies(("day",), groups)
    assert [read.measures(group)[0]["backlog"] for group in sorted(groups)] == [*range(1, len(groups) + 1)]
    assert len(looked_at) == len(groups)
