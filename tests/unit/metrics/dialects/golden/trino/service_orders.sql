-- Counts service_orders of log; written by pcf VERSION in the dialect trino.
-- Unverified: it was read back and compared, but nobody has run it on this engine. Try a day first.
-- It only reads, and gives back counts of groups, no row of the table.
-- Map: service_orders.toml. By: product, week. Days: … – …. As of: 2026-11-15 12:00:00.000001.
-- Types are taken for granted; where a column has another one, the engine refuses or the figures are wrong.
-- Times without a zone: opened_at, arrive_from_at, arrive_by, arrived_at, cancelled_at, item_received_at, item_returned_at, closed_at.
-- Numbers: visits.
-- Cast to text, whatever they are: service_order_id, customer_id, unit_id, segment, channel, reason, product, kind, multi_visit_plan.
-- Quantiles come in buckets 2 % wide. Save all rows as CSV with the header, and let pcf read them.
-- SHA-256 of the statement, from the first line that is no comment to the end: 6791beac553e46018ec8de11a3ee3d78673bc15f6a3d54b619b99b1663b01274

WITH given AS (
SELECT
  service_order_id AS raw_service_order_id,
  FALSE AS failed_service_order_id,
  customer_id AS raw_customer_id,
  FALSE AS failed_customer_id,
  unit_id AS raw_unit_id,
  FALSE AS failed_unit_id,
  segment AS raw_segment,
  FALSE AS failed_segment,
  channel AS raw_channel,
  FALSE AS failed_channel,
  reason AS raw_reason,
  FALSE AS failed_reason,
  product AS raw_product,
  FALSE AS failed_product,
  kind AS raw_kind,
  FALSE AS failed_kind,
  multi_visit_plan AS raw_multi_visit_plan,
  FALSE AS failed_multi_visit_plan,
  opened_at AS raw_opened_at,
  FALSE AS failed_opened_at,
  arrive_from_at AS raw_arrive_from_at,
  FALSE AS failed_arrive_from_at,
  arrive_by AS raw_arrive_by,
  FALSE AS failed_arrive_by,
  arrived_at AS raw_arrived_at,
  FALSE AS failed_arrived_at,
  cancelled_at AS raw_cancelled_at,
  FALSE AS failed_cancelled_at,
  visits AS raw_visits,
  FALSE AS failed_visits,
  item_received_at AS raw_item_received_at,
  FALSE AS failed_item_received_at,
  item_returned_at AS raw_item_returned_at,
  FALSE AS failed_item_returned_at,
  closed_at AS raw_closed_at,
  FALSE AS failed_closed_at
FROM "log"
),
localized AS (
SELECT
  *
FROM given
),
valued AS (
SELECT
  *,
  NULLIF(TRIM('                　' FROM CAST(raw_service_order_id AS VARCHAR)), '') AS service_order_id,
  NULLIF(TRIM('                　' FROM CAST(raw_customer_id AS VARCHAR)), '') AS customer_id,
  NULLIF(TRIM('                　' FROM CAST(raw_unit_id AS VARCHAR)), '') AS unit_id,
  NULLIF(TRIM('                　' FROM CAST(raw_segment AS VARCHAR)), '') AS segment,
  NULLIF(TRIM('                　' FROM CAST(raw_channel AS VARCHAR)), '') AS channel,
  NULLIF(TRIM('                　' FROM CAST(raw_reason AS VARCHAR)), '') AS reason,
  NULLIF(TRIM('                　' FROM CAST(raw_product AS VARCHAR)), '') AS product,
  NULLIF(TRIM('                　' FROM CAST(raw_kind AS VARCHAR)), '') AS kind,
  NULLIF(TRIM('                　' FROM CAST(raw_multi_visit_plan AS VARCHAR)), '') AS multi_visit_plan,
  CASE
    WHEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_opened_at, 'UTC'), 'UTC') AS TIMESTAMP(6)) BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6))
    THEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_opened_at, 'UTC'), 'UTC') AS TIMESTAMP(6))
  END AS opened_at,
  CASE
    WHEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_arrive_from_at, 'UTC'), 'UTC') AS TIMESTAMP(6)) BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6))
    THEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_arrive_from_at, 'UTC'), 'UTC') AS TIMESTAMP(6))
  END AS arrive_from_at,
  CASE
    WHEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_arrive_by, 'UTC'), 'UTC') AS TIMESTAMP(6)) BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6))
    THEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_arrive_by, 'UTC'), 'UTC') AS TIMESTAMP(6))
  END AS arrive_by,
  CASE
    WHEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_arrived_at, 'UTC'), 'UTC') AS TIMESTAMP(6)) BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6))
    THEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_arrived_at, 'UTC'), 'UTC') AS TIMESTAMP(6))
  END AS arrived_at,
  CASE
    WHEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_cancelled_at, 'UTC'), 'UTC') AS TIMESTAMP(6)) BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6))
    THEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_cancelled_at, 'UTC'), 'UTC') AS TIMESTAMP(6))
  END AS cancelled_at,
  TRY_CAST(raw_visits AS DECIMAL(18, 6)) AS visits,
  CASE
    WHEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_item_received_at, 'UTC'), 'UTC') AS TIMESTAMP(6)) BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6))
    THEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_item_received_at, 'UTC'), 'UTC') AS TIMESTAMP(6))
  END AS item_received_at,
  CASE
    WHEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_item_returned_at, 'UTC'), 'UTC') AS TIMESTAMP(6)) BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6))
    THEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_item_returned_at, 'UTC'), 'UTC') AS TIMESTAMP(6))
  END AS item_returned_at,
  CASE
    WHEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_closed_at, 'UTC'), 'UTC') AS TIMESTAMP(6)) BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6))
    THEN CAST(AT_TIMEZONE(WITH_TIMEZONE(raw_closed_at, 'UTC'), 'UTC') AS TIMESTAMP(6))
  END AS closed_at
