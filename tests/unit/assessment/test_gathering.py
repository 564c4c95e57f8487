from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest

import pcf
from pcf.assessment import (
    Assessment,
    Copy,
    Figure,
    GroupWeight,
    Organisation,
    PastRound,
    Respondent,
    Segment,
    gather,
    score_round,
)
from pcf.assessment.answers import answers_about
from pcf.assessment.figures import Figures
from pcf.findings import Severity
from pcf.mapping import Placement, Practice
from pcf.rounds.carried import carry_form


def _codes(found) -> list[str]:
    return sorted(finding.code for finding in found)


def test_the_order_of_the_files_changes_nothing(six: pcf.Taxonomy, filled) -> None:
    copies = [
        Copy("a.xlsx", filled("1", respondent="Anna", segments="A;B")),
        Copy("b.xlsx", filled("2", but={"6.2.2": "NA", "6.3.1": "DK"}, respondent="Boris", segments="B;C")),
        Copy("c.xlsx", filled("5", but={"6.2.2": None}, respondent="Chen")),
    ]
    cards = [score_round(six, gather(order)) for order in permutations(copies)]
    assert len({str(card.to_json()) for card in cards}) == 1
    assert cards[0].round == cards[-1].round


def test_copies_of_the_same_file_name_do_not_depend_on_their_order(six: pcf.Taxonomy, filled) -> None:
    copies = [
        Copy("form.xlsx", filled("1", respondent="Anna", workbook_id="one")),
        Copy("form.xlsx", filled("4", respondent="Boris", workbook_id="two")),
    ]
    assert gather(copies) == gather(copies[::-1])


OPEN = Placement(element="10388", confidence=Decimal("0.75"), tool="pcf 1")
YES, NO = (
    OPEN.model_copy(update={"decision": decision, "reviewer": who})
    for decision, who in (("accepted", "Ann"), ("rejected", "Bo"))
)


def practised(filled, name: str, *placements: Placement) -> Copy:
    return Copy(
        f"{name}.xlsx", filled("2", respondent=name, practices=(Practice(id="p", text="x", placements=placements),))
    )


def test_what_several_decided_on_a_practice_is_put_together(filled) -> None:
    own = Placement(element="10389", decision="accepted", reviewer="Chen")
    copies = [practised(filled, "Anna", OPEN), practised(filled, "Boris", YES), practised(filled, "Chen", OPEN, own)]
    for order in permutations(copies):
        gathered = gather(order)
        (practice,) = gathered.shared.practices
        assert set(practice.placements) == {YES, own}
        assert gathered.findings == ()


def test_what_one_places_and_another_calls_elsewhere_is_told_and_contradicts_itself_nowhere(filled) -> None:
    nowhere = Placement(decision="accepted", reviewer="Bo")
    other = OPEN.model_copy(update={"element": "10389", "decision": "accepted", "reviewer": "Bo"})
    gathered = gather([practised(filled, "Anna", nowhere), practised(filled, "Boris", YES, other)])
    assert [one.code for one in gathered.findings] == ["register-conflict"]
    (practice,) = gathered.shared.practices
    assert practice.placements == (nowhere, OPEN, OPEN.model_copy(update={"element": "10389"}))


def test_decisions_that_contradict_one_another_are_told_with_their_files(filled) -> None:
    gathered = gather([practised(filled, "Anna", YES), practised(filled, "Boris", NO)])
    assert [(one.code, one.file, one.found) for one in gathered.findings] == [
        ("register-conflict", "Anna.xlsx, Boris.xlsx", "p")
    ]
    assert gathered.shared.practices[0].placements == (YES,)


def test_the_same_copy_twice_counts_once_with_a_note(six: pcf.Taxonomy, filled) -> None:
    one = filled("2", respondent="Anna")
    again = one.model_copy(update={"language": "ru"})
    gathered = gather([Copy("a.xlsx", one), Copy("b.xlsx", again), Copy("c.xlsx", filled("5", respondent="Boris"))])
    assert len(gathered.copies) == 2
    assert _codes(gathered.findings) == ["same-copy-twice"]
    assert gathered.findings[0].severity is Severity.NOTE
    assert gathered.findings[0].file == "b.xlsx"
    assert score_round(six, gathered).process("6.2.2").answers.n == 2


def test_gathering_what_was_gathered_changes_nothing(filled) -> None:
    gathered = gather([Copy(name, filled(level, respondent=name)) for name, level in (("a", "1"), ("b", "4"))])
    assert gather(gathered.copies) == gathered


