"""What became of one element over all editions."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest

import pcf
from pcf.changes import compare, history_of

EDITIONS = tuple(edition.id for edition in pcf.load().bundle.editions)


def story(element_id: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    record = next(record for record in pcf.load().bundle.elements if record.id == element_id)
    return [(one.edition, one.hierarchy_id, one.changes) for one in history_of(record, pcf.load())]


def test_an_element_that_left_is_told_where_it_went() -> None:
    assert story("20089")[-2:] == [("7.4", "6.1.6", ("redefined", "renamed")), ("8.0", "2.3.4", ("moved",))]
    last = pcf.load("7.4")["20089"].history[-1]
    assert (last.is_there, last.outside, last.attested) == (True, True, "two_sources")
    assert last.note.startswith("Moved in 8.0")


def test_an_element_that_is_gone_stands_there_once_with_its_successor() -> None:
    assert story("10380") == [
        ("6.1.1", "5.3", ()),
        ("7.0", "6.5", ("renamed", "moved")),
        ("7.2.1", None, ("dropped", "succeeded")),
    ]
    first, *_, last = pcf.load("7.0")["10380"].history
    assert (first.is_there, last.is_there, last.successor, last.name) == (
        True,
        False,
        "20595",
        "Evaluate customer service operations and customer satisfaction",
    )


def test_an_element_that_came_is_told_and_whom_it_follows() -> None:
    came = pcf.load()["20595"].history[0]
    assert (came.edition, came.changes, came.predecessor) == ("7.2.1", ("added",), "10380")


def test_it_speaks_the_language_of_the_model() -> None:
    ru = pcf.load(lang="ru")["20089"].history
    assert {one.name for one in ru} == {place.name.ru for place in pcf.load()["20089"].record.places}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_step_is_what_the_comparison_of_the_two_editions_says(lang: str) -> None:
    rows = {
        (new, row.id): row
        for old, new in pairwise(EDITIONS)
        for row in compare(pcf.load(old, lang), pcf.load(new, lang))
    }
    for record in pcf.load().bundle.elements:
        for one in history_of(record, pcf.load(lang=lang)):
            row = rows.get((one.edition, record.id))
            if row is not None and one.changes:
                assert one.changes == (row.change, *row.also)
                assert (one.note, one.successor, one.predecessor) == (row.note, row.successor, row.predecessor)


def test_its_records_are_frozen_and_hash() -> None:
    one = pcf.load()["10388"].history[0]
    assert len({one, dataclasses.replace(one)}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.edition = "9.9"  # type: ignore[misc]