FROM localized
),
judged AS (
SELECT
  CAST(NULL AS VARCHAR) AS left_out,
  service_order_id,
  failed_service_order_id AS bad_service_order_id,
  customer_id,
  failed_customer_id AS bad_customer_id,
  unit_id,
  failed_unit_id AS bad_unit_id,
  segment,
  failed_segment AS bad_segment,
  channel,
  failed_channel AS bad_channel,
  reason,
  failed_reason AS bad_reason,
  product,
  failed_product AS bad_product,
  kind,
  failed_kind AS bad_kind,
  multi_visit_plan,
  failed_multi_visit_plan AS bad_multi_visit_plan,
  opened_at,
  opened_at AS opened_at_local,
  FALSE AS twice_opened_at,
  (
    failed_opened_at OR (
      NOT raw_opened_at IS NULL AND opened_at IS NULL
    )
  ) AS bad_opened_at,
  arrive_from_at,
  arrive_from_at AS arrive_from_at_local,
  FALSE AS twice_arrive_from_at,
  (
    failed_arrive_from_at
    OR (
      NOT raw_arrive_from_at IS NULL AND arrive_from_at IS NULL
    )
  ) AS bad_arrive_from_at,
  arrive_by,
  arrive_by AS arrive_by_local,
  FALSE AS twice_arrive_by,
  (
    failed_arrive_by OR (
      NOT raw_arrive_by IS NULL AND arrive_by IS NULL
    )
  ) AS bad_arrive_by,
  arrived_at,
  arrived_at AS arrived_at_local,
  FALSE AS twice_arrived_at,
  (
    failed_arrived_at OR (
      NOT raw_arrived_at IS NULL AND arrived_at IS NULL
    )
  ) AS bad_arrived_at,
  cancelled_at,
  cancelled_at AS cancelled_at_local,
  FALSE AS twice_cancelled_at,
  (
    failed_cancelled_at
    OR (
      NOT raw_cancelled_at IS NULL AND cancelled_at IS NULL
    )
  ) AS bad_cancelled_at,
  visits,
  (
    failed_visits OR (
      NOT raw_visits IS NULL AND visits IS NULL
    )
  ) AS bad_visits,
  item_received_at,
  item_received_at AS item_received_at_local,
  FALSE AS twice_item_received_at,
  (
    failed_item_received_at
    OR (
      NOT raw_item_received_at IS NULL AND item_received_at IS NULL
    )
  ) AS bad_item_received_at,
  item_returned_at,
  item_returned_at AS item_returned_at_local,
  FALSE AS twice_item_returned_at,
  (
    failed_item_returned_at
    OR (
      NOT raw_item_returned_at IS NULL AND item_returned_at IS NULL
    )
  ) AS bad_item_returned_at,
  closed_at,
  closed_at AS closed_at_local,
  FALSE AS twice_closed_at,
  (
    failed_closed_at OR (
      NOT raw_closed_at IS NULL AND closed_at IS NULL
    )
  ) AS bad_closed_at
FROM valued
),
service_orders AS (
SELECT
  service_order_id AS service_order_id,
  customer_id AS customer_id,
  unit_id AS unit_id,
  segment AS segment,
  channel AS channel,
  reason AS reason,
  product AS product,
  kind AS kind,
  multi_visit_plan AS multi_visit_plan,
  CASE
    WHEN opened_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
    THEN opened_at
  END AS opened_at,
  CASE
    WHEN opened_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
    THEN opened_at_local
  END AS opened_at_local,
  CASE
    WHEN arrive_from_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
    THEN arrive_from_at
  END AS arrive_from_at,
  CASE
    WHEN arrive_from_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
    THEN arrive_from_at_local
  END AS arrive_from_at_local,
  arrive_by AS arrive_by,
  arrive_by_local AS arrive_by_local,
  CASE
    WHEN arrived_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
    THEN arrived_at
  END AS arrived_at,
  CASE
    WHEN arrived_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
    THEN arrived_at_local
  END AS arrived_at_local,
  CASE
    WHEN cancelled_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
    THEN cancelled_at
  END AS cancelled_at,
  CASE
    WHEN cancelled_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
    THEN cancelled_at_local
  END AS cancelled_at_local,
  visits AS visits,
  CASE
    WHEN item_received_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
    THEN item_received_at
  END AS item_received_at,
  CASE
    WHEN item_received_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
    THEN item_received_at_local
  END AS item_received_at_local,
  CASE
    WHEN item_returned_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
    THEN item_returned_at
  END AS item_returned_at,
  CASE
    WHEN item_returned_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
    THEN item_returned_at_local
  END AS item_returned_at_local,
  CASE
    WHEN CASE
      WHEN cancelled_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
      THEN cancelled_at
    END IS NULL
    THEN CASE
      WHEN closed_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
      THEN closed_at
    END
  END AS closed_at,
  CASE
    WHEN CASE
      WHEN cancelled_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
      THEN cancelled_at
    END IS NULL
    THEN CASE
      WHEN closed_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
      THEN closed_at_local
    END
  END AS closed_at_local
FROM judged
WHERE
  left_out IS NULL
  AND opened_at <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
),
answer AS (
WITH service_orders_in_order_3 AS (
  SELECT
    product AS product,
    DATE_TRUNC('WEEK', closed_at_local) AS week,
    closed_at AS since_at,
    2592000000000 AS window_length,
    LEAD(opened_at) OVER (PARTITION BY unit_id, kind ORDER BY opened_at, service_order_id) AS next_at,
    CASE
      WHEN NOT closed_at IS NULL AND kind IN ('repair') AND NOT closed_at IS NULL
      THEN 1
      ELSE 0
    END AS is_counted_1,
    CASE
      WHEN NOT closed_at IS NULL
      AND kind IN ('repair')
      AND multi_visit_plan IS NULL
      AND visits >= 1
      AND NOT closed_at IS NULL
      THEN 1
      ELSE 0
    END AS is_counted_2,
    CASE
      WHEN NOT closed_at IS NULL
      AND kind IN ('repair')
      AND multi_visit_plan IS NULL
      AND visits >= 1
      AND visits <= 1
      AND NOT closed_at IS NULL
      THEN 1
      ELSE 0
    END AS is_counted_3
  FROM service_orders
  WHERE
    NOT unit_id IS NULL AND NOT kind IS NULL
)
SELECT
  1 AS part,
  product,
  DATE_TRUNC('WEEK', opened_at_local) AS week,
  CAST(NULL AS BIGINT) AS bucket,
  COUNT(*) AS row_count,
  CAST(NULL AS BIGINT) AS repair_time_median_values,
  CAST(NULL AS BIGINT) AS repairs_observed,
  CAST(NULL AS BIGINT) AS repairs_observed_unfinished,
  CAST(NULL AS BIGINT) AS repairs_repeated,
  CAST(NULL AS BIGINT) AS repairs_repeated_unfinished,
  CAST(NULL AS BIGINT) AS field_repairs_observed,
  CAST(NULL AS BIGINT) AS field_repairs_observed_unfinished,
  CAST(NULL AS BIGINT) AS field_repairs_of_one_visit,
  CAST(NULL AS BIGINT) AS field_repairs_of_one_visit_unfinished,
  CAST(NULL AS BIGINT) AS field_repairs_of_one_visit_repeated,
  CAST(NULL AS BIGINT) AS field_repairs_of_one_visit_repeated_unfinished,
  CAST(NULL AS BIGINT) AS visits_due,
  CAST(NULL AS BIGINT) AS visits_called_off,
  CAST(NULL AS BIGINT) AS visits_arrived_in_window
FROM service_orders
GROUP BY
  2,
  3
UNION ALL
SELECT
  2 AS part,
  product,
  DATE_TRUNC('WEEK', item_returned_at_local) AS week,
  CASE
    WHEN CASE
      WHEN kind IN ('repair')
      AND NOT item_received_at IS NULL
      AND NOT item_returned_at IS NULL
      THEN CASE
        WHEN item_received_at > item_returned_at
        THEN 0
        ELSE (
          (
            CAST(FLOOR(TO_UNIXTIME(item_returned_at)) AS BIGINT) * 1000000 + CAST(ROUND(
              (
                TO_UNIXTIME(item_returned_at) - FLOOR(TO_UNIXTIME(item_returned_at))
              ) * 1000000
            ) AS BIGINT)
          ) - (
            CAST(FLOOR(TO_UNIXTIME(item_received_at)) AS BIGINT) * 1000000 + CAST(ROUND(
              (
                TO_UNIXTIME(item_received_at) - FLOOR(TO_UNIXTIME(item_received_at))
              ) * 1000000
            ) AS BIGINT)
          )
        )
      END
    END > 0
    THEN CAST(CEIL(
      CAST(LN(
        CAST(CASE
          WHEN kind IN ('repair')
          AND NOT item_received_at IS NULL
          AND NOT item_returned_at IS NULL
          THEN CASE
            WHEN item_received_at > item_returned_at
            THEN 0
            ELSE (
              (
                CAST(FLOOR(TO_UNIXTIME(item_returned_at)) AS BIGINT) * 1000000 + CAST(ROUND(
                  (
                    TO_UNIXTIME(item_returned_at) - FLOOR(TO_UNIXTIME(item_returned_at))
                  ) * 1000000
                ) AS BIGINT)
              ) - (
                CAST(FLOOR(TO_UNIXTIME(item_received_at)) AS BIGINT) * 1000000 + CAST(ROUND(
                  (
                    TO_UNIXTIME(item_received_at) - FLOOR(TO_UNIXTIME(item_received_at))
                  ) * 1000000
                ) AS BIGINT)
              )
            )
          END
        END AS DOUBLE)
      ) AS DOUBLE) / 0.019802627296179712E0
    ) AS BIGINT)
    WHEN CASE
      WHEN kind IN ('repair')
      AND NOT item_received_at IS NULL
      AND NOT item_returned_at IS NULL
      THEN CASE
        WHEN item_received_at > item_returned_at
        THEN 0
        ELSE (
          (
            CAST(FLOOR(TO_UNIXTIME(item_returned_at)) AS BIGINT) * 1000000 + CAST(ROUND(
              (
                TO_UNIXTIME(item_returned_at) - FLOOR(TO_UNIXTIME(item_returned_at))
              ) * 1000000
            ) AS BIGINT)
          ) - (
            CAST(FLOOR(TO_UNIXTIME(item_received_at)) AS BIGINT) * 1000000 + CAST(ROUND(
              (
                TO_UNIXTIME(item_received_at) - FLOOR(TO_UNIXTIME(item_received_at))
              ) * 1000000
            ) AS BIGINT)
          )
        )
      END
    END <= 0
    THEN -100000
  END AS bucket,
  CAST(NULL AS BIGINT) AS row_count,
  COUNT(*) AS repair_time_median_values,
  CAST(NULL AS BIGINT) AS repairs_observed,
  CAST(NULL AS BIGINT) AS repairs_observed_unfinished,
  CAST(NULL AS BIGINT) AS repairs_repeated,
  CAST(NULL AS BIGINT) AS repairs_repeated_unfinished,
  CAST(NULL AS BIGINT) AS field_repairs_observed,
  CAST(NULL AS BIGINT) AS field_repairs_observed_unfinished,
  CAST(NULL AS BIGINT) AS field_repairs_of_one_visit,
  CAST(NULL AS BIGINT) AS field_repairs_of_one_visit_unfinished,
  CAST(NULL AS BIGINT) AS field_repairs_of_one_visit_repeated,
  CAST(NULL AS BIGINT) AS field_repairs_of_one_visit_repeated_unfinished,
  CAST(NULL AS BIGINT) AS visits_due,
  CAST(NULL AS BIGINT) AS visits_called_off,
  CAST(NULL AS BIGINT) AS visits_arrived_in_window
FROM service_orders
WHERE
  NOT item_returned_at IS NULL
GROUP BY
  2,
  3,
  4
UNION ALL
SELECT
  3 AS part,
  product,
  week,
  CAST(NULL AS BIGINT) AS bucket,
  CAST(NULL AS BIGINT) AS row_count,
  CAST(NULL AS BIGINT) AS repair_time_median_values,
  COUNT(
    CASE
      WHEN is_counted_1 = 1
      AND (
        (
          CAST(FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6)))) AS BIGINT) * 1000000 + CAST(ROUND(
            (
              TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))) - FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))))
            ) * 1000000
          ) AS BIGINT)
        ) - (
          CAST(FLOOR(TO_UNIXTIME(since_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(since_at) - FLOOR(TO_UNIXTIME(since_at))
          ) * 1000000) AS BIGINT)
        )
      ) >= window_length
      THEN 1
    END
  ) AS repairs_observed,
  COUNT(
    CASE
      WHEN is_counted_1 = 1
      AND (
        (
          CAST(FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6)))) AS BIGINT) * 1000000 + CAST(ROUND(
            (
              TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))) - FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))))
            ) * 1000000
          ) AS BIGINT)
        ) - (
          CAST(FLOOR(TO_UNIXTIME(since_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(since_at) - FLOOR(TO_UNIXTIME(since_at))
          ) * 1000000) AS BIGINT)
        )
      ) < window_length
      THEN 1
    END
  ) AS repairs_observed_unfinished,
  COUNT(
    CASE
      WHEN is_counted_1 = 1
      AND (
        (
          CAST(FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6)))) AS BIGINT) * 1000000 + CAST(ROUND(
            (
              TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))) - FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))))
            ) * 1000000
          ) AS BIGINT)
        ) - (
          CAST(FLOOR(TO_UNIXTIME(since_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(since_at) - FLOOR(TO_UNIXTIME(since_at))
          ) * 1000000) AS BIGINT)
        )
      ) >= window_length
      AND (
        (
          CAST(FLOOR(TO_UNIXTIME(next_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(next_at) - FLOOR(TO_UNIXTIME(next_at))
          ) * 1000000) AS BIGINT)
        ) - (
          CAST(FLOOR(TO_UNIXTIME(since_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(since_at) - FLOOR(TO_UNIXTIME(since_at))
          ) * 1000000) AS BIGINT)
        )
      ) <= window_length
      THEN 1
    END
  ) AS repairs_repeated,
  COUNT(
    CASE
      WHEN is_counted_1 = 1
      AND (
        (
          CAST(FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6)))) AS BIGINT) * 1000000 + CAST(ROUND(
            (
              TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))) - FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))))
            ) * 1000000
          ) AS BIGINT)
        ) - (
          CAST(FLOOR(TO_UNIXTIME(since_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(since_at) - FLOOR(TO_UNIXTIME(since_at))
          ) * 1000000) AS BIGINT)
        )
      ) < window_length
      THEN 1
    END
  ) AS repairs_repeated_unfinished,
  COUNT(
    CASE
      WHEN is_counted_2 = 1
      AND (
        (
          CAST(FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6)))) AS BIGINT) * 1000000 + CAST(ROUND(
            (
              TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))) - FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))))
            ) * 1000000
          ) AS BIGINT)
        ) - (
          CAST(FLOOR(TO_UNIXTIME(since_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(since_at) - FLOOR(TO_UNIXTIME(since_at))
          ) * 1000000) AS BIGINT)
        )
      ) >= window_length
      THEN 1
    END
  ) AS field_repairs_observed,
  COUNT(
    CASE
      WHEN is_counted_2 = 1
      AND (
        (
          CAST(FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6)))) AS BIGINT) * 1000000 + CAST(ROUND(
            (
              TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))) - FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))))
            ) * 1000000
          ) AS BIGINT)
        ) - (
          CAST(FLOOR(TO_UNIXTIME(since_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(since_at) - FLOOR(TO_UNIXTIME(since_at))
          ) * 1000000) AS BIGINT)
        )
      ) < window_length
      THEN 1
    END
  ) AS field_repairs_observed_unfinished,
  COUNT(
    CASE
      WHEN is_counted_3 = 1
      AND (
        (
          CAST(FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6)))) AS BIGINT) * 1000000 + CAST(ROUND(
            (
              TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))) - FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))))
            ) * 1000000
          ) AS BIGINT)
        ) - (
          CAST(FLOOR(TO_UNIXTIME(since_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(since_at) - FLOOR(TO_UNIXTIME(since_at))
          ) * 1000000) AS BIGINT)
        )
      ) >= window_length
      THEN 1
    END
  ) AS field_repairs_of_one_visit,
  COUNT(
    CASE
      WHEN is_counted_3 = 1
      AND (
        (
          CAST(FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6)))) AS BIGINT) * 1000000 + CAST(ROUND(
            (
              TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))) - FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))))
            ) * 1000000
          ) AS BIGINT)
        ) - (
          CAST(FLOOR(TO_UNIXTIME(since_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(since_at) - FLOOR(TO_UNIXTIME(since_at))
          ) * 1000000) AS BIGINT)
        )
      ) < window_length
      THEN 1
    END
  ) AS field_repairs_of_one_visit_unfinished,
  COUNT(
    CASE
      WHEN is_counted_3 = 1
      AND (
        (
          CAST(FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6)))) AS BIGINT) * 1000000 + CAST(ROUND(
            (
              TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))) - FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))))
            ) * 1000000
          ) AS BIGINT)
        ) - (
          CAST(FLOOR(TO_UNIXTIME(since_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(since_at) - FLOOR(TO_UNIXTIME(since_at))
          ) * 1000000) AS BIGINT)
        )
      ) >= window_length
      AND (
        (
          CAST(FLOOR(TO_UNIXTIME(next_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(next_at) - FLOOR(TO_UNIXTIME(next_at))
          ) * 1000000) AS BIGINT)
        ) - (
          CAST(FLOOR(TO_UNIXTIME(since_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(since_at) - FLOOR(TO_UNIXTIME(since_at))
          ) * 1000000) AS BIGINT)
        )
      ) <= window_length
      THEN 1
    END
  ) AS field_repairs_of_one_visit_repeated,
  COUNT(
    CASE
      WHEN is_counted_3 = 1
      AND (
        (
          CAST(FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6)))) AS BIGINT) * 1000000 + CAST(ROUND(
            (
              TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))) - FLOOR(TO_UNIXTIME(CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))))
            ) * 1000000
          ) AS BIGINT)
        ) - (
          CAST(FLOOR(TO_UNIXTIME(since_at)) AS BIGINT) * 1000000 + CAST(ROUND((
            TO_UNIXTIME(since_at) - FLOOR(TO_UNIXTIME(since_at))
          ) * 1000000) AS BIGINT)
        )
      ) < window_length
      THEN 1
    END
  ) AS field_repairs_of_one_visit_repeated_unfinished,
  CAST(NULL AS BIGINT) AS visits_due,
  CAST(NULL AS BIGINT) AS visits_called_off,
  CAST(NULL AS BIGINT) AS visits_arrived_in_window
