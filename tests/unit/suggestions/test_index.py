"""The index: phrases are units, owners are as good as their best ones, slips are survived, more can be added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.suggestions.index import DENSE, SPARSE, build, concentration, rarity
from pcf.suggestions.phrases import Phrase
from pcf.suggestions.terms import terms_of

PHRASES = [
    Phrase("10397", "name", "Receive customer complaints"),
    Phrase("10397", "example", "The clerk writes every grievance down"),
    Phrase("10398", "name", "Route customer complaints"),
    Phrase("~hr", "elsewhere", "Pay the wages"),
    Phrase("10391", "synonym", "坐席排班"),
]


@pytest.fixture(scope="module")
def index():
    return build(PHRASES, terms_of)


def test_a_phrase_is_like_itself(index):
    for number, phrase in enumerate(PHRASES):
        found = index.read(terms_of(phrase.text)).owners[phrase.owner]
        like, best = found.phrases[0]
        assert (round(like, 6), best) == (1.0, number)
        assert index.text(best) == phrase.text
        assert index.kind(best) == phrase.kind


def test_an_owner_is_as_good_as_its_best_phrase(index):
    found = index.read(terms_of("a grievance")).owners
    assert set(found) == {"10397"}
    assert index.text(found["10397"].phrases[0][1]) == "The clerk writes every grievance down"
    assert found["10397"].name == 0


def test_rare_words_tell_more_than_common_ones(index):
    found = index.read(terms_of("route complaints")).owners
    assert found["10398"].together > found["10397"].together
    assert found["10398"].name == found["10398"].phrases[0][0]


def test_what_stands_nowhere_is_told(index):
    assert index.read(terms_of("quarterly amortisation")).unknown == 1
    assert index.read(terms_of("complaints")).unknown == 0
    assert 0 < index.read(terms_of("complaints amortisation")).unknown < 1
    assert index.read(terms_of("")).unknown == 1


def test_misspelt_words_stand_for_those_they_are_like(index):
    assert "10397" in index.read(terms_of("greivance")).owners  # two letters swapped
    misspelt, right = (index.read(terms_of(text)).owners["10397"] for text in ("greivance", "grievance"))
    assert misspelt.phrases[0][0] < right.phrases[0][0]
    assert index.read(terms_of("grit")).owners == {}


def test_chinese_is_found_by_its_pairs(index):
    found = index.read(terms_of("给坐席排班")).owners["10391"]
    assert found.phrases[0][0] > 0.9
    assert index.read(terms_of("排练班会")).owners["10391"].phrases[0][0] < 0.5


def test_more_phrases_change_nothing_of_the_old(index):
    more = index.with_phrases(
        [Phrase("12840", "accepted", "red folder complaints"), Phrase("10397", "accepted", "红色")],
        terms_of,
    )
    assert more.read(terms_of("red folder")).owners["12840"].phrases[0][0] > 0.5
    assert index.read(terms_of("red folder")).owners == {}
    assert index.arrays.texts == tuple(phrase.text for phrase in PHRASES)
    assert (
        more.read(terms_of("pay wages")).owners["~hr"].phrases
        == index.read(terms_of("pay wages")).owners["~hr"].phrases
    )
    assert [more.text(number) for number in range(len(PHRASES))] == [phrase.text for phrase in PHRASES]


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "~c"]), st.text("жабо 投诉 go", max_size=12)), max_size=12))
def test_an_index_built_at_once_holds_what_one_built_in_steps_does(said):
    phrases = [Phrase(owner, "statement", text) for owner, text in said]
    once, steps = build(phrases, terms_of), build(phrases[:5], terms_of).with_phrases(phrases[5:], terms_of)
    assert once.arrays.texts == steps.arrays.texts
    assert {phrase.owner for phrase in phrases} == set(once.arrays.owners) == set(steps.arrays.owners)
    for phrase in phrases:
        for index in (once, steps):
            assert (phrase.owner in index.read(terms_of(phrase.text)).owners) == bool(terms_of(phrase.text))


@given(st.text(max_size=60))
def test_likeness_is_a_share(text):
    index = build(PHRASES, terms_of)
    reading = index.read(terms_of(text))
    assert 0 <= reading.unknown <= 1
    for found in reading.owners.values():
        assert all(0 < like <= 1 for like, _ in found.phrases)
        assert 0 <= found.together <= 1 + 1e-9
        assert 1 <= len(found.phrases) <= 3


counts = st.lists(st.integers(1, 50), min_size=1, max_size=12)


@given(counts)
def test_weights_are_never_negative_and_do_not_depend_on_the_order(found):
    for weigh in (rarity, concentration):
        assert weigh(found, 12) >= 0
        assert weigh(found, 12) == pytest.approx(weigh(found[::-1], 12))


def test_a_word_that_all_share_still_tells_something_where_one_owner_says_it_far_more_often():
    uneven, even = [40] + [1] * 11, [4] * 12
    assert rarity(uneven, 12) == rarity(even, 12)
    assert concentration(uneven, 12) > 10 * concentration(even, 12)
    assert concentration([20], 12) > concentration([1], 12) > concentration([1, 1], 12)


def test_in_a_dense_index_it_matters_longer_how_often_an_owner_says_a_word():
    said = [Phrase("a", "example", f"parcel {place}") for place in "klmnopqr"] + [Phrase("b", "example", "parcel box")]
    lead = []
    for manner in (SPARSE, DENSE):
        found = build(said, terms_of, manner).read(["parcel"]).owners
        lead.append(found["a"].together / found["b"].together)
    assert 1 < lead[0] < lead[1]


def test_more_phrases_leave_the_manner_as_it_is():
    terms = terms_of("customer complaints")
    sparse, dense = (
        build(PHRASES, terms_of, manner).with_phrases([], terms_of).read(terms) for manner in (SPARSE, DENSE)
    )
    assert dense == build(PHRASES, terms_of, DENSE).read(terms)
    assert dense != sparse


def test_own_words_count_as_names_and_more_than_an_example():
    said = [Phrase("a", "own", "parking lot"), Phrase("b", "example", "parking lot"), Phrase("c", "name", "garage")]
    found = build(said, terms_of, DENSE).read(terms_of("parking lot")).owners
    assert found["a"].together > found["b"].together
    assert (found["a"].name, found["b"].name) == (pytest.approx(found["a"].phrases[0][0]), 0.0)


def test_an_index_of_nothing_finds_nothing():
    for manner in (SPARSE, DENSE):
        assert build([], terms_of, manner).read(["parcel"]).owners == {}
