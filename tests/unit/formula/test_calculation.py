"""Formulas as numbers: what they give, what they refuse, and what stands beside the value."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.errors import MissingMeasureError, NoFormulaError, ZeroDenominatorError
from pcf.formula import calculate, measures_of, result, stated, wilson
from pcf.model import Difference, Ratio
from pcf.source import bundle

METRICS = {record.id: record for record in bundle().metrics}
FCR = METRICS["first_contact_resolution"]
LISTED_ONLY = next(record for record in METRICS.values() if record.formula is None)

positive = st.floats(min_value=0.01, max_value=1e9)


@given(hits=positive, known=positive, k=st.integers(1, 1000))
def test_ratio_does_not_depend_on_volume(hits, known, k):
    once = calculate(FCR, {"contacts_resolved_first": hits, "contacts_resolution_known": known})
    many = calculate(FCR, {"contacts_resolved_first": k * hits, "contacts_resolution_known": k * known})
    assert many == pytest.approx(once)


def test_missing_measure_is_named():
    with pytest.raises(MissingMeasureError) as caught:
        calculate(FCR, {"contacts_resolution_known": 1000})
    assert str(caught.value) == (
        "Metric first_contact_resolution needs contacts_resolved_first; got contacts_resolution_known."
    )


def test_zero_denominator_is_an_error_and_not_a_zero():
    with pytest.raises(ZeroDenominatorError):
        calculate(FCR, {"contacts_resolved_first": 0, "contacts_resolution_known": 0})


def test_metric_without_a_formula_says_so():
    with pytest.raises(NoFormulaError):
        calculate(LISTED_ONLY, {})
    assert result(LISTED_ONLY, {}).reason == "no_formula"


def test_measures_are_listed_once_in_order_of_mention():
    assert measures_of(METRICS["abandonment_rate"].formula) == (
        "contacts_abandoned",
        "contacts_short_abandoned",
        "contacts_offered",
    )


def test_nested_formulas_are_computed_from_the_inside():
    inner = Difference(kind="difference", minuend="contacts_offered", subtrahend="contacts_abandoned")
    outer = Ratio(kind="ratio", numerator=inner, denominator="contacts_offered", scale=100)
    record = FCR.model_copy(update={"formula": outer})
    assert calculate(record, {"contacts_offered": 200, "contacts_abandoned": 50}) == 75


def test_result_carries_what_it_divides_by():
    found = result(METRICS["service_level"], {
        "contacts_answered_in_time": 80, "contacts_offered": 110, "contacts_short_abandoned": 10,
    })  # fmt: skip
    assert (found.value, found.n, found.basis, found.flags) == (80, 100, "census", ())


@pytest.mark.parametrize(("n", "flags"), [(29, ("small_n",)), (30, ())])
def test_fewer_than_thirty_cases_are_flagged(n, flags):
    assert result(FCR, {"contacts_resolved_first": 1, "contacts_resolution_known": n}).flags == flags


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
    found = result(METRICS["customer_satisfaction_top2"], {"survey_answers_satisfied": 81, "survey_answers": 263})
    assert found.interval == pytest.approx((25.53, 36.62), abs=5e-3)
    assert stated(METRICS["customer_satisfaction_top2"], found.value, 263) == found


def test_a_value_that_overflows_is_no_figure():
    found = result(METRICS["average_speed_of_answer"], {"seconds_waited_answered": 1e308, "contacts_answered": 1e-10})
    assert (found.value, found.reason) == (None, "no_data")


@pytest.mark.parametrize(
    "value", [10**400, -(10**400), Fraction(10**400), Decimal("1e400"), Decimal("sNaN"), Decimal("NaN"), None, "7"]
)
def test_what_is_no_finite_number_is_missing_and_not_given(value):
    measures = {"contacts_resolved_first": value, "contacts_resolution_known": 10}
    assert result(FCR, measures).missing == ("contacts_resolved_first",)
    with pytest.raises(MissingMeasureError) as caught:
        calculate(FCR, measures)
    assert str(caught.value).endswith("needs contacts_resolved_first; got contacts_resolution_known.")


def test_numbers_of_different_kinds_are_computed_together():
    measures = {"contacts_abandoned": Decimal(30), "contacts_short_abandoned": 10.0, "contacts_offered": Fraction(110)}
    assert (result(METRICS["abandonment_rate"], measures).value, result(METRICS["abandonment_rate"], measures).n) == (
        20,
        100,
    )
