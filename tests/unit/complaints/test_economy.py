"""The economics of complaints: exact, monotone, and the same as by hand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from pcf.complaints.economy import economy
from pcf.complaints.economy_checks import check_assumptions
from pcf.complaints.figures import Figure, figures_of
from pcf.complaints.iceberg import iceberg, interval_of_sum
from pcf.complaints.records import Assumption
from pcf.complaints.stake import GROUPS, LEVERS, NEEDED_FOR_NET, SHARES, cost_today, gain_terms, stake_terms
from pcf.complaints.tornado import net_gain, swings, value_at_stake, widest_first
from pcf.findings import Finding
from pcf.model.loop import AssumptionRecord
from pcf.source import loops

DECLARED: Mapping[str, AssumptionRecord] = {one.id: one for one in loops().complaints.assumptions}

# 40 complaints registered, 2 a complainant, one in four complains, half of these are registered: 160 dissatisfied.
BY_HAND: dict[str, str] = {
    "registered": "40",
    "complaints_per_complainant": "2",
    "complaining_share": "25",
    "registered_share": "50",
    "convinced_share": "50",
    "settled_share": "30",
    "disappointed_share": "20",
    "rebuy_no_problem": "90",
    "rebuy_convinced": "95",
    "rebuy_settled": "70",
    "rebuy_disappointed": "20",
    "rebuy_silent": "40",
    "margin": "100",
    "handling_cost": "15",
    "upheld_share": "60",
    "redress": "20",
    "programme_cost": "500",
}


def typed(values: Mapping[str, str], segment: str = "retail", **more: object) -> list[Assumption]:
    return [Assumption(segment=segment, assumption=name, value=Decimal(value)) for name, value in values.items()]


def figures(**changed: str) -> dict[str, Figure]:
    return figures_of(typed(BY_HAND | changed), DECLARED)


def test_registered_complaints_stand_for_all_who_are_dissatisfied() -> None:
    found = iceberg(figures())
    assert found is not None
    assert found.dissatisfied == 160  # 40 / (2 x 0.25 x 0.5)
    assert (found.silent, found.unregistered, found.registered) == (120, 20, 20)


def test_the_value_at_stake_is_the_sum_of_its_groups() -> None:
    terms = stake_terms(figures())
    assert terms is not None
    by_group = {term.group: term for term in terms}
    assert by_group["silent"].amount == 120 * Fraction("0.5") * 100
    assert by_group["unregistered"].amount == 20 * Fraction("0.7") * 100  # in vain: as the disappointed
    assert by_group["convinced"].amount == 10 * Fraction("-0.05") * 100  # more loyal than without a problem
    assert by_group["settled"].amount == 6 * Fraction("0.2") * 100
    assert by_group["disappointed"].amount == 4 * Fraction("0.7") * 100
    assert sum(term.amount for term in terms) == 6000 + 1400 - 50 + 120 + 280


def test_complaints_that_were_not_registered_may_have_an_outcome_of_their_own() -> None:
    terms = stake_terms(figures(rebuy_unregistered="30"))
    assert terms is not None
    assert next(term.amount for term in terms if term.group == "unregistered") == 20 * Fraction("0.6") * 100


def test_costs_grow_with_volume_and_redress() -> None:
    cost = cost_today(figures())
    assert cost is not None
    assert (cost.handling, cost.redress, cost.total) == (600, 480, 1080)


def test_better_answers_are_worth_what_each_lever_changes() -> None:
    aimed = {
        "target_complaining_share": "40",
        "target_registered_share": "75",
        "target_convinced_share": "70",
        "target_settled_share": "20",
        "target_disappointed_share": "10",
        "target_redress": "25",
    }
    terms = gain_terms(figures(**aimed))
    assert terms is not None
    amounts = {term.lever: term.amount for term in terms}
    assert tuple(amounts) == LEVERS
    # buy again, of those registered: today 0.5 x 0.95 + 0.3 x 0.7 + 0.2 x 0.2 = 0.725, then 0.665 + 0.14 + 0.02 = 0.825
    assert amounts["outcomes"] == 20 * (Fraction("0.825") - Fraction("0.725")) * 100
    assert (
        amounts["registration"]
        == 160 * Fraction("0.25") * Fraction("0.25") * (Fraction("0.825") - Fraction("0.2")) * 100
    )
    newly = Fraction("0.75") * Fraction("0.825") + Fraction("0.25") * Fraction("0.2") - Fraction("0.4")
    assert amounts["articulation"] == 160 * Fraction("0.15") * newly * 100
    complaints = 160 * 2 * Fraction("0.4") * Fraction("0.75")
    assert amounts["handling"] == (40 - complaints) * 15
    assert amounts["redress"] == 40 * Fraction("0.6") * 20 - complaints * Fraction("0.6") * 25
    assert amounts["programme"] == -500


def test_those_who_newly_complain_may_differ_from_todays_complainants() -> None:
    more = {"target_complaining_share": "40"}
    as_today, own = gain_terms(figures(**more)), gain_terms(figures(**more, target_rebuy_new="45"))
    assert as_today is not None and own is not None
    lever = LEVERS.index("articulation")
    newly = 160 * Fraction("0.15") * Fraction("0.5")
    assert as_today[lever].amount - own[lever].amount == newly * (Fraction("0.725") - Fraction("0.45")) * 100


def test_without_targets_better_answers_cost_the_programme_and_nothing_else() -> None:
    assert net_gain(figures()) == -500


@pytest.mark.parametrize("lost", ["handling_cost", "upheld_share", "redress", "programme_cost", "margin"])
def test_a_cost_that_nobody_stated_is_not_nothing(lost: str) -> None:
    values = {name: value for name, value in BY_HAND.items() if name != lost}
    assert gain_terms(figures_of(typed(values), DECLARED)) is None


@pytest.mark.parametrize("name", ["complaints_per_complainant", "complaining_share", "registered_share"])
def test_nothing_is_inferred_from_complaints_that_nobody_makes(name: str) -> None:
    assert iceberg(figures(**{name: "0"})) is None


def test_outcomes_that_are_no_whole_give_no_amount() -> None:
    assert stake_terms(figures(convinced_share="60")) is None


def test_the_interval_rests_on_the_survey_more_than_on_the_count() -> None:
    asked = [
        one.model_copy(update={"n": Decimal(200)}) if one.assumption == "complaining_share" else one
        for one in typed(BY_HAND)
    ]
    found, bare = iceberg(figures_of(asked, DECLARED)), iceberg(figures())
    assert found is not None and bare is not None
    assert found.interval is not None and bare.interval is not None
    assert found.rests_on == ("registered", "complaining_share")
    assert found.without_range == ("complaints_per_complainant", "registered_share")
    assert found.interval[0] < bare.interval[0] < 160 < bare.interval[1] < found.interval[1]


def test_the_interval_by_hand() -> None:
    ends = {"low": Decimal(20), "high": Decimal(30)}
    wide = [
        one.model_copy(update=ends) if one.assumption == "complaining_share" else one
        for one in typed(BY_HAND | {"registered": "400"})
    ]
    counted = [
        one.model_copy(update={"low": Decimal(400), "high": Decimal(400)}) if one.assumption == "registered" else one
        for one in wide
    ]
    found = iceberg(figures_of(counted, DECLARED))
    assert found is not None and found.interval is not None
    # only who complains is uncertain: 400 / (2 x 0.30 x 0.5) to 400 / (2 x 0.20 x 0.5)
    assert found.interval == pytest.approx((400 / 0.3, 400 / 0.2))


def test_a_share_that_may_be_none_leaves_the_interval_open() -> None:
    open_end = [
        one.model_copy(update={"low": Decimal(0)}) if one.assumption == "registered_share" else one
        for one in typed(BY_HAND)
    ]
    found = iceberg(figures_of(open_end, DECLARED))
    assert found is not None and found.interval is not None
    assert math.isinf(found.interval[1])


def test_no_complaints_stand_for_nobody_with_an_upper_end() -> None:
    found = iceberg(figures(registered="0"))
    assert found is not None and found.interval is not None
    assert found.dissatisfied == 0
    assert found.interval == pytest.approx((0, 3.688879 / 0.25), rel=1e-4)  # exact Poisson of no events


def test_the_sum_of_segments_has_a_narrower_interval_than_the_sum_of_ends() -> None:
    one = iceberg(figures())
    assert one is not None and one.interval is not None
    both = interval_of_sum([one, one])
    assert both is not None
    assert both[0] > 2 * one.interval[0]
    assert both[1] < 2 * one.interval[1]


def test_what_matters_most_comes_first() -> None:
    ranged = [
        one.model_copy(update={"low": one.value * Decimal("0.9"), "high": one.value * Decimal("1.1")})
        if one.value is not None and one.assumption in {"margin", "rebuy_settled"}
        else one
        for one in typed(BY_HAND)
    ]
    found = swings("retail", figures_of(ranged, DECLARED), value_at_stake)
    assert [swing.assumption for swing in found] == ["registered", "margin", "rebuy_settled"]
    margin = found[1]
    assert (margin.at_low, margin.at_high) == (7750 * Fraction("0.9"), 7750 * Fraction("1.1"))
    assert found[2].width == 6 * Fraction("0.14") * 100


def ranged(name: str, low: str, high: str, **changed: str) -> dict[str, Figure]:
    wide = {"low": Decimal(low), "high": Decimal(high)}
    return figures_of(
        [one.model_copy(update=wide) if one.assumption == name else one for one in typed(BY_HAND | changed)], DECLARED
    )


@pytest.mark.parametrize("name", ["complaining_share", "registered_share"])
def test_an_end_at_which_nothing_can_be_inferred_is_open_and_comes_first(name: str) -> None:
    found = swings("retail", ranged(name, "0", "60"), value_at_stake)
    assert [swing.assumption for swing in found] == [name, "registered"]
    assert (found[0].at_low, found[0].width) == (None, None)
    assert found[0].at_high is not None and found[0].at_high > 0
    made = economy(["retail"], typed(BY_HAND), DECLARED)
    assert widest_first([*made.stake_swings, *found])[0] == found[0]


def test_an_assumption_is_not_shown_with_an_open_end_where_something_else_is_missing() -> None:
    lacking = {name: one for name, one in ranged("complaining_share", "0", "60").items() if name != "margin"}
    assert swings("retail", lacking, value_at_stake) == ()


def test_an_outcome_aimed_at_is_moved_among_those_that_stay_as_today() -> None:
    (found,) = (
        one
        for one in swings("retail", ranged("target_convinced_share", "50", "60", target_convinced_share="50"), net_gain)
        if one.assumption == "target_convinced_share"
    )
    # 60 %: the rest 40 % is shared 3 : 2 as today; 0.6 x 0.95 + 0.24 x 0.7 + 0.16 x 0.2 = 0.77 against 0.725
    assert (found.at_low, found.at_high) == (-500, 20 * Fraction("0.045") * 100 - 500)


@pytest.mark.parametrize("shares", [("33.3", "33.3", "33.3"), ("33.5", "33.5", "33.5"), ("33", "33.25", "33.25")])
def test_rounded_outcomes_are_scaled_to_the_whole(shares: tuple[str, str, str]) -> None:
    rounded = figures(**dict(zip(SHARES, shares, strict=True)))
    terms = stake_terms(rounded)
    assert terms is not None
    assert sum(term.customers for term in terms) == 160
    total = sum(Fraction(share) for share in shares)
    assert {term.group: term.customers for term in terms}["settled"] == 20 * Fraction(shares[1]) / total
    assert net_gain(rounded) == -500


@pytest.mark.parametrize("shares", [("33.1", "33.2", "33.1"), ("33.5", "33.5", "33.6")])
def test_outcomes_further_from_the_whole_than_by_rounding_are_not(shares: tuple[str, str, str]) -> None:
    assert stake_terms(figures(**dict(zip(SHARES, shares, strict=True)))) is None


def told(*lost: str, counted: int | None = 40, **changed: str) -> list[Finding]:
    values = {name: value for name, value in (BY_HAND | changed).items() if name not in lost}
    sourced = [one.model_copy(update={"source": "survey"}) for one in typed(values)]
    spoken = {name: name for name in DECLARED}
    log = {} if counted is None else {"retail": counted}
    return list(check_assumptions({"retail": "Retail"}, sourced, DECLARED, spoken, log))


def codes(*lost: str, counted: int | None = 40, **changed: str) -> list[tuple[str, str]]:
    return [(one.code, str(one.facts.get("amount", ""))) for one in told(*lost, counted=counted, **changed)]


def test_a_segment_that_has_everything_gives_no_finding() -> None:
    assert told() == []


def test_each_amount_says_what_it_lacks() -> None:
    lacking = told("margin", "redress")
    assert [(str(one.facts["amount"]), one.found) for one in lacking] == [
        ("the value at stake", "margin"),
        ("the cost of answering", "redress"),
        ("the net gain", "margin, redress"),
    ]
    assert lacking[0].place == "ASSUMPTION"
    assert lacking[0].message() == (
        "Segment Retail: the value at stake cannot be computed, since these assumptions are missing: margin."
    )


def test_costs_and_gain_that_nobody_asks_for_are_not_missed() -> None:
    costs = ("handling_cost", "upheld_share", "redress", "programme_cost")
    assert codes(*costs) == []
    assert codes(*costs, target_redress="5") == [("assumption-missing", "the net gain")]
    assert codes("handling_cost", "upheld_share", "redress") == [("assumption-missing", "the net gain")]


def test_complaints_registered_are_missed_only_without_a_log() -> None:
    assert codes("registered") == []
    amounts = [amount for _, amount in codes("registered", counted=None)]
    assert amounts == [
        "the number of dissatisfied customers",
        "the value at stake",
        "the cost of answering",
        "the net gain",
    ]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"target_convinced_share": "60"}, ["outcomes-aimed-not-whole"]),
        ({"target_convinced_share": "60", "target_disappointed_share": "10"}, []),
        ({"target_convinced_share": "60", "target_disappointed_share": "9.6"}, ["outcomes-rounded"]),
        ({"convinced_share": "60"}, ["outcomes-not-whole"]),
        ({"convinced_share": "60", "target_convinced_share": "50"}, ["outcomes-not-whole"]),
        ({"convinced_share": "49.9"}, ["outcomes-rounded"]),
        ({"convinced_share": "49.4"}, ["outcomes-not-whole"]),
    ],
)
def test_outcomes_are_checked_after_blanks_are_filled_from_today(changed: dict[str, str], expected: list[str]) -> None:
    found = [one for one in told(**changed) if one.code.startswith("outcomes")]
    assert [one.code for one in found] == expected
    assert (net_gain(figures(**changed)) is None) == any("not-whole" in code for code in expected)


@pytest.mark.parametrize("asked", ["0", "0.5", "-1"])
def test_fewer_than_one_person_cannot_have_been_asked(asked: str) -> None:
    with pytest.raises(ValidationError):
        Assumption(segment="retail", assumption="complaining_share", value=Decimal(20), n=Decimal(asked))


def test_when_one_outcome_is_moved_the_others_give_way() -> None:
    ranged = [
        one.model_copy(update={"low": Decimal(40), "high": Decimal(60)}) if one.assumption == "convinced_share" else one
        for one in typed(BY_HAND)
    ]
    found = swings("retail", figures_of(ranged, DECLARED), value_at_stake)
    convinced = next(swing for swing in found if swing.assumption == "convinced_share")
    # 60 %: the rest 40 % is shared 3 : 2
    high = 20 * (
        Fraction("0.6") * Fraction("-0.05") + Fraction("0.24") * Fraction("0.2") + Fraction("0.16") * Fraction("0.7")
    )
    assert convinced.at_high == 7400 + high * 100


def test_totals_add_up_and_name_the_segments_that_they_lack() -> None:
    half = {name: value for name, value in BY_HAND.items() if name != "margin"}
    made = economy(["retail", "sme", "vip"], [*typed(BY_HAND), *typed(BY_HAND, "sme"), *typed(half, "vip")], DECLARED)
    assert made.at_stake == 2 * 7750
    assert made.dissatisfied == 3 * 160
    assert made.without["stake"] == ("vip",)
    assert made.without["gain"] == ("vip",)
    assert made.cost is not None and made.cost.total == 3 * 1080


def test_the_log_stands_in_for_a_number_that_was_not_typed() -> None:
    values = {name: value for name, value in BY_HAND.items() if name != "registered"}
    made = economy(["retail"], typed(values), DECLARED, {"retail": 40})
    assert made.at_stake == 7750
    assert made.segments[0].figures["registered"].is_counted


shares = st.integers(0, 100).map(str)
positive = st.integers(1, 100).map(str)


@st.composite
def segments(draw: st.DrawFn) -> dict[str, Figure]:
    """A segment in which a better outcome never makes customers buy less."""
    best, middle, worst = sorted((draw(st.integers(0, 100)) for _ in range(3)), reverse=True)
    first = draw(st.integers(0, 100))
    second = draw(st.integers(0, 100 - first))
    changed = {
        "registered": str(draw(st.integers(0, 5000))),
        "complaints_per_complainant": str(draw(st.integers(1, 4))),
        "complaining_share": draw(positive),
        "registered_share": draw(positive),
        "convinced_share": str(first),
        "settled_share": str(second),
        "disappointed_share": str(100 - first - second),
        "rebuy_no_problem": draw(shares),
        "rebuy_convinced": str(best),
        "rebuy_settled": str(middle),
        "rebuy_disappointed": str(worst),
        "rebuy_silent": draw(shares),
        "margin": str(draw(st.integers(0, 10_000))),
    }
    return figures(**changed)


def moved(one: Mapping[str, Figure], source: str, target: str, part: Fraction) -> dict[str, Figure]:
    amount = one[source].value * part
    return {
        **one,
        source: replace(one[source], value=one[source].value - amount),
        target: replace(one[target], value=one[target].value + amount),
    }


PARTS = st.fractions(min_value=0, max_value=1, max_denominator=20)
BETTER = [("disappointed", "settled"), ("settled", "convinced"), ("disappointed", "convinced")]


@given(one=segments(), part=PARTS, step=st.sampled_from(BETTER))
def test_less_is_at_stake_when_complaints_are_answered_better(
    one: dict[str, Figure], part: Fraction, step: tuple[str, str]
) -> None:
    before = value_at_stake(one)
    after = value_at_stake(moved(one, f"{step[0]}_share", f"{step[1]}_share", part))
    assert before is not None and after is not None
    assert after <= before


@given(one=segments(), part=PARTS, step=st.sampled_from(BETTER))
def test_the_gain_never_falls_when_resolution_improves(
    one: dict[str, Figure], part: Fraction, step: tuple[str, str]
) -> None:
    shares_aimed = moved(one, f"{step[0]}_share", f"{step[1]}_share", part)
    aimed = {f"target_{name}": Figure(f"target_{name}", shares_aimed[name].value) for name in
             ("convinced_share", "settled_share", "disappointed_share")}  # fmt: skip
    before, after = net_gain(one), net_gain({**one, **aimed})
    assert before is not None and after is not None
    assert after >= before


@given(one=segments())
def test_groups_of_customers_add_up_to_all_who_are_dissatisfied(one: dict[str, Figure]) -> None:
    found, terms = iceberg(one), stake_terms(one)
    assert found is not None and terms is not None
    assert sum(term.customers for term in terms) == found.dissatisfied
    assert found.silent + found.unregistered + found.registered == found.dissatisfied
    assert tuple(term.group for term in terms) == GROUPS


@given(one=segments(), more=st.fractions(min_value=0, max_value=1, max_denominator=50))
def test_more_complaints_cost_more_to_answer(one: dict[str, Figure], more: Fraction) -> None:
    share = one["complaining_share"].value
    aimed = share + (1 - share) * more
    terms = gain_terms({**one, "target_complaining_share": Figure("target_complaining_share", aimed)})
    assert terms is not None
    amounts = {term.lever: term.amount for term in terms}
    assert amounts["handling"] <= 0
    assert amounts["redress"] <= 0


@given(one=segments())
def test_the_interval_holds_its_estimate(one: dict[str, Figure]) -> None:
    found = iceberg(one)
    assert found is not None
    assume(found.interval is not None)
    assert found.interval is not None
    assert found.interval[0] <= float(found.dissatisfied) * (1 + 1e-12)
    assert float(found.dissatisfied) <= found.interval[1] * (1 + 1e-12)


def test_every_input_of_the_net_gain_is_declared_in_the_model() -> None:
    assert set(NEEDED_FOR_NET) <= set(DECLARED)
