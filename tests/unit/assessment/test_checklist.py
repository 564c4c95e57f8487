"""Checklist and practices of all copies together."""

from __future__ import annotations

import pcf
from pcf.assessment import Copy, Practice, Tick, gather
from pcf.assessment.checklist import Checklist, checklists, practices


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