def test_two_copies_of_one_form_that_differ_are_an_error(filled) -> None:
    gathered = gather([Copy("a.xlsx", filled("2")), Copy("b.xlsx", filled("3"))])
    (conflict,) = gathered.findings
    assert (conflict.code, conflict.severity, conflict.file) == ("copies-conflict", Severity.ERROR, "b.xlsx")


@pytest.mark.parametrize(("asked", "counts"), [(None, "8.0"), ("7.4", "7.4"), ("7.0", "8.0")])
def test_of_a_form_and_its_carried_copy_one_counts(filled, asked: str | None, counts: str) -> None:
    one = filled("3", round="2026-Q4")
    forms = {"7.4": Copy("a.json", one), "8.0": Copy("a-8.0.json", carry_form(one, pcf.load("8.0")))}
    gathered = gather([*forms.values()], asked)
    assert gathered.copies == (forms[counts],)
    (told,) = gathered.findings
    other = "7.4" if counts == "8.0" else "8.0"
    assert (told.code, told.severity, told.file) == ("copy-of-other-edition", Severity.NOTE, forms[other].file)


def test_the_same_form_from_another_round_or_respondent_is_another_copy(filled) -> None:
    one = filled("2", respondent="Anna")
    others = [filled("3", respondent="Boris"), filled("3", respondent="Anna", round="2026-Q4")]
    gathered = gather([Copy(f"{n}.xlsx", form) for n, form in enumerate([one, *others])])
    assert len(gathered.copies) == 3
    assert gathered.findings == ()


def test_forms_without_a_workbook_id_never_overwrite_one_another(six: pcf.Taxonomy, filled) -> None:
    for file in ("", "form.xlsx"):
        copies = [Copy(file, filled(level, workbook_id="")) for level in ("1", "5")]
        assert len(gather(copies).copies) == 2
        assert score_round(six, gather(copies)).process("6.2.2").answers.n == 2


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"edition": "8.0"}, "editions-differ"),
        ({"organisation": Organisation(name="Other")}, "organisations-differ"),
        ({"organisation": Organisation(name="Meridian", currency="EUR")}, "organisations-differ"),
        ({"segments": (Segment(id="s1", name="Бета"),)}, "segments-differ"),
    ],
)
def test_contradictions_between_copies_are_errors(filled, fields: dict[str, object], code: str) -> None:
    one = filled("2", respondent="Anna", segments="Alpha", organisation=Organisation(name="Meridian", currency="RUB"))
    other = {"workbook_id": "other", "respondent": Respondent(name="Boris")}
    gathered = gather([Copy("a", one), Copy("b", one.model_copy(update=other | fields))])
    assert [(finding.code, finding.severity) for finding in gathered.findings] == [(code, Severity.ERROR)]


def test_a_blank_organisation_contradicts_nobody(filled) -> None:
    named = filled("2", organisation=Organisation(name="Meridian", currency="RUB"))
    blank = filled("2", workbook_id="other", organisation=Organisation())
    assert gather([Copy("a", named), Copy("b", blank)]).findings == ()


def _figures(**fields: object) -> tuple[Figure, ...]:
    return (Figure.model_validate({"segment": "s1", "metric": "service_level"} | fields),)


def test_figures_are_put_together_field_by_field(filled) -> None:
    one = filled("2", segments="A", figures=_figures(value=80, n=100))
    other = filled("2", workbook_id="other", segments="A", figures=_figures(floor=60, target=80))
    gathered = gather([Copy("a", one), Copy("b", other)])
    (figure,) = gathered.figures
    assert (figure.value, figure.n, figure.floor, figure.target) == (80, 100, 60, 80)
    assert gathered.findings == ()


def test_different_figures_are_an_error_that_names_them(filled) -> None:
    one = filled("2", segments="A", figures=_figures(value=80))
    other = filled("2", workbook_id="other", segments="A", figures=_figures(value=81))
    (conflict,) = gather([Copy("a", one), Copy("b", other)]).findings
    assert (conflict.code, conflict.found) == ("figures-conflict", "80, 81")


def test_a_figure_that_is_in_conflict_stays_blank_and_the_others_stand(filled) -> None:
    one = filled("2", segments="A", figures=_figures(value=80, target=75, weight=2))
    other = filled("2", workbook_id="other", segments="A", figures=_figures(value=81, target=75, weight=3))
    gathered = gather([Copy("a", one), Copy("b", other)])
    (figure,) = gathered.figures
    assert (figure.value, figure.target, figure.weight) == (None, 75, 1)
    assert _codes(gathered.findings) == ["figures-conflict", "figures-conflict"]


