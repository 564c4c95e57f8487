"""Writes a contact log of the asked size as parquet: five segments, twelve months, nothing personal in it.

Every value is worked out from the row's number by a hash, so two runs give the same log.

    python benchmarks/logs/generate.py 10000000 out.parquet
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

# a uniform number of 0 to 1 from the row's number and a word
_RANDOM = "(hash(i, '{word}') % 1000003) / 1000003.0"


def sql(rows: int, path: Path) -> str:
    """Write the statement that makes the log."""

    def chance(word: str) -> str:
        return _RANDOM.format(word=word)

    wait = f"CAST(-30000000 * LN(1 - {chance('wait')} * 0.9999999) AS BIGINT)"  # microseconds, 30 s on average
    return f"""
    COPY (
      WITH drawn AS (
        SELECT
          i,
          'c' || LPAD(CAST(i AS VARCHAR), 10, '0') AS contact_id,
          CASE WHEN {chance("known")} < 0.97
            THEN 'k' || CAST(FLOOR({chance("who")} * {rows} / 4) AS BIGINT) END AS customer_id,
          ['mass', 'premium', 'private', 'small', 'large'][1 + CAST(FLOOR(5 * {chance("segment")}) AS INT)] AS segment,
          ['phone', 'chat', 'email'][1 + CAST(FLOOR(3 * {chance("channel")}) AS INT)] AS channel,
          'reason ' || CAST(FLOOR(20 * {chance("reason")}) AS INT) AS reason,
          TIMESTAMP '2025-01-01' + to_microseconds(CAST({chance("when")} * 31535999000000 AS BIGINT)) AS opened_at,
          {wait} AS wait,
          {chance("patience")} < 0.07 AS gives_up,
          {chance("offered")} < 0.98 AS offered,
          CAST(30 + 600 * {chance("handle")} AS INT) AS seconds
        FROM range({rows}) r(i)
      )
      SELECT
        contact_id, customer_id, segment, channel, reason, opened_at,
        CASE WHEN offered THEN opened_at + INTERVAL 2 SECOND END AS queued_at,
        CASE WHEN offered AND NOT gives_up
          THEN opened_at + INTERVAL 2 SECOND + to_microseconds(wait) END AS answered_at,
        CASE WHEN offered AND gives_up
          THEN opened_at + INTERVAL 2 SECOND + to_microseconds(wait) END AS abandoned_at,
        CASE WHEN {chance("closed")} < 0.95 THEN opened_at + to_microseconds(wait + seconds * 1000000 + CAST(
          CASE WHEN {chance("later")} < 0.3 THEN 200000000000 * {chance("days")} ELSE 0 END
          AS BIGINT)) END AS closed_at,
        CASE WHEN offered AND NOT gives_up THEN seconds END AS handle_seconds,
        CASE WHEN {chance("flagged")} < 0.8 THEN {chance("first")} < 0.72 END AS resolved_first,
        CASE WHEN {chance("asked")} < 0.15
          THEN 1 + CAST(FLOOR(5 * SQRT({chance("mark")})) AS INT) END AS satisfaction,
        CASE WHEN {chance("moved")} < 0.1 THEN 1 ELSE 0 END AS transfers,
        {chance("up")} < 0.04 AS escalated,
        {chance("again")} < 0.05 AS reopened
      FROM drawn
    ) TO '{path}' (FORMAT parquet)
    """


def main() -> None:
    """Make the log that the command line asks for."""
    rows, path = int(sys.argv[1]), Path(sys.argv[2])
    duckdb.connect().execute(sql(rows, path))


if __name__ == "__main__":
    main()
