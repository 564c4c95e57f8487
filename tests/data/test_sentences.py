"""Every sentence of ours is ours: none is equal or near-equal to one of the texts that the project grew from."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pytest

from pcf.source import bundle, rubrics

NEAR = 0.8


def sentences(text: str) -> list[str]:
    """Cut a text where sentences, lines and list items end; keep what is long enough to be somebody's sentence."""
    parts = re.split(r"[.!?。！？；\n\r|•]+", text.replace("\u00a0", " "))
    kept = [" ".join(part.split()) for part in parts]
    return [part for part in kept if len(part.split()) >= 5 or len(re.findall(r"[\u3400-\u9fff]", part)) >= 10]


def shingles(text: str) -> set[str]:
    bare = re.sub(r"\W+", "", text.casefold())
    return {bare[i : i + 3] for i in range(len(bare) - 2)}


def near_equals(ours: Iterable[str], theirs: Iterable[str]) -> list[tuple[str, str, float]]:
    """Return every pair of sentences whose difflib ratio is over 0.8.

    A ratio over 0.8 needs most three-sign runs in common, so only pairs that share many are compared in full.
    """
    index = defaultdict(set)
    foreign = sorted(set(theirs))
    runs = [shingles(sentence) for sentence in foreign]
    for number, own in enumerate(runs):
        for run in own:
            index[run].add(number)
    found = []
    for sentence in set(ours):
        mine = shingles(sentence)
        shared = Counter(number for run in mine for number in index.get(run, ()))
        for number, count in shared.items():
            if count < 0.4 * min(len(mine), len(runs[number])):
                continue
            ratio = difflib.SequenceMatcher(None, sentence.casefold(), foreign[number].casefold()).ratio()
            if ratio > NEAR:
                found.append((sentence, foreign[number], round(ratio, 2)))
    return found


def all_our_texts(lang: str) -> Iterator[str]:
    for record in bundle().elements:
        yield from [getattr(record.definition, lang)] if record.definition else []
        yield from (*record.synonyms.spoken(lang), *record.examples.spoken(lang))
    for rubric in rubrics().rubrics:
        asked = (*rubric.statements, *rubric.evidence, *rubric.questions, *rubric.overrating)
        yield from (
            getattr(text, lang)
            for text in (rubric.owner, rubric.applies, *rubric.descriptors, *(one.text for one in asked))
        )


@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_no_sentence_of_ours_is_a_sentence_of_the_sources(sources, lang):
    texts = (sources / "sources").glob(f"{lang}_*.txt")
    theirs = [line for path in texts for line in sentences(path.read_text("utf-8"))]
    assert len(theirs) > 20
    ours = [sentence for text in all_our_texts(lang) for sentence in sentences(text)]
    found = near_equals(ours, theirs)
    assert not found, found


def test_the_check_for_foreign_sentences_finds_near_equal_ones():
    theirs = ["Ответить на каждое обращение в срок, который был назван клиенту при приёме."]
    near = "Ответить на каждое обращение в срок, названный клиенту при его приёме."
    far = "Ответ уходит клиенту в срок, названный при приёме обращения."
    assert near_equals(sentences(near), sentences(theirs[0]))
    assert not near_equals(sentences(far), sentences(theirs[0]))
