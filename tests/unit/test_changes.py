from __future__ import annotations

from itertools import product

import pytest

import pcf
from pcf.changes import CHANGES, ChangedElement, compare
from pcf.ids import sort_key

EDITIONS = ("6.1.1", "7.0", "7.2.1", "7.3.1", "7.4", "8.0")
PAIRS = list(product(EDITIONS, repeat=2))


def _rows(old: str, new: str) -> dict[str, ChangedElement]:
    return {row.id: row for row in compare(pcf.load(old), pcf.load(new))}


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_one_row_for_each_element_of_either_edition(old: str, new: str) -> None:
    rows = compare(pcf.load(old), pcf.load(new))
    told = [row.id for row in rows]
    assert len(told) == len(set(told))
    assert set(told) == {element.id for edition in (old, new) for element in pcf.load(edition)}


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_a_row_tells_what_its_places_show(old: str, new: str) -> None:
    for row in compare(pcf.load(old), pcf.load(new)):
        holding = [row.change, *row.also]
        assert holding == [change for change in CHANGES if change in holding], row
        assert (row.change == "added") == (row.before is None), row
        assert (row.change == "dropped") == (row.after is None), row
        if row.before and row.after:
            assert ("renamed" in holding) == (row.before.name.en != row.after.name.en), row
            moved = (row.before.hierarchy_id, row.before.outside) != (row.after.hierarchy_id, row.after.outside)
            assert ("moved" in holding) == moved, row
        if row.change == "kept":
            assert row.also == (), row
        if row.successor:
            assert any(element.id == row.successor for element in pcf.load(new)), row
            assert "succeeded" in row.also, row


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_rows_stand_in_printed_order_and_what_is_gone_comes_last(old: str, new: str) -> None:
    rows = compare(pcf.load(old), pcf.load(new))
    present = [row.after.hierarchy_id for row in rows if row.after and not row.after.outside]
    assert present == [element.hierarchy_id for element in pcf.load(new)]
    assert [row.id for row in rows][: len(present)] == [element.id for element in pcf.load(new)]
    gone = [row.before.hierarchy_id for row in rows[len(present) :] if row.before and row.before.hierarchy_id]
    assert gone == sorted(gone, key=sort_key)


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_against_itself_is_all_kept(edition: str) -> None:
    rows = compare(pcf.load(edition), pcf.load(edition))
    assert {(row.change, row.also, row.note) for row in rows} == {("kept", (), "")}


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_the_other_direction_swaps_added_and_dropped(old: str, new: str) -> None:
    there, back = _rows(old, new), _rows(new, old)
    assert there.keys() == back.keys()
    for element_id, row in there.items():
        swapped = {"added": "dropped", "dropped": "added"}.get(row.change, row.change)
        assert back[element_id].change == swapped
        if row.change not in {"added", "dropped"}:
            assert back[element_id].also == row.also


@pytest.mark.parametrize(
    ("old", "new", "element_id", "change", "also", "before", "after"),
    [
        ("6.1.1", "7.0", "10395", "redefined", ("renamed", "moved"), "5.2.2.2", "6.2.2.3"),
        ("7.3.1", "7.4", "20089", "redefined", ("renamed",), "6.1.6", "6.1.6"),
        ("7.4", "8.0", "20089", "moved", (), "6.1.6", "2.3.4"),
        ("7.4", "8.0", "20092", "moved", (), "6.1.7", "2.3.5"),
        ("6.1.1", "7.0", "10006", "dropped", ("succeeded",), "5.0", None),
        ("6.1.1", "7.0", "20085", "added", (), None, "6.0"),
        ("7.0", "7.2.1", "20605", "added", (), None, "6.3.1"),
        ("7.0", "7.2.1", "12669", "moved", (), "6.3.1", "6.3.2"),
        ("7.0", "7.2.1", "20109", "moved", (), "6.3.4", "4.4.2.6"),
        ("7.3.1", "7.4", "10378", "renamed", (), "6.1", "6.1"),
        ("7.3.1", "7.4", "10388", "kept", (), "6.2.2", "6.2.2"),
        ("7.0", "7.2.1", "10380", "dropped", ("succeeded",), "6.5", None),
        ("7.4", "7.0", "20605", "dropped", (), "6.3.1", None),
    ],
)
def test_known_changes_between_editions(
    old: str, new: str, element_id: str, change: str, also: tuple[str, ...], before: str | None, after: str | None
) -> None:
    row = _rows(old, new)[element_id]
    places = [place.hierarchy_id if place else None for place in (row.before, row.after)]
    assert (row.change, row.also, *places) == (change, also, before, after)


def test_what_left_customer_service_is_marked_as_outside() -> None:
    row = _rows("7.0", "7.2.1")["20109"]
    assert row.after is not None
    assert row.after.outside
    assert row.note


def test_an_element_that_was_taken_over_is_tied_to_what_took_it() -> None:
    rows = _rows("6.1.1", "7.0")
    assert rows["10006"].successor == "20085"
    assert rows["20085"].predecessor == "10006"


def test_a_note_comes_in_the_language_of_the_newer_model() -> None:
    notes = {
        lang: {row.id: row.note for row in compare(pcf.load("6.1.1"), pcf.load("7.0", lang))}["10395"]
        for lang in ("en", "ru", "zh")
    }
    assert len(set(notes.values())) == 3
    assert all(notes.values())


def test_what_changed_in_between_is_seen_across_several_editions() -> None:
    assert _rows("6.1.1", "8.0")["10395"].change == "redefined"
    assert _rows("7.0", "8.0")["10395"].change == "kept"
    assert _rows("7.0", "8.0")["20089"].change == "redefined"
