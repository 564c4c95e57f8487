from __future__ import annotations

import pytest

from pcf.assessment import Assessment, Copy, Response, gather, score_round
from pcf.assessment.steps import steps
from pcf.ids import LANGUAGES
from pcf.taxonomy import load


def _card(*answers: str, element: str = "10389", edition: str = "7.4"):
    copies = [
        Copy(f"{number}.xlsx", Assessment(edition=edition, responses=(Response(element=element, answer=answer),)))
        for number, answer in enumerate(answers)
    ]
    return score_round(load(edition), gather(copies), consolidation="mean")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_step_says_where_the_process_stands_and_what_comes_next(lang) -> None:
    (step,) = steps(_card("2"), lang)
    rubric = load(lang=lang)["10389"].rubric
    assert (step.level, step.next_level) == (2, 3)
    assert step.descriptor == rubric.descriptors[2]
    assert step.next_descriptor == rubric.descriptors[3]
    assert step.statements == rubric.statements_of(3)
    assert step.process.name == load(lang=lang)["10389"].name


def test_the_highest_level_has_no_next_one() -> None:
    (step,) = steps(_card("5"), "en")
    assert (step.next_level, step.next_descriptor, step.statements) == (None, "", ())


def test_between_two_levels_the_lower_one_is_reached_and_the_score_is_told() -> None:
    (step,) = steps(_card("2", "3"), "en")
    assert (step.level, step.next_level, float(step.score)) == (2, 3, 2.5)


@pytest.mark.parametrize(("target", "asked"), [(2, None), (1, None), (3, 3), (5, 3), (None, 3)])
def test_at_the_target_no_next_level_is_asked_for(target, asked) -> None:
    form = Assessment(responses=(Response(element="10389", answer="2", target=target),))
    (step,) = steps(score_round(load(), gather([Copy("", form)])), "en")
    assert (step.next_level, step.is_at_target) == (asked, asked is None)


def test_level_0_is_a_level() -> None:
    (step,) = steps(_card("0"), "en")
    assert (step.level, step.next_level) == (0, 1)


@pytest.mark.parametrize("answer", ["NA", "DK"])
def test_what_is_not_rated_has_no_step(answer) -> None:
    assert steps(_card(answer), "en") == []


def test_a_process_without_a_rubric_has_a_step_without_descriptions() -> None:
    (step,) = steps(_card("3", element="21707", edition="8.0"), "en")
    assert (step.level, step.next_level, step.descriptor, step.next_descriptor) == (3, 4, "", "")
