-- Counts intervals of log; written by pcf VERSION in the dialect bigquery.
-- Unverified: it was read back and compared, but nobody has run it on this engine. Try a day first.
-- It only reads, and gives back counts of groups, no row of the table.
-- Map: intervals.toml. By: segment, week. Days: … – …. As of: 2026-11-15 12:00:00.000001.
-- Types are taken for granted; where a column has another one, the engine refuses or the figures are wrong.
-- Times without a zone: period_start.
-- Numbers: offered, answered, answered_in_time, abandoned, abandoned_in_time, short_abandoned, wait_seconds, abandon_wait_seconds, longest_wait_seconds, longest_abandon_seconds, handle_seconds, talk_seconds, hold_seconds, after_contact_seconds, transferred.
-- Cast to text, whatever they are: segment, channel, reason.
-- Quantiles come in buckets 2 % wide. Save all rows as CSV with the header, and let pcf read them.
-- SHA-256 of the statement, from the first line that is no comment to the end: 195684acd169f0de9e9dc38b253d62a1a2e0ab547b5ec087b18f129ee09572bc

WITH given AS (
SELECT
  period_start AS raw_period_start,
  FALSE AS failed_period_start,
  segment AS raw_segment,
  FALSE AS failed_segment,
  channel AS raw_channel,
  FALSE AS failed_channel,
  reason AS raw_reason,
  FALSE AS failed_reason,
  offered AS raw_offered,
  FALSE AS failed_offered,
  answered AS raw_answered,
  FALSE AS failed_answered,
  answered_in_time AS raw_answered_in_time,
  FALSE AS failed_answered_in_time,
  abandoned AS raw_abandoned,
  FALSE AS failed_abandoned,
  abandoned_in_time AS raw_abandoned_in_time,
  FALSE AS failed_abandoned_in_time,
  short_abandoned AS raw_short_abandoned,
  FALSE AS failed_short_abandoned,
  wait_seconds AS raw_wait_seconds,
  FALSE AS failed_wait_seconds,
  abandon_wait_seconds AS raw_abandon_wait_seconds,
  FALSE AS failed_abandon_wait_seconds,
  longest_wait_seconds AS raw_longest_wait_seconds,
  FALSE AS failed_longest_wait_seconds,
  longest_abandon_seconds AS raw_longest_abandon_seconds,
  FALSE AS failed_longest_abandon_seconds,
  handle_seconds AS raw_handle_seconds,
  FALSE AS failed_handle_seconds,
  talk_seconds AS raw_talk_seconds,
  FALSE AS failed_talk_seconds,
  hold_seconds AS raw_hold_seconds,
  FALSE AS failed_hold_seconds,
  after_contact_seconds AS raw_after_contact_seconds,
  FALSE AS failed_after_contact_seconds,
  transferred AS raw_transferred,
  FALSE AS failed_transferred
FROM `log`
),
localized AS (
SELECT
  *
FROM given
),
valued AS (
SELECT
  *,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_period_start, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_period_start, 'UTC'), 'UTC')
  END AS period_start,
  NULLIF(TRIM(CAST(raw_segment AS STRING), '                　'), '') AS segment,
  NULLIF(TRIM(CAST(raw_channel AS STRING), '                　'), '') AS channel,
  NULLIF(TRIM(CAST(raw_reason AS STRING), '                　'), '') AS reason,
  CASE
    WHEN ABS(SAFE_CAST(raw_offered AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_offered AS NUMERIC), 6)
  END AS offered,
  CASE
    WHEN ABS(SAFE_CAST(raw_answered AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_answered AS NUMERIC), 6)
  END AS answered,
  CASE
    WHEN ABS(SAFE_CAST(raw_answered_in_time AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_answered_in_time AS NUMERIC), 6)
  END AS answered_in_time,
  CASE
    WHEN ABS(SAFE_CAST(raw_abandoned AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_abandoned AS NUMERIC), 6)
  END AS abandoned,
  CASE
    WHEN ABS(SAFE_CAST(raw_abandoned_in_time AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_abandoned_in_time AS NUMERIC), 6)
  END AS abandoned_in_time,
  CASE
    WHEN ABS(SAFE_CAST(raw_short_abandoned AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_short_abandoned AS NUMERIC), 6)
  END AS short_abandoned,
  CASE
    WHEN ABS(SAFE_CAST(raw_wait_seconds AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_wait_seconds AS NUMERIC), 6)
  END AS wait_seconds,
  CASE
    WHEN ABS(SAFE_CAST(raw_abandon_wait_seconds AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_abandon_wait_seconds AS NUMERIC), 6)
  END AS abandon_wait_seconds,
  CASE
    WHEN ABS(SAFE_CAST(raw_longest_wait_seconds AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_longest_wait_seconds AS NUMERIC), 6)
  END AS longest_wait_seconds,
  CASE
    WHEN ABS(SAFE_CAST(raw_longest_abandon_seconds AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_longest_abandon_seconds AS NUMERIC), 6)
  END AS longest_abandon_seconds,
  CASE
    WHEN ABS(SAFE_CAST(raw_handle_seconds AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_handle_seconds AS NUMERIC), 6)
  END AS handle_seconds,
  CASE
    WHEN ABS(SAFE_CAST(raw_talk_seconds AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_talk_seconds AS NUMERIC), 6)
  END AS talk_seconds,
  CASE
    WHEN ABS(SAFE_CAST(raw_hold_seconds AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_hold_seconds AS NUMERIC), 6)
  END AS hold_seconds,
  CASE
    WHEN ABS(SAFE_CAST(raw_after_contact_seconds AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_after_contact_seconds AS NUMERIC), 6)
  END AS after_contact_seconds,
  CASE
    WHEN ABS(SAFE_CAST(raw_transferred AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_transferred AS NUMERIC), 6)
  END AS transferred
