"""What each dialect says, as its documentation has it (pages are named where something hangs on them)."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta

import duckdb
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from pcf.metrics.sql.dialects.translation import translate
from pcf.metrics.sql.dialects.words import BLANKS
from pcf.source import logs

from .cases import CASES, UNVERIFIED, printed

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  rows are kept without an offset
LAST = (datetime(2200, 1, 1) - EPOCH) // timedelta(microseconds=1)  # noqa: DTZ001


def said(term, dialect):
    """Write one term of a query in a dialect, on one line."""
    text = translate(f"SELECT {term} AS it FROM t", dialect)
    return (
        re.sub(r"\s+", " ", text)
        .removeprefix("SELECT ")
        .removesuffix(" AS it FROM t")
        .replace("( ", "(")
        .replace(" )", ")")
    )


ELAPSED = "DATE_DIFF('microsecond', a, b)"
SAID = {
    # trino.io/docs/current/functions/datetime.html: date_diff ends at milliseconds, to_unixtime gives a double
    ("trino", ELAPSED): (
        "((CAST(FLOOR(TO_UNIXTIME(b)) AS BIGINT) * 1000000 + CAST(ROUND((TO_UNIXTIME(b) - FLOOR(TO_UNIXTIME(b))) * 1000000) AS BIGINT)) - "
        "(CAST(FLOOR(TO_UNIXTIME(a)) AS BIGINT) * 1000000 + CAST(ROUND((TO_UNIXTIME(a) - FLOOR(TO_UNIXTIME(a))) * 1000000) AS BIGINT)))"
    ),
    # docs.snowflake.com/en/sql-reference/functions/datediff: counts boundaries of the unit
    ("snowflake", ELAPSED): "DATEDIFF(MICROSECOND, a, b)",
    # the later time is the first one: see datetime_diff at cloud.google.com/bigquery/docs/reference/standard-sql/datetime_functions
    ("bigquery", ELAPSED): "DATETIME_DIFF(b, a, MICROSECOND)",
    # weeks: Trino's begin on Monday; Snowflake's by WEEK_START, its DAYOFWEEKISO by ISO; BigQuery's WEEK on Sunday
    ("trino", "DATE_TRUNC('week', a)"): "DATE_TRUNC('WEEK', a)",
    ("snowflake", "DATE_TRUNC('week', a)"): "DATEADD(DAY, 1 - DAYOFWEEKISO(a), DATE_TRUNC('DAY', a))",
    ("bigquery", "DATE_TRUNC('week', a)"): "DATETIME_TRUNC(a, ISOWEEK)",
    ("snowflake", "DATE_TRUNC('month', a)"): "DATE_TRUNC('MONTH', a)",
    ("bigquery", "DATE_TRUNC('day', a)"): "DATETIME_TRUNC(a, DAY)",
    # TIMESTAMP has three decimals in Trino (language/types), nine in Snowflake, is an instant in BigQuery
    ("trino", "CAST(NULL AS TIMESTAMP)"): "CAST(NULL AS TIMESTAMP(6))",
    ("snowflake", "CAST(NULL AS TIMESTAMP)"): "CAST(NULL AS TIMESTAMPNTZ)",
    ("bigquery", "CAST(NULL AS TIMESTAMP)"): "CAST(NULL AS DATETIME)",
    ("trino", "TRY_CAST(a AS TIMESTAMP)"): "CAST(AT_TIMEZONE(WITH_TIMEZONE(a, 'UTC'), 'UTC') AS TIMESTAMP(6))",
    ("snowflake", "TRY_CAST(a AS TIMESTAMP)"): "DATE_TRUNC('MICROSECOND', CAST(a AS TIMESTAMPNTZ))",
    ("bigquery", "TRY_CAST(a AS TIMESTAMP)"): "DATETIME(TIMESTAMP(a, 'UTC'), 'UTC')",
    # how a text is read as a time is a parameter in Snowflake, TIMESTAMP_INPUT_FORMAT
    ("snowflake", "CAST('2026-10-31 23:59:59.000001' AS TIMESTAMP)"): "CAST(TIMESTAMP_FROM_PARTS(2026, 10, 31, 23, 59, 59, 1000) AS TIMESTAMPNTZ)",
    ("trino", "TRY_CAST(a AS DECIMAL(18, 6))"): "TRY_CAST(a AS DECIMAL(18, 6))",
    # .../functions/try_to_decimal: takes text alone
    ("snowflake", "TRY_CAST(a AS DECIMAL(18, 6))"): "TRY_TO_NUMBER(CAST(a AS VARCHAR), 18, 6)",
    ("bigquery", "TRY_CAST(a AS DECIMAL(18, 6))"): "CASE WHEN ABS(SAFE_CAST(a AS NUMERIC)) < CAST('999999999999.9999995' AS NUMERIC) THEN ROUND(SAFE_CAST(a AS NUMERIC), 6) END",
    # zones: with_timezone, CONVERT_TIMEZONE with three arguments, TIMESTAMP and DATETIME with a zone
    ("trino", "(a AT TIME ZONE 'Asia/Almaty') AT TIME ZONE 'UTC'"): "CAST(AT_TIMEZONE(WITH_TIMEZONE(a, 'Asia/Almaty'), 'UTC') AS TIMESTAMP(6))",
    ("snowflake", "(a AT TIME ZONE 'Asia/Almaty') AT TIME ZONE 'UTC'"): "CONVERT_TIMEZONE('Asia/Almaty', 'UTC', a)",
    ("bigquery", "(a AT TIME ZONE 'Asia/Almaty') AT TIME ZONE 'UTC'"): "DATETIME(TIMESTAMP(a, 'Asia/Almaty'), 'UTC')",
    ("trino", "a AT TIME ZONE 'Asia/Almaty'"): "CAST(AT_TIMEZONE(a, 'Asia/Almaty') AS TIMESTAMP(6))",
    ("snowflake", "a AT TIME ZONE 'Asia/Almaty'"): "DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('Asia/Almaty', a) AS TIMESTAMPNTZ))",
    ("bigquery", "a AT TIME ZONE 'Asia/Almaty'"): "DATETIME(a, 'Asia/Almaty')",
    ("trino", "a - INTERVAL 1 HOUR"): "a - INTERVAL '1' HOUR",
    ("bigquery", "a - INTERVAL 1 HOUR"): "a - INTERVAL (1) HOUR",
    # a decimal literal is a DECIMAL in Trino (language/types), so the width of a bucket is written as a double
    ("trino", "CEIL(LN(CAST(a AS DOUBLE)) / 0.019802627296179713)"): "CEIL(CAST(LN(CAST(a AS DOUBLE)) AS DOUBLE) / 0.019802627296179712E0)",  # the same double
    ("bigquery", "CEIL(LN(CAST(a AS DOUBLE)) / 0.019802627296179713)"): "CEIL(LN(CAST(a AS FLOAT64)) / 0.019802627296179713)",
    ("trino", "BOOL_OR(a)"): "BOOL_OR(a)",
    ("snowflake", "BOOL_OR(a)"): "BOOLOR_AGG(a)",
    ("bigquery", "BOOL_OR(a)"): "LOGICAL_OR(a)",
    # backslashes escape in BigQuery (lexical) and Snowflake (data-types-text), not in Trino
    ("trino", r"'a\b''c'"): r"'a\b''c'",
    ("snowflake", r"'a\b''c'"): r"'a\\b\'c'",
    ("bigquery", r"'a\b''c'"): r"'a\\b\'c'",
    ("trino", "HASH_PART(4, a, b) = 0"): "ABS(FROM_BIG_ENDIAN_64(XXHASH64(TO_UTF8(CONCAT_WS('|', a, b)))) % 4) = 0",
    ("snowflake", "HASH_PART(4, a, b) = 0"): "ABS(HASH(a, b) % 4) = 0",
    ("bigquery", "HASH_PART(4, a, b) = 0"): "ABS(MOD(FARM_FINGERPRINT(TO_JSON_STRING(STRUCT(a, b))), 4)) = 0",
}  # fmt: skip


@pytest.mark.parametrize(("dialect", "term"), SAID)
def test_dialect_says_what_its_documentation_has(dialect, term):
    assert said(term, dialect) == SAID[dialect, term]


@pytest.mark.parametrize("dialect", UNVERIFIED)
def test_text_is_trimmed_of_all_blanks_that_duckdb_trims(dialect):
    assert f"'{BLANKS}'" in translate("SELECT TRIM(a) AS it FROM t", dialect)
    with duckdb.connect() as connection:
        assert connection.execute("SELECT TRIM(?)", [f"{BLANKS}чат{BLANKS}"]).fetchone() == ("чат",)


def by_way_of_a_double(micros):
    """Compute what is written for Trino, whose ToUnixTime divides microseconds as a double by a million."""
    seconds = float(micros) / 1_000_000
    rest = (seconds - math.floor(seconds)) * 1_000_000
    assert abs(rest % 1 - 0.5) > 0.01  # so that it does not matter which way a half is rounded
    return math.floor(seconds) * 1_000_000 + round(rest)


@given(micros=st.integers(0, LAST))
@settings(max_examples=300, deadline=None)
def test_microseconds_by_way_of_a_double_are_exact_from_1970_to_2200(micros):
    assert by_way_of_a_double(micros) == micros


def test_microseconds_by_way_of_a_double_are_exact_where_a_double_begins_to_tell_less():
    assert LAST < 2**33 * 1_000_000  # up to there two microseconds are two doubles, a half of one apart at least
    for power in range(1, 33):
        for micros in range(2**power * 1_000_000 - 300, 2**power * 1_000_000 + 300):
            assert by_way_of_a_double(micros) == micros
    for micros in range(LAST - 2_000, LAST):
        assert by_way_of_a_double(micros) == micros


def test_time_that_stands_for_never_is_exact():
    never = (datetime(9999, 12, 31, 23, 59, 59) - EPOCH) // timedelta(microseconds=1)  # noqa: DTZ001
    assert by_way_of_a_double(never) == never


def test_width_of_a_bucket_is_the_same_double_in_trino():
    written = said("LN(CAST(a AS DOUBLE)) / 0.019802627296179713", "trino").rpartition("/ ")[2]
    assert float(written) == float("0.019802627296179713")


@pytest.mark.parametrize("dialect", UNVERIFIED)
@pytest.mark.parametrize("name", CASES)
def test_window_and_array_say_where_nothing_goes(name, dialect):
    """NULLS FIRST or LAST is a parameter in Snowflake, and BigQuery knows it neither in aggregates nor in frames."""
    tree = sqlglot.parse_one(printed(name, dialect).sql, dialect=dialect)
    for order in tree.find_all(sqlglot.exp.Order):
        keys = [one.this for one in order.expressions]
        if dialect != "trino":
            assert [type(one).__name__ for one in keys] == ["Is", "Column"] * (len(keys) // 2)
            assert all(there.this == key for there, key in zip(keys[::2], keys[1::2], strict=True))


# what may not be a name without quotation marks; trino.io/docs/current/language/reserved.html,
# docs.snowflake.com/en/sql-reference/reserved-keywords, cloud.google.com/bigquery/docs/reference/standard-sql/lexical
RESERVED = """
ACCOUNT ALL ALTER AND ANY ARRAY AS ASC ASSERT_ROWS_MODIFIED AT BETWEEN BY CASE CAST CHECK COLLATE COLUMN CONNECT
CONNECTION CONSTRAINT CONTAINS CREATE CROSS CUBE CURRENT CURRENT_DATE CURRENT_PATH CURRENT_ROLE CURRENT_TIME
CURRENT_TIMESTAMP CURRENT_USER DATABASE DEALLOCATE DEFAULT DEFINE DELETE DESC DESCRIBE DISTINCT DROP ELSE END ENUM
ESCAPE EXCEPT EXCLUDE EXECUTE EXISTS EXTRACT FALSE FETCH FOLLOWING FOR FROM FULL GRANT GROUP GROUPING GROUPS GSCLUSTER
HASH HAVING IF IGNORE ILIKE IN INCREMENT INNER INSERT INTERSECT INTERVAL INTO IS ISSUE JOIN JSON_ARRAY JSON_EXISTS
JSON_OBJECT JSON_QUERY JSON_TABLE JSON_VALUE LATERAL LEFT LIKE LIMIT LISTAGG LOCALTIME LOCALTIMESTAMP LOOKUP MERGE MINUS
NATURAL NEW NO NORMALIZE NOT NULL NULLS OF ON OR ORDER ORGANIZATION OUTER OVER PARTITION PRECEDING PREPARE PROTO QUALIFY
RANGE RECURSIVE REGEXP RESPECT REVOKE RIGHT RLIKE ROLLUP ROW ROWS SAMPLE SCHEMA SELECT SET SKIP SOME START STRUCT TABLE
TABLESAMPLE THEN TO TREAT TRIGGER TRIM TRUE TRY_CAST UESCAPE UNBOUNDED UNION UNIQUE UNNEST UPDATE USING VALUES VIEW WHEN
WHENEVER WHERE WINDOW WITH WITHIN
"""


def test_no_name_of_ours_is_a_reserved_word():
    ours = {column.id for log in logs().logs for column in log.columns} | {log.id for log in logs().logs}
    for name in CASES:
        tree = sqlglot.parse_one(printed(name, "duckdb").sql, dialect="duckdb")
        ours |= {one.alias for one in tree.find_all(sqlglot.exp.Alias, sqlglot.exp.CTE)}
    assert {"part", "bucket", "given", printed("contacts", "duckdb").last_column} <= ours
    assert not {name.upper() for name in ours} & {*RESERVED.split()}
    assert len({name.upper() for name in ours}) == len(ours)


def test_canonical_column_is_of_one_type_in_all_logs():
    """Snowflake's arrays forget the type of what is in them, and get it back by the column's name."""
    types = {(column.id, column.type) for log in logs().logs for column in log.columns}
    assert len(types) == len({name for name, _ in types})


@pytest.mark.parametrize("dialect", UNVERIFIED)
def test_only_what_postgres_needs_is_not_materialized(dialect):
    assert "MATERIALIZED" not in printed("complaints", dialect).sql
    assert "NOT MATERIALIZED" in printed("complaints", "postgres").sql


def test_alias_that_hides_a_column_in_snowflake_does_not():
    """A name of the list may stand for its term everywhere in a SELECT there, so columns of that name say whose."""
    sql = printed("contacts", "snowflake").sql
    cases = sql[sql.index("contacts AS (") : sql.index("FROM judged")]
    assert "judged.opened_at <=" in cases
    assert not re.search(r"(?<!AS )(?<![.\w])opened_at <=", cases)
