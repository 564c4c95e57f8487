"""Buckets 2 % wide, by whose numbers a quantile is taken where single values would be too many."""

from __future__ import annotations

BUCKET_WIDTH = "0.019802627296179713"  # the natural logarithm of 1.02
ZERO_BUCKET = -100_000
LARGEST_BUCKET = 10_000  # far beyond what any time or amount falls into


def bucket(value: str) -> str:
    """Write the number of the 2 %-wide bucket that a value falls into; zero has a bucket of its own."""
    return (
        f"CASE WHEN {value} > 0 THEN CAST(CEIL(LN(CAST({value} AS DOUBLE)) / {BUCKET_WIDTH}) AS BIGINT) "
        f"WHEN {value} <= 0 THEN {ZERO_BUCKET} END"
    )


def is_bucket(number: int) -> bool:
    """Whether a bucket can have this number."""
    return number == ZERO_BUCKET or abs(number) <= LARGEST_BUCKET
