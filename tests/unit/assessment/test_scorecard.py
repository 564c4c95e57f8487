from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pcf
from pcf.assessment import Copy, Figure, GroupWeight, Tick, gather, score_round
from pcf.errors import BadOptionError, NotRatedError, UnknownElementError
from pcf.formula import Result
from pcf.maturity import POLICIES, Policy, Suggestion

SCORE_KEYS = {"score", "status", "range", "coverage"}
MIXED = {
    "6.1.1": "0", "6.1.2": "5", "6.1.3": None, "6.1.4": "DK", "6.2.1": "4", "6.2.2": "NA", "6.3.1": "1", "6.3.2": "2",
    "6.4.1": "NA", "6.4.2": "5", "6.5.3": None,
}  # fmt: skip


def test_one_answer_everywhere_is_the_headline(filled) -> None:
    card = filled("3").scorecard()
    assert (card.score.score, card.score.status, card.score.coverage) == (3, "scored", 1)
    assert len(card.groups) == 5
    assert len(card.processes) == 27
    assert card.findings


def test_an_empty_form_has_no_score_and_the_whole_range(filled) -> None:
    card = filled(None).scorecard()
    assert (card.score.score, card.score.status, card.score.range) == (None, "none", (0, 5))
    assert card.findings == ()


def test_a_form_in_which_nothing_applies_is_no_error(filled) -> None:
    card = filled("NA").scorecard()
    made = card.to_json()
    assert (made["score"], made["range"], made["status"], made["applicable"]) == (None, None, "none", False)


def test_gap_and_surplus_are_never_negative(filled) -> None:
    said = {"6.1.1": {"target": 5}, "6.1.2": {"target": 1}, "6.1.3": {"target": 3}}
    card = filled("3", responses=said).scorecard()
    found = [(card.process(place).gap, card.process(place).surplus) for place in ("6.1.1", "6.1.2", "6.1.3", "6.1.4")]
    assert found == [(2, 0), (0, 2), (0, 0), (None, None)]
    assert [f.facts["element"].split()[0] for f in card.findings if f.code == "target-below-level"] == ["6.1.2"]  # type: ignore[attr-defined]


def test_a_rating_above_its_evidence_is_noted_and_not_lowered(filled) -> None:
    said = {"6.1.1": {"evidence": ("written", "shown")}}
    card = filled("NA", but={"6.1.1": "4"}, responses=said).scorecard()
    process = card.process("6.1.1")
    assert (process.score.score, process.supported) == (4, 3)
    (note,) = card.findings
    assert (note.code, note.found, note.facts["supported"]) == ("level-above-evidence", "4", 3)


def test_a_level_between_two_is_said_as_a_number_and_not_as_a_fraction(six: pcf.Taxonomy, filled) -> None:
    copies = [Copy(name, filled(level, respondent=name)) for name, level in (("a", "4"), ("b", "5"))]
    card = score_round(six, gather(copies), consolidation="mean")
    assert card.process("6.2.2").score.score == Fraction(9, 2)
    assert {finding.found for finding in card.findings} == {"4.5"}


def test_the_layer_says_whether_it_is_one_answer_or_a_proposal(six: pcf.Taxonomy, filled) -> None:
    one, other = filled("1", respondent="a"), filled("4", respondent="b")
    assert filled("1").scorecard().process("6.2.2").layer == "answer"
    card = score_round(six, gather([Copy("a", one), Copy("b", other)]))
    process = card.process("10388")
    assert (process.layer, process.score.score, process.answers.spread) == ("proposal", 1, 3)


def test_only_processes_have_ratings(filled) -> None:
    card = filled("3").scorecard()
    assert card.node("6.0") is card.score
    assert card.node("6.2").id == "10379"
    assert card.node("10388") is card.process("6.2.2").score
    with pytest.raises(NotRatedError):
        card.process("6.2")
    with pytest.raises(NotRatedError, match=r"is not rated.*6\.2\.2\."):
        card.node("6.2.2.1")
    with pytest.raises(NotRatedError, match=r"20109 \(.+\) is not rated"):
        card.explain("20109")
    with pytest.raises(UnknownElementError):
        card.explain("99999")


def test_an_unknown_policy_names_those_that_are(six: pcf.Taxonomy, filled) -> None:
    with pytest.raises(BadOptionError, match="staged"):
        filled("3").scorecard(policy="best")
    with pytest.raises(BadOptionError, match="median"):
        score_round(six, gather([Copy("", filled("3"))]), consolidation="best")