FROM localized
),
judged AS (
SELECT
  CAST(NULL AS STRING) AS left_out,
  period_start,
  period_start AS period_start_local,
  FALSE AS twice_period_start,
  (
    failed_period_start
    OR (
      NOT raw_period_start IS NULL AND period_start IS NULL
    )
  ) AS bad_period_start,
  segment,
  failed_segment AS bad_segment,
  channel,
  failed_channel AS bad_channel,
  reason,
  failed_reason AS bad_reason,
  offered,
  (
    failed_offered OR (
      NOT raw_offered IS NULL AND offered IS NULL
    )
  ) AS bad_offered,
  answered,
  (
    failed_answered OR (
      NOT raw_answered IS NULL AND answered IS NULL
    )
  ) AS bad_answered,
  answered_in_time,
  (
    failed_answered_in_time
    OR (
      NOT raw_answered_in_time IS NULL AND answered_in_time IS NULL
    )
  ) AS bad_answered_in_time,
  abandoned,
  (
    failed_abandoned OR (
      NOT raw_abandoned IS NULL AND abandoned IS NULL
    )
  ) AS bad_abandoned,
  abandoned_in_time,
  (
    failed_abandoned_in_time
    OR (
      NOT raw_abandoned_in_time IS NULL AND abandoned_in_time IS NULL
    )
  ) AS bad_abandoned_in_time,
  short_abandoned,
  (
    failed_short_abandoned
    OR (
      NOT raw_short_abandoned IS NULL AND short_abandoned IS NULL
    )
  ) AS bad_short_abandoned,
  wait_seconds,
  (
    failed_wait_seconds
    OR (
      NOT raw_wait_seconds IS NULL AND wait_seconds IS NULL
    )
  ) AS bad_wait_seconds,
  abandon_wait_seconds,
  (
    failed_abandon_wait_seconds
    OR (
      NOT raw_abandon_wait_seconds IS NULL AND abandon_wait_seconds IS NULL
    )
  ) AS bad_abandon_wait_seconds,
  longest_wait_seconds,
  (
    failed_longest_wait_seconds
    OR (
      NOT raw_longest_wait_seconds IS NULL AND longest_wait_seconds IS NULL
    )
  ) AS bad_longest_wait_seconds,
  longest_abandon_seconds,
  (
    failed_longest_abandon_seconds
    OR (
      NOT raw_longest_abandon_seconds IS NULL AND longest_abandon_seconds IS NULL
    )
  ) AS bad_longest_abandon_seconds,
  handle_seconds,
  (
    failed_handle_seconds
    OR (
      NOT raw_handle_seconds IS NULL AND handle_seconds IS NULL
    )
  ) AS bad_handle_seconds,
  talk_seconds,
  (
    failed_talk_seconds
    OR (
      NOT raw_talk_seconds IS NULL AND talk_seconds IS NULL
    )
  ) AS bad_talk_seconds,
  hold_seconds,
  (
    failed_hold_seconds
    OR (
      NOT raw_hold_seconds IS NULL AND hold_seconds IS NULL
    )
  ) AS bad_hold_seconds,
  after_contact_seconds,
  (
    failed_after_contact_seconds
    OR (
      NOT raw_after_contact_seconds IS NULL AND after_contact_seconds IS NULL
    )
  ) AS bad_after_contact_seconds,
  transferred,
  (
    failed_transferred OR (
      NOT raw_transferred IS NULL AND transferred IS NULL
    )
  ) AS bad_transferred
FROM valued
),
intervals AS (
SELECT
  CASE
    WHEN period_start <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN period_start
  END AS period_start,
  CASE
    WHEN period_start <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN period_start_local
  END AS period_start_local,
  segment AS segment,
  channel AS channel,
  reason AS reason,
  offered AS offered,
  answered AS answered,
  answered_in_time AS answered_in_time,
  abandoned AS abandoned,
  abandoned_in_time AS abandoned_in_time,
  short_abandoned AS short_abandoned,
  wait_seconds AS wait_seconds,
  abandon_wait_seconds AS abandon_wait_seconds,
  longest_wait_seconds AS longest_wait_seconds,
  longest_abandon_seconds AS longest_abandon_seconds,
  handle_seconds AS handle_seconds,
  talk_seconds AS talk_seconds,
  hold_seconds AS hold_seconds,
  after_contact_seconds AS after_contact_seconds,
  transferred AS transferred
FROM judged
WHERE
  left_out IS NULL
  AND period_start <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
),
answer AS (
SELECT
  1 AS part,
  segment,
  DATETIME_TRUNC(period_start_local, ISOWEEK) AS week,
  CAST(NULL AS INT64) AS bucket,
  COUNT(*) AS row_count,
  COALESCE(SUM(offered), 0) AS contacts_offered,
  COALESCE(SUM(answered), 0) AS contacts_answered,
  COALESCE(SUM(answered_in_time), 0) AS contacts_answered_in_time,
  COALESCE(SUM(abandoned), 0) AS contacts_abandoned,
  COALESCE(SUM(short_abandoned), 0) AS contacts_short_abandoned,
  COALESCE(SUM(abandoned_in_time), 0) AS contacts_abandoned_in_time,
  COALESCE(SUM(CASE WHEN NOT abandon_wait_seconds IS NULL THEN abandoned END), 0) AS contacts_abandoned_timed,
  COALESCE(SUM(wait_seconds), 0) AS seconds_waited_answered,
  COALESCE(SUM(CASE WHEN NOT abandoned IS NULL THEN abandon_wait_seconds END), 0) AS seconds_waited_abandoned,
  MAX(longest_wait_seconds) AS seconds_waited_longest,
  MAX(longest_abandon_seconds) AS seconds_waited_longest_abandoned,
  COALESCE(SUM(CASE WHEN NOT answered IS NULL THEN handle_seconds END), 0) AS seconds_handled,
  COALESCE(SUM(CASE WHEN NOT handle_seconds IS NULL THEN answered END), 0) AS contacts_handled,
  COALESCE(SUM(CASE WHEN NOT answered IS NULL THEN talk_seconds END), 0) AS seconds_talked,
  COALESCE(SUM(CASE WHEN NOT talk_seconds IS NULL THEN answered END), 0) AS contacts_talk_known,
  COALESCE(SUM(CASE WHEN NOT answered IS NULL THEN hold_seconds END), 0) AS seconds_on_hold,
  COALESCE(SUM(CASE WHEN NOT hold_seconds IS NULL THEN answered END), 0) AS contacts_hold_known,
  COALESCE(SUM(CASE WHEN NOT answered IS NULL THEN after_contact_seconds END), 0) AS seconds_after_contact,
  COALESCE(SUM(CASE WHEN NOT after_contact_seconds IS NULL THEN answered END), 0) AS contacts_after_contact_known,
  COALESCE(SUM(CASE WHEN NOT answered IS NULL THEN transferred END), 0) AS contacts_transferred,
  COALESCE(SUM(CASE WHEN NOT transferred IS NULL THEN answered END), 0) AS contacts_transfer_known
FROM intervals
GROUP BY
  2,
  3
)
SELECT
  *,
  COUNT(*) OVER () AS answer_rows_e66d6464
FROM answer
