-- Counts complaints of log; written by pcf VERSION in the dialect bigquery.
-- Unverified: it was read back and compared, but nobody has run it on this engine. Try a day first.
-- It only reads, and gives back counts of groups, no row of the table.
-- Map: complaints.toml. By: segment, product, month. Days: … – …. As of: 2026-11-15 12:00:00.000001.
-- Types are taken for granted; where a column has another one, the engine refuses or the figures are wrong.
-- Times without a zone: received_at, registered_at, acknowledge_by, acknowledged_at, answer_by, closed_at, clock_start_at, clock_end_at.
-- Numbers: redress_amount, stopped_days.
-- True or false: to_regulator.
-- Cast to text, whatever they are: complaint_id, customer_id, segment, channel, reason, product, outcome, jurisdiction, matter.
-- Quantiles come in buckets 2 % wide. Save all rows as CSV with the header, and let pcf read them.
-- SHA-256 of the statement, from the first line that is no comment to the end: f6a754433ec623e5219f3f3a9e5a8a0980d0aa941cca1fc06b22e6d61f517c9c

WITH given AS (
SELECT
  complaint_id AS raw_complaint_id,
  FALSE AS failed_complaint_id,
  customer_id AS raw_customer_id,
  FALSE AS failed_customer_id,
  segment AS raw_segment,
  FALSE AS failed_segment,
  channel AS raw_channel,
  FALSE AS failed_channel,
  reason AS raw_reason,
  FALSE AS failed_reason,
  product AS raw_product,
  FALSE AS failed_product,
  received_at AS raw_received_at,
  FALSE AS failed_received_at,
  registered_at AS raw_registered_at,
  FALSE AS failed_registered_at,
  acknowledge_by AS raw_acknowledge_by,
  FALSE AS failed_acknowledge_by,
  acknowledged_at AS raw_acknowledged_at,
  FALSE AS failed_acknowledged_at,
  answer_by AS raw_answer_by,
  FALSE AS failed_answer_by,
  closed_at AS raw_closed_at,
  FALSE AS failed_closed_at,
  outcome AS raw_outcome,
  FALSE AS failed_outcome,
  redress_amount AS raw_redress_amount,
  FALSE AS failed_redress_amount,
  to_regulator AS raw_to_regulator,
  FALSE AS failed_to_regulator,
  jurisdiction AS raw_jurisdiction,
  FALSE AS failed_jurisdiction,
  matter AS raw_matter,
  FALSE AS failed_matter,
  clock_start_at AS raw_clock_start_at,
  FALSE AS failed_clock_start_at,
  clock_end_at AS raw_clock_end_at,
  FALSE AS failed_clock_end_at,
  stopped_days AS raw_stopped_days,
  FALSE AS failed_stopped_days
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
  NULLIF(TRIM(CAST(raw_complaint_id AS STRING), '                　'), '') AS complaint_id,
  NULLIF(TRIM(CAST(raw_customer_id AS STRING), '                　'), '') AS customer_id,
  NULLIF(TRIM(CAST(raw_segment AS STRING), '                　'), '') AS segment,
  NULLIF(TRIM(CAST(raw_channel AS STRING), '                　'), '') AS channel,
  NULLIF(TRIM(CAST(raw_reason AS STRING), '                　'), '') AS reason,
  NULLIF(TRIM(CAST(raw_product AS STRING), '                　'), '') AS product,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_received_at, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_received_at, 'UTC'), 'UTC')
  END AS received_at,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_registered_at, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_registered_at, 'UTC'), 'UTC')
  END AS registered_at,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_acknowledge_by, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_acknowledge_by, 'UTC'), 'UTC')
  END AS acknowledge_by,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_acknowledged_at, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_acknowledged_at, 'UTC'), 'UTC')
  END AS acknowledged_at,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_answer_by, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_answer_by, 'UTC'), 'UTC')
  END AS answer_by,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_closed_at, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_closed_at, 'UTC'), 'UTC')
  END AS closed_at,
  NULLIF(TRIM(CAST(raw_outcome AS STRING), '                　'), '') AS outcome,
  CASE
    WHEN ABS(SAFE_CAST(raw_redress_amount AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_redress_amount AS NUMERIC), 6)
  END AS redress_amount,
  raw_to_regulator AS to_regulator,
  NULLIF(TRIM(CAST(raw_jurisdiction AS STRING), '                　'), '') AS jurisdiction,
  NULLIF(TRIM(CAST(raw_matter AS STRING), '                　'), '') AS matter,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_clock_start_at, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_clock_start_at, 'UTC'), 'UTC')
  END AS clock_start_at,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_clock_end_at, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_clock_end_at, 'UTC'), 'UTC')
  END AS clock_end_at,
  CASE
    WHEN ABS(SAFE_CAST(raw_stopped_days AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_stopped_days AS NUMERIC), 6)
  END AS stopped_days