def test_the_five_kinds_of_answer_are_told_apart(filled) -> None:
    card = filled("3", but=MIXED, responses={"6.5.4": {"is_asked": False}}).scorecard()
    made = {one["hierarchy_id"]: one["state"] for one in card.to_json()["processes"]}
    states = [made[place] for place in ("6.1.1", "6.1.3", "6.1.4", "6.2.2", "6.5.4")]
    assert states == ["scored", "blank", "dk", "na", "not_asked"]
    assert card.explain("6.5.4").note != card.explain("6.1.3").note


def _segment(filled, log: Result | None = None, /, metric: str = "service_level", **figure: object):
    row = Figure.model_validate({"segment": "s1", "metric": metric} | figure)
    form = filled("3", segments="A", figures=(row,))
    from pcf.assessment import Counted

    counted = Counted({"s1": {metric: log}}) if log is not None else None
    return score_round(pcf.load(), gather([Copy("", form)]), counted=counted)


def test_a_typed_figure_is_taken_for_what_was_typed(filled) -> None:
    for value in ("81.1", "81.2", "70.7", "0.1"):
        for better_metric in ("service_level", "abandonment_rate"):
            (segment,) = _segment(filled, metric=better_metric, value=value, target=value).segments
            (metric,) = segment.metrics
            assert (metric.verdict, metric.attainment, metric.breached) == ("met", 100, False), (value, better_metric)
            assert (segment.index.score, segment.index.status) == (100, "scored")


def test_a_counted_figure_that_equals_the_target_meets_it(filled) -> None:
    value = pcf.load().metric("service_level").value({"contacts_answered_in_time": 811, "contacts_offered": 1000})
    (segment,) = _segment(filled, Result(value, n=1000, basis="census"), target="81.1", floor="81.1").segments
    assert (segment.metrics[0].verdict, segment.metrics[0].breached) == ("met", False)


def test_the_figure_of_the_log_wins_and_the_difference_is_noted(filled) -> None:
    card = _segment(filled, Result(75.0, n=400, basis="census"), value=90, target=80, floor=70)
    (metric,) = card.segments[0].metrics
    assert (metric.result.value, metric.counted, metric.verdict, metric.attainment) == (75, True, "missed", 50)
    (note,) = [finding for finding in card.findings if finding.code == "typed-figure-differs"]
    assert (note.found, note.facts["counted"]) == ("90", 75)


def test_an_equal_figure_in_log_and_workbook_is_no_finding(filled) -> None:
    card = _segment(filled, Result(81.1, n=400, basis="census"), value="81.1", target=80)
    assert "typed-figure-differs" not in {finding.code for finding in card.findings}


def test_a_figure_that_the_log_cannot_give_is_taken_from_the_workbook(filled) -> None:
    card = _segment(filled, Result(None, "no_data", missing=("answered_at",)), value=90, target=80)
    (metric,) = card.segments[0].metrics
    assert (metric.result.value, metric.counted, metric.verdict) == (90, False, "met")


def test_without_any_figure_there_is_no_data_and_no_zero(filled) -> None:
    (segment,) = _segment(filled, target=80).segments
    assert (segment.metrics[0].result.value, segment.metrics[0].verdict) == (None, "no_data")
    assert (segment.index.score, segment.index.range, segment.index.coverage) == (None, (0, 100), 0)


def test_a_breached_floor_is_red_even_without_a_target(filled) -> None:
    (segment,) = _segment(filled, value=50, floor=60).segments
    assert segment.metrics[0].breached
    assert segment.index.range is None


def test_a_sample_is_judged_by_its_interval(filled) -> None:
    name = "customer_satisfaction_top2"
    small = _segment(filled, metric=name, value=82, n=50, target=80).segments[0].metrics[0]
    large = _segment(filled, metric=name, value=82, n=5000, target=80).segments[0].metrics[0]
    assert (small.verdict, large.verdict) == ("not_proven", "met")
    assert small.result.interval is not None
    unknown = _segment(filled, metric=name, value=82, target=80).segments[0].metrics[0]
    assert (unknown.verdict, unknown.result.interval) == ("not_proven", None)
    tiny = _segment(filled, metric=name, value=82, n=12, target=80).segments[0].metrics[0]
    assert tiny.result.flags == ("small_n",)


