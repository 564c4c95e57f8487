"""The closed list of units, and the small algebra that checks formulas.

A unit is a number of base dimensions: dividing seconds by contacts gives seconds per
contact. Things that are counted (contacts, claims) cancel each other, so that a ratio of
two counts is a bare number and, times 100, a percentage.
"""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """Every unit that a metric or a measure may have. ``currency`` is the organisation's own."""

    PERCENT = "percent"
    CURRENCY = "currency"
    SECONDS = "seconds"
    MINUTES = "minutes"
    DAYS = "days"
    FTE = "fte"
    CONTACTS = "contacts"
    CALLS = "calls"
    CLAIMS = "claims"
    RESPONSES = "responses"
    PEOPLE = "people"
    SEATS = "seats"
    LANGUAGES = "languages"


COUNTED = frozenset(
    {
        Unit.CONTACTS, Unit.CALLS, Unit.CLAIMS, Unit.RESPONSES, Unit.PEOPLE, Unit.SEATS, Unit.LANGUAGES,
    }
)  # fmt: skip