FROM localized
),
judged AS (
SELECT
  CAST(NULL AS STRING) AS left_out,
  complaint_id,
  failed_complaint_id AS bad_complaint_id,
  customer_id,
  failed_customer_id AS bad_customer_id,
  segment,
  failed_segment AS bad_segment,
  channel,
  failed_channel AS bad_channel,
  reason,
  failed_reason AS bad_reason,
  product,
  failed_product AS bad_product,
  received_at,
  received_at AS received_at_local,
  FALSE AS twice_received_at,
  (
    failed_received_at OR (
      NOT raw_received_at IS NULL AND received_at IS NULL
    )
  ) AS bad_received_at,
  registered_at,
  registered_at AS registered_at_local,
  FALSE AS twice_registered_at,
  (
    failed_registered_at
    OR (
      NOT raw_registered_at IS NULL AND registered_at IS NULL
    )
  ) AS bad_registered_at,
  acknowledge_by,
  acknowledge_by AS acknowledge_by_local,
  FALSE AS twice_acknowledge_by,
  (
    failed_acknowledge_by
    OR (
      NOT raw_acknowledge_by IS NULL AND acknowledge_by IS NULL
    )
  ) AS bad_acknowledge_by,
  acknowledged_at,
  acknowledged_at AS acknowledged_at_local,
  FALSE AS twice_acknowledged_at,
  (
    failed_acknowledged_at
    OR (
      NOT raw_acknowledged_at IS NULL AND acknowledged_at IS NULL
    )
  ) AS bad_acknowledged_at,
  answer_by,
  answer_by AS answer_by_local,
  FALSE AS twice_answer_by,
  (
    failed_answer_by OR (
      NOT raw_answer_by IS NULL AND answer_by IS NULL
    )
  ) AS bad_answer_by,
  closed_at,
  closed_at AS closed_at_local,
  FALSE AS twice_closed_at,
  (
    failed_closed_at OR (
      NOT raw_closed_at IS NULL AND closed_at IS NULL
    )
  ) AS bad_closed_at,
  outcome,
  failed_outcome AS bad_outcome,
  redress_amount,
  (
    failed_redress_amount
    OR (
      NOT raw_redress_amount IS NULL AND redress_amount IS NULL
    )
  ) AS bad_redress_amount,
  to_regulator,
  failed_to_regulator AS bad_to_regulator,
  jurisdiction,
  failed_jurisdiction AS bad_jurisdiction,
  matter,
  failed_matter AS bad_matter,
  clock_start_at,
  clock_start_at AS clock_start_at_local,
  FALSE AS twice_clock_start_at,
  (
    failed_clock_start_at
    OR (
      NOT raw_clock_start_at IS NULL AND clock_start_at IS NULL
    )
  ) AS bad_clock_start_at,
  clock_end_at,
  clock_end_at AS clock_end_at_local,
  FALSE AS twice_clock_end_at,
  (
    failed_clock_end_at
    OR (
      NOT raw_clock_end_at IS NULL AND clock_end_at IS NULL
    )
  ) AS bad_clock_end_at,
  stopped_days,
  (
    failed_stopped_days
    OR (
      NOT raw_stopped_days IS NULL AND stopped_days IS NULL
    )
  ) AS bad_stopped_days
FROM valued
),
complaints AS (
SELECT
  complaint_id AS complaint_id,
  customer_id AS customer_id,
  segment AS segment,
  channel AS channel,
  reason AS reason,
  product AS product,
  CASE
    WHEN received_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN received_at
  END AS received_at,
  CASE
    WHEN received_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN received_at_local
  END AS received_at_local,
  CASE
    WHEN registered_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN registered_at
  END AS registered_at,
  CASE
    WHEN registered_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN registered_at_local
  END AS registered_at_local,
  acknowledge_by AS acknowledge_by,
  acknowledge_by_local AS acknowledge_by_local,
  CASE
    WHEN acknowledged_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN acknowledged_at
  END AS acknowledged_at,
  CASE
    WHEN acknowledged_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN acknowledged_at_local
  END AS acknowledged_at_local,
  answer_by AS answer_by,
  answer_by_local AS answer_by_local,
  CASE
    WHEN closed_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN closed_at
  END AS closed_at,
  CASE
    WHEN closed_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN closed_at_local
  END AS closed_at_local,
  outcome AS outcome,
  redress_amount AS redress_amount,
  to_regulator AS to_regulator,
  jurisdiction AS jurisdiction,
  matter AS matter,
  CASE
    WHEN clock_start_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN clock_start_at
  END AS clock_start_at,
  CASE
    WHEN clock_start_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN clock_start_at_local
  END AS clock_start_at_local,
  CASE
    WHEN clock_end_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN clock_end_at
  END AS clock_end_at,
  CASE
    WHEN clock_end_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
    THEN clock_end_at_local
  END AS clock_end_at_local,
  stopped_days AS stopped_days
FROM judged
WHERE
  left_out IS NULL
  AND received_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
),
answer AS (
WITH complaints_in_order_6 AS (
  SELECT
    segment AS segment,
    product AS product,
    DATETIME_TRUNC(received_at_local, MONTH) AS month,
    received_at AS since_at,
    604800000000 AS window_length,
    LEAD(received_at) OVER (
      PARTITION BY customer_id
      ORDER BY received_at IS NULL, received_at, complaint_id IS NULL, complaint_id
    ) AS next_at
  FROM complaints
  WHERE
    NOT customer_id IS NULL
)
SELECT
  1 AS part,
  segment,
  product,
  DATETIME_TRUNC(received_at_local, MONTH) AS month,
  CAST(NULL AS INT64) AS bucket,
  COUNT(*) AS row_count,
  COUNT(*) AS complaints_received,
  COUNT(CASE WHEN NOT to_regulator IS NULL THEN 1 END) AS complaints_regulator_known,
  COUNT(CASE WHEN to_regulator = TRUE THEN 1 END) AS complaints_to_regulator,
  COUNT(
    CASE
      WHEN received_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      AND received_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN 1
    END
  ) AS complaints_open_in,
  COUNT(
    CASE
      WHEN received_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      AND closed_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      AND closed_at < received_at
      THEN 1
    END
  ) AS complaints_open_out_early,
  CAST(NULL AS INT64) AS acknowledgements_due,
  CAST(NULL AS INT64) AS acknowledgements_in_time,
  CAST(NULL AS INT64) AS complaint_answers_due,
  CAST(NULL AS INT64) AS complaint_answers_in_time,
  CAST(NULL AS INT64) AS complaints_closed_with_limit,
  CAST(NULL AS INT64) AS complaints_closed_in_limit,
  CAST(NULL AS INT64) AS complaints_decided,
  CAST(NULL AS INT64) AS complaints_upheld,
  CAST(NULL AS INT64) AS complaint_redress,
  CAST(NULL AS INT64) AS complaints_open_out,
  CAST(NULL AS INT64) AS seconds_to_close_complaint_median_values,
  CAST(NULL AS INT64) AS complaints_observed,
  CAST(NULL AS INT64) AS complaints_observed_unfinished,
  CAST(NULL AS INT64) AS complaints_followed,
  CAST(NULL AS INT64) AS complaints_followed_unfinished
FROM complaints
GROUP BY
  2,
  3,
  4
UNION ALL
SELECT
  2 AS part,
  segment,
  product,
  DATETIME_TRUNC(acknowledge_by_local, MONTH) AS month,
  CAST(NULL AS INT64) AS bucket,
  CAST(NULL AS INT64) AS row_count,
  CAST(NULL AS INT64) AS complaints_received,
  CAST(NULL AS INT64) AS complaints_regulator_known,
  CAST(NULL AS INT64) AS complaints_to_regulator,
  CAST(NULL AS INT64) AS complaints_open_in,
  CAST(NULL AS INT64) AS complaints_open_out_early,
  COUNT(
    CASE
      WHEN acknowledge_by <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN 1
    END
  ) AS acknowledgements_due,
  COUNT(
    CASE
      WHEN acknowledge_by <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      AND acknowledged_at <= acknowledge_by
      THEN 1
    END
  ) AS acknowledgements_in_time,
  CAST(NULL AS INT64) AS complaint_answers_due,
  CAST(NULL AS INT64) AS complaint_answers_in_time,
  CAST(NULL AS INT64) AS complaints_closed_with_limit,
  CAST(NULL AS INT64) AS complaints_closed_in_limit,
  CAST(NULL AS INT64) AS complaints_decided,
  CAST(NULL AS INT64) AS complaints_upheld,
  CAST(NULL AS INT64) AS complaint_redress,
  CAST(NULL AS INT64) AS complaints_open_out,
  CAST(NULL AS INT64) AS seconds_to_close_complaint_median_values,
  CAST(NULL AS INT64) AS complaints_observed,
  CAST(NULL AS INT64) AS complaints_observed_unfinished,
  CAST(NULL AS INT64) AS complaints_followed,
  CAST(NULL AS INT64) AS complaints_followed_unfinished
FROM complaints
WHERE
  NOT acknowledge_by IS NULL
GROUP BY
  2,
  3,
  4
UNION ALL
SELECT
  3 AS part,
  segment,
  product,
  DATETIME_TRUNC(answer_by_local, MONTH) AS month,
  CAST(NULL AS INT64) AS bucket,
  CAST(NULL AS INT64) AS row_count,
  CAST(NULL AS INT64) AS complaints_received,
  CAST(NULL AS INT64) AS complaints_regulator_known,
  CAST(NULL AS INT64) AS complaints_to_regulator,
  CAST(NULL AS INT64) AS complaints_open_in,
  CAST(NULL AS INT64) AS complaints_open_out_early,
  CAST(NULL AS INT64) AS acknowledgements_due,
  CAST(NULL AS INT64) AS acknowledgements_in_time,
  COUNT(CASE WHEN answer_by <= CAST('2026-11-15 12:00:00.000001' AS DATETIME) THEN 1 END) AS complaint_answers_due,
  COUNT(
    CASE
      WHEN answer_by <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      AND closed_at <= answer_by
      THEN 1
    END
  ) AS complaint_answers_in_time,
  CAST(NULL AS INT64) AS complaints_closed_with_limit,
  CAST(NULL AS INT64) AS complaints_closed_in_limit,
  CAST(NULL AS INT64) AS complaints_decided,
  CAST(NULL AS INT64) AS complaints_upheld,
  CAST(NULL AS INT64) AS complaint_redress,
  CAST(NULL AS INT64) AS complaints_open_out,
  CAST(NULL AS INT64) AS seconds_to_close_complaint_median_values,
  CAST(NULL AS INT64) AS complaints_observed,
  CAST(NULL AS INT64) AS complaints_observed_unfinished,
  CAST(NULL AS INT64) AS complaints_followed,
  CAST(NULL AS INT64) AS complaints_followed_unfinished
FROM complaints
WHERE
  NOT answer_by IS NULL
GROUP BY
  2,
  3,
  4
UNION ALL
SELECT
  4 AS part,
  segment,
  product,
  DATETIME_TRUNC(closed_at_local, MONTH) AS month,
  CAST(NULL AS INT64) AS bucket,
  CAST(NULL AS INT64) AS row_count,
  CAST(NULL AS INT64) AS complaints_received,
  CAST(NULL AS INT64) AS complaints_regulator_known,
  CAST(NULL AS INT64) AS complaints_to_regulator,
  CAST(NULL AS INT64) AS complaints_open_in,
  CAST(NULL AS INT64) AS complaints_open_out_early,
  CAST(NULL AS INT64) AS acknowledgements_due,
  CAST(NULL AS INT64) AS acknowledgements_in_time,
  CAST(NULL AS INT64) AS complaint_answers_due,
  CAST(NULL AS INT64) AS complaint_answers_in_time,
  COUNT(CASE WHEN NOT closed_at IS NULL AND NOT answer_by IS NULL THEN 1 END) AS complaints_closed_with_limit,
  COUNT(
    CASE
      WHEN NOT closed_at IS NULL AND NOT answer_by IS NULL AND closed_at <= answer_by
      THEN 1
    END
  ) AS complaints_closed_in_limit,
  COUNT(
    CASE
      WHEN NOT closed_at IS NULL AND outcome IN ('upheld', 'partly_upheld', 'rejected')
      THEN 1
    END
  ) AS complaints_decided,
  COUNT(
    CASE
      WHEN NOT closed_at IS NULL AND outcome IN ('upheld', 'partly_upheld')
      THEN 1
    END
  ) AS complaints_upheld,
  COALESCE(
    SUM(
      CASE
        WHEN NOT closed_at IS NULL AND outcome IN ('upheld', 'partly_upheld')
        THEN redress_amount
      END
    ),
    0
  ) AS complaint_redress,
  COUNT(
    CASE
      WHEN received_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      AND closed_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      AND NOT (
        closed_at < received_at
      )
      THEN 1
    END
  ) AS complaints_open_out,
  CAST(NULL AS INT64) AS seconds_to_close_complaint_median_values,
  CAST(NULL AS INT64) AS complaints_observed,
  CAST(NULL AS INT64) AS complaints_observed_unfinished,
  CAST(NULL AS INT64) AS complaints_followed,
  CAST(NULL AS INT64) AS complaints_followed_unfinished
FROM complaints
WHERE
  NOT closed_at IS NULL
GROUP BY
  2,
  3,
  4
UNION ALL
SELECT
  5 AS part,
  segment,
  product,
  DATETIME_TRUNC(closed_at_local, MONTH) AS month,
  CASE
    WHEN CASE
      WHEN received_at > closed_at
      THEN 0
      ELSE DATETIME_DIFF(closed_at, received_at, MICROSECOND)
    END > 0
    THEN CAST(CEIL(
      LN(
        CAST(CASE
          WHEN received_at > closed_at
          THEN 0
          ELSE DATETIME_DIFF(closed_at, received_at, MICROSECOND)
        END AS FLOAT64)
      ) / 0.019802627296179713
    ) AS INT64)
    WHEN CASE
      WHEN received_at > closed_at
      THEN 0
      ELSE DATETIME_DIFF(closed_at, received_at, MICROSECOND)
    END <= 0
    THEN -100000
  END AS bucket,
  CAST(NULL AS INT64) AS row_count,
  CAST(NULL AS INT64) AS complaints_received,
  CAST(NULL AS INT64) AS complaints_regulator_known,
  CAST(NULL AS INT64) AS complaints_to_regulator,
  CAST(NULL AS INT64) AS complaints_open_in,
  CAST(NULL AS INT64) AS complaints_open_out_early,
  CAST(NULL AS INT64) AS acknowledgements_due,
  CAST(NULL AS INT64) AS acknowledgements_in_time,
  CAST(NULL AS INT64) AS complaint_answers_due,
  CAST(NULL AS INT64) AS complaint_answers_in_time,
  CAST(NULL AS INT64) AS complaints_closed_with_limit,
  CAST(NULL AS INT64) AS complaints_closed_in_limit,
  CAST(NULL AS INT64) AS complaints_decided,
  CAST(NULL AS INT64) AS complaints_upheld,
  CAST(NULL AS INT64) AS complaint_redress,
  CAST(NULL AS INT64) AS complaints_open_out,
  COUNT(*) AS seconds_to_close_complaint_median_values,
  CAST(NULL AS INT64) AS complaints_observed,
  CAST(NULL AS INT64) AS complaints_observed_unfinished,
  CAST(NULL AS INT64) AS complaints_followed,
  CAST(NULL AS INT64) AS complaints_followed_unfinished
FROM complaints
WHERE
  NOT closed_at IS NULL
GROUP BY
  2,
  3,
  4,
  5
UNION ALL
SELECT
  6 AS part,
  segment,
  product,
  month,
  CAST(NULL AS INT64) AS bucket,
  CAST(NULL AS INT64) AS row_count,
  CAST(NULL AS INT64) AS complaints_received,
  CAST(NULL AS INT64) AS complaints_regulator_known,
  CAST(NULL AS INT64) AS complaints_to_regulator,
  CAST(NULL AS INT64) AS complaints_open_in,
  CAST(NULL AS INT64) AS complaints_open_out_early,
  CAST(NULL AS INT64) AS acknowledgements_due,
  CAST(NULL AS INT64) AS acknowledgements_in_time,
  CAST(NULL AS INT64) AS complaint_answers_due,
  CAST(NULL AS INT64) AS complaint_answers_in_time,
  CAST(NULL AS INT64) AS complaints_closed_with_limit,
  CAST(NULL AS INT64) AS complaints_closed_in_limit,
  CAST(NULL AS INT64) AS complaints_decided,
  CAST(NULL AS INT64) AS complaints_upheld,
  CAST(NULL AS INT64) AS complaint_redress,
  CAST(NULL AS INT64) AS complaints_open_out,
  CAST(NULL AS INT64) AS seconds_to_close_complaint_median_values,
  COUNT(
    CASE
      WHEN DATETIME_DIFF(CAST('2026-11-15 12:00:00.000001' AS DATETIME), since_at, MICROSECOND) >= window_length
      THEN 1
    END
  ) AS complaints_observed,
  COUNT(
    CASE
      WHEN DATETIME_DIFF(CAST('2026-11-15 12:00:00.000001' AS DATETIME), since_at, MICROSECOND) < window_length
      THEN 1
    END
  ) AS complaints_observed_unfinished,
  COUNT(
    CASE
      WHEN DATETIME_DIFF(CAST('2026-11-15 12:00:00.000001' AS DATETIME), since_at, MICROSECOND) >= window_length
      AND DATETIME_DIFF(next_at, since_at, MICROSECOND) <= window_length
      THEN 1
    END
  ) AS complaints_followed,
  COUNT(
    CASE
      WHEN DATETIME_DIFF(CAST('2026-11-15 12:00:00.000001' AS DATETIME), since_at, MICROSECOND) < window_length
      THEN 1
    END
  ) AS complaints_followed_unfinished
FROM complaints_in_order_6
GROUP BY
  2,
  3,
  4
)
SELECT
  *,
  COUNT(*) OVER () AS answer_rows_c4e9b2e1
FROM answer