def test_the_organisation_and_the_round_are_put_together_from_all_copies(six: pcf.Taxonomy, filled) -> None:
    blank = filled("2", respondent="Anna", organisation=Organisation(date="2026-11-01"))
    named = filled("3", respondent="Boris", round="2026-Q4", organisation=Organisation(name="Meridian", currency="RUB"))
    gathered = gather([Copy("a", blank), Copy("b", named)])
    assert gathered.organisation == Organisation(name="Meridian", currency="RUB", date="2026-11-01")
    assert (gathered.name, gathered.findings) == ("2026-Q4", ())
    made = score_round(six, gathered).to_json()
    assert (made["organisation"], made["currency"], made["round"]) == ("Meridian", "RUB", "2026-Q4")
    assert Figures(score_round(six, gathered), "ru").quantity(six.metric("107293").record, 5).text.endswith("₽")


def test_different_rounds_are_an_error(filled) -> None:
    copies = [Copy(name, filled("2", respondent=name, round=name)) for name in ("2026-Q3", "2026-Q4")]
    (told,) = gather(copies).findings
    assert (told.code, told.severity, told.found) == ("rounds-differ", Severity.ERROR, "2026-Q3, 2026-Q4")


def test_a_weight_typed_in_one_copy_holds_although_the_others_left_the_row_empty(filled) -> None:
    one = filled("2", segments="A", figures=_figures(value=80, target=80, weight=2))
    others = [filled("2", workbook_id=name, segments="A") for name in ("x", "y")]
    gathered = gather([Copy(f"{n}", form) for n, form in enumerate([one, *others])])
    assert gathered.findings == ()
    assert next(f for f in gathered.figures if f.metric == "service_level").weight == 2


def _about(element: str, forms, how: str = "median"):
    """What several forms, each of a file of its own, say about one process."""
    copies = [Copy(f"{n}.xlsx", form.model_copy(update={"workbook_id": ""})) for n, form in enumerate(forms)]
    gathered = gather(copies)
    answers, disputes = answers_about(element, gathered, how)
    return answers, [*gathered.findings, *disputes]


def _asked(six: pcf.Taxonomy, filled, codes: list[str | None], how: str = "median"):
    forms = [filled("3", but={"6.2.2": code}) for code in codes]
    return _about(six.by_hierarchy("6.2.2").id, forms, how)


@pytest.mark.parametrize(
    ("codes", "how", "level", "n", "dk", "spread"),
    [
        (["2", "3"], "median", 2, 2, 0, 1),
        (["0", "5", "4"], "median", 4, 3, 0, 5),
        (["2", "3"], "mean", Fraction(5, 2), 2, 0, 1),
        (["2", "5", "3"], "min", 2, 3, 0, 3),
        (["3", None, "DK"], "median", 3, 1, 1, 0),
        (["DK", "DK"], "median", None, 0, 2, None),
        ([None, None], "median", None, 0, 0, None),
    ],
)
def test_several_answers_become_one_proposal(six, filled, codes, how, level, n, dk, spread) -> None:
    answers, disputes = _asked(six, filled, codes, how)
    assert (answers.level, answers.n, answers.dk, answers.spread) == (level, n, dk, spread)
    assert answers.is_applicable
    assert disputes == []


def test_na_holds_when_nobody_disagrees(six, filled) -> None:
    answers, disputes = _asked(six, filled, ["NA", "NA", None])
    assert not answers.is_applicable
    assert disputes == []


@pytest.mark.parametrize("codes", [["NA", "2"], ["NA", "DK"], ["NA", "NA", "0"]])
def test_a_dispute_about_na_is_a_warning_and_the_process_applies(six, filled, codes) -> None:
    answers, (dispute,) = _asked(six, filled, codes)
    assert answers.is_applicable
    assert (dispute.code, dispute.severity) == ("applicability-disputed", Severity.WARNING)
    assert dispute.found == str(codes.count("NA"))


def test_a_proposed_na_stands_where_nobody_was_asked(six, filled) -> None:
    place = six.by_hierarchy("6.2.2").id
    proposed = filled("NA", responses={"6.2.2": {"is_asked": False}}, respondent="Anna")
    answers, findings = _about(place, [proposed])
    assert not answers.is_applicable and not findings


def test_an_unknown_answer_is_no_unknown_when_somebody_knows(six, filled) -> None:
    assert _asked(six, filled, ["DK"])[0].is_unknown
    assert not _asked(six, filled, ["DK", "1"])[0].is_unknown


