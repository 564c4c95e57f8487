"""What a finished round leaves behind, and what of it the next form begins with."""

from __future__ import annotations

from decimal import Decimal

import pytest

import pcf
from pcf.assessment import (
    Assessment,
    Copy,
    Figure,
    GroupWeight,
    PastRound,
    gather,
    score_round,
    template,
)
from pcf.rounds.carrying import carry_over
from pcf.rounds.history import past_round, scored_alone

MIXED = {"6.1.1": "0", "6.1.2": "5", "6.1.3": "DK", "6.2.2": "NA", "6.3.1": "1", "6.5.3": None}
EARLIER = PastRound(round="2024", edition="7.2.1", scores={"20085": Decimal("1.5")}, indexes={"retail": Decimal(60)})


def left_by(form: Assessment) -> PastRound:
    (made,) = past_round(scored_alone(form))
    return made


def carried(old: Assessment, fresh: Assessment) -> Assessment:
    return carry_over(old, fresh, pcf.load(fresh.edition))[0]


def test_a_round_leaves_every_number_that_its_scorecard_has_and_nothing_for_those_it_has_not(filled) -> None:
    figures = (Figure(segment="s1", metric="service_level", value=75, target=80),)
    form = filled("3", but=MIXED, round="2025", segments="A;B", figures=figures)
    card, made = form.scorecard(), left_by(form)
    scores = {score.id: score.score for score in (card.score, *card.groups)}
    scores |= {process.element.id: process.score.score for process in card.processes}
    known = {one: score for one, score in scores.items() if score is not None}
    assert len(known) < len(scores)
    assert made.scores.keys() == known.keys()
    assert all(abs(float(made.scores[one]) - float(score)) < 1e-10 for one, score in known.items())
    assert made.indexes == {"s1": Decimal("93.75")}
    assert (made.round, made.edition) == ("2025", "7.4")


def test_what_was_not_whole_is_kept_to_ten_places(filled) -> None:
    form = filled("NA", but={"6.1.1": "1", "6.1.2": "1", "6.1.3": "2"}, round="2025")
    assert left_by(form).scores["10378"] == Decimal("1.3333333333")


def test_a_past_round_stands_as_its_form_combined_it(filled) -> None:
    said = {"but": {"6.1.1": "1"}, "round": "2025"}
    weights = (GroupWeight(element="10378", weight=Decimal(3)),)
    mean, least = (left_by(filled("4", **said, policy=policy, group_weights=weights)) for policy in (None, "min"))
    assert (least.scores["10378"], least.scores["20085"]) == (1, Decimal("2.7142857143"))  # (3 × 1 + 4 × 4) / 7
    assert mean.scores["10378"] > least.scores["10378"]


@pytest.mark.parametrize(
    ("finished", "following"), [("", "2026"), ("2026", "2026"), ("2025", ""), ("", "")]
)  # fmt: skip
def test_without_a_name_of_its_own_a_round_is_not_yet_past(six, filled, finished: str, following: str) -> None:
    fresh = template.empty(six, round_name=following)
    made, found = carry_over(filled("3", round=finished), fresh, six)
    assert made.history == ()
    told = [finding.code for finding in found if finding.code == "round-not-kept"]
    assert told == (["round-not-kept"] if bool(finished) != bool(following) else [])


def test_a_saved_round_is_kept_as_all_its_respondents_scored_it(six: pcf.Taxonomy, filled) -> None:
    forms = [filled(level, round="2025", workbook_id=f"w{n}") for n, level in enumerate(("1", "5", "5"))]
    card = score_round(six, gather([Copy(f"{n}.xlsx", form) for n, form in enumerate(forms)]))
    made, _ = carry_over(forms[0], template.empty(six, round_name="2026"), six, card)
    assert made.history[-1].scores[six.root.id] == 5


def test_a_round_that_begins_anew_under_an_old_name_takes_its_place(six: pcf.Taxonomy, filled) -> None:
    old = filled("3", round="2025", history=(EARLIER, EARLIER.model_copy(update={"round": "2026"})))
    made, found = carry_over(old, template.empty(six, round_name="2026"), six)
    assert [past.round for past in made.history] == ["2024", "2025"]
    assert [(one.code, one.found) for one in found] == [("round-replaced", "2026")]


