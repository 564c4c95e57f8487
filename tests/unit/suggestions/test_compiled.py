"""The compiled index: what is loaded is what was made, small enough to travel."""

from __future__ import annotations

from pcf.source import bundle, statements
from pcf.suggestions.compiled import from_bytes, knowledge, knowledge_of, to_bytes
from pcf.suggestions.phrases import FIELD, phrases_of_model

MOST_BYTES = 1_000_000


def test_what_is_loaded_is_what_was_made():
    made = knowledge_of(bundle(), statements())
    stored = to_bytes(made, bundle())
    assert len(stored) <= MOST_BYTES
    loaded = from_bytes(stored, bundle())
    assert loaded.index.arrays == made.index.arrays
    assert loaded.weights == made.weights
    assert {word: list(tags) for word, tags in made.words.items()} == dict(loaded.words)
    assert to_bytes(loaded, bundle()) == stored


def test_a_checkout_brings_its_index_up_to_date():
    assert knowledge().index.arrays == knowledge_of(bundle(), statements()).index.arrays


def test_every_element_and_every_field_has_phrases_of_its_own():
    owners = set(knowledge().index.arrays.owners)
    assert {element.id for element in bundle().elements} <= owners
    assert {f"{FIELD}{field.code}" for field in bundle().fields} <= owners


def test_the_names_of_a_parent_are_not_mixed_into_its_children():
    phrases = list(phrases_of_model(bundle()))
    names = {phrase.text for phrase in phrases if phrase.owner == "10389" and phrase.kind == "name"}
    assert names
    assert not any(name in phrase.text for phrase in phrases for name in names if phrase.owner == "10397")
