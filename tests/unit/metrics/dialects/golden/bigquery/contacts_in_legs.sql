-- Counts contacts of log; written by pcf VERSION in the dialect bigquery.
-- Unverified: it was read back and compared, but nobody has run it on this engine. Try a day first.
-- It only reads, and gives back counts of groups, no row of the table.
-- Map: contacts_in_legs.toml. By: reason, month. Days: … – …. As of: 2026-11-15 12:00:00.000001.
-- Types are taken for granted; where a column has another one, the engine refuses or the figures are wrong.
-- Times without a zone: opened_at, queued_at, answered_at, abandoned_at, first_response_at, closed_at, close_by, callback_by, called_back_at.
-- Numbers: handle_seconds, talk_seconds, hold_seconds, after_contact_seconds, transfers, satisfaction.
-- True or false: escalated, resolved_first, reopened.
-- Cast to text, whatever they are: contact_id, customer_id, segment, channel, reason, reason_checked, text.
-- Quantiles come in buckets 2 % wide. Save all rows as CSV with the header, and let pcf read them.
-- SHA-256 of the statement, from the first line that is no comment to the end: b27c9f0e6bd4f3e439975395804c5a6d5a420d1afb839ed2c253f7c84cecc202

WITH given AS (
SELECT
  contact_id AS raw_contact_id,
  FALSE AS failed_contact_id,
  customer_id AS raw_customer_id,
  FALSE AS failed_customer_id,
  segment AS raw_segment,
  FALSE AS failed_segment,
  channel AS raw_channel,
  FALSE AS failed_channel,
  reason AS raw_reason,
  FALSE AS failed_reason,
  reason_checked AS raw_reason_checked,
  FALSE AS failed_reason_checked,
  text AS raw_text,
  FALSE AS failed_text,
  opened_at AS raw_opened_at,
  FALSE AS failed_opened_at,
  queued_at AS raw_queued_at,
  FALSE AS failed_queued_at,
  answered_at AS raw_answered_at,
  FALSE AS failed_answered_at,
  abandoned_at AS raw_abandoned_at,
  FALSE AS failed_abandoned_at,
  first_response_at AS raw_first_response_at,
  FALSE AS failed_first_response_at,
  closed_at AS raw_closed_at,
  FALSE AS failed_closed_at,
  close_by AS raw_close_by,
  FALSE AS failed_close_by,
  callback_by AS raw_callback_by,
  FALSE AS failed_callback_by,
  called_back_at AS raw_called_back_at,
  FALSE AS failed_called_back_at,
  handle_seconds AS raw_handle_seconds,
  FALSE AS failed_handle_seconds,
  talk_seconds AS raw_talk_seconds,
  FALSE AS failed_talk_seconds,
  hold_seconds AS raw_hold_seconds,
  FALSE AS failed_hold_seconds,
  after_contact_seconds AS raw_after_contact_seconds,
  FALSE AS failed_after_contact_seconds,
  transfers AS raw_transfers,
  FALSE AS failed_transfers,
  escalated AS raw_escalated,
  FALSE AS failed_escalated,
  resolved_first AS raw_resolved_first,
  FALSE AS failed_resolved_first,
  reopened AS raw_reopened,
  FALSE AS failed_reopened,
  satisfaction AS raw_satisfaction,
  FALSE AS failed_satisfaction
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
  NULLIF(TRIM(CAST(raw_contact_id AS STRING), '                　'), '') AS contact_id,
  NULLIF(TRIM(CAST(raw_customer_id AS STRING), '                　'), '') AS customer_id,
  NULLIF(TRIM(CAST(raw_segment AS STRING), '                　'), '') AS segment,
  NULLIF(TRIM(CAST(raw_channel AS STRING), '                　'), '') AS channel,
  NULLIF(TRIM(CAST(raw_reason AS STRING), '                　'), '') AS reason,
  NULLIF(TRIM(CAST(raw_reason_checked AS STRING), '                　'), '') AS reason_checked,
  NULLIF(TRIM(CAST(raw_text AS STRING), '                　'), '') AS text,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_opened_at, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_opened_at, 'UTC'), 'UTC')
  END AS opened_at,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_queued_at, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_queued_at, 'UTC'), 'UTC')
  END AS queued_at,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_answered_at, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_answered_at, 'UTC'), 'UTC')
  END AS answered_at,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_abandoned_at, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_abandoned_at, 'UTC'), 'UTC')
  END AS abandoned_at,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_first_response_at, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_first_response_at, 'UTC'), 'UTC')
  END AS first_response_at,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_closed_at, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_closed_at, 'UTC'), 'UTC')
  END AS closed_at,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_close_by, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_close_by, 'UTC'), 'UTC')
  END AS close_by,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_callback_by, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_callback_by, 'UTC'), 'UTC')
  END AS callback_by,
  CASE
    WHEN DATETIME(TIMESTAMP(raw_called_back_at, 'UTC'), 'UTC') BETWEEN CAST('0001-01-01 00:00:00' AS DATETIME) AND CAST('9999-12-31 23:59:59.999999' AS DATETIME)
    THEN DATETIME(TIMESTAMP(raw_called_back_at, 'UTC'), 'UTC')
  END AS called_back_at,
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
    WHEN ABS(SAFE_CAST(raw_transfers AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_transfers AS NUMERIC), 6)
  END AS transfers,
  raw_escalated AS escalated,
  raw_resolved_first AS resolved_first,
  raw_reopened AS reopened,
  CASE
    WHEN ABS(SAFE_CAST(raw_satisfaction AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC)
    THEN ROUND(SAFE_CAST(raw_satisfaction AS NUMERIC), 6)
  END AS satisfaction
FROM localized
),
judged AS (
SELECT
  CAST(NULL AS STRING) AS left_out,
  contact_id,
  failed_contact_id AS bad_contact_id,
  customer_id,
  failed_customer_id AS bad_customer_id,
  segment,
  failed_segment AS bad_segment,
  channel,
  failed_channel AS bad_channel,
  reason,
  failed_reason AS bad_reason,
  reason_checked,
  failed_reason_checked AS bad_reason_checked,
  text,
  failed_text AS bad_text,
  opened_at,
  opened_at AS opened_at_local,
  FALSE AS twice_opened_at,
  (
    failed_opened_at OR (
      NOT raw_opened_at IS NULL AND opened_at IS NULL
    )
  ) AS bad_opened_at,
  queued_at,
  queued_at AS queued_at_local,
  FALSE AS twice_queued_at,
  (
    failed_queued_at OR (
      NOT raw_queued_at IS NULL AND queued_at IS NULL
    )
  ) AS bad_queued_at,
  answered_at,
  answered_at AS answered_at_local,
  FALSE AS twice_answered_at,
  (
    failed_answered_at OR (
      NOT raw_answered_at IS NULL AND answered_at IS NULL
    )
  ) AS bad_answered_at,
  abandoned_at,
  abandoned_at AS abandoned_at_local,
  FALSE AS twice_abandoned_at,
  (
    failed_abandoned_at
    OR (
      NOT raw_abandoned_at IS NULL AND abandoned_at IS NULL
    )
  ) AS bad_abandoned_at,
  first_response_at,
  first_response_at AS first_response_at_local,
  FALSE AS twice_first_response_at,
  (
    failed_first_response_at
    OR (
      NOT raw_first_response_at IS NULL AND first_response_at IS NULL
    )
  ) AS bad_first_response_at,
  closed_at,
  closed_at AS closed_at_local,
  FALSE AS twice_closed_at,
  (
    failed_closed_at OR (
      NOT raw_closed_at IS NULL AND closed_at IS NULL
    )
  ) AS bad_closed_at,
  close_by,
  close_by AS close_by_local,
  FALSE AS twice_close_by,
  (
    failed_close_by OR (
      NOT raw_close_by IS NULL AND close_by IS NULL
    )
  ) AS bad_close_by,
  callback_by,
  callback_by AS callback_by_local,
  FALSE AS twice_callback_by,
  (
    failed_callback_by OR (
      NOT raw_callback_by IS NULL AND callback_by IS NULL
    )
  ) AS bad_callback_by,
  called_back_at,
  called_back_at AS called_back_at_local,
  FALSE AS twice_called_back_at,
  (
    failed_called_back_at
    OR (
      NOT raw_called_back_at IS NULL AND called_back_at IS NULL
    )
  ) AS bad_called_back_at,
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
  transfers,
  (
    failed_transfers OR (
      NOT raw_transfers IS NULL AND transfers IS NULL
    )
  ) AS bad_transfers,
  escalated,
  failed_escalated AS bad_escalated,
  resolved_first,
  failed_resolved_first AS bad_resolved_first,
  reopened,
  failed_reopened AS bad_reopened,
  satisfaction,
  (
    failed_satisfaction
    OR (
      NOT raw_satisfaction IS NULL AND satisfaction IS NULL
    )
  ) AS bad_satisfaction
FROM valued
),
contacts AS (
SELECT
  contact_id AS contact_id,
  ARRAY_AGG(
    customer_id IGNORE NULLS ORDER BY opened_at IS NULL ASC, opened_at ASC, queued_at IS NULL ASC, queued_at ASC, answered_at IS NULL ASC, answered_at ASC, abandoned_at IS NULL ASC, abandoned_at ASC, first_response_at IS NULL ASC, first_response_at ASC, closed_at IS NULL ASC, closed_at ASC, close_by IS NULL ASC, close_by ASC, callback_by IS NULL ASC, callback_by ASC, called_back_at IS NULL ASC, called_back_at ASC, customer_id IS NULL ASC, customer_id ASC
    LIMIT 1
  )[SAFE_OFFSET(0)] AS customer_id,
  ARRAY_AGG(
    segment IGNORE NULLS ORDER BY opened_at IS NULL ASC, opened_at ASC, queued_at IS NULL ASC, queued_at ASC, answered_at IS NULL ASC, answered_at ASC, abandoned_at IS NULL ASC, abandoned_at ASC, first_response_at IS NULL ASC, first_response_at ASC, closed_at IS NULL ASC, closed_at ASC, close_by IS NULL ASC, close_by ASC, callback_by IS NULL ASC, callback_by ASC, called_back_at IS NULL ASC, called_back_at ASC, segment IS NULL ASC, segment ASC
    LIMIT 1
  )[SAFE_OFFSET(0)] AS segment,
  ARRAY_AGG(
    channel IGNORE NULLS ORDER BY opened_at IS NULL ASC, opened_at ASC, queued_at IS NULL ASC, queued_at ASC, answered_at IS NULL ASC, answered_at ASC, abandoned_at IS NULL ASC, abandoned_at ASC, first_response_at IS NULL ASC, first_response_at ASC, closed_at IS NULL ASC, closed_at ASC, close_by IS NULL ASC, close_by ASC, callback_by IS NULL ASC, callback_by ASC, called_back_at IS NULL ASC, called_back_at ASC, channel IS NULL ASC, channel ASC
    LIMIT 1
  )[SAFE_OFFSET(0)] AS channel,
  ARRAY_AGG(
    reason IGNORE NULLS ORDER BY opened_at IS NULL DESC, opened_at DESC, queued_at IS NULL DESC, queued_at DESC, answered_at IS NULL DESC, answered_at DESC, abandoned_at IS NULL DESC, abandoned_at DESC, first_response_at IS NULL DESC, first_response_at DESC, closed_at IS NULL DESC, closed_at DESC, close_by IS NULL DESC, close_by DESC, callback_by IS NULL DESC, callback_by DESC, called_back_at IS NULL DESC, called_back_at DESC, reason IS NULL DESC, reason DESC
    LIMIT 1
  )[SAFE_OFFSET(0)] AS reason,
  ARRAY_AGG(
    reason_checked IGNORE NULLS ORDER BY opened_at IS NULL DESC, opened_at DESC, queued_at IS NULL DESC, queued_at DESC, answered_at IS NULL DESC, answered_at DESC, abandoned_at IS NULL DESC, abandoned_at DESC, first_response_at IS NULL DESC, first_response_at DESC, closed_at IS NULL DESC, closed_at DESC, close_by IS NULL DESC, close_by DESC, callback_by IS NULL DESC, callback_by DESC, called_back_at IS NULL DESC, called_back_at DESC, reason_checked IS NULL DESC, reason_checked DESC
    LIMIT 1
  )[SAFE_OFFSET(0)] AS reason_checked,
  ARRAY_AGG(
    text IGNORE NULLS ORDER BY opened_at IS NULL ASC, opened_at ASC, queued_at IS NULL ASC, queued_at ASC, answered_at IS NULL ASC, answered_at ASC, abandoned_at IS NULL ASC, abandoned_at ASC, first_response_at IS NULL ASC, first_response_at ASC, closed_at IS NULL ASC, closed_at ASC, close_by IS NULL ASC, close_by ASC, callback_by IS NULL ASC, callback_by ASC, called_back_at IS NULL ASC, called_back_at ASC, text IS NULL ASC, text ASC
    LIMIT 1
  )[SAFE_OFFSET(0)] AS text,
  MIN(
    CASE
      WHEN opened_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN opened_at
    END
  ) AS opened_at,
  MIN(
    CASE
      WHEN opened_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN opened_at_local
    END
  ) AS opened_at_local,
  MIN(
    CASE
      WHEN queued_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN queued_at
    END
  ) AS queued_at,
  MIN(
    CASE
      WHEN queued_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN queued_at_local
    END
  ) AS queued_at_local,
  MIN(
    CASE
      WHEN answered_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN answered_at
    END
  ) AS answered_at,
  MIN(
    CASE
      WHEN answered_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN answered_at_local
    END
  ) AS answered_at_local,
  CASE
    WHEN MIN(
      CASE
        WHEN answered_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
        THEN answered_at
      END
    ) IS NULL
    THEN MAX(
      CASE
        WHEN abandoned_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
        THEN abandoned_at
      END
    )
  END AS abandoned_at,
  CASE
    WHEN MIN(
      CASE
        WHEN answered_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
        THEN answered_at
      END
    ) IS NULL
    THEN MAX(
      CASE
        WHEN abandoned_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
        THEN abandoned_at_local
      END
    )
  END AS abandoned_at_local,
  MIN(
    CASE
      WHEN first_response_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN first_response_at
    END
  ) AS first_response_at,
  MIN(
    CASE
      WHEN first_response_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN first_response_at_local
    END
  ) AS first_response_at_local,
  MAX(
    CASE
      WHEN closed_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN closed_at
    END
  ) AS closed_at,
  MAX(
    CASE
      WHEN closed_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN closed_at_local
    END
  ) AS closed_at_local,
  MAX(close_by) AS close_by,
  MAX(close_by_local) AS close_by_local,
  MIN(callback_by) AS callback_by,
  MIN(callback_by_local) AS callback_by_local,
  MIN(
    CASE
      WHEN called_back_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN called_back_at
    END
  ) AS called_back_at,
  MIN(
    CASE
      WHEN called_back_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
      THEN called_back_at_local
    END
  ) AS called_back_at_local,
  SUM(handle_seconds) AS handle_seconds,
  SUM(talk_seconds) AS talk_seconds,
  SUM(hold_seconds) AS hold_seconds,
  SUM(after_contact_seconds) AS after_contact_seconds,
  SUM(transfers) AS transfers,
  LOGICAL_OR(escalated) AS escalated,
  ARRAY_AGG(
    resolved_first IGNORE NULLS ORDER BY opened_at IS NULL DESC, opened_at DESC, queued_at IS NULL DESC, queued_at DESC, answered_at IS NULL DESC, answered_at DESC, abandoned_at IS NULL DESC, abandoned_at DESC, first_response_at IS NULL DESC, first_response_at DESC, closed_at IS NULL DESC, closed_at DESC, close_by IS NULL DESC, close_by DESC, callback_by IS NULL DESC, callback_by DESC, called_back_at IS NULL DESC, called_back_at DESC, resolved_first IS NULL DESC, resolved_first DESC
    LIMIT 1
  )[SAFE_OFFSET(0)] AS resolved_first,
  LOGICAL_OR(reopened) AS reopened,
  ARRAY_AGG(
    satisfaction IGNORE NULLS ORDER BY opened_at IS NULL DESC, opened_at DESC, queued_at IS NULL DESC, queued_at DESC, answered_at IS NULL DESC, answered_at DESC, abandoned_at IS NULL DESC, abandoned_at DESC, first_response_at IS NULL DESC, first_response_at DESC, closed_at IS NULL DESC, closed_at DESC, close_by IS NULL DESC, close_by DESC, callback_by IS NULL DESC, callback_by DESC, called_back_at IS NULL DESC, called_back_at DESC, satisfaction IS NULL DESC, satisfaction DESC
    LIMIT 1
  )[SAFE_OFFSET(0)] AS satisfaction
FROM judged
WHERE
  left_out IS NULL AND opened_at <= CAST('2026-11-15 12:00:00.000001' AS DATETIME)
GROUP BY
  contact_id
),
answer AS (
SELECT
  1 AS part,
  reason,
  DATETIME_TRUNC(opened_at_local, MONTH) AS month,
  CAST(NULL AS INT64) AS bucket,
  COUNT(*) AS row_count,
  COUNT(
    CASE
      WHEN NOT queued_at IS NULL
      AND (
        NOT answered_at IS NULL
        OR NOT abandoned_at IS NULL
        OR NOT closed_at IS NULL
        OR DATETIME_DIFF(CAST('2026-11-15 12:00:00.000001' AS DATETIME), queued_at, MICROSECOND) > 20000000
      )
      THEN 1
    END
  ) AS contacts_offered,
  COALESCE(
    SUM(
      CASE
        WHEN NOT answered_at IS NULL AND NOT handle_seconds IS NULL
        THEN handle_seconds
      END
    ),
    0
  ) AS seconds_handled,
  COUNT(CASE WHEN NOT answered_at IS NULL AND NOT handle_seconds IS NULL THEN 1 END) AS contacts_handled,
  COUNT(CASE WHEN resolved_first = TRUE THEN 1 END) AS contacts_resolved_first,
  COUNT(CASE WHEN NOT answered_at IS NULL AND transfers >= 1 THEN 1 END) AS contacts_transferred,
  COUNT(CASE WHEN NOT answered_at IS NULL AND escalated = TRUE THEN 1 END) AS contacts_escalated,
  COUNT(CASE WHEN satisfaction >= 4 THEN 1 END) AS survey_answers_satisfied,
  COALESCE(SUM(satisfaction), 0) AS survey_marks,
  CAST(NULL AS INT64) AS seconds_waited_p80_values,
  CAST(NULL AS INT64) AS customers_in_contact,
  CAST(NULL AS INT64) AS customers_in_contact_total
FROM contacts
GROUP BY
  2,
  3
UNION ALL
SELECT
  2 AS part,
  reason,
  DATETIME_TRUNC(opened_at_local, MONTH) AS month,
  CASE
    WHEN CASE
      WHEN NOT queued_at IS NULL AND NOT answered_at IS NULL
      THEN CASE
        WHEN queued_at > answered_at
        THEN 0
        ELSE DATETIME_DIFF(answered_at, queued_at, MICROSECOND)
      END
    END > 0
    THEN CAST(CEIL(
      LN(
        CAST(CASE
          WHEN NOT queued_at IS NULL AND NOT answered_at IS NULL
          THEN CASE
            WHEN queued_at > answered_at
            THEN 0
            ELSE DATETIME_DIFF(answered_at, queued_at, MICROSECOND)
          END
        END AS FLOAT64)
      ) / 0.019802627296179713
    ) AS INT64)
    WHEN CASE
      WHEN NOT queued_at IS NULL AND NOT answered_at IS NULL
      THEN CASE
        WHEN queued_at > answered_at
        THEN 0
        ELSE DATETIME_DIFF(answered_at, queued_at, MICROSECOND)
      END
    END <= 0
    THEN -100000
  END AS bucket,
  CAST(NULL AS INT64) AS row_count,
  CAST(NULL AS INT64) AS contacts_offered,
  CAST(NULL AS INT64) AS seconds_handled,
  CAST(NULL AS INT64) AS contacts_handled,
  CAST(NULL AS INT64) AS contacts_resolved_first,
  CAST(NULL AS INT64) AS contacts_transferred,
  CAST(NULL AS INT64) AS contacts_escalated,
  CAST(NULL AS INT64) AS survey_answers_satisfied,
  CAST(NULL AS INT64) AS survey_marks,
  COUNT(*) AS seconds_waited_p80_values,
  CAST(NULL AS INT64) AS customers_in_contact,
  CAST(NULL AS INT64) AS customers_in_contact_total
FROM contacts
GROUP BY
  2,
  3,
  4
UNION ALL
SELECT
  3 AS part,
  reason,
  DATETIME_TRUNC(opened_at_local, MONTH) AS month,
  CAST(NULL AS INT64) AS bucket,
  CAST(NULL AS INT64) AS row_count,
  CAST(NULL AS INT64) AS contacts_offered,
  CAST(NULL AS INT64) AS seconds_handled,
  CAST(NULL AS INT64) AS contacts_handled,
  CAST(NULL AS INT64) AS contacts_resolved_first,
  CAST(NULL AS INT64) AS contacts_transferred,
  CAST(NULL AS INT64) AS contacts_escalated,
  CAST(NULL AS INT64) AS survey_answers_satisfied,
  CAST(NULL AS INT64) AS survey_marks,
  CAST(NULL AS INT64) AS seconds_waited_p80_values,
  COUNT(DISTINCT customer_id) AS customers_in_contact,
  CAST(NULL AS INT64) AS customers_in_contact_total
FROM contacts
GROUP BY
  2,
  3
UNION ALL
SELECT
  4 AS part,
  CAST(NULL AS STRING) AS reason,
  CAST(NULL AS DATETIME) AS month,
  CAST(NULL AS INT64) AS bucket,
  CAST(NULL AS INT64) AS row_count,
  CAST(NULL AS INT64) AS contacts_offered,
  CAST(NULL AS INT64) AS seconds_handled,
  CAST(NULL AS INT64) AS contacts_handled,
  CAST(NULL AS INT64) AS contacts_resolved_first,
  CAST(NULL AS INT64) AS contacts_transferred,
  CAST(NULL AS INT64) AS contacts_escalated,
  CAST(NULL AS INT64) AS survey_answers_satisfied,
  CAST(NULL AS INT64) AS survey_marks,
  CAST(NULL AS INT64) AS seconds_waited_p80_values,
  CAST(NULL AS INT64) AS customers_in_contact,
  COUNT(DISTINCT customer_id) AS customers_in_contact_total
FROM contacts
)
SELECT
  *,
  COUNT(*) OVER () AS answer_rows_0f83782b
FROM answer
