"""What a log calls a segment of the organisation."""

from __future__ import annotations

import pytest

from pcf.metrics.segments import Segments


@pytest.mark.parametrize(
    ("value", "segment"),
    [
        ("sme", "sme"),
        ("Small firms", "sme"),
        ("b", "b"),
        ("SME", None),
        (" sme", None),
        ("small firms", None),
        (None, None),
    ],
)
def test_a_segment_is_known_by_id_then_by_exact_name(value, segment):
    known = Segments({"sme": "Small firms", "a": "b", "b": "c"})
    assert known.of(value) == segment


def test_of_two_segments_with_one_name_the_first_has_it():
    assert Segments({"one": "Same", "other": "Same"}).of("Same") == "one"


def test_without_segments_each_word_stays_and_with_an_empty_list_none_is_known():
    assert Segments(None).of("gold") == "gold"
    assert Segments({}).of("gold") is None
    assert (Segments(None).name("gold"), Segments({"g": "gold"}).name("g")) == ("gold", "gold")