def test_rounds_stand_in_the_order_of_time_whichever_came_first(six: pcf.Taxonomy, filled) -> None:
    past = tuple(EARLIER.model_copy(update={"round": name}) for name in ("2027-Q2", "2026-11", "2027-H1", "2026-Q1"))
    history = carried(filled("3", round="2026-Q4", history=past), template.empty(six, round_name="2028")).history
    assert [one.round for one in history] == ["2026-Q1", "2026-11", "2026-Q4", "2027-Q2", "2027-H1"]


@pytest.mark.parametrize("answer", [None, "NA", "DK"])
def test_a_round_in_which_nothing_was_scored_leaves_nothing(filled, answer: str | None) -> None:
    assert list(past_round(scored_alone(filled(answer, round="2025")))) == []


def test_a_round_of_which_only_a_segment_is_known_is_kept(filled) -> None:
    figures = (Figure(segment="s1", metric="service_level", value=80, target=80),)
    made = left_by(filled(None, round="2025", segments="A", figures=figures))
    assert (made.scores, made.indexes) == ({}, {"s1": 100})


def test_rounds_follow_one_another_from_form_to_form(six: pcf.Taxonomy, filled) -> None:
    form = filled("2", round="2024-Q4")
    for name, answer in (("2025-Q4", "3"), ("2026-Q4", "4")):
        form = carried(form, template.empty(six, round_name=name))
        answered = tuple(one.model_copy(update={"answer": answer}) for one in form.responses)
        form = form.model_copy(update={"responses": answered})
    assert [(past.round, past.scores["20085"]) for past in form.history] == [("2024-Q4", 2), ("2025-Q4", 3)]


@pytest.mark.parametrize("name", ["", "2025"])
def test_a_form_of_the_same_round_takes_over_the_rounds_before_it_only(six: pcf.Taxonomy, filled, name: str) -> None:
    old = filled("3", round="2025", history=(EARLIER,))
    assert carried(old, template.empty(six, round_name=name)).history == (EARLIER,)


def test_the_round_that_ends_stands_last(six: pcf.Taxonomy, filled) -> None:
    old = filled("3", round="2025", history=(EARLIER,))
    history = carried(old, template.empty(six, round_name="2026")).history
    assert [past.round for past in history] == ["2024", "2025"]
    assert history[0] == EARLIER


def test_a_round_of_an_older_edition_keeps_its_edition(filled) -> None:
    new = pcf.load("8.0")
    history = carried(filled("3", round="2025"), template.empty(new, round_name="2026")).history
    assert [past.edition for past in history] == ["7.4"]


@pytest.mark.parametrize(
    ("old", "fresh", "wanted"), [("min", None, "min"), (None, "capped", "capped"), ("min", "capped", "capped")]
)
def test_the_policy_comes_along_unless_the_new_form_names_its_own(
    six: pcf.Taxonomy, filled, old, fresh, wanted
) -> None:
    asked = template.empty(six).model_copy(update={"policy": fresh})
    assert carried(filled("3", policy=old), asked).policy == wanted


def test_weights_of_groups_come_along(six: pcf.Taxonomy, filled) -> None:
    weights = (GroupWeight(element="10378", weight=Decimal("2.5")), GroupWeight(element="20110", weight=Decimal(0)))
    assert carried(filled("3", group_weights=weights), template.empty(six)).group_weights == weights


def test_a_weight_of_a_group_that_the_new_edition_does_not_have_stays_behind(filled) -> None:
    weights = (GroupWeight(element="10378", weight=Decimal(2)), GroupWeight(element="20110", weight=Decimal(3)))
    fresh = template.empty(pcf.load("6.1.1"))
    assert carried(filled("3", group_weights=weights), fresh).group_weights == weights[:1]


def test_a_weight_that_stays_behind_is_told(filled) -> None:
    fresh, weights = pcf.load("6.1.1"), (GroupWeight(element="20110", weight=Decimal(3)),)
    _, findings = carry_over(filled(None, group_weights=weights), template.empty(fresh), fresh)
    assert [finding.found.split()[0] for finding in findings] == ["20110"]
