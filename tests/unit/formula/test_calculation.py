"""Formulas as numbers: what they give, what they refuse, and what stands beside the value."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.errors import MissingMeasureError, ZeroDenominatorError
from pcf.formula import Support, calculate, measures_of, result, stated, wilson
from pcf.model import Constant, Difference, Function, Product, Ratio, Scaled, Sum
from pcf.source import bundle

METRICS = {record.id: record for record in bundle().metrics}
UNITS = {record.id: record.unit for record in bundle().measures}
FCR = METRICS["first_contact_resolution"]

positive = st.floats(min_value=0.01, max_value=1e9)


def record_of(formula):
    return FCR.model_copy(update={"formula": formula})


@given(hits=positive, known=positive, k=st.integers(1, 1000))
def test_ratio_does_not_depend_on_volume(hits, known, k):
    once = calculate(FCR, {"contacts_resolved_first": hits, "contacts_resolution_known": known})
    many = calculate(FCR, {"contacts_resolved_first": k * hits, "contacts_resolution_known": k * known})
    assert many == pytest.approx(once)


@given(figure=positive)
def test_a_figure_taken_as_it_stands_is_given_back(figure):
    direct = next(record for record in METRICS.values() if record.formula.kind == "direct")
    assert calculate(direct, {direct.formula.measure: figure}) == figure


@settings(deadline=None, max_examples=30)
@given(figures=st.lists(st.floats(min_value=0.01, max_value=1e4), min_size=2, max_size=2))
def test_every_declared_formula_has_a_result_even_for_figures_that_contradict_each_other(figures):
    for record in METRICS.values():
        measures = {name: figures[number % 2] + number for number, name in enumerate(measures_of(record.formula))}
        found = result(record, measures, UNITS)
        assert found.value is not None or found.reason == "no_data", record.id
        if found.value is not None:
            assert calculate(record, measures) == found.value


def test_missing_measure_is_named():
    with pytest.raises(MissingMeasureError) as caught:
        calculate(FCR, {"contacts_resolution_known": 1000})
    assert str(caught.value) == (
        "Metric first_contact_resolution needs contacts_resolved_first; got contacts_resolution_known."
    )


def test_zero_denominator_is_an_error_and_not_a_zero():
    with pytest.raises(ZeroDenominatorError):
        calculate(FCR, {"contacts_resolved_first": 0, "contacts_resolution_known": 0})


def test_a_result_without_anything_to_divide_by_has_no_data_and_rests_on_no_case():
    found = result(FCR, {"contacts_resolved_first": 0, "contacts_resolution_known": 0}, UNITS)
    assert (found.value, found.reason, found.n, found.interval) == (None, "no_data", 0, None)


def test_measures_are_listed_once_in_order_of_mention():
    assert measures_of(METRICS["abandonment_rate"].formula) == (
        "contacts_abandoned",
        "contacts_short_abandoned",
        "contacts_offered",
    )


def test_nested_formulas_are_computed_from_the_inside():
    inner = Difference(kind="difference", minuend="contacts_offered", subtrahend="contacts_abandoned")
    outer = Ratio(kind="ratio", numerator=inner, denominator="contacts_offered", scale=100)
    assert calculate(record_of(outer), {"contacts_offered": 200, "contacts_abandoned": 50}) == 75


def test_every_kind_of_formula_is_computed():
    half = Constant(kind="constant", value=Fraction(1, 2))
    formula = Sum(
        kind="sum",
        terms=(
            Product(kind="product", factors=("contacts_offered", half)),
            Scaled(kind="scaled", operand="contacts_answered", factor=Fraction(1, 3600)),
        ),
    )
    assert calculate(record_of(formula), {"contacts_offered": 10, "contacts_answered": 7200}) == 7


@pytest.mark.parametrize(("value", "up"), [(2.0, 2), (2.2, 3), (0.1 * 3 * 10, 3), (2 + 1e-12, 2), (0, 0)])
def test_rounding_up_leaves_whole_numbers_alone_even_with_the_hair_of_a_float(value, up):
    formula = Function(kind="function", name="round_up", operand="contacts_offered")
    assert calculate(record_of(formula), {"contacts_offered": value}) == up


def test_thirds_and_tenths_are_computed_exactly_and_rounded_once():
    ten = Sum(kind="sum", terms=("contacts_offered",) * 10)
    tenth = Fraction(1, 10)
    assert calculate(record_of(ten), {"contacts_offered": tenth}) == 1
    share = Ratio(kind="ratio", numerator="contacts_offered", denominator="contacts_answered", scale=Fraction(1, 3))
    assert calculate(record_of(share), {"contacts_offered": 9, "contacts_answered": 1}) == 3


def test_result_carries_what_it_divides_by():
    found = result(METRICS["service_level"], {
        "contacts_answered_in_time": 80, "contacts_offered": 110, "contacts_short_abandoned": 10,
    }, UNITS)  # fmt: skip
    assert (found.value, found.n, found.basis, found.flags) == (80, 100, "census", ())


def test_what_is_divided_by_is_no_number_of_cases_where_it_is_money():
    record = METRICS["103911"]
    assert result(record, {"service_cost": 6, "business_revenue": 2000}, UNITS).n is None


@pytest.mark.parametrize(("n", "flags"), [(29, ("small_n",)), (30, ())])
def test_fewer_than_thirty_cases_are_flagged(n, flags):
    assert result(FCR, {"contacts_resolved_first": 1, "contacts_resolution_known": n}, UNITS).flags == flags


def test_wilson_interval_equals_the_worked_value():
    # Newcombe 1998, Statistics in Medicine 17: 857-872, table I, method 3: 81 of 263 and 0 of 20
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


@given(hits=st.integers(0, 500), more=st.integers(0, 500))
def test_wilson_interval_holds_the_share_and_stays_between_nought_and_one(hits, more):
    n = hits + more or 1
    low, high = wilson(min(hits, n), n)
    assert 0 <= low <= min(hits, n) / n + 1e-12
    assert min(hits, n) / n - 1e-12 <= high <= 1


def test_interval_of_a_sample_is_in_per_cent():
    record = METRICS["customer_satisfaction_top2"]
    found = result(record, {"survey_answers_satisfied": 81, "survey_answers": 263}, UNITS)
    assert found.interval == pytest.approx((25.53, 36.62), abs=5e-3)
    again = stated(record, found.value, 263)
    assert again.interval == pytest.approx(found.interval)
    assert (again.value, again.n, again.basis, again.flags) == (found.value, found.n, found.basis, found.flags)


def test_a_median_brings_its_own_cases_interval_and_flags_through_the_change_of_unit():
    record = METRICS["return_refund_median"]
    (name,) = measures_of(record.formula)
    day = 86_400
    support = {name: Support(n=12, interval=(2 * day, 5 * day), flags=("approximate",))}
    found = result(record, {name: 3 * day}, UNITS, support)
    assert (found.value, found.n, found.interval) == (3, 12, (2, 5))
    assert set(found.flags) == {"small_n", "approximate"}
    assert result(record, {name: 3 * day}, UNITS).interval is None


def test_a_value_that_overflows_is_no_figure():
    record = METRICS["average_speed_of_answer"]
    found = result(record, {"seconds_waited_answered": 1e308, "contacts_answered": 1e-10}, UNITS)
    assert (found.value, found.reason) == (None, "no_data")


@pytest.mark.parametrize(
    "value", [10**400, -(10**400), Fraction(10**400), Decimal("1e400"), Decimal("sNaN"), Decimal("NaN"), None, "7"]
)
def test_what_is_no_finite_number_is_missing_and_not_given(value):
    measures = {"contacts_resolved_first": value, "contacts_resolution_known": 10}
    assert result(FCR, measures, UNITS).missing == ("contacts_resolved_first",)
    with pytest.raises(MissingMeasureError) as caught:
        calculate(FCR, measures)
    assert str(caught.value).endswith("needs contacts_resolved_first; got contacts_resolution_known.")


def test_numbers_of_different_kinds_are_computed_together():
    measures = {"contacts_abandoned": Decimal(30), "contacts_short_abandoned": 10.0, "contacts_offered": Fraction(110)}
    found = result(METRICS["abandonment_rate"], measures, UNITS)
    assert (found.value, found.n) == (20, 100)


FIGURES = st.sampled_from([0.0, 5e-324, 1e-300, 1e-9, 0.5, 1.0, 29.0, 1e9, 1e300, 1.7976931348623157e308]) | st.floats(
    allow_nan=True, allow_infinity=True
)


@settings(deadline=None, max_examples=60)
@given(figures=st.lists(FIGURES, min_size=3, max_size=3))
def test_whatever_the_figures_there_is_a_value_or_a_reason_and_every_number_is_finite(figures):
    for record in METRICS.values():
        population = record.interval.population if record.interval else None
        named = dict.fromkeys([*measures_of(record.formula), *([population] if population else [])])
        measures = {name: figures[number % 3] for number, name in enumerate(named)}
        support = {name: Support(figures[0], (min(figures), max(figures))) for name in named}
        for known in (None, support):
            found = result(record, measures, UNITS, known)
            assert (found.value is None) == (found.reason is not None), record.id
            told = [found.value or 0.0, *(found.interval or ())]
            assert all(map(math.isfinite, told)), (record.id, found)


def test_of_less_than_one_case_there_is_a_value_without_an_interval():
    for few in (5e-324, 1e-300, 0.5):
        found = result(FCR, {"contacts_resolved_first": few, "contacts_resolution_known": few}, UNITS)
        assert (found.value, found.interval) == (100.0, None)
    survey = FCR.model_copy(update={"basis": "sample"})
    for n in (5e-324, 0.5, math.inf, math.nan):
        assert stated(survey, 50.0, n).interval is None
