"""Intervals against published or independently computed values; units to the last factor; every kind of formula in words."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf import formula
from pcf.formula import (
    declared_unit,
    gives_declared_unit,
    order_ranks,
    quantity_of,
    to_excel,
    to_latex,
    to_text,
    unit_of,
    wilson,
)
from pcf.formula.intervals import adjusted_wald, poisson
from pcf.formula.sentence import to_sentence
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.model import Constant, Difference, Direct, Function, Product, Ratio, Scaled, Sum
from pcf.model.metric import IntervalRecord, Per
from pcf.source import bundle
from pcf.units import Unit

METRICS = {record.id: record for record in bundle().metrics}
UNITS = {record.id: record.unit for record in bundle().measures}
Z = 1.959963984540054


# --- Wilson


@pytest.mark.parametrize(
    ("hits", "n", "ends"),
    [
        # Newcombe 1998, Statistics in Medicine 17: 857-872, table I, method 3
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilson_equals_the_published_intervals(hits, n, ends):
    assert wilson(hits, n) == pytest.approx(ends, abs=5e-5)


@given(n=st.integers(1, 5000), share=st.floats(0, 1))
def test_the_ends_of_wilson_are_the_shares_whose_test_just_fails(n, share):
    hits = round(n * share)
    for end in wilson(hits, n):
        if 1e-9 < end < 1 - 1e-9:  # the score test of this share has exactly the critical value
            assert abs(hits / n - end) / math.sqrt(end * (1 - end) / n) == pytest.approx(Z, rel=1e-6)


@given(n=st.integers(1, 500), share=st.floats(0, 1))
def test_wilson_of_hits_mirrors_wilson_of_misses(n, share):
    hits = round(n * share)
    low, high = wilson(hits, n)
    assert wilson(n - hits, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)


def test_wilson_of_a_finite_population_narrows_and_closes():
    plain = wilson(40, 100)
    widths = [high - low for low, high in (wilson(40, 100, population) for population in (10**9, 1000, 200, 101))]
    assert wilson(40, 100, 10**9) == pytest.approx(plain, abs=1e-6)
    assert widths == sorted(widths, reverse=True)
    assert wilson(40, 100, 100) == (0.4, 0.4)
    assert wilson(40, 100, 99) == (0.4, 0.4)


def test_wilson_of_a_finite_population_is_wilson_of_the_sample_that_the_correction_makes():
    # 200 of 1,000: (N - n) / (N - 1) = 800 / 999, so the sample counts as 200 · 999 / 800 = 249.75
    assert wilson(50, 200, 1000) == pytest.approx(wilson(0.25 * 249.75, 249.75), abs=1e-12)
    n, share = 249.75, 0.25
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    assert wilson(50, 200, 1000) == pytest.approx((centre - half, centre + half), abs=1e-12)


def test_the_population_of_a_metric_narrows_its_interval():
    record = METRICS["first_contact_resolution"].model_copy(
        update={"interval": IntervalRecord(kind="wilson", population="contacts_offered")}
    )
    measures = {"contacts_resolved_first": 40, "contacts_resolution_known": 100, "contacts_offered": 200}
    found = formula.result(record, measures, UNITS)
    assert found.interval == pytest.approx(tuple(100 * end for end in wilson(40, 100, 200)))
    del measures["contacts_offered"]
    assert formula.result(record, measures, UNITS).interval == pytest.approx(
        tuple(100 * end for end in wilson(40, 100))
    )


# --- adjusted Wald


def test_adjusted_wald_is_the_wald_interval_of_three_more_answers():
    # 50 promoters and 20 detractors of 100: 50.75 and 20.75 of 103
    up, down = 50.75 / 103, 20.75 / 103
    score = up - down
    half = Z * math.sqrt((up + down - score**2) / 103)
    assert adjusted_wald(50, 20, 100) == pytest.approx((score - half, score + half), abs=1e-12)


@given(up=st.integers(0, 300), down=st.integers(0, 300), rest=st.integers(0, 300))
def test_adjusted_wald_mirrors_and_stays_on_the_scale(up, down, rest):
    n = up + down + rest or 1
    low, high = adjusted_wald(up, down, n)
    mirrored = adjusted_wald(down, up, n)
    assert -1 <= low < high <= 1
    assert mirrored == pytest.approx((-high, -low), abs=1e-12)


def test_adjusted_wald_of_all_promoters_still_has_a_width():
    low, high = adjusted_wald(10, 0, 10)
    assert low < 0.9
    assert high == 1


# --- Poisson


GARWOOD = {  # 95 %, two-sided: tables of Pearson and Hartley (Biometrika Tables I, table 40); Ulm 1990
    0: (0.000, 3.689), 1: (0.0253, 5.572), 2: (0.242, 7.225), 3: (0.619, 8.767), 4: (1.090, 10.242),
    5: (1.623, 11.668), 6: (2.202, 13.059), 7: (2.814, 14.423), 8: (3.454, 15.763), 9: (4.115, 17.085),
    10: (4.795, 18.390), 15: (8.395, 24.740), 20: (12.217, 30.888), 25: (16.179, 36.905), 30: (20.241, 42.827),
    50: (37.111, 65.919), 100: (81.364, 121.627),
}  # fmt: skip


@pytest.mark.parametrize("events", GARWOOD)
def test_poisson_equals_the_tables_of_garwood(events):
    assert poisson(events) == pytest.approx(GARWOOD[events], abs=6e-4)


def chance_of_at_most(events, mean):
    return sum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(events + 1))


@pytest.mark.parametrize("events", [1, 7, 150, 300])
def test_the_ends_of_poisson_leave_a_fortieth_on_each_side(events):
    low, high = poisson(events)
    assert 1 - chance_of_at_most(events - 1, low) == pytest.approx(0.025, rel=1e-6)
    assert chance_of_at_most(events, high) == pytest.approx(0.025, rel=1e-6)


def test_poisson_of_many_events_goes_on_where_the_exact_one_ends():
    exact, near = poisson(300), poisson(301)
    assert near[0] - exact[0] == pytest.approx(1, abs=0.07)
    assert near[1] - exact[1] == pytest.approx(1, abs=0.07)
    low, high = poisson(5000)
    assert 1 - chance_of_at_most(4999, low) == pytest.approx(0.025, rel=1e-3)
    assert chance_of_at_most(5000, high) == pytest.approx(0.025, rel=1e-3)


def test_poisson_of_a_rate_is_in_the_unit_of_the_rate():
    record = METRICS["first_contact_resolution"].model_copy(
        update={
            "interval": IntervalRecord(kind="poisson"),
            "formula": Ratio(kind="ratio", numerator="contacts_abandoned", denominator="contacts_offered", scale=1000),
        }
    )
    found = formula.result(record, {"contacts_abandoned": 10, "contacts_offered": 500}, UNITS)
    assert found.value == 20
    assert found.interval == pytest.approx((2 * 4.795, 2 * 18.390), abs=2e-3)


# --- order statistics


def coverage(n, share, low, high):
    """The exact chance that the quantile lies between two ordered values: binomial, from ``low`` to ``high`` - 1."""
    return sum(
        math.exp(
            math.lgamma(n + 1)
            - math.lgamma(k + 1)
            - math.lgamma(n - k + 1)
            + k * math.log(share)
            + (n - k) * math.log1p(-share)
        )
        for k in range(low, high)
    )


@pytest.mark.parametrize(
    ("n", "published"),
    [(20, (6, 15)), (25, (8, 18)), (30, (10, 21)), (40, (14, 27)), (50, (18, 33)), (70, (27, 44)), (100, (40, 61))],
)
def test_ranks_of_a_median_are_the_published_ones(n, published):
    # Campbell and Gardner 1988, BMJ 296: 1454-1456, appendix
    assert order_ranks(n, 0.5) == published


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8, 0.9])
def test_ranks_hold_95_per_cent_by_the_binomial_and_none_closer_by_a_rank_does(share):
    for n in [*range(1, 300), 999, 1000]:
        ranks = order_ranks(n, share)
        if ranks is None:
            continue
        low, high = ranks
        assert 1 <= low <= high <= n
        assert coverage(n, share, low, high) >= 0.95 - 1e-9, n
        if low > 1 and high < n:  # else a tail is cut off by the smallest or the largest value
            assert coverage(n, share, 0, low) <= 0.025 + 1e-9 < coverage(n, share, 0, low + 1)
            assert coverage(n, share, high, n + 1) <= 0.025 + 1e-9 < coverage(n, share, high - 1, n + 1)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8, 0.9])
def test_there_are_no_ranks_just_where_the_smallest_and_the_largest_value_do_not_hold_95_per_cent(share):
    without = [n for n in range(1, 100) if order_ranks(n, share) is None]
    assert without == [n for n in range(1, 100) if coverage(n, share, 1, n) < 0.95]


@pytest.mark.parametrize("share", [0.5, 0.8, 0.9])
def test_of_thousands_of_values_the_ranks_hold_95_per_cent_too(share):
    for n in (1001, 1500, 5000):
        low, high = order_ranks(n, share)
        assert 0.95 <= coverage(n, share, low, high) <= 0.97


def test_a_quantile_of_few_cases_is_told_without_an_interval():
    assert order_ranks(5, 0.5) is None
    assert order_ranks(28, 0.9) is None
    assert order_ranks(1, 0.5) is None


def test_ranks_of_any_quantile_mirror():
    for n in (30, 40, 77, 200, 2000):
        ranks = order_ranks(n, 0.9)
        mirrored = None if ranks is None else (n + 1 - ranks[1], n + 1 - ranks[0])
        assert order_ranks(n, 0.1) == mirrored


# --- units


def metric(unit, made, per=None):
    return METRICS["service_level"].model_copy(update={"unit": Unit(unit), "formula": made, "per": per})


def ratio(numerator, denominator, scale=1):
    return Ratio(kind="ratio", numerator=numerator, denominator=denominator, scale=scale)


def scaled(operand, factor):
    return Scaled(kind="scaled", operand=operand, factor=factor)


MEASURES = {
    "took": Unit.SECONDS, "lasted": Unit.DAYS, "contacts": Unit.CONTACTS, "claims": Unit.CLAIMS, "share": Unit.PERCENT,
    "cost": Unit.CURRENCY, "revenue": Unit.CURRENCY, "exposure": Unit.UNIT_MONTHS, "heads": Unit.PERSON_MONTHS,
    "marks": Unit.MARKS, "staff": Unit.FTE, "months": Unit.MONTHS,
}  # fmt: skip
PER_1000 = Per(unit=Unit.CURRENCY, amount=1000)
PER_100_YEARS = Per(unit=Unit.UNIT_YEARS, amount=100)
PER_CONTACT = Per(unit=Unit.CONTACTS)


@pytest.mark.parametrize(
    ("unit", "made", "per", "fits"),
    [
        ("percent", ratio("claims", "contacts", 100), None, True),
        ("percent", ratio("claims", "contacts", 1), None, False),
        ("percent", ratio("claims", "contacts", 1000), None, False),
        ("score", ratio(Difference(kind="difference", minuend="claims", subtrahend="contacts"), "contacts", 100), None, True),
        ("days", scaled("took", Fraction(1, 86400)), None, True),
        ("days", scaled("took", Fraction(1, 3600)), None, False),
        ("hours", scaled("took", Fraction(1, 3600)), None, True),
        ("minutes", scaled("took", Fraction(1, 60)), None, True),
        ("seconds", Direct(kind="direct", measure="took"), None, True),
        ("days", Direct(kind="direct", measure="took"), None, False),
        ("seconds", scaled("lasted", 86400), None, True),
        ("seconds", ratio("took", "contacts"), PER_CONTACT, True),
        ("seconds", ratio("took", "contacts"), None, False),
        ("minutes", ratio("took", "contacts", Fraction(1, 60)), PER_CONTACT, True),
        # per cent of per cent: a hundredth of a hundredth is brought back by 1 / 100
        ("percent", Product(kind="product", factors=("share", "share")), None, False),
        ("percent", scaled(Product(kind="product", factors=("share", "share")), Fraction(1, 100)), None, True),
        ("percent", ratio("share", "share", 100), None, True),
        ("percent", Sum(kind="sum", terms=("share", "share")), None, True),
        ("currency", ratio("cost", "revenue", 1000), PER_1000, True),
        ("currency", ratio("cost", "revenue", 1), PER_1000, False),
        ("percent", ratio("cost", "revenue", 100), None, True),
        # claims per 100 unit-years, counted in unit-months
        ("claims", ratio("claims", "exposure", 1200), PER_100_YEARS, True),
        ("claims", ratio("claims", "exposure", 100), PER_100_YEARS, False),
        ("people", ratio("contacts", "months"), Per(unit=Unit.MONTHS), True),
        ("contacts", ratio("contacts", "staff"), Per(unit=Unit.FTE), True),
        ("marks", ratio("marks", "contacts"), Per(unit=Unit.RESPONSES), True),
        ("marks", ratio("marks", "contacts"), None, False),
        ("hours", Product(kind="product", factors=("contacts", Constant(kind="constant", value=2, unit=Unit.HOURS))), None, False),
        ("claims", Product(kind="product", factors=("contacts", Constant(kind="constant", value=2))), None, True),
        ("contacts", Function(kind="function", name="round_up", operand="contacts"), None, True),
    ],
)  # fmt: skip
def test_a_formula_gives_the_unit_to_the_last_factor(unit, made, per, fits):
    assert gives_declared_unit(metric(unit, made, per), MEASURES) is fits


@pytest.mark.parametrize(
    "made",
    [
        Sum(kind="sum", terms=("took", "lasted")),
        Difference(kind="difference", minuend="took", subtrahend="contacts"),
        Sum(kind="sum", terms=("contacts", Constant(kind="constant", value=1))),
        Difference(kind="difference", minuend="cost", subtrahend="share"),
        ratio(Sum(kind="sum", terms=("contacts", "took")), "contacts"),
    ],
)
def test_what_amounts_to_different_things_is_not_added(made):
    with pytest.raises(ValueError, match="add"):
        unit_of(made, MEASURES)


def test_seconds_and_days_add_once_they_are_brought_together():
    both = Sum(kind="sum", terms=("took", scaled("lasted", 86400)))
    assert unit_of(both, MEASURES) == quantity_of(Unit.SECONDS)


def test_a_rate_for_a_hundred_unit_years_is_a_twelve_hundredth_for_a_unit_month():
    assert declared_unit(Unit.CLAIMS, PER_100_YEARS).factor == Fraction(1, 1200)


@pytest.mark.parametrize("metric_id", METRICS)
def test_every_metric_gives_the_unit_that_it_declares(metric_id):
    assert gives_declared_unit(METRICS[metric_id], UNITS)


def test_n_is_told_where_the_formula_divides_by_a_count_alone():
    by_count = metric("seconds", ratio("took", "contacts"), PER_CONTACT)
    by_money = metric("percent", ratio("cost", "revenue", 100))
    assert formula.result(by_count, {"took": 90, "contacts": 45}, MEASURES).n == 45
    assert formula.result(by_money, {"cost": 5, "revenue": 45}, MEASURES).n is None


# --- words and signs


KINDS = {
    "measure": "a",
    "direct": Direct(kind="direct", measure="a"),
    "ratio": ratio("a", "b", 100),
    "ratio of differences": ratio(Difference(kind="difference", minuend="a", subtrahend="b"), Difference(kind="difference", minuend="c", subtrahend="d"), 1000),
    "ratio of ratios": ratio(ratio("a", "b", 3), ratio("c", "d", Fraction(1, 7)), Fraction(5, 9)),
    "sum": Sum(kind="sum", terms=("a", "b", "c")),
    "sum of products": Sum(kind="sum", terms=(Product(kind="product", factors=("a", "b")), ratio("c", "d"))),
    "difference of differences": Difference(kind="difference", minuend=Difference(kind="difference", minuend="a", subtrahend="b"), subtrahend=Difference(kind="difference", minuend="c", subtrahend="d")),
    "difference of a sum": Difference(kind="difference", minuend="a", subtrahend=Sum(kind="sum", terms=("b", "c"))),
    "product of sums": Product(kind="product", factors=(Sum(kind="sum", terms=("a", "b")), "c", Constant(kind="constant", value=Fraction(5, 2)))),
    "constant": Difference(kind="difference", minuend=Constant(kind="constant", value=100), subtrahend="a"),
    "scaled down": scaled("a", Fraction(1, 86400)),
    "scaled up and down": scaled(Sum(kind="sum", terms=("a", "b")), Fraction(100, 7)),
    "rounded up": Function(kind="function", name="round_up", operand=ratio("a", "b")),
    "rounded up inside": ratio(Function(kind="function", name="round_up", operand=Sum(kind="sum", terms=("a", "b"))), "c", 10),
}  # fmt: skip
NUMBERS = {"a": 7.0, "b": 3.0, "c": 11.0, "d": 2.0}
NAMES = {"a": "甲", "b": "乙", "c": "丙", "d": "丁"}


def computed(kind):
    return formula.calculate(
        metric("percent", KINDS[kind] if kind != "measure" else Direct(kind="direct", measure="a")), NUMBERS
    )


def in_python(text):
    """Compute what an Excel formula says, with nothing but the rules of arithmetic."""
    inner = re.fullmatch(r'IF\(COUNT\(([a-d,]+)\)<(\d+),"",IFERROR\((.*),""\)\)', text)
    assert inner, text
    assert len(inner[1].split(",")) == int(inner[2])
    assert re.fullmatch(r"[a-d0-9.+\-*/()]|(?:[a-d0-9.+\-*/()]|INT)+", inner[3]), inner[3]
    return eval(inner[3], {"__builtins__": {}, "INT": math.floor}, NUMBERS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_excel_formula_gives_the_same_number_with_portable_functions_only(kind):
    written = to_excel(KINDS[kind])
    assert set(re.findall(r"[A-Z]{2,}", written)) <= {"IF", "COUNT", "IFERROR", "INT"}
    assert in_python(written) == pytest.approx(computed(kind), rel=1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_the_signs_of_arithmetic_mean_what_the_formula_means(kind):
    text = to_text(KINDS[kind]).replace("−", "-").replace("×", "*").replace("÷", "/")
    text = text.replace("⌈", "CEIL(").replace("⌉", ")")
    assert eval(text, {"__builtins__": {}, "CEIL": math.ceil}, NUMBERS) == pytest.approx(computed(kind), rel=1e-12)


def latex_in_python(text):
    """Read the few commands that are written back into arithmetic."""
    text = re.sub(r"\\text\{(\w)\}", r"\1", text)
    text = (
        text.replace(r"\left\lceil", "CEIL(")
        .replace(r"\right\rceil", ")")
        .replace(r"\left(", "(")
        .replace(r"\right)", ")")
    )
    while r"\frac" in text:  # from the innermost
        text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
    return eval(text.replace(r"\cdot", "*"), {"__builtins__": {}, "CEIL": math.ceil}, NUMBERS)


@pytest.mark.parametrize("kind", KINDS)
def test_latex_means_what_the_formula_means(kind):
    written = to_latex(KINDS[kind])
    assert written.count("{") == written.count("}")
    assert written.count(r"\left") == written.count(r"\right")
    assert latex_in_python(written) == pytest.approx(computed(kind), rel=1e-12)


def test_names_with_signs_of_latex_are_written_as_text():
    written = to_latex("a", lambda _: r"\ { } $ & # ^ _ ~ %")
    inside = written.removeprefix(r"\text{").removesuffix("}")
    for plain in (r"\textbackslash{}", r"\{", r"\}", r"\$", r"\&", r"\#", r"\_", r"\%"):
        assert plain in inside
    assert not re.search(r"(?<!\\)[\^~]", inside), "both mean something else in LaTeX"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_formula_is_one_sentence_in_every_language(kind, lang):
    made = KINDS[kind]
    said = to_sentence(made, Translator(lang), NAMES.__getitem__)
    needed = formula.measures_of(made)
    places = [said.index(NAMES[name]) for name in needed]
    assert places == sorted(places), "in the order of the formula"
    assert "{" not in said
    assert said.count("(") == said.count(")")
    assert said == " ".join(said.split())
    if lang != "en":
        assert not re.search(r"[A-Za-z]", said), "nothing is left in English"
    else:
        assert not re.search(r"[\u0400-\u04ff]", said)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_different_formulas_are_different_sentences(lang):
    said = [to_sentence(made, Translator(lang), NAMES.__getitem__) for made in KINDS.values()]
    assert len(set(said)) == len(said)


def test_sentences_in_english_name_each_step():
    say = Translator("en")
    assert to_sentence(KINDS["ratio"], say, str) == "“a” divided by “b” times 100"
    assert to_sentence(KINDS["scaled down"], say, str) == "“a” divided by 86400"
    assert to_sentence(KINDS["difference of a sum"], say, str) == "“a” minus (“b” plus “c”)"
    assert to_sentence(KINDS["rounded up"], say, str) == "(“a” divided by “b”) rounded up to a whole number"
    assert to_sentence(KINDS["direct"], say, str) == "“a” as stated"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_metric_has_a_sentence_a_text_and_an_excel_formula(lang):
    from pcf import taxonomy

    for one in taxonomy.load(lang=lang).metrics:
        assert one.sentence
        assert one.formula_text
        assert one.latex
        assert set(re.findall(r"[A-Z]{2,}", one.excel)) <= {"IF", "COUNT", "IFERROR", "INT"}
        assert "COUNT()" not in one.excel, "Excel counts nothing in an empty list: it refuses it"
        assert len(one.excel) < 8192


@given(value=st.integers(0, 10**6), below=st.integers(1, 10**4))
def test_rounding_up_in_excel_equals_rounding_up_here(value, below):
    record = metric("contacts", KINDS["rounded up"])
    written = re.fullmatch(r'IF\(COUNT\(a,b\)<2,"",IFERROR\((.*),""\)\)', to_excel(record.formula))
    excel = eval(written[1], {"__builtins__": {}, "INT": math.floor}, {"a": value, "b": below})
    assert excel == formula.calculate(record, {"a": value, "b": below}) == -(-value // below)
