"""Codes as people and programs write them: with final dots, full-width digits, leading zeros, as numbers, as dates."""

from __future__ import annotations

import re

from pcf.ids import is_hierarchy_id

_DIGIT = "[0-9０-９]"
_DOT = "[.．。｡·․]"
CODE = rf"{_DIGIT}{{1,2}}(?:{_DOT}{_DIGIT}{{1,2}}){{0,5}}"
_PLAIN = str.maketrans("０１２３４５６７８９．。｡·․", "0123456789.....")

_WHOLE = re.compile(rf"({CODE}){_DOT}?")
_WITH_COMMA = re.compile(r"\d{1,2},\d{1,2}", re.ASCII)
_ELEMENT_ID = re.compile(rf"({_DIGIT}{{5}})(?:{_DOT}[0０]+)?")
_MONTH = (
    "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-яa-z]*"
)
_DATES = (
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ t]00:00(?::00)?)?",
    r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}",
    r"\d{1,2}/\d{1,2}(?:/\d{2})?",
    rf"\d{{1,2}}[-. ]{_MONTH}\.?(?:[-. ]\d{{2,4}})?",
    rf"{_MONTH}[-. ]\d{{1,4}}",
    r"\d{1,2}月\d{1,2}日",
)
_DATE = re.compile("|".join(_DATES), re.ASCII)
CATEGORIES = 13  # the cross-industry PCF has so many; what begins with more is no code


def hierarchy_id(written: str) -> str:
    """Return the hierarchy id that a code stands for, or nothing.

    >>> [hierarchy_id(code) for code in ("06", "6.0", "６。1.", "6.3.1.10.", "6.1.0.0", "20", "6.0.1")]
    ['6.0', '6.0', '6.1', '6.3.1.10', '6.1', '', '']
    """
    match = _WHOLE.fullmatch(written.strip())
    if not match:
        return ""
    parts = [part.lstrip("0") or "0" for part in match[1].translate(_PLAIN).split(".")]
    while len(parts) > 1 and parts[-1] == "0":  # some pad every code to the same length
        parts.pop()
    code = ".".join(parts) if len(parts) > 1 else f"{parts[0]}.0"
    return code if is_hierarchy_id(code) and int(parts[0]) <= CATEGORIES else ""


def code_of_cell(cell: str) -> str:
    """Return the hierarchy id of a cell of a table, where a comma may have taken the place of the dot."""
    text = cell.strip()
    return hierarchy_id(text.replace(",", ".") if _WITH_COMMA.fullmatch(text) else text)


def element_id(written: str) -> str:
    """Return the PCF element id that a cell holds, or nothing; spreadsheets make 10378.0 of it.

    >>> element_id("10378.0"), element_id(" １０３７８ "), element_id("1037")
    ('10378', '10378', '')
    """
    match = _ELEMENT_ID.fullmatch(written.strip())
    return match[1].translate(_PLAIN) if match else ""


def is_bare(written: str) -> bool:
    """Whether a code is a number without a dot inside: a category, a page, an item of some list."""
    return re.fullmatch(rf"{_DIGIT}+{_DOT}?", written.strip()) is not None


def is_date(written: str) -> bool:
    """Whether a text is a date, as spreadsheets make of codes.

    >>> [is_date(text) for text in ("06.01.2001", "2001-01-06", "6-янв", "6.1.1", "6.1")]
    [True, True, True, False, False]
    """
    return _DATE.fullmatch(written.strip().casefold()) is not None
