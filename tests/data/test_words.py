"""Rules of the words: complete, even, distinct, of their own process, and nobody else's sentences."""

from __future__ import annotations

import difflib
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from pcf.framework import shipped
from pcf.ids import LANGUAGES
from pcf.search.index import index_of
from pcf.source import bundle, rubrics
from pcf.taxonomy import load

MODEL = bundle()
ELEMENTS = {record.id: record for record in MODEL.elements}
# All of 7.4, the one new in 8.0, and the four that left after 7.0.
DESCRIBED = [*(element.id for element in load("7.4")), "21707", "20109", "10366", "14195", "10380"]
PROCESSES = [element.id for element in load("7.4").processes]
RUBRICS = {record.process: record for record in rubrics().rubrics}


def letters(text: str, lang: str) -> int:
    """Length in the unit that the language is read by: words, or characters in Chinese."""
    return len(re.findall(r"[\u3400-\u9fff]", text)) if lang == "zh" else len(text.split())


def phrases(element_id: str, lang: str) -> list[str]:
    record = ELEMENTS[element_id]
    return [*record.synonyms.spoken(lang), *record.examples.spoken(lang)]


def rubric_texts(lang: str) -> Iterator[tuple[str, str]]:
    for rubric in RUBRICS.values():
        yield f"{rubric.process}.owner", getattr(rubric.owner, lang)
        yield f"{rubric.process}.applies", getattr(rubric.applies, lang)
        for level, text in enumerate(rubric.descriptors):
            yield f"{rubric.process}.level_{level}", getattr(text, lang)
        for one in (*rubric.statements, *rubric.evidence, *rubric.questions, *rubric.overrating):
            yield f"{rubric.process}.{one.id}", getattr(one.text, lang)


# Completeness and evenness


def test_every_element_in_scope_is_defined_and_tagged():
    assert len(DESCRIBED) == 109
    bare = [one for one in DESCRIBED if not (ELEMENTS[one].definition and ELEMENTS[one].objects)]
    assert not bare, f"no definition or no tags: {bare}"
    assert not [one for one in DESCRIBED if not (1 <= len(ELEMENTS[one].objects) <= 2)]
    assert not [one for one in DESCRIBED if not (1 <= len(ELEMENTS[one].actions) <= 2)]


def test_every_tag_is_used():
    for kind, tags in (("objects", MODEL.objects), ("actions", MODEL.actions)):
        used = {code for record in MODEL.elements for code in getattr(record, kind)}
        assert {tag.code for tag in tags} == used


def test_sisters_differ_in_a_tag():
    same = []
    for element in load("7.4"):
        seen: dict[object, str] = {}
        for child in element.children:
            tags = (frozenset(child.record.objects), frozenset(child.record.actions))
            if tags in seen:
                same.append((seen[tags], child.id))
            seen[tags] = child.id
    assert not same, f"nothing but the words tells these apart: {same}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_element_has_its_words_and_none_is_richer_than_another(lang):
    for kind, least, most in (("synonyms", 8, 12), ("examples", 4, 6)):
        counts = {one: len(getattr(ELEMENTS[one], kind).spoken(lang)) for one in DESCRIBED}
        uneven = {one: count for one, count in counts.items() if not least <= count <= most}
        assert not uneven, f"{lang} {kind}, {least} to {most} each: {uneven}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_phrase_belongs_to_two_elements(lang):
    owners = defaultdict(set)
    for one in DESCRIBED:
        for text in phrases(one, lang):
            owners[" ".join(text.casefold().split())].add(one)
    shared = {text: ids for text, ids in owners.items() if len(ids) > 1}
    assert not shared, f"{lang}: {shared}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_synonym_is_the_label_itself(lang):
    labels = {getattr(place.name, lang).casefold() for record in MODEL.elements for place in record.places}
    same = [(one, text) for one in DESCRIBED for text in phrases(one, lang) if text.casefold() in labels]
    assert not same, f"{lang}: {same}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_definitions_are_distinct_and_of_one_to_three_sentences(lang):
    low, high = {"en": (25, 90), "ru": (20, 85), "zh": (40, 190)}[lang]
    said = {one: getattr(ELEMENTS[one].definition, lang) for one in DESCRIBED}
    assert len(set(said.values())) == len(said)
    odd = {one: letters(text, lang) for one, text in said.items() if not low <= letters(text, lang) <= high}
    assert not odd, f"{lang}: length outside {low} to {high}: {odd}"
    ends = r"[。！？]" if lang == "zh" else r"[.!?](?=\s|$)"
    long = {one: text for one, text in said.items() if not 1 <= len(re.findall(ends, text)) <= 3}
    assert not long, long


# Rubrics


def test_the_27_processes_have_rubrics_and_nothing_else_has():
    assert len(PROCESSES) == 27
    assert set(RUBRICS) == set(PROCESSES)


