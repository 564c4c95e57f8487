"""Search is measured on statements that were written apart from the vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

import pcf
from pcf.ids import LANGUAGES
from pcf.search import find
from pcf.source import strict_yaml

CASES = Path(__file__).parents[1] / "cases" / "suggest"
GOAL = 0.8


def cases(lang: str) -> dict[str, list[dict[str, str]]]:
    return strict_yaml.read(CASES / f"{lang}.yaml")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_right_element_is_among_the_first_three_for_four_fifths_of_the_statements(lang):
    six = pcf.load(lang=lang)
    placed = cases(lang)["placed"]
    missed = [
        f"{case['element']}: {case['text']}"
        for case in placed
        if case["element"] not in [hit.id for hit in find(six, case["text"], 3)]
    ]
    share = 1 - len(missed) / len(placed)
    assert share >= GOAL, f"{lang}: {share:.0%} of {len(placed)}, missed:\n" + "\n".join(missed)


def test_the_set_is_large_and_every_element_is_in_it():
    read = {lang: cases(lang) for lang in LANGUAGES}
    assert sum(len(one["placed"]) for one in read.values()) >= 300
    assert sum(len(one["foreign"]) for one in read.values()) >= 100
    for lang, one in read.items():
        assert {case["element"] for case in one["placed"]} == {element.id for element in pcf.load()}, lang
        texts = [case["text"] for kind in ("placed", "foreign") for case in one[kind]]
        assert len(set(texts)) == len(texts)
        assert all(case["field"] for case in one["foreign"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_statement_is_copied_from_the_vocabulary_or_is_a_label(lang):
    said = {
        text.casefold()
        for record in pcf.load().bundle.elements
        for text in [
            *record.synonyms.spoken(lang),
            *record.examples.spoken(lang),
            *(name for place in record.places for name in place.name.to_json().values() if name),
        ]
    }
    copied = [case["text"] for case in cases(lang)["placed"] if case["text"].casefold() in said]
    assert not copied, copied
