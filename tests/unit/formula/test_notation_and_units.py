"""One formula as words, LaTeX and Excel text; and the unit that it gives."""

from decimal import Decimal
from fractions import Fraction

import pytest

from pcf.formula import Quantity, gives_declared_unit, quantity_of, to_excel, to_latex, to_text, unit_of
from pcf.model import Constant, Difference, Direct, Function, Ratio, Scaled, Sum
from pcf.source import bundle
from pcf.taxonomy import load
from pcf.units import Unit

METRICS = {record.id: record for record in bundle().metrics}
UNITS = {record.id: record.unit for record in bundle().measures}
SERVICE_LEVEL = METRICS["service_level"].formula


def test_words_show_what_is_divided_by_what():
    assert to_text(SERVICE_LEVEL) == ("100 × contacts_answered_in_time ÷ (contacts_offered − contacts_short_abandoned)")
    assert (
        to_text(METRICS["average_speed_of_answer"].formula, str.upper) == "SECONDS_WAITED_ANSWERED ÷ CONTACTS_ANSWERED"
    )


def test_subtracted_difference_keeps_its_brackets():
    inner = Difference(kind="difference", minuend="b", subtrahend="c")
    outer = Difference(kind="difference", minuend="a", subtrahend=inner)
    assert to_text(outer) == "a − (b − c)"
    assert to_latex(outer) == r"\text{a} - \left(\text{b} - \text{c}\right)"


def test_latex_is_a_fraction_with_escaped_names():
    assert to_latex(SERVICE_LEVEL) == (
        r"100 \cdot \frac{\text{contacts\_answered\_in\_time}}"
        r"{\text{contacts\_offered} - \text{contacts\_short\_abandoned}}"
    )
    assert to_latex("x", lambda _: "A & B, 5 %") == r"\text{A \& B, 5 \%}"


def test_excel_formula_stays_empty_for_blanks_and_zero_denominators():
    cells = {"contacts_answered_in_time": "B2", "contacts_offered": "C2", "contacts_short_abandoned": "D2"}
    assert to_excel(SERVICE_LEVEL, cells) == 'IF(COUNT(B2,C2,D2)<3,"",IFERROR(100*B2/(C2-D2),""))'
    assert to_excel(Ratio(kind="ratio", numerator="a", denominator="b")) == 'IF(COUNT(a,b)<2,"",IFERROR(a/b,""))'


def test_a_ratio_inside_a_ratio_keeps_its_brackets():
    inner = Ratio(kind="ratio", numerator="b", denominator="c", scale=2)
    outer = Ratio(kind="ratio", numerator="a", denominator=inner, scale=1234567.5)
    assert to_excel(outer) == 'IF(COUNT(a,b,c)<3,"",IFERROR(2469135*a/(2*b/c)/2,""))'


def test_a_third_stays_a_division_in_every_notation():
    hours = Ratio(kind="ratio", numerator="a", denominator="b", scale=Fraction(1, 3600))
    assert to_text(hours) == "a ÷ b ÷ 3600"
    assert to_latex(hours) == r"\frac{1}{3600} \cdot \frac{\text{a}}{\text{b}}"
    assert to_excel(hours) == 'IF(COUNT(a,b)<2,"",IFERROR(a/b/3600,""))'


def test_a_figure_taken_as_it_stands_is_its_name_or_its_cell():
    direct = Direct(kind="direct", measure="a")
    assert (to_text(direct), to_latex(direct), to_excel(direct, {"a": "B2"})) == (
        "a",
        r"\text{a}",
        'IF(COUNT(B2)<1,"",IFERROR(B2,""))',
    )


def test_rounding_up_is_said_in_every_notation():
    checks = Function(
        kind="function", name="round_up", operand=Scaled(kind="scaled", operand="a", factor=Fraction(1, 50))
    )
    assert to_text(checks) == "⌈a ÷ 50⌉"
    assert to_latex(checks) == r"\left\lceil \frac{1}{50} \cdot \text{a} \right\rceil"
    assert "-INT(-(" in to_excel(checks)


def test_an_optional_measure_may_stay_empty_in_the_cell_as_in_the_number():
    formula = to_excel(SERVICE_LEVEL, optional=["contacts_short_abandoned"])
    assert formula.startswith("IF(COUNT(contacts_answered_in_time,contacts_offered)<2,")


@pytest.mark.parametrize("bad", [None, float("nan"), float("inf"), "12"])
def test_what_is_no_number_is_missing_and_not_computed(bad):
    metric = load().metric("service_level")
    result = metric.result({"contacts_answered_in_time": bad, "contacts_offered": 10})
    assert (result.value, result.reason, result.missing) == (None, "missing_measure", ("contacts_answered_in_time",))


def test_decimals_and_fractions_are_numbers():
    metric = load().metric("service_level")
    assert metric.value({"contacts_answered_in_time": Decimal("8"), "contacts_offered": Fraction(10)}) == 80


@pytest.mark.parametrize("metric_id", METRICS)
def test_formula_gives_the_unit_that_the_metric_declares(metric_id):
    assert gives_declared_unit(METRICS[metric_id], UNITS)


def test_dividing_counts_cancels_and_dividing_times_by_counts_does_not():
    assert unit_of(METRICS["first_contact_resolution"].formula, UNITS) == Quantity(Fraction(1, 100), ())
    handling = unit_of(METRICS["average_handle_time"].formula, UNITS)
    assert (handling.factor, dict(handling.powers)) == (1, {"time": 1, "count": -1})


def test_seconds_are_not_subtracted_from_contacts():
    wrong = Difference(kind="difference", minuend="contacts_offered", subtrahend="seconds_handled")
    with pytest.raises(ValueError, match="do not add"):
        unit_of(wrong, UNITS)


def test_hours_are_not_added_to_seconds_unless_scaled():
    hour = Constant(kind="constant", value=Fraction(1), unit=Unit.HOURS)
    with pytest.raises(ValueError, match="do not add"):
        unit_of(Sum(kind="sum", terms=("seconds_handled", hour)), UNITS)
    scaled = Scaled(kind="scaled", operand=hour, factor=Fraction(3600))
    assert unit_of(Sum(kind="sum", terms=("seconds_handled", scaled)), UNITS) == quantity_of(Unit.SECONDS)


@pytest.mark.parametrize(
    ("metric_id", "factor"), [("103911", 1000), ("104768", 1), ("service_level", 1), ("average_handle_time", 60)]
)
def test_a_formula_whose_factor_is_wrong_does_not_give_the_declared_unit(metric_id, factor):
    record = METRICS[metric_id]
    wrong = Scaled(kind="scaled", operand=record.formula, factor=Fraction(7, 2) * factor)
    assert gives_declared_unit(record, UNITS)
    assert not gives_declared_unit(record.model_copy(update={"formula": wrong}), UNITS)


def test_what_a_rate_is_given_for_belongs_to_the_unit():
    record = METRICS["103911"]
    per = record.per.model_copy(update={"amount": 2 * record.per.amount})
    assert not gives_declared_unit(record.model_copy(update={"per": per}), UNITS)


@pytest.mark.parametrize(
    ("unit", "scale", "fits"), [("percent", 100, True), ("percent", 1, False), ("seconds", 1, False)]
)
def test_wrong_unit_or_scale_is_noticed(unit, scale, fits):
    ratio = Ratio(kind="ratio", numerator="contacts_answered", denominator="contacts_offered", scale=scale)
    record = METRICS["service_level"].model_copy(update={"formula": ratio, "unit": Unit(unit)})
    assert gives_declared_unit(record, UNITS) is fits