def test_every_rubric_is_whole():
    for rubric in RUBRICS.values():
        per_level = Counter(statement.level for statement in rubric.statements)
        assert set(per_level) == {1, 2, 3, 4, 5}, rubric.process
        assert all(2 <= count <= 5 for count in per_level.values()), (rubric.process, per_level)
        kinds = {one.kind for one in rubric.evidence}
        assert {"written", "shown", "measured", "improved"} <= kinds, (rubric.process, kinds)
        roles = {role for one in rubric.questions for role in one.roles}
        assert "manager" in roles, rubric.process
        assert {"front_line", "back_office"} & roles, rubric.process
        assert 3 <= len(rubric.questions) <= 7
        assert 2 <= len(rubric.overrating) <= 4
        for group in (rubric.statements, rubric.evidence, rubric.questions, rubric.overrating):
            ids = [one.id for one in group]
            assert len(set(ids)) == len(ids), rubric.process


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lengths_of_rubric_texts_are_within_bounds(lang):
    scale = {"en": 1.0, "ru": 1.0, "zh": 1.9}[lang]
    bounds = [
        (re.compile(r"\.level_\d$"), 12, 70),
        (re.compile(r"\.\d{5}\.\d[a-z]$"), 4, 34),
        (re.compile(r"\.[eqo]\d+$"), 5, 45),
        (re.compile(r"\.(owner|applies)$"), 3, 60),
    ]
    odd = []
    for place, text in rubric_texts(lang):
        low, high = next((low, high) for pattern, low, high in bounds if pattern.search(place))
        if not low <= letters(text, lang) / scale <= high:
            odd.append(f"{place}: {letters(text, lang)}")
    assert not odd, f"{lang}: {odd}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_descriptor_differs_from_its_neighbours(lang):
    close = []
    for rubric in RUBRICS.values():
        said = [getattr(text, lang) for text in rubric.descriptors]
        close += [
            f"{rubric.process} {level}/{level + 1}"
            for level, (low, high) in enumerate(itertools.pairwise(said))
            if difflib.SequenceMatcher(None, low, high).ratio() > 0.7
        ]
    assert not close, f"{lang}: {close}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_rubric_text_is_said_twice(lang):
    said = defaultdict(list)
    for place, text in rubric_texts(lang):
        if not place.endswith(".owner"):
            said[text.casefold()].append(place)
    twice = [places for places in said.values() if len(places) > 1]
    assert not twice, f"{lang}: {twice}"


@cache
def family_of() -> dict[str, str]:
    """Element id to the process that it is or belongs to."""
    return {member.id: process.id for process in load("7.4").processes for member in (process, *process.descendants)}


@cache
def nearest_processes(text: str) -> tuple[str, ...]:
    """Return the processes that search finds a text to be about, nearest first."""
    best: dict[str, float] = {}
    for match in index_of(shipped(), "7.4").matches(text):
        kind, found = match.owner
        process = family_of().get(found) if kind == "element" else None
        if process:
            best[process] = max(best.get(process, 0.0), match.score)
    return tuple(sorted(best, key=lambda process: -best[process]))


def recognised(said: Iterable[tuple[str, str]], among: int) -> float:
    """Share of texts whose process is among the first of the 27; chance gives ``among / 27``."""
    hits = [process in nearest_processes(text)[:among] for process, text in said]
    return sum(hits) / len(hits)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_descriptors_are_of_their_own_process(lang):
    said = [(process, getattr(text, lang)) for process, rubric in RUBRICS.items() for text in rubric.descriptors]
    assert recognised(said, 3) >= 0.85
    generic = {
        process: share
        for process, rubric in RUBRICS.items()
        if (share := recognised([(process, getattr(text, lang)) for text in rubric.descriptors], 5)) < 4 / 6
    }
    assert not generic, f"{lang}: search does not tell what these rubrics are about: {generic}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_generic_scale_would_be_found_out(lang):
    meanings = [getattr(level.meaning, lang) for level in MODEL.maturity.levels if level.code in "012345"]
    pasted = [(process, meaning) for process in PROCESSES for meaning in meanings]
    assert recognised(pasted, 3) < 0.15


@pytest.mark.parametrize("lang", LANGUAGES)
def test_descriptors_of_another_process_would_be_found_out(lang):
    others = [
        (process, getattr(text, lang))
        for process, other in zip(PROCESSES, [*PROCESSES[9:], *PROCESSES[:9]], strict=True)
        for text in RUBRICS[other].descriptors
    ]
    assert recognised(others, 3) < 0.3


# Typography of the words that stand in no catalogue

_STRAIGHT = re.compile(r'"')
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!(]|[,;:?!)][\u4e00-\u9fff]")
# Common signs of traditional writing.
_TRADITIONAL = re.compile("[戶務處訴產問題應對項標準經這個們會說請質單據驗維護檢測]")


def test_chinese_words_are_simplified_and_full_width():
    texts = [text for one in DESCRIBED for text in phrases(one, "zh")]
    wrong = [text for text in texts if _HALF_WIDTH.search(text) or _TRADITIONAL.search(text)]
    assert not wrong, wrong


def test_russian_words_use_russian_quotes():
    wrong = [text for one in DESCRIBED for text in phrases(one, "ru") if _STRAIGHT.search(text)]
    assert not wrong, wrong
