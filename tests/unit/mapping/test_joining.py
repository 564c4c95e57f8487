"""Practices of several files put together: one practice for each text, an id of its own for each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pcf.findings import Severity
from pcf.mapping import Placement, Practice
from pcf.mapping.joining import Joined, Listed, joined

from ..practised import COMPLAINTS, PROBLEMS, hint, no, put


def _said(text: str, *placements: Placement, name: str = "p1", **more: str) -> Practice:
    return Practice(id=name, text=text, placements=placements, **more)


def _together(*lists: list[Practice]) -> Joined:
    made = joined(Listed(f"{number}.xlsx", one) for number, one in enumerate(lists, start=1))
    for finding in made.findings:
        assert finding.message()
        assert bool(finding.expected()) == bool(finding.suggestion()) == (finding.severity is not Severity.NOTE)
    return made


def _codes(made: Joined) -> list[str]:
    return [finding.code for finding in made.findings]


def test_the_same_id_with_another_text_gets_another_id_and_both_are_named():
    made = _together([_said("We answer")], [_said("We write"), _said("We sell", name="p1_2")])
    assert [(one.id, one.text) for one in made.practices] == [
        ("p1", "We answer"),
        ("p1_3", "We write"),
        ("p1_2", "We sell"),
    ]
    assert [finding.message() for finding in made.findings] == [
        "The id p1 stands for another text in 1.xlsx; here it becomes p1_3: We write"
    ]
    assert made.findings[0].file == "2.xlsx"


def test_a_changed_id_is_the_same_in_all_later_lists():
    made = _together([_said("We answer")], [_said("We write")], [_said("We write", hint(PROBLEMS))])
    assert [one.id for one in made.practices] == ["p1", "p1_2"]
    assert _codes(made) == ["practice-id-changed"]


def test_the_longest_id_still_leads_to_one_that_can_be_kept():
    made = _together([_said("We answer", name="p" * 40)], [_said("We write", name="p" * 40)])
    assert [len(one.id) for one in made.practices] == [40, 40]
    assert Practice.model_validate(made.practices[1].model_dump()) == made.practices[1]


def test_the_same_text_under_two_ids_stays_two():
    made = _together([_said("We answer")], [_said("We answer", name="p2")])
    assert [one.id for one in made.practices] == ["p1", "p2"]
    assert not made.findings


def test_the_same_id_and_text_is_one_practice_whatever_its_blanks():
    made = _together([_said("We\nanswer", unit="Retail")], [_said("We answer ", owner="Ann")])
    assert [(one.id, one.text, one.unit, one.owner) for one in made.practices] == [
        ("p1", "We\nanswer", "Retail", "Ann")
    ]
    assert not made.findings


def test_another_owner_or_unit_is_told_and_the_first_is_kept():
    made = _together([_said("We answer", unit="Retail")], [_said("We answer", unit="Bank")])
    assert made.practices[0].unit == "Retail"
    assert _codes(made) == ["practice-told-otherwise"]
    assert {"Bank", "Retail"} <= set(made.findings[0].facts.values())


def test_a_decision_beats_the_suggestion_of_the_same_place_and_other_suggestions_stay():
    open_, decided = [_said("We answer", hint(COMPLAINTS), hint(PROBLEMS))], [_said("We answer", put(COMPLAINTS))]
    for lists in ((open_, decided), (decided, open_)):
        made = _together(*lists)
        assert set(made.practices[0].placements) == {put(COMPLAINTS), hint(PROBLEMS)}
        assert not made.findings


def test_decisions_of_several_people_are_all_kept_and_equal_ones_once():
    made = _together(
        [_said("We answer", put(COMPLAINTS))],
        [_said("We answer", put(COMPLAINTS, by="Bob"))],
        [_said("We answer", put(COMPLAINTS), no(PROBLEMS))],
    )
    assert made.practices[0].placements == (put(COMPLAINTS), put(COMPLAINTS, by="Bob"), no(PROBLEMS))
    assert not made.findings


def test_decisions_that_contradict_are_all_told_with_who_decided():
    made = _together(
        [_said("We answer", put(COMPLAINTS)), _said("We pay", put(None), name="p2")],
        [_said("We answer", no(COMPLAINTS)), _said("We pay", put(PROBLEMS, by="Bob"), name="p2")],
    )
    assert _codes(made) == ["practice-decided-both-ways", "practice-nothing-and-something"]
    assert all(finding.severity is Severity.ERROR for finding in made.findings)
    both, nothing = (finding.message() for finding in made.findings)
    assert "10389 is accepted in 1.xlsx (Леонтий Зайцев) and rejected in 2.xlsx (Леонтий Зайцев)" in both
    assert "1.xlsx (Леонтий Зайцев) says that nothing fits, and 2.xlsx (Bob) accepts its place at 10388" in nothing


_PLACEMENTS = st.sampled_from([hint(COMPLAINTS), hint(PROBLEMS, "0.2"), put(COMPLAINTS), put(PROBLEMS), hint(None)])
_LISTS = st.lists(
    st.lists(
        st.builds(
            Practice,
            id=st.sampled_from(["p1", "p2", "p1_2"]),
            text=st.sampled_from(["We answer", "We write"]),
            placements=st.lists(_PLACEMENTS, unique=True, max_size=3).map(tuple),
        ),
        max_size=4,
    ),
    max_size=3,
)


@given(lists=_LISTS)
def test_ids_are_unique_and_no_text_and_no_decision_is_lost(lists):
    made = _together(*lists)
    given_ = [one for practices in lists for one in practices]
    ids = [one.id for one in made.practices]
    assert len(set(ids)) == len(ids)
    assert {one.text for one in made.practices} == {one.text for one in given_}
    decided = {(one.text, place) for one in given_ for place in one.placements if place.decision}
    assert {(one.text, place) for one in made.practices for place in one.placements if place.decision} == decided


@given(practices=st.lists(st.sampled_from(["We answer", "We write", "我们回答"]), unique=True))
def test_a_list_alone_stays_as_it_is(practices):
    given_ = [_said(text, hint(COMPLAINTS), name=f"p{number}") for number, text in enumerate(practices)]
    assert _together(given_) == (tuple(given_), ())
