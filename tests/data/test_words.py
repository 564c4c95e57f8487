"""Rules of the words: complete, even, distinct, of their own process, and nobody else's sentences."""

from __future__ import annotations

import difflib
import itertools
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from pcf.ids import LANGUAGES
from pcf.search import find
from pcf.search.terms import terms_of
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
        (re.compile(r"\.owner$"), 3, 60),
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


def stem(term: str) -> str:
    return term if re.match(r"[\u3400-\u9fff]", term) else term[:6]


def stems(texts: Iterable[str]) -> set[str]:
    return {stem(term) for text in texts for term in terms_of(text) if len(term) > 1}


def own_words(lang: str) -> dict[str, set[str]]:
    """Words that stand at a process and its activities, and at fewer than half of the processes."""
    words = {}
    for process in load("7.4").processes:
        members = (process, *process.descendants)
        texts = [getattr(member.names, lang) for member in members]
        texts += [getattr(member.record.definition, lang) for member in members]
        texts += [text for member in members for text in phrases(member.id, lang)]
        words[process.id] = stems(texts)
    common = Counter(word for own in words.values() for word in own)
    return {process: {word for word in own if common[word] <= 13} for process, own in words.items()}


def names_its_own(text: str, own: set[str]) -> bool:
    return bool(stems([text]) & own)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_descriptor_names_something_of_its_own_process(lang):
    own = own_words(lang)
    generic = [
        f"{rubric.process} {level}: {getattr(text, lang)}"
        for rubric in RUBRICS.values()
        for level, text in enumerate(rubric.descriptors)
        if not names_its_own(getattr(text, lang), own[rubric.process])
    ]
    assert not generic, "\n".join(generic)


def test_a_text_about_anything_names_nothing_of_a_process():
    own = own_words("en")
    assert not names_its_own("Nobody knows.", own["10389"])
    assert names_its_own("Every complaint gets a number.", own["10389"])


def is_found(text: str, process: str, lang: str) -> bool:
    """Whether search, asked with a text, gives the process or a part of it among its first ten elements."""
    six = load(lang=lang)
    family = {process, *(below.id for below in six[process].descendants)}
    return bool(family & {hit.id for hit in [hit for hit in find(six, text, 60) if hit.kind == "element"][:10]})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_descriptors_are_recognised_as_their_process_and_the_generic_scale_is_not(lang):
    said = [(rubric.process, getattr(text, lang)) for rubric in RUBRICS.values() for text in rubric.descriptors]
    missed = [f"{process}: {text}" for process, text in said if not is_found(text, process, lang)]
    assert len(missed) <= 0.05 * len(said), "\n".join(missed)
    meanings = [getattr(level.meaning, lang) for level in MODEL.maturity.levels if level.code in "012345"]
    taken = sum(is_found(meaning, process, lang) for meaning in meanings for process in PROCESSES)
    assert taken <= len(meanings) * len(PROCESSES) / 3


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


# Nobody else's sentences

FOREIGN = Path(os.environ.get("PCF_SOURCES", "")) / "sources"
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
    for record in MODEL.elements:
        yield from (getattr(text, lang) for text in (record.definition,) if text)
        yield from phrases(record.id, lang)
    yield from (text for _, text in rubric_texts(lang))


@pytest.mark.skipif("PCF_SOURCES" not in os.environ, reason="PCF_SOURCES is not set")
@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_no_sentence_of_ours_is_a_sentence_of_the_sources(lang):
    theirs = [line for path in FOREIGN.glob(f"{lang}_*.txt") for line in sentences(path.read_text("utf-8"))]
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
