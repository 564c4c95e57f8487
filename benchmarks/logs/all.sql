-- The same with a wait percentile, a median time to resolution, distinct customers (per group and over all) and
-- contacts followed by another of the same customer within 7 days, ties in time by contact_id: 18 metrics.
WITH base AS (
  SELECT segment, DATE_TRUNC('month', opened_at) AS month, COUNT(*) AS contact_rows,
  COUNT(queued_at) AS offered,
  COUNT(CASE WHEN queued_at IS NOT NULL THEN answered_at END) AS answered,
  COUNT(CASE WHEN date_diff('microsecond', queued_at, answered_at) <= 20000000 THEN 1 END) AS in_time,
  COUNT(CASE WHEN queued_at IS NOT NULL AND answered_at IS NULL THEN 1 END) AS abandoned,
  COUNT(CASE WHEN answered_at IS NULL AND date_diff('microsecond', queued_at, abandoned_at) <= 5000000 THEN 1 END) AS short_abandoned,
  COUNT(CASE WHEN answered_at IS NULL AND date_diff('microsecond', queued_at, abandoned_at) <= 20000000 THEN 1 END) AS abandoned_in_time,
  COUNT(CASE WHEN answered_at IS NULL AND queued_at IS NOT NULL THEN abandoned_at END) AS abandoned_timed,
  SUM(CASE WHEN queued_at <= answered_at THEN date_diff('microsecond', queued_at, answered_at) END) AS waited,
  SUM(CASE WHEN answered_at IS NOT NULL THEN handle_seconds END) AS handled,
  COUNT(CASE WHEN answered_at IS NOT NULL THEN handle_seconds END) AS handled_known,
  COUNT(CASE WHEN resolved_first THEN 1 END) AS resolved, COUNT(resolved_first) AS resolution_known,
  COUNT(CASE WHEN reopened THEN 1 END) AS reopened,
  COUNT(CASE WHEN closed_at IS NOT NULL AND NOT reopened AND abandoned_at IS NULL THEN 1 END) AS closed_for_good,
  COUNT(CASE WHEN answered_at IS NOT NULL AND transfers >= 1 THEN 1 END) AS transferred,
  COUNT(CASE WHEN answered_at IS NOT NULL THEN transfers END) AS transfer_known,
  COUNT(CASE WHEN answered_at IS NOT NULL AND escalated THEN 1 END) AS escalated,
  COUNT(CASE WHEN answered_at IS NOT NULL THEN escalated END) AS escalation_known,
  COUNT(satisfaction) AS marks, COUNT(CASE WHEN satisfaction >= 4 THEN 1 END) AS satisfied, SUM(satisfaction) AS mark_sum,
    quantile_cont(CASE WHEN queued_at <= answered_at THEN date_diff('microsecond', queued_at, answered_at) END, 0.8) AS wait_p80,
    median(CASE WHEN abandoned_at IS NULL THEN date_diff('microsecond', opened_at, closed_at) END) AS resolution,
    COUNT(DISTINCT customer_id) AS customers, COUNT(customer_id) AS of_known
  FROM read_parquet($log) GROUP BY 1, 2
),
ordered AS (
  SELECT segment, opened_at, LEAD(opened_at) OVER (PARTITION BY customer_id ORDER BY opened_at, contact_id) AS next_at
  FROM read_parquet($log) WHERE customer_id IS NOT NULL
),
repeats AS (
  SELECT segment, DATE_TRUNC('month', opened_at) AS month,
    COUNT(CASE WHEN opened_at <= (SELECT MAX(opened_at) FROM read_parquet($log)) - INTERVAL 7 DAY THEN 1 END) AS observed,
    COUNT(CASE WHEN opened_at <= (SELECT MAX(opened_at) FROM read_parquet($log)) - INTERVAL 7 DAY
      AND next_at <= opened_at + INTERVAL 7 DAY THEN 1 END) AS followed
  FROM ordered GROUP BY 1, 2
)
SELECT *, (SELECT COUNT(DISTINCT customer_id) FROM read_parquet($log)) AS all_customers
FROM base JOIN repeats USING (segment, month)
