from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pcf
from pcf import ids

EDITIONS = ("6.1.1", "7.0", "7.2.1", "7.3.1", "7.4", "8.0")
part = st.integers(1, 99).map(str)
positions = st.lists(part, min_size=2, max_size=5).map(".".join) | part.map(lambda category: f"{category}.0")


@pytest.mark.parametrize("edition", EDITIONS)
def test_sorting_shuffled_positions_gives_back_the_printed_order(edition: str) -> None:
    printed = [element.hierarchy_id for element in pcf.load(edition)]
    shuffled = random.Random(7).sample(printed, len(printed))
    assert sorted(shuffled, key=ids.sort_key) == printed


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_printed_order_is_depth_first(edition: str) -> None:
    model = pcf.load(edition)
    assert [element.id for element in model] == [element.id for element in (model.root, *model.root.descendants)]


@given(one=positions, other=positions)
def test_different_positions_never_sort_as_equal(one: str, other: str) -> None:
    assert (ids.sort_key(one) == ids.sort_key(other)) == (one == other)


@given(position=positions)
def test_a_parent_stands_one_level_up_and_before_its_child(position: str) -> None:
    assert ids.is_hierarchy_id(position)
    parent = ids.parent_of(position)
    if parent is None:
        assert ids.level(position) == 1
    else:
        assert ids.is_hierarchy_id(parent)
        assert ids.level(parent) == ids.level(position) - 1
        assert ids.sort_key(parent) < ids.sort_key(position)


@pytest.mark.parametrize(
    ("position", "level", "parent"),
    [
        ("6.0", 1, None),
        ("5.0", 1, None),
        ("10.0", 1, None),
        ("6.1", 2, "6.0"),
        ("6.10", 2, "6.0"),
        ("13.2", 2, "13.0"),
        ("6.3.2", 3, "6.3"),
        ("6.3.10", 3, "6.3"),
        ("6.3.2.10", 4, "6.3.2"),
        ("6.3.4.2.1", 5, "6.3.4.2"),
    ],
)
def test_level_and_parent_follow_from_the_position(position: str, level: int, parent: str | None) -> None:
    assert (ids.level(position), ids.parent_of(position)) == (level, parent)


@pytest.mark.parametrize("text", ["6.0", "6.1", "6.10", "13.0", "6.3.2.10", "6.3.4.2.1"])
def test_forms_that_are_hierarchy_ids(text: str) -> None:
    assert ids.is_hierarchy_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6",
        "6.",
        ".6",
        "0.1",
        "6.00",
        "6.01",
        "6.0.1",
        "6.1.0",
        "6.1.1.1.1.1",
        "6,1",
        "6.1\n",
        " 6.1",
        "६.१",
        "６.１",
    ],
)
def test_forms_that_are_no_hierarchy_ids(text: str) -> None:
    assert not ids.is_hierarchy_id(text)


@pytest.mark.parametrize(
    ("text", "holds"),
    [("10388", True), ("1038", False), ("103880", False), ("10388\n", False), ("१०३८८", False), ("１０３８８", False)],
)
def test_an_element_id_is_five_ascii_digits(text: str, holds: bool) -> None:
    assert ids.is_element_id(text) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [("s1", True), ("retail_online", True), ("a" * 40, True), ("a" * 41, False)]
    + [(text, False) for text in ("", "1s", "Retail", "a-b", "розница", "a b", "_a")],
)
def test_a_minted_id_is_lower_case_words(text: str, holds: bool) -> None:
    assert ids.is_word_id(text) is holds


@given(text=st.text(max_size=12))
def test_any_text_can_be_asked_about(text: str) -> None:
    answers = {ids.is_element_id(text), ids.is_hierarchy_id(text), ids.is_word_id(text)}
    assert answers <= {True, False}
