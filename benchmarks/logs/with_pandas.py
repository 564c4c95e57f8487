"""The 14 additive metrics with pandas: read the columns, make the flags, group and sum.

python with_pandas.py log.parquet
"""

import sys

import pandas as pd

log = pd.read_parquet(
    sys.argv[1],
    columns=[
        "segment", "opened_at", "queued_at", "answered_at", "abandoned_at", "closed_at", "handle_seconds",
        "resolved_first", "satisfaction", "transfers", "escalated", "reopened",
    ],
)  # fmt: skip
second = pd.Timedelta(seconds=1)
wait, given_up = log.answered_at - log.queued_at, log.abandoned_at - log.queued_at
queued, answered, abandoned = log.queued_at.notna(), log.answered_at.notna(), log.abandoned_at.notna()
handled = answered & log.handle_seconds.notna()
known = log.resolved_first.notna()
flags = pd.DataFrame(
    {
        "segment": log.segment,
        "month": log.opened_at.dt.to_period("M"),
        "offered": queued,
        "answered": queued & answered,
        "in_time": wait <= 20 * second,
        "abandoned": queued & ~answered,
        "short_abandoned": ~answered & (given_up <= 5 * second),
        "abandoned_in_time": ~answered & (given_up <= 20 * second),
        "abandoned_timed": queued & ~answered & abandoned,
        "waited": wait.dt.total_seconds().clip(lower=0),
        "handled": log.handle_seconds.where(answered),
        "handled_known": handled,
        "resolved": log.resolved_first == 1,
        "resolution_known": known,
        "reopened": log.reopened == 1,
        "closed_for_good": log.closed_at.notna() & (log.reopened == 0) & ~abandoned,
        "transferred": answered & (log.transfers >= 1),
        "transfer_known": answered & log.transfers.notna(),
        "escalated": answered & (log.escalated == 1),
        "escalation_known": answered & log.escalated.notna(),
        "marks": log.satisfaction.notna(),
        "satisfied": log.satisfaction >= 4,
        "mark_sum": log.satisfaction,
    }
)
sums = flags.groupby(["segment", "month"], observed=True).sum()
level = 100 * sums.in_time / (sums.offered - sums.short_abandoned)
print(len(sums), round(level.mean(), 1) >= 0)
