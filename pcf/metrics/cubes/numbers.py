"""Numbers in a cube: exact, and written in one way only, whatever type an engine answers in."""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,59})(?:\.[0-9]{0,59}[1-9])?")


def write_number(number: int | Decimal) -> str:
    """Write a number in plain decimals without a zero too many.

    >>> [write_number(one) for one in (5, Decimal("5.000000"), Decimal("1E+3"), Decimal("-0.50"), Decimal("-0.0"))]
    ['5', '5', '1000', '-0.5', '0']
    """
    if isinstance(number, int):
        return str(number)
    text = f"{number:f}" if number else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_number(text: str) -> int | Decimal:
    """Read a number that was written so.

    >>> read_number("5"), read_number("-0.5")
    (5, Decimal('-0.5'))

    Raises:
        ValueError: It is none, or is written in another way.
    """
    if not _PLAIN.fullmatch(text) or text == "-0":
        raise ValueError(text)
    return Decimal(text) if "." in text else int(text)
