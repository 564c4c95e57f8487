"""One cell of a plan, or one option, to one value. Nothing is guessed: what can be read in two ways is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from pcf.errors import Phrase
from pcf.findings import FindingKind
from pcf.sheets.grid import BLANKS
from pcf.workforce.plans import findings as kinds
from pcf.workforce.plans.columns import PlanColumn

Sign = Literal[".", ","]

# Full-width signs (！ to ～) become ASCII; nothing else does, or ² would become 2.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys(map(ord, BLANKS), " ") | dict.fromkeys((0x200B, 0xFEFF))
_TABLE = _FULL_WIDTH | _SPACES | {0x2212: "-"}
_PLAIN = re.compile(r"[+-]?[0-9]{1,20}(?:[.,][0-9]{1,20})?")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_UNCLEAR = re.compile(r"([+-]?[1-9][0-9]{0,2})([.,])([0-9]{3})")
_TELLING = re.compile(r"[+-]?(?:[0-9]+([.,])(?:[0-9]{1,2}|[0-9]{4,})|0([.,])[0-9]+|[0-9]{4,}([.,])[0-9]+)%?")
_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9](?:[.,][0-9]{1,6})?)")
_SHORT_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9])")
_OFFSET = re.compile(r"(?<=:[0-9]{2}) ?([+-])(0[0-9]|1[0-4]):?([0-5][0-9])$")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?")
_DAY = re.compile(
    r"(?P<y>[0-9]{4})[-./年](?P<m>[0-9]{1,2})[-./月](?P<d>[0-9]{1,2})日?|(?P<d2>[0-9]{1,2})\.(?P<m2>[0-9]{1,2})\.(?P<y2>[0-9]{4})"
)
_HUNDRED = Decimal(100)
_LARGEST = Decimal(10) ** 15

_WHOLE = frozenset({"agents", "minimum"})
_RANGES: Mapping[str, tuple[str, Phrase]] = {
    "calls": ("any", kinds.A_COUNT), "cost": ("any", kinds.A_COUNT),
    "agents": ("any", kinds.WHOLE_COUNT), "minimum": ("any", kinds.WHOLE_COUNT),
    "concurrency": ("one", kinds.ONE_OR_MORE),
    "within": ("any", kinds.SOME_SECONDS), "short": ("any", kinds.SOME_SECONDS),
    "interval": ("above", kinds.SECONDS_ABOVE), "aht": ("above", kinds.SECONDS_ABOVE),
    "patience": ("above", kinds.SECONDS_ABOVE), "asa": ("above", kinds.SECONDS_ABOVE),
    "target": ("below", kinds.SHARE_BELOW), "shrinkage": ("below", kinds.SHARE_BELOW),
    "abandonment": ("share", kinds.A_SHARE), "occupancy": ("some", kinds.SHARE_ABOVE),
}  # fmt: skip


@dataclass
class RefusedValueError(Exception):
    """The cell has no value; never leaves the rooms that read plans and options."""

    kind: FindingKind
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def expected(self) -> object:
        """What would be understood: a phrase, or the figures that it may mean."""
        facts = self.facts
        if self.kind is kinds.SHARE_WITHOUT_SIGN:
            return [facts["share"], facts["percent"]]
        if self.kind is kinds.TWO_NUMBERS:
            return [facts["thousands"], f"{facts['decimal']}0"]
        if self.kind is kinds.TWO_TIMES:
            return Phrase(kinds.SOME_SECONDS)
        return facts.get("expected", Phrase(self.kind.expected))


def decimal_sign(texts: Iterable[str]) -> Sign | None:
    """Return the sign that stands before decimals, where the texts agree on one: by numbers that can only mean that."""
    found = {sign for text in texts if (match := _TELLING.fullmatch(text)) for sign in match.groups() if sign}
    return "," if found == {","} else "." if found == {"."} else None


def bare(text: str) -> str:
    """Make an entry comparable: full-width signs to ASCII, odd spaces to plain ones.

    >>> bare(" ８０ ％ ")
    '80 %'
    """
    return text.strip() if text.isascii() else text.translate(_TABLE).strip()


def number_of(
    cell: str | Decimal, column: PlanColumn, *, decimal: Sign | None = None, percent: bool = False
) -> Decimal:
    """Read a figure as ``StaffingLine`` keeps it: seconds, counts, percentages on 0 to 100.

    Args:
        cell: What stands there; a number where the file itself stores one.
        column: What it is.
        decimal: The sign before decimals, where the other numbers of the file tell.
        percent: Whether numbers without a sign are percentages, since the heading says so.

    Raises:
        RefusedValueError: It is none, can be read in two ways, or is out of range.
    """
    text = bare(cell) if isinstance(cell, str) else ""
    has_sign = text.endswith("%")
    if has_sign:
        text = text[:-1].strip()
    expected = _RANGES[column.field][1]
    if has_sign and column.holds != "share":
        raise _refused(kinds.PERCENT_MISPLACED, column, cell, expected=expected)
    if column.holds == "seconds" and ":" in text:
        value = _clock(text, column)
    else:
        value = _number(text, column, decimal) if isinstance(cell, str) else cell
    if abs(value) > _LARGEST:
        raise _refused(kinds.OUT_OF_RANGE, column, cell, expected=expected)
    if column.holds == "share":
        value = _share(value, column, has_sign=has_sign, percent=percent)
    if not _is_in_range(value, column.field):
        raise _refused(kinds.OUT_OF_RANGE, column, cell, expected=expected)
    return _shortest(value)


def _number(text: str, column: PlanColumn, decimal: Sign | None) -> Decimal:
    if match := _UNCLEAR.fullmatch(text):
        whole, sign, rest = match.groups()
        if decimal is None:
            facts = {"thousands": f"{whole}{rest}", "decimal": f"{whole}.{rest}"}
            raise _refused(kinds.TWO_NUMBERS, column, text, **facts)
        return Decimal(f"{whole}.{rest}" if sign == decimal else f"{whole}{rest}")
    if not (_PLAIN.fullmatch(text) or _THOUSANDS.fullmatch(text)):
        raise _refused(kinds.NOT_A_NUMBER, column, text, expected=_RANGES[column.field][1])
    return Decimal(text.replace(" ", "").replace(",", "."))


def _clock(text: str, column: PlanColumn) -> Decimal:
    match = _CLOCK.fullmatch(text)
    if match is not None:
        hours, minutes, seconds = match.groups()
        return Decimal(int(hours) * 3600 + int(minutes) * 60) + Decimal(seconds.replace(",", "."))
    if match := _SHORT_CLOCK.fullmatch(text):
        first, second = map(int, match.groups())
        facts = {"minutes": first * 60 + second, "hours": first * 3600 + second * 60}
        raise _refused(kinds.TWO_TIMES, column, text, **facts)
    raise _refused(kinds.NOT_A_NUMBER, column, text, expected=_RANGES[column.field][1])


def _share(value: Decimal, column: PlanColumn, *, has_sign: bool, percent: bool) -> Decimal:
    """Return a percentage on 0 to 100."""
    if has_sign or value < 0:
        return value
    if percent and 0 < value <= 1:
        raise _refused(kinds.TWO_SHARES, column, value)
    if percent:
        return value
    if 1 < value <= _HUNDRED and _is_in_range(value, column.field):
        facts = {"share": str(_shortest(value / _HUNDRED)), "percent": f"{_shortest(value)}%"}
        raise _refused(kinds.SHARE_WITHOUT_SIGN, column, value, **facts)
    return value * _HUNDRED


def _is_in_range(value: Decimal, name: str) -> bool:
    if name in _WHOLE and value != value.to_integral_value():
        return False
    match _RANGES[name][0]:
        case "any":
            return value >= 0
        case "above":
            return value > 0
        case "one":
            return value >= 1
        case "below":
            return 0 <= value < _HUNDRED
        case "some":
            return 0 < value <= _HUNDRED
        case _:
            return 0 <= value <= _HUNDRED


def moment_of(text: str, column: PlanColumn) -> str:
    """Read when an interval begins, as ISO 8601: a local time, or the time of a typical day.

    An offset from UTC stays where it stands: of an hour that comes twice it tells which one is meant.

    Raises:
        RefusedValueError: It is neither, its day and month can be read in two ways, or it is a time of UTC.
    """
    signs = bare(text)
    if signs[-1:] in {"Z", "z"}:
        raise _refused(kinds.UTC_START, column, text)
    signs, offset = without_offset(signs)
    day, _, clock = signs.replace("T", " ", 1).partition(" ")
    if not clock and ":" in day:
        day, clock = "", day
    date_match, time_match = _DAY.fullmatch(day), _TIME.fullmatch(clock.strip())
    try:
        if (day and date_match is None) or (clock and time_match is None):
            raise ValueError
        hour, minute, second = (int(part or 0) for part in time_match.groups()) if time_match else (0, 0, 0)
        moment = time(hour, minute, second)
        if date_match is None and offset:
            raise ValueError
        if date_match is None:
            return _iso(moment)
        year, month, number = (int(date_match[one] or date_match[f"{one}2"]) for one in "ymd")
        return _iso(datetime.combine(date(year, month, number), moment)) + offset
    except ValueError:
        raise _refused(kinds.NOT_A_MOMENT, column, text) from None


def without_offset(signs: str) -> tuple[str, str]:
    """Part a moment from the offset from UTC that follows it; blank without any."""
    match = _OFFSET.search(signs)
    if match is None:
        return signs, ""
    sign, hours, minutes = match.groups()
    return signs[: match.start()], f"{sign}{hours}:{minutes}"


def _iso(moment: datetime | time) -> str:
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


def _shortest(value: Decimal) -> Decimal:
    """Write a number in one way only: no trailing zeros, no exponent."""
    return Decimal(format(value.normalize() + 0, "f"))


def _refused(kind: FindingKind, column: PlanColumn, found: object, **facts: object) -> RefusedValueError:
    shown = format(found, "f") if isinstance(found, Decimal) else str(found)
    return RefusedValueError(kind, {"field": column.field, "found": shown[: kinds.SHOWN_LIMIT], **facts})
