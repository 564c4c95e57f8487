"""The words by which reasons are found: faults of the files are told with their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pcf import _resources
from pcf.ids import LANGUAGES
from pcf.reasons.assignment.phrases import words_of
from pcf.reasons.assignment.signals import NoneSignals, ReasonSignals
from pcf.source import loops
from pcf.source.files import read
from pcf.suggestions.tags import Tagger


@pytest.fixture
def reasons(tmp_path: Path) -> Path:
    shutil.copytree(_resources.checkout() / "taxonomy", tmp_path / "taxonomy")
    return tmp_path / "taxonomy" / "reasons"


def faults(reasons: Path) -> list[str]:
    with pytest.raises(ExceptionGroup) as caught:
        read(reasons.parents[1])
    return sorted(str(error) for error in caught.value.exceptions)


def test_a_word_that_stands_twice_and_a_language_without_words_are_told(reasons: Path) -> None:
    (reasons / "words.yaml").write_text(
        "- {id: box, en: [box, Box], ru: [коробка], zh: [箱子]}\n- {id: bag, en: [bag], ru: [], zh: [包]}\n", "utf-8"
    )
    told = faults(reasons)
    assert any("words.yaml (box) en" in one and "'box' stands here twice" in one for one in told)
    assert any("words.yaml (bag) ru" in one for one in told)
    assert len(told) == 2


def test_missing_weights_are_told(reasons: Path) -> None:
    (reasons / "weights.yaml").unlink()
    assert any("reasons/weights.yaml" in one for one in faults(reasons))


def test_every_signal_has_its_weight_and_no_other_has_one() -> None:
    weights = loops().reasons.weights
    assert tuple(weights.reason) == ReasonSignals._fields
    assert tuple(weights.none) == NoneSignals._fields


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_of_the_committed_file_is_found_in_a_message(lang: str) -> None:
    concepts = loops().reasons.concepts
    tagger = Tagger(words_of(concepts))
    for concept in concepts:
        for word in concept.words.spoken(lang):
            things, _ = tagger.read(word)
            assert concept.id in things.shares, (concept.id, word)
