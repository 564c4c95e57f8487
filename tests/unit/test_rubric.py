from __future__ import annotations

import pytest

import pcf
from pcf.ids import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_process_speaks_its_rubric_in_every_language(lang: str) -> None:
    six = pcf.load(lang=lang)
    for process in six.processes:
        rubric = process.rubric
        assert rubric is not None
        assert len(rubric.descriptors) == 6
        said = [rubric.owner, *rubric.descriptors, *(one.text for one in rubric.statements), *rubric.overrating]
        said += [one.text for one in (*rubric.evidence, *rubric.questions)]
        assert not [text for text in said if not text or text.endswith("[en]")]


def test_only_processes_have_rubrics_and_an_edition_has_those_of_its_own_processes() -> None:
    six = pcf.load()
    assert [element.level for element in six if element.rubric] == [3] * 27
    assert pcf.load("8.0")["10389"].rubric == six["10389"].rubric
    assert pcf.load("8.0")["21707"].rubric is None


def test_statements_are_found_by_level_and_questions_by_role() -> None:
    rubric = pcf.load()["10389"].rubric
    assert rubric is not None
    assert rubric.statements_of(0) == ()
    third = rubric.statements_of(3)
    assert third
    assert all(one.level == 3 and one.id.startswith("10389.3") for one in third)
    assert [one for level in range(6) for one in rubric.statements_of(level)] == list(rubric.statements)
    asked = rubric.questions_for("manager")
    assert asked
    assert all("manager" in question.roles for question in asked)


def test_objects_and_actions_are_words_of_closed_lists() -> None:
    six = pcf.load(lang="ru")
    assert six["10397"].objects == (six.object_names["complaint"],)
    assert six.action_names["receive"] in six["10397"].actions
    assert not (set(six["10397"].record.actions) & set(six["10398"].record.actions))
    with pytest.raises(TypeError):
        six.object_names["complaint"] = "x"  # type: ignore[index]


def test_what_cannot_be_said_in_a_language_is_marked() -> None:
    from pcf.model import Text
    from pcf.model.rubric import RubricRecord
    from pcf.rubric import speak

    text = Text(en="Only English")
    record = RubricRecord(
        process="10389",
        applies=text,
        owner=text,
        descriptors=(text,) * 6,
        statements=(),
        evidence=(),
        questions=(),
        overrating=(),
        reviews={},
    )
    assert speak(record, "zh").owner == "Only English [en]"


@pytest.mark.parametrize(
    ("element_id", "before", "since"), [("10395", "6.1.1", "7.0"), ("10331", "6.1.1", "7.0"), ("20089", "7.3.1", "7.4")]
)
def test_words_are_those_of_the_present_meaning_and_no_earlier_edition_wears_them(element_id, before, since) -> None:
    old, new = pcf.load(before)[element_id], pcf.load(since)[element_id]
    assert new.synonyms and new.examples and new.objects and new.actions
    assert not (old.synonyms or old.examples or old.objects or old.actions or old.rubric)
    assert old.has_earlier_meaning
    assert not new.has_earlier_meaning
    assert old.definition == new.definition  # it tells of both


def test_search_of_an_earlier_edition_does_not_take_later_words() -> None:
    from pcf.search import find

    phrase = pcf.load()["10395"].synonyms[0]
    assert find(pcf.load(), phrase, 1)[0].id == "10395"
    assert phrase not in [hit.matched for hit in find(pcf.load("6.1.1"), phrase, 50)]