def test_whoever_is_not_asked_is_not_counted(six, filled) -> None:
    place = six.by_hierarchy("6.2.2").id
    outside = filled("1", responses={"6.2.2": {"is_asked": False}}, respondent="Anna")
    answers, (told,) = _about(place, [outside, filled("4", respondent="Boris")])
    assert (answers.level, answers.n, answers.is_asked) == (4, 1, True)
    assert told.code == "answered-unasked" and told.found == "1"
    nobody, _ = _about(place, [outside])
    assert (nobody.level, nobody.is_asked, nobody.is_applicable) == (None, False, True)


def test_evidence_is_joined_and_targets_take_the_lower_median(six, filled) -> None:
    said = [
        {"evidence": ("shown",), "weight": 3, "target": 3},
        {"evidence": ("written", "said"), "weight": 3, "target": 5},
    ]
    forms = [filled("3", responses={"6.2.2": one}) for one in said]
    answers, disputes = _about(six.by_hierarchy("6.2.2").id, forms)
    assert answers.evidence == ("said", "written", "shown")
    assert (answers.weight, answers.target) == (3, 3)
    assert disputes == []


@pytest.mark.parametrize(
    ("weights", "used", "codes"),
    [
        ([1, 3], 3, []),
        ([3, 1, 1], 3, []),
        ([0, 1], 0, []),
        ([1, 1], 1, []),
        ([2, 5, 1], 2, ["weights-differ"]),
        ([5, 3, "0.5"], 3, ["weights-differ"]),
    ],
)
def test_a_weight_that_one_respondent_set_holds_and_two_are_told(six, filled, weights, used, codes) -> None:
    forms = [filled("3", responses={"6.2.2": {"weight": weight}}) for weight in weights]
    answers, disputes = _about(six.by_hierarchy("6.2.2").id, forms)
    assert answers.weight == used
    assert _codes(disputes) == codes


def test_a_process_that_a_form_does_not_list_is_blank(six) -> None:
    answers, _ = _about("10388", [Assessment()])
    assert (answers.level, answers.weight, answers.n) == (None, Decimal(1), 0)


def _copies(filled, name: str, values) -> list[Copy]:
    """Make a copy a value, by respondents of different names; only one field differs."""
    return [Copy(f"{n}.xlsx", filled("3", respondent=f"r{n}", **{name: value})) for n, value in enumerate(values)]


@pytest.mark.parametrize(
    ("said", "policy"),
    [([None], "mean"), (["min"], "min"), ([None, "min", None], "min"), (["staged", "staged"], "staged")],
)
def test_the_policy_is_the_one_that_all_who_name_one_agree_on(six: pcf.Taxonomy, filled, said, policy) -> None:
    card = score_round(six, gather(_copies(filled, "policy", said)))
    assert (card.policy, "policies-differ" in _codes(card.findings)) == (policy, False)


def test_of_two_policies_none_holds_and_both_are_told(six: pcf.Taxonomy, filled) -> None:
    card = score_round(six, gather(_copies(filled, "policy", ["staged", None, "min", "staged"])))
    (told,) = [finding for finding in card.findings if finding.code == "policies-differ"]
    assert (told.severity, told.found, card.policy) == (Severity.WARNING, "min, staged", "mean")


def test_where_a_policy_is_asked_for_it_does_not_matter_that_two_were_named(six: pcf.Taxonomy, filled) -> None:
    card = score_round(six, gather(_copies(filled, "policy", ["staged", "min"])), policy="capped")
    assert (card.policy, "policies-differ" in _codes(card.findings)) == ("capped", False)


def test_earlier_rounds_are_those_of_the_first_copy_that_knows_any(filled) -> None:
    past = [(), (PastRound(round="2025", edition="7.4"),), (PastRound(round="2024", edition="7.4"),)]
    copies = _copies(filled, "history", past)
    assert gather(copies).history == gather(copies[::-1]).history == past[1]


@pytest.mark.parametrize(
    ("weights", "used", "codes"),
    [
        ([None, None], 1, []),
        ([None, "2.5"], Fraction(5, 2), []),
        (["1", "0"], 0, []),
        (["3", "3"], 3, []),
        (["5", "0.5", "2"], 2, ["weights-differ"]),
        (["5", "2"], 2, ["weights-differ"]),
    ],
)
def test_a_weight_of_a_group_that_one_respondent_set_holds_and_two_are_told(filled, weights, used, codes) -> None:
    said = [(GroupWeight(element="10378", weight=Decimal(one)),) if one else () for one in weights]
    gathered = gather(_copies(filled, "group_weights", said))
    weights_set = {one.element: one.weight for one in gathered.shared.group_weights}
    assert (weights_set.get("10378", 1), _codes(gathered.findings)) == (used, codes)
    assert weights_set.keys() <= {"10378"}
