"""Numbers as people of each language write them. Rounding happens here and nowhere before."""

from __future__ import annotations

from fractions import Fraction

from pcf.ids import Language
from pcf.units import Unit

MISSING = "–"


def number(value: float | Fraction | None, lang: Language, digits: int = 1) -> str:
    """Write a number with at most ``digits`` decimals; a missing one as a dash.

    >>> number(2.25, "ru", 2), number(None, "en")
    ('2,25', '–')
    """
    if value is None:
        return MISSING
    from babel.numbers import format_decimal

    # A Fraction is rounded half to even from its exact value; a float is what it is.
    exact = round(value, digits) if isinstance(value, Fraction) else value
    said = format_decimal(float(exact), format="#,##0." + "#" * digits if digits else "#,##0", locale=lang)
    return said.removeprefix("-") if said == "-0" else said


def percent(value: float | Fraction | None, lang: Language, digits: int = 1) -> str:
    """Write a percentage that stands on the 0-100 scale.

    >>> percent(81.25, "zh")
    '81.2%'
    """
    if value is None:
        return MISSING
    space = "\u00a0" if lang == "ru" else ""
    return f"{number(value, lang, digits)}{space}%"


def quantity(value: float | Fraction | None, unit: Unit, sign: str, lang: Language, currency: str = "") -> str:
    """Write a figure with its unit's sign; money in the organisation's own currency.

    ``sign`` is the unit's sign in ``lang``; ``currency`` an ISO 4217 code, never converted.
    """
    if value is None:
        return MISSING
    if unit is Unit.PERCENT:
        return percent(value, lang)
    if unit is Unit.CURRENCY and currency:
        from babel.numbers import format_currency

        return format_currency(float(value), currency, locale=lang)
    return f"{number(value, lang)}\u00a0{sign}"