FROM service_orders_in_order_3
GROUP BY
  2,
  3
UNION ALL
SELECT
  4 AS part,
  product,
  DATE_TRUNC('WEEK', arrive_by_local) AS week,
  CAST(NULL AS BIGINT) AS bucket,
  CAST(NULL AS BIGINT) AS row_count,
  CAST(NULL AS BIGINT) AS repair_time_median_values,
  CAST(NULL AS BIGINT) AS repairs_observed,
  CAST(NULL AS BIGINT) AS repairs_observed_unfinished,
  CAST(NULL AS BIGINT) AS repairs_repeated,
  CAST(NULL AS BIGINT) AS repairs_repeated_unfinished,
  CAST(NULL AS BIGINT) AS field_repairs_observed,
  CAST(NULL AS BIGINT) AS field_repairs_observed_unfinished,
  CAST(NULL AS BIGINT) AS field_repairs_of_one_visit,
  CAST(NULL AS BIGINT) AS field_repairs_of_one_visit_unfinished,
  CAST(NULL AS BIGINT) AS field_repairs_of_one_visit_repeated,
  CAST(NULL AS BIGINT) AS field_repairs_of_one_visit_repeated_unfinished,
  COUNT(
    CASE
      WHEN NOT arrive_from_at IS NULL
      AND arrive_by <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
      THEN 1
    END
  ) AS visits_due,
  COUNT(
    CASE
      WHEN NOT arrive_from_at IS NULL
      AND arrive_by <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
      AND arrived_at IS NULL
      AND cancelled_at <= arrive_by
      THEN 1
    END
  ) AS visits_called_off,
  COUNT(
    CASE
      WHEN arrive_by <= CAST('2026-11-15 12:00:00.000001' AS TIMESTAMP(6))
      AND arrive_from_at <= arrived_at
      AND arrived_at <= arrive_by
      THEN 1
    END
  ) AS visits_arrived_in_window
FROM service_orders
WHERE
  NOT arrive_by IS NULL
GROUP BY
  2,
  3
)
SELECT
  *,
  COUNT(*) OVER () AS answer_rows_e8ae83a2
FROM answer
