from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.i18n import number, percent, quantity
from pcf.units import Unit

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "digits", "en", "ru", "zh"),
    [
        (1234567.891, 2, "1,234,567.89", f"1{NBSP}234{NBSP}567,89", "1,234,567.89"),
        (2.5, 1, "2.5", "2,5", "2.5"),
        (3, 2, "3", "3", "3"),
        (0, 1, "0", "0", "0"),
        (Fraction(7, 3), 2, "2.33", "2,33", "2.33"),
        (Fraction(5, 2), 0, "2", "2", "2"),
        (-1.25, 2, "-1.25", "-1,25", "-1.25"),
        (-0.04, 1, "0", "0", "0"),
        (Fraction(-1, 1000), 2, "0", "0", "0"),
        (None, 1, "–", "–", "–"),
    ],
)
def test_a_number_is_written_as_each_language_writes_it(value, digits: int, en: str, ru: str, zh: str) -> None:
    assert [number(value, lang, digits) for lang in ("en", "ru", "zh")] == [en, ru, zh]


@pytest.mark.parametrize(
    ("value", "en", "ru", "zh"),
    [
        (81.25, "81.2%", f"81,2{NBSP}%", "81.2%"),
        (100, "100%", f"100{NBSP}%", "100%"),
        (Fraction(200, 3), "66.7%", f"66,7{NBSP}%", "66.7%"),
        (None, "–", "–", "–"),
    ],
)
def test_a_percentage_stands_on_the_scale_to_100(value, en: str, ru: str, zh: str) -> None:
    assert [percent(value, lang) for lang in ("en", "ru", "zh")] == [en, ru, zh]


@pytest.mark.parametrize(
    ("currency", "en", "ru", "zh"),
    [
        ("RUB", "RUB1,234.50", f"1{NBSP}234,50{NBSP}₽", "RUB1,234.50"),
        ("KZT", "KZT1,234.50", f"1{NBSP}234,50{NBSP}KZT", "KZT1,234.50"),
        ("JPY", "¥1,234", f"1{NBSP}234{NBSP}¥", "JP¥1,234"),
        ("", f"1,234.5{NBSP}cur.", f"1{NBSP}234,5{NBSP}cur.", f"1,234.5{NBSP}cur."),
    ],
)
def test_money_is_in_the_currency_of_the_organisation_and_never_converted(
    currency: str, en: str, ru: str, zh: str
) -> None:
    value = 1234.5 if currency != "JPY" else 1234.0
    said = [quantity(value, Unit.CURRENCY, "cur.", lang, currency) for lang in ("en", "ru", "zh")]
    assert said == [en, ru, zh]


def test_a_figure_carries_the_sign_of_its_unit() -> None:
    assert quantity(20, Unit.SECONDS, "с", "ru") == f"20{NBSP}с"
    assert quantity(81.2, Unit.PERCENT, "%", "ru") == f"81,2{NBSP}%"
    assert quantity(None, Unit.SECONDS, "с", "ru", "RUB") == "–"


@given(value=st.fractions(min_value=-1000, max_value=1000), digits=st.integers(0, 4))
def test_rounding_moves_a_number_by_half_a_digit_at_most(value: Fraction, digits: int) -> None:
    said = Fraction(number(value, "en", digits).replace(",", ""))
    assert abs(said - value) <= Fraction(1, 2 * 10**digits)
    assert number(value, "en", digits) != "-0"
