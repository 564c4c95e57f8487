"""Writes a complaint log of the asked size as parquet: five segments, eighteen months, nothing personal in it.

Every value is worked out from the row's number by a hash, so two runs give the same log.

    python benchmarks/loops/generate_complaints.py 1000000 out.parquet
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

    def one_of(word: str, values: list[str]) -> str:
        listed = ", ".join(f"'{value}'" for value in values)
        return f"[{listed}][1 + CAST(FLOOR({len(values)} * {chance(word)}) AS INT)]"

    return f"""
    COPY (
      WITH drawn AS (
        SELECT
          i,
          'p' || LPAD(CAST(i AS VARCHAR), 10, '0') AS complaint_id,
          'k' || CAST(FLOOR({chance("who")} * {rows} / 2) AS BIGINT) AS customer_id,
          {one_of("segment", ["mass", "premium", "private", "small", "large"])} AS segment,
          {one_of("channel", ["phone", "chat", "letter", "shop"])} AS channel,
          'reason ' || CAST(FLOOR(20 * {chance("reason")}) AS INT) AS reason,
          {one_of("matter", ["complaint", "complaint", "complaint", "refund", "regulator"])} AS matter,
          {one_of("jurisdiction", ["RU", "CN", "EU"])} AS jurisdiction,
          TIMESTAMP '2025-01-01' + to_microseconds(CAST({chance("when")} * 47000000000000 AS BIGINT)) AS received_at,
          CAST(-10 * 86400000000 * LN(1 - {chance("length")} * 0.99999) AS BIGINT) AS took,
          {chance("answered")} < 0.95 AS answered
        FROM range({rows}) r(i)
      )
      SELECT
        complaint_id, customer_id, segment, channel, reason, matter, jurisdiction, received_at,
        received_at + to_microseconds(took // 20) AS registered_at,
        received_at + to_microseconds(took // 10) AS acknowledged_at,
        received_at + INTERVAL 3 DAY AS acknowledge_by,
        received_at + INTERVAL 15 DAY AS answer_by,
        CASE WHEN answered THEN received_at + to_microseconds(took) END AS closed_at,
        CASE WHEN answered THEN {one_of("outcome", ["upheld", "partly_upheld", "rejected"])} END AS outcome,
        CASE WHEN {chance("paid")} < 0.3 THEN CAST(100 * {chance("amount")} AS DECIMAL(18, 2)) END AS redress_amount,
        {chance("regulator")} < 0.02 AS to_regulator,
        CASE WHEN {chance("stopped")} < 0.1 THEN CAST(FLOOR(10 * {chance("days")}) AS INT) END AS stopped_days
      FROM drawn
    ) TO '{path}' (FORMAT parquet)
    """


def main() -> None:
    """Make the log that the command line asks for."""
    rows, path = int(sys.argv[1]), Path(sys.argv[2])
    duckdb.connect().execute(sql(rows, path))


if __name__ == "__main__":
    main()