def test_json_has_every_promised_key(filled) -> None:
    form = filled("3", but=MIXED, segments="A;B")
    made = form.scorecard().to_json("ru")
    promised = {"edition", "processes", "segments", "findings", "dk_share"} | SCORE_KEYS
    assert made.keys() >= promised
    process_keys = {"id", "hierarchy_id", "level", "supported", "target", "gap", "layer", "n", "spread"} | SCORE_KEYS
    assert all(process.keys() >= process_keys for process in made["processes"])
    segment_keys = {"id", "name", "index", "status", "range", "coverage", "metrics"}
    assert all(segment.keys() >= segment_keys for segment in made["segments"])
    metric_keys = {
        "id", "value", "n", "basis", "interval", "floor", "target", "stretch", "attainment", "verdict", "flags",
    }  # fmt: skip
    metrics = [metric for segment in made["segments"] for metric in segment["metrics"]]
    assert metrics
    assert all(metric.keys() >= metric_keys for metric in metrics)
    finding_keys = {"severity", "code", "sheet", "cell", "found", "expected", "suggestion", "message"}
    assert made["findings"]
    assert all(finding.keys() >= finding_keys for finding in made["findings"])


@pytest.mark.parametrize("policy", POLICIES)
def test_json_can_be_written_and_holds_no_nan(filled, policy: Policy) -> None:
    for form in (filled("3", but=MIXED, segments="A"), filled(None, segments="A"), filled("NA")):
        made = form.scorecard(policy=policy).to_json()
        assert json.loads(json.dumps(made, allow_nan=False)) == made
        assert all(isinstance(process["id"], str) and process["level"] == 3 for process in made["processes"])


def test_json_keeps_every_digit(filled) -> None:
    made = filled("NA", but={"6.1.1": "1", "6.1.2": "1", "6.1.3": "2"}).scorecard().to_json()
    assert made["score"] == 4 / 3


def test_json_names_things_in_the_language_asked_for(filled) -> None:
    card = filled("3").scorecard(lang="en")
    names = [card.to_json(lang)["processes"][0]["name"] for lang in (None, "en", "ru", "zh")]  # type: ignore[index]
    assert names[0] == names[1]
    assert len(set(names)) == 3


def _evaluated(formula: str) -> Fraction:
    """Evaluate the Excel formula exactly: numbers become fractions, functions Python's."""
    exact = re.sub(r"\d+(\.\d+)?", lambda number: f"F('{number[0]}')", formula.removeprefix("="))
    functions = {"F": Fraction, "MIN": min, "MAX": max, "AND": lambda *terms: all(terms)}
    return Fraction(eval(exact, {"__builtins__": {}}, functions))


FORMS = [
    MIXED,
    {"6.2.1": "0", "6.2.3": "5", "6.4.2": "1", "6.5.1": "4", "6.5.2": "DK"},
    dict.fromkeys(("6.3.1", "6.3.2", "6.3.3", "6.3.4"), "NA"),
]


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("but", FORMS)
def test_the_excel_formula_gives_the_number_again(filled, policy: Policy, but: dict[str, str | None]) -> None:
    said = {"6.2.1": {"weight": "0.1"}, "6.2.3": {"weight": "0.7"}, "6.2.4": {"weight": "0.3"}, "6.4.3": {"weight": 0}}
    card = filled("3", but=but, responses=said).scorecard(policy=policy)
    seen = 0
    for score in (card.score, *card.groups):
        told = card.explain(score.id)
        assert told.score == score.score
        if score.score is None:
            assert told.excel == ""
        else:
            seen += 1
            assert _evaluated(told.excel) == score.score
            assert isinstance(eval_float(told.excel), float)
            assert eval_float(told.excel) == pytest.approx(float(score.score))
    assert seen >= 3


def eval_float(formula: str) -> float:
    """Evaluate it as a spreadsheet does: in floating point."""
    exact = re.sub(r"\d+(\.\d+)?", lambda number: f"float({number[0]})", formula.removeprefix("="))
    functions = {"float": float, "MIN": min, "MAX": max, "AND": lambda *terms: all(terms)}
    return float(eval(exact, {"__builtins__": {}}, functions))


@pytest.mark.parametrize("weights", [["0.1"] * 8 + ["0.2"], ["0.7", "0.1", "0.2"], ["1.1", "1.1", "1.1", "1.1", "1.1"]])
def test_staged_in_a_spreadsheet_does_not_miss_the_threshold_by_rounding(weights: list[str]) -> None:
    from pcf.assessment.explain import _excel
    from pcf.maturity import rated, roll_up

    terms = [rated("10388", 3, weight=Fraction(weight)) for weight in weights[:-1]]
    terms.append(rated("10388", 2, weight=Fraction(weights[-1])))
    score = roll_up("10379", terms, "staged").score
    assert score == 3
    assert eval_float(_excel("staged", terms)) == 3


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_an_explanation_is_a_tree_down_to_the_ratings(filled, lang: str) -> None:
    card = filled("3", but=MIXED).scorecard()
    told = card.explain(lang=lang)
    assert told.id == card.taxonomy.root.id
    assert [term.id for term in told.terms] == [group.id for group in card.groups]
    assert sum(len(term.terms) for term in told.terms) == 27
    assert "{" not in str(told)
    assert len(str(told).splitlines()) >= 33


