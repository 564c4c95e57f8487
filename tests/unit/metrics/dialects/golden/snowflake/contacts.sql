-- Counts contacts of LOG; written by pcf VERSION in the dialect snowflake.
-- Unverified: it was read back and compared, but nobody has run it on this engine. Try a day first.
-- It only reads, and gives back counts of groups, no row of the table.
-- Map: contacts.toml. By: segment, channel, day. Days: … – …. As of: 2026-11-15 12:00:00.000001.
-- Types are taken for granted; where a column has another one, the engine refuses or the figures are wrong.
-- Times without a zone: opened_at, queued_at, answered_at, abandoned_at, first_response_at, closed_at, close_by, callback_by, called_back_at.
-- Numbers: handle_seconds, talk_seconds, hold_seconds, after_contact_seconds, transfers, satisfaction.
-- True or false: escalated, resolved_first, reopened.
-- Cast to text, whatever they are: contact_id, customer_id, segment, channel, reason, reason_checked, text.
-- Quantiles come in buckets 2 % wide. Save all rows as CSV with the header, and let pcf read them.
-- SHA-256 of the statement, from the first line that is no comment to the end: 59686d55e0712d20ec500d9dad8eee3682a9f7b25a4237c11750973557109909

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
FROM "LOG"
),
localized AS (
SELECT
  *,
  CASE
    WHEN DATE_TRUNC('MICROSECOND', CAST(raw_opened_at AS TIMESTAMPNTZ)) BETWEEN CAST(TIMESTAMP_FROM_PARTS(1, 1, 2, 0, 0, 0, 0) AS TIMESTAMPNTZ) AND CAST(TIMESTAMP_FROM_PARTS(9999, 12, 30, 23, 59, 59, 999999000) AS TIMESTAMPNTZ)
    THEN DATE_TRUNC('MICROSECOND', CAST(raw_opened_at AS TIMESTAMPNTZ))
  END AS opened_at_local,
  CASE
    WHEN DATE_TRUNC('MICROSECOND', CAST(raw_queued_at AS TIMESTAMPNTZ)) BETWEEN CAST(TIMESTAMP_FROM_PARTS(1, 1, 1, 0, 0, 0, 0) AS TIMESTAMPNTZ) AND CAST(TIMESTAMP_FROM_PARTS(9999, 12, 31, 23, 59, 59, 999999000) AS TIMESTAMPNTZ)
    THEN DATE_TRUNC('MICROSECOND', CAST(raw_queued_at AS TIMESTAMPNTZ))
  END AS queued_at_local,
  CASE
    WHEN DATE_TRUNC('MICROSECOND', CAST(raw_answered_at AS TIMESTAMPNTZ)) BETWEEN CAST(TIMESTAMP_FROM_PARTS(1, 1, 1, 0, 0, 0, 0) AS TIMESTAMPNTZ) AND CAST(TIMESTAMP_FROM_PARTS(9999, 12, 31, 23, 59, 59, 999999000) AS TIMESTAMPNTZ)
    THEN DATE_TRUNC('MICROSECOND', CAST(raw_answered_at AS TIMESTAMPNTZ))
  END AS answered_at_local,
  CASE
    WHEN DATE_TRUNC('MICROSECOND', CAST(raw_abandoned_at AS TIMESTAMPNTZ)) BETWEEN CAST(TIMESTAMP_FROM_PARTS(1, 1, 1, 0, 0, 0, 0) AS TIMESTAMPNTZ) AND CAST(TIMESTAMP_FROM_PARTS(9999, 12, 31, 23, 59, 59, 999999000) AS TIMESTAMPNTZ)
    THEN DATE_TRUNC('MICROSECOND', CAST(raw_abandoned_at AS TIMESTAMPNTZ))
  END AS abandoned_at_local,
  CASE
    WHEN DATE_TRUNC('MICROSECOND', CAST(raw_first_response_at AS TIMESTAMPNTZ)) BETWEEN CAST(TIMESTAMP_FROM_PARTS(1, 1, 1, 0, 0, 0, 0) AS TIMESTAMPNTZ) AND CAST(TIMESTAMP_FROM_PARTS(9999, 12, 31, 23, 59, 59, 999999000) AS TIMESTAMPNTZ)
    THEN DATE_TRUNC('MICROSECOND', CAST(raw_first_response_at AS TIMESTAMPNTZ))
  END AS first_response_at_local,
  CASE
    WHEN DATE_TRUNC('MICROSECOND', CAST(raw_closed_at AS TIMESTAMPNTZ)) BETWEEN CAST(TIMESTAMP_FROM_PARTS(1, 1, 1, 0, 0, 0, 0) AS TIMESTAMPNTZ) AND CAST(TIMESTAMP_FROM_PARTS(9999, 12, 31, 23, 59, 59, 999999000) AS TIMESTAMPNTZ)
    THEN DATE_TRUNC('MICROSECOND', CAST(raw_closed_at AS TIMESTAMPNTZ))
  END AS closed_at_local,
  CASE
    WHEN DATE_TRUNC('MICROSECOND', CAST(raw_close_by AS TIMESTAMPNTZ)) BETWEEN CAST(TIMESTAMP_FROM_PARTS(1, 1, 1, 0, 0, 0, 0) AS TIMESTAMPNTZ) AND CAST(TIMESTAMP_FROM_PARTS(9999, 12, 31, 23, 59, 59, 999999000) AS TIMESTAMPNTZ)
    THEN DATE_TRUNC('MICROSECOND', CAST(raw_close_by AS TIMESTAMPNTZ))
  END AS close_by_local,
  CASE
    WHEN DATE_TRUNC('MICROSECOND', CAST(raw_callback_by AS TIMESTAMPNTZ)) BETWEEN CAST(TIMESTAMP_FROM_PARTS(1, 1, 1, 0, 0, 0, 0) AS TIMESTAMPNTZ) AND CAST(TIMESTAMP_FROM_PARTS(9999, 12, 31, 23, 59, 59, 999999000) AS TIMESTAMPNTZ)
    THEN DATE_TRUNC('MICROSECOND', CAST(raw_callback_by AS TIMESTAMPNTZ))
  END AS callback_by_local,
  CASE
    WHEN DATE_TRUNC('MICROSECOND', CAST(raw_called_back_at AS TIMESTAMPNTZ)) BETWEEN CAST(TIMESTAMP_FROM_PARTS(1, 1, 1, 0, 0, 0, 0) AS TIMESTAMPNTZ) AND CAST(TIMESTAMP_FROM_PARTS(9999, 12, 31, 23, 59, 59, 999999000) AS TIMESTAMPNTZ)
    THEN DATE_TRUNC('MICROSECOND', CAST(raw_called_back_at AS TIMESTAMPNTZ))
  END AS called_back_at_local
FROM given
),
valued AS (
SELECT
  *,
  NULLIF(TRIM(CAST(raw_contact_id AS VARCHAR), '                　'), '') AS contact_id,
  NULLIF(TRIM(CAST(raw_customer_id AS VARCHAR), '                　'), '') AS customer_id,
  NULLIF(
    TRIM(
      CAST(CASE TRIM(CAST(raw_segment AS VARCHAR), '                　')
        WHEN 'O\'Neill'
        THEN 'back\\slash'
        WHEN 'чат'
        THEN '聊天'
        ELSE TRIM(CAST(raw_segment AS VARCHAR), '                　')
      END AS VARCHAR),
      '                　'
    ),
    ''
  ) AS segment,
  NULLIF(TRIM(CAST(raw_channel AS VARCHAR), '                　'), '') AS channel,
  NULLIF(TRIM(CAST(raw_reason AS VARCHAR), '                　'), '') AS reason,
  NULLIF(TRIM(CAST(raw_reason_checked AS VARCHAR), '                　'), '') AS reason_checked,
  NULLIF(TRIM(CAST(raw_text AS VARCHAR), '                　'), '') AS text,
  (
    CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', opened_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = opened_at_local
    OR CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', opened_at_local)
        ) + INTERVAL '60 MINUTE'
      )
    ) = opened_at_local
  ) AS twice_opened_at,
  CASE
    WHEN CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', opened_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = opened_at_local
    THEN (
      (
        CONVERT_TIMEZONE('Europe/Berlin', 'UTC', opened_at_local)
      ) - INTERVAL '60 MINUTE'
    )
    ELSE (
      CONVERT_TIMEZONE('Europe/Berlin', 'UTC', opened_at_local)
    )
  END AS opened_at,
  (
    CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', queued_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = queued_at_local
    OR CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', queued_at_local)
        ) + INTERVAL '60 MINUTE'
      )
    ) = queued_at_local
  ) AS twice_queued_at,
  CASE
    WHEN CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', queued_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = queued_at_local
    THEN (
      (
        CONVERT_TIMEZONE('Europe/Berlin', 'UTC', queued_at_local)
      ) - INTERVAL '60 MINUTE'
    )
    ELSE (
      CONVERT_TIMEZONE('Europe/Berlin', 'UTC', queued_at_local)
    )
  END AS queued_at,
  (
    CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', answered_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = answered_at_local
    OR CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', answered_at_local)
        ) + INTERVAL '60 MINUTE'
      )
    ) = answered_at_local
  ) AS twice_answered_at,
  CASE
    WHEN CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', answered_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = answered_at_local
    THEN (
      (
        CONVERT_TIMEZONE('Europe/Berlin', 'UTC', answered_at_local)
      ) - INTERVAL '60 MINUTE'
    )
    ELSE (
      CONVERT_TIMEZONE('Europe/Berlin', 'UTC', answered_at_local)
    )
  END AS answered_at,
  (
    CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', abandoned_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = abandoned_at_local
    OR CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', abandoned_at_local)
        ) + INTERVAL '60 MINUTE'
      )
    ) = abandoned_at_local
  ) AS twice_abandoned_at,
  CASE
    WHEN CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', abandoned_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = abandoned_at_local
    THEN (
      (
        CONVERT_TIMEZONE('Europe/Berlin', 'UTC', abandoned_at_local)
      ) - INTERVAL '60 MINUTE'
    )
    ELSE (
      CONVERT_TIMEZONE('Europe/Berlin', 'UTC', abandoned_at_local)
    )
  END AS abandoned_at,
  (
    CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', first_response_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = first_response_at_local
    OR CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', first_response_at_local)
        ) + INTERVAL '60 MINUTE'
      )
    ) = first_response_at_local
  ) AS twice_first_response_at,
  CASE
    WHEN CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', first_response_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = first_response_at_local
    THEN (
      (
        CONVERT_TIMEZONE('Europe/Berlin', 'UTC', first_response_at_local)
      ) - INTERVAL '60 MINUTE'
    )
    ELSE (
      CONVERT_TIMEZONE('Europe/Berlin', 'UTC', first_response_at_local)
    )
  END AS first_response_at,
  (
    CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', closed_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = closed_at_local
    OR CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', closed_at_local)
        ) + INTERVAL '60 MINUTE'
      )
    ) = closed_at_local
  ) AS twice_closed_at,
  CASE
    WHEN CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', closed_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = closed_at_local
    THEN (
      (
        CONVERT_TIMEZONE('Europe/Berlin', 'UTC', closed_at_local)
      ) - INTERVAL '60 MINUTE'
    )
    ELSE (
      CONVERT_TIMEZONE('Europe/Berlin', 'UTC', closed_at_local)
    )
  END AS closed_at,
  (
    CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', close_by_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = close_by_local
    OR CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', close_by_local)
        ) + INTERVAL '60 MINUTE'
      )
    ) = close_by_local
  ) AS twice_close_by,
  CASE
    WHEN CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', close_by_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = close_by_local
    THEN (
      (
        CONVERT_TIMEZONE('Europe/Berlin', 'UTC', close_by_local)
      ) - INTERVAL '60 MINUTE'
    )
    ELSE (
      CONVERT_TIMEZONE('Europe/Berlin', 'UTC', close_by_local)
    )
  END AS close_by,
  (
    CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', callback_by_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = callback_by_local
    OR CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', callback_by_local)
        ) + INTERVAL '60 MINUTE'
      )
    ) = callback_by_local
  ) AS twice_callback_by,
  CASE
    WHEN CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', callback_by_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = callback_by_local
    THEN (
      (
        CONVERT_TIMEZONE('Europe/Berlin', 'UTC', callback_by_local)
      ) - INTERVAL '60 MINUTE'
    )
    ELSE (
      CONVERT_TIMEZONE('Europe/Berlin', 'UTC', callback_by_local)
    )
  END AS callback_by,
  (
    CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', called_back_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = called_back_at_local
    OR CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', called_back_at_local)
        ) + INTERVAL '60 MINUTE'
      )
    ) = called_back_at_local
  ) AS twice_called_back_at,
  CASE
    WHEN CONVERT_TIMEZONE(
      'UTC',
      'Europe/Berlin',
      (
        (
          CONVERT_TIMEZONE('Europe/Berlin', 'UTC', called_back_at_local)
        ) - INTERVAL '60 MINUTE'
      )
    ) = called_back_at_local
    THEN (
      (
        CONVERT_TIMEZONE('Europe/Berlin', 'UTC', called_back_at_local)
      ) - INTERVAL '60 MINUTE'
    )
    ELSE (
      CONVERT_TIMEZONE('Europe/Berlin', 'UTC', called_back_at_local)
    )
  END AS called_back_at,
  TRY_TO_NUMBER(CAST(raw_handle_seconds AS VARCHAR), 18, 6) AS handle_seconds,
  TRY_TO_NUMBER(CAST(raw_talk_seconds AS VARCHAR), 18, 6) AS talk_seconds,
  TRY_TO_NUMBER(CAST(raw_hold_seconds AS VARCHAR), 18, 6) AS hold_seconds,
  TRY_TO_NUMBER(CAST(raw_after_contact_seconds AS VARCHAR), 18, 6) AS after_contact_seconds,
  TRY_TO_NUMBER(CAST(raw_transfers AS VARCHAR), 18, 6) AS transfers,
  raw_escalated AS escalated,
  raw_resolved_first AS resolved_first,
  raw_reopened AS reopened,
  TRY_TO_NUMBER(CAST(raw_satisfaction AS VARCHAR), 18, 6) AS satisfaction
