"""Draws a contact log of the asked size, counts it by reason and judges it; says what each takes.

Every value is worked out from the row's number by a hash, so two runs give the same log: thirty codes of which two
are not in the list, few customers who come often, two contacts in a hundred coded twice.

    python benchmarks/loops/contact_reasons.py 1000000
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from pcf.reasons.judging import reason_loop
from pcf.reasons.log import count_reasons
from pcf.reasons.records import Reason
from pcf.source import logs, loops

_RANDOM = "(hash(i, '{word}') % 1000003) / 1000003.0"
_COLUMNS = (
    "contact_id",
    "customer_id",
    "segment",
    "channel",
    "reason",
    "reason_checked",
    "opened_at",
    "handle_seconds",
)


def sql(rows: int, path: Path) -> str:
    """Write the statement that makes the log."""

    def chance(word: str) -> str:
        return _RANDOM.format(word=word)

    def code(word: str) -> str:
        return f"'reason ' || CAST(FLOOR(30 * POWER({chance(word)}, 2)) AS INT)"

    return f"""
    COPY (
      SELECT
        'c' || LPAD(CAST(i AS VARCHAR), 10, '0') AS contact_id,
        CASE WHEN {chance("known")} < 0.97
          THEN 'k' || CAST(FLOOR(POWER({chance("who")}, 2) * {rows} / 8) AS BIGINT) END AS customer_id,
        ['mass', 'premium', 'private', 'small', 'large'][1 + CAST(FLOOR(5 * {chance("segment")}) AS INT)] AS segment,
        ['phone', 'chat', 'email'][1 + CAST(FLOOR(3 * {chance("channel")}) AS INT)] AS channel,
        {code("reason")} AS reason,
        CASE WHEN {chance("sample")} < 0.02
          THEN CASE WHEN {chance("agree")} < 0.8 THEN {code("reason")} ELSE {code("again")} END END AS reason_checked,
        TIMESTAMP '2025-01-01' + to_microseconds(CAST({chance("when")} * 31535999000000 AS BIGINT)) AS opened_at,
        CAST(30 + 600 * {chance("handle")} AS INT) AS handle_seconds
      FROM range({rows}) r(i)
    ) TO '{path}' (FORMAT parquet)
    """


def main() -> None:
    """Draw, count, judge."""
    reasons = [
        Reason(id=f"r{number}", words=f"Why {number}?", names=(f"Reason {number}",), unit_cost=Decimal("3.35"))
        for number in range(28)
    ]
    logs(), loops()  # read once a process
    with tempfile.TemporaryDirectory() as folder:
        log, log_map = Path(folder, "log.parquet"), Path(folder, "map.toml")
        duckdb.connect().execute(sql(int(sys.argv[1]), log))
        columns = "\n".join(f'{name} = "{name}"' for name in _COLUMNS)
        log_map.write_text(f'log = "contacts"\n[columns]\n{columns}\n', encoding="utf-8")
        wall, cpu = time.perf_counter(), time.process_time()
        counts, _ = count_reasons([log], log_map, reasons=reasons, as_of="2025-12-31")
        print("counted: wall", time.perf_counter() - wall, "s, CPU", time.process_time() - cpu, "s")
        wall = time.perf_counter()
        loop = reason_loop(reasons, counts, as_of=date(2025, 12, 31))
        print("judged: wall", time.perf_counter() - wall, "s;", len(counts.rows), "rows, total cost", loop.total.cost)


if __name__ == "__main__":
    main()
