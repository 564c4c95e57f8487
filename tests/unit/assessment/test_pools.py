"""Of a plan each pool's busiest interval stands in the form, and what was promised before stays."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pcf.assessment import Assessment
from pcf.assessment.pools import busiest_lines, with_plan
from pcf.workforce.records import StaffingLine


def line(line_id: str, segment: str | None = None, channel: str = "phone", **fields: object) -> StaffingLine:
    return StaffingLine(id=line_id, segment=segment, channel=channel, **fields)


def test_of_each_segment_and_channel_the_interval_with_the_highest_load_counts() -> None:
    lines = (
        line("a", calls=100, aht=240),
        line("b", calls=60, aht=600),  # fewer contacts, more work
        line("c", "sme", calls=1, aht=60),
        line("d", channel="chat", calls=50, aht=60, interval=900),  # as much in half the time
        line("e", channel="chat", calls=90, aht=60),
    )
    assert [one.id for one in busiest_lines(lines)] == ["b", "c", "d"]


def test_of_equal_loads_the_first_counts_and_what_is_not_known_is_no_load() -> None:
    assert [one.id for one in busiest_lines((line("a"), line("b", calls=1, aht=1), line("c", calls=1, aht=1)))] == ["b"]
    assert [one.id for one in busiest_lines((line("a"), line("b", calls=5)))] == ["a"]


@given(st.lists(st.tuples(st.sampled_from((None, "a", "b")), st.sampled_from(("", "chat")), st.integers(0, 9))))
def test_there_is_one_line_a_pool_and_none_has_more_load(drawn) -> None:
    lines = [line(f"w{number}", segment, channel, calls=calls, aht=60)
             for number, (segment, channel, calls) in enumerate(drawn)]  # fmt: skip
    found = {(one.segment, one.channel): one for one in busiest_lines(lines)}
    assert set(found) == {(one.segment, one.channel) for one in lines}
    assert all(found[one.segment, one.channel].calls >= one.calls for one in lines)


def test_a_form_that_did_not_ask_gets_the_lines_as_they_are() -> None:
    lines = (line("a", calls=1, aht=60), line("b", channel="chat"))
    assert with_plan(Assessment(), lines).staffing == lines
    assert with_plan(Assessment(), ()).staffing == ()


def test_figures_of_the_plan_replace_those_of_the_pools_only_line_and_the_rest_stays() -> None:
    there = line("peak", calls=300, aht=240, target=80, within=20, cost=Decimal("18.5"), note="n")
    form = Assessment(staffing=(there,))
    (found,) = with_plan(form, (line("row_2", calls=360, aht=250, start="2026-11-02T09:30"),)).staffing
    assert found == there.model_copy(update={"calls": Decimal(360), "aht": Decimal(250), "start": "2026-11-02T09:30"})
    assert form.staffing == (there,)


def test_a_line_is_added_where_the_pool_has_none_or_several_and_gets_an_id_of_its_own() -> None:
    there = (line("a", calls=1), line("w1", calls=2))
    found = with_plan(Assessment(staffing=there), (line("a", calls=9), line("b", "sme"))).staffing
    assert found == (*there, line("w2", calls=9), line("b", "sme"))
