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
        owner=text,
        descriptors=(text,) * 6,
        statements=(),
        evidence=(),
        questions=(),
        overrating=(),
        reviews={},
    )
    assert speak(record, "zh").owner == "Only English [en]"