FROM localized
),
judged AS (
SELECT
  CAST(NULL AS VARCHAR) AS left_out,
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
  opened_at_local,
  twice_opened_at,
  (
    failed_opened_at OR (
      NOT raw_opened_at IS NULL AND opened_at IS NULL
    )
  ) AS bad_opened_at,
  queued_at,
  queued_at_local,
  twice_queued_at,
  (
    failed_queued_at OR (
      NOT raw_queued_at IS NULL AND queued_at IS NULL
    )
  ) AS bad_queued_at,
  answered_at,
  answered_at_local,
  twice_answered_at,
  (
    failed_answered_at OR (
      NOT raw_answered_at IS NULL AND answered_at IS NULL
    )
  ) AS bad_answered_at,
  abandoned_at,
  abandoned_at_local,
  twice_abandoned_at,
  (
    failed_abandoned_at
    OR (
      NOT raw_abandoned_at IS NULL AND abandoned_at IS NULL
    )
  ) AS bad_abandoned_at,
  first_response_at,
  first_response_at_local,
  twice_first_response_at,
  (
    failed_first_response_at
    OR (
      NOT raw_first_response_at IS NULL AND first_response_at IS NULL
    )
  ) AS bad_first_response_at,
  closed_at,
  closed_at_local,
  twice_closed_at,
  (
    failed_closed_at OR (
      NOT raw_closed_at IS NULL AND closed_at IS NULL
    )
  ) AS bad_closed_at,
  close_by,
  close_by_local,
  twice_close_by,
  (
    failed_close_by OR (
      NOT raw_close_by IS NULL AND close_by IS NULL
    )
  ) AS bad_close_by,
  callback_by,
  callback_by_local,
  twice_callback_by,
  (
    failed_callback_by OR (
      NOT raw_callback_by IS NULL AND callback_by IS NULL
    )
  ) AS bad_callback_by,
  called_back_at,
  called_back_at_local,
  twice_called_back_at,
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
  judged.contact_id AS contact_id,
  judged.customer_id AS customer_id,
  judged.segment AS segment,
  judged.channel AS channel,
  judged.reason AS reason,
  judged.reason_checked AS reason_checked,
  judged.text AS text,
  CASE
    WHEN judged.opened_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
    THEN judged.opened_at
  END AS opened_at,
  CASE
    WHEN judged.opened_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
    THEN judged.opened_at_local
  END AS opened_at_local,
  CASE
    WHEN judged.queued_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
    THEN judged.queued_at
  END AS queued_at,
  CASE
    WHEN judged.queued_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
    THEN judged.queued_at_local
  END AS queued_at_local,
  CASE
    WHEN judged.answered_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
    THEN judged.answered_at
  END AS answered_at,
  CASE
    WHEN judged.answered_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
    THEN judged.answered_at_local
  END AS answered_at_local,
  CASE
    WHEN CASE
      WHEN judged.answered_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      THEN judged.answered_at
    END IS NULL
    THEN CASE
      WHEN judged.abandoned_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      THEN judged.abandoned_at
    END
  END AS abandoned_at,
  CASE
    WHEN CASE
      WHEN judged.answered_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      THEN judged.answered_at
    END IS NULL
    THEN CASE
      WHEN judged.abandoned_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      THEN judged.abandoned_at_local
    END
  END AS abandoned_at_local,
  CASE
    WHEN judged.first_response_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
    THEN judged.first_response_at
  END AS first_response_at,
  CASE
    WHEN judged.first_response_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
    THEN judged.first_response_at_local
  END AS first_response_at_local,
  CASE
    WHEN judged.closed_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
    THEN judged.closed_at
  END AS closed_at,
  CASE
    WHEN judged.closed_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
    THEN judged.closed_at_local
  END AS closed_at_local,
  judged.close_by AS close_by,
  judged.close_by_local AS close_by_local,
  judged.callback_by AS callback_by,
  judged.callback_by_local AS callback_by_local,
  CASE
    WHEN judged.called_back_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
    THEN judged.called_back_at
  END AS called_back_at,
  CASE
    WHEN judged.called_back_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
    THEN judged.called_back_at_local
  END AS called_back_at_local,
  judged.handle_seconds AS handle_seconds,
  judged.talk_seconds AS talk_seconds,
  judged.hold_seconds AS hold_seconds,
  judged.after_contact_seconds AS after_contact_seconds,
  judged.transfers AS transfers,
  judged.escalated AS escalated,
  judged.resolved_first AS resolved_first,
  judged.reopened AS reopened,
  judged.satisfaction AS satisfaction
FROM judged
WHERE
  left_out IS NULL
  AND judged.opened_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
),
answer AS (
WITH contacts_in_order_3 AS (
  SELECT
    contacts.segment AS segment,
    contacts.channel AS channel,
    DATE_TRUNC('DAY', opened_at_local) AS day,
    opened_at AS since_at,
    604800000000 AS window_length,
    LEAD(opened_at) OVER (
      PARTITION BY customer_id
      ORDER BY opened_at IS NULL, opened_at, contact_id IS NULL, contact_id
    ) AS next_at,
    opened_at AS own_at,
    MAX(opened_at) OVER (
      PARTITION BY customer_id
      ORDER BY opened_at IS NULL, opened_at, contact_id IS NULL, contact_id
      ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING
    ) AS previous_at
  FROM contacts
  WHERE
    NOT customer_id IS NULL
)
SELECT
  1 AS part,
  segment,
  channel,
  DATE_TRUNC('DAY', opened_at_local) AS day,
  CAST(NULL AS BIGINT) AS bucket,
  COUNT(*) AS row_count,
  COUNT(
    CASE
      WHEN NOT queued_at IS NULL
      AND (
        NOT answered_at IS NULL
        OR NOT abandoned_at IS NULL
        OR NOT closed_at IS NULL
        OR DATEDIFF(
          MICROSECOND,
          queued_at,
          CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
        ) > CASE
          WHEN segment = 'O\'Neill\'); DROP TABLE x --' AND channel = 'a\\\'b'
          THEN 500000
          ELSE 20000000
        END
      )
      THEN 1
    END
  ) AS contacts_offered,
  COUNT(CASE WHEN NOT queued_at IS NULL AND NOT answered_at IS NULL THEN 1 END) AS contacts_answered,
  COUNT(
    CASE
      WHEN NOT queued_at IS NULL
      AND DATEDIFF(MICROSECOND, queued_at, answered_at) <= CASE
        WHEN segment = 'O\'Neill\'); DROP TABLE x --' AND channel = 'a\\\'b'
        THEN 500000
        ELSE 20000000
      END
      THEN 1
    END
  ) AS contacts_answered_in_time,
  COUNT(
    CASE
      WHEN NOT queued_at IS NULL
      AND answered_at IS NULL
      AND (
        NOT answered_at IS NULL
        OR NOT abandoned_at IS NULL
        OR NOT closed_at IS NULL
        OR DATEDIFF(
          MICROSECOND,
          queued_at,
          CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
        ) > CASE
          WHEN segment = 'O\'Neill\'); DROP TABLE x --' AND channel = 'a\\\'b'
          THEN 500000
          ELSE 20000000
        END
      )
      THEN 1
    END
  ) AS contacts_abandoned,
  COUNT(
    CASE
      WHEN answered_at IS NULL AND DATEDIFF(MICROSECOND, queued_at, abandoned_at) <= 5000000
      THEN 1
    END
  ) AS contacts_short_abandoned,
  COUNT(
    CASE
      WHEN answered_at IS NULL
      AND DATEDIFF(MICROSECOND, queued_at, abandoned_at) <= CASE
        WHEN segment = 'O\'Neill\'); DROP TABLE x --' AND channel = 'a\\\'b'
        THEN 500000
        ELSE 20000000
      END
      THEN 1
    END
  ) AS contacts_abandoned_in_time,
  COUNT(
    CASE
      WHEN NOT queued_at IS NULL AND answered_at IS NULL AND NOT abandoned_at IS NULL
      THEN 1
    END
  ) AS contacts_abandoned_timed,
  COALESCE(
    SUM(
      CASE
        WHEN NOT queued_at IS NULL AND NOT answered_at IS NULL
        THEN CASE
          WHEN queued_at > answered_at
          THEN 0
          ELSE DATEDIFF(MICROSECOND, queued_at, answered_at)
        END
      END
    ),
    0
  ) AS seconds_waited_answered,
  COALESCE(
    SUM(
      CASE
        WHEN NOT queued_at IS NULL AND answered_at IS NULL AND NOT abandoned_at IS NULL
        THEN CASE
          WHEN queued_at > abandoned_at
          THEN 0
          ELSE DATEDIFF(MICROSECOND, queued_at, abandoned_at)
        END
      END
    ),
    0
  ) AS seconds_waited_abandoned,
  MAX(
    CASE
      WHEN NOT queued_at IS NULL AND NOT answered_at IS NULL
      THEN CASE
        WHEN queued_at > answered_at
        THEN 0
        ELSE DATEDIFF(MICROSECOND, queued_at, answered_at)
      END
    END
  ) AS seconds_waited_longest,
  MAX(
    CASE
      WHEN NOT queued_at IS NULL AND answered_at IS NULL AND NOT abandoned_at IS NULL
      THEN CASE
        WHEN queued_at > abandoned_at
        THEN 0
        ELSE DATEDIFF(MICROSECOND, queued_at, abandoned_at)
      END
    END
  ) AS seconds_waited_longest_abandoned,
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
  COALESCE(
    SUM(
      CASE
        WHEN NOT answered_at IS NULL AND NOT talk_seconds IS NULL
        THEN talk_seconds
      END
    ),
    0
  ) AS seconds_talked,
  COUNT(CASE WHEN NOT answered_at IS NULL AND NOT talk_seconds IS NULL THEN 1 END) AS contacts_talk_known,
  COALESCE(
    SUM(
      CASE
        WHEN NOT answered_at IS NULL AND NOT hold_seconds IS NULL
        THEN hold_seconds
      END
    ),
    0
  ) AS seconds_on_hold,
  COUNT(CASE WHEN NOT answered_at IS NULL AND NOT hold_seconds IS NULL THEN 1 END) AS contacts_hold_known,
  COALESCE(
    SUM(
      CASE
        WHEN NOT answered_at IS NULL AND NOT after_contact_seconds IS NULL
        THEN after_contact_seconds
      END
    ),
    0
  ) AS seconds_after_contact,
  COUNT(
    CASE WHEN NOT answered_at IS NULL AND NOT after_contact_seconds IS NULL THEN 1 END
  ) AS contacts_after_contact_known,
  COUNT(CASE WHEN resolved_first = TRUE THEN 1 END) AS contacts_resolved_first,
  COUNT(CASE WHEN NOT resolved_first IS NULL THEN 1 END) AS contacts_resolution_known,
  COUNT(CASE WHEN reopened = TRUE THEN 1 END) AS contacts_reopened,
  COUNT(
    CASE
      WHEN NOT closed_at IS NULL AND reopened = FALSE AND abandoned_at IS NULL
      THEN 1
    END
  ) AS contacts_closed_for_good,
  COUNT(CASE WHEN NOT answered_at IS NULL AND transfers >= 1 THEN 1 END) AS contacts_transferred,
  COUNT(CASE WHEN NOT answered_at IS NULL AND NOT transfers IS NULL THEN 1 END) AS contacts_transfer_known,
  COUNT(CASE WHEN NOT answered_at IS NULL AND escalated = TRUE THEN 1 END) AS contacts_escalated,
  COUNT(CASE WHEN NOT answered_at IS NULL AND NOT escalated IS NULL THEN 1 END) AS contacts_escalation_known,
  COUNT(CASE WHEN NOT customer_id IS NULL THEN 1 END) AS contacts_of_known_customers,
  COUNT(
    CASE
      WHEN abandoned_at IS NULL
      AND opened_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      AND opened_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      THEN 1
    END
  ) AS contacts_open_in,
  COUNT(
    CASE
      WHEN abandoned_at IS NULL
      AND opened_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      AND closed_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      AND closed_at < opened_at
      THEN 1
    END
  ) AS contacts_open_out_early,
  COUNT(CASE WHEN NOT satisfaction IS NULL THEN 1 END) AS survey_answers,
  COUNT(CASE WHEN satisfaction >= 4 THEN 1 END) AS survey_answers_satisfied,
  COALESCE(SUM(satisfaction), 0) AS survey_marks,
  CAST(NULL AS BIGINT) AS seconds_waited_p80_values,
  CAST(NULL AS BIGINT) AS issues_observed,
  CAST(NULL AS BIGINT) AS issues_observed_unfinished,
  CAST(NULL AS BIGINT) AS issues_followed,
  CAST(NULL AS BIGINT) AS issues_followed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_observed,
  CAST(NULL AS BIGINT) AS contacts_observed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_followed,
  CAST(NULL AS BIGINT) AS contacts_followed_unfinished,
  CAST(NULL AS BIGINT) AS customers_in_contact,
  CAST(NULL AS BIGINT) AS customers_in_contact_total,
  CAST(NULL AS BIGINT) AS callbacks_due,
  CAST(NULL AS BIGINT) AS callbacks_in_time,
  CAST(NULL AS BIGINT) AS promises_due,
  CAST(NULL AS BIGINT) AS promises_met,
  CAST(NULL AS BIGINT) AS seconds_to_resolution_median_values,
  CAST(NULL AS BIGINT) AS seconds_to_first_response_median_values,
  CAST(NULL AS BIGINT) AS contacts_open_out,
  CAST(NULL AS BIGINT) AS seconds_open_median_values
FROM contacts
GROUP BY
  2,
  3,
  4
UNION ALL
SELECT
  2 AS part,
  segment,
  channel,
  DATE_TRUNC('DAY', opened_at_local) AS day,
  CASE
    WHEN CASE
      WHEN NOT queued_at IS NULL AND NOT answered_at IS NULL
      THEN CASE
        WHEN queued_at > answered_at
        THEN 0
        ELSE DATEDIFF(MICROSECOND, queued_at, answered_at)
      END
    END > 0
    THEN CAST(CEIL(
      LN(
        CAST(CASE
          WHEN NOT queued_at IS NULL AND NOT answered_at IS NULL
          THEN CASE
            WHEN queued_at > answered_at
            THEN 0
            ELSE DATEDIFF(MICROSECOND, queued_at, answered_at)
          END
        END AS DOUBLE)
      ) / 0.019802627296179713
    ) AS BIGINT)
    WHEN CASE
      WHEN NOT queued_at IS NULL AND NOT answered_at IS NULL
      THEN CASE
        WHEN queued_at > answered_at
        THEN 0
        ELSE DATEDIFF(MICROSECOND, queued_at, answered_at)
      END
    END <= 0
    THEN -100000
  END AS bucket,
  CAST(NULL AS BIGINT) AS row_count,
  CAST(NULL AS BIGINT) AS contacts_offered,
  CAST(NULL AS BIGINT) AS contacts_answered,
  CAST(NULL AS BIGINT) AS contacts_answered_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned,
  CAST(NULL AS BIGINT) AS contacts_short_abandoned,
  CAST(NULL AS BIGINT) AS contacts_abandoned_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned_timed,
  CAST(NULL AS BIGINT) AS seconds_waited_answered,
  CAST(NULL AS BIGINT) AS seconds_waited_abandoned,
  CAST(NULL AS BIGINT) AS seconds_waited_longest,
  CAST(NULL AS BIGINT) AS seconds_waited_longest_abandoned,
  CAST(NULL AS BIGINT) AS seconds_handled,
  CAST(NULL AS BIGINT) AS contacts_handled,
  CAST(NULL AS BIGINT) AS seconds_talked,
  CAST(NULL AS BIGINT) AS contacts_talk_known,
  CAST(NULL AS BIGINT) AS seconds_on_hold,
  CAST(NULL AS BIGINT) AS contacts_hold_known,
  CAST(NULL AS BIGINT) AS seconds_after_contact,
  CAST(NULL AS BIGINT) AS contacts_after_contact_known,
  CAST(NULL AS BIGINT) AS contacts_resolved_first,
  CAST(NULL AS BIGINT) AS contacts_resolution_known,
  CAST(NULL AS BIGINT) AS contacts_reopened,
  CAST(NULL AS BIGINT) AS contacts_closed_for_good,
  CAST(NULL AS BIGINT) AS contacts_transferred,
  CAST(NULL AS BIGINT) AS contacts_transfer_known,
  CAST(NULL AS BIGINT) AS contacts_escalated,
  CAST(NULL AS BIGINT) AS contacts_escalation_known,
  CAST(NULL AS BIGINT) AS contacts_of_known_customers,
  CAST(NULL AS BIGINT) AS contacts_open_in,
  CAST(NULL AS BIGINT) AS contacts_open_out_early,
  CAST(NULL AS BIGINT) AS survey_answers,
  CAST(NULL AS BIGINT) AS survey_answers_satisfied,
  CAST(NULL AS BIGINT) AS survey_marks,
  COUNT(*) AS seconds_waited_p80_values,
  CAST(NULL AS BIGINT) AS issues_observed,
  CAST(NULL AS BIGINT) AS issues_observed_unfinished,
  CAST(NULL AS BIGINT) AS issues_followed,
  CAST(NULL AS BIGINT) AS issues_followed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_observed,
  CAST(NULL AS BIGINT) AS contacts_observed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_followed,
  CAST(NULL AS BIGINT) AS contacts_followed_unfinished,
  CAST(NULL AS BIGINT) AS customers_in_contact,
  CAST(NULL AS BIGINT) AS customers_in_contact_total,
  CAST(NULL AS BIGINT) AS callbacks_due,
  CAST(NULL AS BIGINT) AS callbacks_in_time,
  CAST(NULL AS BIGINT) AS promises_due,
  CAST(NULL AS BIGINT) AS promises_met,
  CAST(NULL AS BIGINT) AS seconds_to_resolution_median_values,
  CAST(NULL AS BIGINT) AS seconds_to_first_response_median_values,
  CAST(NULL AS BIGINT) AS contacts_open_out,
  CAST(NULL AS BIGINT) AS seconds_open_median_values
FROM contacts
GROUP BY
  2,
  3,
  4,
  5
UNION ALL
SELECT
  3 AS part,
  segment,
  channel,
  day,
  CAST(NULL AS BIGINT) AS bucket,
  CAST(NULL AS BIGINT) AS row_count,
  CAST(NULL AS BIGINT) AS contacts_offered,
  CAST(NULL AS BIGINT) AS contacts_answered,
  CAST(NULL AS BIGINT) AS contacts_answered_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned,
  CAST(NULL AS BIGINT) AS contacts_short_abandoned,
  CAST(NULL AS BIGINT) AS contacts_abandoned_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned_timed,
  CAST(NULL AS BIGINT) AS seconds_waited_answered,
  CAST(NULL AS BIGINT) AS seconds_waited_abandoned,
  CAST(NULL AS BIGINT) AS seconds_waited_longest,
  CAST(NULL AS BIGINT) AS seconds_waited_longest_abandoned,
  CAST(NULL AS BIGINT) AS seconds_handled,
  CAST(NULL AS BIGINT) AS contacts_handled,
  CAST(NULL AS BIGINT) AS seconds_talked,
  CAST(NULL AS BIGINT) AS contacts_talk_known,
  CAST(NULL AS BIGINT) AS seconds_on_hold,
  CAST(NULL AS BIGINT) AS contacts_hold_known,
  CAST(NULL AS BIGINT) AS seconds_after_contact,
  CAST(NULL AS BIGINT) AS contacts_after_contact_known,
  CAST(NULL AS BIGINT) AS contacts_resolved_first,
  CAST(NULL AS BIGINT) AS contacts_resolution_known,
  CAST(NULL AS BIGINT) AS contacts_reopened,
  CAST(NULL AS BIGINT) AS contacts_closed_for_good,
  CAST(NULL AS BIGINT) AS contacts_transferred,
  CAST(NULL AS BIGINT) AS contacts_transfer_known,
  CAST(NULL AS BIGINT) AS contacts_escalated,
  CAST(NULL AS BIGINT) AS contacts_escalation_known,
  CAST(NULL AS BIGINT) AS contacts_of_known_customers,
  CAST(NULL AS BIGINT) AS contacts_open_in,
  CAST(NULL AS BIGINT) AS contacts_open_out_early,
  CAST(NULL AS BIGINT) AS survey_answers,
  CAST(NULL AS BIGINT) AS survey_answers_satisfied,
  CAST(NULL AS BIGINT) AS survey_marks,
  CAST(NULL AS BIGINT) AS seconds_waited_p80_values,
  COUNT(
    CASE
      WHEN (
        previous_at IS NULL OR DATEDIFF(MICROSECOND, previous_at, own_at) > window_length
      )
      AND DATEDIFF(
        MICROSECOND,
        since_at,
        CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      ) >= window_length
      THEN 1
    END
  ) AS issues_observed,
  COUNT(
    CASE
      WHEN (
        previous_at IS NULL OR DATEDIFF(MICROSECOND, previous_at, own_at) > window_length
      )
      AND DATEDIFF(
        MICROSECOND,
        since_at,
        CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      ) < window_length
      THEN 1
    END
  ) AS issues_observed_unfinished,
  COUNT(
    CASE
      WHEN (
        previous_at IS NULL OR DATEDIFF(MICROSECOND, previous_at, own_at) > window_length
      )
      AND DATEDIFF(
        MICROSECOND,
        since_at,
        CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      ) >= window_length
      AND DATEDIFF(MICROSECOND, since_at, next_at) <= window_length
      THEN 1
    END
  ) AS issues_followed,
  COUNT(
    CASE
      WHEN (
        previous_at IS NULL OR DATEDIFF(MICROSECOND, previous_at, own_at) > window_length
      )
      AND DATEDIFF(
        MICROSECOND,
        since_at,
        CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      ) < window_length
      THEN 1
    END
  ) AS issues_followed_unfinished,
  COUNT(
    CASE
      WHEN DATEDIFF(
        MICROSECOND,
        since_at,
        CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      ) >= window_length
      THEN 1
    END
  ) AS contacts_observed,
  COUNT(
    CASE
      WHEN DATEDIFF(
        MICROSECOND,
        since_at,
        CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      ) < window_length
      THEN 1
    END
  ) AS contacts_observed_unfinished,
  COUNT(
    CASE
      WHEN DATEDIFF(
        MICROSECOND,
        since_at,
        CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      ) >= window_length
      AND DATEDIFF(MICROSECOND, since_at, next_at) <= window_length
      THEN 1
    END
  ) AS contacts_followed,
  COUNT(
    CASE
      WHEN DATEDIFF(
        MICROSECOND,
        since_at,
        CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      ) < window_length
      THEN 1
    END
  ) AS contacts_followed_unfinished,
  CAST(NULL AS BIGINT) AS customers_in_contact,
  CAST(NULL AS BIGINT) AS customers_in_contact_total,
  CAST(NULL AS BIGINT) AS callbacks_due,
  CAST(NULL AS BIGINT) AS callbacks_in_time,
  CAST(NULL AS BIGINT) AS promises_due,
  CAST(NULL AS BIGINT) AS promises_met,
  CAST(NULL AS BIGINT) AS seconds_to_resolution_median_values,
  CAST(NULL AS BIGINT) AS seconds_to_first_response_median_values,
  CAST(NULL AS BIGINT) AS contacts_open_out,
  CAST(NULL AS BIGINT) AS seconds_open_median_values
FROM contacts_in_order_3
GROUP BY
  2,
  3,
  4
UNION ALL
SELECT
  4 AS part,
  segment,
  channel,
  DATE_TRUNC('DAY', opened_at_local) AS day,
  CAST(NULL AS BIGINT) AS bucket,
  CAST(NULL AS BIGINT) AS row_count,
  CAST(NULL AS BIGINT) AS contacts_offered,
  CAST(NULL AS BIGINT) AS contacts_answered,
  CAST(NULL AS BIGINT) AS contacts_answered_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned,
  CAST(NULL AS BIGINT) AS contacts_short_abandoned,
  CAST(NULL AS BIGINT) AS contacts_abandoned_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned_timed,
  CAST(NULL AS BIGINT) AS seconds_waited_answered,
  CAST(NULL AS BIGINT) AS seconds_waited_abandoned,
  CAST(NULL AS BIGINT) AS seconds_waited_longest,
  CAST(NULL AS BIGINT) AS seconds_waited_longest_abandoned,
  CAST(NULL AS BIGINT) AS seconds_handled,
  CAST(NULL AS BIGINT) AS contacts_handled,
  CAST(NULL AS BIGINT) AS seconds_talked,
  CAST(NULL AS BIGINT) AS contacts_talk_known,
  CAST(NULL AS BIGINT) AS seconds_on_hold,
  CAST(NULL AS BIGINT) AS contacts_hold_known,
  CAST(NULL AS BIGINT) AS seconds_after_contact,
  CAST(NULL AS BIGINT) AS contacts_after_contact_known,
  CAST(NULL AS BIGINT) AS contacts_resolved_first,
  CAST(NULL AS BIGINT) AS contacts_resolution_known,
  CAST(NULL AS BIGINT) AS contacts_reopened,
  CAST(NULL AS BIGINT) AS contacts_closed_for_good,
  CAST(NULL AS BIGINT) AS contacts_transferred,
  CAST(NULL AS BIGINT) AS contacts_transfer_known,
  CAST(NULL AS BIGINT) AS contacts_escalated,
  CAST(NULL AS BIGINT) AS contacts_escalation_known,
  CAST(NULL AS BIGINT) AS contacts_of_known_customers,
  CAST(NULL AS BIGINT) AS contacts_open_in,
  CAST(NULL AS BIGINT) AS contacts_open_out_early,
  CAST(NULL AS BIGINT) AS survey_answers,
  CAST(NULL AS BIGINT) AS survey_answers_satisfied,
  CAST(NULL AS BIGINT) AS survey_marks,
  CAST(NULL AS BIGINT) AS seconds_waited_p80_values,
  CAST(NULL AS BIGINT) AS issues_observed,
  CAST(NULL AS BIGINT) AS issues_observed_unfinished,
  CAST(NULL AS BIGINT) AS issues_followed,
  CAST(NULL AS BIGINT) AS issues_followed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_observed,
  CAST(NULL AS BIGINT) AS contacts_observed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_followed,
  CAST(NULL AS BIGINT) AS contacts_followed_unfinished,
  COUNT(DISTINCT customer_id) AS customers_in_contact,
  CAST(NULL AS BIGINT) AS customers_in_contact_total,
  CAST(NULL AS BIGINT) AS callbacks_due,
  CAST(NULL AS BIGINT) AS callbacks_in_time,
  CAST(NULL AS BIGINT) AS promises_due,
  CAST(NULL AS BIGINT) AS promises_met,
  CAST(NULL AS BIGINT) AS seconds_to_resolution_median_values,
  CAST(NULL AS BIGINT) AS seconds_to_first_response_median_values,
  CAST(NULL AS BIGINT) AS contacts_open_out,
  CAST(NULL AS BIGINT) AS seconds_open_median_values
FROM contacts
GROUP BY
  2,
  3,
  4
UNION ALL
SELECT
  5 AS part,
  CAST(NULL AS VARCHAR) AS segment,
  CAST(NULL AS VARCHAR) AS channel,
  CAST(NULL AS TIMESTAMPNTZ) AS day,
  CAST(NULL AS BIGINT) AS bucket,
  CAST(NULL AS BIGINT) AS row_count,
  CAST(NULL AS BIGINT) AS contacts_offered,
  CAST(NULL AS BIGINT) AS contacts_answered,
  CAST(NULL AS BIGINT) AS contacts_answered_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned,
  CAST(NULL AS BIGINT) AS contacts_short_abandoned,
  CAST(NULL AS BIGINT) AS contacts_abandoned_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned_timed,
  CAST(NULL AS BIGINT) AS seconds_waited_answered,
  CAST(NULL AS BIGINT) AS seconds_waited_abandoned,
  CAST(NULL AS BIGINT) AS seconds_waited_longest,
  CAST(NULL AS BIGINT) AS seconds_waited_longest_abandoned,
  CAST(NULL AS BIGINT) AS seconds_handled,
  CAST(NULL AS BIGINT) AS contacts_handled,
  CAST(NULL AS BIGINT) AS seconds_talked,
  CAST(NULL AS BIGINT) AS contacts_talk_known,
  CAST(NULL AS BIGINT) AS seconds_on_hold,
  CAST(NULL AS BIGINT) AS contacts_hold_known,
  CAST(NULL AS BIGINT) AS seconds_after_contact,
  CAST(NULL AS BIGINT) AS contacts_after_contact_known,
  CAST(NULL AS BIGINT) AS contacts_resolved_first,
  CAST(NULL AS BIGINT) AS contacts_resolution_known,
  CAST(NULL AS BIGINT) AS contacts_reopened,
  CAST(NULL AS BIGINT) AS contacts_closed_for_good,
  CAST(NULL AS BIGINT) AS contacts_transferred,
  CAST(NULL AS BIGINT) AS contacts_transfer_known,
  CAST(NULL AS BIGINT) AS contacts_escalated,
  CAST(NULL AS BIGINT) AS contacts_escalation_known,
  CAST(NULL AS BIGINT) AS contacts_of_known_customers,
  CAST(NULL AS BIGINT) AS contacts_open_in,
  CAST(NULL AS BIGINT) AS contacts_open_out_early,
  CAST(NULL AS BIGINT) AS survey_answers,
  CAST(NULL AS BIGINT) AS survey_answers_satisfied,
  CAST(NULL AS BIGINT) AS survey_marks,
  CAST(NULL AS BIGINT) AS seconds_waited_p80_values,
  CAST(NULL AS BIGINT) AS issues_observed,
  CAST(NULL AS BIGINT) AS issues_observed_unfinished,
  CAST(NULL AS BIGINT) AS issues_followed,
  CAST(NULL AS BIGINT) AS issues_followed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_observed,
  CAST(NULL AS BIGINT) AS contacts_observed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_followed,
  CAST(NULL AS BIGINT) AS contacts_followed_unfinished,
  CAST(NULL AS BIGINT) AS customers_in_contact,
  COUNT(DISTINCT customer_id) AS customers_in_contact_total,
  CAST(NULL AS BIGINT) AS callbacks_due,
  CAST(NULL AS BIGINT) AS callbacks_in_time,
  CAST(NULL AS BIGINT) AS promises_due,
  CAST(NULL AS BIGINT) AS promises_met,
  CAST(NULL AS BIGINT) AS seconds_to_resolution_median_values,
  CAST(NULL AS BIGINT) AS seconds_to_first_response_median_values,
  CAST(NULL AS BIGINT) AS contacts_open_out,
  CAST(NULL AS BIGINT) AS seconds_open_median_values
FROM contacts
UNION ALL
SELECT
  6 AS part,
  segment,
  channel,
  DATE_TRUNC('DAY', callback_by_local) AS day,
  CAST(NULL AS BIGINT) AS bucket,
  CAST(NULL AS BIGINT) AS row_count,
  CAST(NULL AS BIGINT) AS contacts_offered,
  CAST(NULL AS BIGINT) AS contacts_answered,
  CAST(NULL AS BIGINT) AS contacts_answered_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned,
  CAST(NULL AS BIGINT) AS contacts_short_abandoned,
  CAST(NULL AS BIGINT) AS contacts_abandoned_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned_timed,
  CAST(NULL AS BIGINT) AS seconds_waited_answered,
  CAST(NULL AS BIGINT) AS seconds_waited_abandoned,
  CAST(NULL AS BIGINT) AS seconds_waited_longest,
  CAST(NULL AS BIGINT) AS seconds_waited_longest_abandoned,
  CAST(NULL AS BIGINT) AS seconds_handled,
  CAST(NULL AS BIGINT) AS contacts_handled,
  CAST(NULL AS BIGINT) AS seconds_talked,
  CAST(NULL AS BIGINT) AS contacts_talk_known,
  CAST(NULL AS BIGINT) AS seconds_on_hold,
  CAST(NULL AS BIGINT) AS contacts_hold_known,
  CAST(NULL AS BIGINT) AS seconds_after_contact,
  CAST(NULL AS BIGINT) AS contacts_after_contact_known,
  CAST(NULL AS BIGINT) AS contacts_resolved_first,
  CAST(NULL AS BIGINT) AS contacts_resolution_known,
  CAST(NULL AS BIGINT) AS contacts_reopened,
  CAST(NULL AS BIGINT) AS contacts_closed_for_good,
  CAST(NULL AS BIGINT) AS contacts_transferred,
  CAST(NULL AS BIGINT) AS contacts_transfer_known,
  CAST(NULL AS BIGINT) AS contacts_escalated,
  CAST(NULL AS BIGINT) AS contacts_escalation_known,
  CAST(NULL AS BIGINT) AS contacts_of_known_customers,
  CAST(NULL AS BIGINT) AS contacts_open_in,
  CAST(NULL AS BIGINT) AS contacts_open_out_early,
  CAST(NULL AS BIGINT) AS survey_answers,
  CAST(NULL AS BIGINT) AS survey_answers_satisfied,
  CAST(NULL AS BIGINT) AS survey_marks,
  CAST(NULL AS BIGINT) AS seconds_waited_p80_values,
  CAST(NULL AS BIGINT) AS issues_observed,
  CAST(NULL AS BIGINT) AS issues_observed_unfinished,
  CAST(NULL AS BIGINT) AS issues_followed,
  CAST(NULL AS BIGINT) AS issues_followed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_observed,
  CAST(NULL AS BIGINT) AS contacts_observed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_followed,
  CAST(NULL AS BIGINT) AS contacts_followed_unfinished,
  CAST(NULL AS BIGINT) AS customers_in_contact,
  CAST(NULL AS BIGINT) AS customers_in_contact_total,
  COUNT(
    CASE
      WHEN callback_by <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      THEN 1
    END
  ) AS callbacks_due,
  COUNT(
    CASE
      WHEN callback_by <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      AND called_back_at <= callback_by
      THEN 1
    END
  ) AS callbacks_in_time,
  CAST(NULL AS BIGINT) AS promises_due,
  CAST(NULL AS BIGINT) AS promises_met,
  CAST(NULL AS BIGINT) AS seconds_to_resolution_median_values,
  CAST(NULL AS BIGINT) AS seconds_to_first_response_median_values,
  CAST(NULL AS BIGINT) AS contacts_open_out,
  CAST(NULL AS BIGINT) AS seconds_open_median_values
FROM contacts
WHERE
  NOT callback_by IS NULL
GROUP BY
  2,
  3,
  4
UNION ALL
SELECT
  7 AS part,
  segment,
  channel,
  DATE_TRUNC('DAY', close_by_local) AS day,
  CAST(NULL AS BIGINT) AS bucket,
  CAST(NULL AS BIGINT) AS row_count,
  CAST(NULL AS BIGINT) AS contacts_offered,
  CAST(NULL AS BIGINT) AS contacts_answered,
  CAST(NULL AS BIGINT) AS contacts_answered_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned,
  CAST(NULL AS BIGINT) AS contacts_short_abandoned,
  CAST(NULL AS BIGINT) AS contacts_abandoned_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned_timed,
  CAST(NULL AS BIGINT) AS seconds_waited_answered,
  CAST(NULL AS BIGINT) AS seconds_waited_abandoned,
  CAST(NULL AS BIGINT) AS seconds_waited_longest,
  CAST(NULL AS BIGINT) AS seconds_waited_longest_abandoned,
  CAST(NULL AS BIGINT) AS seconds_handled,
  CAST(NULL AS BIGINT) AS contacts_handled,
  CAST(NULL AS BIGINT) AS seconds_talked,
  CAST(NULL AS BIGINT) AS contacts_talk_known,
  CAST(NULL AS BIGINT) AS seconds_on_hold,
  CAST(NULL AS BIGINT) AS contacts_hold_known,
  CAST(NULL AS BIGINT) AS seconds_after_contact,
  CAST(NULL AS BIGINT) AS contacts_after_contact_known,
  CAST(NULL AS BIGINT) AS contacts_resolved_first,
  CAST(NULL AS BIGINT) AS contacts_resolution_known,
  CAST(NULL AS BIGINT) AS contacts_reopened,
  CAST(NULL AS BIGINT) AS contacts_closed_for_good,
  CAST(NULL AS BIGINT) AS contacts_transferred,
  CAST(NULL AS BIGINT) AS contacts_transfer_known,
  CAST(NULL AS BIGINT) AS contacts_escalated,
  CAST(NULL AS BIGINT) AS contacts_escalation_known,
  CAST(NULL AS BIGINT) AS contacts_of_known_customers,
  CAST(NULL AS BIGINT) AS contacts_open_in,
  CAST(NULL AS BIGINT) AS contacts_open_out_early,
  CAST(NULL AS BIGINT) AS survey_answers,
  CAST(NULL AS BIGINT) AS survey_answers_satisfied,
  CAST(NULL AS BIGINT) AS survey_marks,
  CAST(NULL AS BIGINT) AS seconds_waited_p80_values,
  CAST(NULL AS BIGINT) AS issues_observed,
  CAST(NULL AS BIGINT) AS issues_observed_unfinished,
  CAST(NULL AS BIGINT) AS issues_followed,
  CAST(NULL AS BIGINT) AS issues_followed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_observed,
  CAST(NULL AS BIGINT) AS contacts_observed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_followed,
  CAST(NULL AS BIGINT) AS contacts_followed_unfinished,
  CAST(NULL AS BIGINT) AS customers_in_contact,
  CAST(NULL AS BIGINT) AS customers_in_contact_total,
  CAST(NULL AS BIGINT) AS callbacks_due,
  CAST(NULL AS BIGINT) AS callbacks_in_time,
  COUNT(
    CASE
      WHEN close_by <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      THEN 1
    END
  ) AS promises_due,
  COUNT(
    CASE
      WHEN close_by <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      AND closed_at <= close_by
      THEN 1
    END
  ) AS promises_met,
  CAST(NULL AS BIGINT) AS seconds_to_resolution_median_values,
  CAST(NULL AS BIGINT) AS seconds_to_first_response_median_values,
  CAST(NULL AS BIGINT) AS contacts_open_out,
  CAST(NULL AS BIGINT) AS seconds_open_median_values
FROM contacts
WHERE
  NOT close_by IS NULL
GROUP BY
  2,
  3,
  4
UNION ALL
SELECT
  8 AS part,
  segment,
  channel,
  DATE_TRUNC('DAY', closed_at_local) AS day,
  CASE
    WHEN CASE
      WHEN abandoned_at IS NULL
      THEN CASE
        WHEN opened_at > closed_at
        THEN 0
        ELSE DATEDIFF(MICROSECOND, opened_at, closed_at)
      END
    END > 0
    THEN CAST(CEIL(
      LN(
        CAST(CASE
          WHEN abandoned_at IS NULL
          THEN CASE
            WHEN opened_at > closed_at
            THEN 0
            ELSE DATEDIFF(MICROSECOND, opened_at, closed_at)
          END
        END AS DOUBLE)
      ) / 0.019802627296179713
    ) AS BIGINT)
    WHEN CASE
      WHEN abandoned_at IS NULL
      THEN CASE
        WHEN opened_at > closed_at
        THEN 0
        ELSE DATEDIFF(MICROSECOND, opened_at, closed_at)
      END
    END <= 0
    THEN -100000
  END AS bucket,
  CAST(NULL AS BIGINT) AS row_count,
  CAST(NULL AS BIGINT) AS contacts_offered,
  CAST(NULL AS BIGINT) AS contacts_answered,
  CAST(NULL AS BIGINT) AS contacts_answered_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned,
  CAST(NULL AS BIGINT) AS contacts_short_abandoned,
  CAST(NULL AS BIGINT) AS contacts_abandoned_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned_timed,
  CAST(NULL AS BIGINT) AS seconds_waited_answered,
  CAST(NULL AS BIGINT) AS seconds_waited_abandoned,
  CAST(NULL AS BIGINT) AS seconds_waited_longest,
  CAST(NULL AS BIGINT) AS seconds_waited_longest_abandoned,
  CAST(NULL AS BIGINT) AS seconds_handled,
  CAST(NULL AS BIGINT) AS contacts_handled,
  CAST(NULL AS BIGINT) AS seconds_talked,
  CAST(NULL AS BIGINT) AS contacts_talk_known,
  CAST(NULL AS BIGINT) AS seconds_on_hold,
  CAST(NULL AS BIGINT) AS contacts_hold_known,
  CAST(NULL AS BIGINT) AS seconds_after_contact,
  CAST(NULL AS BIGINT) AS contacts_after_contact_known,
  CAST(NULL AS BIGINT) AS contacts_resolved_first,
  CAST(NULL AS BIGINT) AS contacts_resolution_known,
  CAST(NULL AS BIGINT) AS contacts_reopened,
  CAST(NULL AS BIGINT) AS contacts_closed_for_good,
  CAST(NULL AS BIGINT) AS contacts_transferred,
  CAST(NULL AS BIGINT) AS contacts_transfer_known,
  CAST(NULL AS BIGINT) AS contacts_escalated,
  CAST(NULL AS BIGINT) AS contacts_escalation_known,
  CAST(NULL AS BIGINT) AS contacts_of_known_customers,
  CAST(NULL AS BIGINT) AS contacts_open_in,
  CAST(NULL AS BIGINT) AS contacts_open_out_early,
  CAST(NULL AS BIGINT) AS survey_answers,
  CAST(NULL AS BIGINT) AS survey_answers_satisfied,
  CAST(NULL AS BIGINT) AS survey_marks,
  CAST(NULL AS BIGINT) AS seconds_waited_p80_values,
  CAST(NULL AS BIGINT) AS issues_observed,
  CAST(NULL AS BIGINT) AS issues_observed_unfinished,
  CAST(NULL AS BIGINT) AS issues_followed,
  CAST(NULL AS BIGINT) AS issues_followed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_observed,
  CAST(NULL AS BIGINT) AS contacts_observed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_followed,
  CAST(NULL AS BIGINT) AS contacts_followed_unfinished,
  CAST(NULL AS BIGINT) AS customers_in_contact,
  CAST(NULL AS BIGINT) AS customers_in_contact_total,
  CAST(NULL AS BIGINT) AS callbacks_due,
  CAST(NULL AS BIGINT) AS callbacks_in_time,
  CAST(NULL AS BIGINT) AS promises_due,
  CAST(NULL AS BIGINT) AS promises_met,
  COUNT(*) AS seconds_to_resolution_median_values,
  CAST(NULL AS BIGINT) AS seconds_to_first_response_median_values,
  CAST(NULL AS BIGINT) AS contacts_open_out,
  CAST(NULL AS BIGINT) AS seconds_open_median_values
FROM contacts
WHERE
  NOT closed_at IS NULL
GROUP BY
  2,
  3,
  4,
  5
UNION ALL
SELECT
  9 AS part,
  segment,
  channel,
  DATE_TRUNC('DAY', first_response_at_local) AS day,
  CASE
    WHEN CASE
      WHEN opened_at > first_response_at
      THEN 0
      ELSE DATEDIFF(MICROSECOND, opened_at, first_response_at)
    END > 0
    THEN CAST(CEIL(
      LN(
        CAST(CASE
          WHEN opened_at > first_response_at
          THEN 0
          ELSE DATEDIFF(MICROSECOND, opened_at, first_response_at)
        END AS DOUBLE)
      ) / 0.019802627296179713
    ) AS BIGINT)
    WHEN CASE
      WHEN opened_at > first_response_at
      THEN 0
      ELSE DATEDIFF(MICROSECOND, opened_at, first_response_at)
    END <= 0
    THEN -100000
  END AS bucket,
  CAST(NULL AS BIGINT) AS row_count,
  CAST(NULL AS BIGINT) AS contacts_offered,
  CAST(NULL AS BIGINT) AS contacts_answered,
  CAST(NULL AS BIGINT) AS contacts_answered_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned,
  CAST(NULL AS BIGINT) AS contacts_short_abandoned,
  CAST(NULL AS BIGINT) AS contacts_abandoned_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned_timed,
  CAST(NULL AS BIGINT) AS seconds_waited_answered,
  CAST(NULL AS BIGINT) AS seconds_waited_abandoned,
  CAST(NULL AS BIGINT) AS seconds_waited_longest,
  CAST(NULL AS BIGINT) AS seconds_waited_longest_abandoned,
  CAST(NULL AS BIGINT) AS seconds_handled,
  CAST(NULL AS BIGINT) AS contacts_handled,
  CAST(NULL AS BIGINT) AS seconds_talked,
  CAST(NULL AS BIGINT) AS contacts_talk_known,
  CAST(NULL AS BIGINT) AS seconds_on_hold,
  CAST(NULL AS BIGINT) AS contacts_hold_known,
  CAST(NULL AS BIGINT) AS seconds_after_contact,
  CAST(NULL AS BIGINT) AS contacts_after_contact_known,
  CAST(NULL AS BIGINT) AS contacts_resolved_first,
  CAST(NULL AS BIGINT) AS contacts_resolution_known,
  CAST(NULL AS BIGINT) AS contacts_reopened,
  CAST(NULL AS BIGINT) AS contacts_closed_for_good,
  CAST(NULL AS BIGINT) AS contacts_transferred,
  CAST(NULL AS BIGINT) AS contacts_transfer_known,
  CAST(NULL AS BIGINT) AS contacts_escalated,
  CAST(NULL AS BIGINT) AS contacts_escalation_known,
  CAST(NULL AS BIGINT) AS contacts_of_known_customers,
  CAST(NULL AS BIGINT) AS contacts_open_in,
  CAST(NULL AS BIGINT) AS contacts_open_out_early,
  CAST(NULL AS BIGINT) AS survey_answers,
  CAST(NULL AS BIGINT) AS survey_answers_satisfied,
  CAST(NULL AS BIGINT) AS survey_marks,
  CAST(NULL AS BIGINT) AS seconds_waited_p80_values,
  CAST(NULL AS BIGINT) AS issues_observed,
  CAST(NULL AS BIGINT) AS issues_observed_unfinished,
  CAST(NULL AS BIGINT) AS issues_followed,
  CAST(NULL AS BIGINT) AS issues_followed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_observed,
  CAST(NULL AS BIGINT) AS contacts_observed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_followed,
  CAST(NULL AS BIGINT) AS contacts_followed_unfinished,
  CAST(NULL AS BIGINT) AS customers_in_contact,
  CAST(NULL AS BIGINT) AS customers_in_contact_total,
  CAST(NULL AS BIGINT) AS callbacks_due,
  CAST(NULL AS BIGINT) AS callbacks_in_time,
  CAST(NULL AS BIGINT) AS promises_due,
  CAST(NULL AS BIGINT) AS promises_met,
  CAST(NULL AS BIGINT) AS seconds_to_resolution_median_values,
  COUNT(*) AS seconds_to_first_response_median_values,
  CAST(NULL AS BIGINT) AS contacts_open_out,
  CAST(NULL AS BIGINT) AS seconds_open_median_values
FROM contacts
WHERE
  NOT first_response_at IS NULL
GROUP BY
  2,
  3,
  4,
  5
UNION ALL
SELECT
  10 AS part,
  segment,
  channel,
  DATE_TRUNC('DAY', closed_at_local) AS day,
  CAST(NULL AS BIGINT) AS bucket,
  CAST(NULL AS BIGINT) AS row_count,
  CAST(NULL AS BIGINT) AS contacts_offered,
  CAST(NULL AS BIGINT) AS contacts_answered,
  CAST(NULL AS BIGINT) AS contacts_answered_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned,
  CAST(NULL AS BIGINT) AS contacts_short_abandoned,
  CAST(NULL AS BIGINT) AS contacts_abandoned_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned_timed,
  CAST(NULL AS BIGINT) AS seconds_waited_answered,
  CAST(NULL AS BIGINT) AS seconds_waited_abandoned,
  CAST(NULL AS BIGINT) AS seconds_waited_longest,
  CAST(NULL AS BIGINT) AS seconds_waited_longest_abandoned,
  CAST(NULL AS BIGINT) AS seconds_handled,
  CAST(NULL AS BIGINT) AS contacts_handled,
  CAST(NULL AS BIGINT) AS seconds_talked,
  CAST(NULL AS BIGINT) AS contacts_talk_known,
  CAST(NULL AS BIGINT) AS seconds_on_hold,
  CAST(NULL AS BIGINT) AS contacts_hold_known,
  CAST(NULL AS BIGINT) AS seconds_after_contact,
  CAST(NULL AS BIGINT) AS contacts_after_contact_known,
  CAST(NULL AS BIGINT) AS contacts_resolved_first,
  CAST(NULL AS BIGINT) AS contacts_resolution_known,
  CAST(NULL AS BIGINT) AS contacts_reopened,
  CAST(NULL AS BIGINT) AS contacts_closed_for_good,
  CAST(NULL AS BIGINT) AS contacts_transferred,
  CAST(NULL AS BIGINT) AS contacts_transfer_known,
  CAST(NULL AS BIGINT) AS contacts_escalated,
  CAST(NULL AS BIGINT) AS contacts_escalation_known,
  CAST(NULL AS BIGINT) AS contacts_of_known_customers,
  CAST(NULL AS BIGINT) AS contacts_open_in,
  CAST(NULL AS BIGINT) AS contacts_open_out_early,
  CAST(NULL AS BIGINT) AS survey_answers,
  CAST(NULL AS BIGINT) AS survey_answers_satisfied,
  CAST(NULL AS BIGINT) AS survey_marks,
  CAST(NULL AS BIGINT) AS seconds_waited_p80_values,
  CAST(NULL AS BIGINT) AS issues_observed,
  CAST(NULL AS BIGINT) AS issues_observed_unfinished,
  CAST(NULL AS BIGINT) AS issues_followed,
  CAST(NULL AS BIGINT) AS issues_followed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_observed,
  CAST(NULL AS BIGINT) AS contacts_observed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_followed,
  CAST(NULL AS BIGINT) AS contacts_followed_unfinished,
  CAST(NULL AS BIGINT) AS customers_in_contact,
  CAST(NULL AS BIGINT) AS customers_in_contact_total,
  CAST(NULL AS BIGINT) AS callbacks_due,
  CAST(NULL AS BIGINT) AS callbacks_in_time,
  CAST(NULL AS BIGINT) AS promises_due,
  CAST(NULL AS BIGINT) AS promises_met,
  CAST(NULL AS BIGINT) AS seconds_to_resolution_median_values,
  CAST(NULL AS BIGINT) AS seconds_to_first_response_median_values,
  COUNT(
    CASE
      WHEN abandoned_at IS NULL
      AND opened_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      AND closed_at <= CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      AND NOT (
        closed_at < opened_at
      )
      THEN 1
    END
  ) AS contacts_open_out,
  CAST(NULL AS BIGINT) AS seconds_open_median_values
FROM contacts
WHERE
  NOT closed_at IS NULL
GROUP BY
  2,
  3,
  4
UNION ALL
SELECT
  11 AS part,
  segment,
  channel,
  DATE_TRUNC('DAY', opened_at_local) AS day,
  CASE
    WHEN CASE
      WHEN (
        closed_at IS NULL
        OR closed_at > CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      )
      AND abandoned_at IS NULL
      THEN DATEDIFF(
        MICROSECOND,
        opened_at,
        CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      )
    END > 0
    THEN CAST(CEIL(
      LN(
        CAST(CASE
          WHEN (
            closed_at IS NULL
            OR closed_at > CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
          )
          AND abandoned_at IS NULL
          THEN DATEDIFF(
            MICROSECOND,
            opened_at,
            CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
          )
        END AS DOUBLE)
      ) / 0.019802627296179713
    ) AS BIGINT)
    WHEN CASE
      WHEN (
        closed_at IS NULL
        OR closed_at > CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      )
      AND abandoned_at IS NULL
      THEN DATEDIFF(
        MICROSECOND,
        opened_at,
        CAST(TIMESTAMP_FROM_PARTS(2026, 11, 15, 11, 0, 0, 1000) AS TIMESTAMPNTZ)
      )
    END <= 0
    THEN -100000
  END AS bucket,
  CAST(NULL AS BIGINT) AS row_count,
  CAST(NULL AS BIGINT) AS contacts_offered,
  CAST(NULL AS BIGINT) AS contacts_answered,
  CAST(NULL AS BIGINT) AS contacts_answered_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned,
  CAST(NULL AS BIGINT) AS contacts_short_abandoned,
  CAST(NULL AS BIGINT) AS contacts_abandoned_in_time,
  CAST(NULL AS BIGINT) AS contacts_abandoned_timed,
  CAST(NULL AS BIGINT) AS seconds_waited_answered,
  CAST(NULL AS BIGINT) AS seconds_waited_abandoned,
  CAST(NULL AS BIGINT) AS seconds_waited_longest,
  CAST(NULL AS BIGINT) AS seconds_waited_longest_abandoned,
  CAST(NULL AS BIGINT) AS seconds_handled,
  CAST(NULL AS BIGINT) AS contacts_handled,
  CAST(NULL AS BIGINT) AS seconds_talked,
  CAST(NULL AS BIGINT) AS contacts_talk_known,
  CAST(NULL AS BIGINT) AS seconds_on_hold,
  CAST(NULL AS BIGINT) AS contacts_hold_known,
  CAST(NULL AS BIGINT) AS seconds_after_contact,
  CAST(NULL AS BIGINT) AS contacts_after_contact_known,
  CAST(NULL AS BIGINT) AS contacts_resolved_first,
  CAST(NULL AS BIGINT) AS contacts_resolution_known,
  CAST(NULL AS BIGINT) AS contacts_reopened,
  CAST(NULL AS BIGINT) AS contacts_closed_for_good,
  CAST(NULL AS BIGINT) AS contacts_transferred,
  CAST(NULL AS BIGINT) AS contacts_transfer_known,
  CAST(NULL AS BIGINT) AS contacts_escalated,
  CAST(NULL AS BIGINT) AS contacts_escalation_known,
  CAST(NULL AS BIGINT) AS contacts_of_known_customers,
  CAST(NULL AS BIGINT) AS contacts_open_in,
  CAST(NULL AS BIGINT) AS contacts_open_out_early,
  CAST(NULL AS BIGINT) AS survey_answers,
  CAST(NULL AS BIGINT) AS survey_answers_satisfied,
  CAST(NULL AS BIGINT) AS survey_marks,
  CAST(NULL AS BIGINT) AS seconds_waited_p80_values,
  CAST(NULL AS BIGINT) AS issues_observed,
  CAST(NULL AS BIGINT) AS issues_observed_unfinished,
  CAST(NULL AS BIGINT) AS issues_followed,
  CAST(NULL AS BIGINT) AS issues_followed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_observed,
  CAST(NULL AS BIGINT) AS contacts_observed_unfinished,
  CAST(NULL AS BIGINT) AS contacts_followed,
  CAST(NULL AS BIGINT) AS contacts_followed_unfinished,
  CAST(NULL AS BIGINT) AS customers_in_contact,
  CAST(NULL AS BIGINT) AS customers_in_contact_total,
  CAST(NULL AS BIGINT) AS callbacks_due,
  CAST(NULL AS BIGINT) AS callbacks_in_time,
  CAST(NULL AS BIGINT) AS promises_due,
  CAST(NULL AS BIGINT) AS promises_met,
  CAST(NULL AS BIGINT) AS seconds_to_resolution_median_values,
  CAST(NULL AS BIGINT) AS seconds_to_first_response_median_values,
  CAST(NULL AS BIGINT) AS contacts_open_out,
  COUNT(*) AS seconds_open_median_values
FROM contacts
GROUP BY
  2,
  3,
  4,
  5
)
SELECT
  *,
  COUNT(*) OVER () AS answer_rows_64bdefef
FROM answer
