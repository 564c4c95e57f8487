"""Practices against processes: what counts where, what is left over on either side, which units do the same."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pcf
from pcf.errors import UnknownElementError
from pcf.mapping import DECISIONS, RELATIONS, Placement, Practice
from pcf.mapping.coverage import STANDINGS, Coverage, coverage, standing, unique_ids

from ..practised import (
    CATEGORY,
    COMPLAINTS,
    CONTACTS,
    OUTSIDE,
    OWNER,
    PROBLEMS,
    RECEIVE,
    RETURNS,
    REVIEWER,
    ROUTE,
    hint,
    no,
    practices,
    put,
)

SIX = pcf.load()
INSIDE = [element.id for element in SIX]

placements = st.builds(
    Placement,
    element=st.sampled_from([*INSIDE, OUTSIDE, None]),
    relation=st.sampled_from(RELATIONS),
    decision=st.sampled_from([*DECISIONS, None]),
)
made = st.lists(
    st.builds(
        Practice,
        id=st.sampled_from(["p1", "p2", "p3"]),
        text=st.text(max_size=2),
        owner=st.sampled_from(["", " ", "Ann", "ann"]),
        unit=st.sampled_from(["", " ", "Sales", "SALES ", "Ｓales", "Retail"]),
        placements=st.lists(placements, max_size=3).map(tuple),
    ),
    max_size=8,
)


def of(*given: Practice, **options: object) -> Coverage:
    return coverage(given, SIX, **options)


def practice(number: int, *placed: Placement, unit: str = "", **more: object) -> Practice:
    return Practice(id=f"p{number}", text=f"Practice {number}", unit=unit, placements=placed, **more)


def ids(practices) -> list[str]:
    return [one.id for one in practices]


def on(covered: Coverage, element: str):
    return next(one for one in (*covered.processes, *covered.groups) if one.element.id == element)


@given(made)
def test_every_practice_counts_once_in_exactly_one_standing(given_practices):
    covered = of(*given_practices)
    told = [one for found in covered.by_standing.values() for one in found]
    assert tuple(covered.by_standing) == STANDINGS
    assert Counter(told) == Counter(set(given_practices))
    counts = covered.to_json()["counts"]
    assert counts["practices"] == sum(counts[one] for one in STANDINGS) == len(set(given_practices))


@given(made, st.sets(st.sampled_from([one.id for one in SIX.processes])))
def test_every_process_is_covered_or_uncovered_or_does_not_apply(given_practices, inapplicable):
    covered = of(*given_practices, inapplicable=inapplicable)
    parts = [
        [one.element.id for one in covered.processes if one.practices],
        [one.element.id for one in covered.uncovered],
        [one.element.id for one in covered.inapplicable],
    ]
    assert Counter(one for part in parts for one in part) == Counter(one.id for one in SIX.processes)
    assert set(parts[2]) <= inapplicable
    assert not set(parts[1]) & inapplicable


@given(made)
def test_a_practice_belongs_to_a_process_exactly_if_it_was_accepted_there_or_below(given_practices):
    covered = of(*given_practices)
    for one in (*covered.processes, *covered.groups):
        inside = {one.element.id, *(below.id for below in one.element.descendants)}
        expected = [practice for practice in dict.fromkeys(given_practices) if inside & set(practice.elements)]
        assert list(one.practices) == expected
        assert sum(one.relations.values()) >= len(expected)
    assert set(covered.not_here) == {OUTSIDE} & {place for practice in given_practices for place in practice.elements}


@given(made)
def test_a_placed_practice_is_told_somewhere(given_practices):
    covered = of(*given_practices)
    told = [one for where in (*covered.processes, *covered.too_wide) for one in where.practices]
    told += [one for found in covered.not_here.values() for one in found]
    assert set(told) == set(covered.by_standing["placed"])


@given(made)
def test_the_same_work_is_of_several_units_that_all_do_it(given_practices):
    for one in of(*given_practices).same_work:
        names = [" ".join(work.unit.replace("Ｓ", "S").casefold().split()) for work in one.units]
        assert len(names) == len(set(names)) > 1
        assert all(names)
        inside = {one.element.id}
        if one.shared == "process":
            inside |= {below.id for below in one.element.descendants}
        assert one.element.level >= 3
        for work in one.units:
            assert work.practices
            assert all(inside & set(practice.elements) for practice in work.practices)


@given(made)
def test_the_json_has_the_same_keys_for_everything_and_is_json(given_practices):
    document, empty = of(*given_practices).to_json(), of().to_json()
    assert list(document) == list(empty)
    assert json.loads(json.dumps(document)) == document
    named = [one["id"] for one in document["practices"]]
    assert len(named) == len(set(named)) == document["counts"]["practices"]
    used = [one for process in document["processes"] for one in process["practices"]]
    used += [one for found in document["without_place"].values() for one in found]
    assert set(used) <= set(named)


def test_without_practices_every_process_is_uncovered_and_nothing_else_is_said():
    covered = of()
    assert covered.uncovered == covered.processes
    assert len(covered.processes) == 27
    assert len(covered.groups) == 5
    document = covered.to_json()
    assert set(document["counts"].values()) == {0}
    assert document["without_practice"] == [one.id for one in SIX.processes]
    for key in ("practices", "too_wide", "not_in_edition", "same_work"):
        assert document[key] == []


@pytest.mark.parametrize(
    ("placed", "expected"),
    [
        ((), "open"),
        ((hint(PROBLEMS),), "open"),
        ((hint(PROBLEMS), no(RETURNS)), "open"),
        ((no(PROBLEMS), no(None)), "rejected"),
        ((put(None), hint(PROBLEMS)), "elsewhere"),
        ((put(None), no(PROBLEMS)), "elsewhere"),
        ((put(PROBLEMS), put(None)), "placed"),
        ((put(PROBLEMS), hint(RETURNS), no(CONTACTS)), "placed"),
        ((put(OUTSIDE),), "placed"),
    ],
)
def test_what_is_true_of_a_practice(placed, expected):
    assert standing(practice(1, *placed)) == expected


def test_a_practice_of_an_activity_counts_in_its_process_and_group_and_once():
    covered = of(practice(1, put(RECEIVE), put(ROUTE, "same"), put(COMPLAINTS)))
    assert ids(on(covered, COMPLAINTS).practices) == ids(on(covered, CONTACTS).practices) == ["p1"]
    assert on(covered, COMPLAINTS).relations == {"part_of": 1, "same": 1, "near": 0, "wider": 0, "related": 0}
    assert COMPLAINTS not in covered.to_json()["without_practice"]


def test_suggestions_and_rejections_cover_nothing_and_open_ones_are_counted_apart():
    covered = of(practice(1, hint(RECEIVE), hint(ROUTE)), practice(2, no(RECEIVE)))
    assert ids(on(covered, COMPLAINTS).suggested) == ["p1"]
    assert on(covered, COMPLAINTS).practices == ()
    assert COMPLAINTS in covered.to_json()["without_practice"]


@pytest.mark.parametrize("decided", [put(RETURNS), put(None)])
def test_what_is_left_of_the_suggestions_of_a_decided_practice_is_not_open(decided):
    assert on(of(practice(1, decided, hint(PROBLEMS))), PROBLEMS).suggested == ()


def test_a_group_holds_what_is_placed_on_itself_and_no_process_does():
    covered = of(practice(1, put(CONTACTS)), practice(2, put(CATEGORY)), practice(3, put(CONTACTS), put(PROBLEMS)))
    assert ids(on(covered, CONTACTS).practices) == ["p1", "p3"]
    assert [(one.element.id, ids(one.practices)) for one in covered.too_wide] == [
        (CATEGORY, ["p2"]),
        (CONTACTS, ["p1", "p3"]),
    ]
    assert [one.element.id for one in covered.processes if one.practices] == [PROBLEMS]


def test_a_process_that_has_only_related_practices_says_so():
    covered = of(practice(1, put(RETURNS, "related")), practice(2, put(PROBLEMS, "related"), put(PROBLEMS, "near")))
    assert on(covered, RETURNS).is_only_related
    assert not on(covered, PROBLEMS).is_only_related
    assert not on(covered, COMPLAINTS).is_only_related


def test_owners_and_units_come_once_as_first_spelt_and_blank_ones_are_counted():
    covered = of(
        practice(1, put(PROBLEMS), unit=" Sales ", owner="Ann Lee"),
        practice(2, put(PROBLEMS), unit="ＳＡＬＥＳ", owner="ann  lee"),
        practice(3, put(PROBLEMS), unit=" ", owner=""),
    )
    assert on(covered, PROBLEMS).units == ("Sales",)
    assert on(covered, PROBLEMS).owners == ("Ann Lee",)
    assert ids(covered.without_unit) == ids(covered.without_owner) == ["p3"]


def shared(*given: Practice) -> list[tuple[str, str, list[str]]]:
    return [(one.element.id, one.shared, [work.unit for work in one.units]) for one in of(*given).same_work]


def test_units_on_the_same_element_do_the_same():
    assert shared(practice(1, put(RECEIVE), unit="A"), practice(2, put(RECEIVE, "near"), unit="B")) == [
        (RECEIVE, "element", ["A", "B"])
    ]


def test_units_on_different_activities_share_a_process_and_that_is_told_apart():
    first, second = practice(1, put(RECEIVE), unit="A"), practice(2, put(ROUTE, "same"), unit="B")
    assert shared(first, second) == [(COMPLAINTS, "process", ["A", "B"])]
    assert shared(first, practice(2, put(ROUTE, "near"), unit="B")) == []


def test_a_process_is_told_beside_its_activity_only_if_more_units_share_it():
    meeting = (practice(1, put(RECEIVE), unit="A"), practice(2, put(RECEIVE), unit="B"))
    assert shared(*meeting, practice(3, put(ROUTE), unit="b")) == [(RECEIVE, "element", ["A", "B"])]
    assert shared(*meeting, practice(3, put(RECEIVE, "near"), unit="C")) == [(RECEIVE, "element", ["A", "B", "C"])]
    assert shared(*meeting, practice(3, put(ROUTE), unit="C")) == [
        (RECEIVE, "element", ["A", "B"]),
        (COMPLAINTS, "process", ["A", "B", "C"]),
    ]


@pytest.mark.parametrize(
    "others",
    [
        (put(PROBLEMS, "related"), "B"),
        (put(PROBLEMS), ""),
        (put(PROBLEMS), "a"),
        (hint(PROBLEMS), "B"),
        (no(PROBLEMS), "B"),
    ],
)
def test_what_is_no_second_unit_at_work(others):
    placed, unit = others
    assert shared(practice(1, put(PROBLEMS), unit="A"), practice(2, placed, unit=unit)) == []


def test_groups_are_too_wide_to_be_the_same():
    assert shared(practice(1, put(CONTACTS), unit="A"), practice(2, put(CONTACTS), unit="B")) == []


def test_what_does_not_apply_is_no_gap_but_its_practices_count():
    covered = of(practice(1, put(PROBLEMS)), inapplicable={PROBLEMS, RETURNS})
    document = covered.to_json()
    assert RETURNS not in document["without_practice"]
    assert [one.element.id for one in covered.inapplicable] == [RETURNS]
    assert {one["id"]: one["applies"] for one in document["processes"]}[PROBLEMS] is False
    assert ids(on(covered, PROBLEMS).practices) == ["p1"]


def test_an_element_that_left_customer_service_is_told_and_one_in_no_edition_is_an_error():
    assert of(practice(1, put(OUTSIDE))).to_json()["not_in_edition"] == [{"id": OUTSIDE, "practices": ["p1"]}]
    assert of(practice(1, hint(OUTSIDE))).not_here == {}
    for placed in (put("99999"), hint("99999")):
        with pytest.raises(UnknownElementError):
            of(practice(1, placed))


@pytest.mark.parametrize("edition", [one.id for one in SIX.bundle.editions])
def test_every_edition_can_be_counted_on(edition):
    model = pcf.load(edition)
    covered = coverage(practices(), model)
    assert [one.element.id for one in covered.processes] == [one.id for one in model.processes]
    assert covered.to_json()["edition"] == edition
    told = {one for where in (*covered.processes, *covered.too_wide) for one in where.practices}
    told |= {one for found in covered.not_here.values() for one in found}
    assert told == set(covered.by_standing["placed"])


def test_copies_that_use_one_id_for_different_texts_are_told_apart():
    one, other = Practice(id="p1", text="We call"), Practice(id="p1", text="We write")
    assert list(unique_ids([one, other, one]).values()) == ["p1", "p1#2"]
    assert [said["id"] for said in of(one, other, one).to_json()["practices"]] == ["p1", "p1#2"]


def test_names_of_persons_are_left_out_on_request_and_are_then_null_not_blank():
    covered = coverage(practices(), SIX, is_nameless=True)
    text = json.dumps(covered.to_json(), ensure_ascii=False)
    assert OWNER not in text
    assert {one["owners"] for one in covered.to_json()["processes"]} == {None}
    assert covered.to_json()["counts"]["without_owner"] is None
    assert OWNER in json.dumps(coverage(practices(), SIX).to_json(), ensure_ascii=False)
    assert REVIEWER not in str(covered.practices)


def test_the_json_of_the_example():
    document = coverage(practices(), SIX).to_json()
    assert document["counts"] == {
        "practices": 10, "placed": 6, "open": 2, "elsewhere": 1, "rejected": 1, "without_owner": 7, "without_unit": 5,
    }  # fmt: skip
    assert document["without_place"] == {"open": ["p5", "p6"], "elsewhere": ["p7"], "rejected": ["p8"]}
    complaints = next(one for one in document["processes"] if one["id"] == COMPLAINTS)
    assert complaints == {
        "id": COMPLAINTS,
        "hierarchy_id": "6.2.3",
        "level": 3,
        "name": "Manage customer complaints",
        "applies": True,
        "practices": ["p1", "p2", "p1#2"],
        "relations": {"part_of": 2, "same": 1, "near": 0, "wider": 0, "related": 0},
        "suggested": [],
        "owners": [OWNER, "Отдел качества"],
        "units": ["Контакт-центр", "客服部"],
    }
    assert document["same_work"] == [
        {
            "id": COMPLAINTS,
            "hierarchy_id": "6.2.3",
            "level": 3,
            "name": "Manage customer complaints",
            "shared": "element",
            "units": [
                {"unit": "Контакт-центр", "practices": ["p1"]},
                {"unit": "客服部", "practices": ["p2"]},
            ],
        }
    ]
