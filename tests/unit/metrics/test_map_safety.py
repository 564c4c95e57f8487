"""What an expression of a map may hold: an allow-list, tried from both sides."""

import duckdb
import pytest

from pcf.findings import Finding
from pcf.metrics.expressions import FUNCTIONS, Expression, is_type, parse

HOSTILE = [
    "read_csv('/etc/passwd')",
    "read_text('/etc/passwd')",
    "read_parquet('x.parquet')",
    "read_blob('x')",
    "glob('/etc/*')",
    "getenv('HOME')",
    "current_setting('memory_limit')",
    "query('SELECT 1')",
    "query_table('x')",
    "nextval('s')",
    "error('x')",
    "hash(x)",
    "random()",
    "now()",
    "current_date",
    "repeat('x', 1000000000)",
    "2 ** 1000000",
    "ATTACH 'x.db'",
    "SET memory_limit = '1TB'",
    "COPY t TO 'x.csv'",
    "COPY (SELECT 1) TO 'x.csv'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "PRAGMA database_list",
    "CREATE TABLE t (x INT)",
    "DROP TABLE contacts",
    "SELECT 1",
    "FROM contacts",
    "VALUES (1)",
    "WITH a AS (SELECT 1) SELECT * FROM a",
    "(SELECT 1)",
    "((SELECT MAX(x) FROM contacts))",
    "x IN (SELECT 1)",
    "EXISTS (SELECT 1)",
    "x = ANY (SELECT 1)",
    "EXTRACT(year FROM (SELECT 1))",
    "INTERVAL (SELECT 1) DAY",
    "CAST((SELECT 1) AS INTEGER)",
    "CASE WHEN (SELECT TRUE) THEN 1 END",
    "*",
    "contacts.*",
    "COLUMNS('a.*')",
    "x AS y",
    "x y",
    "x.y",
    "COUNT(*)",
    "SUM(x)",
    "MAX(x)",
    "ARRAY_AGG(x)",
    "SUM(x) FILTER (WHERE x)",
    "SUM(x) OVER ()",
    "ROW_NUMBER() OVER (ORDER BY x)",
    "LAG(x) OVER (ORDER BY x)",
    "?",
    "$name",
    "$1",
    "#1",
    "1; SELECT 2",
    "1;",
    "1) + (2",
    "x) FROM contacts --",
    "1 -- comment",
    "/* comment */ 1",
    "[1, 2]",
    "{'a': 1}",
    "x -> '$.a'",
    "x[1]",
    "UNNEST(x)",
    "x -> x + 1",
    "CAST(x AS JSON)",
    "CAST(x AS INTEGER[])",
    "x::some_enum",
    "x COLLATE nocase",
    "trim(DISTINCT x)",
    "x.read_csv()",
    "",
    "   ",
    "(" * 3000 + "1" + ")" * 3000,
    "(" * 900 + "1" + ")" * 900,
]

HARMLESS = [
    """"Date" + INTERVAL 1 SECOND * "Wait" """,
    """DATE '1999-01-01' + "Time" """,
    """CAST("Text" AS TIMESTAMP)""",
    """strptime("Day", '%d.%m.%Y')""",
    """try_strptime("Day", '%d.%m.%Y %H:%M')""",
    """"Id" || '/' || "Text" """,
    """concat("Id", '-', "Wait")""",
    """CASE WHEN "Wait" > 5 AND "Id" IS NOT NULL THEN "Wait" ELSE NULL END""",
    """CASE "Id" WHEN 'a' THEN 1 WHEN 'b' THEN 2 END""",
    """"Wait" BETWEEN 1 AND 5 OR NOT ("Id" LIKE 'a%')""",
    """"Id" IN ('a', 'b')""",
    """"Id" IS DISTINCT FROM 'a'""",
    """nullif(trim(upper("Id")), '')""",
    """coalesce("Wait", 0) * 60.5 / 2 - 1""",
    """round(abs(-"Wait") % 7)""",
    """epoch(CAST("Span" AS INTERVAL))""",
    """date_trunc('hour', "Date")""",
    """date_diff('second', "Date", "Date" + INTERVAL '2 minutes')""",
    """regexp_extract("Id", '[a-z]+')""",
    """split_part("Id", '-', 1)""",
    """substring("Id", 1, 2)""",
    """"Date" AT TIME ZONE 'Europe/Moscow'""",
    """make_timestamp(1999, 1, 1, 0, 0, 1.5)""",
    """"Wait"::DECIMAL(18, 3)""",
    """if("Wait" > 5, 'long', 'short')""",
    """'it''s'""",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:40] or "empty")
def test_hostile_expression_is_refused_at_its_place(text):
    refused = parse("[columns] segment", text)
    assert isinstance(refused, Finding), refused
    assert refused.cell == "[columns] segment"
    assert refused.code in {"expression-refused", "expression-unreadable"}


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_expression_runs_as_it_was_written(text):
    accepted = parse("[columns] segment", text)
    assert isinstance(accepted, Expression), accepted.message()
    columns = '\'a-1\' AS "Id", 7 AS "Wait", TIMESTAMP \'2026-10-01 10:20:30.5\' AS "Date", TIME \'10:00:00\' AS "Time"'
    columns += ", '0:03:25' AS \"Span\", '2026-10-01 10:00' AS \"Text\", '01.10.2026' AS \"Day\""
    found = {name.lower(): name for name in ("Id", "Wait", "Date", "Time", "Text", "Day", "Span")}
    with duckdb.connect() as connection:
        same = f"SELECT ({text}) IS NOT DISTINCT FROM ({accepted.sql(found)}) FROM (SELECT {columns})"
        assert connection.execute(same).fetchone() == (True,)


def test_refusal_names_what_was_met_and_what_is_allowed():
    refused = parse("[leave_out] test", "getenv('HOME') = 'x'")
    assert refused.found == "GETENV('HOME')"
    assert "strptime" in refused.expected()


def test_columns_are_written_as_the_log_spells_them():
    accepted = parse("[columns] segment", 'upper(Queue) || "Tür"')
    assert accepted.sql({"queue": "QUEUE", "tür": "Tür"}) == 'UPPER("QUEUE") || "Tür"'


def test_listed_functions_read_no_file_no_setting_and_no_clock():
    assert not FUNCTIONS.keys() & {"read_csv", "glob", "getenv", "now", "random", "current_setting", "today", "uuid"}


@pytest.mark.parametrize("text", ["INTEGER", "bigint", "DECIMAL(10, 2)", "VARCHAR", "TIMESTAMP", "time", "DOUBLE"])
def test_plain_types_are_types(text):
    assert is_type(text)


@pytest.mark.parametrize("text", ["JSON", "INTEGER[]", "STRUCT(a INT)", "mood", "x) + (y", "INT; SELECT 1", ""])
def test_other_types_are_refused(text):
    assert not is_type(text)
