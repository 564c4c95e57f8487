"""Checklist and practices of all copies together."""

from __future__ import annotations

import pcf
from pcf.assessment import Copy, Tick, gather
from pcf.assessment.checklist import Checklist, checklists, practices
from pcf.mapping import Practice
from pcf.maturity import Suggestion
from pcf.model import TickCode


def ticks(six: pcf.Taxonomy, *states: str | None, note: str = "") -> tuple[Tick, ...]:
    process = next(process for process in six.processes if len(process.children) >= 4)
    return tuple(
        Tick(item=activity.id, state=state, note=note)
        for activity, state in zip(process.children, states, strict=False)
    )


def first_of(six: pcf.Taxonomy, *copies: Copy) -> Checklist:
    return next(one for one in checklists(six, gather(copies)) if len(one.items) >= 4)


def test_what_does_not_apply_leaves_the_count(six, filled):
    one = first_of(six, Copy("a", filled(ticks=ticks(six, "in_place", "partly", "NA", "DK"))))
    assert (one.in_place, one.applicable) == (1, len(one.items) - 1)
    assert one.is_answered


def test_where_respondents_differ_the_lowest_holds(six, filled):
    copies = [
        Copy("a", filled(ticks=ticks(six, "in_place", "DK", "NA", None, note="a"), respondent="a")),
        Copy("b", filled(ticks=ticks(six, "partly", "in_place", "NA", None, note="b"), respondent="b")),
    ]
    one = first_of(six, *copies)
    assert [item.state for item in one.items[:4]] == ["partly", "in_place", "NA", None]
    assert one.items[0].states == ("partly", "in_place")
    assert one.items[0].notes == ("a", "b")


def test_nothing_said_is_no_progress(six, filled):
    assert not any(one.is_answered for one in checklists(six, gather([Copy("a", filled())])))


def test_a_practice_of_two_copies_comes_once(filled):
    same, other = Practice(id="p1", text="We call back"), Practice(id="p1", text="We write back")
    copies = [
        Copy("a", filled(practices=(same,), respondent="a")),
        Copy("b", filled(practices=(same, other), respondent="b")),
    ]
    assert list(practices(gather(copies))) == [same, other]


def stated(six: pcf.Taxonomy, *levels: TickCode | None) -> tuple[Tick, ...]:
    """Answer all statements of each level of 6.2.3 alike; level 1 first."""
    known = six.by_hierarchy("6.2.3").rubric.statements
    return tuple(Tick(item=one.id, state=levels[one.level - 1]) for one in known if one.level <= len(levels))


def statements_of(six: pcf.Taxonomy, *copies: Copy) -> Checklist:
    return next(one for one in checklists(six, gather(copies)) if one.process.hierarchy_id == "6.2.3")


def test_ticked_statements_suggest_a_level_and_leave_the_activities_alone(six, filled):
    one = statements_of(six, Copy("a", filled(ticks=stated(six, "in_place", "in_place", "partly"))))
    known = six.by_hierarchy("6.2.3").rubric
    assert one.suggestion == Suggestion(2, 0, len(known.statements_of(3)))
    assert [item.subject for item in one.statements] == list(known.statements)
    assert [item.subject for item in one.items] == list(one.process.children)
    assert not one.is_answered


def test_of_several_respondents_the_lowest_tick_decides_what_is_suggested(six, filled):
    sure = Copy("a", filled(ticks=stated(six, "in_place", "in_place", "in_place"), respondent="a"))
    doubting = Copy("b", filled(ticks=stated(six, "in_place", "DK", "partly"), respondent="b"))
    blank = Copy("c", filled(respondent="c"))
    assert statements_of(six, sure, blank).suggestion.level == 3
    both = statements_of(six, sure, doubting, blank)
    assert both.suggestion.level == 2  # "don't know" gives way to whoever knows, "partly" does not
    assert {item.states for item in both.statements if item.subject.level == 3} == {("partly", "in_place")}


def test_activities_suggest_no_level(six, filled):
    states = tuple(Tick(item=one.id, state="in_place") for one in six.by_hierarchy("6.2.3").children)
    one = statements_of(six, Copy("a", filled(ticks=states)))
    assert one.is_answered
    assert one.suggestion is None


def test_a_process_without_a_rubric_has_no_statements_and_suggests_nothing(filled):
    old = pcf.load("6.1.1")
    bare = [one for one in checklists(old, gather([Copy("a", filled())])) if one.process.rubric is None]
    assert bare
    assert {(one.statements, one.suggestion) for one in bare} == {((), None)}