def test_an_explanation_tells_blank_dont_know_and_not_applicable_apart(filled) -> None:
    card = filled("3", but=MIXED).scorecard()
    notes = {place: card.explain(place).note for place in ("6.1.1", "6.1.3", "6.1.4", "6.2.2")}
    assert len(set(notes.values())) == 4
    assert card.explain("6.1.1").excel == ""


def _ticked(place: str, in_place: int) -> tuple[Tick, ...]:
    """Tick every statement up to a level, and say of the next ones that they are not in place."""
    known = pcf.load().by_hierarchy(place).rubric.statements
    return tuple(Tick(item=one.id, state="in_place" if one.level <= in_place else "not_in_place") for one in known)


def test_what_the_ticks_suggest_stands_beside_the_score_and_never_enters_it(filled) -> None:
    card = filled("3", ticks=_ticked("6.2.3", 1)).scorecard()
    process = card.process("6.2.3")
    assert process.suggestion == Suggestion(1, 0, len(process.element.rubric.statements_of(2)))
    assert card.process("6.2.2").suggestion is None
    assert card.score == filled("3").scorecard().score


@pytest.mark.parametrize(("ticked", "told"), [(2, ["2"]), (3, []), (4, ["4"])])
def test_a_level_that_is_not_the_one_ticked_is_noted(filled, ticked: int, told: list[str]) -> None:
    card = filled("3", ticks=_ticked("6.2.3", ticked)).scorecard()
    noted = [finding for finding in card.findings if finding.code == "level-not-as-ticked"]
    assert [str(finding.facts["suggested"]) for finding in noted] == told
    assert all((finding.severity, finding.found) == ("note", "3") for finding in noted)


@pytest.mark.parametrize("answer", [None, "NA", "DK"])
def test_without_a_level_there_is_nothing_to_compare_the_ticks_with(filled, answer: str | None) -> None:
    card = filled("3", but={"6.2.3": answer}, ticks=_ticked("6.2.3", 2)).scorecard()
    assert card.process("6.2.3").suggestion is not None
    assert "level-not-as-ticked" not in {finding.code for finding in card.findings}


@pytest.mark.parametrize(("ticked", "suggested"), [(0, 0), (4, 4), (5, 5)])
def test_json_says_what_is_suggested_and_how_far_the_next_level_is(filled, ticked: int, suggested: int) -> None:
    made = filled("3", ticks=_ticked("6.2.3", ticked)).scorecard().to_json()
    said = {one["hierarchy_id"]: (one["suggested"], one["progress"]) for one in made["processes"]}
    following = pcf.load().by_hierarchy("6.2.3").rubric.statements_of(suggested + 1)
    assert said["6.2.3"] == (suggested, [0, len(following)] if following else None)
    assert said["6.2.2"] == (None, None)


GROUPS = ("10378", "10379", "12658", "20110", "20595")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(st.tuples(st.sampled_from("012345"), st.integers(0, 30)), min_size=5, max_size=5))
def test_weights_of_groups_change_the_headline_as_a_weighted_mean_does(filled, six, said) -> None:
    levels = dict(zip(GROUPS, (level for level, _ in said), strict=True))
    weights = [Decimal(weight).scaleb(-1) for _, weight in said]
    card = filled(
        but={process.hierarchy_id: levels[process.parent.id] for process in six.processes},
        group_weights=tuple(GroupWeight(element=one, weight=by) for one, by in zip(GROUPS, weights, strict=True)),
    ).scorecard()
    assert [group.weight for group in card.groups] == weights
    if not any(weights):
        assert (card.score.score, card.score.applicable) == (None, False)
        return
    total = sum(Fraction(by) * int(level) for (level, _), by in zip(said, weights, strict=True))
    assert card.score.score == total / Fraction(sum(weights))


def test_a_group_of_weight_zero_does_not_hold_the_headline_back(filled, six) -> None:
    unknown = {process.hierarchy_id: None for process in six.by_hierarchy("6.4").children}
    weights = (GroupWeight(element="20110", weight=Decimal(0)),)
    assert filled("3", but=unknown).scorecard().score.score is None
    assert filled("3", but=unknown, group_weights=weights).scorecard().score.score == 3


@pytest.mark.parametrize("policy", POLICIES)
def test_without_a_policy_asked_for_that_of_the_form_holds(filled, policy: Policy) -> None:
    form = filled("3", but=MIXED, policy=policy)
    assert form.scorecard().to_json() == filled("3", but=MIXED).scorecard(policy=policy).to_json()
    assert form.scorecard(policy="mean").policy == "mean"
