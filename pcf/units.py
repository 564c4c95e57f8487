"""The closed list of units, and what each is made of.

A unit is a number of base dimensions: an hour is 3600 of the base of time, per cent is a hundredth
of a bare number. Things that are counted (contacts, claims) share one dimension, so that a ratio of
two counts is a bare number and, times 100, a percentage.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction


class Unit(StrEnum):
    """Every unit that a metric or a measure may have. ``currency`` is the organisation's own."""

    PERCENT = "percent"
    SCORE = "score"
    CURRENCY = "currency"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    FTE = "fte"
    MARKS = "marks"
    CONTACTS = "contacts"
    CALLS = "calls"
    CLAIMS = "claims"
    RESPONSES = "responses"
    PEOPLE = "people"
    CUSTOMERS = "customers"
    CASES = "cases"
    UNITS = "units"
    ORDERS = "orders"
    SESSIONS = "sessions"
    CHECKS = "checks"
    DOCUMENTS = "documents"
    SEATS = "seats"
    LANGUAGES = "languages"
    PERSON_MONTHS = "person_months"
    UNIT_MONTHS = "unit_months"
    UNIT_YEARS = "unit_years"


Dimensions = tuple[tuple[str, int], ...]  # base dimension and its power, by name

_BARE: Dimensions = ()
_TIME: Dimensions = (("time", 1),)
# calendar time is apart from clock time: a month has no fixed number of seconds
_CALENDAR: Dimensions = (("calendar", 1),)
_COUNT: Dimensions = (("count", 1),)
_EXPOSURE: Dimensions = (("calendar", 1), ("count", 1))

MADE_OF: Mapping[Unit, tuple[Fraction, Dimensions]] = {
    **{unit: (Fraction(1), _COUNT) for unit in Unit},
    Unit.PERCENT: (Fraction(1, 100), _BARE),
    Unit.SCORE: (Fraction(1, 100), _BARE),
    Unit.CURRENCY: (Fraction(1), (("currency", 1),)),
    Unit.FTE: (Fraction(1), (("fte", 1),)),
    Unit.MARKS: (Fraction(1), (("mark", 1),)),
    Unit.SECONDS: (Fraction(1), _TIME),
    Unit.MINUTES: (Fraction(60), _TIME),
    Unit.HOURS: (Fraction(3600), _TIME),
    Unit.DAYS: (Fraction(86400), _TIME),
    Unit.MONTHS: (Fraction(1), _CALENDAR),
    Unit.YEARS: (Fraction(12), _CALENDAR),
    Unit.PERSON_MONTHS: (Fraction(1), _EXPOSURE),
    Unit.UNIT_MONTHS: (Fraction(1), _EXPOSURE),
    Unit.UNIT_YEARS: (Fraction(12), _EXPOSURE),
}

IN_SECONDS: Mapping[Unit, int] = {unit: int(made[0]) for unit, made in MADE_OF.items() if made[1] == _TIME}
